"""Labels: recognised in any dress and with damage, told from false friends, added by a user."""

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import BadLabels
from extractor.parsers.label_files import read_label_files
from extractor.parsers.label_forms import parts_of, plain_forms
from extractor.parsers.labels import Vocabulary, shipped_labels, vocabulary
from extractor.pipeline import Options, read_document
from extractor.stats import UnknownLabel, unknown_labels
from models.records import FicheAction

ROOT = Path(__file__).parent.parent
SECTIONS = ROOT / "tests/pdf/fiche-sections.pdf"
with (ROOT / "gold/labels.csv").open(encoding="utf-8", newline="") as file:
    GOLD = list(csv.DictReader(file))
TABLES = tomllib.loads(
    files("extractor.data").joinpath("labels", "fiche.toml").read_text(encoding="utf-8")
)
LEAST_PRECISION, LEAST_RECALL = 0.99, 0.95


@pytest.fixture
def label_file(tmp_path):
    """Write a label file and return its path."""

    def write(text: str, name: str = "mine.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


# ── recognition ────────────────────────────────────────────────────────────────────────────────


def test_the_gold_of_labels_is_recognised_as_well_as_the_documentation_says():
    labels = vocabulary("fiche")
    pairs = [(row["cle"], labels.find(row["texte"]) or "") for row in GOLD]
    right = sum(key == found != "" for key, found in pairs)
    assert right / sum(found != "" for _, found in pairs) >= LEAST_PRECISION
    assert right / sum(key != "" for key, _ in pairs) >= LEAST_RECALL


def test_the_gold_of_labels_has_labels_and_others_and_no_row_twice():
    assert len(GOLD) >= 300
    assert len({row["texte"] for row in GOLD}) == len(GOLD)
    assert sum(not row["cle"] for row in GOLD) >= 150
    assert {row["cle"] for row in GOLD} - {""} <= set(vocabulary("fiche").exact.values())


@pytest.mark.parametrize("key", TABLES)
def test_every_shipped_label_is_found_under_its_own_key(key):
    found = {label: vocabulary("fiche").find(label) for label in TABLES[key]["labels"]}
    assert found == dict.fromkeys(found, key)


@pytest.mark.parametrize("key", [key for key in TABLES if "never" in TABLES[key]])
def test_no_false_friend_is_found_under_the_key_that_it_looks_like(key):
    found = {vocabulary("fiche").find(wording) for wording in TABLES[key]["never"]}
    assert key not in found


def test_every_key_is_a_field_of_a_fiche_or_says_that_it_is_none():
    fields = {key.partition(".")[0] for key in TABLES}
    assert fields - {"autre"} <= set(FicheAction.model_fields)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2. Le(s) porteur(s) de l'action :", ["porteur action", "porteur"]),
        ("Porteur·se·s", ["porteur"]),
        ("Coordinateur/trice", ["coordinateur"]),
        ("1.1 Enjeux", ["enjeu"]),
        ("Partenaires (à solliciter)", ["partenaire a solliciter", "partenaire"]),
        ("Points de vigilance identifiés", ["point vigilance identifie", "point vigilance"]),
        ("Quels partenaires ?", ["partenaire"]),
        ("Plan d'actions", ["plan action"]),
    ],
)
def test_the_forms_of_a_label_leave_number_article_and_ending_out(text, forms):
    assert set(forms) <= set(plain_forms(text))


def test_the_parts_of_a_label_stand_apart():
    assert parts_of("Pilote / Copilote et référent :") == ["Pilote", "Copilote", "référent"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Pilote / Copilote", "porteurs"),
        ("Date de début et date de fin", "calendrier"),
        ("Public visé / Partenaires", None),
        ("P ORTEUR DE L ' ACTION", "porteurs"),
        ("Pub1ic visé", "public"),
        ("Facteurs", None),
        ("Étape 1", None),
        ("Partenaires financiers", "moyens"),
        ("Points de vigilance", "autre"),
    ],
)
def test_labels_that_join_break_or_resemble(text, key):
    assert vocabulary("fiche").find(text) == key


def test_a_form_that_two_keys_share_is_no_label():
    labels = Vocabulary({"action": "titre", "actions": "description"}, frozenset())
    assert labels.find("Actions") == "description"
    assert labels.find("Les actions") is None


# ── label files of a user ──────────────────────────────────────────────────────────────────────


