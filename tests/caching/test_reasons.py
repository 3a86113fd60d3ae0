"""Every reason: its name in JSON, its line with the section behind it, and that what it advises makes a difference."""

from __future__ import annotations

from typing import Any, Final

import pytest
from caching.truth import ZERO, Reason, request, response

from statuskit.caching import Freshness, LifetimeSource, StoreDecision, StoreReason, freshness, may_store
from statuskit.data.caching import DIRECTIVES


def stored(given: dict[str, Any]) -> StoreDecision:
    """Ask whether an exchange may be stored: by a shared cache, and after a GET, where nothing else is given."""
    known = {"shared": True, **{name: given[name] for name in ("shared", "methods", "understood") if name in given}}
    return may_store(request(given.get("request", "GET /a")), response(given["response"]), **known)


def freshened(given: dict[str, Any]) -> Freshness:
    """Ask how fresh a response is ten seconds later, for a shared cache where nothing else is given."""
    return freshness(
        response(given["response"]), shared=given.get("shared", True), received_at=ZERO, now=ZERO + given.get("now", 10)
    )


MINUTE: Final = "200 | Cache-Control: max-age=60"
HELD_BACK: Final = "the directive no-store keeps it out of every cache, and private out of shared ones"
PUT: Final = {"request": "PUT /a", "response": MINUTE}
HERE: Final = "Content-Location: /a"

# --- may_store (RFC 9111, section 3) ----------------------------------------------------------------------------------

