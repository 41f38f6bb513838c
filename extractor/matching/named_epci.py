"""Groups of communes by names that do not say what they are: "Grand Châtellerault".

The names are those of the official reference. Left out are the names of communes, departments and
regions, a single word, which is a stretch of country as often, and "Pays de …", which has a
council of its own (PETR) as often.
"""

from collections.abc import Set
from functools import cache

from extractor.matching.territoires.noms import core_of, key_of
from extractor.matching.territoires.reference import reference

Core = tuple[str, ...]
"""The words of a name that do not only link, folded: ("grand", "chatellerault")."""


def is_epci(nom: str) -> bool:
    """Whether a name is that of a group of communes.

    "le Grand Châtellerault", "Caen la mer" -> True;  "Caen", a commune -> False
    """
    key = key_of(nom)
    core = core_of(key)
    if core not in _names():
        return False
    known = reference()
    same = {key, " ".join(core)}
    tables = (known.last_row, known.departement_codes, known.region_codes)
    return not any(name in table for table in tables for name in same)


@cache
def _names() -> Set[Core]:
    known = reference()
    plain = {core for core in known.by_core if len(core) > 1} | known.by_other_name.keys()
    return {core for core in plain if core[:1] != ("pays",)}
