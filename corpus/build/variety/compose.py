"""A style and its frame → the contract it prints (`Contenu`), before any layout."""

import random
from collections import Counter
from dataclasses import dataclass, replace

from corpus.build.content import (
    Article,
    Champ,
    Contenu,
    Fiche,
    Grille,
    Titre,
    indicateurs,
    objectifs,
    statut,
)
from corpus.build.variety.frames import FRAMES
from corpus.build.variety.pool import CONTENTS, Action, actions, frames
from corpus.build.variety.style import ARTICLES, AXES, NUMBERING, Style
from corpus.build.variety.vocabulary import VOCABULARIES, Vocabulary
from models.records import Axe, Signataire

WIDE = ("public", "porteurs", "partenaires", "calendrier", "evaluation")
"""The labels that are columns of a wide plan."""
TRIGRAMMES = ("SOI", "ENV", "MEN", "PRE", "VIE")
"""What a code begins with, for each axe."""
CHAPEAUX = ("LE CADRE", "LA MISE EN ŒUVRE", "LE SUIVI")
"""Titles above every third article."""
BOXES = {"boxes": ("☒ ", "☐ "), "ticks": ("☑ ", "☐ "), "brackets": ("[x] ", "[ ] ")}
FAMILLES = ("processus", "resultat")


@dataclass(frozen=True)
class Contract:
    """What a document prints."""

    style: Style
    contenu: Contenu
    vocabulary: Vocabulary
    codes_plan: tuple[str, ...]
    """The code of every action as the plan prints it."""


def compose(style: Style) -> Contract:
    """Join what the frame says with how the style names and numbers it."""
    frame = FRAMES.get(style.frame) or frames()[style.frame]
    vocabulary = VOCABULARIES[style.vocabulary]
    axes = tuple(  # objectives of an axe are not printed here
        Axe(numero=_axe_number(style, rank), titre=axe.titre)
        for rank, axe in enumerate(frame.contrat.axes)
    )
    assigned = assign_actions(style, frame)
    codes = number_actions(style, [rank for rank, _ in assigned])
    fiches = tuple(
        Fiche(
            code=code,
            titre=action.titre,
            axe=axes[rank].numero,
            objectif_plan=action.objectif_plan,
            champs=_champs(style, vocabulary, action, number),
        )
        for number, ((rank, action), code) in enumerate(zip(assigned, codes, strict=True), 1)
    )
    contenu = _restyle(style, frame, axes, fiches)
    in_plan = NUMBERING[style.numbering].in_plan
    return Contract(style, contenu, vocabulary, tuple(in_plan.format(code=c) for c in codes))


def _restyle(
    style: Style, frame: Contenu, axes: tuple[Axe, ...], fiches: tuple[Fiche, ...]
) -> Contenu:
    """Return the frame with these axes and fiches, headings as the style prints them.

    Titles of parts stay as the frame has them.
    """
    prefixe = AXES[style.axes]
    signataires = tuple(map(_signatory, frame.contrat.signataires))
    contenu = replace(
        frame,
        nom=style.name,
        contrat=frame.contrat.model_copy(update={"axes": axes, "signataires": signataires}),
        articles=tuple(_article(style, rank, each) for rank, each in enumerate(frame.articles)),
        axes=tuple(Titre(axe.titre, prefixe.format(n=axe.numero), axe.numero, 2) for axe in axes),
        fiches=fiches,
        titres_fiches=tuple(_fiche_title(style, fiche) for fiche in fiches),
        titre_sigles=Titre(style.glossary_title),
        numeros_de_page=style.sommaire not in ("none", "absent"),
        partenaires=None,
    )
    return replace(contenu, sommaire=_sommaire(style, contenu))


def _axe_number(style: Style, rank: int) -> str:
    return "ABCDE"[rank] if style.axes == "lettre" else str(rank + 1)


def _signatory(signataire: Signataire) -> Signataire:
    """Nothing printed here tells a cosignatory from a signatory."""
    if signataire.qualite == "cosignataire":
        return signataire.model_copy(update={"qualite": "signataire"})
    return signataire


