"""
Retry-After: what its value asks for, and the record that says so. The other fields about waiting are in `_ratelimits`.

How long to wait in the end, and whether to come back at all, is for others to say. Every text has an answer, in time
that grows with its length and no faster.
"""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from statuskit._grammar import OWS
from statuskit._plain import members
from statuskit._told import story
from statuskit.exceptions import as_text, quoted
from statuskit.fields._dates import moment, parse_http_date

if TYPE_CHECKING:
    from typing import NoReturn

    from statuskit._plain import Plain
    from statuskit.fields._dates import Time

__all__ = [
    "NUMBER",
    "Clock",
    "RetryAfter",
    "WaitKind",
    "number",
    "parse_retry_after",
    "retry_after",
    "single",
    "wait_until",
]

# delay-seconds (RFC 9110, section 10.2.3), and the fraction that some send. No sign, no exponent, no names of numbers.
NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_ONE_NUMBER: Final = re.compile(NUMBER)


class WaitKind(Enum):
    """In which form a wait was asked for."""

    NONE = "none"
    """Not at all, or in no form that can be read."""
    SECONDS = "seconds"
    """Retry-After, a number of seconds."""
    DATE = "date"
    """Retry-After, an HTTP-date."""
    MILLISECONDS = "milliseconds"
    """Retry-After-Ms and its relatives."""
    RATE_LIMIT = "rate limit"
    """RateLimit, with a quota of which nothing remains."""
    RESET = "reset"
    """RateLimit-Reset, X-RateLimit-Reset: seconds, or a moment."""
    DURATION = "duration"
    """X-RateLimit-Reset-Requests, X-RateLimit-Reset-Tokens: 1m0s."""


