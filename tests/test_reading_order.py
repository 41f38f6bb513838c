"""Reading order: columns, spreads, turned text, text drawn in any order."""

import random

import pytest

from tests.pdfs import cell, lines, make_pdf, make_spreads, rect, text, turned
from tests.test_damage import engine_texts, flow_of, grid, laid_out, texts

LEFT = [
    "La prévention commence dès le plus jeune",
    "âge et se poursuit à l'école avec les",
    "familles, les enseignants et les soignants",
    "du territoire qui se forment ensemble.",
]
RIGHT = [
    "Les soins de premier recours restent rares",
    "dans plusieurs communes du plateau, où deux",
    "cabinets ont fermé depuis trois ans sans",
    "que personne ne reprenne la patientèle.",
]
PROSE = (
    "La prévention commence dès le plus jeune âge et se poursuit à l’école avec les familles, les"
    " enseignants et les soignants du territoire qui se forment ensemble chaque année. Les soins de"
    " premier recours restent rares dans plusieurs communes du plateau, où deux cabinets ont fermé"
    " depuis trois ans sans que personne ne reprenne la patientèle."
)


def read(flow):
    return " ".join(texts(flow))


# ── columns ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("shift", [0, 2, 3.3, 4, 6, 8])
def test_columns_whose_baselines_differ_are_read_one_after_the_other(shift):
    flow = laid_out([lines(50, 60, *LEFT), lines(320, 60 + shift, *RIGHT)])
    assert read(flow) == " ".join(LEFT + RIGHT)


@pytest.mark.parametrize("shift", [0, 3, 7])
def test_three_columns_are_read_one_after_the_other(shift):
    third = [
        "Chaque fiche porte un titre et un",
        "pilote, qui rend compte des progrès",
        "de son action.",
    ]
    size = {"pitch": 11}
    page = [
        lines(40, 60, *[" ".join(line.split()[:5]) for line in LEFT], **size),
        lines(220, 60 + shift, *[" ".join(line.split()[:5]) for line in RIGHT], **size),
        lines(400, 60, *third, **size),
    ]
    wanted = [" ".join(line.split()[:5]) for line in LEFT + RIGHT]
    assert read(laid_out(page)) == " ".join(wanted + third)


def test_a_heading_over_both_columns_parts_two_bands():
    heading = "Un titre qui va sur toute la largeur de la page"
    page = [
        *(lines(50, 60, *LEFT), lines(320, 64, *RIGHT)),
        text(50, 130, heading, size=16, bold=True),
        *(lines(50, 160, *RIGHT), lines(320, 164, *LEFT)),
    ]
    assert read(laid_out(page)) == " ".join([*LEFT, *RIGHT, heading, *RIGHT, *LEFT])


def test_a_paragraph_cut_by_the_column_end_is_whole():
    cut = [*LEFT[:3], "du territoire qui se forment avec des"]
    flow = laid_out(
        [lines(50, 60, *cut), lines(320, 64, "professionnels venus de loin et", *RIGHT[1:])]
    )
    assert len(texts(flow)) == 1


def test_labels_and_values_without_rules_are_read_by_rows():
    labels = ["Porteur", "Public", "Calendrier", "Budget"]
    values = ["La communauté d'agglomération", "Les habitants", "2025 à 2029", "12 000 euros"]
    page = [
        text(x, 60 + 24 * i, words, bold=x == 50)
        for i, pair in enumerate(zip(labels, values, strict=True))
        for x, words in zip((50, 200), pair, strict=True)
    ]
    wanted = [word for pair in zip(labels, values, strict=True) for word in pair]
    assert read(laid_out(page)) == " ".join(wanted)


def test_a_list_of_three_short_columns_is_read_by_rows():
    rows = [("Mme Durand", "Présidente", "02 31 00 00 01"), ("M. Petit", "Maire", "02 31 00 00 02")]
    rows += [("Mme Leroy", "Directrice", "02 31 00 00 03"), ("M. Blin", "Élu", "02 31 00 00 04")]
    page = [
        text(x, 60 + 14 * i, words)
        for i, row in enumerate(rows)
        for x, words in zip((50, 220, 400), row, strict=True)
    ]
    assert read(laid_out(page)) == " ".join(" ".join(row) for row in rows)


