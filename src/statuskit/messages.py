"""
HTTP messages as plain records, and one way to get them out of any library's objects.

No semantics here: which status numbers exist, what a field means and whether a message is right is for others to say.
What each library calls the parts of a message is in `_probes` and `_request_probes`, not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast, final, overload

import attrs

from statuskit._foreign import field_lines, number, octets, text, url_text
from statuskit._probes import MOST_EARLIER, ResponseParts, request_parts, response_parts
from statuskit.exceptions import InvalidMessageError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import SupportsIndex

__all__ = ["Headers", "HeadersLike", "Request", "Response", "view", "view_request"]

_T = TypeVar("_T")

# Fields that are called as secrets are, and hold none: what is asked for, what a proxy did, and a word of CORS.
_NO_SECRET: Final = frozenset(
    {
        "access-control-allow-credentials",
        "proxy-authenticate",
        "proxy-connection",
        "proxy-status",
        "www-authenticate",
    }
)
# Fields whose value is an address, and fields that have some among other things.
_ADDRESSES: Final = frozenset({"content-location", "destination", "location", "origin", "referer", "sourcemap"})
_OF_AN_ADDRESS: Final = ("-location", "-redirect", "-sourcemap", "-uri", "-url")  # as extensions call theirs
_WITH_ADDRESSES: Final = frozenset({"link", "refresh"})
# Values of this field contain commas of their own; RFC 9110, section 5.3, and RFC 6265, section 3.
_NEVER_JOINED: Final = "set-cookie"


def _key(name: str) -> str:
    # Field names are ASCII (RFC 9110, section 5.1), and only ASCII letters have two cases there: a Kelvin sign is no k.
    return name.lower() if name.isascii() else name


def _index(headers: Headers) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, value in headers.items():
        found.setdefault(_key(name), []).append(value)
    return {name: tuple(values) for name, values in found.items()}


@final
@attrs.frozen(eq=False, repr=False)
class Headers:
    """
    The header fields of a message: every line, in its order and spelling, found by name in any case.

    Looks like a mapping of names to values without being one, for a name may have several lines. `len()` and iteration
    are about names, each once; `items()` gives all lines. Two are equal when they have the same names with the same
    values in the same order: the order of different names, and the case of names, mean nothing (RFC 9110, section 5.3).
    `repr()` hides the values of Authorization, Cookie, and of what calls itself a token, a key or the like.

    >>> headers = Headers([("Allow", "GET"), ("allow", "HEAD"), ("ETag", '"1"')])
    >>> headers["ALLOW"], headers.get_all("allow"), list(headers)
    ('GET, HEAD', ('GET', 'HEAD'), ['Allow', 'ETag'])
    """

    _lines: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=field_lines)
    # An index of _lines, never changed once built.
    _by_name: dict[str, tuple[str, ...]] = attrs.field(init=False, default=attrs.Factory(_index, takes_self=True))

    @classmethod
    def of(cls, headers: HeadersLike, /) -> Headers:
        """
        Return `headers` as Headers: from a mapping, an iterable of pairs, Headers (as they are) or None (no fields).

        Octets are decoded as latin-1, numbers written out. A list or tuple as a value stands for several lines, None
        for no line; {"name": ..., "value": ...} is a pair, too.

        Raises:
            InvalidMessageError: for what is no header list, and for more than 100,000 lines.

        >>> Headers.of({b"Content-Length": 5, "Set-Cookie": ["a=1", "b=2"]}).items()
        (('Content-Length', '5'), ('Set-Cookie', 'a=1'), ('Set-Cookie', 'b=2'))
        """
        return cast("Headers", headers) if issubclass(type(headers), cls) else cls(headers)

    def __getitem__(self, name: str) -> str:
        """
        Return the value of a field; several lines are joined with ", " (RFC 9110, section 5.3).

        Set-Cookie cannot be joined, as that section notes: its first line is the answer here, `get_all()` has the rest.

        Raises:
            KeyError: if there is no such field.
        """
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    @overload
    def get(self, name: str) -> str | None: ...
    @overload
    def get(self, name: str, default: _T) -> str | _T: ...
    def get(self, name: str, default: _T | None = None) -> str | _T | None:
        """
        Return the value of a field as `headers[name]` does, or `default`.

        >>> Headers.of({"Allow": "GET"}).get("Retry-After", "none")
        'none'
        """
        values = self.get_all(name)
        if len(values) > 1 and _key(name) != _NEVER_JOINED:
            return ", ".join(values)
        return values[0] if values else default

    def get_all(self, name: str) -> tuple[str, ...]:
        """
        Return the values of all lines of a field, none if there is no such field.

        >>> Headers([("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]).get_all("set-cookie")
        ('a=1', 'b=2')
        """
        if type(name) is str:  # _key(), without the call: every decision comes along here several times
            return self._by_name.get(name.lower() if name.isascii() else name, ())
        is_text = isinstance(name, str)  # pyright: ignore[reportUnnecessaryIsInstance]
        return self._by_name.get(_key(name), ()) if is_text else ()

    def has_any(self, names: frozenset[str], /) -> bool:
        """
        Return whether any of some names is there. They are in lower case: so many are as quickly asked for as one.

        >>> Headers.of({"Retry-After": "7"}).has_any(frozenset({"retry-after", "ratelimit"}))
        True
        """
        return not names.isdisjoint(self._by_name)

    def items(self) -> tuple[tuple[str, str], ...]:
        """
        Return all lines as (name, value), in their order and spelling.

        >>> Headers.of({"ETag": '"1"'}).items()
        (('ETag', '"1"'),)
        """
        return self._lines

    def keys(self) -> tuple[str, ...]:
        """
        Return every name once, as its first line spells it.

        >>> Headers([("Allow", "GET"), ("allow", "HEAD")]).keys()
        ('Allow',)
        """
        # Reversed, so that the first line is the last to be written; the index has the order.
        spelled = {_key(name): name for name, _ in reversed(self._lines)}
        return tuple(spelled[key] for key in self._by_name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _key(name) in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self._by_name)

    def __eq__(self, other: object) -> bool:
        return self._by_name == other._by_name if isinstance(other, Headers) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._by_name.items()))

    def __repr__(self) -> str:
        # A record ends up in logs and in failing tests.
        return f"Headers({[(name, _shown(_key(name.strip()), value)) for name, value in self._lines]!r})"


def _shown(key: str, value: str) -> str:
    from statuskit._secrets import HIDDEN, is_doubtful, is_secret, reads_as_a_word

    # Idempotency-Key may be shown and Subscription-Key may not: what was made by chance is hidden in both.
    is_hidden = is_secret(key) or (is_doubtful(key) and not reads_as_a_word(value.strip()))
    if is_hidden and key not in _NO_SECRET:
        return HIDDEN
    is_address = key in _ADDRESSES or key.endswith(_OF_AN_ADDRESS)
    if not is_address and key not in _WITH_ADDRESSES:
        return value
    from statuskit._redact import redacted, without_secrets

    return without_secrets(value) if is_address else redacted(value)


def _shown_url(value: str | None) -> str:
    return repr(value if value is None else _shown("location", value))


HeadersLike: TypeAlias = (
    Headers | Mapping[str, object] | Mapping[bytes, object] | Iterable[tuple[str | bytes, object]] | None
)


NO_HEADERS: Final = Headers()


def _status(value: SupportsIndex) -> int:
    found = number(value)
    if found is None:
        msg = f"no status: {quoted(value)}; accepted: any integer"
        raise InvalidMessageError(msg)
    return found


def headers_of(value: HeadersLike) -> Headers:
    """Return the fields of a record as Headers; a function, since type checkers read no method as a converter."""
    return Headers.of(value)


def _content(value: bytes | bytearray | memoryview | str | None) -> bytes | None:
    found = octets(value)
    if found is None and value is not None:
        msg = f"no content: {quoted(value)}; accepted: bytes, text and None (not known)"
        raise InvalidMessageError(msg)
    return found


def _text(value: str | bytes) -> str:
    found = text(value)
    if found is None:
        msg = f"no text: {quoted(value)}; accepted: str and bytes"
        raise InvalidMessageError(msg)
    return found


def _text_or_none(value: str | bytes | None) -> str | None:
    return None if value is None else _text(value)


def _url(value: object) -> str | None:
    found = url_text(value)
    if found is None and value is not None:
        msg = f"no URL: {quoted(value)}; accepted: text, an object of a class named URL and None"
        raise InvalidMessageError(msg)
    return found


def _history(value: Iterable[Response]) -> tuple[Response, ...]:
    try:
        found = tuple(islice(value, MOST_EARLIER + 1))
    except Exception as problem:
        raise _no_history(value) from problem
    if len(found) > MOST_EARLIER or not all(_is(Response, earlier) for earlier in found):
        raise _no_history(found)
    # Without what came before them in turn: a record that holds itself many times over would take ages to show.
    return tuple(attrs.evolve(earlier, history=()) if earlier.history else earlier for earlier in found)


def _is(kind: type, value: object) -> bool:
    # By type(), because a proxy or a mock may claim to be of any class, or raise if asked.
    return type(value) is kind or issubclass(type(value), kind)


def _no_history(value: object) -> InvalidMessageError:
    return InvalidMessageError(f"no history: {quoted(value)}; accepted: at most {MOST_EARLIER} Response records")


def _request(value: Request | None) -> Request | None:
    if value is not None and not _is(Request, value):
        msg = f"no request: {quoted(value)}; accepted: Request and None"
        raise InvalidMessageError(msg)
    return value


@final
@attrs.frozen
class Request:
    """
    A request, as far as it is known. `content` None means not known or not read, b"" that there is none.

    >>> Request("PUT", "/users/1", {"If-Match": '"1"'}, "{}")
    Request(method='PUT', url='/users/1', headers=Headers([('If-Match', '"1"')]), content=b'{}', http_version=None)
    """

    method: str = attrs.field(default="GET", converter=_text)
    url: str | None = attrs.field(default=None, converter=_url, repr=_shown_url)
    headers: Headers = attrs.field(default=NO_HEADERS, converter=headers_of)
    content: bytes | None = attrs.field(default=None, converter=_content, repr=quoted)
    http_version: str | None = attrs.field(default=None, converter=_text_or_none)


@final
@attrs.frozen
class Response:
    """
    A response, as far as it is known. `content` None means not known or not read, b"" that there is none.

    `status` is any integer: whether it is a good one is not asked here. `history` is what came before, oldest first:
    redirects that were followed, attempts that were repeated. `http_version` is that of the response itself: a server
    may answer an HTTP/1.1 request in HTTP/1.0.

    >>> Response(405, {"Allow": "GET"}).headers["allow"]
    'GET'
    """

    status: int = attrs.field(converter=_status)
    headers: Headers = attrs.field(default=NO_HEADERS, converter=headers_of)
    content: bytes | None = attrs.field(default=None, converter=_content, repr=quoted)
    reason: str | None = attrs.field(default=None, converter=_text_or_none)
    url: str | None = attrs.field(default=None, converter=_url, repr=_shown_url)
    history: tuple[Response, ...] = attrs.field(default=(), converter=_history)
    request: Request | None = attrs.field(default=None, converter=_request)
    http_version: str | None = attrs.field(default=None, converter=_text_or_none)


def view(obj: object, /) -> Response:
    """
    Return the response that `obj` is, whatever library it comes from; a Response comes back as it is.

    Accepted are

    - responses of requests, httpx, urllib3, aiohttp, http.client, urllib, Starlette, Django, Werkzeug, Falcon, WebTest,
      and of anything that has `status_code`, `status_int`, `status` or `code` as an integer;
    - a status line such as "404 Not Found", and (status, headers) and (status, headers, body), where it is a status;
    - a mapping with "status", "status_code" or "statusCode" (AWS Lambda), an entry of a HAR file;
    - an ASGI http.response.start message, alone or in a list with its http.response.body messages.

    Nothing is consumed: content that has not been read yet is None, and can still be read afterwards. Properties may
    raise; what they hide is not known. Responses in `history` have none of their own, and there are at most 1000.

    Raises:
        InvalidMessageError: if there is no status to be found, or what stands for headers are none. Nothing else.

    >>> view((404, [("Content-Type", "text/plain")], b"gone fishing")).content
    b'gone fishing'
    """
    if _is(Response, obj):
        return cast("Response", obj)
    try:
        parts = response_parts(obj)
        found = None if parts is None else _response(parts)
    except InvalidMessageError:
        raise
    except Exception as problem:
        # An object may fail in ways nobody thinks of, such as a list subclass without a length.
        msg = f"no HTTP message can be read from {quoted(obj)}"
        raise InvalidMessageError(msg) from problem
    if found is None:
        raise InvalidMessageError(_no_message(obj))
    return found


def view_request(obj: object, /) -> Request:
    """
    Return the request that `obj` is, whatever library it comes from; a Request comes back as it is.

    Accepted is what has a `method`: requests of the libraries that `view()` knows, a WSGI environ, an ASGI scope, a
    mapping with "method", "url" and "headers", the request of a HAR entry.

    Raises:
        InvalidMessageError: if there is no method to be found. Nothing else.

    >>> view_request({"method": "PUT", "url": "/users/1"}).method
    'PUT'
    """
    if _is(Request, obj):
        return cast("Request", obj)
    try:
        parts = request_parts(obj)
    except Exception as problem:
        msg = f"no HTTP request can be read from {quoted(obj)}"
        raise InvalidMessageError(msg) from problem
    if parts is None:
        msg = f"no HTTP request: {quoted(obj)}; accepted: a Request, and a library's request with a method"
        raise InvalidMessageError(msg)
    return Request(*parts)


def _response(parts: ResponseParts) -> Response:
    history = tuple(_response(past) for past in parts.history)
    request = None if parts.request is None else Request(*parts.request)
    return Response(*parts[:5], history, request, parts.http_version)


def _no_message(obj: object) -> str:
    if isinstance(obj, int) and not isinstance(obj, bool):
        return f"{quoted(obj)} is a status alone, and no message: say Response({quoted(obj)}) to make it one"
    return (
        f"no HTTP message: {quoted(obj)}; accepted: a response with an integer status, a status line,"
        " (status, headers), (status, headers, body), a mapping with a status, a HAR entry and ASGI messages"
    )
