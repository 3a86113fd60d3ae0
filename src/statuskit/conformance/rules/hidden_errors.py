"""
Rules about errors that are told in the content of a success.

Content is held against its status only where it can mean nothing else: what may be data, a page about errors, or the
answer of another protocol is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import named
from statuskit.conformance.rules._envelopes import is_mapping, is_problem, levels, simple, status_named
from statuskit.conformance.rules._urls import base_of
from statuskit.exceptions import quoted
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- JSON -------------------------------------------------------------------------------------------------------------

# An envelope holds nothing else, and is short. What is longer is not looked at, so that large answers cost nothing.
_LONGEST_ENVELOPE: Final = 4096
_MARKS: Final = (b'"error', b'"status', b'"code"', b'"httpStatus', b'"http_status')
_OF_ENVELOPES: Final = frozenset(
    {
        *("code", "correlationid", "data", "description", "detail", "details", "error", "errorcode"),
        *("errordescription", "errors", "erroruri", "helpurl", "hint", "httpstatus", "httpstatuscode", "instance"),
        *("message", "moreinfo", "msg", "ok", "path", "reason", "requestid", "result", "status", "statuscode"),
        *("success", "timestamp", "title", "traceid", "type"),
    }
)
# Where these are filled, there is an answer besides the error.
_ANSWERS: Final = ("data", "result")
_TOLD: Final = ("message", "msg", "detail", "error", "error_description")
_OF_ERRORS: Final = ("code", "type", "message", "title", "detail", "reason")
# What people write who have to write something.
_NO_ERROR: Final = frozenset({"", "0", "false", "nil", "no", "noerror", "none", "nothing", "null", "ok", "success"})
_WENT_WELL: Final = (("success", True), ("ok", True), ("status", "ok"), ("status", "success"))
# Parts with a status of their own (207), and of a representation (206): the message has no say in what they tell.
_IN_PARTS: Final = frozenset({HTTP.MULTI_STATUS, HTTP.PARTIAL_CONTENT})
# Protocols that tell errors in a 200, and addresses under which an error, or a status, is what was asked for.
_ASIDE: Final = re.compile(
    r"graphql|rpc|\b(?:error|fail|exception|problem|incident)|\b(?:check|event|health|job|log|result|status|task)(?:e?s)?\b",
    re.IGNORECASE,
)


def _is_an_error(exchange: Exchange) -> Fault | None:
    content = exchange.content
    if not content or len(content) > _LONGEST_ENVELOPE or not any(mark in content for mark in _MARKS):
        return None
    if exchange.code in _IN_PARTS or not _is_bare_envelope(exchange) or _ASIDE.search(base_of(exchange)):
        return None
    return _told_status(exchange) or _told_error(exchange)


def _is_bare_envelope(exchange: Exchange) -> bool:
    """Return whether there is nothing but what may tell of an error, and nothing that says otherwise."""
    members = exchange.members
    if any(members.get(name) == value for name, value in _WENT_WELL) or any(members.get(name) for name in _ANSWERS):
        return False
    # GraphQL has both; a problem may be what was asked for, and has rules of its own.
    if ("data" in members and "errors" in members) or is_problem(exchange):
        return False
    return all(simple(name) in _OF_ENVELOPES for name in members)


def _told_status(exchange: Exchange) -> Fault | None:
    for level in levels(exchange.members):
        told = status_named(level)
        if told and told[1].is_error and any(isinstance(level.get(name), str) for name in _TOLD):
            member, status = told
            return Fault(
                f"{named(exchange)} with content that says {status.code} {status.phrase}",
                f"{member}: {status.code}",
                f"Answer {status.code}.",
            )
    return None


def _told_error(exchange: Exchange) -> Fault | None:
    error = exchange.members.get("error")
    if is_mapping(error):
        told = [(name, error[name]) for name in _OF_ERRORS if isinstance(error.get(name), (str, int))]
        if not any(isinstance(value, str) for _, value in told) or any(
            str(value).lower() in _NO_ERROR for _, value in told
        ):
            return None
        seen = ", ".join(f"{name} {quoted(value)}" for name, value in told)
    elif isinstance(error, str) and "".join(error.lower().split()) not in _NO_ERROR:
        seen = quoted(error)
    else:
        return None
    return Fault(f"{named(exchange)} with an error and nothing else", f"error: {seen}")


# --- HTML -------------------------------------------------------------------------------------------------------------

_LONGEST_TITLE: Final = 200
# Where titles are. Pages are long, and most are no errors: no more than this is read of them.
_HEAD: Final = 8192
_AROUND_TITLE: Final = 1024
_TITLE: Final = re.compile(rf"<title(?:\s[^<>]{{0,200}})?>([^<>]{{0,{_LONGEST_TITLE}}})</title", re.IGNORECASE)
# Nothing but the code with its phrase, as servers write it. A page about an error says more.
_CODE_IN_TITLE: Final = re.compile(
    r"(?:http )?(?:status |error )?:?(\d{3})(?: error)?(?:[ :\u2013\u2014-]+([\w' -]+))?!?"
)
_NO_PAGE: Final = frozenset({"error", "not found", "page not found", "file not found"})


def _is_entitled_otherwise(exchange: Exchange) -> Fault | None:
    if not exchange.is_html:
        return None
    title = _TITLE.match(_from_title_on(exchange.content or b""))
    told = _CODE_IN_TITLE.fullmatch(" ".join(title[1].split()).lower()) if title else None
    if title is None or told is None or int(told[1]) not in HTTP:
        return None
    status, phrase = HTTP[int(told[1])], told[2] or ""
    phrases = {name.lower() for name in (status.phrase, *status.aliases)} | _NO_PAGE
    is_named = phrase in phrases or (not phrase and "error" in title[1].lower())
    # Pages of errors are right by their own address, and so are those that explain codes.
    address = base_of(exchange)
    if not status.is_error or not is_named or not address or told[1] in address or "error" in address.lower():
        return None
    return Fault(
        f"{named(exchange)} with a page whose title says {status.code} {status.phrase}",
        quoted(title[1].strip()),
        f"Answer {status.code} with that page.",
    )


def _from_title_on(content: bytes) -> str:
    start = content.find(b"<title", 0, _HEAD)
    if start < 0:
        start = content.find(b"<TITLE", 0, _HEAD)
    return content[start : start + _AROUND_TITLE].decode("utf-8", "replace") if start >= 0 else ""


RULES: Final = (
    Rule(
        id="SK2XX-01",
        title="2xx whose content is an error",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.3"),
        on=(StatusClass.SUCCESS,),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Clients, caches, proxies and monitoring go by the status: to them this was a success.",
        fix="Answer with the status of the error, such as 400, 404 or 500, and keep the content.",
        test=_is_an_error,
    ),
    Rule(
        id="SK2XX-02",
        title="2xx with the page of an error",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15.5.5"),
        on=(StatusClass.SUCCESS,),
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="Search engines index the page, caches keep it, and link checkers find nothing wrong.",
        fix="Answer with the status that the page tells of.",
        test=_is_entitled_otherwise,
    ),
)
