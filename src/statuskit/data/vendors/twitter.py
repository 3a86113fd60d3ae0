"""Twitter: version 1 of its Search API. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_ANNOUNCEMENT: Final = Citation(
    'Twitter development talk, "Search API: new HTTP response code 420 for rate limiting"',
    "",
    "https://groups.google.com/g/twitter-development-talk/c/PzsP043rmw8",
    as_of="2009-12-22",
)

MEANINGS: Final = (
    # Twitter's announcement; version 1.1 and later use 429
    Meaning(
        code=420,
        vendor="Twitter",
        name="Enhance Your Calm",
        summary="version 1 of the API: rate limited; later versions send 429",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_ANNOUNCEMENT,
        grade="B",
        as_of="2009-12-22",
    ),
)
