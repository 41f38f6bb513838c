"""Numbers and addresses are left out of every text; dates, codes and amounts stay."""

import json

import pytest

from extractor.exporters.redaction import redact, redact_text
from tests.exports import MAIL, PHONE, trap

REDACTED = [
    ("Tél. 02 31 30 45 03", "Tél. [téléphone]", "pairs"),
    ("0231304503", "[téléphone]", "no spaces"),
    ("02.31.30.45.03 / 06-12-34-56-78", "[téléphone] / [téléphone]", "dots, dashes"),
    ("02/31/30/45/03", "[téléphone]", "slashes"),
    ("02\xa031\xa030\xa045\xa003", "[téléphone]", "no-break spaces"),
    ("+33 (0)2 31 30 45 03", "[téléphone]", "international, as printed"),
    ("+33231304503", "[téléphone]", "E.164"),
    ("0033 2 31 30 45 03", "[téléphone]", "international, 00"),
    ("+262 692 12 34 56", "[téléphone]", "Réunion"),
    ("0 800 123 456", "[téléphone]", "by threes"),
    ("a.b-c@ville-caen.fr", "[courriel]", "an address"),
    ("<Prénom.Nom@ars.sante.fr>", "<[courriel]>", "in brackets"),
    ("mailto:a@b.fr", "mailto:[courriel]", "a link"),
    ("a.b @ caen.fr", "[courriel]", "spaces around"),
    ("a.b(at)caen.fr, a [arobase] caen.fr", "[courriel], [courriel]", "hidden from robots"),
    ("cls@x.fr ou 02 31 30 45 03.", "[courriel] ou [téléphone].", "both"),
]
KEPT = [
    ("le 01/07/2025 à 10 h", "a date and an hour"),
    ("du 01/01/2025 au 31/12/2029", "two dates"),
    ("2025 2026 2027 2028 2029", "years"),
    ("SIREN 200069532, INSEE 14366", "codes"),
    ("SIRET 20006953200017", "a longer code"),
    ("12 000 € et 100 000 €", "amounts"),
    ("0,5 ETP", "a share"),
    ("le 15, le 3114 ou le 39 19", "short numbers of services"),
    ("1.1, 2.3 et 01.2", "numbers of fiches"),
    ("@caennormandie sur X", "a name on a network"),
    ("réunion à 10 h (at home)", "at in brackets, and no address"),
    ("page 02 sur 31", "pages"),
]


@pytest.mark.parametrize(("text", "expected", "why"), REDACTED, ids=[row[2] for row in REDACTED])
def test_a_number_or_an_address_becomes_a_mark(text, expected, why):
    assert redact_text(text) == expected, why


@pytest.mark.parametrize(("text", "why"), KEPT, ids=[row[1] for row in KEPT])
def test_what_is_neither_stays(text, why):
    assert redact_text(text) == text, why


def test_a_redacted_record_has_none_anywhere_and_no_place_of_one():
    record = json.loads(trap())
    gone = "/contrats/0/contacts/0/telephones/0"
    stays = "/contrats/0/contacts/0/nom"
    record["provenance"] = {gone: [], stays: []}
    text = json.dumps(redact(record), ensure_ascii=False)
    assert MAIL not in text
    assert PHONE not in text
    assert redact(record)["contrats"][0]["contacts"] == [
        {"nom": "Mme A", "fonction": None, "telephones": [], "courriels": []}
    ]
    assert list(redact(record)["provenance"]) == [stays]


def test_the_name_of_a_document_and_its_hash_stay():
    record = json.loads(trap())
    record["document"] |= {"id": f"a0612345678{'f' * 53}", "fichier": "0231304503.pdf"}
    found = redact(record)["document"]
    assert (found["id"], found["fichier"]) == (record["document"]["id"], "0231304503.pdf")
    assert found["titre"] == "Contrat ([courriel])"
