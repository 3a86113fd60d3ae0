"""
The front door to the facts: HTTP, lookup, search, identify and compare.

It collects the rows of `data/`, keeps one Status a number, and hands `model` what a Status needs from above. What is
needed rarely (prose, vendors, search) is loaded on first use.
"""

from __future__ import annotations

from enum import Enum
from operator import index
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast, final, overload

from statuskit._enums import CODES, integer
from statuskit._late import late
from statuskit.data.registered import (
    BY_NAME,
    STATUSES,
    TREAT_AS,
    ClientError4xx,
    Informational1xx,
    Redirection3xx,
    ServerError5xx,
    Success2xx,
)
from statuskit.exceptions import InvalidStatusError, StatusKitError, UnknownStatusError, quoted, text_of
from statuskit.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import SupportsIndex

    from statuskit._compare import Comparison
    from statuskit.data.method_records import METHODS
    from statuskit.messages import HeadersLike
    from statuskit.model import Citation, Confusion, Meaning, Prose
else:
    __getattr__ = late(__name__, {"METHODS": "statuskit.data.method_records"})

__all__ = ["HTTP", "METHODS", "compare", "identify", "lookup", "search"]

_T = TypeVar("_T")


@final
class _Http(Informational1xx, Success2xx, Redirection3xx, ClientError4xx, ServerError5xx):
    """
    The registered status codes: by name, by number, and in order.

    >>> from statuskit import HTTP
    >>> HTTP.NOT_FOUND is HTTP[404] is HTTP["NOT_FOUND"], 404 in HTTP, 520 in HTTP, len(HTTP)
    (True, True, False, 64)
    """

    __slots__ = ()

    def __getitem__(self, key: int | str) -> Status:
        """
        Return the registered Status of a number or a name, old names included.

        Raises:
            UnknownStatusError: also a KeyError: the number is not registered, or the name unknown.
        """
        status = _registered(key)
        if status is None:
            raise _not_registered(key)
        return status

    def __contains__(self, key: object) -> bool:
        return _registered(key) is not None

    def __iter__(self) -> Iterator[Status]:
        return iter(STATUSES.values())

    def __reversed__(self) -> Iterator[Status]:
        return reversed(tuple(STATUSES.values()))

    def __len__(self) -> int:
        return len(STATUSES)

    def __repr__(self) -> str:
        return f"<HTTP: {len(self)} registered status codes>"

    def __reduce__(self) -> str:
        return "HTTP"


def _registered(key: object) -> Status | None:
    if issubclass(type(key), str):
        return BY_NAME.get(str.__str__(cast("str", key)))
    code = integer(key)
    return None if code is None else STATUSES.get(code)


def _not_registered(key: object) -> UnknownStatusError:
    from statuskit._text import not_registered

    return not_registered(key)


# Every Status there is. Numbers that are not registered join it when they are first looked up; setdefault makes sure
# that two threads get the same object. Nothing is ever replaced.
_KNOWN: Final[dict[int, Status]] = dict(STATUSES)

HTTP: Final = _Http()

_DIGITS: Final = 3


class _Raise(Enum):
    """The default of `default`: there is none."""

    NO_DEFAULT = "raise"


@overload
def lookup(key: SupportsIndex | str, /) -> Status: ...
@overload
def lookup(key: object, /, *, default: _T) -> Status | _T: ...
def lookup(key: object, /, default: _T | Literal[_Raise.NO_DEFAULT] = _Raise.NO_DEFAULT) -> Status | _T:
    """
    Return the Status of a number, a phrase, a name or a status line.

    A number from 100 to 999 always has one, registered or not, and always the same object. Phrases and names, old and
    new, are taken in any case. In a status line the number decides, as its reason phrase is free text (RFC 9112,
    section 4).

    Args:
        key: an int, anything with `__index__` but a bool, or text.
        default: what to return instead of raising.

    Raises:
        InvalidStatusError: a ValueError: a number outside 100 to 999, or no number and no text.
        UnknownStatusError: a LookupError: text that names no status; it names the nearest.

    >>> from statuskit import lookup
    >>> lookup(404), lookup("payload too large"), lookup("HTTP/1.1 503 Down"), lookup(520).is_server_error
    (<Status 404 Not Found>, <Status 413 Content Too Large>, <Status 503 Service Unavailable>, True)
    """
    # The fast path. Only a true int may look into the dict, where 404.0 would be found too; and `default`, keyword-only
    # by contract, is not so here, since CPython 3.11 and later calls a function with such parameters a quarter slower.
    try:
        if type(key) is int:
            return _KNOWN[key]
    except KeyError:
        pass
    try:
        return _find(key)
    except StatusKitError:
        if default is _Raise.NO_DEFAULT:
            raise
        return default


def _find(key: object) -> Status:
    # By type(), because a proxy that stands for nothing yet raises when isinstance() asks for its class.
    kind = type(key)
    if kind is Status:
        return cast("Status", key)
    return _from_text(str.__str__(cast("str", key))) if issubclass(kind, str) else _from_number(key)


def _from_number(key: object) -> Status:
    try:
        # Plain, because a range walks through itself to find an int of another kind, such as an HTTPStatus.
        code = None if type(key) is bool else int.__index__(index(cast("SupportsIndex", key)))
    except Exception as problem:  # a foreign __index__ may raise anything
        raise _no_code(key) from problem
    return _numbered(code, key)


def _numbered(code: int | None, given: object) -> Status:
    if code is None or code not in CODES:
        raise _no_code(given)
    return _KNOWN.get(code) or _unregistered(code)


