"""stub"""
from typing import NamedTuple
class Organisation(NamedTuple):
    id: str
    nom: str
    sigle: str = ""
    autres_noms: tuple[str, ...] = ()
    categorie: str = ""
    portee: str = "locale"
class Sens(NamedTuple):
    sigle: str
    developpement: str
    domaine: str = ""
    organisation: str = ""
class Glossary:
    def __init__(self, organisations, sigles=()):
        self.organisations=tuple(organisations); self.sigles=tuple(sigles)
import functools
@functools.cache
def load_glossary(extra=()):
    import csv
    d="/work/main/extractor/data/"
    f=lambda s: tuple(x.strip() for x in s.split("|") if x.strip())
    orgs=[Organisation(r["id"],r["nom"],r["sigle"],f(r["autres_noms"]),r["categorie"],r["portee"]) for r in csv.DictReader(open(d+"organisations.csv",encoding="utf-8"))]
    try: sig=[Sens(**r) for r in csv.DictReader(open(d+"sigles.csv",encoding="utf-8"))]
    except FileNotFoundError: sig=[]
    return Glossary(orgs,sig)
