"""Frames that no rule has seen: articles, signatories and glossaries of invented contracts."""

from corpus.build.variety.frames import coteaux_du_lien, metropole_de_valbrun, ville_de_marsolles

FRAMES = {
    module.CONTENU.nom: module.CONTENU
    for module in (coteaux_du_lien, metropole_de_valbrun, ville_de_marsolles)
}
