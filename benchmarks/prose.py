"""Organisations in running text: spans found against `gold/prose.csv`.

python benchmarks/prose.py [--errors] [--modele]

`--modele` adds the statistical recogniser of spaCy's `fr_core_news_sm`, which is no dependency:
install it beside the environment and put it on PYTHONPATH.
"""

import argparse
import csv
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Score
from extractor.layout.passage import Passage
from extractor.matching.prose import find_organisations
from extractor.parsers.enonces import SENTENCE
from extractor.parsers.presse_dates import Scope
from extractor.parsers.presse_partenaires import _SIGNING, _partners_in
from extractor.parsers.presse_prose import partners_in_prose
from extractor.parsers.presse_signataires import _signing_in

LAST_DEV = 68
"""The rules were made on the passages up to this one; the later ones were written afterwards."""
GOLD = Path(__file__).parent.parent / "gold" / "prose.csv"
_MARKED = re.compile(r"({.+?})")
_ARTICLE = re.compile(r"^(?:[Ll]es? |[Ll]a |[Ll]['’]|[Dd]u |[Dd]es |[Uu]ne? )")
Place = tuple[int, int]


class Extrait(NamedTuple):
    """One passage of the gold."""

    numero: int
    texte: str
    places: frozenset[Place]
    """Of every organisation."""
    partenaires: frozenset[Place]
    """Of those that are told as partners of the contract."""

    @property
    def part(self) -> str:
        return "dev" if self.numero <= LAST_DEV else "test"


def read_gold(path: Path = GOLD) -> list[Extrait]:
    """Return the passages. "avec la {CAF}" -> "avec la CAF", {(8, 11)}"""
    with path.open(encoding="utf-8", newline="") as file:
        return [_extrait(int(row["numero"]), row["texte"]) for row in csv.DictReader(file)]


def _extrait(numero: int, marked: str) -> Extrait:
    texte, places, partenaires = "", set(), set()
    for piece in _MARKED.split(marked):
        mark, name = piece[:2], piece.strip("{+}")
        if mark[:1] == "{":
            place = (len(texte), len(texte) + len(name))
            places.add(place)
            partenaires |= {place} if mark == "{+" else set()
        texte += name
    return Extrait(numero, texte, frozenset(places), frozenset(partenaires))


def score(find: Callable[[str], set[Place]], extraits: Sequence[Extrait]) -> Score:
    """Count spans whose two ends are those of the gold."""
    answers = [(find(x.texte), x.places) for x in extraits]
    return Score(
        sum(len(found & gold) for found, gold in answers),
        sum(len(found) for found, _ in answers),
        sum(len(gold) for _, gold in answers),
    )


def matcher(text: str) -> set[Place]:
    return {(found.start, found.end) for found in find_organisations(text)}


def press_rules(text: str) -> set[Place]:
    """What the rules for signatories and partners of articles take from each sentence."""
    places = set()
    scope = Scope(None, None, None)
    for sentence in Passage(text, (), ()).split(SENTENCE):
        names = [s.organisation for s in _signing_in(sentence, scope) if s.organisation]
        for name in names or _partners_in(sentence, scope):
            start = text.find(name.text)
            places.add((start, start + len(name.text)))
    return places


def partners_of_rules(text: str) -> set[Place]:
    """What the rules for partners alone take: "Les partenaires de la démarche sont…"."""
    return _partners(text, lambda sentence: [])


def partners_told(text: str) -> set[Place]:
    """The same, and what `partners_in_prose` adds."""
    return _partners(text, lambda sentence: [one.nom for one in partners_in_prose(sentence)])


def _partners(text: str, told: Callable[[Passage], list[Passage]]) -> set[Place]:
    names: list[Passage] = []
    others: list[Passage] = []
    for sentence in Passage(text, (), ()).split(SENTENCE):
        names += _partners_in(sentence, Scope(None, None, None))
        if not _SIGNING.search(sentence.text):
            others += told(sentence)
    starts = [(text.find(name.text), len(name.text)) for name in names or others]
    return {(start, start + length) for start, length in starts}


def recogniser() -> Callable[[str], set[Place]]:
    """What the statistical model calls an organisation, without article."""
    import spacy

    nlp = spacy.load("fr_core_news_sm", enable=["tok2vec", "ner"])

    def find(text: str) -> set[Place]:
        places = set()
        for entity in nlp(text).ents:
            if entity.label_ == "ORG":
                article = _ARTICLE.match(entity.text)
                shift = article.end() if article else 0
                places.add((entity.start_char + shift, entity.end_char))
        return places

    return find


def added(
    first: Callable[[str], set[Place]], second: Callable[[str], set[Place]]
) -> Callable[[str], set[Place]]:
    """The first, and of the second what overlaps none of the first."""

    def find(text: str) -> set[Place]:
        sure = first(text)
        return sure | {(a, b) for a, b in second(text) if not any(a < d and c < b for c, d in sure)}

    return find


def print_errors(extraits: Sequence[Extrait]) -> None:
    for extrait in extraits:
        found = matcher(extrait.texte)
        for start, end in sorted(found ^ extrait.places):
            kind = "+" if (start, end) in found else "-"
            print(f"{extrait.numero:3} {kind} {extrait.texte[start:end]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--modele", action="store_true", help="measure the statistical model too")
    options = parser.parse_args()
    gold = read_gold()
    if options.errors:
        print_errors(gold)
    ways: dict[str, Callable[[str], set[Place]]] = {"press rules": press_rules, "matcher": matcher}
    if options.modele:
        model = recogniser()
        ways |= {"model alone": model, "matcher + model": added(matcher, model)}
    print_scores(ways, gold)
    partners = [extrait._replace(places=extrait.partenaires) for extrait in gold]
    print_scores({"partners, rules": partners_of_rules, "and prose": partners_told}, partners)


def print_scores(
    ways: Mapping[str, Callable[[str], set[Place]]], extraits: Sequence[Extrait]
) -> None:
    for name, find in ways.items():
        for part in ("dev", "test"):
            print(f"{name:16} {part:5} {score(find, [x for x in extraits if x.part == part])}")


if __name__ == "__main__":
    main()
