"""
What would have to be different for another status to be the answer: the cheapest changes, found from the rules.

A rule is taken that gives the status; what it asks for is stated, and what stands in its way is taken back.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from statuskit.guides._situation import FACTS
from statuskit.guides._state import compiled, holds, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.guides._engine import Engine
    from statuskit.guides._rule import GuideRule, In
    from statuskit.guides._situation import Value
    from statuskit.model import Status

__all__ = ["Changes", "realised", "way_to"]

# How to state what only follows from facts.
REALISED: Final[Mapping[tuple[str, Value | None], Mapping[str, Value]]] = MappingProxyType(
    {
        ("creates", True): {"outcome": "created"},
        ("creates", False): {"outcome": "ok"},
        ("redirect", "called_temporary"): {"redirect": "temporary", "called_temporary": True},
        ("precondition", "changed"): {"if_match": "false"},
        ("precondition", "present"): {"if_none_match": "false", "method": "PUT"},
        ("precondition", "unchanged_tag"): {"if_none_match": "false", "method": "GET"},
        ("precondition", "unchanged_date"): {"if_modified_since": "false", "method": "GET"},
        ("precondition", "partial"): {"range": "satisfiable", "method": "GET"},
        ("method", "other"): {"method": "LOCK"},
        ("vendor", "cloudflare"): {"vendor": "Cloudflare"},
    }
)
# What has to be taken back for something that follows from facts to follow no more.
_BEHIND: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "creates": ("outcome", "creates_on_put", "intent"),
        "redirect": ("called_temporary", "redirect"),
        "precondition": ("if_match", "if_unmodified_since", "if_none_match", "if_modified_since", "range", "if_range"),
    }
)
# A server can find out more about a request, but not that it was another one.
_DEAR: Final = MappingProxyType({"method": 3})
# A fault that is asked for before what is wrong here says nothing of this request.
_EARLIER: Final = 2
_HARMLESS: Final[Mapping[str, Value]] = MappingProxyType({"outcome": "ok"})

Changes: TypeAlias = "tuple[tuple[str, Value | None], ...]"


def way_to(status: Status, stated: Mapping[str, Value], engine: Engine) -> Changes:
    """Return the fewest changes after which `status` is the answer; none where no rule gives it."""
    answer = engine.decide(state_of(stated)).then
    ways = [(_way(rule, stated, engine), rule) for rule in engine.rules if rule.then is status]
    # Of two that cost the same: the one that is mixed up with the answer, then the one that more guides speak of.
    return min(ways, key=lambda way: (_cost(way[0]), answer not in way[1].instead, -len(way[1].seeds)), default=((),))[
        0
    ]


def _cost(changes: Changes) -> int:
    return sum(_DEAR.get(fact, 1) for fact, _ in changes)


def realised(when: Mapping[str, In]) -> dict[str, Value]:
    """Return facts that can be stated for a conjunction to hold."""
    wanted = [(fact, condition.values[0]) for fact, condition in when.items()]
    told: dict[str, Value | None] = {}
    # What is asked for by name comes after, and over, what only helps something else to follow.
    for fact, value in sorted(wanted, key=REALISED.__contains__, reverse=True):
        told.update(REALISED.get((fact, value), {fact: value}))
    return {fact: value for fact, value in told.items() if value is not None}


def _way(rule: GuideRule, stated: Mapping[str, Value], engine: Engine) -> Changes:
    """Begin with what the rule asks for, keep of what is stated all that leaves it the answer, and change no more."""

    def leads(facts: Mapping[str, Value | None]) -> bool:
        return (
            engine.decide(state_of({fact: value for fact, value in facts.items() if value is not None})).then
            is rule.then
        )

    trial = _wanted(rule.when, stated)
    if not leads(trial):
        trial = realised(rule.when)  # what was stated does not go together with it
    for fact, value in stated.items():
        more = {fact: value, **trial}
        trial = more if leads(more) else trial
    changes: dict[str, Value | None] = {
        **{fact: _HARMLESS.get(fact, FACTS[fact].assumed) for fact in stated if fact not in trial},
        **{fact: value for fact, value in trial.items() if stated.get(fact) != value},
    }
    for fact in tuple(changes):
        fewer = {name: value for name, value in changes.items() if name != fact}
        changes = fewer if leads({**stated, **fewer}) else changes
    return tuple(changes.items())


def _wanted(when: Mapping[str, In], stated: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a conjunction asks for: what holds already as it was stated, and of the rest what would hold."""
    state = state_of(stated)
    missing = {fact: condition for fact, condition in when.items() if not holds(compiled({fact: condition}), state)}
    behind = [name for fact in when if fact not in missing for name in _BEHIND.get(fact, (fact,))]
    return {name: stated[name] for name in behind if name in stated} | realised(missing)
