"""Invented press releases and web pages that tell of a CLS, in HTML, each with its truth."""

from typing import Any, NamedTuple

from models import records as m

COMMUNIQUE = """@page { size: A4; margin: 22mm } body { font: 10.5pt/1.4 Carlito }
h1 { font-size: 17pt; color: #0b5563 } h2 { font-size: 12.5pt; color: #0b5563 }
.haut { font-weight: bold; text-transform: uppercase; letter-spacing: 1pt }
.pied { margin-top: 20pt; border-top: 1pt solid #999; font-size: 9pt }
table { border-collapse: collapse } td, th { border: 1px solid #888; padding: 3pt }"""
PAGE_WEB = """body { font: 15px/1.5 "Liberation Sans"; margin: 0 }
nav { background: #234; color: #fff; padding: 10px } nav a { margin-right: 24px }
.fil { font-size: 12px; margin: 8px 0 } .corps { display: flex }
main { width: 66%; padding-right: 30px } aside { width: 30%; background: #eee; padding: 10px;
font-size: 13px } h1 { font-size: 30px } h2 { font-size: 21px } h3 { font-size: 17px }
footer { background: #234; color: #fff; font-size: 12px; padding: 14px; margin-top: 30px }
.logo { display: inline-block; width: 90px; height: 40px; background: #c96; margin: 6px }"""


class Piece(NamedTuple):
    """One document: how it is typeset, its text, and what a reader takes from it."""

    nom: str
    genre: str
    titre: str
    style: str
    corps: str
    contrats: tuple[m.Contrat, ...]


def contrat(**parts: Any) -> m.Contrat:
    """Return a contract; what is not named is empty."""
    return m.Contrat(**({"periode": m.Periode(), "signature": m.Signature()} | parts))


def mentions(*textes: str, groupe: str | None = None) -> tuple[m.Mention, ...]:
    """Return mentions that stand in one group."""
    return tuple(m.Mention(texte=texte, groupe=groupe) for texte in textes)


def signataires(*textes: str) -> tuple[m.Signataire, ...]:
    """Return organisations that sign."""
    return tuple(m.Signataire(organisation=x, qualite="signataire") for x in mentions(*textes))


def axes(*titres: str) -> tuple[m.Axe, ...]:
    """Return axes in order, without objectives."""
    return tuple(m.Axe(numero=str(i), titre=titre) for i, titre in enumerate(titres, 1))


def page_web(corps: str, fil: str, cote: str, pied: str) -> str:
    """Set an article between the navigation, the side column and the foot of a site."""
    return f"""<nav><a>Accueil</a><a>Ma commune</a><a>Vie pratique</a><a>Sortir</a></nav>
<div class=fil>Vous êtes ici : Accueil &gt; {fil}</div>
<div class=corps><main>{corps}</main><aside>{cote}</aside></div><footer>{pied}</footer>"""


