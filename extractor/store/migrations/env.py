"""What Alembic runs: the revisions, on the connection and in the transaction of `database.py`."""

from alembic import context

from extractor.store.tables import METADATA, REVISION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=REVISION_TABLE,
    compare_type=True,
)
context.run_migrations()
