"""What all tests share: the oracles, how hypothesis runs, and what is out of the way before the first of them."""

from __future__ import annotations

import csv
import gc
import os
from pathlib import Path
from typing import Final

from hypothesis import settings

ORACLES: Final = Path(__file__).parent / "oracles"

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_finish() -> None:
    """
    Spare the search for garbage what was collected, and the processes that tests start the measuring of coverage.

    There are more tests than anything else, and some search after each request; and some look at what a process loads.
    """
    gc.collect()
    gc.freeze()
    os.environ.pop("COVERAGE_PROCESS_START", None)


def oracle(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables in `oracles/`."""
    with (ORACLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
