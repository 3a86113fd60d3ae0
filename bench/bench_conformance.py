"""
What a check costs, beside httplint, and what the middleware adds to a request, in one run of pyperf.

    python bench/bench_conformance.py --fast

httplint is handed numbers, names, values and octets, of which it makes its linters. `check()` is handed a Response, and
"from parts" the same as httplint, of which it makes one first. What is clean is so for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

import pyperf
from httplint import HttpRequestLinter, HttpResponseLinter

from statuskit.adapters.wsgi import Lint
from statuskit.conformance import check
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from statuskit.conformance import Finding

Lines = list[tuple[str, str]]

CONTENT = b'{"id": 7, "name": "Ada", "mail": "ada@example.org"}'
CLEAN: Lines = [
    ("Date", "Fri, 31 Dec 1999 23:59:00 GMT"),
    ("Content-Type", "application/json"),
    ("Content-Length", str(len(CONTENT))),
    ("Cache-Control", "max-age=60"),
    ("ETag", '"7"'),
    ("Vary", "Accept"),
]
ASKED: Lines = [("Host", "example.com"), ("Accept", "application/json"), ("User-Agent", "bench/1")]
# A wait that is none, a Location that is none and has no business there, a challenge that is missing, and a length
# that differs.
REFUSAL = b'{"message": "no such user"}'
FAULTY: Lines = [
    ("Date", "Fri, 31 Dec 1999 23:59:00 GMT"),
    ("Content-Type", "application/json"),
    ("Content-Length", "999"),
    ("Retry-After", "soon"),
    ("Location", "http://exa mple.com/"),
]
FINDINGS = 5


def by_check(status: int, lines: Lines, content: bytes, asked: Lines | None) -> Callable[[], list[Finding]]:
    """Check a response from its parts."""

    def ask() -> list[Finding]:
        request = None if asked is None else Request("GET", "http://example.com/users/7", asked, b"", "HTTP/1.1")
        return check(Response(status, lines, content), request)

    return ask


def by_check_of_records(status: int, lines: Lines, content: bytes, asked: Lines | None) -> Callable[[], object]:
    """Check a response that is one of statuskit's."""
    request = None if asked is None else Request("GET", "http://example.com/users/7", asked, b"", "HTTP/1.1")
    response = Response(status, lines, content)
    return lambda: check(response, request)


def by_httplint(status: int, lines: Lines, content: bytes, asked: Lines | None) -> Callable[[], object]:
    """Feed httplint the same, as its own command line does."""
    told, sent = ([(name.encode(), value.encode()) for name, value in each] for each in (lines, asked or []))
    code = str(status).encode()

    def ask() -> object:
        request = None
        if asked is not None:
            request = HttpRequestLinter()
            request.process_request_topline(b"GET", b"http://example.com/users/7", b"1.1")
            request.process_headers(sent)
            request.finish_content(complete=True)
        response = HttpResponseLinter(_related=request)
        response.process_response_topline(b"1.1", code, b"")
        response.process_headers(told)
        response.feed_content(content)
        response.finish_content(complete=True)
        return response.notes

    return ask


def app(_environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer as most applications do."""
    start_response("200 OK", list(CLEAN))
    return [CONTENT]


def serving(served: Any) -> Callable[[], object]:
    """Serve one request as a WSGI server does, without sending anything."""
    environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": "/users/7", "HTTP_HOST": "example.com"}
    setup_testing_defaults(environ)

    def start_response(_status: str, _headers: Lines, _exc_info: object = None) -> Callable[..., None]:
        return lambda _octets: None

    def serve() -> object:
        content = served(dict(environ), start_response)
        octets = b"".join(content)
        if hasattr(content, "close"):
            content.close()
        return octets

    return serve


FINE = (200, CLEAN, CONTENT)
WRONG = (401, FAULTY, REFUSAL)
ROWS: dict[str, Callable[[], object]] = {
    "check from parts, clean": by_check(*FINE, None),
    "check from parts, clean, with request": by_check(*FINE, ASKED),
    "check, clean": by_check_of_records(*FINE, None),
    "check, clean, with request": by_check_of_records(*FINE, ASKED),
    "check from parts, five findings": by_check(*WRONG, ASKED),
    "check, five findings": by_check_of_records(*WRONG, ASKED),
    "httplint, clean": by_httplint(*FINE, None),
    "httplint, clean, with request": by_httplint(*FINE, ASKED),
    "httplint, five findings": by_httplint(*WRONG, ASKED),
    "WSGI application": serving(app),
    "WSGI application, with Lint": serving(Lint(app)),
}


def main() -> None:
    """Time every row."""
    found = by_check(*FINE, ASKED)(), by_check(*WRONG, ASKED)()
    if [len(findings) for findings in found] != [0, FINDINGS]:
        msg = f"not what is to be timed: {found!r}"
        raise SystemExit(msg)
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    for name, ask in ROWS.items():
        runner.bench_func(name, ask)


if __name__ == "__main__":
    main()
