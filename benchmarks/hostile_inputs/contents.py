"""Pages with more on them than people would look at, and with nonsense."""

from collections.abc import Callable
from functools import partial

from benchmarks.hostile_inputs import chance
from benchmarks.hostile_inputs.raw import WORDS, Makers, escape, lines_of, one_page, pages_of


def drawings() -> Makers:
    """More on a page than people would look at, and numbers that are none."""
    odd = [b"1e38", b"-1e38", b"1e-38", b"nan", b"inf", b"0", b"-0", b"99999999999999999999"]
    makers: Makers = {
        "grid-50": partial(_grid, 50),
        "grid-200": partial(_grid, 200),
        "grid-600": partial(_grid, 600),
        "lines-20000": partial(_scatter, 20_000, b"%d %d m %d %d l S "),
        "levels-20000": partial(_levels, 20_000),
        "levels-100000": partial(_levels, 100_000),
        "rects-20000": partial(_scatter, 20_000, b"%d %d %d %d re f "),
        "rects-150000": partial(_scatter, 150_000, b"%d %d %d %d re f "),
        "boxes-20000": partial(_scatter, 20_000, b"%d %d %d %d re S "),
        "curves-50000": partial(_scatter, 50_000, b"0 0 m %d %d %d %d 9 9 c S "),
        "words-20000": partial(_words, 20_000, 1),
        "words-90000": partial(_words, 90_000, 1),
        "words-one-place": partial(_words, 10_000, 0),
        "words-columns": partial(_words, 10_000, 200),
        "letters-30000": lambda: one_page(b"BT /F1 1 Tf " + b"(a) Tj 1 0 Td " * 30_000 + b"ET"),
        "long-word": lambda: one_page(b"BT /F1 10 Tf 50 700 Td (" + b"a" * 90_000 + b") Tj ET"),
        "spaces": lambda: one_page(b"BT /F1 10 Tf 50 700 Td (" + b" a" * 45_000 + b") Tj ET"),
        "dots": lambda: one_page(b"BT /F1 1 Tf 50 700 Td (Axe 1 " + b"." * 90_000 + b" 3) Tj ET"),
        "digits": lambda: one_page(b"BT /F1 1 Tf 50 700 Td (Axe " + b"9" * 50_000 + b") Tj ET"),
        "images-20000": lambda: one_page(
            b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q " * 20_000
        ),
    }
    for rank, value in enumerate(odd):
        makers[f"odd-size-{rank}"] = partial(
            one_page, b"BT /F1 %b Tf 50 700 Td (Contrat local) Tj ET" % value
        )
        makers[f"odd-matrix-{rank}"] = partial(
            one_page,
            b"%b 0 0 %b 50 50 cm " % (value, value) + WORDS + b"0 0 9 9 re f 0 0 m 9 0 l S",
        )
        makers[f"odd-place-{rank}"] = partial(
            one_page,
            b"BT /F1 9 Tf 1 0 0 1 %b %b Tm (Contrat) Tj ET %b 0 m %b 9 l S 0 0 %b 9 re f"
            % ((value,) * 5),
        )
        makers[f"odd-shear-{rank}"] = partial(
            one_page,
            b"BT /F1 9 Tf 0 %b -1 0 50 50 Tm (Contrat local) Tj 1 %b 1 0 99 99 Tm (sante) Tj ET"
            % (value, value),
        )
    return makers


def _grid(count: int) -> bytes:
    """A table of count by count cells, a word in each of the diagonal."""
    rules = b"".join(
        b"%g 0 m %g 842 l S 0 %g m 595 %g l S " % ((i * 595 / count,) * 2 + (i * 842 / count,) * 2)
        for i in range(count + 1)
    )
    words = b"".join(
        b"1 0 0 1 %g %g Tm (a) Tj " % (i * 595 / count, i * 842 / count) for i in range(count)
    )
    return one_page(rules + b"BT /F1 2 Tf " + words + b"ET")


