"""docs/reference/index-caching.md: every status is on it, with what caches may do with it, and who says otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from docs._ext.statuskit_pages import places, site
from docs._ext.statuskit_pages.markdown import anchor, cited

from statuskit import HTTP, Status
from statuskit.data.caching import CONTESTED, CONTESTED_USE
from statuskit.model import Cacheability

PAGE: Final = site.pages()[places.CACHING]
DOCS: Final = Path(__file__).parents[1] / "docs"
DISAGREEMENTS: Final = (DOCS / "explanation" / "where-guides-disagree.md").read_text(encoding="utf-8")

_CELL: Final = re.compile(r"(?<!\\)\|")
_SHARED_MAY_NOT: Final = "private caches yes: explicit freshness; shared ones no: Authorization"
# What the three cells of a status say, by its kind (RFC 9111, section 3); and those that a cache has to know.
EXPECTED: Final = {
    Cacheability.HEURISTIC: ["yes: heuristically cacheable", "yes: explicit freshness", _SHARED_MAY_NOT],
    Cacheability.EXPLICIT_ONLY: ["no: nothing allows it", "yes: explicit freshness", _SHARED_MAY_NOT],
    Cacheability.PROHIBITED: ["no: the status forbids it"] * 3,
    Cacheability.NOT_FINAL: ["no: not final"] * 3,
}
SPECIAL: Final = {206: ["no: status not understood"] * 3, 304: ["no: status not understood"] * 3}


def rows(kind: Cacheability) -> list[list[str]]:
    """Return the rows of the table below the heading of a kind, without the head."""
    told = PAGE.split(f"\n## {kind.value.capitalize()}\n", 1)[1].split("\n## ", 1)[0]
    return [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in told.splitlines() if line[:1] == "|"][2:]


def row_of(status: Status) -> list[str]:
    """Return the row of a status, which is there once."""
    (row,) = [row for row in rows(status.cacheability) if row[0].endswith(f"(statuses/{status}.md)")]
    return row


def test_kinds_are_complete() -> None:
    """Each kind has a heading, in order, and each status is below the one of its own kind and below no other."""
    assert [kind.value.capitalize() for kind in Cacheability] == re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    for kind in Cacheability:
        members = [str(status) for status in HTTP if status.cacheability is kind]

        assert members == [re.findall(r"\(statuses/(\d+)\.md\)$", row[0])[0] for row in rows(kind)]


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_what_caches_may_do(status: Status) -> None:
    """Without a word, with max-age, and to a request with Authorization; and the source of the kind."""
    row = row_of(status)

    assert SPECIAL.get(status.code, EXPECTED[status.cacheability]) == row[1:4]
    assert cited(status.cite("cacheability")) == row[4]


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_who_says_otherwise(status: Status) -> None:
    """The claims of guides are told, each with a link to the case that settles it."""
    headings = {anchor(found) for found in re.findall(r"^### (.+)$", DISAGREEMENTS, re.MULTILINE)}
    told = re.findall(r"\[guides\]\(\.\./explanation/where-guides-disagree\.md#([^)]+)\): ([^;]+)", row_of(status)[5])

    claims = CONTESTED.get(status.code, ()) + CONTESTED_USE.get(status.code, ())

    assert [claim.claim for claim in claims] == [text for _, text in told]
    assert [claim.section for claim in claims] == [heading.partition("-")[0] for heading, _ in told]
    assert {heading for heading, _ in told} <= headings


def test_cases_and_claims_fit() -> None:
    """A claim about a status leads to a case about caching whose title, or whose Guides, are about that status."""
    sections = {text.partition(".")[0]: text for text in re.split(r"^### ", DISAGREEMENTS, flags=re.MULTILINE)}
    for code, claims in (*CONTESTED.items(), *CONTESTED_USE.items()):
        for claim in claims:
            assert DISAGREEMENTS.splitlines()[0].removeprefix("# ") in claim.source
            text = sections[claim.section]

            assert str(code) in text or f"{code // 100}xx" in text, code
