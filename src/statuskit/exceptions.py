"""
The errors of statuskit, and nothing else.

    StatusKitError
    ├── InvalidStatusError     also a ValueError: no status code can be this value
    ├── UnknownStatusError     also a KeyError: text or a number that names no status
    └── InvalidMessageError    also a TypeError: an object that is no HTTP message

Every message says what was given, what is accepted and, where there is one, the nearest match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sized

__all__ = [
    "InvalidMessageError",
    "InvalidStatusError",
    "StatusKitError",
    "UnknownStatusError",
]

_LONGEST_QUOTE = 80


class StatusKitError(Exception):
    """Anything that statuskit raises on purpose."""


class InvalidStatusError(StatusKitError, ValueError):
    """A value that cannot be a status code: the wrong type, or a number outside 100 to 999."""


class UnknownStatusError(StatusKitError, KeyError):
    """
    Text or a number that names no status, class or fact that statuskit knows.

    `suggestions` holds the nearest matches, best first; it may be empty.
    """

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message, suggestions)
        self.message = message
        self.suggestions = suggestions

    def __str__(self) -> str:
        # KeyError would show the repr of its arguments.
        return self.message


class InvalidMessageError(StatusKitError, TypeError):
    """An object in which no status code, or no header fields, can be found."""


def quoted(value: object) -> str:
    """
    Return what was given in a form fit for a message: short, and safe on objects that misbehave.

    Of a container only its type and size are told: what it holds may be long, or secret, as header fields are.
    """
    kind = type(value).__name__
    try:
        if isinstance(value, (str, bytes)):
            # Cut before it is shown, since it may be megabytes, and after, since an escape takes several characters.
            text = repr(value[:_LONGEST_QUOTE])
            return text if len(text) <= _LONGEST_QUOTE + 2 and len(value) <= _LONGEST_QUOTE else _cut(text)
        if isinstance(value, (dict, list, tuple, set, frozenset)):
            return f"<{kind} of {len(cast('Sized', value))}>"
        text = repr(value)
    except Exception:  # noqa: BLE001  a foreign __repr__ may raise anything, as does an int of too many digits
        return f"<{kind}>"
    return text if len(text) <= _LONGEST_QUOTE else _cut(text)


def _cut(text: str) -> str:
    return f"{text[:_LONGEST_QUOTE]}..."
