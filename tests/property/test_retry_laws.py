"""The laws of retry_decision(): what holds of any outcome, any request and any fields."""

from __future__ import annotations

import json
import math
import pickle
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from statuskit import HTTP, lookup
from statuskit.model import Applied, Condition
from statuskit.registry import METHODS
from statuskit.retry import Attempt, Body, Failure, Jitter, Reason, RetryBudget, RetryPolicy, retry_decision

NOW = 1_700_000_000.0

FIELDS = (
    "Retry-After",
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "RateLimit",
    "RateLimit-Reset",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "x-ratelimit-reset-requests",
    "Date",
    "x-should-retry",
    "grpc-retry-pushback-ms",
)
VALUES = st.one_of(
    st.sampled_from(
        (
            "0",
            "7",
            "120",
            "121",
            "9" * 400,
            "-5",
            "1.5",
            "1m0s",
            "nan",
            "inf",
            "1_0",
            "Fri, 31 Dec 2027 23:59:59 GMT",
            "false",
        )
    ),
    st.text(max_size=40),
)
outcomes = st.one_of(
    st.integers(-5, 1100),
    st.sampled_from(tuple(HTTP)),
    st.sampled_from(tuple(Failure)),
)
fields = st.lists(st.tuples(st.sampled_from(FIELDS), VALUES), max_size=4)
methods = st.one_of(st.sampled_from(sorted(METHODS)), st.sampled_from(("get", "BREW", "")))
attempts = st.builds(
    Attempt,
    methods,
    st.integers(1, 5),
    st.lists(
        st.sampled_from(
            (
                ("Idempotency-Key", "8e03978e"),
                ("If-Match", '"1"'),
                ("If-Match", 'W/"1"'),
                ("If-None-Match", "*"),
                ("Expect", "100-continue"),
                ("Early-Data", "1"),
            )
        ),
        max_size=3,
    ),
    st.sampled_from(Body),
    st.sampled_from((None, True, False)),
    st.sampled_from((None, 401, 408, 421, 425, 500, Failure.RESET)),
    st.sampled_from((None, NOW + 1, NOW + 1000)),
    st.sampled_from((None, True, False)),
)
policies = st.builds(
    RetryPolicy,
    max_attempts=st.integers(1, 6),
    base=st.floats(0, 100),
    factor=st.floats(1, 10),
    max_delay=st.floats(0, 1000),
    jitter=st.sampled_from(Jitter),
    retry_after_cap=st.floats(0, 1000),
    over_cap=st.sampled_from(("refuse", "clamp")),
    role=st.sampled_from(("user-agent", "proxy")),
    profile=st.sampled_from((None, "github", "twitter")),
    believe_server=st.booleans(),
)
chances = st.floats(0, 1, exclude_max=True)


def decided(outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float) -> Any:
    """Ask with everything stated."""
    return retry_decision(outcome, attempt, headers, policy=policy, now=NOW, rng=lambda: chance)


@given(outcomes, attempts, fields, policies, chances)
def test_every_question_has_an_answer(
    outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float
) -> None:
    """Whatever comes back, the decision is made, is the same when asked again, and can be shown and written."""
    decision = decided(outcome, attempt, headers, policy, chance)

    assert decided(outcome, attempt, headers, policy, chance) == decision
    assert bool(decision) is decision.retry
    assert decision.explain().startswith(str(decision))
    assert json.loads(json.dumps(decision.to_dict(), allow_nan=False))["reason"] == decision.reason.value
    assert decision == pickle.loads(pickle.dumps(decision))  # noqa: S301  our own
    assert decision.citations


@given(outcomes, attempts, fields, policies, chances)
def test_a_delay_is_what_the_policy_allows(
    outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float
) -> None:
    """A yes waits no longer than the cap or the longest backoff, nor past the deadline; a no does not wait."""
    decision = decided(outcome, attempt, headers, policy, chance)
    if not decision.retry:
        assert decision.delay is decision.not_before is None
        return

    assert math.isfinite(decision.delay)
    assert 0 <= decision.delay <= max(policy.retry_after_cap, policy.max_delay)
    assert decision.not_before == NOW + decision.delay
    assert attempt.deadline is None or decision.not_before < attempt.deadline


@given(outcomes, attempts, fields, policies, chances)
def test_nothing_is_done_twice_that_must_not_be(
    outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float
) -> None:
    """A yes to what may have been applied has an idempotent method, the caller's word, a key or a precondition."""
    decision = decided(outcome, attempt, headers, policy, chance)
    if decision.retry and decision.reason is not Reason.NOT_APPLIED:
        sent = attempt.headers
        safe = attempt.method in METHODS and METHODS[attempt.method].is_idempotent
        known = attempt.idempotent or "Idempotency-Key" in sent or "If-Match" in sent or "If-None-Match" in sent

        assert attempt.idempotent is not False
        assert safe or known
    if decision.retry and policy.role == "proxy":
        assert METHODS[attempt.method].is_idempotent


# What leads to a wait more often than not: a first answer that is repeated, to a request that may be.
WAITS = st.sampled_from(("0", "7", "120", "121", "999.5", "9" * 400, "Fri, 31 Dec 2027 23:59:59 GMT", "1m0s"))
eager = st.builds(
    Attempt, st.sampled_from(("GET", "PUT", "QUERY")), st.integers(1, 5), last_delay=st.none() | st.floats(0, 100)
)
patient = st.builds(
    RetryPolicy,
    max_attempts=st.just(9),
    base=st.floats(0, 100),
    max_delay=st.floats(0, 1000),
    jitter=st.sampled_from(Jitter),
    retry_after_cap=st.sampled_from((0, 100, 120, 1000)),
    over_cap=st.sampled_from(("refuse", "clamp")),
)
waiting = st.lists(
    st.tuples(st.sampled_from(("Retry-After", "X-Ms-Retry-After-Ms", "RateLimit-Reset")), WAITS), min_size=1, max_size=3
)


