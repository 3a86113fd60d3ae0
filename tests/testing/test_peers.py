"""The assertions with real responses, made by the libraries themselves: in their test clients or over loopback."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import threading
import urllib.error
import urllib.request
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import aiohttp
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
import pytest
import requests
import starlette.applications
import starlette.responses
import starlette.routing
import urllib3
import werkzeug.test
from django.conf import settings

from statuskit.testing import Is, assert_conformant, assert_status, explain_mismatch

with warnings.catch_warnings():
    # Starlette deprecates httpx in favour of its own fork, which not everybody has; WebOb imports cgi.
    warnings.simplefilter("ignore")
    import starlette.testclient
    import webtest

if not settings.configured:
    settings.configure()
    django.setup()

import rest_framework.response
import rest_framework.test
import rest_framework.views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODY = json.dumps({"errors": {"age": ["must be >= 0"]}, "token": "s3cr3t"})
# What every framework says under a path: 405 with Allow and an error in JSON, or a redirect there.
FIELDS = {"Allow": "PUT", "Content-Type": "application/json"}


def says(path: str) -> tuple[int, dict[str, str], str]:
    """Return status, fields and content of a page."""
    return (302, {"Location": "/users?token=s3cr3t"}, "") if path == "/old" else (405, FIELDS, BODY)


class Handler(BaseHTTPRequestHandler):
    """The site over a socket."""

    def do_GET(self) -> None:
        """Answer with the page."""
        status, fields, body = says(self.path)
        self.send_response(status)
        for name, value in {**fields, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

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


def starlette_page(request: Any) -> starlette.responses.Response:
    """Serve the site in Starlette and FastAPI."""
    status, fields, body = says(request.url.path)
    return starlette.responses.Response(body, status, fields)


def flask_page() -> flask.Response:
    """Serve the site in Flask."""
    status, fields, body = says(flask.request.path)
    return flask.Response(body, status, fields)


def django_page(request: Any) -> django.http.HttpResponse:
    """Serve the site in Django."""
    status, fields, body = says(request.path)
    if status == 302:
        return django.http.HttpResponseRedirect(fields["Location"])
    return django.http.HttpResponse(body, status=status, headers=fields)


class RestPage(rest_framework.views.APIView):
    """The site in Django REST framework."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Any) -> object:
        """Answer with the page."""
        status, _, body = says(request.path)
        if status == 302:
            return django_page(request)
        return rest_framework.response.Response(json.loads(body), status)

    def perform_authentication(self, request: Any) -> None:
        """Need no users."""


class FalconPage:
    """The site in Falcon."""

    def on_get(self, request: Any, response: Any) -> None:
        """Answer with the page."""
        response.status, fields, response.text = says(request.path)
        response.set_headers(fields)


PATHS = ("/users", "/old")
starlette_app = starlette.applications.Starlette(
    routes=[starlette.routing.Route(path, starlette_page) for path in PATHS]
)
fastapi_app = fastapi.FastAPI()
flask_app = flask.Flask(__name__)
falcon_app = falcon.App()
for path in PATHS:
    fastapi_app.router.routes.append(starlette.routing.Route(path, starlette_page))
    flask_app.add_url_rule(path, path, flask_page)
    falcon_app.add_route(path, FalconPage())
