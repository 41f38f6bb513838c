"""A style and its frame → the contract it prints (`Contenu`), before any layout."""

import random
from dataclasses import dataclass, replace

from corpus.build.content import Article, Champ, Contenu, Fiche, Grille, Titre, statut
from corpus.build.variety.frames import FRAMES
from corpus.build.variety.pool import CONTENTS, Action, actions, flat_objectives, frames, row_of
from corpus.build.variety.style import ARTICLES, AXES, NUMBERING, Style
from corpus.build.variety.vocabulary import VOCABULARIES, Vocabulary
from models.records import Axe, Indicateurs, Objectif

WIDE = ("public", "porteurs", "partenaires", "calendrier", "evaluation")
"""The labels that are columns of a wide plan."""
EXOTIC = {
    "Pour qui agissons-nous", "Le cœur du projet", "Là où nous agirons", "En écho à", "Nos alertes",
}  # fmt: skip
TRIGRAMMES = ("SOI", "ENV", "MEN", "PRE", "VIE")


@dataclass(frozen=True)
class Contract:
    """What a document prints."""

    style: Style
    contenu: Contenu
    vocabulary: Vocabulary
    codes_plan: tuple[str, ...]
    """The code of every action as the plan prints it."""

    @property
    def titre_sigles(self) -> Titre:
        """Heading of the glossary."""
        return self.contenu.titre_sigles


def compose(style: Style) -> Contract:
    """Join what the frame says with how the style names and numbers it."""
    frame = FRAMES.get(style.frame) or frames()[style.frame]
    vocabulary = VOCABULARIES[style.vocabulary]
    axes = tuple(
        Axe(numero=_axe_number(style, rank), titre=axe.titre)
        for rank, axe in enumerate(frame.contrat.axes)
    )
    assigned = _assign(style, frame, len(axes))
    fiches, titres, codes = _fiches(style, vocabulary, axes, assigned)
    articles = tuple(_article(style, rank, a) for rank, a in enumerate(frame.articles))
    titres_axes = tuple(
        Titre(axe.titre, AXES[style.axes].format(n=axe.numero), axe.numero, 2) for axe in axes
    )
    # A fiche is found by its heading: titles of parts are printed as the frame has them.
    signataires = tuple(  # nothing printed here tells a cosignatory from a signatory
        s.model_copy(update={"qualite": "signataire"}) if s.qualite == "cosignataire" else s
        for s in frame.contrat.signataires
    )
    contrat = frame.contrat.model_copy(update={"axes": axes, "signataires": signataires})
    contenu = replace(
        frame, nom=style.name, contrat=contrat,
        articles=articles, axes=titres_axes, fiches=fiches, titres_fiches=titres,
        titre_sigles=Titre(style.glossary_title),
        numeros_de_page=style.sommaire not in ("none", "absent"), partenaires=None,
    )  # fmt: skip
    return Contract(
        style, replace(contenu, sommaire=_sommaire(style, contenu)), vocabulary, codes
    )


def _axe_number(style: Style, rank: int) -> str:
    return "ABCDE"[rank] if style.axes == "lettre" else str(rank + 1)


