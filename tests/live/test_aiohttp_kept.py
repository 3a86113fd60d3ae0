"""What goes on being aiohttp's around the repeats, and what aiohttp repeats by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from live.client_aiohttp import retrying, run, session_of, status_of
from live.raw import READ, RawServer
from live.scenarios import FakeTime
from live.server import CLOSE, RESET, refused_port, serving
from statuskit.adapters.aiohttp import _GIVEN_UP, decided
from statuskit.retry import RetryBudget, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer

MINE: Final = "mine"
EMPTY: Final = b"HTTP/1.1 %d\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


# --- aiohttp's own repeat ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [RESET, CLOSE], ids=str)
def test_what_aiohttp_repeats_by_itself_is_no_second_course(server: LiveServer, step: Any) -> None:
    """After a connection has failed aiohttp asks once more; it gets the same error, and the server gets nothing."""
    server.play(*[step] * 9)
    clock, told = FakeTime(), []
    budget = RetryBudget(ratio=1, min_per_second=0)

    async def main() -> BaseException:
        async with session_of(retrying(clock, on_decision=told.append, budget=budget, within=9.0)) as session:
            with pytest.raises(aiohttp.ClientConnectionError) as caught:
                await session.get(server.url)
            return caught.value

    error = run(main())
    assert error.__cause__ is None or isinstance(error.__cause__, OSError)
    assert [1, 2] == [each.attempt.number for each in told]
    assert (2, [0.5], 0) == (len(server.received), clock.waits, budget.balance(clock.now))


def test_without_the_middleware_it_is_repeated(server: LiveServer) -> None:
    """By itself aiohttp sends a GET again: the reason for what the adapter does about that."""
    server.play(*[RESET] * 9)

    async def main() -> Any:
        async with session_of() as session:
            return await status_of(session, server.url)

    assert aiohttp.ClientOSError is run(main())
    assert 2 == len(server.received)


def test_the_next_request_is_a_new_one(server: LiveServer) -> None:
    """An error is not remembered longer than aiohttp asks: the same request, made anew, is sent."""
    server.play(RESET, RESET, RESET, 200)

    async def main() -> list[Any]:
        async with session_of(retrying(FakeTime(), policy=RetryPolicy(max_attempts=1))) as session:
            found = [await status_of(session, server.url, method=method) for method in ("POST", "GET", "POST", "POST")]
            assert _GIVEN_UP.get() is None
            return found

    assert [aiohttp.ClientOSError] * 3 + [200] == run(main())
    assert ["POST", "GET", "POST", "POST"] == server.methods


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("nobody", [False, True], ids=["reset", "refused"])
def test_nothing_is_kept_of_what_has_failed(server: LiveServer, method: str, *, nobody: bool) -> None:
    """An error holds the request and its content, so it is remembered only where aiohttp asks once more."""
    server.play(*[RESET] * 9)
    url = f"http://127.0.0.1:{refused_port()}/" if nobody else server.url

    async def main() -> Any:
        async with session_of(retrying(FakeTime(), policy=RetryPolicy(max_attempts=1))) as session:
            return await status_of(session, url, method=method, data=b"order"), _GIVEN_UP.get()

    assert (aiohttp.ClientConnectorError if nobody else aiohttp.ClientOSError, None) == run(main())
    assert (not nobody) == len(server.received)


def test_middlewares_around_it_may_repeat_as_well(server: LiveServer) -> None:
    """A request that another middleware sends again has a course of its own each time."""
    server.play(*[RESET] * 9)

    def twice() -> aiohttp.ClientMiddlewareType:
        return retrying(FakeTime(), policy=RetryPolicy(max_attempts=2))

    async def main() -> Any:
        async with session_of(twice(), twice()) as session:
            return await status_of(session, server.url)

    assert aiohttp.ClientOSError is run(main())
    assert 2 * 2 == len(server.received)


@pytest.mark.parametrize("attempts, expected", [(2, 200), (1, aiohttp.ServerDisconnectedError)], ids=str)
def test_a_connection_that_had_gone_stale(attempts: int, expected: Any) -> None:
    """A kept connection that the server has closed is one attempt, and the policy says whether there is another."""
    clock = FakeTime()

    async def main() -> list[Any]:
        async with session_of(retrying(clock, policy=RetryPolicy(max_attempts=attempts))) as session:
            return [await status_of(session, server.url()) for _ in range(2)]

    with RawServer([READ, EMPTY % 200, READ], [READ, EMPTY % 200]) as server:
        assert [200, expected] == run(main())
    assert [0.5] * (attempts - 1) == clock.waits


# --- what goes on being aiohttp's -------------------------------------------------------------------------------------


def test_each_request_of_a_redirect_has_its_own_attempts(server: LiveServer) -> None:
    """The history is aiohttp's, and tells of each response what was decided for it."""
    server.play(503, (302, {"Location": "/elsewhere"}), 503)

    async def main() -> list[list[Any]]:
        async with session_of(retrying(FakeTime())) as session, session.get(server.url) as response:
            hops = (*response.history, response)
            return [[each.outcome for each in decided(hop)] for hop in hops]

    assert [[503, 302], [503, 200]] == run(main())
    assert ["/", "/", "/elsewhere", "/elsewhere"] == [request.path for request in server.received]


