"""
One site in every framework, as its beginners' pages write it: what it answers where nobody adds a field.

Under /CODE is what answers with that status. What a framework has of its own is used: an exception, a redirect, a file
that was not changed or is too short; where it has nothing, the status is put on an empty response.
"""

from __future__ import annotations

import asyncio
from functools import partial
from http.server import SimpleHTTPRequestHandler
from types import ModuleType
from typing import TYPE_CHECKING, Any

import aiohttp.web
import django
import django.http
import django.urls
import fastapi
import fastapi.responses
import fastapi.security
import flask
import starlette.applications
import starlette.exceptions
import starlette.responses
import starlette.routing
import starlette.staticfiles
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.views.decorators.http import require_GET
from django.views.static import serve

if not settings.configured:
    settings.configure()
    django.setup()

if TYPE_CHECKING:
    from pathlib import Path

CODES = (200, 201, 204, 301, 304, 400, 401, 403, 404, 405, 416, 500)
NAME = "file.txt"  # under /files
SIZE = 20


class Refusal(Exception):  # noqa: N818  what goes wrong is no error of the tests
    """What a view raises that fails."""


def flask_site(folder: Path) -> Any:
    """Return the site in Flask."""
    app = flask.Flask(__name__)

    @app.get("/200")
    def fine() -> Any:
        return {"id": 1}

    @app.post("/201")
    def created() -> Any:
        return {"id": 1}, 201

    @app.delete("/204")
    def gone() -> Any:
        return "", 204

    @app.get("/301")
    def moved() -> Any:
        return flask.redirect("/200", 301)

    @app.get("/400", defaults={"code": 400})
    @app.get("/401", defaults={"code": 401})
    @app.get("/403", defaults={"code": 403})
    def aborted(code: int) -> Any:
        flask.abort(code)

    @app.get("/500")
    def failed() -> Any:
        raise Refusal

    @app.get("/files/<path:name>")
    def file(name: str) -> Any:
        return flask.send_from_directory(folder, name)

    return app.wsgi_app


def django_urls(folder: Path) -> ModuleType:
    """Return the addresses of the site in Django."""

    def aborted(error: type[Exception]) -> Any:
        def view(_request: Any) -> Any:
            raise error

        return view

    views = {
        "200": lambda _request: django.http.JsonResponse({"id": 1}),
        "201": lambda _request: django.http.JsonResponse({"id": 1}, status=201),
        "204": lambda _request: django.http.HttpResponse(status=204),
        "301": lambda _request: django.http.HttpResponsePermanentRedirect("/200"),
        "400": aborted(BadRequest),
        "401": lambda _request: django.http.HttpResponse("no", status=401),
        "403": aborted(PermissionDenied),
        "405": require_GET(lambda _request: django.http.HttpResponse("yes")),
        "416": lambda _request: django.http.HttpResponse(status=416),
        "500": aborted(Refusal),
        "files/<path:path>": lambda request, path: serve(request, path, folder),
    }
    urls = ModuleType("urls")
    urls.urlpatterns = [django.urls.path(path, view) for path, view in views.items()]  # type: ignore[attr-defined]
    return urls


# What a new project has of the middleware that is about messages.
DJANGO = {
    "ALLOWED_HOSTS": ["*"],
    "DEBUG": False,
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
}


def starlette_site(folder: Path) -> Any:
    """Return the site in Starlette."""

    def aborted(code: int) -> Any:
        async def view(_request: Any) -> Any:
            await asyncio.sleep(0)
            raise starlette.exceptions.HTTPException(code)

        return view

    def answered(response: Any) -> Any:
        async def view(_request: Any) -> Any:
            await asyncio.sleep(0)
            return response()

        return view

    async def failed(_request: Any) -> Any:
        await asyncio.sleep(0)
        raise Refusal

    answers = starlette.responses
    routes = [
        starlette.routing.Route("/200", answered(lambda: answers.JSONResponse({"id": 1}))),
        starlette.routing.Route("/201", answered(lambda: answers.JSONResponse({"id": 1}, 201)), methods=["POST"]),
        starlette.routing.Route("/204", answered(lambda: answers.Response(status_code=204)), methods=["DELETE"]),
        starlette.routing.Route("/301", answered(lambda: answers.RedirectResponse("/200", 301))),
        *(starlette.routing.Route(f"/{code}", aborted(code)) for code in (400, 401, 403)),
        starlette.routing.Route("/500", failed),
        starlette.routing.Mount("/files", starlette.staticfiles.StaticFiles(directory=folder)),
    ]
    return starlette.applications.Starlette(routes=routes)


