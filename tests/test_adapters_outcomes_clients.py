"""What single clients raise besides: of HTTP/2, full pools and cancelling, and errors that are no failure at all."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import h2.config
import h2.connection
import h2.events
import httpx
import pytest
import requests
import requests.adapters
import urllib3

from live.raw import DRAIN, FINISH, HANG, READ, SELF_SIGNED, RawServer, server_tls
from statuskit.adapters._outcomes import failure_of, outcome_of
from statuskit.retry import Failure

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable

IMPATIENT: Final = 0.03
FAILING: Final = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

# --- HTTP/2 -----------------------------------------------------------------------------------------------------------


def _h2_server(answer: Callable[[h2.connection.H2Connection, int], object]) -> Callable[[socket.socket], None]:
    """Speak HTTP/2 until a request is there, answer it, and read on until the client goes."""

    def serve(peer: socket.socket) -> None:
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        connection.initiate_connection()
        peer.sendall(connection.data_to_send())
        stream = None
        while stream is None:
            events = connection.receive_data(peer.recv(1 << 16))
            stream = next((event.stream_id for event in events if isinstance(event, h2.events.RequestReceived)), None)
        answer(connection, stream)
        peer.sendall(connection.data_to_send())
        while peer.recv(1 << 16):
            pass

    return serve


def _reset(code: int) -> Callable[[h2.connection.H2Connection, int], object]:
    return lambda connection, stream: connection.reset_stream(stream, code)


def _goaway(last: int) -> Callable[[h2.connection.H2Connection, int], object]:
    return lambda connection, stream: connection.close_connection(last_stream_id=last)  # noqa: ARG005


def _too_little(connection: h2.connection.H2Connection, stream: int) -> None:
    connection.send_headers(stream, [(":status", "200"), ("content-length", "100")])
    connection.send_data(stream, b"half")
    connection.reset_stream(stream, 2)


@pytest.mark.parametrize(
    "answer, expected",
    [
        pytest.param(_reset(7), Failure.REFUSED_STREAM, id="REFUSED_STREAM"),
        pytest.param(_reset(0), Failure.RESET, id="NO_ERROR"),
        pytest.param(_reset(2), Failure.RESET, id="INTERNAL_ERROR"),
        pytest.param(_reset(8), Failure.RESET, id="CANCEL"),
        pytest.param(_reset(11), Failure.RESET, id="ENHANCE_YOUR_CALM"),
        pytest.param(_reset(0xFF), Failure.RESET, id="a code that nobody knows"),
        *(pytest.param(_reset(code), Failure.PROTOCOL, id=f"code {code}") for code in (1, 3, 5, 6, 9, 12, 13)),
        pytest.param(_goaway(0), Failure.GOAWAY_UNPROCESSED, id="GOAWAY before any stream"),
        pytest.param(_goaway(1), Failure.CLOSED, id="GOAWAY after the stream"),
        pytest.param(_too_little, Failure.RESET, id="reset amid the content"),
    ],
)
def test_http2(answer: Callable[[h2.connection.H2Connection, int], object], expected: Failure) -> None:
    """What the server says of a stream is told apart; what it never processed was never applied."""
    with (
        RawServer([_h2_server(answer)]) as server,
        httpx.Client(http1=False, http2=True, trust_env=False) as client,
        pytest.raises(httpx.RemoteProtocolError) as raised,
    ):
        client.get(server.url())

    assert expected is failure_of(raised.value)


DATA_OF_NO_STREAM: Final = b"\0\0\4\0\0\0\0\0\0half"


@pytest.mark.parametrize(
    "script, expected",
    [
        pytest.param([FINISH], Failure.CLOSED, id="closed"),
        pytest.param(
            [lambda peer: peer.recv(1 << 16), DATA_OF_NO_STREAM, DRAIN], Failure.PROTOCOL, id="an illegal frame"
        ),
    ],
)
def test_no_http2(script: list[Any], expected: Failure) -> None:
    """A server that hangs up, or speaks something else; httpx calls the latter the client's own fault."""
    with (
        RawServer(script) as server,
        httpx.Client(http1=False, http2=True, trust_env=False) as client,
        pytest.raises(httpx.ProtocolError) as raised,
    ):
        client.get(server.url())

    assert expected is failure_of(raised.value)


# --- pools, time, cancelling ------------------------------------------------------------------------------------------


def test_a_pool_that_is_used_up() -> None:
    """Who waits for a connection has sent nothing."""
    limits = httpx.Limits(max_connections=1)
    with RawServer([READ, HANG]) as server:
        with (
            httpx.Client(limits=limits, timeout=httpx.Timeout(9, pool=0), trust_env=False) as client,
            RawServer([READ, b"HTTP/1.1 200 OK\r\n\r\n", HANG]) as other,
            client.stream("GET", other.url()),
            pytest.raises(httpx.PoolTimeout) as of_httpx,
        ):
            client.get(server.url())
        with (
            RawServer([READ, b"HTTP/1.1 200 OK\r\n\r\n", HANG]) as other,
            urllib3.HTTPConnectionPool("127.0.0.1", other.port, maxsize=1, block=True, retries=False) as pool,
            pool.request("GET", "/", preload_content=False),
            pytest.raises(urllib3.exceptions.EmptyPoolError) as of_urllib3,
        ):
            pool.request("GET", "/", pool_timeout=0.001)

    assert Failure.CONNECT_TIMEOUT is failure_of(of_httpx.value)
    assert Failure.CONNECT_TIMEOUT is failure_of(of_urllib3.value)


