"""A no-store is found in any text it stands in: RFC 9111, section 5.2, with what senders make of it."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, SHARED, Store, assert_stored, by_cache

from statuskit.caching import StoreReason

EXPLICIT, HEURISTIC = StoreReason.EXPLICIT, StoreReason.HEURISTIC
NO_STORE, ASKED_NOT_TO, PRIVATE = StoreReason.NO_STORE, StoreReason.REQUEST_NO_STORE, StoreReason.PRIVATE

# Where the grammar fails, the most restrictive reading is taken (section 4.2.1): none of these may lose the no-store.
FORBIDDING: Final = {
    "no-store": "no-store",
    "upper case": "NO-STORE",
    "mixed case": "No-Store",
    "behind max-age": "max-age=60, no-store",
    "before max-age": "no-store,max-age=60",
    "twice": "no-store, no-store",
    "with an argument": "no-store=1",
    "with a quoted argument": 'no-store="x"',
    "with an empty argument": "no-store=",
    "with an empty quoted argument": 'no-store=""',
    "between empty members": ",,\t, no-store ,,",
    "tabs around": "max-age=60\t,\tno-store\t",
    "beside Max-Age": "Max-Age=60, no-store",
    "beside blanks around =": "max-age = 60, no-store",
    "beside a blank before =": "max-age =60, no-store",
    "beside a negative max-age": "max-age=-1, no-store",
    "beside a decimal": "max-age=1.5, no-store",
    "beside 5,000 digits": f"max-age={'9' * 5000}, no-store",
    "beside an empty max-age": "max-age=, no-store",
    "beside digits of elsewhere": "max-age=\u0666\u0660, no-store",
    "beside what is no token": "@@@, (), no-store",
    "beside blanks": "a b c, no-store",
    "beside a sign": "=, no-store",
    "beside a quoted string": 'x="a, b", no-store',
    "beside a quoted quote": r'x="a\", b", no-store',
    "beside a quoted string alone": '"x", no-store',
    "behind an unclosed quote": 'x="a, no-store',
    "behind an unclosed escape": 'x="a, no-store\\',
    "before an unclosed quote": 'no-store, x="a',
    "behind a quote that ends a token": 'max-age=60", no-store',
    "behind private of an unclosed quote": 'private="a, no-store',
    "behind a control character": "max-age=60\x01, no-store",
    "behind a nul": "max-age=60\x00, no-store",
    "before a nul": "max-age=60, no-store\x00",
    "behind a line feed": "max-age=60,\n no-store",
    "behind letters of elsewhere": "\u00e9\u20ac\U0001f600, no-store",
    "behind 10,000 members": "a, " * 10_000 + "no-store",
    "behind a member of 100,000 letters": "a" * 100_000 + ", no-store",
    "behind the directives of the issue": 'private="set-cookie", no-cache="x", max-age=0, no-store',
}

# Not a no-store directive at all: other tokens, or the inside of a quoted string.
NOT_FORBIDDING: Final = {
    "quoted": 'x="no-store", max-age=60',
    "in a quoted list": 'x="a, no-store, b", max-age=60',
    "behind a quoted quote": r'x="\", no-store", max-age=60',
    "a longer token": "no-storage, no-store-x, max-age=60",
    "a longer token before": "x-no-store, max-age=60",
    "no_store": "no_store, max-age=60",
    "an argument": "x=no-store, max-age=60",
    "nostore": "nostore, max-age=60",
    "letters that only look so": "n\u043e-store, max-age=60",
    "a long s": "no-\u017ftore, max-age=60",
}

ROWS: Final = by_cache(
    (
        *(
            Store(name, "9111 5.2.2.5", BOTH, "GET /a", f"200 | Cache-Control: {value} | Expires: @+60", NO_STORE)
            for name, value in FORBIDDING.items()
        ),
        *(
            Store(
                f"asked {name}",
                "9111 5.2.1.5",
                BOTH,
                f"GET /a | Cache-Control: {value}",
                "200 | Expires: @+60",
                ASKED_NOT_TO,
            )
            for name, value in FORBIDDING.items()
        ),
        *(
            Store(f"not {name}", "9111 5.2", BOTH, "GET /a", f"200 | Cache-Control: {value}", EXPLICIT)
            for name, value in NOT_FORBIDDING.items()
        ),
        Store(
            "behind an unclosed quote on another line",
            "9110 5.3",
            BOTH,
            "GET /a",
            '200 | Cache-Control: max-age=60, x="a | Cache-Control: no-store',
            NO_STORE,
        ),
        Store(
            "on the first of three lines",
            "9110 5.3",
            BOTH,
            "GET /a",
            "200 | Cache-Control: no-store | Cache-Control: | Cache-Control: max-age=60",
            NO_STORE,
        ),
        Store("no value", "9111 5.2", BOTH, "GET /a", "200 | Cache-Control:", HEURISTIC),
        Store("another field", "9111 5.2", BOTH, "GET /a", "200 | X-Cache-Control: no-store", HEURISTIC),
        Store("PRIVATE", "9111 5.2", SHARED, "GET /a", "200 | Cache-Control: PRIVATE, max-age=60", PRIVATE),
        Store(
            "private of an unclosed quote",
            "9111 5.2.2.7",
            SHARED,
            "GET /a",
            '200 | Cache-Control: max-age=60, private="x-a',
            PRIVATE,
        ),
        Store(
            "private of what is no name",
            "9111 5.2.2.7",
            SHARED,
            "GET /a",
            '200 | Cache-Control: max-age=60, private="@@@"',
            PRIVATE,
        ),
        Store(
            "private behind an unclosed quote",
            "9111 5.2",
            SHARED,
            "GET /a",
            '200 | Cache-Control: max-age=60, x="a, private',
            PRIVATE,
        ),
    )
)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_no_store_is_never_lost(row: Store, shared: bool) -> None:  # noqa: FBT001
    """What says no-store is not stored, whatever stands beside it; what only contains the letters does not say it."""
    assert_stored(row, shared=shared)
