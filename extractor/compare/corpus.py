"""The store → the contracts that a comparison counts, and why others are not counted.

A territory is counted once: copies of one contract (another file, a scan, an extract) stand behind
the fullest of them, an amendment behind its contract, an earlier contract behind the newest one, a
press release behind any contract. What hides actions from the eye (a page that failed, a plan with
more actions than fiches) is a `lacune`: with one, a missing action proves nothing.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.compare.selection import ALL, Selection
from extractor.matching.folding import fold

if TYPE_CHECKING:
    from extractor.store.store import Store


class Key(NamedTuple):
    """A node of a record: the content of its document and its JSON Pointer."""

    content_hash: str
    pointer: str


class Nature(StrEnum):
    """What a document says of a territory."""

    CONTRAT = "contrat"
    AVENANT = "avenant"
    """An amendment: it changes a contract, and does not repeat its actions."""
    COMMUNIQUE = "communiqué"
    """A press release or a web page: it tells of a contract."""


class Extraction(StrEnum):
    """How far the absence of an action can be believed."""

    COMPLETE = "complète"
    PARTIELLE = "partielle"
    AUCUNE = "aucune"
    """No fiche was read: nothing is known of its actions."""


@dataclass(frozen=True, slots=True)
class Document:
    """One content, or a path that gave no record."""

    content_hash: str | None
    path: str
    """The first of its paths."""
    copies: int
    """How many other paths have the same bytes."""
    status: str
    failure: str | None
    message: str
    genre: str | None
    titre: str | None
    pages: int
    failed_pages: tuple[int, ...]

    @property
    def fichier(self) -> str:
        """Base name of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Territoire:
    """A territory, known by its official code, else by its name."""

    cle: str
    """Code of the commune or group, or "nom:…", or "document:…" when it has no name either."""
    nom: str
    type: str | None
    departements: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrat:
    """One contract as one document tells it."""

    key: Key
    document: Document
    territoire: Territoire
    nature: Nature
    rang: int | None
    generation: int | None
    debut: int | None
    fin: int | None
    date_signature: str | None
    annonces: Mapping[str, int]
    """Counts that the document states."""
    fiches: int
    """Number of fiches read."""
    lacunes: tuple[str, ...]
    """French: why an action that was not read may be there all the same."""

    @property
    def extraction(self) -> Extraction:
        """Whether the absence of an action can be believed."""
        if not self.fiches or self.nature is not Nature.CONTRAT:
            return Extraction.AUCUNE
        return Extraction.PARTIELLE if self.lacunes else Extraction.COMPLETE

    @property
    def periode(self) -> str:
        """2025, 2029 -> "2025–2029";  2025, None -> "2025–?";  None, None -> "" """
        if self.debut is None and self.fin is None:
            return ""
        if self.debut == self.fin:
            return str(self.debut)
        return f"{self.debut or '?'}–{self.fin or '?'}"


@dataclass(frozen=True, slots=True)
class Fiche:
    """One action of a contract."""

    key: Key
    contrat: Key
    code: str | None
    titre: str
    axe: str | None
    statut: str | None
    page_debut: int
    page_fin: int
    themes: tuple[str, ...]
    """The surest first."""
    textes: Mapping[str, Any] = field(default_factory=dict)
    """Other columns of the table `fiches` that a question asked for."""


class Mention(NamedTuple):
    """An organisation that a fiche or a contract names."""

    contrat: Key
    fiche: Key | None
    role: str
    """`porteur`, `partenaire`, `membre`, or how it signs: `signataire`…"""
    texte: str
    organisation: str | None
    """Id in the glossary; None when it was not matched."""
    nom: str | None
    categorie: str | None


@dataclass(frozen=True, slots=True)
class Indicateur:
    """A criterion or indicator of a fiche."""

    fiche: Key
    nature: str
    famille: str | None
    texte: str


@dataclass(frozen=True, eq=False)
class Corpus:
    """What a comparison reads. Contracts and fiches are in the order of territories.

    One is equal to itself only: what was found in it can be kept beside it.
    """

    selection: Selection
    documents: tuple[Document, ...]
    """All of the store, whatever was selected."""
    contrats: tuple[Contrat, ...]
    """Those that count: one for each territory."""
    anterieurs: tuple[Contrat, ...]
    """Contracts of the same territories for other periods."""
    doublons: Mapping[Key, tuple[Contrat, ...]]
    """Contract → its other copies and its amendments."""
    communiques: tuple[Contrat, ...]
    """What press releases and pages tell of the selected territories."""
    fiches: tuple[Fiche, ...]
    """Of `contrats`."""
    fiches_anterieures: tuple[Fiche, ...] = ()
    """Of `anterieurs`."""
    mentions: tuple[Mention, ...] = ()
    """Of `contrats`, `anterieurs` and `communiques`."""
    indicateurs: tuple[Indicateur, ...] = ()


