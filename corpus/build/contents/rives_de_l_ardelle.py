"""The contract of an invented "Communauté d'agglomération Rives de l'Ardelle" (label bands)."""

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
    noms_groupes,
    objectifs,
    statut,
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
    Axe(
        numero="A",
        titre="Promouvoir un environnement favorable à la santé",
        objectifs=(
            "Réduire les expositions aux polluants de l'air et de l'habitat",
            "Encourager l'activité physique au quotidien",
        ),
    ),
    Axe(
        numero="B",
        titre="Réduire les inégalités d'accès aux droits et aux soins",
        objectifs=(
            "Aller vers les habitants les plus éloignés du système de santé",
            "Simplifier les parcours entre ville et hôpital",
        ),
    ),
    Axe(
        numero="C",
        titre="Prévenir les conduites addictives",
        objectifs=("Retarder l'âge des premières consommations",),
    ),
)

COPIL = Instance(
    nom="Comité de pilotage",
    membres=mentions(
        "Communauté d'agglomération Rives de l'Ardelle",
        "ARS Hauts-de-France",
        "Sous-préfecture de Montbrey",
        "Département de l'Aisne",
        "CPAM de l'Aisne",
        "Centre hospitalier de Montbrey",
        "Conseil citoyen du quartier des Fonderies",
    ),
    missions=(
        "fixer les orientations stratégiques ;",
        "suivre l'exécution financière du contrat ;",
        "valider l'évaluation finale.",
    ),
)

CONTRAT = Contrat(
    territoire=Territoire(nom="Communauté d'agglomération Rives de l'Ardelle", type="ca"),
    rang=2,
    generation=2,
    periode=Periode(debut=2025, fin=2029, duree_annees=5),
    signature=Signature(date="2025-06-24", lieu="Montbrey"),
    historique=(ContratAnterieur(rang=1, debut=2019, fin=2023),),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite=qualite,
        )
        for organisation, personne, fonction, qualite in (
            (
                "Communauté d'agglomération Rives de l'Ardelle",
                "Jean-Baptiste Lorquin",
                "Président",
                "signataire",
            ),
            ("ARS Hauts-de-France", "Sabine Delattre-Roy", "Directrice générale", "signataire"),
            ("CPAM de l'Aisne", "Farid Benameur", "Directeur", "signataire"),
            ("Sous-préfecture de Montbrey", "Claire Wattrelin", "Sous-préfète", "en_presence"),
        )
    ),
    instances=(COPIL,),
    axes=AXES,
    chiffres_annonces={"communes": 31, "habitants": 54800, "axes": 3, "actions": 6},
)

SECTIONS = (
    Section(
        Titre("Préambule"),
        (
            "Le deuxième contrat local de santé de la Communauté d'agglomération Rives de "
            "l'Ardelle prolonge la dynamique engagée par le premier contrat local de santé "
            "2019-2023. Ce CLS de 2e génération se veut plus resserré et plus lisible.",
            "Il comporte 3 axes et 6 actions, arrêtés après une année de concertation.",
            "# Cadre légal",
            "L'article L. 1434-10 du code de la santé publique prévoit que la mise en œuvre du "
            "projet régional de santé peut faire l'objet de contrats locaux de santé.",
            "Article 158 de la loi n° 2016-41 du 26 janvier 2016 : les dispositions relatives "
            "aux territoires de santé ont été modifiées et la place des collectivités renforcée.",
        ),
    ),
    Section(
        Titre("Portrait du territoire"),
        (
            "L'agglomération rassemble 31 communes et 54 800 habitants autour de Montbrey, "
            "ancienne cité métallurgique. Le taux de pauvreté y est supérieur de quatre points à "
            "la moyenne nationale.",
            "Les constats du diagnostic local sont les suivants :",
            "• une mortalité prématurée élevée, en particulier chez les hommes ;",
            "• un habitat ancien, souvent mal isolé et mal ventilé ;",
            "• un recours tardif aux soins dentaires et gynécologiques ;",
            "• des consommations précoces d'alcool et de tabac.",
            "Le territoire dispose d'atouts : un tissu associatif dense, un hôpital de proximité "
            "et des équipements sportifs bien répartis.",
        ),
    ),
)


def article(rang: int, titre: str, *blocs: str, chapeau: str = "") -> Article:
    """Return an article under its printed heading, "Article 1er : Objet"."""
    ordinal = "1er" if rang == 1 else str(rang)
    return Article(Titre(titre, f"Article {ordinal} : ", str(rang), niveau=2), blocs, chapeau)


