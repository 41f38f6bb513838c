"""The contract of an invented "Communauté d'agglomération de la Haute-Vernaye" (label bands)."""

from corpus.build.content import (
    Article,
    Champ,
    Contenu,
    Fiche,
    Grille,
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
    statut,
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

AGGLO = "Communauté d'agglomération de la Haute-Vernaye"
ARS = "Agence régionale de santé Nouvelle-Aquitaine"

AXES = (
    Axe(numero="A", titre="Consolider l'offre de soins et l'accès aux droits"),
    Axe(numero="B", titre="Promouvoir un environnement favorable à la santé"),
    Axe(numero="C", titre="Accompagner les publics les plus fragiles"),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        AGGLO,
        ARS,
        "Préfecture de la Creuse",
        "Conseil départemental de la Creuse",
        "Caisse primaire d'assurance maladie de la Creuse",
        "Centre hospitalier de Saint-Aubrac",
        "Association France Assos Santé",
    ),
    missions=(
        "fixer les orientations stratégiques du contrat ;",
        "valider le bilan annuel présenté par la coordinatrice ;",
        "décider de l'ajout, de la modification ou de l'abandon d'une action.",
    ),
)

COTECH = Instance(
    nom="Comité technique",
    membres=mentions(
        "Délégation départementale de l'ARS",
        "Direction de la cohésion sociale de l'agglomération",
        "Pilotes des fiches action",
    ),
    missions=(
        "préparer les réunions du comité de pilotage ;",
        "suivre les calendriers et les budgets des actions.",
    ),
)

CONTRAT = Contrat(
    territoire=Territoire(nom=AGGLO, type="ca"),
    rang=3,
    periode=Periode(debut=2025, fin=2029, duree_annees=5),
    signature=Signature(date="2025-03-14", lieu="Saint-Aubrac"),
    historique=(
        ContratAnterieur(rang=1, debut=2014, fin=2017, date_signature="2014-06-04"),
        ContratAnterieur(rang=2, debut=2018, fin=2022, date_signature="2018-11-21"),
    ),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite="signataire",
        )
        for organisation, personne, fonction in (
            (AGGLO, "Claire Desroziers", "Présidente"),
            (ARS, "Thierry Lavaud", "Directeur général"),
            ("Préfecture de la Creuse", "Isabelle Montférier", "Préfète"),
            (
                "Caisse primaire d'assurance maladie de la Creuse",
                "Jean-Marc Puyrenier",
                "Directeur",
            ),
            ("Centre hospitalier de Saint-Aubrac", "Sophie Bassignac", "Directrice déléguée"),
        )
    ),
    instances=(COPIL, COTECH),
    axes=AXES,
    chiffres_annonces={"communes": 24, "habitants": 31480, "axes": 3, "fiches": 6},
    contacts=(
        Contact(
            nom="Nadège Courtillat",
            fonction="coordinatrice du contrat local de santé",
            telephones=("+33555000147",),
            courriels=("sante@haute-vernaye.example",),
        ),
    ),
)

SECTIONS = (
    Section(
        Titre("Préambule"),
        (
            "La loi du 21 juillet 2009 a créé les contrats locaux de santé, dont l'objet est "
            "précisé par l'article L. 1434-10 du code de la santé publique. La Communauté "
            "d'agglomération de la Haute-Vernaye s'est saisie très tôt de cet outil.",
            "Un premier contrat local de santé, signé le 4 juin 2014, a couvert la période "
            "2014-2017. Un deuxième contrat local de santé, signé le 21 novembre 2018, a porté "
            "sur la période 2018-2022 et a permis la création du centre de santé intercommunal "
            "de Saint-Aubrac.",
            "Forte de ces résultats, l'agglomération s'engage avec ses partenaires dans un "
            "troisième contrat local de santé. Il comprend 3 axes et 6 fiches action, "
            "construits avec les habitants et les professionnels au cours de l'année 2024.",
            "Votre interlocutrice : Nadège Courtillat, coordinatrice du contrat local de santé, "
            "05 55 00 01 47, sante@haute-vernaye.example.",
        ),
    ),
    Section(
        Titre("Portrait du territoire"),
        (
            "La Haute-Vernaye regroupe 24 communes et compte 31 480 habitants, dont un tiers "
            "vit dans la ville-centre de Saint-Aubrac. La population vieillit : 34 % des "
            "habitants ont plus de 60 ans.",
            "# Les constats partagés",
            "Les groupes de travail ont mis en avant trois constats :",
            "• un habitant sur huit n'a pas de médecin traitant ;",
            "• l'habitat ancien est souvent humide, mal chauffé et exposé au radon ;",
            "• les personnes isolées sont repérées trop tard.",
        ),
    ),
)


