"""`extractor/data/themes.toml`, edited by hand → `themes.json`, read by the extractor.

    python -m corpus.build.themes

The JSON holds the same, with each expression split into words and each word in all the forms that
share its lemma. No statistical model: a blank French pipeline of spaCy, whose table of lemmas comes
from the package `spacy-lookups-data`. That table does not know every word, nor that "visites" is
the plural of "visite" (it says the verb): the regular plural of a word of the vocabulary always has
its lemma.
"""

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import spacy_lookups_data
from spacy.language import Language

from extractor.matching.folding import fold
from extractor.matching.theme_words import AS_WRITTEN, NEVER, Expression, Key

DATA = Path(__file__).parents[2] / "extractor/data"
SOURCE, TARGET = DATA / "themes.toml", DATA / "themes.json"
SMALL = "petits_mots"
WORD = re.compile(r"\w+")


def main() -> None:
    """Write the JSON."""
    TARGET.write_text(compile_vocabulary(read_source()), encoding="utf-8")


def read_source() -> dict[str, Any]:
    """The tables of `themes.toml`."""
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def compile_vocabulary(tables: Mapping[str, Any]) -> str:
    """The text of `themes.json`: one line per table, expression and word."""
    found = list(expressions(tables))
    forms = inflections(found)
    parts = {name: json_line(tables[name]) for name in ("domaines", "poids", "champs")}
    parts["reglages"] = json_line({k: v for k, v in tables["reglages"].items() if k != SMALL})
    parts[SMALL] = json_line(" ".join(sorted(small_words(tables))))
    parts["themes"] = json_lines(
        {key: {"nom": t["nom"], "domaines": t["domaines"]} for key, t in tables["themes"].items()}
    )
    lines = [json_line([one.theme, one.mots, one.niveau, *one.keys]) for one in found]
    parts["expressions"] = "[\n{}\n]".format(",\n".join(lines))
    parts["formes"] = json_lines({key: " ".join(own) for key, own in forms.items()})
    return "{\n" + ",\n".join(f'"{name}": {part}' for name, part in parts.items()) + "\n}\n"


def json_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_lines(table: Mapping[str, Any]) -> str:
    """An object with one entry a line, so that changes can be read."""
    entries = (f"{json_line(key)}: {json_line(value)}" for key, value in table.items())
    return "{\n" + ",\n".join(entries) + "\n}"


def small_words(tables: Mapping[str, Any]) -> frozenset[str]:
    """The words that do not count, folded."""
    return frozenset(map(fold, tables["reglages"][SMALL].split()))


def expressions(tables: Mapping[str, Any]) -> Iterator[Expression]:
    """Every expression of every theme, in the order of the file, without its small words."""
    small = small_words(tables)
    for theme, table in tables["themes"].items():
        for niveau in (*tables["poids"], NEVER):
            for mots in table.get(niveau, ()):
                keys = tuple(key for key, word in split_words(mots) if fold(word) not in small)
                yield Expression(theme, mots, niveau, keys)


def split_words(mots: str) -> Iterator[tuple[Key, str]]:
    """The words of an expression, each folded and as written in lower case.

    "accès rapide" -> ("acces", "accès"), ("rapide", "rapide")
    "PASS" -> ("=pass", "pass"); "=aidants" -> ("=aidants", "aidants")
    """
    for piece in mots.split():
        exact = piece.startswith(AS_WRITTEN) or (piece.isupper() and len(piece) > 1)
        for word in WORD.findall(piece.lower()):
            yield (AS_WRITTEN if exact else "") + fold(word), word


def inflections(found: Sequence[Expression]) -> dict[Key, list[str]]:
    """Word of the vocabulary → its folded forms, sorted."""
    lemmas = amended_lemmas(found)
    by_lemma: dict[str, set[str]] = defaultdict(set)
    for form, lemma in lemmas.items():
        by_lemma[lemma] |= {fold(form), fold(lemma)}
    forms: dict[Key, set[str]] = defaultdict(set)
    for key, word in written_words(found):
        forms[key].add(fold(word))
        if not key.startswith(AS_WRITTEN):
            forms[key] |= by_lemma[lemmas.get(word, word)]
    return {key: sorted(forms[key]) for key in sorted(forms)}


def written_words(found: Sequence[Expression]) -> list[tuple[Key, str]]:
    """The words of all expressions, each once."""
    return sorted({pair for one in found for pair in split_words(one.mots) if pair[0] in one.keys})


@cache
def shipped_lemmas() -> dict[str, str]:
    """Form → lemma, as the package has them: the first where it has several."""
    path = Path(spacy_lookups_data.fr["lemma_lookup"])
    table = json.loads(gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()))
    lemmas = {form: own if isinstance(own, str) else own[0] for form, own in table.items()}
    return {form: lemma for form, lemma in lemmas.items() if " " not in fold(f"{form}{lemma}")}


def amended_lemmas(found: Sequence[Expression]) -> dict[str, str]:
    """The shipped lemmas, where the regular plural of each written word has its lemma too."""
    lemmas = dict(shipped_lemmas())
    for key, word in written_words(found):
        if word.isalpha() and word[-1] not in "sxz" and not key.startswith(AS_WRITTEN):
            lemmas[f"{word}s"] = lemmas.setdefault(word, word)
    return lemmas


@cache
def pipeline() -> Language:
    """A blank French pipeline with the lookup lemmas, amended."""
    nlp = spacy.blank("fr")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    table = lemmatizer.lookups.get_table("lemma_lookup")
    for form, lemma in amended_lemmas(list(expressions(read_source()))).items():
        table[form] = [lemma]
    return nlp


def find_keys_with_spacy(text: str) -> Iterator[tuple[Key, ...]]:
    """What `theme_words.find_keys` gives, by the pipeline and without the compiled forms."""
    tables = read_source()
    found, small = list(expressions(tables)), small_words(tables)
    lemmas = amended_lemmas(found)
    by_lemma: dict[str, set[Key]] = defaultdict(set)
    exact = set()
    for key, word in written_words(found):
        if key.startswith(AS_WRITTEN):
            exact.add(key)
        else:
            by_lemma[lemmas.get(word, word)].add(key)
    for token in pipeline()(" ".join(WORD.findall(text.lower()))):
        word = fold(token.text)
        if word not in small:
            yield tuple(sorted(by_lemma[token.lemma_] | ({AS_WRITTEN + word} & exact)))


if __name__ == "__main__":
    main()
