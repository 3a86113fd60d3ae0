"""5xx Server Error: the registered codes. Rows only; RFC 9110, section 15.6, speaks for the class."""

from __future__ import annotations

from typing import Final

from statuskit.data._row import row
from statuskit.model import Cacheability, Citation, HeaderRule, State, Strength

__all__ = ["ServerError5xx"]

_rfc = Citation.rfc
_NGINX: Final = Citation(
    "nginx source: ngx_http_header_filter_module.c, status lines",
    "",
    "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_header_filter_module.c",
    as_of="2026-11-21",
)
_HTTP_EXPERIMENTS: Final = Citation(
    "IESG status change: HTTP experiments to Historic",
    "",
    "https://datatracker.ietf.org/doc/status-change-http-experiments-to-historic/",
)


class ServerError5xx:
    """The 5xx codes by name."""

    __slots__ = ()

    # RFC 9110, section 15.6.1
    INTERNAL_SERVER_ERROR: Final = row(
        500,
        name="INTERNAL_SERVER_ERROR",
        phrase="Internal Server Error",
        summary="Something that the server did not expect kept it from fulfilling the request.",
        defined_in=_rfc(9110, "15.6.1"),
    )
    # RFC 9110, section 15.6.2
    NOT_IMPLEMENTED: Final = row(
        501,
        name="NOT_IMPLEMENTED",
        phrase="Not Implemented",
        summary="The server lacks what the request needs, as when it knows the method for no resource at all.",
        defined_in=_rfc(9110, "15.6.2"),
        cacheability=Cacheability.HEURISTIC,
    )
    # RFC 9110, section 15.6.3
    BAD_GATEWAY: Final = row(
        502,
        name="BAD_GATEWAY",
        phrase="Bad Gateway",
        summary="A gateway or proxy got an invalid response from the server behind it.",
        defined_in=_rfc(9110, "15.6.3"),
    )
    # RFC 9110, section 15.6.4
    SERVICE_UNAVAILABLE: Final = row(
        503,
        name="SERVICE_UNAVAILABLE",
        phrase="Service Unavailable",
        summary="Overload or maintenance keeps the server from answering for now; it should pass.",
        defined_in=_rfc(9110, "15.6.4"),
        aliases=("Service Temporarily Unavailable",),
        header_rules=(HeaderRule("Retry-After", Strength.MAY, "", _rfc(9110, "15.6.4")),),
        cited={"aliases": _NGINX},
    )
    SERVICE_TEMPORARILY_UNAVAILABLE: Final = SERVICE_UNAVAILABLE
    # RFC 9110, section 15.6.5
    GATEWAY_TIMEOUT: Final = row(
        504,
        name="GATEWAY_TIMEOUT",
        phrase="Gateway Timeout",
        summary="A gateway or proxy got no timely response from a server that it needed.",
        defined_in=_rfc(9110, "15.6.5"),
        # RFC 2616's list of reason phrases; nginx still says so.
        aliases=("Gateway Time-out",),
        cited={"aliases": _rfc(2616, "6.1.1")},
    )
    GATEWAY_TIME_OUT: Final = GATEWAY_TIMEOUT
    # RFC 9110, section 15.6.6
    HTTP_VERSION_NOT_SUPPORTED: Final = row(
        505,
        name="HTTP_VERSION_NOT_SUPPORTED",
        phrase="HTTP Version Not Supported",
        summary="The server does not support, or refuses, the major version of HTTP that the request used.",
        defined_in=_rfc(9110, "15.6.6"),
    )
    # RFC 2295, section 8.1
    VARIANT_ALSO_NEGOTIATES: Final = row(
        506,
        name="VARIANT_ALSO_NEGOTIATES",
        phrase="Variant Also Negotiates",
        state=State.EXPERIMENTAL,
        summary="A configuration error: the variant chosen by negotiation is set to negotiate itself.",
        defined_in=_rfc(2295, "8.1"),
        cited={"state": _rfc(2295, "8.1")},
    )
    # RFC 4918, section 11.5
    INSUFFICIENT_STORAGE: Final = row(
        507,
        name="INSUFFICIENT_STORAGE",
        phrase="Insufficient Storage",
        summary="The server cannot store what the request needs it to store.",
        defined_in=_rfc(4918, "11.5"),
    )
    # RFC 5842, section 7.2
    LOOP_DETECTED: Final = row(
        508,
        name="LOOP_DETECTED",
        phrase="Loop Detected",
        state=State.EXPERIMENTAL,
        summary="The server ran into an endless loop while working through an infinitely deep request.",
        defined_in=_rfc(5842, "7.2"),
        cited={"state": _rfc(5842, "7.2")},
    )
    # RFC 2774, section 7; moved to Historic, and marked as obsoleted in the IANA registry
    NOT_EXTENDED: Final = row(
        510,
        name="NOT_EXTENDED",
        phrase="Not Extended",
        state=State.DEPRECATED,
        summary="The request lacks an extension that the server insists on; obsolete with the framework behind it.",
        defined_in=_rfc(2774, "7"),
        cited={"state": _HTTP_EXPERIMENTS},
    )
    # RFC 6585, section 6
    NETWORK_AUTHENTICATION_REQUIRED: Final = row(
        511,
        name="NETWORK_AUTHENTICATION_REQUIRED",
        phrase="Network Authentication Required",
        summary="The network, not the server, wants a login first; sent by captive portals.",
        defined_in=_rfc(6585, "6"),
        cacheability=Cacheability.PROHIBITED,
    )
