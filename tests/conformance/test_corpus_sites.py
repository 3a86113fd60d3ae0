"""What frameworks answer by themselves, captured live: each finding on it is a fault of theirs, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from conformance.corpus_servers import NAMES, SERVING, capture

from statuskit.conformance import CheckProfile, Role, Severity, check

if TYPE_CHECKING:
    from conformance.corpus_case import Case

_NO_LOCATION = "RFC 9110 §9.3.3 says SHOULD; the framework cannot know where it is, so who uses it has to say."
_NO_CHALLENGE = "RFC 9110 §15.5.2 says MUST; the framework has no scheme of its own, so who uses it has to name one."
_NO_LENGTH = "RFC 9110 §15.5.17 says SHOULD; a status that is put on by hand brings no Content-Range."
# By case and rule: why it is right to say so.
JUSTIFIED = {
    **{(f"{framework} 201", "SK201-01"): _NO_LOCATION for framework in SERVING},
    # FastAPI is asked for credentials by its own HTTPBasic, which names its scheme.
    **{(f"{framework} 401", "SK401-01"): _NO_CHALLENGE for framework in SERVING if framework != "FastAPI"},
    ("Django 204", "SK204-02"): "RFC 9110 §8.6 says MUST NOT; CommonMiddleware puts Content-Length: 0 on a 204, too.",
    ("Django 416", "SK416-01"): _NO_LENGTH,
    ("Django 416", "SKERR-05"): "RFC 9110 §15.5 says SHOULD; the response that is given has no content.",
    ("http.server 405", "SK405-01"): "RFC 9110 §15.5.6 says MUST; send_error() does not know what is allowed.",
    ("http.server 416", "SK416-01"): _NO_LENGTH,
}
# What is found besides with all rules on, by rule: none of them is an error.
STRICT = {
    "SK000-05": "Werkzeug, and Python before 3.13, send the phrase that RFC 2616 had for 416.",
    "SK200-01": "No framework makes a validator for what a view returns.",
    "SK204-03": "Flask, Django and FastAPI keep their default Content-Type where there is no content.",
    "SK301-02": "No framework bounds how long a permanent redirect is kept.",
    "SKERR-08": "No framework gives its errors a code besides the status; those in HTML and plain text are for people.",
    "SKERR-09": "No framework names the request in a 500.",
}


@pytest.fixture(scope="module")
def captured() -> dict[str, Case]:
    """Give what the frameworks answer, by name."""
    return capture()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_justified(captured: dict[str, Case], name: str) -> None:
    """The framework answers with the status that it was asked for; nothing is found that is not its fault."""
    response = captured[name].response
    expected = name.rpartition(" ")[2].replace("HEAD", "200")

    assert expected == str(response.status)
    assert {rule for case, rule in JUSTIFIED if case == name} == {finding.rule.id for finding in check(response)}


@pytest.mark.parametrize("name", NAMES)
def test_who_knows_less_finds_no_more(captured: dict[str, Case], name: str) -> None:
    """Without the request or the content, and in any role, there are no new findings."""
    response = captured[name].response
    justified = {rule for case, rule in JUSTIFIED if case == name}
    for known in (response, attrs.evolve(response, request=None), attrs.evolve(response, content=None)):
        for role in Role:
            assert justified >= {finding.rule.id for finding in check(known, role=role)}


def test_all_rules_find_no_other_error(captured: dict[str, Case]) -> None:
    """With everything on there is advice, each for its reason, and no error that the default has not."""
    found: dict[str, Severity] = {}
    for case in captured.values():
        usual = {finding.rule.id for finding in check(case.response)}
        strict = check(case.response, profile=CheckProfile.STRICT)
        found |= {finding.rule.id: finding.severity for finding in strict if finding.rule.id not in usual}

    assert set(STRICT) == set(found)
    assert Severity.ERROR not in found.values()


def test_everything_is_captured(captured: dict[str, Case]) -> None:
    """Six frameworks, the twelve statuses and HEAD; and justifications are for those alone."""
    assert NAMES == list(captured)
    assert 6 * 13 == len(captured)
    assert {case for case, _ in JUSTIFIED} <= set(NAMES)
