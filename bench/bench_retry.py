"""
What a retry decision costs, beside those of urllib3, httpx-retries and tenacity in one run of pyperf.

    python bench/bench_retry.py --fast

A peer's decision is what the peer asks itself when a response has come: whether to repeat, the state of the next
attempt, and the wait. Nobody sleeps. What each leaves out (fields, bodies, limits, reasons) costs it nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import httpx_retries
import pyperf
import tenacity
from urllib3 import HTTPResponse
from urllib3.util.retry import Retry

from statuskit import HTTP, Attempt, retry_decision
from statuskit.messages import Headers
from statuskit.retry import Failure, RetryBudget, parse_retry_after

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 946_684_740.0
MADE = "Fri, 31 Dec 1999 23:59:00 GMT"
DELTA = {"Date": MADE, "Retry-After": "7"}
DATE = {"Date": MADE, "Retry-After": "Fri, 31 Dec 1999 23:59:07 GMT"}

FIELDS, DATE_FIELDS = Headers.of(DELTA), Headers.of(DATE)
ATTEMPT = Attempt("PUT", 2)
# One that is not used up however long this runs, since a budget that is says no.
BUDGET = RetryBudget(min_per_second=1e12)

POOLED = Retry(3, status_forcelist=[503])
TRANSPORTED = httpx_retries.Retry(3, backoff_factor=0.5)
RETRYING = tenacity.Retrying(
    retry=tenacity.retry_if_result(lambda response: response.status == 503),  # noqa: PLR2004  the status
    wait=tenacity.wait_random_exponential(),
    stop=tenacity.stop_after_attempt(3),
)


def by_urllib3(status: int, fields: dict[str, str]) -> Callable[[], object]:
    """Ask what `HTTPConnectionPool.urlopen()` asks, up to the wait that `Retry.sleep()` reads from the fields."""
    response = HTTPResponse(status=status, headers=fields)

    def ask() -> object:
        if not POOLED.is_retry("PUT", response.status, bool(response.headers.get("Retry-After"))):
            return None
        return POOLED.increment("PUT", "/", response=response), POOLED.get_retry_after(response)

    return ask


def by_httpx_retries(status: int, fields: dict[str, str]) -> Callable[[], object]:
    """Ask what `RetryTransport` asks, up to the wait that `Retry.sleep()` works out."""
    response = httpx.Response(status, headers=fields)

    def ask() -> object:
        if (
            not TRANSPORTED.is_retryable_method("PUT")
            or TRANSPORTED.is_exhausted()
            or not TRANSPORTED.is_retryable_status_code(response.status_code)
        ):
            return None
        following = TRANSPORTED.increment()
        return following, following._calculate_sleep(response.headers)  # noqa: SLF001  sleep() would sleep

    return ask


def by_tenacity(status: int) -> Callable[[], object]:
    """Ask the three that `Retrying.iter()` asks about an attempt; it knows no fields."""
    state = tenacity.RetryCallState(RETRYING, None, (), {})
    state.set_result(HTTPResponse(status=status))

    def ask() -> object:
        return (RETRYING.wait(state), RETRYING.stop(state)) if RETRYING.retry(state) else None

    return ask


ROWS: dict[str, Callable[[], object]] = {
    "retry_decision, plain no": lambda: retry_decision(HTTP.NOT_FOUND),
    "retry_decision, full with Retry-After": lambda: retry_decision(503, ATTEMPT, FIELDS),
    "retry_decision, full with a date": lambda: retry_decision(503, ATTEMPT, DATE_FIELDS),
    "retry_decision, full with a budget": lambda: retry_decision(503, ATTEMPT, FIELDS, now=NOW, budget=BUDGET),
    "retry_decision, 503 without fields": lambda: retry_decision(503, ATTEMPT),
    "retry_decision, a failure": lambda: retry_decision(Failure.RESET, ATTEMPT),
    "parse_retry_after('7')": lambda: parse_retry_after("7", now=None),
    "urllib3, plain no": by_urllib3(404, {}),
    "urllib3, full with Retry-After": by_urllib3(503, DELTA),
    "urllib3, full with a date": by_urllib3(503, DATE),
    "httpx-retries, plain no": by_httpx_retries(404, {}),
    "httpx-retries, full with Retry-After": by_httpx_retries(503, DELTA),
    "httpx-retries, full with a date": by_httpx_retries(503, DATE),
    "tenacity, plain no": by_tenacity(404),
    "tenacity, predicate, wait and stop": by_tenacity(503),
}


def main() -> None:
    """Time every row."""
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    for name, ask in ROWS.items():
        runner.bench_func(name, ask)


if __name__ == "__main__":
    main()
