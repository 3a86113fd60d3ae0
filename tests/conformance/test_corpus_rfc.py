"""What the RFCs and drafts show is right: each finding on it is one that the text itself bears out, and listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from conformance import corpus_drafts, corpus_rfc
from tests.conftest import oracle

from statuskit.conformance import Role, check

if TYPE_CHECKING:
    from conformance.corpus_case import Case

CORPUS = [*corpus_rfc.CORPUS, *corpus_drafts.CORPUS]
every_case = pytest.mark.parametrize("case", CORPUS, ids=str)

_HEAD_ONLY = "RFC 9110 §15.5 and §15.6 say SHOULD, and the example shows a head alone, to make a point about a field."
_NO_WAIT = "RFC 6585 §4 says MAY, so it is no error; the example is about the content, and who waits is not told."
# By case and rule: why it is right to say so.
JUSTIFIED = {
    ("RFC 9209 §2.1.1 504", "SKERR-05"): _HEAD_ONLY,
    ("RFC 9209 §2.1.1 429", "SKERR-05"): _HEAD_ONLY,
    ("RFC 9209 §2.1.1 429", "SK429-01"): _NO_WAIT,
    ("QUERY A.4.1", "SKHDR-07"): "RFC 9110 §8.3 says SHOULD; the example before it has the type of the same content.",
    ("QUERY A.5", "SK304-05"): "RFC 9110 §15.4.5 says SHOULD NOT; nothing in it guides a cache that has no type.",
    ("RateLimit 5.1", "SK429-01"): _NO_WAIT,
    ("RateLimit 5.2", "SK503-01"): "RFC 9110 §15.6.4 says MAY, so it is a hint; the example is about the content.",
    ("RateLimit 5.3", "SK429-01"): _NO_WAIT,
    ("RateLimit B.1.4", "SKERR-02"): "A comma is missing in the text, so what calls itself a problem is no JSON.",
}


def justified(case: Case) -> set[str]:
    """Return the ids of what may be found."""
    return {rule for name, rule in JUSTIFIED if name == case.name}


@every_case
def test_what_is_found_is_justified(case: Case) -> None:
    """Nothing else is found, and nothing that is listed is missed."""
    assert justified(case) == {finding.rule.id for finding in check(case.response)}


@every_case
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_who_looks_finds_no_more(case: Case, role: Role) -> None:
    """An example is right whoever sends it, and for who receives it."""
    assert justified(case) >= {finding.rule.id for finding in check(case.response, role=role)}


@every_case
def test_who_knows_less_finds_no_more(case: Case) -> None:
    """Without the request, the content or both there are no new findings."""
    for unknown in ({"request": None}, {"content": None}, {"request": None, "content": None}):
        found = check(attrs.evolve(case.response, **unknown))

        assert justified(case) >= {finding.rule.id for finding in found}


def test_names_are_given_once() -> None:
    """A justification is about one example, which there is."""
    names = [case.name for case in CORPUS]

    assert len(names) == len(set(names))
    assert {name for name, _ in JUSTIFIED} <= set(names)


def test_sections_are_those_of_the_text() -> None:
    """Each section that is cited exists, where there is a table of the sections of its RFC."""
    sections = {(row["rfc"], row["section"]) for row in oracle("rfc_sections.csv")}
    known = {rfc for rfc, _ in sections}
    cited = {(name.split()[1], name.split()[2].lstrip("§")) for name in (case.name for case in corpus_rfc.CORPUS)}

    assert {"5789", "6585", "7538", "7725", "8297", "8470", "9110", "9111", "9112", "9113"} == {
        rfc for rfc, _ in cited
    } & known
    assert set() == {each for each in cited if each[0] in known} - sections
