"""
The policies that have a name: choices that a client may make where good guides differ. Rows only.

A row changes what some statuses mean for a repeat, and nothing else: what the request, the server's own word and the
limits add is asked in the same order for all of them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._enums import CODES
from statuskit.data.retry import RULES, RULES_OF_CLASS
from statuskit.model import Citation, Condition, Repeat, RetryRule, StatusClass
from statuskit.registry import HTTP
from statuskit.retry._attempt import Failure
from statuskit.retry._failures import FAILURES
from statuskit.retry._policy import DEFAULT_POLICY, Jitter, RetryPolicy
from statuskit.retry._profiles import RetryProfile, Sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Status

__all__ = ["NAMED", "POLICIES", "NamedPolicy"]

_rfc = Citation.rfc
_READ: Final = "2026-11-21"


@final
@attrs.frozen(kw_only=True)
class NamedPolicy:
    """A policy, what it does in a sentence, and who would have it so."""

    name: str
    policy: RetryPolicy
    why: str
    citation: Citation


# --- who would have it so ---------------------------------------------------------------------------------------------

_AUTOMATIC_RETRY: Final = _rfc(9110, "9.2.2")
_HTTPX_RETRIES: Final = Citation(
    "httpx-retries, Retry",
    "",
    "https://github.com/will-ockmore/httpx-retries/blob/master/httpx_retries/retry.py",
    as_of=_READ,
)
# Its table of what is to be tried again has 502, 503 and 504, and knows of no method.
_STATUSES: Final = Citation(
    "npm statuses, retry", "", "https://github.com/jshttp/statuses/blob/master/README.md", as_of="2025-08-19"
)
# A status from 400 up with a Retry-After is tried again whatever the method.
_AZURE: Final = Citation(
    "azure-core, RetryPolicy",
    "",
    "https://github.com/Azure/azure-sdk-for-python/blob/main/sdk/core/azure-core/azure/core/pipeline/policies/_retry.py",
    as_of=_READ,
)
_WEBHOOKS: Final = Citation(
    "Standard Webhooks",
    "Delivery success and failure",
    "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#delivery-success-and-failure",
    as_of=_READ,
)
_SAYS_IDEMPOTENT: Final = attrs.evolve(_AUTOMATIC_RETRY, claim="only what is idempotent, or is known not to be applied")

# --- what they change -------------------------------------------------------------------------------------------------


def _by_any_method(*statuses: Status) -> dict[int | Failure, RetryRule]:
    """Return the rules of some statuses, with any method allowed although the request may have been acted on."""
    return {
        int(status): attrs.evolve(
            status.retry_rule, repeat=Repeat.ALWAYS, citation=_STATUSES, contested=(_SAYS_IDEMPOTENT,)
        )
        for status in statuses
    }


def _delivered_again(rule: RetryRule, contested: tuple[Citation, ...] = ()) -> RetryRule:
    """Return a rule with nothing in the way of another delivery; what a repeat has to observe stays."""
    return attrs.evolve(
        rule,
        repeat=Repeat.ALWAYS,
        repeat_after=None,
        conditions=rule.conditions & ~Condition.ONCE,
        citation=_WEBHOOKS,
        contested=contested,
    )


# Of an interim response the final one is still to come, and 2xx is what was wanted.
_DELIVERED: Final = frozenset({StatusClass.INFORMATIONAL, StatusClass.SUCCESS})
# What the caller stopped is not wanted any more, and of what was cut short the status is known.
_ENDED: Final = frozenset({Failure.CANCELLED, Failure.TRUNCATED})


def _deliveries() -> dict[int | Failure, RetryRule]:
    """Return a rule for each number that is no delivery, and for each failure to get an answer at all."""
    plain = {kind: _delivered_again(rule) for kind, rule in RULES_OF_CLASS.items()}
    special = {code: _delivered_again(rule) for code, rule in RULES.items()}
    classes = {code: StatusClass.of(code) for code in CODES}
    return {
        **{code: special.get(code, plain[kind]) for code, kind in classes.items() if kind not in _DELIVERED},
        **{failure: _delivered_again(rule) for failure, rule in FAILURES.items() if failure not in _ENDED},
    }


# --- the rows ---------------------------------------------------------------------------------------------------------

NAMED: Final[tuple[NamedPolicy, ...]] = (
    # RFC 9110, section 9.2.2.
    NamedPolicy(
        name="standard",
        policy=DEFAULT_POLICY,
        why="the default: whatever was not applied, and idempotent requests where nobody knows",
        citation=_AUTOMATIC_RETRY,
    ),
    # No RFC says that a 500 passes; it may be a fault that the same request meets each time.
    NamedPolicy(
        name="conservative",
        policy=RetryPolicy(
            rules={
                int(HTTP.INTERNAL_SERVER_ERROR): attrs.evolve(
                    HTTP.INTERNAL_SERVER_ERROR.retry_rule, repeat=Repeat.NEVER, citation=_HTTPX_RETRIES, contested=()
                )
            }
        ),
        why="a 500 is never repeated: it may be a fault that the same request meets each time",
        citation=_HTTPX_RETRIES,
    ),
    # Against RFC 9110, section 9.2.2, as some guides have it.
    NamedPolicy(
        name="seed-cheatsheet",
        policy=RetryPolicy(
            rules=_by_any_method(HTTP.BAD_GATEWAY, HTTP.SERVICE_UNAVAILABLE, HTTP.GATEWAY_TIMEOUT),
        ),
        why="502, 503 and 504 are repeated by any method, so what is not idempotent may be done twice",
        citation=_STATUSES,
    ),
    # RFC 9110, section 15.6.4: the server suggests when to retry. That it was not applied is an inference, as for 429.
    NamedPolicy(
        name="retry-after-is-consent",
        policy=RetryPolicy(
            profile=RetryProfile(
                name="retry-after-is-consent",
                codes={HTTP.SERVICE_UNAVAILABLE: (HTTP.TOO_MANY_REQUESTS, (Sign("Retry-After"),))},
                citation=_rfc(9110, "15.6.4"),
            )
        ),
        why="a 503 with Retry-After is read as a 429, so any method is repeated; without it, what is idempotent",
        citation=_AZURE,
    ),
    # The schedule spans days, and begins with seconds, as Standard Webhooks has it.
    NamedPolicy(
        name="webhook",
        policy=RetryPolicy(
            max_attempts=10,
            base=5,
            factor=6,
            max_delay=86_400,
            jitter=Jitter.EQUAL,
            retry_after_cap=86_400,
            over_cap="clamp",
            rules={
                **_deliveries(),
                int(HTTP.GONE): _delivered_again(
                    HTTP.GONE.retry_rule,
                    contested=(
                        attrs.evolve(_WEBHOOKS, claim="the receiver wants no more, so deliver nothing further"),
                    ),
                ),
            },
        ),
        why="a sender of webhooks: anything but 2xx is delivered again, by any method and over days",
        citation=_WEBHOOKS,
    ),
)
"""The policies with their reasons, in the order in which they are told of."""

POLICIES: Final[Mapping[str, RetryPolicy]] = MappingProxyType({named.name: named.policy for named in NAMED})
