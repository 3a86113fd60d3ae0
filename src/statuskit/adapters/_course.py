"""
One request over all its attempts: what every adapter does between two of them.

No library is named here, and nothing is judged: `retry_decision()` decides. What was sent and what came back is told to
`Course.decide()`, which remembers, reports, and rewinds what has to be sent again.
"""

from __future__ import annotations

import inspect
import logging
import math
import random
import threading
import time
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast, final

import attrs

from statuskit.adapters._content import Content
from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.model import Condition
from statuskit.retry import (
    DEFAULT_POLICY,
    Attempt,
    Body,
    Failure,
    Reason,
    RetryPolicy,
    retry_decision,
)
from statuskit.retry._failures import NEVER_SENT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from statuskit.messages import HeadersLike
    from statuskit.retry import RetryBudget, RetryDecision

__all__ = ["Course", "Decided", "RetryOptions", "Settings"]

_LOGGER: Final = logging.getLogger("statuskit.retry")
# A repeat was in order, and something on this side stood in its way: worth a look by who runs it.
_GIVEN_UP: Final = frozenset(
    {Reason.ATTEMPTS, Reason.BUDGET, Reason.DEADLINE, Reason.ONE_SHOT_BODY, Reason.WAIT_TOO_LONG}
)


@final
@attrs.frozen
class Decided:
    """
    An attempt, what it came to (a status code or a `Failure`), and what was decided.

    >>> import httpx
    >>> from statuskit.adapters.httpx import StatusTransport
    >>> transport = StatusTransport(httpx.MockTransport(lambda request: httpx.Response(404)), on_decision=print)
    >>> with httpx.Client(transport=transport) as client:
    ...     response = client.get("http://example.org/")
    GET, attempt 1, 404: no: the same request would be refused again (RFC 9110 §15.5)
    """

    attempt: Attempt
    outcome: int | Failure
    decision: RetryDecision

    def __str__(self) -> str:
        method = self.attempt.method if self.attempt.method.isalpha() else quoted(self.attempt.method)
        outcome = self.outcome if isinstance(self.outcome, int) else self.outcome.value
        return f"{method}, attempt {self.attempt.number}, {outcome}: {self.decision}"


class RetryOptions(TypedDict, total=False):
    """
    What every adapter takes besides what is its own, all by keyword.

    `policy` says how often and how long, `budget` is asked for each repeat that counts. `within` is how many seconds
    after its start a request may still be repeated. `on_decision` is called with a `Decided` after each attempt; what
    it raises ends the request. `clock`, `rng` and `sleep` are for tests: the seconds since the epoch, a number from 0
    up to 1, and what waits for so many seconds, which in asynchronous code gives an awaitable.
    """

    policy: RetryPolicy
    budget: RetryBudget | None
    within: float | None
    on_decision: Callable[[Decided], object] | None
    clock: Callable[[], float]
    rng: Callable[[], float]
    sleep: Callable[[float], object] | None


def _check(name: str, value: object, accepted: str, *, fits: bool) -> None:
    if not fits:
        msg = f"not accepted as {name}: {quoted(value)}; accepted: {accepted}"
        raise InvalidRetryError(msg)


def _seconds(within: float | None) -> float | None:
    fits = within is None or (type(within) in {int, float} and 0 <= within < math.inf)
    _check("within", within, "seconds from 0 up, or None", fits=fits)
    return within


def _policy(_: object, field: attrs.Attribute[Any], value: object) -> None:  # Any: it may be none
    _check(field.name, value, "a RetryPolicy", fits=isinstance(value, RetryPolicy))


def _budget(_: object, field: attrs.Attribute[Any], value: object) -> None:  # Any: it may be none
    fits = value is None or callable(getattr(value, "withdraw", None))
    _check(field.name, value, "a RetryBudget, or None", fits=fits)


def _function(_: object, field: attrs.Attribute[Any], value: object) -> None:  # Any: a function of some kind
    fits = callable(value) or (value is None and field.default is None)
    # What a coroutine function gives would be awaited by nobody.
    fits = fits and (field.name == "sleep" or not inspect.iscoroutinefunction(value))
    _check(field.name, value, "a function that is not asynchronous", fits=fits)


