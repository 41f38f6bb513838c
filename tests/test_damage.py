"""Damage seen in real files: one behaviour per test, on pages made by hand and by four engines."""

from pathlib import Path

import pytest

from extractor.helper import read_all_pages
from extractor.layout.flow import lay_out
from extractor.pdf.document import open_pdf
from tests.pdfs import cell, lines, make_pdf, rect, symbol, text

DAMAGE = Path(__file__).parent / "pdf/damage"
LONG = "Cette phrase remplit toute la largeur de la ligne et montre donc la place"


def laid_out(*pages, **options):
    return flow_of(make_pdf(*pages, **options))


def flow_of(data):
    with open_pdf(data, "made.pdf") as document:
        pages = read_all_pages(document, None)
    return lay_out([page._replace(tags={}) for page in pages])


def engine_texts(name):
    return texts(flow_of((DAMAGE / f"{name}.pdf").read_bytes()))


def texts(flow):
    return [block.text for block in flow.blocks]


def grid(table):
    return [[cell.text for cell in row] for row in table.rows()]


# ── small caps ────────────────────────────────────────────────────────────────────

WIDTHS = {"C": 14.4, "ONTRAT": 69.4, "L": 11.1, "OCAL": 46.2, "DE": 22.2, "S": 13.3, "ANTÉ": 44.4}
"""Widths in Helvetica, the capitals that begin a word at 20 points, the others at 16."""


def small_caps(gap, *words):
    """Words as Word exports draw them: the first capital and the rest in two text objects."""
    x, drawn = 50.0, []
    for word in words:
        pieces = word.split("+")
        for i, piece in enumerate(pieces):
            drawn.append(
                text(round(x, 1), 60, piece, size=20 if i == 0 and len(pieces) > 1 else 16)
            )
            x += WIDTHS[piece] + (gap if i + 1 < len(pieces) else 0)
        x += 4.5
    return drawn


@pytest.mark.parametrize("gap", [0, 1.5, 2.6])
def test_broken_small_caps_are_whole_words(gap):
    page = small_caps(gap, "C+ONTRAT", "L+OCAL", "DE", "S+ANTÉ")
    assert texts(laid_out(page)) == ["CONTRAT LOCAL DE SANTÉ"]


def test_a_capital_with_the_gap_of_a_word_stays_a_word():
    page = [text(50, 60, "À", 20), text(68, 60, "LISIEUX", 16), text(136, 60, "DEMAIN", 16)]
    assert texts(laid_out(page)) == ["À LISIEUX DEMAIN"]


def test_a_capital_before_capitals_of_its_own_size_stays_a_word():
    assert texts(laid_out([text(50, 60, "Y ALLER À PIED, L' ARS")])) == ["Y ALLER À PIED, L' ARS"]


# ── letters set apart ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("M E R C R E D I", "MERCREDI"),
        ("P L A N   D ' A C T I O N S", "PLAN D'ACTIONS"),
        ("P L A N   D'A C T I O N S", "PLAN D'ACTIONS"),
        ("C o n t r a t   l o c a l", "Contrat local"),
        ("S O M M A I R E", "SOMMAIRE"),
    ],
)
def test_letters_set_apart_are_words(printed, expected):
    assert texts(laid_out([text(50, 60, printed)])) == [expected]


@pytest.mark.parametrize(
    "printed",
    [
        "A B C D",
        "a b c",
        "A B C D E F G",
        "1 2 3 4 5 6",
        "L M M J V S D",
        "J F M A M J J A S O N D",
    ],
)
def test_letters_that_stand_for_themselves_stay_apart(printed):
    assert texts(laid_out([text(50, 60, printed)])) == [printed]


def test_one_letter_in_each_cell_of_a_row_is_no_word():
    columns = [cell(50 + 12 * i, 60, 62 + 12 * i, 80, sign) for i, sign in enumerate("OUNONS")]
    below = [cell(50 + 12 * i, 80, 62 + 12 * i, 100, sign) for i, sign in enumerate("ABABAB")]
    (table,) = laid_out([*columns, *below]).tables
    assert grid(table)[0] == list("OUNONS")


@pytest.mark.parametrize("engine", ["weasyprint", "chromium", "libreoffice"])
def test_letters_that_an_engine_set_apart_are_words(engine):
    read = " ".join(engine_texts(f"lettres-{engine}"))
    assert "PLAN D’ACTIONS Contrat local de santé Une phrase" in read
    assert read.endswith("A B C D")


def test_letters_that_typst_set_apart_are_words():
    assert engine_texts("typst")[:2] == ["MERCREDI", "PLAN D’ACTIONS"]


# ── hyphens ───────────────────────────────────────────────────────────────────────

COUPURES = "Une prévention et un accompagnement socio-éducatif à la ville"


@pytest.mark.parametrize("engine", ["weasyprint", "chromium", "libreoffice"])
def test_soft_hyphens_and_line_ends_of_an_engine_leave_whole_words(engine):
    read = " ".join(engine_texts(f"coupures-{engine}"))
    assert f"{COUPURES}, une officine et des professionnels." in read


@pytest.mark.parametrize("engine", ["weasyprint", "chromium"])
def test_hyphens_inside_cells_leave_whole_words(engine):
    (table,) = flow_of((DAMAGE / f"coupures-{engine}.pdf").read_bytes()).tables
    assert grid(table) == [
        [
            "La prévention intergénérationnelle et accompagnement socio-éducatif",
            "Un accompagnement intergénérationnel des professionnels",
        ]
    ]


def test_hyphens_that_typst_set_leave_whole_words():
    wanted = "Une prévention et un accompagnement socio-éducatif des professionnels."
    assert wanted in engine_texts("typst")


