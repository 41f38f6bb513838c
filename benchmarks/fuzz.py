"""Coverage-guided fuzzing (atheris, group `fuzz`): bytes → pages, and words and rules → record.

    python benchmarks/fuzz.py pages corpus/fuzz/pages -max_total_time=600
    python benchmarks/fuzz.py record corpus/fuzz/record -max_total_time=600

What stands after the target goes to libFuzzer: folders of inputs, the first of which grows, and
options. An input that ends in an exception other than those of `extractor.errors` is a find; it is
written to `crash-HASH`, and `python benchmarks/fuzz.py record crash-HASH` runs it again.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractor", "models"]):
    from extractor.layout.flow import lay_out
    from extractor.parsers.contrat import Metadata
    from extractor.pdf.document import open_pdf
    from extractor.pdf.read import read_pages
    from extractor.pipeline import Source, understand
    from extractor.printing import get_ready, print_record

from benchmarks.hostile_inputs.contents import PIECES
from extractor.batch.sample import SAMPLES
from extractor.errors import ExtractionError
from models.page import Box, Fill, Link, Page, Rule, Style, Word

STYLES = [
    Style("Sans", size, bold, italic, colour)
    for size in (8.0, 10.0, 10.1, 16.0, 0.0, 1e9)
    for bold in (False, True)
    for italic in (False, True)
    for colour in (0, 0xFFFFFF, 0x0000FF)
]
WIDTH, HEIGHT = 595.0, 842.0
MOST_PAGES, MOST_RUNS, MOST_RULES = 4, 60, 12
LINES = [line for text in SAMPLES for line in text.splitlines()]


def test_pages(data: bytes) -> None:
    """Bytes of a PDF → its pages."""
    try:
        with open_pdf(data, "fuzz.pdf") as document:
            lay_out(read_pages(document, range(min(len(document), 20))))
    except ExtractionError:
        return


def test_record(data: bytes) -> None:
    """Bytes as chance → pages of words, rules and fills → the JSON text of a record."""
    source = atheris.FuzzedDataProvider(data)
    pages = [
        _page(source, number) for number in range(1, source.ConsumeIntInRange(1, MOST_PAGES) + 1)
    ]
    reading = understand(lay_out(pages), Source(data, "fuzz.pdf", Metadata("", "")))
    assert print_record(reading.record)


def _page(source: "atheris.FuzzedDataProvider", number: int) -> Page:
    words: list[Word] = []
    x, baseline = 50.0, 60.0
    for _ in range(source.ConsumeIntInRange(0, MOST_RUNS)):
        step = source.ConsumeIntInRange(0, 7)
        if step < 3:  # a new line
            x, baseline = 50.0, baseline + source.ConsumeIntInRange(0, 40)
        elif step == 3:  # anywhere
            x, baseline = _number(source), _number(source)
        style = source.PickValueInList(STYLES)
        turn = source.PickValueInList([0, 0, 0, 0, 0, 90, 180, 270])
        top, bottom = baseline - 0.8 * style.size, baseline + 0.2 * style.size
        for text in _texts(source):
            width = 0.5 * style.size * len(text) if style.size < 100 else _number(source)
            box = (x, top, x + width, bottom, baseline)
            words.append(Word(text, number, len(words), *box, style, -1, turn))
            x += width + source.ConsumeIntInRange(0, 6)
    rules = [
        [
            Rule(_number(source), _number(source), _number(source))
            for _ in range(source.ConsumeIntInRange(0, MOST_RULES))
        ]
        for _ in range(2)
    ]
    fills = [Fill(_box(source), 0xDDDDDD) for _ in range(source.ConsumeIntInRange(0, 4))]
    links = [Link(_box(source), "http://a.fr") for _ in range(source.ConsumeIntInRange(0, 2))]
    images = [_box(source) for _ in range(source.ConsumeIntInRange(0, 2))]
    return Page(
        number,
        WIDTH,
        HEIGHT,
        0,
        tuple(words),
        tuple(rules[0]),
        tuple(rules[1]),
        tuple(fills),
        tuple(images),
        tuple(links),
    )


def _texts(source: "atheris.FuzzedDataProvider") -> list[str]:
    """A line or a word of contracts, or any word without a space."""
    choice = source.ConsumeIntInRange(0, 9)
    if choice < 4:
        return str(source.PickValueInList(LINES)).split()
    if choice < 9:
        return [str(source.PickValueInList(PIECES)).replace(" ", "\u00a0")]
    letters = source.ConsumeUnicodeNoSurrogates(source.ConsumeIntInRange(1, 20))
    return ["".join(letters.split()).replace("\0", "") or "a"]


def _box(source: "atheris.FuzzedDataProvider") -> Box:
    (x0, x1), (y0, y1) = (sorted((_number(source), _number(source))) for _ in range(2))
    return Box(x0, y0, x1, y1)


def _number(source: "atheris.FuzzedDataProvider") -> float:
    """A place on a page or beside it, on a grid so that things meet; seldom any number."""
    if source.ConsumeIntInRange(0, 30):
        return float(source.ConsumeIntInRange(-4, 90) * 10)
    return float(source.ConsumeFloatInRange(-1e9, 1e9))


TARGETS = {"pages": test_pages, "record": test_record}


def main() -> None:
    """Give libFuzzer the target that the first argument names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"which target: {' or '.join(TARGETS)}?")
    target = sys.argv.pop(1)
    for folder in (Path(name) for name in sys.argv[1:2] if not name.startswith("-")):
        if not folder.exists():
            folder.mkdir(parents=True)
    get_ready()
    atheris.Setup(sys.argv, TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
