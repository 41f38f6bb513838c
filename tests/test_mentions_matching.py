"""Mentions: one organisation whatever its dress; look-alikes apart; the document's sigles first."""

import sys
from pathlib import Path
from subprocess import run

import pytest

from benchmarks.mentions import match_rows, measure, read_rows
from extractor.matching.approach import SHIPPED, approach, fields
from extractor.matching.forms import WORDS, key_of, spaced, split_words, stem, tidy, words_of
from extractor.matching.glossary import Glossary, Organisation, Sigle, load_glossary
from extractor.matching.introduced import introduced_sigles
from extractor.matching.known import Forms, known
from extractor.matching.mentions import Match, match_mentions

ROOT = Path(__file__).parent.parent
LEAST_PRECISION, LEAST_F1 = 0.98, 0.95


ROWS = [
    ("caf", "Caisse d'allocations familiales", "CAF", "", "protection-sociale"),
    ("cpam", "Caisse primaire d'assurance maladie", "CPAM", "", "assurance-maladie"),
    ("ars", "Agence régionale de santé", "ARS", "", "ars"),
    ("conseil-regional", "Conseil régional", "CR", "Région", "collectivite"),
    ("conseil-departemental", "Conseil départemental", "CD", "Département", "collectivite"),
    ("commune", "Commune", "", "Ville | Mairie", "collectivite"),
    ("epci", "Intercommunalité", "EPCI", "Communauté d'agglomération", "collectivite"),
    ("ccas", "Centre communal d'action sociale", "CCAS", "", "social"),
    ("ch", "Centre hospitalier", "CH", "", "hopital"),
    ("cmp", "Centre médico-psychologique", "CMP", "", "sante-mentale"),
    ("cmpea", "Centre médico-psychologique enfants et adolescents", "CMPEA", "", "sante-mentale"),
    ("cmpp", "Centre médico-psycho-pédagogique", "CMPP", "", "medico-social"),
    ("cpts", "Communauté professionnelle territoriale de santé", "CPTS", "", "exercice-coordonne"),
    ("ehpad", "Établissement d'hébergement pour personnes âgées", "EHPAD", "", "medico-social"),
    ("centre-sante", "Centre de santé", "", "", "exercice-coordonne"),
    ("msp", "Maison de santé pluriprofessionnelle", "MSP", "Maison de santé", "exercice-coordonne"),
    ("mda", "Maison des adolescents", "MDA", "", "sante-mentale"),
    ("mda-autonomie", "Maison départementale de l'autonomie", "MDA", "", "medico-social"),
    ("cts", "Conseil territorial de santé", "CTS", "", "coordination"),
    ("ordre-medecins", "Ordre des médecins", "", "", "professionnels-liberaux"),
    ("medecins", "Médecins", "", "", "population"),
    ("jeunes", "Jeunes", "", "", "population"),
    ("depistage", "Dépistage en santé sexuelle", "", "", "prevention"),
    ("associations", "Associations", "", "", "association"),
]
NATIONAL = [("siel-bleu", "Siel Bleu"), ("aides", "Aides")]


@pytest.fixture(scope="module")
def glossary():
    """A glossary of a few rows; `portee` is `locale` but for NATIONAL."""
    rows = [
        Organisation(row, nom, sigle, tuple(filter(None, autres.split(" | "))), categorie, "locale")
        for row, nom, sigle, autres, categorie in ROWS
    ]
    rows += [Organisation(row, nom, "", (), "association", "nationale") for row, nom in NATIONAL]
    sigles = [
        Sigle("ARS", "Allocation de rentrée scolaire", "protection-sociale", ""),
        Sigle("CTS", "Conseil des travaux et des sports", "administration", ""),
        Sigle("CH", "Centre d'hébergement", "social", ""),
    ]
    return Glossary(tuple(rows), tuple(sigles))


def found(glossary, texte, own=None, introduced=None):
    [match] = match_mentions([texte], glossary, own or {}, introduced or {})
    return match


