"""
How long a response asks to wait: Retry-After, its relatives in milliseconds, and the fields of rate limits, by rank.

RateLimit is read here, and not with `http-sf`: a client that waits should need no extra, and of a structured field that
has integers for parameters there is little to know.
"""

from __future__ import annotations

import re
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from statuskit._grammar import OWS
from statuskit.exceptions import quoted
from statuskit.fields._waits import NUMBER, Clock, RetryAfter, WaitKind, number, retry_after, single, wait_until
from statuskit.messages import Headers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.fields._dates import Time
    from statuskit.messages import HeadersLike

__all__ = ["WAITS", "delay_seconds", "requested_wait"]

# A String of structured fields (RFC 9651, section 3.3.3), closed or not: so that it is scanned once in either case.
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*("?)', re.DOTALL)
# Servers take no more for all fields together, and a client may discard what is longer (RFC 9110, section 5.4).
_LONGEST: Final = 8192
# Hours to milliseconds, as Go prints a time.Duration. Shorter ones than those are not worth a wait.
_DURATION: Final = re.compile("".join(rf"(?:({NUMBER}){unit})?" for unit in ("h", "m", "s", "ms")))
# A number this large is a moment and no duration: no quota lasts three years, no clock is in March 1973 any more. It is
# fixed, so that a clock that is wrong cannot change what a number means. So does ky, with 2024 for it:
# https://github.com/sindresorhus/ky/blob/main/source/core/retry-timing.ts (2026-11-21)
_MOMENT: Final = 100_000_000


def requested_wait(headers: HeadersLike, *, now: Time | None, date: Time | str | None = None) -> RetryAfter:
    """
    Return how long a response asks to wait, by the first of its fields that says so in a form that can be read.

    The order: Retry-After-Ms, X-Ms-Retry-After-Ms and X-Amz-Retry-After, which say the same as Retry-After but finer;
    Retry-After; RateLimit; RateLimit-Reset; X-RateLimit-Reset; X-RateLimit-Reset-Requests and -Tokens, the longer of
    the two. X-Rate-Limit-... is X-RateLimit-..., and is called so. A field that is malformed hides none of those behind
    it. A reset does not count while the -Remaining beside it is above 0; one that is missing or no number says nothing.
    `problem` has why, field by field, none before the one that counts does, or none at all.

    Args:
        headers: the fields of the response: Headers, a mapping, or an iterable of pairs.
        now: as for `parse_retry_after()`; a reset that is a moment is measured as a date is.
        date: as for `parse_retry_after()`; the Date among the headers, if not said.

    Raises:
        InvalidArgumentError: for a `now` or `date` that is no time, and for what is no header list; never for a field.

    >>> print(requested_wait({"Retry-After": "soon", "X-RateLimit-Reset": "30"}, now=0))
    wait 30 s (X-RateLimit-Reset)
    >>> print(requested_wait({"Retry-After": "soon", "X-RateLimit-Reset": "30", "X-RateLimit-Remaining": "9"}, now=0))
    no wait asked for: Retry-After: neither seconds nor an HTTP-date: 'soon'; X-RateLimit-Reset: 9 remain
    """
    said: dict[str, list[str]] = {}
    for name, value in Headers.of(headers).items():
        field = _SPELLINGS.get(name.lower())
        if field and name.isascii():  # the Kelvin sign is a k in lower case
            said.setdefault(field, []).append(value)
    values = {field: ", ".join(lines) for field, lines in said.items()}
    clock = Clock.of(now, values.get("Date") if date is None else date)
    ignored: list[str] = []
    for rank in sorted({_RANK_OF[field] for field in values if field in _RANK_OF}):
        found = [_read(row, values, clock) for row in _RANKS[rank] if row.field in values]
        usable = [wait for wait in found if wait.seconds is not None]
        ignored += [f"{wait.field}: {wait.problem}" for wait in found if wait.seconds is None]
        if usable:
            wait = max(usable, key=attrgetter("seconds"))
            return attrs.evolve(wait, problem="; ".join(ignored)) if ignored else wait
    return RetryAfter.nothing("; ".join(ignored))


def delay_seconds(headers: Headers) -> float | None:
    """
    Return what Retry-After asks for, where it is digits alone and nothing comes before it; None where there is more.

    So do most responses that ask for a wait. `requested_wait()` says the same of them, after a look at all the fields.
    """
    lines = headers.get_all("Retry-After")
    if len(lines) != 1 or headers.has_any(_BEFORE_RETRY_AFTER):
        return None
    value = lines[0]
    return float(value) if value.isdigit() and value.isascii() else None


# --- how fields are read ----------------------------------------------------------------------------------------------

_Reader: TypeAlias = "Callable[[str, str, Clock], RetryAfter]"


def _milliseconds(text: str, field: str, _: Clock) -> RetryAfter:
    found = number(single(text))
    if found is None:
        return RetryAfter.nothing(f"no number of milliseconds: {quoted(text)}", field)
    return RetryAfter(found / 1000, WaitKind.MILLISECONDS, "", field)


def _rate_limit(text: str, field: str, _: Clock) -> RetryAfter:
    """
    Read both forms of RateLimit. The longest wait counts, since a request takes from every quota that is told.

    What is no number costs its own member, and no other; a quote that is never closed costs the field.
    """
    if len(text) > _LONGEST:
        return RetryAfter.nothing(f"longer than {_LONGEST} characters", field)
    # What is quoted may hold separators. It becomes two quotes, and one where it is not closed.
    bare = _STRING.sub(r'"\1', text)
    if bare.count('"') % 2:
        return RetryAfter.nothing(f"a quote is not closed: {quoted(text)}", field)
    dictionary: dict[str, str] = {}
    quotas: list[tuple[str, str]] = []
    for member in bare.split(","):
        item, *parameters = (_pair(part) for part in member.split(";"))
        named = dict(parameters)  # of two with one name, the last counts (RFC 9651, section 4.2.3.2)
        dictionary.update([item])
        if item[0]:  # parameters alone belong to nothing
            quotas.append((named.get("r", ""), named.get("t", "")))
    quotas.append((dictionary.get("remaining", ""), dictionary.get("reset", "")))
    waits = [wait for left, until in quotas if number(left) == 0 and (wait := number(until)) is not None]
    if not waits:
        return RetryAfter.nothing(f"no quota is used up and says until when: {quoted(text)}", field)
    return RetryAfter(max(waits), WaitKind.RATE_LIMIT, "", field)


def _seconds(text: str, field: str, _: Clock) -> RetryAfter:
    found = _quantity(text)
    if found is None:
        return RetryAfter.nothing(f"no number of seconds: {quoted(text)}", field)
    return RetryAfter(found, WaitKind.RESET, "", field)


def _seconds_or_moment(text: str, field: str, clock: Clock) -> RetryAfter:
    found = _quantity(text)
    if found is None or found < _MOMENT:
        return _seconds(text, field, clock)
    return wait_until(found, clock.reference(), WaitKind.RESET, text, field)


def _duration(text: str, field: str, _: Clock) -> RetryAfter:
    value = single(text)
    seconds = number(value)
    if seconds is None:
        found = _DURATION.fullmatch(value)
        if not value or not found:
            return RetryAfter.nothing(f"no duration: {quoted(text)}", field)
        hours, minutes, rest, thousandths = (float(part or 0) for part in found.groups())
        seconds = hours * 3600 + minutes * 60 + rest + thousandths / 1000
    return RetryAfter(seconds, WaitKind.DURATION, "", field)


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.strip(OWS).partition("=")
    return name, value


def _quantity(text: str) -> float | None:
    # Parameters, "if they appear, [...] MUST be ignored" (draft 06, "RateLimit-Reset").
    return number(single(text).partition(";")[0].rstrip(OWS))


# --- which fields there are -------------------------------------------------------------------------------------------


@attrs.frozen
class _Row:
    """A field, how it is read, and the field beside it that says what remains of its quota."""

    field: str
    read: _Reader
    remaining: str = ""


# In the order of precedence; where a rank has several fields, the longest wait counts. Sources are as of 2026-11-21.
_RANKS: Final = (
    # https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py, commit 000f030a, and
    # https://app.unpkg.com/@azure/core-rest-pipeline@1.19.1/files/dist/esm/retryStrategies/throttlingRetryStrategy.js
    (_Row("Retry-After-Ms", _milliseconds),),
    # The same file of Azure's, in the same order.
    (_Row("X-Ms-Retry-After-Ms", _milliseconds),),
    # https://github.com/boto/botocore/blob/develop/botocore/retries/standard.py, commit 0719e795
    (_Row("X-Amz-Retry-After", _milliseconds),),
    # RFC 9110, section 10.2.3. Before RateLimit: draft-ietf-httpapi-ratelimit-headers-10, "Client Behavior".
    (_Row("Retry-After", retry_after),),
    # "day";r=0;t=30 since https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-08
    # remaining=0, reset=30 in https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-07
    (_Row("RateLimit", _rate_limit),),
    # Seconds: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06, "RateLimit-Reset".
    (_Row("RateLimit-Reset", _seconds, "RateLimit-Remaining"),),
    # A moment: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api (read in its version for
    # Enterprise Server 3.19) and, in the other spelling, https://docs.x.com/fundamentals/rate-limits
    # Seconds, for one: https://docs.statbot.net/docs/api/schemas/ratelimitheaders
    (_Row("X-RateLimit-Reset", _seconds_or_moment, "X-RateLimit-Remaining"),),
    # 1s and 6m0s: https://platform.openai.com/docs/guides/rate-limits (not read; a copy of 2026-06-26 was).
    # Azure sends seconds, without a unit: https://learn.microsoft.com/en-us/answers/questions/5625878/
    (
        _Row("X-RateLimit-Reset-Requests", _duration, "X-RateLimit-Remaining-Requests"),
        _Row("X-RateLimit-Reset-Tokens", _duration, "X-RateLimit-Remaining-Tokens"),
    ),
)


def _in_lower_case(*fields: str) -> dict[str, str]:
    """Return the field for each of its spellings."""
    plain = {field.lower(): field for field in fields}
    return plain | {name.replace("x-ratelimit-", "x-rate-limit-"): field for name, field in plain.items()}


_RANK_OF: Final = MappingProxyType({row.field: place for place, rank in enumerate(_RANKS) for row in rank})
_REMAINING: Final = tuple(row.remaining for rank in _RANKS for row in rank if row.remaining)
_SPELLINGS: Final[Mapping[str, str]] = MappingProxyType(_in_lower_case("Date", *_RANK_OF, *_REMAINING))
WAITS: Final = frozenset(_in_lower_case(*_RANK_OF))
"""The fields that may ask to wait, in lower case and in each of their spellings."""
_BEFORE_RETRY_AFTER: Final = frozenset(
    _in_lower_case(*(field for field, place in _RANK_OF.items() if place < _RANK_OF["Retry-After"]))
)


def _read(row: _Row, values: Mapping[str, str], clock: Clock) -> RetryAfter:
    left = _quantity(values.get(row.remaining, ""))
    if left:
        return RetryAfter.nothing(f"{left:.15g} remain", row.field)
    return row.read(values[row.field], row.field, clock)
