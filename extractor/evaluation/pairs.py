"""Gold and record in, one pair per value out: what was expected, what was found, and where.

Lists are aligned by best one-to-one assignment, so order is not judged; what has no partner is a
pair with one side empty. A field is named by its keys (`sommaire.titre`, `articles.texte`);
`contrats` is left out of the name, and the text that makes an item what it is stands for the item
(`fiches_action.partenaires` is the `texte` of its mentions).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from extractor.evaluation.assignment import best_assignment
from extractor.evaluation.likeness import similarity

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"

NOT_SCORED = frozenset({"schema_version", "document.id", "provenance", "avertissements"})

MENTIONS = ("porteurs", "partenaires", "membres", "signataires.organisation")
"""Fields that hold mentions of organisations."""

OBJECTIFS = ("objectifs.strategiques", "objectifs.operationnels")

SCORES_OF_MATCHING = frozenset({"score", "methode", "second"})

MATCHED = frozenset({"organisation", "nom", "sigle", "categorie"})
"""Keys of a mention that come from matching: judged only where the gold says them."""

OPEN_FIELDS = frozenset(
    {
        "fiches_action.themes",
        "territoire.nom_officiel",
        "territoire.code",
        "territoire.departements",
        "territoire.regions",
    }
)
"""Other fields that come from matching."""


class Pair(NamedTuple):
    """One value of a field, expected and found; None where a side lacks it."""

    field: str
    expected: str | None
    found: str | None
    expected_at: str | None
    """JSON Pointer into the gold."""
    found_at: str | None
    """JSON Pointer into the record."""


class Node(NamedTuple):
    """A JSON value and its JSON Pointer."""

    value: Json
    pointer: str

    def at(self, key: str | int) -> "Node":
        """Return the value under a key or an index; None where the key is absent."""
        escaped = str(key).replace("~", "~0").replace("/", "~1")
        pointer = f"{self.pointer}/{escaped}"
        if isinstance(self.value, dict):
            return Node(self.value.get(str(key)), pointer)
        if isinstance(self.value, list) and isinstance(key, int):
            return Node(self.value[key], pointer)
        return Node(None, pointer)


NOTHING = Node(None, "")


def pair_up(gold: JsonObject, record: JsonObject) -> Iterator[Pair]:
    """Yield a pair for each value that the gold or the record has, in the order of the gold."""
    yield from _pairs("", Node(dict(gold), ""), Node(dict(record), ""))


def _pairs(field: str, gold: Node, record: Node) -> Iterator[Pair]:
    if _is_scored(field, gold):
        yield from _pairs_within(field, gold, record)


def _pairs_within(field: str, gold: Node, record: Node) -> Iterator[Pair]:
    """Yield the pairs of a value that is judged; what the gold lacks of it counts as added."""
    if isinstance(gold.value, dict) or isinstance(record.value, dict):
        for key in _keys(gold, record):
            yield from _pairs(_name(field, key), gold.at(key), record.at(key))
    elif isinstance(gold.value, list) or isinstance(record.value, list):
        for one, other in _align(field, _items(gold), _items(record)):
            yield from _pairs_of_items(field, one, other)
    else:
        yield from _pair_of_leaves(field, gold, record)


def _pairs_of_items(field: str, gold: Node, record: Node) -> Iterator[Pair]:
    """Yield the pairs of two items of a list, objects or scalars."""
    if isinstance(gold.value, dict) or isinstance(record.value, dict):
        yield from _pairs_within(field, gold, record)
    else:
        yield from _pair_of_leaves(field, gold, record)


def _pair_of_leaves(field: str, gold: Node, record: Node) -> Iterator[Pair]:
    expected, found = _leaf(gold.value), _leaf(record.value)
    if expected is not None or found is not None:
        yield Pair(
            field,
            expected,
            found,
            gold.pointer if expected is not None else None,
            record.pointer if found is not None else None,
        )


def _is_scored(field: str, gold: Node) -> bool:
    """Tell whether a field is judged: not excluded, and if it comes from matching, in the gold."""
    head, _, key = field.rpartition(".")
    if field in NOT_SCORED or (key in SCORES_OF_MATCHING and _may_be_matched(head)):
        return False
    is_open = field in OPEN_FIELDS or (key in MATCHED and head.endswith(MENTIONS))
    return not is_open or bool(gold.value)


def _may_be_matched(field: str) -> bool:
    return field == "territoire" or field.endswith((*MENTIONS, "themes"))


def _name(field: str, key: str) -> str:
    """Return the name of a field under another.

    "", "contrats"                    -> ""
    "fiches_action", "titre"          -> "fiches_action.titre"
    "fiches_action.porteurs", "texte" -> "fiches_action.porteurs"
    """
    if key == "contrats" and not field:
        return ""
    if (field.endswith(MENTIONS) and key == "texte") or (
        field.endswith(OBJECTIFS) and key == "intitule"
    ):
        return field
    if field == "chiffres_annonces":
        return field
    return f"{field}.{key}" if field else key


def _keys(gold: Node, record: Node) -> list[str]:
    """Return the keys of both, those of the gold first."""
    keys: dict[str, None] = {}
    for node in (gold, record):
        if isinstance(node.value, dict):
            keys.update(dict.fromkeys(node.value))
    return list(keys)


def _items(node: Node) -> list[Node]:
    return [node.at(i) for i in range(len(node.value))] if isinstance(node.value, list) else []


def _leaf(value: Json) -> str | None:
    """Return a scalar as text; nothing printed is None."""
    if value is None or value == "" or isinstance(value, (list, dict)):
        return None
    return f"{value:g}" if isinstance(value, float) else str(value)


def _align(field: str, gold: list[Node], record: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the items of two lists with their partners, in the order of the gold.

    Equal items are paired first, in order: nothing can be more alike, and most items of a good
    record are equal.
    """
    partner = _equal_partners(gold, record)
    taken = set(partner.values())
    rows = [i for i in range(len(gold)) if i not in partner]
    columns = [j for j in range(len(record)) if j not in taken]
    table = [[_likeness(field, gold[i], record[j]) for j in columns] for i in rows]
    for row, column in best_assignment(table):
        partner[rows[row]] = columns[column]
    for i, item in enumerate(gold):
        yield item, record[partner[i]] if i in partner else NOTHING
    found = set(partner.values())
    yield from ((NOTHING, item) for j, item in enumerate(record) if j not in found)


