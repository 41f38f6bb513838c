"""Glossaries: what the shipped ones say, files of a user beside them, and their checks."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import BadGlossary
from extractor.matching.glossary import check_glossary, load_glossary
from extractor.matching.glossary_tables import CATEGORIES, DOMAINES

SHIPPED = ["organisations.csv", "sigles.csv"]
HEADING = "id,nom,sigle,autres_noms,categorie,portee"


@pytest.fixture(scope="module")
def glossary():
    return load_glossary()


@pytest.fixture
def write(tmp_path):
    def write(*lines, name="mine.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


def run(*arguments):
    return CliRunner().invoke(main, ["glossary", *map(str, arguments)])


def texts(path):
    return [problem.text for problem in check_glossary(path)]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_files_have_no_problem(name):
    assert check_glossary(Path(str(files("extractor.data") / name))) == []


def test_the_shipped_files_are_as_long_as_promised(glossary):
    assert len(glossary.organisations) >= 400
    assert len(glossary.sigles) >= 600
    assert {row.categorie for row in glossary.organisations} == set(CATEGORIES)
    assert {sigle.domaine for sigle in glossary.sigles} == set(DOMAINES)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Caisse d’Allocations Familiales", "caf"),  # a typographic apostrophe
        ("AGENCE REGIONALE DE SANTE", "ars"),  # capitals without accents
        ("Pôle emploi", "france-travail"),  # older names
        ("ANPAA", "addictions-france"),
        ("DIRECCTE", "dreets"),
        ("DDCS", "ddets"),
        ("IREPS", "promotion-sante"),
        ("Centres hospitaliers", "ch"),  # plural
        ("Centre Médico Psychopédagogique", "cmpp"),
        ("Centre médico-psychologique enfants et adolescents", "cmpea"),
        ("Centre médico-psychologique", "cmp"),
        ("Maison des Ados", "mda"),
        ("Ville", "commune"),
        ("Communauté d'agglomération", "epci"),
        ("Département", "conseil-departemental"),
        ("Région", "conseil-regional"),
        ("DASEN", "dasen"),
        ("Contrat de ville", "contrat-ville"),
    ],
)
def test_a_name_as_contracts_print_it_has_its_organisation(glossary, name, key):
    found = glossary.find(name)
    assert found is not None
    assert found.id == key


@pytest.mark.parametrize(
    ("sigle", "keys"),
    [
        ("CPAM", ["cpam"]),
        ("CPTS", ["cpts"]),
        ("MDA", ["mda", "mda-autonomie"]),
        ("APA", ["apa-activite", "apa-allocation"]),
        ("ARS", ["ars"]),  # its other meaning, an allowance, is no organisation
        ("ZFE", []),
    ],
)
def test_a_sigle_brings_every_organisation_that_it_may_mean(glossary, sigle, keys):
    assert sorted(row.id for row in glossary.organisations_of(sigle)) == keys


@pytest.mark.parametrize("sigle", ["CTS", "CPS", "APA", "CSS", "CLS", "MDA", "ESS", "DAC"])
def test_a_homonym_has_several_meanings(glossary, sigle):
    assert len({meaning.developpement for meaning in glossary.meanings(sigle)}) > 1


def test_what_is_in_no_glossary_is_not_found(glossary):
    assert glossary.find("Compagnons de route") is None
    assert glossary.meanings("XQZ") == ()
    assert glossary.organisations_of("") == ()


def test_a_misspelt_name_brings_those_like_it(glossary):
    assert "cpam" in [row.id for row in glossary.close_to("CPMA")]
    assert glossary.close_to("caisse alocation familiale")[0].id == "caf"
    assert "caf" not in [row.id for row in glossary.close_to("CAF")]


def test_the_glossary_of_a_set_of_files_is_read_once(glossary, write):
    path = write("id,nom,categorie", "revue,La Revue,association")
    assert load_glossary() is glossary
    assert load_glossary([path]) is load_glossary((path,))


def test_a_file_of_the_user_adds_an_organisation(write):
    path = write("id,nom,sigle,categorie", "les-pieds,Les Pieds dans le plat,LPP,association")
    mine = load_glossary([path])
    added = mine.find("les pieds dans le plat")
    assert added is not None
    assert (added.id, added.portee) == ("les-pieds", "nationale")
    assert [meaning.organisation for meaning in mine.meanings("LPP")] == ["les-pieds"]


def test_a_row_of_the_user_replaces_the_shipped_one(glossary, write):
    path = write(HEADING, "caf,Caisse familiale,CAF,La Caisse,protection-sociale,locale")
    mine = load_glossary([path])
    assert mine.by_id["caf"].names == ("Caisse familiale", "CAF", "La Caisse")
    assert mine.find("Caisse d'allocations familiales") is None
    assert len(mine.organisations) == len(glossary.organisations)


def test_columns_that_the_user_leaves_out_stay_as_shipped(glossary, write):
    path = write("id,nom", "caf,Caisse familiale")
    row = load_glossary([path]).by_id["caf"]
    assert row == glossary.by_id["caf"]._replace(nom="Caisse familiale")


def test_the_user_may_take_another_name_from_a_shipped_row(write):
    path = write("id,nom,autres_noms,categorie", "pole,Notre pôle,Pôle de santé,association")
    mine = load_glossary([path])
    assert mine.find("Pôle de santé") is mine.by_id["pole"]
    assert "Pôle de santé" not in mine.by_id["psla"].autres_noms


def test_the_user_may_not_take_the_canonical_name_of_a_shipped_row(write):
    path = write("id,nom,categorie", "ma-caf,Caisse d'allocations familiales,social")
    with pytest.raises(BadGlossary, match=r"mine\.csv: line 2: .* is the name of 'caf'"):
        load_glossary([path])


def test_meanings_of_the_user_stand_first(write):
    path = write("sigle,developpement", "CTS,Comité des trois sources")
    expansions = [meaning.developpement for meaning in load_glossary([path]).meanings("CTS")]
    assert expansions[0] == "Comité des trois sources"
    assert len(expansions) == 3


def test_a_table_as_excel_saves_it_in_france_is_read(write):
    path = write("id;nom;categorie", "a-b;Amis, et voisins;association", encoding="utf-8-sig")
    assert load_glossary([path]).by_id["a-b"].nom == "Amis, et voisins"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["nom,sigle", "La Revue,LR"], r"mine\.csv: no column 'id'"),
        (["id,nom,couleur", "a,A,bleu"], "'couleur' is unknown"),
        (["id,nom,nom", "a,A,B"], "'nom' is unknown or stands twice"),
        (["id,nom", "a,A,B"], "line 2: 3 cells under 2 columns"),
        (["id,nom", "a,La Revue"], "line 2: unknown categorie ''"),
        ([""], "no column 'id'"),
    ],
)
def test_a_file_that_is_not_understood_is_named_with_the_cause(write, lines, message):
    with pytest.raises(BadGlossary, match=message):
        load_glossary([write(*lines)])


def test_a_file_in_another_encoding_is_named(write):
    with pytest.raises(BadGlossary, match="not in UTF-8"):
        load_glossary([write("id,nom", "ecole,École", encoding="latin-1")])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadGlossary, match=r"none\.csv: No such file"):
        load_glossary([tmp_path / "none.csv"])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["a,Alpha,,,social,locale", "b,Beta,,ALPHÀ,social,locale"], "a name of 'a', too (line 2)"),
        (["a,Alpha,,,social,locale", "b,Beta,Alpha,,social,locale"], "is a name of 'a' (line 2)"),
        (["a,Alpha,,Beta,social,locale", "b,Beta,,Alpha,social,locale"], "in a circle: a → b → a"),
        (["a,Alpha,,,social,locale", "a,Beta,,,social,locale"], "id 'a' stands twice"),
        (["a,Alpha,,Bé | Be,social,locale"], "'Be' stands twice in the row"),
        (["a,Alpha,,!,social,locale"], "no letter in the name '!'"),
        (["A b,Alpha,,,social,locale"], "bad id 'A b'"),
        (["a,,,,social,locale"], "empty name"),
        (["a,ABC,A.B.C,,social,locale", "b,AB,AB,,social,locale"], "sigle 'AB' without expansion"),
        (["a,Alpha,,,sociale,locale"], "unknown categorie 'sociale'"),
        (["a,Alpha,,,social,partout"], "unknown portee 'partout'"),
    ],
)
def test_a_problem_of_organisations_is_told(write, rows, message):
    assert any(message in text for text in texts(write(HEADING, *rows)))


def test_two_organisations_may_have_one_sigle(write):
    rows = ["a-a,Alpha Alpha,ZZ,,social,locale", "b-b,Beta Beta,ZZ,,social,locale"]
    assert texts(write(HEADING, *rows)) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("CTS,,sante,", "sigle 'CTS' without expansion"),
        ("CTS,cts,sante,", "sigle 'CTS' without expansion"),
        (",Conseil,sante,", "empty sigle"),
        ("CTS,Conseil,santé,", "unknown domaine 'santé'"),
        ("CTS,Conseil,sante,conseil-x", "no organisation 'conseil-x'"),
        ("CAF,Caisse  d'Allocations Familiales,sante,caf", "has this expansion already (line 2)"),
    ],
)
def test_a_problem_of_sigles_is_told(write, row, message):
    first = "CAF,Caisse d'allocations familiales,protection-sociale,caf"
    found = texts(write("sigle,developpement,domaine,organisation", first, row))
    assert [message in text for text in found] == [True]


def test_a_problem_has_the_number_of_its_line(write):
    rows = ["a,Alpha,,,social,locale", "", "b,,,,social,locale"]
    assert [problem.line for problem in check_glossary(write(HEADING, *rows))] == [4]


def test_check_prints_each_problem_with_file_and_line(write):
    path = write(HEADING, "a,,,,social,locale")
    done = run("check", path)
    assert (done.exit_code, done.stdout) == (1, f"{path}:2: empty name\n")


def test_check_counts_the_lines_of_a_sound_file(write):
    done = run("check", write(HEADING, "la-revue,La Revue,,,association,nationale"))
    assert (done.exit_code, done.stdout) == (0, "1 lines, no problem\n")


def test_check_of_what_is_no_table_is_one_line(tmp_path):
    done = run("check", tmp_path / "none.csv")
    assert done.exit_code == 1
    assert done.stderr == "error: none.csv: No such file or directory (name a CSV file)\n"


def test_lookup_shows_organisations_and_meanings():
    lines = run("lookup", "CTS").stdout.splitlines()
    assert lines[0].split() == ["match", "kind", "sigle", "name", "category", "organisation"]
    assert lines[1].startswith("exact  organisation  CTS    Conseil territorial de santé")
    assert any("Centre de transfusion sanguine" in line for line in lines)


def test_lookup_as_json_has_the_same_entries():
    entries = json.loads(run("lookup", "Pole Emploi", "--json").stdout)
    assert entries[0] == {
        "match": "exact",
        "kind": "organisation",
        "sigle": "FT",
        "name": "France Travail",
        "category": "emploi-insertion",
        "organisation": "france-travail",
    }


def test_lookup_of_a_misspelt_sigle_shows_close_ones():
    entries = json.loads(run("lookup", "CPMA", "--json").stdout)
    assert {entry["match"] for entry in entries} == {"close"}
    assert "cpam" in [entry["organisation"] for entry in entries]


def test_lookup_of_an_unknown_term_is_one_line():
    done = run("lookup", "zzzzqq")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: zzzzqq: not in the glossary")
    assert done.stderr.count("\n") == 1


def test_lookup_reads_files_of_the_user(write):
    path = write("id,nom,categorie", "les-pieds,Les Pieds dans le plat,association")
    assert "les-pieds" in run("lookup", "les pieds dans le plat", "--glossary", path).stdout


def test_lookup_with_a_bad_file_is_misuse(write):
    done = run("lookup", "CAF", "--glossary", write("nom", "x"))
    assert done.exit_code == 2
    assert done.stderr.startswith("error: mine.csv: no column 'id'")
