"""The WSGI middleware around real applications, under the server of the standard library, on loopback."""

from __future__ import annotations

import http.client
import io
import threading
import tracemalloc
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from types import ModuleType
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
import django.http
import django.test
import django.urls
import flask
import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from statuskit.adapters.wsgi import Found, Lint

if not settings.configured:
    settings.configure()
    django.setup()

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 10  # until a test that hangs fails
CHUNK = 65_536
CHUNKS = 800


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each request in a thread of its own, and keeps what it says of errors."""

    daemon_threads = False  # so that closing waits for them

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.errors = io.StringIO()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: wsgiref stumbles once more over an error at closing, when it has no response any more."""


class _Handler(WSGIRequestHandler):
    server: _Server

    def get_stderr(self) -> Any:
        return self.server.errors

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name upstream
        """Say nothing."""


class Site:
    """An application with the middleware around it, on a port of loopback, and what is told of it."""

    def __init__(self, app: Any, *, bare: bool = False, **options: Any) -> None:
        self.found: list[Found] = []
        served = app if bare else Lint(app, **{"on_finding": self.found.append, **options})
        self.server = make_server("127.0.0.1", 0, served, _Server, _Handler)
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @contextmanager
    def open(self, method: str, path: str) -> Iterator[http.client.HTTPResponse]:
        """Send a request."""
        connection = http.client.HTTPConnection(*self.server.server_address, timeout=SECONDS)
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
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()

    @property
    def told(self) -> list[str]:
        """The ids of what was found; the server closes a response after the client has it, so it is stopped first."""
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

    def chunks(self) -> Iterator[bytes]:
        """Give one chunk, wait, and give another."""
        yield b"first\n"
        assert self.is_open.wait(SECONDS)
        self.is_done.set()
        yield b"second\n"


def _many() -> Iterator[bytes]:
    return (bytes(CHUNK) for _ in range(CHUNKS))


def _flask(gate: Gate) -> Any:
    app = flask.Flask(__name__)
    app.add_url_rule("/fine", view_func=lambda: {"id": 1}, endpoint="fine")
    app.add_url_rule("/refused", view_func=lambda: ("no", 405), endpoint="refused")
    app.add_url_rule("/created", view_func=lambda: ({"id": 1}, 201), endpoint="created", methods=["POST"])
    app.add_url_rule("/gate", view_func=lambda: flask.Response(gate.chunks()), endpoint="gate")
    app.add_url_rule("/many", view_func=lambda: flask.Response(_many()), endpoint="many")
    app.add_url_rule("/file", view_func=lambda: flask.send_file(__file__), endpoint="file")
    return app.wsgi_app


def _django(gate: Gate) -> Any:
    urls = ModuleType("urls")
    response = django.http.HttpResponse
    views = {
        "fine": lambda _request: django.http.JsonResponse({"id": 1}),
        "refused": lambda _request: response("no", status=405),
        "created": lambda _request: django.http.JsonResponse({"id": 1}, status=201),
        "gate": lambda _request: django.http.StreamingHttpResponse(gate.chunks()),
        "many": lambda _request: django.http.StreamingHttpResponse(_many()),
        "file": lambda _request: django.http.FileResponse(open(__file__, "rb")),  # noqa: SIM115, PTH123  it closes it
    }
    urls.urlpatterns = [django.urls.path(path, view) for path, view in views.items()]  # type: ignore[attr-defined]

    class Handler(WSGIHandler):
        def get_response(self, request: Any) -> Any:
            request.urlconf = urls
            return super().get_response(request)

    return Handler()


@pytest.fixture(params=[_flask, _django], ids=["Flask", "Django"])
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
    """Neither the middleware nor what is around it keeps what goes through."""
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


def test_what_is_raised_does_not_reach_the_client(make: Any, serve: Any) -> None:
    """With "raise" the client has the whole response, and the server says what went wrong."""
    site = serve(make(Gate()), on_finding="raise")
    status, _, content = site.ask("GET", "/refused")
    site.close()

    assert (405, b"no") == (status, content)
    assert "NonconformantError: GET /refused: SK405-01 error" in site.server.errors.getvalue()


def test_what_is_raised_does_not_reach_a_client_that_waits_for_the_end(make: Any, serve: Any) -> None:
    """Nor where the content ends with the connection: nothing is put behind it."""
    gate = Gate()
    gate.is_open.set()
    site = serve(make(gate), on_finding="raise", select="SKHDR-06")
    content = site.ask("GET", "/gate")[2]
    site.close()

    assert b"first\nsecond\n" == content
    assert "NonconformantError: GET /gate: SKHDR-06" in site.server.errors.getvalue()


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


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_debug", [True, False], ids=["development", "production"])
def test_the_pages_wsgi_file_of_django_works(serve: Any, caplog: pytest.LogCaptureFixture, *, is_debug: bool) -> None:
    """What docs/how-to/check-in-development.md has for wsgi.py is an application, and is checked in development."""
    page = Path(__file__).parents[2] / "docs/how-to/check-in-development.md"
    block = next(each for each in page.read_text("utf-8").split("```") if "get_wsgi_application()" in each)
    urls = ModuleType("urls")
    views = [django.urls.path("refused", lambda _request: django.http.HttpResponse("no", status=405))]
    urls.urlpatterns = views  # type: ignore[attr-defined]
    found: dict[str, Any] = {}
    with django.test.override_settings(ROOT_URLCONF=urls, DEBUG=is_debug, ALLOWED_HOSTS=["*"]):
        exec(block.removeprefix("python"), found)  # noqa: S102  the project's own page
        site = serve(found["application"], bare=True)

        assert 405 == site.ask("GET", "/refused")[0]
        site.close()
    logged = [record.rule for record in caplog.records if record.name == "statuskit.conformance"]
    assert (["SK405-01"] if is_debug else []) == logged
