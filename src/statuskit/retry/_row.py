"""What came back, and what its rule says about a repeat: taken apart once, or as a policy wants it read."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

import attrs

from statuskit._enums import CODES
from statuskit.data.methods import SAFE_METHODS
from statuskit.model import Applied, Change, Condition, Repeat, Status, StatusClass
from statuskit.registry import HTTP, lookup
from statuskit.retry._attempt import Failure
from statuskit.retry._decision import Reason, RetryDecision
from statuskit.retry._failures import FAILURES, NEVER_SENT, WITHOUT_WAITING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.messages import Headers
    from statuskit.model import Citation, RetryRule
    from statuskit.retry._attempt import Attempt
    from statuskit.retry._policy import RetryPolicy

__all__ = ["Row", "row_here", "row_of"]

# Why a status that is never repeated is not, by its class.
_WHY_NOT: Final[Mapping[StatusClass | Failure, Reason]] = MappingProxyType(
    {
        **dict.fromkeys(Failure, Reason.NOT_TRANSIENT),
        Failure.CANCELLED: Reason.CANCELLED,
        StatusClass.INFORMATIONAL: Reason.INTERIM,
        StatusClass.SUCCESS: Reason.DONE,
        StatusClass.REDIRECTION: Reason.REDIRECTED,
        StatusClass.CLIENT_ERROR: Reason.REFUSED,
        StatusClass.SERVER_ERROR: Reason.NOT_TRANSIENT,
        StatusClass.INVALID: Reason.NOT_TRANSIENT,
    }
)
# What must change first, where the first request tells whether it can.
_BY_REQUEST: Final = frozenset({Change.RESUME_WITH_RANGE, Change.WITHOUT_EXPECT})
_PRECONDITIONS: Final = ("If-Match", "If-None-Match", "If-Unmodified-Since")


def _is_conditional_change(attempt: Attempt) -> bool:
    return attempt.method not in SAFE_METHODS and any(field in attempt.headers for field in _PRECONDITIONS)


# Answers that a first attempt which was applied would explain, by what the repeat asked for.
_EXPLAINED: Final[Mapping[Status | Failure, Callable[[Attempt], bool]]] = MappingProxyType(
    {
        HTTP.NOT_FOUND: lambda attempt: attempt.method == "DELETE",
        HTTP.GONE: lambda attempt: attempt.method == "DELETE",
        HTTP.PRECONDITION_FAILED: _is_conditional_change,
        HTTP.CONFLICT: lambda attempt: attempt.method in {"POST", "PUT"},
        HTTP.METHOD_NOT_ALLOWED: lambda attempt: attempt.method == "MKCOL",  # RFC 4918, section 9.3.1
    }
)


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """What came back, and what its rule says, in plain truths: members are slow to fetch, and flags to take apart."""

    what: Status | Failure
    rule: RetryRule
    sources: tuple[Citation, ...]
    refusal: Reason | None
    """Why it is never repeated; None where it may be."""
    settled: RetryDecision | None
    """The no that every first request is told, where it is refused whatever that was."""
    told: MappingProxyType[str, object]
    """The fields of a yes, before the request has its part in them."""
    is_applied: bool
    """Or may have been: nobody said that it was not."""
    is_asked_for: bool
    is_counted: bool
    is_for_once: bool
    is_for_early_data: bool
    was_sent: bool
    """Something of the request was, or may have been."""
    needs_key: bool
    needs_wait: bool
    is_to_wait: bool
    explained: Callable[[Attempt], bool] | None
    """Whether a first attempt that was acted on would explain it."""

    @classmethod
    def of(
        cls, what: Status | Failure, meant: Status | Failure, rule: RetryRule, sources: tuple[Citation, ...] = ()
    ) -> Row:
        """Take a rule apart; `meant` is what the service means by what came back, and `sources` say so."""
        is_never = rule.repeat is Repeat.NEVER
        refusal = _WHY_NOT[what if isinstance(what, Failure) else what.status_class] if is_never else None
        citations = (rule.citation, *sources)
        yes = RetryDecision(
            retry=True,
            reason=Reason.ASKED_FOR,
            citations=citations,
            conditions=rule.conditions,
            contested=rule.contested,
            health=rule.health,
        )
        no = None
        if refusal is not None and rule.repeat_after not in _BY_REQUEST:
            no = RetryDecision(
                retry=False,
                reason=refusal,
                citations=citations,
                repeat_after=rule.repeat_after,
                contested=rule.contested,
                health=rule.health,
            )
        return cls(
            what=what,
            rule=rule,
            sources=citations,
            refusal=refusal,
            settled=no,
            told=MappingProxyType(dict(vars(yes))),
            is_applied=rule.applied is not Applied.NO,
            is_asked_for=rule.repeat is Repeat.ALWAYS,
            is_counted=Condition.UNCOUNTED not in rule.conditions,
            is_for_once=Condition.ONCE in rule.conditions,
            is_for_early_data=Condition.NOT_EARLY_DATA in rule.conditions,
            was_sent=what not in NEVER_SENT,
            needs_key=rule.repeat is Repeat.WITH_IDEMPOTENCY_KEY,
            needs_wait=rule.repeat is Repeat.WITH_RETRY_AFTER,
            is_to_wait=meant not in WITHOUT_WAITING,
            explained=_EXPLAINED.get(what),
        )


@lru_cache(maxsize=1024)  # statuses and failures are fewer; other numbers come and go
def row_of(what: int | Failure) -> Row | None:
    """Return what a status or a failure says by itself; None for a number that is no status."""
    if isinstance(what, Failure):
        return Row.of(what, what, FAILURES[what])
    if what not in CODES:
        return None
    status = lookup(what)
    return Row.of(status, status, status.retry_rule)


def row_here(row: Row, fields: Headers, policy: RetryPolicy) -> Row:
    """Return what it says to who has a policy: rules of one's own, a service's codes, or trust in the server's word."""
    what = row.what
    meant, sources = _meant(what, fields, policy)
    by_itself = FAILURES[meant] if isinstance(meant, Failure) else meant.retry_rule
    rule = policy.rules.get(what) or policy.rules.get(meant) or by_itself
    if policy.believe_server and isinstance(what, Status) and what.is_error and _says(fields, "x-should-retry", "true"):
        rule = attrs.evolve(rule, repeat=Repeat.ALWAYS)
    return row if rule is row.rule and not sources else Row.of(what, meant, rule, sources)


def _meant(
    what: Status | Failure, fields: Headers, policy: RetryPolicy
) -> tuple[Status | Failure, tuple[Citation, ...]]:
    """Return what the service means by its code, and who says so."""
    if policy.profile is None or what not in policy.profile.codes:
        return what, ()
    meant, signs = policy.profile.codes[cast("Status", what)]
    shown = not signs or any(_says(fields, sign.field, sign.value) for sign in signs)
    return (lookup(meant), (policy.profile.citation,)) if shown else (what, ())


def _says(fields: Headers, field: str, value: str | None) -> bool:
    """Whether a field is there, and one of its lines has the value where one is asked for."""
    return any(value is None or line.strip().lower() == value.strip().lower() for line in fields.get_all(field))
