"""The contract of an invented "Communauté de communes du Val de Sorne" (ruled fiche tables)."""

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

AXES = (
    Axe(numero="1", titre="Faciliter l'accès aux soins de premier recours"),
    Axe(numero="2", titre="Agir tôt en faveur de la santé mentale"),
    Axe(numero="3", titre="Bien vieillir dans le Val de Sorne"),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        "Communauté de communes du Val de Sorne",
        "Agence régionale de santé Bourgogne-Franche-Comté",
        "Préfecture de la Haute-Saône",
        "Conseil départemental de la Haute-Saône",
        "Caisse primaire d'assurance maladie de la Haute-Saône",
        "MSA de Franche-Comté",
        "Groupe hospitalier de la Haute-Saône",
        "CPTS du Val de Sorne",
    ),
    missions=(
        "valider les orientations du contrat et son programme annuel ;",
        "arbitrer les priorités et rechercher les financements ;",
        "examiner le bilan annuel et décider des ajustements.",
    ),
)

COTECH = Instance(
    nom="Comité technique",
    membres=mentions(
        "pilotes des actions",
        "délégation départementale de l'ARS",
        "coordinatrice du contrat local de santé",
    ),
    missions=(
        "préparer les décisions du comité de pilotage ;",
        "suivre l'avancement des fiches action.",
    ),
)

CONTRAT = Contrat(
    territoire=Territoire(nom="Communauté de communes du Val de Sorne", type="cc"),
    rang=2,
    periode=Periode(debut=2024, fin=2028, duree_annees=5),
    signature=Signature(date="2024-02-16", lieu="Port-sur-Sorne"),
    historique=(ContratAnterieur(rang=1, debut=2018, fin=2022, date_signature="2018-03-12"),),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite="signataire",
        )
        for organisation, personne, fonction in (
            ("Communauté de communes du Val de Sorne", "Hélène Vautrin", "Présidente"),
            (
                "Agence régionale de santé Bourgogne-Franche-Comté",
                "Olivier Chassagnard",
                "Directeur général",
            ),
            ("Préfecture de la Haute-Saône", "Anne-Laure Pérignon", "Préfète"),
            (
                "Conseil départemental de la Haute-Saône",
                "Bertrand Moulinot",
                "Vice-président chargé des solidarités",
            ),
        )
    ),
    instances=(COPIL, COTECH),
    axes=AXES,
    chiffres_annonces={"communes": 38, "habitants": 21640, "axes": 3, "fiches": 6},
    contacts=(
        Contact(
            nom="Mathilde Granger",
            fonction="coordinatrice du contrat local de santé",
            telephones=("+33384555012",),
            courriels=("cls@valdesorne.example",),
        ),
    ),
)

SECTIONS = (
    Section(
        Titre("Préambule", "I. ", "I"),
        (
            "La Communauté de communes du Val de Sorne et l'Agence régionale de santé "
            "Bourgogne-Franche-Comté travaillent ensemble depuis 2016 à la réduction des "
            "inégalités de santé. Le premier contrat, signé le 12 mars 2018 pour la période "
            "2018-2022, a permis l'ouverture de la maison de santé de Port-sur-Sorne et la "
            "création d'un réseau de prévention dans les écoles.",
            "L'année 2023 a été consacrée à l'évaluation de ce contrat et à la concertation. Les "
            "élus communautaires ont décidé de s'engager dans un deuxième contrat local de "
            "santé, conclu pour une durée de cinq ans.",
            "Ce contrat s'organise en 3 axes et se décline en 6 fiches action. Il a été écrit "
            "avec les professionnels de santé, les associations et les habitants réunis lors "
            "de rencontres publiques à Port-sur-Sorne, Vellerey et Montureux-le-Sec.",
            "Pour toute question, vous pouvez écrire à Mathilde Granger, coordinatrice du "
            "contrat local de santé (cls@valdesorne.example, 03 84 55 50 12).",
        ),
    ),
    Section(
        Titre("Le territoire et ses besoins de santé", "II. ", "II"),
        (
            "Situé à l'ouest de la Haute-Saône, le Val de Sorne réunit 38 communes et compte "
            "21 640 habitants. Le territoire est rural : plus de la moitié des communes ont "
            "moins de 300 habitants et la voiture reste le mode de déplacement dominant.",
            "# Une offre de soins fragile",
            "La densité de médecins généralistes s'établit à 5,1 pour 10 000 habitants, contre "
            "8,4 au niveau régional. Près d'un médecin sur deux a plus de 60 ans. Les "
            "principales difficultés exprimées sont :",
            "• le délai pour obtenir un rendez-vous chez un spécialiste ;",
            "• l'absence de médecin traitant pour 14 % des assurés de plus de 17 ans ;",
            "• les trajets vers Vesoul, Dijon ou Besançon pour les examens d'imagerie.",
            "# Des besoins qui évoluent",
            "La part des plus de 75 ans atteint 13 % et progresse. Les hospitalisations pour "
            "tentative de suicide dépassent de 20 % la moyenne régionale. Les équipes "
            "éducatives signalent une hausse des situations de mal-être chez les collégiens.",
        ),
    ),
)


