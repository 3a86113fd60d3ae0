"""`statuskit recommend`, `why-not` and `assess`: options, pages, JSON, exit status, and the conversation."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest

from statuskit import HTTP, Recommendation, Situation, assess, recommend, why_not
from statuskit.cli import main
from statuskit.cli._interactive import _YES_OR_NO, command_line
from statuskit.cli._recommend import options_for, recommendation_page
from statuskit.guides import FACTS, PROFILES, STAGES, GuideRule, In
from statuskit.guides._situation import GROUPS
from statuskit.guides.tables.questions import QUESTIONS

if TYPE_CHECKING:
    from typing import Protocol

    from statuskit.guides import Facts
    from statuskit.guides._situation import Value

    class Talk(Protocol):
        """A conversation: what is on standard input, and the arguments."""

        def __call__(self, octets: str | bytes | io.BufferedIOBase, *argv: str, terminal: bool = False) -> Ran:
            """Hold it."""


COMMANDS = ("recommend", "why-not", "assess")
TEXTS: dict[str, str] = {"method": "PATCH", "vendor": "nginx", "legacy_code": "420"}
VALUES = [(name, value) for name, fact in FACTS.items() for value in fact.values or (TEXTS[name],)]
METHOD = "Which method does the request have?"
ASKED = {question.fact: question.text for question in QUESTIONS} | {"method": METHOD}
LONG = "x" * 10_000_000
SHORT_ENOUGH = 1_000


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


class Stdin(io.TextIOWrapper):
    """Standard input with octets in it, which may claim to be a terminal."""

    def __init__(self, octets: io.BufferedIOBase | bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(octets) if isinstance(octets, bytes) else octets)  # type: ignore[type-var]
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether this claims to be a terminal."""
        return self._terminal


class Failing(io.BytesIO):
    """A stream whose reading ends otherwise than with a line."""

    def __init__(self, problem: BaseException) -> None:
        super().__init__()
        self._problem = problem

    def readline(self, *_: object) -> bytes:
        """Fail."""
        raise self._problem


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


def told(text: str) -> str:
    """Return a page as one line, so that it does not matter where it is wrapped."""
    return " ".join(text.split())


def recommended(facts: dict[str, Value], profile: str = "rfc9110") -> Recommendation:
    """Return what the library says."""
    return recommend(profile=profile, **cast("Facts", facts))


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


