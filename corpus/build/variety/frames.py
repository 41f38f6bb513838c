"""Frames that no rule has seen: articles, signatories and glossaries of three invented contracts."""

from corpus.build.content import Article, Contenu, Section, Titre, instance_blocs, mentions
from models.records import (
    Axe,
    Contrat,
    ContratAnterieur,
    Instance,
    Periode,
    Sigle,
    Signataire,
    Signature,
    Territoire,
)


def _signataires(*rows: tuple[str, str, str, str]) -> tuple[Signataire, ...]:
    return tuple(
        Signataire(organisation=mentions(organisation)[0], personne=personne, fonction=fonction,
                   qualite=qualite)
        for organisation, personne, fonction, qualite in rows
    )  # fmt: skip


def _sigles(**expansions: str) -> tuple[Sigle, ...]:
    return tuple(Sigle(sigle=s.replace("_", " "), developpement=d) for s, d in expansions.items())


def _axes(*titres: str) -> tuple[Axe, ...]:
    return tuple(Axe(numero=str(rank), titre=titre) for rank, titre in enumerate(titres, 1))


def _articles(*articles: tuple[str, tuple[str, ...]]) -> tuple[Article, ...]:
    return tuple(
        Article(Titre(titre, "", str(rank), 2), blocs)
        for rank, (titre, blocs) in enumerate(articles, 1)
    )


def _contenu(nom: str, contrat: Contrat, **parts: object) -> Contenu:
    return Contenu(
        nom=nom, contrat=contrat, axes=(), fiches=(), titres_fiches=(), sommaire=(),
        titre_sigles=Titre("Sigles"), **parts,  # type: ignore[arg-type]
    )  # fmt: skip


PILOTAGE = Instance(
    nom="Le comité de pilotage",
    membres=mentions(
        "Communauté de communes des Coteaux du Lien", "ARS Occitanie",
        "Conseil départemental du Gers", "MSA Midi-Pyrénées Sud", "CPTS du Lien",
    ),
    missions=(
        "Valider le programme annuel", "Suivre l'avancement des actions",
        "Décider des ajustements nécessaires",
    ),
)  # fmt: skip
TECHNIQUE = Instance(
    nom="Le comité technique",
    membres=mentions("La coordinatrice du contrat", "Les pilotes des actions"),
    missions=("Préparer les réunions du comité de pilotage", "Lever les difficultés rencontrées"),
)

COTEAUX = _contenu(
    "coteaux_du_lien",
    Contrat(
        territoire=Territoire(nom="Communauté de communes des Coteaux du Lien", type="cc"),
        rang=2,
        periode=Periode(debut=2024, fin=2028, duree_annees=5),
        signature=Signature(date="2024-01-22", lieu="Montfaubert"),
        historique=(ContratAnterieur(rang=1, debut=2018, fin=2022),),
        signataires=_signataires(
            ("Communauté de communes des Coteaux du Lien", "Hélène Castagné", "Présidente",
             "signataire"),
            ("ARS Occitanie", "Denis Larroque", "Directeur départemental", "signataire"),
            ("Conseil départemental du Gers", "Philippe Marsan", "Président", "signataire"),
            ("MSA Midi-Pyrénées Sud", "Odile Baylac", "Directrice générale", "signataire"),
        ),
        instances=(PILOTAGE, TECHNIQUE),
        axes=_axes(
            "Rapprocher les soins des habitants", "Prendre soin de la santé mentale",
            "Vivre en bonne santé à tout âge",
        ),
        chiffres_annonces={"communes": 28, "habitants": 16740, "axes": 3},
    ),
    titre="Contrat local de santé", annees="2024-2028",
    courant="CLS des Coteaux du Lien",
    sections=(
        Section(Titre("Introduction", "I. ", "I"), (
            "La Communauté de communes des Coteaux du Lien rassemble 28 communes et 16 740 "
            "habitants. Le vieillissement de sa population et la raréfaction des médecins "
            "généralistes l'ont conduite à s'engager très tôt dans une politique de santé.",
            "Un premier contrat local de santé a couvert la période 2018-2022. Ce deuxième "
            "contrat local de santé s'organise autour de 3 axes.",
        )),
        Section(Titre("Portrait de santé du territoire", "II. ", "II"), (
            "Près d'un habitant sur trois a plus de 65 ans. Le temps d'accès au service "
            "d'urgences dépasse trente minutes pour la moitié des communes.",
            "Les professionnels rencontrés insistent sur :",
            "• la difficulté de trouver un médecin traitant ;",
            "• l'épuisement des aidants ;",
            "• le manque de solutions de transport.",
        )),
    ),
    cadre=Titre("Les termes du contrat", "III. ", "III"),
    articles=_articles(
        ("Parties au contrat", (
            "Le contrat lie la Communauté de communes, l'Agence régionale de santé, le "
            "Département et la Mutualité sociale agricole.",)),
        ("Objet", (
            "Le contrat organise la coopération des parties, au sens de l'article L. 1434-10 du "
            "code de la santé publique.",
            "Il vise à :",
            "• réduire les inégalités sociales et territoriales de santé ;",
            "• améliorer les parcours de soins.")),
        ("Pilotage", instance_blocs(PILOTAGE, "Sa composition est la suivante :",
                                    "Il est chargé de :")
         + instance_blocs(TECHNIQUE, "Sa composition est la suivante :", "Il est chargé de :")),
        ("Durée", (
            "Le contrat est conclu pour une durée de cinq ans à compter de sa signature. Il peut "
            "être prolongé par avenant.",)),
        ("Évaluation", (
            "Un bilan est présenté chaque année. Une évaluation finale est conduite au cours de "
            "la dernière année.",)),
    ),
    titre_signature=Titre("Signature du contrat", "IV. ", "IV"),
    fait_a="Fait à Montfaubert, le 22 janvier 2024",
    synthese=Titre("Vue d'ensemble du programme", "V. ", "V"),
    titre_fiches=Titre("Détail des actions", "VI. ", "VI"),
    sigles=_sigles(
        ADMR="Aide à domicile en milieu rural", ARS="Agence régionale de santé",
        CMP="Centre médico-psychologique",
        CPTS="Communauté professionnelle territoriale de santé",
        DAC="Dispositif d'appui à la coordination",
        EHPAD="Établissement d'hébergement pour personnes âgées dépendantes",
        MSA="Mutualité sociale agricole", MSP="Maison de santé pluriprofessionnelle",
    ),
)  # fmt: skip

