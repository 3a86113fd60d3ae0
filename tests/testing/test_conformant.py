"""assert_conformant(), and both assertions in the runners."""

from __future__ import annotations

import subprocess
import sys
import traceback
import unittest
from typing import Any

import pytest
from testing.said import ASKED

from statuskit.conformance import Severity
from statuskit.exceptions import UnknownRuleError
from statuskit.messages import Request, Response
from statuskit.testing import Is, assert_conformant, assert_status

# --- conformant -------------------------------------------------------------------------------------------------------


def test_conformant_failure() -> None:
    """All findings are told, each with what shows it, what mends it, and who says so."""
    with pytest.raises(AssertionError) as caught:
        assert_conformant(
            Response(405, {"Allow": "PUT"}, "no", url="/a"), Request("PUT", "/a", ASKED), fail_on="warning"
        )

    said = str(caught.value)
    assert said.startswith("405 Method Not Allowed from PUT /a: ")
    assert said.partition("\n")[0].endswith(", from warning up")
    assert (
        """
  SK405-02 warning: 405 Method Not Allowed to 'PUT', and Allow lists it
    seen: Allow: 'PUT'
    fix: Take the method out of Allow, or answer it.
    see: RFC 9110 §15.5.6 (definition), https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6"""
        in said
    )


@pytest.mark.parametrize(
    ("fail_on", "fails"),
    [("error", False), (Severity.ERROR, False), ("warning", True), (Severity.WARNING, True), ("info", True)],
    ids=str,
)
def test_fail_on(fail_on: Any, *, fails: bool) -> None:
    """What is less severe does not fail."""
    response = Response(405, {"Allow": "PUT"}, request=Request("PUT", "/a", ASKED))
    if fails:
        with pytest.raises(AssertionError, match="SK405-02"):
            assert_conformant(response, fail_on=fail_on)
    else:
        assert assert_conformant(response, fail_on=fail_on) is response


@pytest.mark.parametrize("ignore", ["SK405", "SK405-01", ["SK405-01"], ("SK204", "SK4")], ids=str)
def test_ignore(ignore: Any) -> None:
    """What is to be ignored does not fail."""
    response = (405, {})

    assert assert_conformant(response, ignore=ignore) is response


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"fail_on": "eror"}, "not a severity: 'eror'; accepted: info, warning, error; did you mean error?"),
        ({"fail_on": "WARN"}, "did you mean warning?"),
        ({"fail_on": None}, "not a severity: None; accepted: info, warning, error"),
        ({"fail_on": 7}, "not a severity: 7"),
        ({"fail_on": []}, "not a severity: <list of 0>"),
        ({"ignore": "SK999"}, "SK999"),
    ],
    ids=str,
)
def test_unknown_options(options: Any, hint: str) -> None:
    """What names no severity and no rule is an error of its own."""
    with pytest.raises(UnknownRuleError) as caught:
        assert_conformant((405, {}), **options)

    assert hint in str(caught.value)


# --- the runners ------------------------------------------------------------------------------------------------------


def test_in_unittest() -> None:
    """In unittest, a failure is a failure and no error, and no frame of ours is shown."""

    class Case(unittest.TestCase):
        def test_it(self) -> None:
            assert_status((404, {}), 200)

        def test_is(self) -> None:
            self.assertEqual((404, {}), Is(200))  # noqa: PT009  it is what this is about

    result = unittest.TestResult()
    unittest.TestLoader().loadTestsFromTestCase(Case).run(result)

    assert (2, 2, 0) == (result.testsRun, len(result.failures), len(result.errors))
    for _, said in result.failures:
        assert "expected 200 OK, got 404 Not Found" in said
        assert "_assertions.py" not in said


def test_no_frame_is_shown_by_pytest() -> None:
    """In pytest, the frame of the assertion is hidden."""
    with pytest.raises(AssertionError) as caught:
        assert_status((404, {}), 200)

    assert {"assert_status"} == {entry.name for entry in caught.traceback if entry.ishidden(caught)}
    assert "assert_status" in "".join(traceback.format_tb(caught.tb))


@pytest.mark.parametrize(
    "code", ["pass", "statuskit.testing.assert_status((200, {}), '2xx')"], ids=["import", "success"]
)
def test_what_is_loaded(code: str) -> None:
    """Neither a runner is loaded nor the rules, until a test fails."""
    script = f"import sys, statuskit.testing; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    loaded = set(done.stdout.split())

    assert "statuskit.testing" in loaded
    assert set() == loaded & {
        "pytest",
        "_pytest",
        "hypothesis",
        "unittest",
        "httpx",
        "requests",
        "difflib",
        "json",
        "urllib.parse",
    }
    assert set() == {name for name in loaded if name.startswith("statuskit.conformance")}


def test_a_fix_is_told_as_it_is() -> None:
    """What a rule says of challenges is no secret, though it reads like one."""
    with pytest.raises(AssertionError, match=r'fix: Add a challenge, such as WWW-Authenticate: Bearer realm="api"; or'):
        assert_conformant((401, {}))
