"""What callers give that is no message and no time: checked in one place, with one kind of error."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from statuskit.exceptions import InvalidArgumentError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import SupportsFloat

__all__ = ["check_container", "fraction_of", "texts_of"]

_TEXT = (str, bytes, bytearray)


def fraction_of(value: object) -> float:
    """
    Return the part of something that a number stands for, a Fraction or a Decimal as well; 0 for None.

    Raises:
        InvalidArgumentError: for text, for a bool, and for what is negative, or more than a float can hold.
    """
    if value is None:
        return 0.0
    found = math.nan
    if not isinstance(value, (bool, *_TEXT)):
        with suppress(TypeError, ValueError, OverflowError):
            found = float(cast("SupportsFloat", value))
    if not (math.isfinite(found) and found >= 0):
        msg = f"not a fraction: {quoted(value)}; accepted: None, and finite numbers that are not negative"
        raise InvalidArgumentError(msg)
    return found


def texts_of(value: str | Iterable[str], what: str, accepted: str) -> tuple[str, ...]:
    """
    Return one text, or several, as several.

    Raises:
        InvalidArgumentError: for anything else; it says what was wanted.
    """
    if isinstance(value, str):
        return (value,)
    found: tuple[object, ...] = (None,)
    if not isinstance(value, _TEXT):  # octets would be so many numbers, and none of them would be nothing
        with suppress(TypeError):
            found = tuple(value)
    if not all(isinstance(each, str) for each in found):
        msg = f"not {what}: {quoted(value)}; accepted: {accepted}"
        raise InvalidArgumentError(msg)
    return cast("tuple[str, ...]", found)


def check_container(value: object, what: str, accepted: str) -> None:
    """
    Refuse what cannot tell whether it contains something, and text, which contains parts of what is in it.

    Raises:
        InvalidArgumentError: for either; it says what was wanted.
    """
    if isinstance(value, _TEXT) or not hasattr(type(value), "__contains__"):
        msg = f"not {what}: {quoted(value)}; accepted: {accepted}"
        raise InvalidArgumentError(msg)
