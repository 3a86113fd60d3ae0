"""
httpx: a transport that repeats what may be repeated, and an auth that refreshes its credentials once.

    client = httpx.Client(transport=StatusTransport(httpx.HTTPTransport()))
"""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, cast, final
from weakref import WeakSet

import anyio
import httpx

from statuskit.adapters._content import Content, Watched
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import body_of, failure_of
from statuskit.model import Change
from statuskit.registry import HTTP
from statuskit.retry import Attempt, Body, retry_decision

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from types import TracebackType

    from typing_extensions import Self, Unpack

    from statuskit.retry import RetryDecision

__all__ = ["Decided", "RetryOptions", "StatusAuth", "StatusTransport"]

EXTENSION: Final = "statuskit.retry"


@final
class StatusTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """
    Sends a request through another transport, and again where `retry_decision()` says so.

    It takes a synchronous transport for `httpx.Client`, an asynchronous one for `httpx.AsyncClient` (asyncio or trio),
    and what `RetryOptions` lists. Redirects, auth and cookies are the client's and stay so; a timeout is that of one
    attempt. `response.extensions["statuskit.retry"]` has what was decided after each attempt, the last one included.
    Where no attempt got a response, the last error is raised as it came.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be.

    >>> import httpx
    >>> from statuskit.adapters.httpx import StatusTransport
    >>> answers = iter([httpx.Response(503), httpx.Response(200)])
    >>> transport = StatusTransport(httpx.MockTransport(lambda request: next(answers)), sleep=lambda seconds: None)
    >>> with httpx.Client(transport=transport) as client:
    ...     response = client.get("http://example.org/")
    >>> response.status_code, [decided.outcome for decided in response.extensions["statuskit.retry"]]
    (200, [503, 200])
    """

    def __init__(
        self, transport: httpx.BaseTransport | httpx.AsyncBaseTransport, /, **options: Unpack[RetryOptions]
    ) -> None:
        self._transport = transport
        self._settings = Settings(**options)
        self._spent: WeakSet[object] = WeakSet()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, as often as it may be sent."""
        with self._course(request) as (course, sent):
            return self._send(course, sent)

    def _send(self, course: Course, request: httpx.Request) -> httpx.Response:
        transport = cast("httpx.BaseTransport", self._transport)
        while True:
            try:
                response = transport.handle_request(request)
            except Exception as error:
                decision = _decide_on(error, course)
                if not decision:
                    raise
            else:
                try:
                    decision = course.decide(response.status_code, response.headers)
                except BaseException:
                    response.close()
                    raise
                if not decision:
                    return _with_history(response, course)
                with suppress(httpx.TransportError):  # what is left of it matters to nobody
                    response.close()
            course.wait(decision)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, as often as it may be sent."""
        with self._course(request) as (course, sent):
            return await self._send_async(course, sent)

    async def _send_async(self, course: Course, request: httpx.Request) -> httpx.Response:
        transport = cast("httpx.AsyncBaseTransport", self._transport)
        while True:
            try:
                response = await transport.handle_async_request(request)
            except Exception as error:
                decision = _decide_on(error, course)
                if not decision:
                    raise
            else:
                try:
                    decision = course.decide(response.status_code, response.headers)
                except BaseException:
                    await response.aclose()
                    raise
                if not decision:
                    return _with_history(response, course)
                with suppress(httpx.TransportError):
                    await response.aclose()
            await course.wait_async(decision, anyio.sleep)

    @contextmanager
    def _course(self, request: httpx.Request) -> Generator[tuple[Course, httpx.Request]]:
        """Begin a course, and give the request to send: with its content watched, where that can be read once."""
        content, stream = _content(request), request.stream
        if content.body is Body.ONE_SHOT and stream in self._spent:
            raise httpx.StreamConsumed  # a redirect or an auth asks for it again, and httpx would send what is left
        course = Course(self._settings, request.method, request.headers, content)
        watched = content.watch(stream, _Stream)
        try:
            yield course, request if watched is stream else _with_stream(request, cast("_Stream", watched))
        finally:
            if content.is_touched:
                self._spent.add(stream)

    def __enter__(self) -> Self:
        cast("httpx.BaseTransport", self._transport).__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        cast("httpx.BaseTransport", self._transport).__exit__(kind, error, traceback)

    async def __aenter__(self) -> Self:
        await cast("httpx.AsyncBaseTransport", self._transport).__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await cast("httpx.AsyncBaseTransport", self._transport).__aexit__(kind, error, traceback)

    def close(self) -> None:
        """Close the transport within."""
        cast("httpx.BaseTransport", self._transport).close()

    async def aclose(self) -> None:
        """Close the transport within."""
        await cast("httpx.AsyncBaseTransport", self._transport).aclose()