COMITE = Instance(
    nom="Comité stratégique",
    membres=mentions("Ville de Marsolles", "ARS Hauts-de-France", "Préfecture de l'Oise",
                     "Hôpital Saint-Firmin"),
    missions=("Fixer les orientations annuelles", "Arbitrer les financements"),
)  # fmt: skip
MARSOLLES = _contenu(
    "ville_de_marsolles",
    Contrat(
        territoire=Territoire(nom="Ville de Marsolles", type="commune"),
        periode=Periode(debut=2023, fin=2027, duree_annees=5),
        signature=Signature(date="2023-09-29", lieu="Marsolles"),
        signataires=_signataires(
            ("Ville de Marsolles", "Karim Benhaddou", "Maire", "signataire"),
            ("ARS Hauts-de-France", "Sylvie Delattre", "Directrice générale", "signataire"),
            ("Préfecture de l'Oise", "Antoine Mercier", "Préfet", "signataire"),
            ("Hôpital Saint-Firmin", "Laure Vasseur", "Directrice", "signataire"),
            ("CPAM de l'Oise", "Bruno Leclercq", "Directeur", "en_presence"),
        ),
        instances=(COMITE,),
        axes=_axes(
            "Accès aux droits, à la prévention et aux soins", "Environnement et cadre de vie",
        ),
        chiffres_annonces={"habitants": 31250, "axes": 2, "actions": 6},
    ),
    titre="CONTRAT LOCAL DE SANTÉ", annees="2023-2027",
    courant="Ville de Marsolles",
    sections=(
        Section(Titre("Édito"), (
            "La santé est l'affaire de tous. Avec ce contrat, la Ville de Marsolles et ses "
            "partenaires se donnent cinq ans pour agir là où les besoins sont les plus forts.",
            "Le contrat local de santé comporte 2 axes et 6 actions.",
        )),
        Section(Titre("Éléments de contexte"), (
            "Marsolles compte 31 250 habitants. Trois quartiers relèvent de la politique de la "
            "ville.",
            "# Une population jeune et précaire",
            "Quatre habitants sur dix ont moins de trente ans. Le taux de pauvreté atteint 24 %.",
            "# Une offre de soins fragile",
            "Le nombre de dentistes a été divisé par deux en dix ans.",
        )),
    ),
    cadre=Titre("La convention"),
    articles=_articles(
        ("Les signataires", (
            "Vu le code de la santé publique, notamment ses articles L. 1434-2 et L. 1434-10 ;",
            "Vu la délibération du conseil municipal du 26 juin 2023 ;",
            "Il est convenu ce qui suit entre la Ville, l'ARS, l'État et l'hôpital.")),
        ("Le champ du contrat", (
            "Le contrat couvre le territoire communal. Une attention particulière est portée aux "
            "quartiers prioritaires.",)),
        ("La gouvernance", instance_blocs(COMITE, "Membres :", "Missions :")),
        ("La durée", ("Le contrat est établi pour une durée de cinq ans.",)),
        ("Le suivi", (
            "Chaque action est suivie au moyen des indicateurs de sa fiche.",
            "Un rapport est remis au comité stratégique avant le 31 mars.")),
    ),
    titre_signature=Titre("Signatures des parties"),
    fait_a="Fait à Marsolles, le 29 septembre 2023",
    synthese=Titre("Le programme en un coup d'œil"),
    titre_fiches=Titre("Les actions, fiche par fiche"),
    sigles=_sigles(
        ARS="Agence régionale de santé", ASV="Atelier santé ville",
        CCAS="Centre communal d'action sociale", CLS="Contrat local de santé",
        CLSM="Conseil local de santé mentale", CPAM="Caisse primaire d'assurance maladie",
        PMI="Protection maternelle et infantile", QPV="Quartier prioritaire de la politique de la ville",
    ),
)  # fmt: skip

