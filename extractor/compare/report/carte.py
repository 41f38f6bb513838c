"""The map of France: contracts of each department."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

from markupsafe import Markup

from extractor.compare.corpus import Contrat
from extractor.compare.report.links import Links
from extractor.compare.report.svg import drawing, element, text

OVERSEAS = {
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
}
PARIS = ("75", "92", "93", "94")
"""Too small for a number: drawn again, larger."""
LEVELS = 5


def by_department(contrats: Iterable[Contrat]) -> dict[str, list[Contrat]]:
    """Department → the contracts of its territories; one that lies in two counts in both."""
    found: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in contrats:
        for departement in contrat.territoire.departements:
            found[departement].append(contrat)
    return dict(sorted(found.items()))


def france(contrats: Sequence[Contrat], links: Links) -> Markup:
    """Departments, darker with more contracts; the number stands in each, where there is one."""
    counts = by_department(contrats)
    most = max(map(len, counts.values()), default=1)
    shapes, numbers = [], []
    for departement, path in outlines().items():
        of = counts.get(departement, [])
        shapes.append(element("path", d=path, class_=f"dep {_level(len(of), most)}"))
        if of and departement not in PARIS:
            numbers.append(_number(*center(path), of, most, links))
    parts = [element("g", *shapes), element("g", *numbers)]
    parts.append(_paris(counts, most, links))
    for rank, (departement, nom) in enumerate(OVERSEAS.items()):
        of = counts.get(departement, [])
        x, y = 12 + rank * 72, 600
        shape = element(
            "rect", x=x, y=y, width=44, height=32, rx=4, class_=f"dep {_level(len(of), most)}"
        )
        parts += [shape, text(x + 22, y + 46, nom, class_="outremer", text_anchor="middle")]
        if of:
            parts.append(_number(x + 22, y + 16, of, most, links))
    return drawing(700, 655, parts, "carte")


def _paris(counts: dict[str, list[Contrat]], most: int, links: Links) -> Markup:
    """Paris and its neighbours at five times their size, in the corner of the map."""
    scale = 5.2
    x, y = center(outlines()["75"])
    shapes, numbers = [], []
    for departement in PARIS:
        path = outlines()[departement]
        of = counts.get(departement, [])
        shapes.append(
            element("path", d=path, class_=f"dep {_level(len(of), most)}", stroke_width=0.15)
        )
        if of:
            cx, cy = center(path)
            numbers.append(_number((cx - x) * scale, (cy - y) * scale, of, most, links))
    moved = element(
        "g", *shapes, transform=f"scale({scale}) translate({-x:.1f} {-y:.1f})", class_="loupe"
    )
    return element(
        "g",
        element("circle", r=66, class_="cadre"),
        moved,
        *numbers,
        text(0, 82, "Paris et petite couronne", class_="outremer", text_anchor="middle"),
        transform="translate(622 72)",
    )


def _number(x: float, y: float, of: Sequence[Contrat], most: int, links: Links) -> Markup:
    words = text(x, y, len(of), dy="0.35em", class_=f"nombre {_level(len(of), most)}")
    return links.contrats([contrat.key for contrat in of], words, in_chart=True)


def _level(count: int, most: int) -> str:
    """A shade from 0 to LEVELS: none, then equal steps up to the most."""
    return f"c{-(-count * LEVELS // most) if count else 0}"


@cache
def outlines() -> dict[str, str]:
    """Department → its outline, from `extractor/data/departements.tsv`."""
    data = files("extractor.data").joinpath("departements.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in data.splitlines() if not line.startswith("#"))
    return dict(rows)


@cache
def center(path: str) -> tuple[float, float]:
    """The centre of gravity of the largest ring of an outline."""
    rings = [_ring(ring) for ring in path.split("M") if ring]
    points = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(points) or 1.0
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / (6 * area), y / (6 * area)


def _ring(ring: str) -> list[tuple[float, float]]:
    """The points of "41.3 30.8l.7-2 1 1z"."""
    numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
    return list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


def _area(points: Sequence[tuple[float, float]]) -> float:
    """The area, with the sign of its direction."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
