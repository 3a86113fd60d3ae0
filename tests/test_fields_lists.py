"""Lists: where the value of a field comes apart, and that nothing is lost or takes its time."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import seconds

from statuskit.fields import list_members


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []),
        (" , ,\t", []),
        ("GET", ["GET"]),
        (",,a,,b ,", ["a", "b"]),
        ("a b ,\tc", ["a b", "c"]),
        ('Basic realm="a, b", Bearer', ['Basic realm="a, b"', "Bearer"]),
        ('a"b,c"d,e', ['a"b,c"d', "e"]),
        (r'x="a\", b", y', [r'x="a\", b"', "y"]),
        ('"a\nb,c", d', ['"a\nb,c"', "d"]),
        ('a, "b, c', ["a", '"b, c']),
        ('a, "b\\', ["a", '"b\\']),
    ],
)
def test_members_are_parted_by_commas_outside_of_quotes(value: str, expected: list[str]) -> None:
    """Empty members are none, spaces around one are not its own, and a quoted comma parts nothing."""
    assert expected == list_members(value)


@given(st.lists(st.text('ab" \\=;', max_size=5)), st.sampled_from([",", ", ", " ,\t, "]))
def test_members_are_what_was_joined(parts: list[str], comma: str) -> None:
    """What is joined by commas comes apart again; a quote that is left open has the rest for itself."""
    whole = [part.strip(" \t") for part in parts if part.count('"') == 0 and part.strip(" \t")]

    assert whole == list_members(comma.join(whole))
    assert "".join(comma.join(parts).split()).replace(",", "") == "".join(
        "".join(list_members(comma.join(parts))).split()
    ).replace(",", "")


@pytest.mark.parametrize("unit", [",", '"', 'a="', '"\\', "a,"], ids=ascii)
def test_a_long_list_takes_its_time_once(unit: str) -> None:
    """Each character is looked at once."""
    value = (unit * 300_001)[:300_001]

    assert seconds(partial(list_members, value)) < 10
