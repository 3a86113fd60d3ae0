"""
tenacity: whether to call again, after how long, and when to stop.

    @tenacity.retry(**status_retrying())
    def get(url):
        return httpx.get(url)
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, TypedDict, final

import attrs
from tenacity import retry_base
from tenacity.stop import stop_base
from tenacity.wait import wait_base

from statuskit.adapters._calls import (
    Call,
    CallOptions,
    Given,
    close_response,
    is_untouched,
    outcome_of_call,
    streams_in,
)
from statuskit.adapters._course import Course, Decided
from statuskit.exceptions import InvalidArgumentError, InvalidRetryError, quoted
from statuskit.model import Condition
from statuskit.retry import Attempt, Body, Failure, retry_decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import Future, RetryCallState
    from typing_extensions import Unpack

    from statuskit.adapters._calls import Seen
    from statuskit.messages import Headers
    from statuskit.retry import RetryDecision

__all__ = [
    "CallOptions",
    "Decided",
    "StatusRetrying",
    "retry_if_status",
    "status_retrying",
    "stop_status",
    "wait_status",
]

STATISTIC: Final = "statuskit.retry"
# Where the runs of a call are kept: with the state of the call, so that they go when it goes, and no two calls meet.
_RUNS: Final = "_statuskit_runs"
# What any policy repeats, with any method and content: it asks how often and how long, and nothing else.
_ANYTHING: Final = Failure.CONNECT_REFUSED


class StatusRetrying(TypedDict):
    """What `status_retrying()` gives to tenacity."""

    retry: retry_if_status
    wait: wait_status
    stop: stop_status
    before: Callable[[RetryCallState], None]


@final
class retry_if_status(retry_base):  # noqa: N801  named as tenacity's own are
    """
    Calls again where `retry_decision()` says so, by the response that was returned or the exception that was raised.

    It makes the whole decision: how often, how long, until when, and whether the budget allows it. So it needs no
    `stop=`, and with none the last response is returned and the last error raised as they came, never a RetryError.
    What is neither a response nor an error of an exchange is none of its business, and is not called again for. It
    takes what `CallOptions` lists, but no `sleep`: tenacity has its own.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be.
        InvalidArgumentError: a ValueError: when it is called before there was an attempt; as the other two are.

    >>> import httpx, tenacity
    >>> from statuskit.adapters.tenacity import retry_if_status, wait_status
    >>> answers = iter([503, 503, 200])
    >>> @tenacity.retry(retry=retry_if_status(), wait=wait_status(), sleep=lambda seconds: None)
    ... def get():
    ...     return httpx.Response(next(answers), request=httpx.Request("GET", "http://example.org/"))
    >>> get().status_code, get.statistics["attempt_number"]
    (200, 3)
    """

    def __init__(self, **options: Unpack[CallOptions]) -> None:
        self._call = _call(options)

    def __call__(self, retry_state: RetryCallState) -> bool:
        """Decide on what a call came to."""
        return bool(_run(self._call, retry_state).decide(retry_state))

    def before(self, retry_state: RetryCallState) -> None:
        """
        Be tenacity's `before=`: remember where the files among the arguments stand, and close what was refused.

        Without it such a file is taken for one that cannot be sent again. A refused response is closed here where
        `stop_status` did not close it before the wait; without either it is left to the function.

        >>> import httpx, tenacity
        >>> from statuskit.adapters.tenacity import retry_if_status
        >>> rule, answers = retry_if_status(), iter([503, 200])
        >>> @tenacity.retry(retry=rule, before=rule.before, sleep=lambda seconds: None)
        ... def send(order):
        ...     return httpx.Response(
        ...         next(answers), content=order.read(), request=httpx.Request("PUT", "http://example.org/")
        ...     )
        >>> import io
        >>> send(io.BytesIO(b"one tea")).content
        b'one tea'
        """
        _run(self._call, retry_state).begin(retry_state)


@final
class wait_status(wait_base):  # noqa: N801
    """
    Waits as long as the server asked, and no shorter than the policy's own backoff.

    Where `retry_if_status` decided on the attempt, its delay is taken, whatever the options here; so no deadline is
    missed. Where another predicate wants the repeat, the wait is the policy's, at most the server's up to
    `retry_after_cap`.

    >>> import tenacity
    >>> from statuskit.adapters.tenacity import wait_status
    >>> waits = []
    >>> @tenacity.retry(wait=wait_status(rng=lambda: 1.0), stop=tenacity.stop_after_attempt(4), sleep=waits.append)
    ... def fail():
    ...     raise KeyError
    >>> fail()
    Traceback (most recent call last):
    ...
    tenacity.RetryError: ...
    >>> waits
    [0.5, 1.0, 2.0]
    """

    def __init__(self, **options: Unpack[CallOptions]) -> None:
        self._call = _call(options)

    def __call__(self, retry_state: RetryCallState) -> float:
        """Return the seconds before the next attempt."""
        decided = _yes(retry_state)
        if decided is not None:
            return decided.delay or 0.0
        settings, number = self._call.settings, retry_state.attempt_number
        decision = retry_decision(
            _ANYTHING,
            Attempt(number=number),
            _fields(retry_state),
            policy=attrs.evolve(settings.policy, max_attempts=sys.maxsize, over_cap="clamp", rules={}, profile=None),
            now=settings.clock(),
            rng=settings.rng,
        )
        delay = decision.delay  # none where the server said no, and somebody else yes
        return settings.policy.backoff(number, chance=settings.rng()) if delay is None else delay


@final
class stop_status(stop_base):  # noqa: N801
    """
    Stops where the attempts, the time or the budget are used up, or the server asks for a longer wait than allowed.

    It is for who has another predicate, or raises TryAgain: `retry_if_status` asks all this itself, and where it said
    yes nothing stops here. As ever in tenacity, what is stopped ends in a RetryError, or the last error with
    `reraise=True`. Where nothing else may stop, and it does not, the refused response is closed: so its connection
    is not held through the wait.

    >>> import tenacity
    >>> from statuskit import RetryPolicy
    >>> from statuskit.adapters.tenacity import stop_status
    >>> @tenacity.retry(stop=stop_status(policy=RetryPolicy(max_attempts=2)), reraise=True)
    ... def fail():
    ...     raise KeyError(fail.statistics["attempt_number"])
    >>> fail()
    Traceback (most recent call last):
    ...
    KeyError: 2
    """

    def __init__(self, **options: Unpack[CallOptions]) -> None:
        self._call = _call(options)

    def __call__(self, retry_state: RetryCallState) -> bool:
        """Tell whether there is to be no other attempt."""
        is_over = self._is_over(retry_state)
        # Where another has a say as well, the response may be the caller's yet.
        if not is_over and retry_state.retry_object.stop is self:
            came = _came(retry_state)
            if outcome_of_call(came) is not None:
                close_response(came)
        return is_over

    def _is_over(self, retry_state: RetryCallState) -> bool:
        if _yes(retry_state) is not None:
            return False
        settings = self._call.settings
        policy = attrs.evolve(settings.policy, rules={}, profile=None)
        if not retry_decision(_ANYTHING, headers=_fields(retry_state), policy=policy):
            return True
        # The wait is known by now, so it counts as time that has passed; the policy's own does not.
        deadline = _run(self._call, retry_state).deadline
        left = None if deadline is None else deadline - retry_state.upcoming_sleep
        policy = attrs.evolve(policy, base=0)
        attempt = Attempt(number=retry_state.attempt_number, deadline=left)
        return not retry_decision(_ANYTHING, attempt, policy=policy, now=settings.clock(), budget=settings.budget)


def status_retrying(**options: Unpack[CallOptions]) -> StatusRetrying:
    """
    Return the `retry=`, `wait=`, `stop=` and `before=` of one policy, for `@tenacity.retry(**status_retrying())`.

    They share one decision an attempt. Files among the arguments are rewound, refused responses closed, and TryAgain
    is bounded as well. Whatever else tenacity takes may be given beside it.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be.

    >>> import httpx, tenacity
    >>> from statuskit.adapters.tenacity import status_retrying
    >>> answers = iter([httpx.Response(503, headers={"Retry-After": "7"}), httpx.Response(200)])
    >>> waits = []
    >>> @tenacity.retry(**status_retrying(method="GET"), sleep=waits.append)
    ... def get():
    ...     return next(answers)
    >>> get(), waits
    (<Response [200 OK]>, [7.0])
    """
    retry = retry_if_status(**options)
    return {"retry": retry, "wait": wait_status(**options), "stop": stop_status(**options), "before": retry.before}


def _call(options: CallOptions) -> Call:
    if "sleep" in options:
        msg = "not accepted here: sleep; accepted: tenacity's own, as in tenacity.retry(sleep=...)"
        raise InvalidRetryError(msg)
    return Call.of(**options)


# --- one call over its attempts ---------------------------------------------------------------------------------------


class _Course(Course):
    """A course that knows what did not count."""

    @property
    def uncounted(self) -> int:
        """How many repeats did not count as attempts."""
        return sum(Condition.UNCOUNTED in decided.decision.conditions for decided in self.history)


class _Run:
    """One call over its attempts, as one set of options sees it. It belongs to one thread or task."""

    def __init__(self, call: Call, retry_state: RetryCallState) -> None:
        self.call = call
        self._given = Given()
        settings = call.settings
        if settings.within is not None:
            # tenacity counts from before the first attempt, and this may be after it.
            gone = time.monotonic() - retry_state.start_time
            settings = attrs.evolve(settings, within=max(0.0, settings.within - gone))
        self._course = _Course(settings, "GET", content=self._given)
        self.deadline = self._course.attempt.deadline
        self._outcome: Future | None = None
        self._decision: RetryDecision | None = None
        self._came: object = None

    def begin(self, retry_state: RetryCallState) -> None:
        """Be ready for an attempt."""
        if retry_state.attempt_number == 1:
            self._given.look((retry_state.args, retry_state.kwargs))
        refused, self._came = self._came, None
        close_response(refused)

    def decide(self, retry_state: RetryCallState) -> RetryDecision | None:
        """Decide on what an attempt came to, once; None for what is none of an exchange."""
        if retry_state.outcome is not self._outcome:
            self._outcome, self._decision = retry_state.outcome, None
            self._decision = self._decide(retry_state)
        return self._decision

    def said(self, outcome: Future | None) -> RetryDecision | None:
        """Return what was decided on an outcome."""
        return self._decision if outcome is self._outcome else None

    def _decide(self, retry_state: RetryCallState) -> RetryDecision | None:
        came = _came(retry_state)
        outcome = outcome_of_call(came)
        if outcome is None:
            return None
        self._came = came
        seen, course = self.call.seen(came, outcome), self._course
        streams = streams_in((retry_state.args, retry_state.kwargs))
        body = self._body(seen, streams)
        course.attempt = attrs.evolve(
            course.attempt,
            method=seen.method,
            headers=seen.headers,
            body=body,
            idempotent=self.call.idempotent,
            number=retry_state.attempt_number - course.uncounted,
            previous=course.history[-1].outcome if course.history else None,
        )
        # What the client was given as it is, it reads when it sends; of the rest, nobody knows.
        self._given.may_be_read = body is Body.ONE_SHOT and (
            not (seen.is_whole or streams)
            or any(stream is not seen.content and not is_untouched(stream) for stream in streams)
        )
        try:
            decision = course.decide(seen.what, outcome.headers)
        except BaseException:
            close_response(came)
            raise
        finally:
            retry_state.retry_object.statistics[STATISTIC] = course.history
        return decision

    def _body(self, seen: Seen, streams: list[object]) -> Body:
        if self.call.body is not None:
            return self.call.body
        given = self._given
        bodies = {Body.SEEKABLE if given.has(stream) else Body.ONE_SHOT for stream in streams}
        # Where a file began that somebody else opened is not known.
        is_lost = seen.body is Body.SEEKABLE and not given.has(seen.content)
        # Nor is content of which nothing is seen, neither in the outcome nor among the arguments.
        is_lost = is_lost or not (seen.is_whole or streams)
        bodies.add(Body.ONE_SHOT if is_lost else seen.body)
        return next(body for body in (Body.ONE_SHOT, Body.SEEKABLE, seen.body) if body in bodies)


def _run(call: Call, retry_state: RetryCallState) -> _Run:
    """Return the run of a call; equal options have the same one."""
    runs: list[_Run] = vars(retry_state).setdefault(_RUNS, [])
    found = next((run for run in runs if run.call == call), None)
    if found is None:
        found = _Run(call, retry_state)
        runs.append(found)
    return found


def _yes(retry_state: RetryCallState) -> RetryDecision | None:
    """Return the yes of `retry_if_status` to the attempt at hand; None where it said none."""
    runs: list[_Run] = vars(retry_state).get(_RUNS, [])
    said = (run.said(retry_state.outcome) for run in runs)
    return next((decision for decision in said if decision), None)


def _came(retry_state: RetryCallState) -> object:
    outcome = retry_state.outcome
    if outcome is None:
        msg = f"not a state with an outcome: {quoted(retry_state)}; accepted: the state of a call after an attempt"
        raise InvalidArgumentError(msg)
    error = outcome.exception()
    return outcome.result() if error is None else error


def _fields(retry_state: RetryCallState) -> Headers | tuple[()]:
    outcome = outcome_of_call(_came(retry_state))
    return () if outcome is None else outcome.headers
