"""assert_cacheable() and assert_not_cacheable(): what holds, and what they say where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statuskit.exceptions import InvalidMessageError, InvalidStatusError
from statuskit.testing import assert_cacheable, assert_not_cacheable

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
LATER = "Sun, 06 Nov 1994 08:50:37 GMT"

PRIVATE, SHARED = False, True
AUTHORIZED = {"method": "GET", "headers": {"Authorization": "Bearer s3cret"}}


@pytest.mark.parametrize(
    ("response", "request_", "shared", "at_least"),
    [
        ((200, {"Cache-Control": "max-age=60"}), None, SHARED, 60),
        ((200, {"Cache-Control": "max-age=60", "Age": "20"}), None, SHARED, 40),
        ((200, {"Cache-Control": "max-age=0, s-maxage=60"}), None, SHARED, 60),
        ((200, {"Date": DATE, "Expires": LATER}), None, PRIVATE, 60),
        ((302, {"Cache-Control": "private, max-age=1"}), None, PRIVATE, 1),
        ((200, {"Cache-Control": "public, max-age=60"}), AUTHORIZED, SHARED, 60),
        ((200, {"Cache-Control": "max-age=60", "Vary": "Accept"}), {"method": "HEAD"}, SHARED, 60),
        (
            (200, {"Cache-Control": "max-age=60", "Content-Location": "/a"}),
            {"method": "POST", "url": "https://example.org/a"},
            SHARED,
            60,
        ),
    ],
    ids=["max-age", "Age", "s-maxage", "Expires", "private", "Authorization", "HEAD", "POST"],
)
def test_cacheable(
    response: tuple[int, Mapping[str, str]],
    request_: Mapping[str, object] | None,
    shared: bool,  # noqa: FBT001
    at_least: int,
) -> None:
    """What is kept for as long as is said passes, and comes back; a second more fails."""
    assert response is assert_cacheable(response, request_, shared=shared, at_least=at_least)
    with pytest.raises(AssertionError):
        assert_cacheable(response, request_, shared=shared, at_least=at_least + 1)


@pytest.mark.parametrize(
    ("fields", "stored", "fix"),
    [
        ({}, "yes: 200 is heuristically cacheable (RFC 9110 §15.1)", "a longer lifetime"),
        ({"Last-Modified": DATE, "Date": LATER}, "yes: 200 is heuristically cacheable", "a longer lifetime"),
        ({"Cache-Control": "max-age=60, no-cache"}, "yes: the response states", "the same without no-cache"),
        ({"Cache-Control": "no-store"}, "no: Cache-Control says no-store", "the same without no-store"),
        ({"Cache-Control": "max-age=60", "Vary": "*"}, "yes: ", "a Vary of field names and nothing else"),
        ({"Cache-Control": "max-age=0, stale-while-revalidate=9"}, "yes: ", "a longer lifetime"),
    ],
    ids=["nothing", "heuristic", "no-cache", "no-store", "Vary", "stale"],
)
def test_not_kept(fields: Mapping[str, str], stored: str, fix: str) -> None:
    """What is not reused unasked fails, with the decision and with what would make it differ."""
    with pytest.raises(AssertionError) as failed:
        assert_cacheable((200, fields), shared=SHARED)

    lines = str(failed.value).split("\n  ")
    assert "expected a shared cache to keep it for 1 s, got 200 OK" == lines[0]
    assert lines[1].startswith(f"stored: {stored}")
    assert lines[-1].startswith(f"likely fix: {fix}")
    assert [f"said: {name}: {value}" for name, value in fields.items() if name != "Last-Modified"] == [
        line for line in lines if line.startswith("said")
    ]


def test_failure_in_full() -> None:
    """The request, the decisions and the fields that decide are told; no other field is."""
    response = (200, {"Cache-Control": "max-age=1", "Set-Cookie": "id=s3cret", "ETag": '"1"'})
    with pytest.raises(AssertionError) as failed:
        assert_cacheable(response, {**AUTHORIZED, "url": "/a?token=s3cret"}, shared=PRIVATE, at_least=60)

    assert "s3cret" not in str(failed.value)
    assert [
        "expected a private cache to keep it for 60 s, got 200 OK from GET /a?token=[hidden]",
        "stored: yes: the response states for how long it is fresh (RFC 9111 §3)",
        "after 59 s: revalidate: it is stale: max-age gives 1 s, and it is 59 s old (RFC 9111 §4.2.4)",
        "said: Cache-Control: max-age=1",
        "likely fix: a longer lifetime",
    ] == str(failed.value).split("\n  ")


@pytest.mark.parametrize(
    ("fields", "shared"),
    [
        ({"Cache-Control": "private, max-age=60"}, SHARED),
        ({"Cache-Control": "no-store"}, PRIVATE),
        ({"CDN-Cache-Control": "no-store", "Cache-Control": "max-age=60"}, SHARED),
    ],
    ids=["private", "no-store", "targeted"],
)
def test_not_cacheable(fields: Mapping[str, str], shared: bool) -> None:  # noqa: FBT001
    """What must not be stored passes, and comes back."""
    response = (200, fields)

    assert response is assert_not_cacheable(response, shared=shared, target_list="CDN-Cache-Control")
    with pytest.raises(AssertionError, match=r"got 200 OK\n  stored: no: "):
        assert_cacheable(response, shared=shared, target_list=("CDN-Cache-Control",))


@pytest.mark.parametrize("shared", [PRIVATE, SHARED], ids=["private", "shared"])
def test_kept_by_default(shared: bool) -> None:  # noqa: FBT001
    """A 200 of which nothing is said may be stored, so it is not what must not be."""
    with pytest.raises(AssertionError, match=r"^expected no (private|shared) cache to keep it, got 200 OK\n"):
        assert_not_cacheable((200, {}), shared=shared)


@pytest.mark.parametrize("at_least", [0, -1, 1.5, "60", None, True], ids=repr)
def test_what_is_no_time(at_least: object) -> None:
    """What is no number of seconds is an error of the caller, and no failure."""
    with pytest.raises(InvalidStatusError, match=r"^no number of seconds: "):
        assert_cacheable((200, {}), shared=True, at_least=at_least)  # type: ignore[arg-type]


def test_what_is_no_message() -> None:
    """What is no response, and what is no request, is the error that it is everywhere."""
    with pytest.raises(InvalidMessageError):
        assert_cacheable(7, shared=True)
    with pytest.raises(InvalidMessageError):
        assert_not_cacheable((200, {}), 7, shared=True)