def _assign(style: Style, frame: Contenu, count: int) -> list[tuple[int, Action]]:
    """Actions in printed order, each with the rank of its axe."""
    if style.mixed or style.frame not in CONTENTS:
        pool = {action.titre: action for name in CONTENTS for action in actions(name)}
        chosen = random.Random(style.seed).sample(list(pool.values()), 3 * count)
        return [(rank // 3, action) for rank, action in enumerate(chosen)]
    numbers = [axe.numero for axe in frame.contrat.axes]
    own = zip(frame.fiches, actions(style.frame), strict=True)
    return sorted(((numbers.index(f.axe), a) for f, a in own), key=lambda pair: pair[0])


def _fiches(
    style: Style, vocabulary: Vocabulary, axes: tuple[Axe, ...],
    assigned: list[tuple[int, Action]],
) -> tuple[tuple[Fiche, ...], tuple[Titre, ...], tuple[str, ...]]:  # fmt: skip
    pattern, in_plan, continuous = NUMBERING[style.numbering]
    fiches, titres, codes = [], [], []
    ranks: dict[int, int] = {}
    for number, (rank, action) in enumerate(assigned, 1):
        ranks[rank] = ranks.get(rank, 0) + 1
        code = str(number) if continuous else f"{rank + 1}.{ranks[rank]}"
        if style.numbering == "trigramme":
            code = f"{TRIGRAMMES[rank]}-{ranks[rank]:02d}"
        if style.numbering in ("aucune", "sans"):
            code = ""
        champs = _champs(style, vocabulary, action, number)
        fiches.append(
            Fiche(code, action.titre, axes[rank].numero, action.objectif_plan, champs)
        )
        prefixe = pattern.partition("{titre}")[0].format(code=code)
        titre = Titre(action.titre, prefixe, code, 3)
        titres.append(titre if code else Titre(prefixe + action.titre, "", None, 3))
        codes.append(in_plan.format(code=code))
    return tuple(fiches), tuple(titres), tuple(codes)


def _champs(
    style: Style, vocabulary: Vocabulary, action: Action, number: int
) -> tuple[Champ | Grille, ...]:
    made: list[Champ | Grille] = []
    order = WIDE if style.shape == "wide" else vocabulary.order
    for key in order:
        if key == "statut" and style.status:
            made.append(_statut(style, vocabulary, number))
        elif key == "objectifs" and action.objectifs:
            made += _objectifs(style, vocabulary, action)
        elif key == "evaluation" and (action.processus or action.resultat):
            made += _evaluation(style, vocabulary, action)
        elif style.shape == "wide" and vocabulary.labels.get(key) in EXOTIC:
            continue  # columns are found by their key
        elif key in action.champs:
            made.append(_labelled(action.champs[key], vocabulary.labels[key], style))
    return tuple(_cased(style, area) for area in made)


def _labelled(champ: Champ, label: str, style: Style) -> Champ:
    """A wording that no label file holds keeps its text and feeds no field."""
    known = style.vocabulary != "exotique" or label not in EXOTIC
    return replace(champ, libelle=label) if known else replace(
        champ, libelle=label, cle=None, valeur=None
    )  # fmt: skip


def _cased(style: Style, area: Champ | Grille) -> Champ | Grille:
    if style.case == "upper":
        area = replace(area, libelle=area.libelle.upper())
    return area


def _statut(style: Style, vocabulary: Vocabulary, number: int) -> Champ:
    chosen = number % len(vocabulary.statuts)
    key, words = vocabulary.statuts[chosen]
    marks = {"boxes": ("☒ ", "☐ "), "ticks": ("☑ ", "☐ "), "brackets": ("[x] ", "[ ] ")}
    if style.status == "words":
        return statut(vocabulary.labels["statut"], words, key)
    on, off = marks[style.status]
    line = "   ".join(
        (on if rank == chosen else off) + each for rank, (_, each) in enumerate(vocabulary.statuts)
    )
    return statut(vocabulary.labels["statut"], " ".join(line.split()), key)


def _objectifs(style: Style, vocabulary: Vocabulary, action: Action) -> list[Champ | Grille]:
    label = vocabulary.labels["objectifs"]
    if style.objectives == "grid" and all(specific for specific, _ in action.objectifs):
        columns = (vocabulary.specifiques, vocabulary.operationnels)
        return [Grille(label, columns, action.objectifs)]
    items = flat_objectives(action)
    if not items:
        return []
    rang = vocabulary.objectifs_rang
    valeur = row_of(rang, tuple(_objectif(words) for words in items))
    return [Champ(label, "objectifs", items, (valeur,), puces=True)]


def _objectif(words: str) -> Objectif:
    number, dash, rest = words.partition(" – ")
    if dash and number.replace(".", "").replace("-", "").isdigit():
        return Objectif(numero=number, intitule=rest)
    return Objectif(intitule=words)


def _evaluation(style: Style, vocabulary: Vocabulary, action: Action) -> list[Champ | Grille]:
    both = bool(action.processus and action.resultat)
    columns = (vocabulary.processus, vocabulary.resultat)
    if style.evaluation == "grid" and both:
        rows = ((action.processus, action.resultat),)
        return [Grille("Évaluation", columns, rows, ("processus", "resultat"))]
    if style.evaluation == "single" or style.shape == "wide":
        items = action.processus + action.resultat
        row = Indicateurs(famille=vocabulary.famille, indicateurs=items)
        return [Champ(vocabulary.suivi, "evaluation", items, (row,), puces=True)]
    made: list[Champ | Grille] = []
    for label, famille, items in zip(
        columns, ("processus", "resultat"), (action.processus, action.resultat), strict=True
    ):
        if items:
            row = Indicateurs(famille=famille, indicateurs=items)
            made.append(Champ(label, "evaluation", items, (row,), puces=True))
    return made


def _article(style: Style, rank: int, article: Article) -> Article:
    number = str(rank + 1)
    prefixe = ARTICLES[style.article].format(n=number)
    if style.article == "premier" and rank == 0:
        prefixe = "Article 1er : "
    chapeau = ""
    if style.article == "chapeau" and rank % 3 == 0:
        chapeau = f"TITRE {rank // 3 + 1} : " + ("LE CADRE", "LA MISE EN ŒUVRE", "LE SUIVI")[rank // 3]
    return Article(Titre(article.titre.titre, prefixe, number, 2), article.blocs, chapeau)


def _sommaire(style: Style, contenu: Contenu) -> tuple[Titre, ...]:
    if style.sommaire == "absent":
        return ()
    fiches: list[Titre] = []
    for axe in contenu.axes:
        own = [
            titre for titre, fiche in zip(contenu.titres_fiches, contenu.fiches, strict=True)
            if fiche.axe == axe.numero
        ]  # fmt: skip
        fiches += [axe, *own]
    if style.annex:
        return tuple(replace(titre, niveau=titre.niveau - 1) for titre in fiches)
    plan = () if style.plan == "none" and style.shape != "wide" else (contenu.synthese,)
    body = () if style.shape == "wide" else (contenu.titre_fiches, *fiches)
    sigles = (contenu.titre_sigles,)
    front = (
        *(section.titre for section in contenu.sections), contenu.cadre,
        *(article.titre for article in contenu.articles), contenu.titre_signature,
    )  # fmt: skip
    if style.glossary_first:
        return (*front, *sigles, *plan, *body)
    return (*front, *plan, *body, *sigles)
