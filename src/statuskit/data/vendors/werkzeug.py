"""Werkzeug. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_TABLE: Final = Citation(
    "Werkzeug source, HTTP_STATUS_CODES",
    "",
    "https://github.com/pallets/werkzeug/blob/main/src/werkzeug/http.py",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # werkzeug 3.1.9, HTTP_STATUS_CODES
    Meaning(
        code=449,
        vendor="Werkzeug",
        name="Retry With",
        summary="an entry of the table of phrases; the library does not send it",
        who_acts="application",
        visibility=Visibility.SENT,
        citation=_TABLE,
        grade="A",
    ),
)
