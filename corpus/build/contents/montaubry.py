"""The contract of an invented "Ville de Montaubry-sur-Lèze" (several small tables a fiche)."""

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
    statut,
    texte,
)
from models.records import (
    Axe,
    Contrat,
    Instance,
    Periode,
    Sigle,
    Signataire,
    Signature,
    Territoire,
)

AXES = (
    Axe(numero="1", titre="L'accès aux droits et à la prévention"),
    Axe(numero="2", titre="La santé mentale dans la cité"),
    Axe(numero="3", titre="La ville favorable à la santé"),
)

COPIL = Instance(
    nom="Le comité de pilotage (COPIL)",
    membres=mentions(
        "Ville de Montaubry-sur-Lèze",
        "ARS Nouvelle-Aquitaine",
        "Préfecture de la Vienne",
        "Centre hospitalier Henri-Laborde",
        "CPAM de la Vienne",
        "Éducation nationale",
    ),
    missions=(
        "Il définit la stratégie et arrête le programme d'actions",
        "Il se prononce sur les demandes d'adhésion au contrat",
    ),
)

CONTRAT = Contrat(
    territoire=Territoire(nom="Ville de Montaubry-sur-Lèze", type="commune"),
    rang=1,
    periode=Periode(debut=2022, fin=2026, duree_annees=5),
    signature=Signature(date="2021-12-08", lieu="Montaubry-sur-Lèze"),
    signataires=tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite=qualite,
        )
        for organisation, personne, fonction, qualite in (
            ("Ville de Montaubry-sur-Lèze", "Rachid Ferhaoui", "Maire", "signataire"),
            ("ARS Nouvelle-Aquitaine", "Béatrice Lamothe", "Directrice générale", "signataire"),
            ("CPAM de la Vienne", "Nadège Tillet", "Directrice", "cosignataire"),
            (
                "Centre hospitalier Henri-Laborde",
                "Stéphane Guérineau",
                "Directeur délégué",
                "cosignataire",
            ),
        )
    ),
    instances=(COPIL,),
    axes=AXES,
    chiffres_annonces={"habitants": 18200, "actions": 6, "partenaires": 42},
)

SECTIONS = (
    Section(
        Titre("Préambule", "1. ", "1"),
        (
            "Avec ce premier contrat local de santé, la Ville de Montaubry-sur-Lèze et l'Agence "
            "régionale de santé Nouvelle-Aquitaine unissent leurs efforts en faveur de la santé "
            "des 18 200 habitants de la commune.",
            "La démarche a réuni 42 partenaires et a abouti à un programme de 6 actions.",
        ),
    ),
    Section(
        Titre("Éléments de diagnostic", "2. ", "2"),
        (
            "La ville concentre l'essentiel des équipements du bassin de vie. Pourtant, les "
            "habitants du quartier de la Croix-Verte consultent moins souvent que la moyenne et "
            "connaissent mal leurs droits.",
            "Quatre constats se dégagent des ateliers :",
            "• des démarches administratives vécues comme un obstacle ;",
            "• une souffrance psychique plus visible depuis la crise sanitaire ;",
            "• un sentiment d'isolement chez les personnes âgées ;",
            "• des îlots de chaleur dans les quartiers les plus denses.",
        ),
    ),
)


def article(numero: int, titre: str, *blocs: str) -> Article:
    """Return an article under its printed heading, "Article 1 - Objet"."""
    return Article(Titre(titre, f"Article {numero} - ", str(numero), niveau=2), blocs)


ARTICLES = (
    article(
        1,
        "Les parties au contrat",
        "Le contrat est conclu entre la Ville et l'ARS. La CPAM de la Vienne et le Centre "
        "hospitalier Henri-Laborde y sont associés en qualité de cosignataires.",
    ),
    article(
        2,
        "Les engagements",
        "La Ville s'engage à :",
        "• employer une coordinatrice à mi-temps ;",
        "• intégrer la santé dans l'ensemble de ses politiques.",
        "L'ARS s'engage à soutenir financièrement les actions de prévention.",
    ),
    article(
        3,
        "La gouvernance",
        *instance_blocs(COPIL, "Siègent au comité :", "Attributions :"),
    ),
    article(
        4,
        "La durée",
        "Le contrat est signé pour une durée de cinq ans et prend effet le 1er janvier 2022.",
    ),
    article(
        5,
        "La communication",
        "Les supports de communication portent les logos des signataires.",
    ),
)

