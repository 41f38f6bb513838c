"""The evaluation: what is judged, how strictly, and what is said about it."""

import itertools
import json
from pathlib import Path

import pytest

from extractor.evaluation import (
    Counts,
    JsonObject,
    below_floors,
    differences,
    evaluate,
    read_floors,
)
from extractor.evaluation.assignment import best_assignment
from extractor.evaluation.likeness import Level, is_match
from models.records import Document

GOLD = Path(__file__).parent.parent / "gold"
GOLD_FILES = sorted(GOLD.glob("*.json"))


def contrat(**parts: object) -> JsonObject:
    return {"contrats": [parts]}  # type: ignore[list-item]


def sommaire(*titres: str) -> JsonObject:
    return {"sommaire": [{"niveau": 1, "titre": titre} for titre in titres]}


def counts(field: str, record: JsonObject, gold: JsonObject) -> Counts:
    return evaluate({"a": record}, {"a": gold}).total.fields[field]


@pytest.mark.parametrize(
    ("expected", "found", "level", "right"),
    [
        pytest.param("Eco-soins", "Eco-soins", "strict", True, id="equal"),
        pytest.param("Eco-soins", "Eco-soins.", "strict", False, id="a full stop too many"),
        pytest.param("Éco-soins", "ECO SOINS", "soft", True, id="case, accent, hyphen"),
        pytest.param("œuvrer", "Oeuvrer", "soft", True, id="ligature spelt out"),
        pytest.param("Action 1", "Action 2", "soft", False, id="a digit is not dress"),
        pytest.param("...", "?", "soft", False, id="nothing but punctuation is not equal"),
        pytest.param("Liste des acteurs mobilisés", "Liste des acteurs mobilises", "similar", True),
        pytest.param("1.1", "1-1", "similar", False, id="a short code must be right"),
    ],
)
def test_a_text_is_judged_at_three_levels(
    expected: str, found: str, level: Level, right: bool
) -> None:
    assert is_match(expected, found, level) is right


def test_the_best_assignment_gives_up_the_best_pair_when_the_whole_gains() -> None:
    assert best_assignment([[0.9, 0.8], [0.8, 0.1]]) == [(0, 1), (1, 0)]


def test_more_rows_than_columns_leave_the_worst_rows_alone() -> None:
    assert best_assignment([[0.1], [0.9], [0.5]]) == [(1, 0)]


def test_an_empty_list_is_assigned_nothing() -> None:
    assert best_assignment([]) == best_assignment([[], []]) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_assignment_is_as_good_as_trying_them_all(seed: int) -> None:
    table = [[((i * 7 + j * 11 + seed * 13) * 37 % 101) / 100 for j in range(6)] for i in range(5)]
    best = max(
        sum(table[i][j] for i, j in enumerate(columns))
        for columns in itertools.permutations(range(6), 5)
    )
    assert sum(table[i][j] for i, j in best_assignment(table)) == pytest.approx(best)


def test_a_record_equal_to_its_gold_scores_one_everywhere() -> None:
    gold = sommaire("Préambule", "Méthodologie")
    scores = evaluate({"a": gold}, {"a": gold}).total
    assert scores.micro("strict").f1 == scores.macro("strict").f1 == 1.0


def test_the_order_of_a_list_is_not_judged() -> None:
    found = counts("sommaire.titre", sommaire("Deux", "Un"), sommaire("Un", "Deux"))
    assert found == Counts(2, 2, 2, 2, 2)


def test_a_missed_item_costs_recall_and_not_precision() -> None:
    found = counts("sommaire.titre", sommaire("Préambule"), sommaire("Préambule", "Annexes"))
    assert (found.precision("strict"), found.recall("strict")) == (1.0, 0.5)


def test_an_invented_item_costs_precision_and_not_recall() -> None:
    found = counts("sommaire.titre", sommaire("Préambule", "Annexes"), sommaire("Préambule"))
    assert (found.precision("strict"), found.recall("strict")) == (0.5, 1.0)


def test_a_value_that_neither_side_has_is_not_counted() -> None:
    empty = contrat(rang=None, axes=[], periode={"debut": None})
    assert evaluate({"a": empty}, {"a": empty}).total.fields == {}


def test_an_empty_text_is_the_same_as_none() -> None:
    article: JsonObject = {"numero": "3", "titre": "Les fiches actions"}
    gold = contrat(articles=[{**article, "texte": ""}])
    record = contrat(articles=[{**article, "texte": None}])
    assert "articles.texte" not in evaluate({"a": record}, {"a": gold}).total.fields


def test_a_whole_part_that_is_absent_is_missed() -> None:
    assert counts("signature.lieu", contrat(), contrat(signature={"lieu": "Caen"})).found == 0


