"""The corpus, read anew, against its gold → the page on what is measured."""

import shutil
from pathlib import Path

from docs.generate.markdown import NUMBERS, table
from extractor.evaluation import evaluate
from extractor.evaluation.likeness import Level
from extractor.evaluation.scores import Counts, DocumentScores, by_name
from extractor.pipeline import read_document
from models.records import Document

ROOT = Path(__file__).parent.parent.parent
TEMPLATE = Path(__file__).parent / "measures.md"
LEVEL: Level = "similar"
DOCUMENT = ("document", "pages", "F1, values", "F1, fields")
FIELD = ("field", "values", "precision", "recall", "F1", "F1, strict")
NO_TESSERACT = (
    "!!! warning\n    Tesseract was not there when this page was made: scanned pages count as "
    "missed.\n\n"
)


def page() -> str:
    """The page: fixed text, and the tables of `cls-extractor evaluate`."""
    golds = {
        path.stem: Document.model_validate_json(path.read_bytes())
        for path in sorted((ROOT / "gold").glob("*.json"))
    }
    records = {name: read_document(ROOT / f"corpus/pdf/{name}.pdf").record for name in golds}
    scores = evaluate(records, golds)
    total = scores.total
    fields = [_row(f"`{name}`", counts) for name, counts in by_name(total)]
    documents = [
        (f"`{name}`", records[name].document.pages, *map(percent, _averages(one)))
        for name, one in scores.documents.items()
    ]
    warning = "" if shutil.which("tesseract") else NO_TESSERACT
    text = TEMPLATE.read_text("utf-8").replace("{warning}", warning)
    text = text.replace("{documents}", table(DOCUMENT, documents, NUMBERS))
    return text.replace("{fields}", table(FIELD, fields, NUMBERS))


def _averages(scores: DocumentScores) -> tuple[float, float]:
    return scores.micro(LEVEL).f1, scores.macro(LEVEL).f1


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    return (
        name,
        str(counts.expected),
        percent(counts.precision(LEVEL)),
        percent(counts.recall(LEVEL)),
        percent(counts.f1(LEVEL)),
        percent(counts.f1("strict")),
    )


def percent(share: float) -> str:
    """0.99839 -> "99.8" """
    return f"{100 * share:.1f}"
