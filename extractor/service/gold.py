"""A document that people have checked to the last part → a gold file, the truth to score against.

It holds what was printed, as people have left it. What matching gives (the organisation of a
mention, the themes) is kept only where somebody has set it: to see a match and let it pass is no
label made by reading.
"""

import json
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from extractor.service.corrections import checks_of
from extractor.store.correcting import Correction, State
from extractor.store.corrections import list_corrections
from extractor.store.patch import Op
from extractor.store.search import read_record
from extractor.store.store import Store

UNMATCHED: dict[str, Any] = {"organisation": None, "nom": None, "sigle": None, "categorie": None}
UNMATCHED |= {"score": 0, "methode": None, "second": None}


class Gold(NamedTuple):
    """One gold file."""

    name: str
    """`<PDF stem>.json`"""
    text: str


class NotChecked(NamedTuple):
    """A document of which parts are still to be checked."""

    left: list[str]
    """Their places."""


def make_gold(store: Store, document: str) -> Gold | NotChecked | None:
    """The gold file of a document, or what is still to be checked; None where it has no record."""
    data = read_record(store, document)
    if data is None:
        return None
    record: dict[str, Any] = json.loads(data)
    changes = list_corrections(store, document)
    checks = checks_of(record, changes)
    if not checks.is_whole:
        return NotChecked(checks.left)
    chosen = {place for one in changes if (place := _chosen(one))}
    record["contrats"] = _plain(record["contrats"], "/contrats", chosen)
    record["provenance"], record["avertissements"] = {}, []
    name = f"{PurePosixPath(record['document']['fichier']).stem}.json"
    return Gold(name, json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def _chosen(one: Correction) -> str | None:
    """The place of a value that somebody has set."""
    held = one.state in (State.APPLIQUEE, State.CONFIRMEE) and one.change.op is not Op.VERIFIE
    return one.place if held else None


def _plain(value: Any, place: str, chosen: set[str]) -> Any:
    """A value without the matches that nobody has set."""
    if isinstance(value, list):
        if place.endswith("/themes"):
            kept = (x for i, x in enumerate(value) if f"{place}/{i}/theme" in chosen)
            return [item | {"score": 1} for item in kept]
        return [_plain(item, f"{place}/{rank}", chosen) for rank, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if "methode" in value:
        return value if place in chosen else value | UNMATCHED
    found = {key: _plain(item, f"{place}/{key}", chosen) for key, item in value.items()}
    return found | {"score": 0} if place.endswith("/territoire") else found
