"""An origin server on loopback with pages that change, validators, and a clock that the test moves."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Fields = list[tuple[str, str]]
    Page = Callable[["Asked"], "Answer"]

START = 1_800_000_000


class Asked(NamedTuple):
    """A request as it arrived: its fields by their names in lower case, and which connection it came on."""

    method: str
    path: str
    headers: dict[str, str]
    connection: int


class Answer(NamedTuple):
    """What is sent: the content in one piece with its length, or in chunks if it is no bytes; `cut`: not to the end."""

    status: int = 200
    fields: Fields = []  # noqa: RUF012  nobody writes to it
    content: bytes | Iterable[bytes] = b""
    cut: bool = False
    dated: bool = True


class Origin(ThreadingHTTPServer):
    """Serves `pages`, by path; `received` has what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.now = START
        self.pages: dict[str, Page] = {}
        self.received: list[Asked] = []

    def url(self, path: str) -> str:
        """Return where a page is."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def clock(self) -> int:
        """Return what time it is here."""
        return self.now

    @property
    def seen(self) -> list[str]:
        """The methods received, in order."""
        return [asked.method for asked in self.received]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes is part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Origin

    def do(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, fields, self.client_address[1])
        self.server.received.append(asked)
        self.answer(self.server.pages[self.path](asked))

    do_GET = do_HEAD = do_PUT = do_DELETE = do  # noqa: N815  the standard library's names

    def answer(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.fields:
            self.send_header(name, value)
        if answer.dated:
            self.send_header("Date", formatdate(self.server.now, usegmt=True))
        has_content = self.command != "HEAD" and answer.status not in {204, 304}
        if isinstance(answer.content, bytes):
            if answer.status not in {204, 304}:
                self.send_header("Content-Length", str(len(answer.content) + answer.cut))
            self.end_headers()
            if has_content:
                self.wfile.write(answer.content)
        else:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in answer.content if has_content else ():
                self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            if has_content:
                self.wfile.write(b"0\r\n\r\n")
        self.close_connection = self.close_connection or answer.cut

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name upstream
        """Say nothing."""


# --- pages ------------------------------------------------------------------------------------------------------------

MINUTE = ("Cache-Control", "max-age=60")
TAG = ("ETag", '"1"')


def plain(*fields: tuple[str, str], content: bytes = b"page") -> Page:
    """Make a page that is always the same."""
    return lambda _: Answer(fields=list(fields), content=content)


def tagged(*on_304: tuple[str, str], tag: tuple[str, str] = TAG) -> Page:
    """Make a page with an entity tag, and the fields of the 304 for who has it."""

    def page(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == tag[1]:
            return Answer(304, [tag, *on_304])
        return Answer(fields=[MINUTE, tag, ("A", "old"), ("B", "kept")], content=b"page")

    return page


@contextmanager
def origin_server() -> Iterator[Origin]:
    """Run an origin server for as long as the context lasts."""
    with Origin() as origin:
        thread = threading.Thread(target=origin.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield origin
        finally:
            origin.shutdown()
            thread.join()