def _scatter(count: int, command: bytes) -> bytes:
    chances = chance(0, command, count)
    return one_page(
        b"".join(command % tuple(chances.choices(range(600), k=4)) for _ in range(count)) + WORDS
    )


def _levels(count: int) -> bytes:
    """Horizontal and vertical rules of chance."""
    chances = chance(0, "levels", count)
    rules = []
    for rank in range(count):
        a, b, c = (chances.uniform(0, 590) for _ in range(3))
        rules.append(
            (b"%g %g m %g %g l S " % (a, b, c, b))
            if rank % 2
            else (b"%g %g m %g %g l S " % (a, b, a, c))
        )
    return one_page(b"".join(rules) + WORDS)


def _words(count: int, spread: int) -> bytes:
    """Words at places of chance; all at one place; or in so many columns."""
    chances = chance(0, "words", count, spread)
    shown = []
    for _ in range(count):
        x, y = chances.uniform(0, 590), chances.uniform(0, 840)
        if spread == 0:
            x, y = 50, 700
        elif spread > 1:
            x = round(x * spread / 595) * 595 / spread
        shown.append(b"1 0 0 1 %.1f %.1f Tm (a) Tj " % (x, y))
    return one_page(b"BT /F1 2 Tf " + b"".join(shown) + b"ET")


def texts() -> Makers:
    """Texts of contracts, a thousand times what a contract has."""
    many = {
        "fiches": [
            f"Fiche action n° {i}.{j} : Soutenir la santé" for i in range(60) for j in range(60)
        ],
        "same-fiche": ["Fiche action n° 1.1 : Soutenir la santé", "Porteur : CAF"] * 1500,
        "articles": [f"Article {i} : Objet du contrat" for i in range(3000)],
        "axes": [f"Axe {i} : Accès aux soins" for i in range(3000)],
        "sigles": [f"Agence Numéro {i} (AN{i})" for i in range(3000)],
        "sommaire": [
            "Sommaire",
            *[f"Axe {i} : accès aux soins {'.' * 60} {i}" for i in range(3000)],
        ],
        "porteurs": [
            "Fiche action 1 : a",
            "Partenaires : " + ", ".join(["CAF", "CPAM", "ARS"] * 40),
        ]
        * 300,
        "communes": ["Commune de Saint-Pierre, Lisieux, Caen, Le Havre, Créteil, Paris"] * 3000,
        "signatures": ["Le maire de Lisieux, M. Jean Martin", "Signature"] * 1500,
        "dates": ["Fait à Lisieux, le 31 février 2024, le 99/99/9999, le 1er janvier 0000"] * 1500,
        "money": ["Moyens : 999 999 999 999 999 999 999 999 € (ARS), ²³ ETP, 1,5,5 k€"] * 1500,
        "bullets": ["• " * 40] * 1500,
        "braces": ["((((((((((" * 8, "))))))))))" * 8] * 700,
        "quotes": ["« « « » “ ” ’ ' " * 6] * 1500,
        "letters": [" ".join("contratlocaldesante") for _ in range(1500)],
        "hyphens": ["acces-", "aux-", "soins-"] * 1000,
        "colons": [": : : :" * 10] * 1500,
        "romans": [f"Axe {'X' * (i % 60)}I : titre" for i in range(2000)],
        "codes": [f"Action {'.'.join(['1'] * (i % 40 + 1))} titre" for i in range(2000)],
        "calendar": ["Calendrier : 2024 2025 2026 x x x", "T1 T2 T3 T4"] * 1000,
        "huge-number": ["Axe " + "9" * 80, "page " + "9" * 80, "12" * 40 + " €"] * 500,
        "press": [
            "Communiqué de presse",
            *["Le maire de Caen, M. Jean Martin, signe le contrat local de santé"] * 1500,
        ],
    }
    return {name: partial(pages_of, lines) for name, lines in many.items()}


