"""
What libraries say of the same wrong responses: `python docs/explanation/testing_compared.py` prints it.

The page testing-compared.md shows it, and a test holds the two together. What is not installed is left out. One
application answers everybody, on loopback where a client needs a connection. The table is read off the words that came.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET: Final = "s3cr3t"  # noqa: S105  what must not be shown
SHOWN_AS: Final = "http://shop.example"
CONTENT: Final = {"age": -1}


class Case(NamedTuple):
    """A request, what a test expects, and what came."""

    method: str
    path: str
    expected: int
    status: str
    fields: tuple[tuple[str, str], ...]
    content: bytes

    @property
    def code(self) -> int:
        """The number that came."""
        return int(self.status[:3])


REFUSED: Final = Case(
    "POST",
    f"/users?token={SECRET}",
    201,
    "422 Unprocessable Content",
    (),
    b'{"detail": [{"loc": ["body", "age"], "msg": "must be >= 0"}]}',
)
# The status is the one that was expected; what is wrong is that Allow is missing.
WITHOUT_ALLOW: Final = Case("PUT", "/users", 405, "405 Method Not Allowed", (), b'{"detail": "no"}')
CASES: Final = {"refused": REFUSED, "without Allow": WITHOUT_ALLOW}

# --- the server -------------------------------------------------------------------------------------------------------


def answer_to(method: str, path: str) -> Case:
    """Return the case that a request asks for."""
    return next(case for case in CASES.values() if (case.method, case.path.partition("?")[0]) == (method, path))


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    """Answer with a case."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    case = answer_to(environ["REQUEST_METHOD"], environ["PATH_INFO"])
    about = [("Content-Type", "application/json"), ("Content-Length", str(len(case.content)))]
    start_response(case.status, [*about, *case.fields])
    return [case.content]


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the application on loopback."""
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


# --- who is asked: each fails, or returns, as it does for its users ---------------------------------------------------


def httpx_response(base: str, case: Case) -> Any:
    """Send the request with httpx."""
    import httpx

    return httpx.request(case.method, base + case.path, json=CONTENT, trust_env=False)


def with_assert(base: str, case: Case, compared: str = "{expected}", imports: str = "") -> None:
    """Write a test with a plain assert, and let pytest run it, without plugins."""
    code = f"import httpx\n{imports}\n\ndef test():\n    response = httpx.{case.method.lower()}("
    code += f"{base + case.path!r}, json={CONTENT!r}, trust_env=False)\n"
    code += f"    assert response.status_code == {compared.format(expected=case.expected)}\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_it.py").write_text(code, encoding="utf-8")
        done = subprocess.run(  # noqa: S603  what is written above
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder],
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    told = re.findall(r"^E +(.*)$", done.stdout, re.MULTILINE)
    if done.returncode:
        raise AssertionError("\n".join(told).removeprefix("AssertionError: "))


def with_dirty_equals(base: str, case: Case) -> None:
    """Compare with a range of dirty-equals: 2xx, or 4xx where that is expected."""
    import dirty_equals

    least = case.expected // 100 * 100
    assert dirty_equals
    with_assert(base, case, f"IsInt(ge={least}, lt={least + 100})", "from dirty_equals import IsInt")


def with_assert_equal(base: str, case: Case) -> None:
    """Compare in unittest."""
    import unittest

    unittest.TestCase().assertEqual(httpx_response(base, case).status_code, case.expected)  # noqa: PT009


def with_requests(base: str, case: Case) -> None:
    """Let requests raise."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.request(case.method, base + case.path, json=CONTENT).raise_for_status()


def with_httpx(base: str, case: Case) -> None:
    """Let httpx raise."""
    httpx_response(base, case).raise_for_status()


def with_aiohttp(base: str, case: Case) -> None:
    """Let aiohttp raise."""
    import aiohttp

    async def send() -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.request(case.method, base + case.path, json=CONTENT) as response,
        ):
            response.raise_for_status()

    asyncio.run(send())


def django_response(case: Case) -> Any:
    """Send the request with the test client of Django."""
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=())
        django.setup()

    def view(request: Any) -> Any:
        found = answer_to(request.method, request.path)
        return HttpResponse(found.content, status=found.code, content_type="application/json")

    settings.ROOT_URLCONF = (path("users", view),)
    return Client().generic(case.method, case.path, json.dumps(CONTENT), "application/json")


def with_django_contains(_: str, case: Case) -> None:
    """Let Django's assertContains look at status and content."""
    from django.test import SimpleTestCase

    SimpleTestCase().assertContains(django_response(case), "", status_code=case.expected)


def with_django_redirects(_: str, case: Case) -> None:
    """Let Django's assertRedirects look, as one would after a form."""
    from django.test import SimpleTestCase

    SimpleTestCase().assertRedirects(django_response(case), "/users/7")


def with_webtest(_: str, case: Case) -> None:
    """Tell WebTest what is expected."""
    import webtest

    webtest.TestApp(application).request(
        case.path,
        method=case.method,
        body=json.dumps(CONTENT).encode(),
        content_type="application/json",
        status=case.expected,
    )


def with_schemathesis(base: str, case: Case) -> None:
    """Let schemathesis hold the response against an OpenAPI document in which it is not."""
    import schemathesis

    wanted = {str(case.expected): {"description": "what is expected"}}
    content = {"application/json": {"schema": {"type": "object"}}}
    operation = {"requestBody": {"required": True, "content": content}, "responses": wanted}
    paths = {case.path.partition("?")[0]: {case.method.lower(): operation}}
    document = {"openapi": "3.1.0", "info": {"title": "shop", "version": "1"}, "paths": paths}
    (path,) = paths
    token = {"token": SECRET} if "?" in case.path else {}
    asked = schemathesis.openapi.from_dict(document)[path][case.method].Case(
        body=CONTENT, media_type="application/json", query=token
    )
    try:
        asked.validate_response(asked.call(base_url=base))
    except schemathesis.errors.FailureGroup as failures:  # a BaseExceptionGroup
        raise AssertionError(str(failures).removesuffix(" (1 sub-exception)")) from None


