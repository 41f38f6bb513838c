"""The tables of the service: uploads, jobs, tokens, the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them; what an import has filled stays as it is."""
    op.create_index("ix_documents_imported_at", "documents", ["imported_at"])
    op.create_table(
        "files",
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("content_hash"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("client", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_jobs_created_at", "jobs", ["created_at"])
    op.create_table(
        "tasks",
        sa.Column("job", KEY, nullable=False),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.Column("content_hash", KEY, nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("force", sa.Boolean(), nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("queued", sa.Double(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("expires", sa.Double()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", KEY),
        sa.Column("failure", KEY),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job", "ordre"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tasks_state", "tasks", ["state", "queued"])
    op.create_index("ix_tasks_content_hash", "tasks", ["content_hash"])
    op.create_table(
        "requests",
        sa.Column("client", KEY, nullable=False),
        sa.Column("cle", KEY, nullable=False),
        sa.Column("fingerprint", KEY, nullable=False),
        sa.Column("job", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("client", "cle"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tokens",
        sa.Column("id", KEY, nullable=False),
        sa.Column("secret_hash", KEY, nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("cible", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
