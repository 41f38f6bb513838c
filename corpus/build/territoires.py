"""Official territories, from their npm package → `extractor/data/territoires.txt`.

`python -m corpus.build.territoires` asks npm for the package; `… package.tgz` reads one at hand.
"""

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractor.matching.territoires.noms import ARTICLES, key_of, names_of, read_nom
from extractor.matching.territoires.reference import BETWEEN

PACKAGE = "@etalab/decoupage-administratif"
TARGET = Path(__file__).parents[2] / "extractor/data/territoires.txt"
TYPES = {"CC": "cc", "CA": "ca", "CU": "cu", "METRO": "metropole", "MET69": "metropole"}
KINDS = {
    "CC": "Communauté de communes",
    "CA": "Communauté d'agglomération",
    "CU": "Communauté urbaine",
}
FORMER = ("commune-deleguee", "commune-associee")

Row = dict[str, Any]
Columns = dict[str, str]
"""Name of a column → its values, joined: the product splits only the columns that it needs."""


def main() -> None:
    """Write the data file and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, nargs="?", help="the package, as `npm pack` gives it")
    data = pack(read_package(parser.parse_args().package or download()))
    TARGET.write_text("".join(f"{name}\t{text}\n" for name, text in data.items()), "utf-8")
    sizes = {name: text.count(BETWEEN) + 1 for name, text in data.items() if name.endswith(".code")}
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {data['version']}, {sizes}")


def download() -> Path:
    """Let npm fetch the newest version of the package."""
    folder = tempfile.mkdtemp()
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    return next(Path(folder).glob("*.tgz"))


def read_package(path: Path) -> dict[str, Any]:
    """Return the JSON files of the package by their stem; "package" is its description."""
    with tarfile.open(path) as archive:
        members = [m for m in archive.getmembers() if m.name.endswith(".json")]
        opened = [(Path(m.name).stem, archive.extractfile(m)) for m in members]
        return {stem: json.loads(file.read()) for stem, file in opened if file is not None}


def pack(package: dict[str, Any]) -> Columns:
    """Return columns of codes, names and what belongs together; rows in the order of their code."""
    communes = sorted(package["communes"], key=lambda row: str(row["code"]))
    current = [row for row in communes if row["type"] == "commune-actuelle"]
    former = [row for row in communes if row["type"] in FORMER]
    groups = sorted(package["epci"] + package["ept"], key=lambda row: str(row["code"]))
    places = {row["code"]: row for row in current}
    areas = package["regions"] + package["departements"]
    keys = [key_of(row["nom"]) for row in current + areas]
    keys += [name for group in groups for name in names_of(read_nom(full_name(group)[0]).reste)]
    parts = {
        "regions": columns(package["regions"], "code", "nom"),
        "departements": columns(package["departements"], "code", "nom", "region"),
        "epci": epci_columns(groups, places),
        "communes": commune_columns(current, groups),
        "anciennes": former_columns(former, places),
    }
    return {
        "paquet": PACKAGE,
        "version": package["package"]["version"],
        "millesime": str(vintage(package["package"]["version"])),
        "licence": "Licence Ouverte 2.0",
        **{f"{part}.{name}": text for part, own in parts.items() for name, text in own.items()},
        "debuts": first_words(keys),
    }


def vintage(version: str) -> int:
    """The year of a version, as the package's own table gives it: "6.0.0" -> 2026."""
    return 2020 + int(version.partition(".")[0])


def columns(rows: Iterable[Row], *names: str) -> Columns:
    """[{"code": "28", "nom": "Normandie"}, …] -> {"code": "28|…", "nom": "Normandie|…"}"""
    rows = list(rows)
    return {name: column(row.get(name, "") for row in rows) for name in names}


def column(values: Iterable[Any]) -> str:
    """["14", "61"] -> "14|61" """
    texts = list(map(str, values))
    assert not any(BETWEEN in text for text in texts)
    return BETWEEN.join(texts)


def first_words(keys: Iterable[str]) -> str:
    """The words that names begin with, also after an article: most words begin none."""
    words = set()
    for key in keys:
        parts = key.split(" ")
        words.update(parts[:2] if parts[0] in ARTICLES else parts[:1])
    return column(sorted(words))


def commune_columns(rows: list[Row], groups: list[Row]) -> Columns:
    """`epci` and `ept` are positions in the list of groups, empty for none."""
    epci: dict[str, int] = {}
    ept: dict[str, int] = {}
    for position, group in enumerate(groups):
        side = ept if group["type"] == "EPT" else epci
        side.update((member["code"], position) for member in group["membres"])
    return columns(rows, "code", "nom") | {
        "cle": column(key_of(row["nom"]) for row in rows),
        "departement": column(row.get("departement") or row["code"][:3] for row in rows),
        "epci": column(epci.get(row["code"], "") for row in rows),
        "ept": column(ept.get(row["code"], "") for row in rows),
        "population": column(row.get("population", 0) for row in rows),
    }


def former_columns(rows: list[Row], places: dict[str, Row]) -> Columns:
    """`commune` is the code of the commune that a former one belongs to today.

    A name that the new commune kept needs no second row.
    """
    kept = [row for row in rows if places[row["chefLieu"]]["nom"] != row["nom"]]
    return {
        "code": column(row["code"] for row in kept),
        "cle": column(key_of(row["nom"]) for row in kept),
        "commune": column(row["chefLieu"] for row in kept),
    }


def epci_columns(groups: list[Row], places: dict[str, Row]) -> Columns:
    """`centre` is the most populous member, `autres` what the official name holds in brackets.

    `cles` are the names without their kinds, `coeur` the words that tell one from another, `sortes`
    the kinds: reading a thousand names takes longer than loading them.
    """
    named = [full_name(group) for group in groups]
    read = [read_nom(name) for name, _ in named]
    members = [[places[m["code"]] for m in group["membres"]] for group in groups]
    return {
        "code": column(group["code"] for group in groups),
        "nom": column(name for name, _ in named),
        "autres": column(others for _, others in named),
        "type": column(TYPES.get(group["type"], "ept") for group in groups),
        "cles": column("/".join(names_of(nom.reste)) for nom in read),
        "coeur": column(" ".join(nom.coeur) for nom in read),
        "sortes": column(" ".join(nom.kinds) for nom in read),
        "departements": column(" ".join(sorted({m["departement"] for m in g})) for g in members),
        "centre": column(max(g, key=lambda m: int(m["population"]))["code"] for g in members),
    }


def full_name(group: Row) -> tuple[str, str]:
    """The name without abbreviation of its kind, quotes and brackets; and what stood in these.

    "CA Porte de l'Isère (CAPI)" -> "Communauté d'agglomération Porte de l'Isère", "CAPI"
    "CA de Blois ''Agglopolys''" -> "Communauté d'agglomération de Blois Agglopolys", "Agglopolys"
    """
    name = group["nom"].replace('"', "")
    other = re.search(r"\(([^)]*)\)$|''(.+?)''", name)
    name = " ".join(re.sub(r"\([^)]*\)$|''", "", name).split())
    kind, _, rest = name.partition(" ")
    if kind in KINDS:
        name = f"{KINDS[kind]} {rest}"
    elif group["type"] == "EPT":
        name = f"Établissement public territorial {name}"
    return name, (other[1] or other[2]) if other else ""


if __name__ == "__main__":
    main()
