"""Rules about 3xx responses, and about the redirects that led to a response."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from statuskit._contents import MOST_CONTENT
from statuskit._urls import place
from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import FORMS, READING, asked_without, has_content, line, named, says_nothing
from statuskit.conformance.rules._urls import base_of, shown
from statuskit.data.methods import ROWS, SAFE_METHODS
from statuskit.exceptions import quoted
from statuskit.fields import ETag, parse_etags
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit._urls import Place
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

_FOLLOWED: Final = tuple(status for status in HTTP if status.is_redirect)
_REDIRECTS: Final = frozenset(_FOLLOWED)
_BINDING: Final = frozenset({Strength.SHOULD, Strength.DEFINITION})
# Those whose Location the registry asks for without a condition: not 300, which may offer a choice instead.
_LOCATED: Final = tuple(
    status
    for status in _FOLLOWED
    if any(rule.name == "Location" and rule.strength in _BINDING and not rule.condition for rule in status.header_rules)
)
_PERMANENT: Final = tuple(status for status in _FOLLOWED if status.is_permanent)
_KEPT: Final = tuple(status for status in _FOLLOWED if status.redirect_method("POST") == "POST")
_TURNED: Final = (HTTP.MOVED_PERMANENTLY, HTTP.FOUND)

# --- Location ---------------------------------------------------------------------------------------------------------

# Google's resumable uploads answer 308 while parts are missing, and tell in Range which they have.
_OF_AN_UPLOAD: Final = frozenset({"range", "x-guploader-uploadid", "x-goog-upload-status"})


def _leads_nowhere(exchange: Exchange) -> Fault | None:
    if "Location" in exchange.fields:
        return None
    if exchange.status is HTTP.PERMANENT_REDIRECT and (
        exchange.fields.has_any(_OF_AN_UPLOAD) or "Content-Range" in exchange.asked
    ):
        return None
    return Fault(f"{named(exchange)} without Location")


_CHOICES: Final = frozenset({"location", "link", "alternates"})


def _offers_no_choice(exchange: Exchange) -> Fault | None:
    if not says_nothing(exchange) or exchange.fields.has_any(_CHOICES):
        return None
    return Fault(f"{named(exchange)} with neither a list of choices nor Location")


def _to(exchange: Exchange) -> str:
    return f"Location: {shown(exchange.fields['Location'])}"


# --- the method -------------------------------------------------------------------------------------------------------

# What forms of HTML send; after one, 302 to a page is how the Web has always said 303.
_OF_FORMS: Final = frozenset({*FORMS, "text/plain"})
_INSTEAD: Final[Mapping[int, str]] = MappingProxyType(
    {
        HTTP.MOVED_PERMANENTLY: "Answer 308 to have the method kept, or 303 to have the result fetched with GET.",
        HTTP.FOUND: "Answer 307 to have the method kept, or 303 to have the result fetched with GET.",
    }
)


def _may_change_the_method(exchange: Exchange) -> Fault | None:
    method = exchange.method
    if method in SAFE_METHODS:
        return None
    kind = exchange.asked.get("Content-Type", "").partition(";")[0].strip().lower()
    if exchange.status is HTTP.FOUND and method == "POST" and (not kind or kind in _OF_FORMS):
        return None
    return Fault(
        f"{named(exchange)} to {method}, which clients may follow with GET", _to(exchange), _INSTEAD[exchange.code]
    )


# The name of a field in a form that has a value.
_FILLED: Final = re.compile(rb"(?:^|&)([^&=]{1,200})=[^&]")


def _passes_credentials_on(exchange: Exchange) -> Fault | None:
    if exchange.method != "POST":
        return None
    target = _target(exchange)
    here = place(base_of(exchange))
    if target is None or here is None or not here.host or target.host in {"", here.host}:
        return None
    field = _secret_field(exchange)
    if not field:
        return None
    return Fault(f"{named(exchange)} has the form's {quoted(field)} sent on to another host", _to(exchange))


def _secret_field(exchange: Exchange) -> str:
    """Return the first field of the request's form that is called as secrets are; empty where there is none."""
    from statuskit._secrets import is_secret

    content = (exchange.request and exchange.request.content) or b""
    if not exchange.asked.get("Content-Type", "").lower().startswith(FORMS[0]):
        return ""
    names = (unquote_plus(found[1].decode("latin-1")) for found in _FILLED.finditer(content[:MOST_CONTENT]))
    return next(filter(is_secret, names), "")


# --- loops and downgrades ---------------------------------------------------------------------------------------------

