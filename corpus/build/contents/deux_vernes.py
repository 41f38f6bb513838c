"""The contract of an invented "Communauté d'agglomération des Deux Vernes" (small tables)."""

from corpus.build.content import (
    Article,
    Champ,
    Contenu,
    Fiche,
    Grille,
    Section,
    Titre,
    calendrier,
    instance_blocs,
    liste,
    mentions,
    moyens,
    noms,
    objectifs,
    texte,
)
from models.records import (
    Axe,
    Contact,
    Contrat,
    ContratAnterieur,
    Instance,
    Periode,
    Sigle,
    Signataire,
    Signature,
    Territoire,
)

TERRITOIRE = "Communauté d'agglomération des Deux Vernes"

AXES = (
    Axe(numero="1", titre="Consolider l'offre de soins de proximité"),
    Axe(numero="2", titre="Promouvoir un environnement favorable à la santé"),
    Axe(numero="3", titre="Accompagner les publics les plus fragiles"),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        TERRITOIRE,
        "Agence régionale de santé Auvergne-Rhône-Alpes",
        "Préfecture de la Drôme",
        "Conseil départemental de la Drôme",
        "CPAM de la Drôme",
        "Centre hospitalier de Saint-Amer",
        "CPTS Verne et Coteaux",
    ),
    missions=(
        "fixer les priorités annuelles du contrat ;",
        "valider l'engagement des nouvelles actions ;",
        "approuver le bilan et l'évaluation finale.",
    ),
)

COTECH = Instance(
    nom="Comité technique",
    membres=mentions(
        "coordinateur du contrat local de santé",
        "pilotes des actions",
        "délégation départementale de l'ARS",
    ),
    missions=(
        "suivre l'état d'avancement des actions ;",
        "préparer les réunions du comité de pilotage.",
    ),
)

CONTRAT = Contrat(
    territoire=Territoire(nom=TERRITOIRE, type="ca"),
    rang=3,
    periode=Periode(debut=2025, fin=2029, duree_annees=5),
    signature=Signature(),
    historique=(
        ContratAnterieur(rang=1, debut=2014, fin=2016, date_signature="2014-06-04"),
        ContratAnterieur(rang=2, debut=2019, fin=2023),
    ),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite="signataire",
        )
        for organisation, personne, fonction in (
            (TERRITOIRE, "Claire Montarnaud", "Présidente"),
            (
                "Agence régionale de santé Auvergne-Rhône-Alpes",
                "Étienne Roussillac",
                "Directeur général",
            ),
            ("Préfecture de la Drôme", "Yves Castelnier", "Préfet"),
            ("Conseil départemental de la Drôme", "Nadia Berthollier", "Vice-présidente"),
            ("CPAM de la Drôme", "Marc Fontvieille", "Directeur"),
        )
    ),
    instances=(COPIL, COTECH),
    axes=AXES,
    chiffres_annonces={"communes": 24, "habitants": 58300, "axes": 3, "actions": 7},
    contacts=(
        Contact(
            nom="Thomas Aubrespin",
            fonction="coordinateur du contrat local de santé",
            telephones=("+33475550148",),
            courriels=("sante@deuxvernes.example",),
        ),
    ),
)

SECTIONS = (
    Section(
        Titre("Préambule"),
        (
            "La Communauté d'agglomération des Deux Vernes agit pour la santé de ses habitants "
            "depuis plus de dix ans. Un premier contrat, signé le 4 juin 2014 pour la période "
            "2014-2016, a posé les bases d'un travail commun avec l'Agence régionale de santé. "
            "Un deuxième contrat, conclu pour les années 2019 à 2023, a permis la création de la "
            "CPTS Verne et Coteaux et l'ouverture d'une maison sport-santé.",
            "Le présent document constitue le troisième contrat local de santé de "
            "l'agglomération. Il couvre la période 2025-2029 et traduit la volonté des parties "
            "de réduire les inégalités sociales et territoriales de santé.",
            "Il comprend 3 orientations et 7 actions, retenues après quatre ateliers "
            "thématiques et une enquête à laquelle les habitants ont été invités à répondre.",
            "Votre interlocuteur : Thomas Aubrespin, coordinateur du contrat local de santé, "
            "04 75 55 01 48, sante@deuxvernes.example.",
        ),
    ),
    Section(
        Titre("Le diagnostic partagé"),
        (
            "L'agglomération réunit 24 communes et 58 300 habitants, entre la vallée de la Verne "
            "et les coteaux. La ville de Saint-Amer concentre la moitié de la population et la "
            "plupart des équipements.",
            "# Ce que disent les chiffres",
            "Le nombre de médecins généralistes a reculé de 18 % en six ans. Dans le quartier des "
            "Tisserands, un adulte sur cinq n'a pas de médecin traitant. Les allergies "
            "respiratoires progressent avec la présence de l'ambroisie.",
            "# Ce que disent les habitants",
            "Trois attentes ressortent de l'enquête :",
            "• obtenir un rendez-vous dans un délai raisonnable ;",
            "• mieux connaître les lieux d'écoute et d'information ;",
            "• être aidé dans les démarches en ligne.",
        ),
    ),
)


