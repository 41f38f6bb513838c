"""Questions across territories, answered from the store; `docs/compare.md` says what is counted.

`corpus.read_corpus` reads the rows, one module per question makes small records of them, and
`answers` puts these into tables for people. Nothing is imported here: a question loads what it
needs.
"""
