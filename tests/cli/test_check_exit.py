"""`statuskit check`: what is read, the exit status, complaints, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli.checked import ALLOWED, CREATED, REFUSED, found, ids
from cli.driver import NONSENSE, SHORT_ENOUGH, Ran, Stdin, one_line, run
from hypothesis import given
from hypothesis import strategies as st

from statuskit.cli._input import _MOST_READ
from statuskit.conformance import Severity

if TYPE_CHECKING:
    from pathlib import Path


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

    @pytest.mark.parametrize("stdin", [None, Stdin(b"", terminal=True)], ids=["closed", "terminal"])
    def test_no_input(self, stdin: Stdin | None) -> None:
        """Nobody is kept waiting at a terminal, or where there is no input at all."""
        ran = run("check", stdin=stdin)

        assert (2, "") == ran[:2]
        assert ran.err.startswith("statuskit: give a FILE, or what `curl -i` printed on standard input; ")

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
        assert complaint in one_line(ran.err)
        assert len(ran.err) < SHORT_ENOUGH

    @pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text[:9]))
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
