"""The status of an action, from a checked box or from words."""

import re

from extractor.draft import Sourced
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.labels import Vocabulary, vocabulary

# Wingdings: F0FE ☑, F0FD ☒, F0A8 and F06F empty boxes; "[x]" and "[ ]" as typed.
CHECKED = "☒☑✓✔■\uf0fe\uf0fd\uf052"
UNCHECKED = "☐□\uf0a8\uf06f\uf0a3"
BOX = re.compile(rf"[{CHECKED}{UNCHECKED}]|\[\s?[xX]?\s?\]")


def has_checkbox(text: str) -> bool:
    """Whether a text holds a box, checked or not."""
    return BOX.search(text) is not None


def read_statut(passage: Passage) -> Sourced | None:
    """Return the status that is checked or said; None when none or several are.

    "☒ Action renouvelée ☐ Action nouvelle" -> renouvelee
    "Action renouvelée ☐ Action nouvelle ☒" -> nouvelle
    "En cours"                              -> en_cours
    """
    words = vocabulary("statuts")
    if not has_checkbox(passage.text):
        key = words.find(passage.text.rstrip("."))
        return Sourced(key, passage) if key else None
    choices = _choices(passage)
    checked = [
        Sourced(key, words_of)
        for words_of, is_checked in choices
        if is_checked and (key := _find(words_of.text, words))
    ]
    return checked[0] if len(checked) == 1 else None


def _find(text: str, words: Vocabulary) -> str | None:
    """The status that a text says, or begins with: boxes that are only drawn leave no mark.

    "Action en cours Action renouvelée" -> en_cours
    """
    pieces = text.split()
    for count in range(len(pieces), 0, -1):
        key = words.exact.get(fold(" ".join(pieces[:count])))
        if key is not None:
            return key
    return words.find(text)


def _choices(passage: Passage) -> list[tuple[Passage, bool]]:
    """The wording beside every box, and whether the box is checked."""
    boxes = list(BOX.finditer(passage.text))
    # "Action renouvelée ☐ Action nouvelle ☒": only then the boxes stand behind their wordings.
    leading = not BOX.match(passage.text.rstrip()[-1:]) or BOX.match(passage.text) is not None
    choices: list[tuple[Passage, bool]] = []
    for i, box in enumerate(boxes):
        if leading:
            end = boxes[i + 1].start() if i + 1 < len(boxes) else len(passage.text)
            words = passage[box.end() : end]
        else:
            words = passage[boxes[i - 1].end() if i else 0 : box.start()]
        choices.append((words, box[0][:1] in CHECKED or "x" in box[0].lower()))
    return choices
