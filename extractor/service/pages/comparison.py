"""The report across territories, as a page: the charts of `extractor.compare.report`."""

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from extractor.matching.themes import load_themes
from extractor.service.comparing import plan_comparison, read_comparison
from extractor.service.pages.corpus import departements
from extractor.service.pages.rendering import page
from extractor.service.security import Reader
from extractor.service.service import Open
from extractor.store.filters import check_themes, read_period

router = APIRouter()


@router.get("/comparer")
async def compare(
    request: Request,
    service: Open,
    principal: Reader,
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
    report = await plan_comparison(service, principal, "html", kind="report", selection=selection)
    text = (await read_comparison(service, report)).decode()
    values = {
        "report": Markup(text),  # made by our own template, which escapes
        "asked": asked,
        "themes": load_themes(),
        "departements": departements(),
    }
    return page(request, principal, "comparer.html", values)
