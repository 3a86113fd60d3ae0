"""What rules ask of the URLs of an exchange, and how one is shown as evidence. Nothing here raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["base_of", "shown"]

_LONGEST: Final = 80


def base_of(exchange: Exchange) -> str:
    """Return the URL of the request, or else of the response; empty where neither is known."""
    asked = None if exchange.request is None else exchange.request.url
    return asked or exchange.response.url or ""


def shown(url: str) -> str:
    """
    Return a URL as evidence: cut, and without what may be secret, such as its user, query and fragment.

    >>> shown("https://me:secret@example.com/a?token=1")
    "'https://[hidden]@example.com/a?...'"
    """
    from statuskit._redact import redacted_url

    return f"'{redacted_url(url, _LONGEST, whole=False)}'"
