"""Numbers that proxies are said to use, and no vendor documents. Rows only."""

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
    # secondary sources alone
    Meaning(
        code=598,
        vendor="informal proxies",
        name="Network read timeout",
        summary="the proxy waited too long for data from upstream",
        who_acts="proxy operator",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="C",
        doubt="No proxy whose documentation defines it was found.",
    ),
    # secondary sources alone
    Meaning(
        code=599,
        vendor="informal proxies",
        name="Network connect timeout",
        summary="the proxy waited too long for a connection to upstream",
        who_acts="proxy operator",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="C",
        doubt="No proxy whose documentation defines it was found.",
    ),
)
