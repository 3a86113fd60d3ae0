"""What the tests of `statuskit retry` share: the command, and its answer in either form."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from cli.driver import Ran, one_line, run

from statuskit._plain import plain
from statuskit.fields import requested_wait

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.retry import RetryDecision

AT = 1_795_262_520  # Sat, 21 Nov 2026 12:02:00 GMT
SATURDAY = "Sat, 21 Nov 2026 12:02:00 GMT"
ENDED = "Wed, 21 Oct 2015 07:28:00 GMT"
FAR = "Fri, 31 Dec 9999 23:59:59 GMT"


def asked(*argv: str) -> Ran:
    """Run the command."""
    return run("retry", *argv)


def told(*argv: str) -> str:
    """Return the page as one line, so that it does not matter where it is wrapped."""
    ran = asked(*argv)

    assert ran.status in {0, 1}
    assert "" == ran.err
    return one_line(ran.out)


def decided(*argv: str) -> dict[str, Any]:
    """Return the decision in JSON, which has no infinity; what it says and the exit status are one."""
    ran = asked(*argv, "--json")
    found: dict[str, Any] = json.loads(ran.out, parse_constant=pytest.fail)

    assert (not found["retry"], "") == (ran.status, ran.err)
    return found


def in_json(decision: RetryDecision, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a decision as JSON has it: with what the fields ask for, whatever the answer is."""
    return {**decision.to_dict(), "retry_after": plain(requested_wait(fields, now=None).seconds)}


def section(page: str, title: str) -> str:
    """Return what stands below a title, as one line."""
    return " ".join(page.partition(f"\n{title}\n")[2].partition("\n\n")[0].split())


def titles(page: str) -> list[str]:
    """Return the titles of a page's sections, in their order."""
    lines = page.splitlines()
    return [line for before, line in pairwise(lines) if not before and line[:1] not in {" ", ""}]


def lines_of(fields: Mapping[str, str]) -> Iterable[str]:
    """Return header fields as options."""
    return [word for name, value in fields.items() for word in ("--header", f"{name}: {value}")]
