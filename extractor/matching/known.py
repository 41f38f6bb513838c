"""A glossary → its names and sigles by the key under which a mention is looked up."""

from collections.abc import Mapping, Sequence
from itertools import starmap
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
    """Key of a sigle → ids of the organisations that have it as a name."""
    meanings: Mapping[str, tuple[str, ...]]
    """Key of a sigle → what else it may mean: ids, and expansions of bodies of no row."""
    forms: tuple[Form, ...]
    common: frozenset[str]
    """Folded words in lower case of all names: no proper names."""

    def words(self, organisation: str) -> frozenset[str]:
        """Stems of all words of its names."""
        row = self.organisations[organisation]
        names = (row.nom, *row.autres_noms)
        return frozenset(word.stem for name in names for word in words_of(name))


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
    others: dict[str, list[str]] = {}
    forms: dict[tuple[str, str], None] = {}
    seen: set[Word] = set()

    def learn(organisation: Organisation, name: str) -> None:
        words = words_of(name)
        if is_sigle(words):
            _add(sigles, key_of(words), organisation.id)
            return
        form = spaced(words)
        _add(names, form.replace(" ", ""), organisation.id)
        forms[form, organisation.id] = None
        seen.update(words)

    for organisation in glossary.organisations:
        learn(organisation, organisation.nom)
        if organisation.sigle:
            _add(sigles, key_of(words_of(organisation.sigle)), organisation.id)
    canonical = {key: ids[:1] for key, ids in names.items()}
    for organisation in glossary.organisations:
        for name in organisation.autres_noms:
            learn(organisation, name)
    names |= canonical
    heads = {
        words_of(row.nom)[0].stem
        for row in glossary.organisations
        if row.categorie not in vocabulary().sans_corps
    }
    lone: dict[str, list[str]] = {}
    for sense in glossary.sigles:
        key, words = key_of(words_of(sense.sigle)), words_of(sense.developpement)
        seen.update(words)
        ids = (sense.organisation,) if sense.organisation else names.get(key_of(words), ())
        if key not in sigles:
            for found in ids[:1]:
                _add(lone, key, found)
        elif sense.domaine not in vocabulary().domaines:
            continue
        elif ids and ids[0] not in sigles[key]:
            _add(others, key, ids[0])
        elif not ids and words[0].stem in heads:
            _add(others, key, sense.developpement)
    sigles |= lone
    return Known(
        organisations={row.id: row for row in glossary.organisations},
        names=_frozen(names),
        sigles=_frozen(sigles),
        meanings=_frozen(others),
        forms=tuple(starmap(Form, forms)),
        common=frozenset(word.plain for word in seen if not (word.proper or word.small)),
    )


def is_sigle(words: Sequence[Word]) -> bool:
    """Whether a form has only capitals and figures, in one or two words: "DAC 14", "EHPADs"."""
    letters = [word for word in words[:4] if not word.text.isdigit()]
    return 0 < len(letters) <= 2 and all(word.capitals for word in letters)


def _add(index: dict[str, list[str]], key: str, value: str) -> None:
    values = index.setdefault(key, [])
    if key and value not in values:
        values.append(value)


def _frozen(index: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in index.items() if key}
