"""What is special about urllib3: the pool, streams, redirects, errors, its own arguments, a Retry that sees little."""

from __future__ import annotations

import io
import logging
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
import urllib3
from urllib3.exceptions import (
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
    UnrewindableBodyError,
)

from live.raw import READ, RawServer, server_tls
from live.scenarios import CONTENT, FakeTime, content_of
from live.server import CLOSE, HANG, RESET, digest, refused_port, serving
from statuskit.adapters.urllib3 import StatusPoolManager, StatusRetry
from statuskit.retry import POLICIES, Failure, RetryBudget, RetryPolicy

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from live.server import LiveServer
    from statuskit.adapters.urllib3 import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


MINE = "mine"
ELSEWHERE = {"Location": "/elsewhere"}
PATIENT = RetryPolicy(max_attempts=9)


def _http(clock: FakeTime | None = None, **options: Any) -> StatusPoolManager:
    clock = clock or FakeTime()
    own = {} if "retries" in options else {"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0}
    return StatusPoolManager(**{**own, "timeout": 5, **options})


def _retry(clock: FakeTime | None = None, **options: Any) -> StatusRetry:
    clock = clock or FakeTime()
    return StatusRetry(**{"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0, **options})


def _pool(http: urllib3.PoolManager, server: LiveServer) -> Any:
    return http.connection_from_url(server.url).pool


def _told(response: urllib3.BaseHTTPResponse) -> list[tuple[Any, str]]:
    assert isinstance(response.retries, StatusRetry)
    return [(decided.outcome, decided.decision.reason.value) for decided in response.retries.decided]


# --- what goes on being urllib3's -------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [True, False])
def test_no_connection_is_left_in_use(server: LiveServer, *, at_once: bool) -> None:
    """A pool of one connection, which blocks where that is in use, serves repeats of every kind."""
    server.play(503, RESET, 503, 200, CLOSE, 421, 408, 200)
    with _http(policy=PATIENT, maxsize=1, block=True) as http:
        for _ in range(2):
            response = http.request("GET", server.url, preload_content=at_once, pool_timeout=5)
            assert 200 == response.status
            assert response.data
        assert (1, 8) == (_pool(http, server).qsize(), len(server.received))


def test_a_connection_is_used_again(server: LiveServer) -> None:
    """The connection of what was read serves the next attempt, unless that must have another."""
    server.play(503, 503, 421, 200)
    with _http(policy=PATIENT) as http:
        assert http.request("GET", server.url).data
    first, *others, last = [request.connection for request in server.received]
    assert [first, first] == others
    assert first != last


@pytest.mark.parametrize(
    "status, method, same",
    [(503, "HEAD", True), (503, "GET", False), (302, "HEAD", True), (302, "GET", False), (408, "HEAD", False)],
)
def test_nothing_is_read_of_what_is_read_later(server: LiveServer, status: int, method: str, *, same: bool) -> None:
    """A connection is used again where no content is left, and closed otherwise."""
    server.play((status, ELSEWHERE if status == 302 else {}))
    with _http(maxsize=1, block=True) as http:
        response = http.request(method, server.url, preload_content=False, pool_timeout=5)
        response.drain_conn()
        assert (200, 1) == (response.status, _pool(http, server).qsize())
    assert (1 if same else 2) == len({request.connection for request in server.received})


def _drip(connection: socket.socket) -> None:
    """Send octets one by one for 20 seconds, or until the client goes, so that no timeout of reading is met."""
    for _ in range(4000):
        connection.sendall(b"1\r\nx\r\n")
        time.sleep(0.005)


@pytest.mark.parametrize("line", [b"503 Busy", b"302 Found\r\nLocation: /elsewhere"], ids=["503", "302"])
@pytest.mark.parametrize("make", ["manager", "pool"])
def test_a_refused_response_without_an_end_is_left(line: bytes, make: str) -> None:
    """No more than the deadline is spent on it, however long the server goes on."""
    endless = b"HTTP/1.1 %s\r\nTransfer-Encoding: chunked\r\n\r\n" % line
    retries = StatusRetry(policy=RetryPolicy(base=0), within=10)
    with RawServer([READ, endless, _drip], [READ, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]) as raw:
        http: Any = (
            StatusPoolManager(retries=retries)
            if make == "manager"
            else urllib3.HTTPConnectionPool("127.0.0.1", raw.port, retries=retries)
        )
        start = time.monotonic()
        with http:
            assert 200 == http.request("GET", raw.url() if make == "manager" else "/", preload_content=False).status
        assert time.monotonic() - start < 10


def test_one_redirect_too_many_is_left(server: LiveServer) -> None:
    """Its connection is not in use any more, though nothing of its content was read."""
    server.play((302, ELSEWHERE))
    with _http(retries=_retry(redirect=0), maxsize=1, block=True) as http:
        with pytest.raises(MaxRetryError, match="too many redirects") as caught:
            http.request("GET", server.url, preload_content=False)
        assert 1 == _pool(http, server).qsize()
        assert caught.value.pool is not None


def test_other_connections_may_be_closed_to_get_a_new_one(server: LiveServer) -> None:
    """Where the pool does not tell which connection a response came on, all that lie idle there are closed."""
    server.play()
    with _http(maxsize=4) as http:
        held = [http.request("GET", server.url, preload_content=False) for _ in range(3)]
        assert [200] * 3 == [response.status for response in held]
        for response in held:
            response.drain_conn()
        server.play(421)
        assert 200 == http.request("GET", server.url).status
        assert 4 == _pool(http, server).qsize()
    assert 2 == len({request.connection for request in server.received})


def test_there_need_not_be_a_pool() -> None:
    """Who calls increment() by himself may know of no pool."""
    retry = _retry()
    after = retry.increment("GET", "/", response=urllib3.HTTPResponse(status=421))
    assert [(421, None)] == [(past.status, past.error) for past in after.history]
    assert [("GET", None, None)] == [past[:3] for past in _retry().increment("GET").history]


def test_a_response_is_streamed(server: LiveServer) -> None:
    """With preload_content=False the response that is given back has not been read."""
    server.play(503)
    with _http() as http:
        response = http.request("GET", server.url, preload_content=False)
        assert (0, True) == (response.tell(), response.connection is not None)
        assert [b"answer", b" 2"] == list(response.stream(6))
        assert response.connection is None


def test_a_refused_response_is_drained_before_the_wait(server: LiveServer) -> None:
    """No connection is held while time goes by."""
    server.play(503)
    seen: list[int] = []
    with _http(maxsize=1, sleep=lambda _: seen.append(_pool(http, server).qsize())) as http:
        http.request("GET", server.url, preload_content=False).drain_conn()
    assert [1] == seen


@pytest.mark.parametrize("at_once", [True, False])
def test_a_response_is_closed_where_the_callback_raises(server: LiveServer, *, at_once: bool) -> None:
    """What on_decision raises ends the request, and leaks nothing."""
    server.play(503)

    def raising(_: Decided) -> None:
        raise OSError(MINE)

    with _http(maxsize=1, block=True, on_decision=raising) as http:
        with pytest.raises(OSError, match=MINE) as caught:
            http.request("GET", server.url, preload_content=at_once)
        # What was left of the response is in nobody's way, though the traceback still has it.
        assert 200 == http.request("GET", server.url, retries=_retry(), pool_timeout=5).status
        assert MINE == str(caught.value)


def test_threads_share_one_manager(server: LiveServer) -> None:
    """One manager serves many threads, each request with attempts of its own."""
    server.play(*[503] * 4)
    statuses: list[int] = []
    with _http(policy=PATIENT) as http:
        threads = [
            threading.Thread(target=lambda: statuses.append(http.request("GET", server.url).status)) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ([200] * 4, 8) == (statuses, len(server.received))


@pytest.mark.parametrize(
    "method, script, expected, reason",
    [
        ("POST", (RESET,), ProtocolError, None),
        ("GET", (RESET,) * 3, MaxRetryError, ProtocolError),
        ("POST", (HANG,), ReadTimeoutError, None),
        ("GET", (HANG,) * 3, MaxRetryError, ReadTimeoutError),
        ("POST", None, MaxRetryError, NewConnectionError),
    ],
    ids=str,
)
def test_the_last_error_is_raised_as_urllib3_does(
    server: LiveServer, method: str, script: Any, expected: type, reason: type | None
) -> None:
    """MaxRetryError where repeats are used up or nothing was sent, and else the error itself."""
    server.play(*script or ())
    url = f"http://127.0.0.1:{refused_port()}/" if script is None else server.url
    timeout = urllib3.Timeout(5, read=0.1 if script and HANG in script else 5)
    with _http(timeout=timeout) as http, pytest.raises(urllib3.exceptions.HTTPError) as caught:
        http.request(method, url, body=b"order")
    assert (expected, reason) == (type(caught.value), type(getattr(caught.value, "reason", None)) if reason else None)
    assert caught.value.__cause__ is getattr(caught.value, "reason", caught.value.__cause__)


def test_a_certificate_that_is_not_accepted_is_final() -> None:
    """It would not be accepted at the second attempt; the error is the one that urllib3 has for it."""
    told: list[Decided] = []
    with (
        RawServer([READ], tls=server_tls()) as raw,
        _http(on_decision=told.append) as http,
        pytest.raises(MaxRetryError) as caught,
    ):
        http.request("GET", raw.url("https"))
    assert (SSLError, [Failure.TLS_CERTIFICATE]) == (type(caught.value.reason), [each.outcome for each in told])


def test_an_error_that_is_none_of_the_exchange_passes_untouched() -> None:
    """A programming error is raised as it is, at once, and nothing is decided."""
    told: list[Decided] = []
    with pytest.raises(ZeroDivisionError):
        _retry(on_decision=told.append).increment("GET", "/", error=ZeroDivisionError())
    assert [] == told


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [True, False], ids=["retries of the request", "retries of the manager"])
def test_the_history_is_right(server: LiveServer, *, own: bool) -> None:
    """Repeats and redirects stand in urllib3's history in their order, and the decisions beside it."""
    server.play(503, (302, ELSEWHERE), (302, ELSEWHERE), RESET, 500)
    more = {"retries": _retry()} if own else {}
    with _http() as http:
        response = http.request("GET", server.url, **more)

    assert response.retries is not None
    assert [(503, None), (302, "/elsewhere"), (302, "/elsewhere"), (None, None), (500, None)] == [
        (past.status, past.redirect_location) for past in response.retries.history
    ]
    assert [ProtocolError] == [type(past.error) for past in response.retries.history if past.error]
    assert {"GET"} == {past.method for past in response.retries.history}
    assert [
        (503, "idempotent"),
        (302, "redirected"),
        (302, "redirected"),
        (Failure.RESET, "idempotent"),
        (500, "idempotent"),
        (200, "done"),
    ] == _told(response)


def test_redirects_are_counted(server: LiveServer) -> None:
    """`redirect` limits them, `raise_on_redirect` says what becomes of one too many, and repeats do not count."""
    script = (503, (302, ELSEWHERE), 503, (302, ELSEWHERE))
    with _http(retries=_retry(redirect=1)) as http:
        server.play(*script)
        with pytest.raises(MaxRetryError, match="too many redirects"):
            http.request("GET", server.url)
        server.play(*script)
        assert 302 == http.request("GET", server.url, retries=_retry(redirect=1, raise_on_redirect=False)).status
        server.play(*script)
        assert 200 == http.request("GET", server.url, retries=_retry(redirect=2)).status
        server.play(*[(302, ELSEWHERE)] * 10)
        assert 200 == http.request("GET", server.url, retries=_retry(redirect=True)).status
        server.play(503, (302, ELSEWHERE))
        assert 302 == http.request("GET", server.url, redirect=False).status
        server.play(503, (302, ELSEWHERE))
        assert 302 == http.request("GET", server.url, retries=_retry(redirect=False)).status


def test_credentials_do_not_go_elsewhere(server: LiveServer) -> None:
    """Headers that urllib3 removes on the way to another host are removed, also where both fail."""
    with serving() as other, _http(retries=_retry(remove_headers_on_redirect=["X-Secret"])) as http:
        server.play(503, (307, {"Location": other.url}))
        other.play(503)
        response = http.request("GET", server.url, headers={"x-secret": "hush", "X-Open": "yes"})
        kept = [(request.headers.get("x-secret"), request.headers["x-open"]) for request in other.received]

    assert (200, [(None, "yes")] * 2) == (response.status, kept)
    assert ["hush", "hush"] == [request.headers["x-secret"] for request in server.received]


def test_a_redirect_may_be_repeated_and_not_followed(server: LiveServer) -> None:
    """A policy for webhooks delivers again what was redirected, where the manager is asked to decide."""
    server.play((302, ELSEWHERE))
    with _http(policy=POLICIES["webhook"]) as http:
        response = http.request("POST", server.url, body=b"event")
    assert ["/", "/"] == [request.path for request in server.received]
    assert response.retries is not None
    assert [(302, None)] == [(past.status, past.redirect_location) for past in response.retries.history]


@pytest.mark.parametrize(
    "status, body, methods",
    [(307, CONTENT, ["PUT"] * 4), (303, b"", ["PUT", "PUT", "GET", "GET"])],
)
def test_a_file_goes_along_with_a_redirect(server: LiveServer, status: int, body: bytes, methods: list[str]) -> None:
    """It is rewound for it, where urllib3 would send what is left of it: nothing."""
    server.play(503, (status, ELSEWHERE), 503)
    with _http() as http:
        assert 200 == http.request("PUT", server.url, body=content_of("file")).status
    assert methods == server.methods
    assert [digest(CONTENT)] * 2 + [digest(body)] * 2 == [request.digest for request in server.received]


@pytest.mark.parametrize("kind", ["generator", "pipe"])
def test_a_redirect_may_ask_for_no_content(server: LiveServer, kind: str) -> None:
    """What goes on as a GET needs none of what is gone."""
    server.play((303, ELSEWHERE), 503)
    with _http() as http:
        assert 200 == http.request("PUT", server.url, body=content_of(kind)).status
    assert ["PUT", "GET", "GET"] == server.methods


@pytest.mark.parametrize("kind", ["generator", "pipe"])
def test_a_redirect_that_asks_for_content_that_is_gone_is_not_followed(server: LiveServer, kind: str) -> None:
    """What can be read once is not sent empty; urllib3 has an error for that."""
    server.play((307, ELSEWHERE))
    with _http() as http, pytest.raises(UnrewindableBodyError, match="redirect"):
        http.request("PUT", server.url, body=content_of(kind))
    assert [digest(CONTENT)] == [request.digest for request in server.received]


def test_a_redirect_is_not_followed_where_a_file_cannot_be_rewound(server: LiveServer) -> None:
    """A file that was closed in the meantime is not sent to where a redirect leads."""
    server.play((307, ELSEWHERE))

    class _Once(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found = super().read(size)
            if not found:
                self.close()
            return found

    with _http() as http, pytest.raises(UnrewindableBodyError, match="redirect"):
        http.request("PUT", server.url, body=_Once(CONTENT))
    assert [digest(CONTENT)] == [request.digest for request in server.received]


def test_a_pool_by_itself_waits_as_a_redirect_asks(server: LiveServer) -> None:
    """It follows redirects on its own, and at once where it asks for more than the policy has."""
    asked = ["7", "120", "121", "3600", "9" * 5000, "soon", "-1", "1e3", "Fri, 31 Dec 1999 23:59:59 GMT"]
    server.play(503, *[(302, {**ELSEWHERE, "Retry-After": value}) for value in asked], 503, (302, ELSEWHERE))
    clock = FakeTime()
    with urllib3.HTTPConnectionPool("127.0.0.1", server.server_port, retries=_retry(clock)) as pool:
        response = pool.urlopen("GET", "/")
    assert (200, [0.5, 7.0, 120.0, 0.5]) == (response.status, clock.waits)
    # What came of the last redirect was decided on with a Retry that the response does not have.
    assert [(503, "idempotent"), (503, "idempotent")] == _told(response)


@pytest.mark.parametrize(
    "within, script, waits",
    [
        (1.0, (), []),
        (7.0, (), [7.0]),
        (130.0, ("3600",), [7.0, 120.0]),
        (60.0, ("3600",), [7.0]),
        (7.4, (503,), [0.5]),
        (7.5, (503,), [0.5, 7.0]),
        (None, ("3600",), [7.0, 120.0]),
    ],
)
def test_no_redirect_is_waited_for_past_the_deadline(
    server: LiveServer, within: float | None, script: Any, waits: list[float]
) -> None:
    """What takes longer than there is time is not waited at all, also where the policy would wait a part of it."""
    steps = [step if isinstance(step, int) else (302, {**ELSEWHERE, "Retry-After": step}) for step in script]
    asking = (302, {**ELSEWHERE, "Retry-After": "7"})
    server.play(*([*steps, asking] if 503 in script else [asking, *steps]))
    clock = FakeTime()
    retries = _retry(clock, within=within, policy=RetryPolicy(over_cap="clamp"))
    with urllib3.HTTPConnectionPool("127.0.0.1", server.server_port, retries=retries) as pool:
        assert 200 == pool.request("GET", "/").status
    assert waits == clock.waits


# --- what is seen -----------------------------------------------------------------------------------------------------


def test_one_budget_for_all(server: LiveServer) -> None:
    """A budget is filled by requests and emptied by repeats."""
    server.play(*[503] * 9)
    with _http(budget=RetryBudget(ratio=0.5, min_per_second=0), policy=RetryPolicy(base=0, max_attempts=2)) as http:
        for _ in range(4):
            http.request("GET", server.url)
    assert 4 + 2 == len(server.received)


def test_the_wait_is_told() -> None:
    """get_backoff_time() is what sleep() waits, the server's word included."""
    clock = FakeTime()
    after = _retry(clock).increment("GET", "/", response=urllib3.HTTPResponse(status=429, headers={"Retry-After": "7"}))
    assert 7.0 == after.get_backoff_time()
    after.sleep()
    assert [7.0] == clock.waits


def test_what_was_decided_is_told_three_ways(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """The response, the callback and the log tell the same, and the log tells no secret."""
    server.play(503)
    told: list[Decided] = []
    caplog.set_level(logging.DEBUG, "statuskit.retry")
    with _http(on_decision=told.append) as http:
        response = http.request("GET", f"{server.url}?token=hush", headers={"Authorization": "Bearer hush"})

    assert isinstance(response.retries, StatusRetry)
    assert tuple(told) == response.retries.decided
    records = [record for record in caplog.records if record.name == "statuskit.retry"]
    assert [("INFO", "idempotent"), ("DEBUG", "done")] == [(record.levelname, record.reason) for record in records]
    assert "hush" not in "".join(record.getMessage() for record in records) + repr(told)


def test_a_deadline_counts_from_the_start_of_a_request() -> None:
    """The time that the first attempt took counts, where the request is seen."""
    clock = FakeTime()

    def late(connection: Any) -> None:
        clock.now += 10
        connection.sendall(b"HTTP/1.1 503 Late\r\nContent-Length: 0\r\n\r\n")

    with RawServer([READ, late]) as server, _http(clock, within=5) as http:
        response = http.request("GET", server.url())
    assert [(503, "deadline")] == _told(response)
