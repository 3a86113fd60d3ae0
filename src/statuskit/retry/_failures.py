"""What each failure says about sending the request again. Rows only; those of statuses are in `data/retry`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._enums import NO_CONDITION
from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, RetryRule
from statuskit.registry import HTTP
from statuskit.retry._attempt import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Status

__all__ = ["FAILURES", "NEVER_SENT", "WITHOUT_WAITING"]

_rfc = Citation.rfc
_KNOWN: Final = _rfc(9110, "9.2.2")


def _row(
    repeat: Repeat,
    applied: Applied,
    citation: Citation = _KNOWN,
    conditions: Condition = NO_CONDITION,
    repeat_after: Change | None = None,
    health: Health = Health.FAILURE,
) -> RetryRule:
    return RetryRule(
        repeat=repeat,
        applied=applied,
        health=health,
        repeat_after=repeat_after,
        conditions=conditions,
        citation=citation,
    )


_NOT_SENT: Final = _row(Repeat.ALWAYS, Applied.NO)
_UNSURE: Final = _row(Repeat.IDEMPOTENT, Applied.UNKNOWN)

FAILURES: Final[Mapping[Failure, RetryRule]] = MappingProxyType(
    {
        Failure.CONNECT_REFUSED: _NOT_SENT,
        Failure.CONNECT_TIMEOUT: _NOT_SENT,
        Failure.DNS: _NOT_SENT,
        # A certificate does not get better by asking again.
        Failure.TLS_CERTIFICATE: _row(Repeat.NEVER, Applied.NO),
        Failure.REFUSED_STREAM: _row(Repeat.ALWAYS, Applied.NO, _rfc(9113, "8.7"), Condition.UNCOUNTED),
        Failure.GOAWAY_UNPROCESSED: _row(Repeat.ALWAYS, Applied.NO, _rfc(9113, "6.8"), Condition.NEW_CONNECTION),
        Failure.REQUEST_REJECTED: _row(Repeat.ALWAYS, Applied.NO, _rfc(9114, "4.1.1"), Condition.UNCOUNTED),
        Failure.READ_TIMEOUT: _UNSURE,
        Failure.RESET: _UNSURE,
        Failure.CLOSED: _UNSURE,
        Failure.TRUNCATED: _row(Repeat.NEVER, Applied.YES, _rfc(9110, "14.2"), repeat_after=Change.RESUME_WITH_RANGE),
        Failure.CANCELLED: _row(Repeat.NEVER, Applied.UNKNOWN, health=Health.NEUTRAL),
        Failure.PROTOCOL: _row(Repeat.NEVER, Applied.UNKNOWN),
    }
)

# No connection was made, so nothing of the content was sent.
NEVER_SENT: Final = frozenset({Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.DNS})
# The server did nothing, and is ready on another stream or connection, or after the handshake.
WITHOUT_WAITING: Final[frozenset[Failure | Status]] = frozenset(
    {
        Failure.REFUSED_STREAM,
        Failure.GOAWAY_UNPROCESSED,
        Failure.REQUEST_REJECTED,
        HTTP.MISDIRECTED_REQUEST,
        HTTP.TOO_EARLY,
    }
)
