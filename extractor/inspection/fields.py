"""JSON Pointers of a record → names that a person recognises, and the values there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from models.place import Place
from models.records import Document

# Part of the record → what one of its items is called, and the key that tells it from the others.
ITEMS = {
    "fiches_action": ("fiche", "code"),
    "articles": ("article", "numero"),
    "axes": ("axe", "numero"),
    "plan_actions": ("plan", "code"),
    "champs": ("champ", "libelle"),
}
# The last step of a pointer that names no field of its own.
PLAIN = {"texte", "intitule"}


class Field(NamedTuple):
    """A value of the record that was read on the pages."""

    pointer: str
    part: str
    """What it belongs to: "fiche 1.1", "signataires", "sommaire"."""
    name: str
    """Which field of that: "partenaires", "objectifs operationnels numero"."""
    rank: str
    """Which item of a list, from 1: "3", "1.2"; "" when there is one only."""
    value: str
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        return f"{self.part} · {self.name}" if self.name else self.part


def record_to_fields(record: Document) -> list[Field]:
    """Every sourced value, in the order of the record.

    "/contrats/0/fiches_action/0/partenaires/2/texte" -> "fiche 1.1 · partenaires", rank "3"
    "/contrats/0/signature/lieu"                      -> "signature · lieu"
    """
    data = record.model_dump(mode="json")
    fields = [_field(pointer, data, places) for pointer, places in record.provenance.items()]
    return list(_without_repeats(fields, data))


def _field(pointer: str, data: Mapping[str, Any], places: tuple[Place, ...]) -> Field:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    value: Any = data
    names: list[str] = []
    ranks: list[str] = []
    part = ""
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)]
            if names and names[-1] in ITEMS:
                noun, key = ITEMS[names[-1]]
                names[-1] = f"{noun} {value.get(key) or int(step) + 1}"
            elif names != ["contrats"]:
                ranks.append(str(int(step) + 1))
        else:
            value = value[step]
            names.append(step)
    if names[0] == "contrats":
        names = names[1:]
    if len(names) > 2 and names[-1] in PLAIN:
        names = names[:-1]
    part, *rest = names
    return Field(pointer, part, " ".join(rest), ".".join(ranks), _shown(value), places)


def _shown(value: Any) -> str:
    return "—" if value is None else str(value)


def _without_repeats(fields: list[Field], data: Mapping[str, Any]) -> Iterator[Field]:
    """Leave out the raw area of a fiche where a field of its own was read from the same place."""
    known = {
        f"/contrats/{i}/fiches_action/{j}/champs/{k}/"
        for i, contrat in enumerate(data["contrats"])
        for j, fiche in enumerate(contrat["fiches_action"])
        for k, champ in enumerate(fiche["champs"])
        if champ["cle"]
    }
    for field in fields:
        if field.pointer.rpartition("/")[0] + "/" not in known:
            yield field
