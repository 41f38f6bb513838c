"""Lists of what the store holds, filtered, in pages that do not shift when documents come and go.

Each page goes on after a key, in the order of keys; nothing is skipped or told twice. Words are
found without regard to case and accents: the database finds what may fit, `fold` decides.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from extractor.matching.folding import fold
from extractor.outcome import Status
from extractor.store.fichier import name_of, rename
from extractor.store.source import path_to_key
from extractor.store.store import Store
from extractor.store.tables import (
    avertissements,
    contrats,
    corrected,
    corrections,
    documents,
    fiches,
    mentions,
    records,
    themes,
)

Row = dict[str, Any]
Key = tuple[str, ...]
_MAYBE_ACCENTED = re.compile(r"oe|ae|[aceinouy]")
_CODE = re.compile(r"\d[\dABab]\d{0,7}")


class Filters(NamedTuple):
    """What a list keeps; None for what is not asked for."""

    document: str | None = None
    """sha256 of the bytes."""
    status: str | None = None
    genre: str | None = None
    territoire: str | None = None
    """A code of the official reference, or words of the name."""
    departement: str | None = None
    theme: str | None = None
    statut: str | None = None
    organisation: str | None = None
    role: str | None = None
    categorie: str | None = None
    q: str | None = None
    """Words of the title or name."""


def list_documents(store: Store, filters: Filters, after: Key | None, limit: int) -> list[Row]:
    """Contents with what they became, in the order of their first path; key: (path,)."""
    other = documents.alias()
    first = ~exists().where(
        other.c.content_hash == documents.c.content_hash, other.c.path < documents.c.path
    )
    query = (
        select(
            documents.c.path,
            documents.c.content_hash,
            documents.c.size,
            documents.c.status,
            documents.c.failure,
            documents.c.message,
            documents.c.pages,
            documents.c.failed_pages,
            documents.c.version,
            documents.c.imported_at,
            records.c.genre,
            records.c.titre,
        )
        .join_from(documents, records, _same(records), isouter=True)
        .where(documents.c.content_hash.is_not(None), first, *_document_clauses(filters))
        .order_by(documents.c.path)
    )

    def fetch(connection: Connection, last: Key | None, count: int) -> list[Row]:
        more = query if last is None else query.where(documents.c.path > last[0])
        rows = [row._asdict() for row in connection.execute(more.limit(count))]
        _add_contrats(connection, rows)
        return rows

    def fits(row: Row) -> bool:
        names = [name for of in row["contrats"] for name in (of["nom"], of["nom_officiel"])]
        return _has_words(filters.q, row["titre"], row["nom"], *names) and _is_there(
            filters.territoire, row["contrats"]
        )

    with store.reading() as connection:
        return _page(connection, fetch, fits, lambda row: (row["path"],), after, limit)


def find_document(store: Store, document: str) -> Row | None:
    """One content as `list_documents` tells it, or None."""
    found = list_documents(store, Filters(document=document), None, 1)
    return found[0] if found else None


def read_record(store: Store, document: str) -> bytes | None:
    """The JSON text of the record of a content, corrected, named by its first path, or None."""
    with store.reading() as connection:
        text = connection.scalar(
            select(func.coalesce(corrected.c.record, records.c.record))
            .join_from(records, corrected, isouter=True)
            .where(records.c.content_hash == document)
        )
        if text is None:
            return None
        path = connection.scalar(
            select(func.min(documents.c.path)).where(
                documents.c.content_hash == document, documents.c.status != Status.FAILED.value
            )
        )
    return rename(text, name_of(path or "")).encode()


def paths_of(store: Store, document: str) -> list[str]:
    """The keys of the paths that have a content, in their order."""
    query = select(documents.c.path).where(documents.c.content_hash == document)
    with store.reading() as connection:
        return list(connection.scalars(query.order_by(documents.c.path)))


def list_fiches(store: Store, filters: Filters, after: Key | None, limit: int) -> list[Row]:
    """Fiches with themes and porteurs, in the order of content and place; key: (content, place).

    The tenth fiche follows the ninth, though its place as a text does not.
    """
    place = (fiches.c.content_hash, fiches.c.contrat, func.length(fiches.c.pointer))
    order = (*place, fiches.c.pointer)
    query = (
        select(
            fiches.c.content_hash,
            fiches.c.pointer,
            fiches.c.code,
            fiches.c.titre,
            fiches.c.axe,
            fiches.c.statut,
            fiches.c.page_debut,
            fiches.c.page_fin,
            fiches.c.calendrier,
            fiches.c.calendrier_debut,
            fiches.c.calendrier_fin,
            fiches.c.public,
            contrats.c.territoire,
            contrats.c.territoire_officiel,
            contrats.c.territoire_code,
            contrats.c.departements,
            contrats.c.debut,
            contrats.c.fin,
        )
        .join_from(fiches, contrats, _contrat_of(fiches))
        .where(*_fiche_clauses(filters))
        .order_by(*order)
    )

    def fetch(connection: Connection, last: Key | None, count: int) -> list[Row]:
        more = query
        if last is not None:
            content, pointer = last
            contrat = pointer.rsplit("/", 2)[0]
            more = query.where(tuple_(*order) > (content, contrat, len(pointer), pointer))
        rows = [row._asdict() for row in connection.execute(more.limit(count))]
        _add_themes_and_porteurs(connection, rows)
        return rows

    def fits(row: Row) -> bool:
        place = [{"nom": row["territoire"], "nom_officiel": row["territoire_officiel"]}]
        place[0] |= {"code": row["territoire_code"], "departements": row["departements"]}
        return _has_words(filters.q, row["titre"]) and _is_there(filters.territoire, place)

    def key(row: Row) -> Key:
        return row["content_hash"], row["pointer"]

    with store.reading() as connection:
        return _page(connection, fetch, fits, key, after, limit)


def list_organisations(store: Store, filters: Filters, after: Key | None, limit: int) -> list[Row]:
    """Organisations that documents mention, with counts, in the order of ids; key: (id,)."""
    fiche = mentions.c.content_hash + mentions.c.fiche
    nom = func.min(mentions.c.nom)
    query = (
        select(
            mentions.c.organisation.label("id"),
            nom.label("nom"),
            func.min(mentions.c.sigle).label("sigle"),
            func.min(mentions.c.categorie).label("categorie"),
            func.count().label("mentions"),
            func.count(distinct(mentions.c.content_hash)).label("documents"),
            func.count(distinct(case((mentions.c.role == "porteur", fiche)))).label(
                "fiches_portees"
            ),
            func.count(distinct(case((mentions.c.role == "partenaire", fiche)))).label(
                "fiches_partenaire"
            ),
        )
        .where(mentions.c.organisation.is_not(None), *_mention_clauses(filters))
        .group_by(mentions.c.organisation)
        .order_by(mentions.c.organisation)
    )

    def fetch(connection: Connection, last: Key | None, count: int) -> list[Row]:
        more = query if last is None else query.where(mentions.c.organisation > last[0])
        return [row._asdict() for row in connection.execute(more.limit(count))]

    def fits(row: Row) -> bool:
        return _has_words(filters.q, row["nom"], row["sigle"], row["id"])

    with store.reading() as connection:
        return _page(connection, fetch, fits, lambda row: (row["id"],), after, limit)


def count_documents(store: Store) -> dict[Status, int]:
    """How many paths became what."""
    query = select(documents.c.status, func.count().label("n")).group_by(documents.c.status)
    with store.reading() as connection:
        found = {row.status: row.n for row in connection.execute(query)}
    return {status: found.get(status.value, 0) for status in Status}


_STATE = select(
    select(func.max(documents.c.imported_at)).scalar_subquery(),
    select(func.count()).select_from(corrections).scalar_subquery(),
    select(func.count(corrections.c.annulee_at)).scalar_subquery(),
)


def state_of(store: Store) -> str:
    """A word that changes with a document or a correction: for what is kept of answers."""
    with store.reading() as connection:
        last, changes, cancelled = connection.execute(_STATE).one()
    return f"{last.isoformat() if last else ''} {changes} {cancelled}"


# ── pages ────────────────────────────────────────────────────────────────────────────────────


def _page(
    connection: Connection,
    fetch: Callable[[Connection, Key | None, int], list[Row]],
    fits: Callable[[Row], bool],
    key: Callable[[Row], Key],
    after: Key | None,
    limit: int,
) -> list[Row]:
    """As many fitting rows as asked for: the database is asked again until there are enough."""
    found: list[Row] = []
    while len(found) < limit:
        rows = fetch(connection, after, limit)
        found += filter(fits, rows)
        if len(rows) < limit:
            break
        after = key(rows[-1])
    return found[:limit]


# ── conditions ───────────────────────────────────────────────────────────────────────────────


def _same(table: Any) -> ColumnElement[bool]:
    return and_(
        table.c.content_hash == documents.c.content_hash,
        documents.c.status != Status.FAILED.value,
    )


def _contrat_of(table: Any) -> ColumnElement[bool]:
    return and_(
        contrats.c.content_hash == table.c.content_hash, contrats.c.pointer == table.c.contrat
    )


def _document_clauses(filters: Filters) -> Iterable[ColumnElement[bool]]:
    mine = contrats.c.content_hash == documents.c.content_hash
    if filters.document:
        yield documents.c.content_hash == filters.document
    if filters.status:
        yield documents.c.status == filters.status
    if filters.genre:
        yield records.c.genre == filters.genre
    if filters.theme:
        yield exists().where(
            themes.c.content_hash == documents.c.content_hash, themes.c.theme == filters.theme
        )
    if filters.departement:
        yield exists().where(mine, _lists(contrats.c.departements, filters.departement))
    if filters.territoire:
        yield exists().where(mine, _maybe_there(filters.territoire))
    if filters.q:
        names = exists().where(mine, _maybe_named(filters.q))
        titles = (records.c.titre, documents.c.path)
        yield or_(names, *(_may_have(column, filters.q) for column in titles))


def _fiche_clauses(filters: Filters) -> Iterable[ColumnElement[bool]]:
    if filters.document:
        yield fiches.c.content_hash == filters.document
    if filters.statut:
        yield fiches.c.statut == filters.statut
    if filters.departement:
        yield _lists(contrats.c.departements, filters.departement)
    if filters.territoire:
        yield _maybe_there(filters.territoire)
    if filters.theme:
        yield exists().where(
            themes.c.content_hash == fiches.c.content_hash,
            themes.c.fiche == fiches.c.pointer,
            themes.c.theme == filters.theme,
        )
    if filters.organisation or filters.role:
        asked = [mentions.c.role == filters.role] if filters.role else []
        if filters.organisation:
            asked.append(mentions.c.organisation == filters.organisation)
        mine = (mentions.c.content_hash == fiches.c.content_hash,)
        yield exists().where(*mine, mentions.c.fiche == fiches.c.pointer, *asked)
    if filters.q:
        yield _may_have(fiches.c.titre, filters.q)


def _mention_clauses(filters: Filters) -> Iterable[ColumnElement[bool]]:
    for column in ("document", "role", "categorie"):
        value = getattr(filters, column)
        if value:
            yield mentions.c["content_hash" if column == "document" else column] == value
    if filters.theme:
        yield exists().where(
            themes.c.content_hash == mentions.c.content_hash,
            themes.c.fiche == mentions.c.fiche,
            themes.c.theme == filters.theme,
        )


def _maybe_there(asked: str) -> ColumnElement[bool]:
    if _CODE.fullmatch(asked):
        code = asked.upper()
        return or_(contrats.c.territoire_code == code, _lists(contrats.c.departements, code))
    return _maybe_named(asked)


def _maybe_named(words: str) -> ColumnElement[bool]:
    columns = (contrats.c.territoire, contrats.c.territoire_officiel)
    return or_(*(_may_have(column, words) for column in columns))


def _lists(column: Any, code: str) -> ColumnElement[bool]:
    """Whether a list of codes, kept as JSON, has one."""
    result: ColumnElement[bool] = column.contains(json.dumps(code), autoescape=True)
    return result


def _may_have(column: Any, words: str) -> ColumnElement[bool]:
    """Whether a text may have words: a letter that may carry an accent is any letter.

    "périnatalité" -> LIKE "%p_r___t_l_t_%"
    """
    found: ColumnElement[bool] = literal(True)
    for word in fold(words).split():
        pattern = _MAYBE_ACCENTED.sub(lambda m: "%" if len(m[0]) > 1 else "_", word)
        found = and_(found, column.ilike(f"%{pattern}%"))
    return found


def _has_words(words: str | None, *texts: str | None) -> bool:
    """Whether every word stands in one of the texts, at least as a beginning of a word."""
    folded = " ".join(f" {fold(text)}" for text in texts if text)
    return not words or all(f" {word}" in folded for word in fold(words).split())


def _is_there(asked: str | None, places: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a place has the code, or the words in its names."""
    if not asked:
        return True
    if _CODE.fullmatch(asked):
        code = asked.upper()
        return any(code in (of["code"], *json.loads(of["departements"])) for of in places)
    words = fold(asked)
    names = [f" {fold(name)} " for of in places for name in (of["nom"], of["nom_officiel"]) if name]
    return bool(words) and any(f" {words} " in name for name in names)


