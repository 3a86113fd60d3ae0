"""
What RFC 9111 and its relatives say of caches, directive by directive and method by method; and who says otherwise.

Which status is cacheable is with each status, in `registered/`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANSWERS", "CONTESTED", "DIRECTIVES", "HOP_BY_PROXY"]

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

# --- who says otherwise -----------------------------------------------------------------------------------------------


# Guides to status codes. The page of the documentation that settles each case names none of them: the claim counts.
def _guides(claim: str, case: str) -> tuple[Citation, ...]:
    return (Citation("guides to status codes", "", f"explanation/where-guides-disagree.html#{case}", claim=claim),)


_NO_OTHER_4XX: Final = _guides("no 4xx but 404 and 410 is cacheable", "4-whether-a-405-or-a-414-may-be-stored")
_DEPENDS: Final = _guides("it depends on the cache", "2-whether-a-302-or-a-307-may-be-stored")
_JUST_NOT_BY_DEFAULT: Final = _guides("not by default, if at all", "9-whether-a-428-429-431-or-511-may-be-stored")

CONTESTED: Final[Mapping[int, tuple[Citation, ...]]] = MappingProxyType(
    {
        301: _guides("the old address is never asked for again", "12-how-hard-a-301-sticks"),
        302: _DEPENDS,
        304: _guides("cacheable by default", "3-whether-a-304-is-cacheable"),
        307: _DEPENDS,
        308: _guides("it depends on the cache", "1-whether-a-308-may-be-stored"),
        405: _NO_OTHER_4XX,
        414: _NO_OTHER_4XX,
        429: _JUST_NOT_BY_DEFAULT,
        451: _guides("no 4xx but 404 and 410 is cacheable", "7-whether-a-451-may-be-stored"),
        501: _guides("no 5xx is cacheable", "5-whether-a-501-may-be-stored"),
    }
)
"""By status, what guides claim against the RFCs about storing it."""
