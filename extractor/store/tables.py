"""The tables: one row per path, one record per content, and what queries read of the records.

`docs/store.md` explains them to those who query. Keys come from content: two databases filled in
another order hold the same rows, but for times. A change here needs a revision in
`migrations/versions`; a test compares the two.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

HEAD = "0004"
"""The newest revision, known without loading Alembic."""
REVISION_TABLE = "cls_revision"
"""Where Alembic notes the revision: its name tells our databases from those of others."""

METADATA = MetaData()

KEY = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that is a key: ordered by its bytes in UTF-8 on both databases, whatever the locale."""


class Utc(TypeDecorator[datetime]):
    """A moment: given and taken with its time zone, held in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


documents = Table(
    "documents",
    METADATA,
    Column("path", KEY, primary_key=True),
    Column("content_hash", KEY, index=True),
    Column("size", BigInteger),
    Column("status", KEY, nullable=False, index=True),
    Column("failure", KEY),
    Column("message", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("failed_pages", Text, nullable=False),
    Column("version", KEY, nullable=False),
    Column("options_hash", KEY, nullable=False),
    Column("imported_at", Utc, nullable=False, index=True),
    Column("seconds", Double, nullable=False),
    Column("peak_memory", BigInteger),
)

records = Table(
    "records",
    METADATA,
    Column("content_hash", KEY, primary_key=True),
    Column("version", KEY, nullable=False),
    Column("options_hash", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("failed_pages", Text, nullable=False),
    Column("genre", KEY),
    Column("titre", Text),
    # Last: SQLite reads the columns before it without its overflow pages.
    Column("record", Text, nullable=False),
)

claims = Table(
    "claims",
    METADATA,
    Column("cle", KEY, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("expires", Double, nullable=False),
    sqlite_with_rowid=False,
)


def _projection(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of rows of records, each named by its content and its place in the record."""
    return Table(
        name,
        METADATA,
        Column(
            "content_hash",
            KEY,
            ForeignKey("records.content_hash", ondelete="CASCADE"),
            primary_key=True,
        ),
        Column("pointer", KEY, primary_key=True),
        Column("ordre", Integer, nullable=False),
        *columns,
        # Rows lie in the order of their key, without an index beside them: a third less to write.
        sqlite_with_rowid=False,
    )


contrats = _projection(
    "contrats",
    Column("territoire", Text),
    Column("territoire_officiel", Text),
    Column("territoire_type", KEY),
    Column("territoire_code", KEY, index=True),
    Column("departements", Text, nullable=False),
    Column("regions", Text, nullable=False),
    Column("territoire_score", Double, nullable=False),
    Column("rang", Integer),
    Column("generation", Integer),
    Column("debut", Integer),
    Column("fin", Integer),
    Column("duree_annees", Integer),
    Column("date_signature", Text),
    Column("lieu_signature", Text),
    Column("chiffres_annonces", Text, nullable=False),
)

axes = _projection(
    "axes",
    Column("contrat", KEY, nullable=False),
    Column("numero", Text, nullable=False),
    Column("titre", Text, nullable=False),
    Column("objectifs", Text, nullable=False),
)

fiches = _projection(
    "fiches",
    Column("contrat", KEY, nullable=False),
    Column("code", Text),
    Column("code_imprime", Text),
    Column("titre", Text, nullable=False),
    Column("axe", Text),
    Column("statut", KEY, index=True),
    Column("priorite", Text),
    Column("page_debut", Integer, nullable=False),
    Column("page_fin", Integer, nullable=False),
    Column("calendrier", Text),
    Column("calendrier_debut", Text),
    Column("calendrier_fin", Text),
    Column("moyens", Text),
    Column("montants", Text, nullable=False),
    Column("public", Text, nullable=False),
    Column("perimetre", Text),
    Column("articulation", Text, nullable=False),
    Column("objectif_general", Text),
    Column("objectifs", Text, nullable=False),
    Column("etapes", Text, nullable=False),
    Column("description", Text),
    Column("contexte", Text),
)

signataires = _projection(
    "signataires",
    Column("contrat", KEY, nullable=False),
    Column("qualite", KEY, nullable=False),
    Column("personne", Text),
    Column("fonction", Text),
    Column("mention", KEY),
)