OPERATORS = [
    b"q",
    b"Q",
    b"cm",
    b"w",
    b"J",
    b"d",
    b"re",
    b"m",
    b"l",
    b"c",
    b"h",
    b"S",
    b"f",
    b"B",
    b"n",
    b"W",
    b"BT",
    b"ET",
    b"Tf",
    b"Td",
    b"Tm",
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"T*",
    b"Tr",
    b"Tz",
    b"TL",
    b"Ts",
    b"Do",
    b"gs",
    b"sh",
    b"BI",
    b"ID",
    b"EI",
    b"BMC",
    b"BDC",
    b"EMC",
    b"rg",
    b"k",
    b"scn",
    b"d0",
]


def random_content(seed: int, rank: int) -> bytes:
    """Operators with operands of chance: what a page description may be made of."""
    chances = chance(seed, "content", rank)
    operands: list[Callable[[], bytes]] = [
        lambda: b"%d" % chances.randrange(-10, 900),
        lambda: b"%.3f" % chances.uniform(-1000, 1000),
        lambda: b"(Contrat local)",
        lambda: b"/F1",
        lambda: b"[(a) -200 (b)]",
        lambda: b"<</MCID 0>>",
        lambda: b"/P",
        lambda: b"%d" % chances.choice([2**31, -(2**31), 10**12]),
        lambda: b"<e9>",
    ]
    parts = [WORDS]
    for _ in range(chances.choice([50, 500, 3000])):
        count = chances.choice([0, 1, 2, 2, 4, 6])
        parts += [*(chances.choice(operands)() for _ in range(count)), chances.choice(OPERATORS)]
    return one_page(b" ".join(parts))


PIECES = [
    "Contrat local de santé",
    "Axe",
    "Fiche action",
    "n°",
    "1.2",
    "I",
    "IV.3",
    ":",
    "-",
    "–",
    "•",
    "☐",
    "Porteur",
    "Partenaires",
    "Objectif",
    "Indicateurs",
    "Calendrier",
    "2024",
    "2024-2028",
    "€",
    "12 000",
    "ETP",
    "ARS",
    "CAF",
    "(CPAM)",
    "Article",
    "Sommaire",
    "....",
    "12",
    "page",
    "Annexe",
    "signé le",
    "31/12/2025",
    "M.",
    "Mme",
    "maire",
    "de",
    "la",
    "et",
    "Lisieux",
    "Ville de Caen",
    "«",
    "»",
    "Entre",
    "représentée par",
    "Communiqué de presse",
    "@",
    "www.a.fr",
    "²",
    "½",
    "…",
    "’",
    ";",
    ",",
    "/",
    "Priorité",
    "Action",
    "Enjeu",
    "Total",
    "%",
]


def random_text(seed: int, rank: int) -> bytes:
    """Words of contracts in an order of chance, in sizes and columns of chance."""
    chances = chance(seed, "text", rank)
    lines = [
        " ".join(chances.choices(PIECES, k=chances.choice([1, 2, 5, 12])))
        for _ in range(chances.choice([20, 400]))
    ]
    if rank % 2:
        return pages_of(lines)
    parts = [b"BT"]
    for line in lines[:200]:
        x, y, size = (
            chances.choice([50, 60, 300]),
            chances.randrange(800),
            chances.choice([8, 10, 10, 16]),
        )
        parts.append(b"/F1 %d Tf 1 0 0 1 %d %d Tm %b Tj" % (size, x, y, escape(line)))
    parts.append(b"ET")
    for _ in range(chances.choice([0, 10, 60])):
        x, y, w, h = (chances.randrange(0, 500) for _ in range(4))
        parts.append(b"%d %d %d %d re %b" % (x, y, w, h, chances.choice([b"S", b"f", b"0.9 g f"])))
    return one_page(b"\n".join(parts) + lines_of(lines[200:]))
