"""
retry_decision(): one question after the other, and the first that says no ends it.

What a status or a failure means for a repeat is rows; what the request, its headers and the policy add is here. No
clock and no chance: `now` and `rng` come in.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

import attrs

from statuskit._enums import CODES, NO_CONDITION, integer
from statuskit._identify import message_of
from statuskit.data.methods import IDEMPOTENT_METHODS, SAFE_METHODS
from statuskit.exceptions import InvalidRetryError
from statuskit.fields import RetryAfter, WaitKind, parse_etags, requested_wait
from statuskit.messages import Headers
from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, Status, StatusClass
from statuskit.registry import HTTP, lookup
from statuskit.retry._attempt import Attempt, Body, Failure, moment_if_any
from statuskit.retry._decision import Reason, RetryDecision
from statuskit.retry._failures import FAILURES, NEVER_SENT, WITHOUT_WAITING
from statuskit.retry._policy import DEFAULT_POLICY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.fields import Time
    from statuskit.messages import HeadersLike
    from statuskit.model import RetryRule
    from statuskit.retry._budget import RetryBudget
    from statuskit.retry._policy import RetryPolicy

__all__ = ["retry_decision"]

_rfc = Citation.rfc
_FIRST: Final = Attempt()
_NO_FIELDS: Final = Headers.of(())
_SECOND: Final = 2
_STATUS_CODES: Final = _rfc(9110, "15")

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
# A server's own word on repeats, and when it is a no; the gRPC field says so by a number below zero.
_VERDICTS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("x-should-retry", lambda value: value.strip().lower() == "false"),
    ("stripe-should-retry", lambda value: value.strip().lower() == "false"),
    ("grpc-retry-pushback-ms", lambda value: value.strip().startswith("-")),
)


def _is_conditional(attempt: Attempt) -> bool:
    """Whether a precondition keeps the request from being done twice: a strong If-Match, or If-None-Match: *."""
    fields = attempt.headers
    if not fields:
        return False
    found = parse_etags(fields.get("If-Match", ""))
    strong = not found.malformed and any(not tag.is_weak for tag in found.tags)
    return strong or fields.get("If-None-Match", "").strip() == "*"


def _is_conditional_change(attempt: Attempt) -> bool:
    return attempt.method not in SAFE_METHODS and any(field in attempt.headers for field in _PRECONDITIONS)


_PRECONDITIONS: Final = ("If-Match", "If-None-Match", "If-Unmodified-Since")
# Answers that a first attempt which was applied would explain, by what the repeat asked for.
_EXPLAINED: Final[tuple[tuple[Status, Callable[[Attempt], bool]], ...]] = (
    (HTTP.NOT_FOUND, lambda attempt: attempt.method == "DELETE"),
    (HTTP.GONE, lambda attempt: attempt.method == "DELETE"),
    (HTTP.PRECONDITION_FAILED, _is_conditional_change),
    (HTTP.CONFLICT, lambda attempt: attempt.method in {"POST", "PUT"}),
    (HTTP.METHOD_NOT_ALLOWED, lambda attempt: attempt.method == "MKCOL"),  # RFC 4918, section 9.3.1
)


def retry_decision(
    outcome: object,
    attempt: Attempt = _FIRST,
    headers: HeadersLike = (),
    *,
    policy: RetryPolicy = DEFAULT_POLICY,
    now: Time | None = None,
    rng: Callable[[], float] | None = None,
    budget: RetryBudget | None = None,
) -> RetryDecision:
    """
    Return whether to send a request again, after how long, and why (RFC 9110, section 9.2.2).

    Args:
        outcome: the status that came back, as any number, a Status or a response that `messages.view()` reads; or a
            Failure.
        attempt: the request that was answered; a first GET with nothing special, if not said.
        headers: the response's header fields, where `outcome` is only its status.
        policy: how often, how long, and whose word counts.
        now: the time, in seconds since the epoch or as an aware datetime. Without it dates count against the
            response's own Date only.
        rng: gives a number from 0 up to 1 for the jitter; None is for no jitter.
        budget: asked for a repeat at last, when all else says yes: the one effect that this has.

    Raises:
        InvalidRetryError: a ValueError: for a deadline or a budget without `now`.
        InvalidMessageError: a TypeError: for what is no response, and for what is no header list.
        InvalidStatusError, UnknownStatusError: as `lookup()` does, for what is no number and for text.
        ValueError, TypeError: for a `now` that is no time; and whatever `rng` raises.

    >>> from statuskit.retry import Attempt, Failure, retry_decision
    >>> retry_decision(503, Attempt("POST")).reason.value
    'not idempotent'
    >>> retry_decision(Failure.CONNECT_REFUSED, Attempt("POST")).delay
    0.5
    >>> retry_decision(429, headers={"Retry-After": "3600"}).reason.value
    'wait too long'
    """
    time = moment_if_any(now)
    if time is None and (attempt.deadline is not None or budget is not None):
        msg = (
            "a deadline and a budget need the time; accepted: now=, in seconds since the epoch or as an aware datetime"
        )
        raise InvalidRetryError(msg)
    what, fields = _read(outcome, headers)
    if what is None:
        return _NO_STATUS
    if what in _PLAIN and policy.is_plain and attempt.number == 1 and attempt.previous is None:
        return _PLAIN[what]
    case = _Case.of(what, fields, attempt, policy)
    refusal = next((told for ask in _QUESTIONS if (told := ask(case))), None)
    return case.no(refusal) if refusal else _timed(case, time, rng, budget)


def _read(outcome: object, headers: HeadersLike) -> tuple[Status | Failure | None, Headers]:
    """Return what came back, None for a number that is no status, and the header fields."""
    if isinstance(outcome, Failure):
        return outcome, Headers.of(headers)
    code, fields = integer(outcome), _NO_FIELDS
    if code is None:
        code, fields = message_of(outcome, headers)
    elif headers != ():
        fields = Headers.of(headers)
    if code is None:
        return lookup(cast("str", outcome)), fields
    return lookup(code) if code in CODES else None, fields


@attrs.frozen(kw_only=True)
class _Case:
    """What one decision is about: the row that speaks for what came back, and what it speaks of."""

    what: Status | Failure
    meant: Status | Failure
    rule: RetryRule
    sources: tuple[Citation, ...]
    fields: Headers
    attempt: Attempt
    policy: RetryPolicy

    @classmethod
    def of(cls, what: Status | Failure, fields: Headers, attempt: Attempt, policy: RetryPolicy) -> _Case:
        meant, sources = _meant(what, fields, policy)
        rule = policy.rules.get(what) or policy.rules.get(meant) or _rule_of(meant)
        if (
            policy.believe_server
            and isinstance(what, Status)
            and what.is_error
            and _says(fields, "x-should-retry", "true")
        ):
            rule = attrs.evolve(rule, repeat=Repeat.ALWAYS)
        return cls(
            what=what,
            meant=meant,
            rule=rule,
            sources=(rule.citation, *sources),
            fields=fields,
            attempt=attempt,
            policy=policy,
        )

    @property
    def key(self) -> str:
        """The request's Idempotency-Key; empty where there is none, or more than one."""
        lines = {line.strip() for line in self.attempt.headers.get_all("Idempotency-Key")}
        key = lines.pop() if len(lines) == 1 else ""
        return key if key.isprintable() and key.strip('",') else ""

    @property
    def is_counted(self) -> bool:
        conditions = self.rule.conditions
        return conditions is NO_CONDITION or Condition.UNCOUNTED not in conditions

    @property
    def change(self) -> Change | None:
        """What must change first; none where it has been changed in vain, or cannot be."""
        change = self.rule.repeat_after
        return None if change in _POINTLESS and _POINTLESS[change](self) else change

    @property
    def safety(self) -> Reason | None:
        """Why the request may be sent again although it may have been acted on; None where it must not be."""
        attempt = self.attempt
        methods = IDEMPOTENT_METHODS if self.policy.methods is None else self.policy.methods
        if attempt.idempotent is not False and (attempt.idempotent or attempt.method in methods):
            return Reason.IDEMPOTENT
        known = attempt.idempotent is None and (self.key or _is_conditional(attempt))
        return Reason.KNOWN_SAFE if known else None

    def no(self, reason: Reason, retry_after: float | None = None) -> RetryDecision:
        """Return a no."""
        explained = _maybe_applied_before(self)
        return RetryDecision(
            retry=False,
            reason=reason,
            citations=self.sources,
            conditions=Condition.MAYBE_APPLIED if explained else NO_CONDITION,
            repeat_after=self.change,
            retry_after=retry_after,
            contested=self.rule.contested,
            health=self.rule.health,
        )


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
    return any(value is None or line.strip().lower() == value for line in fields.get_all(field))


