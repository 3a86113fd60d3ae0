"""Rules about 4xx responses: what they carry. What they say of their request is in `client_error_request`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import CheckProfile, Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import (
    came_without_credentials,
    explains_nothing,
    is_positive,
    line,
    named,
    required,
    told_when,
    unstorable,
)
from statuskit.exceptions import quoted
from statuskit.fields import list_members, parse_challenges, parse_etags
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.conformance._exchange import Exchange
    from statuskit.model import Status

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- 401, 402: who asks, and what it costs ----------------------------------------------------------------------------

# RFC 6750, section 3.1
_STATUS_OF_ERROR: Final[Mapping[str, Status]] = MappingProxyType(
    {
        "invalid_request": HTTP.BAD_REQUEST,
        "invalid_token": HTTP.UNAUTHORIZED,
        "insufficient_scope": HTTP.FORBIDDEN,
    }
)
_WITH_ERRORS: Final = tuple(_STATUS_OF_ERROR.values())


def _has_the_wrong_status(exchange: Exchange) -> Fault | None:
    error = _bearer_error(exchange)
    right = _STATUS_OF_ERROR.get(error)
    if right is None or right == exchange.code:
        return None
    return Fault(
        f"{named(exchange)} for the Bearer error {error}",
        line(exchange.fields, "WWW-Authenticate"),
        f"Answer {right.code} {right.phrase} for {error}, or name the error that there is.",
    )


def _names_an_error_of_nothing(exchange: Exchange) -> Fault | None:
    error = _bearer_error(exchange)
    if not error or not came_without_credentials(exchange):
        return None
    return Fault(
        f"{named(exchange)} names the Bearer error {quoted(error)}, and the request has no credentials",
        line(exchange.fields, "WWW-Authenticate"),
    )


def _bearer_error(exchange: Exchange) -> str:
    """Return the error that a Bearer challenge names; "" where there is none, or the field cannot be read."""
    challenges = parse_challenges(exchange.fields["WWW-Authenticate"]) or ()
    errors = (challenge.get("error") for challenge in challenges if challenge.scheme.lower() == "bearer")
    return next(filter(None, errors), "")


def _is_reserved(exchange: Exchange) -> Fault:
    return Fault(f"{named(exchange)} is reserved for future use")


_ACCESS: Final = (
    required(
        "SK401-01",
        HTTP.UNAUTHORIZED,
        "WWW-Authenticate",
        filled=True,
        why="Without a challenge a client does not know which credentials to send.",
        fix='Add a challenge, such as WWW-Authenticate: Bearer realm="api"; or answer 403 where none would help.',
    ),
    Rule(
        id="SK401-02",
        title="400, 401 or 403 with a Bearer error of another status",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(6750, "3.1"),
        on=_WITH_ERRORS,
        field="WWW-Authenticate",
        why="Clients get a new token at 401, ask for more rights at 403, and give up at 400.",
        fix="Answer 400 for invalid_request, 401 for invalid_token and 403 for insufficient_scope.",
        test=_has_the_wrong_status,
    ),
    Rule(
        id="SK401-03",
        title="Bearer error to a request without credentials",
        strength=Strength.SHOULD_NOT,
        severity=Severity.INFO,
        citation=_rfc(6750, "3.1"),
        on=_WITH_ERRORS,
        field="WWW-Authenticate",
        needs=(Need.REQUEST,),
        why="A client that sent no token has none that could be wrong; it is only to learn that it needs one.",
        fix='Leave error out of the challenge, as in WWW-Authenticate: Bearer realm="api".',
        test=_names_an_error_of_nothing,
    ),
    Rule(
        id="SK402-01",
        title="402 is reserved",
        strength=Strength.DEFINITION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.3"),
        on=(HTTP.PAYMENT_REQUIRED,),
        default=False,
        why="No standard says what it means; payment services and x402 use it, each in its own way.",
        fix="Keep it where the clients know what it means here, and document it; else answer 403.",
        test=_is_reserved,
    ),
)


# --- 405, 407, 421, 426: methods, proxies, protocols ------------------------------------------------------------------


def _allows_what_it_refused(exchange: Exchange) -> Fault | None:
    if exchange.method not in list_members(exchange.fields["Allow"]):
        return None
    return Fault(f"{named(exchange)} to {quoted(exchange.method)}, and Allow lists it", line(exchange.fields, "Allow"))


def _is_no_proxy(exchange: Exchange) -> Fault:
    return Fault(f"{named(exchange)} from an origin server")


def _was_made_by_a_proxy(exchange: Exchange) -> Fault | None:
    # What a proxy passes on, it puts itself into the Via of: RFC 9110, section 7.6.3.
    return None if "Via" in exchange.fields else Fault(f"{named(exchange)} from a proxy")


def _can_upgrade(exchange: Exchange) -> bool:
    # There is no Upgrade in HTTP/2 (RFC 9113, section 8.6), and whoever passes a response on takes it out.
    return not exchange.is_multiplexed and "Via" not in exchange.fields


_METHODS_AND_PROTOCOLS: Final = (
    required(
        "SK405-01",
        HTTP.METHOD_NOT_ALLOWED,
        "Allow",
        roles=(Role.ORIGIN, Role.CLIENT),  # the clause binds origin servers
        why="The client is to learn which methods there are; an empty Allow says that there are none.",
        fix="List the methods of the resource, such as Allow: GET, HEAD.",
    ),
    Rule(
        id="SK405-02",
        title="405 whose Allow lists the refused method",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.6"),
        on=(HTTP.METHOD_NOT_ALLOWED,),
        field="Allow",
        needs=(Need.REQUEST,),
        why="The status says that the resource does not support the method, and the field that it does.",
        fix="Take the method out of Allow, or answer it.",
        test=_allows_what_it_refused,
    ),
    required(
        "SK407-01",
        HTTP.PROXY_AUTHENTICATION_REQUIRED,
        "Proxy-Authenticate",
        filled=True,
        why="Without a challenge a client does not know which credentials the proxy wants.",
        fix='Add a challenge, such as Proxy-Authenticate: Basic realm="proxy"; a server that is no proxy answers 401.',
    ),
    Rule(
        id="SK407-01b",
        title="407 from an origin server",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.8"),
        on=(HTTP.PROXY_AUTHENTICATION_REQUIRED,),
        default=False,
        roles=(Role.ORIGIN,),
        why="It asks for credentials for a proxy; an origin server asks with 401.",
        fix="Answer 401 with WWW-Authenticate. If a proxy sent it, have it checked in the role of a proxy.",
        test=_is_no_proxy,
    ),
    Rule(
        id="SK421-01",
        title="421 from a proxy",
        strength=Strength.MUST_NOT,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.20"),
        on=(HTTP.MISDIRECTED_REQUEST,),
        roles=(Role.PROXY,),
        why="It has clients come back over another connection to the origin, which the proxy does not speak for.",
        fix="Answer 502 where the origin cannot be reached as asked, or pass the origin's own 421 on, with Via.",
        test=_was_made_by_a_proxy,
    ),
    required(
        "SK426-01",
        HTTP.UPGRADE_REQUIRED,
        "Upgrade",
        filled=True,
        when=_can_upgrade,
        why="The client is to learn which protocol it should come back with.",
        fix="Name the protocols, such as Upgrade: websocket with Connection: upgrade.",
    ),
)


# --- 409, 428, 429, 431, 451: what is explained, and what is stored ---------------------------------------------------

_ALLOWANCES: Final = ("limit", "quota")


def _was_conditional_or_explains_nothing(exchange: Exchange) -> Fault | None:
    # Other conditions may be none for this method, or not those that the server wants: RFC 9110, section 13.1.
    if any(not tag.is_weak for tag in parse_etags(exchange.asked.get("If-Match", "")).tags):
        return Fault(
            f"{named(exchange)}, and the request has a precondition",
            line(exchange.asked, "If-Match"),
            "Evaluate If-Match: go on where it is true, and answer 412 Precondition Failed where not.",
        )
    return explains_nothing(exchange)


def _tells_no_reason(exchange: Exchange) -> Fault | None:
    fields = exchange.fields
    allowances = [name for name in fields if any(word in name.lower() for word in _ALLOWANCES)]
    if not allowances:
        return Fault(f"{named(exchange)} without a field about the quota")
    left = [name for name in allowances if "remaining" in name.lower()]
    if "Retry-After" in fields or not left or not all(is_positive(fields[name]) for name in left):
        return None
    return Fault(
        f"{named(exchange)}, and {left[0]} says that something remains",
        line(fields, left[0]),
        "Let the quota that is used up be told, or send Retry-After for a limit that has no field.",
    )


def _names_no_blocker(exchange: Exchange) -> Fault | None:
    link = exchange.fields.get("Link")
    if link is None:
        return Fault(f"{named(exchange)} without Link")
    if "blocked-by" not in link.lower():
        return Fault(f"{named(exchange)} whose Link has no rel=blocked-by", line(exchange.fields, "Link"))
    return explains_nothing(exchange)


_REASONS: Final = (
    Rule(
        id="SK409-01",
        title="409 without content",
        strength=Strength.SHOULD,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.10"),
        on=(HTTP.CONFLICT,),
        needs=(Need.REQUEST, Need.CONTENT),
        why="The client can resolve a conflict only if it learns what is in conflict.",
        fix="Say in the content what the request conflicts with, such as the current version.",
        test=explains_nothing,
    ),
    Rule(
        id="SK428-01",
        title="428 to a conditional request, or without content",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(6585, "3"),
        on=(HTTP.PRECONDITION_REQUIRED,),
        needs=(Need.REQUEST,),
        why="The status asks for a precondition, and the content should say how the request is to be sent again.",
        fix="Say in the content which precondition is wanted, such as If-Match with the ETag of a GET.",
        test=_was_conditional_or_explains_nothing,
    ),
    unstorable("SK428-02", HTTP.PRECONDITION_REQUIRED),
    told_when(
        "SK429-01",
        HTTP.TOO_MANY_REQUESTS,
        Severity.WARNING,
        why="A client that does not know when to come back comes back too early, or never.",
        fix="Send Retry-After with the seconds until the limit is lifted, such as Retry-After: 60.",
    ),
    unstorable("SK429-02", HTTP.TOO_MANY_REQUESTS),
    Rule(
        id="SK429-03",
        title="429 while something of the quota remains, or without a word about it",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(6585, "4"),
        on=(HTTP.TOO_MANY_REQUESTS,),
        default=False,  # there are other limits than those in the fields, and many tell none
        profiles=(CheckProfile.API,),
        why="A client that learns what remains slows down before it is refused.",
        fix="Send RateLimit and RateLimit-Policy, or X-RateLimit-Limit, -Remaining and -Reset.",
        test=_tells_no_reason,
    ),
    unstorable("SK431-01", HTTP.REQUEST_HEADER_FIELDS_TOO_LARGE),
    Rule(
        id="SK451-01",
        title="451 without Link rel=blocked-by, or without content",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(7725, "4"),
        on=(HTTP.UNAVAILABLE_FOR_LEGAL_REASONS,),
        why="People are to learn who blocks, and by what demand.",
        fix='Add Link: <https://blocker.example/>; rel="blocked-by", and say in the content whose legal demand it is.',
        test=_names_no_blocker,
    ),
)

RULES: Final = (*_ACCESS, *_METHODS_AND_PROTOCOLS, *_REASONS)
