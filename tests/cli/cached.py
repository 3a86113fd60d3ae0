"""What the tests of `statuskit cache` share: transcripts, and what is told of them."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from cli.driver import one_line, run

AT = 1_795_262_520
DATE = "Date: Sat, 21 Nov 2026 12:02:00 GMT"
PRIVATE, SHARED, BOTH = "Private caches", "Shared caches", "Private and shared caches"


def response(*fields: str, status: str = "200 OK", date: str = DATE) -> str:
    """Return a response with some fields, and a Date."""
    return "\r\n".join([f"HTTP/1.1 {status}", *([date] if date else []), *fields, "Content-Length: 0", "", ""])


def request(*fields: str, line: str = "GET /a") -> str:
    """Return a request with some fields."""
    return "\r\n".join([f"{line} HTTP/1.1", "Host: example.com", *fields, "", ""])


def page(text: str, *argv: str) -> str:
    """Return the page for a transcript."""
    ran = run("cache", *argv, stdin=text)

    assert (0, "") == (ran.status, ran.err)
    return ran.out


def section(text: str, title: str) -> str:
    """Return what stands below a title, as one line; empty where there is no such title."""
    return one_line(f"\n{text}".partition(f"\n{title}\n")[2].partition("\n\n")[0])


def titles(text: str) -> list[str]:
    """Return the titles of a page's sections, in their order."""
    lines = text.splitlines()
    return [line for before, line in pairwise(lines) if not before and line[:1] not in {" ", ""}]


def found(text: str, *argv: str) -> list[dict[str, Any]]:  # Any: whatever JSON has
    """Return what is told of a transcript, in JSON."""
    ran = run("cache", "--json", *argv, stdin=text)

    assert (0, "") == (ran.status, ran.err)
    return json.loads(ran.out, parse_constant=pytest.fail)  # type: ignore[no-any-return]


def kinds(text: str, *argv: str) -> list[dict[str, Any]]:
    """Return what each kind of cache does with the only response of a transcript, in JSON."""
    [one] = found(text, *argv)
    return one["caches"]  # type: ignore[no-any-return]
