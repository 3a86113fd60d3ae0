"""
Look for header fields that a retry decision does not survive: an atheris target.

    pip install --editable . atheris
    python fuzz/fuzz_retry.py -max_total_time=600

Half of what is fed are field values, the rest picks which field has one, the status, the method and the policy. What is
checked is what is promised: no exception, no wait that the policy does not allow, the same answer to the same question.
Without atheris `check()` is a plain function of octets, which `tests/test_fuzz.py` calls.
"""

from __future__ import annotations

import sys
from typing import Final

from statuskit import Attempt, RetryPolicy, retry_decision
from statuskit.fields import parse_retry_after, requested_wait
from statuskit.retry import Body, Jitter

FIELDS: Final = (
    "Retry-After",
    "Date",
    "Retry-After-Ms",
    "X-Ms-Retry-After-Ms",
    "X-Amz-Retry-After",
    "RateLimit",
    "RateLimit-Reset",
    "RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Rate-Limit-Remaining",
    "X-RateLimit-Reset-Requests",
    "X-RateLimit-Reset-Tokens",
    "X-Should-Retry",
    "Grpc-Retry-Pushback-Ms",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
)
METHODS: Final = ("GET", "POST", "PUT", "QUERY", "\u212a")
POLICIES: Final = (
    RetryPolicy(),
    RetryPolicy(over_cap="clamp", jitter=Jitter.NONE),
    RetryPolicy(max_attempts=9, retry_after_cap=1e9, max_delay=1e9, believe_server=True),
    RetryPolicy(profile="github", role="proxy"),
)
NOW: Final = 1_795_219_200.0


def check(data: bytes) -> None:
    """Ask for a decision on what these octets make, and hold it against what is promised."""
    picks, values = data[: len(data) // 2], data[len(data) // 2 :].decode("latin-1").split("\n")
    pick = [*picks, 0, 0, 0, 0]
    fields = [(FIELDS[octet % len(FIELDS)], value) for octet, value in zip(pick[4:], values, strict=False)]
    policy = POLICIES[pick[0] % len(POLICIES)]
    attempt = Attempt(METHODS[pick[1] % len(METHODS)], 1 + pick[2] % 4, headers=fields, body=Body.SEEKABLE)
    status = pick[3] * 4

    decision = retry_decision(status, attempt, fields, policy=policy, now=NOW)

    most = max(policy.max_delay, policy.retry_after_cap)
    if (decision.delay is None) == decision.retry or not 0 <= (decision.delay or 0) <= most:
        msg = f"a wait that is not allowed: {decision!r}"
        raise AssertionError(msg)
    if decision != retry_decision(status, attempt, fields, policy=policy, now=NOW):
        msg = f"another answer to the same question: {decision!r}"
        raise AssertionError(msg)
    for wait in (requested_wait(fields, now=NOW), *(parse_retry_after(value, now=NOW) for value in values)):
        if wait.seconds is not None and not wait.seconds >= 0:
            msg = f"a wait of less than nothing: {wait!r}"
            raise AssertionError(msg)


def main() -> None:
    """Fuzz until something is found, or for as long as the options say."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
