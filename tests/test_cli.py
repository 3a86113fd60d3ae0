"""The command line: what it answers, where it writes it, how it ends, and what it does with nonsense."""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import statuskit.cli
from statuskit import HTTP, __version__, compare, identify, lookup, search
from statuskit._plain import plain
from statuskit.cli import main
from statuskit.cli._output import Output
from statuskit.data.vendors import BY_NUMBER, MEANINGS
from statuskit.model import FACTS, State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit import Status

VENDOR_NUMBERS = sorted({*map(int, HTTP), *(code for code in BY_NUMBER if code in range(100, 1000))})
LONG = "x" * 10_000_000
SHORT_ENOUGH = 1_000


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def run(*argv: str) -> Ran:
    """Run a command with streams that are no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(argv)
    return Ran(status, out.getvalue(), err.getvalue())


def answer(*argv: str) -> str:
    """Run a command that succeeds and has nothing to complain about."""
    ran = run(*argv)

    assert (0, "") == (ran.status, ran.err)
    return ran.out


def run_encoded(encoding: str, *argv: str) -> tuple[int, bytes]:
    """Run a command whose stdout is a file in some encoding."""
    file = io.BytesIO()
    with io.TextIOWrapper(file, encoding=encoding) as out, redirect_stdout(out):
        status = main(argv)
        return status, file.getvalue()


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


class TestExplain:
    """explain: the card of each key."""

    @pytest.mark.parametrize(
        "key, title",
        [
            ("404", "404 Not Found"),
            ("Not Found", "404 Not Found"),
            ("not_found", "404 Not Found"),
            ("404 Not Found", "404 Not Found"),
            ("HTTP/1.1 404 Gone fishing", "404 Not Found"),
            ("payload too large", "413 Content Too Large"),
            ("520", "520 Web server returns an unknown error (Cloudflare)"),
            ("499", "499 (several vendors)"),
            ("471", "471 (no phrase)"),
            ("600", "600 Customer range (Fastly)"),
        ],
    )
    def test_keys(self, key: str, title: str) -> None:
        """Whatever lookup() takes is a key, and its card begins with the number and the phrase."""
        assert title == answer("explain", key).splitlines()[0]

    @pytest.mark.parametrize(
        "argv", [["404"], ["Not Found"], ["--", "404"], ["--json", "404"], ["404", "503"]], ids=str
    )
    def test_command_may_be_left_out(self, argv: list[str]) -> None:
        """What begins with no command is to be explained."""
        assert run("explain", *argv) == run(*argv)

    @pytest.mark.parametrize(
        "keys, codes",
        [
            (["404", "503"], [404, 503]),
            (["503", "404", "Not Found"], [503, 404]),
            (["Not", "Found"], [404]),
            (["too", "many", "requests"], [429]),
            (["found", "gone"], [302, 410]),
            (["404", "Not", "Found"], [404]),
            (["HTTP/1.1", "404", "Not", "Found"], [404]),
            (["404", "Gone"], [404, 410]),
        ],
        ids=str,
    )
    def test_several_keys(self, keys: list[str], codes: list[int]) -> None:
        """Cards come in the order of their keys, each once; words that are a phrase or a status line are one key."""
        lines = answer(*keys).splitlines()
        titles = [f"{code} {HTTP[code].phrase}" for code in codes]

        assert titles == [line for line in lines if line in titles and not line.startswith(" ")]

    def test_some_unknown(self) -> None:
        """What is found is shown, what is not is reported, and the exit status tells."""
        ran = run("404", "Nut Found", "99")

        assert 1 == ran.status
        assert ran.out == answer("404")
        assert "unknown status: 'Nut Found'; did you mean 404 Not Found" in ran.err
        assert "not a status code: '99'" in ran.err

    @pytest.mark.parametrize(
        "key, hint",
        [
            ("Nto Found", "did you mean 404 Not Found"),
            ("4xx", "statuskit list --class 4xx"),
            ("5XX", "statuskit list --class 5xx"),
            ("404.13", "statuskit identify 404 --substatus 13"),
            ("H12", "nearest by topic: 503 Service Unavailable"),
            ("xyzzyplugh", "statuskit search TEXT"),
            ("", "statuskit search TEXT"),
            ("-1", "statuskit search TEXT"),
            ("1000", "from 100 to 999"),
        ],
    )
    def test_hints(self, key: str, hint: str) -> None:
        """A key that names nothing is a line on stderr that says what may have been meant."""
        ran = run("explain", key)

        assert (1, "") == (ran.status, ran.out)
        assert hint in ran.err
        assert 1 == ran.err.count("\n")

    def test_json_of_one_key(self) -> None:
        """One key gives an object, which is Status.to_dict()."""
        assert HTTP[404].to_dict() == json.loads(answer("404", "--json"))

    @pytest.mark.parametrize("keys", [["404", "503"], ["404", "nope"], ["404", "404"], ["zzq", "qqz"]], ids=str)
    def test_json_of_several_keys(self, keys: list[str]) -> None:
        """Several keys give a list of those found, however many these are."""
        found = dict.fromkeys(lookup(key, default=None) for key in keys)

        assert [status.to_dict() for status in found if status] == json.loads(run("explain", *keys, "--json").out)

    def test_json_of_nothing(self) -> None:
        """One key that names nothing gives no JSON; several give an empty list."""
        assert (1, "") == run("explain", "nope", "--json")[:2]
        assert (1, "[]\n") == run("explain", "zzq", "qqz", "--json")[:2]

    def test_subcodes(self) -> None:
        """Sub-codes are counted, and told only when asked for."""
        short, long = answer("404"), answer("404", "--all")

        assert "Sub-codes, not shown here: Microsoft IIS" in short
        assert '--vendor "Microsoft IIS"' in short
        assert "404.13" not in short
        assert "Microsoft IIS 404.13: Content length too large" in long
        assert "not shown" not in long


class TestSearch:
    """search: statuses by topic."""

    def test_table(self) -> None:
        """Each status found is a row with its summary, best first."""
        codes = [str(status.code) for status in search("rate limit")]

        assert codes == [line[:3] for line in answer("search", "rate limit").splitlines() if line[:3].strip()]

    @pytest.mark.parametrize("words", [["rate limit"], ["rate", "limit"]], ids=str)
    def test_json(self, words: list[str]) -> None:
        """In JSON it is a list of Status.to_dict(); quotes around the words are optional."""
        wanted = [status.to_dict() for status in search("rate limit", limit=3)]

        assert wanted == json.loads(answer("search", *words, "--limit", "3", "--json"))

    def test_vendors(self) -> None:
        """A number that only vendors use is told by what they mean: the summary of its class says nothing."""
        one, several = answer("search", "521", "--limit=1"), answer("search", "530", "--limit=1")

        assert "521  Cloudflare: Web server is down  the origin refused the connection\n" == one
        assert "Cloudflare: the content names a 1xxx error" in several
        assert "Shopify:" in several

    def test_nothing(self) -> None:
        """Nothing found is exit status 1 and an empty list."""
        assert Ran(1, "", "statuskit: nothing found for 'xyzzy'\n") == run("search", "xyzzy")
        assert (1, "[]\n") == run("search", "xyzzy", "--json")[:2]


class TestCompare:
    """compare: what tells two statuses apart."""

    def test_page(self) -> None:
        """The rule of thumb stands above the facts that differ."""
        lines = answer("compare", "401", "403").splitlines()
        rule = " ".join(line.strip() for line in lines[3:5])

        assert "401 Unauthorized / 403 Forbidden" == lines[0]
        assert compare(401, 403).rule.startswith(rule)
        assert "  header rules      WWW-Authenticate: MUST  none" in lines

    @pytest.mark.parametrize(
        "a, b, line",
        [
            ("307", "308", "is permanent no yes"),
            ("408", "400", "conditions new connection; once none"),
            ("500", "521", "meanings none Cloudflare 521: Web server is down"),
            ("404", "Not Found", "No fact tells them apart."),
        ],
    )
    def test_facts(self, a: str, b: str, line: str) -> None:
        """Facts are put in words."""
        assert line in [" ".join(row.split()) for row in answer("compare", a, b).splitlines()]

    def test_json(self) -> None:
        """In JSON it is Comparison.to_dict()."""
        assert compare(401, 403).to_dict() == json.loads(answer("compare", "401", "forbidden", "--json"))

    def test_unknown(self) -> None:
        """Both keys are looked up before anybody complains."""
        ran = run("compare", "nope", "1000")

        assert (1, "") == ran[:2]
        assert 2 == ran.err.count("statuskit: ")


def registered(fits: Callable[[Status], bool]) -> list[int]:
    """Return the registered codes that fit."""
    return [status.code for status in HTTP if fits(status)]


class TestList:
    """list: statuses that fit."""

    @pytest.mark.parametrize(
        "options, codes",
        [
            ([], registered(lambda _: True)),
            (["--class", "4xx"], registered(lambda status: status.is_client_error)),
            (["--class=1xx", "--class", "success"], registered(lambda status: status < 300)),
            (["--state", "Deprecated"], registered(lambda status: status.is_deprecated)),
            (["--state=reserved", "--state=temporary"], [104, 306, 418]),
            (["--cacheable"], registered(lambda status: status.is_cacheable)),
            (["--no-cacheable"], registered(lambda status: not status.is_cacheable)),
            (["--retryable", "post"], registered(lambda status: status.is_retryable("POST"))),
            (["--retryable", "GET", "--class", "5xx"], [500, 502, 503, 504]),
            (["--requires", "allow"], [405]),
            (["--all"], VENDOR_NUMBERS),
            (["--state", "unregistered"], [code for code in VENDOR_NUMBERS if code not in HTTP]),
            (["--vendor", "nginx"], [444, 494, 495, 496, 497, 498, 499]),
            (["--vendor", "nginx", "--class", "5xx", "--all"], []),
        ],
        ids=str,
    )
    def test_json(self, options: list[str], codes: list[int]) -> None:
        """In JSON it is a list of Status.to_dict(), of those that fit every option."""
        ran = run("list", "--json", *options)

        assert [lookup(code).to_dict() for code in codes] == json.loads(ran.out)
        assert (0 if codes else 1) == ran.status

    def test_table(self) -> None:
        """Each status is a line below the names of the columns."""
        lines = answer("list", "--class", "3xx").splitlines()

        assert "code  phrase              state       caching" == lines[0]
        assert "305   Use Proxy           deprecated  explicit only" in lines
        assert 1 + len(registered(lambda status: status.is_redirection)) == len(lines)

    def test_runs(self) -> None:
        """Neighbours that differ in nothing but their number share a line."""
        ranges = [line.split()[0] for line in answer("list", "--all").splitlines() if "Fastly: Customer" in line]

        assert ["600-699"] == ranges

    def test_unused_numbers_have_no_phrase(self) -> None:
        """A number without a phrase is listed by its vendors."""
        rows = [" ".join(row.split()) for row in answer("list", "--all").splitlines()]

        assert "529 Qualys SSL Labs, Anthropic API unregistered explicit only" in rows

    def test_vendor(self) -> None:
        """A vendor's list tells its meanings and sub-codes, in whatever case it is named."""
        own = [meaning for meaning in MEANINGS if meaning.vendor == "Vercel"]
        text = answer("list", "--vendor", "vercel")

        assert ["code", "name", "meaning"] == text.splitlines()[0].split()
        assert all(str(meaning.subcode) in text for meaning in own)

    def test_vendors(self) -> None:
        """A name that several vendors share lists them all and says who is who."""
        text = answer("list", "--vendor", "ALB")

        assert ["code", "vendor", "name", "meaning"] == text.splitlines()[0].split()
        assert "AWS ALB" in text
        assert "Alibaba Cloud ALB" in text

    @pytest.mark.parametrize("options, is_there", [([], True), (["--class", "4xx"], False)], ids=str)
    def test_meanings_without_a_status(self, options: list[str], is_there: bool) -> None:  # noqa: FBT001
        """What a vendor logs in place of a status is listed with the rest, and fits no other option."""
        assert is_there is ("No response" in answer("list", "--vendor", "AWS", *options))

    def test_vendor_and_class(self) -> None:
        """Other options narrow a vendor's list down, sub-codes included."""
        text = answer("list", "--vendor", "iis", "--class", "5xx")

        assert "500.19" in text
        assert "404.13" not in text

    @pytest.mark.parametrize(
        "options, complaint",
        [
            (["--vendor", "ngin"], "no vendor is called 'ngin'; did you mean nginx?"),
            (["--vendor", "xyzzy"], "no vendor is called 'xyzzy'"),
            (["--vendor", ""], "no vendor is called ''"),
            (["--vendor", "x" * 201], f"no vendor is called '{'x' * 79}..."),
            (["--vendor", "nginx", "--class", "5xx"], "no status fits all of that"),
            (["--requires", "X-Nothing"], "no status fits all of that"),
        ],
        ids=str,
    )
    def test_nothing(self, options: list[str], complaint: str) -> None:
        """An empty list is exit status 1, and a vendor nobody knows is why."""
        assert Ran(1, "", f"statuskit: {complaint}\n") == run("list", *options)


