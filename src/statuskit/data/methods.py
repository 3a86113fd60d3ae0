"""The IANA registry of HTTP methods: which are safe, which idempotent. Rows only."""

from __future__ import annotations

from typing import Final

__all__ = ["IDEMPOTENT_METHODS", "ROWS", "SAFE_METHODS"]


# The registry's own columns: name, safe, idempotent, and the RFC and section that define it. RFC 7237 made the first
# entries, RFC 9110, section 18.2, those of HTTP itself; https://www.iana.org/assignments/http-methods
ROWS: Final = (
    ("*", False, False, 9110, "18.2"),
    ("ACL", False, True, 3744, "8.1"),
    ("BASELINE-CONTROL", False, True, 3253, "12.6"),
    ("BIND", False, True, 5842, "4"),
    ("CHECKIN", False, True, 3253, "4.4"),
    ("CHECKOUT", False, True, 3253, "4.3"),
    ("CONNECT", False, False, 9110, "9.3.6"),
    ("COPY", False, True, 4918, "9.8"),
    ("DELETE", False, True, 9110, "9.3.5"),
    ("GET", True, True, 9110, "9.3.1"),
    ("HEAD", True, True, 9110, "9.3.2"),
    ("LABEL", False, True, 3253, "8.2"),
    ("LINK", False, True, 2068, "19.6.1.2"),
    ("LOCK", False, False, 4918, "9.10"),
    ("MERGE", False, True, 3253, "11.2"),
    ("MKACTIVITY", False, True, 3253, "13.5"),
    ("MKCALENDAR", False, True, 4791, "5.3.1"),
    ("MKCOL", False, True, 4918, "9.3"),
    ("MKREDIRECTREF", False, True, 4437, "6"),
    ("MKWORKSPACE", False, True, 3253, "6.3"),
    ("MOVE", False, True, 4918, "9.9"),
    ("OPTIONS", True, True, 9110, "9.3.7"),
    ("ORDERPATCH", False, True, 3648, "7"),
    ("PATCH", False, False, 5789, "2"),
    ("POST", False, False, 9110, "9.3.3"),
    ("PRI", True, True, 9113, "3.4"),
    ("PROPFIND", True, True, 4918, "9.1"),
    ("PROPPATCH", False, True, 4918, "9.2"),
    ("PUT", False, True, 9110, "9.3.4"),
    ("QUERY", True, True, 10008, "2"),
    ("REBIND", False, True, 5842, "6"),
    ("REPORT", True, True, 3253, "3.6"),
    ("SEARCH", True, True, 5323, "2"),
    ("TRACE", True, True, 9110, "9.3.8"),
    ("UNBIND", False, True, 5842, "5"),
    ("UNCHECKOUT", False, True, 3253, "4.5"),
    ("UNLINK", False, True, 2068, "19.6.1.3"),
    ("UNLOCK", False, True, 4918, "9.11"),
    ("UPDATE", False, True, 3253, "7.1"),
    ("UPDATEREDIRECTREF", False, True, 4437, "7"),
    ("VERSION-CONTROL", False, True, 3253, "3.5"),
)

IDEMPOTENT_METHODS: Final = frozenset(name for name, _, idempotent, *_ in ROWS if idempotent)
SAFE_METHODS: Final = frozenset(name for name, safe, *_ in ROWS if safe)
