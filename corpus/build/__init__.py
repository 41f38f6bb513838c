"""Development only: typesets test contracts and writes the gold beside each one.

`python -m corpus.build` rebuilds `tests/pdf/*.pdf` and `*.json`. The product never imports this.
"""
