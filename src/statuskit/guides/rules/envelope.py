"""The envelope. Limits, protocol, version, method, rate limit. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import FALSE, FOR_GOOD, PROBLEM, TRACED, TRUE, location, rfc
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP, lookup

__all__ = ["RULES"]

_RATE_FIELDS: Final = Citation(
    "draft-ietf-httpapi-ratelimit-headers",
    "",
    "https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/",
    as_of="2025-09-23",
)
_CLEAR_TEXT: Final = In("required")
_AT_NGINX: Final = In("nginx")
_WAIT: Final = HeaderAdvice(
    "Retry-After",
    Strength.MAY,
    "always give it: without it every caller guesses, and most guess too short",
    rfc(6585, "4"),
)
_RATES: Final = (
    _WAIT,
    HeaderAdvice(
        "RateLimit",
        Strength.MAY,
        "what is left, and the seconds until there is more; X-RateLimit-Limit, -Remaining and -Reset are the old way",
        _RATE_FIELDS,
    ),
)

RULES: Final = (
    # RFC 9110, section 15.5.9
    GuideRule(
        id="envelope.request_timeout",
        when={"request_timeout": TRUE},
        then=HTTP.REQUEST_TIMEOUT,
        headers=(
            HeaderAdvice(
                "Connection", Strength.CONVENTION, "close: this connection is of no more use", rfc(9112, "9.6")
            ),
        ),
        why="The client did not finish sending in the time that the server waits.",
        instead={HTTP.GATEWAY_TIMEOUT: "504 is for another server that was slow; here the client was."},
        seeds=("R078", "R119", "R208"),
    ),
    # RFC 6585, section 6
    GuideRule(
        id="envelope.network_login",
        when={"network_login_required": TRUE},
        then=HTTP.NETWORK_AUTHENTICATION_REQUIRED,
        body=BodyAdvice(BodyKind.LINK, "a link to where to log in to the network, not the login form itself"),
        why="A gate between the client and the network wants a login; the site that was asked for has no part in it.",
        instead={
            HTTP.UNAUTHORIZED: "401 speaks for the site, which knows nothing of this.",
            HTTP.FOUND: "A redirect would be taken for the site's own, and remembered.",
        },
        seeds=("R125",),
    ),
    # nginx: NGX_HTTP_REQUEST_HEADER_TOO_LARGE, sent as 400
    GuideRule(
        id="envelope.headers_too_large_at_nginx",
        when={"headers_too_large": TRUE, "vendor": _AT_NGINX},
        then=lookup(494),
        certainty=Certainty.DEFAULT,
        why="nginx's own number for a header over its buffers.",
        instead={
            HTTP.REQUEST_HEADER_FIELDS_TOO_LARGE: "431 is the registered code for it, and nginx does not send it."
        },
        seeds=("R105",),
    ),
    # RFC 6585, section 5
    GuideRule(
        id="envelope.headers_too_large",
        when={"headers_too_large": TRUE},
        then=HTTP.REQUEST_HEADER_FIELDS_TOO_LARGE,
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "which field was too large, where it is one",
            PROBLEM,
        ),
        why="One header field, or all of them together, are over the limit.",
        instead={
            HTTP.CONTENT_TOO_LARGE: "413 speaks of the content.",
            HTTP.BAD_REQUEST: "400 does not say that less would do.",
        },
        seeds=("R098", "R105"),
    ),
    # RFC 9110, section 15.5.15
    GuideRule(
        id="envelope.uri_too_long",
        when={"uri_too_long": TRUE},
        then=HTTP.URI_TOO_LONG,
        why="The target is longer than the server reads: a form sent with GET, or a redirect that grows.",
        instead={HTTP.BAD_REQUEST: "400 does not say what is too long."},
        seeds=("R085",),
    ),
    # RFC 9110, section 15.6.6
    GuideRule(
        id="envelope.http_version",
        when={"http_version_ok": FALSE},
        then=HTTP.HTTP_VERSION_NOT_SUPPORTED,
        body=BodyAdvice(BodyKind.PROBLEM, "which versions are supported", TRACED),
        why="The server does not speak the major version of HTTP that the request is in.",
        instead={HTTP.UPGRADE_REQUIRED: "426 asks for another protocol, which it names, and would serve it."},
        seeds=("R120",),
    ),
    # RFC 9110, section 15.5.20: "A proxy MUST NOT generate a 421 response"; RFC 9209, section 2.3.17
    GuideRule(
        id="envelope.authority_at_proxy",
        when={"authority_ok": FALSE, "role": In("proxy")},
        then=HTTP.FORBIDDEN,
        citations=(rfc(9209, "2.3.17"), rfc(9110, "15.5.20")),
        certainty=Certainty.DEFAULT,
        why="The proxy does not pass requests on to that authority.",
        instead={HTTP.MISDIRECTED_REQUEST: "421 must not come from a proxy."},
    ),
    # RFC 9110, sections 7.4 and 15.5.20
    GuideRule(
        id="envelope.authority",
        when={"authority_ok": FALSE},
        then=HTTP.MISDIRECTED_REQUEST,
        why="This server does not answer for the scheme and authority of the target.",
        instead={HTTP.NOT_FOUND: "404 would be an answer of the authority, which this server is not."},
        seeds=("R090",),
    ),
    # --- Clear text ---------------------------------------------------------------------------------------------------
    # The redirects that somebody asked for; before credentials are asked for in clear text.
    GuideRule(
        id="envelope.https_permanent_may_change",
        when={"tls": _CLEAR_TEXT, "redirect": FOR_GOOD, "method_change": In("allowed")},
        then=HTTP.MOVED_PERMANENTLY,
        headers=location(HTTP.MOVED_PERMANENTLY, "the same target with https"),
        why="The move to https is for good, and a POST may come back as a GET.",
        accepts={HTTP.PERMANENT_REDIRECT: "308 is the better one for a move to https: a POST stays a POST."},
        seeds=("R048",),
    ),
    GuideRule(
        id="envelope.https_permanent",
        when={"tls": _CLEAR_TEXT, "redirect": FOR_GOOD},
        then=HTTP.PERMANENT_REDIRECT,
        headers=location(HTTP.PERMANENT_REDIRECT, "the same target with https"),
        why="The move to https is for good, and a POST must stay a POST.",
        instead={HTTP.MOVED_PERMANENTLY: "301 may turn a POST into a GET."},
        seeds=("R048",),
    ),
    GuideRule(
        id="envelope.https_see_other",
        when={"tls": _CLEAR_TEXT, "redirect": In("see_other")},
        then=HTTP.SEE_OTHER,
        headers=location(HTTP.SEE_OTHER, "where to look, by https"),
        why="Somebody wants the client to look elsewhere with GET, and by https.",
        seeds=("R048",),
    ),
    GuideRule(
        id="envelope.https_temporary_may_change",
        when={"tls": _CLEAR_TEXT, "redirect": In("temporary"), "method_change": In("allowed")},
        then=HTTP.FOUND,
        headers=location(HTTP.FOUND, "the same target with https"),
        why="The client is sent to https for now, and a POST may come back as a GET.",
        instead={HTTP.TEMPORARY_REDIRECT: "307 keeps the method, which nobody asked for here."},
        seeds=("R048",),
    ),
    GuideRule(
        id="envelope.https_temporary",
        when={"tls": _CLEAR_TEXT, "redirect": In("temporary")},
        then=HTTP.TEMPORARY_REDIRECT,
        headers=location(HTTP.TEMPORARY_REDIRECT, "the same target with https"),
        why="The client is sent to https for now, with the same method.",
        instead={HTTP.FOUND: "302 may turn a POST into a GET."},
        seeds=("R048",),
    ),
    # nginx: NGX_HTTP_TO_HTTPS, sent as 400
    GuideRule(
        id="envelope.clear_text_at_nginx",
        when={"tls": _CLEAR_TEXT, "vendor": _AT_NGINX},
        then=lookup(497),
        certainty=Certainty.DEFAULT,
        why="nginx's own number for a request in clear text to a port that speaks TLS.",
        instead={HTTP.PERMANENT_REDIRECT: 'An "error_page 497" that redirects is the usual use of it.'},
        seeds=("R106",),
    ),
    # RFC 9110, section 15.5.22
    GuideRule(
        id="envelope.clear_text",
        when={"tls": _CLEAR_TEXT},
        then=HTTP.UPGRADE_REQUIRED,
        headers=(
            HeaderAdvice(
                "Upgrade", Strength.MUST, "the protocol that is wanted, such as TLS/1.2", rfc(9110, "15.5.22")
            ),
        ),
        certainty=Certainty.DEFAULT,
        why="The request came in clear text. An API says so, and does not quietly send on what was readable by all.",
        instead={
            HTTP.PERMANENT_REDIRECT: "A redirect is for pages; a key that came in clear text is known by now.",
        },
        accepts={HTTP.FORBIDDEN: "Several published guidelines refuse clear text with 403."},
        seeds=("R095",),
    ),
    # --- Other protocols ----------------------------------------------------------------------------------------------
    GuideRule(
        id="envelope.upgrade_required",
        when={"upgrade": In("required")},
        then=HTTP.UPGRADE_REQUIRED,
        headers=(
            HeaderAdvice(
                "Upgrade", Strength.MUST, "the protocol that is wanted, such as websocket", rfc(9110, "15.5.22")
            ),
        ),
        why="This is served by another protocol only, and the client did not ask for it.",
        instead={HTTP.BAD_REQUEST: "400 does not say which protocol would do."},
        seeds=("R023", "R095"),
    ),
    # RFC 6455, section 4.2.2: a handshake that is not as it should be is answered with an HTTP error such as 400
    GuideRule(
        id="envelope.upgrade_malformed",
        when={"upgrade": In("malformed")},
        then=HTTP.BAD_REQUEST,
        citations=(rfc(6455, "4.2.1"), rfc(9110, "15.5.1")),
        why="The handshake lacks a field, or has one that is wrong.",
        instead={HTTP.UPGRADE_REQUIRED: "426 is for a client that did not ask; this one asked, and wrongly."},
        seeds=("R022",),
    ),
    # RFC 8470, section 5.2
    GuideRule(
        id="envelope.early_data",
        when={"early_data": TRUE},
        then=HTTP.TOO_EARLY,
        why="It came as TLS early data, which somebody may have replayed, and this request must not be.",
        instead={HTTP.SERVICE_UNAVAILABLE: "503 asks to wait; 425 asks to repeat after the handshake."},
        seeds=("R094",),
    ),
    # RFC 9110, section 10.1.1
    GuideRule(
        id="envelope.expectation",
        when={"expect": In("unknown")},
        then=HTTP.EXPECTATION_FAILED,
        citations=(rfc(9110, "10.1.1"), rfc(9110, "15.5.18")),
        why="The Expect field asks for what this server cannot do.",
        instead={HTTP.BAD_REQUEST: "400 does not say that the request would do without Expect."},
        seeds=("R088",),
    ),
    # --- The method ---------------------------------------------------------------------------------------------------
    # RFC 9110, section 9.1: unrecognized or not implemented 501, known and not allowed 405
    GuideRule(
        id="envelope.method_unknown",
        when={"method_known": FALSE},
        then=HTTP.NOT_IMPLEMENTED,
        citations=(rfc(9110, "9.1"), rfc(9110, "15.6.2")),
        why="The server knows no such method, on this resource or any other.",
        instead={
            HTTP.METHOD_NOT_ALLOWED: "405 is for a method that the server knows, and this resource does not allow."
        },
        seeds=("R076", "R110", "R207"),
    ),
    GuideRule(
        id="envelope.method_not_allowed",
        when={"method_allowed": FALSE},
        then=HTTP.METHOD_NOT_ALLOWED,
        headers=(
            HeaderAdvice("Allow", Strength.MUST, "the methods that this resource does allow", rfc(9110, "15.5.6")),
        ),
        citations=(rfc(9110, "9.1"), rfc(9110, "15.5.6")),
        why="The server knows the method, and this resource does not allow it to anybody.",
        instead={
            HTTP.NOT_IMPLEMENTED: "501 is for a method that the server knows on no resource.",
            HTTP.FORBIDDEN: "403 is about the caller; this method is not allowed to anybody.",
            HTTP.NOT_FOUND: "404 hides that another method would do.",
        },
        seeds=("R075", "R207"),
    ),
    # --- Too often ----------------------------------------------------------------------------------------------------
    # RFC 6585, section 4
    GuideRule(
        id="envelope.rate_limited",
        when={"rate_limited": TRUE},
        then=HTTP.TOO_MANY_REQUESTS,
        headers=_RATES,
        why="This caller asks more often than it may; guessing at a login counts, too.",
        instead={
            HTTP.SERVICE_UNAVAILABLE: "503 is for a service that is at its limit, whoever asks.",
            HTTP.FORBIDDEN: "403 does not say that waiting helps.",
            lookup(420): "420 was Twitter's own number; 429 is the registered one.",
        },
        seeds=("R096", "R097", "R103", "R179", "R223"),
    ),
    GuideRule(
        id="envelope.quota",
        when={"quota": In("exhausted")},
        then=HTTP.TOO_MANY_REQUESTS,
        headers=_RATES,
        certainty=Certainty.DEFAULT,
        why="What this caller may use is used up until it is renewed.",
        instead={HTTP.PAYMENT_REQUIRED: "402 is for what paying would open."},
        accepts={HTTP.FORBIDDEN: "Where the quota is not renewed by waiting, 403 does not promise it."},
        seeds=("R096",),
    ),
)