def _no_code(given: object) -> InvalidStatusError:
    from statuskit._text import ACCEPTED

    return InvalidStatusError(f"not a status code: {quoted(given)}; accepted: {ACCEPTED}")


def _unregistered(code: int) -> Status:
    from statuskit.data.unregistered import unregistered

    return _KNOWN.setdefault(code, unregistered(code))


def _from_text(text: str) -> Status:
    from statuskit._text import by_name, digits_in, unknown

    digits = digits_in(text)
    if digits:
        # Of another length it is no status code, and may be too long for int().
        return _numbered(int(digits) if len(digits) == _DIGITS else None, text)
    status = by_name(text)
    if status is None:
        raise unknown(text)
    return status


def search(text: str, /, *, limit: int = 10) -> list[Status]:
    """
    Return the statuses that fit some words, best first: over numbers, phrases, names, prose and vendors' meanings.

    What `lookup()` finds comes first. Sub-codes are found too, as the status that carries them: "H12" finds 503. Of
    long text the first 200 characters count. A `limit` below 1 finds nothing.

    Raises:
        InvalidStatusError: for what is no text, and for a limit that is no whole number.

    >>> from statuskit import search
    >>> [int(status) for status in search("rate limit", limit=1)]
    [429]
    """
    from statuskit._search import ranked

    text = text_of(text, "what is searched for")
    meant = lookup(text, default=None)
    found = [lookup(code) for code in ranked(text)]
    best = found if meant is None else [meant, *(status for status in found if status is not meant)]
    most = integer(limit)
    if most is None:
        msg = f"not a limit: {quoted(limit)}; accepted: a whole number"
        raise InvalidStatusError(msg)
    return best[: max(most, 0)]


def identify(
    status_or_response: object,
    headers: HeadersLike = (),
    *,
    vendor: str | None = None,
    substatus: int | str | None = None,
) -> Meaning | None:
    """
    Return what a number means here, told by the response's header fields, the vendor or a sub-code.

    None is the answer where the number means what its registration says, where nobody gave it a meaning, and where
    several vendors did and nothing tells which of them answered.

    Args:
        status_or_response: a number, whatever `lookup()` takes, or any response that `messages.view()` reads.
        headers: the response's header fields, where the first argument is only its status.
        vendor: who sent it, where that is known: "Cloudflare", "nginx".
        substatus: the vendor's sub-code: 13 of IIS's 404.13, "H12", 1020, "DEPLOYMENT_NOT_FOUND".

    Raises:
        InvalidStatusError, UnknownStatusError: as `lookup()` does, but for a number that some log has a meaning for.
        InvalidMessageError: for what is neither a status nor a response, and for header fields in no known form.

    >>> from statuskit import identify
    >>> print(identify(451, {"X-MS-Location": "https://mail.example/"}))
    Microsoft Exchange ActiveSync 451: Redirect
    >>> print(identify(404, substatus=13))
    Microsoft IIS 404.13: Content length too large
    """
    from statuskit._given import message_of
    from statuskit._identify import meaning_of
    from statuskit.data.vendors import BY_NUMBER

    code, fields = message_of(status_or_response, headers)
    if code is None:
        # Some logs give a meaning to a number that is no status, as 0.
        known = type(status_or_response) is int and status_or_response in BY_NUMBER
        code = cast("int", status_or_response) if known else int(_find(status_or_response))
    return meaning_of(code, fields, vendor=vendor, substatus=substatus, standard=code in STATUSES)


def compare(a: SupportsIndex | str, b: SupportsIndex | str, /) -> Comparison:
    """
    Return the facts in which two statuses differ, and the rule of thumb that tells them apart.

    Takes whatever `lookup()` takes, and raises what it raises.

    >>> from statuskit import compare
    >>> [row.fact for row in compare(307, 308).differences]
    ['cacheability', 'is_cacheable', 'is_permanent', 'meanings']
    """
    from statuskit._compare import comparison
    from statuskit._facts import SEMANTICS

    return comparison(lookup(a), lookup(b), SEMANTICS)


class _AboveTheModel:
    """What a Status asks of this room; `statuskit._above` has the contract."""

    @staticmethod
    def restore(code: int) -> Status:
        return lookup(code)

    @staticmethod
    def treat_as(status: Status) -> Status:
        return status if status.is_registered else TREAT_AS[status.status_class]

    @staticmethod
    def meanings(code: int) -> tuple[Meaning, ...]:
        from statuskit.data.vendors import BY_NUMBER

        return BY_NUMBER.get(code, ())

    @staticmethod
    def confused_with(status: Status) -> tuple[Confusion, ...]:
        from statuskit._meanings import Confusion
        from statuskit.data.confusions import PAIRS

        others = ((pair, pair.b if pair.a == status else pair.a) for pair in PAIRS if status in {pair.a, pair.b})
        return tuple(Confusion(STATUSES[other], pair.rule, pair.citation) for pair, other in others)

    @staticmethod
    def prose(status: Status) -> Prose:
        from statuskit.data.prose import PROSE
        from statuskit.data.unregistered import prose

        return PROSE.get(status.code) or prose(status)

    @staticmethod
    def cite(status: Status, fact: str) -> Citation:
        from statuskit.data.sources import SOURCES, source_of

        fact = text_of(fact, "the name of a fact")
        if fact not in SOURCES:
            from statuskit._near import did_you_mean, near

            found = near(fact.lower(), SOURCES)
            msg = f"unknown fact: {quoted(fact)}; accepted: {', '.join(SOURCES)}{did_you_mean(found)}"
            raise UnknownStatusError(msg, found)
        return source_of(status, fact)


# The one hand-over; model.py says why.
Status._above = _AboveTheModel()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
