"""assert_status(): what passes, and the parts of what a failure says."""

from __future__ import annotations

import gzip
import json
from functools import partial
from typing import Any

import pytest
from steady import steady
from testing.said import ASKED, JSON, answer, failure, hop, lines
from work import seconds

from statuskit import InvalidMessageError, InvalidStatusError
from statuskit.messages import Request, Response
from statuskit.testing import assert_conformant, assert_status

# --- what passes ------------------------------------------------------------------------------------------------------


def test_the_response_comes_back() -> None:
    """The very object that was given is returned."""
    response = (201, {}, b"")

    assert assert_status(response, "created") is response
    assert assert_conformant(response, {"method": "PUT", "url": "/"}) is response


@pytest.mark.parametrize("response", [None, 404, object(), "404", []], ids=steady)
def test_no_response(response: object) -> None:
    """What is no response is an error of its own."""
    with pytest.raises(InvalidMessageError):
        assert_status(response, "2xx")
    with pytest.raises(InvalidMessageError):
        assert_conformant(response)


@pytest.mark.parametrize("content_limit", [None, 1.5, True, "10"], ids=repr)
def test_no_limit(content_limit: Any) -> None:
    """So is a limit that is no whole number."""
    with pytest.raises(InvalidStatusError, match="no content_limit: "):
        assert_status((200, {}), 200, content_limit=content_limit)


# --- the whole --------------------------------------------------------------------------------------------------------


def test_the_whole() -> None:
    """All parts, in their order."""
    past = Response(301, {"Location": "/users/"}, url="http://h/users", request=Request("POST", "http://h/users"))
    response = Response(
        405, JSON, '{"detail": "no"}', "Nope", "http://h/users/", (past,), Request("GET", "http://h/users/", ASKED)
    )

    assert failure(response, 201, msg="making a user") == (
        """\
making a user
expected 201 Created, got 405 Method Not Allowed from GET http://h/users/
  content (application/json, 16 octets):
    {
      "detail": "no"
    }
  redirects:
    POST http://h/users -301-> GET http://h/users/ (301 turned POST into GET)
  why: The server knows the method, and this resource does not take it; Allow lists what it takes. (RFC 9110 §15.5.6)
       The request is refused, so the client has to change something.
       To send the same request again, unchanged, does not help.
  likely fix:
    - 405: the response says: no
    - 301 turned POST into GET: send POST to http://h/users/ directly
    - SK405-01: List the methods of the resource, such as Allow: GET, HEAD.
    - or expect 405, if that is what the test is about
  breaks:
    - SK405-01: 405 Method Not Allowed without Allow (RFC 9110 §15.5.6)"""
    )


@pytest.mark.parametrize(
    ("response", "expected", "headline"),
    [
        ((404, {}), 200, "expected 200 OK, got 404 Not Found"),
        ((520, {}), "success", "expected a success (2xx), got 520"),
        ("520 Web Server Down\x1b", 200, r"expected 200 OK, got 520 (Web Server Down\x1b)"),
        ("404 Gone Fishing", 200, "expected 200 OK, got 404 Not Found"),
        ((99, {}), "error", "expected an error (4xx or 5xx), got 99"),
        (Response(404, url="/a"), 200, "expected 200 OK, got 404 Not Found from /a"),
        (Response(404, request=Request("PUT", "/b")), 200, "expected 200 OK, got 404 Not Found from PUT /b"),
        (
            Response(404, request=Request("X\x1b" * 40)),
            200,
            "expected 200 OK, got 404 Not Found from " + r"X\x1b" * 8 + "...",
        ),
    ],
    ids=str,
)
def test_the_headline(response: object, expected: Any, headline: str) -> None:
    """It begins with what was expected and what came, from where."""
    assert headline == lines(response, expected)[0]