ORBE = Piece(
    "communique-premier-contrat",
    "communique",
    "Un premier contrat local de santé pour la vallée",
    COMMUNIQUE,
    """<p class=haut>Communiqué de presse</p><p>Saint-Orbe, le 15 octobre 2024</p>
<h1>Un premier contrat local de santé pour la vallée</h1>
<p><b>La Communauté de communes de la Vallée de l'Orbe, l'Agence régionale de santé Occitanie et
la Préfecture de l'Aveyron ont signé lundi 14 octobre 2024 le premier contrat local de santé (CLS)
du territoire, conclu pour une durée de cinq ans.</b></p>
<p>Le territoire compte 31 communes et 24 600 habitants. Le contrat comporte quatre axes et
neuf actions, bâtis avec une soixantaine de professionnels.</p>
<h2>Les axes du contrat</h2>
<ul><li>Axe 1 – Attirer et garder des professionnels de santé</li>
<li>Axe 2 – Prévenir dès le plus jeune âge</li>
<li>Axe 3 – Bien vieillir dans la vallée</li>
<li>Axe 4 – Prendre soin de la santé mentale</li></ul>
<p>Plusieurs partenaires sont associés à la démarche : la CPAM de l'Aveyron, la MSA
Midi-Pyrénées, le Conseil départemental, l'hôpital de Saint-Orbe et l'association Les Aînés de
l'Orbe.</p>
<p>« Ce contrat est celui de tous les habitants », souligne la présidente.</p>
<div class=pied>Contact presse : Nadia Belkacem, chargée de communication<br>
05 65 00 11 22 – presse@valleeorbe.example</div>""",
    (
        contrat(
            territoire=m.Territoire(nom="Communauté de communes de la Vallée de l'Orbe", type="cc"),
            rang=1,
            periode=m.Periode(duree_annees=5),
            signature=m.Signature(date="2024-10-14"),
            signataires=signataires(
                "Communauté de communes de la Vallée de l'Orbe",
                "Agence régionale de santé Occitanie",
                "Préfecture de l'Aveyron",
            ),
            axes=axes(
                "Attirer et garder des professionnels de santé",
                "Prévenir dès le plus jeune âge",
                "Bien vieillir dans la vallée",
                "Prendre soin de la santé mentale",
            ),
            partenaires=mentions(
                "CPAM de l'Aveyron",
                "MSA Midi-Pyrénées",
                "Conseil départemental",
                "hôpital de Saint-Orbe",
                "association Les Aînés de l'Orbe",
            ),
            chiffres_annonces={"communes": 31, "habitants": 24600, "axes": 4, "actions": 9},
            contacts=(
                m.Contact(
                    nom="Nadia Belkacem",
                    fonction="chargée de communication",
                    telephones=("+33565001122",),
                    courriels=("presse@valleeorbe.example",),
                ),
            ),
        ),
    ),
)

DEUX_RIVES = Piece(
    "page-jour-sans-annee",
    "page_web",
    "Santé : l'agglomération repart pour cinq ans",
    PAGE_WEB,
    page_web(
        """<h1>Santé : l'agglomération repart pour cinq ans</h1>
<p style="font-size:12px">Publié le 18 mars 2023</p>
<p>Signé le 9 mars à Port-Brion, le deuxième contrat local de santé de la Communauté
d'agglomération des Deux Rives engage le territoire pour la période 2023-2027.</p>
<p>Le premier CLS, signé en 2017 pour la période 2017-2021, avait été prorogé par avenant
jusqu'en 2022.</p>
<h2>Six signataires</h2><div><span class=logo></span><span class=logo></span>
<span class=logo></span><span class=logo></span></div>
<h2>Cinq priorités</h2>
<p>Le CLS répond à cinq priorités et compte 27 fiches actions :</p>
<ol><li>Faciliter l'accès aux soins de proximité</li><li>Agir sur les environnements de vie</li>
<li>Soutenir les jeunes et leurs familles</li><li>Accompagner l'avancée en âge</li>
<li>Mieux coordonner les acteurs de la santé mentale</li></ol>
<h2>Pour en savoir plus</h2>
<p>Contact : Julien Morel, coordonnateur du CLS, sante@deuxrives.example, 02 40 11 22 33</p>""",
        "Actualités &gt; Santé",
        "<b>À lire aussi</b><ul><li>Le contrat de ville 2024-2030</li>"
        "<li>Don du sang le 4 avril</li><li>Ville de Port-Brion : un forum santé</li></ul>",
        "Communauté d'agglomération des Deux Rives – 2 quai Nord, 44999 Port-Brion – "
        "02 40 99 88 77<br>Plan du site – Mentions légales – Gestion des cookies",
    ),
    (
        contrat(
            territoire=m.Territoire(nom="Communauté d'agglomération des Deux Rives", type="ca"),
            rang=2,
            periode=m.Periode(debut=2023, fin=2027, duree_annees=5),
            signature=m.Signature(date="2023-03-09", lieu="Port-Brion"),
            historique=(m.ContratAnterieur(rang=1, debut=2017, fin=2022, date_signature="2017"),),
            axes=axes(
                "Faciliter l'accès aux soins de proximité",
                "Agir sur les environnements de vie",
                "Soutenir les jeunes et leurs familles",
                "Accompagner l'avancée en âge",
                "Mieux coordonner les acteurs de la santé mentale",
            ),
            chiffres_annonces={"signataires": 6, "axes": 5, "fiches": 27},
            contacts=(
                m.Contact(
                    nom="Julien Morel",
                    fonction="coordonnateur du CLS",
                    telephones=("+33240112233",),
                    courriels=("sante@deuxrives.example",),
                ),
            ),
        ),
    ),
)