class TestIdentify:
    """identify: which vendor's meaning a number has."""

    @pytest.mark.parametrize(
        "argv, title",
        [
            (["404", "--substatus", "13"], "Microsoft IIS 404.13: Content length too large"),
            (["Not Found", "--substatus", "13"], "Microsoft IIS 404.13: Content length too large"),
            (["451", "--header", "X-MS-Location: https://x/"], "Microsoft Exchange ActiveSync 451: Redirect"),
            (
                ["451", "--header", "Via: 1.1 a", "--header", "x-ms-location:x"],
                "Microsoft Exchange ActiveSync 451: Redirect",
            ),
            (["520"], "Cloudflare 520: Web server returns an unknown error"),
            (["520", "--vendor", "cloudflare"], "Cloudflare 520: Web server returns an unknown error"),
            (["0"], "AWS ALB 0: No response"),
        ],
        ids=str,
    )
    def test_found(self, argv: list[str], title: str) -> None:
        """A number, its header fields, its vendor or a sub-code tell the meaning; numbers need be no status."""
        lines = answer("identify", *argv).splitlines()

        assert title == lines[0]
        assert lines[2].startswith("Means ")
        assert lines[-1].startswith("https://")

    def test_json(self) -> None:
        """In JSON it is the meaning."""
        assert plain(identify(404, substatus=13)) == json.loads(answer("identify", "404", "--substatus=13", "--json"))

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            (["404"], "no vendor's meaning of '404' fits"),
            (["404", "--substatus", "nope"], "no vendor's meaning of '404' fits"),
            (["499", "--substatus", "nope"], "no vendor's meaning of '499' fits"),
            (["499", "--vendor", ""], "no vendor is called ''"),
            (["520", "--vendor", "nginx"], "no vendor's meaning of '520' fits"),
            (["520", "--vendor", "cloudflar"], "no vendor is called 'cloudflar'; did you mean Cloudflare"),
            (["1234567"], "not a status code: '1234567'"),
            (["nope"], "unknown status: 'nope'"),
        ],
        ids=str,
    )
    def test_nothing(self, argv: list[str], complaint: str) -> None:
        """No meaning is exit status 1."""
        ran = run("identify", *argv)

        assert (1, "") == ran[:2]
        assert complaint in ran.err

    @pytest.mark.parametrize(
        "argv, users",
        [
            (["499"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["HTTP/1.1 499 Whatever"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["499", "--header", "Server: x"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["530"], "530: Cloudflare, Shopify, Pantheon"),
            (["494"], "494: nginx, Kong"),
        ],
        ids=str,
    )
    def test_several(self, argv: list[str], users: str) -> None:
        """A number that several vendors use is no meaning until somebody says whose; who they are is said."""
        complaint = f"statuskit: several vendors use {users}; name one with --vendor, or give a --header\n"

        assert Ran(1, "", complaint) == run("identify", *argv)

    def test_nothing_in_json(self) -> None:
        """No meaning is null in JSON."""
        assert (1, "null\n") == run("identify", "404", "--json")[:2]


class TestDump:
    """dump: the whole registry."""

    @pytest.mark.parametrize("options, codes", [([], [*map(int, HTTP)]), (["--all"], VENDOR_NUMBERS)], ids=str)
    def test_json(self, options: list[str], codes: list[int]) -> None:
        """It is the version and every registered status; with --all, every number that a vendor uses, too."""
        wanted = {"statuskit": __version__, "statuses": [lookup(code).to_dict() for code in codes]}

        assert wanted == json.loads(answer("dump", *options))
        assert answer("dump", *options) == answer("dump", "--json", *options)

    def test_csv(self) -> None:
        """CSV has a row a status and a column a fact, with lists joined and nothing for nothing."""
        rows = {row["code"]: row for row in csv.DictReader(io.StringIO(answer("dump", "--csv")))}

        assert [str(status.code) for status in HTTP] == list(rows)
        assert list(FACTS) == list(rows["404"])
        assert "Not Found" == rows["404"]["phrase"]
        assert ["4xx", "true", "404", ""] == [
            rows["404"][fact] for fact in ("status_class", "is_error", "treat_as", "redirect")
        ]
        assert "RFC 9110 §15.5.5" == rows["404"]["defined_in"]
        assert (
            "Upgrade: MUST; Connection: MUST, lists upgrade, as with every Upgrade field" in rows["426"]["header_rules"]
        )
        assert "new connection; once" == rows["408"]["conditions"]
        assert "401; 404; 405; 451" == rows["403"]["confused_with"]

    def test_all_in_csv(self) -> None:
        """CSV has vendors' numbers with --all, too."""
        rows = list(csv.DictReader(io.StringIO(answer("dump", "--csv", "--all"))))

        assert VENDOR_NUMBERS == [int(row["code"]) for row in rows]


class TestUsage:
    """What argparse answers by itself."""

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            ([], "usage: statuskit"),
            (["--nonsense"], "required: COMMAND"),
            (["explain"], "KEY"),
            (["404", "--nonsense"], "unrecognized arguments: --nonsense"),
            (["404", "--al"], "unrecognized arguments: --al"),
            (["compare", "404"], "B"),
            (["search", "x", "--limit", "0"], "argument --limit: not accepted: '0'"),
            (["search", "x", "--limit", "many"], "a number from 1 up"),
            (["search", "x", "--limit", "9" * 5_000], "a number from 1 up"),
            (["list", "--class", "7xx"], "accepted: 1xx, 2xx, 3xx, 4xx, 5xx, invalid"),
            (["list", "--state", "fine"], "accepted: standard, experimental,"),
            (["identify", "404", "--header", "no colon"], "accepted: 'Name: value'"),
            (["identify", "404", "--header", ": value"], "accepted: 'Name: value'"),
            (["dump", "--json", "--csv"], "not allowed with argument"),
            (["dump", "--csv", "--schema"], "not allowed with argument"),
            (["dump", "404"], "unrecognized arguments: 404"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_errors(self, argv: list[str], complaint: str) -> None:
        """Wrong usage is exit status 2, with the usage on stderr."""
        ran = run(*argv)

        assert (2, "") == ran[:2]
        assert "usage: statuskit" in ran.err
        assert complaint in ran.err
        assert len(ran.err) < 2 * SHORT_ENOUGH

    @pytest.mark.parametrize("argv", [["--help"], ["explain", "-h"], ["404", "-h"]], ids=str)
    def test_help(self, argv: list[str]) -> None:
        """Help is an answer."""
        assert answer(*argv).startswith("usage: statuskit")

    @pytest.mark.parametrize("command", ["explain", "search", "compare", "list", "identify", "dump"])
    def test_help_of_commands(self, command: str) -> None:
        """Every command is in the help, says in its own what its JSON is, and fits 80 columns."""
        text = answer(command, "--help")

        assert command in answer("--help")
        assert "answer in JSON:" in text
        assert 80 >= max(map(len, text.splitlines()))

    def test_version(self) -> None:
        """The version is the package's."""
        assert f"statuskit {__version__}\n" == answer("--version")

    def test_arguments_of_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without arguments of its own, main() takes those of the process."""
        monkeypatch.setattr(sys, "argv", ["statuskit", "404"])
        out = io.StringIO()
        with redirect_stdout(out):
            status = main()

        assert (0, answer("404")) == (status, out.getvalue())


class TestNonsense:
    """Hostile input."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "\0",
            "404\0",
            "\udcff",
            "Not\udcffFound",
            "\n",
            "404\nx",
            "9" * 10_000,
            "٤٠٤",
            "[red]x[/]",
            "%s",
            LONG,
        ],
        ids=lambda text: ascii(text[:12]),
    )
    @pytest.mark.parametrize(
        "argv",
        [
            ["explain"],
            ["search"],
            ["compare", "404"],
            ["identify"],
            ["identify", "404", "--vendor"],
            ["identify", "404", "--substatus"],
            ["identify", "404", "--header"],
            ["list", "--vendor"],
            ["list", "--class"],
            ["list", "--state"],
            ["list", "--retryable"],
            ["list", "--requires"],
            ["search", "x", "--limit"],
            ["dump"],
        ],
        ids=" ".join,
    )
    def test_short_complaint(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint that can be written anywhere, and never a traceback."""
        ran = run(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.err) < 2 * SHORT_ENOUGH
        assert ran.err.replace("\n", "").isprintable()

    @given(st.lists(st.text(), max_size=4))
    def test_anything(self, argv: list[str]) -> None:
        """Whatever the arguments are, there is an exit status."""
        assert run(*argv).status in {0, 1, 2}

    def test_long_header(self) -> None:
        """A header field may be long."""
        assert 0 == run("identify", "520", "--header", f"X: {LONG}").status


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str, /) -> NoReturn:
        """Refuse, in so many words."""
        raise OSError(28, "No space left on device", text[:0])


class TestStreams:
    """Streams that cannot take the answer."""

    def test_no_reader(self) -> None:
        """When nobody reads any more, it ends like a program that the signal ended, and gives up what is left."""
        reader, writer = os.pipe()
        os.close(reader)
        err = io.StringIO()
        with open(writer, "w", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(err):  # noqa: PTH123
            status = main(["404"])

        assert (141, "") == (status, err.getvalue())

    @pytest.mark.parametrize("argv", [["dump"], ["404"], ["--help"]], ids=str)
    def test_no_reader_of_the_process(self, argv: list[str]) -> None:
        """No traceback follows when the interpreter ends."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "statuskit", *argv]
        ran = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)  # noqa: S603
        os.close(writer)

        assert (141, b"") == (ran.returncode, ran.stderr)

    def test_no_reader_of_complaints(self) -> None:
        """A complaint that nobody reads changes nothing."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "statuskit", "nope"]
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=writer, check=False)  # noqa: S603
        os.close(writer)

        assert (1, b"") == (ran.returncode, ran.stdout)

    def test_full(self) -> None:
        """An answer that cannot be written is a complaint and an exit status of its own."""
        err = io.StringIO()
        with redirect_stdout(Full()), redirect_stderr(err):
            status = main(["404"])

        assert 74 == status
        assert "statuskit: the answer could not be written: No space left on device\n" == err.getvalue()

    @pytest.mark.parametrize("argv, status", [(["nope"], 1), (["--nonsense"], 2), (["404"], 0)], ids=str)
    def test_full_of_complaints(self, argv: list[str], status: int) -> None:
        """A complaint that cannot be written changes nothing."""
        with redirect_stdout(io.StringIO()), redirect_stderr(Full()):
            assert status == main(argv)

    @pytest.mark.parametrize(
        "argv, status", [(["404"], 0), (["nope"], 1), (["--nonsense"], 2), ([], 2), (["--version"], 0)], ids=str
    )
    def test_closed(self, monkeypatch: pytest.MonkeyPatch, argv: list[str], status: int) -> None:
        """Streams that were closed before the start take nothing, and the exit status tells all the same."""
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)

        assert status == main(argv)

    def test_nothing_to_abandon(self) -> None:
        """A stream that was never there needs no giving up."""
        output = Output(None, None, {})
        output.abandon()

        assert not output.tables

    def test_closed_without_an_answer(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Complaints do not stray to stdout when stderr is closed."""
        monkeypatch.setattr(sys, "stderr", None)

        assert 2 == main(["--nonsense"])
        assert "" == capsys.readouterr().out

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
    @pytest.mark.parametrize("argv", [["404"], ["dump"], ["dump", "--csv"], ["compare", "404", "410"]], ids=str)
    def test_encodings(self, encoding: str, argv: list[str]) -> None:
        """Any encoding can take any answer, and JSON stays JSON."""
        status, octets = run_encoded(encoding, *argv)
        text = octets.decode(encoding)

        assert 0 == status
        assert "dump" != argv[-1] or 64 == len(json.loads(text)["statuses"])

    def test_no_escapes(self) -> None:
        """What ASCII lacks is spelled out where there are words for it."""
        _, octets = run_encoded("ascii", "404")

        assert b"RFC 9110 section 15.5.5" in octets
        assert b"\\x" not in octets

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C ends it without a word."""

        def interrupt(*_: object) -> NoReturn:
            raise KeyboardInterrupt

        monkeypatch.setattr(statuskit.cli, "_run", interrupt)

        assert Ran(130, "", "") == run("404")


class TestModule:
    """python -m statuskit, and what it loads."""

    def test_module(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package runs as a module, and ends with the exit status of main()."""
        monkeypatch.setattr(sys, "argv", ["statuskit", "nope"])
        with redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as stop:
            runpy.run_module("statuskit", run_name="__main__")

        assert 1 == stop.value.code

    def test_import_runs_nothing(self) -> None:
        """Importing the module runs nothing."""
        assert main is runpy.run_module("statuskit.__main__")["main"]

    @pytest.mark.parametrize(
        "code, spared",
        [
            (
                "import statuskit.cli",
                "rich json csv textwrap difflib shutil statuskit.data.prose statuskit.data.vendors",
            ),
            ("from statuskit.cli import main; main(['404'])", "rich json csv shutil"),
            ("from statuskit.cli import main; main(['404', '--json'])", "rich csv textwrap shutil"),
            ("from statuskit.cli import main; main(['dump', '--csv'])", "rich json textwrap shutil"),
            ("from statuskit.cli import main; main(['list'])", "rich json csv difflib statuskit.data.vendors"),
        ],
    )
    def test_start(self, code: str, spared: str) -> None:
        """Nothing is loaded before it is needed."""
        probe = f"{code}; import sys; sys.stderr.write(' '.join(sys.modules))"
        ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)  # noqa: S603

        assert set() == set(spared.split()) & set(ran.stderr.split())


def test_no_state_is_forgotten() -> None:
    """Every state and every class can be asked for."""
    for option, members in (("--state", State), ("--class", StatusClass)):
        for member in members:
            assert 0 == run("list", "--all", option, member.value).status
