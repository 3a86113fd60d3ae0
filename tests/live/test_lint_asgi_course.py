"""The ASGI middleware over the time of a response: errors, clients that go, when it is told, how much is kept."""

from __future__ import annotations

import asyncio
import logging
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from live.lint_driver import App, body, ids, scope, sending, sent, start
from statuskit.adapters.asgi import Found, Lint
from statuskit.exceptions import NonconformantError

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (b"content-type", b"text/plain")
REFUSED = start(405, TEXT)
END = body(b"no")


# --- errors, and going away -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("messages", [(), (REFUSED,), (REFUSED, body(b"n", more_body=True))], ids=["0", "1", "2"])
@pytest.mark.parametrize("error", [RuntimeError("mine"), asyncio.CancelledError()], ids=["error", "cancelled"])
def test_an_error_passes(messages: Any, error: BaseException) -> None:
    """What ends the application early is raised as it is, and nothing is told."""

    async def app(*args: Any) -> None:
        await sending(*messages)(*args)
        raise error

    found: list[Found] = []
    with pytest.raises(type(error)) as raised:
        sent(Lint(app, on_finding=found.append))

    assert [] == found
    if isinstance(error, RuntimeError):  # asyncio makes a new one of its own
        assert error is raised.value


def test_an_error_after_the_response_comes_first() -> None:
    """A task in the background may fail when all is out; its error is more than what was found."""
    error = RuntimeError("mine")

    async def app(*args: Any) -> None:
        await sending(REFUSED, END)(*args)
        raise error

    with pytest.raises(RuntimeError) as raised:
        sent(Lint(app, on_finding="raise"))

    assert error is raised.value


def test_what_the_server_raises_reaches_the_application() -> None:
    """A server may raise when the client has gone; of what was not taken nothing is judged."""
    found: list[Found] = []
    caught: list[type[BaseException]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(start(204, (b"content-length", b"1")))
        try:
            await send(body(b"x", more_body=True))
        except OSError as error:
            caught.append(type(error))
        await send(body(b""))

    async def send(message: Any) -> None:
        if message.get("body"):
            raise BrokenPipeError

    asyncio.run(Lint(app, on_finding=found.append)(scope(), send, send))

    assert [BrokenPipeError] == caught
    assert ["SK204-02"] == ids(found)


# --- when it is told --------------------------------------------------------------------------------------------------


def test_it_is_told_when_the_content_is_out() -> None:
    """It is told after the last content, and before what the application does in the background."""
    order: list[str] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(REFUSED)
        await send(END)
        order.append("background")

    async def send(message: Any) -> None:
        order.append(message["type"])

    asyncio.run(Lint(app, on_finding=lambda found: order.append(found.finding.rule.id))(scope(), send, send))

    assert ["http.response.start", "http.response.body", "SK405-01", "background"] == order


def test_errors_are_raised_when_the_application_has_returned(caplog: pytest.LogCaptureFixture) -> None:
    """With "raise" all of the response and of the work in the background is done; what is no error is logged."""
    order: list[str] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(start(405))
        await send(body(b""))
        order.append("background")

    async def send(message: Any) -> None:
        order.append(message["type"])

    with pytest.raises(NonconformantError) as raised:
        asyncio.run(Lint(app, on_finding="raise")(scope("PUT"), send, send))

    assert "PUT /orders: SK405-01 error: 405 Method Not Allowed without Allow" == str(raised.value)
    assert ["http.response.start", "http.response.body", "background"] == order
    assert [("SKERR-05", logging.WARNING)] == [(record.rule, record.levelno) for record in caplog.records]


@pytest.mark.parametrize(
    "head, added",
    [
        (start(405, TEXT), [(b"x-lint", b"SK405-01")]),
        (start(200, TEXT), []),
        ({"type": "http.response.start", "status": 405}, [(b"x-lint", b"SK405-01")]),
    ],
    ids=["405", "fine", "no fields"],
)
def test_the_header_tells_what_the_head_breaks(head: dict[str, Any], added: list[Any]) -> None:
    """The field comes last, and the application's message and list stay as they were."""
    before = list(head.get("headers", ()))
    received = sent(Lint(sending(head, END), header="X-Lint"))

    assert before + added == received[0].get("headers", [])
    assert before == list(head.get("headers", ()))


# --- memory -----------------------------------------------------------------------------------------------------------


def _stream(chunks: Iterator[bytes]) -> App:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(start(204))
        for chunk in chunks:
            await send(body(chunk, more_body=True))
        await send(body(b""))

    return app


@pytest.mark.parametrize(
    "count, chunk, most",
    [(800, bytes(65_536), 1_000_000), (20_000, b"", 100_000)],
    ids=["50 MB", "many"],
)
def test_a_stream_is_not_kept(count: int, chunk: bytes, most: int) -> None:
    """50 MB go through in less than 1 MB, and empty chunks leave nothing behind."""
    taken: list[int] = []
    found: list[Found] = []

    async def talk(times: int) -> int:
        length = 0

        async def send(message: Any) -> None:
            nonlocal length
            length += len(message.get("body", b""))

        # Each chunk is made when it is asked for.
        lint = Lint(_stream(bytes(bytearray(chunk)) for _ in range(times)), on_finding=found.append)
        tracemalloc.start()
        await lint(scope(), send, send)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        taken.append(length)
        return peak

    asyncio.run(talk(1))  # what is loaded on first use

    assert most > asyncio.run(talk(count))
    assert [len(chunk), count * len(chunk)] == taken