def article(numero: int, titre: str, *blocs: str) -> Article:
    """Return an article under its printed heading, "Article 1 – Objet"."""
    return Article(Titre(titre, f"Article {numero} – ", str(numero), niveau=2), blocs)


ARTICLES = (
    article(
        1,
        "Objet",
        "Le présent contrat fixe les engagements réciproques des parties en faveur de la santé "
        "des habitants de l'agglomération.",
    ),
    article(
        2,
        "Périmètre",
        "Le contrat s'applique aux communes membres de l'agglomération. Les actions relatives au "
        "quartier des Tisserands sont conduites en lien avec le contrat de ville.",
    ),
    article(
        3,
        "Engagements des signataires",
        "Chaque signataire s'engage à :",
        "• désigner un référent chargé du suivi du contrat ;",
        "• apporter les moyens prévus dans les actions qui le concernent ;",
        "• participer aux réunions des instances.",
        "Les financements sont accordés sous réserve du vote annuel des budgets.",
    ),
    article(
        4,
        "Instances",
        "Deux instances assurent la conduite du contrat.",
        *instance_blocs(COPIL, "Il est composé des membres suivants :", "Il a pour missions de :"),
        *instance_blocs(COTECH, "Il réunit tous les deux mois :", "Ses missions sont de :"),
    ),
    article(
        5,
        "Suivi et évaluation",
        "Un tableau de bord est tenu par le coordinateur et présenté chaque année. L'évaluation "
        "finale porte sur la mise en œuvre des actions et sur leurs effets.",
    ),
    article(
        6,
        "Durée",
        "Le contrat est conclu pour une durée de cinq ans. Il prend effet à la date de sa "
        "signature et peut être modifié par avenant.",
    ),
)


def resultats(processus: tuple[str, ...], resultat: tuple[str, ...]) -> Grille:
    """Return the evaluation: one row, a column for each family."""
    colonnes = ("Indicateurs de processus", "Indicateurs de résultat")
    return Grille("", colonnes, ((processus, resultat),), ("processus", "resultat"))


def fiche(code: str, titre: str, objectif_plan: str, *champs: Champ | Grille) -> Fiche:
    """Return a fiche; the first digit of its number is its orientation."""
    return Fiche(code, titre, code[0], objectif_plan, champs)


