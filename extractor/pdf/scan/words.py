"""What is seen on scanned pages → words with even baselines and sizes, noise left out.

Tesseract measures each word by itself. A table of titles or of lists needs letters of one size to
have one size: sizes are told apart over all scanned pages of a document at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import fmean, median, median_low

from extractor.pdf.scan.hocr import ReadWord
from extractor.pdf.scan.marks import TickBox
from extractor.pdf.scan.pitch import Run, even_baselines
from extractor.pdf.scan.sight import Sight
from models.page import Rule, Style, Word

COLUMN_GAP = 2.5
"""Heights of a line between two words that stand in two columns."""
SAME_SIZE = 0.12
"""Share by which the measured sizes of one real size differ."""
BOLD = 1.11
"""Thickness of bold strokes by that of usual ones: 1.12 to 1.3 measured, 0.9 to 1.1 for plain."""
BULLET = 1.5
"""Thickness of a bullet by that of the strokes of letters: 1.8 to 2 measured."""
MIN_LETTER = 2.8
"""Points: the letters of the smallest print are higher; a dash may be read as an "n"."""
UNSURE = 30.0
"""Confidence below which a scrap that stands alone is no word."""
DUST = frozenset(".,'’‘´¨^")
"""Signs that French never sets between two spaces."""
DESCENDING = frozenset("gjpqyçQÇ,;()[]{}|@$/_§")
TALL = frozenset("bdfhklßijéèêëàâùûüîïôöABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
UNTOLD = frozenset("tÉÈÊËÀÂÎÔÙ")
"""Neither as low as an "x" nor as high as a "d"."""
X_HEIGHT, ASCENDER, DESCENDER = 0.49, 0.7, 0.2
"""By the size of the letters, in the usual fonts."""


def sights_to_words(sights: Sequence[tuple[int, Sight]]) -> dict[int, tuple[Word, ...]]:
    """The words of each scanned page, by its number."""
    runs = {number: even_baselines(list(_runs(sight))) for number, sight in sights}
    sizes = _even_sizes([run for found in runs.values() for run in found])
    usual = _usual_stroke(runs.values(), sizes)
    return {number: tuple(_words(number, found, sizes, usual)) for number, found in runs.items()}


def _words(
    page: int, runs: Iterable[Run], sizes: dict[float, float], usual: float
) -> Iterator[Word]:
    rank = 0
    for run in runs:
        size = sizes[run.size]
        bolds = _bolds(run.words, usual * size)
        for word, bold in zip(run.words, bolds, strict=True):
            style = Style("", size, bold, False, 0)
            top, bottom = run.baseline - 0.8 * size, run.baseline + 0.2 * size
            box = (word.box.x0, top, word.box.x1, bottom)
            yield Word(word.text, page, rank, *box, run.baseline, style, -1, 0)
            rank += 1


# ── lines ─────────────────────────────────────────────────────────────────────────────────


def _runs(sight: Sight) -> Iterator[Run]:
    """Cut lines at rulings and wide gaps: what stands in two columns has two baselines."""
    strokes = [w.stroke for line in sight.lines for w in line if len(w.text) > 3 and w.stroke]
    usual = median(strokes) if strokes else 0.0
    for line in _with_tick_boxes(sight.lines, sight.boxes):
        for words in _columns(line, sight.verticals):
            clean = tuple(_clean(words, usual))
            if clean:
                yield Run(clean, _baseline(clean), _size(clean))


def _columns(line: Sequence[ReadWord], walls: Sequence[Rule]) -> list[list[ReadWord]]:
    height = median(word.box.bottom - word.box.top for word in line)
    columns = [[line[0]]]
    for before, word in pairwise(line):
        gap = word.box.x0 - before.box.x1
        middle = (word.box.top + word.box.bottom) / 2
        walled = any(
            before.box.x1 - 1 < wall.position < word.box.x0 + 1 and wall.start < middle < wall.end
            for wall in walls
        )
        if walled or gap > COLUMN_GAP * height:
            columns.append([])
        columns[-1].append(word)
    return columns


def _with_tick_boxes(
    lines: Sequence[Sequence[ReadWord]], boxes: Sequence[TickBox]
) -> list[list[ReadWord]]:
    """Put each box before the nearest word to its right, or alone where there is none."""
    found = [list(line) for line in lines]
    for box, ticked in boxes:
        sign = ReadWord("☒" if ticked else "☐", box, 100.0)
        side, middle = box.x1 - box.x0, (box.top + box.bottom) / 2
        near = [
            (word.box.x0 - box.x1, row, rank)
            for row, line in enumerate(found)
            for rank, word in enumerate(line)
            if word.box.top - 0.5 * side < middle < word.box.bottom + 0.5 * side
            and 0 <= word.box.x0 - box.x1 < 3 * side
        ]
        if near:
            _, row, rank = min(near)
            found[row].insert(rank, sign)
        else:
            found.append([sign])
    return found


def _clean(words: Sequence[ReadWord], usual: float) -> Iterator[ReadWord]:
    """Leave out scraps, and give bullets their sign.

    "_", "|" and "°" between words are dust and rests of rulings; "e Les atteintes", drawn twice as
    thick as letters are, is "• Les atteintes".
    """
    for rank, word in enumerate(words):
        text = word.text.strip("|_") or word.text
        if rank == 0 and len(words) > 1 and len(text) == 1 and word.stroke > BULLET * usual:
            yield word._replace(text="•")
        elif not _is_scrap(words, rank):
            yield word._replace(text=text)


def _is_scrap(words: Sequence[ReadWord], rank: int) -> bool:
    """Whether a word is noise: a sign that nobody prints, or a doubtful scrap far from the rest."""
    word = words[rank]
    if word.text in DUST or set(word.text) <= set("|_~`"):
        return True
    if word.text.isalnum() and word.box.bottom - word.box.top < MIN_LETTER:
        return True
    if word.confidence >= UNSURE or len(word.text) > 3:
        return False
    height = max(other.box.bottom - other.box.top for other in words)
    gaps = [
        max(other.box.x0, word.box.x0) - min(other.box.x1, word.box.x1)
        for other in (*words[max(rank - 1, 0) : rank], *words[rank + 1 : rank + 2])
    ]
    return all(gap > 1.5 * height for gap in gaps)


def _baseline(words: Sequence[ReadWord]) -> float:
    """Where most of its letters stand."""
    standing = [
        word.box.bottom
        for word in words
        if any(c.isalnum() for c in word.text) and DESCENDING.isdisjoint(word.text)
    ]
    if standing:
        middle = median_low(standing)
        # Pixels are coarse (a quarter of a point): the mean of a line is finer.
        return fmean(y for y in standing if abs(y - middle) < 1.0)
    word = max(words, key=lambda word: len(word.text))
    height = word.box.bottom - word.box.top
    hanging = any(c.isalnum() for c in word.text) and not DESCENDING.isdisjoint(word.text)
    return word.box.bottom - (DESCENDER / (ASCENDER + DESCENDER) * height if hanging else 0.0)


def _size(words: Sequence[ReadWord]) -> float:
    """The size of the letters, by the heights of words whose letters tell theirs."""
    sizes = [
        (word.box.bottom - word.box.top) / share
        for word in words
        if (share := _share_of_size(word.text))
    ]
    return round(median(sizes), 1) if sizes else 0.0


def _share_of_size(text: str) -> float:
    """How high a word is by the size of its letters; 0 when that cannot be told.

    "nous" -> 0.49, "les" -> 0.7, "page" -> 0.69, "régies" -> 0.9, "été" -> 0 (a "t" is neither)
    """
    letters = [c for c in text if c.isalnum()]
    if not letters or len(letters) < len(text) - 1:
        return 0.0
    if any(c in TALL for c in letters):
        upper = ASCENDER
    elif any(c in UNTOLD for c in letters):
        return 0.0
    else:
        upper = X_HEIGHT
    if any(c in UNTOLD and c != "t" for c in letters):
        return 0.0
    return upper + (0.0 if DESCENDING.isdisjoint(text) else DESCENDER)


# ── sizes and weights ─────────────────────────────────────────────────────────────────────


def _even_sizes(runs: Sequence[Run]) -> dict[float, float]:
    """Measured size → real size: the commonest takes all that are near, then the next."""
    letters: dict[float, int] = {}
    for run in runs:
        if run.size:
            count = sum(len(word.text) for word in run.words)
            letters[run.size] = letters.get(run.size, 0) + count
    even: dict[float, float] = {}
    while letters:
        centre = max(letters, key=lambda size: (_weight(letters, size), -size))
        near = [size for size in letters if abs(size - centre) <= SAME_SIZE * centre]
        real = round(2 * _mean(letters, near)) / 2
        even |= dict.fromkeys(near, real)
        for size in near:
            del letters[size]
    # A run that tells no size (a figure, a sign) has that of most of the text.
    usual = max(even.values(), key=list(even.values()).count) if even else 10.0
    return {0.0: usual} | even


def _weight(letters: dict[float, int], size: float) -> int:
    return sum(count for other, count in letters.items() if abs(other - size) <= 0.05 * size)


def _mean(letters: dict[float, int], sizes: Sequence[float]) -> float:
    return sum(letters[s] * s for s in sizes) / sum(letters[s] for s in sizes)


def _usual_stroke(pages: Iterable[Sequence[Run]], sizes: dict[float, float]) -> float:
    """How thick strokes are by the size of the letters: half of the letters are thinner."""
    shares = sorted(
        (word.stroke / sizes[run.size], len(word.text))
        for runs in pages
        for run in runs
        for word in run.words
        if word.stroke and len(word.text) > 3
    )
    half = sum(count for _, count in shares) / 2
    for share, count in shares:
        half -= count
        if half <= 0:
            return share
    return 0.0


def _bolds(words: Sequence[ReadWord], usual: float) -> list[bool]:
    """Which words are bold; a short one follows its neighbours unless it clearly differs."""
    if not usual:
        return [False] * len(words)
    shares = [word.stroke / usual for word in words]
    own = [share > BOLD for share in shares]
    telling = [i for i, word in enumerate(words) if sum(c.isalpha() for c in word.text) > 3]
    bolds = []
    for i in range(len(words)):
        before = [own[j] for j in telling if j < i][-1:]
        after = [own[j] for j in telling if j > i][:1]
        neighbours = {*before, *after}
        bolds.append(own[i] if i in telling or len(neighbours) != 1 else neighbours.pop())
    return bolds
