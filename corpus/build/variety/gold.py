"""A composed contract and its measured pages → the record that the extractor should give.

The conventions are those of `corpus.build.gold`; besides:

- A wide plan gives light fiches whose `champs` are the columns other than axe, code, action and
  objective.
- An inner grid is the content of its one label, as in `gold/`.
- A document that is only fiches ("annex") has no articles, signatories, glossary or dates.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.build.content import Champ, Contenu, Fiche, Grille
from corpus.build.gold import (
    Mesure,
    area_champs,
    build_document,
    collect_values,
    curl,
)
from corpus.build.variety.compose import Contract
from corpus.build.variety.style import Style
from models import records as models


def write_gold(contract: Contract, mesure: Mesure, pdf: Path) -> None:
    """Write `<name>.json` beside the PDF."""
    record = build_record(contract, mesure, pdf).model_dump(mode="json")
    if contract.contenu.typographique:
        record = curl(record)
    checked = models.Document.model_validate(record).model_dump(mode="json")
    text = json.dumps(checked, ensure_ascii=False, indent=1)
    pdf.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def build_record(contract: Contract, mesure: Mesure, pdf: Path) -> models.Document:
    """Return the gold of one document; `mesure` knows fiches by their title."""
    contenu, style = contract.contenu, contract.style
    by_code = {fiche.code: mesure.fiches[fiche.titre] for fiche in contenu.fiches}
    document = build_document(contenu, Mesure(mesure.pages, mesure.titres, by_code), pdf)
    contrat = document.contrats[0]
    if style.annex:
        contrat = _only_fiches(contrat)
    contrat = contrat.model_copy(
        update={
            "fiches_action": tuple(_fiche(contract, f, mesure) for f in contenu.fiches),
            "plan_actions": tuple(_plan(style, contenu)),
            "partenaires": (),  # the list of a frame is not printed here
            "instances": tuple(
                instance.model_copy(update={"nom": usual_name(instance.nom)})
                for instance in contrat.instances
            ),
        }
    )
    sigles = () if style.annex else document.sigles
    return document.model_copy(update={"contrats": (contrat,), "sigles": sigles})


def _only_fiches(contrat: models.Contrat) -> models.Contrat:
    """Return what a document without the contract says of it: cover and fiches."""
    return models.Contrat(
        territoire=contrat.territoire,
        axes=contrat.axes,
        periode=models.Periode(debut=contrat.periode.debut, fin=contrat.periode.fin),
        signature=models.Signature(),
    )


def _plan(style: Style, contenu: Contenu) -> Iterator[models.LignePlan]:
    """Yield the rows of the plan of actions, if it is printed."""
    if style.annex or not style.has_plan:
        return
    for fiche in contenu.fiches:
        yield models.LignePlan(
            axe=fiche.axe,
            code=fiche.code or None,
            objectif=fiche.objectif_plan,
            intitule=fiche.titre,
        )


def usual_name(nom: str) -> str:
    """Return the name of a body: "Le comité de pilotage (COPIL)" -> "Comité de pilotage"."""
    words = re.sub(r"^(?:Le|La)\s+|\s*\([^)]*\)$", "", nom)
    return words[:1].upper() + words[1:]


def _fiche(contract: Contract, fiche: Fiche, mesure: Mesure) -> models.FicheAction:
    debut, fin = mesure.fiches[fiche.titre]
    return models.FicheAction(
        **collect_values(fiche),
        code=fiche.code or None,
        code_imprime=fiche.code or None,
        titre=fiche.titre,
        axe=fiche.axe,
        champs=tuple(_champs(contract, fiche)),
        pages=models.PagesFiche(debut=debut, fin=fin),
    )


def _champs(contract: Contract, fiche: Fiche) -> Iterator[models.Champ]:
    """Yield the labels of a fiche, its title first where that is a row of the table."""
    style = contract.style
    if style.has_title_row:
        titre = contract.contenu.titres_fiches[contract.contenu.fiches.index(fiche)]
        yield models.Champ(libelle="", cle="titre", texte=titre.imprime)
    for area in fiche.champs:
        if isinstance(area, Champ):
            yield from area_champs(area)
        else:
            yield from _grid_champs(area, bands=style.shape in ("bands", "small"))


def _grid_champs(area: Grille, bands: bool) -> Iterator[models.Champ]:
    """Yield the labels of an inner grid: it is the content of its one label.

    Under a band, columns of indicators are labels themselves.
    """
    if bands and area.familles:
        yield models.Champ(libelle=area.libelle, cle="evaluation", texte="")
        yield from area_champs(area)
        return
    lines = [*area.colonnes, *(line for row in area.lignes for cell in row for line in cell)]
    key = "evaluation" if area.familles else "objectifs"
    yield models.Champ(libelle=area.libelle, cle=key, texte="\n".join(lines))