def titre_cadre(numero: int, titre: str) -> Titre:
    """Return the heading above several articles, "TITRE 1 : Le cadre du contrat"."""
    return Titre(titre, f"TITRE {numero} : ", str(numero))


TITRES_CADRE = (
    titre_cadre(1, "Le cadre du contrat"),
    titre_cadre(2, "La gouvernance"),
    titre_cadre(3, "La vie du contrat"),
)


def article(numero: int, titre: str, *blocs: str, chapeau: Titre | None = None) -> Article:
    """Return an article under its printed heading, "Article 1er : Objet du contrat"."""
    rang = "1er" if numero == 1 else str(numero)
    heading = Titre(titre, f"Article {rang} : ", str(numero), niveau=2)
    return Article(heading, blocs, chapeau.imprime if chapeau else "")


ARTICLES = (
    article(
        1,
        "Objet du contrat",
        "Conformément à l'article L. 1434-10 du code de la santé publique, le présent contrat "
        "porte sur la promotion de la santé, la prévention, les politiques de soins et "
        "l'accompagnement médico-social. Il tient compte de ce que prévoit la loi de "
        "modernisation de notre système de santé, dont les dispositions utiles sont :",
        "• Article 158 de la loi n° 2016-41 du 26 janvier 2016 ;",
        "• Article 69 de la même loi, relatif aux projets territoriaux de santé mentale.",
        "Il décline sur le territoire les priorités du projet régional de santé.",
        chapeau=TITRES_CADRE[0],
    ),
    article(
        2,
        "Périmètre géographique",
        "Le contrat couvre les communes membres de la Communauté d'agglomération de la "
        "Haute-Vernaye. L'article 1er de l'arrêté préfectoral du 12 décembre 2016 en fixe la "
        "liste.",
    ),
    article(
        3,
        "Engagements des signataires",
        "Chaque signataire s'engage à :",
        "• participer aux instances décrites à l'article 4 ;",
        "• mobiliser les moyens inscrits dans les fiches action ;",
        "• valoriser le contrat dans sa communication.",
        "Les crédits sont attribués sous réserve de l'annualité budgétaire.",
    ),
    article(
        4,
        "Les instances",
        "Deux instances assurent la conduite du contrat.",
        *instance_blocs(
            COPIL,
            "Présidé par la Présidente de l'agglomération, il est composé de :",
            "Il a pour missions de :",
        ),
        *instance_blocs(COTECH, "Il est composé de :", "Il a pour missions de :"),
        chapeau=TITRES_CADRE[1],
    ),
    article(
        5,
        "La coordination",
        "L'agglomération emploie une coordinatrice à temps plein. L'Agence régionale de santé "
        "participe au financement de ce poste selon une convention annuelle.",
    ),
    article(
        6,
        "Suivi et évaluation",
        "Les indicateurs des fiches action sont renseignés chaque année. L'évaluation finale "
        "est confiée à un prestataire extérieur.",
        chapeau=TITRES_CADRE[2],
    ),
    article(
        7,
        "Durée, révision et résiliation",
        "Le contrat est conclu pour une durée de cinq ans. Il prend effet à la date de sa "
        "signature et peut être modifié par avenant.",
        "La résiliation est possible par lettre recommandée, avec un préavis de trois mois.",
    ),
)

