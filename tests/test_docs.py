"""The documentation: what its pages say runs, what is generated is whole, no link leads nowhere."""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from docs.generate import cli, errors, record, tables
from extractor import import_documents
from extractor.batch.inputs import Reason
from extractor.checks import LOSSES
from extractor.cli import COMMANDS
from extractor.compare.reading import HIDING
from extractor.outcome import Failure
from extractor.schema import record_schema
from models import records as models
from tests.chromium import browser, needs_chromium
from tests.site import Page, broken_links, build

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "generate" not in page.parts]
BLOCK = re.compile(r"^( *)(<!-- not run:.*-->\n *)?```(\w+)[^\n]*\n(.*?)^\1```$", re.M | re.S)


class Block(NamedTuple):
    """One block of code of a page, with the output that the page shows below it."""

    language: str
    text: str
    shown: str | None


def blocks(page: Path) -> list[Block]:
    """The blocks that are to be run, in their order."""
    found: list[Block] = []
    for indent, skipped, language, text in BLOCK.findall(page.read_text("utf-8")):
        plain = re.sub(rf"^{indent}", "", text, flags=re.M)
        if language in ("sh", "python") and not skipped:
            found.append(Block(language, plain, None))
        elif language == "text" and found:
            found[-1] = found[-1]._replace(shown=plain)
    return found


def is_shown(shown: str, printed: str) -> bool:
    """Whether an output is what a page shows; `…` stands for anything, on a line or for lines."""
    pattern = "".join(".*" if part == "…" else re.escape(part) for part in re.split("(…)", shown))
    lines = "\n".join(line.rstrip() for line in printed.splitlines())
    return re.fullmatch(pattern.rstrip("\\\n"), lines, re.DOTALL) is not None


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder like that of a reader: documents, the project's tests, and the command."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/cls-extractor"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{RUN_IT}" "$@"\n')
    command.chmod(0o755)
    (tmp_path / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


RUN_IT = "import sys; sys.argv[0] = 'cls-extractor'; from extractor.cli import run; run()"
SAMPLE = ("bands-checkboxes", "ruled-reportlab", "run-in-labels")


@pytest.fixture
def depot(place):
    """Three contracts in a folder."""
    (place / "depot").mkdir()
    for name in SAMPLE:
        shutil.copy(ROOT / f"tests/pdf/{name}.pdf", place / "depot")


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    """A database that holds these contracts: a guide that imports them again reads nothing."""
    database = tmp_path_factory.mktemp("imported") / "corpus.db"
    import_documents([ROOT / f"tests/pdf/{name}.pdf" for name in SAMPLE], str(database))
    return database


def run_shell(block: Block) -> None:
    done = subprocess.run(["bash", "-euc", block.text], capture_output=True, text=True)
    assert done.returncode == 0, f"{block.text}\n{done.stderr}"
    if block.shown is not None:
        assert is_shown(block.shown, done.stdout), f"{block.text}\n{done.stdout}"


def run_python(block: Block, names: dict[str, object]) -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(block.text, "<page>", "exec"), names)
    if block.shown is not None:
        assert is_shown(block.shown, printed.getvalue()), f"{block.text}\n{printed.getvalue()}"


@pytest.mark.usefixtures("place")
def test_the_tutorial_in_french_runs_as_it_says():
    for block in blocks(DOCS / "pour-commencer.md"):
        run_shell(block)


@pytest.mark.usefixtures("depot")
def test_the_tutorial_for_python_runs_as_it_says():
    names: dict[str, object] = {}
    for block in blocks(DOCS / "python.md"):
        run_python(block, names)


@pytest.mark.usefixtures("depot")
@pytest.mark.parametrize("page", sorted((DOCS / "guides").glob("*.md")), ids=lambda p: p.stem)
def test_what_a_guide_says_runs(page, place, imported):
    shutil.copy(imported, place / "corpus.db")
    names: dict[str, object] = {}
    for block in blocks(page):
        run_shell(block) if block.language == "sh" else run_python(block, names)


OTHERS = [
    p for p in DOCS.glob("*.md") if "```python" in p.read_text("utf-8") and p.stem != "python"
]


@pytest.mark.usefixtures("depot")
@pytest.mark.parametrize("page", sorted(OTHERS), ids=lambda p: p.stem)
def test_python_of_other_pages_runs(page, place, imported):
    shutil.copy(imported, place / "corpus.db")
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.language == "python":
            run_python(block, names)


def test_a_page_that_shows_something_else_is_found():
    assert is_shown("a … b\n…\nd\n", "a 12 b\nc\nc\nd\n")
    assert not is_shown("a … b\n", "a 12 c\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_every_command_of_a_page_is_one_with_these_options(page):
    known = options_by_command()
    for line in commands(page.read_text("utf-8")):
        words = line.split()
        assert words[1] in known, line
        used = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}
        assert used <= known[words[1]], line


def commands(page: str) -> list[str]:
    """The lines of blocks of code that call the command, continued ones joined, without comment."""
    fenced = [text for *_, language, text in BLOCK.findall(page) if language in ("sh", "text")]
    indented = re.findall(r"(?<=\n\n)(?: {4}.+\n)+", page)
    code = "\n".join([*fenced, *indented]).replace("\\\n", " ")
    lines = (line.partition(" #")[0].strip() for line in code.splitlines())
    return [line for line in lines if line.startswith("cls-extractor ")]