def test_a_fiche_with_poor_texts_is_still_found_by_its_code_and_title() -> None:
    gold = contrat(
        fiches_action=[
            {"code": "1.1", "titre": "Soutien à la parentalité", "contexte": "a" * 500},
            {"code": "1.2", "titre": "Compétences psychosociales", "contexte": "b" * 500},
        ]
    )
    record = contrat(
        fiches_action=[
            {"code": "1.2", "titre": "Compétences psychosociales", "contexte": None},
            {"code": "1.1", "titre": "Soutien à la parentalité", "contexte": None},
        ]
    )
    assert counts("fiches_action.titre", record, gold).strict == 2


def test_a_mention_is_counted_under_the_name_of_its_list() -> None:
    gold = contrat(partenaires=[{"texte": "CPAM du Calvados", "groupe": None}])
    assert counts("partenaires", gold, gold) == Counts(1, 1, 1, 1, 1)


def test_an_objective_is_counted_apart_from_its_number() -> None:
    row = {"strategiques": [{"numero": "1", "intitule": "Former"}], "operationnels": []}
    gold = contrat(fiches_action=[{"objectifs": [row]}])
    fields = evaluate({"a": gold}, {"a": gold}).total.fields
    assert set(fields) == {
        "fiches_action.objectifs.strategiques",
        "fiches_action.objectifs.strategiques.numero",
    }


def test_what_matching_adds_is_not_judged_where_the_gold_is_silent() -> None:
    gold = contrat(partenaires=[{"texte": "ARS", "organisation": None, "score": 0}])
    record = contrat(partenaires=[{"texte": "ARS", "organisation": "ars-normandie", "score": 1}])
    assert set(evaluate({"a": record}, {"a": gold}).total.fields) == {"partenaires"}


def test_what_matching_adds_is_judged_where_the_gold_speaks() -> None:
    gold = contrat(partenaires=[{"texte": "ARS", "organisation": "ars-normandie"}])
    record = contrat(partenaires=[{"texte": "ARS", "organisation": "ars-bretagne"}])
    assert counts("partenaires.organisation", record, gold).strict == 0


def test_the_sigle_of_the_glossary_is_always_judged() -> None:
    record: JsonObject = {"sigles": [{"sigle": "ARS", "developpement": "Agence"}]}
    assert counts("sigles.sigle", record, {"sigles": []}).found == 1


def test_a_theme_too_many_counts_where_the_gold_names_themes() -> None:
    gold = contrat(fiches_action=[{"titre": "A", "themes": [{"theme": "habitat", "score": 1}]}])
    themes = [{"theme": "habitat", "score": 0.5}, {"theme": "violences", "score": 0.4}]
    record = contrat(fiches_action=[{"titre": "A", "themes": themes}])
    found = counts("fiches_action.themes.theme", record, gold)
    assert (found.expected, found.found, found.strict) == (1, 2, 1)


@pytest.mark.parametrize("key", ["schema_version", "provenance", "avertissements"])
def test_provenance_and_warnings_are_not_scored(key: str) -> None:
    assert evaluate({"a": {key: ["x"]}}, {"a": {key: ["y"]}}).total.fields == {}


def test_the_identifier_of_the_document_is_not_scored() -> None:
    gold: JsonObject = {"document": {"id": "a" * 64, "titre": "CLS"}}
    assert set(evaluate({"a": gold}, {"a": gold}).total.fields) == {"document.titre"}


def test_stated_counts_are_one_field_compared_key_by_key() -> None:
    gold = contrat(chiffres_annonces={"communes": 53, "participants": 80})
    record = contrat(chiffres_annonces={"communes": 80, "participants": 80})
    assert counts("chiffres_annonces", record, gold).strict == 1


def test_a_gold_without_a_record_counts_as_all_missed() -> None:
    evaluation = evaluate({}, {"a": sommaire("Préambule")})
    assert evaluation.missing == ("a",)
    assert evaluation.total.fields["sommaire.titre"] == Counts(expected=1)


def test_a_record_without_a_gold_is_named_and_not_judged() -> None:
    evaluation = evaluate({"a": sommaire("Préambule")}, {})
    assert evaluation.without_gold == ("a",)
    assert evaluation.total.fields == {}


def test_micro_averages_over_values_and_macro_over_fields() -> None:
    gold: JsonObject = {**sommaire("Un", "Deux", "Trois"), "document": {"titre": "CLS"}}
    record: JsonObject = {**sommaire("Un", "Deux", "Trois"), "document": {"titre": None}}
    scores = evaluate({"a": record}, {"a": gold}).total
    assert scores.micro("strict").recall == pytest.approx(6 / 7)
    assert scores.macro("strict").recall == pytest.approx(2 / 3)


