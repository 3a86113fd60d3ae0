"""
statuskit: the executable reference of HTTP status semantics.

Every fact about a status code comes with its source, and every decision that hangs on one is a function that tells why.
Five questions hang on a status code, and each has a room here:

- What does a code mean, and who says so? `lookup()`, and `identify()` where a vendor says so: `statuskit.registry`.
- Which code should a server send, and who sent this one? `recommend()` and `triage()`: `statuskit.guides`.
- May the client send it again? `retry_decision()`: `statuskit.retry`.
- Is this response right? `check()`: `statuskit.conformance`, and for tests `statuskit.testing`.
- May a cache keep it, is it fresh, may it answer again? `may_store()`, `freshness()` and
  `may_reuse()`: `statuskit.caching`.

>>> from statuskit import lookup, recommend, retry_decision
>>> lookup(404), recommend(method="DELETE").status, bool(retry_decision(503))
(<Status 404 Not Found>, <Status 204 No Content>, True)

Only names here: what is heavy is loaded on first use.

PYTEST_DONT_REWRITE: no assertion is here, and pytest would warn of a module that was imported before its plugins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit._late import late
from statuskit.exceptions import (
    InvalidArgumentError,
    InvalidLintError,
    InvalidMessageError,
    InvalidRetryError,
    InvalidSituationError,
    InvalidStatusError,
    MissingExtraError,
    NonconformantError,
    StatusKitError,
    UnknownRuleError,
    UnknownStatusError,
)
from statuskit.model import Citation, HeaderRule, Status, StatusClass
from statuskit.registry import HTTP, compare, identify, lookup, search

if TYPE_CHECKING:
    from statuskit._version import __version__
    from statuskit.caching import freshness, may_reuse, may_store
    from statuskit.conditional import evaluate_preconditions
    from statuskit.conformance import check
    from statuskit.guides import Recommendation, Situation, assess, recommend, triage, why_not
    from statuskit.model import Meaning
    from statuskit.retry import Attempt, RetryPolicy, retry_decision
else:
    # Not shown to type checkers, so that a misspelt name is an error to them.
    __getattr__ = late(
        __name__,
        {
            "Meaning": "statuskit._meanings",
            "__version__": "statuskit._version",
            "check": "statuskit.conformance",
            "evaluate_preconditions": "statuskit.conditional",
            **dict.fromkeys(
                ("Recommendation", "Situation", "assess", "recommend", "triage", "why_not"), "statuskit.guides"
            ),
            **dict.fromkeys(("freshness", "may_reuse", "may_store"), "statuskit.caching"),
            **dict.fromkeys(("Attempt", "RetryPolicy", "retry_decision"), "statuskit.retry"),
        },
    )

__all__ = [
    "HTTP",
    "Attempt",
    "Citation",
    "HeaderRule",
    "InvalidArgumentError",
    "InvalidLintError",
    "InvalidMessageError",
    "InvalidRetryError",
    "InvalidSituationError",
    "InvalidStatusError",
    "Meaning",
    "MissingExtraError",
    "NonconformantError",
    "Recommendation",
    "RetryPolicy",
    "Situation",
    "Status",
    "StatusClass",
    "StatusKitError",
    "UnknownRuleError",
    "UnknownStatusError",
    "__version__",
    "assess",
    "check",
    "compare",
    "evaluate_preconditions",
    "freshness",
    "identify",
    "lookup",
    "may_reuse",
    "may_store",
    "recommend",
    "retry_decision",
    "search",
    "triage",
    "why_not",
]
