"""Label files of a user, beside the shipped ones → the labels that a document is read with.

A file holds lines and tables:

    "Élu pilote" = "porteurs"
    "Chantier"   = "plan.intitule"

    [partenaires]
    labels = ["Compagnons de route"]
    never = ["Acteurs"]
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import BadLabels
from extractor.matching.folding import fold
from extractor.parsers.labels import NO_FIELD, Labels, Vocabulary, shipped_labels

PLAN = "plan"
LINES = ("labels", "never")


class _Entry(NamedTuple):
    """One wording of a file: `list` is `labels` or `never`."""

    key: str
    list: str
    wording: str


def read_label_files(paths: Sequence[Path]) -> Labels:
    """Return the shipped labels with those of the files; raises `BadLabels`, which names the file.

    A file may move a shipped label: `never` under its old key, `labels` under the new one. A label
    that feeds no field needs no such line.
    """
    labels = shipped_labels()
    mine: dict[tuple[str, str], str] = {}
    for path in paths:
        entries = list(_read_entries(path))
        _check_keys(path, entries, labels)
        for name, own in (("fiche", labels.fiche), (PLAN, labels.plan)):
            merged = _merge(path, name, own, entries, mine)
            labels = labels._replace(**{name: merged})
    return labels


def _read_entries(path: Path) -> Iterator[_Entry]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        cause = error.strerror or "cannot be read"
        raise BadLabels(path.name, cause, "name a file with labels in TOML") from error
    except ValueError as error:
        hint = 'write "Wording" = "field", one per line'
        raise BadLabels(path.name, f"not in TOML: {error}", hint) from error
    yield from _table_entries(path, "", tables)


def _table_entries(path: Path, key: str, table: Mapping[str, Any]) -> Iterator[_Entry]:
    """The wordings of one table; `[objectifs.strategiques]` is the key with the dot."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _table_entries(path, f"{key}.{name}".lstrip("."), value)
        elif key and name in LINES and _is_texts(value):
            yield from (_Entry(key, name, wording) for wording in value)
        elif not key and isinstance(value, str):
            yield _Entry(value, "labels", name)
        else:
            place = f"[{key}]" if key else "the file"
            hint = 'above the tables "Wording" = "field", in a table labels = ["…"], never = ["…"]'
            raise BadLabels(path.name, f"{name!r} in {place} is not understood", hint)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _split_key(key: str) -> tuple[str, str]:
    """ "porteurs" -> ("fiche", "porteurs");  "plan.intitule" -> ("plan", "intitule")."""
    first, _, rest = key.partition(".")
    return (first, rest) if rest and first in Labels._fields else ("fiche", key)


def _check_keys(path: Path, entries: Sequence[_Entry], labels: Labels) -> None:
    fields = sorted(set(labels.fiche.exact.values()))
    columns = sorted({f"{PLAN}.{column}" for column in labels.plan.exact.values()})
    for entry in entries:
        name, key = _split_key(entry.key)
        if key not in set(getattr(labels, name).exact.values()):
            known = ", ".join(fields + columns)
            raise BadLabels(path.name, f"no field {entry.key!r}", f"known: {known}")
        if not fold(entry.wording):
            raise BadLabels(path.name, f"no letter in {entry.wording!r}", "write the label")


def _merge(
    path: Path,
    name: str,
    shipped: Vocabulary,
    entries: Sequence[_Entry],
    mine: dict[tuple[str, str], str],
) -> Vocabulary:
    """One vocabulary with the entries of a file. `mine`: what the files have said so far."""
    exact, never = dict(shipped.exact), set(shipped.never)
    own = [(*_split_key(entry.key), entry) for entry in entries]
    own = [row for row in own if row[0] == name]
    for _, key, entry in own:
        folded = fold(entry.wording)
        if entry.list == "never":
            never.add(folded)
            if exact.get(folded) == key:
                del exact[folded]
    for _, key, entry in own:
        if entry.list == "labels":
            folded = fold(entry.wording)
            before = mine.get((name, folded)) or exact.get(folded, key)
            may_move = before == NO_FIELD and (name, folded) not in mine
            if before != key and not may_move:
                cause = f"label {entry.wording!r} stands under {before!r} and {key!r}"
                hint = f"to move it, add it to never of [{before}]"
                if (name, folded) in mine:
                    hint = "keep one of the two"
                raise BadLabels(path.name, cause, hint)
            mine[name, folded] = exact[folded] = key
            never.discard(folded)
    return Vocabulary(exact, frozenset(never))
