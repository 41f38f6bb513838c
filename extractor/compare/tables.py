"""An answer as a table for people: printed, written to a file, or laid out in the report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from extractor.compare.corpus import Contrat, Fiche, Key


@dataclass(frozen=True, slots=True)
class Count:
    """A number of fiches, with the fiches that it counts."""

    value: int
    fiches: tuple[Key, ...]
    mark: str = ""
    """`≥` before a number that may be larger: something of the document was not read."""

    def __str__(self) -> str:
        return f"{self.mark}{self.value}"


@dataclass(frozen=True, slots=True)
class Places:
    """A number of territories, with their contracts."""

    value: int
    contrats: tuple[Key, ...]

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0–1: people read it in percent."""

    value: float

    def __str__(self) -> str:
        """Share(0.125) -> "13 %" """
        return f"{self.value * 100:.0f}\u202f%"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number that is not known: never written as zero."""

    word: str = "non extrait"

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that lead to a fiche or to a contract."""

    texte: str
    key: Key

    def __str__(self) -> str:
        return self.texte


Cell: TypeAlias = str | int | float | Count | Places | Share | Unknown | Ref | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    nom: str
    """Name of its file and sheet: ASCII, `themes`."""
    titre: str
    """French."""
    note: str
    """French: what is counted, and how what is missing is treated."""
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[Cell, ...], ...]


def count(fiches: Iterable[Fiche], partial: bool = False) -> Count:
    """Count fiches; each is counted once."""
    keys = tuple(dict.fromkeys(fiche.key for fiche in fiches))
    return Count(len(keys), keys, "≥ " if partial else "")


def places(contrats: Iterable[Contrat]) -> Places:
    """Count territories by their contracts; each is counted once."""
    keys = tuple(dict.fromkeys(contrat.key for contrat in contrats))
    return Places(len(keys), keys)


def places_of(fiches: Iterable[Fiche]) -> Places:
    """Count the territories of fiches."""
    keys = tuple(dict.fromkeys(fiche.contrat for fiche in fiches))
    return Places(len(keys), keys)


def to_fiche(fiche: Fiche) -> Ref:
    """A fiche by its number and title."""
    return Ref(f"{fiche.code} {fiche.titre}" if fiche.code else fiche.titre, fiche.key)


def to_contrat(contrat: Contrat) -> Ref:
    """A contract by its territory."""
    return Ref(contrat.territoire.nom, contrat.key)


def plain(cell: Cell) -> str | int | float | None:
    """A cell as a program reads it: a number, a text, or None for what is not known.

    Count 3 -> 3;  Unknown -> None;  a marked count -> its number, the mark has a column of its own
    """
    if isinstance(cell, Count | Places | Share):
        return cell.value
    if isinstance(cell, Unknown):
        return None
    return cell.texte if isinstance(cell, Ref) else cell
