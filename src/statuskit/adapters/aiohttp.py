"""
aiohttp: a client middleware that repeats what may be repeated.

    session = aiohttp.ClientSession(middlewares=(status_middleware(),))
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, final
from weakref import WeakKeyDictionary

import aiohttp
import attrs

from statuskit.adapters._content import Content
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import body_of, failure_of
from statuskit.model import Condition
from statuskit.retry import Body, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Unpack

    from statuskit.retry import RetryDecision

__all__ = ["Decided", "RetryOptions", "decided", "status_middleware"]


def status_middleware(**options: Unpack[RetryOptions]) -> aiohttp.ClientMiddlewareType:
    """
    Return a middleware that sends a request, and again where `retry_decision()` says so.

    It takes what `RetryOptions` lists, and needs aiohttp 3.12 or later. Redirects, cookies and `raise_for_status` are
    the session's and stay so: each request of a chain of redirects is repeated by itself. The total timeout of the
    session spans all attempts and the waits between them; its other timeouts are those of one attempt. Where no attempt
    got a response, the last error is raised as it came. Sessions, tasks and event loops may share one.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be.

    >>> import aiohttp
    >>> from statuskit.adapters.aiohttp import status_middleware
    >>> from statuskit.retry import RetryPolicy
    >>> retrying = status_middleware(policy=RetryPolicy(max_attempts=5), within=60)
    >>> async def fetch(url):
    ...     async with aiohttp.ClientSession(middlewares=(retrying,)) as session, session.get(url) as response:
    ...         return await response.text()
    """
    settings = Settings(**options)

    async def send(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
        """Send a request as often as it takes."""
        _raise_again(request)
        course = Course(settings, request.method, request.headers, _Payload(request.body))
        while True:
            try:
                response = await handler(request)
            except Exception as error:
                failure = Failure.CANCELLED if _is_overdue(request, error) else failure_of(error)
                decision = None if failure is None else course.decide(failure)
                if not decision:
                    if _is_asked_again(request, error):
                        _GIVEN_UP.set(_GivenUp(request, error))
                    raise
            else:
                try:
                    decision = course.decide(response.status, response.headers)
                except BaseException:
                    response.close()
                    raise
                if not decision:
                    _HISTORIES[response] = course.history
                    return response
                _let_go(request, response, decision)
            await _settle(request)
            await course.wait_async(decision, asyncio.sleep)

    return send


def decided(response: aiohttp.ClientResponse) -> tuple[Decided, ...]:
    """
    Return what was decided after each attempt of a request, the last one included.

    Nothing where the response is none of a `status_middleware()`. After redirects, `response.history` has the responses
    before, each with decisions of its own.

    >>> from statuskit.adapters.aiohttp import decided
    >>> async def attempts(session, url):
    ...     async with session.get(url) as response:
    ...         return len(decided(response))
    """
    return _HISTORIES.get(response, ())


_HISTORIES: Final[WeakKeyDictionary[aiohttp.ClientResponse, tuple[Decided, ...]]] = WeakKeyDictionary()


# --- what is sent -----------------------------------------------------------------------------------------------------


class _Payload(Content):
    """What a request sends. aiohttp itself rewinds a file when it sends it again, and tells where it could not."""

    def __init__(self, payload: object) -> None:
        self._parts = tuple(_parts(payload))
        kinds = {_body_of(part) for part in self._parts}
        worst_first = (Body.ONE_SHOT, Body.SEEKABLE, Body.REPLAYABLE)
        super().__init__(body=next((kind for kind in worst_first if kind in kinds), Body.NONE))

    def rewind(self) -> bool:
        """Tell whether nothing is gone; some early 3.12 close what they have sent, and have no word for it."""
        return not any(getattr(part, "consumed", True) for part in self._parts)


def _parts(payload: object) -> Iterator[object]:
    if isinstance(payload, aiohttp.MultipartWriter):
        for part, *_ in payload:
            yield from _parts(part)
    else:
        yield payload


def _body_of(part: object) -> Body:
    if isinstance(part, aiohttp.BytesPayload):  # text, JSON and forms among them
        return Body.REPLAYABLE
    return body_of(getattr(part, "_value", part) if isinstance(part, aiohttp.IOBasePayload) else part)


# --- between two attempts ---------------------------------------------------------------------------------------------


def _let_go(request: aiohttp.ClientRequest, response: aiohttp.ClientResponse, decision: RetryDecision) -> None:
    """Stop what is being sent, and give back the connection: for reuse if all of the refusal has come, else closed."""
    response.release()
    if Condition.NEW_CONNECTION in decision.conditions:
        # The next attempt would get a connection that is back in the pool. They are kept apart by this name, too (since
        # aiohttp 3.14.1), and where there is none the host's is used.
        request.server_hostname = _Name(request.server_hostname or request.host)


@final
class _Name(str):
    """A name that equals no other, however it is spelled: no connection was kept by it."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


async def _settle(request: aiohttp.ClientRequest) -> None:
    """Wait until nothing of the last attempt is being sent any more, and be ready for the next."""
    with suppress(Exception):  # what became of its content matters to nobody
        await request.close()
    request.update_expect_continue()  # the last attempt has used up the wait for a 100, or cancelled it


def _is_overdue(request: aiohttp.ClientRequest, error: Exception) -> bool:
    """
    Tell whether the total timeout of the session has passed.

    An attempt that it cuts short while the answer is awaited ends in a TimeoutError, like one that somebody else gave
    less time; but nothing would end the next attempt, nor the wait before it.
    """
    if not isinstance(error, asyncio.TimeoutError) or isinstance(error, aiohttp.ServerTimeoutError):
        return False
    try:
        getattr(request, _TIMER).assert_timeout()
    except (asyncio.TimeoutError, AttributeError):
        return True
    return False


# --- what aiohttp repeats by itself -----------------------------------------------------------------------------------

# The one thing that all requests of one call of a session have in common, redirects included. It has no public name.
_TIMER: Final = "_timer"
_ASKED_AGAIN: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})


@attrs.frozen
class _GivenUp:
    """A course that ended in an error."""

    request: aiohttp.ClientRequest
    error: Exception


_GIVEN_UP: Final[ContextVar[_GivenUp | None]] = ContextVar("statuskit.adapters.aiohttp", default=None)


def _is_asked_again(request: aiohttp.ClientRequest, error: Exception) -> bool:
    """Tell whether aiohttp will ask once more. What it does not ask for is not kept: it holds all that was sent."""
    return (
        request.method in _ASKED_AGAIN
        and isinstance(error, (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError))
        and not isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError))
    )


def _raise_again(request: aiohttp.ClientRequest) -> None:
    """
    Raise the error in which a course has ended, where aiohttp asks once more.

    For its six idempotent methods it makes a second request after an error of a connection, and sends it through the
    same middlewares: a second course, with attempts, a deadline and a deposit of its own. The answer is known.
    """
    before = _GIVEN_UP.get()
    _GIVEN_UP.set(None)
    if (
        before is not None
        and before.request is not request  # which another middleware may repeat
        and getattr(before.request, _TIMER, None) is getattr(request, _TIMER, request)
    ):
        raise before.error