def options_by_command() -> dict[str, set[str]]:
    """ "status" -> {"--db", "--json", …}, those of commands below it included"""
    found: dict[str, set[str]] = {name: {"--help", "-h"} for name in COMMANDS}
    for path, row in re.findall(r"^##+ (\w+)[^\n]*\n(.*?)(?=^##|\Z)", cli.page(), re.M | re.S):
        name = path if path in found else name_of(path)
        found[name] |= set(re.findall(r"`(--?[a-z-]+)`", row))
    return found


def name_of(path: str) -> str:
    return path.split()[0]


# --- what is generated ----------------------------------------------------------------------------


def test_every_command_has_its_section():
    assert set(re.findall(r"^## (\w+) ", cli.page(), re.M)) == set(COMMANDS)


def test_every_field_of_the_record_has_a_meaning_in_french():
    told = tomllib.loads(record.MEANINGS.read_text("utf-8"))
    schema = record_schema()
    definitions = {"Document": schema, **schema["$defs"]}
    assert {name: set(keys) for name, keys in told.items()} == {
        name: set(definition["properties"]) for name, definition in definitions.items()
    }


def test_every_model_of_the_record_has_its_place():
    page = record.page()
    sections = re.findall(r"^## (\w+)\n\n.+\n\nWhere: (.+)$", page, re.M)
    names = {name for name, value in vars(models).items() if isinstance(value, type)}
    assert {name for name, _ in sections} == names - {"Record"}
    assert dict(sections)["Montant"] == "`/contrats/*/fiches_action/*/moyens/montants/*`"
    assert dict(sections)["Place"] == "`/provenance/*/*`"


def test_every_exported_column_is_told():
    from extractor.exporters.tables import tables as exported

    for one in exported().values():
        section = tables.page().partition(f"## {one.name}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` ", section, re.M) == [c.name for c in one.columns]


def test_every_error_has_its_code_in_the_site(site):
    page = (site / "reference/python.html").read_text("utf-8")
    assert {"NotAPdf", "BadSource", "NewerStore"} <= set(re.findall(r"<code>(\w+)</code>", page))
    assert errors.MARK not in page


# --- avertissements and failures ------------------------------------------------------------------


def avertissement_codes() -> set[str]:
    """Every code that a `Doubt` is made with, anywhere in the program."""
    found = {code for code, _ in LOSSES.values()}
    for path in (ROOT / "extractor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Doubt":
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                found |= literals(named[0] if named else node.args[0])
    return found


def literals(node: ast.expr) -> set[str]:
    """The words that an expression may be: `"a" if x.b is c else "d"` -> {"a", "d"}"""
    choices = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return {c.value for c in choices if isinstance(c, ast.Constant) and isinstance(c.value, str)}


AVERTISSEMENTS = (DOCS / "guides/avertissements.md").read_text("utf-8")


def test_every_avertissement_is_explained():
    explained = re.findall(r"^### ([a-z-]+)\n\n> .+?Que\s+faire\*\*", AVERTISSEMENTS, re.M | re.S)
    assert sorted(explained) == sorted(avertissement_codes())
    assert set(HIDING) <= set(explained)


@pytest.mark.parametrize(("title", "codes"), [("Échecs", Failure), ("Fichiers laissés", Reason)])
def test_every_failure_and_every_reason_is_explained(title, codes):
    section = AVERTISSEMENTS.partition(f"## {title}")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.M) == [code.value for code in codes]


# --- the site -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    return build(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base)


def test_no_link_leads_nowhere(site):
    assert list(broken_links(site)) == []


def test_every_page_is_in_the_site(site):
    made = {path.relative_to(site).with_suffix("") for path in site.rglob("*.html")}
    assert {page.relative_to(DOCS).with_suffix("") for page in PAGES} <= made


def test_no_page_fetches_anything_from_elsewhere(site):
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            assert not [a for a in Page(path).loaded if "//" in a], path


def test_pages_in_french_say_so(site):
    assert '<html lang="fr"' in (site / "pour-commencer.html").read_text("utf-8")
    assert '<html lang="en"' in (site / "python.html").read_text("utf-8")


def test_the_scores_of_the_corpus_stand_in_the_site(site):
    page = (site / "explanation/measures.html").read_text("utf-8")
    assert "<code>fiches_action.titre</code>" in page
    assert "<code>cls-lisieux-normandie-2025-2029</code>" in page


@needs_chromium
def test_the_site_works_from_a_disk_without_a_network(site):
    with browser() as running:
        page = running.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((site / "index.html").as_uri())
        page.locator(".md-search__input").click()
        page.keyboard.type("code-en-double")
        page.locator(".md-search-result__link").first.wait_for()
        found = page.locator(".md-search-result__link").first.get_attribute("href")
    assert "avertissements.html" in str(found)
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    assert not errors


READ = ("index", "pour-commencer", "guides/avertissements", "reference/cli", "reference/python")


@needs_chromium
def test_pages_have_no_serious_violation_of_accessibility(site):
    axe = (ROOT / "tests/axe/axe.min.js").read_text("utf-8")
    run = "axe.run().then(r => r.violations.map(v => [v.impact, v.id, v.nodes[0].html]))"
    with browser() as running:
        found = {}
        for name in READ:
            page = running.new_page()
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate(axe)
            found[name] = [v for v in page.evaluate(run) if v[0] in ("serious", "critical")]
            page.close()
    assert found == {name: [] for name in READ}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_of_the_front_pages_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#]+)", (ROOT / name).read_text("utf-8"))
    assert [link for link in links if "//" not in link and not (ROOT / link).exists()] == []
