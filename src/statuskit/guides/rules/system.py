"""Can the service answer at all? Rows only; tables decide, code only walks them."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import INTERMEDIARIES, TRACED, TRUE, rfc
from statuskit.model import Strength
from statuskit.registry import HTTP, lookup

__all__ = ["RULES"]

_WAIT: Final = HeaderAdvice(
    "Retry-After",
    Strength.MAY,
    "give it whenever the time is known, even roughly: callers guess without it",
    rfc(9110, "10.2.3"),
)
_INTERNAL: Final = BodyAdvice(
    BodyKind.PROBLEM,
    "an identifier to find the log by, and nothing of the stack, the query or the paths",
    TRACED,
)
_UNREAD: Final = BodyAdvice(BodyKind.FORBIDDEN, "nobody reads it")
_CLOSE: Final = BodyAdvice(BodyKind.FORBIDDEN, "the connection is closed without an answer")
_AT_CLOUDFLARE: Final = In("cloudflare")
_AT_NGINX: Final = In("nginx")

RULES: Final = (
    # --- The service as a whole: nothing else matters while it cannot answer ------------------------------------------
    # RFC 9110, section 15.6.4: overload or maintenance, "likely to be alleviated after some delay"
    GuideRule(
        id="system.overloaded",
        when={"service": In("overloaded")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        why="The service has too much to do for now, and will have less later.",
        instead={
            HTTP.TOO_MANY_REQUESTS: "429 tells this caller that it asks too often; here the service is at its limit.",
            HTTP.INTERNAL_SERVER_ERROR: "500 is for what nobody expected; this is known, and it passes.",
        },
        seeds=("R112", "R212", "R223"),
    ),
    GuideRule(
        id="system.maintenance",
        when={"service": In("maintenance", "starting")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        why="The service is down on purpose, or not up yet.",
        instead={HTTP.INTERNAL_SERVER_ERROR: "500 is for what nobody expected; this was planned."},
        seeds=("R113", "R212", "R223"),
    ),
    GuideRule(
        id="system.exhausted",
        when={"service": In("exhausted")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        why="Memory, connections or threads are used up, which passes when others end.",
        instead={
            HTTP.INSUFFICIENT_STORAGE: "507 is for a representation that cannot be stored.",
            HTTP.INTERNAL_SERVER_ERROR: "500 does not say that waiting helps.",
        },
        seeds=("R114", "R223"),
    ),
    GuideRule(
        id="system.circuit_open",
        when={"service": In("circuit_open")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        why="The breaker is open: answer at once, and leave the dependency alone.",
        instead={
            HTTP.BAD_GATEWAY: "502 reports an answer that came; none was asked for.",
            HTTP.GATEWAY_TIMEOUT: "504 reports a wait; there was none.",
        },
        seeds=("R115", "R223"),
    ),
    # --- Nobody to answer ---------------------------------------------------------------------------------------------
    # nginx: NGX_HTTP_CLIENT_CLOSED_REQUEST, written to the log; Cloudflare: error 499
    GuideRule(
        id="system.client_closed_at_vendor",
        when={"client_closed": TRUE, "vendor": In("nginx", "cloudflare")},
        then=lookup(499),
        body=_UNREAD,
        certainty=Certainty.DEFAULT,
        why="nginx and Cloudflare write 499 to their logs when the client has gone; nothing is sent.",
        seeds=("R104",),
    ),
    GuideRule(
        id="system.client_closed",
        when={"client_closed": TRUE},
        then=None,
        body=_UNREAD,
        citations=(rfc(9110, "15"),),
        certainty=Certainty.DEFAULT,
        why="The client has gone, so nothing can be sent. Only some servers have a number for it, in their logs.",
        instead={
            HTTP.REQUEST_TIMEOUT: "408 is for a client that is still there and was too slow.",
            HTTP.INTERNAL_SERVER_ERROR: "500 would blame the server, and nobody would read it.",
        },
        seeds=("R104",),
    ),
    # nginx: NGX_HTTP_CLOSE, "return 444"
    GuideRule(
        id="system.dropped_at_nginx",
        when={"drop_silently": TRUE, "vendor": _AT_NGINX},
        then=lookup(444),
        body=_CLOSE,
        certainty=Certainty.DEFAULT,
        why='In nginx, "return 444" closes the connection without an answer; the number is for the log.',
        seeds=("R100",),
    ),
    GuideRule(
        id="system.dropped",
        when={"drop_silently": TRUE},
        then=None,
        body=_CLOSE,
        citations=(rfc(9110, "15"),),
        certainty=Certainty.DEFAULT,
        why="The connection is to be closed without an answer, and no status says so.",
        instead={HTTP.FORBIDDEN: "403 is an answer, and a polite one."},
        seeds=("R100",),
    ),
    # --- The next hop, in Cloudflare's own words ----------------------------------------------------------------------
    GuideRule(
        id="system.invalid_response_at_cloudflare",
        when={"upstream": In("invalid_response"), "vendor": _AT_CLOUDFLARE},
        then=lookup(520),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin that sends nothing, or what it cannot make sense of.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R130",),
    ),
    GuideRule(
        id="system.refused_at_cloudflare",
        when={"upstream": In("refused"), "vendor": _AT_CLOUDFLARE},
        then=lookup(521),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin that refuses connections.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R131",),
    ),
    GuideRule(
        id="system.connect_timeout_at_cloudflare",
        when={"upstream": In("connect_timeout"), "vendor": _AT_CLOUDFLARE},
        then=lookup(522),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin that does not take the connection in time.",
        instead={HTTP.GATEWAY_TIMEOUT: "504 is what everybody else sends."},
        seeds=("R132",),
    ),
    GuideRule(
        id="system.unreachable_at_cloudflare",
        when={"upstream": In("unreachable"), "vendor": _AT_CLOUDFLARE},
        then=lookup(523),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin to which there is no way.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R133",),
    ),
    GuideRule(
        id="system.dns_failed_at_cloudflare",
        when={"upstream": In("dns_failed"), "vendor": _AT_CLOUDFLARE},
        then=lookup(530),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin whose name it cannot resolve; the content has a number from 1000 on.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R135",),
    ),
    GuideRule(
        id="system.timeout_at_cloudflare",
        when={"upstream": In("timeout"), "vendor": _AT_CLOUDFLARE},
        then=lookup(524),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin that took the connection and did not answer in time.",
        instead={HTTP.GATEWAY_TIMEOUT: "504 is what everybody else sends."},
        seeds=("R134",),
    ),
    GuideRule(
        id="system.tls_failed_at_cloudflare",
        when={"upstream": In("tls_failed"), "vendor": _AT_CLOUDFLARE},
        then=lookup(525),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for a TLS handshake with the origin that failed.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R135",),
    ),
    GuideRule(
        id="system.bad_certificate_at_cloudflare",
        when={"upstream": In("bad_certificate"), "vendor": _AT_CLOUDFLARE},
        then=lookup(526),
        certainty=Certainty.DEFAULT,
        why="Cloudflare's number for an origin whose certificate it does not accept.",
        instead={HTTP.BAD_GATEWAY: "502 is what everybody else sends."},
        seeds=("R135",),
    ),
    # --- The next hop -------------------------------------------------------------------------------------------------
    # RFC 9110, section 15.6.3: "received an invalid response from an inbound server"
    GuideRule(
        id="system.invalid_response",
        when={"upstream": In("invalid_response")},
        then=HTTP.BAD_GATEWAY,
        why="An answer came from the next server, and it was not valid HTTP or broke off.",
        instead={
            HTTP.GATEWAY_TIMEOUT: "504 is for an answer that did not come in time; this one came.",
            HTTP.INTERNAL_SERVER_ERROR: "500 would point at this server; the next one is at fault.",
        },
        seeds=("R111", "R206"),
    ),
    # RFC 9209, sections 2.3.2, 2.3.6 and 2.3.7
    GuideRule(
        id="system.unreachable",
        when={"upstream": In("refused", "unreachable", "dns_failed")},
        then=HTTP.BAD_GATEWAY,
        citations=(rfc(9209, "2.3.7"), rfc(9209, "2.3.6"), rfc(9209, "2.3.2")),
        why="The next server refuses connections or cannot be found: it is down, or the address or port is wrong.",
        instead={HTTP.GATEWAY_TIMEOUT: "504 is for a wait that ended; this failed at once."},
        accepts={HTTP.SERVICE_UNAVAILABLE: "Where the next server is known to be down for a while, 503 says so."},
        seeds=("R111", "R206"),
    ),
    # RFC 9209, sections 2.3.13 to 2.3.15
    GuideRule(
        id="system.upstream_tls",
        when={"upstream": In("tls_failed", "bad_certificate")},
        then=HTTP.BAD_GATEWAY,
        citations=(rfc(9209, "2.3.13"), rfc(9209, "2.3.14")),
        why="No safe connection to the next server could be made.",
        instead={HTTP.INTERNAL_SERVER_ERROR: "500 would point at this server; the way to the next one is at fault."},
        seeds=("R111",),
    ),
    # RFC 9209, section 2.3.4
    GuideRule(
        id="system.upstream_unavailable",
        when={"upstream": In("unavailable")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        citations=(rfc(9209, "2.3.4"), rfc(9110, "15.6.4")),
        why="The next server is known to be unavailable for now.",
        accepts={HTTP.BAD_GATEWAY: "Many gateways send 502 whenever they have no server to pass the request to."},
        seeds=("R112",),
    ),
    # RFC 9110, section 15.6.5; RFC 9209, sections 2.3.9 and 2.3.10
    GuideRule(
        id="system.upstream_timeout",
        when={"upstream": In("timeout", "connect_timeout")},
        then=HTTP.GATEWAY_TIMEOUT,
        citations=(rfc(9110, "15.6.5"), rfc(9209, "2.3.9"), rfc(9209, "2.3.10")),
        why="The next server did not answer, or take the connection, in time.",
        instead={
            HTTP.BAD_GATEWAY: "502 is for an answer that came and was not valid.",
            HTTP.REQUEST_TIMEOUT: "408 is for a client that was slow to send; here a server was slow to answer.",
        },
        seeds=("R118", "R206", "R208"),
    ),
    # RFC 9209, section 2.3.32
    GuideRule(
        id="system.proxy_loop",
        when={"loop": TRUE, "role": INTERMEDIARIES},
        then=HTTP.BAD_GATEWAY,
        citations=(rfc(9209, "2.3.32"),),
        why="The request came back to a server that it had passed.",
        instead={HTTP.LOOP_DETECTED: "508 is for an endless loop in a collection (WebDAV)."},
        seeds=("R111",),
    ),
    # --- Errors of its own --------------------------------------------------------------------------------------------
    # RFC 9110, section 15.6.5: only "while acting as a gateway or proxy"
    GuideRule(
        id="system.timeout_at_gateway",
        when={"error": In("dependency_timeout", "deadline"), "role": INTERMEDIARIES},
        then=HTTP.GATEWAY_TIMEOUT,
        why="A gateway or proxy waited for another server, and in vain.",
        instead={HTTP.SERVICE_UNAVAILABLE: "503 speaks of this server; 504 says that another one was slow."},
        seeds=("R118", "R206"),
    ),
    GuideRule(
        id="system.dependency_timeout",
        when={"error": In("dependency_timeout")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        citations=(rfc(9110, "15.6.4"), rfc(9110, "15.6.5")),
        certainty=Certainty.DEFAULT,
        why="Something that the work depends on is slow, and the caller may try later; 504 is a gateway's word.",
        instead={
            HTTP.GATEWAY_TIMEOUT: "504 is for a server that acts as a gateway or proxy (RFC 9110, section 15.6.5)."
        },
        accepts={HTTP.INTERNAL_SERVER_ERROR: "Where waiting is not known to help, 500 promises less."},
        seeds=("R118",),
    ),
    GuideRule(
        id="system.deadline",
        when={"error": In("deadline")},
        then=HTTP.SERVICE_UNAVAILABLE,
        headers=(_WAIT,),
        certainty=Certainty.DEFAULT,
        why="The server's own time ran out, which mostly means that it has too much to do.",
        instead={
            HTTP.GATEWAY_TIMEOUT: "504 is for a server that acts as a gateway or proxy (RFC 9110, section 15.6.5)."
        },
        accepts={HTTP.INTERNAL_SERVER_ERROR: "Where waiting is not known to help, 500 promises less."},
        seeds=("R118",),
    ),
    # RFC 2295, section 8.1
    GuideRule(
        id="system.negotiation_loop",
        when={"error": In("negotiation_loop")},
        then=HTTP.VARIANT_ALSO_NEGOTIATES,
        body=_INTERNAL,
        why="The variant that was chosen negotiates in its turn: a mistake in the configuration.",
        accepts={HTTP.INTERNAL_SERVER_ERROR: "Few know 506, and a client can do no more with it than with 500."},
        seeds=("R121",),
    ),
    GuideRule(
        id="system.configuration",
        when={"error": In("configuration")},
        then=HTTP.INTERNAL_SERVER_ERROR,
        body=_INTERNAL,
        why="The server is set up wrongly, which the client can do nothing about.",
        instead={HTTP.SERVICE_UNAVAILABLE: "503 promises that it passes by itself; this waits for somebody."},
        seeds=("R108", "R221", "R222"),
    ),
    # RFC 9110, section 15.6.1: "an unexpected condition"
    GuideRule(
        id="system.unexpected",
        when={"error": In("unexpected", "data_loss", "unknown")},
        then=HTTP.INTERNAL_SERVER_ERROR,
        body=_INTERNAL,
        why="Something went wrong that nobody expected, and no other 5xx says it better.",
        instead={
            HTTP.SERVICE_UNAVAILABLE: "503 is for what is known and passes: overload, maintenance.",
            HTTP.BAD_REQUEST: "400 would blame the client, for a mistake of the server's.",
            HTTP.OK: "An error in a 200 is hidden from caches, monitors and clients, which read the number.",
        },
        seeds=("R002", "R006", "R012", "R107", "R212", "R221", "R222"),
    ),
)
