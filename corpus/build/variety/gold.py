"""A composed contract and its measured pages → the record that the extractor should give.

The conventions are those of `corpus.build.gold`; besides: a wide plan gives light fiches whose
`champs` are the columns other than axe, code, action and objective; an inner grid is the content
of its one label, as in `gold/`; a document that is only fiches
("annex") has no articles, signatories, glossary or period.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.build.content import Champ, Grille
from corpus.build.gold import Mesure, area_champs, area_values, build_document, curl
from corpus.build.variety.compose import Contract
from models import records as models


def write_gold(contract: Contract, mesure: Mesure, pdf: Path) -> None:
    """Write `<name>.json` beside the PDF."""
    contenu, style = contract.contenu, contract.style
    by_code = {f.code: mesure.fiches[f.titre] for f in contenu.fiches}
    document = build_document(contenu, Mesure(mesure.pages, mesure.titres, by_code), pdf)
    contrat = document.contrats[0]
    fiches = tuple(
        _fiche(contract, rank, mesure.fiches[fiche.titre])
        for rank, fiche in enumerate(contenu.fiches)
    )
    plan = tuple(
        models.LignePlan(
            axe=f.axe, code=f.code or None, objectif=f.objectif_plan, intitule=f.titre
        )
        for f in contenu.fiches
    )
    # The list of partners of a frame is not printed here.
    update: dict[str, Any] = {"fiches_action": fiches, "plan_actions": plan, "partenaires": ()}
    if style.plan == "none" and style.shape != "wide":
        update["plan_actions"] = ()
    if style.annex:
        periode = models.Periode(debut=contrat.periode.debut, fin=contrat.periode.fin)
        contrat = models.Contrat(
            territoire=contrat.territoire, axes=contrat.axes, periode=periode,
            signature=models.Signature(),
        )  # fmt: skip
        document = document.model_copy(update={"sigles": ()})
        update["plan_actions"] = ()
    update["instances"] = tuple(
        i.model_copy(update={"nom": usual_name(i.nom)}) for i in contrat.instances
    )
    contrat = contrat.model_copy(update=update)
    record = document.model_copy(update={"contrats": (contrat,)}).model_dump(mode="json")
    if contenu.typographique:
        record = curl(record)
    checked = models.Document.model_validate(record).model_dump(mode="json")
    pdf.with_suffix(".json").write_text(
        json.dumps(checked, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def usual_name(nom: str) -> str:
    """ "Le comité de pilotage (COPIL)" -> "Comité de pilotage" """
    words = re.sub(r"^(?:Le|La)\s+|\s*\([^)]*\)$", "", nom)
    return words[:1].upper() + words[1:]


def _champs(area: Champ | Grille, bands: bool) -> Iterator[models.Champ]:
    """Yield the labels of an area; an inner grid is the content of its one label.

    Under a band, columns of indicators are labels themselves.
    """
    if isinstance(area, Champ) or not area.libelle:
        yield from area_champs(area)
        return
    if bands and area.familles:
        yield models.Champ(libelle=area.libelle, cle="evaluation", texte="")
        yield from area_champs(area)
        return
    lines = [*area.colonnes, *(line for row in area.lignes for cell in row for line in cell)]
    cle = "evaluation" if area.familles else "objectifs"
    yield models.Champ(libelle=area.libelle, cle=cle, texte="\n".join(lines))


def _fiche(contract: Contract, rank: int, pages: tuple[int, int]) -> models.FicheAction:
    fiche = contract.contenu.fiches[rank]
    titre = contract.contenu.titres_fiches[rank]
    values: dict[str, Any] = {}
    for area in fiche.champs:
        for key, value in area_values(area):
            previous = values.get(key)
            values[key] = previous + value if isinstance(previous, tuple) else value
    bands = contract.style.shape in ("bands", "small")
    champs = [champ for area in fiche.champs for champ in _champs(area, bands)]
    if contract.style.title == "row" and contract.style.shape in ("ruled", "bands"):
        champs.insert(0, models.Champ(libelle="", cle="titre", texte=titre.imprime))
    printed = None if contract.style.shape == "wide" and not fiche.code else fiche.code or None
    return models.FicheAction(
        **values, code=fiche.code or None, code_imprime=printed, titre=fiche.titre, axe=fiche.axe,
        champs=tuple(champs), pages=models.PagesFiche(debut=pages[0], fin=pages[1]),
    )  # fmt: skip


__all__ = ["Champ", "write_gold"]
