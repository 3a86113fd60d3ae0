"""What view() makes of real responses, made by the libraries themselves: in their test clients or over loopback."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import threading
import urllib.error
import urllib.request
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
import aiohttp.web
import attrs
import django
import django.http
import django.test
import django.urls
import falcon
import falcon.testing
import fastapi
import flask
import httpx
import multidict
import pytest
import requests
import starlette.applications
import starlette.responses
import starlette.routing
import urllib3
import werkzeug
import werkzeug.exceptions
import werkzeug.test
from django.conf import settings

from statuskit.exceptions import InvalidMessageError
from statuskit.messages import Headers, Response, view

with warnings.catch_warnings():
    # Starlette deprecates httpx in favour of its own fork, which not everybody has; WebOb imports cgi.
    warnings.simplefilter("ignore")
    import starlette.testclient
    import webob
    import webtest

if not settings.configured:
    settings.configure()
    django.setup()

import rest_framework.response
import rest_framework.test
import rest_framework.views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

MISSING = b"no such page"
CRUMBS = b"crumbs"
PIECES = [b"one ", b"two ", b"three"]
STREAM = b"".join(PIECES)
COOKIES = ("a=1", "b=2")
TEXT = "text/plain"

# --- the same site in every framework ---------------------------------------------------------------------------------


class Page(NamedTuple):
    """What every framework says under a path."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def code(self) -> int:
        """The number."""
        return int(self.status[:3])


SITE = {
    "/missing": Page("404 Not Found", [("X-Page", "missing")], MISSING),
    "/cookies": Page("200 OK", [("Set-Cookie", cookie) for cookie in COOKIES], CRUMBS),
    "/moved": Page("302 Found", [("Location", "/cookies")], b""),
}


