"""`dcat`: a DCAT-AP catalogue in JSON-LD, with which harvesters find other exports.

One dataset; each export named by the user is one or more distributions, with sizes and hashes from
its manifest. Nothing is told that neither the store, nor a manifest, nor the user has said.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from extractor.data import read_toml
from extractor.errors import BadCatalogue
from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options
from extractor.exporters.manifest import write_json
from extractor.exporters.place import manifest_of

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FRENCH = "http://publications.europa.eu/resource/authority/language/FRA"
HEALTH = "http://publications.europa.eu/resource/authority/data-theme/HEAL"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
INSEE = "http://id.insee.fr/geo/"


class Kind(NamedTuple):
    """How a distribution of a format is told."""

    format: Any
    media: str | None
    titre: str


def _file_type(name: str) -> dict[str, str]:
    return {"@id": f"{FILE_TYPE}{name}"}


KINDS: Mapping[str, Kind] = {
    "json": Kind(_file_type("JSON"), "application/json", "Enregistrements (JSON)"),
    "jsonl": Kind("jsonl", None, "Enregistrements (JSON Lines)"),
    "csv": Kind(_file_type("CSV"), "text/csv", "Table (CSV)"),
    "xlsx": Kind(
        _file_type("XLSX"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Classeur",
    ),
    "parquet": Kind(_file_type("PARQUET"), "application/vnd.apache.parquet", "Table (Parquet)"),
    "datapackage": Kind(_file_type("JSON"), "application/json", "Data Package (Frictionless)"),
    "annotations": Kind(_file_type("JSON_LD"), "application/ld+json", "Annotations (W3C)"),
}
"""Formats that can be offered."""


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write the catalogue; raises `BadCatalogue`."""
    config = read_catalogue(options.catalogue)
    places = list(options.distributions)
    if not places:
        raise BadCatalogue("dcat", "a catalogue of nothing", "name exports with --distribution")
    write_json(draft, catalogue(feed, config, places))


def read_catalogue(path: Path | None) -> dict[str, Any]:
    """The user's words over the shipped ones; raises `BadCatalogue` for what must be said."""
    name = str(path or "dcat")
    own: dict[str, Any] = {}
    if path is not None:
        try:
            own = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadCatalogue(name, f"no TOML: {error}", "see docs/export.md") from error
    shipped = read_toml("catalogue.toml")
    unknown = set(own) - {*shipped, "adresse", "publie", "modifie"}
    if unknown:
        raise BadCatalogue(name, f"unknown key {min(unknown)}", "see docs/export.md")
    config = shipped | own
    if not str(config.get("adresse", "")).startswith(("http://", "https://")):
        hint = "--catalogue FILE.toml with adresse = 'https://…': where the exports will stand"
        raise BadCatalogue(name, "no address", hint)
    if not config["editeur"].get("nom"):
        raise BadCatalogue(name, "no publisher", "write nom = '…' under [editeur]")
    return config


def catalogue(feed: Feed, config: Mapping[str, Any], places: list[Path]) -> dict[str, Any]:
    """The catalogue of one dataset."""
    base = config["adresse"].rstrip("/") + "/"
    publisher = _publisher(config["editeur"])
    dates = {
        name: _typed(str(config[key]), "date")
        for key, name in (("publie", "dct:issued"), ("modifie", "dct:modified"))
        if key in config
    }
    dataset = {
        "@id": f"{base}#jeu-de-donnees",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{base}#jeu-de-donnees",
        "dct:title": _french(config["titre"]),
        "dct:description": _french(config["description"]),
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:language": {"@id": FRENCH},
        "dcat:theme": {"@id": HEALTH},
        "dcat:keyword": [_french(word) for word in config["mots_cles"]],
        "dct:license": {"@id": config["licence"]},
        **dates,
        **_contact(config["contact"]),
        **_coverage(feed),
        "dcat:distribution": [
            distribution for place in places for distribution in _distributions(place, base, config)
        ],
    }
    return {
        "@context": CONTEXT,
        "@id": f"{base}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _french(config["titre"]),
        "dct:description": _french(config["description"]),
        "dct:publisher": publisher,
        "dct:language": {"@id": FRENCH},
        "dct:license": {"@id": config["licence"]},
        "foaf:homepage": {"@id": base},
        **dates,
        "dcat:dataset": [dataset],
    }


