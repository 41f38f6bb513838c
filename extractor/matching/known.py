"""A glossary → its names and sigles by the key under which a mention is looked up."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractor.matching.forms import Word, key_of, spaced, vocabulary, words_of
from extractor.matching.glossary import Glossary, Organisation


class Form(NamedTuple):
    """One name of an organisation, as it is compared when no name is equal."""

    spaced: str
    organisation: str
    """Its id."""


class Known(NamedTuple):
    """What a glossary says, ready to be looked up."""

    organisations: Mapping[str, Organisation]
    names: Mapping[str, tuple[str, ...]]
    """Key of a name → the id of which it is the canonical name, else all ids that have it."""
    sigles: Mapping[str, tuple[str, ...]]
    """Key of a sigle → ids of the organisations that it may stand for."""
    other_meanings: Mapping[str, tuple[str, ...]]
    """Key of a sigle → its expansions that are no organisation of the glossary."""
    forms: tuple[Form, ...]
    common: frozenset[str]
    """Folded words in lower case of all names: no proper names."""
    words: Mapping[str, frozenset[str]]
    """Id → stems of all words of its names."""


def known(glossary: Glossary) -> Known:
    """The index of a glossary, made once and kept while the glossary lives."""
    entry = _MADE.get(id(glossary))
    if entry is None or entry[0] is not glossary:
        _MADE.clear()
        entry = _MADE[id(glossary)] = (glossary, _make(glossary))
    return entry[1]


_MADE: dict[int, tuple[Glossary, Known]] = {}


def _make(glossary: Glossary) -> Known:
    names: dict[str, list[str]] = {}
    sigles: dict[str, list[str]] = {}
    forms: dict[Form, None] = {}
    common: set[str] = set()
    stems: dict[str, set[str]] = {}
    others: dict[str, list[str]] = {}

    def learn(organisation: Organisation, name: str) -> None:
        words = words_of(name)
        key = key_of(words)
        index = sigles if is_sigle(words) else names
        _add(index, key, organisation.id)
        stems.setdefault(organisation.id, set()).update(word.stem for word in words)
        if index is names:
            forms[Form(spaced(words), organisation.id)] = None
            common.update(word.plain for word in words if not word.proper)

    for organisation in glossary.organisations:
        learn(organisation, organisation.nom)
        if organisation.sigle:
            _add(sigles, key_of(words_of(organisation.sigle)), organisation.id)
    canonical = {key: ids[:1] for key, ids in names.items()}
    for organisation in glossary.organisations:
        for name in organisation.autres_noms:
            learn(organisation, name)
    names |= canonical
    for sigle in glossary.sigles:
        key = key_of(words_of(sigle.sigle))
        words = words_of(sigle.developpement)
        common.update(word.plain for word in words if not word.proper)
        ids = (sigle.organisation,) if sigle.organisation else names.get(key_of(words), ())
        for found in ids[:1]:
            _add(sigles, key, found)
        if not ids:
            _add(others, key, sigle.developpement)
    return Known(
        organisations={row.id: row for row in glossary.organisations},
        names=_frozen(names),
        sigles=_frozen(sigles),
        other_meanings=_frozen(others),
        forms=tuple(forms),
        common=frozenset(common) - vocabulary().petits,
        words={name: frozenset(words) for name, words in stems.items()},
    )


def is_sigle(words: Iterable[Word]) -> bool:
    """Whether a form has only capitals and figures, in one or two words: "DAC 14", "EHPADs"."""
    letters = [word for word in words if word.text.isalpha()]
    return 0 < len(letters) <= 2 and all(word.capitals for word in letters)


def _add(index: dict[str, list[str]], key: str, value: str) -> None:
    values = index.setdefault(key, [])
    if key and value not in values:
        values.append(value)


def _frozen(index: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in index.items() if key}
