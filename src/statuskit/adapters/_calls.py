"""
What is seen of a call by who sees only what it came to: a function of somebody else's sends, and is called again.

So the request is read from the response or the exception, and what cannot be read there is told by an option, or taken
to be what forbids a repeat. Nothing is judged: `retry_decision()` decides.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._foreign import attribute, is_listed, is_mapping
from statuskit.adapters._content import Content
from statuskit.adapters._course import RetryOptions, Settings
from statuskit.adapters._outcomes import body_of, outcome_of
from statuskit.data.methods import IDEMPOTENT_METHODS
from statuskit.messages import NO_HEADERS, Headers, view
from statuskit.retry import Attempt, Body, Failure, retry_decision

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from typing_extensions import Unpack

    from statuskit._foreign import Foreign
    from statuskit.adapters._outcomes import Outcome

__all__ = ["Call", "CallOptions", "Given", "Seen", "close_response", "is_untouched", "outcome_of_call", "streams_in"]

# How many parts of the arguments are looked at for streams.
_MOST_PARTS: Final = 1_000
# Of no registry, so nobody takes it for idempotent.
_UNKNOWN: Final = "UNKNOWN"
# Content has no meaning with these (RFC 9110, sections 9.3.1, 9.3.2 and 9.3.5), so there is none to be expected.
_WITHOUT_CONTENT: Final = frozenset({"GET", "HEAD", "DELETE"})


class CallOptions(RetryOptions, total=False):
    """
    What adapters take that do not send: `RetryOptions`, and what the outcome of a call may not show.

    `method` is the request's: where the outcome shows none, as most errors of aiohttp do not, nothing is taken to be
    idempotent without it. Where the two differ, the one that is not idempotent counts. `body` tells whether the content
    can be sent again, and `idempotent` whether the whole call may be made twice, over what its method says.
    """

    method: str | None
    body: Body | None
    idempotent: bool | None


@final
@attrs.frozen(kw_only=True)
class Seen:
    """
    The request, as far as it was seen or told, and what it came to, as far as that is of this request.

    `content` is the object that was sent, None for none or not seen; `is_whole` tells that none is not seen.
    """

    what: int | Failure
    method: str
    headers: Headers
    body: Body
    content: object = attrs.field(default=None, repr=False)
    is_whole: bool


@final
@attrs.frozen
class Call:
    """The options of an adapter that does not send."""

    settings: Settings
    method: str | None
    body: Body | None
    idempotent: bool | None

    @classmethod
    def of(
        cls,
        method: str | None = None,
        body: Body | None = None,
        idempotent: bool | None = None,  # noqa: FBT001  from **options
        **options: Unpack[RetryOptions],
    ) -> Call:
        """Return the options of a call, checked."""
        Attempt(_UNKNOWN if method is None else method, body=Body.NONE if body is None else body, idempotent=idempotent)
        return cls(Settings(**options), method, body, idempotent)

    def seen(self, came: object, outcome: Outcome) -> Seen:
        """Return what is known of the request that had this outcome, by what the call came to."""
        sent = outcome.request
        if sent is None:
            method = self._method()
            return Seen(
                # An error that shows no request may be of another: of a database, or of what was sent before.
                what=self._of_the_whole(outcome, method) if isinstance(outcome.what, Failure) else outcome.what,
                method=method,
                headers=NO_HEADERS,
                body=Body.NONE if self.body is None else self.body,
                is_whole=method in _WITHOUT_CONTENT,
            )
        # httpx wraps what it is given.
        within = attribute(sent.content, "_stream")
        content = sent.content if within is None else within
        method = self._method(sent.method)
        is_the_last = self.method not in {None, sent.method} or _is_redirected(came)
        is_empty = sent.headers.get("Content-Length", "0").strip() == "0"
        return Seen(
            what=self._of_the_whole(outcome, method, sent.headers) if is_the_last else outcome.what,
            method=method,
            headers=sent.headers,
            body=self._body(content, sent.headers),
            content=content,
            is_whole=is_empty if content is None or _is_of_parts(content, sent.headers) else True,
        )

    def _of_the_whole(self, outcome: Outcome, method: str, headers: Headers | tuple[()] = ()) -> int | Failure:
        """
        Return what an outcome is for all that the function sent, where it is that of its last exchange alone.

        That this was not acted on says nothing of those before, as of a POST that was answered with a redirect. So it
        is worth no more than a reset, where that makes a difference.
        """
        attempt, policy = Attempt(method, headers=headers, idempotent=self.idempotent), self.settings.policy
        is_reset_a_no = not retry_decision(Failure.RESET, attempt, policy=policy)
        is_wanted = is_reset_a_no and retry_decision(outcome.what, attempt, outcome.headers, policy=policy)
        return Failure.RESET if is_wanted else outcome.what

    def _method(self, seen: str | None = None) -> str:
        """Return the method; of two, the one with which less may be done twice."""
        known = [method for method in (seen, self.method) if method is not None] or [_UNKNOWN]
        methods = IDEMPOTENT_METHODS if self.settings.policy.methods is None else self.settings.policy.methods
        return next((method for method in known if method not in methods), known[0])

    def _body(self, content: object, headers: Headers) -> Body:
        if self.body is not None:
            return self.body
        # What went out in chunks was a stream, wherever it came from (RFC 9112, section 7.1).
        streamed = content is None and "chunked" in headers.get("Transfer-Encoding", "").lower()
        return Body.ONE_SHOT if streamed else body_of(content)


def outcome_of_call(came: object) -> Outcome | None:
    """
    Return what a call came to; None where that is neither a response of a client nor an error of an exchange.

    A tuple and a mapping may look like a response, and so may anything that has a status of its own: they are data.
    """
    if not issubclass(type(came), BaseException) and (
        is_listed(came) or is_mapping(came) or attribute(came, "headers") is None
    ):
        return None
    return outcome_of(came)


def _is_redirected(came: object) -> bool:
    for each in (came, attribute(came, "response")):
        with suppress(Exception):  # it is no response
            if view(each).history:
                return True
    return False


def _is_of_parts(content: object, headers: Headers) -> bool:
    """Whether it is octets that were made of a form: requests reads the files in it before it sends."""
    is_form = headers.get("Content-Type", "").strip().lower().startswith("multipart/")
    return is_form and issubclass(type(content), (bytes, str))


# --- what the function is given, and what it gives back ---------------------------------------------------------------


class Given(Content):
    """The streams among the arguments, which the function may send, and where they began if somebody looked."""

    def __init__(self, body: Body = Body.NONE, *, may_be_read: bool = False) -> None:
        super().__init__(body=body)
        self._files: list[tuple[object, Content]] = []
        self.may_be_read = may_be_read

    @property
    def is_touched(self) -> bool:
        """Whether content may be gone although nothing was sent: requests reads a form before it connects."""
        return self.may_be_read

    def look(self, arguments: Foreign) -> None:
        """Look, before anything is sent."""
        self._files = [(stream, Content(stream)) for stream in streams_in(arguments)]

    def has(self, stream: object) -> bool:
        """Whether it is known where a stream began, so that it can be sent again."""
        return any(known is stream and content.body is Body.SEEKABLE for known, content in self._files)

    def rewind(self) -> bool:
        """Send all of them back to where they began, and tell whether that is where they stand now."""
        return bool(self._files) and all(content.rewind() for _, content in self._files)


def streams_in(arguments: Foreign) -> list[object]:
    """Return what among the arguments can be read once, or has a place where it stands."""
    found: list[object] = []
    left: deque[Foreign] = deque([arguments])
    for _ in range(_MOST_PARTS):
        if not left:
            break
        part = left.popleft()
        if is_listed(part):
            left.extend(islice(part, _MOST_PARTS))
        elif is_mapping(part):
            left.extend(islice(part.values(), _MOST_PARTS))
        elif _is_stream(part):
            found.append(part)
    return found


def _is_stream(part: Foreign) -> bool:
    is_file = callable(attribute(part, "read")) and callable(attribute(part, "seek"))
    if not is_file and not issubclass(type(part), (Iterator, AsyncIterator)):
        return False
    readable = attribute(part, "readable")
    try:
        return not callable(readable) or readable() is not False  # a file that is written to, as for a log
    except Exception:  # noqa: BLE001  closed, or misbehaving
        return True


def is_untouched(stream: Foreign) -> bool:
    """Whether nothing was read of a stream, as far as it shows."""
    return inspect.isgenerator(stream) and inspect.getgeneratorstate(stream) == inspect.GEN_CREATED


def close_response(came: object) -> None:
    """Close a response, or that of an error; where that has to be awaited, soon."""
    each: Foreign
    for each in (came, attribute(came, "response")):
        if attribute(each, "is_closed") is not True and not _is_closed_now(each):
            _close_soon(attribute(each, "aclose") or attribute(each, "close"))


def _is_closed_now(response: Foreign) -> bool:
    close = attribute(response, "close")
    if not callable(close) or inspect.iscoroutinefunction(close):
        return False
    try:
        close()
    except Exception:  # noqa: BLE001  what goes wrong in closing matters to nobody; httpx has two ways to close
        return False
    return True


# Tasks that nobody holds may be gone before they are done.
_CLOSING: Final[set[asyncio.Task[None]]] = set()


def _close_soon(close: Foreign) -> None:
    """Have the event loop close it: who asks is called by its library, and cannot wait for it."""
    if not inspect.iscoroutinefunction(close):
        return
    trio: Foreign = sys.modules.get("trio")
    with suppress(Exception):  # there may be no trio, or it does not run
        trio.lowlevel.spawn_system_task(_closed, close)
        return
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    task = loop.create_task(_closed(close))
    _CLOSING.add(task)
    task.add_done_callback(_CLOSING.discard)


async def _closed(close: Callable[[], Awaitable[object]]) -> None:
    with suppress(Exception):
        await close()
