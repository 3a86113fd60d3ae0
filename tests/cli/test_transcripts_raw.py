"""Raw messages, and how long it takes to read much: content is framed as on the wire."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest
from cli.transcribed import CHUNKED, ENTRY, JSON, METER, NOT_MODIFIED, OK, RECEIVED, SENT, all_of, complaint, one_of
from work import seconds

from statuskit.cli.transcripts import Form, TranscriptError, read
from statuskit.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable


class TestRaw:
    """Messages as they are on the wire."""

    POST = b"POST /a HTTP/1.1\r\nHost: example.com\r\nContent-Length: 5\r\n\r\nhello"

    def test_exchange(self) -> None:
        """A response answers the oldest request that is still unanswered, and interim responses come before it."""
        octets = self.POST + b"GET /b HTTP/1.1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK + NOT_MODIFIED + OK
        found = all_of(octets)
        requests = [one.response.request for one in found]

        assert [100, 200, 304, 200] == [one.response.status for one in found]
        assert ["POST", "POST", "GET", None] == [request and request.method for request in requests]
        assert [b"", JSON, b"", JSON] == [one.response.content for one in found]
        assert (
            Request("POST", "/a", {"Host": "example.com", "Content-Length": "5"}, b"hello", "HTTP/1.1") == requests[0]
        )
        assert [7, 9, 13, 17] == [one.line for one in found]

    def test_history(self) -> None:
        """On the wire, nobody says that a redirect was followed."""
        moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"

        assert [(), ()] == [one.response.history for one in all_of(moved + OK, Form.RAW)]

    @pytest.mark.parametrize(
        "octets, contents",
        [
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello\n", [b"hello"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello world", [b"hello world"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 50\n\nhello world", [b"hello world"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 50\n\n", [None]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", [b""]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 204 No Content\n\nhello", [b"hello"]),
            (b"HEAD / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\n", [b""]),
            (b"HEAD / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello", [b"hello"]),
            (b"GET / HTTP/1.1\n\n" + CHUNKED + b"5\r\nhello\r\n0\r\n\r\n", [b"hello"]),
            (b"GET / HTTP/1.1\n\n" + CHUNKED, [b""]),
            (b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\nHTTP/1.1 200 OK\nA: 1\n\nhello", [b"hello"]),
            (b"POST / HTTP/1.1\n\nstray\nHTTP/1.1 200 OK\nA: 1\n\nhello", [b"hello"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nA: 1\n\nhello\nGET / HTTP/1.1\nA: 1\n\n" + OK, [b"hello\n", JSON]),
        ],
        ids=lambda value: ascii(value)[-50:],
    )
    def test_contents(self, octets: bytes, contents: list[bytes | None]) -> None:
        """Framing tells where content ends; what is there all the same is content, to be found wrong."""
        assert contents == [one.response.content for one in all_of(octets)]

    def test_requests_content(self) -> None:
        """A request's content is read like that of a response."""
        found = one_of(b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\n" + OK).response.request

        assert found is not None
        assert b"hi" == found.content

    def test_stated(self) -> None:
        """Responses alone are raw where that is said."""
        octets = OK + b"more"

        assert [None] == [one.response.content for one in all_of(octets)]
        assert [JSON + b"more"] == [one.response.content for one in all_of(octets, Form.RAW)]

    @pytest.mark.parametrize(
        "octets, line, found",
        [
            (CHUNKED + b"hello", 4, "no chunk: 'hello'"),
            (CHUNKED + b"5\r\nhello\r\nx\r\n", 6, "no chunk: 'x'"),
            (CHUNKED + b"5\r\nhello world\r\n", 5, "no chunk: 'hello world'"),
            (CHUNKED + b"ff\r\nhello", 5, "no chunk: 'hello'"),
            (
                METER + OK,
                1,
                "no message: '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Cur'...",
            ),
        ],
        ids=ascii,
    )
    def test_malformed(self, octets: bytes, line: int, found: str) -> None:
        """Chunks that are none are an error, and so is what curl prints besides."""
        problem = complaint(octets, Form.RAW)

        assert line == problem.line
        assert found.partition("Cur")[0] == problem.found.partition("Cur")[0]

    def test_secret(self) -> None:
        """A request is no response where a transcript of curl is wanted."""
        assert "no response: 'GET /a?... HTTP/1.1'" == complaint(b"GET /a?b=s3cret HTTP/1.1\n\n" + OK, Form.CURL).found


class TestSize:
    """Large and hostile input takes time in proportion to its size."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda size: b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * size,
            lambda size: (
                b"HTTP/1.1 200 OK\r\n\r\n" + b"HTTP/1.1 200 OK\r\na: HTTP/1.1 200 OK\r\n" * (size // 36) + b"\r"
            ),
            lambda size: b"HTTP/1.1 200 OK\r\n\r\n" + b"a: HTTP/1.1 200 OK\r\n" * (size // 20) + b"!\r\n",
            lambda size: (
                b"".join(
                    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (size - 40 * number)
                    for number in range(size // 40)
                )
                + b"\n" * size
            ),
            lambda size: (CHUNKED + b"%x\r\n" % (size // 2)) * (size // 60) + b"1\r\nx\r\n" * (size // 6),
            lambda size: b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n" * (size // 37) + b"\r\n",
            lambda size: SENT + RECEIVED + b"\n> x\n* y" * (size // 8),
            lambda size: (SENT + RECEIVED) * (size // 140) + OK * (size // 140),
            lambda size: b"\r0\n" * (size // 3) + OK,
            lambda size: b"HTTP/1.1 200 OK\r\nA: " + b"\r" * size + b"x\r\n\r\n",
            lambda size: OK[:17] + b"A: 1\r\n" + b" x\r\n" * (size // 4) + b"\r\n",
            lambda size: b'{"log": {"entries": [' + b", ".join([ENTRY] * (size // 55)) + b"]}}",
            lambda size: (b"GET / HTTP/1.1\r\n\r\n" * 10 + OK) * (size // 260),
        ],
        ids=[
            "content",
            "status lines",
            "fields",
            "lengths",
            "chunks",
            "redirects",
            "marks",
            "marked",
            "meters",
            "CR",
            "folds",
            "HAR",
            "requests",
        ],
    )
    def test_linear(self, make: Callable[[int], bytes]) -> None:
        """Four times as much takes nowhere near sixteen times as long."""
        few, many = (partial(self.reading, make(size)) for size in (60_000, 240_000))

        # Whatever else the machine does may be in the way of a look, not of ten.
        assert any(seconds(many) < 10 * seconds(few) + 0.05 for _ in range(10))

    def reading(self, octets: bytes) -> None:
        """Read, to the end or to an error."""
        with suppress(TranscriptError):
            read(octets, "a.txt")

    def test_fifty_megabytes(self) -> None:
        """Fifty megabytes of content are no matter."""
        content = bytes(range(256)) * 200_000
        octets = b"HTTP/1.1 200 OK\r\n\r\n" + content

        assert content == one_of(octets).response.content
        assert seconds(partial(one_of, octets)) < 10
