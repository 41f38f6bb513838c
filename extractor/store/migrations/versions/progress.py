"""The page that is being read of a task: a scan takes minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; nothing is being read."""
    op.add_column("tasks", sa.Column("page", sa.Integer(), nullable=False, server_default="0"))
