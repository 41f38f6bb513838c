"""Two small documents that are read before any other: what loads on first use is loaded then.

Reading is the only honest list of what reading needs. Processes forked afterwards share it.
"""

CONTRAT = """Contrat local de santé 2024-2028
de la Communauté d'agglomération Mont Saint-Michel-Normandie
Entre l'Agence régionale de santé (ARS) de Normandie, représentée par son directeur général,
et la Ville d'Avranches, représentée par son maire
*Sommaire
Axe 1 : Accès aux soins 2
*Article 1 : Objet du contrat
Le contrat est conclu pour cinq ans, à compter du 1er janvier 2024.
*Article 2 : Gouvernance
Le comité de pilotage réunit la CPAM de la Manche, le centre hospitalier et le CCAS d'Avranches.
*Axe 1 : Améliorer l'accès aux soins
*Fiche action n° 1.1 : Soutenir la santé mentale des jeunes
Intitulé de l'acton : Soutenir la santé mentale des jeunes
Porteur : Caise d'allocations familialles de la Manche
Partenaires : CPTS, Maison des adolescents, communes d'Avranches et de Granville
Objectif : réduire les addictions et les violences faites aux femmes
Calendrier : 2024-2026
Moyens : 12 000 € (ARS), 0,5 ETP
Indicateurs de processus : nombre de réunions
Fait à Avranches, le 12 mars 2024"""

COMMUNIQUE = """Communiqué de presse
Rennes, le 12 mars 2025
La Ville de Rennes et l'ARS Bretagne signent leur nouveau contrat local de santé
Le contrat local de santé a été signé le 10 mars 2025 par le maire de Rennes, M. Jean Martin,
la préfecture d'Ille-et-Vilaine, la CPAM et l'ARS Bretagne pour la période 2025-2029.
Il comporte trois axes : l'accès aux soins, la santé mentale, la santé environnementale.
Contact presse : presse@rennes.example"""

SAMPLES = (CONTRAT, COMMUNIQUE)


def make_pdf(text: str) -> bytes:
    """A PDF of one page with these lines of text; one that begins with a star is a heading.

    PDFium finds the objects of a file without a table of their places.
    """
    shown = "".join(
        f"/{'F2 13' if line[0] == '*' else 'F1 10'} Tf 1 0 0 1 50 {810 - 22 * rank} Tm "
        f"<{line.lstrip('*').encode('cp1252').hex()}> Tj "
        for rank, line in enumerate(text.splitlines())
    )
    content = f"BT {shown} ET".encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>"
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (i, o) for i, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"
