"""retry/: the policy, the budget and the attempt; the decisions are a table apart, and their record is one, too."""

from __future__ import annotations

import copy
import pickle
import threading
from datetime import datetime, timezone
from typing import Any

import pytest

from statuskit import HTTP, InvalidArgumentError, InvalidMessageError, InvalidRetryError, StatusKitError
from statuskit.fields import requested_wait
from statuskit.messages import Response
from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, RetryRule
from statuskit.retry import (
    DEFAULT_POLICY,
    PROFILES,
    Attempt,
    Failure,
    Jitter,
    Reason,
    RetryBudget,
    RetryPolicy,
    RetryProfile,
    Sign,
    retry_decision,
)

NOW = 1_700_000_000.0


# --- the attempt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, -1, 1.0, True, "1", None], ids=repr)
def test_an_attempt_has_a_number(number: Any) -> None:
    """A whole number from 1 up, or a documented error."""
    with pytest.raises(InvalidRetryError, match="not accepted as number of an attempt"):
        Attempt(number=number)


@pytest.mark.parametrize(
    "given",
    [
        {"method": ["GET"]},
        {"body": "one-shot"},
        {"idempotent": 0},
        {"early_data": "no"},
        {"previous": "408"},
        {"previous": 408.0},
        {"last_delay": "x"},
        {"last_delay": float("nan")},
        {"last_delay": -1},
    ],
    ids=str,
)
def test_an_attempt_is_checked(given: Any) -> None:
    """A wrong type never turns a no into a yes: it is refused."""
    with pytest.raises(InvalidRetryError, match=r"of an attempt: .*; accepted:"):
        Attempt(**given)


SAFE_OR_NOT: tuple[tuple[dict[str, Any], bool], ...] = (
    ({"If-Match": '"a"'}, True),
    ({"If-Match": 'W/"a",\t"b"'}, True),
    ({"If-Match": 'W/"a"'}, False),
    ({"If-Match": '"'}, False),
    ({"If-Match": '"a" garbage'}, False),
    ({"If-Match": 'W/"a,"'}, False),
    ({"If-Match": "*"}, False),
    ({"If-None-Match": " * "}, True),
    ({"Idempotency-Key": "k"}, True),
    ({"Idempotency-Key": '"k"'}, True),
    ({"Idempotency-Key": ["k", "k"]}, True),
    ({"Idempotency-Key": '""'}, False),
    ({"Idempotency-Key": ","}, False),
    ({"Idempotency-Key": "\0"}, False),
    ({"Idempotency-Key": ["a", "b"]}, False),
)


@pytest.mark.parametrize(("fields", "safe"), SAFE_OR_NOT, ids=str)
def test_what_keeps_a_post_from_being_done_twice(fields: Any, safe: bool) -> None:  # noqa: FBT001  a row
    """One key that is one, or a precondition that can hold once only; nothing malformed."""
    assert safe is retry_decision(503, Attempt("POST", headers=fields)).retry


@pytest.mark.parametrize(
    "lines",
    [
        [("x-should-retry", "false")] * 2,
        [("x-should-retry", "true"), ("x-should-retry", "false")],
        [("grpc-retry-pushback-ms", "5"), ("grpc-retry-pushback-ms", "-1")],
    ],
    ids=str,
)
def test_a_servers_no_counts_in_any_line(lines: Any) -> None:
    """A no that comes twice, or beside a yes, is a no."""
    assert Reason.SERVER_SAID_NO is retry_decision(503, headers=lines).reason


def test_an_attempt_takes_times_and_fields() -> None:
    """A deadline is seconds or an aware datetime; header fields come in any form."""
    moment = datetime(2026, 1, 1, tzinfo=timezone.utc)

    assert moment.timestamp() == Attempt(deadline=moment).deadline
    assert 1.5 == Attempt(deadline=1.5).deadline
    assert "k" == Attempt(headers=[("idempotency-KEY", "k")]).headers["Idempotency-Key"]
    with pytest.raises(ValueError, match=r"not a time"):
        Attempt(deadline=datetime(2026, 1, 1))  # noqa: DTZ001  naive on purpose
    with pytest.raises(ValueError, match="not a time"):
        Attempt(deadline=float("nan"))
    with pytest.raises(InvalidMessageError):
        Attempt(headers=404)  # type: ignore[arg-type]


