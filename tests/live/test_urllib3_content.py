"""Content that urllib3 sends, and sends again or not: files, generators, pipes, what is in memory."""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING, Any

import pytest
import urllib3
from urllib3.exceptions import (
    MaxRetryError,
    NewConnectionError,
)

from live.scenarios import CONTENT, KEY, FakeTime, content_of
from live.server import RESET, digest, refused_port, serving
from statuskit.adapters.urllib3 import StatusPoolManager, StatusRetry
from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer
    from statuskit.adapters.urllib3 import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _http(clock: FakeTime | None = None, **options: Any) -> StatusPoolManager:
    clock = clock or FakeTime()
    own = {} if "retries" in options else {"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0}
    return StatusPoolManager(**{**own, "timeout": 5, **options})


def _retry(clock: FakeTime | None = None, **options: Any) -> StatusRetry:
    clock = clock or FakeTime()
    return StatusRetry(**{"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0, **options})


def _told(response: urllib3.BaseHTTPResponse) -> list[tuple[Any, str]]:
    assert isinstance(response.retries, StatusRetry)
    return [(decided.outcome, decided.decision.reason.value) for decided in response.retries.decided]


def test_a_file_is_sent_from_where_it_stood(server: LiveServer) -> None:
    """A file that was read in part is not rewound further than to where it stood."""
    server.play(503)
    file = io.BytesIO(b"read already, to be sent")
    file.seek(len(b"read already, "))
    with _http() as http:
        http.request("PUT", server.url, body=file)
    assert [digest(b"to be sent")] * 2 == [request.digest for request in server.received]


def test_a_file_that_was_closed_is_not_sent_again(server: LiveServer) -> None:
    """Where rewinding fails, the refusal is the answer, and the decision says why."""
    server.play(503)

    class _Once(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found = super().read(size)
            if not found:
                self.close()
            return found

    with _http() as http:
        response = http.request("PUT", server.url, body=_Once(CONTENT))
    assert (503, [(503, "one-shot body")]) == (response.status, _told(response))
    assert [digest(CONTENT)] == [request.digest for request in server.received]


@pytest.mark.parametrize("kind", ["generator", "pipe"])
def test_what_was_not_sent_may_be_sent_again(kind: str) -> None:
    """Where no connection was made, nothing of it was read: urllib3 does not fail to rewind it."""
    clock = FakeTime()
    with _http(clock) as http, pytest.raises(MaxRetryError) as caught:
        http.request("PUT", f"http://127.0.0.1:{refused_port()}/", body=content_of(kind))
    assert (NewConnectionError, [0.5, 1.0]) == (type(caught.value.reason), clock.waits)


def test_text_is_sent_as_utf_8(server: LiveServer) -> None:
    """Text that can be read once is sent as urllib3 sends any text."""
    server.play()
    raw = content_of("pipe").detach()
    raw._content = io.BytesIO("größer".encode())
    with _http() as http:
        http.request("PUT", server.url, body=io.TextIOWrapper(io.BufferedReader(raw), "utf-8"))
    assert [digest("größer".encode())] == [request.digest for request in server.received]


def _reading_from(url: str) -> Iterator[bytes]:
    yield b"begun"
    urllib3.PoolManager(retries=False).request("GET", url)


@pytest.mark.parametrize("kind", ["generator", "pipe"])
@pytest.mark.parametrize("way", ["manager", "retry alone", "pool that is shown the request"])
def test_an_error_of_what_the_content_reads_from_is_none_of_connecting(server: LiveServer, kind: str, way: str) -> None:
    """Part of it was sent by then, so it is not sent again, empty."""
    server.play()
    chunks = _reading_from(f"http://127.0.0.1:{refused_port()}/")

    class Pipe:
        def read(self, _: int) -> bytes:
            return next(chunks)

    content: Any = chunks if kind == "generator" else Pipe()
    told: list[Decided] = []
    retries = _retry(on_decision=told.append)
    if way == "pool that is shown the request":
        retries = retries.for_request("POST", KEY, content)
    make = StatusPoolManager if way == "manager" else urllib3.PoolManager
    with make(retries=retries) as http, pytest.raises(urllib3.exceptions.HTTPError):
        http.request("POST", server.url, body=content, headers=KEY)
    assert ([Failure.RESET], []) == ([each.outcome for each in told], server.received)


def test_what_is_in_memory_is_sent_as_it_is(server: LiveServer) -> None:
    """Content that is no sequence, and a buffer, is no content to be read piece by piece."""
    server.play()
    buffer = (ctypes.c_char * len(CONTENT)).from_buffer_copy(CONTENT)
    with _http() as http:
        http.request("PUT", server.url, body=buffer)
    assert [digest(CONTENT)] == [request.digest for request in server.received]


def test_a_generator_is_not_closed(server: LiveServer) -> None:
    """What was not sent of it is still there for whoever made it."""
    script = [RESET]
    server.play(*script)
    chunks = iter([b"first", object(), b"third"])
    left = (chunk for chunk in chunks)
    with _http() as http, pytest.raises(TypeError):
        http.request("PUT", server.url, body=left)
    assert [b"third"] == list(left)
