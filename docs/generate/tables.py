"""`extractor/data/tables.toml` → the page on the exported tables, in French as the columns are."""

from docs.generate.markdown import code, table
from extractor.exporters.tables import TABLES_VERSION, Column, tables

HEAD = f"""---
lang: fr
---

# Tables exportées

Version {TABLES_VERSION}. Ce sont les fichiers de `export --to csv`, `parquet` et `datapackage`, et
les feuilles de `--to xlsx` ; les Table Schemas publiés sont dans `schema/tables/`.
[Exports](../export.md) dit (en anglais) ce que tout export garantit. **Une case vide n'est pas un
zéro** : `documents.status` et `documents.failed_pages` disent ce qui n'a pas pu être lu.

"""


def page() -> str:
    """The page, a section for each table."""
    sections = []
    for one in tables().values():
        rows = [
            (f"`{c.name}`", c.titre, c.type, _description(c), f"`{c.source}`") for c in one.columns
        ]
        headings = ("colonne", "titre", "type", "ce qu'elle contient", "d'où elle vient")
        sheet = f" Feuille `{one.sheet}`." if one.sheet != one.name else ""
        sections.append(
            f"## {one.name}\n\n{one.description}{sheet} Clé : {code(one.key)}.\n\n"
            f"{table(headings, rows)}"
        )
    return HEAD + "".join(sections)


def _description(column: Column) -> str:
    valeurs = f" Valeurs : {code(column.valeurs)}." if column.valeurs else ""
    return f"{column.description}{valeurs}"
