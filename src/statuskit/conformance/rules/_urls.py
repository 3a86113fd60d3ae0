"""What rules ask of the URLs of an exchange, and how one is shown as evidence. Nothing here raises."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from statuskit.exceptions import quoted

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["base_of", "shown"]


def base_of(exchange: Exchange) -> str:
    """Return the URL of the request, or else of the response; empty where neither is known."""
    asked = None if exchange.request is None else exchange.request.url
    return asked or exchange.response.url or ""


def shown(url: str) -> str:
    """
    Return a URL as evidence: cut, and without what may be secret, which is its user, query and fragment.

    >>> shown("https://me:secret@example.com/a?token=1")
    "'https://example.com/a?...'"
    """
    try:
        scheme, host, path, query, fragment = urlsplit(url)
    except ValueError:
        return quoted(url.partition("?")[0].partition("#")[0].rpartition("@")[2])
    plain = SplitResult(scheme, host.rpartition("@")[2], path, "", "").geturl()
    return quoted(f"{plain}?..." if query else f"{plain}#..." if fragment else plain)
