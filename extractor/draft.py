"""What parsers return: values that still know the words they were read from.

A draft is a tree of dicts and lists in the shape of the record; its leaves are passages (text
read as it is printed), `Sourced` values (read from a passage) or plain values. `resolve` turns it
into plain JSON data and the map of provenance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from extractor.layout.passage import Passage

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value that is not the text itself: a number, a date, a code, a choice."""

    value: Scalar
    passage: Passage


Draft: TypeAlias = "Passage | Sourced | Scalar | Mapping[str, Draft] | Sequence[Draft]"


@dataclass(slots=True)
class Resolved:
    """Plain data, and where it was read."""

    data: Any = None
    provenance: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    """What the leaves were read from."""


class Doubt(NamedTuple):
    """A `models.place.Avertissement`, before it is validated."""

    code: str
    message: str
    pointeur: str | None = None
    page: int | None = None


def first_page(provenance: Mapping[str, Any], pointer: str) -> int | None:
    """The PDF page on which a value begins; None when it has no place."""
    places = provenance.get(pointer)
    return places[0]["page"] if places else None


class Raw(NamedTuple):
    """What one document gives to matching."""

    data: Mapping[str, Any]
    """The record as plain data, as read and checked against itself."""
    text: str
    """All its texts: where it explains its sigles and names its neighbours."""
    glossaries: tuple[Path, ...] = ()
    """Glossary files of the user."""


def resolve(draft: Draft) -> Resolved:
    """Return the plain data of a draft with its provenance by JSON Pointer (RFC 6901)."""
    resolved = Resolved()
    resolved.data = _plain(draft, "", resolved)
    return resolved


def plain_data(draft: Draft) -> Any:
    """The plain data of a draft, without the places that it was read from."""
    if isinstance(draft, Passage):
        return draft.text
    if isinstance(draft, Sourced):
        return draft.value
    if isinstance(draft, Mapping):
        return {key: plain_data(value) for key, value in draft.items()}
    if isinstance(draft, Sequence) and not isinstance(draft, str):
        return list(map(plain_data, draft))
    return draft


def _plain(draft: Draft, pointer: str, resolved: Resolved) -> Any:
    if isinstance(draft, Passage):
        return _record(draft.text, draft, pointer, resolved)
    if isinstance(draft, Sourced):
        return _record(draft.value, draft.passage, pointer, resolved)
    if isinstance(draft, Mapping):
        return {
            key: _plain(value, f"{pointer}/{_escape(key)}", resolved)
            for key, value in draft.items()
        }
    if isinstance(draft, Sequence) and not isinstance(draft, str):
        return [_plain(value, f"{pointer}/{i}", resolved) for i, value in enumerate(draft)]
    return draft


def _record(value: Scalar, passage: Passage, pointer: str, resolved: Resolved) -> Scalar:
    if passage.words:
        resolved.provenance[pointer] = [
            {"page": page, "bbox": [round(x, 2) for x in box]} for page, box in passage.places()
        ]
        resolved.passages.append(passage)
    return value


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
