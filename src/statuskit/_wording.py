"""Text that is fit to be shown: printable, cut, and with its nouns in number. Nothing is known here of secrets."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["cut", "escaped", "how_many", "printable"]

_LINE_END: Final = re.compile(r"\r\n?")


def printable(text: str) -> str:
    r"""
    Return text with an escape for what is not printable, such as a line end, and what would move a cursor.

    >>> print(printable("caf\u00e9\x1b[2J\n\u202e\ud800"))
    café\x1b[2J\n\u202e\ud800
    """
    return text if text.isprintable() else "".join(mark if mark.isprintable() else _escape(mark) for mark in text)


def escaped(text: str) -> str:
    r"""
    Return text with its line ends, and every other character that is not printable as an escape.

    >>> print(escaped("caf\u00e9\t\x1b[2J\r\n\u202e\ud800"))
    café    \x1b[2J
    \u202e\ud800
    """
    text = _LINE_END.sub("\n", text)
    if text.isprintable():
        return text
    return "".join(_ESCAPED.get(mark) or (mark if mark.isprintable() else _escape(mark)) for mark in text)


_ESCAPED: Final = {"\n": "\n", "\t": "    ", "\N{NO-BREAK SPACE}": " "}


def _escape(mark: str) -> str:
    return mark.encode("unicode_escape").decode("ascii")


def cut(text: str, most: int) -> str:
    """
    Return the start of text, and that there is more.

    >>> cut("redirection", 5)
    'redir...'
    """
    return text if len(text) <= most else f"{text[:most]}..."


def how_many(number: int, noun: str) -> str:
    """
    Return a number of things.

    >>> how_many(1, "finding"), how_many(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
