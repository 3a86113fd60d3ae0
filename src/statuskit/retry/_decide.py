"""
retry_decision(): one question after the other, and the first that says no ends it.

What a status or a failure means for a repeat is rows, which `_row` takes apart; what the request, its headers and the
policy add is here. No clock and no chance: `now` and `rng` come in.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit._enums import NO_CONDITION, integer
from statuskit._given import message_of
from statuskit.data.methods import IDEMPOTENT_METHODS
from statuskit.exceptions import InvalidRetryError
from statuskit.fields import RetryAfter, WaitKind, parse_etags, requested_wait
from statuskit.fields._dates import moment
from statuskit.fields._ratelimits import WAITS, delay_seconds
from statuskit.messages import NO_HEADERS, Headers
from statuskit.model import Change, Citation, Condition, Health, Status
from statuskit.registry import lookup
from statuskit.retry._attempt import Attempt, Body, Failure
from statuskit.retry._decision import Reason, RetryDecision
from statuskit.retry._policy import DEFAULT_POLICY
from statuskit.retry._row import row_here, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.fields import Time
    from statuskit.messages import HeadersLike
    from statuskit.retry._attempt import Previous
    from statuskit.retry._budget import RetryBudget
    from statuskit.retry._policy import RetryPolicy
    from statuskit.retry._row import Row

__all__ = ["retry_decision"]

_rfc = Citation.rfc
_FIRST: Final = Attempt()
_NOTHING: Final = ()
_SECOND: Final = 2
# Before Python 3.12 it takes as long to fetch a member as to ask a question.
_IDEMPOTENT: Final = Reason.IDEMPOTENT
_ONE_SHOT: Final = Body.ONE_SHOT
_SEEKABLE: Final = Body.SEEKABLE
_STATUS_CODES: Final = _rfc(9110, "15")

# A server's own word on repeats, and when it is a no; the gRPC field says so by a number below zero.
_VERDICTS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "x-should-retry": lambda value: value.strip().lower() == "false",
        "stripe-should-retry": lambda value: value.strip().lower() == "false",
        "grpc-retry-pushback-ms": lambda value: value.strip().startswith("-"),
    }
)
_VERDICT_FIELDS: Final = frozenset(_VERDICTS)


def retry_decision(
    outcome: object,
    attempt: Attempt = _FIRST,
    headers: HeadersLike = _NOTHING,
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
        InvalidArgumentError: for a `now` that is no time; and whatever `rng` raises.

    >>> from statuskit.retry import Attempt, Failure, retry_decision
    >>> retry_decision(503, Attempt("POST")).reason.value
    'not idempotent'
    >>> retry_decision(Failure.CONNECT_REFUSED, Attempt("POST")).delay
    0.5
    >>> retry_decision(429, headers={"Retry-After": "3600"}).reason.value
    'wait too long'
    """
    time = None if now is None else moment(now)
    if time is None and (attempt.deadline is not None or budget is not None):
        msg = (
            "a deadline and a budget need the time; accepted: now=, in seconds since the epoch or as an aware datetime"
        )
        raise InvalidRetryError(msg)
    what, fields = _read(outcome, headers)
    row = row_of(what)
    if row is None:
        return _NO_STATUS
    if not policy.is_plain:
        row = row_here(row, fields, policy)
    elif row.settled is not None and attempt.number == 1 and attempt.previous is None:
        return row.settled
    safety = _safety(row, attempt, policy)
    refusal = _why_not(row, safety, attempt, fields, policy)
    if refusal is not None:
        return _no(row, attempt, refusal)
    return _by_policy(row, safety or Reason.ASKED_FOR, attempt, fields, policy, time, rng, budget)


def _read(outcome: object, headers: HeadersLike) -> tuple[int | Failure, Headers]:
    """Return what came back, as a number or a Failure, and the header fields."""
    fields = NO_HEADERS
    if headers is not _NOTHING:
        fields = headers if type(headers) is Headers else Headers.of(headers)
    if type(outcome) is int or type(outcome) is Failure:
        return outcome, fields
    if type(outcome) is Status:
        return outcome.code, fields
    code = integer(outcome)
    if code is None:
        code, fields = message_of(outcome, fields)
    return lookup(cast("str", outcome)).code if code is None else code, fields


# --- what is known of the request -------------------------------------------------------------------------------------


def _key(attempt: Attempt) -> str:
    """Return the request's Idempotency-Key; empty where there is none, or more than one."""
    lines = {line.strip() for line in attempt.headers.get_all("Idempotency-Key")}
    key = lines.pop() if len(lines) == 1 else ""
    return key if key.isprintable() and key.strip('",') else ""


