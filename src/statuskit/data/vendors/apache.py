"""Apache httpd: one number that is told of it. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_LISTING: Final = Citation(
    "Wikipedia, List of HTTP status codes",
    "",
    "https://en.wikipedia.org/wiki/List_of_HTTP_status_codes",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # no entry at 218 in the status table of httpd's trunk
    Meaning(
        code=218,
        vendor="Apache httpd",
        name="This is fine",
        summary="said to be a trick against the error pages that a proxy would put in place",
        who_acts="operator",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="D",
        doubt="Apache's own table of status lines has nothing at this number; only Wikipedia claims it.",
    ),
)
