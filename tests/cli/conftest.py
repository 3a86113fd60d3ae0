"""What the tests of the command line share: an environment that says nothing, and a folder with transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli.checked import ALLOWED, ASKED, BAD, REFUSED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with transcripts, which is where the command runs."""
    files = {"refused.txt": REFUSED, "allowed.txt": ALLOWED, "bad.txt": BAD, "a b,c:%.txt": ASKED + REFUSED}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path
