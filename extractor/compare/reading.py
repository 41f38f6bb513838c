"""The store → what a comparison reads of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from extractor.compare.choice import Chosen, choose
from extractor.compare.corpus import (
    Contrat,
    Corpus,
    Document,
    Fiche,
    Indicateur,
    Key,
    Mention,
    Nature,
    Territoire,
)
from extractor.compare.selection import ALL, Selection
from extractor.matching.folding import fold

if TYPE_CHECKING:
    from extractor.store.store import Store


HIDING = {
    "ocr-indisponible": "pages numérisées non lues",
    "ocr-echec": "pages numérisées illisibles",
    "page-abimee": "pages abîmées",
    "page-trop-complexe": "pages trop complexes pour être lues",
    "page-interrompue": "pages dont la lecture a été interrompue",
    "plan-sans-fiche": "actions de la synthèse sans fiche",
}
"""Codes of avertissements that say that actions may be missing → what is told."""

_MENTION = ("role", "texte", "organisation", "nom", "categorie")
_AVENANT = re.compile(r"\bavenant\b")
_CONTRAT = (
    *("content_hash", "pointer", "territoire", "territoire_officiel", "territoire_type"),
    *("territoire_code", "departements", "regions", "rang", "generation", "debut", "fin"),
    *("date_signature", "chiffres_annonces"),
)
_FICHE = ("code", "titre", "axe", "statut", "page_debut", "page_fin")


def read_corpus(
    store: "Store",
    selection: Selection = ALL,
    *,
    textes: Sequence[str] = (),
    mentions: bool = False,
    indicateurs: bool = False,
) -> Corpus:
    """Read what a question needs: `textes` are columns of fiches, the rest stays unread."""
    from extractor.store.reading import read_columns

    def rows(table: str, *columns: str) -> Sequence[tuple[Any, ...]]:
        return read_columns(store, table, columns)

    documents = _documents(
        rows(
            "documents",
            *("content_hash", "path", "status", "failure", "message", "pages", "failed_pages"),
        ),
        rows("records", "content_hash", "genre", "titre"),
    )
    fiches = _fiches(
        rows("fiches", "ordre", "content_hash", "pointer", "contrat", *_FICHE, *textes),
        rows("themes", "ordre", "content_hash", "fiche", "theme"),
        textes,
    )
    counts: dict[Key, int] = defaultdict(int)
    for fiche in fiches:
        counts[fiche.contrat] += 1
    doubts = rows("avertissements", "content_hash", "code", "pointeur")
    hidden = _hidden(doubts)
    contrats = [
        _contrat(row, documents, counts, hidden)
        for row in (dict(zip(_CONTRAT, line, strict=True)) for line in rows("contrats", *_CONTRAT))
        if row["content_hash"] in documents
    ]
    chosen = choose(contrats, selection)
    corpus = _fill(chosen, list(documents.values()), fiches, selection)
    if mentions:
        corpus = _with_mentions(corpus, rows)
    if indicateurs:
        corpus = _with_indicateurs(corpus, rows)
    return corpus


def _documents(
    rows: Iterable[tuple[Any, ...]], records: Iterable[tuple[Any, ...]]
) -> dict[str, Document]:
    """Content, or path of what failed, → document; paths with the same bytes are one."""
    told = {content: (genre, titre) for content, genre, titre in records}
    found: dict[str, Document] = {}
    extra: dict[str, int] = defaultdict(int)
    for content, path, status, failure, message, pages, failed in sorted(rows, key=lambda r: r[1]):
        name = content if content and status != "failed" else f"path:{path}"
        if name in found:
            extra[name] += 1
            continue
        genre, titre = told.get(content, (None, None))
        failed_pages = tuple(json.loads(failed))
        found[name] = Document(
            content, path, 0, status, failure, message, genre, titre, pages, failed_pages
        )
    return {
        name: document if not extra[name] else _copied(document, extra[name])
        for name, document in found.items()
    }


def _copied(document: Document, copies: int) -> Document:
    return replace(document, copies=copies)


def _hidden(rows: Iterable[tuple[Any, ...]]) -> dict[Key, dict[str, int]]:
    """Contract, or document with pointer "", → codes that hide actions, with their number."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for content, code, pointer in rows:
        if code in HIDING:
            contrat = "/".join((pointer or "").split("/")[:3])
            key = contrat if contrat.startswith("/contrats/") else ""
            found[Key(content, key)][code] += 1
    return found


def _contrat(
    row: Mapping[str, Any],
    documents: Mapping[str, Document],
    counts: Mapping[Key, int],
    hidden: Mapping[Key, Mapping[str, int]],
) -> Contrat:
    key = Key(row["content_hash"], row["pointer"])
    document = documents[key.content_hash]
    annonces = json.loads(row["chiffres_annonces"])
    found = counts.get(key, 0)
    doubts = [hidden.get(k, {}) for k in (key, Key(key.content_hash, ""))]
    return Contrat(
        key,
        document,
        _territoire(row, document),
        _nature(document),
        row["rang"],
        row["generation"],
        row["debut"],
        row["fin"],
        row["date_signature"],
        annonces,
        found,
        tuple(_lacunes(document, found, annonces, doubts)),
    )


