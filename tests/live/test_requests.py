"""What is special about requests: sessions with their redirects, auth and pickles, the pool, the errors."""

from __future__ import annotations

import gc
import logging
import pickle
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth

from live.raw import DRAIN, READ, SELF_SIGNED, RawServer, busy_port, server_tls
from live.raw import HANG as SILENCE
from live.scenarios import FakeTime, content_of
from live.server import CLOSE, HANG, RESET, RESET_LATER, TRUNCATE, refused_port, serving
from statuskit.adapters.requests import StatusAdapter, decided
from statuskit.adapters.urllib3 import StatusRetry
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Failure, RetryBudget, RetryPolicy

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from live.server import LiveServer
    from statuskit.adapters.requests import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxies of whoever runs the tests out of them."""
    monkeypatch.setenv("NO_PROXY", "*")


MINE = "mine"
ELSEWHERE = {"Location": "/elsewhere"}
PATIENT = RetryPolicy(max_attempts=9)


def _session(clock: FakeTime | None = None, **options: Any) -> requests.Session:
    clock = clock or FakeTime()
    session = requests.Session()
    adapter = StatusAdapter(**{"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0, **options})
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _pool(session: requests.Session) -> Any:
    """Return the one pool of a session: it is found by more than the URL."""
    pools = session.get_adapter("http://").poolmanager.pools
    [key] = pools.keys()
    return pools[key].pool


def _told(response: requests.Response) -> list[tuple[Any, str]]:
    return [(told.outcome, told.decision.reason.value) for told in decided(response)]


# --- the pool ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stream", [True, False])
def test_no_connection_is_left_in_use(server: LiveServer, *, stream: bool) -> None:
    """A pool of one connection, which blocks where that is in use, serves repeats of every kind."""
    server.play(503, RESET, 503, 200, CLOSE, 421, 408, 200)
    with _session(policy=PATIENT, pool_maxsize=1, pool_block=True) as session:
        for _ in range(2):
            response = session.get(server.url, stream=stream, timeout=5)
            assert 200 == response.status_code
            assert response.content
        assert (1, 8) == (_pool(session).qsize(), len(server.received))


EMPTY = b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n"
BUSY = b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n"


def _drip(connection: socket.socket) -> None:
    """Send octets one by one for 20 seconds, or until the client goes, so that no timeout of reading is met."""
    for _ in range(4000):
        connection.sendall(b"1\r\nx\r\n")
        time.sleep(0.005)


@pytest.mark.parametrize(
    "refusal, same",
    [
        (EMPTY % b"503 Busy", True),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 1\r\n\r\nx", False),
        (BUSY + b"0\r\n\r\n", False),
        (EMPTY % b"408 Late", False),
    ],
    ids=["no content", "content", "content of unknown length", "a new connection is asked for"],
)
def test_a_connection_is_used_again_where_nothing_is_left(refusal: bytes, *, same: bool) -> None:
    """Nothing is read of a refused response: where there is more, the next attempt goes on a new connection."""
    ok = EMPTY % b"200 OK"
    with RawServer([READ, refusal, READ, ok, DRAIN], [READ, ok, DRAIN]) as raw, _session() as session:
        assert 200 == session.get(raw.url(), timeout=5).status_code
        assert [True, True] == [bool(request) for request in raw.received if request]
        assert (0 if same else 1) == raw.ended


@pytest.mark.parametrize("step", [_drip, SILENCE], ids=["drips", "is silent"])
def test_a_refused_response_without_an_end_is_left(step: Any) -> None:
    """No more than the deadline is spent on it, however long the server goes on."""
    with (
        RawServer([READ, BUSY, step], [READ, EMPTY % b"200 OK"]) as raw,
        requests.Session() as session,
    ):
        session.mount("http://", StatusAdapter(policy=RetryPolicy(base=0), within=10))
        start = time.monotonic()
        assert 200 == session.get(raw.url(), timeout=20).status_code
        assert time.monotonic() - start < 10


def test_a_response_is_streamed(server: LiveServer) -> None:
    """With stream=True the response that is given back has not been read."""
    server.play(503)
    with _session() as session, session.get(server.url, stream=True) as response:
        assert 0 == response.raw.tell()
        assert [b"answer", b" 2"] == list(response.iter_content(6))


def test_the_connection_is_given_back_before_the_wait(server: LiveServer) -> None:
    """No connection is held while time goes by."""
    server.play(503, 421)
    seen: list[int] = []
    with _session(pool_maxsize=1, sleep=lambda _: seen.append(_pool(session).qsize())) as session:
        session.get(server.url)
    assert [1] == seen


def test_a_response_is_closed_where_the_callback_raises(server: LiveServer) -> None:
    """What on_decision raises ends the request, and leaks nothing."""
    server.play(503)

    def raising(_: Decided) -> None:
        raise OSError(MINE)

    with _session(pool_maxsize=1, pool_block=True, on_decision=raising) as session:
        with pytest.raises(OSError, match=MINE):
            session.get(server.url)
        assert 1 == _pool(session).qsize()


def test_threads_share_one_adapter(server: LiveServer) -> None:
    """One adapter serves many threads, each request with attempts of its own."""
    server.play(*[503] * 4)
    statuses: list[int] = []
    with _session(policy=PATIENT) as session:
        threads = [
            threading.Thread(target=lambda: statuses.append(session.get(server.url).status_code)) for _ in "1234"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ([200] * 4, 8) == (statuses, len(server.received))


# --- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script, expected, failure, count",
    [
        ((RESET,) * 3, requests.ConnectionError, Failure.RESET, 3),
        ((CLOSE,) * 3, requests.ConnectionError, Failure.CLOSED, 3),
        ((HANG,) * 3, requests.ReadTimeout, Failure.READ_TIMEOUT, 3),
        ((503, HANG, RESET), requests.ConnectionError, Failure.RESET, 3),
        ((TRUNCATE,), requests.exceptions.ChunkedEncodingError, 200, 1),
        ((RESET_LATER,), requests.exceptions.ChunkedEncodingError, 200, 1),
    ],
    ids=str,
)
def test_the_last_error_is_raised_as_it_came(
    server: LiveServer, script: Any, expected: type[Exception], failure: Any, count: int
) -> None:
    """Errors are those of requests; what comes while the content is read comes after the adapter."""
    server.play(*script)
    told: list[Decided] = []
    with _session(on_decision=told.append) as session, pytest.raises(requests.RequestException) as caught:
        session.get(server.url, timeout=(5, 0.1 if HANG in script else 5))
    assert (expected, failure, count) == (type(caught.value), told[-1].outcome, len(server.received))
    assert caught.value.request is None or caught.value.request.url == server.url


def test_connecting_may_fail() -> None:
    """A POST whose connection was refused, or not made in time, was not sent, and is sent again."""
    clock = FakeTime()
    with _session(clock) as session:
        with pytest.raises(requests.ConnectionError):
            session.post(f"http://127.0.0.1:{refused_port()}/", data=b"order")
        with busy_port() as port, pytest.raises(requests.ConnectTimeout):
            session.post(f"http://127.0.0.1:{port}/", data=b"order", timeout=(0.02, 5))
    assert [0.5, 1.0, 0.5, 1.0] == clock.waits


def test_a_certificate_that_is_not_accepted_is_final() -> None:
    """It would not be accepted at the second attempt; with the right one, the session goes on as ever."""
    told: list[Decided] = []
    answer = [READ, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]
    with RawServer(answer, tls=server_tls()) as raw, _session(on_decision=told.append) as session:
        with pytest.raises(requests.exceptions.SSLError):
            session.get(raw.url("https"))
        assert 200 == session.get(raw.url("https"), verify=str(SELF_SIGNED)).status_code
    assert [Failure.TLS_CERTIFICATE, 200] == [each.outcome for each in told]


@pytest.mark.parametrize(
    "request_of, expected",
    [
        (lambda session, url: session.get(url, timeout=(1, 2, 3)), ValueError),
        (lambda session, url: session.get(url.replace("http", "https"), verify="/nowhere.pem"), OSError),
        (lambda session, _: session.get("http://.example/"), requests.exceptions.InvalidURL),
    ],
    ids=["timeout", "verify", "url"],
)
def test_an_error_that_is_none_of_the_exchange_passes_untouched(
    server: LiveServer, request_of: Callable[[requests.Session, str], object], expected: type[Exception]
) -> None:
    """A mistake in the call is raised as it is, at once, and nothing is decided."""
    told: list[Decided] = []
    with _session(on_decision=told.append) as session, pytest.raises(expected):
        request_of(session, server.url)
    assert [] == told


# --- what goes on being the session's ---------------------------------------------------------------------------------


def test_the_history_has_the_redirects(server: LiveServer) -> None:
    """Repeats are not in it; each hop has its own decisions, its cookies are kept, and hooks see the last response."""
    server.play(503, (302, {**ELSEWHERE, "Set-Cookie": "a=1"}), 503, 200)
    hooked: list[int] = []
    with _session() as session:
        response = session.get(server.url, hooks={"response": lambda found, **_: hooked.append(found.status_code)})
        cookies = session.cookies.get_dict()

    assert ([302], [302, 200], {"a": "1"}) == ([hop.status_code for hop in response.history], hooked, cookies)
    assert [(503, "idempotent"), (302, "redirected")] == _told(response.history[0])
    assert [(503, "idempotent"), (200, "done")] == _told(response)
    assert [None, None, "a=1", "a=1"] == [request.headers.get("cookie") for request in server.received]


def test_redirects_are_counted_by_the_session(server: LiveServer) -> None:
    """`max_redirects` and `allow_redirects` mean what they did."""
    server.play(503, (302, ELSEWHERE), 503, (302, ELSEWHERE))
    with _session() as session:
        session.max_redirects = 1
        with pytest.raises(requests.TooManyRedirects):
            session.get(server.url)
        server.play(503, (302, ELSEWHERE))
        assert 302 == session.get(server.url, allow_redirects=False).status_code


def test_credentials_do_not_go_elsewhere(server: LiveServer) -> None:
    """The session takes them out of what it sends to another host, repeats and all."""
    with serving() as other, _session() as session:
        server.play(503, (302, {"Location": other.url}))
        other.play(503)
        assert 200 == session.get(server.url, auth=HTTPBasicAuth("me", "hush")).status_code
        assert [None, None] == [request.headers.get("authorization") for request in other.received]
    assert [True, True] == ["authorization" in request.headers for request in server.received]


# --- settings ---------------------------------------------------------------------------------------------------------


def test_retries_of_urllib3_are_refused() -> None:
    """Two that repeat would multiply each other."""
    given: dict[str, Any] = {"max_retries": 3}
    with pytest.raises(InvalidRetryError, match=r"max_retries; accepted in its place: RetryPolicy\(max_attempts="):
        StatusAdapter(**given)
    with pytest.raises(InvalidRetryError, match="not accepted as within"):
        StatusAdapter(within=-1)


def test_a_session_is_pickled_with_its_adapter(server: LiveServer) -> None:
    """The policy and the size of the pool survive; the clock and the source of chance are those of the process."""
    with requests.Session() as session:
        session.mount("http://", StatusAdapter(3, 2, pool_block=True, policy=RetryPolicy(max_attempts=4, base=0)))
        with pickle.loads(pickle.dumps(session)) as again:  # noqa: S301  our own
            server.play(503, 503, 503)
            assert 200 == again.get(server.url).status_code
            adapter = again.get_adapter(server.url)
            assert (3, 2, True) == (adapter._pool_connections, adapter._pool_maxsize, adapter._pool_block)
            assert adapter._settings.rng is session.get_adapter(server.url)._settings.rng


def test_an_adapter_of_requests_takes_a_retry_of_ours(server: LiveServer) -> None:
    """HTTPAdapter(max_retries=StatusRetry()) repeats what needs no look at the request, also after a pickle."""
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=StatusRetry(policy=RetryPolicy(base=0))))
        with pickle.loads(pickle.dumps(session)) as again:  # noqa: S301  our own
            server.play(503, (302, ELSEWHERE), 503)
            response = again.get(server.url)
            assert (200, [302]) == (response.status_code, [hop.status_code for hop in response.history])
            server.play(503, 503, (503, {"Retry-After": "1m0s"}))
            assert 503 == again.get(server.url).status_code
            server.play(503)
            assert 503 == again.put(server.url, data=content_of("generator")).status_code
            assert 1 == len(server.received)


def test_one_budget_for_all(server: LiveServer) -> None:
    """A budget is filled by requests and emptied by repeats."""
    server.play(*[503] * 9)
    budget = RetryBudget(ratio=0.5, min_per_second=0)
    with _session(budget=budget, policy=RetryPolicy(base=0, max_attempts=2)) as session:
        for _ in range(4):
            session.get(server.url)
    assert 4 + 2 == len(server.received)


def test_what_was_decided_is_told_three_ways(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """The response, the callback and the log tell the same, and the log tells no secret."""
    server.play(503)
    told: list[Decided] = []
    caplog.set_level(logging.DEBUG, "statuskit.retry")
    with _session(on_decision=told.append) as session:
        response = session.get(f"{server.url}?token=hush", headers={"Authorization": "Bearer hush"})

    assert tuple(told) == decided(response)
    records = [record for record in caplog.records if record.name == "statuskit.retry"]
    assert [("INFO", "idempotent"), ("DEBUG", "done")] == [(record.levelname, record.reason) for record in records]
    assert "hush" not in "".join(record.getMessage() for record in records) + repr(told)


def test_a_limit_that_was_met_is_a_warning(server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """Content that cannot be sent again is told at a level that people look at."""
    server.play(503)
    with _session() as session:
        session.put(server.url, data=content_of("generator"))
    records = [record for record in caplog.records if record.name == "statuskit.retry"]
    assert [("WARNING", "one-shot body")] == [(record.levelname, record.reason) for record in records]


def test_no_response_is_kept_for_what_was_decided_on_it(server: LiveServer) -> None:
    """A response that nobody has any more is gone; of others nothing is known."""
    server.play(503)
    with _session() as session:
        response = session.get(server.url)
        kept = weakref.ref(response)
        assert 2 == len(decided(response))
        del response
        gc.collect()
        assert kept() is None
    assert () == decided(requests.Response())


@pytest.mark.parametrize(
    "value, expected",
    [
        ("9" * 5000, 503),
        ("inf", 200),
        ("nan", 200),
        ("1e3", 200),
        ("-1", 200),
        ("1_0", 200),
        ("\u0661".encode().decode("latin-1"), 200),
        ("Fri, 31 Dec 99999 23:59:59 GMT", 200),
    ],
    ids=ascii,
)
def test_a_hostile_field_is_no_error(server: LiveServer, value: str, expected: int) -> None:
    """Whatever a server sends, no error comes of it, and no wait that the policy does not allow."""
    clock = FakeTime()
    server.play((503, {"Retry-After": value}))
    with _session(clock) as session:
        assert expected == session.get(server.url).status_code
    server.play((503, {"Retry-After": value}))
    with urllib3.PoolManager(retries=StatusRetry(clock=clock, sleep=clock.sleep, rng=lambda: 1.0)) as http:
        assert expected == http.request("GET", server.url).status
    assert ([] if expected == 503 else [0.5, 0.5]) == clock.waits
