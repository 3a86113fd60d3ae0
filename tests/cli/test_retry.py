"""`statuskit retry`: outcomes, what is refused, and hostile input."""

from __future__ import annotations

import pytest
from cli.driver import LONG, NONSENSE, SHORT_ENOUGH
from cli.retried import asked, decided, told
from hypothesis import given
from hypothesis import strategies as st

from statuskit import HTTP, lookup, retry_decision
from statuskit.cli._retry import FAILURES, outcome_of
from statuskit.exceptions import UnknownStatusError
from statuskit.retry import Failure


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
        assert name in asked("--help").out.replace(",", " ").replace(".", " ").split()

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
        ran = asked(text)

        assert near == caught.value.suggestions[: len(near) or None]
        assert (2, "") == ran[:2]
        assert f"statuskit: {caught.value}\n" == ran.err
        assert f"(did you mean {' or '.join(near)}" in ran.err or not near
        assert "; accepted: a number, a key as for explain, connect-refused, " in ran.err

    def test_name_that_goes_on(self) -> None:
        """A name with something far behind it is not that name."""
        assert 2 == asked(f"read-timeout{' ' * 60}x").status

    def test_few_hints(self) -> None:
        """No more than three are named."""
        with pytest.raises(UnknownStatusError) as caught:
            outcome_of("request timeot")

        assert 3 == len(caught.value.suggestions)


HOSTILE = [
    *NONSENSE,
    "503\0",
    "PUT\udcff",
    "0" * 10_000,
    "٥٠٣",
    "X: \x1b[31m\r\nY: \udcff",
    "Retry-After: \x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}",
    f"Retry-After: {'9' * 100_000}",
    f"Retry-After: {LONG}",
    f"RateLimit: {'a;r=0;t=1,' * 50_000}",
    "Retry-After: ٤",
]


class TestNonsense:
    """Hostile input."""

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
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
        ran = asked(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.out) < 3 * SHORT_ENOUGH
        assert len(ran.err) < SHORT_ENOUGH
        assert (ran.out + ran.err).replace("\n", "").isprintable()
        assert 2 == ran.status or "" == ran.err

    @given(st.lists(st.text(), max_size=4))
    def test_anything(self, argv: list[str]) -> None:
        """Whatever the arguments are, there is an exit status."""
        assert asked(*argv).status in {0, 1, 2}

    @given(st.text(), st.integers(0, 10**12))
    def test_any_field(self, value: str, now: int) -> None:
        """Whatever a field holds, the page can be shown and says what the decision says."""
        ran = asked("503", "--header", f"Retry-After: {value}", "--now", str(now))

        assert (not retry_decision(503, headers={"Retry-After": value.strip()}, now=now)) is bool(ran.status)
        assert ran.out.replace("\n", "").isprintable()

    def test_no_secret_is_shown(self) -> None:
        """What the request's fields hold is on no page and in no JSON."""
        words = ["503", "--request-header", "Idempotency-Key: s3cret", "--request-header", "Authorization: s3cret"]

        assert "s3cret" not in asked(*words).out + asked(*words, "--json").out
