"""Each export opened by the public program of its format: it holds the same rows everywhere."""

import csv
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from pyld import jsonld

from extractor.errors import BadCatalogue
from extractor.exporters.annotations import fragment_selector, resolve
from extractor.exporters.export import export
from extractor.exporters.feed import make_feed, pages_of
from extractor.exporters.formats import Options
from extractor.exporters.links import link_to, link_to_page
from extractor.exporters.selection import Filters
from extractor.exporters.tables import tables
from extractor.exporters.workbook import CUT, LONGEST, MADE, cell_text, shown
from extractor.store.snapshot import take_snapshot
from tests.exports import LISIEUX, LONG, MAIL, PHONE, ROOT, TRAP, read
from tests.libreoffice import needs_libreoffice

CATALOGUE = 'adresse = "https://donnees.exemple.fr/cls"\n[editeur]\nnom = "ARS Exemple"\n'


@pytest.fixture(scope="module")
def rows(filled_store):
    """Every row by table, as the feed gives them: a mapping from column to value."""
    found = {name: [] for name in tables()}
    with take_snapshot(filled_store) as snapshot:
        for batch in make_feed(snapshot, Filters(), False).rows():
            for name, of in batch.items():
                names = [column.name for column in tables()[name].columns]
                found[name] += [dict(zip(names, row, strict=True)) for row in of]
    return found


@pytest.fixture(scope="module")
def made(filled_store, tmp_path_factory):
    """Every format, made once."""
    folder = tmp_path_factory.mktemp("exports")
    for form in ("csv", "parquet", "datapackage", "annotations"):
        export(filled_store, form, folder / form)
    export(filled_store, "xlsx", folder / "cls.xlsx", options=Options(documents="https://x.fr/d"))
    return folder


def test_every_table_has_rows_to_look_at(rows):
    assert not [name for name, of in rows.items() if not of]


# csv and datapackage


def test_csv_is_rfc_4180_in_utf8_without_a_mark(made):
    data = (made / "csv" / "fiches.csv").read_bytes()
    assert data.startswith(b"territoire_contrat,debut_contrat,axe,")
    assert data.endswith(b"\r\n")
    header = data.split(b"\r\n", 1)[0].decode()
    assert header.split(",") == [column.name for column in tables()["fiches"].columns]


