"""Record → avertissements: what the document itself has wrong, said to a person in French."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from extractor.draft import Doubt, first_page
from extractor.parsers.contrat import Parsed
from extractor.parsers.titres import same_title
from models.page import Loss, Page, Scan

Data = Mapping[str, Any]
Pages = Callable[[str], int | None]
"""JSON Pointer → PDF page on which that value stands."""

COUNTED = {"axes": "axes", "fiches": "fiches_action", "actions": "plan_actions"}
SOURCES = {
    "titre": "un titre",
    "synthese": "la synthèse",
    "fiche": "une fiche",
    "liste": "une liste",
}
LOSSES = {
    Loss.DAMAGED: ("page-abimee", "elle est abîmée dans le fichier"),
    Loss.COMPLEX: ("page-trop-complexe", "elle porte plus de tracés ou de signes qu'aucune page"),
    Loss.STOPPED: ("page-interrompue", "sa lecture a dû être interrompue"),
}
NAMES = {"axes": "axes", "fiches": "fiches action", "actions": "actions"}


def check(
    data: Data, parsed: Parsed, provenance: Mapping[str, Sequence[Data]]
) -> tuple[Doubt, ...]:
    """Return the avertissements of one record, in the order of its parts."""
    page = partial(first_page, provenance)
    found: list[Doubt] = []
    if not data["contrats"]:
        found.append(_no_contract(parsed.has_text))
    found += _sommaire(data, page)
    for rank, contrat in enumerate(data["contrats"]):
        base = f"/contrats/{rank}"
        found += _articles(contrat, base, page)
        if rank == 0:  # the wordings that `parsed` holds are those of the first contract
            found += _axes(contrat, parsed, base)
        found += _codes(contrat, parsed, base, page)
        found += _plan(contrat, parsed, base, page)
        found += _counts(contrat, base, page, parsed.beside if rank == 0 else 0)
        found += _unlisted(contrat, base, page)
    found += [
        Doubt(
            code="texte-non-classe",
            message=f"Texte de la fiche sans libellé reconnu : « {_short(text.text)} ».",
            pointeur=f"/contrats/0/fiches_action/{rank}",
            page=text.page or None,
        )
        for rank, text in parsed.unplaced
    ]
    return tuple(found)


def check_pages(pages: Sequence[Page]) -> Iterator[Doubt]:
    """Say which pages are left out, and why."""
    for page in pages:
        if page.loss in LOSSES:
            code, cause = LOSSES[page.loss]
            message = f"Page {page.number} : {cause}. Ce qu'elle contient manque."
            yield Doubt(code=code, message=message, page=page.number)


def check_scans(pages: Sequence[Page]) -> Iterator[Doubt]:
    """Say which pages were read from a picture, and which could not be."""
    read = [page.number for page in pages if page.scan is Scan.READ]
    if read:
        yield Doubt(
            code="texte-ocr",
            message=f"{name_pages(read)} : texte lu dans une image par reconnaissance de "
            "caractères, à vérifier.",
            page=read[0],
        )
    causes = {
        Scan.UNAVAILABLE: "Tesseract et ses données françaises ne sont pas installés "
        "(paquet Debian tesseract-ocr-fra)",
        Scan.FAILED: "la reconnaissance de caractères a échoué",
    }
    for page in pages:
        if page.scan in causes:
            yield Doubt(
                code="ocr-indisponible" if page.scan is Scan.UNAVAILABLE else "ocr-echec",
                message=f"Page {page.number} : le texte est dans une image et n'a pas été lu, "
                f"{causes[page.scan]}.",
                page=page.number,
            )


def name_pages(numbers: Sequence[int]) -> str:
    """[4] -> "Page 4";  [1, 2, 3, 5] -> "Pages 1 à 3, 5" """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    named = [f"{s[0]} à {s[-1]}" if len(s) > 1 else str(s[0]) for s in spans]
    return f"{'Pages' if len(numbers) > 1 else 'Page'} {', '.join(named)}"


def _no_contract(has_text: bool) -> Doubt:
    if not has_text:
        return Doubt(
            code="sans-texte",
            message="Le document ne contient aucun texte lisible : sans doute une numérisation.",
        )
    return Doubt(
        code="pas-un-cls",
        message="Aucun contrat local de santé n'a été reconnu dans ce document.",
    )


def _sommaire(data: Data, page: Pages) -> Iterator[Doubt]:
    for i, entry in enumerate(data["sommaire"]):
        if entry["page"] is None:
            pointer = f"/sommaire/{i}"
            yield Doubt(
                code="sommaire-introuvable",
                message=f"L'entrée du sommaire « {entry['titre']} » est introuvable dans le texte.",
                pointeur=pointer,
                page=page(f"{pointer}/titre"),
            )


def _articles(contrat: Data, base: str, page: Pages) -> Iterator[Doubt]:
    for i, article in enumerate(contrat["articles"]):
        if not article["texte"]:
            pointer = f"{base}/articles/{i}"
            yield Doubt(
                code="article-sans-texte",
                message=f"L'article {article['numero']} « {article['titre']} » n'a pas de texte.",
                pointeur=pointer,
                page=page(f"{pointer}/titre"),
            )


def _axes(contrat: Data, parsed: Parsed, base: str) -> Iterator[Doubt]:
    """One entry per wording that differs from the one that was kept."""
    kept = {axe["numero"]: (i, axe["titre"]) for i, axe in enumerate(contrat["axes"])}
    seen: set[tuple[str, str]] = set()
    for source, wording in parsed.axes:
        numero, titre = wording.code.text, wording.titre.text
        if numero not in kept or not titre or (numero, titre) in seen:
            continue
        seen.add((numero, titre))
        rank, chosen = kept[numero]
        if not same_title(titre, chosen):
            where = SOURCES[source]
            yield Doubt(
                code="axe-libelle-different",
                message=f"L'axe {numero} se nomme « {chosen} », mais « {titre} » dans {where}.",
                pointeur=f"{base}/axes/{rank}/titre",
                page=wording.titre.page or None,
            )


def _codes(contrat: Data, parsed: Parsed, base: str, page: Pages) -> Iterator[Doubt]:
    first: dict[str, int] = {}
    sources = {"contexte": "du contexte", "synthese": "de la synthèse"}
    for i, fiche in enumerate(contrat["fiches_action"]):
        pointer = f"{base}/fiches_action/{i}/code"
        printed = fiche["code_imprime"]
        at = page(f"{base}/fiches_action/{i}/code_imprime") or fiche["pages"]["debut"]
        source = parsed.settled[i].source
        taken = f" ; le numéro {fiche['code']} {sources[source]} est retenu" if source else ""
        if printed is None:
            yield Doubt(
                code="code-absent",
                message=f"La fiche « {fiche['titre']} » n'imprime pas de numéro{taken}.",
                pointeur=pointer,
                page=at,
            )
        elif printed in first:
            other = contrat["fiches_action"][first[printed]]
            yield Doubt(
                code="code-en-double",
                message=f"Le numéro {printed} est imprimé sur deux fiches, « {other['titre']} » et "
                f"« {fiche['titre']} »{taken}.",
                pointeur=pointer,
                page=at,
            )
        if printed is not None:
            first.setdefault(printed, i)


def _plan(contrat: Data, parsed: Parsed, base: str, page: Pages) -> Iterator[Doubt]:
    """Titles that differ, rows without a fiche, and fiches without a row."""
    if not contrat["plan_actions"] or not contrat["fiches_action"]:
        return
    by_code = {f["code"]: (i, f) for i, f in enumerate(contrat["fiches_action"]) if f["code"]}
    rows = contrat["plan_actions"]
    for i, row in enumerate(rows):
        pointer = f"{base}/plan_actions/{i}"
        match = by_code.get(row["code"]) if row["code"] else _by_title(row, contrat)
        if match is None:
            yield Doubt(
                code="plan-sans-fiche",
                message=f"L'action « {row['intitule']} » de la synthèse n'a pas de fiche.",
                pointeur=pointer,
                page=page(f"{pointer}/intitule"),
            )
        elif not same_title(row["intitule"], match[1]["titre"]):
            yield Doubt(
                code="titre-different",
                message=f"L'action {row['code']} s'intitule « {row['intitule']} » dans la synthèse "
                f"et « {match[1]['titre']} » dans sa fiche.",
                pointeur=f"{base}/fiches_action/{match[0]}/titre",
                page=page(f"{base}/fiches_action/{match[0]}/titre"),
            )
    codes = {row["code"] for row in rows if row["code"]}
    for i, fiche in enumerate(contrat["fiches_action"]):
        named = any(same_title(row["intitule"], fiche["titre"]) for row in rows)
        if fiche["code"] not in codes and not named:
            yield Doubt(
                code="fiche-sans-plan",
                message=f"La fiche « {fiche['titre']} » ne figure pas dans la synthèse.",
                pointeur=f"{base}/fiches_action/{i}",
                page=fiche["pages"]["debut"],
            )


def _by_title(row: Data, contrat: Data) -> tuple[int, Data] | None:
    for i, fiche in enumerate(contrat["fiches_action"]):
        if same_title(row["intitule"], fiche["titre"]):
            return i, fiche
    return None


def _counts(contrat: Data, base: str, page: Pages, beside: int) -> Iterator[Doubt]:
    """Stated counts that do not fit the lists; `beside` signatories are named beside the count."""
    for key, stated in contrat["chiffres_annonces"].items():
        if key == "signataires":
            found = sum(s["qualite"] != "en_presence" for s in contrat["signataires"])
            found -= beside if found - beside == stated else 0
        elif key in COUNTED:
            found = len(contrat[COUNTED[key]]) or (
                len(contrat["fiches_action"]) if key == "actions" else 0
            )
        else:
            continue
        if found and found != stated:
            pointer = f"{base}/chiffres_annonces/{key}"
            name = NAMES.get(key, key)
            yield Doubt(
                code="compte-different",
                message=f"Le document annonce {stated} {name}, {found} ont été lus.",
                pointeur=pointer,
                page=page(pointer),
            )


def _unlisted(contrat: Data, base: str, page: Pages) -> Iterator[Doubt]:
    """Signatories that are counted and not named: their logos are a picture."""
    stated = contrat["chiffres_annonces"].get("signataires")
    if stated and not contrat["signataires"]:
        pointer = f"{base}/chiffres_annonces/signataires"
        yield Doubt(
            code="signataires-non-nommes",
            message=f"Le document annonce {stated} signataires, aucun n'est nommé dans le texte.",
            pointeur=pointer,
            page=page(pointer),
        )


def _short(text: str, length: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
