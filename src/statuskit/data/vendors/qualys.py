"""Qualys SSL Labs: its assessment API. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_API: Final = Citation(
    "SSL Labs API documentation, version 3",
    "",
    "https://github.com/ssllabs/ssllabs-scan/blob/master/ssllabs-api-docs-v3.md",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # ssllabs/ssllabs-scan@50e3144, ssllabs-api-docs-v3.md, line 131
    Meaning(
        code=529,
        vendor="Qualys SSL Labs",
        name="Service overloaded",
        summary="the service as a whole is overloaded, not one client over its quota",
        who_acts="client, after a pause",
        visibility=Visibility.SENT,
        citation=_API,
        grade="A",
    ),
)
