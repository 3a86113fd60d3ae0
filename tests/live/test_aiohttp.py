"""What is special about aiohttp: the connector, the total timeout, cancellation, and what is seen of a decision."""

from __future__ import annotations

import asyncio
import gc
import logging
import ssl
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pytest

from live.client_aiohttp import once, retrying, run, session_of, status_of
from live.raw import DRAIN, READ, SELF_SIGNED, RawServer, server_tls
from live.raw import HANG as STAY
from live.scenarios import FakeTime
from live.server import CLOSE, HANG, RESET, refused_port, serving
from statuskit.adapters.aiohttp import _HISTORIES, decided, status_middleware
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Failure, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer
    from statuskit.adapters.aiohttp import Decided

MINE: Final = "mine"
EMPTY: Final = b"HTTP/1.1 %d\r\nContent-Length: 0\r\n\r\n"
IN_A_MINUTE: Final = (503, {"Retry-After": "60"})
DIGEST: Final = (401, {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"'})


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


# --- connections ------------------------------------------------------------------------------------------------------


def test_no_connection_is_left_in_use(server: LiveServer) -> None:
    """After repeats of every kind all connections are idle, and good for the next request."""
    server.play(503, RESET, 503, 200, CLOSE, 421, 200)

    async def main() -> list[Any]:
        async with session_of(retrying(FakeTime(), policy=RetryPolicy(max_attempts=9))) as session:
            return [await status_of(session, server.url) for _ in range(2)]

    assert [200, 200] == run(main())
    assert 7 == len(server.received)


def test_a_connection_is_used_again_where_all_has_come() -> None:
    """A refusal whose content has come costs no connection, unless the next attempt is to have another."""

    async def main() -> Any:
        async with session_of(retrying(FakeTime())) as session:
            return await status_of(session, server.url())

    with RawServer([READ, EMPTY % 503, READ, EMPTY % 421, STAY], [READ, EMPTY % 200]) as server:
        assert 200 == run(main())
        assert 3 == len(server.received)


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_each_new_connection_is_another_one(*, tls: bool) -> None:
    """Also the second time in one request, when the one before was new itself."""
    trusted = ssl.create_default_context(cafile=SELF_SIGNED)
    scripts = ([READ, EMPTY % 408, STAY], [READ, EMPTY % 503, READ, EMPTY % 408, STAY], [READ, EMPTY % 200])

    async def main() -> Any:
        async with session_of(retrying(FakeTime(), policy=RetryPolicy(max_attempts=9))) as session:
            return await status_of(session, server.url("https" if tls else "http"), ssl=trusted)

    with RawServer(*scripts, tls=server_tls() if tls else None) as server:
        assert 200 == run(main())
        assert 4 == len(server.received)


def test_a_refused_response_is_let_go_before_the_wait() -> None:
    """A refusal whose content has not come gives up its connection at once, so one is enough for all attempts."""
    used: list[int] = []

    async def main() -> Any:
        async def sleep(_: float) -> None:
            used.append(len(session.connector._acquired))

        connector = aiohttp.TCPConnector(limit=1)
        async with session_of(retrying(FakeTime(), sleep=sleep), connector=connector) as session:
            return await status_of(session, server.url())

    with RawServer([READ, b"HTTP/1.1 503\r\nContent-Length: 9\r\n\r\nhalf", DRAIN], [READ, EMPTY % 200]) as server:
        assert 200 == run(main())
    assert [0] == used


def test_a_response_is_streamed() -> None:
    """The response that is given back has not been read: half of its content has not even been sent."""
    asked = [READ, EMPTY % 503, READ, b"HTTP/1.1 200\r\nContent-Length: 8\r\n\r\nhalf", DRAIN]

    async def main() -> bytes:
        async with session_of(retrying(FakeTime())) as session, session.get(server.url()) as response:
            return await response.content.readexactly(4)

    with RawServer(asked) as server:
        assert b"half" == run(main())


@pytest.mark.parametrize("script", [[503], [200], []], ids=["503", "200", "closed"])
def test_a_response_is_closed_where_the_callback_raises(script: list[int]) -> None:
    """What on_decision raises ends the request, and its connection, though there is more to come."""

    def raising(_: Decided) -> None:
        raise ZeroDivisionError(MINE)

    async def main() -> int:
        async with session_of(retrying(FakeTime(), on_decision=raising)) as session:
            with pytest.raises(ZeroDivisionError, match=MINE):
                await session.get(server.url())
            return len(session.connector._acquired)

    steps = [b"HTTP/1.1 %d\r\nContent-Length: 8\r\n\r\nhalf" % status for status in script]
    with RawServer([READ, *steps, DRAIN] if steps else [READ]) as server:
        assert 0 == run(main())
        assert 1 == len(server.received)


# --- timeouts and cancellation ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step, decisions", [(IN_A_MINUTE, [(503, True)]), (HANG, [(Failure.CANCELLED, False)])], ids=["waiting", "sending"]
)
def test_the_total_timeout_is_of_all_attempts(server: LiveServer, step: Any, decisions: list[Any]) -> None:
    """The session's total timeout ends a wait and an attempt alike, and nothing is sent after that."""
    server.play(step)
    told: list[Decided] = []

    async def main() -> None:
        async with session_of(
            status_middleware(on_decision=told.append), timeout=aiohttp.ClientTimeout(total=0.5)
        ) as session:
            with pytest.raises(asyncio.TimeoutError):
                await session.get(server.url)

    run(main())
    assert decisions == [(each.outcome, each.decision.retry) for each in told]
    assert 1 == len(server.received)


@pytest.mark.parametrize("total", [5, None], ids=str)
def test_the_time_of_an_attempt_is_for_another_middleware(server: LiveServer, total: float | None) -> None:
    """An attempt that somebody gave too little time is repeated, as long as the session's own has not passed."""
    server.play(HANG)

    async def briefly(request: Any, handler: Any) -> Any:
        return await asyncio.wait_for(handler(request), 0.5)

    async def main() -> Any:
        async with session_of(retrying(FakeTime()), briefly, timeout=aiohttp.ClientTimeout(total)) as session:
            return await status_of(session, server.url)

    assert 200 == run(main())
    assert 2 == len(server.received)


@pytest.mark.parametrize(
    "error, outcome",
    [(asyncio.TimeoutError(), None), (aiohttp.ServerTimeoutError(), 200), (ConnectionResetError(), 200)],
    ids=["timeout", "of the server", "reset"],
)
def test_where_the_total_timeout_cannot_be_asked(server: LiveServer, error: Exception, outcome: int | None) -> None:
    """Whether it has passed is asked of an object without a public name; without it, a bare TimeoutError is the end."""
    timers: list[Any] = []

    async def nameless(request: Any, handler: Any) -> Any:
        if timers:
            request._timer = timers[0]  # aiohttp cannot do without
            return await handler(request)
        timers.append(request._timer)
        del request._timer
        raise error

    async def main() -> Any:
        async with session_of(retrying(FakeTime()), nameless) as session:
            try:
                return await status_of(session, server.url)
            except asyncio.TimeoutError as raised:
                return raised

    server.play()
    assert (error if outcome is None else outcome) == run(main())
    assert (outcome is not None) == len(server.received)


@pytest.mark.parametrize("step", [IN_A_MINUTE, HANG], ids=["waiting", "sending"])
def test_cancelling_ends_the_request(server: LiveServer, step: Any) -> None:
    """Cancelling ends the request at once, with no connection in use."""
    server.play(step)

    async def main() -> None:
        async with session_of(status_middleware(), timeout=aiohttp.ClientTimeout()) as session:
            asking = asyncio.ensure_future(session.get(server.url))
            while not server.received:  # noqa: ASYNC110  the server is another thread
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.02)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking

    run(main())
    assert 1 == len(server.received)