ARTICLES = (
    article(
        1,
        "Objet du contrat",
        "Le contrat local de santé fixe les engagements communs des signataires pour améliorer "
        "la santé des habitants.",
        "Il est conclu en application de l'article L. 1434-10 du code de la santé publique.",
        chapeau="TITRE 1 : DISPOSITIONS GÉNÉRALES",
    ),
    article(
        2,
        "Périmètre géographique",
        "Le contrat couvre les communes membres de l'agglomération. Les quartiers prioritaires "
        "de la politique de la ville font l'objet d'une attention particulière.",
    ),
    article(
        3,
        "Durée",
        "Le contrat est conclu pour une durée de cinq ans. Il prend effet à sa signature.",
    ),
    article(
        4,
        "Pilotage du contrat",
        *instance_blocs(COPIL, "Ses membres sont :", "Ses missions sont :"),
        chapeau="TITRE 2 : PILOTAGE ET MOYENS",
    ),
    article(
        5,
        "Moyens mobilisés",
        "Chaque signataire inscrit à son budget les crédits correspondant à ses engagements.",
        "Article L. 1435-8 du même code : le fonds d'intervention régional peut concourir au "
        "financement des actions de prévention.",
    ),
    article(
        6,
        "Révision et résiliation",
        "Toute modification donne lieu à un avenant. Le contrat peut être résilié par une partie "
        "après un préavis de six mois.",
        chapeau="TITRE 3 : VIE DU CONTRAT",
    ),
)

NOUVELLE = "☐ Action en cours ☒ Action nouvelle ☐ Action renouvelée"
EN_COURS = "☒ Action en cours ☐ Action nouvelle ☐ Action renouvelée"
RENOUVELEE = "☐ Action en cours ☐ Action nouvelle ☒ Action renouvelée"
CASES = {NOUVELLE: "nouvelle", EN_COURS: "en_cours", RENOUVELEE: "renouvelee"}


def fiche(code: str, axe: Axe, titre: str, objectif_plan: str, cases: str, *champs: Champ) -> Fiche:
    """Return a fiche: title cell, band of the axe, band of the status, then its own bands."""
    entete = (
        Champ("", "titre", (f"FICHE ACTION {code} – {titre}",), titre),
        texte("AXE", "axe", f"AXE {axe.numero} : {axe.titre}"),
        statut("STATUT", cases, CASES[cases]),
    )
    return Fiche(code, titre, axe.numero, objectif_plan, entete + champs)


