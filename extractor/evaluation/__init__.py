"""Records and gold in, scores per field out: the way of GROBID's published evaluation.

Every field is judged three times, strict (exact), soft (case, accents, punctuation and space
ignored) and similar (normalised Levenshtein of at least 0.95), and gets precision, recall and F1
each time. Nothing here reads or writes a record; the command and the tests do.
"""

from extractor.evaluation.floors import Shortfall, below_floors, read_floors
from extractor.evaluation.pairs import Json, JsonObject, Pair, pair_up
from extractor.evaluation.scores import (
    Counts,
    DocumentScores,
    Evaluation,
    differences,
    evaluate,
)

__all__ = [
    "Counts",
    "DocumentScores",
    "Evaluation",
    "Json",
    "JsonObject",
    "Pair",
    "Shortfall",
    "below_floors",
    "differences",
    "evaluate",
    "pair_up",
    "read_floors",
]
