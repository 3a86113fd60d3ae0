"""Azure Application Gateway. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CODES: Final = Citation(
    "HTTP response codes in Application Gateway",
    "",
    "https://learn.microsoft.com/en-us/azure/application-gateway/http-response-codes",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # the page; its part on 499 was not read
    Meaning(
        code=499,
        vendor="Azure Application Gateway",
        name="Client closed",
        summary="the client closed the connection before the response",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_CODES,
        grade="C",
        doubt="The part of Microsoft's page that tells of this number was not read.",
    ),
)
