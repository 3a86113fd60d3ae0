"""stamina in the scenarios: its own backoff is set to the policy's, and its sleep goes by the fake clock."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import httpx
import stamina
import trio

from live.client_tenacity import NO_TLS
from live.scenarios import Answer, Client, Limit, content_of
from statuskit.adapters.stamina import backoff_hook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from live.scenarios import FakeTime, Scenario


def _retry(scenario: Scenario, clock: FakeTime) -> Callable[..., Any]:
    options = scenario.options_for(clock)
    del options["sleep"]
    return stamina.retry(
        on=backoff_hook(**options),
        attempts=scenario.policy.max_attempts,
        timeout=None,
        wait_initial=scenario.policy.base,
        wait_max=scenario.policy.max_delay,
        wait_exp_base=scenario.policy.factor,
        wait_jitter=0,
    )


def send(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with httpx, and raise for what is refused."""

    @_retry(scenario, clock)
    def call(content: Any) -> httpx.Response:
        return httpx.request(
            scenario.method,
            url,
            content=content,
            headers=scenario.headers,
            timeout=httpx.Timeout(5, read=scenario.patience),
            follow_redirects=True,
            verify=NO_TLS,
        ).raise_for_status()

    # stamina takes no sleep of the caller's; tenacity, which it stands on, says where its own may be replaced.
    with patch("tenacity.nap.time", SimpleNamespace(sleep=clock.sleep)):
        try:
            response = call(content_of(scenario.body))
        except httpx.HTTPStatusError as error:
            return Answer(error.response.status_code, error.response.content)
        except httpx.TransportError as error:
            return Answer(error=error)
    return Answer(response.status_code, response.content)


async def _async(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in content:
        yield chunk


async def send_async(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with `httpx.AsyncClient`, on asyncio or trio."""

    @_retry(scenario, clock)
    async def call(content: Any) -> httpx.Response:
        async with httpx.AsyncClient(
            timeout=httpx.Timeout(5, read=scenario.patience), follow_redirects=True, verify=NO_TLS
        ) as client:
            response = await client.request(scenario.method, url, content=content, headers=scenario.headers)
            return response.raise_for_status()

    content = content_of(scenario.body)
    if scenario.body in {"generator", "pipe"}:
        content = _async(content)
    with patch("stamina._core._smart_sleep", clock.sleep_async):
        try:
            response = await call(content)
        except httpx.HTTPStatusError as error:
            return Answer(error.response.status_code, error.response.content)
        except httpx.TransportError as error:
            return Answer(error=error)
    return Answer(response.status_code, response.content)


_NO_MEMORY: Final = "the hook sees one exception and nothing before it, so what is to be repeated once is so each time"
_NO_COUNT: Final = "the hook does not know when the call began, so `within` is the limit of one wait only"
_OWN_WAIT: Final = "to a hook that asks for no wait, stamina would pay no jitter; so it waits as ever"
LIMITS: Final = {
    "408 twice": Limit(_NO_MEMORY, {"outcome": 200, "requests": 3, "waits": (0.5, 1.0)}),
    "421 twice": Limit(_NO_MEMORY, {"outcome": 200, "requests": 3, "waits": (0.5, 1.0)}),
    "421": Limit(_OWN_WAIT, {"waits": (0.5,)}),
    "425": Limit(_OWN_WAIT, {"waits": (0.5,)}),
    "within the deadline": Limit(_NO_COUNT, {"outcome": 200, "requests": 4, "waits": (0.5, 1.0, 2.0)}),
    "reset in the content": Limit(
        "the function reads the content, so what befalls it there is an error like any other, and can be repeated",
        {"outcome": 200, "requests": 2, "waits": (0.5,)},
    ),
    "PUT a file": Limit(
        "the hook sees the file when it was sent, and not where it began; a function that opens it anew can say so",
        {"outcome": 503, "requests": 1, "waits": ()},
    ),
}
_ASYNC: Final = {**LIMITS, "PUT a file": Limit("httpx.AsyncClient takes no file as content, only as part of a form")}

CLIENTS: Final = (
    Client("stamina", send, LIMITS),
    Client("stamina, asyncio", lambda *given: asyncio.run(send_async(*given)), _ASYNC),
    Client("stamina, trio", lambda *given: trio.run(send_async, *given), _ASYNC),
)
