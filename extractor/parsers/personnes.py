"""Lines of a signature block: names of people, offices, and the organisation inside an office."""

import re
from functools import cache
from typing import NamedTuple

from extractor.layout.passage import Passage
from extractor.matching.folding import bare, fold
from extractor.parsers.labels import vocabulary

_LINK = r"(?:de\s+la\s+|de\s+l\s?['’]\s?|du\s+|des\s+|de\s+|d\s?['’]\s?|au\s+|aux\s+|[àa]\s+la\s+)"
_ARTICLE = re.compile(r"^(?:(?:le|la|les)\s+|l\s?['’]\s?)", re.IGNORECASE)
_POUR = re.compile(
    r"^pour(?:\s*:\s*|\s+)(?:(?:le\s+compte\s+)?(?:de\s+la|de\s+l['’]|du|la|le|les)\s+|l\s?['’]\s?)?"
    r"(?P<nom>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DANGLING = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|à|au|aux|en|pour)|\b[dl]\s?['’]|[-–/&(])\s*$", re.I
)
_CHARGE = re.compile(
    r"\s*,?\s*(?:charg[ée]e?s?|en\s+charge|d[ée]l[ée]gu[ée]e?s?)\s+(?:de|d['’]|du|à|aux?)\b.*$"
    r"|\s*,\s*(?:et|ou)\s+par\s+d[ée]l[ée]gation.*$|\s*,.*\brepr[ée]sent[ée]e?\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PARTICLES = {"de", "du", "des", "la", "le", "d", "van", "von", "ben", "el", "di", "da", "dit"}
_CAPITAL = re.compile(r"(?:[dDlL]['’])?[A-ZÀ-Þ]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


class Words(NamedTuple):
    """The wordings of `data/labels/offices.toml`, as patterns."""

    office: re.Pattern[str]
    """An office at the start of a text, with what qualifies it and "de la"."""
    holder: re.Pattern[str]
    """An office anywhere."""
    state: frozenset[str]
    civility: re.Pattern[str]
    bodies: frozenset[str]
    """First words of organisations."""
    common: frozenset[str]
    """Other words that no name of a person has."""


def read_organisation(fonction: Passage) -> Passage | None:
    """Return the organisation inside an office, without the "de la" that links them.

    "Le Président de la Communauté d'Agglomération Lisieux" -> "Communauté d'Agglomération…"
    "Directeur général adjoint de l'Agence régionale de santé" -> "Agence régionale de santé"
    "Préfet du Calvados" -> None (the State);  "Vice-président chargé des solidarités" -> None
    """
    words = office_words()
    match = words.office.match(bare(fonction.text))
    if match is None or fold(match["titre"]) in words.state:
        return None
    rest = fonction[match.end() :]
    cut = _CHARGE.search(rest.text)
    rest = rest[: cut.start()] if cut else rest
    return rest[: len(rest.text.rstrip(" ,;."))] or None


def read_pour(line: Passage) -> Passage | None:
    """Return the organisation after "Pour". "Pour l'Agence régionale de santé" -> "Agence…" """
    match = _POUR.match(line.text)
    return line.group(match, "nom") if match else None


def names_body(text: str) -> bool:
    """Whether a line opens with the kind of an organisation and says no office.

    "Préfecture de la Haute-Saône", "Sous-préfecture de Montbrey" -> True
    "Présidente de la Communauté", "de Normandie", "Centre-Val de Loire" -> False
    """
    words = _ARTICLE.sub("", text).split()
    bodies = office_words().bodies
    opens = any(fold(" ".join(words[:n])) in bodies for n in (1, 2) if len(words) > n)
    return opens and not has_office(text)


def is_dangling(text: str) -> bool:
    """Whether a line stops within a name: "Directrice générale de l'", "Pays de" -> True"""
    return _DANGLING.search(text) is not None


def is_unfinished(text: str) -> bool:
    """Whether a line needs the next one: "Directrice générale de l'" -> True

    So does one whose organisation has begun: "Le Président de la Communauté d'agglomération"
    """
    if is_dangling(text):
        return True
    match = office_words().office.match(bare(text))
    return match is not None and names_body(text[match.end() :])


def has_office(text: str) -> bool:
    """Whether a text names an office. "Directrice de la CAF" -> True;  "Hervé MORIN" -> False"""
    return office_words().holder.search(fold(text)) is not None


def without_article(passage: Passage) -> Passage:
    """Cut a leading article. "l'Agence Régionale de Santé" -> "Agence Régionale de Santé" """
    match = _ARTICLE.match(passage.text)
    return passage[match.end() :] if match else passage


def without_civility(passage: Passage) -> Passage:
    """Cut "Monsieur", "Mme", "Dr"…: "Madame Hélène VAUTRIN" -> "Hélène VAUTRIN" """
    match = office_words().civility.match(bare(passage.text))
    return passage[match.end() :] if match else passage


def read_person(line: Passage) -> Passage | None:
    """Return the name when a line is the name of one person and nothing else.

    "François MENGIN LECREULX" -> itself;  "Mme Hélène Vautrin" -> "Hélène Vautrin"
    "Bourgogne-Franche-Comté", "Agence régionale de santé", "Directeur général" -> None
    """
    name = read_name(line)
    if name is None or office_words().civility.match(bare(line.text)):
        return name
    proper = [token for token in name.text.split() if not _is_particle(token)]
    surname = any(len(token) > 1 and token.isupper() for token in proper)
    # "Val de Marne" is no name: a small particle needs a civility or a surname in capitals.
    return name if surname or len(proper) == len(name.text.split()) <= 4 else None


def read_name(line: Passage) -> Passage | None:
    """Return what may be the name of a person, where the text around says that one stands here.

    "Sophie de Floris" (after "Contact presse :") -> itself
    """
    match = office_words().civility.match(bare(line.text))
    name = line[match.end() :] if match else line
    name = name[: len(name.text.rstrip(" ,;:"))]
    tokens = name.text.split()
    if not (1 if match else 2) <= len(tokens) <= 6 or len(name.text) > 60:
        return None
    folded = fold(name.text).split()
    common = office_words().common
    if has_office(name.text) or any(
        word in office_words().bodies or (word in common and not (i and word in _PARTICLES))
        for i, word in enumerate(folded)
    ):
        return None  # "Le Président"; but "Hervé LE GOFF" is a name
    proper = [token for token in tokens if not _is_particle(token)]
    if len(proper) < (1 if match else 2) or not all(_TOKEN.fullmatch(token) for token in tokens):
        return None
    return name if all(_CAPITAL.match(token) for token in proper) else None


def _is_particle(token: str) -> bool:
    return token.lower().rstrip("'’") in _PARTICLES


@cache
def office_words() -> Words:
    keys: dict[str, list[str]] = {}
    for label, key in vocabulary("offices").exact.items():
        keys.setdefault(key, []).append(label)
    offices = keys["titulaires"] + keys["etat"]
    office = _either(offices)
    adjective = _either(keys["qualificatifs"])
    return Words(
        re.compile(
            rf"^(?:{_either(keys['civilites'])}\.?\s+)?(?:(?:le|la|son|sa)\s+|l\s?['’]\s?)?"
            rf"(?P<titre>{office})(?:(?:\s+|\s*,\s*){adjective})*\s*,?\s+{_LINK}",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{'|'.join(sorted(offices, key=len, reverse=True))})\b"),
        frozenset(keys["etat"]),
        re.compile(rf"^(?:{_either(keys['civilites'])})\b\.?\s*", re.IGNORECASE),
        frozenset(keys["organismes"]),
        frozenset(keys["mots_communs"]),
    )


def _either(labels: list[str]) -> str:
    """Folded labels as a pattern for `bare` text: the longest first."""
    longest = sorted(labels, key=len, reverse=True)
    return "(?:" + "|".join(label.replace(" ", r"[\s'-]+") for label in longest) + ")"
