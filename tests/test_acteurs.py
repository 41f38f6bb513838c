"""The list of those who took part in the contract."""

from extractor.parsers.acteurs import find_acteurs
from tests.pdfs import lines, make_pdf, text


def test_every_bullet_is_one_item(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/cls-lisieux-normandie-2025-2029.pdf")
    items = [acteur.texte.text for acteur in find_acteurs(flow)]
    assert (len(items), items[0], items[-1]) == (
        43,
        "Advocacy Normandie",
        "La Villa Verte, Livarot Pays-d'Auge",
    )


def test_a_press_release_announces_its_partners_in_a_sentence(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/caen-communique-cls-2025.pdf")
    assert len(find_acteurs(flow)) == 3


def test_a_contract_without_a_list_has_no_acteurs(lay_out_pdf):
    assert find_acteurs(lay_out_pdf("tests/pdf/ruled-reportlab.pdf")) == []


def test_items_keep_the_sub_heading_above_them(lay_out_bytes):
    page = [
        text(60, 80, "Les partenaires associés", 16, True),
        text(60, 110, "Institutions", 10, True),
        lines(60, 130, "CAF de l'Aveyron", "Éducation nationale"),
        text(60, 170, "Associations", 10, True),
        lines(60, 190, "Familles rurales"),
        lines(60, 230, "Ce contrat a été écrit avec les habitants, les élus et les associations."),
    ]
    found = find_acteurs(lay_out_bytes(make_pdf(page)))
    groups = {acteur.groupe.text: acteur.texte.text for acteur in found if acteur.groupe}
    assert groups["Associations"] == "Familles rurales"