# --- the content ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "content", "shown"),
    [
        ({}, None, ["content: not known; it may not have been read yet"]),
        ({}, b"", ["content: none"]),
        ({"Content-Type": "text/plain"}, b"x", ["content (text/plain, 1 octet):", "x"]),
        ({"Content-Type": "TEXT/Plain; charset=latin-1"}, b"caf\xe9", ["content (text/plain, 4 octets):", "caf\u00e9"]),
        (
            {"Content-Type": "text/plain; charset=utf-16"},
            "caf\u00e9".encode("utf-16"),
            ["content (text/plain, 10 octets):", "caf\u00e9"],
        ),
        ({"Content-Type": "text/plain"}, b"caf\xe9", ["content (text/plain, 4 octets):", r"caf\xe9"]),
        ({"Content-Type": "text/plain; charset=nope"}, b"x\xff", ["content (text/plain, 2 octets):", r"x\xff"]),
        ({"Content-Type": "text/plain; charset=unicode_escape"}, rb"\q", ["content (text/plain, 2 octets):", r"\q"]),
        ({"Content-Type": "text/plain; charset=iso-8859-99"}, b"x", ["content (text/plain, 1 octet):", "x"]),
        ({"Content-Type": "text/plain; charset=gb"}, b"x", ["content (text/plain, 1 octet):", "x"]),
        ({"Content-Type": "text/plain; charset = latin1"}, b"\xe9", ["content (text/plain, 1 octet):", "\u00e9"]),
        ({"Content-Type": "text/plain"}, b"\xef\xbb\xbfx", ["content (text/plain, 4 octets):", "x"]),
        (
            {"Content-Type": "text/plain"},
            b"a\x1b[2J\r\nb\x00",
            ["content (text/plain, 9 octets):", r"a\x1b[2J", r"b\x00"],
        ),
        ({"Content-Type": "image/png"}, b"text", ["content: image/png, 4 octets, binary"]),
        ({"Content-Type": "image/svg+xml"}, b"<svg/>", ["content (image/svg+xml, 6 octets):", "<svg/>"]),
        (
            {"Content-Type": "application/octet-stream"},
            b"\x00\x01",
            ["content: application/octet-stream, 2 octets, binary"],
        ),
        (
            {"Content-Type": "application/octet-stream"},
            b"text",
            ["content (application/octet-stream, 4 octets):", "text"],
        ),
        ({}, b"\xff\xfe\xfd", ["content: no Content-Type, 3 octets, binary"]),
        ({}, "caf\u00e9".encode()[:-1], ["content (no Content-Type, 4 octets):", r"caf\xc3"]),
        ({"Content-Type": "text/plain"}, gzip.compress(b"x", mtime=0), ["content: text/plain, 21 octets, binary"]),
        ({"Content-Type": "a/\x1b[2Jb"}, b"x", [r"content (a/\x1b[2jb, 1 octet):", "x"]),
        (JSON, b'{"a":1}', ["content (application/json, 7 octets):", "{", '"a": 1', "}"]),
        ({"Content-Type": "text/html"}, b'{"a":1}', ["content (text/html, 7 octets):", "{", '"a": 1', "}"]),
        (JSON, b'{"a"', ["content (application/json, 4 octets):", '{"a"']),
        (JSON, b"{}", ["content (application/json, 2 octets):", "{}"]),
        (JSON, b'"x"', ["content (application/json, 3 octets):", '"x"']),
        (
            JSON,
            b'{"a":"\\ud800\\u001b\\u00e9\\u202e"}',
            ["content (application/json, 32 octets):", "{", '"a": "\\ud800\\u001b\u00e9\\u202e"', "}"],
        ),
        (
            {"Content-Type": "text/html"},
            b"<style>a{}</style><p>x<script>1</script>",
            ["content (text/html, 40 octets):", "<style>...</style><p>x<script>...</script>"],
        ),
        ({"Content-Type": "text/html"}, b"<style>a{}", ["content (text/html, 10 octets):", "<style>a{}"]),
        (
            {"Content-Type": "text/html"},
            "\u0130<style>a</style>".encode(),
            ["content (text/html, 18 octets):", "\u0130<style>a</style>"],
        ),
    ],
    ids=lambda value: str(value)[:40].encode("unicode_escape").decode(),
)
def test_the_content(headers: dict[str, str], content: bytes | None, shown: list[str]) -> None:
    """Content is told by type and size, and shown as far as it is text."""
    said = lines((400, headers, content) if content is not None else (400, headers))

    assert shown == said[1 : 1 + len(shown)]
    assert said[1 + len(shown)].startswith("why: ")


@pytest.mark.parametrize("limit", [0, -1], ids=str)
def test_no_content_wanted(limit: int) -> None:
    """With a limit of nothing, nothing is shown but type and size."""
    assert (
        "content: text/plain, 5 octets" == lines((404, {"Content-Type": "text/plain"}, "hello"), content_limit=limit)[1]
    )


def test_content_is_cut() -> None:
    """More than the limit is cut, and that is told."""
    said = lines((404, {"Content-Type": "text/plain"}, "x" * 100), content_limit=10)

    assert ["content (text/plain, 100 octets):", "xxxxxxxxxx...", "(cut after 10 characters)"] == said[1:4]


def test_a_large_limit() -> None:
    """As much as is asked for is shown, also of what is large."""
    content = json.dumps({"a": "x" * 100_000})

    assert content in failure((404, JSON, content), content_limit=200_000).replace("\n", "").replace(
        "      ", ""
    ).replace("    }", "}")


