"""Records kept in a database: SQLite or PostgreSQL."""
