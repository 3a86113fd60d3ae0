"""What retry_decision() answers: the record, and why it says yes or no."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from statuskit._enums import NO_CONDITION
from statuskit._plain import members, plain
from statuskit._told import contested, sources, story
from statuskit._word import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit._plain import Plain
    from statuskit.model import Change, Citation, Condition, Health

__all__ = ["Reason", "RetryDecision"]


class Reason(Word):
    """Why a request is to be sent again, or is not."""

    # Yes
    ASKED_FOR = "asked for"
    """The server, or a rule of one's own, wants it whatever was done."""
    NOT_APPLIED = "not applied"
    """The server did not act on it, so any method may be repeated."""
    IDEMPOTENT = "idempotent"
    """It may have been acted on, and to do it twice is to do it once: by its method, or the caller's word."""
    KNOWN_SAFE = "known to be safe"
    """It may have been acted on, and a key or a precondition keeps it from being done twice."""
    # No, by what came back
    DONE = "done"
    INTERIM = "interim"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    """The same request would be refused again."""
    NOT_TRANSIENT = "not transient"
    """The failure does not go away by sending the same again."""
    CANCELLED = "cancelled"
    NO_STATUS = "no status"
    SERVER_SAID_NO = "the server said no"
    NO_RETRY_AFTER = "no Retry-After"
    NO_IDEMPOTENCY_KEY = "no Idempotency-Key"
    # No, by the request
    NOT_IDEMPOTENT = "not idempotent"
    """It may have been acted on, and to do it twice may do harm."""
    ONE_SHOT_BODY = "one-shot body"
    REPEATED_BEFORE = "repeated before"
    NOT_EARLY_DATA = "not early data"
    FORWARD = "to be forwarded"
    PROXY = "not for a proxy"
    # No, by the policy
    ATTEMPTS = "attempts used up"
    WAIT_TOO_LONG = "wait too long"
    DEADLINE = "deadline"
    BUDGET = "budget used up"


_TOLD: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.ASKED_FOR: "a rule or the server wants it sent again",
        Reason.NOT_APPLIED: "the request was not acted on, so it may be sent again",
        Reason.IDEMPOTENT: "it may have been acted on, and to do it twice is to do it once",
        Reason.KNOWN_SAFE: "it may have been acted on, and something in the request keeps it from being done twice",
        Reason.DONE: "the request succeeded",
        Reason.INTERIM: "an interim response; the final one is still to come",
        Reason.REDIRECTED: "the answer is elsewhere, or the client's own copy",
        Reason.REFUSED: "the same request would be refused again",
        Reason.NOT_TRANSIENT: "the failure does not go away by sending the same again",
        Reason.CANCELLED: "the caller stopped it",
        Reason.NO_STATUS: "the number is no status code",
        Reason.SERVER_SAID_NO: "the server said not to retry",
        Reason.NO_RETRY_AFTER: "it may be tried again only where the server says when, in a form that can be counted",
        Reason.NO_IDEMPOTENCY_KEY: "only with an Idempotency-Key does it mean that the first try is still at work",
        Reason.NOT_IDEMPOTENT: "it may have been acted on, and to do it twice may do harm",
        Reason.ONE_SHOT_BODY: "the content cannot be sent a second time",
        Reason.REPEATED_BEFORE: "it was repeated before, to the same end",
        Reason.NOT_EARLY_DATA: "the request was not early data, so sending it after the handshake changes nothing",
        Reason.FORWARD: "the client behind the proxy sent it as early data, and is to repeat it itself",
        Reason.PROXY: "a proxy must not repeat what is not idempotent",
        Reason.ATTEMPTS: "all attempts are used up",
        Reason.WAIT_TOO_LONG: "the server asks for a longer wait than the policy allows",
        Reason.DEADLINE: "the wait would end after the deadline",
        Reason.BUDGET: "the budget for repeats is used up",
    }
)


@final
@attrs.frozen(kw_only=True, slots=False)  # a dict can be filled at once, and slots only one by one
class RetryDecision:
    """
    Whether to send the request again, when, and why.

    `delay` is in seconds, and None in a "no". `not_before` is that as a time, where `now` was given, and `retry_after`
    what the server asked for. `conditions` have to be kept by who repeats. `repeat_after` is what must change first,
    where a changed request may succeed. `contested` has good sources that see it otherwise. `health` is for circuit
    breakers.

    >>> from statuskit.retry import retry_decision
    >>> decision = retry_decision(503, headers={"Retry-After": "7"})
    >>> bool(decision), decision.delay, decision.reason.value
    (True, 7.0, 'idempotent')
    >>> print(retry_decision(404))
    no: the same request would be refused again (RFC 9110 §15.5)
    """

    retry: bool
    delay: float | None = None
    reason: Reason
    citations: tuple[Citation, ...]
    conditions: Condition = NO_CONDITION
    repeat_after: Change | None = None
    not_before: float | None = None
    retry_after: float | None = None
    contested: tuple[Citation, ...] = ()
    health: Health

    @property
    def text(self) -> str:
        """Why, in a sentence."""
        return _TOLD[self.reason]

    def __bool__(self) -> bool:
        return self.retry

    def __str__(self) -> str:
        waiting = f", in {self.delay:.15g} s" if self.delay else ""
        return f"{'yes' if self.retry else 'no'}{waiting}: {self.text} ({self.citations[0]})"

    def explain(self) -> str:
        """
        Return the whole story: the answer, what goes with it, and who sees it otherwise.

        >>> from statuskit.retry import retry_decision
        >>> print(retry_decision(503, headers={"Retry-After": "7"}).explain().splitlines()[0])
        yes, in 7 s: it may have been acted on, and to do it twice is to do it once (RFC 9110 §9.2.2)
        """
        return story(
            str(self),
            ("Keep", cast("list[str]", plain(self.conditions))),
            ("First", [self.repeat_after.value] if self.repeat_after else []),
            ("Asked by the server", [f"{self.retry_after:.15g} s"] if self.retry_after is not None else []),
            ("For a circuit breaker", [self.health.value]),
            contested(*self.contested),
            sources(*self.citations),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types.

        >>> from statuskit.retry import retry_decision
        >>> told = retry_decision(503, headers={"Retry-After": "7"}).to_dict()
        >>> told["retry"], told["delay"], told["reason"]
        (True, 7.0, 'idempotent')
        """
        return {**members(self), "text": self.text}