class TestOptions:
    """The facts as options."""

    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    def test_every_value(self, fact: str, value: Value) -> None:
        """Each value of each fact can be stated, and is what the library is asked about."""
        told = json.loads(answer("recommend", *options_for([(fact, value)]), "--json"))

        assert {fact: value} == told["situation"]

    @pytest.mark.parametrize(
        "words, facts",
        [
            (["--rate-limited"], {"rate_limited": True}),
            (["--no-rate-limited"], {"rate_limited": False}),
            (["--method", "put"], {"method": "PUT"}),
            (["--method=-x-"], {"method": "-X-"}),
            (["--body", "Missing-Field"], {"body": "missing_field"}),
            (["--if-match", "FALSE"], {"if_match": "false"}),
            (["--vendor", "NGINX"], {"vendor": "NGINX"}),
            (["--resource", "exists", "--resource", "absent"], {"resource": "absent"}),
        ],
        ids=str,
    )
    def test_spelling(self, words: list[str], facts: dict[str, Value]) -> None:
        """Case and dashes do not matter; a method is put in capitals; of two, the last one counts."""
        assert facts == json.loads(answer("recommend", *words, "--json"))["situation"]

    @pytest.mark.parametrize("profile", PROFILES)
    def test_profiles(self, profile: str) -> None:
        """Every profile can be asked for, in any case."""
        assert profile == json.loads(answer("recommend", "--profile", profile.upper(), "--json"))["profile"]

    @pytest.mark.parametrize(
        "words, complaint",
        [
            (["--resource", "exist"], "not accepted: 'exist' (did you mean exists?); accepted: exists, absent, "),
            (["--resource", "zzz"], "not accepted: 'zzz'; accepted: exists, absent, "),
            (["--vendor", "cloudfare"], "(did you mean Cloudflare?); accepted: a vendor's name"),
            (["--method", "G T"], "not accepted: 'G T'; accepted: a method's name"),
            (["--method", "ß"], "not accepted: 'ß'; accepted: a method's name"),
            (["--resource", "loc\N{KELVIN SIGN}ed"], "accepted: exists"),
            (["--legacy-code", "42O"], "accepted: a number of up to four digits"),
            (["--profile", "zalandoo"], "(did you mean zalando?); accepted: rfc9110, common, "),
            (["--profile", "qqq"], "not accepted: 'qqq'; accepted: rfc9110, common, "),
            (["--rate-limited=yes"], "ignored explicit argument 'yes'"),
            (["--resource"], "expected one argument"),
            (["--resorce", "exists"], "unrecognized arguments (did you mean --resource?): --resorce exists"),
            (["--if_match=false"], "(did you mean --if-match?)"),
            (["--no-rate-limitd"], "(did you mean --rate-limited?)"),
            (["--zzz"], "unrecognized arguments: --zzz"),
            (["zzz"], "unrecognized arguments: zzz"),
        ],
        ids=str,
    )
    def test_refused(self, words: list[str], complaint: str) -> None:
        """What is no fact or no value is wrong usage, and the complaint has what comes near."""
        ran = run("recommend", *words)

        assert (2, "") == ran[:2]
        assert complaint in ran.err
        assert len(ran.err) < SHORT_ENOUGH

    def test_option_in_the_wrong_place(self) -> None:
        """An option that there is elsewhere is not offered as what was meant."""
        ran = run("--json", "recommend")

        assert 2 == ran.status
        assert "unrecognized arguments: --json" in ran.err

    @pytest.mark.parametrize("command", COMMANDS)
    def test_help(self, command: str) -> None:
        """The help has every fact in its group, and fits 80 columns."""
        text = answer(command, "--help")
        places = [text.index(f"\n  --{name.replace('_', '-')}") for name in FACTS]
        groups = {name: text.index(f"\n{title.rstrip('?')}:\n") for name, title in GROUPS.items()}

        assert places == sorted(places)
        assert [*groups.values()] == sorted(groups.values())
        assert all(place < places[[*FACTS].index(name)] for name, place in groups.items())
        assert all(told(fact.meaning) in told(text) for fact in FACTS.values())
        assert "answer in JSON:" in text
        assert 80 >= max(map(len, text.splitlines()))
        assert command in answer("--help")

    @pytest.mark.parametrize(
        "argv, is_loaded",
        [
            (["404"], False),
            (["--help"], False),
            (["list"], False),
            (["explain", "404", "503"], False),
            (["recommend"], True),
            (["why-not", "404"], True),
        ],
        ids=str,
    )
    def test_start(self, argv: list[str], is_loaded: bool) -> None:  # noqa: FBT001  a table
        """Only those who ask the guides wait for them to load."""
        code = f"import sys; from statuskit.cli import main; main({argv})"
        probe = f"{code}; sys.exit(3 * ('statuskit.guides' in sys.modules))"
        ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)  # noqa: S603

        assert (3 * is_loaded, b"") == (ran.returncode, ran.stderr)