STORING: Final = (
    Reason(
        StoreReason.EXPLICIT,
        "explicit freshness",
        {"response": MINUTE},
        "yes: the response states for how long it is fresh (RFC 9111 §3)",
        HELD_BACK,
        {"response": f"{MINUTE}, no-store"},
        "no",
    ),
    Reason(
        StoreReason.PUBLIC,
        "public",
        {"response": "302 | Cache-Control: public"},
        "yes: Cache-Control says public (RFC 9111 §5.2.2.9)",
        HELD_BACK,
        {"response": "302 | Cache-Control: public, private"},
        "no",
    ),
    Reason(
        StoreReason.PRIVATE_CACHE,
        "private, in a private cache",
        {"response": "302 | Cache-Control: private", "shared": False},
        "yes: Cache-Control says private, and the cache is private (RFC 9111 §5.2.2.7)",
        HELD_BACK,
        {"response": "302 | Cache-Control: private, no-store"},
        "no",
    ),
    Reason(
        StoreReason.HEURISTIC,
        "heuristically cacheable",
        {"response": "404"},
        "yes: 404 is heuristically cacheable (RFC 9110 §15.1)",
        HELD_BACK,
        {"response": "404 | Cache-Control: private"},
        "no",
    ),
    Reason(
        StoreReason.METHOD_NOT_UNDERSTOOD,
        "method not understood",
        {"response": MINUTE, "methods": ("HEAD",)},
        "no: the cache does not understand 'GET' (RFC 9111 §3)",
        "a cache that understands the method",
        {"methods": ("HEAD", "GET")},
        "yes",
    ),
    Reason(
        StoreReason.METHOD_NOT_CACHEABLE,
        "method not cacheable",
        {**PUT, "methods": ("GET", "PUT")},
        "no: responses to 'PUT' are not cacheable, or not without more in the key (RFC 9110 §9.2.3)",
        "a GET, if there is something to get",
        {"request": "GET /a"},
        "yes",
    ),
    Reason(
        StoreReason.NOT_FINAL,
        "not final",
        {"response": "103 | Cache-Control: max-age=60"},
        "no: 103 is not final (RFC 9111 §3)",
        "the final response, which comes later",
        {"response": MINUTE},
        "yes",
    ),
    *(
        Reason(
            StoreReason.STATUS_FORBIDS,
            "the status forbids it",
            {"response": f"{code} | Cache-Control: public, max-age=60"},
            f"no: a {code} must not be stored, whatever the response says (RFC 6585 §{section})",
            "another status, and nothing else",
            {"response": "400 | Cache-Control: public, max-age=60"},
            "yes",
        )
        for code, section in {428: 3, 429: 4, 431: 5, 511: 6}.items()
    ),
    Reason(
        StoreReason.STATUS_NOT_UNDERSTOOD,
        "status not understood",
        {"response": "206 | Cache-Control: max-age=60"},
        "no: only a cache that understands 206 may store it (RFC 9111 §3)",
        "a cache that understands the status",
        {"understood": {206}},
        "yes",
    ),
    Reason(
        StoreReason.REQUEST_NO_STORE,
        "no-store in the request",
        {"request": "GET /a | Cache-Control: no-store", "response": MINUTE},
        "no: the request says no-store (RFC 9111 §5.2.1.5)",
        "a request without Cache-Control: no-store",
        {"request": "GET /a"},
        "yes",
    ),
    Reason(
        StoreReason.NO_STORE,
        "no-store",
        {"response": f"{MINUTE}, no-store"},
        "no: Cache-Control says no-store (RFC 9111 §5.2.2.5)",
        "the same without no-store; no-cache is for what is to be validated each time",
        {"response": f"{MINUTE}, no-cache"},
        "yes",
    ),
    Reason(
        StoreReason.PRIVATE,
        "private",
        {"response": f"{MINUTE}, private"},
        "no: Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)",
        "a private cache; or the same without private, if every user may have the response",
        {"shared": False},
        "yes",
    ),
    Reason(
        StoreReason.AUTHORIZATION,
        "Authorization",
        {"request": "GET /a | Authorization: Basic dTpw", "response": MINUTE},
        "no: the request has Authorization, the cache is shared, and none of must-revalidate, public and s-maxage is"
        " there (RFC 9111 §3.5)",
        "a private cache; or the directive public, if every user may have the response",
        {"response": f"{MINUTE}, public"},
        "yes",
    ),
    Reason(
        StoreReason.POST_NOT_EXPLICIT,
        "POST without explicit freshness",
        {"request": "POST /a", "response": "200"},
        "no: a response to POST must state its lifetime to be cacheable (RFC 9110 §9.3.3)",
        "the directive max-age, where Content-Location is the target of the request",
        {"response": f"{MINUTE} | {HERE}"},
        "yes",
    ),
    Reason(
        StoreReason.POST_OTHER_LOCATION,
        "POST without its own Content-Location",
        {"request": "POST /a", "response": MINUTE},
        "no: a response to POST is cacheable only where its Content-Location is the target of the request"
        " (RFC 9110 §9.3.3)",
        "a request whose target is known, and Content-Location with that target",
        {"response": f"{MINUTE} | {HERE}"},
        "yes",
    ),
    Reason(
        StoreReason.NOTHING_ALLOWS,
        "nothing allows it",
        {"response": "421"},
        "no: 421 is not heuristically cacheable, and the response states no lifetime (RFC 9111 §3)",
        "the directive max-age, or public",
        {"response": "421 | Cache-Control: public"},
        "yes",
    ),
)


@pytest.mark.parametrize("row", STORING, ids=Reason.name)
def test_storing(row: Reason) -> None:
    """Why it may be stored, or may not; and what is said to make a difference makes one."""
    decision = stored(row.given)

    assert (row.line, row.reason) == (str(decision), decision.reason)
    assert (row.value, row.advice) == (decision.to_dict()["reason"], decision.would_change)
    assert row.then == str(stored(row.given | row.otherwise)).split(":")[0]


# --- freshness (section 4.2) ------------------------------------------------------------------------------------------

