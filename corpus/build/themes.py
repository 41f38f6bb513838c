"""The words of `extractor/data/themes.toml` → all their forms, by the lookup lemmas of spaCy.

    python -m corpus.build.themes

writes `extractor/data/themes_formes.txt`: a line for each word of the vocabulary, with the folded
forms that share its lemma. No statistical model: a blank French pipeline, whose table of lemmas
comes from the package `spacy-lookups-data`. That table does not know every word, nor that "visites"
is the plural of "visite" (it says the verb): the regular plural of a word of the vocabulary always
has its lemma.
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import spacy_lookups_data
from spacy.language import Language

from extractor.matching.theme_words import (
    AS_WRITTEN,
    SMALL_WORDS,
    Lemma,
    Words,
    expressions,
    is_as_written,
    vocabulary,
)
from extractor.parsers.folding import fold

TARGET = Path(__file__).parents[2] / "extractor/data/themes_formes.txt"
HEADER = "# Made from themes.toml by: python -m corpus.build.themes\n"
WORD = re.compile(r"\w+")


def main() -> None:
    """Write the forms."""
    TARGET.write_text(forms_file(vocabulary()), encoding="utf-8")


def forms_file(tables: Mapping[str, Any]) -> str:
    """The text of the file, a line "soins soin" for a vocabulary that writes "accès aux soins"."""
    written = inflected_words(tables)
    lemmas = amended_lemmas(written)
    by_lemma: dict[str, set[str]] = defaultdict(set)
    for form, lemma in lemmas.items():
        by_lemma[lemma] |= {fold(form), fold(lemma)}
    forms: dict[str, set[str]] = defaultdict(set)
    for word in written:
        forms[fold(word)] |= {fold(word), *by_lemma[lemmas.get(word, word)]}
    return HEADER + "".join(
        " ".join([word, *sorted(own - {word})]) + "\n" for word, own in sorted(forms.items())
    )


def inflected_words(tables: Mapping[str, Any]) -> list[str]:
    """The words of the expressions that have other forms, with their accents, sorted."""
    pieces = (piece for one in expressions(tables) for piece in one.mots.split())
    words = {
        word
        for piece in pieces
        if not is_as_written(piece)
        for word in WORD.findall(piece.lower())
        if fold(word) not in SMALL_WORDS
    }
    return sorted(words)


@cache
def shipped_lemmas() -> dict[str, str]:
    """Form → lemma, as the package has them: the first where it has several."""
    path = Path(spacy_lookups_data.fr["lemma_lookup"])
    table = json.loads(gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()))
    return {form: lemmas if isinstance(lemmas, str) else lemmas[0] for form, lemmas in table.items()}


def amended_lemmas(written: Sequence[str]) -> dict[str, str]:
    """The shipped lemmas, where the regular plural of each written word has its lemma too."""
    lemmas = {form: lemma for form, lemma in shipped_lemmas().items() if " " not in fold(form)}
    for word in written:
        if word.isalpha() and word[-1] not in "sxz":
            lemmas[f"{word}s"] = lemmas.setdefault(word, word)
    return lemmas


@cache
def pipeline() -> Language:
    """A blank French pipeline with the amended lemmas of the vocabulary."""
    nlp = spacy.blank("fr")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    table = lemmatizer.lookups.get_table("lemma_lookup")
    for form, lemma in amended_lemmas(inflected_words(vocabulary())).items():
        table[form] = [lemma]
    return nlp


def lemmatise_with_spacy(text: str, words: Words) -> Iterator[tuple[Lemma, ...]]:
    """What `theme_words.lemmatise` gives, found by the pipeline and no committed file."""
    lemmas = amended_lemmas(inflected_words(vocabulary()))
    of_lemma: dict[str, set[Lemma]] = defaultdict(set)
    for word in inflected_words(vocabulary()):
        of_lemma[lemmas.get(word, word)].add(fold(word))
    exact = {one for found in words.lemmas_of.values() for one in found if one[0] == AS_WRITTEN}
    for token in pipeline()(" ".join(WORD.findall(text.lower()))):
        word = fold(token.text)
        if word not in SMALL_WORDS:
            yield tuple(sorted(of_lemma[token.lemma_] | ({AS_WRITTEN + word} & exact)))


if __name__ == "__main__":
    main()
