"""Hyphens at line ends: tell the one that only breaks the line from the one that belongs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.passage import SOFT_HYPHEN
from models.page import Page, Word

# U+2010 is what typesetters insert when they hyphenate; "-" may belong to the word.
CANDIDATE = re.compile(r"[^\W\d_][-\u2010]$")
PIECES = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def soften_hyphens(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Turn the hyphens that only break a line into U+00AD.

    The document itself is the dictionary: "préven-" + "tion" is joined when "prévention" stands
    elsewhere in it, "socio-" + "éducatif" keeps its hyphen when "socio-éducatif" does. A pair seen
    nowhere follows what the document does with the pairs that it knows.
    """
    pairs = {
        a.key: (a.text, b.text)
        for page in pages
        for a, b in pairwise(page.words)
        if a.text[-1] in "-\u2010" and _breaks_a_word(a, b)
    }
    if not pairs:
        return tuple(pages)
    known = _known_words(pages, {b[:3].lower() for _, b in pairs.values()})
    verdicts = {key: _verdict(*pair, known) for key, pair in pairs.items()}
    decided = [v for v in verdicts.values() if v is not None]
    hyphenates = sum(decided) > len(decided) / 2
    soft = {k for k, v in verdicts.items() if v or (v is None and hyphenates)}
    broken = {page for page, _ in soft}
    return tuple(
        page._replace(words=tuple(_soften(word, soft) for word in page.words))
        if page.number in broken
        else page
        for page in pages
    )


def _breaks_a_word(first: Word, second: Word) -> bool:
    return (
        CANDIDATE.search(first.text) is not None
        and second.baseline - first.baseline > 1
        and second.text[:1].islower()
    )


def _known_words(pages: Sequence[Page], tails: set[str]) -> set[str]:
    """The words of the document that hold the beginning of a second half somewhere inside."""
    inside = re.compile("|".join(map(re.escape, sorted(tails))))
    texts = {word.text for page in pages for word in page.words}
    return {
        piece
        for text in map(str.lower, texts)
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
