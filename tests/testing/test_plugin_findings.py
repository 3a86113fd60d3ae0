"""The pytest plugin: what it finds in the responses that tests see, and where it tells that."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from steady import steady
from testing.plugged import THREE, Run, isolated

from statuskit.conformance import Severity
from statuskit.messages import Response
from statuskit.testing import assert_conformant, assert_status
from statuskit.testing._plugin import Settings, Watch
from statuskit.testing._recording import lint_response, recording

if TYPE_CHECKING:
    from collections.abc import Iterable

pytest_plugins = ["pytester"]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest with the plugin."""
    isolated(monkeypatch)
    return Run(pytester)


# --- off, report, fail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--statuskit=off", "--statuskit-fail-on=info")], ids=["nothing", "off"])
def test_off(run: Run, options: tuple[str, ...]) -> None:
    """Unless it is asked for, nothing is looked at and nothing is said."""
    result = run(THREE, *options)

    result.assert_outcomes(passed=3)
    result.stdout.no_fnmatch_line("*statuskit*=*")
    result.stdout.no_fnmatch_line("*SK*")


SUMMARY = [
    "=* statuskit =*",
    "error SK405-01 405 without Allow (RFC 9110 §15.5.6): 1 time in 1 test",
    "  test_it.py::test_error",
    "  https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6",
    "warning SK429-01 * (RFC 6585 §4): 1 time in 1 test",
    "  test_it.py::test_warning",
    "  https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
    "3 responses looked at: 1 error, 1 warning",
]


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["one process", "workers"])
def test_report(run: Run, workers: tuple[str, ...]) -> None:
    """Findings are summed up by rule, the worst first, once, wherever the tests ran; none of them fails."""
    result = run(THREE, "--statuskit=report", *workers, apart=bool(workers))

    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(SUMMARY, consecutive=True)
    assert 1 == result.stdout.str().count("SK405-01")


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["one process", "workers"])
def test_fail(run: Run, workers: tuple[str, ...]) -> None:
    """A test that saw an error fails, with what is wrong and what to change; the summary comes as well."""
    result = run(THREE, "--statuskit=fail", *workers, apart=bool(workers))

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ test_error _*",
            "responses that this test saw break rules (--statuskit=fail)",
            "405 Method Not Allowed from PUT http://h/a: 1 finding",
            "  SK405-01 error: 405 Method Not Allowed without Allow",
            "    fix: List the methods of the resource, such as Allow: GET, HEAD.",
            "    see: RFC 9110 §15.5.6 (MUST), https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6",
        ],
    )
    result.stdout.fnmatch_lines(SUMMARY, consecutive=True)


@pytest.mark.parametrize(
    ("least", "failed"), [("error", {"NO_ALLOW"}), ("warning", {"NO_ALLOW", "NO_WAIT"}), ("info", None)], ids=steady
)
def test_fail_on(run: Run, least: str, failed: set[str] | None) -> None:
    """Tests fail from the severity up that is given."""
    code = "".join(
        f"\ndef test_{name}(lint_response):\n    lint_response({name})\n"
        for name in ("FINE", "NO_ALLOW", "NO_WAIT", "NO_LATER")
    )

    result = run(code, "--statuskit=fail", f"--statuskit-fail-on={least}", "-rf")

    expected = {"NO_ALLOW", "NO_WAIT", "NO_LATER"} if failed is None else failed
    lines = result.stdout.str().split("\n")
    assert expected == {line.split("test_", 2)[2].split(" ")[0] for line in lines if line.startswith("FAILED")}
    result.assert_outcomes(passed=4 - len(expected), failed=len(expected))


def test_no_response(run: Run) -> None:
    """A run that showed no response says so, and how it could."""
    result = run("def test_it():\n    assert FINE\n", "--statuskit=report")

    result.stdout.fnmatch_lines(["no response was looked at: *assert_status*", "*lint_response*"])


def test_no_finding(run: Run) -> None:
    """A run without a finding says how many responses it looked at."""
    result = run("def test_it(lint_response):\n    lint_response(FINE)\n", "--statuskit=report")

    result.stdout.fnmatch_lines(["1 response looked at: no finding"])


# --- when a test fails ------------------------------------------------------------------------------------------------

PHASES = """
import unittest
from statuskit.testing import assert_status as see

@pytest.fixture
def before():
    see(NO_ALLOW, 405)

@pytest.fixture
def after():
    yield
    see(NO_ALLOW, 405)

def test_before(before):
    pass

def test_after(after):
    pass

def test_both(before, after):
    pass

def test_own():
    see(NO_ALLOW, 200)

@pytest.mark.xfail
def test_expected():
    see(NO_ALLOW, 405)

def test_skipped(before):
    pytest.skip("not today")

class TestCase(unittest.TestCase):
    def test_case(self):
        see(NO_ALLOW, 405)
"""