def article(numero: int, titre: str, *blocs: str) -> Article:
    """Return an article under its printed heading, "ARTICLE 1 – Objet du contrat"."""
    return Article(Titre(titre, f"ARTICLE {numero} – ", str(numero), niveau=2), blocs)


def imprimee(instance: Instance) -> Instance:
    """Return the body of governance under its printed heading, "Le comité de pilotage"."""
    nom = instance.nom[0].lower() + instance.nom[1:]
    return instance.model_copy(update={"nom": f"Le {nom}"})


ARTICLES = (
    article(
        1,
        "Objet du contrat",
        "Le présent contrat a pour objet de définir les priorités de santé partagées par les "
        "parties et les actions qu'elles s'engagent à conduire ensemble.",
        "Il s'inscrit dans les orientations du projet régional de santé et du projet de "
        "territoire de la communauté de communes.",
    ),
    article(
        2,
        "Territoire concerné",
        "Le contrat s'applique à l'ensemble des communes membres de la Communauté de communes "
        "du Val de Sorne. Une action peut associer des communes voisines lorsque le bassin de "
        "vie le justifie.",
    ),
    article(
        3,
        "Engagements des parties",
        "Les signataires s'engagent à :",
        "• mobiliser les moyens humains et financiers décrits dans les fiches action ;",
        "• échanger les données utiles au suivi, dans le respect du secret professionnel ;",
        "• faire connaître le contrat auprès des habitants.",
        "L'Agence régionale de santé cofinance le poste de coordination.",
    ),
    article(
        4,
        "Gouvernance",
        "La gouvernance du contrat repose sur deux instances.",
        *instance_blocs(imprimee(COPIL), "Il réunit une fois par an :", "Il est chargé de :"),
        *instance_blocs(imprimee(COTECH), "Il rassemble chaque trimestre :", "Il a pour rôle de :"),
    ),
    article(
        5,
        "Suivi et évaluation",
        "Chaque fiche action comporte des indicateurs renseignés une fois par an par le pilote. "
        "Une évaluation finale est conduite au cours de la dernière année du contrat.",
    ),
    article(
        6,
        "Durée et révision",
        "Le contrat est conclu pour une durée de cinq ans à compter de sa signature. Il peut "
        "être révisé par avenant à la demande d'une des parties.",
    ),
)


def fiche(numero: int, axe: Axe, titre: str, objectif_plan: str, *champs: Champ) -> Fiche:
    """Return a fiche whose first rows are its number with its title, and its axe."""
    entete = (
        texte(f"Fiche action n°{numero}", "titre", titre),
        texte("Axe", "axe", f"Axe {axe.numero} – {axe.titre}"),
    )
    return Fiche(str(numero), titre, axe.numero, objectif_plan, entete + champs)


