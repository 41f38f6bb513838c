"""`cls-extractor serve`: the HTTP API and the pages, with a worker beside them."""

import gc
import sys

import click

from extractor.cli.failures import say, take_file
from extractor.errors import BadSetting, ExtractionError

MISSING = "the service is not installed: pip install 'cls-extractor[service]'"


@click.command()
@click.option("--host", help="Address to listen on [default: 127.0.0.1].")
@click.option("--port", type=click.IntRange(0, 65535), help="Port [default: 8000].")
@click.option("--db", metavar="URL", help="FILE.db or postgresql+psycopg://… [corpus.db].")
@click.option("--data", metavar="FOLDER", help="For uploads and caches [cls-data].")
@click.option("--readers", type=click.IntRange(0), help="Documents read at once [default: 2].")
@click.option("--worker", is_flag=True, help="Only read documents, for a server elsewhere.")
def command(
    host: str | None,
    port: int | None,
    db: str | None,
    data: str | None,
    readers: int | None,
    worker: bool,
) -> None:
    """Serve the HTTP API and the pages; every setting is a variable CLS_… (docs/service.md).

    Without a token anybody of this host may use it; on any other address clients need one:
    `cls-extractor token create`.
    """
    gc.enable()  # this process lives long
    try:
        from extractor.service.logs import set_up
        from extractor.service.server import serve
        from extractor.service.settings import read_settings
        from extractor.service.worker import work
    except ImportError as error:
        say(f"{MISSING} ({error.name})")
        sys.exit(2)
    given = {"host": host, "port": port, "db": db, "data": data, "readers": readers}
    settings = take_file(lambda: read_settings(**given))
    try:
        if worker:
            if not settings.readers:
                raise BadSetting("CLS_READERS", "0 documents at once", "give 1 or more")
            set_up()
            work(settings)
        else:
            serve(settings)
    except ExtractionError as error:
        say(str(error))
        sys.exit(1)
    except OSError as error:
        say(f"{settings.data}: {error.strerror or error} (choose another folder)")
        sys.exit(1)
