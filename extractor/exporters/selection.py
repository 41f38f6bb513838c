"""What the user asks for → the documents, contracts and fiches that are exported."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from extractor.errors import BadFilter
from extractor.matching.folding import fold
from extractor.matching.themes import load_themes
from extractor.store.snapshot import Content, Snapshot

GENRES = ("contrat", "communique", "page_web", "inconnu")
_PERIODE = re.compile(r"(\d{4})(?:\s?[-–]\s?(\d{4}))?")
_CODE = re.compile(r"\d[\dABab]\d{0,7}")


class Filters(NamedTuple):
    """What an export keeps; of several values of one filter any may fit, of filters all must."""

    territoires: tuple[str, ...] = ()
    """Names, or codes of a commune, a group of communes or a département."""
    themes: tuple[str, ...] = ()
    """Ids of the thematic vocabulary."""
    periode: tuple[int, int] | None = None
    """First and last year; a contract that covers one of them fits."""
    genres: tuple[str, ...] = ()

    @property
    def about_contrats(self) -> bool:
        """Whether only documents that have a fitting contract are kept."""
        return bool(self.territoires or self.themes or self.periode)

    def as_dict(self) -> dict[str, Any]:
        """Those that are set, for the manifest."""
        set_ones = {
            "territoire": list(self.territoires),
            "theme": list(self.themes),
            "periode": list(self.periode or ()),
            "genre": list(self.genres),
        }
        return {name: values for name, values in set_ones.items() if values}


class Selected(NamedTuple):
    """One document of an export."""

    content: Content
    name: str
    """Stem of its file in a folder of documents, unique there."""
    contrats: frozenset[str] | None
    """Pointers of the contracts that fit; None when all do."""
    fiches: frozenset[str] | None
    """Pointers of the fiches that have one of the themes; None when all fit."""

    def keeps(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of a table is one of what was asked for.

        A theme chooses among fiches: rows of the contract as a whole stay.
        """
        contrat = row.get("contrat", row["pointer"])
        of_contrat = self.contrats is not None and contrat.startswith("/contrats/")
        if of_contrat and contrat not in (self.contrats or ()):
            return False
        if self.fiches is None:
            return True
        pointer: str = row.get("fiche") or row["pointer"]
        return "/fiches_action/" not in pointer or pointer in self.fiches

    def keeps_value(self, pointer: str) -> bool:
        """Whether a value of the record is one of what was asked for."""
        if self.contrats is None and self.fiches is None:
            return True
        words = pointer.split("/")
        contrat, fiche = "/".join(words[:3]), "/".join(words[:5])
        return self.keeps({"contrat": contrat, "fiche": fiche, "pointer": pointer})


def read_periode(text: str) -> tuple[int, int]:
    """Return the first and last year; raises `BadFilter`.

    "2024" -> (2024, 2024);  "2022-2026" -> (2022, 2026)
    """
    match = _PERIODE.fullmatch(text.strip())
    if not match or (match[2] and match[2] < match[1]):
        raise BadFilter(text, "not a period", "write a year or two: 2024 or 2022-2026")
    return int(match[1]), int(match[2] or match[1])


def check_themes(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of the vocabulary as they are; raises `BadFilter` for any other word."""
    known = sorted(load_themes())
    for theme in ids:
        if theme not in known:
            raise BadFilter(theme, "not a theme", f"choose among {', '.join(known)}")
    return ids


def select(snapshot: Snapshot, filters: Filters) -> list[Selected]:
    """Return the documents that fit, in the order of their first path."""
    fitting: dict[str, set[str]] = {}
    for row in snapshot.contrats() if filters.about_contrats else ():
        if _fits_territoire(row, filters.territoires) and _fits_periode(row, filters.periode):
            fitting.setdefault(row["content_hash"], set()).add(row["pointer"])
    fiches = _fiches(snapshot, filters, fitting) if filters.themes else None
    if fiches is not None:
        fitting = {content: set(map(_contrat_of, of)) for content, of in fiches.items()}
    kept = [
        content
        for content in snapshot.contents()
        if (not filters.genres or content.genre in filters.genres)
        and (not filters.about_contrats or content.content_hash in fitting)
    ]
    return [
        Selected(
            content,
            name,
            frozenset(fitting[content.content_hash]) if filters.about_contrats else None,
            None if fiches is None else frozenset(fiches[content.content_hash]),
        )
        for content, name in zip(kept, _names(kept), strict=True)
    ]


def _fiches(
    snapshot: Snapshot, filters: Filters, contrats: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """The fiches of fitting contracts that have one of the themes, by content."""
    found: dict[str, set[str]] = {}
    for content, fiche in snapshot.fiches_with_theme(filters.themes):
        if _contrat_of(fiche) in contrats.get(content, ()):
            found.setdefault(content, set()).add(fiche)
    return found


def _contrat_of(fiche: str) -> str:
    """ "/contrats/0/fiches_action/3" -> "/contrats/0" """
    return fiche.partition("/fiches_action/")[0]


def _fits_territoire(row: Mapping[str, Any], asked: tuple[str, ...]) -> bool:
    """Whether one of the codes or names is that of the territory of a contract.

    A name fits when its words stand in the printed or the official one: "lisieux" fits
    "Communauté d'agglomération Lisieux Normandie"; only a code is exact.
    """
    codes = {row["territoire_code"], *json_list(row["departements"])}
    names = [f" {fold(row[key] or '')} " for key in ("territoire", "territoire_officiel")]
    return not asked or any(
        one.upper() in codes if _CODE.fullmatch(one) else _names_it(one, names) for one in asked
    )


def _names_it(asked: str, names: list[str]) -> bool:
    words = fold(asked)
    return bool(words) and any(f" {words} " in name for name in names)


def _fits_periode(row: Mapping[str, Any], asked: tuple[int, int] | None) -> bool:
    """Whether a contract covers a year that is asked for; one without known years does not."""
    if asked is None:
        return True
    signed = row["date_signature"]
    first = row["debut"] or (int(signed[:4]) if signed else None) or row["fin"]
    last = row["fin"] or first
    return first is not None and first <= asked[1] and last >= asked[0]


def json_list(text: str) -> list[Any]:
    """The list that a column of the store holds as JSON."""
    found: list[Any] = json.loads(text)
    return found


LONGEST_NAME = 180
"""Bytes of a name in UTF-8: file systems hold 255, and an ending follows."""
_ODD = re.compile(r"[^\w .()+-]+")


def _names(contents: list[Content]) -> list[str]:
    """A name for each document that any file system can hold, the stem of its file where it can be.

    Two of one name, in whatever case, both get the start of their hash.
    """
    stems = [_stem(content.fichier) for content in contents]
    folded = [stem.casefold() for stem in stems]
    count: dict[str, int] = {"manifest": 2}
    for stem in folded:
        count[stem] = count.get(stem, 0) + 1
    return [
        f"{stem}-{content.content_hash[:12]}" if count[key] > 1 else stem
        for stem, key, content in zip(stems, folded, contents, strict=True)
    ]


def _stem(fichier: str) -> str:
    """ "Contrat (1).PDF" -> "Contrat (1)";  "a:b?.pdf" -> "a_b_";  ".pdf" -> "document" """
    stem = fichier[:-4] if fichier.lower().endswith(".pdf") else fichier
    plain = _ODD.sub("_", unicodedata.normalize("NFC", stem)).encode()[:LONGEST_NAME]
    return plain.decode(errors="ignore").strip(" .") or "document"