@pytest.mark.parametrize("name", tables())
def test_csv_holds_every_value(name, made, rows):
    with (made / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert found == [{key: plain(value) for key, value in row.items()} for row in rows[name]]


def plain(value):
    """The text of a value in CSV."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def test_csv_changes_no_value_for_the_sake_of_a_spreadsheet(made):
    assert ",=1+1," in (made / "csv" / "fiches.csv").read_text("utf-8")


def frictionless(*arguments):
    """Run the command in a process of its own: it warns of its own dependencies."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_data_package_is_clean_under_frictionless(made):
    report = frictionless(made / "datapackage" / "datapackage.json")
    problems = [task["errors"][:2] for task in report["tasks"] if task["errors"]]
    assert report["valid"], problems
    assert report["stats"]["tasks"] == len(tables())


def test_frictionless_sees_a_value_that_breaks_a_table_schema(made, tmp_path):
    package = json.loads((made / "datapackage" / "datapackage.json").read_text("utf-8"))
    (tmp_path / "data").mkdir()
    for path in (made / "datapackage" / "data").iterdir():
        text = path.read_text("utf-8").replace(",nouvelle,", ",vieille,")
        (tmp_path / "data" / path.name).write_text(text, "utf-8", newline="")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = frictionless(tmp_path / "datapackage.json")
    assert {e["type"] for t in report["tasks"] for e in t["errors"]} == {"constraint-error"}


# xlsx


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(made / "cls.xlsx")


def sheet_rows(book, name):
    """The rows of a sheet below its header, by the names of the columns."""
    names = [column.name for _, column in shown(tables()[name])]
    values = book[tables()[name].sheet].iter_rows(min_row=2)
    return [dict(zip(names, row, strict=True)) for row in values]


def test_a_workbook_has_a_sheet_for_every_table_and_one_that_explains(book):
    assert book.sheetnames[:7] == [
        "lisez-moi",
        "contrats",
        "axes",
        "fiches",
        "partenaires",
        "indicateurs",
        "sigles",
    ]
    assert set(book.sheetnames[1:]) == {table.sheet for table in tables().values()}


@pytest.mark.parametrize("name", tables())
def test_a_sheet_has_filters_a_frozen_header_and_widths(name, book, rows):
    sheet = book[tables()[name].sheet]
    columns = [column for _, column in shown(tables()[name])]
    assert [cell.value for cell in sheet[1]] == [column.titre for column in columns]
    assert sheet.freeze_panes == "A2"
    assert sheet.sheet_format.defaultRowHeight == (tables()[name].height or 15)
    last = openpyxl.utils.get_column_letter(len(columns))
    assert sheet.auto_filter.ref == f"A1:{last}{len(rows[name]) + 1}"
    assert sheet.column_dimensions["A"].width == pytest.approx(columns[0].width, abs=1)


@pytest.mark.parametrize("name", tables())
def test_a_sheet_holds_every_row(name, made, rows):
    book = openpyxl.load_workbook(made / "cls.xlsx", data_only=True)
    found = [{key: cell.value for key, cell in row.items()} for row in sheet_rows(book, name)]
    expected = [{key: in_cell(row[key]) for key in found[0]} for row in rows[name]]
    for row in found:
        for key, value in row.items():
            if isinstance(value, datetime):
                row[key] = value.date().isoformat()
    assert found == expected


def in_cell(value):
    """What openpyxl reads in the cell of a value."""
    if value is None or value in ([], {}, ""):
        return None
    return value if isinstance(value, int | float) else cell_text(value)


def test_text_that_begins_like_a_formula_is_text(book):
    fiche = next(row for row in sheet_rows(book, "fiches") if row["titre"].value == "=1+1")
    assert fiche["titre"].data_type == "s" or fiche["titre"].data_type == "inlineStr"
    assert fiche["public"].value == '+33\n-2\n@somme\n=HYPERLINK("x")'
    assert fiche["perimetre"].value.strip() == "<r>tout</r>"


def test_the_only_formulas_are_links_to_pages(book):
    formulas = {
        (column, cell.value)
        for name in tables()
        for row in sheet_rows(book, name)
        for column, cell in row.items()
        if cell.data_type == "f"
    }
    assert {column for column, _ in formulas} == {"page", "page_debut", "page_fin"}
    link = re.compile(r'=HYPERLINK\("https://x\.fr/d/[^"\s]+\.pdf#page=(\d+)",(\d+)\)')
    found = [link.fullmatch(formula) for _, formula in formulas]
    assert all(match and match[1] == match[2] for match in found)


def test_a_whole_date_is_a_date_and_another_stays_as_printed(book, rows):
    cells = [row["date_signature"] for row in sheet_rows(book, "contrats")]
    told = [row["date_signature"] for row in rows["contrats"]]
    for cell, text in zip(cells, told, strict=True):
        assert cell.is_date == bool(text and len(text) == 10)
    assert any(cell.is_date for cell in cells)


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    text = cell_text(LONG)
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert text.endswith(CUT)
    assert LONG.startswith(text.removesuffix(CUT))


def test_no_clock_stands_in_a_workbook(made, book):
    with ZipFile(made / "cls.xlsx") as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
    assert book.properties.created == book.properties.modified == MADE


@needs_libreoffice
def test_libreoffice_reads_the_same_rows(made, rows, tmp_path):
    # Every sheet to CSV: comma, quote, UTF-8, values as shown, -1 for all sheets.
    convert = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", convert, "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(made / "cls.xlsx")],
        check=True,
        capture_output=True,
        timeout=240,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    for name, table in tables().items():
        path = tmp_path / f"cls-{table.sheet}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            found = list(csv.reader(stream))
        columns = [column for _, column in shown(table)]
        assert found[0] == [column.titre for column in columns]
        expected = [[shown_as(row[column.name]) for column in columns] for row in rows[name]]
        assert [list(map(normal, row)) for row in found[1:]] == [
            list(map(normal, row)) for row in expected
        ]


def shown_as(value):
    """A value as LibreOffice shows it."""
    if value is None or value in ([], {}):
        return ""
    return value if isinstance(value, int | float) else cell_text(value)


def normal(cell):
    """A cell without what is a matter of display: the digits of a number, kinds of line ends."""
    try:
        return f"{float(cell):.6g}"
    except ValueError:
        return cell.replace("\r\n", "\n")


# parquet


@pytest.mark.parametrize("name", tables())
def test_duckdb_reads_every_row_of_a_parquet_table(name, made, rows):
    path = made / "parquet" / f"{name}.parquet"
    with duckdb.connect() as base:
        found = base.sql(f"select * from '{path}'").fetchall()
    assert found == [tuple(row.values()) for row in rows[name]]