# ── one organisation, many dresses ─────────────────────────────────────────────────────────────

DRESSES = [
    ("CAF", "caf"),
    ("la Caf", "caf"),
    ("C.A.F.", "caf"),
    ("CAF 14", "caf"),
    ("CAF14", "caf"),
    ("CAF du Calvados", "caf"),
    ("CAISSE D'ALLOCATIONS FAMILIALES DU CALVADOS", "caf"),
    ("Caisses d'allocations familiales", "caf"),
    ("Centre Hospitalier Robert Bisson", "ch"),
    ("CPAM (Caisse primaire d'assurance maladie)", "cpam"),
    ("Agence Régionale de Santé Normandie (ARS Normandie)", "ars"),
    ("EHPAD du territoire", "ehpad"),
    ("CD14", "conseil-departemental"),
    ("Département du Calvados", "conseil-departemental"),
    ("Departement du Gard", "conseil-departemental"),
    ("Ville de Lisieux", "commune"),
    ("Service jeunesse de la Ville de Lisieux", "commune"),
    ("Services Jeunesse et Sport de la ville de Lisieux", "commune"),
    ("Élus de la Ville", "commune"),
    ("CCAS : publics précaires", "ccas"),
    ("Centre médicopsychopédagogique", "cmpp"),
    ("Centre Médico-Psycho-Pédagogique (CMPP) de Lisieux", "cmpp"),
    ("CPTS Cœur de Normandie en émergence", "cpts"),
    ("Association Siel Bleu", "siel-bleu"),
    ("Associations du territoire", "associations"),
    ("(CAF)", "caf"),
]


@pytest.mark.parametrize(("texte", "organisation"), DRESSES)
def test_a_name_is_known_beside_places_numbers_and_details(glossary, texte, organisation):
    match = found(glossary, texte)
    assert match.organisation == organisation
    assert 0.8 < match.score <= 1


@pytest.mark.parametrize(
    ("texte", "organisation"),
    [
        ("Caisse d'Alocations Familliales", "caf"),
        ("Caisse d'Allocations Famillales de la Manche", "caf"),
        ("Centre Hospilalier de Gisors", "ch"),
        ("Cornmunauté professionnelle territoriale de santé", "cpts"),
    ],
)
def test_a_misspelt_name_is_known_by_its_likeness(glossary, texte, organisation):
    match = found(glossary, texte)
    assert (match.organisation, match.methode) == (organisation, "approche")
    assert SHIPPED.threshold <= match.score < 1


# ── look-alikes ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("texte", "organisation"),
    [
        ("CPTS", "cpts"),
        ("CPAM", "cpam"),
        ("CMP", "cmp"),
        ("CMPP", "cmpp"),
        ("CMPEA", "cmpea"),
        ("Région Normandie", "conseil-regional"),
        ("ARS Normandie", "ars"),
        ("CCAS de Lisieux", "ccas"),
        ("CCAS de la Ville de Lisieux", "ccas"),
        ("Communauté d'agglomération Lisieux Normandie", "epci"),
        ("Maison de santé", "msp"),
        ("Maison des adolescents", "mda"),
        ("Ordre des médecins", "ordre-medecins"),
        ("médecins", "medecins"),
    ],
)
def test_look_alikes_are_told_apart(glossary, texte, organisation):
    assert found(glossary, texte).organisation == organisation


@pytest.mark.parametrize(
    "texte",
    [
        "CPTM",
        "Centre de santé sexuelle",
        "Maison de santé mentale",
        "Conseil départemental des jeunes",
        "Conseil départemental de l'accès au droit",
        "Association Revivre",
        "Association Aides et Vous",
        "partenaires locaux",
        "Jean Dupont",
        "Service Cohésion Sociale",
        "CAF'TIV",
        "",
        "…",
    ],
)
def test_what_the_glossary_does_not_know_matches_nothing(glossary, texte):
    assert found(glossary, texte) == Match()


