"""
The guides: which status to send, why not another one, and what to make of an error that came back.

`recommend()` walks the rules of `guides.rules` over the facts of a `Situation`; a `Profile` is a house style over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit._late import late
from statuskit.guides._profile import Against, Override, Profile
from statuskit.guides._recommend import Verdict, assess, recommend, why_not
from statuskit.guides._recommendation import Alternative, Recommendation
from statuskit.guides._rule import Absent, BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In, Step
from statuskit.guides._situation import FACTS, Fact, Situation
from statuskit.guides._values import Facts
from statuskit.guides.profiles import POLICIES, PROFILES
from statuskit.guides.rules import RULES, STAGES

if TYPE_CHECKING:
    from statuskit.data.triage._row import Fixer, Layer
    from statuskit.guides._layers import AnsweredBy, Sureness
    from statuskit.guides._triage import Triage, triage
    from statuskit.guides._triage_advice import CorrelationId
else:
    # Those who ask which status to send need none of it.
    __getattr__ = late(
        __name__,
        {
            **dict.fromkeys(("Fixer", "Layer"), "statuskit.data.triage._row"),
            **dict.fromkeys(("AnsweredBy", "Sureness"), "statuskit.guides._layers"),
            **dict.fromkeys(("Triage", "triage"), "statuskit.guides._triage"),
            "CorrelationId": "statuskit.guides._triage_advice",
        },
    )

__all__ = [
    "FACTS",
    "POLICIES",
    "PROFILES",
    "RULES",
    "STAGES",
    "Absent",
    "Against",
    "Alternative",
    "AnsweredBy",
    "BodyAdvice",
    "BodyKind",
    "Certainty",
    "CorrelationId",
    "Fact",
    "Facts",
    "Fixer",
    "GuideRule",
    "HeaderAdvice",
    "In",
    "Layer",
    "Override",
    "Profile",
    "Recommendation",
    "Situation",
    "Step",
    "Sureness",
    "Triage",
    "Verdict",
    "assess",
    "recommend",
    "triage",
    "why_not",
]