FICHES = (
    fiche(
        1,
        AXES[0],
        "Accueillir et accompagner les jeunes médecins",
        "Renforcer la démographie médicale",
        texte(
            "Constats",
            "contexte",
            "Six médecins généralistes sur treize cesseront leur activité avant la fin du "
            "contrat. Les internes qui passent par le territoire s'y plaisent, mais connaissent "
            "mal les possibilités d'exercice et d'installation.",
            "Les maîtres de stage sont trop peu nombreux pour accueillir toutes les demandes.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Rendre le territoire attractif pour les étudiants et les jeunes professionnels.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Doubler le nombre de maîtres de stage universitaires",
            "Proposer un logement à chaque interne accueilli",
            "Accompagner les conjoints dans leur recherche d'emploi",
        ),
        liste("Public cible", "public", "Internes en médecine générale", "Médecins remplaçants"),
        noms("Pilote(s)", "porteurs", "Communauté de communes du Val de Sorne"),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "Faculté de médecine de Besançon",
            "Conseil départemental de l'Ordre des médecins",
            "CPTS du Val de Sorne",
            "Région Bourgogne-Franche-Comté",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Recenser les logements communaux disponibles",
            "Organiser une soirée d'accueil chaque semestre",
            "Éditer un guide d'installation, mis à jour tous les ans",
        ),
        texte("Territoire concerné", "perimetre", "Ensemble des communes du Val de Sorne"),
        calendrier("Calendrier", "De mars 2024 à décembre 2026", "2024-03", "2026-12"),
        moyens(
            "Moyens / Budget",
            "Aménagement de deux logements : 48 000 € (communauté de communes)",
            "Soirées d'accueil : 3 500 € par an",
            eur=(48000, 3500),
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre d'internes accueillis par semestre",
            "Nombre de maîtres de stage",
            "Nombre d'installations",
        ),
    ),
    fiche(
        2,
        AXES[0],
        "Déployer une consultation avancée de spécialistes",
        "Rapprocher les soins spécialisés",
        texte(
            "Constats",
            "contexte",
            "Aucun cardiologue ni dermatologue n'exerce sur le territoire. Le délai moyen pour "
            "un rendez-vous dépasse quatre mois et une partie des habitants renonce aux soins "
            "faute de moyen de transport.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Réduire le renoncement aux soins lié à l'éloignement des spécialistes.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Ouvrir une consultation avancée de cardiologie à la maison de santé",
            "Équiper deux cabinets pour la téléexpertise en dermatologie",
        ),
        liste(
            "Public cible",
            "public",
            "Personnes atteintes d'une maladie chronique",
            "Habitants sans moyen de transport",
        ),
        noms(
            "Pilote(s)",
            "porteurs",
            "Groupe hospitalier de la Haute-Saône",
            "CPTS du Val de Sorne",
        ),
        noms(
            "Partenaires",
            "partenaires",
            "ARS",
            "CPAM",
            "Maison de santé pluriprofessionnelle de Port-sur-Sorne",
            "Hôpital de proximité de Gray (service de médecine, consultations externes)",
            "Association des usagers de la santé",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Signature de la convention entre l'hôpital et la maison de santé",
            "Achat du matériel de téléexpertise",
            "Ouverture de la consultation, puis bilan à six mois",
        ),
        texte("Territoire concerné", "perimetre", "Cantons de Port-sur-Sorne et de Vellerey"),
        calendrier("Calendrier", "Septembre 2024 – juin 2027", "2024-09", "2027-06"),
        moyens(
            "Moyens / Budget",
            "0,2 ETP de cardiologue mis à disposition par l'hôpital",
            "Matériel de téléexpertise : 12 800 €",
            eur=(12800,),
            etp=(0.2,),
            ordre="ETP first",
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de consultations réalisées",
            "Délai moyen de rendez-vous",
            "Nombre de téléexpertises demandées et réalisées",
        ),
    ),
    fiche(
        3,
        AXES[1],
        "Former des sentinelles pour prévenir le suicide",
        "Prévenir les conduites suicidaires",
        texte(
            "Constats",
            "contexte",
            "Le taux d'hospitalisation pour tentative de suicide est supérieur de 20 % à la "
            "moyenne régionale. Les agriculteurs, les personnes âgées isolées et les jeunes "
            "sont les plus exposés.",
            "Les personnes de l'entourage hésitent à aborder le sujet et connaissent mal le "
            "numéro national de prévention, le 3114.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Repérer plus tôt les personnes en souffrance et les orienter.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Former quarante sentinelles réparties sur le territoire",
            "Animer le réseau des sentinelles deux fois par an",
            "Diffuser les ressources d'écoute et d'orientation",
        ),
        liste(
            "Public cible",
            "public",
            "Agriculteurs et salariés agricoles",
            "Personnes âgées isolées",
            "Jeunes de 15 à 25 ans",
        ),
        noms("Pilote(s)", "porteurs", "MSA de Franche-Comté"),
        noms(
            "Partenaires",
            "partenaires",
            "Centre hospitalier spécialisé de Saint-Rémy",
            "Chambre d'agriculture",
            "ADMR",
            "Mission locale",
            "UNAFAM",
            "Communes",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Identifier des volontaires dans chaque bassin de vie",
            "Organiser trois sessions de formation par an",
            "Réunir les sentinelles et partager les situations rencontrées",
        ),
        texte("Territoire concerné", "perimetre", "Ensemble des communes du Val de Sorne"),
        calendrier("Calendrier", "2024 à 2028", "2024", "2028"),
        moyens(
            "Moyens / Budget",
            "Formations : 9 000 € (ARS)",
            "Animation du réseau : 0,1 ETP (MSA)",
            eur=(9000,),
            etp=(0.1,),
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de sentinelles formées",
            "Nombre d'orientations vers un professionnel",
        ),
    ),
    fiche(
        4,
        AXES[1],
        "Ouvrir un point d'écoute pour les 11-21 ans",
        "Soutenir les jeunes et leurs parents",
        texte(
            "Constats",
            "contexte",
            "La maison des adolescents la plus proche est à cinquante minutes de route. Les "
            "infirmières scolaires des deux collèges reçoivent de plus en plus d'élèves "
            "anxieux, sans solution d'orientation rapide.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Offrir aux jeunes une écoute gratuite et sans rendez-vous, près de chez eux.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Tenir une permanence hebdomadaire à Port-sur-Sorne",
            "Intervenir dans les collèges et au lycée professionnel",
            "Proposer un temps d'échange aux parents chaque trimestre",
        ),
        liste("Public cible", "public", "Jeunes de 11 à 21 ans", "Parents et proches"),
        noms("Pilote(s)", "porteurs", "Maison des adolescents de Haute-Saône"),
        noms(
            "Partenaires",
            "partenaires",
            "Éducation nationale",
            "Centre social La Passerelle",
            "CAF",
            "Centre médico-psychologique",
            "Gendarmerie nationale",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Choisir un local accessible à pied depuis le collège",
            "Recruter l'écoutant et former l'équipe d'accueil",
            "Ouvrir la permanence et la faire connaître",
        ),
        texte("Territoire concerné", "perimetre", "Secteur du collège de Port-sur-Sorne"),
        calendrier("Calendrier", "Ouverture le 2 septembre 2025", "2025-09-02", None),
        moyens(
            "Moyens / Budget",
            "0,5 ETP de psychologue",
            "22 500 € par an (ARS, CAF et communauté de communes)",
            eur=(22500,),
            etp=(0.5,),
            ordre="ETP first",
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de jeunes reçus et motif de la venue",
            "Nombre d'interventions dans les établissements",
            "Satisfaction des jeunes et des parents",
        ),
    ),
    fiche(
        5,
        AXES[2],
        "Repérer les fragilités des plus de 70 ans",
        "Prévenir la perte d'autonomie",
        texte(
            "Constats",
            "contexte",
            "Le repérage des fragilités reste tardif : une entrée en établissement sur trois "
            "fait suite à une chute ou à une hospitalisation en urgence.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Maintenir l'autonomie à domicile le plus longtemps possible.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Former les aides à domicile au repérage",
            "Organiser des journées de dépistage dans les bourgs-centres",
        ),
        liste("Public cible", "public", "Personnes de plus de 70 ans", "Proches aidants"),
        noms("Pilote(s)", "porteurs", "CPTS du Val de Sorne", "ADMR"),
        noms(
            "Partenaires",
            "partenaires",
            "Conseil départemental",
            "CARSAT",
            "Pharmacies",
            "EHPAD Les Tilleuls",
            "Clubs des aînés",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Adapter l'outil de repérage ICOPE",
            "Former une première équipe de vingt professionnels",
            "Tenir quatre journées de dépistage par an",
        ),
        texte("Territoire concerné", "perimetre", "Ensemble des communes du Val de Sorne"),
        calendrier("Calendrier", "Janvier 2025 – décembre 2028", "2025-01", "2028-12"),
        moyens(
            "Moyens / Budget",
            "Conférence des financeurs : 15 000 €",
            eur=(15000,),
        ),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de personnes dépistées",
            "Part des personnes orientées vers leur médecin traitant",
        ),
    ),
    fiche(
        6,
        AXES[2],
        "Soutenir les proches aidants",
        "Éviter l'épuisement des aidants",
        texte(
            "Constats",
            "contexte",
            "Les aidants se déclarent rarement comme tels et sollicitent de l'aide en situation "
            "de crise. L'offre de répit est concentrée autour de Vesoul.",
        ),
        texte(
            "Objectif général",
            "objectif_general",
            "Faire connaître et rendre accessibles les solutions de répit.",
        ),
        objectifs(
            "Objectifs opérationnels",
            "operationnels",
            "Créer un café des aidants itinérant",
            "Mettre en place un relais à domicile le week-end",
        ),
        liste("Public cible", "public", "Proches aidants de personnes âgées ou handicapées"),
        noms("Pilote(s)", "porteurs", "Plateforme de répit Sorne et Saône"),
        noms(
            "Partenaires",
            "partenaires",
            "France Alzheimer",
            "MDPH",
            "CCAS de Port-sur-Sorne",
            "Dispositif d'appui à la coordination",
            "Mutualité française",
        ),
        liste(
            "Étapes clés",
            "etapes",
            "Désigner un référent dans chaque commune",
            "Programmer six cafés des aidants par an",
        ),
        texte("Territoire concerné", "perimetre", "Canton de Vellerey la première année"),
        calendrier("Calendrier", "À partir d'octobre 2024", "2024-10", None),
        moyens("Moyens / Budget", "À définir avec la conférence des financeurs"),
        indicateurs(
            "Indicateurs de suivi",
            None,
            "Nombre de participants aux cafés des aidants",
            "Nombre d'heures de relais à domicile",
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ADMR", "Aide à domicile en milieu rural"),
        ("ARS", "Agence régionale de santé"),
        ("CAF", "Caisse d'allocations familiales"),
        ("CARSAT", "Caisse d'assurance retraite et de la santé au travail"),
        ("CCAS", "Centre communal d'action sociale"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("EHPAD", "Établissement d'hébergement pour personnes âgées dépendantes"),
        ("ETP", "Équivalent temps plein"),
        ("ICOPE", "Soins intégrés pour les personnes âgées (Integrated Care for Older People)"),
        ("MDPH", "Maison départementale des personnes handicapées"),
        ("MSA", "Mutualité sociale agricole"),
        (
            "UNAFAM",
            "Union nationale de familles et amis de personnes malades ou handicapées psychiques",
        ),
    )
)

CADRE = Titre("Cadre conventionnel", "III. ", "III")
SIGNATURE = Titre("Signatures", niveau=2)
SYNTHESE = Titre("Tableau de synthèse des actions", "IV. ", "IV")
TITRE_FICHES = Titre("Les fiches action", "V. ", "V")
TITRE_SIGLES = Titre("Sigles et abréviations", "VI. ", "VI")
TITRES_AXES = tuple(Titre(axe.titre, f"Axe {axe.numero} – ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"Fiche action n°{fiche.code} – ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="ruled-reportlab",
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2024 – 2028",
    courant="Contrat local de santé du Val de Sorne 2024 – 2028",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Port-sur-Sorne, le 16 février 2024",
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
)
