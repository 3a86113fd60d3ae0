"""
Circuit breakers: which outcomes tell against a server, for pybreaker, circuitbreaker, purgatory and aiobreaker.

None of them is imported: a breaker takes `exclude` or `is_failure` as it is.

    pybreaker.CircuitBreaker(exclude=[exclude])
    aiobreaker.CircuitBreaker(exclude=[exclude])
    purgatory.SyncCircuitBreakerFactory(exclude=[(Exception, exclude)])
    circuitbreaker.CircuitBreaker(expected_exception=is_failure)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit.adapters._outcomes import outcome_of
from statuskit.model import Health
from statuskit.retry import DEFAULT_POLICY, retry_decision

if TYPE_CHECKING:
    from statuskit.retry import RetryPolicy

__all__ = ["Health", "exclude", "health", "is_failure"]


def health(outcome: object, /, *, policy: RetryPolicy = DEFAULT_POLICY) -> Health:
    """
    Return what an outcome says of the server: SUCCESS, FAILURE, or NEUTRAL for what the client did.

    The outcome is a status, a Failure, a response of any library, or an exception of one. `policy` may have rules of
    its own, or the profile of a service. An exception that says nothing of an exchange is a FAILURE, as every breaker
    has it, since one that does not open on what it does not know would be none; but what ends a program or a task is
    NEUTRAL.

    Raises:
        InvalidMessageError: a TypeError: for what is no response.
        InvalidStatusError, UnknownStatusError: as `lookup()` does, for what is no number and for text.

    >>> from statuskit.adapters.breakers import health
    >>> health(503).value, health(404).value, health(200).value, health(TimeoutError()).value
    ('failure', 'neutral', 'success', 'failure')
    """
    if not isinstance(outcome, BaseException):
        return retry_decision(outcome, policy=policy).health
    found = outcome_of(outcome)
    if found is None:
        return Health.FAILURE if isinstance(outcome, Exception) else Health.NEUTRAL
    return retry_decision(found.what, headers=found.headers, policy=policy).health


def is_failure(
    error: BaseException | type[BaseException],
    value: BaseException | None = None,
    /,
    *,
    policy: RetryPolicy = DEFAULT_POLICY,
) -> bool:
    """
    Return whether an exception tells against the server: `health()` is FAILURE.

    circuitbreaker asks with the type and the exception, so both are accepted.

    >>> from statuskit.adapters.breakers import is_failure
    >>> is_failure(ConnectionResetError()), is_failure(ConnectionResetError, ConnectionResetError())
    (True, True)
    """
    return health(error if value is None else value, policy=policy) is Health.FAILURE


def exclude(
    error: BaseException | type[BaseException],
    value: BaseException | None = None,
    /,
    *,
    policy: RetryPolicy = DEFAULT_POLICY,
) -> bool:
    """
    Return whether a breaker is to leave an exception out of its count: whatever `is_failure()` is not.

    >>> import httpx
    >>> from statuskit.adapters.breakers import exclude
    >>> request = httpx.Request("GET", "http://example.org/")
    >>> exclude(httpx.HTTPStatusError("", request=request, response=httpx.Response(404)))
    True
    """
    return not is_failure(error, value, policy=policy)