# --- the policy -------------------------------------------------------------------------------------------------------


def test_the_default_policy() -> None:
    """Three attempts, half a second and twice as long each time up to thirty, full jitter, two minutes for a server."""
    assert RetryPolicy() == DEFAULT_POLICY
    assert (3, 0.5, 2.0, 30.0, Jitter.FULL, 120.0, "refuse") == (
        DEFAULT_POLICY.max_attempts,
        DEFAULT_POLICY.base,
        DEFAULT_POLICY.factor,
        DEFAULT_POLICY.max_delay,
        DEFAULT_POLICY.jitter,
        DEFAULT_POLICY.retry_after_cap,
        DEFAULT_POLICY.over_cap,
    )


@pytest.mark.parametrize(
    "given",
    [
        {"max_attempts": 0},
        {"max_attempts": 2.0},
        {"base": -1},
        {"base": float("nan")},
        {"factor": 0.5},
        {"max_delay": "30"},
        {"retry_after_cap": True},
        {"over_cap": "ignore"},
        {"role": "gateway"},
        {"profile": "gitlab"},
        {"profile": []},
        {"base": 10**400},
        {"retry_after_cap": float("inf")},
        {"jitter": "none"},
        {"believe_server": "no"},
        {"rules": 5},
        {"rules": {503: "x"}},
        {"methods": "POST"},
        {"methods": [5]},
    ],
    ids=str,
)
def test_a_policy_is_checked(given: Any) -> None:
    """What no policy can be is refused when it is made, by one error that says what is accepted."""
    with pytest.raises(InvalidRetryError, match="accepted:") as caught:
        RetryPolicy(**given)

    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, StatusKitError)


@pytest.mark.parametrize(
    ("jitter", "chance", "expected"),
    [
        (Jitter.FULL, 0.0, 0.0),
        (Jitter.FULL, 0.5, 1.0),
        (Jitter.EQUAL, 0.0, 1.0),
        (Jitter.EQUAL, 0.5, 1.5),
        (Jitter.NONE, 0.5, 2.0),
        (Jitter.FULL, None, 2.0),
    ],
    ids=str,
)
def test_jitter(jitter: Jitter, chance: float | None, expected: float) -> None:
    """Of two seconds: all of it by chance, half of it, or none; and none without chance."""
    assert expected == RetryPolicy(jitter=jitter).backoff(3, chance=chance)


def test_decorrelated_jitter() -> None:
    """Between the base and three times the last delay, or three times the base; never above the longest."""
    policy = RetryPolicy(jitter=Jitter.DECORRELATED, base=1)

    assert 1.0 == policy.backoff(3, last_delay=4, chance=0.0)
    assert 6.5 == policy.backoff(3, last_delay=4, chance=0.5)
    assert 2.0 == policy.backoff(1, chance=0.5)
    assert 30.0 == policy.backoff(3, last_delay=1000, chance=0.5)


def test_backoff_grows_to_its_longest() -> None:
    """It doubles from half a second, and stays at its longest however many attempts there were, or may be."""
    many = RetryPolicy(max_attempts=40, max_delay=10**6)

    assert [0.5 * 2 ** (number - 1) for number in range(1, 20)] == [many.backoff(number) for number in range(1, 20)]
    assert [0.5, 1.0, 2.0, 4.0] == [DEFAULT_POLICY.backoff(number) for number in (1, 2, 3, 4)]
    assert 30.0 == DEFAULT_POLICY.backoff(10**6)


# --- the budget -------------------------------------------------------------------------------------------------------


def test_a_budget_is_a_share_of_what_was_sent() -> None:
    """Two repeats for ten requests at a fifth, and none for requests that are forgotten."""
    budget = RetryBudget(ratio=0.2, min_per_second=0, window=10)
    for _ in range(10):
        budget.deposit(100.0)

    assert 2.0 == budget.balance(100.0)
    assert [True, True, False] == [budget.withdraw(101.0) for _ in range(3)]
    assert not budget.withdraw(109.8)
    assert 0.0 == budget.balance(110.2) == budget.balance(200.0)