def _rule_of(what: Status | Failure) -> RetryRule:
    return FAILURES[what] if isinstance(what, Failure) else what.retry_rule


def _maybe_applied_before(case: _Case) -> bool:
    """Whether a first attempt that was acted on would explain the answer to this one."""
    previous = case.attempt.previous
    before = previous if previous is None or isinstance(previous, Failure) else lookup(previous, default=None)
    # Of two attempts the first is known; of more, one that is not known may have been acted on.
    if case.attempt.number == _SECOND and before is not None and _rule_of(before).applied is Applied.NO:
        return False
    return case.attempt.number >= _SECOND and any(
        case.what is status and fits(case.attempt) for status, fits in _EXPLAINED
    )


# --- the questions: each says no, with its reason, or nothing ---------------------------------------------------------


def _by_rule(case: _Case) -> Reason | None:
    if case.rule.repeat is Repeat.NEVER:
        return _WHY_NOT[case.what if isinstance(case.what, Failure) else case.what.status_class]
    if case.rule.repeat is Repeat.WITH_IDEMPOTENCY_KEY and not case.key:
        return Reason.NO_IDEMPOTENCY_KEY
    return None


def _by_server(case: _Case) -> Reason | None:
    fields = case.fields
    said_no = fields and any(is_no(line) for field, is_no in _VERDICTS for line in fields.get_all(field))
    return Reason.SERVER_SAID_NO if said_no else None


