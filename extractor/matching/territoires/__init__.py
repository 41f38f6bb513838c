"""Official codes of territories: communes, groups of communes, departments and regions."""

from extractor.matching.territoires.collectivites import organisation_of
from extractor.matching.territoires.contexte import read_lieux
from extractor.matching.territoires.recherche import Found, find_territoire, lookup
from extractor.matching.territoires.reference import Candidate, load_territoires

__all__ = [
    "Candidate",
    "Found",
    "find_territoire",
    "load_territoires",
    "lookup",
    "organisation_of",
    "read_lieux",
]
