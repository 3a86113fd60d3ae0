"""Internet Explorer: a number that the browser is said to make up. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_LISTING: Final = Citation(
    "Wikipedia, List of HTTP status codes, older versions",
    "",
    "https://en.wikipedia.org/wiki/List_of_HTTP_status_codes",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # listings of codes alone
    Meaning(
        code=122,
        vendor="Internet Explorer",
        name="Request-URI too long",
        summary="made up by version 7 of the browser: the URI is longer than it takes",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_LISTING,
        grade="C",
        doubt="Known from listings of status codes; no page of Microsoft's was found.",
    ),
)
