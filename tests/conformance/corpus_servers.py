"""What the frameworks answer, captured on loopback: each site under the server that its beginners' pages name."""

from __future__ import annotations

import asyncio
import http.client
import logging
import socket
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import aiohttp.web
import django.test
import uvicorn
import werkzeug.serving
from conformance.corpus_case import Case
from conformance.corpus_sites import (
    CODES,
    DJANGO,
    NAME,
    SIZE,
    aiohttp_site,
    django_urls,
    fastapi_site,
    flask_site,
    http_server_site,
    starlette_site,
    write_files,
)
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer

from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterator
    from socketserver import BaseServer

SECONDS: Final = 10  # until a test that hangs fails


# --- the servers ------------------------------------------------------------------------------------------------------


@contextmanager
def _threaded(server: BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[misc]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def flask_serving(folder: Path) -> Iterator[int]:
    """Serve with Werkzeug, as `flask run` does."""
    with _threaded(werkzeug.serving.make_server("127.0.0.1", 0, flask_site(folder), threaded=True)) as port:
        yield port


@contextmanager
def django_serving(folder: Path) -> Iterator[int]:
    """Serve as `manage.py runserver` does."""
    with django.test.override_settings(ROOT_URLCONF=django_urls(folder), **DJANGO):
        server = WSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
        server.set_app(WSGIHandler())
        with _threaded(server) as port:
            yield port


@contextmanager
def http_server_serving(folder: Path) -> Iterator[int]:
    """Serve as `python -m http.server` does."""
    with _threaded(ThreadingHTTPServer(("127.0.0.1", 0), http_server_site(folder))) as port:
        yield port


class _Uvicorn(uvicorn.Server):
    """Says when it has started."""

    def __init__(self, app: Any) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
        self.is_ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()


@contextmanager
def _uvicorn(app: Any) -> Iterator[int]:
    server = _Uvicorn(app)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        assert server.is_ready.wait(SECONDS)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def starlette_serving(folder: Path) -> Iterator[int]:
    """Serve with uvicorn."""
    with _uvicorn(starlette_site(folder)) as port:
        yield port


@contextmanager
def fastapi_serving(folder: Path) -> Iterator[int]:
    """Serve with uvicorn, as `fastapi run` does."""
    with _uvicorn(fastapi_site(folder)) as port:
        yield port


@contextmanager
def aiohttp_serving(folder: Path) -> Iterator[int]:
    """Serve with aiohttp's own."""
    loop = asyncio.new_event_loop()
    runner = aiohttp.web.AppRunner(aiohttp_site(folder), access_log=None)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(runner.setup(), loop).result(SECONDS)
        site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
        asyncio.run_coroutine_threadsafe(site.start(), loop).result(SECONDS)
        yield runner.addresses[0][1]
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


SERVING: Final = {
    "Flask": flask_serving,
    "Django": django_serving,
    "FastAPI": fastapi_serving,
    "Starlette": starlette_serving,
    "aiohttp": aiohttp_serving,
    "http.server": http_server_serving,
}

# --- the questions ----------------------------------------------------------------------------------------------------


class Question(NamedTuple):
    """A request, by what it is to be answered with; `validated` with the validators of what is there."""

    code: int
    method: str
    path: str
    fields: dict[str, str]
    validated: bool = False


_FILE: Final = f"/files/{NAME}"
_FAR: Final = {"Range": f"bytes={SIZE + 100}-"}
_OWN: Final = {
    201: Question(201, "POST", "/201", {"Content-Length": "0"}),
    204: Question(204, "DELETE", "/204", {}),
    304: Question(304, "GET", _FILE, {}, validated=True),
    404: Question(404, "GET", "/missing", {}),
    405: Question(405, "PUT", "/200", {"Content-Length": "0"}),
    416: Question(416, "GET", _FILE, _FAR),
}
# Where a framework has no such answer of its own.
_ELSEWHERE: Final = {
    ("Django", 405): Question(405, "PUT", "/405", {"Content-Length": "0"}),
    ("Django", 416): Question(416, "GET", "/416", _FAR),
    ("http.server", 405): Question(405, "DELETE", "/405", {}),
    ("http.server", 416): Question(416, "GET", "/416", _FAR),
}


def questions(framework: str) -> dict[str, Question]:
    """Return what a framework is asked, by the name of the case."""
    asked = [
        _ELSEWHERE.get((framework, code)) or _OWN.get(code) or Question(code, "GET", f"/{code}", {}) for code in CODES
    ]
    head = Question(200, "HEAD", _FILE, {})
    return {f"{framework} HEAD": head, **{f"{framework} {question.code}": question for question in asked}}


NAMES: Final = [name for framework in SERVING for name in questions(framework)]


def _ask(port: int, question: Question) -> Response:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request(question.method, question.path, headers=question.fields)
        with connection.getresponse() as answer:
            content = answer.read()
    finally:
        connection.close()
    asked = {"Host": f"127.0.0.1:{port}", "Accept-Encoding": "identity", **question.fields}
    request = Request(question.method, question.path, asked, b"", "HTTP/1.1")
    return Response(answer.status, answer.headers.items(), content, answer.reason, request=request)


def _validators(port: int) -> dict[str, str]:
    whole = _ask(port, Question(200, "GET", _FILE, {})).headers
    given = {"If-None-Match": whole.get("ETag"), "If-Modified-Since": whole.get("Last-Modified")}
    return {name: value for name, value in given.items() if value}


def capture() -> dict[str, Case]:
    """Ask every framework everything, and return the answers by name."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    found: dict[str, Case] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_files(folder)
        for framework, serving in SERVING.items():
            with serving(folder) as port:
                for name, question in questions(framework).items():
                    validators = _validators(port) if question.validated else {}
                    asked = question._replace(fields={**question.fields, **validators})
                    found[name] = Case(name, _ask(port, asked))
    return found
