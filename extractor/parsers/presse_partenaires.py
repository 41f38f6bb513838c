"""Who takes part, as the lists and sentences of an article tell it."""

import re
from collections.abc import Iterator, Sequence

from extractor.draft import Draft
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.matching.prose import find_organisations, is_same
from extractor.parsers.acteurs import Acteur, find_acteurs
from extractor.parsers.chiffres import is_past
from extractor.parsers.enonces import SENTENCE
from extractor.parsers.enumerations import Enumeration, find_enumerations, item_text, split_names
from extractor.parsers.mentions import SEPARATOR, split_mentions
from extractor.parsers.personnes import without_article
from extractor.parsers.presse_dates import Scope
from extractor.parsers.presse_prose import Partner, partners_in_prose
from extractor.parsers.sections import find_sections

_SIGNATORIES = re.compile(r"\bsignataires?\b", re.IGNORECASE)
_SIGNING = re.compile(r"\bsignataires?\b|\b(?:sign|paraph)(?:e|ent|[ée]|[ée]r?)\b", re.IGNORECASE)
_PARTNERS_COLON = re.compile(
    r"\bpartenaires?\b[^:;«.]{0,120}\s?:\s+(?P<noms>\S.+)$", re.IGNORECASE | re.DOTALL
)
_PARTNERS_AMONG = re.compile(
    r"\bpartenaires?\b[^.:;«]{0,100}?"
    r"\b(?:comme|dont|notamment|tels?\s+que|parmi\s+lesquels)\b\s*:?\s+(?P<noms>\S.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTNERS_ARE = re.compile(
    r"\bpartenaires?\b[^.:;«]{0,100}?\b(?:sont|figurent)\s+(?P<noms>\S.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ONE_PARTNER = re.compile(
    r"\bun\s+(?:nouveau\s+)?partenaire\s+[^,.;:]{3,40},\s+(?P<noms>(?:la|le|l['’])\s?[^,.;:]{3,90})"
)
_PARENTHESIS = re.compile(r"^(?P<groupe>[^():]{4,140}?)\s*\((?P<noms>.+)\)[\s.;,]*$", re.DOTALL)
_PLURAL = re.compile(r"^(?:des|les)\s", re.IGNORECASE)
_PARTNER_LIST = re.compile(r"\b(?:partenaires|acteurs\s+(?:mobilis|engag|impliqu|associ))", re.I)
_FOR = re.compile(r"\bpour\s*:$", re.IGNORECASE)


def read_partners(flow: Flow, scope: Scope, signers: Sequence[Passage] = ()) -> list[Draft]:
    """Return the partners with their groups: a list, else what sentences name.

    Those who sign (`signers`) are no partners where a sentence only tells who takes part.

    "• Des acteurs associatifs (association Revivre, Mutualité Française...)" -> two, in a group
    "Les partenaires de la démarche sont l'ARS, la CPAM et le Département." -> three
    """
    found: list[Draft] = []
    for acteur in _listed_partners(flow, scope):
        found += _of_item(acteur)
    if found:
        return found
    for element in flow.elements:
        if isinstance(element, Block) and "partenaire" in element.text.lower():
            for sentence in element.passage.split(SENTENCE):
                found += [{"texte": name, "groupe": None} for name in _partners_in(sentence, scope)]
    return found or [{"texte": name, "groupe": None} for name in _told(flow, scope, signers)]


def _told(flow: Flow, scope: Scope, signers: Sequence[Passage]) -> list[Passage]:
    """Those that take part, as sentences tell it, each once."""
    partners: list[Partner] = []
    for element in flow.elements:
        if not isinstance(element, Block):
            continue
        for sentence in element.passage.split(SENTENCE):
            if not (_SIGNING.search(sentence.text) or is_past(sentence.text, scope.rang)):
                partners += partners_in_prose(sentence)
    if not partners:
        return []
    known = [found for name in signers for found in find_organisations(name.text)]
    names: list[Passage] = []
    for partner in partners:
        if not any(is_same(partner.found, other) for other in known):
            names.append(partner.nom)
            known.append(partner.found)
    return names


def _listed_partners(flow: Flow, scope: Scope) -> Iterator[Acteur]:
    """The items under a heading of partners, or under a sentence that announces them."""
    if "acteurs" in find_sections(flow).values():
        yield from find_acteurs(flow)
        return
    for listed in find_enumerations(flow):
        intro = listed.intro.text
        if _SIGNATORIES.search(intro) or is_past(intro, scope.rang) or _FOR.search(intro):
            continue
        if _PARTNER_LIST.search(intro) and (intro.endswith(":") or _is_heading(listed)):
            yield from (Acteur(None, item_text(item)[1]) for item in listed.items)
            return


def _is_heading(listed: Enumeration) -> bool:
    return listed.heading is not None and listed.heading.text == listed.intro.text


def _of_item(acteur: Acteur) -> list[Draft]:
    text = acteur.texte
    group = _PARENTHESIS.match(text.text)
    several = group is not None and ("," in group["noms"] or ";" in group["noms"])
    if group is not None and several and (_PLURAL.match(text.text) or acteur.groupe is None):
        return split_mentions(text.group(group, "noms"), text.group(group, "groupe"), SEPARATOR)
    return split_mentions(text, acteur.groupe, SEPARATOR)


def _partners_in(sentence: Passage, scope: Scope) -> list[Passage]:
    text = sentence.text
    if _SIGNATORIES.search(text) or is_past(text, scope.rang):
        return []
    one = _ONE_PARTNER.search(text)
    if one:
        return [without_article(sentence.group(one, "noms"))]
    told = (
        _PARTNERS_COLON.search(text) or _PARTNERS_AMONG.search(text) or _PARTNERS_ARE.search(text)
    )
    if told is None:
        return []
    names = split_names(sentence.group(told, "noms"))
    named = [name for name in names if any(c.isupper() for c in name.text)]
    return names if len(names) > 1 and len(named) >= 0.6 * len(names) else []