FICHES = (
    fiche(
        "1.1",
        AXES[0],
        "Améliorer l'air intérieur des écoles et des crèches",
        "Réduire les expositions des enfants",
        NOUVELLE,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "Les mesures réalisées en 2024 dans neuf écoles montrent un confinement excessif "
            "dans une classe sur deux. Les équipes connaissent mal les gestes simples "
            "d'aération et le choix des produits d'entretien.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Protéger la santé respiratoire des enfants accueillis sur le territoire.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Équiper chaque classe d'un capteur de CO2",
            "Former les agents d'entretien et les enseignants",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Un conseiller en environnement intérieur visite les bâtiments, remet un plan "
            "d'action à la commune et forme les équipes. Les capteurs sont prêtés pendant un an.",
            "Une charte des achats responsables est proposée aux communes volontaires.",
        ),
        noms("STRUCTURE PORTEUSE", "porteurs", "Service santé de l'agglomération"),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Institutions": "ARS Hauts-de-France, DREAL, Éducation nationale",
                "Associations": "APPA, Atmo Hauts-de-France",
            },
        ),
        liste(
            "BÉNÉFICIAIRES",
            "public",
            "Enfants de moins de 11 ans",
            "Agents des écoles et des crèches",
        ),
        liste(
            "LIENS AVEC D'AUTRES PLANS",
            "articulation",
            "Plan régional santé environnement",
            "Plan climat air énergie territorial",
        ),
        calendrier("ÉCHÉANCIER", "Septembre 2025 à juin 2028", "2025-09", "2028-06"),
        moyens(
            "FINANCEMENTS",
            "ARS : 18 000 €",
            "Agglomération : 25 500 €",
            eur=(18000, 25500),
        ),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "Part des classes équipées",
            "Baisse du taux moyen de CO2",
        ),
    ),
    fiche(
        "1.2",
        AXES[0],
        "Développer l'activité physique adaptée",
        "Encourager l'activité physique",
        RENOUVELEE,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "Un adulte sur trois déclare ne pratiquer aucune activité physique. Les personnes en "
            "affection de longue durée se heurtent au coût et à la crainte de mal faire.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Faire de l'activité physique un réflexe, y compris en cas de maladie chronique.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Accroître la prescription par les médecins",
            "Ouvrir des créneaux de proximité à tarif réduit",
            "Accompagner la reprise pendant six mois",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Après un bilan, la personne est orientée vers un créneau proche de son domicile. Un "
            "éducateur l'appelle au bout d'un mois, puis de trois mois.",
        ),
        noms("STRUCTURE PORTEUSE", "porteurs", "Maison Sport Santé de Montbrey"),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Institutions": "CPAM de l'Aisne, Département de l'Aisne",
                "Professionnels": "CPTS de l'Ardelle, kinésithérapeutes libéraux",
                "Associations": "Office municipal des sports, Siel Bleu",
            },
        ),
        liste("BÉNÉFICIAIRES", "public", "Adultes atteints d'une maladie chronique", "Seniors"),
        liste("LIENS AVEC D'AUTRES PLANS", "articulation", "Stratégie nationale sport santé"),
        calendrier("ÉCHÉANCIER", "Sur toute la durée du contrat", None, None),
        moyens(
            "FINANCEMENTS",
            "1 ETP d'éducateur sportif",
            "Conférence des financeurs : 30 000 € par an",
            eur=(30000,),
            etp=(1,),
            ordre="ETP first",
        ),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "200 personnes orientées chaque année",
            "60 % des participants toujours actifs à six mois",
        ),
    ),
    fiche(
        "2.1",
        AXES[1],
        "Faire circuler un bus santé",
        "Aller vers les habitants",
        NOUVELLE,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "Onze communes n'ont plus aucun professionnel de santé. Le renoncement aux soins "
            "touche d'abord les personnes seules et les familles monoparentales.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Amener la prévention et l'information sur les droits au plus près des habitants.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Assurer une tournée hebdomadaire dans les communes sans offre",
            "Proposer un premier bilan de santé",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Un véhicule aménagé accueille un infirmier, un médiateur en santé et un agent de "
            "l'assurance maladie. Le bus stationne sur les marchés et près des commerces.",
            "Chaque personne repart avec un rendez-vous ou une orientation.",
        ),
        noms(
            "STRUCTURE PORTEUSE",
            "porteurs",
            "Centre hospitalier de Montbrey",
            "CCAS de Montbrey",
            sep=" / ",
        ),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Institutions": "CPAM de l'Aisne, MSA de Picardie, France services",
                "Associations": "Secours catholique, Planning familial, Croix-Rouge française",
            },
        ),
        liste(
            "BÉNÉFICIAIRES",
            "public",
            "Habitants des communes sans offre de soins",
            "Personnes sans médecin traitant",
            "Familles monoparentales",
        ),
        liste(
            "LIENS AVEC D'AUTRES PLANS",
            "articulation",
            "Programme régional d'accès à la prévention et aux soins",
            "Contrat de ville Quartiers 2030",
        ),
        calendrier(
            "ÉCHÉANCIER", "Lancement en janvier 2026, bilan en décembre 2027", "2026-01", "2027-12"
        ),
        moyens(
            "FINANCEMENTS",
            "Achat et aménagement du véhicule : 96 000 € (Région, ARS)",
            "Fonctionnement : 41 200 € par an",
            "1,5 ETP",
            eur=(96000, 41200),
            etp=(1.5,),
        ),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "Nombre de personnes accueillies par commune",
            "Nombre de droits ouverts",
            "Nombre de médecins traitants trouvés",
        ),
    ),
    fiche(
        "2.2",
        AXES[1],
        "Coordonner les sorties d'hospitalisation",
        "Simplifier les parcours",
        EN_COURS,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "Les retours à domicile du vendredi sont souvent organisés dans l'urgence. Les "
            "infirmiers libéraux reçoivent l'information après la sortie du patient.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Sécuriser le retour à domicile et éviter les réhospitalisations.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Généraliser la lettre de liaison le jour de la sortie",
            "Créer une ligne directe entre la ville et l'hôpital",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Une cellule de coordination prépare la sortie dès l'admission des patients fragiles "
            "et prévient les intervenants du domicile quarante-huit heures à l'avance.",
        ),
        noms("STRUCTURE PORTEUSE", "porteurs", "Centre hospitalier de Montbrey"),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Professionnels": "CPTS de l'Ardelle, SSIAD de Montbrey, HAD du Laonnois",
                "Institutions": "DAC de l'Aisne, CPAM de l'Aisne",
            },
        ),
        liste(
            "BÉNÉFICIAIRES", "public", "Patients de plus de 75 ans", "Patients polypathologiques"
        ),
        liste("LIENS AVEC D'AUTRES PLANS", "articulation", "Projet médical partagé du GHT"),
        calendrier("ÉCHÉANCIER", "2025-2027", "2025", "2027"),
        texte("FINANCEMENTS", "moyens"),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "Taux de réhospitalisation à trente jours",
            "Part des sorties anticipées",
        ),
    ),
    fiche(
        "2.3",
        AXES[1],
        "Renforcer le dépistage des cancers",
        "Améliorer le recours à la prévention",
        RENOUVELEE,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "La participation au dépistage du cancer colorectal n'atteint que 27 %. Elle est plus "
            "faible encore dans le quartier des Fonderies.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Augmenter la participation aux dépistages organisés.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Rendre les dépistages visibles toute l'année",
            "Former des relais dans les associations",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Des ateliers sont animés dans les centres sociaux et les entreprises. Les pharmaciens "
            "remettent le test colorectal et expliquent son usage.",
        ),
        noms("STRUCTURE PORTEUSE", "porteurs", "CRCDC Hauts-de-France"),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Institutions": "CPAM de l'Aisne, Ville de Montbrey",
                "Associations": "Ligue contre le cancer, Centre social des Fonderies",
            },
        ),
        liste("BÉNÉFICIAIRES", "public", "Femmes de 25 à 74 ans", "Hommes de 50 à 74 ans"),
        liste(
            "LIENS AVEC D'AUTRES PLANS",
            "articulation",
            "Stratégie décennale de lutte contre les cancers",
        ),
        calendrier("ÉCHÉANCIER", "À partir de mars 2026", "2026-03", None),
        moyens("FINANCEMENTS", "CPAM de l'Aisne : 7 500 €", eur=(7500,)),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "Taux de participation par commune",
            "Nombre de relais formés",
        ),
    ),
    fiche(
        "3.1",
        AXES[2],
        "Développer les compétences psychosociales des collégiens",
        "Retarder les consommations",
        NOUVELLE,
        texte(
            "ÉLÉMENTS DE DIAGNOSTIC",
            "contexte",
            "Un élève de troisième sur quatre a déjà connu une ivresse. Les professionnels "
            "demandent des outils communs et validés.",
        ),
        texte(
            "FINALITÉ",
            "objectif_general",
            "Donner aux jeunes les moyens de faire des choix favorables à leur santé.",
        ),
        objectifs(
            "OBJECTIFS SPÉCIFIQUES",
            "strategiques",
            "Déployer le programme Unplugged dans quatre collèges",
            "Former les équipes éducatives",
            "Associer les parents",
        ),
        texte(
            "CONTENU DE L'ACTION",
            "description",
            "Douze séances sont animées en classe par un binôme composé d'un enseignant et d'un "
            "professionnel de la prévention. Une soirée ouvre et clôt le programme.",
        ),
        noms("STRUCTURE PORTEUSE", "porteurs", "Addictions France", "Éducation nationale"),
        noms_groupes(
            "PARTENAIRES MOBILISÉS",
            "partenaires",
            **{
                "Institutions": "MILDECA, ARS Hauts-de-France, Gendarmerie nationale",
                "Associations": "Maison des adolescents, Fédération des parents d'élèves",
            },
        ),
        liste("BÉNÉFICIAIRES", "public", "Élèves de sixième et de cinquième", "Parents"),
        liste(
            "LIENS AVEC D'AUTRES PLANS",
            "articulation",
            "Contrat local de sécurité et de prévention de la délinquance",
        ),
        calendrier("ÉCHÉANCIER", "Rentrée 2026 à juin 2029", "2026", "2029-06"),
        moyens(
            "FINANCEMENTS",
            "Fonds de lutte contre les addictions : 52 000 €",
            "0,3 ETP de coordination",
            eur=(52000,),
            etp=(0.3,),
        ),
        indicateurs(
            "RÉSULTATS ATTENDUS",
            "resultat",
            "Nombre de classes engagées",
            "Évolution des consommations déclarées",
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("APPA", "Association pour la prévention de la pollution atmosphérique"),
        ("ARS", "Agence régionale de santé"),
        ("CCAS", "Centre communal d'action sociale"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("CRCDC", "Centre régional de coordination des dépistages des cancers"),
        ("DAC", "Dispositif d'appui à la coordination"),
        ("DREAL", "Direction régionale de l'environnement, de l'aménagement et du logement"),
        ("GHT", "Groupement hospitalier de territoire"),
        ("HAD", "Hospitalisation à domicile"),
        (
            "MILDECA",
            "Mission interministérielle de lutte contre les drogues et les conduites addictives",
        ),
        ("MSA", "Mutualité sociale agricole"),
        ("SSIAD", "Service de soins infirmiers à domicile"),
    )
)

CADRE = Titre("Cadre contractuel")
SIGNATURE = Titre("Signature du contrat")
SYNTHESE = Titre("Vue d'ensemble du programme")
TITRE_FICHES = Titre("Programme d'actions")
TITRE_SIGLES = Titre("Glossaire")
TITRES_AXES = tuple(Titre(axe.titre, f"AXE {axe.numero} : ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"FICHE ACTION {fiche.code} – ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="bands-checkboxes",
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2025-2029",
    courant="CLS Rives de l'Ardelle – 2025-2029",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Montbrey, le 24 juin 2025",
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
