"""Kong. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_ERROR_HANDLERS: Final = Citation(
    "Kong source, kong/error_handlers.lua",
    "",
    "https://github.com/Kong/kong/blob/master/kong/error_handlers.lua",
    as_of="2026-11-21",
)
_GRPC_GATEWAY: Final = Citation(
    "Kong source, kong/plugins/grpc-gateway/handler.lua",
    "",
    "https://github.com/Kong/kong/blob/master/kong/plugins/grpc-gateway/handler.lua",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # Kong/kong@22246ef, kong/error_handlers.lua, line 62
    Meaning(
        code=494,
        vendor="Kong",
        name="Request header or cookie too large",
        summary="nginx's number for header fields that are too large, which Kong turns into 400",
        who_acts="client",
        visibility=Visibility.REWRITTEN,
        citation=_ERROR_HANDLERS,
        grade="A",
    ),
    # Kong/kong@22246ef, kong/plugins/grpc-gateway/handler.lua, line 72
    Meaning(
        code=499,
        vendor="Kong",
        name="CANCELLED",
        summary="gRPC's CANCELLED, as the grpc-gateway plugin translates it",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_GRPC_GATEWAY,
        grade="A",
    ),
)
