"""The ASGI middleware: what it leaves as it is, and what it sees. To whom it tells it: test_lint_findings.py."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from live.lint_driver import body, found_by, ids, scope, sending, sent, start
from statuskit.adapters.asgi import Found, Lint

JSON = (b"content-type", b"application/json")
TEXT = (b"content-type", b"text/plain")
HINT = {"type": "http.response.early_hint", "links": [b"</a.css>; rel=preload"]}
PUSH = {"type": "http.response.push", "path": "/a.css", "headers": []}
TRAILERS = {"type": "http.response.trailers", "headers": [(b"digest", b"1")], "more_trailers": False}
PATH_SEND = {"type": "http.response.pathsend", "path": "/srv/file"}
ZERO_COPY = {"type": "http.response.zerocopysend", "file": 3, "count": 2, "more_body": True}
DEBUG = {"type": "http.response.debug", "info": {"template": "a.html"}}
REFUSED = start(405, TEXT)
END = body(b"no")


def _ignored(_found: Found) -> None:
    """Do nothing."""


# --- what stays as it is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "messages",
    [
        (REFUSED, END),
        (REFUSED, body(b"n", more_body=True), body(b"", more_body=True), body(b"o", more_body=False)),
        (HINT, PUSH, start(200, TEXT, trailers=True), END, TRAILERS),
        (start(200, TEXT), PATH_SEND),
        (start(200, TEXT), ZERO_COPY, END),
        (DEBUG, {"type": "http.response.start", "status": 404}, {"type": "http.response.body"}),
        (REFUSED,),
        (),
    ],
    ids=["plain", "chunks", "trailers", "path", "zero copy", "defaults", "incomplete", "nothing"],
)
def test_the_messages_are_the_same(messages: Any) -> None:
    """Each message reaches the server, as the very object that the application sent."""
    received = sent(Lint(sending(*messages), on_finding=_ignored))

    assert list(map(id, messages)) == list(map(id, received))


@pytest.mark.parametrize("kind", ["websocket", "lifespan", "something.else"])
def test_what_is_no_http_passes(kind: str) -> None:
    """The application gets scope, receive and send themselves, and a denial of a WebSocket is not looked at."""
    given: list[Any] = []

    async def app(*args: Any) -> None:
        given.extend(args)
        await args[2]({"type": "websocket.http.response.start", "status": 405, "headers": []})
        await args[2]({"type": "websocket.http.response.body", "body": b""})

    async def receive() -> Any:
        """Give nothing."""

    received: list[Any] = []

    async def send(message: Any) -> None:
        received.append(message["type"])

    found: list[Found] = []
    asked = {"type": kind}
    asyncio.run(Lint(app, on_finding=found.append)(asked, receive, send))

    assert [asked, receive, send] == given
    assert ["websocket.http.response.start", "websocket.http.response.body"] == received
    assert [] == found


def test_the_application_gets_the_servers_scope_and_receive() -> None:
    """What it puts into the scope is there for whoever is outside, and what it receives is the server's."""
    events: list[Any] = []

    async def app(asked: Any, receive: Any, send: Any) -> None:
        asked["route"] = "/orders/{id}"
        events.append(await receive())
        await sending(start(200, TEXT), body(b""))(asked, receive, send)

    asked = scope()
    sent(Lint(app), asked)

    assert ("/orders/{id}", [{"type": "http.disconnect"}]) == (asked["route"], events)


def test_headers_given_as_an_iterator_are_not_used_up() -> None:
    """ASGI allows any iterable, and the server still gets all of it; so does the application."""
    seen: list[Any] = []

    async def app(asked: Any, receive: Any, send: Any) -> None:
        seen.extend(asked["headers"])
        await sending({**REFUSED, "headers": iter([TEXT])}, END)(asked, receive, send)

    found: list[Found] = []
    asked = scope("PUT", headers=iter([(b"host", b"example.org")]))
    received = sent(Lint(app, on_finding=found.append), asked)

    assert ["SK405-01"] == ids(found)
    assert ([TEXT], [(b"host", b"example.org")]) == (list(received[0]["headers"]), seen)


