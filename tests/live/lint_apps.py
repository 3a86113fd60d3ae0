"""
The same application in each framework: right answers and wrong ones, a stream that waits, and a long one.

A framework keeps to its own ways of returning things, since those are what the middleware has to bear.
"""

from __future__ import annotations

import asyncio
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any

import django
import django.http
import django.urls
import fastapi
import fastapi.responses
import flask
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from live.lint_sites import SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

if not settings.configured:
    settings.configure()
    django.setup()

CHUNK = 65_536
CHUNKS = 800


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

    async def chunks_later(self) -> AsyncIterator[bytes]:
        """Give the same without blocking the event loop."""
        chunks = self.chunks()
        yield next(chunks)
        yield await asyncio.to_thread(next, chunks)


def _many() -> Iterator[bytes]:
    return (bytes(CHUNK) for _ in range(CHUNKS))


async def _many_later() -> AsyncIterator[bytes]:
    for chunk in _many():
        yield chunk


# --- WSGI -------------------------------------------------------------------------------------------------------------


def flask_app(gate: Gate) -> Any:
    """Return Flask's."""
    app = flask.Flask(__name__)
    app.add_url_rule("/fine", view_func=lambda: {"id": 1}, endpoint="fine")
    app.add_url_rule("/refused", view_func=lambda: ("no", 405), endpoint="refused")
    app.add_url_rule("/created", view_func=lambda: ({"id": 1}, 201), endpoint="created", methods=["POST"])
    app.add_url_rule("/gate", view_func=lambda: flask.Response(gate.chunks()), endpoint="gate")
    app.add_url_rule("/many", view_func=lambda: flask.Response(_many()), endpoint="many")
    app.add_url_rule("/file", view_func=lambda: flask.send_file(__file__), endpoint="file")
    return app.wsgi_app


def django_wsgi(gate: Gate) -> Any:
    """Return Django's, for WSGI."""
    response = django.http.HttpResponse
    urls = django_urls(
        fine=lambda _request: django.http.JsonResponse({"id": 1}),
        refused=lambda _request: response("no", status=405),
        created=lambda _request: django.http.JsonResponse({"id": 1}, status=201),
        gate=lambda _request: django.http.StreamingHttpResponse(gate.chunks()),
        many=lambda _request: django.http.StreamingHttpResponse(_many()),
        file=lambda _request: django.http.FileResponse(open(__file__, "rb")),  # noqa: SIM115, PTH123  it closes it
    )

    class Handler(WSGIHandler):
        def get_response(self, request: Any) -> Any:
            request.urlconf = urls
            return super().get_response(request)

    return Handler()


def django_urls(**views: Any) -> ModuleType:
    """Return Django's table of URLs, each the name of its view."""
    urls = ModuleType("urls")
    urls.urlpatterns = [django.urls.path(path, view) for path, view in views.items()]  # type: ignore[attr-defined]
    return urls


# --- ASGI -------------------------------------------------------------------------------------------------------------


def starlette_app(gate: Gate) -> Any:
    """Return Starlette's."""

    async def fine(_request: Any) -> Any:
        return JSONResponse({"id": 1})

    async def refused(_request: Any) -> Any:
        return PlainTextResponse("no", 405)

    async def created(_request: Any) -> Any:
        return JSONResponse({"id": 1}, 201)

    async def gated(_request: Any) -> Any:
        return StreamingResponse(gate.chunks_later(), media_type="text/plain")

    async def many(_request: Any) -> Any:
        return StreamingResponse(_many_later(), media_type="application/octet-stream")

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


def fastapi_app(gate: Gate) -> Any:
    """Return FastAPI's."""
    app = fastapi.FastAPI()
    answers = fastapi.responses
    app.add_api_route("/fine", lambda: {"id": 1}, methods=["GET", "HEAD"])
    app.add_api_route("/refused", lambda: answers.PlainTextResponse("no", 405))
    app.add_api_route("/created", lambda: {"id": 1}, methods=["POST"], status_code=201)
    app.add_api_route("/gate", lambda: answers.StreamingResponse(gate.chunks_later(), media_type="text/plain"))
    app.add_api_route("/many", lambda: answers.StreamingResponse(_many_later(), media_type="application/octet-stream"))
    app.add_api_route("/file", lambda: answers.FileResponse(__file__))
    return app


def django_asgi(gate: Gate) -> Any:
    """Return Django's, for ASGI."""
    response = django.http.HttpResponse

    async def fine(_request: Any) -> Any:
        return django.http.JsonResponse({"id": 1})

    urls = django_urls(
        fine=fine,
        refused=lambda _request: response("no", status=405),
        created=lambda _request: django.http.JsonResponse({"id": 1}, status=201),
        gate=lambda _request: django.http.StreamingHttpResponse(gate.chunks_later()),
        many=lambda _request: django.http.StreamingHttpResponse(_many_later()),
        file=lambda _request: response(b"...", content_type="text/x-python"),
    )

    class Handler(ASGIHandler):
        async def get_response_async(self, request: Any) -> Any:
            request.urlconf = urls
            return await super().get_response_async(request)

    return Handler()