COPIL = Instance(
    nom="Comité de pilotage (COPIL)",
    membres=mentions("Valbrun Métropole", "ARS Bretagne", "Conseil régional de Bretagne",
                     "Mutualité française Bretagne", "CHU de Valbrun"),
    missions=("Il arrête les priorités", "Il approuve le bilan annuel"),
)  # fmt: skip
VALBRUN = _contenu(
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
        signataires=_signataires(
            ("Valbrun Métropole", "Gwenaëlle Le Bihan", "Présidente", "signataire"),
            ("ARS Bretagne", "Maël Kerautret", "Directeur général", "signataire"),
            ("Conseil régional de Bretagne", "Anne Quéméneur", "Vice-présidente", "signataire"),
            ("CHU de Valbrun", "Étienne Rouault", "Directeur général", "signataire"),
        ),
        instances=(COPIL,),
        axes=_axes(
            "Une métropole qui protège", "Une métropole qui soigne", "Une métropole qui relie",
        ),
        chiffres_annonces={"communes": 22, "habitants": 214300, "actions": 9},
    ),
    titre="Contrat local de santé métropolitain", annees="2025 – 2030",
    courant="Valbrun Métropole",
    sections=(
        Section(Titre("Avant-propos", "1 – ", "1"), (
            "Valbrun Métropole regroupe 22 communes et 214 300 habitants.",
            "Après un premier contrat local de santé (2013-2016) puis un deuxième contrat local "
            "de santé (2019-2023), les partenaires ont souhaité poursuivre leur coopération. Ce "
            "troisième contrat local de santé décline 9 actions.",
        )),
        Section(Titre("État des lieux", "2 – ", "2"), (
            "Les écarts d'espérance de vie entre communes atteignent quatre ans.",
            "• Les maladies cardiovasculaires sont la première cause de décès.",
            "• Les renoncements aux soins augmentent chez les étudiants.",
        )),
    ),
    cadre=Titre("Dispositions contractuelles", "3 – ", "3"),
    articles=_articles(
        ("Objet du contrat", (
            "Les signataires coordonnent leurs interventions en faveur de la santé des "
            "habitants.",)),
        ("Périmètre", ("Le contrat s'applique aux 22 communes de la métropole.",)),
        ("Gouvernance", (
            "La gouvernance associe élus, institutions et usagers.",
            *instance_blocs(COPIL, "Le comité réunit :", "Ses missions :"))),
        ("Durée et révision", (
            "Le contrat prend effet au jour de sa signature pour une durée de six ans. Il peut "
            "être révisé par avenant.",)),
    ),
    titre_signature=Titre("Signatures", "4 – ", "4"),
    fait_a="Fait à Valbrun, le 11 mars 2025",
    synthese=Titre("Tableau des actions", "5 – ", "5"),
    titre_fiches=Titre("Fiches actions", "6 – ", "6"),
    sigles=_sigles(
        ARS="Agence régionale de santé", CHU="Centre hospitalier universitaire",
        CLS="Contrat local de santé", CLSM="Conseil local de santé mentale",
        COPIL="Comité de pilotage", ETP="Équivalent temps plein",
        PAT="Projet alimentaire territorial", PCAET="Plan climat-air-énergie territorial",
        SISM="Semaines d'information sur la santé mentale",
    ),
)  # fmt: skip

FRAMES = {frame.nom: frame for frame in (COTEAUX, MARSOLLES, VALBRUN)}
