"""Hooks of MkDocs: generated pages are added, French pages say that they are French."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file by itself
    sys.path.insert(0, str(ROOT))

from mkdocs.structure.files import File, Files  # noqa: E402

from docs.generate import cli, errors, record, scores, tables  # noqa: E402

PAGES = {
    "reference/cli.md": cli.page,
    "reference/record.md": record.page,
    "reference/tables.md": tables.page,
    "explanation/measures.md": scores.page,
}
"""Place in the site → what makes the page."""


def on_files(files: Files, config: Any) -> Files:
    """Add the generated pages."""
    for place, make in PAGES.items():
        files.append(File.generated(config, place, content=make()))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Put the table of errors where a page asks for it."""
    return markdown.replace(errors.MARK, errors.errors()) if errors.MARK in markdown else markdown


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Name the language of a page with `lang: fr` at its head, and the theme's nameless dialog."""
    lang = page.meta.get("lang", "en")
    named = output.replace('role="dialog"', 'role="dialog" aria-label="Search"')
    return named.replace('<html lang="en"', f'<html lang="{lang}"', 1)
