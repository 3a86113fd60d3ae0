"""Targeted fields, RFC 9213, in may_store: written from its text, before there was any code."""

from __future__ import annotations

from typing import Any, Final

import pytest
from caching.truth import BOTH, PRIVATE, SHARED, Store, assert_stored, by_cache, response

from statuskit.caching import StoreReason, freshness, may_reuse, may_store

pytest.importorskip("http_sf")

EXPLICIT, HEURISTIC, PUBLIC = StoreReason.EXPLICIT, StoreReason.HEURISTIC, StoreReason.PUBLIC
NO_STORE, NOTHING, AUTHORIZATION = StoreReason.NO_STORE, StoreReason.NOTHING_ALLOWS, StoreReason.AUTHORIZATION

CDN: Final[dict[str, Any]] = {"target_list": ("CDN-Cache-Control",)}
TWO: Final[dict[str, Any]] = {"target_list": ("ExampleCDN-Cache-Control", "CDN-Cache-Control")}
FIELD = "CDN-Cache-Control"
GET, SIGNED = "GET /a", "GET /a | Authorization: Basic dTpw"
KEPT_OUT = "200 | Cache-Control: no-store"

STORED = by_cache(
    (
        # 3.1, the examples
        Store("example 2", "9213 3.1", SHARED, GET, f"{KEPT_OUT} | {FIELD}: max-age=600", EXPLICIT, known=CDN),
        Store("example 2, elsewhere", "9213 3.1", BOTH, GET, f"{KEPT_OUT} | {FIELD}: max-age=600", NO_STORE),
        Store("example 3", "9213 3.1", SHARED, GET, KEPT_OUT, NO_STORE, known=CDN),
        Store("example 4", "9213 3.1", SHARED, GET, f"{KEPT_OUT} | {FIELD}: none", HEURISTIC, known=CDN),
        Store("example 4, elsewhere", "9213 3.1", BOTH, GET, f"{KEPT_OUT} | {FIELD}: none", NO_STORE),
        # 2.2: Cache-Control and Expires are ignored, the rest of the response is not
        Store(
            "private caches too", "9213 2.2", PRIVATE, GET, f"{KEPT_OUT} | {FIELD}: max-age=600", EXPLICIT, known=CDN
        ),
        Store(
            "any case of the name",
            "9110 5.1",
            SHARED,
            GET,
            f"{KEPT_OUT} | cdn-cache-control: max-age=600",
            EXPLICIT,
            known={"target_list": ("CDN-CACHE-CONTROL",)},
        ),
        Store(
            "no-store",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | Cache-Control: max-age=60 | {FIELD}: max-age=600, no-store",
            NO_STORE,
            known=CDN,
        ),
        Store(
            "private",
            "9213 2.2",
            SHARED,
            GET,
            f"200 | Cache-Control: public | {FIELD}: private, max-age=600",
            StoreReason.PRIVATE,
            known=CDN,
        ),
        Store(
            "private alone, for one",
            "9213 2.2",
            PRIVATE,
            GET,
            f"302 | {FIELD}: private",
            StoreReason.PRIVATE_CACHE,
            known=CDN,
        ),
        Store(
            "private field",
            "9213 2.1",
            SHARED,
            GET,
            f'200 | {FIELD}: max-age=600, private="Set-Cookie" | Set-Cookie: a=1',
            EXPLICIT,
            ("set-cookie",),
            CDN,
        ),
        *(
            Store(
                f"private, limited to {value}",
                "9213 2.1",
                SHARED,
                GET,
                f"200 | {FIELD}: max-age=600, private={value}",
                StoreReason.PRIVATE,
                known=CDN,
            )
            for value in (":YQ==:", "1.5", "1", '("x-a")')
        ),
        Store(
            "no-cache fields",
            "9213 2.1",
            BOTH,
            GET,
            f'200 | {FIELD}: max-age=6, no-cache="x-a, X-B" | X-A: 1 | X-B: 2',
            EXPLICIT,
            ("x-a", "x-b"),
            CDN,
        ),
        Store(
            "the private of cache-control is ignored",
            "9213 2.2",
            SHARED,
            GET,
            f"200 | Cache-Control: private | {FIELD}: max-age=600",
            EXPLICIT,
            known=CDN,
        ),
        Store(
            "the max-age of cache-control is ignored",
            "9213 2.2",
            BOTH,
            GET,
            f"302 | Cache-Control: max-age=60 | {FIELD}: none",
            NOTHING,
            known=CDN,
        ),
        Store("expires is ignored", "9213 2.2", BOTH, GET, f"302 | Expires: @+60 | {FIELD}: none", NOTHING, known=CDN),
        Store("public", "9213 2.2", BOTH, GET, f"302 | {FIELD}: public", PUBLIC, known=CDN),
        Store(
            "no-store of the request",
            "9111 5.2.1.5",
            BOTH,
            "GET /a | Cache-Control: no-store",
            f"200 | {FIELD}: max-age=600",
            StoreReason.REQUEST_NO_STORE,
            known=CDN,
        ),
        Store(
            "of the request",
            "9213 2",
            BOTH,
            f"GET /a | {FIELD}: no-store",
            "200 | Cache-Control: max-age=60",
            EXPLICIT,
            known=CDN,
        ),
        Store("429", "6585 4", BOTH, GET, f"429 | {FIELD}: max-age=600", StoreReason.STATUS_FORBIDS, known=CDN),
        Store(
            "signed, max-age",
            "9111 3.5",
            SHARED,
            SIGNED,
            f"200 | Cache-Control: public | {FIELD}: max-age=600",
            AUTHORIZATION,
            known=CDN,
        ),
        Store("signed, public", "9213 2", SHARED, SIGNED, f"200 | {FIELD}: public, max-age=600", EXPLICIT, known=CDN),
        Store("signed, s-maxage", "9213 2", SHARED, SIGNED, f"200 | {FIELD}: s-maxage=600", EXPLICIT, known=CDN),
        Store(
            "must-understand",
            "9213 2.2",
            BOTH,
            GET,
            f"471 | {FIELD}: must-understand, max-age=600",
            StoreReason.STATUS_NOT_UNDERSTOOD,
            known=CDN,
        ),
        # 2.2: not on the list, or not the first of it
        Store(
            "suffix alone",
            "9213 2.4",
            BOTH,
            GET,
            "200 | Cache-Control: max-age=60 | Other-Cache-Control: no-store",
            EXPLICIT,
            known=CDN,
        ),
        Store(
            "first of two",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | {FIELD}: no-store | ExampleCDN-Cache-Control: max-age=60",
            EXPLICIT,
            known=TWO,
        ),
        Store(
            "second of two",
            "9213 2.2",
            BOTH,
            GET,
            f"200 | {FIELD}: no-store | Cache-Control: max-age=60",
            NO_STORE,
            known=TWO,
        ),
        # 2.1: empty, or a parsing error: as if it were not there
        *(
            Store(f"fallback: {name}", "9213 2.1", BOTH, GET, f"{KEPT_OUT} | {FIELD}: {value}", NO_STORE, known=CDN)
            for name, value in {
                "empty": "",
                "blank": "   ",
                "upper case": "Max-Age=600",
                "blanks around =": "max-age = 600",
                "no value": "max-age=",
                "no closing quote": 'x="a, max-age=600',
                "trailing comma": "max-age=600,",
                "empty member": "max-age=600,, public",
                "16 digits": "max-age=1234567890123456",
                "5,000 digits": f"max-age={'9' * 5000}",
                "not ascii": "max-age=600, x=\u00e9",
                "nul": "max-age=600\x00",
                "digits of elsewhere": "max-age=\u0666\u0660",
                "no key": "=600",
                "semicolon": "max-age=600;",
            }.items()
        ),
        Store(
            "fallback: no-store in a field that fails",
            "9213 2.1",
            BOTH,
            GET,
            f"200 | Cache-Control: max-age=60 | {FIELD}: no-store, Max-Age=0",
            EXPLICIT,
            known=CDN,
        ),
        Store(
            "fallback: to the second",
            "9213 2.2",
            BOTH,
            GET,
            f"{KEPT_OUT} | ExampleCDN-Cache-Control: , | {FIELD}: max-age=60",
            EXPLICIT,
            known=TWO,
        ),
        Store(
            "fallback: one line of two",
            "9110 5.3",
            BOTH,
            GET,
            f"{KEPT_OUT} | {FIELD}: max-age=600 | {FIELD}: @@@",
            NO_STORE,
            known=CDN,
        ),
    )
)


