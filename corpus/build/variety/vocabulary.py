"""Label vocabularies: how one contract or another names the same fields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """One document's wordings, by key of the record; "" leaves the field out of its fiches."""

    labels: dict[str, str]
    objectifs_rang: str = "operationnels"
    """What its label of objectives stands for when they are one list."""
    specifiques: str = "Objectifs spécifiques"
    operationnels: str = "Objectifs opérationnels"
    processus: str = "Indicateurs de processus"
    resultat: str = "Indicateurs de résultat"
    suivi: str = "Indicateurs de suivi"
    famille: str | None = None
    """Family of indicators that the wording of `suivi` names."""
    statuts: tuple[tuple[str, str], ...] = (
        ("nouvelle", "Nouvelle action"), ("en_cours", "Action en cours"),
        ("renouvelee", "Action renouvelée"),
    )  # fmt: skip
    plan: tuple[str, str, str, str, str] = ("Axe", "N°", "Action", "Objectif", "Pilote")
    order: tuple[str, ...] = (
        "statut", "porteurs", "copilotes", "contexte", "objectif_general", "objectifs", "public",
        "description", "etapes", "perimetre", "partenaires", "articulation", "calendrier",
        "moyens", "outils", "evaluation", "vigilance",
    )  # fmt: skip


def _labels(**labels: str) -> dict[str, str]:
    return labels


SEEN = {
    "simple": Vocabulary(_labels(
        statut="Statut", porteurs="Pilote", copilotes="Copilote", contexte="Contexte",
        objectif_general="Objectif général", objectifs="Objectifs opérationnels",
        public="Public visé", description="Description", etapes="Étapes de mise en œuvre",
        perimetre="Territoire concerné", partenaires="Partenaires",
        articulation="Articulation avec les dispositifs existants", calendrier="Calendrier",
        moyens="Moyens", outils="Outils", vigilance="Points de vigilance")),
    "porteur": Vocabulary(_labels(
        statut="État d'avancement", porteurs="Porteur de l'action", copilotes="Co-porteur",
        contexte="Constats", objectif_general="Finalité", objectifs="Objectifs de l'action",
        public="Public cible", description="Descriptif de l'action", etapes="Déroulé de l'action",
        perimetre="Périmètre", partenaires="Partenaires mobilisés",
        articulation="Articulation avec les autres dispositifs", calendrier="Échéancier",
        moyens="Budget prévisionnel", outils="Documents et liens", vigilance="Freins"),
        objectifs_rang="strategiques",
        order=("contexte", "objectif_general", "objectifs", "description", "etapes", "public",
               "perimetre", "porteurs", "copilotes", "partenaires", "moyens", "calendrier",
               "articulation", "outils", "evaluation", "vigilance", "statut")),
    "structure": Vocabulary(_labels(
        statut="Statut de l'action", porteurs="Structure porteuse", copilotes="Copilotes",
        contexte="Éléments de contexte", objectif_general="Objectif général",
        objectifs="Objectifs spécifiques", public="Bénéficiaires",
        description="Description des actions", etapes="Étapes clés",
        perimetre="Secteur géographique", partenaires="Partenaires à solliciter",
        articulation="Dispositifs existants", calendrier="Échéance",
        moyens="Moyens humains et financiers", outils="Outils", vigilance="Leviers"),
        objectifs_rang="strategiques", suivi="Indicateurs de réalisation", famille="processus",
        plan=("Axe stratégique", "Code", "Intitulé de l'action", "Objectif opérationnel",
              "Porteur"),
        order=("porteurs", "copilotes", "statut", "public", "perimetre", "contexte",
               "objectif_general", "objectifs", "description", "etapes", "partenaires",
               "articulation", "outils", "moyens", "calendrier", "evaluation", "vigilance")),
    "diagnostic": Vocabulary(_labels(
        statut="Statut", porteurs="Pilote(s)", copilotes="Co-pilote", contexte="Diagnostic",
        objectif_general="Objectif général", objectifs="Objectifs", public="Publics cibles",
        description="Description de l'action", etapes="Étapes", perimetre="Territoire",
        partenaires="Acteurs mobilisés", articulation="Lien avec le PRS", calendrier="Durée",
        moyens="Financements", outils="Outils", vigilance="Points de vigilance"),
        objectifs_rang="strategiques", suivi="Résultats attendus", famille="resultat",
        plan=("Orientation", "N°", "Actions", "Objectifs", "Pilotes")),
}

# Wordings that no label file will ever hold: they show what is read without knowing them.
SEEN["exotique"] = Vocabulary(_labels(
    statut="Statut", porteurs="Pilote", copilotes="Copilote", contexte="Contexte",
    objectif_general="Objectif général", objectifs="Objectifs opérationnels",
    public="Pour qui agissons-nous", description="Le cœur du projet", etapes="Étapes",
    perimetre="Là où nous agirons", partenaires="Partenaires", articulation="En écho à",
    calendrier="Calendrier", moyens="Moyens", outils="Outils", vigilance="Nos alertes"),
    plan=("Nos ambitions", "Repère", "Ce que nous ferons", "Objectif", "Pilote"))

UNSEEN = {
    "questions": Vocabulary(_labels(
        statut="Avancement", porteurs="Chef de file", copilotes="Co-animateur",
        contexte="Pourquoi cette action ?", objectif_general="But de l'action",
        objectifs="Objectifs poursuivis", public="Publics concernés",
        description="En quoi consiste l'action ?", etapes="Phases de réalisation",
        perimetre="Échelle d'intervention", partenaires="Structures associées",
        articulation="Cohérence avec les autres politiques", calendrier="Calendrier prévisionnel",
        moyens="Coût estimé", outils="Ressources documentaires", vigilance="Conditions de réussite"),
        objectifs_rang="strategiques", suivi="Critères et indicateurs d'évaluation",
        plan=("Thématique", "Réf.", "Libellé de l'action", "Objectif visé", "Chef de file"),
        statuts=(("nouvelle", "Action nouvelle"), ("en_cours", "Action déjà engagée"),
                 ("renouvelee", "Action reconduite")),
        order=("contexte", "objectif_general", "objectifs", "public", "description", "etapes",
               "porteurs", "copilotes", "partenaires", "perimetre", "calendrier", "moyens",
               "evaluation", "articulation", "outils", "statut", "vigilance")),
    "administratif": Vocabulary(_labels(
        statut="Nature de l'action", porteurs="Maître d'ouvrage", copilotes="Maîtrise d'œuvre",
        contexte="Problématique identifiée", objectif_general="Objectif principal",
        objectifs="Objectifs opérationnels", public="Population ciblée",
        description="Contenu de l'action", etapes="Déroulement", perimetre="Zone géographique",
        partenaires="Partenariats", articulation="Complémentarité avec les dispositifs locaux",
        calendrier="Date de démarrage et durée", moyens="Ressources mobilisées",
        outils="Supports", vigilance="Difficultés pressenties"),
        suivi="Indicateurs d'évaluation",
        plan=("Axe d'intervention", "Numéro", "Intitulé", "Objectif", "Maître d'ouvrage"),
        order=("statut", "objectif_general", "contexte", "objectifs", "description", "etapes",
               "public", "perimetre", "porteurs", "copilotes", "partenaires", "moyens",
               "calendrier", "evaluation", "articulation", "outils", "vigilance")),
}
VOCABULARIES = SEEN | UNSEEN