HIDING = {
    "ocr-indisponible": "pages numérisées non lues",
    "ocr-echec": "pages numérisées illisibles",
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

    def rows(table: str, *columns: str) -> list[tuple[Any, ...]]:
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


class Chosen(NamedTuple):
    """Which contracts count."""

    contrats: tuple[Contrat, ...]
    anterieurs: tuple[Contrat, ...]
    doublons: Mapping[Key, tuple[Contrat, ...]]
    communiques: tuple[Contrat, ...]


def choose(contrats: Iterable[Contrat], selection: Selection = ALL) -> Chosen:
    """Sort the contracts of the store into those that count and those that stand behind them."""
    by_territory: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in contrats:
        if selection.takes(contrat.territoire):
            by_territory[contrat.territoire.cle].append(contrat)
    counted: list[Contrat] = []
    earlier: list[Contrat] = []
    press: list[Contrat] = []
    doublons: dict[Key, tuple[Contrat, ...]] = {}
    for group in sorted(by_territory.values(), key=_place):
        told = [c for c in group if c.nature is Nature.COMMUNIQUE]
        press += told
        versions = [_fullest(copies) for copies in copies_of(group, Nature.CONTRAT)]
        versions.sort(key=lambda version: _age(version[0]))
        in_time = [v for v in versions if selection.is_in_period(v[0].debut, v[0].fin)]
        if not in_time:
            alone = [c for c in group if c.nature is not Nature.CONTRAT]
            alone = [c for c in alone if selection.is_in_period(c.debut, c.fin)]
            if alone and not versions:
                counted.append(max(alone, key=lambda c: (*_age(c), c.key)))
            continue
        newest = in_time[-1][0]
        counted.append(newest)
        earlier += [version for version, _ in in_time[:-1]]
        doublons |= {version.key: others for version, others in in_time if others}
        amendments = tuple(c for c in group if c.nature is Nature.AVENANT)
        if amendments:
            owner = _amended(amendments, [version for version, _ in in_time])
            doublons[owner.key] = (*doublons.get(owner.key, ()), *amendments)
    return Chosen(tuple(counted), tuple(earlier), doublons, tuple(press))


def copies_of(group: Sequence[Contrat], nature: Nature) -> list[list[Contrat]]:
    """Group the documents of a territory that are one and the same contract."""
    groups: list[list[Contrat]] = []
    known = [c for c in group if c.nature is nature]
    for contrat in sorted(known, key=lambda c: (c.debut is None, -c.fiches, c.key)):
        for others in groups:
            if is_same(others[0], contrat):
                others.append(contrat)
                break
        else:
            groups.append([contrat])
    return groups


def is_same(one: Contrat, other: Contrat) -> bool:
    """Whether two documents of a territory are one contract.

    The same first year; where one does not say it, the same day of signature, or the same rank. Two
    that say nothing are kept apart only by their bytes: they are one.
    """
    if one.debut is not None and other.debut is not None:
        return one.debut == other.debut
    dates = (one.date_signature or "", other.date_signature or "")
    if len(dates[0]) == len(dates[1]) == len("2025-07-10"):
        return dates[0] == dates[1]
    if one.rang is not None and other.rang is not None:
        return one.rang == other.rang
    return True


def _fullest(copies: Sequence[Contrat]) -> tuple[Contrat, tuple[Contrat, ...]]:
    """The copy with the most fiches, then the fewest gaps; and the others."""
    first, *others = sorted(copies, key=lambda c: (-c.fiches, len(c.lacunes), c.key))
    return first, tuple(others)


def _age(contrat: Contrat) -> tuple[int, int, str]:
    """Orders the contracts of a territory from the oldest to the newest."""
    signed = contrat.date_signature or ""
    year = contrat.debut or int(signed[:4] or 0)
    return year, contrat.rang or contrat.generation or 0, signed


def _amended(amendments: Sequence[Contrat], versions: Sequence[Contrat]) -> Contrat:
    """The contract that amendments belong to: that of their period, else the newest."""
    years = {c.debut for c in amendments if c.debut}
    return next((v for v in versions if v.debut in years), versions[-1])


def _place(group: Sequence[Contrat]) -> tuple[str, str, str]:
    """Orders territories: by department, then by name."""
    territoire = group[0].territoire
    return (*territoire.departements[:1], "~")[0], fold(territoire.nom), territoire.cle


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
        yield f"{stated} actions annoncées, {fiches} fiches lues"
    for code, words in HIDING.items():
        number = sum(doubt.get(code, 0) for doubt in doubts)
        if number:
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
    contrats = {c.key: c.key for c in (*corpus.contrats, *corpus.anterieurs, *corpus.communiques)}
    fiches = {f.key: f.key for f in (*corpus.fiches, *corpus.fiches_anterieures)}
    found = []
    for row in rows("mentions", "content_hash", "contrat", "fiche", *_MENTION):
        contrat = contrats.get((row[0], row[1]))
        fiche = fiches.get((row[0], row[2])) if row[2] else None
        if contrat and (fiche or not row[2]):
            found.append(Mention(contrat, fiche, *row[3:]))
    return replace(corpus, mentions=tuple(found))


def _with_indicateurs(corpus: Corpus, rows: Any) -> Corpus:
    fiches = {f.key for f in corpus.fiches}
    found = [
        Indicateur(key, *values)
        for content, fiche, *values in rows(
            "indicateurs", "content_hash", "fiche", "nature", "famille", "texte"
        )
        if (key := Key(content, fiche)) in fiches
    ]
    return replace(corpus, indicateurs=tuple(found))
