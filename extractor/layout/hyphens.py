"""Hyphens at line ends: tell the one that only breaks the line from the one that belongs."""

import re
from collections.abc import Sequence

from extractor.layout.passage import SOFT_HYPHEN
from models.page import Page, Word

CANDIDATE = re.compile(r"[^\W\d_]-$")
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
        for a, b in zip(page.words, page.words[1:], strict=False)
        if CANDIDATE.search(a.text) and b.baseline - a.baseline > 1 and b.text[:1].islower()
    }
    if not pairs:
        return tuple(pages)
    known = {
        piece.lower()
        for page in pages
        for word in page.words
        if word.key not in pairs
        for piece in PIECES.findall(word.text)
    }
    verdicts = {key: _verdict(*pair, known) for key, pair in pairs.items()}
    decided = [v for v in verdicts.values() if v is not None]
    hyphenates = sum(decided) > len(decided) / 2
    soft = {k for k, v in verdicts.items() if v or (v is None and hyphenates)}
    return tuple(
        page._replace(words=tuple(_soften(word, soft) for word in page.words)) for page in pages
    )


def _verdict(first: str, second: str, known: set[str]) -> bool | None:
    """True: the hyphen only breaks the line; False: it belongs; None: the document cannot tell."""
    head, tail = PIECES.findall(first.lower())[-1], PIECES.match(second.lower())
    if tail is None:
        return False
    if head + tail[0] in known:
        return True
    if f"{head}-{tail[0]}" in known:
        return False
    return None


def _soften(word: Word, soft: set[tuple[int, int]]) -> Word:
    if word.key not in soft:
        return word
    return word._replace(text=word.text[:-1] + SOFT_HYPHEN)
