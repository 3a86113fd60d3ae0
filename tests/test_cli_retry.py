"""`statuskit retry`: outcomes, options, the clock, the page, JSON, exit status, and what is refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from email.utils import formatdate
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statuskit import HTTP, Attempt, RetryPolicy, lookup, retry_decision
from statuskit.cli import main
from statuskit.cli._layout import Look
from statuskit.cli._retry import FAILURES, Question, outcome_of
from statuskit.cli._retry_page import decision_page
from statuskit.exceptions import UnknownStatusError
from statuskit.fields import requested_wait
from statuskit.messages import Headers
from statuskit.retry import DEFAULT_POLICY, POLICIES, PROFILES, Body, Failure, RetryProfile
from statuskit.retry._policies import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONG = "x" * 10_000_000
SHORT_ENOUGH = 1_000
AT = 1_795_262_520  # Sat, 21 Nov 2026 12:02:00 GMT
SATURDAY = "Sat, 21 Nov 2026 12:02:00 GMT"
ENDED = "Wed, 21 Oct 2015 07:28:00 GMT"
FAR = "Fri, 31 Dec 9999 23:59:59 GMT"


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def run(*argv: str) -> Ran:
    """Run the command with streams that are no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["retry", *argv])
    return Ran(status, out.getvalue(), err.getvalue())


def told(*argv: str) -> str:
    """Return the page as one line, so that it does not matter where it is wrapped."""
    ran = run(*argv)

    assert ran.status in {0, 1}
    assert "" == ran.err
    return " ".join(ran.out.split())


def decided(*argv: str) -> dict[str, Any]:
    """Return the decision in JSON, which has no infinity; what it says and the exit status are one."""
    ran = run(*argv, "--json")
    found: dict[str, Any] = json.loads(ran.out, parse_constant=pytest.fail)

    assert (not found["retry"], "") == (ran.status, ran.err)
    return found


def section(page: str, title: str) -> str:
    """Return what stands below a title, as one line."""
    return " ".join(page.partition(f"\n{title}\n")[2].partition("\n\n")[0].split())


def titles(page: str) -> list[str]:
    """Return the titles of a page's sections, in their order."""
    lines = page.splitlines()
    return [line for before, line in pairwise(lines) if not before and line[:1] not in {" ", ""}]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


class TestOutcomes:
    """What came back."""

    @pytest.mark.parametrize(
        "words, outcome",
        [
            (["503"], 503),
            (["503", "Service", "Unavailable"], 503),
            (["Service Unavailable"], 503),
            (["service_unavailable"], 503),
            (["HTTP/1.1 503 Down"], 503),
            (["payload too large"], 413),
            (["522"], 522),
            (["471"], 471),
            (["600"], 600),
            (["connect-refused"], Failure.CONNECT_REFUSED),
            (["Connect", "Refused"], Failure.CONNECT_REFUSED),
            (["READ_TIMEOUT"], Failure.READ_TIMEOUT),
            ([" dns "], Failure.DNS),
        ],
        ids=str,
    )
    def test_spelling(self, words: list[str], outcome: int | Failure) -> None:
        """A status is a key as for explain, a failure its name in any spelling; quotes are optional."""
        assert retry_decision(outcome).to_dict() == decided(*words)

    @pytest.mark.parametrize("number", ["0", "000", "99", "1000", "-1", "-0", "123456789012345678"])
    def test_no_status(self, number: str) -> None:
        """A number that is no status has an answer: no; and a hint that failures have names."""
        page = told(number)

        assert retry_decision(int(number)).to_dict() == decided(number)
        assert page.startswith(f"{int(number)}: no GET, attempt 1 of at most 3 The number is no status code. ")
        assert "Beware - Where no response came, ask with the name of the failure, such as read-timeout. " in page

    @pytest.mark.parametrize("failure", Failure, ids=lambda failure: failure.name)
    def test_failures(self, failure: Failure) -> None:
        """Each failure has a name of small letters and dashes, which is on its page and in the help."""
        name = failure.name.lower().replace("_", "-")

        assert FAILURES[name] is failure
        assert retry_decision(failure).to_dict() == decided(name)
        assert told(name).startswith(f"{name} ({failure.value}): ")
        assert name in run("--help").out.replace(",", " ").replace(".", " ").split()

    @pytest.mark.parametrize("name", FAILURES)
    def test_no_name_is_a_status(self, name: str) -> None:
        """What names a failure names no status, so that neither hides the other."""
        assert lookup(name, default=None) is None

    @pytest.mark.parametrize("status", HTTP, ids=str)
    def test_statuses(self, status: int) -> None:
        """Every status is asked about by its number and by its phrase."""
        assert retry_decision(status).to_dict() == decided(str(status))
        assert told(str(status)).startswith(f"{status} {HTTP[status].phrase}: ")

    @pytest.mark.parametrize(
        "text, near",
        [
            ("conect-refused", ("connect-refused", "connect-timeout")),
            ("read timeot", ("read-timeout",)),
            ("request timeot", ("408 Request Timeout", "read-timeout", "request-rejected")),
            ("ing protocols", ("101 Switching Protocols", "protocol")),
            ("Nto Found", ("404 Not Found", "302 Found")),
            ("qqq", ()),
            ("0503", ()),
            ("1234567890123456789", ()),
            ("٥٠٣", ()),
            ("50\N{FULLWIDTH DIGIT THREE}", ()),
            ("read\N{NO-BREAK SPACE}timeout", ("read-timeout",)),
            (f"read-timeout{'t' * 60}", ()),
            ("", ()),
        ],
    )
    def test_nothing(self, text: str, near: tuple[str, ...]) -> None:
        """What names neither is complained of, with what comes near among both; 1 is kept for an answer."""
        with pytest.raises(UnknownStatusError) as caught:
            outcome_of(text)
        ran = run(text)

        assert near == caught.value.suggestions[: len(near) or None]
        assert (2, "") == ran[:2]
        assert f"statuskit: {caught.value}\n" == ran.err
        assert f"(did you mean {' or '.join(near)}" in ran.err or not near
        assert "; accepted: a number, a key as for explain, connect-refused, " in ran.err

    def test_name_that_goes_on(self) -> None:
        """A name with something far behind it is not that name."""
        assert 2 == run(f"read-timeout{' ' * 60}x").status

    def test_few_hints(self) -> None:
        """No more than three are named."""
        with pytest.raises(UnknownStatusError) as caught:
            outcome_of("request timeot")

        assert 3 == len(caught.value.suggestions)