class Handler(BaseHTTPRequestHandler):
    """The site over a socket."""

    def do_GET(self) -> None:
        """Answer with the page."""
        page = SITE.get(self.path, Page("200 OK", [], STREAM))
        self.send_response(page.code)
        for name, value in [*page.headers, ("Content-Length", str(len(page.body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base's
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serve the site on a free port of the loopback interface."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def wsgi_app(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    """Serve the site in WSGI."""
    page = SITE[environ["PATH_INFO"]]
    start_response(page.status, [*page.headers, ("Content-Type", TEXT), ("Content-Length", str(len(page.body)))])
    return [page.body]


def starlette_page(request: Any) -> starlette.responses.Response:
    """Serve the site in Starlette and FastAPI."""
    page = SITE[request.url.path]
    response = starlette.responses.Response(page.body, page.code, media_type=TEXT)
    for name, value in page.headers:
        response.headers.append(name, value)
    return response


def flask_page() -> flask.Response:
    """Serve the site in Flask."""
    page = SITE[flask.request.path]
    return flask.Response(page.body, page.status, headers=page.headers)


def django_page(request: Any) -> django.http.HttpResponse:
    """Serve the site in Django, which keeps cookies apart and lets no field repeat."""
    page = SITE[request.path]
    if page.code == 302:
        return django.http.HttpResponseRedirect("/cookies")
    response = django.http.HttpResponse(page.body, status=page.code)
    for name, value in page.headers:
        if name == "Set-Cookie":
            response.set_cookie(*value.split("="), path=None)
        else:
            response[name] = value
    return response


class RestPage(rest_framework.views.APIView):
    """The site in Django REST framework."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Any) -> django.http.HttpResponse:
        """Answer with the page."""
        return django_page(request)

    def perform_authentication(self, request: Any) -> None:
        """Need no users."""


class FalconPage:
    """The site in Falcon."""

    def on_get(self, request: Any, response: Any) -> None:
        """Answer with the page."""
        page = SITE[request.path]
        response.status, response.data = page.status, page.body
        for name, value in page.headers:
            if name == "Set-Cookie":
                response.set_cookie(*value.split("="), secure=False, http_only=False)
            else:
                response.set_header(name, value)


starlette_app = starlette.applications.Starlette(
    routes=[starlette.routing.Route(path, starlette_page) for path in SITE]
)
fastapi_app = fastapi.FastAPI()
flask_app = flask.Flask(__name__)
falcon_app = falcon.App()
for path in SITE:
    fastapi_app.router.routes.append(starlette.routing.Route(path, starlette_page))
    flask_app.add_url_rule(path, path, flask_page)
    falcon_app.add_route(path, FalconPage())

django_site = django.test.override_settings(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=tuple(django.urls.path(path[1:], django_page) for path in SITE),
)
rest_site = django.test.override_settings(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=tuple(django.urls.path(path[1:], RestPage.as_view()) for path in SITE),
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None},
)

# --- the clients ------------------------------------------------------------------------------------------------------


def get_requests(base: str, path: str) -> object:
    """Use requests."""
    return requests.get(base + path, timeout=5)


def get_httpx(base: str, path: str) -> object:
    """Use httpx."""
    return httpx.get(base + path, follow_redirects=True, trust_env=False)


def get_httpx_async(base: str, path: str) -> object:
    """Use httpx in asyncio."""

    async def get() -> object:
        async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as client:
            return await client.get(base + path)

    return asyncio.run(get())


def get_urllib3(base: str, path: str) -> object:
    """Use urllib3."""
    with urllib3.PoolManager() as pool:
        return pool.request("GET", base + path)


def get_aiohttp(base: str, path: str) -> object:
    """Use aiohttp."""

    async def get() -> object:
        async with aiohttp.ClientSession() as session, session.get(base + path) as response:
            await response.read()
            return response

    return asyncio.run(get())


def get_http_client(base: str, path: str) -> object:
    """Use http.client."""
    with contextlib.closing(http.client.HTTPConnection(base.removeprefix("http://"), timeout=5)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response


def get_urllib(base: str, path: str) -> object:
    """Use urllib, where an error is a response."""
    try:
        with urllib.request.urlopen(base + path, timeout=5) as response:  # noqa: S310  our own server
            return response
    except urllib.error.HTTPError as error:
        with error:
            return error


def get_starlette(_: str, path: str) -> object:
    """Use Starlette's test client."""
    return starlette.testclient.TestClient(starlette_app).get(path)


def get_fastapi(_: str, path: str) -> object:
    """Use FastAPI's test client."""
    return starlette.testclient.TestClient(fastapi_app).get(path)


def get_flask(_: str, path: str) -> object:
    """Use Flask's test client."""
    return flask_app.test_client().get(path, follow_redirects=True)


def get_werkzeug(_: str, path: str) -> object:
    """Use Werkzeug's test client."""
    return werkzeug.test.Client(wsgi_app).get(path, follow_redirects=True)


def get_werkzeug_buffered(_: str, path: str) -> object:
    """Use Werkzeug's test client, and let it read everything."""
    return werkzeug.test.Client(wsgi_app).get(path, follow_redirects=True, buffered=True)


def get_django(_: str, path: str) -> object:
    """Use Django's test client."""
    with django_site:
        return django.test.Client().get(path, follow=True)


def get_django_async(_: str, path: str) -> object:
    """Use Django's test client in asyncio."""

    async def get() -> object:
        return await django.test.AsyncClient().get(path, follow=True)

    with django_site:
        return asyncio.run(get())


def get_rest(_: str, path: str) -> object:
    """Use the test client of Django REST framework."""
    with rest_site:
        return rest_framework.test.APIClient().get(path, follow=True)


def get_falcon(_: str, path: str) -> object:
    """Use Falcon's test client."""
    return falcon.testing.TestClient(falcon_app).simulate_get(path)


def get_webtest(_: str, path: str) -> object:
    """Use WebTest, which follows when told."""
    response = webtest.TestApp(wsgi_app).get(path, expect_errors=True)
    return response.maybe_follow()


@attrs.frozen
class Peer:
    """A library, and what of a message it keeps."""

    get: Callable[[str, str], object]
    content: bool = True
    follows: bool = True
    cookies: tuple[str, ...] = COOKIES
    history: bool = True
    request: bool = True
    url: str | None = "{base}/missing"


PEERS = [
    Peer(get_requests),
    Peer(get_httpx),
    Peer(get_httpx_async),
    Peer(get_urllib3, request=False, url="/missing"),
    Peer(get_aiohttp),
    Peer(get_http_client, content=False, follows=False, request=False, url=None),
    Peer(get_urllib, content=False, history=False, request=False),
    Peer(get_starlette, url="http://testserver/missing"),
    Peer(get_fastapi, url="http://testserver/missing"),
    Peer(get_flask, url="http://localhost/missing"),
    Peer(get_werkzeug, url="http://localhost/missing"),
    Peer(get_werkzeug_buffered, url="http://localhost/missing"),
    Peer(get_django, url="http://testserver/missing"),
    Peer(get_django_async, url="http://testserver/missing"),
    Peer(get_rest, url="http://testserver/missing"),
    # Falcon's test client keeps the last line of a repeated field.
    Peer(get_falcon, cookies=COOKIES[1:], follows=False, request=False, url=None),
    Peer(get_webtest, history=False, url="http://localhost/missing"),
]


def short_name(peer: Peer) -> str:
    """Return the name of the library."""
    return peer.get.__name__.removeprefix("get_")


every_peer = pytest.mark.parametrize("peer", PEERS, ids=short_name)
following_peer = pytest.mark.parametrize("peer", [peer for peer in PEERS if peer.follows], ids=short_name)


@every_peer
def test_not_found(peer: Peer, server: str) -> None:
    """A 404 is seen with its number, reason, fields, content and URL, though bool() of some is False."""
    seen = view(peer.get(server, "/missing"))

    assert 404 == seen.status
    assert int is type(seen.status)
    assert "Not Found" == seen.reason
    assert "missing" == seen.headers["x-page"]
    assert (MISSING if peer.content else None) == seen.content
    assert (peer.url and peer.url.format(base=server)) == seen.url
    assert () == seen.history


@every_peer
def test_repeated_fields(peer: Peer, server: str) -> None:
    """Set-Cookie is seen as often as the library keeps it."""
    seen = view(peer.get(server, "/cookies"))

    assert peer.cookies == tuple(cookie.partition(";")[0] for cookie in seen.headers.get_all("set-cookie"))
    assert (CRUMBS if peer.content else None) == seen.content


@every_peer
def test_request(peer: Peer, server: str) -> None:
    """The request is seen where the library keeps it."""
    seen = view(peer.get(server, "/missing"))

    if peer.request:
        assert seen.request is not None
        assert "GET" == seen.request.method
        assert seen.url == seen.request.url
    else:
        assert seen.request is None


@following_peer
def test_redirects(peer: Peer, server: str) -> None:
    """Redirects that were followed are the history, where the library keeps one."""
    seen = view(peer.get(server, "/moved"))

    assert 200 == seen.status
    assert seen.url is not None
    assert seen.url.endswith("/cookies")
    assert ([302] if peer.history else []) == [past.status for past in seen.history]
    assert all(past.headers["location"].endswith("/cookies") for past in seen.history)


@every_peer
def test_twice(peer: Peer, server: str) -> None:
    """Looking changes nothing: the second look sees the same."""
    response = peer.get(server, "/cookies")

    assert view(response) == view(response)


# --- reading nothing --------------------------------------------------------------------------------------------------


def test_requests_unread(server: str) -> None:
    """A streamed response of requests is not read, and can be read afterwards."""
    with requests.get(f"{server}/stream", stream=True, timeout=5) as response:
        assert view(response).content is None
        assert STREAM == b"".join(response.iter_content(4))


def test_requests_read_later(server: str) -> None:
    """Once content is there, it is seen."""
    with requests.get(f"{server}/stream", stream=True, timeout=5) as response:
        before, _, after = view(response).content, response.content, view(response).content

    assert before is None
    assert STREAM == after


def test_httpx_unread(server: str) -> None:
    """A streamed response of httpx is not read, and can be read afterwards."""
    with httpx.stream("GET", f"{server}/stream", trust_env=False) as response:
        assert view(response).content is None
        assert STREAM == response.read() == view(response).content


def test_httpx_async_unread(server: str) -> None:
    """The same holds in asyncio."""

    async def run() -> None:
        url = f"{server}/stream"
        async with httpx.AsyncClient(trust_env=False) as client, client.stream("GET", url) as response:
            assert view(response).content is None
            assert STREAM == b"".join([piece async for piece in response.aiter_bytes()])
            assert view(response).content is None

    asyncio.run(run())


def test_urllib3_unread(server: str) -> None:
    """The stream of urllib3, which its `data` would read, is left alone."""
    with urllib3.PoolManager() as pool:
        response = pool.request("GET", f"{server}/stream", preload_content=False)

        assert view(response).content is None
        assert STREAM == response.data == view(response).content


def test_aiohttp_unread(server: str) -> None:
    """The content of aiohttp is a reader until it is read."""

    async def run() -> None:
        async with aiohttp.ClientSession() as session, session.get(f"{server}/stream") as response:
            assert view(response).content is None
            assert STREAM == await response.read() == view(response).content

    asyncio.run(run())


def test_http_client_unread(server: str) -> None:
    """http.client cannot be read twice, so it is not read once."""
    with contextlib.closing(http.client.HTTPConnection(server.removeprefix("http://"), timeout=5)) as connection:
        connection.request("GET", "/stream")
        with connection.getresponse() as response:
            assert view(response).content is None
            assert STREAM == response.read()


def test_urllib_unread(server: str) -> None:
    """Neither is urllib."""
    with urllib.request.urlopen(f"{server}/stream", timeout=5) as response:  # noqa: S310  our own server
        assert view(response).content is None
        assert STREAM == response.read()


def test_urllib_error_unread(server: str) -> None:
    """An HTTPError is a response that can still be read."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{server}/missing", timeout=5)  # noqa: S310  our own server

    with caught.value as error:
        assert (404, None) == (view(error).status, view(error).content)
        assert MISSING == error.read()


def test_starlette_streaming() -> None:
    """A StreamingResponse keeps its pieces."""

    async def pieces() -> AsyncIterator[bytes]:
        for piece in PIECES:
            yield piece

    async def run() -> None:
        response = starlette.responses.StreamingResponse(pieces(), 206)

        assert (206, None) == (view(response).status, view(response).content)
        assert STREAM == b"".join([piece async for piece in response.body_iterator])

    asyncio.run(run())


def test_django_streaming() -> None:
    """The content of a StreamingHttpResponse, which would raise, is not asked for."""
    response = django.http.StreamingHttpResponse(iter(PIECES), status=206)

    assert (206, None) == (view(response).status, view(response).content)
    assert STREAM == b"".join(response.streaming_content)


def test_werkzeug_streaming() -> None:
    """A streamed server response keeps its pieces, even of a declared length."""
    response = werkzeug.Response(iter(PIECES), headers={"Content-Length": str(len(STREAM))})

    assert view(response).content is None
    assert STREAM == b"".join(response.iter_encoded())


def test_webob_streaming() -> None:
    """So does one of WebOb."""
    response = webob.Response(app_iter=iter(PIECES))

    assert view(response).content is None
    assert STREAM == response.body == view(response).content


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({}, PIECES, None),
        ({"Content-Length": "99999999"}, PIECES, None),
        ({"Content-Length": "1" * 5000}, PIECES, None),
        ({"Content-Length": "no"}, PIECES, None),
        ({"Content-Length": str(len(STREAM))}, PIECES, STREAM),
    ],
    ids=["unknown", "too long", "far too long", "no length", "short"],
)
def test_flask_streaming(headers: dict[str, str], body: list[bytes], expected: bytes | None) -> None:
    """A test client's response is read only up to a small declared length, and stays readable."""
    app = flask.Flask(__name__)
    app.add_url_rule("/", "page", lambda: flask.Response(iter(body), headers=headers))
    response = app.test_client().get("/")

    assert expected == view(response).content
    assert STREAM == b"".join(response.iter_encoded())


def test_falcon_streaming() -> None:
    """Falcon's streaming result has no content to see."""

    class Resource:
        async def on_get(self, _request: Any, response: Any) -> None:
            async def pieces() -> AsyncIterator[bytes]:
                for piece in PIECES:
                    yield piece

            response.stream = pieces()

    async def run() -> None:
        app = falcon.asgi.App()
        app.add_route("/", Resource())
        async with falcon.testing.ASGIConductor(app) as conductor, conductor.simulate_get_stream("/") as result:
            assert (200, None) == (view(result).status, view(result).content)

            read = b""
            while len(read) < len(STREAM):
                read += await result.stream.read()
            assert STREAM == read

    asyncio.run(run())


# --- responses on their way out ---------------------------------------------------------------------------------------


def with_cookies(response: Any, add: Callable[[Any, str], object]) -> object:
    """Return a response that was given both cookies."""
    for cookie in COOKIES:
        add(response, cookie)
    return response


def add_line(response: Any, cookie: str) -> object:
    """Add a line to headers that can hold several of a name."""
    return response.headers.add("Set-Cookie", cookie)


def append_line(response: Any, cookie: str) -> object:
    """Add a line to Starlette's headers."""
    return response.headers.append("Set-Cookie", cookie)


def set_cookie(response: Any, cookie: str) -> object:
    """Set a cookie where a framework keeps them apart."""
    return response.set_cookie(*cookie.split("="), path=None)


@pytest.mark.parametrize(
    ("make", "add", "reason"),
    [
        (lambda: starlette.responses.Response(MISSING, 404), append_line, None),
        (lambda: fastapi.Response(MISSING, 404), append_line, None),
        (lambda: werkzeug.Response(MISSING, 404), add_line, "NOT FOUND"),
        (lambda: flask.Response([MISSING.decode()], 404), add_line, "NOT FOUND"),
        (lambda: django.http.HttpResponse(MISSING, status=404), set_cookie, "Not Found"),
        (lambda: django.http.HttpResponseNotFound(MISSING.decode()), set_cookie, "Not Found"),
        (lambda: aiohttp.web.Response(body=MISSING, status=404), add_line, "Not Found"),
        (lambda: aiohttp.web.Response(text=MISSING.decode(), status=404), set_cookie, "Not Found"),
        (lambda: aiohttp.web.HTTPNotFound(text=MISSING.decode()), add_line, "Not Found"),
        (lambda: webob.Response(MISSING, 404), add_line, "Not Found"),
    ],
    ids=["starlette", "fastapi", "werkzeug", "flask", "django", "django 404", "aiohttp", "text", "raised", "webob"],
)
def test_server_responses(make: Callable[[], Any], add: Callable[[Any, str], object], reason: str | None) -> None:
    """What a server is about to send is seen, with its content and all cookies."""
    seen = view(with_cookies(make(), add))

    assert (404, MISSING, reason) == (seen.status, seen.content, seen.reason)
    assert COOKIES == tuple(cookie.partition(";")[0] for cookie in seen.headers.get_all("set-cookie"))
    assert (None, (), None) == (seen.url, seen.history, seen.request)


def test_django_redirect_has_no_url() -> None:
    """The `url` of Django's redirects is where they lead, so it is not where they come from."""
    seen = view(django.http.HttpResponseRedirect("/elsewhere"))

    assert "/elsewhere" == seen.headers["location"]
    assert seen.url is None


def test_rest_not_rendered() -> None:
    """A response that is still to be rendered has no content yet, not an empty one."""
    response = rest_framework.response.Response({"detail": "no"}, status=403)

    assert Response(403, response.headers, None, "Forbidden") == view(response)


def test_django_environ_request() -> None:
    """Without the request object, Django's half environ is enough for method and path."""
    with django_site:
        response = django.test.Client().get("/missing", headers={"accept": "text/html"})
    del response.wsgi_request
    request = view(response).request

    assert request is not None
    assert ("GET", "text/html") == (request.method, request.headers["accept"])
    assert request.url is not None
    assert request.url.endswith("/missing")


# --- requests ---------------------------------------------------------------------------------------------------------


def test_request_content(server: str) -> None:
    """Content of a request is seen if it is octets or text, never read from a stream."""

    def pieces() -> Iterable[bytes]:
        yield b"x"

    def asked(content: Any) -> bytes | None:
        with requests.Session() as session:
            prepared = session.prepare_request(requests.Request("GET", f"{server}/missing", data=content))
            request = view(session.send(prepared, timeout=5)).request
        assert request is not None
        return request.content

    assert [b"ping", b"ping"] == [asked("ping"), asked(b"ping")]
    assert asked(None) is None
    assert httpx_request_content(b"ping") == b"ping"
    assert httpx_request_content(pieces()) is None


def httpx_request_content(content: Any) -> bytes | None:
    """Return what is seen of the content of a request of httpx."""
    seen = view(httpx.Response(200, request=httpx.Request("POST", "http://h/", content=content)))
    assert seen.request is not None
    return seen.request.content


def test_httpx_without_request() -> None:
    """The properties of httpx that raise without a request hide nothing else."""
    assert Response(404, reason="Not Found") == attrs.evolve(view(httpx.Response(404)), content=None)


def test_wsgi_request_version() -> None:
    """The version a WSGI server spoke is the request's."""
    request = view(webtest.TestApp(wsgi_app).get("/cookies", headers={"X-A": "1"})).request

    assert request is not None
    assert "HTTP/1.0" == request.http_version
    assert "1" == request.headers["x-a"]


# --- retries, errors, headers -----------------------------------------------------------------------------------------


def test_urllib3_attempts(server: str) -> None:
    """Attempts that urllib3 repeated are the history, those without an answer left out."""
    retries = urllib3.Retry(2, status_forcelist=[404], backoff_factor=0, raise_on_status=False)
    with urllib3.PoolManager(retries=retries) as pool:
        seen = view(pool.request("GET", f"{server}/missing"))
    failed = urllib3.Retry(2).increment("GET", "/", error=urllib3.exceptions.ConnectTimeoutError())
    unanswered = view(urllib3.HTTPResponse(b"x", status=200, retries=failed))

    assert [404, 404] == [past.status for past in seen.history]
    assert {"/missing"} == {past.url for past in seen.history}
    assert {"GET"} == {past.request.method for past in seen.history if past.request}
    assert () == unanswered.history


def test_errors_that_are_responses(server: str) -> None:
    """Exceptions that carry a status are seen, too."""

    async def fail() -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session, session.get(f"{server}/missing"):
            pass

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        asyncio.run(fail())

    assert (404, "missing") == (view(caught.value).status, view(caught.value).headers["x-page"])
    assert 404 == view(werkzeug.exceptions.NotFound()).status


def test_class_is_no_message() -> None:
    """An exception class has the code of its instances, and is no message."""
    with pytest.raises(InvalidMessageError):
        view(werkzeug.exceptions.NotFound)


@pytest.mark.parametrize(
    "headers",
    [
        httpx.Headers([("a", "1"), ("A", "2")]),
        urllib3.HTTPHeaderDict([("a", "1"), ("A", "2")]),
        werkzeug.datastructures.Headers([("a", "1"), ("A", "2")]),
        starlette.datastructures.Headers(raw=[(b"a", b"1"), (b"a", b"2")]),
        multidict.CIMultiDict([("a", "1"), ("A", "2")]),
        requests.structures.CaseInsensitiveDict({"a": ["1", "2"]}),
        webob.headers.ResponseHeaders([("a", "1"), ("A", "2")]),
    ],
    ids=lambda headers: f"{type(headers).__module__}.{type(headers).__name__}",
)
def test_headers_of_libraries(headers: Any) -> None:
    """Header objects of all libraries are header lists, repeats and all."""
    assert Headers([("a", "1"), ("a", "2")]) == Headers.of(headers)
