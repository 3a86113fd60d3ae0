"""Each rule about what the content of an error says: what breaks it, and the nearest that is right."""

from __future__ import annotations

import json
import time

import pytest
from conformance.cases import HOSTILE, TOKEN, Faulty, Legal, asked, assert_found, assert_left_alone, over, said, unknown

from statuskit.conformance import check, skipped
from statuskit.conformance.rules import content
from statuskit.messages import Request, Response
from statuskit.registry import HTTP

FAMILY = {rule.id: rule for rule in content.RULES}

HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}
TAKES_JSON = {"Accept": "application/json"}
WRONG = {"name": "", "age": -1}


def told(status: int, content: object, kind: str = "application/json") -> Response:
    """Return a response in JSON."""
    more = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "5"}}.get(status, {})
    return said(status, {"Content-Type": kind, **more}, json.dumps(content).encode())


def posted(content: object = WRONG, kind: str = "application/json") -> Request:
    """Return a request with content in JSON, or said to be."""
    return asked(
        "POST", {"Content-Type": kind}, content if isinstance(content, bytes) else json.dumps(content).encode()
    )


AT = asked(url="https://example.com/users/7")

FAULTY = [
    Faulty("SKERR-05", Response(404, {}, b""), asked(), "404 Not Found without content"),
    Faulty(
        "SKERR-05",
        Response(500, {"Content-Length": "0"}, b""),
        over("2", "POST"),
        "500 Internal Server Error without content",
    ),
    Faulty("SKERR-05", Response(403, {"Allow": "GET"}, b""), asked(), "403 Forbidden without content"),
    Faulty(
        "SKERR-07",
        said(404, HTML, b' {"error": "No such user"} '),
        None,
        "404 Not Found with JSON that is said to be HTML",
        "Content-Type: 'text/html; charset=utf-8'",
        "Say Content-Type: application/json, or application/problem+json for a problem.",
    ),
    Faulty(
        "SKERR-07",
        said(500, HTML, b"<h1>Server Error (500)</h1>"),
        asked(fields={"Accept": "application/problem+json, application/json"}),
        "500 Internal Server Error with HTML, and the request takes JSON alone",
        "Accept: 'application/problem+json, application/json'",
        "Tell errors in JSON to clients that ask for it, in what is in front of the application, too.",
    ),
    Faulty(
        "SK403-01",
        told(403, {"detail": "Login required"}),
        asked(fields={":authority": "example.com"}, url="/"),
        "403 Forbidden to a request without credentials, and for want of them",
        "'Login required'",
    ),
    *(
        Faulty(
            "SK403-01",
            told(403, {"detail": text}),
            AT,
            "403 Forbidden to a request without credentials, and for want of them",
            repr(shown),
        )
        for text, shown in (
            ("Authentication credentials were not provided.", "credentials were not provided"),
            ("Not authenticated", "Not authenticated"),
            ("Login required", "Login required"),
            ("You must be logged in to see this.", "You must be logged in"),
            ("Missing API key", "Missing API key"),
        )
    ),
    Faulty(
        "SK403-01",
        said(403, content=b"Please log in."),
        AT,
        "403 Forbidden to a request without credentials, and for want of them",
        "'Please log in'",
    ),
    Faulty(
        "SK4XX-01",
        told(400, {"code": "INTERNAL_ERROR", "message": "The database did not answer."}),
        None,
        "400 Bad Request with an error that is called 'INTERNAL_ERROR'",
        "'INTERNAL_ERROR'",
        "Answer 500 Internal Server Error, or give the error another name.",
    ),
    Faulty(
        "SK4XX-01",
        told(404, {"error": {"type": "https://example.com/probs/database-error"}}),
        asked(),
        "404 Not Found with an error that is called 'https://example.com/probs/database-error'",
        "'https://example.com/probs/database-error'",
        "Answer 500 Internal Server Error, or give the error another name.",
    ),
    Faulty(
        "SK422-01",
        told(422, {"detail": "no JSON"}),
        posted(b'{"name": '),
        "422 Unprocessable Content to JSON that cannot be read",
        fix="Answer 400 Bad Request.",
    ),
    Faulty(
        "SK422-01",
        told(400, {"errors": [{"field": "age", "message": "must be positive"}]}),
        posted(),
        "400 Bad Request to JSON that can be read",
        "field: 'age'",
        "Answer 422 Unprocessable Content.",
    ),
    *(
        Faulty(
            "SK500-01",
            told(500, content),
            None,
            f"500 Internal Server Error with an error that is called {name!r}",
            repr(name),
            f"Answer {status} {HTTP[status].phrase}, or give the error another name.",
        )
        for content, name, status in (
            ({"error": {"code": "VALIDATION_ERROR", "message": "no"}}, "VALIDATION_ERROR", 422),
            ({"code": "RESOURCE_NOT_FOUND"}, "RESOURCE_NOT_FOUND", 404),
            ({"error": "Unauthorized"}, "Unauthorized", 401),
            ({"name": "ValidationError", "message": "age: must be positive"}, "ValidationError", 422),
            ([{"errorCode": "INVALID_INPUT"}], "INVALID_INPUT", 400),
            ({"type": "urn:problem:permission-denied"}, "urn:problem:permission-denied", 403),
        )
    ),
    Faulty(
        "SK500-01",
        told(500, {"error": "Oops", "details": [{"field": "email", "message": "must be an address"}]}),
        asked("POST"),
        "500 Internal Server Error with errors of fields",
        "field: 'email'",
        "Answer 422 Unprocessable Content, or 400.",
    ),
    Faulty(
        "SK500-01",
        told(500, {"detail": [{"loc": ["body", "age"], "msg": "field required"}]}),
        None,
        "500 Internal Server Error with errors of fields",
        """loc: '["body", "age"]'""",
        "Answer 422 Unprocessable Content, or 400.",
    ),
]
LEGAL = [
    Legal("SKERR-05", "content", said(404), asked()),
    Legal("SKERR-05", "a field that explains, as Django has it", Response(405, {"Allow": "GET"}, b""), asked("PUT")),
    Legal(
        "SKERR-05",
        "a field that explains, as Starlette has it",
        Response(416, {"Content-Range": "bytes */5"}, b""),
        asked(fields={"Range": "bytes=9-"}),
    ),
    Legal("SKERR-05", "a challenge", Response(401, {"WWW-Authenticate": "Negotiate"}, b""), asked()),
    Legal("SKERR-05", "a challenge of a proxy", Response(407, {"Proxy-Authenticate": "Basic"}, b""), asked()),
    Legal("SKERR-05", "a protocol", Response(426, {"Upgrade": "h2c"}, b""), asked()),
    Legal("SKERR-05", "to HEAD", Response(404, {}, b""), asked("HEAD")),
    Legal("SKERR-05", "content that was lost", Response(404, {"Content-Length": "9"}, b""), asked()),
    Legal("SKERR-05", "content that is not known", Response(404), asked()),
    Legal("SKERR-05", "a request that is not known", Response(404, {}, b"")),
    Legal("SKERR-07", "HTML", said(404, HTML, b"<h1>Not Found</h1>"), asked()),
    Legal("SKERR-07", "HTML that begins as JSON does", said(404, HTML, b"{{ title }}"), asked()),
    Legal(
        "SKERR-07",
        "HTML to a browser",
        said(404, HTML, b"<p>"),
        asked(fields={"Accept": "text/html, application/json"}),
    ),
    Legal(
        "SKERR-07",
        "HTML to who takes anything",
        said(404, HTML, b"<p>"),
        asked(fields={"Accept": "application/json, */*"}),
    ),
    Legal("SKERR-07", "nothing to be read", said(404, HTML, b" "), asked(fields=TAKES_JSON)),
    Legal("SKERR-07", "JSON", told(404, {"error": "no"}), asked(fields=TAKES_JSON)),
    Legal("SKERR-07", "text", said(404), asked(fields=TAKES_JSON)),
    *(
        Legal("SK403-01", f"another reason: {text}", told(403, {"detail": text}), AT)
        for text in ("Forbidden", "CSRF token missing", "You do not have permission.", "The login failed too often.")
    ),
    Legal("SK403-01", "credentials", told(403, {"detail": "Not authenticated"}), asked(fields=TOKEN, url="/")),
    Legal("SK403-01", "a cookie", told(403, {"detail": "Login required"}), asked(fields={"Cookie": "a=1"}, url="/")),
    Legal("SK403-01", "a key in the address", told(403, {"detail": "Login required"}), asked(url="/?api_key=1")),
    Legal(
        "SK403-01",
        "a form that may have them",
        told(403, {"detail": "Login required"}),
        asked("POST", {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, b"a=1", "/"),
    ),
    Legal(
        "SK403-01",
        "a token beside the name of a protocol",
        told(403, {"detail": "Login required"}),
        asked(fields={"Sec-WebSocket-Protocol": "chat, eyJh"}, url="/"),
    ),
    Legal("SK403-01", "fields that are not known", told(403, {"detail": "Not authenticated"}), unknown()),
    Legal("SK403-01", "a page with a link to log in", said(403, HTML, b"<a>Please log in</a>"), AT),
    Legal("SK403-01", "401", told(401, {"detail": "Not authenticated"}), AT),
    Legal("SK4XX-01", "a mistake of the client's", told(400, {"code": "INVALID_ARGUMENT"})),
    Legal("SK4XX-01", "a status that is told", told(400, {"status": 400, "error": "Internal error"})),
    Legal("SK4XX-01", "what another request depends on", told(424, {"code": "INTERNAL_ERROR"})),
    Legal("SK4XX-01", "a sentence", told(400, {"message": "There was no internal error."})),
    Legal("SK422-01", "what cannot be read", told(400, {"detail": "no JSON"}), posted(b"{")),
    Legal("SK422-01", "what is invalid", told(422, {"errors": [{"field": "age", "message": "no"}]}), posted()),
    Legal("SK422-01", "an explanation in words", told(400, {"detail": "no"}), posted()),
    Legal("SK422-01", "another format", told(422, {"detail": "no"}), posted(b"<a", "application/xml")),
    Legal("SK422-01", "a long content", told(422, {"detail": "no"}), posted(b"[" * 70_000)),
    Legal("SK422-01", "no content", told(422, {"detail": "no"}), asked("POST", JSON)),
    Legal(
        "SK422-01",
        "one for both",
        told(400, {"errors": [{"field": "age", "message": "no"}]}),
        posted(),
        aside=True,
    ),
    Legal("SK500-01", "a failure of the server", told(500, {"code": "INTERNAL_ERROR", "message": "Oops."})),
    Legal("SK500-01", "the status", told(500, {"status": 500, "error": "Internal Server Error", "path": "/"})),
    Legal("SK500-01", "what is called as its status", told(500, {"status": 500, "message": "Not Found"})),
    Legal("SK500-01", "a sentence", told(500, {"message": "The template was not found."})),
    Legal(
        "SK500-01", "a response that is not valid", told(500, {"detail": [{"loc": ["response", "age"], "msg": "no"}]})
    ),
    Legal("SK500-01", "a field without a word", told(500, {"errors": [{"field": "age"}]})),
    Legal("SK500-01", "a field that is a number", told(500, {"errors": [{"field": 7, "message": "no"}]})),
    Legal("SK500-01", "text", said(500, content=b'{"code": "NOT_FOUND"}')),
    Legal("SK500-01", "the right status", told(404, {"code": "NOT_FOUND", "message": "no"})),
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


@pytest.mark.parametrize(
    ("status", "rule_id"),
    [(406, "SK406-01"), (409, "SK409-01"), (428, "SK428-01"), (505, "SK505-01")],
)
def test_a_status_with_a_rule_of_its_own_is_left_to_it(status: int, rule_id: str) -> None:
    """That an error has no content is told once."""
    found = check(Response(status, {}, b""), asked(fields={"Accept": "text/html"}))

    assert [rule_id] == [finding.rule.id for finding in found]


def test_content_is_not_judged_where_it_is_not_known() -> None:
    """These rules read content, so without it they are left out, and said to be."""
    needing = {"SKERR-05", "SKERR-07", "SK4XX-01"}

    assert needing <= {rule.id for rule in skipped(Response(404, HTML))}
    assert {"SK500-01"} <= {rule.id for rule in skipped(Response(500, JSON))}


@pytest.mark.parametrize(
    "value",
    [
        *HOSTILE,
        '{"error":' * 400,
        "404 " * 20_000,
    ],
    ids=lambda value: ascii(value[:12]),
)
def test_hostile_content_costs_a_moment(value: str) -> None:
    """Content, addresses and fields are looked at in time that grows with them, and nothing raises."""
    for status in (200, 400, 403, 404, 422, 500):
        for kind in ("text/html", "text/plain", "application/json", value):
            for text in (value, json.dumps({"error": value}), json.dumps({"code": value[:60], "errors": [value]})):
                response = Response(status, {"Content-Type": kind}, text)
                request = asked(
                    "POST",
                    {"Content-Type": "application/json", "Accept": value},
                    text.encode("utf-8", "replace"),
                    value,
                )
                started = time.process_time()
                found = check(response, request, select=list(FAMILY))

                assert time.process_time() - started < 1
                assert all(len(finding.evidence) < 300 for finding in found)
