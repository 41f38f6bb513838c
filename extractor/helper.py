"""A second process for one document: it reads the first pages, and gives one answer in the end.

PDFium is not thread-safe and Python runs on one core, so a second core needs a second process. The
child of a fork has the opened document already. It reads while this process imports the parsers,
and gets ready for its answer while this one parses. Whatever happens to it, what it owes is made
here.
"""

import os
import pickle
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, BinaryIO, TypeAlias

from extractor.pdf.document import Pdf
from extractor.pdf.read import read_pages
from models.page import Page, words_of_columns

Answer: TypeAlias = Callable[[Callable[[], Any]], bytes]
"""Makes the answer, given what receives the messages one by one."""

MIN_PAGES = 8
"""Below this the fork costs more than it saves, unless the child gives an answer too."""
HEAD_START = 28
"""Pages that the child reads while this process imports the parsers."""
PIPE_BYTES = 1 << 20

_ending: list[int] = []
"""Children that nothing more is asked of."""


@dataclass(frozen=True, slots=True)
class Helper:
    """The child, what it is told and what it answers."""

    pid: int
    count: int
    """It reads the pages up to this rank."""
    messages: BinaryIO
    answers: BinaryIO
    listens: bool
    """Whether it gives an answer, once it has read."""

    def pages(self) -> list[Page]:
        """The pages that the child has read, or none when it failed."""
        try:
            pages = pickle.load(self.answers)
        except (EOFError, pickle.UnpicklingError):
            return []
        return [_from_columns(page) for page in pages]

    def tell(self, message: Any) -> None:
        """Send something that the answer is made from, once `pages` has been called.

        Nothing is sent to a child that gives no answer.
        """
        if not self.listens:
            return
        with suppress(BrokenPipeError):  # it has died: the answer will be None
            pickle.dump(message, self.messages, pickle.HIGHEST_PROTOCOL)
            self.messages.flush()

    def answer(self) -> bytes | None:
        """What it makes of the messages; None where it failed."""
        return self.answers.read() or None


@contextmanager
def page_helper(document: Pdf, answer: Answer | None = None) -> Iterator[Helper | None]:
    """Start a child that reads the first pages; None where it would not pay.

    `answer` runs in the child once it has read.
    """
    helper = _fork(document, answer) if _pays(document, answer) else None
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


def _pays(document: Pdf, answer: Answer | None) -> bool:
    return (
        (answer is not None or len(document) >= MIN_PAGES)
        and hasattr(os, "fork")
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _fork(document: Pdf, answer: Answer | None) -> Helper | None:
    _reap()
    count = min(len(document), (len(document) + HEAD_START) // 2)
    (asked, asking), (answered, answering) = os.pipe(), os.pipe()
    _widen(asking)
    try:
        pid = os.fork()
    except OSError:  # no process left: work alone
        for pipe in (asked, asking, answered, answering):
            os.close(pipe)
        return None
    if pid == 0:
        os.close(asking)
        os.close(answered)
        os._exit(_live(document, count, answer, asked, answering))
    os.close(asked)
    os.close(answering)
    messages, answers = os.fdopen(asking, "wb"), os.fdopen(answered, "rb")
    return Helper(pid, count, messages, answers, listens=answer is not None)


def _widen(pipe: int) -> None:
    """Let a pipe hold what is told while the child still reads, where that can be set."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _close(helper: Helper) -> None:
    """Tell the child that nothing more is asked. It ends by itself: waiting costs milliseconds."""
    helper.answers.close()
    with suppress(BrokenPipeError):  # it died before it had read all messages
        helper.messages.close()
    _ending.append(helper.pid)


def _reap() -> None:
    """Let go of the children that have ended since."""
    _ending[:] = filter(_runs, _ending)


def _runs(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:  # the program that uses us has waited for all its children
        return False


def _live(document: Pdf, count: int, answer: Answer | None, asked: int, answering: int) -> int:
    """The whole life of the child: its exit code."""
    try:
        with os.fdopen(asked, "rb") as messages, os.fdopen(answering, "wb") as answers:
            pages = [_to_columns(page) for page in read_pages(document, range(count))]
            pickle.dump(pages, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
            if answer is not None:
                answers.write(answer(partial(pickle.load, messages)))
    except BaseException:
        return 1
    return 0


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
