"""An invented frame that no rule has seen: Valbrun Métropole."""

from corpus.build.content import Section, Titre, instance_blocs, mentions
from corpus.build.variety.frames.parts import (
    build_articles,
    build_axes,
    build_contenu,
    build_sigles,
    build_signataires,
)
from models.records import Contrat, ContratAnterieur, Instance, Periode, Signature, Territoire

COPIL = Instance(
    nom="Comité de pilotage (COPIL)",
    membres=mentions(
        "Valbrun Métropole",
        "ARS Bretagne",
        "Conseil régional de Bretagne",
        "Mutualité française Bretagne",
        "CHU de Valbrun",
    ),
    missions=("Il arrête les priorités", "Il approuve le bilan annuel"),
)
CONTENU = build_contenu(
    "metropole_de_valbrun",
    Contrat(
        territoire=Territoire(nom="Valbrun Métropole", type="metropole"),
        rang=3,
        periode=Periode(debut=2025, fin=2030, duree_annees=6),
        signature=Signature(date="2025-03-11", lieu="Valbrun"),
        historique=(
            ContratAnterieur(rang=1, debut=2013, fin=2016),
            ContratAnterieur(rang=2, debut=2019, fin=2023),
        ),
        signataires=build_signataires(
            ("Valbrun Métropole", "Gwenaëlle Le Bihan", "Présidente", "signataire"),
            ("ARS Bretagne", "Maël Kerautret", "Directeur général", "signataire"),
            ("Conseil régional de Bretagne", "Anne Quéméneur", "Vice-présidente", "signataire"),
            ("CHU de Valbrun", "Étienne Rouault", "Directeur général", "signataire"),
        ),
        instances=(COPIL,),
        axes=build_axes(
            "Une métropole qui protège",
            "Une métropole qui soigne",
            "Une métropole qui relie",
        ),
        chiffres_annonces={"communes": 22, "habitants": 214300, "actions": 9},
    ),
    titre="Contrat local de santé métropolitain",
    annees="2025 – 2030",
    courant="Valbrun Métropole",
    sections=(
        Section(
            Titre("Avant-propos", "1 – ", "1"),
            (
                "Valbrun Métropole regroupe 22 communes et 214 300 habitants.",
                "Après un premier contrat local de santé (2013-2016) puis un deuxième contrat "
                "local de santé (2019-2023), les partenaires ont souhaité poursuivre leur "
                "coopération. Ce troisième contrat local de santé décline 9 actions.",
            ),
        ),
        Section(
            Titre("État des lieux", "2 – ", "2"),
            (
                "Les écarts d'espérance de vie entre communes atteignent quatre ans.",
                "• Les maladies cardiovasculaires sont la première cause de décès.",
                "• Les renoncements aux soins augmentent chez les étudiants.",
            ),
        ),
    ),
    cadre=Titre("Dispositions contractuelles", "3 – ", "3"),
    articles=build_articles(
        (
            "Objet du contrat",
            (
                "Les signataires coordonnent leurs interventions en faveur de la santé des "
                "habitants.",
            ),
        ),
        ("Périmètre", ("Le contrat s'applique aux 22 communes de la métropole.",)),
        (
            "Gouvernance",
            (
                "La gouvernance associe élus, institutions et usagers.",
                *instance_blocs(COPIL, "Le comité réunit :", "Ses missions :"),
            ),
        ),
        (
            "Durée et révision",
            (
                "Le contrat prend effet au jour de sa signature pour une durée de six ans. Il peut "
                "être révisé par avenant.",
            ),
        ),
    ),
    titre_signature=Titre("Signatures", "4 – ", "4"),
    fait_a="Fait à Valbrun, le 11 mars 2025",
    synthese=Titre("Tableau des actions", "5 – ", "5"),
    titre_fiches=Titre("Fiches actions", "6 – ", "6"),
    sigles=build_sigles(
        ARS="Agence régionale de santé",
        CHU="Centre hospitalier universitaire",
        CLS="Contrat local de santé",
        CLSM="Conseil local de santé mentale",
        COPIL="Comité de pilotage",
        ETP="Équivalent temps plein",
        PAT="Projet alimentaire territorial",
        PCAET="Plan climat-air-énergie territorial",
        SISM="Semaines d'information sur la santé mentale",
    ),
)
