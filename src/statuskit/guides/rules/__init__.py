"""
The guides as rows, one module a stage.

Tables decide, code only walks them. Which status answers a situation stands in these files and the profiles alone;
`tables/` has what is told beside it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.guides.rules import (
    access,
    content,
    envelope,
    existence,
    feasibility,
    negotiation,
    outcome,
    preconditions,
    redirect,
    system,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.guides._rule import GuideRule

__all__ = ["RULES", "STAGES"]

# The order of the questions, what each stage asks, and its rows. Within a stage the rows' order counts; the first hit
# decides.
_STAGES: Final[Mapping[str, tuple[str, tuple[GuideRule, ...]]]] = MappingProxyType(
    {
        "system": ("Can the service answer at all?", system.RULES),
        "envelope": ("Is the envelope right: limits, version, method, rate?", envelope.RULES),
        "access": ("May the caller?", access.RULES),
        "redirect": ("Is the client sent elsewhere?", redirect.RULES),
        "existence": ("Is it there?", existence.RULES),
        "negotiation": ("Is the form of what goes either way right?", negotiation.RULES),
        "preconditions": ("Do the preconditions hold?", preconditions.RULES),
        "content": ("Is the content right?", content.RULES),
        "feasibility": ("Can it be carried out?", feasibility.RULES),
        "outcome": ("What came of it?", outcome.RULES),
    }
)

STAGES: Final[Mapping[str, str]] = MappingProxyType({stage: asks for stage, (asks, _) in _STAGES.items()})
RULES: Final[tuple[GuideRule, ...]] = tuple(rule for _, rules in _STAGES.values() for rule in rules)
