"""What a form sends → the value that the record has there, by the schema of records."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from extractor.compare.champs import STATUTS
from extractor.matching.glossary import load_glossary
from extractor.matching.themes import load_themes
from extractor.schema import record_schema
from extractor.store.patch import read_pointer

Json = Mapping[str, Any]
WORDS = {
    **STATUTS,
    "page_web": "page web",
    "communique": "communiqué",
    "en_presence": "en présence de",
}


class NotAValue(ValueError):
    """A text that the field cannot hold; the message is a French sentence."""


class Form(NamedTuple):
    """How a value is asked for."""

    kind: str
    """`text`, `integer`, `number`, `choice`, `mention`, or `object`: one that has a text."""
    empty: bool
    """Whether it may be unknown."""
    choices: Mapping[str, str]
    keys: tuple[str, ...] = ()
    """Of an object."""


def form_of(pointer: str) -> Form:
    """How the value of a place is asked for; raises `LookupError` where records have no such place.

    "/contrats/0/rang" -> an integer, or unknown
    """
    schema = _schema_at(pointer)
    options = schema.get("anyOf", [schema])
    empty = any(option.get("type") == "null" for option in options)
    [main] = [_resolved(option) for option in options if option.get("type") != "null"]
    if "enum" in main:
        return Form("choice", empty, {one: WORDS.get(one, one) for one in main["enum"]})
    if "const" in main:
        raise LookupError(pointer)
    if main.get("title") == "Mention" or "methode" in main.get("properties", {}):
        return Form("mention", empty, {})
    if pointer.endswith("/theme"):
        return Form("choice", empty, {key: theme.nom for key, theme in load_themes().items()})
    kind = main.get("type", "string")
    if "texte" in main.get("properties", {}):
        return Form("object", empty, {}, tuple(main["properties"]))
    if kind not in ("string", "integer", "number"):
        raise LookupError(pointer)
    return Form("text" if kind == "string" else kind, empty, {})


def read_value(form: Form, sent: Mapping[str, str], old: Any = None) -> Any:
    """The value that somebody has written in the place of an old one; raises `NotAValue`."""
    text = "\n".join(line.strip() for line in sent.get("valeur", "").strip().splitlines())
    if form.kind == "mention":
        return read_mention(text, sent.get("organisation", "").strip(), old or {})
    if not text:
        if form.empty:
            return None
        raise NotAValue("Cette valeur ne peut pas être vide.")
    if form.kind == "object":
        rest: dict[str, Any] = {key: [] if key == "montants" else None for key in form.keys}
        return rest | {"texte": text}
    if form.kind == "integer":
        if not text.lstrip("-").isdecimal() or len(text) > 9:
            raise NotAValue("Écrivez un nombre entier.")
        return int(text)
    if form.kind == "number":
        try:
            return float(text.replace(",", ".").replace("\u202f", "").replace(" ", ""))
        except ValueError:
            raise NotAValue("Écrivez un nombre.") from None
    if form.kind == "choice" and text not in form.choices:
        raise NotAValue("Choisissez une des valeurs proposées.")
    return text


def read_mention(text: str, organisation: str, old: Json) -> dict[str, Any]:
    """A mention as a person names it: matched to what was chosen or left, or to nothing."""
    if not text:
        raise NotAValue("Écrivez le nom de l'organisation.")
    known = organisations()
    chosen = organisation.partition(" — ")[0]
    if chosen and chosen == old.get("organisation"):  # it may be a territory, in no glossary
        return {**old, "texte": text}
    if chosen and chosen not in known:
        raise NotAValue("Choisissez une organisation de la liste, ou laissez vide.")
    row = known.get(chosen)
    return {
        "texte": text,
        "organisation": row.id if row else None,
        "nom": row.nom if row else None,
        "sigle": (row.sigle or None) if row else None,
        "categorie": row.categorie if row else None,
        "groupe": None,
        "score": 1.0 if row else 0.0,
        "methode": None,
        "second": None,
    }


@cache
def organisations() -> Mapping[str, Any]:
    """The glossary, by id."""
    return {row.id: row for row in load_glossary().organisations}


@cache
def _schema() -> dict[str, Any]:
    return record_schema()


def _schema_at(pointer: str) -> dict[str, Any]:
    found = _schema()
    for word in read_pointer(pointer):
        options = [
            _resolved(option)
            for option in found.get("anyOf", [found])
            if option.get("type") != "null"
        ]
        if len(options) != 1:
            raise LookupError(pointer)
        here = options[0]
        if word in here.get("properties", {}):
            found = here["properties"][word]
        elif "items" in here and (word == "-" or word.isdecimal()):
            found = here["items"]
        elif isinstance(here.get("additionalProperties"), dict):
            found = here["additionalProperties"]
        else:
            raise LookupError(pointer)
    return found


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema
