"""Directives of other RFCs in may_reuse: RFC 5861 and RFC 8246, in a table written before there was any code."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Reuse, assert_reused, by_cache

from statuskit.caching import ReuseReason

FRESH, STALE, MAX_STALE = ReuseReason.FRESH, ReuseReason.STALE, ReuseReason.MAX_STALE
PROHIBITED, IN_BACKGROUND = ReuseReason.STALE_PROHIBITED, ReuseReason.STALE_WHILE_REVALIDATE
IMMUTABLE, TOO_OLD, NO_CACHE = ReuseReason.IMMUTABLE, ReuseReason.REQUEST_MAX_AGE, ReuseReason.NO_CACHE
MIN_FRESH, ONLY_IF_CACHED = ReuseReason.MIN_FRESH, ReuseReason.ONLY_IF_CACHED

GET = "GET https://example.org/a"
MINUTE = "200 | Cache-Control: max-age=60"
SHARED_MINUTE = "200 | Cache-Control: s-maxage=60"
WHILE = f"{MINUTE}, stale-while-revalidate=30"
ANY_STALE = f"{GET} | Cache-Control: max-stale"

IN_THE_BACKGROUND = (
    Reuse("while, fresh", "5861 3", BOTH, GET, WHILE, GET, 59, FRESH),
    Reuse("while, by one", "5861 3", BOTH, GET, WHILE, GET, 61, IN_BACKGROUND),
    Reuse("while, to the last second", "5861 3", BOTH, GET, WHILE, GET, 90, IN_BACKGROUND),
    Reuse("while, over", "5861 3", BOTH, GET, WHILE, GET, 91, STALE),
    Reuse("while, over, max-stale", "9111 5.2.1.2", BOTH, GET, WHILE, ANY_STALE, 91, MAX_STALE),
    Reuse(
        "while, of a field", "5861 3", BOTH, GET, f'{WHILE}, no-cache="x-a" | X-A: 1', GET, 70, IN_BACKGROUND, ("x-a",)
    ),
    Reuse("WHILE", "9111 5.2", BOTH, GET, f"{MINUTE}, Stale-While-Revalidate=30", GET, 70, IN_BACKGROUND),
    Reuse(
        "while, heuristic",
        "5861 3",
        BOTH,
        GET,
        "200 | Last-Modified: @-1000 | Cache-Control: stale-while-revalidate=30",
        GET,
        110,
        IN_BACKGROUND,
    ),
    Reuse("while, no-cache", "9111 5.2.2.4", BOTH, GET, f"{WHILE}, no-cache", GET, 70, NO_CACHE),
    Reuse(
        "while, the client wants nothing stale",
        "9111 5.2.1.1",
        BOTH,
        GET,
        WHILE,
        f"{GET} | Cache-Control: max-age=600",
        70,
        STALE,
    ),
    Reuse(
        "while, max-age with max-stale",
        "9111 5.2.1.1",
        BOTH,
        GET,
        WHILE,
        f"{GET} | Cache-Control: max-age=600, max-stale=5",
        70,
        IN_BACKGROUND,
    ),
    Reuse(
        "while, the client wants it younger",
        "9111 5.2.1.1",
        BOTH,
        GET,
        WHILE,
        f"{GET} | Cache-Control: max-age=65",
        70,
        TOO_OLD,
    ),
    Reuse("while, min-fresh", "9111 5.2.1.3", BOTH, GET, WHILE, f"{GET} | Cache-Control: min-fresh=1", 70, MIN_FRESH),
    Reuse(
        "while, only-if-cached",
        "9111 5.2.1.7",
        BOTH,
        GET,
        WHILE,
        f"{GET} | Cache-Control: only-if-cached",
        70,
        IN_BACKGROUND,
    ),
    Reuse(
        "while, of the request",
        "5861 3",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: stale-while-revalidate=30",
        70,
        STALE,
    ),
    *(
        Reuse(f"while, {name}", "9111 4.2.1", BOTH, GET, f"{MINUTE}, stale-while-revalidate{value}", GET, 61, STALE)
        for name, value in {"no value": "", "empty": "=", "negative": "=-30", "decimal": "=30.5", "word": "=x"}.items()
    ),
    Reuse(
        "while, 5,000 digits",
        "9111 1.2.2",
        BOTH,
        GET,
        f"{MINUTE}, stale-while-revalidate={'9' * 5000}",
        GET,
        10**6,
        IN_BACKGROUND,
    ),
    Reuse("while, of 0", "5861 3", BOTH, GET, f"{MINUTE}, stale-while-revalidate=0", GET, 61, STALE),
)

ON_ERROR = (
    Reuse("on error, nothing said", "9111 4.2.4", BOTH, GET, MINUTE, GET, 70, STALE, stale_on_error=True),
    Reuse("on error, within", "5861 4", BOTH, GET, f"{MINUTE}, stale-if-error=10", GET, 70, STALE, stale_on_error=True),
    Reuse("on error, over", "5861 4", BOTH, GET, f"{MINUTE}, stale-if-error=10", GET, 71, STALE, stale_on_error=False),
    Reuse(
        "on error, of the request",
        "5861 4",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: stale-if-error=10",
        70,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, of the request, over",
        "5861 4",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: stale-if-error=10",
        71,
        STALE,
        stale_on_error=False,
    ),
    Reuse(
        "on error, 0, at once", "5861 4", BOTH, GET, f"{MINUTE}, stale-if-error=0", GET, 60, STALE, stale_on_error=True
    ),
    Reuse("on error, 0", "5861 4", BOTH, GET, f"{MINUTE}, stale-if-error=0", GET, 61, STALE, stale_on_error=False),
    Reuse(
        "on error, 5,000 digits",
        "9111 1.2.2",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error={'9' * 5000}",
        GET,
        10**6,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, negative",
        "9111 4.2.1",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error=-1",
        GET,
        61,
        STALE,
        stale_on_error=False,
    ),
    Reuse(
        "on error, as in RFC 5861 at 900",
        "5861 4.1",
        BOTH,
        GET,
        "200 | Cache-Control: max-age=600, stale-if-error=1200",
        GET,
        900,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, as in RFC 5861 at 1800",
        "5861 4.1",
        BOTH,
        GET,
        "200 | Cache-Control: max-age=600, stale-if-error=1200",
        GET,
        1800,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, as in RFC 5861 at 1801",
        "5861 4.1",
        BOTH,
        GET,
        "200 | Cache-Control: max-age=600, stale-if-error=1200",
        GET,
        1801,
        STALE,
        stale_on_error=False,
    ),
    Reuse(
        "on error is no leave without one",
        "5861 4",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error=600",
        f"{GET} | Cache-Control: only-if-cached",
        70,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "on error, s-maxage",
        "9111 4.2.4",
        SHARED,
        GET,
        f"{SHARED_MINUTE}, stale-if-error=600",
        GET,
        70,
        PROHIBITED,
        stale_on_error=False,
    ),
    Reuse(
        "on error, after stale-while-revalidate",
        "5861 4",
        BOTH,
        GET,
        f"{WHILE}, stale-if-error=10",
        GET,
        91,
        STALE,
        stale_on_error=False,
    ),
    # 5861 4: each of the two lets the response be sent, whatever the other one says
    Reuse(
        "on error, longer in the response",
        "5861 4",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error=10",
        f"{GET} | Cache-Control: stale-if-error=9",
        70,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, longer in the request",
        "5861 4",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error=9",
        f"{GET} | Cache-Control: stale-if-error=10",
        70,
        STALE,
        stale_on_error=True,
    ),
    # 5861 4: "regardless of other freshness information"
    Reuse(
        "on error, within, max-age",
        "5861 4",
        BOTH,
        GET,
        f"{MINUTE}, stale-if-error=600",
        f"{GET} | Cache-Control: max-age=100",
        70,
        STALE,
        stale_on_error=True,
    ),
    Reuse(
        "on error, of the request, max-age",
        "5861 4",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: max-age=100, stale-if-error=600",
        70,
        STALE,
        stale_on_error=True,
    ),
)

IMMUTABLES = (
    Reuse("immutable", "8246 2", BOTH, GET, f"{MINUTE}, immutable", GET, 10, FRESH),
    Reuse(
        "immutable, reloaded",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: max-age=0",
        10,
        IMMUTABLE,
    ),
    Reuse(
        "immutable, reloaded after a second",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: max-age=0",
        1,
        IMMUTABLE,
    ),
    Reuse(
        "immutable, reloaded with no number",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: max-age=soon",
        10,
        IMMUTABLE,
    ),
    Reuse(
        "immutable, young enough",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: max-age=20",
        10,
        FRESH,
    ),
    Reuse("immutable, stale", "8246 2", BOTH, GET, f"{MINUTE}, immutable", GET, 70, STALE),
    Reuse(
        "immutable, stale, reloaded",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: max-age=0",
        70,
        TOO_OLD,
    ),
    Reuse(
        "immutable with an argument",
        "8246 2",
        BOTH,
        GET,
        f'{MINUTE}, immutable="x"',
        f"{GET} | Cache-Control: max-age=0",
        10,
        IMMUTABLE,
    ),
    Reuse(
        "immutable, twice",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable, IMMUTABLE",
        f"{GET} | Cache-Control: max-age=0",
        10,
        IMMUTABLE,
    ),
    Reuse(
        "immutable of the request",
        "8246 2",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: max-age=0, immutable",
        10,
        TOO_OLD,
    ),
    Reuse("immutable beside no-cache", "9111 5.2.2.4", BOTH, GET, f"{MINUTE}, immutable, no-cache", GET, 10, NO_CACHE),
    Reuse(
        "immutable has no lifetime of its own", "8246 2", BOTH, GET, "200 | Cache-Control: immutable", GET, 10, STALE
    ),
    # 8246 3: clients SHOULD ignore it where nothing vouches for the server
    Reuse(
        "immutable in the clear",
        "8246 3",
        PRIVATE,
        "GET http://example.org/a",
        f"{MINUTE}, immutable",
        "GET http://example.org/a | Cache-Control: max-age=0",
        10,
        TOO_OLD,
    ),
    Reuse(
        "immutable in the clear, in upper case",
        "9110 4.2.3",
        PRIVATE,
        "GET HTTP://example.org/a",
        f"{MINUTE}, immutable",
        "GET http://example.org/a | Cache-Control: max-age=0",
        10,
        TOO_OLD,
    ),
)

ROWS: Final = by_cache(IN_THE_BACKGROUND + ON_ERROR + IMMUTABLES)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_reused(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """Extensions permit what is stale for a while, and spare the validation of what does not change."""
    assert_reused(row, shared=shared)