def test_a_mention_of_two_organisations_is_neither_and_no_ambiguous_sigle(glossary):
    assert found(glossary, "Communes et CCAS du territoire") == Match()
    assert found(glossary, "CAF/CPAM") == Match()


# ── sigles ─────────────────────────────────────────────────────────────────────────────────────


def test_the_list_of_the_document_says_what_a_sigle_means(glossary):
    match = found(glossary, "CALN (Santé)", own={"CALN": "Communauté d'Agglomération de Lisieux"})
    assert (match.organisation, match.methode) == ("epci", "sigle-du-document")


def test_the_list_of_the_document_goes_before_the_nation(glossary):
    own = {"CTS": "Comité technique de suivi"}
    assert found(glossary, "CTS").organisation == "cts"
    assert found(glossary, "CTS", own=own) == Match()
    assert found(glossary, "CTS", own=own, introduced={"CTS": "Conseil territorial de santé"}) == (
        Match()
    )


def test_the_text_says_what_a_sigle_means_when_no_list_does(glossary):
    match = found(glossary, "MDA", introduced={"MDA": "Maison des adolescents"})
    assert (match.organisation, match.methode) == ("mda", "expansion-du-texte")


def test_a_mention_says_what_its_own_sigle_means(glossary):
    assert found(glossary, "MDA (maison des adolescents)").organisation == "mda"
    assert found(glossary, "CTS (comité technique de suivi)").organisation is None


def test_an_ambiguous_sigle_stays_open(glossary):
    both = ("Maison des adolescents", "Maison départementale de l'autonomie")
    assert found(glossary, "MDA") == Match(ambigu=both)
    assert found(glossary, "CH") == Match(ambigu=("Centre hospitalier", "Centre d'hébergement"))
    assert found(glossary, "MDA autonomie").organisation == "mda-autonomie"


def test_an_expansion_near_the_national_one_is_it(glossary):
    match = found(glossary, "CMPEA", own={"CMPEA": "Centre Médico Psychologique Adolescents"})
    assert match.organisation == "cmpea"
    assert match.methode == "sigle-du-document"


@pytest.mark.parametrize(
    ("texte", "sigles"),
    [
        (
            "la Communauté d'Agglomération Lisieux Normandie (CALN) et",
            {"CALN": "Communauté d'Agglomération Lisieux Normandie"},
        ),
        (
            "la CPTS (communauté professionnelle territoriale de santé) Cœur",
            {"CPTS": "communauté professionnelle territoriale de santé"},
        ),
        (
            "Agence Régionale de Santé Normandie (ARS Normandie)",
            {"ARS": "Agence Régionale de Santé"},
        ),
        (
            "la Direction Départementale de l’Emploi, du Travail et des Solidarités (DDETS)",
            {"DDETS": "Direction Départementale de l’Emploi, du Travail et des Solidarités"},
        ),
        ("Hospitalisation à domicile (HAD)", {"HAD": "Hospitalisation à domicile"}),
        ("Centre Médico Psychopédagogique (CMPP)", {"CMPP": "Centre Médico Psychopédagogique"}),
        (
            "Permanence d'Accès aux Soins de Santé du CH Lisieux (PASS)",
            {"PASS": "Permanence d'Accès aux Soins de Santé"},
        ),
        (
            "Education Solidarité\nInformation 14 (ESI 14)",
            {"ESI 14": "Education Solidarité Information 14"},
        ),
        ("CH Robert Bisson (CHRB)", {"CHRB": "CH Robert Bisson"}),
        ("Centre Hospitalier Robert Bisson (RTPS)", {}),
        ("Contrat local de santé (2020-2025), (suite)", {}),
    ],
)
def test_a_text_introduces_sigles(texte, sigles):
    assert introduced_sigles(texte) == sigles


