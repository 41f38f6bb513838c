"""Labels in a column beside what they name, without rules or fills: read row by row."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.lines import Line
from models.page import Word

MOST = 0.7
"""Share of the labels of a list that have something beside them."""
MIN_ROWS = 4
"""Labels of a document with contents that begin at one place."""
INDENT = 6.0
"""Points that bullets may stand away from the edge of the contents."""


def find_edge(pages: Sequence[Sequence[Line]]) -> float | None:
    """Where the contents beside bold labels begin in a document; None when it has no such list.

    "**Structure porteuse** MSA": the label may leave less white than two columns of text do.
    """
    starts = Counter(
        round(word.x0)
        for lines in pages
        for line in lines
        if line.words[0].style.bold and not line.bold and not line.words[0].turn
        for before, word in pairwise(line.words)
        if before.style.bold and not word.style.bold and not _runs_in(before, word)
    )
    if not starts:
        return None
    edge = max(starts, key=lambda x: (_beside(starts, x), -x))
    return edge - 1.0 if _beside(starts, edge) >= MIN_ROWS else None


def _runs_in(label: Word, content: Word) -> bool:
    """Whether a text goes on after its label: "**Pilote :** CCAS de la ville"."""
    colon = label.text.endswith(":") or content.text == ":"
    return colon and content.x0 - label.x1 < 0.8 * content.style.size


def _beside(starts: Counter[int], x: int) -> int:
    return sum(count for other, count in starts.items() if 0 <= other - x <= INDENT)


def label_run(
    lines: Sequence[Line], start: int, edge: float
) -> tuple[int, list[list[list[Line]]]] | None:
    """The end of the run of labels and contents from `start`, and its rows as bands."""
    if not lines[start].words[0].style.bold or lines[start].words[0].x0 >= edge:
        return None
    end = start
    left: list[Line] = []
    right: list[Line] = []
    for i, line in enumerate(lines[start:], start):
        label = tuple(word for word in line.words if word.x1 <= edge)
        content = tuple(word for word in line.words if word.x0 >= edge)
        whole = len(label) + len(content) == len(line.words) and not line.words[0].turn
        far = i > start and line.baseline - lines[i - 1].baseline > 5 * line.size
        if not whole or far or not all(word.style.bold for word in label):
            break
        if label and content and not 0 <= content[0].x0 - edge <= INDENT + 1:
            break
        if label and content and _runs_in(label[-1], content[0]):
            break
        left += [Line(label)] if label else []
        right += [Line(content)] if content else []
        end = i + 1
    rows = label_rows(left, right)
    return None if rows is None else (end, [[row] for row in rows])


def label_rows(left: Sequence[Line], right: Sequence[Line]) -> list[list[Line]] | None:
    """Each label, then its value: a borderless grid is read row by row.

    None where the left column does not label the right one: bold, most labels beside what they
    name. A label may be empty, or stand on two lines.
    """
    if not all(line.bold for line in left) or any(line.bold for line in right):
        return None
    labels = _labels(left, right)
    beside = sum(
        any(abs(label[0].baseline - line.baseline) < 0.5 * label[0].size for line in right)
        for label in labels
    )
    return _rows(labels, right) if beside >= max(1, MOST * len(labels)) else None


def _labels(left: Sequence[Line], right: Sequence[Line]) -> list[list[Line]]:
    """The lines of every label: one that begins small, or stands as close as lines do, goes on.

    "STRUCTURE" / "PORTEUSE" are one label when most labels stand further apart.
    """
    steps = [below.baseline - above.baseline for above, below in pairwise(left)]
    close = 1.08 * min((b.baseline - a.baseline for a, b in pairwise(right)), default=0.0)
    apart = sum(step > close for step in steps) >= len(steps) / 2
    labels: list[list[Line]] = []
    for line in left:
        above = labels[-1][-1] if labels else None
        step = line.baseline - above.baseline if above is not None else 0.0
        small = line.words[0].text[:1].islower()
        if above is not None and step < 1.5 * line.size and (small or (apart and step <= close)):
            labels[-1].append(line)
        else:
            labels.append([line])
    return labels


def _rows(labels: Sequence[Sequence[Line]], right: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for i, label in enumerate(labels):
        end = labels[i + 1][0].baseline - 1 if i + 1 < len(labels) else float("inf")
        start = label[0].baseline - 0.5 * label[0].size if i else float("-inf")
        # A label that wraps in its narrow column is one line of text all the same.
        whole = list(label) if len(label) == 1 else [Line(tuple(w for x in label for w in x.words))]
        rows += [whole, [line for line in right if start <= line.baseline < end]]
    return [row for row in rows if row]
