"""What a finding and a rule say of themselves: in a line, in full, and as plain data."""

from __future__ import annotations

import json
import pickle
import re
from typing import Any

import pytest

from statuskit.conformance import RULES, Finding, Rule, Severity, check, explain
from statuskit.messages import Request, Response
from statuskit.model import Citation, Strength

# Breaks SK204-01 and SK204-02.
FULL = Response(204, {"Content-Length": "2"}, b"{}")


def test_a_finding_tells_the_whole_story() -> None:
    """In a line, in full, and as plain JSON types."""
    found = check(FULL)[0]

    assert "SK204-01 error: 204 No Content with content" == str(found)
    assert [
        "SK204-01 error: 204 No Content with content",
        "Strength:",
        "- MUST NOT",
        "Seen:",
        "- 2 octets",
        "Fix:",
        "- Answer 200 to send content, or send none.",
        "Sources:",
        "- RFC 9110 §15.3.5: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.5",
    ] == found.explain().splitlines()
    plain = json.loads(json.dumps(found.to_dict()))
    assert ["rule", "message", "fix", "status", "evidence"] == list(plain)
    assert ("SK204-01", "MUST NOT", "error") == tuple(plain["rule"][key] for key in ("id", "strength", "severity"))
    assert (204, "2 octets") == (plain["status"], plain["evidence"])
    assert Severity.ERROR is found.severity


def test_a_finding_without_evidence_shows_none() -> None:
    """The line is left out."""
    (found,) = check(Response(201, {"Content-Type": "text/plain"}, b"done"), Request("POST"))

    assert "" == found.evidence
    assert "Seen" not in found.explain()


def test_a_finding_is_neither_true_nor_false() -> None:
    """`if check(...)[0]` would hide a mistake."""
    with pytest.raises(TypeError, match=r"^a Finding is neither true nor false; look at \.severity$"):
        bool(check(FULL)[0])


def test_a_finding_is_cut() -> None:
    """Whatever a message holds, such as a method of megabytes, it stays fit to be read."""
    away = Response(302, {"Location": "/b"}, b"")
    (found,) = check(away, Request("X" * 1_000_000, "/a", {"Host": "example.com"}), select="SK3XX-03")

    assert found.message.startswith("302 Found to XXX")
    assert found.message.endswith("X...")
    assert 503 == len(found.message)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_each_rule_says_what_it_is_for(rule: Rule) -> None:
    """Its id, its title, how binding it is, why, what to change, and who says so."""
    lines = explain(rule.id).splitlines()
    plain = json.loads(json.dumps(rule.to_dict()))

    assert f"{rule.id} {rule.title} ({rule.citation})" == str(rule) == lines[0]
    assert ["Strength:", f"- {rule.strength.value}; {rule.severity.value}", "Why:", f"- {rule.why}"] == lines[1:5]
    assert ["Fix:", f"- {rule.fix}", "Sources:", f"- {rule.citation}: {rule.citation.url}"] == lines[5:]
    assert rule.id == plain["id"]
    assert "test" not in plain
    assert rule is RULES[rule.id]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_words_of_a_rule_are_sentences(rule: Rule) -> None:
    """Why and fix begin with a capital letter or with a status, and end with a stop; a title is no sentence."""
    for text in (rule.why, rule.fix):
        assert re.fullmatch(r"[A-Z1-5].*[a-z].*\.", text)
    assert "." != rule.title[-1]
    # Fixes are read by those who call check(), and by those who type it.
    assert not any(word in rule.fix for word in ("role=", "select=", "profile=", "check("))


@pytest.mark.parametrize("strength", list(Strength))
def test_an_error_needs_an_rfc_behind_it(strength: Strength) -> None:
    """A rule that only advises cannot be an error."""
    row: dict[str, Any] = {
        "id": "SK999-01",
        "title": "",
        "strength": strength,
        "citation": Citation.rfc(9110, "15"),
        "why": "",
        "fix": "",
        "test": lambda _exchange: None,
    }
    if strength in {Strength.MUST, Strength.MUST_NOT, Strength.DEFINITION}:
        assert Severity.ERROR is Rule(severity=Severity.ERROR, **row).severity
    else:
        with pytest.raises(ValueError, match=f"SK999-01: .*not {strength.value}"):
            Rule(severity=Severity.ERROR, **row)
    assert Severity.WARNING is Rule(severity=Severity.WARNING, **row).severity


def test_severities_are_in_order() -> None:
    """From advice to error."""
    order = [Severity.INFO, Severity.WARNING, Severity.ERROR]

    assert [[True, False, False], [True, True, False], [True, True, True]] == [
        [given.reaches(least) for least in order] for given in order
    ]
    assert order == list(Severity)


@pytest.mark.parametrize(
    "fields, secret",
    [
        ({"Retry-After": "token=s3cr3tS3cr3t"}, "s3cr3tS3cr3t"),
        ({"Location": "https://joe:hunter2@example.org/\n"}, "hunter2"),
    ],
    ids=str,
)
def test_no_finding_tells_a_secret(fields: dict[str, str], secret: str) -> None:
    """What a field holds is shown without what reads like a secret, in every form that a finding has."""
    findings = check((302, fields, b""), select="all")
    assert findings
    assert secret not in "".join(f"{finding.explain()}{finding.to_dict()}" for finding in findings)


def test_a_challenge_is_shown() -> None:
    """It asks for a secret and holds none."""
    (finding,) = check((401, {"WWW-Authenticate": "Bearer realm=api,,="}), select="SKHDR-08")
    assert "realm=api" in finding.evidence


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_rules_and_findings_are_pickled(rule: Rule) -> None:
    """A rule comes back as itself, and so does what was found of it, as from another process."""
    finding = Finding(rule, "wrong", "mend it", 200, "so")
    assert rule is pickle.loads(pickle.dumps(rule))  # noqa: S301  our own
    assert finding == pickle.loads(pickle.dumps(finding))  # noqa: S301  our own
