"""What is known of the request that was answered: the attempt, its body, and how it may have failed. No rules."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias, final

import attrs

from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.fields import epoch_seconds
from statuskit.messages import Headers

if TYPE_CHECKING:
    from statuskit.fields import Time
    from statuskit.messages import HeadersLike

__all__ = ["Attempt", "Body", "Failure", "moment"]


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


def _at_least_one(_: Attempt, __: object, number: int) -> None:
    if type(number) is not int or number < 1:
        msg = f"not the number of an attempt: {quoted(number)}; accepted: a whole number from 1 up"
        raise InvalidRetryError(msg)


_NO_FIELDS: Final = Headers.of(())


def _headers(headers: HeadersLike) -> Headers:
    return Headers.of(headers)


def moment(time: Time | None) -> float | None:
    """
    Return a time as seconds since the epoch, fractions kept.

    Raises:
        ValueError, TypeError: for a naive datetime, a number that is not finite, and what is no time.
    """
    if time is None or (type(time) is float and time == time and abs(time) != float("inf")):  # noqa: PLR0124  nan
        return time
    return epoch_seconds(time)


@final
@attrs.frozen
class Attempt:
    """
    The request that was answered, as far as it decides on a repeat.

    `headers` are the request's. `idempotent` is the caller's own word, over the method's. `previous` is what the
    attempt before this one came to, and `last_delay` the seconds that were waited before this one. `deadline` is when
    the whole must be over. `early_data` tells whether it went as TLS early data, where that is known.

    Raises:
        InvalidRetryError: a ValueError: for a `number` that is none.
        ValueError, TypeError: for a deadline that is no time; InvalidMessageError for what is no header list.

    >>> from statuskit.retry import Attempt, retry_decision
    >>> retry_decision(503, Attempt("POST", headers={"Idempotency-Key": "8e03978e"})).retry
    True
    """

    method: str = "GET"
    number: int = attrs.field(default=1, validator=_at_least_one)
    headers: Headers = attrs.field(default=_NO_FIELDS, converter=_headers)
    body: Body = Body.REPLAYABLE
    idempotent: bool | None = None
    previous: Previous = None
    deadline: float | None = attrs.field(default=None, converter=moment)
    early_data: bool | None = None
    last_delay: float | None = None
