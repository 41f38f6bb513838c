"""Words as programs broke them → words as people read them: small caps, letter-spacing, doubles.

Every repair goes by geometry, and is tried only on a page whose words have the shape of its damage:
most pages pay for one look at their letters.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median

from extractor.layout.turned import join_turned
from models.page import Page, Word

WORD_GAP = 0.65
"""Share of the usual gap between words below which a gap is none."""
SAME_LINE = 0.6
"""Points between the baselines of two pieces of one word."""
MIN_LETTERS = 5
"""Fewer letters apart may be a list: "A B C D"."""
SEQUENCES = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "LMMJVSD" * 2, "JFMAMJJASOND" * 2)
"""Letters that stand alone in tables: the alphabet, days of the week, months."""
CELL = 30.0
"""Points: words of one text are compared where they are in one such square of the page."""
LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
PROBE = 80
"""Letters of a piece of text that is looked for a second time on its page."""
PROBES = (0.1, 0.5, 0.9)
"""Where those pieces are taken: shares of the text of the page."""
_TEXT = itemgetter(0)
_TURN = itemgetter(10)


def _shapes() -> bytes:
    """For `bytes.translate`: capitals -> "A", other letters and figures -> "a", signs -> "."."""
    signs = bytes(range(256)).decode("latin-1")
    return bytes(
        ord("A" if sign.isupper() else "a" if sign.isalnum() else " " if sign == " " else ".")
        for sign in signs
    )


SHAPES = _shapes()
SOLID = bytes(32 if shape == 32 else 120 for shape in SHAPES)


def page_text(page: Page) -> str:
    """The words of a page as drawn, a space around each: where damage shows at one look."""
    return " ".join(["", *map(_TEXT, page.words), ""])


def mend_words(pages: Sequence[Page], texts: Sequence[str]) -> tuple[Page, ...]:
    """Make the broken words of every page whole; `texts` are those of the pages.

    "C ONTRAT L OCAL DE S ANTÉ" -> "CONTRAT LOCAL DE SANTÉ", "M E R C R E D I" -> "MERCREDI"
    """
    return tuple(map(_mend_page, pages, texts))


def _mend_page(page: Page, text: str) -> Page:
    words: Sequence[Word] = page.words
    letters = text.encode("latin-1", "replace")
    shapes = letters.translate(SHAPES)
    if b" x x x x " in letters.translate(SOLID):
        words = join_spaced_letters(words, page)
    if b" A AA" in shapes or b".A AA" in shapes:
        words = join_small_caps(words)
    if b" ffi " in letters or b" fi " in letters or b" ff " in letters or b" fl " in letters:
        words = join_ligatures(words)
    if any(map(_TURN, words)):
        words = join_turned(words)
    if any(_comes_again(letters, start) for start in PROBES):
        words = drop_doubles(words)
    return page if len(words) == len(page.words) else page._replace(words=tuple(words))


def _comes_again(letters: bytes, start: float) -> bool:
    """Whether a piece of a page's text stands in it twice: the page may be drawn twice."""
    rank = int(start * len(letters))
    return letters.count(letters[rank : rank + PROBE]) > 1


# ── one word of several ───────────────────────────────────────────────────────────────────


