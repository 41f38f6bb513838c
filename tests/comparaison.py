"""A small store for the tests of comparisons; every number in them was counted on this page.

Alpha has a contract, its scan (a copy with one fiche), an amendment, an earlier contract and a
press release. Beta was read in part. Gamma is known by a press release. Delta announces five
actions, one was read. One file failed. Epsilon's titles and names are hostile to HTML, CSV and
spreadsheets.
"""

import json
from datetime import UTC, datetime
from typing import Any

from extractor.outcome import Failure, Outcome, Status
from extractor.printing import print_record
from extractor.store.projection import project
from extractor.store.source import Settings, Source
from extractor.store.store import Store
from models.records import Document
from tests.outcomes import content_of

SETTINGS = Settings("0.1.0", "defaults")
AT = datetime(2025, 1, 1, tzinfo=UTC)
EVIL = '<script>alert("x")</script>'

CAF = {"texte": "CAF", "organisation": "caf", "nom": "Caisse d'allocations familiales", "score": 1}
CAF = CAF | {"categorie": "protection-sociale"}
ARS = {"texte": "ARS", "organisation": "ars", "nom": "Agence régionale de santé", "score": 1}
ARS = ARS | {"categorie": "ars"}
VILLE = {"texte": "Ville", "organisation": "commune-14001", "nom": "Alpha", "score": 1}
VILLE = VILLE | {"categorie": "collectivite"}
OTHER_TOWN = VILLE | {"organisation": "commune-27001", "nom": "Beta"}
UNKNOWN = {"texte": "Les Amis du bocage"}

ALPHA = {"nom": "Alpha", "nom_officiel": "Alpha", "type": "commune", "code": "14001"}
ALPHA = ALPHA | {"departements": ["14"], "regions": ["28"], "score": 1}
BETA = ALPHA | {"nom": "Beta", "nom_officiel": "Beta", "code": "27001", "departements": ["27"]}
GAMMA = ALPHA | {"nom": "Gamma", "nom_officiel": "Gamma", "code": "50001", "departements": ["50"]}
DELTA = ALPHA | {"nom": "Pays de Delta", "nom_officiel": None, "type": "pays", "code": None}
DELTA = DELTA | {"departements": [], "regions": []}
EPSILON = DELTA | {"nom": f"={EVIL}"}


def fiche(titre: str, page: int, *themes: str, **fields: Any) -> dict[str, Any]:
    """A fiche on one page."""
    found = [{"theme": theme, "score": 0.9} for theme in themes]
    return {"titre": titre, "pages": {"debut": page, "fin": page}, "themes": found} | fields


