"""Caddy. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PROXY: Final = Citation(
    "Caddy source, modules/caddyhttp/reverseproxy/reverseproxy.go",
    "",
    "https://github.com/caddyserver/caddy/blob/master/modules/caddyhttp/reverseproxy/reverseproxy.go",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # caddyserver/caddy@0cf03d3, modules/caddyhttp/reverseproxy/reverseproxy.go, line 703
    Meaning(
        code=499,
        vendor="Caddy",
        name="client closed request",
        summary="the client closed the connection; recorded for the access log",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_PROXY,
        grade="A",
    ),
)
