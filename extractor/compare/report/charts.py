"""The charts of the report, as SVG: bars, network, timeline. Each number in them is a link.

They can be read without colour: what is not known is hatched, what is absent is empty, and numbers
stand beside the bars.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import cos, pi, sin, sqrt
from typing import NamedTuple

from markupsafe import Markup

from extractor.compare.corpus import Contrat, Fiche, Key, Nature
from extractor.compare.evolution import Change, Evolution
from extractor.compare.organisations import Acteur
from extractor.compare.partenaires import Reseau
from extractor.compare.report.links import Links
from extractor.compare.report.svg import cut, drawing, element, short_name, text
from extractor.compare.themes import Coverage

WIDTH = 1100
LABELS = 350
"""Width that names take, left of bars."""
ROW = 24
PER_CHART = 50
"""Rows of one timeline: as many as an A4 page shows."""


class Bar(NamedTuple):
    """A part of a horizontal bar."""

    value: int
    style: str
    """A class of the style sheet."""
    label: Markup | str


def bars(rows: Sequence[tuple[str, Sequence[Bar]]], labels: int = LABELS) -> Markup:
    """Horizontal bars, each of several parts, all on one scale."""
    most = max((sum(bar.value for bar in parts) for _, parts in rows), default=0)
    scale = (WIDTH - labels - 60) / max(most, 1)
    drawn: list[Markup] = []
    for rank, (name, parts) in enumerate(rows):
        y, x = rank * ROW, float(labels)
        drawn.append(text(labels - 10, y + 16, cut(name, 50), class_="nom"))
        last = max((i for i, bar in enumerate(parts) if bar.value), default=0)
        for place, bar in enumerate(parts):
            width = bar.value * scale
            if bar.value:
                drawn.append(_part(x, y, width, bar, place == last))
            x += width
    return drawing(WIDTH, len(rows) * ROW + 4, drawn, "barres")


def _part(x: float, y: float, width: float, bar: Bar, last: bool) -> Markup:
    """A part with its number in it; beside it when it is narrow, and nothing follows."""
    inside = width > 4 + 8 * len(str(bar.value))
    shape = element("rect", x=x, y=y + 3, width=max(width, 1.5), height=ROW - 6, class_=bar.style)
    if not inside and not last:
        return shape
    label = element(
        "g",
        bar.label,
        class_=f"valeur {bar.style if inside else 'dehors'}",
        transform=f"translate({x + width / 2 if inside else x + width + 5:.1f} {y + 16})",
        text_anchor="middle" if inside else "start",
    )
    return shape + label


def in_text(words: object) -> Markup:
    """A number of a chart."""
    return element("text", str(words))


def coverage_bars(themes: Iterable[Coverage], links: Links) -> Markup:
    """Territories with, without, and not known, for each theme."""
    rows = []
    for theme in sorted(themes, key=lambda c: -len(c.present)):
        parts = ((theme.present, "present"), (theme.absent, "absent"), (theme.unknown, "inconnu"))
        rows.append((theme.nom, [_places(of, style, links) for of, style in parts]))
    return bars(rows)


def _places(contrats: Sequence[Contrat], style: str, links: Links) -> Bar:
    keys = [contrat.key for contrat in contrats]
    return Bar(len(keys), style, links.contrats(keys, in_text(len(keys)), in_chart=True))


def fiche_bar(fiches: Sequence[Fiche], style: str, links: Links) -> Bar:
    """A part of a bar that counts fiches."""
    keys = list(dict.fromkeys(fiche.key for fiche in fiches))
    return Bar(len(keys), style, links.fiches(keys, in_text(len(keys)), in_chart=True))


def acteur_bars(acteurs: Sequence[Acteur], links: Links, most: int = 25) -> Markup:
    """Actions that each organisation leads, and in which it takes part."""
    shown = sorted(acteurs, key=lambda a: -len(a.porteur) - len(a.partenaire))[:most]
    shown.sort(key=lambda a: (-len(a.porteur), -len(a.partenaire)))
    return bars(
        [
            (
                acteur.organisation.nom,
                [
                    fiche_bar(acteur.porteur, "porteur", links),
                    fiche_bar(acteur.partenaire, "partenaire", links),
                ],
            )
            for acteur in shown
        ]
    )


def columns(years: Mapping[int, Sequence[Fiche]], links: Links) -> Markup:
    """Upright bars, one a year."""
    most = max(map(len, years.values()), default=1)
    step = min(70.0, WIDTH / max(len(years), 1))
    drawn: list[Markup] = []
    for rank, (year, fiches) in enumerate(years.items()):
        x, height = rank * step, 150 * len(fiches) / most
        bar = {"x": x + 6, "y": 175 - height, "width": step - 12, "height": height}
        drawn.append(element("rect", class_="present", **bar))
        middle = x + step / 2
        words = text(middle, 168 - height, len(fiches), class_="valeur", text_anchor="middle")
        drawn.append(links.fiches([f.key for f in fiches], words, in_chart=True))
        drawn.append(text(middle, 194, year, class_="annee", text_anchor="middle"))
    return drawing(max(step * len(years), 1), 202, drawn, "colonnes")


# ── network ─────────────────────────────────────────────────────────────────────────────────

FAMILIES = (
    ("Santé et soins", ("ars", "hopital", "professionnels-liberaux", "exercice-coordonne")),
    ("Assurance et protection sociale", ("assurance-maladie", "protection-sociale")),
    ("État et justice", ("etat", "justice-securite")),
    ("Collectivités", ("collectivite", "coordination")),
    ("Santé mentale et addictions", ("sante-mentale", "addictologie")),
    ("Social et médico-social", ("medico-social", "social", "logement", "emploi-insertion")),
    ("Éducation et prévention", ("education", "enseignement-superieur", "prevention")),
)
"""Categories of the glossary that share a colour and a place on the circle."""
OTHERS = "Autres"


def family_of(categorie: str | None) -> int:
    """The rank of a category among FAMILIES; the last for others."""
    for rank, (_, categories) in enumerate(FAMILIES):
        if categorie in categories:
            return rank
    return len(FAMILIES)


def family_names() -> list[str]:
    """Names of the families, as the legend shows them."""
    return [*(nom for nom, _ in FAMILIES), OTHERS]


def network(reseau: Reseau, links: Links) -> Markup:
    """Organisations on a circle, by family; a line joins those that stand in one fiche."""
    size, radius = 1040, 240
    order = sorted(reseau.organisations, key=lambda o: (family_of(o.categorie), o.nom))
    if not order:
        return Markup("")
    places = _around([family_of(o.categorie) for o in order])
    angle = {o.cle: places[rank] for rank, o in enumerate(order)}
    degree: dict[str, int] = {}
    for lien in reseau.liens:
        for cle in (lien.un, lien.autre):
            degree[cle] = degree.get(cle, 0) + len(lien.fiches)
    most_fiches = max(len(lien.fiches) for lien in reseau.liens)
    most = max(degree.values())
    parts: list[Markup] = []
    numbers = {o.cle: rank for rank, o in enumerate(order)}
    noms = {o.cle: o.nom for o in order}
    for lien in reversed(reseau.liens):
        x1, y1 = _point(angle[lien.un], radius)
        x2, y2 = _point(angle[lien.autre], radius)
        bend = 0.18
        path = element(
            "path",
            element("title", f"{noms[lien.un]} – {noms[lien.autre]} : {len(lien.fiches)}"),
            d=f"M{x1:.0f} {y1:.0f}Q{(x1 + x2) * bend:.0f} {(y1 + y2) * bend:.0f} {x2:.0f} {y2:.0f}",
            stroke_width=1 + 6 * len(lien.fiches) / most_fiches,
            class_=f"lien o{numbers[lien.un]} o{numbers[lien.autre]}",
        )
        parts.append(links.fiches([f.key for f in lien.fiches], path, in_chart=True))
    for organisation in order:
        parts.append(
            _node(
                organisation.nom,
                family_of(organisation.categorie),
                angle[organisation.cle],
                radius,
                sqrt(degree.get(organisation.cle, 0) / most),
                numbers[organisation.cle],
            )
        )
    whole = element("g", *parts, transform=f"translate({size / 2} {size / 2 - 20})")
    return drawing(size, size - 40, [whole], "reseau")


def _around(families: Sequence[int]) -> list[float]:
    """Angles of nodes on the circle, with a gap between families."""
    gap = 0.7
    changes = [a != b for a, b in pairwise(families)]
    total = len(families) + gap * (sum(changes) + 1)
    places, at = [], 0.0
    for rank in range(len(families)):
        places.append(2 * pi * at / total - pi / 2)
        at += 1 + (gap if rank < len(changes) and changes[rank] else 0)
    return places


def _point(angle: float, radius: float) -> tuple[float, float]:
    return radius * cos(angle), radius * sin(angle)


def _node(nom: str, family: int, angle: float, radius: float, size: float, rank: int) -> Markup:
    """A disc and a name that reads outwards, never upside down."""
    x, y = _point(angle, radius)
    degrees = angle * 180 / pi
    left = cos(angle) < 0
    label = element(
        "text",
        cut(nom, 36),
        transform=f"rotate({degrees + (180 if left else 0):.1f})",
        x=-(12 + 9 * size) if left else 12 + 9 * size,
        dy="0.35em",
        text_anchor="end" if left else "start",
    )
    disc = element("circle", element("title", nom), r=4 + 9 * size, class_=f"famille{family}")
    return element(
        "g", disc, label, transform=f"translate({x:.1f} {y:.1f})", class_="noeud", data_o=rank
    )


# ── time ────────────────────────────────────────────────────────────────────────────────────


def timelines(contrats: Sequence[Contrat], links: Links) -> list[Markup]:
    """Contracts of each territory along the years, PER_CHART territories a drawing."""
    dated = [c for c in contrats if c.debut or c.fin or c.date_signature]
    rows: dict[str, list[Contrat]] = {}
    for contrat in dated:
        rows.setdefault(contrat.territoire.cle, []).append(contrat)
    if not rows:
        return []
    first = min(_span(c)[0] for c in dated)
    last = max(_span(c)[1] for c in dated) + 1
    first, last = max(first, last - 30), last
    ordered = sorted(rows.values(), key=lambda r: (min(map(_span, r)), r[0].territoire.nom))
    return [
        _timeline(ordered[start : start + PER_CHART], first, last, links)
        for start in range(0, len(ordered), PER_CHART)
    ]


def _timeline(rows: Sequence[Sequence[Contrat]], first: int, last: int, links: Links) -> Markup:
    labels, row = 350, 18
    scale = (WIDTH - labels - 10) / max(last - first, 1)
    height = len(rows) * row + 26
    parts: list[Markup] = []
    years = range(first, last + 1)
    every = 1 if len(years) <= 16 else 2
    for year in years:
        x = labels + (year - first) * scale
        parts.append(element("line", x1=x, x2=x, y1=22, y2=height, class_="grille"))
        if year + every <= last and (year - first) % every == 0:
            words = text(x + scale * every / 2, 14, year, class_="annee", text_anchor="middle")
            parts.append(words)
    for rank, contrats in enumerate(rows):
        y = 24 + rank * row
        parts.append(
            text(labels - 10, y + 13, cut(short_name(contrats[0].territoire.nom), 50), class_="nom")
        )
        for contrat in contrats:
            parts.append(_period(contrat, labels, y, first, scale, links))
    return drawing(WIDTH, height, parts, "frise")


def _period(
    contrat: Contrat, labels: int, y: float, first: int, scale: float, links: Links
) -> Markup:
    """The bar of a contract, and a diamond at its signature."""
    debut, fin = _span(contrat)
    x = labels + (max(debut, first) - first) * scale
    known = bool(contrat.debut and contrat.fin)
    style = "present" if known else "inconnu"
    if contrat.nature is Nature.COMMUNIQUE:
        style = "annonce"
    words = f"{contrat.territoire.nom} : {contrat.periode or '?'}"
    if contrat.date_signature:
        words += f", signé {contrat.date_signature}"
    bar = element(
        "rect",
        element("title", words),
        x=x + 1,
        y=y + 3,
        width=max((fin + 1 - max(debut, first)) * scale - 2, 3),
        height=11,
        rx=2,
        class_=style,
    )
    parts = [links.contrats([contrat.key], bar, in_chart=True)]
    at = _moment(contrat.date_signature)
    if at is not None and at >= first:
        sx = labels + (at - first) * scale
        parts.append(element("path", d=f"M{sx:.1f} {y + 2.5}l5 6-5 6-5-6z", class_="signature"))
    return Markup("").join(parts)


def _span(contrat: Contrat) -> tuple[int, int]:
    """First and last year; that of the signature where no period is known."""
    signed = int(contrat.date_signature[:4]) if contrat.date_signature else None
    debut = contrat.debut or contrat.fin or signed or 0
    return debut, max(contrat.fin or debut, debut)


def _moment(date: str | None) -> float | None:
    """2025 -> 2025.5;  2025-07-10 -> 2025.53"""
    if not date:
        return None
    year, *rest = (int(part) for part in date.split("-"))
    month = rest[0] if rest else 7
    return year + (month - 1) / 12 + (rest[1] / 365 if len(rest) > 1 else 0)


CHANGES = {
    Change.KEPT: "present",
    Change.RENAMED: "moyen",
    Change.DOUBT: "doute",
    Change.NEW: "nouveau",
    Change.NOT_READ_BEFORE: "inconnu",
    Change.DROPPED: "absent",
    Change.NOT_READ_AFTER: "inconnu",
}


def evolution_bars(evolutions: Sequence[Evolution], links: Links) -> Markup:
    """What became of the actions of each territory."""
    rows = []
    for evolution in evolutions:
        name = f"{short_name(evolution.apres.territoire.nom)}, {evolution.apres.periode}"
        parts = []
        for change, style in CHANGES.items():
            keys = _last_fiches(evolution, change)
            label = links.fiches(keys, in_text(len(keys)), in_chart=True)
            parts.append(Bar(len(keys), style, label))
        rows.append((name, parts))
    return bars(rows)


def _last_fiches(evolution: Evolution, change: Change) -> list[Key]:
    found = (suivi.apres or suivi.avant for suivi in evolution.of(change))
    return [fiche.key for fiche in found if fiche]
