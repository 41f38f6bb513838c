"""Actions labelled by hand (gold/themes.csv) → F1 of their themes, dev and test, and per theme."""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scoring import Score
from extractor.matching.themes import axe_of, load_themes, themes_of

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold/themes.csv"
FOLDERS = (ROOT / "gold", ROOT / "tests/pdf")
"""Where the records stand that the rows name."""


class Action(NamedTuple):
    """One row of the gold."""

    document: str
    """Stem of the record that holds the fiche; `composees` when the row itself is the action."""
    code: str
    titre: str
    themes: frozenset[str]
    partie: str
    """`dev`, on which words and weights were chosen, or `test`."""
    fiche: Mapping[str, Any]
    """What the matcher is given."""
    axe: str
    """Title of its axe, or ""."""


def main() -> None:
    """Print micro and macro F1 of both parts, and F1 per theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=("dev", "test"), help="list what differs in a part")
    arguments = parser.parse_args()
    actions = read_actions()
    for partie in ("dev", "test"):
        own = [action for action in actions if action.partie == partie]
        micro, themes = micro_score(own), scores_by_theme(own)
        macro = sum(score.f1 for score in themes.values()) / len(themes)
        print(
            f"{partie}: {len(own)} actions, {micro.expected} themes: micro-F1 {micro.f1:.3f} "
            f"(precision {micro.precision:.3f}, recall {micro.recall:.3f}), macro-F1 {macro:.3f}"
        )
    print(f"\n{'where the actions come from':30}{'dev':>6}{'n':>5}{'test':>7}{'n':>5}")
    for source in sorted({source_of(action) for action in actions}):
        parts = [
            [one for one in actions if (source_of(one), one.partie) == (source, partie)]
            for partie in ("dev", "test")
        ]
        cells = [(micro_score(own).f1, len(own)) for own in parts]
        print(f"{source:30}{cells[0][0]:6.2f}{cells[0][1]:5}{cells[1][0]:7.2f}{cells[1][1]:5}")
    print(f"\n{'theme':30}{'dev':>6}{'n':>5}{'test':>7}{'n':>5}")
    by_part = {
        partie: scores_by_theme([one for one in actions if one.partie == partie])
        for partie in ("dev", "test")
    }
    for theme in load_themes():
        dev, test = (by_part[partie].get(theme, Score(0, 0, 0)) for partie in ("dev", "test"))
        print(f"{theme:30}{dev.f1:6.2f}{dev.expected:5}{test.f1:7.2f}{test.expected:5}")
    if arguments.misses:
        print("\n".join(misses(one for one in actions if one.partie == arguments.misses)))


def read_actions(path: Path = GOLD) -> list[Action]:
    """The rows of gold/themes.csv, each with its fiche."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_action(row) for row in csv.DictReader(file)]


def _action(row: Mapping[str, str]) -> Action:
    fiche, axe = _fiche(row)
    themes = frozenset(row["themes"].split(" | ")) - {""}
    return Action(row["document"], row["code"], row["titre"], themes, row["partie"], fiche, axe)


def _fiche(row: Mapping[str, str]) -> tuple[Mapping[str, Any], str]:
    """The fiche of a row and the title of its axe."""
    if row["document"].startswith("composees"):
        return {"titre": row["titre"], "description": row["texte"]}, ""
    contrat = _record(row["document"])["contrats"][0]
    for fiche in contrat["fiches_action"]:
        if (fiche["code"], fiche["titre"]) == (row["code"], row["titre"]):
            return fiche, axe_of(fiche, contrat)
    ligne = next(one for one in contrat["plan_actions"] if one["intitule"] == row["titre"])
    light = {"titre": ligne["intitule"], "objectif_general": ligne["objectif"]}
    return light, axe_of(ligne, contrat)


@cache
def _record(name: str) -> Mapping[str, Any]:
    path = next(path for folder in FOLDERS if (path := folder / f"{name}.json").exists())
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def source_of(action: Action) -> str:
    """`documents`, or the name of the list of actions written for this gold."""
    return action.document if action.document.startswith("composees") else "documents"


def found_themes(action: Action) -> frozenset[str]:
    """What the matcher says of an action."""
    return frozenset(one.theme for one in themes_of(action.fiche, action.axe))


def micro_score(actions: Sequence[Action]) -> Score:
    """All themes of all actions, counted together."""
    return _sum(scores_by_theme(actions).values())


def _sum(scores: Iterable[Score]) -> Score:
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def scores_by_theme(actions: Sequence[Action]) -> dict[str, Score]:
    """The counts of each theme that is expected or found."""
    right, found, expected = Counter[str](), Counter[str](), Counter[str]()
    for action in actions:
        own = found_themes(action)
        right.update(own & action.themes)
        found.update(own)
        expected.update(action.themes)
    return {key: Score(right[key], found[key], expected[key]) for key in found | expected}


def misses(actions: Iterable[Action]) -> Iterable[str]:
    """One line per action that differs: what was missed (-) and what was added (+)."""
    for action in actions:
        own = found_themes(action)
        signs = [f"-{theme}" for theme in sorted(action.themes - own)]
        signs += [f"+{theme}" for theme in sorted(own - action.themes)]
        if signs:
            yield f"{action.document} {action.code} {action.titre!r}: {' '.join(signs)}"


if __name__ == "__main__":
    main()
