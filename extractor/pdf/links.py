"""Links of one page: rectangles that lead to a web address."""

import ctypes
from ctypes import byref

from extractor.pdf.calls import Rect, action_address, link_action, link_box, link_next
from extractor.pdf.geometry import Frame
from models.page import Link


def read_links(document: int, page: int, frame: Frame) -> tuple[Link, ...]:
    """Return the links to addresses outside the document, in the order of the annotations."""
    links: list[Link] = []
    position, annotation, rect = ctypes.c_int(0), ctypes.c_void_p(), Rect()
    while link_next(page, byref(position), byref(annotation)):
        action = link_action(annotation)
        length = action_address(document, action, None, 0) if action else 0
        if length <= 1:
            continue
        buffer = ctypes.create_string_buffer(length)
        action_address(document, action, buffer, length)
        if link_box(annotation, byref(rect)):
            box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            links.append(Link(box, buffer.value.decode("utf-8", "replace")))
    return tuple(links)
