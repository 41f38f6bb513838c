"""A piece of text that knows, character by character, which words of which page it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import itemgetter

from models.page import Box, Word

SOFT_HYPHEN = "­"
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
LIGATURE = re.compile(f"[{''.join(map(chr, LIGATURES))}]")
HARD_HYPHEN = re.compile(r"\w-$")
_X0, _TOP, _X1, _BOTTOM = map(itemgetter, range(3, 7))
# What may make two words one: a hyphen at the end of a word, a web address cut by a line end.
JOINTS = ("- ", SOFT_HYPHEN, "://", "www.")


def is_normal(text: str) -> bool:
    """Whether a text is its own `normal_form`."""
    return text.isascii() or (
        unicodedata.is_normalized("NFC", text) and LIGATURE.search(text) is None
    )


def normal_form(text: str) -> str:
    """NFC, ligatures expanded. "ﬁche" -> "fiche" """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(LIGATURES))


class Passage:
    """Normalised text and the words behind it. Slicing keeps the words of the slice.

    >>> # Passage.of(words)[7:15].places() -> the boxes of the words in that slice
    """

    __slots__ = ("_starts", "text", "words")

    def __init__(self, text: str, words: tuple[Word, ...], starts: tuple[int, ...]) -> None:
        self.text = text
        self.words = words
        self._starts = starts

    @classmethod
    def of(cls, words: Iterable[Word]) -> Passage:
        """Join words by one space; a word broken at a line end is made whole.

        ("préven" + soft hyphen, "tion") -> "prévention"
        ("socio-", "éducatif")           -> "socio-éducatif"
        """
        kept = tuple(words)
        pieces = [word.text for word in kept]
        text = " ".join(pieces)
        if not is_normal(text):
            pieces = list(map(normal_form, pieces))
            text = " ".join(pieces)
        if any(joint in text for joint in JOINTS):
            return cls._mended(kept, pieces)
        starts = accumulate([len(piece) + 1 for piece in pieces[:-1]], initial=0) if pieces else ()
        return cls(text, kept, tuple(starts))

    @classmethod
    def _mended(cls, words: tuple[Word, ...], pieces: list[str]) -> Passage:
        """Join words of which some are broken at line ends."""
        starts: list[int] = []
        length = 0
        for i, piece in enumerate(pieces):
            if i:
                last = pieces[i - 1].rstrip(" ")
                if last.endswith(SOFT_HYPHEN):
                    pieces[i - 1] = last[:-1]
                    length -= 1
                elif not _broken(last, words[i - 1], piece, words[i]):
                    pieces[i - 1] = last + " "
                    length += 1
            if SOFT_HYPHEN in piece[:-1]:
                piece = pieces[i] = piece[:-1].replace(SOFT_HYPHEN, "") + piece[-1]
            starts.append(length)
            length += len(piece)
        return cls("".join(pieces).rstrip(SOFT_HYPHEN), words, tuple(starts))

    @classmethod
    def join(cls, passages: Sequence[Passage], separator: str = "\n") -> Passage:
        """Put passages one after the other."""
        if len(passages) == 1:
            return passages[0]
        words: list[Word] = []
        starts: list[int] = []
        offset = 0
        for passage in passages:
            words += passage.words
            starts += [offset + start for start in passage._starts]
            offset += len(passage.text) + len(separator)
        return cls(separator.join(p.text for p in passages), tuple(words), tuple(starts))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Passage({self.text!r})"

    def __getitem__(self, part: slice) -> Passage:
        """The stripped text between two offsets, with the words that it touches."""
        start, stop, _ = part.indices(len(self.text))
        piece = self.text[start:stop]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        stop = start + len(piece)
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, stop)
        if not piece:
            return Passage("", (), ())
        starts = [position - start for position in self._starts[first:last]]
        if starts:
            starts[0] = max(starts[0], 0)  # cut within its first word
        return Passage(piece, self.words[first:last], tuple(starts))

    def group(self, match: re.Match[str], group: int | str = 0) -> Passage:
        """The slice of one group of a match on `text`."""
        return self[match.start(group) : match.end(group)]

    def split(self, pattern: re.Pattern[str]) -> list[Passage]:
        """Cut at every match; empty pieces are dropped."""
        cuts = [0]
        for match in pattern.finditer(self.text):
            cuts += [match.start(), match.end()]
        cuts.append(len(self.text))
        pieces = [self[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
        return [piece for piece in pieces if piece]

    def lines(self) -> list[Passage]:
        """Cut at line ends."""
        return self.split(re.compile(r"\n"))

    @property
    def page(self) -> int:
        """PDF page on which the passage begins; 0 when it has no words."""
        return self.words[0].page if self.words else 0

    def places(self) -> list[tuple[int, Box]]:
        """One box per page, in page order."""
        if not self.words:
            return []
        first, last = self.words[0].page, self.words[-1].page
        if first == last:
            return [(first, _hull(self.words))]
        pages = sorted({word.page for word in self.words})
        return [(page, _hull([w for w in self.words if w.page == page])) for page in pages]


def _hull(words: Sequence[Word]) -> Box:
    """The smallest box around words of one page."""
    return Box(
        min(map(_X0, words)), min(map(_TOP, words)), max(map(_X1, words)), max(map(_BOTTOM, words))
    )


def _broken(last: str, before: Word, piece: str, word: Word) -> bool:
    """Whether a compound word goes on over a line end: "socio-" / "éducatif"."""
    return (
        (
            last.endswith("-")
            and _on_another_line(before, word)
            and HARD_HYPHEN.search(last) is not None
            and piece[:1].isalnum()
            # "…et de Lisieux-" / "ARS": a dash between two names, not a compound word.
            and not (piece[:2].isupper() and not last[:-1].isupper())
        )
        or (_is_address(last) and word.baseline - before.baseline > 1 and _goes_on(last, piece))
    )


def _on_another_line(before: Word, word: Word) -> bool:
    """Whether a word stands below the one before it, in the next column or on another page."""
    step = word.baseline - before.baseline
    return word.page != before.page or step > 1 or step < -before.style.size


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith("www.")


def _goes_on(address: str, piece: str) -> bool:
    """Whether the first word of the next line belongs to a web address cut by the line end."""
    return address[-1] in "/-_=&?.%" or ("/" in piece or ("-" in piece and piece.islower()))
