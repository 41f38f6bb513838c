"""Files are whole or not there; progress is for people only."""

import errno
import io
import os

import pytest

from extractor.cli.output import write_file
from extractor.cli.progress import CLEAR_LINE, Progress


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def disk_full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path / "record.json", b"{}")
    assert not list(tmp_path.iterdir())


def test_a_written_file_has_the_rights_of_any_new_file(tmp_path):
    (tmp_path / "plain").touch()
    write_file(tmp_path / "record.json", b"{}")
    assert (tmp_path / "record.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_told_to_a_terminal_and_wiped():
    stream = Terminal()
    with Progress(2, stream).step("a.pdf"):
        assert stream.getvalue() == "[1/2] a.pdf"
    assert stream.getvalue().endswith(CLEAR_LINE)


def test_progress_is_silent_elsewhere():
    stream = io.StringIO()
    with Progress(2, stream).step("a.pdf"):
        pass
    assert stream.getvalue() == ""
