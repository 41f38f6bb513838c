"""The shape of the code: imports point down, no circle, one door per library, no heavy start."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From the ground up; what stands on one line may import what stands on that line or below it.
LAYERS = [
    {"models"},
    {"extractor.errors", "extractor.data", "extractor.outcome"},
    {
        "extractor.checks",
        "extractor.draft",
        "extractor.layout",
        "extractor.matching",
        "extractor.parsers",
        "extractor.pdf",
        "extractor.schema",
        "extractor.stats",
    },
    {"extractor.enrichment", "extractor.helper"},
    {"extractor.printing"},
    {"extractor.pipeline"},
    {
        "extractor",
        "extractor.evaluation",
        "extractor.explanation",
        "extractor.inspection",
        "extractor.store",
    },
    {"extractor.batch", "extractor.compare", "extractor.exporters", "extractor.validation"},
    {"extractor.service"},
    {"extractor.cli"},
]
RANKS = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

# Third-party library → the only parts that may import it.
DOORS = {
    "PIL": {"extractor.inspection"},
    "Stemmer": {"extractor.compare.similaires"},
    "alembic": {"extractor.store"},
    "camelot": {"extractor.layout"},
    "click": {"extractor.cli"},
    "cv2": {"extractor.pdf.scan"},
    "distributed": {"extractor.batch.cluster"},
    "fsspec": {"extractor.batch.remote"},
    "jinja2": {"extractor.compare.report", "extractor.service.pages"},
    "markupsafe": {"extractor.compare.report", "extractor.service.pages"},
    "numpy": {"extractor.compare", "extractor.matching.approach", "extractor.pdf"},
    "pdfminer": {"extractor.pdf"},
    "pdfplumber": {"extractor.pdf"},
    "pydantic": {"extractor.schema", "extractor.service", "models"},
    "pyarrow": {"extractor.exporters.parquet"},
    "pydantic_core": {
        "extractor.pipeline",
        "extractor.schema",
        "extractor.validation",
        "models",
    },
    "pypdfium2": {"extractor.inspection", "extractor.pdf.scan"},
    "pypdfium2_raw": {"extractor.inspection"},
    "pytesseract": {"extractor.pdf.scan.engine"},
    "rapidfuzz": {"extractor.matching"},
    "rich": {"extractor.cli"},
    "scipy": {"extractor.compare"},
    "spacy": {"extractor.matching"},
    "sqlalchemy": {"extractor.store"},
    "watchfiles": {"extractor.batch.watch"},
    "xlsxwriter": {"extractor.compare.writers", "extractor.exporters.workbook"},
    "anyio": {"extractor.service"},
    "fastapi": {"extractor.service"},
    "starlette": {"extractor.service"},
    "uvicorn": {"extractor.service.server"},
    "python_multipart": {"extractor.service.uploads"},
    "prometheus_client": {"extractor.service.metrics"},
    "pydantic_settings": {"extractor.service.settings"},
}
HEAVY = [
    "alembic",
    "camelot",
    "distributed",
    "sqlalchemy",
    "pdfplumber",
    "pdfminer",
    "pyarrow",
    "spacy",
    "pandas",
    "cv2",
    "pytesseract",
    "xlsxwriter",
]


def module_name(path: Path) -> str:
    """Return the dotted name of a file.

    extractor/pdf/read.py -> "extractor.pdf.read"; extractor/pdf/__init__.py -> "extractor.pdf"
    """
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {
    module_name(path): path
    for folder in ("models", "extractor")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def imported_names(path: Path) -> Iterator[str]:
    """Yield every dotted name that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(path: Path) -> set[str]:
    """Return the project's own modules that a file imports.

    `from extractor.pdf import calls` -> "extractor.pdf.calls"; `from models import Document` ->
    "models".
    """
    found = set()
    for name in imported_names(path):
        if name in FILES:
            found.add(name)
        elif name.rpartition(".")[0] in FILES:
            found.add(name.rpartition(".")[0])
    return found


def part_of(module: str) -> str:
    """Return the layer entry that a module belongs to.

    "models.fiche" -> "models"; "extractor.pdf.read" -> "extractor.pdf"; "extractor" -> itself.
    """
    if module.startswith("models"):
        return "models"
    return ".".join(module.split(".")[:2])


def is_inside(module: str, places: Iterable[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


@pytest.mark.parametrize("module", FILES)
def test_every_module_stands_on_a_layer(module):
    assert part_of(module) in RANKS


@pytest.mark.parametrize("module", FILES)
def test_imports_point_down(module):
    rank = RANKS[part_of(module)]
    upward = {m for m in imported_modules(FILES[module]) if RANKS[part_of(m)] > rank}
    assert not upward


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: imported_modules(path) - {module} for module, path in FILES.items()}
    assert_no_cycle(graph)


def test_no_folders_import_each_other_in_a_circle():
    graph: dict[str, set[str]] = {}
    for module, path in FILES.items():
        part = part_of(module)
        used = {part_of(m) for m in imported_modules(path)}
        graph.setdefault(part, set()).update(used - {part})
    assert_no_cycle(graph)


def assert_no_cycle(graph: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("module", FILES)
def test_each_library_has_one_door(module):
    roots = {name.partition(".")[0] for name in imported_names(FILES[module])}
    libraries = roots - sys.stdlib_module_names - {"models", "extractor"}
    unknown = libraries - DOORS.keys()
    assert not unknown, "a new library needs its door in DOORS"
    assert not {name for name in libraries if not is_inside(module, DOORS[name])}


def test_camelot_is_imported_by_one_module_at_most():
    users = [
        m for m, path in FILES.items() if any(n.startswith("camelot") for n in imported_names(path))
    ]
    assert len(users) <= 1


@pytest.mark.parametrize("module", ["extractor.pipeline", "extractor.cli", "extractor.cli.extract"])
def test_importing_loads_no_heavy_library(module):
    assert loaded_by(module).isdisjoint(HEAVY)


def test_the_help_loads_no_pdf_engine_and_no_models():
    assert loaded_by("extractor.cli").isdisjoint({"ctypes", "pydantic", "models", "PIL"})


def loaded_by(module: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after one import."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())
