"""What the middleware tells, of which responses and to whom: the same with WSGI, which is driven here, and ASGI."""

from __future__ import annotations

import io
import logging
import sys
from typing import TYPE_CHECKING, Any
from wsgiref.util import FileWrapper

import pytest

from live.lint_driver import JSON, TEXT, App, Exchange, answer, findings, returning
from statuskit.adapters.wsgi import Found, Lint
from statuskit.conformance import CheckProfile, Severity
from statuskit.exceptions import InvalidLintError, NonconformantError, StatusKitError, UnknownRuleError

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- what is told -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "app, expected",
    [
        (answer("200 OK", TEXT, b"fine"), []),
        (answer("405 Method Not Allowed", TEXT, b"no"), ["SK405-01"]),
        (answer("405 Method Not Allowed", [*TEXT, ("Allow", "")], b"no"), []),
        (answer("204 No Content", [], b"x"), ["SK204-01"]),
        (answer("204 No Content", [], b"", b""), []),
        (answer("200 OK", [JSON, ("Content-Length", "3")], b"{", b"}"), ["SKHDR-10"]),
        (answer("200 OK", [JSON, ("Content-Length", "2")], b"{", b"}"), []),
        (answer("103 Early Hints", [("Link", "</a.css>; rel=preload")]), ["SK1XX-04"]),
        (answer("405 Method Not Allowed", [("Content-Encoding", "br"), JSON], b"\x0b\x01"), ["SK405-01"]),
    ],
    ids=["fine", "405", "405 Allow", "204", "204 empty", "length", "right length", "interim", "coded"],
)
def test_findings(app: App, expected: list[str]) -> None:
    """Status, fields and content are held against the rules."""
    assert expected == findings(app)


def test_octets_that_are_written_count() -> None:
    """What goes through write() is content as well."""

    def app(environ: Any, start_response: Any) -> Any:
        write = start_response("200 OK", [JSON, ("Content-Length", environ["QUERY_STRING"])])
        write(b'"a')
        return [b'"']

    assert [[], ["SKHDR-10"]] == [findings(app, QUERY_STRING=length) for length in ("3", "1")]


def test_the_last_head_counts() -> None:
    """A head that replaces another before anything was sent is the one that is judged."""

    def app(_environ: Any, start_response: Any) -> Any:
        start_response("405 Method Not Allowed", [*TEXT])
        try:
            raise KeyError  # noqa: TRY301
        except KeyError:
            start_response("401 Unauthorized", headers=[*TEXT], exc_info=sys.exc_info())
        return [b"no"]

    assert ["SK401-01"] == findings(app)