def with_httplint(_: str, case: Case) -> None:
    """Give httplint the exchange; what it notes from warnings up is raised."""
    import httplint

    request = httplint.HttpRequestLinter()
    request.process_request_topline(case.method.encode(), (SHOWN_AS + case.path).encode(), b"HTTP/1.1")
    request.process_headers([(b"Host", b"shop.example"), (b"Content-Type", b"application/json")])
    request.finish_content(complete=True)
    response = httplint.HttpResponseLinter(_related=request)
    response.process_response_topline(b"HTTP/1.1", case.status[:3].encode(), case.status[4:].encode())
    length = str(len(case.content)).encode()
    # The date is what a server would send: what is looked for is about the status.
    response.process_headers(
        [
            (b"Content-Type", b"application/json"),
            (b"Content-Length", length),
            (b"Date", b"Sun, 06 Nov 1994 08:49:37 GMT"),
        ]
    )
    response.feed_content(case.content)
    response.finish_content(complete=True)
    bad = [f"{note.level.name}: {note.summary}" for note in response.notes if note.level.name in {"WARN", "BAD"}]
    if bad:
        raise AssertionError("\n".join(bad))


def with_assert_status(base: str, case: Case) -> None:
    """Assert with statuskit."""
    from statuskit.testing import assert_status

    assert_status(httpx_response(base, case), case.expected)


def with_assert_conformant(base: str, case: Case) -> None:
    """Hold against the rules of statuskit."""
    from statuskit.testing import assert_conformant

    assert_conformant(httpx_response(base, case))


PEERS: Final[dict[str, Callable[[str, Case], object]]] = {
    "assert, with pytest": with_assert,
    "assertEqual, of unittest": with_assert_equal,
    "IsInt, of dirty-equals": with_dirty_equals,
    "raise_for_status, of requests": with_requests,
    "raise_for_status, of httpx": with_httpx,
    "raise_for_status, of aiohttp": with_aiohttp,
    "assertContains, of Django": with_django_contains,
    "assertRedirects, of Django": with_django_redirects,
    "TestApp, of WebTest": with_webtest,
    "validate_response, of schemathesis": with_schemathesis,
    "httplint": with_httplint,
    "assert_status, of statuskit": with_assert_status,
    "assert_conformant, of statuskit": with_assert_conformant,
}
DISTRIBUTIONS: Final = (
    "pytest",
    "dirty-equals",
    "requests",
    "httpx",
    "aiohttp",
    "Django",
    "WebTest",
    "schemathesis",
    "httplint",
)

# --- what they say ----------------------------------------------------------------------------------------------------


def said(name: str, base: str, case: Case) -> str | None:
    """Return what a peer says of a case: nothing where it is content, None where it is not installed."""
    try:
        PEERS[name](base, case)
    except ModuleNotFoundError:
        return None
    except ImportError:
        raise
    except Exception as failure:  # noqa: BLE001  whatever it raises is what it says
        told = str(failure).replace(base, SHOWN_AS)
        return "\n".join(line.rstrip() for line in told.strip().splitlines())
    return ""


def knows(words: str) -> dict[str, bool]:
    """Tell what a failure says of the refused request, by what has to be in its words."""
    return {
        "what was expected": "201" in words,
        "its phrase": "Unprocessable" in words,
        "the address": "/users" in words,
        "what was wrong with it": "must be >= 0" in words,
        "the token": SECRET in words,
    }


def table(told: dict[str, dict[str, str]]) -> str:
    """Return what the failures have, as a table; nobody who lets a response pass has words about it."""
    heads = ["Who", *knows(""), "that Allow is missing"]
    lines = [heads, ["---"] * len(heads)]
    for name, cases in told.items():
        cells = ["yes" if known else "no" for known in knows(cases["refused"]).values()]
        passed = ["passes"] * len(cells)
        seen = "yes" if re.search(r"\bAllow\b", cases["without Allow"]) else "no"
        lines.append([name, *(cells if cases["refused"] else passed), seen])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def measured() -> dict[str, dict[str, str]]:
    """Ask everybody who is installed."""
    told: dict[str, dict[str, str]] = {}
    with served() as base:
        for name in PEERS:
            words = {key: said(name, base, case) for key, case in CASES.items()}
            known = {key: each for key, each in words.items() if each is not None}
            if known:
                told[name] = known
    return told


def versions() -> str:
    """Tell which versions were asked."""
    installed = {found.metadata["Name"]: found.version for found in metadata.distributions()}
    return ", ".join(f"{name} {installed.get(name, '(not installed)')}" for name in DISTRIBUTIONS)


def shown(told: dict[str, dict[str, str]]) -> Iterator[str]:
    """Return all of it, for people."""
    yield versions()
    yield table(told)
    for name, cases in told.items():
        for case, words in cases.items():
            yield f"## {name}: {case}\n\n{words or '(passes)'}"


def main() -> None:
    """Print all, or give it as JSON."""
    told = measured()
    if "--json" in sys.argv[1:]:
        sys.stdout.write(json.dumps({"told": told, "table": table(told)}))
    else:
        sys.stdout.write("\n\n".join(shown(told)) + "\n")


if __name__ == "__main__":
    main()
