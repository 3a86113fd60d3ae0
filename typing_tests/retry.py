"""What type checkers see of retry; checked, never run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from http import HTTPStatus
from random import random
from typing import Literal

import attrs
from typing_extensions import assert_type

from statuskit import HTTP, Attempt, RetryPolicy, retry_decision
from statuskit.messages import Headers, Response
from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, RetryRule
from statuskit.retry import (
    DEFAULT_POLICY,
    POLICIES,
    PROFILES,
    Body,
    Failure,
    Jitter,
    Reason,
    RetryAfter,
    RetryBudget,
    RetryDecision,
    RetryProfile,
    Sign,
    parse_retry_after,
)

# --- what came back ---------------------------------------------------------------------------------------------------

decision = retry_decision(503)
assert_type(decision, RetryDecision)
assert_type(retry_decision(HTTP.SERVICE_UNAVAILABLE), RetryDecision)
assert_type(retry_decision(HTTPStatus.SERVICE_UNAVAILABLE), RetryDecision)
assert_type(retry_decision(Failure.RESET), RetryDecision)
assert_type(retry_decision(Response(503)), RetryDecision)
assert_type(retry_decision(503, Attempt("POST"), {"Retry-After": "7"}), RetryDecision)
assert_type(retry_decision(503, headers=[("Retry-After", "7")]), RetryDecision)
assert_type(retry_decision(503, headers=None), RetryDecision)
assert_type(retry_decision(503, now=0, rng=random, budget=RetryBudget()), RetryDecision)
assert_type(retry_decision(503, now=datetime.now(timezone.utc)), RetryDecision)
assert_type(retry_decision(503, policy=POLICIES["webhook"]), RetryDecision)

# --- the decision -----------------------------------------------------------------------------------------------------

assert_type(decision.retry, bool)
assert_type(bool(decision), bool)
assert_type(decision.delay, float | None)
assert_type(decision.reason, Reason)
assert_type(decision.text, str)
assert_type(decision.citations, tuple[Citation, ...])
assert_type(decision.conditions, Condition)
assert_type(decision.repeat_after, Change | None)
assert_type(decision.not_before, float | None)
assert_type(decision.retry_after, float | None)
assert_type(decision.contested, tuple[Citation, ...])
assert_type(decision.contested[0].claim, str)
assert_type(decision.health, Health)
assert_type(decision.explain(), str)
assert_type(str(decision), str)
text: str = decision.reason  # it is a text as well
json_of_it: dict[str, object] = {**decision.to_dict()}

decision.retry = True  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
RetryDecision(True, None)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# --- the request ------------------------------------------------------------------------------------------------------

attempt = Attempt("PUT", 2, {"If-Match": '"v1"'}, Body.SEEKABLE, previous=HTTP.BAD_GATEWAY, deadline=1.5)
assert_type(attempt.method, str)
assert_type(attempt.number, int)
assert_type(attempt.headers, Headers)
assert_type(attempt.body, Body)
assert_type(attempt.idempotent, bool | None)
assert_type(attempt.previous, int | Failure | None)
assert_type(attempt.deadline, float | None)
assert_type(attempt.early_data, bool | None)
assert_type(attempt.last_delay, float | None)
assert_type(Attempt(previous=Failure.RESET), Attempt)
assert_type(Attempt(deadline=datetime.now(timezone.utc)), Attempt)
assert_type(attrs.evolve(attempt, number=3), Attempt)

# --- the policy -------------------------------------------------------------------------------------------------------

assert_type(DEFAULT_POLICY, RetryPolicy)
assert_type(POLICIES, Mapping[str, RetryPolicy])
assert_type(POLICIES["standard"].backoff(1, chance=0.5), float)
assert_type(DEFAULT_POLICY.max_attempts, int)
assert_type(DEFAULT_POLICY.base, float)
assert_type(DEFAULT_POLICY.jitter, Jitter)
assert_type(DEFAULT_POLICY.over_cap, Literal["refuse", "clamp"])
assert_type(DEFAULT_POLICY.role, Literal["user-agent", "proxy"])
assert_type(DEFAULT_POLICY.rules, Mapping[int | Failure, RetryRule])
assert_type(DEFAULT_POLICY.methods, frozenset[str] | None)
assert_type(DEFAULT_POLICY.profile, RetryProfile | None)
assert_type(RetryPolicy(profile="github"), RetryPolicy)
assert_type(RetryPolicy(profile=PROFILES["github"]), RetryPolicy)
assert_type(RetryPolicy(methods=["GET", "QUERY"]), RetryPolicy)
assert_type(RetryPolicy(over_cap="clamp", role="proxy", base=1), RetryPolicy)

rule = RetryRule(repeat=Repeat.ALWAYS, applied=Applied.NO, health=Health.NEUTRAL, citation=Citation.rfc(9110, "15"))
assert_type(RetryPolicy(rules={500: rule}), RetryPolicy)
assert_type(RetryPolicy(rules={Failure.RESET: rule}), RetryPolicy)
assert_type(RetryPolicy(rules={HTTP.CONFLICT: rule, Failure.RESET: rule}), RetryPolicy)
assert_type(
    RetryProfile(name="ours", codes={403: (429, (Sign("X-Busy", "1"),))}, citation=Citation("Ours", "", "")),
    RetryProfile,
)

# --- the fields and the budget ----------------------------------------------------------------------------------------

wait = parse_retry_after("120", now=0)
assert_type(wait, RetryAfter)
assert_type(wait.seconds, float | None)
budget = RetryBudget(ratio=0.1, min_per_second=1, window=5)
assert_type(budget.withdraw(1.5), bool)
assert_type(budget.balance(1.5), float)
budget.deposit(datetime.now(timezone.utc))
