"""
The vocabulary: every enum that a Status or a row of `data/` carries. `model` hands them on; import them from there.

Values are text for people and for JSON; no status numbers, no rows.
"""

from __future__ import annotations

from enum import Enum, Flag, auto
from operator import index
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit.exceptions import InvalidStatusError, UnknownStatusError, as_text, quoted

if TYPE_CHECKING:
    from typing import SupportsIndex

__all__ = [
    "CODES",
    "NO_CONDITION",
    "Applied",
    "Cacheability",
    "Change",
    "Condition",
    "Content",
    "Health",
    "Redirect",
    "Repeat",
    "State",
    "StatusClass",
    "Strength",
    "integer",
]


class StatusClass(Enum):
    """
    The class of a status code: its first digit (RFC 9110, section 15).

    >>> from statuskit import StatusClass
    >>> StatusClass.parse("4xx"), 404 in StatusClass.CLIENT_ERROR
    (<StatusClass.CLIENT_ERROR: '4xx'>, True)
    """

    INFORMATIONAL = "1xx"
    SUCCESS = "2xx"
    REDIRECTION = "3xx"
    CLIENT_ERROR = "4xx"
    SERVER_ERROR = "5xx"
    INVALID = "invalid"
    """600 to 999: seen in the wild, outside what RFC 9110 calls a status code."""

    @classmethod
    def parse(cls, text: str | StatusClass, /) -> StatusClass:
        """
        Return the class that `text` names: "4xx", "client error", "CLIENT_ERROR", in any case.

        Raises:
            UnknownStatusError: for any other text.
            InvalidStatusError: for anything that is no text.

        >>> from statuskit import StatusClass
        >>> StatusClass.parse("Client Error") is StatusClass.parse("4xx")
        True
        """
        if type(text) is StatusClass:
            return text
        accepted = ", ".join(f"{member.value!r}" for member in cls)
        given = as_text(text)
        if given is None:
            msg = f"not a status class: {quoted(text)}; accepted: {accepted} and the members' names"
            raise InvalidStatusError(msg)
        wanted = given.strip().lower().replace(" ", "_").replace("-", "_")
        for member in cls:
            if wanted in {member.value, member.name.lower()}:
                return member
        from statuskit._near import did_you_mean, near

        found = near(wanted, [member.name.lower() for member in cls], most=1)
        msg = f"unknown status class: {quoted(text)}; accepted: {accepted} and the members' names{did_you_mean(found)}"
        raise UnknownStatusError(msg, found)

    @classmethod
    def of(cls, code: int, /) -> StatusClass:
        """
        Return the class of a number from 100 to 999; those from 600 up are in INVALID.

        Raises:
            InvalidStatusError: for any other number.

        >>> from statuskit import StatusClass
        >>> StatusClass.of(404), StatusClass.of(799)
        (<StatusClass.CLIENT_ERROR: '4xx'>, <StatusClass.INVALID: 'invalid'>)
        """
        number = integer(code)
        if number is None or number not in CODES:
            msg = f"not a status code: {quoted(code)}; accepted: the numbers from 100 to 999"
            raise InvalidStatusError(msg)
        return _FIRST_DIGITS[number // 100]

    def __contains__(self, code: object) -> bool:
        """Whether `code` is a number of this class."""
        number = integer(code)
        return number is not None and _FIRST_DIGITS.get(number // 100) is self


def integer(value: object) -> int | None:
    """Return the plain int that `value` is, or stands for by `__index__`; None for a bool and for anything else."""
    if type(value) is int:
        return value
    if type(value) is bool:
        return None
    try:
        return int.__index__(index(cast("SupportsIndex", value)))
    except Exception:  # noqa: BLE001  a foreign __index__ may raise anything
        return None


# Three digits: what can be written where a status code goes (RFC 9112, section 4).
CODES: Final = range(100, 1000)
_FIRST_DIGITS: Final = MappingProxyType(
    dict(enumerate(StatusClass, 1)) | dict.fromkeys(range(6, 10), StatusClass.INVALID)
)


class State(Enum):
    """The standing of a code in the IANA registry and in the RFC that defines it."""

    STANDARD = "standard"
    EXPERIMENTAL = "experimental"
    TEMPORARY = "temporary"
    DEPRECATED = "deprecated"
    RESERVED = "reserved"
    UNREGISTERED = "unregistered"


class Cacheability(Enum):
    """What the status alone says about storing the response (RFC 9110, section 15.1; RFC 9111, section 3)."""

    HEURISTIC = "heuristic"
    """May be stored and reused without any explicit lifetime."""
    EXPLICIT_ONLY = "explicit only"
    """May be stored when the response itself says so."""
    PROHIBITED = "prohibited"
    """Must not be stored, whatever the response says."""
    NOT_FINAL = "not final"
    """An interim response, which no cache stores."""


class Content(Enum):
    """Whether a response with this status carries content (RFC 9110, section 6.4.1)."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    """The message ends with its header section."""
    EMPTY = "empty"
    """Framed like any other response, and must be sent with a length of zero."""


class Strength(Enum):
    """How binding a rule is: RFC 2119's words, what a definition presumes, or what people agreed on."""

    MUST = "MUST"
    MUST_NOT = "MUST NOT"
    SHOULD = "SHOULD"
    SHOULD_NOT = "SHOULD NOT"
    MAY = "MAY"
    DEFINITION = "definition"
    CONVENTION = "convention"


class Redirect(Enum):
    """What becomes of the method when a redirect is followed (RFC 9110, section 15.4)."""

    KEEP = "keep the method"
    POST_TO_GET = "POST becomes GET"
    TO_GET = "GET, or HEAD for HEAD"


class Applied(Enum):
    """Whether the server acted on the request, as far as the status tells (RFC 9110, section 9.2.2)."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"


class Repeat(Enum):
    """When the same request, unchanged, may be sent again by itself."""

    NEVER = "never"
    IDEMPOTENT = "idempotent methods"
    ALWAYS = "any method"
    WITH_RETRY_AFTER = "only with Retry-After"
    WITH_IDEMPOTENCY_KEY = "only with an Idempotency-Key"


class Change(Enum):
    """What must change before a refused request is worth sending again."""

    NEW_CREDENTIALS = "new credentials"
    NEW_PROXY_CREDENTIALS = "new proxy credentials"
    WITHOUT_EXPECT = "without Expect"
    ADD_CONTENT_LENGTH = "add Content-Length"
    ADD_PRECONDITION = "add a precondition"
    REFRESH_PRECONDITION = "refresh the precondition"
    SMALLER_HEADERS = "smaller header fields"
    WITHOUT_RANGE = "without Range"
    RESUME_WITH_RANGE = "resume with Range"
    UPGRADE_PROTOCOL = "upgrade the protocol"
    FOLLOW_LOCATION = "follow Location"
    USER_ACTION = "a user's action"
    SERVER_NAMED_ACTION = "the action that the server named"
    NETWORK_LOGIN = "log in to the network"


class Condition(Flag):
    """What a repeat of the request has to observe."""

    NEW_CONNECTION = auto()
    NOT_EARLY_DATA = auto()
    ONCE = auto()
    SAME_IDEMPOTENCY_KEY = auto()
    REWIND_BODY = auto()
    UNCOUNTED = auto()
    MAYBE_APPLIED = auto()


NO_CONDITION: Final = Condition(0)


class Health(Enum):
    """What the status tells a circuit breaker about the server."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEUTRAL = "neutral"
