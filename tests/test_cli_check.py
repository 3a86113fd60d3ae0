"""`statuskit check` and `statuskit rules`: what is read, the answers in each form, exit status, and complaints."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statuskit import __version__
from statuskit.cli import main
from statuskit.cli._check import _MOST_READ
from statuskit.cli._check_page import printable, url_shown
from statuskit.cli._check_reports import _escaped, _property
from statuskit.conformance import RULES, CheckProfile, Severity, check, explain, skipped
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.conformance import Finding

REFUSED = "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno"
ALLOWED = REFUSED.replace("Content-Type", "Allow: GET\r\nContent-Type")
CREATED = "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
ASKED = "PUT /users/1?token=s3cret HTTP/1.1\r\nHost: example.com\r\nContent-Length: 0\r\n\r\n"
BAD = "HTTP/1.1 405 Method Not Allowed\r\nno field\r\n\r\n"
SHORT_ENOUGH = 1_000
LONG = "x" * 10_000_000
# What GitHub reads: a command, its properties, and a message (github.com/actions/toolkit, docs/commands.md).
COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=([1-9]\d*),title=([^,:]*)::([^\r\n]*)")


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


class Stdin(io.TextIOWrapper):
    """Standard input with octets in it, which may claim to be a terminal."""

    def __init__(self, octets: bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(octets))
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether this claims to be a terminal."""
        return self._terminal


def run(*argv: str, stdin: str | bytes | None = "") -> Ran:
    """Run a command with streams that are no terminal."""
    octets = stdin.encode("latin-1") if isinstance(stdin, str) else stdin
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "stdin", None if octets is None else Stdin(octets))
        status = main(argv)
    return Ran(status, out.getvalue(), err.getvalue())


def told(text: str, *argv: str) -> str:
    """Return the page for a transcript as one line, so that it does not matter where it is wrapped."""
    ran = run("check", *argv, stdin=text)

    assert ran.status in {0, 1}
    assert "" == ran.err
    return " ".join(ran.out.split())


def found(text: str, *argv: str) -> list[dict[str, Any]]:  # Any: whatever JSON has
    """Return what is found in a transcript, in JSON."""
    ran = run("check", "--json", *argv, stdin=text)

    assert ran.status in {0, 1}
    return json.loads(ran.out, parse_constant=pytest.fail)  # type: ignore[no-any-return]


def ids(text: str, *argv: str) -> list[str]:
    """Return the ids of the rules that the last response of a transcript breaks."""
    return [finding["rule"]["id"] for finding in found(text, *argv)[-1]["findings"]]


