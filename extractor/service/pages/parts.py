"""A record → what the page of a document shows: parts, in which fields, in which lines.

A part is what somebody checks at once (the contract, one fiche); a line is one value, with the
place that a correction of it names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Json = Mapping[str, Any]
SURE = 0.75
"""A match with a lower score is marked."""

DOCUMENT = {"titre": "Titre", "genre": "Genre"}
CONTRAT = {
    "territoire": "Territoire",
    "rang": "Rang du contrat",
    "generation": "Génération",
    "periode": "Période",
    "signature": "Signature",
    "historique": "Contrats antérieurs",
    "signataires": "Signataires",
    "instances": "Instances",
    "partenaires": "Partenaires du contrat",
    "axes": "Axes",
    "plan_actions": "Plan d'actions",
    "chiffres_annonces": "Chiffres annoncés",
    "articles": "Articles",
    "contacts": "Contacts",
}
FICHE = {
    "code": "Code",
    "titre": "Titre",
    "axe": "Axe",
    "statut": "Statut",
    "priorite": "Priorité",
    "porteurs": "Porteurs",
    "partenaires": "Partenaires",
    "public": "Public",
    "objectif_general": "Objectif général",
    "objectifs": "Objectifs",
    "description": "Description",
    "etapes": "Étapes",
    "calendrier": "Calendrier",
    "moyens": "Moyens",
    "perimetre": "Périmètre",
    "articulation": "Articulation",
    "outils": "Outils",
    "evaluation": "Évaluation",
    "contexte": "Contexte",
    "themes": "Thèmes",
}
WORDS = {
    "nom": "nom",
    "nom_officiel": "nom officiel",
    "type": "type",
    "departements": "département",
    "regions": "région",
    "debut": "début",
    "fin": "fin",
    "duree_annees": "durée (années)",
    "date": "date",
    "date_signature": "date de signature",
    "lieu": "lieu",
    "personne": "personne",
    "fonction": "fonction",
    "qualite": "qualité",
    "organisation": "organisation",
    "membres": "membre",
    "missions": "mission",
    "numero": "numéro",
    "intitule": "intitulé",
    "strategiques": "stratégique",
    "operationnels": "opérationnel",
    "famille": "famille",
    "criteres": "critère",
    "indicateurs": "indicateur",
    "texte": "texte",
    "montants": "montant",
    "valeur": "valeur",
    "unite": "unité",
    "telephones": "téléphone",
    "courriels": "courriel",
    "developpement": "développement",
    "page_imprimee": "page imprimée",
    "objectifs": "objectif",
    "url": "adresse",
}
UNTOLD = frozenset({"score", "champs", "pages", "code_imprime"})
"""Keys that have no line of their own."""
LISTS_OF_WORDS = frozenset({"public", "etapes", "articulation"})
MENTIONS = frozenset({"porteurs", "partenaires", "membres"})


class Line(NamedTuple):
    """One value."""

    pointer: str
    detail: str
    """What it is within its field: "début", "indicateur"; "" for the field itself."""
    value: Any
    texte: str
    mention: Json | None = None
    score: float | None = None
    """How sure a match is; None where nothing was matched."""
    removable: bool = False
    starts: bool = False
    """Whether it is the first line of an item that has several."""

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look."""
        return self.score is not None and self.score < SURE


class Field(NamedTuple):
    """What stands under one heading."""

    pointer: str
    libelle: str
    lines: Sequence[Line]
    adds: str
    """Where an item can be added: "…/-"; "" where none can."""


class Part(NamedTuple):
    """What is checked at once."""

    slug: str
    """In addresses: "fiche-0-3"."""
    pointer: str
    titre: str
    court: str
    page: int
    """Where it begins; 0 when it is not known."""


def parts_of(record: Json) -> list[Part]:
    """The parts of a record, in their order."""
    found = [Part("document", "/document", "Le document", "Document", 1)]
    several = len(record["contrats"]) > 1
    for rank, contrat in enumerate(record["contrats"]):
        nom = contrat["territoire"]["nom_officiel"] or contrat["territoire"]["nom"]
        titre = f"Le contrat : {nom or 'territoire non reconnu'}"
        court = f"Contrat {rank + 1}" if several else "Contrat"
        pointer = f"/contrats/{rank}"
        first = _first_page(record, f"{pointer}/territoire/")
        found.append(Part(f"contrat-{rank}", pointer, titre, court, first))
        for number, fiche in enumerate(contrat["fiches_action"]):
            name = " · ".join(filter(None, (fiche["code"], fiche["titre"])))
            place = f"{pointer}/fiches_action/{number}"
            head = _first_page(record, f"{place}/titre") or fiche["pages"]["debut"]
            found.append(Part(f"fiche-{rank}-{number}", place, name, fiche["code"] or "?", head))
    for key, titre in (("sigles", "Sigles"), ("sommaire", "Sommaire")):
        found.append(Part(key, f"/{key}", titre, titre, _first_page(record, f"/{key}/")))
    return found


def part_of(pointer: str, parts: Sequence[Part]) -> Part | None:
    """The part that a place belongs to: the one whose place is the longest beginning of it."""
    holding = [p for p in parts if pointer == p.pointer or pointer.startswith(f"{p.pointer}/")]
    return max(holding, key=lambda part: len(part.pointer), default=None)


