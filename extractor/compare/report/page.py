"""The answers to all questions → one HTML file, the same for the same store."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.compare.answers import QUESTIONS
from extractor.compare.champs import publics, statuts, years
from extractor.compare.corpus import Contrat, Corpus, Extraction
from extractor.compare.evolution import evolutions
from extractor.compare.organisations import acteurs
from extractor.compare.partenaires import network
from extractor.compare.reading import read_corpus
from extractor.compare.report import carte, charts
from extractor.compare.report.links import Links, SiteLinks, sort_key
from extractor.compare.report.svg import short_name
from extractor.compare.selection import Selection
from extractor.compare.tables import Table
from extractor.compare.tell.fields import (
    tell_calendars,
    tell_indicators,
    tell_publics,
    tell_statuses,
)
from extractor.compare.tell.likeness import tell_evolution, tell_press, tell_similar
from extractor.compare.tell.organisations import tell_leaders, tell_partners
from extractor.compare.tell.territories import tell_territories
from extractor.compare.tell.themes import tell_coverage
from extractor.compare.themes import Matrix, State, coverage, theme_matrix
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.store.store import Store

MOST_ROWS = 500
"""Of a list in the report; the other formats have all rows."""
SHADES = 5


class Chart(NamedTuple):
    """A drawing, what it shows, and the table that says the same in words."""

    titre: str
    note: str
    legende: Sequence[tuple[str, str]]
    """Class of the style sheet → what it means."""
    dessins: Sequence[Markup]
    table: Table | None
    ouvert: bool = False
    """Whether the table is shown without being asked for."""


class Section(NamedTuple):
    """One part of the report."""

    ancre: str
    titre: str
    texte: str
    charts: Sequence[Chart]
    tables: Sequence[Table]


def make_report(
    store: "Store", selection: Selection, output: Path | None = None, pdf: str | None = None
) -> str:
    """Read the store and return the report.

    `output` is where the file will stand, from which links to local PDFs lead; `pdf` is a folder or
    an address in which they lie instead.
    """
    return render(_read(store, selection), output, pdf)


def make_site_report(store: "Store", selection: Selection) -> str:
    """The same for the service, without what its own page has around it: head, style, script.

    A fiche leads to the page of its document there.
    """
    corpus = _read(store, selection)
    text = _render(corpus, SiteLinks(corpus, None, ""), "report_body.html")
    return _INLINE.sub("", text)  # no style stands in the page there


_INLINE = re.compile(r' style="max-width:[\d.]+px"')


def _read(store: "Store", selection: Selection) -> Corpus:
    questions = QUESTIONS.values()
    return read_corpus(
        store,
        selection,
        textes=tuple(dict.fromkeys(name for q in questions for name in q.textes)),
        mentions=True,
        indicateurs=True,
    )


def render(corpus: Corpus, output: Path | None = None, pdf: str | None = None) -> str:
    """Lay the answers about a corpus out."""
    return _render(corpus, Links(corpus, output, pdf), "report.html")


def _render(corpus: Corpus, links: Links, template: str) -> str:
    matrix = theme_matrix(corpus)
    return (
        _environment()
        .get_template(template)
        .render(
            version=__version__,
            style=_asset("report.css"),
            script=_asset("report.js"),
            corpus=corpus,
            figures=_figures(corpus),
            carte=_map(corpus, links),
            sections=_sections(corpus, matrix, links),
            matrix=matrix,
            heat=partial(_heat, links=links),
            links=links,
            most_rows=MOST_ROWS,
            noms=_theme_names(),
            territories=tell_territories(corpus),
            selection=_selection(corpus.selection),
            State=State,
            Extraction=Extraction,
        )
    )


class Figure(NamedTuple):
    """A number at the head of the report, and the part that tells of it."""

    value: str
    word: str
    detail: str
    ancre: str


def _figures(corpus: Corpus) -> list[Figure]:
    read = [c for c in corpus.contrats if c.fiches]
    whole = sum(c.extraction is Extraction.COMPLETE for c in read)
    organisations = len({m.organisation for m in corpus.mentions if m.organisation})
    failed = sum(d.status == "failed" for d in corpus.documents)
    known = f"dont {len(read)} avec des fiches lues"
    partly = f"et {len(read) - whole} en partie"
    told = [
        (len(corpus.contrats), "territoire{s}", known, "documents"),
        (len(corpus.fiches), "fiche{s} action", "des contrats récents", "fiches"),
        (whole, "contrat{s} lu{s} en entier", partly, "themes"),
        (organisations, "organisation{s}", "dont le nom est reconnu", "acteurs"),
        (failed, "document{s} non lu{s}", "de territoire inconnu", "documents"),
    ]
    return [
        Figure(_grouped(number), word.format(s="s" if number > 1 else ""), detail, ancre)
        for number, word, detail, ancre in told
    ]


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _map(corpus: Corpus, links: Links) -> Chart:
    from extractor.matching.territoires.reference import reference

    noms = reference().departements
    from extractor.compare.tables import count, places

    by_contrat: dict[Any, list[Any]] = {}
    for fiche in corpus.fiches:
        by_contrat.setdefault(fiche.contrat, []).append(fiche)
    rows = tuple(
        (
            f"{noms.get(code, code)} ({code})",
            places(of),
            count(fiche for contrat in of for fiche in by_contrat.get(contrat.key, ())),
        )
        for code, of in carte.by_department(corpus.contrats).items()
    )
    nowhere = [c for c in corpus.contrats if not c.territoire.departements]
    note = (
        "Un territoire sur deux départements compte dans les deux. "
        f"Sans département connu, donc hors de la carte : {len(nowhere)}."
    )
    table = Table(
        "carte", "Territoires par département", "", ("département", "territoires", "fiches"), rows
    )
    return Chart(
        "Territoires par département",
        note,
        (),
        [carte.france(corpus.contrats, links)],
        table,
        ouvert=True,
    )


def _sections(corpus: Corpus, matrix: Matrix, links: Links) -> list[Section]:
    return [
        _themes(corpus, matrix, links),
        _acteurs(corpus, links),
        _partenaires(corpus, links),
        _actions(corpus, links),
        _indicateurs(corpus),
        _calendriers(corpus, links),
        Section(
            "proches",
            "Des actions qui se ressemblent",
            "Chaque ligne rapproche deux fiches de deux territoires par les mots qu'elles "
            "emploient : une "
            "piste pour se contacter, à lire avant de conclure.",
            (),
            tell_similar(corpus),
        ),
        _evolution(corpus, links),
        Section(
            "communiques",
            "Communiqués et contrats",
            "Ce qu'un communiqué ou une page web dit d'un contrat, et ce que le contrat dit "
            "lui-même.",
            (),
            tell_press(corpus),
        ),
    ]


def _themes(corpus: Corpus, matrix: Matrix, links: Links) -> Section:
    table = tell_coverage(corpus)[0]
    chart = Chart(
        table.titre,
        table.note,
        (
            ("present", "au moins une fiche"),
            ("absent", "absent : contrat lu en entier, aucune fiche"),
            ("inconnu", "non extrait : on ne sait pas"),
        ),
        [charts.coverage_bars(coverage(matrix), links)],
        table,
    )
    return Section("themes", "Les thèmes", "", (chart,), ())


def _acteurs(corpus: Corpus, links: Links) -> Section:
    table = tell_leaders(corpus)[0]
    chart = Chart(
        "Les organisations les plus présentes dans les fiches",
        table.note,
        (("porteur", "porte l'action"), ("partenaire", "partenaire de l'action")),
        [charts.acteur_bars(acteurs(corpus), links)],
        table,
    )
    return Section("acteurs", "Qui porte quoi", "", (chart,), ())


def _partenaires(corpus: Corpus, links: Links) -> Section:
    typical, neighbours, together = tell_partners(corpus)
    # The names of common organisations would make each row a paragraph: other formats have them.
    rows = tuple(row[:-1] for row in neighbours.lignes)
    neighbours = replace(neighbours, colonnes=neighbours.colonnes[:-1], lignes=rows)
    legend = [(f"famille{rank}", nom) for rank, nom in enumerate(charts.family_names())]
    chart = Chart(
        "Qui travaille avec qui",
        "Un trait relie deux organisations nommées dans une même fiche ; plus il est épais, "
        "plus elles "
        f"ont de fiches communes. {together.note}",
        legend,
        [charts.network(network(corpus), links)],
        together,
    )
    return Section("partenaires", "Les partenaires", "", (chart,), (typical, neighbours))


def _actions(corpus: Corpus, links: Links) -> Section:
    made = []
    for table, parts in (
        (tell_statuses(corpus)[0], statuts(corpus)),
        (tell_publics(corpus)[0], publics(corpus)),
    ):
        rows = [(p.nom, [charts.fiche_bar(p.fiches, "present", links)]) for p in parts]
        made.append(Chart(table.titre, table.note, (), [charts.bars(rows)], table))
    return Section("actions", "Statuts et publics des actions", "", made, ())


def _indicateurs(corpus: Corpus) -> Section:
    table = tell_indicators(corpus)[0]
    shared = tuple(row for row in table.lignes if int(str(row[-1])) > 1)
    here = f"{len(shared)} sur {len(table.lignes)}"
    note = f"{table.note} Ici ceux d'au moins deux territoires : {here}."
    shown = Table(table.nom, table.titre, note, table.colonnes, shared)
    return Section("indicateurs", "Les indicateurs", "", (), (shown,))


def _calendriers(corpus: Corpus, links: Links) -> Section:
    calendars, by_year, amounts = tell_calendars(corpus)
    told = [*corpus.contrats, *corpus.anterieurs]
    time = Chart(
        "Les contrats dans le temps",
        "Une barre par contrat, du début à la fin de sa période ; le losange est sa signature.",
        (
            ("present", "période connue"),
            ("inconnu", "période connue en partie"),
            ("annonce", "connu par un communiqué"),
        ),
        charts.timelines(told, links),
        _periods(told),
    )
    running = Chart(
        by_year.titre, by_year.note, (), [charts.columns(years(corpus), links)], by_year
    )
    return Section(
        "calendrier", "Calendriers et montants", "", (time, running), (calendars, amounts)
    )


def _periods(contrats: Iterable[Contrat]) -> Table:
    from extractor.compare.tables import to_contrat

    return Table(
        "periodes",
        "Périodes des contrats",
        "",
        ("territoire", "de", "à", "signature"),
        tuple((to_contrat(c), c.debut, c.fin, c.date_signature or "") for c in contrats),
    )


def _evolution(corpus: Corpus, links: Links) -> Section:
    summary, fiches = tell_evolution(corpus)
    found = evolutions(corpus)
    chart = Chart(
        "Ce que sont devenues les actions",
        summary.note,
        (
            ("present", "reconduite"),
            ("moyen", "renommée"),
            ("doute", "à vérifier"),
            ("nouveau", "nouvelle"),
            ("absent", "abandonnée"),
            ("inconnu", "ou non extraite"),
        ),
        [charts.evolution_bars(found, links)],
        summary,
    )
    shown = (chart,) if found else ()
    return Section("evolution", "D'un contrat au suivant", "", shown, (fiches,))


def _heat(cell: Any, row: Any, links: Links) -> Markup:
    """A cell of the heat map: its shade, and its number as a link."""
    if cell.state is State.UNKNOWN:
        return Markup('<td class="u">?</td>')
    if cell.state is State.ABSENT:
        return Markup('<td class="z">0</td>')
    partial_mark = "≥" if row.contrat.extraction is not Extraction.COMPLETE else ""
    shade = min(SHADES, -(-round(100 * (cell.share or 0)) // 8))
    number = links.fiches([f.key for f in cell.fiches], f"{partial_mark}{len(cell.fiches)}")
    return Markup('<td class="s{}">{}</td>').format(max(shade, 1), number)


def _selection(selection: Selection) -> list[str]:
    """What was selected, in words; [] for all."""
    years = list(map(str, selection.periode or ()))
    noms = _theme_names()
    parts = {
        "territoires": selection.territoires,
        "départements": selection.departements,
        "régions": selection.regions,
        "thèmes": [noms.get(theme, theme) for theme in selection.themes],
        "en vigueur": ["–".join(dict.fromkeys(years))] if years else [],
    }
    return [f"{name} : {', '.join(values)}" for name, values in parts.items() if values]


@cache
def _theme_names() -> Mapping[str, str]:
    from extractor.matching.themes import load_themes

    return {key: theme.nom for key, theme in load_themes().items()}


def _asset(name: str) -> Markup:
    """A file of this folder, which is put into the page as it is."""
    return Markup(files("extractor.compare.report").joinpath(name).read_text("utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("extractor.compare.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"sort_key": sort_key, "short_name": short_name}
    return environment