def test_duckdb_sees_lists_and_numbers_and_joins_tables(made):
    folder = made / "parquet"
    with duckdb.connect() as base:
        (total,) = base.sql(
            f"""select sum(m.valeur) from '{folder}/fiches.parquet' f
            join '{folder}/contrats.parquet' c
              on f.content_hash = c.content_hash and f.contrat = c.pointer,
            unnest(f.montants) as _(m) where m.unite = 'EUR' and list_contains(f.public, '-2')"""
        ).fetchall()
    assert total == (12000.0,)


# JSON-LD


ANNOTATION_TERMS = {
    "id": "@id",
    "type": "@type",
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "TextualBody": "oa:TextualBody",
    "FragmentSelector": "oa:FragmentSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "describing": "oa:describing",
    "tagging": "oa:tagging",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": "as:startIndex",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
"""What http://www.w3.org/ns/anno.jsonld says of the words that we use: tests fetch nothing."""


def load_offline(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = {"@context": ANNOTATION_TERMS}
    return {"contextUrl": None, "documentUrl": url, "document": document}


def expand(document):
    options = {"documentLoader": load_offline, "base": "https://donnees.exemple.fr/x/"}
    return jsonld.expand(document, options)


@pytest.fixture(scope="module")
def pages(made):
    return {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in (made / "annotations").glob("*.jsonld")
    }


def test_an_annotation_page_expands_and_loses_no_word(pages):
    for page in pages.values():
        assert set(keys(page)) - {"@context"} <= ANNOTATION_TERMS.keys()
    found = expand(pages["caen-communique-cls-2025"])
    (items,) = found[0]["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == len(pages["caen-communique-cls-2025"]["items"]) > 50
    first = items["@list"][0]
    assert first["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
    (target,) = first["http://www.w3.org/ns/oa#hasTarget"]
    (source,) = target["http://www.w3.org/ns/oa#hasSource"]
    assert source["@id"].endswith("/corpus/pdf/caen-communique-cls-2025.pdf")


def keys(value):
    if isinstance(value, dict):
        yield from value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from keys(item)


def test_every_value_with_a_place_is_an_annotation(pages):
    record = json.loads(read(LISIEUX))
    found = {item["body"][1]["value"]: item for item in pages[Path(LISIEUX).stem]["items"]}
    assert found.keys() == record["provenance"].keys()
    for pointer, item in found.items():
        assert item["body"][0]["value"] == str(resolve(record, pointer))


def test_a_quotation_stands_in_the_record_between_the_words_around_it(pages):
    record = json.loads(read(LISIEUX))
    fiche = record["contrats"][0]["fiches_action"][0]
    whole = "\n".join(f"{champ['libelle']}\n{champ['texte']}" for champ in fiche["champs"])
    quotes = [
        selector
        for item in pages[Path(LISIEUX).stem]["items"]
        if item["body"][1]["value"].startswith("/contrats/0/fiches_action/0/")
        for selector in selectors(item)
        if selector["type"] == "TextQuoteSelector"
    ]
    around = [quote for quote in quotes if "prefix" in quote and "suffix" in quote]
    assert len(around) > 20
    for quote in around:
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in whole


def selectors(item):
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    for target in targets:
        selector = target["selector"]
        yield from selector if isinstance(selector, list) else [selector]


def test_a_value_read_from_what_is_printed_is_not_quoted(pages):
    item = next(
        item
        for item in pages[Path(LISIEUX).stem]["items"]
        if item["body"][1]["value"] == "/contrats/0/signature/date"
    )
    assert [selector["type"] for selector in selectors(item)] == ["FragmentSelector"]


def test_a_rectangle_is_told_as_pdf_open_parameters():
    place = {"page": 3, "bbox": [10, 20.5, 110, 40.5]}
    assert fragment_selector(place)["value"] == "page=3&viewrect=10,20.5,100,20"


@pytest.fixture(scope="module")
def catalogue(filled_store, made):
    (made / "cat.toml").write_text(CATALOGUE, "utf-8")
    options = Options(
        "", made / "cat.toml", (made / "csv", made / "cls.xlsx", made / "annotations")
    )
    export(filled_store, "dcat", made / "catalogue.jsonld", options=options)
    return json.loads((made / "catalogue.jsonld").read_text("utf-8"))


DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"


def test_the_catalogue_expands_into_a_dataset_with_what_dcat_ap_requires(catalogue):
    (found,) = expand(catalogue)
    assert found["@type"] == [f"{DCAT}Catalog"]
    for word in ("title", "description", "publisher"):
        assert found[f"{DCT}{word}"]
    (dataset,) = found[f"{DCAT}dataset"]
    for word in (f"{DCT}title", f"{DCT}description", f"{DCT}license", f"{DCT}temporal"):
        assert dataset[word]
    places = {place[f"{DCT}identifier"][0]["@value"] for place in dataset[f"{DCT}spatial"]}
    assert {"14", "94", "200069532"} <= places
    distributions = dataset[f"{DCAT}distribution"]
    assert len(distributions) == len(tables()) + 2
    assert all(one[f"{DCAT}accessURL"] for one in distributions)


def test_a_distribution_has_the_size_and_hash_of_its_file(catalogue, made):
    from hashlib import sha256

    data = (made / "cls.xlsx").read_bytes()
    (one,) = [
        one
        for one in catalogue["dcat:dataset"][0]["dcat:distribution"]
        if one["dcat:accessURL"]["@id"] == "https://donnees.exemple.fr/cls/cls.xlsx"
    ]
    assert one["dcat:byteSize"]["@value"] == str(len(data))
    assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[editeur]\nnom = 'x'\n", "no address"),
        ("adresse = 'https://x.fr'\n", "no publisher"),
        ("adresse = 3 4", "no TOML"),
        (f"inconnu = 1\n{CATALOGUE}", "unknown key inconnu"),
        (CATALOGUE, "catalogue of nothing"),
    ],
)
def test_a_catalogue_that_does_not_say_who_or_what_is_refused(
    text, expected, filled_store, tmp_path
):
    (tmp_path / "cat.toml").write_text(text, "utf-8")
    options = Options(catalogue=tmp_path / "cat.toml")
    with pytest.raises(BadCatalogue, match=expected):
        export(filled_store, "dcat", tmp_path / "out.jsonld", options=options)


# Links and pages


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("corpus/un contrat.pdf", "", "corpus/un%20contrat.pdf"),
        ("a.pdf", "https://ars.fr/cls/", "https://ars.fr/cls/a.pdf"),
        ("https://x.fr/a%20b.pdf", "https://y.fr", "https://x.fr/a%20b.pdf"),
        ("a\ufffddce9.pdf", "", "a%E9.pdf"),
        ('a"#?.pdf', "", "a%22%23%3F.pdf"),
        ("MAP(1).pdf", "", "MAP%281%29.pdf"),
        ("/data/a.pdf", "", "file:///data/a.pdf"),
        ("/data/cls/b/a.pdf", "/data/cls=https://ars.fr/", "https://ars.fr/b/a.pdf"),
        ("/data/cls/b/a.pdf", "/data/cls/=../pdf", "../pdf/b/a.pdf"),
        ("/data/other/a.pdf", "/data/cls=https://ars.fr/", "file:///data/other/a.pdf"),
    ],
)
def test_a_path_becomes_an_address(path, base, expected):
    assert link_to(path, base) == expected
    assert link_to_page(path, 3, base) == f"{expected}#page=3"