class TestRecommend:
    """recommend: the page and the JSON."""

    def test_page(self) -> None:
        """The page tells all that the recommendation has."""
        page = answer("recommend", "--method", "POST", "--outcome", "created")
        found = recommend(method="POST", outcome="created")
        flat = told(page)

        assert page.startswith("201 Created\n\n  A new resource is there, and the answer says where.\n")
        assert f"Rule {found.rule.id} Stage outcome: {STAGES['outcome']} Certainty recommended: " in flat
        assert "Header fields Location SHOULD, the address of what was created (RFC 9110 §9.3.3)" in flat
        assert f"Content created resource {found.rule.body.why if found.rule.body else ''}" in flat
        for row in found.alternatives:
            assert f"{row.status} {row.status.phrase} {row.why_not} " in flat
        for citation in found.citations:
            assert f"\n  {citation}\n    {citation.url}\n" in page
        assert "Open questions" not in page
        assert "Beware" not in page
        assert "Profile" not in page
        assert "Tried" not in page

    @pytest.mark.parametrize(
        "words, wanted",
        [
            (["--hide-existence", "--permission", "denied"], "404 Not Found"),
            (["--client-closed", "--vendor", "NGINX"], "499 Client Closed Request (nginx)"),
            (["--client-closed"], "No response"),
            (["--legacy-code", "420"], "429 Too Many Requests"),
        ],
        ids=str,
    )
    def test_headlines(self, words: list[str], wanted: str) -> None:
        """The first line is the status; by the vendor's name for it; and that there is nothing to send."""
        assert wanted == answer("recommend", *words).splitlines()[0]

    @pytest.mark.parametrize(
        "words, wanted",
        [
            (["--drop-silently"], "403 is an answer, and a polite one. It would be the answer with --no-drop-silently"),
            (["--method", "POST", "--outcome", "created"], "It would be the answer with --outcome queued"),
            (["--upgrade", "agreed"], "It would be the answer without --upgrade"),
            (["--quota", "exhausted"], "be the answer with --payment-required and without --quota"),
            (["--body", "invalid-semantics", "--profile", "zalando"], "be the answer with --profile rfc9110"),
        ],
        ids=str,
    )
    def test_ways(self, words: list[str], wanted: str) -> None:
        """What would make another status the answer is told as options."""
        assert wanted in told(answer("recommend", *words))

    @pytest.mark.parametrize(
        "profile, words, wanted",
        [
            ("zalando", ["--body", "invalid-semantics"], "; without it 422 Unprocessable Content"),
            ("zalando", ["--resource", "absent"], "; without it the same status"),
        ],
    )
    def test_profile(self, profile: str, words: list[str], wanted: str) -> None:
        """Where a profile is asked for, its part in the answer is told."""
        assert f"Profile {profile}, {PROFILES[profile].title}{wanted}" in told(
            answer("recommend", "--profile", profile, *words)
        )

    def test_open_questions(self) -> None:
        """What is open is told with the options that would answer it."""
        flat = told(answer("recommend", "--method", "POST"))

        assert "Open questions Was something new created? --outcome created or --outcome ok" in flat
        assert "Is there something to return? --response-body or --no-response-body" in flat

    def test_warnings(self) -> None:
        """What contradicts itself and what the profile advises against is warned of."""
        flat = told(answer("recommend", "--profile", "zalando", "--redirect", "permanent"))
        found = recommend(profile="zalando", redirect="permanent")

        assert f"Beware - {found.warnings[0]}" in flat

    def test_trace(self) -> None:
        """`--trace` adds every rule that was tried, in its order."""
        page = answer("recommend", "--method", "GET", "--resource", "absent", "--trace")
        rows = [tuple(line.split()) for line in page.partition("\nTried\n")[2].partition("\n\n")[0].splitlines()]
        found = recommend(method="GET", resource="absent")

        steps = [tuple(filter(None, (step.rule.id, step.result, step.fact))) for step in found.trace]
        assert [("rule", "result", "fact"), *steps] == rows
        assert rows[-1] == (found.rule.id, "yes")

    def test_without_content_advice(self) -> None:
        """A section that would say nothing is left out."""
        silent = GuideRule(
            id="system.silent",
            when={"teapot": In(True)},
            then=None,
            citations=(HTTP[418].defined_in,),
            why="It has boiled dry.",
        )
        found = recommend(teapot=True, profile=PROFILES["rfc9110"].extend("ours", rules=[silent]))
        page = recommendation_page(found, trace=False)

        assert ("No response", "It has boiled dry.") == (page.title, page.lead)
        assert ["Decided by", "Sources"] == [section.title for section in page.sections]

    @pytest.mark.parametrize("profile", ["rfc9110", "zalando"])
    @pytest.mark.parametrize("facts", [{}, {"client_closed": True}, {"method": "PUT", "if_match": "false"}], ids=str)
    def test_json(self, facts: dict[str, Value], profile: str) -> None:
        """`--json` gives what `to_dict()` gives."""
        words = options_for(facts.items())

        assert recommended(facts, profile).to_dict() == json.loads(
            answer("recommend", *words, "--profile", profile, "--json")
        )

    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    @pytest.mark.parametrize("profile", ["rfc9110", "google"])
    def test_every_page(self, fact: str, value: Value, profile: str) -> None:
        """There is a page for everything, within 80 columns but for addresses."""
        lines = answer("recommend", *options_for([(fact, value)]), "--profile", profile, "--trace").splitlines()

        assert [] == [line for line in lines if len(line) > 80 and "://" not in line]

    def test_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With rich, and where it is asked for, the page has the same words."""
        monkeypatch.setenv("FORCE_COLOR", "1")

        assert "A new resource is there, and the answer says where." in answer("recommend", "--outcome", "created")


class TestCodes:
    """why-not and assess: a code that somebody has in mind."""

    @pytest.mark.parametrize("words", [["403"], ["Forbidden"], ["403", "Forbidden"], ["HTTP/1.1 403 No"]], ids=str)
    def test_why_not(self, words: list[str]) -> None:
        """The answer is that of why_not(); the code is a key as everywhere, and needs no quotes."""
        assert why_not(403, credentials="missing") == told(answer("why-not", *words, "--credentials", "missing"))

    def test_why_not_after_the_facts(self) -> None:
        """The code may come after the facts, and be the answer."""
        assert why_not(429, rate_limited=True) == told(answer("why-not", "--rate-limited", "429"))

    def test_why_not_with_profile(self) -> None:
        """The profile counts."""
        wanted = why_not(422, body="invalid_semantics", profile="zalando")

        assert wanted == told(answer("why-not", "422", "--body", "invalid-semantics", "--profile", "zalando"))

    @pytest.mark.parametrize(
        "code, words, status, title",
        [
            (404, ["--resource", "absent"], 0, "404 Not Found: right"),
            (499, ["--client-closed", "--vendor", "nginx"], 0, "499 Client Closed Request (nginx): right"),
            (422, ["--body", "missing-field"], 0, "422 Unprocessable Content: acceptable"),
            (200, ["--credentials", "missing"], 1, "200 OK: wrong"),
            (404, ["--drop-silently"], 1, "404 Not Found: wrong"),
        ],
        ids=str,
    )
    def test_assess(self, code: int, words: list[str], status: int, title: str) -> None:
        """The verdict is the first line, and the exit status."""
        ran = run("assess", str(code), *words)

        assert (status, "", title) == (ran.status, ran.err, ran.out.splitlines()[0])

    def test_assess_page(self) -> None:
        """The page has the reason; and what is recommended, unless that is the code itself."""
        wrong = told(run("assess", "200", "--credentials", "missing").out)
        right = told(answer("assess", "401", "--credentials", "missing"))
        found = recommend(credentials="missing")

        assert f"200 OK: wrong {assess(200, credentials='missing').why} " in wrong
        assert f"Recommended 401 Unauthorized {found.rule.why} Decided by Rule {found.rule.id} " in wrong
        assert right.startswith(f"401 Unauthorized: right {found.rule.why} Decided by Rule {found.rule.id} ")
        assert "Recommended" not in right

    @pytest.mark.parametrize("command", ["why-not", "assess"])
    @pytest.mark.parametrize("code", [200, 401, 520])
    def test_json(self, command: str, code: int) -> None:
        """`--json` gives the code, and what assess() says."""
        told = json.loads(run(command, str(code), "--credentials", "missing", "--json").out)

        assert {"code": code, **assess(code, credentials="missing").to_dict()} == told
        assert ["code", "verdict", "why", "recommendation"] == [*told]

    @pytest.mark.parametrize("command, status", [("why-not", 1), ("assess", 2)])
    @pytest.mark.parametrize("key, hint", [("Nto Found", "did you mean 404 Not Found"), ("99", "from 100 to 999")])
    @pytest.mark.parametrize("more", [[], ["--json"]], ids=str)
    def test_unknown(self, command: str, status: int, key: str, hint: str, more: list[str]) -> None:
        """What is no status is complained of; assess keeps 1 for its answer."""
        ran = run(command, key, *more)

        assert (status, "") == ran[:2]
        assert hint in ran.err
        assert 1 == ran.err.count("\n")

    @pytest.mark.parametrize("command", ["why-not", "assess"])
    def test_no_code(self, command: str) -> None:
        """Without a code there is nothing to judge."""
        ran = run(command, "--resource", "absent")

        assert (2, "") == ran[:2]
        assert "required: CODE" in ran.err


class TestNonsense:
    """Hostile arguments."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "\0",
            "\udcff",
            "PUT\udcff",
            "\n",
            "\x1b[31m",
            "9" * 10_000,
            "٤٢٠",
            "[red]x[/]",
            "%s",
            "%(prog)s",
            LONG,
        ],
        ids=lambda text: ascii(text[:12]),
    )
    @pytest.mark.parametrize(
        "argv",
        [["recommend"], ["why-not"], ["assess"], ["assess", "--resource"]]
        + [["recommend", option] for option in ("--resource", "--method", "--vendor", "--legacy-code", "--profile")],
        ids=" ".join,
    )
    def test_short_complaint(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint that can be written anywhere, and never a traceback."""
        ran = run(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.out) < 2 * SHORT_ENOUGH
        assert len(ran.err) < SHORT_ENOUGH
        assert (ran.out + ran.err).replace("\n", "").isprintable()

    def test_long_option(self) -> None:
        """An option may be long, too."""
        ran = run("recommend", f"--{LONG}")

        assert 2 == ran.status
        assert len(ran.err) < SHORT_ENOUGH


class TestConversation:
    """recommend --interactive: what is asked, what is understood, and how it ends."""

    @pytest.fixture
    def talk(self, monkeypatch: pytest.MonkeyPatch) -> Talk:
        """Run the command with something on standard input."""

        def talk(octets: str | bytes | io.BufferedIOBase, *argv: str, terminal: bool = False) -> Ran:
            given = octets.encode() if isinstance(octets, str) else octets
            monkeypatch.setattr(sys, "stdin", Stdin(given, terminal=terminal))
            return run("recommend", "--interactive", *argv)

        return talk

    @pytest.mark.parametrize(
        "words, lines, asked, facts",
        [
            ([], ["POST", "created"], ["method", "outcome"], {"method": "POST", "outcome": "created"}),
            ([], ["post", "Yes"], ["method", "outcome"], {"method": "POST", "outcome": "created"}),
            (
                ["--method", "POST"],
                ["no", "n"],
                ["outcome", "response_body"],
                {"method": "POST", "outcome": "ok", "response_body": False},
            ),
            (["--method", "POST"], ["queued"], ["outcome"], {"method": "POST", "outcome": "queued"}),
            (["--method", "GET"], ["y"], ["response_body"], {"method": "GET", "response_body": True}),
            (["--method", "GET"], ["false"], ["response_body"], {"method": "GET", "response_body": False}),
            (["--body", "invalid"], ["invalid-semantics"], ["body"], {"body": "invalid_semantics"}),
            (
                # The method matters only once the move is permanent.
                ["--resource", "moved"],
                ["permanent", "post", "forbidden"],
                ["redirect", "method", "method_change"],
                {"resource": "moved", "redirect": "permanent", "method": "POST", "method_change": "forbidden"},
            ),
            (["--credentials", "missing"], [], [], {"credentials": "missing"}),
            (["--client-closed"], [], [], {"client_closed": True}),
        ],
        ids=str,
    )
    def test_questions(
        self, words: list[str], lines: list[str], asked: list[str], facts: dict[str, Value], talk: Talk
    ) -> None:
        """What still matters is asked, one thing at a time, and what it comes to is the recommendation."""
        ran = talk("".join(f"{line}\n" for line in lines), *words, "--json")
        told = json.loads(ran.out)

        assert 0 == ran.status
        assert asked[: len(lines)] == questions(ran.err)[: len(lines)]
        assert facts == told["situation"]
        assert recommended(facts).to_dict() == told

    def test_way(self, talk: Talk) -> None:
        """After each answer, what the answer is now is told, and the fact that moved it."""
        lines = talk("PUT\ncreated\n").err.splitlines()
        before, after = recommend(method="PUT"), recommend(method="PUT", outcome="created")

        assert f"So far 200 OK: {recommend().rule.why}" == lines[0]
        assert f"--method PUT: still {before.status} OK" in lines
        assert f"--outcome created: no longer 200 OK, now 201 Created: {after.rule.why}" in lines

    def test_most_decisive_first(self, talk: Talk) -> None:
        """All that is open is asked in its order, as long as nothing is answered."""
        found = recommend(method="POST", resource="moved")

        assert 1 < len(found.would_change)
        assert [*found.would_change] == questions(talk("\n" * 20, "--method", "POST", "--resource", "moved").err)

    @pytest.mark.parametrize("profile", ["rfc9110", "zalando", "microsoft"])
    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    def test_nothing_in_vain(self, fact: str, value: Value, profile: str, talk: Talk) -> None:
        """Nothing is asked that cannot change the status, however it is answered; each question comes once."""
        found = recommended({fact: value}, profile)
        asked = questions(talk("\n" * 20, *options_for([(fact, value)]), "--profile", profile).err)

        assert len(set(asked)) == len(asked)
        for name in asked:
            answers = FACTS[name].values or ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT")
            assert any(
                recommended({fact: value, name: answer}, profile).status is not found.status for answer in answers
            )

    @pytest.mark.parametrize("ending", ["", "q", "Q\n", "quit\n"], ids=repr)
    def test_end(self, ending: str, talk: Talk) -> None:
        """The end of the input and q end it with what is known."""
        ran = talk(f"POST\n{ending}", "--json")

        assert (0, recommend(method="POST").to_dict()) == (ran.status, json.loads(ran.out))

    @pytest.mark.parametrize(
        "line", ["maybe", "ye", "1", "\udcff", "\0", "\x1b[31m", "a" * 100, "createdd", "[red]"], ids=ascii
    )
    def test_not_understood(self, line: str, talk: Talk) -> None:
        """What is not understood is asked again, with what is accepted, and repeated only in a form that is safe."""
        ran = talk(f"{line}\ncreated\n".encode(errors="surrogateescape"), "--method", "POST", "--json")

        assert "created" == json.loads(ran.out)["situation"]["outcome"]
        assert "accepted: ok, created, queued, unhealthy. Enter skips a question, q ends.\n" in ran.err
        assert ran.err.replace("\n", "").isprintable()
        assert max(map(len, ran.err.splitlines())) < 200

    def test_not_understood_as_yes_or_no(self, talk: Talk) -> None:
        """Of a question of yes or no, these are what is accepted."""
        assert "'perhaps'; accepted: yes, no." in talk("perhaps\n", "--method", "GET").err

    @pytest.mark.parametrize("line", ["maybe\n", "yes\n", "\n", "POST\n", "\0" * 100])
    def test_endless_input(self, line: str, talk: Talk) -> None:
        """Input that never ends does not keep it for ever."""
        ran = talk(line * 100_000, "--resource", "moved")

        assert 0 == ran.status
        assert ran.out.splitlines()[0] in {"307 Temporary Redirect", "308 Permanent Redirect"}

    def test_enough(self, talk: Talk) -> None:
        """After ten answers to one question that are none, it ends, and says so."""
        ran = talk("maybe\n" * 10 + "created\n", "--method", "POST")

        assert 10 == ran.err.count("Not understood")
        assert "Enough of that; this is what is known.\n" in ran.err
        assert ran.out.startswith("200 OK\n")

    @pytest.mark.parametrize("size", [10_000, 1 << 20, 5_000_000])
    def test_long_line(self, size: int, talk: Talk) -> None:
        """A line without an end is no answer, and not repeated."""
        ran = talk("x" * size, "--method", "POST")

        assert 0 == ran.status
        assert len(ran.err) < SHORT_ENOUGH

    def test_marked_encoding(self, talk: Talk) -> None:
        """A mark of the encoding before the first answer does no harm."""
        assert talk(b"\xef\xbb\xbfcreated\r\n", "--method", "POST").out.startswith("201 Created\n")

    @pytest.mark.parametrize("problem", [IsADirectoryError(), ValueError("closed")], ids=repr)
    def test_unreadable(self, problem: Exception, talk: Talk) -> None:
        """Input that cannot be read is none."""
        ran = talk(Failing(problem), "--method", "POST")

        assert (0, "200 OK") == (ran.status, ran.out.splitlines()[0])

    @pytest.mark.parametrize("stdin", [None, io.StringIO("created\n")], ids=["closed", "no octets"])
    def test_no_input(self, stdin: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither is there any where there is no stream of octets."""
        monkeypatch.setattr(sys, "stdin", stdin)

        assert run("recommend", "--interactive", "--method", "POST").out.startswith("200 OK\n")

    def test_interrupted(self, talk: Talk) -> None:
        """Ctrl-C ends it without an answer."""
        ran = talk(Failing(KeyboardInterrupt()), "--method", "POST")

        assert (130, "") == ran[:2]

    @pytest.mark.parametrize("terminal, echo", [(True, "> --"), (False, "> created\n--")], ids=["terminal", "pipe"])
    def test_echo(self, terminal: bool, echo: str, talk: Talk) -> None:  # noqa: FBT001  a table
        """What was typed at a terminal is on it already; what comes from elsewhere is shown."""
        assert echo in talk("created\n", "--method", "POST", terminal=terminal).err

    def test_closed_errors(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Where nobody can be asked, answers are taken all the same."""
        monkeypatch.setattr(sys, "stdin", Stdin(b"created\n"))
        monkeypatch.setattr(sys, "stderr", None)

        assert 0 == main(["recommend", "--interactive", "--method", "POST"])
        assert capsys.readouterr().out.startswith("201 Created\n")

    def test_no_reader_of_questions(self) -> None:
        """The same where nobody reads the questions any more."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "statuskit", "recommend", "--interactive", "--method", "POST"]
        ran = subprocess.run(  # noqa: S603
            command, input=b"created\n", stdout=subprocess.PIPE, stderr=writer, check=False
        )
        os.close(writer)

        assert (0, b"201 Created") == (ran.returncode, ran.stdout.splitlines()[0])

    @pytest.mark.parametrize(
        "words",
        [
            [],
            ["--method", "POST"],
            ["--resource", "moved", "--profile", "zalando"],
            ["--body", "invalid", "--json"],
            ["--permission", "denied", "--trace"],
            ["--vendor", "microsoft iis", "--no-rate-limited"],
            ["--method=-x"],
        ],
        ids=str,
    )
    @pytest.mark.parametrize("lines", ["", "PUT\ncreated\n", "\nyes\nyes\n", "permanent\npost\n"], ids=repr)
    def test_command(self, words: list[str], lines: str, talk: Talk) -> None:
        """At the end stands the command that answers the same without asking."""
        ran = talk(lines, *words)
        last = ran.err.splitlines()[-1]
        command = shlex.split(last.removeprefix("statuskit: the same without questions: "))

        assert ["statuskit", "recommend"] == command[:2]
        assert ran.out == answer(*command[1:])

    def test_command_of_a_situation(self) -> None:
        """Words that a shell would take apart are quoted; the profile is named unless it is the base."""
        found = recommend(Situation(vendor="Microsoft IIS", method="-*", called_temporary=False), profile="drf")

        assert (
            "statuskit recommend --vendor 'Microsoft IIS' '--method=-*' --no-called-temporary --profile drf --trace"
        ) == command_line(found, "--trace")

    def test_yes_and_no(self) -> None:
        """What yes and no stand for are the answers to the question, in this order."""
        answers = {question.fact: question.answers for question in QUESTIONS}

        assert _YES_OR_NO == {fact: answers[fact] for fact in _YES_OR_NO}


def questions(told: str) -> list[str]:
    """Return the facts that were asked for, in their order."""
    facts = {text: fact for fact, text in ASKED.items()}
    return [facts[text] for line in told.splitlines() if (text := line.partition(" [")[0]) in facts]