@pytest.mark.parametrize(
    "script, expected", [((503,), 200), ((503, 503, 503), aiohttp.ClientResponseError)], ids=["200", "503"]
)
def test_raise_for_status_sees_the_last_response(server: LiveServer, script: Any, expected: Any) -> None:
    """The session raises for the response that is given back, and for none before."""
    server.play(*script)

    async def main() -> Any:
        async with session_of(retrying(FakeTime()), raise_for_status=True) as session:
            return await status_of(session, server.url)

    assert expected == run(main())


def test_cookies_are_those_of_the_last_response(server: LiveServer) -> None:
    """Cookies are taken from the response that the session is given: those of a refused one are gone."""
    server.play((503, {"Set-Cookie": "one=1"}), (200, {"Set-Cookie": "two=2"}))

    async def main() -> list[str]:
        async with session_of(retrying(FakeTime()), cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            await status_of(session, server.url)
            return [cookie.key for cookie in session.cookie_jar]

    assert ["two"] == run(main())


def test_auth_and_repeats_go_together() -> None:
    """A middleware for auth around it: 503, then 401, then 503 again, and a 200 at last."""
    clock = FakeTime()
    refused = EMPTY[:-2] % 401 + b'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\n\r\n'

    async def main() -> Any:
        async with session_of(aiohttp.DigestAuthMiddleware("me", "hush"), retrying(clock)) as session:
            return await status_of(session, server.url())

    with RawServer([READ, EMPTY % 503, READ, refused, READ, EMPTY % 503, READ, EMPTY % 200]) as server:
        assert (200, [0.5, 0.5]) == (run(main()), clock.waits)
        assert [False, False, True, True] == [b"\r\nAuthorization: Digest " in each for each in server.received]


def test_a_websocket_is_opened_at_last() -> None:
    """The handshake of a WebSocket is a GET, which is repeated until it is accepted."""
    asked: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        asked.append(request.method)
        if len(asked) == 1:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str("open")
        await socket.close()
        return socket

    async def main() -> str:
        application = web.Application()
        application.router.add_get("/", handler)
        async with (
            TestServer(application) as server,
            session_of(retrying(FakeTime())) as session,
            session.ws_connect(server.make_url("/")) as socket,
        ):
            return await socket.receive_str()

    assert ("open", ["GET", "GET"]) == (run(main()), asked)


def test_a_request_may_do_without(server: LiveServer) -> None:
    """The middlewares of a request replace those of the session; its response has nothing decided."""
    server.play(503)

    async def main() -> tuple[int, Any]:
        async with session_of(retrying(FakeTime())) as session, session.get(server.url, middlewares=()) as response:
            return response.status, decided(response)

    assert (503, ()) == run(main())


def test_errors_that_are_none_of_the_exchange_pass_untouched() -> None:
    """A programming error is raised as it is, at once."""
    called: list[int] = []

    async def broken(_: Any, __: Any) -> Any:
        called.append(1)
        raise ZeroDivisionError(MINE)

    async def main() -> None:
        async with session_of(retrying(FakeTime()), broken) as session:
            with pytest.raises(ZeroDivisionError, match=MINE):
                await session.get("http://example.org/")

    run(main())
    assert [1] == called


@pytest.mark.parametrize(
    "fields, expected, waits",
    [
        (b"Retry-After: \xff\xfe7", 200, [0.5]),
        (b"Retry-After: \xc2\xb2", 200, [0.5]),
        (b"Retry-After: 3\r\nRetry-After: 4", 200, [0.5]),
        (b"Retry-After: 3\r\nRETRY-AFTER: 3", 200, [3.0]),
        (b"Retry-After: nan", 200, [0.5]),
        (b"Retry-After: " + b"9" * 8000, 503, []),
    ],
    ids=["octets", "no digit", "two", "twice", "nan", "digits"],
)
def test_hostile_fields(fields: bytes, expected: int, waits: list[float]) -> None:
    """No field is an error, and none makes for a wait that the policy does not allow."""
    clock = FakeTime()
    refusal = b"HTTP/1.1 503\r\n%b\r\nContent-Length: 0\r\n\r\n" % fields

    async def main() -> Any:
        async with session_of(retrying(clock)) as session:
            return await status_of(session, server.url())

    with RawServer([READ, refusal, READ, EMPTY % 200]) as server:
        assert (expected, waits) == (run(main()), clock.waits)
