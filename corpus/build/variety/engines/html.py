"""Elements → HTML → PDF, by WeasyPrint or by Chromium's print: same page, two typesetters."""

import re
import subprocess
import tempfile
from html import escape
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

LEADERS = {".": ".", "…": "…", "_": "_ "}


def render_weasyprint(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF with WeasyPrint."""
    from weasyprint import HTML

    HTML(string=to_html(elements, look)).write_pdf(target)


def render_chromium(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF with Chromium's print to PDF (Skia)."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(to_html(elements, look), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip


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
        f"<style>{_style(look)}</style></head><body>{''.join(body)}</body></html>"
    )


def _style(look: Look) -> str:
    foot = _running(look.footer)
    caps = "".join(f".{role}{{font-variant:small-caps}}" for role in look.small_caps)
    spaced = "".join(f".{role}{{letter-spacing:0.32em}}" for role in look.spaced)
    upper = "".join(f".{role}{{text-transform:uppercase}}" for role in look.upper)
    plain = "".join(f".{role}{{font-weight:normal!important}}" for role in look.plain_headings)
    extra = "text-align:justify;" if look.justify else ""
    extra += "hyphens:auto;" if look.hyphenate else ""
    return f"""
    @page {{ size: A4; margin: {look.margins}pt;
      @top-center {{ content: {_running(look.header)}; font: 8pt "{look.font}"; color: #555 }}
      @bottom-right {{ content: {foot}; font: 8pt "{look.font}"; color: #555 }} }}
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
    .entree {{ margin: 0 0 3pt; display: flex; align-items: flex-end; overflow: hidden; white-space: nowrap }}
    .entree .mots {{ white-space: normal; max-width: 88%; flex: 0 0 auto }}
    .entree .points {{ flex: 1 1 0; min-width: 0; overflow: hidden; height: 1.3em; white-space: nowrap }}
    .deux {{ column-count: 2; column-gap: 22pt }} .trois {{ column-count: 3; column-gap: 16pt }}
    .tourne div {{ writing-mode: vertical-rl; transform: rotate(180deg) }}
    {caps}{spaced}{upper}{plain}"""


def _running(text: str) -> str:
    if not text:
        return "none"
    quoted = '"' + text.replace('"', "'") + '"'
    return quoted.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')


def _element(element: Element, look: Look) -> str:
    if isinstance(element, Heading):
        return f'<h{element.level} class="{element.role}">{text(element.text)}</h{element.level}>'
    if isinstance(element, Para):
        return _para(element)
    if isinstance(element, Items):
        return _items(element)
    if isinstance(element, Entry):
        return _entry(element)
    if isinstance(element, Table):
        return _table(element, look)
    if isinstance(element, Columns):
        inside = "".join(_element(e, look) for e in element.elements)
        return f'<div class="{"deux" if element.count == 2 else "trois"}">{inside}</div>'
    if isinstance(element, Gap):
        return f'<div style="height:{element.height}pt"></div>'
    raise TypeError(element)


def _para(para: Para) -> str:
    label = f"<b>{text(para.label)}</b> " if para.label else ""
    words = f"<b>{text(para.text)}</b>" if para.bold else text(para.text)
    return f'<p style="text-align:{para.align}">{label}{words}</p>' if (
        para.align != "left"
    ) else f"<p>{label}{words}</p>"


def _items(items: Items) -> str:
    marker = items.marker.replace("\\", "")
    lines = "".join(f"<li>{text(item)}</li>" for item in items.items)
    return f"<ul style=\"list-style-type:'{marker} '\">{lines}</ul>"


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
    made = []
    for rank, row in enumerate(table.rows):
        cells = "".join(_cell(cell) for cell in row)
        made.append(f"<tr>{cells}</tr>")
    head = f"<thead>{''.join(made[: table.header])}</thead>" if table.header else ""
    kind = "" if table.cut else "entier"
    size = f"font-size:{look.size + table.size}pt;" if table.size else ""
    rules = {
        "grid": "border:0.7pt solid #555;",
        "horizontal": "border-top:0.7pt solid #555;border-bottom:0.7pt solid #555;",
    }.get(table.rules, "")
    body = "".join(made[table.header :])
    if rules:
        head, body = (
            re.sub(r'(<td[^>]*style=")', rf"\1{rules}", part) for part in (head, body)
        )
    frame = "border:0.9pt solid #555;" if table.rules == "box" else ""
    return (
        f'<table class="{kind}" style="{size}{frame}"><colgroup>{columns}</colgroup>'
        f"{head}<tbody>{body}</tbody></table>"
    )


def _cell(cell: Cell) -> str:
    style = f"background:{cell.fill};" if cell.fill else ""
    style += "font-weight:bold;" if cell.bold else ""
    style += "color:white;" if cell.white else ""
    inside = "".join(_para(b) if isinstance(b, Para) else _items(b) for b in cell.blocks)
    if cell.turn:
        inside = f'<div class="tourne"><div>{inside}</div></div>'
    return (
        f'<td colspan="{cell.colspan}" rowspan="{cell.rowspan}" style="{style}">{inside}</td>'
    )


def text(words: str) -> str:
    """French spacing, escaped."""
    for mark in ":;?!»%€":
        words = words.replace(f" {mark}", f"\u00a0{mark}")
    words = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", words.replace("« ", "«\u00a0"))
    return escape(words, quote=False).replace("\n", "<br>")
