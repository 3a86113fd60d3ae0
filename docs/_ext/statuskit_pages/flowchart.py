"""
Rules as a Mermaid flowchart: a chain of yes and no, in the order in which they are asked.

It is text for those who show Mermaid, such as GitHub. A build draws nothing, since to draw it takes a script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.guides._recommendation import titled

from .values import stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statuskit.guides import GuideRule, In

__all__ = ["OTHERWISE", "fenced", "flowchart", "node"]

# What a rule without conditions says of when it holds.
OTHERWISE: Final = "in any other case"

_BEGIN: Final = "begin"
_NEXT: Final = "next_stage"
# What ends a quoted label, begins an entity or a tag, or is taken for Markdown there.
_MARKS: Final = re.compile(r'["#<>&`]')
_NOT_IN_NAMES: Final = re.compile(r"\W+")


def node(rule: GuideRule) -> str:
    """Return what the question of a rule is called in a chart."""
    return _NOT_IN_NAMES.sub("_", rule.id)


def flowchart(asked: str, rules: Sequence[GuideRule], onward: str) -> str:
    """Return the chart of a stage: what it asks, its rules in their order, and the stage that comes next."""
    lines = ["flowchart TD", f'    {_BEGIN}(["{_label(asked)}"])', f"    {_BEGIN} --> {node(rules[0])}"]
    ways = [*(node(rule) for rule in rules[1:]), _NEXT]
    for rule, after in zip(rules, ways, strict=True):
        here = node(rule)
        lines += [
            f'    {here}{{"{_question(rule)}"}}',
            f'    {here}_answer["{_label(titled(rule.then))}"]',
            f"    {here} -->|yes| {here}_answer",
        ]
        if rule.when:
            lines.append(f"    {here} -->|no| {after}")
    if rules[-1].when:
        lines.append(f'    {_NEXT}(["{_label(onward)}"])')
    return "\n".join(lines)


def fenced(chart: str) -> str:
    """Return a chart as a block of Markdown."""
    return f"```mermaid\n{chart}\n```"


def _question(rule: GuideRule) -> str:
    asked = [f"{fact} is {_values(condition)}" for fact, condition in rule.when.items()] or [OTHERWISE]
    return "<br>".join([f"<b>{_label(rule.id)}</b>", *(_label(text) for text in asked)])


def _values(condition: In) -> str:
    return " or ".join(map(stated, condition.values))


def _label(text: str) -> str:
    return _MARKS.sub(lambda found: f"#{ord(found[0])};", text)
