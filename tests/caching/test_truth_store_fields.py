"""Who may have a response, and which of its fields: RFC 9111, sections 3.1, 3.5 and 5.2.2.7, from their text."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Store, assert_stored, by_cache

from statuskit.caching import StoreReason

EXPLICIT, PUBLIC, HEURISTIC = StoreReason.EXPLICIT, StoreReason.PUBLIC, StoreReason.HEURISTIC
NO_STORE, OF_ONE_ONLY = StoreReason.NO_STORE, StoreReason.PRIVATE
AUTHORIZATION, NOTHING = StoreReason.AUTHORIZATION, StoreReason.NOTHING_ALLOWS

GET, POST = "GET https://example.org/a", "POST https://example.org/a"
SIGNED = "GET /a | Authorization: Basic dTpw"
HERE = "Content-Location: https://example.org/a"
MINUTE = "200 | Cache-Control: max-age=60"

SIGNED_ROWS = (
    Store("signed", "9111 3.5", SHARED, SIGNED, MINUTE, AUTHORIZATION),
    Store("signed, for one", "9111 3.5", PRIVATE, SIGNED, MINUTE, EXPLICIT),
    Store("signed, nothing", "9111 3.5", SHARED, SIGNED, "200", AUTHORIZATION),
    Store("signed with nothing", "9111 3", SHARED, "GET /a | Authorization:", MINUTE, AUTHORIZATION),
    Store("signed to the proxy", "9111 3.5", SHARED, "GET /a | Proxy-Authorization: Basic dTpw", MINUTE, EXPLICIT),
    Store("signed, public", "9111 5.2.2.9", SHARED, SIGNED, "200 | Cache-Control: public", PUBLIC),
    Store("signed, must-revalidate", "9111 5.2.2.2", SHARED, SIGNED, f"{MINUTE}, must-revalidate", EXPLICIT),
    Store(
        "signed, must-revalidate alone", "9111 3.5", SHARED, SIGNED, "200 | Cache-Control: must-revalidate", HEURISTIC
    ),
    Store("signed, s-maxage", "9111 5.2.2.10", SHARED, SIGNED, "200 | Cache-Control: s-maxage=60", EXPLICIT),
    Store("signed, s-maxage=0", "9111 5.2.2.10", SHARED, SIGNED, "200 | Cache-Control: s-maxage=0", EXPLICIT),
    Store("signed, proxy-revalidate", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, proxy-revalidate", AUTHORIZATION),
    Store("signed, no-cache", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, no-cache", AUTHORIZATION),
    Store("signed, private field", "9111 3.5", SHARED, SIGNED, f'{MINUTE}, private="x"', AUTHORIZATION),
    Store("signed, public and private", "9111 3", SHARED, SIGNED, f"{MINUTE}, public, private", OF_ONE_ONLY),
    Store("signed, and nothing allows it", "9111 3", SHARED, SIGNED, "302 | Cache-Control: must-revalidate", NOTHING),
    Store("signed, no-store", "9111 3", SHARED, SIGNED, f"{MINUTE}, public, no-store", NO_STORE),
    Store(
        "signed post", "9111 3.5", SHARED, f"{POST} | Authorization: Basic dTpw", f"{MINUTE} | {HERE}", AUTHORIZATION
    ),
    # A directive that no grammar finds does not explicitly allow anything, and holds back all the same.
    Store(
        "must-understand behind a semicolon",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "200 | Cache-Control: must-understand; x, max-age=60",
        StoreReason.STATUS_NOT_UNDERSTOOD,
        known={"understood": ()},
    ),
    Store(
        "must-understand behind a semicolon, understood",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "200 | Cache-Control: must-understand; x, max-age=60",
        EXPLICIT,
    ),
    Store(
        "must-understand behind a semicolon, no-store",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "200 | Cache-Control: must-understand; x, no-store, max-age=60",
        NO_STORE,
    ),
    Store(
        "must-understand, no-store behind a semicolon",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "200 | Cache-Control: must-understand, x; no-store, max-age=60",
        EXPLICIT,
    ),
    Store(
        "signed, must-revalidate among words", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, x must-revalidate", AUTHORIZATION
    ),
    Store(
        "signed, must-revalidate behind a semicolon",
        "9111 3.5",
        SHARED,
        SIGNED,
        f"{MINUTE}; must-revalidate",
        AUTHORIZATION,
    ),
    Store("signed, s-maxage among words", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, x s-maxage=60", AUTHORIZATION),
    Store("signed, public among words", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, x public", AUTHORIZATION),
    Store("signed, public in quotes", "9111 3.5", SHARED, SIGNED, f'{MINUTE}, x="public, s-maxage=60"', AUTHORIZATION),
)

OMISSIONS = (
    Store(
        "private field",
        "9111 5.2.2.7",
        SHARED,
        GET,
        f'{MINUTE}, private="Set-Cookie" | Set-Cookie: a=1',
        EXPLICIT,
        ("set-cookie",),
    ),
    Store(
        "private field, for one",
        "9111 5.2.2.7",
        PRIVATE,
        GET,
        f'{MINUTE}, private="Set-Cookie" | Set-Cookie: a=1',
        EXPLICIT,
    ),
    Store(
        "private fields",
        "9111 5.2.2.7",
        SHARED,
        GET,
        f'{MINUTE}, private="x-b, X-A" | X-A: 1 | X-B: 2',
        EXPLICIT,
        ("x-a", "x-b"),
    ),
    Store(
        "private fields, twice",
        "9111 5.2.2.7",
        SHARED,
        GET,
        f'{MINUTE}, private="x-b", private="x-a" | X-A: 1 | X-B: 2',
        EXPLICIT,
        ("x-a", "x-b"),
    ),
    Store(
        "private as a token",
        "9111 5.2",
        SHARED,
        GET,
        f"{MINUTE}, private=set-cookie | Set-Cookie: a=1",
        EXPLICIT,
        ("set-cookie",),
    ),
    Store(
        "private with and without fields",
        "9111 4.2.1",
        SHARED,
        GET,
        f'{MINUTE}, private="x-a", private | X-A: 1',
        OF_ONE_ONLY,
    ),
    Store(
        "private without and with fields",
        "9111 4.2.1",
        SHARED,
        GET,
        f'{MINUTE}, private, private="x-a" | X-A: 1',
        OF_ONE_ONLY,
    ),
    Store("private of no field", "9111 5.2.2.7", SHARED, GET, f'{MINUTE}, private=""', OF_ONE_ONLY),
    Store("private of nothing", "9111 5.2.2.7", SHARED, GET, f"{MINUTE}, private=", OF_ONE_ONLY),
    Store(
        "private field allows nothing", "9111 3", SHARED, GET, '302 | Cache-Control: private="x-a" | X-A: 1', NOTHING
    ),
    Store(
        "no-cache field",
        "9111 5.2.2.4",
        BOTH,
        GET,
        f'{MINUTE}, no-cache="Set-Cookie" | Set-Cookie: a=1',
        EXPLICIT,
        ("set-cookie",),
    ),
    Store(
        "no-cache and private fields",
        "9111 3.1",
        SHARED,
        GET,
        f'{MINUTE}, no-cache="x-a", private="x-b" | X-A: 1 | X-B: 2',
        EXPLICIT,
        ("x-a", "x-b"),
    ),
    Store(
        "no-cache and private fields, for one",
        "9111 3.1",
        PRIVATE,
        GET,
        f'{MINUTE}, no-cache="x-a", private="x-b" | X-A: 1 | X-B: 2',
        EXPLICIT,
        ("x-a",),
    ),
    Store(
        "of the proxy",
        "9111 3.1",
        BOTH,
        GET,
        f"{MINUTE} | Proxy-Authenticate: Basic | Proxy-Authentication-Info: a=1 | Proxy-Authorization: Basic eA==",
        EXPLICIT,
        ("proxy-authenticate", "proxy-authentication-info", "proxy-authorization"),
    ),
    Store(
        "all of it",
        "9111 3.1",
        SHARED,
        GET,
        f'{MINUTE}, no-cache="x-b, x-a", private="x-c" | X-A: 1 | X-B: 2 | X-C: 3 | Proxy-Authenticate: Basic',
        EXPLICIT,
        ("proxy-authenticate", "x-a", "x-b", "x-c"),
    ),
    Store(
        "nothing is left out of nothing",
        "9111 3",
        BOTH,
        GET,
        f'{MINUTE}, no-store, no-cache="x-a" | X-A: 1 | Proxy-Authenticate: Basic',
        NO_STORE,
    ),
    Store("unknown fields stay", "9111 3.1", BOTH, GET, f"{MINUTE} | X-Unheard-Of: 1", EXPLICIT),
    Store("private among words allows nothing", "9111 3", PRIVATE, GET, "302 | Cache-Control: x private", NOTHING),
)

ROWS: Final = by_cache(SIGNED_ROWS + OMISSIONS)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_stored(row: Store, shared: bool) -> None:  # noqa: FBT001
    """What is for one user stays with one user, and fields that are not to be stored are left out."""
    assert_stored(row, shared=shared)