mentions = _projection(
    "mentions",
    Column("contrat", KEY, nullable=False),
    Column("fiche", KEY),
    Column("role", KEY, nullable=False),
    Column("instance", Text),
    Column("texte", Text, nullable=False),
    Column("organisation", KEY),
    Column("nom", Text),
    Column("sigle", Text),
    Column("categorie", KEY),
    Column("groupe", Text),
    Column("methode", KEY),
    Column("score", Double, nullable=False),
    Column("second_organisation", KEY),
    Column("second_score", Double),
    Index("ix_mentions_organisation", "organisation", "role"),
)

indicateurs = _projection(
    "indicateurs",
    Column("contrat", KEY, nullable=False),
    Column("fiche", KEY, nullable=False),
    Column("nature", KEY, nullable=False),
    Column("famille", KEY),
    Column("texte", Text, nullable=False),
)

themes = _projection(
    "themes",
    Column("contrat", KEY, nullable=False),
    Column("fiche", KEY, nullable=False),
    Column("theme", KEY, nullable=False, index=True),
    Column("score", Double, nullable=False),
)

avertissements = _projection(
    "avertissements",
    Column("code", KEY, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("pointeur", Text),
    Column("page", Integer),
)

PROJECTIONS: Mapping[str, Table] = {
    table.name: table
    for table in (
        contrats,
        axes,
        fiches,
        signataires,
        mentions,
        indicateurs,
        themes,
        avertissements,
    )
}
"""By name, what `extractor.store.projection.project` fills."""

# ── the service ──────────────────────────────────────────────────────────────────────────────

files = Table(
    "files",
    METADATA,
    Column("content_hash", KEY, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("nom", Text, nullable=False),
    Column("received_at", Utc, nullable=False),
)

jobs = Table(
    "jobs",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("client", KEY, nullable=False),
    Column("created_at", Utc, nullable=False, index=True),
)

tasks = Table(
    "tasks",
    METADATA,
    Column("job", KEY, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("ordre", Integer, primary_key=True),
    Column("content_hash", KEY, nullable=False),
    Column("nom", Text, nullable=False),
    Column("force", Boolean, nullable=False),
    Column("state", KEY, nullable=False),
    Column("queued", Double, nullable=False),
    Column("owner", Text),
    Column("expires", Double),
    Column("attempts", Integer, nullable=False),
    Column("status", KEY),
    Column("failure", KEY),
    Column("message", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("ended_at", Utc),
    Column("page", Integer, nullable=False, server_default="0"),
    Index("ix_tasks_state", "state", "queued"),
    Index("ix_tasks_content_hash", "content_hash"),
    sqlite_with_rowid=False,
)

requests = Table(
    "requests",
    METADATA,
    Column("client", KEY, primary_key=True),
    Column("cle", KEY, primary_key=True),
    Column("fingerprint", KEY, nullable=False),
    Column("job", KEY, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("secret_hash", KEY, nullable=False),
    Column("nom", Text, nullable=False),
    Column("role", KEY, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("revoked_at", Utc),
)

audit = Table(
    "audit",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("client", KEY, nullable=False),
    Column("action", KEY, nullable=False),
    Column("cible", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

# ── what people change ───────────────────────────────────────────────────────────────────────

corrections = Table(
    "corrections",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("content_hash", KEY, nullable=False),
    Column("rang", Integer, nullable=False),
    Column("op", KEY, nullable=False),
    Column("pointer", Text, nullable=False),
    Column("avant", Text, nullable=False),
    Column("apres", Text, nullable=False),
    Column("reperes", Text, nullable=False),
    Column("auteur", KEY, nullable=False),
    Column("nom", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("motif", Text, nullable=False),
    Column("version", KEY, nullable=False),
    Column("etat", KEY, nullable=False),
    Column("place", Text),
    Column("annulee_at", Utc),
    Column("annulee_par", KEY),
    Index("ix_corrections_content_hash", "content_hash", "rang"),
)
"""They outlive the record that they correct: no reading deletes one."""

corrected = Table(
    "corrected",
    METADATA,
    Column(
        "content_hash",
        KEY,
        ForeignKey("records.content_hash", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("record", Text, nullable=False),
)
