"""What rules ask of URLs: where a reference leads to, and whether two are the same place. Nothing here raises."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from statuskit.exceptions import quoted

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["Place", "base_of", "place", "shown"]

_PORTS: Final = MappingProxyType({"http": 80, "https": 443})


class Place(NamedTuple):
    """What of a URL says where something is; a fragment, a user's name and a scheme's own port do not."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str


def base_of(exchange: Exchange) -> str:
    """Return the URL of the request, or else of the response; empty where neither is known."""
    asked = None if exchange.request is None else exchange.request.url
    return asked or exchange.response.url or ""


def place(reference: str, base: str = "") -> Place | None:
    """
    Return where a reference leads to, seen from `base`; None for what is no URL.

    >>> place("../b?c#d", "https://example.com:443/a/")
    Place(scheme='https', host='example.com', port=443, path='/b', query='c')
    """
    try:
        parts = urlsplit(urljoin(base, reference))
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return Place(parts.scheme, parts.hostname or "", port, parts.path or "/", parts.query)


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
