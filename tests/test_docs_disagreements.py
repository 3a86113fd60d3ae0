"""docs/explanation/where-guides-disagree.md: all 80 cases are there, and what the page says of the library holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import oracle

import statuskit
from statuskit import caching, guides, model, retry
from statuskit.registry import METHODS

_PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "where-guides-disagree.md"
_CASES = 80
_PARTS = {"Guides", "RFC", "Vendor", "statuskit", "Outcome", "Holds"}
_OUTCOMES = {
    "fact",
    "prose",
    "dropped",
    "a policy",
}
# What an expression of the page may name: what is public in `statuskit`, `statuskit.caching` and `statuskit.retry`, the
# enums of `statuskit.model`, METHODS; and harmless builtins.
_BUILTINS = {"all": all, "any": any, "len": len, "str": str, "sum": sum}
_NAMES = {
    "__builtins__": _BUILTINS,
    "METHODS": METHODS,
    **{name: getattr(caching, name) for name in caching.__all__},
    **{name: getattr(retry, name) for name in retry.__all__},
    **{name: getattr(model, name) for name in model.__all__},
    **{name: getattr(statuskit, name) for name in statuskit.__all__},
}


class Case(NamedTuple):
    """One case of the page: its number, its title and its parts by their labels."""

    number: int
    title: str
    parts: dict[str, str]

    def __str__(self) -> str:
        return f"{self.number:02}"


def _cases() -> list[Case]:
    text = _PAGE.read_text(encoding="utf-8")
    found = []
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        body = re.split(r"^## ", body, flags=re.MULTILINE)[0]
        number, _, title = heading.partition(". ")
        parts = re.findall(r"^- \*\*(\w+)\*\*: (.*(?:\n {2}.*)*)", body, flags=re.MULTILINE)
        assert len(parts) == len(dict(parts)), f"a part of case {number} comes twice"
        found.append(Case(int(number), title, dict(parts)))
    return found


CASES = _cases()
CHECKED = [case for case in CASES if "Holds" in case.parts]


def test_all_cases_are_there() -> None:
    """The page has the 80 cases, numbered from 1 in their order, and no two have the same title."""
    assert list(range(1, _CASES + 1)) == [case.number for case in CASES]
    assert _CASES == len({case.title for case in CASES})


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_complete(case: Case) -> None:
    """A case says what guides say, what the source says with its section, what we do, and what became of the claim."""
    assert {"Guides", "statuskit", "Outcome"} <= set(case.parts) <= _PARTS
    assert 1 == len({"RFC", "Vendor"} & set(case.parts))
    assert set(case.parts["Outcome"].split("; ")) <= _OUTCOMES


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_names_what_exists(case: Case) -> None:
    """Every attribute that a case names alone in a code span is one of a Status, of the package or of its caching."""
    spans = set(re.findall(r"`([a-z_.]+(?:\(\))?)`", case.parts["statuskit"]))
    for span in spans:
        name, _, rest = span.removesuffix("()").partition(".")
        owner = next((each for each in (statuskit.HTTP.OK, statuskit, caching) if hasattr(each, name)), None)

        assert hasattr(owner, name), span
        assert not rest or hasattr(getattr(owner, name), rest), span


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_names_policies_that_exist(case: Case) -> None:
    """What is named a policy or a profile is one, and its name is in the expression that proves what it does."""
    policies = re.findall(r"\bpolicy \*([\w-]+)\*", case.parts["statuskit"])
    profiles = re.findall(r"\bprofile \*([\w-]+)\*", case.parts["statuskit"])

    assert set(policies) <= set(retry.POLICIES)
    assert set(profiles) <= set(guides.PROFILES)
    assert [] == [name for name in policies if f'POLICIES["{name}"]' not in case.parts["Holds"]]


def test_every_policy_settles_a_case() -> None:
    """No policy has a name for nothing: each is what some guides ask for, and a case says so."""
    named = {name for case in CASES for name in re.findall(r"\bpolicy \*([\w-]+)\*", case.parts["statuskit"])}

    assert set(retry.POLICIES) == named


def test_the_sections_exist() -> None:
    """Every section that the page cites exists in its RFC, as far as the oracle has that RFC."""
    sections = {(row["rfc"], row["section"]) for row in oracle("rfc_sections.csv")}
    text = _PAGE.read_text(encoding="utf-8")
    cited = {
        (number, section)
        for number, listed in re.findall(r"RFC (\d+) ((?:(?:, | and )?§[\w.]*\w)+)", text)
        for section in re.findall(r"§([\w.]*\w)", listed)
    }

    assert len(cited) > _CASES // 2
    assert set() == {(number, section) for number, section in cited if number in dict(sections)} - sections


@pytest.mark.parametrize("case", CHECKED, ids=str)
def test_what_a_case_says_holds(case: Case) -> None:
    """The expression of a case is true, and no less than True."""
    expression = re.fullmatch(r"`([^`]+)`", case.parts["Holds"])

    assert expression is not None
    # The page is our own, and the expression sees no more than the names above.
    assert True is eval(expression[1], dict(_NAMES))  # noqa: S307


def test_most_cases_are_checked() -> None:
    """At least two of three cases carry an expression."""
    assert len(CHECKED) >= _CASES * 2 // 3


def test_facts_are_checked() -> None:
    """A case whose outcome is a fact carries an expression."""
    assert [] == [case.number for case in CASES if "fact" in case.parts["Outcome"].split("; ") and case not in CHECKED]
