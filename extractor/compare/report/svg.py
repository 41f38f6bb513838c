"""Small SVG drawings: elements whose texts and attributes are always escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Drawn = Markup | str
Number = int | float


def element(name: str, *inside: Drawn, **attributes: object) -> Markup:
    """element("rect", width=3, stroke_width=1) -> <rect width="3" stroke-width="1"></rect>"""
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{words}>{''.join(map(escape, inside))}</{name}>")


def text(x: Number, y: Number, words: object, **attributes: object) -> Markup:
    """Words at a point: their baseline."""
    return element("text", str(words), x=x, y=y, **attributes)


def drawing(width: Number, height: Number, parts: Iterable[Drawn], name: str = "") -> Markup:
    """A whole drawing, hidden from screen readers: the table beside it says the same."""
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        class_=f"dessin {name}".strip(),
        aria_hidden="true",
        focusable="false",
        style=f"max-width:{_short(width)}px",
    )


def cut(words: str, length: int) -> str:
    """Words that fit: "Communauté d'agglomération", 12 -> "Communauté…" """
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


KINDS = {
    "Communauté de communes": "CC",
    "Communauté d'agglomération": "CA",
    "Communauté urbaine": "CU",
    "Établissement public territorial": "EPT",
}


def short_name(nom: str) -> str:
    """The name of a territory where there is little room.

    "Communauté de communes du Trièves" -> "CC du Trièves"
    """
    plain = nom.replace("’", "'")
    for words, initials in KINDS.items():
        if plain.startswith(f"{words} "):
            return f"{initials} {nom[len(words) + 1 :]}"
    return nom


def _short(value: object) -> object:
    """Tenths are enough for a coordinate."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
