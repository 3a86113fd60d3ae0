"""Anthropic: its API. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PAGE: Final = Citation(
    "Microsoft Dev Proxy, Anthropic 529 overloaded_error",
    "",
    "https://learn.microsoft.com/en-us/microsoft-cloud/dev/dev-proxy/concepts/anthropic-529-overloaded-error",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # Microsoft's page on it
    Meaning(
        code=529,
        vendor="Anthropic API",
        name="overloaded_error",
        summary="the service as a whole is overloaded; a client over its own limits gets 429",
        who_acts="client, after a pause",
        visibility=Visibility.SENT,
        citation=_PAGE,
        grade="B",
    ),
)
