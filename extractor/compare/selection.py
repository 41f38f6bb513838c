"""Which part of the store a comparison looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extractor.matching.folding import fold


class Place(Protocol):
    """What a selection asks of a territory."""

    @property
    def cle(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def departements(self) -> tuple[str, ...]: ...
    @property
    def regions(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Territories, themes and years; what is empty selects all."""

    territoires: tuple[str, ...] = ()
    """Codes, or parts of names, whatever their case and accents."""
    departements: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    debut: int | None = None
    """A contract must reach this year…"""
    fin: int | None = None
    """… and begin by that one."""

    def takes(self, territoire: Place) -> bool:
        """Whether a territory is selected: it fits one of each kind that is given."""
        return (
            (not self.territoires or any(_is_named(territoire, n) for n in self.territoires))
            and _meets(self.departements, territoire.departements)
            and _meets(self.regions, territoire.regions)
        )

    def takes_themes(self, themes: Sequence[str]) -> bool:
        """Whether a fiche with these themes is selected."""
        return _meets(self.themes, themes)

    def is_in_period(self, debut: int | None, fin: int | None) -> bool:
        """Whether a contract is in force in one of the years; one without a period always is.

        2022–2026 of (2025, 2029) -> True;  2022–2024 of (2025, 2029) -> False
        """
        last = fin if fin is not None else debut
        first = debut if debut is not None else fin
        if first is None or last is None:
            return True
        return not (
            (self.debut is not None and last < self.debut)
            or (self.fin is not None and first > self.fin)
        )


ALL = Selection()


def _is_named(territoire: Place, name: str) -> bool:
    return name == territoire.cle or f" {fold(name)} " in f" {fold(territoire.nom)} "


def _meets(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(found)
