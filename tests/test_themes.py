"""The themes of a fiche: which, how sure, for which words; and that the shipped files agree."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.themes import GOLD, found_themes, micro_score, read_actions
from corpus.build.themes import TARGET, compile_vocabulary, find_keys_with_spacy, read_source
from extractor.matching.theme_words import find_expressions, find_keys, load_words
from extractor.matching.themes import load_domaines, load_themes, scores_of, themes_of

ROOT = Path(__file__).parent.parent
LEAST_MICRO_F1 = 0.85
ACTIONS = read_actions()


def themes(titre, **fiche):
    return [one.theme for one in themes_of({"titre": titre, **fiche})]


@pytest.mark.parametrize(
    ("titre", "expected"),
    [
        ("Lutter contre les addictions", ["addictions"]),
        ("LUTTER CONTRE LES ADDICTIONS", ["addictions"]),  # capitals
        ("Repérer les conduites addictives", ["addictions"]),  # feminine plural
        ("Vacciner les soignants", ["vaccination"]),  # a verb of the same stem is listed
        ("Faciliter l’accès à des soins", ["acces-aux-soins"]),  # other small words
        ("Prévention des violences sexuelles", ["violences"]),  # not a matter of sexual health
        ("Accueil des étudiants en santé", ["acces-aux-soins"]),  # not a matter of youth
        ("Aider les aidants", ["aidants"]),
        ("Aider à comprendre", []),  # the verb is no theme: "=aidants" has no other form
        ("Fiche action", []),
        ("", []),
    ],
)
def test_a_title_alone_has_its_themes(titre, expected):
    assert themes(titre) == expected


def test_a_fiche_may_have_several_themes_the_surest_first():
    found = themes(
        "Prévenir les addictions chez les jeunes",
        objectif_general="Retarder les premières consommations d'alcool et de tabac.",
    )
    assert found == ["addictions", "jeunesse"]


def test_one_decisive_word_in_the_title_gives_a_score_of_one_half():
    (found,) = themes_of({"titre": "Bien vieillir"})
    assert found.score == 0.5


def test_the_words_that_decided_say_where_they_stand():
    fiche = {
        "titre": "Créer un réseau",
        "objectifs": [{"strategiques": [], "operationnels": [{"intitule": "Former au suicide"}]}],
        "public": ["Tous", "Personnes en dépression"],
    }
    (found,) = (one for one in scores_of(fiche) if one.theme == "sante-mentale")
    assert [(word.mots, word.champ) for word in found.words] == [
        ("dépression", "/public/1"),
        ("suicide", "/objectifs/0/operationnels/0/intitule"),
    ]


def test_a_word_in_passing_in_a_long_text_weighs_less_than_in_a_short_one():
    short = scores_of({"titre": "", "contexte": "Le tabac."})
    long = scores_of({"titre": "", "contexte": "Le tabac." + " Autre chose encore." * 100})
    assert long[0].score < short[0].score


def test_the_axe_alone_gives_no_theme():
    assert themes_of({"titre": "Faire le point"}, axe="Santé mentale") == []


def test_a_word_inside_an_expression_that_means_something_else_does_not_count():
    assert "cancers-depistages" not in themes("Informer sur le cancer du poumon et le radon")


def test_every_theme_belongs_to_known_domains():
    unknown = {d for theme in load_themes().values() for d in theme.domaines} - set(load_domaines())
    assert not unknown
    assert all(theme.domaines for theme in load_themes().values())


def test_the_compiled_vocabulary_is_what_the_script_makes_of_the_edited_one():
    made = compile_vocabulary(read_source())
    assert TARGET.read_text(encoding="utf-8") == made, "run: python -m corpus.build.themes"


def test_an_expression_is_listed_once_for_a_theme():
    tables = json.loads(TARGET.read_text(encoding="utf-8"))
    forms = tables["formes"]
    listed = Counter(
        (theme, *(forms[key] for key in keys)) for theme, _, _, *keys in tables["expressions"]
    )
    assert not [theme for (theme, *_), count in listed.items() if count > 1]


@pytest.mark.parametrize("action", ACTIONS[::12], ids=lambda action: action.titre[:40])
def test_the_compiled_forms_find_what_the_pipeline_of_spacy_finds(action):
    words = load_words()
    texts = [action.titre, *(action.fiche.get("contexte") or "").split("\n")]
    texts += [action.fiche.get("description") or "", action.fiche.get("objectif_general") or ""]
    for text in texts:
        by_spacy = list(find_expressions(list(find_keys_with_spacy(text)), words))
        assert list(find_expressions(find_keys(text, words), words)) == by_spacy


def test_the_gold_names_known_themes_only():
    assert not {theme for action in ACTIONS for theme in action.themes} - set(load_themes())


def test_the_gold_of_the_contract_says_the_same_as_the_list():
    name = "cls-lisieux-normandie-2025-2029"
    record = json.loads((GOLD.parent / f"{name}.json").read_text(encoding="utf-8"))
    said = {
        fiche["code"]: {one["theme"] for one in fiche["themes"]}
        for fiche in record["contrats"][0]["fiches_action"]
    }
    assert said == {one.code: one.themes for one in ACTIONS if one.document == name}


def test_themes_of_unseen_actions_are_right():
    assert micro_score([one for one in ACTIONS if one.partie == "test"]).f1 >= LEAST_MICRO_F1


def test_two_runs_say_the_same():
    assert [found_themes(one) for one in ACTIONS] == [found_themes(one) for one in ACTIONS]


def test_matching_loads_no_spacy():
    code = (
        "import sys; from extractor.matching.themes import themes_of; "
        "themes_of({'titre': 'Bien vieillir'}); print('spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