FIELDS = {"Retry-After": "7"}
ASKED: list[tuple[str, list[str], Attempt, dict[str, str], RetryPolicy]] = [
    ("issue", ["--method", "POST", "--attempt", "2"], Attempt("POST", number=2), FIELDS, DEFAULT_POLICY),
    ("method", ["--method", "post"], Attempt("POST"), {}, DEFAULT_POLICY),
    ("own method", ["--method", "x-Y"], Attempt("X-Y"), {}, DEFAULT_POLICY),
    ("fields", [], Attempt(), {"Retry-After": "7", "Date": "x", "X": "a:b"}, DEFAULT_POLICY),
    ("no", [], Attempt(), {"x-should-retry": "false"}, DEFAULT_POLICY),
    ("attempts", ["--attempt", "3"], Attempt(number=3), {}, DEFAULT_POLICY),
    ("rewind", ["--body", "Seekable"], Attempt(body=Body.SEEKABLE), {}, DEFAULT_POLICY),
    ("one-shot", ["--body", "one-shot"], Attempt(body=Body.ONE_SHOT), {}, DEFAULT_POLICY),
    ("no body", ["--body", "none"], Attempt(body=Body.NONE), {}, DEFAULT_POLICY),
    ("safe", ["--method", "POST", "--idempotent"], Attempt("POST", idempotent=True), {}, DEFAULT_POLICY),
    ("unsafe", ["--no-idempotent"], Attempt(idempotent=False), {}, DEFAULT_POLICY),
    ("max", ["--max-attempts", "1"], Attempt(), {}, RetryPolicy(max_attempts=1)),
    ("cap", ["--cap", "6.5"], Attempt(), FIELDS, RetryPolicy(retry_after_cap=6.5)),
    ("clamp", ["--cap", "6", "--clamp"], Attempt(), FIELDS, RetryPolicy(retry_after_cap=6, over_cap="clamp")),
    ("proxy", ["--role", "proxy", "--method", "POST"], Attempt("POST"), {}, RetryPolicy(role="proxy")),
    ("agent", ["--role", "USER-AGENT"], Attempt(), {}, DEFAULT_POLICY),
    ("endless", [], Attempt(), {"Retry-After": "9" * 5_000}, DEFAULT_POLICY),
    ("endless cut", ["--clamp"], Attempt(), {"Retry-After": "9" * 5_000}, RetryPolicy(over_cap="clamp")),
    (
        "key",
        ["--method", "POST", "--request-header", "Idempotency-Key: k"],
        Attempt("POST", headers={"Idempotency-Key": "k"}),
        {},
        DEFAULT_POLICY,
    ),
    (
        "repeated",
        ["--request-header", 'If-Match: "1"', "--request-header", "Expect:100-continue"],
        Attempt(headers=[("If-Match", '"1"'), ("Expect", "100-continue")]),
        {},
        DEFAULT_POLICY,
    ),
]
WITH_HISTORY = [
    ("401", ["--previous", "401"], Attempt(number=2, previous=401)),
    ("408", ["--previous", "Request Timeout"], Attempt(number=2, previous=408)),
    ("408", ["--previous", "read-timeout"], Attempt(number=2, previous=Failure.READ_TIMEOUT)),
    ("503", ["--previous", "000"], Attempt(number=2, previous=0)),
    ("503", ["--previous", "503", "--attempt", "1"], Attempt(number=1, previous=503)),
    ("404", ["--method", "DELETE", "--previous", "connect-refused"], Attempt("DELETE", 2, previous=Failure.DNS)),
    ("425", ["--early-data"], Attempt(early_data=True)),
    ("425", ["--no-early-data"], Attempt(early_data=False)),
]