_MOST_REDIRECTS: Final = 5
# What makes the same request another one, or a later one.
_CHANGES: Final = frozenset({"set-cookie", "retry-after", "clear-site-data", "accept-ch", "www-authenticate"})


def _target(exchange: Exchange) -> Place | None:
    """Return where a response leads; None where it does not, or its own URL is not known well enough."""
    location = exchange.fields.get("Location")
    return None if location is None else place(location, base_of(exchange))


def _turns_in_circles(exchange: Exchange) -> Fault | None:
    followed = sum(each.status in _REDIRECTS for each in exchange.response.history)
    if followed > _MOST_REDIRECTS:
        return Fault(
            f"{followed} redirects before this response",
            fix=f"Redirect to the final URL at once; some clients give up after {_MOST_REDIRECTS}.",
        )
    status, request = exchange.status, exchange.request
    if status is None or not status.is_redirect or request is None or exchange.fields.has_any(_CHANGES):
        return None
    target = _target(exchange)
    if target is None:
        return None
    method = status.redirect_method(request.method)
    if method == request.method and target == _asked_for(base_of(exchange)):
        return Fault(f"{named(exchange)} to {method} leads to the same URL", _to(exchange))
    return _leads_back(exchange, target, method)


def _leads_back(exchange: Exchange, target: Place, method: str | None) -> Fault | None:
    for past in reversed(exchange.response.history):
        if past.status not in _REDIRECTS or past.headers.has_any(_CHANGES):
            return None
        if past.request is None or past.request.method != method:
            continue
        if target == _asked_for(past.request.url or past.url or ""):
            return Fault(f"{named(exchange)} leads back to where the redirects came from", _to(exchange))
    return None


def _asked_for(url: str) -> Place | None:
    return place(url) if url else None


# Where native applications wait for the answer of an authorization: RFC 8252, section 7.3.
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def _gives_up_tls(exchange: Exchange) -> Fault | None:
    if base_of(exchange)[:6].lower() != "https:":
        return None
    target = _target(exchange)
    if target is None or target.scheme != "http" or target.host in _LOOPBACK:
        return None
    return Fault(f"{named(exchange)} from https to http", _to(exchange))


# --- 301, 308: caches -------------------------------------------------------------------------------------------------

_LIFETIMES: Final = frozenset({"cache-control", "expires", "cdn-cache-control", "surrogate-control"})
_RETRIEVING: Final = frozenset({"", "GET", "HEAD"})


def _has_no_lifetime(exchange: Exchange) -> Fault | None:
    if exchange.fields.has_any(_LIFETIMES) or exchange.method not in _RETRIEVING:
        return None
    return Fault(f"{named(exchange)} without Cache-Control")


# --- 304 --------------------------------------------------------------------------------------------------------------

# Only those that read are answered 304 (RFC 9110, section 13.1.2). A method that IANA does not list may have its own.
_UNCONDITIONAL: Final = frozenset(name for name, *_ in ROWS) - READING
_METADATA: Final = tuple(rule.name for rule in HTTP.NOT_MODIFIED.header_rules if rule.strength is Strength.SHOULD_NOT)


def _was_unconditional(exchange: Exchange) -> Fault | None:
    if exchange.method not in READING or not asked_without(exchange, "If-None-Match", "If-Modified-Since"):
        return None
    return Fault(f"{named(exchange)}, and the request has neither If-None-Match nor If-Modified-Since")


def _is_412(exchange: Exchange) -> Fault | None:
    if exchange.method not in _UNCONDITIONAL:
        return None
    return Fault(f"{named(exchange)} to {exchange.method}")


def _repeats_metadata(exchange: Exchange) -> Fault | None:
    found = [field for field in _METADATA if field in exchange.fields]
    if not found:
        return None
    return Fault(
        f"{named(exchange)} with {' and '.join(found)}", "; ".join(line(exchange.fields, field) for field in found)
    )


def _validates_another(exchange: Exchange) -> Fault | None:
    own = ETag.parse(exchange.fields["ETag"])
    asked = parse_etags(exchange.asked.get("If-None-Match", ""))
    # "*" is no list, and what is malformed may be what a lenient server compared with.
    if own is None or asked.malformed or not asked.tags or exchange.method not in READING:
        return None
    if any(own.weak(tag) for tag in asked.tags):
        return None
    return Fault(
        f"{named(exchange)} whose ETag is none of those in If-None-Match",
        f"{line(exchange.fields, 'ETag')}; {line(exchange.asked, 'If-None-Match')}",
    )


