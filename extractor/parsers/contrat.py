"""The flow of a contract → the draft of its record, part by part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.flow import Element, Flow
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.likeness import likeness
from extractor.parsers.acteurs import find_acteurs
from extractor.parsers.articles import find_articles, parse_articles
from extractor.parsers.axes import axe_objectives, heading_axes, merge_axes
from extractor.parsers.chiffres import count_pattern
from extractor.parsers.codes import Settled, settle_codes
from extractor.parsers.fiche import parse_fiche
from extractor.parsers.fiches import Fiche, find_fiches
from extractor.parsers.genre import PRESS, read_genre
from extractor.parsers.identite import Known, parse_identite, read_title
from extractor.parsers.instances import instance_pattern, parse_instances
from extractor.parsers.labels import NO_FIELD, Labels, shipped_labels, vocabulary
from extractor.parsers.mentions import ITEM_SEPARATOR, split_mentions
from extractor.parsers.personnes import office_words
from extractor.parsers.plan import LigneDePlan, read_plan_table
from extractor.parsers.sigles import parse_sigles
from extractor.parsers.signataires import parse_signataires
from extractor.parsers.signature import parse_signature
from extractor.parsers.sommaire import parse_sommaire, sommaire_span
from extractor.parsers.territoire import kind_pattern, territory_pattern
from extractor.parsers.titres import Titre, read_axe_title
from models.page import Word


class Metadata(NamedTuple):
    """What the PDF says of itself."""

    title: str = ""
    producer: str = ""


@dataclass(slots=True)
class Parsed:
    """The draft of a document, and what the checks need besides the record."""

    draft: dict[str, Draft]
    axes: list[tuple[str, Titre]] = field(default_factory=list)
    """Every wording of an axe: where it stands ("synthese", "fiche"…), number and title."""
    settled: list[Settled] = field(default_factory=list)
    """How the code of every fiche was found."""
    unplaced: list[tuple[int, Passage]] = field(default_factory=list)
    """Rank of a fiche, text in it that no label claims."""
    has_text: bool = True
    headings: list[Word] = field(default_factory=list)
    """Words of recognised headings that are no value of the record."""
    unknown_labels: list[Passage] = field(default_factory=list)
    """Labels of fiches that no label file knows, each as often as it stands."""
    sommaire: range = range(0)
    """Ranks of the sommaire's elements in the flow."""
    beside: int = 0
    """Signatories that an article names beside those that it counts."""


def load_wording() -> None:
    """Load label files, build the patterns made of them, and load the comparison of labels.

    All of it is kept once loaded; done while a helper reads, it costs the first document nothing.
    """
    for file in files("extractor.data").joinpath("labels").iterdir():
        if file.name.endswith(".toml"):
            vocabulary(file.name.removesuffix(".toml"))
    for pattern in (count_pattern, instance_pattern, kind_pattern, office_words, territory_pattern):
        pattern()
    likeness("", "")


