"""
Where a reference or a request leads to, and whether two are the same place (RFC 3986, sections 5 and 6.2).

Nothing here raises. `urllib.parse` is not asked: it drops tabs and line breaks, as browsers do, so that two targets
that a server tells apart would be one; and it does not say whether an empty query was there.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, cast
from unicodedata import normalize

if TYPE_CHECKING:
    from statuskit.messages import Request

__all__ = ["Place", "authority_of", "is_same_place", "is_same_target", "place", "target_of"]

_PORTS: Final = MappingProxyType({"http": 80, "https": 443})
_HIGHEST: Final = 65_535
# RFC 3986, appendix B, with a scheme that is one (section 3.1). It matches whatever text there is.
_REFERENCE: Final = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL
)
_AUTHORITY: Final = re.compile(r"(\[[^\[\]@]*\]|[^\[\]:@]*)(?::([0-9]*))?")
# What no host and no port has, and what would end them in a URL (RFC 3986, section 3.2).
_NO_HOST: Final = re.compile(r"[\x00-\x20\x7f/?#@\\]")
_DOTS: Final = re.compile(r"(?:^|/)\.\.?(?:/|\Z)")


class Place(NamedTuple):
    """What of a URL says where something is; a fragment, a user's name and a scheme's own port do not."""

    scheme: str  # empty where it is not known
    host: str
    port: int | None
    path: str
    query: str | None  # None without a "?": that and an empty one need not be the same (RFC 3986, section 6.2.3)


class _Parts(NamedTuple):
    """The components of a reference; None for one that is not there (RFC 3986, section 5.3)."""

    scheme: str | None
    authority: str | None
    path: str
    query: str | None


def place(reference: str, base: str = "") -> Place | None:
    """
    Return where a reference leads to, seen from `base`; None for what is no URL.

    >>> place("../b?c#d", "https://example.com:443/a/")
    Place(scheme='https', host='example.com', port=443, path='/b', query='c')
    """
    parts = _parted(reference)
    return _placed(_resolved(parts, _parted(base)) if base else parts)


def target_of(request: Request, reference: str | None = None) -> Place | None:
    """
    Return the target of a request, with its Host where the URL has none (RFC 9110, section 7.1); None if it is no URL.

    Or where a reference leads to, seen from there. A target that has a Host and no scheme leaves the scheme open.

    >>> from statuskit.messages import Request
    >>> target_of(Request("GET", "/a?b", {"Host": "Example.com:8080"}))
    Place(scheme='', host='example.com', port=8080, path='/a', query='b')
    """
    url = request.url
    if url is None:
        return None
    parts = _parted(url)
    if parts.scheme is None:
        authority = authority_of(request.headers.get("Host") or "")
        if authority is None:
            return None
        # All of it is a path, and its query: in origin-form "//a/b" is one, too (RFC 9112, section 3.2.1).
        path, mark, query = url.partition("#")[0].partition("?")
        parts = _Parts(None, authority, path, query if mark else None)
    return _placed(parts if reference is None else _resolved(_parted(reference), parts))


def authority_of(host: str) -> str | None:
    """
    Return what a Host field says as the authority of a URL; None for what is no host (RFC 9110, section 7.2).

    >>> authority_of("example.com:8080"), authority_of("example.com/a")
    ('example.com:8080', None)
    """
    return None if _NO_HOST.search(host) else host


def is_same_place(ours: Place | None, theirs: Place | None) -> bool:
    """
    Return whether two places are the same. A scheme counts where both are known; hosts count in any case.

    >>> there = Place("https", "example.com", 443, "/a", None)
    >>> is_same_place(there, Place("", "example.com", None, "/a", None))
    True
    """
    if ours is None or theirs is None:
        return False
    if ours == theirs:
        return True
    if bool(ours.scheme) is bool(theirs.scheme):
        return False
    # Who names no port means that of the scheme, which is the other one's if it is the same place.
    scheme = ours.scheme or theirs.scheme
    return _with_scheme(ours, scheme) == _with_scheme(theirs, scheme)


def is_same_target(ours: Request, theirs: Request) -> bool:
    """
    Return whether two requests have the same target; what is no URL is the same as itself alone.

    >>> from statuskit.messages import Request
    >>> is_same_target(Request("GET", "/a", {"Host": "x"}), Request("GET", "/a", {"Host": "y"}))
    False
    """
    if ours.url == theirs.url and ours.headers.get("Host") == theirs.headers.get("Host"):
        return True
    return is_same_place(target_of(ours), target_of(theirs))


def _with_scheme(seen: Place, scheme: str) -> Place:
    return seen._replace(scheme=scheme, port=_PORTS.get(scheme) if seen.port is None else seen.port)


def _parted(reference: str) -> _Parts:
    return _Parts(*cast("re.Match[str]", _REFERENCE.match(reference)).groups())  # there is always a match


def _placed(parts: _Parts) -> Place | None:
    scheme = (parts.scheme or "").lower()
    found = _AUTHORITY.fullmatch((parts.authority or "").rpartition("@")[2])
    if found is None:
        return None
    host, digits = found.groups()
    if not host.isascii() and _NO_HOST.search(normalize("NFKC", host)):
        return None  # IDNA would make another URL of it
    significant = (digits or "").lstrip("0")
    if len(significant) > len(str(_HIGHEST)) or (significant and int(significant) > _HIGHEST):
        return None
    port = int(significant or 0) if digits else _PORTS.get(scheme)
    if ":" in host:
        host = host[1:-1]  # an IP literal
    return Place(scheme, host.lower() if host.isascii() else host, port, parts.path or "/", parts.query)


def _resolved(reference: _Parts, base: _Parts) -> _Parts:
    """Return what a reference means where it stands (RFC 3986, section 5.2.2)."""
    scheme, authority, path, query = reference
    if scheme is not None or authority is not None:
        return _Parts(base.scheme if scheme is None else scheme, authority, _without_dots(path), query)
    if not path:
        return base._replace(query=base.query if query is None else query)
    if path[0] != "/":
        folder = base.path[: base.path.rfind("/") + 1]
        path = f"{folder or ('/' if base.authority is not None else '')}{path}"
    return base._replace(path=_without_dots(path), query=query)


def _without_dots(path: str) -> str:
    """Return a path without the segments "." and ".." (RFC 3986, section 5.2.4)."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    *folders, last = path.removeprefix("/").split("/")
    for segment in (*folders, *([last, ""] if last in {".", ".."} else [last])):
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)
