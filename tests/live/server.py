"""
A real HTTP/1.1 server on loopback that fails as it is told to, and remembers what it received.

A script is a list of steps, one a request; when it is used up, every request gets a 200. A step is a status, a status
with header fields, or one of the words below.
"""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Step: TypeAlias = "int | tuple[int, Mapping[str, str]] | str"

# What a step in words does, once the request has been read whole.
RESET = "reset"  # a TCP reset instead of an answer
RESET_LATER = "reset after the headers"
CLOSE = "close"  # an orderly end instead of an answer
TRUNCATE = "truncate"  # fewer octets than Content-Length announced
GARBAGE = "garbage"  # no HTTP
HANG = "hang"  # no answer until the server stops, or the client goes
SLOW = "slow"  # a 200, but some milliseconds late


class Received(NamedTuple):
    """A request as it arrived; `digest` is the content's SHA-256, `connection` tells one connection from another."""

    method: str
    path: str
    headers: Mapping[str, str]
    digest: str
    length: int
    time: float
    connection: int


class LiveServer(ThreadingHTTPServer):
    """Serves a script."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: list[Step] = []
        self.received: list[Received] = []
        self.stopping = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/"

    def play(self, *script: Step) -> None:
        """Forget what was, and answer by this script."""
        self.script, self.received = list(script), []

    def next_step(self, received: Received) -> Step:
        """Remember a request, and return what becomes of it."""
        with self._lock:
            self.received.append(received)
            return self.script.pop(0) if self.script else 200

    @property
    def methods(self) -> list[str]:
        """The methods received, in order."""
        return [request.method for request in self.received]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes is part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # it holds the content back for 40 ms, until the head is acknowledged
    server: LiveServer

    def do(self) -> None:
        content = self._content()
        received = Received(
            self.command,
            self.path,
            {name.lower(): value for name, value in self.headers.items()},
            hashlib.sha256(content).hexdigest(),
            len(content),
            monotonic(),
            self.client_address[1],
        )
        step = self.server.next_step(received)
        if step == SLOW:
            self.server.stopping.wait(0.05)
            step = 200
        if isinstance(step, str):
            self._fail(step)
        else:
            status, fields = (step, {}) if isinstance(step, int) else step
            self._answer(status, fields)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_QUERY = do

    def _content(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        content = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def _answer(self, status: int, fields: Mapping[str, str]) -> None:
        body = b"" if status == 204 else f"answer {len(self.server.received)}".encode()
        self.send_response_only(status)  # no Date of its own
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _fail(self, step: str) -> None:
        self.close_connection = True
        if step in {RESET_LATER, TRUNCATE}:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\ntoo little")
            self.wfile.flush()
        elif step == GARBAGE:
            self.wfile.write(b"\x00\x01 no HTTP at all\r\n\r\n")
        elif step == HANG:
            self.server.stopping.wait()
        if step in {RESET, RESET_LATER}:
            # Lingering for no time makes the end of a connection a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name upstream
        """Say nothing."""


@contextmanager
def serving() -> Iterator[LiveServer]:
    """Run a server for as long as the context lasts."""
    with LiveServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.shutdown()
            thread.join()


def digest(content: bytes) -> str:
    """Return what `Received.digest` is for some content."""
    return hashlib.sha256(content).hexdigest()


def refused_port() -> int:
    """Return a port of loopback where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
