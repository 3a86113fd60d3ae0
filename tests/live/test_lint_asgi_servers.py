"""The ASGI middleware around real applications, under uvicorn on loopback."""

from __future__ import annotations

import asyncio
import http.client
import logging
import socket
import threading
import tracemalloc
import warnings
from contextlib import asynccontextmanager, contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

import django
import django.http
import django.test
import django.urls
import fastapi
import fastapi.responses
import pytest
import uvicorn
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute

from statuskit.adapters.asgi import Found, Lint

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette deprecates httpx in favour of its own fork, which not everybody has
    from starlette.testclient import TestClient

if not settings.configured:
    settings.configure()
    django.setup()

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

SECONDS = 10  # until a test that hangs fails
CHUNK = 65_536
CHUNKS = 800


class _Server(uvicorn.Server):
    """Says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()


class Site:
    """An application with the middleware around it, on a port of loopback, and what is told of it."""

    def __init__(self, app: Any, lifespan: Any = "off", *, bare: bool = False, **options: Any) -> None:
        self.found: list[Found] = []
        served = app if bare else Lint(app, **{"on_finding": self.found.append, **options})
        config = uvicorn.Config(
            served, log_config=None, lifespan=lifespan, ws="none", timeout_graceful_shutdown=SECONDS
        )
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()
        assert self._server.is_ready.wait(SECONDS)

    @contextmanager
    def open(self, method: str, path: str) -> Iterator[http.client.HTTPResponse]:
        """Send a request."""
        connection = http.client.HTTPConnection(*self._listener.getsockname(), timeout=SECONDS)
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

    def close(self) -> None:
        """Stop, when all requests are done."""
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()

    @property
    def told(self) -> list[str]:
        """The ids of what was found; it is told after the client has the response, so the server is stopped first."""
        self.close()
        return [found.finding.rule.id for found in self.found]


@pytest.fixture
def serve() -> Iterator[Any]:
    """Give what serves an application for the length of a test."""
    sites: list[Site] = []

    def serving(app: Any, **options: Any) -> Site:
        sites.append(Site(app, **options))
        return sites[-1]

    yield serving
    for site in sites:
        site.close()


# --- the applications -------------------------------------------------------------------------------------------------


class Gate:
    """A stream that goes on when it is told to."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.is_done = threading.Event()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give one chunk, wait, and give another."""
        yield b"first\n"
        assert await asyncio.to_thread(self.is_open.wait, SECONDS)
        self.is_done.set()
        yield b"second\n"


async def _many() -> AsyncIterator[bytes]:
    for _ in range(CHUNKS):
        yield bytes(CHUNK)


def _starlette(gate: Gate) -> Any:
    async def fine(_request: Any) -> Any:
        return JSONResponse({"id": 1})

    async def refused(_request: Any) -> Any:
        return PlainTextResponse("no", 405)

    async def created(_request: Any) -> Any:
        return JSONResponse({"id": 1}, 201)

    async def gated(_request: Any) -> Any:
        return StreamingResponse(gate.chunks(), media_type="text/plain")

    async def many(_request: Any) -> Any:
        return StreamingResponse(_many(), media_type="application/octet-stream")

    async def file(_request: Any) -> Any:
        return FileResponse(__file__)

    return Starlette(
        routes=[
            Route("/fine", fine),
            Route("/refused", refused),
            Route("/created", created, methods=["POST"]),
            Route("/gate", gated),
            Route("/many", many),
            Route("/file", file),
        ]
    )


def _fastapi(gate: Gate) -> Any:
    app = fastapi.FastAPI()
    responses = fastapi.responses
    app.add_api_route("/fine", lambda: {"id": 1}, methods=["GET", "HEAD"])
    app.add_api_route("/refused", lambda: responses.PlainTextResponse("no", 405))
    app.add_api_route("/created", lambda: {"id": 1}, methods=["POST"], status_code=201)
    app.add_api_route("/gate", lambda: responses.StreamingResponse(gate.chunks(), media_type="text/plain"))
    app.add_api_route("/many", lambda: responses.StreamingResponse(_many(), media_type="application/octet-stream"))
    app.add_api_route("/file", lambda: responses.FileResponse(__file__))
    return app


def _django(gate: Gate) -> Any:
    urls = ModuleType("urls")
    response = django.http.HttpResponse

    async def fine(_request: Any) -> Any:
        return django.http.JsonResponse({"id": 1})

    views = {
        "fine": fine,
        "refused": lambda _request: response("no", status=405),
        "created": lambda _request: django.http.JsonResponse({"id": 1}, status=201),
        "gate": lambda _request: django.http.StreamingHttpResponse(gate.chunks()),
        "many": lambda _request: django.http.StreamingHttpResponse(_many()),
        "file": lambda _request: response(b"...", content_type="text/x-python"),
    }
    urls.urlpatterns = [django.urls.path(path, view) for path, view in views.items()]  # type: ignore[attr-defined]

    class Handler(ASGIHandler):
        async def get_response_async(self, request: Any) -> Any:
            request.urlconf = urls
            return await super().get_response_async(request)

    return Handler()


