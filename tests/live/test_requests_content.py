"""Content that requests sends, and sends again or not: for auth, for redirects, after an error."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import requests
import urllib3
from requests.auth import HTTPDigestAuth

from live.scenarios import CONTENT, KEY, FakeTime, content_of
from live.server import digest, refused_port, serving
from statuskit.adapters.requests import StatusAdapter
from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.server import LiveServer
    from statuskit.adapters.requests import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxies of whoever runs the tests out of them."""
    monkeypatch.setenv("NO_PROXY", "*")


ELSEWHERE = {"Location": "/elsewhere"}


def _session(clock: FakeTime | None = None, **options: Any) -> requests.Session:
    clock = clock or FakeTime()
    session = requests.Session()
    adapter = StatusAdapter(**{"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0, **options})
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


CHALLENGE = (401, {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'})


@pytest.mark.parametrize("kind", ["bytes", "file"])
def test_auth_and_repeats_go_together(server: LiveServer, kind: str) -> None:
    """A challenge is answered by the auth, before and after the attempts that failed."""
    server.play(503, CHALLENGE, 503)
    with _session() as session:
        response = session.put(server.url, data=content_of(kind), auth=HTTPDigestAuth("me", "hush"))
    assert (200, [401]) == (response.status_code, [hop.status_code for hop in response.history])
    assert [False, False, True, True] == ["authorization" in request.headers for request in server.received]
    assert {digest(CONTENT)} == {request.digest for request in server.received}


@pytest.mark.parametrize("step", [(307, ELSEWHERE), (308, ELSEWHERE), CHALLENGE], ids=["307", "308", "auth"])
@pytest.mark.parametrize("kind", ["generator", "iterator", "object"])
def test_what_was_read_is_not_sent_empty(server: LiveServer, step: Any, kind: str) -> None:
    """Where the session sends it once more it stops, with the error that requests has for files."""

    class Chunks:
        def __init__(self) -> None:
            self.left = list(content_of("generator"))

        def __iter__(self) -> Iterator[bytes]:
            while self.left:
                yield self.left.pop(0)

    chunks: dict[str, Any] = {
        "generator": content_of("generator"),
        "iterator": iter(list(content_of("generator"))),
        "object": Chunks(),
    }
    server.play(step)
    with _session() as session, pytest.raises(requests.exceptions.UnrewindableBodyError):
        session.put(server.url, data=chunks[kind], auth=HTTPDigestAuth("me", "hush"))
    assert [digest(CONTENT)] == [request.digest for request in server.received]


def test_a_redirect_may_ask_for_no_content(server: LiveServer) -> None:
    """What goes on as a GET needs none of what is gone."""
    server.play(503, (303, ELSEWHERE), 503)
    with _session() as session:
        assert 503 == session.put(server.url, data=content_of("generator")).status_code
        assert 200 == session.put(server.url, data=content_of("generator")).status_code
    assert ["PUT", "PUT", "GET", "GET"] == server.methods


def test_a_request_keeps_its_content(server: LiveServer) -> None:
    """The request of the response is the one that was sent, with the content that it was made with."""
    server.play()
    content = content_of("generator")
    with _session() as session:
        request = session.prepare_request(requests.Request("PUT", server.url, data=content))
        response = session.send(request)
        assert (True, True) == (response.request is request, request.body is content)
        with pytest.raises(requests.exceptions.UnrewindableBodyError, match="read before"):
            session.send(request)
    assert 1 == len(server.received)


def _reading_from(url: str, get: Callable[[str], object]) -> Iterator[bytes]:
    yield b"begun"
    get(url)


@pytest.mark.parametrize(
    "get, failure",
    [
        (requests.get, Failure.PROTOCOL),
        (lambda url: urllib3.PoolManager(retries=False).request("GET", url), Failure.RESET),
    ],
    ids=["requests", "urllib3"],
)
@pytest.mark.parametrize("kind", ["generator", "pipe"])
def test_an_error_of_what_the_content_reads_from_is_none_of_connecting(
    server: LiveServer, get: Callable[[str], object], failure: Failure, kind: str
) -> None:
    """Part of it was sent by then, so it is not sent again, empty."""
    server.play()
    chunks = _reading_from(f"http://127.0.0.1:{refused_port()}/", get)

    class Pipe:
        def __iter__(self) -> Iterator[bytes]:
            return chunks

        def read(self, _: int) -> bytes:
            return next(chunks)

    told: list[Decided] = []
    with _session(on_decision=told.append) as session, pytest.raises(requests.ConnectionError):
        session.post(server.url, data=chunks if kind == "generator" else Pipe())
    assert ([failure], []) == ([each.outcome for each in told], server.received)


def test_what_a_request_is_made_of_is_seen(server: LiveServer) -> None:
    """A key as octets counts; forms, JSON and files of a form are in memory, and sent again as they are."""
    with _session() as session:
        for more in ({"data": {"a": "1"}}, {"json": [1]}, {"files": {"one": content_of("pipe")}}):
            server.play(503)
            headers: Any = {name: value.encode() for name, value in KEY.items()}
            assert 200 == session.post(server.url, headers=headers, **more).status_code
            first, second = [(request.digest, request.headers["idempotency-key"]) for request in server.received]
            assert first == second


def test_a_file_is_sent_from_where_it_stood(server: LiveServer) -> None:
    """A file that was read in part is not rewound further than to where it stood."""
    server.play(503)
    file = io.BytesIO(b"read already, to be sent")
    file.seek(len(b"read already, "))
    with _session() as session:
        session.put(server.url, data=file)
    assert [digest(b"to be sent")] * 2 == [request.digest for request in server.received]