def test_a_line_of_a_file_adds_a_label(label_file):
    labels = read_label_files([label_file('"Ce que l\'on fera" = "description"')])
    assert labels.fiche.find("Ce que l’on fera :") == "description"
    assert labels.fiche.find("Pilote") == "porteurs"
    assert shipped_labels().fiche.find("Ce que l’on fera :") is None


def test_a_table_of_a_file_adds_labels_and_false_friends(label_file):
    text = '[objectifs.operationnels]\nlabels = ["Ce que nous visons"]\nnever = ["Sous-objectif"]'
    labels = read_label_files([label_file(text)])
    assert labels.fiche.find("Ce que nous visons") == "objectifs.operationnels"
    assert labels.fiche.find("Sous-objectif") is None


def test_a_file_adds_column_headings_of_the_plan(label_file):
    labels = read_label_files([label_file('"Chantier" = "plan.intitule"')])
    assert labels.plan.find("Chantiers") == "intitule"
    assert labels.fiche.find("Chantier") is None


def test_a_label_without_a_field_is_given_one(label_file):
    labels = read_label_files([label_file('"Élu référent" = "porteurs"')])
    assert labels.fiche.find("Élus référents") == "porteurs"


def test_a_shipped_label_is_moved_by_naming_its_old_key(label_file):
    text = '[partenaires]\nnever = ["Acteurs"]\n[porteurs]\nlabels = ["Acteurs"]'
    assert read_label_files([label_file(text)]).fiche.find("Acteurs :") == "porteurs"


def test_several_files_add_up(label_file):
    first = label_file('"Qui fait" = "porteurs"', "a.toml")
    second = label_file('"Avec le concours de" = "partenaires"', "b.toml")
    labels = read_label_files([first, second]).fiche
    assert (labels.find("Qui fait"), labels.find("Avec le concours de")) == (
        "porteurs",
        "partenaires",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[porteurs", ["not in TOML", '"Wording" = "field"']),
        ('"Chef" = "porteur"', ["no field 'porteur'", "known:", "porteurs", "plan.intitule"]),
        ('[porteurs]\nlabel = ["Chef"]', ["'label' in [porteurs]"]),
        ('[porteurs]\nlabels = "Chef"', ["'labels' in [porteurs]"]),
        ('"?" = "porteurs"', ["no letter"]),
        ('"Partenaires" = "porteurs"', ["'partenaires' and 'porteurs'", "never of [partenaires]"]),
        ('"Tiers" = "public"\n[porteurs]\nlabels = ["tiers"]', ["'public' and 'porteurs'"]),
    ],
)
def test_a_bad_label_file_is_one_line_that_names_it(label_file, text, words):
    path = label_file(text)
    result = CliRunner().invoke(main, ["extract", "a.pdf", "--labels", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: mine.toml: ")
    assert all(word in line for word in words)


def test_a_missing_label_file_is_an_error(tmp_path):
    with pytest.raises(BadLabels, match=r"none\.toml"):
        read_label_files([tmp_path / "none.toml"])


def test_labels_of_a_user_reach_the_record(label_file):
    labels = read_label_files([label_file('"Élu référent" = "porteurs"')])
    fiche = read_document(SECTIONS, Options(labels=labels)).record.contrats[0].fiches_action[0]
    (champ,) = [champ for champ in fiche.champs if champ.libelle == "Élu référent"]
    assert champ.cle == "porteurs"
    assert champ.texte in [porteur.texte for porteur in fiche.porteurs]


# ── unknown labels ─────────────────────────────────────────────────────────────────────────────


def test_a_known_label_without_a_field_is_not_told_as_unknown():
    assert read_document(SECTIONS).stats.unknown_labels == []


def test_unknown_labels_are_counted_with_their_first_page(passage_of):
    found = unknown_labels([passage_of("Boussole :"), passage_of("BOUSSOLE"), passage_of("Cap")])
    assert found == [UnknownLabel("Boussole", 2, 1), UnknownLabel("Cap", 1, 1)]


def test_the_line_of_an_unknown_label_makes_it_known(label_file):
    line = UnknownLabel('Le "plus" de l\'action', 3, 12).line()
    assert line.endswith("# 3 times, first on page 12")
    labels = read_label_files([label_file(line)])
    assert labels.fiche.find('Le "plus" de l\'action') == "autre"