def test_other_tasks_go_on_while_one_waits(server: LiveServer) -> None:
    """A wait blocks nobody else in the event loop: this one lasts until another request has its answer."""
    server.play(IN_A_MINUTE)

    async def main() -> list[Any]:
        waiting, answered = asyncio.Event(), asyncio.Event()

        async def sleep(_: float) -> None:
            waiting.set()
            await answered.wait()

        async with session_of(retrying(FakeTime(), sleep=sleep)) as session:
            first = asyncio.ensure_future(status_of(session, server.url))
            await waiting.wait()
            second = await status_of(session, server.url)
            answered.set()
            return [await first, second]

    assert [200, 200] == run(main())
    assert 3 == len(server.received)


def test_tasks_and_loops_share_one(server: LiveServer) -> None:
    """One middleware serves many tasks, sessions and event loops, each request with attempts of its own."""
    shared = retrying(FakeTime(), policy=RetryPolicy(max_attempts=9))

    async def main() -> list[Any]:
        async with session_of(shared) as one, session_of(shared) as other:
            return list(await asyncio.gather(*(status_of(each, server.url) for each in (one, other) * 3)))

    for _ in range(2):
        server.play(*[503, RESET] * 4)
        assert [200] * 6 == run(main())
        assert 6 + 8 == len(server.received)


