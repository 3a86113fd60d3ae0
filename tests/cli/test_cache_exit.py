"""`statuskit cache`: what is read, times, the exit status, complaints, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from cli.cached import AT, found, page, request, response, section
from cli.driver import NONSENSE, SHORT_ENOUGH, Ran, Stdin, answer, one_line, run
from hypothesis import given
from hypothesis import strategies as st

from statuskit.cli._cache import _LAST

if TYPE_CHECKING:
    from pathlib import Path

KEPT = response("Cache-Control: max-age=60")
STALE = response("Cache-Control: max-age=60", "Age: 60")
REFUSED = response("Cache-Control: no-store")
HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


class TestTimes:
    """When a response was received, and what time it is."""

    @pytest.mark.parametrize(
        "argv, times",
        [
            ([], (AT, AT)),
            (["--now", str(AT + 40)], (AT, AT + 40)),
            (["--received", str(AT + 5)], (AT + 5, AT + 5)),
            (["--received", str(AT + 5), "--now", str(AT + 7)], (AT + 5, AT + 7)),
            (["--received", "0", "--now", "0"], (0, 0)),
            (["--received", f"{AT}.75"], (AT, AT)),
            (["--now", str(_LAST)], (AT, _LAST)),
        ],
        ids=str,
    )
    def test_told(self, argv: list[str], times: tuple[int, int]) -> None:
        """A response was received when it was sent, unless it is told; and it is then, unless it is told."""
        [one] = found(KEPT, *argv)

        assert times == (one["received_at"], one["now"])

    def test_age(self) -> None:
        """Time that passes before it is received, and afterwards, makes it older (RFC 9111, section 4.2.3)."""
        shown = page(KEPT, "--received", str(AT + 20), "--now", str(AT + 50))

        assert "Fresh for 10 s: max-age gives 60 s, and it is 50 s old" in one_line(shown)
        assert section(shown, "Once stored").endswith(
            "Received Sat, 21 Nov 2026 12:02:20 GMT (1795262540), by --received Now Sat, 21 Nov 2026 12:02:50 GMT "
            "(1795262570)"
        )

    def test_clock(self) -> None:
        """Without a Date, and without a word of it, it is the clock's time."""
        before = int(time.time())
        [one] = found(response("Cache-Control: max-age=60", date=""))

        assert before <= one["received_at"] == one["now"] <= time.time()
        assert ", by the clock of this machine" in one_line(page(response(date="")))

    def test_now_without_a_date(self) -> None:
        """Without a Date, a time that is told is when it was received: the clock has no say."""
        [one] = found(response("Cache-Control: max-age=60", date=""), "--now", "7")

        assert (7, 7) == (one["received_at"], one["now"])

    @pytest.mark.parametrize("date", ["Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT"])
    def test_far(self, date: str) -> None:
        """Any date can be shown."""
        assert f"Received {date.replace(':60', ':59')} (" in one_line(page(response(date=f"Date: {date}")))


