"""The contract of an invented "Communauté d'agglomération du Pays d'Aubrelle" (fiches as text)."""

from corpus.build.content import (
    Article,
    Champ,
    Contenu,
    Fiche,
    Section,
    Titre,
    calendrier,
    indicateurs,
    instance_blocs,
    liste,
    mentions,
    moyens,
    noms,
    objectifs,
    outils,
    texte,
)
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

AXES = (
    Axe(numero="1", titre="Garantir l'accès aux soins et aux droits"),
    Axe(numero="2", titre="Promouvoir un environnement et des modes de vie favorables à la santé"),
    Axe(numero="3", titre="Accompagner la santé mentale et prévenir les conduites addictives"),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        "Communauté d'agglomération du Pays d'Aubrelle",
        "Agence régionale de santé Nouvelle-Aquitaine",
        "Préfecture de la Charente",
        "Conseil départemental de la Charente",
        "Caisse primaire d'assurance maladie de la Charente",
        "MSA des Charentes",
        "Centre hospitalier d'Aubrelle",
        "CPTS du Pays d'Aubrelle",
        "France Assos Santé",
    ),
    missions=(
        "définir les orientations stratégiques du contrat ;",
        "valider le plan d'actions et ses évolutions ;",
        "mobiliser les financements nécessaires ;",
        "prendre connaissance du bilan présenté chaque année.",
    ),
)

COTECH = Instance(
    nom="Comité technique",
    membres=mentions(
        "Direction santé de la Communauté d'agglomération",
        "Délégation départementale de l'ARS",
        "Service prévention de la CPAM",
        "Pilotes des fiches-action",
    ),
    missions=(
        "suivre l'avancement des actions et lever les difficultés ;",
        "préparer les réunions du comité de pilotage ;",
        "tenir à jour le tableau de bord du contrat.",
    ),
)

PRESENTATIONS = {
    "Communauté d'agglomération du Pays d'Aubrelle": "Pour la",
    "Agence régionale de santé Nouvelle-Aquitaine": "Pour l'",
    "Préfecture de la Charente": "Pour la",
    "Caisse primaire d'assurance maladie de la Charente": "Pour la",
}
"""Signing organisation → the words printed before it."""

CIVILITES = {
    "Solange Thévenard": "Madame",
    "Yannick Delormel": "Monsieur",
    "Rodolphe Massenet": "Monsieur",
    "Bénédicte Arquier": "Madame",
    "Claire Bessonnat": "Madame",
    "Jean-Marc Villedary": "Docteur",
}
"""Person → the title printed before the name."""

CONTRAT = Contrat(
    territoire=Territoire(nom="Communauté d'agglomération du Pays d'Aubrelle", type="ca"),
    rang=3,
    periode=Periode(debut=2024, fin=2026, duree_annees=3),
    signature=Signature(date="2024-04-04", lieu="Aubrelle"),
    historique=(
        ContratAnterieur(rang=1, debut=2014, fin=2017, date_signature="2014-06-20"),
        ContratAnterieur(rang=2, debut=2018, fin=2022, date_signature="2018-10"),
    ),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite=qualite,
        )
        for organisation, personne, fonction, qualite in (
            (
                "Communauté d'agglomération du Pays d'Aubrelle",
                "Solange Thévenard",
                "Présidente",
                "signataire",
            ),
            (
                "Agence régionale de santé Nouvelle-Aquitaine",
                "Yannick Delormel",
                "Directeur général",
                "signataire",
            ),
            ("Préfecture de la Charente", "Rodolphe Massenet", "Préfet", "signataire"),
            (
                "Caisse primaire d'assurance maladie de la Charente",
                "Bénédicte Arquier",
                "Directrice",
                "signataire",
            ),
            ("Centre hospitalier d'Aubrelle", "Claire Bessonnat", "Directrice", "en_presence"),
            ("CPTS du Pays d'Aubrelle", "Jean-Marc Villedary", "Président", "en_presence"),
        )
    ),
    instances=(COPIL, COTECH),
    axes=AXES,
    chiffres_annonces={"communes": 41, "habitants": 52380, "axes": 3, "fiches": 7},
)

