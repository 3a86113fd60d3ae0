"""httpx, synchronous and asynchronous, in the scenarios."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import httpx
import trio

from live.scenarios import Answer, Client, Limit, content_of
from statuskit.adapters.httpx import StatusTransport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from live.scenarios import FakeTime, Scenario


def _answer(response: httpx.Response) -> Answer:
    return Answer(response.status_code, response.content, None, response.extensions["statuskit.retry"])


def send(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with `httpx.Client`."""
    transport = StatusTransport(httpx.HTTPTransport(), **scenario.options_for(clock))
    timeout = httpx.Timeout(5, read=scenario.patience)
    with httpx.Client(transport=transport, timeout=timeout, follow_redirects=True) as client:
        try:
            return _answer(
                client.request(scenario.method, url, headers=scenario.headers, content=content_of(scenario.body))
            )
        except httpx.TransportError as error:
            return Answer(error=error)


async def _async(content: Any) -> AsyncIterator[bytes]:
    for chunk in content:
        yield chunk


async def send_async(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with `httpx.AsyncClient`."""
    content = content_of(scenario.body)
    if scenario.body in {"generator", "pipe"}:
        content = _async(content)
    transport = StatusTransport(httpx.AsyncHTTPTransport(), **scenario.options_for(clock, asynchronous=True))
    timeout = httpx.Timeout(5, read=scenario.patience)
    async with httpx.AsyncClient(transport=transport, timeout=timeout, follow_redirects=True) as client:
        try:
            return _answer(await client.request(scenario.method, url, headers=scenario.headers, content=content))
        except httpx.TransportError as error:
            return Answer(error=error)


def _in(run: Callable[..., Answer]) -> Callable[[Scenario, str, FakeTime], Answer]:
    return lambda scenario, url, clock: run(send_async, scenario, url, clock)


_NO_FILES: Final = {"PUT a file": Limit("httpx.AsyncClient takes no file as content, only as part of a form")}

CLIENTS: Final = (
    Client("httpx", send),
    Client("httpx, asyncio", lambda *given: asyncio.run(send_async(*given)), _NO_FILES),
    Client("httpx, trio", _in(trio.run), _NO_FILES),
)
