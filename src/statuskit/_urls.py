"""Where a reference leads to, and whether two are the same place (RFC 3986, section 6.2). Nothing here raises."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

__all__ = ["Place", "place"]

_PORTS: Final = MappingProxyType({"http": 80, "https": 443})


class Place(NamedTuple):
    """What of a URL says where something is; a fragment, a user's name and a scheme's own port do not."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str | None  # None without a "?": that and an empty one need not be the same (RFC 3986, section 6.2.3)


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
    is_empty = not parts.query and "?" not in reference.partition("#")[0]
    return Place(parts.scheme, parts.hostname or "", port, parts.path or "/", None if is_empty else parts.query)
