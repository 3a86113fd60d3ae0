"""Circuit breakers: what an outcome says of the server, and what four libraries make of it against a real one."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

import aiobreaker
import aiohttp
import circuitbreaker
import httpx
import purgatory
import pybreaker
import pytest
import requests
import tenacity
import urllib3

from live.server import RESET, refused_port, serving
from statuskit import HTTP, lookup
from statuskit.adapters.breakers import exclude, health, is_failure
from statuskit.adapters.tenacity import status_retrying
from statuskit.exceptions import InvalidMessageError, InvalidStatusError
from statuskit.model import Health
from statuskit.retry import Failure, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.server import LiveServer

GITHUB = RetryPolicy(profile="github")

# aiobreaker asks for the time with utcnow(), which Python 3.12 advises against.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _refused(status: int, headers: Any = ()) -> httpx.HTTPStatusError:
    request = httpx.Request("GET", "http://example.org/")
    return httpx.HTTPStatusError("", request=request, response=httpx.Response(status, headers=headers, request=request))


# --- what an outcome says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome, said",
    [
        (200, Health.SUCCESS),
        (304, Health.SUCCESS),
        (404, Health.NEUTRAL),
        (401, Health.NEUTRAL),
        (408, Health.FAILURE),
        (429, Health.FAILURE),
        (500, Health.FAILURE),
        (501, Health.FAILURE),
        (520, Health.FAILURE),
        (999, Health.FAILURE),
        (HTTP.NOT_FOUND, Health.NEUTRAL),
        (HTTPStatus.BAD_GATEWAY, Health.FAILURE),
        (Failure.READ_TIMEOUT, Health.FAILURE),
        (Failure.CANCELLED, Health.NEUTRAL),
        (httpx.Response(503), Health.FAILURE),
        (httpx.Response(404), Health.NEUTRAL),
        ((204, []), Health.SUCCESS),
        (_refused(503), Health.FAILURE),
        (_refused(404), Health.NEUTRAL),
        (httpx.ReadTimeout(""), Health.FAILURE),
        (ConnectionResetError(), Health.FAILURE),
        (TimeoutError(), Health.FAILURE),
        (asyncio.CancelledError(), Health.NEUTRAL),
        (KeyboardInterrupt(), Health.NEUTRAL),
        (SystemExit(0), Health.NEUTRAL),
        (KeyError("unknown"), Health.FAILURE),
    ],
    ids=repr,
)
def test_health(outcome: Any, said: Health) -> None:
    """Successes, what the client did, and what tells against the server; what is not known does."""
    assert said is health(outcome)


def test_the_health_of_a_status_is_the_one_of_the_registry() -> None:
    """One source of truth."""
    assert {code: lookup(code).health for code in range(100, 1000)} == {code: health(code) for code in range(100, 1000)}


@pytest.mark.parametrize(
    "outcome, said",
    [
        (_refused(403), Health.NEUTRAL),
        (_refused(403, {"X-RateLimit-Remaining": "0"}), Health.FAILURE),
        (httpx.Response(403, headers={"Retry-After": "60"}), Health.FAILURE),
    ],
    ids=["forbidden", "rate limit, an error", "rate limit, a response"],
)
def test_a_service_may_mean_something_else(outcome: Any, said: Health) -> None:
    """A 403 of GitHub with an exhausted quota is a rate limit."""
    assert said is health(outcome, policy=GITHUB)
    assert (said is Health.FAILURE) is is_failure(_error_of(outcome), policy=GITHUB)
    assert (said is Health.FAILURE) is not exclude(_error_of(outcome), policy=GITHUB)
    assert Health.NEUTRAL is health(outcome)


def _error_of(outcome: Any) -> BaseException:
    return outcome if isinstance(outcome, BaseException) else _refused(outcome.status_code, outcome.headers)


@pytest.mark.parametrize(
    "error", [_refused(503), _refused(404), TimeoutError(), KeyError(), KeyboardInterrupt()], ids=repr
)
def test_both_ways_to_ask_agree(error: BaseException) -> None:
    """With the exception, or with its type and the exception, as circuitbreaker asks."""
    answers = {is_failure(error), is_failure(type(error), error), not exclude(error), not exclude(type(error), error)}

    assert {health(error) is Health.FAILURE} == answers


@pytest.mark.parametrize("outcome, error", [({"a": 1}, InvalidMessageError), (1.5, InvalidStatusError)], ids=repr)
def test_what_is_no_outcome_is_refused(outcome: Any, error: type[Exception]) -> None:
    """A parsed answer or a number that is no status is a mistake of the caller's."""
    with pytest.raises(error):
        health(outcome)


