"""A record as plain data → the rows that queries read, each with its JSON Pointer.

Made in the process that reads the document, so it loads nothing: `tables.py` names the same columns
(a test compares them). Lists and objects become JSON text.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from extractor.outcome import Rows
from extractor.store.source import hold

Json: TypeAlias = Mapping[str, Any]
Row: TypeAlias = dict[str, Any]

LARGEST = 2**31 - 1
"""The largest whole number of an integer column; a larger one is no page, year or rank."""

ROLES = {"porteurs": "porteur", "partenaires": "partenaire"}


def project(record: Json) -> Rows:
    """Return the rows of a record by table.

    Table `records` has one row: what the record says of the document as a whole.
    """
    document = record["document"]
    whole = {
        "content_hash": document["id"],
        "genre": document["genre"],
        "titre": document["titre"],
    }
    contrats = [(f"/contrats/{rank}", contrat) for rank, contrat in enumerate(record["contrats"])]
    fiches = [
        (f"{contrat}/fiches_action/{rank}", contrat, fiche)
        for contrat, data in contrats
        for rank, fiche in enumerate(data["fiches_action"])
    ]
    tables: Mapping[str, Sequence[Row]] = {
        "contrats": [_contrat(*one) for one in contrats],
        "axes": [row for one in contrats for row in _axes(*one)],
        "fiches": [_fiche(*one) for one in fiches],
        "signataires": [row for one in contrats for row in _signataires(*one)],
        "mentions": [row for one in contrats for row in _mentions(*one)],
        "indicateurs": [row for one in fiches for row in _indicateurs(*one)],
        "themes": [row for one in fiches for row in _themes(*one)],
        "avertissements": list(_avertissements(record["avertissements"])),
    }
    rows = {name: [_plain(row, i) for i, row in enumerate(of)] for name, of in tables.items()}
    return {"records": [{key: _cell(value) for key, value in whole.items()}], **rows}


def _plain(row: Row, ordre: int) -> Row:
    """A row of plain values, with its rank among those of its record."""
    plain = {key: _cell(value) for key, value in row.items()}
    plain["ordre"] = ordre
    return plain


def _cell(value: Any) -> Any:
    """Return what a column of any database can hold.

    "a" -> "a";  ["14", "61"] -> '["14", "61"]';  10**12 -> None
    """
    if isinstance(value, str):
        return hold(value)
    if isinstance(value, int):
        return value if -LARGEST <= value <= LARGEST else None
    if isinstance(value, list | tuple | dict):
        return json.dumps(_held(value), ensure_ascii=False)
    return value


def _held(value: Any) -> Any:
    """The same list or object, of texts that every database can hold."""
    if isinstance(value, str):
        return hold(value)
    if isinstance(value, dict):
        return {hold(key): _held(item) for key, item in value.items()}
    return [_held(item) for item in value] if isinstance(value, list | tuple) else value


def _contrat(pointer: str, contrat: Json) -> Row:
    territoire, periode = contrat["territoire"], contrat["periode"]
    return {
        "pointer": pointer,
        "territoire": territoire["nom"],
        "territoire_officiel": territoire["nom_officiel"],
        "territoire_type": territoire["type"],
        "territoire_code": territoire["code"],
        "departements": territoire["departements"],
        "regions": territoire["regions"],
        "territoire_score": territoire["score"],
        "rang": contrat["rang"],
        "generation": contrat["generation"],
        "debut": periode["debut"],
        "fin": periode["fin"],
        "duree_annees": periode["duree_annees"],
        "date_signature": contrat["signature"]["date"],
        "lieu_signature": contrat["signature"]["lieu"],
        "chiffres_annonces": contrat["chiffres_annonces"],
    }


def _axes(pointer: str, contrat: Json) -> Iterator[Row]:
    for rank, axe in enumerate(contrat["axes"]):
        yield {
            "pointer": f"{pointer}/axes/{rank}",
            "contrat": pointer,
            "numero": axe["numero"],
            "titre": axe["titre"],
            "objectifs": axe["objectifs"],
        }


def _fiche(pointer: str, contrat: str, fiche: Json) -> Row:
    calendrier = fiche["calendrier"] or {}
    moyens = fiche["moyens"] or {}
    return {
        "pointer": pointer,
        "contrat": contrat,
        "code": fiche["code"],
        "code_imprime": fiche["code_imprime"],
        "titre": fiche["titre"],
        "axe": fiche["axe"],
        "statut": fiche["statut"],
        "priorite": fiche["priorite"],
        "page_debut": fiche["pages"]["debut"],
        "page_fin": fiche["pages"]["fin"],
        "calendrier": calendrier.get("texte"),
        "calendrier_debut": calendrier.get("debut"),
        "calendrier_fin": calendrier.get("fin"),
        "moyens": moyens.get("texte"),
        "montants": moyens.get("montants", []),
        "public": fiche["public"],
        "perimetre": fiche["perimetre"],
        "articulation": fiche["articulation"],
        "objectif_general": fiche["objectif_general"],
        "objectifs": [
            objectif["intitule"]
            for ligne in fiche["objectifs"]
            for objectif in (*ligne["strategiques"], *ligne["operationnels"])
        ],
        "etapes": fiche["etapes"],
        "description": fiche["description"],
        "contexte": fiche["contexte"],
    }


def _signataires(pointer: str, contrat: Json) -> Iterator[Row]:
    for rank, signataire in enumerate(contrat["signataires"]):
        here = f"{pointer}/signataires/{rank}"
        yield {
            "pointer": here,
            "contrat": pointer,
            "qualite": signataire["qualite"],
            "personne": signataire["personne"],
            "fonction": signataire["fonction"],
            "mention": f"{here}/organisation" if signataire["organisation"] else None,
        }


def _mentions(pointer: str, contrat: Json) -> Iterator[Row]:
    """Every mention of a contract, in the order of the record."""
    for rank, signataire in enumerate(contrat["signataires"]):
        if signataire["organisation"]:
            here = f"{pointer}/signataires/{rank}/organisation"
            mention = _mention(here, pointer, signataire["qualite"], signataire["organisation"])
            yield mention
    for rank, instance in enumerate(contrat["instances"]):
        for row in _list(f"{pointer}/instances/{rank}/membres", pointer, "membre", instance):
            yield row | {"instance": instance["nom"]}
    yield from _list(f"{pointer}/partenaires", pointer, "partenaire", contrat)
    for rank, fiche in enumerate(contrat["fiches_action"]):
        here = f"{pointer}/fiches_action/{rank}"
        for key, role in ROLES.items():
            for row in _list(f"{here}/{key}", pointer, role, fiche):
                yield row | {"fiche": here}


def _list(pointer: str, contrat: str, role: str, parent: Json) -> Iterator[Row]:
    """The mentions of one list, which stands in `parent` under the last word of the pointer."""
    for rank, mention in enumerate(parent[pointer.rpartition("/")[2]]):
        yield _mention(f"{pointer}/{rank}", contrat, role, mention)


def _mention(pointer: str, contrat: str, role: str, mention: Json) -> Row:
    second = mention["second"] or {}
    return {
        "pointer": pointer,
        "contrat": contrat,
        "fiche": None,
        "role": role,
        "instance": None,
        "texte": mention["texte"],
        "organisation": mention["organisation"],
        "nom": mention["nom"],
        "sigle": mention["sigle"],
        "categorie": mention["categorie"],
        "groupe": mention["groupe"],
        "methode": mention["methode"],
        "score": mention["score"],
        "second_organisation": second.get("organisation"),
        "second_score": second.get("score"),
    }


def _indicateurs(pointer: str, contrat: str, fiche: Json) -> Iterator[Row]:
    for rank, ligne in enumerate(fiche["evaluation"]):
        for key, nature in (("criteres", "critere"), ("indicateurs", "indicateur")):
            for item, texte in enumerate(ligne[key]):
                yield {
                    "pointer": f"{pointer}/evaluation/{rank}/{key}/{item}",
                    "contrat": contrat,
                    "fiche": pointer,
                    "nature": nature,
                    "famille": ligne["famille"],
                    "texte": texte,
                }


def _themes(pointer: str, contrat: str, fiche: Json) -> Iterator[Row]:
    for rank, theme in enumerate(fiche["themes"]):
        yield {
            "pointer": f"{pointer}/themes/{rank}",
            "contrat": contrat,
            "fiche": pointer,
            "theme": theme["theme"],
            "score": theme["score"],
        }


def _avertissements(avertissements: Sequence[Json]) -> Iterator[Row]:
    for rank, avertissement in enumerate(avertissements):
        yield {"pointer": f"/avertissements/{rank}", **avertissement}
