"""What can go wrong with a whole document. A missing value is not an error."""


class ExtractionError(Exception):
    """A document gives no record. The message names the document, the cause and the next step."""

    code = "internal"

    def __init__(self, document: str, cause: str, hint: str) -> None:
        super().__init__(document, cause, hint)
        self.document = document
        self.cause = cause
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.document}: {self.cause} ({self.hint})"


class MissingFile(ExtractionError):
    """There is no such file, or it cannot be read."""

    code = "missing"


class NotAPdf(ExtractionError):
    """The file is empty or is no PDF."""

    code = "not-a-pdf"


class DamagedPdf(ExtractionError):
    """The file begins like a PDF and cannot be opened: truncated or damaged."""

    code = "truncated"


class EncryptedPdf(ExtractionError):
    """The file asks for a password. One with an empty password is opened without a word."""

    code = "encrypted"


class TooLarge(ExtractionError):
    """The file has more bytes or more pages than may be read."""

    code = "too-large"


class BadLabels(ExtractionError):
    """A label file of the user is not understood: no TOML, an unknown field, a label twice."""

    code = "labels"


class BadRecord(ExtractionError):
    """A file that should hold a record does not: no JSON, or another shape."""

    code = "record"


class BadGlossary(ExtractionError):
    """A glossary file is not understood: no table, an unknown column, a name of two bodies."""

    code = "glossary"


class BadStore(ExtractionError):
    """The database cannot be opened or used: a wrong URL, no driver, no rights, no server."""

    code = "store"


class ForeignStore(BadStore):
    """The database holds tables of another program: nothing is written into it."""

    code = "store-foreign"


class NewerStore(BadStore):
    """A newer version of this program made the database."""

    code = "store-newer"


class FullStore(BadStore):
    """There is no room left on the disk of the database: nothing of this save is kept."""

    code = "store-full"


class RefusedRecord(ExtractionError):
    """The database refuses what one document became; the next one may still be saved."""

    code = "store-refused"


class BadFilter(ExtractionError):
    """A filter of an export is not understood: no period, a theme that the vocabulary lacks."""

    code = "filter"


class BadPlace(ExtractionError):
    """An export cannot be written where it should: something else stands there."""

    code = "place"


class MissingLibrary(ExtractionError):
    """A format needs a package that is not installed."""

    code = "library"


class BadCatalogue(ExtractionError):
    """A catalogue cannot be made: who publishes, or what, is not said."""

    code = "catalogue"


class BadSetting(ExtractionError):
    """A setting of the service is not understood, or not safe."""

    code = "setting"
