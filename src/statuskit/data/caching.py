"""
What RFC 9111 and its relatives say of caches, by directive, by method and by field; and who says otherwise.

Which status is cacheable is with each status, in `registered/`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANSWERS", "ANY_CASE", "CONTESTED", "CONTESTED_USE", "DIRECTIVES", "HOP_BY_PROXY", "LISTS"]

_rfc = Citation.rfc

# https://www.iana.org/assignments/http-cache-directives, and where each is defined. A request's and a response's are
# told apart by the section.
DIRECTIVES: Final[Mapping[str, Citation]] = MappingProxyType(
    {
        "immutable": _rfc(8246, "2"),
        "max-age": _rfc(9111, "5.2.2.1"),
        "must-revalidate": _rfc(9111, "5.2.2.2"),
        "must-understand": _rfc(9111, "5.2.2.3"),
        "no-cache": _rfc(9111, "5.2.2.4"),
        "no-store": _rfc(9111, "5.2.2.5"),
        "private": _rfc(9111, "5.2.2.7"),
        "proxy-revalidate": _rfc(9111, "5.2.2.8"),
        "public": _rfc(9111, "5.2.2.9"),
        "s-maxage": _rfc(9111, "5.2.2.10"),
        "stale-if-error": _rfc(5861, "4"),
        "stale-while-revalidate": _rfc(5861, "3"),
    }
)
"""Directives of a response."""

# RFC 9110, section 9.2.3: GET, HEAD and POST allow caching. QUERY does too (RFC 10008, section 2.7), with the content
# of the request in the key; nothing here builds keys.
ANSWERS: Final[Mapping[str, tuple[frozenset[str], Citation]]] = MappingProxyType(
    {
        "GET": (frozenset({"GET", "HEAD"}), _rfc(9110, "9.3.1")),
        "HEAD": (frozenset({"HEAD"}), _rfc(9110, "9.3.2")),
        "POST": (frozenset({"GET", "HEAD"}), _rfc(9110, "9.3.3")),
    }
)
"""The methods whose responses may be stored, and the methods that such a response answers."""

HOP_BY_PROXY: Final = frozenset({"proxy-authenticate", "proxy-authentication-info", "proxy-authorization"})
"""Fields between a cache and its own proxy, which are not stored (RFC 9111, section 3.1)."""

# --- fields of requests, as Vary names them ---------------------------------------------------------------------------

# RFC 9111, section 4.1: only what a field's own specification says has no meaning may be left out of a key. RFC 9110,
# section 5.6.1.2, says so of the empty members of a list, and each of these is one by its grammar.
LISTS: Final[Mapping[str, Citation]] = MappingProxyType(
    {
        "accept": _rfc(9110, "12.5.1"),
        "accept-charset": _rfc(9110, "12.5.2"),
        "accept-encoding": _rfc(9110, "12.5.3"),
        "accept-language": _rfc(9110, "12.5.4"),
        "cache-control": _rfc(9111, "5.2"),
        "connection": _rfc(9110, "7.6.1"),
        "expect": _rfc(9110, "10.1.1"),
        "forwarded": _rfc(7239, "4"),
        "if-match": _rfc(9110, "13.1.1"),
        "if-none-match": _rfc(9110, "13.1.2"),
        "pragma": _rfc(9111, "5.4"),
        "prefer": _rfc(7240, "2"),
        "te": _rfc(9110, "10.1.4"),
        "upgrade": _rfc(9110, "7.8"),
        "via": _rfc(9110, "7.6.3"),
    }
)
"""Fields of requests that are lists, in lower case."""

ANY_CASE: Final[Mapping[str, Citation]] = MappingProxyType(
    {
        "accept-charset": _rfc(9110, "8.3.2"),
        "accept-encoding": _rfc(9110, "8.4.1"),
        "accept-language": _rfc(9110, "12.5.4"),
    }
)
"""Of these, those whose values are the same in any case: charsets, codings and language ranges."""

# --- who says otherwise -----------------------------------------------------------------------------------------------


# Guides to status codes. The page of the documentation that settles each case names none of them: the claim counts. It
# has no address that outlives a move, so its title and the number of the case are what there is to find it by.
def _guides(claim: str, case: int) -> tuple[Citation, ...]:
    return (Citation('guides to status codes ("Where guides disagree")', str(case), "", claim=claim),)


_NO_OTHER_4XX: Final = "no 4xx but 404 and 410 is cacheable"
_DEPENDS: Final = "it depends on the cache"

CONTESTED: Final[Mapping[int, tuple[Citation, ...]]] = MappingProxyType(
    {
        206: _guides("cacheable, without a condition", 6),
        302: _guides(_DEPENDS, 2),
        304: _guides("cacheable by default", 3),
        307: _guides(_DEPENDS, 2),
        308: _guides(_DEPENDS, 1),
        405: _guides(_NO_OTHER_4XX, 4),
        414: _guides(_NO_OTHER_4XX, 4),
        429: _guides("not by default, if at all", 9),
        451: _guides(_NO_OTHER_4XX, 7),
        501: _guides("no 5xx is cacheable", 5),
    }
)
"""By status, what guides claim against the RFCs about storing it."""

CONTESTED_USE: Final[Mapping[int, tuple[Citation, ...]]] = MappingProxyType(
    {
        301: _guides("the old address is never asked for again", 12),
    }
)
"""By status, what they claim about how long it is fresh, and so reused."""
