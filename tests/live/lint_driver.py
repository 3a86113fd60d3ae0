"""
The servers of the middleware's tests: one request at a time, and all that reaches a server, in order.

The applications that they serve break rules, or keep to them, as they are told to.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from statuskit.adapters import asgi
from statuskit.adapters.wsgi import Lint

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.adapters.wsgi import Found

App = Any  # a WSGI application; the checkers look at src and typing_tests
TEXT = [("Content-Type", "text/plain")]
JSON = ("Content-Type", "application/json")


class Exchange:
    """A server, for one request: what reached it, in order."""

    def __init__(self, app: App, method: str = "GET", path: str = "/orders", *, read: bool = True, **more: Any) -> None:
        self.environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "127.0.0.1", **more}
        for name in ("QUERY_STRING", "SCRIPT_NAME"):
            self.environ.setdefault(name, "")
        self.environ.setdefault("SERVER_PROTOCOL", "HTTP/1.1")
        setup_testing_defaults(self.environ)
        self.seen: list[Any] = []
        self.result = app(self.environ, self.start_response)
        if read:
            self.read()
            self.close()

    def read(self) -> None:
        """Take all chunks, as a server does."""
        for chunk in self.result:
            self.seen.append(chunk)

    def close(self) -> None:
        """Close the response, as a server does."""
        if hasattr(self.result, "close"):
            self.result.close()

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., None]:
        """Take the head; once content was sent, raise what the application was going to tell."""
        if exc_info is not None and any(isinstance(each, bytes) and each for each in self.seen):
            raise exc_info[1].with_traceback(exc_info[2])
        self.seen.append((status, list(headers)))
        headers.append(("Date", "added by the server"))
        return self.seen.append


def findings(app: App, method: str = "GET", select: Any = "default,SK1XX-04", **environ: Any) -> list[str]:
    """Return the ids of what is told of the answer to one request."""
    found: list[Found] = []
    Exchange(Lint(app, on_finding=found.append, select=select), method, **environ)
    return [each.finding.rule.id for each in found]


def answer(status: str, headers: list[tuple[str, str]], *chunks: bytes) -> App:
    """Return an application that always answers the same."""

    def app(_environ: Any, start_response: Any) -> list[bytes]:
        start_response(status, list(headers))
        return list(chunks)

    return app


def returning(result: Any, status: str = "405 Method Not Allowed") -> App:
    """Return an application whose result is this object."""

    def app(_environ: Any, start_response: Any) -> Any:
        start_response(status, [*TEXT])
        return result

    return app


# --- ASGI -------------------------------------------------------------------------------------------------------------


def scope(method: str = "GET", path: str = "/orders", **more: Any) -> dict[str, Any]:
    """Return a request as an ASGI server has it."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("latin-1"),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1")],
        **more,
    }


def start(status: int, *headers: tuple[bytes, bytes], **more: Any) -> dict[str, Any]:
    """Return the message with a head."""
    return {"type": "http.response.start", "status": status, "headers": list(headers), **more}


def body(content: bytes, **more: Any) -> dict[str, Any]:
    """Return a message with content."""
    return {"type": "http.response.body", "body": content, **more}


def sending(*messages: dict[str, Any]) -> App:
    """Return an application that sends these messages."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        for message in messages:
            await send(message)

    return app


def sent(app: App, asked: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return the messages that reach the server; those after a disconnect do not."""
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        messages.append(message)

    asyncio.run(app(scope() if asked is None else asked, receive, send))
    return messages


def found_by(app: App, asked: dict[str, Any] | None = None, **options: Any) -> list[Found]:
    """Return what is told of the answer to one request."""
    found: list[Found] = []
    sent(asgi.Lint(app, on_finding=found.append, **options), asked)
    return found


def ids(found: list[Found]) -> list[str]:
    """Return the ids of what was found."""
    return [each.finding.rule.id for each in found]
