"""The driver of the command line's tests: a command is run in this process, and what it wrote is returned."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

import pytest

from statuskit.cli import main

if TYPE_CHECKING:
    from typing import TextIO

LONG = "x" * 10_000_000
SHORT_ENOUGH = 1_000
NONSENSE = ["", " ", "\0", "\udcff", "\n", "\x1b[31m", "9" * 10_000, "[red]x[/]", "%s", "%(prog)s", LONG]


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


class Stdin(io.TextIOWrapper):
    """Standard input with octets in it, which may claim to be a terminal."""

    def __init__(self, octets: io.BufferedIOBase | bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(octets) if isinstance(octets, bytes) else octets)  # type: ignore[type-var]
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether this claims to be a terminal."""
        return self._terminal


def run(*argv: str, stdin: str | bytes | TextIO | None = "") -> Ran:
    """Run a command with streams that are no terminal, unless its standard input claims to be one."""
    octets = stdin.encode("latin-1") if isinstance(stdin, str) else stdin
    given = Stdin(octets) if isinstance(octets, bytes) else octets
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "stdin", given)
        status = main(argv)
    return Ran(status, out.getvalue(), err.getvalue())


def answer(*argv: str) -> str:
    """Run a command that succeeds and has nothing to complain about."""
    ran = run(*argv)

    assert (0, "") == (ran.status, ran.err)
    return ran.out


def encoded(encoding: str, *argv: str) -> tuple[int, bytes]:
    """Run a command whose stdout is a file in some encoding."""
    file = io.BytesIO()
    with io.TextIOWrapper(file, encoding=encoding) as out, redirect_stdout(out):
        status = main(argv)
        return status, file.getvalue()


def one_line(text: str) -> str:
    """Return a page as one line, so that it does not matter where it is wrapped."""
    return " ".join(text.split())
