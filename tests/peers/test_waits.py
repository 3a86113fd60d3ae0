"""
Retry-After as urllib3 reads it beside ours: the same values, every difference listed with its reason.

A difference that is not listed fails, and so does a row that lists none. urllib3 reads dates as email does, and raises
for what it cannot read; here nothing raises. That it cuts a long wait is policy, and not compared.
"""

from __future__ import annotations

import math
import sys
from typing import NamedTuple

import pytest
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

from statuskit.fields import parse_retry_after

NOW = 1_795_219_200.0  # Sat, 21 Nov 2026 00:00:00 GMT


class Difference(NamedTuple):
    """Values with another answer from urllib3, ours and theirs (None: no wait, or an error), why, and the section."""

    section: str
    why: str
    ours: float | None
    theirs: float | None
    values: tuple[str, ...]


SAME = (
    "0",
    "120",
    "00120",
    " 10 ",
    "\t10\t",
    "1795219260",
    "9" * 400,
    "Sat, 21 Nov 2026 00:01:00 GMT",
    "Mon, 21 Nov 2026 00:01:00 GMT",
    "Saturday, 21-Nov-26 00:01:00 GMT",
    "Sat Nov 21 00:01:00 2026",
    "Mon, 23 Nov 2026 00:00:00 GMT",
    "Fri, 20 Nov 2026 23:00:00 GMT",
    "Sat, 31 Dec 2016 23:59:60 GMT",
    "",
    "-5",
    "+10",
    "1_0",
    "1e3",
    "nan",
    "inf",
    "1m0s",
    "0x10",
    "\u0661\u0662",
    "soon",
    "10, 20",
    "Fri, 31 Dec 99999 23:59:59 GMT",
)
DIFFERENCES = (
    Difference("10.2.3", "a fraction is read; urllib3 refuses it, and the request with it", 1.5, None, ("1.5",)),
    Difference(
        "5.3",
        "one value several times is that value; urllib3 sees a list, and raises",
        120.0,
        None,
        ("120, 120",),
    ),
    Difference(
        "10.2.3",
        "any number of digits is a number; urllib3 meets Python's limit for int(), and raises ValueError",
        math.inf,
        None,
        ("9" * 5000,),
    ),
    Difference(
        "5.6.3",
        "whitespace is space and tab; urllib3 strips what a regular expression does",
        None,
        10.0,
        ("10\n", "\x0b10", "\xa010"),
    ),
    Difference(
        "5.6.7",
        "an HTTP-date is GMT and says so; email takes other zones, or none for UTC",
        None,
        60.0,
        ("Sat, 21 Nov 2026 00:01:00", "Sat, 21 Nov 2026 00:01:00 +0000", "Fri, 20 Nov 2026 19:01:00 EST"),
    ),
    Difference(
        "5.6.7",
        "an HTTP-date has its digits, case and spaces; email is free with them",
        None,
        60.0,
        ("sat, 21 nov 2026 00:01:00 gmt", "21 Nov 2026 00:01:00 GMT", "Sat,  21 Nov 2026 0:1:0 GMT"),
    ),
    Difference(
        "5.6.7",
        "there is no such day; email counts on into the next month",
        None,
        101 * 86400.0,
        ("Mon, 30 Feb 2027 00:00:00 GMT",),
    ),
    Difference(
        "5.6.7",
        "a leap second is the second before it, and never a later one; email makes it the next day",
        41 * 86400 - 1.0,
        41 * 86400.0,
        ("Thu, 31 Dec 2026 23:59:60 GMT",),
    ),
    Difference(
        "5.6.7",
        "a year of two digits is at most 50 years ahead; to email, 69 and more are of the century before",
        1_577_923_200.0,
        0.0,
        ("Saturday, 21-Nov-76 00:00:00 GMT",),
    ),
)


@pytest.fixture(name="urllib3")
def its_retry(monkeypatch: pytest.MonkeyPatch) -> Retry:
    """Return urllib3's Retry with its clock at NOW, and no limit to what it returns."""
    monkeypatch.setattr("urllib3.util.retry.time.time", lambda: NOW)
    retry = Retry()
    monkeypatch.setattr(retry, "retry_after_max", math.inf, raising=False)  # older ones have none
    return retry


def theirs(retry: Retry, value: str) -> float | None:
    """Return urllib3's seconds, None for any of its errors."""
    try:
        seconds = retry.parse_retry_after(value)
    except (InvalidHeader, ValueError, OverflowError):
        return None
    return math.inf if seconds > sys.float_info.max else float(seconds)


@pytest.mark.parametrize("value", SAME, ids=lambda value: ascii(value)[:40])
def test_same(urllib3: Retry, value: str) -> None:
    """What section 10.2.3 allows is read alike; what neither can read asks for nothing here, and is an error there."""
    assert theirs(urllib3, value) == parse_retry_after(value, now=NOW).seconds


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda row: row.why[:40])
def test_differences(urllib3: Retry, difference: Difference) -> None:
    """Each difference is there, in all its values, and is the one that its row tells."""
    for value in difference.values:
        found = parse_retry_after(value, now=NOW).seconds, theirs(urllib3, value)

        assert (value, difference.ours, difference.theirs) == (value, *found)


def test_date_of_the_response(urllib3: Retry) -> None:
    """A date counts from the response's Date; urllib3 knows only its own clock, which may be wrong."""
    value, date = "Sat, 21 Nov 2026 00:01:00 GMT", "Sat, 21 Nov 2026 00:00:50 GMT"

    assert (10, 60) == (parse_retry_after(value, now=NOW, date=date).seconds, theirs(urllib3, value))