FICHES = (
    fiche(
        "1.1",
        "Créer un centre de santé intercommunal",
        "Maintenir une médecine générale de proximité",
        noms("Pilote", "porteurs", TERRITOIRE),
        liste("Public", "public", "Habitants sans médecin traitant", puces=False),
        texte("Territoire", "perimetre", "Saint-Amer et communes de la vallée"),
        texte(
            "Objectif général",
            "objectif_general",
            "Garantir un accès à un médecin généraliste à moins de vingt minutes.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Ouvrir un centre de santé avec trois médecins salariés",
            "Créer une consultation infirmière en pratique avancée",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "CPAM",
            "Conseil de l'Ordre des médecins",
            "Centre hospitalier de Saint-Amer",
            sep="\n",
        ),
        calendrier("Calendrier", "De septembre 2025 à juin 2027", "2025-09", "2027-06"),
        moyens("Budget", "Travaux : 640 000 €", "Équipement : 85 000 €", eur=(640000, 85000)),
        resultats(
            ("Date d'ouverture du centre", "Nombre de médecins recrutés"),
            ("Part des assurés sans médecin traitant", "Délai moyen de rendez-vous"),
        ),
    ),
    fiche(
        "1.2",
        "Accueillir les étudiants en santé",
        "Préparer la relève des professionnels",
        noms("Pilote", "porteurs", "CPTS Verne et Coteaux"),
        liste(
            "Public",
            "public",
            "Internes en médecine",
            "Étudiants en soins infirmiers",
            puces=False,
        ),
        texte("Territoire", "perimetre", "Ensemble de l'agglomération"),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Proposer dix places d'hébergement à tarif réduit",
            "Organiser deux journées de découverte par an",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "Université Grenoble Alpes",
            "IFSI de Saint-Amer",
            "Région Auvergne-Rhône-Alpes",
        ),
        calendrier("Calendrier", "2025 – 2029", "2025", "2029"),
        moyens("Budget", "12 000 € par an", eur=(12000,)),
        resultats(
            ("Nombre d'étudiants hébergés", "Nombre de maîtres de stage"),
            ("Nombre d'installations dans les deux ans",),
        ),
    ),
    fiche(
        "1.3",
        "Faire circuler un bus de prévention et de dépistage",
        "Rapprocher la prévention des habitants",
        noms("Pilote", "porteurs", "CPAM de la Drôme"),
        noms("Copilote", "porteurs", "Mutualité française"),
        liste(
            "Public",
            "public",
            "Habitants des communes de moins de 1 000 habitants",
            "Salariés des petites entreprises",
            puces=False,
        ),
        texte("Territoire", "perimetre", "Communes des coteaux"),
        texte(
            "Constat",
            "contexte",
            "La participation au dépistage du cancer colorectal n'atteint que 29 % dans les "
            "communes des coteaux. Les habitants évoquent la distance, le manque d'information "
            "et la difficulté à parler de ces sujets avec un professionnel.",
            "Les campagnes nationales touchent peu les personnes qui ont cessé de consulter.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Augmenter la participation aux dépistages organisés.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Organiser une tournée de douze étapes chaque année",
            "Former les équipes municipales à l'accueil du bus",
            "Orienter chaque visiteur vers un professionnel de santé",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "Centre régional de coordination des dépistages des cancers",
            "Ligue contre le cancer",
            "communes",
            sep=" ; ",
        ),
        calendrier("Calendrier", "À partir de mars 2026", "2026-03", None),
        moyens(
            "Budget",
            "Fonctionnement : 36 500 €",
            "0,4 ETP d'infirmier",
            eur=(36500,),
            etp=(0.4,),
        ),
        resultats(
            ("Nombre d'étapes réalisées", "Nombre de personnes accueillies"),
            ("Taux de participation aux dépistages", "Part des visiteurs orientés"),
        ),
    ),
    fiche(
        "2.1",
        "Lutter contre l'ambroisie et les pollens",
        "Réduire l'exposition aux allergènes",
        noms("Pilote", "porteurs", "FREDON Auvergne-Rhône-Alpes"),
        liste("Public", "public", "Tous les habitants", puces=False),
        texte("Territoire", "perimetre", "Ensemble de l'agglomération"),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Désigner un référent ambroisie dans chaque commune",
            "Mettre en place un pollinier au jardin public",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "ATMO",
            "Chambre d'agriculture",
            "communes",
            sep="\n",
        ),
        calendrier("Calendrier", "De mai 2025 à octobre 2028", "2025-05", "2028-10"),
        texte("Budget", "moyens"),
        resultats(
            ("Nombre de référents formés", "Nombre de signalements traités"),
            ("Surface infestée",),
        ),
    ),
    fiche(
        "2.2",
        "Encourager l'activité physique adaptée",
        "Lutter contre la sédentarité",
        noms("Pilote", "porteurs", "Maison sport-santé des Deux Vernes"),
        liste(
            "Public",
            "public",
            "Personnes en affection de longue durée",
            "Personnes de plus de 60 ans",
            puces=False,
        ),
        texte("Territoire", "perimetre", "Saint-Amer, puis communes de la vallée"),
        texte(
            "Objectif général",
            "objectif_general",
            "Faire de l'activité physique un réflexe dans le parcours de soins.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Sensibiliser les médecins à la prescription d'activité physique",
            "Ouvrir quatre créneaux hebdomadaires encadrés",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "CPTS Verne et Coteaux",
            "Comité départemental olympique et sportif",
            "clubs sportifs",
        ),
        calendrier("Calendrier", "Janvier 2026 – décembre 2028", "2026-01", "2028-12"),
        moyens(
            "Budget",
            "0,5 ETP d'éducateur",
            "18 000 € par an",
            eur=(18000,),
            etp=(0.5,),
            ordre="ETP first",
        ),
        resultats(
            ("Nombre de prescriptions", "Nombre de séances"),
            ("Part des participants actifs à six mois",),
        ),
    ),
    fiche(
        "3.1",
        "Déployer la médiation en santé",
        "Lever les freins à l'accès aux droits",
        noms("Pilote", "porteurs", "Centre communal d'action sociale de Saint-Amer"),
        liste(
            "Public",
            "public",
            "Habitants du quartier des Tisserands",
            "Personnes sans complémentaire santé",
            puces=False,
        ),
        texte("Territoire", "perimetre", "Quartier prioritaire des Tisserands"),
        texte("Élu référent", None, "Vice-présidente chargée des solidarités"),
        texte(
            "Constat",
            "contexte",
            "Le renoncement aux soins pour raison financière concerne un quart des habitants du "
            "quartier. Beaucoup n'ont pas ouvert les droits auxquels ils peuvent prétendre et "
            "ne savent pas à qui s'adresser.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Réduire le renoncement aux soins dans le quartier prioritaire.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Recruter deux médiateurs en santé",
            "Tenir des permanences dans trois lieux du quartier",
            "Accompagner physiquement les premières démarches",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "CPAM",
            "CAF",
            "PASS du centre hospitalier",
            "Secours catholique",
            "Centre social des Tisserands (accueil, ateliers)",
            sep="\n",
        ),
        calendrier("Calendrier", "De janvier 2026 à décembre 2029", "2026-01", "2029-12"),
        moyens(
            "Budget",
            "2 ETP de médiateur",
            "78 000 € par an (ARS et contrat de ville)",
            eur=(78000,),
            etp=(2,),
            ordre="ETP first",
        ),
        resultats(
            ("Nombre de permanences", "Nombre de personnes accompagnées"),
            ("Nombre de droits ouverts", "Évolution du renoncement aux soins"),
        ),
    ),
    fiche(
        "3.2",
        "Repérer la dépression chez les personnes âgées",
        "Prévenir l'isolement et la perte d'autonomie",
        noms("Pilote", "porteurs", "Centre hospitalier de Saint-Amer"),
        liste("Public", "public", "Personnes de plus de 75 ans", "Proches aidants", puces=False),
        texte("Territoire", "perimetre", "Ensemble de l'agglomération"),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Former les aides à domicile au repérage",
            "Créer une équipe mobile de psychiatrie de la personne âgée",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "Conseil départemental",
            "DAC",
            "ADMR",
            "EHPAD Les Magnans",
        ),
        calendrier("Calendrier", "De février à novembre 2027", "2027-02", "2027-11"),
        moyens("Budget", "54 000 €", eur=(54000,)),
        resultats(
            ("Nombre de professionnels formés",),
            ("Nombre de personnes suivies par l'équipe mobile",),
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ADMR", "Aide à domicile en milieu rural"),
        ("ARS", "Agence régionale de santé"),
        ("ATMO", "Association de surveillance de la qualité de l'air"),
        ("CAF", "Caisse d'allocations familiales"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("DAC", "Dispositif d'appui à la coordination"),
        ("EHPAD", "Établissement d'hébergement pour personnes âgées dépendantes"),
        ("ETP", "Équivalent temps plein"),
        ("FREDON", "Fédération régionale de défense contre les organismes nuisibles"),
        ("IFSI", "Institut de formation en soins infirmiers"),
        ("PASS", "Permanence d'accès aux soins de santé"),
    )
)

CADRE = Titre("Dispositions du contrat")
SIGNATURE = Titre("Signature du contrat")
SYNTHESE = Titre("Synthèse du programme d'actions")
TITRE_FICHES = Titre("Programme d'actions détaillé")
TITRE_SIGLES = Titre("Glossaire")
TITRES_AXES = tuple(Titre(axe.titre, f"Orientation {axe.numero} : ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"Action {fiche.code} : ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="small-tables",
    titre="Contrat local de santé",
    annees="2025-2029",
    courant="Contrat local de santé 2025-2029",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à ………………………, le ………………………",
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
)
