"""A record as read → the same with organisations, official territories and themes.

What the document prints stays as it is; matching only fills the keys that are made for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from extractor.draft import Raw
from extractor.matching.glossary import load_glossary
from extractor.matching.mentions import Match, introduced_sigles, match_mentions
from extractor.matching.territoires import find_territoire, load_territoires, organisation_of
from extractor.matching.themes import load_themes, themes_of

Json = dict[str, Any]

AUTHORITIES = frozenset({"commune", "epci", "conseil-departemental", "conseil-regional"})
"""Organisations of the glossary that the official reference tells one from another."""


NAMES = frozenset({"porteurs", "partenaires", "membres"})
"""Keys of the lists of mentions; a signatory has one under `organisation`."""


class Spot(NamedTuple):
    """A mention of the record, and its JSON Pointer."""

    mention: Json
    pointer: str


def load_references(glossaries: tuple[Path, ...] = ()) -> None:
    """Load glossaries, territories and themes, before the first document needs them."""
    load_glossary(glossaries)
    load_territoires()
    load_themes()


def enrich(raw: Raw) -> Json:
    """Return the record with its mentions, territories and themes matched.

    "CAF du Calvados" -> organisation `caf`;  "CALN" -> `epci-200069532`, by its own list of sigles
    """
    record = _copy(raw.data)
    own = {entry["sigle"]: entry["developpement"] for entry in record["sigles"]}
    introduced = introduced_sigles(raw.text)
    doubts = list(_match_territoires(record, raw.text, introduced | own))
    doubts += _match_mentions(record, raw, own, introduced)
    for contrat in record["contrats"]:
        for fiche in contrat["fiches_action"]:
            fiche["themes"] = [
                {"theme": found.theme, "score": found.score} for found in themes_of(fiche)
            ]
    record["avertissements"] = [*record["avertissements"], *doubts]
    return record


def _copy(value: Any) -> Any:
    """A copy whose dicts and lists may be filled; provenance is only read."""
    if isinstance(value, Mapping):
        return {k: v if k == "provenance" else _copy(v) for k, v in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


# ── territories ───────────────────────────────────────────────────────────────────────────


def _match_territoires(record: Json, text: str, sigles: Mapping[str, str]) -> Iterator[Json]:
    """Fill the official name and codes of every territory; yield those that stay open."""
    for rank, contrat in enumerate(record["contrats"]):
        territoire = contrat["territoire"]
        if not territoire["nom"]:
            continue
        found = find_territoire(territoire["nom"], territoire["type"], text, sigles)
        best = found.best
        if best is not None:
            territoire |= {
                "nom_officiel": best.nom_officiel,
                "type": territoire["type"] or best.type,
                "code": best.code,
                "departements": list(best.departements),
                "regions": list(best.regions),
                "score": best.score,
            }
        elif found.candidates:
            names = ", ".join(f"{c.nom_officiel} ({c.code})" for c in found.candidates[:5])
            yield _doubt(
                "territoire-ambigu",
                f"Le territoire « {territoire['nom']} » peut être : {names}.",
                f"/contrats/{rank}/territoire/nom",
                record,
            )


# ── mentions ──────────────────────────────────────────────────────────────────────────────


def _match_mentions(
    record: Json, raw: Raw, own: Mapping[str, str], introduced: Mapping[str, str]
) -> Iterator[Json]:
    """Fill every mention; yield the sigles that stay open, each once."""
    spots = list(_mentions(record["contrats"], "/contrats"))
    glossary = load_glossary(raw.glossaries)
    texts = [spot.mention["texte"] for spot in spots]
    told: set[str] = set()
    for spot, match in zip(spots, match_mentions(texts, glossary, own, introduced), strict=True):
        spot.mention.update(_as_json(match))
        _name_authority(spot.mention, raw.text, introduced | own)
        texte = spot.mention["texte"]
        if match.ambigu and texte not in told:
            told.add(texte)
            yield _doubt(
                "sigle-ambigu",
                f"« {texte} » peut désigner : {', '.join(match.ambigu)}.",
                f"{spot.pointer}/texte",
                record,
            )


def _mentions(value: Any, pointer: str) -> Iterator[Spot]:
    """Yield the mentions under a value, in its order."""
    if isinstance(value, dict):
        for key, item in value.items():
            here = f"{pointer}/{key}"
            if key in NAMES:
                yield from (Spot(mention, f"{here}/{i}") for i, mention in enumerate(item))
            elif key == "organisation" and item is not None:
                yield Spot(item, here)
            else:
                yield from _mentions(item, here)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _mentions(item, f"{pointer}/{i}")


def _as_json(match: Match) -> Json:
    second = match.second
    return {
        "organisation": match.organisation,
        "nom": match.nom,
        "sigle": match.sigle,
        "categorie": match.categorie,
        "score": match.score,
        "methode": match.methode,
        "second": second and {"organisation": second.organisation, "score": second.score},
    }


def _name_authority(mention: Json, text: str, sigles: Mapping[str, str]) -> None:
    """Put the official body in the place of its kind: "Ville de Lisieux" -> `commune-14366`."""
    if mention["organisation"] not in AUTHORITIES:
        return
    printed = sigles.get(mention["texte"], mention["texte"])
    found = organisation_of(printed, text)
    if found is not None:
        mention["organisation"] = f"{found.kind}-{found.code}"
        mention["nom"] = found.nom_officiel


def _doubt(code: str, message: str, pointer: str, record: Json) -> Json:
    places = record["provenance"].get(pointer)
    page = places[0]["page"] if places else None
    return {"code": code, "message": message, "pointeur": pointer, "page": page}
