"""The command: what goes to stdout and stderr, which exit code, and never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from click.testing import CliRunner

from extractor.cli import COMMANDS, main
from extractor.errors import NotAPdf
from extractor.pipeline import Options

ROOT = Path(__file__).parent.parent
CLS = ROOT / "corpus/pdf/caen-communique-cls-2025.pdf"
RUN = "from extractor.cli import main; main(prog_name='cls-extractor')"

INVOICE = ["FACTURE 2025-118", "Imprimerie Dupont, 12 rue des Lilas, Rennes", "Total : 340,00 EUR"]


def run(*arguments):
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def run_process(*arguments, **environment):
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


def assert_one_line_error(result, *words):
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    for word in words:
        assert word in line


def write_pdf(path, lines=(), **save):
    """Write a PDF of one A4 page with some lines of Helvetica."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = "".join(f"({line}) Tj T* " for line in lines)
        content = f"BT /F1 12 Tf 16 TL 72 760 Td {shown}ET"
        page.Contents = pdf.make_stream(content.encode("cp1252"))
        pdf.save(path, **save)
    return path


@pytest.fixture
def pdf(tmp_path):
    return write_pdf(tmp_path / "facture.pdf", INVOICE)


@pytest.fixture
def no_pdf(tmp_path):
    path = tmp_path / "lettre.docx"
    path.write_bytes(b"PK\x03\x04 not a PDF at all")
    return path


@pytest.fixture
def pretended_reading(monkeypatch):
    """Put a reader in place that needs no PDF engine: the record is the name of the file."""

    def print_document(path, options, indent):
        if path.suffix != ".pdf":
            raise NotAPdf(path.name, "not a PDF", "convert it to PDF first")
        if path.stem == "bug":
            raise KeyError("one\ntwo")
        stats = SimpleNamespace(table=lambda: f"table of {path.stem}")
        engine, tags, *_ = options
        record = {"fichier": path.name, "ville": "Créteil", "engine": engine, "tags": tags}
        text = json.dumps(record, ensure_ascii=False, indent=indent)
        return f"{text}\n".encode(), SimpleNamespace(stats=stats, unread=(), missing=())

    module = SimpleNamespace(print_document=print_document, Options=Options)
    monkeypatch.setitem(sys.modules, "extractor.pipeline", module)


# ── the group ──────────────────────────────────────────────────────────────────────────────────


def test_the_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for name, text in COMMANDS.items():
        assert name in result.stdout
        assert text in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_the_help_loads_no_engine_and_no_models():
    code = (
        "import sys; from extractor.cli import main; main(['--help'], standalone_mode=False); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"ctypes", "pydantic", "pdfplumber", "rapidfuzz", "spacy", "extractor.pipeline"}
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert loaded.isdisjoint(heavy)


def test_the_version_is_told():
    assert run("--version").stdout.startswith("cls-extractor, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["undo"],
        ["extract"],
        ["extract", "a.pdf", "--indent", "many"],
        ["extract", "a.pdf", "--engine", "acrobat"],
        ["extract", "a.pdf", "b.pdf", "--indent", "2"],
        ["extract", "a.pdf", "b.pdf", "-o", "no-such-folder"],
        ["extract", "x/a.pdf", "y/a.pdf", "-o", "records/"],
        ["extract", "a.pdf", "-o", "a.pdf"],
        ["inspect", "a.pdf"],
        ["inspect", "a.pdf", "--page", "3"],
        ["inspect", "a.pdf", "-o", "a.png"],
        ["inspect", "a.pdf", "--page", "0", "-o", "a.png"],
        ["evaluate", "no-such-folder"],
    ],
    ids=" ".join,
)
def test_misuse_is_exit_code_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr


