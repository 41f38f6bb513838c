"""A list of names → one mention per organisation, as printed."""

import re
from collections.abc import Sequence

from extractor.draft import Draft
from extractor.layout.blocks import Block
from extractor.layout.passage import Passage

GROUP_MAX = 60
GROUP = re.compile(r"([^:;\n]{2,110}?)\s*:\s+(?=\S)")
# A piece that begins with a small word is no name: the cut before it is undone. Hyphens inside
# words never have spaces.
_DASHES = r"\s+[–—]\s*|\s*[–—]\s+|\s+-\s+|(?<=\w)-\s+(?=[A-ZÀ-Ý])"
_SIGNS = rf"\s*;\s*|{_DASHES}|\s*[•·▪●]\s*|\n"
_ORGANISATION = (
    r"(?:agence|association|caisse|centres?|ch[urs]?\b|collectivit|communes?\b|communaut|conseil|cpam|"
    r"d[ée]partement|direction|ehpad|[ée]ducation|[ée]tablissement|f[ée]d[ée]ration|fondation|"
    r"groupe|h[ôo]pital|institut|mairie|maison|minist|mission|mutualit|ordre|p[ôo]le|pr[ée]fecture|"
    r"r[ée]gion|r[ée]seau|services?\b|soci[ée]t|syndicat|union|universit|ville|m[ée]tropole)"
)
SEPARATOR = re.compile(rf"{_SIGNS}|\s*,\s+|\s*,\s*(?=[A-ZÀ-Ý])")
# In a list with one organisation an item, a comma is followed by a place or a detail more often
# than by another organisation: "La Villa Verte, Livarot Pays-d'Auge".
ITEM_SEPARATOR = re.compile(rf"{_SIGNS}|\s*,\s+(?=(?i:{_ORGANISATION})|[A-Z]{{2}})", re.UNICODE)
# "Pôles de santé – Coordination": a function of the organisation, not another one.
FUNCTION = re.compile(
    r"^(?:coordination|coordinat\w+|direction|secr[ée]tariat|accueil|services?)$", re.I
)
_ADJECTIVE = r"[a-zà-ÿ\-]+(?:ique|if|ive|el|elle|al|ale|aux|aire|eux|euse|ée?|iste)s?"
ADJECTIVES = re.compile(rf"^{_ADJECTIVE}\s+et\s+{_ADJECTIVE}\b")
# Not "chirurgiens-dentistes": two nouns.
LONE_ADJECTIVE = re.compile(rf"^(?![a-zà-ÿ]+-\w+istes?\b){_ADJECTIVE}(?=\s*(?:$|[.…;]))")
ENDING = re.compile(r"(?:[\s,;]*(?:\betc\b\.*|…|\.\.\.+|\(\s*…\s*\)))+\s*$|[\s.;,]+$")
LEADING = re.compile(r"^(?:et|ou|ainsi que|dont)\s+", re.IGNORECASE)
SMALL = re.compile(r"^(?:de|du|des|et|à|au|aux|en|pour|par|sur|dont|avec)\b|^d['’]", re.IGNORECASE)
AND = re.compile(r"\s+et\s+")
LISTED = re.compile(r"\s*;\s*")
NAMED_BY_SIGLE = re.compile(r"\([A-Z][A-Z0-9\-]+\)$")
ARTICLE = re.compile(r"^(?:l['’]|la\s|le\s|les\s)", re.IGNORECASE)
SLASH = re.compile(r"\s*/\s*")
ORGANISATION = re.compile(_ORGANISATION, re.IGNORECASE)


def blocks_to_mentions(blocks: Sequence[Block]) -> list[Draft]:
    """Split the blocks of a cell into mentions, with the sub-heading that they stand under.

    "Co-portage :" / "• Académie des sports – Ville" -> groupe "Co-portage", two mentions
    """
    mentions: list[Draft] = []
    heading: Passage | None = None
    for block in blocks:
        passage = block.passage
        if is_group_heading(block):
            heading = passage[0 : len(passage.text.rstrip(" :"))]
            continue
        mentions += split_mentions(passage, heading)
    return mentions


def is_group_heading(block: Block) -> bool:
    """Whether a block names a group that follows: it ends with a colon."""
    return block.text.rstrip().endswith(":") and len(block.text) <= GROUP_MAX


def split_mentions(
    passage: Passage, group: Passage | None = None, separator: re.Pattern[str] = SEPARATOR
) -> list[Draft]:
    """Split one paragraph into mentions.

    "CH – PSLA – URPS"                          -> CH · PSLA · URPS
    "Associations (ESI 14, CIDFF, etc.), CAF"   -> Associations (ESI 14, CIDFF, etc.) · CAF
    "Réseau Parentalité : CMPP, CAMSP"          -> CMPP · CAMSP, groupe "Réseau Parentalité"
    "CAF et Communauté d'Agglomération X"       -> CAF · Communauté d'Agglomération X
    "Santé : CPTS, CH ; Social : CCAS"          -> CPTS · CH, groupe "Santé"; CCAS, groupe "Social"
    """
    lead = LEADING.match(passage.text)
    if lead:
        passage = passage[lead.end() : len(passage.text)]
    own_group = _group_of(passage)
    if own_group is not None:
        groups = [_group_of(part) for part in split_outside(passage, LISTED)]
        if len(groups) > 1 and all(groups):
            return [m for part in passage.split(LISTED) for m in split_mentions(part)]
        group, passage = own_group
        separator = SEPARATOR
    pieces: list[Passage] = []
    listed = split_outside(passage, separator)
    for i, piece in enumerate(listed):
        ends_list = i > 0 and i == len(listed) - 1
        for part in _cut_between_names(piece, AND, ends_list):
            pieces += _cut_between_names(part, SLASH)
    mentions: list[Draft] = []
    for piece in pieces:
        name = _trim(piece)
        if name and any(c.isalnum() for c in name.text):
            mentions.append({"texte": name, "groupe": group})
    return mentions


