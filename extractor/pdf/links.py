"""Links of one page: rectangles that lead to a web address."""

import ctypes

import pypdfium2_raw as raw

from extractor.pdf.geometry import Frame
from models.page import Link


def read_links(document: object, page: object, frame: Frame) -> tuple[Link, ...]:
    """Return the links to addresses outside the document, in the order of the annotations."""
    links: list[Link] = []
    position, annotation = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, annotation):
        action = raw.FPDFLink_GetAction(annotation)
        length = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if length <= 1:
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        rect = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(annotation, rect):
            box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            links.append(Link(box, buffer.value.decode("utf-8", "replace")))
    return tuple(links)
