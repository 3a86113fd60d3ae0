"""No response of any library makes check() raise: hostile octets on the wire, and objects that are made of them."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import urllib.error
import urllib.request
import warnings
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import aiohttp
import aiohttp.web
import django
import django.http
import falcon.testing
import httpx
import httpx2
import pytest
import requests
import starlette.responses
import urllib3
import werkzeug
import werkzeug.test
from django.conf import settings

from live.raw import READ, RawServer
from statuskit.conformance import CheckProfile, Role, check, check_pair, skipped

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette deprecates httpx in favour of its fork; WebOb imports cgi
    import starlette.testclient
    import webtest

if not settings.configured:
    settings.configure()
    django.setup()

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS: Final = 5


class Hostile(NamedTuple):
    """A head and content that are HTTP by their framing, and no more; and what is found in them at least."""

    name: str
    status: int
    fields: tuple[tuple[str, str], ...]
    content: bytes
    rule: str

    def __str__(self) -> str:
        return self.name

    @property
    def wire(self) -> bytes:
        """The octets that a server sends."""
        lines = (("Content-Length", str(len(self.content))), ("Connection", "close"), *self.fields)
        head = "".join(f"{name}: {value}\r\n" for name, value in lines).encode("latin-1")
        return f"HTTP/1.1 {self.status} \r\n".encode() + head + b"\r\n" + self.content


HOSTILE: Final = (
    Hostile("JSON", 405, (("Content-Type", "application/json"), ("Link", "<<>>")), b"\xff{" * 99, "SK405-01"),
    Hostile("charset", 401, (("Content-Type", "text/html; charset=nope"),), b"\x00\x01\x85", "SK401-01"),
    Hostile(
        "challenge",
        401,
        (("WWW-Authenticate", "\xe9 \x80="), ("WWW-Authenticate", '"'), ("Content-Type", "\xff/\xfe")),
        b"no",
        "SKHDR-08",
    ),
    Hostile("wait", 503, (("Retry-After", "\xb2"), ("Content-Type", "text/plain")), b"\x80" * 999, "SKHDR-01"),
    Hostile("ranges", 206, (("Content-Range", "bytes 9-0/x"), ("Content-Type", "text/plain")), b"--", "SK206-06"),
    Hostile(
        "problem", 599, (("Content-Type", "application/problem+json"),), b'{"status": 1e999, "type": [', "SKERR-02"
    ),
)
# Of the content nothing is known, or the client has it in another form.
_OF_CONTENT: Final = frozenset({"SKERR-02"})

# --- clients ----------------------------------------------------------------------------------------------------------


def by_requests(url: str) -> object:
    """Use requests."""
    return requests.get(url, timeout=SECONDS)


def by_httpx(url: str) -> object:
    """Use httpx."""
    return httpx.get(url, trust_env=False)


def by_httpx2(url: str) -> object:
    """Use httpx2."""
    return httpx2.get(url, trust_env=False)


def by_urllib3(url: str) -> object:
    """Use urllib3."""
    with urllib3.PoolManager() as pool:
        return pool.request("GET", url, retries=False)


def by_aiohttp(url: str) -> object:
    """Use aiohttp."""

    async def get() -> object:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            await response.read()
            return response

    return asyncio.run(get())


def by_http_client(url: str) -> object:
    """Use http.client, whose content is gone when it is read."""
    with contextlib.closing(http.client.HTTPConnection(url.split("/")[2], timeout=SECONDS)) as connection:
        connection.request("GET", "/")
        response = connection.getresponse()
        response.read()
        return response


def by_urllib(url: str) -> object:
    """Use urllib, where an error is a response."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:  # noqa: S310  our own server
            return response
    except urllib.error.HTTPError as error:
        with error:
            return error


CLIENTS: Final = {
    by_requests: True,
    by_httpx: True,
    by_httpx2: True,
    by_urllib3: True,
    by_aiohttp: True,
    by_http_client: False,
    by_urllib: False,
}


def short_name(value: Any) -> str:
    """Return what is behind the first word of a function's name."""
    return str(value) if isinstance(value, Hostile) else value.__name__.partition("_")[2]


def assert_survived(response: object, case: Hostile, *, has_content: bool = True) -> None:
    """Assert that everything can be asked of a response, and that the fault in it is found."""
    for role in Role:
        check(response, profile=CheckProfile.STRICT, role=role)
        skipped(response, profile=CheckProfile.STRICT, role=role)
    check_pair(response, response, {"method": "HEAD", "url": "/"})
    found = {finding.rule.id for finding in check(response, {"method": "GET", "url": "/", "headers": {"Range": "x"}})}

    assert case.rule in found or (not has_content and case.rule in _OF_CONTENT)


@pytest.mark.parametrize("case", HOSTILE, ids=str)
@pytest.mark.parametrize("client", CLIENTS, ids=short_name)
def test_what_a_client_receives(client: Callable[[str], object], case: Hostile) -> None:
    """Octets of no charset, in fields and content, as the client understands them."""
    with RawServer([READ, case.wire]) as server:
        response = client(server.url())

    assert_survived(response, case, has_content=CLIENTS[client])


# --- objects ----------------------------------------------------------------------------------------------------------