django_site = django.test.override_settings(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=tuple(django.urls.path(path[1:], django_page) for path in PATHS)
)
rest_site = django.test.override_settings(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=tuple(django.urls.path(path[1:], RestPage.as_view()) for path in PATHS),
    REST_FRAMEWORK={
        "UNAUTHENTICATED_USER": None,
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
)

# --- the clients ------------------------------------------------------------------------------------------------------


def get_requests(base: str, path: str, follow: Any) -> object:
    """Use requests."""
    return requests.get(base + path, timeout=5, allow_redirects=follow)


def get_httpx(base: str, path: str, follow: Any) -> object:
    """Use httpx."""
    return httpx.get(base + path, follow_redirects=follow, trust_env=False)


def get_urllib3(base: str, path: str, follow: Any) -> object:
    """Use urllib3."""
    with urllib3.PoolManager() as pool:
        return pool.request("GET", base + path, redirect=follow)


def get_aiohttp(base: str, path: str, follow: Any) -> object:
    """Use aiohttp."""

    async def get() -> object:
        async with (
            aiohttp.ClientSession() as session,
            session.get(base + path, allow_redirects=follow) as response,
        ):
            await response.read()
            return response

    return asyncio.run(get())


def get_http_client(base: str, path: str, _: Any) -> object:
    """Use http.client."""
    with contextlib.closing(http.client.HTTPConnection(base.removeprefix("http://"), timeout=5)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response


def get_urllib(base: str, path: str, _: Any) -> object:
    """Use urllib, where an error is a response."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(base + path, timeout=5)  # noqa: S310  our own server
    with caught.value as error:
        return error


def get_starlette(_: str, path: str, follow: Any) -> object:
    """Use Starlette's test client."""
    return starlette.testclient.TestClient(starlette_app).get(path, follow_redirects=follow)


def get_fastapi(_: str, path: str, follow: Any) -> object:
    """Use FastAPI's test client."""
    return starlette.testclient.TestClient(fastapi_app).get(path, follow_redirects=follow)


def get_flask(_: str, path: str, follow: Any) -> object:
    """Use Flask's test client."""
    return flask_app.test_client().get(path, follow_redirects=follow)


def get_werkzeug(_: str, path: str, follow: Any) -> object:
    """Use Werkzeug's test client."""
    return werkzeug.test.Client(flask_app.wsgi_app).get(path, follow_redirects=follow)


def get_django(_: str, path: str, follow: Any) -> object:
    """Use Django's test client."""
    with django_site:
        return django.test.Client().get(path, follow=follow)


def get_rest(_: str, path: str, follow: Any) -> object:
    """Use the test client of Django REST framework."""
    with rest_site:
        return rest_framework.test.APIClient().get(path, follow=follow)


def get_falcon(_: str, path: str, _follow: Any) -> object:
    """Use Falcon's test client."""
    return falcon.testing.TestClient(falcon_app).simulate_get(path)


def get_webtest(_: str, path: str, follow: Any) -> object:
    """Use WebTest, which follows when told."""
    response = webtest.TestApp(flask_app.wsgi_app).get(path, expect_errors=True)
    return response.follow(expect_errors=True) if follow and response.status_int == 302 else response


def get_tuple(_: str, path: str, _follow: Any) -> object:
    """Use no library."""
    return says(path)


def get_mapping(_: str, path: str, _follow: Any) -> object:
    """Use no library, as AWS Lambda does."""
    status, fields, body = says(path)
    return {"statusCode": status, "headers": fields, "body": body}


def get_asgi(_: str, path: str, _follow: Any) -> object:
    """Use the messages of ASGI."""
    status, fields, body = says(path)
    lines = [(name.lower().encode(), value.encode()) for name, value in fields.items()]
    return [
        {"type": "http.response.start", "status": status, "headers": lines},
        {"type": "http.response.body", "body": body.encode()},
    ]


@attrs.frozen
class Peer:
    """A library, and what of a message it keeps."""

    get: Callable[[str, str, Any], object]
    content: bool = True
    asked: str = ""
    history: bool = True
    base: bool = True
    follows: bool = True
    allow: str = FIELDS["Allow"]


PEERS = [
    Peer(get_requests, asked=" from GET {base}/users"),
    Peer(get_httpx, asked=" from GET {base}/users"),
    Peer(get_urllib3, asked=" from /users", base=False),
    Peer(get_aiohttp, asked=" from GET {base}/users"),
    Peer(get_http_client, content=False, history=False, base=False, follows=False),
    Peer(get_urllib, content=False, asked=" from {base}/users", history=False),
    Peer(get_starlette, asked=" from GET http://testserver/users"),
    Peer(get_fastapi, asked=" from GET http://testserver/users"),
    Peer(get_flask, asked=" from GET http://localhost/users"),
    Peer(get_werkzeug, asked=" from GET http://localhost/users"),
    Peer(get_django, asked=" from GET http://testserver/users"),
    # Django REST framework writes Allow by itself, from what the view has.
    Peer(get_rest, asked=" from GET http://testserver/users", allow="GET, HEAD, OPTIONS"),
    Peer(get_falcon, history=False, base=False, follows=False),
    Peer(get_webtest, asked=" from GET http://localhost/users", history=False),
    Peer(get_tuple, history=False, base=False, follows=False),
    Peer(get_mapping, history=False, base=False, follows=False),
    Peer(get_asgi, history=False, base=False, follows=False),
]


def short_name(peer: Peer) -> str:
    """Return the name of the library."""
    return peer.get.__name__.removeprefix("get_")


every_peer = pytest.mark.parametrize("peer", PEERS, ids=short_name)


@every_peer
def test_success(peer: Peer, server: str) -> None:
    """What was expected comes back as it was, of the type that it had."""
    response = peer.get(server, "/users", False)

    assert assert_status(response, 405) is response
    assert assert_status(response, {"4xx"}) is response
    assert assert_conformant(response) is response
    assert response == Is(405)
    assert Is("client_error") == response
    assert (response == Is("2xx")) is False
    assert response != Is("2xx")


@every_peer
def test_failure(peer: Peer, server: str) -> None:
    """A failure tells who was asked, what came, and what mends it, and no secret."""
    response = peer.get(server, "/users", False)
    with pytest.raises(AssertionError) as caught:
        assert_status(response, 200)
    said = str(caught.value)

    assert f"expected 200 OK, got 405 Method Not Allowed{peer.asked.format(base=server)}" == said.partition("\n")[0]
    assert f"    - 405: Allow says {peer.allow}\n" in said
    assert peer.content is ("    - 405: age: must be >= 0\n" in said)
    assert peer.content is ('"token": "[hidden]"' in said)
    assert "s3cr3t" not in said
    assert explain_mismatch(response, Is(200)) == said.split("\n")


@pytest.mark.parametrize("peer", [peer for peer in PEERS if peer.follows], ids=short_name)
def test_redirects(peer: Peer, server: str) -> None:
    """The redirect on the way is told where the library keeps it."""
    with pytest.raises(AssertionError) as caught:
        assert_status(peer.get(server, "/old", True), 200)
    said = str(caught.value)

    assert peer.history is ("  redirects:\n" in said)
    assert peer.history is ("-302->" in said)
    assert "/users?token=[hidden]" in said
    assert "s3cr3t" not in said


@pytest.mark.parametrize("peer", [peer for peer in PEERS if peer.get is not get_urllib], ids=short_name)
def test_where_it_leads(peer: Peer, server: str) -> None:
    """A redirect is compared with a relative address, and with an absolute one where its own is known."""
    response = peer.get(server, "/old", False)
    base = peer.asked.rpartition(" ")[2].format(base=server).removesuffix("/users")

    assert response == Is.redirect()
    assert response == Is.redirect(to="/users?token=s3cr3t")
    assert response != Is.redirect(to="/users")
    assert peer.base is (response == Is.redirect(to=f"{base or server}/users?token=s3cr3t"))
