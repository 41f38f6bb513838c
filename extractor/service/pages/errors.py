"""What goes wrong with a page → a page that says so, or the one where people say who they are."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from extractor.service.pages.rendering import is_piece, page, with_query
from extractor.service.problems import Refused

MESSAGES = {
    401: "Connectez-vous pour voir cette page.",
    403: "Votre rôle ne permet pas cette action.",
    404: "Cette page n'existe pas, ou plus.",
    408: "L'envoi a pris trop de temps.",
    409: "Cette valeur a changé entre-temps : rechargez la page.",
    413: "Un fichier est trop volumineux.",
    415: "Seuls les fichiers PDF sont acceptés.",
    422: "Cette demande n'a pas été comprise.",
    429: "Trop de demandes à la fois : attendez quelques secondes.",
    500: "Une erreur interne est survenue : elle a été notée.",
    503: "Le service est très occupé : réessayez dans un instant.",
}


def install(app: FastAPI) -> None:
    """Answer errors of pages with pages; those of the API stay as they are."""
    for kind in (Refused, HTTPException, RequestValidationError):
        _wrap(app, kind)


def _wrap(app: FastAPI, kind: type[Exception]) -> None:
    plain = app.exception_handlers[kind]

    async def handle(request: Request, error: Exception) -> Response:
        people = "text/html" in request.headers.get("accept", "") or is_piece(request)
        if not people or request.url.path.startswith("/v1/"):
            answer: Response = await plain(request, error)  # type: ignore[misc]
            return answer
        return _show(request, error)

    app.exception_handler(kind)(handle)


def _show(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, Refused) else getattr(error, "status_code", 422)
    if status == 401:
        back = request.url.path if request.method == "GET" else "/"
        place = with_query("/connexion", suite=back)
        if is_piece(request):
            return Response(status_code=200, headers={"HX-Redirect": place})
        return RedirectResponse(place, 303)
    message = MESSAGES.get(status, MESSAGES[422])
    detail = error.detail if isinstance(error, Refused) and status in (413, 415, 422) else ""
    headers = {}
    if isinstance(error, Refused) and error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    template = "erreur_morceau.html" if is_piece(request) else "erreur.html"
    values = {"titre": message, "message": message, "detail": detail, "status": status}
    answer = page(request, None, template, values, status)
    answer.headers.update(headers)
    return answer