def test_a_pool_of_aiohttp_that_is_used_up() -> None:
    """The same for aiohttp, which tells by the same class as for connecting."""

    async def send(url: str) -> None:
        timeout = aiohttp.ClientTimeout(connect=IMPATIENT)
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1), timeout=timeout) as session,
            session.get(url),
            session.get(url),
        ):
            pass

    with (
        RawServer([READ, b"HTTP/1.1 200 OK\r\n\r\n", HANG]) as server,
        pytest.raises(aiohttp.ConnectionTimeoutError) as raised,
    ):
        asyncio.run(send(server.url()))

    assert Failure.CONNECT_TIMEOUT is failure_of(raised.value)


def test_content_that_nobody_takes() -> None:
    """A write timeout leaves open what arrived."""
    with (
        RawServer([HANG]) as server,
        httpx.Client(timeout=httpx.Timeout(9, write=IMPATIENT), trust_env=False) as client,
        pytest.raises(httpx.WriteTimeout) as raised,
    ):
        client.post(server.url(), content=bytes(1 << 24))

    assert Failure.READ_TIMEOUT is failure_of(raised.value)


async def _send(by: str, url: str) -> None:
    if by == "httpx":
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(url)
    async with aiohttp.ClientSession() as session:
        await session.get(url)


async def _end(by: str, server: RawServer, end: Callable[[asyncio.Task[None]], Awaitable[object]]) -> BaseException:
    """Send a request, end it once it has arrived, and return what was raised."""
    task = asyncio.create_task(_send(by, server.url()))
    while not (server.received or task.done()):  # noqa: ASYNC110  filled by the server's thread
        await asyncio.sleep(0.001)
    (error,) = await asyncio.gather(end(task), return_exceptions=True)
    assert isinstance(error, BaseException)
    return error


@pytest.mark.parametrize("by", ["httpx", "aiohttp"])
def test_the_time_for_all_of_it_is_up(by: str) -> None:
    """A timeout that does not tell of what may have been one of reading."""
    with RawServer([READ, HANG]) as server:
        error = asyncio.run(_end(by, server, lambda task: asyncio.wait_for(task, 0.001)))

    assert isinstance(error, asyncio.TimeoutError)
    assert Failure.READ_TIMEOUT is failure_of(error)


@pytest.mark.parametrize("by", ["httpx", "aiohttp"])
def test_cancelled_by_the_caller(by: str) -> None:
    """What the caller cancels is told as that."""

    async def cancel(task: asyncio.Task[None]) -> None:
        task.cancel()
        await task

    with RawServer([READ, HANG]) as server:
        error = asyncio.run(_end(by, server, cancel))

    assert isinstance(error, asyncio.CancelledError)
    assert Failure.CANCELLED is failure_of(error)


# --- certificates by their fingerprint --------------------------------------------------------------------------------

_SHA256_OF_NOTHING: Final = bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


def test_another_fingerprint() -> None:
    """A certificate that is not the one that was pinned is one that is not accepted."""
    with (
        RawServer([DRAIN], tls=server_tls()) as server,
        urllib3.HTTPSConnectionPool(
            "127.0.0.1", server.port, assert_fingerprint=_SHA256_OF_NOTHING.hex(), ca_certs=str(SELF_SIGNED)
        ) as pool,
        pytest.raises(urllib3.exceptions.SSLError) as raised,
    ):
        pool.request("GET", "/", retries=False)

    assert Failure.TLS_CERTIFICATE is failure_of(raised.value)


def test_another_fingerprint_by_aiohttp() -> None:
    """The same by aiohttp, which has a class for it."""

    async def send(server: RawServer) -> Failure | None:
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ServerFingerprintMismatch) as raised:
                await session.get(server.url("https"), ssl=aiohttp.Fingerprint(_SHA256_OF_NOTHING))
        while not server.ended:  # noqa: ASYNC110  aiohttp does not wait for the end of a connection that it gave up
            await asyncio.sleep(0.001)
        for _ in range(10):
            await asyncio.sleep(0.001)
        return failure_of(raised.value)

    with RawServer([DRAIN], tls=server_tls()) as server:
        assert Failure.TLS_CERTIFICATE is asyncio.run(send(server))


# --- repeats that were used up ----------------------------------------------------------------------------------------


