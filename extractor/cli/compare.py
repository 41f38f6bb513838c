"""`cls-extractor compare`: questions across the territories of a database."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.failures import attempt_writing, say, take_file
from extractor.cli.output import write_file, write_stdout

if TYPE_CHECKING:
    from extractor.compare.selection import Selection
    from extractor.compare.tables import Cell, Table
    from extractor.store.store import Store

NAMES = (
    "territories",
    "matrix",
    "coverage",
    "gaps",
    "leaders",
    "partners",
    "statuses",
    "publics",
    "indicators",
    "calendars",
    "similar",
    "evolution",
    "press",
)
"""Keys of `extractor.compare.answers.QUESTIONS`, which the help must not load; a test compares."""
MOST_COLUMNS = 14
"""Of a table whose headings are written out in a terminal."""


@click.command()
@click.argument("question", required=False, type=click.Choice(NAMES))
@click.option("--db", required=True, metavar="URL", help="FILE.db or postgresql+psycopg://…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "xlsx", "html"]),
    help="Default: by the ending of -o, else table.",
)
@click.option(
    "-o",
    "--output",
    metavar="PLACE",
    help="A file; for csv with several tables a folder (default: stdout).",
)
@click.option("--territory", "territories", multiple=True, help="Code, or words of a name.")
@click.option("--department", "departments", multiple=True, help="Code: 14.")
@click.option("--region", "regions", multiple=True, help="Code: 28.")
@click.option("--theme", "themes", multiple=True, help="Id of a theme: sante-mentale.")
@click.option("--period", metavar="YEAR[-YEAR]", help="Contracts in force in these years.")
@click.option("--like", metavar="TEXT", help="similar: nearest to this sentence.")
@click.option("--fiche", metavar="CODE|TITLE|KEY", help="similar: nearest to this fiche.")
@click.option(
    "--most", type=click.IntRange(1), default=10, show_default=True, help="similar: how many."
)
@click.option(
    "--pdf",
    metavar="PLACE",
    help="html: folder or address of the PDFs (default: where they were imported; '' for none).",
)
def command(
    question: str | None,
    db: str,
    form: str | None,
    output: str | None,
    territories: tuple[str, ...],
    departments: tuple[str, ...],
    regions: tuple[str, ...],
    themes: tuple[str, ...],
    period: str | None,
    like: str | None,
    fiche: str | None,
    most: int,
    pdf: str | None,
) -> None:
    """Answer a QUESTION about the territories of a database; all of them without one.

    Each territory counts once, by its newest contract. What was not read is told apart from what is
    absent: docs/compare.md has the rules. `--format html -o report.html` makes one report of all.
    """
    form = form or _form_of(output)
    _check(question, form, output, like, fiche)
    selection = _selection(territories, departments, regions, themes, period)
    from extractor.store.store import open_existing_store

    with take_file(partial(open_existing_store, db)) as store:
        if form == "html":
            data = take_file(partial(_report, store, selection, output, pdf))
            sys.exit(0 if _write(data, output) else 1)
        tables = take_file(partial(_tables, store, question, selection, like, fiche, most))
    sys.exit(0 if _print(tables, form, output) else 1)


def _form_of(output: str | None) -> str:
    ending = Path(output).suffix[1:].lower() if output else ""
    return ending if ending in ("csv", "json", "xlsx", "html") else "table"


def _check(
    question: str | None, form: str, output: str | None, like: str | None, fiche: str | None
) -> None:
    if (like or fiche) and question != "similar":
        raise click.UsageError("--like and --fiche go with the question similar.")
    if like and fiche:
        raise click.UsageError("--like or --fiche, not both.")
    if form == "html" and question:
        raise click.UsageError("html is one report of all questions: name none.")
    if form in ("html", "xlsx") and not output and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a terminal: name a file with -o.")
    if form == "table" and output:
        raise click.UsageError("name a format, or a file that ends with .csv, .json, .xlsx, .html.")


def _selection(
    territories: Sequence[str],
    departments: Sequence[str],
    regions: Sequence[str],
    themes: Sequence[str],
    period: str | None,
) -> "Selection":
    from extractor.compare.selection import Selection
    from extractor.matching.themes import load_themes

    unknown = set(themes) - set(load_themes())
    if unknown:
        raise click.UsageError(f"no theme {sorted(unknown)[0]}: one of {', '.join(load_themes())}.")
    first, _, last = (period or "").partition("-")
    if period and not all(len(year) == 4 and year.isdigit() for year in (first, last or first)):
        raise click.UsageError("--period is a year or two: 2025, 2022-2026.")
    years = (int(first), int(last or first)) if period else (None, None)
    return Selection(tuple(territories), tuple(departments), tuple(regions), tuple(themes), *years)


def _tables(
    store: "Store",
    question: str | None,
    selection: "Selection",
    like: str | None,
    fiche: str | None,
    most: int,
) -> tuple["Table", ...]:
    from extractor.compare import answers

    if like or fiche:
        return (_nearest(store, selection, like, fiche, most),)
    names = [question] if question else list(NAMES)
    return answers.ask(store, names, selection)[1]


def _nearest(
    store: "Store", selection: "Selection", like: str | None, fiche: str | None, most: int
) -> "Table":
    from extractor.compare.answers import LIKENESS
    from extractor.compare.reading import read_corpus
    from extractor.compare.similaires import Index, find_fiche
    from extractor.compare.tell.likeness import tell_nearest

    everywhere = replace(selection, territoires=(), departements=(), regions=())
    corpus = read_corpus(store, selection if like else everywhere, textes=LIKENESS)
    index = Index(corpus.fiches)
    if like:
        found = [(f.fiche, f.score) for f in index.search(like, most)]
        return tell_nearest(corpus, found, like)
    places = {c.key for c in corpus.contrats if selection.takes(c.territoire)}
    named = find_fiche((f for f in corpus.fiches if f.contrat in places), fiche or "")
    if len(named) != 1:
        hint = "no fiche of that name" if not named else f"{len(named)} fiches of that name"
        say(f"{fiche}: {hint} (give its code with --territory, its title, or its key)")
        sys.exit(2)
    near = [(p.autre, p.score) for p in index.nearest(named[0], most)]
    return tell_nearest(corpus, near, named[0].titre)


def _report(store: "Store", selection: "Selection", output: str | None, pdf: str | None) -> bytes:
    from extractor.compare.report.page import make_report

    return make_report(store, selection, Path(output) if output else None, pdf).encode()


def _print(tables: Sequence["Table"], form: str, output: str | None) -> bool:
    if form == "table":
        _show(tables)
        return True
    from extractor.compare import writers

    if form == "csv":
        if output is None or (len(tables) == 1 and output.lower().endswith(".csv")):
            return _write(b"\r\n".join(map(writers.to_csv, tables)), output)
        folder = Path(output)
        return all(_write(writers.to_csv(t), str(folder / f"{t.nom}.csv")) for t in tables)
    return _write({"json": writers.to_json, "xlsx": writers.to_xlsx}[form](tables), output)


def _write(data: bytes, output: str | None) -> bool:
    if output is None:
        write_stdout(data)
        return True
    return attempt_writing(Path(output), partial(write_file, Path(output), data))


def _show(tables: Sequence["Table"]) -> None:
    """Print tables for a terminal; where a table is wider, cells are folded."""
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    for table in tables:
        heads = _heads(table)
        shown = RichTable(title=Text(table.titre), header_style="bold", title_justify="left")
        for rank, name in enumerate(heads):
            right = all(_is_number(row[rank]) for row in table.lignes)
            shown.add_column(Text(name), justify="right" if right else "left", overflow="fold")
        for row in table.lignes:
            shown.add_row(*(Text(_shown(cell)) for cell in row))
        console.print(shown)
        legend = [f"{h} = {name}" for h, name in zip(heads, table.colonnes, strict=True)]
        legend = [line for line, h in zip(legend, heads, strict=True) if h.isdigit()]
        console.print(Text(" ; ".join([*legend, table.note])), style="dim")
        console.print()


def _heads(table: "Table") -> list[str]:
    """The headings; those of a table too wide for a terminal are numbers, told in a legend."""
    if len(table.colonnes) <= MOST_COLUMNS:
        return list(table.colonnes)
    kept = [name if rank < 3 else "" for rank, name in enumerate(table.colonnes)]
    return [name or str(rank - 2) for rank, name in enumerate(kept)]


def _is_number(cell: "Cell") -> bool:
    from extractor.compare.tables import Count, Places, Share, Unknown

    return cell is None or isinstance(cell, int | float | Count | Places | Share | Unknown)


def _shown(cell: "Cell") -> str:
    """A cell for a terminal: 1234.5 -> "1 234,5";  a number that is not known -> "?" """
    from extractor.compare.tables import Unknown

    if cell is None or isinstance(cell, Unknown):
        return "" if cell is None else "?"
    if isinstance(cell, float):
        return f"{cell:,.3f}".rstrip("0").rstrip(".").replace(",", " ").replace(".", ",")
    return str(cell)
