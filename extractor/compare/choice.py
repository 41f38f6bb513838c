"""Contracts of the store → those that a comparison counts.

A territory is counted once: copies of one contract (another file, a scan, an extract) stand behind
the fullest of them, an amendment behind its contract, an earlier contract behind the newest one, a
press release behind any contract. What hides actions from the eye (a page that failed, a plan with
more actions than fiches) is a `lacune`: with one, a missing action proves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractor.compare.corpus import Contrat, Key, Nature
from extractor.compare.selection import ALL, Selection
from extractor.matching.folding import fold


class Chosen(NamedTuple):
    """Which contracts count."""

    contrats: tuple[Contrat, ...]
    anterieurs: tuple[Contrat, ...]
    doublons: Mapping[Key, tuple[Contrat, ...]]
    communiques: tuple[Contrat, ...]


def choose(contrats: Iterable[Contrat], selection: Selection = ALL) -> Chosen:
    """Sort the contracts of the store into those that count and those that stand behind them."""
    by_territory: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in contrats:
        if selection.takes(contrat.territoire):
            by_territory[contrat.territoire.cle].append(contrat)
    counted: list[Contrat] = []
    earlier: list[Contrat] = []
    press: list[Contrat] = []
    doublons: dict[Key, tuple[Contrat, ...]] = {}
    for group in sorted(by_territory.values(), key=_place):
        told = [c for c in group if c.nature is Nature.COMMUNIQUE]
        press += told
        versions = [_fullest(copies) for copies in copies_of(group, Nature.CONTRAT)]
        versions.sort(key=lambda version: _age(version[0]))
        in_time = [v for v in versions if selection.is_in_period(v[0].debut, v[0].fin)]
        if not in_time:
            alone = [c for c in group if c.nature is not Nature.CONTRAT]
            alone = [c for c in alone if selection.is_in_period(c.debut, c.fin)]
            if alone and not versions:
                counted.append(max(alone, key=lambda c: (*_age(c), c.key)))
            continue
        newest = in_time[-1][0]
        counted.append(newest)
        earlier += [version for version, _ in in_time[:-1]]
        doublons |= {version.key: others for version, others in in_time if others}
        amendments = tuple(c for c in group if c.nature is Nature.AVENANT)
        if amendments:
            owner = _amended(amendments, [version for version, _ in in_time])
            doublons[owner.key] = (*doublons.get(owner.key, ()), *amendments)
    return Chosen(tuple(counted), tuple(earlier), doublons, tuple(press))


def copies_of(group: Sequence[Contrat], nature: Nature) -> list[list[Contrat]]:
    """Group the documents of a territory that are one and the same contract."""
    groups: list[list[Contrat]] = []
    known = [c for c in group if c.nature is nature]
    for contrat in sorted(known, key=lambda c: (c.debut is None, -c.fiches, c.key)):
        for others in groups:
            if is_same(others[0], contrat):
                others.append(contrat)
                break
        else:
            groups.append([contrat])
    return groups


def is_same(one: Contrat, other: Contrat) -> bool:
    """Whether two documents of a territory are one contract.

    The same first year; where one does not say it, the same day of signature, or the same rank. Two
    that say nothing are kept apart only by their bytes: they are one.
    """
    if one.debut is not None and other.debut is not None:
        return one.debut == other.debut
    dates = (one.date_signature or "", other.date_signature or "")
    if len(dates[0]) == len(dates[1]) == len("2025-07-10"):
        return dates[0] == dates[1]
    if one.rang is not None and other.rang is not None:
        return one.rang == other.rang
    return True


def _fullest(copies: Sequence[Contrat]) -> tuple[Contrat, tuple[Contrat, ...]]:
    """The copy with the most fiches, then the fewest gaps; and the others."""
    first, *others = sorted(copies, key=lambda c: (-c.fiches, len(c.lacunes), c.key))
    return first, tuple(others)


def _age(contrat: Contrat) -> tuple[int, int, str]:
    """Orders the contracts of a territory from the oldest to the newest."""
    signed = contrat.date_signature or ""
    year = contrat.debut or int(signed[:4] or 0)
    return year, contrat.rang or contrat.generation or 0, signed


def _amended(amendments: Sequence[Contrat], versions: Sequence[Contrat]) -> Contrat:
    """The contract that amendments belong to: that of their period, else the newest."""
    years = {c.debut for c in amendments if c.debut}
    return next((v for v in versions if v.debut in years), versions[-1])


def _place(group: Sequence[Contrat]) -> tuple[str, str, str]:
    """Orders territories: by department, then by name."""
    territoire = group[0].territoire
    return (*territoire.departements[:1], "~")[0], fold(territoire.nom), territoire.cle
