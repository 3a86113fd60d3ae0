"""
Where a request keeps its parts, in objects and in plain data; and what responses keep in the same way.

The laws of `_probes` hold here, too: no attribute is read unguarded, nothing foreign is truth-tested, no content is
asked for, and nothing is iterated without a bound.
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
    field_lines,
    is_mapping,
    iterated_lines,
    octets,
    stored,
    text,
    url_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from statuskit._foreign import Foreign

__all__ = [
    "CONTENT",
    "CONTENT_KEYS",
    "VERSION_KEYS",
    "RequestParts",
    "entry",
    "first",
    "mapping_content",
    "mapping_lines",
    "request_parts",
]

_T = TypeVar("_T")

# Where content lies once it is there.
CONTENT = (
    "_content",  # requests (False while unread), httpx (missing while unread), Falcon's test client
    "_body",  # urllib3, aiohttp's client (None while unread) and server, Django's requests
    "body",  # Starlette, PreparedRequest of requests
    "content",  # plain objects; a StreamReader in aiohttp's client
    "_container",  # Django: list of bytes; missing in a StreamingHttpResponse
    "response",  # Werkzeug: list of bytes; an iterator while streaming
    "_app_iter",  # WebOb, WebTest: list of bytes; an iterator while streaming
)
_ENVIRON = (
    "environ",  # Werkzeug, WebOb, Django's WSGIRequest
    "META",  # Django's ASGIRequest
)

# --- keys of mappings -------------------------------------------------------------------------------------------------

# Ours, those of AWS Lambda proxies (httpMethod, isBase64Encoded), of HAR (postData, httpVersion).
CONTENT_KEYS = ("body", "content", "postData")
_METHOD_KEYS = ("method", "httpMethod")
VERSION_KEYS = ("http_version", "httpVersion")
_ENVIRON_FIELDS = ("HTTP_", "CONTENT_TYPE", "CONTENT_LENGTH")
_NO_ENVIRON: Mapping[Foreign, Foreign] = MappingProxyType({})
_DEFAULT_PORTS = (("http", "80"), ("https", "443"))
_NO_LINES = Lines()


class RequestParts(NamedTuple):
    """What was found of a request, in the order of the fields of `messages.Request`."""

    method: str
    url: str | None = None
    headers: Lines = _NO_LINES
    content: bytes | None = None
    http_version: str | None = None


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
        content=first(octets, (stored(obj, name) for name in CONTENT)),
        http_version=text(attribute(obj, "http_version")) or text(environ.get("SERVER_PROTOCOL")),
    )


def _request_from_mapping(data: Mapping[Foreign, Foreign]) -> RequestParts | None:
    method = text(data.get("REQUEST_METHOD"))
    if method is not None:
        version = text(data.get("SERVER_PROTOCOL"))
        return RequestParts(method, _environ_url(data), _environ_lines(data), http_version=version)
    method = text(entry(data, _METHOD_KEYS))
    if method is None:
        return None
    return RequestParts(
        method,
        url=url_text(data.get("url")),
        headers=mapping_lines(data),
        content=mapping_content(data),
        http_version=text(entry(data, VERSION_KEYS)),
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


# --- what requests and responses have in common -----------------------------------------------------------------------


def first(read: Callable[[Foreign], _T | None], values: Iterable[Foreign]) -> _T | None:
    """Return the first value that can be read; None where there is none."""
    return next((found for found in map(read, values) if found is not None), None)


def entry(data: Mapping[Foreign, Foreign], keys: Iterable[str]) -> Foreign:
    """Return what a mapping has under the first of some keys; None where it has none of them."""
    return first(data.get, keys)


def mapping_lines(message: Mapping[Foreign, Foreign]) -> Lines:
    """Return the field lines of a message that is a mapping."""
    several = field_lines(message.get("multiValueHeaders"))
    # AWS Lambda merges both the same way: a line that stands in both is one line.
    once = frozenset(several)
    return Lines((*(line for line in field_lines(message.get("headers")) if line not in once), *several))


def mapping_content(message: Mapping[Foreign, Foreign]) -> bytes | None:
    """Return the content of a message that is a mapping; None where it is not known."""
    body = entry(message, CONTENT_KEYS)
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
