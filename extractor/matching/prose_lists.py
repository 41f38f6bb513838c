"""Lists in running text: where one member is a known organisation, its neighbours are proposed."""

import re
from collections.abc import Iterator

from extractor.matching.prose_names import MEMBER, OF, Span, starting_with

_ARTICLE = rf"(?:(?:de |a |avec |par )?(?:la |le |les |l')|{OF}|aux? )"
_AND = r"(?:et|ainsi que|puis|mais aussi|sans oublier)"
_SEPARATOR = rf"(?: ?,(?: {_AND})? | {_AND} | ?/ ?)(?:l'association |association )?"
_NEXT = re.compile(rf"{_SEPARATOR}(?P<article>{_ARTICLE})?")
_BEFORE = re.compile(rf"{_SEPARATOR}{_ARTICLE}?$")
_GOES_ON = (
    r"(?:ont|a|est|sont|seront|sera|se|s'|y|en|qui|pour|dans|sur|au|aux|afin|par|lors|depuis|dont|avec"
    r"|[a-z]{3,}(?:ent|ont))"
)
_STOP = rf" ?(?:[,;:)/]|\.(?!\w)|…|\.\.\.|$)| {_AND} "
_END = re.compile(rf"{_STOP}| {_GOES_ON}\b")
_ITEM = re.compile(rf"[^,;:.()…/]{{4,70}}?(?={_STOP})")
_PERSON = re.compile(r"(?:M\.|MM|Mme|Mmes|Dr|Pr|Madame|Monsieur|Docteur|Professeur)\b")
_APPOSITION = re.compile(
    rf" ?, (?!(?:{_AND}|la|le|les|du|des|de|aux?|avec|par)\b|l'|d'|association)[a-z]"
)
_ARTICLE_BEFORE = re.compile(r"(?<!\bdans )(?<!\bsur )(?:\b(?:la|le|les) |\bl')$", re.IGNORECASE)
_LIST_STARTS = re.compile(
    r"(?:^|[.!?:;(,•]|\b(?:et|que|avec|entre|par|dont|comme|figurent|associe|associent|reunit"
    r"|reunissent|mobilise|mobilisent)) ?$"
)


def members_of_lists(plain: str, named: list[Span], others: list[Span]) -> list[Span]:
    """Return the members that stand beside a known one, and beside those, in the same list.

    `others` are known words that are no name here: a scheme stays out, "Contrat de ville".
    "la CAF, Lorient Agglomération ainsi que l'UFCV et Unis-Cité" -> three, if CAF is known
    """
    schemes = (o for o in others if not o.is_organisation and " " in plain[o.start : o.end])
    taken = [*named, *schemes]
    ends = {match.end(): match.start() for match in MEMBER.finditer(plain)}
    found: list[Span] = []
    waiting = list(named)
    while waiting:
        span = waiting.pop()
        for member in (*_after(plain, span), *_before(plain, span, ends)):
            if not any(member.overlaps(other) for other in taken):
                taken.append(member)
                found.append(_as_known(member, others))
                waiting.append(member)
    return found


def _as_known(member: Span, others: list[Span]) -> Span:
    """The member with its row of the glossary: "(ARS, Région)"."""
    same = (o.row for o in others if o.start == member.start and o.end >= member.end)
    return member._replace(row=next(same, None))


def _after(plain: str, span: Span) -> Iterator[Span]:
    link = _NEXT.match(plain, span.end)
    if link is None:
        return
    body = starting_with("heads").match(plain, link.end()) or starting_with("members").match(
        plain, link.end()
    )
    name = (_ITEM if body else MEMBER).match(plain, link.end())
    if name and _END.match(plain, name.end()) and not _is_other(plain, name.start(), name.end()):
        yield Span(*name.span(), None, "enumeration")


def _before(plain: str, span: Span, ends: dict[int, int]) -> Iterator[Span]:
    link = _BEFORE.search(plain, 0, span.start)
    start = ends.get(link.start()) if link else None
    if link is None or start is None or _is_other(plain, start, link.start()):
        return
    several = " " in plain[start : link.start()] or plain[start : start + 2].isupper()
    before = plain[max(start - 12, 0) : start]
    if _ARTICLE_BEFORE.search(before) or (several and _LIST_STARTS.search(before)):
        yield Span(start, link.start(), None, "enumeration")


def _is_other(plain: str, start: int, end: int) -> bool:
    """Whether a name is a person's or a plan's: "Mme Duval", "Marie Duval, présidente"."""
    return bool(
        _PERSON.match(plain, start)
        or _APPOSITION.match(plain, end)
        or starting_with("schemes").match(plain, start)
    )