PREFIGURATION = Piece(
    "page-prefiguration",
    "page_web",
    "Un contrat local de santé en préfiguration",
    PAGE_WEB,
    page_web(
        """<h1>Un contrat local de santé en préfiguration</h1>
<p>Le Pays de Haute-Serre prépare son premier contrat local de santé. Le conseil communautaire en
a approuvé le principe le 12 décembre 2025. La signature est prévue à l'automne 2026 ; le contrat
couvrira la période 2027-2031.</p>
<h2>Un diagnostic partagé</h2>
<p>Le diagnostic a réuni 120 participants lors de quatre ateliers. Trois axes de travail se
dégagent :</p>
<ul><li>l'accès aux soins et la démographie médicale ;</li>
<li>la prévention et la santé environnementale ;</li><li>la santé mentale des jeunes.</li></ul>
<p>Les partenaires de la démarche sont l'ARS, la CPAM, le Département et la CPTS
Serre-Vallée.</p>""",
        "Vie pratique &gt; Santé",
        "<b>Dans cette rubrique</b><ul><li>Maisons de santé</li><li>Pharmacies de garde</li></ul>",
        "PETR du Pays de Haute-Serre – Accessibilité : non conforme – Mentions légales – "
        "Politique de confidentialité",
    ),
    (
        contrat(
            territoire=m.Territoire(nom="Pays de Haute-Serre", type="pays"),
            rang=1,
            periode=m.Periode(debut=2027, fin=2031),
            axes=axes(
                "l'accès aux soins et la démographie médicale",
                "la prévention et la santé environnementale",
                "la santé mentale des jeunes",
            ),
            partenaires=mentions("ARS", "CPAM", "Département", "CPTS Serre-Vallée"),
            chiffres_annonces={"participants": 120, "axes": 3},
        ),
    ),
)

DEUX_CONTRATS = Piece(
    "page-deux-contrats",
    "page_web",
    "Les contrats locaux de santé du département",
    PAGE_WEB,
    page_web(
        """<h1>Les contrats locaux de santé du département</h1>
<p>Le contrat local de santé (CLS) est un outil partagé entre l'agence régionale de santé et une
collectivité. Le département compte désormais cinq contrats locaux de santé.</p>
<h2>Le CLS du Pays du Grand Marais</h2>
<p>Le Pays du Grand Marais a signé son premier contrat local de santé le 3 juin 2022 avec
l'Agence régionale de santé Pays de la Loire, pour la période 2022-2026. Ce CLS comprend quatre
axes et 18 actions.</p>
<h2>Le CLS de la Ville de Montferré</h2>
<p>La Ville de Montferré a signé le 18 novembre 2021 son deuxième contrat local de santé. Il
couvre la période 2021-2025 et compte 22 fiches actions.</p>""",
        "L'agence &gt; Territoires",
        "<b>Partager</b><br>Facebook · LinkedIn · Imprimer",
        "Agence régionale de santé – Plan du site – Mentions légales – Données personnelles",
    ),
    (
        contrat(
            territoire=m.Territoire(nom="Pays du Grand Marais", type="pays"),
            rang=1,
            periode=m.Periode(debut=2022, fin=2026),
            signature=m.Signature(date="2022-06-03"),
            signataires=signataires(
                "Pays du Grand Marais", "Agence régionale de santé Pays de la Loire"
            ),
            chiffres_annonces={"contrats": 5, "axes": 4, "actions": 18},
        ),
        contrat(
            territoire=m.Territoire(nom="Ville de Montferré", type="commune"),
            rang=2,
            periode=m.Periode(debut=2021, fin=2025),
            signature=m.Signature(date="2021-11-18"),
            signataires=signataires("Ville de Montferré"),
            chiffres_annonces={"fiches": 22},
        ),
    ),
)

