"""Blocks and tables → parts of the record, one module per part."""