@pytest.mark.parametrize("engine", ["weasyprint", "chromium", "libreoffice"])
def test_columns_that_an_engine_balanced_are_read_one_after_the_other(engine):
    found = engine_texts(f"colonnes-{engine}")
    assert found.count(PROSE) == 2


def test_columns_that_typst_set_are_read_one_after_the_other():
    assert engine_texts("typst")[-1] == PROSE


# ── drawing order ─────────────────────────────────────────────────────────────────


def shuffled(commands):
    commands = list(commands)
    random.Random(1).shuffle(commands)
    return commands


def test_lines_drawn_in_any_order_are_read_from_the_top():
    drawn = shuffled(text(50, 60 + 12 * i, words) for i, words in enumerate(LEFT + RIGHT))
    assert read(laid_out(drawn)) == " ".join(LEFT + RIGHT)


def test_bold_words_drawn_before_the_others_stand_in_their_sentence():
    page = [
        text(130, 60, "Lisieux", bold=True),
        text(50, 60, "Le contrat de"),
        text(180, 60, "est signé."),
    ]
    assert read(laid_out(page)) == "Le contrat de Lisieux est signé."


def test_a_table_drawn_in_any_order_reads_like_any_other():
    rows = [cell(x, y, x + 150, y + 30, f"{x}/{y}") for x in (50, 200) for y in (60, 90, 120)]
    (table,) = laid_out(shuffled(rows)).tables
    assert grid(table) == [[f"50/{y}", f"200/{y}"] for y in (60, 90, 120)]


# ── turned text ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("rotate", "matrix"), [
    (90, "0 1 -1 0 842 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 -247 842"),
])  # fmt: skip
def test_a_page_turned_by_rotate_reads_like_any_other(rotate, matrix):
    table = [cell(50 + 100 * j, 200 + 30 * i, 150 + 100 * j, 230 + 30 * i, f"c{i}{j}")
             for i in range(2) for j in range(2)]  # fmt: skip
    flow = laid_out([f"q {matrix} cm", lines(50, 60, *LEFT), *table, "Q"], rotate=rotate)
    assert read(flow) == " ".join(LEFT)
    assert grid(flow.tables[0]) == [["c00", "c01"], ["c10", "c11"]]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_shown_sideways_is_read_in_the_direction_of_its_words(rotate):
    table = [cell(50 + 100 * j, 200 + 30 * i, 150 + 100 * j, 230 + 30 * i, f"c{i}{j}")
             for i in range(3) for j in range(2)]  # fmt: skip
    title = text(50, 40, "Plan", size=16, bold=True)
    flow = laid_out([title, lines(50, 60, *LEFT), *table, text(50, 400, "Fin.")], rotate=rotate)
    first, second, third, last = flow.elements
    assert [first.text, second.text, last.text] == ["Plan", " ".join(LEFT), "Fin."]
    assert grid(third) == [["c00", "c01"], ["c10", "c11"], ["c20", "c21"]]


@pytest.mark.parametrize(("angle", "xs", "start"), [(270, (62, 76), 290), (90, (76, 62), 110)])
def test_the_name_of_an_axe_in_a_turned_cell_is_one_text(angle, xs, start):
    page = [
        rect(50, 100, 90, 300),
        turned(xs[0], start, "Axe 1 : Favoriser l'accès", angle),
        turned(xs[1], start, "aux soins pour tous", angle),
        *(cell(90, 100 + 100 * i, 540, 200 + 100 * i, f"Action 1.{i}") for i in range(2)),
    ]
    (table,) = laid_out(page).tables
    assert grid(table) == [
        ["Axe 1 : Favoriser l'accès aux soins pour tous", "Action 1.0"],
        ["Action 1.1"],
    ]


