"""A request with files → files on the disk, while it comes in; never more of it in memory."""

import asyncio
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from extractor.service.files import Files, Incoming, NotAPdf, TooLarge
from extractor.service.problems import Refused
from extractor.service.settings import MEGABYTE, Settings
from extractor.store.queue import Upload

BLOCK = 1 << 18
"""Bytes that are written at once."""
SMALL = 4096
"""Bytes of a field that is no file."""
OVERHEAD = 1 << 16
"""Bytes of a request beside its files."""
FIELD = "files"


class Form:
    """What has come of a form: files under `files`, other fields as short texts."""

    def __init__(self, boundary: bytes, files: Files, most: int) -> None:
        self.files, self.most = files, most
        self.received: list[Incoming] = []
        self.fields: dict[str, str] = {}
        self.whole = False
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value = b"", b""
        self._field, self._text = "", b""
        self._incoming: Incoming | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._open,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._all,
            },
        )

    def write(self, data: bytes) -> None:
        """Take some more of the request."""
        try:
            self._parser.write(data)
        except MultipartParseError as error:
            raise Refused("bad-request", f"not a form as multipart/form-data: {error}") from None

    def finish(self) -> list[Upload]:
        """Put all files in their place."""
        if not self.whole:
            raise Refused("bad-request", "the form ends before its last boundary")
        if not self.received:
            raise Refused("invalid", f"no file: send each in a part named `{FIELD}`")
        found = []
        for incoming in self.received:
            try:
                found.append(incoming.finish())
            except NotAPdf:
                raise _not_a_pdf(incoming) from None
        return found

    def discard(self) -> None:
        """Forget what has come."""
        for incoming in self.received:
            incoming.discard()

    def _begin(self) -> None:
        self._headers, self._name, self._value = {}, b"", b""
        self._text, self._incoming = b"", None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._value) > SMALL:
            raise Refused("too-large", "a header of a part is too long")

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _open(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = _text(options.get(b"name", b""))
        if b"filename" in options:
            if self._field != FIELD:
                raise Refused("invalid", f"files are sent in parts named `{FIELD}`")
            if len(self.received) == self.most:
                raise Refused("too-large", f"more than {self.most} files: send fewer at once")
            self._incoming = self.files.receive(_text(options[b"filename"]))
            self.received.append(self._incoming)
        elif len(self.fields) >= 10 or self._field == FIELD:
            raise Refused("invalid", f"a part named `{FIELD}` is a file, with a file name")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._incoming is None:
            self._text += data[start:end]
            if len(self._text) > SMALL:
                raise Refused("too-large", "a field that is no file is too long")
            return
        try:
            self._incoming.write(data[start:end])
        except TooLarge:
            limit = self.files.max_bytes // MEGABYTE
            detail = f"{self._incoming.nom}: more than {limit} MB"
            raise Refused("too-large", detail) from None
        except NotAPdf:
            raise _not_a_pdf(self._incoming) from None

    def _end(self) -> None:
        if self._incoming is None:
            self.fields[self._field] = _text(self._text)

    def _all(self) -> None:
        self.whole = True


async def receive(
    request: Request, files: Files, settings: Settings, threads: CapacityLimiter
) -> tuple[list[Upload], dict[str, str]]:
    """Take the files of a request, and its other fields; raises `Refused`."""
    form = _open_form(request, files, settings)
    try:
        async with asyncio.timeout(settings.upload_seconds):
            block, size = bytearray(), 0
            async for chunk in request.stream():
                block += chunk
                size += len(chunk)
                if size > most_bytes(settings):
                    raise _too_large(settings)
                if len(block) >= BLOCK:
                    await to_thread.run_sync(form.write, bytes(block), limiter=threads)
                    block.clear()
            await to_thread.run_sync(form.write, bytes(block), limiter=threads)
            return await to_thread.run_sync(form.finish, limiter=threads), form.fields
    except TimeoutError:
        raise Refused("too-slow", f"not whole after {settings.upload_seconds:g} s") from None
    except ClientDisconnect:
        raise Refused("bad-request", "the client has gone") from None
    except OSError:
        raise Refused("disk-full", "the file could not be kept: try later", 60) from None
    finally:
        await to_thread.run_sync(form.discard, limiter=threads)  # what was finished has moved on


def _open_form(request: Request, files: Files, settings: Settings) -> Form:
    """Look at the headers, before any byte of the files."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary: Any = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise Refused("wrong-type", f"send multipart/form-data with parts named `{FIELD}`")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused("wrong-type", "compressed requests are not taken")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most_bytes(settings):
        raise _too_large(settings)
    if len(boundary) > 200:
        raise Refused("bad-request", "the boundary is too long")
    return Form(boundary, files, settings.files_per_upload)


def most_bytes(settings: Settings) -> int:
    """Of one request."""
    return settings.files_per_upload * settings.max_bytes + OVERHEAD


def _too_large(settings: Settings) -> Refused:
    return Refused("too-large", f"more than {most_bytes(settings) // MEGABYTE} MB in one request")


def _not_a_pdf(incoming: Incoming) -> Refused:
    return Refused("wrong-type", f"{incoming.nom}: not a PDF, whatever its name says")


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
