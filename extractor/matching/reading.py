"""One mention → what its words say: an organisation, several between which it stays open, or forms
to be compared with the names of the glossary.

The evidence in its order: a name that is equal but for spelling; a sigle, by what the mention, the
document's own list, its text and at last the nation mean by it.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.matching.forms import Word, big, key_of, spaced
from extractor.matching.heads import BESIDE, EQUAL, PART_OF, Clue, Head, Heads
from extractor.matching.introduced import NO_SIGLES, Sigles, introduced_sigles, sigles_by_key
from extractor.matching.known import Known

MOST_SERVICE = 3
"""Words of the name of a service; a longer one is an organisation: "service d'aide et de…"."""
MOST_PLACES = 7
"""Words of a place that are left out at the end: "de la Communauté d'agglomération de X"."""

_APOSTROPHES = frozenset("'’")
_DIRECTION = "D"
"""First letter of the sigles of services: DGAS, DSP."""
_JOINING = re.compile(r"[;,/+&]")


def read_clue(texte: str, names: Known, sigles: Sigles) -> Clue:
    """What a mention says by itself.

    "Service jeunesse de la Ville de Lisieux" -> commune;  "CAF et CPAM" -> open between the two
    """
    said = Sigles(sigles_by_key(introduced_sigles(texte)), {}) if "(" in texte else NO_SIGLES
    return Reader(texte, names, sigles, said).clue()


class Reader(Heads):
    """One mention, read from left to right."""

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
            clue = self._narrowed(start, head) if beside or start else head.clue
            return clue._replace(score=clue.score * factor * (BESIDE if beside else 1))
        return self._in_parentheses() or self._open()

    def _in_parentheses(self) -> Clue | None:
        """What a service or a sigle that says nothing stands for, when parentheses tell it.

        "Pôle territorial de solidarité (CD 33)" -> its authority;  "ADEUS (agence d'urbanisme)"
        """
        if len(self.inner) != 1 or not self.inner[0]:
            return None
        lists = self.vocabulary
        service = self.words[0].stem in lists.services
        lone = len(self.words) == 1 and self.words[0].capitals
        if not (service or lone):
            return None
        clue = Reader(self.parentheses, self.names, self.sigles, NO_SIGLES).clue()
        if len(clue.ids) != 1 or clue.meanings:
            return None
        row = self.names.organisations[clue.ids[0]]
        if service:
            told = row.categorie in lists.autorites
        else:
            common = row.categorie in lists.communs | lists.sans_corps
            told = clue.score == EQUAL and row.portee == "locale" and not common
        return clue._replace(score=clue.score * PART_OF) if told else None

    def _narrowed(self, start: int, head: Head) -> Clue:
        """What a name means with what stands beside it."""
        part = self._known_service(head) or self._detailed(start, head)
        return part or self._localised(head)

    def _detailed(self, start: int, head: Head) -> Clue | None:
        """The part of an organisation that has a name of its own but for the place within it.

        "ARS Bretagne - Délégation départementale" is an "ARS Délégation départementale"
        """
        named = self.words[start : head.end]
        before = [word for word in self.words[:start] if not self._is_place(word)]
        sign = self._sign_after(head.end)
        after = self.words[sign:]
        sigles = [[word] for word in self.words[head.end : sign] if word.capitals]
        details = [before, *(after[:end] for end in (1, 2, 3)), *sigles] if head.clue.ids else []
        names, rows = self.names.names, self.names.organisations
        for detail in filter(big, details):
            if key_of(detail) in names:
                continue  # another organisation: "Éducation nationale (infirmiers scolaires)"
            for key in (key_of([*named, *detail]), key_of([*detail, *named])):
                ids = names.get(key) or self.names.sigles.get(key, ())
                if len(ids) == 1 and rows[ids[0]].categorie == rows[head.clue.ids[0]].categorie:
                    return head.clue._replace(ids=ids, meanings=())
        return None

    def _localised(self, head: Head) -> Clue:
        """What a national body means beside a place: "Assurance Maladie du Finistère", its CPAM."""
        ids = head.clue.ids
        local = self.vocabulary.avec_lieu.get(ids[0], "") if len(ids) == 1 else ""
        after = big(self.words[head.end : self._sign_after(head.end)])
        if local in self.names.organisations and after and self._is_place(after[0]):
            return head.clue._replace(ids=(local,))
        return head.clue

    def _known_service(self, head: Head) -> Clue | None:
        """A service of an authority that is known by itself: "Département – service de PMI"."""
        start = self._sign_after(head.end)
        if start == len(self.words) or self.words[start].stem not in self.vocabulary.services:
            return None
        mine = self._rows(head)[0].categorie
        for i in range(start, len(self.words)):
            other = self._head(i) if i == start or self._linked(i, by_sigle=False) else None
            if other and len(other.clue.ids) == 1:
                row = self._rows(other)[0]
                return other.clue if row.sigle and row.categorie == mine else None
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
        if len(words) > 1 and words[0].text.isdigit():
            yield 1 + self._article_at(1), EQUAL  # "les 3 EPCI"
        if len(words) > 1 and words[0].stem in lists.genres:
            reach = 1 + (len(words) > 2 and words[1].stem in lists.echelons)
            yield reach + self._article_at(reach), BESIDE
            for i in range(2, len(words)):  # "Association ULAMIR Centre social"
                if words[i].proper and words[i - 1].capitals and not self._head(i - 1):
                    yield i, PART_OF
        if words[0].stem in lists.services or words[0].stem in lists.personnes:
            service = words[0].stem in lists.services
            for i in range(1, len(words)):
                after_comma = self._comma_before(i)
                if after_comma or self._linked(i, by_dash=service) or self._begins_authority(i):
                    yield i, PART_OF

        elif words[0].capitals and words[0].text.startswith(_DIRECTION):
            for i in range(1, len(words)):
                if self._linked(i, by_sigle=False):
                    yield i, PART_OF  # "DGAS du Conseil départemental"

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
        for i in range(head.end - (not people and self._ends_with_town(head)), len(self.words)):
            linked = self._linked(i, by_sigle=False, by_dash=not people)
            other = self._head(i) if linked else None
            if other and len(other.clue.ids) == 1 and self._stands_alone(other):
                category = self.names.organisations[other.clue.ids[0]].categorie
                if (category not in lists.communs) if people else (category in lists.autorites):
                    return other.clue._replace(score=other.clue.score * PART_OF)
        return None

    def _ends_with_town(self, head: Head) -> bool:
        """Whether the place of an authority follows its name at the end of the name of a service.

        "Service politique de la ville de Creil"; without its place it is a name.
        """
        if head.end >= len(self.words) or self.words[head.end].stem not in self.vocabulary.liens:
            return False
        ids = self.names.names.get(self.words[head.end - 1].stem, ())
        rows = [self.names.organisations[found] for found in ids]
        return len(rows) == 1 and rows[0].categorie == "collectivite"

    def _begins_authority(self, i: int) -> bool:
        """Whether an authority begins at a capital, nothing links it: "santé Ville de X"."""
        if not self.words[i].proper or self.words[i - 1].proper or self.words[i - 1].small:
            return False
        head = self._head(i)
        if head is None or head.sigle or head.end == len(self.words):
            return False
        return all(row.categorie == "collectivite" for row in self._rows(head))

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
        if self._is_own_name(rest) or self._is_speciality(rest, head):
            return True
        if rest[0].stem in lists.liens:
            other = self._head(head.end + rest.index(mine[0]))
            if other and not self._is_common(other) and not self._is_one_of(other, "personnels"):
                return True  # "PASS du CH"
        return self._is_beside(mine, head)

    def _is_own_name(self, words: Sequence[Word]) -> bool:
        """Whether words are a name that begins with its article: "CHRS Le Relais"."""
        article = words[0].small and words[0].proper and words[0].stem not in self.vocabulary.liens
        return article and all(word.proper for word in big(words))

    def _is_speciality(self, words: Sequence[Word], head: Head) -> bool:
        """Whether words say what an establishment is for: "SESSAD autisme", "SMR addictologie"."""
        return (
            head.sigle
            and self._is_one_of(head, "etablissements")
            and not any(word.small or word.stem in self.vocabulary.jonctions for word in words)
        )

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

    def _can_follow(self, start: int, factor: float, head: Head) -> bool:
        """Whether a name can follow "association" (one of its own) or "service … de" (a body)."""
        rows = self._rows(head)
        if self._is_one_of(head, "sans_corps"):
            return False  # "Référent PRS"
        if factor == BESIDE and not (head.sigle and start == 1):  # "Fédération des CPTS"
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
        service = self.words[i].stem in lists.services
        if mine.categorie == its.categorie and mine.categorie in lists.autorites:
            return service or mine.portee == "nationale"  # "AP-HP – hôpital Avicenne"
        runs = mine.portee == "locale" and its.portee == "nationale"
        people = its.categorie in lists.personnels and mine.categorie not in lists.personnels
        return runs or people or service

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
