"""The pages in a real Chromium: from the PDF that is dropped to the correction in the export."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import browser, needs_chromium
from tests.services import LISIEUX, Server, serving

AXE = Path(__file__).parent / "axe/axe.min.js"
ID = "7d72fe60ddc92c34dd54a001dc87800ca973fdfaabb3681689915a576eca5d29"
FICHE = "/contrats/0/fiches_action/3"
FINISHED = 60_000
"""Milliseconds: the machine may be loaded."""

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("pages")
    with serving(folder, str(folder / "pages.db")) as running:
        yield running


@pytest.fixture(scope="module")
def read(server) -> Server:
    """A server that has read the contract of Lisieux."""
    job = server.upload(LISIEUX.read_bytes()).json()["id"]
    assert server.end_of(job)["state"] == "succeeded"
    return server


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium, server) -> Iterator:
    """A page of a laptop; what its console says is an error is kept, and fails the test."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, base_url=server.url, accept_downloads=True
    )
    opened = context.new_page()
    errors: list[str] = []
    opened.errors = errors
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda m: m.type == "error" and errors.append(m.text))
    opened.on("request", lambda r: r.url.startswith(server.url) or errors.append(r.url))
    opened.set_default_timeout(FINISHED)
    yield opened
    context.close()
    assert errors == []


def record_of(server):
    return server.client.get(f"/v1/documents/{ID}").raise_for_status().json()


def open_fiche(page):
    page.goto(f"/documents/{ID}?partie=fiche-0-3")
    assert page.locator("h2").inner_text() == "2.2 · Mutuelle intercommunale"


def line(page, pointer):
    return page.locator(f'.ligne[data-p="{pointer}"]')


def box_in_points(page, selector=".cadres rect.choisi"):
    """Where a box is seen on the picture of the page, in points of the PDF."""
    page.wait_for_function("selector => document.querySelector(selector)", arg=selector)
    return page.evaluate(
        """selector => {
            const picture = document.querySelector('.support img').getBoundingClientRect();
            const box = document.querySelector(selector).getBoundingClientRect();
            const view = document.querySelector('svg.cadres').viewBox.baseVal;
            const scale = view.width / picture.width;
            return [box.left - picture.left, box.top - picture.top,
                    box.right - picture.left, box.bottom - picture.top].map(x => x * scale);
        }""",
        selector,
    )


def violations(page, root="document"):
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(f"axe.run({root}, {{resultTypes: ['violations']}})")
    return [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found["violations"]]


# ── the whole way ────────────────────────────────────────────────────────────────────────────


def test_from_the_pdf_to_the_correction_in_the_export(page, server, tmp_path):
    page.goto("/")
    page.get_by_role("link", name="Déposer un PDF").first.click()
    page.get_by_label("Choisissez un ou plusieurs contrats").set_input_files(LISIEUX)
    page.get_by_role("button", name="Envoyer et lire").click()
    page.wait_for_url(re.compile("/depots/[0-9a-f]{32}$"))
    page.get_by_text("Terminé").wait_for()
    assert "108 pages, 19 fiches" in page.locator("#etat").inner_text()
    page.get_by_role("link", name="Ouvrir").click()
    page.get_by_role("link", name="2.2 · Mutuelle").click()
    assert page.locator("h2").inner_text() == "2.2 · Mutuelle intercommunale"

    pointer = f"{FICHE}/objectif_general"
    line(page, pointer).locator(".valeur").click()
    (place,) = record_of(server)["provenance"][pointer]
    assert page.locator("#vue").get_attribute("data-page") == str(place["page"])
    assert box_in_points(page) == pytest.approx(place["bbox"], abs=3)

    line(page, pointer).get_by_role("button", name="Corriger").click()
    page.locator("textarea[name=valeur]:focus").fill("Rendre les soins accessibles.")
    page.get_by_label("Raison").fill("Résumé relu")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Correction enregistrée.").wait_for()
    assert "corrigé" in line(page, pointer).inner_text()

    page.get_by_role("link", name="Télécharger").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON Lines").click()
    waiting.value.save_as(tmp_path / "export.jsonl")
    records = [json.loads(one) for one in (tmp_path / "export.jsonl").read_text().splitlines()]
    (found,) = [one for one in records if one["document"]["id"] == ID]
    fiche = found["contrats"][0]["fiches_action"][3]
    assert fiche["objectif_general"] == "Rendre les soins accessibles."


