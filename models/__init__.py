"""The records: what one document becomes. Frozen data, no behaviour beyond validation.

The domain words stay French, as the contracts print them:

- *contrat local de santé* (CLS): the contract between a territory and its regional health agency.
- *axe*: a strategic line of the contract; it groups actions.
- *fiche action*: the sheet, most often a table, that describes one action.
- *porteur*: who leads an action (also pilote, maître d'œuvre).
- *partenaires*: who takes part in it.
- *public*: for whom the action is made.
- *sommaire*: the printed table of contents.
- *sigle*: an abbreviation; *développement* is what it stands for.
- *signataire*: who signs; *en présence de* names witnesses, who do not.
- *instance*: a body that steers the contract (comité de pilotage, comité technique…).
- *avertissement*: a doubt about the document itself, told to a person.
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
