"""tenacity and content: what the function is given is never sent empty."""

from __future__ import annotations

import asyncio
import io
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
import requests
import tenacity
import urllib3

from live.scenarios import CONTENT, FakeTime, content_of
from live.server import digest, refused_port, serving
from statuskit.adapters.tenacity import STATISTIC, retry_if_status, status_retrying
from statuskit.messages import view
from statuskit.retry import Body, Reason, RetryBudget

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from live.server import LiveServer


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _no_wait(_: float) -> None:
    """Wait for nothing."""


async def _no_wait_async(_: float) -> None:
    """Wait for nothing."""


def _retrying(**options: Any) -> tenacity.Retrying:
    return tenacity.Retrying(**status_retrying(**options), sleep=_no_wait)


def _bare(**options: Any) -> tenacity.Retrying:
    return tenacity.Retrying(retry=retry_if_status(**options), sleep=_no_wait)


def _reason(retrying: tenacity.BaseRetrying) -> Reason:
    return retrying.statistics[STATISTIC][-1].decision.reason


def _sent(server: LiveServer) -> list[str]:
    return [request.digest for request in server.received]


def _put_httpx(url: str, content: Any) -> httpx.Response:
    return httpx.put(url, content=content)


def _put_requests(url: str, content: Any) -> requests.Response:
    return requests.put(url, data=content, timeout=5)


def _put_urllib3(url: str, content: Any) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager(retries=False) as http:
        return http.request("PUT", url, body=content)


SENDERS = pytest.mark.parametrize(
    "send", [_put_httpx, _put_requests, _put_urllib3], ids=["httpx", "requests", "urllib3"]
)


# --- what is given ----------------------------------------------------------------------------------------------------


@SENDERS
def test_a_generator_is_not_sent_twice(send: Any, server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    """The second time it would be empty, so the refused response is the caller's, and the log says why."""
    server.play(503)
    retrying = _bare(method="PUT")
    with caplog.at_level(logging.WARNING, "statuskit.retry"):
        response = retrying(send, server.url, content_of("generator"))

    assert 503 == view(response).status
    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))
    assert ["PUT, attempt 1, 503: no: the content cannot be sent a second time (RFC 9110 §9.2.2)"] == caplog.messages


# httpx counts the octets from the beginning of a file, wherever it stands, and fails by itself.
@pytest.mark.parametrize("send, start", [(_put_httpx, 0), (_put_requests, 7), (_put_urllib3, 7)])
def test_a_file_goes_back_to_where_it_stood(send: Any, start: int, server: LiveServer) -> None:
    """Not to its beginning: somebody may have read the first line already."""
    server.play(503, 503)
    file = io.BytesIO(b"header\n"[:start] + CONTENT)
    file.seek(start)
    _retrying(method="PUT")(send, server.url, file)

    assert [digest(CONTENT)] * 3 == _sent(server)


@SENDERS
def test_a_file_is_not_sent_twice_where_nobody_looked(send: Any, server: LiveServer) -> None:
    """The predicate alone sees a file when it has been read, and not where it began."""
    server.play(503)
    retrying = _bare(method="PUT")
    retrying(send, server.url, io.BytesIO(CONTENT))

    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


def test_a_file_that_was_closed_is_not_sent_again(server: LiveServer) -> None:
    """It cannot be rewound, so the response is the caller's."""
    server.play(503)
    retrying = _retrying()

    def send(file: io.BytesIO) -> requests.Response:
        with file:
            return _put_requests(server.url, file)

    assert 503 == retrying(send, io.BytesIO(CONTENT)).status_code
    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda stream: {"files": {"upload": ("name", stream, "text/plain")}},
        lambda stream: {"parts": [b"first", [stream]]},
    ],
    ids=["a form", "a list"],
)
@pytest.mark.parametrize("make", [lambda: io.BytesIO(b"x"), lambda: iter([b"x"])], ids=["file", "iterator"])
def test_streams_are_found_within(wrap: Any, make: Any) -> None:
    """In the lists and mappings that clients take for forms."""
    retrying = _bare(method="PUT")
    retrying(lambda **_: httpx.Response(503), **wrap(make()))

    assert Reason.ONE_SHOT_BODY is _reason(retrying)


def test_an_asynchronous_generator_is_not_sent_twice(server: LiveServer) -> None:
    """Aiohttp would send it empty, and its response says nothing of content."""
    server.play(503)

    async def chunks() -> AsyncIterator[bytes]:
        yield CONTENT

    async def send(session: aiohttp.ClientSession, content: Any) -> int:
        async with session.put(server.url, data=content) as response:
            await response.read()
            response.raise_for_status()
            return response.status

    async def run() -> Reason:
        retrying = tenacity.AsyncRetrying(**status_retrying(), sleep=_no_wait_async)
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientResponseError):
                await retrying(send, session, chunks())
        return _reason(retrying)

    assert Reason.ONE_SHOT_BODY is asyncio.run(run())
    assert [digest(CONTENT)] == _sent(server)


