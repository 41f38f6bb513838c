"""Read a *contrat local de santé* (PDF) into an exact, validated, sourced record."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import extract as extract

__all__ = ["extract"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Lazy: `cls-extractor --help` must not load the PDF engine.
    if name == "extract":
        from extractor.pipeline import extract

        return extract
    raise AttributeError(name)
