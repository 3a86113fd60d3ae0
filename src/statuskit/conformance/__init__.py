"""
Conformance: is this response right for its status, its method and its fields?

`check()` holds a response against the rules and returns what it breaks; `check_pair()` compares two. Rules are rows in
`rules/`, by the class of the status they are about, each with an id that stays.
"""

from __future__ import annotations

from statuskit.conformance._check import check, check_pair, explain, skipped, tried
from statuskit.conformance._rule import CheckProfile, Finding, Need, Role, Rule, Severity
from statuskit.conformance.rules import RULES

__all__ = [
    "RULES",
    "CheckProfile",
    "Finding",
    "Need",
    "Role",
    "Rule",
    "Severity",
    "check",
    "check_pair",
    "explain",
    "skipped",
    "tried",
]
