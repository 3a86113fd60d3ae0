"""Targeted fields, RFC 9213, in freshness and may_reuse: written from its text, before there was any code."""

from __future__ import annotations

from typing import Any, Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Fresh, Reuse, assert_fresh, assert_reused, by_cache

from statuskit.caching import LifetimeSource, ReuseReason

pytest.importorskip("http_sf")

S_MAXAGE, MAX_AGE, EXPIRES, NONE = (
    LifetimeSource.S_MAXAGE,
    LifetimeSource.MAX_AGE,
    LifetimeSource.EXPIRES,
    LifetimeSource.NONE,
)

CDN: Final[dict[str, Any]] = {"target_list": ("CDN-Cache-Control",)}
TWO: Final[dict[str, Any]] = {"target_list": ("ExampleCDN-Cache-Control", "CDN-Cache-Control")}
FIELD = "CDN-Cache-Control"
GET = "GET /a"

FRESHENED = by_cache(
    (
        Fresh(
            "example 1",
            "9213 3.1",
            SHARED,
            f"200 | Cache-Control: max-age=60, s-maxage=120 | {FIELD}: max-age=600",
            600,
            MAX_AGE,
            known=CDN,
        ),
        Fresh(
            "example 1, shared",
            "9213 3.1",
            SHARED,
            f"200 | Cache-Control: max-age=60, s-maxage=120 | {FIELD}: max-age=600",
            120,
            S_MAXAGE,
            stale_allowed=False,
        ),
        Fresh(
            "example 1, private",
            "9213 3.1",
            PRIVATE,
            f"200 | Cache-Control: max-age=60, s-maxage=120 | {FIELD}: max-age=600",
            60,
            MAX_AGE,
        ),
        Fresh(
            "age",
            "9213 2.3",
            SHARED,
            f"200 | Age: 1800 | Cache-Control: max-age=600 | {FIELD}: max-age=3600",
            3600,
            MAX_AGE,
            1800,
            known=CDN,
        ),
        Fresh(
            "age, elsewhere",
            "9213 2.3",
            BOTH,
            f"200 | Age: 1800 | Cache-Control: max-age=600 | {FIELD}: max-age=3600",
            600,
            MAX_AGE,
            1800,
        ),
        Fresh(
            "s-maxage",
            "9213 2.2",
            SHARED,
            f"200 | {FIELD}: s-maxage=60, max-age=600",
            60,
            S_MAXAGE,
            stale_allowed=False,
            known=CDN,
        ),
        Fresh(
            "s-maxage of others",
            "9213 2.2",
            PRIVATE,
            f"200 | {FIELD}: s-maxage=60, max-age=600",
            600,
            MAX_AGE,
            known=CDN,
        ),
        Fresh("expires is ignored", "9213 2.2", BOTH, f"200 | Expires: @+60 | {FIELD}: none", 0, NONE, known=CDN),
        Fresh(
            "heuristic",
            "9213 2.2",
            BOTH,
            f"200 | Expires: @+9 | Last-Modified: @-1000 | {FIELD}: none",
            100,
            LifetimeSource.HEURISTIC,
            known=CDN,
        ),
        Fresh(
            "must-revalidate",
            "9213 2.2",
            BOTH,
            f"200 | {FIELD}: max-age=600, must-revalidate",
            600,
            MAX_AGE,
            stale_allowed=False,
            known=CDN,
        ),
        Fresh(
            "the must-revalidate of cache-control is ignored",
            "9213 2.2",
            BOTH,
            f"200 | Cache-Control: must-revalidate | {FIELD}: max-age=600",
            600,
            MAX_AGE,
            known=CDN,
        ),
        Fresh(
            "no-cache",
            "9213 2.2",
            BOTH,
            f"200 | {FIELD}: max-age=600, no-cache",
            600,
            MAX_AGE,
            stale_allowed=False,
            known=CDN,
        ),
        Fresh("parameters", "9213 2.1", BOTH, f"200 | {FIELD}: max-age=600;x=1", 600, MAX_AGE, known=CDN),
        Fresh("two lines", "9110 5.3", BOTH, f"200 | {FIELD}: public | {FIELD}: max-age=600", 600, MAX_AGE, known=CDN),
        # 9651 4.2.2: the last member of a name is the one that a Dictionary has
        Fresh("twice", "9651 4.2.2", BOTH, f"200 | {FIELD}: max-age=10, max-age=600", 600, MAX_AGE, known=CDN),
        Fresh(
            "fallback: to expires",
            "9213 2.2",
            BOTH,
            f"200 | Expires: @+60 | {FIELD}: Max-Age=600",
            60,
            EXPIRES,
            known=CDN,
        ),
        Fresh(
            "fallback: to cache-control",
            "9213 2.2",
            BOTH,
            f"200 | Cache-Control: max-age=60 | {FIELD}: max-age=",
            60,
            MAX_AGE,
            known=CDN,
        ),
        Fresh(
            "fallback: to the second",
            "9213 2.2",
            BOTH,
            f"200 | {FIELD}: max-age=60 | ExampleCDN-Cache-Control: max-age=600,",
            60,
            MAX_AGE,
            known=TWO,
        ),
        Fresh(
            "first of two",
            "9213 2.2",
            BOTH,
            f"200 | {FIELD}: max-age=60 | ExampleCDN-Cache-Control: max-age=600",
            600,
            MAX_AGE,
            known=TWO,
        ),
        # 2.1: values that are not of the directive's type are not consumed; Cache-Control stays ignored
        *(
            Fresh(
                f"max-age {name}",
                "9213 2.1",
                BOTH,
                f"200 | Cache-Control: max-age=60 | {FIELD}: max-age{value}",
                0,
                None,
                known=CDN,
            )
            for name, value in {
                "decimal": "=60.5",
                "whole decimal": "=60.0",
                "string": '="60"',
                "token": "=x60",
                "boolean": "",
                "false": "=?0",
                "negative": "=-60",
                "bytes": "=:NjA=:",
                "list": "=(60 60)",
            }.items()
        ),
        Fresh(
            "max-age of 15 digits",
            "9111 1.2.2",
            BOTH,
            f"200 | {FIELD}: max-age=999999999999999",
            2_147_483_648,
            MAX_AGE,
            known=CDN,
        ),
    )
)

