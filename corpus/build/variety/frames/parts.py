"""Rows of plain words → the records that a frame is made of."""

from typing import Any

from corpus.build.content import Article, Contenu, Titre, mentions
from models.records import Axe, Contrat, Sigle, Signataire


def build_signataires(*rows: tuple[str, str, str, str]) -> tuple[Signataire, ...]:
    """Return signatories: organisation, person, office and qualité of each."""
    return tuple(
        Signataire(
            organisation=mentions(organisation)[0],
            personne=personne,
            fonction=fonction,
            qualite=qualite,
        )
        for organisation, personne, fonction, qualite in rows
    )


def build_sigles(**expansions: str) -> tuple[Sigle, ...]:
    """Return the glossary in the order given."""
    return tuple(Sigle(sigle=sigle, developpement=words) for sigle, words in expansions.items())


def build_axes(*titres: str) -> tuple[Axe, ...]:
    """Return the axes, numbered from 1."""
    return tuple(Axe(numero=str(rank), titre=titre) for rank, titre in enumerate(titres, 1))


def build_articles(*articles: tuple[str, tuple[str, ...]]) -> tuple[Article, ...]:
    """Return the articles, numbered from 1: title and blocks of each."""
    return tuple(
        Article(Titre(titre, "", str(rank), 2), blocs)
        for rank, (titre, blocs) in enumerate(articles, 1)
    )


def build_contenu(nom: str, contrat: Contrat, **parts: Any) -> Contenu:
    """Return a content without actions: a style brings them."""
    return Contenu(
        nom=nom,
        contrat=contrat,
        axes=(),
        fiches=(),
        titres_fiches=(),
        sommaire=(),
        titre_sigles=Titre("Sigles"),
        **parts,
    )
