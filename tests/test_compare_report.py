"""The report in a real browser: it is whole, safe, accessible, and its numbers lead to fiches."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.compare.report.links import pack
from extractor.compare.report.page import make_report
from extractor.compare.selection import Selection
from extractor.store.store import open_store
from tests.chromium import browser, needs_chromium
from tests.comparaison import EVIL, fill

AXE = Path(__file__).parent / "axe/axe.min.js"
"""axe-core 4.14.1 (MPL-2.0), which checks pages for accessibility."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the report of the small store, hostile document included, and a PDF."""
    place = tmp_path_factory.mktemp("rapport")
    with open_store(str(place / "small.db")) as store:
        fill(store, hostile=True)
        page = make_report(store, Selection(), place / "rapport.html", "pdf")
        (place / "rapport.html").write_text(page, "utf-8")
        again = make_report(store, Selection(), place / "rapport.html", "pdf")
    assert page == again
    return place


@pytest.fixture(scope="module")
def page(folder) -> Iterator:
    """The report, opened; what its console says is an error is kept in `page.errors`."""
    with browser() as running:
        opened = running.new_page(viewport={"width": 1280, "height": 900})
        opened.errors = []
        opened.requests = []
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.on("console", lambda m: m.type == "error" and opened.errors.append(m.text))
        opened.on("request", lambda request: opened.requests.append(request.url))
        opened.on("dialog", lambda dialog: opened.errors.append(dialog.message))
        opened.goto((folder / "rapport.html").as_uri())
        yield opened


@pytest.fixture
def fresh(page):
    """The page as it is when it was just opened."""
    page.reload()
    return page


@needs_chromium
def test_the_report_asks_for_nothing_and_says_no_error(fresh):
    assert fresh.errors == []
    assert {url.partition(":")[0] for url in fresh.requests} == {"file"}
    assert len(set(fresh.requests)) == 1
    assert fresh.locator("h1").inner_text() == "Comparaison de 5 territoires"


@needs_chromium
def test_axe_finds_no_violation(fresh):
    fresh.evaluate(AXE.read_text("utf-8"))
    found = fresh.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found["violations"]] == []


