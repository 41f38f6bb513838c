"""Read a *contrat local de santé* (PDF) into an exact, validated, sourced record.

What Python programs use stands in `extractor.library`; each name is loaded when it is asked for,
since `cls-extractor --help` must load no PDF engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.version import __version__ as __version__

if TYPE_CHECKING:
    from extractor.library import (
        Document,
        Event,
        ExtractionError,
        Filters,
        Limits,
        Problem,
        Selection,
        Store,
        Table,
        Totals,
        ask,
        export,
        extract,
        find_problems,
        import_documents,
        make_report,
        open_existing_store,
        print_record,
        read_record,
        rows,
    )

__all__ = [
    "Document",
    "Event",
    "ExtractionError",
    "Filters",
    "Limits",
    "Problem",
    "Selection",
    "Store",
    "Table",
    "Totals",
    "ask",
    "export",
    "extract",
    "find_problems",
    "import_documents",
    "make_report",
    "open_existing_store",
    "print_record",
    "read_record",
    "rows",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("extractor.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
