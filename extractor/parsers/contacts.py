"""People and services to write to: names, offices, telephone numbers and e-mail addresses."""

import re
from collections.abc import Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.genre import is_web_furniture
from extractor.parsers.personnes import has_office, read_name, read_person
from extractor.parsers.sections import NO_SKIP

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:\+33\s?(?:\(0\)\s?)?|0)[1-9](?:[\s.-]?\d{2}){4}(?!\d)")
_LEAD = re.compile(r"\b(?:contacts?|contacter|[ée]crire|renseignements?|joindre)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:\bà|:|contacter|aupr[èe]s\s+de)\s+(?P<nom>(?:(?:Mme|M\.|Madame|Monsieur)\s+)?[A-ZÀ-Ý][\w'’-]+"
    r"(?:\s+(?:de\s+|d['’])?[A-ZÀ-Ý][\w'’-]+){1,3})"
)
_OFFICE = re.compile(r"^\s*,\s*(?P<fonction>[^(,;:.–—|]{4,120}?)\s*(?=[(,;:.–—|]|$)")
_PIECES = re.compile(rf"\s*[–—|/:,]\s*|\s+-\s+|\s*(?:{MAIL.pattern})\s*")
MAX_LINE = 150
_REACH = 5
_NUMBER_LINE = re.compile(
    r"^(?:t[ée]l[ée]?(?:phone)?|mail|courriel|e-?mail|fax)?\s*\.?\s*:?\s*$", re.IGNORECASE
)


def read_contacts(flow: Flow, skip: range = NO_SKIP) -> list[Draft]:
    """Return the contacts: blocks with a number or an address, and the name that leads to them.

    "écrire à Mathilde Granger, coordinatrice du contrat local de santé (cls@x.fr, 03 84 …)"
    "Contact presse : Sophie de Floris" / "02 31 30 45 03 / 07 89 28 38 29 / s.defloris@caen.fr"
    """
    found: list[Draft] = []
    used = -1
    led = False
    for index, element in enumerate(flow.elements):
        if index in skip or index <= used or not isinstance(element, Block):
            continue
        if not _reachable(element.text) or is_web_furniture(element):
            continue
        blocks = _group(flow.elements, index)
        led = (led and index - used <= 2) or any(_LEAD.search(b.text) for b in blocks)
        used = index
        while used + 1 < len(flow.elements) and _is_only_number(flow.elements[used + 1]):
            used += 1
            blocks.append(flow.elements[used])  # type: ignore[arg-type]
        contact = _contact([block.passage for block in blocks], led)
        if contact is not None:
            found.append(contact)
    return found


def _group(elements: Sequence[object], index: int) -> list[Block]:
    """The block and those above it, up to the one that announces a contact."""
    for start in range(index, max(index - _REACH, -1), -1):
        element = elements[start]
        if not isinstance(element, Block) or (start < index and _reachable(element.text)):
            break
        if _LEAD.search(element.text):
            return [b for b in elements[start : index + 1] if isinstance(b, Block)]
    block = elements[index]
    return [block] if isinstance(block, Block) else []


def _contact(passages: Sequence[Passage], led: bool) -> Draft:
    text = Passage.join(list(passages))
    phones = [Sourced(to_e164(m[0]), text.group(m)) for m in PHONE.finditer(text.text)]
    mails = [text.group(m) for m in MAIL.finditer(text.text)]
    name, office = _who(passages)
    if name is None and office is None and not led:
        return None
    return {"nom": name, "fonction": office, "telephones": phones, "courriels": mails}


def _who(passages: Sequence[Passage]) -> tuple[Passage | None, Passage | None]:
    for passage in passages:
        match = _PERSON.search(passage.text)
        name = read_name(passage.group(match, "nom")) if match else None
        if match and name is not None:
            rest = passage[match.end() :]
            office = _OFFICE.match(rest.text)
            if office and any(c.isalpha() for c in office["fonction"]):
                return name, rest.group(office, "fonction")
            # "Coordinatrice du CLS : Inès Faure"
            before = passage[: match.start()]
            return name, before if has_office(before.text) and not _LEAD.search(
                before.text
            ) else None
    for passage in passages:
        # "Plaine et Forêt Agglomération – Lucie Bernard – 03 86 00 00 01"
        pieces = [p for p in passage.split(_PIECES) if not _LEAD.search(p.text)]
        for i, piece in enumerate(pieces if len(passage.text) < MAX_LINE else ()):
            if (name := read_person(piece)) is not None:
                after = pieces[i + 1] if i + 1 < len(pieces) else None
                return name, after if after is not None and has_office(after.text) else None
    for passage in passages:
        if has_office(passage.text) and not _reachable(passage.text):
            return None, passage
    return None, None


def to_e164(text: str) -> str:
    """ "02 31 30 45 03" -> "+33231304503";  "+33 (0)2 31 30 45 03" -> "+33231304503" """
    digits = re.sub(r"\(0\)|\D", "", text)
    return f"+{digits}" if digits.startswith("33") and len(digits) > 10 else f"+33{digits[1:]}"


def _reachable(text: str) -> bool:
    if "@" in text and MAIL.search(text):
        return True
    return ("0" in text or "+33" in text) and PHONE.search(text) is not None


def _is_only_number(element: object) -> bool:
    """A line that is a number or an address and nothing else: "Tel : 01 49 80 88 68"."""
    if not isinstance(element, Block) or not _reachable(element.text):
        return False
    return _NUMBER_LINE.match(PHONE.sub("", MAIL.sub("", element.text)).strip(" /-–|,")) is not None
