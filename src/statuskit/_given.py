"""What is given for a response: a number, or an object that has one; and the header fields that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit._enums import integer
from statuskit.messages import Headers, view

if TYPE_CHECKING:
    from statuskit.messages import HeadersLike

__all__ = ["message_of"]


def message_of(status_or_response: object, headers: HeadersLike) -> tuple[int | None, Headers]:
    """
    Return the number and the header fields of a response; no number where `lookup()` has to find it.

    >>> message_of((503, {"Retry-After": "7"}), ()), message_of("503", ())
    ((503, Headers([('Retry-After', '7')])), (None, Headers([])))
    """
    given = Headers.of(headers)
    kind = type(status_or_response)
    if issubclass(kind, (int, str, float, bytes, type(None))) or integer(status_or_response) is not None:
        return None, given
    response = view(status_or_response)
    return response.status, Headers.of((*given.items(), *response.headers.items()))
