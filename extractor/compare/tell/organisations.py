"""Who leads, who takes part, and with whom, as tables."""

from extractor.compare.corpus import Corpus
from extractor.compare.organisations import CATEGORIES, acteurs, unmatched
from extractor.compare.partenaires import neighbours, network, typical_partners
from extractor.compare.tables import (
    Share,
    Table,
    count,
    places,
    to_contrat,
)


def tell_leaders(corpus: Corpus) -> tuple[Table, ...]:
    """Kinds of organisations by role."""
    missing = " ; ".join(
        f"{u.mentions} mentions de {u.role} sur {u.of} sans organisation reconnue"
        for u in unmatched(corpus)
    )
    return (
        Table(
            "acteurs",
            "Qui porte quoi",
            "Par genre d'organisation (la CAF du Calvados et celle de l'Eure sont une) ; une "
            f"organisation compte une fois par fiche et par rôle. Hors du compte : {missing}.",
            (
                "organisation",
                "catégorie",
                "porte",
                "partenaire de",
                "territoires où elle porte",
                "territoires",
            ),
            tuple(
                (
                    a.organisation.nom,
                    CATEGORIES.get(a.organisation.categorie or "", ""),
                    count(a.porteur),
                    count(a.partenaire),
                    places(a.territoires_porteur),
                    places(a.territoires),
                )
                for a in acteurs(corpus)
            ),
        ),
    )


def tell_partners(corpus: Corpus) -> tuple[Table, ...]:
    """Typical partners, territories with the same partners, and links of organisations."""
    reseau = network(corpus)
    noms = {o.cle: o.nom for o in reseau.organisations}
    return (
        Table(
            "partenaires",
            "Les partenaires habituels",
            "Part des territoires dont des fiches ont été lues et où l'organisation porte une "
            "action "
            "ou y participe.",
            ("organisation", "catégorie", "territoires", "part", "fiches"),
            tuple(
                (
                    t.organisation.nom,
                    CATEGORIES.get(t.organisation.categorie or "", ""),
                    places(t.territoires),
                    Share(round(len(t.territoires) / t.of, 4)),
                    count(t.fiches),
                )
                for t in typical_partners(corpus)
            ),
        ),
        Table(
            "voisins",
            "Les territoires aux mêmes partenaires",
            "Indice de Jaccard : organisations communes sur toutes celles des deux, de 0 à 1 ; "
            "les cinq "
            "territoires les plus proches de chacun. « À confirmer » : l'un des deux est lu en "
            "partie.",
            (
                "territoire",
                "autre territoire",
                "jaccard",
                "communs",
                "sûreté",
                "organisations communes",
            ),
            tuple(
                (
                    to_contrat(v.un),
                    to_contrat(v.autre),
                    round(v.jaccard, 3),
                    len(v.communs),
                    "sûr" if v.sure else "à confirmer",
                    ", ".join(o.nom for o in v.communs),
                )
                for v in neighbours(corpus)
            ),
        ),
        Table(
            "reseau",
            "Les organisations d'une même fiche",
            f"Les {len(reseau.organisations)} organisations les plus liées, sur {reseau.total}.",
            ("organisation", "autre organisation", "fiches communes"),
            tuple((noms[lien.un], noms[lien.autre], count(lien.fiches)) for lien in reseau.liens),
        ),
    )