def test_what_is_not_all_there() -> None:
    """What is looked at in part is called cut, even where a short text was left of it."""
    content = f'{{"token": "{"x" * 100_000}"}}'

    said = lines((404, JSON, content))

    assert ['{"token": "[hidden]"', "(cut after 20 characters)"] == said[2:4]


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":"' + b"x" * 50_000_000,
        b"[" * 1_000_000,
        b'{"a":' * 200_000,
        b"[" * 900 + b"]" * 900,
        b'{"a":' + b"1" * 60_000 + b"}",
        b"\x1b]0;x\x07" * 200_000,
        b"\xed\xa0\x80" * 200_000,
        b'{"errors":[' + b'{"loc":["a"],"msg":"b"},' * 2000 + b"{}]}",
        b"<style>" * 100_000,
        b"token: " * 100_000,
    ],
    ids=[
        "50 MB",
        "deep lists",
        "deep objects",
        "deep and whole",
        "long number",
        "controls",
        "surrogates",
        "many errors",
        "styles",
        "tokens",
    ],
)
@pytest.mark.parametrize("media_type", ["application/json", "text/html", "x"], ids=str)
def test_hostile_content(content: bytes, media_type: str) -> None:
    """Large, deep and odd content is told in a bounded time and space, in printable characters."""
    response = (422, {"Content-Type": media_type}, content)
    said = failure(response)

    assert seconds(partial(failure, response)) < 10
    assert len(said) < 20_000
    assert said.replace("\n", "").isprintable()


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "final", "shown"),
    [
        (
            [hop(302, "/b", "http://h/a", "GET")],
            hop(404, None, "http://h/b", "GET"),
            ["GET http://h/a -302-> GET http://h/b"],
        ),
        (
            [hop(303, "/b?token=x", "http://h/a", "PUT")],
            hop(404, None, "http://h/b?token=x", "GET"),
            ["PUT http://h/a -303-> GET http://h/b?token=[hidden] (303 turned PUT into GET)"],
        ),
        (
            [hop(307, "/b", "http://h/a", "POST"), hop(301, "/c", "http://h/b", "POST")],
            hop(404, None, "http://h/c", "GET"),
            [
                "POST http://h/a -307-> POST http://h/b",
                "POST http://h/b -301-> GET http://h/c (301 turned POST into GET)",
            ],
        ),
        ([hop(302, "/b"), hop(302, "/c")], hop(404), ["-302-> /b", "-302-> /c"]),
        (
            [hop(302, "b", "http://h/a/", "POST")],
            hop(404),
            ["POST http://h/a/ -302-> GET http://h/a/b (302 turned POST into GET)"],
        ),
        ([hop(302, "/b", "/a", "GET")], hop(404), ["GET /a -302-> GET /b"]),
        ([hop(503, None, "/a", "GET")], hop(500, None, "/a", "GET"), ["GET /a -503-> GET /a (sent again)"]),
        ([hop(401, None, "/a", "GET")], hop(404, None, "/b", "GET"), ["GET /a -401-> GET /b"]),
        ([hop(99, "/b", "/a", "GET")], hop(404), ["GET /a -99-> /b"]),
        ([hop(302, "http://[", "http://h/", "GET")], hop(404), ["GET http://h/ -302-> GET http://["]),
        ([hop(302, "/b")] * 12, hop(404), [*["-302-> /b"] * 10, "and 2 more"]),
    ],
    ids=["GET", "PUT", "twice", "Django", "relative", "path", "again", "login", "no status", "broken", "many"],
)
def test_redirects(history: list[Response], final: Response, shown: list[str]) -> None:
    """The way is told, hop by hop, as far as it is known, with what it made of the method."""
    said = lines(Response(final.status, url=final.url, request=final.request, history=history))

    assert ["redirects:", *shown] == said[2 : 3 + len(shown)]
    assert said[3 + len(shown)].startswith("why: ")


# --- why --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "whose", "repeat"),
    [
        (answer(404), "client has to change", "again, unchanged, does not help"),
        (answer(401), "client has to change", "without a change (new credentials) does not help"),
        (answer(429), "client has to change", "may be sent again after a while."),
        (answer(413), "client has to change", "unchanged, does not help"),
        (answer(413, {"Retry-After": "7"}), "client has to change", "may be sent again when Retry-After says"),
        (answer(409), "client has to change", "without a change (a user's action) does not help"),
        (answer(500), "The server failed", "after a while, as GET is idempotent"),
        (answer(500, method="POST"), "The server failed", "may do it twice, as POST is not idempotent"),
        (Response(500), "The server failed", "may be sent again if its method is idempotent"),
        (answer(501), "The server failed", "again, unchanged, does not help"),
        (answer(999), "The server failed", "after a while, as GET is idempotent"),
    ],
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_whose_fault(response: Response, whose: str, repeat: str) -> None:
    """It is told whose it is to act, and whether it helps to send the same again."""
    said = lines(response)
    place = next(number for number, line in enumerate(said) if line.startswith("why: "))

    assert whose in said[place + 1]
    assert repeat in said[place + 2]


@pytest.mark.parametrize(
    ("status", "whose"),
    [
        (200, "takes the request for a good one"),
        (302, "is sent to another address"),
        (304, "takes the request"),
        (100, "takes"),
    ],
    ids=str,
)
def test_nobodys_fault(status: int, whose: str) -> None:
    """Where nothing failed, nobody is to blame, and nothing is said of a repeat."""
    said = failure(Response(status), 404)

    assert whose in said
    assert "same request" not in said


def test_what_is_mixed_up() -> None:
    """Where two are often mixed up, the difference is told."""
    assert "400: the syntax or the framing is broken. 422: the syntax is right" in failure((422, {}), 400)
    assert "the framing is broken" not in failure((422, {}), {400, 404})


def test_a_number_that_is_none() -> None:
    """A number that is no status is called so."""
    assert [
        "why: 1000 is no status code; those have three digits",
        "likely fix:",
        "- answer with a number that is a status",
    ] == lines((1000, {}))[2:5]
    assert "got <int>" in failure(Response(10**5000))
