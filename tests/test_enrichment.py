"""Names that were read → what they stand for, in the record."""

from extractor.draft import Raw
from extractor.enrichment import add_themes, match_names
from extractor.matching.themes import find_themes
from extractor.printing import complete

PLACE = {"page": 3, "bbox": [1.0, 2.0, 3.0, 4.0]}


def mention(texte):
    return {"texte": texte, "groupe": None}


def record(**contrat):
    empty = {
        "territoire": {"nom": None, "type": None},
        "periode": {"debut": None, "fin": None, "duree_annees": None},
        "signature": {"date": None, "lieu": None},
        "axes": [],
        "fiches_action": [],
    }
    return {
        "document": {"id": "0" * 64, "fichier": "a.pdf", "genre": "contrat", "pages": 9},
        "contrats": [empty | contrat],
        "sigles": [],
        "provenance": {},
        "avertissements": [],
    }


def partners(*textes, text="", sigles=(), territoire=None):
    read = record(partenaires=[mention(texte) for texte in textes])
    read["sigles"] = [{"sigle": sigle, "developpement": full} for sigle, full in sigles]
    if territoire is not None:
        read["contrats"][0]["territoire"] = territoire
    return match_names(Raw(read, text))["contrats"][0]["partenaires"]


def test_forms_of_one_organisation_are_one():
    forms = ("CAF", "Caisse d'Allocations Familiales du Calvados", "la CAF 14")
    assert {found["organisation"] for found in partners(*forms)} == {"caf"}


def test_what_is_printed_stays_as_it_is():
    (found,) = partners("la CAF 14")
    assert (found["texte"], found["groupe"]) == ("la CAF 14", None)
    assert found["categorie"]
    assert 0 < found["score"] <= 1


def test_the_document_explains_its_own_sigles_first():
    sigles = [("CALN", "Communauté d'Agglomération Lisieux Normandie")]
    (found,) = partners("CALN", sigles=sigles)
    assert found["organisation"] == "epci-200069532"
    assert found["nom"] == "Communauté d'agglomération Lisieux Normandie"
    assert found["methode"] == "sigle-du-document"


def test_an_expansion_in_the_text_explains_a_sigle():
    text = "la Communauté d'Agglomération Lisieux Normandie (CALN) porte la démarche"
    (found,) = partners("CALN", text=text)
    assert (found["organisation"], found["methode"]) == ("epci-200069532", "expansion-du-texte")


def test_local_authorities_and_their_neighbours_in_name_stay_apart():
    names = ("Ville de Lisieux", "CCAS de Lisieux", "CA Lisieux Normandie", "ARS Normandie")
    found = [one["organisation"] for one in partners(*names, "Région Normandie")]
    assert found == ["commune-14366", "ccas", "epci-200069532", "ars", "region-28"]


def test_a_group_of_communes_is_known_by_a_name_that_no_glossary_has():
    (found,) = partners("Lorient Agglomération")
    assert (found["organisation"], found["categorie"]) == ("epci-200042174", "collectivite")


def test_the_city_of_the_contract_needs_no_name():
    territoire = {"nom": "Ville de Caen", "type": "commune"}
    (found,) = partners("la Ville", territoire=territoire)
    assert found["organisation"] in ("commune-14118", None)  # never another one


def test_an_unknown_name_matches_nothing():
    (found,) = partners("Les Amis du vieux lavoir")
    assert (found["organisation"], found["score"], found["methode"]) == (None, 0, None)


def test_a_homonym_without_context_is_told_once_with_its_page():
    read = record(partenaires=[mention("CTS"), mention("CTS")])
    read["provenance"] = {"/contrats/0/partenaires/0/texte": [PLACE]}
    found = match_names(Raw(read, ""))
    (doubt,) = found["avertissements"]
    assert (doubt["code"], doubt["page"]) == ("sigle-ambigu", 3)
    assert doubt["pointeur"] == "/contrats/0/partenaires/0/texte"
    assert found["contrats"][0]["partenaires"][0]["organisation"] is None


def test_a_territory_of_two_places_stays_open_and_is_told():
    read = record(territoire={"nom": "Ville de Vernon", "type": "commune"})
    found = match_names(Raw(read, ""))
    assert found["contrats"][0]["territoire"] == {"nom": "Ville de Vernon", "type": "commune"}
    (doubt,) = found["avertissements"]
    assert doubt["code"] == "territoire-ambigu"
    assert "27681" in doubt["message"]


def test_the_department_that_is_named_decides():
    read = record(territoire={"nom": "Ville de Vernon", "type": "commune"})
    territoire = match_names(Raw(read, "à Vernon, dans le département de l'Eure"))["contrats"][0][
        "territoire"
    ]
    assert (territoire["code"], territoire["departements"]) == ("27681", ["27"])


def test_what_was_read_is_not_changed():
    read = record(partenaires=[mention("CAF")])
    match_names(Raw(read, ""))
    assert read["contrats"][0]["partenaires"] == [mention("CAF")]


def test_a_theme_stands_where_its_word_was_read():
    fiche = {
        "titre": "Prévention des addictions",
        "axe": None,
        "pages": {"debut": 1, "fin": 1},
    }
    read = record(fiches_action=[fiche])
    read["provenance"] = {"/contrats/0/fiches_action/0/titre": [PLACE]}
    themes = find_themes(read)
    assert themes.lists["/contrats/0/fiches_action/0"][0]["theme"] == "addictions"
    found = add_themes(read, themes)["provenance"]
    assert found["/contrats/0/fiches_action/0/themes/0/theme"] == [PLACE]


def test_the_whole_record_is_valid():
    fiche = {
        "code": "1",
        "titre": "Prévention des addictions",
        "axe": None,
        "pages": {"debut": 1, "fin": 1},
        "partenaires": [mention("CSAPA")],
    }
    done = complete(Raw(record(fiches_action=[fiche]), "")).contrats[0].fiches_action[0]
    assert done.partenaires[0].organisation == "csapa"
    assert [theme.theme for theme in done.themes][:1] == ["addictions"]
