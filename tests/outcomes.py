"""Outcomes made by hand for the tests of the store, as the process that reads would make them."""

import json
from hashlib import sha256
from typing import Any

from extractor.outcome import Failure, Outcome, Status
from extractor.printing import print_record
from extractor.store.projection import project
from extractor.store.source import Settings, Source
from models.records import Document

SETTINGS = Settings("0.4.0", "defaults")

CAF = {
    "texte": "CAF du Calvados",
    "organisation": "caf",
    "nom": "Caisse d'allocations familiales",
    "sigle": "CAF",
    "categorie": "protection-sociale",
    "score": 0.95,
    "methode": "glossaire",
    "second": {"organisation": "carsat", "score": 0.4},
}
FICHE = {
    "code": "1.1",
    "titre": "Repérer plus tôt",
    "axe": "1",
    "statut": "nouvelle",
    "objectifs": [
        {"strategiques": [{"intitule": "Voir"}], "operationnels": [{"intitule": "Agir"}]},
        {"strategiques": [{"intitule": "Suivre"}]},
    ],
    "porteurs": [CAF],
    "partenaires": [{"texte": "Médecins"}, CAF],
    "public": ["Jeunes", "Aidants"],
    "calendrier": {"texte": "de 2025 à 2027", "debut": "2025", "fin": "2027"},
    "moyens": {"texte": "12 000 €", "montants": [{"valeur": 12000, "unite": "EUR"}]},
    "evaluation": [{"famille": "processus", "criteres": ["Ouverture"], "indicateurs": ["Visites"]}],
    "themes": [{"theme": "prevention", "score": 0.75}],
    "pages": {"debut": 3, "fin": 4},
}
CONTRAT = {
    "territoire": {
        "nom": "Lisieux",
        "nom_officiel": "Lisieux",
        "type": "commune",
        "code": "14366",
        "departements": ["14"],
        "regions": ["28"],
        "score": 1,
    },
    "rang": 2,
    "periode": {"debut": 2025, "fin": 2029, "duree_annees": 5},
    "signature": {"date": "2025-07-10", "lieu": "Cambremer"},
    "signataires": [
        {"organisation": CAF, "personne": "Mme A", "qualite": "signataire"},
        {"personne": "M. B", "fonction": "Préfet", "qualite": "en_presence"},
    ],
    "instances": [{"nom": "Comité de pilotage", "membres": [CAF]}],
    "partenaires": [{"texte": "Ville de Caen"}],
    "axes": [{"numero": "1", "titre": "Prévenir", "objectifs": ["Tôt"]}],
    "fiches_action": [FICHE],
    "chiffres_annonces": {"communes": 53},
}


def content_of(text: str) -> str:
    """The hash of a document whose bytes are a text."""
    return sha256(text.encode()).hexdigest()


def source_of(path: str, text: str = "") -> Source:
    """A document at a path; its bytes are `text`, or else its path."""
    data = text or path
    return Source(path, content_of(data), len(data))


def make_record(path: str, text: str = "", **changes: Any) -> bytes:
    """The JSON text of the record of that document; `changes` are those of its contract."""
    data = {
        "document": {
            "id": content_of(text or path),
            "fichier": path.rpartition("/")[2],
            "genre": "contrat",
            "titre": "Contrat local de santé",
            "pages": 8,
        },
        "contrats": [CONTRAT | changes],
        "avertissements": [
            {"code": "sigle-ambigu", "message": "« MSA »…", "pointeur": "/contrats/0", "page": 3}
        ],
    }
    return print_record(Document.model_validate(data))


def make_outcome(path: str, text: str = "", **changes: Any) -> Outcome:
    """What became of a document that was read."""
    record = make_record(path, text, **changes)
    rows = project(json.loads(record))
    return Outcome(Status.OK, record=record, rows=rows, pages=8, seconds=0.5, peak_memory=1 << 26)


def make_failure(code: Failure = Failure.TIMEOUT, message: str = "Trop long.") -> Outcome:
    """What became of a document that could not be read."""
    return Outcome(Status.FAILED, code, message, seconds=2.0)
