"""may_store against a table written from RFC 9111, section 3, RFC 9110 and RFC 6585, before there was any code."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Store, assert_stored, by_cache
from conftest import oracle

from statuskit.caching import DEFAULT_UNDERSTOOD, StoreReason, may_store
from statuskit.messages import Request, Response

EXPLICIT, PUBLIC, HEURISTIC = StoreReason.EXPLICIT, StoreReason.PUBLIC, StoreReason.HEURISTIC
OF_ONE = StoreReason.PRIVATE_CACHE
METHOD_UNKNOWN, METHOD_FORBIDS = StoreReason.METHOD_NOT_UNDERSTOOD, StoreReason.METHOD_NOT_CACHEABLE
NOT_FINAL, FORBIDS, NOT_UNDERSTOOD = (
    StoreReason.NOT_FINAL,
    StoreReason.STATUS_FORBIDS,
    StoreReason.STATUS_NOT_UNDERSTOOD,
)
ASKED_NOT_TO, NO_STORE, OF_ONE_ONLY = StoreReason.REQUEST_NO_STORE, StoreReason.NO_STORE, StoreReason.PRIVATE
NOTHING = StoreReason.NOTHING_ALLOWS
POST_VAGUE, POST_ELSEWHERE = StoreReason.POST_NOT_EXPLICIT, StoreReason.POST_OTHER_LOCATION

GET, POST = "GET https://example.org/a", "POST https://example.org/a"
HERE = "Content-Location: https://example.org/a"
MINUTE = "200 | Cache-Control: max-age=60"

METHODS = (
    Store("get", "9110 9.3.1", BOTH, GET, MINUTE, EXPLICIT),
    Store("head", "9110 9.3.2", BOTH, "HEAD /a", MINUTE, EXPLICIT),
    Store("head, heuristic", "9110 9.3.2", BOTH, "HEAD /a", "200", HEURISTIC),
    Store("put", "9111 3", BOTH, "PUT /a", MINUTE, METHOD_UNKNOWN),
    Store("delete", "9111 3", BOTH, "DELETE /a", MINUTE, METHOD_UNKNOWN),
    Store("options", "9110 9.3.7", BOTH, "OPTIONS /a", MINUTE, METHOD_UNKNOWN),
    Store("brew", "9111 3", BOTH, "BREW /a", f"{MINUTE}, public", METHOD_UNKNOWN),
    Store("lower case is another method", "9110 9.1", BOTH, "get /a", MINUTE, METHOD_UNKNOWN),
    Store("get is not understood", "9111 3", BOTH, GET, MINUTE, METHOD_UNKNOWN, known={"methods": ("HEAD",)}),
    Store("put, understood", "9110 9.2.3", BOTH, "PUT /a", MINUTE, METHOD_FORBIDS, known={"methods": ("PUT",)}),
    Store(
        "options, understood", "9110 9.3.7", BOTH, "OPTIONS /a", MINUTE, METHOD_FORBIDS, known={"methods": ("OPTIONS",)}
    ),
    Store("trace, understood", "9110 9.3.8", BOTH, "TRACE /a", MINUTE, METHOD_FORBIDS, known={"methods": ("TRACE",)}),
    Store(
        "post, not understood",
        "9111 3",
        BOTH,
        POST,
        f"{MINUTE} | {HERE}",
        METHOD_UNKNOWN,
        known={"methods": ("GET", "HEAD")},
    ),
    # 9110 9.3.3: explicit freshness and a Content-Location with the value of the target URI
    Store("post", "9110 9.3.3", BOTH, POST, f"{MINUTE} | {HERE}", EXPLICIT),
    Store("post, expires", "9110 9.3.3", BOTH, POST, f"200 | Expires: @+60 | {HERE}", EXPLICIT),
    Store("post, s-maxage", "9110 9.3.3", SHARED, POST, f"200 | Cache-Control: s-maxage=60 | {HERE}", EXPLICIT),
    Store(
        "post, s-maxage of others",
        "9110 9.3.3",
        PRIVATE,
        POST,
        f"200 | Cache-Control: s-maxage=60 | {HERE}",
        POST_VAGUE,
    ),
    Store("post, to no URL", "9110 8.7", BOTH, "POST //[", f"{MINUTE} | Content-Location: //[", POST_ELSEWHERE),
    Store(
        "post to a path, location with the host",
        "9110 7.1",
        BOTH,
        "POST /a | Host: x",
        f"{MINUTE} | Content-Location: http://x/a",
        EXPLICIT,
    ),
    Store(
        "post to a path, location on another host",
        "9110 7.1",
        BOTH,
        "POST /a | Host: x",
        f"{MINUTE} | Content-Location: http://y/a",
        POST_ELSEWHERE,
    ),
    Store(
        "post, dots in both",
        "9110 9.3.3",
        BOTH,
        "POST https://example.org/b/../a",
        f"{MINUTE} | Content-Location: https://example.org/b/../a",
        EXPLICIT,
    ),
    Store("post, relative location", "9110 8.7", BOTH, POST, f"{MINUTE} | Content-Location: /a", EXPLICIT),
    Store("post, no freshness", "9110 9.3.3", BOTH, POST, f"200 | {HERE}", POST_VAGUE),
    Store(
        "post, public is no freshness", "9110 9.3.3", BOTH, POST, f"200 | Cache-Control: public | {HERE}", POST_VAGUE
    ),
    Store(
        "post, private is no freshness",
        "9110 9.3.3",
        PRIVATE,
        POST,
        f"200 | Cache-Control: private | {HERE}",
        POST_VAGUE,
    ),
    Store(
        "post, last-modified is no freshness",
        "9110 9.3.3",
        BOTH,
        POST,
        f"200 | Last-Modified: @-600 | {HERE}",
        POST_VAGUE,
    ),
    Store("post, no location", "9110 9.3.3", BOTH, POST, MINUTE, POST_ELSEWHERE),
    Store("post, other location", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /b", POST_ELSEWHERE),
    Store("post, other query", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /a?b", POST_ELSEWHERE),
    Store(
        "post, other host", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: //example.com/a", POST_ELSEWHERE
    ),
    Store(
        "post, location alone",
        "9110 9.3.3",
        BOTH,
        POST,
        "201 | Cache-Control: max-age=60 | Location: /a",
        POST_ELSEWHERE,
    ),
)

STATUSES = (
    Store("100", "9111 3", BOTH, GET, "100 | Cache-Control: max-age=60", NOT_FINAL),
    Store("103, public", "9111 3", BOTH, GET, "103 | Cache-Control: public, max-age=60", NOT_FINAL),
    Store("199", "9111 3", BOTH, GET, "199 | Expires: @+60", NOT_FINAL),
    Store("428, public", "6585 3", BOTH, GET, "428 | Cache-Control: public, max-age=60", FORBIDS),
    Store("429", "6585 4", BOTH, GET, "429 | Cache-Control: max-age=60", FORBIDS),
    Store(
        "429, understood",
        "6585 4",
        BOTH,
        GET,
        "429 | Cache-Control: must-understand, max-age=60",
        FORBIDS,
        known={"understood": {429}},
    ),
    Store("431", "6585 5", BOTH, GET, "431 | Expires: @+60", FORBIDS),
    Store("511", "6585 6", BOTH, GET, "511 | Cache-Control: s-maxage=60, max-age=60", FORBIDS),
    Store("302, max-age", "9110 16.2.2", BOTH, GET, "302 | Cache-Control: max-age=60", EXPLICIT),
    Store("302, expires", "9110 16.2.2", BOTH, GET, "302 | Expires: @+60", EXPLICIT),
    Store("500, max-age", "9110 16.2.2", BOTH, GET, "500 | Cache-Control: max-age=60", EXPLICIT),
    Store("503, max-age", "9110 16.2.2", BOTH, GET, "503 | Cache-Control: max-age=60 | Retry-After: 60", EXPLICIT),
    Store("421, max-age", "9110 16.2.2", BOTH, GET, "421 | Cache-Control: max-age=60", EXPLICIT),
    Store("425, max-age", "8470 5.2", BOTH, GET, "425 | Cache-Control: max-age=60", EXPLICIT),
    Store("471, which nobody registered", "9110 16.2.2", BOTH, GET, "471 | Cache-Control: max-age=60", EXPLICIT),
    Store("700, which no class has", "9110 15", BOTH, GET, "700 | Cache-Control: max-age=60", EXPLICIT),
    # what is not three digits is no status, and so nobody understands it
    *(
        Store(
            f"{status}, understood",
            "9110 15",
            BOTH,
            GET,
            f"{status} | Cache-Control: public, max-age=60",
            NOT_UNDERSTOOD,
            known={"understood": {status}},
        )
        for status in (0, 99, 1000)
    ),
    # 206 and 304 are for caches that understand them
    Store("206", "9111 3", BOTH, GET, "206 | Cache-Control: max-age=60", NOT_UNDERSTOOD),
    Store("206, public", "9111 3", BOTH, GET, "206 | Cache-Control: public", NOT_UNDERSTOOD),
    Store("206, understood", "9110 15.1", BOTH, GET, "206", HEURISTIC, known={"understood": {206}}),
    Store("304", "9111 3", BOTH, GET, "304 | Cache-Control: max-age=60", NOT_UNDERSTOOD),
    Store(
        "304, understood", "9111 3", BOTH, GET, "304 | Cache-Control: max-age=60", EXPLICIT, known={"understood": {304}}
    ),
    Store("304 is not heuristic", "9110 15.1", BOTH, GET, "304", NOTHING, known={"understood": {304}}),
    # must-understand, and what it does to no-store
    Store("must-understand, 200", "9111 5.2.2.3", BOTH, GET, f"{MINUTE}, must-understand", EXPLICIT),
    Store(
        "must-understand, 471",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "471 | Cache-Control: max-age=60, must-understand",
        NOT_UNDERSTOOD,
    ),
    Store("must-understand allows nothing", "9111 3", BOTH, GET, "302 | Cache-Control: must-understand", NOTHING),
    Store(
        "must-understand beats no-store", "9111 5.2.2.3", BOTH, GET, f"{MINUTE}, must-understand, no-store", EXPLICIT
    ),
    Store(
        "must-understand beats no-store, heuristic",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "404 | Cache-Control: no-store, must-understand",
        HEURISTIC,
    ),
    Store(
        "must-understand does not beat private",
        "9111 3",
        SHARED,
        GET,
        f"{MINUTE}, must-understand, no-store, private",
        OF_ONE_ONLY,
    ),
    Store(
        "must-understand, not understood, no-store",
        "9111 5.2.2.3",
        BOTH,
        GET,
        "471 | Cache-Control: must-understand, no-store, max-age=60",
        NOT_UNDERSTOOD,
    ),
    Store(
        "must-understand, 200 not understood",
        "9111 5.2.2.3",
        BOTH,
        GET,
        f"{MINUTE}, must-understand",
        NOT_UNDERSTOOD,
        known={"understood": {404}},
    ),
    Store(
        "must-understand of the request",
        "9111 5.2",
        BOTH,
        f"{GET} | Cache-Control: must-understand",
        "471 | Cache-Control: max-age=60",
        EXPLICIT,
    ),
    Store(
        "nobody asks whether 200 is understood",
        "9111 B",
        BOTH,
        GET,
        MINUTE,
        EXPLICIT,
        known={"understood": frozenset[int]()},
    ),
)

DIRECTIVES = (
    Store("no-store", "9111 5.2.2.5", BOTH, GET, f"{MINUTE}, no-store", NO_STORE),
    Store("no-store first", "9111 5.2.2.5", BOTH, GET, "200 | Cache-Control: no-store, public, max-age=60", NO_STORE),
    Store("no-store on another line", "9110 5.3", BOTH, GET, f"{MINUTE} | Cache-Control: no-store", NO_STORE),
    Store("no-store of the request", "9111 5.2.1.5", BOTH, f"{GET} | Cache-Control: no-store", MINUTE, ASKED_NOT_TO),
    Store("NO-STORE of the request", "9111 5.2", BOTH, f"{GET} | CACHE-CONTROL: NO-STORE", MINUTE, ASKED_NOT_TO),
    Store(
        "no-store of the request, must-understand",
        "9111 5.2.1.5",
        BOTH,
        f"{GET} | Cache-Control: max-age=0, no-store",
        f"{MINUTE}, must-understand, no-store",
        ASKED_NOT_TO,
    ),
    Store(
        "no-store of both",
        "9111 5.2.1.5",
        BOTH,
        f"{GET} | Cache-Control: no-store",
        f"{MINUTE}, no-store",
        ASKED_NOT_TO,
    ),
    Store("no-cache of the request", "9111 5.2.1.4", BOTH, f"{GET} | Cache-Control: no-cache", MINUTE, EXPLICIT),
    Store("max-age of the request", "9111 5.2", BOTH, f"{GET} | Cache-Control: max-age=60, public", "302", NOTHING),
    Store("private of the request", "9111 5.2", SHARED, f"{GET} | Cache-Control: private", MINUTE, EXPLICIT),
    Store("private", "9111 5.2.2.7", SHARED, GET, f"{MINUTE}, private", OF_ONE_ONLY),
    Store("private, max-age", "9111 5.2.2.7", PRIVATE, GET, f"{MINUTE}, private", EXPLICIT),
    Store("private and public", "9111 4.2.1", SHARED, GET, f"{MINUTE}, public, private", OF_ONE_ONLY),
    Store("private, 302", "9111 5.2.2.7", PRIVATE, GET, "302 | Cache-Control: private", OF_ONE),
    Store("private, 200", "9111 5.2.2.7", PRIVATE, GET, "200 | Cache-Control: private", OF_ONE),
    Store(
        "private with an unknown extension",
        "9111 5.2.3",
        SHARED,
        GET,
        '200 | Cache-Control: private, community="UCI"',
        OF_ONE_ONLY,
    ),
    Store("public, 302", "9111 5.2.2.9", BOTH, GET, "302 | Cache-Control: public", PUBLIC),
    Store("public, 471", "9111 5.2.2.9", BOTH, GET, "471 | Cache-Control: public", PUBLIC),
    Store("public and max-age", "9111 3", BOTH, GET, "302 | Cache-Control: public, max-age=60", EXPLICIT),
    Store("public does not beat no-store", "9111 3", BOTH, GET, "200 | Cache-Control: public, no-store", NO_STORE),
    Store("s-maxage, 302", "9111 3", SHARED, GET, "302 | Cache-Control: s-maxage=60", EXPLICIT),
    Store("s-maxage of others, 302", "9111 3", PRIVATE, GET, "302 | Cache-Control: s-maxage=60", NOTHING),
    Store("s-maxage of others, 200", "9111 3", PRIVATE, GET, "200 | Cache-Control: s-maxage=60", HEURISTIC),
    Store("max-age=0", "9111 3", BOTH, GET, "302 | Cache-Control: max-age=0", EXPLICIT),
    Store("expires in the past", "9111 3", BOTH, GET, "302 | Expires: @-60", EXPLICIT),
    Store("expires: 0", "9111 5.3", BOTH, GET, "302 | Expires: 0", EXPLICIT),
    Store("nothing", "9111 3", BOTH, GET, "302", NOTHING),
    Store("no-cache allows nothing", "9111 3", BOTH, GET, "302 | Cache-Control: no-cache", NOTHING),
    Store("no-cache forbids nothing", "9111 5.2.2.4", BOTH, GET, "200 | Cache-Control: no-cache", HEURISTIC),
    Store("must-revalidate allows nothing", "9111 3", BOTH, GET, "302 | Cache-Control: must-revalidate", NOTHING),
    Store(
        "proxy-revalidate allows nothing", "9111 5.2.2.8", BOTH, GET, "302 | Cache-Control: proxy-revalidate", NOTHING
    ),
    Store("immutable allows nothing", "8246 2", BOTH, GET, "302 | Cache-Control: immutable", NOTHING),
    Store(
        "stale-while-revalidate allows nothing",
        "5861 3",
        BOTH,
        GET,
        "302 | Cache-Control: stale-while-revalidate=60, stale-if-error=60",
        NOTHING,
    ),
    Store("no-transform means nothing", "9111 5.2.2.6", BOTH, GET, "302 | Cache-Control: no-transform", NOTHING),
    Store(
        "request directives in a response",
        "9111 5.2",
        BOTH,
        GET,
        "302 | Cache-Control: max-stale=60, min-fresh=0",
        NOTHING,
    ),
    Store("unknown directives", "9111 5.2.3", BOTH, GET, f"{MINUTE}, frobnicate, x=1", EXPLICIT),
    Store("pragma of a response", "9111 5.4", BOTH, GET, "200 | Pragma: no-cache, no-store", HEURISTIC),
    Store("set-cookie", "9111 7.3", BOTH, GET, f"{MINUTE} | Set-Cookie: a=1", EXPLICIT),
    Store("vary: *", "9111 4.1", BOTH, GET, f"{MINUTE} | Vary: *", EXPLICIT),
    Store("a query", "9111 4.2.2", BOTH, "GET /a?b", "200 | Last-Modified: @-600", HEURISTIC),
    Store("last-modified alone", "9111 3", BOTH, GET, "302 | Last-Modified: @-600", NOTHING),
    Store("validators alone", "9111 3", BOTH, GET, '200 | ETag: "1"', HEURISTIC),
)

ROWS: Final = by_cache(METHODS + STATUSES + DIRECTIVES)

# RFC 9110, section 15.1, and RFC 7725, section 3
HEURISTIC_STATUSES = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}
UNSTORED_STATUSES = {428, 429, 431, 511}  # RFC 6585


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_stored(row: Store, shared: bool) -> None:  # noqa: FBT001
    """A response is stored, or not, for the reason that the RFC gives."""
    assert_stored(row, shared=shared)


def expected(status: int, allowing: StoreReason, otherwise: StoreReason) -> StoreReason:
    """Return what becomes of a status where `allowing` holds of the heuristic ones and `otherwise` of the rest."""
    if status < 200:
        return NOT_FINAL
    if status in UNSTORED_STATUSES:
        return FORBIDS
    if status in {206, 304}:
        return NOT_UNDERSTOOD
    return allowing if status in HEURISTIC_STATUSES else otherwise


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "private"])
@pytest.mark.parametrize(
    ("directives", "allowing", "otherwise"),
    [("", HEURISTIC, NOTHING), ("public", PUBLIC, PUBLIC), ("max-age=60", EXPLICIT, EXPLICIT)],
    ids=["nothing", "public", "max-age"],
)
def test_all_statuses(directives: str, allowing: StoreReason, otherwise: StoreReason, shared: bool) -> None:  # noqa: FBT001
    """The heuristic statuses are stored with nothing said, every other final one with a word, four never."""
    wanted = {status: expected(status, allowing, otherwise) for status in range(100, 1000)}
    headers = {"Cache-Control": directives}

    assert wanted == {
        status: may_store(Request(), Response(status, headers), shared=shared).reason for status in wanted
    }


def test_registered_statuses_are_understood() -> None:
    """By default, must-understand is met by every final status of IANA's registry but 206 and 304, and by no other."""
    codes = {
        int(row["code"])
        for row in oracle("iana.csv")
        if row["code"].isdigit() and row["state"] not in {"unassigned", "unused"}
    }
    headers = {"Cache-Control": "must-understand, max-age=60"}
    refused = {
        status
        for status in range(200, 1000)
        if may_store(Request(), Response(status, headers), shared=True).reason is NOT_UNDERSTOOD
    }

    # Reserved, and so neither in use nor free: it is open whether anybody understands them.
    reserved = {306, 418}
    assert set(range(200, 1000)) - codes - reserved | {206, 304} == refused - reserved
    assert {code for code in codes if code >= 200} - {206, 304} - reserved == DEFAULT_UNDERSTOOD - reserved


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "private"])
def test_no_request(shared: bool) -> None:  # noqa: FBT001
    """A request that is not known is a plain GET."""
    assert EXPLICIT is may_store(None, Response(302, {"Expires": "0"}), shared=shared).reason
