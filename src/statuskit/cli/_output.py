"""
Where answers and complaints go: streams that may be closed, full, narrow, or unable to write what they are given.

It decides on colour, width and tables, and knows nothing of statuses.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from statuskit.cli._layout import SECTION_SIGN, spelled_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from typing_extensions import Self

    from statuskit.cli._layout import Page

__all__ = ["Output", "complain", "write"]

_WIDTH: Final = 80
_NARROWEST: Final = 40
_WIDEST_TABLES: Final = 100
_LINES: Final = "\N{BOX DRAWINGS LIGHT HORIZONTAL}\N{BOX DRAWINGS LIGHT ARC DOWN AND RIGHT}"


def write(stream: TextIO | None, text: str) -> None:
    """Write text in whatever encoding the stream has; what it lacks is escaped. No stream, no text."""
    if stream is None:  # closed before the interpreter started
        return
    encoding = _encoding(stream)
    if encoding:
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)


def complain(stream: TextIO | None, text: str) -> None:
    """Write to those who are to know of a problem. If that fails, there is nobody to tell."""
    try:
        write(stream, text)
    except OSError:
        _abandon(stream)


def _encoding(stream: TextIO | None) -> str:
    """Return the name of a stream's encoding; "" where it takes any text."""
    return str(getattr(stream, "encoding", None) or "")


class Output:
    """The two streams of a command, and how answers are to look on the first."""

    def __init__(self, answers: TextIO | None, errors: TextIO | None, environ: Mapping[str, str]) -> None:
        self._answers = answers
        self._errors = errors
        is_terminal = answers is not None and answers.isatty()
        is_forced = bool(environ.get("FORCE_COLOR"))
        is_able = is_terminal and environ.get("TERM") != "dumb"
        self.colour: Final = is_forced or (is_able and not environ.get("NO_COLOR"))
        self.tables: Final = (is_forced or is_able) and _can_write(answers, _LINES)
        self._spell_out: Final = not _can_write(answers, SECTION_SIGN)
        self._columns: Final = _columns(answers, environ) if is_terminal else _WIDTH

    @classmethod
    def standard(cls) -> Self:
        """Return the output of this process, as it is now."""
        return cls(sys.stdout, sys.stderr, os.environ)

    def show(self, *pages: Page) -> None:
        """Answer with pages: in tables where `rich` is installed and somebody looks at a terminal, else in lines."""
        if self._spell_out:
            pages = tuple(map(spelled_out, pages))
        if self.tables:
            with suppress(ImportError):
                from statuskit.cli._rich_text import render as render_tables

                width = min(self._columns, _WIDEST_TABLES)
                self.answer("\n".join(render_tables(page, width=width, colour=self.colour) for page in pages))
                return
        from statuskit.cli._plain_text import render

        width = min(self._columns, _WIDTH)
        self.answer("\n\n".join(render(page, width=width, colour=self.colour) for page in pages))

    def show_json(self, value: object) -> None:
        """Answer in JSON. It is ASCII, since an escape for another character set would not be JSON."""
        import json

        self.answer(f"{json.dumps(value, indent=2)}\n")

    def answer(self, text: str) -> None:
        """Write to stdout."""
        write(self._answers, text)

    def complain(self, text: str) -> None:
        """Write a line to stderr."""
        complain(self._errors, f"statuskit: {text}\n")

    def flush(self) -> None:
        """Write what is still held back, while somebody can be told that it failed."""
        if self._answers is not None:
            self._answers.flush()

    def abandon(self) -> None:
        """Give up what could not be written, or the interpreter would try it again when it ends."""
        _abandon(self._answers)


def _abandon(stream: TextIO | None) -> None:
    if stream is None:
        return
    with suppress(OSError):  # a stream without a file
        file = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, file)
        os.close(nowhere)


def _can_write(stream: TextIO | None, text: str) -> bool:
    try:
        text.encode(_encoding(stream) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _columns(terminal: TextIO | None, environ: Mapping[str, str]) -> int:
    """Return how wide a terminal is, by what its user says or by what it says."""
    said = environ.get("COLUMNS", "")
    columns = int(said) if said.isdecimal() and len(said) <= len(str(sys.maxsize)) else 0
    if not columns and terminal is not None:
        with suppress(OSError):
            columns = os.get_terminal_size(terminal.fileno()).columns
    return max(columns or _WIDTH, _NARROWEST)
