"""
What the pytest plugin does while it looks at responses. It is imported only if that is wanted: see `statuskit_pytest`.

What a test shows goes to its reports, which are plain data, so that it comes from the workers of pytest-xdist to where
the summary is printed. All reports of a test tell the same again, and more as there is more. So it does not matter if
one is lost, or if a test runs again.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

import attrs
import pytest

from statuskit._redact import cut, in_a_line
from statuskit._wording import how_many
from statuskit.conformance import RULES, Severity, check
from statuskit.exceptions import UnknownRuleError
from statuskit.testing._assertions import severity
from statuskit.testing._recording import recording
from statuskit.testing._report import findings_report

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from statuskit.conformance import Finding, Rule
    from statuskit.messages import Response

__all__ = ["Settings", "Watch", "settings"]

# A test may look at a thousand responses that differ; this is what is kept of each rule.
_MOST_FINDINGS: Final = 20
_MOST_TESTS: Final = 5
_LONGEST_ID: Final = 120
_KEY: Final = "statuskit"
_MARKER_WORDS: Final = frozenset({"ignore", "profile", "fail_on"})
_COLOURS: Final = MappingProxyType({Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"})


class Told(TypedDict):
    """What a report says of a test: how many responses were looked at, and id and message of each finding."""

    checks: int
    findings: list[list[str]]


@attrs.frozen
class Settings:
    """What responses are held against, and from where up a test fails."""

    least: Severity
    ignore: tuple[str, ...]
    profile: str


def settings(least: Severity | str, ignore: Iterable[str], profile: Any) -> Settings:
    """
    Return settings that can be.

    Raises:
        UnknownRuleError: a KeyError: for a severity, ids or a profile that there is none of.
    """
    found = Settings(severity(least), tuple(ignore), profile)
    check("200 OK", ignore=found.ignore, profile=found.profile)
    return found


class _Test:
    """What one test has shown so far. Its contents are dropped, as they may be large."""

    def __init__(self, chosen: Settings) -> None:
        self.settings = chosen
        self.checks = 0
        self.findings: dict[tuple[str, ...], tuple[Response, Finding]] = {}
        self.blamed = 0

    def look(self, seen: Response, ignore: str | Iterable[str]) -> None:
        self.checks += 1
        leave_out = (*self.settings.ignore, *((ignore,) if isinstance(ignore, str) else ignore))
        kept = attrs.evolve(seen, content=None, history=())
        request = seen.request
        asked = ("", "") if request is None else (request.method, request.url or "")
        for finding in check(seen, ignore=leave_out, profile=self.settings.profile):
            # Who asks for the same thing again, until it is there, finds the same again.
            key = (finding.rule.id, finding.message, *asked, seen.url or "")
            if sum(rule_id == finding.rule.id for rule_id, *_ in self.findings) < _MOST_FINDINGS:
                self.findings.setdefault(key, (kept, finding))

    def told(self) -> Told:
        rows = ([finding.rule.id, in_a_line(finding.message)] for _, finding in self.findings.values())
        return {"checks": self.checks, "findings": sorted(rows)}

    def fresh(self) -> list[tuple[Response, Finding]]:
        """Return what is bad and was not returned before."""
        bad = [found for found in self.findings.values() if found[1].severity.reaches(self.settings.least)]
        fresh, self.blamed = bad[self.blamed :], len(bad)
        return fresh

    def blame(self) -> None:
        """Fail if there is anything bad that has not failed the test yet."""
        least, fresh = self.settings.least, self.fresh()
        if not fresh:
            return
        exchanges: dict[int, tuple[Response, list[Finding]]] = {}
        for seen, finding in fresh:
            exchanges.setdefault(id(seen), (seen, []))[1].append(finding)
        reports = [findings_report(seen, findings, least) for seen, findings in exchanges.values()]
        pytest.fail("\n".join(["responses that this test saw break rules (--statuskit=fail)", *reports]), pytrace=False)


class Watch:
    """The hooks: a test's responses are looked at, told by its reports, and summed up at the end."""

    def __init__(self, chosen: Settings, *, fails: bool) -> None:
        self._settings = chosen
        self._fails = fails
        # One test runs at a time. A task may outlive the test that started it, so this is not bound to its context.
        self._test: _Test | None = None
        self._told: dict[str, Told] = {}

    # --- a test runs --------------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Look on while a test runs."""
        with recording(self._look):
            try:
                return (yield)
            finally:
                self._test = None

    def _look(self, seen: Response, ignore: str | Iterable[str]) -> None:
        if self._test is not None:
            self._test.look(seen, ignore)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin anew: a test that is run again is another."""
        self._test = None
        self._test = _Test(_marked(item, self._settings))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Let a test fail that would have passed."""
        result = yield
        self._blame()
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Generator[None, object, object]:
        """The same for what its fixtures see when they are done, and for nothing that was seen before."""
        # A test that failed by itself, or was skipped, is not told to have failed twice.
        if self._test is not None:
            self._test.fresh()
        result = yield
        self._blame()
        return result

    def _blame(self) -> None:
        if self._fails and self._test is not None:
            self._test.blame()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Tell what was seen: in the report, and as properties of the test, which JUnit's XML shows."""
        told = None if self._test is None or not self._test.checks else self._test.told()
        for rule, message in () if told is None else told["findings"]:
            row = (f"statuskit.{rule}", message)
            if row not in item.user_properties:
                item.user_properties.append(row)
        report = yield
        if told is not None:
            vars(report)[_KEY] = told  # what is in there goes from a worker to the controller, as plain data
        return report

    # --- all tests have run -------------------------------------------------------------------------------------------

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a report tells, wherever its test ran."""
        told = cast("Told | None", vars(report).get(_KEY))
        if told is not None:
            self._told[report.nodeid] = told

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the findings by rule, the worst first."""
        terminalreporter.section("statuskit")
        checks = sum(told["checks"] for told in self._told.values())
        if not checks:
            terminalreporter.line("no response was looked at: tests show them with assert_status, assert_conformant")
            terminalreporter.line("and the fixture lint_response")
            return
        found = _by_rule(self._told)
        shows_all = terminalreporter.verbosity > 0
        for rule, tests in sorted(found.items(), key=lambda row: _rank(*row)):
            _show_rule(terminalreporter, rule, tests, shows_all=shows_all)
        counts = [
            # Of information there is no plural.
            f"{count} {each.value}" if each is Severity.INFO else how_many(count, each.value)
            for each in reversed(Severity)
            if (count := sum(sum(tests.values()) for rule, tests in found.items() if rule.severity is each))
        ]
        looked = how_many(checks, "response")
        terminalreporter.line(f"{looked} looked at: {', '.join(counts) or 'no finding'}")


