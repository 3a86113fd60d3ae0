"""
ASGI: middleware that checks what an application answers, and leaves the answer as it is.

    app = Lint(app)

Messages go through one by one, and each waits for the server as it did without.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast, final
from urllib.parse import quote

from statuskit.adapters._lint import Asked, Found, Linter, LintOptions, Watch

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from statuskit.adapters._lint import FieldLines

__all__ = ["Found", "Lint", "LintOptions"]

# Any: what a message holds depends on its type.
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

_START: Final = "http.response.start"
_BODY: Final = "http.response.body"
# Content that the server reads by itself.
_FILES: Final = frozenset({"http.response.pathsend", "http.response.zerocopysend"})
# What stands for itself in a path.
_SAFE: Final = "/;=,@:!$&'()*+~"


@final
class Lint:
    """
    Checks the responses of an ASGI application, and tells what is wrong with them.

    It takes what `LintOptions` lists. Messages go through one by one, as they are, and each waits for the server; the
    first 8 KiB of the content are kept, so that content up to that length is checked, too. Of a file that the server
    sends by itself only status and fields are seen, and content that is given to HEAD is not judged. WebSockets,
    lifespan and messages of other kinds pass.

    What is found is told when the last of the content is out: to the logger `statuskit.conformance`, or to a function,
    which is called in the event loop. What that function raises is logged. With "raise" findings that are errors are
    raised when the application has returned; the rest is logged. A response that the application does not complete is
    not checked if it raised. `header` is set with the head, so it tells nothing of the content.

    Raises:
        InvalidLintError: a ValueError: for options that cannot be.
        UnknownRuleError: a KeyError: for ids, a profile or a role that there is none of.

    >>> import asyncio
    >>> import httpx
    >>> from statuskit.adapters.asgi import Lint
    >>> async def app(scope, receive, send):
    ...     await send({"type": "http.response.start", "status": 405, "headers": [(b"content-type", b"text/plain")]})
    ...     await send({"type": "http.response.body", "body": b"no such thing is done here"})
    >>> async def put(url):
    ...     async with httpx.AsyncClient(transport=httpx.ASGITransport(Lint(app, on_finding=print))) as client:
    ...         await client.put(url)
    >>> asyncio.run(put("http://example.org/orders/7"))
    PUT /orders/7: SK405-01 error: 405 Method Not Allowed without Allow
    """

    def __init__(self, app: Application, **options: Unpack[LintOptions]) -> None:
        self._app = app
        self._linter = Linter(**options)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request as the application does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Copies, for applications and what routes to them change it.
        watch = Watch(self._linter, partial(_asked, dict(scope), _lines(scope)))

        async def watched(message: Message) -> None:
            kind = message["type"]
            if kind == _START:
                await _start(message, watch, send)
            elif kind == _BODY or kind in _FILES:
                # Read before it is sent: it may be used again.
                is_last = not message.get("more_body", False)
                if kind == _BODY:
                    watch.add(message.get("body", b""))
                else:
                    watch.lose()
                try:
                    await send(message)
                except BaseException:
                    watch.lose()  # nobody knows how much of it went
                    raise
                if is_last:
                    watch.finish()
            else:
                await send(message)

        await self._app(scope, receive, watched)
        # Where it has not ended, the client has gone.
        watch.lose()
        watch.finish()
        watch.raise_found()


async def _start(message: Message, watch: Watch, send: Send) -> None:
    lines = _lines(message)
    told = watch.development_header(message["status"], lines)
    if told is not None:
        field = told[0].lower().encode("ascii"), told[1].encode("ascii")
        message = {**message, "headers": [*lines, field]}
    await send(message)
    watch.head(message["status"], lines)


def _lines(message: Message) -> FieldLines:
    """Return the fields of a message or a scope; what can be read only once is a list from now on."""
    headers = message.get("headers", ())
    if not isinstance(headers, (list, tuple)):
        headers = message["headers"] = list(headers)
    return tuple(cast("list[tuple[bytes, bytes]]", headers))


def _asked(scope: Message, lines: FieldLines) -> Asked:
    raw = scope.get("raw_path")
    # The octets of the request where the server tells them, and its escapes are kept; else they are made anew.
    path = quote(scope["path"], _SAFE) if raw is None else quote(raw.partition(b"?")[0], _SAFE + "%")
    query = scope.get("query_string", b"").decode("latin-1")
    request = {
        "method": scope["method"],
        "url": f"{_origin(scope, lines)}{path}" + (f"?{query}" if query else ""),
        "headers": lines,
        "http_version": scope.get("http_version"),
    }
    return Asked(scope["method"], path, request)


def _origin(scope: Message, lines: FieldLines) -> str:
    """Return the first part of a URL; nothing where the host is not known."""
    host = next((value for name, value in lines if name == b"host"), None)
    return f"{scope.get('scheme', 'http')}://{host.decode('latin-1')}" if isinstance(host, bytes) else ""
