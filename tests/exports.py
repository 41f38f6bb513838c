"""A small store for the tests of exports: documents read by the real pipeline, and traps."""

import json
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.outcome import Outcome, Status
from extractor.pipeline import print_document
from extractor.printing import print_record
from extractor.store.projection import project
from extractor.store.source import Settings, Source
from extractor.store.store import Store, open_store
from models.records import Document
from tests.outcomes import FICHE, make_failure, make_record

ROOT = Path(__file__).parent.parent
AT = datetime(2026, 1, 2, tzinfo=UTC)
SETTINGS = Settings("0.1.0", "defaults")
PDFS = (
    "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf",
    "corpus/pdf/caen-communique-cls-2025.pdf",
    "corpus/pdf/ars-normandie-contrats-locaux-de-sante.pdf",
    "corpus/pdf/creteil-cls-2e-generation.pdf",
    "corpus/pdf/le-havre-renouvelle-son-cls.pdf",
)
LISIEUX = PDFS[0]
TRAP = "pièges/un « contrat ».pdf"
"""A document whose texts are traps for spreadsheets, and hold numbers and addresses."""
PHONE, MAIL = "02 31 30 45 03", "a.b@ville-caen.fr"
LONG = "mot \U0001f600 " * 9000
TRAP_FICHE = FICHE | {
    "titre": "=1+1",
    "public": ["+33", "-2", "@somme", '=HYPERLINK("x")'],
    "description": f"Écrire à {MAIL} ou au {PHONE}, de 8 h à 10 h.",
    "contexte": LONG,
    "perimetre": "<r>tout</r>",
    "champs": [{"libelle": "Contact", "texte": f"{MAIL}\n{PHONE}"}],
    "outils": [{"texte": "courriel", "url": f"mailto:{MAIL}"}],
}
TRAP_CONTRAT: dict[str, Any] = {
    "fiches_action": [TRAP_FICHE],
    "contacts": [
        {"nom": "Mme A", "telephones": ["+33231304503"], "courriels": [MAIL]},
    ],
    "articles": [{"numero": "1", "titre": "Objet", "texte": f"Voir {MAIL}."}],
}


@cache
def read(path: str) -> bytes:
    """The record of a PDF of the project, read once per session."""
    return print_document(ROOT / path)[0]


def save(store: Store, path: str, record: bytes) -> None:
    """Save a record as the one of a path."""
    data = json.loads(record)
    outcome = Outcome(Status.OK, record=record, rows=project(data), pages=data["document"]["pages"])
    store.save(Source(path, data["document"]["id"], 1), SETTINGS, outcome, AT)


def trap() -> bytes:
    """The record of TRAP."""
    data = json.loads(make_record(TRAP, "", **TRAP_CONTRAT))
    data["document"]["titre"] = f"Contrat ({MAIL})"
    return print_record(Document.model_validate(data))


def fill(url: str, backwards: bool = False) -> Store:
    """A store of the corpus, of a copy of one file, of a trap and of a file that failed."""
    store = open_store(url)
    entries = [(path, read(path)) for path in PDFS]
    entries += [(f"copie/{Path(LISIEUX).name}", read(LISIEUX)), (TRAP, trap())]
    for path, record in reversed(entries) if backwards else entries:
        save(store, path, record)
    content = sha256(b"broken").hexdigest()
    store.save(Source("abîmé.pdf", content, 6), SETTINGS, make_failure(), AT)
    return store
