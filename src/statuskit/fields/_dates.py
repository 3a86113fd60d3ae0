"""HTTP-date (RFC 9110, section 5.6.7), and the times that callers hand in. Integers only: no locale, no time zone."""

from __future__ import annotations

import math
import re
import sys
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Final, TypeAlias

from statuskit._grammar import OWS
from statuskit.exceptions import InvalidArgumentError, quoted

__all__ = ["Time", "epoch_seconds", "moment", "parse_http_date"]

Time: TypeAlias = float | datetime

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EPOCH_DAY: Final = _EPOCH.toordinal()
_DAY: Final = 86_400
_MOST: Final = sys.float_info.max
_MOST_BITS: Final = 3_400
_ACCEPTED: Final = "finite seconds since the epoch and aware datetimes"
# Who does not say what time it is gets two-digit years as read when this was written.
_LATER_THAN: Final = int(datetime(2026, 1, 1, tzinfo=timezone.utc).timestamp())

_DAYS: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_SHORT: Final = f"(?:{'|'.join(day[:3] for day in _DAYS)})"
_LONG: Final = f"(?:{'|'.join(_DAYS)})day"
_MONTHS: Final = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
        )
    }
)
_MONTH: Final = f"(?P<month>{'|'.join(name.title() for name in _MONTHS)})"
# The second 60 is a leap second, and there is none but at the end of a day.
_CLOCK: Final = r"(?:(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)|(?P<leap>23:59:60))"
_FORMS: Final = (
    rf"{_SHORT}, (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_CLOCK} GMT",  # IMF-fixdate
    rf"{_LONG}, (?P<day>\d\d)-{_MONTH}-(?P<year>\d\d) {_CLOCK} GMT",  # rfc850-date
    rf"{_SHORT} {_MONTH} (?P<day>\d\d| \d) {_CLOCK} (?P<year>\d{{4}})",  # asctime-date
)
_STRICT: Final = tuple(re.compile(form, re.ASCII) for form in _FORMS)
_ANY_CASE: Final = tuple(re.compile(form, re.ASCII | re.IGNORECASE) for form in _FORMS)
_TWO_DIGITS: Final = 100
_FAR: Final = 50


def parse_http_date(text: str, *, now: Time | None = None, any_case: bool = False) -> int | None:
    """
    Return an HTTP-date as seconds since the epoch, None for what is none (RFC 9110, section 5.6.7).

    All three forms are read, for the years 1 to 9999, and nothing else: no other zone than GMT, no other spacing. That
    the day's name fits the date is not asked. A leap second is the second before it: the nearest one that a clock of
    the epoch has, and not a later one, as RFC 9111, section 4.2, wants it.

    Args:
        text: the field's value; whitespace around it is none of it (section 5.5).
        now: from where a year of two digits is read: never more than 50 years ahead. The year 2026, if not said.
        any_case: match in any case, as a cache should (RFC 9111, section 4.2).

    Raises:
        InvalidArgumentError: for a `now` that is no time; never for a text.

    >>> from statuskit.fields import parse_http_date
    >>> parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), parse_http_date("Sun Nov  6 08:49:37 1994")
    (784111777, 784111777)
    >>> parse_http_date("Sun, 06 Nov 1994 08:49:37 +0100") is None
    True
    """
    seen_from = _LATER_THAN if now is None else epoch_seconds(now)
    trimmed = text.strip(OWS)
    found = next(filter(None, (form.fullmatch(trimmed) for form in (_ANY_CASE if any_case else _STRICT))), None)
    if found is None:
        return None
    month, day = _MONTHS[found["month"].lower()], int(found["day"])
    seconds = _DAY - 1
    if not found["leap"]:
        seconds = int(found["hour"]) * 3600 + int(found["minute"]) * 60 + int(found["second"])
    year = int(found["year"])
    if len(found["year"]) == len("94"):
        year = _full_year(year, (month, day, seconds), seen_from)
    try:
        days = date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        return None  # the 30th of February, the year 0
    return days * _DAY + seconds


def _full_year(digits: int, rest: tuple[int, int, int], now: int) -> int:
    """Return the latest year that ends in these digits and is not more than 50 years ahead, to the second."""
    day, second = divmod(now, _DAY)
    today = date.fromordinal(min(max(day + _EPOCH_DAY, date.min.toordinal()), date.max.toordinal()))
    last = today.year + _FAR
    year = last - (last - digits) % _TWO_DIGITS
    return year - _TWO_DIGITS if (year, *rest) > (last, today.month, today.day, second) else year


def _is_finite(number: object) -> bool:
    # An int may be too large for isfinite(), and too long to be written: Python writes no more than 4,300 digits.
    is_int = isinstance(number, int) and not isinstance(number, bool) and number.bit_length() <= _MOST_BITS
    return is_int or (isinstance(number, float) and math.isfinite(number))


def epoch_seconds(time: Time) -> int:
    """
    Return a time as whole seconds since the epoch, a fraction cut towards the past.

    Raises:
        InvalidArgumentError: a ValueError and a TypeError: for a naive datetime, which may be any of a day's times, for
            a number that is not finite or has more than a thousand digits, and for what is no number.

    >>> from datetime import datetime, timezone
    >>> from statuskit.fields import epoch_seconds
    >>> epoch_seconds(datetime(1994, 11, 6, 8, 49, 37, 500_000, tzinfo=timezone.utc)), epoch_seconds(-0.5)
    (784111777, -1)
    """
    if isinstance(time, datetime):
        if time.utcoffset() is not None:
            return (time - _EPOCH) // timedelta(seconds=1)
    elif _is_finite(time):
        return math.floor(time)
    msg = f"not a time: {quoted(time)}; accepted: {_ACCEPTED}"
    raise InvalidArgumentError(msg)


def moment(time: Time) -> float:
    """
    Return a time as seconds since the epoch, fractions kept.

    Raises:
        InvalidArgumentError: as `epoch_seconds()` does, and for a number that no float can hold.

    >>> from datetime import datetime, timezone
    >>> moment(datetime(1970, 1, 1, 0, 1, 0, 500_000, tzinfo=timezone.utc)), moment(60)
    (60.5, 60.0)
    """
    if type(time) is float and -_MOST <= time <= _MOST:
        return time  # as most are
    if abs(epoch_seconds(time)) > _MOST:  # it refuses what is no time
        msg = f"not a time: {quoted(time)}; accepted: {_ACCEPTED}"
        raise InvalidArgumentError(msg)
    return time.timestamp() if isinstance(time, datetime) else float(time)
