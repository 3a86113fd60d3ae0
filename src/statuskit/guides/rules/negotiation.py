"""
Is the form of what goes either way right? Rows only.

What can be told from the header fields is asked before the preconditions: RFC 9110, section 13.2.1, has these ignored
when the answer before the content is processed would be neither 2xx nor 412.
"""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, GuideRule, HeaderAdvice, In
from statuskit.guides._words import FALSE, TRUE, rfc
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

__all__ = ["RULES"]

_ACCEPT_POST: Final = Citation("W3C Linked Data Platform 1.0", "7.1", "https://www.w3.org/TR/ldp/#header-accept-post")

RULES: Final = (
    # RFC 9110, sections 12.1 and 15.5.7
    GuideRule(
        id="negotiation.not_acceptable",
        when={"acceptable": FALSE, "ignore_accept": FALSE},
        then=HTTP.NOT_ACCEPTABLE,
        body=BodyAdvice(BodyKind.CHOICES, "what there is, for the client to choose from"),
        citations=(rfc(9110, "15.5.7"), rfc(9110, "12.1")),
        why="Nothing that the server has fits what the client accepts, and the server will not send what does not.",
        instead={
            HTTP.UNSUPPORTED_MEDIA_TYPE: "415 is about what the client sent; this is about what it wants back.",
        },
        accepts={HTTP.OK: "A server may disregard Accept and send what it has (RFC 9110, section 12.1)."},
        seeds=("R077",),
    ),
    # --- How much, and in what form -----------------------------------------------------------------------------------
    # RFC 9110, section 15.5.12
    GuideRule(
        id="negotiation.length_missing",
        when={"length_missing": TRUE},
        then=HTTP.LENGTH_REQUIRED,
        why="The server takes content only when Content-Length says how much is coming.",
        instead={HTTP.BAD_REQUEST: "400 does not say that a Content-Length would do."},
        seeds=("R083",),
    ),
    # RFC 9110, section 15.5.14
    GuideRule(
        id="negotiation.too_large_for_now",
        when={"content_too_large": TRUE, "limit_is_temporary": TRUE},
        then=HTTP.CONTENT_TOO_LARGE,
        headers=(HeaderAdvice("Retry-After", Strength.SHOULD, "when the limit will be lifted", rfc(9110, "15.5.14")),),
        why="The content is larger than the server takes for now.",
        instead={HTTP.INSUFFICIENT_STORAGE: "507 is for content that is taken and cannot be kept."},
        seeds=("R084",),
    ),
    GuideRule(
        id="negotiation.too_large",
        when={"content_too_large": TRUE},
        then=HTTP.CONTENT_TOO_LARGE,
        headers=(
            HeaderAdvice(
                "Connection", Strength.CONVENTION, "close, if the rest is not to be read", rfc(9110, "15.5.14")
            ),
        ),
        why="The content is larger than the server takes. After Expect: 100-continue it need not be sent at all.",
        instead={
            HTTP.REQUEST_HEADER_FIELDS_TOO_LARGE: "431 speaks of the header fields.",
            HTTP.BAD_REQUEST: "400 does not say that less would do.",
        },
        seeds=("R020", "R084"),
    ),
    # RFC 9110, section 15.5.16; RFC 5789, section 2.2
    GuideRule(
        id="negotiation.patch_media_type",
        when={"media_type": In("unsupported"), "method": In("PATCH")},
        then=HTTP.UNSUPPORTED_MEDIA_TYPE,
        headers=(
            HeaderAdvice("Accept-Patch", Strength.SHOULD, "the patch formats that are supported", rfc(5789, "2.2")),
            HeaderAdvice(
                "Accept-Encoding", Strength.MUST_NOT, "it is not the coding that is wrong", rfc(9110, "12.5.3")
            ),
        ),
        citations=(rfc(5789, "2.2"), rfc(9110, "15.5.16")),
        why="The patch is in a format that this resource does not take.",
        instead={HTTP.BAD_REQUEST: "400 is for a document of the right format that is malformed."},
        seeds=("R086", "R169"),
    ),
    GuideRule(
        id="negotiation.media_type",
        when={"media_type": In("unsupported")},
        then=HTTP.UNSUPPORTED_MEDIA_TYPE,
        headers=(
            HeaderAdvice("Accept", Strength.MAY, "the media types that are supported", rfc(9110, "15.5.16")),
            HeaderAdvice("Accept-Post", Strength.CONVENTION, "the same, to a POST", _ACCEPT_POST),
            HeaderAdvice(
                "Accept-Encoding", Strength.MUST_NOT, "it is not the coding that is wrong", rfc(9110, "12.5.3")
            ),
        ),
        why="The content is in a format that this resource does not take.",
        instead={
            HTTP.BAD_REQUEST: "400 is for content of the right format that is malformed.",
            HTTP.NOT_ACCEPTABLE: "406 is about what the client wants back; this is about what it sent.",
        },
        seeds=("R086",),
    ),
    GuideRule(
        id="negotiation.coding",
        when={"content_coding": In("unsupported")},
        then=HTTP.UNSUPPORTED_MEDIA_TYPE,
        headers=(
            HeaderAdvice("Accept-Encoding", Strength.SHOULD, "the codings that are supported", rfc(9110, "15.5.16")),
        ),
        citations=(rfc(9110, "15.5.16"), rfc(9110, "12.5.3")),
        why="The content is compressed in a way that the server does not undo.",
        instead={HTTP.BAD_REQUEST: "400 does not say that another coding would do."},
        seeds=("R086",),
    ),
)
