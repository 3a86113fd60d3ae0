"""
Measure the budgets and print, for each, the ratio and whether it holds.

    python bench/ratios.py            # some minutes; --fast for a first look

Runs the suites beside this file and compares the medians of one run: single figures depend on the machine, their
ratios less so. Exits with 1 if a budget is broken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyperf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = Path(__file__).parent
SUITES = (
    "bench_registry.py",
    "bench_import.py",
    "bench_guides.py",
    "bench_retry.py",
    "bench_conformance.py",
    "bench_caching.py",
)


class Budget(NamedTuple):
    """A budget: what is measured, how, and what it may be at most."""

    what: str
    ratio: Callable[[Mapping[str, float]], float]
    at_most: float


def _import(seconds: Mapping[str, float]) -> float:
    attrs = seconds["import attrs"]
    return (seconds["from statuskit import lookup; lookup(404)"] - attrs) / (attrs - seconds["pass"])


BUDGETS = (
    Budget("import and lookup(404), cold, over import attrs / attrs' own time", _import, 0.25),
    Budget("lookup(404) / call around a dict get", lambda s: s["lookup(404)"] / s["call around a dict get"], 1.5),
    Budget("lookup(404) / http.HTTPStatus(404)", lambda s: s["lookup(404)"] / s["http.HTTPStatus(404)"], 0.25),
    Budget("predicate / slots attribute read", lambda s: s["status.is_cacheable"] / s["slots attribute read"], 2.0),
    Budget(
        "is_retryable('POST') / call around a dict get",
        lambda s: s["status.is_retryable('POST')"] / s["call around a dict get"],
        1.5,
    ),
    Budget(
        "recommend, six facts, trace not read / call around a dict get",
        lambda s: s["recommend, six facts"] / s["call around a dict get (guides)"],
        300,
    ),
    Budget(
        "retry_decision, plain no / urllib3's full decision",
        lambda s: s["retry_decision, plain no"] / s["urllib3, full with Retry-After"],
        0.1,
    ),
    Budget(
        "retry_decision, full with Retry-After / urllib3's full decision",
        lambda s: s["retry_decision, full with Retry-After"] / s["urllib3, full with Retry-After"],
        0.3,
    ),
    Budget("check, clean response / httplint", lambda s: s["check, clean"] / s["httplint, clean"], 0.1),
    Budget(
        "check, clean response and its request / httplint",
        lambda s: s["check, clean, with request"] / s["httplint, clean, with request"],
        0.1,
    ),
    Budget("may_store / hishel, CacheMiss", lambda s: s["may_store"] / s["hishel, CacheMiss"], 0.4),
)


def measure(suite: str, *options: str) -> dict[str, float]:
    """Run a suite and return the median of each of its rows, in seconds."""
    # Without cached bytecode an import measures the compiler.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    inherited = ",".join(name for name in ("PYTHONPATH", "PYTHONPYCACHEPREFIX") if name in environment)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        command = [sys.executable, str(HERE / suite), "--quiet", "-o", str(result), *options]
        command += ["--inherit-environ", inherited] if inherited else []
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  our own files
        loaded = pyperf.BenchmarkSuite.load(str(result))
    return {row.get_name(): row.median() for row in loaded.get_benchmarks()}


def main(argv: list[str] | None = None) -> int:
    """Measure, print every row and every budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="fewer runs, rougher figures")
    options = ["--fast"] if parser.parse_args(argv).fast else []
    seconds: dict[str, float] = {}
    for suite in SUITES:
        seconds |= measure(suite, *options)
    unit = seconds["call around a dict get"]
    for name, value in seconds.items():
        print(f"{value * 1e9:16,.1f} ns  {value / unit:12,.2f} x  {name}")
    print()
    broken = 0
    for budget in BUDGETS:
        ratio = budget.ratio(seconds)
        broken += ratio > budget.at_most
        verdict = "holds" if ratio <= budget.at_most else "BROKEN"
        print(f"{verdict:7} {ratio:6.2f}  at most {budget.at_most:4.2f}  {budget.what}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