def plain(findings: list[Finding]) -> Any:  # Any: whatever JSON has
    """Return findings as JSON has them."""
    return json.loads(json.dumps([finding.to_dict() for finding in findings]))


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with transcripts, which is where the command runs."""
    files = {"refused.txt": REFUSED, "allowed.txt": ALLOWED, "bad.txt": BAD, "a b,c:%.txt": ASKED + REFUSED}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestPage:
    """The answer to people."""

    def test_finding(self) -> None:
        """A finding tells the rule, what is wrong, what shows it, what to change, and the source."""
        rule = RULES["SK405-01"]
        page = told(ASKED + REFUSED)

        assert page.startswith("405 Method Not Allowed to PUT /users/1?... stdin, line 5 Errors ")
        assert f" SK405-01: 405 Method Not Allowed without Allow Fix: {rule.fix} {rule.citation} (MUST) " in page
        assert f" {rule.citation.url} " in page
        assert "s3cret" not in page

    def test_severities(self) -> None:
        """Findings are grouped by how bad they are, the worst first, and counted."""
        page = told(REFUSED.replace("Content-Type: text/plain\r\n", "Retry-After: soon\r\n"), "--select", "all")
        places = [page.find(f" {title} SK") for title in ("Errors", "Warnings", "Notes")]

        assert -1 not in places
        assert sorted(places) == places
        assert re.search(r" \d errors, \d warnings?, \d notes?; \d+ rules tried\.", page)
        assert " Seen: Retry-After: 'soon' " in page

    def test_nothing(self) -> None:
        """Where nothing is found, it is told how much was tried, and what was not, and why."""
        response = Response(405, {"Allow": "GET", "Content-Type": "text/plain", "Content-Length": 2}, b"no")
        left = skipped(response, role="client")
        page = told(ALLOWED)

        assert [] == check(response, role="client")
        assert page.startswith("405 Method Not Allowed stdin, line 1 Nothing found; ")
        assert re.search(r"; \d\d rules tried\. ", page)
        assert page.endswith(f" {len(left)} rules not tried, since the request is not known.")

    def test_nothing_left_out(self) -> None:
        """With the request, all rules are tried."""
        assert told(ASKED + ALLOWED).endswith(" rules tried.")

    def test_doubt(self) -> None:
        """Content that is not known is told, and so are the rules that need it."""
        page = told(ALLOWED + "$ ")

        assert "The content is not known: there are 4 octets, and Content-Length says 2. " in page
        assert re.search(r"\d+ rules? not tried, since the content is not known\.", page)
        assert re.search(r"\d+ rules? not tried, since the request is not known\.", page)

    def test_doubt_of_both(self) -> None:
        """Rules that need both are told apart."""
        page = told(CREATED.partition("Content-Length")[0] + "\r\n", "--select", "all")

        assert re.search(r"\d+ rules? not tried, since the request and the content are not known\.", page)

    def test_several(self) -> None:
        """Of several responses, those with findings have a page, and all are counted."""
        page = told(ALLOWED + REFUSED + ALLOWED)

        assert page.startswith("405 Method Not Allowed stdin, line 6 Errors SK405-01: ")
        assert " 3 responses: 1 error; " in page
        assert page.endswith(" rules not tried, or not every time, since the request is not known.")

    def test_several_without_findings(self) -> None:
        """Where none has any, there is only the sum."""
        assert told(ALLOWED + ALLOWED).startswith("2 responses: nothing found; ")

    def test_failed(self) -> None:
        """Requests without a response are counted."""
        entries = [{"response": {"status": status, "headers": []}} for status in (0, 200)]
        page = told(json.dumps({"log": {"entries": entries}}))

        assert page.startswith("200 OK stdin, line 1, entry 2 ")
        assert page.endswith(" 1 request without a response.")

    @pytest.mark.parametrize(
        "line, title",
        [
            ("HTTP/1.1 499 x", "499 stdin"),
            ("HTTP/1.1 042 x", "42 stdin"),
            ("HTTP/1.1 404 Gone fishing", "404 Not Found stdin"),
        ],
    )
    def test_titles(self, line: str, title: str) -> None:
        """A response is called by its number and its registered phrase."""
        assert told(f"{line}\r\n\r\n").startswith(title)

    def test_nothing_unprintable(self) -> None:
        """What the transcript says moves no cursor."""
        response = {"status": 405, "headers": []}
        entry = {"request": {"method": "GE\x1b[2JT", "url": "/\x1b]0;x\x07", "headers": []}, "response": response}
        page = told(json.dumps({"log": {"entries": [entry]}}))

        assert page.isprintable()
        assert "to GE\\x1b[2JT /\\x1b]0;x\\x07 " in page

    @given(st.text())
    def test_printable(self, text: str) -> None:
        """Anything can be shown; what is printable is shown as it is."""
        assert printable(text).isprintable()
        assert printable(text) == text or not text.isprintable()

    @pytest.mark.parametrize(
        "url, shown",
        [
            (None, ""),
            ("", ""),
            ("/a", "/a"),
            ("/a?b=c", "/a?..."),
            ("/a#b?c", "/a?..."),
            ("https://example.com", "https://example.com"),
            ("https://me:s3cret@example.com/a@b?c", "https://example.com/a@b?..."),
            ("http://[::1/?a", "http://[::1/?..."),
            ("/" + "x" * 500, "/" + "x" * 199 + "..."),
            ("/a\n", "/a\\n"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_urls(self, url: str | None, shown: str) -> None:
        """A URL is shown without what may be secret."""
        assert shown == url_shown(url)


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
        assert "SK405-01" in one["tried"]
        assert ([], "") == (one["skipped"], one["doubt"])

    def test_unknown(self) -> None:
        """What is not known is null, and rules that need it are told."""
        [one] = found(REFUSED + "$ ")
        response = Response(405, {"Content-Type": "text/plain", "Content-Length": 2})

        assert (None, None) == (one["method"], one["url"])
        assert [rule.id for rule in skipped(response, role="client")] == one["skipped"]
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


class TestRules:
    """Which rules are tried."""

    def test_select(self) -> None:
        """Rules are chosen by their ids or how they begin, with commas or several times."""
        wanted = ids(REFUSED, "--select", "all", "--method", "PUT")

        assert {"SK405-01"} < set(wanted)
        assert ["SK405-01"] == ids(REFUSED, "--select", "SK405")
        assert (
            ["SK405-01"]
            == ids(REFUSED, "--select", "SK409,SK405-01")
            == ids(REFUSED, "--select", "SK409", "--select", "SK405-01")
        )
        assert [] == ids(REFUSED, "--select", "SK409")

    def test_ignore(self) -> None:
        """Others are left out."""
        assert [] == ids(REFUSED, "--ignore", "SK405")
        assert [] == ids(REFUSED, "--ignore", "SK409-01,SK405-01")

    @pytest.mark.parametrize("profile", CheckProfile, ids=str)
    def test_profile(self, profile: CheckProfile) -> None:
        """A profile has rules of its own on."""
        response = Response(405, {"Content-Type": "text/plain", "Content-Length": 2}, b"no")
        wanted = [finding.rule.id for finding in check(response, profile=profile, role="client")]

        assert wanted == ids(REFUSED, "--profile", profile.value.upper())

    def test_role(self) -> None:
        """Nobody is taken to be the origin unless that is said; an interim response is never its last word."""
        interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"

        assert [] == ids(interim, "--select", "SK1XX-04")
        assert ["SK1XX-04"] == ids(interim, "--select", "SK1XX-04", "--role", "origin")
        assert [[], []] == [
            one["findings"] for one in found(interim + ALLOWED, "--select", "SK1XX-04", "--role", "origin")
        ]

    def test_request(self) -> None:
        """A request may be stated where the transcript has none."""
        wanted = Request("POST", "https://example.com/users", {"A": "1"})
        stated = ("--method", "post", "--url", "https://example.com/users", "--request-header", "A: 1")
        response = Response(201, {"Content-Type": "text/plain", "Content-Length": 2}, b"ok")
        [one] = found(CREATED, *stated)

        assert plain(check(response, wanted, role="client")) == one["findings"]
        assert "SK201-01" in [finding["rule"]["id"] for finding in one["findings"]]
        assert ("POST", "https://example.com/users", []) == (one["method"], one["url"], one["skipped"])
        assert "GET" == found(CREATED, "--url", "/a")[0]["method"]
        assert "PUT" == found(ASKED + CREATED, "--method", "POST")[0]["method"]

    @pytest.mark.parametrize(
        "argv",
        [("--select", "SK999"), ("--ignore", "nope"), ("--select", "SK405,,x")],
        ids=str,
    )
    def test_unknown_rules(self, argv: tuple[str, ...]) -> None:
        """A rule that there is not is usage, and told before anything is read."""
        ran = run("check", "none.txt", *argv)

        assert (2, "") == ran[:2]
        assert ran.err.startswith("statuskit: not the id of a rule, or how some begin: ")
        assert "none.txt" not in ran.err


class TestExit:
    """The exit status."""

    @pytest.mark.parametrize(
        "least, statuses",
        [
            (None, (1, 0, 0, 0)),
            ("error", (1, 0, 0, 0)),
            ("warning", (1, 1, 0, 0)),
            ("info", (1, 1, 1, 0)),
            ("NEVER", (0, 0, 0, 0)),
        ],
    )
    @pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
    def test_fail_on(self, least: str | None, statuses: tuple[int, ...], form: str) -> None:
        """It is 1 where something is found that is as bad as that, or worse, whatever the form."""
        bare = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"
        noted = ALLOWED.replace("Content-Type", "Retry-After: 5\r\nContent-Type")
        worst = [
            {Severity(finding["rule"]["severity"]) for finding in found(text, "--select", "all,")[0]["findings"]}
            for text in (bare, noted)
        ]
        argv = ["check", "--format", form, *(["--fail-on", least] if least else [])]
        ends = tuple(
            run(*argv, "--select", rules, stdin=text).status
            for text, rules in ((REFUSED, "SK405"), (bare, "SKHDR-07"), (noted, "SKHDR-03"), (ALLOWED, "SK405"))
        )

        assert Severity.WARNING in worst[0]
        assert Severity.INFO in worst[1]
        assert statuses == ends

    def test_files(self, folder: Path) -> None:
        """Several files are checked in their order; - is the standard input."""
        ran = run("check", "--json", "refused.txt", "-", str(folder / "allowed.txt"), stdin=CREATED)

        assert 1 == ran.status
        assert [("refused.txt", 405), ("stdin", 201), (str(folder / "allowed.txt"), 405)] == [
            (one["file"], one["status"]) for one in json.loads(ran.out)
        ]

    def test_malformed(self, folder: Path) -> None:
        """A file that is no transcript is told with its line, the others are checked, and it is exit status 2."""
        ran = run("check", "bad.txt", "refused.txt")

        assert folder.exists()
        assert 2 == ran.status
        assert "SK405-01" in ran.out
        assert "statuskit: bad.txt:2: no header field: 'no field'; accepted: 'Name: value', " in ran.err
        assert 1 == ran.err.count("\n")
        assert (2, "") == run("check", "bad.txt", "--fail-on", "never")[:2]

    @pytest.mark.parametrize("name", ["none.txt", ".", "a\0b", "\udcff", ""], ids=ascii)
    def test_unreadable(self, folder: Path, name: str) -> None:
        """What cannot be read is told."""
        ran = run("check", name)

        assert folder.exists()
        assert (2, "") == ran[:2]
        assert ran.err.startswith(f"statuskit: cannot read {name!r}: ")
        assert ran.err.replace("\n", "").isprintable()

    def test_too_long(self, folder: Path) -> None:
        """What is longer than anybody's transcript is not read."""
        with (folder / "long.txt").open("wb") as file:
            file.seek(_MOST_READ)
            file.write(b"x")
        ran = run("check", "long.txt")

        assert (2, f"statuskit: cannot read 'long.txt': longer than {_MOST_READ} octets\n") == (ran.status, ran.err)

    def test_no_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Nobody is kept waiting at a terminal, or where there is no input at all."""
        for stdin in (None, Stdin(b"", terminal=True)):
            monkeypatch.setattr(sys, "stdin", stdin)
            assert 2 == main(["check"])
            assert "give a FILE, or what `curl -i` printed on standard input" in capsys.readouterr().err

    def test_empty_input(self) -> None:
        """Nothing is no transcript."""
        assert Ran(2, "", "statuskit: stdin:1: no response; accepted: at least one\n") == run("check", stdin=b"")

    def test_form(self) -> None:
        """What the files are may be said, and is then not found out."""
        assert 2 == run("check", "--format-in", "har", stdin=REFUSED).status
        assert ["SKHDR-10"] == ids(ALLOWED + "x", "--format-in", "RAW")
        assert [] == ids(ALLOWED + "x")

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            (["--format", "xml"], "not accepted: 'xml'; accepted: text, json, sarif, github"),
            (["--format", "sarf"], "(did you mean sarif?)"),
            (["--json", "--format", "text"], "not allowed with argument"),
            (["--format-in", "pcap"], "accepted: curl, har, raw"),
            (["--fail-on", "fatal"], "accepted: error, warning, info, never"),
            (["--profile", "rest"], "accepted: rfc, api, webdav, strict"),
            (["--role", "server"], "accepted: origin, proxy, client"),
            (["--method", "G T"], "a method's name, such as GET"),
            (["--request-header", "x"], "accepted: 'Name: value'"),
            (["--selct", "all"], "unrecognized arguments (did you mean --select?)"),
            (["--role", "\u212aient"], "accepted: origin, proxy, client"),
        ],
        ids=lambda value: ascii(value)[:40],
    )
    def test_usage(self, argv: list[str], complaint: str) -> None:
        """Wrong usage is exit status 2, and told in short."""
        ran = run("check", *argv, stdin=REFUSED)

        assert (2, "") == ran[:2]
        assert complaint in " ".join(ran.err.split())
        assert len(ran.err) < SHORT_ENOUGH

    @pytest.mark.parametrize(
        "text", ["", "\0", "\udcff", "9" * 10_000, "[red]x[/]", LONG], ids=lambda text: ascii(text[:9])
    )
    @pytest.mark.parametrize(
        "argv",
        [["check"], *(["check", f"--{name}"] for name in ("format", "fail-on", "select", "ignore", "url")), ["rules"]],
        ids=" ".join,
    )
    def test_nonsense(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint, and never a traceback."""
        ran = run(*argv, text, stdin=ALLOWED)

        assert ran.status in {0, 1, 2}
        assert len(ran.err) < SHORT_ENOUGH
        assert ran.err.replace("\n", "").isprintable()

    @given(st.binary(max_size=200), st.sampled_from(["text", "json", "sarif", "github"]))
    def test_any_octets(self, octets: bytes, form: str) -> None:
        """Whatever follows a status line, there is an answer or a complaint of one line."""
        ran = run("check", "--format", form, stdin=b"HTTP/1.1 405 x\r\n" + octets)

        assert ran.status in {0, 1, 2}
        assert (ran.status == 2) is (ran.err.count("\n") == 1)


