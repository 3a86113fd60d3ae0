"""`statuskit retry`: what was sent, the policy, and the clock."""

from __future__ import annotations

import subprocess
import sys
import time
from email.utils import formatdate

import pytest
from cli.driver import SHORT_ENOUGH, answer, one_line
from cli.retried import AT, ENDED, FAR, SATURDAY, asked, decided, in_json, lines_of, told

from statuskit import Attempt, RetryPolicy, retry_decision
from statuskit.cli._retry import FAILURES, outcome_of
from statuskit.retry import DEFAULT_POLICY, POLICIES, PROFILES, Body, Failure

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

        assert in_json(wanted, fields) == decided(outcome, *words, *lines_of(fields))

    @pytest.mark.parametrize(
        "words, wait",
        [
            (["503", "--header", "Retry-After: 120"], 120.0),
            (["503", "--header", "Retry-After: 120", "--method", "POST"], 120.0),
            (["404", "--header", "Retry-After: 120"], 120.0),
            (["503", "--header", "Retry-After: 120", "--attempt", "3"], 120.0),
            (["404", "--header", f"Retry-After: {SATURDAY}", "--now", str(AT - 60)], 60.0),
            (["404", "--header", "Retry-After: soon"], None),
            (["503"], None),
        ],
        ids=["yes", "not idempotent", "refused", "attempts", "date", "unreadable", "nothing"],
    )
    def test_what_the_server_asks_for(self, words: list[str], wait: float | None) -> None:
        """JSON has what the page has, also where the answer is no and it does not come to a wait."""
        assert wait == decided(*words)["retry_after"]
        assert (
            (f"Asked by the server {wait:.0f} s (Retry-After)" in told(*words)) if wait else "Asked" not in told(*words)
        )

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
        assert "standard by default" in asked("--help").out

    @pytest.mark.parametrize("profile", PROFILES)
    @pytest.mark.parametrize("outcome", ["403", "420"])
    def test_profiles(self, profile: str, outcome: str) -> None:
        """Each service can be named, in any case."""
        wanted = retry_decision(int(outcome), headers=FIELDS, policy=RetryPolicy(profile=profile))

        assert in_json(wanted, FIELDS) == decided(outcome, "--profile", profile.title(), *lines_of(FIELDS))

    def test_two_profiles(self) -> None:
        """A policy that reads codes in its own way and a service that does cannot both be right."""
        ran = asked("503", "--policy", "retry-after-is-consent", "--profile", "github")

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
        ran = asked("503", *words)

        assert (2, "") == ran[:2]
        assert complaint in ran.err
        assert len(ran.err) < SHORT_ENOUGH

    @pytest.mark.parametrize("argv", [["retry"], ["retry", "--method", "GET"]], ids=str)
    def test_no_outcome(self, argv: list[str]) -> None:
        """Without an outcome there is nothing to decide."""
        ran = asked(*argv[1:])

        assert (2, "") == ran[:2]
        assert "required: OUTCOME" in ran.err

    def test_help(self) -> None:
        """The help has every option, what can be chosen unbroken, and the exit status, within 80 columns."""
        text = asked("--help").out
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
        assert answer("list", "--retryable", "GET") == answer("list", "--retryable", "get")
        assert answer("list", "--retryable", "POST") != answer("list", "--retryable", "get")

    def test_is_in_the_help(self) -> None:
        """The command is in the help of all."""
        assert "tell whether to send a request again, when, and why" in one_line(answer("--help"))


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
        assert "Deadline Thu, 01 Jan 1970 00:01:47 GMT (107)" in told("503", "--now", "100", "--deadline", "107")

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
        assert "Not before Thu, 01 Jan 1970 00:00:05 GMT (5.5)" in page
