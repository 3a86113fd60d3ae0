"""The pairs of statuses that people mix up."""

from __future__ import annotations

import re

import pytest

from statuskit import HTTP, lookup
from statuskit.data.confusions import PAIRS
from statuskit.model import Confusion

# The pairs that the project set out to explain.
ASKED_FOR = [
    (200, 201),
    (200, 204),
    (301, 302),
    (301, 307),
    (301, 308),
    (302, 303),
    (302, 307),
    (302, 308),
    (303, 307),
    (307, 308),
    (400, 422),
    (401, 403),
    (404, 410),
    (405, 501),
    (408, 504),
    (409, 412),
    (500, 503),
    (502, 504),
]


@pytest.mark.parametrize(("a", "b"), ASKED_FOR, ids=str)
def test_the_pairs_that_everybody_asks_about(a: int, b: int) -> None:
    """The classic pairs have a rule of thumb."""
    assert lookup(b) in [confusion.other for confusion in lookup(a).confused_with]


def test_symmetry() -> None:
    """Who is confused with another is confused by it, with the same rule from the same source."""
    seen = {(one.code, row.other.code, row.rule, row.citation) for one in HTTP for row in one.confused_with}

    assert seen == {(b, a, rule, citation) for a, b, rule, citation in seen}


def test_confusions_are_the_pairs() -> None:
    """Each pair of the data is seen from both of its sides, and nothing else is."""
    expected = {(one, other) for pair in PAIRS for one, other in ((pair.a, pair.b), (pair.b, pair.a))}

    assert expected == {(one.code, row.other.code) for one in HTTP for row in one.confused_with}
    assert 2 * len(PAIRS) == len(expected)


def test_confused_with_is_a_record() -> None:
    """A confusion holds the other status itself, not its number."""
    confusion = next(row for row in HTTP.UNAUTHORIZED.confused_with if row.other == 403)

    assert HTTP.FORBIDDEN is confusion.other
    assert isinstance(confusion, Confusion)


def test_what_nobody_mixes_up() -> None:
    """A number with no pair, registered or not, has no confusions."""
    assert () == HTTP.IM_A_TEAPOT.confused_with == lookup(471).confused_with == lookup(999).confused_with


def test_no_pair_is_written_twice() -> None:
    """Each pair has one row, the smaller code first; no code is confused with itself."""
    pairs = [(pair.a, pair.b) for pair in PAIRS]

    assert sorted(set(pairs)) == pairs
    assert all(a < b for a, b in pairs)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.a}-{pair.b}")
def test_the_rule_names_both(pair: tuple[int, int, str, object]) -> None:
    """The rule says what each of the two codes is for, so it reads the same from either side; it names no third."""
    a, b, rule, _ = pair

    assert {str(a), str(b)} == set(re.findall(r"\b[1-9]\d\d\b", rule))
    assert rule.endswith(".")
    assert a in HTTP
    assert b in HTTP


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.a}-{pair.b}")
def test_the_source_speaks_of_one_of_them(pair: tuple[int, int, str, object]) -> None:
    """A pair is cited from a document that defines one of the two, or from the section on how methods use them."""
    a, b, _, citation = pair
    documents = {HTTP[a].defined_in.source, HTTP[b].defined_in.source, "RFC 9110", "RFC 5789"}

    assert citation.source in documents
    assert citation.section