# --- the libraries ----------------------------------------------------------------------------------------------------


def _get_httpx(url: str) -> int:
    return httpx.get(url).raise_for_status().status_code


def _get_requests(url: str) -> int:
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    return response.status_code


def _get_aiohttp(url: str) -> int:
    async def get() -> int:
        async with aiohttp.ClientSession(raise_for_status=True) as session, session.get(url) as response:
            return response.status

    return asyncio.run(get())


class _Breaker(NamedTuple):
    """One of the libraries, opening after three failures; `rest` ends the time for which it stays open."""

    call: Callable[..., Any]
    is_open: Callable[[], bool]
    rest: Callable[[], Any]


def _pybreaker(skip: Any = exclude) -> _Breaker:
    breaker = pybreaker.CircuitBreaker(fail_max=3, exclude=[skip])
    return _Breaker(breaker.call, lambda: breaker.current_state == pybreaker.STATE_OPEN, breaker.half_open)


def _aiobreaker(skip: Any = exclude) -> _Breaker:
    breaker = aiobreaker.CircuitBreaker(fail_max=3, exclude=[skip], timeout_duration=timedelta(seconds=60))
    is_open = aiobreaker.CircuitBreakerState.OPEN
    return _Breaker(breaker.call, lambda: breaker.current_state is is_open, breaker.half_open)


def _purgatory(skip: Any = exclude) -> _Breaker:
    factory = purgatory.SyncCircuitBreakerFactory(default_threshold=3, exclude=[(Exception, skip)])

    def state() -> Any:
        return factory.get_breaker("server").context

    def rest() -> None:
        state().ttl = -1

    def call(function: Any, *args: Any) -> Any:
        with factory.get_breaker("server"):
            return function(*args)

    return _Breaker(call, lambda: state().state == "opened", rest)


def _circuitbreaker(skip: Any = None) -> _Breaker:
    predicate = is_failure if skip is None else lambda kind, error: not skip(kind, error)
    breaker = circuitbreaker.CircuitBreaker(failure_threshold=3, expected_exception=predicate, name="server")

    def rest() -> None:
        breaker._opened = time.monotonic() - 60

    def call(function: Any, *args: Any) -> Any:
        return breaker.decorate(function)(*args)

    return _Breaker(call, lambda: breaker.opened, rest)


LIBRARIES = pytest.mark.parametrize("make", [_pybreaker, _aiobreaker, _purgatory, _circuitbreaker])


def _play(breaker: _Breaker, server: LiveServer, *script: Any, get: Any = _get_httpx) -> list[str]:
    """Call once for each step, and return what came of it."""
    server.play(*script)
    seen = []
    for _ in script:
        try:
            seen.append(str(breaker.call(get, server.url)))
        except Exception as error:  # noqa: BLE001, PERF203  the breakers have errors of their own
            seen.append(type(error).__name__)
    return seen


