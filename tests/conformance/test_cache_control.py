"""What the rules read of Cache-Control, and of other lists."""

from __future__ import annotations

import pytest

from statuskit.conformance._cache_control import directives, members


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", {}),
        (" , ,\t", {}),
        ("no-store", {"no-store": ""}),
        ("Public,MAX-AGE = 60", {"public": "", "max-age": "60"}),
        ('max-age="60"', {"max-age": "60"}),
        ("max-age=1, max-age=2", {"max-age": "1"}),
        ('private="a, public", no-cache', {"private": "a, public", "no-cache": ""}),
        (r'x="a\", public", y', {"x": r"a\", public", "y": ""}),
        ('x="a, public', {"x": "a, public"}),
        ('x="a\\', {"x": "a\\"}),
        ("x==1", {"x": "=1"}),
    ],
)
def test_directives_have_names_and_values(value: str, expected: dict[str, str]) -> None:
    """Names are in lower case, quotes are taken off, what is quoted is one value, and the first of two counts."""
    assert expected == directives(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []),
        (",,a,,b ,", ["a", "b"]),
        ('Basic realm="a, b", Bearer', ['Basic realm="a, b"', "Bearer"]),
        ('a"b,c"d,e', ['a"b,c"d', "e"]),
        ('"a\nb,c", d', ['"a\nb,c"', "d"]),
    ],
)
def test_members_are_parted_by_commas_outside_of_quotes(value: str, expected: list[str]) -> None:
    """Empty members are none, and a quoted comma parts nothing."""
    assert expected == members(value)
