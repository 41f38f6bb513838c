"""What went wrong with one document → a failure with a name, and a French sentence."""

from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from extractor.batch.limits import Limits
from extractor.checks import name_pages
from extractor.errors import ExtractionError
from extractor.outcome import Failure, Outcome, Status

BY_CODE = {
    "missing": Failure.UNREADABLE,
    "not-a-pdf": Failure.NOT_A_PDF,
    "truncated": Failure.TRUNCATED,
    "encrypted": Failure.ENCRYPTED,
    "too-large": Failure.TOO_LARGE,
}
"""`ExtractionError.code` → the failure; any other is `internal`."""

SENTENCES = {
    Failure.UNREADABLE: "le fichier ne peut pas être lu ({detail}). Vérifiez le chemin et les "
    "droits d'accès.",
    Failure.NOT_A_PDF: "ce n'est pas un PDF, ou le fichier est vide. Convertissez-le en PDF, ou "
    "téléchargez-le de nouveau.",
    Failure.ENCRYPTED: "le fichier est protégé par un mot de passe. Enregistrez-le sans mot de "
    "passe, puis relancez l'import.",
    Failure.TRUNCATED: "le fichier est tronqué ou abîmé. Téléchargez-le de nouveau, ou demandez "
    "un exemplaire intact.",
    Failure.TOO_LARGE: "le fichier dépasse la taille permise ({detail}). Découpez-le, ou relancez "
    "l'import avec une limite plus haute.",
    Failure.TIMEOUT: "la lecture a été arrêtée après {seconds} s. Relancez l'import avec une "
    "limite plus longue, ou enregistrez de nouveau le fichier en PDF.",
    Failure.MEMORY: "la lecture demande plus de {memory} Mo de mémoire. Relancez l'import avec une "
    "limite plus haute, ou enregistrez de nouveau le fichier en PDF.",
    Failure.CRASHED: "le lecteur de PDF s'est arrêté brutalement sur ce fichier ({detail}). "
    "Enregistrez-le de nouveau en PDF, puis relancez l'import.",
    Failure.NO_TEXT: "le document ne contient aucun texte lisible{detail}. Fournissez un PDF avec "
    "du texte, ou une numérisation plus nette.",
    Failure.INTERNAL: "erreur interne de l'extracteur ({detail}). Signalez-la avec le fichier ; "
    "les autres documents ne sont pas touchés.",
}
"""Each tells what happened and what to do; `{name} : ` stands before it."""


def failed(
    failure: Failure, name: str, limits: Limits, detail: str = "", pages: int = 0
) -> Outcome:
    """The outcome of a document that gave no record."""
    seconds = f"{limits.seconds:g}".replace(".", ",")
    sentence = SENTENCES[failure].format(detail=detail, seconds=seconds, memory=limits.memory >> 20)
    return Outcome(Status.FAILED, failure, f"{name} : {sentence}", pages=pages)


def failed_by(error: Exception, name: str, limits: Limits) -> Outcome:
    """The same for what was raised while it was read; `MemoryError` is not for here.

    An exception of ours is told with its place: "KeyError: 'x', tables.py:120".
    """
    if isinstance(error, ExtractionError) and error.code in BY_CODE:
        return failed(BY_CODE[error.code], name, limits, error.cause)
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    frames = extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return failed(Failure.INTERNAL, name, limits, f"{reason}{place}")


def missing_pages(name: str, numbers: Sequence[int]) -> str:
    """What is said of a record in which pages are missing.

    [4, 5] -> "a.pdf : pages 4 à 5 non lues, le reste l'est. …"
    """
    pages = name_pages(numbers)
    many = len(numbers) > 1
    read = "non lues" if many else "non lue"
    return (
        f"{name} : {pages[0].lower()}{pages[1:]} {read}, le reste l'est. Les avertissements de la "
        "fiche disent pourquoi ; demandez un exemplaire intact, ou complétez à la main."
    )
