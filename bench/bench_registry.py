"""
What a question costs, beside the same question to others, in one run of pyperf.

    python bench/bench_registry.py --fast

As with `timeit`, each figure has the cost of the empty loop in it; compare rows, do not add them up.
"""

from __future__ import annotations

import http

import pyperf

from statuskit import HTTP, lookup

CODES = {code: code for code in range(100, 1000)}


def call_around_dict_get(code: int) -> int:
    """Do the least that a Python function can do to look something up: the unit of the budgets."""
    return CODES[code]


class Slotted:
    """An object whose attribute is a slot: the other unit."""

    __slots__ = ("flag",)

    def __init__(self) -> None:
        self.flag = True


def peers() -> dict[str, tuple[str, dict[str, object]]]:
    """Return the same questions to other libraries, by name, with what the statement needs."""
    import httpx
    import requests
    from werkzeug.http import HTTP_STATUS_CODES

    return {
        "http.HTTPStatus(404)": ("HTTPStatus(404)", {"HTTPStatus": http.HTTPStatus}),
        "httpx.codes(404)": ("codes(404)", {"codes": httpx.codes}),
        "httpx.codes.is_error(404)": ("codes.is_error(404)", {"codes": httpx.codes}),
        "requests.codes.not_found": ("codes.not_found", {"codes": requests.codes}),
        "werkzeug HTTP_STATUS_CODES[404]": ("codes[404]", {"codes": HTTP_STATUS_CODES}),
    }


OURS = {
    "lookup(404)": "lookup(404)",
    "lookup(520), unregistered": "lookup(520)",
    "lookup(1000), a miss with default": "lookup(1000, default=None)",
    "lookup('404 Not Found')": "lookup('404 Not Found')",
    "lookup('Not Found')": "lookup('Not Found')",
    "status.is_cacheable": "status.is_cacheable",
    "status.is_error": "status.is_error",
    "status.is_retryable('POST')": "status.is_retryable('POST')",
    "status.is_retryable('POST'), 429: any method": "any_method.is_retryable('POST')",
    "status.requires_header('Allow')": "status.requires_header('Allow')",
    "HTTP[404]": "HTTP[404]",
    "HTTP.NOT_FOUND": "HTTP.NOT_FOUND",
}


def main() -> None:
    """Time every row."""
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    units = {"f": call_around_dict_get, "slotted": Slotted()}
    runner.timeit("empty loop", "pass", globals=units)
    runner.timeit("call around a dict get", "f(404)", globals=units)
    runner.timeit("slots attribute read", "slotted.flag", globals=units)
    ours = {"HTTP": HTTP, "lookup": lookup, "status": HTTP.NOT_FOUND, "any_method": HTTP.TOO_MANY_REQUESTS}
    for name, statement in OURS.items():
        runner.timeit(name, statement, globals=ours)
    for name, (statement, needs) in peers().items():
        runner.timeit(name, statement, globals=needs)


if __name__ == "__main__":
    main()