EVALUATION = ("Indicateurs de processus", "Indicateurs de résultat")
OBJECTIFS = ("Objectifs spécifiques", "Objectifs opérationnels")
FAMILLES = ("processus", "resultat")
STATUTS = {"Nouvelle action": "nouvelle", "Action en cours": "en_cours", "À venir": "a_venir"}


def identite(pilotes: tuple[str, ...], elu: str, etat: str, priorite: str) -> tuple[Champ, ...]:
    """Return the labels of the first small table."""
    return (
        noms("Structure pilote", "porteurs", *pilotes),
        texte("Élu référent", None, elu),
        statut("État d'avancement", etat, STATUTS[etat]),
        texte("Niveau de priorité", "priorite", priorite),
    )


def fiche(code: str, titre: str, objectif_plan: str, **areas: tuple) -> Fiche:
    """Return a fiche; each keyword is a small table under its own heading."""
    champs: tuple = ()
    sections = []
    for name, area in areas.items():
        sections.append((INTERTITRES[name], len(champs)))
        champs += area
    return Fiche(code, titre, code[0], objectif_plan, champs, tuple(sections))


INTERTITRES = {
    "identite": "Carte d'identité",
    "pourquoi": "Pourquoi cette action ?",
    "objectifs": "Que voulons-nous obtenir ?",
    "comment": "Comment allons-nous procéder ?",
    "evaluation": "Évaluation",
}