def test_a_budget_has_a_floor() -> None:
    """A client that sends nothing may repeat so often a second, over the window."""
    budget = RetryBudget(ratio=0, min_per_second=0.2, window=10)

    assert [True, True, False] == [budget.withdraw(0.0) for _ in range(3)]
    assert budget.withdraw(20.0)
    assert not RetryBudget(0, 0).withdraw(0.0)


def test_a_clock_that_goes_back_stands_still() -> None:
    """A request from the past counts as the latest; from further back than the window, as the first."""
    budget = RetryBudget(ratio=1, min_per_second=0, window=10)
    budget.deposit(100.0)
    budget.deposit(95.0)

    assert 2.0 == budget.balance(100.0) == budget.balance(105.0)
    assert 0.0 == budget.balance(111.0)
    budget.deposit(200.0)
    assert 0.0 == budget.balance(50.0)
    budget.deposit(50.0)
    assert 1.0 == budget.balance(50.0)


@pytest.mark.parametrize(
    "given",
    [
        {"ratio": -0.1},
        {"min_per_second": float("nan")},
        {"window": 0},
        {"window": 1e-9},
        {"ratio": 10**400},
        {"ratio": "x"},
    ],
)
def test_a_budget_is_checked(given: Any) -> None:
    """Nothing below zero, nothing endless, and a window."""
    with pytest.raises(InvalidRetryError, match="of a budget"):
        RetryBudget(**given)


def test_a_budget_takes_times() -> None:
    """Seconds or an aware datetime, and nothing without end; shares are counted without the errors of floats."""
    budget = RetryBudget(ratio=0.29, min_per_second=0)
    for _ in range(100):
        budget.deposit(datetime(2026, 1, 1, tzinfo=timezone.utc))

    assert 29.0 == budget.balance(datetime(2026, 1, 1, tzinfo=timezone.utc))
    with pytest.raises(InvalidArgumentError, match="not a time"):
        budget.deposit(10**400)
    with pytest.raises(ValueError, match="not a time"):
        budget.withdraw(float("nan"))


