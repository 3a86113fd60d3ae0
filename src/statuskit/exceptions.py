"""
The errors of statuskit, and what their messages are made of.

    StatusKitError
    ├── InvalidStatusError     also a ValueError: no status code can be this value
    ├── UnknownStatusError     also a KeyError: text or a number that names no status
    ├── InvalidMessageError    also a TypeError: an object that is no HTTP message
    ├── InvalidSituationError  also a ValueError and a TypeError: a fact, value or profile that there is not
    ├── InvalidRetryError      also a ValueError: an attempt, a policy or a budget that cannot be
    ├── InvalidArgumentError   also a ValueError and a TypeError: a time, a limit or the like that cannot be
    ├── InvalidLintError       also a ValueError: an option of the Lint middleware that cannot be
    ├── MissingExtraError      also an ImportError: a library that is needed for this is not installed
    ├── UnknownRuleError       also a KeyError: what names no rule of conformance, no profile and no role
    └── NonconformantError     also an AssertionError: a response that breaks rules, where Lint is to raise

Every message says what was given, what is accepted and, where there is one, the nearest match; that of a
NonconformantError says what was found. `quoted()` shows what was given, and `as_text()` and `text_of()` read what has
to be text; the three are no part of the interface.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sized

    from statuskit.adapters._lint import Found

__all__ = [
    "InvalidArgumentError",
    "InvalidLintError",
    "InvalidMessageError",
    "InvalidRetryError",
    "InvalidSituationError",
    "InvalidStatusError",
    "MissingExtraError",
    "NonconformantError",
    "StatusKitError",
    "UnknownRuleError",
    "UnknownStatusError",
]

_LONGEST_QUOTE: Final = 80


class StatusKitError(Exception):
    """Anything that statuskit raises on purpose."""


class InvalidStatusError(StatusKitError, ValueError):
    """A value that cannot be a status code: the wrong type, or a number outside 100 to 999."""


class _NearMissError(StatusKitError):
    """An error that knows the nearest matches."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message, suggestions)
        self.message = message
        self.suggestions = suggestions

    def __str__(self) -> str:
        # The arguments are both, so that the error can be pickled; people want the message.
        return self.message


class UnknownStatusError(_NearMissError, KeyError):
    """
    Text or a number that names no status, class or fact that statuskit knows.

    `suggestions` holds the nearest matches, best first; it may be empty.
    """


class InvalidMessageError(StatusKitError, TypeError):
    """An object in which no status code, or no header fields, can be found."""


class InvalidSituationError(_NearMissError, ValueError, TypeError):
    """
    A fact, a value of one, or a profile that `recommend()` does not know.

    A TypeError as well as a ValueError, since a misspelt fact is a misspelt keyword. `suggestions` holds the nearest
    matches, best first; it may be empty.
    """


class InvalidRetryError(StatusKitError, ValueError):
    """An attempt, a policy or a budget that cannot be, or a deadline without a clock."""


class InvalidArgumentError(StatusKitError, ValueError, TypeError):
    """An argument that cannot be, and is neither a status nor a message: a time, a limit, a share of a lifetime."""


class InvalidLintError(StatusKitError, ValueError):
    """An option of the Lint middleware that cannot be."""


class MissingExtraError(StatusKitError, ImportError):
    """A library that is needed for this is not installed: an extra of statuskit has it."""


class UnknownRuleError(_NearMissError, KeyError):
    """
    What names no rule of conformance, no profile and no role.

    `suggestions` holds the nearest matches, best first; it may be empty.
    """


class NonconformantError(StatusKitError, AssertionError):
    """A response that breaks rules whose findings are errors; `found` has them."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        super().__init__(found)
        self.found = found

    def __str__(self) -> str:
        return "\n".join(map(str, self.found))


def quoted(value: object) -> str:
    """
    Return what was given in a form fit for a message: short, and safe on objects that misbehave.

    Numbers and text are shown; of anything else only its type and size are told, since what it holds may be long, or
    secret, as header fields are.
    """
    try:
        kind = type(value)
        shown = next((show for base, show in _SHOWN.items() if issubclass(kind, base)), None)
        if shown is None:
            return _named(value)
        # Cut before it is shown, since it may be megabytes, and after, since an escape takes several characters.
        text = shown(value)
    except Exception:  # noqa: BLE001  a foreign type may raise anything, as does an int of too many digits
        return f"<{object.__repr__(value).split(' ', 1)[0].strip('<>').rsplit('.', 1)[-1]}>"
    return text if len(text) <= _LONGEST_QUOTE + len("''") else f"{text[:_LONGEST_QUOTE]}..."


def _named(value: object) -> str:
    """Name the type of an object, and how much it holds."""
    kind = type(value)
    size = f" of {len(cast('Sized', value))}" if issubclass(kind, (dict, list, tuple, set, frozenset)) else ""
    return f"<{kind.__name__}{size}>"


# How the types are shown whose values a message may tell; their own methods, since those of a subclass may do anything.
_SHOWN: Final[Mapping[type, Callable[[Any], str]]] = MappingProxyType(
    {
        str: lambda text: str.__repr__(str.__getitem__(text, slice(_LONGEST_QUOTE + 1))),
        bytes: lambda octets: bytes.__repr__(bytes.__getitem__(octets, slice(_LONGEST_QUOTE + 1))),
        bool: repr,
        int: int.__repr__,
        float: float.__repr__,
        type(None): repr,
    }
)


def as_text(value: object) -> str | None:
    """
    Return text as a plain str, and None for what is no text.

    By type(), and by str's own method: a subclass may do anything, a member of an Enum prints as its name.
    """
    return str.__str__(cast("str", value)) if issubclass(type(value), str) else None


def text_of(value: object, what: str) -> str:
    """
    Return text as a plain str.

    Raises:
        InvalidStatusError: for what is no text; it says what was wanted.
    """
    text = as_text(value)
    if text is None:
        msg = f"not {what}: {quoted(value)}; accepted: text"
        raise InvalidStatusError(msg)
    return text