FICHES = (
    fiche(
        "1.1",
        "Ouvrir un guichet santé à la Croix-Verte",
        "Faciliter les démarches",
        identite=identite(
            ("CCAS de Montaubry-sur-Lèze",), "Yvonne Pasquier", "Nouvelle action", "Haute"
        ),
        pourquoi=(
            texte(
                "Problématique",
                "contexte",
                "Un habitant sur six du quartier n'a pas de complémentaire santé alors qu'il "
                "pourrait y prétendre. Les démarches en ligne découragent les plus fragiles.",
            ),
            liste(
                "Publics bénéficiaires",
                "public",
                "Habitants de la Croix-Verte",
                "Allocataires du RSA",
                puces=False,
            ),
        ),
        objectifs=(
            Grille(
                "Objectifs",
                OBJECTIFS,
                (
                    (
                        ("1 – Informer sur les droits",),
                        (
                            "1.1 – Tenir une permanence deux demi-journées par semaine",
                            "1.2 – Former les agents d'accueil de la mairie",
                        ),
                    ),
                    (
                        ("2 – Accompagner les démarches",),
                        ("2.1 – Ouvrir les droits à la complémentaire santé solidaire",),
                    ),
                ),
            ),
        ),
        comment=(
            texte(
                "Déroulement",
                "description",
                "Une médiatrice en santé reçoit les habitants sans rendez-vous au centre social. "
                "Elle se rend aussi à la sortie des écoles et à la distribution alimentaire.",
            ),
            noms(
                "Acteurs associés",
                "partenaires",
                "CPAM de la Vienne",
                "PASS",
                "Centre social La Lèze",
                "Restos du cœur",
                "Mission locale",
            ),
            texte("Secteur géographique", "perimetre", "Quartier de la Croix-Verte"),
            calendrier("Durée", "Mars 2022 – décembre 2026", "2022-03", "2026-12"),
            moyens(
                "Budget prévisionnel",
                "34 600 € par an (Ville, ARS)",
                "1 ETP de médiation",
                eur=(34600,),
                etp=(1,),
            ),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                (
                    (("Nombre de permanences tenues",), ("Nombre de droits ouverts",)),
                    (
                        ("Nombre d'agents formés",),
                        ("Part des habitants déclarant connaître le guichet",),
                    ),
                ),
                FAMILLES,
            ),
        ),
    ),
    fiche(
        "1.2",
        "Relancer la vaccination des adultes",
        "Améliorer la couverture vaccinale",
        identite=identite(
            ("Centre hospitalier Henri-Laborde", "CPTS Lèze et Clain"),
            "Docteur Alain Ribéreau",
            "À venir",
            "Moyenne",
        ),
        objectifs=(
            Grille(
                "Objectifs",
                OBJECTIFS,
                (
                    (
                        ("1 – Aller au-devant des habitants",),
                        (
                            "1.1 – Organiser quatre séances gratuites par an",
                            "1.2 – Vérifier les carnets de vaccination en entreprise",
                        ),
                    ),
                ),
            ),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                ((("Nombre de séances",), ("Nombre de doses administrées",)),),
                FAMILLES,
            ),
        ),
    ),
    fiche(
        "2.1",
        "Installer un conseil local de santé mentale",
        "Coordonner les acteurs",
        identite=identite(
            ("Ville de Montaubry-sur-Lèze",), "Yvonne Pasquier", "Action en cours", "Haute"
        ),
        pourquoi=(
            texte(
                "Problématique",
                "contexte",
                "Les bailleurs, la police municipale et les soignants gèrent séparément les mêmes "
                "situations. Chacun intervient tard et sans connaître le rôle des autres.",
            ),
            liste(
                "Publics bénéficiaires",
                "public",
                "Personnes concernées par un trouble psychique",
                "Familles et aidants",
                puces=False,
            ),
        ),
        objectifs=(
            Grille(
                "Objectifs",
                OBJECTIFS,
                (
                    (
                        ("1 – Mieux se connaître entre professionnels",),
                        ("1.1 – Réunir une assemblée plénière par an",),
                    ),
                    (
                        ("2 – Traiter les situations complexes",),
                        (
                            "2.1 – Créer une cellule mensuelle",
                            "2.2 – Rédiger une charte de confidentialité",
                        ),
                    ),
                    (
                        ("3 – Changer le regard sur les troubles psychiques",),
                        ("3.1 – Participer aux semaines d'information sur la santé mentale",),
                    ),
                ),
            ),
        ),
        comment=(
            texte(
                "Déroulement",
                "description",
                "Un coordonnateur anime le conseil et ses groupes de travail. Les usagers sont "
                "associés à chaque étape.",
            ),
            noms(
                "Acteurs associés",
                "partenaires",
                "UNAFAM",
                "GEM L'Escale",
                "Bailleurs sociaux (Habitat de la Vienne, Ekidom)",
                "Police municipale",
                "CMP adultes",
                sep=" - ",
            ),
            texte("Secteur géographique", "perimetre", "Toute la commune"),
            calendrier("Durée", "2022-2026", "2022", "2026"),
            moyens(
                "Budget prévisionnel",
                "0,5 ETP de coordination",
                "Communication : 2 400 €",
                etp=(0.5,),
                eur=(2400,),
                ordre="ETP first",
            ),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                (
                    (("Nombre de réunions de la cellule",), ("Nombre de situations résolues",)),
                    (
                        ("Nombre d'organismes représentés",),
                        ("Évolution du nombre d'hospitalisations sans consentement",),
                    ),
                ),
                FAMILLES,
            ),
        ),
    ),
    fiche(
        "2.2",
        "Rompre l'isolement des aînés",
        "Repérer l'isolement",
        identite=identite(
            ("Petits Frères des Pauvres",), "Maryse Audebrand", "Nouvelle action", "Moyenne"
        ),
        pourquoi=(
            texte(
                "Problématique",
                "contexte",
                "Le registre des personnes vulnérables ne compte que cent inscrits. Les visites de "
                "l'été révèlent des situations de grande solitude.",
            ),
            liste(
                "Publics bénéficiaires",
                "public",
                "Personnes de plus de 75 ans vivant seules",
                puces=False,
            ),
        ),
        comment=(
            texte(
                "Déroulement",
                "description",
                "Les facteurs, les commerçants et les gardiens d'immeuble signalent les personnes "
                "isolées avec leur accord. Une équipe de visiteurs bénévoles prend le relais.",
            ),
            noms(
                "Acteurs associés",
                "partenaires",
                "CCAS",
                "La Poste",
                "Conseil des sages",
                "SSIAD",
                "Pharmacies de la ville",
            ),
            texte("Secteur géographique", "perimetre", "Centre-ville et quartier de la gare"),
            calendrier("Durée", "Du 1er juin 2022 au 31 mai 2024", "2022-06-01", "2024-05-31"),
            moyens("Budget prévisionnel", "5 000 € (Ville)", eur=(5000,)),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                (
                    (("Nombre de bénévoles formés",), ("Nombre de personnes visitées",)),
                    (("Nombre de signalements",), ("Sentiment de solitude déclaré",)),
                ),
                FAMILLES,
            ),
        ),
    ),
    fiche(
        "3.1",
        "Rafraîchir les cours d'école",
        "Lutter contre la chaleur",
        identite=identite(
            ("Direction des espaces publics",), "Thierry Monjalon", "Action en cours", "Haute"
        ),
        objectifs=(
            Grille(
                "Objectifs",
                OBJECTIFS,
                (
                    (
                        ("1 – Désimperméabiliser les sols",),
                        ("1.1 – Transformer une cour par an", "1.2 – Planter soixante arbres"),
                    ),
                    (
                        ("2 – Associer les enfants au projet",),
                        ("2.1 – Animer des ateliers de conception",),
                    ),
                ),
            ),
        ),
        comment=(
            texte(
                "Déroulement",
                "description",
                "Chaque projet est dessiné avec les élèves, puis réalisé pendant l'été. Les cours "
                "sont ouvertes aux familles le samedi.",
            ),
            noms(
                "Acteurs associés",
                "partenaires",
                "Éducation nationale",
                "CAUE de la Vienne",
                "Agence de l'eau",
                "Associations de parents",
            ),
            texte("Secteur géographique", "perimetre", "Écoles publiques de la ville"),
            calendrier("Durée", "Étés 2022 à 2025", "2022", "2025"),
            moyens(
                "Budget prévisionnel", "180 000 € par cour (Ville, Agence de l'eau)", eur=(180000,)
            ),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                (
                    (
                        ("Surface désimperméabilisée", "Nombre d'arbres plantés"),
                        ("Écart de température mesuré en été",),
                    ),
                ),
                FAMILLES,
            ),
        ),
    ),
    fiche(
        "3.2",
        "Marcher et pédaler vers l'école",
        "Développer les mobilités actives",
        identite=identite(("Service jeunesse et sports",), "Thierry Monjalon", "À venir", "Faible"),
        pourquoi=(
            texte(
                "Problématique",
                "contexte",
                "Deux enfants sur trois viennent à l'école en voiture pour un trajet inférieur à "
                "un kilomètre.",
            ),
            liste(
                "Publics bénéficiaires",
                "public",
                "Élèves des écoles primaires",
                "Parents",
                puces=False,
            ),
        ),
        comment=(
            texte(
                "Déroulement",
                "description",
                "Des lignes de pédibus sont encadrées par des parents. Des ateliers de remise en "
                "selle sont proposés au printemps.",
            ),
            noms(
                "Acteurs associés",
                "partenaires",
                "Parents d'élèves",
                "Vélocité Lèze",
                "Police municipale",
                "Prévention routière",
            ),
            texte("Secteur géographique", "perimetre", "Écoles Jean-Zay et Les Tanneurs"),
            calendrier("Durée", "À partir de septembre 2023", "2023-09", None),
            moyens("Budget prévisionnel", "3 200 €", eur=(3200,)),
        ),
        evaluation=(
            Grille(
                "Évaluation",
                EVALUATION,
                (
                    (
                        ("Nombre de lignes de pédibus",),
                        ("Part des enfants venant à pied ou à vélo",),
                    ),
                ),
                FAMILLES,
            ),
        ),
    ),
)

