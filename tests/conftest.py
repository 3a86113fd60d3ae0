"""What all tests share: the oracles, and how hypothesis runs."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Final

from hypothesis import settings

ORACLES: Final = Path(__file__).parent / "oracles"

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def oracle(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables in `oracles/`."""
    with (ORACLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
