"""Content with aiohttp: what is sent twice arrives whole twice, and what cannot be is sent once."""

from __future__ import annotations

import asyncio
import io
import os
import socket
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pytest

from live.client_aiohttp import once, retrying, run, session_of, status_of
from live.raw import DRAIN, READ, RawServer
from live.scenarios import CONTENT, FakeTime, content_of
from live.server import digest, serving
from statuskit.adapters.aiohttp import decided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from live.server import LiveServer

TEXT: Final = "0123456789äöü" * 9_000
SKIPPED: Final = 10
REFUSED: Final = b"HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n"
ACCEPTED: Final = b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with more than one chunk of text."""
    path = tmp_path / "content.txt"
    path.write_text(TEXT, "utf-8")
    return path


async def _put(url: str, data: Any, **given: Any) -> tuple[int, str]:
    """Return the status at last, and the reason of the first decision."""
    async with (
        session_of(retrying(FakeTime())) as session,
        session.put(url, data=data, **given) as response,
    ):
        await response.read()
        return response.status, decided(response)[0].decision.reason.value


def _from(file: Any) -> Any:
    file.read(SKIPPED)
    return file


def _form(*fields: Any) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for number, field in enumerate(fields):
        form.add_field(str(number), field)
    return form


def _nested(*parts: Any) -> aiohttp.MultipartWriter:
    outer, inner = aiohttp.MultipartWriter(), aiohttp.MultipartWriter()
    for part in parts:
        inner.append(part)
    outer.append(inner)
    return outer


REST: Final = TEXT[SKIPPED:].encode()


@pytest.mark.parametrize(
    "make, whole",
    [
        (lambda _: b"order", b"order"),
        (lambda _: "order", b"order"),
        (lambda _: {"a": "1"}, b"a=1"),
        (lambda _: io.StringIO("order"), b"order"),
        (lambda _: _from(io.BytesIO(TEXT.encode())), REST),
        (lambda path: _from(path.open("rb")), REST),
        (lambda path: _from(path.open("rb", buffering=0)), REST),
        (lambda path: _from(path.open(encoding="utf-8")), REST),
        (lambda path: _form("text", path.open("rb"), io.BytesIO(b"octets")), None),
        (lambda _: _nested(io.BytesIO(b"more"), "text"), None),
        (lambda _: aiohttp.MultipartWriter(), None),
    ],
    ids=["bytes", "text", "fields", "StringIO", "BytesIO", "file", "raw", "text file", "form", "nested", "no parts"],
)
def test_content_that_can_be_read_again(server: LiveServer, path: Path, make: Callable[..., Any], whole: Any) -> None:
    """It arrives whole each time, from where it stood, and is closed as without the middleware."""
    server.play(503, 200)

    async def main() -> tuple[int, str]:
        return await _put(server.url, make(path))

    assert (200, "idempotent") == run(main())
    first, second = server.received
    assert (first.digest, first.length) == (second.digest, second.length)
    assert first.digest == (first.digest if whole is None else digest(whole))


class _Own(aiohttp.payload.Payload):
    """A payload of somebody's own, of which nothing is known."""

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._value.decode(encoding, errors)

    async def write(self, writer: Any) -> None:
        await writer.write(self._value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: once([b"order"]),
        lambda: content_of("pipe"),
        lambda: _form("text", once([b"order"])),
        lambda: _form(io.BytesIO(b"file"), content_of("pipe")),
        lambda: _nested("text", once([b"order"])),
        lambda: _Own(b"order"),
    ],
    ids=["generator", "pipe", "form with a generator", "form with a pipe", "nested generator", "own payload"],
)
def test_content_that_can_be_read_once(server: LiveServer, make: Callable[..., Any]) -> None:
    """It is sent once, whole, and the refusal is the answer."""
    server.play(503)

    async def main() -> tuple[int, str]:
        return await _put(server.url, make())

    assert (503, "one-shot body") == run(main())
    (only,) = server.received
    assert only.length >= len(b"order")


def test_a_pipe_of_the_system_is_read_once(server: LiveServer) -> None:
    """A pipe that the system has no position for is sent once."""
    server.play(503)
    reading, writing = os.pipe()
    os.write(writing, b"order")
    os.close(writing)

    async def main() -> tuple[int, str]:
        with open(reading, "rb") as pipe:  # noqa: ASYNC230, PTH123  that it has no path is the point
            return await _put(server.url, pipe)

    assert (503, "one-shot body") == run(main())
    assert [digest(b"order")] == [request.digest for request in server.received]


