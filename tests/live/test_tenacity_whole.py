"""tenacity repeats a whole function: what one outcome says of all that it sent, and what is no outcome."""

from __future__ import annotations

import asyncio
import io
import socket
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
import requests
import tenacity

from live.scenarios import CONTENT
from live.server import RESET, digest, refused_port, serving
from statuskit.adapters.tenacity import STATISTIC, status_retrying
from statuskit.messages import Response
from statuskit.retry import Body, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.server import LiveServer


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


async def _no_wait_async(_: float) -> None:
    """Wait for nothing."""


def _retrying(**options: Any) -> tenacity.Retrying:
    return tenacity.Retrying(**status_retrying(**options), sleep=lambda _: None)


def _reason(retrying: tenacity.BaseRetrying) -> Reason:
    return retrying.statistics[STATISTIC][-1].decision.reason


def _temporary() -> Any:
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by who sends it, or at the end
    file.write(CONTENT)
    file.seek(0)
    return file


def _form() -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("upload", io.BytesIO(CONTENT), filename="name")
    return form


# --- content that is not seen -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda: io.BytesIO(CONTENT), _temporary, _form], ids=["octets", "file", "form"])
def test_a_file_behind_a_function_with_aiohttp(make: Callable[[], Any], server: LiveServer) -> None:
    """Its response shows that there was content, and not which: the 503 is the caller's."""
    server.play(503)

    async def main() -> tuple[int, Reason]:
        content = make()
        retrying = tenacity.AsyncRetrying(**status_retrying(), sleep=_no_wait_async)
        async with aiohttp.ClientSession() as session:

            async def call() -> int:
                async with session.put(server.url, data=content) as response:
                    await response.read()
                    return response

            return (await retrying(call)).status, _reason(retrying)

    assert (503, Reason.ONE_SHOT_BODY) == asyncio.run(main())
    assert 1 == len(server.received)


@pytest.mark.parametrize("nobody", [False, True], ids=["503", "refused"])
def test_a_form_behind_a_function_with_requests(server: LiveServer, *, nobody: bool) -> None:
    """It is made into octets before it connects, and the file in it is read."""
    server.play(503)
    form = {"upload": io.BytesIO(CONTENT)}
    url = f"http://127.0.0.1:{refused_port()}/" if nobody else server.url
    retrying = _retrying()

    def call() -> requests.Response:
        response = requests.put(url, files=form, timeout=5)
        response.raise_for_status()
        return response

    with pytest.raises(requests.RequestException):
        retrying(call)

    assert (1, Reason.ONE_SHOT_BODY) == (retrying.statistics["attempt_number"], _reason(retrying))


def test_a_request_without_content_is_repeated(server: LiveServer) -> None:
    """A PUT of aiohttp shows by its length that there was none."""
    server.play(503)

    async def main() -> int:
        async with aiohttp.ClientSession() as session:

            @tenacity.retry(**status_retrying(), sleep=_no_wait_async)
            async def call() -> aiohttp.ClientResponse:
                return await session.put(server.url)

            async with await call() as response:
                return response.status

    assert (200, ["PUT", "PUT"]) == (asyncio.run(main()), server.methods)


@pytest.mark.parametrize("body, sent", [(None, 2), (Body.ONE_SHOT, 1)], ids=["not told", "told"])
def test_octets_that_were_read_from_a_file_are_taken_for_octets(
    body: Body | None, sent: int, server: LiveServer
) -> None:
    """The limit: what a function makes anew at each call is its own affair, or told."""
    server.play(503)
    file = io.BytesIO(CONTENT)
    _retrying(body=body)(lambda: requests.put(server.url, data=file.read(), timeout=5))

    assert [digest(CONTENT), digest(b"")][:sent] == [request.digest for request in server.received]


