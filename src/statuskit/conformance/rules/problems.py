"""Rules about errors that are told in JSON: problem documents (RFC 9457), and envelopes of other forms."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._contents import MOST_CONTENT
from statuskit._text import by_name
from statuskit.conformance._exchange import no_json
from statuskit.conformance._rule import CheckProfile, Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import ABOUT_ANOTHER, ERRORS, named
from statuskit.conformance.rules._envelopes import is_mapping, is_problem, levels, simple, status_named
from statuskit.conformance.rules._references import problem_of
from statuskit.data.triage.correlation import CORRELATION_FIELDS
from statuskit.exceptions import quoted
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc


# --- RFC 9457 ---------------------------------------------------------------------------------------------------------

_TEXTS: Final = ("type", "title", "detail", "instance")
_REFERENCES: Final = ("type", "instance")
_BLANK: Final = "about:blank"


def _tells_another_status(exchange: Exchange) -> Fault | None:
    told = exchange.members.get("status") if is_problem(exchange) else None
    if isinstance(told, bool) or not isinstance(told, int) or told == exchange.code:
        return None
    return Fault(f"{named(exchange)} with a problem of status {quoted(told)}", f"status: {quoted(told)}")


def _is_no_object(exchange: Exchange) -> Fault | None:
    if not is_problem(exchange) or isinstance(exchange.json, dict) or exchange.method == "HEAD":
        return None
    if exchange.json is not no_json:
        return Fault(f"{named(exchange)} with a problem that is no JSON object", quoted(exchange.text))
    return (
        Fault(f"{named(exchange)} with a problem that is no JSON", quoted(exchange.text))
        if _is_broken(exchange)
        else None
    )


def _is_broken(exchange: Exchange) -> bool:
    """Return whether the content is malformed as JSON, and not only compressed, too long or too deep to be read."""
    is_whole = exchange.content is not None and len(exchange.content) <= MOST_CONTENT
    if not exchange.text or not is_whole or "Content-Encoding" in exchange.fields:
        return False
    try:
        json.loads(exchange.text)
    except ValueError:
        return True
    except RecursionError:  # too deep to be read
        pass
    return False


def _has_a_member_of_another_type(exchange: Exchange) -> Fault | None:
    if not is_problem(exchange):
        return None
    members = exchange.members
    # null is as good as nothing, and what serializers write for it.
    for name in _TEXTS:
        value = members.get(name)
        if value is not None and not isinstance(value, str):
            return _of_wrong_type(exchange, name, "string")
    status = members.get("status")
    if status is not None and (isinstance(status, bool) or not isinstance(status, (int, float))):
        return _of_wrong_type(exchange, "status", "number")
    for name in _REFERENCES:
        value = members.get(name)
        problem = problem_of(value) if isinstance(value, str) else ""
        if problem:
            return Fault(
                f"{named(exchange)} with a problem whose {name} is no URI reference: {problem}",
                f"{name}: {quoted(value)}",
                f"Let {name} be a URI, such as https://example.com/problems/out-of-credit.",
            )
    return None


def _of_wrong_type(exchange: Exchange, name: str, kind: str) -> Fault:
    return Fault(
        f"{named(exchange)} with a problem whose {name} is no {kind}",
        f"{name}: {_shown(exchange.members[name])}",
        f"Make {name} a {kind}, or put it into a member of another name.",
    )


_KINDS: Final[Mapping[type, str]] = MappingProxyType({dict: "an object", list: "an array"})


def _shown(value: object) -> str:
    return _KINDS.get(type(value)) or quoted(value)


def _has_another_title(exchange: Exchange) -> Fault | None:
    status = exchange.status
    if not is_problem(exchange) or status is None or not status.phrase:
        return None
    kind, title = exchange.members.get("type"), exchange.members.get("title")
    if (isinstance(kind, str) and kind != _BLANK) or not isinstance(title, str):
        return None
    other = by_name(title)
    if (
        other is status
        or title.casefold() == status.phrase.casefold()
        or (other is None and _may_be_translated(exchange, title))
    ):
        return None
    return Fault(
        f"{named(exchange)} with a problem that has no type, and another title",
        f"title: {quoted(title)}",
        f"Make title {status.phrase}, or give the problem a type.",
    )


def _may_be_translated(exchange: Exchange, title: str) -> bool:
    """Return whether a title may be the phrase in another language: the RFC allows it to those who can ask for it."""
    languages = (exchange.fields.get("Content-Language", "en"), exchange.asked.get("Accept-Language", "en"))
    is_english = all(language.strip().lower().startswith("en") for language in languages)
    return not title.isascii() or not is_english or not len(exchange.asked)


_PROBLEMS: Final = (
    Rule(
        id="SKERR-01",
        title="problem whose status is another",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9457, "3.1.2"),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Clients that read the problem do one thing, and caches, proxies and monitoring do another.",
        fix="Make the member status the status of the response, or leave it out.",
        test=_tells_another_status,
    ),
    Rule(
        id="SKERR-02",
        title="problem that is no JSON object",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9457, "3"),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Clients that know the media type read an object, and fail on anything else.",
        fix='Send an object, such as {"title": "Not Found", "status": 404}, or another Content-Type.',
        test=_is_no_object,
    ),
    Rule(
        id="SKERR-03",
        title="problem with a member of another type",
        strength=Strength.MUST,
        severity=Severity.WARNING,  # consumers have to ignore the member, and so the rest is of use
        citation=_rfc(9457, "3.1"),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Consumers have to ignore the member: what it says is lost.",
        fix="Make type, title, detail and instance strings, and status a number.",
        test=_has_a_member_of_another_type,
    ),
    Rule(
        id="SKERR-04",
        title="problem without a type, and with a title of its own",
        strength=Strength.SHOULD,
        severity=Severity.INFO,
        citation=_rfc(9457, "4.2.1"),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Without a type a problem means what the status means, and nothing else.",
        fix="Make title the phrase of the status, or give the problem a type of its own.",
        test=_has_another_title,
    ),
)


# --- envelopes --------------------------------------------------------------------------------------------------------


def _repeats_another_status(exchange: Exchange) -> Fault | None:
    if exchange.code in ABOUT_ANOTHER or is_problem(exchange) or not exchange.members:
        return None
    # What is in `errors` is about parts of the request, each with a status of its own.
    top, error = exchange.members, exchange.members.get("error")
    for level in (top, error):
        told = status_named(level) if is_mapping(level) else None
        if told and told[1] != exchange.code:
            member, status = told
            return Fault(
                f"{named(exchange)} with content that says {status.code} {status.phrase}",
                f"{member}: {status.code}",
                f"Make both the same: {exchange.code} in {member}, or answer {status.code}.",
            )
    return None


_CODES: Final = frozenset({"code", "errorcode", "type", "reason", "key"})
_MESSAGES: Final = frozenset(
    {"message", "msg", "error", "detail", "title", "errordescription", "description", "reason"}
)
_DETAILS: Final = frozenset(
    {"detail", "details", "errors", "fields", "fielderrors", "invalidparams", "issues", "violations", "validation"}
)
_IDS: Final = frozenset(
    {"requestid", "traceid", "correlationid", "errorid", "eventid", "incidentid", "instance", "reference", "supportid"}
)
_ID_FIELDS: Final = tuple(
    {row.field.lower() for row in CORRELATION_FIELDS} | {"request-id", "requestid", "trace-id", "traceid"}
)
_ID_WORDS: Final = ("request id", "request-id", "requestid", "trace id", "traceid", "correlation", "reference")


def _tells_a_program_nothing(exchange: Exchange) -> Fault | None:
    if not exchange.content or exchange.method == "HEAD":
        return None
    if not exchange.is_json:
        return Fault(f"{named(exchange)} with an error that is no JSON", quoted(exchange.media_type))
    if exchange.json is no_json:
        return None
    found = [(simple(name), value) for level in levels(exchange.json) for name, value in level.items()]
    lacks = [
        what
        for what, is_there in (
            ("a code", is_problem(exchange) or any(_is_code(name, value) for name, value in found)),
            ("a message", any(name in _MESSAGES and isinstance(value, str) and value for name, value in found)),
            ("details of the fields", exchange.status is not HTTP.UNPROCESSABLE_CONTENT or any(map(_is_detail, found))),
        )
        if not is_there
    ]
    return Fault(f"{named(exchange)} with an error that lacks {' and '.join(lacks)}") if lacks else None


def _is_code(name: str, value: object) -> bool:
    # OAuth has the code in `error` (RFC 6749, section 5.2), Google in `status`.
    if name in {"error", "status"}:
        return isinstance(value, str) and value != "" and " " not in value and not value.isdecimal()
    return name in _CODES and isinstance(value, (str, int)) and value not in {"", _BLANK}


def _is_detail(member: tuple[str, object]) -> bool:
    name, value = member
    return name in _DETAILS and isinstance(value, (list, dict)) and len(value) > 0  # pyright: ignore[reportUnknownArgumentType]


def _has_no_id(exchange: Exchange) -> Fault | None:
    if any(name.lower().endswith(_ID_FIELDS) for name in exchange.fields):
        return None
    if any(simple(name) in _IDS and value for level in levels(exchange.json) for name, value in level.items()):
        return None
    told = exchange.text.lower()
    return None if any(word in told for word in _ID_WORDS) else Fault(f"{named(exchange)} without the id of a request")


_ENVELOPES: Final = (
    Rule(
        id="SKERR-06",
        title="content that repeats another status",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9457, "5"),
        on=ERRORS,
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="One of the two is wrong, and clients believe the one, or the other.",
        fix="Set the status in one place, and let the content repeat it.",
        test=_repeats_another_status,
    ),
    Rule(
        id="SKERR-08",
        title="error that a program cannot read",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9457, "3"),
        on=ERRORS,
        needs=(Need.CONTENT,),
        default=False,
        profiles=(CheckProfile.API,),
        why="Clients that have no code to go by compare messages, and break when one is worded anew.",
        fix='Send JSON with a code and a message, such as {"code": "NOT_FOUND", "message": "No such user."};'
        " to 422 add what is wrong with each field.",
        test=_tells_a_program_nothing,
    ),
    Rule(
        id="SKERR-09",
        title="5xx without the id of a request",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9457, "3.1.5"),
        on=(StatusClass.SERVER_ERROR,),
        needs=(Need.CONTENT,),
        default=False,
        profiles=(CheckProfile.API,),
        why="With an id the failure is found in the logs; without one people compare times.",
        fix="Send X-Request-Id, or a request_id in the content, and write it into the log.",
        test=_has_no_id,
    ),
)

RULES: Final = (*_PROBLEMS, *_ENVELOPES)
