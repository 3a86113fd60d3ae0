"""tenacity and refused responses: they are closed before the wait, and the last one is not."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
import requests
import tenacity
import trio

from live.raw import HANG as STAY
from live.raw import READ, RawServer
from live.server import serving
from statuskit.adapters.tenacity import status_retrying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.server import LiveServer


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _no_wait(_: float) -> None:
    """Wait for nothing."""


async def _no_wait_async(_: float) -> None:
    """Wait for nothing."""


def _retrying(**options: Any) -> tenacity.Retrying:
    return tenacity.Retrying(**status_retrying(**options), sleep=_no_wait)


def _streaming(client: httpx.Client) -> Callable[[str], httpx.Response]:
    return lambda url: client.send(client.build_request("GET", url), stream=True)


def test_a_refused_response_is_closed_and_the_last_one_is_not(server: LiveServer) -> None:
    """One connection is enough for all attempts, and what is given back has not been read."""
    server.play(503, 503)
    with httpx.Client(limits=httpx.Limits(max_connections=1), timeout=1) as client:
        response = _retrying()(_streaming(client), server.url)

        assert (200, False) == (response.status_code, response.is_closed)
        assert b"answer 3" == response.read()
        assert [True] == [connection.is_idle() for connection in client._transport._pool.connections]


def test_the_response_of_a_refused_error_is_closed(server: LiveServer) -> None:
    """So is the one that an error holds."""
    server.play(503)
    refused: list[requests.Response] = []

    def call(url: str) -> requests.Response:
        response = requests.get(url, stream=True, timeout=5)
        refused.append(response)
        response.raise_for_status()
        return response

    last = _retrying()(call, server.url)

    assert [True, False] == [response.raw.closed for response in refused]
    assert b"answer 2" == last.content


def test_what_a_retry_error_holds_can_be_read(server: LiveServer) -> None:
    """A response that another stop ends with is not closed: it is the caller's."""
    server.play(503)
    given = {**status_retrying(), "stop": tenacity.stop_after_attempt(1)}
    with httpx.Client() as client:
        with pytest.raises(tenacity.RetryError) as caught:
            tenacity.Retrying(**given)(_streaming(client), server.url)

        assert b"answer 1" == caught.value.last_attempt.result().read()


def test_a_refused_response_is_closed_before_the_wait(server: LiveServer) -> None:
    """after= can read it yet; while the call waits, no connection is in use."""
    server.play(503, 503)
    said: list[bytes] = []
    used: list[bool] = []
    with httpx.Client() as client:
        tenacity.Retrying(
            **status_retrying(),
            sleep=lambda _: used.extend(not each.is_idle() for each in client._transport._pool.connections),
            after=lambda state: said or said.append(state.outcome.result().read()),
        )(_streaming(client), server.url).close()

    # The first one was read; of the second the connection is gone, for what was not read.
    assert ([b"answer 1"], [False]) == (said, used)


def test_a_response_is_open_where_another_may_stop(server: LiveServer) -> None:
    """With a stop of tenacity's beside ours, the refused response may be what the RetryError holds."""
    server.play(503)
    given = status_retrying()
    given["stop"] |= tenacity.stop_after_attempt(1)
    with httpx.Client() as client:
        with pytest.raises(tenacity.RetryError) as caught:
            tenacity.Retrying(**given)(_streaming(client), server.url)

        assert b"answer 1" == caught.value.last_attempt.result().read()


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_a_response_that_only_a_coroutine_closes_is_closed_soon(run: Any, server: LiveServer) -> None:
    """The event loop closes it during the wait, so that one connection is enough for all attempts."""
    server.play(503, 503)
    refused: list[httpx.Response] = []

    async def main() -> list[bool]:
        limits, timeout = httpx.Limits(max_connections=1), httpx.Timeout(5, pool=1)
        async with httpx.AsyncClient(limits=limits, timeout=timeout) as client:

            async def call() -> httpx.Response:
                response = await client.send(client.build_request("GET", server.url), stream=True)
                refused.append(response)
                return response

            await tenacity.AsyncRetrying(**status_retrying(), sleep=_no_wait_async)(call)
            closed = [response.is_closed for response in refused]
            await refused[-1].aclose()
            return closed

    assert [True, True, False] == run(main if run is trio.run else main())


def test_a_call_that_is_cancelled_in_the_wait_leaves_no_connection() -> None:
    """The unread response of aiohttp, of which more is to come, has been closed by then."""
    refusal = b"HTTP/1.1 503\r\nRetry-After: 60\r\nContent-Length: 9\r\n\r\nhalf"

    async def main() -> int:
        async with aiohttp.ClientSession() as session:
            waits = asyncio.Event()

            async def sleep(seconds: float) -> None:
                waits.set()
                await asyncio.sleep(seconds)

            @tenacity.retry(**status_retrying(), sleep=sleep)
            async def call() -> aiohttp.ClientResponse:
                return await session.get(raw.url())

            task = asyncio.create_task(call())
            await waits.wait()
            task.cancel()
            await asyncio.wait([task])
            return len(session.connector._acquired)

    with RawServer([READ, refusal, STAY]) as raw:
        assert 0 == asyncio.run(main())


def test_a_close_that_has_to_be_awaited_is_not_called() -> None:
    """A coroutine that nobody awaits is a warning, and closes nothing."""

    class _Answer:
        def __init__(self, status: int) -> None:
            self.status = status
            self.headers: dict[str, str] = {}

        async def close(self) -> None:
            """Close."""

    answers = iter([_Answer(503), _Answer(200)])

    assert 200 == _retrying(method="GET")(lambda: next(answers)).status
    gc.collect()


def test_no_socket_is_left_open(server: LiveServer, recwarn: pytest.WarningsRecorder) -> None:
    """Nothing of refused responses is found by the garbage collector."""
    server.play(503, 503)

    def call(url: str) -> requests.Response:
        return requests.get(url, stream=True, timeout=5)

    _retrying()(call, server.url).close()
    gc.collect()

    assert [] == [str(warning.message) for warning in recwarn]