def _join(pieces: Sequence[Word]) -> Word:
    """One word of pieces that stand side by side; its style is that of its first letter."""
    return pieces[0]._replace(
        text="".join([piece.text for piece in pieces]),
        top=min(piece.top for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
    )


def _on_one_line(first: Word, second: Word) -> bool:
    return (
        first.turn == second.turn == 0
        and abs(first.baseline - second.baseline) < SAME_LINE
        and second.x0 > first.x0
    )


def join_small_caps(words: Sequence[Word]) -> list[Word]:
    """A big capital and the smaller ones after it are one word.

    "C" 20 pt + "ONTRAT" 16 pt, a tiny gap between -> "CONTRAT". "À" + "LISIEUX" of the same size,
    or with the gap of two words, stay two.
    """
    joined: list[Word] = []
    for i, word in enumerate(words):
        if joined and _is_small_caps(joined[-1], words[i - 1], word):
            gap = word.x0 - joined[-1].x1
            if gap < _gap_limit(words, i):
                joined[-1] = _join((joined[-1], word))
                continue
        joined.append(word)
    return joined


def _is_small_caps(so_far: Word, capital: Word, rest: Word) -> bool:
    """Whether a capital that begins a word is followed by capitals of a smaller size."""
    return (
        so_far is capital
        and _on_one_line(capital, rest)
        and capital.text[-1].isupper()
        and not capital.text[-2:-1].isalnum()
        and rest.text.isupper()
        and rest.text[0].isalpha()
        and 0.6 <= rest.style.size / (capital.style.size or 1) <= 0.92
        and capital.style.bold == rest.style.bold
    )


def _gap_limit(words: Sequence[Word], rank: int) -> float:
    """How wide a gap may be inside a word, by the gaps before the words around the `rank`th."""
    size = words[rank - 1].style.size
    gaps = [
        second.x0 - first.x1
        for first, second in pairwise(words[max(rank - 20, 0) : rank + 20])
        if _on_one_line(first, second)
        and abs(second.baseline - words[rank].baseline) < SAME_LINE
        and not _is_small_caps(first, first, second)
        and 0.1 * size < second.x0 - first.x1 < size
    ]
    return WORD_GAP * median(gaps) if gaps else 0.16 * size


def join_spaced_letters(words: Sequence[Word], page: Page) -> list[Word]:
    """Letters set apart are words again; a gap that is clearly wider parts two words.

    "P L A N   D ' A C T I O N S" -> "PLAN", "D'ACTIONS"
    """
    joined: list[Word] = []
    for run in _short_runs(words):
        joined += map(_join, _spaced_words(run)) if _is_letter_spaced(run, page) else run
    return joined


def _short_runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield runs of words of one or two letters on one line; any other word is alone."""
    run: list[Word] = []
    for word in words:
        if run and not (_is_short(word) and _is_short(run[-1]) and _near(run[-1], word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_short(word: Word) -> bool:
    """Whether a word may be a letter or two set apart: "P", "d'", "D'A"."""
    return len(word.text) <= 2 or (len(word.text) == 3 and word.text[1] in "'’")


def _near(first: Word, second: Word) -> bool:
    size = first.style.size
    return _on_one_line(first, second) and -0.1 * size < second.x0 - first.x1 < 4 * size


def _is_letter_spaced(run: Sequence[Word], page: Page) -> bool:
    """Whether one-letter words are the letters of longer words, and no row of a table."""
    singles = [word.text for word in run if len(word.text) == 1]
    letters = "".join(text for text in singles if text.isalpha())
    if len(singles) < max(MIN_LETTERS, 0.7 * len(run)) or len(letters) < MIN_LETTERS - 1:
        return False
    if len(set(letters)) < 3 or any(letters.upper() in known for known in SEQUENCES):
        return False
    first, last = run[0], run[-1]
    if any(
        first.x0 < wall.position < last.x1 and wall.start < first.baseline < wall.end
        for wall in page.verticals
    ):
        return False
    return _letter_gap(run) < 1.2 * first.style.size


def _letter_gap(run: Sequence[Word]) -> float:
    """The usual gap between two letters of a word: the gaps between words are wider and fewer."""
    gaps = sorted(second.x0 - first.x1 for first, second in pairwise(run))
    return max(gaps[len(gaps) // 3], 0.05 * run[0].style.size)


def _spaced_words(run: Sequence[Word]) -> list[list[Word]]:
    """Cut letters set apart where the gap is that between two words."""
    limit = 1.7 * _letter_gap(run)
    found = [[run[0]]]
    for before, word in pairwise(run):
        if word.x0 - before.x1 > limit:
            found.append([])
        found[-1].append(word)
    return found


def join_ligatures(words: Sequence[Word]) -> list[Word]:
    """A ligature of another font, drawn apart from its word, goes back to it.

    "o" + "ciel", and "ffi" drawn at the end of the line -> "officiel" (LibreOffice, font fallback)
    """
    left = {(round(w.x0), round(w.baseline)): w for w in words if w.text not in LIGATURES}
    right = {(round(w.x1), round(w.baseline)): w for w in words if w.text not in LIGATURES}
    groups: dict[tuple[int, int], list[Word]] = {}
    taken: set[tuple[int, int]] = set()
    for word in words:
        if word.text in LIGATURES and word.turn == 0:
            y = round(word.baseline)
            before, after = right.get((round(word.x0), y)), left.get((round(word.x1), y))
            group = [piece for piece in (before, word, after) if piece is not None]
            if len(group) > 1 and not taken & {piece.key for piece in group}:
                taken |= {piece.key for piece in group}
                groups[group[0].key] = group
    return [
        _join(groups[word.key]) if word.key in groups else word
        for word in words
        if word.key in groups or word.key not in taken
    ]


# ── text drawn twice ──────────────────────────────────────────────────────────────────────


def drop_doubles(words: Sequence[Word]) -> list[Word]:
    """Drop words drawn again at the same place; a tiny shift is how bold is faked."""
    kept: list[Word] = []
    ranks: dict[tuple[str, float, float], list[int]] = {}
    for word in words:
        near = ranks.get((word.text, word.x0 // CELL, word.baseline // CELL), ())
        twin = next((i for i in near if _is_twin(kept[i], word)), None)
        if twin is None:
            for place in _places(word):
                ranks.setdefault((word.text, *place), []).append(len(kept))
            kept.append(word)
        elif _is_shifted(kept[twin], word):
            kept[twin] = kept[twin]._replace(style=word.style._replace(bold=True))
    return kept


def _places(word: Word) -> set[tuple[float, float]]:
    """The cells of the page in which a twin of a word may begin; a giant letter has no twin."""
    near = min(_reach(word), CELL)
    return {
        ((word.x0 + dx) // CELL, (word.baseline + dy) // CELL)
        for dx in (-near, near)
        for dy in (-near, near)
    }


def _is_twin(first: Word, second: Word) -> bool:
    near = _reach(first)
    return abs(first.x0 - second.x0) < near and abs(first.baseline - second.baseline) < near


def _reach(word: Word) -> float:
    """How far from a word its twin may begin."""
    return 0.15 * word.style.size


def _is_shifted(first: Word, second: Word) -> bool:
    return abs(first.x0 - second.x0) > 0.05 or abs(first.baseline - second.baseline) > 0.05