VOTE = Piece(
    "communique-vote-plan-en-liste",
    "communique",
    "Le conseil municipal adopte le troisième contrat local de santé",
    COMMUNIQUE,
    """<p class=haut>Dossier de presse</p>
<h1>Le conseil municipal adopte le troisième contrat local de santé</h1>
<p>Réuni jeudi 6 février 2025, le conseil municipal de la Ville de Roquebrac a voté à l'unanimité
le troisième contrat local de santé. Il sera signé au printemps avec l'Agence régionale de santé.
Il porte sur les années 2025 à 2030.</p>
<p>Les deux précédents contrats, signés en 2013 et 2019, ont permis d'ouvrir deux centres de santé.
</p>
<h2>Le plan d'actions : trois axes, sept actions</h2>
<h3>Axe 1 : Permettre à chacun de se soigner</h3>
<ul><li>Ouvrir un troisième centre municipal de santé</li>
<li>Former des médiateurs en santé</li><li>Créer un bus dentaire</li></ul>
<h3>Axe 2 : Vivre dans une ville saine</h3>
<ul><li>Mesurer la qualité de l'air dans les écoles</li><li>Végétaliser les cours</li></ul>
<h3>Axe 3 : Prendre soin des esprits</h3>
<ul><li>Renforcer le conseil local de santé mentale</li>
<li>Proposer des premiers secours en santé mentale</li></ul>
<h2>Les partenaires</h2>
<p>Les partenaires du contrat :</p>
<ul><li>Institutions : ARS, CPAM, Éducation nationale ;</li>
<li>Soignants : CPTS Roquebrac, CHU ;</li><li>Associations : Le Relais, Médecins du Monde.</li></ul>
<div class=pied>Service presse de la Ville : Paul Ferrand – 04 67 00 00 10 –
p.ferrand@roquebrac.example</div>""",
    (
        contrat(
            territoire=m.Territoire(nom="Ville de Roquebrac", type="commune"),
            rang=3,
            periode=m.Periode(debut=2025, fin=2030),
            historique=(
                m.ContratAnterieur(date_signature="2013"),
                m.ContratAnterieur(date_signature="2019"),
            ),
            axes=axes(
                "Permettre à chacun de se soigner",
                "Vivre dans une ville saine",
                "Prendre soin des esprits",
            ),
            plan_actions=tuple(
                m.LignePlan(axe=axe, intitule=intitule)
                for axe, intitule in (
                    ("1", "Ouvrir un troisième centre municipal de santé"),
                    ("1", "Former des médiateurs en santé"),
                    ("1", "Créer un bus dentaire"),
                    ("2", "Mesurer la qualité de l'air dans les écoles"),
                    ("2", "Végétaliser les cours"),
                    ("3", "Renforcer le conseil local de santé mentale"),
                    ("3", "Proposer des premiers secours en santé mentale"),
                )
            ),
            partenaires=(
                *mentions("ARS", "CPAM", "Éducation nationale", groupe="Institutions"),
                *mentions("CPTS Roquebrac", "CHU", groupe="Soignants"),
                *mentions("Le Relais", "Médecins du Monde", groupe="Associations"),
            ),
            chiffres_annonces={"axes": 3, "actions": 7},
            contacts=(
                m.Contact(
                    nom="Paul Ferrand",
                    telephones=("+33467000010",),
                    courriels=("p.ferrand@roquebrac.example",),
                ),
            ),
        ),
    ),
)

