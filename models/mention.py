"""A name of an organisation as the document prints it, and what it was matched to."""

from typing import Literal

from models.record import Record, Score

Methode = Literal["sigle-du-document", "expansion-du-texte", "glossaire", "approche"]


class Second(Record):
    """The runner-up of a match."""

    organisation: str
    """Id in the glossary of organisations."""
    score: Score
    """0–1."""


class Mention(Record):
    """One organisation, service or group of people named in a list."""

    texte: str
    """As printed."""
    organisation: str | None = None
    """Id in the glossary of organisations, or null."""
    nom: str | None = None
    """Canonical name, or null."""
    sigle: str | None = None
    """Abbreviation, or null."""
    categorie: str | None = None
    """Category of the organisation, or null."""
    groupe: str | None = None
    """Sub-heading or group name under which it stands, or null."""
    score: Score = 0
    """How sure the match is; 0 when unmatched."""
    methode: Methode | None = None
    """The rule that matched, or null."""
    second: Second | None = None
    """The runner-up, or null."""