SECTIONS = (
    Section(
        Titre("Préambule"),
        (
            "Depuis dix ans, la Communauté d'agglomération du Pays d'Aubrelle et l'Agence "
            "régionale de santé Nouvelle-Aquitaine conduisent une politique de santé partagée. "
            "Un premier contrat local de santé a été signé le 20 juin 2014 pour la période "
            "2014-2017. Un deuxième contrat, signé en octobre 2018, a couvert la période "
            "2018-2022.",
            "Le présent document est le troisième contrat local de santé du territoire. Il est "
            "conclu pour une durée de trois ans, de 2024 à 2026. Il comporte 3 axes et se "
            "décline en 7 fiches-action, numérotées de manière continue.",
            "L'évaluation conduite en 2023 a souligné la qualité de la coopération entre les "
            "acteurs, mais aussi la difficulté de faire connaître les actions aux habitants les "
            "plus éloignés du système de santé. Cette nouvelle étape en tient compte.",
        ),
    ),
    Section(
        Titre("Le Pays d'Aubrelle et la santé de ses habitants"),
        (
            "Le Pays d'Aubrelle réunit 41 communes et compte 52 380 habitants, dont près de la "
            "moitié dans la ville-centre. Le nord du territoire, plus rural, perd des habitants "
            "depuis quinze ans.",
            "# Un accès aux soins inégal",
            "Un assuré sur huit n'a pas de médecin traitant. Les difficultés tiennent :",
            "• au départ à la retraite de neuf médecins généralistes depuis 2019 ;",
            "• à l'absence de transports collectifs le soir et le samedi ;",
            "• à la méconnaissance des droits, en particulier de la complémentaire santé "
            "solidaire.",
            "# Des habitudes de vie à faire évoluer",
            "Un enfant sur six est en surpoids à l'entrée en sixième. Le bilan de la qualité de "
            "l'air intérieur réalisé dans les écoles a montré un besoin de travaux dans cinq "
            "bâtiments.",
        ),
    ),
)


def article(numero: int, titre: str, *blocs: str) -> Article:
    """Return an article whose heading is printed on two lines, "ARTICLE 4" then its title."""
    return Article(Titre(titre, f"Article {numero} : ", str(numero), niveau=2), blocs)


ARTICLES = (
    article(
        1,
        "Objet du contrat",
        "Conformément à l'article L. 1434-10 du code de la santé publique, le présent contrat "
        "met en œuvre à l'échelle locale les objectifs du projet régional de santé.",
        "Il fixe les priorités communes des parties et les moyens qu'elles y consacrent.",
    ),
    article(
        2,
        "Périmètre géographique",
        "Le contrat porte sur l'ensemble du territoire de la Communauté d'agglomération du Pays "
        "d'Aubrelle. Les actions de la fiche-action 5 peuvent être ouvertes aux communes "
        "limitrophes.",
    ),
    article(
        3,
        "Engagements des signataires",
        "Chaque signataire s'engage à :",
        "• participer aux instances de gouvernance ;",
        "• piloter ou soutenir les actions qui relèvent de ses compétences ;",
        "• transmettre les données nécessaires au suivi des indicateurs.",
        "La Communauté d'agglomération emploie la coordinatrice du contrat. L'Agence régionale "
        "de santé participe au financement de ce poste.",
    ),
    article(
        4,
        "Gouvernance et animation du contrat",
        "Le contrat est animé par deux instances.",
        *instance_blocs(COPIL, "Il est composé de :", "Il a pour missions de :"),
        *instance_blocs(COTECH, "Il est composé de :", "Il a pour missions de :"),
    ),
    article(
        5,
        "Suivi et évaluation",
        "Les indicateurs de chaque fiche-action sont renseignés par son pilote avant le comité "
        "de pilotage annuel. Un rapport final est remis six mois avant l'échéance du contrat.",
    ),
    article(
        6,
        "Durée, révision et résiliation",
        "Le présent contrat prend effet à la date de sa signature pour une durée de trois ans. "
        "Il peut être complété par avenant.",
        "Il peut être résilié par l'une des parties, après un préavis de trois mois.",
    ),
)