def lines_of(fields: Mapping[str, str]) -> Iterable[str]:
    """Return header fields as options."""
    return [word for name, value in fields.items() for word in ("--header", f"{name}: {value}")]


class TestOptions:
    """What was sent, and the policy."""

    @pytest.mark.parametrize("outcome", ["503", "429", "421", "read-timeout", "417"])
    @pytest.mark.parametrize(
        "words, attempt, fields, policy", [row[1:] for row in ASKED], ids=[row[0] for row in ASKED]
    )
    def test_decision(
        self, outcome: str, words: list[str], attempt: Attempt, fields: dict[str, str], policy: RetryPolicy
    ) -> None:
        """Options are the attempt, the fields and the policy that the library is asked about."""
        wanted = retry_decision(outcome_of(outcome), attempt, fields, policy=policy)

        assert wanted.to_dict() == decided(outcome, *words, *lines_of(fields))

    @pytest.mark.parametrize("outcome, words, attempt", WITH_HISTORY, ids=lambda value: str(value)[:40])
    def test_history(self, outcome: str, words: list[str], attempt: Attempt) -> None:
        """What came before makes this the second attempt, unless it is counted otherwise."""
        assert retry_decision(int(outcome), attempt).to_dict() == decided(outcome, *words)

    def test_second_attempt(self) -> None:
        """So it is told on the page, too."""
        assert "GET, attempt 2 of at most 3" in told("503", "--previous", "503")

    @pytest.mark.parametrize("policy", POLICIES)
    @pytest.mark.parametrize("outcome", ["500", "503", "404", "410", "reset", "tls-certificate"])
    def test_policies(self, policy: str, outcome: str) -> None:
        """Each policy with a name can be asked for, in any case."""
        wanted = retry_decision(outcome_of(outcome), policy=POLICIES[policy])

        assert wanted.to_dict() == decided(outcome, "--policy", policy.upper())

    def test_policy_and_more(self) -> None:
        """Other options change a policy; what they do not say stays."""
        before = decided("429", "--policy", "webhook", "--header", "Retry-After: 100000", "--attempt", "3")
        after = decided("429", "--policy", "webhook", "--header", "Retry-After: 100000", "--attempt", "3", "--no-clamp")
        fewer = decided("429", "--policy", "webhook", "--attempt", "3", "--max-attempts", "3")

        assert (86_400, True) == (before["delay"], before["retry"])
        assert "wait too long" == after["reason"]
        assert "attempts used up" == fewer["reason"]

    def test_no_policy_is_standard(self) -> None:
        """The help calls the default by its name."""
        assert POLICIES["standard"] is DEFAULT_POLICY
        assert "standard by default" in run("--help").out

    @pytest.mark.parametrize("profile", PROFILES)
    @pytest.mark.parametrize("outcome", ["403", "420"])
    def test_profiles(self, profile: str, outcome: str) -> None:
        """Each service can be named, in any case."""
        wanted = retry_decision(int(outcome), headers=FIELDS, policy=RetryPolicy(profile=profile))

        assert wanted.to_dict() == decided(outcome, "--profile", profile.title(), *lines_of(FIELDS))

    def test_two_profiles(self) -> None:
        """A policy that reads codes in its own way and a service that does cannot both be right."""
        ran = run("503", "--policy", "retry-after-is-consent", "--profile", "github")

        assert (2, "") == ran[:2]
        assert "statuskit: --profile cannot go with --policy retry-after-is-consent, " in ran.err

    @pytest.mark.parametrize(
        "words, complaint",
        [
            (["--previous", "read-timeot"], "--previous: not accepted: 'read-timeot' (did you mean read-timeout"),
            (["--previous", ""], "--previous: not accepted: ''; accepted: a number, a key as for explain, "),
            (["--body", "one-shoot"], "--body: not accepted: 'one-shoot' (did you mean one-shot?); accepted: none, "),
            (["--body", "see\N{KELVIN SIGN}able"], "(did you mean seekable?); accepted: none, replayable, seekable, "),
            (["--body", "ONE-SHOOT"], "(did you mean one-shot?); accepted: none, "),
            (["--role", "zzz"], "--role: not accepted: 'zzz'; accepted: user-agent, proxy"),
            (["--profile", "gihub"], "(did you mean github?); accepted: github, twitter"),
            (["--policy", "webhok"], "--policy: not accepted: 'webhok' (did you mean webhook?); accepted: standard, "),
            (["--method", "G T"], "--method: not accepted: 'G T'; accepted: a method's name, such as GET"),
            (["--method", "pöst"], "accepted: a method's name"),
            (["--method", "A" * 65], "accepted: a method's name"),
            (["--header", "Retry-After 120"], "--header: not accepted: 'Retry-After 120'; accepted: 'Name: value'"),
            (["--header", ": 120"], "accepted: 'Name: value'"),
            (["--header", "Retry After: 120"], "accepted: 'Name: value'"),
            (["--header", "< Retry-After: 120"], "accepted: 'Name: value'"),
            (["--header", "Retry-After\0: 120"], "accepted: 'Name: value'"),
            (["--request-header", "Expect"], "--request-header: not accepted: 'Expect'; accepted: 'Name: value'"),
            (["--attempt", "0"], "--attempt: not accepted: '0'; accepted: a number from 1 up"),
            (["--attempt", "1.5"], "a number from 1 up"),
            (["--attempt", "٢"], "a number from 1 up"),
            (["--max-attempts", "0"], "a number from 1 up"),
            (["--cap", "-1"], "--cap: not accepted: '-1'; accepted: seconds, a number from 0 up"),
            (["--cap", "nan"], "a number from 0 up"),
            (["--cap", "1e3"], "a number from 0 up"),
            (["--cap", "1_0"], "a number from 0 up"),
            (["--cap", "9" * 400], "a number from 0 up"),
            (["--cap", " 1"], "a number from 0 up"),
            (["--now", "today"], "--now: not accepted: 'today'; accepted: seconds, a number from 0 up"),
            (["--deadline", "inf"], "--deadline: not accepted: 'inf'"),
            (["--deadline", "١٢"], "a number from 0 up"),
            (["--idempotent=yes"], "ignored explicit argument 'yes'"),
            (["--metod", "GET"], "unrecognized arguments (did you mean --method?): --metod GET"),
            (["--request_header=a"], "(did you mean --request-header?)"),
            (["--METOD"], "(did you mean --method?)"),
            ([f"--metod={'x' * 60}"], "(did you mean --method?)"),
            (["--zzz"], "unrecognized arguments: --zzz"),
        ],
        ids=lambda value: ascii(value)[:60],
    )
    def test_refused(self, words: list[str], complaint: str) -> None:
        """What cannot be is wrong usage, and the complaint has what comes near and what is accepted."""
        ran = run("503", *words)

        assert (2, "") == ran[:2]
        assert complaint in ran.err
        assert len(ran.err) < SHORT_ENOUGH

    @pytest.mark.parametrize("argv", [["retry"], ["retry", "--method", "GET"]], ids=str)
    def test_no_outcome(self, argv: list[str]) -> None:
        """Without an outcome there is nothing to decide."""
        ran = run(*argv[1:])

        assert (2, "") == ran[:2]
        assert "required: OUTCOME" in ran.err

    def test_help(self) -> None:
        """The help has every option, what can be chosen unbroken, and the exit status, within 80 columns."""
        text = run("--help").out
        chosen = [*FAILURES, *POLICIES, *PROFILES, *(body.value for body in Body), "user-agent", "proxy"]
        words = text.translate(str.maketrans(",.;|[]", "      ")).split()

        assert [] == [name for name in chosen if name not in words]
        assert "Exit status: 0 yes; 1 no; 2 usage, or OUTCOME names nothing.\n" in text
        assert "answer in JSON: the decision" in text
        assert "without jitter" in told("503")
        assert "has no jitter" in text
        assert 80 >= max(map(len, text.splitlines()))

    @pytest.mark.parametrize(
        "argv, is_loaded",
        [
            (["404"], False),
            (["--help"], False),
            (["list", "--retryable", "post"], False),
            (["identify", "520", "--header", "CF-RAY: 1"], False),
            (["recommend"], False),
            (["retry", "503"], True),
        ],
        ids=str,
    )
    def test_start(self, argv: list[str], is_loaded: bool) -> None:  # noqa: FBT001  a table
        """Only those who ask for a decision wait for it to load, and they do not wait for the guides."""
        code = f"import sys; from statuskit.cli import main; main({argv})"
        loaded = "('statuskit.retry' in sys.modules) * 3 + ('statuskit.guides' in sys.modules) * 4"
        ran = subprocess.run([sys.executable, "-c", f"{code}; sys.exit({loaded})"], capture_output=True, check=False)  # noqa: S603

        assert (3 * is_loaded + 4 * (argv == ["recommend"]), b"") == (ran.returncode, ran.stderr)

    def test_methods_are_put_in_capitals_everywhere(self) -> None:
        """`list --retryable` takes a method as this command does."""
        listed = {}
        for name in ("get", "GET", "POST"):
            out = io.StringIO()
            with redirect_stdout(out):
                main(["list", "--retryable", name])
            listed[name] = out.getvalue()

        assert listed["GET"] == listed["get"]
        assert listed["POST"] != listed["get"]

    def test_is_in_the_help(self) -> None:
        """The command is in the help of all."""
        out = io.StringIO()
        with redirect_stdout(out):
            status = main(["--help"])

        assert 0 == status
        assert "tell whether to send a request again, when, and why" in " ".join(out.getvalue().split())


