"""A database of 400 contracts → how long each question and the report take, and how large they are.

The contracts are copies of those under `corpus/pdf` and `tests/pdf`, each with another territory of
the official reference, another period, and a part of its fiches; some were read in part, some have
an earlier contract or a press release, some documents failed. `--quality` measures how well alike
actions are found instead, on `gold/similaires.csv`.
"""

import argparse
import csv
import gc
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from extractor.compare.answers import QUESTIONS, ask
from extractor.compare.corpus import Fiche, Key
from extractor.compare.report.page import make_report
from extractor.compare.selection import ALL
from extractor.compare.similaires import Index
from extractor.compare.writers import to_json, to_xlsx
from extractor.matching.territoires.reference import reference
from extractor.matching.themes import themes_of
from extractor.outcome import Failure, Outcome, Status
from extractor.pipeline import read_document
from extractor.printing import print_record
from extractor.store.projection import project
from extractor.store.source import Settings, Source
from extractor.store.store import Store, open_store

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold/similaires.csv"
SETTINGS = Settings("benchmark", "benchmark")
AT = datetime(2025, 1, 1, tzinfo=UTC)
Json = dict[str, Any]
Result = TypeVar("Result")


def main() -> None:
    """Print one line for each question, and for the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contracts", type=int, default=400)
    parser.add_argument("--db", help="make the database here, and keep it")
    parser.add_argument("--quality", action="store_true")
    arguments = parser.parse_args()
    if arguments.quality:
        print_quality()
        return
    url = arguments.db or f"{tempfile.mkdtemp()}/benchmark.db"
    if not Path(url).exists():
        fill(url, arguments.contracts)
    gc.disable()  # as the command does
    with open_store(url) as store:
        for name in QUESTIONS:
            _, tables = measure(name, partial(ask, store, [name], ALL))
            print(f"{sum(len(table.lignes) for table in tables):7} rows")
        report = measure("report", partial(make_report, store, ALL))
        print(f"{len(report.encode()) / 1e6:7.2f} MB")
        _, tables = ask(store, list(QUESTIONS), ALL)
        for write in (to_json, to_xlsx):
            print(f"{len(measure(write.__name__, partial(write, tables))) / 1e6:7.2f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def measure(name: str, work: Callable[[], Result]) -> Result:
    """Return what `work` gives, after printing its wall clock and its processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:12} {wall:6.2f} s, processor {cpu:6.2f} s", end="  ")
    return result


def fill(url: str, contracts: int) -> None:
    """Make a database of so many contracts; the same numbers give the same database."""
    chance = random.Random(2025)
    originals = [*_read_originals()]
    fiches = [f for record in originals for f in record["contrats"][0]["fiches_action"]]
    places = [*_places(chance, contracts)]
    with open_store(url) as store:
        for number, place in enumerate(places):
            template = originals[number % len(originals)]
            _save(store, f"cls-{number:04}.pdf", _vary(template, place, fiches, chance), chance)
            if number % 10 == 3:
                _save(
                    store,
                    f"ancien-{number:04}.pdf",
                    _before(template, place, fiches, chance),
                    chance,
                )
            if number % 10 == 5:
                _save(store, f"communique-{number:04}.pdf", _press(template, place), chance)
            if number % 40 == 7:
                failed = Outcome(Status.FAILED, Failure.TRUNCATED, "Le fichier est tronqué.")
                name = f"tronque-{number:04}.pdf"
                store.save(Source(name, _hash(name), 1), SETTINGS, failed, AT)


def _read_originals() -> Iterator[Json]:
    """Records of contracts with fiches; the large one of the corpus is most of them."""
    large = ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
    for path in [large, large, *sorted((ROOT / "tests/pdf").glob("*.pdf"))]:
        record: Json = json.loads(print_record(read_document(path).record))
        if record["contrats"] and record["contrats"][0]["fiches_action"]:
            yield record


