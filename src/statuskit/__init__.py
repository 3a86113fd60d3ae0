"""
statuskit: the executable reference of HTTP status semantics.

Every fact about a status code comes with its source, and every question about one has a typed answer. Only names here:
what is heavy is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit._late import late
from statuskit.exceptions import (
    InvalidMessageError,
    InvalidSituationError,
    InvalidStatusError,
    StatusKitError,
    UnknownStatusError,
)
from statuskit.model import Citation, HeaderRule, Status, StatusClass
from statuskit.registry import HTTP, compare, identify, lookup, search

if TYPE_CHECKING:
    from statuskit._version import __version__
    from statuskit.conditional import evaluate_preconditions
    from statuskit.guides import Recommendation, Situation, assess, recommend, triage, why_not
    from statuskit.model import Meaning
else:
    # Not shown to type checkers, so that a misspelt name is an error to them.
    __getattr__ = late(
        __name__,
        {
            "Meaning": "statuskit._meanings",
            "__version__": "statuskit._version",
            "evaluate_preconditions": "statuskit.conditional",
            **dict.fromkeys(
                ("Recommendation", "Situation", "assess", "recommend", "triage", "why_not"), "statuskit.guides"
            ),
        },
    )

__all__ = [
    "HTTP",
    "Citation",
    "HeaderRule",
    "InvalidMessageError",
    "InvalidSituationError",
    "InvalidStatusError",
    "Meaning",
    "Recommendation",
    "Situation",
    "Status",
    "StatusClass",
    "StatusKitError",
    "UnknownStatusError",
    "__version__",
    "assess",
    "compare",
    "evaluate_preconditions",
    "identify",
    "lookup",
    "recommend",
    "search",
    "triage",
    "why_not",
]
