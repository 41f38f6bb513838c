"""An invented frame that no rule has seen: Communauté de communes des Coteaux du Lien."""

from corpus.build.content import Section, Titre, instance_blocs, mentions
from corpus.build.variety.frames.parts import (
    build_articles,
    build_axes,
    build_contenu,
    build_sigles,
    build_signataires,
)
from models.records import Contrat, ContratAnterieur, Instance, Periode, Signature, Territoire

PILOTAGE = Instance(
    nom="Le comité de pilotage",
    membres=mentions(
        "Communauté de communes des Coteaux du Lien",
        "ARS Occitanie",
        "Conseil départemental du Gers",
        "MSA Midi-Pyrénées Sud",
        "CPTS du Lien",
    ),
    missions=(
        "Valider le programme annuel",
        "Suivre l'avancement des actions",
        "Décider des ajustements nécessaires",
    ),
)
TECHNIQUE = Instance(
    nom="Le comité technique",
    membres=mentions("La coordinatrice du contrat", "Les pilotes des actions"),
    missions=("Préparer les réunions du comité de pilotage", "Lever les difficultés rencontrées"),
)

CONTENU = build_contenu(
    "coteaux_du_lien",
    Contrat(
        territoire=Territoire(nom="Communauté de communes des Coteaux du Lien", type="cc"),
        rang=2,
        periode=Periode(debut=2024, fin=2028, duree_annees=5),
        signature=Signature(date="2024-01-22", lieu="Montfaubert"),
        historique=(ContratAnterieur(rang=1, debut=2018, fin=2022),),
        signataires=build_signataires(
            (
                "Communauté de communes des Coteaux du Lien",
                "Hélène Castagné",
                "Présidente",
                "signataire",
            ),
            ("ARS Occitanie", "Denis Larroque", "Directeur départemental", "signataire"),
            ("Conseil départemental du Gers", "Philippe Marsan", "Président", "signataire"),
            ("MSA Midi-Pyrénées Sud", "Odile Baylac", "Directrice générale", "signataire"),
        ),
        instances=(PILOTAGE, TECHNIQUE),
        axes=build_axes(
            "Rapprocher les soins des habitants",
            "Prendre soin de la santé mentale",
            "Vivre en bonne santé à tout âge",
        ),
        chiffres_annonces={"communes": 28, "habitants": 16740, "axes": 3},
    ),
    titre="Contrat local de santé",
    annees="2024-2028",
    courant="CLS des Coteaux du Lien",
    sections=(
        Section(
            Titre("Introduction", "I. ", "I"),
            (
                "La Communauté de communes des Coteaux du Lien rassemble 28 communes et 16 740 "
                "habitants. Le vieillissement de sa population et la raréfaction des médecins "
                "généralistes l'ont conduite à s'engager très tôt dans une politique de santé.",
                "Un premier contrat local de santé a couvert la période 2018-2022. Ce deuxième "
                "contrat local de santé s'organise autour de 3 axes.",
            ),
        ),
        Section(
            Titre("Portrait de santé du territoire", "II. ", "II"),
            (
                "Près d'un habitant sur trois a plus de 65 ans. Le temps d'accès au service "
                "d'urgences dépasse trente minutes pour la moitié des communes.",
                "Les professionnels rencontrés insistent sur :",
                "• la difficulté de trouver un médecin traitant ;",
                "• l'épuisement des aidants ;",
                "• le manque de solutions de transport.",
            ),
        ),
    ),
    cadre=Titre("Les termes du contrat", "III. ", "III"),
    articles=build_articles(
        (
            "Parties au contrat",
            (
                "Le contrat lie la Communauté de communes, l'Agence régionale de santé, le "
                "Département et la Mutualité sociale agricole.",
            ),
        ),
        (
            "Objet",
            (
                "Le contrat organise la coopération des parties, au sens de l'article L. 1434-10 "
                "du code de la santé publique.",
                "Il vise à :",
                "• réduire les inégalités sociales et territoriales de santé ;",
                "• améliorer les parcours de soins.",
            ),
        ),
        (
            "Pilotage",
            instance_blocs(PILOTAGE, "Sa composition est la suivante :", "Il est chargé de :")
            + instance_blocs(TECHNIQUE, "Sa composition est la suivante :", "Il est chargé de :"),
        ),
        (
            "Durée",
            (
                "Le contrat est conclu pour une durée de cinq ans à compter de sa signature. Il "
                "peut être prolongé par avenant.",
            ),
        ),
        (
            "Évaluation",
            (
                "Un bilan est présenté chaque année. Une évaluation finale est conduite au cours "
                "de la dernière année.",
            ),
        ),
    ),
    titre_signature=Titre("Signature du contrat", "IV. ", "IV"),
    fait_a="Fait à Montfaubert, le 22 janvier 2024",
    synthese=Titre("Vue d'ensemble du programme", "V. ", "V"),
    titre_fiches=Titre("Détail des actions", "VI. ", "VI"),
    sigles=build_sigles(
        ADMR="Aide à domicile en milieu rural",
        ARS="Agence régionale de santé",
        CMP="Centre médico-psychologique",
        CPTS="Communauté professionnelle territoriale de santé",
        DAC="Dispositif d'appui à la coordination",
        EHPAD="Établissement d'hébergement pour personnes âgées dépendantes",
        MSA="Mutualité sociale agricole",
        MSP="Maison de santé pluriprofessionnelle",
    ),
)