# --- what is seen -----------------------------------------------------------------------------------------------------


def test_what_was_decided_is_told_three_ways(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """The response, the callback and the log tell the same, and the log tells no secret."""
    server.play(503)
    told: list[Decided] = []
    caplog.set_level(logging.DEBUG, "statuskit.retry")

    async def main() -> tuple[Decided, ...]:
        url, headers = f"{server.url}?token=hush", {"Authorization": "Bearer hush"}
        async with (
            session_of(retrying(FakeTime(), on_decision=told.append)) as session,
            session.get(url, headers=headers) as response,
        ):
            return decided(response)

    found = run(main())
    assert tuple(told) == found
    assert [(503, True, 1), (200, False, 2)] == [
        (each.outcome, each.decision.retry, each.attempt.number) for each in told
    ]
    records = [record for record in caplog.records if record.name == "statuskit.retry"]
    assert [("INFO", "idempotent"), ("DEBUG", "done")] == [(record.levelname, record.reason) for record in records]
    assert "hush" not in caplog.text + repr(told)


def test_what_was_decided_goes_with_the_response(server: LiveServer) -> None:
    """Nothing is kept of a response that is gone."""
    server.play(503)

    async def main() -> int:
        async with session_of(retrying(FakeTime())) as session:
            assert 200 == await status_of(session, server.url)
        gc.collect()
        return len(_HISTORIES)

    gc.collect()
    before = len(_HISTORIES)
    assert before == run(main())


def test_a_limit_that_was_met_is_a_warning(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """Content that cannot be sent again is told at a level that people look at."""
    server.play(503)

    async def main() -> Any:
        async with session_of(retrying(FakeTime())) as session:
            return await status_of(session, server.url, method="PUT", data=once([b"order"]))

    assert 503 == run(main())
    records = [record for record in caplog.records if record.name == "statuskit.retry"]
    assert [("WARNING", "one-shot body")] == [(record.levelname, record.reason) for record in records]


def test_where_no_response_came_the_callback_tells() -> None:
    """The last error is raised as it came, and the callback was told of each attempt."""
    told: list[Decided] = []

    async def main() -> None:
        async with session_of(retrying(FakeTime(), on_decision=told.append)) as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.post(f"http://127.0.0.1:{refused_port()}/", data=b"order")

    run(main())
    assert [(Failure.CONNECT_REFUSED, retry) for retry in (True, True, False)] == [
        (each.outcome, each.decision.retry) for each in told
    ]


@pytest.mark.parametrize("within", [-1, float("nan"), "5", True], ids=str)
def test_options_are_checked_at_once(within: Any) -> None:
    """What cannot be is refused where it is said, and not at the first failure."""
    with pytest.raises(InvalidRetryError, match="not accepted as within"):
        status_middleware(within=within)
