"""`statuskit recommend --interactive`: what is asked, what is understood, and how it ends."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli.driver import SHORT_ENOUGH, Ran, Stdin, answer, run
from cli.guided import VALUES, recommended

from statuskit import Situation, recommend
from statuskit.cli import main
from statuskit.cli._interactive import _YES_OR_NO, command_line
from statuskit.cli._recommend import options_for
from statuskit.guides import FACTS
from statuskit.guides.tables.questions import QUESTIONS

if TYPE_CHECKING:
    from statuskit.guides._situation import Value


METHOD = "Which method does the request have?"
ASKED = {question.fact: question.text for question in QUESTIONS} | {"method": METHOD}


class Failing(io.BytesIO):
    """A stream whose reading ends otherwise than with a line."""

    def __init__(self, problem: BaseException) -> None:
        super().__init__()
        self._problem = problem

    def readline(self, *_: object) -> bytes:
        """Fail."""
        raise self._problem


def talk(octets: str | bytes | io.BufferedIOBase, *argv: str, terminal: bool = False) -> Ran:
    """Run the command with something on standard input."""
    given = octets.encode() if isinstance(octets, str) else octets
    return run("recommend", "--interactive", *argv, stdin=Stdin(given, terminal=terminal))


class TestConversation:
    """recommend --interactive: what is asked, what is understood, and how it ends."""

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
    def test_questions(self, words: list[str], lines: list[str], asked: list[str], facts: dict[str, Value]) -> None:
        """What still matters is asked, one thing at a time, and what it comes to is the recommendation."""
        ran = talk("".join(f"{line}\n" for line in lines), *words, "--json")
        told = json.loads(ran.out)

        assert 0 == ran.status
        assert asked[: len(lines)] == questions(ran.err)[: len(lines)]
        assert facts == told["situation"]
        assert recommended(facts).to_dict() == told

    def test_way(self) -> None:
        """After each answer, what the answer is now is told, and the fact that moved it."""
        lines = talk("PUT\ncreated\n").err.splitlines()
        before, after = recommend(method="PUT"), recommend(method="PUT", outcome="created")

        assert f"So far 200 OK: {recommend().rule.why}" == lines[0]
        assert f"--method PUT: still {before.status} OK" in lines
        assert f"--outcome created: no longer 200 OK, now 201 Created: {after.rule.why}" in lines

    def test_most_decisive_first(self) -> None:
        """All that is open is asked in its order, as long as nothing is answered."""
        found = recommend(method="POST", resource="moved")

        assert 1 < len(found.would_change)
        assert [*found.would_change] == questions(talk("\n" * 20, "--method", "POST", "--resource", "moved").err)

    @pytest.mark.parametrize("profile", ["rfc9110", "zalando", "microsoft"])
    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    def test_nothing_in_vain(self, fact: str, value: Value, profile: str) -> None:
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
    def test_end(self, ending: str) -> None:
        """The end of the input and q end it with what is known."""
        ran = talk(f"POST\n{ending}", "--json")

        assert (0, recommend(method="POST").to_dict()) == (ran.status, json.loads(ran.out))

    @pytest.mark.parametrize(
        "line", ["maybe", "ye", "1", "\udcff", "\0", "\x1b[31m", "a" * 100, "createdd", "[red]"], ids=ascii
    )
    def test_not_understood(self, line: str) -> None:
        """What is not understood is asked again, with what is accepted, and repeated only in a form that is safe."""
        ran = talk(f"{line}\ncreated\n".encode(errors="surrogateescape"), "--method", "POST", "--json")

        assert "created" == json.loads(ran.out)["situation"]["outcome"]
        assert "accepted: ok, created, queued, unhealthy. Enter skips a question, q ends.\n" in ran.err
        assert ran.err.replace("\n", "").isprintable()
        assert max(map(len, ran.err.splitlines())) < 200

    def test_not_understood_as_yes_or_no(self) -> None:
        """Of a question of yes or no, these are what is accepted."""
        assert "'perhaps'; accepted: yes, no." in talk("perhaps\n", "--method", "GET").err

    @pytest.mark.parametrize("line", ["maybe\n", "yes\n", "\n", "POST\n", "\0" * 100])
    def test_endless_input(self, line: str) -> None:
        """Input that never ends does not keep it for ever."""
        ran = talk(line * 100_000, "--resource", "moved")

        assert 0 == ran.status
        assert ran.out.splitlines()[0] in {"307 Temporary Redirect", "308 Permanent Redirect"}

    def test_enough(self) -> None:
        """After ten answers to one question that are none, it ends, and says so."""
        ran = talk("maybe\n" * 10 + "created\n", "--method", "POST")

        assert 10 == ran.err.count("Not understood")
        assert "Enough of that; this is what is known.\n" in ran.err
        assert ran.out.startswith("200 OK\n")

    @pytest.mark.parametrize("size", [10_000, 1 << 20, 5_000_000])
    def test_long_line(self, size: int) -> None:
        """A line without an end is no answer, and not repeated."""
        ran = talk("x" * size, "--method", "POST")

        assert 0 == ran.status
        assert len(ran.err) < SHORT_ENOUGH

    def test_marked_encoding(self) -> None:
        """A mark of the encoding before the first answer does no harm."""
        assert talk(b"\xef\xbb\xbfcreated\r\n", "--method", "POST").out.startswith("201 Created\n")

    @pytest.mark.parametrize("problem", [IsADirectoryError(), ValueError("closed")], ids=repr)
    def test_unreadable(self, problem: Exception) -> None:
        """Input that cannot be read is none."""
        ran = talk(Failing(problem), "--method", "POST")

        assert (0, "200 OK") == (ran.status, ran.out.splitlines()[0])

    @pytest.mark.parametrize("stdin", [None, io.StringIO("created\n")], ids=["closed", "no octets"])
    def test_no_input(self, stdin: io.StringIO | None) -> None:
        """Neither is there any where there is no stream of octets."""
        ran = run("recommend", "--interactive", "--method", "POST", stdin=stdin)

        assert ran.out.startswith("200 OK\n")

    def test_interrupted(self) -> None:
        """Ctrl-C ends it without an answer."""
        ran = talk(Failing(KeyboardInterrupt()), "--method", "POST")

        assert (130, "") == ran[:2]

    @pytest.mark.parametrize("terminal, echo", [(True, "> --"), (False, "> created\n--")], ids=["terminal", "pipe"])
    def test_echo(self, terminal: bool, echo: str) -> None:  # noqa: FBT001  a table
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
    def test_command(self, words: list[str], lines: str) -> None:
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
