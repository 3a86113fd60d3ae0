"""tenacity in the scenarios, around functions of three libraries; each attempt has a connection of its own."""

from __future__ import annotations

import asyncio
import io
import ssl
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import httpx
import requests
import tenacity
import trio

from live.scenarios import NOBODY, Answer, Client, Limit, content_of
from statuskit.adapters.tenacity import STATISTIC, status_retrying
from statuskit.retry import Body, Failure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from live.scenarios import FakeTime, Scenario

NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # spares loading the certificates for each attempt


def _retrying(scenario: Scenario, clock: FakeTime, *, asynchronous: bool = False, **options: Any) -> dict[str, Any]:
    # tenacity calls its sleep for no time at all, too.
    def sleep(seconds: float) -> None:
        if seconds:
            clock.sleep(seconds)

    async def sleep_async(seconds: float) -> None:
        sleep(seconds)

    given = scenario.options_for(clock)
    del given["sleep"]
    return {"sleep": sleep_async if asynchronous else sleep, **status_retrying(**given, **options)}


async def _async(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in content:
        yield chunk


# --- httpx: the response is returned, whatever its status -------------------------------------------------------------


def send_with_httpx(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with httpx, and judge by the response."""

    @tenacity.retry(**_retrying(scenario, clock))
    def call(content: Any) -> httpx.Response:
        return httpx.request(
            scenario.method,
            url,
            content=content,
            headers=scenario.headers,
            timeout=httpx.Timeout(5, read=scenario.patience),
            follow_redirects=True,
            verify=NO_TLS,
        )

    try:
        response = call(content_of(scenario.body))
    except httpx.TransportError as error:
        return Answer(error=error, decided=call.statistics[STATISTIC])
    return Answer(response.status_code, response.content, None, call.statistics[STATISTIC])


async def send_with_httpx_async(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with `httpx.AsyncClient`, on asyncio or trio."""

    @tenacity.retry(**_retrying(scenario, clock, asynchronous=True))
    async def call(content: Any) -> httpx.Response:
        async with httpx.AsyncClient(
            timeout=httpx.Timeout(5, read=scenario.patience), follow_redirects=True, verify=NO_TLS
        ) as client:
            return await client.request(scenario.method, url, content=content, headers=scenario.headers)

    content = content_of(scenario.body)
    if scenario.body in {"generator", "pipe"}:
        content = _async(content)
    try:
        response = await call(content)
    except httpx.TransportError as error:
        return Answer(error=error, decided=call.statistics[STATISTIC])
    return Answer(response.status_code, response.content, None, call.statistics[STATISTIC])


# --- requests: a refusal is an error ----------------------------------------------------------------------------------


class _Pipe(io.BufferedReader):
    """What says that it has no number as Python's own do."""

    def fileno(self) -> int:
        raise io.UnsupportedOperation


def send_with_requests(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with requests, and judge by what it raises."""

    @tenacity.retry(**_retrying(scenario, clock))
    def call(content: Any) -> requests.Response:
        timeout = (5, scenario.patience)
        response = requests.request(scenario.method, url, data=content, headers=scenario.headers, timeout=timeout)
        response.raise_for_status()
        return response

    content = content_of(scenario.body)
    try:
        response = call(_Pipe(content.detach()) if scenario.body == "pipe" else content)
    except requests.HTTPError as error:
        return Answer(error.response.status_code, error.response.content, None, call.statistics[STATISTIC])
    except requests.RequestException as error:
        return Answer(error=error, decided=call.statistics[STATISTIC])
    return Answer(response.status_code, response.content, None, call.statistics[STATISTIC])


# --- aiohttp: most errors say nothing of the request ------------------------------------------------------------------


async def send_with_aiohttp(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with aiohttp, which shows no content, and no request in its errors: so both are told."""
    answered = b""
    body = Body.REPLAYABLE if scenario.body == "bytes" else None

    @tenacity.retry(**_retrying(scenario, clock, asynchronous=True, method=scenario.method, body=body))
    async def call(content: Any) -> aiohttp.ClientResponse:
        nonlocal answered
        timeout = aiohttp.ClientTimeout(total=5, sock_read=scenario.patience)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.request(scenario.method, url, data=content, headers=scenario.headers) as response,
        ):
            answered = await response.read()
            return response

    content = content_of(scenario.body)
    if scenario.body == "generator":
        content = _async(content)
    try:
        response = await call(content)
    except aiohttp.ClientError as error:
        return Answer(error=error, decided=call.statistics[STATISTIC])
    return Answer(response.status, answered, None, call.statistics[STATISTIC])


def _in(run: Callable[..., Answer], send: Callable[..., Any]) -> Callable[[Scenario, str, FakeTime], Answer]:
    return lambda scenario, url, clock: run(send, scenario, url, clock)


_READ_BY_THE_FUNCTION: Final = Limit(
    "the function reads the content, so what befalls it there is an outcome like any other: this adapter can repeat it",
    {"outcome": 200, "requests": 2, "waits": (0.5,)},
)
_HTTPX: Final = {"reset in the content": _READ_BY_THE_FUNCTION}
_ASYNC: Final = {**_HTTPX, "PUT a file": Limit("httpx.AsyncClient takes no file as content, only as part of a form")}
_REPEATED_BY_AIOHTTP: Final = "aiohttp itself repeats once what is idempotent, where the connection was lost"
_AIOHTTP: Final = {
    "reset": Limit(_REPEATED_BY_AIOHTTP, {"waits": ()}),
    "closed": Limit(_REPEATED_BY_AIOHTTP, {"waits": ()}),
    "resets to the end": Limit(_REPEATED_BY_AIOHTTP, {"outcome": 200, "requests": 4, "waits": (0.5,)}),
    "reset, then 503": Limit(_REPEATED_BY_AIOHTTP, {"outcome": 200, "requests": 4}),
    "reset in the content": Limit(
        "aiohttp says that content was cut short, and tells of the reset in words only",
        {"outcome": Failure.TRUNCATED},
    ),
    NOBODY: Limit(
        "the error does not say of which request it is, so it tells nothing of what the function sent before",
        {"waits": ()},
    ),
    "PUT a generator, nobody listens": Limit(
        "the error does not say what was sent, and an asynchronous generator does not say whether it was read",
        {"waits": ()},
    ),
}

CLIENTS: Final = (
    Client("tenacity, httpx", send_with_httpx, _HTTPX),
    Client("tenacity, httpx, asyncio", lambda *given: asyncio.run(send_with_httpx_async(*given)), _ASYNC),
    Client("tenacity, httpx, trio", _in(trio.run, send_with_httpx_async), _ASYNC),
    Client("tenacity, requests", send_with_requests),
    Client("tenacity, aiohttp", lambda *given: asyncio.run(send_with_aiohttp(*given)), _AIOHTTP),
)
