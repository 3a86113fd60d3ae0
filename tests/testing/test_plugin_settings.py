"""The pytest plugin: what responses are held against, as options, configuration files and markers say."""

from __future__ import annotations

import pytest
from testing.plugged import THREE, Run, isolated

import statuskit_pytest
from statuskit.conformance import RULES, Severity

pytest_plugins = ["pytester"]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest with the plugin."""
    isolated(monkeypatch)
    return Run(pytester)


# --- what is held against what ----------------------------------------------------------------------------------------

IGNORING = """
def test_it(lint_response):
    lint_response(NO_ALLOW)
    lint_response(NO_WAIT)
"""


@pytest.mark.parametrize(
    ("configured", "options", "failed"),
    [
        ("", (), 1),
        ("statuskit_ignore = SK405-01 SK429", (), 0),
        ("statuskit_ignore = SK405", (), 1),
        ("statuskit_ignore = SK405", ("--statuskit-ignore=SK429-01",), 0),
        ("", ("--statuskit-ignore=SK405,SK429",), 0),
        ("", ("--statuskit-ignore=SK405", "--statuskit-ignore=SK429"), 0),
        ("statuskit_fail_on = error\nstatuskit_ignore = SK405", ("--statuskit-fail-on=error",), 0),
    ],
)
def test_ignored(pytester: pytest.Pytester, run: Run, configured: str, options: tuple[str, ...], failed: int) -> None:
    """Rules are left out by the configuration file and by the command line together."""
    pytester.makeini(f"[pytest]\nstatuskit = fail\nstatuskit_fail_on = warning\n{configured}\n")
    if "statuskit_fail_on" in configured:
        pytester.makeini(f"[pytest]\nstatuskit = fail\n{configured}\n")

    run(IGNORING, *options).assert_outcomes(passed=1 - failed, failed=failed)


def test_command_line_wins(pytester: pytest.Pytester, run: Run) -> None:
    """The command line is asked before the configuration file."""
    pytester.makeini("[pytest]\nstatuskit = fail\nstatuskit_fail_on = warning\n")

    run(THREE).assert_outcomes(passed=1, failed=2)
    run.again("--statuskit-fail-on=error").assert_outcomes(passed=2, failed=1)
    run.again("--statuskit=report").assert_outcomes(passed=3)


# SKERR-08 is on in the profile "api" alone.
PROFILE = """
TEXT = answer(400, text="no", headers={"Content-Type": "text/plain"})

def test_plain(lint_response):
    lint_response(TEXT)

@pytest.mark.statuskit(profile="rfc")
def test_marked(lint_response):
    lint_response(TEXT)
"""


def test_profile(pytester: pytest.Pytester, run: Run) -> None:
    """A profile has more rules on, and a marker takes another for a test."""
    pytester.makeini("[pytest]\nstatuskit_profile = api\n")

    result = run(PROFILE, "--statuskit=report")

    assert not RULES["SKERR-08"].default
    result.stdout.fnmatch_lines(["* SKERR-08 *: 1 time in 1 test", "  test_it.py::test_plain"])


MARKED = """
pytestmark = pytest.mark.statuskit(fail_on="warning", ignore="SK503")

@pytest.mark.statuskit(ignore=["SK405-01"])
def test_both_ignore(lint_response):
    lint_response(NO_ALLOW)
    lint_response(NO_LATER)

@pytest.mark.statuskit(fail_on="error")
def test_nearest_decides(lint_response):
    lint_response(NO_WAIT)

def test_warning(lint_response):
    lint_response(NO_WAIT)
"""


def test_marker(run: Run) -> None:
    """What markers leave out adds up; of other words the nearest marker decides."""
    result = run(MARKED, "--statuskit=fail", "-rf")

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["FAILED test_it.py::test_warning *"])
    result.stdout.no_fnmatch_line("*SK405*")
    result.stdout.no_fnmatch_line("*SK503*")


def test_own_ignore(run: Run) -> None:
    """What assert_conformant() is told to leave out is left out here as well, however it is given."""
    code = """
from statuskit.testing import assert_conformant

@pytest.mark.parametrize("ignore", ["SK405-01", ["SK4"], iter(["SK405"])], ids=["text", "list", "iterator"])
def test_it(ignore):
    assert_conformant(NO_ALLOW, ignore=ignore)
"""

    run(code, "--statuskit=fail").assert_outcomes(passed=3)


# --- what is given wrongly --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("configured", "said"),
    [
        ("statuskit = of", "statuskit = 'of'; accepted: off, report, fail"),
        ("statuskit_fail_on = errors", "statuskit_fail_on = 'errors'; accepted: error, warning, info"),
        ("statuskit = report\nstatuskit_ignore = SK999", "*the id of a rule*'SK999'*"),
        ("statuskit = report\nstatuskit_profile = apis", "*not a profile: 'apis'*did you mean api*"),
    ],
    ids=["mode", "severity", "id", "profile"],
)
def test_wrong_configuration(pytester: pytest.Pytester, run: Run, configured: str, said: str) -> None:
    """A word that there is none of stops the run before the first test, and what is accepted is said."""
    pytester.makeini(f"[pytest]\n{configured}\n")

    result = run(THREE)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: *{said}"])


@pytest.mark.parametrize("option", ["--statuskit=on", "--statuskit-fail-on=fatal"])
def test_wrong_option(run: Run, option: str) -> None:
    """So does an option."""
    result = run(THREE, option)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*invalid choice*"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ignor='SK4'", "ignor; accepted: ignore=, profile=, fail_on="),
        ("'SK4'", "a value without a name; accepted: ignore=, profile=, fail_on="),
        ("ignore='SK999'", "*'SK999'*"),
        ("fail_on='eror'", "not a severity: 'eror'; *did you mean error*"),
    ],
    ids=["word", "no word", "id", "severity"],
)
def test_wrong_marker(run: Run, words: str, said: str) -> None:
    """A marker that says nothing is an error of its test, and of no other."""
    code = f"@pytest.mark.statuskit({words})\ndef test_marked():\n    pass\n\ndef test_other():\n    pass\n"

    result = run(code, "--statuskit=report")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"@pytest.mark.statuskit: {said}"])


def test_severities() -> None:
    """The plugin names the severities without importing them, and names them all."""
    assert {each.value for each in Severity} == set(statuskit_pytest._SEVERITIES)
