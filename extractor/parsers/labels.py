"""Recognise the labels of the documents: exact, folded, then fuzzy, from `extractor/data/labels`.

Wording is data: a new label is one line in a TOML file, not a change here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from extractor.data import read_toml
from extractor.matching.folding import fold
from extractor.matching.likeness import nearest
from extractor.parsers.label_forms import (
    parts_of,
    plain_form,
    plain_forms,
    repaired,
    without_number,
)

NO_FIELD = "autre"
"""Key of the labels that feed no field of the record: known, and kept in `champs` only."""
MAX_LABEL = 120
FUZZY_MIN_LENGTH = 6
FUZZY_SCORER = "osa"
FUZZY_THRESHOLD = 0.87
"""One letter wrong in eight: "objectif genenéral" passes for "objectif général", "objectif
opérationnel" does not. Chosen by `benchmarks/label_threshold.py`; docs/labels.md has the curve."""

STEM = 4
MIN_KNOWN = 0.6
"""Share of the words of a text that begin like words of labels; measured on `gold/labels.csv`,
where all labels have more, damaged ones too."""
_UNSEEN = "\0"


@dataclass(frozen=True)
class Vocabulary:
    """The labels of one file: folded wording → key."""

    exact: Mapping[str, str]
    never: frozenset[str]
    """Folded wordings that are no label, however like one they look."""
    scorer: str = FUZZY_SCORER
    threshold: float = FUZZY_THRESHOLD
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

    def prefix(self, text: str) -> tuple[str, int] | None:
        """The key of the label that a text begins with, and where the label ends.

        Only a colon ends a run-in label: "Pilote : CCAS de la ville" -> ("porteurs", 8)
        """
        head, colon, _ = text.partition(":")
        if not colon or len(head) > 80:
            return None
        key = self.find(head)
        return (key, len(head) + 1) if key else None

    def _find(self, text: str) -> str | None:
        folded = fold(text)
        if not folded:
            return None
        if folded in self.exact:
            return self.exact[folded]
        if folded in self.never or len(folded) > 1.3 * self.longest:
            return None
        if self._is_sentence(folded):
            return None
        bare = folded if folded[-1].isalpha() else fold(without_number(text))
        key = self.exact.get(bare)
        if key is None:
            key = self._find_plain(text)
        if key is None:
            key = self._squeezed.get(folded.replace(" ", ""))
        if key is None:
            key = self._find_joined(text)
        if key is None:
            key = self._find_nearest(bare)
        return key or None

    def _is_sentence(self, folded: str) -> bool:
        """Whether too many words of a text begin like no word of any label."""
        words = [word[:STEM] for word in folded.split() if len(word) >= STEM]
        known = sum(word in self._stems for word in words)
        return len(words) > 2 and known < MIN_KNOWN * len(words)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(
            word[:STEM] for label in self.exact for word in label.split() if len(word) >= STEM
        )

    def _find_plain(self, text: str) -> str | None:
        """Without article, number, gender, "de l'action" or a note: "Le(s) public(s) visé(s)"."""
        for form in plain_forms(text):
            if form in self._plain:
                return self._plain[form]
        return None

    def _find_joined(self, text: str) -> str | None:
        """Several labels of one field: "Pilote / Copilote";  "Début et fin" -> "calendrier"."""
        parts = parts_of(text)
        if len(parts) < 2:
            return None
        keys: set[str] = set()
        for part in parts:
            key = self.exact.get(fold(part)) or self._find_plain(part)
            if not key:
                return None
            keys.add(key)
        if len(keys) == 1:
            return keys.pop()
        fields = {key.partition(".")[0] for key in keys}
        return fields.pop() if len(fields) == 1 else None

    def _find_nearest(self, folded: str) -> str | None:
        """The key of the label most like a folded text; None when a false friend is as like it.

        "objectif genenéral" -> "objectif_general";  "comites de pilotages" -> None
        The first letter must be right: "facteurs" are no "acteurs", "citoyens" no "moyens".
        """
        wording = plain_form(repaired(folded))
        if len(wording) < FUZZY_MIN_LENGTH or not wording.replace(" ", "").isalpha():
            return None
        wordings = self._by_initial.get(wording[:1], ())
        label = nearest(wording, wordings, self.threshold, self.scorer)
        return self._plain[label] if label is not None else None

    @cached_property
    def _by_initial(self) -> Mapping[str, list[str]]:
        """First letter → plain forms, false friends first: the first of equals is taken."""
        found: dict[str, list[str]] = {}
        for form in self._plain:
            found.setdefault(form[:1], []).append(form)
        return found

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return self._by_form(plain_form)

    @cached_property
    def _squeezed(self) -> Mapping[str, str]:
        """Letters without spaces → key: small caps are broken apart ("P ORTEUR"), words merged."""
        return self._by_form(_squeeze)

    def _by_form(self, form: Callable[[str], str]) -> Mapping[str, str]:
        """Form → key: "" for a false friend, no key for a form that several keys share.

        "action" is no form: "Action" is a title, "Actions" a description.
        """
        found: dict[str, str] = {}
        shared: set[str] = set()
        for folded, key in self.exact.items():
            plain = form(folded)
            if found.setdefault(plain, key) != key:
                shared.add(plain)
        for plain in shared:
            del found[plain]
        found.pop("", None)
        return {form(folded): "" for folded in self.never} | found


def _squeeze(folded: str) -> str:
    return folded.replace(" ", "")


@cache
def vocabulary(name: str) -> Vocabulary:
    """Load `extractor/data/labels/<name>.toml`: one table per key, with `labels` and `never`."""
    return make_vocabulary(read_toml("labels", f"{name}.toml"))


def make_vocabulary(tables: Mapping[str, Mapping[str, list[str]]]) -> Vocabulary:
    """The vocabulary of parsed TOML tables; a wording under two keys is an error in the data."""
    exact: dict[str, str] = {}
    never: dict[str, None] = {}
    for key, table in tables.items():
        for label in table["labels"]:
            folded = fold(label)
            if exact.setdefault(folded, key) != key:
                raise ValueError(f"label {label!r} stands under {exact[folded]!r} and {key!r}")
        never |= dict.fromkeys(map(fold, table.get("never", ())))
    return Vocabulary(exact, frozenset(never))


class Labels(NamedTuple):
    """The labels that a document is read with."""

    fiche: Vocabulary
    """Labels of the fiches, by field."""
    plan: Vocabulary
    """Column headings of the synthesis, by column."""


@cache
def shipped_labels() -> Labels:
    """The labels of `extractor/data/labels`."""
    return Labels(vocabulary("fiche"), vocabulary("plan"))
