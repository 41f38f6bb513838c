"""Each question of the command → what it reads, and its answer as tables for people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.compare.corpus import Corpus
from extractor.compare.reading import read_corpus
from extractor.compare.selection import Selection
from extractor.compare.tables import Table
from extractor.compare.tell.fields import (
    tell_calendars,
    tell_indicators,
    tell_publics,
    tell_statuses,
)
from extractor.compare.tell.likeness import tell_evolution, tell_press, tell_similar
from extractor.compare.tell.organisations import tell_leaders, tell_partners
from extractor.compare.tell.territories import tell_territories
from extractor.compare.tell.themes import tell_coverage, tell_gaps, tell_matrix

if TYPE_CHECKING:
    from extractor.store.store import Store

CALENDAR = ("calendrier", "calendrier_debut", "calendrier_fin")
LIKENESS = ("objectif_general", "objectifs", "description", "public")


@dataclass(frozen=True, slots=True)
class Question:
    """What one question reads of the store, and what it answers."""

    answer: Callable[[Corpus], tuple[Table, ...]]
    textes: tuple[str, ...] = ()
    """Columns of fiches that it needs."""
    mentions: bool = False
    indicateurs: bool = False


def ask(
    store: "Store", names: Sequence[str], selection: Selection
) -> tuple[Corpus, tuple[Table, ...]]:
    """Read the store once for several questions, and answer them in their order."""
    questions = [QUESTIONS[name] for name in names]
    corpus = read_corpus(
        store,
        selection,
        textes=tuple(dict.fromkeys(t for question in questions for t in question.textes)),
        mentions=any(question.mentions for question in questions),
        indicateurs=any(question.indicateurs for question in questions),
    )
    return corpus, tuple(table for question in questions for table in question.answer(corpus))


QUESTIONS: Mapping[str, Question] = {
    "territories": Question(tell_territories),
    "matrix": Question(tell_matrix),
    "coverage": Question(tell_coverage),
    "gaps": Question(tell_gaps),
    "leaders": Question(tell_leaders, mentions=True),
    "partners": Question(tell_partners, mentions=True),
    "statuses": Question(tell_statuses),
    "publics": Question(tell_publics, ("public",)),
    "indicators": Question(tell_indicators, indicateurs=True),
    "calendars": Question(tell_calendars, (*CALENDAR, "montants")),
    "similar": Question(tell_similar, LIKENESS),
    "evolution": Question(tell_evolution, LIKENESS, mentions=True),
    "press": Question(tell_press, mentions=True),
}
"""By name, what `cls-extractor compare` answers."""
