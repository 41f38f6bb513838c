"""The documentation site, built once for a session, and what its pages hold."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parent.parent


def build(shared: Path) -> Path:
    """Build the site in a folder of all processes of the session; the first one does it."""
    site = shared / "site"
    with open(shared / "site.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
            quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
            done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True)
            (shared / "site.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    assert (site / "sitemap.xml").exists(), (shared / "site.log").read_text("utf-8")
    return site


class Page(HTMLParser):
    """Anchors of a page, and the addresses that it names."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        """What a browser fetches by itself."""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.anchors.add(str(told["id"]))
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        if tag == "link" and told.get("rel") != "canonical":
            self.loaded.append(told.get("href") or "")
        if tag in ("script", "img", "iframe", "source"):
            self.loaded.append(told.get("src") or "")


def broken_links(site: Path) -> Iterator[str]:
    """Yield every link of a page to a file or an anchor of the site that is not there."""
    pages = {path: Page(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        if path.name == "404.html":  # its links begin at the root of a server
            continue
        for link in [*page.links, *page.loaded]:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            anchors = pages[target].anchors if target in pages else {address.fragment}
            fragment = unquote(address.fragment)
            if not target.is_file() or (fragment and fragment not in anchors):
                yield f"{path.relative_to(site)}: {link}"
