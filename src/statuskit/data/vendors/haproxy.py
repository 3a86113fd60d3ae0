"""HAProxy: no numbers of its own. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_MANUAL: Final = Citation(
    "HAProxy configuration manual",
    "1.4.1",
    "https://github.com/haproxy/haproxy/blob/master/doc/configuration.txt",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # haproxy/haproxy@50872da, doc/configuration.txt, section 1.4.1
    Meaning(
        code=None,
        vendor="HAProxy",
        name="No private codes",
        summary="it makes responses with registered codes only: 200, 3xx, 4xx and 5xx",
        who_acts="nobody",
        visibility=Visibility.SENT,
        citation=_MANUAL,
        grade="A",
        carried_by=(),
    ),
)
