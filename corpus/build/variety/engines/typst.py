"""Elements → Typst markup → PDF."""

import re
from pathlib import Path

import typst

from corpus.build.variety.elements import (
    Break,
    Cell,
    Columns,
    Element,
    Entry,
    Gap,
    Heading,
    Items,
    Look,
    Para,
    Table,
)
from corpus.build.variety.engines.french import space_french

LEADERS = {
    ".": "#box(width: 1fr, repeat[.])",
    "…": "#box(width: 1fr, repeat[…])",
    "_": "#box(width: 1fr, repeat[\\_ ])",
    "": "#h(8pt)",
    "tab": "#h(1fr)",
}
RULES = {
    "grid": "0.6pt + gray.darken(30%)",
    "horizontal": "(x: none, y: 0.6pt + gray.darken(30%))",
    "none": "none",
}
ABOVE = {1: 16, 2: 12, 3: 10, 4: 7}
"""White space above a heading of each level, in points."""


def render(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF with the Typst compiler."""
    typst.compile(to_markup(elements, look).encode(), output=str(target))


def to_markup(elements: tuple[Element, ...], look: Look) -> str:
    """Return the Typst source of the document."""
    parts = [_setup(look)]
    landscape = False
    for element in elements:
        if not isinstance(element, Break):
            parts.append(_element(element, look))
        elif element.landscape != landscape:
            landscape = element.landscape
            parts.append(f"#set page(flipped: {_bool(landscape)})")
        else:
            parts.append("#pagebreak()")
    return "\n\n".join(parts)


def _bool(value: bool) -> str:
    return str(value).lower()


def _setup(look: Look) -> str:
    return f"""
#set document(title: "{look.title}", date: none)
#set page(paper: "a4", margin: {look.margins}pt,
  header: context {{ if counter(page).get().first() > 1 [ #set text(8pt, gray.darken(40%))
    #align(center)[{_running(look.header)}] ] }},
  footer: context {{ if counter(page).get().first() > 1 [ #set text(8pt, gray.darken(40%))
    #align(right)[{_running(look.footer)}] ] }})
#set text(font: ("{look.font}", "DejaVu Sans"), size: {look.size}pt, lang: "fr", \
hyphenate: {_bool(look.hyphenate)})
#set par(justify: {_bool(look.justify)}, leading: 0.6em, spacing: 0.9em)
#set list(marker: [•])
#set table(inset: 4pt)"""


def _running(words: str) -> str:
    """Return a running line: "{page}" is the number of the page."""
    made = text(words).replace("{pages}", "#context counter(page).final().first()")
    return made.replace("{page}", "#context counter(page).display()")


def _element(element: Element, look: Look) -> str:
    match element:
        case Heading():
            return _heading(element, look)
        case Para() | Items():
            return _block(element)
        case Entry():
            return _entry(element)
        case Table():
            return _table(element, look)
        case Columns(inside, count):
            words = "\n\n".join(_element(e, look) for e in inside)
            return f"#columns({count}, gutter: 20pt)[\n{words}\n]"
        case Gap(height):
            return f"#v({height}pt)"
    raise TypeError(element)


def _heading(heading: Heading, look: Look) -> str:
    weight = "regular" if heading.role in look.plain else "bold"
    colour = "" if heading.level == 3 else f', fill: rgb("{look.colour}")'
    tracking = ", tracking: 0.3em" if heading.role in look.spaced else ""
    words = text(heading.text.upper() if heading.role in look.upper else heading.text)
    if heading.role in look.small_caps:
        words = f"#smallcaps[{words}]"
    above = 120 if heading.role == "couverture" else ABOVE[heading.level]
    return (
        f"#block(above: {above}pt, below: 6pt, sticky: true)"
        f'[#text({look.heading_size(heading)}pt, weight: "{weight}"{colour}{tracking})[{words}]]'
    )


def _block(block: Para | Items) -> str:
    if isinstance(block, Items):
        lines = ", ".join(f"[{text(item)}]" for item in block.items)
        return f"#list(marker: [{text(block.marker)}], indent: 6pt, {lines})"
    label = f"*{text(block.label)}* " if block.label else ""
    words = f"*{text(block.text)}*" if block.bold and block.text else text(block.text)
    return label + words


def _entry(entry: Entry) -> str:
    indent = 14 * (entry.level - 1)
    if entry.page is None:
        return f"#pad(left: {indent}pt)[{text(entry.text)}]"
    return f"#pad(left: {indent}pt)[{text(entry.text)} {LEADERS[entry.leader]} {entry.page}]"


def _table(table: Table, look: Look) -> str:
    widths = ", ".join(f"{width:.3f}fr" for width in table.widths)
    head = ", ".join(_cell(c, table.cut) for row in table.rows[: table.header] for c in row)
    body = ",\n".join(_cell(c, table.cut) for row in table.rows[table.header :] for c in row)
    header = f"table.header({head}),\n" if table.header else ""
    size = f"#set text({look.size + table.size}pt)\n" if table.size else ""
    made = f"#table(columns: ({widths},), stroke: {RULES[table.rules]},\n{header}{body})"
    return f"#[\n#set par(justify: false, spacing: 0.6em)\n{size}{made}\n]"


def _cell(cell: Cell, cut: bool) -> str:
    options = [f"colspan: {cell.colspan}", f"rowspan: {cell.rowspan}"]
    if cell.fill:
        options.append(f'fill: rgb("{cell.fill}")')
    if not cut:
        options.append("breakable: false")
    inside = "\n\n".join(map(_block, cell.blocks))
    styles = ['weight: "bold"'] * cell.bold + ["fill: white"] * cell.white
    if styles:
        inside = f"#text({', '.join(styles)})[{inside}]"
    if cell.turned:
        inside = f"#rotate(-90deg, reflow: true)[{inside}]"
    return f"table.cell({', '.join(options)})[{inside}]"


def text(words: str) -> str:
    """Return the words with French spacing, escaped for Typst."""
    words = re.sub(r"([\\#$*_`<>@\[\]~\"'])", r"\\\1", space_french(words))
    words = re.sub(r"^([=+\-/])", r"\\\1", words)
    words = re.sub(r"^(\d+)\.", r"\1\\.", words)
    words = words.replace("//", r"\/\/").replace("...", r"\...").replace("--", r"\-\-")
    return words.replace("\n", r" \ ")
