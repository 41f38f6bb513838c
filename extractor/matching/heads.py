"""The longest known name or sigle at some word of a mention."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from extractor.matching.forms import big, words_of
from extractor.matching.glossary import Organisation
from extractor.matching.introduced import NO_SIGLES
from extractor.matching.mention_words import MentionWords
from extractor.matching.named_epci import is_epci

Methode = Literal["sigle-du-document", "expansion-du-texte", "glossaire", "approche"]

# How sure each way of finding a name is.
EQUAL = 1.0
NATIONAL_SIGLE = 0.95
BESIDE = 0.98
"""Factor: a place, a number or a sigle stands beside the name."""
PART_OF = 0.95
"""Factor: what is named is a part of the organisation, or a person who speaks for it."""
LEAST_MISSPELT = 4
"""Letters of a sigle that two swapped letters leave recognisable."""


_EPCI = "epci"


class Clue(NamedTuple):
    """What the words of a mention say before names that are only alike are looked at."""

    ids: tuple[str, ...] = ()
    """The organisation; several: it stays open between them."""
    score: float = 0.0
    methode: Methode | None = None
    meanings: tuple[str, ...] = ()
    """Expansions that are no organisation, between which it stays open too."""
    queries: tuple[str, ...] = ()
    """Forms to be compared with the names of the glossary, when `ids` is empty."""
    allies: tuple[str, ...] = ()
    """Organisations with the same sigle: less likeness is enough for them."""
    joined: bool = False
    """Whether `ids` are named one beside the other: the mention is of all of them."""


class Head(NamedTuple):
    """The longest known beginning of some words."""

    end: int
    """Rank of the first word after it."""
    clue: Clue
    sigle: bool


class Heads(MentionWords, ABC):
    """A mention in which known names are looked for."""

    @abstractmethod
    def clue(self) -> Clue:
        """What the mention says by itself."""

    def _head(self, start: int) -> Head | None:
        """The longest known name or sigle that begins at a word."""
        words = self.words
        if start >= len(words):
            return None
        keys: list[tuple[int, str]] = []
        key = ""
        for end in range(start + 1, len(words) + 1):
            word = words[end - 1]
            if not word.small:
                key += word.stem
                keys.append((end, key))
        for end, key in reversed(keys):
            head = self._known(start, end, key)
            if head:
                return head
        if len(keys) > 2 and words[start + 1].text.isdigit():  # "DD 35 ARS"
            end = next(i for i, _ in keys if i > start + 2)
            head = self._known(start, end, words[start].stem + words[end - 1].stem)
            if head:
                return head
        return self._placed_first(start) or self._epci(start)

    def _placed_first(self, start: int) -> Head | None:
        """What its place stands before: "Nantes Métropole"."""
        first = self.vocabulary.avant_lieu.get(self.words[start].plain, "")
        if first in self.names.organisations:
            rest = big(self.words[start + 1 :])
            if rest and self._is_place(rest[0]):
                return Head(start + 1, Clue((first,), BESIDE, "glossaire"), sigle=False)
        for i, word in enumerate(self.words[start:], start):
            after_place = i > start and not self.words[i - 1].small
            found = self.vocabulary.apres_lieu.get(word.plain) if after_place else None
            if found:
                known = found in self.names.organisations
                return Head(i + 1, Clue((found,), BESIDE, "glossaire"), False) if known else None
            named = word.small or self._is_place(word)
            if not named or (word.capitals and word.stem in self.names.sigles):
                return None
        return None

    def _epci(self, start: int) -> Head | None:
        """A group of communes that the official reference knows: "Grand Châtellerault"."""
        words = self.words[start : self._sign_after(start + 1)]
        if _EPCI not in self.names.organisations or not words[0].proper or words[0].capitals:
            return None
        if not is_epci(" ".join(word.text for word in words)):
            return None
        return Head(start + len(words), Clue((_EPCI,), BESIDE, "glossaire"), sigle=False)

    def _known(self, start: int, end: int, key: str) -> Head | None:
        ids = self.names.names.get(key)
        if ids:
            return Head(end, Clue(ids, EQUAL, "glossaire"), sigle=False)
        if not self._written_as_sigle(start, end):
            return None
        for expansions, methode in self._meanings():
            if key in expansions:
                return Head(end, self._expanded(key, expansions[key], methode), sigle=True)
        ids = self.names.sigles.get(key) or self._misspelt(start, end, key)
        if not ids:
            return None
        more = self.names.meanings.get(key, ())
        ids = (*ids, *(found for found in more if found in self.names.organisations))
        meanings = tuple(found for found in more if found not in self.names.organisations)
        told = self._told(ids, end, only=not meanings) if len(ids) + len(meanings) > 1 else None
        if told:
            ids, meanings = (told,), ()
        return Head(end, Clue(ids, NATIONAL_SIGLE, "glossaire", meanings), sigle=True)

    def _misspelt(self, start: int, end: int, key: str) -> tuple[str, ...]:
        """The body of the only sigle that is written so with one fault.

        "CAMPS", two letters the other way round -> camsp;  "CCA5" -> ccas
        """
        if not key or key in self.names.listed or not self.words[start].capitals:
            return ()
        if key[-1] == "5" and end == start + 2 and not self._between(end - 1):
            return self.names.sigles.get(key[:-1] + "s", ())
        if end > start + 1 or len(key) < LEAST_MISSPELT:
            return ()
        swaps = {
            key[:i] + key[i + 1] + key[i] + key[i + 2 :]
            for i in range(1, len(key) - 1)
            if key[i] != key[i + 1]
        }
        found = [self.names.sigles[swap] for swap in swaps if swap in self.names.sigles]
        return found[0] if len(found) == 1 else ()

    def _told(self, ids: Sequence[str], end: int, *, only: bool) -> str | None:
        """The only one of some homonyms that the words beside the sigle speak of.

        `only`: the sigle may mean nothing but these organisations.

        "MDA autonomie" -> mda-autonomie;  "CD – Conseil départemental" -> conseil-departemental
        """
        if end >= len(self.words):
            return None
        after = self._head(end + self._article_at(end))
        said = set(after.clue.ids if after else ()) & set(ids)
        if len(said) == 1:
            return said.pop()
        rest = {word.stem for word in big(self.words[end:])}
        told = [found for found in ids if rest & self.names.words(found)]
        if not told and only and any(self._is_place(word) for word in self.words[end:]):
            # What exists once has no place beside it: "CdC du Perche" is no national bank.
            told = [found for found in ids if self.names.organisations[found].portee == "locale"]
        return told[0] if len(told) == 1 else None

    def _meanings(self) -> list[tuple[Mapping[str, str], Methode]]:
        return [
            (self.said.own, "expansion-du-texte"),
            (self.sigles.own, "sigle-du-document"),
            (self.sigles.introduced, "expansion-du-texte"),
        ]

    def _written_as_sigle(self, start: int, end: int) -> bool:
        """In capitals, or alone at the beginning: "Caf du Calvados", not "le pass culture"."""
        words = self.words[start:end]
        if any(word.capitals for word in words):
            return True
        return start == 0 and len(words[0].text) > 2

    def _expanded(self, key: str, expansion: str, methode: Methode) -> Clue:
        """The clue of an expansion; one that is nothing of the glossary stays unmatched."""
        clue = type(self)(expansion, self.names, NO_SIGLES, NO_SIGLES).clue()
        if clue.ids and not clue.meanings:
            return clue._replace(methode=methode)
        return clue._replace(methode=methode, allies=self.names.sigles.get(key, ()))

    def _rows(self, head: Head) -> list[Organisation]:
        return [self.names.organisations[found] for found in head.clue.ids]

    def _is_one_of(self, head: Head, categories: str) -> bool:
        """Whether what is named belongs to a list of categories."""
        named: frozenset[str] = getattr(self.vocabulary, categories)
        return any(row.categorie in named for row in self._rows(head))

    def _is_common(self, head: Head) -> bool:
        lists = self.vocabulary
        return not head.sigle and any(
            row.portee == "locale"
            and not row.sigle
            and (row.categorie in lists.communs or words_of(row.nom)[0].stem in lists.genres)
            for row in self._rows(head)
        )
