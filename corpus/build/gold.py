"""Turns a content and the measured pages into the record that the extractor should give.

Decisions where record.md leaves room:

- `champs` has one entry per label and cell. An area with columns (`Grille`) gives one entry per
  content cell, row by row, labelled with its column heading; the label of the area itself, which
  has no content, gives none. A title or status cell without a label has `libelle` "".
- A label keeps its printed case; the colon that ends a run-in label does not belong to it.
- A label left empty by the contract keeps its entry, with `texte` "".
- The items of `public`, `etapes`, `articulation` are the printed lines or bullets: commas inside
  an item do not split it.
- Objectives labelled "opérationnels" without strategic ones beside them fill `operationnels`;
  "spécifiques" or bare "Objectifs" fill `strategiques`. One label is one row.
- Indicators without a printed family have `famille` null; a row of an evaluation with two
  columns gives one entry per column.
- A sommaire entry or a heading "ARTICLE 1 – Objet" has `numero` "1" and `titre` "Objet".
- `personne` is the name without the civility.
- Labels that no field of the record covers (points de vigilance, élu référent) have `cle` null.
- Nothing is matched: mentions hold `texte` and `groupe`, territories what is printed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.build.content import Champ, Contenu, Fiche, Grille, Titre, blocs_texte, objectif
from models import records as models

SORTIE = Path(__file__).parents[2] / "tests" / "pdf"


@dataclass(frozen=True)
class Mesure:
    """Where things stand in the finished PDF."""

    pages: int
    titres: dict[str, int]
    """Printed heading → PDF page."""
    fiches: dict[str, tuple[int, int]]
    """Code → first and last PDF page."""


def write_gold(contenu: Contenu, mesure: Mesure) -> None:
    """Write `<nom>.json` beside the finished `<nom>.pdf`."""
    pdf = SORTIE / f"{contenu.nom}.pdf"
    record = build_document(contenu, mesure, pdf).model_dump(mode="json")
    if contenu.typographique:
        record = curl(record)
    checked = models.Document.model_validate(record).model_dump(mode="json")
    text = json.dumps(checked, ensure_ascii=False, indent=2)
    pdf.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def curl(value: Any) -> Any:
    """Return the value with typographic apostrophes in every text."""
    if isinstance(value, str):
        return value.replace("'", "’")
    if isinstance(value, list):
        return [curl(item) for item in value]
    if isinstance(value, dict):
        return {key: curl(item) for key, item in value.items()}
    return value


def build_document(contenu: Contenu, mesure: Mesure, pdf: Path) -> models.Document:
    """Return the gold of one document."""
    return models.Document(
        document=models.Identite(
            id=hashlib.sha256(pdf.read_bytes()).hexdigest(),
            fichier=pdf.name,
            genre="contrat",
            titre=contenu.titre,
            pages=mesure.pages,
        ),
        contrats=(build_contrat(contenu, mesure),),
        sommaire=tuple(build_entree(titre, contenu, mesure) for titre in contenu.sommaire),
        sigles=contenu.sigles,
    )


def build_entree(titre: Titre, contenu: Contenu, mesure: Mesure) -> models.EntreeSommaire:
    """Return one line of the sommaire; printed pages start after the cover."""
    page = mesure.titres[titre.imprime]
    return models.EntreeSommaire(
        niveau=titre.niveau,
        numero=titre.numero,
        titre=titre.titre,
        page_imprimee=page - 1 if contenu.numeros_de_page else None,
        page=page,
    )


def build_contrat(contenu: Contenu, mesure: Mesure) -> models.Contrat:
    """Return the contract with its articles and fiches."""
    articles = tuple(
        models.Article(
            numero=article.titre.numero,
            titre=article.titre.titre,
            texte=blocs_texte(article.blocs),
        )
        for article in contenu.articles
    )
    fiches = tuple(build_fiche(fiche, mesure) for fiche in contenu.fiches)
    return contenu.contrat.model_copy(
        update={
            "articles": articles,
            "fiches_action": fiches,
            "plan_actions": tuple(build_ligne_plan(fiche) for fiche in contenu.fiches),
        }
    )


def build_ligne_plan(fiche: Fiche) -> models.LignePlan:
    """Return the row of the synthesis for this fiche."""
    return models.LignePlan(
        axe=fiche.axe, code=fiche.code, objectif=fiche.objectif_plan, intitule=fiche.titre
    )


def build_fiche(fiche: Fiche, mesure: Mesure) -> models.FicheAction:
    """Return the record of one fiche."""
    debut, fin = mesure.fiches[fiche.code]
    valeurs = collect_values(fiche)
    valeurs |= {"code": fiche.code, "code_imprime": fiche.code, "titre": fiche.titre}
    valeurs |= {"axe": fiche.axe}
    return models.FicheAction(
        **valeurs,
        champs=tuple(champ for area in fiche.champs for champ in area_champs(area)),
        pages=models.PagesFiche(debut=debut, fin=fin),
    )


def collect_values(fiche: Fiche) -> dict[str, Any]:
    """Return the fields that the labels of a fiche feed; lists of two labels are joined."""
    valeurs: dict[str, Any] = {}
    for area in fiche.champs:
        for cle, valeur in area_values(area):
            previous = valeurs.get(cle)
            valeurs[cle] = previous + valeur if isinstance(previous, tuple) else valeur
    return valeurs


def area_values(area: Champ | Grille) -> Iterator[tuple[str, Any]]:
    """Yield the fields that the area feeds, with their values."""
    if isinstance(area, Champ):
        if area.cle and area.valeur is not None:
            yield area.cle, area.valeur
    elif area.familles:
        yield (
            "evaluation",
            tuple(
                models.Indicateurs(famille=famille, indicateurs=cellule)
                for ligne in area.lignes
                for famille, cellule in zip(area.familles, ligne, strict=True)
                if cellule
            ),
        )
    else:
        yield (
            "objectifs",
            tuple(
                models.LigneObjectifs(
                    strategiques=tuple(objectif(mots) for mots in strategiques),
                    operationnels=tuple(objectif(mots) for mots in operationnels),
                )
                for strategiques, operationnels in area.lignes
            ),
        )


def area_champs(area: Champ | Grille) -> Iterator[models.Champ]:
    """Yield the labels and contents of the area, word for word."""
    if isinstance(area, Champ):
        yield models.Champ(libelle=area.libelle, cle=area.cle, texte="\n".join(area.lignes))
        return
    cle = "evaluation" if area.familles else "objectifs"
    for ligne in area.lignes:
        for libelle, cellule in zip(area.colonnes, ligne, strict=True):
            yield models.Champ(libelle=libelle, cle=cle, texte="\n".join(cellule))
