"""Pages → blocks and tables: one behaviour per test, on pages made by hand."""

from functools import cache
from pathlib import Path

import pytest

from extractor.helper import read_all_pages
from extractor.layout.flow import lay_out
from extractor.layout.grid import find_tables, merge_edges, open_rows
from extractor.pdf.document import open_pdf
from extractor.pdf.text import split_words
from models.page import Rule
from tests.pdfs import cell, line, lines, make_pdf, rect, text

LISIEUX = Path(__file__).parent.parent / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"


def laid_out(*pages, **options):
    return flow_of(make_pdf(*pages, **options), use_tags=False)


def flow_of(data, use_tags):
    with open_pdf(data, "made.pdf") as document:
        pages = read_all_pages(document, None)
    return lay_out(pages if use_tags else [page._replace(tags={}) for page in pages])


def texts(flow):
    return [block.text for block in flow.blocks]


def grid(table):
    """Each row as the texts of the cells that begin on it."""
    return [[cell.text for cell in row] for row in table.rows()]


def only_table(flow):
    (table,) = flow.tables
    return table


def find(table, start):
    (found,) = [cell for cell in table.cells if cell.text.startswith(start)]
    return found


def row(top, bottom, label, *content, left=50, middle=150, right=540):
    """A label and its cell, as in a fiche."""
    return [
        cell(left, top, middle, bottom, label),
        cell(middle, top, right, bottom, *content),
    ]


# The text area of the pages ends here: a table that reaches it may go on.
FOOT = 760
TITLE = text(50, 60, "Fiche action", size=16, bold=True)
FIRST = [
    TITLE,
    *row(80, 300, "Objectif", "Informer les habitants."),
    *row(300, 520, "Public", "Tous les habitants."),
]
FIRST_TO_FOOT = [*FIRST, *row(520, FOOT, "Pilote", "La commune.")]


# ── tables across pages ───────────────────────────────────────────────────────────


def test_a_table_cut_by_a_page_break_is_one_table():
    after = [*row(60, 90, "Partenaires", "Le CCAS."), *row(90, 120, "Calendrier", "2025")]
    table = only_table(laid_out(FIRST_TO_FOOT, after))
    assert grid(table) == [
        ["Objectif", "Informer les habitants."],
        ["Public", "Tous les habitants."],
        ["Pilote", "La commune."],
        ["Partenaires", "Le CCAS."],
        ["Calendrier", "2025"],
    ]
    assert [spot.page for spot in table.spots] == [1, 2]


def test_a_row_cut_by_a_page_break_is_one_row():
    before = [*FIRST, *row(520, FOOT, "Pilote", "La commune pilote cette action avec le")]
    after = [*row(60, 90, "", "centre hospitalier."), *row(90, 120, "Calendrier", "2025")]
    table = only_table(laid_out(before, after))
    assert grid(table)[2:] == [
        ["Pilote", "La commune pilote cette action avec le centre hospitalier."],
        ["Calendrier", "2025"],
    ]
    assert [spot.page for spot in find(table, "La commune").spots] == [1, 2]


def test_a_merged_label_cut_by_a_page_break_is_one_cell():
    before = [
        *FIRST,
        cell(50, 520, 150, FOOT, "Partenaires"),
        cell(150, 520, 540, 640, "Le CCAS."),
        cell(150, 640, 540, FOOT, "La mission locale."),
    ]
    after = [
        cell(50, 60, 150, 120),
        cell(150, 60, 540, 90, "Les associations."),
        cell(150, 90, 540, 120, "Les communes."),
        *row(120, 150, "Calendrier", "2025"),
    ]
    table = only_table(laid_out(before, after))
    label = find(table, "Partenaires")
    assert (label.row, label.row_end) == (2, 6)
    assert [spot.page for spot in label.spots] == [1, 2]
    assert grid(table)[2:] == [
        ["Partenaires", "Le CCAS."],
        ["La mission locale."],
        ["Les associations."],
        ["Les communes."],
        ["Calendrier", "2025"],
    ]


