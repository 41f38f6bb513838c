"""One change of a record: where it belongs, whether it still does, and what it makes of the record.

A place is a JSON Pointer. Positions in lists move when a newer version reads a document anew, so a
change also notes what the items on its way are called (`reperes`): it follows them.
"""

import copy
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

NAMES = (
    "code",
    "numero",
    "titre",
    "intitule",
    "texte",
    "nom",
    "sigle",
    "personne",
    "libelle",
    "theme",
    "message",
)
"""Keys that say which item of a list one is."""
LARGE = 2000
"""Characters of JSON above which a check keeps a hash."""


class Op(StrEnum):
    """What a change does."""

    REMPLACE = "remplace"
    AJOUTE = "ajoute"
    """An item at the end of a list; the pointer ends with `/-`."""
    RETIRE = "retire"
    """An item of a list."""
    VERIFIE = "verifie"
    """Nothing: somebody has read this part and found it right."""


class Change(NamedTuple):
    """What somebody has changed."""

    op: Op
    pointer: str
    avant: Any
    """The value that stood there."""
    apres: Any
    reperes: Sequence[Any]
    """What the items of lists on the way are called."""


def read_pointer(pointer: str) -> list[str]:
    """ "/a/0/b~1c" -> ["a", "0", "b/c"];  "" -> []"""
    return [w.replace("~1", "/").replace("~0", "~") for w in pointer.split("/")[1:]]


def write_pointer(words: Sequence[str | int]) -> str:
    """["a", 0, "b/c"] -> "/a/0/b~1c" """
    return "".join(f"/{str(w).replace('~', '~0').replace('/', '~1')}" for w in words)


def value_at(record: Any, pointer: str) -> Any:
    """The value of a place; raises `LookupError` where there is none."""
    value = record
    for word in read_pointer(pointer):
        value = value[_index(value, word)] if isinstance(value, list) else _key(value, word)
    return value


def make_change(record: Any, op: Op, pointer: str, apres: Any = None) -> Change:
    """A change of a record as it stands now; raises `LookupError` where its place is not."""
    if op is Op.AJOUTE:
        if not isinstance(value_at(record, pointer.removesuffix("/-")), list):
            raise LookupError(pointer)
        avant = None
    else:
        avant = copy.deepcopy(value_at(record, pointer))
        if op is Op.VERIFIE:
            avant = short(avant)
    return Change(op, pointer, avant, apres, _reperes(record, pointer))


def find_place(record: Any, change: Change) -> str | None:
    """Where a change belongs in a record; None when the value it is about is no longer there."""
    value, found = record, []
    words, reperes = read_pointer(change.pointer), iter(change.reperes)
    try:
        for rank, word in enumerate(words):
            last = rank == len(words) - 1
            if isinstance(value, list) and word != "-":
                known = change.avant if last else next(reperes)
                word = str(_find(value, _index(value, word, beyond=True), known, last, words[-1]))
                value = value[int(word)]
            elif not (word == "-" and last and isinstance(value, list)):
                value = _key(value, word)
            found.append(word)
    except LookupError:
        return None
    now = short(value) if change.op is Op.VERIFIE else value
    if change.op is not Op.AJOUTE and now != change.avant:
        return None
    return write_pointer(found)


def short(value: Any) -> Any:
    """A value that was checked, or the hash of a large one; a contract without its fiches."""
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if key != "fiches_action"}
    text = json.dumps(value, sort_keys=True)
    return value if len(text) <= LARGE else {"sha256": sha256(text.encode()).hexdigest()}


def is_done(record: Any, change: Change) -> bool:
    """Whether a record says by itself what a replacement would make it say."""
    if change.op is not Op.REMPLACE:
        return False
    return find_place(record, change._replace(avant=change.apres)) is not None


def apply(record: dict[str, Any], change: Change, pointer: str) -> dict[str, Any]:
    """The record with a change at a place of `find_place`; the one given stays as it is."""
    if change.op is Op.VERIFIE:
        return record
    record = copy.deepcopy(record)
    parent, _, word = pointer.rpartition("/")
    holder = value_at(record, parent)
    if change.op is Op.AJOUTE:
        holder.append(change.apres)
    elif change.op is Op.RETIRE:
        del holder[int(word)]
        _close_gap(record, parent, int(word))
    else:
        key = read_pointer(pointer)[-1]
        holder[int(key) if isinstance(holder, list) else key] = change.apres
    return record


def _close_gap(record: dict[str, Any], parent: str, gone: int) -> None:
    """Move what points to later items of a list one down; forget what points to the one gone."""

    def moved(pointer: str) -> str | None:
        rest = pointer[len(parent) + 1 :] if pointer.startswith(f"{parent}/") else ""
        index, slash, inside = rest.partition("/")
        if not index.isdecimal() or int(index) < gone:
            return pointer
        return None if int(index) == gone else f"{parent}/{int(index) - 1}{slash}{inside}"

    places = ((moved(pointer), of) for pointer, of in record["provenance"].items())
    record["provenance"] = {pointer: of for pointer, of in places if pointer is not None}
    for doubt in record["avertissements"]:
        doubt["pointeur"] = doubt["pointeur"] and moved(doubt["pointeur"])


def _reperes(record: Any, pointer: str) -> list[Any]:
    value, found, words = record, [], read_pointer(pointer)
    for word in words[:-1]:
        if isinstance(value, list):
            value = value[_index(value, word)]
            found.append(_name(value, words[-1]))
        else:
            value = _key(value, word)
    return found


def _find(items: list[Any], index: int, known: Any, whole: bool, leaf: str) -> int:
    """The item that is called so: at its old position, or the only one elsewhere.

    At its old position one of its names is enough: its title may have been corrected since.
    """
    hashed = isinstance(known, dict) and known.keys() == {"sha256"}
    fitting = [
        i
        for i, item in enumerate(items)
        if ((short(item) if hashed else item) if whole else _name(item, leaf)) == known
    ]
    if index in fitting:
        return index
    if not fitting and not whole and index < len(items) and _is_alike(items[index], known):
        return index
    if len(fitting) != 1:
        raise LookupError(index)
    return fitting[0]


def _is_alike(item: Any, known: Any) -> bool:
    """Whether one of the names of an item is the known one."""
    names = known.items() if isinstance(known, Mapping) and isinstance(item, Mapping) else ()
    return any(value is not None and item.get(key) == value for key, value in names)


def _name(item: Any, leaf: str) -> Any:
    """What an item is called, but for the value that the change is about."""
    if not isinstance(item, Mapping):
        return None
    return {key: item[key] for key in NAMES if key in item and key != leaf}


def _index(items: list[Any], word: str, beyond: bool = False) -> int:
    if not (word.isascii() and word.isdecimal()) or (not beyond and int(word) >= len(items)):
        raise LookupError(word)
    return int(word)


def _key(value: Any, word: str) -> Any:
    if not isinstance(value, Mapping):
        raise LookupError(word)
    return value[word]
