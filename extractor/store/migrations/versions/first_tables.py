"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them. Written out, not taken from `tables.py`: that goes on, this does not."""
    op.create_table(
        "claims",
        sa.Column("cle", KEY, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("expires", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("cle"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "documents",
        sa.Column("path", KEY, nullable=False),
        sa.Column("content_hash", KEY),
        sa.Column("size", sa.BigInteger()),
        sa.Column("status", KEY, nullable=False),
        sa.Column("failure", KEY),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("failed_pages", sa.Text(), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("options_hash", KEY, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("peak_memory", sa.BigInteger()),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_index("ix_documents_content_hash", "documents", ["content_hash"])
    op.create_index("ix_documents_status", "documents", ["status"])
    op.create_table(
        "records",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("options_hash", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("failed_pages", sa.Text(), nullable=False),
        sa.Column("genre", KEY),
        sa.Column("titre", sa.Text()),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash"),
    )
    op.create_table(
        "avertissements",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("pointeur", sa.Text()),
        sa.Column("page", sa.Integer()),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_avertissements_code", "avertissements", ["code"])
    op.create_table(
        "axes",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("objectifs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contrats",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("territoire", sa.Text()),
        sa.Column("territoire_officiel", sa.Text()),
        sa.Column("territoire_type", KEY),
        sa.Column("territoire_code", KEY),
        sa.Column("departements", sa.Text(), nullable=False),
        sa.Column("regions", sa.Text(), nullable=False),
        sa.Column("territoire_score", sa.Double(), nullable=False),
        sa.Column("rang", sa.Integer()),
        sa.Column("generation", sa.Integer()),
        sa.Column("debut", sa.Integer()),
        sa.Column("fin", sa.Integer()),
        sa.Column("duree_annees", sa.Integer()),
        sa.Column("date_signature", sa.Text()),
        sa.Column("lieu_signature", sa.Text()),
        sa.Column("chiffres_annonces", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contrats_territoire_code", "contrats", ["territoire_code"])
    op.create_table(
        "fiches",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("code_imprime", sa.Text()),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("axe", sa.Text()),
        sa.Column("statut", KEY),
        sa.Column("priorite", sa.Text()),
        sa.Column("page_debut", sa.Integer(), nullable=False),
        sa.Column("page_fin", sa.Integer(), nullable=False),
        sa.Column("calendrier", sa.Text()),
        sa.Column("calendrier_debut", sa.Text()),
        sa.Column("calendrier_fin", sa.Text()),
        sa.Column("moyens", sa.Text()),
        sa.Column("montants", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("perimetre", sa.Text()),
        sa.Column("articulation", sa.Text(), nullable=False),
        sa.Column("objectif_general", sa.Text()),
        sa.Column("objectifs", sa.Text(), nullable=False),
        sa.Column("etapes", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("contexte", sa.Text()),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fiches_statut", "fiches", ["statut"])
    op.create_table(
        "indicateurs",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("fiche", KEY, nullable=False),
        sa.Column("nature", KEY, nullable=False),
        sa.Column("famille", KEY),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("fiche", KEY),
        sa.Column("role", KEY, nullable=False),
        sa.Column("instance", sa.Text()),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("organisation", KEY),
        sa.Column("nom", sa.Text()),
        sa.Column("sigle", sa.Text()),
        sa.Column("categorie", KEY),
        sa.Column("groupe", sa.Text()),
        sa.Column("methode", KEY),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("second_organisation", KEY),
        sa.Column("second_score", sa.Double()),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_organisation", "mentions", ["organisation", "role"])
    op.create_table(
        "signataires",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("qualite", KEY, nullable=False),
        sa.Column("personne", sa.Text()),
        sa.Column("fonction", sa.Text()),
        sa.Column("mention", KEY),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "themes",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("pointer", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("contrat", KEY, nullable=False),
        sa.Column("fiche", KEY, nullable=False),
        sa.Column("theme", KEY, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash", "pointer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_themes_theme", "themes", ["theme"])