def test_a_header_row_printed_again_on_the_next_page_stands_once():
    header = ["Axe", "Action"]
    before = [
        TITLE,
        *row(80, 110, *header),
        *row(110, 400, "Un", "Informer"),
        *row(400, FOOT, "Deux", "Former"),
    ]
    after = [*row(60, 90, *header), *row(90, 120, "Trois", "Soigner")]
    table = only_table(laid_out(before, after))
    assert grid(table) == [header, ["Un", "Informer"], ["Deux", "Former"], ["Trois", "Soigner"]]


def test_a_grid_that_shifts_by_three_points_keeps_its_columns():
    shifted = {"left": 53, "middle": 153, "right": 543}
    after = [
        *row(60, 90, "Partenaires", "Le CCAS.", **shifted),
        *row(90, 120, "Calendrier", "2025", **shifted),
    ]
    table = only_table(laid_out(FIRST_TO_FOOT, after))
    assert table.n_columns == 2
    assert grid(table)[3:] == [["Partenaires", "Le CCAS."], ["Calendrier", "2025"]]


def test_a_new_table_with_the_same_labels_is_a_new_table():
    after = [
        *row(60, 90, "Objectif", "Soigner."),
        *row(90, 120, "Public", "Les jeunes."),
        *row(120, 150, "Pilote", "Le CCAS."),
    ]
    flow = laid_out(FIRST_TO_FOOT, after)
    assert [grid(table)[0] for table in flow.tables] == [
        ["Objectif", "Informer les habitants."],
        ["Objectif", "Soigner."],
    ]


def test_text_between_two_tables_keeps_them_apart():
    after = [
        text(50, 60, "Une autre fiche commence ici."),
        *row(80, 110, "Partenaires", "Le CCAS."),
        *row(110, 140, "Calendrier", "2025"),
    ]
    assert len(laid_out(FIRST_TO_FOOT, after).tables) == 2


# ── one table ─────────────────────────────────────────────────────────────────────


def test_nested_headers_are_cells_of_their_own_columns():
    page = [
        *row(80, 110, "Objectif", "Informer les habitants."),
        cell(50, 110, 150, 170, "Évaluation"),
        cell(150, 110, 345, 140, "Critères"),
        cell(345, 110, 540, 140, "Indicateurs"),
        cell(150, 140, 345, 170, "La participation"),
        cell(345, 140, 540, 170, "Le nombre de réunions"),
    ]
    table = only_table(laid_out(page))
    spans = {c.text: (c.row, c.row_end, c.column, c.column_end) for c in table.cells}
    assert spans == {
        "Objectif": (0, 1, 0, 1),
        "Informer les habitants.": (0, 1, 1, 3),
        "Évaluation": (1, 3, 0, 1),
        "Critères": (1, 2, 1, 2),
        "Indicateurs": (1, 2, 2, 3),
        "La participation": (2, 3, 1, 2),
        "Le nombre de réunions": (2, 3, 2, 3),
    }


def test_a_word_that_runs_over_a_ruling_is_cut_there():
    page = [rect(50, 80, 150, 110), rect(150, 80, 400, 110), text(115, 98, "GaucheDroite")]
    assert grid(only_table(laid_out(page))) == [["Gauche", "Droite"]]


def test_a_cell_knows_the_fill_behind_it():
    page = [rect(50, 80, 150, 110, fill="1 0.5 0"), *row(80, 110, "Axe", "1")]
    label, content = only_table(laid_out(page)).cells
    assert (label.colour, content.colour) == (0xFF8000, None)


def test_a_lone_frame_is_no_table():
    flow = laid_out([cell(50, 80, 500, 120, "Une phrase dans un cadre.")])
    assert not flow.tables
    assert texts(flow) == ["Une phrase dans un cadre."]


# ── furniture ─────────────────────────────────────────────────────────────────────


def furnished_page(number):
    return [
        text(400, 40, "Contrat local de santé 2025-2029", size=8),
        *row(70, 200, "Objectif", f"But de la fiche {number}."),
        *row(200, 300, "Public", "Tous les habitants."),
        *lines(50, 400, f"Le texte de la fiche {'ABCDE'[number]}.").splitlines(),
        text(50, 810, "Ville de Lisieux", size=8),
        text(290, 810, f"{number} / 5", size=8),
    ]


