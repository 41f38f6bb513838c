"""A second process for one document: it reads the first pages, and makes the JSON in the end.

PDFium is not thread-safe and Python runs on one core, so a second core needs a second process. The
child of a fork has the opened document already. It reads while this process imports the parsers,
and loads Pydantic while this one parses. Whatever happens to it, what it owes is made here.
"""

import os
import pickle
import threading
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import repeat
from typing import Any, BinaryIO

from extractor.pdf.document import Pdf
from extractor.pdf.read import read_pages
from models.page import Page, words_of_columns

MIN_PAGES = 8
"""Below this the fork costs more than it saves, unless the child makes the JSON too."""
HEAD_START = 26
"""Pages that the child reads while this process imports the parsers."""

_ending: list[int] = []
"""Children that nothing more is asked of."""


@dataclass(frozen=True, slots=True)
class Helper:
    """The child, what it is asked and what it answers."""

    pid: int
    count: int
    """It reads the pages up to this rank."""
    questions: BinaryIO
    answers: BinaryIO

    def pages(self) -> list[Page]:
        """The pages that the child has read, or none when it failed."""
        try:
            pages = pickle.load(self.answers)
        except (EOFError, pickle.UnpicklingError):
            return []
        return [_from_columns(page) for page in pages]

    def print(self, data: Any, indent: int | None) -> bytes | None:
        """The JSON text of a record as plain data, once `pages` has been called; None: it failed.

        The text is empty when the record is not valid.
        """
        try:
            pickle.dump((data, indent), self.questions, pickle.HIGHEST_PROTOCOL)
            self.questions.flush()
        except BrokenPipeError:
            return None
        return self.answers.read() or None


@contextmanager
def page_helper(document: Pdf, prints: bool = False) -> Iterator[Helper | None]:
    """Start a child that reads the first pages; None where it would not pay.

    `prints`: whether it shall get ready to make the JSON too.
    """
    helper = _fork(document, prints) if _pays(document, prints) else None
    try:
        yield helper
    finally:
        if helper is not None:
            _close(helper)


def read_all_pages(document: Pdf, helper: Helper | None) -> tuple[Page, ...]:
    """All pages in order: those of the child, and the rest read here."""
    first = helper.count if helper else 0
    rest = read_pages(document, range(first, len(document)))
    ready = helper.pages() if helper else []
    missing = read_pages(document, range(len(ready), first))
    return (*ready, *missing, *rest)


def _pays(document: Pdf, prints: bool) -> bool:
    return (
        (prints or len(document) >= MIN_PAGES)
        and hasattr(os, "fork")
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _fork(document: Pdf, prints: bool) -> Helper | None:
    _reap()
    count = min(len(document), (len(document) + HEAD_START) // 2)
    (asked, asking), (answered, answering) = os.pipe(), os.pipe()
    try:
        pid = os.fork()
    except OSError:  # no process left: work alone
        for pipe in (asked, asking, answered, answering):
            os.close(pipe)
        return None
    if pid == 0:
        os.close(asking)
        os.close(answered)
        os._exit(_live(document, count, prints, asked, answering))
    os.close(asked)
    os.close(answering)
    return Helper(pid, count, os.fdopen(asking, "wb"), os.fdopen(answered, "rb"))


def _close(helper: Helper) -> None:
    """Tell the child that nothing more is asked. It ends by itself: waiting costs milliseconds."""
    helper.answers.close()
    with suppress(BrokenPipeError):  # it died before it had read the question
        helper.questions.close()
    _ending.append(helper.pid)


def _reap() -> None:
    """Let go of the children that have ended since."""
    _ending[:] = [pid for pid in _ending if os.waitpid(pid, os.WNOHANG) == (0, 0)]


def _live(document: Pdf, count: int, prints: bool, asked: int, answering: int) -> int:
    """The whole life of the child: its exit code."""
    try:
        with os.fdopen(asked, "rb") as questions, os.fdopen(answering, "wb") as answers:
            pages = [_to_columns(page) for page in read_pages(document, range(count))]
            pickle.dump(pages, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
            if prints:
                _print(questions, answers)
    except BaseException:
        return 1
    return 0


def _print(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer the one question, unless it never comes."""
    from extractor.printing import load_models, print_record, validate

    load_models()
    data, indent = pickle.load(questions)
    answers.write(print_record(validate(data), indent))


def _to_columns(page: Page) -> Page:
    """Words as columns of plain values: six times faster through a pipe than one by one."""
    if not page.words:
        return page
    texts, _, _, x0s, tops, x1s, bottoms, baselines, styles, mcids, turns = zip(*page.words)  # noqa: B905
    places = [array("d", column) for column in (x0s, tops, x1s, bottoms, baselines)]
    marks = (array("i", mcids), array("i", turns))
    columns: Any = ("\n".join(texts), *places, styles, *marks)
    return page._replace(words=columns)


def _from_columns(page: Page) -> Page:
    if not page.words:
        return page
    columns: Any = page.words
    texts = columns[0].split("\n")
    return page._replace(
        words=words_of_columns((texts, repeat(page.number), range(len(texts)), *columns[1:]))
    )
