"""The counts that the document states about its contract and its territory."""

import re
from collections.abc import Iterator
from functools import cache

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.enonces import SENTENCE, may_name_a_contract
from extractor.parsers.labels import vocabulary
from extractor.parsers.nombres import NOMBRE, read_nombre
from extractor.parsers.sections import NO_SKIP

_OF_THE_CONTRACT = {"axes", "thematiques", "actions", "fiches", "signataires", "partenaires"}
_CONTRACT = re.compile(
    r"contrats?\s+loca(?:l|ux)\s+de\s+sant[ée]|\bCLS\b"
    r"|\b(?:ce|le|du|pr[ée]sent|nouveau)\s+contrat\b(?!\s+de\s+ville)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:sch[ée]ma|strat[ée]gie|PRS|PNNS|PTSM|PRAPS|PRSE|PCAET|PLH|contrat\s+de\s+ville|convention"
    r"|projet\s+(?:r[ée]gional|territorial|alimentaire)"
    r"|plan\s+(?:d[ée]partemental|r[ée]gional|national|local|climat)"
    r"|programme\s+(?:r[ée]gional|national|local|de\s+r[ée]ussite)|feuille\s+de\s+route|ce\s+plan|le\s+plan\s+se)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?<!ce )(?:premier|pr[ée]c[ée]dent|ancien|1er)\s+(?:contrat|CLS|plan)"
    r"|(?:CLS|contrat)\s+(?:de|en)\s+20\d\d\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"premier|1er", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^(?:il|elle|celui-ci|celle-ci|ce\s+dernier|(?:la|cette)\s+d[ée]marche)\b", re.IGNORECASE
)
_NOT_A_COUNT = re.compile(
    r"(?:\bpour|\bpar|\bmoins\s+de|\bcommunes?\s+de(?:\s+plus\s+de)?|\bn\s?[°º]"
    r"|\baxes?|\bactions?|\bfiches?"
    r"|\barticles?|\bd[ée]c[èe]s|/)\s*$",
    re.IGNORECASE,
)
_SAID_ALONE = {"axes", "thematiques", "fiches", "signataires"}
_IN_ALL = re.compile(r"(?:au\s+total|il|celui-ci|(?:ce|le)\s+plan)\b", re.IGNORECASE)
_TOOK_PART = re.compile(
    r"^[^.;]{0,40}\b(?:mobilis|associ|consult|r[ée]uni|particip|impliqu|rencontr)", re.IGNORECASE
)
_SOME = re.compile(r"\s+(?:n['’]|(?:ne|ont|sont|parmi|sur)\b)", re.IGNORECASE)
""" "Onze communes n'ont plus aucun médecin": some of them, not how many there are."""
_RATES = 2000
""" "5,1 pour 1 000 habitants": a territory with a contract has more people than that."""


def read_chiffres(flow: Flow, skip: range = NO_SKIP) -> dict[str, Draft]:
    """Return the first count of each kind, in figures or in words.

    "Elle regroupe près de 75 000 habitants, 53 communes et 111 communes historiques." ->
    habitants 75000, communes 53;  "le CLS … déclinés en onze fiches actions" -> fiches 11
    """
    found: dict[str, Draft] = {}
    ours = False
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block):
            ours = False
            continue
        heading = heading_rank(element, flow.body_size) > 0 and len(element.text) < 70
        counted = _counts(element.text)
        if not counted and not _names_the_contract(element.text):
            ours = ours and _PRONOUN.match(element.text) is not None
            continue
        for sentence in element.passage.split(SENTENCE):
            goes_on = _PRONOUN.match(sentence.text) is not None
            if counted:
                for key, count in read_counts(sentence, heading, ours and goes_on):
                    found.setdefault(key, count)
            ours = ours if goes_on else _is_ours(sentence.text)
    return found


def complete_chiffres(flow: Flow, found: dict[str, Draft], rang: int | None) -> dict[str, Draft]:
    """Add the counts of an article on one contract whose sentence does not name it.

    "Trois axes de travail se dégagent" -> axes 3;  "Les deux CLS de 2013 comptaient 4 axes" -> none
    """
    for element in flow.elements:
        if not isinstance(element, Block) or not _counts(element.text):
            continue
        for sentence in element.passage.split(SENTENCE):
            if not is_past(sentence.text, rang):
                for key, count in _counts_alone(sentence):
                    found.setdefault(key, count)
    return found


