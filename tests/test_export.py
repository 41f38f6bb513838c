"""Exports as a whole: the same bytes each time, whole or not there, what filters keep, contacts."""

import json
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import BadFilter, BadPlace, BadStore, MissingLibrary
from extractor.exporters.export import export
from extractor.exporters.formats import FORMATS, Options
from extractor.exporters.selection import GENRES, Filters, check_themes, read_periode
from extractor.store.snapshot import take_snapshot
from extractor.store.store import open_existing_store
from extractor.validation import find_problems
from tests.exports import LISIEUX, MAIL, PDFS, PHONE, ROOT, TRAP, fill, read

NAME = "cls-lisieux-normandie-2025-2029"
SELF_STANDING = [name for name in FORMATS if name != "dcat"]
CATALOGUE = 'adresse = "https://donnees.exemple.fr/cls"\n[editeur]\nnom = "ARS Exemple"\n'


def files(folder):
    """Every file below a folder, by its name there."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def lines(store, tmp_path, **asked):
    """The documents of a jsonl export, by their file name."""
    export(store, "jsonl", tmp_path / "a.jsonl", **asked)
    records = map(json.loads, (tmp_path / "a.jsonl").read_text("utf-8").splitlines())
    return {record["document"]["fichier"]: record for record in records}


@pytest.mark.parametrize("form", SELF_STANDING)
def test_two_stores_filled_in_another_order_give_the_same_bytes(form, filled_store, tmp_path):
    with fill(str(tmp_path / "other.db"), backwards=True) as other:
        for name, store in (("one", filled_store), ("two", other)):
            export(store, form, tmp_path / name / "out")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_both_databases_give_the_same_bytes(filled_store, database_url, tmp_path):
    with fill(database_url) as other:
        for name, store in (("one", filled_store), ("two", other)):
            export(store, "csv", tmp_path / name / "csv")
            export(store, "jsonl", tmp_path / name / "a.jsonl", Filters(themes=("prevention",)))
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize("form", SELF_STANDING)
def test_the_manifest_tells_every_file_and_its_hash(form, filled_store, tmp_path):
    manifest = export(filled_store, form, tmp_path / "out")
    written = files(tmp_path)
    folder = FORMATS[form].folder
    name = "out/manifest.json" if folder else "out.manifest.json"
    assert json.loads(written.pop(name)) == manifest
    told = {output["path"]: output["sha256"] for output in manifest["outputs"]}
    prefix = "out/" if folder else ""
    assert told == {
        path.removeprefix(prefix): sha256(data).hexdigest() for path, data in written.items()
    }
    assert {document["sha256"] for document in manifest["documents"]} >= {
        json.loads(read(path))["document"]["id"] for path in PDFS
    }


def test_a_record_is_exported_as_extract_prints_it(filled_store, tmp_path):
    export(filled_store, "json", tmp_path / "json")
    assert (tmp_path / "json" / f"{NAME}.json").read_bytes() == read(LISIEUX)


def test_a_copy_is_one_document_with_two_paths(filled_store, tmp_path):
    manifest = export(filled_store, "jsonl", tmp_path / "a.jsonl")
    found = [document for document in manifest["documents"] if document["name"] == NAME]
    assert [document["paths"] for document in found] == [[f"copie/{NAME}.pdf", LISIEUX]]


def test_json_lines_are_the_records_in_the_order_of_their_paths(filled_store, tmp_path):
    names = list(lines(filled_store, tmp_path))
    assert names[0] == f"{NAME}.pdf"  # copie/…
    assert names[1:5] == sorted(Path(path).name for path in PDFS[1:])


def test_names_that_a_folder_cannot_hold_together_get_their_hash(tmp_path):
    from tests.exports import save, trap

    with open_empty(tmp_path) as store:
        save(store, "a/Manifest.pdf", trap())
        export(store, "json", tmp_path / "json")
    assert sorted(files(tmp_path / "json")) == [
        f"Manifest-{json.loads(trap())['document']['id'][:12]}.json",
        "manifest.json",
    ]


def open_empty(tmp_path):
    from extractor.store.store import open_store

    return open_store(str(tmp_path / "empty.db"))


@pytest.mark.parametrize("form", SELF_STANDING)
def test_a_store_without_documents_gives_an_export_without_documents(form, tmp_path):
    with open_empty(tmp_path) as store:
        manifest = export(store, form, tmp_path / "out")
    assert manifest["documents"] == []
    assert (tmp_path / "out").exists()


# Filters

FILTERED = [
    (Filters(territoires=("lisieux",)), {f"{NAME}.pdf", Path(TRAP).name}, "words of the name"),
    (Filters(territoires=("200069532",)), {f"{NAME}.pdf"}, "the SIREN of the group of communes"),
    (Filters(territoires=("Lisieu",)), set(), "words are whole"),
    (Filters(territoires=("94",)), {"creteil-cls-2e-generation.pdf"}, "a département"),
    (
        Filters(territoires=("94", "200069532")),
        {"creteil-cls-2e-generation.pdf", f"{NAME}.pdf"},
        "one of two",
    ),
    (Filters(genres=("communique",)), {"caen-communique-cls-2025.pdf"}, "one genre"),
    (
        Filters(genres=("contrat",), periode=(2029, 2035)),
        {f"{NAME}.pdf", Path(TRAP).name},
        "the last year counts",
    ),
    (Filters(genres=("contrat",), periode=(2030, 2035)), set(), "after it"),
    (Filters(themes=("prevention",)), {Path(TRAP).name}, "a fiche has the theme"),
]


@pytest.mark.parametrize(("filters", "expected", "why"), FILTERED, ids=[row[2] for row in FILTERED])
def test_filters_choose_documents(filters, expected, why, filled_store, tmp_path):
    assert set(lines(filled_store, tmp_path, filters=filters)) == expected, why


def test_a_filter_by_territory_keeps_the_rows_of_its_contract_only(filled_store):
    from extractor.exporters.feed import make_feed
    from extractor.exporters.tables import tables

    with take_snapshot(filled_store) as snapshot:
        every = list(make_feed(snapshot, Filters(genres=("page_web",)), False).rows())
        feed = make_feed(snapshot, Filters(territoires=("Villes soeurs",)), False)
        kept = [rows for rows in feed.rows() if "contrats" in rows]
    column = [c.name for c in tables()["contrats"].columns].index("territoire_officiel")
    assert {row[column] for rows in kept for row in rows["contrats"]} == {
        "Communauté de communes des Villes Soeurs"
    }
    assert sum(len(rows.get("contrats", ())) for rows in every) > 1


def test_a_theme_keeps_its_fiches_and_the_rows_of_the_contract(filled_store):
    from extractor.exporters.feed import make_feed
    from extractor.exporters.tables import tables

    with take_snapshot(filled_store) as snapshot:
        whole = list(make_feed(snapshot, Filters(territoires=("200069532",)), False).rows())[1]
        theme = whole["themes"][0][[c.name for c in tables()["themes"].columns].index("theme")]
        filters = Filters(territoires=("200069532",), themes=(theme,))
        kept = list(make_feed(snapshot, filters, False).rows())[1]
    place = [c.name for c in tables()["themes"].columns].index("fiche")
    fiches = {row[place] for row in kept["themes"]}
    pointer = [c.name for c in tables()["fiches"].columns].index("pointer")
    assert {row[pointer] for row in kept["fiches"]} == fiches
    assert 0 < len(kept["fiches"]) < len(whole["fiches"])
    assert kept["signataires"] == whole["signataires"]
    of_fiche = [c.name for c in tables()["mentions"].columns].index("fiche")
    assert {row[of_fiche] for row in kept["mentions"]} <= fiches | {None}


def test_failures_are_rows_of_the_documents_unless_something_is_filtered(filled_store):
    from extractor.exporters.feed import make_feed

    with take_snapshot(filled_store) as snapshot:
        every = next(make_feed(snapshot, Filters(), False).rows())["documents"]
        some = next(make_feed(snapshot, Filters(genres=GENRES), False).rows())["documents"]
    assert [row[:2] for row in every if row[1] == "failed"] == [("abîmé.pdf", "failed")]
    assert not [row for row in some if row[1] == "failed"]


@pytest.mark.parametrize(
    ("text", "expected"), [("2024", (2024, 2024)), ("2022-2026", (2022, 2026))]
)
def test_a_period_is_one_year_or_two(text, expected):
    assert read_periode(text) == expected


@pytest.mark.parametrize("text", ["", "24", "2026-2022", "2022-2026-2030"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadFilter):
        read_periode(text)


def test_an_unknown_theme_is_refused_with_those_that_there_are():
    with pytest.raises(BadFilter, match="sante-mentale"):
        check_themes(("sante mentale",))


# Contacts


def test_records_keep_contacts_unless_they_are_to_be_left_out(filled_store, tmp_path):
    contact = lines(filled_store, tmp_path)[Path(TRAP).name]["contrats"][0]["contacts"][0]
    assert (contact["telephones"], contact["courriels"]) == (["+33231304503"], [MAIL])


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_redacted_records_have_no_number_and_no_address_and_are_valid(form, filled_store, tmp_path):
    export(filled_store, form, tmp_path / "out", redacted=True)
    written = files(tmp_path)
    assert not [name for name, data in written.items() if holds_contact(data)]
    record = lines(filled_store, tmp_path, redacted=True)[Path(TRAP).name]
    assert "[courriel]" in record["contrats"][0]["fiches_action"][0]["champs"][0]["texte"]
    assert find_problems(json.dumps(record).encode()) == []


@pytest.mark.parametrize("form", ["csv", "datapackage", "annotations"])
def test_no_other_export_ever_holds_contacts(form, filled_store, tmp_path):
    export(filled_store, form, tmp_path / "out")
    assert not [name for name, data in files(tmp_path).items() if holds_contact(data)]


def holds_contact(data):
    """Whether the number or an address of the traps or of the corpus stands in a file."""
    known = (MAIL, PHONE, "+33231304503", "s.defloris@", "02 31 30 4")
    return any(word.encode() in data for word in known)


def test_the_corpus_has_contacts_that_the_tests_of_redaction_can_see():
    assert holds_contact(read("corpus/pdf/caen-communique-cls-2025.pdf"))


# What is not installed


def test_parquet_without_its_package_says_what_to_install(filled_store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "extractor.exporters.parquet", raising=False)
    with pytest.raises(MissingLibrary, match=r"pip install 'cls-extractor\[parquet\]'"):
        export(filled_store, "parquet", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# Whole or not there


def test_an_export_that_fails_leaves_the_one_before(filled_store, tmp_path, monkeypatch):
    export(filled_store, "csv", tmp_path / "csv")
    before = files(tmp_path)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("extractor.exporters.csv_files.write", fail)
    with pytest.raises(OSError, match="No space"):
        export(filled_store, "csv", tmp_path / "csv")
    assert files(tmp_path) == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_killed_export_leaves_nothing_under_its_name(form, filled_store, tmp_path):
    code = (
        "import sys, os, signal\n"
        "from extractor.exporters.feed import Feed\n"
        "from extractor.exporters.export import export\n"
        "from extractor.store.snapshot import Snapshot\n"
        "from extractor.store.store import open_existing_store\n"
        "from pathlib import Path\n"
        "read = Snapshot.record\n"
        "def record(self, content):\n"
        "    record.count += 1\n"
        "    if record.count == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return read(self, content)\n"
        "record.count = 0\n"
        "Snapshot.record = record\n"
        "export(open_existing_store(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))\n"
    )
    command = [sys.executable, "-c", code, filled_store.name, form, str(tmp_path / "out")]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not [path for path in tmp_path.iterdir() if not path.name.startswith(".")]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_replaces_an_earlier_one(form, filled_store, tmp_path):
    export(filled_store, form, tmp_path / "out", filters=Filters(genres=("communique",)))
    first = files(tmp_path)
    export(filled_store, form, tmp_path / "out")
    assert files(tmp_path) != first
    assert files(tmp_path).keys() == first.keys()


def test_a_folder_of_something_else_is_never_replaced(filled_store, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(BadPlace, match="no export"):
        export(filled_store, "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


# The command


def run(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_the_command_exports_and_says_what(filled_store, tmp_path):
    done = run("--db", filled_store.name, "--to", "jsonl", "-o", tmp_path / "a.jsonl")
    assert done.exit_code == 0, done.stderr
    assert "a.jsonl: 6 documents" in done.stderr
    assert "1 path of the database gave no record" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected", "code"),
    [
        (["--periode", "hier"], "hier: not a period", 2),
        (["--theme", "rien"], "rien: not a theme", 2),
        (["--db", "none.db"], "none.db: ", 2),
        (["--to", "dcat"], "no address", 1),
        (["-o", "/proc/none/out"], "cannot be written", 1),
    ],
)
def test_what_cannot_be_exported_is_one_line(arguments, expected, code, filled_store, tmp_path):
    base = ["--db", filled_store.name, "--to", "csv", "-o", tmp_path / "out"]
    done = run(*base, *arguments)
    assert done.exit_code == code
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(BadStore):
        open_existing_store(str(tmp_path / "corpus.db"))
    assert list(tmp_path.iterdir()) == []


def test_the_help_names_the_formats_and_genres_that_there_are():
    from extractor.cli import export as cli

    assert tuple(FORMATS) == cli.FORMATS
    assert cli.GENRES == GENRES


def test_the_options_that_decide_about_bytes_stand_in_the_manifest(filled_store, tmp_path):
    options = Options(documents="https://ars.exemple.fr/")
    manifest = export(
        filled_store, "xlsx", tmp_path / "a.xlsx", Filters(genres=("contrat",)), options=options
    )
    assert manifest["filters"] == {"genre": ["contrat"]}
    assert manifest["options"] == {"documents": "https://ars.exemple.fr/"}
    assert manifest["libraries"].keys() == {"xlsxwriter"}
