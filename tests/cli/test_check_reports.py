"""`statuskit check`: the answers to programs, in JSON, SARIF and as annotations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from cli.checked import ALLOWED, ASKED, BAD, REFUSED, found, plain
from cli.driver import Ran, run
from hypothesis import given
from hypothesis import strategies as st

from statuskit import __version__
from statuskit.cli._check_reports import _escaped, _property
from statuskit.conformance import RULES, check, skipped, tried
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

# What GitHub reads: a command, its properties, and a message (github.com/actions/toolkit, docs/commands.md).
COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=([1-9]\d*),title=([^,:]*)::([^\r\n]*)")


class TestJson:
    """The answer to programs."""

    def test_members(self) -> None:
        """An object for each response: where it is, what it answers, what was found, and what was tried."""
        request = Request("PUT", "/users/1", {"Host": "example.com", "Content-Length": 0}, b"", "HTTP/1.1")
        response = Response(405, {"Content-Type": "text/plain", "Content-Length": 2}, b"no", request=request)
        [one] = found(ASKED + REFUSED)

        assert {
            "file": "stdin",
            "line": 5,
            "entry": None,
            "method": "PUT",
            "url": "/users/1?...",
            "status": 405,
        }.items() <= one.items()
        assert plain(check(response, role="client")) == one["findings"]
        assert ["SK405-01"] == [finding["rule"]["id"] for finding in one["findings"]]
        assert [rule.id for rule in tried(response, role="client")] == one["tried"]
        assert ([], "") == (one["skipped"], one["doubt"])

    def test_unknown(self) -> None:
        """What is not known is null, and rules that need it are told."""
        [one] = found(REFUSED + "$ ")
        response = Response(405, {"Content-Type": "text/plain", "Content-Length": 2})

        assert (None, None) == (one["method"], one["url"])
        assert [rule.id for rule in skipped(response, role="client")] == one["skipped"]
        assert [rule.id for rule in tried(response, role="client")] == one["tried"]
        assert set(one["tried"]).isdisjoint(one["skipped"])
        assert "there are 4 octets, and Content-Length says 2" == one["doubt"]

    def test_format(self) -> None:
        """`--format json` is the same as `--json`."""
        assert run("check", "--json", stdin=REFUSED) == run("check", "--format", "JSON", stdin=REFUSED)

    def test_nothing_read(self) -> None:
        """Its form depends on what was asked, never on what was found."""
        assert (2, "[]\n") == run("check", "--json", stdin=BAD)[:2]


# What SARIF 2.1.0 asks of each object, by the sections of the standard.
LEVELS = {"none", "note", "warning", "error"}
OF_A_LOG = {
    "3.13.2: the version": lambda log: log["version"] == "2.1.0",
    "3.13.4: a list of runs": lambda log: isinstance(log["runs"], list),
}
OF_A_RUN = {
    "3.19.8: the tool has a name": lambda run: isinstance(run["tool"]["driver"]["name"], str),
    "3.14.17: a kind of columns": lambda run: run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"},
    "3.14.23: a list of results": lambda run: isinstance(run["results"], list),
    "3.20.14: whether it succeeded": lambda run: all(
        isinstance(each["executionSuccessful"], bool) for each in run["invocations"]
    ),
    "3.27.6: an index is that of the rule": lambda run: all(
        run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"]
    ),
}
OF_A_RULE = {
    "3.49.3: an id": lambda rule: isinstance(rule["id"], str),
    "3.49.12: an absolute URI": lambda rule: bool(urlsplit(rule["helpUri"]).scheme),
    "3.12.3: texts": lambda rule: all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help")),
    "3.50.3: a level": lambda rule: rule["defaultConfiguration"]["level"] in LEVELS,
}
OF_A_RESULT = {
    "3.27.11: a message": lambda result: bool(result["message"]["text"]),
    "3.27.10: a level": lambda result: result["level"] in LEVELS,
    "3.27.17: fingerprints are text": lambda result: all(
        isinstance(value, str) for value in result["partialFingerprints"].values()
    ),
}
OF_A_PLACE = {
    "3.4.3: a URI reference": lambda place: bool(
        re.fullmatch(r"(?:[A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
    ),
    "3.30.5: lines are counted from 1": lambda place: place["region"]["startLine"] >= 1,
}


def schema_problems(log: Any) -> list[str]:  # Any: whatever JSON has
    """Return what SARIF 2.1.0 asks for that is not there."""
    runs = log["runs"]
    results = [result for run in runs for result in run["results"]]
    notifications = [
        each for run in runs for invocation in run["invocations"] for each in invocation["toolExecutionNotifications"]
    ]
    objects: list[tuple[dict[str, Callable[[Any], bool]], list[Any]]] = [
        (OF_A_LOG, [log]),
        (OF_A_RUN, runs),
        (OF_A_RULE, [rule for run in runs for rule in run["tool"]["driver"]["rules"]]),
        (OF_A_RESULT, results),
        ({"3.58.5: a message": lambda each: bool(each["message"]["text"])}, notifications),
        (
            OF_A_PLACE,
            [place["physicalLocation"] for each in (*results, *notifications) for place in each.get("locations", ())],
        ),
    ]
    return [asked for table, found in objects for each in found for asked, holds in table.items() if not holds(each)]


class TestSarif:
    """SARIF 2.1.0."""

    def log(self, *argv: str, stdin: str = "") -> tuple[Any, Any]:  # Any: whatever JSON has
        """Return a log that is as the standard wants it, and its run."""
        log = json.loads(run("check", "--format", "sarif", *argv, stdin=stdin).out)

        assert [] == schema_problems(log)
        return log, log["runs"][0]

    def test_result(self) -> None:
        """A finding is a result of a rule at a place."""
        log, one = self.log(stdin=ASKED + REFUSED)
        rule, [result] = RULES["SK405-01"], one["results"]

        assert "https://docs.oasis-open.org/sarif/sarif/v2.1.0/" == log["$schema"][:47]
        assert {"name": "statuskit", "version": __version__}.items() <= one["tool"]["driver"].items()
        assert ("SK405-01", 0, "error") == (result["ruleId"], result["ruleIndex"], result["level"])
        assert f"405 Method Not Allowed without Allow. Fix: {rule.fix}" == result["message"]["text"]
        assert [{"physicalLocation": {"artifactLocation": {"uri": "stdin"}, "region": {"startLine": 5}}}] == result[
            "locations"
        ]
        assert [(rule.id, rule.title, rule.citation.url)] == [
            (each["id"], each["shortDescription"]["text"], each["helpUri"]) for each in one["tool"]["driver"]["rules"]
        ]
        assert [{"executionSuccessful": True, "toolExecutionNotifications": []}] == one["invocations"]

    def test_levels(self) -> None:
        """An info is a note."""
        _, one = self.log("--select", "all", stdin=REFUSED.replace("Content-Type: text/plain", "Retry-After: soon"))

        assert {"error", "warning", "note"} == {result["level"] for result in one["results"]}

    def test_fingerprints(self) -> None:
        """A finding is known again where lines have moved; the same finding of another response is another."""

        def prints(text: str) -> list[str]:
            _, one = self.log(stdin=text)
            return [value for result in one["results"] for value in result["partialFingerprints"].values()]

        [first] = prints(ASKED + REFUSED)
        [moved] = prints(ASKED.replace("\r\n\r\n", "\r\nA: 1\r\n\r\n") + REFUSED)
        several = prints(ASKED + REFUSED + ASKED + REFUSED + ASKED.replace("PUT", "POST") + REFUSED)

        assert first == moved == several[0]
        assert 3 == len(set(several))

    def test_fingerprints_have_no_secret(self) -> None:
        """They are made of what is shown: who learns one cannot try passwords on it, and each session has the same."""
        asked = [
            f"PUT {target} HTTP/1.1\r\nHost: example.com\r\n\r\n"
            for target in ("//me:s3cret@h/a;jsessionid=1?token=2", "//you:other@h/a;jsessionid=3?token=4")
        ]
        logs = [self.log(stdin=request + REFUSED)[1] for request in asked]
        prints = [[result["partialFingerprints"] for result in one["results"]] for one in logs]

        assert 1 == len(prints[0])
        assert prints[0] == prints[1]

    def test_paths(self, folder: Path) -> None:
        """A path is a URI, relative where it is; whatever its name is."""
        name = "a b,c:%.txt"
        for path in (name, str(folder / name)):
            _, one = self.log(path)
            uri = one["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert Path(path) == Path(unquote(urlsplit(uri).path))
            assert ("file" if Path(path).is_absolute() else "") == urlsplit(uri).scheme

    def test_unreadable(self, folder: Path) -> None:
        """What could not be read is told, and the run did not succeed."""
        _, one = self.log("bad.txt", "refused.txt", str(folder), "none.txt")
        [invocation] = one["invocations"]
        notifications = invocation["toolExecutionNotifications"]

        assert not invocation["executionSuccessful"]
        assert 1 == len(one["results"])
        assert [
            "bad.txt:2: no header field: 'no field'; accepted: 'Name: value', and an empty line before the content"
        ] == [notification["message"]["text"] for notification in notifications if "locations" in notification]
        assert [2] == [
            location["physicalLocation"]["region"]["startLine"]
            for notification in notifications
            for location in notification.get("locations", ())
        ]
        assert 3 == len(notifications)


class TestGitHub:
    """Annotations of GitHub's workflows."""

    def test_commands(self, folder: Path) -> None:
        """A finding is a workflow command with its file, line and rule; so is a file that cannot be read."""
        ran = run("check", "--format", "github", "a b,c:%.txt", "bad.txt")
        commands = [COMMAND.fullmatch(line) for line in ran.out.splitlines()]
        groups = [command.groups() for command in commands if command]
        rule = RULES["SK405-01"]
        text = f"405 Method Not Allowed without Allow. Fix: {rule.fix} {rule.citation.url}"

        assert folder.exists()
        assert 2 == ran.status
        assert ("error", "a b%2Cc%3A%25.txt", "5", "SK405-01", text) == groups[0]
        assert ("error", "bad.txt", "2", "statuskit") == groups[1][:4]
        assert len(commands) == len(groups) == 2

    def test_levels(self) -> None:
        """An info is a notice; nothing found is nothing said."""
        text = REFUSED.replace("Content-Type: text/plain", "Retry-After: soon")
        out = run("check", "--format", "github", "--select", "all", stdin=text).out

        assert {"error", "warning", "notice"} == {line.split()[0].strip(":") for line in out.splitlines()}
        assert Ran(0, "", "") == run("check", "--format", "github", stdin=ALLOWED)

    @given(st.text())
    def test_escapes(self, text: str) -> None:
        """Whatever a text is, it ends no line and no property, and is read back as it was."""
        for escaped, signs in ((_escaped(text), "\r\n"), (_property(text), "\r\n:,")):
            read = escaped
            for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                read = read.replace(code, sign)
            assert not set(signs) & set(escaped)
            assert text == read
