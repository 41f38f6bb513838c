"""Bad inputs for an import, made from a seed: damaged documents, bombs, and what is no document."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Make = Callable[[Path], None]
"""Puts the input at a path."""


class Input(NamedTuple):
    """One input of the hostile corpus."""

    kind: str
    name: str
    """Its file name, unique but for folders."""
    make: Make


def chance(seed: int, *names: object) -> random.Random:
    """A source of chance that depends on nothing but the seed and these names."""
    return random.Random(f"{seed} {' '.join(map(str, names))}")


def make_inputs(seed: int, sources: list[Path], folder: Path) -> Iterator[Input]:
    """Yield all inputs; `sources` are sound PDFs, `folder` may hold what is made of them once."""
    from benchmarks.hostile_inputs.damage import make_damaged
    from benchmarks.hostile_inputs.files import make_files
    from benchmarks.hostile_inputs.scratch import make_scratch

    yield from make_scratch(seed)
    yield from make_files(seed, sources)
    yield from make_damaged(seed, sources, folder)
