"""Rules about 5xx responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import (
    asked_without,
    explains_nothing,
    line,
    named,
    told_when,
    unstorable,
)
from statuskit.exceptions import quoted
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP, identify

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# Methods that all general-purpose servers have to support: RFC 9110, section 9.1.
_SUPPORTED: Final = frozenset({"GET", "HEAD"})

# What gateways, load balancers and CDNs add to what they pass on or answer, by how the fields begin and are called.
_GATEWAY_FIELDS: Final = (
    *("age", "cf-", "proxy-", "via", "x-akamai-", "x-amz-", "x-amzn-", "x-azure-", "x-cache", "x-cdn", "x-envoy-"),
    *("x-fastly-", "x-forwarded-", "x-haproxy-", "x-iinfo", "x-kong-", "x-ms-", "x-served-by", "x-vercel-"),
)
_GATEWAYS: Final = (
    *("akamai", "apache", "ats", "awselb", "bigip", "caddy", "cloudflare", "cloudfront", "envoy", "gateway", "google"),
    *("gws", "haproxy", "iis", "istio", "kong", "litespeed", "nginx", "openresty", "proxy", "squid", "tengine"),
    *("traefik", "varnish", "vercel"),
)

# Methods of HTTP itself: what WebDAV means by a status is not about these.
_PLAIN_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"})

# A field of any form: attributes of elements are not told apart from text, which says no such thing.
_PASSWORD: Final = re.compile(r"\btype\s{0,9}=\s{0,9}[\"']?password\b", re.IGNORECASE)
_CHALLENGES: Final = ("WWW-Authenticate", "Proxy-Authenticate")


def _has_to_be_there(exchange: Exchange) -> Fault | None:
    return Fault(f"{named(exchange)} to {exchange.method}") if exchange.method in _SUPPORTED else None


def _is_no_gateway(exchange: Exchange) -> Fault | None:
    server = exchange.fields.get("Server", "").lower()
    if any(name in server for name in _GATEWAYS):
        return None
    if any(name.lower().startswith(_GATEWAY_FIELDS) for name in exchange.fields):
        return None
    seen = line(exchange.fields, "Server") if server else ""
    return Fault(f"{named(exchange)}, and nothing shows that a gateway sent it", seen)


def _negotiates_nothing(exchange: Exchange) -> Fault | None:
    asked, fields = exchange.asked, exchange.fields
    if any(name in fields for name in ("TCN", "Alternates", "Vary")):
        return None
    if not len(asked) or any(name.lower().startswith(("accept", "negotiate")) for name in asked):
        return None
    return Fault(f"{named(exchange)} to a request that does not negotiate")


def _is_not_bound(exchange: Exchange) -> Fault | None:
    if exchange.method not in _PLAIN_METHODS or not asked_without(exchange, "Depth") or "DAV" in exchange.fields:
        return None
    # Some have a meaning of their own for it, and say who they are.
    if identify(exchange.response) is not None:
        return None
    return Fault(f"{named(exchange)} to {exchange.method}, which has no depth")


def _is_not_extended(exchange: Exchange) -> Fault | None:
    is_mandatory = exchange.method.startswith("M-")
    if is_mandatory or not asked_without(exchange, "Man", "Opt", "C-Man", "C-Opt"):
        return None
    return Fault(f"{named(exchange)} to a request without an extension")


def _asks_for_credentials(exchange: Exchange) -> Fault | None:
    for name in _CHALLENGES:
        if name in exchange.fields:
            return Fault(f"{named(exchange)} with a challenge", line(exchange.fields, name))
    form = _PASSWORD.search(exchange.text) if exchange.is_html else None
    return None if form is None else Fault(f"{named(exchange)} with a login form", quoted(form[0]))


def _is_no_portal(exchange: Exchange) -> Fault:
    return Fault(f"{named(exchange)} from an origin server")


RULES: Final = (
    Rule(
        id="SK501-01",
        title="501 to GET or HEAD",
        strength=Strength.SHOULD,
        severity=Severity.INFO,
        citation=_rfc(9110, "9.1"),
        on=(HTTP.NOT_IMPLEMENTED,),
        needs=(Need.REQUEST,),
        default=False,  # what is not implemented may be anything else that the request needs
        why="All general-purpose servers support these two; caches and link checkers rely on HEAD.",
        fix="Answer HEAD as GET without the content, and GET for what there is; 404 or 405 for a resource without.",
        test=_has_to_be_there,
    ),
    Rule(
        id="SK502-01",
        title="502 or 504 without a sign of a gateway",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.6.3"),
        on=(HTTP.BAD_GATEWAY, HTTP.GATEWAY_TIMEOUT),
        default=False,  # a gateway need not say that it is one
        why="It blames a server behind a gateway; one that fails by itself is looked for in the wrong place.",
        fix="Answer 500 for a failure of the application's own, 503 while it cannot answer; a gateway sends Via.",
        test=_is_no_gateway,
    ),
    told_when(
        "SK503-01",
        HTTP.SERVICE_UNAVAILABLE,
        Severity.INFO,
        why="A client that does not know when to come back adds to the overload, or gives up.",
        fix="Send Retry-After where the time is known, such as Retry-After: 120 during maintenance.",
    ),
    Rule(
        id="SK505-01",
        title="505 without content",
        strength=Strength.SHOULD,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.6.6"),
        on=(HTTP.HTTP_VERSION_NOT_SUPPORTED,),
        needs=(Need.REQUEST, Need.CONTENT),
        why="The client is to learn why its version is not supported, and which ones are.",
        fix="Say in the content which versions the server supports.",
        test=explains_nothing,
    ),
    Rule(
        id="SK506-01",
        title="506 to a request that does not negotiate",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=HTTP.VARIANT_ALSO_NEGOTIATES.defined_in,
        on=(HTTP.VARIANT_ALSO_NEGOTIATES,),
        needs=(Need.REQUEST,),
        why="It tells of a mistake in the configuration of transparent content negotiation, which hardly anybody uses.",
        fix="Answer 500 for other mistakes in the configuration.",
        test=_negotiates_nothing,
    ),
    Rule(
        id="SK508-01",
        title="508 outside of WebDAV",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=HTTP.LOOP_DETECTED.defined_in,
        on=(HTTP.LOOP_DETECTED,),
        needs=(Need.REQUEST,),
        why="It is about bindings that form a loop, in a request with Depth: infinity.",
        fix="Answer 500 for a loop of the application's own, 502 for one between gateways.",
        test=_is_not_bound,
    ),
    Rule(
        id="SK510-01",
        title="510 outside of the extension framework",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=HTTP.NOT_EXTENDED.defined_in,
        on=(HTTP.NOT_EXTENDED,),
        needs=(Need.REQUEST,),
        why="It belongs to an experiment that is obsolete, in which requests declare extensions with Man and Opt.",
        fix="Answer 400 for a request that lacks something, 428 for one without a precondition.",
        test=_is_not_extended,
    ),
    unstorable("SK511-01", HTTP.NETWORK_AUTHENTICATION_REQUIRED),
    Rule(
        id="SK511-02",
        title="511 with a challenge or a login form",
        strength=Strength.SHOULD_NOT,
        severity=Severity.WARNING,
        citation=_rfc(6585, "6"),
        on=(HTTP.NETWORK_AUTHENTICATION_REQUIRED,),
        why="Browsers would show the form as one of the site that was asked for, and send it the credentials.",
        fix="Link to the login page of the network instead, at an address of its own.",
        test=_asks_for_credentials,
    ),
    Rule(
        id="SK511-02b",
        title="511 from an origin server",
        strength=Strength.SHOULD_NOT,
        severity=Severity.WARNING,
        citation=_rfc(6585, "6"),
        on=(HTTP.NETWORK_AUTHENTICATION_REQUIRED,),
        default=False,
        roles=(Role.ORIGIN,),
        why="It tells that the network wants a login; an origin server asks for its own with 401.",
        fix="Answer 401 with WWW-Authenticate. If the network's proxy sent it, have it checked in the role of a proxy.",
        test=_is_no_portal,
    ),
)
