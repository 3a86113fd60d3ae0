"""
How facts are put into words for people: a sentence for each member of an enum, one line for each record.

Rows and wording only; which of them hold for a status is the registry's to say.
"""

from __future__ import annotations

from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._named import named
from statuskit.cli._layout import Tone
from statuskit.model import (
    Applied,
    Cacheability,
    Condition,
    Content,
    Health,
    Redirect,
    Repeat,
    State,
    StatusClass,
    Visibility,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.model import Citation, Status

__all__ = [
    "APPLIED",
    "ASKED_METHODS",
    "CACHING",
    "CLASSES",
    "CONDITIONS",
    "CONTENT",
    "GRADES",
    "HEALTH",
    "LABELS",
    "REDIRECTS",
    "REPEATS",
    "STATES",
    "TONES",
    "VISIBILITY",
    "cited",
    "conditions",
    "moment",
    "sources",
    "title",
]

# The methods that people ask about, the safe ones first; `registry.METHODS` has all.
ASKED_METHODS: Final = ("GET", "HEAD", "OPTIONS", "QUERY", "PUT", "DELETE", "POST", "PATCH")

# What the facts about sending a request again are called.
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "repeat": "Sent again, as it was",
        "repeat_after": "What must change first",
        "conditions": "Only",
        "applied": "Applied",
        "health": "Circuit breaker",
    }
)

CLASSES: Final[Mapping[StatusClass, str]] = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: "informational (1xx)",
        StatusClass.SUCCESS: "success (2xx)",
        StatusClass.REDIRECTION: "redirection (3xx)",
        StatusClass.CLIENT_ERROR: "client error (4xx)",
        StatusClass.SERVER_ERROR: "server error (5xx)",
        StatusClass.INVALID: "no class: outside 100 to 599",
    }
)
TONES: Final[Mapping[StatusClass, Tone]] = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: Tone.BLUE,
        StatusClass.SUCCESS: Tone.GREEN,
        StatusClass.REDIRECTION: Tone.CYAN,
        StatusClass.CLIENT_ERROR: Tone.YELLOW,
        StatusClass.SERVER_ERROR: Tone.RED,
        StatusClass.INVALID: Tone.MAGENTA,
    }
)
STATES: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.STANDARD: "registered",
        State.EXPERIMENTAL: "registered by an experimental RFC",
        State.TEMPORARY: "registered for a time",
        State.DEPRECATED: "registered, deprecated",
        State.RESERVED: "registered, reserved",
        State.UNREGISTERED: "not registered",
    }
)
CACHING: Final[Mapping[Cacheability, str]] = MappingProxyType(
    {
        Cacheability.HEURISTIC: "may be stored and reused, even without an explicit lifetime",
        Cacheability.EXPLICIT_ONLY: "may be stored only if the response itself says so (Cache-Control, Expires)",
        Cacheability.PROHIBITED: "must not be stored, whatever the response says",
        Cacheability.NOT_FINAL: "an interim response, which no cache stores",
    }
)
CONTENT: Final[Mapping[Content, str]] = MappingProxyType(
    {
        Content.ALLOWED: "may have content",
        Content.FORBIDDEN: "never has content: the message ends after its header fields",
        Content.EMPTY: "has no content: it is sent with a length of zero",
    }
)
REDIRECTS: Final[Mapping[Redirect, str]] = MappingProxyType(
    {
        Redirect.KEEP: "the method stays as it was",
        Redirect.POST_TO_GET: "POST becomes GET; every other method stays as it was",
        Redirect.TO_GET: "becomes GET; HEAD stays HEAD",
    }
)
APPLIED: Final[Mapping[Applied, str]] = MappingProxyType(
    {
        Applied.NO: "no",
        Applied.UNKNOWN: "unknown: it may or may not have been",
        Applied.YES: "yes",
    }
)
REPEATS: Final[Mapping[Repeat, str]] = MappingProxyType(
    {
        Repeat.NEVER: "no, not as it is",
        Repeat.IDEMPOTENT: "yes, if its method is idempotent",
        Repeat.ALWAYS: "yes, whatever its method",
        Repeat.WITH_RETRY_AFTER: "only if the response has a Retry-After",
        Repeat.WITH_IDEMPOTENCY_KEY: "only if the request has an Idempotency-Key",
    }
)
CONDITIONS: Final[Mapping[Condition, str]] = MappingProxyType(
    {
        Condition.NEW_CONNECTION: "on a new connection",
        Condition.NOT_EARLY_DATA: "not in TLS early data",
        Condition.ONCE: "only once",
        Condition.SAME_IDEMPOTENCY_KEY: "with the same Idempotency-Key",
        Condition.REWIND_BODY: "with its content sent again from the start",
        Condition.UNCOUNTED: "without counting it as an attempt",
        Condition.MAYBE_APPLIED: "although the first try may have been acted on",
    }
)
HEALTH: Final[Mapping[Health, str]] = MappingProxyType(
    {
        Health.SUCCESS: "counts it as a success",
        Health.FAILURE: "counts it as a failure",
        Health.NEUTRAL: "does not count it: it says nothing about the server's health",
    }
)
VISIBILITY: Final[Mapping[Visibility, str]] = MappingProxyType(
    {
        Visibility.SENT: "sent to clients",
        Visibility.LOG_ONLY: "only in logs or client libraries, never on the wire",
        Visibility.BODY_ONLY: "in the content, under another status",
        Visibility.REWRITTEN: "becomes another status before it is sent",
    }
)
GRADES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "A": "the vendor's own word",
        "B": "the vendor's own word in part, or a witness's",
        "C": "second-hand",
        "D": "unconfirmed",
    }
)


def title(status: Status) -> str:
    """Name a status on one line: "404 Not Found"; by its number where it has no phrase."""
    return named(status)


def cited(citation: Citation) -> str:
    """Name a source, with its day if it ages: "RFC 9110 §15.5.5"."""
    return f"{citation}, as of {citation.as_of}" if citation.as_of else str(citation)


def sources(citations: Iterable[Citation], *, claims: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return an entry for each source, each once: its name, what it claims if that is asked for, and its address."""
    entries = ((cited(row), row.claim if claims else "", row.url) for row in citations)
    return tuple(dict.fromkeys(tuple(filter(None, entry)) for entry in entries))


def moment(time: float) -> str:
    """
    Return a time as an HTTP-date, where there is one, and as the number that options take.

    >>> moment(1795262520.5), moment(1e15)
    ('Sat, 21 Nov 2026 12:02:00 GMT (1795262520.5)', '1e+15')
    """
    from datetime import datetime, timedelta, timezone
    from email.utils import format_datetime

    number = f"{time:.15g}"
    try:
        date = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=floor(time))
    except OverflowError:  # after the year 9999
        return number
    return f"{format_datetime(date, usegmt=True)} ({number})"


def conditions(wanted: Condition) -> tuple[str, ...]:
    """Return the words of each condition that is set."""
    return tuple(words for condition, words in CONDITIONS.items() if condition in wanted)