def test_the_whole_way_by_keyboard(page, server, tmp_path):
    def reach(name, key="Tab", most=400):
        """Press Tab until the focus is on what has this name."""
        for _ in range(most):
            page.keyboard.press(key)
            now = page.evaluate(
                "() => { const e = document.activeElement; return "
                "(e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)"
                ".replace(/\\s+/g, ' ').trim() }"
            )
            if now.startswith(name):
                return
        raise AssertionError(f"{name} is not reached by Tab")

    # Asked for early: Chromium hears of it by another way than the keys, so perhaps after them.
    with page.expect_file_chooser() as waiting:
        page.goto("/deposer")
        reach("Choisissez un ou plusieurs contrats")
        page.keyboard.press("Space")
    waiting.value.set_files(LISIEUX)
    reach("Envoyer et lire")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/depots/"))
    page.get_by_text("Terminé").wait_for()
    reach("Ouvrir")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/"))
    reach("2.2 · Mutuelle")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("fiche-0-3"))
    reach("Les habitants du territoire")
    pointer = f"{FICHE}/public/0"
    assert page.locator(f'.cadres rect.vif[data-p="{pointer}"]').count() == 1
    page.keyboard.press("Enter")
    (place,) = record_of(server)["provenance"][pointer]
    assert box_in_points(page) == pytest.approx(place["bbox"], abs=3)
    reach("Corriger : Public")
    page.keyboard.press("Enter")
    page.locator("textarea[name=valeur]:focus").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("Tous les habitants")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Correction enregistrée.").wait_for()
    page.wait_for_function("document.activeElement.textContent.trim() === 'Tous les habitants'")
    page.goto("/telecharger")
    reach("Fiches complètes (JSON Lines)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "Tous les habitants" in Path(download.value.path()).read_text("utf-8")


# ── fields and boxes ─────────────────────────────────────────────────────────────────────────


def test_a_field_on_another_page_turns_to_that_page(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/contexte"
    line(page, pointer).locator(".valeur").click()
    page.locator("#vue[data-page='47']").wait_for()
    (place,) = record_of(read)["provenance"][pointer]
    assert box_in_points(page) == pytest.approx(place["bbox"], abs=3)


def test_a_click_on_the_page_leads_to_the_field(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/porteurs/0"
    page.locator(f'.cadres rect[data-p="{pointer}"]').click()
    assert line(page, pointer).locator(".valeur").evaluate("e => e === document.activeElement")
    assert "choisi" in line(page, pointer).get_attribute("class")


def test_a_click_on_a_value_of_another_part_opens_that_part(page, read):
    page.goto(f"/documents/{ID}?partie=sigles&page=48")
    page.locator(f'.cadres rect[data-p="{FICHE}/titre"]').click()
    page.wait_for_url(re.compile("fiche-0-3"))
    assert "choisi" in line(page, f"{FICHE}/titre").get_attribute("class")


def test_the_box_stays_over_its_words_when_the_page_is_enlarged(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/statut"
    line(page, pointer).locator(".valeur").click()
    page.get_by_role("button", name="Agrandir").click()
    (place,) = record_of(read)["provenance"][pointer]
    assert box_in_points(page) == pytest.approx(place["bbox"], abs=3)


# ── corrections ──────────────────────────────────────────────────────────────────────────────


def test_escape_gives_a_correction_up(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/titre"
    line(page, pointer).get_by_role("button", name="Corriger").click()
    page.locator("textarea[name=valeur]:focus").fill("Autre chose")
    page.keyboard.press("Escape")
    line(page, pointer).locator(".valeur").wait_for()
    assert line(page, pointer).locator(".valeur").inner_text() == "Mutuelle intercommunale"


def test_an_impossible_value_is_told_beside_the_field(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/titre"
    line(page, pointer).get_by_role("button", name="Corriger").click()
    page.locator("textarea[name=valeur]:focus").fill("")
    with page.expect_response(re.compile("/edition$")) as answer:
        page.get_by_role("button", name="Enregistrer").click()
    assert answer.value.status == 422, answer.value.request.post_data
    assert page.get_by_role("alert").inner_text() == "Cette valeur ne peut pas être vide."
    assert ["422" in error for error in page.errors] == [True]  # the browser tells of it
    page.errors.clear()


def test_a_person_says_which_organisation_a_mention_is_and_takes_it_back(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/partenaires/2"
    line(page, pointer).get_by_role("button", name="Corriger").click()
    page.get_by_label("Organisation reconnue").fill("caf")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Correction enregistrée.").wait_for()
    mention = record_of(read)["contrats"][0]["fiches_action"][3]["partenaires"][2]
    assert (mention["texte"], mention["organisation"], mention["score"]) == ("MSA", "caf", 1.0)
    page.get_by_role("link", name="Corrections").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("li", has_text=pointer).get_by_role("button", name="annuler").click()
    page.get_by_text("Correction annulée.").wait_for()
    mention = record_of(read)["contrats"][0]["fiches_action"][3]["partenaires"][2]
    assert mention["organisation"] == "msa"


def test_an_item_is_added_and_taken_out(page, read):
    open_fiche(page)
    group = page.get_by_role("group", name="Articulation", exact=True)
    group.get_by_role("button", name="Ajouter").click()
    page.locator("textarea[name=valeur]:focus").fill("Contrat de ville")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Élément ajouté.").wait_for()
    group.get_by_role("button", name="Corriger").last.click()
    page.get_by_role("button", name="Retirer de la liste").click()
    page.get_by_text("Élément retiré.").wait_for()
    found = record_of(read)["contrats"][0]["fiches_action"][3]["articulation"]
    assert found == ["Mutuelles communales existantes"]


def test_avertissements_are_ticked_off(page, read):
    page.goto(f"/documents/{ID}?partie=a-verifier")
    boxes = page.get_by_role("checkbox")
    before = boxes.count()
    assert before == len(record_of(read)["avertissements"])
    boxes.first.click()
    page.get_by_text(f"1 sur {before}").wait_for()
    assert boxes.first.get_attribute("aria-checked") == "true"
    assert boxes.first.evaluate("e => e === document.activeElement")
    boxes.first.click()
    page.get_by_text(f"0 sur {before}").wait_for()


def test_a_part_is_marked_as_checked(page, read):
    open_fiche(page)
    page.get_by_role("button", name="Marquer comme vérifié").click()
    page.get_by_role("button", name="✓ Vérifié").wait_for()
    page.reload()
    page.get_by_role("button", name="✓ Vérifié").click()
    page.get_by_role("button", name="Marquer comme vérifié").wait_for()


# ── lists ────────────────────────────────────────────────────────────────────────────────────


def test_the_corpus_is_searched_while_typing(page, read):
    page.goto("/documents")
    search = page.get_by_label("Chercher un titre ou un territoire")
    search.fill("nulle part")
    page.get_by_text("Aucun document ne correspond.").wait_for()
    search.fill("lisieux")
    page.locator("tbody tr", has_text="Calvados (14)").wait_for()
    assert "q=lisieux" in page.url


def test_a_fiche_of_the_list_opens_its_document(page, read):
    page.goto("/fiches?q=mutuelle")
    page.get_by_role("link", name="Mutuelle intercommunale").click()
    assert page.locator("h2").inner_text() == "2.2 · Mutuelle intercommunale"


def test_a_number_of_the_comparison_leads_to_the_page_of_a_document(page, read):
    page.goto("/comparer")
    page.locator("#themes .chaleur td a.n").first.click()
    page.locator("dialog[open] li a").first.click()
    page.wait_for_url(re.compile(rf"/documents/{ID}\?page=\d+"))


# ── for all ──────────────────────────────────────────────────────────────────────────────────

PLACES = (
    "/documents",
    "/fiches",
    "/comparer",
    "/telecharger",
    "/deposer",
    "/connexion",
    f"/documents/{ID}",
    f"/documents/{ID}?partie=fiche-0-3",
    f"/documents/{ID}?partie=a-verifier",
    f"/documents/{ID}?partie=corrections",
)


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_no_violation(page, read, place):
    page.goto(place)
    assert violations(page) == []


def test_axe_finds_no_violation_in_a_form(page, read):
    open_fiche(page)
    line(page, f"{FICHE}/porteurs/0").get_by_role("button", name="Corriger").click()
    page.get_by_label("Organisation reconnue").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("place", PLACES)
def test_nothing_stands_inline(read, place):
    answer = read.client.get(place)
    assert answer.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_it_fits_a_telephone(page, read):
    page.set_viewport_size({"width": 360, "height": 740})
    for place in PLACES:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place


def test_a_mention_keeps_its_match_when_only_its_words_are_corrected(page, read):
    open_fiche(page)
    pointer = f"{FICHE}/porteurs/0"
    line(page, pointer).get_by_role("button", name="Corriger").click()
    page.locator("textarea[name=valeur]:focus").fill("CA Lisieux Normandie")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Correction enregistrée.").wait_for()
    mention = record_of(read)["contrats"][0]["fiches_action"][3]["porteurs"][0]
    assert mention["texte"] == "CA Lisieux Normandie"
    assert mention["organisation"] == "epci-200069532"
