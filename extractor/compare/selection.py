"""Which part of the store a comparison looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extractor.store.filters import Period, names_territory


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
    """Codes, of départements too, or words of names, whatever their case and accents."""
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    periode: Period | None = None
    """A contract must be in force in one of these years."""
    departements: tuple[str, ...] = ()
    """Codes: beside a name, where both are asked for."""

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


ALL = Selection()


def _is_named(territoire: Place, name: str) -> bool:
    codes = (territoire.cle, *territoire.departements)
    return name == territoire.cle or names_territory(name, codes, (territoire.nom,))


def _meets(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(found)
