"""cPanel: what hosting accounts run into. Rows only."""

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
_STATUSES: Final = Citation(
    "jshttp/statuses, src/apache.json",
    "",
    "https://github.com/jshttp/statuses/blob/master/src/apache.json",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # secondary sources alone; RFC 5842 means something else by the number
    Meaning(
        code=508,
        vendor="cPanel",
        name="Resource Limit Is Reached",
        summary="the account has reached the limits of its hosting plan",
        who_acts="site owner",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="C",
        doubt="No page of cPanel's that defines it was found.",
    ),
    # not in the source of Apache's httpd
    Meaning(
        code=509,
        vendor="cPanel",
        name="Bandwidth Limit Exceeded",
        summary="the site's transfer quota is used up",
        who_acts="site owner",
        visibility=Visibility.SENT,
        citation=_STATUSES,
        grade="B",
        doubt="Listed among Apache's codes, though its httpd has no such number; cPanel's own page was not read.",
    ),
)