def fiche(numero: int, axe: Axe, titre: str, objectif_plan: str, *champs: Champ) -> Fiche:
    """Return a fiche; number and title stand in its heading, which is no label."""
    return Fiche(str(numero), titre, axe.numero, objectif_plan, champs)


FICHES = (
    fiche(
        1,
        AXES[0],
        "Créer un centre de santé intercommunal à deux antennes",
        "Développer une offre médicale salariée de proximité",
        noms("Pilote", "porteurs", "Communauté d'agglomération du Pays d'Aubrelle"),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "CPAM",
            "Centre hospitalier d'Aubrelle",
            "Conseil départemental de l'Ordre des médecins",
            "Région Nouvelle-Aquitaine",
            "Communes de Saint-Ybars et de Lormoy",
        ),
        texte("Territoire concerné", "perimetre", "Nord du Pays d'Aubrelle"),
        liste("Public cible", "public", "Habitants sans médecin traitant", puces=False),
        texte(
            "Constats",
            "contexte",
            "Le nord du territoire ne compte plus que trois médecins généralistes pour onze "
            "mille habitants. Deux d'entre eux ont plus de soixante-deux ans et n'acceptent plus "
            "de nouveaux patients.",
            "Les jeunes médecins rencontrés lors de la concertation privilégient l'exercice "
            "regroupé et souhaitent pouvoir commencer leur carrière comme salariés.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Permettre à chaque habitant de disposer d'un médecin traitant à moins de vingt "
            "minutes de son domicile.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Ouvrir deux antennes de consultation à Saint-Ybars et à Lormoy",
            "Recruter quatre médecins salariés à temps plein ou partagé",
            "Accueillir des internes en stage ambulatoire",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Étude de faisabilité et choix du mode de gestion",
            "Rénovation des locaux mis à disposition par les communes",
            "Recrutement des médecins et du secrétariat",
            "Ouverture de la première antenne, puis de la seconde",
        ),
        calendrier("Calendrier", "2024-2026", "2024", "2026"),
        moyens(
            "Budget",
            "340 000 € (Communauté d'agglomération, Région), 4 ETP de médecins",
            eur=(340000,),
            etp=(4,),
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de médecins recrutés",
            "Nombre de patients ayant déclaré un médecin traitant au centre de santé",
            "Délai moyen d'obtention d'un rendez-vous",
        ),
    ),
    fiche(
        2,
        AXES[0],
        "Aller vers les publics éloignés de la santé avec un bus itinérant",
        "Réduire le non-recours aux soins et aux droits",
        noms("Pilotes", "porteurs", "CCAS d'Aubrelle", "Mutualité française"),
        noms(
            "Partenaires",
            "partenaires",
            "CPAM",
            "MSA des Charentes",
            "CPTS du Pays d'Aubrelle",
            "France services (Lormoy, Saint-Ybars)",
            "Secours catholique",
            "Restos du cœur",
        ),
        liste(
            "Public cible",
            "public",
            "Personnes en situation de précarité, habitants des communes rurales",
            puces=False,
        ),
        texte(
            "Constats",
            "contexte",
            "Un habitant sur quatre déclare avoir renoncé à un soin au cours des douze derniers "
            "mois. Les permanences d'accès aux droits sont concentrées dans la ville-centre.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Rapprocher l'information, le dépistage et l'accès aux droits des lieux de vie.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Équiper un bus pour des entretiens et des dépistages",
            "Tenir quatre-vingts permanences par an sur les marchés et les places de village",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Acquisition et aménagement du véhicule",
            "Formation de l'équipe à l'entretien motivationnel",
            "Définition de la tournée avec les mairies",
        ),
        liste(
            "Articulation avec les dispositifs existants",
            "articulation",
            "Permanence d'accès aux soins de santé du centre hospitalier",
            "Missions accompagnement santé de la CPAM",
        ),
        calendrier("Calendrier", "Septembre 2024 – décembre 2026", "2024-09", "2026-12"),
        moyens("Budget", "86 500 € (ARS, CPAM), 1,5 ETP", eur=(86500,), etp=(1.5,)),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de permanences tenues et de communes visitées",
            "Nombre de personnes reçues",
            "Part des personnes dont un droit a été ouvert ou renouvelé",
        ),
    ),
    fiche(
        3,
        AXES[0],
        "Coordonner les parcours des personnes atteintes de maladies chroniques",
        "Fluidifier les parcours entre la ville et l'hôpital",
        noms("Pilote", "porteurs", "CPTS du Pays d'Aubrelle"),
        noms("Copilote", "porteurs", "Centre hospitalier d'Aubrelle"),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "Dispositif d'appui à la coordination",
            "Association française des diabétiques",
            "Pharmacies",
        ),
        liste(
            "Public cible",
            "public",
            "Patients diabétiques ou insuffisants cardiaques",
            puces=False,
        ),
        texte(
            "Constats",
            "contexte",
            "Près d'une réhospitalisation sur cinq intervient dans le mois qui suit la sortie. "
            "Les comptes rendus parviennent tard au médecin traitant et les infirmières "
            "libérales ne sont pas toujours prévenues du retour à domicile.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Éviter les ruptures de parcours après une hospitalisation.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Formaliser un protocole commun de sortie d'hospitalisation",
            "Généraliser l'usage de la messagerie sécurisée",
            "Proposer des ateliers d'éducation thérapeutique hors de l'hôpital",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Réunir un groupe de travail ville-hôpital",
            "Tester le protocole dans deux services",
            "Étendre le protocole à tous les services de médecine",
        ),
        calendrier("Calendrier", "De mars 2024 à juin 2026", "2024-03", "2026-06"),
        moyens("Budget", "12 000 € (ARS), 0,5 ETP", eur=(12000,), etp=(0.5,)),
        indicateurs(
            "Indicateurs de processus",
            "processus",
            "Nombre de réunions du groupe de travail",
            "Nombre de professionnels utilisant la messagerie sécurisée",
        ),
        indicateurs(
            "Indicateurs de résultat",
            "resultat",
            "Taux de réhospitalisation à trente jours",
        ),
    ),
    fiche(
        4,
        AXES[1],
        "Améliorer la qualité de l'air dans les écoles et les crèches",
        "Réduire les expositions environnementales",
        noms("Pilote", "porteurs", "Communauté d'agglomération du Pays d'Aubrelle"),
        noms(
            "Partenaires",
            "partenaires",
            "Atmo Nouvelle-Aquitaine",
            "Éducation nationale",
            "CAF",
            "PMI",
            "Communes",
        ),
        liste(
            "Public cible",
            "public",
            "Enfants de 0 à 11 ans, personnels des établissements",
            puces=False,
        ),
        texte(
            "Constats",
            "contexte",
            "Les mesures réalisées en 2022 dans trente salles de classe montrent un confinement "
            "élevé dans une salle sur trois. Les produits d'entretien et le mobilier neuf sont "
            "les principales sources de polluants.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Offrir aux jeunes enfants un air intérieur sain.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Équiper toutes les salles de classe de capteurs de dioxyde de carbone",
            "Former les agents d'entretien à l'usage de produits moins émissifs",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Recensement des bâtiments prioritaires",
            "Achat groupé de capteurs",
            "Sessions de formation des agents, par secteur",
        ),
        outils(
            "Outils",
            ("Guide « Un bon air chez moi »", None),
            (
                "Tableau de suivi partagé : https://air.pays-aubrelle.example",
                "https://air.pays-aubrelle.example",
            ),
        ),
        calendrier("Calendrier", "2024-2025", "2024", "2025"),
        moyens("Budget", "27 400 € (Communauté d'agglomération)", eur=(27400,)),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de salles équipées",
            "Nombre d'agents formés",
        ),
    ),
    fiche(
        5,
        AXES[1],
        "Bouger plus et manger mieux à tous les âges",
        "Agir sur l'alimentation et l'activité physique",
        noms("Pilote", "porteurs", "Maison Sport-Santé du Pays d'Aubrelle"),
        noms(
            "Partenaires",
            "partenaires",
            "Comité départemental olympique et sportif",
            "Éducation nationale",
            "Clubs sportifs",
            "Projet alimentaire territorial",
            "IREPS",
        ),
        liste("Public cible", "public", "Enfants, adultes sédentaires, seniors", puces=False),
        texte(
            "Constats",
            "contexte",
            "La prévalence du surpoids chez les enfants dépasse de quatre points la moyenne "
            "régionale. La prescription d'activité physique adaptée reste peu connue des "
            "médecins et des patients.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Donner à chacun les moyens d'adopter des habitudes favorables à sa santé.",
        ),
        texte(
            "Description",
            "description",
            "L'action combine des interventions dans les écoles, une offre d'activité physique "
            "adaptée sur prescription et des ateliers de cuisine ouverts aux familles. Les "
            "séances sont proposées au plus près des habitants, dans les salles communales.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Ouvrir six créneaux d'activité physique adaptée",
            "Intervenir dans toutes les classes de cours moyen",
            "Organiser un atelier de cuisine par mois dans les centres sociaux",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Information des médecins prescripteurs",
            "Recrutement d'un enseignant en activité physique adaptée",
            "Programmation annuelle avec les écoles et les centres sociaux",
        ),
        calendrier("Calendrier", "À partir de septembre 2024", "2024-09", None),
        moyens("Budget", "31 200 € par an (ARS, CAF), 0,8 ETP", eur=(31200,), etp=(0.8,)),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de prescriptions honorées",
            "Nombre de classes concernées",
            "Nombre de familles participant aux ateliers",
        ),
    ),
    fiche(
        6,
        AXES[2],
        "Installer un conseil local de santé mentale",
        "Structurer la coopération en santé mentale",
        noms("Pilote", "porteurs", "Centre hospitalier Camille-Aubry"),
        noms(
            "Partenaires",
            "partenaires",
            "Communauté d'agglomération du Pays d'Aubrelle",
            "ARS",
            "UNAFAM",
            "Groupe d'entraide mutuelle L'Éclaircie",
            "Bailleurs sociaux",
            "Police nationale",
            "Gendarmerie nationale",
        ),
        liste(
            "Public cible",
            "public",
            "Personnes vivant avec un trouble psychique et leurs proches",
            puces=False,
        ),
        texte(
            "Constats",
            "contexte",
            "Les élus et les bailleurs se disent démunis face à des situations complexes, qui "
            "associent souvent trouble psychique, isolement et difficulté de logement. Aucun "
            "espace de concertation ne réunit aujourd'hui les acteurs du soin et du social.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Faciliter l'inclusion des personnes et lutter contre la stigmatisation.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Installer l'assemblée plénière et le bureau du conseil",
            "Créer une cellule d'examen des situations complexes",
            "Participer chaque année aux semaines d'information sur la santé mentale",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Rédaction de la charte de fonctionnement",
            "Recrutement de la coordinatrice du conseil",
            "Réunion d'installation, puis deux assemblées par an",
        ),
        liste(
            "Points de vigilance",
            None,
            "Respect du secret professionnel dans l'examen des situations",
            "Place effective des usagers et des proches",
        ),
        calendrier("Calendrier", "Janvier 2025 – décembre 2026", "2025-01", "2026-12"),
        moyens(
            "Budget",
            "0,5 ETP de coordination, 35 000 € par an (ARS, Communauté d'agglomération)",
            eur=(35000,),
            etp=(0.5,),
            ordre="ETP first",
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de réunions et taux de participation",
            "Nombre de situations examinées",
        ),
    ),
    fiche(
        7,
        AXES[2],
        "Prévenir les conduites addictives chez les jeunes",
        "Renforcer les compétences psychosociales des jeunes",
        noms("Pilote", "porteurs", "Addictions France"),
        noms(
            "Partenaires",
            "partenaires",
            "Éducation nationale",
            "Mission locale",
            "Maison des adolescents",
            "Service jeunesse de la ville d'Aubrelle",
            "CPAM",
        ),
        liste("Public cible", "public", "Jeunes de 12 à 25 ans et parents", puces=False),
        texte(
            "Constats",
            "contexte",
            "Les consommations de protoxyde d'azote et l'usage du cannabis progressent chez les "
            "lycéens. La consultation jeunes consommateurs reste peu sollicitée, faute d'être "
            "identifiée par les familles et les établissements.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Retarder l'âge des premières consommations et faciliter l'accès à l'aide.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Déployer un programme de développement des compétences psychosociales au collège",
            "Assurer des maraudes lors des soirées étudiantes et des festivals",
            "Faire connaître la consultation jeunes consommateurs",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Choix des établissements volontaires",
            "Formation conjointe des enseignants et des infirmières scolaires",
            "Déploiement du programme sur trois niveaux de classe",
            "Restitution aux parents en fin d'année scolaire",
        ),
        calendrier("Calendrier", "2024-2026", "2024", "2026"),
        moyens("Budget", "18 750 € (MILDECA, ARS), 0,3 ETP", eur=(18750,), etp=(0.3,)),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre d'élèves ayant suivi le programme complet",
            "Nombre de jeunes rencontrés en maraude",
            "File active de la consultation jeunes consommateurs",
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ARS", "Agence régionale de santé"),
        ("CAF", "Caisse d'allocations familiales"),
        ("CCAS", "Centre communal d'action sociale"),
        ("CLS", "Contrat local de santé"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("ETP", "Équivalent temps plein"),
        ("IREPS", "Instance régionale d'éducation et de promotion de la santé"),
        (
            "MILDECA",
            "Mission interministérielle de lutte contre les drogues et les conduites addictives",
        ),
        ("MSA", "Mutualité sociale agricole"),
        ("PMI", "Protection maternelle et infantile"),
        (
            "UNAFAM",
            "Union nationale de familles et amis de personnes malades et/ou handicapées psychiques",
        ),
    )
)