class TestExplain:
    """`statuskit rules`."""

    def test_table(self) -> None:
        """Without an id, all rules are listed."""
        ran = run("rules")
        lines = ran.out.splitlines()

        assert (0, "") == (ran.status, ran.err)
        assert ["id", "severity", "strength", "on", "what", "is", "wrong"] == lines[0].split()
        assert list(RULES) == [line.split()[0] for line in lines[1:] if line.startswith("SK")]

    @pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
    def test_page(self, rule: Any) -> None:  # Any: a Rule
        """A rule's page tells all that explain() does, and when it is tried."""
        page = " ".join(run("rules", rule.id.lower()).out.split())
        on = "always" if rule.default else f"with --profile {', '.join(p.value for p in rule.profiles) or 'strict'}"

        assert page.startswith(f"{rule.id} {rule.title} {rule.severity.value}, {rule.strength.value} ")
        for text in (rule.why, rule.fix, rule.citation.url, f" On {on}"):
            assert " ".join(text.split()) in page
        for line in (rule.why, rule.fix):
            assert line in explain(rule.id)

    def test_beginnings(self) -> None:
        """Several rules are named by how their ids begin; each is there once."""
        wanted = [rule_id for rule_id in RULES if rule_id.startswith("SK405")]
        titles = [line for line in run("rules", "sk405", "SK405-01").out.splitlines() if line.startswith("SK405")]

        assert wanted == [title.split()[0] for title in titles]
        assert len(wanted) > 1

    def test_json(self) -> None:
        """In JSON it is a list of rules, always."""
        everything = json.loads(json.dumps([rule.to_dict() for rule in RULES.values()]))

        assert everything == json.loads(run("rules", "--json").out)
        assert [RULES["SK405-01"].to_dict()["id"]] == [
            rule["id"] for rule in json.loads(run("rules", "--json", "SK405-01").out)
        ]
        assert (1, "[]\n") == run("rules", "--json", "nope")[:2]

    def test_unknown(self) -> None:
        """What is no rule is told, with what comes near, and the others are explained."""
        ran = run("rules", "sk405-11", "SK405-01", "")

        assert 1 == ran.status
        assert ran.out.startswith("SK405-01 ")
        assert "statuskit: not accepted: 'sk405-11' (did you mean SK405-01" in ran.err
        assert "not accepted: ''; accepted: the id of a rule" in ran.err


class TestCost:
    """What it costs."""

    @pytest.mark.parametrize("argv", [["404"], ["retry", "503"], ["list"]], ids=str)
    def test_late(self, argv: list[str]) -> None:
        """No other command pays for the rules and the readers."""
        script = "import sys; from statuskit.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
        ran = subprocess.run(  # noqa: S603  ourselves
            [sys.executable, "-c", script, *argv], capture_output=True, check=True, text=True
        )
        loaded = {name for name in ran.stderr.split() if name.startswith(("statuskit.conformance", "statuskit.cli.tr"))}

        assert set() == loaded