def _by_history(case: _Case) -> Reason | None:
    """Look at what may be repeated once, and at what was not early data to begin with."""
    if case.rule.conditions is NO_CONDITION:
        return None
    if Condition.ONCE in case.rule.conditions and case.attempt.previous == case.what:
        return Reason.REPEATED_BEFORE
    if Condition.NOT_EARLY_DATA in case.rule.conditions:
        if case.policy.role == "proxy" and "Early-Data" in case.attempt.headers:
            return Reason.FORWARD
        if case.attempt.early_data is False:
            return Reason.NOT_EARLY_DATA
    return None


def _by_method(case: _Case) -> Reason | None:
    """Ask whether it was applied, and if so or perhaps, whether twice is too often (RFC 9110, section 9.2.2)."""
    if case.policy.role == "proxy" and case.attempt.method not in IDEMPOTENT_METHODS:
        return Reason.PROXY
    if case.rule.applied is Applied.NO or case.safety:
        return None
    wanted = case.rule.repeat is Repeat.ALWAYS and case.attempt.idempotent is not False
    return None if wanted else Reason.NOT_IDEMPOTENT


def _by_body(case: _Case) -> Reason | None:
    gone = case.attempt.body is Body.ONE_SHOT and case.what not in NEVER_SENT
    return Reason.ONE_SHOT_BODY if gone else None


def _by_count(case: _Case) -> Reason | None:
    used_up = case.is_counted and case.attempt.number >= case.policy.max_attempts
    return Reason.ATTEMPTS if used_up else None


