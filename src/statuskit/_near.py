"""What comes near a text among the names that are accepted, and how a message says so. It knows no names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["did_you_mean", "near"]

# No name is as long, and to compare takes the product of both lengths.
_LONGEST: Final = 64


def near(text: str, names: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """
    Return the names that come near a text, best first. Case counts, so the text is to be written as the names are.

    >>> near("mising", ["missing", "invalid"]), near("MISING", ["missing"]), near("", ["missing"])
    (('missing',), (), ())
    """
    from difflib import get_close_matches

    return tuple(get_close_matches(text[:_LONGEST], list(names), n=most))


def did_you_mean(found: Sequence[str]) -> str:
    """
    Return the end of a message that names what comes near; empty where nothing does.

    >>> did_you_mean(["401", "403"]), did_you_mean([])
    ('; did you mean 401 or 403?', '')
    """
    return f"; did you mean {' or '.join(found)}?" if found else ""
