"""Transcripts that curl prints here, of a server on loopback: what the server sent is what is read."""

from __future__ import annotations

import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from statuskit.cli.transcripts import read

if TYPE_CHECKING:
    from collections.abc import Iterator

CURL = shutil.which("curl")
JSON = b'{"a": 1}'

pytestmark = pytest.mark.skipif(CURL is None, reason="needs curl")


class Handler(BaseHTTPRequestHandler):
    """A server with an answer for each of curl's ways."""

    protocol_version = "HTTP/1.1"

    def answer(self, status: int, content: bytes, *fields: tuple[str, str]) -> None:
        """Answer, with the length of the content unless it is told otherwise."""
        self.send_response(status)
        for name, value in fields or (("Content-Length", str(len(content))),):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        """Answer by the path."""
        if self.path == "/moved":
            self.answer(302, b"moved", ("Location", "/json"), ("Content-Length", "5"))
        elif self.path == "/chunks":
            self.answer(200, b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", ("Transfer-Encoding", "chunked"))
        elif self.path == "/long":
            self.answer(200, b"0123456789\n" * 3_000)
        elif self.path == "/marks":
            self.answer(200, b"* a\n> b\n< c\n{ [1 bytes data]\n")
        else:
            self.answer(200, JSON)

    def do_HEAD(self) -> None:
        """Answer with a length and no content."""
        self.answer(200, b"", ("Content-Length", "8"))

    def do_PUT(self) -> None:
        """Refuse."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(405, b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the URL of the server, on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


class TestLive:
    """What curl itself prints here."""

    @pytest.mark.parametrize(
        "options, paths, wanted",
        [
            (["-si"], ["/json"], [("", 200, JSON)]),
            (["-i"], ["/json"], [("", 200, JSON)]),
            (["-si"], ["/json", "/chunks", "/json"], [("", 200, JSON), ("", 200, b"hello world"), ("", 200, JSON)]),
            (["-si", "--raw"], ["/chunks"], [("", 200, b"hello world")]),
            (["-siL"], ["/moved"], [("", 302, None), ("", 200, JSON)]),
            (["-sI"], ["/json"], [("", 200, None)]),
            (["-siv"], ["/json"], [("GET", 200, JSON)]),
            (["-iv"], ["/json"], [("GET", 200, JSON)]),
            (["-siv"], ["/marks"], [("GET", 200, b"* a\n> b\n< c\n{ [1 bytes data]\n")]),
            (["-siv"], ["/long"], [("GET", 200, b"0123456789\n" * 3_000)]),
            (["-iv"], ["/long"], [("GET", 200, b"0123456789\n" * 3_000)]),
            (["-sivL"], ["/moved"], [("GET", 302, None), ("GET", 200, JSON)]),
            (["-sv"], ["/chunks"], [("GET", 200, b"hello world")]),
            (["-v"], ["/json"], [("GET", 200, JSON)]),
            (["-svL"], ["/moved"], [("GET", 302, None), ("GET", 200, JSON)]),
            (["-sIv"], ["/json"], [("HEAD", 200, b"")]),
            (
                ["-siv", "-X", "PUT", "-d", "x", "-H", "Expect: 100-continue"],
                ["/json"],
                [("PUT", 100, b""), ("PUT", 405, b"")],
            ),
        ],
        ids=lambda value: "".join(value) if isinstance(value, list) and isinstance(value[0], str) else "",
    )
    def test_printed(
        self, server: str, options: list[str], paths: list[str], wanted: list[tuple[str, int, bytes | None]]
    ) -> None:
        """What the server sent is what is read."""
        urls = [f"{server}{path}" for path in paths]
        ran = subprocess.run(  # noqa: S603  curl, on loopback
            [str(CURL), "--noproxy", "*", *options, *urls], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
        )
        found = [one.response for one in read(ran.stdout, "a.txt").responses]

        assert wanted == [(one.request.method if one.request else "", one.status, one.content) for one in found]
        assert {"HTTP/1.1"} == {one.http_version for one in found}
