"""What would make an answer differ, carried out: it does, whichever field counts (RFC 9213, section 2.2)."""

from __future__ import annotations

from typing import Any, Final

import pytest
from caching.truth import request, response

from statuskit.caching import ReuseReason, StoreReason, freshness, may_reuse, may_store

FIELD: Final = "CDN-Cache-Control"
TIMES: Final[dict[str, Any]] = {"received_at": 0, "now": 0}


@pytest.mark.parametrize("field", ["Cache-Control", FIELD])
@pytest.mark.parametrize(
    ("reason", "asked", "status", "says", "changes", "then"),
    [
        (StoreReason.NO_STORE, "GET", 200, "no-store", "the same without no-store", "none"),
        (StoreReason.PRIVATE, "GET", 200, "private", "the same without private", "none"),
        (StoreReason.NOTHING_ALLOWS, "GET", 302, "none", "the directive max-age", "max-age=60"),
        (StoreReason.NOTHING_ALLOWS, "GET", 302, "none", ", or public", "public"),
        (StoreReason.AUTHORIZATION, "GET | Authorization: a", 200, "none", "the directive public", "public"),
    ],
    ids=["no-store", "private", "max-age", "public", "Authorization"],
)
def test_storing(field: str, reason: StoreReason, asked: str, status: int, says: str, changes: str, then: str) -> None:
    """The directive is named and no field, for with a target list Cache-Control would change nothing."""
    before, after = (
        may_store(request(asked), response(f"{status} | {field}: {text}"), shared=True, target_list=FIELD)
        for text in (says, then)
    )

    assert (reason, True) == (before.reason, after.allowed)
    assert changes in before.would_change
    assert "Cache-Control" not in before.would_change


@pytest.mark.parametrize("field", ["Cache-Control", FIELD])
@pytest.mark.parametrize("says", ["none", "max-age=60", "s-maxage=60"])
def test_freshness(field: str, says: str) -> None:
    """Where no lifetime is stated, and where one is, the directive is named and no field."""
    found = freshness(response(f"200 | {field}: {says}"), shared=True, **TIMES, target_list=FIELD)

    assert says.partition("=")[0].replace("none", "max-age") in found.would_change
    assert "Cache-Control" not in found.would_change


@pytest.mark.parametrize("field", ["Cache-Control", FIELD])
def test_reuse(field: str) -> None:
    """What is validated each time is not once no-cache is gone and there is a lifetime."""
    before, after = (
        may_reuse(None, response(f"200 | {field}: {text}"), None, shared=True, **TIMES, target_list=FIELD)
        for text in ("no-cache", "max-age=60")
    )

    assert (ReuseReason.NO_CACHE, True) == (before.reason, bool(after))
    assert "the same without no-cache, and with a lifetime" == before.would_change


@pytest.mark.parametrize("vary", ["*", "Accept, *", "Accept; Origin", "a b"])
def test_a_vary_that_nothing_matches(vary: str) -> None:
    """No request would change it (RFC 9111, section 4.1), but another Vary."""
    get = request("GET | Accept: text/html")
    before, after = (
        may_reuse(get, response(f"200 | Cache-Control: max-age=60 | Vary: {text}"), get, shared=True, **TIMES)
        for text in (vary, "Accept")
    )

    assert (ReuseReason.VARY, True) == (before.reason, bool(after))
    assert "a Vary of field names and nothing else: no request matches this one" == before.would_change


def test_a_vary_that_another_request_matches() -> None:
    """Where the values differ, a request with the same values would change it."""
    stored = response("200 | Cache-Control: max-age=60 | Vary: Accept")
    decision = may_reuse(request("GET | Accept: a/b"), stored, request("GET"), shared=True, **TIMES)

    assert "a request with the same values of the fields that Vary names" == decision.would_change


POST_HERE: Final = "POST http://example.org/a"


@pytest.mark.parametrize(
    ("asked", "fields", "reason", "changes", "then_asked", "then_fields"),
    [
        (
            POST_HERE,
            "Cache-Control: s-maxage=60 | Content-Location: /a",
            StoreReason.POST_NOT_EXPLICIT,
            "the directive max-age, where Content-Location is the target of the request",
            POST_HERE,
            "Cache-Control: s-maxage=60, max-age=60 | Content-Location: /a",
        ),
        (
            "POST",
            "Cache-Control: max-age=60 | Content-Location: /a",
            StoreReason.POST_OTHER_LOCATION,
            "a request whose target is known, and Content-Location with that target",
            POST_HERE,
            "Cache-Control: max-age=60 | Content-Location: /a",
        ),
        (
            POST_HERE,
            "Cache-Control: max-age=60",
            StoreReason.POST_OTHER_LOCATION,
            "a request whose target is known, and Content-Location with that target",
            POST_HERE,
            "Cache-Control: max-age=60 | Content-Location: /a",
        ),
    ],
    ids=["s-maxage only", "no URL", "no Content-Location"],
)
def test_posts(asked: str, fields: str, reason: StoreReason, changes: str, then_asked: str, then_fields: str) -> None:
    """Nothing that is there is asked for (RFC 9110, section 9.3.3)."""
    before = may_store(request(asked), response(f"200 | {fields}"), shared=False)
    after = may_store(request(then_asked), response(f"200 | {then_fields}"), shared=False)

    assert (reason, changes, True) == (before.reason, before.would_change, after.allowed)