def _equal_partners(gold: Sequence[Node], record: Sequence[Node]) -> dict[int, int]:
    """Return for items of the gold the first unused item of the record that prints the same."""
    partner: dict[int, int] = {}
    free = list(range(len(record)))
    printed = [_printed(item.value) for item in record]
    for i, item in enumerate(gold):
        own = _printed(item.value)
        equal = next((j for j in free if printed[j] == own), None)
        if equal is not None:
            partner[i] = equal
            free.remove(equal)
    return partner


def _printed(value: Json) -> Json:
    """What a document prints of an item: what matching adds to a mention is left out."""
    if isinstance(value, dict) and "methode" in value:
        return {k: v for k, v in value.items() if k not in MATCHED | SCORES_OF_MATCHING}
    return value


def _likeness(field: str, gold: Node, record: Node) -> float:
    """Return how alike two items are, 0 to 1; each key of an object weighs the same.

    A fiche whose code and title are right is found, however poor its long texts are.
    """
    if not isinstance(gold.value, dict) or not isinstance(record.value, dict):
        return similarity(_text(gold.value), _text(record.value))
    values = [
        similarity(_text(gold.at(key).value), _text(record.at(key).value))
        for key in _keys(gold, record)
        if _is_scored(_name(field, key), gold.at(key))
        and (_text(gold.at(key).value) or _text(record.at(key).value))
    ]
    return sum(values) / len(values) if values else 1.0


def _text(value: Json) -> str:
    """Return all the text under a value, in order."""
    if isinstance(value, dict):
        return " ".join(filter(None, map(_text, value.values())))
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    return _leaf(value) or ""
