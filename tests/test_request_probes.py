"""The URL of an ASGI scope, and of the requests that are mappings: Starlette's and FastAPI's."""

from __future__ import annotations

from typing import Any

import pytest

from statuskit import may_reuse
from statuskit.caching import ReuseReason
from statuskit.exceptions import InvalidMessageError
from statuskit.messages import view_request

HOST = [(b"host", b"example.org")]


def scope(**changes: Any) -> dict[str, Any]:
    """Return the scope of a GET, as servers make it; None takes a key away."""
    made = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": "/a",
        "raw_path": b"/a",
        "query_string": b"",
        "root_path": "",
        "headers": HOST,
        "server": ("127.0.0.1", 8000),
        **changes,
    }
    return {key: value for key, value in made.items() if value is not None}


SCOPES: list[tuple[dict[str, Any], str | None]] = [
    (scope(), "https://example.org/a"),
    (scope(scheme=None), "http://example.org/a"),
    (scope(query_string=b"b=1&c=%20"), "https://example.org/a?b=1&c=%20"),
    (scope(headers=[(b"Host", b"h:81")]), "https://h:81/a"),
    # No Host: the server, whose port goes without saying where it is the scheme's own
    (scope(headers=[]), "https://127.0.0.1:8000/a"),
    (scope(headers=[], server=["h", 443]), "https://h/a"),
    (scope(headers=[(b"host", b"")], server=("::1", 80)), "https://[::1]:80/a"),
    (scope(headers=[], server=("[::1]", 443)), "https://[::1]/a"),
    # A Unix socket has a path and no port, and what is no pair has neither
    (scope(headers=[], server=("/run/app.sock", None)), "/a"),
    (scope(headers=[], server=None), "/a"),
    (scope(headers=[], server=("h",)), "/a"),
    (scope(headers=[], server=(None, 80)), "/a"),
    # What is no host makes no part of a path
    (scope(headers=[(b"host", b"h/x")]), "/a"),
    # The path has the root path in it already
    (scope(root_path="/app", path="/app/a", raw_path=b"/app/a"), "https://example.org/app/a"),
    # The raw path has the escapes that the path has lost; some servers leave the query with it
    (scope(path="/a/b", raw_path=b"/a%2Fb"), "https://example.org/a%2Fb"),
    (scope(raw_path=b"/a?b=1", query_string=b"b=1"), "https://example.org/a?b=1"),
    (scope(raw_path=b"/\xc3\xa9"), "https://example.org/%C3%A9"),
    (scope(path="/\xe9 ?#%", raw_path=None), "https://example.org/%C3%A9%20%3F%23%25"),
    (scope(path="/\udc80", raw_path=None), "https://example.org/%80"),
    (scope(path="/a", raw_path=b""), "https://example.org/a"),
    (scope(path=None, raw_path=None), None),
    # A URL that is given is the URL, and what is no scope has none
    (scope(url="https://h/b"), "https://h/b"),
    (scope(type="lifespan"), None),
]


@pytest.mark.parametrize(("given", "expected"), SCOPES, ids=str)
def test_the_url_of_a_scope(given: dict[str, Any], expected: str | None) -> None:
    """It is put together of scheme, Host or server, path and query (RFC 9110, section 7.1)."""
    assert expected == view_request(given).url


def test_a_websocket_is_no_request() -> None:
    """Its scope has no method."""
    with pytest.raises(InvalidMessageError):
        view_request(scope(type="websocket", scheme="wss", method=None))


@pytest.mark.parametrize("library", ["starlette.requests", "fastapi"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [(given, expected) for given, expected in SCOPES if given["type"] == "http" and "path" in given],
    ids=str,
)
def test_requests_that_are_mappings(library: str, given: dict[str, Any], expected: str | None) -> None:
    """The request of a framework has the URL of its scope, the escapes that its own has lost included."""
    request = pytest.importorskip(library).Request(given)

    assert expected == view_request(request).url


@pytest.mark.parametrize("library", ["starlette.requests", "fastapi"])
@pytest.mark.parametrize(
    "given",
    [
        scope(query_string=b"b=1"),
        scope(headers=[]),
        scope(headers=[], server=("::1", 443)),
        scope(root_path="/app", path="/app/a", raw_path=b"/app/a"),
    ],
    ids=str,
)
def test_what_the_framework_says(library: str, given: dict[str, Any]) -> None:
    """Where nothing is escaped, it is what the framework calls the URL."""
    request = pytest.importorskip(library).Request(given)

    assert str(request.url) == view_request(request).url


class Asked(dict[str, object]):
    """A mapping with a URL of its own, and no scope."""

    url = "https://example.org/a"


def test_a_mapping_with_a_url() -> None:
    """A request that is a mapping may have its URL as an object has it."""
    assert "https://example.org/a" == view_request(Asked(method="GET")).url
    assert view_request({"method": "GET"}).url is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ReuseReason.FRESH),
        ({"path": "/b", "raw_path": b"/b"}, ReuseReason.TARGET),
        ({"query_string": b"b"}, ReuseReason.TARGET),
        ({"headers": [(b"host", b"example.net")]}, ReuseReason.TARGET),
    ],
    ids=str,
)
@pytest.mark.parametrize("library", [None, "starlette.requests", "fastapi"])
def test_each_target_is_its_own(library: str | None, changes: dict[str, Any], reason: ReuseReason) -> None:
    """What is stored for one target of an application answers no other (RFC 9111, section 4)."""
    made = (lambda given: given) if library is None else pytest.importorskip(library).Request
    kept = (200, {"Cache-Control": "max-age=60"})
    found = may_reuse(made(scope()), kept, made(scope(**changes)), shared=True, received_at=0, now=10)

    assert reason is found.reason


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"HTTP_HOST": "h/x", "SERVER_NAME": "s"}, "/a"),
        ({"HTTP_HOST": "", "SERVER_NAME": "s", "SERVER_PORT": "81"}, "http://s:81/a"),
    ],
    ids=str,
)
def test_an_environ_without_a_host(environ: dict[str, str], expected: str) -> None:
    """What is no host makes no part of a URL, and an empty one is as none."""
    assert expected == view_request({"REQUEST_METHOD": "GET", "PATH_INFO": "/a", **environ}).url