def _counts_alone(sentence: Passage) -> Iterator[tuple[str, Sourced]]:
    """The counts of axes and what goes with them: "5 orientations et 32 actions" -> both."""
    axes = False
    for match in count_pattern().finditer(sentence.text):
        key = key_of_count(match["nom"], sentence.text[match.end() :])
        value = read_nombre(match["nombre"])
        before = sentence.text[: match.start()]
        if key is None or not value or _NOT_A_COUNT.search(before):
            continue
        if not _is_ours(before, alone=True):
            continue
        axes = axes or key in _SAID_ALONE
        if key in _SAID_ALONE or (key == "actions" and (axes or _IN_ALL.match(sentence.text))):
            yield key, Sourced(value, sentence.group(match))


def _names_the_contract(text: str) -> bool:
    return may_name_a_contract(text) and _CONTRACT.search(text) is not None


def _counts(text: str) -> bool:
    return any(noun in text for noun in _stems()) and count_pattern().search(text) is not None


def read_counts(
    sentence: Passage, heading: bool = False, ours: bool = False
) -> Iterator[tuple[str, Sourced]]:
    """Yield the counts of one sentence; a heading ("3 grands axes") needs no subject.

    `ours`: the sentence goes on about this contract, which the one before named: "Il comprend 3
    axes et 6 fiches action".
    """
    text = sentence.text
    for match in count_pattern().finditer(text):
        key = key_of_count(match["nom"], text[match.end() :])
        value = read_nombre(match["nombre"])
        if key is None or value is None or _NOT_A_COUNT.search(text[: match.start()]):
            continue
        if key == "contrats" and value < 2:  # "un CLS pour le Pays"
            continue
        if key == "habitants" and value < _RATES:
            continue
        opens = text[: match.start()].rstrip()[-1:] in ("", ":")
        if opens and _SOME.match(text[match.end() :]):
            continue
        took_part = key == "partenaires" and _TOOK_PART.match(text[match.end() :])
        if key in _OF_THE_CONTRACT and not took_part:
            alone = ours or (heading and match.start() < 3)
            if not _is_ours(text[: match.start()], alone):
                continue
        yield key, Sourced(value, sentence.group(match))


def _is_ours(before: str, alone: bool = False) -> bool:
    """Whether what counts is this contract: the last scheme named before the number decides.

    `alone`: what to answer when none is named.
    """
    if _EARLIER.search(before):
        return False
    ours = max((m.start() for m in _CONTRACT.finditer(before)), default=-1)
    other = max((m.start() for m in _OTHER.finditer(before)), default=-1)
    if ours < 0 and other < 0:
        return alone
    return ours > other


def is_past(text: str, rang: int | None) -> bool:
    """Whether a text speaks of a contract before the one of rank `rang`.

    "ont signé le premier contrat local de santé" -> False for rank 1, True for any other
    """
    match = _EARLIER.search(text)
    return match is not None and not (rang == 1 and _FIRST.match(match[0]))


def key_of_count(noun: str, after: str) -> str | None:
    """The kind of count, unless the next word makes it another: "communes historiques"."""
    words = vocabulary("chiffres")
    following = re.match(r"\s+(\w+)(?:\s+(\w+))?", after)
    if following and any(
        fold(f"{noun} {' '.join(w for w in following.groups()[:n] if w)}") in words.never
        for n in (1, 2)
    ):
        return None
    return words.exact.get(fold(noun))


@cache
def _stems() -> tuple[str, ...]:
    """Letters that every count has in it, to pass over most blocks without a pattern."""
    return tuple(
        {fold(label).split()[0][-5:] for label in vocabulary("chiffres").exact} | {"CLS", "riorit"}
    )


@cache
def count_pattern() -> re.Pattern[str]:
    letters = {"e": "[eéè]", "o": "[oô]", " ": r"[\s-]+"}
    labels = sorted(vocabulary("chiffres").exact, key=len, reverse=True)
    nouns = "|".join("".join(letters.get(c, c) for c in label) for label in labels)
    return re.compile(
        rf"(?<![\w,.])(?P<nombre>{NOMBRE})\s+"
        rf"(?:grande?s\s+|nouvelles\s+(?=fiches|actions)|nouveaux\s+)?(?P<nom>{nouns})\b",
        re.IGNORECASE,
    )
