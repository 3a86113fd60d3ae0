"""assert_cacheable() and time: what is past fails, a fix is one, and the field that decides is shown."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from statuskit.exceptions import InvalidArgumentError
from statuskit.testing import assert_cacheable, assert_not_cacheable

PAST = "Thu, 01 Dec 1994 16:00:00 GMT"
SECOND = "Thu, 01 Dec 1994 16:01:00 GMT"
FAR = 3600


def reported(*response: object, **known: object) -> list[str]:
    """Return the lines of a failure."""
    with pytest.raises(AssertionError) as failed:
        assert_cacheable(response, **{"shared": True, **known})  # type: ignore[arg-type]
    return str(failed.value).split("\n  ")


@pytest.mark.parametrize("at_least", [1, 10**8])
@pytest.mark.parametrize("date", [{}, {"Date": "yesterday"}], ids=["no Date", "no date"])
def test_what_has_expired(at_least: int, date: dict[str, str]) -> None:
    """Without a Date, Expires is measured from when the response came (RFC 9111, section 4.2.1), and not from 1970."""
    lines = reported(200, {"Expires": PAST, **date}, at_least=at_least)

    assert "Expires gives 0 s" in lines[2]
    assert "likely fix: a longer lifetime" == lines[-1]


def test_what_expires_in_an_hour() -> None:
    """It is kept for most of that hour, and not for more."""
    response = (200, {"Expires": formatdate(time.time() + FAR, usegmt=True)})

    assert response is assert_cacheable(response, shared=True, at_least=FAR - 600)
    with pytest.raises(AssertionError):
        assert_cacheable(response, shared=True, at_least=FAR + 600)


@pytest.mark.parametrize(("dates", "lifetime"), [((PAST, SECOND), 60), ((SECOND, PAST), 0)], ids=["first", "last"])
def test_the_first_date_counts(dates: tuple[str, str], lifetime: int) -> None:
    """Of several Date lines the first is the Date, as for freshness()."""
    response = (200, [*(("Date", date) for date in dates), ("Expires", SECOND)])
    with pytest.raises(AssertionError, match=f"Expires gives {lifetime} s, and it is {lifetime} s old"):
        assert_cacheable(response, shared=True, at_least=lifetime + 1)
    if lifetime:
        assert response is assert_cacheable(response, shared=True, at_least=lifetime)


@pytest.mark.parametrize(
    ("control", "asked"),
    [
        ("max-age=60", None),
        ("max-age=60, stale-while-revalidate=600", None),
        ("max-age=60, must-revalidate", None),
        ("max-age=60", {"method": "GET", "headers": {"Cache-Control": "max-stale"}}),
        ("max-age=60", {"method": "GET", "headers": {"Cache-Control": "only-if-cached"}}),
    ],
    ids=["stale", "stale-while-revalidate", "must-revalidate", "max-stale", "only-if-cached"],
)
def test_a_longer_lifetime_is_the_fix(control: str, asked: object) -> None:
    """What is too short is to be longer; that it may be sent stale does not help, and longer it passes."""
    lines = reported(200, {"Cache-Control": control}, request=asked, at_least=61)

    assert "likely fix: a longer lifetime" == lines[-1]
    longer = (200, {"Cache-Control": control.replace("=60", "=61", 1)})
    assert longer is assert_cacheable(longer, asked, shared=True, at_least=61)


def test_another_fix() -> None:
    """Where the lifetime is long enough, it is something else."""
    asked = {"method": "GET", "headers": {"Cache-Control": "no-cache"}}

    assert "likely fix: a request without no-cache" == reported(200, {"Cache-Control": "max-age=60"}, request=asked)[-1]


@pytest.mark.parametrize(
    ("target_list", "name"),
    [("Own-Cache-Control", "Own-Cache-Control"), (("Other", "own-cache-control"), "own-cache-control")],
    ids=["one", "two"],
)
def test_the_deciding_field_is_shown(target_list: str | tuple[str, ...], name: str) -> None:
    """Any field of the target list is, in the spelling of the response; others are not."""
    fields = {"Own-Cache-Control": "no-store", "Cache-Control": "max-age=60", "Own-Secret": "s3cret"}

    assert [
        "expected a shared cache to keep it for 1 s, got 200 OK",
        f"stored: no: {name} says no-store (RFC 9111 §5.2.2.5)",
        "said: Own-Cache-Control: no-store",
        "said: Cache-Control: max-age=60",
        "likely fix: the same without no-store; no-cache is for what is to be validated each time",
    ] == reported(200, fields, target_list=target_list)
    with pytest.raises(AssertionError, match=r"\n  said: Own-Cache-Control: max-age=5\n  likely fix: the directive "):
        assert_not_cacheable((200, {"Own-Cache-Control": "max-age=5"}), shared=True, target_list=target_list)


@pytest.mark.parametrize("assertion", [assert_cacheable, assert_not_cacheable], ids=lambda each: each.__name__)
def test_what_is_no_target_list(assertion: object) -> None:
    """It is an error of the caller, and no failure."""
    with pytest.raises(InvalidArgumentError, match=r"^not a target list: None; "):
        assertion((200, {}), shared=True, target_list=None)  # type: ignore[operator]


def test_a_target_list_may_be_read_once() -> None:
    """An iterator says the same as a list does: what the targeted field says counts for storing and for reuse."""
    response = (200, {"CDN-Cache-Control": "max-age=60, no-cache", "Cache-Control": "max-age=60"})

    for targets in (["CDN-Cache-Control"], iter(["CDN-Cache-Control"])):
        with pytest.raises(AssertionError, match="CDN-Cache-Control says no-cache"):
            assert_cacheable(response, shared=True, target_list=targets)  # type: ignore[arg-type]