def test_a_budget_is_for_threads() -> None:
    """However many threads draw on it, no more is given than there is."""
    budget = RetryBudget(ratio=0, min_per_second=10, window=10)
    granted: list[bool] = []
    threads = [
        threading.Thread(target=lambda: granted.extend(budget.withdraw(1.0) for _ in range(50))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 100 == sum(granted)
    assert "RetryBudget(ratio=0, min_per_second=10, window=10)" == repr(budget)


def test_the_budget_is_asked_last_and_once() -> None:
    """A no costs nothing, a yes one repeat; what is not counted is outside of it, and an empty one says no."""
    budget = RetryBudget(ratio=0, min_per_second=0.2, window=10)
    for outcome in (404, 503, Failure.REFUSED_STREAM):
        retry_decision(outcome, Attempt("POST"), now=NOW, budget=budget)
    retry_decision(503, Attempt(number=3), now=NOW, budget=budget)
    retry_decision(503, Attempt(deadline=NOW + 0.1), now=NOW, budget=budget)

    assert 2.0 == budget.balance(NOW)
    assert retry_decision(503, now=NOW, budget=budget)
    assert retry_decision(503, now=NOW, budget=budget)
    assert Reason.BUDGET is retry_decision(503, now=NOW, budget=budget).reason


@pytest.mark.parametrize(
    "given", [{"attempt": Attempt(deadline=1.0)}, {"budget": RetryBudget()}], ids=["deadline", "budget"]
)
def test_time_is_needed_where_it_counts(given: Any) -> None:
    """A deadline or a budget without a clock is the caller's mistake."""
    with pytest.raises(InvalidRetryError, match="need the time"):
        retry_decision(503, **given)


def test_a_budget_is_shared_by_copies_and_not_by_processes() -> None:
    """Copies of what holds a budget draw on the same one; pickled, it starts anew with the same limits."""
    budget = RetryBudget(ratio=0.5, min_per_second=0.1, window=20)
    assert budget.withdraw(0.0)
    assert (budget, budget) == (copy.copy(budget), copy.deepcopy([budget])[0])

    elsewhere = pickle.loads(pickle.dumps(budget))  # noqa: S301  our own
    assert (repr(budget), 1, 2) == (repr(elsewhere), budget.balance(0.0), elsewhere.balance(0.0))


# --- what may come back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [-1, 0, 99, 1000, 10**30], ids=str)
def test_a_number_that_is_no_status_is_a_no(number: int) -> None:
    """Never an exception: some logs and libraries have such numbers."""
    decision = retry_decision(number)

    assert (False, Reason.NO_STATUS) == (decision.retry, decision.reason)


def test_a_response_brings_its_fields() -> None:
    """Any response that view() knows will do, and its Retry-After counts."""
    response = Response(429, headers={"Retry-After": "7"})

    assert 7.0 == retry_decision(response, now=NOW).delay
    assert 7.0 == retry_decision(429, headers={"retry-after": "7"}).delay
    assert NOW + 7.0 == retry_decision(response, now=NOW).not_before
    assert retry_decision("503 Service Unavailable").retry
    with pytest.raises(InvalidMessageError):
        retry_decision(object())


def test_own_rules_come_first() -> None:
    """A policy's rule for a status is over the library's."""
    citation = Citation("Our handbook", "", "https://example.com/")
    ours = RetryRule(repeat=Repeat.ALWAYS, applied=Applied.NO, health=Health.NEUTRAL, citation=citation)
    policy = RetryPolicy(rules={404: ours})
    decision = retry_decision(404, Attempt("POST"), policy=policy)

    assert decision.retry
    assert (citation,) == decision.citations
    assert not retry_decision(400, policy=policy).retry
    assert not policy.is_plain
    with pytest.raises(TypeError):
        policy.rules[404] = ours  # type: ignore[index]


def test_own_methods_come_first() -> None:
    """A policy may know a method to be idempotent, or hold another one not to be."""
    policy = RetryPolicy(methods={"BREW"})

    assert retry_decision(503, Attempt("BREW"), policy=policy)
    assert not retry_decision(503, Attempt("GET"), policy=policy)


def test_a_service_has_its_own_codes() -> None:
    """GitHub's 403 is a rate limit where its fields say so; the source is among the citations."""
    limited = retry_decision(403, Attempt("POST"), {"X-RateLimit-Remaining": "0"}, policy=RetryPolicy(profile="github"))
    ours = RetryProfile(
        name="ours", codes={418: (503, (Sign("X-Busy"),))}, citation=Citation("Ours", "", "https://example.com/")
    )

    assert limited.retry
    assert PROFILES["github"].citation in limited.citations
    assert not retry_decision(403, policy=RetryPolicy(profile="github"))
    assert not retry_decision(403, headers={"X-RateLimit-Remaining": "1"}, policy=RetryPolicy(profile="github"))
    assert retry_decision(418, headers={"X-Busy": "x"}, policy=RetryPolicy(profile=ours))
    assert not retry_decision(418, policy=RetryPolicy(profile=ours))


@pytest.mark.parametrize(
    "codes", [5, {403: 429}, {403: (1000, ())}, {403: (429, ("X-Busy",))}, {"x": (429, ())}], ids=str
)
def test_a_profile_is_checked(codes: Any) -> None:
    """What maps no number to another one and its signs is refused when it is made."""
    with pytest.raises(InvalidRetryError, match="not accepted as codes"):
        RetryProfile(name="ours", codes=codes, citation=Citation("Ours", "", "https://example.com/"))


def test_policies_travel() -> None:
    """A policy can be pickled, with its rules and its profile."""
    ours = RetryPolicy(rules={Failure.RESET: HTTP.NOT_FOUND.retry_rule}, profile="github")

    assert ours == pickle.loads(pickle.dumps(ours))  # noqa: S301  our own
    assert DEFAULT_POLICY == pickle.loads(pickle.dumps(DEFAULT_POLICY))  # noqa: S301  our own
    assert not retry_decision(Failure.RESET, policy=ours)


@pytest.mark.parametrize("chance", [5.0, -1.0, float("nan"), float("inf")], ids=str)
def test_chance_stays_within_bounds(chance: float) -> None:
    """Whatever the source of chance gives, the delay is one that the policy allows."""
    for jitter in Jitter:
        decision = retry_decision(503, Attempt(number=2), policy=RetryPolicy(jitter=jitter), rng=lambda: chance)

        assert 0 <= decision.delay <= 1.5


def test_times_keep_their_fractions() -> None:
    """A datetime and its seconds lead to the same, and no wait passes a deadline by a fraction."""
    moment = datetime(2026, 1, 1, 0, 0, 0, 900_000, tzinfo=timezone.utc)
    seconds = moment.timestamp()
    fields = {"Retry-After": "7"}

    assert seconds + 7 == retry_decision(503, headers=fields, now=moment).not_before
    assert not retry_decision(503, Attempt(deadline=seconds + 0.1), now=moment)
    with pytest.raises(InvalidArgumentError, match="not a time"):
        retry_decision(503, now=10**400)


def test_what_may_have_been_done_before_is_marked() -> None:
    """A repeat that finds the work done says so, in a no and in a yes; an attempt that was refused did nothing."""
    maybe = Condition.MAYBE_APPLIED
    keyed = Attempt("POST", 2, {"Idempotency-Key": "k"}, previous=503)

    assert maybe in retry_decision(404, Attempt("DELETE", 2, previous=503)).conditions
    assert maybe in retry_decision(404, Attempt("DELETE", 3, previous=429)).conditions
    assert maybe not in retry_decision(404, Attempt("DELETE", 2, previous=429)).conditions
    assert maybe not in retry_decision(404, Attempt("DELETE")).conditions
    assert maybe in retry_decision(409, keyed).conditions
    assert maybe in retry_decision(412, Attempt("PUT", 2, {"If-None-Match": '"a"'})).conditions
    assert maybe in retry_decision(405, Attempt("MKCOL", 2)).conditions
    assert retry_decision(409, keyed).repeat_after is None


def test_what_a_server_asked_for_is_told_as_it_was() -> None:
    """A wait that is cut to the cap is told in full; only GET resumes with a range."""
    decision = retry_decision(503, headers={"Retry-After": "3600"}, policy=RetryPolicy(over_cap="clamp"))

    assert (120.0, 3600.0) == (decision.delay, decision.retry_after)
    assert Change.RESUME_WITH_RANGE is retry_decision(Failure.TRUNCATED).repeat_after
    assert retry_decision(Failure.TRUNCATED, Attempt("POST")).repeat_after is None
    assert Reason.PROXY is retry_decision(429, Attempt("POST"), policy=RetryPolicy(role="proxy")).reason
    assert Reason.CANCELLED is retry_decision(Failure.CANCELLED).reason


def test_a_servers_yes_is_believed_on_request_only() -> None:
    """x-should-retry: true makes a refusal worth repeating, for those who want to believe it."""
    told = {"x-should-retry": "true"}

    assert not retry_decision(400, Attempt("POST"), told)
    believing = RetryPolicy(believe_server=True)
    assert retry_decision(400, Attempt("POST"), told, policy=believing)
    assert Reason.ASKED_FOR is retry_decision(500, Attempt("POST"), told, policy=believing).reason
    assert not retry_decision(200, Attempt("POST"), told, policy=believing)
    assert not retry_decision(500, Attempt("POST", idempotent=False), told, policy=believing)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("007", 7.0), ("1.5", 1.5), (" 7 ", 7.0), ("7, 7", 7.0), ("\u0667", None), ("-7", None), ("", None)],
    ids=ascii,
)
def test_what_is_asked_for_is_read_as_anywhere(value: str, seconds: float | None) -> None:
    """Digits are read on a way of their own, and anything else by `requested_wait()`: both say what it says."""
    fields = {"Retry-After": value}
    answers = (retry_decision(503, headers=fields).retry_after, requested_wait(fields, now=None).seconds)

    assert (seconds, seconds) == answers