@cache
def furnished():
    return laid_out(*(furnished_page(number) for number in range(5)))


def furniture_texts():
    flow = furnished()
    return {" ".join(w.text for w in page.words if w.key in flow.furniture) for page in flow.pages}


def test_running_headers_footers_and_page_numbers_are_furniture():
    assert furniture_texts() == {
        f"Contrat local de santé 2025-2029 Ville de Lisieux {number} / 5" for number in range(5)
    }
    assert texts(furnished()) == [f"Le texte de la fiche {letter}." for letter in "ABCDE"]


def test_the_first_label_of_every_table_is_not_furniture():
    assert [grid(table)[0][0] for table in furnished().tables] == ["Objectif"] * 5


# ── paragraphs ────────────────────────────────────────────────────────────────────

LONG = "Cette phrase remplit toute la largeur de la ligne et montre donc "


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["La prévention.", "Ils font de la préven-", "tion partout."], "de la prévention partout"),
        (["Un lien socio-éducatif.", "Un suivi socio-", "éducatif utile."], "socio-éducatif utile"),
    ],
    ids=["the document knows the whole word", "the document knows the compound"],
)
def test_a_hyphen_is_joined_as_the_document_writes_the_word(written, expected):
    known, *broken = written
    flow = laid_out([text(50, 60, known), lines(50, 120, *broken)])
    assert expected in " ".join(texts(flow))


def test_an_unknown_broken_word_keeps_its_hyphen_where_no_word_is_known_to_be_broken():
    assert texts(laid_out([lines(50, 60, "Un suivi psycho-", "social utile.")])) == [
        "Un suivi psycho-social utile."
    ]


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "o", "-", "–", "▪"])
def test_a_bullet_is_no_part_of_its_item(bullet):
    page = [
        text(60, 60 + 12 * i, sign) + text(78, 60 + 12 * i, words)
        for i, words in enumerate(["Informer les habitants", "Former les agents"])
        for sign in [bullet]
    ]
    flow = laid_out([text(50, 40, LONG), *page])
    items = flow.blocks[1:]
    assert [item.text for item in items] == ["Informer les habitants", "Former les agents"]
    assert [item.marker for item in items] == [bullet, bullet]


def test_a_dash_that_begins_a_wrapped_line_is_no_bullet():
    full = "Le contrat est signé par la Ville de Lisieux – le Département"
    page = [
        text(50, 60, full + " du Calvados", size=10),
        text(50, 72, "– la Région et l'Agence régionale de santé, pour une durée de cinq", size=10),
        text(50, 84, "ans à compter de sa signature.", size=10),
    ]
    assert len(texts(laid_out(page))) == 1


def test_columns_side_by_side_are_read_one_after_the_other():
    left = ["La prévention commence", "dès le plus jeune âge", "dans les écoles."]
    right = ["Les soins sont rares", "dans les communes", "du plateau."]
    flow = laid_out([lines(50, 60, *left), lines(320, 60, *right)])
    assert " ".join(texts(flow)) == " ".join(left + right)


def test_a_superscript_stays_on_its_line():
    page = [text(50, 60, "Le 1"), text(66, 56, "er", size=6), text(75, 60, "janvier 2025.")]
    (block,) = laid_out([" ".join(page)]).blocks
    assert block.text.replace(" ", "") == "Le1erjanvier2025."


def test_a_ligature_is_two_letters():
    assert texts(laid_out([text(50, 60, "Une ﬁche")])) == ["Une fiche"]


def test_a_no_break_space_is_a_space():
    assert texts(laid_out([text(50, 60, "12 000 € : le budget")])) == ["12 000 € : le budget"]


# ── rotated pages ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("rotate", "size"), [(0, (595, 842)), (90, (842, 595))])
def test_a_rotated_page_is_as_wide_as_it_is_displayed(rotate, size):
    (page,) = laid_out([text(50, 60, "Contrat")], rotate=rotate).pages
    assert (page.width, page.height) == pytest.approx(size)


