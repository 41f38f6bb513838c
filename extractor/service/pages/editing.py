"""Changes of a record in its page: one field as a form, then as it has become."""

import json
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from extractor.service import corrections
from extractor.service.api.documents import Document
from extractor.service.pages.document import View, open_view
from extractor.service.pages.parts import Field, find_field
from extractor.service.pages.rendering import page
from extractor.service.pages.values import NotAValue, form_of, organisations, read_value
from extractor.service.problems import Refused
from extractor.service.security import Corrector, Principal, Reader
from extractor.service.service import Open, Service
from extractor.store.corrections import UNSEEN
from extractor.store.patch import Op, value_at

router = APIRouter()
TOLD = {
    Op.REMPLACE: "Correction enregistrée.",
    Op.AJOUTE: "Élément ajouté.",
    Op.RETIRE: "Élément retiré.",
}


@router.get("/documents/{document}/champ")
def show_field(
    document: Document, pointer: str, request: Request, service: Open, principal: Reader
) -> Response:
    """A field as it stands: what a form that is given up becomes again."""
    view = _view(service, document, principal)
    return _field(request, principal, view, pointer, "", focus=pointer)


@router.get("/documents/{document}/edition")
def ask(
    document: Document, pointer: str, request: Request, service: Open, principal: Corrector
) -> Response:
    """A field with one of its lines as a form; `…/-` for a new one."""
    view = _view(service, document, principal)
    return _edit(request, principal, view, pointer, None, "")


@router.post("/documents/{document}/edition")
async def change(
    document: Document, request: Request, service: Open, principal: Corrector
) -> Response:
    """Take a change; the field as it has become, or the form with what is wrong."""
    body = (await request.body()).decode("utf-8", "replace")
    sent = dict(parse_qsl(body, keep_blank_values=True))
    return await run_in_threadpool(_change, document, request, service, principal, sent)


def _change(
    document: str, request: Request, service: Service, principal: Principal, sent: dict[str, str]
) -> Response:
    pointer, motif = sent.get("pointer", ""), sent.get("motif", "")
    view = _view(service, document, principal)
    if sent.get("geste") == "retirer":
        op, value = Op.RETIRE, None
    else:
        op = Op.AJOUTE if pointer.endswith("/-") else Op.REMPLACE
        try:
            old = None if op is Op.AJOUTE else _value(view, pointer)
            value = read_value(_form(pointer), sent, old)
        except NotAValue as wrong:
            return _edit(request, principal, view, pointer, sent, str(wrong))
    if op is Op.REMPLACE and isinstance(value, dict):
        value = _kept(_value(view, pointer), value)
    if op is Op.REMPLACE and value == _value(view, pointer):
        return _field(request, principal, view, pointer, "Rien n'a changé.", focus=pointer)
    seen: Any = UNSEEN
    if op is not Op.AJOUTE:
        try:
            seen = json.loads(sent.get("vu", ""))
        except ValueError:
            raise Refused("invalid", "vu: not JSON") from None
    try:
        made = corrections.correct(
            service.store, document, op, pointer, value, principal, motif, seen
        )
    except Refused as refused:
        if refused.kind == "stale":
            wrong_words = "Quelqu'un a changé cette valeur entre-temps : voici la nouvelle."
        elif refused.kind == "invalid":
            wrong_words = "Cette valeur n'est pas possible ici."
        else:
            raise
        fresh = _view(service, document, principal)
        return _edit(request, principal, fresh, pointer, sent, wrong_words)
    fresh = _view(service, document, principal)
    return _field(request, principal, fresh, made.place or pointer, TOLD[op], focus=made.place)


@router.post("/documents/{document}/verification")
async def check(
    document: Document, pointer: str, request: Request, service: Open, principal: Corrector
) -> Response:
    """Say that a part, or an avertissement, has been looked at; or take that back."""

    def toggle() -> Response:
        view = _view(service, document, principal)
        known = view.checks.done.get(pointer)
        if known is not None:
            corrections.cancel(service.store, document, known.id, principal)
        else:
            corrections.correct(service.store, document, Op.VERIFIE, pointer, None, principal)
        fresh = _view(service, document, principal)
        if pointer.startswith("/avertissements/"):
            values: dict[str, Any] = {"view": fresh, "annonce": "Noté."}
            return page(request, principal, "avertissements.html", values)
        part = next((one for one in fresh.parts if one.pointer == pointer), None)
        if part is None:
            raise Refused("not-found", "no such part")
        values = {"view": fresh, "part": part, "annonce": "Noté."}
        return page(request, principal, "verification.html", values)

    return await run_in_threadpool(toggle)


@router.post("/documents/{document}/corrections/{number}/annuler")
async def cancel(
    document: Document, number: str, request: Request, service: Open, principal: Corrector
) -> Response:
    """Take a correction back."""

    def undo() -> Response:
        corrections.cancel(service.store, document, number, principal)
        view = _view(service, document, principal)
        values = {"view": view, "annonce": "Correction annulée."}
        return page(request, principal, "historique.html", values)

    return await run_in_threadpool(undo)


def _view(service: Service, document: str, principal: Principal) -> View:
    view = open_view(service, document, principal)
    if view is None:
        raise Refused("not-found", "this document has no record")
    return view


def _field(
    request: Request,
    principal: Principal,
    view: View,
    pointer: str,
    annonce: str,
    focus: str | None = None,
) -> Response:
    part, field = _find(view, pointer)
    values = {"view": view, "part": part, "field": field, "annonce": annonce, "focus": focus or ""}
    return page(request, principal, "champ.html", values | {"edited": ""})


def _edit(
    request: Request,
    principal: Principal,
    view: View,
    pointer: str,
    sent: dict[str, str] | None,
    wrong: str,
) -> Response:
    part, field = _find(view, pointer)
    value = None if pointer.endswith("/-") else _value(view, pointer)
    values = {
        "view": view,
        "part": part,
        "field": field,
        "annonce": "",
        "focus": "",
        "edited": pointer,
        "form": _form(pointer),
        "value": value,
        "vu": json.dumps(value, ensure_ascii=False),
        "sent": sent or {},
        "wrong": wrong,
        "organisations": organisations(),
    }
    return page(request, principal, "champ.html", values, 422 if wrong else 200)


def _find(view: View, pointer: str) -> tuple[Any, Field]:
    found = find_field(view.record, pointer)
    if found is None or not corrections.is_correctable(pointer):
        raise Refused("not-found", "no such field")
    return found[0], found[1]


def _form(pointer: str) -> Any:
    try:
        return form_of(pointer)
    except LookupError:
        raise Refused("invalid", f"{pointer}: this is not corrected here") from None


def _value(view: View, pointer: str) -> Any:
    try:
        return value_at(view.record, pointer)
    except LookupError:
        raise Refused("not-found", "no such value") from None


def _kept(old: Any, new: dict[str, Any]) -> dict[str, Any]:
    """A mention as it is written now: its group stays, its match too where it was not touched."""
    if not isinstance(old, dict) or "methode" not in old:
        return new
    new["groupe"] = old["groupe"]
    same = all(new[key] == old[key] for key in ("texte", "organisation"))
    return old if same else new
