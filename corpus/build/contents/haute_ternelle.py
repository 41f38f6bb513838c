"""The contract of an invented "PETR du Pays de Haute-Ternelle" (headings and run-in labels)."""

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
    Contact,
    Contrat,
    ContratAnterieur,
    Instance,
    Mention,
    Periode,
    Sigle,
    Signataire,
    Signature,
    Territoire,
)

AXES = (
    Axe(numero="1", titre="Organiser une offre de soins accessible à tous"),
    Axe(numero="2", titre="Vivre dans un environnement sain"),
    Axe(numero="3", titre="Accompagner les enfants, les jeunes et leur famille"),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        "PETR du Pays de Haute-Ternelle",
        "ARS Occitanie",
        "Région Occitanie",
        "Département de l'Aveyron",
        "CPAM de l'Aveyron",
        "MSA Midi-Pyrénées Nord",
        "Association des maires",
    ),
    missions=(
        "Suivre l'état d'avancement du contrat",
        "Décider des inflexions nécessaires",
    ),
)

EQUIPE = Instance(
    nom="Équipe projet",
    membres=mentions("chargée de mission santé du PETR", "délégation de l'ARS en Aveyron"),
    missions=("Animer les groupes de travail", "Préparer le comité de pilotage"),
)

PARTENAIRES: dict[str, tuple[Mention, ...]] = {
    groupe: mentions(*noms_du_groupe, groupe=groupe)
    for groupe, noms_du_groupe in {
        "Institutions": ("DDETSPP de l'Aveyron", "Éducation nationale", "CAF de l'Aveyron"),
        "Professionnels de santé": (
            "Centre hospitalier de Saint-Ternin",
            "CPTS Causses et Ternelle",
            "MSP de Laissagnac",
        ),
        "Associations": ("Familles rurales", "UDSMA", "Terres vivantes"),
    }.items()
}

CONTRAT = Contrat(
    territoire=Territoire(nom="PETR du Pays de Haute-Ternelle", type="pays"),
    rang=3,
    periode=Periode(debut=2023, fin=2027, duree_annees=5),
    signature=Signature(date="2023-03-03", lieu="Saint-Ternin"),
    historique=(
        ContratAnterieur(rang=1, debut=2013, fin=2016, date_signature="2013-06"),
        ContratAnterieur(rang=2, debut=2017, fin=2021, date_signature="2017-04-21"),
    ),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite="signataire",
        )
        for organisation, personne, fonction in (
            ("PETR du Pays de Haute-Ternelle", "Lucette Bonnafous", "Présidente"),
            ("ARS Occitanie", "Patrick Estèbe", "Directeur général"),
            ("Région Occitanie", "Myriam Sarrazy", "Conseillère régionale déléguée à la santé"),
            ("MSA Midi-Pyrénées Nord", "Joël Cantaloube", "Président"),
        )
    ),
    instances=(COPIL, EQUIPE),
    partenaires=tuple(mention for groupe in PARTENAIRES.values() for mention in groupe),
    axes=AXES,
    chiffres_annonces={"communes": 67, "habitants": 33900, "fiches": 6},
    contacts=(
        Contact(
            nom="Élodie Puech",
            fonction="chargée de mission santé",
            telephones=("+33565550941",),
            courriels=("sante@ternelle.example",),
        ),
    ),
)

SECTIONS = (
    Section(
        Titre("Préambule"),
        (
            "Depuis dix ans, les élus du Pays de Haute-Ternelle font de la santé une priorité. Un "
            "premier contrat local de santé 2013-2016 a été signé en juin 2013. Un deuxième "
            "contrat local de santé, signé le 21 avril 2017, a couvert la période 2017-2021.",
            "Le présent document constitue le troisième contrat local de santé du territoire. Il "
            "rassemble 6 fiches-actions, réparties en orientations partagées par l'ensemble "
            "des acteurs.",
            "Votre interlocutrice : Élodie Puech, chargée de mission santé, 05 65 55 09 41, "
            "sante@ternelle.example.",
        ),
    ),
    Section(
        Titre("Le Pays de Haute-Ternelle"),
        (
            "Territoire de moyenne montagne, le Pays réunit 67 communes et 33 900 habitants "
            "répartis sur trois vallées. L'altitude et l'état des routes allongent les "
            "trajets, surtout en hiver.",
            "# Forces",
            "• des professionnels habitués à travailler en équipe ;",
            "• un centre hospitalier qui conserve un service d'urgences ;",
            "• un cadre de vie préservé.",
            "# Faiblesses",
            "• le vieillissement de la population et des soignants ;",
            "• l'absence de pédiatre et de gynécologue ;",
            "• la précarité des travailleurs saisonniers.",
        ),
    ),
)


