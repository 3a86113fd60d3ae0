"""What a response says of its use once it is stale (RFC 9111, section 4.2.4; RFC 5861)."""

from __future__ import annotations

import pytest

from statuskit import may_reuse
from statuskit.caching import stale_use
from statuskit.exceptions import InvalidMessageError


@pytest.mark.parametrize(
    ("control", "private", "shared"),
    [
        ("max-age=9", ("", None, None), ("", None, None)),
        ("stale-while-revalidate=30, stale-if-error=90", ("", 30, 90), ("", 30, 90)),
        ("stale-while-revalidate=x, stale-if-error=x", ("", None, 0), ("", None, 0)),
        ("s-maxage=9, stale-if-error=90", ("", None, 90), ("s-maxage", None, 0)),
        ("proxy-revalidate, stale-while-revalidate=30", ("", 30, None), ("proxy-revalidate", None, 0)),
        ("must-revalidate, stale-if-error=90", ("must-revalidate", None, 0), ("must-revalidate", None, 0)),
        ("no-cache", ("no-cache", None, 0), ("no-cache", None, 0)),
    ],
    ids=str,
)
def test_what_it_says(
    control: str, private: tuple[str, int | None, int | None], shared: tuple[str, int | None, int | None]
) -> None:
    """What forbids stale use leaves no time for it; what is no number is none, and what is not said is None."""
    response = (200, {"Cache-Control": control})
    found = [stale_use(response, shared=shared) for shared in (False, True)]

    assert [private, shared] == [(each.forbidden_by, each.while_validated, each.on_error) for each in found]
    assert ["Cache-Control"] * 2 == [each.field for each in found]
    assert control == str(found[0].directives)


@pytest.mark.parametrize("age", [9, 39, 40, 99, 100], ids=str)
@pytest.mark.parametrize("more", ["", ", must-revalidate"], ids=["free", "bound"])
def test_what_is_decided(age: int, more: str) -> None:
    """may_reuse() keeps to it, to the second."""
    response = (200, {"Cache-Control": f"max-age=9, stale-while-revalidate=30, stale-if-error=90{more}"})
    said = stale_use(response, shared=False)
    decided = may_reuse(None, response, None, shared=False, received_at=0, now=age)
    is_meanwhile = said.while_validated is not None and age - 9 <= said.while_validated

    assert is_meanwhile is bool(decided)
    assert (not is_meanwhile and age - 9 <= (said.on_error or -1)) is decided.stale_on_error


def test_target() -> None:
    """A targeted field stands for all others (RFC 9213, section 2.2)."""
    response = (200, {"Cache-Control": "no-cache", "CDN-Cache-Control": "stale-if-error=5"})
    found = stale_use(response, shared=True, target_list="CDN-Cache-Control")

    assert ("CDN-Cache-Control", "", 5) == (found.field, found.forbidden_by, found.on_error)


def test_no_response() -> None:
    """What is no response is refused."""
    with pytest.raises(InvalidMessageError):
        stale_use(None, shared=True)


def test_it_is_neither_true_nor_false() -> None:
    """`if stale_use(...)` would hide what forbids it."""
    with pytest.raises(TypeError, match=r"^a StaleUse is neither true nor false; look at \.forbidden_by$"):
        bool(stale_use((200, {"Cache-Control": "no-cache"}), shared=True))
