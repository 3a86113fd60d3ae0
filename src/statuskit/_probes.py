"""
Where each library keeps the parts of a message: the names to try, in order.

What is known about a library is a row in a table here. No library is imported, no record is built (that is for
`messages`) and nothing is judged: any number is a status. Foreign objects may misbehave, so these laws hold below:

- no attribute is read unguarded: a property may raise anything;
- nothing foreign is truth-tested: `bool()` of a 404 from requests is False;
- no content is asked for, only found: a property or a method may read a socket or use up a stream;
- nothing foreign is iterated without a bound.
"""

from __future__ import annotations

from binascii import a2b_base64
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from statuskit._foreign import (
    MOST_LINES,
    Lines,
    attribute,
    chunks,
    field_lines,
    is_listed,
    is_mapping,
    iterated_lines,
    number,
    octets,
    stored,
    text,
    url_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from statuskit._foreign import Foreign

__all__ = ["MOST_EARLIER", "RequestParts", "ResponseParts", "request_parts", "response_parts"]

_T = TypeVar("_T")

# Clients give up after 10 to 50 redirects.
MOST_EARLIER = 1_000
# The Content-Length up to which the kept response of a test client is read.
_MOST_OCTETS = 1 << 20

# --- attributes of response objects, first hit wins -------------------------------------------------------------------

# `status` is text in Werkzeug, Falcon and WebOb; those have `status_code` too, which is why it comes first. `code` is a
# common word (SystemExit has one, a closed websocket has 1000), so only three digits count there.
_STATUS: tuple[tuple[str, range | None], ...] = (
    ("status_code", None),  # requests, httpx, Starlette, Django, Werkzeug, Falcon
    ("status_int", None),  # WebOb, WebTest
    ("status", None),  # aiohttp, urllib3, http.client
    ("code", range(100, 1000)),  # urllib, Tornado
)
_REASON = (
    "reason_phrase",  # httpx, Django
    "reason",  # requests, aiohttp, urllib3, http.client
)
# Where content lies once it is there.
_CONTENT = (
    "_content",  # requests (False while unread), httpx (missing while unread), Falcon's test client
    "_body",  # urllib3, aiohttp's client (None while unread) and server, Django's requests
    "body",  # Starlette, PreparedRequest of requests
    "content",  # plain objects; a StreamReader in aiohttp's client
    "_container",  # Django: list of bytes; missing in a StreamingHttpResponse
    "response",  # Werkzeug: list of bytes; an iterator while streaming
    "_app_iter",  # WebOb, WebTest: list of bytes; an iterator while streaming
)
# Templates that are still to be rendered: Django and its REST framework, which hold empty content until then.
_UNFINISHED = "_is_rendered"
# Test clients whose responses stay readable after this call; it is made only for a small declared length.
_KEPT = (("werkzeug", "TestResponse", "get_data"),)
# Classes whose `url` is where they redirect to, not where they come from.
_URL_IS_TARGET = (("django", "HttpResponseRedirectBase"),)
_REQUEST = (
    "wsgi_request",  # Django's test client, whose `request` is only half of the environ
    "asgi_request",
    "request",  # requests, httpx (raises when unset), Werkzeug, WebTest
    "request_info",  # aiohttp's client
)
_ENVIRON = (
    "environ",  # Werkzeug, WebOb, Django's WSGIRequest
    "META",  # Django's ASGIRequest
)

# --- keys of mappings -------------------------------------------------------------------------------------------------

# Ours, those of AWS Lambda proxies (statusCode, multiValueHeaders, isBase64Encoded), of HAR (statusText, httpVersion).
_STATUS_KEYS = ("status_code", "statusCode", "status")
_REASON_KEYS = ("reason", "reason_phrase", "statusText")
_CONTENT_KEYS = ("body", "content", "postData")
_METHOD_KEYS = ("method", "httpMethod")
_VERSION_KEYS = ("http_version", "httpVersion")

_STATUS_DIGITS = 3
_SEQUENCE = (2, 3)  # lengths of (status, headers) and (status, headers, body)
_ENVIRON_FIELDS = ("HTTP_", "CONTENT_TYPE", "CONTENT_LENGTH")
_NO_ENVIRON: Mapping[Foreign, Foreign] = MappingProxyType({})
_DEFAULT_PORTS = (("http", "80"), ("https", "443"))
# What is never a message. A Status is an int, and a class may have the status of its instances.
_NO_MESSAGE = (type, int, float, complex, bytes, bytearray, memoryview)
_NO_LINES = Lines()


class RequestParts(NamedTuple):
    """What was found of a request, in the order of the fields of `messages.Request`."""

    method: str
    url: str | None = None
    headers: Lines = _NO_LINES
    content: bytes | None = None
    http_version: str | None = None


class ResponseParts(NamedTuple):
    """What was found of a response, in the order of the fields of `messages.Response`."""

    status: int
    headers: Lines = _NO_LINES
    content: bytes | None = None
    reason: str | None = None
    url: str | None = None
    history: tuple[ResponseParts, ...] = ()
    request: RequestParts | None = None


# --- objects ----------------------------------------------------------------------------------------------------------


def response_parts(obj: Foreign, *, earlier: bool = True) -> ResponseParts | None:
    """Return what can be found of a response without waiting for any of it; None if there is no status."""
    if issubclass(type(obj), str):
        status, reason = _status(obj)
        # A number alone is a status, and no message.
        return None if status is None or reason is None else ResponseParts(status, Lines(), None, reason)
    if obj is None or isinstance(obj, _NO_MESSAGE):
        return None
    if is_mapping(obj):
        found = _from_mapping(obj, earlier=earlier)
        if found is not None:
            return found
    found = _from_object(obj, earlier=earlier)
    if found is None and is_listed(obj):
        return _from_sequence(obj, earlier=earlier)
    return found


def _from_object(obj: Foreign, *, earlier: bool) -> ResponseParts | None:
    found = ((number(attribute(obj, name)), allowed) for name, allowed in _STATUS)
    status = next((code for code, allowed in found if code is not None and (allowed is None or code in allowed)), None)
    if status is None:
        return None
    lines = _object_lines(obj)
    request = _first(request_parts, (attribute(obj, name) for name in _REQUEST))
    url = None if _is_one_of(obj, _URL_IS_TARGET) else url_text(attribute(obj, "url"))
    return ResponseParts(
        status=status,
        headers=lines,
        content=_object_content(obj, lines),
        reason=_first(text, (attribute(obj, name) for name in _REASON)) or _status(attribute(obj, "status"))[1],
        url=request.url if url is None and request is not None else url,
        history=_object_history(obj) if earlier else (),
        request=request,
    )


def _object_lines(obj: Foreign) -> Lines:
    lines = iterated_lines(attribute(obj, "headers"))
    # requests joins repeated fields; what it was given has them apart. A changed `headers` is believed before that.
    apart = iterated_lines(attribute(obj, "raw.headers"))
    if len(apart) > len(lines) and _joined(apart) == _joined(lines):
        return apart
    cookies = attribute(obj, "cookies")
    if not is_mapping(cookies) or "set-cookie" in _joined(lines):
        return lines
    # Django and aiohttp.web keep cookies beside the headers until they send them.
    writers = [attribute(cookie, "OutputString") for cookie in islice(cookies.values(), MOST_LINES)]
    beside = [("Set-Cookie", write()) for write in writers if callable(write)]
    return Lines((*lines, *field_lines(beside))) if beside else lines


def _joined(lines: Lines) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for name, value in lines:
        values.setdefault(name.lower(), []).append(value)
    return {name: ", ".join(each) for name, each in values.items()}


def _object_content(obj: Foreign, lines: Lines) -> bytes | None:
    if stored(obj, _UNFINISHED) is False:
        return None
    found = _first(chunks, (stored(obj, name) for name in _CONTENT))
    if found is not None:
        return found
    length = _joined(lines).get("content-length", "")
    if length.isdecimal() and len(length) <= len(str(_MOST_OCTETS)) and int(length) <= _MOST_OCTETS:
        read = _first(lambda row: attribute(obj, row[2]) if _is_one_of(obj, (row,)) else None, _KEPT)
        return None if read is None else octets(read())
    return None


def _is_one_of(obj: Foreign, rows: Iterable[tuple[str, ...]]) -> bool:
    bases = {(base.__module__.partition(".")[0], base.__name__) for base in type(obj).__mro__}
    return any(row[:2] in bases for row in rows)


def _first(read: Callable[[Foreign], _T | None], values: Iterable[Foreign]) -> _T | None:
    return next((found for found in map(read, values) if found is not None), None)


# --- what came before -------------------------------------------------------------------------------------------------


def _past_response(past: Foreign) -> ResponseParts | None:
    # requests gives every response the history up to itself: following those would take 2 ** n steps.
    return response_parts(past, earlier=False)


def _past_redirect(past: Foreign) -> ResponseParts | None:
    target, status = past
    code = number(status)
    return None if code is None else ResponseParts(code, headers=field_lines({"Location": target}))


def _past_attempt(past: Foreign) -> ResponseParts | None:
    code = number(attribute(past, "status"))  # None where the attempt ended in an error
    if code is None:
        return None
    method, url = text(attribute(past, "method")), text(attribute(past, "url"))
    request = None if method is None else RequestParts(method, url)
    lines = field_lines({"Location": attribute(past, "redirect_location") or None})
    return ResponseParts(code, headers=lines, url=url, request=request)


_EARLIER: tuple[tuple[str, Callable[[Foreign], ResponseParts | None]], ...] = (
    ("history", _past_response),  # requests, httpx, aiohttp, Werkzeug
    ("redirect_chain", _past_redirect),  # Django: pairs of target and status
    ("retries.history", _past_attempt),  # urllib3: attempts that were redirected or repeated
)


def _object_history(obj: Foreign) -> tuple[ResponseParts, ...]:
    return next(filter(None, (_history(read, attribute(obj, name)) for name, read in _EARLIER)), ())


def _history(read: Callable[[Foreign], ResponseParts | None], past: Foreign) -> tuple[ResponseParts, ...]:
    if not is_listed(past):
        return ()
    found = map(read, past[:MOST_EARLIER])
    return tuple(each for each in found if each is not None)


# --- plain data -------------------------------------------------------------------------------------------------------


def _entry(data: Mapping[Foreign, Foreign], keys: Iterable[str]) -> Foreign:
    return _first(data.get, keys)


def _status(value: Foreign) -> tuple[int | None, str | None]:
    """Return number and reason of a status: a number, "404", "404 Not Found" (PEP 3333) or a whole status line."""
    line = text(value) or ""
    version, _, rest = line.partition(" ")
    digits, _, reason = (rest if version.upper().startswith("HTTP/") else line).partition(" ")
    if len(digits) == _STATUS_DIGITS and digits.isascii() and digits.isdigit():
        return int(digits), reason or None
    return number(value), None


def _from_mapping(data: Mapping[Foreign, Foreign], *, earlier: bool) -> ResponseParts | None:
    response = data.get("response")
    # An entry of a HAR file has its status one level down.
    message = response if is_mapping(response) and _entry(data, _STATUS_KEYS) is None else data
    status, reason = _status(_entry(message, _STATUS_KEYS))
    if status is None:
        return None
    request, url = request_parts(data.get("request")), url_text(message.get("url"))
    return ResponseParts(
        status=status,
        headers=Lines((*_mapping_lines(message), *_set_cookie_lines(message.get("cookies")))),
        content=_mapping_content(message),
        reason=_first(text, (message.get(key) for key in _REASON_KEYS)) or reason,
        url=request.url if url is None and request is not None else url,
        history=_history(_past_response, message.get("history")) if earlier else (),
        request=request,
    )


def _mapping_lines(message: Mapping[Foreign, Foreign]) -> Lines:
    several = field_lines(message.get("multiValueHeaders"))
    # AWS Lambda merges both the same way: a line that stands in both is one line.
    once = frozenset(several)
    return Lines((*(line for line in field_lines(message.get("headers")) if line not in once), *several))


def _set_cookie_lines(cookies: Foreign) -> Lines:
    # AWS Lambda has texts here; the records that HAR has stand among the headers already.
    if not is_listed(cookies):
        return _NO_LINES
    return field_lines([("Set-Cookie", each) for each in cookies if isinstance(each, str)])


def _mapping_content(message: Mapping[Foreign, Foreign]) -> bytes | None:
    body = _entry(message, _CONTENT_KEYS)
    encoded = message.get("isBase64Encoded") is True
    if is_mapping(body):  # HAR
        encoded = text(body.get("encoding")) == "base64"
        body = body.get("text")
    if not encoded:
        return octets(body)
    written = text(body)
    try:
        return None if written is None else a2b_base64(written)
    except ValueError:
        return None


def _from_sequence(data: Foreign, *, earlier: bool) -> ResponseParts | None:
    messages = [each for each in data if is_mapping(each)]
    if messages and len(messages) == len(data):
        return _from_asgi(messages, earlier=earlier)
    if len(data) not in _SEQUENCE:
        return None
    line, headers, *body = data
    status, reason = _status(line)
    if status is None:
        return None
    return ResponseParts(status, field_lines(headers), chunks(body[0]) if body else None, reason)


def _from_asgi(messages: list[Mapping[Foreign, Foreign]], *, earlier: bool) -> ResponseParts | None:
    kinds = [(text(message.get("type")), message) for message in messages]
    start = next((message for kind, message in kinds if kind == "http.response.start"), None)
    parts = None if start is None else _from_mapping(start, earlier=earlier)
    bodies = [message for kind, message in kinds if kind == "http.response.body"]
    if parts is None or not bodies or bodies[-1].get("more_body") is True:
        return parts
    return parts._replace(content=chunks([message.get("body", b"") for message in bodies]))


# --- requests ---------------------------------------------------------------------------------------------------------


def request_parts(obj: Foreign) -> RequestParts | None:
    """Return what can be found of a request, or None if there is no method."""
    if is_mapping(obj):
        return _request_from_mapping(obj)
    method = text(attribute(obj, "method"))
    if method is None:
        return None
    environs = (attribute(obj, name) for name in _ENVIRON)
    environ = next((each for each in environs if is_mapping(each)), _NO_ENVIRON)
    url = url_text(attribute(obj, "url"))
    return RequestParts(
        method,
        url=_environ_url(environ, text(attribute(obj, "scheme"))) if url is None else url,
        headers=iterated_lines(attribute(obj, "headers")),
        content=_first(octets, (stored(obj, name) for name in _CONTENT)),
        http_version=text(attribute(obj, "http_version")) or text(environ.get("SERVER_PROTOCOL")),
    )


def _request_from_mapping(data: Mapping[Foreign, Foreign]) -> RequestParts | None:
    method = text(data.get("REQUEST_METHOD"))
    if method is not None:
        version = text(data.get("SERVER_PROTOCOL"))
        return RequestParts(method, _environ_url(data), _environ_lines(data), http_version=version)
    method = text(_entry(data, _METHOD_KEYS))
    if method is None:
        return None
    return RequestParts(
        method,
        url=url_text(data.get("url")),
        headers=_mapping_lines(data),
        content=_mapping_content(data),
        http_version=text(_entry(data, _VERSION_KEYS)),
    )


def _environ_lines(environ: Mapping[Foreign, Foreign]) -> Lines:
    names = {key: text(key) or "" for key in islice(environ, MOST_LINES)}
    given = {key: name.removeprefix("HTTP_") for key, name in names.items() if name.startswith(_ENVIRON_FIELDS)}
    lines = ((name.replace("_", "-").title(), text(environ.get(key))) for key, name in given.items())
    return field_lines((name, value) for name, value in lines if value)  # CONTENT_LENGTH may be empty


def _environ_url(environ: Mapping[Foreign, Foreign], scheme: str | None = None) -> str | None:
    """Return the URL of a request, put together as PEP 3333 says; a path alone where the host is not known."""
    from urllib.parse import quote

    path = text(environ.get("PATH_INFO"))
    if path is None:
        return None
    host, port = text(environ.get("HTTP_HOST")), text(environ.get("SERVER_PORT"))
    scheme = text(environ.get("wsgi.url_scheme")) or scheme or "http"
    name, query = text(environ.get("SERVER_NAME")), text(environ.get("QUERY_STRING"))
    if host is None and name is not None:
        host = name if port is None or (scheme, port) in _DEFAULT_PORTS else f"{name}:{port}"
    # An environ holds octets as latin-1.
    octets_of_path = ((text(environ.get("SCRIPT_NAME")) or "") + path).encode("latin-1", "replace")
    target = quote(octets_of_path, safe="/;=,@:!$&'()*+~") + (f"?{query}" if query else "")
    return target if host is None else f"{scheme}://{host}{target}"