def margin(number):
    """A page with its title cut into syllables up the left margin, and its number beside."""
    syllables = zip((400, 378, 350, 338), ("CON", "TRAT", "LO", "CAL"), strict=True)
    return [
        *(turned(20, y, syllable, 270, 9) for y, syllable in syllables),
        turned(580, 600, f"Ville de Lisieux {number}", 90, 9),
        lines(50, 300, f"Texte de la page {'abcde'[number]}, qui est au milieu de la feuille."),
    ]


def test_turned_text_in_the_margin_of_every_page_is_furniture():
    flow = laid_out(*(margin(number) for number in range(5)))
    wanted = "Texte de la page {}, qui est au milieu de la feuille."
    assert texts(flow) == [wanted.format(letter) for letter in "abcde"]


def test_turned_text_in_the_margin_of_one_page_is_never_mixed_into_lines():
    found = texts(laid_out(margin(0)))
    assert "Texte de la page a, qui est au milieu de la feuille." in found
    assert "".join(found[-1].split()) == "CONTRATLOCAL"


# ── spreads ───────────────────────────────────────────────────────────────────────


def half(number):
    """One portrait page: header, title, text, a table, page number."""
    return [
        text(50, 40, "Contrat local de santé 2025", size=8),
        text(50, 80, f"Titre {'abcdefghij'[number]}", size=14, bold=True),
        lines(50, 200, LEFT[0], LEFT[1]),
        *(cell(50, 300, 150, 330, "Objectif"), cell(150, 300, 540, 330, f"But {number}")),
        *(cell(50, 330, 150, 360, "Public"), cell(150, 330, 540, 360, f"Habitants {number}")),
        text(290, 815, str(number), size=8),
    ]


def spread_flow():
    return flow_of(make_spreads(*(half(number) for number in range(2, 8))))


def test_the_left_half_of_a_spread_is_read_before_the_right_one():
    titles = [block.text for block in spread_flow().blocks if block.bold]
    assert titles == [f"Titre {letter}" for letter in "cdefgh"]
    kinds = [type(element).__name__ for element in spread_flow().elements]
    assert kinds == ["Block", "Block", "Table"] * 6


def test_the_tables_of_both_halves_of_a_spread_stay_two():
    assert [grid(table) for table in spread_flow().tables] == [
        [["Objectif", f"But {number}"], ["Public", f"Habitants {number}"]] for number in range(2, 8)
    ]


def test_each_half_of_a_spread_has_its_header_and_page_number():
    flow = spread_flow()
    words = [[w.text for w in page.words if w.key in flow.furniture] for page in flow.pages]
    header = ["Contrat", "local", "de", "santé", "2025"]
    assert words == [[*header, str(n), *header, str(n + 1)] for n in (2, 4, 6)]


def test_a_table_goes_on_from_the_left_half_of_a_spread_to_the_right_one():
    left = [
        *half(2)[:3],
        *(cell(50, y, 540, y + 250, f"Ligne {y}") for y in (260, 510)),
        half(2)[-1],
    ]
    right = [
        half(3)[0],
        cell(50, 60, 540, 90, "et sa suite."),
        cell(50, 90, 540, 120, "Fin"),
        half(3)[-1],
    ]
    (table,) = flow_of(make_spreads(left, right)).tables
    assert [spot.box.x0 for spot in table.spots] == pytest.approx([50, 645])
    assert grid(table) == [["Ligne 260"], ["Ligne 510 et sa suite."], ["Fin"]]


def test_a_landscape_table_over_the_whole_width_is_not_cut():
    edges = [(50, 250), (250, 595), (595, 900), (900, 1140)]
    rows = [cell(a, y, b, y + 40, f"c{a}/{y}") for y in (80, 120, 160) for a, b in edges]
    numbers = [text(290, 815, "2", size=8), text(885, 815, "3", size=8)]
    (table,) = flow_of(make_pdf([*rows, *numbers], width=1190)).tables
    assert (table.n_rows, table.n_columns) == (3, 4)
