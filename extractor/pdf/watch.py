"""Who is told of each page before it is read, and may have it left out."""


class Watch:
    """Reads every page and tells nobody; a process that may be ended has one of its own."""

    def opened(self, pages: int) -> None:
        """The document has that many pages."""

    def begin(self, number: int) -> bool:
        """Page `number` (from 1) is about to be read: whether it may be."""
        return True

    def end(self) -> None:
        """No page is being read any more."""


UNWATCHED = Watch()
