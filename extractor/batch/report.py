"""A store, and the account of an import → one page of HTML in French that needs nothing else."""

import heapq
import html
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from extractor.batch.inputs import Reason
from extractor.batch.runner import Kind
from extractor.batch.totals import Totals
from extractor.outcome import Failure, Status
from extractor.stats import page_ranges
from extractor.store.store import Entry, Store, Summary
from extractor.version import __version__

SLOWEST = 20

FAILURES = {
    Failure.UNREADABLE: "illisible",
    Failure.NOT_A_PDF: "pas un PDF",
    Failure.ENCRYPTED: "protégé par un mot de passe",
    Failure.TRUNCATED: "tronqué ou abîmé",
    Failure.TOO_LARGE: "trop grand",
    Failure.TIMEOUT: "lecture trop longue",
    Failure.MEMORY: "trop de mémoire demandée",
    Failure.CRASHED: "arrêt brutal du lecteur",
    Failure.NO_TEXT: "aucun texte",
    Failure.INTERNAL: "erreur interne",
}
REASONS = {
    Reason.OTHER: "ni le nom ni le début d'un PDF",
    Reason.UNFINISHED: "encore en cours d'écriture, d'après son nom",
    Reason.FOLDER_LINK: "lien vers un dossier : à nommer lui-même pour être lu",
    Reason.SPECIAL: "tube, socket ou périphérique",
    Reason.CLOSED: "ne peut pas être ouvert, et n'a pas un nom de PDF",
}
# Whatever the locale.
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def make_report(store: Store, totals: Totals | None, at: datetime) -> bytes:
    """Return the page: all that the store holds, and where given what one import did."""
    template = files("extractor.batch").joinpath("report.html").read_text(encoding="utf-8")
    before, _, after = template.partition("{{main}}")
    words = {"base": store.name, "date": say_moment(at), "version": __version__}
    for name, text in words.items():
        before = before.replace(f"{{{{{name}}}}}", html.escape(text))
    return "".join((before, *_main(store, totals), after)).encode("utf-8", "replace")


def say_moment(at: datetime) -> str:
    """2025-07-10 06:05 -> "10 juillet 2025 à 06:05" """
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} à {at:%H:%M}"


def _main(store: Store, totals: Totals | None) -> Iterator[str]:
    summary = store.summary()
    yield _totals(summary)
    if totals is not None:
        yield _this_import(totals)
    failures, partial, slowest = _sort(store.documents())
    count = summary.statuses[Status.FAILED]
    reasons = ", ".join(f"{FAILURES[code]} : {n}" for code, n in summary.failures.items())
    yield _table(
        "Échecs", f"{_plural(count, 'fichier')} sans résultat. {reasons}", FILE_HEADS, failures
    )
    note = f"{_plural(len(partial), 'document')} dont des pages manquent."
    yield _table("Documents incomplets", note, PARTIAL_HEADS, partial)
    yield _table("Documents les plus lents", "", SLOW_HEADS, slowest)
    doubts = [(f"<code>{_text(code)}</code>", str(n)) for code, n in summary.avertissements.items()]
    note = "Doutes signalés dans les fiches lues, par code."
    yield _table("Avertissements", note, ("Code", "#Nombre"), doubts)
    if totals is not None:
        yield _left_out(totals)


# A "#" marks a column of numbers.
FILE_HEADS = ("Fichier", "Raison", "Ce qui s'est passé, que faire")
PARTIAL_HEADS = ("Fichier", "Pages non lues", "#Pages")
SLOW_HEADS = ("Fichier", "#Pages", "#Secondes", "#Mémoire (Mo)")

Rows = list[tuple[str, ...]]


def _sort(entries: Iterable[Entry]) -> tuple[Rows, Rows, Rows]:
    """Rows of what failed, of what is partial, and of what took longest; in one pass."""
    failures: Rows = []
    partial: Rows = []
    slow: list[tuple[float, int, Entry]] = []
    for rank, entry in enumerate(entries):
        if entry.status is Status.FAILED:
            failures.append(_failure(entry))
        elif entry.status is Status.PARTIAL:
            pages = page_ranges(entry.failed_pages)
            partial.append((_file(entry.path), _text(pages), str(entry.pages)))
        heapq.heappush(slow, (entry.seconds, -rank, entry))
        if len(slow) > SLOWEST:
            heapq.heappop(slow)
    slowest = [_slow(entry) for seconds, _, entry in sorted(slow, reverse=True) if seconds]
    return failures, partial, slowest