def test_a_file_that_does_not_go_back(server: LiveServer) -> None:
    """A file that says it can be rewound, and cannot, is sent once: aiohttp tells when it has tried."""
    server.play(503)

    class _Stuck(io.BytesIO):
        def seek(self, position: int, whence: int = 0) -> int:
            raise OSError(position, whence)

        def fileno(self) -> int:
            raise OSError

    class _File(io.BufferedReader):
        def seekable(self) -> bool:
            return True

    async def main() -> tuple[int, str]:
        return await _put(server.url, _File(_Stuck(CONTENT)))

    assert (503, "one-shot body") == run(main())
    assert [digest(CONTENT)] == [request.digest for request in server.received]


def test_aiohttp_would_send_it_empty(server: LiveServer) -> None:
    """A middleware that simply asks again gets a 200 for nothing: the reason for the rule about such content."""
    server.play(503)

    async def again(request: Any, handler: Any) -> Any:
        (await handler(request)).release()
        return await handler(request)

    async def main() -> int:
        async with session_of(again) as session:
            return await status_of(session, server.url, method="PUT", data=once([b"order"]))

    assert 200 == run(main())
    assert [5, 0] == [request.length for request in server.received]


def test_a_generator_waits_for_a_connection() -> None:
    """What was never begun can be sent: the second attempt gets a connection, and all of the content."""
    asked: list[Any] = []

    async def refuse_once(request: Any, handler: Any) -> Any:
        asked.append(request)
        if len(asked) == 1:
            raise ConnectionRefusedError
        return await handler(request)

    async def main() -> Any:
        async with session_of(retrying(FakeTime()), refuse_once) as session:
            content, headers = once([b"or", b"der"]), {"Content-Length": "5"}
            return await status_of(session, server.url(), method="POST", data=content, headers=headers)

    with RawServer([READ, ACCEPTED]) as server:
        assert 200 == run(main())
        assert [b"order"] == [request.partition(b"\r\n\r\n")[2] for request in server.received]


# --- answers that come early ------------------------------------------------------------------------------------------


def _head(connection: socket.socket) -> None:
    """Read the head of a request, and nothing of its content."""
    received = b""
    while not received.endswith(b"\r\n\r\n"):
        received += connection.recv(1)


@pytest.mark.parametrize("in_memory", [True, False], ids=["in memory", "on disk"])
def test_an_answer_that_comes_before_all_is_sent(tmp_path: Path, *, in_memory: bool) -> None:
    """What was still being sent is stopped before it is sent anew, so that the second request is whole."""
    content = CONTENT * 80  # more than the buffers of a connection hold
    (tmp_path / "content").write_bytes(content)

    async def main() -> tuple[int, str]:
        return await _put(server.url(), io.BytesIO(content) if in_memory else (tmp_path / "content").open("rb"))

    with RawServer([_head, REFUSED, DRAIN], [READ, ACCEPTED]) as server:
        assert (200, "idempotent") == run(main())
        (whole,) = server.received
    assert digest(content) == digest(whole.partition(b"\r\n\r\n")[2])


def test_a_100_is_waited_for_each_time() -> None:
    """A request that was refused in place of a 100 waits for one when it is repeated, and is sent whole."""

    def accept(connection: socket.socket) -> None:
        _head(connection)
        connection.settimeout(0.05)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(5)
        connection.sendall(b"HTTP/1.1 100\r\n\r\n")
        arrived.append(connection.recv(5, socket.MSG_WAITALL))

    arrived: list[bytes] = []

    async def main() -> tuple[int, str]:
        return await _put(server.url(), b"order", expect100=True)

    with RawServer([_head, REFUSED, DRAIN], [accept, ACCEPTED]) as server:
        assert (200, "idempotent") == run(main())
    assert [b"order"] == arrived


@pytest.mark.parametrize("end", ["done", "failed"])
def test_the_next_attempt_begins_when_the_last_is_over(server: LiveServer, end: str) -> None:
    """What is still sending the content is waited for, and what has become of it matters to nobody."""
    server.play(200)
    sending: list[asyncio.Task[None]] = []

    async def send_a_while() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        if end == "failed":
            raise ZeroDivisionError

    async def cut_off(request: Any, handler: Any) -> Any:
        if sending:
            assert sending[0].done()
            return await handler(request)
        sending.append(asyncio.ensure_future(send_a_while()))
        request._writer = sending[0]
        raise ConnectionResetError

    async def main() -> Any:
        async with session_of(retrying(FakeTime()), cut_off) as session:
            return await status_of(session, server.url, method="PUT", data=b"order")

    assert 200 == run(main())
    assert [digest(b"order")] == [request.digest for request in server.received]
