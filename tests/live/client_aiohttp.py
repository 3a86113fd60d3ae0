"""aiohttp in the scenarios."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import aiohttp

from live.scenarios import Answer, Client, Limit, content_of
from statuskit.adapters.aiohttp import decided, status_middleware
from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterable

    from live.scenarios import FakeTime, Scenario

T = TypeVar("T")


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run in an event loop that looks closely: responses, connections and tasks that are left behind are failures."""
    problems: list[Any] = []
    gc.freeze()  # what is there before is not looked at in the end

    async def watched() -> T:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
        answer = await main
        gc.collect()
        return answer

    answer = asyncio.run(watched(), debug=True)
    assert not problems
    return answer


async def once(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Give content that can be read once."""
    for chunk in content:
        yield chunk


def retrying(clock: FakeTime, **options: Any) -> aiohttp.ClientMiddlewareType:
    """Return a middleware for which time is faked."""
    return status_middleware(**{"clock": clock, "sleep": clock.sleep_async, "rng": lambda: 1.0, **options})


@asynccontextmanager
async def session_of(*middlewares: aiohttp.ClientMiddlewareType, **given: Any) -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session; no connection is in use when it is over."""
    given = {"timeout": aiohttp.ClientTimeout(total=5), **given}
    async with aiohttp.ClientSession(middlewares=middlewares, **given) as session:
        yield session
        assert not session.connector._acquired


async def status_of(session: aiohttp.ClientSession, url: str, **given: Any) -> int | type[aiohttp.ClientError]:
    """Return the status of the response at last, or the class of the error."""
    try:
        async with session.request(given.pop("method", "GET"), url, **given) as response:
            await response.read()
            return response.status
    except aiohttp.ClientError as error:
        return type(error)


async def send(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with `aiohttp.ClientSession`."""
    content = content_of(scenario.body)
    if scenario.body == "generator":
        content = once(content)
    middleware = status_middleware(**scenario.options_for(clock, asynchronous=True))
    timeout = aiohttp.ClientTimeout(total=5, sock_read=scenario.patience)
    async with session_of(middleware, timeout=timeout) as session:
        try:
            async with session.request(scenario.method, url, headers=scenario.headers, data=content) as response:
                return Answer(response.status, await response.read(), None, decided(response))
        except aiohttp.ClientError as error:
            return Answer(error=error)


CLIENTS: Final = (
    Client(
        "aiohttp",
        lambda *given: run(send(*given)),
        {
            "reset in the content": Limit(
                "aiohttp says that content was cut short, and tells of the reset in words only",
                {"outcome": Failure.TRUNCATED},
            )
        },
    ),
)