def test_a_head_that_the_server_refuses_does_not_count() -> None:
    """Once content was sent the server raises the application's error, which passes; nothing is told."""

    def app(_environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("405 Method Not Allowed", [*TEXT])
        yield b"one"
        try:
            raise KeyError("late")  # noqa: EM101, TRY301
        except KeyError:
            start_response("500 Internal Server Error", [*TEXT], sys.exc_info())

    found: list[Found] = []
    exchange = Exchange(Lint(app, on_finding=found.append), read=False)
    with pytest.raises(KeyError, match="late"):
        exchange.read()
    exchange.close()

    assert [] == found


def test_content_given_to_head_is_not_judged() -> None:
    """Frameworks give HEAD what GET would get, and servers drop it."""
    assert [] == findings(answer("200 OK", [*TEXT, ("Content-Length", "9")], b"content"), "HEAD")


@pytest.mark.parametrize("size, expected", [(8192, ["SK204-01"]), (8193, [])], ids=["8 KiB", "more"])
def test_content_is_known_up_to_8_kib(size: int, expected: list[str]) -> None:
    """Longer content is not known whole, and no rule is told half of it."""
    assert expected == findings(answer("204 No Content", [], b"x" * (size - 1), b"x"))


@pytest.mark.parametrize(
    "chunks, length",
    [((b"x" * 9000, b"x" * 1000), 10_000), ((b"",), 0), (("text",), None), (("text", b"x"), None)],
    ids=["long", "empty", "no octets", "some octets"],
)
def test_the_length_is_told(chunks: Any, length: int | None) -> None:
    """The octets are counted beyond what is kept; what is no octets goes to the server, whose business it is."""
    found: list[Found] = []
    exchange = Exchange(Lint(returning(chunks), on_finding=found.append, select="SK405"))

    assert [length] == [each.length for each in found]
    assert list(chunks) == exchange.seen[1:]


@pytest.mark.parametrize(
    "path, told",
    [
        ("/orders", "/orders"),
        ("/a;jsessionid=s3cret", "/a;jsessionid=[hidden]"),
        ("//me:s3cret@h/a", "//[hidden]@h/a"),
        ("/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + "s3cret" * 40, "/reset/[hidden]"),
        ("/" + "a" * 300, "/" + "a" * 199 + "..."),
    ],
    ids=lambda text: text[:20],
)
def test_a_path_is_told_without_secrets(path: str, told: str) -> None:
    """A path is cut after its secrets are hidden."""
    found: list[Found] = []
    Exchange(Lint(returning([b""]), on_finding=found.append, select="SK405-01"), PATH_INFO=path)

    assert f"GET {told}: {found[0].finding}" == str(found[0])


def test_content_that_was_not_read_is_not_judged() -> None:
    """Where the client goes, status and fields are known, and the content is not."""
    found: list[Found] = []
    result = (chunk for chunk in (b"one", b"two"))
    exchange = Exchange(
        Lint(returning(result, "204 No Content"), on_finding=found.append, ignore="SK204-03"), read=False
    )
    assert b"one" == next(iter(exchange.result))
    exchange.close()

    assert [] == found


def test_an_application_that_answers_nothing_is_not_judged() -> None:
    """Without start_response there is no response."""
    found: list[Found] = []
    Exchange(Lint(lambda _environ, _start: [], on_finding=found.append, select="all"))

    assert [] == found


def test_the_request_is_judged_as_it_came() -> None:
    """What the application does to the environ, as routers do, changes nothing."""

    def app(environ: Any, start_response: Any) -> Any:
        environ.update(REQUEST_METHOD="HEAD", PATH_INFO="/", SCRIPT_NAME="/elsewhere")
        return returning([b"no"])(environ, start_response)

    found: list[Found] = []
    Exchange(Lint(app, on_finding=found.append), "PUT", "/orders\n\xc3\xa9", SCRIPT_NAME="/v1", QUERY_STRING="key=1")

    assert ["PUT /v1/orders%0A%C3%A9: SK405-01 error: 405 Method Not Allowed without Allow"] == list(map(str, found))


def test_requests_do_not_mix() -> None:
    """Two responses on their way at once are two, even within one middleware."""

    def app(environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response(environ["PATH_INFO"][1:], [])
        yield b"x"

    found: list[Found] = []
    lint = Lint(app, on_finding=found.append)
    one, other = (Exchange(lint, "PUT", path, read=False) for path in ("/204 No Content", "/405 Method Not Allowed"))
    chunks = iter(one.result), iter(other.result)
    assert [b"x", b"x"] == [next(each) for each in chunks]
    assert [None, None] == [next(each, None) for each in chunks]

    assert [("/204%20No%20Content", "SK204-01"), ("/405%20Method%20Not%20Allowed", "SK405-01")] == [
        (each.path, each.finding.rule.id) for each in found if each.finding.severity is Severity.ERROR
    ]


# --- who is told ------------------------------------------------------------------------------------------------------

SECRET = "hunter2"  # noqa: S105
SECRETIVE = [("Set-Cookie", f"session={SECRET}"), ("Allow", "GET, PUT"), ("Content-Length", "3"), *TEXT]


def test_the_log_has_no_secrets(caplog: pytest.LogCaptureFixture) -> None:
    """A record has the method, the path, the rule and its words; no query, no field, no content."""
    app = answer("405 Method Not Allowed", SECRETIVE, SECRET.encode())
    with caplog.at_level(logging.DEBUG):
        Exchange(Lint(app), "PUT", QUERY_STRING=f"token={SECRET}", HTTP_AUTHORIZATION=f"Bearer {SECRET}")

    assert {"statuskit.conformance"} == {record.name for record in caplog.records}
    assert ["SK405-02", "SKHDR-10"] == sorted(record.rule for record in caplog.records)
    assert all(record.getMessage().startswith("PUT /orders: SK") for record in caplog.records)
    assert SECRET not in caplog.text
    assert not any(SECRET in str(value) for record in caplog.records for value in vars(record).values())


@pytest.mark.parametrize(
    "app, select, level",
    [
        (answer("405 Method Not Allowed", TEXT, b"no"), "SK405-01", logging.ERROR),
        (answer("404 Not Found", TEXT), "SKERR-05", logging.WARNING),
        (answer("103 Early Hints", []), "SK103-01", logging.INFO),
    ],
    ids=["error", "warning", "info"],
)
def test_the_level_is_that_of_the_severity(app: App, select: str, level: int, caplog: pytest.LogCaptureFixture) -> None:
    """An error is logged as an error, a warning as a warning, the rest as information."""
    with caplog.at_level(logging.DEBUG):
        Exchange(Lint(app, select=select))

    assert [(select, level)] == [(record.rule, record.levelno) for record in caplog.records]


def test_a_strange_method_is_quoted(caplog: pytest.LogCaptureFixture) -> None:
    """Neither a method nor a path without end puts anything into the log that could be taken for more."""
    with caplog.at_level(logging.DEBUG):
        Exchange(Lint(answer("405 Method Not Allowed", TEXT, b"no"), select="SK405-01"), "A\nB", "/" + "a" * 300)

    assert f"'A\\nB' /{'a' * 199}...: SK405-01" in caplog.messages[0]


def test_what_the_function_raises_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A faulty function harms no response, and each finding is still told."""
    calls: list[Found] = []

    def faulty(found: Found) -> None:
        calls.append(found)
        msg = "mine"
        raise RuntimeError(msg)

    exchange = Exchange(Lint(answer("405 Method Not Allowed", SECRETIVE, b"x"), on_finding=faulty), "PUT")

    assert [b"x"] == exchange.seen[1:]
    assert [2, 2] == [len(calls), caplog.messages.count("on_finding failed")]
    assert "RuntimeError: mine" in caplog.text


def test_errors_are_raised_when_the_response_is_out(caplog: pytest.LogCaptureFixture) -> None:
    """With "raise" all of the response goes out first; it is raised once, and what is no error is logged."""
    exchange = Exchange(Lint(answer("405 Method Not Allowed", []), on_finding="raise"), read=False)
    exchange.read()
    with pytest.raises(NonconformantError) as raised:
        exchange.close()
    exchange.close()

    assert "GET /orders: SK405-01 error: 405 Method Not Allowed without Allow" == str(raised.value)
    assert ["SK405-01"] == [each.finding.rule.id for each in raised.value.found]
    assert isinstance(raised.value, AssertionError)
    assert isinstance(raised.value, StatusKitError)
    assert ["SKERR-05"] == [record.rule for record in caplog.records]


def test_nothing_is_raised_of_a_file_that_the_server_sends(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing of it is out yet when it is judged, so it is logged."""
    app = returning(FileWrapper(io.BytesIO(b"no")))
    Exchange(Lint(app, on_finding="raise"), **{"wsgi.file_wrapper": FileWrapper})

    assert ["SK405-01"] == [record.rule for record in caplog.records]


@pytest.mark.parametrize(
    "head",
    [("no status", TEXT), ("405 Method Not Allowed", [("Allow", object())])],
    ids=["status", "fields"],
)
def test_what_cannot_be_read_is_sent(head: Any, caplog: pytest.LogCaptureFixture) -> None:
    """A response that is none goes to the server as it is, and the log says that it was not checked."""
    exchange = Exchange(Lint(answer(*head, b"x"), header="X-Lint"))

    assert [(head[0], head[1]), b"x"] == exchange.seen
    assert all(message.startswith("a response could not be checked: ") for message in caplog.messages)


# --- the development header -------------------------------------------------------------------------------------------


def test_the_header_tells_what_the_head_breaks() -> None:
    """The field lists the rules that status and fields break; the content is not known by then."""
    app = answer("204 No Content", [("Content-Length", "1"), ("Retry-After", "soon")], b"x")
    exchange = Exchange(Lint(app, header="X-Lint"))

    name, value = exchange.seen[0][1][-1]
    assert ("X-Lint", {"SK204-02", "SKHDR-01"}) == (name, set(value.split(", ")))


@pytest.mark.parametrize("header", ["X-Lint", None], ids=["fine", "off"])
def test_there_is_no_header_without_need(header: str | None) -> None:
    """A right head is not touched, nor is any where no field is wanted."""
    app = answer("200 OK" if header else "405 Method Not Allowed", TEXT, b"x")

    assert TEXT == Exchange(Lint(app, header=header)).seen[0][1]


def test_the_header_leaves_the_applications_list_alone() -> None:
    """The list may be used for the next response, too."""
    kept = [*TEXT]

    def app(_environ: Any, start_response: Any) -> Any:
        start_response("405 Method Not Allowed", kept)
        return []

    Exchange(Lint(app, header="X-Lint"))

    assert TEXT == kept


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options, expected",
    [
        ({"select": "SK405"}, ["SK405-01"]),
        ({"select": iter(["SK405", "SKERR-05"])}, ["SK405-01", "SKERR-05"]),
        ({"ignore": iter(["SK405"])}, ["SKERR-05"]),
        ({"ignore": "SK405, SKERR"}, []),
        ({"profile": CheckProfile.STRICT, "ignore": "SKERR, SKHDR"}, ["SK405-01"]),
        ({"role": "client", "select": "SKHDR-06"}, []),
    ],
    ids=["select", "iterator", "ignored iterator", "ignore", "profile", "role"],
)
def test_options_are_those_of_check(options: Any, expected: list[str]) -> None:
    """What is selected and ignored counts for every response, also what can be read only once."""
    found: list[Found] = []
    lint = Lint(answer("405 Method Not Allowed", []), on_finding=found.append, **options)
    Exchange(lint)
    Exchange(lint)

    assert sorted(expected * 2) == sorted(each.finding.rule.id for each in found)


@pytest.mark.parametrize(
    "options, error, said",
    [
        ({"on_finding": "rais"}, InvalidLintError, '\'rais\'; accepted: "log", "raise" and a function'),
        ({"header": "X Lint"}, InvalidLintError, "'X Lint'; accepted: the name of a field, or None"),
        ({"header": "X-Lint\r\nA: b"}, InvalidLintError, "accepted: the name of a field"),
        ({"select": "SK999-99"}, UnknownRuleError, "SK999-99"),
        ({"role": "server"}, UnknownRuleError, "'server'"),
    ],
    ids=["on_finding", "header", "header lines", "select", "role"],
)
def test_wrong_options_are_refused_at_once(options: Any, error: type[Exception], said: str) -> None:
    """A mistake is told when the middleware is made, not at the first request."""
    with pytest.raises(error) as raised:
        Lint(answer("200 OK", TEXT), **options)

    assert said in str(raised.value)