def _is_conditional(attempt: Attempt) -> bool:
    """Whether a precondition keeps the request from being done twice: a strong If-Match, or If-None-Match: *."""
    found = parse_etags(attempt.headers.get("If-Match", ""))
    strong = not found.malformed and any(not tag.is_weak for tag in found.tags)
    return strong or attempt.headers.get("If-None-Match", "").strip() == "*"


# The fields that may keep a request from being done twice, in lower case.
_SAFEGUARDS: Final = frozenset({"idempotency-key", "if-match", "if-none-match"})


def _safety(row: Row, attempt: Attempt, policy: RetryPolicy) -> Reason | None:
    """Return why the request may be sent twice, whatever became of it (RFC 9110, section 9.2.2); None if it may not."""
    if not row.is_applied:
        return Reason.NOT_APPLIED
    if attempt.idempotent is False:
        return None
    if attempt.idempotent or attempt.method in (IDEMPOTENT_METHODS if policy.methods is None else policy.methods):
        return _IDEMPOTENT
    known = attempt.headers.has_any(_SAFEGUARDS) and (_key(attempt) or _is_conditional(attempt))
    return Reason.KNOWN_SAFE if known else None


def _maybe_applied_before(row: Row, attempt: Attempt) -> bool:
    """Whether a first attempt that was acted on would explain the answer to this one."""
    if row.explained is None or attempt.number < _SECOND or not row.explained(attempt):
        return False
    # Of two attempts the first is known; of more, one that is not known may have been acted on.
    before = None if attempt.previous is None else row_of(attempt.previous)
    return attempt.number > _SECOND or before is None or before.is_applied


# --- the questions: the first that says no ends it -------------------------------------------------------------------


def _why_not(  # noqa: PLR0911  an answer to each question
    row: Row, safety: Reason | None, attempt: Attempt, fields: Headers, policy: RetryPolicy
) -> Reason | None:
    """Return why it is not to be repeated: by what came back, by the server's own word, or by the request."""
    if row.refusal is not None:
        return row.refusal
    if row.needs_key and not _key(attempt):
        return Reason.NO_IDEMPOTENCY_KEY
    if fields.has_any(_VERDICT_FIELDS) and _said_no(fields):
        return Reason.SERVER_SAID_NO
    if row.is_for_once and attempt.previous == row.what:
        return Reason.REPEATED_BEFORE  # a failed repeat is not to be repeated (RFC 9110, section 9.2.2)
    if row.is_for_early_data and (reason := _by_early_data(attempt, policy)):
        return reason
    if policy.role == "proxy" and attempt.method not in IDEMPOTENT_METHODS:
        return Reason.PROXY
    if safety is None and not (row.is_asked_for and attempt.idempotent is not False):
        return Reason.NOT_IDEMPOTENT
    return Reason.ONE_SHOT_BODY if attempt.body is _ONE_SHOT and row.was_sent else None


def _said_no(fields: Headers) -> bool:
    return any(is_no(line) for field, is_no in _VERDICTS.items() for line in fields.get_all(field))


def _by_early_data(attempt: Attempt, policy: RetryPolicy) -> Reason | None:
    """Ask who has to send it again after the handshake, and whether it was early data to begin with."""
    if policy.role == "proxy" and "Early-Data" in attempt.headers:
        return Reason.FORWARD
    return Reason.NOT_EARLY_DATA if attempt.early_data is False else None


# --- when -------------------------------------------------------------------------------------------------------------


_NOTHING_ASKED: Final = RetryAfter.nothing("")
# The kinds of Retry-After itself; a limit that is reset some time says nothing of this request.
_OF_RETRY_AFTER: Final = frozenset({WaitKind.SECONDS, WaitKind.DATE, WaitKind.MILLISECONDS})


