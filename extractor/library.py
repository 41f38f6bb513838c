"""What a Python program uses: documents in; records, answers and files out.

Every name here is also one of `extractor` itself: `from extractor import extract`. What goes wrong
with a document, a file or a database as a whole is an `ExtractionError`, whose text says what to
do.
"""

from collections.abc import Callable, Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeAlias

from extractor.batch.importing import cores, make_plan
from extractor.batch.inputs import check_sources, find_inputs
from extractor.batch.limits import Limits
from extractor.batch.readers import Children
from extractor.batch.runner import Batch, Event
from extractor.batch.stop import Stop
from extractor.batch.totals import Totals
from extractor.compare import answers
from extractor.compare.report.page import make_report
from extractor.compare.selection import ALL, Selection
from extractor.compare.tables import Table, plain
from extractor.errors import ExtractionError
from extractor.exporters.export import export
from extractor.exporters.selection import Filters
from extractor.matching.glossary import load_glossary
from extractor.parsers.label_files import read_label_files
from extractor.pipeline import Options, read_document
from extractor.printing import print_record
from extractor.store.store import Store, open_existing_store, open_store
from extractor.validation import Problem, find_problems, read_record
from models.records import Document

__all__ = [
    "Document",
    "Event",
    "ExtractionError",
    "Filters",
    "Limits",
    "Problem",
    "Selection",
    "Store",
    "Table",
    "Totals",
    "ask",
    "export",
    "extract",
    "find_problems",
    "import_documents",
    "make_report",
    "open_existing_store",
    "print_record",
    "read_record",
    "rows",
]

AnyPath: TypeAlias = str | PathLike[str]


def extract(
    path: AnyPath, *, labels: Sequence[AnyPath] = (), glossaries: Sequence[AnyPath] = ()
) -> Document:
    """Read one PDF into its record.

    `labels` and `glossaries` are files of your own beside the shipped ones. Raises
    `ExtractionError` when the document gives no record: no PDF, a password, damage.

    Examples:
        >>> record = extract("tests/pdf/run-in-labels.pdf")
        >>> record.document.genre, record.document.pages
        ('contrat', 14)
        >>> contrat = record.contrats[0]
        >>> contrat.periode.debut, contrat.periode.fin
        (2023, 2027)
        >>> fiche = contrat.fiches_action[0]
        >>> fiche.code, fiche.titre
        ('1', 'Consolider les équipes de soins primaires')
        >>> record.provenance["/contrats/0/fiches_action/0/titre"][0].page
        9
    """
    return read_document(Path(path), _options(labels, glossaries)).record


def import_documents(
    sources: AnyPath | Iterable[AnyPath],
    db: str,
    *,
    labels: Sequence[AnyPath] = (),
    glossaries: Sequence[AnyPath] = (),
    limits: Limits = Limits(),  # noqa: B008  # a constant
    workers: int | None = None,
    force: bool = False,
    retry_failed: bool = False,
    tell: Callable[[Event], object] | None = None,
) -> Totals:
    """Read folders, manifests, addresses or files into a database, made where there is none.

    Every input ends as a record or as a failure with a name; what was read before is not read
    again, unless by `force` or, where it failed, by `retry_failed`. `workers` documents are read at
    once (default: the cores), each in a process of its own. `tell` is called with the news of each
    input.

    Examples:
        >>> totals = import_documents("tests/pdf/press", "corpus.db", workers=2)
        >>> totals.inputs, totals.failed
        (12, 0)
        >>> import_documents("tests/pdf/press", "corpus.db").pages  # nothing is new
        0
    """
    several = [sources] if isinstance(sources, str | PathLike) else sources
    names = [fspath(source) for source in several]
    check_sources(names)
    options = _options(labels, glossaries)
    plan = make_plan(options, list(map(Path, labels)), limits, force, retry_failed)
    totals = Totals()
    with open_store(db) as store:
        batch = Batch(store, Children(options, limits, workers or cores()), plan, Stop())
        for event in batch.run(find_inputs(names)):
            totals.add(event)
            if tell is not None:
                tell(event)
    return totals


def ask(store: Store, question: str, selection: Selection = ALL) -> tuple[Table, ...]:
    """Answer a question about the territories of a store, as `cls-extractor compare QUESTION` does.

    Examples:
        >>> totals = import_documents("tests/pdf/run-in-labels.pdf", "corpus.db")
        >>> with open_existing_store("corpus.db") as store:
        ...     matrix, shares = ask(store, "matrix")
        >>> for row in rows(matrix):
        ...     print(row["territoire"], row["fiches"], row["Mobilités et transports"])
        PETR du Pays de Haute-Ternelle 6 1
    """
    if question not in answers.QUESTIONS:
        raise ValueError(f"no question {question!r}: one of {', '.join(answers.QUESTIONS)}")
    return answers.ask(store, [question], selection)[1]


def rows(table: Table) -> list[dict[str, Any]]:
    """The rows of a table by their headings, as a data frame takes them; None is not known.

    A number that may be larger in the document (`≥`) stands without that mark.

    Examples:
        >>> rows(Table("t", "Titre", "", ("Territoire", "Fiches"), (("Lisieux", 3),)))
        [{'Territoire': 'Lisieux', 'Fiches': 3}]
    """
    return [dict(zip(table.colonnes, map(plain, line), strict=True)) for line in table.lignes]


def _options(labels: Sequence[AnyPath], glossaries: Sequence[AnyPath]) -> Options:
    """What documents are read with; raises `BadLabels` or `BadGlossary` for a bad file."""
    paths = tuple(map(Path, glossaries))
    if paths:
        load_glossary(paths)
    return Options(
        labels=read_label_files(list(map(Path, labels))) if labels else None, glossaries=paths
    )
