"""A template and its values → a page, or a piece of one that htmx puts into it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.matching.themes import load_themes
from extractor.service.pages.static import address_of
from extractor.service.pages.values import WORDS
from extractor.service.security import Principal
from extractor.service.service import Service
from extractor.store.access import Role
from extractor.version import __version__

GENRES = {
    "contrat": "Contrat",
    "communique": "Communiqué",
    "page_web": "Page web",
    "inconnu": "Genre inconnu",
}
LECTURES = {"ok": "lu", "partial": "lu en partie", "failed": "non lu"}


def page(
    request: Request,
    principal: Principal | None,
    template: str,
    values: Mapping[str, Any],
    status: int = 200,
) -> HTMLResponse:
    """Render a template for somebody."""
    service: Service = request.app.state.service
    text = (
        _environment()
        .get_template(template)
        .render(
            **values,
            principal=principal,
            can_correct=principal is not None and principal.role.covers(Role.CORRIGER),
            csrf=service.access.csrf_token(request),
            needs_token=service.settings.needs_token,
            path=request.url.path,
            version=__version__,
        )
    )
    return HTMLResponse(text, status, headers={"Cache-Control": "private, no-store"})


def is_piece(request: Request) -> bool:
    """Whether htmx asks for a piece of a page."""
    headers = request.headers
    return "hx-request" in headers and "hx-history-restore-request" not in headers


def with_query(path: str, **values: Any) -> str:
    """An address: ("/a", q="é", page=None) -> "/a?q=%C3%A9" """
    known = {key: value for key, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(known, quote_via=quote)}" if known else path


def number(value: int) -> str:
    """12345 -> "12 345" """
    return f"{value:,}".replace(",", "\u202f")


def several(value: int, word: str, words: str | None = None) -> str:
    """(2, "fiche") -> "2 fiches" """
    return f"{number(value)} {word if value < 2 else words or word + 's'}"


def moment(value: datetime) -> str:
    """A moment as people write it: "22/11/2026 à 11 h 05" (UTC)"""
    return f"{value:%d/%m/%Y} à {value:%H} h {value:%M}"


def word(value: Any) -> str:
    """A word of the record as people write it: "en_cours" -> "en cours" """
    themes = load_themes()
    text = str(value)
    return themes[text].nom if text in themes else WORDS.get(text, text.replace("_", " "))


def percent(score: float) -> str:
    """0.62 -> "62 %" """
    return f"{round(100 * score)} %"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("extractor.service.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": number,
        "several": several,
        "moment": moment,
        "word": word,
        "percent": percent,
    }
    environment.globals |= {
        "static": address_of,
        "with_query": with_query,
        "genres": GENRES,
        "lectures": LECTURES,
    }
    return environment
