"""
Where each library keeps the parts of a message: the names to try, in order. `_request_probes` has those of a request.

What is known about a library is a row in a table here. No library is imported, no record is built (that is for
`messages`) and nothing is judged: any number is a status. Foreign objects may misbehave, so these laws hold below:

- no attribute is read unguarded: a property may raise anything;
- nothing foreign is truth-tested: `bool()` of a 404 from requests is False;
- no content is asked for, only found: a property or a method may read a socket or use up a stream;
- nothing foreign is iterated without a bound.
"""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

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
from statuskit._request_probes import (
    CONTENT,
    CONTENT_KEYS,
    VERSION_KEYS,
    RequestParts,
    entry,
    first,
    mapping_content,
    mapping_lines,
    request_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from statuskit._foreign import Foreign

__all__ = ["MOST_EARLIER", "ResponseParts", "request_parts", "response_parts"]

# Clients give up after 10 to 50 redirects.
MOST_EARLIER: Final = 1_000
# The Content-Length up to which the kept response of a test client is read.
_MOST_OCTETS: Final = 1 << 20

# --- attributes of response objects, first hit wins -------------------------------------------------------------------

# `status` is text in Werkzeug, Falcon and WebOb; those have `status_code` too, which is why it comes first. `code` is a
# common word (SystemExit has one, a closed websocket has 1000), so only three digits count there.
_STATUS: Final[tuple[tuple[str, range | None], ...]] = (
    ("status_code", None),  # requests, httpx, Starlette, Django, Werkzeug, Falcon
    ("status_int", None),  # WebOb, WebTest
    ("status", None),  # aiohttp, urllib3, http.client
    ("code", range(100, 1000)),  # urllib, Tornado
)
_REASON: Final = (
    "reason_phrase",  # httpx, Django
    "reason",  # requests, aiohttp, urllib3, http.client
)
# Numbers of versions: http.client has those of HTTP/1, urllib3 the others as well, and 0 where it knows none.
_VERSIONS: Final[Mapping[int, str]] = MappingProxyType({10: "HTTP/1.0", 11: "HTTP/1.1", 20: "HTTP/2", 30: "HTTP/3"})
_VERSION: Final = (
    "version",  # http.client, urllib3: a number; aiohttp's client: a pair of numbers, None until it has begun
    "raw.version",  # requests, whose `raw` is urllib3's
)
# Templates that are still to be rendered: Django and its REST framework, which hold empty content until then.
_UNFINISHED: Final = "_is_rendered"
# Test clients whose responses stay readable after this call; it is made only for a small declared length.
_KEPT: Final = (("werkzeug", "TestResponse", "get_data"),)
# Classes whose `url` is where they redirect to, not where they come from.
_URL_IS_TARGET: Final = (("django", "HttpResponseRedirectBase"),)
_REQUEST: Final = (
    "wsgi_request",  # Django's test client, whose `request` is only half of the environ
    "asgi_request",
    "request",  # requests, httpx (raises when unset), Werkzeug, WebTest
    "request_info",  # aiohttp's client
)

# --- keys of mappings -------------------------------------------------------------------------------------------------

# Ours, those of AWS Lambda proxies (statusCode), of HAR (statusText).
_STATUS_KEYS: Final = ("status_code", "statusCode", "status")
_REASON_KEYS: Final = ("reason", "reason_phrase", "statusText")

_STATUS_DIGITS: Final = 3
# A number, since messages know nothing of statuses: it says whose content this is, and not what to make of it.
_NOT_MODIFIED: Final = 304
_PAIR: Final = 2
_SEQUENCE: Final = (2, 3)  # lengths of (status, headers) and (status, headers, body)
# What is never a message. A Status is an int, and a class may have the status of its instances.
_NO_MESSAGE: Final = (type, int, float, complex, bytes, bytearray, memoryview)
_NO_LINES: Final = Lines()


class ResponseParts(NamedTuple):
    """What was found of a response, in the order of the fields of `messages.Response`."""

    status: int
    headers: Lines = _NO_LINES
    content: bytes | None = None
    reason: str | None = None
    url: str | None = None
    history: tuple[ResponseParts, ...] = ()
    request: RequestParts | None = None
    http_version: str | None = None


# --- objects ----------------------------------------------------------------------------------------------------------


def response_parts(obj: Foreign, *, earlier: bool = True) -> ResponseParts | None:
    """Return what can be found of a response without waiting for any of it; None if there is no status."""
    if issubclass(type(obj), str):
        status, reason, version = _status(obj)
        # A number alone is a status, and no message.
        return None if status is None or reason is None else ResponseParts(status, reason=reason, http_version=version)
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
    request = first(request_parts, (attribute(obj, name) for name in _REQUEST))
    url = None if _is_one_of(obj, _URL_IS_TARGET) else url_text(attribute(obj, "url"))
    return ResponseParts(
        status=status,
        headers=lines,
        content=_object_content(obj, lines),
        reason=first(text, (attribute(obj, name) for name in _REASON)) or _status(attribute(obj, "status"))[1],
        url=request.url if url is None and request is not None else url,
        history=_object_history(obj) if earlier else (),
        request=request,
        http_version=_object_version(obj),
    )


def _object_version(obj: Foreign) -> str | None:
    told = attribute(obj, "extensions")
    if is_mapping(told):  # httpx, whose `http_version` is HTTP/1.1 where nobody told it any
        return text(told.get("http_version"))
    return text(attribute(obj, "http_version")) or first(_version, (attribute(obj, name) for name in _VERSION))


def _version(value: Foreign) -> str | None:
    if is_listed(value) and len(value) == _PAIR:
        major, minor = map(number, value)
        return None if major is None or minor is None else _VERSIONS.get(10 * major + minor)
    found = number(value)
    return None if found is None else _VERSIONS.get(found)


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
    found = first(chunks, (stored(obj, name) for name in CONTENT))
    if found is not None:
        return found
    length = _joined(lines).get("content-length", "")
    if length.isdecimal() and len(length) <= len(str(_MOST_OCTETS)) and int(length) <= _MOST_OCTETS:
        read = first(lambda row: attribute(obj, row[2]) if _is_one_of(obj, (row,)) else None, _KEPT)
        return None if read is None else octets(read())
    return None


def _is_one_of(obj: Foreign, rows: Iterable[tuple[str, ...]]) -> bool:
    bases = {(base.__module__.partition(".")[0], base.__name__) for base in type(obj).__mro__}
    return any(row[:2] in bases for row in rows)


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


_EARLIER: Final[tuple[tuple[str, Callable[[Foreign], ResponseParts | None]], ...]] = (
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


def _status(value: Foreign) -> tuple[int | None, str | None, str | None]:
    """Return number, reason and version of a status: 404, "404", "404 Not Found" (PEP 3333) or a whole status line."""
    line = text(value) or ""
    version, _, rest = line.partition(" ")
    is_whole = version.upper().startswith("HTTP/")
    digits, _, reason = (rest if is_whole else line).partition(" ")
    if len(digits) == _STATUS_DIGITS and digits.isascii() and digits.isdigit():
        return int(digits), reason or None, version if is_whole else None
    return number(value), None, None


def _from_mapping(data: Mapping[Foreign, Foreign], *, earlier: bool) -> ResponseParts | None:
    response = data.get("response")
    # An entry of a HAR file has its status one level down.
    message = response if is_mapping(response) and entry(data, _STATUS_KEYS) is None else data
    status, reason, version = _status(entry(message, _STATUS_KEYS))
    if status is None:
        return None
    request, url = request_parts(data.get("request")), url_text(message.get("url"))
    return ResponseParts(
        status=status,
        headers=Lines((*mapping_lines(message), *_set_cookie_lines(message.get("cookies")))),
        content=_sent_content(message, status),
        reason=first(text, (message.get(key) for key in _REASON_KEYS)) or reason,
        url=request.url if url is None and request is not None else url,
        history=_history(_past_response, message.get("history")) if earlier else (),
        request=request,
        http_version=text(entry(message, VERSION_KEYS)) or version,
    )


def _set_cookie_lines(cookies: Foreign) -> Lines:
    # AWS Lambda has texts here; the records that HAR has stand among the headers already.
    if not is_listed(cookies):
        return _NO_LINES
    return field_lines([("Set-Cookie", each) for each in cookies if isinstance(each, str)])


def _sent_content(message: Mapping[Foreign, Foreign], status: int) -> bytes | None:
    if status != _NOT_MODIFIED or not is_mapping(entry(message, CONTENT_KEYS)):
        return mapping_content(message)
    # Beside a 304, HAR has what lay in the cache; how much was sent is told by another number, or by -1 for "unknown".
    sent = number(message.get("bodySize"))
    if sent == 0:
        return b""
    return mapping_content(message) if sent is not None and sent > 0 else None


def _from_sequence(data: Foreign, *, earlier: bool) -> ResponseParts | None:
    messages = [each for each in data if is_mapping(each)]
    if messages and len(messages) == len(data):
        return _from_asgi(messages, earlier=earlier)
    if len(data) not in _SEQUENCE:
        return None
    line, headers, *body = data
    status, reason, version = _status(line)
    if status is None:
        return None
    content = chunks(body[0]) if body else None
    return ResponseParts(status, field_lines(headers), content, reason, http_version=version)


def _from_asgi(messages: list[Mapping[Foreign, Foreign]], *, earlier: bool) -> ResponseParts | None:
    kinds = [(text(message.get("type")), message) for message in messages]
    start = next((message for kind, message in kinds if kind == "http.response.start"), None)
    parts = None if start is None else _from_mapping(start, earlier=earlier)
    bodies = [message for kind, message in kinds if kind == "http.response.body"]
    if parts is None or not bodies or bodies[-1].get("more_body") is True:
        return parts
    return parts._replace(content=chunks([message.get("body", b"") for message in bodies]))
