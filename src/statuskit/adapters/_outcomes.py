"""
What an exchange came to, read from the objects of any client library, none of which is imported.

What a library's exceptions stand for is rows in `_failures`; whether to repeat is for `retry_decision()`. What is read
belongs to others and may misbehave: nothing here raises, reads content, or moves in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from types import CoroutineType
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from statuskit._enums import CODES
from statuskit._foreign import attribute, number
from statuskit._probes import request_parts
from statuskit.adapters._failures import (
    ERRORS_OF_NETWORKS,
    EXCEPTIONS,
    GOAWAY,
    REFUSED_STREAM,
    RESETS,
    SPENT,
    STREAM_RESET,
    Row,
)
from statuskit.messages import NO_HEADERS, Headers, view
from statuskit.retry import Body, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sized

    from statuskit._foreign import Foreign
    from statuskit.messages import Request

__all__ = ["Outcome", "Sent", "body_of", "failure_of", "outcome_of"]

# How many exceptions are looked at, one within the other; a chain of requests has some six.
_MOST_WRAPPED: Final = 16
_MOST_ARGS: Final = 8
# How many parts of a list or a mapping are looked at.
_MOST_PARTS: Final = 10_000


@final
@attrs.frozen
class Sent:
    """
    A request, as far as it is known.

    `content` is the object that it was sent from, None where there is none or it is not known.
    """

    method: str
    url: str | None = None
    headers: Headers = NO_HEADERS
    content: object = attrs.field(default=None, repr=False)


@final
@attrs.frozen
class Outcome:
    """
    What an exchange came to: the code of a status or a Failure, with the fields of the response.

    After redirects, `request` is the first of them: it is what would be sent again.
    """

    what: int | Failure
    headers: Headers = NO_HEADERS
    request: Sent | None = None


# --- failures ---------------------------------------------------------------------------------------------------------


def failure_of(error: BaseException) -> Failure | None:
    """Return what an exception stands for; None for what is no failure of an exchange."""
    return _failure(error, [])


def _failure(found: object, seen: list[object]) -> Failure | None:
    names = _names(found)
    row = next((EXCEPTIONS[name] for name in names if name in EXCEPTIONS), None)
    if row is None:
        return _of_event(found, names)
    if len(seen) >= _MOST_WRAPPED or any(found is each for each in seen):
        return None
    seen.append(found)
    text = _text(_args(found))
    row = next((Row(failure) for start, failure in row.texts if text.startswith(start)), row)
    for wrapped in _wrapped(found) if row.within else ():
        failure = _failure(wrapped, seen)
        if failure is not None and failure in row.within:
            return row.within[failure]
    if row.failure is None and number(attribute(found, "errno")) in ERRORS_OF_NETWORKS:
        return Failure.RESET
    return row.failure


def _names(found: object) -> tuple[str, ...]:
    """Return the names of the class and its bases, the most specific first."""
    try:
        return tuple(f"{base.__module__}.{base.__qualname__}" for base in type(found).__mro__)
    except Exception:  # noqa: BLE001  a foreign type may raise anything
        return ()


def _args(found: object) -> tuple[Foreign, ...]:
    args: tuple[Foreign, ...] | None = attribute(found, "args")
    return args[:_MOST_ARGS] if type(args) is tuple else ()


def _text(args: tuple[Foreign, ...]) -> str:
    """Return the message of an exception; errors of the system have a number before it."""
    return next((arg for arg in args if type(arg) is str), "")


def _wrapped(found: object) -> Iterator[object]:
    # Not `__context__`: that is what was handled at the time, which may be a failure of another exchange.
    yield from (attribute(found, "reason"), *_args(found), attribute(found, "__cause__"))


def _of_event(found: object, names: tuple[str, ...]) -> Failure | None:
    """Return what an event of h2 stands for."""
    if GOAWAY in names:
        # Which stream it was is not told; 0 is below all of them (RFC 9113, section 6.8).
        last = number(attribute(found, "last_stream_id"))
        return Failure.GOAWAY_UNPROCESSED if last == 0 else Failure.CLOSED
    if STREAM_RESET not in names:
        return None
    code = number(attribute(found, "error_code"))
    if code == REFUSED_STREAM and attribute(found, "remote_reset") is True:  # h2 tells of its own resets as well
        return Failure.REFUSED_STREAM
    return RESETS.get(code or 0, Failure.RESET)


# --- outcomes ---------------------------------------------------------------------------------------------------------


def outcome_of(obj: object) -> Outcome | None:
    """Return what a response or an exception says of an exchange; None if it says nothing of one."""
    if not issubclass(type(obj), BaseException):
        return _of_response(obj)
    failure = _failure(obj, [])
    if failure is not None:
        return Outcome(failure, request=_request_of(obj))
    found = _of_response(attribute(obj, "response"), obj)
    if found is not None:
        return found
    told = [number(attribute(obj, name)) for name in ("status_code", "status")]
    if any(code in CODES for code in told if code is not None):
        return _of_response(obj)
    spent = _spent(obj)
    return None if spent is None else Outcome(spent, request=_request_of(obj))


def _of_response(obj: Foreign, error: object = None) -> Outcome | None:
    try:
        response = view(obj)
    except Exception:  # noqa: BLE001  it is no response
        return None
    if response.history:
        return Outcome(response.status, response.headers, _sent(response.history[0].request, _first_hop(obj)))
    sent = _sent(response.request, obj) or _request_of(error)
    return Outcome(response.status, response.headers, sent)


def _first_hop(obj: Foreign) -> Foreign:
    try:
        return attribute(obj, "history")[0]
    except Exception:  # noqa: BLE001  the history is kept elsewhere, or otherwise
        return None


def _request_of(error: object) -> Sent | None:
    for name in ("request", "request_info"):
        try:
            parts = request_parts(attribute(error, name))
        except Exception:  # noqa: BLE001  it is no request
            parts = None
        if parts is not None:
            return Sent(parts.method, parts.url, Headers.of(parts.headers), _content(attribute(error, name)))
    return None


def _sent(request: Request | None, holder: object) -> Sent | None:
    if request is None:
        return None
    return Sent(request.method, request.url, request.headers, _content(attribute(holder, "request")))


def _content(request: object) -> object:
    try:
        # As it is kept, and not asked for: Django's requests read their body then.
        kept: dict[str, object] = object.__getattribute__(request, "__dict__")
        return next((kept[name] for name in ("body", "stream") if kept.get(name) is not None), None)
    except Exception:  # noqa: BLE001  a foreign class may do anything
        return None


def _spent(error: object) -> int | None:
    """Return the status at which urllib3 gave up, which only its words tell."""
    kind, pattern = SPENT
    left: list[object] = [error]
    for found in left:
        for wrapped in _wrapped(found) if len(left) < _MOST_WRAPPED else ():
            match = pattern.fullmatch(_text(_args(wrapped))) if kind in _names(wrapped) else None
            if match:
                return int(match[1])
            if issubclass(type(wrapped), BaseException):
                left.append(wrapped)
    return None


# --- content ----------------------------------------------------------------------------------------------------------

_AT_HAND: Final = (str, bytes, bytearray, memoryview)
_PLAIN: Final = (*_AT_HAND, bool, int, float, type(None))
# Content that is in memory, by the client that wraps it so.
_REPLAYED: Final = frozenset({"httpx.ByteStream", "httpx2.ByteStream"})
# The methods of these three themselves, since those of a subclass may do anything.
_PARTS: Final[tuple[tuple[type, str], ...]] = ((list, "__iter__"), (tuple, "__iter__"), (dict, "items"))


def body_of(content: object) -> Body:
    """Return whether content can be sent a second time. It is not read for that, nor moved in."""
    try:
        return _body(content)
    except Exception:  # noqa: BLE001  what cannot be told may be gone
        return Body.ONE_SHOT


def _body(content: object) -> Body:
    kind = type(content)
    if content is None:
        return Body.NONE
    if issubclass(kind, _AT_HAND):
        return Body.REPLAYABLE if len(cast("Sized", content)) else Body.NONE
    if issubclass(kind, (list, tuple, dict)):
        return Body.REPLAYABLE if _is_at_hand(content) else Body.ONE_SHOT
    if _can_seek(content):
        return Body.SEEKABLE
    if issubclass(kind, Sequence) or not _REPLAYED.isdisjoint(_names(content)[:1]):
        return Body.REPLAYABLE
    return Body.ONE_SHOT


def _is_at_hand(content: Foreign) -> bool:
    """Whether all parts of a list or a mapping can be sent again, and none of them is to be rewound first."""
    left: list[object] = [content]
    for part in left:
        iterate = next((attribute(base, name) for base, name in _PARTS if issubclass(type(part), base)), None)
        if iterate is not None:
            left += islice(iterate(part), _MOST_PARTS)
        if len(left) > _MOST_PARTS or not (iterate or issubclass(type(part), _PLAIN)):
            return False
    return True


def _can_seek(content: Foreign) -> bool:
    if not callable(attribute(content, "seek")) or number(_called(content, "tell")) is None:
        return False
    return attribute(content, "seekable") is None or bool(_called(content, "seekable"))


def _called(content: Foreign, name: str) -> Foreign:
    """Call a method; what must be awaited is left alone."""
    try:
        answer = getattr(content, name)()
    except Exception:  # noqa: BLE001  no such method, or a pipe
        return None
    if isinstance(answer, CoroutineType):
        answer.close()
        return None
    return answer
