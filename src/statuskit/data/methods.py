"""The IANA registry of HTTP methods: which are safe, which idempotent. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Citation, Method

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IDEMPOTENT_METHODS", "METHODS"]

_rfc = Citation.rfc

# The registry's own columns: name, safe, idempotent, reference. RFC 7237 made the first entries, RFC 9110, section
# 18.2, those of HTTP itself; https://www.iana.org/assignments/http-methods
_ROWS: Final = (
    Method("*", is_safe=False, is_idempotent=False, citation=_rfc(9110, "18.2")),
    Method("ACL", is_safe=False, is_idempotent=True, citation=_rfc(3744, "8.1")),
    Method("BASELINE-CONTROL", is_safe=False, is_idempotent=True, citation=_rfc(3253, "12.6")),
    Method("BIND", is_safe=False, is_idempotent=True, citation=_rfc(5842, "4")),
    Method("CHECKIN", is_safe=False, is_idempotent=True, citation=_rfc(3253, "4.4")),
    Method("CHECKOUT", is_safe=False, is_idempotent=True, citation=_rfc(3253, "4.3")),
    Method("CONNECT", is_safe=False, is_idempotent=False, citation=_rfc(9110, "9.3.6")),
    Method("COPY", is_safe=False, is_idempotent=True, citation=_rfc(4918, "9.8")),
    Method("DELETE", is_safe=False, is_idempotent=True, citation=_rfc(9110, "9.3.5")),
    Method("GET", is_safe=True, is_idempotent=True, citation=_rfc(9110, "9.3.1")),
    Method("HEAD", is_safe=True, is_idempotent=True, citation=_rfc(9110, "9.3.2")),
    Method("LABEL", is_safe=False, is_idempotent=True, citation=_rfc(3253, "8.2")),
    Method("LINK", is_safe=False, is_idempotent=True, citation=_rfc(2068, "19.6.1.2")),
    Method("LOCK", is_safe=False, is_idempotent=False, citation=_rfc(4918, "9.10")),
    Method("MERGE", is_safe=False, is_idempotent=True, citation=_rfc(3253, "11.2")),
    Method("MKACTIVITY", is_safe=False, is_idempotent=True, citation=_rfc(3253, "13.5")),
    Method("MKCALENDAR", is_safe=False, is_idempotent=True, citation=_rfc(4791, "5.3.1")),
    Method("MKCOL", is_safe=False, is_idempotent=True, citation=_rfc(4918, "9.3")),
    Method("MKREDIRECTREF", is_safe=False, is_idempotent=True, citation=_rfc(4437, "6")),
    Method("MKWORKSPACE", is_safe=False, is_idempotent=True, citation=_rfc(3253, "6.3")),
    Method("MOVE", is_safe=False, is_idempotent=True, citation=_rfc(4918, "9.9")),
    Method("OPTIONS", is_safe=True, is_idempotent=True, citation=_rfc(9110, "9.3.7")),
    Method("ORDERPATCH", is_safe=False, is_idempotent=True, citation=_rfc(3648, "7")),
    Method("PATCH", is_safe=False, is_idempotent=False, citation=_rfc(5789, "2")),
    Method("POST", is_safe=False, is_idempotent=False, citation=_rfc(9110, "9.3.3")),
    Method("PRI", is_safe=True, is_idempotent=True, citation=_rfc(9113, "3.4")),
    Method("PROPFIND", is_safe=True, is_idempotent=True, citation=_rfc(4918, "9.1")),
    Method("PROPPATCH", is_safe=False, is_idempotent=True, citation=_rfc(4918, "9.2")),
    Method("PUT", is_safe=False, is_idempotent=True, citation=_rfc(9110, "9.3.4")),
    Method("QUERY", is_safe=True, is_idempotent=True, citation=_rfc(10008, "2")),
    Method("REBIND", is_safe=False, is_idempotent=True, citation=_rfc(5842, "6")),
    Method("REPORT", is_safe=True, is_idempotent=True, citation=_rfc(3253, "3.6")),
    Method("SEARCH", is_safe=True, is_idempotent=True, citation=_rfc(5323, "2")),
    Method("TRACE", is_safe=True, is_idempotent=True, citation=_rfc(9110, "9.3.8")),
    Method("UNBIND", is_safe=False, is_idempotent=True, citation=_rfc(5842, "5")),
    Method("UNCHECKOUT", is_safe=False, is_idempotent=True, citation=_rfc(3253, "4.5")),
    Method("UNLINK", is_safe=False, is_idempotent=True, citation=_rfc(2068, "19.6.1.3")),
    Method("UNLOCK", is_safe=False, is_idempotent=True, citation=_rfc(4918, "9.11")),
    Method("UPDATE", is_safe=False, is_idempotent=True, citation=_rfc(3253, "7.1")),
    Method("UPDATEREDIRECTREF", is_safe=False, is_idempotent=True, citation=_rfc(4437, "7")),
    Method("VERSION-CONTROL", is_safe=False, is_idempotent=True, citation=_rfc(3253, "3.5")),
)

METHODS: Final[Mapping[str, Method]] = MappingProxyType({row.name: row for row in _ROWS})
IDEMPOTENT_METHODS: Final = frozenset(row.name for row in _ROWS if row.is_idempotent)
