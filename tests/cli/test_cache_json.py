"""`statuskit cache --json`: what the decisions of the library are, and nothing else; and the page that describes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cli.cached import AT, DATE, found, kinds, request, response
from cli.test_json_page import is_of, rows_below

from statuskit import freshness, may_reuse, may_store
from statuskit.messages import Request, Response

HEADERS = [
    {},
    {"Cache-Control": "max-age=60"},
    {"Cache-Control": "private, max-age=60", "Age": "80"},
    {"Cache-Control": "public, s-maxage=9, stale-while-revalidate=5", "Age": "12", "Vary": "*"},
    {"Cache-Control": "no-cache; no-store", "ETag": '"1"'},
    {"Cache-Control": 'no-cache="set-cookie", max-age=5', "Set-Cookie": "a=b", "Vary": "Origin, x y"},
    {"Expires": "Sat, 21 Nov 2026 12:03:00 GMT", "Last-Modified": "Sat, 21 Nov 2026 11:02:00 GMT"},
    {"Last-Modified": "Sat, 21 Nov 2026 11:02:00 GMT"},
]
IDS = ["bare", "max-age", "private", "public", "no-store", "qualified", "expires", "heuristic"]


class TestDecisions:
    """The decisions."""

    @pytest.mark.parametrize("later", [0, 30, 600])
    @pytest.mark.parametrize("status", [200, 302, 405, 429])
    @pytest.mark.parametrize("headers", HEADERS, ids=IDS)
    def test_those_of_the_library(self, headers: dict[str, str], status: int, later: int) -> None:
        """They are those of the library, of either kind of cache, at that time."""
        fields = [f"{name}: {value}" for name, value in headers.items()]
        told = kinds(request() + response(*fields, status=f"{status} x"), "--now", str(AT + later))
        asked = Request("GET", "/a", {"Host": "example.com"})
        answered = Response(status, {**headers, "Date": DATE.partition(": ")[2]})

        assert [False, True] == [kind["shared"] for kind in told]
        for kind in told:
            shared: bool = kind["shared"]
            reused = may_reuse(asked, answered, asked, shared=shared, received_at=AT, now=AT + later)

            assert may_store(asked, answered, shared=shared).to_dict() == kind["store"]
            assert freshness(answered, shared=shared, received_at=AT, now=AT + later).to_dict() == kind["freshness"]
            assert reused.to_dict() == kind["reuse"]

    @pytest.mark.parametrize(
        "control, private, shared",
        [
            ("max-age=60", (None, None, None), (None, None, None)),
            ("stale-while-revalidate=30, stale-if-error=90", (None, 30, 90), (None, 30, 90)),
            ("stale-while-revalidate=x, stale-if-error=x", (None, None, 0), (None, None, 0)),
            ("s-maxage=9, stale-while-revalidate=30, stale-if-error=90", (None, 30, 90), ("s-maxage", None, 0)),
            ("must-revalidate, stale-while-revalidate=30", ("must-revalidate", None, 0), ("must-revalidate", None, 0)),
            ("no-cache", ("no-cache", None, 0), ("no-cache", None, 0)),
        ],
        ids=str,
    )
    def test_stale(self, control: str, private: tuple[Any, ...], shared: tuple[Any, ...]) -> None:
        """Each kind of cache has for how long it may send it stale (RFC 5861), or what forbids it (RFC 9111, 4.2.4)."""
        told = kinds(response(f"Cache-Control: {control}"))
        names = ("forbids_stale", "stale_while_revalidate", "stale_if_error")

        assert [private, shared] == [tuple(kind[name] for name in names) for kind in told]

    def test_target(self) -> None:
        """It is told which field counts, and what it says."""
        text = response("Cache-Control: Private, max-age=5", "CDN-Cache-Control: max-age=9")
        told = kinds(text, "--target", "CDN-Cache-Control")

        assert [("Cache-Control", "private, max-age=5"), ("CDN-Cache-Control", "max-age=9")] == [
            (kind["field"], kind["directives"]) for kind in told
        ]
        assert [True, True] == [kind["store"]["allowed"] for kind in told]
        assert [True, False] == [kind["store"]["allowed"] for kind in kinds(text)]

    def test_validation(self) -> None:
        """A tag that is a token is not repeated."""
        tag = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
        [one] = found(response("Cache-Control: max-age=5", f'ETag: "{tag}"'), "--shared")

        assert {"If-None-Match": '"[hidden]"'} == one["validation"]

    def test_common(self) -> None:
        """What is the same in each cache is told once, and URLs are shown without what may be secret."""
        fields = ["Cache-Control: max-age=5; public", 'ETag: W/"1"', "Vary: Origin, x y", "Age: old"]
        [one] = found(request(line="GET /a?token=s3cret") + response(*fields), "--shared")

        assert {
            "file": "stdin",
            "line": 4,
            "entry": None,
            "method": "GET",
            "url": "/a?...",
            "status": 200,
            "received_at": AT,
            "now": AT,
        } == {name: one[name] for name in list(one)[:8]}
        assert {"names": ["origin"], "is_any": False, "malformed": ["x y"]} == one["vary"]
        assert {"If-None-Match": 'W/"1"'} == one["validation"]
        assert ["max-age=5; public"] == one["malformed"]
        assert ["Cache-Control", "Vary", "Age"] == [warning.partition(":")[0] for warning in one["warnings"]]
        assert [True] == [kind["shared"] for kind in one["caches"]]


MANY = "".join(
    request() + response(*(f"{name}: {value}" for name, value in headers.items()), status=status)
    for headers in HEADERS
    for status in ("200 x", "405 x")
)
HAR = json.dumps({"log": {"entries": [{"response": {"status": 404, "headers": []}}]}})
ALL = found(MANY) + found(response()) + found(HAR)
CACHES = [cache for one in ALL for cache in one["caches"]]


class TestPage:
    """docs/reference/json.md."""

    @pytest.mark.parametrize(
        "title, objects",
        [
            ("A cached response", ALL),
            ("A cache", CACHES),
            ("Whether it is stored", [cache["store"] for cache in CACHES]),
            ("Whether it is fresh", [cache["freshness"] for cache in CACHES]),
            ("Whether it is reused", [cache["reuse"] for cache in CACHES]),
        ],
        ids=["response", "cache", "store", "freshness", "reuse"],
    )
    def test_members(self, title: str, objects: list[Any]) -> None:
        """The page has each member of each object, in its order, and of its type."""
        rows = {name.strip("`"): kind for name, kind in rows_below(title).items()}

        for one in objects:
            assert list(rows) == list(one)
            assert [] == [name for name, kind in rows.items() if not is_of(one[name], kind)]