def parse_contrat(
    flow: Flow,
    metadata: Metadata,
    wording: Labels | None = None,
    announce: Callable[[Draft], None] = lambda actions: None,
) -> Parsed:
    """Return the draft of the whole record, without `document.id` and `fichier`.

    `announce` is handed what can be worked on meanwhile, once and as soon as it is read: the draft
    of a record of sigles and contracts, these complete but for what they say of themselves.
    """
    wording = wording or shipped_labels()
    labels = wording.fiche
    span = range(*sommaire_span(flow))
    found = find_articles(flow, span)
    genre = read_genre(flow, len(found), metadata.producer)
    if genre.value in PRESS:
        return _parse_press(flow, genre, metadata, wording, announce)
    if genre.value == "inconnu":
        announce({"sigles": [], "contrats": []})
        return _parse_unknown(flow, genre, metadata, span)
    body = [e for i, e in enumerate(flow.elements) if i not in span]
    lines, plan_tables = _plan(body, wording)
    body = [e for e in body if not (isinstance(e, Table) and id(e) in plan_tables)]
    fiches = find_fiches(body, flow.body_size, labels)
    axes = heading_axes(body, flow.body_size)
    if not fiches:
        fiches = _light_fiches(lines)
    drafts = [parse_fiche(fiche, labels) for fiche in fiches]
    _complete_titles(fiches, drafts, lines)
    settled = settle_codes(fiches, drafts, lines)
    wordings = _wordings(axes, lines, fiches)
    merged = merge_axes(
        axe_objectives(body, flow.body_size),
        axes,
        *([t for s, t in wordings if s == kind] for kind in ("synthese", "fiche")),
    )
    for fiche_draft, choice in zip(drafts, settled, strict=True):
        fiche_draft["code"] = choice.code
        if fiche_draft["axe"] is None:
            fiche_draft["axe"] = _axe_of(choice.code, merged)
    articles = parse_articles(flow, found)
    within = range(found[0].start, found[-1].end) if found else None
    signature, signataires = parse_signature(flow), parse_signataires(flow, span)
    contrat: dict[str, Draft] = {
        "signataires": signataires,
        "instances": [_split_members(instance) for instance in parse_instances(flow, within)],
        "partenaires": _partenaires(flow, span, fiches),
        "articles": articles,
        "axes": merged,
        "plan_actions": [line.as_draft() for line in lines],
        "fiches_action": drafts,
    }
    sigles = parse_sigles(flow, span)
    announce({"sigles": sigles, "contrats": [contrat]})
    known = Known(len(articles), _mapping(signature), signataires, span, metadata.producer, genre)
    identite = parse_identite(flow, metadata.title, known)
    titre = identite.pop("titre")
    del identite["genre"]
    draft: dict[str, Draft] = {
        "document": {"genre": genre, "titre": titre},
        "contrats": [{**identite, **contrat}],
        "sommaire": parse_sommaire(flow),
        "sigles": sigles,
    }
    unplaced = [(i, text) for i, fiche in enumerate(fiches) for text in fiche.unplaced]
    has_text = any(page.words for page in flow.pages)
    headings = [word for fiche in fiches for word in fiche.heading_words]
    headings += [word for line in lines for word in line.header_words]
    headings += [
        w for line in lines if line.axe for w in (*line.axe.code.words, *line.axe.titre.words)
    ]
    no_key = _unknown_labels(fiches, lines)
    return Parsed(draft, wordings, settled, unplaced, has_text, headings, no_key, span)


def _unknown_labels(fiches: list[Fiche], lines: list[LigneDePlan]) -> list[Passage]:
    """Labels without a key, each place of the document once: a column heads many actions."""
    parts = [fiche.champs for fiche in fiches] + [line.champs for line in lines]
    champs = chain.from_iterable(parts)
    unknown = [champ.libelle for champ in champs if champ.key is None and champ.libelle]
    return list({label.words[0].key: label for label in unknown}.values())


def _parse_unknown(flow: Flow, genre: Sourced, metadata: Metadata, span: range) -> Parsed:
    """The draft of a document that is no CLS: what it is called, and no contract."""
    draft: dict[str, Draft] = {
        "document": {"genre": genre, "titre": read_title(flow) or metadata.title or None},
        "contrats": [],
        "sommaire": parse_sommaire(flow),
        "sigles": parse_sigles(flow, span),
    }
    return Parsed(draft, has_text=any(page.words for page in flow.pages), sommaire=span)


def _parse_press(
    flow: Flow,
    genre: Sourced,
    metadata: Metadata,
    wording: Labels,
    announce: Callable[[Draft], None],
) -> Parsed:
    """The draft of a press release or a web page."""
    from extractor.parsers.presse import parse_article  # its patterns are compiled for it alone

    article = parse_article(flow, str(genre.value), wording)
    announce({"sigles": [], "contrats": article.contrats})
    draft: dict[str, Draft] = {
        "document": {"genre": genre, "titre": article.titre or metadata.title or None},
        "contrats": article.contrats,
        "sommaire": [],
        "sigles": [],
    }
    return Parsed(draft, article.axes, headings=article.headings, beside=article.beside)


