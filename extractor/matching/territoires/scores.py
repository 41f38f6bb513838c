"""How sure a match is, 0–1, by the way in which it was found."""

EXACT = 1.0
"""The same words and kind."""
NO_KIND = 0.95
"""The same words; no kind is stated."""
USUAL = 0.95
"""Another name in use, or initials."""
OTHER_KIND = 0.9
"""The same words, and another kind than today's; or the name of a region after them."""
ARTICLE = 0.9
"""The same words, but for an article: "Ville de Rochelle"."""
PAYS = 0.85
"""The words of an EPCI named "Pays …", which may be of another body as well."""
FORMER = 0.85
"""The name of a former commune."""
PART = 0.8
"""A part of the name."""
GENERIC = 0.8
"""No name: the text names one group of that kind."""
SEAT = 0.75
"""The name of the main town of a group."""
OLD_PART = 0.7
"""A part of the name, and an earlier kind."""
SAID = 0.95
"""Factor where only the context tells candidates apart."""
MISSPELT = 0.9
"""Factor of the likeness of a misspelt commune."""
