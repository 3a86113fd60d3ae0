"""
The same exchanges for `check()` and for httplint: what each finds that the other does not, and why.

Of httplint what it calls bad, and its warnings, are counted; its other notes tell what a response means. Whatever is
found by one alone, and is not listed here, fails.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import httplint
import pytest
from conformance import corpus_drafts, corpus_faulty, corpus_rfc
from conformance.corpus_servers import NAMES, capture

from statuskit.conformance import RULES, Need, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conformance.corpus_case import Case

    from statuskit.messages import Request, Response

# --- what is listed ---------------------------------------------------------------------------------------------------

# What both have, by rule: the notes that say the same.
BOTH: Final = {
    "SK000-01": {"STATUS_NONSTANDARD"},
    "SK000-02": {"STATUS_NONSTANDARD"},
    "SK000-03": {"STATUS_NONSTANDARD"},
    "SK000-04": {"STATUS_DEPRECATED"},
    "SKHDR-01": {"BAD_SYNTAX Retry-After"},
    "SKHDR-04": {"LOCATION_UNDEFINED"},
    "SKHDR-05": {"BAD_SYNTAX_DETAILED Location"},
    "SKHDR-08": {"BAD_SYNTAX_DETAILED WWW-Authenticate"},
    "SKHDR-08b": {"BAD_SYNTAX_DETAILED Proxy-Authenticate"},
    "SKHDR-10": {"CL_INCORRECT", "CL_BAD_SYNTAX"},
    "SK1XX-01": {"CONTENT_NOT_ALLOWED"},
    "SK100-01": {"UNEXPECTED_CONTINUE"},
    "SK101-02": {"UPGRADE_NOT_REQUESTED"},
    "SK2XX-04": {"CONNECT_TUNNEL_FRAMING"},
    "SK201-01": {"CREATED_WITHOUT_LOCATION"},
    "SK201-02": {"CREATED_SAFE_METHOD"},
    "SK204-01": {"CONTENT_NOT_ALLOWED"},
    "SK205-01": {"CONTENT_NOT_ALLOWED"},
    "SK206-01": {"PARTIAL_WITHOUT_RANGE"},
    "SK206-02": {"PARTIAL_NOT_REQUESTED"},
    "SK206-06": {"CONTENT_RANGE_UNSATISFIED_BAD_SC"},
    "SK3XX-01": {"REDIRECT_WITHOUT_LOCATION"},
    "SK304-03": {"CONTENT_NOT_ALLOWED"},
    "SK304-05": {"HEADER_SHOULD_NOT_BE_IN_304"},
    "SK405-02": {"STATUS_405_METHOD_IN_ALLOW"},
    "SK406-01": {"STATUS_406_WITHOUT_NEGOTIATION"},
    "SK412-01": {"STATUS_412_WITHOUT_PRECONDITION"},
    "SK414-01": {"STATUS_URI_TOO_LONG"},
    "SK416-01": {"STATUS_416_WITHOUT_CONTENT_RANGE"},
    "SK416-02": {"STATUS_416_WITHOUT_RANGE"},
    "SK417-01": {"STATUS_417_WITHOUT_EXPECT"},
}


# What httplint does not look at, by rule.
OURS: Final = {
    **dict.fromkeys(
        ("SK101-01", "SK401-01", "SK405-01", "SK407-01", "SK426-01"),
        "RFC 9110 says MUST of the field; the check of this status is empty in httplint, or does not ask for it.",
    ),
    **dict.fromkeys(
        ("SKHDR-07", "SKERR-05", "SK300-01", "SK409-01", "SK428-01", "SK451-01", "SK505-01", "SK202-01"),
        "httplint does not ask what the content, or its type, is to tell.",
    ),
    **dict.fromkeys(
        ("SKERR-01", "SKERR-02", "SKERR-03", "SKERR-04", "SKERR-06", "SKERR-07", "SKERR-10"),
        "httplint reads no errors, and knows no application/problem+json.",
    ),
    **dict.fromkeys(
        ("SK2XX-01", "SK2XX-02", "SK403-01", "SK4XX-01", "SK500-01", "SK511-02"),
        "httplint does not hold what the content says against the status.",
    ),
    **dict.fromkeys(
        ("SK428-02", "SK429-02", "SK431-01", "SK511-01"),
        "RFC 6585 says that the status MUST NOT be stored; httplint looks at each Cache-Control alike.",
    ),
    **dict.fromkeys(
        ("SKHDR-09", "SKHDR-11", "SKHDR-12", "SKHDR-13", "SK1XX-02", "SK1XX-03", "SK101-03", "SK204-02"),
        "httplint leaves framing, and what a version of HTTP allows, to what parses the message.",
    ),
    **dict.fromkeys(
        ("SK206-03", "SK206-04", "SK206-05", "SK304-01", "SK304-02", "SK304-06", "SK412-02"),
        "httplint asks of range and conditional requests whether there was one, and no more.",
    ),
    **dict.fromkeys(
        ("SK2XX-03", "SK2XX-05", "SK2XX-06", "SK207-01", "SK208-01", "SK226-01", "SK411-01", "SK413-01"),
        "httplint does not hold the status against this request.",
    ),
    **dict.fromkeys(
        ("SK415-01", "SK415-02", "SK415-03", "SK506-01", "SK508-01", "SK510-01"),
        "httplint does not hold the status against this request.",
    ),
    **dict.fromkeys(
        ("SK3XX-03", "SK3XX-04", "SK3XX-05", "SK3XX-06", "SK103-01", "SK203-01"),
        "A convention, or what comes of the answer, which httplint does not follow.",
    ),
    **dict.fromkeys(
        ("SKHDR-02", "SK429-01", "SK503-01"), "httplint looks at the form of Retry-After, not at whether it serves."
    ),
    **dict.fromkeys(("SK401-02", "SK401-03"), "httplint reads no Bearer errors (RFC 6750)."),
    "SK421-01": "httplint does not ask who sent the response.",
}
_FIELDS: Final = "The form of a field that tells nothing about the status; it is fields' or a linter's of fields."
_CODING: Final = "About the coding, charset or type of the content, which say nothing about the status."
_NO_FAULT: Final = "What the status itself says, and no fault of the response."
# What `check()` does not look at by default, by note.
THEIRS: Final = {
    "DATE_CLOCKLESS": "Servers add it behind the application, so SKHDR-06 is off.",
    "DATE_CLOCKLESS_BAD_HDR": "The same, beside Expires or Last-Modified.",
    "NO_DATE_304": "The same, in a 304.",
    "FRESHNESS_HEURISTIC": "No fault (RFC 9111 §4.2.2); for permanent redirects SK301-02 says so, where it is on.",
    "STORE_PUBLIC_UNNECESSARY": "No fault. On the responses here SK429-02 and the like say what is one.",
    "CC_CONFLICTING": "No fault: RFC 9111 §4.2.1 says which wins, and may_store() follows it.",
    "VARY_ASTERISK": "No fault: it is how an origin says that nothing matches (RFC 9110 §12.5.5).",
    "STATUS_BAD_REQUEST": _NO_FAULT,
    "STATUS_VERSION_NOT_SUPPORTED": _NO_FAULT,
    "BAD_DATE_SYNTAX Last-Modified": _FIELDS,
    "BAD_DATE_SYNTAX Expires": "No date, but RFC 9111 §5.3 names 0 and says what it means: expired.",
    "BAD_DATE_SYNTAX Date": _FIELDS,
    "BAD_SYNTAX ETag": _FIELDS,
    "BAD_SYNTAX Link": _FIELDS,
    "BAD_SYNTAX Content-Language": _FIELDS,
    "BAD_SYNTAX_DETAILED Content-Disposition": _FIELDS,
    "DISPOSITION_OMITS_FILENAME": _FIELDS,
    "AGE_NOT_INT": _FIELDS,
    "CC_BAD_VALUE_TYPE": _FIELDS,
    "SINGLE_HEADER_REPEAT": _FIELDS,
    "SET_COOKIE_BAD_DATE": _FIELDS,
    "FIELD_DEPRECATED": _FIELDS,
    "FIELD_NAME_BAD_SYNTAX": _FIELDS,
    "HSTS_INVALID": _FIELDS,
    "UNKNOWN_RANGE": _FIELDS,
    "PROXY_STATUS_BAD_PARAM_VAL": "RFC 9209 §2.1.5 itself has a String where §2.1.1 has a Token; the form of a field.",
    "TRANSFER_CODING_UNWANTED": "Framing is left to what parses the message; the RFC shows no TE that asks for it.",
    "REQUEST_HDR_IN_RESPONSE Pragma": _FIELDS,
    "REQUEST_HDR_IN_RESPONSE Accept": "Wrong: RFC 9110 §12.5.1 has Accept in a 415.",
    "REQUEST_HDR_IN_RESPONSE Accept-Encoding": "Wrong: RFC 9110 §12.5.3 has it in a 415; SK415-03 says when not.",
    "BAD_ZLIB": _CODING,
    "BAD_BROTLI": _CODING,
    "CHARSET_UNDECODABLE": _CODING,
    "CONTENT_TYPE_MISMATCH": _CODING,
}
_IN_PARTS: Final = "Wrong: RFC 9110 §15.3.7.2 has Content-Range in the parts, and forbids it outside."
_QUERY: Final = "RFC 10008 gives Location a meaning there; httplint does not know QUERY."
# Where both have it, and one is right.
ELSEWHERE: Final = {
    ("RFC 9110 §14.6", "PARTIAL_WITHOUT_RANGE"): _IN_PARTS,
    ("RFC 9110 §15.3.7.2", "PARTIAL_WITHOUT_RANGE"): _IN_PARTS,
    ("SK206-04", "PARTIAL_WITHOUT_RANGE"): _IN_PARTS,
    ("QUERY A.4", "LOCATION_UNDEFINED"): _QUERY,
    ("QUERY A.5", "LOCATION_UNDEFINED"): "RFC 10008 has it in the 304 to QUERY, too.",
    ("legal: 201 to PUT", "CREATED_WITHOUT_LOCATION"): "Wrong: RFC 9110 §15.3.2, it is the target of the request.",
}

# --- the comparison ---------------------------------------------------------------------------------------------------

_BY_FIELD: Final = frozenset({"BAD_DATE_SYNTAX", "BAD_SYNTAX", "BAD_SYNTAX_DETAILED", "REQUEST_HDR_IN_RESPONSE"})


def _lines(message: Request | Response) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in message.headers.items()]


def _asked(request: Request) -> Any:
    version = (request.http_version or "HTTP/1.1").removeprefix("HTTP/")
    linter = httplint.HttpRequestLinter()
    linter.process_request_topline(request.method.encode(), str(request.url).encode(), version.encode())
    linter.process_headers(_lines(request))
    linter.feed_content(request.content or b"")
    linter.finish_content(True)
    return linter


def noted(response: Response) -> set[str]:
    """Return what httplint finds, told of everything that is known."""
    request = response.request
    related = None if request is None else _asked(request)
    # It is to be told that there is none, as to HEAD, where it does not see any.
    unseen = response.content is None or (request is not None and request.method == "HEAD" and not response.content)
    linter = httplint.HttpResponseLinter(_related=related, no_content=unseen)
    linter.process_response_topline(b"1.1", str(response.status).encode(), (response.reason or "").encode())
    linter.process_headers(_lines(response))
    linter.feed_content(response.content or b"")
    linter.finish_content(True)
    counted = {httplint.levels.BAD, httplint.levels.WARN}
    names = [(type(note).__name__, note.vars.get("field_name", "")) for note in linter.notes if note.level in counted]
    return {f"{name} {field}" if name in _BY_FIELD else name for name, field in names}


def found(case: Case) -> set[str]:
    """Return what `check()` finds."""
    role = "proxy" if case in corpus_faulty.BY_PROXY else "origin"
    return {finding.rule.id for finding in check(case.response, role=role)}


def differences(case: Case) -> tuple[set[str], set[str]]:
    """Return what `check()` finds alone, and what httplint does."""
    ours, theirs = found(case), noted(case.response)
    said = {note for rule in ours for note in BOTH.get(rule, ())}
    return {rule for rule in ours if not BOTH.get(rule, set()) & theirs}, theirs - said


def assert_listed(case: Case) -> None:
    """Assert that each difference has its reason."""
    ours, theirs = differences(case)
    once = {what for name, what in ELSEWHERE if name == case.name}

    assert set() == ours - OURS.keys() - once
    assert set() == theirs - THEIRS.keys() - once


TABLES: Final = [*corpus_faulty.CORPUS, *corpus_rfc.CORPUS, *corpus_drafts.CORPUS]


@pytest.fixture(scope="module")
def captured() -> dict[str, Case]:
    """Give what the frameworks answer, by name."""
    return capture()


@pytest.mark.parametrize("case", TABLES, ids=str)
def test_each_difference_is_listed(case: Case) -> None:
    """On what the RFCs and drafts show, and on a fault of each kind."""
    assert_listed(case)


@pytest.mark.parametrize("name", NAMES)
def test_each_difference_about_a_framework_is_listed(captured: dict[str, Case], name: str) -> None:
    """On what frameworks answer by themselves."""
    assert_listed(captured[name])


def test_what_is_listed_is_there(captured: dict[str, Case]) -> None:
    """No entry is idle: a difference that is gone is no longer listed, and what both have, both find somewhere."""
    shared: dict[str, set[str]] = defaultdict(set)
    ours, theirs, elsewhere = set(), set(), set()
    for case in [*TABLES, *captured.values()]:
        once = {what for name, what in ELSEWHERE if name == case.name}
        alone, noticed = differences(case)
        ours, theirs = ours | alone - once, theirs | noticed - once
        elsewhere |= {(case.name, what) for what in (alone | noticed) & once}
        notes = noted(case.response)
        for rule in found(case) - alone:
            shared[rule] |= BOTH[rule] & notes

    assert BOTH == shared
    assert set(OURS) == ours
    assert set(THEIRS) == theirs
    assert set(ELSEWHERE) == elsewhere


# --- the faults -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [*corpus_faulty.BY_RULE, *corpus_faulty.BY_PROXY], ids=str)
def test_a_fault_is_found(case: Case) -> None:
    """The table of faults is one: each response breaks the rule that it is there for, and no other."""
    assert {case.name.split()[0]} == found(case)


def test_there_is_a_fault_for_each_rule() -> None:
    """A rule that comes is compared, too: those that are on, and need no second response."""
    rules = {rule.id for rule in RULES.values() if rule.default and Need.PAIR not in rule.needs}

    assert rules == {case.name.split()[0] for case in [*corpus_faulty.BY_RULE, *corpus_faulty.BY_PROXY]}


def _errors(cases: Iterable[Case]) -> tuple[int, int, int]:
    errors = [case for case in cases if RULES[case.name.split()[0]].severity is Severity.ERROR]
    seen = sum(bool(BOTH.get(case.name.split()[0], set()) & noted(case.response)) for case in errors)
    return len(errors), sum(found(case) != set() for case in errors), seen


def test_how_many_errors_each_finds() -> None:
    """Of the faults that break a MUST, a MUST NOT or a definition: all of them, and less than half."""
    planted, ours, theirs = _errors(corpus_faulty.BY_RULE)

    assert planted == ours
    assert 2 * theirs < planted
