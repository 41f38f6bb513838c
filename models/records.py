"""Every type of the record, under one name.

Apart from `models/__init__.py`, so that what only needs a page (`models.page`) loads no Pydantic.
"""

from models.contrat import (
    Article,
    Axe,
    Contact,
    Contrat,
    ContratAnterieur,
    Instance,
    LignePlan,
    Periode,
    Signataire,
    Signature,
    Territoire,
)
from models.document import Document, EntreeSommaire, Genre, Identite, Sigle
from models.fiche import (
    Calendrier,
    Champ,
    FicheAction,
    Indicateurs,
    LigneObjectifs,
    Montant,
    Moyens,
    Objectif,
    Outil,
    PagesFiche,
    Theme,
)
from models.mention import Mention, Second
from models.place import Avertissement, Place
from models.record import SCHEMA_VERSION, Record

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Avertissement",
    "Axe",
    "Calendrier",
    "Champ",
    "Contact",
    "Contrat",
    "ContratAnterieur",
    "Document",
    "EntreeSommaire",
    "FicheAction",
    "Genre",
    "Identite",
    "Indicateurs",
    "Instance",
    "LigneObjectifs",
    "LignePlan",
    "Mention",
    "Montant",
    "Moyens",
    "Objectif",
    "Outil",
    "PagesFiche",
    "Periode",
    "Place",
    "Record",
    "Second",
    "Sigle",
    "Signataire",
    "Signature",
    "Territoire",
    "Theme",
]
