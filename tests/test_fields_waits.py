"""Waits: Retry-After in all its forms, the fields of rate limits, and which of several fields counts."""

from __future__ import annotations

import math
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from steady import steady

from statuskit.exceptions import InvalidMessageError
from statuskit.fields import RetryAfter, WaitKind, parse_retry_after, requested_wait
from statuskit.messages import Headers

NOW = 1_795_219_200  # Sat, 21 Nov 2026 00:00:00 GMT
NOW_TEXT = "Sat, 21 Nov 2026 00:00:00 GMT"
MINUTE_AFTER = "Sat, 21 Nov 2026 00:01:00 GMT"
MEGABYTE = 1_000_000


class Hostile(str):
    """Text that does not want to be read."""

    __slots__ = ()

    def _refuse(self, *_: object) -> Any:
        raise RuntimeError

    __str__ = __repr__ = __len__ = __getitem__ = __iter__ = __contains__ = __eq__ = _refuse
    __hash__ = str.__hash__
    strip = split = lower = _refuse


# --- Retry-After ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "seconds", "kind"),
    [
        # spec/retry.md, section 11, and what section 0 says of it
        ("120", 120.0, WaitKind.SECONDS),
        ("0", 0.0, WaitKind.SECONDS),
        ("-5", None, WaitKind.NONE),
        ("1.5", 1.5, WaitKind.SECONDS),
        ("1m0s", None, WaitKind.NONE),
        ("", None, WaitKind.NONE),
        (" 10 ", 10.0, WaitKind.SECONDS),
        (MINUTE_AFTER, 60.0, WaitKind.DATE),
        ("Mon, 23 Nov 2026 00:00:00 GMT", 2 * 86400.0, WaitKind.DATE),
        ("Fri, 20 Nov 2026 23:00:00 GMT", 0.0, WaitKind.DATE),
        ("Saturday, 21-Nov-26 00:01:00 GMT", 60.0, WaitKind.DATE),
        ("Sat Nov 21 00:01:00 2026", 60.0, WaitKind.DATE),
        ("Mon, 21 Nov 2026 00:01:00 GMT", 60.0, WaitKind.DATE),  # it is a Saturday
        ("Fri, 31 Dec 99999 23:59:59 GMT", None, WaitKind.NONE),
        ("9" * 5000, math.inf, WaitKind.SECONDS),
        ("9" * 400, math.inf, WaitKind.SECONDS),
        ("\u0661\u0662", None, WaitKind.NONE),
        ("nan", None, WaitKind.NONE),
        ("inf", None, WaitKind.NONE),
        ("1e3", None, WaitKind.NONE),
        ("10, 20", None, WaitKind.NONE),
        (str(NOW + 60), NOW + 60.0, WaitKind.SECONDS),  # delay-seconds, whatever was meant
        ("Mon, 30 Feb 2026 00:00:00 GMT", None, WaitKind.NONE),
        ("1_0", None, WaitKind.NONE),
        ("+10", None, WaitKind.NONE),
        ("Sat, 31 Dec 2016 23:59:60 GMT", 0.0, WaitKind.DATE),
        ("Sat, 21 Nov 2026 00:01:00", None, WaitKind.NONE),
        ("Sat, 21 Nov 2026 00:01:00 EST", None, WaitKind.NONE),
        # and more
        ("\t120\t", 120.0, WaitKind.SECONDS),
        ("0.503", 0.503, WaitKind.SECONDS),
        ("00120", 120.0, WaitKind.SECONDS),
        ("0" * 5000 + "7", 7.0, WaitKind.SECONDS),
        ("9" * 308, 1e308, WaitKind.SECONDS),
        ("0." + "0" * 5000 + "1", 0.0, WaitKind.SECONDS),
        ("Thu, 31 Dec 2026 23:59:60 GMT", 41 * 86400 - 1.0, WaitKind.DATE),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799.0 - NOW, WaitKind.DATE),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 0.0, WaitKind.DATE),
        ("Saturday, 21-Nov-76 00:00:00 GMT", 1_577_923_200.0, WaitKind.DATE),  # 50 years ahead, no more
        ("Saturday, 21-Nov-76 00:00:01 GMT", 0.0, WaitKind.DATE),  # more, and so 1976
        ("120, 120", 120.0, WaitKind.SECONDS),
        ("120,120 , 120", 120.0, WaitKind.SECONDS),
        (f"{MINUTE_AFTER}, {MINUTE_AFTER}", 60.0, WaitKind.DATE),
        (f"{MINUTE_AFTER}, {NOW_TEXT}", None, WaitKind.NONE),
        ("Sat Nov 21 00:01:00 2026, Sat Nov 21 00:01:00 2026", 60.0, WaitKind.DATE),
        ("120, 120.0", None, WaitKind.NONE),
        ("120,", None, WaitKind.NONE),
        ("120, 120, 60", None, WaitKind.NONE),
        (f"{MINUTE_AFTER}, Sat", None, WaitKind.NONE),
        (",", None, WaitKind.NONE),
        ("soon, soon", None, WaitKind.NONE),
        ("1.", None, WaitKind.NONE),
        (".5", None, WaitKind.NONE),
        ("1.2.3", None, WaitKind.NONE),
        ("1 0", None, WaitKind.NONE),
        ("0x10", None, WaitKind.NONE),
        ("10s", None, WaitKind.NONE),
        ('"120"', None, WaitKind.NONE),
        ("Infinity", None, WaitKind.NONE),
        ("\uff11\uff12", None, WaitKind.NONE),
        ("\xb2", None, WaitKind.NONE),
        ("120\n", None, WaitKind.NONE),
        ("\xa0120", None, WaitKind.NONE),
        ("120\x00", None, WaitKind.NONE),
        ("\x00", None, WaitKind.NONE),
        ("\ud800", None, WaitKind.NONE),
        ("sat, 21 nov 2026 00:01:00 gmt", None, WaitKind.NONE),
        ("Sat, 21 Nov 2026 00:01:00 +0000", None, WaitKind.NONE),
        ("Sat, 21 Nov 2026 24:00:00 GMT", None, WaitKind.NONE),
        ("2026-11-21T00:01:00Z", None, WaitKind.NONE),
        ("9" * MEGABYTE, math.inf, WaitKind.SECONDS),
        ("1" * MEGABYTE + "x", None, WaitKind.NONE),
        ("," * MEGABYTE, None, WaitKind.NONE),
        (" " * MEGABYTE, None, WaitKind.NONE),
        ("1," * MEGABYTE + "1", 1.0, WaitKind.SECONDS),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_retry_after(value: str, seconds: float | None, kind: WaitKind) -> None:
    """Every value has the wait that section 10.2.3 gives it, or none; never an error."""
    found = parse_retry_after(value, now=NOW)

    assert (seconds, kind) == (found.seconds if seconds is None else pytest.approx(found.seconds, abs=1e-9), found.kind)
    assert (seconds is None) == bool(found.problem)
    assert found.problem.isprintable()
    assert 150 > len(found.problem)
    assert "" == found.field


