"""What a caller gives that cannot be, and what can: one error, that says what was given and what is accepted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from caching.truth import request, response

from statuskit import StatusClass
from statuskit.caching import StoreReason, freshness, may_reuse, may_store, vary_key
from statuskit.exceptions import InvalidArgumentError
from statuskit.messages import Response

# 1000 s before the response came: a third of it is 333 s, cut to whole seconds (RFC 9111, sections 1.2.2 and 4.2.2).
AGED: Final = "200 | Date: @+0 | Last-Modified: @-1000"
TIMES: Final[dict[str, Any]] = {"shared": True, "received_at": 1_800_000_000, "now": 1_800_000_000}
TARGET: Final = "CDN-Cache-Control"


class _Odd:
    """Says that it is a number, and is none."""

    def __float__(self) -> float:
        msg = "no number after all"
        raise ValueError(msg)


# --- heuristic --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heuristic",
    ["0.1", b"0.1", 10**400, True, False, -1, Fraction(-1, 3), float("nan"), (), 1j, object(), _Odd()],
    ids=[
        "text",
        "octets",
        "too large",
        "true",
        "false",
        "negative",
        "negative fraction",
        "not a number",
        "tuple",
        "complex",
        "object",
        "odd",
    ],
)
@pytest.mark.parametrize("decide", [freshness, may_reuse], ids=["freshness", "may_reuse"])
def test_what_is_no_fraction(decide: Any, heuristic: object) -> None:
    """A fraction is a number: no text, no bool, nothing negative and nothing that no float can hold."""
    pair = (response(AGED),) if decide is freshness else (None, response(AGED), None)
    with pytest.raises(InvalidArgumentError, match=r"^not a fraction: .+; accepted: None, and finite numbers"):
        decide(*pair, **TIMES, heuristic=heuristic)


@pytest.mark.parametrize(
    ("heuristic", "lifetime"),
    [
        (0.1, 100),
        (Fraction(1, 3), 333),
        (Decimal("0.25"), 250),
        (1, 1000),
        (2, 2000),
        (0, 0),
        (None, 0),
        (1e308, 2**31),
    ],
    ids=repr,
)
def test_what_is_a_fraction(heuristic: Any, lifetime: int) -> None:
    """Any number is one that a float can hold, and it makes that part of the time since Last-Modified."""
    assert lifetime == freshness(response(AGED), **TIMES, heuristic=heuristic).lifetime


# --- target_list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target_list", [None, 5, b"", b"CDN-Cache-Control", [5], (TARGET, None)], ids=repr)
def test_what_is_no_target_list(target_list: Any) -> None:
    """A target list is the name of a field, or several; each decision refuses what is none."""
    told = r"^not a target list: .+; accepted: the name of a field, and a sequence of such names$"
    with pytest.raises(InvalidArgumentError, match=told):
        may_store(None, response("200"), shared=True, target_list=target_list)
    with pytest.raises(InvalidArgumentError, match=told):
        freshness(response("200"), **TIMES, target_list=target_list)
    with pytest.raises(InvalidArgumentError, match=told):
        may_reuse(None, response("200"), None, **TIMES, target_list=target_list)


@pytest.mark.parametrize("target_list", [TARGET, (TARGET,), [TARGET], ["Other", TARGET], {TARGET: 1}], ids=repr)
def test_what_is_a_target_list(target_list: Any) -> None:
    """One name is a list of one."""
    assert not may_store(None, response(f"200 | {TARGET}: no-store"), shared=True, target_list=target_list)


@pytest.mark.parametrize("target_list", ["", (), [], {}], ids=repr)
def test_nothing_is_targeted(target_list: Any) -> None:
    """An empty list is one, too."""
    assert may_store(None, response(f"200 | {TARGET}: no-store"), shared=True, target_list=target_list)


# --- understood and methods -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "understood",
    ["", "206", b"206", bytearray(b"206"), None, 206, iter([206])],
    ids=["nothing", "text", "octets", "octets that change", "None", "number", "iterator"],
)
def test_what_is_no_container_of_statuses(understood: Any) -> None:
    """It is refused whatever the response is, not only where it comes to be asked."""
    told = r"^not a container of statuses: .+; accepted: a set of numbers, and whatever has `in`, but text$"
    with pytest.raises(InvalidArgumentError, match=told):
        may_store(None, response("200"), shared=True, understood=understood)
    with pytest.raises(InvalidArgumentError, match=told):
        may_reuse(None, response("200"), None, **TIMES, understood=understood)


@pytest.mark.parametrize("understood", [{206}, (206,), range(200, 207), StatusClass.SUCCESS, {206: 1}], ids=repr)
def test_what_is_a_container_of_statuses(understood: Any) -> None:
    """Whatever has `in` is one; a cache that understands 206 may store it (RFC 9111, section 3)."""
    assert may_store(None, response("206"), shared=True, understood=understood)


@pytest.mark.parametrize("methods", ["GET", "", b"GET", None, 5], ids=repr)
def test_what_is_no_container_of_methods(methods: Any) -> None:
    """Text has parts, and "GE" would be one of the methods."""
    told = r"^not a container of methods: .+; accepted: a set or a tuple of text, and whatever has `in`, but text$"
    with pytest.raises(InvalidArgumentError, match=told):
        may_store(request("GE"), response("200"), shared=True, methods=methods)


@pytest.mark.parametrize("methods", [("GET",), ["GET"], {"GET"}, {"GET": 1}], ids=repr)
def test_what_is_a_container_of_methods(methods: Any) -> None:
    """What is not in it is not understood."""
    assert may_store(request("GET"), response("200"), shared=True, methods=methods)
    assert not may_store(request("HEAD"), response("200"), shared=True, methods=methods)


# --- vary -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vary", [None, 5, b"", b"accept", [5], ["accept", None]], ids=repr)
def test_what_is_no_vary(vary: Any) -> None:
    """A Vary is text, or lines of it."""
    with pytest.raises(
        InvalidArgumentError, match=r"^not a Vary: .+; accepted: a value of Vary, its lines, and a Vary$"
    ):
        vary_key(vary, {})


@pytest.mark.parametrize(
    "vary", ["a, b", ["a", "b"], ("b, a",), iter(["a", "b"])], ids=lambda vary: type(vary).__name__
)
def test_what_is_a_vary(vary: Any) -> None:
    """One value and several lines are the same."""
    assert (("a", "1"), ("b", None)) == vary_key(vary, {"A": "1"})


@pytest.mark.parametrize("code", [10**5000, -(10**5000)], ids=["above", "below"])
def test_numbers_too_long_to_be_written(code: int) -> None:
    """A status may be any integer, and of one that Python writes no more it is still said that it is none."""
    assert StoreReason.STATUS_NOT_UNDERSTOOD is may_store(None, Response(code), shared=True).reason
    with pytest.raises(InvalidArgumentError, match=r"^not a time: "):
        freshness((200, {}), shared=True, received_at=0, now=code)
