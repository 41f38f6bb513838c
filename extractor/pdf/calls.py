"""The PDFium functions that are called once per word or path, bound for cheap calls.

pypdfium2's own bindings release the GIL and convert arguments on each call, which costs more than
the functions themselves; `PYFUNCTYPE` on the same addresses keeps the GIL (PDFium is not
thread-safe anyway) and takes plain integers as pointers.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as raw

_P, _I, _F, _Z = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_size_t


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def address_of(handle: Any) -> int:
    """The address behind a pypdfium2 raw handle; 0 when it is null."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


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
