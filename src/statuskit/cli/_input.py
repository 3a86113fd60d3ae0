"""What is read before anything is made of it: files and standard input, as octets."""

from __future__ import annotations

import sys
from typing import Final

from statuskit.exceptions import StatusKitError, quoted

__all__ = ["STDIN", "UnreadableError", "name_of", "octets_of"]

STDIN: Final = "-"
_MOST_READ: Final = 1 << 28


class UnreadableError(StatusKitError):
    """What there is to say of a file that cannot be read."""


def name_of(file: str) -> str:
    """Return what a file is called in an answer."""
    return "stdin" if file == STDIN else file


def octets_of(file: str, *, instead: str) -> bytes:
    """
    Return what a file has in it; nobody is kept waiting at a terminal.

    Args:
        file: its name, or `STDIN`.
        instead: what is said where nobody has put anything on standard input.

    Raises:
        UnreadableError: for what cannot be read, and for more than 256 MiB.
    """
    try:
        octets = _stdin(instead) if file == STDIN else _content(file)
    except (OSError, ValueError) as problem:  # such as a folder, or a name with a NUL in it
        msg = f"cannot read {quoted(name_of(file))}: {getattr(problem, 'strerror', None) or problem}"
        raise UnreadableError(msg) from None
    if len(octets) > _MOST_READ:
        msg = f"cannot read {quoted(name_of(file))}: longer than {_MOST_READ} octets"
        raise UnreadableError(msg)
    return octets


def _content(file: str) -> bytes:
    with open(file, "rb") as stream:  # noqa: PTH123  what is given is shown as it is
        return stream.read(_MOST_READ + 1)


def _stdin(instead: str) -> bytes:
    stdin = sys.stdin
    if stdin is None or stdin.isatty():
        raise UnreadableError(instead)
    return stdin.buffer.read(_MOST_READ + 1)
