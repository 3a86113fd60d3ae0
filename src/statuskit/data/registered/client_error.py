"""4xx Client Error: the registered codes. Rows only; RFC 9110, section 15.5, speaks for the class."""

from __future__ import annotations

from typing import Final

from statuskit.data._row import row
from statuskit.model import Cacheability, Citation, HeaderRule, State, Strength

__all__ = ["ClientError4xx"]

_rfc = Citation.rfc
_RATELIMIT: Final = Citation(
    "draft-ietf-httpapi-ratelimit-headers",
    "",
    "https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/",
    as_of="2025-09-23",
)
_NGINX: Final = Citation(
    "nginx source: ngx_http_header_filter_module.c, status lines",
    "",
    "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_header_filter_module.c",
    as_of="2026-11-21",
)
_SPRING: Final = Citation(
    "Spring Framework 6, HttpStatus.DESTINATION_LOCKED",
    "",
    "https://github.com/spring-projects/spring-framework/blob/v6.0.0/spring-web/src/main/java/org/springframework/http/HttpStatus.java",
)
_WEBDAV_COLLECTIONS: Final = Citation(
    "draft-ietf-webdav-collection-protocol",
    "",
    "https://datatracker.ietf.org/doc/draft-ietf-webdav-collection-protocol/",
)