def test_the_counts_of_several_documents_are_added() -> None:
    golds = {"a": sommaire("Un"), "b": sommaire("Un", "Deux")}
    assert evaluate(golds, golds).total.fields["sommaire.titre"].expected == 3


def test_a_difference_names_both_values_and_both_pointers() -> None:
    wrong = differences(sommaire("Préambule", "Annexe A"), sommaire("Annexe B", "Préambule"))
    (pair,) = wrong["sommaire.titre"]
    assert (pair.expected, pair.found) == ("Annexe B", "Annexe A")
    assert (pair.expected_at, pair.found_at) == ("/sommaire/0/titre", "/sommaire/1/titre")


def test_a_missed_value_is_a_difference_without_a_found_side() -> None:
    (pair,) = differences(sommaire(), sommaire("Préambule"))["sommaire.titre"]
    assert (pair.found, pair.found_at) == (None, None)


def test_equal_records_have_no_differences() -> None:
    assert differences(sommaire("Préambule"), sommaire("Préambule"), "strict") == {}


def test_a_pointer_escapes_slash_and_tilde() -> None:
    gold = contrat(chiffres_annonces={"a/b~c": 1})
    (pair,) = differences({}, gold)["chiffres_annonces"]
    assert pair.expected_at == "/contrats/0/chiffres_annonces/a~1b~0c"


def test_the_table_has_a_line_per_field_and_both_averages() -> None:
    lines = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un")}).table().splitlines()
    names = [line.split("  ")[0] for line in lines]
    for name in ("sommaire.titre", "all values (micro average)", "all fields (macro average)"):
        assert name in names


def test_the_table_is_aligned() -> None:
    table = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un")}).table()
    assert len({len(line) for line in table.splitlines()[1:]}) == 1


def test_the_table_names_a_gold_without_a_record() -> None:
    assert "no record for a" in evaluate({}, {"a": sommaire("Un")}).table()


def test_the_scores_can_be_written_as_json() -> None:
    figures = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un", "Deux")}).as_dict()
    assert json.loads(json.dumps(figures)) == figures


def test_two_evaluations_give_the_same_table() -> None:
    gold, record = sommaire("Un", "Deux", "Trois"), sommaire("Une", "Trois", "Deux x")
    assert (
        evaluate({"a": record}, {"a": gold}).table() == evaluate({"a": record}, {"a": gold}).table()
    )


def test_a_field_below_its_floor_is_reported() -> None:
    evaluation = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un", "Deux")})
    (shortfall,) = below_floors(evaluation, {"a": {"sommaire.titre": 0.9}})
    assert shortfall.field == "sommaire.titre"
    assert shortfall.f1 == pytest.approx(2 / 3)


def test_the_star_is_the_floor_of_fields_without_their_own() -> None:
    evaluation = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un", "Deux")})
    short = below_floors(evaluation, {"a": {"*": 0.9, "sommaire.titre": 0.5}})
    assert [shortfall.field for shortfall in short] == ["sommaire.niveau"]


def test_an_average_can_have_a_floor() -> None:
    evaluation = evaluate({"a": sommaire("Un")}, {"a": sommaire("Un", "Deux")})
    (shortfall,) = below_floors(evaluation, {"a": {"macro": 0.99}})
    assert shortfall.field == "macro"


def test_a_floor_on_a_document_without_gold_is_reported() -> None:
    assert below_floors(evaluate({}, {}), {"a": {"sommaire.titre": 0.5}})


def test_floors_reached_report_nothing() -> None:
    gold = sommaire("Un")
    assert below_floors(evaluate({"a": gold}, {"a": gold}), {"a": {"*": 1.0, "macro": 1.0}}) == []


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_a_gold_file_is_a_valid_record(path: Path) -> None:
    Document.model_validate_json(path.read_bytes())


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_a_gold_file_is_named_after_its_document(path: Path) -> None:
    assert Document.model_validate_json(path.read_bytes()).document.fichier == f"{path.stem}.pdf"


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_a_record_may_be_a_model_or_its_json(path: Path) -> None:
    text = path.read_bytes()
    scores = evaluate({"a": Document.model_validate_json(text)}, {"a": json.loads(text)}).total
    assert scores.macro("strict").f1 == 1.0


def test_every_gold_document_has_floors_and_every_floor_a_field() -> None:
    floors = read_floors((GOLD / "floors.toml").read_text("utf-8"))
    golds: dict[str, JsonObject] = {
        path.stem: json.loads(path.read_text("utf-8")) for path in GOLD_FILES
    }
    assert set(floors) == set(golds)
    assert below_floors(evaluate(golds, golds), floors) == []
