"""The flow of a document → its fiches action, whatever their shape: where each begins and ends."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Block
from extractor.layout.flow import Element
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.champs import (
    Champ,
    FicheTable,
    read_fiche_table,
    split_label,
)
from extractor.parsers.labels import NO_FIELD, Vocabulary, vocabulary
from extractor.parsers.titres import (
    Titre,
    normal_code,
    read_axe_title,
    read_fiche_title,
    same_title,
)
from models.page import Word

# "Éléments de contexte de l'action FA 1.1", "Diagnostic – Fiche action n°3"
CONTEXT_HEADING = re.compile(
    r"^(?P<label>.{4,60}?)\s+(?:(?:de|pour)\s+l['’]\s*|(?:de|pour)\s+la\s+|[-–—:]\s*)"
    r"(?:fiche[\s-]*action|action|fiche)\s*(?:n\s?[°º])?\s*(?P<code>(?:FA\s?)?\d[\d.\- ]*)?\s*:?$",
    re.IGNORECASE,
)
MIN_CHAMPS = 2
MAX_TITLE = 60


@dataclass(slots=True)
class Fiche:
    """What the flow holds of one fiche, before its fields are read."""

    axe: Passage | None = None
    """Number of the axe under whose heading it stands."""
    context_code: Passage | None = None
    """The number that the heading of its context names."""
    title: Titre | None = None
    heading: Block | None = None
    """The heading that opened it, or the one just above its table."""
    champs: list[Champ] = field(default_factory=list)
    context: list[Passage] = field(default_factory=list)
    unplaced: list[Passage] = field(default_factory=list)
    """Text inside the fiche that no label claims."""
    pages: set[int] = field(default_factory=set)
    has_table: bool = False
    banner: Passage | None = None
    """The first row of its table, when it is no label."""
    supposed: bool = False
    """Opened by labels under a heading that does not say that it is a fiche."""
    context_title: Passage | None = None
    headings: list[Passage] = field(default_factory=list)
    """Headings of its small tables."""

    def take_heading(self) -> None:
        """The line just above a table of the fiche is its heading, not a text of the fiche."""
        for texts in (self.context, self.unplaced):
            if texts and len(texts[-1]) <= MAX_TITLE and texts[-1].text[-1] not in ".;,":
                self.headings.append(texts.pop())
        if self.champs and not self.champs[-1].blocks and not self.champs[-1].cells:
            # "La mise en œuvre" just above a table of labels is no label, though it reads like one.
            self.headings.append(self.champs.pop().libelle)
        loose = self.champs[-1].loose if self.champs else []
        if len(loose) > 1 and loose[-1].style.size > loose[0].style.size + 0.3:
            self.headings.append(loose.pop().passage)

    @property
    def heading_words(self) -> list[Word]:
        """Words of its headings."""
        words: list[Word] = []
        if self.heading is not None:
            words += self.heading.passage.words
        if self.context_title is not None:
            words += self.context_title.words
        words += [word for heading in self.headings for word in heading.words]
        return words

    @property
    def keys(self) -> set[str]:
        return {champ.key for champ in self.champs if champ.key and champ.key != NO_FIELD}


def find_fiches(elements: Sequence[Element], body_size: float, labels: Vocabulary) -> list[Fiche]:
    """Return the fiches in printed order. Tables of the whole plan must be taken out before."""
    reader = _Reader(body_size, labels)
    for element in elements:
        if isinstance(element, Table):
            reader.read_table(element)
        else:
            reader.read_block(element)
    fiches = [fiche for fiche in reader.fiches if len(fiche.keys) >= MIN_CHAMPS]
    _keep_own_banners(fiches)
    named = [fiche for fiche in fiches if not fiche.supposed]
    return named or _alike(fiches)


def _keep_own_banners(fiches: Sequence[Fiche]) -> None:
    """A banner that several fiches share ("Fiche action") is nobody's title."""
    banners = Counter(fold(fiche.banner.text) for fiche in fiches if fiche.banner)
    for fiche in fiches:
        if fiche.banner and banners[fold(fiche.banner.text)] > 1:
            fiche.banner = None


def _alike(fiches: Sequence[Fiche]) -> list[Fiche]:
    """Supposed fiches are fiches when several of them say who leads what."""
    found = [f for f in fiches if "porteurs" in f.keys and len(f.keys) > MIN_CHAMPS]
    return found if len(found) > 1 else []