@pytest.mark.parametrize(
    "value", [b"120", None, 120, 1.5, True, [], ["120"], {"120": 1}, object(), str, math.nan], ids=steady
)
def test_no_text(value: object) -> None:
    """What is no text asks for nothing, and is named."""
    found = parse_retry_after(value, now=NOW)

    assert (None, WaitKind.NONE) == (found.seconds, found.kind)
    assert found.problem.startswith("no text: ")


def test_hostile_text() -> None:
    """Text is read as it is, whatever its own methods do; so is a Date."""
    assert RetryAfter(120.0, WaitKind.SECONDS) == parse_retry_after(Hostile("120"), now=0)
    assert 60 == parse_retry_after(Hostile(MINUTE_AFTER), now=None, date=Hostile(NOW_TEXT)).seconds
    assert parse_retry_after(Hostile("soon"), now=0).problem.endswith(": 'soon'")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", "neither seconds nor an HTTP-date: ''"),
        ("10, 20", "neither seconds nor an HTTP-date: '10, 20'"),
        ("\x00\u0661", "neither seconds nor an HTTP-date: '\\x00\u0661'"),
        ("x" * 200, f"neither seconds nor an HTTP-date: '{'x' * 79}..."),
        (["120"], "no text: <list of 1>"),
        (None, "no text: None"),
        (MINUTE_AFTER, f"no clock to measure it by: '{MINUTE_AFTER}'"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_problems(value: object, problem: str) -> None:
    """A problem says in short what was given, and what is wrong with it."""
    assert RetryAfter(None, WaitKind.NONE, problem) == parse_retry_after(value, now=None)


# --- clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "date", "seconds"),
    [
        (NOW, None, 60.0),
        (NOW + 0.25, None, 59.75),
        (NOW + 60, None, 0.0),
        (NOW + 61, None, 0.0),
        (NOW - 60, None, 120.0),
        (datetime(2026, 11, 21, tzinfo=timezone.utc), None, 60.0),
        (datetime(2026, 11, 21, 2, 0, 30, tzinfo=timezone(timedelta(hours=2))), None, 30.0),
        (None, None, None),
        (None, NOW, 60.0),
        (None, NOW_TEXT, 60.0),
        (None, datetime(2026, 11, 21, 0, 0, 30, tzinfo=timezone.utc), 30.0),
        (NOW + 3600, NOW, 60.0),  # our clock is an hour fast
        (NOW - 3600, NOW_TEXT, 60.0),  # ... or slow
        (NOW, f"{NOW_TEXT}, {NOW_TEXT}", 60.0),
        (NOW, "Saturday, 21-Nov-26 00:00:30 GMT", 30.0),
        (NOW, "today", 60.0),
        (NOW, "", 60.0),
        (None, "today", None),
        (sys.float_info.max, None, 0.0),
        (-sys.float_info.max, None, sys.float_info.max),
    ],
    ids=ascii,
)
def test_clock(now: Any, date: Any, seconds: float | None) -> None:
    """A date counts from the response's Date where there is one, else from now; without either, it does not count."""
    found = parse_retry_after(MINUTE_AFTER, now=now, date=date)

    assert seconds == found.seconds
    assert (WaitKind.NONE if seconds is None else WaitKind.DATE) is found.kind


