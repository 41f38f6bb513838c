"""Lines of one area → paragraphs and list items."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.layout.lines import Line, all_bold, only_style
from extractor.layout.passage import Passage
from models.page import Style, Word

# Bullets as fonts and writers set them: signs, private-use glyphs (Symbol, Wingdings), dashes.
BULLETS = frozenset("•‣◦▪■●○▶►➢➤❖◆♦∙·→⇒✓✔*-–—") | {chr(c) for c in range(0xF000, 0xF100)}
CHECKBOXES = frozenset("☐☑☒□") | {"\uf06f", "\uf0a8", "\uf0fe", "\uf0fd", "\uf071"}
DASHES = "-–—"
NUMBERED = re.compile(
    r"^(?:\(?\d{1,2}(?:[.\-]\d{1,2}){0,2}\s*[.)/°–-]+|[a-hA-H][.)]|[IVX]{1,4}[.)])$"
)
NUMBER_ONLY = re.compile(r"^\d{1,2}(?:[.\-]\d{1,2}){0,2}$")
TERMINAL = tuple(".;:!?…»)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item of one area."""

    passage: Passage
    """Text without its bullet."""
    marker: str
    """The bullet that introduced it, or ""."""
    x0: float
    """Left edge of its first line, bullet included."""
    style: Style
    """Of most of its letters."""
    bold: bool
    """Whether all of it is bold."""
    room: float
    """Points left on its last line: little room means that the text may go on elsewhere."""
    top: float
    bottom: float
    bullet: tuple[Word, ...] = ()
    """The words of the bullet, for the account of what was read."""

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def page(self) -> int:
        return self.passage.page


class Gutter(NamedTuple):
    """The white between two columns."""

    left: float
    """Where the lines of the left column end at most."""
    right: float
    """Where those of the right column begin."""
    end: float
    """Where those of the right column end at most."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where lines stand: the edges that text is set against, and the usual distance of lines."""

    left: float
    right: float
    pitch: Mapping[float, float]
    gutter: Gutter | None = None
    """Where the document parts its columns, if it sets text in two."""
    contents: float | None = None
    """Where contents begin beside their labels in the document's lists without rules."""


