"""`statuskit retry`: the page has all that the decision has, in words."""

from __future__ import annotations

from typing import Any

import pytest
from cli.driver import encoded
from cli.retried import asked, lines_of, section, titles, told

from statuskit import HTTP, Attempt, RetryPolicy, retry_decision
from statuskit.cli._layout import Look
from statuskit.cli._retry import FAILURES, Question, outcome_of
from statuskit.cli._retry_page import decision_page
from statuskit.fields import requested_wait
from statuskit.messages import Headers
from statuskit.retry import POLICIES, PROFILES, RetryProfile
from statuskit.retry._policies import NAMED


class TestPage:
    """The page: all that the decision has, in words."""

    def test_yes(self) -> None:
        """The issue's own question, as a PUT: the answer, when, by what, and who says so."""
        ran = asked("503", "--method", "PUT", "--header", "Retry-After: 120", "--attempt", "2")
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
        ran = asked("503", "--method", "POST", "--header", "Retry-After: 120", "--attempt", "2")

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
        page = asked(*words).out

        assert wanted in section(page, title)
        assert bool(wanted) is (title in titles(page))

    @pytest.mark.parametrize("outcome", ["421", "425", "refused-stream"])
    def test_at_once(self, outcome: str) -> None:
        """Where there is nothing to wait for, the headline says so."""
        assert asked(outcome).out.splitlines()[0].endswith(": yes, at once")

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
        assert "Policy" not in section(asked("503").out, "Decided by")

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
        page = asked("503", *[word for field in fields for word in ("--header", field)]).out
        listed = section(page, "Fields that do not count")

        assert wanted == [part.strip() for part in listed.split("- ") if part]
        assert bool(wanted) is ("Fields that do not count" in titles(page))

    def test_all_of_what_the_library_says(self) -> None:
        """Where no field counts, the library's own list of problems is what the page has."""
        fields = {"Retry-After": "soon", "X-RateLimit-Reset": "30", "X-RateLimit-Remaining": "9"}
        page = asked("503", *lines_of(fields)).out

        assert requested_wait(fields, now=0).problem.split("; ") == [
            part.strip() for part in section(page, "Fields that do not count").split("- ") if part
        ]

    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    @pytest.mark.parametrize("policy", [*POLICIES])
    def test_every_page(self, policy: str, method: str) -> None:
        """There is a page for everything, within 80 columns but for addresses, with every source and condition."""
        for outcome in (*map(str, range(100, 1000, 7)), *map(str, map(int, HTTP)), *FAILURES):
            ran = asked(outcome, "--method", method, "--policy", policy, "--attempt", "2", "--header", "Retry-After: 9")
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
        yes, no = asked("503").out, asked("404").out

        assert "to do it twice is to do it once" in yes
        assert "\x1b[1;32m" in yes
        assert "\x1b[1;33m" in no

    def test_ascii(self) -> None:
        """Where there is no section sign, there is a word for it."""
        status, text = encoded("ascii", "retry", "503")

        assert 0 == status
        assert b"RFC 9110 section 9.2.2" in text
        assert b"\\x" not in text