def _plan(body: list[Element], labels: Labels) -> tuple[list[LigneDePlan], set[int]]:
    """Rows of the plan tables, and the identities of those tables."""
    lines: list[LigneDePlan] = []
    tables: set[int] = set()
    for element in body:
        if isinstance(element, Table):
            found = read_plan_table(element, labels.plan, labels.fiche)
            if found is not None:
                lines += found
                tables.add(id(element))
    return lines, tables


def _mapping(draft: Draft) -> Mapping[str, Draft]:
    assert isinstance(draft, Mapping)
    return draft


def _partenaires(flow: Flow, skip: range, fiches: Sequence[Fiche]) -> list[Draft]:
    """The partners of the contract, under the sub-heading of their list."""
    labels = {word.key for fiche in fiches for c in fiche.champs for word in c.libelle.words}
    return [
        mention
        for acteur in find_acteurs(flow, skip, labels)
        for mention in split_mentions(acteur.texte, acteur.groupe, ITEM_SEPARATOR)
    ]


def _split_members(instance: Draft) -> Draft:
    """An item of a list of members may name two organisations."""
    members: list[Draft] = []
    listed = _mapping(instance)["membres"]
    assert isinstance(listed, Sequence)
    for member in listed:
        text = member["texte"] if isinstance(member, Mapping) else None
        if isinstance(text, Passage):
            members += split_mentions(text, separator=ITEM_SEPARATOR)
    return {**_mapping(instance), "membres": members}


def _light_fiches(lines: list[LigneDePlan]) -> list[Fiche]:
    """A plan set as one wide table: each row is a light fiche when it says more than a title."""
    return [
        Fiche(
            axe=line.axe.code if line.axe else None,
            title=Titre(line.code or Passage("", (), ()), line.intitule),
            champs=line.champs,
            pages=set(line.pages),
        )
        for line in lines
        if any(champ.key not in (None, NO_FIELD) for champ in line.champs)
    ]


def _complete_titles(
    fiches: list[Fiche], drafts: list[dict[str, Draft]], lines: list[LigneDePlan]
) -> None:
    """A fiche without a title takes the heading above it, or the one action of its axe."""
    for fiche, draft in zip(fiches, drafts, strict=True):
        if draft["titre"] is not None:
            continue
        axe = draft["axe"].value if isinstance(draft["axe"], Sourced) else None
        rows = [line for line in lines if line.axe is not None and line.axe.code.text == axe]
        if len(rows) == 1:
            draft["titre"] = rows[0].intitule
        elif fiche.heading is not None:
            title = read_axe_title(fiche.heading.passage)
            draft["titre"] = title.titre if title and title.titre else fiche.heading.passage
        else:
            draft["titre"] = ""


def _wordings(
    headings: list[Titre], lines: list[LigneDePlan], fiches: list[Fiche]
) -> list[tuple[str, Titre]]:
    """Every wording of every axe, with its source."""
    wordings = [("titre", axe) for axe in headings]
    wordings += [("synthese", line.axe) for line in lines if line.axe is not None]
    for fiche in fiches:
        for champ in fiche.champs:
            if champ.key == "axe":
                for block in champ.blocks:
                    axe = read_axe_title(block.passage)
                    if axe is not None:
                        wordings.append(("fiche", axe))
    return wordings


def _axe_of(code: Sourced | None, axes: list[Draft]) -> Draft:
    """The axe that a code begins with: "2.3" -> "2", when there is such an axe."""
    if code is None or not isinstance(code.value, str) or "." not in code.value:
        return None
    head = code.value.partition(".")[0]
    for axe in axes:
        numero = axe["numero"] if isinstance(axe, dict) else None
        if isinstance(numero, Sourced) and numero.value == head:
            return Sourced(head, code.passage)
    return None