# ── extract: where the records go ──────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("pretended_reading")
class TestRecordsGo:
    def test_one_file_gives_one_object_on_one_line(self):
        result = run("extract", "a.pdf")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["fichier"] == "a.pdf"
        assert result.stdout.count("\n") == 1
        assert result.stderr == ""

    def test_indent_is_for_reading(self):
        assert run("extract", "a.pdf", "--indent", 2).stdout.startswith('{\n  "fichier"')

    def test_output_is_utf_8_whatever_the_locale(self):
        assert "Créteil".encode() in run("extract", "a.pdf").stdout_bytes

    def test_several_files_give_json_lines_in_the_order_named(self):
        result = run("extract", "b.pdf", "a.pdf")
        names = [json.loads(line)["fichier"] for line in result.stdout.splitlines()]
        assert names == ["b.pdf", "a.pdf"]

    def test_one_bad_file_does_not_stop_the_others(self):
        result = run("extract", "a.pdf", "letter.docx", "b.pdf")
        assert result.exit_code == 1
        assert len(result.stdout.splitlines()) == 2
        assert result.stderr == "error: letter.docx: not a PDF (convert it to PDF first)\n"

    def test_the_output_can_be_a_file(self, tmp_path):
        target = tmp_path / "new" / "record.json"
        result = run("extract", "a.pdf", "-o", target)
        assert result.stdout == ""
        assert json.loads(target.read_text(encoding="utf-8"))["fichier"] == "a.pdf"

    def test_the_output_can_be_a_folder_that_exists(self, tmp_path):
        assert run("extract", "a.pdf", "b.pdf", "-o", tmp_path).exit_code == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]

    def test_a_final_slash_makes_the_folder(self, tmp_path):
        run("extract", "a.pdf", "-o", f"{tmp_path}/records/")
        assert (tmp_path / "records" / "a.json").is_file()

    def test_a_failed_file_leaves_the_old_record_alone(self, tmp_path):
        target = tmp_path / "record.json"
        target.write_text("old")
        assert run("extract", "letter.docx", "-o", target).exit_code == 1
        assert target.read_text() == "old"

    def test_a_place_that_cannot_be_written_is_one_line(self, tmp_path):
        (tmp_path / "taken").write_text("a file, not a folder")
        result = run("extract", "a.pdf", "-o", tmp_path / "taken" / "record.json")
        assert_one_line_error(result, "record.json", "cannot be written")

    def test_statistics_go_to_stderr(self):
        result = run("extract", "a.pdf", "--stats")
        assert result.stderr == "table of a\n"
        assert json.loads(result.stdout)

    def test_statistics_of_several_files_are_told_apart(self):
        result = run("extract", "a.pdf", "b.pdf", "--stats")
        assert result.stderr == "a.pdf\ntable of a\nb.pdf\ntable of b\n"

    def test_engine_and_tags_reach_the_reader(self):
        result = run("extract", "a.pdf", "--engine", "pdfplumber", "--no-tags")
        record = json.loads(result.stdout)
        assert (record["engine"], record["tags"]) == ("pdfplumber", False)

    def test_an_unexpected_exception_is_one_line_that_names_the_document(self):
        result = run("extract", "bug.pdf")
        assert_one_line_error(result, "bug.pdf", "internal error", "KeyError", "--debug")

    def test_debug_shows_where_it_happened(self):
        result = run("extract", "bug.pdf", "--debug")
        assert result.exit_code == 1
        assert "Traceback" in result.stderr


# ── extract: real files ────────────────────────────────────────────────────────────────────────


def test_a_missing_file_is_one_line(tmp_path):
    assert_one_line_error(run("extract", tmp_path / "absent.pdf"), "absent.pdf", "no such file")


def test_a_folder_is_one_line(tmp_path):
    assert_one_line_error(run("extract", tmp_path), tmp_path.name, "folder")


def test_an_empty_file_is_one_line(tmp_path):
    path = tmp_path / "vide.pdf"
    path.touch()
    assert_one_line_error(run("extract", path), "vide.pdf", "empty")


def test_a_file_that_is_no_pdf_is_one_line(no_pdf):
    assert_one_line_error(run("extract", no_pdf), "lettre.docx", "not a PDF")


