"""How binding the rules about 1xx, 2xx, 3xx and pairs are, and who says so: read in the RFCs, apart from the rows."""

from __future__ import annotations

import pytest

from statuskit.conformance import RULES
from statuskit.conformance.rules import informational, pairs, ranges, redirection, success

FAMILIES = (informational, success, ranges, redirection, pairs)

# What an RFC forbids, demands or defines may be an error; "off" is for what is tried only when it is asked for.
STANDING = {
    "SK1XX-01": ("MUST NOT", "error", "RFC 9110 §15.2"),
    "SK1XX-02": ("MUST NOT", "error", "RFC 9110 §8.6"),
    "SK1XX-03": ("MUST NOT", "error", "RFC 9110 §15.2"),
    "SK1XX-04": ("definition", "error", "RFC 9110 §15.2", "off"),
    "SK100-01": ("convention", "info", "RFC 9110 §15.2.1"),
    "SK101-01": ("MUST", "error", "RFC 9110 §15.2.2"),
    "SK101-02": ("MUST NOT", "error", "RFC 9110 §7.8"),
    "SK101-03": ("definition", "error", "RFC 9113 §8.6"),
    "SK103-01": ("convention", "info", "RFC 8297 §2"),
    "SK2XX-03": ("MUST NOT", "error", "RFC 9110 §9.3.2"),
    "SK2XX-04": ("MUST NOT", "error", "RFC 9110 §9.3.6"),
    "SK2XX-05": ("SHOULD", "info", "RFC 9110 §9.3"),
    "SK2XX-06": ("MUST NOT", "info", "RFC 9110 §9.3.4"),
    "SK200-01": ("SHOULD", "info", "RFC 9110 §15.3.1", "off"),
    "SK201-01": ("SHOULD", "warning", "RFC 9110 §9.3.3"),
    "SK201-02": ("definition", "warning", "RFC 9110 §9.2.1"),
    "SK202-01": ("convention", "info", "RFC 9110 §15.3.3"),
    "SK203-01": ("convention", "info", "RFC 9110 §15.3.4"),
    "SK204-01": ("MUST NOT", "error", "RFC 9110 §15.3.5"),
    "SK204-02": ("MUST NOT", "error", "RFC 9110 §8.6"),
    "SK204-03": ("convention", "info", "RFC 9110 §15.3.5", "off"),
    "SK205-01": ("MUST NOT", "error", "RFC 9110 §15.3.6"),
    "SK206-01": ("MUST", "error", "RFC 9110 §15.3.7.1"),
    "SK206-02": ("definition", "error", "RFC 9110 §15.3.7"),
    "SK206-03": ("MUST NOT", "error", "RFC 9110 §15.3.7.2"),
    "SK206-04": ("MUST NOT", "error", "RFC 9110 §15.3.7.2"),
    "SK206-05": ("MUST", "error", "RFC 9110 §14.2"),
    "SK206-06": ("MUST", "error", "RFC 9110 §14.4"),
    "SK206-07": ("MUST", "error", "RFC 9110 §15.3.7"),
    "SK207-01": ("definition", "warning", "RFC 4918 §13"),
    "SK208-01": ("definition", "info", "RFC 5842 §7.1"),
    "SK226-01": ("definition", "warning", "RFC 3229 §10.4.1"),
    "SK3XX-01": ("SHOULD", "warning", "RFC 9110 §15.4"),
    "SK300-01": ("SHOULD", "warning", "RFC 9110 §15.4.1"),
    "SK3XX-03": ("convention", "warning", "RFC 9110 §15.4"),
    "SK3XX-04": ("SHOULD", "warning", "RFC 9110 §15.4"),
    "SK3XX-05": ("convention", "warning", "RFC 9110 §4.2.2"),
    "SK3XX-06": ("convention", "info", "RFC 9700 §4.12"),
    "SK301-02": ("convention", "info", "RFC 9111 §4.2.2", "off"),
    "SK304-01": ("definition", "error", "RFC 9110 §15.4.5"),
    "SK304-02": ("MUST", "error", "RFC 9110 §13.1.2"),
    "SK304-03": ("MUST NOT", "error", "RFC 9110 §15.4.5"),
    "SK304-04": ("MUST", "error", "RFC 9110 §15.4.5"),
    "SK304-05": ("SHOULD NOT", "info", "RFC 9110 §15.4.5"),
    "SK304-06": ("definition", "warning", "RFC 9110 §13.1.2"),
    "SK304-07": ("MUST NOT", "error", "RFC 9110 §8.6"),
    "SKSEQ-03": ("SHOULD", "warning", "RFC 9110 §9.3.2"),
}


@pytest.mark.parametrize("rule_id", STANDING)
def test_a_rule_is_as_binding_as_its_source(rule_id: str) -> None:
    """The strength is the RFC's, an error has an RFC behind it, and what is legal and usual is off."""
    rule = RULES[rule_id]
    strength, severity, citation, *off = STANDING[rule_id]

    assert strength == rule.strength.value
    assert severity == rule.severity.value
    assert citation == str(rule.citation)
    assert bool(off) is not rule.default


def test_every_rule_has_its_standing() -> None:
    """A new row is looked up first."""
    assert set(STANDING) == {rule.id for family in FAMILIES for rule in family.RULES}
