"""Elements → Typst markup → PDF."""

import re
from pathlib import Path

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


def render_typst(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF with the Typst compiler."""
    import typst

    source = to_markup(elements, look)
    typst.compile(source.encode(), output=str(target))


def to_markup(elements: tuple[Element, ...], look: Look) -> str:
    """Return the Typst source of the document."""
    parts = [_setup(look)]
    landscape = False
    for element in elements:
        if isinstance(element, Break):
            if element.landscape != landscape:
                landscape = element.landscape
                parts.append(f"#set page(flipped: {'true' if landscape else 'false'})")
            else:
                parts.append("#pagebreak()")
        else:
            parts.append(_element(element, look))
    return "\n\n".join(parts)


def _setup(look: Look) -> str:
    foot = _running(look.footer)
    head = _running(look.header)
    hyphen = "true" if look.hyphenate else "false"
    justify = "true" if look.justify else "false"
    return f"""
#set document(title: "{look.title}", date: none)
#set page(paper: "a4", margin: {look.margins}pt,
  header: context {{ if counter(page).get().first() > 1 [ #set text(8pt, gray.darken(40%))
    #align(center)[{head}] ] }},
  footer: context {{ if counter(page).get().first() > 1 [ #set text(8pt, gray.darken(40%))
    #align(right)[{foot}] ] }})
#set text(font: ("{look.font}", "DejaVu Sans"), size: {look.size}pt, lang: "fr", hyphenate: {hyphen})
#set par(justify: {justify}, leading: 0.6em, spacing: 0.9em)
#set list(marker: [•])
#set table(inset: 4pt)"""


def _running(words: str) -> str:
    made = text(words)
    made = made.replace(r"\{pages\}", "#context counter(page).final().first()")
    made = made.replace("{pages}", "#context counter(page).final().first()")
    return made.replace("{page}", "#context counter(page).display()")


def _element(element: Element, look: Look) -> str:
    if isinstance(element, Heading):
        return _heading(element, look)
    if isinstance(element, Para):
        return _para(element)
    if isinstance(element, Items):
        return _items(element)
    if isinstance(element, Entry):
        return _entry(element)
    if isinstance(element, Table):
        return _table(element, look)
    if isinstance(element, Columns):
        inside = "\n\n".join(_element(e, look) for e in element.elements)
        return f"#columns({element.count}, gutter: 20pt)[\n{inside}\n]"
    if isinstance(element, Gap):
        return f"#v({element.height}pt)"
    raise TypeError(element)


def _heading(heading: Heading, look: Look) -> str:
    sizes = {1: look.size + 6, 2: look.size + 3, 3: look.size + 2, 4: look.size}
    size = look.size + 18 if heading.role == "couverture" else sizes[heading.level]
    weight = "regular" if heading.role in look.plain_headings else "bold"
    colour = "" if heading.level == 3 else f', fill: rgb("{look.colour}")'
    tracking = ", tracking: 0.3em" if heading.role in look.spaced else ""
    words = text(heading.text.upper() if heading.role in look.upper else heading.text)
    if heading.role in look.small_caps:
        words = f"#smallcaps[{words}]"
    above = 120 if heading.role == "couverture" else {1: 16, 2: 12, 3: 10, 4: 7}[heading.level]
    return (
        f"#block(above: {above}pt, below: 6pt, sticky: true)"
        f'[#text({size}pt, weight: "{weight}"{colour}{tracking})[{words}]]'
    )


def _para(para: Para) -> str:
    label = f"*{text(para.label)}* " if para.label else ""
    words = f"*{text(para.text)}*" if para.bold and para.text else text(para.text)
    made = label + words
    return made if para.align == "left" else f"#align({para.align})[{made}]"


def _items(items: Items) -> str:
    lines = ", ".join(f"[{text(item)}]" for item in items.items)
    return f"#list(marker: [{text(items.marker)}], indent: 6pt, {lines})"


def _entry(entry: Entry) -> str:
    indent = 14 * (entry.level - 1)
    if entry.page is None:
        return f"#pad(left: {indent}pt)[{text(entry.text)}]"
    fill = {".": "#box(width: 1fr, repeat[.])", "…": "#box(width: 1fr, repeat[…])",
            "_": "#box(width: 1fr, repeat[\\_ ])", "": "#h(8pt)"}.get(entry.leader, "#h(1fr)")  # fmt: skip
    return f"#pad(left: {indent}pt)[{text(entry.text)} {fill} {entry.page}]"


def _table(table: Table, look: Look) -> str:
    widths = ", ".join(f"{width:.3f}fr" for width in table.widths)
    stroke = {
        "grid": "0.6pt + gray.darken(30%)",
        "horizontal": "(x: none, y: 0.6pt + gray.darken(30%))",
        "box": "none",
        "none": "none",
    }[table.rules]
    head = ", ".join(_cell(c, table.cut) for row in table.rows[: table.header] for c in row)
    body = ",\n".join(_cell(c, table.cut) for row in table.rows[table.header :] for c in row)
    header = f"table.header({head}),\n" if table.header else ""
    size = f"#set text({look.size + table.size}pt)\n" if table.size else ""
    made = f"#table(columns: ({widths},), stroke: {stroke},\n{header}{body})"
    if table.rules == "box":
        made = f"#block(stroke: 0.9pt, breakable: true)[\n{made}]"
    return f"#[\n#set par(justify: false, spacing: 0.6em)\n{size}{made}\n]"


def _cell(cell: Cell, cut: bool) -> str:
    options = [f"colspan: {cell.colspan}", f"rowspan: {cell.rowspan}"]
    if cell.fill:
        options.append(f'fill: rgb("{cell.fill}")')
    if not cut:
        options.append("breakable: false")
    inside = "\n\n".join(_para(b) if isinstance(b, Para) else _items(b) for b in cell.blocks)
    styles = 'weight: "bold"' if cell.bold else ""
    styles += (", " if styles and cell.white else "") + ("fill: white" if cell.white else "")
    if styles:
        inside = f"#text({styles})[{inside}]"
    if cell.turn:
        inside = f"#rotate(-90deg, reflow: true)[{inside}]"
    return f"table.cell({', '.join(options)})[{inside}]"


def text(words: str) -> str:
    """French spacing, escaped for Typst."""
    for mark in ":;?!»%€":
        words = words.replace(f" {mark}", f"\u00a0{mark}")
    words = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", words.replace("« ", "«\u00a0"))
    words = re.sub(r"([\\#$*_`<>@\[\]~\"'])", r"\\\1", words)
    words = re.sub(r"^([=+\-/])", r"\\\1", words)
    words = re.sub(r"^(\d+)\.", r"\1\\.", words)
    return words.replace("//", "\\/\\/").replace("...", "\\...").replace("--", "\\-\\-").replace("\n", " \\ ")