REUSED = by_cache(
    (
        Reuse(
            "fresh",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: no-cache, max-age=0 | {FIELD}: max-age=60",
            GET,
            10,
            ReuseReason.FRESH,
            known=CDN,
        ),
        Reuse(
            "fresh, elsewhere",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: no-cache, max-age=0 | {FIELD}: max-age=60",
            GET,
            10,
            ReuseReason.NO_CACHE,
        ),
        Reuse(
            "no-cache",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: max-age=60 | {FIELD}: no-cache, max-age=600",
            GET,
            10,
            ReuseReason.NO_CACHE,
            known=CDN,
        ),
        Reuse(
            "no-cache of a field",
            "9213 2.1",
            BOTH,
            GET,
            f'200 | {FIELD}: max-age=60, no-cache="x-a" | X-A: 1',
            GET,
            10,
            ReuseReason.FRESH,
            ("x-a",),
            known=CDN,
        ),
        Reuse(
            "no-store",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: max-age=60 | {FIELD}: no-store",
            GET,
            10,
            ReuseReason.NOT_STORABLE,
            known=CDN,
        ),
        Reuse(
            "stale",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: max-age=600 | {FIELD}: max-age=60",
            GET,
            70,
            ReuseReason.STALE,
            known=CDN,
        ),
        Reuse(
            "must-revalidate",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | {FIELD}: max-age=60, must-revalidate",
            f"{GET} | Cache-Control: max-stale",
            70,
            ReuseReason.STALE_PROHIBITED,
            known=CDN,
        ),
        Reuse(
            "stale-while-revalidate",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | {FIELD}: max-age=60, stale-while-revalidate=30",
            GET,
            70,
            ReuseReason.STALE_WHILE_REVALIDATE,
            known=CDN,
        ),
        Reuse(
            "the stale-while-revalidate of cache-control is ignored",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: stale-while-revalidate=30 | {FIELD}: max-age=60",
            GET,
            70,
            ReuseReason.STALE,
            known=CDN,
        ),
        Reuse(
            "stale-if-error",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: stale-if-error=600 | {FIELD}: max-age=60, stale-if-error=5",
            GET,
            70,
            ReuseReason.STALE,
            stale_on_error=False,
            known=CDN,
        ),
        Reuse(
            "immutable",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | {FIELD}: max-age=60, immutable",
            f"{GET} | Cache-Control: max-age=0",
            10,
            ReuseReason.IMMUTABLE,
            known=CDN,
        ),
        Reuse(
            "no-cache of the request",
            "9111 5.2.1.4",
            BOTH,
            GET,
            f"200 | {FIELD}: max-age=60",
            f"{GET} | Cache-Control: no-cache",
            10,
            ReuseReason.REQUEST_NO_CACHE,
            known=CDN,
        ),
        Reuse(
            "vary", "9111 4.1", BOTH, GET, f"200 | {FIELD}: max-age=60 | Vary: *", GET, 10, ReuseReason.VARY, known=CDN
        ),
    )
)


@pytest.mark.parametrize(("row", "shared"), FRESHENED.values(), ids=FRESHENED)
def test_fresh(row: Fresh, shared: bool) -> None:  # noqa: FBT001
    """How long it is fresh is decided by it, too."""
    assert_fresh(row, shared=shared)


@pytest.mark.parametrize(("row", "shared"), REUSED.values(), ids=REUSED)
def test_reused(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """So is when it is used again."""
    assert_reused(row, shared=shared)
