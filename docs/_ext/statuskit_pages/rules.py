"""How a rule of the guides is shown: its conditions, its answer, and what goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.guides import FACTS, PROFILES
from statuskit.guides._state import DOMAIN

from .flowchart import OTHERWISE
from .markdown import bullets, cited, code, escaped, link, sentence, table
from .places import GUIDE_FACTS, to_profile, to_status, way
from .values import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit import Status
    from statuskit.guides import BodyAdvice, Certainty, GuideRule, HeaderAdvice, In

__all__ = ["FOLLOWING", "advice", "answer", "conditions", "decision_table", "follows", "rule_section", "sure", "when"]

# Where the page of the facts tells of what rules ask for and nobody states.
FOLLOWING: Final = "What follows from other facts"


def follows(fact: str) -> bool:
    """Whether rules ask for something that nobody states, since it follows from facts."""
    return fact in DOMAIN and fact not in FACTS


def decision_table(here: str, rules: Iterable[GuideRule]) -> str:
    """Return rules as a table: all that decides, and who says so; the ids link to the sections of the rules."""
    rows = [
        (
            link(rule.id, way(here, here, rule.id)),
            when(here, rule),
            sure(here, rule.then, rule.certainty),
            " ".join((escaped(rule.why), *_others(here, rule))),
            "; ".join((*map(cited, rule.citations), *rule.seeds)),
        )
        for rule in rules
    ]
    return table(("Rule", "When", "Answer", "Why, and why no other", "Sources"), rows)


def rule_section(here: str, rule: GuideRule) -> tuple[str, ...]:
    """Return the heading of a rule, what it says, and what goes with its answer."""
    told = [
        *(f"Field {_header(row)}" for row in rule.headers),
        *([f"Content: {advice(rule.body)}"] if rule.body else []),
        *(
            f"{to_profile(here, profile)}: {answer(here, profile.overrides[rule.id].then)}"
            for profile in PROFILES.values()
            if rule.id in profile.overrides
        ),
    ]
    return (
        f"### {escaped(rule.id)}",
        f"{sentence(when(here, rule))}\nThe answer is {answer(here, rule.then)}: {escaped(rule.why)}",
        bullets(told),
    )


def when(here: str, rule: GuideRule) -> str:
    """Show the conditions of a rule; one that has none holds always."""
    return conditions(here, rule.when) or OTHERWISE


def conditions(here: str, pairs: Mapping[str, In]) -> str:
    """Show conditions, all of which have to hold."""
    return " and ".join(_condition(here, *pair) for pair in pairs.items())


def answer(here: str, status: Status | None) -> str:
    """Link the answer of a rule, which may be none."""
    return "no response" if status is None else to_status(here, status)


def sure(here: str, status: Status | None, certainty: Certainty) -> str:
    """Link the answer of a rule, and say how sure it is."""
    return f"{answer(here, status)}, *{certainty.value}*"


def advice(body: BodyAdvice) -> str:
    """Show what belongs in the content."""
    members = f": {', '.join(map(code, body.members))}" if body.members else ""
    return f"{escaped(body.kind.value)}, {escaped(body.why)}{members}"


def _condition(here: str, fact: str, accepted: In) -> str:
    name = link(fact, way(here, GUIDE_FACTS, FOLLOWING)) if follows(fact) else code(fact)
    values = (stated(value) if value is None else code(stated(value)) for value in accepted.values)
    return f"{name} is {' or '.join(values)}"


def _header(row: HeaderAdvice) -> str:
    return f"{code(row.name)}: {escaped(row.strength.value)}, {escaped(row.why)} ({cited(row.citation)})"


def _others(here: str, rule: GuideRule) -> list[str]:
    reasons = (("Not", rule.instead), ("As well:", rule.accepts))
    return [f"{how} {answer(here, status)}. {escaped(why)}" for how, pairs in reasons for status, why in pairs.items()]
