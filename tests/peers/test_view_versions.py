"""Which version of HTTP view() finds in real responses: over loopback, where there is one, and in test clients."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import threading
import urllib.error
import urllib.request
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import aiohttp
import httpx
import pytest
import requests
import urllib3

from statuskit.conformance import check
from statuskit.messages import Response, view

with warnings.catch_warnings():
    # Starlette deprecates httpx in favour of its own fork, which not everybody has.
    warnings.simplefilter("ignore")
    import starlette.responses
    import starlette.testclient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VERSIONS = ("HTTP/1.0", "HTTP/1.1")


class Handler(BaseHTTPRequestHandler):
    """Answer 404, in the version that the path names."""

    def do_GET(self) -> None:
        """Answer, and close the connection."""
        self.protocol_version = self.path[1:]
        self.close_connection = True
        self.send_response(404)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"no")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base's
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serve on a free port of the loopback interface."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}/"
        httpd.shutdown()
        thread.join()


def by_httpx(url: str) -> Response:
    """Ask with httpx."""
    return view(httpx.get(url, trust_env=False))


def by_requests(url: str) -> Response:
    """Ask with requests."""
    with requests.Session() as session:
        session.trust_env = False
        return view(session.get(url, timeout=5))


def by_urllib3(url: str) -> Response:
    """Ask with urllib3."""
    with urllib3.PoolManager() as pool:
        return view(pool.request("GET", url))


def by_aiohttp(url: str) -> Response:
    """Ask with aiohttp."""

    async def ask() -> Response:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            await response.read()
            return view(response)

    return asyncio.run(ask())


def by_http_client(url: str) -> Response:
    """Ask with http.client."""
    host, _, path = url.removeprefix("http://").partition("/")
    with contextlib.closing(http.client.HTTPConnection(host, timeout=5)) as connection:
        connection.request("GET", f"/{path}")
        return view(connection.getresponse())


def by_urllib(url: str) -> Response:
    """Ask with urllib, where an error is a response."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5)
    with caught.value as error:
        return view(error)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "ask",
    [by_httpx, by_requests, by_urllib3, by_aiohttp, by_http_client, by_urllib],
    ids=["httpx", "requests", "urllib3", "aiohttp", "http.client", "urllib"],
)
def test_each_client_tells_the_version(server: str, ask: Callable[[str], Response], version: str) -> None:
    """Each has it in a form of its own; that of the response is not that of the request."""
    seen = ask(server + version)

    assert (404, version) == (seen.status, seen.http_version)
    assert seen.request is None or seen.request.http_version is None


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(404),
        urllib3.HTTPResponse(b"no", status=404),
        requests.Response(),
    ],
    ids=["httpx", "urllib3", "requests"],
)
def test_a_response_from_nowhere_has_no_version(response: object) -> None:
    """It was told none, though httpx says HTTP/1.1 of it."""
    if isinstance(response, requests.Response):
        response.status_code = 404

    assert (404, None) == (view(response).status, view(response).http_version)


def test_a_test_client_has_no_version() -> None:
    """Nothing was sent in any version: a rule about one would find fault with what the server is to do."""
    refused = starlette.responses.Response("no", 426, {"Upgrade": "websocket"}, "text/plain")
    seen = view(starlette.testclient.TestClient(refused).get("/"))

    assert (426, None) == (seen.status, seen.http_version)
    assert [] == check(seen)


@pytest.mark.parametrize("version", ["HTTP/2", "HTTP/3"])
def test_later_versions_of_httpx(version: str) -> None:
    """Transports record them in its extensions."""
    response = httpx.Response(200, extensions={"http_version": version.encode()})

    assert version == view(response).http_version


def test_later_versions_of_urllib3() -> None:
    """By the number of its own that HTTP/2 has there."""
    assert "HTTP/2" == view(urllib3.HTTPResponse(b"", status=200, version=20)).http_version