_QUESTIONS: Final = (_by_rule, _by_server, _by_history, _by_method, _by_body, _by_count)
# What must change first, and when that is in vain: no Expect to leave out, credentials that were new already.
_POINTLESS: Final[Mapping[Change | None, Callable[[_Case], bool]]] = MappingProxyType(
    {
        # Range is for GET alone (RFC 9110, section 14.2).
        Change.RESUME_WITH_RANGE: lambda case: case.attempt.method != "GET",
        Change.WITHOUT_EXPECT: lambda case: "Expect" not in case.attempt.headers,
        Change.NEW_CREDENTIALS: lambda case: case.attempt.previous == case.what,
        Change.NEW_PROXY_CREDENTIALS: lambda case: case.attempt.previous == case.what,
    }
)


# --- when -------------------------------------------------------------------------------------------------------------


_NOTHING_ASKED: Final = RetryAfter.nothing("")
# The kinds of Retry-After itself; a limit that is reset some time says nothing of this request.
_OF_RETRY_AFTER: Final = frozenset({WaitKind.SECONDS, WaitKind.DATE, WaitKind.MILLISECONDS})


def _timed(
    case: _Case, now: float | None, rng: Callable[[], float] | None, budget: RetryBudget | None
) -> RetryDecision:
    """Return a yes with its delay, or a no where that is too long or the budget is used up."""
    policy, attempt = case.policy, case.attempt
    wait = requested_wait(case.fields, now=now, date=case.fields.get("Date")) if case.fields else _NOTHING_ASKED
    if case.rule.repeat is Repeat.WITH_RETRY_AFTER and wait.kind not in _OF_RETRY_AFTER:
        return case.no(Reason.NO_RETRY_AFTER)
    asked = wait.seconds
    if asked is not None and asked > policy.retry_after_cap and policy.over_cap == "refuse":
        return case.no(Reason.WAIT_TOO_LONG, asked)
    chance = None if rng is None else rng()
    waits = case.meant not in WITHOUT_WAITING
    own = policy.backoff(attempt.number, last_delay=attempt.last_delay, chance=chance) if waits else 0.0
    delay = max(min(asked or 0.0, policy.retry_after_cap), own)
    if now is not None:
        if attempt.deadline is not None and now + delay >= attempt.deadline:
            return case.no(Reason.DEADLINE, asked)
        if budget is not None and case.is_counted and not budget.withdraw(now):
            return case.no(Reason.BUDGET, asked)
    return RetryDecision(
        retry=True,
        delay=delay,
        reason=Reason.NOT_APPLIED if case.rule.applied is Applied.NO else case.safety or Reason.ASKED_FOR,
        citations=case.sources,
        conditions=_conditions(case),
        not_before=None if now is None else now + delay,
        retry_after=asked,
        contested=case.rule.contested,
        health=case.rule.health,
    )


def _conditions(case: _Case) -> Condition:
    """Return what has to be kept by who repeats."""
    found = case.rule.conditions
    if not case.attempt.headers and case.attempt.body is not Body.SEEKABLE and case.attempt.number == 1:
        return found  # flags are slow to put together
    if case.attempt.body is Body.SEEKABLE:
        found |= Condition.REWIND_BODY
    if case.key:
        found |= Condition.SAME_IDEMPOTENCY_KEY
    if _maybe_applied_before(case) or (case.rule.applied is not Applied.NO and _is_conditional(case.attempt)):
        found |= Condition.MAYBE_APPLIED
    return found


# --- what can be said beforehand --------------------------------------------------------------------------------------

_NO_STATUS: Final = RetryDecision(
    retry=False, reason=Reason.NO_STATUS, citations=(_STATUS_CODES,), health=Health.FAILURE
)
# A registered status that is never repeated needs no look at the request, unless what must change first does.
_PLAIN: Final[Mapping[object, RetryDecision]] = MappingProxyType(
    {
        status: _Case.of(status, _NO_FIELDS, _FIRST, DEFAULT_POLICY).no(_WHY_NOT[status.status_class])
        for status in HTTP
        if status.retry_rule.repeat is Repeat.NEVER and status.retry_rule.repeat_after is not Change.WITHOUT_EXPECT
    }
)
