"""Rules about 4xx responses that are held against their request: what it lacks, or has, of what it is blamed for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import CheckProfile, Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import (
    READING,
    asked_without,
    digits,
    duty,
    line,
    named,
    required,
    says_nothing,
    was_not_expected,
)
from statuskit.fields import list_members
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- 406: negotiation -------------------------------------------------------------------------------------------------

# Fields with which requests negotiate: Accept and its relatives, and what tells the version of an API.
_NEGOTIATING: Final = ("accept", "negotiate", "version")
_ANYTHING: Final = frozenset({"*", "*/*"})


def _was_not_negotiated(exchange: Exchange) -> Fault | None:
    asked = exchange.asked
    if len(asked) > 0 and not any(_is_choosy(name.lower(), asked[name]) for name in asked):
        seen = line(asked, "Accept") if "Accept" in asked else ""
        return Fault(f"{named(exchange)}, and the request takes anything", seen)
    if not says_nothing(exchange):
        return None
    return Fault(
        f"{named(exchange)} without content",
        fix="List in the content what there is, such as application/json and text/html, and where.",
    )


def _is_choosy(name: str, value: str) -> bool:
    if not any(word in name for word in _NEGOTIATING):
        return False
    if "q=0" in value.lower():  # refuses something, or ranks it low
        return True
    # Without a coding is always acceptable, unless it is refused: RFC 9110, section 12.5.3.
    return name != "accept-encoding" and any(member not in _ANYTHING for member in list_members(value))


# --- 412: preconditions -----------------------------------------------------------------------------------------------

# Overwrite is WebDAV's (RFC 4918, section 10.6), Tus-Resumable that of https://tus.io/protocols/resumable-upload, and
# services have conditions of their own: x-goog-if-generation-match, x-ms-blob-condition-appendpos, x-ms-lease-id.
_CONDITIONAL: Final = ("-if-", "condition", "etag", "generation", "lease", "lock", "match", "revision", "version")
_USUAL: Final = frozenset({"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if"})
_CONDITIONS: Final = frozenset({"overwrite", "prefer", "tus-resumable"})
# If-Modified-Since is not looked at beside If-None-Match, and If-Range refuses nothing.
_FOR_304: Final = frozenset({"if-none-match", "if-modified-since", "if-range"})


def _conditions(exchange: Exchange) -> set[str]:
    """Return the fields that may make the request conditional, and "" for an address that may."""
    found = {name for name in map(str.lower, exchange.asked) if _is_condition(name)}
    query = _url(exchange).partition("?")[2].lower()
    return found | {""} if any(word in query for word in _CONDITIONAL) else found


def _is_condition(name: str) -> bool:
    return name.startswith("if") or name in _CONDITIONS or any(word in name for word in _CONDITIONAL)


def _was_unconditional(exchange: Exchange) -> Fault | None:
    asked = exchange.asked
    if not len(asked) or asked.has_any(_USUAL) or _conditions(exchange):
        return None
    return Fault(f"{named(exchange)}, and the request has no precondition")


def _is_304(exchange: Exchange) -> Fault | None:
    is_asked = exchange.method in READING and "If-None-Match" in exchange.asked
    if not is_asked or not _conditions(exchange) <= _FOR_304:
        return None
    return Fault(
        f"{named(exchange)} to {exchange.method}, whose only precondition is If-None-Match",
        line(exchange.asked, "If-None-Match"),
    )


# --- 411, 413, 414, 415: content and address --------------------------------------------------------------------------

# What says that it will pass: "temporary" alone may be a file.
_PASSES: Final = re.compile(r"temporarily|try (?:it )?again later|retry later", re.IGNORECASE)
# It is recommended that all support as many octets: RFC 9110, section 4.1.
_SHORT_ADDRESS: Final = 8000
_FORMATS: Final = frozenset({"accept", "accept-encoding", "accept-patch", "accept-post"})
_HTTP_1: Final = frozenset({"1.0", "1.1"})


def _url(exchange: Exchange) -> str:
    return (exchange.request and exchange.request.url) or ""


def _sent_nothing(exchange: Exchange) -> bool:
    """Return whether the request is known to be without content."""
    request, asked = exchange.request, exchange.asked
    if request is None or request.content or "Transfer-Encoding" in asked:
        return False
    if "Content-Length" in asked:
        return asked["Content-Length"].strip() == "0"
    # RFC 9112, section 6.3: without either field there is none.
    return request.content == b"" or (exchange.version in _HTTP_1 and len(asked) > 0)


def _has_a_length(exchange: Exchange) -> Fault | None:
    if not digits(exchange.asked.get("Content-Length", "")) or "Transfer-Encoding" in exchange.asked:
        return None
    return Fault(f"{named(exchange)}, and the request has Content-Length", line(exchange.asked, "Content-Length"))


def _is_not_too_large(exchange: Exchange) -> Fault | None:
    if _sent_nothing(exchange):
        return Fault(f"{named(exchange)}, and the request has no content")
    passes = _PASSES.search(exchange.text)
    if passes is None or "Retry-After" in exchange.fields:
        return None
    return Fault(
        f"{named(exchange)} that will pass, without Retry-After",
        passes[0],
        "Send Retry-After with the seconds until it can be tried again, such as Retry-After: 120.",
    )


def _is_not_too_long(exchange: Exchange) -> Fault | None:
    octets = len(_url(exchange).encode("utf-8", "surrogatepass"))
    if not 0 < octets < _SHORT_ADDRESS:
        return None
    # Not the address itself, which may hold tokens.
    return Fault(f"{named(exchange)} to an address of {octets} octets")


def _has_no_format(exchange: Exchange) -> Fault | None:
    # A Content-Type can be at fault by itself.
    if not _sent_nothing(exchange) or "Content-Type" in exchange.asked or "Content-Encoding" in exchange.asked:
        return None
    return Fault(f"{named(exchange)}, and the request has neither content nor Content-Type")


def _names_no_format(exchange: Exchange) -> Fault | None:
    if exchange.fields.has_any(_FORMATS):
        return None
    return Fault(f"{named(exchange)} without a field that says what is supported")


def _is_a_patch_document(exchange: Exchange) -> bool:
    is_coding = "Accept-Encoding" in exchange.fields or "Content-Encoding" in exchange.asked
    return exchange.method == "PATCH" and not is_coding and not _sent_nothing(exchange)


def _blames_a_coding(exchange: Exchange) -> Fault | None:
    if not asked_without(exchange, "Content-Encoding"):
        return None
    seen = line(exchange.fields, "Accept-Encoding")
    return Fault(f"{named(exchange)} with Accept-Encoding, and the request has no content coding", seen)


_CONTENT: Final = (
    Rule(
        id="SK406-01",
        title="406 to a request without a preference, or without content",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.7"),
        on=(HTTP.NOT_ACCEPTABLE,),
        needs=(Need.REQUEST,),
        why="It says that no representation is what the request asked for, and should list those that there are.",
        fix="Send what there is; or answer 404 for a format that is named in the address, 403 for a client refused.",
        test=_was_not_negotiated,
    ),
    Rule(
        id="SK411-01",
        title="411 to a request with Content-Length",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.12"),
        on=(HTTP.LENGTH_REQUIRED,),
        needs=(Need.REQUEST,),
        why="It asks for a field that the request has, so the client cannot do better.",
        fix="Read Content-Length, also where a gateway passes it on; answer 400 for one that is wrong.",
        test=_has_a_length,
    ),
    Rule(
        id="SK412-01",
        title="412 to a request without a precondition",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.13"),
        on=(HTTP.PRECONDITION_FAILED,),
        needs=(Need.REQUEST,),
        why="The status says that a condition of the request is false, and the request has none.",
        fix="Answer 409 for a conflict with the state of the resource, or 428 to ask for a precondition.",
        test=_was_unconditional,
    ),
    Rule(
        id="SK412-02",
        title="412 to GET or HEAD with If-None-Match",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "13.1.2"),
        on=(HTTP.PRECONDITION_FAILED,),
        needs=(Need.REQUEST,),
        why="The client has the current representation, and is to be told so by 304, not by an error.",
        fix="Answer 304 Not Modified where If-None-Match of a GET or HEAD is false.",
        test=_is_304,
    ),
    Rule(
        id="SK413-01",
        title="413 to a request without content, or one that will pass without Retry-After",
        strength=Strength.DEFINITION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.14"),
        on=(HTTP.CONTENT_TOO_LARGE,),
        needs=(Need.REQUEST,),
        why="It is about the size of the request's content, now or for good; Retry-After tells which.",
        fix="Answer 431 for fields that are too large, 414 for an address, 403 or 429 for a quota.",
        test=_is_not_too_large,
    ),
    Rule(
        id="SK414-01",
        title="414 to an address under 8000 octets",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "4.1"),
        on=(HTTP.URI_TOO_LONG,),
        needs=(Need.REQUEST,),
        why="Everybody is recommended to support at least 8000 octets, and clients rely on it.",
        fix="Raise the limit of the server and of what is in front of it to 8000 octets or more.",
        test=_is_not_too_long,
    ),
    Rule(
        id="SK415-01",
        title="415 to a request without content and without Content-Type",
        strength=Strength.DEFINITION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.16"),
        on=(HTTP.UNSUPPORTED_MEDIA_TYPE,),
        needs=(Need.REQUEST,),
        why="There is no format that could be unsupported.",
        fix="Answer 400 where content is missing, 406 for what Accept asks for.",
        test=_has_no_format,
    ),
    Rule(
        id="SK415-01b",
        title="415 without Accept or Accept-Encoding",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.5.16"),
        on=(HTTP.UNSUPPORTED_MEDIA_TYPE,),
        default=False,  # the RFC says "can" of Accept, and few frameworks send either
        profiles=(CheckProfile.API,),
        why="The client is to learn what it could have sent.",
        fix="Send Accept with the media types, such as Accept: application/json, or Accept-Encoding with the codings.",
        test=_names_no_format,
    ),
    required(
        "SK415-02",
        HTTP.UNSUPPORTED_MEDIA_TYPE,
        "Accept-Patch",
        needs=(Need.REQUEST,),
        when=_is_a_patch_document,
        why="There are several formats for patches, and a client knows no other way to learn which one is taken.",
        fix="List the formats, such as Accept-Patch: application/merge-patch+json.",
    ),
    Rule(
        id="SK415-03",
        title="415 with Accept-Encoding that is not about a coding",
        strength=Strength.MUST_NOT,
        severity=Severity.WARNING,
        citation=_rfc(9110, "12.5.3"),
        on=(HTTP.UNSUPPORTED_MEDIA_TYPE,),
        field="Accept-Encoding",
        needs=(Need.REQUEST,),
        why="By that field clients tell an unsupported coding from an unsupported media type.",
        fix="Send Accept with the media types that are supported, and no Accept-Encoding.",
        test=_blames_a_coding,
    ),
)


# --- 416, 417, 425: ranges, expectations, early data ------------------------------------------------------------------

_UNSATISFIED: Final = re.compile(r"bytes \*/[0-9]+", re.IGNORECASE)


def _tells_no_length(exchange: Exchange) -> Fault | None:
    if not exchange.asked.get("Range", "").lstrip().lower().startswith("bytes="):
        return None
    told = exchange.fields.get("Content-Range")
    if told is None:
        return Fault(f"{named(exchange)} without Content-Range", line(exchange.asked, "Range"))
    if _UNSATISFIED.fullmatch(told.strip()):
        return None
    return Fault(f"{named(exchange)} whose Content-Range is not bytes */N", line(exchange.fields, "Content-Range"))


def _asked_for_no_range(exchange: Exchange) -> Fault | None:
    # Content-Range is for uploads in parts, and services have fields of their own, such as x-ms-range.
    if not len(exchange.asked) or any("range" in name.lower() for name in exchange.asked):
        return None
    return Fault(f"{named(exchange)}, and the request has no Range")


def _was_not_early(exchange: Exchange) -> Fault | None:
    if not asked_without(exchange) or exchange.asked.get("Early-Data", "").strip() == "1":
        return None
    return Fault(f"{named(exchange)}, and the request has no Early-Data: 1")


_REST: Final = (
    Rule(
        id="SK416-01",
        title="416 to a byte range without Content-Range: bytes */N",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=duty(HTTP.RANGE_NOT_SATISFIABLE, "Content-Range").citation,
        on=(HTTP.RANGE_NOT_SATISFIABLE,),
        needs=(Need.REQUEST,),
        why="The client is to learn how long the representation is, to ask for a range that there is.",
        fix="Send the current length, such as Content-Range: bytes */47022.",
        test=_tells_no_length,
    ),
    Rule(
        id="SK416-02",
        title="416 to a request without Range",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.17"),
        on=(HTTP.RANGE_NOT_SATISFIABLE,),
        needs=(Need.REQUEST,),
        why="The status rejects the ranges of a field that the request does not have.",
        fix="Answer 400 or 404 for a page or an offset in the address that is out of range.",
        test=_asked_for_no_range,
    ),
    Rule(
        id="SK417-01",
        title="417 to a request without Expect",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.18"),
        on=(HTTP.EXPECTATION_FAILED,),
        needs=(Need.REQUEST,),
        why="The status rejects the expectation of a field that the request does not have.",
        fix="Answer 400, 409 or 422 for what the application expected of the request.",
        test=was_not_expected,
    ),
    Rule(
        id="SK425-01",
        title="425 to a request without Early-Data: 1",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(8470, "5.2"),
        on=(HTTP.TOO_EARLY,),
        needs=(Need.REQUEST,),
        default=False,  # a server that ends TLS knows by itself what came early
        roles=(Role.ORIGIN, Role.CLIENT),  # an intermediary may pass it on
        why="Only a request that came in early data can be sent again later than that.",
        fix="Answer 425 where the request came in TLS early data or with Early-Data: 1, else 503 with Retry-After.",
        test=_was_not_early,
    ),
)

RULES: Final = (*_CONTENT, *_REST)
