"""What is known of the request that was answered: the attempt, its body, and how it may have failed. No rules."""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, final

import attrs

from statuskit._enums import integer
from statuskit.exceptions import InvalidRetryError, as_text, quoted
from statuskit.fields._dates import moment
from statuskit.messages import NO_HEADERS, Headers, headers_of

if TYPE_CHECKING:
    from statuskit.fields import Time

__all__ = ["Attempt", "Body", "Failure", "Previous", "moment_if_any"]


class Failure(Enum):
    """How an exchange ended that got no response, or not the whole of it."""

    CONNECT_REFUSED = "connection refused"
    CONNECT_TIMEOUT = "connecting took too long"
    DNS = "name not resolved"
    TLS_CERTIFICATE = "certificate not accepted"
    REFUSED_STREAM = "stream refused"
    """HTTP/2's REFUSED_STREAM: nothing of the request was processed (RFC 9113, section 8.7)."""
    GOAWAY_UNPROCESSED = "stream above the last one of a GOAWAY"
    REQUEST_REJECTED = "request rejected"
    """HTTP/3's H3_REQUEST_REJECTED: nothing of the request was processed (RFC 9114, section 4.1.1)."""
    READ_TIMEOUT = "no response in time"
    RESET = "connection reset"
    CLOSED = "connection closed"
    TRUNCATED = "response cut short"
    CANCELLED = "cancelled by the caller"
    PROTOCOL = "protocol error"


class Body(Enum):
    """Whether the content of the request can be sent a second time."""

    NONE = "none"
    REPLAYABLE = "replayable"
    """In memory, or made anew for each attempt."""
    SEEKABLE = "seekable"
    """A file: it can be sent again once it is rewound."""
    ONE_SHOT = "one-shot"
    """A stream or a generator: what was read is gone."""


Previous: TypeAlias = "int | Failure | None"


def moment_if_any(time: Time | None) -> float | None:
    """Return a time as `moment()` does, and None as it is."""
    return None if time is None else moment(time)


def _check(name: str, value: object, accepted: str, *, fits: bool) -> None:
    if not fits:
        msg = f"not accepted as {name} of an attempt: {quoted(value)}; accepted: {accepted}"
        raise InvalidRetryError(msg)


def _method(method: str) -> str:
    text = as_text(method)
    _check("method", method, "text", fits=text is not None)
    return text or ""


def _number(number: int) -> int:
    _check("number", number, "a whole number from 1 up", fits=type(number) is int and number >= 1)
    return number


def _body(body: Body) -> Body:
    _check("body", body, "a Body, such as Body.REPLAYABLE", fits=type(body) is Body)
    return body


def _truth(value: bool | None) -> bool | None:  # noqa: FBT001  a field's value
    _check("idempotent or early_data", value, "True, False or None", fits=value is None or type(value) is bool)
    return value


def _previous(previous: Previous) -> Previous:
    if previous is None or type(previous) is Failure:
        return previous
    code = integer(previous)
    _check("previous", previous, "a number, a Failure or None", fits=code is not None)
    return code


def _seconds(seconds: float | None) -> float | None:
    fits = seconds is None or (type(seconds) in {int, float} and 0 <= seconds < math.inf)
    _check("last_delay", seconds, "seconds from 0 up, or None", fits=fits)
    return seconds


@final
@attrs.frozen
class Attempt:
    """
    The request that was answered, as far as it decides on a repeat.

    `headers` are the request's. `idempotent` is the caller's own word, over the method's. `previous` is what the
    attempt before this one came to, and `last_delay` the seconds that were waited before this one. `deadline` is when
    the whole must be over. `early_data` tells whether it went as TLS early data, where that is known.

    Raises:
        InvalidRetryError: a ValueError: for what none of these can be.
        InvalidArgumentError: for a deadline that is no time; InvalidMessageError for what is no header list.

    >>> from statuskit.retry import Attempt, retry_decision
    >>> retry_decision(503, Attempt("POST", headers={"Idempotency-Key": "8e03978e"})).retry
    True
    """

    method: str = attrs.field(default="GET", converter=_method)
    number: int = attrs.field(default=1, converter=_number)
    headers: Headers = attrs.field(default=NO_HEADERS, converter=headers_of)
    body: Body = attrs.field(default=Body.REPLAYABLE, converter=_body)
    idempotent: bool | None = attrs.field(default=None, converter=_truth)
    previous: Previous = attrs.field(default=None, converter=_previous)
    deadline: float | None = attrs.field(default=None, converter=moment_if_any)
    early_data: bool | None = attrs.field(default=None, converter=_truth)
    last_delay: float | None = attrs.field(default=None, converter=_seconds)