SIGLES = tuple(
    Sigle(sigle=sigle, developpement=developpement)
    for sigle, developpement in (
        ("ARS", "Agence régionale de santé"),
        ("CAUE", "Conseil d'architecture, d'urbanisme et de l'environnement"),
        ("CCAS", "Centre communal d'action sociale"),
        ("CMP", "Centre médico-psychologique"),
        ("COPIL", "Comité de pilotage"),
        ("CPAM", "Caisse primaire d'assurance maladie"),
        ("CPTS", "Communauté professionnelle territoriale de santé"),
        ("GEM", "Groupe d'entraide mutuelle"),
        ("PASS", "Permanence d'accès aux soins de santé"),
        ("RSA", "Revenu de solidarité active"),
        ("SSIAD", "Service de soins infirmiers à domicile"),
        (
            "UNAFAM",
            "Union nationale de familles et amis de personnes malades et/ou handicapées psychiques",
        ),
    )
)

CADRE = Titre("Convention", "3. ", "3")
SIGNATURE = Titre("Signatures", "4. ", "4")
SYNTHESE = Titre("Récapitulatif des actions", "5. ", "5")
TITRE_FICHES = Titre("Fiches détaillées", "6. ", "6")
TITRE_SIGLES = Titre("Abréviations", "7. ", "7")
TITRES_AXES = tuple(Titre(axe.titre, f"Axe n°{axe.numero} : ", axe.numero, 2) for axe in AXES)
TITRES_FICHES = tuple(
    Titre(fiche.titre, f"Action {fiche.code} : ", fiche.code, 3) for fiche in FICHES
)

CONTENU = Contenu(
    nom="fiche-sections",
    titre="CONTRAT LOCAL DE SANTÉ",
    annees="2022-2026",
    courant="Montaubry-sur-Lèze – Contrat local de santé",
    contrat=CONTRAT,
    sections=SECTIONS,
    cadre=CADRE,
    articles=ARTICLES,
    titre_signature=SIGNATURE,
    fait_a="Fait à Montaubry-sur-Lèze, le 8 décembre 2021",
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