RULES: Final = (
    Rule(
        id="SK3XX-01",
        title="redirect without Location",
        # As the registry has it: SHOULD for each of them but 303, whose Location is part of its definition.
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.4"),
        on=_LOCATED,
        why="The client is to go elsewhere, and does not learn where.",
        fix="Name the target, such as Location: /new; a relative reference will do.",
        test=_leads_nowhere,
    ),
    Rule(
        id="SK300-01",
        title="300 without choices",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.4.1"),
        on=(HTTP.MULTIPLE_CHOICES,),
        needs=(Need.REQUEST, Need.CONTENT),
        why="The client is to choose, and does not learn between what.",
        fix="List the representations with their URLs in the content; send Location where one is preferred.",
        test=_offers_no_choice,
    ),
    Rule(
        id="SK3XX-03",
        title="301 or 302 to an unsafe method",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.4"),
        on=_TURNED,
        field="Location",
        needs=(Need.REQUEST,),
        why="Clients differ: most turn POST into GET and lose its content, some turn other methods, too.",
        fix="Answer 307 or 308 to have the method kept, or 303 to have the result fetched with GET.",
        test=_may_change_the_method,
    ),
    # On any response, since one that is no redirect can have come by too many.
    Rule(
        id="SK3XX-04",
        title="redirects in a circle, or too many",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.4"),
        why="A client goes round until it gives up; each step costs a round trip.",
        fix="Redirect to another URL, or answer; a loop that a cookie is to end needs Set-Cookie in the response.",
        test=_turns_in_circles,
    ),
    Rule(
        id="SK3XX-05",
        title="redirect from https to http",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "4.2.2"),
        on=_FOLLOWED,
        field="Location",
        why="What was protected on the way is not any more, and some clients refuse to follow.",
        fix="Redirect to https. Behind a proxy that ends TLS, tell the application its outer scheme.",
        test=_gives_up_tls,
    ),
    Rule(
        id="SK3XX-06",
        title="307 or 308 that sends credentials on",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9700, "4.12"),
        on=_KEPT,
        field="Location",
        needs=(Need.REQUEST,),
        why="The client repeats the POST with its content, so that the other host gets what was typed into the form.",
        fix="Answer 303: the client then sends GET, without the content.",
        test=_passes_credentials_on,
    ),
    Rule(
        id="SK301-02",
        title="permanent redirect without a lifetime",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9111, "4.2.2"),
        on=_PERMANENT,
        # It is legal, and what frameworks do.
        default=False,
        why="Caches may keep it for as long as they like: a mistake in it is hard to take back.",
        fix="Say how long it may be kept, such as Cache-Control: max-age=3600.",
        test=_has_no_lifetime,
    ),
    Rule(
        id="SK304-01",
        title="304 to an unconditional request",
        strength=Strength.DEFINITION,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.4.5"),
        on=(HTTP.NOT_MODIFIED,),
        needs=(Need.REQUEST,),
        why="The client asked for the representation, and may have none stored to use instead.",
        fix="Answer 200 with the representation to a request with neither If-None-Match nor If-Modified-Since.",
        test=_was_unconditional,
    ),
    Rule(
        id="SK304-02",
        title="304 to a method other than GET and HEAD",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "13.1.2"),
        on=(HTTP.NOT_MODIFIED,),
        needs=(Need.REQUEST,),
        why="The status is about a stored representation; that a change was not made is said by 412.",
        fix="Answer 412 where a precondition of the request is false; 200 or 204 where there was nothing to change.",
        test=_is_412,
    ),
    Rule(
        id="SK304-03",
        title="304 with content",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.4.5"),
        on=(HTTP.NOT_MODIFIED,),
        needs=(Need.CONTENT,),
        why="The response ends with its header section: the content is read as the next response.",
        fix="Send the fields alone.",
        test=has_content,
    ),
    Rule(
        id="SK304-05",
        title="304 that repeats representation metadata",
        strength=Strength.SHOULD_NOT,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.4.5"),
        on=(HTTP.NOT_MODIFIED,),
        why="The client has these fields with what it has stored; a 304 is to be small.",
        fix="Leave them out; keep ETag, Cache-Control, Content-Location, Date, Expires and Vary.",
        test=_repeats_metadata,
    ),
    Rule(
        id="SK304-06",
        title="304 for another representation than was asked about",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "13.1.2"),
        on=(HTTP.NOT_MODIFIED,),
        field="ETag",
        needs=(Need.REQUEST,),
        why="The condition is true where no listed tag matches: there is something new, and the client misses it.",
        fix="Compare If-None-Match with the current ETag, and answer 200 where none matches.",
        test=_validates_another,
    ),
)
