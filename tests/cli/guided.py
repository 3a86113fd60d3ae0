"""What the tests of the guides' commands share: the values of all facts, and what the library says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from statuskit import Recommendation, recommend
from statuskit.guides import FACTS

if TYPE_CHECKING:
    from statuskit.guides import Facts
    from statuskit.guides._situation import Value


TEXTS: dict[str, str] = {"method": "PATCH", "vendor": "nginx", "legacy_code": "420"}
VALUES = [(name, value) for name, fact in FACTS.items() for value in fact.values or (TEXTS[name],)]


def recommended(facts: dict[str, Value], profile: str = "rfc9110") -> Recommendation:
    """Return what the library says."""
    return recommend(profile=profile, **cast("Facts", facts))
