"""What type checkers must know. Checked, never run."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from typing_extensions import assert_never, assert_type

import statuskit
from statuskit import (
    HTTP,
    Citation,
    HeaderRule,
    InvalidStatusError,
    Meaning,
    Status,
    StatusClass,
    StatusKitError,
    UnknownStatusError,
    compare,
    identify,
    lookup,
    search,
)
from statuskit.model import (
    Applied,
    Cacheability,
    Change,
    Comparison,
    Condition,
    Confusion,
    Content,
    Health,
    Redirect,
    Repeat,
    RetryRule,
    State,
    Strength,
    Visibility,
)

# --- the registry -----------------------------------------------------------------------------------------------------

assert_type(HTTP.NOT_FOUND, Status)
assert_type(HTTP.UNPROCESSABLE_CONTENT, Status)
assert_type(HTTP.UNPROCESSABLE_ENTITY, Status)
assert_type(HTTP.UNUSED_306, Status)
assert_type(HTTP.IM_A_TEAPOT, Status)
assert_type(HTTP[404], Status)
assert_type(HTTP["NOT_FOUND"], Status)
assert_type(HTTP[HTTPStatus.NOT_FOUND], Status)
assert_type(HTTP[HTTP.NOT_FOUND], Status)
assert_type(404 in HTTP, bool)
assert_type("anything" in HTTP, bool)
assert_type(None in HTTP, bool)
assert_type(len(HTTP), int)
assert_type(iter(HTTP), Iterator[Status])
assert_type([status.code for status in HTTP], list[int])
assert_type(statuskit.__version__, str)

# --- lookup -----------------------------------------------------------------------------------------------------------

assert_type(lookup(404), Status)
assert_type(lookup("404 Not Found"), Status)
assert_type(lookup(HTTPStatus.NOT_FOUND), Status)
assert_type(lookup(HTTP.NOT_FOUND), Status)
assert_type(lookup(404, default=None), Status | None)
assert_type(lookup(None, default=None), Status | None)
assert_type(lookup("nothing", default=0), Status | int)
assert_type(lookup(404, default=HTTP.OK), Status)

# --- search, identify, compare ----------------------------------------------------------------------------------------

assert_type(search("rate limit"), list[Status])
assert_type(search("rate limit", limit=1), list[Status])
assert_type(identify(520), Meaning | None)
assert_type(identify(520, {"CF-RAY": "1"}), Meaning | None)
assert_type(identify(520, [("CF-RAY", "1")]), Meaning | None)
assert_type(identify(404, substatus=13), Meaning | None)
assert_type(identify(503, substatus="H12", vendor="Heroku"), Meaning | None)
assert_type(identify(object()), Meaning | None)

comparison = compare(401, "Forbidden")
assert_type(comparison, Comparison)
assert_type(comparison.a, Status)
assert_type(comparison.rule, str)
assert_type(comparison.explain(), str)
assert_type(str(comparison), str)
assert_type(comparison.differences[0].fact, str)
assert_type(comparison.differences[0].a, object)

# --- classes ----------------------------------------------------------------------------------------------------------

assert_type(StatusClass.parse("4xx"), StatusClass)
assert_type(StatusClass.parse(StatusClass.SUCCESS), StatusClass)
assert_type(StatusClass.of(404), StatusClass)
assert_type(404 in StatusClass.CLIENT_ERROR, bool)
assert_type(None in StatusClass.CLIENT_ERROR, bool)

# --- a status ---------------------------------------------------------------------------------------------------------

status = HTTP.NOT_FOUND
assert_type(status.code, int)
assert_type(status.name, str)
assert_type(status.phrase, str)
assert_type(status.aliases, tuple[str, ...])
assert_type(status.status_class, StatusClass)
assert_type(status.state, State)
assert_type(status.registered_on, str | None)
assert_type(status.expires_on, str | None)
assert_type(status.summary, str)
assert_type(status.defined_in, Citation)
assert_type(status.docs_url, str)

assert_type(status.is_informational, bool)
assert_type(status.is_success, bool)
assert_type(status.is_redirection, bool)
assert_type(status.is_client_error, bool)
assert_type(status.is_server_error, bool)
assert_type(status.is_error, bool)
assert_type(status.is_final, bool)
assert_type(status.is_registered, bool)
assert_type(status.is_vendor, bool)
assert_type(status.is_deprecated, bool)
assert_type(status.is_reserved, bool)
assert_type(status.is_cacheable, bool)
assert_type(status.allows_content, bool)
assert_type(status.is_redirect, bool)
assert_type(status.is_permanent, bool)

assert_type(status.treat_as, Status)
assert_type(status.cacheability, Cacheability)
assert_type(status.content, Content)
assert_type(status.header_rules, tuple[HeaderRule, ...])
assert_type(status.required_headers, tuple[str, ...])
assert_type(status.requires_header("Allow"), bool)
assert_type(status.redirect, Redirect | None)
assert_type(status.redirect_method("POST"), str | None)

assert_type(status.is_retryable(), bool)
assert_type(status.is_retryable("POST"), bool)
assert_type(status.is_retryable("POST", idempotent=True), bool)
assert_type(status.is_retryable(idempotent=None), bool)
assert_type(status.retry_rule, RetryRule)
assert_type(status.repeat, Repeat)
assert_type(status.applied, Applied)
assert_type(status.repeat_after, Change | None)
assert_type(status.conditions, Condition)
assert_type(status.health, Health)

assert_type(status.meanings, tuple[Meaning, ...])
assert_type(status.meaning("nginx"), Meaning | None)
assert_type(status.confused_with, tuple[Confusion, ...])
assert_type(status.confused_with[0].other, Status)
assert_type(status.confused_with[0].citation, Citation)

assert_type(status.description, str)
assert_type(status.use_when, str)
assert_type(status.avoid_when, str)
assert_type(status.causes, tuple[str, ...])
assert_type(status.look_first, str)
assert_type(status.client_action, str)
assert_type(status.cite("is_cacheable"), Citation)

# --- records ----------------------------------------------------------------------------------------------------------

citation = Citation("RFC 9110", "15.5.5", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5")
assert_type(Citation.rfc(9110, "15.5.5"), Citation)
assert_type(citation.source, str)
assert_type(citation.as_of, str | None)
assert_type(citation.claim, str)
rule = HeaderRule("Allow", Strength.MUST, "", citation)
assert_type(rule.name, str)
assert_type(rule.strength, Strength)
assert_type(rule.condition, str)


def of_a_meaning(meaning: Meaning) -> None:
    assert_type(meaning.code, int | None)
    assert_type(meaning.vendor, str)
    assert_type(meaning.subcode, str | None)
    assert_type(meaning.visibility, Visibility)
    assert_type(meaning.carried_by, tuple[int, ...])
    assert_type(meaning.is_of("IIS"), bool)


# --- an int -----------------------------------------------------------------------------------------------------------

number: int = HTTP.NOT_FOUND
by_number: dict[int, str] = {HTTP.NOT_FOUND: "not found"}
assert_type(HTTP.NOT_FOUND + 1, int)
assert_type(number == HTTP.NOT_FOUND, bool)
assert_type(HTTP.OK < HTTP.NOT_FOUND, bool)
assert_type(str(HTTP.NOT_FOUND), str)
assert_type(sorted({HTTP.NOT_FOUND, HTTP.OK}), list[Status])


def respond(status_code: int) -> int:
    return status_code


assert_type(respond(HTTP.CREATED), int)
assert_type(respond(status_code=HTTP.CREATED), int)


def matched(subject: Status) -> int:
    match subject:
        case Status(404):
            assert_type(subject, Status)
            return 1
        case Status(code=code):
            assert_type(code, int)
            return 2
        case _:
            assert_never(subject)


# --- errors -----------------------------------------------------------------------------------------------------------


def caught() -> None:
    try:
        lookup("nothing")
    except UnknownStatusError as error:
        assert_type(error.suggestions, tuple[str, ...])
        assert_type(error.message, str)
        as_key_error: KeyError = error
        as_ours: StatusKitError = error
        raise as_key_error from as_ours
    except InvalidStatusError as error:
        as_value_error: ValueError = error
        raise as_value_error from None