class _Reader:
    """Walks down the flow and opens, fills and closes fiches."""

    def __init__(self, body_size: float, labels: Vocabulary) -> None:
        self.fiches: list[Fiche] = []
        self.current: Fiche | None = None
        self.axe: Passage | None = None
        self.last_heading: Block | None = None
        self.above: list[Block] = []
        """The headings, no labels and no axes, since the last text or table."""
        self.just_above: Block | None = None
        """The heading, no label, that the element before was."""
        self.body_size = body_size
        self.labels = labels

    def open(self, fiche: Fiche) -> Fiche:
        fiche.axe = self.axe
        self.fiches.append(fiche)
        self.current = fiche
        return fiche

    def read_block(self, block: Block) -> None:
        rank = heading_rank(block, self.body_size)
        above, self.just_above = self.just_above, None
        if not rank:
            self.above = []
        elif self.labels.find(block.text) is None and read_axe_title(block.passage) is None:
            self.just_above = block
            self.above.append(block)
        if rank and self._read_heading(block, rank):
            return
        self._suppose(block, above)
        fiche = self.current
        if fiche is None:
            return
        fiche.pages.update(word.page for word in block.passage.words)
        waits_for_table = fiche.context_code is not None and not fiche.has_table
        labelled = None if waits_for_table else split_label(block, self.labels)
        if labelled is not None and (labelled.loose or not fiche.has_table or rank):
            fiche.champs.append(labelled)
        elif fiche.champs and not fiche.champs[-1].cells:
            fiche.champs[-1].loose.append(block)
        elif fiche.has_table:
            fiche.unplaced.append(block.passage)
        elif rank > self.body_size + 0.8 and not fiche.context and fiche.context_code is not None:
            fiche.context_title = block.passage
        else:
            fiche.context.append(block.passage)

    def _suppose(self, block: Block, above: Block | None) -> None:
        """Open a fiche at the first label under a heading without the word or a number."""
        if above is None or (self.current is not None and not self.current.supposed):
            return
        labelled = split_label(block, self.labels)
        if labelled is None or (self.current is not None and labelled.key not in self.current.keys):
            return
        self.open(Fiche(heading=above, supposed=True)).pages.add(above.page)

    def _read_heading(self, block: Block, rank: float) -> bool:
        """Take a heading that opens a context, a fiche or an axe, or that closes the fiche."""
        context = _read_context_heading(block, self.labels)
        if context is not None:
            fiche = self.open(Fiche(context_code=context, heading=block))
            fiche.pages.add(block.page)
            return True
        title = read_fiche_title(block.passage)
        if title is not None:
            if self.current is None or not self._same_fiche(self.current, title):
                self.open(Fiche(title=title, heading=block)).pages.add(block.page)
            elif self.current.title is None:
                self.current.title = title
            return True
        axe = read_axe_title(block.passage)
        if axe is not None and (rank > self.body_size + 0.8 or axe.titre):
            self.axe, self.current, self.last_heading = axe.code, None, block
            return True
        if self.labels.find(block.text) is not None:
            return False
        self.last_heading = block
        if self.current is not None and self.current.champs:
            section = vocabulary("sections").find(block.text) is not None
            if section or rank >= _opening_rank(self.current, self.body_size):
                self.current = None
                return True
        return False

    def read_table(self, table: Table) -> None:
        found = read_fiche_table(table, self.labels)
        if found is None:
            self._keep_other_table(table)
            return
        if self.current is not None:
            self.current.take_heading()
        fiche = self._fiche_of(found, table)
        if found.title is not None and (fiche.title is None or not fiche.has_table):
            fiche.title = _better(fiche.title, found.title)
        fiche.champs += found.champs
        fiche.banner = fiche.banner or found.banner
        fiche.has_table = True
        self.above = []
        fiche.pages.update(spot.page for spot in table.spots)

    def _fiche_of(self, found: FicheTable, table: Table) -> Fiche:
        """The open fiche when the table goes on with it, else a new one under the last heading."""
        if self.current is not None and self._belongs(self.current, found, table):
            return self.current
        heading = max(
            self.above, key=lambda b: heading_rank(b, self.body_size), default=self.last_heading
        )
        near = heading is not None and 0 <= table.page - heading.page <= 1
        return self.open(Fiche(heading=heading if near else None))

    def _keep_other_table(self, table: Table) -> None:
        """A table of figures belongs to the text around it, row by row."""
        fiche = self.current
        if fiche is None:
            return
        rows = [
            Passage.join([cell.passage for cell in row if cell.blocks], " ")
            for row in table.rows()
            if any(cell.blocks for cell in row)
        ]
        fiche.pages.update(spot.page for spot in table.spots)
        if fiche.has_table or fiche.champs:
            fiche.unplaced += rows
        else:
            fiche.context += rows

    def _belongs(self, fiche: Fiche, found: FicheTable, table: Table) -> bool:
        """Whether a table goes on with the open fiche rather than opening one."""
        if table.page - max(fiche.pages, default=table.page) > 1:
            return False
        if found.title is not None:
            if not fiche.has_table and fiche.title is None:
                return True
            return self._same_fiche(fiche, found.title)
        if not fiche.champs:
            return True
        # Small tables of one fiche do not repeat each other's labels.
        return not ({c.key for c in found.champs if c.key} & fiche.keys)

    def _same_fiche(self, fiche: Fiche, title: Titre) -> bool:
        if fiche.title is None:
            return not fiche.champs and fiche.context_code is not None
        if fiche.title.titre and title.titre:
            return same_title(fiche.title.titre.text, title.titre.text)
        return normal_code(fiche.title.code.text) == normal_code(title.code.text)


def _better(first: Titre | None, second: Titre) -> Titre:
    """The title of the table; its wording may be missing there."""
    if first is not None and not second.titre:
        return Titre(second.code, first.titre)
    return second


def _opening_rank(fiche: Fiche, body_size: float) -> float:
    """How high a heading must rank to end a fiche: any heading after a table, else a peer."""
    if fiche.has_table or fiche.heading is None:
        return body_size + 0.8
    return heading_rank(fiche.heading, body_size)


def _read_context_heading(block: Block, labels: Vocabulary) -> Passage | None:
    """The number in "Éléments de contexte de l'action 1.2"; the whole heading when it has none."""
    match = CONTEXT_HEADING.match(block.text)
    if match is None or labels.find(match["label"]) != "contexte":
        return None
    return block.passage.group(match, "code") if match["code"] else block.passage
