"""The list of those who took part in the contract."""

from extractor.parsers.acteurs import parse_acteurs


def test_every_bullet_is_one_item(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/cls-lisieux-normandie-2025-2029.pdf")
    items = [passage.text for passage in parse_acteurs(flow)]
    assert (len(items), items[0], items[-1]) == (
        43,
        "Advocacy Normandie",
        "La Villa Verte, Livarot Pays-d'Auge",
    )


def test_a_press_release_announces_its_partners_in_a_sentence(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/caen-communique-cls-2025.pdf")
    assert len(parse_acteurs(flow)) == 3


def test_a_contract_without_a_list_has_no_acteurs(lay_out_pdf):
    assert parse_acteurs(lay_out_pdf("tests/pdf/ruled-reportlab.pdf")) == []
