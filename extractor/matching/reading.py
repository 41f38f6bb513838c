"""One mention → what its words say: an organisation, several between which it stays open, or forms
to be compared with the names of the glossary.

The evidence in its order: a name that is equal but for spelling; a sigle, by what the mention, the
document's own list, its text and at last the nation mean by it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.matching.forms import (
    WORDS,
    Word,
    big,
    key_of,
    spaced,
    tidy,
    vocabulary,
    word_of,
    words_of,
)
from extractor.matching.glossary import Organisation
from extractor.matching.introduced import NO_SIGLES, Sigles, introduced_sigles, sigles_by_key
from extractor.matching.known import Known

Methode = Literal["sigle-du-document", "expansion-du-texte", "glossaire", "approche"]

# How sure each way of finding a name is.
EQUAL = 1.0
NATIONAL_SIGLE = 0.95
BESIDE = 0.98
"""Factor: a place, a number or a sigle stands beside the name."""
PART_OF = 0.95
"""Factor: what is named is a part of the organisation, or a person who speaks for it."""
MOST_SERVICE = 3
"""Words of the name of a service; a longer one is an organisation: "service d'aide et de…"."""
MOST_PLACES = 7
"""Words of a place that are left out at the end: "de la Communauté d'agglomération de X"."""

_PARENTHESES = re.compile(r"\(([^()]*)\)?")
_SIGN = re.compile(r"\s[-–—]\s?|[-–—]\s|[:;,/+&\n]")
_APOSTROPHES = frozenset("'’")
_JOINING = re.compile(r"[;,/+&]")
_DASH = re.compile(r"\s[-–—]|[-–—]\s")
_INTERCOMMUNAL = "epci"
"""Sigle of what is no name alone but after its place: "Quimperlé Communauté"."""


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


def read_clue(texte: str, names: Known, sigles: Sigles) -> Clue:
    """What a mention says by itself.

    "Service jeunesse de la Ville de Lisieux" -> commune;  "CAF et CPAM" -> open between the two
    """
    said = Sigles(sigles_by_key(introduced_sigles(texte)), {}) if "(" in texte else NO_SIGLES
    return Reader(texte, names, sigles, said).clue()


class Reader:
    """One mention, read from left to right."""

    def __init__(self, texte: str, names: Known, sigles: Sigles, said: Sigles) -> None:
        self.names, self.sigles, self.said = names, sigles, said
        self.vocabulary = vocabulary()
        texte = tidy(texte)
        self.inner = [words_of(match[1]) for match in _PARENTHESES.finditer(texte)]
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

    def clue(self) -> Clue:
        words = self.words
        if self._is_vague(words):
            return Clue()
        for start, factor in self._starts():
            head = self._head(start)
            if head is None or (start and not self._can_follow(start, factor, head)):
                continue
            authority = self._authority(head)
            if authority:
                return authority
            several = self._others(head)
            if several:
                return Clue(ids=several, joined=True)
            if not self._stands_alone(head):
                continue
            beside = head.end < len(words)
            clue = self._detailed(start, head) or head.clue
            return clue._replace(score=clue.score * factor * (BESIDE if beside else 1))
        return self._open()

    def _detailed(self, start: int, head: Head) -> Clue | None:
        """The part of an organisation that has a name of its own but for the place within it.

        "ARS Bretagne - Délégation départementale" is an "ARS Délégation départementale"
        """
        named = self.words[start : head.end]
        before = [word for word in self.words[:start] if not self._is_place(word)]
        after = self.words[self._sign_after(head.end) :] if head.end < len(self.words) else []
        details = [before, *(after[:end] for end in (1, 2, 3))] if head.clue.ids else []
        names, rows = self.names.names, self.names.organisations
        for detail in filter(big, details):
            if key_of(detail) in names:
                continue  # another organisation: "Éducation nationale (infirmiers scolaires)"
            for key in (key_of([*named, *detail]), key_of([*detail, *named])):
                ids = names.get(key) or self.names.sigles.get(key, ())
                if len(ids) == 1 and rows[ids[0]].categorie == rows[head.clue.ids[0]].categorie:
                    return head.clue._replace(ids=ids, meanings=())
        return None

    def _is_vague(self, words: Sequence[Word]) -> bool:
        """Whether words name nobody: "partenaires locaux", "…"."""
        lists = self.vocabulary
        return not words or (
            words[0].stem in lists.vagues
            and all(word.stem in lists.vagues | lists.apres for word in big(words))
        )

    def _starts(self) -> Iterator[tuple[int, float]]:
        """Where the name of the organisation may begin, and how sure that is."""
        words, lists = self.words, self.vocabulary
        yield 0, 1.0
        if len(words) > 1 and words[0].stem in lists.genres:
            yield 1 + self._article_at(1), BESIDE
        if words[0].stem in lists.services or words[0].stem in lists.personnes:
            service = words[0].stem in lists.services
            for i in range(1, len(words)):
                if self._linked(i, by_dash=service):
                    yield i, PART_OF

    def _authority(self, head: Head) -> Clue | None:
        """The authority after the name of a service: "Service jeunesse de la Ville de X"."""
        lists = self.vocabulary
        said = self.words[: head.end]
        if any(word.capitals for word in said):
            return None  # "service de PMI du Conseil départemental"
        people = said[0].stem in lists.personnes
        if not people and (
            said[0].stem not in lists.parties or not 1 < len(big(said)) <= MOST_SERVICE
        ):
            return None
        for i in range(head.end, len(self.words)):
            linked = self._linked(i, by_sigle=False, by_dash=not people)
            other = self._head(i) if linked else None
            if other and len(other.clue.ids) == 1 and self._stands_alone(other):
                category = self.names.organisations[other.clue.ids[0]].categorie
                if (category not in lists.communs) if people else (category in lists.autorites):
                    return other.clue._replace(score=other.clue.score * PART_OF)
        return None

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
        return self._placed_first(start)

    def _placed_first(self, start: int) -> Head | None:
        """What its place stands before: "Nantes Métropole"."""
        for i, word in enumerate(self.words[start:], start):
            after_place = i > start and not self.words[i - 1].small
            if after_place and word.stem in self.vocabulary.apres_lieu:
                key = word.stem if word.stem in self.names.names else _INTERCOMMUNAL
                ids = self.names.names.get(key) or self.names.sigles.get(key, ())
                return Head(i + 1, Clue(ids, BESIDE, "glossaire"), sigle=False) if ids else None
            if not word.small and (word.capitals or not self._is_place(word)):
                return None
        return None

    def _known(self, start: int, end: int, key: str) -> Head | None:
        ids = self.names.names.get(key)
        if ids:
            return Head(end, Clue(ids, EQUAL, "glossaire"), sigle=False)
        if not self._written_as_sigle(start, end):
            return None
        for expansions, methode in self._meanings():
            if key in expansions:
                return Head(end, self._expanded(key, expansions[key], methode), sigle=True)
        ids = self.names.sigles.get(key, ())
        if not ids:
            return None
        more = self.names.meanings.get(key, ())
        ids = (*ids, *(found for found in more if found in self.names.organisations))
        meanings = tuple(found for found in more if found not in self.names.organisations)
        told = self._told(ids, end, only=not meanings) if len(ids) + len(meanings) > 1 else None
        if told:
            ids, meanings = (told,), ()
        return Head(end, Clue(ids, NATIONAL_SIGLE, "glossaire", meanings), sigle=True)

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
        clue = Reader(expansion, self.names, NO_SIGLES, NO_SIGLES).clue()
        if clue.ids and not clue.meanings:
            return clue._replace(methode=methode)
        return clue._replace(methode=methode, allies=self.names.sigles.get(key, ()))

    def _stands_alone(self, head: Head) -> bool:
        """Whether what follows a name can stand beside it: a place, a number, a detail."""
        lists = self.vocabulary
        rest = self.words[head.end : self._sign_after(head.end)]
        mine = big(rest)
        if all(word.text.isdigit() for word in mine):
            return True
        if rest[0].proper and self._is_common(head):
            return False  # "Association Revivre"
        if rest[0].stem in lists.jonctions or self._between(head.end).strip() in _APOSTROPHES:
            return False  # "Aides et Vous", "DAC'TIV"
        if mine[0].stem in lists.apres or mine[0].stem in lists.services:
            return True
        if rest[0].stem in lists.liens:
            other = self._head(head.end + rest.index(mine[0]))
            if other and not self._is_common(other) and not self._is_one_of(other, "personnels"):
                return True  # "PASS du CH"
        return self._is_beside(mine, head)

    def _is_beside(self, words: Sequence[Word], head: Head) -> bool:
        """Whether words are a place: "Cœur de Normandie", "Caen la mer"; or say a sigle again."""
        lists = self.vocabulary
        if words[0].stem in lists.nation:
            # "Mutuelles de France"
            return all(row.portee == "nationale" for row in self._rows(head))
        if self._is_place(words[0]):
            return True
        said = [word for word in words if not word.proper and word.stem not in lists.apres]
        placed = any(self._is_place(word) for word in words)
        if placed and not said:
            return True
        if not head.sigle:
            return False
        own = frozenset[str]().union(*(self.names.words(found) for found in head.clue.ids))
        return all(word.stem in own for word in (said if placed else words))

    def _is_one_of(self, head: Head, categories: str) -> bool:
        """Whether what is named belongs to a list of categories."""
        named: frozenset[str] = getattr(self.vocabulary, categories)
        return any(row.categorie in named for row in self._rows(head))

    def _rows(self, head: Head) -> list[Organisation]:
        return [self.names.organisations[found] for found in head.clue.ids]

    def _is_common(self, head: Head) -> bool:
        lists = self.vocabulary
        return not head.sigle and any(
            row.portee == "locale"
            and not row.sigle
            and (row.categorie in lists.communs or words_of(row.nom)[0].stem in lists.genres)
            for row in self._rows(head)
        )

    def _can_follow(self, start: int, factor: float, head: Head) -> bool:
        """Whether a name can follow "association" (one of its own) or "service … de" (a body)."""
        rows = self._rows(head)
        if self._is_one_of(head, "sans_corps"):
            return False  # "Référent PRS"
        if factor > PART_OF and not (head.sigle and start == 1):  # "Fédération des CPTS"
            return all(row.portee == "nationale" for row in rows)
        if head.sigle:
            return True
        lists = self.vocabulary
        people = self.words[0].stem in lists.personnes
        return not any(row.categorie in lists.communs for row in rows) and (
            people
            or self.words[start].proper
            or all(row.categorie in lists.autorites for row in rows)
        )

    def _is_place(self, word: Word) -> bool:
        """Whether a word is a proper name, a sigle or a number: no word of common names."""
        return word.proper and (word.capitals or word.plain not in self.names.common)

    def _sign_after(self, start: int) -> int:
        """Rank of the first word after a dash, colon… from a word on."""
        for i in range(max(start, 1), len(self.words)):
            if _SIGN.search(self._between(i)):
                return i
        return len(self.words)

    def _between(self, i: int) -> str:
        """The characters before a word."""
        return self.between[i - 1]

    def _dashed(self, i: int) -> bool:
        """Whether a dash stands before a word: "CSAPA – CAARUD", "CMP-CMPP"."""
        sigles = self.words[i - 1].capitals and self.words[i].capitals
        between = self._between(i)
        return bool(_DASH.search(between)) or (sigles and between == "-")

    def _others(self, head: Head) -> tuple[str, ...]:
        """The organisations of a mention that names several: "Communes et CCAS du territoire"."""
        words, lists = self.words, self.vocabulary
        found = list(head.clue.ids[:1])
        i = head.end
        while i < len(words):
            joined = words[i - 1].stem in lists.jonctions or _JOINING.search(self._between(i))
            other = self._head(i + self._article_at(i)) if joined or self._dashed(i) else None
            same = other is not None and bool({*other.clue.ids} & {*head.clue.ids})
            if other and other.clue.ids and not same:
                found += other.clue.ids[: bool(joined or not self._is_detail(i, other, head))]
            i = max(i + 1, other.end if other and same else 0)
        found = list(dict.fromkeys(found))
        return tuple(found) if len(found) > 1 else ()

    def _is_detail(self, i: int, other: Head, head: Head) -> bool:
        """Whether what follows a dash is a part of a body, or the national one that runs it."""
        lists = self.vocabulary
        mine, its = self._rows(head)[0], self._rows(other)[0]
        if mine.categorie == its.categorie and mine.categorie in lists.autorites:
            return mine.portee == "nationale"  # "AP-HP – hôpital Avicenne"
        runs = mine.portee == "locale" and its.portee == "nationale"
        return runs or self.words[i].stem in lists.services

    def _open(self) -> Clue:
        """What is to be compared with the names of the glossary."""
        words = self.words[: self._sign_after(1)]
        if all(word.capitals or word.text.isdigit() for word in words) and len(words) < 3:
            return Clue()
        variants = [self.words, *self._without_places(words)]
        # What is equal to a name has been refused for what stands beside it: it stays refused.
        queries = dict.fromkeys(
            query
            for variant in variants
            if len(query := spaced(variant)) > 5 and key_of(variant) not in self.names.names
        )
        allies = [
            found for inner in self.inner for found in self.names.sigles.get(key_of(inner), ())
        ]
        return Clue(queries=tuple(queries), allies=tuple(allies))

    def _without_places(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """The words, then without the last proper name, figure or "du territoire", and so on."""
        yield words
        for end in range(len(words) - 1, max(0, len(words) - MOST_PLACES), -1):
            last = words[end]
            if not (last.small or last.stem in self.vocabulary.apres or self._is_place(last)):
                return
            yield words[:end]