def _french(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "fr"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}


def _publisher(editeur: Mapping[str, str]) -> dict[str, Any]:
    page = editeur.get("page")
    agent = {"@type": "foaf:Agent", "foaf:name": editeur["nom"]}
    return {"@id": page, **agent} if page else {"@id": "_:editeur", **agent}


def _contact(contact: Mapping[str, str]) -> dict[str, Any]:
    if not contact.get("nom"):
        return {}
    point: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": contact["nom"]}
    address = contact.get("adresse", "")
    if address:
        key = "vcard:hasEmail" if address.startswith("mailto:") else "vcard:hasURL"
        point[key] = {"@id": address}
    return {"dcat:contactPoint": point}


def _coverage(feed: Feed) -> dict[str, Any]:
    """The years and territories of the contracts that are exported."""
    wanted = {document.content.content_hash: document for document in feed.documents}
    years: list[int] = []
    codes: set[tuple[str, str, str]] = set()
    for row in feed.snapshot.contrats():
        document = wanted.get(row["content_hash"])
        if document is None or not document.keeps(row):
            continue
        years += [year for year in (row["debut"], row["fin"]) if year]
        codes |= {("departement", code, "") for code in json.loads(row["departements"])}
        if row["territoire_code"]:
            kind = "commune" if row["territoire_type"] == "commune" else "siren"
            name = row["territoire_officiel"] or row["territoire"] or ""
            codes.add((kind, row["territoire_code"], name))
    found: dict[str, Any] = {}
    if codes:
        found["dct:spatial"] = [_location(*code) for code in sorted(codes)]
    if years:
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(str(min(years)), "gYear"),
            "dcat:endDate": _typed(str(max(years)), "gYear"),
        }
    return found


def _location(kind: str, code: str, name: str) -> dict[str, Any]:
    """A place by its official code; a group of communes has a SIREN, and no page at the Insee."""
    place: dict[str, Any] = {"@type": "dct:Location", "dct:identifier": code}
    if name:
        place["skos:prefLabel"] = _french(name)
    return place if kind == "siren" else {"@id": f"{INSEE}{kind}/{code}"} | place


def _distributions(place: Path, base: str, config: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What an export offers: each table of a folder of tables, else the export as one."""
    folder = place.is_dir()
    manifest = _read_manifest(place, manifest_of(place, folder))
    form = manifest["format"]
    kind = KINDS[form]
    here = f"{base}{quote(place.name)}"
    outputs = manifest["outputs"]
    if form == "datapackage":
        outputs = [output for output in outputs if output["path"] == "datapackage.json"]
    if form in ("json", "annotations"):
        yield _distribution(kind, f"{here}/", None, kind.titre, config)
        return
    for output in outputs:
        address = f"{here}/{quote(output['path'])}" if folder else here
        stem = output["path"].rpartition("/")[2].partition(".")[0]
        titre = f"{kind.titre} : {stem}" if form in ("csv", "parquet") else kind.titre
        yield _distribution(kind, address, output, titre, config)


def _distribution(
    kind: Kind,
    address: str,
    output: Mapping[str, Any] | None,
    titre: str,
    config: Mapping[str, Any],
) -> dict[str, Any]:
    """One file, with its size and hash; a folder of many files has only its address."""
    found: dict[str, Any] = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _french(titre),
        "dcat:accessURL": {"@id": address},
        "dct:license": {"@id": config["licence"]},
        "dct:format": kind.format,
    }
    if kind.media:
        found["dcat:mediaType"] = {"@id": f"{MEDIA_TYPE}{kind.media}"}
    if output:
        found["dcat:downloadURL"] = {"@id": address}
        found["dcat:byteSize"] = _typed(str(output["bytes"]), "nonNegativeInteger")
        found["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": _typed(output["sha256"], "hexBinary"),
        }
    return found


def _read_manifest(place: Path, path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if manifest["format"] in KINDS:
            return manifest
        cause = f"an export of format {manifest['format']} is no distribution"
    except FileNotFoundError:
        cause = f"no manifest at {path.name}"
    except (ValueError, KeyError, TypeError):
        cause = f"{path.name} is no manifest of an export"
    raise BadCatalogue(str(place), cause, "name what `export` has made, beside its manifest")


def libraries() -> Mapping[str, str]:
    """None beside the standard library."""
    return {}
