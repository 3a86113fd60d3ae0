"""
What a retry decision costs, beside urllib3's in one run of pyperf.

    python bench/bench_retry.py --fast

urllib3's full decision is what its pool does for a response: whether to retry, the next state, and the wait.
"""

from __future__ import annotations

import pyperf
from urllib3 import HTTPResponse
from urllib3.util.retry import Retry

from statuskit import HTTP, Attempt, retry_decision
from statuskit.messages import Headers
from statuskit.retry import Failure, parse_retry_after

FIELDS = Headers.of({"Date": "Fri, 31 Dec 1999 23:59:00 GMT", "Retry-After": "7"})
ATTEMPT = Attempt("PUT", 2)

PEER = Retry(3, status_forcelist=[503])
RESPONSE = HTTPResponse(status=503, headers={"Date": "Fri, 31 Dec 1999 23:59:00 GMT", "Retry-After": "7"})


def peer() -> None:
    """Ask urllib3 for the whole."""
    has_wait = "Retry-After" in RESPONSE.headers
    if PEER.is_retry("PUT", RESPONSE.status, has_wait):
        PEER.increment("PUT", "/", response=RESPONSE)
        PEER.get_retry_after(RESPONSE)


ROWS = {
    "retry_decision, plain no": lambda: retry_decision(HTTP.NOT_FOUND),
    "retry_decision, full with Retry-After": lambda: retry_decision(503, ATTEMPT, FIELDS),
    "retry_decision, 503 without fields": lambda: retry_decision(503, ATTEMPT),
    "retry_decision, a failure": lambda: retry_decision(Failure.RESET, ATTEMPT),
    "parse_retry_after('7')": lambda: parse_retry_after("7", now=None),
    "urllib3, full with Retry-After": peer,
}


def main() -> None:
    """Time every row."""
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    for name, ask in ROWS.items():
        runner.bench_func(name, ask)


if __name__ == "__main__":
    main()
