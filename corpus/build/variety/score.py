"""A PDF with its gold beside it → its scores."""

from pathlib import Path

from extractor.evaluation import DocumentScores, evaluate
from extractor.pipeline import Options, read_document
from models.records import Document


def score(pdf: Path, use_tags: bool = True) -> DocumentScores:
    """Read a PDF and compare its record with `<name>.json`."""
    gold = Document.model_validate_json(pdf.with_suffix(".json").read_bytes())
    record = read_document(pdf, Options(use_tags=use_tags)).record
    return evaluate({pdf.stem: record}, {pdf.stem: gold}).documents[pdf.stem]


def weakest_fields(scores: DocumentScores, count: int) -> list[tuple[str, float]]:
    """Return the fields of the lowest similarity F1, those that are all right left out."""
    reached = ((name, counts.f1("similar")) for name, counts in scores.fields.items())
    missed = [(name, f1) for name, f1 in reached if f1 < 1]
    return sorted(missed, key=lambda pair: pair[1])[:count]