METROPOLE = Piece(
    "page-signataires-en-liste",
    "page_web",
    "Le contrat local de santé métropolitain",
    PAGE_WEB,
    page_web(
        """<h1>Le contrat local de santé métropolitain</h1>
<p>La Métropole de Valcourt met en œuvre depuis 2013 un contrat local de santé. Après un premier
contrat (2013-2016) et un deuxième contrat prorogé jusqu'en 2022, un contrat local de santé de
troisième génération a été signé le 1er décembre 2022, pour six ans.</p>
<h2>Les signataires</h2>
<p>Le contrat rassemble huit signataires :</p>
<ul><li>la Métropole de Valcourt</li><li>l'Agence régionale de santé Grand Est</li>
<li>la Préfecture de région</li><li>le Conseil départemental</li><li>l'Assurance maladie</li>
<li>le Régime local d'assurance maladie</li><li>le Rectorat</li><li>la Ville de Valcourt</li></ul>
<h2>Les orientations</h2>
<h3>Axe 1 : Un environnement sain</h3>
<p>La Métropole agit sur la qualité de l'air, le bruit et le logement.</p>
<h3>Axe 2 : Une prévention pour tous</h3>
<p>Les actions visent l'alimentation, le sport-santé et la vaccination.</p>
<p>Une attention est portée aux quartiers prioritaires.</p>""",
        "Compétences &gt; Santé",
        "<b>Documents</b><ul><li>Télécharger le CLS 2022-2028</li><li>Bilan</li></ul>",
        "Métropole de Valcourt – 1 place du Marché – Crédits – Mentions légales – Newsletter",
    ),
    (
        contrat(
            territoire=m.Territoire(nom="Métropole de Valcourt", type="metropole"),
            generation=3,
            periode=m.Periode(duree_annees=6),
            signature=m.Signature(date="2022-12-01"),
            historique=(
                m.ContratAnterieur(rang=1, debut=2013, fin=2016),
                m.ContratAnterieur(rang=2, fin=2022),
            ),
            signataires=signataires(
                "Métropole de Valcourt",
                "Agence régionale de santé Grand Est",
                "Préfecture de région",
                "Conseil départemental",
                "Assurance maladie",
                "Régime local d'assurance maladie",
                "Rectorat",
                "Ville de Valcourt",
            ),
            axes=(
                m.Axe(
                    numero="1",
                    titre="Un environnement sain",
                    objectifs=(
                        "La Métropole agit sur la qualité de l'air, le bruit et le logement.",
                    ),
                ),
                m.Axe(
                    numero="2",
                    titre="Une prévention pour tous",
                    objectifs=(
                        "Les actions visent l'alimentation, le sport-santé et la vaccination.",
                        "Une attention est portée aux quartiers prioritaires.",
                    ),
                ),
            ),
            chiffres_annonces={"signataires": 8},
        ),
    ),
)

ACTE = """@page { size: A4; margin: 24mm } body { font: 11pt/1.45 "Liberation Serif" }
h1 { font-size: 15pt; text-align: center } h2 { font-size: 12pt }"""

DELIBERATION = Piece(
    "autre-deliberation",
    "inconnu",
    "Extrait du registre des délibérations du conseil municipal",
    ACTE,
    """<h1>Extrait du registre des délibérations du conseil municipal</h1>
<p>Séance du 12 mai 2025</p><p><b>Objet : subvention à l'association Vivre Ensemble</b></p>
<p>L'an deux mille vingt-cinq, le douze mai, le conseil municipal de la commune de Brénac s'est
réuni sous la présidence de M. le maire.</p>
<p>Vu le code général des collectivités territoriales ;</p>
<p>Considérant que l'association organise des ateliers de cuisine, dont certains s'inscrivent dans
le contrat local de santé signé en 2022 par la Communauté de communes du Val ;</p>
<p>Le conseil municipal, après en avoir délibéré, à l'unanimité, décide :</p>
<p>Article 1 : d'attribuer une subvention de 2 000 € ;</p>
<p>Article 2 : d'inscrire la dépense au budget ;</p>
<p>Article 3 : d'autoriser M. le maire à signer tout document.</p>""",
    (),
)

REGLEMENT = Piece(
    "autre-reglement",
    "inconnu",
    "Règlement intérieur de la maison de la santé",
    ACTE,
    """<h1>Règlement intérieur de la maison de la santé</h1>
<p>La maison de la santé accueille les permanences du CLS et du conseil local de santé mentale.</p>
<h2>Article 1 : Accès</h2><p>Le bâtiment est ouvert de 8 h à 19 h.</p>
<h2>Article 2 : Salles</h2><p>Les salles sont réservées auprès du secrétariat.</p>
<h2>Article 3 : Sécurité</h2><p>Il est interdit de fumer.</p>
<h2>Article 4 : Sanctions</h2><p>Tout manquement peut entraîner une exclusion.</p>""",
    (),
)

