"""Streams that are closed, full, or in any encoding, and readers that have gone."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NoReturn

import pytest
from cli.driver import Ran, encoded, run

import statuskit.cli
from statuskit.cli import main
from statuskit.cli._output import Output


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str, /) -> NoReturn:
        """Refuse, in so many words."""
        raise OSError(28, "No space left on device", text[:0])


class TestStreams:
    """Streams that cannot take the answer."""

    def test_no_reader(self) -> None:
        """When nobody reads any more, it ends like a program that the signal ended, and gives up what is left."""
        reader, writer = os.pipe()
        os.close(reader)
        err = io.StringIO()
        with open(writer, "w", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(err):  # noqa: PTH123
            status = main(["404"])

        assert (141, "") == (status, err.getvalue())

    @pytest.mark.parametrize("argv", [["dump"], ["404"], ["--help"]], ids=str)
    def test_no_reader_of_the_process(self, argv: list[str]) -> None:
        """No traceback follows when the interpreter ends."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "statuskit", *argv]
        ran = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)  # noqa: S603
        os.close(writer)

        assert (141, b"") == (ran.returncode, ran.stderr)

    def test_no_reader_of_complaints(self) -> None:
        """A complaint that nobody reads changes nothing."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "statuskit", "nope"]
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=writer, check=False)  # noqa: S603
        os.close(writer)

        assert (1, b"") == (ran.returncode, ran.stdout)

    def test_full(self) -> None:
        """An answer that cannot be written is a complaint and an exit status of its own."""
        err = io.StringIO()
        with redirect_stdout(Full()), redirect_stderr(err):
            status = main(["404"])

        assert 74 == status
        assert "statuskit: the answer could not be written: No space left on device\n" == err.getvalue()

    @pytest.mark.parametrize("argv, status", [(["nope"], 1), (["--nonsense"], 2), (["404"], 0)], ids=str)
    def test_full_of_complaints(self, argv: list[str], status: int) -> None:
        """A complaint that cannot be written changes nothing."""
        with redirect_stdout(io.StringIO()), redirect_stderr(Full()):
            assert status == main(argv)

    @pytest.mark.parametrize(
        "argv, status", [(["404"], 0), (["nope"], 1), (["--nonsense"], 2), ([], 2), (["--version"], 0)], ids=str
    )
    def test_closed(self, monkeypatch: pytest.MonkeyPatch, argv: list[str], status: int) -> None:
        """Streams that were closed before the start take nothing, and the exit status tells all the same."""
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)

        assert status == main(argv)

    def test_nothing_to_abandon(self) -> None:
        """A stream that was never there needs no giving up."""
        output = Output(None, None, {})
        output.abandon()

        assert not output.tables

    def test_closed_without_an_answer(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Complaints do not stray to stdout when stderr is closed."""
        monkeypatch.setattr(sys, "stderr", None)

        assert 2 == main(["--nonsense"])
        assert "" == capsys.readouterr().out

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
    @pytest.mark.parametrize("argv", [["404"], ["dump"], ["dump", "--csv"], ["compare", "404", "410"]], ids=str)
    def test_encodings(self, encoding: str, argv: list[str]) -> None:
        """Any encoding can take any answer, and JSON stays JSON."""
        status, octets = encoded(encoding, *argv)
        text = octets.decode(encoding)

        assert 0 == status
        assert "dump" != argv[-1] or 64 == len(json.loads(text)["statuses"])

    def test_no_escapes(self) -> None:
        """What ASCII lacks is spelled out where there are words for it."""
        _, octets = encoded("ascii", "404")

        assert b"RFC 9110 section 15.5.5" in octets
        assert b"\\x" not in octets

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C ends it without a word."""

        def interrupt(*_: object) -> NoReturn:
            raise KeyboardInterrupt

        monkeypatch.setattr(statuskit.cli, "_run", interrupt)

        assert Ran(130, "", "") == run("404")
