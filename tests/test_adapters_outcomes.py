"""What exchanges came to, from the objects of any library: responses, and errors that carry one."""

from __future__ import annotations

import asyncio
import io
import urllib.error
import urllib.request
from types import SimpleNamespace
from typing import Final
from unittest.mock import MagicMock, Mock

import aiohttp
import httpx
import pytest
import requests
import starlette.exceptions
import urllib3

from live.raw import READ, RawServer
from statuskit import HTTP
from statuskit.adapters._outcomes import Outcome, Sent, outcome_of
from statuskit.messages import Headers, Request, Response
from statuskit.retry import Failure

URL: Final = "http://example.org/"
BUSY: Final = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
MOVED: Final = b"HTTP/1.1 303 See Other\r\nLocation: /there\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
GARBAGE: Final = b"no HTTP\r\n\r\n"


# --- responses, and errors that carry one -----------------------------------------------------------------------------


def _requests_error(url: str) -> BaseException:
    with requests.Session() as session, session.post(url, data=b"content", headers={"If-Match": '"1"'}) as response:
        try:
            response.raise_for_status()
        except requests.HTTPError as error:
            return error
    raise AssertionError


def _httpx_error(url: str) -> BaseException:
    with httpx.Client(trust_env=False, follow_redirects=True) as client:
        try:
            client.post(url, content=b"content", headers={"If-Match": '"1"'}).raise_for_status()
        except httpx.HTTPStatusError as error:
            return error
    raise AssertionError


def _aiohttp_error(url: str) -> BaseException:
    async def send() -> BaseException:
        async with aiohttp.ClientSession() as session:
            try:
                (await session.post(url, data=b"content", headers={"If-Match": '"1"'})).raise_for_status()
            except aiohttp.ClientResponseError as error:
                return error
        raise AssertionError

    return asyncio.run(send())


# What each keeps of what was sent.
CONTENT: Final = {"requests": b"content", "httpx": b"content", "aiohttp": None}
ERRORS: Final = {"requests": _requests_error, "httpx": _httpx_error, "aiohttp": _aiohttp_error}


@pytest.mark.parametrize("library", ERRORS, ids=str)
def test_an_error_that_carries_a_response(library: str) -> None:
    """The status and the fields are the response's, method and fields of the request come along."""
    with RawServer([READ, BUSY]) as server:
        outcome = outcome_of(ERRORS[library](server.url()))

    assert outcome is not None
    assert outcome.request is not None
    assert (503, "7") == (outcome.what, outcome.headers.get("retry-after"))
    assert ("POST", '"1"') == (outcome.request.method, outcome.request.headers.get("if-match"))


@pytest.mark.parametrize("library", ERRORS, ids=str)
def test_after_a_redirect_the_first_request_counts(library: str) -> None:
    """What would be sent again is the POST that was redirected, not the GET that it became."""
    with RawServer([READ, MOVED], [READ, BUSY]) as server:
        outcome = outcome_of(ERRORS[library](server.url()))

    assert outcome is not None
    assert outcome.request is not None
    assert (503, "POST") == (outcome.what, outcome.request.method)
    assert CONTENT[library] == getattr(outcome.request.content, "_stream", outcome.request.content)


def test_an_error_of_urllib() -> None:
    """It is a response itself, without the request."""
    with RawServer([READ, BUSY]) as server, pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(server.url())
    outcome = outcome_of(raised.value)
    raised.value.close()

    assert Outcome(503, Headers.of({"Retry-After": "7", "Content-Length": "0"})) == outcome


def test_a_status_that_no_server_sent() -> None:
    """Aiohttp tells of an answer that it cannot read by a status of 400."""
    with RawServer([READ, GARBAGE]) as server:
        error = _aiohttp_error(server.url())
    outcome = outcome_of(error)

    assert outcome is not None
    assert outcome.request is not None
    assert (400, Failure.PROTOCOL, "POST") == (getattr(error, "status", 0), outcome.what, outcome.request.method)


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Response(503, {"Retry-After": "7"}), id="statuskit"),
        pytest.param(httpx.Response(503, headers={"Retry-After": "7"}), id="httpx"),
        pytest.param({"statusCode": 503, "headers": {"Retry-After": "7"}}, id="a mapping"),
        pytest.param((503, {"Retry-After": "7"}), id="a pair"),
        pytest.param(urllib3.HTTPResponse(b"", {"Retry-After": "7"}, 503, preload_content=False), id="urllib3"),
        pytest.param(starlette.exceptions.HTTPException(503, headers={"Retry-After": "7"}), id="an error"),
    ],
)
def test_a_response(response: object) -> None:
    """Whatever `view()` reads is read; the request of these is not known."""
    assert Outcome(503, Headers.of({"Retry-After": "7"}), None) == outcome_of(response)


