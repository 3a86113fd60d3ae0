"""Addresses: where a redirect leads, and whether that is where it is to lead."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from statuskit.messages import Response

__all__ = ["joined", "leads_to"]

_DEFAULT_PORTS: Final = MappingProxyType({"http": "80", "https": "443"})
_ESCAPE: Final = re.compile("%([0-9A-Fa-f]{2})")
# RFC 3986, section 2: what needs no escape, and what has one of its own meaning.
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")
_KEPT: Final = ":/?#[]@!$&'()*+,;=%"


def joined(base: str | None, location: str) -> str:
    """
    Return an address resolved against another; as it is where that fails, since a server may send anything.

    >>> joined("http://h/a/b", "c"), joined(None, "/c"), joined("http://h/", "http://[")
    ('http://h/a/c', '/c', 'http://[')
    """
    try:
        return urljoin(base or "", location)
    except ValueError:
        return location


def leads_to(response: Response, to: str) -> bool:
    """
    Whether Location is some address, both resolved against where the response comes from (RFC 9110, section 10.2.2).

    >>> from statuskit.messages import Response
    >>> leads_to(Response(302, {"Location": "/b"}, url="http://h/a"), "HTTP://H:80/b")
    True
    """
    location = response.headers.get("Location")
    base = response.url
    return location is not None and _normal(joined(base, location)) == _normal(joined(base, to))


def _normal(url: str) -> str:
    """Return an address in the form in which equal ones are the same text (RFC 3986, section 6.2)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    user, at, host = parts.netloc.rpartition("@")
    host = host.lower().removesuffix(f":{_DEFAULT_PORTS.get(parts.scheme, '')}").removesuffix(":")
    path = parts.path or ("/" if host else "")
    return _escapes(urlunsplit((parts.scheme, f"{user}{at}{host}", path, parts.query, parts.fragment)))


def _escapes(url: str) -> str:
    def escape(found: re.Match[str]) -> str:
        mark = chr(int(found[1], 16))
        return mark if _UNRESERVED.fullmatch(mark) else found[0].upper()

    return _ESCAPE.sub(escape, quote(url, safe=_KEPT, errors="surrogatepass"))