class TestTime:
    """--now, --deadline, and the clock."""

    @pytest.mark.parametrize(
        "words, delay, not_before",
        [
            (["--now", str(AT - 60), "--header", f"Retry-After: {SATURDAY}"], 60, AT),
            (["--now", str(AT + 60), "--header", f"Retry-After: {SATURDAY}"], 0.5, AT + 60.5),
            (["--now", f"{AT}.25"], 0.5, AT + 0.75),
            (["--now", str(AT), "--header", f"X-RateLimit-Reset: {AT + 9}"], 9, AT + 9),
            (["--now", str(AT), "--deadline", str(AT + 1)], 0.5, AT + 0.5),
            (["--header", f"Retry-After: {SATURDAY}", "--header", "Date: Sat, 21 Nov 2026 12:00:00 GMT"], 120, None),
            (["--header", "Retry-After: 7"], 7, None),
            ([], 0.5, None),
        ],
        ids=str,
    )
    def test_time_that_is_told(self, words: list[str], delay: float, not_before: float | None) -> None:
        """A date counts from the response's Date, or from --now; without either need, no time is known."""
        found = decided("503", *words)

        assert (True, delay, not_before) == (found["retry"], found["delay"], found["not_before"])
        assert "by the clock of this machine" not in told("503", *words)

    def test_deadline(self) -> None:
        """A wait that ends at the deadline ends too late."""
        found = decided("503", "--header", "Retry-After: 7", "--now", "100", "--deadline", "107")

        assert "deadline" == found["reason"]
        assert "Deadline 107, Thu, 01 Jan 1970 00:01:47 GMT" in told("503", "--now", "100", "--deadline", "107")

    @pytest.mark.parametrize(
        "words, reason",
        [
            (["--header", f"Retry-After: {FAR}"], "wait too long"),
            (["--header", f"Retry-After: {ENDED}"], "idempotent"),
            (["--header", "X-RateLimit-Reset: 99999999999"], "wait too long"),
            (["--deadline", "1"], "deadline"),
            (["--deadline", "99999999999"], "idempotent"),
        ],
        ids=str,
    )
    def test_clock(self, words: list[str], reason: str) -> None:
        """Where a date or a deadline needs the time and nobody tells it, the clock does."""
        found = decided("503", *words)

        assert reason == found["reason"]
        assert (found["not_before"] is not None) is found["retry"]
        assert ("by the clock of this machine" in told("503", *words)) is ("--header" in words)

    def test_clock_is_that_of_the_machine(self) -> None:
        """A date in an hour is an hour away."""
        before = time.time()
        found = decided("503", "--cap", "7200", "--header", f"Retry-After: {formatdate(before + 3600, usegmt=True)}")
        passed = time.time() - before

        assert 3599 - passed - 1e-3 <= found["delay"] <= 3600

    def test_page_rounds_what_a_clock_says(self) -> None:
        """Nobody wants to know of microseconds, and what is shorter than a millisecond is no nothing."""
        short = told("503", "--header", "Retry-After: 1.0004", "--policy", "standard")
        shorter = told("503", "--header", "Retry-After: 0.0004", "--attempt", "1")
        least = told("421", "--header", "Retry-After: 0.0004")

        assert "yes, in 1 s " in short
        assert "Asked by the server 0.0004 s (Retry-After) Own backoff 0.5 s" in shorter
        assert "yes, in 0.0004 s " in least

    @pytest.mark.parametrize("moment", ["9" * 12, "9" * 20, "1" + "0" * 300])
    def test_no_date(self, moment: str) -> None:
        """A time that has no date is told as a number alone."""
        page = told("503", "--now", "5", "--deadline", moment)

        assert f"Deadline {float(moment):.15g} Decided by" in page
        assert "Not before 5.5, Thu, 01 Jan 1970 00:00:05 GMT" in page