def test_seconds_need_no_clock() -> None:
    """A number of seconds is one with any clock, and with none."""
    assert 5 == parse_retry_after("5", now=None).seconds == parse_retry_after("5", now=NOW, date="x").seconds


def test_year_without_century() -> None:
    """A year of two digits is read from now, and from the Date if there is no now."""
    value = "Saturday, 21-Nov-76 00:00:00 GMT"

    assert 0 == parse_retry_after(value, now=0, date="Sat, 21 Nov 2026 00:00:00 GMT").seconds
    assert 1_577_923_200 == parse_retry_after(value, now=None, date=NOW).seconds


@pytest.mark.parametrize("value", ["5", "soon", MINUTE_AFTER])
@pytest.mark.parametrize(
    ("time", "error"),
    [
        (datetime(2026, 11, 21), ValueError),  # noqa: DTZ001
        (math.nan, ValueError),
        (math.inf, ValueError),
        (True, TypeError),
        (b"0", TypeError),
    ],
    ids=ascii,
)
def test_no_times(value: str, time: Any, error: type[Exception]) -> None:
    """A time of the caller's that is none is an error, whether or not the value needs it."""
    with pytest.raises(error, match=r"^not a time: "):
        parse_retry_after(value, now=time)
    with pytest.raises(error, match=r"^not a time: "):
        parse_retry_after(value, now=0, date=time)
    with pytest.raises(error, match=r"^not a time: "):
        requested_wait({"Retry-After": value}, now=time)


def test_now_is_no_text() -> None:
    """A Date may be text, for it came with the response; now may not."""
    with pytest.raises(TypeError, match=r"^not a time: "):
        parse_retry_after("5", now=NOW_TEXT)  # type: ignore[arg-type]


# --- the record -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wait", "text"),
    [
        (RetryAfter(120.0, WaitKind.SECONDS), "wait 120 s"),
        (RetryAfter(0.35, WaitKind.DURATION, "", "X-RateLimit-Reset-Tokens"), "wait 0.35 s (X-RateLimit-Reset-Tokens)"),
        (RetryAfter(1795219260.0, WaitKind.SECONDS, "", "Retry-After"), "wait 1795219260 s (Retry-After)"),
        (RetryAfter(math.inf, WaitKind.SECONDS), "wait longer than can be counted"),
        (RetryAfter(math.inf, WaitKind.RESET, field="X"), "wait longer than can be counted (X)"),
        (RetryAfter.nothing("no clock"), "no wait asked for: no clock"),
        (RetryAfter.nothing(""), "no wait asked for"),
    ],
    ids=str,
)
def test_str(wait: RetryAfter, text: str) -> None:
    """A wait is told in one line."""
    assert text == str(wait)


