"""Fields: HTTP-date in its three forms, times that callers hand in, entity tags and lists of them."""

from __future__ import annotations

import math
import os
import re
import sys
import time
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest
from work import seconds

from statuskit.exceptions import InvalidArgumentError, quoted
from statuskit.fields import ETag, ETagList, epoch_seconds, parse_etags, parse_http_date
from statuskit.fields._dates import moment

UTC = timezone.utc
MOMENT = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT
FORMS = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]


def at(year: int, month: int = 1, day: int = 1, *clock: int) -> int:
    """Return a moment in seconds since the epoch, by another way than the package's."""
    return round((datetime(year, month, day, *clock, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


# --- HTTP-date --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMS)
def test_three_forms(text: str) -> None:
    """The examples of section 5.6.7 are one and the same moment; whitespace around a value is none of it."""
    assert MOMENT == parse_http_date(text) == parse_http_date(f" \t{text}\t ")


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase], ids=["lower", "upper", "swapped"])
def test_case(text: str, change: Any) -> None:
    """The case counts, unless it is asked not to, as a cache should for Expires."""
    assert parse_http_date(change(text)) is None
    assert MOMENT == parse_http_date(change(text), any_case=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
        ("Mon, 01 Jan 0001 00:00:00 GMT", at(1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", at(9999, 12, 31, 23, 59, 59)),
        ("Thu, 29 Feb 2024 12:00:00 GMT", at(2024, 2, 29, 12)),
        ("Tue, 19 Jan 2038 03:14:08 GMT", 2**31),
        ("Thu Nov 16 08:49:37 2023", at(2023, 11, 16, 8, 49, 37)),
        ("Thu Nov 06 08:49:37 2023", at(2023, 11, 6, 8, 49, 37)),
        ("Mon, 06 Nov 1994 08:49:37 GMT", MOMENT),  # it was a Sunday
    ],
)
def test_dates(text: str, expected: int) -> None:
    """Any day of the years 1 to 9999 is read; whether its name is the right one is not asked."""
    assert expected == parse_http_date(text)


def test_every_day() -> None:
    """Every 31st day from the first to the last is what the standard library makes of it."""
    for ordinal in range(1, date.max.toordinal(), 31):
        day = datetime.fromordinal(ordinal).replace(tzinfo=UTC)

        assert (ordinal - 719163) * 86400 == parse_http_date(format_datetime(day, usegmt=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-1",
        "784111777",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 EST",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 +0100",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 19944 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 November 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Wed, 29 Feb 2023 00:00:00 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sun, 06 Nov 1994 23:59:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT\n",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT",
        "Sun, 31 Aug 2025, 08:44:00 GMT",  # as the examples of RFC 10008 have it
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sunday, 29-Feb-23 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov   6 08:49:37 1994",
        "Sun Nov  6 08:49:37 94",
        "Sun Nov  6 08:49:37 1994 GMT",
    ],
)
def test_no_dates(text: str) -> None:
    """What none of the three forms allows is None: no other zone, spacing, spelling or length."""
    assert parse_http_date(text) is None


@pytest.mark.parametrize(
    ("text", "second_before"),
    [
        ("Sat, 31 Dec 2016 23:59:60 GMT", at(2016, 12, 31, 23, 59, 59)),
        ("Saturday, 31-Dec-16 23:59:60 GMT", at(2016, 12, 31, 23, 59, 59)),
        ("Fri Dec 31 23:59:60 9999", at(9999, 12, 31, 23, 59, 59)),
    ],
)
def test_leap_second(text: str, second_before: int) -> None:
    """A leap second is read, as the nearest moment that is not later."""
    assert second_before == parse_http_date(text)


@pytest.mark.parametrize(
    ("digits", "now", "year"),
    [
        ("94", None, 1994),
        ("26", None, 2026),
        ("75", None, 2075),
        ("76", None, 1976),
        ("70", at(2026), 2070),
        ("77", at(2026), 1977),
        ("76", at(2026, 11, 6, 8, 49, 37), 2076),
        ("76", at(2026, 11, 6, 8, 49, 36), 1976),
        ("76", at(2026, 11, 5, 23, 0, 0), 1976),
        ("76", at(2026, 12, 1), 2076),
        ("05", at(2099), 2105),
        ("99", at(2000), 1999),
        ("50", at(1999), 1950),
        ("49", at(1999), 1949),
        ("49", at(1999, 12, 31), 2049),
        ("94", datetime(1995, 1, 1, tzinfo=UTC), 1994),
    ],
)
def test_two_digits(digits: str, now: Any, year: int) -> None:
    """A year of two digits is the latest one that is not more than 50 years ahead, to the second."""
    assert at(year, 11, 6, 8, 49, 37) == parse_http_date(f"Sunday, 06-Nov-{digits} 08:49:37 GMT", now=now)


@pytest.mark.parametrize("now", [-(10**30), at(1), at(9999), 10**30, 1e300])
def test_far_times(now: float) -> None:
    """A `now` beyond all calendars does not raise."""
    for text in FORMS:
        assert isinstance(parse_http_date(text, now=now), int | None)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be set")
def test_local_time_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone of the machine plays no part."""
    monkeypatch.setitem(os.environ, "TZ", "America/New_York")
    time.tzset()

    assert {MOMENT} == {parse_http_date(text) for text in FORMS}
    monkeypatch.undo()
    time.tzset()


# --- times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0, 0),
        (1.999, 1),
        (-0.5, -1),
        (10**400, 10**400),
        (datetime(1970, 1, 1, 0, 0, 0, 999_999, UTC), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 1, UTC), -1),
        (datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=1))), -3600),
        (datetime.min.replace(tzinfo=UTC), at(1)),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_epoch_seconds(given: Any, expected: int) -> None:
    """A time is whole seconds, its fraction cut towards the past."""
    assert expected == epoch_seconds(given)
    assert type(epoch_seconds(given)) is int


@pytest.mark.parametrize(
    "given",
    [datetime(1994, 11, 6), math.nan, math.inf, -math.inf, None, "0", True, b"0", date(1994, 11, 6), [0]],  # noqa: DTZ001
    ids=repr,
)
def test_no_times(given: Any) -> None:
    """A naive datetime, what is not finite and anything else is one error, which says what is accepted."""
    accepted = "accepted: finite seconds since the epoch and aware datetimes"
    with pytest.raises(InvalidArgumentError, match=f"^not a time: {re.escape(quoted(given))}; {accepted}$"):
        epoch_seconds(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (1.75, 1.75),
        (sys.float_info.max, sys.float_info.max),
        (60, 60.0),
        (2**53, 2.0**53),
        (datetime(1970, 1, 1, 0, 0, 1, 500_000, UTC), 1.5),
        (datetime(1969, 12, 31, 23, 59, 59, 500_000, UTC), -0.5),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_moment(given: Any, expected: float) -> None:
    """A time is seconds with their fraction."""
    assert expected == moment(given)
    assert type(moment(given)) is float


@pytest.mark.parametrize("given", [10**400, -(10**400), math.nan, math.inf, None, "0", True, datetime(1994, 11, 6)])  # noqa: DTZ001
def test_no_moments(given: Any) -> None:
    """Beside what is no time at all, what no float can hold is no moment."""
    with pytest.raises(InvalidArgumentError, match=f"^not a time: {re.escape(quoted(given))}; accepted: "):
        moment(given)


# --- entity tags ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"xyzzy"', ETag("xyzzy")),
        ('W/"xyzzy"', ETag("xyzzy", is_weak=True)),
        ('""', ETag("")),
        (' \t"1" ', ETag("1")),
        ('"a,b"', ETag("a,b")),
        ('"a\\b"', ETag("a\\b")),
        ('"W/1"', ETag("W/1")),
        ('"\xe9"', ETag("\xe9")),
        ('"!#~"', ETag("!#~")),
    ],
)
def test_tags(text: str, expected: ETag) -> None:
    """A tag is what is between its quotes, no escapes; it shows itself as it was."""
    assert expected == ETag.parse(text)
    assert text.strip() == str(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "1",
        '"',
        '"1',
        '1"',
        "'1'",
        'w/"1"',
        'W/ "1"',
        "W/1",
        'W"1"',
        '"1""',
        '"a b"',
        '"a\tb"',
        '"\x7f"',
        '"1"\n',
    ],
)
def test_no_tags(text: str) -> None:
    """What is malformed is None."""
    assert ETag.parse(text) is None


@pytest.mark.parametrize(
    ("first", "second", "strong", "weak"),
    [
        ('W/"1"', 'W/"1"', False, True),
        ('W/"1"', 'W/"2"', False, False),
        ('W/"1"', '"1"', False, True),
        ('"1"', '"1"', True, True),
        ('"1"', '"2"', False, False),
        ('"a"', '"A"', False, False),
    ],
)
def test_comparison(first: str, second: str, strong: bool, weak: bool) -> None:  # noqa: FBT001
    """Table 3 of section 8.8.3.2, both ways round."""
    one, other = ETag.parse(first), ETag.parse(second)

    assert one is not None
    assert other is not None
    assert (strong, strong) == (one.strong(other), other.strong(one))
    assert (weak, weak) == (one.weak(other), other.weak(one))


@pytest.mark.parametrize(
    ("text", "tags", "malformed"),
    [
        ("", [], ()),
        (" ,\t, ", [], ()),
        ('"1"', ['"1"'], ()),
        ('"xyzzy", "r2d2xxxx", "c3piozzzz"', ['"xyzzy"', '"r2d2xxxx"', '"c3piozzzz"'], ()),
        ('W/"1",W/"2"', ['W/"1"', 'W/"2"'], ()),
        (', "1" ,, "2" , ', ['"1"', '"2"'], ()),
        ('"a,b", ",", ""', ['"a,b"', '","', '""'], ()),
        ('1, "2"', ['"2"'], ("1",)),
        ('"1" x, "2"', ['"2"'], ('"1" x',)),
        ('"1, "2"', ['"2"'], ('"1',)),
        ('"1,"2"', ['"2"'], ('"1',)),
        ('w/"1", "2"', ['"2"'], ('w/"1"',)),
        ('"1""2", "3"', ['"3"'], ('"1""2"',)),
        ('*, "1", *', ['"1"'], ("*", "*")),
        ("*, *", [], ("*", "*")),
        ('"1"\n, "2"', ['"2"'], ('"1"\n',)),
    ],
)
def test_lists(text: str, tags: list[str], malformed: tuple[str, ...]) -> None:
    """A list has its well-formed tags, in their order, whatever stands beside them."""
    found = parse_etags(text)

    assert (False, tags, malformed) == (found.is_any, [str(tag) for tag in found.tags], found.malformed)


@pytest.mark.parametrize("text", ["*", " * ", "\t*"])
def test_any(text: str) -> None:
    """An asterisk alone is any representation."""
    assert ETagList(is_any=True) == parse_etags(text)


@pytest.mark.parametrize("unit", ['"', '"a', ",", '",', '"a"', '"a",', "W/", " ", '"a" ', "*", '"a" x,'])
def test_long_lists(unit: str) -> None:
    """A value of a megabyte is read in no time, so that no header can keep a server busy."""
    value = unit * (1_000_000 // len(unit))

    assert 20 > seconds(partial(parse_etags, value))
    assert 20 > seconds(partial(parse_http_date, value))