def test_the_request_of_a_response() -> None:
    """Of a record it has what the record has; of an object what it was sent from, too."""
    request = Request("PUT", URL, {"If-Match": '"1"'}, b"content")
    sent = requests.Request("PUT", URL, data=b"content").prepare()
    response = requests.Response()
    response.status_code, response.request = 503, sent

    assert Outcome(503, request=Sent("PUT", URL, request.headers)) == outcome_of(Response(503, request=request))
    assert Outcome(503, request=Sent("PUT", URL, Headers.of(sent.headers), b"content")) == outcome_of(response)


def test_the_first_request_of_a_record() -> None:
    """Where a history has no request, that is not known, and the last one does not stand for it."""
    posted = Response(303, request=Request("POST"))
    got = Response(503, history=[posted], request=Request("GET"))
    unknown = Response(503, history=[Response(303)], request=Request("GET"))

    assert Outcome(503, request=Sent("POST")) == outcome_of(got)
    assert Outcome(503) == outcome_of(unknown)


def test_the_first_request_of_urllib3() -> None:
    """It keeps the methods of the requests that it repeated, and nothing else of them."""
    retries = urllib3.Retry(history=(urllib3.util.retry.RequestHistory("POST", "/", None, 303, "/there"),))
    response = urllib3.HTTPResponse(b"", status=503, retries=retries, preload_content=False)

    assert Outcome(503, request=Sent("POST", "/")) == outcome_of(response)


def test_a_request_that_is_none() -> None:
    """Fields that cannot be read make it unknown, and another place is looked at."""
    broken = SimpleNamespace(method="GET", headers=[7])
    error = _OfAService(httpx.Response(503), broken)
    vague = outcome_of(error)
    vars(error)["request_info"] = Request("POST")

    assert Outcome(503) == vague
    assert Outcome(503, request=Sent("POST")) == outcome_of(error)


def test_a_failure_has_its_request() -> None:
    """What the library knows of the request comes along; httpx raises where it knows nothing."""
    request = httpx.Request("PUT", URL, content=b"content")
    known = outcome_of(httpx.ConnectError("said", request=request))
    unknown = httpx.ConnectError("said")

    assert Outcome(Failure.CONNECT_REFUSED, request=Sent("PUT", URL, Headers.of(request.headers), request.stream)) == (
        known
    )
    assert Outcome(Failure.CONNECT_REFUSED) == outcome_of(unknown)
    with pytest.raises(RuntimeError):
        assert unknown.request is None


class _OfAService(Exception):  # noqa: N818  as some call theirs
    def __init__(self, response: object, request: object) -> None:
        self.response = response
        self.request = request
        self.status_code = 500


def test_an_error_of_a_service() -> None:
    """Those that wrap a client carry its response; the request may be with the error alone."""
    request = httpx.Request("POST", URL)
    error = _OfAService(httpx.Response(503), request)

    assert Outcome(503, request=Sent("POST", URL, Headers.of(request.headers), request.stream)) == outcome_of(error)
    assert Outcome(500, request=Sent("POST", URL, Headers.of(request.headers))) == outcome_of(
        _OfAService(None, Request("POST", URL, request.headers))
    )


@pytest.mark.parametrize(
    "obj",
    [
        None,
        503,
        HTTP.SERVICE_UNAVAILABLE,
        "text",
        b"503 Service Unavailable",
        object(),
        Mock(),
        MagicMock(),
        ValueError("503"),
        SystemExit(503),
        KeyboardInterrupt(),
        _OfAService,
        aiohttp.ClientResponseError(Mock(), (), status=0),
        requests.RequestException("said"),
        urllib3.exceptions.MaxRetryError(Mock(), URL, urllib3.exceptions.ResponseError("too many 099 error responses")),
        urllib3.exceptions.MaxRetryError(Mock(), URL, urllib3.exceptions.ResponseError("too many error responses")),
        urllib3.exceptions.MaxRetryError(Mock(), URL, ValueError("too many 503 error responses")),
    ],
    ids=lambda obj: type(obj).__name__,
)
def test_what_says_nothing_of_an_exchange(obj: object) -> None:
    """Numbers alone, programs that end, mistakes, and errors without a status are no outcomes."""
    assert outcome_of(obj) is None


def test_the_content_of_a_request_is_not_asked_for() -> None:
    """Django's requests read theirs when they are asked; it is not theirs to give then."""
    from django.conf import settings
    from django.http import HttpRequest

    if not settings.configured:
        settings.configure()
    request = HttpRequest()
    request.method = "POST"
    request._stream = stream = io.BytesIO(b"content")  # type: ignore[attr-defined]  as WSGIRequest sets it
    error = _OfAService(None, request)
    outcome = outcome_of(error)

    assert outcome is not None
    assert outcome.request is not None
    assert ("POST", None) == (outcome.request.method, outcome.request.content)
    assert 0 == stream.tell()