def _nature(document: Document) -> Nature:
    if document.genre != "contrat":
        return Nature.COMMUNIQUE
    return Nature.AVENANT if _AVENANT.search(fold(document.titre or "")) else Nature.CONTRAT


def _territoire(row: Mapping[str, Any], document: Document) -> Territoire:
    nom = row["territoire_officiel"] or row["territoire"]
    cle = row["territoire_code"] or (
        f"nom:{fold(nom)}" if nom else f"document:{row['content_hash']}"
    )
    return Territoire(
        cle,
        nom or f"Territoire inconnu ({document.fichier})",
        row["territoire_type"],
        tuple(json.loads(row["departements"])),
        tuple(json.loads(row["regions"])),
    )


def _lacunes(
    document: Document,
    fiches: int,
    annonces: Mapping[str, int],
    doubts: Sequence[Mapping[str, int]],
) -> Iterable[str]:
    """Say in French why actions may be there that were not read."""
    if document.genre != "contrat":
        yield "connu par un communiqué ou une page, non par le contrat"
        return
    if not fiches:
        yield "aucune fiche action lue dans le document"
    if document.failed_pages:
        pages = ", ".join(map(str, document.failed_pages))
        yield f"pages illisibles : {pages}"
    elif document.status == "partial":
        yield "document lu en partie"
    stated = max((annonces.get(name, 0) for name in ("fiches", "actions")), default=0)
    if fiches and stated > fiches:
        read = f"{fiches} fiches lues" if fiches > 1 else "1 fiche lue"
        yield f"{stated} actions annoncées, {read}"
    for code, words in HIDING.items():
        number = sum(doubt.get(code, 0) for doubt in doubts)
        told = document.failed_pages and code.startswith("page-")
        if number and not told:
            yield f"{words} ({number})"


def _fiches(
    rows: Iterable[tuple[Any, ...]], themes: Iterable[tuple[Any, ...]], textes: Sequence[str]
) -> list[Fiche]:
    about: dict[Key, list[str]] = defaultdict(list)
    for _, content, fiche, theme in sorted(themes, key=itemgetter(0)):
        about[Key(content, fiche)].append(theme)
    return [
        Fiche(
            key := Key(content, pointer),
            Key(content, contrat),
            code,
            titre,
            axe,
            statut,
            debut,
            fin,
            tuple(about.get(key, ())),
            dict(zip(textes, values, strict=True)),
        )
        for _, content, pointer, contrat, code, titre, axe, statut, debut, fin, *values in sorted(
            rows, key=itemgetter(0)
        )
    ]


def _fill(
    chosen: Chosen, documents: Sequence[Document], fiches: Iterable[Fiche], selection: Selection
) -> Corpus:
    order = {contrat.key: rank for rank, contrat in enumerate(chosen.contrats)}
    before = {contrat.key: rank for rank, contrat in enumerate(chosen.anterieurs)}
    wanted = [f for f in fiches if selection.takes_themes(f.themes)]
    current = sorted((f for f in wanted if f.contrat in order), key=lambda f: order[f.contrat])
    earlier = sorted((f for f in wanted if f.contrat in before), key=lambda f: before[f.contrat])
    return Corpus(
        selection,
        tuple(documents),
        chosen.contrats,
        chosen.anterieurs,
        chosen.doublons,
        chosen.communiques,
        tuple(current),
        tuple(earlier),
    )


def _with_mentions(corpus: Corpus, rows: Any) -> Corpus:
    contrats: dict[tuple[str, str], Key] = {
        c.key: c.key for c in (*corpus.contrats, *corpus.anterieurs, *corpus.communiques)
    }
    fiches: dict[tuple[str, str], Key] = {
        f.key: f.key for f in (*corpus.fiches, *corpus.fiches_anterieures)
    }
    found = []
    for row in rows("mentions", "content_hash", "contrat", "fiche", *_MENTION):
        contrat = contrats.get((row[0], row[1]))
        fiche = fiches.get((row[0], row[2])) if row[2] else None
        if contrat and (fiche or not row[2]):
            found.append(Mention(contrat, fiche, *row[3:]))
    return replace(corpus, mentions=tuple(found))


def _with_indicateurs(corpus: Corpus, rows: Any) -> Corpus:
    fiches = {fiche.key: rank for rank, fiche in enumerate(corpus.fiches)}
    found = [
        Indicateur(key, *values)
        for _, content, fiche, *values in sorted(
            rows("indicateurs", "ordre", "content_hash", "fiche", "nature", "famille", "texte"),
            key=itemgetter(0),
        )
        if (key := Key(content, fiche)) in fiches
    ]
    found.sort(key=lambda indicateur: fiches[indicateur.fiche])
    return replace(corpus, indicateurs=tuple(found))
