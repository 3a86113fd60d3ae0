"""The page of a retry decision: yes or no, when, why, what goes with it, and who does otherwise."""

from __future__ import annotations

from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit.cli._layout import Look, Page, Section, Tone, points
from statuskit.cli._retry import FAILURES
from statuskit.cli._words import HEALTH, LABELS, conditions, moment, sources, title
from statuskit.fields import requested_wait
from statuskit.model import Condition
from statuskit.registry import lookup
from statuskit.retry import Failure, Reason
from statuskit.retry._failures import WITHOUT_WAITING
from statuskit.retry._policies import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statuskit.cli._retry import Question
    from statuskit.retry import RetryDecision

__all__ = ["decision_page"]

_NAMES: Final[Mapping[Failure, str]] = MappingProxyType({failure: name for name, failure in FAILURES.items()})
_WHY: Final[Mapping[str, str]] = MappingProxyType({named.name: named.why for named in NAMED})
# Fields with which others are read: when the response was made, and whether a quota is used up.
_BESIDE: Final = ("date", "ratelimit-remaining", "x-ratelimit-remaining")


def decision_page(asked: Question) -> Page:
    """Return the page of a decision: yes or no, when, why, what goes with it, and who does otherwise."""
    decision, change = asked.decision, asked.decision.repeat_after
    first_try = decision.conditions & Condition.MAYBE_APPLIED
    sections = (
        Section("Wait", Look.FACTS, tuple(_waits(asked))),
        Section("Keep", Look.BULLETS, points(conditions(decision.conditions & ~first_try))),
        Section("Beware", Look.BULLETS, points(_warnings(asked))),
        Section(LABELS["repeat_after"], Look.BULLETS, points([change.value] if change else [])),
        Section("Fields that do not count", Look.BULLETS, points(_ignored(asked))),
        Section("Decided by", Look.FACTS, tuple(_decided(asked))),
        Section("Who does otherwise", Look.ENTRIES, sources(decision.contested, claims=True)),
        Section("Sources", Look.ENTRIES, sources(decision.citations, claims=True)),
    )
    text = decision.text
    return Page(
        title=f"{_called(asked.outcome)}: {_answer(decision)}",
        subtitle=f"{asked.attempt.method}, attempt {asked.attempt.number} of at most {asked.policy.max_attempts}",
        lead=f"{text[:1].upper()}{text[1:]}.",
        tone=Tone.GREEN if decision else Tone.YELLOW,
        sections=sections,
    )


def _called(outcome: int | Failure) -> str:
    """Name what came back, as it is on the command line and in words."""
    if isinstance(outcome, Failure):
        return f"{_NAMES[outcome]} ({outcome.value})"
    status = lookup(outcome, default=None)
    return str(outcome) if status is None else title(status)


def _answer(decision: RetryDecision) -> str:
    if not decision:
        return "no"
    return f"yes, in {_amount(decision.delay)}" if decision.delay else "yes, at once"


def _amount(seconds: float | None) -> str:
    if seconds is None or not isfinite(seconds):
        return "longer than can be counted"
    return f"{round(seconds, 3) or seconds:.15g} s"  # a clock is finer than anybody wants to know


def _waits(asked: Question) -> Iterator[tuple[str, str]]:
    wait, policy, decision = asked.wait, asked.policy, asked.decision
    if wait.seconds is not None:
        measured = ", by the clock of this machine" if asked.is_clocked else ""
        yield "Asked by the server", f"{_amount(wait.seconds)} ({wait.field}{measured})"
        if wait.seconds > policy.retry_after_cap:
            done = "cut to that" if policy.over_cap == "clamp" else "refused"
            yield "At most", f"{_amount(policy.retry_after_cap)}: what is longer is {done}"
    if decision:
        own = policy.backoff(asked.attempt.number)
        needless = _meant(asked) in WITHOUT_WAITING
        yield "Own backoff", "none: there is nothing to wait for" if needless else f"{_amount(own)}, without jitter"
    if decision.not_before is not None:
        yield "Not before", moment(decision.not_before)
    if asked.attempt.deadline is not None:
        yield "Deadline", moment(asked.attempt.deadline)


def _meant(asked: Question) -> int | Failure:
    """Return what the service means by its code; the code where it means nothing else."""
    profile = asked.policy.profile
    if profile is None or asked.outcome not in profile.codes or profile.citation not in asked.decision.citations:
        return asked.outcome
    return profile.codes[cast("int", asked.outcome)][0]


def _warnings(asked: Question) -> Iterator[str]:
    if Condition.MAYBE_APPLIED in asked.decision.conditions:
        yield (
            "It may have been acted on already, and a refusal of the next attempt may say just that."
            if asked.decision
            else "An attempt before this one may have been acted on, and this may be the answer to that."
        )
    if asked.decision.reason is Reason.NO_STATUS:
        yield "Where no response came, ask with the name of the failure, such as read-timeout."


def _ignored(asked: Question) -> Iterator[str]:
    """Return why a field that asks for a wait does not count, each read as if it were the only one."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for name, value in asked.fields.items():
        lines.setdefault(name.lower().replace("x-rate-limit-", "x-ratelimit-"), []).append((name, value))
    beside = [line for name in lines if name.startswith(_BESIDE) for line in lines[name]]
    for field in lines.values():
        wait = requested_wait([*beside, *field], now=asked.now)
        if wait.problem:
            yield wait.problem


def _decided(asked: Question) -> Iterator[tuple[str, str]]:
    decision, policy = asked.decision, asked.policy
    yield "Reason", decision.reason.value
    if asked.base is not None:
        yield "Policy", f"{asked.base}: {_WHY[asked.base]}"
    meant = _meant(asked)
    if policy.profile is not None and meant != asked.outcome:
        yield "Profile", f"{policy.profile.name}: here it is {_called(meant)}"
    yield LABELS["health"], HEALTH[decision.health]
