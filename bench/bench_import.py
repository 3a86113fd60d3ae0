"""
What it costs to start, beside others, in one run of pyperf: whole processes, with the bytecode cached.

    python bench/bench_import.py --fast
"""

from __future__ import annotations

import sys

import pyperf

COMMANDS = {
    "pass": "pass",
    "import attrs": "import attrs",
    "from statuskit import lookup; lookup(404)": "from statuskit import lookup; lookup(404)",
    "import http": "import http",
    "import werkzeug.http": "import werkzeug.http",
    "import requests": "import requests",
    "import httpx": "import httpx",
}


def main() -> None:
    """Time every row."""
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    for name, code in COMMANDS.items():
        runner.bench_command(name, [sys.executable, "-c", code])


if __name__ == "__main__":
    main()