@needs_chromium
def test_axe_finds_no_violation_in_the_list_of_a_number(fresh):
    fresh.locator("#themes .chaleur td a").first.click()
    fresh.evaluate(AXE.read_text("utf-8"))
    found = fresh.evaluate("axe.run('dialog', {resultTypes: ['violations']})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


@needs_chromium
def test_a_number_leads_to_its_fiche_and_the_page_of_the_pdf(fresh):
    row = fresh.locator("#themes .chaleur tbody tr", has_text="Alpha")
    row.locator("td a", has_text="1").first.click()
    dialog = fresh.locator("dialog[open]")
    assert dialog.locator("h2").inner_text() == "1 fiche, 1 contrat"
    assert dialog.locator("h3").inner_text() == "Alpha"
    assert "Soutenir les proches aidants" in dialog.inner_text() or "cancers" in dialog.inner_text()
    links = [a.get_attribute("href") for a in dialog.locator("li a").all()]
    assert re.fullmatch(r"pdf/contrat\.pdf#page=[34]", links[0])
    dialog.get_by_text("voir dans la liste").click()
    assert fresh.locator("dialog[open]").count() == 0
    assert fresh.locator(links[1]).is_visible()


@needs_chromium
def test_a_number_is_reached_by_keyboard(fresh):
    number = fresh.locator("#themes .chaleur td a").first
    number.focus()
    fresh.keyboard.press("Enter")
    assert fresh.locator("dialog[open]").count() == 1
    fresh.keyboard.press("Escape")
    assert fresh.locator("dialog[open]").count() == 0
    assert number.evaluate("node => node === document.activeElement")


@needs_chromium
def test_a_number_of_a_chart_counts_what_its_list_shows(fresh):
    for chart in ("#themes svg.barres a", "#acteurs svg.barres a", "#partenaires svg.reseau a"):
        for link in fresh.locator(chart).all()[:4]:
            link.dispatch_event("click")
            dialog = fresh.locator("dialog[open]")
            words = dialog.locator("h2").inner_text()
            assert int(re.match(r"\d+", words)[0]) == dialog.locator("li").count()
            fresh.keyboard.press("Escape")


@needs_chromium
def test_hostile_titles_are_text(fresh):
    assert fresh.locator("#fiches li", has_text=EVIL).count() == 1
    assert fresh.evaluate("document.querySelectorAll('script').length") == 1
    fresh.locator("#acteurs summary").click()
    assert fresh.errors == []


@needs_chromium
def test_a_table_is_searched_and_sorted(fresh):
    block = fresh.locator("#themes .bloc.large")
    block.locator("input").fill("beta")
    visible = block.locator("tbody tr:visible")
    assert visible.count() == 1
    assert block.locator(".compte").inner_text() == "1 sur 5"
    block.locator("input").fill("")
    block.locator("thead button").nth(1).click()
    assert "Alpha" in block.locator("tbody tr").first.inner_text()  # 3 fiches, the most
    assert block.locator("th[aria-sort=descending]").count() == 1


@needs_chromium
def test_without_its_script_a_number_leads_to_a_fiche(page, folder):
    bare = page.context.browser.new_context(java_script_enabled=False).new_page()
    bare.goto((folder / "rapport.html").as_uri())
    bare.locator("#themes .chaleur td a").first.click()
    assert re.search(r"#f\d+$", bare.url)


@needs_chromium
def test_it_prints_on_a4_and_leaves_the_list_of_fiches_out(fresh):
    data = fresh.pdf(prefer_css_page_size=True, print_background=True)
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    sizes = {tuple(sorted(map(round, page.get_size()))) for page in document}
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert sizes == {(595, 842)}
    assert "Toutes les fiches" not in text
    assert "Les nombres" not in text  # the tables are open, their buttons are gone
    assert "Proches aidants" in text


@needs_chromium
def test_it_fits_a_telephone(fresh):
    fresh.set_viewport_size({"width": 360, "height": 740})
    assert fresh.evaluate("document.documentElement.scrollWidth") <= 360


# ── without a browser ───────────────────────────────────────────────────────────────────────


def test_the_page_has_what_screen_readers_need(folder):
    text = (folder / "rapport.html").read_text("utf-8")
    assert '<html lang="fr">' in text
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for name in ("header", "nav", "main", "footer"):
        assert f"<{name}" in text
    assert len(re.findall(r"<th(?![^>]*scope=)[ >]", text)) == 0
    assert EVIL not in text


def test_nothing_outside_the_file_is_loaded(folder):
    text = (folder / "rapport.html").read_text("utf-8")
    assert not re.search(r"<(link|img|iframe)\b|\bsrc=|@import|url\(['\"]?http", text)


@pytest.mark.parametrize(
    ("ranks", "packed"),
    [([], ""), ([0], "0"), ([12, 13, 14, 40], "c+2 q"), ([35, 36, 100], "z+1 1s")],
)
def test_numbers_are_packed_as_steps(ranks, packed):
    assert pack(ranks) == packed


@pytest.mark.parametrize(
    ("path", "pdf", "expected"),
    [
        ("https://exemple.fr/a b.pdf", None, "https://exemple.fr/a%20b.pdf"),
        ("s3://seau/a.pdf", None, ""),  # a browser cannot open it
        ("javascript://x/a.pdf", None, ""),
        ("absent.pdf", None, ""),
        ("dossier/a#1.pdf", "https://exemple.fr/cls/", "https://exemple.fr/cls/a%231.pdf"),
        ("dossier/a.pdf", "", ""),
    ],
)
def test_where_links_to_the_pdf_lead(tmp_path, path, pdf, expected):
    assert pdf_of(tmp_path, path, pdf) == expected


def test_a_link_to_a_local_pdf_leads_there_from_the_report(tmp_path):
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf/a.pdf").touch()
    assert pdf_of(tmp_path / "sortie", str(tmp_path / "pdf/a.pdf"), None) == "../pdf/a.pdf"


def pdf_of(place: Path, path: str, pdf: str | None) -> str:
    from extractor.compare.corpus import Document
    from extractor.compare.report.links import _pdf_of

    document = Document(None, path, 0, "ok", None, "", "contrat", None, 1, ())
    return _pdf_of(document, place / "rapport.html", pdf)


def test_an_empty_store_gives_a_report(tmp_path):
    with open_store(str(tmp_path / "empty.db")) as store:
        text = make_report(store, Selection())
    assert "Comparaison de 0 territoire<" in text
