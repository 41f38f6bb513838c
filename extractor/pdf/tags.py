"""The structure tree of a tagged PDF: which table cell each marked content belongs to.

Word and LibreOffice export tagged PDFs by default. A `TD` that a page break cuts is one element;
PDFium shows, page by page, the same tree with the children of other pages left empty, so the path
of child ranks from the root names an element across pages (ISO 32000-1, 14.7.2).
"""

import ctypes

from extractor.pdf import calls
from models.page import CellTag

MAX_DEPTH = 40
_KINDS = {
    (name + "\0").encode("utf-16-le"): kind
    for name, kind in {"Table": "Table", "TR": "TR", "TD": "TD", "TH": "TD"}.items()
}
_buffer = ctypes.create_string_buffer(64)
_buffer_at = ctypes.addressof(_buffer)


def read_tags(page: int) -> dict[int, CellTag]:
    """Return marked-content id → cell, for one page (the address of an FPDF_PAGE).

    {} when the page has no tags.
    """
    found: dict[int, CellTag] = {}
    tree = calls.tree_of_page(page)
    if tree:
        for i in range(calls.tree_count(tree)):
            _walk(calls.tree_child(tree, i), (i,), (), (), (), found)
        calls.tree_close(tree)
    return found


def _walk(
    element: int,
    path: tuple[int, ...],
    table: tuple[int, ...],
    row: tuple[int, ...],
    cell: tuple[int, ...],
    found: dict[int, CellTag],
) -> None:
    if not element or len(path) > MAX_DEPTH:
        return
    kind = _kind(element)
    if kind == "Table":
        table, row, cell = path, (), ()
    elif kind == "TR" and table:
        row = path
    elif kind == "TD" and row:
        cell = path
    for i in range(calls.element_count(element)):
        child = calls.element_child(element, i)
        if child:
            _walk(child, (*path, i), table, row, cell, found)
        elif cell:
            mcid = calls.element_mcid(element, i)
            if mcid >= 0:
                found[mcid] = CellTag(table, row, cell)


def _kind(element: int) -> str | None:
    length = calls.element_type(element, _buffer_at, 64)
    return _KINDS.get(_buffer.raw[:length]) if length <= 64 else None