@pytest.mark.parametrize("send", [_put_httpx, _put_requests], ids=["httpx", "requests"])
def test_a_stream_behind_the_response_counts(send: Any, server: LiveServer) -> None:
    """What the function keeps for itself shows in the request of its response."""
    server.play(503)
    content = content_of("generator")
    retrying = _bare()
    retrying(lambda: send(server.url, content))

    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


def test_a_stream_shows_by_its_chunks(server: LiveServer) -> None:
    """Where the request does not show its content, that it went out in chunks tells of a stream."""
    server.play(503)

    async def chunks() -> AsyncIterator[bytes]:
        yield CONTENT

    async def run() -> Reason:
        content = chunks()
        async with aiohttp.ClientSession() as session:

            async def send() -> aiohttp.ClientResponse:
                async with session.put(server.url, data=content) as response:
                    await response.read()
                    return response

            retrying = tenacity.AsyncRetrying(**status_retrying(), sleep=_no_wait_async)
            await retrying(send)
            return _reason(retrying)

    assert Reason.ONE_SHOT_BODY is asyncio.run(run())
    assert [digest(CONTENT)] == _sent(server)


@pytest.mark.parametrize("make", [_bare, _retrying])
@pytest.mark.parametrize("kind", ["generator", "file", "bytes"])
def test_content_that_nothing_shows_is_not_sent_again(make: Any, kind: str, server: LiveServer) -> None:
    """What the function keeps to itself, with no request beside the outcome, may be gone."""
    server.play(503)
    content = content_of(kind)
    retrying = make(method="PUT")
    retrying(lambda: _put_urllib3(server.url, content))

    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


def test_a_file_behind_the_response_counts(server: LiveServer) -> None:
    """Where it began is not known; and that a file among the arguments could be rewound does not help."""
    server.play(503)
    file, other = io.BytesIO(CONTENT), io.BytesIO(b"other")
    retrying = _retrying()
    retrying(lambda _: _put_requests(server.url, file), other)

    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


def test_content_that_shows_is_believed_before_chunks() -> None:
    """Octets may be sent in chunks, too."""
    request = httpx.Request("PUT", "http://example.org/", content=b"x", headers={"Transfer-Encoding": "chunked"})
    retrying = _bare()
    retrying(lambda: httpx.Response(503, request=request))

    assert 3 == retrying.statistics["attempt_number"]


@pytest.mark.parametrize("make", [_bare, _retrying])
@pytest.mark.parametrize("kind", ["generator", "file"])
def test_what_is_not_sent_again_is_not_drawn_from_the_budget(make: Any, kind: str, server: LiveServer) -> None:
    """A no costs nothing."""
    server.play(503)
    budget = RetryBudget(ratio=0, min_per_second=1, window=1)
    clock = FakeTime()
    retrying = make(budget=budget, clock=clock, method="PUT")
    retrying(_put_urllib3, server.url, content_of(kind))

    rewound = make is _retrying and kind == "file"
    assert (2 if rewound else 1, 0 if rewound else 1) == (len(server.received), budget.balance(clock.now))


def test_a_file_goes_back_although_another_predicate_moved_it(server: LiveServer) -> None:
    """Where it began is where it stood before the first attempt, whatever happened since."""
    server.play(503)
    predicate = tenacity.retry_if_exception_type(KeyError)
    given = status_retrying()
    first = iter([True])

    def send(file: io.BytesIO) -> requests.Response:
        if next(first, False):
            raise KeyError(file.read())
        return _put_requests(server.url, file)

    retrying = tenacity.Retrying(**{**given, "retry": predicate | given["retry"]}, sleep=_no_wait)

    assert 200 == retrying(send, io.BytesIO(CONTENT)).status_code
    assert [digest(b""), digest(CONTENT)] == _sent(server)


@SENDERS
def test_content_at_hand_is_sent_again(send: Any, server: LiveServer) -> None:
    """Octets are octets."""
    server.play(503)
    # urllib3 shows none of it.
    told = {"body": Body.REPLAYABLE} if send is _put_urllib3 else {}
    _bare(method="PUT", **told)(send, server.url, CONTENT)

    assert [digest(CONTENT)] * 2 == _sent(server)


def test_the_caller_may_know_better(server: LiveServer) -> None:
    """A function that makes its content anew says so."""
    server.play(503)
    _bare(body=Body.REPLAYABLE)(
        lambda kind: _put_httpx(server.url, content_of(next(kind))), iter(["generator", "pipe"])
    )

    assert [digest(CONTENT)] * 2 == _sent(server)


