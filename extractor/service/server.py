"""The server: the application on a port, until SIGTERM."""

import gc
import signal
import sys

import uvicorn

from extractor.service.app import create_app
from extractor.service.logs import set_up, tell
from extractor.service.settings import Settings

BACKLOG = 512
SWITCH = 0.001
"""Seconds after which a thread that computes lets the others go on."""
IDLE = 30
"""Seconds for which a connection is kept."""


def serve(settings: Settings) -> None:
    """Serve until asked to stop; requests and readings under way then end, or go back.

    Raises `BadStore` and `OSError` before the first request.
    """
    set_up()
    app = create_app(settings)
    gc.collect()
    gc.freeze()  # no request waits while modules are searched for garbage
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=int(settings.grace_seconds),
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        h11_max_incomplete_event_size=1 << 16,
    )
    sys.setswitchinterval(SWITCH)
    tell("starting", host=settings.host, port=settings.port, auth=settings.needs_token)
    for number in (signal.SIGTERM, signal.SIGINT):  # it raises them again when all is done
        signal.signal(number, lambda *_: None)
    uvicorn.Server(config).run()