@final
class StatusAuth(httpx.Auth):
    """
    Sends credentials, and new ones once where the first are refused with a 401.

    `credentials` gives the value of Authorization: it is called with None before the first attempt, and with the
    response that refused it for new ones. None stands for none: the request goes without, or the refusal is the answer.
    For `httpx.AsyncClient` it may give an awaitable. Content that cannot be sent twice is not sent twice.

    >>> import httpx
    >>> from statuskit.adapters.httpx import StatusAuth
    >>> def credentials(refused):
    ...     return "Bearer old" if refused is None else "Bearer new"
    >>> def server(request):
    ...     return httpx.Response(200 if request.headers["Authorization"] == "Bearer new" else 401)
    >>> with httpx.Client(transport=httpx.MockTransport(server), auth=StatusAuth(credentials)) as client:
    ...     client.get("http://example.org/").status_code
    200
    """

    def __init__(self, credentials: Callable[[httpx.Response | None], str | Awaitable[str | None] | None]) -> None:
        self._credentials = credentials

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request, and again with new credentials."""
        content = _content(request)
        _authorize(request, cast("str | None", self._credentials(None)))
        response = yield request
        if _wants_credentials(request, response, content):
            new = cast("str | None", self._credentials(response))
            if new is not None and content.rewind():
                _authorize(request, new)
                yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Send the request, and again with new credentials."""
        content = _content(request)
        _authorize(request, await _given(self._credentials(None)))
        response = yield request
        if _wants_credentials(request, response, content):
            new = await _given(self._credentials(response))
            if new is not None and content.rewind():
                _authorize(request, new)
                yield request


def _authorize(request: httpx.Request, credentials: str | None) -> None:
    if credentials is not None:
        request.headers["Authorization"] = credentials


async def _given(credentials: str | Awaitable[str | None] | None) -> str | None:
    return await credentials if isinstance(credentials, Awaitable) else credentials


def _wants_credentials(request: httpx.Request, response: httpx.Response, content: Content) -> bool:
    if response.status_code != HTTP.UNAUTHORIZED or content.body is Body.ONE_SHOT:
        return False
    if response.request is not request:
        return False  # httpx followed a redirect: what is refused is not what would be sent again
    attempt = Attempt(request.method, headers=request.headers)
    return retry_decision(response.status_code, attempt).repeat_after is Change.NEW_CREDENTIALS


class _Stream(Watched, httpx.SyncByteStream, httpx.AsyncByteStream):
    """Watched content, as httpx wants it."""


def _with_stream(request: httpx.Request, stream: _Stream) -> httpx.Request:
    return httpx.Request(
        request.method, request.url, headers=request.headers, stream=stream, extensions=request.extensions
    )


def _content(request: httpx.Request) -> Content:
    """Return what a request sends, out of the wrappers that httpx puts around it."""
    stream: object = request.stream
    if isinstance(stream, httpx.ByteStream):
        return Content(body=Body.REPLAYABLE)
    fields: list[object] | None = getattr(stream, "fields", None)
    if fields is not None:  # multipart: each file is rewound by httpx itself, where it can be
        parts = {body_of(getattr(field, "file", b"")) for field in fields}
        return Content(body=Body.ONE_SHOT if Body.ONE_SHOT in parts else Body.REPLAYABLE)
    content = getattr(stream, "_stream", None)  # a file, a generator or an iterable
    return Content(stream if content is None else content)


def _decide_on(error: Exception, course: Course) -> RetryDecision | None:
    """Decide on an error; None for one that is none of the exchange."""
    # What is no error of httpx comes from a transport that is an application, or from the content.
    failure = failure_of(error) if isinstance(error, httpx.TransportError) else None
    return None if failure is None else course.decide(failure)


def _with_history(response: httpx.Response, course: Course) -> httpx.Response:
    response.extensions[EXTENSION] = course.history
    return response
