"""`cls-extractor status`: what a database of imports holds."""

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from extractor.batch.report import make_report
from extractor.batch.totals import counts
from extractor.cli.failures import attempt_writing, take_file
from extractor.cli.output import write_file, write_json, write_stdout
from extractor.store.store import Summary, open_existing_store


@click.command()
@click.option("--db", required=True, metavar="FILE_OR_URL", help="The database of an import.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option(
    "--report",
    metavar="HTML",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report in French: one page that needs nothing else.",
)
def command(db: str, as_json: bool, report: Path | None) -> None:
    """Tell what a database holds: documents by status, failures by reason, avertissements."""
    with take_file(partial(open_existing_store, db)) as store:
        summary = store.summary()
        if as_json:
            write_json(summary._asdict())
        else:
            write_stdout("".join(f"{line}\n" for line in _lines(summary)).encode())
        if report is not None:
            page = partial(make_report, store, None, datetime.now())
            if not attempt_writing(report, lambda: write_file(report, page())):
                raise SystemExit(1)


def _lines(summary: Summary) -> list[str]:
    lines = [f"{sum(summary.statuses.values())} inputs, {summary.records} records"]
    lines += [f"  {status:<8}{count:>8}" for status, count in summary.statuses.items()]
    lines.append(f"{summary.pages} pages, read in {summary.seconds:.1f} s of process time")
    if summary.failures:
        lines.append(f"failures: {counts(summary.failures)}")
    if summary.avertissements:
        lines.append(f"avertissements: {counts(summary.avertissements)}")
    return lines
