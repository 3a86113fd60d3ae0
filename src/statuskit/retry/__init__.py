"""
Retry: whether to send a request again, when, and why. One pure decision for every client.

`retry_decision()` asks one question after the other; a `RetryPolicy` says how often and how long, an `Attempt` what was
sent, and a `RetryBudget` keeps repeats a share of the load.
"""

from __future__ import annotations

from statuskit.fields import RetryAfter, parse_retry_after
from statuskit.model import Applied, Change, Condition, Health, RetryRule
from statuskit.retry._attempt import Attempt, Body, Failure
from statuskit.retry._budget import RetryBudget
from statuskit.retry._decide import retry_decision
from statuskit.retry._decision import Reason, RetryDecision
from statuskit.retry._policies import POLICIES
from statuskit.retry._policy import DEFAULT_POLICY, Jitter, RetryPolicy
from statuskit.retry._profiles import PROFILES, RetryProfile, Sign

__all__ = [
    "DEFAULT_POLICY",
    "POLICIES",
    "PROFILES",
    "Applied",
    "Attempt",
    "Body",
    "Change",
    "Condition",
    "Failure",
    "Health",
    "Jitter",
    "Reason",
    "RetryAfter",
    "RetryBudget",
    "RetryDecision",
    "RetryPolicy",
    "RetryProfile",
    "RetryRule",
    "Sign",
    "parse_retry_after",
    "retry_decision",
]
