"""The territory that makes the contract: its name as printed, and its type."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.matching.folding import bare, fold
from extractor.parsers.genre import is_web_furniture
from extractor.parsers.labels import vocabulary
from extractor.parsers.sections import NO_SKIP

MAX_TEXT = 1200
COVER, PARTY, COMMITTED, NAMED = 40.0, 25.0, 12.0, 1.0
"""How much a mention on the cover, as a party or a signatory, as the one who commits, or elsewhere
weighs."""
_PROPER = r"(?:[A-ZÀ-ÝŒ][\wœ'’-]*|\d+(?=\s[A-ZÀ-Ý]))"
_SMALL = (
    r"(?:de\s+la|de\s+l['’]|du|des|de|d['’]|la|le|les|l['’]|en|sur|sous|l[èe]s"
    r"|et\s+(?!l['’]|la\s|le\s|les\s)(?:de\s+la|du|des|de|d['’])?|entre|-|–)"
)
_NAME = (
    rf"(?:(?!et\b)(?:{_SMALL}\s?){{0,2}}{_PROPER}"
    rf"(?:(?:\s?[-–]\s?|\s+)(?:{_SMALL}\s?){{0,2}}{_PROPER}){{0,7}})"
)
# "des Villes sœurs", "des Rives normandes": a common noun whose adjective has no capital.
_COMMON = (
    r"des\s+(?:Villes|Portes|Terres|Vall[ée]es|Rives|Monts|Collines|C[ôo]tes|Sources|Coteaux|Plaines)"
    r"\s+(?!(?:de|du|des|en|et|la|le|les|a|à|est|ont|sont|pour|sur|dans|ou)\b|d['’])[a-zœà-ÿ]{3,}"
)
_AFTER = re.compile(
    rf"\b(?:(?:Le|La|Les)\s)?{_PROPER}(?:[\s-](?:et\s|de\s|du\s|des\s)?{_PROPER}){{0,3}}\s"
    r"(?P<type>Métropole|Agglomération|Agglo)\b"
)
""" "Le Havre Seine Métropole", "Lorient Agglomération": the type stands after the name."""
_OF = r"(?:d['’]|de\s|du\s|des\s)\s?"
_MORE = re.compile(rf"(?:,\s+{_OF}{_PROPER})*\s+et\s+{_OF}{_PROPER}")
""" "les Pays d'Argentan, d'Auge et d'Ouche": one territory of several names."""
_COMMITS = re.compile(
    r"^[^.;:]{0,40}?\s(?:s['’]est\s+(?:engag|dot)|s['’]engage|a\s+(?:sign|renouvel|souhait|d[ée]cid)"
    r"|signe\b|renouvelle\b"
    r"|et\s+l['’]agence\s+r[ée]gionale|ont\s+sign)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?<=[\s'’-])[A-ZÀ-Ý][a-zà-ÿœ]+")
_REPRESENTED = re.compile(r"^\s*(?:\([^)]*\)\s*)?,?\s+repr[ée]sent", re.IGNORECASE)
_LINK = {"de", "du", "des", "la", "le", "les", "d", "l"}


class Mention(NamedTuple):
    """A territory named somewhere."""

    nom: Passage
    type: str
    weight: float


@dataclass(slots=True)
class _Name:
    weight: float
    mentions: list[Mention]


def read_territoire(
    flow: Flow,
    cover: Sequence[Passage],
    signing: Sequence[Passage],
    skip: range = NO_SKIP,
) -> Draft:
    """Return `{nom, type}`; both None when no local authority is named.

    `cover` are the texts of the cover, `signing` the organisations and offices of the signatories.
    """
    mentions = list(_weighted(cover, COVER)) + list(_weighted(signing, PARTY))
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block):
            continue
        text = element.text
        if len(text) <= MAX_TEXT and any(stem in text for stem in _stems()):
            named = list(_weighted([element.passage], NAMED))
            if named and not is_web_furniture(element):
                mentions += named
    best = _heaviest(mentions) or _nameless(flow)
    if best is None:
        return {"nom": None, "type": None}
    return {"nom": best.nom, "type": Sourced(best.type, best.nom)}


def find_territoires(passage: Passage) -> Iterator[tuple[Passage, str, int]]:
    """Yield name, type and end of every territory that a text names.

    "la Communauté d'Agglomération de Lisieux Normandie (CALN) s'est engagée" -> "Communauté
    d'Agglomération de Lisieux Normandie", "ca";  "la Ville et la Préfecture" -> nothing
    """
    text = passage.text
    after = _AFTER.finditer(text) if "gglo" in text or "tropole" in text else ()
    for match in (*territory_pattern().finditer(bare(text)), *after):
        more = _MORE.match(passage.text, match.end()) if match["type"][-1:] in "sS" else None
        name = passage[match.start() : more.end() if more else match.end()]
        name = name[: len(name.text.rstrip(" -–,"))]
        if _is_shouted(name.text, passage.text):
            continue
        yield name, _types()[fold(match["type"]).replace(" ", "")], match.end()


def read_shouted(title: Passage, flow: Flow) -> Draft:
    """The territory that a headline in capitals names; its name ends where the article's does.

    "LA VILLE DE CAEN S'ENGAGE À NOUVEAU", and "Caen" in the text -> "VILLE DE CAEN"
    """
    if not title.text.isupper():
        return None
    proper = {fold(w) for b in flow.blocks for w in _CAPITALISED.findall(b.text)}
    match = territory_pattern().search(bare(title.text))
    if match is None:
        return None
    end = match.end("type")
    for token in re.compile(r"[\s-]+(?:D['’]|L['’])?(?P<mot>[\w]+)").finditer(title.text, end):
        word = fold(token["mot"])
        if word not in proper and word not in _LINK:
            break
        end = token.end() if word not in _LINK else end
    nom = title[match.start() : end]
    if len(nom.text) <= len(match["type"]):
        return None
    return {"nom": nom, "type": Sourced(_types()[fold(match["type"]).replace(" ", "")], nom)}


def _weighted(passages: Sequence[Passage], weight: float) -> Iterator[Mention]:
    for passage in passages:
        for nom, kind, end in find_territoires(passage):
            more = weight
            after = passage.text[end : end + 120]
            if weight == NAMED and _REPRESENTED.match(after):
                more = PARTY
            elif weight == NAMED and _COMMITS.match(after):
                more = COMMITTED
            yield Mention(nom, kind, more)


def _heaviest(mentions: Sequence[Mention]) -> Mention | None:
    """The territory named with the most weight, in the form of its weightiest mention.

    "Communauté d'Agglomération de Lisieux Normandie" and "… Lisieux Normandie" are one.
    """
    names: dict[str, _Name] = defaultdict(lambda: _Name(0.0, []))
    for mention in mentions:
        key = " ".join(word for word in fold(mention.nom.text).split() if word not in _LINK)
        names[key].weight += mention.weight
        names[key].mentions.append(mention)
    if not names:
        return None
    best = max(names.values(), key=lambda name: name.weight)
    forms: dict[str, float] = defaultdict(float)
    for mention in best.mentions:
        forms[mention.nom.text] += mention.weight
    return max(best.mentions, key=lambda m: (m.weight >= PARTY, forms[m.nom.text]))


def _nameless(flow: Flow) -> Mention | None:
    """ "La Communauté urbaine renouvelle son CLS": the kind is all that the text says."""
    for block in flow.blocks:
        match = kind_pattern().search(bare(block.text))
        if match and _COMMITS.match(block.text[match.end() :]):
            kind = _types()[fold(match["type"]).replace(" ", "")]
            return Mention(block.passage.group(match, "type"), kind, NAMED)
    return None


def _is_shouted(name: str, text: str) -> bool:
    """A headline in capitals has no end of a name: "LA VILLE DE CAEN S'ENGAGE À NOUVEAU"."""
    return name.isupper() and not text.rstrip(" .:").endswith(name)


@cache
def _stems() -> tuple[str, ...]:
    """Letters that every name of a territory has in it."""
    words = {label.split()[0] for label in vocabulary("territoires").exact}
    return tuple(
        {word[1:8].rstrip("e") for word in words if len(word) > 4}
        | {"PETR", "EPT", "ays", "gglom", "tropole"}
    )


@cache
def kinds_of_territory() -> frozenset[str]:
    """The folded words of all kinds: "communaute", "de", "communes", "ville"…"""
    return frozenset(word for label in vocabulary("territoires").exact for word in label.split())


@cache
def kind_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b[Ll]a\s+(?P<type>{_wordings()})(?=\s)")


@cache
def territory_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<type>{_wordings()})\s+(?:{_COMMON}|{_NAME})")


def _wordings() -> str:
    """Every kind of territory, to be searched in `bare` text, with or without capitals."""
    labels = sorted(vocabulary("territoires").exact, key=len, reverse=True)
    return f"(?i:{'|'.join(labels)})".replace(" ", r"[\s']+")


@cache
def _types() -> dict[str, str]:
    return {label.replace(" ", ""): key for label, key in vocabulary("territoires").exact.items()}