# ── what stands beside the rows ──────────────────────────────────────────────────────────────


def _add_contrats(connection: Connection, rows: Sequence[Row]) -> None:
    """Give documents a name, their contracts, and how many fiches and avertissements they have."""
    ids = [row["content_hash"] for row in rows]
    query = (
        select(
            contrats.c.content_hash,
            contrats.c.territoire.label("nom"),
            contrats.c.territoire_officiel.label("nom_officiel"),
            contrats.c.territoire_type.label("type"),
            contrats.c.territoire_code.label("code"),
            contrats.c.departements,
            contrats.c.debut,
            contrats.c.fin,
            contrats.c.date_signature,
        )
        .where(contrats.c.content_hash.in_(ids))
        .order_by(contrats.c.content_hash, contrats.c.ordre)
    )
    of: dict[str, list[Row]] = {}
    for row in connection.execute(query):
        of.setdefault(row.content_hash, []).append(row._asdict())
    counts = {
        name: _count_by(connection, table, ids)
        for name, table in (("fiches", fiches), ("avertissements", avertissements))
    }
    for found in rows:
        read = found["status"] != Status.FAILED.value
        found["nom"] = name_of(path_to_key(found["path"]))
        found["contrats"] = of.get(found["content_hash"], []) if read else []
        for name, by in counts.items():
            found[name] = by.get(found["content_hash"], 0) if read else 0


