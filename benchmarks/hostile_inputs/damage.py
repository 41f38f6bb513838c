"""Sound PDFs → damaged ones: cut, flipped, spliced, and with words of their syntax exchanged."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

import pikepdf

from benchmarks.hostile_inputs import Input, chance

Damage: TypeAlias = Callable[[bytes, Random], bytes]

NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
NAME = re.compile(rb"/[A-Za-z]+\d*")
REFERENCE = re.compile(rb"\d+ 0 R")
KEYWORD = re.compile(rb"endobj|endstream|stream|obj|xref|trailer|startxref|BT|ET|Tj|TJ|Tm|Tf|cm|re")
VALUES = [
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"65536",
    b"2147483647",
    b"2147483648",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"1e30",
    b"0.0000000001",
    b"-0.5",
    b"1.5",
    b"340282350000",
]


def make_damaged(seed: int, sources: list[Path], folder: Path) -> Iterator[Input]:
    """Yield inputs of each kind, from every source in turn."""
    for kind, (damage, count, loose) in DAMAGES.items():
        for rank in range(count):
            source = sources[rank % len(sources)]
            name = f"{kind}-{rank:03}.pdf"
            place = folder / f"{source.parent.name}-{source.stem}.loose" if loose else source
            yield Input(kind, name, partial(_make, seed, source, place, damage))


def _make(seed: int, source: Path, place: Path, damage: Damage, path: Path) -> None:
    if not place.exists():
        _loosen(source, place)
    path.write_bytes(damage(place.read_bytes(), chance(seed, path.name)))


def _loosen(source: Path, place: Path) -> None:
    """The same document with its syntax to be seen: nothing packed, except what is no text."""
    aside = place.with_suffix(".aside")
    with pikepdf.open(source) as pdf:
        pdf.save(
            aside,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
    aside.replace(place)


def cut_end(data: bytes, chances: Random) -> bytes:
    return data[: chances.randrange(1, len(data))]


def cut_start(data: bytes, chances: Random) -> bytes:
    head = data[:9] if chances.random() < 0.7 else b""
    return head + data[chances.randrange(1, len(data)) :]


def flip(data: bytes, chances: Random) -> bytes:
    """Change 1 to 3,000 bytes."""
    changed = bytearray(data)
    for _ in range(chances.choice([1, 3, 10, 30, 100, 300, 1000, 3000])):
        changed[chances.randrange(len(changed))] = chances.randrange(256)
    return bytes(changed)


def wipe(data: bytes, chances: Random) -> bytes:
    """Zeros in the place of a block, as a bad disk or a broken download leaves them."""
    size = min(chances.choice([512, 4096, 65536]), len(data))
    start = chances.randrange(len(data) - size + 1)
    return data[:start] + bytes(size) + data[start + size :]


def remove(data: bytes, chances: Random) -> bytes:
    start = chances.randrange(len(data))
    return data[:start] + data[start + chances.choice([1, 2, 100, 10_000]) :]


def insert(data: bytes, chances: Random) -> bytes:
    start = chances.randrange(len(data))
    return data[:start] + chances.randbytes(chances.choice([1, 2, 100, 10_000])) + data[start:]


def move(data: bytes, chances: Random) -> bytes:
    """Exchange two parts."""
    a, b = sorted(chances.randrange(len(data)) for _ in range(2))
    return data[:a] + data[b:] + data[a:b]


def repeat(data: bytes, chances: Random) -> bytes:
    a, b = sorted(chances.randrange(len(data)) for _ in range(2))
    return data[:b] + data[a:b] + data[b:]


def break_xref(data: bytes, chances: Random) -> bytes:
    """Wrong places of objects: one number of the end, or all of them."""
    tail = max(0, len(data) - 20_000)
    way = chances.randrange(3)
    if way == 0:
        return data[:tail] + re.sub(
            rb"startxref\s+\d+", b"startxref\n%d" % chances.randrange(len(data)), data[tail:]
        )
    if way == 1:
        return data[:tail] + data[tail:].replace(b"trailer", b"tailler")
    shift = chances.choice([1, -1, 7, 1000])
    return data[:tail] + re.sub(
        rb"(\d{10}) (\d{5} n)", lambda m: b"%010d " % max(0, int(m[1]) + shift) + m[2], data[tail:]
    )


def exchange(pattern: re.Pattern[bytes], value: Callable[[list[bytes], Random], bytes]) -> Damage:
    """Put other words in the place of some that a pattern finds."""

    def damage(data: bytes, chances: Random) -> bytes:
        spans = [match.span() for match in pattern.finditer(data)]
        if not spans:
            return data
        words = [data[a:b] for a, b in chances.choices(spans, k=50)]
        count = min(len(spans), chances.choice([1, 3, 10, 100, 1000]))
        pieces, last = [], 0
        for a, b in sorted(chances.sample(spans, count)):
            pieces += [data[last:a], value(words, chances)]
            last = b
        return b"".join([*pieces, data[last:]])

    return damage


def other_value(words: list[bytes], chances: Random) -> bytes:
    return chances.choice(VALUES)


def other_word(words: list[bytes], chances: Random) -> bytes:
    return chances.choice(words)


DAMAGES: dict[str, tuple[Damage, int, bool]] = {
    "cut-end": (cut_end, 250, False),
    "cut-start": (cut_start, 50, False),
    "flipped": (flip, 350, False),
    "wiped": (wipe, 120, False),
    "removed": (remove, 120, False),
    "inserted": (insert, 120, False),
    "moved": (move, 60, False),
    "repeated": (repeat, 60, False),
    "xref": (break_xref, 150, False),
    "numbers": (exchange(NUMBER, other_value), 250, True),
    "names": (exchange(NAME, other_word), 150, True),
    "references": (exchange(REFERENCE, other_word), 200, True),
    "keywords": (exchange(KEYWORD, other_word), 150, True),
    "flipped-loose": (flip, 150, True),
}
"""Kind → what is done, how often, and whether to a document that is not packed."""
