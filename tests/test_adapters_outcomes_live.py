"""What real clients raise against a server that fails, and what that stands for."""

from __future__ import annotations

import asyncio
import gc
import http.client
import ssl
import sys
import urllib.request
import warnings
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import aiohttp
import httpx
import httpx2
import pytest
import requests
import trio
import urllib3

from live.raw import DRAIN, FINISH, HANG, READ, RESET, SELF_SIGNED, RawServer, busy_port, server_tls
from live.server import refused_port
from statuskit.adapters._outcomes import failure_of
from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from live.raw import Step

# Long enough for a machine that is busy, and short enough to wait for.
PATIENT: Final = 10.0
IMPATIENT: Final = 0.03


class Way(NamedTuple):
    """How a client is to send its request."""

    url: str
    connect: float = PATIENT
    read: float = PATIENT
    trusts: bool = False
    proxy: str | None = None


def _tls(way: Way) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if way.trusts:
        context.load_verify_locations(SELF_SIGNED)
    return context


# --- the clients: each sends a GET and reads all of the answer --------------------------------------------------------


def by_http_client(way: Way) -> None:
    """Send with `http.client`."""
    scheme, _, rest = way.url.partition("://")
    host, _, port = rest.rstrip("/").partition(":")
    connection: http.client.HTTPConnection
    if scheme == "https":
        connection = http.client.HTTPSConnection(host, int(port), timeout=min(way.connect, way.read), context=_tls(way))
    else:
        connection = http.client.HTTPConnection(host, int(port), timeout=min(way.connect, way.read))
    try:
        connection.request("GET", "/")
        with connection.getresponse() as response:
            response.read()
    finally:
        connection.close()


def by_urllib(way: Way) -> None:
    """Send with `urllib`."""
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"http": way.proxy, "https": way.proxy} if way.proxy else {}),
        urllib.request.HTTPSHandler(context=_tls(way)),
    )
    with opener.open(way.url, timeout=min(way.connect, way.read)) as response:
        response.read()


def by_urllib3(way: Way, **options: Any) -> None:
    """Send with urllib3."""
    options = {
        "retries": False,
        "timeout": urllib3.Timeout(connect=way.connect, read=way.read),
        "ssl_context": _tls(way),
        **options,
    }
    manager = urllib3.ProxyManager(way.proxy, **options) if way.proxy else urllib3.PoolManager(**options)
    # Read apart, so that it is closed where that fails.
    with manager, manager.request("GET", way.url, preload_content=False) as response:
        response.read(decode_content=True)


def by_requests(way: Way) -> None:
    """Send with requests."""
    with requests.Session() as session:
        session.trust_env = False
        options: dict[str, Any] = {
            "timeout": (way.connect, way.read),
            "verify": str(SELF_SIGNED) if way.trusts else True,
            "proxies": {"all": way.proxy} if way.proxy else {},
        }
        with session.get(way.url, stream=True, **options) as response:
            assert response.content is not None


def by_httpx(way: Way) -> None:
    """Send with httpx."""
    with httpx.Client(
        verify=_tls(way), timeout=(way.connect, way.read, PATIENT, PATIENT), proxy=way.proxy, trust_env=False
    ) as client:
        client.get(way.url)


def by_httpx2(way: Way) -> None:
    """Send with httpx2."""
    with httpx2.Client(
        verify=_tls(way), timeout=(way.connect, way.read, PATIENT, PATIENT), proxy=way.proxy, trust_env=False
    ) as client:
        client.get(way.url)


async def _by_async_httpx(way: Way) -> None:
    async with httpx.AsyncClient(
        verify=_tls(way), timeout=(way.connect, way.read, PATIENT, PATIENT), proxy=way.proxy, trust_env=False
    ) as client:
        await client.get(way.url)


def by_asyncio(way: Way) -> None:
    """Send with httpx on asyncio."""
    asyncio.run(_by_async_httpx(way))


def by_trio(way: Way) -> None:
    """Send with httpx on trio."""
    with warnings.catch_warnings():
        # httpx leaves generators open where content fails, and trio says so.
        warnings.simplefilter("ignore", ResourceWarning)
        trio.run(_by_async_httpx, way)