def fields_of(record: Json, part: Part) -> list[Field]:
    """The fields of a part, in the order in which a person reads them."""
    if part.slug in ("sigles", "sommaire"):
        return [_field(part.pointer, part.titre, part.slug, record[part.slug])]
    value: Any = record["document"]
    labels = DOCUMENT
    if part.slug != "document":
        words = part.slug.split("-")
        value, labels = record["contrats"][int(words[1])], CONTRAT
        if words[0] == "fiche":
            value, labels = value["fiches_action"][int(words[2])], FICHE
    return [
        _field(f"{part.pointer}/{key}", libelle, key, value[key]) for key, libelle in labels.items()
    ]


def find_field(record: Json, pointer: str) -> tuple[Part, Field, Line | None] | None:
    """The field that a place belongs to, and its line if it has one of its own."""
    part = part_of(pointer, parts_of(record))
    for field in fields_of(record, part) if part else ():
        if pointer == field.pointer or pointer.startswith(f"{field.pointer}/"):
            line = next((one for one in field.lines if one.pointer == pointer), None)
            return (part, field, line) if part else None
    return None


def _field(pointer: str, libelle: str, key: str, value: Any) -> Field:
    adds = f"{pointer}/-" if key in LISTS_OF_WORDS | MENTIONS else ""
    return Field(pointer, libelle, list(_lines(pointer, key, value, "")), adds)


def _lines(pointer: str, key: str, value: Any, detail: str) -> Iterator[Line]:
    if isinstance(value, list):
        for rank, item in enumerate(value):
            place = f"{pointer}/{rank}"
            if isinstance(item, dict) and "methode" in item:
                yield _mention(place, item, detail, key in MENTIONS)
            elif isinstance(item, dict):
                lines = _object(place, item, detail)
                yield from (one._replace(starts=i == 0) for i, one in enumerate(lines))
            else:
                yield Line(place, detail, item, show(item), removable=key in LISTS_OF_WORDS)
    elif isinstance(value, dict):
        if "methode" in value:
            yield _mention(pointer, value, detail, False)
        else:
            yield from _object(pointer, value, detail)
    else:
        yield Line(pointer, detail, value, show(value))


def _object(pointer: str, item: Json, detail: str) -> Iterator[Line]:
    if "theme" in item:
        yield Line(f"{pointer}/theme", detail, item["theme"], item["theme"], score=item["score"])
        return
    for key, value in item.items():
        if key in UNTOLD or (value in (None, [], "") and key not in KEPT):
            continue
        word = WORDS.get(key, key.replace("_", " "))
        for line in _lines(f"{pointer}/{key}", key, value, detail if key in MAIN else word):
            named = key == "nom_officiel" and item.get("score") is not None
            yield line._replace(score=item["score"]) if named else line


KEPT = frozenset({"debut", "fin", "date", "lieu", "nom_officiel", "code"})
"""Keys whose value is asked for also where nothing was read."""


MAIN = frozenset({"titre", "texte", "intitule"})
"""Keys whose value needs no word beside it: the title of an axe, the text of a tool."""


def _mention(pointer: str, item: Json, detail: str, removable: bool) -> Line:
    score = item["score"] if item["organisation"] else 0.0
    return Line(pointer, detail, item, item["texte"], item, score, removable)


def show(value: Any) -> str:
    """A value for a person: None -> "";  0.5 -> "0,5" """
    if value is None:
        return ""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


# ── places ───────────────────────────────────────────────────────────────────────────────────


def places_of(record: Json, pointer: str) -> list[Json]:
    """Where a value was read: its own places, those inside it, or those of what holds it."""
    provenance = record["provenance"]
    if pointer in provenance:
        return list(provenance[pointer])
    inside = [
        place
        for known, places in provenance.items()
        if known.startswith(f"{pointer}/")
        for place in places
    ]
    if inside:
        return inside
    holder = pointer.rpartition("/")[0]
    return list(provenance.get(holder, ()))


class Box(NamedTuple):
    """A place on the page that is shown, and the line that was read there."""

    pointer: str
    x: float
    y: float
    width: float
    height: float


def boxes_of(record: Json, page: int, pad: float = 1.5) -> list[Box]:
    """The boxes of a page, the largest first, so that the smallest lie on top of them."""
    lines = {line.pointer for part in parts_of(record) for line in _all_lines(record, part)}
    found: dict[tuple[str, float, float], Box] = {}
    for pointer, places in record["provenance"].items():
        here = [place for place in places if place["page"] == page]
        line = _line_of(pointer, lines) if here else None
        for place in here if line else ():
            x0, top, x1, bottom = place["bbox"]
            box = Box(
                line or "",
                round(x0 - pad, 2),
                round(top - pad, 2),
                round(x1 - x0 + 2 * pad, 2),
                round(bottom - top + 2 * pad, 2),
            )
            found.setdefault((box.pointer, box.x, box.y), box)
    return sorted(found.values(), key=lambda box: (-box.width * box.height, box.pointer))


def _all_lines(record: Json, part: Part) -> Iterator[Line]:
    for field in fields_of(record, part):
        yield from field.lines


def _line_of(pointer: str, lines: set[str]) -> str | None:
    while pointer and pointer not in lines:
        pointer = pointer.rpartition("/")[0]
    return pointer or None


def _first_page(record: Json, start: str) -> int:
    pages = [
        place["page"]
        for pointer, places in record["provenance"].items()
        if pointer.startswith(start)
        for place in places
    ]
    return min(pages, default=0)