def test_the_first_introduction_of_a_sigle_counts():
    texte = "Comité technique de suivi (CTS). Puis : Conseil territorial de santé (CTS)."
    assert introduced_sigles(texte) == {"CTS": "Comité technique de suivi"}


# ── craft ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Centres Médico-sociaux", "centre médicosocial"),
        ("Coordinateur(trice)", "coordinateurs"),
        ("infirmier·e·s libéraux", "Infirmières libérales"),
        ("Protection maternelle et infantile", "Protection Maternelle Infantile"),
    ],
)
def test_spellings_have_one_key(first, second):
    assert key_of(words_of(tidy(first))) == key_of(words_of(tidy(second)))


def test_sigles_keep_their_last_letter():
    assert [stem(sigle) for sigle in ("chrs", "cpts", "ccas")] == ["chrs", "cpts", "ccas"]


def test_ranks_of_equal_scores_follow_the_ids():
    forms = Forms(("maison vert bocag", "maison vert bocag"), ("z", "a"))
    assert [name for name, _ in approach([(["maison vert bocag"], ())], forms)[0]] == ["a", "z"]


def test_the_runner_up_is_told_when_it_is_near(glossary):
    match = found(glossary, "Centre médico-psychologique enfans et adolescents")
    assert match.organisation == "cmpea"
    assert match.second is None or match.score - match.second.score <= 0.15


def test_mentions_keep_their_order_and_equal_ones_agree(glossary):
    textes = ["CAF", "inconnu", "CPAM", "CAF"]
    organisations = [match.organisation for match in match_mentions(textes, glossary)]
    assert organisations == ["caf", None, "cpam", "caf"]


SHIPPED_MENTIONS = [
    ("CSS", None),
    ("ETP", None),
    ("CRA", None),
    ("ARS", "ars"),
    ("CLS", "cls"),
    ("CHU de Caen", "chu"),
    ("CdC du Perche", "epci"),
    ("CdC", None),
    ("ARS Bretagne - Délégation départementale du Finistère", "ars-dd"),
    ("ARS Bretagne - Pôle prévention", "ars"),
    ("EPHAD de Vimoutiers", "ehpad"),
    ("EHPA", None),
    ("Pôle santé de la CPAM", "cpam"),
    ("Mission locale de la Ville de Caen", "mission-locale"),
    ("Référent PRS", None),
    ("Collège de médecine générale", None),
    ("Collège de Vimoutiers", "college"),
    ("Direction des affaires culturelles", None),
    ("acteurs du territoire", None),
    ("CMP-CMPP", None),
    ("EHPAD – SSIAD", None),
    ("CHRS - Croix-Rouge", "chrs"),
    ("AP-HP – Hôpital Bicêtre", "aphp"),
    ("Direction de la petite enfance – Ville de Vire", "commune"),
    ("Département de l'Orne - CAF", None),
    ("Dinan Agglomération", "epci"),
    ("Direction santé de Nantes Métropole", "epci"),
    ("Toulouse Métropole Habitat", None),
    ("Régions de France", None),
    ("Région Île-de-France", "conseil-regional"),
    ("Association Émergence", None),
    ("Fédération des CPTS", None),
    ("CAMPS", "camsp"),
    ("CCA5 de Vierzon", "ccas"),
    ("Rég1on Normandie", "conseil-regional"),
    ("ARS lle-de-France", "ars"),
    ("Mairie deVernon", "commune"),
    ("M. le Maire de Bastia", "commune"),
    ("DD 35 ARS", "ars-dd"),
    ("ARS Centre-Val de Loire DD41", "ars-dd"),
    ("Assurance Maladie du Finistère", "cpam"),
    ("Assurance Maladie", "assurance-maladie"),
    ("Direction Santé Publique et Handicap, Ville de Rennes", "commune"),
    ("Pôle territorial de solidarité du Libournais (CD33)", "conseil-departemental"),
    ("DGAS du Conseil départemental", "conseil-departemental"),
    ("Coordinatrice réussite éducative Ville de Liévin", "commune"),
    ("Service politique de la ville de Creil", "commune"),
    ("Service politique de la ville", "service-politique-ville"),
    ("Département 62 – service local de PMI", "pmi"),
    ("DSDEN 62 - Médecin conseiller technique", "dasen"),
    ("ADEUS (agence d'urbanisme)", "agence-urbanisme"),
    ("Association ULAMIR Centre Social du Goyen", "centre-social"),
    ("Association départementale de la Ligue de l'enseignement", "ligue-enseignement"),
    ("Les 3 EPCI signataires", "epci"),
    ("Loire Habitat", "bailleurs-sociaux"),
    ("Habitat 76", "bailleurs-sociaux"),
    ("Habitat et Humanisme", "habitat-humanisme"),
    ("Crédit Mutuel", None),
    ("CHRS Le Relais", "chrs"),
    ("SESSAD autisme", "sessad"),
    ("Grand Châtellerault", "epci"),
    ("Service habitat de Plaine Commune", "epci"),
    ("Saint-Omer", None),
    ("OMS de Saint-Joseph", None),
    ("Réseau CPTS", "cpts"),
    ("Madame la Préfète de l'Aube", "prefecture"),
    ("AS", None),
]