def assign_actions(style: Style, frame: Contenu) -> list[tuple[int, Action]]:
    """Return the actions in printed order, each with the rank of its axe."""
    if style.mixed or style.frame not in CONTENTS:
        # Two contents may have an action of the same title: one document names it once.
        pool = {action.titre: action for name in CONTENTS for action in actions(name)}
        count = style.per_axe * len(frame.contrat.axes)
        chosen = random.Random(style.seed).sample(list(pool.values()), count)
        return [(rank // style.per_axe, action) for rank, action in enumerate(chosen)]
    numbers = [axe.numero for axe in frame.contrat.axes]
    own = zip(frame.fiches, actions(style.frame), strict=True)
    return sorted(
        ((numbers.index(fiche.axe), action) for fiche, action in own), key=lambda pair: pair[0]
    )


def number_actions(style: Style, ranks: list[int]) -> list[str]:
    """Return the codes of actions whose axes have these ranks.

    [0, 0, 1] -> "1.1", "1.2", "2.1", or "1", "2", "3" where numbers go on, or "SOI-01"…
    """
    if style.numbering in ("aucune", "sans"):
        return [""] * len(ranks)
    if NUMBERING[style.numbering].continuous:
        return [str(number) for number in range(1, len(ranks) + 1)]
    seen: Counter[int] = Counter()
    codes = []
    for rank in ranks:
        seen[rank] += 1
        trigramme = f"{TRIGRAMMES[rank]}-{seen[rank]:02d}"
        codes.append(trigramme if style.numbering == "trigramme" else f"{rank + 1}.{seen[rank]}")
    return codes


def _fiche_title(style: Style, fiche: Fiche) -> Titre:
    """Return the heading of a fiche; without a number its words are all title."""
    prefixe = NUMBERING[style.numbering].heading.removesuffix("{titre}").format(code=fiche.code)
    if fiche.code:
        return Titre(fiche.titre, prefixe, fiche.code, 3)
    return Titre(prefixe + fiche.titre, "", None, 3)


def _champs(
    style: Style, vocabulary: Vocabulary, action: Action, number: int
) -> tuple[Champ | Grille, ...]:
    """Return the labels of a fiche in the order of the vocabulary."""
    made: list[Champ | Grille] = []
    for key in WIDE if style.shape == "wide" else vocabulary.order:
        if key == "statut" and style.status:
            made.append(_statut(style, vocabulary, number))
        elif key == "objectifs" and action.objectifs:
            made += _objectifs(style, vocabulary, action)
        elif key == "evaluation" and (action.processus or action.resultat):
            made += _evaluation(style, vocabulary, action)
        elif style.shape == "wide" and vocabulary.labels.get(key) in vocabulary.unknown:
            continue  # columns are found by their key
        elif key in action.champs:
            made.append(_labelled(vocabulary, key, action.champs[key]))
    if style.case == "upper":
        return tuple(replace(area, libelle=area.libelle.upper()) for area in made)
    return tuple(made)


def _labelled(vocabulary: Vocabulary, key: str, champ: Champ) -> Champ:
    """Return the content under its label; one that no list holds feeds no field."""
    label = vocabulary.labels[key]
    if label in vocabulary.unknown:
        return replace(champ, libelle=label, cle=None, valeur=None)
    return replace(champ, libelle=label)


def _statut(style: Style, vocabulary: Vocabulary, number: int) -> Champ:
    chosen = number % len(vocabulary.statuts)
    key, words = vocabulary.statuts[chosen]
    if style.status in BOXES:
        on, off = BOXES[style.status]
        words = " ".join(
            (on if rank == chosen else off) + each
            for rank, (_, each) in enumerate(vocabulary.statuts)
        )
    return statut(vocabulary.labels["statut"], words, key)


def _objectifs(style: Style, vocabulary: Vocabulary, action: Action) -> list[Champ | Grille]:
    label = vocabulary.labels["objectifs"]
    if style.objectives == "grid" and all(specific for specific, _ in action.objectifs):
        columns = (vocabulary.specifiques, vocabulary.operationnels)
        return [Grille(label, columns, action.objectifs)]
    items = tuple(words for _, operational in action.objectifs for words in operational)
    return [objectifs(label, vocabulary.objectifs_rang, *items)] if items else []


def _evaluation(style: Style, vocabulary: Vocabulary, action: Action) -> list[Champ | Grille]:
    labels = (vocabulary.processus, vocabulary.resultat)
    cells = (action.processus, action.resultat)
    if style.evaluation == "grid" and all(cells):
        return [Grille("Évaluation", labels, (cells,), FAMILLES)]
    if style.evaluation == "single" or style.shape == "wide":  # one column of the plan
        return [indicateurs(vocabulary.suivi, vocabulary.famille, *sum(cells, ()))]
    rows = zip(labels, FAMILLES, cells, strict=True)
    return [indicateurs(label, famille, *cell) for label, famille, cell in rows if cell]


def _article(style: Style, rank: int, article: Article) -> Article:
    number = str(rank + 1)
    prefixe = ARTICLES[style.article].format(n=number)
    if style.article == "premier" and rank == 0:
        prefixe = "Article 1er : "
    chapeau = ""
    if style.article == "chapeau" and rank % 3 == 0:
        chapeau = f"TITRE {rank // 3 + 1} : {CHAPEAUX[rank // 3]}"
    return Article(Titre(article.titre.titre, prefixe, number, 2), article.blocs, chapeau)


def _sommaire(style: Style, contenu: Contenu) -> tuple[Titre, ...]:
    """Return the headings of the document in printed order."""
    if style.sommaire == "absent":
        return ()
    fiches: list[Titre] = []
    for axe in contenu.axes:
        fiches.append(axe)
        pairs = zip(contenu.titres_fiches, contenu.fiches, strict=True)
        fiches += [titre for titre, fiche in pairs if fiche.axe == axe.numero]
    if style.annex:
        return tuple(replace(titre, niveau=titre.niveau - 1) for titre in fiches)
    sigles = contenu.titre_sigles
    return (
        *(section.titre for section in contenu.sections),
        contenu.cadre,
        *(article.titre for article in contenu.articles),
        contenu.titre_signature,
        *((sigles,) if style.glossary_first else ()),
        *((contenu.synthese,) if style.has_plan else ()),
        *((contenu.titre_fiches, *fiches) if style.shape != "wide" else ()),
        *(() if style.glossary_first else (sigles,)),
    )