async def _by_aiohttp(way: Way) -> None:
    timeout = aiohttp.ClientTimeout(sock_connect=way.connect, sock_read=way.read)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(way.url, ssl=_tls(way), proxy=way.proxy) as response,
    ):
        await response.read()


def by_aiohttp(way: Way) -> None:
    """Send with aiohttp."""
    asyncio.run(_by_aiohttp(way))


CLIENTS: Final[dict[str, Callable[[Way], None]]] = {
    "http.client": by_http_client,
    "urllib": by_urllib,
    "urllib3": by_urllib3,
    "requests": by_requests,
    "httpx": by_httpx,
    "httpx2": by_httpx2,
    "httpx on asyncio": by_asyncio,
    "httpx on trio": by_trio,
    "aiohttp": by_aiohttp,
}

# --- what goes wrong --------------------------------------------------------------------------------------------------

HEAD: Final = b"HTTP/1.1 200 OK\r\n"
LENGTH: Final = HEAD + b"Content-Length: 100\r\n\r\n"
CHUNKED: Final = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@contextmanager
def _serving(*script: Step, read: float = PATIENT) -> Iterator[Way]:
    with RawServer([*script]) as server:
        yield Way(server.url(), read=read)


@contextmanager
def _nobody() -> Iterator[Way]:
    yield Way(f"http://127.0.0.1:{refused_port()}/")


@contextmanager
def _busy() -> Iterator[Way]:
    with busy_port() as port:
        yield Way(f"http://127.0.0.1:{port}/", connect=IMPATIENT)


@contextmanager
def _unknown_name() -> Iterator[Way]:
    # Longer than a name can be, so that the resolver has nobody to ask.
    yield Way(f"http://{'.'.join(['a' * 60] * 5)}:80/")


@contextmanager
def _not_tls() -> Iterator[Way]:
    with RawServer([b"HTTP/1.1 400 Bad Request\r\n\r\n", DRAIN]) as server:
        yield Way(server.url("https"), trusts=True)


@contextmanager
def _hangs_up_on_tls() -> Iterator[Way]:
    with RawServer([FINISH]) as server:
        yield Way(server.url("https"), trusts=True)


@contextmanager
def _over_tls(*, trusts: bool, wants_certificate: bool = False) -> Iterator[Way]:
    with RawServer([READ, HEAD + b"\r\n"], tls=server_tls(wants_certificate=wants_certificate)) as server:
        yield Way(server.url("https"), trusts=trusts)


@contextmanager
def _by_proxy(*script: Step, scheme: str) -> Iterator[Way]:
    with RawServer([*script]) as proxy:
        yield Way(f"{scheme}://127.0.0.1:{refused_port()}/", proxy=proxy.url())


@contextmanager
def _by_no_proxy() -> Iterator[Way]:
    with RawServer([READ, HEAD + b"\r\n"]) as server:
        yield Way(server.url(), proxy=f"http://127.0.0.1:{refused_port()}")


class Mishap(NamedTuple):
    """What goes wrong, what it stands for, with which clients for something else, and which ones it cannot befall."""

    happens: Callable[[], AbstractContextManager[Way]]
    failure: Failure
    otherwise: Mapping[str, Failure | None] = MappingProxyType({})
    without: tuple[str, ...] = ()


# An error of TLS, or of urllib3 around one, does not tell whether the request was sent: see the certificate.
_UNTOLD: Final = ("http.client", "urllib", "urllib3", "requests")

