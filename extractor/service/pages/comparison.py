"""The report across territories, as a page: the charts of `extractor.compare.report`."""

import json
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from extractor.matching.themes import load_themes
from extractor.service.api.answers import COMPARING
from extractor.service.chore_pool import ChoreFailed
from extractor.service.pages.corpus import departements
from extractor.service.pages.rendering import page
from extractor.service.problems import Refused
from extractor.service.security import Principal, require
from extractor.service.service import Service, service_of
from extractor.store.access import Role
from extractor.store.filters import check_themes, read_period
from extractor.store.search import state_of
from extractor.version import __version__

router = APIRouter()


@router.get("/comparer")
async def compare(
    request: Request,
    service: Annotated[Service, Depends(service_of)],
    principal: Annotated[Principal, Depends(require(Role.LIRE))],
    territoire: str = "",
    departement: str = "",
    theme: str = "",
    periode: str = "",
) -> Response:
    """The report, for all territories or some."""
    asked = {"territoire": territoire[:200].strip(), "departement": departement[:3]}
    asked |= {"theme": theme[:60], "periode": periode[:9].strip()}
    selection = {
        "territoires": [asked["territoire"]] if asked["territoire"] else [],
        "departements": [asked["departement"]] if asked["departement"] else [],
        "themes": check_themes([asked["theme"]] if asked["theme"] else []),
        "periode": read_period(asked["periode"]) if asked["periode"] else None,
    }
    text = await _report(service, selection, not principal.sees_contacts)
    values = {
        "report": Markup(text),  # made by our own template, which escapes
        "asked": asked,
        "themes": load_themes(),
        "departements": departements(),
    }
    return page(request, principal, "comparer.html", values)


async def _report(service: Service, selection: dict[str, Any], redacted: bool) -> str:
    state = await run_in_threadpool(state_of, service.store)
    key = json.dumps(["report", selection, redacted, state, __version__])
    place = service.files.cache / f"report-{sha256(key.encode()).hexdigest()[:32]}.html"
    if not place.exists():
        chore = {
            "kind": "report",
            "db": service.settings.db.get_secret_value(),
            "selection": selection,
            "redacted": redacted,
            "to": str(place.absolute()),
        }
        try:
            await service.heavy.do(chore, COMPARING)
        except ChoreFailed as error:
            if error.code == "filter":
                raise Refused("invalid", error.detail) from None
            raise Refused("internal", f"report: {error.code}") from None
    return await run_in_threadpool(place.read_text, "utf-8")
