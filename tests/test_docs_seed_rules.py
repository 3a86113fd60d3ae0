"""docs/explanation/seed-rules.md: all 231 rules are there, and each is carried out where the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from docs._ext.statuskit_pages import places, site
from docs._ext.statuskit_pages.markdown import anchor

import statuskit
from statuskit import caching, model, retry
from statuskit.data.triage.advice import ADVICE
from statuskit.guides import PROFILES, RULES
from statuskit.guides.tables.notes import NOTES

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGE: Final = DOCS / "explanation" / "seed-rules.md"
PAGES: Final = site.pages()
_ALL: Final = [f"R{number:03}" for number in range(1, 232)]
_NUMBERS: Final = ("R224", "R225", "R226", "R227")
_WARNING: Final = ("a warning", "../reference/guides/questions.md#what-is-warned-of")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_ROW: Final = re.compile(r"^\| (R\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
_RULE: Final = re.compile(r"[a-z_]+\.[a-z_]+")
# What an expression of the page may name: what is public in `statuskit`, its caching, its model and its retry; harmless
# builtins.
_NAMES: Final = {
    "__builtins__": {"all": all, "any": any, "len": len, "range": range, "set": set, "str": str},
    **{name: getattr(caching, name) for name in caching.__all__},
    **{name: getattr(retry, name) for name in retry.__all__},
    **{name: getattr(model, name) for name in model.__all__},
    **{name: getattr(statuskit, name) for name in statuskit.__all__},
}


class Row(NamedTuple):
    """A rule on the page: its number, its words, the links and the expressions beside it."""

    number: str
    words: str
    links: tuple[tuple[str, str], ...]
    expressions: tuple[str, ...]

    def __str__(self) -> str:
        return self.number

    @property
    def rules(self) -> list[tuple[str, str]]:
        """The rules of the guides that it links, with their addresses."""
        return [each for each in self.links if _RULE.fullmatch(each[0])]


def rows_of(text: str) -> list[Row]:
    """Read the rows of the page: what is in the last cell are links and expressions, and nothing else."""
    found = []
    for number, words, cell in _ROW.findall(text):
        expressions = tuple(re.findall(r"`([^`]+)`", cell))
        links = tuple(_LINK.findall(re.sub(r"`[^`]+`", "", cell)))
        shown = [*(f"`{each}`" for each in expressions), *(f"[{name}]({address})" for name, address in links)]
        assert sorted(shown) == sorted(re.split(r"; (?=[\[`])", cell)), number
        found.append(Row(number, words, links, expressions))
    return found


TEXT: Final = PAGE.read_text(encoding="utf-8")
ROWS: Final = rows_of(TEXT)
EXPRESSIONS: Final = [(row.number, each) for row in ROWS for each in row.expressions]


def headings(address: str) -> set[str] | None:
    """Return the anchors of a page that a link leads to; None where there is no such page."""
    target = (PAGE.parent / address).resolve().relative_to(DOCS).as_posix() if address else "explanation/seed-rules.md"
    path = DOCS / target
    text = PAGES.get(target.removesuffix(".md")) or (path.read_text(encoding="utf-8") if path.is_file() else None)
    if text is None:
        return None
    return {anchor(found.replace("\\", "")) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_all_rules_are_there_once() -> None:
    """R001 to R231, in order, and no two in the same words."""
    assert _ALL == [row.number for row in ROWS]
    assert len(_ALL) == len({row.words for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_rule_is_carried_out_somewhere(row: Row) -> None:
    """A rule of the guides, an expression, or a page: a case where guides disagree does not suffice."""
    assert row.expressions or [name for name, _ in row.links if not name.startswith("case ")]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_rules_that_carry_it_out_are_those_that_say_so(row: Row) -> None:
    """The page links the rules that have the number among their seeds, all of them, and no others."""
    expected = [
        (rule.id, f"../{places.stage_place(rule.stage)}.md#{anchor(rule.id)}")
        for rule in RULES
        if row.number in rule.seeds
    ]

    assert sorted(expected) == sorted(row.rules)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_warning_is_named_where_there_is_one(row: Row) -> None:
    """The page says "a warning" exactly where one of the warnings has the number among its seeds."""
    assert any(row.number in note.seeds for note in NOTES) == (_WARNING in row.links)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_links_lead_to_what_is_there(row: Row) -> None:
    """Each link leads to a page that is there, and to a heading on it."""
    for name, address in row.links:
        path, _, heading = address.partition("#")
        found = headings(path)

        assert found is not None, address
        assert not heading or heading in found, address
        assert not name.startswith("case ") or heading.startswith(f"{name.removeprefix('case ')}-")


@pytest.mark.parametrize(("number", "expression"), EXPRESSIONS, ids=[number for number, _ in EXPRESSIONS])
def test_expressions_hold(number: str, expression: str) -> None:
    """An expression of the page is true, and no less than True."""
    # The page is our own, and the expression sees no more than the names above.
    assert True is eval(expression, dict(_NAMES)), number  # noqa: S307


def test_no_seed_is_unknown() -> None:
    """Rules, warnings, profiles and the advice of triage cite numbers that exist."""
    cited = {seed for rule in RULES for seed in rule.seeds} | {seed for note in NOTES for seed in note.seeds}
    cited |= {seed for profile in PROFILES.values() for rule in profile.added for seed in rule.seeds}
    cited |= {seed for advice in ADVICE for seed in advice.seeds}

    assert cited <= set(_ALL)


@pytest.mark.parametrize("number", ["R126", "R127", "R128", "R129"])
def test_where_to_look_is_told_by_triage(number: str) -> None:
    """The rules on where to look after a 5xx are carried by the advice of triage, and the page shows it."""
    assert [advice for advice in ADVICE if number in advice.seeds]
    assert "triage(" in " ".join(next(row for row in ROWS if row.number == number).expressions)


@pytest.mark.parametrize("number", [f"R{number}" for number in range(136, 144)])
def test_what_is_sent_again_is_decided(number: str) -> None:
    """The rules on repeats are carried by the decision itself, and a page and a case say what it does otherwise."""
    row = next(row for row in ROWS if row.number == number)
    pages = [address.partition("#")[0] for _, address in row.links]

    assert "retry_decision(" in " ".join(row.expressions)
    assert "where-guides-disagree.md" in pages
    assert {"../reference/index-retry.md", "retry-compared.md"} & set(pages)


@pytest.mark.parametrize("number", ["R055", "R056", "R057", *(f"R{number}" for number in range(215, 221))])
def test_caching_is_decided(number: str) -> None:
    """The rules on caching are carried by decisions of its room, and a page tells them."""
    row = next(row for row in ROWS if row.number == number)

    assert any(f"{name}(" in " ".join(row.expressions) for name in caching.__all__)
    assert {"caching.md", "caching-compared.md", "../reference/index-caching.md"} & {
        address.partition("#")[0] for _, address in row.links
    }


@pytest.mark.parametrize("pair", [f"R{number}" for number in range(201, 214)])
def test_pairs_are_in_the_registry(pair: str) -> None:
    """Each pair that people mix up is checked against `confused_with`."""
    assert "confused_with" in " ".join(next(row for row in ROWS if row.number == pair).expressions)


def test_numbers_that_are_left_out_have_a_reason() -> None:
    """The rules about service levels lead to the section that says why they are left out, and names each."""
    told = TEXT.split("\n## Numbers that are left out\n", 1)[1]

    for number in _NUMBERS:
        row = next(row for row in ROWS if row.number == number)
        assert "#numbers-that-are-left-out" in [address for _, address in row.links]
        assert ((), []) == (row.expressions, row.rules)
        assert re.search(rf"^{number} ", told, re.MULTILINE)
    assert [row.number for row in ROWS if ("below", "#numbers-that-are-left-out") in row.links] == [*_NUMBERS]


def test_no_number_of_a_service_level_is_repeated() -> None:
    """The shares and hours themselves are nowhere on the page."""
    assert [] == re.findall(r"\d+(?:\.\d+)? ?%|8\.76|52\.56|\bper cent\b", TEXT)