def _count_by(connection: Connection, table: Any, ids: Sequence[str]) -> dict[str, int]:
    query: Select[Any] = (
        select(table.c.content_hash, func.count().label("n"))
        .where(table.c.content_hash.in_(ids))
        .group_by(table.c.content_hash)
    )
    return {row.content_hash: row.n for row in connection.execute(query)}


def _add_themes_and_porteurs(connection: Connection, rows: Sequence[Row]) -> None:
    ids = sorted({row["content_hash"] for row in rows})
    places = sorted({row["pointer"] for row in rows})
    by: dict[tuple[str, str], tuple[list[Row], list[Row]]] = {
        (row["content_hash"], row["pointer"]): ([], []) for row in rows
    }
    theirs = select(themes.c.content_hash, themes.c.fiche, themes.c.theme, themes.c.score).where(
        themes.c.content_hash.in_(ids), themes.c.fiche.in_(places)
    )
    for row in connection.execute(theirs.order_by(themes.c.content_hash, themes.c.ordre)):
        if found := by.get((row.content_hash, row.fiche)):
            found[0].append({"theme": row.theme, "score": row.score})
    leaders = select(
        mentions.c.content_hash,
        mentions.c.fiche,
        mentions.c.texte,
        mentions.c.organisation,
        mentions.c.nom,
    ).where(
        mentions.c.content_hash.in_(ids),
        mentions.c.fiche.in_(places),
        mentions.c.role == "porteur",
    )
    for who in connection.execute(leaders.order_by(mentions.c.content_hash, mentions.c.ordre)):
        if found := by.get((who.content_hash, who.fiche)):
            found[1].append({"texte": who.texte, "organisation": who.organisation, "nom": who.nom})
    for one in rows:
        one["themes"], one["porteurs"] = by[one["content_hash"], one["pointer"]]
