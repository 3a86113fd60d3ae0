"""Laws of challenges that hold for any field: nothing raises, what is shown is read again, and reading is linear."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from statuskit.fields import Challenge, parse_challenges

TOKENS = st.text("!#$%&'*+-.^_`|~09azAZ", min_size=1, max_size=8)
TEXTS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.characters(min_codepoint=0x80) | st.just("\t"),
    max_size=12,
)
WORDS = st.from_regex(r"\A[A-Za-z0-9._~+/-]{1,8}={0,2}\Z")
PARAMETERS = st.lists(st.tuples(TOKENS, TEXTS), max_size=4, unique_by=lambda pair: pair[0].lower()).map(tuple)
CHALLENGES = st.builds(Challenge, TOKENS, WORDS) | st.builds(Challenge, TOKENS, st.none(), PARAMETERS)
GAPS = st.text(" \t,", max_size=3)
PIECES = st.sampled_from(
    [
        "Basic",
        "Bearer",
        " ",
        "\t",
        ",",
        "=",
        '"',
        "\\",
        "realm",
        "abc==",
        '"a, b"',
        'realm="a"',
        "\x00",
        "\xfc",
        "\u212a",
    ]
)
ANY = st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join)


@given(ANY)
def test_any_text_is_read_or_malformed(text: str) -> None:
    """Any text has an answer, the same each time, and what was read can be shown and read again."""
    found = parse_challenges(text)

    assert found == parse_challenges(text)
    if found is not None:
        assert found == parse_challenges(", ".join(map(str, found)))


@given(st.lists(CHALLENGES, max_size=5), GAPS, GAPS)
def test_what_is_shown_is_read_as_the_same(challenges: list[Challenge], before: str, after: str) -> None:
    """Whatever a challenge may hold survives; commas and spaces around a list mean nothing."""
    text = ", ".join(map(str, challenges))

    assert tuple(challenges) == parse_challenges(text)
    assert tuple(challenges) == parse_challenges(f"{before}{text}{after}")


@given(st.lists(ANY, min_size=2, max_size=3))
def test_lines_that_can_be_read_can_be_joined(lines: list[str]) -> None:
    """A field may be sent in several lines (RFC 9110, section 5.3): joined, they have the challenges of each."""
    found = [parse_challenges(line) for line in lines]
    joined = parse_challenges(", ".join(lines))

    if all(found):
        assert joined == tuple(challenge for each in found for challenge in each or ())


@pytest.mark.parametrize("unit", ["a,", "X a=b,", "X a,", "X ,", ",", 'X a="\\"",', "a b ", "a=", '"'], ids=str)
def test_the_work_grows_with_the_length(unit: str) -> None:
    """Ten times the text makes at most ten times the calls, and some to begin with."""
    few, many = (calls(partial(parse_challenges, unit * size)) for size in (100, 1000))

    assert many <= 10 * few + 50