MISHAPS: Final[dict[str, Mishap]] = {
    "nobody listens": Mishap(_nobody, Failure.CONNECT_REFUSED),
    "connecting takes too long": Mishap(
        _busy,
        Failure.CONNECT_TIMEOUT,
        # The same error for every timeout.
        dict.fromkeys(("http.client", "urllib"), Failure.READ_TIMEOUT),
    ),
    "the name is unknown": Mishap(_unknown_name, Failure.DNS),
    "the certificate is self-signed": Mishap(partial(_over_tls, trusts=False), Failure.TLS_CERTIFICATE),
    "the server wants a certificate": Mishap(
        partial(_over_tls, trusts=True, wants_certificate=True),
        Failure.TLS_CERTIFICATE,
    ),
    "the server speaks no TLS": Mishap(_not_tls, Failure.CONNECT_REFUSED, dict.fromkeys(_UNTOLD, Failure.RESET)),
    "the server hangs up on TLS": Mishap(
        _hangs_up_on_tls, Failure.CONNECT_REFUSED, dict.fromkeys(_UNTOLD, Failure.CLOSED)
    ),
    "closed without an answer": Mishap(partial(_serving, READ), Failure.CLOSED),
    # http.client takes the fields that came for all of them.
    "closed amid the header fields": Mishap(
        partial(_serving, READ, HEAD + b"Content-"), Failure.CLOSED, without=_UNTOLD
    ),
    "reset before the answer": Mishap(partial(_serving, READ, RESET), Failure.RESET),
    "no answer in time": Mishap(partial(_serving, READ, HANG, read=IMPATIENT), Failure.READ_TIMEOUT),
    "no HTTP": Mishap(partial(_serving, READ, b"\x00\x01\x02 garbage\r\n\r\n", DRAIN), Failure.PROTOCOL),
    # http.client takes them for none; urllib3 leaves the socket to the garbage collector, which would tell on any test.
    "two lengths": Mishap(
        partial(_serving, READ, HEAD + b"Content-Length: 5, 6\r\n\r\nhello", DRAIN),
        Failure.PROTOCOL,
        without=_UNTOLD,
    ),
    "less than the length": Mishap(partial(_serving, READ, LENGTH, b"half"), Failure.TRUNCATED),
    "the last chunk is missing": Mishap(partial(_serving, READ, CHUNKED, b"4\r\nhalf\r\n"), Failure.TRUNCATED),
    "a chunk is cut": Mishap(partial(_serving, READ, CHUNKED, b"9\r\nhalf"), Failure.TRUNCATED),
    "a chunk without length": Mishap(
        # At once: where the head comes by itself, aiohttp sometimes never notices, and waits for ever.
        partial(_serving, READ, CHUNKED + b"zz\r\nhalf\r\n", DRAIN),
        Failure.PROTOCOL,
        # http.client says "incomplete" of both.
        dict.fromkeys(("http.client", "urllib", "urllib3"), Failure.TRUNCATED),
    ),
    "reset amid the content": Mishap(
        partial(_serving, READ, LENGTH, b"half", RESET),
        Failure.RESET,
        # It says by how much the content is short.
        {"aiohttp": Failure.TRUNCATED},
    ),
    "content not in time": Mishap(partial(_serving, READ, LENGTH, b"half", HANG, read=IMPATIENT), Failure.READ_TIMEOUT),
    "no gzip": Mishap(
        partial(_serving, READ, HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf"),
        Failure.PROTOCOL,
        without=("http.client", "urllib"),
    ),
    "no proxy": Mishap(_by_no_proxy, Failure.CONNECT_REFUSED, without=("http.client",)),
    "the proxy refuses": Mishap(
        partial(_by_proxy, READ, b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", scheme="https"),
        Failure.CONNECT_REFUSED,
        # It has the status, and what has one is no failure.
        {"aiohttp": None},
        without=("http.client",),
    ),
    "the proxy hangs up": Mishap(partial(_by_proxy, READ, scheme="http"), Failure.CLOSED, without=("http.client",)),
}


# Where Python leaves a socket to the garbage collector: tunnels until 3.11.4, and TLS on asyncio until 3.11.
LEFT_OPEN_BY_OLD_PYTHON: Final = {"the proxy refuses", "the server wants a certificate"}


@pytest.mark.parametrize(
    "client, mishap",
    [
        pytest.param(client, mishap, id=f"{mishap} ({client})")
        for mishap, row in MISHAPS.items()
        for client in CLIENTS
        if client not in row.without
    ],
)
def test_what_a_client_raises(client: str, mishap: str) -> None:
    """What went wrong is told by the exception, whatever the client."""
    row = MISHAPS[mishap]
    leaks = mishap in LEFT_OPEN_BY_OLD_PYTHON and sys.version_info < (3, 11, 4)
    with warnings.catch_warnings():
        if leaks:
            warnings.simplefilter("ignore", ResourceWarning)
        with row.happens() as way, pytest.raises(Exception) as raised:  # noqa: PT011  of nine clients
            CLIENTS[client](way)
        failure = failure_of(raised.value)
        if leaks:
            del raised
            gc.collect()

    assert row.otherwise.get(client, row.failure) is failure
