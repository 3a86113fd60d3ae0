r"""
A server on loopback that knows no HTTP: it plays a script of octets and of ways to end a connection.

    with RawServer([READ, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"]) as server:
        ...  # a client of server.port

Each script is one connection's, in the order in which they come; the last one is played for all that come after. A
step is octets to send, one of the words below, or a function that is given the socket. Where a script ends, the
connection is closed in an orderly way; but what was not read by then makes it a reset.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from typing_extensions import Self

__all__ = ["DRAIN", "FINISH", "HANG", "READ", "RESET", "SELF_SIGNED", "RawServer", "Step", "busy_port", "server_tls"]

SELF_SIGNED: Final = Path(__file__).with_name("self_signed.pem")
# So that a mistake in a test is a failure, and not a wait.
_PATIENCE: Final = 10.0


class _Word(Enum):
    READ = "read one request, its content by Content-Length"
    RESET = "end with a TCP reset"
    HANG = "say nothing more until the server stops"
    DRAIN = "read until the client goes"
    FINISH = "end this side of the connection, and read until the client goes"


READ: Final = _Word.READ
RESET: Final = _Word.RESET
HANG: Final = _Word.HANG
DRAIN: Final = _Word.DRAIN
FINISH: Final = _Word.FINISH

Step: TypeAlias = "bytes | _Word | Callable[[socket.socket], object]"


class RawServer:
    """Plays scripts, one a connection; `received` has what was read of requests, `ended` counts the connections."""

    def __init__(self, *scripts: list[Step], tls: ssl.SSLContext | None = None) -> None:
        self._scripts = scripts
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_PATIENCE)
        self._held: list[socket.socket] = []
        self._is_stopping = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port: int = self._listener.getsockname()[1]
        self.received: list[bytes] = []
        self.ended = 0

    def url(self, scheme: str = "http") -> str:
        """Where it listens."""
        return f"{scheme}://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_stopping = True
        socket.create_connection(("127.0.0.1", self.port)).close()  # wakes the thread
        for held in self._held:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE)
        self._listener.close()
        for held in self._held:
            held.close()

    def _serve(self) -> None:
        for number in range(1_000):
            connection, _ = self._listener.accept()
            if self._is_stopping:
                connection.close()
                return
            self._held.append(connection)
            connection.settimeout(_PATIENCE)
            with suppress(OSError):  # a client that goes is part of the play
                self._play(connection, self._scripts[min(number, len(self._scripts) - 1)])
            self.ended += 1

    def _play(self, connection: socket.socket, script: list[Step]) -> None:
        if self._tls is not None:
            try:
                connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                self._held[-1] = connection
                connection.do_handshake()
            except ssl.SSLError:
                return  # the alert is sent; closing now might take it back
        for step in script:
            if step is HANG:
                return
            if step is READ:
                self.received.append(_request(connection))
            elif isinstance(step, bytes):
                connection.sendall(step)
            else:
                (_DONE[step] if isinstance(step, _Word) else step)(connection)
        connection.close()


def _drain(connection: socket.socket) -> None:
    while connection.recv(1 << 16):
        pass


def _finish(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_WR)
    _drain(connection)


def _reset(connection: socket.socket) -> None:
    # To linger for no time is to reset on closing.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


_DONE: Final[dict[_Word, Callable[[socket.socket], object]]] = {DRAIN: _drain, FINISH: _finish, RESET: _reset}


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(1 << 16)
        if not chunk:
            return received
        received += chunk
    head, _, content = received.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(fields.get(b"content-length", b"0")) - len(content)
    while missing > 0:
        chunk = connection.recv(missing)
        if not chunk:
            break
        received += chunk
        missing -= len(chunk)
    return received


def server_tls(*, wants_certificate: bool = False) -> ssl.SSLContext:
    """Return the side of TLS that has the self-signed certificate, and may want one of the client's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SELF_SIGNED)
    if wants_certificate:
        context.load_verify_locations(SELF_SIGNED)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


@contextmanager
def busy_port() -> Iterator[int]:
    """Give a port where connecting takes forever: its queue is full, and nobody takes from it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        try:
            for each in waiting:
                each.setblocking(False)
                each.connect_ex(listener.getsockname())
            yield listener.getsockname()[1]
        finally:
            for each in waiting:
                each.close()
