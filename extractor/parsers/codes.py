"""Settle the codes of all fiches together: a number printed twice or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.draft import Draft, Sourced
from extractor.layout.passage import Passage
from extractor.parsers.fiches import Fiche
from extractor.parsers.plan import LigneDePlan
from extractor.parsers.titres import normal_code, same_title


@dataclass(frozen=True, slots=True)
class Settled:
    """The code of one fiche and, when it is not the printed one, what it was taken from."""

    code: Sourced | None
    source: str | None = None
    """`contexte` or `synthese`."""


def settle_codes(
    fiches: Sequence[Fiche], drafts: Sequence[dict[str, Draft]], plan: Sequence[LigneDePlan]
) -> list[Settled]:
    """Keep every printed number that is free; for the others take the one that is named elsewhere.

    A fiche that prints "Action 3.1" again, under the heading "Éléments de contexte de l'action
    3.2", takes 3.2 when no other fiche has it.
    """
    printed = [_value(draft["code_imprime"]) for draft in drafts]
    contexts = [normal_code(f.context_code.text) if f.context_code else None for f in fiches]
    holders: dict[str, int] = {}
    for i, code in enumerate(printed):
        if code is not None:
            first = holders.setdefault(code, i)
            if contexts[first] not in (None, code) and contexts[i] == code:
                holders[code] = i
    taken = set(holders)
    settled: list[Settled] = []
    for i, (fiche, draft) in enumerate(zip(fiches, drafts, strict=True)):
        code = printed[i]
        if code is not None and holders[code] == i:
            value = draft["code_imprime"]
            settled.append(Settled(value if isinstance(value, Sourced) else None))
            continue
        found = _named_elsewhere(fiche, draft, plan, taken)
        if found.code is not None:
            taken.add(str(found.code.value))
        elif isinstance(draft["code_imprime"], Sourced):
            found = Settled(draft["code_imprime"])
        settled.append(found)
    return settled


def _named_elsewhere(
    fiche: Fiche, draft: dict[str, Draft], plan: Sequence[LigneDePlan], taken: set[str]
) -> Settled:
    if fiche.context_code is not None and any(c.isdigit() for c in fiche.context_code.text):
        code = normal_code(fiche.context_code.text)
        if code not in taken:
            return Settled(Sourced(code, fiche.context_code), "contexte")
    titre = draft["titre"]
    if not isinstance(titre, Passage):
        return Settled(None)
    lines = [
        line
        for line in plan
        if line.code
        and line.normal_code not in taken
        and same_title(line.intitule.text, titre.text)
    ]
    if len({line.normal_code for line in lines}) == 1 and lines[0].code:
        return Settled(Sourced(lines[0].normal_code, lines[0].code), "synthese")
    return Settled(None)


def _value(draft: Draft) -> str | None:
    return str(draft.value) if isinstance(draft, Sourced) and draft.value else None
