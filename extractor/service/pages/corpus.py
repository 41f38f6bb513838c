"""The lists: documents and fiches of the corpus, searched and filtered, page by page."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from extractor.compare.champs import STATUTS
from extractor.exporters.formats import FORMATS
from extractor.matching.territoires.reference import reference
from extractor.matching.themes import load_themes
from extractor.service.api.paging import read_cursor, write_cursor
from extractor.service.pages.rendering import is_piece, page, with_query
from extractor.service.pages.values import organisations
from extractor.service.records import shown
from extractor.service.security import Principal, Reader
from extractor.service.service import Open
from extractor.store import search
from extractor.store.search import Filters

router = APIRouter()
ROWS = 40
FORMATS_FR = {
    "xlsx": ("Classeur Excel", "un onglet par table, pour lire et trier"),
    "csv": ("Tables CSV", "une archive, une table par fichier"),
    "json": ("Fiches complètes (JSON)", "une archive, un fichier par document"),
    "jsonl": ("Fiches complètes (JSON Lines)", "un document par ligne"),
    "datapackage": ("Data Package", "tables CSV décrites par un schéma (Frictionless)"),
    "parquet": ("Tables Parquet", "pour l'analyse de données"),
    "annotations": ("Annotations", "chaque valeur avec sa place dans le PDF"),
    "dcat": ("Catalogue DCAT-AP", "pour un portail de données ouvertes"),
}


def departements() -> list[tuple[str, str]]:
    """Codes and names, in the order of codes."""
    return sorted(reference().departements.items())


@router.get("/documents")
def list_documents(
    request: Request,
    service: Open,
    principal: Reader,
    q: str = "",
    departement: str = "",
    theme: str = "",
    genre: str = "",
    lecture: str = "",
    suite: str = "",
) -> Response:
    """The corpus."""
    asked = {"q": q[:200].strip(), "departement": departement[:3], "theme": theme[:60]}
    asked |= {"genre": genre[:20], "lecture": lecture[:10]}
    words = {key: value or None for key, value in asked.items()}
    words["status"] = words.pop("lecture")
    filters = Filters(**words)
    after = read_cursor(suite or None, filters, 1)
    rows = search.list_documents(service.store, filters, after, ROWS + 1)
    following = write_cursor((rows[ROWS - 1]["path"],), filters) if len(rows) > ROWS else ""
    for row in rows:
        row["departements"] = sorted({d for c in row["contrats"] for d in _codes(c)})
    values = _list_values("/documents", rows, principal, asked, following)
    values |= {"more": bool(suite), "noms": reference().departements}
    template = "documents_lignes.html" if is_piece(request) else "documents.html"
    return page(request, principal, template, values)


@router.get("/fiches")
def list_fiches(
    request: Request,
    service: Open,
    principal: Reader,
    q: str = "",
    departement: str = "",
    theme: str = "",
    statut: str = "",
    organisation: str = "",
    suite: str = "",
) -> Response:
    """The fiches of all documents."""
    asked = {"q": q[:200].strip(), "departement": departement[:3], "theme": theme[:60]}
    asked |= {"statut": statut[:20], "organisation": organisation[:60].partition(" — ")[0]}
    filters = Filters(**{key: value or None for key, value in asked.items()})
    after = read_cursor(suite or None, filters, 2)
    rows = search.list_fiches(service.store, filters, after, ROWS + 1)
    last = rows[ROWS - 1] if len(rows) > ROWS else None
    following = write_cursor((last["content_hash"], last["pointer"]), filters) if last else ""
    for row in rows:
        _, _, contrat, _, number = row["pointer"].split("/")
        row["adresse"] = f"/documents/{row['content_hash']}?partie=fiche-{contrat}-{number}"
    values = _list_values("/fiches", rows, principal, asked, following)
    values |= {"more": bool(suite), "statuts": STATUTS, "organisations": organisations()}
    template = "fiches_lignes.html" if is_piece(request) else "fiches.html"
    return page(request, principal, template, values)


@router.get("/telecharger")
def downloads(
    request: Request,
    service: Open,
    principal: Reader,
) -> Response:
    """The exports."""
    known = [name for name in FORMATS if name != "dcat" or service.settings.catalogue]
    known.sort(key=lambda name: list(FORMATS_FR).index(name) if name in FORMATS_FR else len(known))
    formats = [(name, *FORMATS_FR.get(name, (name, FORMATS[name].help))) for name in known]
    values = {"formats": formats, "themes": load_themes(), "departements": departements()}
    return page(request, principal, "telecharger.html", values)


def _list_values(
    path: str, rows: list[search.Row], principal: Principal, asked: dict[str, str], following: str
) -> dict[str, Any]:
    """What the templates of both lists show; `following` is the cursor of the next page, or ""."""
    return {
        "rows": shown(rows[:ROWS], principal),
        "next": with_query(path, **asked, suite=following) if following else "",
        "asked": asked,
        "filtered": any(asked.values()),
        "themes": load_themes(),
        "departements": departements(),
    }


def _codes(contrat: Any) -> list[str]:
    codes: list[str] = json.loads(contrat["departements"])
    return codes
