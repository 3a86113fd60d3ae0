"""Lists: how the value of a field is parted into its members (RFC 9110, section 5.6.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit._grammar import OWS
from statuskit.exceptions import InvalidArgumentError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_octets", "list_members", "no_lines", "text_lines"]

# Plain text, a quoted string (closed or not), or commas between members. Each character is looked at once.
_PIECE: Final = re.compile(r'[^",]+|"(?:[^"\\]+|\\.)*"?|,+', re.DOTALL)


def list_members(text: str, /) -> list[str]:
    """
    Return the members of a field that is a list, as they were sent; never raises.

    A comma within quotes parts nothing, and empty members are none (RFC 9110, section 5.6.1.2). A quote that is never
    closed has the rest for itself.

    >>> from statuskit.fields import list_members
    >>> list_members("close, , Upgrade")
    ['close', 'Upgrade']
    >>> list_members('private="set-cookie, x", max-age=60')
    ['private="set-cookie, x"', 'max-age=60']
    """
    if '"' not in text:  # as in most, which are parted faster so
        return [member for part in text.split(",") if (member := part.strip(OWS))]
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(text):
        if piece[0] == ",":
            found.append([])
        else:
            found[-1].append(piece)
    return [member for pieces in found if (member := "".join(pieces).strip(OWS))]


def text_lines(value: str | Iterable[str], /) -> tuple[str, ...]:
    """
    Return the lines of a field, of which one value is one.

    Raises:
        InvalidArgumentError: for what is neither text nor lines of text.

    >>> text_lines("a, b"), text_lines(["a", "b"])
    (('a, b',), ('a', 'b'))
    """
    if isinstance(value, str):
        return (value,)
    try:
        lines = tuple(value)
    except TypeError as problem:
        raise no_lines(value) from problem
    if is_octets(value) or not all(isinstance(line, str) for line in lines):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise no_lines(value)
    return lines


def is_octets(value: object) -> bool:
    """Return whether a value is octets: lines of nothing where there are none, and of numbers where there are."""
    return isinstance(value, (bytes, bytearray, memoryview))


def no_lines(value: object) -> InvalidArgumentError:
    """Return the error for what is no value of a field."""
    msg = f"not a field value: {quoted(value)}; accepted: text, and lines of text"
    return InvalidArgumentError(msg)