LIBELLES_STATUT = {
    "nouvelle": "Action nouvelle",
    "renouvelee": "Action renouvelée",
    "en_cours": "Action en cours",
}


def fiche(
    code: str, axe: Axe, titre: str, objectif_plan: str, etat: str, *champs: Champ | Grille
) -> Fiche:
    """Return a fiche whose first rows are its number with its title, and the status boxes."""
    cases = " ".join(
        f"{'☒' if cle == etat else '☐'} {mots}" for cle, mots in LIBELLES_STATUT.items()
    )
    entete = (
        texte("", "titre", f"FICHE ACTION {code} – {titre}"),
        statut("", cases, etat),
    )
    return Fiche(code, titre, axe.numero, objectif_plan, entete + champs)


def deux_familles(processus: tuple[str, ...], resultat: tuple[str, ...]) -> Grille:
    """Return the indicators of process and of result side by side, each under its label."""
    return Grille(
        "",
        ("Indicateurs de processus", "Indicateurs de résultat"),
        ((processus, resultat),),
        ("processus", "resultat"),
    )


FICHES = (
    fiche(
        "1.1",
        AXES[0],
        "Renforcer le centre de santé intercommunal",
        "Garantir un médecin traitant à tous",
        "renouvelee",
        noms("Pilote de l'action", "porteurs", AGGLO),
        texte(
            "Éléments de contexte",
            "contexte",
            "Ouvert en 2020 à Saint-Aubrac, le centre de santé intercommunal suit aujourd'hui "
            "2 900 patients. Deux de ses quatre médecins ont annoncé leur départ, alors que la "
            "liste d'attente dépasse huit cents personnes.",
            "Les communes de l'est, à plus de trente minutes de route, n'ont plus de cabinet "
            "médical depuis la fermeture de celui de Malbousson. Les services d'urgence reçoivent "
            "en soirée des patients qui relèvent de la médecine générale, et les infirmières "
            "libérales signalent des traitements interrompus faute d'ordonnance.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Recruter trois médecins généralistes salariés",
            "Ouvrir une antenne à Malbousson",
            "Confier le suivi des maladies chroniques à une infirmière en pratique avancée",
        ),
        liste("Public visé", "public", "Habitants sans médecin traitant", "Résidents des EHPAD"),
        liste(
            "Articulation avec les autres dispositifs",
            "articulation",
            "Projet de santé de la CPTS Vernaye Sud",
            "Convention territoriale globale",
        ),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "ARS",
            "CPAM",
            "Centre hospitalier de Saint-Aubrac",
            "Faculté de médecine de Limoges",
            "Commune de Malbousson",
        ),
        calendrier("Calendrier prévisionnel", "D'avril 2025 à décembre 2027", "2025-04", "2027-12"),
        moyens(
            "Moyens humains et financiers",
            "3 ETP de médecins et 1 ETP d'infirmière en pratique avancée",
            "Aménagement de l'antenne : 180 000 € (agglomération)",
            eur=(180000,),
            etp=(3, 1),
            ordre="ETP first",
        ),
        deux_familles(
            ("Nombre de recrutements engagés", "Date d'ouverture de l'antenne"),
            (
                "Nombre de patients suivis par le centre",
                "Part des habitants sans médecin traitant",
                "Délai moyen de rendez-vous",
            ),
        ),
    ),
    fiche(
        "1.2",
        AXES[0],
        "Aller vers les habitants éloignés de leurs droits",
        "Réduire le non-recours",
        "nouvelle",
        noms("Pilote de l'action", "porteurs", "CPAM de la Creuse", "CIAS de la Haute-Vernaye"),
        texte(
            "Éléments de contexte",
            "contexte",
            "Près de 9 % des habitants de plus de 18 ans n'ont déclaré aucune complémentaire "
            "santé. Les agents des mairies sont souvent les premiers sollicités, sans être "
            "formés aux démarches.",
            "Les associations caritatives décrivent des ruptures de droits de plusieurs mois après "
            "une séparation, un déménagement ou la fin d'un contrat saisonnier. Faute de moyen de "
            "transport, beaucoup de ménages renoncent à se rendre aux guichets de Saint-Aubrac, "
            "et la fermeture de deux perceptions a encore allongé les distances. Les visites "
            "menées en 2024 dans trois villages ont pourtant permis de rétablir les droits de "
            "quarante et une familles en une seule saison.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Organiser des permanences itinérantes dans douze communes",
            "Former les secrétaires de mairie à l'orientation",
        ),
        liste(
            "Public visé",
            "public",
            "Personnes en situation de précarité",
            "Travailleurs saisonniers",
        ),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "MSA du Limousin",
            "Mission locale",
            "Secours populaire",
            "Réseau France services (Saint-Aubrac, Malbousson)",
            sep="\n",
        ),
        calendrier("Calendrier prévisionnel", "2025 à 2029", "2025", "2029"),
        moyens(
            "Moyens humains et financiers",
            "Location et équipement d'un véhicule : 14 500 € par an",
            "0,5 ETP de conseillère en accès aux droits",
            eur=(14500,),
            etp=(0.5,),
        ),
        texte(
            "Points de vigilance",
            None,
            "Éviter les doublons avec les permanences existantes des maisons France services.",
        ),
        indicateurs(
            "Indicateurs de processus",
            "processus",
            "Nombre de permanences tenues",
            "Nombre d'agents formés",
        ),
        indicateurs(
            "Indicateurs de résultat",
            "resultat",
            "Nombre de dossiers de complémentaire santé ouverts",
        ),
    ),
    fiche(
        "2.1",
        AXES[1],
        "Informer sur le radon et la qualité de l'air intérieur",
        "Agir sur l'habitat",
        "nouvelle",
        noms("Pilote de l'action", "porteurs", AGGLO),
        texte(
            "Éléments de contexte",
            "contexte",
            "Le sous-sol granitique expose la quasi-totalité des communes au radon, deuxième "
            "cause de cancer du poumon. Moins de 2 % des logements ont fait l'objet d'une "
            "mesure.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Distribuer 600 dosimètres en trois hivers",
            "Accompagner les travaux des ménages les plus exposés",
        ),
        liste("Public visé", "public", "Propriétaires occupants et bailleurs"),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "ASNR",
            "ADIL de la Creuse",
            "Chambre de métiers et de l'artisanat",
            "CAUE",
        ),
        Champ("Calendrier prévisionnel", "calendrier", ()),
        moyens(
            "Moyens humains et financiers",
            "Achat et analyse des dosimètres : 21 000 €",
            eur=(21000,),
        ),
        deux_familles(
            ("Nombre de dosimètres distribués", "Nombre de réunions publiques"),
            ("Part des logements mesurés", "Nombre de logements ayant fait l'objet de travaux"),
        ),
    ),
    fiche(
        "2.2",
        AXES[1],
        "Développer l'activité physique et l'alimentation favorable à la santé dans les écoles "
        "et les accueils de loisirs",
        "Prévenir l'obésité de l'enfant",
        "en_cours",
        noms("Pilote de l'action", "porteurs", "Maison Sport-Santé de la Haute-Vernaye"),
        texte(
            "Éléments de contexte",
            "contexte",
            "En grande section de maternelle, 16 % des enfants examinés par la protection "
            "maternelle et infantile sont en surpoids. Les écoles rurales disposent de peu "
            "d'équipements sportifs couverts et les trajets se font presque toujours en voiture.",
            "Le programme engagé en 2023 dans six écoles a montré l'intérêt des parents et la "
            "demande des enseignants d'être mieux outillés.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Étendre le programme à toutes les écoles primaires",
            "Former les animateurs et les cuisiniers",
            "Créer deux lignes de pédibus",
        ),
        liste("Public visé", "public", "Enfants de 3 à 11 ans et leurs parents"),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "Éducation nationale",
            "CAF de la Creuse",
            "CROUS",
            "Promotion Santé Nouvelle-Aquitaine",
            "Diététiciennes libérales",
        ),
        liste(
            "Étapes de mise en œuvre",
            "etapes",
            "Choisir les écoles de la première année",
            "Former les équipes pendant les vacances d'automne",
            "Évaluer avec les enfants en fin d'année scolaire",
        ),
        calendrier(
            "Calendrier prévisionnel",
            "Septembre 2025 – juillet 2028",
            "2025-09",
            "2028-07",
        ),
        moyens(
            "Moyens humains et financiers",
            "0,8 ETP d'éducateur sportif",
            "Formation : 6 400 €",
            "Matériel pédagogique : 3 250 €",
            eur=(6400, 3250),
            etp=(0.8,),
            ordre="ETP first",
        ),
        deux_familles(
            (
                "Nombre d'écoles engagées",
                "Nombre d'animateurs et de cuisiniers formés à l'issue de chaque année scolaire",
            ),
            (
                "Part des enfants qui déclarent une activité physique quotidienne",
                "Fréquentation des lignes de pédibus",
            ),
        ),
    ),
    fiche(
        "2.3",
        AXES[1],
        "Prévenir les addictions chez les jeunes",
        "Retarder les premières consommations",
        "renouvelee",
        noms("Pilote de l'action", "porteurs", "Association Addictions France", "CSAPA Le Relais"),
        texte(
            "Éléments de contexte",
            "contexte",
            "L'enquête menée en 2024 auprès de 412 lycéens montre que 38 % d'entre eux ont déjà "
            "essayé le protoxyde d'azote ou la cigarette électronique jetable. Les fêtes "
            "locales sont l'occasion d'alcoolisations fortes.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Développer les compétences psychosociales dès l'école primaire",
            "Réduire les risques lors des fêtes locales",
        ),
        texte(
            "Description de l'action",
            "description",
            "Les équipes pédagogiques sont formées pendant deux jours au programme Unplugged, puis "
            "accompagnées en classe par un intervenant lors des quatre premières séances. Les "
            "parents sont conviés à une rencontre de restitution.",
            "De mai à septembre, un stand mobile se déplace dans les fêtes locales : eau à "
            "volonté, éthylotests, bouchons d'oreille et temps d'échange avec un professionnel. "
            "Une charte est proposée aux comités des fêtes, qui s'engagent à former leurs "
            "bénévoles au service responsable de l'alcool.",
        ),
        liste("Public visé", "public", "Jeunes de 10 à 25 ans", "Organisateurs de fêtes"),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "Gendarmerie nationale",
            "Lycée agricole d'Ahuniac",
            "Comités des fêtes",
            "Maison des adolescents",
            sep="\n",
        ),
        calendrier(
            "Calendrier prévisionnel",
            "Du 1er septembre 2025 au 30 juin 2027",
            "2025-09-01",
            "2027-06-30",
        ),
        moyens(
            "Moyens humains et financiers",
            "Subvention de la MILDECA : 11 000 €",
            "0,3 ETP de chargé de prévention",
            eur=(11000,),
            etp=(0.3,),
        ),
        indicateurs(
            "Indicateurs de processus",
            "processus",
            "Nombre de séances animées",
            "Nombre de fêtes couvertes par un stand",
        ),
        indicateurs(
            "Indicateurs de résultat",
            "resultat",
            "Évolution des consommations déclarées",
            "Âge moyen de la première consommation",
        ),
    ),
    fiche(
        "3.1",
        AXES[2],
        "Coordonner les réponses aux situations d'isolement",
        "Rompre l'isolement des aînés",
        "nouvelle",
        noms("Pilote de l'action", "porteurs", "CIAS de la Haute-Vernaye"),
        texte(
            "Éléments de contexte",
            "contexte",
            "Plus de quatre mille habitants de plus de 75 ans vivent seuls. Les facteurs, les "
            "aides à domicile et les élus croisent des situations inquiétantes sans savoir à "
            "qui les signaler.",
        ),
        objectifs(
            "Objectifs de l'action",
            "strategiques",
            "Créer une cellule de veille dans chaque bassin de vie",
            "Constituer une équipe de visiteurs bénévoles",
        ),
        liste(
            "Public visé",
            "public",
            "Personnes âgées isolées",
            "Personnes en situation de handicap",
            "Aidants",
        ),
        noms(
            "Partenaires mobilisés",
            "partenaires",
            "Conseil départemental de la Creuse",
            "La Poste",
            "Petits Frères des Pauvres",
            "DAC 23",
            "ADMR",
        ),
        texte("Territoire concerné", "perimetre", "Communes de Saint-Aubrac et de Malbousson"),
        calendrier("Calendrier prévisionnel", "À partir de janvier 2026", "2026-01", None),
        moyens("Moyens humains et financiers", "À préciser lors du premier comité technique"),
        deux_familles(
            ("Nombre de cellules de veille installées", "Nombre de bénévoles formés"),
            ("Nombre de personnes visitées chaque mois", "Satisfaction des personnes visitées"),
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ADIL", "Agence départementale d'information sur le logement"),
        ("ADMR", "Aide à domicile en milieu rural"),
        ("ARS", "Agence régionale de santé"),
        ("ASNR", "Autorité de sûreté nucléaire et de radioprotection"),
        ("CAF", "Caisse d'allocations familiales"),
        ("CAUE", "Conseil d'architecture, d'urbanisme et de l'environnement"),
        ("CIAS", "Centre intercommunal d'action sociale"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("CSAPA", "Centre de soins, d'accompagnement et de prévention en addictologie"),
        ("DAC 23", "Dispositif d'appui à la coordination de la Creuse"),
        ("EHPAD", "Établissement d'hébergement pour personnes âgées dépendantes"),
        ("ETP", "Équivalent temps plein"),
        (
            "MILDECA",
            "Mission interministérielle de lutte contre les drogues et les conduites addictives",
        ),
        ("MSA", "Mutualité sociale agricole"),
    )
)

POUR = ("la ", "l'", "la ", "la ", "le ")
CIVILITES = ("Mme", "M.", "Mme", "M.", "Mme")
"""What is printed before the organisation and the name of each signatory."""

SIGNATURE = Titre("Signatures")
SYNTHESE = Titre("Synthèse du programme d'actions")
TITRE_FICHES = Titre("Les fiches action")
TITRE_SIGLES = Titre("Glossaire")
TITRES_AXES = tuple(Titre(axe.titre, f"AXE {axe.numero} – ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"FICHE ACTION {fiche.code} – ", fiche.code, 3) for fiche in FICHES
)


def sommaire_articles() -> tuple[Titre, ...]:
    """Return the articles, each TITRE before its first article."""
    cadres = {titre.imprime: titre for titre in TITRES_CADRE}
    return tuple(
        titre
        for article in ARTICLES
        for titre in (cadres.get(article.chapeau), article.titre)
        if titre
    )


def sommaire_fiches() -> tuple[Titre, ...]:
    """Return the axes, each with its fiches."""
    return tuple(
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
    )


CONTENU = Contenu(
    nom="bands-libreoffice",
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2025 – 2029",
    courant="Contrat local de santé de la Haute-Vernaye – 2025-2029",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=TITRES_CADRE[0],
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Saint-Aubrac, le 14 mars 2025",
    synthese=SYNTHESE,
    axes=TITRES_AXES,
    titre_fiches=TITRE_FICHES,
    fiches=FICHES,
    titres_fiches=TITRES_FICHES,
    titre_sigles=TITRE_SIGLES,
    sigles=SIGLES,
    sommaire=(
        *(section.titre for section in SECTIONS),
        *sommaire_articles(),
        SIGNATURE,
        SYNTHESE,
        TITRE_FICHES,
        *sommaire_fiches(),
        TITRE_SIGLES,
    ),
    typographique=True,
)