def test_the_page_of_a_place_is_that_of_all_that_holds_it():
    provenance = {"/a/0/b": [{"page": 3}], "/a/1": [{"page": 2}, {"page": 1}]}
    assert pages_of(provenance) == {"/a/0/b": 3, "/a/0": 3, "/a": 1, "/a/1": 1}


def test_the_traps_are_in_the_store(rows):
    assert [row["path"] for row in rows["documents"]].count(TRAP) == 1
    (fiche,) = [row for row in rows["fiches"] if row["titre"] == "=1+1"]
    assert "[courriel]" in fiche["description"]
    assert MAIL not in fiche["description"]
    assert PHONE not in fiche["description"]


def read_schemas(*paths):
    """Whether frictionless takes files for Table Schemas."""
    code = "import sys, frictionless as f; list(map(f.Schema.from_descriptor, sys.argv[1:]))"
    command = [sys.executable, "-c", code, *map(str, paths)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_every_committed_table_schema_is_one_to_frictionless(tmp_path):
    paths = list((ROOT / "schema/tables").glob("*/*.json"))
    assert len(paths) >= len(tables())
    assert read_schemas(*paths)
    (tmp_path / "bad.json").write_text('{"fields": [{"name": "a", "type": "colour"}]}')
    assert not read_schemas(tmp_path / "bad.json")