@pytest.fixture(params=[_starlette, _fastapi, _django], ids=["Starlette", "FastAPI", "Django"])
def make(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give what makes an application, by each framework."""
    with django.test.override_settings(ROOT_URLCONF=ModuleType("urls")):  # Django wants one; each has its own
        yield request.param


# --- what arrives, and what is told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method, path, status, expected",
    [
        ("GET", "/fine", 200, []),
        ("HEAD", "/fine", 200, []),
        ("GET", "/refused", 405, ["SK405-01"]),
        ("POST", "/created", 201, ["SK201-01"]),
        ("GET", "/missing", 404, []),
        ("GET", "/file", 200, []),
    ],
    ids=["fine", "HEAD", "405", "201", "404", "file"],
)
def test_what_a_framework_answers(
    make: Any, serve: Any, method: str, path: str, status: int, expected: list[str]
) -> None:
    """The client gets what it gets without the middleware, and faults are told; what is right is not."""
    site = serve(make(Gate()))
    plain, watched = serve(make(Gate()), bare=True).ask(method, path), site.ask(method, path)

    assert status == watched[0]
    assert (plain[0], plain[2]) == (watched[0], watched[2])
    assert _fields(plain[1]) == _fields(watched[1])
    assert expected == site.told


def _fields(headers: http.client.HTTPMessage) -> list[tuple[str, str]]:
    return [line for line in headers.items() if line[0].lower() != "date"]


def test_chunks_arrive_before_the_next_is_made(make: Any, serve: Any) -> None:
    """The client has the first chunk while the application waits before the second."""
    gate = Gate()
    site = serve(make(gate))
    with site.open("GET", "/gate") as response:
        assert b"first\n" == response.readline()
        assert not gate.is_done.is_set()
        gate.is_open.set()
        assert b"second\n" == response.read()

    assert [] == site.told


def test_50_mb_take_less_than_1_mb(make: Any, serve: Any) -> None:
    """Neither the middleware nor what is around it keeps what goes through: the server holds the application back."""
    site = serve(make(Gate()))
    site.ask("GET", "/fine")  # what is loaded on first use
    buffer = bytearray(CHUNK)
    length = 0
    tracemalloc.start()
    with site.open("GET", "/many") as response:
        while read := response.readinto(buffer):
            length += read
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert CHUNK * CHUNKS == length
    assert 1_000_000 > peak


def test_the_development_header_arrives(make: Any, serve: Any) -> None:
    """The client sees which rules the head breaks."""
    site = serve(make(Gate()), header="X-Lint")

    assert ["SK405-01", None] == [site.ask("GET", path)[1]["X-Lint"] for path in ("/refused", "/fine")]


def test_what_is_raised_does_not_reach_the_client(make: Any, serve: Any, caplog: pytest.LogCaptureFixture) -> None:
    """With "raise" the client has the whole response, and the server says what went wrong."""
    site = serve(make(Gate()), on_finding="raise")
    with caplog.at_level(logging.ERROR, "uvicorn.error"):
        status, _, content = site.ask("GET", "/refused")
        site.close()

    assert (405, b"no") == (status, content)
    assert "NonconformantError: GET /refused: SK405-01 error" in caplog.text


def test_what_is_raised_does_not_cut_a_stream(make: Any, serve: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Nor does it reach a client that waits for the last chunk: a chunked response has its end."""
    gate = Gate()
    gate.is_open.set()
    site = serve(make(gate), on_finding="raise", select="SKHDR-06")
    with caplog.at_level(logging.ERROR, "uvicorn.error"):
        _, headers, content = site.ask("GET", "/gate")
        site.close()

    assert ("chunked", b"first\nsecond\n") == (headers["Transfer-Encoding"], content)
    assert "NonconformantError: GET /gate: SKHDR-06" in caplog.text


def test_requests_at_once_do_not_mix(make: Any, serve: Any) -> None:
    """While one response is on its way, others are answered and judged."""
    gate = Gate()
    site = serve(make(gate))
    with site.open("GET", "/gate") as waiting:
        assert b"first\n" == waiting.readline()
        assert 405 == site.ask("GET", "/refused")[0]
        gate.is_open.set()
        assert b"second\n" == waiting.read()

    assert ["SK405-01"] == site.told
    assert ["/refused"] == [found.path for found in site.found]


def test_a_client_that_goes_harms_nothing(serve: Any) -> None:
    """The application ends as it would without the middleware, and status and fields are judged."""
    gate = Gate()
    site = serve(_starlette(gate), select="SKHDR-06, SK204-01")
    with site.open("GET", "/gate") as response:
        assert b"first\n" == response.readline()
    gate.is_open.set()

    assert ["SKHDR-06"] == site.told


# --- what is no response ----------------------------------------------------------------------------------------------


def test_lifespan_passes(serve: Any) -> None:
    """The application starts and stops with the server."""
    events: list[str] = []

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        events.append("start")
        yield
        events.append("stop")

    site = serve(Starlette(lifespan=lifespan), lifespan="on")

    assert ["start"] == events
    assert [] == site.told
    assert ["start", "stop"] == events


def test_websockets_pass() -> None:
    """A conversation is as it was without."""
    found: list[Found] = []

    async def echo(websocket: Any) -> None:
        await websocket.accept()
        await websocket.send_text(await websocket.receive_text())
        await websocket.close()

    client = TestClient(Lint(Starlette(routes=[WebSocketRoute("/echo", echo)]), on_finding=found.append))
    with client.websocket_connect("/echo") as conversation:
        conversation.send_text("hello")

        assert "hello" == conversation.receive_text()
    assert [] == found


def test_it_is_middleware_of_starlette() -> None:
    """add_middleware() takes it with its options, and background tasks are run before anything is raised."""
    done: list[str] = []

    async def refused(_request: Any) -> Any:
        return PlainTextResponse("no", 405, background=BackgroundTask(done.append, "background"))

    app = Starlette(routes=[Route("/", refused)])
    app.add_middleware(Lint, on_finding="raise")
    with pytest.raises(AssertionError, match="GET /: SK405-01"):
        TestClient(app).get("/")

    assert ["background"] == done