def test_each_message_waits_for_the_server() -> None:
    """The application goes on when the server has taken a message, and not before: back pressure is kept."""
    order: list[str] = []

    async def talk() -> None:
        gate = asyncio.Event()

        async def app(_scope: Any, _receive: Any, send: Any) -> None:
            await send(start(200, TEXT))
            for name in ("one", "two"):
                await send(body(name.encode(), more_body=True))
                order.append(f"{name} sent")
            await send(body(b""))

        async def send(message: Any) -> None:
            if message.get("body"):
                gate.clear()
                order.append(f"{message['body'].decode()} arrived")
                asyncio.get_running_loop().call_soon(order.append, "taken")
                asyncio.get_running_loop().call_soon(gate.set)
                await gate.wait()

        await Lint(app)(scope(), send, send)

    asyncio.run(talk())

    assert ["one arrived", "taken", "one sent", "two arrived", "taken", "two sent"] == order


# --- what is seen -----------------------------------------------------------------------------------------------------


_NO_FIELDS = {"type": "http.response.start", "status": 405}, {"type": "http.response.body"}
_CODED = (b"content-encoding", b"br")
_FINDINGS: dict[str, tuple[tuple[dict[str, Any], ...], list[str]]] = {
    "fine": ((start(200, TEXT), body(b"fine")), []),
    "405": ((REFUSED, END), ["SK405-01"]),
    "enum": ((start(HTTPStatus.METHOD_NOT_ALLOWED, TEXT), END), ["SK405-01"]),
    "chunks": ((REFUSED, body(b"", more_body=True), END), ["SK405-01"]),
    "two heads": ((REFUSED, start(204), body(b"x")), ["SK204-01"]),
    "defaults": (_NO_FIELDS, ["SK405-01", "SKERR-05"]),
    "length": ((start(200, JSON, (b"content-length", b"3")), body(b"{", more_body=True), body(b"}")), ["SKHDR-10"]),
    "trailers": ((HINT, PUSH, start(204, trailers=True), body(b"x"), TRAILERS), ["SK204-01"]),
    "interim": ((start(103, (b"link", b"</a.css>")), body(b"")), ["SK1XX-04"]),
    "path": ((start(204, (b"content-length", b"2")), PATH_SEND), ["SK204-02"]),
    "zero copy": ((start(204, (b"content-length", b"3")), ZERO_COPY, body(b"x")), ["SK204-02"]),
    "coded, 204": ((start(204, _CODED), body(b"\x8b\x01")), []),
    "coded": ((start(404, (b"content-type", b"application/problem+json"), _CODED), body(b"\x8b\x01")), []),
    "left": ((start(204), body(b"x", more_body=True)), []),
    "left early": ((REFUSED,), ["SK405-01"]),
    "too much": ((REFUSED, END, END), ["SK405-01"]),
    "nothing": ((), []),
}


@pytest.mark.parametrize("messages, expected", _FINDINGS.values(), ids=_FINDINGS)
def test_findings(messages: Any, expected: list[str]) -> None:
    """Status, fields and content are held against the rules; of content that is not seen whole nothing is said."""
    assert expected == sorted(ids(found_by(sending(*messages))))


@pytest.mark.parametrize("size, expected", [(8192, ["SK204-01"]), (8193, [])], ids=["8 KiB", "more"])
def test_content_is_known_up_to_8_kib(size: int, expected: list[str]) -> None:
    """Longer content is not known whole, and no rule is told half of it."""
    messages = start(204), body(b"x" * (size - 1), more_body=True), body(b"x")

    assert expected == ids(found_by(sending(*messages)))


