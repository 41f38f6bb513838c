"""The nearest actions to an action, or to a sentence: TF-IDF over word stems and themes.

Stems are those of Snowball for French; the vectors are sparse matrices of SciPy, since importing
scikit-learn would take as long as a whole comparison may. `benchmarks/compare.py` measures how well
this finds actions that people judged alike.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from extractor.compare.corpus import Fiche, Key
from extractor.data import read_toml
from extractor.matching.folding import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

TEXTES = ("objectif_general", "objectifs", "description", "public")
"""Columns of a fiche that say what it is about, beside its title."""
WEIGHTS = {
    "titre": 3.0,
    "objectif_general": 1.5,
    "objectifs": 1.0,
    "description": 1.0,
    "public": 0.5,
}
"""How often a word of the field counts."""
THEME = 2.0
"""How often a theme counts: it joins words that are not alike, "cantine" and "repas"."""
WORDS = re.compile(r"[^\W_]+")
HEAVIEST = 12
"""Words of each fiche by which its nearest one is looked for; all of them give the score."""
CHUNK = 500
"""Fiches that are compared with all others at once: 500 rows of 10,000 scores are 20 MB."""


@dataclass(frozen=True, slots=True)
class Proche:
    """Two actions of two territories, and how alike they are."""

    fiche: Fiche
    autre: Fiche
    score: float
    """Cosine of their vectors, 0–1."""
    mots: tuple[str, ...]
    """Title words that they share, as the first one prints them."""


@dataclass(frozen=True, slots=True)
class Trouvee:
    """An action that answers a sentence."""

    fiche: Fiche
    score: float


class Index:
    """Vectors of fiches, one row each, of length 1."""

    def __init__(self, fiches: Sequence[Fiche]) -> None:
        self.fiches = tuple(fiches)
        self._bags = [bag_of(fiche) for fiche in self.fiches]
        words = sorted({word for bag in self._bags for word in bag})
        self._columns = {word: rank for rank, word in enumerate(words)}

    @cached_property
    def _idf(self) -> "NDArray[np.float32]":
        """Rare words weigh more: log((1 + n) / (1 + fiches with the word)) + 1."""
        import numpy as np

        seen = np.zeros(len(self._columns))
        for bag in self._bags:
            seen[[self._columns[word] for word in bag]] += 1
        weights: NDArray[np.float32] = np.log((1 + len(self.fiches)) / (1 + seen)) + 1
        return weights.astype(np.float32)

    @cached_property
    def vectors(self) -> "csr_matrix[Any]":
        """Fiches × words."""
        return self._to_vectors(self._bags)

    def _to_vectors(self, bags: Sequence[Mapping[str, float]]) -> "csr_matrix[Any]":
        """Sub-linear counts × rarity, each row of length 1."""
        import numpy as np
        from scipy.sparse import csr_matrix

        places = self._columns
        columns = np.array([places.get(word, -1) for bag in bags for word in bag], dtype=np.int64)
        values = np.array([n for bag in bags for n in bag.values()], dtype=np.float32)
        rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
        known = columns >= 0
        columns, values, rows = columns[known], values[known], rows[known]
        weights = (1 + np.log(np.maximum(values, 0.5))) * self._idf[columns]
        norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(bags)))
        scaled = (weights / np.maximum(norms[rows], 1e-9)).astype(np.float32)
        return csr_matrix((scaled, (rows, columns)), shape=(len(bags), len(places)))

    def search(self, sentence: str, most: int = 10) -> tuple[Trouvee, ...]:
        """The actions nearest to a sentence, the nearest first; none when no word is known."""
        from extractor.matching.themes import themes_of

        bag = {stem: float(n) for stem, n in _counted(stems_of(sentence)).items()}
        bag |= {f"theme:{one.theme}": THEME for one in themes_of({"titre": sentence})}
        scores = (self.vectors @ self._to_vectors([bag]).T).toarray().ravel()
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:most]
        return tuple(
            Trouvee(self.fiches[i], round(float(scores[i]), 4)) for i in order if scores[i]
        )

    def nearest(self, fiche: Fiche, most: int = 10) -> tuple[Proche, ...]:
        """The actions of other contracts nearest to one of the index."""
        rank = next(i for i, f in enumerate(self.fiches) if f.key == fiche.key)
        scores = (self.vectors @ self.vectors[[rank]].T).toarray().ravel()
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        others = [i for i in order if self.fiches[i].contrat != fiche.contrat and scores[i]]
        return tuple(self._proche(rank, i, float(scores[i])) for i in others[:most])

    def pairs(self, most: int = 200, least: float = 0.3) -> tuple[Proche, ...]:
        """For each action the nearest of another contract; each pair once, the best first."""
        import numpy as np

        keys = dict.fromkeys(fiche.contrat for fiche in self.fiches)
        owners = {key: rank for rank, key in enumerate(keys)}
        of = np.array([owners[fiche.contrat] for fiche in self.fiches])
        heavy = heaviest(self.vectors)
        transposed = heavy.T.tocsr()
        pairs: set[tuple[int, int]] = set()
        for start in range(0, len(self.fiches), CHUNK):
            scores = (heavy[start : start + CHUNK] @ transposed).toarray()
            scores[of[start : start + CHUNK, None] == of[None, :]] = 0
            for row, other in enumerate(scores.argmax(axis=1).tolist()):
                if scores[row, other]:
                    pairs.add((min(start + row, other), max(start + row, other)))
        ordered = sorted(pairs)
        ones, others = ([pair[end] for pair in ordered] for end in (0, 1))
        exact = self.vectors[ones].multiply(self.vectors[others]).sum(axis=1)
        best = zip(ordered, np.asarray(exact).ravel().round(4).tolist(), strict=True)
        chosen = sorted(
            ((pair, score) for pair, score in best if score >= least),
            key=lambda item: (-item[1], item[0]),
        )
        return tuple(self._proche(*pair, score) for pair, score in chosen[:most])

    def scores(self, some: Sequence[int], others: Sequence[int]) -> "NDArray[np.float32]":
        """Likeness of some fiches to others, by their ranks."""
        table: NDArray[np.float32] = (
            self.vectors[list(some)] @ self.vectors[list(others)].T
        ).toarray()
        return table

    def _proche(self, one: int, other: int, score: float) -> Proche:
        first, second = self.fiches[one], self.fiches[other]
        theirs = set(stems_of(second.titre))
        shared = (w for w in first.titre.replace("’", " ").replace("'", " ").split())
        mots = dict.fromkeys(
            w.strip('.,;:()«»"') for w in shared if theirs.intersection(stems_of(w))
        )
        return Proche(first, second, round(score, 4), tuple(mots))


def heaviest(vectors: "csr_matrix[Any]", most: int = HEAVIEST) -> "csr_matrix[Any]":
    """The same vectors with the heaviest words of each row only."""
    import numpy as np

    lengths = np.diff(vectors.indptr)
    rows = np.repeat(np.arange(vectors.shape[0]), lengths)
    order = np.lexsort((vectors.indices, -vectors.data, rows))
    place = np.arange(len(order)) - np.repeat(vectors.indptr[:-1], lengths)
    kept = order[place < most]
    return type(vectors)((vectors.data[kept], (rows[kept], vectors.indices[kept])), vectors.shape)


def bag_of(fiche: Fiche) -> dict[str, float]:
    """Word stem or theme → weight of its occurrences in the texts that are there."""
    bag: dict[str, float] = {}
    for name, weight in WEIGHTS.items():
        text = fiche.titre if name == "titre" else _text(fiche.textes.get(name))
        for stem in stems_of(text):
            bag[stem] = bag.get(stem, 0.0) + weight
    return bag | {f"theme:{theme}": THEME for theme in fiche.themes}


def stems_of(text: str) -> list[str]:
    """Stems of the words that mean something.

    "Améliorer l'accès aux soins des jeunes" -> amelior, acces, soin, jeun
    """
    return [stem for stem in map(_stem, WORDS.findall(text.lower())) if stem]


@cache
def _stem(word: str) -> str:
    """The stem of a word as printed; "" for a small word, a letter or a number."""
    word = fold(word)
    if len(word) < 2 or word.isdigit() or word in _small():
        return ""
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("french")


@cache
def _small() -> frozenset[str]:
    """Words that say nothing of the subject, folded."""
    data = read_toml("petits_mots.toml")
    return frozenset(fold(f"{data['grammaire']} {data['contrats']}").split())


def _text(value: Any) -> str:
    """A column of a fiche as text; lists are JSON."""
    if not value:
        return ""
    return " ".join(json.loads(value)) if value.startswith("[") else value


def _counted(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def find_fiche(fiches: Iterable[Fiche], name: str) -> list[Fiche]:
    """Fiches with this code or title, or key "HASH/contrats/0/fiches_action/3" (its beginning)."""
    wanted = fold(name)
    return [
        fiche
        for fiche in fiches
        if fold(fiche.titre) == wanted or fiche.code == name or is_key(fiche.key, name)
    ]


def is_key(key: Key, name: str) -> bool:
    """0a1b…, /contrats/0/fiches_action/3 is "0a1b/contrats/0/fiches_action/3"."""
    content, slash, pointer = name.partition("/")
    return (
        bool(slash)
        and len(content) >= 4
        and key.content_hash.startswith(content)
        and (key.pointer == f"/{pointer}")
    )
