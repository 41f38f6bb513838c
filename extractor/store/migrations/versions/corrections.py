"""The tables of corrections: what people have changed, and the records that it makes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them; no record has a correction yet."""
    op.create_table(
        "corrections",
        sa.Column("id", KEY, nullable=False),
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("op", KEY, nullable=False),
        sa.Column("pointer", sa.Text(), nullable=False),
        sa.Column("avant", sa.Text(), nullable=False),
        sa.Column("apres", sa.Text(), nullable=False),
        sa.Column("reperes", sa.Text(), nullable=False),
        sa.Column("auteur", KEY, nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("etat", KEY, nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("annulee_at", sa.DateTime(timezone=True)),
        sa.Column("annulee_par", KEY),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_corrections_content_hash", "corrections", ["content_hash", "rang"])
    op.create_table(
        "corrected",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["content_hash"], ["records.content_hash"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("content_hash"),
    )