@pytest.mark.parametrize(("texte", "organisation"), SHIPPED_MENTIONS)
def test_the_shipped_glossary_is_neither_too_wide_nor_too_narrow(texte, organisation):
    assert found(load_glossary(), texte).organisation == organisation


def test_the_common_words_of_a_glossary_are_no_proper_names(glossary):
    common = known(glossary).common
    assert {"hospitalier", "adolescents"} <= common
    assert not {"des", "caf", "siel"} & common


# What has figures, rare signs or letters of another alphabet is read by the expression.
@pytest.mark.parametrize(
    "texte", ["La CAF14 d'Auge", "OR2S", "Ville, d’Ay–sur", "l'eau (bleue)", "", "snake_case"]
)
def test_words_are_those_of_the_expression(texte):
    assert split_words(texte) == WORDS.findall(texte)


def test_few_names_and_many_are_compared_alike():
    rows = read_rows(ROOT / "gold/mentions.csv")[::4]
    queries = list(dict.fromkeys(spaced(words_of(tidy(row.texte))) for row in rows))
    spellings = known(load_glossary()).forms.spellings
    one_by_one = list(fields(queries, spellings, few=len(queries)))
    assert any(one_by_one)
    assert one_by_one == list(fields(queries, spellings, few=0))


def test_few_open_mentions_load_no_numpy():
    code = (
        "import sys\n"
        "from extractor.matching.glossary import load_glossary\n"
        "from extractor.matching.mentions import match_mentions\n"
        "[match] = match_mentions(['Caisse d\\'alocations familialles'], load_glossary())\n"
        "print(match.organisation, 'numpy' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["caf", "False"]


def test_no_numpy_where_every_mention_is_settled():
    code = (
        "import sys\n"
        "from extractor.matching.glossary import load_glossary\n"
        "from extractor.matching.mentions import match_mentions\n"
        "match_mentions(['CAF', 'CPAM du Calvados'], load_glossary())\n"
        "print('numpy' in sys.modules, 'rapidfuzz' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_gold_of_mentions_is_matched_as_well_as_the_documentation_says():
    rows = [row for row in read_rows(ROOT / "gold/mentions.csv") if row.partie == "test"]
    score = measure(rows, match_rows(rows, load_glossary(), SHIPPED))
    assert score.precision >= LEAST_PRECISION
    assert score.f1 >= LEAST_F1


@pytest.mark.parametrize("texte", ["ΑΒΓ", "ΑΒ 5", "АБВ du Calvados", "ＡＢＣ", "中文字", "🙂", "Ⅳ"])
def test_letters_that_no_name_has_are_nobody(texte):
    [match] = match_mentions([texte], load_glossary())
    assert match.organisation is None