@LIBRARIES
@pytest.mark.parametrize("get", [_get_httpx, _get_requests, _get_aiohttp])
def test_failures_open(make: Any, get: Any, server: LiveServer) -> None:
    """Three in a row, by status or by connection, and the server is left alone."""
    breaker = make()
    # Two resets for aiohttp, which repeats a GET by itself.
    _play(breaker, server, 503, 502, *([RESET, RESET] if get is _get_aiohttp else [RESET]), get=get)
    reached = len(server.received)
    _play(breaker, server, 200, 200, get=get)

    assert breaker.is_open()
    assert (4 if get is _get_aiohttp else 3, 0) == (reached, len(server.received))


@LIBRARIES
def test_what_the_client_did_does_not_open(make: Any, server: LiveServer) -> None:
    """A client that asks for what is not there says nothing of the server."""
    breaker = make()
    seen = _play(breaker, server, *[404] * 5, 401, 400, 200)

    assert ([*["HTTPStatusError"] * 7, "200"], False) == (seen, breaker.is_open())


@LIBRARIES
def test_neutral_counts_as_success_between_failures(make: Any, server: LiveServer) -> None:
    """The limit: they know two kinds, and leaving out is success; so ten 503 with a 404 between never open."""
    breaker = make()
    _play(breaker, server, *[503, 404] * 10)

    assert (20, False) == (len(server.received), breaker.is_open())


@LIBRARIES
def test_neutral_closes_a_half_open_circuit(make: Any, server: LiveServer) -> None:
    """The limit: a 404 as the trial call closes it, although it may come from a cache in front of the server."""
    breaker = make()
    _play(breaker, server, 503, 503, 503)
    was_open = breaker.is_open()
    breaker.rest()
    _play(breaker, server, 404, 503, 503)
    reached = len(server.received)

    assert (True, 3, False) == (was_open, reached, breaker.is_open())


@LIBRARIES
def test_a_failure_opens_a_half_open_circuit(make: Any, server: LiveServer) -> None:
    """One is enough."""
    breaker = make()
    _play(breaker, server, 503, 503, 503)
    breaker.rest()
    _play(breaker, server, 503)

    assert (1, True) == (len(server.received), breaker.is_open())


@LIBRARIES
def test_what_is_not_known_opens(make: Any) -> None:
    """An error of no library that is known counts, as it does without a predicate."""

    class _Mine(Exception):  # noqa: N818
        pass

    def fail() -> None:
        raise _Mine

    breaker = make()
    for _ in range(3):
        with pytest.raises((_Mine, pybreaker.CircuitBreakerError, aiobreaker.CircuitBreakerError)):
            breaker.call(fail)

    assert breaker.is_open()


@LIBRARIES
def test_a_policy_goes_along(make: Any) -> None:
    """With functools.partial, for a service whose codes mean something of their own."""

    def fail() -> None:
        raise _refused(403, {"X-RateLimit-Remaining": "0"})

    plain, of_github = make(), make(partial(exclude, policy=GITHUB))
    for breaker in (plain, of_github):
        for _ in range(3):
            with pytest.raises((httpx.HTTPStatusError, pybreaker.CircuitBreakerError, aiobreaker.CircuitBreakerError)):
                breaker.call(fail)

    assert [False, True] == [plain.is_open(), of_github.is_open()]


def test_a_policy_goes_along_with_circuitbreaker_s_own_way() -> None:
    """A partial of is_failure is a predicate to it."""
    breaker = circuitbreaker.CircuitBreaker(
        failure_threshold=1, expected_exception=partial(is_failure, policy=GITHUB), name="github"
    )
    with pytest.raises(httpx.HTTPStatusError), breaker:
        raise _refused(403, {"Retry-After": "60"})

    assert breaker.opened


def test_a_response_that_is_returned_is_success_to_all(server: LiveServer) -> None:
    """They count exceptions only, so a function that returns a 503 has to raise it first."""
    for make in (_pybreaker, _aiobreaker, _purgatory, _circuitbreaker):
        breaker = make()
        seen = _play(breaker, server, 503, 503, 503, get=lambda url: httpx.get(url).status_code)

        assert (["503"] * 3, False) == (seen, breaker.is_open())