@given(st.sampled_from((429, 500, 502, 503, 504, 413, 520)), eager, waiting, patient, chances)
def test_jitter_never_undercuts_the_server(
    outcome: int, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float
) -> None:
    """The wait is at least what the server asked for, cut to the cap by who says so, and nobody waits longer."""
    decision = decided(outcome, attempt, headers, policy, chance)
    if decision.retry:
        asked = decision.retry_after or 0
        if policy.over_cap == "clamp":
            asked = min(asked, policy.retry_after_cap)

        assert asked <= decision.delay <= max(policy.max_delay, policy.retry_after_cap)


def test_the_law_of_waits_is_no_idle_one() -> None:
    """Most of what it is tried on is a yes, and a good part of that has a wait that the server asked for."""
    seen: list[tuple[bool, bool]] = []

    @settings(max_examples=200, derandomize=True, database=None)
    @given(st.sampled_from((429, 503)), eager, waiting, patient)
    def look(outcome: int, attempt: Attempt, headers: Any, policy: RetryPolicy) -> None:
        decision = decided(outcome, attempt, headers, policy, 0.5)
        seen.append((decision.retry, bool(decision.retry and decision.retry_after)))

    look()
    assert sum(yes for yes, _ in seen) >= 60
    assert sum(asked for _, asked in seen) >= 30


@given(outcomes, attempts, fields, policies, chances)
def test_no_attempt_is_more_willing_than_the_one_before(
    outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy, chance: float
) -> None:
    """The more attempts there were, the fewer there will be: a no to one is a no to the next like it."""
    now, later = (
        decided(outcome, attrs.evolve(attempt, number=number), headers, policy, chance)
        for number in (attempt.number, attempt.number + 1)
    )
    # A wait of one's own grows, and only a deadline makes that a no.
    assert now.retry or not later.retry or now.reason is Reason.DEADLINE


@given(outcomes, attempts, fields, policies)
def test_the_story_names_the_clause(outcome: Any, attempt: Attempt, headers: Any, policy: RetryPolicy) -> None:
    """Every source of a decision is in its story, with where to read it."""
    decision = decided(outcome, attempt, headers, policy, 0.5)
    story = decision.explain()
    sources = story.partition("Sources:")[2]

    assert decision.citations
    for citation in decision.citations:
        assert str(citation) in sources
        assert citation.url in sources
    assert str(decision.citations[0]) in story.splitlines()[0]


@given(
    st.lists(st.sampled_from((Failure.REFUSED_STREAM, Failure.REQUEST_REJECTED)), min_size=12, max_size=12), policies
)
def test_what_is_not_counted_comes_to_an_end(outcomes: list[Failure], policy: RetryPolicy) -> None:
    """However failures that do not count follow one another, there are at most two sent for each attempt."""
    attempt, sent = Attempt("GET"), 0
    for outcome in outcomes:
        decision = decided(outcome, attempt, (), attrs.evolve(policy, max_attempts=3), 0.5)
        if not decision:
            break
        sent += 1
        number = attempt.number + (Condition.UNCOUNTED not in decision.conditions)
        attempt = attrs.evolve(attempt, number=number, previous=outcome)
    assert sent <= 6


@given(outcomes, attempts, fields)
def test_a_one_shot_body_is_never_sent_twice(outcome: Any, attempt: Attempt, headers: Any) -> None:
    """Unless the connection was never made."""
    if attempt.body is Body.ONE_SHOT and retry_decision(outcome, attempt, headers, now=NOW):
        assert outcome in {Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.DNS}


@given(st.integers(100, 999), methods, st.sampled_from((None, True, False)))
def test_the_status_says_the_same(code: int, method: str, idempotent: bool | None) -> None:  # noqa: FBT001  a case
    """is_retryable() is this decision for a first request, with no fields and the default policy."""
    status = lookup(code)
    decision = retry_decision(code, Attempt(method, idempotent=idempotent))

    assert status.is_retryable(method, idempotent=idempotent) is decision.retry
    assert status.health is decision.health
    assert status.repeat_after in {decision.repeat_after, HTTP.EXPECTATION_FAILED.repeat_after}


@given(outcomes, attempts, fields)
def test_more_attempts_are_never_more_willing(outcome: Any, attempt: Attempt, headers: Any) -> None:
    """What is refused with more attempts left is refused with fewer."""
    few = retry_decision(outcome, attempt, headers, policy=RetryPolicy(max_attempts=1), now=NOW)
    many = retry_decision(outcome, attempt, headers, policy=RetryPolicy(max_attempts=9), now=NOW)

    assert many.retry or not few.retry


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 100)), max_size=60))
def test_a_budget_is_never_overdrawn(steps: list[tuple[bool, float]]) -> None:
    """Repeats within a window are at most the share of the requests within it and the floor, whatever the order."""
    budget = RetryBudget(ratio=0.5, min_per_second=0.1, window=10)
    time, asked, granted = 0.0, [], []
    for is_repeat, step in steps:
        time += step / 10
        if not is_repeat:
            budget.deposit(time)
            asked.append(time)
        elif budget.withdraw(time):
            granted.append(time)

            assert len([one for one in granted if one > time - 9.8]) <= 0.5 * len(asked) + 1
        assert budget.balance(time) <= 0.5 * len(asked) + 1


def test_applied_tells_the_reason() -> None:
    """A yes for any method is given where nothing was applied."""
    for status in HTTP:
        decision = retry_decision(status, Attempt("POST"))

        assert not decision.retry or status.applied is Applied.NO
        assert Condition.MAYBE_APPLIED not in decision.conditions
