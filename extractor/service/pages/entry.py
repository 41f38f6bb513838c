"""Who asks: the page that takes a token, and the end of a session."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from extractor.service.pages.rendering import page
from extractor.service.problems import Refused
from extractor.service.security import Reader
from extractor.service.service import Open
from extractor.store.access import note

router = APIRouter()


@router.get("/")
def start() -> Response:
    """The corpus."""
    return RedirectResponse("/documents", 303)


@router.get("/connexion")
def ask(request: Request, suite: str = "/") -> Response:
    """The form."""
    return page(request, None, "connexion.html", {"suite": _safe(suite), "erreur": ""})


@router.post("/connexion")
async def open_session(request: Request, service: Open) -> Response:
    """Take a token, give a cookie."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"))
    suite = _safe(sent.get("suite", ["/"])[0])
    answer = RedirectResponse(suite, 303)
    try:
        who = await service.access.open_session(request, answer, sent.get("jeton", [""])[0].strip())
    except Refused as refused:
        if refused.status not in (401, 429):
            raise
        wrong = "Ce jeton est inconnu, expiré ou révoqué."
        if refused.status == 429:
            wrong = "Trop d'essais : attendez quelques secondes."
        values = {"suite": suite, "erreur": wrong}
        return page(request, None, "connexion.html", values, refused.status)
    await run_in_threadpool(note, service.store, who.id, "session-opened", who.nom)
    return answer


@router.post("/deconnexion")
def close_session(
    request: Request,
    service: Open,
    principal: Reader,
) -> Response:
    """Forget the cookie."""
    answer = Response(headers={"HX-Redirect": "/connexion"})
    service.access.close_session(answer)
    return answer


def _safe(place: str) -> str:
    """An address of this site: "//elsewhere.fr" -> "/" """
    fine = place.startswith("/") and not place.startswith(("//", "/\\")) and place.isprintable()
    return place if fine else "/"
