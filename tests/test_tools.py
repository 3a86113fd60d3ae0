"""The scripts in tools/: they compare, and change nothing."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from statuskit import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Path(__file__).parent.parent / "tools" / "sync_iana.py"

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the tools are not part of what is installed")


@pytest.fixture
def registry_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a registry in IANA's form: ours, with the descriptions that are given instead."""

    def write(**changed: str | None) -> Path:
        described = {str(status.code): status.phrase for status in HTTP}
        described |= {"104": f"{HTTP[104].phrase} (TEMPORARY - registered 2024-11-13, expires 2026-11-13)"}
        described |= {"510": f"{HTTP[510].phrase} (OBSOLETED)", "105-199": "Unassigned", "427": "Unassigned"}
        described |= {name.removeprefix("c"): text for name, text in changed.items() if text}
        gone = {name.removeprefix("c") for name, text in changed.items() if text is None}
        path = tmp_path / "registry.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["Value", "Description", "Reference"])
            rows.writerows([code, text, ""] for code, text in described.items() if code not in gone)
        return path

    return write


def run(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the script on a file, as its user does."""
    return subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True, check=False)  # noqa: S603


def test_no_difference(registry_file: Callable[..., Path]) -> None:
    """Against a registry that says the same, nothing is printed and the exit code is 0."""
    done = run(registry_file())

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"c404": "Lost"}, "404: ours is 'Not Found', IANA's is 'Lost'"),
        ({"c430": "New Code"}, "430: ours is None, IANA's is 'New Code'"),
        ({"c426": None}, "426: ours is 'Upgrade Required', IANA's is None"),
    ],
    ids=["renamed", "added", "removed"],
)
def test_differences(registry_file: Callable[..., Path], changed: dict[str, str | None], line: str) -> None:
    """A code that was renamed, added or removed is named, and the exit code is 1."""
    done = run(registry_file(**changed))

    assert (1, f"{line}\n") == (done.returncode, done.stdout)
