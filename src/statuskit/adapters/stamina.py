"""
stamina: what to give to `on=`.

    @stamina.retry(on=backoff_hook(), attempts=3)
    def get(url):
        return httpx.get(url).raise_for_status()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import attrs

from statuskit.adapters._calls import Call, CallOptions, Given, close_response, outcome_of_call
from statuskit.adapters._course import Course, Decided
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Body

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from typing_extensions import Unpack

    from statuskit.adapters._calls import Seen
    from statuskit.adapters._course import Settings

__all__ = ["CallOptions", "Decided", "backoff_hook"]


def backoff_hook(**options: Unpack[CallOptions]) -> Callable[[Exception], bool | float | dt.timedelta]:
    """
    Return a hook for stamina's `on=`: whether to call again after an exception, and after how long.

    It says False where `retry_decision()` says no, True where stamina's own backoff will do, and the seconds that the
    server asked for where that is longer than none. It sees one exception and nothing else, so the attempts and the
    time over all of them are stamina's to count (`attempts=`, `timeout=`), and the function has to raise, as with
    `raise_for_status()`. stamina holds a wait that the server asked for against none of its limits, so
    `retry_after_cap` of the policy and `within` are what limits it: `within` is how long one wait may be. A budget is
    asked for each repeat, and nothing is deposited. Content that the error does not show is not sent twice, unless
    `body=` says that it can be. It takes what `CallOptions` lists, but no `sleep`.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be.

    >>> import httpx
    >>> from statuskit.adapters.stamina import backoff_hook
    >>> hook = backoff_hook()
    >>> request = httpx.Request("GET", "http://example.org/")
    >>> def error(status, headers=()):
    ...     return httpx.HTTPStatusError("", request=request, response=httpx.Response(status, headers=headers))
    >>> hook(error(503)), hook(error(404)), hook(error(503, {"Retry-After": "7"})), hook(KeyError())
    (True, False, 7.0, False)
    """
    if "sleep" in options:
        msg = "not accepted here: sleep; stamina has its own"
        raise InvalidRetryError(msg)
    call = Call.of(**options)
    settings = call.settings
    # The own backoff is stamina's, so ours is none, and what is left of the delay is the server's.
    settings = attrs.evolve(settings, policy=attrs.evolve(settings.policy, base=0))

    def hook(error: Exception) -> bool | float:
        outcome = outcome_of_call(error)
        if outcome is None:
            return False
        seen = call.seen(error, outcome)
        # What the function was given is not seen: nor where a file began, nor content that the error does not show.
        is_lost = call.body is None and (seen.body is Body.SEEKABLE or not seen.is_whole)
        body = Body.ONE_SHOT if is_lost else seen.body
        course = _Course(settings, seen, body)
        course.attempt = attrs.evolve(course.attempt, idempotent=call.idempotent)
        try:
            decision = course.decide(seen.what, outcome.headers)
        except BaseException:
            close_response(error)
            raise
        if not decision:
            return False
        close_response(error)  # or its connection would be held through the wait
        return decision.delay or True

    return hook


@final
class _Course(Course):
    """One attempt. Repeats are taken from the budget, and nothing is added: what succeeds is not seen here."""

    def __init__(self, settings: Settings, seen: Seen, body: Body) -> None:
        content = Given(body, may_be_read=body is Body.ONE_SHOT and not seen.is_whole)
        super().__init__(attrs.evolve(settings, budget=None), seen.method, seen.headers, content)
        self._settings = settings
