"""A sentence that tells with whom the contract is made → the organisations that it names."""

import re
from functools import cache
from typing import NamedTuple

from extractor.layout.passage import Passage
from extractor.matching.folding import bare, fold
from extractor.matching.prose import Found, find_organisations
from extractor.parsers.labels import vocabulary

_ABOUT = re.compile(r"\b(?:CLS|contrat|demarche|actions?|ateliers?|elaboration|programme)\b")
_ASIDE = re.compile(
    r"^,(?! (?:qui|dont|afin|pour|dans|avec|ont|a|est|lors|en)\b)[^.;:()]{3,60}, ?"
    r"(?:et |ainsi que )?(?:(?:de |a )?(?:la |le |les |l')|du |des )?$"
)
"""A member that nobody knows, between two that are known."""
_CAPITAL = re.compile(r"[A-Z]")
_COLON = re.compile(r"[^.;,:]{0,60}:\s")
_LIST_WORD = re.compile(
    r"et|ainsi|que|la|le|les|l|de|du|des|d|avec|mais|aussi|puis|sans|oublier|notamment|y|qui"
)


class Partner(NamedTuple):
    """An organisation that takes part, and where it stands."""

    found: Found
    nom: Passage


def partners_in_prose(sentence: Passage) -> list[Partner]:
    """Return the organisations that a sentence names as partners.

    "Le contrat associe la CAF du Finistère, la MSA d'Armorique et l'ORS Bretagne" -> three
    "L'association Itinéraires et l'Udaf ont été associées à son élaboration"      -> two
    "le recours aux soins a baissé, selon l'Insee"                                -> none
    """
    text = bare(sentence.text)
    cues = _cue("partenaires_apres").finditer(text)
    after = [match.end() for match in cues if _CAPITAL.search(text, match.end())]
    before = [match.start() for match in _cue("partenaires_avant").finditer(text)]
    if not (after or before) or _ABOUT.search(text) is None:
        return []
    found = find_organisations(sentence.text)
    listed: set[Found] = set()
    for start in after:
        listed |= set(_run([name for name in found if name.start >= start], text, start))
    for end in before:
        listed |= set(_run_back([name for name in found if name.end <= end], text, end))
    return [Partner(name, sentence[name.start : name.end]) for name in sorted(listed)]


def _run(names: list[Found], text: str, start: int) -> list[Found]:
    """The names of one list that begins soon after an offset."""
    run: list[Found] = []
    colon = _COLON.match(text, start)
    start = colon.end() if colon else start
    for name in names:
        if not _only_links(text[start : name.start]):
            break
        run.append(name)
        start = name.end
    return run


def _run_back(names: list[Found], text: str, end: int) -> list[Found]:
    run: list[Found] = []
    for name in reversed(names):
        if not _only_links(text[name.end : end]):
            break
        run.append(name)
        end = name.start
    return run[::-1]


def _only_links(text: str) -> bool:
    """Whether only articles and "et" stand between two names, or one member unknown to all."""
    if _ASIDE.match(text):
        return True
    return all(_LIST_WORD.fullmatch(word) for word in fold(text).split())


@cache
def _cue(use: str) -> re.Pattern[str]:
    """The words of one table of `data/labels/presse.toml`, to be searched in `bare` text."""
    words = [label for label, key in vocabulary("presse").exact.items() if key == use]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b".replace(" ", r"[\s']+"), re.IGNORECASE)
