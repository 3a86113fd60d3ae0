"""What is special about stamina: what the hook says, what it cannot do, and what stays stamina's."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
import time
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import aiohttp
import anyio
import h2.events
import httpx
import pytest
import requests
import stamina
import trio
import urllib3

from live.scenarios import CONTENT, FakeTime, content_of
from live.server import HANG, RESET, digest, refused_port, serving
from statuskit.adapters.stamina import backoff_hook
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Body, RetryBudget, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from live.server import LiveServer
    from statuskit.adapters.stamina import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


@pytest.fixture
def quick() -> Iterator[None]:
    """Wait for nothing, in stamina's own way."""
    with stamina.set_testing(True, attempts=3):
        yield


_REQUEST = httpx.Request("GET", "http://example.org/")


def _error(status: int, method: str = "GET", headers: Any = ()) -> httpx.HTTPStatusError:
    asked = httpx.Request(method, "http://example.org/")
    return httpx.HTTPStatusError("", request=asked, response=httpx.Response(status, headers=headers, request=asked))


def _get(url: str) -> httpx.Response:
    return httpx.get(url).raise_for_status()


# --- what the hook says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error, said",
    [
        (_error(503), True),
        (_error(404), False),
        (_error(503, "POST"), False),
        (_error(429, "POST"), True),
        (_error(421), True),
        (_error(503, headers={"Retry-After": "7"}), 7.0),
        (_error(503, headers={"Retry-After": "0"}), True),
        (_error(503, headers={"Retry-After": "0.25"}), 0.25),
        (_error(503, headers={"Retry-After-Ms": "1500"}), 1.5),
        (_error(503, headers={"Retry-After": "3600"}), False),
        (_error(503, headers={"Retry-After": "9" * 5000}), False),
        (_error(503, headers={"Retry-After": "nan"}), True),
        (_error(503, headers={"X-Should-Retry": "false"}), False),
        (httpx.ConnectError("refused", request=httpx.Request("POST", "http://example.org/")), True),
        (httpx.ReadTimeout("", request=httpx.Request("GET", "http://example.org/")), True),
        (httpx.ReadTimeout("", request=httpx.Request("POST", "http://example.org/")), False),
        (httpx.RemoteProtocolError(h2.events.StreamReset(stream_id=1, error_code=7), request=_REQUEST), True),
        (KeyError("mine"), False),
        (asyncio.CancelledError(), False),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_the_hook_says(error: Exception, *, said: bool | float) -> None:
    """False for no, True for stamina's own backoff, seconds only where the server asked for some."""
    answer = backoff_hook(rng=lambda: 1.0)(error)

    assert (said, type(said)) == (answer, type(answer))


@pytest.mark.parametrize(
    "options, said",
    [
        ({}, False),
        ({"method": "GET"}, True),
        ({"method": "POST"}, False),
        ({"idempotent": True}, False),
        ({"method": "GET", "idempotent": False}, False),
        ({"method": "DELETE"}, True),
        ({"method": "PUT"}, False),
        ({"method": "PUT", "body": Body.ONE_SHOT}, False),
        ({"method": "PUT", "body": Body.REPLAYABLE}, True),
        ({"idempotent": True, "body": Body.NONE}, True),
    ],
    ids=str,
)
def test_what_the_error_does_not_show_is_told(options: Any, *, said: bool | float) -> None:
    """Most errors of aiohttp say nothing of the request."""
    assert said is backoff_hook(**options)(aiohttp.ServerDisconnectedError())


def test_a_key_of_the_request_counts() -> None:
    """The fields of the request are the error's to show."""
    request = httpx.Request("POST", "http://example.org/", headers={"Idempotency-Key": "8e03978e"})
    error = httpx.HTTPStatusError("", request=request, response=httpx.Response(503, request=request))

    assert True is backoff_hook()(error)


def test_a_long_wait_is_refused_or_cut() -> None:
    """Stamina holds it against no limit of its own, so the policy's cap and `within` do."""
    error = _error(503, headers={"Retry-After": "300"})
    patient = RetryPolicy(retry_after_cap=600)

    assert [False, 300.0, 120.0] == [
        backoff_hook(policy=policy)(error) for policy in (RetryPolicy(), patient, RetryPolicy(over_cap="clamp"))
    ]
    assert [False, False, 300.0] == [backoff_hook(policy=patient, within=within)(error) for within in (60, 300, 301)]


def test_no_wait_of_its_own_is_held_against_within() -> None:
    """The own backoff is stamina's, so `within` is about what the server asks for."""
    assert True is backoff_hook(within=0.001, policy=RetryPolicy(base=30))(_error(503))


def test_a_budget_is_drawn_on_and_not_fed() -> None:
    """The hook does not see what succeeds, so deposits are for who sends."""
    clock = FakeTime()
    budget = RetryBudget(ratio=0.5, min_per_second=0)
    hook = backoff_hook(budget=budget, clock=clock)
    before = hook(_error(503))
    for _ in range(4):
        budget.deposit(clock.now)

    assert (False, [True, True, False]) == (before, [hook(_error(503)) for _ in range(3)])


def test_options_are_checked() -> None:
    """What cannot be is refused when the hook is made, and so is a sleep, which is stamina's."""
    for options in ({"sleep": time.sleep}, {"method": 5}, {"body": "none"}, {"idempotent": 1}, {"within": -1}):
        with pytest.raises(InvalidRetryError):
            backoff_hook(**options)


def test_it_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """One record and one call a decision, with no secret in it."""
    told: list[Decided] = []
    request = httpx.Request("GET", "http://example.org/?token=SECRET", headers={"Authorization": "SECRET"})
    error = httpx.HTTPStatusError("SECRET", request=request, response=httpx.Response(503, request=request))
    with caplog.at_level(logging.DEBUG, "statuskit.retry"):
        backoff_hook(on_decision=told.append)(error)

    assert [503] == [decided.outcome for decided in told]
    assert [f"GET, attempt 1, 503: {told[0].decision}"] == caplog.messages
    assert "SECRET" not in caplog.text


# --- content ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind, sent", [("bytes", 2), ("generator", 1), ("pipe", 1), ("file", 1)])
@pytest.mark.usefixtures("quick")
def test_what_shows_in_the_request_is_not_sent_twice(kind: str, sent: int, server: LiveServer) -> None:
    """A stream, and a file whose beginning is not known, end with the error of the first attempt."""
    server.play(503)
    content = content_of(kind)
    answers: list[int] = []

    @stamina.retry(on=backoff_hook())
    def call() -> None:
        response = httpx.put(server.url, content=content)
        answers.append(response.status_code)
        response.raise_for_status()

    if sent == 1:
        with pytest.raises(httpx.HTTPStatusError):
            call()
    else:
        call()

    assert [503, 200][:sent] == answers
    assert [digest(CONTENT)] * sent == [request.digest for request in server.received]


@pytest.mark.usefixtures("quick")
def test_a_file_that_requests_sends_is_not_sent_twice(server: LiveServer) -> None:
    """Requests would send what is left of it, which is nothing."""
    server.play(503)
    with pytest.raises(requests.HTTPError):
        _put_with_requests(server.url, io.BytesIO(CONTENT))

    assert [digest(CONTENT)] == [request.digest for request in server.received]


@stamina.retry(on=backoff_hook())
def _put_with_requests(url: str, content: Any) -> None:
    requests.put(url, data=content, timeout=5).raise_for_status()


@pytest.mark.usefixtures("quick")
def test_chunks_tell_of_a_stream(server: LiveServer) -> None:
    """Aiohttp does not show content, and would send an asynchronous generator empty."""
    server.play(503)

    async def chunks() -> AsyncIterator[bytes]:
        yield CONTENT

    @stamina.retry(on=backoff_hook())
    async def call(content: Any) -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session, session.put(server.url, data=content):
            pass

    with pytest.raises(aiohttp.ClientResponseError):
        asyncio.run(call(chunks()))

    assert [digest(CONTENT)] == [request.digest for request in server.received]


def _put_with_urllib3(url: str, content: Any) -> None:
    with urllib3.PoolManager(retries=False) as http:
        http.request("PUT", url, body=content)


@pytest.mark.usefixtures("quick")
def test_content_that_does_not_show_is_not_sent_twice(server: LiveServer) -> None:
    """Errors of urllib3 say nothing of the request, so it has to be told that content can be sent again."""
    server.play(RESET)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        stamina.RetryingCaller()(backoff_hook(method="PUT"), _put_with_urllib3, server.url, content_of("generator"))
    hook = backoff_hook(method="PUT", body=Body.REPLAYABLE)
    first = [request.digest for request in server.received]
    server.play(RESET)
    stamina.RetryingCaller()(hook, _put_with_urllib3, server.url, CONTENT)

    assert ([digest(CONTENT)], [digest(CONTENT)] * 2) == (first, [request.digest for request in server.received])


@pytest.mark.usefixtures("quick")
def test_what_aiohttp_sent_shows_by_its_length(server: LiveServer) -> None:
    """A request without content is repeated, one with content is not, unless it is told that it can be."""

    async def call(content: Any) -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session, session.put(server.url, data=content):
            pass

    async def run(content: Any, **options: Any) -> int:
        server.play(503)
        with suppress(aiohttp.ClientResponseError):
            await stamina.AsyncRetryingCaller()(backoff_hook(**options), call, content)
        return len(server.received)

    assert [2, 1, 2] == [
        asyncio.run(run(None)),
        asyncio.run(run(CONTENT)),
        asyncio.run(run(CONTENT, body=Body.REPLAYABLE)),
    ]


@pytest.mark.parametrize("nobody", [False, True], ids=["503", "refused"])
@pytest.mark.usefixtures("quick")
def test_a_file_that_was_read_before_the_request_is_not_sent_empty(server: LiveServer, *, nobody: bool) -> None:
    """Requests makes octets of a form before it connects, and what they were made of is gone."""
    server.play(503)
    form = {"upload": io.BytesIO(CONTENT)}
    tries: list[int] = []

    def call(url: str) -> None:
        tries.append(1)
        requests.put(url, files=form, timeout=5).raise_for_status()

    with pytest.raises(requests.RequestException):
        stamina.RetryingCaller()(backoff_hook(), call, f"http://127.0.0.1:{refused_port()}/" if nobody else server.url)

    assert [1] == tries
    assert [True] * (not nobody) == [request.length > len(CONTENT) for request in server.received]


@pytest.mark.parametrize("body, sent", [(None, 2), (Body.ONE_SHOT, 1)], ids=["not told", "told"])
@pytest.mark.usefixtures("quick")
def test_octets_that_were_read_from_a_file_are_taken_for_octets(
    body: Body | None, sent: int, server: LiveServer
) -> None:
    """The limit: what a function makes anew at each call is its own affair, or told."""
    server.play(503)
    file = io.BytesIO(CONTENT)

    def call() -> None:
        requests.put(server.url, data=file.read(), timeout=5).raise_for_status()

    with suppress(requests.HTTPError):
        stamina.RetryingCaller()(backoff_hook(body=body), call)

    assert [len(CONTENT), 0][:sent] == [request.length for request in server.received]


@pytest.mark.usefixtures("quick")
def test_the_caller_may_know_better(server: LiveServer) -> None:
    """A function that makes its content anew says so."""
    server.play(503)

    @stamina.retry(on=backoff_hook(body=Body.REPLAYABLE))
    def call() -> int:
        return httpx.put(server.url, content=content_of("generator")).raise_for_status().status_code

    assert 200 == call()
    assert [digest(CONTENT)] * 2 == [request.digest for request in server.received]


# --- what stays stamina's ---------------------------------------------------------------------------------------------


def test_a_server_s_wait_goes_past_its_timeout(server: LiveServer) -> None:
    """The limit: stamina looks at its timeout before the wait, and not at how long that is; `within` does."""
    server.play((503, {"Retry-After": "60"}), 200, (503, {"Retry-After": "60"}))
    waits: list[float] = []
    with patch("tenacity.nap.time", SimpleNamespace(sleep=waits.append)):
        answer = stamina.retry(on=backoff_hook(), timeout=10)(_get)(server.url)
        with pytest.raises(httpx.HTTPStatusError):
            stamina.retry(on=backoff_hook(within=10), timeout=10)(_get)(server.url)

    assert (200, [60.0], 3) == (answer.status_code, waits, len(server.received))


def test_its_attempts_count(server: LiveServer) -> None:
    """The limit: the hook does not know which attempt it is, so max_attempts of the policy is not asked."""
    server.play(*[503] * 4)
    hook = backoff_hook(policy=RetryPolicy(max_attempts=2))
    answer = stamina.retry(on=hook, attempts=5, wait_initial=0, wait_max=0, wait_jitter=0)(_get)(server.url)

    assert (200, 5) == (answer.status_code, len(server.received))


def test_its_own_backoff_is_its_own(server: LiveServer) -> None:
    """True leaves the wait to stamina, with its limits and jitter; seconds of the server go past them."""
    server.play(503, (503, {"Retry-After-Ms": "20"}))
    waits: list[float] = []
    old = stamina.instrumentation.get_on_retry_hooks()
    stamina.instrumentation.set_on_retry_hooks([lambda details: waits.append(details.wait_for)])
    try:
        stamina.retry(on=backoff_hook(), wait_initial=0.005, wait_max=0.005, wait_jitter=0)(_get)(server.url)
    finally:
        stamina.instrumentation.set_on_retry_hooks(old)

    assert [0.005, 0.02] == pytest.approx(waits)


def test_testing_mode_goes_on(server: LiveServer) -> None:
    """In testing mode nothing is waited for, and the attempts are the mode's."""
    server.play(*[(503, {"Retry-After": "60"})] * 9)
    with stamina.set_testing(True, attempts=4), pytest.raises(httpx.HTTPStatusError):
        stamina.retry(on=backoff_hook())(_get)(server.url)

    assert 4 == len(server.received)


def test_it_can_be_switched_off(server: LiveServer) -> None:
    """With set_active(False) the hook is not asked."""
    server.play(503)
    told: list[Decided] = []
    stamina.set_active(False)
    try:
        with pytest.raises(httpx.HTTPStatusError):
            stamina.retry(on=backoff_hook(on_decision=told.append))(_get)(server.url)
    finally:
        stamina.set_active(True)

    assert (1, []) == (len(server.received), told)


@pytest.mark.usefixtures("quick")
def test_blocks_callers_and_generators_go_on(server: LiveServer) -> None:
    """retry_context, RetryingCaller, AsyncRetryingCaller and generator functions take the hook as it is."""
    hook = backoff_hook()

    def by_block() -> int:
        for attempt in stamina.retry_context(on=hook):
            with attempt:
                status = _get(server.url).status_code
        return status

    def by_caller() -> int:
        return stamina.RetryingCaller().on(hook)(_get, server.url).status_code

    async def get() -> int:
        async with httpx.AsyncClient() as client:
            return (await client.get(server.url)).raise_for_status().status_code

    def by_asynchronous_caller() -> int:
        return asyncio.run(stamina.AsyncRetryingCaller().on(hook)(get))

    @stamina.retry(on=hook)
    def by_generator() -> Iterator[int]:
        yield _get(server.url).status_code

    ways: tuple[Callable[[], int], ...] = (by_block, by_caller, by_asynchronous_caller, lambda: next(by_generator()))
    for way in ways:
        server.play(503)

        assert (200, 2) == (way(), len(server.received))


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
@pytest.mark.parametrize("step", [HANG, (503, {"Retry-After": "60"})], ids=["request", "wait"])
def test_a_call_can_be_cancelled(run: Any, step: Any, server: LiveServer) -> None:
    """In mid-request and in mid-wait, and a cancelled request is not sent again."""
    server.play(step)

    async def main() -> bool:
        @stamina.retry(on=backoff_hook())
        async def get() -> None:
            async with httpx.AsyncClient() as client:
                (await client.get(server.url)).raise_for_status()

        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as group:
                group.start_soon(get)
                while not server.received:  # noqa: ASYNC110  the server is a thread
                    await anyio.sleep(0.005)
                await anyio.sleep(0.05)
                scope.cancel()
        return scope.cancelled_caught

    cancelled = run(main) if run is trio.run else run(main())

    assert (True, 1) == (cancelled, len(server.received))


def test_the_error_is_the_last_one(server: LiveServer) -> None:
    """What is raised in the end is what the function raised, with its response."""
    server.play(503, 404)
    with stamina.set_testing(True, attempts=3), pytest.raises(httpx.HTTPStatusError) as caught:
        stamina.retry(on=backoff_hook())(_get)(server.url)

    assert (404, "answer 2") == (caught.value.response.status_code, caught.value.response.text)


# --- one function, one request ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"method": "POST"}], ids=str)
@pytest.mark.usefixtures("quick")
def test_an_error_of_something_else_does_not_repeat_the_request(options: Any, server: LiveServer) -> None:
    """That a database refused the connection tells nothing of the POST that was answered before."""
    server.play()

    def call() -> None:
        httpx.post(server.url, content=b"order")
        socket.create_connection(("127.0.0.1", refused_port()))

    with pytest.raises(ConnectionRefusedError):
        stamina.RetryingCaller()(backoff_hook(**options), call)

    assert ["POST"] == server.methods


@pytest.mark.parametrize("status", [503, 429])
@pytest.mark.usefixtures("quick")
def test_a_redirected_post_is_not_repeated(status: int, server: LiveServer) -> None:
    """The POST was acted on: that the GET which followed was not says nothing of it."""
    server.play((303, {"Location": "/created"}), status)

    def call() -> None:
        httpx.post(server.url, content=b"order", follow_redirects=True).raise_for_status()

    with pytest.raises(httpx.HTTPStatusError):
        stamina.RetryingCaller()(backoff_hook(), call)

    assert ["POST", "GET"] == server.methods


# --- connections ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_a_refused_response_is_closed(server: LiveServer) -> None:
    """One connection is enough for all attempts, where responses are streamed."""
    server.play(503, 503)
    with httpx.Client(limits=httpx.Limits(max_connections=1), timeout=httpx.Timeout(5, pool=0.1)) as client:

        @stamina.retry(on=backoff_hook())
        def call() -> httpx.Response:
            return client.send(client.build_request("GET", server.url), stream=True).raise_for_status()

        assert b"answer 3" == call().read()


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
@pytest.mark.usefixtures("quick")
def test_a_refused_response_is_closed_soon(run: Any, server: LiveServer) -> None:
    """So with an asynchronous client, whose event loop does it during the wait."""
    server.play(503, 503)

    async def main() -> bytes:
        limits, timeout = httpx.Limits(max_connections=1), httpx.Timeout(5, pool=1)
        async with httpx.AsyncClient(limits=limits, timeout=timeout) as client:

            @stamina.retry(on=backoff_hook())
            async def call() -> httpx.Response:
                return (await client.send(client.build_request("GET", server.url), stream=True)).raise_for_status()

            return await (await call()).aread()

    assert b"answer 3" == run(main if run is trio.run else main())


def test_what_the_callback_raises_ends_the_call(server: LiveServer) -> None:
    """The response in hand is closed first."""
    server.play(503)
    refused: list[httpx.Response] = []

    def raising(_: Decided) -> None:
        msg = "mine"
        raise KeyError(msg)

    with httpx.Client() as client:

        @stamina.retry(on=backoff_hook(on_decision=raising))
        def call() -> None:
            refused.append(client.send(client.build_request("GET", server.url), stream=True))
            refused[0].raise_for_status()

        with pytest.raises(KeyError, match="mine"):
            call()

    assert refused[0].is_closed