@pytest.mark.parametrize("error", [KeyboardInterrupt(), asyncio.CancelledError()], ids=repr)
def test_what_ends_a_task_does_not_open(error: BaseException) -> None:
    """Asked about what is no Exception, as some do, it tells against nobody."""

    def fail() -> None:
        raise error

    for make in (_pybreaker, _circuitbreaker):
        breaker = make()
        for _ in range(5):
            with pytest.raises(type(error)):
                breaker.call(fail)

        assert not breaker.is_open()


# --- asynchronous -----------------------------------------------------------------------------------------------------


async def _get_async(url: str) -> int:
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).raise_for_status().status_code


def test_asynchronous_breakers(server: LiveServer) -> None:
    """aiobreaker, circuitbreaker and purgatory guard coroutines as they guard functions."""
    first = aiobreaker.CircuitBreaker(fail_max=2, exclude=[exclude])
    second = circuitbreaker.CircuitBreaker(failure_threshold=2, expected_exception=is_failure, name="async")
    third = purgatory.AsyncCircuitBreakerFactory(default_threshold=2, exclude=[(Exception, exclude)])
    guarded = (first(_get_async), second(_get_async), third("async")(_get_async))

    async def run(get: Any, script: tuple[int, ...]) -> int:
        server.play(*script)
        for _ in script:
            with suppress(Exception):  # the breakers have errors of their own
                await get(server.url)
        return len(server.received)

    assert [(3, 2)] * 3 == [(asyncio.run(run(get, (404,) * 3)), asyncio.run(run(get, (503,) * 5))) for get in guarded]


def test_pybreaker_does_not_see_coroutines(server: LiveServer) -> None:
    """The limit: it calls a coroutine function, gets a coroutine, and takes that for success."""
    breaker = pybreaker.CircuitBreaker(fail_max=1, exclude=[exclude])
    server.play(503)
    with pytest.raises(httpx.HTTPStatusError):
        asyncio.run(breaker(_get_async)(server.url))

    assert pybreaker.STATE_CLOSED == breaker.current_state


# --- retries ----------------------------------------------------------------------------------------------------------


def test_a_breaker_within_retries_ends_them(server: LiveServer) -> None:
    """Each attempt counts, and once it is open nothing is repeated: the breaker's own error is no failure."""
    server.play(*[503] * 9)
    breaker = pybreaker.CircuitBreaker(fail_max=2, exclude=[exclude])
    given = status_retrying(policy=RetryPolicy(max_attempts=9))
    call = tenacity.retry(**given, sleep=lambda _: None)(breaker(_get_httpx))
    with pytest.raises(pybreaker.CircuitBreakerError):
        call(server.url)

    assert 2 == len(server.received)


def test_a_breaker_around_retries_counts_calls(server: LiveServer) -> None:
    """What a repeat mended is a success, and two calls of three attempts each open it."""
    server.play(503, 200, *[503] * 9)
    breaker = pybreaker.CircuitBreaker(fail_max=2, exclude=[exclude])
    call = breaker(tenacity.retry(**status_retrying(), sleep=lambda _: None)(_get_httpx))

    assert 200 == call(server.url)
    for error in (httpx.HTTPStatusError, pybreaker.CircuitBreakerError, pybreaker.CircuitBreakerError):
        with pytest.raises(error):
            call(server.url)
    assert 2 + 2 * 3 == len(server.received)


def test_nobody_listens() -> None:
    """A connection that is refused opens, whatever library tells of it."""
    url = f"http://127.0.0.1:{refused_port()}/"
    with urllib3.PoolManager(retries=False) as http:
        for get in (_get_httpx, _get_requests, _get_aiohttp, lambda url: http.request("GET", url).status):
            with pytest.raises(Exception, match=r"refused|Max retries|Cannot connect") as caught:
                get(url)

            assert Health.FAILURE is health(caught.value)
            assert not exclude(caught.value)
