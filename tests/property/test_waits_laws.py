"""Laws of waits that hold for any field: nothing raises, no wait is negative or no number, and reading is linear."""

from __future__ import annotations

import math
import sys
from functools import partial
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from work import calls

from statuskit.fields import RetryAfter, WaitKind, parse_http_date, parse_retry_after, requested_wait

DATES = [
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "Fri, 31 Dec 9999 23:59:60 GMT",
    "Mon, 01 Jan 0001 00:00:00 GMT",
]
MILLISECONDS = ("Retry-After-Ms", "X-Ms-Retry-After-Ms", "X-Amz-Retry-After")
NAMES = (
    *MILLISECONDS,
    "Retry-After",
    "RateLimit",
    "RateLimit-Reset",
    "RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset-Requests",
    "X-RateLimit-Remaining-Requests",
    "X-RateLimit-Reset-Tokens",
    "X-RateLimit-Remaining-Tokens",
    "Date",
)
NUMBERS = st.integers(0, 10**20).map(str) | st.from_regex(r"\A[0-9]{1,400}(\.[0-9]{1,20})?\Z")
VALUES = st.one_of(
    st.text(max_size=40),
    st.text('0123456789., "\\;=rthms', max_size=30),
    NUMBERS,
    st.sampled_from([*DATES, "", "0", "1m0s", "350ms", '"a";r=0;t=5', "limit=1, remaining=0, reset=9", "1795219260"]),
)
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8)
TIMES = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def is_sound(wait: RetryAfter) -> bool:
    """Say whether a wait is one: not negative, not NaN, of a kind if and only if it is there, and shown safely."""
    usable = wait.seconds is not None
    number = wait.seconds is None or (wait.seconds >= 0 and not math.isnan(wait.seconds))
    return number and usable == (wait.kind is not WaitKind.NONE) and str(wait).isprintable()


@given(VALUES | ANYTHING, TIMES, TIMES | VALUES)
@example("9" * 400, -sys.float_info.max, None)
@example("Fri, 31 Dec 9999 23:59:60 GMT", -sys.float_info.max, None)
def test_any_value(value: object, now: float | None, date: Any) -> None:
    """Any value, text or not, has an answer, from any clock."""
    wait = parse_retry_after(value, now=now, date=date)

    assert is_sound(wait)
    assert (wait.seconds is None) == bool(wait.problem)
    assert wait == parse_retry_after(value, now=now, date=date)


@given(HEADERS, TIMES, TIMES | VALUES)
@example([("X-RateLimit-Reset", "9" * 400)], sys.float_info.max, None)
def test_any_headers(headers: list[tuple[str, str]], now: float | None, date: Any) -> None:
    """Any fields have an answer, from any clock; the field that counted is one of them."""
    wait = requested_wait(headers, now=now, date=date)

    assert is_sound(wait)
    assert wait.field in {"", *(name for name, _ in headers)}
    assert (wait.seconds is None) == (wait.field == "")
    assert wait.problem.isprintable()


@given(st.sampled_from(DATES[:3]), st.integers(0, 10**9), st.integers(-(10**6), 10**6))
def test_shift(value: str, now: int, shift: int) -> None:
    """Whoever reads a date so much later waits so much less, and never less than not at all."""
    moment = parse_http_date(value)
    wait = parse_retry_after(value, now=now).seconds

    assert moment is not None
    assert wait == max(moment - now, 0)
    assert parse_retry_after(value, now=now + shift).seconds == max(moment - now - shift, 0)


@given(st.sampled_from([DATES[0], DATES[2]]), st.integers(0, 10**9), TIMES, TIMES)
def test_date_wins(value: str, date: int, now: float | None, other: float | None) -> None:
    """With the Date of the response, our own clock means nothing for a date that has all its digits."""
    assert parse_retry_after(value, now=now, date=date) == parse_retry_after(value, now=other, date=date)


@given(NUMBERS, TIMES, TIMES, st.sampled_from(["", " ", "\t "]))
def test_numbers(text: str, now: float | None, date: float | None, space: str) -> None:
    """Digits are what Python makes of them, whatever the clock and the whitespace around them."""
    expected = RetryAfter(float(text), WaitKind.SECONDS)

    assert expected == parse_retry_after(f"{space}{text}{space}", now=now, date=date)
    assert expected == parse_retry_after(f"{text},{space}{text}", now=now, date=date)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES), TIMES, st.randoms())
def test_order_and_case_of_names(headers: dict[str, str], now: float | None, random: Any) -> None:
    """The order of different fields, and the case of their names, mean nothing."""
    lines = [(random.choice([name.lower(), name.upper(), name.swapcase()]), value) for name, value in headers.items()]
    random.shuffle(lines)

    assert requested_wait(headers, now=now) == requested_wait(lines, now=now)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES), TIMES)
def test_spelling(headers: dict[str, str], now: float | None) -> None:
    """X-Rate-Limit- is X-RateLimit-."""
    respelled = {name.replace("X-RateLimit-", "X-Rate-Limit-"): value for name, value in headers.items()}

    assert requested_wait(headers, now=now) == requested_wait(respelled, now=now)


@given(HEADERS, TIMES)
def test_lines_and_lists(headers: list[tuple[str, str]], now: float | None) -> None:
    """Several lines of a field are one line with their values joined (RFC 9110, section 5.3)."""
    joined = {name: ", ".join(value for key, value in headers if key == name) for name, _ in headers}

    assert requested_wait(headers, now=now) == requested_wait(joined, now=now)


@given(HEADERS, st.sampled_from(NAMES[:5]), TIMES, st.text("abxyz", min_size=1, max_size=9))
def test_malformed_hides_nothing(headers: list[tuple[str, str]], name: str, now: float | None, junk: str) -> None:
    """A field that is malformed changes nothing that is asked for by the others."""
    assume(name not in {key for key, _ in headers})
    expected, found = (requested_wait(lines, now=now) for lines in (headers, [*headers, (name, junk)]))

    assert (expected.seconds, expected.kind, expected.field) == (found.seconds, found.kind, found.field)


@given(HEADERS, TIMES, st.sampled_from(MILLISECONDS), st.integers(0, 10**9))
def test_milliseconds_first(headers: list[tuple[str, str]], now: float | None, name: str, amount: int) -> None:
    """Whatever else is said, milliseconds go before it."""
    others = [(key, value) for key, value in headers if key not in MILLISECONDS]

    assert amount / 1000 == requested_wait([*others, (name, str(amount))], now=now).seconds


# --- linear time ------------------------------------------------------------------------------------------------------


UNITS = [",", "1,", "1, 2,", "1", "1.", " ", "\t,", '"', '"a";r=0;t=1,', '\\"', ";", "=", "1m", "1ms", DATES[0] + ","]


@pytest.mark.parametrize("name", [name for name in NAMES if "Remaining" not in name])
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_steps(unit: str, name: str) -> None:
    """A value of twice the length takes at most twice the steps."""
    headers = [{name: unit * size, "X-RateLimit-Reset": "1795219260"} for size in (1000, 2000)]
    once, twice = (calls(partial(requested_wait, fields, now=0)) for fields in headers)

    assert twice <= 2 * once


@pytest.mark.parametrize("name", [name for name in NAMES if "Remaining" not in name])
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_long_values(unit: str, name: str) -> None:
    """A megabyte comes to an end, which it would not, for hours, if steps that cannot be counted grew any faster."""
    value = unit * (1_000_000 // len(unit))

    assert is_sound(requested_wait({name: value, f"{name}-": value}, now=0))