def test_phases(run: Run) -> None:
    """Findings of fixtures count, an error is told once, a failure of the test's own comes first."""
    result = run(PHASES, "--statuskit=fail", "-rfE")

    # test_before, test_both, test_own and test_case fail; test_after fails when its fixture is torn down.
    result.assert_outcomes(passed=1, failed=4, errors=1, xfailed=1, skipped=1)
    result.stdout.fnmatch_lines_random(
        [
            "FAILED test_it.py::test_before - Failed: responses that this test saw *",
            "ERROR test_it.py::test_after - Failed: responses that this test saw *",
            "FAILED test_it.py::test_own - AssertionError: expected 200 OK, got 405*",
            "FAILED test_it.py::TestCase::test_case - *",
        ]
    )


COUNTED = """
def test_same(lint_response):
    for _ in range(5):
        lint_response(answer(405, "PUT"))

def test_others(lint_response):
    for number in range(100):
        lint_response(answer(405, "PUT", f"/{number}"))

def test_two(lint_response):
    lint_response(answer(204, headers={"Content-Length": "0", "Retry-After": "soon"}, text=""))
"""


def test_counted(run: Run) -> None:
    """The same answer to the same request counts once in a test, a rule at most twenty times."""
    result = run(COUNTED, "--statuskit=fail", "-p", "no:randomly")

    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(["error SK405-01 *: 21 times in 2 tests"])
    result.stdout.fnmatch_lines(["204 No Content from GET http://h/a: 2 findings"])
    result.stdout.fnmatch_lines(["106 responses looked at: 23 errors*"])


@pytest.mark.parametrize(("options", "shown"), [((), 5), (("-v",), 7)], ids=["short", "verbose"])
def test_long_lists(run: Run, options: tuple[str, ...], shown: int) -> None:
    """Five tests are named for a rule, all of them with -v; a name that is too long is cut."""
    code = (
        "@pytest.mark.parametrize('name', [pytest.param(0, id=x * 200) for x in 'abcdefg'])\n"
        "def test_it(name, lint_response):\n    lint_response(NO_ALLOW)\n"
    )

    result = run(code, "--statuskit=report", *options)

    result.stdout.fnmatch_lines(["error SK405-01 *: 7 times in 7 tests"])
    named = [line for line in result.stdout.str().split("\n") if line.startswith("  test_it.py::test_it[")]
    assert [f"  test_it.py::test_it[{letter * 100}..." for letter in "abcdefg"[:shown]] == named
    assert (shown == 5) is ("  and 2 more; -v shows all" in result.stdout.str())


# --- JUnit's XML ------------------------------------------------------------------------------------------------------

LEAKY = """
def test_it(lint_response):
    lint_response(NO_ALLOW)
    headers = {"Retry-After": "Bearer c2VjcmV0LXNlY3JldA" + "x" * 999}
    lint_response(answer(503, path="/?token=s3cr3t", headers=headers))
"""


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["one process", "workers"])
def test_junit(pytester: pytest.Pytester, run: Run, workers: tuple[str, ...]) -> None:
    """Each finding is a property of its test, once, short, and without secrets."""
    run(LEAKY, "--statuskit=report", "--junitxml=it.xml", *workers, apart=bool(workers))

    text = (pytester.path / "it.xml").read_text(encoding="utf-8")
    rows = [(row.get("name"), row.get("value")) for row in ET.fromstring(text).iter("property")]  # noqa: S314  ours
    assert ("statuskit.SK405-01", "405 Method Not Allowed without Allow") in rows
    assert len(rows) == len(set(rows))
    assert {"statuskit.SK405-01", "statuskit.SKHDR-01"} == {name for name, _ in rows}
    assert all(len(value or "") < 300 for _, value in rows)
    assert "c2VjcmV0" not in text
    assert "s3cr3t" not in text


# --- who looks on -----------------------------------------------------------------------------------------------------

TASKS = """
import asyncio

def test_task(assert_status):
    async def see():
        await asyncio.sleep(0)
        assert_status(NO_ALLOW, 405)
    async def run():
        await asyncio.gather(see(), see())
    asyncio.run(run())
"""


def test_tasks(run: Run) -> None:
    """What a task of a test sees is seen."""
    run(TASKS, "--statuskit=fail").assert_outcomes(failed=1)


def test_nobody_looks_on_afterwards() -> None:
    """The assertions tell who looks on, and only as long as that is so."""
    seen: list[tuple[Response, str | Iterable[str]]] = []
    response = Response(200)
    asked = {"method": "PUT", "url": "/a"}

    with recording(lambda given, ignore: seen.append((given, ignore))):
        assert_status(response, 200)
        assert_conformant(response, asked, ignore="SK4")
        lint_response(response, asked)
        assert_status("404 Not Found", 404)  # of which no field is known
    assert_status(response, 200)

    assert [(200, None, ()), (200, "PUT", "SK4"), (200, "PUT", ())] == [
        (given.status, given.request and given.request.method, ignore) for given, ignore in seen
    ]


def test_between_tests() -> None:
    """What is seen while no test runs is nobody's."""
    watch = Watch(Settings(Severity.ERROR, (), "rfc"), fails=True)
    protocol = watch.pytest_runtest_protocol()
    next(protocol)

    lint_response((405, {}))
    watch._blame()
    with pytest.raises(StopIteration) as done:
        protocol.send(True)

    assert done.value.value is True