@pytest.mark.parametrize(
    ("known", "head", "tail", "expected"),
    [
        ("La prévention.", "préven-", "tion", "prévention"),
        ("Le lien socio-éducatif.", "socio-", "éducatif", "socio-éducatif"),
        ("Le suivi post-natal.", "post-", "natal", "post-natal"),
        ("La ville.", "Saint-", "Denis", "Saint-Denis"),
    ],
)
def test_a_word_cut_by_the_page_end_is_whole(known, head, tail, expected):
    before = [text(50, 60, known), lines(50, 724, LONG, f"{LONG} {head}")]
    flow = laid_out(before, [lines(50, 60, f"{tail} dans les écoles de la ville.")])
    assert f"{expected} dans les écoles" in " ".join(texts(flow))


def test_a_word_of_its_own_is_no_second_half():
    # "écoles" is known, but "les" goes with "habitants": "éco-" belongs to "gestes".
    before = [text(50, 60, "Les écoles et tous les habitants."), text(50, 724, f"{LONG} des éco-")]
    flow = laid_out(before, [lines(50, 60, "gestes utiles partout,", "les habitants en parlent.")])
    assert "éco-gestes" in " ".join(texts(flow))


def test_hyphens_of_cells_that_are_drawn_line_by_line_leave_whole_words():
    page = [
        text(50, 60, "La prévention, l'accompagnement."),
        *(rect(x, y, x + 200, y + 40) for x in (50, 250) for y in (100, 140)),
        *(text(54, 112, "Ils font de la préven-"), text(254, 112, "Des gens font l'accompa-")),
        *(text(54, 124, "tion dans la ville"), text(254, 124, "gnement des jeunes")),
        *(text(54, 152, "Pilote"), text(254, 152, "La ville")),
    ]
    (table,) = laid_out(page).tables
    wanted = [
        "Ils font de la prévention dans la ville",
        "Des gens font l'accompagnement des jeunes",
    ]
    assert grid(table)[0] == wanted


def test_a_ligature_of_another_font_goes_back_into_its_word():
    # LibreOffice draws "ﬃ" in a font that has it, after the rest of the line.
    assert "une officine" in " ".join(engine_texts("coupures-libreoffice"))


# ── signs of symbol fonts ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("font", "code"),
    [("Wingdings", 0xFC), ("Wingdings", 0xD8), ("Wingdings", 0xA7), ("Symbol", 0xB7)],
)
def test_a_letter_of_a_symbol_font_is_a_bullet(font, code):
    (item,) = laid_out([symbol(50, 60, code, font), text(64, 60, "Informer")]).blocks
    assert (item.text, bool(item.marker)) == ("Informer", True)


@pytest.mark.parametrize("letter", ["ü", "Ø", "§", "q"])
def test_the_same_letter_of_another_font_is_no_bullet(letter):
    (item,) = laid_out([text(50, 60, f"{letter} Informer")]).blocks
    assert item.text == f"{letter} Informer"


@pytest.mark.parametrize(
    ("font", "code", "box"),
    [
        *(("Wingdings", code, "☐") for code in b"oq\xa8"),
        ("Wingdings", 0xFE, "☑"),
        ("Wingdings", 0xFD, "☒"),
        ("ZapfDingbats", ord("o"), "☐"),
        ("ZapfDingbats", ord("4"), "✔"),
    ],
)
def test_a_box_of_a_symbol_font_is_the_sign_of_a_box(font, code, box):
    page = [text(50, 60, "Statut :"), symbol(100, 60, code, font), text(112, 60, "nouvelle")]
    assert texts(laid_out(page)) == [f"Statut : {box} nouvelle"]


def test_a_box_that_touches_its_words_is_a_word_of_its_own():
    page = [
        *(symbol(50, 60, 0xFE), text(58, 60, "Renouvelée")),
        *(symbol(120, 60, 0xA8), text(128, 60, "Nouvelle")),
        *(text(180, 60, "Oui"), symbol(194.4, 60, 0xFE)),
    ]
    assert texts(laid_out(page)) == ["☑ Renouvelée ☐ Nouvelle Oui ☑"]


# ── text drawn twice, unseen or outside ───────────────────────────────────────────


# PDFium itself drops a text object that is drawn again at once: these come again much later.
MANY = [f"Ligne {i} du texte, qui remplit la largeur de la page et va plus loin" for i in range(20)]


def test_a_page_drawn_twice_is_read_once():
    page = [lines(50, 60, *MANY)]
    assert texts(laid_out([*page, *page])) == texts(laid_out(page))


def test_a_page_drawn_again_with_a_tiny_shift_is_bold():
    (block,) = laid_out([lines(50, 60, *MANY), lines(50.3, 60, *MANY)]).blocks
    assert (block.text, block.bold) == (" ".join(MANY), True)


def test_the_same_line_printed_twice_is_read_twice():
    flow = laid_out([text(50, 60, f"{LONG}."), text(50, 90, f"{LONG}.")])
    assert texts(flow) == [f"{LONG}."] * 2


def test_text_outside_the_visible_box_is_not_read():
    page = [text(60, 100, "Dedans"), text(60, 20, "Repères de coupe"), text(560, 300, "Marge")]
    assert texts(laid_out(page, cropbox=(40, 40, 555, 800))) == ["Dedans"]


def test_an_invisible_layer_of_text_is_read():
    # Render mode 3: the text that a scanner put under its picture.
    assert texts(laid_out([f"3 Tr {text(50, 60, 'Texte reconnu')} 0 Tr"])) == ["Texte reconnu"]


def test_white_text_is_read():
    page = [rect(40, 40, 300, 80, fill="0 0 0.5"), f"1 1 1 rg {text(50, 60, 'Axe 1')} 0 0 0 rg"]
    assert texts(laid_out(page)) == ["Axe 1"]
