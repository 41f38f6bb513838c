"""Draw styles at random, typeset and score them: `python -m corpus.build.variety.fuzz FIRST LAST`.

Every number is one style, always the same. Only what the seen documents may use is drawn from:
a held-out vocabulary or frame would no longer be held out.
"""

import argparse
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from corpus.build.variety import vocabulary
from corpus.build.variety.pool import CONTENTS
from corpus.build.variety.score import score, weakest_fields
from corpus.build.variety.style import ARTICLES, AXES, NUMBERING, Style
from corpus.build.variety.typeset import typeset

CHOICES: dict[str, Sequence[Any]] = {
    "engine": ("weasyprint", "weasyprint", "typst", "libreoffice", "chromium"),  # the quick more
    "shape": ("ruled", "bands", "run-in", "headings", "wide", "small", "fills", "columns"),
    "frame": CONTENTS,
    # Its wordings are known to feed no field: they would hide what else goes wrong.
    "vocabulary": tuple(name for name in vocabulary.SEEN if name != "exotique"),
    "mixed": (True, False),
    "numbering": tuple(NUMBERING),
    "axes": tuple(AXES),
    "article": tuple(ARTICLES),
    "sommaire": (".", "…", "_", "tab", "", "none"),
    "plan": ("merged", "band", "turned", "plain"),
    "glossary": ("colon", "dash", "table", "lines", "letters"),
    "glossary_first": (True, False, False, False),
    "signature": ("stacked", "columns", "table"),
    "case": ("as", "upper", "colon"),
    "rules": ("grid", "grid", "horizontal"),
    "title": ("heading", "row"),
    "evaluation": ("single", "two"),
    "status": ("boxes", "ticks", "brackets", "words", ""),
    "marker": ("•", "–", "\uf0b7", "-"),
    "font": ("Liberation Sans", "Carlito", "Lato", "Open Sans", "Liberation Serif", "DejaVu Sans"),
    "size": (9, 10, 10.5, 11),
    "justify": (True, False),
    "hyphenate": (True, False),
    "tags": (True, False),
    "columns": (0, 0, 0, 2),
}
"""Field of a style → what it is drawn from; the others keep their default."""
FIELDS_SHOWN = 6


class Outcome(NamedTuple):
    """What became of one style."""

    style: Style
    macro: float
    """Macro similarity F1; -1 where it could not be typeset or read."""
    words: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Typeset and score the styles of a range of numbers, the worst first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    parser.add_argument(
        "--fix", action="append", default=[], metavar="FIELD=VALUE", help="do not draw this field"
    )
    options = parser.parse_args(arguments)
    fixed = dict(each.split("=", 1) for each in options.fix)
    styles = [draw_style(seed, fixed) for seed in range(options.first, options.last + 1)]
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(partial(try_style, folder=options.folder), styles))
    for outcome in sorted(outcomes, key=lambda outcome: outcome.macro):
        print(f"{100 * outcome.macro:6.2f} {describe(outcome.style)} | {outcome.words}")
    mean = sum(outcome.macro for outcome in outcomes) / max(len(outcomes), 1)
    print(f"{100 * mean:6.2f} mean of {len(outcomes)}")


def draw_style(seed: int, fixed: dict[str, str] | None = None) -> Style:
    """Return the style of a number; fields of `fixed` have the value given."""
    dice = random.Random(seed)
    drawn = {field: dice.choice(values) for field, values in CHOICES.items()}
    drawn |= {"name": f"z{seed}", "seed": seed} | (fixed or {})
    if drawn["shape"] == "fills":
        drawn["rules"] = "none"
    elif drawn["shape"] == "ruled":
        drawn["rules"] = "grid"
    return TypeAdapter(Style).validate_python(drawn)


def try_style(style: Style, folder: Path) -> Outcome:
    """Typeset and score a style; a failure of any kind is what one looks for."""
    try:
        scores = score(typeset(style, folder))
    except Exception as error:
        return Outcome(style, -1, f"{type(error).__name__}: {error}")
    weak = (f"{name} {100 * f1:.0f}" for name, f1 in weakest_fields(scores, FIELDS_SHOWN))
    return Outcome(style, scores.macro("similar").f1, ", ".join(weak))


def describe(style: Style) -> str:
    """Return the choices of a style: "z7 engine=typst shape=ruled …", defaults left out."""
    chosen = [
        f"{part.name}={getattr(style, part.name)}"
        for part in fields(style)
        if part.name in CHOICES and getattr(style, part.name) != part.default
    ]
    return " ".join([style.name, *chosen])


if __name__ == "__main__":
    main()
