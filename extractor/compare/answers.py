"""Each question of the command → what it reads, and its answer as tables for people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.compare.champs import amounts, calendars, publics, statuts, years
from extractor.compare.communiques import Verdict, compare_press
from extractor.compare.corpus import Contrat, Corpus, Extraction, Fiche, Key, Nature, read_corpus
from extractor.compare.evolution import Change, evolutions
from extractor.compare.organisations import CATEGORIES, acteurs, unmatched
from extractor.compare.partenaires import neighbours, network, typical_partners
from extractor.compare.selection import Selection
from extractor.compare.tables import (
    Cell,
    Count,
    Share,
    Table,
    Unknown,
    count,
    places,
    places_of,
    to_contrat,
    to_fiche,
)
from extractor.compare.themes import State, coverage, theme_matrix

if TYPE_CHECKING:
    from extractor.store.store import Store

CALENDAR = ("calendrier", "calendrier_debut", "calendrier_fin")
LIKENESS = ("objectif_general", "objectifs", "description", "public")


@dataclass(frozen=True, slots=True)
class Question:
    """What one question reads of the store, and what it answers."""

    help: str
    answer: Callable[[Corpus], tuple[Table, ...]]
    textes: tuple[str, ...] = ()
    """Columns of fiches that it needs."""
    mentions: bool = False
    indicateurs: bool = False


def ask(
    store: "Store", names: Sequence[str], selection: Selection
) -> tuple[Corpus, tuple[Table, ...]]:
    """Read the store once for several questions, and answer them in their order."""
    questions = [QUESTIONS[name] for name in names]
    corpus = read_corpus(
        store,
        selection,
        textes=tuple(dict.fromkeys(t for question in questions for t in question.textes)),
        mentions=any(question.mentions for question in questions),
        indicateurs=any(question.indicateurs for question in questions),
    )
    return corpus, tuple(table for question in questions for table in question.answer(corpus))


# ── the documents behind everything ─────────────────────────────────────────────────────────


def tell_territories(corpus: Corpus) -> tuple[Table, ...]:
    """Every territory with the document that is counted for it, and what it hides."""
    by_contrat: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_contrat[fiche.contrat].append(fiche)
    earlier = Counter(contrat.territoire.cle for contrat in corpus.anterieurs)
    rows = tuple(
        _territory(corpus, contrat, by_contrat[contrat.key], earlier) for contrat in corpus.contrats
    )
    return (
        Table(
            "territoires",
            "Les territoires et leur contrat",
            "Un contrat par territoire : le plus récent ; ses copies et avenants ne comptent pas une "
            "seconde fois. « Partielle » : des actions ont pu échapper à la lecture.",
            (
                "territoire",
                "départements",
                "période",
                "signature",
                "fiches",
                "extraction",
                "lacunes",
                "contrats antérieurs",
                "copies et avenants",
                "document",
            ),
            rows,
        ),
        _unread(corpus),
    )


def _territory(
    corpus: Corpus, contrat: Contrat, fiches: Sequence[Fiche], earlier: Mapping[str, int]
) -> tuple[Cell, ...]:
    return (
        to_contrat(contrat),
        ", ".join(contrat.territoire.departements),
        contrat.periode,
        contrat.date_signature or "",
        count(fiches) if contrat.fiches else Unknown(),
        contrat.extraction.value if contrat.nature is Nature.CONTRAT else contrat.nature.value,
        " ; ".join(contrat.lacunes),
        earlier.get(contrat.territoire.cle, 0),
        len(corpus.doublons.get(contrat.key, ())) + contrat.document.copies,
        contrat.document.fichier,
    )


def _unread(corpus: Corpus) -> Table:
    """Documents that are behind no territory, of the whole store."""
    told = {c.document.path for c in (*corpus.contrats, *corpus.anterieurs, *corpus.communiques)}
    told |= {c.document.path for others in corpus.doublons.values() for c in others}
    empty = [d for d in corpus.documents if d.status == "failed" or d.genre == "inconnu"]
    rows = tuple(
        (d.fichier, "échec" if d.status == "failed" else "pas un CLS", d.failure or "", d.message)
        for d in empty
        if d.path not in told
    )
    return Table(
        "non-lus",
        "Les documents sans contrat",
        "Leur territoire n'est pas connu : ils ne comptent nulle part, ni comme présence ni comme "
        "absence.",
        ("document", "état", "code", "message"),
        rows,
    )


# ── themes ──────────────────────────────────────────────────────────────────────────────────


def tell_matrix(corpus: Corpus) -> tuple[Table, ...]:
    """Number of fiches by territory and theme, and their share."""
    matrix = theme_matrix(corpus)
    rows, shares = [], []
    for row in matrix.rows:
        partial = row.contrat.extraction is not Extraction.COMPLETE
        state = row.contrat.extraction.value
        counts = tuple(
            Unknown() if cell.state is State.UNKNOWN else count(cell.fiches, partial)
            for cell in row.cells
        )
        total = count(row.fiches, partial) if row.contrat.fiches else Unknown()
        rows.append((to_contrat(row.contrat), state, total, *counts, count(row.without_theme)))
        shares.append(
            (
                to_contrat(row.contrat),
                state,
                *(
                    Unknown()
                    if cell.share is None or cell.state is State.UNKNOWN
                    else Share(round(cell.share, 4))
                    for cell in row.cells
                ),
            )
        )
    return (
        Table(
            "themes",
            "Territoires × thèmes : nombre de fiches",
            "Une fiche compte dans chacun de ses thèmes. 0 : le contrat a été lu en entier et aucune "
            "fiche n'en parle. « Non extrait » : on ne sait pas. « ≥ » : contrat lu en partie.",
            ("territoire", "extraction", "fiches", *matrix.noms, "sans thème reconnu"),
            tuple(rows),
        ),
        Table(
            "themes-parts",
            "Territoires × thèmes : part des fiches du contrat",
            "De 0 à 1, sur les fiches lues ; la somme dépasse 1, car une fiche a plusieurs thèmes.",
            ("territoire", "extraction", *matrix.noms),
            tuple(shares),
        ),
    )


def tell_coverage(corpus: Corpus) -> tuple[Table, ...]:
    """For each theme how many territories act, do not act, or are not known."""
    return (
        Table(
            "couverture",
            "Les thèmes et les territoires qui y agissent",
            "« Absent » : contrat lu en entier, aucune fiche sur ce thème. « Non extrait » : on ne "
            "sait pas, et ce n'est jamais compté comme une absence.",
            ("thème", "fiches", "territoires", "absent", "non extrait"),
            tuple(
                (c.nom, count(c.fiches), places(c.present), places(c.absent), places(c.unknown))
                for c in coverage(theme_matrix(corpus))
            ),
        ),
    )


def tell_gaps(corpus: Corpus) -> tuple[Table, ...]:
    """One row for each territory and theme without a fiche."""
    rows = tuple(
        (nom, to_contrat(contrat), state.value, " ; ".join(contrat.lacunes))
        for c in coverage(theme_matrix(corpus))
        for nom in (c.nom,)
        for state, contrats in ((State.ABSENT, c.absent), (State.UNKNOWN, c.unknown))
        for contrat in contrats
    )
    return (
        Table(
            "sans-action",
            "Les territoires sans action sur un thème",
            "« Absent » : contrat lu en entier. « Non extrait » : la raison du doute est à côté.",
            ("thème", "territoire", "état", "lacunes"),
            rows,
        ),
    )


# ── organisations ───────────────────────────────────────────────────────────────────────────


def tell_leaders(corpus: Corpus) -> tuple[Table, ...]:
    """Kinds of organisations by role."""
    missing = " ; ".join(
        f"{u.mentions} mentions de {u.role} sur {u.of} sans organisation reconnue"
        for u in unmatched(corpus)
    )
    return (
        Table(
            "acteurs",
            "Qui porte quoi",
            "Par genre d'organisation (la CAF du Calvados et celle de l'Eure sont une) ; une "
            f"organisation compte une fois par fiche et par rôle. Hors du compte : {missing}.",
            (
                "organisation",
                "catégorie",
                "porte",
                "partenaire de",
                "territoires où elle porte",
                "territoires",
            ),
            tuple(
                (
                    a.organisation.nom,
                    CATEGORIES.get(a.organisation.categorie or "", ""),
                    count(a.porteur),
                    count(a.partenaire),
                    places(a.territoires_porteur),
                    places(a.territoires),
                )
                for a in acteurs(corpus)
            ),
        ),
    )


def tell_partners(corpus: Corpus) -> tuple[Table, ...]:
    """Typical partners, territories with the same partners, and links of organisations."""
    reseau = network(corpus)
    noms = {o.cle: o.nom for o in reseau.organisations}
    return (
        Table(
            "partenaires",
            "Les partenaires habituels",
            "Part des territoires dont des fiches ont été lues et où l'organisation porte une action "
            "ou y participe.",
            ("organisation", "catégorie", "territoires", "part", "fiches"),
            tuple(
                (
                    t.organisation.nom,
                    CATEGORIES.get(t.organisation.categorie or "", ""),
                    places(t.territoires),
                    Share(round(len(t.territoires) / t.of, 4)),
                    count(t.fiches),
                )
                for t in typical_partners(corpus)
            ),
        ),
        Table(
            "voisins",
            "Les territoires aux mêmes partenaires",
            "Indice de Jaccard : organisations communes sur toutes celles des deux, de 0 à 1 ; les cinq "
            "territoires les plus proches de chacun. « À confirmer » : l'un des deux est lu en partie.",
            (
                "territoire",
                "autre territoire",
                "jaccard",
                "communs",
                "sûreté",
                "organisations communes",
            ),
            tuple(
                (
                    to_contrat(v.un),
                    to_contrat(v.autre),
                    round(v.jaccard, 3),
                    len(v.communs),
                    "sûr" if v.sure else "à confirmer",
                    ", ".join(o.nom for o in v.communs),
                )
                for v in neighbours(corpus)
            ),
        ),
        Table(
            "reseau",
            "Les organisations d'une même fiche",
            f"Les {len(reseau.organisations)} organisations les plus liées, sur {reseau.total}.",
            ("organisation", "autre organisation", "fiches communes"),
            tuple((noms[lien.un], noms[lien.autre], count(lien.fiches)) for lien in reseau.liens),
        ),
    )


# ── fields of the fiches ────────────────────────────────────────────────────────────────────


def tell_statuses(corpus: Corpus) -> tuple[Table, ...]:
    """Fiches by status."""
    return (
        Table(
            "statuts",
            "Les statuts des actions",
            "Ce que la fiche dit elle-même (case cochée ou mots) ; « non précisé » n'est pas "
            "« nouvelle ».",
            ("statut", "fiches", "territoires"),
            tuple((p.nom, count(p.fiches), places_of(p.fiches)) for p in statuts(corpus)),
        ),
    )


def tell_publics(corpus: Corpus) -> tuple[Table, ...]:
    """Fiches by group of the public."""
    return (
        Table(
            "publics",
            "Les publics des actions",
            "Une fiche compte dans chaque groupe que ses mots nomment.",
            ("public", "fiches", "territoires"),
            tuple((p.nom, count(p.fiches), places_of(p.fiches)) for p in publics(corpus)),
        ),
    )


def tell_calendars(corpus: Corpus) -> tuple[Table, ...]:
    """Calendars of the territories, actions by year, and amounts."""
    return (
        Table(
            "calendriers",
            "Les calendriers des actions",
            "« En mots » : un calendrier sans année (« toute la durée du contrat »).",
            (
                "territoire",
                "période du contrat",
                "datées",
                "en mots",
                "sans calendrier",
                "de",
                "à",
                "hors période",
            ),
            tuple(
                (
                    to_contrat(c.contrat),
                    c.contrat.periode,
                    count(c.datees),
                    count(c.sans_date),
                    count(c.muettes),
                    c.debut,
                    c.fin,
                    count(c.hors_periode),
                )
                for c in calendars(corpus)
            ),
        ),
        Table(
            "annees",
            "Les actions en cours, par année",
            "Selon les années que disent les fiches.",
            ("année", "fiches"),
            tuple(years(corpus).items()),
        ),
        Table(
            "montants",
            "Les montants annoncés",
            "Ce que les fiches écrivent, sans extrapolation : une fiche peut écrire un total à côté de "
            "ses parts, et un territoire absent de cette liste n'écrit aucun montant.",
            ("territoire", "unité", "fiches", "somme", "médiane", "maximum"),
            tuple(
                (to_contrat(m.contrat), m.unite, count(m.fiches), m.somme, m.mediane, m.maximum)
                for m in amounts(corpus)
            ),
        ),
    )


def tell_indicators(corpus: Corpus) -> tuple[Table, ...]:
    """Indicators by theme."""
    from extractor.compare.indicateurs import indicator_usage

    return (
        Table(
            "indicateurs",
            "Les indicateurs d'un même thème",
            "Deux libellés aux mêmes racines de mots sont un indicateur ; il compte dans chaque thème de "
            "sa fiche.",
            ("thème", "indicateur", "famille", "fiches", "territoires"),
            tuple(
                (
                    u.nom_theme,
                    u.texte,
                    ", ".join(u.familles),
                    count(u.fiches),
                    places(u.territoires),
                )
                for u in indicator_usage(corpus)
            ),
        ),
    )


# ── likeness ────────────────────────────────────────────────────────────────────────────────


def tell_similar(corpus: Corpus) -> tuple[Table, ...]:
    """The most alike actions of two territories."""
    from extractor.compare.similaires import Index

    of = {contrat.key: contrat for contrat in corpus.contrats}
    return (
        Table(
            "fiches-proches",
            "Des actions proches d'un territoire à l'autre",
            "Cosinus TF-IDF des racines de mots (titre, objectifs, description, public) : une "
            "ressemblance de mots, à lire avant de conclure.",
            ("score", "territoire", "fiche", "autre territoire", "autre fiche", "mots communs"),
            tuple(
                (
                    round(p.score, 3),
                    to_contrat(of[p.fiche.contrat]),
                    to_fiche(p.fiche),
                    to_contrat(of[p.autre.contrat]),
                    to_fiche(p.autre),
                    ", ".join(p.mots),
                )
                for p in (Index(corpus.fiches).pairs() if corpus.fiches else ())
            ),
        ),
    )


def tell_nearest(corpus: Corpus, found: Iterable[tuple[Fiche, float]], to: str) -> Table:
    """The actions nearest to a fiche or a sentence."""
    of = {contrat.key: contrat for contrat in corpus.contrats}
    return Table(
        "fiches-proches",
        f"Les actions les plus proches de « {to} »",
        "Cosinus TF-IDF des racines de mots, de 0 à 1.",
        ("score", "territoire", "fiche", "page", "document"),
        tuple(
            (
                round(score, 3),
                to_contrat(of[fiche.contrat]),
                to_fiche(fiche),
                fiche.page_debut,
                of[fiche.contrat].document.fichier,
            )
            for fiche, score in found
        ),
    )


def tell_evolution(corpus: Corpus) -> tuple[Table, ...]:
    """A contract and the next one."""
    from extractor.matching.themes import load_themes

    noms = {key: theme.nom for key, theme in load_themes().items()}
    found = evolutions(corpus)
    changes = tuple(Change)
    summary = tuple(
        (
            to_contrat(e.apres),
            e.avant.periode or "?",
            e.apres.periode or "?",
            *(
                Count(
                    len(e.of(change)),
                    tuple(f.key for s in e.of(change) for f in (s.apres or s.avant,) if f),
                )
                for change in changes
            ),
        )
        for e in found
    )
    rows = tuple(
        (
            to_contrat(e.apres),
            s.change.value,
            s.score,
            to_fiche(s.avant) if s.avant else "",
            to_fiche(s.apres) if s.apres else "",
            _moves(s.themes_gagnes, s.themes_perdus, noms),
            _moves(s.porteurs_gagnes, s.porteurs_perdus, {}),
        )
        for e in found
        for s in e.suivis
    )
    return (
        Table(
            "evolution",
            "D'un contrat au suivant : en nombres",
            "« À vérifier » : deux fiches qui se ressemblent sans que ce soit sûr. « Ou non extraite » : "
            "l'un des contrats n'a pas été lu en entier.",
            ("territoire", "de", "à", *(change.value for change in changes)),
            summary,
        ),
        Table(
            "evolution-fiches",
            "D'un contrat au suivant : les fiches",
            "Score : ressemblance des titres et des mots, de 0 à 1.",
            ("territoire", "devenir", "score", "avant", "après", "thèmes", "porteurs"),
            rows,
        ),
    )


def tell_press(corpus: Corpus) -> tuple[Table, ...]:
    """Press releases against contracts."""
    points, alone = compare_press(corpus)
    order = list(Verdict)
    return (
        Table(
            "communiques",
            "Les communiqués et les contrats",
            "« D'un seul côté » : l'un des deux ne dit rien, ce n'est pas une contradiction.",
            (
                "territoire",
                "communiqué",
                "contrat",
                "point",
                "communiqué dit",
                "contrat dit",
                "verdict",
            ),
            tuple(
                (
                    to_contrat(p.contrat),
                    p.communique.document.fichier,
                    p.contrat.document.fichier,
                    p.point,
                    p.dit_communique or "",
                    p.dit_contrat or "",
                    p.verdict.value,
                )
                for p in sorted(points, key=lambda p: order.index(p.verdict))
            ),
        ),
        Table(
            "communiques-seuls",
            "Les communiqués sans contrat",
            "",
            ("territoire", "communiqué", "raison"),
            tuple(
                (s.communique.territoire.nom, s.communique.document.fichier, s.raison)
                for s in alone
            ),
        ),
    )


def _moves(come: Iterable[str], gone: Iterable[str], noms: Mapping[str, str]) -> str:
    """("nutrition",), ("habitat",) -> "+ Nutrition et alimentation, − Habitat et logement" """
    words = [f"+ {noms.get(name, name)}" for name in come]
    return ", ".join(words + [f"− {noms.get(name, name)}" for name in gone])


QUESTIONS: Mapping[str, Question] = {
    "territories": Question(
        "Territories, the contract that counts for each, and what was not read.", tell_territories
    ),
    "matrix": Question("Territory × theme: number of fiches, and share.", tell_matrix),
    "coverage": Question(
        "For each theme: territories with, without, and not known.", tell_coverage
    ),
    "gaps": Question(
        "Territories without an action on a theme: absent or not extracted.", tell_gaps
    ),
    "leaders": Question("Organisations by role across territories.", tell_leaders, mentions=True),
    "partners": Question(
        "Typical and shared partners, and their network.", tell_partners, mentions=True
    ),
    "statuses": Question("Actions by status.", tell_statuses),
    "publics": Question("Actions by public.", tell_publics, ("public",)),
    "indicators": Question(
        "Indicators used for the same theme.", tell_indicators, indicateurs=True
    ),
    "calendars": Question("Calendars and amounts.", tell_calendars, (*CALENDAR, "montants")),
    "similar": Question(
        "Alike actions of two territories, or nearest to a fiche or a sentence.",
        tell_similar,
        LIKENESS,
    ),
    "evolution": Question(
        "A contract and the next one of the same territory.",
        tell_evolution,
        LIKENESS,
        mentions=True,
    ),
    "press": Question("Press releases against contracts.", tell_press, mentions=True),
}
"""By name, what `cls-extractor compare` answers."""