class TestPage:
    """The page: all that the decision has, in words."""

    def test_yes(self) -> None:
        """The issue's own question, as a PUT: the answer, when, by what, and who says so."""
        ran = run("503", "--method", "PUT", "--header", "Retry-After: 120", "--attempt", "2")
        found = retry_decision(503, Attempt("PUT", number=2), {"Retry-After": "120"})
        head, _, rest = ran.out.partition("\n\nWait\n")

        assert 0 == ran.status
        assert (
            "503 Service Unavailable: yes, in 120 s\n"
            "PUT, attempt 2 of at most 3\n\n"
            "  It may have been acted on, and to do it twice is to do it once."
        ) == head
        assert rest.startswith(
            "  Asked by the server  120 s (Retry-After)\n"
            "  Own backoff          1 s, without jitter\n\n"
            "Decided by\n"
            "  Reason           idempotent\n"
            "  Circuit breaker  counts it as a failure\n\n"
        )
        assert rest.endswith(
            "Sources\n  RFC 9110 §9.2.2\n    https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.2\n"
        )
        assert ["Wait", "Decided by", "Who does otherwise", "Sources"] == titles(ran.out)
        for citation in found.contested:
            assert f"{citation.claim} {citation.url}" in section(ran.out, "Who does otherwise")

    def test_no(self) -> None:
        """The issue's question: a no has no backoff, and tells what the server asks for all the same."""
        ran = run("503", "--method", "POST", "--header", "Retry-After: 120", "--attempt", "2")

        assert 1 == ran.status
        assert ran.out.startswith(
            "503 Service Unavailable: no\nPOST, attempt 2 of at most 3\n\n"
            "  It may have been acted on, and to do it twice may do harm.\n\n"
            "Wait\n  Asked by the server  120 s (Retry-After)\n\nDecided by\n  Reason           not idempotent\n"
        )

    @pytest.mark.parametrize(
        "words, title, wanted",
        [
            (["408"], "Keep", "- on a new connection - only once"),
            (["425"], "Keep", "- not in TLS early data - only once"),
            (["refused-stream"], "Keep", "- without counting it as an attempt"),
            (["503", "--body", "seekable"], "Keep", "- with its content sent again from the start"),
            (["503", "--request-header", 'If-Match: "1"'], "Keep", ""),
            (["401"], "What must change first", "- new credentials"),
            (["truncated"], "What must change first", "- resume with Range"),
            (["417"], "What must change first", ""),
            (["417", "--request-header", "Expect: 100-continue"], "What must change first", "- without Expect"),
            (["421"], "Wait", "Own backoff none: there is nothing to wait for"),
            (["goaway-unprocessed"], "Wait", "Own backoff none: there is nothing to wait for"),
            (["404"], "Wait", ""),
            (["503", "--header", "Retry-After: 0"], "Wait", "Asked by the server 0 s (Retry-After) Own backoff 0.5 s"),
            (
                ["429", "--header", "Retry-After: 600"],
                "Wait",
                "Asked by the server 600 s (Retry-After) At most 120 s: what is longer is refused",
            ),
            (
                ["429", "--header", "Retry-After: 600", "--clamp", "--cap", "5"],
                "Wait",
                "Asked by the server 600 s (Retry-After) At most 5 s: what is longer is cut to that Own backoff 0.5 s",
            ),
            (
                ["429", "--header", f"Retry-After: {'9' * 400}"],
                "Wait",
                "Asked by the server longer than can be counted (Retry-After) At most 120 s",
            ),
            (
                ["503", "--method", "PUT", "--request-header", 'If-Match: "1"'],
                "Beware",
                "- It may have been acted on already, and a refusal of the next attempt may say just that.",
            ),
            (
                ["404", "--method", "DELETE", "--attempt", "2"],
                "Beware",
                "- An attempt before this one may have been acted on, and this may be the answer to that.",
            ),
            (["404"], "Decided by", "Circuit breaker does not count it: it says nothing about the server's health"),
            (["200"], "Decided by", "Reason done Circuit breaker counts it as a success"),
            (
                ["403", "--profile", "github", "--header", "Retry-After: 1"],
                "Decided by",
                "Profile github: here it is 429 Too Many Requests Circuit breaker",
            ),
            (
                ["403", "--profile", "github", "--header", "Retry-After: 1"],
                "Sources",
                f"{PROFILES['github'].citation}, as of {PROFILES['github'].citation.as_of} https://docs.github.com/",
            ),
            (["403", "--profile", "github"], "Decided by", "Reason refused Circuit breaker"),
            (["404", "--profile", "github"], "Decided by", "Reason refused Circuit breaker"),
            (["reset", "--profile", "twitter"], "Decided by", "Reason idempotent Circuit breaker"),
        ],
        ids=str,
    )
    def test_sections(self, words: list[str], title: str, wanted: str) -> None:
        """What goes with the answer has a section; one that would say nothing is left out."""
        page = run(*words).out

        assert wanted in section(page, title)
        assert bool(wanted) is (title in titles(page))

    @pytest.mark.parametrize("outcome", ["421", "425", "refused-stream"])
    def test_at_once(self, outcome: str) -> None:
        """Where there is nothing to wait for, the headline says so."""
        assert run(outcome).out.splitlines()[0].endswith(": yes, at once")

    def test_what_a_service_means_need_not_wait(self) -> None:
        """A code that stands for one that is repeated at once is, too, and the page says what it stands for."""
        profile = RetryProfile(name="own", codes={499: (421, ())}, citation=HTTP[421].defined_in)
        policy = RetryPolicy(profile=profile)
        asked = Question(
            outcome=499,
            attempt=Attempt(),
            fields=Headers.of(()),
            policy=policy,
            base=None,
            now=None,
            is_clocked=False,
            decision=retry_decision(499, policy=policy),
        )
        parts = [part for part in decision_page(asked).sections if part.look is Look.FACTS]
        rows = {row[0]: row[1] for part in parts for row in part.rows}

        assert 0 == asked.decision.delay
        assert "none: there is nothing to wait for" == rows["Own backoff"]
        assert "own: here it is 421 Misdirected Request" == rows["Profile"]

    @pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
    def test_policy(self, named: Any) -> None:  # Any: what pytest hands over
        """A policy that was asked for is named with what it does."""
        assert f"Policy {named.name}: {named.why} " in told("503", "--policy", named.name)
        assert f"of at most {named.policy.max_attempts} " in told("503", "--policy", named.name)
        assert "Policy" not in section(run("503").out, "Decided by")

    @pytest.mark.parametrize(
        "fields, wanted",
        [
            (["Retry-After: soon"], ["Retry-After: neither seconds nor an HTTP-date: 'soon'"]),
            (["retry-after: 1m0s", "RateLimit-Reset: 9"], ["Retry-After: neither seconds nor an HTTP-date: '1m0s'"]),
            (["Retry-After: 10", "Retry-After: 20"], ["Retry-After: neither seconds nor an HTTP-date: '10, 20'"]),
            (
                ["Retry-After-Ms: x", "Retry-After: 5", "X-RateLimit-Reset-Tokens: y"],
                [
                    "Retry-After-Ms: no number of milliseconds: 'x'",
                    "X-RateLimit-Reset-Tokens: no duration: 'y'",
                ],
            ),
            (["X-Rate-Limit-Reset: 9", "x-ratelimit-remaining: 4"], ["X-RateLimit-Reset: 4 remain"]),
            (
                ["X-Rate-Limit-Reset: 9", "X-RateLimit-Reset: 8"],
                ["X-RateLimit-Reset: no number of seconds: '9, 8'"],
            ),
            (["RateLimit-Reset: 9", "RateLimit-Remaining: 0"], []),
            (["X-RateLimit-Remaining: 4", "Date: x", "Server: soon", "Retry-After: 5"], []),
        ],
        ids=str,
    )
    def test_fields_that_do_not_count(self, fields: list[str], wanted: list[str]) -> None:
        """The operator is told of a field that is malformed, also behind one that counts, and why it is not used."""
        page = run("503", *[word for field in fields for word in ("--header", field)]).out
        listed = section(page, "Fields that do not count")

        assert wanted == [part.strip() for part in listed.split("- ") if part]
        assert bool(wanted) is ("Fields that do not count" in titles(page))

    def test_all_of_what_the_library_says(self) -> None:
        """Where no field counts, the library's own list of problems is what the page has."""
        fields = {"Retry-After": "soon", "X-RateLimit-Reset": "30", "X-RateLimit-Remaining": "9"}
        page = run("503", *lines_of(fields)).out

        assert requested_wait(fields, now=0).problem.split("; ") == [
            part.strip() for part in section(page, "Fields that do not count").split("- ") if part
        ]

    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    @pytest.mark.parametrize("policy", [*POLICIES])
    def test_every_page(self, policy: str, method: str) -> None:
        """There is a page for everything, within 80 columns but for addresses, with every source and condition."""
        for outcome in (*map(str, range(100, 1000, 7)), *map(str, map(int, HTTP)), *FAILURES):
            ran = run(outcome, "--method", method, "--policy", policy, "--attempt", "2", "--header", "Retry-After: 9")
            found = retry_decision(
                outcome_of(outcome), Attempt(method, number=2), {"Retry-After": "9"}, policy=POLICIES[policy]
            )

            assert (not found.retry, "") == (ran.status, ran.err)
            assert f"Reason {found.reason.value} " in section(ran.out, "Decided by")
            assert all(citation.url in section(ran.out, "Sources") for citation in found.citations)
            assert bool(found.contested) is ("Who does otherwise" in titles(ran.out))
            assert bool(found.repeat_after) is ("What must change first" in titles(ran.out))
            assert [] == [line for line in ran.out.splitlines() if len(line) > 80 and "://" not in line]

    def test_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With rich, and where it is asked for, the page has the same words, and a colour for the answer."""
        monkeypatch.setenv("FORCE_COLOR", "1")
        yes, no = run("503").out, run("404").out

        assert "to do it twice is to do it once" in yes
        assert "\x1b[1;32m" in yes
        assert "\x1b[1;33m" in no

    def test_ascii(self) -> None:
        """Where there is no section sign, there is a word for it."""
        file = io.BytesIO()
        with io.TextIOWrapper(file, encoding="ascii") as out, redirect_stdout(out):
            status = main(["retry", "503"])
            text = file.getvalue()

        assert 0 == status
        assert b"RFC 9110 section 9.2.2" in text
        assert b"\\x" not in text


NONSENSE = [
    "",
    " ",
    "\0",
    "503\0",
    "\udcff",
    "PUT\udcff",
    "\n",
    "\x1b[31m",
    "9" * 10_000,
    "0" * 10_000,
    "٥٠٣",
    "[red]x[/]",
    "%s",
    "%(prog)s",
    "X: \x1b[31m\r\nY: \udcff",
    "Retry-After: \x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}",
    f"Retry-After: {'9' * 100_000}",
    f"Retry-After: {LONG}",
    f"RateLimit: {'a;r=0;t=1,' * 50_000}",
    "Retry-After: ٤",
    LONG,
]


class TestNonsense:
    """Hostile input."""

    @pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text[:24]))
    @pytest.mark.parametrize(
        "argv",
        [
            [],
            ["503", "--header"],
            ["503", "--request-header"],
            ["503", "--method"],
            ["503", "--previous"],
            ["503", "--body"],
            ["503", "--attempt"],
            ["503", "--now"],
            ["503", "--deadline"],
            ["503", "--cap"],
            ["503", "--role"],
            ["503", "--policy"],
            ["503", "--profile"],
        ],
        ids=" ".join,
    )
    def test_short(self, argv: list[str], text: str) -> None:
        """Nonsense is answered or complained of, at no length, in signs that can be shown, and never a traceback."""
        ran = run(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.out) < 3 * SHORT_ENOUGH
        assert len(ran.err) < SHORT_ENOUGH
        assert (ran.out + ran.err).replace("\n", "").isprintable()
        assert 2 == ran.status or "" == ran.err

    @given(st.lists(st.text(), max_size=4))
    def test_anything(self, argv: list[str]) -> None:
        """Whatever the arguments are, there is an exit status."""
        assert run(*argv).status in {0, 1, 2}

    @given(st.text(), st.integers(0, 10**12))
    def test_any_field(self, value: str, now: int) -> None:
        """Whatever a field holds, the page can be shown and says what the decision says."""
        ran = run("503", "--header", f"Retry-After: {value}", "--now", str(now))

        assert (not retry_decision(503, headers={"Retry-After": value.strip()}, now=now)) is bool(ran.status)
        assert ran.out.replace("\n", "").isprintable()

    def test_no_secret_is_shown(self) -> None:
        """What the request's fields hold is on no page and in no JSON."""
        words = ["503", "--request-header", "Idempotency-Key: s3cret", "--request-header", "Authorization: s3cret"]

        assert "s3cret" not in run(*words).out + run(*words, "--json").out
