"""Tornado: what its HTTP client makes up. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CLIENT: Final = Citation(
    "Tornado source, tornado/simple_httpclient.py",
    "",
    "https://github.com/tornadoweb/tornado/blob/master/tornado/simple_httpclient.py",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # tornadoweb/tornado@e530031, tornado/simple_httpclient.py, line 49
    Meaning(
        code=599,
        vendor="Tornado",
        name="No HTTP response",
        summary="made up by the client: a timeout or a connection error, and no response",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_CLIENT,
        grade="A",
    ),
)
