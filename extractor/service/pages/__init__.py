"""The pages for people, in French."""

from fastapi import APIRouter, FastAPI

from extractor.service.pages import (
    comparison,
    corpus,
    deposits,
    document,
    editing,
    entry,
    errors,
    static,
)

router = APIRouter(include_in_schema=False)
for _part in (static, entry, corpus, deposits, document, editing, comparison):
    router.include_router(_part.router)


def install(app: FastAPI) -> None:
    """Show errors of pages as pages."""
    errors.install(app)
