"""What is no PDF, cannot be opened, or has a name that programs stumble over."""

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pikepdf

from benchmarks.hostile_inputs import Input, Make, chance
from benchmarks.hostile_inputs.raw import WORDS, one_page

NAMES = [
    "a; rm -rf ~.pdf",
    "$(touch x).pdf",
    "`id`.pdf",
    "a b  c.pdf",
    "it's.pdf",
    'say "hi".pdf',
    "-rf.pdf",
    "--help",
    "🙂🏥.pdf",
    "é\u0301œ.pdf",
    "a\nb.pdf",
    "a\tb.pdf",
    "a|b>c<d&e.pdf",
    "*.pdf",
    "?.pdf",
    "[a].pdf",
    "a\\b.pdf",
    "%s%n.pdf",
    "{0}.pdf",
    "{name}.pdf",
    "..pdf",
    ".pdf",
    "...",
    "CON.pdf",
    "\u202efdp.exe.pdf",
    "\u200b.pdf",
    "x" * 251 + ".pdf",
    "é" * 125 + ".pdf",
    "NULL",
    "a.PDF",
    "~.pdf",
    "#a.pdf",
    "a,b.pdf",
    "=1+1.pdf",
    "\x1b[31ma.pdf",
    "\x07.pdf",
    "<script>alert(1)</script>.pdf".replace("/", "∕"),
    os.fsdecode(b"\xff\xfe\x80.pdf"),
]


def make_files(seed: int, sources: list[Path]) -> Iterator[Input]:
    """Yield them."""
    for name in NAMES:
        yield Input("name", name, partial(_write, one_page(WORDS)))
    for rank, (name, data) in enumerate(_not_pdfs(seed)):
        yield Input("not-a-pdf", f"not-{rank:02}-{name}.pdf", partial(_write, data))
    for rank, source in enumerate(sources[:10]):
        for kind, encryption in ENCRYPTIONS.items():
            name = f"{kind}-{rank}.pdf"
            yield Input("encrypted", name, partial(_encrypt, source, encryption))
    for name, make in PLACES.items():
        yield Input("special", f"{name}.pdf", make)


def _not_pdfs(seed: int) -> Iterator[tuple[str, bytes]]:
    chances = chance(seed, "not")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("word/document.xml", "<w:document/>")
    yield "empty", b""
    yield "one-byte", b"%"
    yield "word", archive.getvalue()
    yield "gzip", gzip.compress(one_page(WORDS), mtime=0)
    yield "html", b"<!DOCTYPE html><html><title>403 Forbidden</title></html>"
    yield "text", "Contrat local de santé\n".encode() * 1000
    yield "latin", "Contrat local de santé\n".encode("latin-1") * 1000
    yield "utf-16", "%PDF-1.4 Contrat".encode("utf-16")
    yield "png", b"\x89PNG\r\n\x1a\n" + chances.randbytes(5000)
    yield "jpeg", b"\xff\xd8\xff\xe0" + chances.randbytes(5000)
    yield "elf", b"\x7fELF" + chances.randbytes(5000)
    yield "postscript", b"%!PS-Adobe-3.0\n/Helvetica findfont\nshowpage\n"
    yield "zeros", bytes(100_000)
    yield "header", b"%PDF-1.7\n"
    yield "header-end", b"%PDF-1.7\n%%EOF"
    yield "late-header", b" " * 1000 + one_page(WORDS)
    yield "too-late-header", b" " * 2000 + one_page(WORDS)
    yield "headers", b"%PDF-1.7\n" * 50_000
    for rank in range(30):
        yield f"random-{rank}", chances.randbytes(chances.choice([10, 1000, 100_000]))
        yield (
            f"header-random-{rank}",
            b"%PDF-1.7\n" + chances.randbytes(chances.choice([10, 10_000])),
        )


ENCRYPTIONS = {
    "user-aes": pikepdf.Encryption(owner="o", user="u", R=6),
    "user-rc4": pikepdf.Encryption(owner="o", user="u", R=4, aes=False, metadata=False),
    "owner-only": pikepdf.Encryption(owner="o", user="", R=4),
}


def _encrypt(source: Path, encryption: pikepdf.Encryption, path: Path) -> None:
    with pikepdf.open(source) as pdf:
        pdf.save(path, encryption=encryption)


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def _unreadable(path: Path) -> None:
    _write(one_page(WORDS), path)
    path.chmod(0)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.fspath(path))


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(1 << 40)


PLACES: dict[str, Make] = {
    "fifo": lambda path: os.mkfifo(path),
    "folder": lambda path: path.mkdir(),
    "loop": lambda path: path.symlink_to(path.name),
    "nowhere": lambda path: path.symlink_to("is-not-there"),
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "random": lambda path: path.symlink_to("/dev/urandom"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
    "full": lambda path: path.symlink_to("/dev/full"),
    "memory": lambda path: path.symlink_to("/proc/self/mem"),
    "pagemap": lambda path: path.symlink_to("/proc/kmsg"),
    "unreadable": _unreadable,
    "socket": _socket,
    "sparse": _sparse,
    "missing": lambda path: None,
}
