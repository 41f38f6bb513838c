"""From numbers to the fiches that they count, and from fiches to pages of their PDF."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from extractor.compare.corpus import Contrat, Corpus, Document, Fiche, Key
from extractor.compare.report.svg import short_name
from extractor.compare.tables import Cell, Count, Places, Ref, Share, Unknown

UNBROKEN = re.compile(r"(?<=\d)–(?=[\d?])")
"""The dash of a period, after which no line ends."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Links:
    """The fiches and contracts of a report, each with the number of its anchor.

    A fiche is `#f12`, a contract `#t3`. A link to several names them all in `data-f`, which the
    script shows as a list; without the script it leads to the first of them.
    """

    def __init__(self, corpus: Corpus, output: Path | None, pdf: str | None) -> None:
        contrats = (*corpus.contrats, *corpus.anterieurs)
        by_contrat: dict[Key, list[Fiche]] = {contrat.key: [] for contrat in contrats}
        for fiche in (*corpus.fiches, *corpus.fiches_anterieures):
            by_contrat[fiche.contrat].append(fiche)
        self.sections = [(contrat, by_contrat[contrat.key]) for contrat in contrats]
        """What the list of fiches shows, in its order."""
        listed = [fiche for _, fiches in self.sections for fiche in fiches]
        self._fiches = {fiche.key: rank for rank, fiche in enumerate(listed)}
        self._contrats = {contrat.key: rank for rank, contrat in enumerate(contrats)}
        self._pdf = {c.document.path: _pdf_of(c.document, output, pdf) for c in contrats}

    def anchor(self, key: Key) -> str:
        """The id of a fiche or a contract: "f12", "t3"."""
        rank = self._fiches.get(key)
        return f"t{self._contrats[key]}" if rank is None else f"f{rank}"

    def page(self, contrat: Contrat, page: int) -> str:
        """The address of a page of the PDF of a contract; "" when it is not known."""
        address = self._pdf.get(contrat.document.path, "")
        return f"{address}#page={page}" if address else ""

    def fiches(self, keys: Iterable[Key], words: object, *, in_chart: bool = False) -> Markup:
        """A number, as a link to the fiches that it counts."""
        return self._link("f", sorted(self._fiches[key] for key in keys), words, in_chart)

    def contrats(self, keys: Iterable[Key], words: object, *, in_chart: bool = False) -> Markup:
        """A number, as a link to the territories that it counts."""
        return self._link("t", sorted(self._contrats[key] for key in keys), words, in_chart)

    def _link(self, kind: str, ranks: Sequence[int], words: object, in_chart: bool) -> Markup:
        """Links in a chart are left out of the keyboard's way: the table beside it has them too."""
        if not ranks:
            return (
                Markup("<span class=zero>{}</span>").format(words)
                if not in_chart
                else (Markup("{}").format(words))
            )
        extra = Markup(' tabindex="-1"') if in_chart else Markup("")
        return Markup('<a class="n" href="#{}{}" data-{}="{}"{}>{}</a>').format(
            kind, ranks[0], kind, pack(ranks), extra, words
        )

    def cell(self, cell: Cell) -> Markup:
        """A cell of a table."""
        if isinstance(cell, Count):
            return self.fiches(cell.fiches, cell)
        if isinstance(cell, Places):
            return self.contrats(cell.contrats, cell)
        if isinstance(cell, Share):
            return Markup("{}").format(cell)
        if isinstance(cell, Unknown):
            return Markup('<span class="inconnu" title="non extrait : on ne sait pas">?</span>')
        if isinstance(cell, Ref):
            words = cell.texte if cell.key in self._fiches else short_name(cell.texte)
            return Markup('<a href="#{}">{}</a>').format(self.anchor(cell.key), words)
        return Markup("{}").format(show(cell))


class SiteLinks(Links):
    """The same in the service, where a page of a document has an address."""

    def page(self, contrat: Contrat, page: int) -> str:
        """The page beside what was read there."""
        return f"/documents/{contrat.key.content_hash}?page={page}"


def pack(ranks: Sequence[int]) -> str:
    """Ascending numbers as steps in base 36, runs as one: [12, 13, 14, 40] -> "c+2 q"."""
    words: list[str] = []
    last = run = 0
    for rank in ranks:
        if words and rank == last + 1:
            run += 1
        else:
            if run:
                words[-1] += f"+{_base36(run)}"
            words.append(_base36(rank - last))
            run = 0
        last = rank
    if run:
        words[-1] += f"+{_base36(run)}"
    return " ".join(words)


def _base36(number: int) -> str:
    text = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return DIGITS[number] + text


def show(value: str | int | float | None) -> str:
    """A value for a person: 1234.5 -> "1 234,5";  None -> "" """
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:,.3f}".rstrip("0").rstrip(".")
        return text.replace(",", "\u202f").replace(".", ",")
    return UNBROKEN.sub("–\u2060", str(value))


def sort_key(cell: Cell) -> str:
    """What a column of numbers is sorted by; "" for words, which sort as they are shown."""
    if isinstance(cell, Count | Places | Share):
        return str(cell.value)
    if isinstance(cell, Unknown):
        return "-1"
    return str(cell) if isinstance(cell, int | float) else ""


def _pdf_of(document: Document, output: Path | None, pdf: str | None) -> str:
    """Where a link to the PDF leads; "" for nowhere.

    pdf=None: where it was imported from, if it is an address of the web or still lies there;
    pdf="": nowhere;  pdf="https://…/cls" or "dossier": the file of its name in that place.
    """
    if pdf is not None:
        return f"{pdf.rstrip('/')}/{quote(document.fichier)}" if pdf else ""
    scheme, colon, _ = document.path.partition("://")
    if colon:
        return quote(document.path, safe=":/%?&=+~") if scheme in ("http", "https") else ""
    path = Path(document.path)
    if output is None or not path.is_file():
        return ""
    return quote(os.path.relpath(path.absolute(), output.absolute().parent))
