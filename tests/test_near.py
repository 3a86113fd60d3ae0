"""What comes near a text, and how it is told."""

from __future__ import annotations

import pytest

from statuskit._near import did_you_mean, near


@pytest.mark.parametrize(
    "most, expected", [(1, ("401a",)), (2, ("401a", "401ab")), (3, ("401a", "401ab", "401abc"))], ids=["1", "2", "3"]
)
def test_how_many(most: int, expected: tuple[str, ...]) -> None:
    """As many as are wanted, best first: each name has one letter more that was not written."""
    assert expected == near("401", ["401abc", "401ab", "401a"], most=most)


def test_long_text_is_cut() -> None:
    """Of long text the first 64 characters count: as long as a name may be, and no name is missed by what follows."""
    name = "a" * 64

    assert (name,) == near(name + "b" * 1_000_000, [name])
    assert () == near("b" * 64 + name, [name])


def test_case_counts() -> None:
    """Case is the caller's to fold, as names are written in one."""
    assert () == near("SUCCESS", ["success"])
    assert ("SUCCESS",) == near("SUCCES", ["SUCCESS"])


@pytest.mark.parametrize(
    "found, expected",
    [((), ""), (("a",), "; did you mean a?"), (("a", "b", "c"), "; did you mean a or b or c?")],
    ids=["none", "one", "three"],
)
def test_the_sentence(found: tuple[str, ...], expected: str) -> None:
    """Nothing is said where nothing comes near."""
    assert expected == did_you_mean(found)
