"""Questions across territories → files in the cache, each made once for all who ask for it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool

from extractor.service.chore_pool import ChoreFailed
from extractor.service.problems import Refused
from extractor.service.security import Principal
from extractor.service.service import Service
from extractor.store.search import state_of
from extractor.version import __version__

COMPARING = 120.0
"""Seconds for one comparison."""


class Comparison(NamedTuple):
    """What was asked, and where the answer is kept."""

    name: str
    """Of what was asked, of what the store holds and of our version: also a tag of the answer."""
    place: Path
    chore: dict[str, Any]


async def plan_comparison(
    service: Service, principal: Principal, ending: str, **asked: Any
) -> Comparison:
    """Where the answer to a chore is kept, as this client may see it."""
    redacted = not principal.sees_contacts
    state = await run_in_threadpool(state_of, service.store)
    key = json.dumps([asked, redacted, state, __version__])
    name = sha256(key.encode()).hexdigest()[:32]
    place = service.files.cache / f"{asked['kind']}-{name}.{ending}"
    chore = {
        **asked,
        "db": service.settings.db.get_secret_value(),
        "redacted": redacted,
        "to": str(place.absolute()),
    }
    return Comparison(name, place, chore)


async def read_comparison(service: Service, comparison: Comparison) -> bytes:
    """The answer, made where there is none; who asks meanwhile waits for it. Raises `Refused`."""
    async with service.one_at_a_time(comparison.place):
        if not comparison.place.exists():
            await do_chore(service, comparison.chore, COMPARING)
    return await run_in_threadpool(comparison.place.read_bytes)


async def do_chore(service: Service, chore: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Have something heavy done; raises `Refused`."""
    try:
        return await service.heavy.do(chore, seconds)
    except ChoreFailed as error:
        if error.code == "filter":
            raise Refused("invalid", error.detail) from None
        raise Refused("internal", f"{chore['kind']}: {error.code}") from None
