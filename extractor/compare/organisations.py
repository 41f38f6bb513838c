"""Who leads and who takes part, by kind of organisation across territories."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.compare.corpus import Contrat, Corpus, Fiche, Key, Mention

KINDS = {
    "commune": ("commune", "Commune"),
    "epci": ("epci", "Intercommunalité"),
    "departement": ("conseil-departemental", "Conseil départemental"),
    "region": ("conseil-regional", "Conseil régional"),
}
"""Authorities with a code of their own → the kind under which territories are compared."""
CATEGORIES = {
    "etat": "État",
    "assurance-maladie": "assurance maladie",
    "protection-sociale": "protection sociale",
    "ars": "agence régionale de santé",
    "collectivite": "collectivité",
    "hopital": "hôpital",
    "professionnels-liberaux": "professionnels libéraux",
    "exercice-coordonne": "exercice coordonné",
    "medico-social": "médico-social",
    "social": "social",
    "addictologie": "addictologie",
    "sante-mentale": "santé mentale",
    "prevention": "prévention",
    "education": "éducation",
    "enseignement-superieur": "enseignement supérieur",
    "justice-securite": "justice et sécurité",
    "emploi-insertion": "emploi et insertion",
    "logement": "logement",
    "environnement": "environnement",
    "association": "associations",
    "usagers": "usagers",
    "coordination": "coordination",
    "population": "population",
    "entreprise": "entreprises",
    "dispositif": "dispositif ou plan",
}
"""Categories of the glossary, as people read them."""
_CODED = re.compile(r"(commune|epci|departement|region)-[0-9][0-9AB]*")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A kind of organisation: the CAF of Calvados and that of Eure are one."""

    cle: str
    nom: str
    categorie: str | None


@dataclass(frozen=True, slots=True)
class Acteur:
    """What one kind of organisation does in the actions of all territories."""

    organisation: Organisation
    porteur: tuple[Fiche, ...]
    partenaire: tuple[Fiche, ...]
    territoires: tuple[Contrat, ...]
    """Where it leads or takes part."""
    territoires_porteur: tuple[Contrat, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Names of a role that no glossary knows: they are counted apart, not left out silently."""

    role: str
    mentions: int
    of: int
    """Mentions of the role in all."""


def kind_of(mention: Mention) -> Organisation | None:
    """The kind of organisation of a mention; None when it was not matched.

    commune-14366 "Lisieux" -> commune "Commune";  caf -> caf "Caisse d'allocations familiales"
    """
    if mention.organisation is None:
        return None
    return _kind(mention.organisation, mention.nom, mention.categorie)


@cache
def _kind(organisation: str, nom: str | None, categorie: str | None) -> Organisation:
    coded = _CODED.fullmatch(organisation)
    if coded:
        return Organisation(*KINDS[coded[1]], categorie)
    known = dict(KINDS.values())
    return Organisation(organisation, known.get(organisation) or nom or organisation, categorie)


@lru_cache(maxsize=8)
def organisations_by_fiche(
    corpus: Corpus, roles: tuple[str, ...] = ("porteur", "partenaire")
) -> dict[Key, dict[str, Organisation]]:
    """Fiche of a counted contract → its organisations by key; each stands there once."""
    counted = {fiche.key for fiche in corpus.fiches}
    seen: dict[str, Organisation] = {}
    found: dict[Key, dict[str, Organisation]] = defaultdict(dict)
    for mention in corpus.mentions:
        if mention.fiche in counted and mention.role in roles:
            assert mention.fiche is not None
            organisation = kind_of(mention)
            if organisation is not None:
                first = seen.setdefault(organisation.cle, organisation)
                found[mention.fiche][first.cle] = first
    return found


@lru_cache(maxsize=2)
def acteurs(corpus: Corpus) -> tuple[Acteur, ...]:
    """Every kind of organisation, those that lead the most actions first."""
    led = organisations_by_fiche(corpus, ("porteur",))
    joined = organisations_by_fiche(corpus, ("partenaire",))
    names: dict[str, Organisation] = {}
    roles: dict[str, tuple[list[Fiche], list[Fiche]]] = defaultdict(lambda: ([], []))
    for fiche in corpus.fiches:
        for rank, of in enumerate((led, joined)):
            for cle, organisation in of.get(fiche.key, {}).items():
                names.setdefault(cle, organisation)
                roles[cle][rank].append(fiche)
    contrats = {contrat.key: contrat for contrat in corpus.contrats}
    found = [
        Acteur(
            names[cle],
            tuple(porteur),
            tuple(partenaire),
            _territories((*porteur, *partenaire), contrats),
            _territories(porteur, contrats),
        )
        for cle, (porteur, partenaire) in roles.items()
    ]
    return tuple(sorted(found, key=_importance))


def unmatched(corpus: Corpus) -> tuple[Unmatched, ...]:
    """How many mentions of each role were not matched."""
    fiches = {fiche.key for fiche in corpus.fiches}
    counts = {"porteur": [0, 0], "partenaire": [0, 0]}
    for mention in corpus.mentions:
        if mention.fiche in fiches and mention.role in counts:
            counts[mention.role][0] += mention.organisation is None
            counts[mention.role][1] += 1
    return tuple(Unmatched(role, *numbers) for role, numbers in counts.items())


def _territories(fiches: Iterable[Fiche], contrats: dict[Key, Contrat]) -> tuple[Contrat, ...]:
    return tuple(contrats[key] for key in dict.fromkeys(fiche.contrat for fiche in fiches))


def _importance(acteur: Acteur) -> tuple[int, int, str]:
    return -len(acteur.porteur), -len(acteur.partenaire), acteur.organisation.cle
