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
_HIGHEST_PORT = 65_535
_DEFAULT_PORTS = (("http", "80"), ("https", "443"))
_SAFE = "/;=,@:!$&'()*+~"  # beside what `quote` keeps, the characters of a path (RFC 3986, section 3.3)
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
        url=_environ_url(environ, text(attribute(obj, "scheme")), _path_octets(obj)) if url is None else url,
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
        url=_mapping_url(data),
        headers=mapping_lines(data),
        content=mapping_content(data),
        http_version=text(entry(data, VERSION_KEYS)),
    )


def _mapping_url(data: Mapping[Foreign, Foreign]) -> str | None:
    url = url_text(data.get("url"))
    if url is None and text(data.get("type")) == "http":
        url = _scope_url(data)
    # Starlette's requests are mappings; what its `url` is made of has lost the escapes, which the scope may still have.
    return url_text(attribute(data, "url")) if url is None else url


def _scope_url(scope: Mapping[Foreign, Foreign]) -> str | None:
    """Return the URL of an ASGI scope; a path alone where the host is not known."""
    from urllib.parse import quote

    # The path has the root path in it (ASGI, "HTTP Connection Scope"), and no escapes; the raw one has those it had.
    raw, path = text(scope.get("raw_path")), text(scope.get("path"))
    if raw:
        target = quote(_latin_1(raw.partition("?")[0]), safe=f"{_SAFE}%")
    elif path is not None:
        target = quote(_utf_8(path), safe=_SAFE)
    else:
        return None
    scheme, query = text(scope.get("scheme")) or "http", text(scope.get("query_string"))
    server, port = _server(scope.get("server"))
    host = next((value for name, value in mapping_lines(scope) if name.lower() == "host"), None)
    return _joined(scheme, host or _named(scheme, server, port), target, query)


def _server(pair: Foreign) -> tuple[str | None, str | None]:
    """Return the name and the port of a server; none of a Unix socket, which has a path and no port."""
    if not is_listed(pair) or len(pair) != len(("host", "port")):
        return None, None
    name, port = text(pair[0]), number(pair[1])
    if name is None or port is None or not 0 <= port <= _HIGHEST_PORT:
        return None, None
    return f"[{name}]" if ":" in name and not name.startswith("[") else name, str(port)


def _named(scheme: str, name: str | None, port: str | None) -> str | None:
    return name if name is None or port is None or (scheme, port) in _DEFAULT_PORTS else f"{name}:{port}"


def _joined(scheme: str, host: str | None, target: str, query: str | None) -> str:
    from statuskit._urls import authority_of

    # A server takes a query as it comes: a "#" is a part of it there, and would end it in a URL.
    whole = f"{target}?{query.replace('#', '%23')}" if query else target
    # What is no host stays in its field, and must not become a part of the path; nor must what is no path, such as "*"
    # and "@b/c" (RFC 9112, section 3.2), become a part of the host.
    is_path = target.startswith("/") or not target
    return f"{scheme}://{host}{whole}" if is_path and host and authority_of(host) else whole


def _latin_1(path: str) -> bytes:
    """Return the octets that text stands for, a character each; as UTF-8 where it has been decoded already."""
    try:
        return path.encode("latin-1")
    except UnicodeEncodeError:
        return _utf_8(path)


def _utf_8(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")  # no octets that a server could have had


def _environ_lines(environ: Mapping[Foreign, Foreign]) -> Lines:
    names = {key: text(key) or "" for key in islice(environ, MOST_LINES)}
    given = {key: name.removeprefix("HTTP_") for key, name in names.items() if name.startswith(_ENVIRON_FIELDS)}
    lines = ((name.replace("_", "-").title(), text(environ.get(key))) for key, name in given.items())
    return field_lines((name, value) for name, value in lines if value)  # CONTENT_LENGTH may be empty


def _path_octets(obj: Foreign) -> Callable[[str], bytes]:
    # Django puts decoded text where the environ of its requests had octets.
    return _utf_8 if is_mapping(attribute(obj, "META")) else _latin_1


def _environ_url(
    environ: Mapping[Foreign, Foreign], scheme: str | None = None, path_octets: Callable[[str], bytes] | None = None
) -> str | None:
    """Return the URL of a request, put together as PEP 3333 says; a path alone where the host is not known."""
    from urllib.parse import quote

    path = text(environ.get("PATH_INFO"))
    if path is None:
        return None
    scheme = text(environ.get("wsgi.url_scheme")) or scheme or "http"
    name, port = text(environ.get("SERVER_NAME")), text(environ.get("SERVER_PORT"))
    # An environ holds octets as latin-1.
    octets_of_path = (path_octets or _latin_1)((text(environ.get("SCRIPT_NAME")) or "") + path)
    host = text(environ.get("HTTP_HOST")) or _named(scheme, name, port)
    return _joined(scheme, host, quote(octets_of_path, safe=_SAFE), text(environ.get("QUERY_STRING")))


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