def _group_of(passage: Passage) -> tuple[Passage, Passage] | None:
    """The group and the names after its colon; a colon far into a list belongs to one name.

    "Aides alimentaires : Restos du Cœur, …";  "Collectivité, Ville de X (CCAS) : Sport, Jeunesse"
    """
    match = GROUP.match(passage.text)
    if match is None or match[1].count(",") > 1:
        return None
    return passage.group(match, 1), passage[match.end() : len(passage.text)]


def _trim(piece: Passage) -> Passage:
    """Drop "etc.", "…", a final stop and a leading "et"."""
    text = piece.text
    lead = LEADING.match(text)
    start = lead.end() if lead else 0
    ending = ENDING.search(text)
    return piece[start : ending.start() if ending else len(text)]


def split_outside(passage: Passage, pattern: re.Pattern[str]) -> list[Passage]:
    """Cut outside parentheses and quotes; a piece that begins with a small word is no cut."""
    text = passage.text
    depth = _depths(text)
    cuts = [0]
    for match in pattern.finditer(text):
        after = text[match.end() :]
        if depth[match.start()] or SMALL.match(after.lstrip("(")) or FUNCTION.match(after):
            continue
        if "," in match[0] and ADJECTIVES.match(after):
            continue  # "Institut thérapeutique, éducatif et pédagogique"
        if "," in match[0] and LONE_ADJECTIVE.match(after):
            continue  # "le champ social, médico-social..."
        cuts += [match.start(), match.end()]
    cuts.append(len(text))
    return [piece for a, b in zip(cuts[::2], cuts[1::2], strict=True) if (piece := passage[a:b])]


def _cut_between_names(
    passage: Passage, pattern: re.Pattern[str], ends_list: bool = False
) -> list[Passage]:
    """Cut at "et" or "/" only where a name stands on both sides.

    "CMPP et CAMSP" -> both;  "Emploi, Travail et Solidarités" -> whole;  "REP/REP+" -> both
    `ends_list`: commas parted names before: "…, Secours catholique et Emmaüs" -> both
    """
    text = passage.text
    depth = _depths(text)
    cuts = [0]
    for match in pattern.finditer(text):
        before, after = text[cuts[-1] : match.start()], text[match.end() :]
        if depth[match.start()]:
            continue
        named = _is_name(before) or (_is_sigle(_bare(after)) and _is_title(before))
        if (named and _is_name(after)) or (ends_list and _are_titles(before, after)):
            cuts += [match.start(), match.end()]
    cuts.append(len(text))
    return [piece for a, b in zip(cuts[::2], cuts[1::2], strict=True) if (piece := passage[a:b])]


def _is_name(text: str) -> bool:
    """Whether a piece can stand alone as the name of an organisation.

    "CAF", "Ville de Lisieux", "Coordinatrice du Réseau Santé (RTPS)" -> True
    "Solidarités", "centres de santé", "Pôles de santé" (any of them) -> False
    """
    bare = _bare(text).lstrip("(")
    words = bare.split()
    if not words:
        return False
    if _is_sigle(bare):
        return True
    if NAMED_BY_SIGLE.search(bare):
        return True
    return (
        bare[0].isupper()
        and ORGANISATION.match(bare) is not None
        and any(word.lstrip("d'l’(")[:1].isupper() for word in words[1:])
    )


def _bare(text: str) -> str:
    """A piece without its article: "la DSDEN de l'Eure" -> "DSDEN de l'Eure"."""
    return ARTICLE.sub("", text.strip())


def _is_sigle(bare: str) -> bool:
    """Whether a piece without article begins with a sigle: "SAAD", "DSDEN de l'Eure"."""
    words = bare.split(maxsplit=1)
    return bool(words) and sum(c.isupper() for c in words[0]) >= 2


def _is_title(text: str) -> bool:
    """Whether a piece may name an organisation beside a sigle that surely does.

    "Éducation nationale", "Service de soins infirmiers à domicile" -> True;  "Alcool" -> False
    """
    bare = text.strip()
    words = bare.split()
    return bare[:1].isupper() and (
        len(words) > 2
        or (len(words) > 1 and (ORGANISATION.match(bare) is not None or words[1][0].isupper()))
    )


def _are_titles(before: str, after: str) -> bool:
    """Whether "et" parts the last two names of a list: "Secours catholique" / "Emmaüs".

    After a kind of body it joins two places: "CPTS Lèze et Clain".
    """
    first, second = before.strip(), after.strip()
    kind = _bare(first)
    is_kind = _is_sigle(kind) or ORGANISATION.match(kind) is not None
    return not is_kind and len(first.split()) > 1 and first[0].isupper() and second[:1].isupper()


def _depths(text: str) -> list[int]:
    """Depth of parentheses at every character."""
    if not any(c in text for c in "([«"):
        return [0] * (len(text) + 1)
    depth, depths = 0, []
    for c in text:
        if c in "([«":
            depth += 1
        depths.append(max(depth, 0))
        if c in ")]»":
            depth = max(depth - 1, 0)
    depths.append(max(depth, 0))
    return depths
