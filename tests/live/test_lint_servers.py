"""The middleware around real applications, under real servers on loopback: what arrives, and what is told."""

from __future__ import annotations

import tracemalloc
from types import ModuleType
from typing import TYPE_CHECKING, Any

import django.test
import pytest

from live.lint_apps import CHUNK, CHUNKS, Gate, django_asgi, django_wsgi, fastapi_app, flask_app, starlette_app
from live.lint_sites import AsgiSite, Site, WsgiSite

if TYPE_CHECKING:
    import http.client
    from collections.abc import Callable, Iterator

FRAMEWORKS = {
    "Flask": (flask_app, WsgiSite),
    "Django, WSGI": (django_wsgi, WsgiSite),
    "Starlette": (starlette_app, AsgiSite),
    "FastAPI": (fastapi_app, AsgiSite),
    "Django, ASGI": (django_asgi, AsgiSite),
}


@pytest.fixture(params=FRAMEWORKS.values(), ids=FRAMEWORKS)
def serve(request: pytest.FixtureRequest) -> Iterator[Callable[..., Site]]:
    """Give what serves the application of a framework for the length of a test."""
    make, kind = request.param
    sites: list[Site] = []

    def serving(gate: Gate | None = None, **options: Any) -> Site:
        sites.append(kind(make(gate or Gate()), **options))
        return sites[-1]

    with django.test.override_settings(ROOT_URLCONF=ModuleType("urls")):  # Django wants one; each has its own
        yield serving
        for site in sites:
            site.close()


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
    serve: Callable[..., Site], method: str, path: str, status: int, expected: list[str]
) -> None:
    """The client gets what it gets without the middleware, and faults are told; what is right is not."""
    site = serve()
    plain, watched = serve(bare=True).ask(method, path), site.ask(method, path)

    assert status == watched[0]
    assert (plain[0], plain[2]) == (watched[0], watched[2])
    assert _fields(plain[1]) == _fields(watched[1])
    assert expected == site.told


def _fields(headers: http.client.HTTPMessage) -> list[tuple[str, str]]:
    return [line for line in headers.items() if line[0].lower() != "date"]


def test_chunks_arrive_before_the_next_is_made(serve: Callable[..., Site]) -> None:
    """The client has the first chunk while the application waits before the second."""
    gate = Gate()
    site = serve(gate)
    with site.open("GET", "/gate") as response:
        assert b"first\n" == response.readline()
        assert not gate.is_done.is_set()
        gate.is_open.set()
        assert b"second\n" == response.read()

    assert [] == site.told


def test_50_mb_take_less_than_1_mb(serve: Callable[..., Site]) -> None:
    """Neither the middleware nor what is around it keeps what goes through: the server holds the application back."""
    site = serve()
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


def test_the_development_header_arrives(serve: Callable[..., Site]) -> None:
    """The client sees which rules the head breaks."""
    site = serve(header="X-Lint")

    assert ["SK405-01", None] == [site.ask("GET", path)[1]["X-Lint"] for path in ("/refused", "/fine")]


def test_what_is_raised_does_not_reach_the_client(serve: Callable[..., Site]) -> None:
    """With "raise" the client has the whole response, and the server says what went wrong."""
    site = serve(on_finding="raise")
    status, _, content = site.ask("GET", "/refused")

    assert (405, b"no") == (status, content)
    assert "NonconformantError: GET /refused: SK405-01 error" in site.errors


def test_what_is_raised_does_not_cut_a_stream(serve: Callable[..., Site]) -> None:
    """Nor does it reach a client that waits for the end, be that the last chunk or that of the connection."""
    gate = Gate()
    gate.is_open.set()
    site = serve(gate, on_finding="raise", select="SKHDR-06")
    _, headers, content = site.ask("GET", "/gate")

    assert (site.framing, b"first\nsecond\n") == (headers["Transfer-Encoding"], content)
    assert "NonconformantError: GET /gate: SKHDR-06" in site.errors


def test_requests_at_once_do_not_mix(serve: Callable[..., Site]) -> None:
    """While one response is on its way, others are answered and judged."""
    gate = Gate()
    site = serve(gate)
    with site.open("GET", "/gate") as waiting:
        assert b"first\n" == waiting.readline()
        assert 405 == site.ask("GET", "/refused")[0]
        gate.is_open.set()
        assert b"second\n" == waiting.read()

    assert ["SK405-01"] == site.told
    assert ["/refused"] == [found.path for found in site.found]