def test_record() -> None:
    """A wait is frozen, has no truth, and its fields are in the order that is promised."""
    wait = RetryAfter(0.0, WaitKind.SECONDS, "", "Retry-After")

    assert ["seconds", "kind", "problem", "field"] == [field.name for field in attrs.fields(RetryAfter)]
    assert RetryAfter(None, WaitKind.NONE, "why") == RetryAfter.nothing("why")
    with pytest.raises(TypeError, match=r"^a RetryAfter is neither true nor false; look at \.seconds$"):
        bool(wait)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        wait.seconds = 1.0  # type: ignore[misc]


def test_kinds() -> None:
    """A kind is known by what it is in words."""
    assert ["none", "seconds", "date", "milliseconds", "rate limit", "reset", "duration"] == [
        kind.value for kind in WaitKind
    ]


# --- one field of a response ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Retry-After-Ms", "X-Ms-Retry-After-Ms", "X-Amz-Retry-After"])
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1500", 1.5),
        ("0", 0.0),
        ("0.5", 0.0005),
        ("20, 20", 0.02),
        ("9" * 5000, math.inf),
        ("-1", None),
        ("1s", None),
        ("10, 20", None),
        (MINUTE_AFTER, None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_milliseconds(name: str, value: str, seconds: float | None) -> None:
    """Three fields of vendors are in milliseconds."""
    expected = RetryAfter(seconds, WaitKind.MILLISECONDS, "", name)
    if seconds is None:
        expected = RetryAfter.nothing(f"{name}: no number of milliseconds: {value!r}")

    assert expected == requested_wait({name: value}, now=NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ('"default";r=0;t=30', 30.0),
        ('"default";r=50;t=30', None),
        ('"default";r=0', None),
        ('"default";t=30', None),
        ('"problemPolicy"; r=0 ;\tt=10', 10.0),
        ('"burst";r=0;t=5, "daily";r=0;t=3600', 3600.0),
        ('"burst";r=0;t=5, "daily";r=9;t=3600', 5.0),
        ('"burst";r=0;t=5,"daily";r=0', 5.0),
        ("token;r=0;t=7", 7.0),
        (';;"a";r=0;t=7', None),
        ('"a";r=0;t=7;t=8', 8.0),
        ('"a";pk=:cHsdsRa894==:;r=0;t=7', 7.0),
        ('"a";note="r=0;t=9, x";r=0;t=7', 7.0),
        ('"a\\";r=0;t=9";r=1;t=7', None),
        ('"a\\\\";r=0;t=9', 9.0),
        ('"a";r=1;t=7;note="x;r=0;t=9;y"', None),
        ('"a";r=1;t=7;note="\\";r=0;t=9;\\""', None),
        ('"a;r=0;t=9', None),
        ('"a";r=0;t=9, "b', None),
        ('"a";r=0;t=x, "b";r=0;t=5', 5.0),
        ('"a";r=0;t=-5', None),
        ('"a";r=00;t=05', 5.0),
        (f'"a";r=0;t={"9" * 400}', math.inf),
        ("limit=10, remaining=0, reset=10", 10.0),
        ("limit=10,remaining=0,reset=10;foo=1", 10.0),
        ("limit=10, remaining=1, reset=7", None),
        ("limit=10, reset=7", None),
        ("remaining=0", None),
        ("", None),
        ("30", None),
        ('"' * 8192, None),
        ('"\\' * 4096, None),
        ('"a";r=0;t=5' + " " * (8192 - 11), 5.0),
        ('"a";r=0;t=5' + " " * (8193 - 11), None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_rate_limit(value: str, seconds: float | None) -> None:
    """RateLimit counts where a quota is used up, in the draft's list and in the dictionary that it was before."""
    found = requested_wait({"RateLimit": value}, now=NOW)

    assert seconds == found.seconds
    assert (WaitKind.NONE if seconds is None else WaitKind.RATE_LIMIT) is found.kind
    assert (seconds is None) == found.problem.startswith("RateLimit: ")


def test_rate_limit_problems() -> None:
    """What is wrong with a RateLimit is told in words."""
    problems = [requested_wait({"RateLimit": value}, now=0).problem for value in ("x", '"x', "x" * 9000)]

    assert [
        "RateLimit: no quota is used up and says until when: 'x'",
        "RateLimit: a quote is not closed: '\"x'",
        "RateLimit: longer than 8192 characters",
    ] == problems


def test_rate_limit_in_lines() -> None:
    """A list may come in several lines (RFC 9651, section 3.1)."""
    lines = [("RateLimit", '"a";r=0;t=1'), ("ratelimit", '"b";r=0;t=9')]

    assert RetryAfter(9.0, WaitKind.RATE_LIMIT, "", "RateLimit") == requested_wait(lines, now=NOW)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"RateLimit-Reset": "50"}, 50.0),
        ({"RateLimit-Reset": "50", "RateLimit-Remaining": "0"}, 50.0),
        ({"RateLimit-Reset": "50", "RateLimit-Remaining": "1"}, None),
        ({"RateLimit-Reset": "50", "X-RateLimit-Remaining": "1"}, 50.0),
        ({"RateLimit-Reset": "50;w=60", "RateLimit-Remaining": "0 ;w=60"}, 50.0),
        ({"RateLimit-Reset": str(NOW + 60)}, NOW + 60.0),
        ({"RateLimit-Reset": "soon"}, None),
        ({"RateLimit-Remaining": "0"}, None),
        ({"X-RateLimit-Reset": "50"}, 50.0),
        ({"X-RateLimit-Reset": "50", "X-RateLimit-Remaining": "0"}, 50.0),
        ({"X-RateLimit-Reset": "50", "X-RateLimit-Remaining": "59"}, None),
        ({"X-RateLimit-Reset": "50", "X-RateLimit-Remaining": "-1"}, 50.0),
        ({"X-RateLimit-Reset": "50", "X-RateLimit-Remaining": ""}, 50.0),
        ({"X-RateLimit-Reset": "50", "X-RateLimit-Remaining": "0.5"}, None),
        ({"X-RateLimit-Reset": str(NOW + 60), "X-RateLimit-Remaining": "0"}, 60.0),
        ({"X-RateLimit-Reset": f"{NOW}.25"}, 0.25),
        ({"X-RateLimit-Reset": str(NOW - 60)}, 0.0),
        ({"X-RateLimit-Reset": "99999999"}, 99_999_999.0),
        ({"X-RateLimit-Reset": "100000000"}, 0.0),
        ({"X-RateLimit-Reset": "9" * 5000}, math.inf),
        ({"X-RateLimit-Reset": "10, 20"}, None),
        ({"X-RateLimit-Reset": "10, 10"}, 10.0),
        ({"X-RateLimit-Reset": MINUTE_AFTER}, None),
        ({"X-RateLimit-Reset": "2018-03-13T00:00:00Z"}, None),
        ({"x-rate-limit-reset": str(NOW + 60), "x-rate-limit-remaining": "0"}, 60.0),
        ({"x-rate-limit-reset": str(NOW + 60), "x-rate-limit-remaining": "847"}, None),
        ({"x-rate-limit-reset": "50", "X-RateLimit-Remaining": "847"}, None),
        ({"x-rate-limit-reset": "50", "X-RateLimit-Reset": "50"}, 50.0),
        ({"x-rate-limit-reset": "50", "X-RateLimit-Reset": "60"}, None),
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_resets(headers: dict[str, str], seconds: float | None) -> None:
    """A reset is in seconds or, where X- is in its name and it is large, a moment; it counts if no quota is left."""
    found = requested_wait(headers, now=NOW + 0.0)

    assert seconds == found.seconds
    assert (WaitKind.NONE if seconds is None else WaitKind.RESET) is found.kind


def test_moment_by_the_response() -> None:
    """A reset that is a moment is measured as a date is: by the Date, by now, or not at all."""
    headers = {"X-RateLimit-Reset": str(NOW + 60)}

    assert 60 == requested_wait(headers | {"Date": NOW_TEXT}, now=NOW + 3600).seconds
    assert 60 == requested_wait(headers, now=NOW).seconds
    assert f"X-RateLimit-Reset: no clock to measure it by: '{NOW + 60}'" == requested_wait(headers, now=None).problem


@pytest.mark.parametrize(
    "name", ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens", "x-rate-limit-reset-tokens"]
)
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1s", 1.0),
        ("1m0s", 60.0),
        ("6m0s", 360.0),
        ("6h0m0s", 21600.0),
        ("350ms", 0.35),
        ("1m30.951s", 90.951),
        ("8.64s", 8.64),
        ("2h", 7200.0),
        ("1h2m3s4ms", 3723.004),
        ("0s", 0.0),
        ("30", 30.0),
        ("1s, 1s", 1.0),
        (" 1s ", 1.0),
        ("9" * 400 + "h", math.inf),
        ("", None),
        ("s", None),
        ("m", None),
        ("1s1m", None),
        ("1m 0s", None),
        ("-1s", None),
        ("1S", None),
        ("1d", None),
        ("1sec", None),
        ("1.s", None),
        ("1e3s", None),
        ("\u0661s", None),
        ("1s\n", None),
        ("1" * MEGABYTE, math.inf),
        ("1" * MEGABYTE + "x", None),
        ("1m" * (MEGABYTE // 2), None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_durations(name: str, value: str, seconds: float | None) -> None:
    """Durations are hours, minutes, seconds and milliseconds, each once and in this order; or plain seconds."""
    found = requested_wait({name: value}, now=NOW)

    assert seconds == found.seconds
    assert (WaitKind.NONE if seconds is None else WaitKind.DURATION) is found.kind
    assert 150 > len(found.problem)


@pytest.mark.parametrize(
    ("requests", "tokens", "expected"),
    [
        (("1s", "0"), ("6m0s", "0"), (360.0, "Tokens")),
        (("6m0s", "0"), ("1s", "0"), (360.0, "Requests")),
        (("1s", "0"), ("6m0s", "149984"), (1.0, "Requests")),
        (("1s", None), ("6m0s", None), (360.0, "Tokens")),
        (("1s", "0"), ("6m0s", None), (360.0, "Tokens")),
        (("1s", "0"), ("soon", "0"), (1.0, "Requests")),
        (("1s", "59"), ("6m0s", "149984"), (None, "")),
    ],
    ids=ascii,
)
def test_longest_duration(
    requests: tuple[str, str | None], tokens: tuple[str, str | None], expected: tuple[float | None, str]
) -> None:
    """Of two durations, the longer one counts, unless there is quota left in it."""
    headers: dict[str, str | None] = {}
    for what, (reset, left) in {"Requests": requests, "Tokens": tokens}.items():
        headers |= {f"X-RateLimit-Reset-{what}": reset, f"X-RateLimit-Remaining-{what}": left}
    found = requested_wait(headers, now=NOW)

    assert expected == (found.seconds, found.field.removeprefix("X-RateLimit-Reset-"))


# --- several fields ---------------------------------------------------------------------------------------------------

# In the order of precedence, each with a wait of its own.
RANKED = [
    ("Retry-After-Ms", "1000", 1.0),
    ("X-Ms-Retry-After-Ms", "2000", 2.0),
    ("X-Amz-Retry-After", "3000", 3.0),
    ("Retry-After", "4", 4.0),
    ("RateLimit", '"a";r=0;t=5', 5.0),
    ("RateLimit-Reset", "6", 6.0),
    ("X-RateLimit-Reset", "7", 7.0),
    ("X-RateLimit-Reset-Requests", "8s", 8.0),
]


@pytest.mark.parametrize("first", range(len(RANKED)), ids=[name for name, _, _ in RANKED])
def test_precedence(first: int) -> None:
    """The first of the fields that are there counts, wherever it stands; a malformed one hides none of the others."""
    name, value, seconds = RANKED[first]
    later = [(other, text) for other, text, _ in reversed(RANKED[first + 1 :])]
    malformed = [(other, "soon") for other, _, _ in RANKED[:first]]

    for headers in ([(name, value), *later], [*later, (name, value)]):
        found = requested_wait(headers, now=NOW)

        assert (seconds, name, "") == (found.seconds, found.field, found.problem)

    found = requested_wait([*malformed, *later, (name, value)], now=NOW)

    assert (seconds, name) == (found.seconds, found.field)
    assert [other for other, _ in malformed] == [told.partition(":")[0] for told in found.problem.split("; ") if told]


def test_zero_counts() -> None:
    """A wait of 0 is a wait: it is not made up for from a field of lower rank."""
    found = requested_wait({"Retry-After": "0", "X-RateLimit-Reset": "60"}, now=NOW)

    assert RetryAfter(0.0, WaitKind.SECONDS, "", "Retry-After") == found


def test_all_problems_are_told() -> None:
    """Where no field counts, each says why, in the order of precedence."""
    headers = {
        "X-RateLimit-Reset": "60",
        "X-RateLimit-Remaining": "12",
        "Retry-After": "soon",
        "x-ratelimit-reset-tokens": "later",
        "x-ratelimit-reset-requests": "never",
        "RateLimit-Reset": "x",
    }

    assert [
        "Retry-After: neither seconds nor an HTTP-date: 'soon'",
        "RateLimit-Reset: no number of seconds: 'x'",
        "X-RateLimit-Reset: 12 remain",
        "X-RateLimit-Reset-Requests: no duration: 'never'",
        "X-RateLimit-Reset-Tokens: no duration: 'later'",
    ] == requested_wait(headers, now=NOW).problem.split("; ")


def test_the_problems_before_what_counts_are_told() -> None:
    """A field that counts hides no problem of those before it or beside it, and has none with those behind it."""
    headers = {
        "Retry-After": "soon",
        "X-RateLimit-Reset": "60",
        "X-RateLimit-Remaining": "12",
        "X-RateLimit-Reset-Requests": "1m0s",
        "X-RateLimit-Reset-Tokens": "later",
    }
    told = (
        "Retry-After: neither seconds nor an HTTP-date: 'soon'; X-RateLimit-Reset: 12 remain; "
        "X-RateLimit-Reset-Tokens: no duration: 'later'"
    )

    assert RetryAfter(60.0, WaitKind.DURATION, told, "X-RateLimit-Reset-Requests") == requested_wait(headers, now=NOW)
    assert RetryAfter(7.0, WaitKind.SECONDS, "", "Retry-After") == requested_wait(
        headers | {"Retry-After": "7"}, now=NOW
    )


@pytest.mark.parametrize(
    "headers",
    [
        None,
        {},
        [],
        {"Date": NOW_TEXT},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "60"},
        {"RateLimit-Policy": '"a";q=1;w=60'},
        {"Retry-After-X": "5"},
        {"X-RateLimit-Reset-To\u212aens": "5s"},
    ],
    ids=ascii,
)
def test_nothing_asked(headers: Any) -> None:
    """Where no field asks to wait, nothing does, and nothing is wrong."""
    assert RetryAfter(None, WaitKind.NONE, "", "") == requested_wait(headers, now=NOW)


def test_any_headers() -> None:
    """Headers are taken in any form and any case, repeated lines of one value as one."""
    expected = RetryAfter(120.0, WaitKind.SECONDS, "", "Retry-After")

    assert expected == requested_wait({b"retry-after": 120}, now=NOW)
    assert expected == requested_wait([("RETRY-AFTER", "120"), ("Retry-After", " 120")], now=NOW)
    assert expected == requested_wait(Headers.of({"Retry-After": ["120", "120"]}), now=NOW)
    assert requested_wait({"Retry-After": ["120", "60"]}, now=NOW).problem.endswith(": '120, 60'")


def test_no_headers() -> None:
    """What is no header list is the error that Headers gives for it."""
    with pytest.raises(InvalidMessageError, match=r"^no header fields in a int"):
        requested_wait(5, now=NOW)  # type: ignore[arg-type]


def test_date_among_the_headers() -> None:
    """A date is measured by the response's own Date, unless another one is said."""
    headers = {"Retry-After": MINUTE_AFTER, "Date": "Sat, 21 Nov 2026 00:00:20 GMT"}

    assert 40 == requested_wait(headers, now=0).seconds == requested_wait(headers, now=None).seconds
    assert 60 == requested_wait(headers, now=0, date=NOW_TEXT).seconds
    assert 60 == requested_wait(headers | {"Date": "today"}, now=NOW).seconds
    assert requested_wait(headers | {"Date": "today"}, now=None).problem.startswith("Retry-After: no clock to measure")


def test_many_lines() -> None:
    """A hundred thousand lines are read, each once."""
    lines = [("Retry-After", "7")] * 100_000

    assert 7 == requested_wait(lines, now=NOW).seconds


def test_a_wait_explains_itself() -> None:
    """One line, its kind, and what is wrong with it; in plain JSON a wait without end is None."""
    long = parse_retry_after("9" * 400, now=0)
    none = parse_retry_after("soon", now=0)

    assert "wait longer than can be counted\nKind:\n- seconds" == long.explain()
    assert none.explain().endswith("\nKind:\n- none\nProblem:\n- neither seconds nor an HTTP-date: 'soon'")
    assert {"seconds": None, "kind": "seconds", "problem": "", "field": ""} == long.to_dict()
    assert 7.0 == parse_retry_after("7", now=0).to_dict()["seconds"]
