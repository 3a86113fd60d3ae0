"""may_reuse against a table written from RFC 9111, sections 3.5, 4 and 4.1, before there was any code."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Reuse, assert_reused, by_cache

from statuskit.caching import ReuseReason

TARGET, METHOD, VARY = ReuseReason.TARGET, ReuseReason.METHOD, ReuseReason.VARY
NOT_STORABLE, FRESH = ReuseReason.NOT_STORABLE, ReuseReason.FRESH

GET, HEAD, POST = "GET /a", "HEAD /a", "POST /a"
SIGNED = "GET /a | Authorization: Basic dTpw"
MINUTE = "200 | Cache-Control: max-age=60"
PAIR = (GET, MINUTE)
EN = "GET /a | Accept-Language: en, fr"
BY_LANGUAGE = f"{MINUTE} | Vary: Accept-Language"


TARGETS = (
    Reuse("same", "9111 4", BOTH, *PAIR, GET, 10, FRESH),
    Reuse("the same text, which is no URL", "9111 4", BOTH, "GET //[", MINUTE, "GET //[", 10, FRESH),
    Reuse("another text, and neither is a URL", "9111 4", BOTH, "GET //[", MINUTE, "GET //[a", 10, TARGET),
    Reuse("another path", "9111 4", BOTH, *PAIR, "GET /b", 10, TARGET),
    Reuse("another query", "9111 4", BOTH, *PAIR, "GET /a?b", 10, TARGET),
    Reuse("another case of the path", "9111 4", BOTH, *PAIR, "GET /A", 10, TARGET),
    Reuse("another host", "9111 4", BOTH, "GET https://a.example/", MINUTE, "GET https://b.example/", 10, TARGET),
    Reuse("another scheme", "9111 4", BOTH, "GET https://a.example/", MINUTE, "GET http://a.example/", 10, TARGET),
    Reuse("another port", "9111 4", BOTH, "GET https://a.example/", MINUTE, "GET https://a.example:444/", 10, TARGET),
    Reuse("another fragment", "9110 7.1", BOTH, "GET /a#x", MINUTE, "GET /a#y", 10, FRESH),
    Reuse("no fragment", "9110 7.1", BOTH, "GET https://a.example/#x", MINUTE, "GET https://a.example/", 10, FRESH),
    Reuse("an empty query", "3986 6.2.3", BOTH, *PAIR, "GET /a?", 10, TARGET),
    Reuse(
        "a host in upper case",
        "9110 4.2.3",
        BOTH,
        "GET https://A.example/",
        MINUTE,
        "GET https://a.EXAMPLE:443",
        10,
        FRESH,
    ),
    *(
        Reuse(name, "9110 7.1", BOTH, ours, MINUTE, theirs, 10, reason)
        for name, ours, theirs, reason in (
            ("the same host", "GET /a | Host: x", "GET /a | Host: X", FRESH),
            ("another Host", "GET /a | Host: x", "GET /a | Host: y", TARGET),
            ("a host in the url", "GET http://x/a", "GET /a | Host: x", FRESH),
            ("another host in the url", "GET http://x/a", "GET /a | Host: y", TARGET),
            ("a host, and none", "GET /a | Host: x", "GET /a", TARGET),
            ("host beside a url", "GET http://x/a | Host: y", "GET http://x/a | Host: z", FRESH),
        )
    ),
    Reuse("stored for who knows what", "9111 4", BOTH, "GET", MINUTE, GET, 10, FRESH),
    Reuse("asked for who knows what", "9111 4", BOTH, *PAIR, "GET", 10, FRESH),
    Reuse("another path and method", "9111 4", BOTH, *PAIR, "PUT /b", 10, TARGET),
)

METHODS = (
    Reuse("get to head", "9110 9.3.1", BOTH, *PAIR, HEAD, 10, FRESH),
    Reuse("head to head", "9110 9.3.2", BOTH, HEAD, MINUTE, HEAD, 10, FRESH),
    Reuse("head to get", "9110 9.3.2", BOTH, HEAD, MINUTE, GET, 10, METHOD),
    Reuse("post to get", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /a", GET, 10, FRESH),
    Reuse("post to head", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /a", HEAD, 10, FRESH),
    Reuse("post to post", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /a", POST, 10, METHOD),
    Reuse(
        "post of another location", "9110 9.3.3", BOTH, POST, f"{MINUTE} | Content-Location: /b", GET, 10, NOT_STORABLE
    ),
    *(
        Reuse(f"get to {method}", "9111 4", BOTH, *PAIR, f"{method} /a", 10, METHOD)
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get")
    ),
    Reuse("put to get", "9111 4", BOTH, "PUT /a", MINUTE, GET, 10, METHOD),
    Reuse("lower case to get", "9110 9.1", BOTH, "get /a", MINUTE, GET, 10, METHOD),
)

STORABLE = (
    Reuse("stored though no-store", "9111 5.2.2.5", BOTH, GET, f"{MINUTE}, no-store", GET, 10, NOT_STORABLE),
    Reuse(
        "stored though asked not to",
        "9111 5.2.1.5",
        BOTH,
        f"{GET} | Cache-Control: no-store",
        MINUTE,
        GET,
        10,
        NOT_STORABLE,
    ),
    Reuse("no-store of this request", "9111 5.2.1.5", BOTH, *PAIR, f"{GET} | Cache-Control: no-store", 10, FRESH),
    Reuse("private", "9111 5.2.2.7", SHARED, GET, f"{MINUTE}, private", GET, 10, NOT_STORABLE),
    Reuse("private, for one", "9111 5.2.2.7", PRIVATE, GET, f"{MINUTE}, private", GET, 10, FRESH),
    Reuse("206", "9111 3.3", BOTH, GET, "206 | Cache-Control: max-age=60", GET, 10, NOT_STORABLE),
    Reuse(
        "206, understood",
        "9111 3.3",
        BOTH,
        GET,
        "206 | Cache-Control: max-age=60",
        GET,
        10,
        NOT_STORABLE,
        known={"understood": {206}},
    ),
    Reuse("304", "9111 3", BOTH, GET, "304 | Cache-Control: max-age=60", GET, 10, NOT_STORABLE),
    Reuse("103", "9111 3", BOTH, GET, "103 | Cache-Control: max-age=60", GET, 10, NOT_STORABLE),
    Reuse("429", "6585 4", BOTH, GET, "429 | Cache-Control: max-age=60", GET, 10, NOT_STORABLE),
    Reuse("302, nothing said", "9111 3", BOTH, GET, "302", GET, 10, NOT_STORABLE),
    Reuse("302", "9110 16.2.2", BOTH, GET, "302 | Cache-Control: max-age=60", GET, 10, FRESH),
    Reuse("404", "9110 15.1", BOTH, GET, "404 | Last-Modified: @-1000", GET, 10, FRESH),
    Reuse(
        "must-understand, not understood",
        "9111 5.2.2.3",
        BOTH,
        GET,
        f"{MINUTE}, must-understand",
        GET,
        10,
        NOT_STORABLE,
        known={"understood": {404}},
    ),
    Reuse(
        "must-understand, no-store", "9111 5.2.2.3", BOTH, GET, f"{MINUTE}, must-understand, no-store", GET, 10, FRESH
    ),
    Reuse("signed", "9111 3.5", SHARED, SIGNED, MINUTE, GET, 10, NOT_STORABLE),
    Reuse("signed, for one", "9111 3.5", PRIVATE, SIGNED, MINUTE, GET, 10, FRESH),
    Reuse("signed both", "9111 3.5", SHARED, SIGNED, MINUTE, SIGNED, 10, NOT_STORABLE),
    Reuse("signed, public", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, public", GET, 10, FRESH),
    Reuse("signed, s-maxage", "9111 3.5", SHARED, SIGNED, "200 | Cache-Control: s-maxage=60", GET, 10, FRESH),
    Reuse("signed, must-revalidate", "9111 3.5", SHARED, SIGNED, f"{MINUTE}, must-revalidate", GET, 10, FRESH),
    Reuse(
        "signed, must-revalidate, stale",
        "9111 3.5",
        SHARED,
        SIGNED,
        f"{MINUTE}, must-revalidate",
        GET,
        70,
        ReuseReason.STALE_PROHIBITED,
    ),
    Reuse("signed now, not then", "9111 3.5", SHARED, *PAIR, SIGNED, 10, FRESH),
    Reuse(
        "not storable, and varies",
        "9111 4",
        BOTH,
        EN,
        f"{MINUTE}, no-store | Vary: Accept-Language",
        GET,
        10,
        NOT_STORABLE,
    ),
    Reuse("set-cookie", "9111 7.3", BOTH, GET, f"{MINUTE} | Set-Cookie: a=1", GET, 10, FRESH),
)

VARIES = (
    Reuse("vary, the same", "9111 4.1", BOTH, EN, BY_LANGUAGE, EN, 10, FRESH),
    Reuse("vary, other blanks", "9111 4.1", BOTH, EN, BY_LANGUAGE, "GET /a | accept-language: en,fr", 10, FRESH),
    Reuse("vary, more blanks", "9111 4.1", BOTH, EN, BY_LANGUAGE, "GET /a | Accept-Language:  en \t,  fr ", 10, FRESH),
    Reuse(
        "vary, two lines",
        "9111 4.1",
        BOTH,
        EN,
        BY_LANGUAGE,
        "GET /a | Accept-Language: en | Accept-Language: fr",
        10,
        FRESH,
    ),
    Reuse("vary, another value", "9111 4.1", BOTH, EN, BY_LANGUAGE, "GET /a | Accept-Language: fr", 10, VARY),
    Reuse("vary, one more", "9111 4.1", BOTH, EN, BY_LANGUAGE, "GET /a | Accept-Language: en, fr, de", 10, VARY),
    Reuse("vary, absent now", "9111 4.1", BOTH, EN, BY_LANGUAGE, GET, 10, VARY),
    Reuse("vary, absent then", "9111 4.1", BOTH, GET, BY_LANGUAGE, EN, 10, VARY),
    Reuse("vary, absent both", "9111 4.1", BOTH, GET, BY_LANGUAGE, GET, 10, FRESH),
    Reuse("vary, empty is not absent", "9111 4.1", BOTH, GET, BY_LANGUAGE, "GET /a | Accept-Language:", 10, VARY),
    Reuse(
        "vary, a blank more inside a value",
        "9111 4.1",
        BOTH,
        "GET /a | User-Agent: ab",
        f"{MINUTE} | Vary: User-Agent",
        "GET /a | User-Agent: a b",
        10,
        VARY,
    ),
    Reuse(
        "vary, a blank more in quotes",
        "9111 4.1",
        BOTH,
        'GET /a | Prefer: x="a b"',
        f"{MINUTE} | Vary: Prefer",
        'GET /a | Prefer: x="a  b"',
        10,
        VARY,
    ),
    Reuse(
        "vary, blanks around a comma in quotes",
        "9111 4.1",
        BOTH,
        'GET /a | Prefer: x="a,b"',
        f"{MINUTE} | Vary: Prefer",
        'GET /a | Prefer: x="a, b"',
        10,
        VARY,
    ),
    Reuse("vary, another field", "9111 4.1", BOTH, EN, f"{MINUTE} | Vary: Accept", GET, 10, FRESH),
    Reuse("vary, in upper case", "9110 5.1", BOTH, EN, f"{MINUTE} | VARY: ACCEPT-LANGUAGE", GET, 10, VARY),
    Reuse(
        "vary, one of two",
        "9111 4.1",
        BOTH,
        f"{EN} | Accept: a/b",
        f"{MINUTE} | Vary: Accept, Accept-Language",
        f"{GET} | Accept: a/b",
        10,
        VARY,
    ),
    Reuse(
        "vary, both of two",
        "9111 4.1",
        BOTH,
        f"{EN} | Accept: a/b",
        f"{MINUTE} | Vary: Accept, Accept-Language",
        f"{EN} | Accept: a/b",
        10,
        FRESH,
    ),
    Reuse("vary on two lines", "9110 5.3", BOTH, f"{EN} | Accept: a/b", f"{BY_LANGUAGE} | Vary: Accept", EN, 10, VARY),
    Reuse("vary: *", "9111 4.1", BOTH, GET, f"{MINUTE} | Vary: *", GET, 10, VARY),
    Reuse("vary: *, among others", "9111 4.1", BOTH, EN, f"{MINUTE} | Vary: Accept-Language, *", EN, 10, VARY),
    Reuse("vary: * on another line", "9111 4.1", BOTH, EN, f"{BY_LANGUAGE} | Vary: *", EN, 10, VARY),
    Reuse("vary, empty", "9110 12.5.5", BOTH, EN, f"{MINUTE} | Vary:", GET, 10, FRESH),
    Reuse("vary, empty members", "9110 5.6.1.2", BOTH, EN, f"{MINUTE} | Vary: ,, Accept-Language ,", GET, 10, VARY),
    Reuse(
        "vary, cookie",
        "9111 4.1",
        BOTH,
        f"{GET} | Cookie: a=1",
        f"{MINUTE} | Vary: Cookie",
        f"{GET} | Cookie: a=2",
        10,
        VARY,
    ),
    Reuse("vary and no-cache", "9111 4", BOTH, EN, f"{MINUTE}, no-cache | Vary: Accept-Language", GET, 10, VARY),
)

ROWS: Final = by_cache(TARGETS + METHODS + STORABLE + VARIES)


@pytest.mark.parametrize(("row", "shared"), ROWS.values(), ids=ROWS)
def test_reused(row: Reuse, shared: bool) -> None:  # noqa: FBT001
    """A stored response answers, or is asked about, or neither, for the reason that the RFC gives."""
    assert_reused(row, shared=shared)
