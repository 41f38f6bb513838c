"""Elements → one HTML page, which WeasyPrint and Chromium print: same page, two typesetters."""

from html import escape

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

LEADERS = {".": ".", "…": "…", "_": "_ "}
RULES = {
    "grid": "border:0.7pt solid #555;",
    "horizontal": "border-top:0.7pt solid #555;border-bottom:0.7pt solid #555;",
    "none": "",
}


def to_html(elements: tuple[Element, ...], look: Look) -> str:
    """Return the whole page."""
    body = ['<section class="portrait">']
    for element in elements:
        if isinstance(element, Break):
            kind = "paysage" if element.landscape else "portrait"
            body.append(f'</section><section class="{kind}">')
        else:
            body.append(_element(element, look))
    body.append("</section>")
    return (
        f'<html lang="fr"><head><meta charset="utf-8"><title>{escape(look.title)}</title>'
        f"<style>{_css(look)}</style></head><body>{''.join(body)}</body></html>"
    )


def _css(look: Look) -> str:
    extra = "text-align:justify;" if look.justify else ""
    extra += "hyphens:auto;" if look.hyphenate else ""
    return f"""
    @page {{ size: A4; margin: {look.margins}pt;
      @top-center {{ content: {_running(look.header)}; font: 8pt "{look.font}"; color: #555 }}
      @bottom-right {{ content: {_running(look.footer)}; font: 8pt "{look.font}"; color: #555 }} }}
    @page wide {{ size: A4 landscape }}
    @page :first {{ @top-center {{ content: none }} @bottom-right {{ content: none }} }}
    body {{ font: {look.size}pt/1.35 "{look.font}"; margin: 0 }}
    section {{ break-after: page }} section:last-child {{ break-after: auto }}
    .paysage {{ page: wide }}
    p {{ margin: 0 0 5pt; {extra} }} ul {{ margin: 0 0 5pt; padding-left: 16pt; {extra} }}
    h1 {{ font-size: {look.size + 6}pt; color: {look.colour}; margin: 14pt 0 8pt }}
    h2 {{ font-size: {look.size + 3}pt; color: {look.colour}; margin: 11pt 0 5pt }}
    h3 {{ font-size: {look.size + 2}pt; margin: 9pt 0 5pt }}
    h4 {{ font-size: {look.size}pt; margin: 6pt 0 2pt; color: {look.colour} }}
    h1,h2,h3,h4 {{ break-after: avoid; line-height: 1.2 }}
    .couverture {{ font-size: {look.size + 18}pt; margin-top: 120pt }}
    table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 8pt }}
    td,th {{ padding: 3pt 4pt; vertical-align: top; text-align: left; font-weight: normal }}
    td p, th p {{ margin: 0 0 2pt }} td ul {{ margin: 0; padding-left: 12pt }}
    .entier tr {{ break-inside: avoid }} thead {{ display: table-header-group }}
    .entree {{ margin: 0 0 3pt; display: flex; align-items: flex-end; overflow: hidden;
      white-space: nowrap }}
    .entree .mots {{ white-space: normal; max-width: 88%; flex: 0 0 auto }}
    .entree .points {{ flex: 1 1 0; min-width: 0; overflow: hidden; height: 1.3em;
      white-space: nowrap }}
    .deux {{ column-count: 2; column-gap: 22pt }}
    .tourne div {{ writing-mode: vertical-rl; transform: rotate(180deg) }}
    {_css_of_roles(look)}"""


def _css_of_roles(look: Look) -> str:
    rules = {
        "font-variant:small-caps": look.small_caps,
        "letter-spacing:0.32em": look.spaced,
        "text-transform:uppercase": look.upper,
        "font-weight:normal!important": look.plain,
    }
    return "".join(f".{role}{{{rule}}}" for rule, roles in rules.items() for role in roles)


def _running(words: str) -> str:
    """Return a running line as a CSS content: "{page}" -> counter(page)."""
    if not words:
        return "none"
    quoted = '"' + words.replace('"', "'") + '"'
    return quoted.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')


def _element(element: Element, look: Look) -> str:
    match element:
        case Heading(words, level, role):
            return f'<h{level} class="{role}">{text(words)}</h{level}>'
        case Para() | Items():
            return _block(element)
        case Entry():
            return _entry(element)
        case Table():
            return _table(element, look)
        case Columns(inside):
            return f'<div class="deux">{"".join(_element(e, look) for e in inside)}</div>'
        case Gap(height):
            return f'<div style="height:{height}pt"></div>'
    raise TypeError(element)


def _block(block: Para | Items) -> str:
    if isinstance(block, Items):
        lines = "".join(f"<li>{text(item)}</li>" for item in block.items)
        return f"<ul style=\"list-style-type:'{block.marker} '\">{lines}</ul>"
    label = f"<b>{text(block.label)}</b> " if block.label else ""
    words = f"<b>{text(block.text)}</b>" if block.bold else text(block.text)
    return f"<p>{label}{words}</p>"


def _entry(entry: Entry) -> str:
    indent = 14 * (entry.level - 1)
    words = f'<span class="mots" style="padding-left:{indent}pt">{text(entry.text)}</span>'
    if entry.page is None:
        return f'<div class="entree">{words}</div>'
    if entry.leader == "":
        return f'<div class="entree">{words}&nbsp;&nbsp;<span>{entry.page}</span></div>'
    dots = LEADERS.get(entry.leader, "") * 120
    return (
        f'<div class="entree">{words}<span class="points">{dots}</span>'
        f"<span>&nbsp;{entry.page}</span></div>"
    )


def _table(table: Table, look: Look) -> str:
    columns = "".join(f'<col style="width:{100 * width:.2f}%">' for width in table.widths)
    rows = [
        f"<tr>{''.join(_cell(cell, RULES[table.rules]) for cell in row)}</tr>" for row in table.rows
    ]
    head = f"<thead>{''.join(rows[: table.header])}</thead>" if table.header else ""
    size = f"font-size:{look.size + table.size}pt;" if table.size else ""
    return (
        f'<table class="{"" if table.cut else "entier"}" style="{size}">'
        f"<colgroup>{columns}</colgroup>"
        f"{head}<tbody>{''.join(rows[table.header :])}</tbody></table>"
    )


def _cell(cell: Cell, rules: str) -> str:
    style = rules + (f"background:{cell.fill};" if cell.fill else "")
    style += "font-weight:bold;" if cell.bold else ""
    style += "color:white;" if cell.white else ""
    inside = "".join(map(_block, cell.blocks))
    if cell.turned:
        inside = f'<div class="tourne"><div>{inside}</div></div>'
    return f'<td colspan="{cell.colspan}" rowspan="{cell.rowspan}" style="{style}">{inside}</td>'


def text(words: str) -> str:
    """Return the words with French spacing, escaped."""
    return escape(space_french(words), quote=False).replace("\n", "<br>")
