"""The functions of PDFium that reading needs, bound for cheap calls to the library of pypdfium2.

pypdfium2's own bindings release the GIL and convert arguments on each call, which costs more than
the functions themselves, and load all of PDFium's, as long as five pages take to read. `PyDLL`
keeps the GIL (PDFium is not thread-safe anyway); handles are plain integers, 0 when null.
"""

import ctypes
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_P, _I, _F, _Z = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_size_t
_L, _S = ctypes.c_ulong, ctypes.c_char_p


def _library() -> ctypes.PyDLL:
    """PDFium as pypdfium2 ships it: libpdfium.so, libpdfium.dylib or pdfium.dll."""
    package = find_spec("pypdfium2_raw")
    assert package is not None
    assert package.submodule_search_locations is not None
    (folder,) = package.submodule_search_locations
    return ctypes.PyDLL(str(next(Path(folder).glob("*pdfium.[sd]*"))))


_PDFIUM = _library()


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)((name, _PDFIUM))


class Rect(ctypes.Structure):
    """`FS_RECTF`."""

    _fields_ = (("left", _F), ("top", _F), ("right", _F), ("bottom", _F))


ERROR_PASSWORD = 4
"""`FPDF_ERR_PASSWORD`."""

_bind("FPDF_InitLibrary", None)()

document_open = _bind("FPDF_LoadMemDocument64", _Z, _S, _Z, _S)
document_close = _bind("FPDF_CloseDocument", None, _P)
document_error = _bind("FPDF_GetLastError", _L)
document_pages = _bind("FPDF_GetPageCount", _I, _P)
document_text = _bind("FPDF_GetMetaText", _L, _P, _S, _P, _L)
page_open = _bind("FPDF_LoadPage", _Z, _P, _I)
page_close = _bind("FPDF_ClosePage", None, _P)
page_width = _bind("FPDF_GetPageWidthF", _F, _P)
page_height = _bind("FPDF_GetPageHeightF", _F, _P)
page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
link_next = _bind("FPDFLink_Enumerate", _I, _P, _P, _P)
link_action = _bind("FPDFLink_GetAction", _Z, _P)
link_box = _bind("FPDFLink_GetAnnotRect", _I, _P, _P)
action_address = _bind("FPDFAction_GetURIPath", _L, _P, _P, _P, _L)
text_open = _bind("FPDFText_LoadPage", _Z, _P)
text_close = _bind("FPDFText_ClosePage", None, _P)
text_count = _bind("FPDFText_CountChars", _I, _P)
text_all = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
text_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
text_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
text_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
text_object = _bind("FPDFText_GetTextObject", _Z, _P, _I)
font_size = _bind("FPDFTextObj_GetFontSize", _I, _P, _P)
font_of = _bind("FPDFTextObj_GetFont", _Z, _P)
font_name = _bind("FPDFFont_GetBaseFontName", _Z, _P, _P, _Z)
font_weight = _bind("FPDFFont_GetWeight", _I, _P)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
font_descent = _bind("FPDFFont_GetDescent", _I, _P, _F, _P)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
object_mcid = _bind("FPDFPageObj_GetMarkedContentID", _I, _P)
object_count = _bind("FPDFPage_CountObjects", _I, _P)
object_at = _bind("FPDFPage_GetObject", _Z, _P, _I)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
fill_colour = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
form_count = _bind("FPDFFormObj_CountObjects", _I, _P)
form_at = _bind("FPDFFormObj_GetObject", _Z, _P, ctypes.c_ulong)
path_count = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _Z, _P, _I)
path_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_close = _bind("FPDFPathSegment_GetClose", _I, _P)
tree_of_page = _bind("FPDF_StructTree_GetForPage", _Z, _P)
tree_close = _bind("FPDF_StructTree_Close", None, _P)
tree_count = _bind("FPDF_StructTree_CountChildren", _I, _P)
tree_child = _bind("FPDF_StructTree_GetChildAtIndex", _Z, _P, _I)
element_count = _bind("FPDF_StructElement_CountChildren", _I, _P)
element_child = _bind("FPDF_StructElement_GetChildAtIndex", _Z, _P, _I)
element_type = _bind("FPDF_StructElement_GetType", ctypes.c_ulong, _P, _P, ctypes.c_ulong)
element_mcid = _bind("FPDF_StructElement_GetChildMarkedContentID", _I, _P, _I)