def test_urllib3_gave_up() -> None:
    """What the last of the attempts came to is what the exchange came to, be it a failure or a status."""
    retries = urllib3.Retry(1, backoff_factor=0, status_forcelist=[503])
    with (
        RawServer([READ, FAILING]) as server,
        urllib3.PoolManager(retries=retries) as manager,
        pytest.raises(urllib3.exceptions.MaxRetryError) as of_statuses,
    ):
        manager.request("GET", server.url())
    with (
        RawServer([READ]) as server,
        urllib3.PoolManager(retries=retries) as manager,
        pytest.raises(urllib3.exceptions.MaxRetryError) as of_failures,
    ):
        manager.request("GET", server.url())
    outcome = outcome_of(of_statuses.value)

    assert failure_of(of_statuses.value) is None
    assert outcome is not None
    assert 503 == outcome.what
    assert Failure.CLOSED is failure_of(of_failures.value)


def test_requests_gave_up() -> None:
    """The same through requests, which has the request as well."""
    retries = urllib3.Retry(1, backoff_factor=0, status_forcelist=[503], allowed_methods=None)
    with RawServer([READ, FAILING]) as server, requests.Session() as session:
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retries))
        with pytest.raises(requests.exceptions.RetryError) as raised:
            session.post(server.url(), data=b"content")
    outcome = outcome_of(raised.value)

    assert outcome is not None
    assert outcome.request is not None
    assert (503, "POST", b"content") == (outcome.what, outcome.request.method, outcome.request.content)


def test_too_many_redirects_are_no_status() -> None:
    """urllib3 tells of redirects by the same class, without a status."""
    moved = b"HTTP/1.1 302 Found\r\nLocation: /\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    with (
        RawServer([READ, moved]) as server,
        urllib3.PoolManager(retries=urllib3.Retry(redirect=1)) as manager,
        pytest.raises(urllib3.exceptions.MaxRetryError) as raised,
    ):
        manager.request("GET", server.url())

    assert outcome_of(raised.value) is None


# --- what is no failure of an exchange --------------------------------------------------------------------------------


async def _by_aiohttp(url: str, **options: Any) -> None:
    async with aiohttp.ClientSession() as session:
        await session.get(url, **options)


@pytest.mark.parametrize(
    "send, kind",
    [
        pytest.param(
            lambda: urllib.request.build_opener().open("gopher://example.org"), urllib.error.URLError, id="urllib"
        ),
        pytest.param(
            lambda: urllib3.request("GET", "http://[::1"), urllib3.exceptions.LocationParseError, id="urllib3"
        ),
        pytest.param(lambda: requests.get("example.org", timeout=1), requests.exceptions.MissingSchema, id="requests"),
        pytest.param(
            lambda: requests.get("http://[::1", timeout=1), requests.exceptions.InvalidURL, id="requests, [::1"
        ),
        pytest.param(
            lambda: requests.get("http://127.0.0.1", headers={"A": "\n"}, timeout=1),
            requests.exceptions.InvalidHeader,
            id="requests, header field",
        ),
        pytest.param(lambda: httpx.get("gopher://example.org"), httpx.UnsupportedProtocol, id="httpx"),
        pytest.param(lambda: httpx.get("http://[::1"), httpx.InvalidURL, id="httpx, [::1"),
        pytest.param(lambda: asyncio.run(_by_aiohttp("http://")), aiohttp.InvalidURL, id="aiohttp"),
        pytest.param(
            lambda: asyncio.run(_by_aiohttp("gopher://example.org")),
            aiohttp.NonHttpUrlClientError,
            id="aiohttp, gopher",
        ),
    ],
)
def test_a_request_that_cannot_be(send: Callable[[], object], kind: type[Exception]) -> None:
    """A mistake of the caller's is no failure: it is for him to see."""
    with pytest.raises(kind) as raised:
        send()

    assert failure_of(raised.value) is None
    assert outcome_of(raised.value) is None


def test_a_header_field_that_cannot_be_sent() -> None:
    """Httpx finds it once the connection is made, and it is still the caller's mistake."""
    with (
        RawServer([DRAIN]) as server,
        httpx.Client(trust_env=False) as client,
        pytest.raises(httpx.LocalProtocolError) as raised,
    ):
        client.get(server.url(), headers={"A": "\n"})

    assert failure_of(raised.value) is None


def test_a_redirect_that_cannot_be_followed() -> None:
    """Content that is used up ends the redirect, but the request that got the answer did not fail."""

    async def content() -> Any:
        yield b"content"

    async def send(url: str) -> None:
        async with aiohttp.ClientSession() as session:
            await session.post(url, data=content(), headers={"Content-Length": "7"})

    moved = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /there\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    with RawServer([READ, moved]) as server, pytest.raises(aiohttp.ClientPayloadError) as raised:
        asyncio.run(send(server.url()))

    assert failure_of(raised.value) is None


def test_a_failure_handled_before_is_another_one() -> None:
    """What was being handled when an error came up does not make it one of a request that was never sent."""
    error = requests.ConnectionError()
    error.__context__ = ConnectionRefusedError()

    assert Failure.RESET is failure_of(error)