def test_the_caller_cannot_rewind_what_is_not_there(server: LiveServer) -> None:
    """Told that content can be rewound, and given nothing to rewind, it does not go on in the hope of the best."""
    server.play(503)
    retrying = _retrying(body=Body.SEEKABLE)
    retrying(lambda: _put_httpx(server.url, CONTENT))

    assert ([digest(CONTENT)], Reason.ONE_SHOT_BODY) == (_sent(server), _reason(retrying))


def test_a_file_that_is_written_does_not_count(server: LiveServer, tmp_path: Path) -> None:
    """A log is no content."""
    server.play(503)
    with (tmp_path / "log").open("w") as log:
        _bare()(lambda _: httpx.get(server.url), log)

    assert 2 == len(server.received)


def test_an_argument_that_misbehaves_counts() -> None:
    """A file that cannot say whether it can be read is not sent again in the hope of the best."""

    class _Broken(io.BytesIO):
        def readable(self) -> bool:
            raise OSError

    retrying = _bare()
    retrying(lambda _: httpx.Response(503, request=httpx.Request("GET", "http://example.org/")), _Broken())

    assert Reason.ONE_SHOT_BODY is _reason(retrying)


def test_many_arguments_are_looked_at_in_no_time() -> None:
    """A list of lists, or one within itself, is looked at from its beginning only."""
    retrying = _bare()
    answers = iter([503, 200])
    many: list[Any] = [[b"x"] * 10_000] * 10_000
    many[0] = many
    response = retrying(
        lambda _: httpx.Response(next(answers), request=httpx.Request("GET", "http://example.org/")), many
    )

    assert 200 == response.status_code


# --- what was not sent ------------------------------------------------------------------------------------------------


@SENDERS
def test_what_was_not_read_is_sent_where_nobody_listened(send: Any) -> None:
    """No connection was made, so nothing of the content was read, and the same may be tried again."""
    retrying = _bare(method="PUT")
    content = content_of("generator")
    with pytest.raises(Exception, match=r"refused|Max retries"):
        retrying(send, f"http://127.0.0.1:{refused_port()}/", content)

    assert 3 == retrying.statistics["attempt_number"]
    assert CONTENT == b"".join(content)


@pytest.mark.parametrize("send", [_put_httpx, _put_requests], ids=["httpx", "requests"])
def test_what_the_client_was_given_it_has_not_read(send: Any) -> None:
    """An iterator does not tell whether it was read, but the error shows that it was left to the client as it was."""
    retrying = _bare(method="PUT")
    content = iter([CONTENT])
    with pytest.raises((httpx.ConnectError, requests.ConnectionError)):
        retrying(send, f"http://127.0.0.1:{refused_port()}/", content)

    assert (3, CONTENT) == (retrying.statistics["attempt_number"], next(content))


@pytest.mark.parametrize("send", [_put_httpx, _put_requests, _put_urllib3])
def test_what_the_function_read_is_not_sent_again(send: Any) -> None:
    """Nothing was sent, but the generator is used up, and what is made of it would be empty."""
    retrying = _bare(method="PUT")
    with pytest.raises(Exception, match=r"refused|Max retries"):
        retrying(
            lambda content: send(f"http://127.0.0.1:{refused_port()}/", b"".join(content)), content_of("generator")
        )

    assert (1, Reason.ONE_SHOT_BODY) == (retrying.statistics["attempt_number"], _reason(retrying))


def test_what_was_read_before_connecting_is_not_sent_again() -> None:
    """Requests reads a form before it connects: the second attempt would send an empty one."""
    budget = RetryBudget(ratio=0, min_per_second=1, window=1)
    clock = FakeTime()
    retrying = _bare(method="PUT", budget=budget, clock=clock)
    form = {"upload": io.BytesIO(CONTENT)}
    with pytest.raises(requests.ConnectionError):
        retrying(lambda files: requests.put(f"http://127.0.0.1:{refused_port()}/", files=files, timeout=5), form)

    assert (1, Reason.ONE_SHOT_BODY) == (retrying.statistics["attempt_number"], _reason(retrying))
    assert 1 == budget.balance(clock.now)


def test_what_was_read_before_connecting_is_rewound() -> None:
    """Where it is known where the file began, the form is whole each time."""
    retrying = _retrying(method="PUT")
    sent: list[int] = []

    def send(files: Any) -> Any:
        request = requests.Request("PUT", f"http://127.0.0.1:{refused_port()}/", files=files).prepare()
        sent.append(request.body.count(CONTENT))
        return requests.Session().send(request, timeout=5)

    with pytest.raises(requests.ConnectionError):
        retrying(send, {"upload": io.BytesIO(CONTENT)})

    assert [1, 1, 1] == sent
