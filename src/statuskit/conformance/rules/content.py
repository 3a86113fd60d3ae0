"""Rules about what the content of an error says: nothing, in another language than asked for, or of another error."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._contents import MOST_CONTENT
from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import (
    ABOUT_ANOTHER,
    ERRORS,
    EXPLAINED_BY_THEIR_OWN,
    came_without_credentials,
    explains_nothing,
    line,
    named,
)
from statuskit.conformance.rules._envelopes import error_named, levels, simple, status_named
from statuskit.exceptions import quoted
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.conformance._exchange import Exchange
    from statuskit.model import Status

__all__ = ["RULES"]

_rfc = Citation.rfc


# --- no content, or of the wrong kind ---------------------------------------------------------------------------------

_JSON_STARTS: Final = ("{", "[")
_FOR_BROWSERS: Final = ("html", "*/*", "text/*")


# Where a field says what is wrong and what to do, as frameworks leave it at.
_EXPLAINED_BY: Final[Mapping[int, str]] = MappingProxyType(
    {
        HTTP.UNAUTHORIZED: "WWW-Authenticate",
        HTTP.METHOD_NOT_ALLOWED: "Allow",
        HTTP.PROXY_AUTHENTICATION_REQUIRED: "Proxy-Authenticate",
        HTTP.RANGE_NOT_SATISFIABLE: "Content-Range",
        HTTP.UPGRADE_REQUIRED: "Upgrade",
    }
)


def _is_not_explained(exchange: Exchange) -> Fault | None:
    if exchange.status in EXPLAINED_BY_THEIR_OWN or _EXPLAINED_BY.get(exchange.code, "") in exchange.fields:
        return None
    return explains_nothing(exchange)


def _is_of_another_kind(exchange: Exchange) -> Fault | None:
    if not exchange.is_html:
        return None
    content = exchange.text.strip()
    if content.startswith(_JSON_STARTS) and _is_json(content):
        return Fault(
            f"{named(exchange)} with JSON that is said to be HTML",
            line(exchange.fields, "Content-Type"),
            "Say Content-Type: application/json, or application/problem+json for a problem.",
        )
    accept = exchange.asked.get("Accept", "").lower()
    if not content or "json" not in accept or any(kind in accept for kind in _FOR_BROWSERS):
        return None
    return Fault(
        f"{named(exchange)} with HTML, and the request takes JSON alone",
        line(exchange.asked, "Accept"),
        "Tell errors in JSON to clients that ask for it, in what is in front of the application, too.",
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


# --- the wrong kind of error ------------------------------------------------------------------------------------------

_PLAIN: Final = frozenset({"text/plain", "application/json", "application/problem+json"})
_NO_CREDENTIALS: Final = re.compile(
    r"credentials were not provided|(?:not|un)[ -]?authenticated\b|(?:authentication|login|log-in) (?:is )?required"
    r"|(?:you must|please|you need to) (?:be logged in|log ?in\b|sign ?in\b|authenticate)"
    r"|(?:missing|no) (?:api[ -]?key|access token|bearer token|auth(?:entication|orization)? (?:token|header))",
    re.IGNORECASE,
)


def _asks_for_credentials(exchange: Exchange) -> Fault | None:
    if exchange.media_type not in _PLAIN:
        return None
    said = _NO_CREDENTIALS.search(exchange.text)
    if said is None or not came_without_credentials(exchange):
        return None
    return Fault(f"{named(exchange)} to a request without credentials, and for want of them", quoted(said[0]))


def _of_phrases(*statuses: Status) -> dict[str, Status]:
    return {simple(status.phrase): status for status in statuses}


# What errors are called that only the client can do something about, by their letters; and what they are answered with.
_OF_CLIENTS: Final[Mapping[str, Status]] = MappingProxyType(
    {
        **_of_phrases(
            HTTP.BAD_REQUEST, HTTP.UNAUTHORIZED, HTTP.FORBIDDEN, HTTP.NOT_FOUND, HTTP.CONFLICT, HTTP.TOO_MANY_REQUESTS
        ),
        **dict.fromkeys(("invalidrequest", "invalidinput", "invalidargument", "malformedrequest"), HTTP.BAD_REQUEST),
        **dict.fromkeys(("unauthenticated", "authenticationrequired", "invalidcredentials"), HTTP.UNAUTHORIZED),
        **dict.fromkeys(("permissiondenied", "accessdenied"), HTTP.FORBIDDEN),
        **dict.fromkeys(("resourcenotfound", "entitynotfound", "usernotfound"), HTTP.NOT_FOUND),
        **dict.fromkeys(("validationerror", "validationfailed", "invalidfields"), HTTP.UNPROCESSABLE_CONTENT),
    }
)
_OF_SERVERS: Final[Mapping[str, Status]] = MappingProxyType(
    dict.fromkeys(
        ("internalservererror", "internalerror", "servererror", "databaseerror", "unexpectederror"),
        HTTP.INTERNAL_SERVER_ERROR,
    )
)
_PARTS: Final = ("errors", "details", "detail", "violations")
_FIELDS: Final = ("field", "loc", "pointer", "param")
_MESSAGES: Final = ("message", "msg", "detail", "error")
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


def _blames_the_server(exchange: Exchange) -> Fault | None:
    found = _named_otherwise(exchange, _OF_CLIENTS)
    if found is not None:
        return found
    field = _field_at_fault(exchange)
    if not field:
        return None
    return Fault(f"{named(exchange)} with errors of fields", field, "Answer 422 Unprocessable Content, or 400.")


def _blames_the_client(exchange: Exchange) -> Fault | None:
    return None if exchange.code in ABOUT_ANOTHER else _named_otherwise(exchange, _OF_SERVERS)


def _named_otherwise(exchange: Exchange, known: Mapping[str, Status]) -> Fault | None:
    found = list(levels(exchange.json))
    # A status in the content that is another one has rules of its own.
    if any(status_named(level) is not None for level in found):
        return None
    told = next(filter(None, (error_named(level, known) for level in found)), None)
    if told is None:
        return None
    name, status = told
    return Fault(
        f"{named(exchange)} with an error that is called {quoted(name)}",
        quoted(name),
        f"Answer {status.code} {status.phrase}, or give the error another name.",
    )


def _field_at_fault(exchange: Exchange) -> str:
    """Return the first field of the request that the content says is wrong; empty where it does not."""
    for part in _PARTS:
        below = next(levels(exchange.members.get(part)), _NOTHING)
        if any(isinstance(below.get(name), str) for name in _MESSAGES):
            for name in _FIELDS:
                where = below.get(name)
                # Frameworks that check what they send say that it is the response.
                if where and isinstance(where, (str, list)) and "response" not in where:
                    return f"{name}: {quoted(where if isinstance(where, str) else json.dumps(where))}"
    return ""


# --- 400 or 422 -------------------------------------------------------------------------------------------------------


def _is_the_other_of_the_two(exchange: Exchange) -> Fault | None:
    request = exchange.request
    if request is None or not request.content or "json" not in exchange.asked.get("Content-Type", "").lower():
        return None
    if len(request.content) > MOST_CONTENT:
        return None
    is_read = _is_json(request.content.decode("utf-8", "replace"))
    if exchange.status is HTTP.UNPROCESSABLE_CONTENT:
        return (
            None if is_read else Fault(f"{named(exchange)} to JSON that cannot be read", fix="Answer 400 Bad Request.")
        )
    field = _field_at_fault(exchange) if is_read else ""
    if not field:
        return None
    return Fault(f"{named(exchange)} to JSON that can be read", field, "Answer 422 Unprocessable Content.")


RULES: Final = (
    Rule(
        id="SKERR-05",
        title="4xx or 5xx without content",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5"),
        on=ERRORS,
        needs=(Need.REQUEST, Need.CONTENT),
        why="The client is to learn what is wrong, and whether it will pass; people see an empty page.",
        fix="Say in the content what is wrong and what to do, such as a problem document (RFC 9457).",
        test=_is_not_explained,
    ),
    Rule(
        id="SKERR-07",
        title="error of another kind than the client reads",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "12.5.1"),
        on=ERRORS,
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="A program that cannot read the error tells people nothing, or fails with an error of its own.",
        fix="Tell errors in the media type that the client asks for, and say which it is.",
        test=_is_of_another_kind,
    ),
    Rule(
        id="SK403-01",
        title="403 for want of credentials",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.4"),
        on=(HTTP.FORBIDDEN,),
        needs=(Need.REQUEST, Need.CONTENT),
        why="At 403 clients give up; at 401 they learn from the challenge which credentials to send.",
        fix='Answer 401 with a challenge, such as WWW-Authenticate: Bearer realm="api".',
        test=_asks_for_credentials,
    ),
    Rule(
        id="SK4XX-01",
        title="4xx for a failure of the server",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5"),
        on=(StatusClass.CLIENT_ERROR,),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Clients look for a mistake of their own, do not try again, and monitoring does not count it.",
        fix="Answer 500, or 503 where it will pass.",
        test=_blames_the_client,
    ),
    Rule(
        id="SK422-01",
        title="422 for what cannot be read, or 400 for what can",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.21"),
        on=(HTTP.BAD_REQUEST, HTTP.UNPROCESSABLE_CONTENT),
        needs=(Need.REQUEST,),
        # Many APIs have one of the two for both, and guides advise either.
        default=False,
        why="Told apart, they say whether the client's serializer is at fault or its data.",
        fix="Answer 400 where the content cannot be parsed, 422 where it can and its values are wrong.",
        test=_is_the_other_of_the_two,
    ),
    Rule(
        id="SK500-01",
        title="500 for a mistake of the client",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.6.1"),
        on=(HTTP.INTERNAL_SERVER_ERROR,),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Clients and gateways try again what will never succeed, and people are woken for it.",
        fix="Answer 400 or 422 for what is invalid, 401 or 403 for who may not, 404 for what there is none of.",
        test=_blames_the_server,
    ),
)
