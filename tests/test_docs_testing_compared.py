"""docs/explanation/testing-compared.md shows what testing_compared.py beside it prints, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

FOLDER: Final = Path(__file__).parents[1] / "docs" / "explanation"
SCRIPT: Final = FOLDER / "testing_compared.py"
PAGE: Final = (FOLDER / "testing-compared.md").read_text(encoding="utf-8")
SECTIONS: Final = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE))
ROWS: Final = {line.split(" | ")[0].removeprefix("| "): line for line in re.findall(r"^\| .+$", PAGE, re.MULTILINE)}
# What the project's own tests are run with, and so is never missing.
ALWAYS: Final = frozenset(SECTIONS) - {"validate_response, of schemathesis"}

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="needs the pages")


@pytest.fixture(scope="module")
def printed() -> Any:
    """Run the script once, in a process of its own: Django has its settings once in each."""
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(SCRIPT), "--json"], capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(done.stdout)


def test_everybody_is_there() -> None:
    """Who has a row in the table has a section, in the same order."""
    assert list(SECTIONS) == list(ROWS)[2:]


@pytest.mark.parametrize("name", SECTIONS)
def test_words(name: str, printed: Any) -> None:
    """A section shows what is said of the 422, or of the 405 where the 422 passes."""
    if name not in ALWAYS and name not in printed["told"]:
        pytest.skip(f"{name} is not installed")
    words = printed["told"][name]
    expected = words["refused"] or words["without Allow"]

    assert [f"{expected}\n"] * bool(expected) == re.findall(
        r"^```text\n(.*?)^```", SECTIONS[name], re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize("name", SECTIONS)
def test_row(name: str, printed: Any) -> None:
    """The row in the table is the one that is printed."""
    if name not in ALWAYS and name not in printed["told"]:
        pytest.skip(f"{name} is not installed")

    assert ROWS[name] in printed["table"].splitlines()


def test_heads(printed: Any) -> None:
    """The columns are those that are printed."""
    assert printed["table"].splitlines()[:2] == [ROWS["Who"], ROWS["---"]]


def test_only_statuskit_sees_that_allow_is_missing(printed: Any) -> None:
    """The last column says yes for one row, and so does what the page says about the others."""
    seen = [line.split(" | ")[0].removeprefix("| ") for line in printed["table"].splitlines() if line.endswith("yes |")]

    assert ["assert_conformant, of statuskit"] == seen
