"""The age of a response and the numbers of its directives: RFC 9111, sections 1.2.2, 4.2.3, 5.1 and 5.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Fresh, assert_fresh, by_cache

from statuskit.caching import LifetimeSource

if TYPE_CHECKING:
    from collections.abc import Mapping

S_MAXAGE, MAX_AGE, NONE = LifetimeSource.S_MAXAGE, LifetimeSource.MAX_AGE, LifetimeSource.NONE

HOUR = "200 | Cache-Control: max-age=3600"
INFINITE = 2_147_483_648  # section 1.2.2
OLD, IN_1970 = "Thursday, 01-Jan-70", {"received_at": 10, "now": 10}

AGES = (
    # what Age says and how long the answer took, and then the time in the cache
    Fresh("nothing", "9111 4.2.3", BOTH, HOUR, 3600, MAX_AGE, 0),
    Fresh("resident", "9111 4.2.3", BOTH, HOUR, 3600, MAX_AGE, 100, now=100),
    Fresh("age", "9111 4.2.3", BOTH, f"{HOUR} | Age: 10", 3600, MAX_AGE, 10),
    Fresh("age and resident", "9111 4.2.3", BOTH, f"{HOUR} | Age: 10", 3600, MAX_AGE, 110, now=100),
    Fresh("delay", "9111 4.2.3", BOTH, HOUR, 3600, MAX_AGE, 5, requested=-5),
    Fresh("age and delay", "9111 4.2.3", BOTH, f"{HOUR} | Age: 10", 3600, MAX_AGE, 15, requested=-5),
    Fresh("age 0 and delay", "9111 4.2.3", BOTH, f"{HOUR} | Age: 0", 3600, MAX_AGE, 5, requested=-5),
    Fresh("age invalid and delay", "9111 5.1", BOTH, f"{HOUR} | Age: x", 3600, MAX_AGE, 5, requested=-5),
    Fresh("age, delay and resident", "9111 4.2.3", BOTH, f"{HOUR} | Age: 10", 3600, MAX_AGE, 115, True, 100, -5),
    # or what Date says, if that is not ahead
    Fresh("date", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20", 3600, MAX_AGE, 20),
    Fresh("date and resident", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20", 3600, MAX_AGE, 120, now=100),
    Fresh("date ahead", "9111 4.2.3", BOTH, f"{HOUR} | Date: @+20", 3600, MAX_AGE, 0),
    Fresh("date ahead and resident", "9111 4.2.3", BOTH, f"{HOUR} | Date: @+20", 3600, MAX_AGE, 100, now=100),
    Fresh("date is not delayed", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20", 3600, MAX_AGE, 20, requested=-5),
    Fresh("date now", "9111 4.2.3", BOTH, f"{HOUR} | Date: @+0", 3600, MAX_AGE, 0),
    Fresh("date invalid", "9111 4.2.3", BOTH, f"{HOUR} | Date: yesterday", 3600, MAX_AGE, 0),
    Fresh("date invalid, age", "9111 4.2.3", BOTH, f"{HOUR} | Date: 0 | Age: 7", 3600, MAX_AGE, 7),
    # RFC 9110, section 5.6.7: a year of two digits is read from when the response was received
    Fresh("date of 1970", "9110 5.6.7", BOTH, f"{HOUR} | Date: {OLD} 00:00:00 GMT", 3600, MAX_AGE, 10, known=IN_1970),
    # 4.2.1: of several values the first
    Fresh("date twice", "9111 4.2.1", BOTH, f"{HOUR} | Date: @-20 | Date: @-30", 3600, MAX_AGE, 20),
    # the larger of the two: they are not added
    Fresh("age beats date", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20 | Age: 30", 3600, MAX_AGE, 30),
    Fresh("date beats age", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20 | Age: 10", 3600, MAX_AGE, 20),
    Fresh(
        "age with delay beats date",
        "9111 4.2.3",
        BOTH,
        f"{HOUR} | Date: @-20 | Age: 18",
        3600,
        MAX_AGE,
        23,
        requested=-5,
    ),
    Fresh("all of it", "9111 4.2.3", BOTH, f"{HOUR} | Date: @-20 | Age: 18", 3600, MAX_AGE, 123, True, 100, -5),
    Fresh("age ahead of date", "9111 4.2.3", BOTH, f"{HOUR} | Date: @+20 | Age: 18", 3600, MAX_AGE, 18),
    Fresh("older than it may be", "9111 4.2", BOTH, f"{HOUR} | Age: 3600", 3600, MAX_AGE, 3600),
    Fresh(
        "expires and age",
        "9111 4.2.1",
        BOTH,
        "200 | Expires: @+60 | Date: @+0 | Age: 90",
        60,
        LifetimeSource.EXPIRES,
        90,
    ),
    Fresh("received ahead of the request", "9111 4.2.3", BOTH, f"{HOUR} | Age: 20", 3600, MAX_AGE, 20, requested=5),
    # 5.1: the first member; ignored if invalid
    Fresh("age list", "9111 5.1", BOTH, f"{HOUR} | Age: 10, 20", 3600, MAX_AGE, 10),
    Fresh("age lines", "9111 5.1", BOTH, f"{HOUR} | Age: 10 | Age: 20", 3600, MAX_AGE, 10),
    Fresh("age list, invalid first", "9111 5.1", BOTH, f"{HOUR} | Age: x, 20", 3600, MAX_AGE, 0),
    Fresh("age list, invalid last", "9111 5.1", BOTH, f"{HOUR} | Age: 10, x", 3600, MAX_AGE, 10),
    Fresh("age with zeros", "9111 5.1", BOTH, f"{HOUR} | Age: 0010", 3600, MAX_AGE, 10),
    Fresh("age with blanks", "9110 5.5", BOTH, f"{HOUR} | Age:  \t10 ", 3600, MAX_AGE, 10),
    Fresh("age 2**31", "9111 1.2.2", BOTH, f"{HOUR} | Age: 2147483648", 3600, MAX_AGE, INFINITE),
    Fresh("age of 5,000 digits", "9111 1.2.2", BOTH, f"{HOUR} | Age: {'9' * 5000}", 3600, MAX_AGE, INFINITE),
    *(
        Fresh(f"age {name}", "9111 5.1", BOTH, f"{HOUR} | Age: {value}", 3600, MAX_AGE, 0)
        for name, value in {
            "negative": "-1",
            "negative, 5,000 digits": "-" + "9" * 5000,
            "positive": "+10",
            "decimal": "1.5",
            "exponent": "1e3",
            "word": "old",
            "empty": "",
            "quoted": '"10"',
            "underscore": "1_0",
            "with parameter": "10;x",
            "of elsewhere": "\u0661\u0660",
            "superscript": "\u00b2",
            "nul": "1\x000",
        }.items()
    ),
)

# What is no delta-seconds: encouraged to be stale (section 4.2.1).
NO_NUMBERS: Final[Mapping[str, str]] = {
    "nothing": "",
    "negative": "=-60",
    "negative, 5,000 digits": "=-" + "9" * 5000,
    "positive": "=+60",
    "decimal": "=60.5",
    "decimal zero": "=60.0",
    "exponent": "=1e3",
    "hexadecimal": "=0x3c",
    "underscore": "=6_0",
    "unit": "=60s",
    "word": "=forever",
    "nan": "=nan",
    "empty": "=",
    "empty quotes": '=""',
    "quoted word": '="x"',
    "quoted negative": '="-60"',
    "one quote": '="60',
    "single quotes": "='60'",
    "parameter": "=60;x=1",
    "two numbers": "=60 60",
    "of elsewhere": "=\u0666\u0660",
    "full width": "=\uff16\uff10",
    "superscript": "=6\u00b2",
    "nul": "=6\x000",
    "blank inside": "=6 0",
    "tab inside": "=6\t0",
}

NUMBERS = (
    *(
        Fresh(f"{name} max-age", "9111 1.2.2", BOTH, f"200 | Cache-Control: max-age={value}", lifetime, MAX_AGE)
        for name, value, lifetime in (
            ("largest", "2147483647", 2_147_483_647),
            ("infinite", "2147483648", INFINITE),
            ("greater", "2147483649", INFINITE),
            ("unsigned", "4294967296", INFINITE),
            ("64 bit", "18446744073709551616", INFINITE),
            ("5,000 digits", "9" * 5000, INFINITE),
            ("5,000 zeros and", "0" * 5000 + "60", 60),
            ("zeros and", "0060", 60),
            ("quoted", '"60"', 60),
            ("escaped", '"\\60"', 60),
            ("5,000 digits quoted", f'"{"9" * 5000}"', INFINITE),
        )
    ),
    *(
        Fresh(
            f"{name} max-age beside expires",
            "9111 4.2.1",
            BOTH,
            f"200 | Expires: @+600 | Last-Modified: @-600 | Cache-Control: max-age{value}",
            0,
            MAX_AGE,
        )
        for name, value in NO_NUMBERS.items()
    ),
    *(
        Fresh(
            f"{name} s-maxage beside max-age",
            "9111 4.2.1",
            SHARED,
            f"{HOUR}, s-maxage{value}",
            0,
            S_MAXAGE,
            stale_allowed=False,
        )
        for name, value in NO_NUMBERS.items()
    ),
    Fresh(
        "5,000 digits s-maxage",
        "9111 1.2.2",
        SHARED,
        f"{HOUR}, s-maxage={'9' * 5000}",
        INFINITE,
        S_MAXAGE,
        stale_allowed=False,
    ),
    Fresh("invalid s-maxage of others", "9111 4.2.1", PRIVATE, f"{HOUR}, s-maxage=x", 3600, MAX_AGE),
    Fresh("blank before the sign", "9111 4.2.1", BOTH, "200 | Expires: @+600 | Cache-Control: max-age =60", 0, None),
    Fresh("blank behind the sign", "9111 4.2.1", BOTH, "200 | Expires: @+600 | Cache-Control: max-age= 60", 0, None),
    Fresh("blanks around the sign", "9111 4.2.1", BOTH, "200 | Expires: @+600 | Cache-Control: max-age = 60", 0, None),
    Fresh("another directive", "9111 5.2.3", BOTH, "200 | Cache-Control: max-agenone, xmax-age=60", 0, NONE),
    # 9110 5.6.1 and 9111 5.2: lists, case, quotes
    Fresh("MAX-AGE", "9111 5.2", BOTH, "200 | Cache-Control: MAX-AGE=60", 60, MAX_AGE),
    Fresh("Max-Age", "9111 5.2", BOTH, "200 | cache-control: Max-Age=60", 60, MAX_AGE),
    Fresh("empty members", "9110 5.6.1.2", BOTH, "200 | Cache-Control: , ,,max-age=60 ,\t,", 60, MAX_AGE),
    Fresh("no blanks", "9110 5.6.1", BOTH, "200 | Cache-Control: public,max-age=60,x", 60, MAX_AGE),
    Fresh("tabs", "9110 5.6.3", BOTH, "200 | Cache-Control: public\t,\tmax-age=60", 60, MAX_AGE),
    Fresh("empty lines", "9110 5.3", BOTH, "200 | Cache-Control: | Cache-Control: max-age=60", 60, MAX_AGE),
    Fresh(
        "in quotes", "9110 5.6.4", BOTH, '200 | Cache-Control: x="max-age=600, max-age=900", max-age=60', 60, MAX_AGE
    ),
    Fresh("in quotes alone", "9110 5.6.4", BOTH, '200 | Cache-Control: x="a, max-age=600"', 0, NONE),
    Fresh(
        "quotes with a quote", "9110 5.6.4", BOTH, r'200 | Cache-Control: x="\", max-age=600", max-age=60', 60, MAX_AGE
    ),
    Fresh("malformed neighbour", "9111 5.2.3", BOTH, "200 | Cache-Control: @@@, max-age=60, ==, a b", 60, MAX_AGE),
    Fresh("semicolons are no commas", "9111 5.2", BOTH, "200 | Cache-Control: public; max-age=60", 0, None),
)

ROWS: Final = by_cache(AGES + NUMBERS)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_age_and_numbers(row: Fresh, shared: bool) -> None:  # noqa: FBT001
    """A number is what its digits say, or means stale; an age is what section 4.2.3 makes of it."""
    assert_fresh(row, shared=shared)