def lines_to_blocks(lines: Sequence[Line], area: Area) -> list[Block]:
    """Cut lines where a new paragraph or item begins, and join the rest."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, area):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [block for group in groups if (block := _block(group, area)) is not None]


def _begins(current: Sequence[Line], line: Line, area: Area) -> bool:
    """Whether a line begins a new block after the lines of the current one."""
    before = current[-1]
    if line.words[0].turn != before.words[0].turn:
        return True
    if line.words[0].turn:
        return abs(line.size - before.size) > 0.6 or line.bold != before.bold
    size = before.size
    step = line.baseline - before.baseline
    if step > area.pitch.get(size, 1.2 * size) + 0.22 * size or step < 0:
        return True
    if abs(line.size - size) > 0.6:
        return True
    if line.bold != before.bold and (_forced(before, line, area) or _is_capital(line)):
        return True
    if line.words[0].style.colour != before.words[-1].style.colour and _is_capital(line):
        return True
    if _opens_bold(line) and not before.words[-1].style.bold:
        return True  # a run-in label: "**Public cible :** habitants"
    if not line.bold and _is_keyed(line) and _is_keyed(current[0]):
        return True  # "Institutions : ARS, CAF" / "Associations : Siel Bleu"
    marker = _marker(line)
    full = not _forced(before, line, area)
    if marker:
        listed = _marker(current[0]) == marker and abs(line.x0 - current[0].x0) < 3
        announced = before.words[-1].text.endswith(":") and line.x0 > before.x0 + 3
        return listed or not full or marker not in DASHES or announced or _tabbed(line)
    if _numbered(line):
        listed = _numbered(current[0]) and abs(line.x0 - current[0].x0) < 3
        return listed or not full or before.words[-1].text.endswith((".", ";", ":"))
    if full:
        # A paragraph whose last line is full: the next one begins a little lower.
        return step > area.pitch.get(size, 1.2 * size) + 0.12 * size and _is_capital(line)
    first = line.words[0].text.lstrip("(«\"'“")
    goes_on = first[:1].islower() and not before.words[-1].text.endswith((".", ";", ":", "!", "?"))
    return not goes_on


def _is_keyed(line: Line) -> bool:
    """Whether a line begins with a few words and a colon."""
    return _is_capital(line) and any(word.text.endswith(":") for word in line.words[:4])


def _is_capital(line: Line) -> bool:
    """Whether a line begins with a capital letter."""
    return line.words[0].text.lstrip("(«\"'“")[:1].isupper()


def _opens_bold(line: Line) -> bool:
    """Whether a line begins with a bold label that a colon ends, and goes on in plain text."""
    for word in line.words:
        if not word.style.bold:
            return word.text == ":"
        if word.text.endswith(":"):
            return True
    return False


def _forced(before: Line, line: Line, area: Area) -> bool:
    """Whether the line end is the writer's: the next word would still have fitted.

    A sign that French sets after a no-break space (":", ";", "»") moves with its word.
    """
    words = line.words
    width = words[0].x1 - words[0].x0
    if len(words) > 1 and words[1].text in {":", ";", "!", "?", "»", "%", "€"}:
        width = words[1].x1 - words[0].x0
    if words[0].text in {"«", "–"} and len(words) > 1:
        width = words[1].x1 - words[0].x0
    space = 0.25 * before.size
    if before.words[-1].text.endswith("\u00ad"):
        return False
    return before.x1 + space + width < area.right - 0.1 * before.size


def _marker(line: Line) -> str:
    """The bullet that a line begins with, or "".

    "• Région" -> "•";  "o Etendre" -> "o";  "-Après un" -> "-";  "- 29% des" -> "-"
    """
    text = line.words[0].text
    if text in BULLETS and text not in CHECKBOXES:
        return text if len(line.words) > 1 else ""
    if text == "o" and len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 2:
        return "o"
    if text[0] in DASHES and len(text) > 1 and text[1].isupper():
        return text[0]
    if text[0] in BULLETS and text[0] not in CHECKBOXES and text[0] not in DASHES + "*·":
        return text[0]
    return ""


def _tabbed(line: Line) -> bool:
    """Whether the text stands away from its bullet, as lists are set."""
    return len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 0.45 * line.size


def _numbered(line: Line) -> bool:
    """Whether a line begins with a number of a list: "1 –", "2-1 –", "1.", "a)"."""
    text = line.words[0].text
    if NUMBERED.match(text):
        return True
    follows = line.words[1].text if len(line.words) > 1 else ""
    return bool(NUMBER_ONLY.match(text)) and follows in {"–", "-", "—", ":", ")", "."}


def _block(lines: Sequence[Line], area: Area) -> Block | None:
    marker = _marker(lines[0])
    words = [word for line in lines for word in line.words]
    if len(words) == 1 and words[0].text in BULLETS - CHECKBOXES - set(DASHES):
        return None  # an item that its writer left empty
    bullet: tuple[Word, ...] = ()
    if marker:
        if words[0].text == marker:
            bullet, words = (words[0],), words[1:]
        else:
            words = [words[0]._replace(text=words[0].text[1:]), *words[1:]]
    passage = Passage.of(words)
    if not passage:
        return None
    style, bold = _style(words)
    last = lines[-1]
    room = area.right - last.x1 if last.words[0].turn == 0 else 0.0
    return Block(
        passage,
        marker,
        lines[0].x0,
        style,
        bold,
        room,
        min([word.top for word in words]),
        max([word.bottom for word in words]),
        bullet,
    )


def _style(words: Sequence[Word]) -> tuple[Style, bool]:
    """The style of most letters, and whether every word with a letter or digit is bold."""
    style = only_style(words)
    if style is not None:
        return style, style.bold
    letters: dict[Style, int] = {}
    for word in words:
        letters[word.style] = letters.get(word.style, 0) + len(word.text)
    return max(letters, key=lambda style: letters[style]), all_bold(words)


def goes_on(first: Block, second: Block) -> bool:
    """Whether a block cut by the end of a page or cell goes on in another one.

    "…plus rapide que le parcours" / "classique de prise de rdv." -> True
    """
    if second.marker or first.style.size != second.style.size or first.bold != second.bold:
        return False
    head, tail = first.text, second.text.lstrip("(«\"'“")
    if tail[:1].islower():
        return not head.endswith((".", "!", "?"))
    if head.endswith(TERMINAL) or first.style.colour != second.style.colour:
        return False
    words = second.text.split(maxsplit=2)
    numbered = bool(NUMBERED.match(words[0])) or (
        len(words) > 1 and bool(NUMBER_ONLY.match(words[0])) and words[1] in {"–", "-", ":"}
    )
    # A capital or a figure may only go on a sentence that had no room left: not a code, not a name.
    word = second.passage.words[0]
    return (
        first.room < word.x1 - word.x0 + 0.25 * word.style.size
        and len(head.split()) > 2
        and (head[-1].isalpha() or head[-1] in ",-–(")
        and not numbered
    )


def join_blocks(first: Block, second: Block) -> Block:
    """One block of two pieces."""
    return replace(
        first,
        passage=Passage.of((*first.passage.words, *second.passage.words)),
        room=second.room,
        bold=first.bold and second.bold,
        bottom=second.bottom,
    )


def join_runs(first: Sequence[Block], second: Sequence[Block]) -> tuple[Block, ...]:
    """Put two runs of blocks together; a block cut between them becomes whole."""
    if first and second and goes_on(first[-1], second[0]):
        return (*first[:-1], join_blocks(first[-1], second[0]), *second[1:])
    return (*first, *second)
