"""What is special about httpx: streams, redirects, auth, cancellation, the pool."""

from __future__ import annotations

import asyncio
import io
import logging
import threading
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest
import trio
from steady import steady

from live.scenarios import CONTENT, FakeTime, content_of
from live.server import CLOSE, HANG, RESET, digest, refused_port, serving
from statuskit.adapters._course import Course, Settings
from statuskit.adapters.httpx import StatusAuth, StatusTransport
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Failure, RetryBudget, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer
    from statuskit.adapters.httpx import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


MINE = "mine"


class _Counted(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Content of a response that remembers whether it was closed."""

    def __init__(self) -> None:
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b"refused"

    async def __aiter__(self) -> Any:
        yield b"refused"

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


def _pool(client: httpx.Client) -> list[Any]:
    return client._transport._transport._pool.connections


def _client(clock: FakeTime, **options: Any) -> httpx.Client:
    transport = StatusTransport(httpx.HTTPTransport(), clock=clock, sleep=clock.sleep, rng=lambda: 1.0, **options)
    return httpx.Client(transport=transport, timeout=5)


# --- what goes on being httpx's ---------------------------------------------------------------------------------------


def test_no_connection_is_left_in_use(server: LiveServer) -> None:
    """After repeats of every kind the pool holds idle connections only, and one is enough for the next request."""
    server.play(503, RESET, 503, 200, CLOSE, 421, 200)
    with _client(FakeTime(), policy=RetryPolicy(max_attempts=9)) as client:
        first, second = client.get(server.url), client.get(server.url)

        assert [200, 200] == [first.status_code, second.status_code]
        assert [True] == [connection.is_idle() for connection in _pool(client)]


def test_a_response_is_streamed(server: LiveServer) -> None:
    """The response that is given back has not been read."""
    server.play(503)
    with _client(FakeTime()) as client, client.stream("GET", server.url) as response:
        assert not response.is_stream_consumed
        assert b"answer 2" == response.read()


def test_a_refused_response_is_closed_before_the_wait() -> None:
    """No connection is held while time goes by."""
    refused = _Counted()
    answers = iter([httpx.Response(503, stream=refused), httpx.Response(200)])
    closed: list[int] = []
    transport = StatusTransport(
        httpx.MockTransport(lambda _: next(answers)), sleep=lambda _: closed.append(refused.closed), rng=lambda: 1.0
    )
    with httpx.Client(transport=transport) as client:
        assert 200 == client.get("http://example.org/").status_code
    assert [1] == closed


def test_a_response_is_closed_where_the_callback_raises() -> None:
    """What on_decision raises ends the request, and leaks nothing."""
    refused = _Counted()

    def raising(_: Decided) -> None:
        raise OSError(MINE)

    transport = StatusTransport(httpx.MockTransport(lambda _: httpx.Response(503, stream=refused)), on_decision=raising)
    with httpx.Client(transport=transport) as client, pytest.raises(OSError, match=MINE):
        client.get("http://example.org/")
    assert 1 == refused.closed

    async def run() -> None:
        async with httpx.AsyncClient(transport=transport) as client:
            with pytest.raises(OSError, match=MINE):
                await client.get("http://example.org/")

    asyncio.run(run())
    assert 2 == refused.closed


def test_a_wait_can_be_cancelled(server: LiveServer) -> None:
    """Cancelling in mid-wait ends the request at once, with no connection left in use."""
    server.play((503, {"Retry-After": "60"}))

    async def run() -> list[bool]:
        inner = httpx.AsyncHTTPTransport()
        async with httpx.AsyncClient(transport=StatusTransport(inner)) as client:
            with anyio.move_on_after(0.05):
                await client.get(server.url)
            return [connection.is_idle() for connection in inner._pool.connections]

    assert all(asyncio.run(run()))
    assert all(trio.run(run))
    assert ["GET", "GET"] == server.methods


def test_other_tasks_go_on_while_one_waits(server: LiveServer) -> None:
    """A wait blocks nobody else in the event loop: this one lasts until another request has its answer."""
    server.play((503, {"Retry-After": "60"}))

    async def run() -> list[int]:
        waiting, answered = anyio.Event(), anyio.Event()
        statuses: list[int] = []

        async def sleep(_: float) -> None:
            waiting.set()
            await answered.wait()

        async def get() -> None:
            statuses.append((await client.get(server.url)).status_code)

        transport = StatusTransport(httpx.AsyncHTTPTransport(), sleep=sleep)
        async with httpx.AsyncClient(transport=transport) as client, anyio.create_task_group() as group:
            group.start_soon(get)
            await waiting.wait()
            await get()
            answered.set()
        return statuses

    assert [200, 200] == asyncio.run(run())
    assert 3 == len(server.received)


def test_a_form_with_files_is_sent_whole_each_time(server: LiveServer) -> None:
    """The files of a form are rewound by httpx, so they arrive whole; a file that cannot be rewound is sent once."""
    server.play(503, 200, 503)
    with _client(FakeTime()) as client:
        client.put(server.url, files={"one": io.BytesIO(CONTENT), "two": ("b.txt", b"more")}, data={"three": "3"})
        first, second = server.received

        assert (first.digest, True) == (second.digest, first.length > len(CONTENT))
        assert 503 == client.put(server.url, files={"one": content_of("pipe")}).status_code


def test_a_file_is_sent_from_where_it_stood(server: LiveServer) -> None:
    """A file that was read in part is not rewound further than to where it stood."""
    server.play(503)
    file = io.BytesIO(b"read already, to be sent")
    file.seek(len(b"read already, "))
    with _client(FakeTime()) as client:
        client.put(server.url, content=file, headers={"Content-Length": "10"})
    assert [digest(b"to be sent")] * 2 == [request.digest for request in server.received]


def test_a_file_that_was_closed_is_not_sent_again() -> None:
    """Where rewinding fails, the refusal is the answer, and the decision says why."""
    file = io.BytesIO(b"0123456789")
    sent: list[bytes] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        sent.append(b"".join(request.stream))
        file.close()
        return httpx.Response(503)

    budget = RetryBudget(ratio=1, min_per_second=0)
    transport = StatusTransport(httpx.MockTransport(refuse), budget=budget, clock=lambda: 0.0)
    with httpx.Client(transport=transport) as client:
        response = client.send(client.build_request("PUT", "http://example.org/", content=file))

    assert (503, [b"0123456789"]) == (response.status_code, sent)
    assert 1 == budget.balance(0.0)
    assert ["one-shot body"] == [decided.decision.reason.value for decided in response.extensions["statuskit.retry"]]


def test_the_timeout_is_of_one_attempt(server: LiveServer) -> None:
    """The timeout of httpx ends an attempt, and its error is raised as it came when attempts are used up."""
    server.play(HANG, HANG)
    with _client(FakeTime(), policy=RetryPolicy(max_attempts=2)) as client, pytest.raises(httpx.ReadTimeout) as caught:
        client.get(server.url, timeout=httpx.Timeout(5, read=0.1))
    assert caught.value.__context__ is None or not isinstance(caught.value.__context__, httpx.ReadTimeout)
    assert 2 == len(server.received)


def test_errors_that_are_none_of_the_exchange_pass_untouched() -> None:
    """A programming error is raised as it is, at once."""
    called: list[object] = []

    def broken(_: httpx.Request) -> httpx.Response:
        called.append(1)
        raise ZeroDivisionError

    transport = StatusTransport(httpx.MockTransport(broken))
    with httpx.Client(transport=transport) as client, pytest.raises(ZeroDivisionError):
        client.get("http://example.org/")
    assert [1] == called


def test_threads_share_one_transport(server: LiveServer) -> None:
    """One transport serves many threads, each request with attempts of its own."""
    server.play(*[503] * 4)
    statuses: list[int] = []
    with _client(FakeTime(), policy=RetryPolicy(max_attempts=9)) as client:
        threads = [
            threading.Thread(target=lambda: statuses.append(client.get(server.url).status_code)) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ([200] * 4, 8) == (statuses, len(server.received))


# --- what is seen -----------------------------------------------------------------------------------------------------


def test_what_was_decided_is_told_three_ways(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """The response, the callback and the log tell the same, and the log tells no secret."""
    server.play(503)
    told: list[Decided] = []
    caplog.set_level(logging.DEBUG, "statuskit.retry")
    with _client(FakeTime(), on_decision=told.append) as client:
        response = client.get(f"{server.url}?token=hush", headers={"Authorization": "Bearer hush"})

    assert tuple(told) == response.extensions["statuskit.retry"]
    assert [(503, True, 1), (200, False, 2)] == [
        (decided.outcome, decided.decision.retry, decided.attempt.number) for decided in told
    ]
    assert [("INFO", True, "idempotent", 0.5), ("DEBUG", False, "done", None)] == [
        (record.levelname, record.retry, record.reason, record.delay) for record in caplog.records
    ]
    assert "GET, attempt 1, 503: yes, in 0.5 s" in caplog.text
    assert "hush" not in caplog.text + repr(told)


def test_a_limit_that_was_met_is_a_warning(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """Content that cannot be sent again is told at a level that people look at."""
    server.play(503)
    with _client(FakeTime()) as client:
        client.put(server.url, content=content_of("generator"))
    assert [("WARNING", "one-shot body")] == [(record.levelname, record.reason) for record in caplog.records]


def test_a_strange_method_is_quoted_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody writes lines of their own into the log."""
    caplog.set_level(logging.DEBUG, "statuskit.retry")
    transport = StatusTransport(httpx.MockTransport(lambda _: httpx.Response(200)))
    transport.handle_request(httpx.Request("GET\nroot: all is well", "http://example.org/"))
    assert 1 == len(caplog.text.splitlines())


def test_one_budget_for_all(server: LiveServer) -> None:
    """A budget is filled by requests and emptied by repeats; what was never processed draws nothing."""
    server.play(*[503] * 9)
    clock, budget = FakeTime(), RetryBudget(ratio=0.5, min_per_second=0)
    with _client(clock, budget=budget, policy=RetryPolicy(base=0, max_attempts=2)) as client:
        for _ in range(4):
            client.get(server.url)
    assert 4 + 2 == len(server.received)


@pytest.mark.parametrize("within", [-1, float("nan"), float("inf"), "5", True], ids=str)
def test_options_are_checked_at_once(within: Any) -> None:
    """What cannot be is refused where it is said, and not at the first failure."""
    with pytest.raises(InvalidRetryError, match="not accepted as within"):
        StatusTransport(httpx.MockTransport(lambda _: httpx.Response(200)), within=within)


def test_what_was_never_processed_counts_at_last() -> None:
    """A repeat that does not count is one: a server that refuses every stream is left alone after that."""
    told: list[Decided] = []
    settings = Settings(sleep=lambda _: None, policy=RetryPolicy(max_attempts=3), on_decision=told.append)
    course = Course(settings, "POST")
    assert [True, True, True, False] == [bool(course.decide(Failure.REFUSED_STREAM)) for _ in range(4)]
    assert [1, 1, 2, 3] == [decided.attempt.number for decided in told]


# --- 401 --------------------------------------------------------------------------------------------------------------


class _Tokens:
    def __init__(self, *tokens: str | None) -> None:
        self.tokens = list(tokens)
        self.refused: list[int | None] = []

    def __call__(self, refused: httpx.Response | None) -> str | None:
        self.refused.append(None if refused is None else refused.status_code)
        return self.tokens.pop(0)

    async def soon(self, refused: httpx.Response | None) -> str | None:
        await anyio.lowlevel.checkpoint()
        return self(refused)


@pytest.mark.parametrize(
    "script, tokens, body, expected, asked, sent",
    [
        ((401,), ("old", "new"), "bytes", 200, [None, 401], ["old", "new"]),
        ((401, 401), ("old", "new"), "bytes", 401, [None, 401], ["old", "new"]),
        ((401,), ("old", None), "bytes", 401, [None, 401], ["old"]),
        ((401,), (None, "new"), "none", 200, [None, 401], [None, "new"]),
        ((401,), ("old", "new"), "file", 200, [None, 401], ["old", "new"]),
        ((401,), ("old",), "generator", 401, [None], ["old"]),
        ((403,), ("old",), "none", 403, [None], ["old"]),
        ((503,), ("old",), "none", 503, [None], ["old"]),
        ((), ("old",), "none", 200, [None], ["old"]),
    ],
    ids=str,
)
def test_credentials_are_refreshed_once(
    server: LiveServer, script: Any, tokens: Any, body: str, expected: int, asked: Any, sent: Any
) -> None:
    """One refresh after a 401, with the content sent whole; the second refusal is the answer."""
    server.play(*script)
    given = _Tokens(*tokens)
    with httpx.Client(auth=StatusAuth(given)) as client:
        response = client.put(server.url, content=content_of(body))

    assert (expected, asked) == (response.status_code, given.refused)
    assert sent == [request.headers.get("authorization") for request in server.received]
    whole = digest(b"" if body == "none" else CONTENT)
    assert {whole} == {request.digest for request in server.received}
    assert len(server.received) - 1 == len(response.history)


@pytest.mark.parametrize(
    "script, tokens, expected, asked",
    [
        ((401,), ("old", "new"), 200, [None, 401]),
        ((401,), ("old", None), 401, [None, 401]),
        ((), ("old",), 200, [None]),
    ],
    ids=str,
)
@pytest.mark.parametrize("soon", [True, False])
def test_credentials_may_come_later(
    server: LiveServer, script: Any, tokens: Any, expected: int, asked: Any, *, soon: bool
) -> None:
    """In an AsyncClient they may be awaited."""
    server.play(*script)
    given = _Tokens(*tokens)

    async def run() -> int:
        async with httpx.AsyncClient(auth=StatusAuth(given.soon if soon else given)) as client:
            return (await client.get(server.url)).status_code

    assert (expected, asked) == (asyncio.run(run()), given.refused)


def test_auth_and_repeats_go_together(server: LiveServer) -> None:
    """The transport repeats within the auth: 503, then 401, then 503 again, and a 200 at last."""
    server.play(503, 401, 503)
    clock, given = FakeTime(), _Tokens("old", "new")
    with _client(clock) as client:
        response = client.get(server.url, auth=StatusAuth(given))
    assert (200, [0.5, 0.5]) == (response.status_code, clock.waits)
    assert ["old", "old", "new", "new"] == [request.headers["authorization"] for request in server.received]


# --- what others have fallen for --------------------------------------------------------------------------------------


def test_chance_is_drawn_once_a_decision(server: LiveServer) -> None:
    """A file is rewound for the decision that counts: two draws of chance could say no, and then yes."""
    server.play(*[503] * 40)
    draws = iter([0.9, 0.1] * 99)
    transport = StatusTransport(
        httpx.HTTPTransport(), within=0.3, rng=lambda: next(draws), clock=lambda: 1000.0, sleep=lambda _: None
    )
    with httpx.Client(transport=transport) as client:
        for _ in range(8):
            client.put(server.url, content=io.BytesIO(b"order"), headers={"Transfer-Encoding": "chunked"})
    assert {5} == {request.length for request in server.received}
    assert 8 < len(server.received)


@pytest.mark.parametrize("status", [303, 307])
def test_a_refusal_after_a_redirect_asks_for_no_credentials(server: LiveServer, status: int) -> None:
    """The POST may have been acted on, so a 401 at where it led to does not send it again."""
    server.play((status, {"Location": "/orders/1"}), 401)
    given = _Tokens("old")
    with httpx.Client(auth=StatusAuth(given), follow_redirects=True) as client:
        response = client.post(server.url, content=b"order")
    assert (401, [None]) == (response.status_code, given.refused)
    assert ["POST", "GET" if status == 303 else "POST"] == server.methods


def _from_upstream(url: str) -> Iterator[bytes]:
    yield b"first"
    httpx.get(url)


async def _from_upstream_async(url: str) -> Any:
    yield b"first"
    async with httpx.AsyncClient() as upstream:
        await upstream.get(url)


def test_an_error_of_the_content_itself_is_none_of_the_connection(server: LiveServer) -> None:
    """What the content reads from cannot be reached: something was sent, so nothing is sent again."""
    server.play()
    nobody = f"http://127.0.0.1:{refused_port()}/"
    told: list[Decided] = []
    with _client(FakeTime(), on_decision=told.append) as client, pytest.raises(httpx.ConnectError):
        client.post(server.url, content=_from_upstream(nobody))

    async def run() -> None:
        transport = StatusTransport(httpx.AsyncHTTPTransport(), on_decision=told.append)
        async with httpx.AsyncClient(transport=transport) as client:
            with pytest.raises(httpx.ConnectError):
                await client.post(server.url, content=_from_upstream_async(nobody))

    asyncio.run(run())
    assert [(Failure.RESET, False)] * 2 == [(decided.outcome, decided.decision.retry) for decided in told]


def test_an_application_behind_a_transport_has_errors_of_its_own() -> None:
    """A refused connection that an application raises is its own affair, and no exchange that was never made."""
    called: list[int] = []

    def application(_: httpx.Request) -> httpx.Response:
        called.append(1)
        raise ConnectionRefusedError

    transport = StatusTransport(httpx.MockTransport(application))
    with httpx.Client(transport=transport) as client, pytest.raises(ConnectionRefusedError):
        client.post("http://example.org/", content=b"order")
    assert [1] == called


class _Rest:
    """An iterator that is no generator, so httpx does not notice that it is used up."""

    def __init__(self) -> None:
        self.rest = [b"order"]

    def __iter__(self) -> _Rest:
        return self

    def __next__(self) -> bytes:
        if not self.rest:
            raise StopIteration
        return self.rest.pop()


@pytest.mark.parametrize("reading", [False, True])
def test_a_redirect_does_not_send_what_is_gone(server: LiveServer, *, reading: bool) -> None:
    """A 307 asks for the content again; what can be read once is not sent empty, but told as httpx tells it."""
    server.play((307, {"Location": "/elsewhere"}))
    content = content_of("pipe") if reading else _Rest()
    with _client(FakeTime()) as client, pytest.raises(httpx.StreamConsumed):
        client.put(server.url, content=content, follow_redirects=True)
    assert 1 == len(server.received)


def test_content_that_was_not_read_is_not_gone(server: LiveServer) -> None:
    """A request that never got to its content can be sent another time."""
    server.play()
    request = httpx.Request("PUT", f"http://127.0.0.1:{refused_port()}/", content=content_of("generator"))
    with _client(FakeTime(), policy=RetryPolicy(max_attempts=1)) as client:
        with pytest.raises(httpx.ConnectError):
            client.send(request)
        request.url = httpx.URL(server.url)
        assert 200 == client.send(request).status_code
    assert [digest(CONTENT)] == [request.digest for request in server.received]


class _Entered(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport that remembers how it is used."""

    def __init__(self) -> None:
        self.used: list[str] = []

    def __enter__(self) -> Any:
        self.used.append("enter")
        return self

    def __exit__(self, *_: object) -> None:
        self.used.append("exit")

    async def __aenter__(self) -> Any:
        return self.__enter__()

    async def __aexit__(self, *_: object) -> None:
        self.__exit__()

    def close(self) -> None:
        self.used.append("close")

    async def aclose(self) -> None:
        self.close()


def test_a_transport_within_is_used_as_a_client_uses_it() -> None:
    """It is entered and left with the client, or closed where the client is closed without."""
    inner = _Entered()

    async def run() -> None:
        async with httpx.AsyncClient(transport=StatusTransport(inner)):
            pass
        await httpx.AsyncClient(transport=StatusTransport(inner)).aclose()

    with httpx.Client(transport=StatusTransport(inner)):
        pass
    httpx.Client(transport=StatusTransport(inner)).close()
    asyncio.run(run())
    assert ["enter", "exit", "close"] * 2 == inner.used


async def _later(_: object) -> None:
    """Be awaited by nobody."""


@pytest.mark.parametrize(
    "option",
    [
        {"policy": "x"},
        {"policy": None},
        {"budget": 5},
        {"clock": 5},
        {"rng": None},
        {"on_decision": 5},
        {"on_decision": _later},
    ],
    ids=steady,
)
def test_every_option_is_checked_at_once(option: Any) -> None:
    """What is no policy, no budget or no function is told where it is said."""
    with pytest.raises(InvalidRetryError, match=f"not accepted as {next(iter(option))}"):
        StatusTransport(httpx.MockTransport(lambda _: httpx.Response(200)), **option)


def test_no_record_of_the_log_holds_what_was_sent(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """A handler that takes records apart finds text, and no fields of the request."""
    server.play()
    caplog.set_level(logging.DEBUG, "statuskit.retry")
    with _client(FakeTime()) as client:
        client.get(server.url, headers={"X-Api-Key": "hush"})
    assert [True] == [all(isinstance(arg, str) for arg in record.args) for record in caplog.records]
    assert "hush" not in repr([vars(record) for record in caplog.records])


def test_time_that_went_by_is_not_waited_again(server: LiveServer) -> None:
    """The wait ends when it was to end, however long it took to let go of what was refused."""
    server.play((503, {"Retry-After": "7"}))
    clock = FakeTime()

    def slow(_: Decided) -> None:
        clock.now += 3

    with _client(clock, on_decision=slow) as client:
        client.get(server.url)
    assert [4.0] == clock.waits
