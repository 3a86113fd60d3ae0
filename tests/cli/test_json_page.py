"""docs/reference/json.md: it names every member of what `check`, `rules` and `retry` print, and its type."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli.checked import ALLOWED, ASKED, REFUSED, found
from cli.driver import answer, run

from statuskit.cli._commands import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs/reference/json.md").read_text("utf-8")
ROW = re.compile(r"^\| (`.+?`) \| (.+?) \|", re.MULTILINE)
TYPES = {"boolean": bool, "number": (int, float), "string": str, "null": type(None), "citation": dict, "rule": dict}


def rows_below(title: str) -> dict[str, str]:
    """Return the first two cells of each row of the table below a heading."""
    return dict(ROW.findall(PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]))


def is_of(value: Any, kind: str) -> bool:  # Any: whatever JSON has
    """Whether a value is of a type that the page names: "number or null", "list of strings"."""
    if kind.startswith("list of "):
        kinds = tuple(_type(name.removesuffix("s")) for name in kind.removeprefix("list of ").split(" and "))
        return isinstance(value, list) and all(isinstance(item, kinds) for item in value)
    return isinstance(value, tuple(_type(name) for name in kind.split(" or ")))


def _type(name: str) -> Any:
    return TYPES.get(name, dict)


FINDINGS = [finding for one in found(ASKED + REFUSED, "--select", "all") for finding in one["findings"]]
RULES: list[Any] = json.loads(answer("rules", "--json"))
DECISIONS = [
    json.loads(run("retry", *words, "--header", "Retry-After: 7", "--json").out)
    for words in (["503"], ["404"], ["401"], ["503", "--now", "5"])
]


@pytest.mark.parametrize(
    "title, objects",
    [
        ("A checked response", found(ALLOWED) + found(ASKED + REFUSED) + found(REFUSED + "$ ")),
        ("A finding", FINDINGS),
        ("A rule", RULES),
        ("A decision", DECISIONS),
    ],
    ids=["checked response", "finding", "rule", "decision"],
)
def test_members(title: str, objects: list[Any]) -> None:
    """The page has each member of each object, in its order, and of its type."""
    rows = {name.strip("`"): kind for name, kind in rows_below(title).items()}

    assert objects
    for one in objects:
        assert list(rows) == list(one)
        assert [] == [name for name, kind in rows.items() if not is_of(one[name], kind)]


def test_commands() -> None:
    """The page has every command."""
    named = [name for cell in rows_below("What the command line prints") for name in re.findall(r"[a-z-]+", cell)]

    assert sorted(COMMANDS) == sorted(named)