@final
@attrs.frozen
class RetryAfter:
    """
    How long a response asks to wait.

    `seconds` is None where it says nothing that can be used, 0.0 for a moment that is past, and infinity for a number
    that no float can hold; never negative. `problem` says what is wrong with the value, or with each field passed over;
    `field` is the field that counted, "" where none did and where only a value was given.

    >>> print(RetryAfter(120.0, WaitKind.SECONDS, field="Retry-After"))
    wait 120 s (Retry-After)
    """

    seconds: float | None
    kind: WaitKind
    problem: str = ""
    field: str = ""

    @classmethod
    def nothing(cls, problem: str, field: str = "") -> RetryAfter:
        """
        Return that no wait is asked for, and why.

        >>> print(RetryAfter.nothing("no clock"))
        no wait asked for: no clock
        """
        return cls(None, WaitKind.NONE, problem, field)

    def __bool__(self) -> NoReturn:
        msg = "a RetryAfter is neither true nor false; look at .seconds"
        raise TypeError(msg)

    def __str__(self) -> str:
        if self.seconds is None:
            return f"no wait asked for: {self.problem}" if self.problem else "no wait asked for"
        amount = f"{self.seconds:.15g} s" if math.isfinite(self.seconds) else "longer than can be counted"
        return f"wait {amount} ({self.field})" if self.field else f"wait {amount}"

    def explain(self) -> str:
        """
        Return the whole story: the wait, its kind, and what is wrong with the value.

        >>> from statuskit.fields import parse_retry_after
        >>> print(parse_retry_after("7", now=None).explain())
        wait 7 s
        Kind:
        - seconds
        """
        return story(str(self), ("Kind", [self.kind.value]), ("Problem", [self.problem] if self.problem else []))

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types; a wait without end is None, as JSON has no infinity.

        >>> from statuskit.fields import parse_retry_after
        >>> parse_retry_after("9" * 400, now=None).to_dict()["seconds"] is None
        True
        """
        return members(self)


def parse_retry_after(value: object, *, now: Time | None, date: Time | str | None = None) -> RetryAfter:
    """
    Return what the value of a Retry-After field asks for (RFC 9110, section 10.2.3).

    Read are a number of seconds, with a fraction if there is one, and the three forms of an HTTP-date. Anything else is
    a problem, and no wait: signs, exponents, units, other digits than 0 to 9, other zones than GMT, and what is no
    text. The same value several times is that value; values that differ are none.

    Args:
        value: the field's value; whitespace around it is none of it (section 5.5).
        now: when the response came. None if there is no clock: a date then counts against `date` alone.
        date: when the response was made, by the server's clock: its Date, as text or as a time. A date is measured
            against it, so that no difference between two clocks lengthens or shortens the wait. Text that is no
            HTTP-date is as none.

    Raises:
        InvalidArgumentError: for a `now` or `date` that is no time; never for a value, nor for any text.

    >>> parse_retry_after("120", now=0).seconds
    120.0
    >>> late = "Fri, 31 Dec 1999 23:59:59 GMT"
    >>> print(parse_retry_after(late, now=None, date="Fri, 31 Dec 1999 23:59:00 GMT"))
    wait 59 s
    >>> print(parse_retry_after("1m0s", now=0))
    no wait asked for: neither seconds nor an HTTP-date: '1m0s'
    """
    clock = Clock.of(now, date)
    text = as_text(value)
    return RetryAfter.nothing(f"no text: {quoted(value)}") if text is None else retry_after(text, "", clock)


def retry_after(text: str, field: str, clock: Clock) -> RetryAfter:
    """Return what the value of a Retry-After field asks for; `field` is told in the answer."""
    value = single(text)
    seconds = number(value)
    if seconds is not None:
        return RetryAfter(seconds, WaitKind.SECONDS, "", field)
    reference = clock.reference()
    until = parse_http_date(value, now=reference if clock.now is None else clock.now)
    if until is None:
        return RetryAfter.nothing(f"neither seconds nor an HTTP-date: {quoted(text)}", field)
    return wait_until(until, reference, WaitKind.DATE, text, field)


def wait_until(until: float, reference: float | None, kind: WaitKind, text: str, field: str) -> RetryAfter:
    """Return the wait until a moment: none if it is past, a problem if there is nothing to measure it by."""
    if reference is None:
        return RetryAfter.nothing(f"no clock to measure it by: {quoted(text)}", field)
    return RetryAfter(max(float(until - reference), 0.0), kind, "", field)


@attrs.frozen
class Clock:
    """When the response came, and when it was made, by whatever is known of either."""

    now: float | None
    date: float | str | None

    @classmethod
    def of(cls, now: Time | None, date: Time | str | None) -> Clock:
        """Return both times, checked: they are the caller's, unlike a text."""
        said: float | str | None = as_text(date)
        if said is None and date is not None:
            said = moment(cast("Time", date))
        return cls(None if now is None else moment(now), said)

    def reference(self) -> float | None:
        """Return the moment from which the response's own moments are measured, None if there is none."""
        date = parse_http_date(single(self.date), now=self.now) if isinstance(self.date, str) else self.date
        return self.now if date is None else date


def single(value: str) -> str:
    """
    Return the value that a field has, be it sent once or several times.

    A field with one member must not be sent twice (RFC 9110, section 5.3), and it is good to detect that it was
    (section 5.5): values that differ are left joined, and so are malformed. Equal ones do not contradict each other. A
    recipient may take them for one, as section 8.6 says of Content-Length; not to would be to come back too early.

    >>> single("120, 120 ,120"), single("10, 20")
    ('120', '10, 20')
    """
    if "," not in value:
        return value.strip(OWS)
    parts = value.split(",")
    for size in (1, 2):  # an IMF-fixdate and an rfc850-date have a comma of their own
        members = {",".join(parts[at : at + size]).strip(OWS) for at in range(0, len(parts), size)}
        if len(members) == 1:
            return members.pop()
    return value.strip(OWS)


def number(text: str) -> float | None:
    """
    Return decimal digits as a number, None for anything else.

    What is too large for a float is infinity: a wait that is far too long is to be refused, and not overlooked.

    >>> number("1.5"), number("9" * 5000), number("1e3")
    (1.5, inf, None)
    """
    # Most have no fraction, and these two look faster than an expression does.
    return float(text) if (text.isascii() and text.isdigit()) or _ONE_NUMBER.fullmatch(text) else None
