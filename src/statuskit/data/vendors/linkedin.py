"""LinkedIn. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CAPTURE: Final = Citation(
    "html-proofer issue 215, a captured response",
    "",
    "https://github.com/gjtorikian/html-proofer/issues/215",
    as_of="2015-05-08",
)

MEANINGS: Final = (
    # a captured response; outside what HTTP calls a status code
    Meaning(
        code=999,
        vendor="LinkedIn",
        name="Request denied",
        summary="the request looks like that of a scraper",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_CAPTURE,
        grade="B",
    ),
)