def test_coordinates_of_a_rotated_page_are_those_of_its_display():
    # Turned a quarter clockwise, the left edge of the sheet is at the top.
    upright = line(50, 100, 50, 300)
    (page,) = laid_out([upright, text(50, 60, "Contrat")], rotate=90).pages
    (rule,) = page.horizontals
    assert rule == pytest.approx((50, 542, 742), abs=0.01)
    assert page.words[0].turn == 90


def test_a_table_on_a_page_turned_to_landscape_reads_like_any_other():
    # Drawn sideways on the sheet, as writers do for wide tables, and turned back by /Rotate.
    sideways = ["q 0 1 -1 0 842 0 cm", *row(80, 110, "Axe", "Un"), *row(110, 140, "Code", "2"), "Q"]
    flow = laid_out(sideways, rotate=90)
    assert grid(only_table(flow)) == [["Axe", "Un"], ["Code", "2"]]
    assert flow.tables[0].spots[0].box == pytest.approx((50, 80, 540, 140), abs=0.1)


# ── tags ──────────────────────────────────────────────────────────────────────────


@cache
def lisieux_tables(use_tags):
    return flow_of(LISIEUX.read_bytes(), use_tags).tables


def test_the_tables_of_the_lisieux_contract_are_the_same_without_its_tags():
    tagged, plain = lisieux_tables(True), lisieux_tables(False)
    assert {table.source for table in plain} == {"regles"}
    assert "balises" in {table.source for table in tagged}
    assert [described(table) for table in tagged] == [described(table) for table in plain]


def described(table):
    cells = [(c.row, c.row_end, c.column, c.column_end, c.text, c.spots) for c in table.cells]
    return table.n_rows, table.n_columns, table.spots, cells


def test_a_glyph_without_a_letter_that_opens_a_line_is_a_bullet():
    spans = split_words("Membres :\r\n\0 ARS\r\n\0 CPAM\r\nfin \0 de")
    assert [span.text for span in spans] == ["Membres", ":", "•", "ARS", "•", "CPAM", "fin", "de"]


def test_a_merged_cell_that_the_page_end_leaves_open_is_closed():
    walls = [Rule(60, 80, 299.7), *(Rule(x, 80, 300.2) for x in (120, 300, 500))]
    rules = [Rule(80, 60, 500), Rule(110, 60, 500), Rule(200, 120, 500), Rule(300.2, 120, 500)]
    closing = open_rows(merge_edges(rules), merge_edges(walls))
    (cells,) = find_tables([*rules, *closing], walls)
    assert any(cell.x0 == 60 and cell.top == 110 and cell.bottom > 299 for cell in cells)


def test_a_short_heading_ends_the_columns_above_it():
    words = "les élus de la communauté ont décidé de s'engager dans une démarche de santé pour"
    left = [text(56, 100 + 14 * i, words[i : i + 44]) for i in range(9)]
    right = [text(309, 107 + 14 * i, words[i : i + 44]) for i in range(8)]
    heading = text(56, 260, "Cadre du contrat", 14, True)
    below = text(56, 290, "Le contrat couvre les communes membres.")
    blocks = [block.text for block in laid_out([*left, *right, heading, below]).blocks]
    assert blocks[-2:] == ["Cadre du contrat", "Le contrat couvre les communes membres."]


def test_the_first_line_of_a_left_column_is_no_part_of_the_heading_above_it():
    words = "les élus de la communauté ont décidé de s'engager dans une démarche de santé pour"
    rows = [words[i : i + 44] for i in range(8)]
    name = "Rompre l'isolement des personnes âgées du plateau et des vallées"
    heading = text(56, 180, name, 12, True)
    left = lines(
        56,
        194,
        "Porteur : le service de santé de la ville avec",
        "Pauvreté Combat, qui suit",
        *rows,
    )
    page = [lines(56, 60, *rows), lines(309, 60, *rows), heading, left]
    blocks = [block.text for block in laid_out(page).blocks]
    at = blocks.index(name)
    assert blocks[at + 1].startswith(
        "Porteur : le service de santé de la ville avec Pauvreté Combat"
    )