def fastapi_site(folder: Path) -> Any:
    """Return the site in FastAPI."""
    app = fastapi.FastAPI()

    @app.get("/200")
    def fine() -> Any:
        return {"id": 1}

    @app.post("/201", status_code=201)
    def created() -> Any:
        return {"id": 1}

    @app.delete("/204", status_code=204)
    def gone() -> None:
        return None

    @app.get("/301", response_class=fastapi.responses.RedirectResponse, status_code=301)
    def moved() -> Any:
        return "/200"

    @app.get("/401", dependencies=[fastapi.Depends(fastapi.security.HTTPBasic())])
    def secret() -> Any:
        return {"id": 1}

    @app.get("/400")
    def refused() -> Any:
        raise fastapi.HTTPException(400)

    @app.get("/403")
    def forbidden() -> Any:
        raise fastapi.HTTPException(403)

    @app.get("/500")
    def failed() -> Any:
        raise Refusal

    app.mount("/files", starlette.staticfiles.StaticFiles(directory=folder))
    return app


def aiohttp_site(folder: Path) -> Any:
    """Return the site in aiohttp."""
    web = aiohttp.web

    def raising(error: Any, *arguments: str) -> Any:
        async def view(_request: Any) -> Any:
            await asyncio.sleep(0)
            raise error(*arguments)

        return view

    async def fine(_request: Any) -> Any:
        await asyncio.sleep(0)
        return web.json_response({"id": 1})

    app = web.Application()
    app.router.add_get("/200", fine)
    app.router.add_post("/201", raising(web.HTTPCreated))
    app.router.add_delete("/204", raising(web.HTTPNoContent))
    app.router.add_get("/301", raising(web.HTTPMovedPermanently, "/200"))
    app.router.add_get("/400", raising(web.HTTPBadRequest))
    app.router.add_get("/401", raising(web.HTTPUnauthorized))
    app.router.add_get("/403", raising(web.HTTPForbidden))
    app.router.add_get("/500", raising(Refusal))
    app.router.add_static("/files", folder)
    return app


class FileHandler(SimpleHTTPRequestHandler):
    """The site in http.server: files, and send_error() for what it has no answer of its own to."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or what else there is under the path."""
        if not self._refuses():
            super().do_GET()

    def do_POST(self) -> None:
        """Read the content, and answer with the status alone."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_DELETE()

    def do_DELETE(self) -> None:
        """Answer with the status alone."""
        if not self._refuses():
            self.send_response(self._code)
            if self._code == 201:
                self.send_header("Content-Length", "0")
            self.end_headers()

    @property
    def _code(self) -> int:
        return int(self.path[1:]) if self.path[1:].isdecimal() else 0

    def _refuses(self) -> bool:
        if self._code >= 400:
            self.send_error(self._code)
        return self._code >= 400

    def translate_path(self, path: str) -> str:
        """Return where a file is."""
        there = {"/200": f"/{NAME}", "/301": "/folder"}
        return super().translate_path(there.get(path, path.removeprefix("/files")))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name upstream
        """Say nothing."""


def http_server_site(folder: Path) -> partial[FileHandler]:
    """Return the site in http.server."""
    return partial(FileHandler, directory=str(folder))


def write_files(folder: Path) -> None:
    """Write what is served."""
    (folder / NAME).write_bytes(b"x" * SIZE)
    (folder / "folder").mkdir()
