"""What a text among the arguments stands for, and what is said of one that stands for nothing."""

from __future__ import annotations

import argparse
import re
import sys
from math import isfinite
from typing import TYPE_CHECKING, Final, TypeVar

from statuskit._grammar import TOKEN_ALONE
from statuskit._near import near as _near
from statuskit.exceptions import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "counted",
    "did_you_mean",
    "field_name",
    "header",
    "in_capitals",
    "method",
    "near",
    "one_of",
    "refused",
    "seconds",
]

_T = TypeVar("_T")

_LONGEST_METHOD: Final = 64
_SECONDS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def counted(text: str) -> int:
    """Return a number from 1 up."""
    # The length keeps int() from spending its time on a million digits.
    if text.isascii() and text.isdecimal() and len(text) < len(str(sys.maxsize)) and int(text) > 0:
        return int(text)
    raise refused(text, "a number from 1 up")


def field_name(text: str) -> str:
    """Return the name of a header field."""
    if not TOKEN_ALONE.fullmatch(text):
        raise refused(text, "the name of a header field, such as CDN-Cache-Control")
    return text


def header(text: str) -> tuple[str, str]:
    """Return the name and the value of a header field; what is no name is no field that was meant to be ignored."""
    name, colon, value = text.partition(":")
    if not (colon and TOKEN_ALONE.fullmatch(name.strip())):
        raise refused(text, "'Name: value'")
    return name.strip(), value.strip()


def in_capitals(method: str) -> str:
    """Return a method as it is registered: they are case-sensitive, those who type them are not, and none is small."""
    return method.upper() if method.isascii() else method


def method(text: str) -> str:
    """Return a method's name, in capitals."""
    if len(text) > _LONGEST_METHOD or not TOKEN_ALONE.fullmatch(text):
        raise refused(text, "a method's name, such as GET")
    return in_capitals(text)


def one_of(known: Mapping[str, _T], text: str) -> _T:
    """Return what has a name, which may be in any case."""
    name = text.lower() if text.isascii() else text
    if name not in known:
        raise refused(text, ", ".join(known), near(name, known))
    return known[name]


def near(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in small letters that come near a text, best first."""
    return _near(text.lower(), names)


def refused(text: str, accepted: str, near: Sequence[str] = ()) -> argparse.ArgumentTypeError:
    """Return the error for a text that is not accepted; the nearest match comes first, since a long one is cut."""
    return argparse.ArgumentTypeError(f"not accepted: {quoted(text)}{did_you_mean(near)}; accepted: {accepted}")


def seconds(text: str) -> float:
    """Return a number of seconds from 0 up."""
    number = float(text) if _SECONDS.fullmatch(text) else float("inf")
    if not isfinite(number):
        raise refused(text, "seconds, a number from 0 up")
    return number


def did_you_mean(near: Sequence[str]) -> str:
    """Return what comes near, in brackets; "" where nothing does."""
    return f" (did you mean {' or '.join(near)}?)" if near else ""
