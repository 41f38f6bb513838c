"""Typesets the small PDFs of tests/pdf/damage/: what engines do to letters, hyphens and columns.

`python -m corpus.build.damage` writes them anew with WeasyPrint, Chromium, LibreOffice and Typst
(`pip install typst`; `soffice` and `chromium` on the path). The tests read what is committed.
"""

import subprocess
import tempfile
from pathlib import Path

TARGET = Path(__file__).parents[2] / "tests/pdf/damage"

LETTERS = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Lettres</title>
<style>body{font:11pt "Liberation Serif"} p{margin:0 0 12pt}
.wide{letter-spacing:.6em;font-size:14pt} .loose{letter-spacing:.25em;font-size:14pt}</style>
<p class="wide">MERCREDI</p><p class="loose">PLAN D’ACTIONS</p>
<p class="wide">Contrat local de santé</p>
<p>Une phrase du texte, qui n’a rien de particulier et qui donne le pas des lignes à la page où
elle se trouve, comme les autres phrases de cette page le font aussi.</p><p>A B C D</p></html>"""

HYPHENS = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Coupures</title>
<style>body{font:11pt "Liberation Serif"} p{width:150px;hyphens:auto}
td{border:1px solid;width:120px;hyphens:auto} table{border-collapse:collapse}</style>
<p style="width:auto">La prévention et l’accompagnement socio-éducatif des habitants.</p>
<p>Une pré&shy;ven&shy;tion et un accom&shy;pa&shy;gne&shy;ment socio-éducatif à la ville, une
oﬃcine et des professionnels.</p>
<table><tr><td>La prévention intergénérationnelle et accompagnement socio-éducatif</td>
<td>Un accompagnement intergénérationnel des professionnels</td></tr></table></html>"""

PROSE = (
    "La prévention commence dès le plus jeune âge et se poursuit à l’école avec les familles, les"
    " enseignants et les soignants du territoire qui se forment ensemble chaque année. Les soins de"
    " premier recours restent rares dans plusieurs communes du plateau, où deux cabinets ont fermé"
    " depuis trois ans sans que personne ne reprenne la patientèle."
)
COLUMNS = f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Colonnes</title>
<style>body{{font:10pt "Liberation Serif"}} div{{column-count:3;column-gap:20pt}}
.two{{column-count:2}}</style>
<h1>Un titre sur toute la largeur de la page</h1><div><p>{PROSE}</p></div>
<h1>Un second titre sur toute la largeur de la page</h1><div class="two"><p>{PROSE}</p></div>
</html>"""

TYPST = f"""#set text(font: "Liberation Serif", size: 10pt, lang: "fr", hyphenate: true)
#text(tracking: 0.6em)[MERCREDI]

#text(tracking: 0.3em)[PLAN D’ACTIONS]

La prévention, l’accompagnement socio-éducatif et les professionnels.

#box(width: 90pt)[#set par(justify: true)
Une prévention et un accompagnement socio-éducatif des professionnels.]

= Un titre sur toute la largeur de la page, comme les autres
#columns(3)[{PROSE}]
"""


def build() -> None:
    """Write every file that an engine at hand can make."""
    import typst
    import weasyprint

    TARGET.mkdir(parents=True, exist_ok=True)
    for name, html in (("lettres", LETTERS), ("coupures", HYPHENS), ("colonnes", COLUMNS)):
        weasyprint.HTML(string=html).write_pdf(TARGET / f"{name}-weasyprint.pdf")
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / f"{name}.html"
            page.write_text(html, encoding="utf-8")
            _chromium(page, TARGET / f"{name}-chromium.pdf")
            _libreoffice(page, TARGET / f"{name}-libreoffice.pdf")
    (TARGET / "typst.pdf").write_bytes(typst.compile(TYPST.encode()))


def _chromium(page: Path, target: Path) -> None:
    options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)


def _libreoffice(page: Path, target: Path) -> None:
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(page.parent)]
    subprocess.run(["soffice", *options, str(page)], check=True, capture_output=True)
    target.write_bytes(page.with_suffix(".pdf").read_bytes())


if __name__ == "__main__":
    build()
