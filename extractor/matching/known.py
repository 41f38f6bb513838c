"""A glossary → its names and sigles by the key under which a mention is looked up."""

from collections.abc import Collection, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from extractor.matching.folding import fold
from extractor.matching.forms import Word, key_of, spaced, split_words, stem, vocabulary, words_of
from extractor.matching.glossary import Glossary, Organisation, Sigle

Index = dict[str, tuple[str, ...]]


class Forms(NamedTuple):
    """The names as they are compared with a mention that equals none of them."""

    spellings: tuple[str, ...]
    owners: tuple[str, ...]
    """The id of the organisation of each."""


class Known(NamedTuple):
    """What a glossary says, ready to be looked up."""

    organisations: Mapping[str, Organisation]
    names: Mapping[str, tuple[str, ...]]
    """Key of a name → the id of which it is the canonical name, else all ids that have it."""
    sigles: Mapping[str, tuple[str, ...]]
    """Key of a sigle → ids of the organisations that have it as a name."""
    meanings: Mapping[str, tuple[str, ...]]
    """Key of a sigle → what else it may mean: ids, and expansions of bodies of no row."""
    listed: frozenset[str]
    """Keys of all sigles, also of those that mean no body."""
    forms: "Forms"
    common: frozenset[str]
    """Folded words in lower case of all names: no proper names."""

    def words(self, organisation: str) -> frozenset[str]:
        """Stems of all words of its names."""
        row = self.organisations[organisation]
        names = (row.nom, *row.autres_noms)
        return frozenset(word.stem for name in names for word in words_of(name))


@lru_cache(maxsize=1)
def known(glossary: Glossary) -> Known:
    """The index of a glossary, kept for the next document: names first, then what the list of
    sigles adds to them.
    """
    names: Index = {}
    sigles: Index = {}
    forms: dict[tuple[str, str], None] = {}
    heads: set[str] = set()

    def learn(name: str, found: str) -> list[Word]:
        words = words_of(name)
        if is_sigle(words):
            _add(sigles, key_of(words), found)
        else:
            form = spaced(words)
            _add(names, form.replace(" ", ""), found)
            forms[form, found] = None
        return words

    for row in glossary.organisations:
        words = learn(row.nom, row.id)
        if words and row.categorie not in vocabulary().sans_corps:
            heads.add(words[0].stem)
        if row.sigle:
            _add(sigles, key_of(words_of(row.sigle)), row.id)
    canonical = {key: ids[:1] for key, ids in names.items()}
    for row in glossary.organisations:
        for name in row.autres_noms:
            learn(name, row.id)
    names |= canonical
    organisations = {row.id: row for row in glossary.organisations}
    others, listed = _read_sigles(glossary, organisations, names, sigles, heads)
    return Known(
        organisations=organisations,
        names=names,
        sigles=sigles,
        meanings=others,
        listed=listed,
        forms=_side_by_side(forms),
        common=_common(glossary),
    )


def _side_by_side(forms: Collection[tuple[str, str]]) -> Forms:
    """The names, copied so that they are neighbours in memory.

    Comparing touches all of them, and a forked process copies every page that it touches.
    """
    spellings = "\n".join([spelling for spelling, _ in forms]).split("\n") if forms else []
    return Forms(tuple(spellings), tuple([found for _, found in forms]))


def _common(glossary: Glossary) -> frozenset[str]:
    """The words in lower case of all names and expansions."""
    texts = [sense.developpement for sense in glossary.sigles]
    for row in glossary.organisations:
        texts.append(row.nom)
        texts += row.autres_noms
    # One pass for all, and different words only: each of thousands of names takes longer.
    parts = set(" ".join(texts).replace("'", " ").replace("-", " ").split())
    words = {word for part in parts for word in ([part] if part.isalpha() else split_words(part))}
    plain = set(fold(" ".join([word for word in words if word[0].islower()])).split())
    return frozenset([word for word in plain if stem(word) not in vocabulary().petits])


def _read_sigles(
    glossary: Glossary,
    organisations: Mapping[str, Organisation],
    names: Index,
    sigles: Index,
    heads: Set[str],
) -> tuple[Index, frozenset[str]]:
    """What else the sigles of names may mean, and the keys of all; those of no name are added."""
    lists = vocabulary()
    others: Index = {}
    read: list[tuple[str, Sigle, str]] = []
    lone: Index = {}
    for sense in glossary.sigles:
        key = key_of(words_of(sense.sigle))
        found = sense.organisation or names.get(key_of(words_of(sense.developpement)), ("",))[0]
        read.append((key, sense, found))
        if found and key not in sigles:
            _add(lone, key, found)
    sigles |= lone
    for key, sense, found in read:
        first = sigles.get(key)
        if not first or found in first:
            continue
        body = organisations[first[0]].categorie not in lists.sans_corps
        if sense.domaine not in (lists.domaines if body else lists.domaines_sans_corps):
            continue
        if found:
            _add(others, key, found)
        elif not body or words_of(sense.developpement)[0].stem in heads:
            _add(others, key, sense.developpement)
    return others, frozenset(key for key, _, _ in read)


def is_sigle(words: Sequence[Word]) -> bool:
    """Whether a form has only capitals and figures, in one or two words: "DAC 14", "EHPADs"."""
    if not (words and (words[0].capitals or words[0].text.isdigit())):
        return False
    letters = [word for word in words[:4] if not word.text.isdigit()]
    return 0 < len(letters) <= 2 and all(word.capitals for word in letters)


def _add(index: Index, key: str, value: str) -> None:
    values = index.get(key)
    if values is None:
        if key:
            index[key] = (value,)
    elif value not in values:
        index[key] = (*values, value)