def _wsgi(case: Hostile) -> Any:
    def app(_environ: Any, start_response: Any) -> list[bytes]:
        start_response(f"{case.status} No", list(case.fields))
        return [case.content]

    return app


def _asgi(case: Hostile) -> Any:
    lines = [(name.lower().encode(), value.encode("latin-1")) for name, value in case.fields]

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": case.status, "headers": lines})
        await send({"type": "http.response.body", "body": case.content})

    return app


def of_starlette_client(case: Hostile) -> object:
    """Return what Starlette's test client does, which FastAPI and Litestar have, too; its fields are ASCII."""
    fields = tuple((name, value.encode("ascii", "backslashreplace").decode()) for name, value in case.fields)
    return starlette.testclient.TestClient(_asgi(case._replace(fields=fields))).get("/")


def of_werkzeug_client(case: Hostile) -> object:
    """Return what the test client of Werkzeug and Flask does; what is not read yet is not known."""
    response = werkzeug.test.Client(_wsgi(case)).get("/")
    response.get_data()
    return response


def of_falcon_client(case: Hostile) -> object:
    """Return what Falcon's test client does."""
    return falcon.testing.TestClient(_wsgi(case)).simulate_get("/")


def of_webtest_client(case: Hostile) -> object:
    """Return what WebTest does."""
    return webtest.TestApp(_wsgi(case), lint=False).get("/", expect_errors=True)


def of_django(case: Hostile) -> object:
    """Return a response of Django's, which has each field once, and its type in a charset that there is."""
    response = django.http.HttpResponse(case.content, status=case.status)
    for name, value in case.fields:
        response.headers[name] = value
    return response


def of_django_streaming(case: Hostile) -> object:
    """Return one whose content raises when it is asked for."""
    response = django.http.StreamingHttpResponse(iter([case.content]), status=case.status)
    for name, value in case.fields:
        response.headers[name] = value
    return response


def of_werkzeug(case: Hostile) -> object:
    """Return a response of Werkzeug's and Flask's."""
    return werkzeug.Response(case.content, case.status, list(case.fields))


def of_werkzeug_streaming(case: Hostile) -> object:
    """Return one whose content is made when it is sent."""
    return werkzeug.Response(iter([case.content]), case.status, list(case.fields))


def of_starlette(case: Hostile) -> object:
    """Return a response of Starlette's and FastAPI's."""
    return starlette.responses.Response(case.content, case.status, dict(case.fields))


def of_starlette_streaming(case: Hostile) -> object:
    """Return one that has no content yet."""
    return starlette.responses.StreamingResponse(iter([case.content]), case.status, dict(case.fields))


def of_aiohttp_server(case: Hostile) -> object:
    """Return a response of aiohttp's server."""
    return aiohttp.web.Response(body=case.content, status=case.status, headers=list(case.fields))


def of_httpx_streaming(case: Hostile) -> object:
    """Return a response of httpx that was not read, and whose request raises when it is asked for."""
    lines = [(name.encode(), value.encode("latin-1")) for name, value in case.fields]
    return httpx.Response(case.status, headers=lines, stream=httpx.ByteStream(case.content))


def of_urllib3(case: Hostile) -> object:
    """Return a response of urllib3 without a connection."""
    return urllib3.HTTPResponse(case.content, case.fields, case.status)


def of_tuple(case: Hostile) -> object:
    """Return no library's."""
    return case.status, list(case.fields), case.content


def of_gateway(case: Hostile) -> object:
    """Return what AWS Lambda has."""
    fields: dict[str, list[str]] = {}
    for name, value in case.fields:
        fields.setdefault(name, []).append(value)
    return {"statusCode": case.status, "multiValueHeaders": fields, "body": case.content.decode("latin-1")}


def of_har(case: Hostile) -> object:
    """Return an entry of a recording."""
    fields = [{"name": name, "value": value} for name, value in case.fields]
    answer = {"status": case.status, "headers": fields, "content": {"text": case.content.decode("latin-1")}}
    return {"request": {"method": "GET", "url": "http://example.com/", "headers": []}, "response": answer}


def of_asgi_messages(case: Hostile) -> object:
    """Return what an ASGI server is sent."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    asyncio.run(_asgi(case)(None, None, send))
    return sent


OBJECTS: Final = {
    of_starlette_client: True,
    of_werkzeug_client: True,
    of_falcon_client: True,
    of_webtest_client: True,
    of_django: True,
    of_django_streaming: False,
    of_werkzeug: True,
    of_werkzeug_streaming: False,
    of_starlette: True,
    of_starlette_streaming: False,
    of_aiohttp_server: True,
    of_httpx_streaming: False,
    of_urllib3: True,
    of_tuple: True,
    of_gateway: True,
    of_har: True,
    of_asgi_messages: True,
}


@pytest.mark.parametrize("case", HOSTILE, ids=str)
@pytest.mark.parametrize("make", OBJECTS, ids=short_name)
def test_what_a_library_has(make: Callable[[Hostile], object], case: Hostile) -> None:
    """The same of objects: test clients' responses, those that servers are given, and no library's."""
    assert_survived(make(case), case, has_content=OBJECTS[make])
