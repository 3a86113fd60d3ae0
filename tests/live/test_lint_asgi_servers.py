"""The ASGI middleware where there is more than a response: clients that go, lifespan, WebSockets, background tasks."""

from __future__ import annotations

import warnings
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from live.lint_apps import Gate, starlette_app
from live.lint_sites import AsgiSite
from statuskit.adapters.asgi import Found, Lint

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette deprecates httpx in favour of its own fork, which not everybody has
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def test_a_client_that_goes_harms_nothing() -> None:
    """The application ends as it would without the middleware, and status and fields are judged."""
    gate = Gate()
    with closing(AsgiSite(starlette_app(gate), select="SKHDR-06, SK204-01")) as site:
        with site.open("GET", "/gate") as response:
            assert b"first\n" == response.readline()
        gate.is_open.set()

    assert ["SKHDR-06"] == site.told


def test_lifespan_passes() -> None:
    """The application starts and stops with the server."""
    events: list[str] = []

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        events.append("start")
        yield
        events.append("stop")

    with closing(AsgiSite(Starlette(lifespan=lifespan), lifespan="on")) as site:
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
