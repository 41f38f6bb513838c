"""A record as read → the same with organisations, official territories and themes.

What the document prints stays as it is; matching only fills the keys that are made for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractor.draft import Doubt, Raw, first_page
from extractor.matching.glossary import load_glossary
from extractor.matching.introduced import introduced_sigles
from extractor.matching.mentions import Match, Matcher, match_mentions
from extractor.matching.territoires import (
    Candidate,
    Found,
    find_territoire,
    load_territoires,
    organisation_of,
    read_lieux,
)
from extractor.matching.themes import Themes

Json = dict[str, Any]

AUTHORITIES = frozenset({"commune", "epci", "conseil-departemental", "conseil-regional"})
"""Organisations of the glossary that the official reference tells one from another."""
CONTEXT = 40_000
"""Characters of a document in which its region and its neighbours are looked for: its cover, its
preamble and its articles name them, and each page more costs time."""
SHOWN = 5
"""Candidates that an avertissement names."""
NAMES = frozenset({"porteurs", "partenaires", "membres"})
"""Keys of the lists of mentions; a signatory has one under `organisation`."""


class Spot(NamedTuple):
    """A mention of the record, and its JSON Pointer."""

    mention: Json
    pointer: str


@cache
def load_references(glossaries: tuple[Path, ...] = ()) -> None:
    """Load glossaries and territories, before the first document needs them."""
    # Two names, one of them misspelt: builds the index of names and loads what compares them.
    match_mentions(("CAF", "Caisse d'alocation familliale"), load_glossary(glossaries))
    load_territoires()


_introduced = lru_cache(maxsize=4)(introduced_sigles)


def read_text(text: str) -> None:
    """Read what a document says of sigles and places; `match_names` finds it kept."""
    _introduced(text)
    read_lieux(text[:CONTEXT]).weights()


def match_ahead(raw: Raw) -> None:
    """Match the mentions of a record that is not complete; `match_names` finds them kept."""
    for contrat in raw.data["contrats"]:
        _match(list(_mentions(contrat, "")), raw)


def match_names(raw: Raw) -> Json:
    """Return the record with its mentions and territories matched.

    "CAF du Calvados" -> organisation `caf`;  "CALN" -> `epci-200069532`, by its own list of sigles
    """
    record: Json = _copy(raw.data)
    sigles, context = _introduced(raw.text) | _own_sigles(raw), raw.text[:CONTEXT]
    provenance = record["provenance"]
    doubts: list[Doubt] = []
    for rank, contrat in enumerate(record["contrats"]):
        pointer = f"/contrats/{rank}"
        territoire = _find_territoire(contrat["territoire"], context, sigles)
        mentions = list(_mentions(contrat, pointer))
        matches = _match(mentions, raw)
        for spot, match in zip(mentions, matches, strict=True):
            _fill_mention(spot.mention, match)
        _name_authorities([spot.mention for spot in mentions], context, territoire, sigles)
        doubts += _open_territoire(contrat["territoire"], territoire, pointer, provenance)
        doubts += _open_sigles(mentions, matches, provenance)
    record["avertissements"] += [doubt._asdict() for doubt in doubts]
    return record


def add_themes(record: Json, themes: Themes) -> Json:
    """Return the record with the themes of its fiches."""
    for i, contrat in enumerate(record["contrats"]):
        for j, fiche in enumerate(contrat["fiches_action"]):
            fiche["themes"] = themes.lists[f"/contrats/{i}/fiches_action/{j}"]
    provenance = dict(record["provenance"])
    for pointer, source in themes.sources.items():
        if source in provenance:
            provenance |= dict.fromkeys(
                (f"{pointer}/theme", f"{pointer}/score"), provenance[source]
            )
    return record | {"provenance": provenance}


def _copy(value: Any) -> Any:
    """A copy whose dicts and lists may be filled; provenance is only read."""
    if isinstance(value, Mapping):
        return {k: v if k == "provenance" else _copy(v) for k, v in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


# ── territories ───────────────────────────────────────────────────────────────────────────


def _find_territoire(territoire: Json, text: str, sigles: Mapping[str, str]) -> Found:
    """Look a territory up, and fill its official name and codes where there is no doubt."""
    found = find_territoire(territoire["nom"] or "", territoire["type"], text, sigles)
    if found.best is not None:
        best = found.best
        territoire |= {
            "nom_officiel": best.nom_officiel,
            "type": territoire["type"] or best.type,
            "code": best.code,
            "departements": list(best.departements),
            "regions": list(best.regions),
            "score": best.score,
        }
    return found


def _open_territoire(
    territoire: Json, found: Found, contrat: str, provenance: Json
) -> Iterator[Doubt]:
    """What a territory may be, when it is not known which."""
    if found.best is not None or not found.candidates:
        return
    names = ", ".join(f"{one.nom_officiel} ({one.code})" for one in found.candidates[:SHOWN])
    message = f"Le territoire « {territoire['nom']} » peut être : {names}."
    pointer = f"{contrat}/territoire/nom"
    yield Doubt("territoire-ambigu", message, pointer, first_page(provenance, pointer))


# ── mentions ──────────────────────────────────────────────────────────────────────────────


def _mentions(value: Any, pointer: str) -> Iterator[Spot]:
    """Yield the mentions under a value, in its order."""
    if isinstance(value, dict):
        for key, item in value.items():
            here = f"{pointer}/{key}"
            if key in NAMES and isinstance(item, list):
                yield from (Spot(mention, f"{here}/{i}") for i, mention in enumerate(item))
            elif key == "organisation" and item is not None:
                yield Spot(item, here)
            else:
                yield from _mentions(item, here)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _mentions(item, f"{pointer}/{i}")


def _match(mentions: Sequence[Spot], raw: Raw) -> list[Match]:
    own = tuple(_own_sigles(raw).items())
    return _matcher(raw.glossaries, raw.text, own).match([s.mention["texte"] for s in mentions])


@lru_cache(maxsize=4)
def _matcher(glossaries: tuple[Path, ...], text: str, own: tuple[tuple[str, str], ...]) -> Matcher:
    return Matcher(load_glossary(glossaries), dict(own), _introduced(text))


def _own_sigles(raw: Raw) -> dict[str, str]:
    return {entry["sigle"]: entry["developpement"] for entry in raw.data["sigles"]}


def _fill_mention(mention: Json, match: Match) -> None:
    second = match.second
    mention |= {
        "organisation": match.organisation,
        "nom": match.nom,
        "sigle": match.sigle,
        "categorie": match.categorie,
        "score": match.score,
        "methode": match.methode,
        "second": second and second._asdict(),
    }


def _name_authorities(
    mentions: Sequence[Json], context: str, territoire: Found, sigles: Mapping[str, str]
) -> None:
    """Put official bodies in the place of their kind, or where nothing is known yet.

    "Ville de Lisieux" -> `commune-14366`;  "Lorient Agglomération" -> `epci-200042174`
    """
    known: dict[str, Candidate | None] = {}
    for mention in mentions:
        texte = mention["texte"]
        if mention["organisation"] not in AUTHORITIES | {None}:
            continue
        if texte not in known:
            known[texte] = organisation_of(sigles.get(texte, texte), context, territoire.best)
        body = known[texte]
        if body is None:
            continue
        if mention["organisation"] is None:
            mention |= {
                "categorie": "collectivite",
                "score": body.score,
                "methode": "glossaire",
            }
        mention |= {"organisation": f"{body.kind}-{body.code}", "nom": body.nom_officiel}


def _open_sigles(
    mentions: Sequence[Spot], matches: Sequence[Match], provenance: Json
) -> Iterator[Doubt]:
    """The sigles of which it is not known what they stand for, each once."""
    seen: set[str] = set()
    for spot, match in zip(mentions, matches, strict=True):
        texte = spot.mention["texte"]
        if match.ambigu and texte not in seen:
            seen.add(texte)
            message = f"« {texte} » peut désigner : {', '.join(match.ambigu)}."
            pointer = f"{spot.pointer}/texte"
            yield Doubt("sigle-ambigu", message, pointer, first_page(provenance, pointer))
