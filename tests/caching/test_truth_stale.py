"""may_reuse once a response is stale: RFC 9111, section 4.2.4, in a table written before the code."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, ZERO, Reuse, assert_reused, by_cache, reused

from statuskit.caching import ReuseReason

FRESH, STALE, MAX_STALE = ReuseReason.FRESH, ReuseReason.STALE, ReuseReason.MAX_STALE
PROHIBITED, TOO_OLD = ReuseReason.STALE_PROHIBITED, ReuseReason.REQUEST_MAX_AGE

GET = "GET https://example.org/a"
MINUTE = "200 | Cache-Control: max-age=60"
SHARED_MINUTE = "200 | Cache-Control: s-maxage=60"
ANY_STALE = f"{GET} | Cache-Control: max-stale"
STALE_BY_TEN = f"{GET} | Cache-Control: max-stale=10"

PROHIBITIONS = (
    Reuse("one second left", "9111 4.2", BOTH, GET, MINUTE, GET, 59, FRESH),
    Reuse("no second left", "9111 4.2", BOTH, GET, MINUTE, GET, 60, STALE),
    Reuse("stale", "9111 4.2.4", BOTH, GET, MINUTE, GET, 70, STALE),
    Reuse("delayed", "9111 4.2.3", BOTH, GET, MINUTE, GET, 54, FRESH, known={"requested_at": ZERO - 5}),
    Reuse("delayed, stale", "9111 4.2.3", BOTH, GET, MINUTE, GET, 55, STALE, known={"requested_at": ZERO - 5}),
    Reuse("expired when it came", "9111 4.2", BOTH, GET, "200 | Expires: 0", GET, 0, STALE),
    Reuse("nothing said", "9111 4.2.4", BOTH, GET, "200", GET, 0, STALE),
    Reuse("heuristic", "9111 4.2.2", BOTH, GET, "200 | Last-Modified: @-1000", GET, 99, FRESH),
    Reuse("heuristic, stale", "9111 4.2.2", BOTH, GET, "200 | Last-Modified: @-1000", GET, 100, STALE),
    Reuse("must-revalidate, fresh", "9111 5.2.2.2", BOTH, GET, f"{MINUTE}, must-revalidate", GET, 10, FRESH),
    Reuse(
        "must-revalidate",
        "9111 5.2.2.2",
        BOTH,
        GET,
        f"{MINUTE}, must-revalidate",
        GET,
        70,
        PROHIBITED,
        stale_on_error=False,
    ),
    Reuse(
        "must-revalidate, max-stale",
        "9111 5.2.2.2",
        BOTH,
        GET,
        f"{MINUTE}, must-revalidate",
        ANY_STALE,
        70,
        PROHIBITED,
        stale_on_error=False,
    ),
    Reuse(
        "must-revalidate, stale-while-revalidate",
        "9111 4.2.4",
        BOTH,
        GET,
        f"{MINUTE}, stale-while-revalidate=30, must-revalidate",
        GET,
        70,
        PROHIBITED,
    ),
    Reuse(
        "must-revalidate, stale-if-error",
        "9111 5.2.2.2",
        BOTH,
        GET,
        f"{MINUTE}, must-revalidate, stale-if-error=600",
        GET,
        70,
        PROHIBITED,
        stale_on_error=False,
    ),
    Reuse(
        "must-revalidate, no lifetime",
        "9111 5.2.2.2",
        BOTH,
        GET,
        "200 | Cache-Control: must-revalidate",
        ANY_STALE,
        0,
        PROHIBITED,
    ),
    Reuse("proxy-revalidate, fresh", "9111 5.2.2.8", BOTH, GET, f"{MINUTE}, proxy-revalidate", GET, 10, FRESH),
    Reuse(
        "proxy-revalidate",
        "9111 5.2.2.8",
        SHARED,
        GET,
        f"{MINUTE}, proxy-revalidate",
        ANY_STALE,
        70,
        PROHIBITED,
        stale_on_error=False,
    ),
    Reuse(
        "proxy-revalidate, for one",
        "9111 5.2.2.8",
        PRIVATE,
        GET,
        f"{MINUTE}, proxy-revalidate",
        ANY_STALE,
        70,
        MAX_STALE,
    ),
    Reuse("s-maxage, fresh", "9111 5.2.2.10", SHARED, GET, SHARED_MINUTE, GET, 59, FRESH),
    Reuse("s-maxage", "9111 5.2.2.10", SHARED, GET, SHARED_MINUTE, ANY_STALE, 60, PROHIBITED, stale_on_error=False),
    Reuse(
        "s-maxage, stale-while-revalidate",
        "9111 4.2.4",
        SHARED,
        GET,
        f"{SHARED_MINUTE}, stale-while-revalidate=30",
        GET,
        70,
        PROHIBITED,
    ),
    Reuse("s-maxage of others", "9111 5.2.2.10", PRIVATE, GET, f"{MINUTE}, s-maxage=10", ANY_STALE, 70, MAX_STALE),
    Reuse("s-maxage of others alone", "9111 4.2.1", PRIVATE, GET, SHARED_MINUTE, GET, 10, STALE),
    Reuse("max-age where s-maxage is over", "9111 4.2.1", SHARED, GET, f"{MINUTE}, s-maxage=10", GET, 20, PROHIBITED),
    Reuse("expires where max-age is over", "9111 5.3", BOTH, GET, f"{MINUTE} | Expires: @+600", GET, 70, STALE),
    Reuse(
        "invalid max-age beside expires",
        "9111 5.3",
        BOTH,
        GET,
        "200 | Cache-Control: max-age=x | Expires: @+600",
        GET,
        10,
        STALE,
    ),
)

MAX_STALES = (
    Reuse("max-stale", "9111 5.2.1.2", BOTH, GET, MINUTE, ANY_STALE, 70, MAX_STALE),
    Reuse("max-stale, very", "9111 5.2.1.2", BOTH, GET, MINUTE, ANY_STALE, 10**9, MAX_STALE),
    Reuse("max-stale, fresh", "9111 5.2.1.2", BOTH, GET, MINUTE, ANY_STALE, 10, FRESH),
    Reuse("max-stale=10, by nine", "9111 5.2.1.2", BOTH, GET, MINUTE, STALE_BY_TEN, 69, MAX_STALE),
    Reuse("max-stale=10, by ten", "9111 5.2.1.2", BOTH, GET, MINUTE, STALE_BY_TEN, 70, MAX_STALE),
    Reuse("max-stale=10, by eleven", "9111 5.2.1.2", BOTH, GET, MINUTE, STALE_BY_TEN, 71, STALE),
    Reuse("max-stale=0, by one", "9111 5.2.1.2", BOTH, GET, MINUTE, f"{GET} | Cache-Control: max-stale=0", 61, STALE),
    Reuse("max-stale, quoted", "9111 5.2", BOTH, GET, MINUTE, f'{GET} | Cache-Control: max-stale="10"', 70, MAX_STALE),
    Reuse("MAX-STALE", "9111 5.2", BOTH, GET, MINUTE, f"{GET} | Cache-Control: MAX-STALE", 70, MAX_STALE),
    Reuse(
        "max-stale, 5,000 digits",
        "9111 1.2.2",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: max-stale={'9' * 5000}",
        70,
        MAX_STALE,
    ),
    *(
        Reuse(
            f"max-stale, {name}",
            "9111 4.2.1",
            BOTH,
            GET,
            MINUTE,
            f"{GET} | Cache-Control: max-stale={value}",
            70,
            STALE,
        )
        for name, value in {
            "negative": "-10",
            "decimal": "10.5",
            "word": "x",
            "no quoted value": '""',
            "of elsewhere": "\u0669\u0669",
        }.items()
    ),
    Reuse("max-stale of the response", "9111 5.2", BOTH, GET, f"{MINUTE}, max-stale", GET, 70, STALE),
    Reuse(
        "max-stale and max-age, not too old",
        "9111 5.2.1.1",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: max-age=100, max-stale=10",
        70,
        MAX_STALE,
    ),
    Reuse(
        "max-stale and max-age, too old",
        "9111 5.2.1.1",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: max-age=65, max-stale=10",
        70,
        TOO_OLD,
    ),
    Reuse("max-stale, expired when it came", "9111 5.2.1.2", BOTH, GET, "200 | Expires: 0", ANY_STALE, 0, MAX_STALE),
)

ROWS: Final = by_cache(PROHIBITIONS + MAX_STALES)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_reused(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """A stale response answers where somebody permits it and nobody prohibits it."""
    assert_reused(row, shared=shared)


@pytest.mark.parametrize(
    ("now", "is_stale"), [(0, False), (59, False), (60, True), (61, True)], ids=["new", "last", "at", "over"]
)
def test_what_a_decision_tells(now: int, is_stale: bool) -> None:  # noqa: FBT001
    """A decision tells the age that goes into the Age field (section 4), the lifetime, and whether that is over."""
    decision = reused(Reuse("", "9111 4", BOTH, GET, f"{MINUTE} | Age: 0", ANY_STALE, now, FRESH), shared=True)

    assert (now, 60, is_stale) == (decision.age, decision.lifetime, decision.is_stale)