VILLE = Piece(
    "autre-contrat-de-ville",
    "inconnu",
    "Contrat de ville 2024-2030 Communauté d'agglomération de Brénac",
    ACTE,
    """<h1>Contrat de ville 2024-2030</h1><h1>Communauté d'agglomération de Brénac</h1>
<p>Le présent contrat est conclu entre l'État et la Communauté d'agglomération de Brénac.</p>
<h2>Article 1 : Objet</h2><p>Le contrat de ville fixe les priorités pour les quartiers.</p>
<h2>Article 2 : Durée</h2><p>Le contrat est conclu pour six ans.</p>
<h2>Article 3 : Axes</h2><p>Axe 1 : emploi. Axe 2 : santé, en lien avec le contrat local de santé
du territoire. Axe 3 : logement.</p>
<h2>Fiche action 1 : Emploi des jeunes</h2><p>Pilote : Mission locale</p>
<p>Objectif : accompagner 200 jeunes</p>
<h2>Fiche action 2 : Médiation en santé</h2><p>Pilote : CCAS</p>
<p>Objectif : orienter vers les soins</p>
<p>Fait à Brénac, le 4 avril 2024</p>""",
    (),
)

ARRETE = Piece(
    "autre-arrete",
    "inconnu",
    "ARRÊTÉ N° 2025-118",
    ACTE,
    """<h1>ARRÊTÉ N° 2025-118</h1>
<p>fixant le montant des crédits alloués à la Communauté de communes du Val au titre du fonds
d'intervention régional pour le financement d'un poste de coordonnateur du contrat local de santé
</p><p>Le directeur général de l'Agence régionale de santé Occitanie,</p>
<p>Vu le code de la santé publique, notamment son article L. 1434-10 ;</p>
<p>Vu le contrat local de santé signé le 3 mars 2023 ;</p><p>ARRÊTE</p>
<h2>Article 1</h2><p>Une subvention de 30 000 € est accordée.</p>
<h2>Article 2</h2><p>Le versement est effectué en une fois.</p>
<h2>Article 3</h2><p>Le présent arrêté peut être contesté dans un délai de deux mois.</p>
<p>Fait à Toulouse, le 2 juin 2025</p>""",
    (),
)

ENCADREE = Piece(
    "page-encadree-plan-en-tableau",
    "page_web",
    "Un CLS pour le Pays de Brocé",
    PAGE_WEB,
    page_web(
        """<h1>Un CLS pour le Pays de Brocé</h1>
<p>Le 21 septembre, le PETR du Pays de Brocé, l'État, l'ARS Bretagne et la Région ont paraphé le
contrat local de santé 2022-2026.</p><p>Publié le 28 septembre 2022</p>
<p>Le plan d'action comprend 12 fiches-actions réparties en trois volets :</p>
<ol><li>Offre de soins et coordination</li><li>Prévention et promotion de la santé</li>
<li>Santé-environnement</li></ol>
<table border=1><tr><th>Axe</th><th>Action</th><th>Pilote</th></tr>
<tr><td rowspan=2>Axe 1 : Offre de soins et coordination</td><td>Accueillir des internes</td>
<td>CPTS</td></tr><tr><td>Structurer l'exercice coordonné</td><td>ARS</td></tr>
<tr><td>Axe 2 : Prévention et promotion de la santé</td><td>Bouger plus</td><td>Pays</td></tr>
</table><p>Plus de 80 partenaires ont participé aux groupes de travail.</p>""",
        "Le Pays &gt; Santé",
        "<b>Voir aussi</b><ul><li>Le SCoT</li></ul>",
        "Pays de Brocé – Mentions légales – Accessibilité : non conforme",
    ),
    (
        contrat(
            territoire=m.Territoire(nom="Pays de Brocé", type="pays"),
            periode=m.Periode(debut=2022, fin=2026),
            signature=m.Signature(date="2022-09-21"),
            signataires=signataires("PETR du Pays de Brocé", "État", "ARS Bretagne", "Région"),
            axes=axes(
                "Offre de soins et coordination",
                "Prévention et promotion de la santé",
                "Santé-environnement",
            ),
            plan_actions=(
                m.LignePlan(axe="1", intitule="Accueillir des internes"),
                m.LignePlan(axe="1", intitule="Structurer l'exercice coordonné"),
                m.LignePlan(axe="2", intitule="Bouger plus"),
            ),
            chiffres_annonces={"fiches": 12, "axes": 3, "partenaires": 80},
        ),
    ),
)

