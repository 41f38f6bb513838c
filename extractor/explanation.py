"""A record and a JSON Pointer in, an account of that value out: where it was read, what decided."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.matching.themes import ThemeScore, axe_of, scores_of, themes_of

FICHE = re.compile(r"(/contrats/\d+)(/fiches_action/\d+)(?:/themes(?:/.*)?)?")
MENTION = ("texte", "organisation", "methode", "score", "second")
"""What is told of a mention; an object that has all these keys is one."""

Json = Any


class Place(NamedTuple):
    """A part of a page."""

    page: int
    """PDF page, from 1."""
    bbox: tuple[float, float, float, float]
    """x0, top, x1, bottom in points, origin top left."""


class Explanation(NamedTuple):
    """What is known of one value."""

    pointer: str
    value: Json
    places: tuple[Place, ...]
    """Where it was read; a node without a place of its own has one box a page, around its parts."""
    read_at: str | None
    """The pointer that these places belong to: of the value, or of the nearest node around it."""
    themes: tuple[ThemeScore, ...] | None
    """Every theme that a word speaks for; None when the value is no fiche, nor its themes."""
    kept: frozenset[str]
    """The themes of these that the fiche has."""
    mention: Mapping[str, Json] | None
    """Texte, organisation, methode, score and second, when it is a mention or a key of one."""

    def as_dict(self) -> dict[str, Json]:
        """The account as JSON."""
        data: dict[str, Json] = {
            "pointer": self.pointer,
            "value": self.value,
            "provenance": {"pointer": self.read_at, "places": [p._asdict() for p in self.places]},
        }
        if self.themes is not None:
            data["themes"] = [
                {
                    "theme": one.theme,
                    "score": one.score,
                    "retenu": one.theme in self.kept,
                    "words": [word._asdict() for word in one.words],
                }
                for one in self.themes
            ]
        if self.mention is not None:
            data["mention"] = dict(self.mention)
        return data


def explain(record: Mapping[str, Json], pointer: str) -> Explanation:
    """Account for the value at a JSON Pointer (RFC 6901); raises `LookupError` when it is nowhere.

    "/contrats/0/fiches_action/3/themes" -> every theme of that fiche, with the words that decided
    """
    value = resolve(record, pointer)
    read_at, places = find_places(record.get("provenance", {}), pointer)
    themes, kept = _themes(record, pointer)
    return Explanation(pointer, value, places, read_at, themes, kept, _mention(record, pointer))


def _mention(record: Mapping[str, Json], pointer: str) -> Mapping[str, Json] | None:
    """The mention that the value is, or that it is a key of."""
    for place in (pointer, pointer.rpartition("/")[0]):
        value = resolve(record, place)
        if isinstance(value, Mapping) and all(key in value for key in MENTION):
            return {key: value[key] for key in MENTION}
    return None


def resolve(record: Json, pointer: str) -> Json:
    """The value at a pointer; raises `LookupError`, which names the step that leads nowhere."""
    if pointer and not pointer.startswith("/"):
        raise LookupError(f"{pointer}: a JSON Pointer starts with '/'")
    value = record
    walked = ""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, list) and _is_index(key) and int(key) < len(value):
            value = value[int(key)]
        else:
            raise LookupError(f"{pointer}: {walked or 'the record'} has no {step!r}")
        walked += f"/{step}"
    return value


def _is_index(key: str) -> bool:
    """Whether a step counts: digits, without a zero before them."""
    return key.isascii() and key.isdigit() and (key == "0" or key[0] != "0")


def find_places(
    provenance: Mapping[str, Sequence[Mapping[str, Json]]], pointer: str
) -> tuple[str | None, tuple[Place, ...]]:
    """Where a value was read, and the pointer that says so: its own, or that of a node around it.

    A node without a place of its own is where its parts are, one box a page.
    """
    while True:
        if pointer in provenance:
            own = provenance[pointer]
            return pointer, tuple(Place(one["page"], tuple(one["bbox"])) for one in own)
        parts = [
            place
            for key, places in provenance.items()
            if key.startswith(f"{pointer}/")
            for place in places
        ]
        if parts or not pointer:
            return (pointer, _hulls(parts)) if parts else (None, ())
        pointer = pointer.rpartition("/")[0]


def _hulls(places: Sequence[Mapping[str, Json]]) -> tuple[Place, ...]:
    """One box a page, around all boxes on it."""
    boxes: dict[int, list[Sequence[float]]] = {}
    for place in places:
        boxes.setdefault(place["page"], []).append(place["bbox"])
    return tuple(
        Place(page, (min(x0), min(top), max(x1), max(bottom)))
        for page, own in sorted(boxes.items())
        for x0, top, x1, bottom in [zip(*own, strict=True)]
    )


def _themes(
    record: Mapping[str, Json], pointer: str
) -> tuple[tuple[ThemeScore, ...] | None, frozenset[str]]:
    match = FICHE.fullmatch(pointer)
    if not match:
        return None, frozenset()
    contrat = resolve(record, match[1])
    fiche = resolve(contrat, match[2])
    axe = axe_of(fiche, contrat)
    kept = frozenset(one.theme for one in themes_of(fiche, axe))
    return tuple(scores_of(fiche, axe)), kept
