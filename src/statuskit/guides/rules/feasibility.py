"""Nothing is wrong with the request; can it be carried out? Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, In
from statuskit.guides._words import TRUE
from statuskit.registry import HTTP

__all__ = ["RULES"]

RULES: Final = (
    # RFC 9110, section 15.6.2
    GuideRule(
        id="feasibility.not_implemented",
        when={"not_implemented": TRUE},
        then=HTTP.NOT_IMPLEMENTED,
        why="What the request needs is not built, on any resource.",
        instead={HTTP.METHOD_NOT_ALLOWED: "405 is about the method on this resource."},
        seeds=("R110",),
    ),
    # RFC 2774, section 7
    GuideRule(
        id="feasibility.extension_required",
        when={"extension_required": TRUE},
        then=HTTP.NOT_EXTENDED,
        certainty=Certainty.DEFAULT,
        why="The server wants an extension that the request does not have. The code is obsolete.",
        accepts={HTTP.BAD_REQUEST: "400 is known to everybody, and the content can name what is missing."},
        seeds=("R124",),
    ),
    # RFC 4918, section 11.5
    GuideRule(
        id="feasibility.storage_full",
        when={"storage_full": TRUE},
        then=HTTP.INSUFFICIENT_STORAGE,
        why="There is no room to keep what the request would store.",
        instead={HTTP.CONTENT_TOO_LARGE: "413 says that this content is too large; less would not help here."},
        seeds=("R122",),
    ),
    # RFC 2324, section 2.3.2; reserved by RFC 9110, section 15.5.19
    GuideRule(
        id="feasibility.teapot",
        when={"teapot": TRUE},
        then=HTTP.IM_A_TEAPOT,
        certainty=Certainty.DEFAULT,
        why="An April fools' joke of 1998. The number is reserved so that nobody gives it a meaning.",
        instead={HTTP.FORBIDDEN: "To refuse for real, send 403."},
        seeds=("R089",),
    ),
    GuideRule(
        id="feasibility.unhealthy",
        when={"outcome": In("unhealthy")},
        then=HTTP.SERVICE_UNAVAILABLE,
        body=BodyAdvice(BodyKind.REPRESENTATION, "what was checked, and what failed"),
        certainty=Certainty.DEFAULT,
        why="The check failed, and those who ask take the server out by the number.",
        instead={
            HTTP.OK: "A load balancer reads the number, not the content.",
            HTTP.INTERNAL_SERVER_ERROR: "500 says that the check itself broke.",
        },
        seeds=("R117",),
    ),
)