def test_a_truncated_pdf_is_one_line(tmp_path):
    path = tmp_path / "coupe.pdf"
    path.write_bytes(CLS.read_bytes()[:300])
    assert_one_line_error(run("extract", path), "coupe.pdf", "truncated")


def test_a_pdf_with_a_password_is_one_line(tmp_path):
    locked = pikepdf.Encryption(owner="propriétaire", user="secret")
    path = write_pdf(tmp_path / "secret.pdf", INVOICE, encryption=locked)
    assert_one_line_error(run("extract", path), "secret.pdf", "password")


def test_a_pdf_with_an_empty_password_is_read(tmp_path):
    locked = pikepdf.Encryption(owner="propriétaire", user="")
    path = write_pdf(tmp_path / "ouvert.pdf", INVOICE, encryption=locked)
    result = run("extract", path)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["document"]["pages"] == 1


def test_a_pdf_without_text_gives_an_unknown_document_and_says_so(tmp_path):
    result = run("extract", write_pdf(tmp_path / "blanc.pdf"))
    assert_unknown(result)


def test_a_pdf_that_is_no_cls_gives_an_unknown_document_and_says_so(pdf):
    assert_unknown(run("extract", pdf))


def assert_unknown(result):
    assert result.exit_code == 0, result.stderr
    record = json.loads(result.stdout)
    assert record["document"]["genre"] == "inconnu"
    assert record["contrats"] == []
    assert record["avertissements"]


def test_a_good_file_among_bad_ones_is_read(pdf, no_pdf, tmp_path):
    result = run("extract", no_pdf, pdf, tmp_path / "absent.pdf")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["document"]["fichier"] == "facture.pdf"
    assert len(result.stderr.splitlines()) == 2


def test_two_runs_give_identical_bytes():
    runs = [run_process("extract", CLS, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert [done.returncode for done in runs] == [0, 0], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


def test_the_record_is_utf_8_under_a_locale_that_is_not():
    done = run_process("extract", CLS, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "santé" in done.stdout.decode("utf-8").lower()


# ── inspect ───────────────────────────────────────────────────────────────────────


def test_inspecting_a_missing_file_is_one_line(tmp_path):
    result = run("inspect", tmp_path / "absent.pdf", "--html", tmp_path / "absent.html")
    assert_one_line_error(result, "absent.pdf")
    assert not list(tmp_path.iterdir())


def test_a_page_is_drawn_as_png(pdf, tmp_path):
    target = tmp_path / "page.png"
    result = run("inspect", pdf, "--page", 1, "-o", target)
    assert result.exit_code == 0, result.stderr
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_page_that_is_not_there_is_one_line(pdf, tmp_path):
    target = tmp_path / "page.png"
    assert_one_line_error(run("inspect", pdf, "--page", 9, "-o", target), "facture.pdf")
    assert not target.exists()


def test_the_whole_document_is_written_as_html(pdf, tmp_path):
    target = tmp_path / "facture.html"
    result = run("inspect", pdf, "--html", target)
    assert result.exit_code == 0, result.stderr
    assert "FACTURE" in target.read_text(encoding="utf-8")


# ── a glossary of one's own ────────────────────────────────────────────────────────────────────


def test_a_glossary_of_the_user_names_what_no_shipped_one_knows(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("id,nom,categorie\nvelocite,Vélocité Lèze,association\n", "utf-8")
    pdf = ROOT / "tests/pdf/fiche-sections.pdf"

    def organisations(*options):
        record = json.loads(run("extract", pdf, *options).stdout)
        fiches = record["contrats"][0]["fiches_action"]
        return {m["texte"]: m["organisation"] for fiche in fiches for m in fiche["partenaires"]}

    assert organisations()["Vélocité Lèze"] is None
    assert organisations("--glossary", mine)["Vélocité Lèze"] == "velocite"


def test_a_bad_glossary_is_one_line_and_misuse(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("nothing,of,use\n1,2,3\n", "utf-8")
    result = run("extract", CLS, "--glossary", bad)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("error: bad.csv: ")
    assert result.stderr.count("\n") == 1
