"""What may be sent where validation fails, though the request wished for something else (RFC 5861, section 4)."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Reuse, assert_reused, by_cache, reused

from statuskit.caching import ReuseReason

GET: Final = "GET http://example.org/a"
MINUTE: Final = "200 | Cache-Control: max-age=60"
GRACE: Final = "200 | Cache-Control: max-age=600, stale-if-error=1200"  # the example of section 4.1
RELOAD: Final = f"{GET} | Cache-Control: max-age=0"
TOO_OLD, SOON_STALE = ReuseReason.REQUEST_MAX_AGE, ReuseReason.MIN_FRESH


# What a request wishes is advisory (RFC 9111, section 5.2.1), and an error is none of the freshness that it is about.
WISHES = (
    Reuse("a reload, of what is fresh", "9111 5.2.1", BOTH, GET, MINUTE, RELOAD, 10, TOO_OLD, stale_on_error=True),
    Reuse(
        "min-fresh, of what is fresh",
        "9111 5.2.1",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: min-fresh=55",
        10,
        SOON_STALE,
        stale_on_error=True,
    ),
    Reuse(
        "a reload, must-revalidate, of what is fresh",
        "9111 5.2.2.2",
        BOTH,
        GET,
        f"{MINUTE}, must-revalidate",
        RELOAD,
        10,
        TOO_OLD,
        stale_on_error=True,
    ),
    Reuse("a reload, of what is stale", "9111 4.2.4", BOTH, GET, MINUTE, RELOAD, 60, TOO_OLD, stale_on_error=False),
    Reuse("a reload, within", "5861 4", BOTH, GET, GRACE, RELOAD, 900, TOO_OLD, stale_on_error=True),
    Reuse("a reload, at the end", "5861 4", BOTH, GET, GRACE, RELOAD, 1800, TOO_OLD, stale_on_error=True),
    Reuse("a reload, after the end", "5861 4", BOTH, GET, GRACE, RELOAD, 1801, TOO_OLD, stale_on_error=False),
    Reuse(
        "a reload, of the request",
        "5861 4",
        BOTH,
        GET,
        "200 | Cache-Control: max-age=600",
        f"{RELOAD}, stale-if-error=1200",
        900,
        TOO_OLD,
        stale_on_error=True,
    ),
    Reuse(
        "min-fresh, within",
        "5861 4",
        BOTH,
        GET,
        GRACE,
        f"{GET} | Cache-Control: min-fresh=1",
        900,
        SOON_STALE,
        stale_on_error=True,
    ),
    Reuse(
        "min-fresh, of what is stale",
        "9111 5.2.1.3",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: min-fresh=1",
        60,
        SOON_STALE,
        stale_on_error=False,
    ),
    Reuse(
        "a reload, within, must-revalidate",
        "9111 4.2.4",
        BOTH,
        GET,
        f"{GRACE}, must-revalidate",
        RELOAD,
        900,
        TOO_OLD,
        stale_on_error=False,
    ),
    Reuse(
        "a reload, within, s-maxage",
        "9111 4.2.4",
        SHARED,
        GET,
        f"{GRACE}, s-maxage=600",
        RELOAD,
        900,
        TOO_OLD,
        stale_on_error=False,
    ),
    Reuse(
        "a reload, within, s-maxage of others",
        "9111 4.2.4",
        PRIVATE,
        GET,
        f"{GRACE}, s-maxage=600",
        RELOAD,
        900,
        TOO_OLD,
        stale_on_error=True,
    ),
    Reuse(
        "no-cache, of what is fresh",
        "9111 5.2.1.4",
        BOTH,
        GET,
        MINUTE,
        f"{GET} | Cache-Control: no-cache",
        10,
        ReuseReason.REQUEST_NO_CACHE,
        stale_on_error=False,
    ),
    Reuse(
        "no-cache of the response, of what is fresh",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f"{GRACE}, no-cache",
        RELOAD,
        10,
        ReuseReason.NO_CACHE,
        stale_on_error=False,
    ),
)
ROWS: Final = by_cache(WISHES)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_wishes(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """What is fresh may be sent on an error, and what is stale within the window, where nothing prohibits it."""
    assert_reused(row, shared=shared)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a reload, of what is fresh", "may be sent as it is, being fresh"),
        ("a reload, within", "may be sent stale"),
        ("a reload, after the end", "must not be sent"),
        ("no-cache, of what is fresh", "not to be sent: the request wants it validated"),
        ("no-cache of the response, of what is fresh", "must not be sent"),
    ],
    ids=["fresh", "within", "over", "no-cache in the request", "no-cache"],
)
def test_in_words(name: str, told: str) -> None:
    """A wish is told as one, and "must not" is for what the RFC forbids."""
    row, shared = ROWS[f"{name}-shared"]

    assert f"\nIf validation fails:\n- {told}\n" in reused(row, shared=shared).explain()
