"""One document: the picture of a page beside what was read there."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from extractor.service import corrections
from extractor.service.api.documents import Document, read_again
from extractor.service.corrections import Checks
from extractor.service.pages.parts import (
    Box,
    Field,
    Line,
    Part,
    boxes_of,
    fields_of,
    part_of,
    parts_of,
    places_of,
)
from extractor.service.pages.rendering import is_piece, page
from extractor.service.pictures import DPI, draw, file_of
from extractor.service.problems import Refused
from extractor.service.records import served_record
from extractor.service.security import Corrector, Principal, Reader
from extractor.service.service import Open, Service
from extractor.store import search
from extractor.store.correcting import Correction, State
from extractor.store.patch import Op

router = APIRouter()
TODO, HISTORY = "a-verifier", "corrections"
MOST_PAGES = 100_000


class View(NamedTuple):
    """What is known of a document that is being looked at."""

    id: str
    record: dict[str, Any]
    summary: search.Row
    parts: list[Part]
    changes: list[Correction]
    checks: Checks

    def part(self, slug: str) -> Part | None:
        """The part of this name."""
        return next((part for part in self.parts if part.slug == slug), None)

    @property
    def fiches(self) -> list[Part]:
        """The parts that are fiches."""
        return [part for part in self.parts if part.slug.startswith("fiche-")]

    @property
    def corrected(self) -> Mapping[str, Correction]:
        """Place → the last correction of it that holds."""
        held = (State.APPLIQUEE, State.CONFIRMEE)
        found = [one for one in self.changes if one.change.op is not Op.VERIFIE]
        return {one.place: one for one in found if one.state in held and one.place}

    @property
    def lapsed(self) -> list[Correction]:
        """Corrections that no longer apply."""
        return [one for one in self.changes if one.state is State.CADUQUE]

    @property
    def doubts(self) -> list[tuple[int, Any]]:
        """Avertissements that nobody has ticked off, with their numbers."""
        done = self.checks.done
        found = enumerate(self.record["avertissements"])
        return [(rank, one) for rank, one in found if f"/avertissements/{rank}" not in done]

    def doubts_at(self, field: Field) -> list[Any]:
        """Those about a field."""
        return [
            one
            for _, one in self.doubts
            if (one["pointeur"] or "") == field.pointer
            or (one["pointeur"] or "").startswith(f"{field.pointer}/")
        ]

    def unsure(self) -> list[tuple[Part, Field, Line]]:
        """Matches with a low score: what was matched to nothing is not told here."""
        return [
            (part, field, line)
            for part in self.parts
            for field in fields_of(self.record, part)
            for line in field.lines
            if line.is_doubtful and line.score
        ]

    def page_of(self, pointer: str) -> int:
        """The first page of a place; 0 when it is not known."""
        return min((p["page"] for p in places_of(self.record, pointer)), default=0)

    def pages_of(self, pointer: str) -> list[int]:
        """All pages of a place."""
        return sorted({p["page"] for p in places_of(self.record, pointer)})

    def slug_of(self, pointer: str) -> str:
        """The part that a place belongs to."""
        part = part_of(pointer, self.parts)
        return part.slug if part else "document"

    def fields(self, part: Part) -> list[Field]:
        """Of a part."""
        return fields_of(self.record, part)


def open_view(service: Service, document: str, principal: Principal) -> View | None:
    """Read what is known of a document; None when it has no record."""
    summary = search.find_document(service.store, document)
    if summary is None:
        raise Refused("not-found", "no document has this id")
    served = served_record(service, document, principal)
    if served is None:
        return None
    record = json.loads(served.data)
    changes = corrections.read_corrections(service.store, document, principal)
    checks = corrections.checks_of(record, changes)
    return View(document, record, summary, parts_of(record), changes, checks)


@router.get("/documents/{document}")
async def show(
    document: Document,
    request: Request,
    service: Open,
    principal: Reader,
    partie: str = "",
    champ: str = "",
) -> Response:
    """The page of a document; for htmx only its left half, the page of the PDF."""
    view = await run_in_threadpool(open_view, service, document, principal)
    if view is None:
        summary = await run_in_threadpool(search.find_document, service.store, document)
        return page(request, principal, "echec.html", {"summary": summary, "id": document})
    asked = request.query_params.get("page", "")
    slug = partie or (view.slug_of(champ) if champ else _first(view))
    part = view.part(slug)
    if part is None and slug not in (TODO, HISTORY):
        raise Refused("not-found", "the record has no such part")
    start = view.page_of(champ) if champ else part.page if part else 1
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else start
    number = max(1, min(number, view.record["document"]["pages"] or 1))
    values = {
        "view": view,
        "part": part,
        "slug": slug,
        "champ": champ,
        "number": number,
        "pages": view.record["document"]["pages"],
        "picture": await _picture(service, view, number, principal),
        "boxes": await run_in_threadpool(_boxes, view, number),
        "Op": Op,
        "State": State,
    }
    template = "page.html" if is_piece(request) else "document.html"
    return page(request, principal, template, values)


def _first(view: View) -> str:
    return next((p.slug for p in view.parts if p.slug != "document"), "document")


def _boxes(view: View, number: int) -> list[tuple[Box, str]]:
    return [(box, view.slug_of(box.pointer)) for box in boxes_of(view.record, number)]


async def _picture(
    service: Service, view: View, number: int, principal: Principal
) -> Mapping[str, Any]:
    """The size and the address of the picture of a page, or why there is none."""
    if not principal.sees_contacts:
        return {
            "missing": "Votre rôle ne permet pas de voir les pages : elles montrent des "
            "coordonnées de personnes."
        }
    try:
        drawn = await draw(service, view.id, number, DPI)
    except Refused as refused:
        if refused.kind == "not-found":
            return {"missing": "Le fichier PDF n'est plus là : la page ne peut pas être montrée."}
        return {"missing": "Cette page n'a pas pu être dessinée."}
    address = f"/v1/documents/{view.id}/pages/{number}.png?dpi={DPI.value}"
    return {"missing": "", "address": address, **drawn.size}


@router.get("/documents/{document}/fiche.json")
def download_record(
    document: Document,
    service: Open,
    principal: Reader,
) -> Response:
    """The record, corrected, as a file."""
    served = served_record(service, document, principal)
    if served is None:
        raise Refused("not-found", "no record")
    name = f'attachment; filename="cls-{document[:12]}.json"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return Response(served.data, headers=headers, media_type="application/json")


@router.get("/documents/{document}/original.pdf")
async def download_pdf(
    document: Document,
    service: Open,
    principal: Corrector,
) -> Response:
    """The PDF itself, to be kept: never shown by the browser under our name."""
    path = await run_in_threadpool(file_of, service, document)
    headers = {"Cache-Control": "private, no-store"}
    name = f"cls-{document[:12]}.pdf"
    return FileResponse(path, media_type="application/pdf", filename=name, headers=headers)


@router.post("/documents/{document}/relire")
async def read_anew(
    document: Document,
    service: Open,
    principal: Corrector,
) -> Response:
    """Read it again; its corrections stay."""
    answer = await read_again(document, service, principal)
    job = answer.headers["location"].rpartition("/")[2]
    return Response(status_code=204, headers={"HX-Redirect": f"/depots/{job}"})
