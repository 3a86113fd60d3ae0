"""
Applications with the middleware around them, under real servers on loopback: wsgiref's for WSGI, uvicorn for ASGI.

A site tells what was found, and what its server said of errors; both are complete once it is closed.
"""

from __future__ import annotations

import http.client
import io
import logging
import socket
import threading
from abc import ABC, abstractmethod
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any, ClassVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import uvicorn

from statuskit.adapters import asgi, wsgi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.adapters.wsgi import Found

SECONDS = 10  # until a test that hangs fails


class Site(ABC):
    """An application with the middleware around it, on a port of loopback, and what is told of it."""

    framing: ClassVar[str | None]
    """The Transfer-Encoding of content that has no Content-Length."""
    _lint: ClassVar[Any]

    def __init__(self, app: Any, *, bare: bool = False, **options: Any) -> None:
        self.found: list[Found] = []
        self._errors = io.StringIO()
        self._address: Any = None
        self._start(app if bare else self._lint(app, **{"on_finding": self.found.append, **options}))

    @abstractmethod
    def _start(self, app: Any) -> None:
        """Serve an application, and remember the address."""

    @abstractmethod
    def close(self) -> None:
        """Stop, when all requests are done; a second time does nothing."""

    @contextmanager
    def open(self, method: str, path: str) -> Iterator[http.client.HTTPResponse]:
        """Send a request."""
        connection = http.client.HTTPConnection(*self._address, timeout=SECONDS)
        try:
            connection.request(method, path)
            with connection.getresponse() as response:
                yield response
        finally:
            connection.close()

    def ask(self, method: str, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Send a request, and read the response whole."""
        with self.open(method, path) as response:
            return response.status, response.headers, response.read()

    @property
    def told(self) -> list[str]:
        """The ids of what was found; it is told after the client has the response, so the site is closed first."""
        self.close()
        return [found.finding.rule.id for found in self.found]

    @property
    def errors(self) -> str:
        """What the server said of errors, once the site is closed."""
        self.close()
        return self._errors.getvalue()


# --- WSGI -------------------------------------------------------------------------------------------------------------


class _Wsgiref(ThreadingMixIn, WSGIServer):
    """Answers each request in a thread of its own, and keeps what it says of errors."""

    daemon_threads = False  # so that closing waits for them
    errors: io.StringIO

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: wsgiref stumbles once more over an error at closing, when it has no response any more."""


class _Handler(WSGIRequestHandler):
    server: _Wsgiref

    def get_stderr(self) -> Any:
        return self.server.errors

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name upstream
        """Say nothing."""


class WsgiSite(Site):
    """A site under the server of the standard library."""

    framing = None
    _lint = wsgi.Lint

    def _start(self, app: Any) -> None:
        self._server = make_server("127.0.0.1", 0, app, _Wsgiref, _Handler)
        self._server.errors = self._errors
        self._address = self._server.server_address
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        """Stop, when all requests are done; a second time does nothing."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


# --- ASGI -------------------------------------------------------------------------------------------------------------


class _Uvicorn(uvicorn.Server):
    """Says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()


class AsgiSite(Site):
    """A site under uvicorn."""

    framing = "chunked"
    _lint = asgi.Lint

    def __init__(self, app: Any, lifespan: Any = "off", **options: Any) -> None:
        self._lifespan = lifespan
        super().__init__(app, **options)

    def _start(self, app: Any) -> None:
        self._handler = logging.StreamHandler(self._errors)
        logging.getLogger("uvicorn.error").addHandler(self._handler)
        config = uvicorn.Config(
            app, log_config=None, lifespan=self._lifespan, ws="none", timeout_graceful_shutdown=SECONDS
        )
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._address = self._listener.getsockname()
        self._server = _Uvicorn(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()
        assert self._server.is_ready.wait(SECONDS)

    def close(self) -> None:
        """Stop, when all requests are done; a second time does nothing."""
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        logging.getLogger("uvicorn.error").removeHandler(self._handler)