def _places(chance: random.Random, count: int) -> Iterator[Json]:
    """Groups of communes of the reference."""
    table = reference()
    for epci in chance.sample(table.groups, count):
        found = table.epci(epci)
        yield {
            "nom": found.nom_officiel,
            "nom_officiel": found.nom_officiel,
            "type": found.type,
            "code": found.code,
            "departements": list(found.departements),
            "regions": list(found.regions),
            "score": 1.0,
        }


def _vary(template: Json, place: Json, fiches: list[Json], chance: random.Random) -> Json:
    """The contract of another territory: other years, some fiches less, some of others more."""
    record: Json = json.loads(json.dumps(template))
    contrat = record["contrats"][0]
    debut = chance.randint(2019, 2025)
    contrat["territoire"] = place
    contrat["periode"] = {"debut": debut, "fin": debut + chance.randint(2, 5), "duree_annees": None}
    contrat["signature"]["date"] = f"{debut}-{chance.randint(1, 12):02}-15"
    own = [f for f in contrat["fiches_action"] if chance.random() < 0.8]
    more = chance.sample(fiches, min(len(fiches), max(0, chance.randint(20, 32) - len(own))))
    contrat["fiches_action"] = json.loads(json.dumps([*own, *more]))
    contrat["chiffres_annonces"] = {}
    return record


def _before(template: Json, place: Json, fiches: list[Json], chance: random.Random) -> Json:
    """The contract before: other years, other fiches, some with another title."""
    record = _vary(template, place, fiches, chance)
    contrat = record["contrats"][0]
    contrat["periode"] = {"debut": 2014, "fin": 2017, "duree_annees": 4}
    contrat["signature"]["date"] = "2014-03-02"
    for fiche in contrat["fiches_action"]:
        if chance.random() < 0.3:
            fiche["titre"] = f"{fiche['titre']} sur le territoire intercommunal"
    return record


def _press(template: Json, place: Json) -> Json:
    record: Json = json.loads(json.dumps(template))
    record["document"]["genre"] = "communique"
    contrat = record["contrats"][0]
    contrat["territoire"] = place
    contrat["fiches_action"], contrat["plan_actions"] = [], []
    contrat["chiffres_annonces"] = {"actions": 25, "axes": 5}
    return record


def _save(store: Store, name: str, record: Json, chance: random.Random) -> None:
    content = _hash(name)
    record["document"] |= {"id": content, "fichier": name}
    record["avertissements"] = []
    data = json.dumps(record, ensure_ascii=False).encode()
    in_part = chance.random() < 0.08
    status = Status.PARTIAL if in_part else Status.OK
    outcome = Outcome(
        status,
        record=data,
        rows=project(record),
        pages=100,
        failed_pages=(31, 32) if in_part else (),
    )
    store.save(Source(name, content, len(data)), SETTINGS, outcome, AT)


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def print_quality() -> None:
    """Print for sentences and for titles how often the right action comes first, or among three."""
    for kind, ranks in quality().items():
        first = sum(rank == 0 for rank in ranks) / len(ranks)
        three = sum(rank < 3 for rank in ranks) / len(ranks)
        print(f"{kind:8} {len(ranks):3} pairs: first {first:.2f}, among three {three:.2f}")


def quality() -> dict[str, list[int]]:
    """Kind of request → the rank, from 0, of the action that a person judged alike."""
    with GOLD.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    targets = list(dict.fromkeys(row["fiche"] for row in rows))
    index = Index([_fiche(rank, titre) for rank, titre in enumerate(targets)])
    ranks: dict[str, list[int]] = {}
    for row in rows:
        found = [one.fiche.titre for one in index.search(row["demande"], len(targets))]
        rank = found.index(row["fiche"]) if row["fiche"] in found else len(targets)
        ranks.setdefault(row["genre"], []).append(rank)
    return ranks


def _fiche(rank: int, titre: str) -> Fiche:
    key = Key(str(rank), "/contrats/0")
    themes = tuple(one.theme for one in themes_of({"titre": titre}))
    return Fiche(key, key, None, titre, None, None, 1, 1, themes)


if __name__ == "__main__":
    main()