def test_content_given_to_head_is_not_judged() -> None:
    """Frameworks give HEAD what GET would get, and servers drop it."""
    assert [] == found_by(sending(start(200, TEXT, (b"content-length", b"9")), body(b"content")), scope("HEAD"))


def test_content_that_is_used_again_is_read_before() -> None:
    """A buffer may be filled anew as soon as the server has taken it."""
    buffer = bytearray(b"{}")

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(start(200, JSON, (b"content-length", b"4")))
        await send({"type": "http.response.body", "body": buffer, "more_body": True})
        buffer.clear()
        await send(body(b"  "))

    assert [] == found_by(app)


@pytest.mark.parametrize(
    "changes, shown",
    [
        ({}, "PUT /orders"),
        ({"raw_path": b"/a%2Fb?key=1"}, "PUT /a%2Fb"),
        ({"raw_path": None, "path": "/a b\né"}, "PUT /a%20b%0A%C3%A9"),
        ({"raw_path": b"/a\n", "query_string": b"token=1"}, "PUT /a%0A"),
        ({"headers": []}, "PUT /orders"),
    ],
    ids=["plain", "raw", "no raw", "query", "no host"],
)
def test_the_path_is_told_without_its_query(changes: dict[str, Any], shown: str) -> None:
    """The path is as the client wrote it, in one line."""
    found = found_by(sending(REFUSED, END), scope("PUT", **changes))

    assert [f"{shown}: SK405-01 error: 405 Method Not Allowed without Allow"] == list(map(str, found))


@pytest.mark.parametrize(
    "location, expected",
    [(b"http://127.0.0.1/orders?page=2", ["SK3XX-04"]), (b"http://127.0.0.1/orders?page=1", [])],
    ids=["itself", "elsewhere"],
)
def test_rules_know_the_whole_url(location: bytes, expected: list[str]) -> None:
    """A redirect to itself is one only with the same query."""
    app = sending(start(302, (b"location", location)), body(b""))

    assert expected == ids(found_by(app, scope(query_string=b"page=2")))


def test_the_request_is_judged_as_it_came() -> None:
    """What the application does to the scope, as routers do, changes nothing."""

    async def app(asked: Any, receive: Any, send: Any) -> None:
        asked.update(method="HEAD", path="/", raw_path=b"/")
        asked["headers"].clear()
        await sending(start(204), body(b"x"))(asked, receive, send)

    assert ["PUT /orders: SK204-01 error: 204 No Content with content"] == list(map(str, found_by(app, scope("PUT"))))


def test_the_head_is_judged_as_it_was_sent() -> None:
    """What becomes of the application's list of fields after that changes nothing."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        message = start(405, TEXT)
        await send(message)
        message["headers"].append((b"allow", b"GET"))
        await send(END)

    assert ["SK405-01"] == ids(found_by(app))


def test_a_scope_that_cannot_be_read_harms_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Without a path the response is sent, and the log says that it was not checked."""
    asked = scope(raw_path=None)
    del asked["path"]

    assert [REFUSED, END] == sent(Lint(sending(REFUSED, END)), asked)
    assert ["a response could not be checked: KeyError"] == caplog.messages


def test_requests_do_not_mix() -> None:
    """Two responses on their way at once are two, even within one middleware."""
    found: list[Found] = []

    async def app(asked: Any, _receive: Any, send: Any) -> None:
        status = int(asked["path"][1:])
        await send(start(status, TEXT) if status != 204 else start(status))
        await send(body(b"x", more_body=True))
        await send(body(b"y"))

    async def send(_message: Any) -> None:
        await asyncio.sleep(0)

    async def both() -> None:
        lint = Lint(app, on_finding=found.append)
        await asyncio.gather(*(lint(scope(path=path), send, send) for path in ("/204", "/405", "/200")))

    asyncio.run(both())

    assert [("/204", "SK204-01"), ("/405", "SK405-01")] == [(each.path, each.finding.rule.id) for each in found]
