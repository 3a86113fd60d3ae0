"""What most likely mends it, as a failure says it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from steady import steady
from testing.said import ASKED, JSON, answer, failure, fixes, hop, lines

from statuskit import HTTP
from statuskit.conformance import RULES, Severity, check
from statuskit.messages import Request, Response

AGAIN = "get the resource again, and send its new validator"
FOLLOW = "have the client follow redirects, or ask for that; log in if it is a login page"
CSRF = "send the token that the form has, or have the test's client do it"
PROBLEM = b'{"detail":[{"loc":["body","age"],"msg":"must be >= 0"}]}'


# --- what mends it ----------------------------------------------------------------------------------------------------

REDIRECTED = (Response(301, {"Location": "/a"}, url="http://h/b", request=Request("POST", "http://h/b")),)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (
            answer(401, {"WWW-Authenticate": 'Bearer realm="a, b"'}),
            ["401: the response names Bearer: send Authorization"],
        ),
        (
            answer(401, {"WWW-Authenticate": 'Basic realm=x, Digest qop="auth", nonce=y, Negotiate'}),
            ["401: the response names Basic and Digest and Negotiate: send Authorization"],
        ),
        (
            answer(401, {"WWW-Authenticate": 'Bearer error="invalid_token"'}, asked={"Authorization": "Bearer x"}),
            ["401: the response names Bearer and says invalid_token: the Authorization that was sent is refused"],
        ),
        (answer(401, {"WWW-Authenticate": "="}), ["401: the response names no scheme: send Authorization"]),
        (
            answer(403, {}, "CSRF verification failed."),
            [f"403: the content speaks of CSRF: {CSRF}"],
        ),
        (answer(403, {}, "no"), ["403: the request has neither Authorization nor Cookie: log in first"]),
        (
            answer(404, {}, "no"),
            ["404: nothing at http://h/a: compare the path with the routes, and the id with what the test made"],
        ),
        (answer(405, {"Allow": "GET, HEAD"}, "no", method="PUT"), ["405: Allow says GET, HEAD"]),
        (answer(405, {"Allow": ""}, "no", method="PUT"), ["405: Allow says nothing, so there is no method"]),
        (
            answer(405, {"Allow": "POST"}, "no", history=REDIRECTED),
            ["405: Allow says POST", "301 turned POST into GET: send POST to http://h/a directly"],
        ),
        (answer(406, {}, "no", asked={"Accept": "text/x"}), ["406: the request says Accept: text/x"]),
        (
            answer(412, {"ETag": '"2"'}, "no", asked={"If-Match": '"1"'}),
            [
                f'412: the request says If-Match: "1", and the response has ETag: "2": {AGAIN}',
            ],
        ),
        (answer(413, {"Retry-After": "7"}, "no", method="POST"), ["413: Retry-After says 7"]),
        (
            answer(415, {"Accept": "text/x"}, "no", method="POST", asked={"Content-Type": "text/y"}),
            ["415: the request says Content-Type: text/y", "415: Accept says text/x"],
        ),
        (
            answer(415, {"Accept": ""}, "no", method="POST"),
            ["415: the request says no Content-Type", "415: Accept says nothing"],
        ),
        (
            answer(416, {"Content-Range": "bytes */7"}, "no", asked={"Range": "bytes=9-"}),
            ["416: Content-Range says bytes */7"],
        ),
        (answer(422, JSON, PROBLEM, method="POST"), ["422: body.age: must be >= 0"]),
        (
            answer(422, JSON, json.dumps({"errors": [f"e{n}" for n in range(7)]}), method="POST"),
            [*[f"422: e{n}" for n in range(5)], "422: and 2 more"],
        ),
        (answer(426, {"Upgrade": "h2c", "Connection": "upgrade"}, "no"), ["426: Upgrade says h2c"]),
        (answer(429, {"Retry-After": "7"}, "no"), ["429: Retry-After says 7"]),
        (answer(503, {"Retry-After": "7"}, "no"), ["503: Retry-After says 7"]),
        (answer(500, JSON, '{"message": "oh"}'), ["500: the response says: oh"]),
        (
            answer(500, JSON, '{"errors": {"age": ["low"]}}'),
            ["500: Start with the application log and the error tracker, by the request id and the time."],
        ),
        (
            answer(302, {"Location": "/login?token=x"}),
            [
                f"302: Location says /login?token=[hidden]: {FOLLOW}",
            ],
        ),
    ],
    ids=lambda value: str(value.status if isinstance(value, Response) else value[0])[:60],
)
def test_likely_fixes(response: Response, expected: list[str]) -> None:
    """What most likely mends it comes from the response and its request."""
    assert expected == [fix for fix in fixes(response) if not fix.startswith("SK")]


@pytest.mark.parametrize(
    "response",
    [
        answer(405, {}, "no", method="PUT"),
        answer(406, {}, "no"),
        answer(412, {}, "no"),
        answer(413, {}, "no"),
        answer(416, {}, "no"),
        answer(426, {}, "no"),
        answer(429, {}, "no"),
        answer(503, {}, "no"),
        answer(410, {}, "no"),
        answer(403, {}, "no", asked={"Cookie": "a=b"}),
        answer(403, {}, "no", asked={"Authorization": "Basic x"}),
        Response(403),
        Response(404),
        Response(412),
        Response(415),
    ],
    ids=lambda response: str(response.status),
)
def test_where_to_look(response: Response) -> None:
    """Where the response says nothing, the registry says where to look first."""
    look_first = HTTP[response.status].look_first
    found = [fix for fix in fixes(response) if not fix.startswith("SK")]

    assert 1 == len(found)
    assert look_first.startswith(found[0].removeprefix(f"{response.status}: "))


def test_a_proxys_words_are_not_shown() -> None:
    """What a proxy says is shown nowhere."""
    said = failure(answer(407, {"Proxy-Authenticate": "Basic realm=inner"}, "no"))

    assert "407: a proxy wants credentials: send Proxy-Authorization, or go without the proxy" in said
    assert "Basic" not in said


@pytest.mark.parametrize(
    ("status", "expected", "is_told"),
    [
        (200, 404, True),
        (201, "4xx", True),
        (302, "error", True),
        (200, 201, False),
        (404, 422, False),
        (200, lambda _: False, False),
    ],
    ids=steady,
)
def test_what_was_not_refused(status: int, expected: Any, *, is_told: bool) -> None:
    """Where an error was expected and none came, that is the thing to look at."""
    assert is_told is ("it was not refused" in failure(Response(status), expected))


@pytest.mark.parametrize(
    "history",
    [
        (hop(301, "/a", "http://h/b", "GET"),),
        (hop(99, "/a", "http://h/b", "POST"),),
        (hop(301, "/a", "http://h/b"),),
        (hop(307, "/a", "http://h/b", "POST"),),
    ],
    ids=["same", "no status", "unknown", "kept"],
)
def test_no_method_was_turned(history: tuple[Response, ...]) -> None:
    """Where no redirect made another method of it, none is blamed."""
    assert "directly" not in failure(answer(405, {"Allow": "POST"}, "no", history=history))


def test_a_redirect_without_an_address() -> None:
    """Where the final address is not known, the redirect is still named."""
    response = Response(405, {"Allow": "POST"}, request=Request("GET"), history=REDIRECTED)

    assert "301 turned POST into GET: avoid the redirect" in fixes(response)


def test_what_breaks_a_rule() -> None:
    """Of broken rules, it is told what mends them; errors are told by themselves, too."""
    response = Response(405, {"Allow": "PUT", "Retry-After": "soon"}, request=Request("PUT", "/a", ASKED))
    found = check(response)
    said = lines(response, 200)

    assert "SK405-02" in {finding.rule.id for finding in found}
    assert f"- SK405-02: {RULES['SK405-02'].fix}" in said[: said.index("breaks:")]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert len(errors) >= 1
    assert [f"- {error.rule.id}: {error.message} ({error.rule.citation})" for error in errors] == said[
        said.index("breaks:") + 1 :
    ]
