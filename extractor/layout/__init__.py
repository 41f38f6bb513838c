"""Pages → blocks and tables in reading order, tables joined across pages."""
