"""PDFs written to hurt: bombs, circles, absurd sizes, and texts that are hard to understand."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.hostile_inputs import Input
from benchmarks.hostile_inputs.bombs import bombs, forms
from benchmarks.hostile_inputs.contents import drawings, random_content, random_text, texts
from benchmarks.hostile_inputs.raw import Makers
from benchmarks.hostile_inputs.structure import circles, sizes

KINDS: dict[str, Callable[[], Makers]] = {
    "bomb": bombs,
    "forms": forms,
    "circle": circles,
    "size": sizes,
    "drawing": drawings,
    "thousands": texts,
}


def make_scratch(seed: int) -> Iterator[Input]:
    """Yield them by kind."""
    for kind, makers in KINDS.items():
        for name, make in makers().items():
            yield Input(kind, f"{kind}-{name}.pdf", partial(_write, make))
    for rank in range(150):
        make = partial(random_content, seed, rank)
        yield Input("content", f"content-{rank:03}.pdf", partial(_write, make))
    for rank in range(100):
        make = partial(random_text, seed, rank)
        yield Input("text", f"text-{rank:03}.pdf", partial(_write, make))


def _write(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())