def article(numero: int, titre: str, *blocs: str) -> Article:
    """Return an article under its printed heading, "Article 1. Objet"."""
    return Article(Titre(titre, f"Article {numero}. ", str(numero), niveau=2), blocs)


ARTICLES = (
    article(
        1,
        "Objet et champ du contrat",
        "Le contrat coordonne l'action des signataires en matière de prévention, de soins et "
        "d'accompagnement médico-social sur le périmètre du PETR.",
    ),
    article(
        2,
        "Parties prenantes",
        "Sont parties au contrat le PETR du Pays de Haute-Ternelle, l'ARS Occitanie, la Région "
        "Occitanie et la MSA Midi-Pyrénées Nord. D'autres partenaires peuvent s'y associer en "
        "cours d'exécution, dans les conditions prévues à l'article 6.",
    ),
    article(
        3,
        "Animation",
        "L'animation est confiée au PETR.",
        *instance_blocs(COPIL, "Composition :", "Rôle :"),
        *instance_blocs(EQUIPE, "Composition :", "Rôle :"),
    ),
    article(
        4,
        "Engagements réciproques",
        "• L'ARS apporte son expertise et cofinance l'animation.",
        "• Le PETR met à disposition une chargée de mission à temps plein.",
        "• La Région mobilise ses dispositifs en faveur des maisons de santé.",
    ),
    article(
        5,
        "Évaluation",
        "Une revue annuelle examine les indicateurs de chaque fiche. Un bilan complet est remis "
        "six mois avant le terme.",
    ),
    article(
        6,
        "Durée, avenants et litiges",
        "Le contrat est conclu pour cinq ans. Il peut être complété par avenant. Les parties "
        "recherchent une solution amiable avant tout recours.",
    ),
)


def fiche(numero: int, axe: Axe, titre: str, objectif_plan: str, *champs: Champ) -> Fiche:
    """Return a fiche; its title stands in a heading, its orientation in the first label."""
    orientation = texte("Orientation", "axe", f"{axe.numero}. {axe.titre}")
    return Fiche(str(numero), titre, axe.numero, objectif_plan, (orientation, *champs))