class TestExit:
    """The exit status."""

    @pytest.mark.parametrize(
        "text, stored, reused",
        [
            (KEPT, 0, 0),
            (STALE, 0, 1),
            (REFUSED, 1, 1),
            (KEPT + REFUSED, 1, 1),
            (request() + HINTS + KEPT, 0, 0),
            (HINTS, 1, 1),
        ],
        ids=["kept", "stale", "refused", "one of two", "interim", "only interim"],
    )
    @pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
    def test_fail_unless(self, text: str, stored: int, reused: int, form: list[str]) -> None:
        """It is 1 where a response is not what is asked for, but for interim ones, and 0 if nothing is asked for."""
        argvs: tuple[list[str], ...] = ([], ["--fail-unless", "stored"], ["--fail-unless", "REUSED"])

        assert [0, stored, reused] == [run("cache", *form, *argv, stdin=text).status for argv in argvs]

    @pytest.mark.parametrize("argv, status", [([], 1), (["--shared"], 1), (["--private"], 0)], ids=str)
    def test_fail_unless_of_one_kind(self, argv: list[str], status: int) -> None:
        """Only the caches that are asked about count."""
        text = response("Cache-Control: private, max-age=60")

        assert status == run("cache", "--fail-unless", "stored", *argv, stdin=text).status

    def test_files(self, folder: Path) -> None:
        """Several files are read in their order; - is the standard input."""
        ran = run("cache", "--json", "refused.txt", "-", str(folder / "allowed.txt"), stdin=KEPT)

        assert 0 == ran.status
        assert [("refused.txt", 405), ("stdin", 200), (str(folder / "allowed.txt"), 405)] == [
            (one["file"], one["status"]) for one in json.loads(ran.out)
        ]

    def test_malformed(self, folder: Path) -> None:
        """A file that is no transcript is told with its line, the others are answered, and it is exit status 2."""
        ran = run("cache", "bad.txt", "refused.txt", "none.txt", "--fail-unless", "stored")

        assert folder.exists()
        assert 2 == ran.status
        assert ran.out.startswith("405 Method Not Allowed\nrefused.txt, line 1\n")
        assert [
            (
                "statuskit: bad.txt:2: no header field: 'no field'; accepted: 'Name: value', and an empty line before "
                "the content"
            ),
            "statuskit: cannot read 'none.txt': No such file or directory",
        ] == ran.err.splitlines()
        assert (2, "") == run("cache", "bad.txt")[:2]
        assert (2, "[]\n") == run("cache", "bad.txt", "--json")[:2]

    @pytest.mark.parametrize("stdin", [None, Stdin(b"", terminal=True)], ids=["closed", "terminal"])
    def test_no_input(self, stdin: Any) -> None:  # Any: what pytest hands over
        """Nobody is kept waiting at a terminal, or where there is no input at all."""
        ran = run("cache", stdin=stdin)

        assert (2, "") == ran[:2]
        assert ran.err.startswith("statuskit: give a FILE, or what `curl -i` printed on standard input; ")
        assert ran.err.endswith("see statuskit cache --help\n")

    def test_empty_input(self) -> None:
        """Nothing is no transcript."""
        assert Ran(2, "", "statuskit: stdin:1: no response; accepted: at least one\n") == run("cache", stdin=b"")

    def test_form(self) -> None:
        """What the files are may be said, and is then not found out."""
        assert 2 == run("cache", "--format-in", "har", stdin=KEPT).status
        assert 0 == run("cache", "--format-in", "RAW", stdin=KEPT).status

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            (["--private", "--shared"], "not allowed with argument"),
            (["--fail-unless", "fresh"], "accepted: stored, reused"),
            (["--format-in", "pcap"], "accepted: curl, har, raw"),
            (["--now", "today"], "seconds, a number from 0 up"),
            (["--received", "-1"], "seconds, a number from 0 up"),
            (["--now", str(_LAST + 1)], "seconds, a number from 0 up to the end of the year 9999"),
            (["--now", "\u0661"], "seconds, a number from 0 up"),
            (["--method", "G T"], "a method's name, such as GET"),
            (["--request-header", "x"], "accepted: 'Name: value'"),
            (["--target", ""], "accepted: the name of a header field, such as CDN-Cache-Control"),
            (["--target", "a b"], "accepted: the name of a header field, such as CDN-Cache-Control"),
            (["--targt", "x"], "unrecognized arguments (did you mean --target?)"),
        ],
        ids=lambda value: ascii(value)[:40],
    )
    def test_usage(self, argv: list[str], complaint: str) -> None:
        """Wrong usage is exit status 2, and told in short."""
        ran = run("cache", *argv, stdin=KEPT)

        assert (2, "") == ran[:2]
        assert complaint in one_line(ran.err)
        assert len(ran.err) < SHORT_ENOUGH

    def test_help(self) -> None:
        """The command is in the help, says in its own what its JSON is, and fits 80 columns."""
        text = answer("cache", "--help")

        assert "cache" in answer("--help")
        assert "answer in JSON:" in text
        assert 80 >= max(map(len, text.splitlines()))

    @pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text[:9]))
    @pytest.mark.parametrize(
        "argv",
        [["cache"], *(["cache", f"--{name}"] for name in ("target", "now", "received", "fail-unless", "url"))],
        ids=" ".join,
    )
    def test_nonsense(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint, and never a traceback."""
        ran = run(*argv, text, stdin=KEPT)

        assert ran.status in {0, 2}
        assert len(ran.err) < SHORT_ENOUGH
        assert ran.err.replace("\n", "").isprintable()

    @given(st.binary(max_size=200), st.sampled_from(["", "Cache-Control: ", "Vary: ", "ETag: ", "CDN-Cache-Control: "]))
    def test_any_octets(self, octets: bytes, name: str) -> None:
        """Whatever is in a response, there is an answer or a complaint of one line, in either form."""
        argv = ["cache", "--target", "CDN-Cache-Control"]
        stdin = b"HTTP/1.1 200 x\r\n" + name.encode() + octets
        text, data = run(*argv, stdin=stdin), run(*argv, "--json", stdin=stdin)

        assert text.status in {0, 2}
        assert (text.status, text.err) == (data.status, data.err)
        assert (text.status == 2) is (text.err.count("\n") == 1)
        assert text.out.replace("\n", "").isprintable()
        assert isinstance(json.loads(data.out), list)


class TestCost:
    """What it costs."""

    @pytest.mark.parametrize("argv", [["404"], ["retry", "503"], ["list"]], ids=str)
    def test_late(self, argv: list[str]) -> None:
        """No other command pays for what caches decide."""
        script = "import sys; from statuskit.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
        ran = subprocess.run(  # noqa: S603  ourselves
            [sys.executable, "-c", script, *argv], capture_output=True, check=True, text=True
        )
        mine = ("statuskit.caching", "statuskit.cli._cache")

        assert set() == {name for name in ran.stderr.split() if name.startswith(mine)}
