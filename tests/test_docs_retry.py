"""docs/reference/index-retry.md: every status, number, failure and policy is on it, with what its row says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs._ext.statuskit_pages import places, site
from docs._ext.statuskit_pages.markdown import cited, claimed, escaped, sentence
from docs._ext.statuskit_pages.statuses import status_page

from statuskit import HTTP, Citation, Status, StatusClass, lookup
from statuskit.data.retry import RULES_OF_CLASS, RULES_OF_UNREGISTERED
from statuskit.model import Repeat
from statuskit.retry import POLICIES, Failure
from statuskit.retry._failures import FAILURES
from statuskit.retry._policies import NAMED

PAGE = site.pages()[places.RETRY]
DOCS = Path(__file__).parents[1] / "docs"
_CELL = re.compile(r"(?<!\\)\|")


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the table below a heading, without the head."""
    told = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in told.splitlines() if line[:1] == "|"][2:]


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_a_status_is_there_once(status: Status) -> None:
    """Below the heading that says when it is sent again, with its facts, its source and who does otherwise."""
    heading = escaped(sentence(status.repeat.value).removesuffix("."))
    (row,) = [row for row in rows(heading) if row[0].endswith(f"(statuses/{status}.md)")]

    assert 1 == PAGE.count(f"(statuses/{status}.md) | ")
    assert [status.applied.value, status.health.value] == [row[1], row[4]]
    assert (status.repeat_after.value if status.repeat_after else "") == row[2]
    assert bool(status.conditions) is bool(row[3])
    assert cited(status.retry_rule.citation) == row[5]
    assert "; ".join(map(claimed, status.retry_rule.contested)) == row[6]


def test_headings_are_the_ways_to_repeat() -> None:
    """In the order of the vocabulary, and after them what is no registered status."""
    expected = [sentence(repeat.value).removesuffix(".") for repeat in Repeat]

    assert [*expected, "Numbers that are not registered", "Failures", "Named policies"] == re.findall(
        r"^## (.+)$", PAGE, re.MULTILINE
    )


def test_unregistered_numbers_are_there() -> None:
    """Those with a rule of their own, by number, and then any other number of each class."""
    found = rows("Numbers that are not registered")
    numbers = [re.findall(r"\[(\d+)\]", row[0]) for row in found[: len(RULES_OF_UNREGISTERED)]]

    assert [[str(number)] for number in sorted(RULES_OF_UNREGISTERED)] == numbers
    assert [cited(RULES_OF_CLASS[kind].citation) for kind in StatusClass] == [row[6] for row in found[len(numbers) :]]
    assert all(row[0].startswith("Any other [") for row in found[len(numbers) :])
    assert lookup(449).repeat_after is not None
    assert lookup(449).repeat_after.value == found[1][3]  # type: ignore[union-attr]


@pytest.mark.parametrize("failure", Failure, ids=lambda failure: failure.name)
def test_a_failure_is_there_once(failure: Failure) -> None:
    """With what it says of a repeat."""
    rule = FAILURES[failure]
    (row,) = [row for row in rows("Failures") if row[0] == f"`{failure.name}`"]

    assert [rule.applied.value, rule.repeat_after.value if rule.repeat_after else ""] == row[2:4]
    assert [rule.health.value, cited(rule.citation)] == row[5:7]


def test_policies_are_there() -> None:
    """By name, in their order, each with what it does and its source."""
    expected = [[f"`{named.name}`", escaped(sentence(named.why)), cited(named.citation)] for named in NAMED]

    assert expected == rows("Named policies")


@pytest.mark.parametrize("status", [status for status in HTTP if status.retry_rule.contested], ids=str)
def test_the_page_of_a_status_says_what_others_do(status: Status) -> None:
    """Not only who, but what: the claim stands beside its source."""
    for citation in status.retry_rule.contested:
        assert f"{cited(citation)}: {escaped(citation.claim)}" in status_page(status)


def test_a_claim_is_shown_as_it_is() -> None:
    """What means something in Markdown is escaped."""
    source = Citation("A", "", "https://example.com/", claim="any *method*")

    assert r"[A](https://example.com/): any \*method\*" == claimed(source)


def test_the_api_page_names_the_policies() -> None:
    """docs/reference/api.md has each name, so that one finds it without running Python."""
    told = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    told = told.split(".. py:data:: statuskit.retry.POLICIES", 1)[1].split(".. py:data::", 1)[0]

    assert list(POLICIES) == re.findall(r'"([\w-]+)"', told)
