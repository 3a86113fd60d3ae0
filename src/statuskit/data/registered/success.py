"""2xx Success: the registered codes. Rows only; RFC 9110, section 15.3, speaks for the class."""

from __future__ import annotations

from typing import Final

from statuskit.data._row import row
from statuskit.model import Cacheability, Citation, Content, HeaderRule, State, Strength

__all__ = ["Success2xx"]

_rfc = Citation.rfc


class Success2xx:
    """The 2xx codes by name."""

    __slots__ = ()

    # RFC 9110, section 15.3.1
    OK: Final = row(
        200,
        name="OK",
        phrase="OK",
        summary="The request succeeded, and the content is its result.",
        defined_in=_rfc(9110, "15.3.1"),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(
            HeaderRule("ETag", Strength.SHOULD, "to GET or HEAD, where there is one", _rfc(9110, "15.3.1")),
            HeaderRule("Last-Modified", Strength.SHOULD, "to GET or HEAD, where it is known", _rfc(9110, "15.3.1")),
        ),
    )
    # RFC 9110, sections 15.3.2 and 9.3.3
    CREATED: Final = row(
        201,
        name="CREATED",
        phrase="Created",
        summary="The request made one or more new resources; Location, or else the target URI, names the main one.",
        defined_in=_rfc(9110, "15.3.2"),
        header_rules=(
            HeaderRule("Location", Strength.SHOULD, "to a POST that created a resource", _rfc(9110, "9.3.3")),
            HeaderRule(
                "Location",
                Strength.MAY,
                "else; without it the target URI is what was created",
                _rfc(9110, "15.3.2"),
            ),
        ),
    )
    # RFC 9110, section 15.3.3
    ACCEPTED: Final = row(
        202,
        name="ACCEPTED",
        phrase="Accepted",
        summary="The request was taken on but not yet carried out, and may still come to nothing.",
        defined_in=_rfc(9110, "15.3.3"),
    )
    # RFC 9110, section 15.3.4
    NON_AUTHORITATIVE_INFORMATION: Final = row(
        203,
        name="NON_AUTHORITATIVE_INFORMATION",
        phrase="Non-Authoritative Information",
        summary="A success whose content a proxy on the way has transformed.",
        defined_in=_rfc(9110, "15.3.4"),
        cacheability=Cacheability.HEURISTIC,
    )
    # RFC 9110, section 15.3.5
    NO_CONTENT: Final = row(
        204,
        name="NO_CONTENT",
        phrase="No Content",
        summary="The request succeeded, there is nothing to send, and the user agent stays where it is.",
        defined_in=_rfc(9110, "15.3.5"),
        cacheability=Cacheability.HEURISTIC,
        content=Content.FORBIDDEN,
        header_rules=(
            HeaderRule("Content-Length", Strength.MUST_NOT, "", _rfc(9110, "8.6")),
            HeaderRule("Transfer-Encoding", Strength.MUST_NOT, "", _rfc(9112, "6.1")),
        ),
        cited={"content": _rfc(9110, "15.3.5")},
    )
    # RFC 9110, section 15.3.6
    RESET_CONTENT: Final = row(
        205,
        name="RESET_CONTENT",
        phrase="Reset Content",
        summary="The request succeeded, and the user agent should clear the form or view that it came from.",
        defined_in=_rfc(9110, "15.3.6"),
        content=Content.EMPTY,
        cited={"content": _rfc(9110, "15.3.6")},
    )
    # RFC 9110, sections 15.3.7, 15.3.7.1 and 15.3.7.2
    PARTIAL_CONTENT: Final = row(
        206,
        name="PARTIAL_CONTENT",
        phrase="Partial Content",
        summary="One or more of the ranges that the request asked for.",
        defined_in=_rfc(9110, "15.3.7"),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(
            HeaderRule("Content-Range", Strength.MUST, "with a single part", _rfc(9110, "15.3.7.1")),
            HeaderRule(
                "Content-Type", Strength.MUST, "with several parts: multipart/byteranges", _rfc(9110, "15.3.7.2")
            ),
            HeaderRule("Content-Range", Strength.MUST_NOT, "with several parts", _rfc(9110, "15.3.7.2")),
            *(
                HeaderRule(name, Strength.MUST, "if a 200 to the same request would have it", _rfc(9110, "15.3.7"))
                for name in ("Date", "Cache-Control", "ETag", "Expires", "Content-Location", "Vary")
            ),
        ),
    )
    # RFC 4918, sections 11.1 and 13
    MULTI_STATUS: Final = row(
        207,
        name="MULTI_STATUS",
        phrase="Multi-Status",
        summary="Several independent results; each has its own status in the content.",
        defined_in=_rfc(4918, "11.1"),
        header_rules=(
            HeaderRule(
                "Content-Type",
                Strength.CONVENTION,
                "an XML type, if the content is DAV:multistatus",
                _rfc(4918, "13"),
            ),
        ),
    )
    # RFC 5842, section 7.1
    ALREADY_REPORTED: Final = row(
        208,
        name="ALREADY_REPORTED",
        phrase="Already Reported",
        state=State.EXPERIMENTAL,
        summary="Inside a 207: these members were listed before, under another binding of the same collection.",
        defined_in=_rfc(5842, "7.1"),
        cited={"state": _rfc(5842, "7.1")},
    )
    # RFC 3229, section 10.4.1
    IM_USED: Final = row(
        226,
        name="IM_USED",
        phrase="IM Used",
        summary="The content is the result of instance manipulations, such as a delta, that A-IM allowed.",
        defined_in=_rfc(3229, "10.4.1"),
        header_rules=(
            HeaderRule("ETag", Strength.MUST, "", _rfc(3229, "10.4.1")),
            HeaderRule("IM", Strength.MUST, "where a range is one of several manipulations", _rfc(3229, "10.5.2")),
        ),
    )
