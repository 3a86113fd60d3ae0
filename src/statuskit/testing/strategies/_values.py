"""Strategies for what messages are made of: statuses, methods, header fields, and how long to wait."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from statuskit._enums import CODES
from statuskit._near import did_you_mean, near
from statuskit.data.methods import ROWS
from statuskit.data.vendors import BY_NUMBER
from statuskit.exceptions import InvalidArgumentError, UnknownStatusError, quoted
from statuskit.messages import Headers
from statuskit.registry import HTTP, lookup
from statuskit.testing._expected import expectation

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from statuskit.model import Status
    from statuskit.testing._expected import Expected

__all__ = ["headers", "methods", "retry_after_values", "statuses"]

_COMMON_FIRST: Final = (200, 404, 500, 201, 204, 301, 304, 400, 401, 403, 429, 503)


def statuses(
    kind: Expected | None = None, /, *, registered: bool | None = None, vendor: str | bool | None = None
) -> SearchStrategy[Status]:
    """
    Return a strategy for statuses; without arguments, for any from 100 to 999.

    Args:
        kind: what `assert_status()` takes: 404, "4xx", StatusClass.SUCCESS, "redirect", a set, a predicate.
        registered: True for those of the IANA registry alone, False for others alone.
        vendor: the name of one, such as "nginx", for those that it gave a meaning; True for those of any, False for
            those of none.

    Raises:
        UnknownStatusError: a KeyError: for text that names no status and no vendor, and where no status fits.
        InvalidStatusError: a ValueError: for a `kind` that nothing can be.

    >>> from hypothesis import given
    >>> from statuskit.testing.strategies import statuses
    >>> @given(statuses("3xx", registered=True))
    ... def test_redirection(status):
    ...     assert 300 <= status <= 308
    >>> test_redirection()
    """
    wanted = range(CODES.start, CODES.stop) if kind is None else tuple(filter(expectation(kind).holds, CODES))
    if vendor is not None:
        named = _of_vendor(vendor) if isinstance(vendor, str) else frozenset(BY_NUMBER)
        wanted = tuple(code for code in wanted if (code in named) is not (vendor is False))
    if registered is not None:
        wanted = tuple(code for code in wanted if (code in HTTP) is registered)
    if not wanted:
        msg = f"no status is all of this: {quoted(kind)}, registered={registered!r}, vendor={quoted(vendor)}"
        raise UnknownStatusError(msg)
    # What stands first is what examples shrink to.
    known = tuple(code for code in _COMMON_FIRST if code in wanted)
    return st.sampled_from((*known, *(code for code in wanted if code not in known))).map(lookup)


@lru_cache(maxsize=64)
def _of_vendor(vendor: str) -> frozenset[int]:
    vendors = {meaning.vendor for meanings in BY_NUMBER.values() for meaning in meanings}
    by_key = {name.casefold(): name for name in vendors}
    name = by_key.get(vendor.casefold())
    if name is None:
        found = tuple(by_key[key] for key in near(vendor.casefold(), by_key))
        msg = f"not a vendor: {quoted(vendor)}; accepted: {', '.join(sorted(vendors))}{did_you_mean(found)}"
        raise UnknownStatusError(msg, found)
    return frozenset(
        code for code, meanings in BY_NUMBER.items() if any(meaning.vendor == name for meaning in meanings)
    )


_METHODS_FIRST: Final = ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")
# A target by itself, and the preface of HTTP/2: registered, so that nobody takes the names.
_NO_METHODS: Final = frozenset({"*", "PRI"})


def methods(*, safe: bool | None = None, idempotent: bool | None = None) -> SearchStrategy[str]:
    """
    Return a strategy for the methods of the IANA registry, those of HTTP itself first.

    Args:
        safe: True for safe methods alone, False for others alone.
        idempotent: the same of idempotent ones. All safe methods are idempotent.

    Raises:
        InvalidArgumentError: a ValueError: for methods that are to be safe and not idempotent: there is none.

    >>> from hypothesis import given
    >>> from statuskit.testing.strategies import methods
    >>> @given(methods(safe=False, idempotent=True))
    ... def test_method(method):
    ...     assert method not in {"GET", "POST"}
    >>> test_method()
    """
    fit = [
        name
        for name, is_safe, is_idempotent, *_ in ROWS
        if name not in _NO_METHODS and safe in {None, is_safe} and idempotent in {None, is_idempotent}
    ]
    if not fit:
        msg = "no method is safe and not idempotent: RFC 9110, section 9.2.2"
        raise InvalidArgumentError(msg)
    return st.sampled_from(
        [*(name for name in _METHODS_FIRST if name in fit), *(name for name in fit if name not in _METHODS_FIRST)]
    )


# RFC 9110, sections 5.1, 5.6.2 and 5.5.
_NAMES: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~!#$%&'*+^`|"
_VISIBLE: Final = "".join(map(chr, range(0x21, 0x7F)))
_KNOWN_FIELDS: Final = (
    *("Accept", "Age", "Allow", "Authorization", "Cache-Control", "Connection", "Content-Length", "Content-Range"),
    *("Content-Type", "Date", "ETag", "Link", "Location", "Range", "Retry-After", "Server", "Set-Cookie", "Upgrade"),
    *("Vary", "Via", "WWW-Authenticate"),
)
_KNOWN_VALUES: Final = (
    *("0", "1", "120", "*/*", "application/json", "bytes 0-4/5", "bytes=0-4", "chunked", "close", "GET, HEAD"),
    *('"1"', 'W/"1"', "/users/7", "https://example.com/", "no-store", "max-age=60", 'Basic realm="a"', "websocket"),
    "Fri, 31 Dec 1999 23:59:59 GMT",
)
_HOSTILE: Final = (
    *("", " ", "\t", ",", '"', "\\", "=", ";", "\r\nX-Injected: 1", "\x00", "\x7f", "\xa0", "\xff", "\udc80"),
    *("-1", "1e9", "9" * 400, "a=" * 200, '"\\' * 200, "," * 400, "<script>", "%", "%zz", "\u0661"),
)


def headers(*, hostile: bool = False) -> SearchStrategy[Headers]:
    """
    Return a strategy for header fields: known ones and others, some several times, each by itself well-formed.

    What a field says need not make sense. With `hostile` names and values may be anything that can reach a program:
    empty, endless, with control characters, line breaks and what is no ASCII.

    >>> from hypothesis import given
    >>> from statuskit.messages import Response
    >>> from statuskit.conformance import check
    >>> from statuskit.testing.strategies import headers
    >>> @given(headers(hostile=True))
    ... def test_nothing_raises(fields):
    ...     check(Response(200, fields))
    >>> test_nothing_raises()
    """
    names = st.sampled_from(_KNOWN_FIELDS) | st.text(_NAMES, min_size=1, max_size=20)
    inner = st.text(f"{_VISIBLE} \t", max_size=20).map(str.strip)
    values = st.sampled_from(_KNOWN_VALUES) | inner
    if hostile:
        names |= st.sampled_from(_HOSTILE) | st.text(max_size=5)
        values |= st.sampled_from(_HOSTILE) | st.text(max_size=20)
    return st.builds(Headers, st.lists(st.tuples(names, values), max_size=8))


_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What is seen in the wild, and next to what is right.
_NO_WAITS: Final = (
    *("", "soon", "-1", "+1", "1.5", "1e3", "0x10", "1_000", "60s", "1m0s", "1 minute", "60, 120", "PT1M", "\u0661"),
    *("60;", "never", "null", "None", "true", "2030-01-01", "2030-01-01T00:00:00Z", "1 Jan 2030"),
    *("Tue, 01 Jan 2030 00:00:00 +0000", "Tue, 01 Jan 2030 00:00:00 UTC", "Tue, 01 Jan 2030 25:00:00 GMT"),
    *("Tue, 32 Jan 2030 00:00:00 GMT", "Tue, 01 Foo 2030 00:00:00 GMT", "Tue, 01 Jan 2030 00:00:00"),
)


def retry_after_values(*, valid: bool | None = True) -> SearchStrategy[str]:
    """
    Return a strategy for values of Retry-After: seconds and the three forms of an HTTP-date (RFC 9110, section 10.2.3).

    With `valid=False` they are such as are seen and are neither; with None they are of both kinds.

    >>> from hypothesis import given
    >>> from statuskit.retry import parse_retry_after
    >>> from statuskit.testing.strategies import retry_after_values
    >>> @given(retry_after_values())
    ... def test_value(value):
    ...     assert parse_retry_after(value, now=0).seconds is not None
    >>> test_value()
    """
    if valid is None:
        return retry_after_values() | retry_after_values(valid=False)
    if not valid:
        return st.sampled_from(_NO_WAITS) | st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=10)
    return st.integers(0, 1_000_000).map(str) | _dates()


# The form of RFC 850 has two digits of the year, which mean one that is not over 50 years ahead.
_FIRST_DAY: Final = date(2001, 1, 1).toordinal()
_LAST_DAY: Final = date(2049, 12, 31).toordinal()


@st.composite
def _dates(draw: st.DrawFn) -> str:
    day = date.fromordinal(draw(st.integers(_FIRST_DAY, _LAST_DAY)))
    clock = f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:{draw(st.integers(0, 59)):02}"
    month, weekday = _MONTHS[day.month - 1], day.weekday()
    return draw(
        st.sampled_from(
            (
                f"{_DAYS[weekday]}, {day.day:02} {month} {day.year} {clock} GMT",
                f"{_LONG_DAYS[weekday]}, {day.day:02}-{month}-{day.year % 100:02} {clock} GMT",
                f"{_DAYS[weekday]} {month} {day.day:2} {clock} {day.year}",
            )
        )
    )