FICHES = (
    fiche(
        1,
        AXES[0],
        "Consolider les équipes de soins primaires",
        "Maintenir les soins de proximité",
        texte(
            "Contexte",
            "contexte",
            "Trois maisons de santé fonctionnent sur le territoire. Leurs équipes peinent à "
            "remplacer les départs et consacrent beaucoup de temps aux tâches administratives.",
        ),
        objectifs(
            "Objectifs",
            "strategiques",
            "Stabiliser les équipes existantes",
            "Libérer du temps médical",
        ),
        noms("Pilote", "porteurs", "CPTS Causses et Ternelle"),
        noms(
            "Partenaires",
            "partenaires",
            "ARS Occitanie",
            "MSP de Laissagnac",
            "URPS médecins libéraux",
            "Région Occitanie",
        ),
        liste("Population concernée", "public", "Tous les habitants", puces=False),
        texte(
            "Description",
            "description",
            "L'action finance deux postes d'assistants médicaux partagés et un appui juridique "
            "et comptable mutualisé entre les maisons de santé. Une bourse aux remplacements "
            "est ouverte en ligne.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Rédiger la fiche de poste commune",
            "Recruter les assistants médicaux",
            "Mettre en ligne la bourse aux remplacements",
        ),
        calendrier("Échéance", "décembre 2024", None, "2024-12"),
        moyens(
            "Ressources",
            "2 ETP d'assistants médicaux, 64 000 € par an",
            etp=(2,),
            eur=(64000,),
            ordre="ETP first",
        ),
        outils(
            "Documents et liens",
            (
                "Bourse aux remplacements : https://www.ternelle.example/remplacer",
                "https://www.ternelle.example/remplacer",
            ),
            ("Guide de l'exercice coordonné", None),
        ),
        indicateurs(
            "Indicateurs de réalisation",
            None,
            "Nombre de postes pourvus",
            "Nombre de remplacements trouvés en ligne",
        ),
        indicateurs("Indicateurs d'impact", "impact", "Part des patients sans médecin traitant"),
        texte(
            "Points de vigilance",
            None,
            "La pérennité des postes au-delà de la deuxième année reste à confirmer.",
        ),
    ),
    fiche(
        2,
        AXES[0],
        "Organiser le transport vers les soins",
        "Lever les freins à la mobilité",
        texte(
            "Contexte",
            "contexte",
            "Une personne sur cinq n'a pas de voiture. Les taxis conventionnés sont saturés et le "
            "transport à la demande ne dessert pas l'hôpital.",
        ),
        objectifs(
            "Objectif",
            "strategiques",
            "Réduire le renoncement aux soins lié au transport",
            puces=False,
        ),
        noms("Pilote", "porteurs", "PETR du Pays de Haute-Ternelle"),
        noms("Co-porteur", "porteurs", "Familles rurales"),
        noms(
            "Partenaires",
            "partenaires",
            "CPAM de l'Aveyron",
            "CCAS",
            "Centre hospitalier de Saint-Ternin",
            "Association des maires",
            sep=" ; ",
        ),
        liste(
            "Population concernée",
            "public",
            "Personnes de plus de 60 ans et personnes sans véhicule",
            puces=False,
        ),
        texte(
            "Description",
            "description",
            "Un réseau de conducteurs bénévoles est constitué vallée par vallée. Une plateforme "
            "téléphonique unique reçoit les demandes quarante-huit heures à l'avance et organise "
            "les trajets groupés.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Recenser les bénévoles",
            "Ouvrir la plateforme téléphonique",
            "Étendre les lignes de transport à la demande jusqu'à l'hôpital",
        ),
        calendrier("Échéance", "de mai 2023 à mai 2025", "2023-05", "2025-05"),
        moyens(
            "Ressources",
            "0,5 ETP de coordination et 11 300 € d'indemnités kilométriques",
            etp=(0.5,),
            eur=(11300,),
            ordre="ETP first",
        ),
        texte("Périmètre", "perimetre", "Vallées de la Ternelle et du Doursonnet"),
        indicateurs(
            "Indicateurs de réalisation",
            None,
            "Nombre de trajets par mois",
            "Nombre de conducteurs bénévoles",
        ),
        indicateurs("Indicateurs d'impact", "impact", "Taux de renoncement aux soins déclaré"),
    ),
    fiche(
        3,
        AXES[1],
        "Sensibiliser aux risques du radon",
        "Protéger les habitants du radon",
        texte(
            "Contexte",
            "contexte",
            "Le sous-sol granitique expose une grande partie des logements au radon, deuxième "
            "cause de cancer du poumon. Ce risque est peu connu des habitants comme des artisans.",
        ),
        objectifs(
            "Objectifs",
            "strategiques",
            "Faire mesurer le radon dans les logements",
            "Former les artisans du bâtiment",
        ),
        noms("Pilote", "porteurs", "ARS Occitanie"),
        noms(
            "Partenaires",
            "partenaires",
            "Terres vivantes",
            "ADIL",
            "CAPEB",
            "Communes",
            "Espace conseil France Rénov'",
        ),
        liste(
            "Population concernée", "public", "Propriétaires occupants et bailleurs", puces=False
        ),
        texte(
            "Description",
            "description",
            "Chaque hiver, une campagne distribue gratuitement des dosimètres. Les résultats sont "
            "restitués en réunion publique et les ménages les plus exposés bénéficient d'une "
            "visite technique.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Choisir les communes volontaires",
            "Distribuer les dosimètres",
            "Restituer les résultats",
        ),
        calendrier("Échéance", "hivers 2023 à 2026", "2023", "2026"),
        moyens("Ressources", "9 800 € par campagne", eur=(9800,)),
        outils("Documents et liens", ("Carte du potentiel radon des communes", None)),
        indicateurs(
            "Indicateurs de réalisation",
            None,
            "Nombre de logements mesurés",
            "Nombre d'artisans formés",
        ),
        indicateurs("Indicateurs d'impact", "impact", "Nombre de logements traités"),
    ),
    fiche(
        4,
        AXES[1],
        "Manger mieux, manger local",
        "Améliorer l'alimentation",
        texte(
            "Contexte",
            "contexte",
            "La part des adultes en surpoids augmente. Les cantines des petites communes peinent à "
            "appliquer la loi et à trouver des producteurs proches.",
        ),
        objectifs(
            "Objectifs",
            "strategiques",
            "Faire évoluer les pratiques des cantines",
            "Donner à tous accès à des produits frais",
        ),
        noms("Pilote", "porteurs", "Terres vivantes", "PETR du Pays de Haute-Ternelle", sep=" et "),
        noms(
            "Partenaires",
            "partenaires",
            "Chambre d'agriculture",
            "DRAAF",
            "Banque alimentaire",
            "Épicerie sociale Le Panier",
            "Parents d'élèves",
        ),
        liste(
            "Population concernée",
            "public",
            "Élèves, familles et bénéficiaires de l'aide alimentaire",
            puces=False,
        ),
        texte(
            "Description",
            "description",
            "Les cuisiniers suivent un cycle de formation et échangent leurs menus. Des paniers "
            "solidaires sont proposés à prix réduit dans les points de dépôt des villages.",
            "Une fête de l'alimentation clôt l'année scolaire.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Dresser l'état des lieux des cantines",
            "Former les cuisiniers",
            "Ouvrir les points de dépôt",
        ),
        calendrier("Échéance", "2023-2027", "2023", "2027"),
        moyens("Ressources", "Programme alimentaire territorial : 27 000 €", eur=(27000,)),
        texte("Périmètre", "perimetre", "Ensemble du Pays"),
        indicateurs(
            "Indicateurs de réalisation",
            None,
            "Nombre de cantines engagées",
            "Nombre de paniers distribués",
        ),
        indicateurs("Indicateurs d'impact", "impact", "Part des produits locaux dans les menus"),
    ),
    fiche(
        5,
        AXES[2],
        "Créer une équipe mobile de périnatalité",
        "Soutenir les jeunes parents",
        texte(
            "Contexte",
            "contexte",
            "La maternité la plus proche est à une heure. Les sages-femmes libérales signalent des "
            "situations d'isolement et de dépression après la naissance.",
        ),
        objectifs(
            "Objectifs",
            "strategiques",
            "Suivre chaque grossesse au plus près",
            "Repérer la dépression du post-partum",
        ),
        noms("Pilote", "porteurs", "Centre hospitalier de Saint-Ternin"),
        noms(
            "Partenaires",
            "partenaires",
            "PMI",
            "Sages-femmes libérales",
            "CAF de l'Aveyron",
            "TISF",
            "Réseau de périnatalité Occitanie",
        ),
        liste(
            "Population concernée",
            "public",
            "Femmes enceintes et parents d'enfants de moins de 3 ans",
            puces=False,
        ),
        texte(
            "Description",
            "description",
            "Une sage-femme, une puéricultrice et une psychologue se déplacent à domicile et dans "
            "les maisons de santé. L'équipe organise la continuité avec la maternité.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Définir le projet médical",
            "Constituer l'équipe",
            "Visiter chaque famille dans le mois qui suit la naissance",
        ),
        calendrier("Échéance", "à partir du 1er octobre 2024", "2024-10-01", None),
        moyens(
            "Ressources",
            "1,8 ETP ; budget annuel de 118 000 €",
            etp=(1.8,),
            eur=(118000,),
            ordre="ETP first",
        ),
        indicateurs(
            "Indicateurs de réalisation",
            None,
            "Nombre de familles suivies",
            "Nombre de visites à domicile",
        ),
        indicateurs(
            "Indicateurs d'impact", "impact", "Part des grossesses suivies dès le premier trimestre"
        ),
        texte("Points de vigilance", None, "Le recrutement d'une psychologue s'annonce difficile."),
    ),
    fiche(
        6,
        AXES[2],
        "Former aux premiers secours en santé mentale",
        "Agir pour le bien-être des jeunes",
        texte(
            "Contexte",
            "contexte",
            "Les animateurs et les éducateurs sportifs sont souvent les premiers confidents des "
            "jeunes, sans y être préparés.",
        ),
        objectifs(
            "Objectif",
            "strategiques",
            "Constituer un réseau d'adultes formés dans chaque vallée",
            puces=False,
        ),
        noms("Pilote", "porteurs", "UDSMA"),
        noms(
            "Partenaires",
            "partenaires",
            "PSSM France",
            "MSA Midi-Pyrénées Nord",
            "Maison des adolescents de Rodez",
            "Clubs sportifs",
            "Mission locale",
        ),
        liste(
            "Population concernée",
            "public",
            "Adultes en contact avec des jeunes de 12 à 25 ans",
            puces=False,
        ),
        texte(
            "Description",
            "description",
            "Des sessions de deux jours sont organisées dans les vallées. Les personnes formées se "
            "retrouvent chaque année et disposent d'un annuaire d'orientation.",
        ),
        liste(
            "Modalités de mise en œuvre",
            "etapes",
            "Former deux formatrices locales",
            "Organiser quatre sessions par an",
            "Diffuser l'annuaire d'orientation",
        ),
        calendrier("Échéance", "janvier 2024 – décembre 2026", "2024-01", "2026-12"),
        moyens("Ressources", "16 000 € (ARS)", eur=(16000,)),
        outils(
            "Documents et liens",
            (
                "Annuaire d'orientation : https://www.ternelle.example/annuaire",
                "https://www.ternelle.example/annuaire",
            ),
        ),
        indicateurs("Indicateurs de réalisation", None, "Nombre de personnes formées"),
        indicateurs("Indicateurs d'impact", "impact", "Nombre d'orientations réussies"),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ADIL", "Agence départementale d'information sur le logement"),
        ("ARS", "Agence régionale de santé"),
        ("CAF", "Caisse d'allocations familiales"),
        ("CAPEB", "Confédération de l'artisanat et des petites entreprises du bâtiment"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("DRAAF", "Direction régionale de l'alimentation, de l'agriculture et de la forêt"),
        ("MSA", "Mutualité sociale agricole"),
        ("MSP", "Maison de santé pluriprofessionnelle"),
        ("PETR", "Pôle d'équilibre territorial et rural"),
        ("PMI", "Protection maternelle et infantile"),
        ("PSSM", "Premiers secours en santé mentale"),
        ("TISF", "Technicien de l'intervention sociale et familiale"),
        ("UDSMA", "Union départementale de la mutualité en Aveyron"),
        ("URPS", "Union régionale des professionnels de santé"),
    )
)

CIVILITES = ("Madame", "Monsieur", "Madame", "Monsieur")
"""Printed before the names of the signatories."""

CADRE = Titre("Le contrat")
SIGNATURE = Titre("Les signataires")
PARTENAIRES_TITRE = Titre("Les partenaires associés")
SYNTHESE = Titre("Plan d'actions 2023-2027")
TITRE_FICHES = Titre("Les fiches-actions")
TITRE_SIGLES = Titre("Liste des sigles")
TITRES_AXES = tuple(Titre(axe.titre, f"Orientation {axe.numero} : ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"Fiche-action {fiche.code} – ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="run-in-labels",
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2023 / 2027",
    courant="Pays de Haute-Ternelle | Contrat local de santé",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Saint-Ternin, le 3 mars 2023, en quatre exemplaires",
    synthese=SYNTHESE,
    axes=TITRES_AXES,
    titre_fiches=TITRE_FICHES,
    fiches=FICHES,
    titres_fiches=TITRES_FICHES,
    titre_sigles=TITRE_SIGLES,
    sigles=SIGLES,
    sommaire=(
        *(section.titre for section in SECTIONS),
        PARTENAIRES_TITRE,
        CADRE,
        *(article.titre for article in ARTICLES),
        SIGNATURE,
        SYNTHESE,
        TITRE_FICHES,
        *TITRES_AXES,
        TITRE_SIGLES,
    ),
    typographique=True,
    numeros_de_page=False,
    partenaires=PARTENAIRES_TITRE,
)
