"""Recognise the labels of the documents: exact, folded, then fuzzy, from `extractor/data/labels`.

Wording is data: a new label is one line in a TOML file, not a change here.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from extractor.matching.likeness import nearest
from extractor.parsers.folding import fold

MAX_LABEL = 120
FUZZY_MIN_LENGTH = 6
FUZZY_THRESHOLD = 0.88
"""On folded text: "objectif genenéral" passes for "objectif général", "objectif opérationnel" does
not."""

_UNSEEN = "\0"
_NUMBER = re.compile(r"\s*n?°?\s*\d+(?:[.\-]\d+)*\s*$")


@dataclass(frozen=True)
class Vocabulary:
    """The labels of one file: folded wording → key."""

    exact: Mapping[str, str]
    never: frozenset[str]
    _known: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)
    """Answers already given: the same few labels are asked for again and again."""

    @cached_property
    def longest(self) -> int:
        """Length of the longest label, folded."""
        return max(map(len, self.exact))

    def find(self, text: str) -> str | None:
        """The key of a label, or None.

        "Maître d'œuvre / Porteur :" -> "porteurs";  "Objectif stratégique n° 2" -> "objectifs"
        """
        if len(text) > MAX_LABEL:
            return None
        found = self._known.get(text, _UNSEEN)
        if found is _UNSEEN:
            found = self._known[text] = self._find(text)
        return found

    def _find(self, text: str) -> str | None:
        folded = fold(text)
        if not folded or folded in self.never:
            return None
        key = self.exact.get(folded)
        if key is None:
            key = self.exact.get(fold(_NUMBER.sub("", text.rstrip(" :"))))
        if key is None and FUZZY_MIN_LENGTH <= len(folded) <= 1.3 * self.longest:
            key = self._nearest(folded)
        return key

    def prefix(self, text: str) -> tuple[str, int] | None:
        """The key of the label that a text begins with, and where the label ends.

        Only a colon ends a run-in label: "Pilote : CCAS de la ville" -> ("porteurs", 8)
        """
        head, colon, _ = text.partition(":")
        if not colon or len(head) > 80:
            return None
        key = self.find(head)
        return (key, len(head) + 1) if key else None

    def _nearest(self, folded: str) -> str | None:
        label = nearest(folded, self.exact.keys(), FUZZY_THRESHOLD)
        if label is None or _other_number(label, folded):
            return None
        return self.exact[label]


def _other_number(first: str, second: str) -> bool:
    return re.findall(r"\d+", first) != re.findall(r"\d+", second)


@cache
def vocabulary(name: str) -> Vocabulary:
    """Load `extractor/data/labels/<name>.toml`: one table per key, with `labels` and `never`."""
    text = files("extractor.data").joinpath("labels", f"{name}.toml").read_text("utf-8")
    return make_vocabulary(tomllib.loads(text))


def make_vocabulary(tables: Mapping[str, Mapping[str, list[str]]]) -> Vocabulary:
    """The vocabulary of parsed TOML tables; a wording under two keys is an error in the data."""
    exact: dict[str, str] = {}
    never: set[str] = set()
    for key, table in tables.items():
        for label in table["labels"]:
            folded = fold(label)
            if exact.setdefault(folded, key) != key:
                raise ValueError(f"label {label!r} stands under {exact[folded]!r} and {key!r}")
        never |= {fold(label) for label in table.get("never", [])}
    return Vocabulary(exact, frozenset(never))
