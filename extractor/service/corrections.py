"""What somebody changes in a record: checked against the record that is there, written, told."""

import json
from typing import Any, NamedTuple

from extractor.service.problems import Refused
from extractor.service.records import shown
from extractor.service.security import Principal
from extractor.store import corrections
from extractor.store.correcting import Correction, State, Wrong
from extractor.store.corrections import UNSEEN, Author, Stale
from extractor.store.patch import Op
from extractor.store.store import Store

LONGEST_REASON = 500
LONGEST_VALUE = 100_000
CHECKED_LISTS = ("/document", "/sigles", "/sommaire")


class Checks(NamedTuple):
    """What of a document has been checked, and what is left."""

    done: dict[str, Correction]
    """Place → the check that holds."""
    left: list[str]
    """Places of parts that nobody has checked, or not as they are now."""

    @property
    def is_whole(self) -> bool:
        """Whether every part has been checked."""
        return not self.left


def correct(
    store: Store,
    document: str,
    op: Op,
    pointer: str,
    value: Any,
    principal: Principal,
    motif: str = "",
    seen: Any = UNSEEN,
) -> Correction:
    """Change a record; raises `Refused`: not there, not possible, or changed meanwhile."""
    author = Author(principal.id, principal.nom, motif.strip()[:LONGEST_REASON])
    if len(json.dumps(value)) > LONGEST_VALUE:
        raise Refused("too-large", "a value has at most 100,000 characters")
    if op is not Op.VERIFIE and not is_correctable(pointer):
        raise Refused("invalid", f"{pointer}: this is not corrected")
    try:
        return corrections.correct(store, document, op, pointer, value, author, seen)
    except LookupError:
        raise Refused("not-found", "no record of a document has this id") from None
    except Stale:
        raise Refused("stale", f"{pointer}: somebody has changed this value meanwhile") from None
    except Wrong as wrong:
        raise Refused("invalid", str(wrong).splitlines()[0][:300]) from None


def cancel(store: Store, document: str, number: str, principal: Principal) -> None:
    """Take a correction back; raises `Refused`."""
    if not corrections.cancel(store, document, number, Author(principal.id, principal.nom)):
        raise Refused("not-found", "no correction of this document has this id, or it is cancelled")


def is_correctable(pointer: str) -> bool:
    """Whether a place is one that people correct: not the identity of the file, nor provenance."""
    top = pointer.split("/")[1:2]
    if pointer.startswith("/document/"):
        return pointer in ("/document/titre", "/document/genre")
    return top in (["contrats"], ["sigles"], ["sommaire"])


def read_corrections(store: Store, document: str, principal: Principal) -> list[Correction]:
    """All changes of a document, as a client may see them."""
    found = corrections.list_corrections(store, document)
    return [
        one._replace(
            change=one.change._replace(
                avant=shown(one.change.avant, principal), apres=shown(one.change.apres, principal)
            )
        )
        for one in found
    ]


def places_to_check(record: Any) -> list[str]:
    """The places of the parts of a record."""
    found = list(CHECKED_LISTS)
    for rank, contrat in enumerate(record["contrats"]):
        found.append(f"/contrats/{rank}")
        number = len(contrat["fiches_action"])
        found += [f"/contrats/{rank}/fiches_action/{fiche}" for fiche in range(number)]
    return found


def checks_of(record: Any, changes: list[Correction]) -> Checks:
    """Which parts of a record have been checked."""
    done = {
        one.place: one
        for one in changes
        if one.change.op is Op.VERIFIE and one.state is State.APPLIQUEE and one.place
    }
    return Checks(done, [place for place in places_to_check(record) if place not in done])
