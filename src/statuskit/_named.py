"""How a status is called in a line of text: by its number and its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit.exceptions import quoted

if TYPE_CHECKING:
    from statuskit.model import Status

__all__ = ["named"]


def named(status: Status | None, code: object = None) -> str:
    """
    Return a status with its phrase, if it has one; where the number is no status, `code`, cut if it is long.

    >>> from statuskit.registry import lookup
    >>> named(lookup(404)), named(lookup(520)), named(None, 1000)
    ('404 Not Found', '520', '1000')
    """
    return quoted(code) if status is None else f"{status.code} {status.phrase}".rstrip()