LIFETIMES: Final = (
    Reason(
        LifetimeSource.S_MAXAGE,
        "s-maxage",
        {"response": "200 | Cache-Control: max-age=5, s-maxage=60"},
        "fresh: s-maxage gives 60 s, and it is 10 s old (RFC 9111 §5.2.2.10)",
        "another s-maxage; private caches go by max-age",
        {"shared": False},
        "stale",
    ),
    Reason(
        LifetimeSource.S_MAXAGE,
        "s-maxage",
        {"response": "200 | Cache-Control: s-maxage=soon", "now": 0},
        "stale: s-maxage is no number of seconds, and it is 0 s old (RFC 9111 §5.2.2.10)",
        "another s-maxage; private caches go by max-age",
        {"response": "200 | Cache-Control: s-maxage=60"},
        "fresh",
    ),
    Reason(
        LifetimeSource.MAX_AGE,
        "max-age",
        {"response": "200 | Cache-Control: max-age=10"},
        "stale: max-age gives 10 s, and it is 10 s old (RFC 9111 §5.2.2.1)",
        "another max-age; in a shared cache, s-maxage overrides it",
        {"response": "200 | Cache-Control: max-age=10, s-maxage=60"},
        "fresh",
    ),
    Reason(
        LifetimeSource.EXPIRES,
        "Expires",
        {"response": "200 | Expires: @+11"},
        "fresh: Expires gives 11 s, and it is 10 s old (RFC 9111 §5.3)",
        "another Expires; max-age overrides it",
        {"response": "200 | Expires: @+11 | Cache-Control: max-age=0"},
        "stale",
    ),
    Reason(
        LifetimeSource.EXPIRES,
        "Expires",
        {"response": "200 | Expires: 0"},
        "stale: Expires is no date, so it is past, and it is 10 s old (RFC 9111 §5.3)",
        "another Expires; max-age overrides it",
        {"response": "200 | Expires: @+11"},
        "fresh",
    ),
    Reason(
        LifetimeSource.HEURISTIC,
        "heuristic",
        {"response": "200 | Last-Modified: @-200"},
        "fresh: 10% of the time since Last-Modified gives 20 s, and it is 10 s old (RFC 9111 §4.2.2)",
        "the directive max-age, since each cache makes up a lifetime of its own",
        {"response": "200 | Last-Modified: @-200 | Cache-Control: max-age=5"},
        "stale",
    ),
    Reason(
        LifetimeSource.NONE,
        "none",
        {"response": "200"},
        "stale: no lifetime is stated, and none may be made up, and it is 10 s old (RFC 9111 §4.2.2)",
        "the directive max-age",
        {"response": MINUTE},
        "fresh",
    ),
)


@pytest.mark.parametrize("row", LIFETIMES, ids=Reason.name)
def test_lifetimes(row: Reason) -> None:
    """Where a lifetime comes from, and how old the response is; and what is said to make a difference makes one."""
    found = freshened(row.given)

    assert (row.line, row.reason) == (str(found), found.source)
    assert (row.value, row.advice) == (found.to_dict()["source"], found.would_change)
    assert row.then == str(freshened(row.given | row.otherwise)).split(":")[0]


# --- the whole of it --------------------------------------------------------------------------------------------------


def test_none_is_left_out() -> None:
    """Each reason has a row."""
    assert set(StoreReason) == {row.reason for row in STORING}
    assert set(LifetimeSource) == {row.reason for row in LIFETIMES}


def test_sections_of_directives() -> None:
    """Each directive of a response is cited where it is defined: RFC 9111, section 5.2.2, RFC 5861 and RFC 8246."""
    assert {
        "max-age": "RFC 9111 §5.2.2.1",
        "must-revalidate": "RFC 9111 §5.2.2.2",
        "must-understand": "RFC 9111 §5.2.2.3",
        "no-cache": "RFC 9111 §5.2.2.4",
        "no-store": "RFC 9111 §5.2.2.5",
        "private": "RFC 9111 §5.2.2.7",
        "proxy-revalidate": "RFC 9111 §5.2.2.8",
        "public": "RFC 9111 §5.2.2.9",
        "s-maxage": "RFC 9111 §5.2.2.10",
        "stale-while-revalidate": "RFC 5861 §3",
        "stale-if-error": "RFC 5861 §4",
        "immutable": "RFC 8246 §2",
    } == {name: str(citation) for name, citation in DIRECTIVES.items()}