def _marked(item: pytest.Item, given: Settings) -> Settings:
    """Return what markers make of the settings: the nearest decides, and what is left out adds up."""
    least: Severity | str = given.least
    ignore, profile = given.ignore, given.profile
    for mark in reversed(list(item.iter_markers("statuskit"))):
        words = mark.kwargs
        unknown = sorted(words.keys() - _MARKER_WORDS)
        if mark.args or unknown:
            what = ", ".join(unknown) or "a value without a name"
            pytest.fail(f"@pytest.mark.statuskit: {what}; accepted: ignore=, profile=, fail_on=", pytrace=False)
        more = words.get("ignore", ())
        ignore += (more,) if isinstance(more, str) else tuple(more)
        least, profile = words.get("fail_on", least), words.get("profile", profile)
    try:
        return settings(least, ignore, profile)
    except UnknownRuleError as problem:
        pytest.fail(f"@pytest.mark.statuskit: {problem}", pytrace=False)


def _by_rule(told: Mapping[str, Told]) -> dict[Rule, dict[str, int]]:
    """Return how often each rule was broken, test by test."""
    found: dict[Rule, dict[str, int]] = {}
    for test in sorted(told):
        for rule_id, _ in told[test]["findings"]:
            tests = found.setdefault(RULES[rule_id], {})
            tests[test] = tests.get(test, 0) + 1
    return found


def _rank(rule: Rule, tests: Mapping[str, int]) -> tuple[int, int, str]:
    return (-list(Severity).index(rule.severity), -sum(tests.values()), rule.id)


def _show_rule(terminal: pytest.TerminalReporter, rule: Rule, tests: Mapping[str, int], *, shows_all: bool) -> None:
    count, several = sum(tests.values()), len(tests)
    head = f"{rule.severity.value} {rule.id}"
    terminal.write(head, **{_COLOURS[rule.severity]: True})
    times = f"{how_many(count, 'time')} in {how_many(several, 'test')}"
    terminal.line(f" {rule.title} ({rule.citation}): {times}")
    most = several if shows_all else _MOST_TESTS
    for test in list(tests)[:most]:
        terminal.line(f"  {cut(test, _LONGEST_ID)}")
    if several > most:
        terminal.line(f"  and {several - most} more; -v shows all")
    terminal.line(f"  {rule.citation.url}")
