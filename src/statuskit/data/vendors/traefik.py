"""Traefik. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PROXY: Final = Citation(
    "Traefik source, pkg/proxy/httputil/proxy.go",
    "",
    "https://github.com/traefik/traefik/blob/master/pkg/proxy/httputil/proxy.go",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # traefik/traefik@fd5a576, pkg/proxy/httputil/proxy.go, line 26
    Meaning(
        code=499,
        vendor="Traefik",
        name="Client Closed Request",
        summary="the client gave up the request; the status is written when nobody is there to read it",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_PROXY,
        grade="A",
    ),
)
