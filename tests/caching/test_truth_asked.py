"""What a request may ask of a cache: RFC 9111, sections 5.2.1 and 5.2.2.4, in a table written before the code."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, Reuse, assert_reused, by_cache

from statuskit.caching import ReuseReason

VARY, ONLY_IF_CACHED = ReuseReason.VARY, ReuseReason.ONLY_IF_CACHED
ASKED_NO_CACHE, NO_CACHE = ReuseReason.REQUEST_NO_CACHE, ReuseReason.NO_CACHE
TOO_OLD, MIN_FRESH = ReuseReason.REQUEST_MAX_AGE, ReuseReason.MIN_FRESH
FRESH, STALE = ReuseReason.FRESH, ReuseReason.STALE

GET = "GET /a"
MINUTE = "200 | Cache-Control: max-age=60"
PAIR = (GET, MINUTE)
EN = "GET /a | Accept-Language: en, fr"
BY_LANGUAGE = f"{MINUTE} | Vary: Accept-Language"

ASKED = (
    # 5.2.1.4, no-cache, and 5.4, Pragma
    Reuse("no-cache", "9111 5.2.1.4", BOTH, *PAIR, f"{GET} | Cache-Control: no-cache", 10, ASKED_NO_CACHE),
    Reuse("NO-CACHE", "9111 5.2", BOTH, *PAIR, f"{GET} | Cache-Control: NO-CACHE", 10, ASKED_NO_CACHE),
    Reuse(
        "no-cache, an immutable response",
        "8246 2.1",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: no-cache",
        10,
        ASKED_NO_CACHE,
    ),
    Reuse(
        "no-cache, stale",
        "9111 5.2.1.4",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: no-cache, max-stale",
        70,
        ASKED_NO_CACHE,
        stale_on_error=False,
    ),
    Reuse("pragma", "7234 5.4", BOTH, *PAIR, f"{GET} | Pragma: no-cache", 10, ASKED_NO_CACHE),
    Reuse("PRAGMA", "7234 5.4", BOTH, *PAIR, f"{GET} | Pragma: x, No-Cache", 10, ASKED_NO_CACHE),
    Reuse(
        "pragma beside cache-control",
        "7234 5.4",
        BOTH,
        *PAIR,
        f"{GET} | Pragma: no-cache | Cache-Control: max-age=60",
        10,
        FRESH,
    ),
    Reuse("pragma of something else", "7234 5.4", BOTH, *PAIR, f"{GET} | Pragma: xyz", 10, FRESH),
    Reuse("pragma of the response", "9111 5.4", BOTH, GET, f"{MINUTE} | Pragma: no-cache", GET, 10, FRESH),
    # 5.2.2.4, no-cache of the response
    Reuse(
        "no-cache of the response",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f"{MINUTE}, no-cache",
        GET,
        10,
        NO_CACHE,
        stale_on_error=False,
    ),
    Reuse(
        "no-cache of the response, max-stale",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f"{MINUTE}, no-cache",
        f"{GET} | Cache-Control: max-stale",
        70,
        NO_CACHE,
        stale_on_error=False,
    ),
    Reuse(
        "no-cache of a field",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f'{MINUTE}, no-cache="Set-Cookie" | Set-Cookie: a=1',
        GET,
        10,
        FRESH,
        ("set-cookie",),
    ),
    Reuse("no-cache of a token", "9111 5.2", BOTH, GET, f"{MINUTE}, no-cache=x-a | X-A: 1", GET, 10, FRESH, ("x-a",)),
    Reuse(
        "no-cache of two fields",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f'{MINUTE}, no-cache="X-B, x-a" | X-A: 1 | X-B: 2',
        GET,
        10,
        FRESH,
        ("x-a", "x-b"),
    ),
    Reuse(
        "no-cache with and without a field",
        "9111 4.2.1",
        BOTH,
        GET,
        f'{MINUTE}, no-cache="x-a", no-cache',
        GET,
        10,
        NO_CACHE,
    ),
    Reuse(
        "no-cache of two fields, one of them there",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f'{MINUTE}, no-cache="X-B, x-a" | X-A: 1',
        GET,
        10,
        FRESH,
        ("x-a",),
    ),
    Reuse("no-cache of no field", "9111 5.2.2.4", BOTH, GET, f'{MINUTE}, no-cache=""', GET, 10, NO_CACHE),
    Reuse("no-cache of an unclosed quote", "9111 4.2.1", BOTH, GET, f'{MINUTE}, no-cache="x-a', GET, 10, NO_CACHE),
    Reuse("no-cache in quotes", "9110 5.6.4", BOTH, GET, f'{MINUTE}, x="a, no-cache"', GET, 10, FRESH),
    Reuse(
        "no-cache of the stored request", "9111 5.2", BOTH, f"{GET} | Cache-Control: no-cache", MINUTE, GET, 10, FRESH
    ),
    # 5.2.1.1, max-age
    Reuse("max-age, younger", "9111 5.2.1.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age=20", 10, FRESH),
    Reuse("max-age, as old", "9111 5.2.1.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age=10", 10, FRESH),
    Reuse("max-age, older", "9111 5.2.1.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age=9", 10, TOO_OLD),
    Reuse("max-age=0, new", "9111 5.2.1.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age=0", 0, FRESH),
    Reuse("max-age=0", "9111 5.2.1.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age=0", 1, TOO_OLD),
    Reuse("max-age, quoted", "9111 5.2", BOTH, *PAIR, f'{GET} | Cache-Control: max-age="20"', 10, FRESH),
    Reuse(
        "max-age, by age",
        "9111 4.2.3",
        BOTH,
        GET,
        f"{MINUTE} | Age: 15",
        f"{GET} | Cache-Control: max-age=20",
        10,
        TOO_OLD,
    ),
    Reuse(
        "max-age, 5,000 digits", "9111 1.2.2", BOTH, *PAIR, f"{GET} | Cache-Control: max-age={'9' * 5000}", 10, FRESH
    ),
    Reuse(
        "max-age, longer than the lifetime",
        "9111 5.2.1.1",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: max-age=600",
        70,
        STALE,
    ),
    Reuse(
        "max-age and max-stale, older",
        "9111 5.2.1.1",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: max-age=5, max-stale",
        10,
        TOO_OLD,
    ),
    *(
        Reuse(f"max-age, {name}", "9111 4.2.1", BOTH, *PAIR, f"{GET} | Cache-Control: max-age{value}", 10, TOO_OLD)
        for name, value in {"alone": "", "empty": "=", "negative": "=-1", "decimal": "=60.5", "word": "=x"}.items()
    ),
    Reuse("s-maxage of a request", "9111 5.2", BOTH, *PAIR, f"{GET} | Cache-Control: s-maxage=0", 10, FRESH),
    Reuse(
        "private of a request", "9111 5.2", BOTH, *PAIR, f"{GET} | Cache-Control: private, must-revalidate", 10, FRESH
    ),
    # 5.2.1.3, min-fresh
    Reuse("min-fresh, less", "9111 5.2.1.3", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh=49", 10, FRESH),
    Reuse("min-fresh, as much", "9111 5.2.1.3", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh=50", 10, FRESH),
    Reuse("min-fresh, more", "9111 5.2.1.3", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh=51", 10, MIN_FRESH),
    Reuse("min-fresh=0", "9111 5.2.1.3", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh=0", 59, FRESH),
    Reuse("min-fresh=0, not fresh", "9111 5.2.1.3", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh=0", 60, STALE),
    Reuse(
        "min-fresh, an immutable response",
        "8246 2",
        BOTH,
        GET,
        f"{MINUTE}, immutable",
        f"{GET} | Cache-Control: min-fresh=51",
        10,
        MIN_FRESH,
    ),
    Reuse(
        "min-fresh and max-stale",
        "9111 5.2.1.3",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: min-fresh=51, max-stale",
        10,
        MIN_FRESH,
    ),
    Reuse(
        "min-fresh and max-age",
        "9111 5.2.1",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: min-fresh=51, max-age=5",
        10,
        TOO_OLD,
    ),
    Reuse(
        "min-fresh, 5,000 digits",
        "9111 1.2.2",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: min-fresh={'9' * 5000}",
        10,
        MIN_FRESH,
    ),
    *(
        Reuse(
            f"min-fresh, {name}", "9111 4.2.1", BOTH, *PAIR, f"{GET} | Cache-Control: min-fresh{value}", 10, MIN_FRESH
        )
        for name, value in {"alone": "", "empty": "=", "negative": "=-1", "decimal": "=0.5", "word": "=x"}.items()
    ),
    # 5.2.1.6, no-transform, and 5.2.3
    Reuse("no-transform", "9111 5.2.1.6", BOTH, *PAIR, f"{GET} | Cache-Control: no-transform", 10, FRESH),
    Reuse("unknown", "9111 5.2.3", BOTH, *PAIR, f"{GET} | Cache-Control: frobnicate=1, @@@", 10, FRESH),
    # 5.2.1.7, only-if-cached
    Reuse("only-if-cached, fresh", "9111 5.2.1.7", BOTH, *PAIR, f"{GET} | Cache-Control: only-if-cached", 10, FRESH),
    Reuse(
        "only-if-cached, stale",
        "9111 5.2.1.7",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: only-if-cached",
        70,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "only-if-cached, max-stale",
        "9111 5.2.1.7",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: only-if-cached, max-stale=10",
        70,
        ReuseReason.MAX_STALE,
    ),
    Reuse(
        "only-if-cached, no-cache",
        "9111 5.2.1.7",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: only-if-cached, no-cache",
        10,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "only-if-cached, a no-cache response",
        "9111 5.2.1.7",
        BOTH,
        GET,
        f"{MINUTE}, no-cache",
        f"{GET} | Cache-Control: only-if-cached",
        10,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "only-if-cached, too old",
        "9111 5.2.1.7",
        BOTH,
        *PAIR,
        f"{GET} | Cache-Control: ONLY-IF-CACHED, max-age=5",
        10,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "only-if-cached, a must-revalidate response",
        "9111 5.2.2.2",
        BOTH,
        GET,
        f"{MINUTE}, must-revalidate",
        f"{GET} | Cache-Control: only-if-cached, max-stale",
        70,
        ONLY_IF_CACHED,
    ),
    Reuse(
        "only-if-cached, another variant",
        "9111 5.2.1.7",
        BOTH,
        EN,
        BY_LANGUAGE,
        f"{GET} | Cache-Control: only-if-cached",
        10,
        VARY,
    ),
    Reuse("only-if-cached, of the response", "9111 5.2", BOTH, GET, f"{MINUTE}, only-if-cached", GET, 70, STALE),
)

ROWS: Final = by_cache(ASKED)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_asked(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """The directives of a request are honoured; of what is no number, the most restrictive reading is taken."""
    assert_reused(row, shared=shared)
