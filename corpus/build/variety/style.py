"""How a contract looks: the independent choices that make one document of the set."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

EngineName: TypeAlias = Literal["weasyprint", "chromium", "libreoffice", "typst"]
Shape: TypeAlias = Literal[
    "ruled", "bands", "run-in", "headings", "wide", "small", "fills", "borderless", "columns"
]
Leader: TypeAlias = Literal[".", "…", "_", "tab", "", "none", "absent"]
Plan: TypeAlias = Literal["merged", "band", "turned", "plain", "none"]
Glossary: TypeAlias = Literal["colon", "dash", "table", "lines", "letters"]
Signing: TypeAlias = Literal["stacked", "columns", "table"]
Case: TypeAlias = Literal["as", "upper", "colon"]
Rules: TypeAlias = Literal["grid", "horizontal", "none"]
Marks: TypeAlias = Literal["boxes", "ticks", "brackets", "words", ""]


@dataclass(frozen=True)
class Numbering:
    """How fiches are numbered."""

    heading: str
    """Heading of a fiche."""
    in_plan: str
    """Code in the plan of actions."""
    continuous: bool = False
    """Whether numbers go on across the axes."""


NUMBERING = {
    "action": Numbering("Action {code} : {titre}", "FA{code}"),
    "fiche-n": Numbering("Fiche action n°{code} : {titre}", "{code}"),
    "fiche-tiret": Numbering("Fiche-action {code} – {titre}", "{code}", continuous=True),
    "capitales": Numbering("FICHE ACTION {code} : {titre}", "{code}", continuous=True),
    "point": Numbering("Action {code}. {titre}", "{code}", continuous=True),
    "trigramme": Numbering("{code} – {titre}", "{code}"),
    "aucune": Numbering("Fiche action : {titre}", ""),
    "sans": Numbering("{titre}", ""),
    "fa": Numbering("FA {code} - {titre}", "FA {code}"),
    "fiche-court": Numbering("Fiche n° {code} – {titre}", "{code}", continuous=True),
}
AXES = {
    "axe": "Axe {n} : ",
    "AXE": "AXE {n} – ",
    "axe-n": "Axe n°{n} : ",
    "strategique": "Axe stratégique {n} : ",
    "orientation": "Orientation {n} : ",
    "priorite": "Priorité {n} – ",
    "enjeu": "Enjeu {n} : ",
    "volet": "Volet {n} – ",
    "thematique": "Thématique {n} : ",
    "defi": "Défi {n} : ",
    "lettre": "Axe {n} : ",
    "tiret": "Axe {n} - ",
}
ARTICLES = {
    "deux-points": "Article {n} : ",
    "tiret": "Article {n} – ",
    "capitales": "ARTICLE {n}- ",
    "premier": "Article {n} : ",
    "seul": "ARTICLE {n} – ",
    "point": "Article {n}. ",
    "chapeau": "ARTICLE {n} – ",
}


@dataclass(frozen=True)
class Style:
    """One document of the set: a table of `styles/*.toml`, which Pydantic checks when read."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: str
    engine: EngineName
    shape: Shape
    """Shape of the fiches; `wide`: the plan of actions is all there is of them."""
    frame: str
    """The content that gives all but the fiches: `corpus.build.contents`, or `frames`."""
    vocabulary: str = "simple"
    seen: bool = True
    """False: held out, no rule may be written for it."""
    seed: int = 1
    mixed: bool = False
    """Actions drawn from all contents instead of the frame's own."""
    per_axe: int = 3
    """Actions of an axe where they are drawn; there are some 40 in all."""
    numbering: str = "action"
    axes: str = "axe"
    article: str = "deux-points"
    sommaire: Leader = "."
    """What fills the lines up to the page; "none": no page numbers; "absent": no sommaire."""
    sommaire_title: str = "Sommaire"
    plan: Plan = "merged"
    """Where a row of the plan has its axe: a `merged` cell, one that is `turned`, a `band` above
    the rows, or a `plain` cell in each row."""
    glossary: Glossary = "colon"
    glossary_title: str = "Liste des sigles"
    glossary_first: bool = False
    signature: Signing = "stacked"
    case: Case = "as"
    """Labels: `as` printed in the vocabulary, `upper`, or with a `colon` after them."""
    rules: Rules = "grid"
    cut: bool = True
    """Whether a page break may cut a row."""
    title: Literal["heading", "row"] = "heading"
    """Where a fiche has its title: above the table, or in its first row."""
    objectives: Literal["list", "grid"] = "list"
    """A list, or specific objectives beside operational ones."""
    evaluation: Literal["single", "two", "grid"] = "single"
    """Indicators under one label, under two, or in a grid of two columns."""
    status: Marks = "boxes"
    """How the status is marked; "": there is none."""
    marker: str = "•"
    font: str = "Liberation Sans"
    size: float = 10.0
    header: str = "{titre} – {annees}"
    footer: str = "{page}"
    justify: bool = False
    hyphenate: bool = False
    small_caps: tuple[str, ...] = ()
    """Roles of headings (`elements.Heading`) set in small capitals."""
    spaced: tuple[str, ...] = ()
    """Roles set with wide letter-spacing."""
    upper: tuple[str, ...] = ()
    """Roles set in capitals."""
    plain: tuple[str, ...] = ()
    """Roles that are not bold."""
    tags: bool = True
    annex: bool = False
    """Only the fiches, without the contract."""
    new_page: bool = False
    """Each fiche on a page of its own."""
    columns: int = 0
    """Columns of the running text of the first parts."""
    fill: str = "#dde7f3"
    """Colour behind labels."""

    @property
    def has_plan(self) -> bool:
        """Whether a table of all actions is printed."""
        return self.shape == "wide" or self.plan != "none"

    @property
    def has_title_row(self) -> bool:
        """Whether the title of a fiche is the first row of its table."""
        return self.title == "row" and self.shape in ("ruled", "bands")