class ClientError4xx:
    """The 4xx codes by name."""

    __slots__ = ()

    # RFC 9110, section 15.5.1
    BAD_REQUEST: Final = row(
        400,
        name="BAD_REQUEST",
        phrase="Bad Request",
        summary="The server will not process what it takes for a mistake of the client's, such as broken syntax.",
        defined_in=_rfc(9110, "15.5.1"),
    )
    # RFC 9110, section 15.5.2
    UNAUTHORIZED: Final = row(
        401,
        name="UNAUTHORIZED",
        phrase="Unauthorized",
        summary="Not applied: valid credentials for this resource are missing. The response says how to authenticate.",
        defined_in=_rfc(9110, "15.5.2"),
        header_rules=(HeaderRule("WWW-Authenticate", Strength.MUST, "", _rfc(9110, "15.5.2")),),
    )
    # RFC 9110, section 15.5.3
    PAYMENT_REQUIRED: Final = row(
        402,
        name="PAYMENT_REQUIRED",
        phrase="Payment Required",
        summary="Reserved for future use; some services send it when a payment is due.",
        defined_in=_rfc(9110, "15.5.3"),
    )
    # RFC 9110, section 15.5.4
    FORBIDDEN: Final = row(
        403,
        name="FORBIDDEN",
        phrase="Forbidden",
        summary="The server understood the request and refuses it; other credentials may help, the same ones will not.",
        defined_in=_rfc(9110, "15.5.4"),
    )
    # RFC 9110, section 15.5.5
    NOT_FOUND: Final = row(
        404,
        name="NOT_FOUND",
        phrase="Not Found",
        summary="There is no current representation here, or the server will not say that there is one.",
        defined_in=_rfc(9110, "15.5.5"),
        cacheability=Cacheability.HEURISTIC,
    )
    # RFC 9110, sections 15.5.6 and 10.2.1
    METHOD_NOT_ALLOWED: Final = row(
        405,
        name="METHOD_NOT_ALLOWED",
        phrase="Method Not Allowed",
        summary="The server knows the method, and this resource does not take it; Allow lists what it takes.",
        defined_in=_rfc(9110, "15.5.6"),
        aliases=("Not Allowed",),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(HeaderRule("Allow", Strength.MUST, "", _rfc(9110, "15.5.6")),),
        cited={"aliases": _NGINX},
    )
    NOT_ALLOWED: Final = METHOD_NOT_ALLOWED
    # RFC 9110, section 15.5.7
    NOT_ACCEPTABLE: Final = row(
        406,
        name="NOT_ACCEPTABLE",
        phrase="Not Acceptable",
        summary="No representation fits the request's Accept fields, and the server will not send one anyway.",
        defined_in=_rfc(9110, "15.5.7"),
    )
    # RFC 9110, section 15.5.8
    PROXY_AUTHENTICATION_REQUIRED: Final = row(
        407,
        name="PROXY_AUTHENTICATION_REQUIRED",
        phrase="Proxy Authentication Required",
        summary="A proxy on the way wants credentials of its own before it passes the request on.",
        defined_in=_rfc(9110, "15.5.8"),
        header_rules=(HeaderRule("Proxy-Authenticate", Strength.MUST, "", _rfc(9110, "15.5.8")),),
    )
    # RFC 9110, section 15.5.9
    REQUEST_TIMEOUT: Final = row(
        408,
        name="REQUEST_TIMEOUT",
        phrase="Request Timeout",
        summary="The server did not get the whole request within the time it was ready to wait.",
        defined_in=_rfc(9110, "15.5.9"),
        # RFC 2616's list of reason phrases; nginx still says so.
        aliases=("Request Time-out",),
        cited={"aliases": _rfc(2616, "6.1.1")},
    )
    REQUEST_TIME_OUT: Final = REQUEST_TIMEOUT
    # RFC 9110, section 15.5.10
    CONFLICT: Final = row(
        409,
        name="CONFLICT",
        phrase="Conflict",
        summary="The request clashes with the present state of the resource; somebody may be able to resolve that.",
        defined_in=_rfc(9110, "15.5.10"),
    )
    # RFC 9110, section 15.5.11
    GONE: Final = row(
        410,
        name="GONE",
        phrase="Gone",
        summary="It was here, is no longer, and will probably stay away for good.",
        defined_in=_rfc(9110, "15.5.11"),
        cacheability=Cacheability.HEURISTIC,
    )
    # RFC 9110, section 15.5.12
    LENGTH_REQUIRED: Final = row(
        411,
        name="LENGTH_REQUIRED",
        phrase="Length Required",
        summary="The server does not take this request without a Content-Length.",
        defined_in=_rfc(9110, "15.5.12"),
    )
    # RFC 9110, section 15.5.13
    PRECONDITION_FAILED: Final = row(
        412,
        name="PRECONDITION_FAILED",
        phrase="Precondition Failed",
        summary="A condition in the request's header fields turned out to be false, so nothing was done.",
        defined_in=_rfc(9110, "15.5.13"),
    )
    # RFC 9110, section 15.5.14
    CONTENT_TOO_LARGE: Final = row(
        413,
        name="CONTENT_TOO_LARGE",
        phrase="Content Too Large",
        summary="The content of the request is more than this server takes, now or at all.",
        defined_in=_rfc(9110, "15.5.14"),
        # RFC 7231, section 6.5.11, and RFC 2616, section 10.4.14
        aliases=("Payload Too Large", "Request Entity Too Large"),
        header_rules=(
            HeaderRule("Retry-After", Strength.SHOULD, "where the limit is temporary", _rfc(9110, "15.5.14")),
        ),
        cited={"aliases": _rfc(7231, "6.5.11")},
    )
    PAYLOAD_TOO_LARGE: Final = CONTENT_TOO_LARGE
    REQUEST_ENTITY_TOO_LARGE: Final = CONTENT_TOO_LARGE
    # RFC 9110, section 15.5.15
    URI_TOO_LONG: Final = row(
        414,
        name="URI_TOO_LONG",
        phrase="URI Too Long",
        summary="The address that was asked for is longer than this server reads.",
        defined_in=_rfc(9110, "15.5.15"),
        # RFC 2616, section 10.4.15, and its list of reason phrases in section 6.1.1
        aliases=("Request-URI Too Long", "Request-URI Too Large"),
        cacheability=Cacheability.HEURISTIC,
        cited={"aliases": _rfc(2616, "10.4.15")},
    )
    REQUEST_URI_TOO_LONG: Final = URI_TOO_LONG
    REQUEST_URI_TOO_LARGE: Final = URI_TOO_LONG
    # RFC 9110, sections 15.5.16 and 12.5.3; RFC 5789, section 2.2
    UNSUPPORTED_MEDIA_TYPE: Final = row(
        415,
        name="UNSUPPORTED_MEDIA_TYPE",
        phrase="Unsupported Media Type",
        summary="The content is in a format, or a coding, that this resource does not take for this method.",
        defined_in=_rfc(9110, "15.5.16"),
        header_rules=(
            HeaderRule("Accept-Encoding", Strength.SHOULD, "where the coding is at fault", _rfc(9110, "15.5.16")),
            HeaderRule("Accept-Patch", Strength.SHOULD, "to a PATCH in an unsupported format", _rfc(5789, "2.2")),
            HeaderRule("Accept", Strength.MAY, "where the media type is at fault", _rfc(9110, "15.5.16")),
            HeaderRule("Accept-Encoding", Strength.MUST_NOT, "where the coding is not at fault", _rfc(9110, "12.5.3")),
        ),
    )
    # RFC 9110, sections 15.5.17 and 14.4
    RANGE_NOT_SATISFIABLE: Final = row(
        416,
        name="RANGE_NOT_SATISFIABLE",
        phrase="Range Not Satisfiable",
        summary="None of the ranges asked for can be served, or there are too many of them.",
        defined_in=_rfc(9110, "15.5.17"),
        # RFC 2616, section 10.4.17
        aliases=("Requested Range Not Satisfiable",),
        header_rules=(
            HeaderRule("Content-Range", Strength.SHOULD, "to a byte range: the current length", _rfc(9110, "15.5.17")),
        ),
        cited={"aliases": _rfc(2616, "10.4.17")},
    )
    REQUESTED_RANGE_NOT_SATISFIABLE: Final = RANGE_NOT_SATISFIABLE
    # RFC 9110, sections 15.5.18 and 10.1.1
    EXPECTATION_FAILED: Final = row(
        417,
        name="EXPECTATION_FAILED",
        phrase="Expectation Failed",
        summary="What the request's Expect field asked for could not be met on the way.",
        defined_in=_rfc(9110, "15.5.18"),
    )
    # RFC 9110, section 15.5.19; the joke is RFC 2324's
    IM_A_TEAPOT: Final = row(
        418,
        name="IM_A_TEAPOT",
        phrase="(Unused)",
        state=State.RESERVED,
        summary="Reserved: a joke about teapots was deployed too widely for the number to be given to anything else.",
        defined_in=_rfc(9110, "15.5.19"),
        # RFC 2324, section 2.3.2
        aliases=("I'm a teapot",),
        cited={"state": _rfc(9110, "15.5.19"), "aliases": _rfc(2324, "2.3.2"), "name": _rfc(2324, "2.3.2")},
    )
    # RFC 9110, section 15.5.20
    MISDIRECTED_REQUEST: Final = row(
        421,
        name="MISDIRECTED_REQUEST",
        phrase="Misdirected Request",
        summary="This server, or this connection, cannot speak for the address that was asked for.",
        defined_in=_rfc(9110, "15.5.20"),
        # An early WebDAV draft's name for the number
        aliases=("Destination Locked",),
        # RFC 7540 had it heuristically cacheable; RFC 9110, appendix B.3, took that back.
        cited={"cacheability": _rfc(9110, "B.3"), "aliases": _SPRING},
    )
    DESTINATION_LOCKED: Final = MISDIRECTED_REQUEST
    # RFC 9110, section 15.5.21
    UNPROCESSABLE_CONTENT: Final = row(
        422,
        name="UNPROCESSABLE_CONTENT",
        phrase="Unprocessable Content",
        summary="The content's type and syntax are fine, and what it says cannot be processed.",
        defined_in=_rfc(9110, "15.5.21"),
        # RFC 4918, section 11.2
        aliases=("Unprocessable Entity",),
        cited={"aliases": _rfc(4918, "11.2")},
    )
    UNPROCESSABLE_ENTITY: Final = UNPROCESSABLE_CONTENT
    # RFC 4918, section 11.3
    LOCKED: Final = row(
        423,
        name="LOCKED",
        phrase="Locked",
        summary="The source or the destination of the request is locked.",
        defined_in=_rfc(4918, "11.3"),
    )
    # RFC 4918, section 11.4
    FAILED_DEPENDENCY: Final = row(
        424,
        name="FAILED_DEPENDENCY",
        phrase="Failed Dependency",
        summary="Not done, because another action that it depended on failed.",
        defined_in=_rfc(4918, "11.4"),
    )
    # RFC 8470, section 5.2
    TOO_EARLY: Final = row(
        425,
        name="TOO_EARLY",
        phrase="Too Early",
        summary="The request came in TLS early data, which could be replayed, and the server will not risk it.",
        defined_in=_rfc(8470, "5.2"),
        # A WebDAV draft's name for the number
        aliases=("Unordered Collection",),
        cited={"cacheability": _rfc(8470, "5.2"), "aliases": _WEBDAV_COLLECTIONS},
    )
    UNORDERED_COLLECTION: Final = TOO_EARLY
    # RFC 9110, sections 15.5.22 and 7.8
    UPGRADE_REQUIRED: Final = row(
        426,
        name="UPGRADE_REQUIRED",
        phrase="Upgrade Required",
        summary="The server refuses the request over this protocol; Upgrade names the ones it would take.",
        defined_in=_rfc(9110, "15.5.22"),
        header_rules=(
            HeaderRule("Upgrade", Strength.MUST, "", _rfc(9110, "15.5.22")),
            HeaderRule("Connection", Strength.MUST, "lists upgrade, as with every Upgrade field", _rfc(9110, "7.8")),
        ),
    )
    # RFC 6585, section 3
    PRECONDITION_REQUIRED: Final = row(
        428,
        name="PRECONDITION_REQUIRED",
        phrase="Precondition Required",
        summary="The server wants the request to be conditional, so that no update gets lost.",
        defined_in=_rfc(6585, "3"),
        cacheability=Cacheability.PROHIBITED,
    )
    # RFC 6585, section 4
    TOO_MANY_REQUESTS: Final = row(
        429,
        name="TOO_MANY_REQUESTS",
        phrase="Too Many Requests",
        summary="The client has sent too many requests within a given time: it is over a rate limit.",
        defined_in=_rfc(6585, "4"),
        cacheability=Cacheability.PROHIBITED,
        header_rules=(
            HeaderRule("Retry-After", Strength.MAY, "", _rfc(6585, "4")),
            HeaderRule("RateLimit", Strength.MAY, "", _RATELIMIT),
            HeaderRule("RateLimit-Policy", Strength.MAY, "", _RATELIMIT),
        ),
    )
    # RFC 6585, section 5
    REQUEST_HEADER_FIELDS_TOO_LARGE: Final = row(
        431,
        name="REQUEST_HEADER_FIELDS_TOO_LARGE",
        phrase="Request Header Fields Too Large",
        summary="One header field, or all of them together, are larger than the server takes.",
        defined_in=_rfc(6585, "5"),
        cacheability=Cacheability.PROHIBITED,
    )
    # RFC 7725, sections 3 and 4
    UNAVAILABLE_FOR_LEGAL_REASONS: Final = row(
        451,
        name="UNAVAILABLE_FOR_LEGAL_REASONS",
        phrase="Unavailable For Legal Reasons",
        summary="Access is denied because of a legal demand.",
        defined_in=_rfc(7725, "3"),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(
            HeaderRule("Link", Strength.SHOULD, "rel=blocked-by, naming who carries out the blocking", _rfc(7725, "4")),
        ),
        cited={"cacheability": _rfc(7725, "3")},
    )
