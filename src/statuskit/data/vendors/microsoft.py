"""Microsoft: numbers that are told of it, and for which no page of its own was found. Rows only."""

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
        code=440,
        vendor="Microsoft IIS / OWA",
        name="Login Timeout",
        summary="the session has expired, and the user must log in again",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="C",
        doubt="No page of Microsoft's that defines it was found.",
    ),
    # secondary sources alone
    Meaning(
        code=450,
        vendor="Microsoft",
        name="Blocked by Windows Parental Controls",
        summary="parental controls block the page",
        who_acts="user",
        visibility=Visibility.SENT,
        citation=_LISTING,
        grade="C",
        doubt="No page of Microsoft's that defines it was found.",
    ),
)
