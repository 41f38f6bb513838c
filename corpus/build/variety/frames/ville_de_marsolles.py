"""An invented frame that no rule has seen: Ville de Marsolles."""

from corpus.build.content import Section, Titre, instance_blocs, mentions
from corpus.build.variety.frames.parts import (
    build_articles,
    build_axes,
    build_contenu,
    build_sigles,
    build_signataires,
)
from models.records import Contrat, Instance, Periode, Signature, Territoire

COMITE = Instance(
    nom="Comité stratégique",
    membres=mentions(
        "Ville de Marsolles", "ARS Hauts-de-France", "Préfecture de l'Oise", "Hôpital Saint-Firmin"
    ),
    missions=("Fixer les orientations annuelles", "Arbitrer les financements"),
)
CONTENU = build_contenu(
    "ville_de_marsolles",
    Contrat(
        territoire=Territoire(nom="Ville de Marsolles", type="commune"),
        periode=Periode(debut=2023, fin=2027, duree_annees=5),
        signature=Signature(date="2023-09-29", lieu="Marsolles"),
        signataires=build_signataires(
            ("Ville de Marsolles", "Karim Benhaddou", "Maire", "signataire"),
            ("ARS Hauts-de-France", "Sylvie Delattre", "Directrice générale", "signataire"),
            ("Préfecture de l'Oise", "Antoine Mercier", "Préfet", "signataire"),
            ("Hôpital Saint-Firmin", "Laure Vasseur", "Directrice", "signataire"),
            ("CPAM de l'Oise", "Bruno Leclercq", "Directeur", "en_presence"),
        ),
        instances=(COMITE,),
        axes=build_axes(
            "Accès aux droits, à la prévention et aux soins",
            "Environnement et cadre de vie",
        ),
        chiffres_annonces={"habitants": 31250, "axes": 2, "actions": 6},
    ),
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2023-2027",
    courant="Ville de Marsolles",
    sections=(
        Section(
            Titre("Édito"),
            (
                "La santé est l'affaire de tous. Avec ce contrat, la Ville de Marsolles et ses "
                "partenaires se donnent cinq ans pour agir là où les besoins sont les plus forts.",
                "Le contrat local de santé comporte 2 axes et 6 actions.",
            ),
        ),
        Section(
            Titre("Éléments de contexte"),
            (
                "Marsolles compte 31 250 habitants. Trois quartiers relèvent de la politique de la "
                "ville.",
                "# Une population jeune et précaire",
                "Quatre habitants sur dix ont moins de trente ans. Le taux de pauvreté "
                "atteint 24 %.",
                "# Une offre de soins fragile",
                "Le nombre de dentistes a été divisé par deux en dix ans.",
            ),
        ),
    ),
    cadre=Titre("La convention"),
    articles=build_articles(
        (
            "Les signataires",
            (
                "Vu le code de la santé publique, notamment ses articles L. 1434-2 et L. 1434-10 ;",
                "Vu la délibération du conseil municipal du 26 juin 2023 ;",
                "Il est convenu ce qui suit entre la Ville, l'ARS, l'État et l'hôpital.",
            ),
        ),
        (
            "Le champ du contrat",
            (
                "Le contrat couvre le territoire communal. Une attention particulière est portée "
                "aux quartiers prioritaires.",
            ),
        ),
        ("La gouvernance", instance_blocs(COMITE, "Membres :", "Missions :")),
        ("La durée", ("Le contrat est établi pour une durée de cinq ans.",)),
        (
            "Le suivi",
            (
                "Chaque action est suivie au moyen des indicateurs de sa fiche.",
                "Un rapport est remis au comité stratégique avant le 31 mars.",
            ),
        ),
    ),
    titre_signature=Titre("Signatures des parties"),
    fait_a="Fait à Marsolles, le 29 septembre 2023",
    synthese=Titre("Le programme en un coup d'œil"),
    titre_fiches=Titre("Les actions, fiche par fiche"),
    sigles=build_sigles(
        ARS="Agence régionale de santé",
        ASV="Atelier santé ville",
        CCAS="Centre communal d'action sociale",
        CLS="Contrat local de santé",
        CLSM="Conseil local de santé mentale",
        CPAM="Caisse primaire d'assurance maladie",
        PMI="Protection maternelle et infantile",
        QPV="Quartier prioritaire de la politique de la ville",
    ),
)
