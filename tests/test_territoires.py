"""Names of territories → official codes: by kind, spelling and context; open where in doubt."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.territoires import measure, read_rows
from extractor.cli import main
from extractor.matching.territoires import find_territoire, lookup, organisation_of
from extractor.matching.territoires.contexte import read_lieux
from extractor.matching.territoires.noms import key_of, names_of, read_nom, readings
from extractor.matching.territoires.reference import Table, read_columns, reference

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold/territoires.csv"
LISIEUX = "200069532"
HAVRE = (
    "La Communauté urbaine renouvelle son Contrat Local de Santé. Elle et ses partenaires se sont "
    "rassemblés dans une salle du Havre, en lien avec l'ARS."
)


def code_of(nom, context="", **more):
    best = find_territoire(nom, context=context, **more).best
    return best.code if best else None


# ---- the gold


def test_the_gold_is_large_and_has_hard_names_in_both_parts():
    rows = read_rows(GOLD)
    assert len(rows) >= 200
    assert sum(not row.code_attendu for row in rows) >= 25
    assert Counter(row.partie for row in rows).keys() == {"dev", "test"}
    assert len({(row.forme, row.contexte) for row in rows}) == len(rows)


def test_every_code_of_the_gold_is_in_the_reference():
    data = reference()
    known = {epci.code for epci in data.groups}
    rows = [row for row in read_rows(GOLD) if row.code_attendu]
    unknown = {
        row.forme
        for row in rows
        if row.code_attendu not in known and data.row_of(row.code_attendu) is None
    }
    assert not unknown


@pytest.mark.parametrize("part", ["dev", "test"])
def test_names_of_territories_get_the_right_code(part):
    codes, types = measure([row for row in read_rows(GOLD) if row.partie == part])
    assert codes.share >= 0.97
    assert types.share >= 0.97


# ---- the territories of the corpus, in contexts like theirs


@pytest.mark.parametrize(
    ("nom", "type", "context", "code"),
    [
        ("Communauté d'Agglomération Lisieux Normandie", "ca", "ARS Normandie, Calvados", LISIEUX),
        ("VILLE DE CAEN", "commune", "Communauté Urbaine de Caen la Mer", "14118"),
        ("Communauté urbaine", "cu", HAVRE, "200084952"),
        (
            "Communauté de communes des Villes sœurs",
            "cc",
            "(Eu, le Tréport), délégation départementale de Seine-Maritime",
            "247600588",
        ),
        (
            "Ville de Créteil",
            "commune",
            "© Agence Régionale de Santé Grand Est. Préfecture du Val-de-Marne",
            "94028",
        ),
        ("Pays d’Argentan, d’Auge et d’Ouche", "pays", "ARS de Normandie", None),
    ],
)
def test_the_territories_of_the_corpus(nom, type, context, code):
    assert code_of(nom, context, type=type) == code


def test_a_pays_that_is_no_group_of_communes_keeps_its_type_and_gets_no_candidate():
    found = find_territoire("Pays d'Argentan, d'Auge et d'Ouche")
    assert (found.best, found.candidates, found.type) == (None, (), "pays")


def test_a_group_of_communes_named_pays_is_found():
    best = find_territoire("Pays de Falaise", "pays").best
    assert best is not None
    assert (best.type, best.nom_officiel) == ("cc", "Communauté de communes du Pays de Falaise")


# ---- abbreviations


def test_the_list_of_the_document_expands_a_sigle():
    sigles = {"CALN": "Communauté d'Agglomération Lisieux Normandie"}
    assert code_of("CALN", sigles=sigles) == LISIEUX


def test_the_initials_of_a_group_that_the_text_names_are_its_sigle():
    assert code_of("CALN", "Lisieux Normandie, dans le Calvados") == LISIEUX


def test_initials_alone_are_no_proof():
    assert code_of("CALN") is None


# ---- context


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ("Préfecture de l'Eure", "27681"),
        ("Agence régionale de santé Normandie", "27681"),
        ("27200 Vernon", "27681"),
        ("services de l'État (27)", "27681"),
        ("Louviers et Évreux", "27681"),
        ("Préfecture de l'Ardèche", "07336"),
        ("", None),
        ("Eure, Ardèche", None),
    ],
)
def test_a_homonym_is_resolved_by_places_that_the_text_names(context, code):
    assert code_of("Ville de Vernon", context) == code


def test_an_open_homonym_tells_its_candidates_and_their_kind():
    found = find_territoire("Vernon")
    assert found.type == "commune"
    assert {candidate.departements for candidate in found.candidates} == {("07",), ("27",), ("86",)}


def test_a_name_known_only_elsewhere_is_left_open():
    found = find_territoire("Communauté de communes des Trois Rivières", context="Calvados, Orne")
    assert found.best is None
    assert [candidate.departements for candidate in found.candidates] == [("02",)]


def test_a_shortened_name_is_believed_where_the_text_speaks_of_its_department():
    assert code_of("Ville de Trouville", "Calvados") == "14715"
    found = find_territoire("Ville de Trouville")
    assert found.best is None
    assert "14715" in {candidate.code for candidate in found.candidates}


def test_groups_of_one_name_are_not_settled_by_a_longer_name():
    assert code_of("Communauté de communes des Quatre Rivières") is None


def test_common_words_and_longer_names_are_no_places():
    lieux = read_lieux("Le Plan santé, un plan de la Ville. L'ARS. Paris-Est. La Croix-Rouge.")
    assert not lieux.noms


def test_places_are_found_with_their_article():
    lieux = read_lieux("au Havre, à La Rochelle et dans le Val-de-Marne, Caen la mer")
    assert set(lieux.noms) == {"le havre", "la rochelle", "val de marne", "caen la mer"}


# ---- kinds and spellings


def test_a_commune_and_the_group_named_after_it_never_mix():
    assert code_of("Ville de Lisieux") == code_of("LISIEUX") == "14366"
    assert code_of("CA Lisieux Normandie") == code_of("Agglo de Lisieux") == LISIEUX


def test_another_kind_than_today_lowers_the_score():
    right = find_territoire("Communauté urbaine Caen la mer").best
    wrong = find_territoire("Communauté d'agglomération Caen la mer").best
    assert right is not None
    assert wrong is not None
    assert (right.code, right.score) == (wrong.code, 1.0)
    assert wrong.score < 1


def test_a_misspelt_name_scores_below_one():
    best = find_territoire("Communauté d'agglomération Lisieux Normandi").best
    assert best is not None
    assert (best.code, best.score < 1) == (LISIEUX, True)


def test_a_former_commune_is_the_one_that_it_belongs_to():
    best = find_territoire("Commune de Saint-Pierre-sur-Dives").best
    assert best is not None
    assert (best.nom_officiel, best.code) == ("Saint-Pierre-en-Auge", "14654")


@pytest.mark.parametrize(
    "name", ["Ville de Marsolles", "Communauté de communes du Val de Brumeraie", "", "la Ville"]
)
def test_an_unknown_name_gets_nothing(name):
    assert find_territoire(name).best is None


@pytest.mark.parametrize(
    ("nom", "kinds", "reste"),
    [
        ("Communauté urbaine Le Havre Seine Métropole", ("cu", "metropole"), "le havre seine"),
        ("Lorient Agglomération", ("epci",), "lorient"),
        ("la Communauté urbaine", ("cu",), ""),
        ("Grand Chambéry l'agglomération", ("epci",), "grand chambery"),
        ("CD14", ("departement",), "14"),
        ("Ville de Ville-au-Montois", ("commune",), "de ville au montois"),
        ("Pays de Falaise", ("pays",), "pays de falaise"),
        ("Villes Sœurs", (), "villes soeurs"),
    ],
)
def test_the_kind_is_parted_from_the_name(nom, kinds, reste):
    assert read_nom(nom) == (kinds, reste)


def test_an_article_may_be_part_of_the_name():
    assert list(readings("du havre")) == ["le havre", "havre"]
    assert key_of("Vitry s/ Seine") == "vitry sur seine"


# ---- organisations


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("Conseil départemental du Calvados", "14"),
        ("Département 14", "14"),
        ("CD 14", "14"),
        ("Conseil Départemental", "14"),
        ("Région Normandie", "28"),
        ("Conseil régional de Normandie", "28"),
        ("Mairie d'Orbec", "14478"),
        ("Ville de Lisieux", "14366"),
        ("Commune d'Orbec (service jeunesse)", "14478"),
        ("CA Lisieux Normandie", LISIEUX),
        ("Lisieux Normandie", LISIEUX),
        ("CALN", LISIEUX),
        ("l'Agglomération", LISIEUX),
        ("ARS Normandie", None),
        ("CCAS de Lisieux", None),
        ("CPAM du Calvados", None),
        ("Maison du département", None),
        ("Mairie de quartier", None),
        ("Communes", None),
        ("Conseil départemental de l'ordre des médecins du Calvados", None),
        ("Conseil municipal des jeunes", None),
        ("Région académique Normandie", None),
        ("Communauté professionnelle territoriale de santé", None),
        ("CA", None),
        ("Pays d'Auge", None),
    ],
)
def test_a_local_authority_among_mentions(mention, code):
    territoire = find_territoire("CA Lisieux Normandie").best
    found = organisation_of(mention, territoire=territoire)
    assert (found.code if found else None) == code


def test_without_a_territory_the_department_alone_is_nobody():
    assert organisation_of("Conseil départemental") is None


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("Ville de Lisieux", "commune"),
        ("CC Terre d'Auge", "epci"),
        ("EPT Plaine Commune", "epci"),
        ("CD 14", "departement"),
        ("Région Normandie", "region"),
    ],
)
def test_a_local_authority_has_one_of_four_kinds(mention, kind):
    found = organisation_of(mention)
    assert found is not None
    assert found.kind == kind


# ---- the data


def test_the_data_is_small_and_says_where_it_comes_from():
    content = read_columns()
    assert sum(map(len, content.values())) < 2_000_000
    assert content["paquet"] == "@etalab/decoupage-administratif"
    assert int(content["millesime"]) == 2020 + int(content["version"].split(".")[0])
    assert content["licence"] == "Licence Ouverte 2.0"


def test_the_kinds_packed_with_names_are_those_read_today():
    table = Table(read_columns(), "epci")
    rows = zip(*(table[name] for name in ("nom", "sortes", "cles", "coeur")), strict=True)
    stale = [
        nom
        for nom, *stored in rows
        for read in [read_nom(nom)]
        if stored != [" ".join(read.kinds), "/".join(names_of(read.reste)), " ".join(read.coeur)]
    ]
    assert not stale, "python -m corpus.build.territoires packs them anew"


def test_every_group_of_communes_is_found_by_its_official_name():
    data = reference()
    missed = {
        epci.code for epci in data.groups if code_of(data.epci(epci).nom_officiel) != epci.code
    }
    assert {data.epci(epci).nom_officiel for epci in data.groups if epci.code in missed} <= {
        "Communauté de communes des Quatre Rivières"  # two of them
    }


def test_grand_paris_and_its_territories_are_there():
    kinds = Counter(
        candidate.type for epci in reference().groups for candidate in [reference().epci(epci)]
    )
    assert kinds["ept"] == 11
    assert code_of("Métropole du Grand Paris") == "200054781"


def test_importing_loads_no_data():
    code = (
        "import sys, extractor.matching.territoires, extractor.matching.territoires.reference as r;"
        "print(r.reference.cache_info().currsize, 'rapidfuzz' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]


# ---- the command


def test_lookup_finds_all_kinds():
    assert [candidate.type for candidate in lookup("Lisieux")] == ["commune", "ca"]
    assert [candidate.code for candidate in lookup("Calvados")] == ["14"]
    assert lookup("Normandie")[0].type == "region"
    assert lookup("CALN")[0].code == LISIEUX


def test_territory_lookup_prints_a_table():
    result = CliRunner().invoke(main, ["territory", "lookup", "Lisieux"])
    assert result.exit_code == 0
    heading, commune, group = result.stdout.splitlines()
    assert heading.split() == ["name", "kind", "code", "department", "region", "score"]
    assert commune.split() == [
        "Lisieux", "commune", "14366", "Calvados", "(14)", "Normandie", "(28)", "1.00",
    ]  # fmt: skip
    assert LISIEUX in group


def test_territory_lookup_prints_json():
    result = CliRunner().invoke(main, ["territory", "lookup", "--json", "Villes sœurs"])
    assert [row["code"] for row in json.loads(result.stdout)] == ["247600588"]


def test_territory_lookup_says_that_there_is_none():
    result = CliRunner().invoke(main, ["territory", "lookup", "Xyzzyq"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
