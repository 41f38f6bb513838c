"""Records kept in a database: SQLite or PostgreSQL.

`store.open_store` opens one; `projection.project` makes what queries read. Nothing is imported
here: the process that reads a document projects its record, and must not load SQLAlchemy for it.
"""