@pytest.mark.parametrize(("row", "shared"), STORED.values(), ids=STORED)
def test_stored(row: Store, shared: bool) -> None:  # noqa: FBT001
    """What is stored is decided by the first valid field of the target list."""
    assert_stored(row, shared=shared)


@pytest.mark.parametrize(
    "target_list",
    ["CDN-Cache-Control", ("CDN-Cache-Control",), ["Other", "cdn-cache-control"]],
    ids=["name", "one", "two"],
)
@pytest.mark.parametrize(
    ("directives", "line"),
    [
        ("no-store", "no: CDN-Cache-Control says no-store (RFC 9111 §5.2.2.5)"),
        ("private", "no: CDN-Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)"),
        ("public", "yes: CDN-Cache-Control says public (RFC 9111 §5.2.2.9)"),
    ],
    ids=["no-store", "private", "public"],
)
def test_the_field_is_told(directives: str, line: str, target_list: str | tuple[str, ...] | list[str]) -> None:
    """The words name the field that counts, as the target list has it; one name is a list of one."""
    answer = response(f"302 | Cache-Control: max-age=60 | {FIELD}: {directives}")
    name = target_list if isinstance(target_list, str) else target_list[-1]

    assert line.replace(FIELD, name) == str(may_store(None, answer, shared=True, target_list=target_list))


def test_the_field_is_told_in_reuse() -> None:
    """So it is where a stored response is used, and one name is a list of one there, too."""
    answer = response(f"200 | Cache-Control: max-age=60 | {FIELD}: max-age=600, no-cache")
    times = {"received_at": 0, "now": 60}

    assert "revalidate: CDN-Cache-Control says no-cache (RFC 9111 §5.2.2.4)" == str(
        may_reuse(None, answer, None, shared=True, target_list=FIELD, **times)
    )
    assert 600 == freshness(answer, shared=True, target_list=FIELD, **times).lifetime
