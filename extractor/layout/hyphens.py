"""Hyphens at line ends: tell the one that only breaks the line from the one that belongs."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise, zip_longest
from operator import itemgetter

from extractor.layout.passage import SOFT_HYPHEN
from models.page import Page, Word

# U+2010 is what typesetters insert when they hyphenate; "-" may belong to the word.
CANDIDATE = re.compile(r"[^\W\d_][-\u2010]$")
_TEXT = itemgetter(0)
PIECES = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def soften_hyphens(pages: Sequence[Page], texts: Sequence[str]) -> tuple[Page, ...]:
    """Turn the hyphens that only break a line into U+00AD; `texts` are those of the pages.

    The document itself is the dictionary: "préven-" + "tion" is joined when "prévention" stands
    elsewhere in it, "socio-" + "éducatif" keeps its hyphen when "socio-éducatif" does. A pair seen
    nowhere follows what the document does with the pairs that it knows.
    """
    hyphened = [
        (a, b)
        for page, text in zip(pages, texts, strict=True)
        if _has_hyphen(text)
        for a, b in zip_longest(page.words, page.words[1:])
        if a[0][-1] in "-\u2010"
    ]
    if not hyphened:
        return tuple(pages)
    soft = _soft_hyphens(hyphened, pages)
    broken = {page for page, _ in soft}
    return tuple(
        page._replace(words=tuple(_soften(word, soft) for word in page.words))
        if page.number in broken
        else page
        for page in pages
    )


def _soft_hyphens(
    hyphened: Sequence[tuple[Word, Word | None]], pages: Sequence[Page]
) -> set[tuple[int, int]]:
    """Which words end with a hyphen that only breaks the line; each comes with the next drawn."""
    texts: set[str] = set().union(*[map(_TEXT, page.words) for page in pages])
    pairs = {a.key: (a.text, b.text) for a, b in hyphened if b is not None and _breaks_a_word(a, b)}
    known = _known_words(texts, {b[:3].lower() for _, b in pairs.values()}) if pairs else set()
    verdicts = {key: _verdict(*pair, known) for key, pair in pairs.items()}
    decided = [v for v in verdicts.values() if v is not None]
    hyphenates = sum(decided) > len(decided) / 2
    soft = {k for k, v in verdicts.items() if v or (v is None and hyphenates)}
    lost = [a for a, _ in hyphened if verdicts.get(a.key, 0) is None]
    ends = [a for a, b in hyphened if a.key not in verdicts and _ends_a_line(a, b)]
    if not lost and not ends:
        return soft
    tails = {a.key: _tails_below(pages, a) for a in lost} | {a.key: _tails(pages, a) for a in ends}
    halves = _cut_by_an_end([*lost, *ends], tails, texts)
    return soft | {key for key, tail in halves if not _stands_alone(tail, pages)}


def _has_hyphen(text: str) -> bool:
    """Whether a word of a text ends with a hyphen: a dash between two spaces is none."""
    return text.count("- ") > text.count(" - ") or "\u2010 " in text


def _ends_a_line(word: Word, after: Word | None) -> bool:
    """Whether a hyphen ends a line of its column, but what is drawn next does not go on below."""
    if CANDIDATE.search(word.text) is None or "/" in word.text or word.text.isupper():
        return False
    return (
        after is None
        or abs(after.baseline - word.baseline) > 1
        or not -1 < after.x0 - word.x1 < word.style.size
    )


def _cut_by_an_end(
    words: Sequence[Word], tails: Mapping[tuple[int, int], Set[str]], texts: Set[str]
) -> list[tuple[tuple[int, int], str]]:
    """The words cut by the end of a page, a column or a cell, each with its second half.

    Where the word goes on is not known yet: one of the `tails` of its page must make it whole, and
    the whole word must stand somewhere in the document. Else the hyphen stays as printed.
    """
    heads = {word.key: PIECES.findall(word.text.lower())[-1] for word in words}
    known = _words_that_begin(set(heads.values()), texts)
    return [
        (key, tail)
        for key, head in heads.items()
        if known.isdisjoint({f"{head}-{tail}" for tail in tails[key]})
        for tail in tails[key]
        if head + tail in known
    ]


def _words_that_begin(heads: Set[str], texts: Set[str]) -> set[str]:
    """The words of the document that begin with one of some first halves."""
    written = f" {' '.join(texts).lower()} ".replace("'", " ").replace("’", " ")
    known: set[str] = set()
    for head in heads:
        start = written.find(f" {head}")
        while start >= 0:
            end = written.index(" ", start + 1)
            known.update(PIECES.findall(written[start:end]))
            start = written.find(f" {head}", end)
    return known


def _stands_alone(tail: str, pages: Sequence[Page]) -> bool:
    """Whether a second half is a word of its own: "éco-" + "les" is not the "écoles" of elsewhere.

    A second half begins its line; a word stands right after another one somewhere.
    """
    return any(
        word.text.lower() == tail
        and before.baseline == word.baseline
        and 0 < word.x0 - before.x1 < word.style.size
        for page in pages
        for before, word in pairwise(page.words)
        if word.text[0] in (tail[0], tail[0].upper())
    )


def _tails(pages: Sequence[Page], word: Word) -> set[str]:
    """The words that begin a line on the page of a word and on the next one."""
    return {
        found[0]
        for page in pages[word.page - 1 : word.page + 1]
        for before, first in zip((None, *page.words), page.words, strict=False)
        if (before is None or before.baseline != first.baseline) and (found := _tail(first))
    }


def _tails_below(pages: Sequence[Page], word: Word) -> set[str]:
    """The words on the line below a word: some programs draw a row of cells line by line."""
    size = word.style.size
    return {
        found[0]
        for other in pages[word.page - 1].words
        if 0.5 * size < other.baseline - word.baseline < 2.2 * size and (found := _tail(other))
    }


def _tail(word: Word) -> re.Match[str] | None:
    """What may be the second half of a word: "tion" """
    found = PIECES.match(word.text) if word.text[:1].islower() else None
    return found if found and len(found[0]) > 2 else None


def _breaks_a_word(first: Word, second: Word) -> bool:
    return (
        CANDIDATE.search(first.text) is not None
        and second.baseline - first.baseline > 1
        and (second.text[:1].islower() or _capitals(first, second))
    )


def _capitals(first: Word, second: Word) -> bool:
    """A line of capitals that the typesetter hyphenates: "RÉALISA‐" / "TION"."""
    return first.text[-1:] == "\u2010" and (first.text[:-1] + second.text).isupper()


def _known_words(texts: Set[str], tails: Set[str]) -> set[str]:
    """The words of the document that hold the beginning of a second half somewhere inside."""
    inside = re.compile("|".join(map(re.escape, sorted(tails))))
    return {
        piece
        for text in {text.lower() for text in texts}
        if inside.search(text, 1)
        for piece in PIECES.findall(text)
    }


def _verdict(first: str, second: str, known: set[str]) -> bool | None:
    """True: the hyphen only breaks the line; False: it belongs; None: the document cannot tell."""
    head, tail = PIECES.findall(first.lower())[-1], PIECES.match(second.lower())
    if tail is None:
        return False
    if head + tail[0] in known:
        return True
    if f"{head}-{tail[0]}" in known:
        return False
    return True if first.endswith("\u2010") else None


def _soften(word: Word, soft: set[tuple[int, int]]) -> Word:
    if word.key not in soft:
        return word
    return word._replace(text=word.text[:-1] + SOFT_HYPHEN)