def _failure(entry: Entry) -> tuple[str, ...]:
    code = entry.failure or Failure.INTERNAL
    name = entry.path.rpartition("/")[2]
    sentence = entry.message.removeprefix(f"{name} : ")
    reason = f"{_text(FAILURES[code])}<br><code>{code}</code>"
    return _file(entry.path), reason, _text(sentence[:1].upper() + sentence[1:])


def _slow(entry: Entry) -> tuple[str, ...]:
    memory = f"{entry.peak_memory / 1e6:.0f}" if entry.peak_memory else ""
    return _file(entry.path), str(entry.pages), _number(f"{entry.seconds:.1f}"), memory


def _totals(summary: Summary) -> str:
    tiles = (
        ("", sum(summary.statuses.values()), "fichiers"),
        ("ok", summary.statuses[Status.OK], "lus"),
        ("partial", summary.statuses[Status.PARTIAL], "incomplets"),
        ("failed", summary.statuses[Status.FAILED], "échecs"),
        ("", summary.records, "contenus différents lus"),
        ("", summary.pages, "pages"),
    )
    items = (f'<li class="{kind}"><b>{_thousands(n)}</b>{name}</li>' for kind, n, name in tiles)
    return f'<ul class="totals">{"".join(items)}</ul>\n'


def _this_import(totals: Totals) -> str:
    kinds, statuses = totals.kinds, totals.statuses
    speed = _number(f"{totals.pages_per_second:.1f}")
    return (
        f'<p class="note">Cet import : {_plural(totals.inputs, "fichier")} en '
        f"{_number(f'{totals.seconds:.0f}')} s ; {kinds[Kind.READ]} lus maintenant "
        f"({_thousands(totals.pages)} pages, {speed} pages/s), dont {statuses[Status.FAILED]} en "
        f"échec ; {kinds[Kind.SKIPPED]} déjà lus auparavant ; {kinds[Kind.SHARED]} de même contenu "
        f"qu'un autre ; {kinds[Kind.LEFT_OUT]} laissés de côté.</p>\n"
    )


def _left_out(totals: Totals) -> str:
    count = totals.kinds[Kind.LEFT_OUT]
    rows = [
        (_file(event.path), _text(REASONS[event.reason] if event.reason else ""))
        for event in totals.left_out
    ]
    note = f"{_plural(count, 'fichier')} des dossiers qui n'entrent pas dans l'import."
    if count > len(rows):
        note += f" Les {len(rows)} premiers sont nommés ; le journal (--json-log) les a tous."
    return _table("Laissés de côté", note, ("Fichier", "Raison"), rows)


def _table(title: str, note: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A section with a table; a sentence where there is nothing."""
    heading = f"<section>\n<h2>{title}</h2>\n"
    if not rows:
        return f'{heading}<p class="note">Aucun.</p>\n</section>\n'
    kinds = [' class="number"' if head.startswith("#") else "" for head in heads]
    columns = "".join(
        f'<th scope="col"{kind}>{head.lstrip("#")}</th>'
        for head, kind in zip(heads, kinds, strict=True)
    )
    kinds = [
        ' class="file"' if head == "Fichier" else kind
        for head, kind in zip(heads, kinds, strict=True)
    ]
    lines = (
        "<tr>"
        + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row, kinds, strict=True))
        + "</tr>\n"
        for row in rows
    )
    caption = f"<caption>{_text(note)}</caption>\n" if note else ""
    return (
        f"{heading}<table>\n{caption}<thead><tr>{columns}</tr></thead>\n"
        f"<tbody>\n{''.join(lines)}</tbody>\n</table>\n</section>\n"
    )


def _file(path: str) -> str:
    """A path that breaks between its folders; a line end in a name is seen."""
    return _text(path).replace("/", "/<wbr>").replace("\n", "↵")


def _text(text: str) -> str:
    return html.escape(text)


def _number(text: str) -> str:
    """ "3.5" -> "3,5" """
    return text.replace(".", ",")


def _thousands(number: int) -> str:
    """12345 -> "12 345", with spaces that do not break"""
    return f"{number:,}".replace(",", "\u202f")


def _plural(count: int, noun: str) -> str:
    """(2, "fichier") -> "2 fichiers" """
    return f"{_thousands(count)} {noun}{'s' if count > 1 else ''}"