AIDANTS = fiche(
    "Soutenir les proches aidants",
    3,
    "aidants",
    code="1.1",
    statut="nouvelle",
    porteurs=[CAF],
    partenaires=[ARS, ARS, UNKNOWN],
    public=["Aidants familiaux", "Jeunes de 16 à 25 ans"],
    calendrier={"texte": "2022-2024", "debut": "2022", "fin": "2024"},
    moyens={"texte": "2 000 € et 500 €", "montants": [{"valeur": 2000, "unite": "EUR"}]},
    evaluation=[{"famille": "processus", "indicateurs": ["Nombre de participants"]}],
)
CANCERS = fiche(
    "Dépister les cancers",
    4,
    "cancers-depistages",
    "precarite",
    code="1.2",
    statut="renouvelee",
    porteurs=[VILLE],
    partenaires=[CAF, ARS],
    calendrier={"texte": "2023 à 2028", "debut": "2023", "fin": "2028"},
    evaluation=[{"famille": "resultat", "indicateurs": ["Taux de dépistage"]}],
)
REUNION = fiche("Réunir les acteurs", 5, code="1.3", porteurs=[UNKNOWN])
SIGNS = [{"organisation": o, "qualite": "signataire"} for o in (VILLE, ARS)]
CONTRAT_ALPHA = {
    "territoire": ALPHA,
    "rang": 2,
    "periode": {"debut": 2022, "fin": 2026},
    "signature": {"date": "2022-05-12"},
    "signataires": SIGNS,
    "fiches_action": [AIDANTS, CANCERS, REUNION],
}
SCAN_ALPHA = {
    "territoire": ALPHA,
    "periode": {},
    "signature": {"date": "2022-05-12"},
    "fiches_action": [AIDANTS],
}
AVENANT_ALPHA = {
    "territoire": ALPHA,
    "periode": {"debut": 2022, "fin": 2026},
    "signature": {},
    "fiches_action": [fiche("Créer une maison sport-santé", 2, "activite-physique")],
}
AVANT_ALPHA = {
    "territoire": ALPHA,
    "rang": 1,
    "periode": {"debut": 2017, "fin": 2020},
    "signature": {"date": "2017-03-01"},
    "fiches_action": [
        fiche("Soutenir les proches aidants", 6, "aidants", porteurs=[VILLE]),
        fiche("Dépister les cancers du sein", 7, "cancers-depistages", porteurs=[VILLE]),
        fiche("Ouvrir une maison de santé", 8, "acces-aux-soins"),
    ],
}
COMMUNIQUE_ALPHA = {
    "territoire": ALPHA,
    "rang": 2,
    "periode": {"debut": 2022, "fin": 2027},
    "signature": {"date": "2022-05"},
    "signataires": [{"organisation": o, "qualite": "signataire"} for o in (ARS, CAF)],
    "chiffres_annonces": {"actions": 4},
}
CONTRAT_BETA = {
    "territoire": BETA,
    "periode": {"debut": 2023, "fin": 2027},
    "signature": {},
    "fiches_action": [
        fiche(
            "Soutien aux proches aidants",
            9,
            "aidants",
            porteurs=[CAF],
            partenaires=[OTHER_TOWN],
            evaluation=[{"indicateurs": ["nombre de participant(s)"]}],
        ),
        fiche("Mieux manger à l'école", 10, "nutrition", public=["Élèves"], porteurs=[OTHER_TOWN]),
    ],
}
COMMUNIQUE_GAMMA = {"territoire": GAMMA, "periode": {"debut": 2024}, "signature": {}}
CONTRAT_DELTA = {
    "territoire": DELTA,
    "periode": {"debut": 2024, "fin": 2028},
    "signature": {},
    "fiches_action": [fiche("Réduire l'exposition au radon", 2, "sante-environnementale")],
    "chiffres_annonces": {"actions": 5},
}
CONTRAT_EPSILON = {
    "territoire": EPSILON,
    "periode": {"debut": 2025, "fin": 2029},
    "signature": {},
    "fiches_action": [fiche(EVIL, 2, "addictions", porteurs=[{"texte": EVIL}])],
}


def fill(store: Store, *, hostile: bool = False) -> None:
    """Save the documents."""
    save(store, "alpha/contrat.pdf", CONTRAT_ALPHA, "Contrat local de santé")
    save(store, "alpha/copie.pdf", CONTRAT_ALPHA, "Contrat local de santé", "alpha/contrat.pdf")
    save(store, "alpha/scan.pdf", SCAN_ALPHA, None)
    save(store, "alpha/avenant.pdf", AVENANT_ALPHA, "Avenant n° 1 au contrat local de santé")
    save(store, "alpha/2017.pdf", AVANT_ALPHA, "Contrat local de santé 2017-2020")
    save(store, "alpha/communique.pdf", COMMUNIQUE_ALPHA, "Signature", genre="communique")
    save(store, "beta.pdf", CONTRAT_BETA, "CLS", failed=(4,))
    save(store, "gamma.pdf", COMMUNIQUE_GAMMA, "Un contrat à Gamma", genre="page_web")
    save(store, "delta.pdf", CONTRAT_DELTA, "CLS")
    broken = Outcome(Status.FAILED, Failure.TRUNCATED, "Le fichier est tronqué.")
    store.save(Source("tronque.pdf", content_of("tronque"), 1), SETTINGS, broken, AT)
    if hostile:
        save(store, f"{EVIL}.pdf", CONTRAT_EPSILON, EVIL)


def save(
    store: Store,
    path: str,
    contrat: dict[str, Any],
    titre: str | None,
    text: str = "",
    genre: str = "contrat",
    failed: tuple[int, ...] = (),
) -> None:
    """Save one document with one contract, as an import would; `text` stands for its bytes."""
    content = content_of(text or path)
    whole = {"id": content, "fichier": path.rpartition("/")[2], "genre": genre}
    data = {"document": whole | {"titre": titre, "pages": 20}, "contrats": [contrat]}
    record = print_record(Document.model_validate(data))
    status = Status.PARTIAL if failed else Status.OK
    rows = project(json.loads(record))
    outcome = Outcome(status, record=record, rows=rows, pages=20, failed_pages=failed)
    store.save(Source(path, content, 1), SETTINGS, outcome, AT)