CADRE = Titre("Cadre conventionnel")
SIGNATURE = Titre("Signatures")
SYNTHESE = Titre("Plan d'actions 2024-2026")
TITRE_FICHES = Titre("Les fiches-action")
TITRE_SIGLES = Titre("Glossaire")
TITRES_AXES = tuple(Titre(axe.titre, f"Axe {axe.numero} : ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"Fiche-action {fiche.code} – ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="headings-weasyprint",
    titre="Contrat local de santé",
    annees="2024-2026",
    courant="Contrat local de santé du Pays d'Aubrelle",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Aubrelle, le 4 avril 2024",
    synthese=SYNTHESE,
    axes=TITRES_AXES,
    titre_fiches=TITRE_FICHES,
    fiches=FICHES,
    titres_fiches=TITRES_FICHES,
    titre_sigles=TITRE_SIGLES,
    sigles=SIGLES,
    sommaire=(
        *(section.titre for section in SECTIONS),
        CADRE,
        *(article.titre for article in ARTICLES),
        SIGNATURE,
        SYNTHESE,
        TITRE_FICHES,
        *(
            titre
            for axe in TITRES_AXES
            for titre in (
                axe,
                *(
                    titre
                    for titre, fiche in zip(TITRES_FICHES, FICHES, strict=True)
                    if fiche.axe == axe.numero
                ),
            )
        ),
        TITRE_SIGLES,
    ),
    typographique=True,
    numeros_de_page=False,
    extra={"presentations": PRESENTATIONS, "civilites": CIVILITES},
)
