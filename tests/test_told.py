"""The one look of every explain()."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from statuskit import (
    check,
    compare,
    evaluate_preconditions,
    freshness,
    may_reuse,
    may_store,
    recommend,
    retry_decision,
    triage,
)
from statuskit._told import contested, sources, story
from statuskit.conformance import RULES
from statuskit.fields import parse_retry_after
from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Callable

GET = {"method": "GET"}
FRESH = (200, {"Cache-Control": "max-age=60"})
STORIES: dict[str, Callable[[], str]] = {
    "preconditions": lambda: evaluate_preconditions("PUT", {"If-Match": '"1"'}, etag='"2"').explain(),
    "storing": lambda: may_store(GET, (301, {}), shared=True).explain(),
    "freshness": lambda: freshness(FRESH, shared=True, received_at=0, now=1).explain(),
    "reuse": lambda: may_reuse(GET, FRESH, GET, shared=True, received_at=0, now=99).explain(),
    "retry": lambda: retry_decision(503, headers={"Retry-After": "7"}).explain(),
    "triage": lambda: triage(522).explain(),
    "recommendation": lambda: recommend(method="POST", outcome="created").explain(),
    "recommendation with content": lambda: recommend(method="DELETE", conflict="dependents").explain(),
    "finding": check((405, {}))[0].explain,
    "rule": RULES["SK405-01"].explain,
}
WITHOUT_SOURCES: dict[str, Callable[[], str]] = {
    "waits": lambda: parse_retry_after("soon", now=0).explain(),
    "comparison": lambda: compare(401, 403).explain(),
}


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES.keys())
def test_sources_come_last(told: Callable[[], str]) -> None:
    """Each decision ends with its sources: each once, what it is and where it is."""
    *_, part = told().partition("\nSources:\n")
    lines = part.split("\n")

    assert len(lines) == len(set(lines)) > 0
    assert all(line.startswith("- ") and ": http" in line for line in lines)


@pytest.mark.parametrize("told", [*STORIES.values(), *WITHOUT_SOURCES.values()], ids=[*STORIES, *WITHOUT_SOURCES])
def test_points_stand_below_a_title(told: Callable[[], str]) -> None:
    """No point comes before the first title, and no title is without a point."""
    lines = told().split("\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("- "))

    assert lines[first - 1].endswith(":")
    assert all(below.startswith("- ") for above, below in pairwise(lines) if above.endswith(":"))
    assert not lines[-1].endswith(":")


def test_what_has_no_points_is_left_out() -> None:
    """A part without any points has no title either, and its points may come from anything that is iterated."""
    assert "head\nB:\n- 1\n- 2" == story("head", ("A", []), ("B", iter((1, 2))), ("C", ()))
    assert "head" == story("head")


def test_sources_are_told_once() -> None:
    """The same citation twice is one source; claims that differ are told each, with an address or without."""
    one = Citation("a guide", "", "https://example.com/", claim="yes")
    other = Citation("a guide", "", "", claim="no")
    section = Citation.rfc(9110, "15.5.5")

    assert (
        "Sources",
        ["RFC 9110 §15.5.5: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"],
    ) == sources(section, section)
    assert (
        "Otherwise",
        ["a guide: yes: https://example.com/", "a guide: no"],
    ) == contested(one, other)
