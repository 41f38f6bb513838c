"""One mention as words: what stands between them, and which of them may be a place."""

import re
from itertools import pairwise

from extractor.matching.forms import WORDS, Word, tidy, vocabulary, word_of, words_of
from extractor.matching.introduced import Sigles
from extractor.matching.known import Known

_PARENTHESES = re.compile(r"\(([^()]*)\)?")
_SIGN = re.compile(r"\s[-–—]\s?|[-–—]\s|[:;,/+&\n]")
_DASH = re.compile(r"\s[-–—]|[-–—]\s")


class MentionWords:
    """The words of a mention, from left to right, and the characters between them."""

    def __init__(self, texte: str, names: Known, sigles: Sigles, said: Sigles) -> None:
        self.names, self.sigles, self.said = names, sigles, said
        self.vocabulary = vocabulary()
        texte = tidy(texte)
        inner = _PARENTHESES.findall(texte)
        self.parentheses = " ".join(inner)
        self.inner = list(map(words_of, inner))
        outer = _PARENTHESES.sub(lambda match: " " * len(match[0]), texte)
        if not WORDS.search(outer) and self.inner:
            outer, self.inner = texte, self.inner[1:]
        found = list(WORDS.finditer(outer))
        words = [word_of(match[0]) for match in found]
        first = next((i for i, word in enumerate(words) if not word.small), len(words))
        self.words = words[first:]
        self.between = [
            outer[before.end() : after.start()] for before, after in pairwise(found[first:])
        ]
        self._signs = [
            i for i, text in enumerate(self.between, 1) if text != " " and _SIGN.search(text)
        ]

    def _is_place(self, word: Word) -> bool:
        """Whether a word is a proper name, a sigle or a number: no word of common names."""
        return word.proper and (word.capitals or word.plain not in self.names.common)

    def _article_at(self, i: int) -> int:
        return next((n for n, word in enumerate(self.words[i:]) if not word.small), 0)

    def _linked(self, i: int, *, by_sigle: bool = True, by_dash: bool = False) -> bool:
        """Whether "de la", "du", a dash… stands before a word, or the word is a sigle."""
        words, lists = self.words, self.vocabulary
        if words[i].small:
            return False
        if (by_sigle and words[i].capitals) or (by_dash and self._dashed(i)):
            return True
        j = i - 1
        while j > 0 and words[j].small and words[j].stem not in lists.liens:
            j -= 1
        return j > 0 and words[j].stem in lists.liens

    def _comma_before(self, i: int) -> bool:
        first = i
        while first > 1 and self.words[first - 1].small:
            first -= 1
        return not self.words[i].small and "," in self._between(first)

    def _dashed(self, i: int) -> bool:
        """Whether a dash stands before a word: "CSAPA – CAARUD", "CMP-CMPP"."""
        sigles = self.words[i - 1].capitals and self.words[i].capitals
        between = self._between(i)
        return bool(_DASH.search(between)) or (sigles and between == "-")

    def _sign_after(self, start: int) -> int:
        """Rank of the first word after a dash, colon… from a word on."""
        return next((i for i in self._signs if i >= start), len(self.words))

    def _between(self, i: int) -> str:
        """The characters before a word."""
        return self.between[i - 1]
