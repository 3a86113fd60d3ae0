"""
What each status says about sending the same request again: the rows that `Status.is_retryable()` reads.

They hold for a request repeated as it was, with no header in view. A number without a row of its own takes its class's.
The one question behind all of them (RFC 9110, section 9.2.2): was the request applied?
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, RetryRule, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["RULES", "RULES_OF_CLASS", "RULES_OF_UNREGISTERED"]

_rfc = Citation.rfc
_AUTOMATIC_RETRY: Final = _rfc(9110, "9.2.2")


def _success(section: str, applied: Applied, repeat_after: Change | None = None) -> RetryRule:
    return RetryRule(
        repeat=Repeat.NEVER,
        applied=applied,
        health=Health.SUCCESS,
        repeat_after=repeat_after,
        citation=_rfc(9110, section),
    )


def _refused(citation: Citation, repeat_after: Change | None = None) -> RetryRule:
    """Refused before it was acted on, and refused again if repeated as it is."""
    return RetryRule(
        repeat=Repeat.NEVER,
        applied=Applied.NO,
        health=Health.NEUTRAL,
        repeat_after=repeat_after,
        citation=citation,
    )


def _failed(citation: Citation, repeat: Repeat, repeat_after: Change | None = None) -> RetryRule:
    """The server failed, and the request may or may not have been acted on."""
    return RetryRule(
        repeat=repeat,
        applied=Applied.UNKNOWN,
        health=Health.FAILURE,
        repeat_after=repeat_after,
        citation=citation,
    )


_TRANSIENT: Final = _failed(_AUTOMATIC_RETRY, Repeat.IDEMPOTENT)
_FOLLOW: Final = _success("15.4", Applied.UNKNOWN, Change.FOLLOW_LOCATION)

RULES_OF_CLASS: Final[Mapping[StatusClass, RetryRule]] = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: _success("15.2", Applied.UNKNOWN),
        StatusClass.SUCCESS: _success("15.3", Applied.YES),
        StatusClass.REDIRECTION: _success("15.4", Applied.UNKNOWN),
        StatusClass.CLIENT_ERROR: _refused(_rfc(9110, "15.5")),
        # A number that a client does not know is handled as the x00 of its class, and 600 to 999 as 5xx (section 15).
        StatusClass.SERVER_ERROR: _TRANSIENT,
        StatusClass.INVALID: _failed(_rfc(9110, "15"), Repeat.IDEMPOTENT),
    }
)

RULES: Final[Mapping[int, RetryRule]] = MappingProxyType(
    {
        300: _FOLLOW,
        301: _FOLLOW,
        302: _FOLLOW,
        303: _FOLLOW,
        307: _FOLLOW,
        308: _FOLLOW,
        401: _refused(_rfc(9110, "15.5.2"), Change.NEW_CREDENTIALS),
        403: _refused(_rfc(9110, "15.5.4"), Change.NEW_CREDENTIALS),
        407: _refused(_rfc(9110, "15.5.8"), Change.NEW_PROXY_CREDENTIALS),
        # MAY repeat, with no word on the method: the server never had the whole request.
        408: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.FAILURE,
            conditions=Condition.NEW_CONNECTION | Condition.ONCE,
            citation=_rfc(9110, "15.5.9"),
        ),
        # Somebody has to resolve the conflict; with a key, 409 may mean that the first try is still at work.
        409: RetryRule(
            repeat=Repeat.WITH_IDEMPOTENCY_KEY,
            applied=Applied.UNKNOWN,
            health=Health.NEUTRAL,
            repeat_after=Change.USER_ACTION,
            citation=_rfc(9110, "15.5.10"),
        ),
        411: _refused(_rfc(9110, "15.5.12"), Change.ADD_CONTENT_LENGTH),
        412: _refused(_rfc(9110, "15.5.13"), Change.REFRESH_PRECONDITION),
        413: RetryRule(
            repeat=Repeat.WITH_RETRY_AFTER,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            citation=_rfc(9110, "15.5.14"),
        ),
        416: _refused(_rfc(9110, "15.5.17"), Change.WITHOUT_RANGE),
        417: _refused(_rfc(9110, "10.1.1"), Change.WITHOUT_EXPECT),
        421: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            conditions=Condition.NEW_CONNECTION | Condition.ONCE,
            citation=_rfc(9110, "15.5.20"),
        ),
        425: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            conditions=Condition.NOT_EARLY_DATA | Condition.ONCE,
            citation=_rfc(8470, "5.2"),
        ),
        426: _refused(_rfc(9110, "15.5.22"), Change.UPGRADE_PROTOCOL),
        428: _refused(_rfc(6585, "3"), Change.ADD_PRECONDITION),
        # "Not applied" is an inference: the RFC speaks of a refused request and says nothing of repeats. Breakers
        # disagree on whether it counts as a failure: OpenTelemetry and many SLOs leave all of 4xx out.
        429: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.FAILURE,
            citation=_rfc(6585, "4"),
            contested=(
                Citation(
                    "OpenTelemetry semantic conventions: HTTP spans",
                    "",
                    "https://opentelemetry.io/docs/specs/semconv/http/http-spans/",
                    as_of="2026-11-21",
                ),
            ),
        ),
        431: _refused(_rfc(6585, "5"), Change.SMALLER_HEADERS),
        500: _TRANSIENT,
        501: _failed(_rfc(9110, "15.6.2"), Repeat.NEVER),
        502: _TRANSIENT,
        503: _TRANSIENT,
        504: _TRANSIENT,
        505: _failed(_rfc(9110, "15.6.6"), Repeat.NEVER),
        506: _failed(_rfc(2295, "8.1"), Repeat.NEVER),
        507: _failed(_rfc(4918, "11.5"), Repeat.NEVER, Change.USER_ACTION),
        508: _failed(_rfc(5842, "7.2"), Repeat.NEVER),
        510: _failed(_rfc(2774, "7"), Repeat.NEVER),
        511: _failed(_rfc(6585, "6"), Repeat.NEVER, Change.NETWORK_LOGIN),
    }
)

RULES_OF_UNREGISTERED: Final[Mapping[int, Callable[[Citation], RetryRule]]] = MappingProxyType(
    {
        440: partial(_refused, repeat_after=Change.NEW_CREDENTIALS),
        449: partial(_refused, repeat_after=Change.SERVER_NAMED_ACTION),
        # A faulty configuration, which time does not mend.
        525: partial(_failed, repeat=Repeat.NEVER),
        526: partial(_failed, repeat=Repeat.NEVER),
        530: partial(_failed, repeat=Repeat.NEVER),
        561: partial(_failed, repeat=Repeat.NEVER, repeat_after=Change.NEW_CREDENTIALS),
    }
)
"""Numbers that are not handled like the rest of their class; to be given the source of the vendor that uses one."""
