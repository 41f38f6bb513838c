"""Which contract counts for each territory, and what was not read, as tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.compare.corpus import Contrat, Corpus, Fiche, Key, Nature
from extractor.compare.tables import (
    Cell,
    Table,
    Unknown,
    count,
    places,
    to_contrat,
)


def tell_territories(corpus: Corpus) -> tuple[Table, ...]:
    """Every territory with the document that is counted for it, and what it hides."""
    by_contrat: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_contrat[fiche.contrat].append(fiche)
    earlier: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in corpus.anterieurs:
        earlier[contrat.territoire.cle].append(contrat)
    rows = tuple(
        _territory(corpus, contrat, by_contrat[contrat.key], earlier[contrat.territoire.cle])
        for contrat in corpus.contrats
    )
    return (
        Table(
            "territoires",
            "Les territoires et leur contrat",
            "Un contrat par territoire : le plus récent ; ses copies et avenants ne comptent "
            "pas une "
            "seconde fois. « Partielle » : des actions ont pu échapper à la lecture.",
            (
                "territoire",
                "départements",
                "période",
                "signature",
                "fiches",
                "extraction",
                "lacunes",
                "antérieurs",
                "copies et avenants",
                "document",
            ),
            rows,
        ),
        _unread(corpus),
    )


def _territory(
    corpus: Corpus, contrat: Contrat, fiches: Sequence[Fiche], earlier: Sequence[Contrat]
) -> tuple[Cell, ...]:
    return (
        to_contrat(contrat),
        ", ".join(contrat.territoire.departements),
        contrat.periode,
        contrat.date_signature or "",
        count(fiches) if contrat.fiches else Unknown(),
        contrat.extraction.value if contrat.nature is Nature.CONTRAT else contrat.nature.value,
        " ; ".join(contrat.lacunes),
        places(earlier),
        ", ".join(_copies(corpus, contrat)),
        contrat.document.fichier,
    )


def _copies(corpus: Corpus, contrat: Contrat) -> Iterable[str]:
    """The other documents of a contract, by the names of their files."""
    same = contrat.document.copies
    if same:
        yield "1 fichier identique" if same == 1 else f"{same} fichiers identiques"
    yield from (other.document.fichier for other in corpus.doublons.get(contrat.key, ()))


def _unread(corpus: Corpus) -> Table:
    """Documents that are behind no territory, of the whole store."""
    told = {c.document.path for c in (*corpus.contrats, *corpus.anterieurs, *corpus.communiques)}
    told |= {c.document.path for others in corpus.doublons.values() for c in others}
    empty = [d for d in corpus.documents if d.status == "failed" or d.genre == "inconnu"]
    rows = tuple(
        (d.fichier, "échec" if d.status == "failed" else "pas un CLS", d.failure or "", d.message)
        for d in empty
        if d.path not in told
    )
    return Table(
        "non-lus",
        "Les documents sans contrat",
        "Leur territoire n'est pas connu : ils ne comptent nulle part, ni comme présence ni comme "
        "absence.",
        ("document", "état", "code", "message"),
        rows,
    )
