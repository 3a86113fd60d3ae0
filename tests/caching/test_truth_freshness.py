"""freshness against a table written from RFC 9111, sections 4.2.1, 4.2.2, 4.2.4 and 5.3, before there was any code."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, ZERO, Fresh, assert_fresh, by_cache, dated, response

from statuskit.caching import LifetimeSource, freshness

if TYPE_CHECKING:
    from collections.abc import Iterator

S_MAXAGE, MAX_AGE, EXPIRES = LifetimeSource.S_MAXAGE, LifetimeSource.MAX_AGE, LifetimeSource.EXPIRES
HEURISTIC, NONE = LifetimeSource.HEURISTIC, LifetimeSource.NONE

MINUTE = "200 | Cache-Control: max-age=60"
OLD, IN_1970 = "Thursday, 01-Jan-70", {"received_at": 10, "now": 10}
MODIFIED = "Last-Modified: @-1000"  # a tenth of it are 100 seconds
FORBIDDEN: dict[str, Any] = {"stale_allowed": False}

SOURCES = (
    Fresh("s-maxage", "9111 4.2.1", SHARED, f"{MINUTE}, s-maxage=120", 120, S_MAXAGE, **FORBIDDEN),
    Fresh(
        "s-maxage first",
        "9111 4.2.1",
        SHARED,
        "200 | Cache-Control: s-maxage=10, max-age=60",
        10,
        S_MAXAGE,
        **FORBIDDEN,
    ),
    Fresh("s-maxage of others", "9111 4.2.1", PRIVATE, f"{MINUTE}, s-maxage=120", 60, MAX_AGE),
    Fresh("s-maxage alone, of others", "9111 4.2.1", PRIVATE, "200 | Cache-Control: s-maxage=120", 0, NONE),
    Fresh(
        "s-maxage of others, expires",
        "9111 5.3",
        PRIVATE,
        "200 | Cache-Control: s-maxage=9 | Expires: @+70",
        70,
        EXPIRES,
    ),
    Fresh(
        "s-maxage beats expires",
        "9111 5.3",
        SHARED,
        "200 | Cache-Control: s-maxage=9 | Expires: @+70",
        9,
        S_MAXAGE,
        **FORBIDDEN,
    ),
    Fresh("s-maxage=0 beats max-age", "9111 4.2.1", SHARED, f"{MINUTE}, s-maxage=0", 0, S_MAXAGE, **FORBIDDEN),
    Fresh("max-age", "9111 4.2.1", BOTH, MINUTE, 60, MAX_AGE),
    Fresh("max-age beats expires", "9111 5.3", BOTH, f"{MINUTE} | Expires: @+600", 60, MAX_AGE),
    Fresh("max-age beats a past expires", "9111 5.3", BOTH, f"{MINUTE} | Expires: @-600", 60, MAX_AGE),
    Fresh("max-age beats invalid expires", "9111 5.3", BOTH, f"{MINUTE} | Expires: 0", 60, MAX_AGE),
    Fresh("max-age of any status", "9110 16.2.2", BOTH, "471 | Cache-Control: max-age=60", 60, MAX_AGE),
    Fresh("max-age=0", "9111 4.2", BOTH, "200 | Cache-Control: max-age=0", 0, MAX_AGE),
    Fresh("max-age=1", "9111 4.2", BOTH, "200 | Cache-Control: max-age=1", 1, MAX_AGE),
    Fresh("expires minus date", "9111 4.2.1", BOTH, "200 | Expires: @+60 | Date: @-10", 70, EXPIRES, age=10),
    Fresh("expires minus a date ahead", "9111 4.2.1", BOTH, "200 | Expires: @+600 | Date: @+540", 60, EXPIRES),
    Fresh("expires minus received", "9111 4.2.1", BOTH, "200 | Expires: @+60", 60, EXPIRES),
    Fresh("expires minus received, later", "9111 4.2.1", BOTH, "200 | Expires: @+60", 60, EXPIRES, 45, now=45),
    Fresh("expires beside an invalid date", "9111 4.2.1", BOTH, "200 | Expires: @+60 | Date: today", 60, EXPIRES),
    Fresh("expires is date", "9111 4.2.1", BOTH, "200 | Expires: @+0 | Date: @+0", 0, EXPIRES),
    Fresh("expires before date", "9111 4.2.1", BOTH, "200 | Expires: @-600 | Date: @+0", 0, EXPIRES),
    Fresh("expires ahead of now, behind date", "9111 4.2.1", BOTH, "200 | Expires: @+30 | Date: @+60", 0, EXPIRES),
    Fresh("nothing", "9111 4.2.1", BOTH, "200", 0, NONE),
    Fresh("etag alone", "9111 4.2.2", BOTH, '200 | ETag: "1" | Date: @+0', 0, NONE),
    Fresh(
        "request directives in a response", "9111 5.2", BOTH, "200 | Cache-Control: min-fresh=60, max-stale=60", 0, NONE
    ),
    # 4.2: the boundary is on the stale side
    Fresh("one second left", "9111 4.2", BOTH, MINUTE, 60, MAX_AGE, 59, now=59),
    Fresh("no second left", "9111 4.2", BOTH, MINUTE, 60, MAX_AGE, 60, now=60),
    Fresh("one second over", "9111 4.2", BOTH, MINUTE, 60, MAX_AGE, 61, now=61),
    # 4.2.1: the first of several values; directives that conflict
    Fresh("max-age, twice", "9111 4.2.1", BOTH, f"{MINUTE}, max-age=10", 60, MAX_AGE),
    Fresh("max-age, on two lines", "9111 4.2.1", BOTH, f"{MINUTE} | cache-control: MAX-AGE=600", 60, MAX_AGE),
    Fresh("max-age, the first invalid", "9111 4.2.1", BOTH, "200 | Cache-Control: max-age=x, max-age=60", 0, MAX_AGE),
    Fresh(
        "s-maxage, twice",
        "9111 4.2.1",
        SHARED,
        "200 | Cache-Control: s-maxage=60, s-maxage=10",
        60,
        S_MAXAGE,
        **FORBIDDEN,
    ),
    Fresh("expires, on two lines", "9111 4.2.1", BOTH, "200 | Expires: @+60 | Expires: @+600", 60, EXPIRES),
    Fresh(
        "max-age, the first malformed", "9111 4.2.1", BOTH, "200 | Cache-Control: max-age = 0, max-age=60", 0, MAX_AGE
    ),
    Fresh("expires, the first invalid", "9111 4.2.1", BOTH, "200 | Expires: 0 | Expires: @+600", 0, EXPIRES),
    Fresh("max-age and no-cache", "9111 4.2.1", BOTH, f"{MINUTE}, no-cache", 60, MAX_AGE, **FORBIDDEN),
    Fresh("pragma of a response", "9111 5.4", BOTH, f"{MINUTE} | Pragma: no-cache", 60, MAX_AGE),
)

DATES = (
    Fresh("imf-fixdate", "9110 5.6.7", BOTH, "200 | Expires: Fri, 15 Jan 2027 08:01:00 GMT", 60, EXPIRES),
    Fresh("rfc850-date", "9110 5.6.7", BOTH, "200 | Expires: Friday, 15-Jan-27 08:01:00 GMT", 60, EXPIRES),
    Fresh("asctime-date", "9110 5.6.7", BOTH, "200 | Expires: Fri Jan 15 08:01:00 2027", 60, EXPIRES),
    Fresh("lower case", "9111 4.2", BOTH, "200 | Expires: fri, 15 jan 2027 08:01:00 gmt", 60, EXPIRES),
    Fresh("upper case", "9111 4.2", BOTH, "200 | Expires: FRI, 15 JAN 2027 08:01:00 GMT", 60, EXPIRES),
    Fresh(
        "date in lower case",
        "9111 4.2",
        BOTH,
        "200 | Expires: @+60 | Date: fri, 15 jan 2027 07:59:00 gmt",
        120,
        EXPIRES,
        age=60,
    ),
    Fresh("zone utc", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 08:01:00 UTC", 0, EXPIRES),
    Fresh("zone est", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 08:01:00 EST", 0, EXPIRES),
    Fresh("zone +0000", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 08:01:00 +0000", 0, EXPIRES),
    Fresh("zone +0100", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 09:01:00 +0100", 0, EXPIRES),
    Fresh("no zone", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 08:01:00", 0, EXPIRES),
    Fresh("leap second", "9111 4.2", BOTH, "200 | Expires: Fri, 15 Jan 2027 23:59:60 GMT", 57_599, EXPIRES),
    Fresh("year 70", "9110 5.6.7", BOTH, "200 | Expires: Friday, 15-Jan-70 08:00:00 GMT", 1_356_998_400, EXPIRES),
    Fresh("year 70, in 1970", "9110 5.6.7", BOTH, f"200 | Expires: {OLD} 00:01:00 GMT", 50, EXPIRES, known=IN_1970),
    Fresh(
        "modified in the year 70, in 1970",
        "9110 5.6.7",
        BOTH,
        f"200 | Last-Modified: {OLD} 00:00:00 GMT",
        1,
        HEURISTIC,
        known=IN_1970,
    ),
    Fresh("year 78", "9110 5.6.7", BOTH, "200 | Expires: Friday, 15-Jan-78 08:00:00 GMT", 0, EXPIRES),
    Fresh("year 1994", "9111 5.3", BOTH, "200 | Expires: Thu, 01 Dec 1994 16:00:00 GMT", 0, EXPIRES),
    *(
        Fresh(f"expires {name}", "9111 5.3", BOTH, f"200 | {MODIFIED} | Expires: {value}", 0, EXPIRES)
        for name, value in {
            "0": "0",
            "-1": "-1",
            "empty": "",
            "never": "never",
            "in seconds": "1800000060",
            "iso": "2027-01-15T08:01:00Z",
            "quoted": '"Fri, 15 Jan 2027 08:01:00 GMT"',
            "list": "Fri, 15 Jan 2027 08:01:00 GMT, Fri, 15 Jan 2027 08:01:00 GMT",
            "30 february": "Tue, 30 Feb 2027 08:01:00 GMT",
            "hour 24": "Fri, 15 Jan 2027 24:01:00 GMT",
            "one digit day": "Fri, 5 Feb 2027 08:01:00 GMT",
            "digits of elsewhere": "Fri, \u0661\u0665 Jan 2027 08:01:00 GMT",
            "nul": "Fri, 15 Jan 2027\x0008:01:00\x00\x00GMT",
            "long": "9" * 5000,
        }.items()
    ),
)

HEURISTICS = (
    *(
        Fresh(f"{status}, a tenth", "9110 15.1", BOTH, f"{status} | {MODIFIED} | Date: @+0", 100, HEURISTIC)
        for status in (200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501)
    ),
    Fresh("451, a tenth", "7725 3", BOTH, f"451 | {MODIFIED} | Date: @+0", 100, HEURISTIC),
    *(
        Fresh(f"{status} is not heuristic", "9110 15.1", BOTH, f"{status} | {MODIFIED} | Date: @+0", 0, NONE)
        for status in (201, 202, 302, 303, 304, 307, 400, 403, 421, 425, 429, 500, 503, 599, 700)
    ),
    Fresh("302, public", "9111 4.2.2", BOTH, f"302 | Cache-Control: public | {MODIFIED}", 100, HEURISTIC),
    Fresh("302, private", "9111 5.2.2.7", BOTH, f"302 | Cache-Control: private | {MODIFIED}", 0, NONE),
    Fresh("200, private", "9111 4.2.2", BOTH, f"200 | Cache-Control: private | {MODIFIED}", 100, HEURISTIC),
    Fresh("from date", "9111 4.2.2", BOTH, "200 | Date: @-500 | Last-Modified: @-1000", 50, HEURISTIC, age=500),
    Fresh("from received", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 100, HEURISTIC),
    Fresh("from received, not now", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 100, HEURISTIC, 90, now=90),
    Fresh("from received, the date invalid", "9111 4.2.2", BOTH, f"200 | {MODIFIED} | Date: 0", 100, HEURISTIC),
    Fresh("1000, which is no status", "9111 4.2.2", BOTH, f"1000 | {MODIFIED}", 0, NONE),
    Fresh("large fraction", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 2**31, HEURISTIC, known={"heuristic": 1e308}),
    Fresh(
        "large fraction, modified later",
        "9111 4.2.2",
        BOTH,
        "200 | Last-Modified: @+1000",
        0,
        HEURISTIC,
        known={"heuristic": 1e308},
    ),
    Fresh("half", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 500, HEURISTIC, known={"heuristic": 0.5}),
    Fresh("no fraction", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 0, NONE, known={"heuristic": None}),
    Fresh("fraction 0", "9111 4.2.2", BOTH, f"200 | {MODIFIED}", 0, NONE, known={"heuristic": 0}),
    Fresh("modified at date", "9111 4.2.2", BOTH, "200 | Date: @+0 | Last-Modified: @+0", 0, None),
    Fresh("modified after date", "9111 4.2.2", BOTH, "200 | Date: @+0 | Last-Modified: @+1000", 0, None),
    Fresh("modified: invalid", "9111 4.2.2", BOTH, "200 | Last-Modified: yesterday", 0, NONE),
    Fresh("not beside max-age", "9111 4.2.2", BOTH, f"200 | Cache-Control: max-age=5 | {MODIFIED}", 5, MAX_AGE),
    Fresh("not beside invalid max-age", "9111 4.2.2", BOTH, f"200 | Cache-Control: max-age=x | {MODIFIED}", 0, MAX_AGE),
    Fresh("not beside expires", "9111 4.2.2", BOTH, f"200 | Expires: @+5 | {MODIFIED}", 5, EXPIRES),
    Fresh(
        "not beside s-maxage",
        "9111 4.2.2",
        SHARED,
        f"200 | Cache-Control: s-maxage=5 | {MODIFIED}",
        5,
        S_MAXAGE,
        **FORBIDDEN,
    ),
    Fresh(
        "beside s-maxage of others",
        "9111 4.2.2",
        PRIVATE,
        f"200 | Cache-Control: s-maxage=5 | {MODIFIED}",
        100,
        HEURISTIC,
    ),
)

STALE = (
    Fresh("must-revalidate", "9111 5.2.2.2", BOTH, f"{MINUTE}, must-revalidate", 60, MAX_AGE, **FORBIDDEN),
    Fresh("proxy-revalidate", "9111 5.2.2.8", SHARED, f"{MINUTE}, proxy-revalidate", 60, MAX_AGE, **FORBIDDEN),
    Fresh("proxy-revalidate, for one", "9111 5.2.2.8", PRIVATE, f"{MINUTE}, proxy-revalidate", 60, MAX_AGE),
    Fresh("no-cache of a field", "9111 5.2.2.4", BOTH, f'{MINUTE}, no-cache="x"', 60, MAX_AGE),
    Fresh(
        "no-cache with and without field",
        "9111 4.2.1",
        BOTH,
        f'{MINUTE}, no-cache="x", no-cache',
        60,
        MAX_AGE,
        **FORBIDDEN,
    ),
    Fresh("no-cache of no field", "9111 5.2.2.4", BOTH, f'{MINUTE}, no-cache=""', 60, MAX_AGE, **FORBIDDEN),
    Fresh("invalid s-maxage", "9111 5.2.2.10", SHARED, f"{MINUTE}, s-maxage=x", 0, S_MAXAGE, **FORBIDDEN),
    Fresh("private", "9111 4.2.4", BOTH, f"{MINUTE}, private", 60, MAX_AGE),
    Fresh("immutable", "8246 2", BOTH, f"{MINUTE}, immutable", 60, MAX_AGE),
    Fresh("MUST-REVALIDATE", "9111 5.2", BOTH, f"{MINUTE}, MUST-REVALIDATE", 60, MAX_AGE, **FORBIDDEN),
)

ROWS: Final = by_cache(SOURCES + DATES + HEURISTICS + STALE)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_fresh(row: Fresh, shared: bool) -> None:  # noqa: FBT001
    """A response is as fresh as the RFC says."""
    assert_fresh(row, shared=shared)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Kolkata"])
def _elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process is in another time zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("this platform has no tzset")
    monkeypatch.setitem(os.environ, "TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("row", [row for row in DATES if row.id in {"no zone", "imf-fixdate", "asctime-date"}], ids=str)
def test_time_zones(row: Fresh) -> None:
    """Where the process runs has no influence (section 4.2)."""
    assert_fresh(row, shared=True)


def test_datetimes() -> None:
    """Aware datetimes of any zone are the same as seconds."""
    at = datetime.fromtimestamp(ZERO, timezone(timedelta(hours=-5)))
    seconds: dict[str, Any] = {"received_at": ZERO, "now": ZERO + 40, "requested_at": ZERO - 5}
    moments: dict[str, Any] = {
        "received_at": at,
        "now": at + timedelta(seconds=40),
        "requested_at": at - timedelta(seconds=5),
    }
    answer = response("200 | Expires: @+60 | Age: 3")

    assert freshness(answer, shared=True, **seconds) == freshness(answer, shared=True, **moments)
    assert 48 == freshness(answer, shared=True, **moments).age


@pytest.mark.parametrize("time_of", ["received_at", "now", "requested_at"])
@pytest.mark.parametrize(
    ("moment", "problem"),
    [(datetime(2027, 1, 15), ValueError), (float("nan"), ValueError), (float("inf"), ValueError), ("0", TypeError)],  # noqa: DTZ001
    ids=["naive", "nan", "inf", "text"],
)
def test_no_times(time_of: str, moment: Any, problem: type[Exception]) -> None:
    """A naive datetime, and a number that is not finite, is no time."""
    times: dict[str, Any] = {"received_at": ZERO, "now": ZERO, time_of: moment}
    with pytest.raises(problem):
        freshness(response("200 | Cache-Control: max-age=60"), shared=True, **times)


def test_an_expires_far_ahead_is_no_overflow() -> None:
    """The last date there is lies ahead: what overflows is no negative number (section 1.2.2)."""
    found = freshness(response("200 | Expires: Fri, 31 Dec 9999 23:59:59 GMT"), shared=True, received_at=ZERO, now=ZERO)

    assert found.is_fresh
    assert found.lifetime >= 2**31


@pytest.mark.parametrize(
    "known",
    [{"heuristic": 1e308}, {"received_at": 10**400, "now": 10**400}],
    ids=["fraction", "clock"],
)
def test_a_heuristic_that_overflows_is_for_ever(known: dict[str, Any]) -> None:
    """A calculation that overflows makes the greatest number there is, and no error (section 1.2.2)."""
    times: dict[str, Any] = {"received_at": ZERO, "now": ZERO}
    found = freshness(response("200 | Last-Modified: Mon, 01 Jan 0001 00:00:00 GMT"), shared=True, **(times | known))

    assert found.is_fresh
    assert found.lifetime >= 2**31


def test_the_dates_of_these_tables() -> None:
    """The clock's zero is the moment that the dates above are written for."""
    assert "Fri, 15 Jan 2027 08:00:00 GMT" == dated("@+0")
