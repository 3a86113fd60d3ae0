"""Pantheon. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PLATFORM: Final = Citation(
    "Pantheon documentation, platform considerations",
    "",
    "https://docs.pantheon.io/platform-considerations",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # pantheon-systems/documentation, inactive sites
    Meaning(
        code=530,
        vendor="Pantheon",
        name="Site Frozen",
        summary="the sandbox site was frozen because nobody worked on it",
        who_acts="site owner",
        visibility=Visibility.SENT,
        citation=_PLATFORM,
        grade="A",
    ),
)