@final
@attrs.frozen(kw_only=True)
class Settings:
    """The options of an adapter, with their defaults."""

    policy: RetryPolicy = attrs.field(default=DEFAULT_POLICY, validator=_policy)
    budget: RetryBudget | None = attrs.field(default=None, validator=_budget)
    within: float | None = attrs.field(default=None, converter=_seconds)
    on_decision: Callable[[Decided], object] | None = attrs.field(default=None, validator=_function)
    clock: Callable[[], float] = attrs.field(default=time.time, validator=_function)
    rng: Callable[[], float] = attrs.field(default=random.random, validator=_function)
    sleep: Callable[[float], object] | None = attrs.field(default=None, validator=_function)


class Course:
    """One request, from its first attempt to the last; `method`, `headers` and `content` are the request's."""

    def __init__(
        self, settings: Settings, method: str, headers: HeadersLike = (), content: Content | None = None
    ) -> None:
        self._settings = settings
        self._content = Content() if content is None else content
        now = settings.clock()
        deadline = None if settings.within is None else now + settings.within
        self.attempt: Attempt = Attempt(method, headers=headers, body=self._content.body, deadline=deadline)
        self.history: tuple[Decided, ...] = ()
        if settings.budget is not None:
            settings.budget.deposit(now)

    def decide(self, outcome: int | Failure, headers: HeadersLike = ()) -> RetryDecision:
        """Decide on what came back, tell it, and be ready for the next attempt where that is a yes."""
        settings, attempt = self._settings, self.attempt
        if outcome in NEVER_SENT and self._content.is_touched:
            outcome = Failure.RESET  # so it is no error of connecting: the content's own, as from what it reads
        # Drawn once, so that what is asked twice is answered alike.
        now, chance = settings.clock(), settings.rng()

        def ask(attempt: Attempt, budget: RetryBudget | None) -> RetryDecision:
            return retry_decision(
                outcome, attempt, headers, policy=settings.policy, now=now, rng=lambda: chance, budget=budget
            )

        # A file is tried before the budget is drawn on, and not at all where nothing is sent again.
        if attempt.body is Body.SEEKABLE and ask(attempt, None) and not self._content.rewind():
            attempt = attrs.evolve(attempt, body=Body.ONE_SHOT)
        decision = ask(attempt, settings.budget)
        decided = Decided(attempt, outcome, decision)
        self.history += (decided,)
        _log(decided)
        if settings.on_decision is not None:
            settings.on_decision(decided)
        if decision:
            self.attempt = attrs.evolve(
                attempt,
                number=attempt.number + (Condition.UNCOUNTED not in decision.conditions),
                previous=outcome,
                last_delay=decision.delay,
            )
        return decision

    def wait(self, decision: RetryDecision) -> None:
        """Wait before the next attempt."""
        delay = self._left(decision)
        if delay:
            (self._settings.sleep or time.sleep)(delay)

    async def wait_async(self, decision: RetryDecision, sleep: Callable[[float], Awaitable[object]]) -> None:
        """Wait before the next attempt, with the `sleep` of the event loop at hand."""
        delay = self._left(decision)
        if delay:
            await cast("Awaitable[object]", (self._settings.sleep or sleep)(delay))

    def _left(self, decision: RetryDecision) -> float:
        """Return what is left of the delay: time may have gone by since, as what was refused was closed."""
        if not decision.delay or decision.not_before is None:
            return 0.0
        left = decision.not_before - self._settings.clock()
        return min(decision.delay, max(0.0, left), threading.TIMEOUT_MAX)


def _log(decided: Decided) -> None:
    decision = decided.decision
    level = logging.INFO if decision else logging.WARNING if decision.reason in _GIVEN_UP else logging.DEBUG
    if _LOGGER.isEnabledFor(level):
        # The method, a number and our own words, as text: nothing of a URL, a field or a body, which may hold secrets,
        # and no record that a handler could take apart.
        extra = {"retry": decision.retry, "reason": decision.reason.value, "delay": decision.delay}
        _LOGGER.log(level, "%s", str(decided), extra=extra)