def _by_policy(
    row: Row,
    reason: Reason,
    attempt: Attempt,
    fields: Headers,
    policy: RetryPolicy,
    now: float | None,
    rng: Callable[[], float] | None,
    budget: RetryBudget | None,
) -> RetryDecision:
    """Ask whether it is too often, too late or too much, and return a yes with its delay where it is not."""
    is_counted = row.is_counted or _was_uncounted(attempt.previous, policy)
    if is_counted and attempt.number >= policy.max_attempts:
        return _no(row, attempt, Reason.ATTEMPTS)
    asked = delay_seconds(fields)
    if asked is None:
        wait = requested_wait(fields, now=now) if fields.has_any(WAITS) else _NOTHING_ASKED
        if row.needs_wait and wait.kind not in _OF_RETRY_AFTER:
            return _no(row, attempt, Reason.NO_RETRY_AFTER)
        asked = wait.seconds
    floor = asked or 0.0
    if floor > policy.retry_after_cap:
        if policy.over_cap == "refuse":
            return _no(row, attempt, Reason.WAIT_TOO_LONG, asked)
        floor = policy.retry_after_cap
    chance = None if rng is None else rng()
    own = policy.backoff(attempt.number, last_delay=attempt.last_delay, chance=chance) if row.is_to_wait else 0.0
    delay = floor if floor > own else own  # noqa: FURB136  max() takes several times as long
    if now is not None:
        if attempt.deadline is not None and now + delay >= attempt.deadline:
            return _no(row, attempt, Reason.DEADLINE, asked)
        if budget is not None and is_counted and not budget.withdraw(now):
            return _no(row, attempt, Reason.BUDGET, asked)
    return _yes(row, reason, attempt, delay, asked, now, is_counted)


def _was_uncounted(previous: Previous, policy: RetryPolicy) -> bool:
    """
    Tell whether the attempt before was repeated without being counted.

    One that is not counted is followed by one that is: a server that refuses every stream would have no end of them.
    """
    if previous is None:
        return False
    own = policy.rules.get(previous)
    before = row_of(previous)
    return Condition.UNCOUNTED in own.conditions if own else before is not None and not before.is_counted


# --- how a yes is told ------------------------------------------------------------------------------------------------

# Set at once: one by one, the fields of a frozen record take more than twice as long.
_new: Final = object.__new__
_fill: Final[Callable[[RetryDecision, dict[str, object]], None]] = vars(RetryDecision)["__dict__"].__set__


def _yes(
    row: Row,
    reason: Reason,
    attempt: Attempt,
    delay: float,
    asked: float | None,
    now: float | None,
    is_counted: bool,  # noqa: FBT001  it is no flag to be set, but an answer
) -> RetryDecision:
    """Return a yes, with what has to be kept by who repeats."""
    conditions = row.rule.conditions
    if is_counted and not row.is_counted:
        conditions &= ~Condition.UNCOUNTED
    if attempt.body is _SEEKABLE:
        conditions |= Condition.REWIND_BODY
    if attempt.headers.has_any(_SAFEGUARDS):
        conditions |= _by_safeguards(row, attempt)
    if row.explained is not None and _maybe_applied_before(row, attempt):
        conditions |= Condition.MAYBE_APPLIED
    told = row.told.copy()
    told["delay"] = delay
    told["reason"] = reason
    told["conditions"] = conditions
    told["not_before"] = None if now is None else now + delay
    told["retry_after"] = asked
    decision = _new(RetryDecision)
    _fill(decision, told)
    return decision


def _by_safeguards(row: Row, attempt: Attempt) -> Condition:
    """Return what a key or a precondition asks of who repeats."""
    found = Condition.SAME_IDEMPOTENCY_KEY if _key(attempt) else NO_CONDITION
    return found | Condition.MAYBE_APPLIED if row.is_applied and _is_conditional(attempt) else found


# --- how a no is told -------------------------------------------------------------------------------------------------


# What must change first, and when that is in vain: no Expect to leave out, credentials that were new already.
_POINTLESS: Final[Mapping[Change, Callable[[Row, Attempt], bool]]] = MappingProxyType(
    {
        # Range is for GET alone (RFC 9110, section 14.2).
        Change.RESUME_WITH_RANGE: lambda _, attempt: attempt.method != "GET",
        Change.WITHOUT_EXPECT: lambda _, attempt: "Expect" not in attempt.headers,
        Change.NEW_CREDENTIALS: lambda row, attempt: attempt.previous == row.what,
        Change.NEW_PROXY_CREDENTIALS: lambda row, attempt: attempt.previous == row.what,
    }
)


def _no(row: Row, attempt: Attempt, reason: Reason, retry_after: float | None = None) -> RetryDecision:
    """Return a no."""
    change = row.rule.repeat_after
    pointless = change is not None and change in _POINTLESS and _POINTLESS[change](row, attempt)
    return RetryDecision(
        retry=False,
        reason=reason,
        citations=row.sources,
        conditions=Condition.MAYBE_APPLIED if _maybe_applied_before(row, attempt) else NO_CONDITION,
        repeat_after=None if pointless else change,
        retry_after=retry_after,
        contested=row.rule.contested,
        health=row.rule.health,
    )


_NO_STATUS: Final = RetryDecision(
    retry=False, reason=Reason.NO_STATUS, citations=(_STATUS_CODES,), health=Health.FAILURE
)
