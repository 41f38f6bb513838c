"""How a contract looks: independent choices, and the list of the documents of the set."""

from dataclasses import dataclass

NUMBERING = {
    # (heading of a fiche, code in the plan, whether numbers go on across the axes)
    "action": ("Action {code} : {titre}", "FA{code}", False),
    "fiche-n": ("Fiche action n°{code} : {titre}", "{code}", False),
    "fiche-tiret": ("Fiche-action {code} – {titre}", "{code}", True),
    "capitales": ("FICHE ACTION {code} : {titre}", "{code}", True),
    "point": ("Action {code}. {titre}", "{code}", True),
    "trigramme": ("{code} – {titre}", "{code}", False),
    "aucune": ("Fiche action : {titre}", "", False),
    "sans": ("{titre}", "", False),
    "fa": ("FA {code} - {titre}", "FA {code}", False),
    "fiche-court": ("Fiche n° {code} – {titre}", "{code}", True),
}
AXES = {
    "axe": "Axe {n} : ", "AXE": "AXE {n} – ", "axe-n": "Axe n°{n} : ",
    "strategique": "Axe stratégique {n} : ", "orientation": "Orientation {n} : ",
    "priorite": "Priorité {n} – ", "enjeu": "Enjeu {n} : ", "volet": "Volet {n} – ",
    "thematique": "Thématique {n} : ", "defi": "Défi {n} : ", "lettre": "Axe {n} : ",
    "tiret": "Axe {n} - ",
}  # fmt: skip
ARTICLES = {
    "deux-points": "Article {n} : ", "tiret": "Article {n} – ", "capitales": "ARTICLE {n}- ",
    "premier": "Article {n} : ", "seul": "ARTICLE {n} – ", "point": "Article {n}. ",
    "chapeau": "ARTICLE {n} – ",
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """One document of the variety set."""

    name: str
    engine: str
    shape: str
    """`ruled`, `bands`, `run-in`, `headings`, `wide`, `small`, `fills`, `columns`."""
    frame: str
    vocabulary: str = "simple"
    seen: bool = True
    seed: int = 1
    mixed: bool = False
    """Actions drawn from all contents instead of the frame's own."""
    numbering: str = "action"
    axes: str = "axe"
    article: str = "deux-points"
    sommaire: str = "."
    """Leader (".", "…", "_", "tab", ""), or "none": no page numbers; "absent": no sommaire."""
    sommaire_title: str = "Sommaire"
    plan: str = "merged"
    """`merged` cell, `band` row, `turned` cell, `plain` column, or `none`."""
    glossary: str = "colon"
    """`colon`, `dash`, `table`, `lines`, `letters`."""
    glossary_title: str = "Liste des sigles"
    glossary_first: bool = False
    signature: str = "stacked"
    """`stacked`, `columns` or `table`."""
    case: str = "as"
    """Labels: `as` printed in the vocabulary, `upper`, or `colon` after them."""
    rules: str = "grid"
    cut: bool = True
    title: str = "heading"
    """`heading` above the table, or `row`: its first row."""
    objectives: str = "list"
    """`list` or `grid` (specific beside operational)."""
    evaluation: str = "single"
    """`single`, `two` labels or `grid` of two columns."""
    status: str = "boxes"
    """`boxes`, `ticks`, `brackets`, `words` or `` (none)."""
    marker: str = "•"
    font: str = "Liberation Sans"
    size: float = 10.0
    header: str = "{titre} – {annees}"
    footer: str = "{page}"
    justify: bool = False
    hyphenate: bool = False
    small_caps: tuple[str, ...] = ()
    spaced: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    tags: bool = True
    annex: bool = False
    """Only the fiches, without the contract."""
    new_page: bool = False
    """Each fiche on a page of its own."""
    landscape: bool = False
    columns: int = 0
    """Columns of the running text of the first parts."""
    fill: str = "#dde7f3"