PERSONNES = Piece(
    "communique-signature-par-des-personnes",
    "communique",
    "Signature du Contrat Local de Santé de Plaine et Forêt",
    COMMUNIQUE,
    """<p>COMMUNIQUÉ DE PRESSE – Le 4 mars 2024</p>
<h1>Signature du Contrat Local de Santé de Plaine et Forêt</h1>
<p>Ce lundi 4 mars 2024, Marie Duval, présidente de Plaine et Forêt Agglomération, Jean Petit,
directeur général de l'ARS Bourgogne-Franche-Comté, et le préfet de la Nièvre ont signé le nouveau
Contrat Local de Santé (2024-2028) à la maison de santé de Corbigny.</p>
<p>Fruit d'un travail de dix-huit mois, ce CLS de 2e génération fait suite à un premier contrat
conclu pour la période 2018-2022. Il se décline en 2 orientations stratégiques et 32 actions
concrètes :</p>
<ul><li><b>Orientation 1</b> : Améliorer l'accès aux soins de premier recours</li>
<li><b>Orientation 2</b> : Développer la prévention</li></ul>
<p>Parmi les partenaires figurent la CPAM de la Nièvre, la MSA Bourgogne et l'Éducation
nationale.</p><p>Contacts presse :<br>
Plaine et Forêt Agglomération – Lucie Bernard – 03 86 00 00 01 – l.bernard@plaineforet.example<br>
ARS – Cabinet – 03 80 00 00 02 – ars-presse@example.fr</p>""",
    (
        contrat(
            territoire=m.Territoire(nom="Plaine et Forêt Agglomération", type="ca"),
            generation=2,
            periode=m.Periode(debut=2024, fin=2028),
            signature=m.Signature(date="2024-03-04"),
            historique=(m.ContratAnterieur(rang=1, debut=2018, fin=2022),),
            signataires=(
                m.Signataire(
                    organisation=m.Mention(texte="Plaine et Forêt Agglomération"),
                    personne="Marie Duval",
                    fonction="présidente de Plaine et Forêt Agglomération",
                    qualite="signataire",
                ),
                m.Signataire(
                    organisation=m.Mention(texte="ARS Bourgogne-Franche-Comté"),
                    personne="Jean Petit",
                    fonction="directeur général de l'ARS Bourgogne-Franche-Comté",
                    qualite="signataire",
                ),
                m.Signataire(fonction="préfet de la Nièvre", qualite="signataire"),
            ),
            partenaires=mentions("CPAM de la Nièvre", "MSA Bourgogne", "Éducation nationale"),
            axes=axes("Améliorer l'accès aux soins de premier recours", "Développer la prévention"),
            chiffres_annonces={"axes": 2, "actions": 32},
            contacts=(
                m.Contact(
                    nom="Lucie Bernard",
                    telephones=("+33386000001",),
                    courriels=("l.bernard@plaineforet.example",),
                ),
                m.Contact(telephones=("+33380000002",), courriels=("ars-presse@example.fr",)),
            ),
        ),
    ),
)

PIECES = (
    ORBE,
    DEUX_RIVES,
    PREFIGURATION,
    DEUX_CONTRATS,
    VOTE,
    METROPOLE,
    ENCADREE,
    PERSONNES,
    DELIBERATION,
    REGLEMENT,
    VILLE,
    ARRETE,
)
