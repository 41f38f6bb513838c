"""Which contract counts for each territory, and what was not read, as tables."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extractor.compare.corpus import Contrat, Corpus, Fiche, Key, Nature
from extractor.compare.tables import (
    Cell,
    Table,
    Unknown,
    count,
    to_contrat,
)


def tell_territories(corpus: Corpus) -> tuple[Table, ...]:
    """Every territory with the document that is counted for it, and what it hides."""
    by_contrat: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_contrat[fiche.contrat].append(fiche)
    earlier = Counter(contrat.territoire.cle for contrat in corpus.anterieurs)
    rows = tuple(
        _territory(corpus, contrat, by_contrat[contrat.key], earlier) for contrat in corpus.contrats
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
                "contrats antérieurs",
                "copies et avenants",
                "document",
            ),
            rows,
        ),
        _unread(corpus),
    )


def _territory(
    corpus: Corpus, contrat: Contrat, fiches: Sequence[Fiche], earlier: Mapping[str, int]
) -> tuple[Cell, ...]:
    return (
        to_contrat(contrat),
        ", ".join(contrat.territoire.departements),
        contrat.periode,
        contrat.date_signature or "",
        count(fiches) if contrat.fiches else Unknown(),
        contrat.extraction.value if contrat.nature is Nature.CONTRAT else contrat.nature.value,
        " ; ".join(contrat.lacunes),
        earlier.get(contrat.territoire.cle, 0),
        len(corpus.doublons.get(contrat.key, ())) + contrat.document.copies,
        contrat.document.fichier,
    )


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