# --- one function, one request ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"method": "POST"}], ids=str)
def test_an_error_of_something_else_does_not_repeat_the_request(options: Any, server: LiveServer) -> None:
    """That a database refused the connection tells nothing of the POST that was answered before."""
    server.play()

    def call() -> None:
        requests.post(server.url, data=b"order", timeout=5)
        socket.create_connection(("127.0.0.1", refused_port()))

    with pytest.raises(ConnectionRefusedError):
        _retrying(**options)(call)

    assert ["POST"] == server.methods


def test_an_error_of_something_else_repeats_what_may_be_repeated(server: LiveServer) -> None:
    """Told that it is a GET, it is done again."""
    server.play()
    retrying = _retrying(method="GET")

    def call() -> None:
        requests.get(server.url, timeout=5)
        socket.create_connection(("127.0.0.1", refused_port()))

    with pytest.raises(ConnectionRefusedError):
        retrying(call)

    assert 3 == len(server.received)


@pytest.mark.parametrize("send", [httpx.post, requests.post], ids=["httpx", "requests"])
@pytest.mark.parametrize("status", [503, 429, 421])
def test_a_redirected_post_is_not_repeated(send: Any, status: int, server: LiveServer) -> None:
    """The POST was acted on: that the GET which followed was not says nothing of it."""
    server.play((303, {"Location": "/created"}), status)
    more = {"follow_redirects": True} if send is httpx.post else {}
    response = _retrying()(send, server.url, data={"order": "1"}, timeout=5, **more)

    assert (status, ["POST", "GET"]) == (response.status_code, server.methods)


def test_a_redirected_post_with_a_key_is_repeated(server: LiveServer) -> None:
    """The server knows it again."""
    server.play((303, {"Location": "/created"}), 429)
    response = _retrying()(
        httpx.post, server.url, content=b"order", headers={"Idempotency-Key": "8e03978e"}, follow_redirects=True
    )

    assert (200, ["POST", "GET", "POST"]) == (response.status_code, server.methods)


def test_where_a_redirect_leads_to_nobody(server: LiveServer) -> None:
    """Told what the function sends first, an error of the last request does not repeat it."""
    server.play((303, {"Location": f"http://127.0.0.1:{refused_port()}/"}))
    with pytest.raises(httpx.ConnectError):
        _retrying(method="POST")(httpx.post, server.url, follow_redirects=True)

    assert ["POST"] == server.methods


@pytest.mark.parametrize("step", [RESET, 503])
def test_of_two_requests_the_last_one_counts(step: Any, server: LiveServer) -> None:
    """The limit: of a function that sends two, what comes back shows the last one only; so it is to be told."""
    sent = []
    for options in ({}, {"method": "POST"}):
        server.play(200, step)

        def call() -> requests.Response:
            requests.post(server.url, data=b"order", timeout=5)
            response = requests.get(server.url, timeout=5)
            response.raise_for_status()
            return response

        with suppress(requests.RequestException):
            _retrying(**options)(call)
        sent.append(server.methods)

    assert [["POST", "GET"] * 2, ["POST", "GET"]] == sent


# --- what is no outcome -----------------------------------------------------------------------------------------------


class _Order:
    status = 503


@pytest.mark.parametrize(
    "value",
    [(503, {"total": "x"}), (503, {}, b"x"), {"status": 503}, {"statusCode": 503, "headers": {}}, _Order(), "503 Busy"],
    ids=["a pair", "three", "a mapping", "a mapping with fields", "an object", "a status line"],
)
def test_data_is_no_response(value: Any) -> None:
    """What a function made of a response is its own affair."""
    retrying = _retrying(method="GET")

    assert value is retrying(lambda: value)
    assert (1, False) == (retrying.statistics["attempt_number"], STATISTIC in retrying.statistics)


def test_what_has_a_status_and_fields_is_a_response() -> None:
    """Whatever its class."""
    answers = iter([Response(503), Response(200)])

    assert 200 == _retrying(method="GET")(lambda: next(answers)).status
