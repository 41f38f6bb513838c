"""`validate`: records made elsewhere; and a printed record read back is the same bytes."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import BadRecord
from extractor.pipeline import print_document
from extractor.printing import print_record
from extractor.validation import find_problems, read_record
from models.records import SCHEMA_VERSION
from tests.exports import trap

ROOT = Path(__file__).parent.parent
CORPUS = sorted((ROOT / "corpus/pdf").glob("*.pdf"))
SCHEMA = json.loads((ROOT / f"schema/cls-record-{SCHEMA_VERSION}.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_record_read_back_is_printed_as_the_same_bytes(path):
    record, _ = print_document(path)
    assert print_record(read_record(record)) == record
    assert find_problems(record) == []


def damaged(edit):
    """The trap with a change, as data."""
    record = json.loads(trap())
    edit(record)
    return record


def put(pointer, value):
    """An edit that puts a value at a pointer."""

    def edit(record):
        *way, last = pointer.split("/")[1:]
        for word in way:
            record = record[int(word)] if isinstance(record, list) else record[word]
        if value is GONE:
            del record[last]
        else:
            record[last] = value

    return edit


GONE = object()
DAMAGES = [
    ("/document/genre", "roman", "a word that is none of the genres"),
    ("/document/id", "abc", "no sha256"),
    ("/document/pages", -1, "a negative count"),
    ("/document/pages", "8", "text for a number"),
    ("/contrats/0/axes/0/titre", None, "null where there is always a text"),
    ("/contrats/0/axes/0/titre", GONE, "a key without which there is no axe"),
    ("/contrats/0/axes/0/objectifs", GONE, "a key that a record prints even when it is empty"),
    ("/contrats/0/rang", GONE, "the same for null"),
    ("/contrats/0/axes/0/couleur", "bleu", "a key of one's own"),
    ("/contrats/0/fiches_action/0/porteurs/0/score", 2, "a score above 1"),
    ("/schema_version", "2.0", "another version"),
    ("/contrats/0/chiffres_annonces", [], "a list for an object"),
]


@pytest.mark.parametrize(("pointer", "value", "why"), DAMAGES, ids=[row[2] for row in DAMAGES])
def test_a_problem_is_told_at_its_pointer_as_the_public_schema_sees_it(pointer, value, why):
    record = damaged(put(pointer, value))
    problems = find_problems(json.dumps(record).encode())
    assert [problem.pointer for problem in problems] == [pointer], why
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(record)


def test_the_damages_start_from_a_valid_record():
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(trap()))
    assert find_problems(trap()) == []


def test_other_spaces_and_another_order_of_keys_are_valid():
    record = json.loads(trap())
    turned = json.dumps(dict(reversed(record.items())), indent=3).encode()
    assert find_problems(turned) == []


def test_what_is_no_record_is_not_read_back():
    with pytest.raises(BadRecord, match="/document"):
        read_record(b"{}")


def run(*paths):
    return CliRunner().invoke(main, ["validate", *map(str, paths)])


def test_the_command_says_how_many_records_are_valid(tmp_path):
    (tmp_path / "a.json").write_bytes(trap())
    (tmp_path / "b.jsonl").write_bytes(trap() * 3)
    (tmp_path / "c.json").write_text(json.dumps(json.loads(trap()), indent=2), "utf-8")
    done = run(*sorted(tmp_path.iterdir()))
    assert done.exit_code == 0
    assert [line.rpartition(": ")[2] for line in done.stderr.splitlines()] == [
        "1 valid record",
        "3 valid records",
        "1 valid record",
    ]


def test_a_problem_is_one_line_with_the_file_the_line_and_the_pointer(tmp_path):
    bad = json.dumps(damaged(put("/document/genre", "roman"))).encode()
    (tmp_path / "a.jsonl").write_bytes(trap() + bad + b"\n{\n")
    done = run(tmp_path / "a.jsonl")
    assert done.exit_code == 1
    first, second = done.stderr.splitlines()
    assert first.startswith(f"error: {tmp_path}/a.jsonl:2: /document/genre: Input should be")
    assert second.startswith(f"error: {tmp_path}/a.jsonl:3: Invalid JSON")


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff\xfe", b"%PDF-1.7", b"{" * 5000])
def test_any_bytes_are_told_and_never_crash(data, tmp_path):
    (tmp_path / "a.json").write_bytes(data)
    done = run(tmp_path / "a.json")
    assert done.exit_code == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_file_that_is_not_there_is_told_and_the_others_are_checked(tmp_path):
    (tmp_path / "a.json").write_bytes(trap())
    done = run(tmp_path / "none.json", tmp_path / "a.json")
    assert done.exit_code == 1
    assert "none.json: cannot be read" in done.stderr
    assert "1 valid record" in done.stderr
