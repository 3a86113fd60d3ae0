"""Each rule about errors that are told in a success: what breaks it, and what may be right."""

from __future__ import annotations

import json
import time

import pytest
from conformance.cases import HOSTILE, Faulty, Legal, asked, assert_found, assert_left_alone, said

from statuskit.conformance import check, skipped
from statuskit.conformance.rules import hidden_errors
from statuskit.messages import Response
from statuskit.registry import HTTP

FAMILY = {rule.id: rule for rule in hidden_errors.RULES}

HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}
AT = asked(url="https://example.com/users/7")


def told(status: int, content: object, kind: str = "application/json") -> Response:
    """Return a response in JSON."""
    return said(status, {"Content-Type": kind}, json.dumps(content).encode())


def page(title: str, status: int = 200, before: str = "") -> Response:
    """Return a page with a title."""
    return said(status, HTML, f"<!doctype html><html><head>{before}<title>{title}</title></head>".encode())


FAULTY = [
    *(
        Faulty("SK2XX-01", told(200, content), request, f"200 OK with {what}", evidence, fix)
        for content, request, what, evidence, fix in (
            ({"error": "User not found"}, AT, "an error and nothing else", "error: 'User not found'", ""),
            ({"ok": False, "error": "invalid_auth"}, None, "an error and nothing else", "error: 'invalid_auth'", ""),
            (
                {"success": False, "data": None, "error": {"code": "E7", "message": "No."}},
                AT,
                "an error and nothing else",
                "error: code 'E7', message 'No.'",
                "",
            ),
            (
                {"status": 404, "error": "Not Found", "path": "/users/7", "timestamp": "2026-11-21T00:00:00Z"},
                AT,
                "content that says 404 Not Found",
                "status: 404",
                "Answer 404.",
            ),
            (
                {"statusCode": "500", "message": "Internal server error"},
                None,
                "content that says 500 Internal Server Error",
                "statusCode: 500",
                "Answer 500.",
            ),
            (
                {"errors": [{"status": "422", "detail": "must be positive", "title": "Invalid"}]},
                AT,
                "content that says 422 Unprocessable Content",
                "status: 422",
                "Answer 422.",
            ),
            (
                {"code": 403, "message": "Forbidden"},
                AT,
                "content that says 403 Forbidden",
                "code: 403",
                "Answer 403.",
            ),
        )
    ),
    *(
        Faulty(
            "SK2XX-02",
            page(title),
            AT,
            f"200 OK with a page whose title says {status} {HTTP[status].phrase}",
            repr(title.strip()),
            f"Answer {status} with that page.",
        )
        for title, status in (
            ("404 Not Found", 404),
            ("404 - Page not found", 404),
            ("Error 404", 404),
            ("  HTTP Status 404 \u2013 Not\n Found ", 404),
            ("403: Forbidden", 403),
            ("500 Internal Server Error", 500),
            ("503 Service Temporarily Unavailable", 503),
            ("404 error", 404),
        )
    ),
    Faulty(
        "SK2XX-02",
        said(200, HTML, b"<HTML><HEAD><TITLE lang=en>404 Not Found</TITLE></HEAD>"),
        AT,
        "200 OK with a page whose title says 404 Not Found",
        "'404 Not Found'",
        "Answer 404 with that page.",
    ),
]
LEGAL = [
    *(
        Legal("SK2XX-01", why, told(200, content), AT)
        for why, content in (
            ("GraphQL", {"data": None, "errors": [{"message": "no", "path": ["user"]}]}),
            ("GraphQL without data", {"errors": [{"message": "Cannot query field", "locations": [{"line": 1}]}]}),
            ("GraphQL with a status of its own", {"errors": [{"message": "no", "extensions": {"status": 404}}]}),
            ("JSON-RPC 2.0", {"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "Method not found"}}),
            ("JSON-RPC 1.0", {"id": 1, "result": None, "error": {"code": 7, "message": "no"}}),
            ("no errors", {"errors": []}),
            ("a null error", {"error": None, "status": "ok"}),
            ("an empty error", {"error": ""}),
            ("no error in words", {"error": "No error"}),
            ("an error that is none", {"error": {"code": 0, "message": "success"}}),
            ("an error without words", {"error": {"code": 7}}),
            ("an error of a kind of its own", {"error": {"kind": "x"}}),
            ("an error that is a number", {"error": 0.05}),
            ("an error that is a flag", {"error": True, "message": "no"}),
            ("errors that are a flag", {"took": 3, "errors": True, "items": []}),
            ("a job that failed", {"id": 7, "state": "failed", "error": "out of memory"}),
            ("a success that warns", {"success": True, "error": "deprecated"}),
            ("an answer besides", {"data": {"id": 7}, "error": "one part is missing"}),
            ("a captcha that was not solved", {"success": False, "error-codes": ["timeout-or-duplicate"]}),
            ("what is not valid", {"valid": False, "message": "no such address"}),
            ("a status of its own", {"status": 404, "path": "/a"}),
            ("a status in words", {"status": "error", "code": 1}),
            ("a status that is right", {"status": 200, "message": "OK"}),
            ("a code of its own", {"code": 404, "message": "42 rooms"}),
            ("a list", [{"error": "no"}]),
            ("a list of errors in words", {"error": ["EGeneral"]}),
            ("what Lambda says", {"errorMessage": "no", "errorType": "TypeError", "trace": []}),
            ("nothing", {}),
        )
    ),
    Legal("SK2XX-01", "parts that have failed", told(207, {"error": "no"}), AT),
    Legal("SK2XX-01", "GraphQL, by its address", told(200, {"error": "no"}), asked("POST", url="/graphql")),
    Legal("SK2XX-01", "JSON-RPC, by its address", told(200, {"error": "no"}), asked("POST", url="/jsonrpc")),
    *(
        Legal("SK2XX-01", f"what was asked for: {url}", told(200, {"error": "out of memory"}), asked(url=url))
        for url in (
            "/jobs/7",
            "/last-error",
            "/errors/7",
            "/logs?page=2",
            "/health",
            "/checks/7",
            "/exceptions",
            "/status",
        )
    ),
    Legal("SK2XX-01", "a long answer", told(200, {"error": "a" * 5000}), AT),
    Legal("SK2XX-01", "text", said(200, content=b'{"error": "no"}'), AT),
    Legal("SK2XX-01", "broken JSON", said(200, JSON, b'{"error": "no"'), AT),
    Legal(
        "SK2XX-01",
        "a problem that was asked for",
        told(200, {"type": "/probs/a", "error": "a"}, "application/problem+json"),
    ),
    Legal("SK2XX-01", "the error, with its status", told(404, {"error": "User not found"}), AT),
    *(
        Legal("SK2XX-02", f"another title: {title}", page(title), AT)
        for title in (
            "404",
            "404 Not Found - HTTP | MDN",
            "How to mend a 404 Not Found",
            "500 Days of Summer",
            "404 Main Street",
            "471 Not Found",
            "301 Moved Permanently",
            "200 OK",
            "Not Found",
            "404 Forbidden",
            "",
            "Error 999",
        )
    ),
    Legal("SK2XX-02", "the page of errors itself", page("404 Not Found"), asked(url="/404.html")),
    Legal("SK2XX-02", "a page about errors", page("404 Not Found"), asked(url="/errors/not-found")),
    Legal("SK2XX-02", "an address that is not known", page("404 Not Found")),
    Legal("SK2XX-02", "the right status", page("404 Not Found", 404), AT),
    Legal("SK2XX-02", "no title", said(200, HTML, b"<p>404 Not Found</p>"), AT),
    Legal("SK2XX-02", "a title that does not end", said(200, HTML, b"<title>404 Not Found"), AT),
    Legal("SK2XX-02", "a title far below", page("404 Not Found", before=" " * 9000), AT),
    Legal("SK2XX-02", "text", said(200, content=b"<title>404 Not Found</title>"), AT),
]


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_what_breaks_a_rule_is_found(case: Faulty) -> None:
    """A faulty response has the finding of its rule, about this case, and no other of this family."""
    assert_found(case, FAMILY)


@pytest.mark.parametrize("case", LEGAL, ids=str)
def test_what_is_right_is_left_alone(case: Legal) -> None:
    """The nearest response that is right breaks no rule that is on by default, nor its own."""
    assert_left_alone(case)


@pytest.mark.parametrize("table", [FAULTY, LEGAL], ids=["faulty", "legal"])
def test_every_rule_is_in_both_tables(table: list[Faulty] | list[Legal]) -> None:
    """There is a faulty and a legal response for every rule."""
    assert set(FAMILY) == {case.rule for case in table}


@pytest.mark.parametrize("tag", ["title", "TITLE"])
def test_a_title_is_found_in_any_octets(tag: str) -> None:
    """What is around it need not be UTF-8."""
    page = f"<html><!-- f\xfcr --><{tag}>404 Not Found</{tag}><p>f\xfcr".encode("latin-1")
    found = check(said(200, {"Content-Type": "text/html; charset=latin1"}, page), asked(url="/users/7"))

    assert ["SK2XX-02"] == [finding.rule.id for finding in found]


def test_content_is_not_judged_where_it_is_not_known() -> None:
    """Both read content, so without it they are left out, and said to be."""
    assert list(FAMILY) == [rule.id for rule in skipped(Response(200, JSON)) if rule.id in FAMILY]


@pytest.mark.parametrize(
    "value",
    [*HOSTILE, "<title" * 12_000, "<title>" + " " * 70_000, "<title>404" + " -" * 90, '{"error":' * 400],
    ids=lambda value: ascii(value[:12]),
)
def test_hostile_content_costs_a_moment(value: str) -> None:
    """Content, addresses and fields are looked at in time that grows with them, and nothing raises."""
    for kind in ("text/html", "application/json", value):
        for text in (value, json.dumps({"error": value[:999]}), json.dumps({"code": 404, "errors": [value[:999]]})):
            started = time.process_time()
            found = check(Response(200, {"Content-Type": kind}, text), asked(url=value), select=list(FAMILY))

            assert time.process_time() - started < 1
            assert all(len(finding.evidence) < 300 for finding in found)
