"""Each rule about errors that are told in JSON: what breaks it, and the nearest that is right."""

from __future__ import annotations

import json

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, said, unknown

from statuskit.conformance import check
from statuskit.conformance.rules import problems
from statuskit.conformance.rules._envelopes import levels, simple, status_named
from statuskit.messages import Response

FAMILY = {rule.id: rule for rule in problems.RULES}

PROBLEM = {"Content-Type": "application/problem+json"}
TITLED = {"type": "https://example.com/probs/out-of-credit", "title": "You do not have enough credit."}
ENGLISH = asked(fields={"User-Agent": "curl"})


def problem(status: int, content: object, fields: dict[str, str] | None = None) -> Response:
    """Return a problem document."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(status, {**PROBLEM, **(fields or {})}, text)


def told(status: int, content: object, fields: dict[str, str] | None = None) -> Response:
    """Return an error in JSON of a form of its own."""
    return said(status, {"Content-Type": "application/json", **(fields or {})}, json.dumps(content).encode())


def no_id(status: int, content: bytes = b"Oops.") -> Response:
    """Return an error in text."""
    return said(status, {"Retry-After": "5"}, content)


FAULTY = [
    Faulty(
        "SKERR-01",
        problem(403, {**TITLED, "status": 400}),
        None,
        "403 Forbidden with a problem of status 400",
        "status: 400",
    ),
    Faulty(
        "SKERR-01",
        problem(200, {**TITLED, "status": 404}),
        asked(),
        "200 OK with a problem of status 404",
        "status: 404",
    ),
    Faulty(
        "SKERR-02",
        problem(404, ["Not Found"]),
        None,
        "404 Not Found with a problem that is no JSON object",
        """'["Not Found"]'""",
    ),
    Faulty("SKERR-02", problem(404, None), asked(), "404 Not Found with a problem that is no JSON object", "'null'"),
    Faulty("SKERR-02", problem(404, b"Not Found"), None, "404 Not Found with a problem that is no JSON", "'Not Found'"),
    Faulty(
        "SKERR-02", problem(404, b'{"title":'), None, "404 Not Found with a problem that is no JSON", """'{"title":'"""
    ),
    *(
        Faulty(
            "SKERR-03",
            problem(404, {**TITLED, name: value}),
            None,
            f"404 Not Found with a problem whose {name} is no {kind}",
            f"{name}: {shown}",
            f"Make {name} a {kind}, or put it into a member of another name.",
        )
        for name, value, kind, shown in (
            ("type", 7, "string", "7"),
            ("title", ["a"], "string", "an array"),
            ("detail", {"age": "negative"}, "string", "an object"),
            ("instance", True, "string", "True"),
            ("status", "404", "number", "'404'"),
            ("status", False, "number", "False"),
        )
    ),
    Faulty(
        "SKERR-03",
        problem(404, {"type": "Validation Error"}),
        None,
        "404 Not Found with a problem whose type is no URI reference: ' ' is to be percent-encoded",
        "type: 'Validation Error'",
        "Let type be a URI, such as https://example.com/problems/out-of-credit.",
    ),
    Faulty(
        "SKERR-03",
        problem(404, {**TITLED, "instance": "/users/{id}"}),
        None,
        "404 Not Found with a problem whose instance is no URI reference: '{' is to be percent-encoded",
        "instance: '/users/{id}'",
        "Let instance be a URI, such as https://example.com/problems/out-of-credit.",
    ),
    *(
        Faulty(
            "SKERR-04",
            problem(404, {"title": title, **more}),
            request,
            "404 Not Found with a problem that has no type, and another title",
            f"title: {title!r}",
            "Make title Not Found, or give the problem a type.",
        )
        for title, more, request in (
            ("No such user", {}, ENGLISH),
            ("No such user", {"type": "about:blank"}, asked(fields={"Accept-Language": "en-GB, en"})),
            ("Bad Request", {"type": None}, None),
            ("Bad Request", {}, asked(fields={"Accept-Language": "de"})),
        )
    ),
    Faulty(
        "SKERR-06",
        told(400, {"status": 404, "message": "no"}),
        None,
        "400 Bad Request with content that says 404 Not Found",
        "status: 404",
        "Make both the same: 400 in status, or answer 404.",
    ),
    Faulty(
        "SKERR-06",
        told(500, {"error": {"code": 401, "status": "UNAUTHENTICATED", "message": "Unauthorized"}}),
        asked(),
        "500 Internal Server Error with content that says 401 Unauthorized",
        "code: 401",
        "Make both the same: 500 in code, or answer 401.",
    ),
    Faulty(
        "SKERR-06",
        told(400, {"statusCode": "200"}),
        None,
        "400 Bad Request with content that says 200 OK",
        "statusCode: 200",
        "Make both the same: 400 in statusCode, or answer 200.",
    ),
    Faulty(
        "SKERR-08",
        told(404, {"detail": "Not Found"}),
        None,
        "404 Not Found with an error that lacks a code",
    ),
    Faulty(
        "SKERR-08",
        told(422, {"ok": False}),
        asked("POST"),
        "422 Unprocessable Content with an error that lacks a code and a message and details of the fields",
    ),
    Faulty(
        "SKERR-08",
        told(422, {"code": "INVALID", "message": "no", "details": []}),
        None,
        "422 Unprocessable Content with an error that lacks details of the fields",
    ),
    Faulty("SKERR-08", said(404), None, "404 Not Found with an error that is no JSON", "'text/plain'"),
    Faulty("SKERR-08", told(404, []), None, "404 Not Found with an error that lacks a code and a message"),
    Faulty("SKERR-09", no_id(503), None, "503 Service Unavailable without the id of a request"),
    Faulty(
        "SKERR-09",
        told(500, {"code": "INTERNAL", "message": "no", "request_id": ""}),
        asked(),
        "500 Internal Server Error without the id of a request",
    ),
]
LEGAL = [
    Legal("SKERR-01", "the same", problem(403, {**TITLED, "status": 403})),
    Legal("SKERR-01", "none", problem(403, TITLED), asked()),
    Legal("SKERR-01", "the same as a number with a point", problem(403, b'{"title": "Forbidden", "status": 403.0}')),
    Legal("SKERR-01", "another form", told(200, {"status": 404})),
    Legal("SKERR-02", "an object", problem(404, {})),
    Legal("SKERR-02", "no content to HEAD", problem(404, b""), asked("HEAD")),
    Legal("SKERR-02", "content that is not known", Response(404, PROBLEM)),
    Legal("SKERR-02", "compressed content", problem(404, b"\x1f\x8b\x08\x00rest")),
    Legal("SKERR-02", "content of another coding", problem(404, b"\x1b\x05", {"Content-Encoding": "br"})),
    Legal("SKERR-02", "more than is read", problem(404, b'{"title": "' + b"a" * 70_000 + b'"}')),
    Legal("SKERR-02", "a byte order mark", problem(404, b'\xef\xbb\xbf{"title": "Not Found"}')),
    Legal("SKERR-02", "deeper than is read", problem(404, b'{"":' * 12_000 + b"1" + b"}" * 12_000)),
    Legal(
        "SKERR-03", "all of the right types", problem(404, {**TITLED, "status": 404, "detail": "", "instance": "/a"})
    ),
    Legal(
        "SKERR-03", "null, which is none", problem(404, {**TITLED, "detail": None, "status": None, "instance": None})
    ),
    Legal("SKERR-03", "a tag", problem(404, {**TITLED, "type": "tag:example@example.org,2021-09-17:OutOfLuck"})),
    Legal("SKERR-03", "members of the problem's own", problem(404, {**TITLED, "balance": 30, "accounts": ["/1"]})),
    Legal("SKERR-03", "another form", told(404, {"status": "fail", "detail": [1]})),
    Legal("SKERR-04", "the phrase", problem(404, {"title": "Not Found", "status": 404}), ENGLISH),
    Legal("SKERR-04", "the phrase of old", problem(422, {"title": "Unprocessable entity"}), ENGLISH),
    Legal("SKERR-04", "a type", problem(404, {"type": "/probs/gone", "title": "No such user"}), ENGLISH),
    Legal("SKERR-04", "no title", problem(404, {"detail": "No such user"}), ENGLISH),
    Legal("SKERR-04", "another language, by its letters", problem(404, {"title": "Nicht verf\xfcgbar"}), ENGLISH),
    Legal("SKERR-04", "another language", problem(404, {"title": "Fehlt"}, {"Content-Language": "de"}), ENGLISH),
    Legal(
        "SKERR-04", "maybe another language", problem(404, {"title": "Fehlt"}), asked(fields={"Accept-Language": "de"})
    ),
    Legal("SKERR-04", "fields that are not known", problem(404, {"title": "Fehlt"}), unknown()),
    Legal("SKERR-04", "a request that is not known", problem(404, {"title": "Fehlt"})),
    Legal("SKERR-04", "a status without a phrase", problem(419, {"title": "Page Expired"}), ENGLISH),
    Legal("SKERR-06", "the same", told(404, {"status": 404, "error": "Not Found", "path": "/"})),
    Legal("SKERR-06", "codes of the service", told(400, {"error": {"code": 190, "type": "OAuthException"}})),
    Legal("SKERR-06", "a code of the service that looks like a status", told(403, {"errors": [{"code": 226}]})),
    Legal("SKERR-06", "a code of the service that looks like an error", told(400, {"code": 404, "message": "no"})),
    Legal("SKERR-06", "a word", told(400, {"status": "fail", "code": "E1", "statusCode": "4040"})),
    Legal("SKERR-06", "truth", told(400, {"status": True, "statusCode": 1, "code": None})),
    Legal("SKERR-06", "a part's", told(400, {"errors": [{"status": "422", "title": "Invalid"}]})),
    Legal("SKERR-06", "what another server said", told(502, {"status": 404, "message": "upstream"})),
    Legal("SKERR-06", "a problem, which has a rule of its own", problem(404, {"status": None})),
    Legal("SKERR-08", "the seeds'", told(404, {"error": "No such user", "code": "RESOURCE_NOT_FOUND"})),
    Legal("SKERR-08", "OAuth's", told(400, {"error": "invalid_grant", "error_description": "Expired."})),
    Legal("SKERR-08", "Google's", told(404, {"error": {"code": 404, "message": "no", "status": "NOT_FOUND"}})),
    Legal("SKERR-08", "a problem", problem(404, {"title": "Not Found"})),
    Legal("SKERR-08", "a list", told(400, [{"errorCode": "E1", "message": "no"}])),
    Legal("SKERR-08", "details", told(422, {"code": "E", "message": "no", "details": [{"field": "age"}]})),
    Legal("SKERR-08", "details of a problem", problem(422, {**TITLED, "errors": [{"pointer": "#/age"}]})),
    Legal("SKERR-08", "no content to HEAD", Response(404, {}, b""), asked("HEAD")),
    Legal("SKERR-08", "JSON that is not read", said(404, {"Content-Type": "application/json"}, b'["' + b"a" * 70_000)),
    Legal("SKERR-08", "what FastAPI sends", told(404, {"detail": "Not Found"}), asked(), aside=True),
    Legal("SKERR-09", "a field", said(500, {"X-Request-ID": "7f3a"}), asked()),
    Legal("SKERR-09", "another field", said(500, {"Acme-Trace-Id": "7f3a"})),
    Legal("SKERR-09", "a member", told(500, {"error": {"requestId": "req_7f3a"}})),
    Legal("SKERR-09", "a problem's instance", problem(500, {**TITLED, "instance": "urn:uuid:7f3a"})),
    Legal("SKERR-09", "a sentence", no_id(500, b"Oops. Reference: 7f3a")),
    Legal("SKERR-09", "what servers send", no_id(500), aside=True),
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


def test_content_after_head_is_told_once() -> None:
    """That there is any is the fault; what it holds is not held against it."""
    found = check(said(404, content=b"no"), asked("HEAD"), profile="api")

    assert ["SK2XX-03"] == [finding.rule.id for finding in found]


@pytest.mark.parametrize(("length", "expected"), [(1 << 16, ["SKERR-02"]), ((1 << 16) + 1, [])])
def test_a_broken_problem_is_known_up_to_a_length(length: int, expected: list[str]) -> None:
    """Beyond 64 KiB the rest may be what makes it whole."""
    found = check(problem(404, b'{"title": "' + b"a" * (length - 11)))

    assert expected == [finding.rule.id for finding in found]


def test_the_profile_api_has_two_more() -> None:
    """What only APIs are asked for is on for them, and for nobody else."""
    bare = told(500, {"ok": False})

    assert [] == check(bare)
    assert ["SKERR-08", "SKERR-09"] == [finding.rule.id for finding in check(bare, profile="api")]


SEEDS = {
    "error": "Validation failed",
    "code": "VALIDATION_ERROR",
    "request_id": "req_7f3a9c2b",
    "details": [{"field": "email", "code": "INVALID_FORMAT", "message": "Must be a valid email address"}],
}


@pytest.mark.parametrize("status", [400, 422])
def test_the_error_that_the_guides_show_is_right(status: int) -> None:
    """The example of seed 004 has all that the profile asks for."""
    assert [] == check(told(status, SEEDS), profile="api")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"error": ' * 6_000 + b"{}" + b"}" * 6_000,
        b'{"status": 1e999, "type": NaN}',
        b'{"status": ' + b"9" * 5_000 + b"}",
        b'{"title": "\\ud800", "type": "\\ud800"}',
        b"\xff\xfe{\x00}\x00",
        b'{"code": "' + b"a" * 60_000 + b'"}',
        b'{"' + b"a" * 60_000 + b'": 1}',
        b"9" * 60_000,
        b'{"errors": [[[{}]]], "error": []}',
    ],
    ids=lambda content: ascii(content[:16]),
)
@pytest.mark.parametrize("kind", ["application/json", "application/problem+json"])
def test_hostile_content_is_harmless(content: bytes, kind: str) -> None:
    """Whatever the content, nothing raises, and what is shown of it is short."""
    for status in (200, 404, 422, 500):
        found = check(Response(status, {"Content-Type": kind}, content), select=list(FAMILY))

        assert all(len(finding.evidence) < 200 and len(finding.message) < 300 for finding in found)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("NOT_FOUND", "notfound"),
        ("Not Found", "notfound"),
        ("not-found", "notfound"),
        ("https://example.com/probs/not-found", "notfound"),
        ("https://example.com/probs#NotFound", "notfound"),
        ("urn:problem:not_found", "notfound"),
        ("https://example.com/" + "a" * 99 + "/not-found", "notfound"),
        ("not found " * 20, ""),
        (404, ""),
        (None, ""),
    ],
    ids=ascii,
)
def test_names_are_compared_by_their_letters(given: object, expected: str) -> None:
    """A name is the same in any style of writing; what is long is a sentence."""
    assert expected == simple(given)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, [{}]),
        ([], []),
        ([[]], []),
        ("text", []),
        (None, []),
        ([{"a": 1}, {"b": 2}], [{"a": 1}]),
        ({"error": {"a": 1}}, [{"error": {"a": 1}}, {"a": 1}]),
        ({"errors": [{"a": 1}, {"b": 1}]}, [{"errors": [{"a": 1}, {"b": 1}]}, {"a": 1}]),
        ({"error": "text", "errors": []}, [{"error": "text", "errors": []}]),
    ],
    ids=str,
)
def test_where_an_error_is_told(content: object, expected: list[object]) -> None:
    """At the top, in `error`, or first in `errors`; of a list the first counts."""
    assert expected == list(levels(content))


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ({"status": 404}, ("status", 404)),
        ({"status": 200}, ("status", 200)),
        ({"httpStatusCode": "503"}, ("httpStatusCode", 503)),
        ({"code": 404, "error": "not_found"}, ("code", 404)),
        ({"code": 404}, None),
        ({"code": 404, "error": "gone"}, None),
        ({"status": 201}, None),
        ({"status": 471}, None),
        ({"status": 404.0}, None),
        ({"status": "\u0664\u0660\u0664"}, None),
        ({"status": "0404"}, None),
        ({}, None),
    ],
    ids=str,
)
def test_which_status_is_told(level: dict[str, object], expected: tuple[str, int] | None) -> None:
    """A status is told by a member that can be nothing else, or by `code` with its phrase."""
    assert expected == status_named(level)


def test_a_phrase_of_a_status_s_own_is_no_other_title() -> None:
    """418 is called "(Unused)", as 306 is; a problem that says so says the right thing."""
    problem = b'{"title": "(Unused)", "status": 418}'
    response = Response(418, {"Content-Type": "application/problem+json"}, problem)
    assert [] == check(response, select="SKERR-04")
