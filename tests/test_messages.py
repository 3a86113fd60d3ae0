"""Headers, Request, Response, and what view() makes of plain data and of objects that misbehave."""

from __future__ import annotations

import copy
import enum
import http
import http.cookies
import itertools
import pickle
import string
from collections import defaultdict, namedtuple
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn
from unittest import mock

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from steady import steady

import statuskit.messages
from statuskit._foreign import MOST_LINES
from statuskit._probes import MOST_EARLIER
from statuskit.exceptions import InvalidMessageError
from statuskit.messages import Headers, Request, Response, view

if TYPE_CHECKING:
    from collections.abc import Iterator

COOKIES = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]

names = st.text(string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~", min_size=1, max_size=12)
values = st.text(st.characters(max_codepoint=0xFF), max_size=20)
lines = st.lists(st.tuples(names, values), max_size=12)
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=8),
    lambda children: (
        st.lists(children, max_size=4)
        | st.tuples(children, children)
        | st.tuples(st.integers(), children, children)
        | st.dictionaries(
            st.sampled_from(
                [
                    "status",
                    "statusCode",
                    "headers",
                    "multiValueHeaders",
                    "body",
                    "content",
                    "request",
                    "response",
                    "history",
                    "type",
                    "url",
                    "method",
                    "cookies",
                    "REQUEST_METHOD",
                    "PATH_INFO",
                    "isBase64Encoded",
                    "encoding",
                    "text",
                    "name",
                    "value",
                ]
            )
            | st.text(max_size=4),
            children,
            max_size=6,
        )
    ),
    max_leaves=20,
)


class Name(str, enum.Enum):
    """Text whose str() is not its value before Python 3.11."""

    ALLOW = "Allow"


class Number(enum.IntEnum):
    """A number whose str() is not its value before Python 3.11."""

    FIVE = 5


class URL:
    """What httpx and yarl have: no text, but text for str()."""

    def __str__(self) -> str:
        return "https://example.org/"


class Hostile:
    """Every attribute raises, and so do truth, length and iteration."""

    def __init__(self, error: Exception) -> None:
        self.__dict__["error"] = error

    def __getattr__(self, name: str) -> NoReturn:
        raise self.__dict__["error"]

    def __bool__(self) -> NoReturn:
        raise self.__dict__["error"]

    def __len__(self) -> NoReturn:
        raise self.__dict__["error"]

    def __iter__(self) -> Iterator[object]:
        raise self.__dict__["error"]

    def __repr__(self) -> NoReturn:
        raise self.__dict__["error"]

    def __eq__(self, other: object) -> bool:
        raise self.__dict__["error"]

    __hash__ = None  # type: ignore[assignment]


class HalfBroken:
    """A response of which nothing but the status can be read."""

    status_code = 503

    def __bool__(self) -> NoReturn:
        raise AssertionError

    def __getattr__(self, name: str) -> NoReturn:
        raise ZeroDivisionError

    @property
    def headers(self) -> NoReturn:
        """Raise."""
        raise RuntimeError

    @property
    def content(self) -> NoReturn:
        """Raise, and would have read a stream."""
        raise AssertionError

    @property
    def history(self) -> NoReturn:
        """Raise."""
        raise OSError


class BrokenList(list[object]):
    """A list that has no length."""

    def __len__(self) -> NoReturn:
        raise OverflowError


class Sloppy(dict[object, object]):
    """A mapping whose `get` raises."""

    def get(self, *_: object) -> NoReturn:
        """Raise."""
        raise LookupError


class PretendsToBeOne:
    """An index that equals nothing, as MagicMock is."""

    def __index__(self) -> int:
        return 1


class Deceitful:
    """An index whose comparison raises."""

    def __index__(self) -> int:
        return 404

    def __eq__(self, other: object) -> NoReturn:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


class OnlyIndex:
    """An integer that is no int, as numpy's are."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return self.number == other

    def __hash__(self) -> int:
        return hash(self.number)


# --- Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["allow", "Allow", "ALLOW"])
def test_headers_any_case(name: str) -> None:
    """A field is found by its name in any case."""
    headers = Headers.of({"aLLow": "GET"})

    assert "GET" == headers[name] == headers.get(name)
    assert name in headers
    assert ("GET",) == headers.get_all(name)


def test_headers_keep_lines() -> None:
    """Order, spelling and repeats of the lines are kept."""
    given_lines = (("B", "1"), ("a", "2"), ("b", "3"))
    headers = Headers(given_lines)

    assert given_lines == headers.items()
    assert ("B", "a") == headers.keys() == tuple(headers)
    assert 2 == len(headers)
    assert {"B": "1, 3", "a": "2"} == dict(headers)


def test_headers_join() -> None:
    """Repeated lines are joined with a comma (RFC 9110, section 5.3)."""
    assert "GET, HEAD" == Headers([("Allow", "GET"), ("allow", "HEAD")])["Allow"]


def test_headers_never_join_set_cookie() -> None:
    """Set-Cookie cannot be joined: the first line stands for it, and all are there."""
    headers = Headers(COOKIES)

    assert "a=1" == headers["set-cookie"] == headers.get("SET-COOKIE")
    assert ("a=1", "b=2") == headers.get_all("set-cookie")


@pytest.mark.parametrize("name", ["etag", b"allow", 5, None, ("allow",), []], ids=repr)
def test_headers_missing(name: Any) -> None:
    """A name that is not there, or is no name, is a KeyError and in nothing else an error."""
    headers = Headers.of({"Allow": "GET"})

    assert name not in headers
    assert headers.get(name) is None
    assert "x" == headers.get(name, "x")
    assert () == headers.get_all(name)
    with pytest.raises(KeyError):
        headers[name]


def test_headers_only_ascii_has_case() -> None:
    """A Kelvin sign is no k, though lower() makes one of it."""
    headers = Headers.of({"coo\N{KELVIN SIGN}ie": "1"})

    assert "cookie" not in headers
    assert "coo\N{KELVIN SIGN}ie" in headers


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (None, ()),
        ((), ()),
        ({}, ()),
        ({"A": "1"}, (("A", "1"),)),
        ([("A", "1")], (("A", "1"),)),
        ([["A", "1"]], (("A", "1"),)),
        (iter([("A", "1")]), (("A", "1"),)),
        ({"A": "1"}.items(), (("A", "1"),)),
        ([(b"A", b"\xe9")], (("A", "\xe9"),)),
        ([(bytearray(b"A"), memoryview(b"1"))], (("A", "1"),)),
        ([{"name": "A", "value": "1"}], (("A", "1"),)),
        ({"A": ["1", b"2", 3]}, (("A", "1"), ("A", "2"), ("A", "3"))),
        ({"A": None, "B": [None], "C": []}, ()),
        ({"A": 5, "B": 1.5, "C": True}, (("A", "5"), ("B", "1.5"), ("C", "True"))),
        ({Name.ALLOW: Name.ALLOW, "B": Number.FIVE}, (("Allow", "Allow"), ("B", "5"))),
        (Headers([("A", "1")]).items(), (("A", "1"),)),
        (mock.MagicMock(), ()),
    ],
    ids=steady,
)
def test_headers_of(headers: Any, expected: tuple[tuple[str, str], ...]) -> None:
    """Mappings, pairs in any iterable, records of HAR, octets, numbers and None are header lists."""
    found = Headers.of(headers).items()

    assert expected == found
    assert all(type(part) is str for line in found for part in line)


@pytest.mark.parametrize(
    "headers",
    [
        "Allow: GET",
        b"Allow: GET",
        5,
        object(),
        ["ab"],
        [("A",)],
        [("A", "1", "2")],
        [(5, "1")],
        [("A", {"b": 1})],
        [("A", object())],
        {"A": {"b": 1}},
        [{"name": "A"}],
        {1: "a"},
        {"A": 10**5000},
        mock.Mock(),
        Hostile(ValueError()),
    ],
    ids=lambda headers: type(headers).__name__,
)
def test_headers_refuse(headers: Any) -> None:
    """What is no header list is refused with one documented error, which is a TypeError, too."""
    with pytest.raises(InvalidMessageError, match=r"no header fields in .* accepted:") as caught:
        Headers.of(headers)

    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("value", ["1", None], ids=repr)
def test_headers_infinite(value: str | None) -> None:
    """An iterator that never ends is refused, even if it yields no lines."""
    with pytest.raises(InvalidMessageError, match=f"more than {MOST_LINES}"):
        Headers.of(itertools.repeat(("A", value)))


def test_headers_most_lines() -> None:
    """The limit itself is still accepted, however the lines are given; one more is not."""
    assert MOST_LINES == len(Headers.of([("A", "1")] * MOST_LINES).get_all("a"))
    with pytest.raises(InvalidMessageError):
        Headers.of({"A": ["1"] * (MOST_LINES + 1)})


def test_headers_of_headers() -> None:
    """Headers are taken as they are."""
    headers = Headers(COOKIES)

    assert headers is Headers.of(headers)
    assert headers == Headers(headers)


def test_headers_equality() -> None:
    """The order of different names and the case of names mean nothing; the order of one field's lines does."""
    headers = Headers([("A", "1"), ("B", "2"), ("a", "3")])
    same = Headers([("b", "2"), ("A", "1"), ("A", "3")])

    assert same == headers
    assert hash(same) == hash(headers)
    assert Headers([("A", "3"), ("B", "2"), ("a", "1")]) != headers
    assert {"A": "1, 3", "B": "2"} != headers


def test_headers_immutable() -> None:
    """Nothing can be assigned."""
    headers = Headers.of({"A": "1"})

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        headers._lines = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        headers["A"] = "2"  # type: ignore[index]


def test_headers_repr_hides_secrets() -> None:
    """Credentials and cookies are shown to nobody."""
    shown = repr(Headers([("Authorization", "Basic eDp5"), ("cookie", "eDp5"), ("Allow", "GET")]))

    assert "eDp5" not in shown
    assert "('Allow', 'GET')" in shown


@given(lines)
def test_headers_round_trip(given_lines: list[tuple[str, str]]) -> None:
    """No line is lost or changed on the way in and out, through pickle and copy."""
    headers = Headers.of(given_lines)

    assert tuple(given_lines) == headers.items()
    assert (
        headers
        == Headers.of(headers.items())
        == Headers.of([(n.encode(), v.encode("latin-1")) for n, v in headers.items()])
    )
    assert headers.items() == pickle.loads(pickle.dumps(headers)).items() == copy.deepcopy(headers).items()  # noqa: S301  its own data


@given(lines)
def test_headers_views_agree(given_lines: list[tuple[str, str]]) -> None:
    """Names, lines, `in`, `get_all` and length tell the same."""
    headers = Headers.of(given_lines)

    assert len({name.lower() for name, _ in given_lines}) == len(headers) == len(list(headers))
    assert sorted(value for _, value in given_lines) == sorted(v for name in headers for v in headers.get_all(name))
    assert all(name.swapcase() in headers for name, _ in given_lines)
    assert headers == Headers.of([(name.swapcase(), value) for name, value in given_lines])
    assert hash(headers) == hash(Headers.of([(name.swapcase(), value) for name, value in given_lines]))


@given(json_like)
def test_headers_total(data: Any) -> None:
    """Any data is a header list or an InvalidMessageError."""
    try:
        found = Headers.of(data)
    except InvalidMessageError:
        return

    assert found == Headers.of(found.items())


# --- records ----------------------------------------------------------------------------------------------------------


def test_request_defaults() -> None:
    """A request is a GET of which nothing is known."""
    request = Request()

    assert ("GET", None, Headers(), None, None) == attrs.astuple(request, recurse=False)


def test_response_defaults() -> None:
    """A status alone makes a response of which nothing else is known."""
    response = Response(404)

    assert (404, Headers(), None, None, None, (), None, None) == attrs.astuple(response, recurse=False)


def test_response_by_keyword() -> None:
    """Every field converts what people have."""
    response = Response(
        status=200,
        headers={"Allow": "GET"},
        content="\N{SNOWMAN}",
        reason=b"OK",
        url=URL(),
        history=[Response(301)],
        request=Request(b"PUT", URL(), {"A": 1}, bytearray(b"x"), "HTTP/1.1"),
        http_version=b"HTTP/1.0",
    )

    assert "GET" == response.headers["allow"]
    assert "\N{SNOWMAN}".encode() == response.content
    assert "OK" == response.reason
    assert "https://example.org/" == response.url
    assert (Response(301),) == response.history
    assert Request("PUT", "https://example.org/", {"a": "1"}, b"x", "HTTP/1.1") == response.request
    assert "HTTP/1.0" == response.http_version


def test_content_of_any_text() -> None:
    """Text that no encoding knows is content all the same."""
    assert b"\xed\xa0\x80" == Response(200, content="\ud800").content


@pytest.mark.parametrize("status", [404, http.HTTPStatus.NOT_FOUND, OnlyIndex(404)], ids=steady)
def test_response_status_is_plain_int(status: Any) -> None:
    """Whatever has an index becomes a plain int."""
    response = Response(status)

    assert 404 == response.status
    assert int is type(response.status)


@pytest.mark.parametrize("status", [-1, 0, 99, 1000, 10**30])
def test_response_judges_no_status(status: int) -> None:
    """Any integer is a status here."""
    assert status == Response(status).status


@pytest.mark.parametrize(
    "status",
    [True, False, 404.0, "404", None, mock.Mock(), mock.MagicMock(), PretendsToBeOne(), Deceitful()],
    ids=lambda status: type(status).__name__,
)
def test_response_refuses_status(status: Any) -> None:
    """Bools, floats, text and mocks are no status."""
    with pytest.raises(InvalidMessageError, match="no status"):
        Response(status)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headers", 5),
        ("content", 5),
        ("content", ["x"]),
        ("reason", 5),
        ("url", 5),
        ("history", 5),
        ("history", [404]),
        ("history", itertools.repeat(Response(301))),
        ("request", "GET"),
        ("http_version", 1.1),
    ],
    ids=str,
)
def test_response_refuses(field: str, value: object) -> None:
    """A field of the wrong kind is an InvalidMessageError, and an endless history is one."""
    with pytest.raises(InvalidMessageError):
        Response(404, **{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"), [("method", None), ("method", 5), ("url", 5), ("http_version", 1.1)], ids=str
)
def test_request_refuses(field: str, value: object) -> None:
    """A field of the wrong kind is an InvalidMessageError."""
    with pytest.raises(InvalidMessageError):
        Request(**{field: value})  # type: ignore[arg-type]


def test_records_are_values() -> None:
    """Records are frozen, hashable, equal by value, and survive pickle."""
    response = Response(404, {"A": "1"}, b"x", history=(Response(301),), request=Request("GET", "/"))

    assert response == pickle.loads(pickle.dumps(response))  # noqa: S301  its own data
    assert {response} == {attrs.evolve(response)}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        response.status = 200  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Location", "https://me:s3cret@h/a?token=s3cret&page=2", "https://[hidden]@h/a?token=[hidden]&page=2"),
        ("content-location", "/a;jsessionid=s3cret", "/a;jsessionid=[hidden]"),
        ("Referer", "https://h/cb?code=s3cret#s3cret", "https://h/cb?code=[hidden]#[hidden]"),
        ("Origin", "https://me:s3cret@h", "https://[hidden]@h"),
        ("Origin", "null", "null"),
        ("Destination", "me:s3cret@h/a", "[hidden]@h/a"),
        ("Link", "<https://me:s3cret@h/>; rel=next", "<https://[hidden]@h/>; rel=next"),
        ("Refresh", "0; url=/a?token=s3cret", "0; url=/a?token=[hidden]"),
        ("Operation-Location", "https://me:s3cret@h/", "https://[hidden]@h/"),
        ("HX-Redirect", "/a?token=s3cret", "/a?token=[hidden]"),
        ("X-Original-URL", "/a?token=s3cret", "/a?token=[hidden]"),
        ("Accept", "https://me:word@h/", "https://me:word@h/"),
    ],
    ids=str,
)
def test_headers_repr_hides_secrets_of_addresses(name: str, value: str, shown: str) -> None:
    """Where an address is shown, what lets somebody in is not; the field itself has it."""
    headers = Headers([(name, value)])

    assert f"Headers({[(name, shown)]!r})" == repr(headers)
    assert value == headers[name]


def test_repr_hides_secrets_of_the_url() -> None:
    """So it is with the URL of a record."""
    url = "https://me:s3cret@h/a?token=s3cret"

    assert "url='https://[hidden]@h/a?token=[hidden]'" in repr(Request("GET", url))
    assert "url='https://[hidden]@h/a?token=[hidden]'" in repr(Response(200, url=url))
    assert "url=None" in repr(Response(200))
    assert url == Request("GET", url).url


def test_repr_is_short() -> None:
    """Megabytes of content are not shown."""
    assert 500 > len(repr(Response(200, content=b"x" * 1_000_000)))


def test_exports_are_sorted() -> None:
    """The public names are those of the house."""
    assert ["Headers", "HeadersLike", "Request", "Response", "view", "view_request"] == statuskit.messages.__all__


# --- view: plain data -------------------------------------------------------------------------------------------------


def test_view_response_itself() -> None:
    """A Response comes back as it is."""
    response = Response(404)

    assert response is view(response)


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        ((404, {"A": "1"}), Response(404, {"A": "1"})),
        ((404, None), Response(404)),
        ((404, [(b"A", b"1")], b"x"), Response(404, {"A": "1"}, b"x")),
        ([404, {}, "x"], Response(404, content=b"x")),
        (("404 Not Found", [], [b"x", b"y"]), Response(404, content=b"xy", reason="Not Found")),
        ((b"404 Not Found", []), Response(404, reason="Not Found")),
        (("404", []), Response(404)),
        (("200 OK", COOKIES, []), Response(200, COOKIES, b"", "OK")),
        ((200, {}, [b"x", 5]), Response(200)),
        ((200, {}, {"a": "json"}), Response(200)),
        ((0, {}), Response(0)),
    ],
    ids=repr,
)
def test_view_sequences(obj: object, expected: Response) -> None:
    """Pairs and triples start with a status, be it a WSGI status line."""
    assert expected == view(obj)


def test_view_leaves_iterators_alone() -> None:
    """The body of a WSGI application is not used up."""
    body = iter([b"x"])

    assert view(("200 OK", [], body)).content is None
    assert [b"x"] == list(body)


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        ({"status": 404}, Response(404)),
        ({"status": "404 Not Found"}, Response(404, reason="Not Found")),
        ({"status_code": 404, "headers": {"A": "1"}, "content": "x"}, Response(404, {"A": "1"}, b"x")),
        (
            {"status": 404, "body": b"x", "reason": "Gone", "url": "/", "headers": None},
            Response(404, content=b"x", reason="Gone", url="/"),
        ),
        ({"statusCode": 200, "body": "eA==", "isBase64Encoded": True}, Response(200, content=b"x")),
        ({"statusCode": "200", "body": "eA", "isBase64Encoded": True}, Response(200)),
        ({"statusCode": 200, "body": None, "isBase64Encoded": True}, Response(200)),
        ({"statusCode": 200, "isBase64Encoded": False, "body": ""}, Response(200, content=b"")),
        (
            {
                "statusCode": 200,
                "headers": {"A": "1", "Set-Cookie": "b=2"},
                "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]},
            },
            Response(200, [("A", "1"), *COOKIES]),
        ),
        ({"statusCode": 200, "cookies": ["a=1", "b=2"]}, Response(200, COOKIES)),
        ({"status": 200, "body": {"detail": "json"}}, Response(200)),
        ({"status": 200, "history": [{"status": 301}, {"no": 1}]}, Response(200, history=[Response(301)])),
        (
            {"status": 200, "request": {"method": "PUT", "url": "/a", "headers": {"A": "1"}, "body": "x"}},
            Response(200, url="/a", request=Request("PUT", "/a", {"A": "1"}, b"x")),
        ),
        ({"status": 200, "request": {"url": "/"}}, Response(200)),
        ({"status": 200, "request": 5}, Response(200)),
    ],
    ids=str,
)
def test_view_mappings(obj: object, expected: Response) -> None:
    """Plain mappings and those of AWS Lambda proxies are responses."""
    assert expected == view(obj)


def har(**response: object) -> dict[str, object]:
    """Return an entry of a HAR file."""
    request = {
        "method": "POST",
        "url": "https://example.org/a",
        "httpVersion": "HTTP/2",
        "headers": [{"name": "Accept", "value": "*/*"}],
        "postData": {"mimeType": "text/plain", "text": "ping"},
    }
    return {"time": 1, "request": request, "response": {"cookies": [{"name": "a", "value": "1"}], **response}}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"text": "pong"}, b"pong"),
        ({"text": "cG9uZw==", "encoding": "base64"}, b"pong"),
        ({"text": "cG9uZw", "encoding": "base64"}, None),
        ({"text": "\N{SNOWMAN}", "encoding": "base64"}, None),
        ({"size": 4}, None),
        (None, None),
    ],
    ids=str,
)
def test_view_har(content: object, expected: bytes | None) -> None:
    """A HAR entry has its response one level down, its content perhaps in base64."""
    headers = [{"name": "Set-Cookie", "value": "a=1"}, {"name": "Set-Cookie", "value": "b=2"}]
    seen = view(har(status=404, statusText="Not Found", headers=headers, content=content))

    assert 404 == seen.status
    assert "Not Found" == seen.reason
    assert tuple(COOKIES) == seen.headers.items()
    assert expected == seen.content
    assert "https://example.org/a" == seen.url
    assert Request("POST", "https://example.org/a", {"Accept": "*/*"}, b"ping", "HTTP/2") == seen.request


@pytest.mark.parametrize(
    ("status", "response", "expected"),
    [
        (304, {"content": {"size": 4, "text": "pong"}, "bodySize": 0}, b""),
        (304, {"content": {"size": 0, "text": ""}, "bodySize": 0}, b""),
        (304, {"content": {"size": 4, "text": "pong"}, "bodySize": 4}, b"pong"),
        (304, {"content": {"size": 4, "text": "pong"}, "bodySize": -1}, None),
        (304, {"content": {"size": 4, "text": "pong"}}, None),
        (304, {"content": "pong", "bodySize": 0}, b"pong"),
        (200, {"content": {"size": 4, "text": "pong"}, "bodySize": 0}, b"pong"),
    ],
    ids=["cached", "nothing", "sent", "not known", "not told", "no HAR", "another status"],
)
def test_view_har_from_the_cache(status: int, response: dict[str, object], expected: bytes | None) -> None:
    """Beside a 304 recorders show what lay in the cache; what was sent is told by its size alone."""
    assert expected == view(har(status=status, headers=[], **response)).content


@pytest.mark.parametrize(
    ("version", "expected"), [("HTTP/1.1", "HTTP/1.1"), ("h2", "h2"), ("", None), (None, None), (2, None)], ids=repr
)
def test_view_har_version(version: object, expected: str | None) -> None:
    """The response has a version of its own, as it is written there."""
    seen = view(har(status=200, headers=[], httpVersion=version))

    assert expected == seen.http_version
    assert seen.request is not None
    assert "HTTP/2" == seen.request.http_version


def test_view_har_blocked() -> None:
    """HAR writes 0 where there was no response, and 0 it stays."""
    assert 0 == view(har(status=0, statusText="", headers=[])).status


START = {"type": "http.response.start", "status": 404, "headers": [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]}


@pytest.mark.parametrize(
    ("obj", "content"),
    [
        (START, None),
        ([START], None),
        ((START, {"type": "http.response.body", "body": b"x"}), b"x"),
        (
            [
                {"type": "http.response.debug"},
                START,
                {"type": "http.response.body", "body": b"x", "more_body": True},
                {"type": "http.response.body"},
            ],
            b"x",
        ),
        ([START, {"type": "http.response.body", "body": b"x", "more_body": True}], None),
        ([START, {"type": "http.response.pathsend", "path": "/"}], None),
    ],
    ids=str,
)
def test_view_asgi(obj: object, content: bytes | None) -> None:
    """ASGI messages are a response; its content is known once the last part is there."""
    assert Response(404, COOKIES, content) == view(obj)


def test_view_leaves_mappings_alone() -> None:
    """Looking for a key does not make one."""
    data: defaultdict[str, Any] = defaultdict(dict, status=404)

    assert Response(404) == view(data)
    assert {"status": 404} == data


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (
            {
                "REQUEST_METHOD": "GET",
                "wsgi.url_scheme": "https",
                "HTTP_HOST": "example.org",
                "SCRIPT_NAME": "/app",
                "PATH_INFO": "/\xc3\xa9 b",
                "QUERY_STRING": "a=1",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_X_Y": "1",
                "CONTENT_TYPE": "text/plain",
                "CONTENT_LENGTH": "",
            },
            Request(
                "GET",
                "https://example.org/app/%C3%A9%20b?a=1",
                {"Host": "example.org", "X-Y": "1", "Content-Type": "text/plain"},
                http_version="HTTP/1.1",
            ),
        ),
        (
            {"REQUEST_METHOD": "PUT", "PATH_INFO": "/", "SERVER_NAME": "h", "SERVER_PORT": "8000"},
            Request("PUT", "http://h:8000/"),
        ),
        (
            {"REQUEST_METHOD": "PUT", "PATH_INFO": "/", "SERVER_NAME": "h", "SERVER_PORT": "80"},
            Request("PUT", "http://h/"),
        ),
        ({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "h"}, Request("GET", "http://h/")),
        ({"REQUEST_METHOD": "GET", "PATH_INFO": "/a"}, Request("GET", "/a")),
        ({"REQUEST_METHOD": "GET"}, Request("GET")),
    ],
    ids=str,
)
def test_view_environ(environ: dict[str, str], expected: Request) -> None:
    """A request that is a WSGI environ has its URL put together as PEP 3333 says."""
    assert expected == view(SimpleNamespace(status_code=200, request=environ)).request


# --- view: objects ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"status_code": 1, "status_int": 2, "status": 3, "code": 404}, 1),
        ({"status_int": 2, "status": 3, "code": 404}, 2),
        ({"status": 3, "code": 404}, 3),
        ({"status": "201 Created", "code": 404}, 404),
        ({"status_code": True, "status": 3}, 3),
        ({"status_code": None, "status": http.HTTPStatus.OK}, 200),
        ({"status_code": mock.MagicMock(), "status": 3}, 3),
    ],
    ids=steady,
)
def test_view_probes_in_order(names: dict[str, object], expected: int) -> None:
    """The order is status_code, status_int, status, code; only integers count."""
    assert expected == view(SimpleNamespace(**names)).status


@pytest.mark.parametrize("code", [2, 99, 1000])
def test_view_code_has_three_digits(code: int) -> None:
    """`code` alone may be anything: the exit code of a process, the close code of a websocket."""
    with pytest.raises(InvalidMessageError):
        view(SystemExit(code))


def test_view_plain_object() -> None:
    """An object of nobody's with the usual names is a response."""
    seen = view(
        SimpleNamespace(
            status_code=404,
            reason="Not Found",
            headers=COOKIES,
            content=b"x",
            url=URL(),
            request=SimpleNamespace(method="PUT", url="/", headers={"A": "1"}, content="y", http_version="HTTP/2"),
        )
    )

    assert (
        Response(
            404, COOKIES, b"x", "Not Found", "https://example.org/", (), Request("PUT", "/", {"A": 1}, "y", "HTTP/2")
        )
        == seen
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"http_version": "HTTP/2"}, "HTTP/2"),
        ({"http_version": b"HTTP/1.1", "version": 10}, "HTTP/1.1"),
        ({"version": 10}, "HTTP/1.0"),
        ({"version": 11}, "HTTP/1.1"),
        ({"version": 20}, "HTTP/2"),
        ({"version": 30}, "HTTP/3"),
        ({"version": 0}, None),
        ({"version": 7}, None),
        ({"version": "2"}, None),
        ({"version": True}, None),
        ({"version": (1, 0)}, "HTTP/1.0"),
        ({"version": (2, 0)}, "HTTP/2"),
        ({"version": (1, 2, 3)}, None),
        ({"version": ("1", 1)}, None),
        ({"version": (1, "1")}, None),
        ({"raw": SimpleNamespace(version=11)}, "HTTP/1.1"),
        ({"version": 0, "raw": SimpleNamespace(version=11)}, "HTTP/1.1"),
        ({"extensions": {"http_version": b"HTTP/2"}, "http_version": "HTTP/1.1"}, "HTTP/2"),
        ({"extensions": {}, "http_version": "HTTP/1.1"}, None),
        ({"extensions": None, "http_version": "HTTP/1.1"}, "HTTP/1.1"),
        ({}, None),
    ],
    ids=str,
)
def test_view_version(names: dict[str, object], expected: str | None) -> None:
    """Libraries have text, a number or a pair of them; what is no version of HTTP is left out."""
    assert expected == view(SimpleNamespace(status=200, **names)).http_version


def test_view_url_of_request() -> None:
    """Where the response has no URL of its own, the request's is taken."""
    seen = view(SimpleNamespace(status_code=200, request=SimpleNamespace(method="GET", url="/a")))

    assert "/a" == seen.url


def test_view_slots_and_class_attributes() -> None:
    """Content is found in slots, too, and where a class holds it for all."""

    @attrs.frozen
    class Slotted:
        status_code: int
        content: bytes

    class Teapot:
        status_code = 418
        content = b"short and stout"

    assert Response(200, content=b"x") == view(Slotted(200, b"x"))
    assert Response(418, content=b"short and stout") == view(Teapot())


def test_view_runs_no_property_for_content() -> None:
    """A property may read a socket, so it is not asked for content."""

    class Streamed:
        status_code = 200
        asked = 0

        @property
        def content(self) -> bytes:
            self.asked += 1
            return b"x"

    streamed = Streamed()

    assert view(streamed).content is None
    assert 0 == streamed.asked


def test_view_named_tuple() -> None:
    """The fields of a named tuple may be in any order."""
    message = namedtuple("message", "body status headers")  # noqa: PYI024  the point of the test

    assert Response(404, {"A": "1"}, b"x") == view(message(b"x", 404, {"A": "1"}))


def test_view_mapping_with_attributes() -> None:
    """A mapping without a status may be a response by its attributes."""

    class Attributed(dict[str, object]):
        status = 404

    assert Response(404) == view(Attributed(a=1))


def test_view_joined_headers() -> None:
    """Lines that a `raw` response has apart are taken, unless the headers were changed since."""
    raw = SimpleNamespace(headers=[("a", "1"), ("A", "2")])

    assert ("1", "2") == view(SimpleNamespace(status=200, headers={"A": "1, 2"}, raw=raw)).headers.get_all("a")
    assert ("3",) == view(SimpleNamespace(status=200, headers={"A": "3"}, raw=raw)).headers.get_all("a")


@pytest.mark.parametrize("headers", [None, 5, mock.Mock(), Hostile(KeyError())], ids=lambda value: type(value).__name__)
def test_view_without_headers(headers: object) -> None:
    """An attribute that nobody can iterate is no header list, and then none are known."""
    assert Headers() == view(SimpleNamespace(status=200, headers=headers)).headers


@pytest.mark.parametrize("headers", ["x", [5], itertools.repeat(("a", "b")), {"a": object()}], ids=steady)
def test_view_refuses_headers(headers: object) -> None:
    """Headers that are given and cannot be understood are an error, not silence."""
    with pytest.raises(InvalidMessageError, match="no header fields"):
        view(SimpleNamespace(status=200, headers=headers))


@pytest.mark.parametrize("kind", [mock.Mock, mock.MagicMock, mock.AsyncMock], ids=lambda kind: kind.__name__)
def test_view_mock(kind: type[mock.Mock]) -> None:
    """A mock is a response by the status it was told, and by nothing that it invents."""
    with pytest.raises(InvalidMessageError):
        view(kind())

    assert Response(404) == view(kind(status_code=404))
    assert Response(404, {"A": "1"}, b"x") == view(kind(status_code=404, headers={"A": "1"}, content=b"x"))


def test_view_history() -> None:
    """What came before is seen as well, and what is no message there is left out."""
    past = SimpleNamespace(status_code=301, headers={"Location": "/a"})
    seen = view(SimpleNamespace(status_code=200, history=[past, None, 5]))

    assert (Response(301, {"Location": "/a"}),) == seen.history


def test_view_history_of_itself() -> None:
    """A response that contains itself is seen twice, not for ever."""
    loop = SimpleNamespace(status_code=200)
    loop.history = [loop]
    data: dict[str, object] = {"status": 200}
    data["history"] = [data]

    assert Response(200, history=[Response(200)]) == view(loop) == view(data)


def test_view_history_is_bounded() -> None:
    """No more than the first thousand are looked at."""
    seen = view(SimpleNamespace(status_code=200, history=[SimpleNamespace(status_code=301)] * (MOST_EARLIER + 5)))

    assert MOST_EARLIER == len(seen.history)


def test_view_nested_history_takes_no_exponential_time() -> None:
    """Thirty redirects, each of which remembers those before, are thirty steps."""
    past: list[SimpleNamespace] = []
    for _ in range(30):
        past.append(SimpleNamespace(status_code=301, history=list(past)))

    assert 30 == len(view(SimpleNamespace(status_code=200, history=past)).history)


def test_view_cookies_beside_the_headers() -> None:
    """Cookies that can write themselves are fields, unless the fields are there already."""
    cookies = http.cookies.SimpleCookie({"a": "1", "b": "2"})

    assert Headers(COOKIES) == view(SimpleNamespace(status=200, headers={}, cookies=cookies)).headers
    assert Headers(COOKIES[:1]) == view(SimpleNamespace(status=200, headers=COOKIES[:1], cookies=cookies)).headers
    assert Headers() == view(SimpleNamespace(status=200, headers={}, cookies={"a": "1"})).headers


@pytest.mark.parametrize(
    ("line", "status", "reason", "version"),
    [
        ("404 Not Found", 404, "Not Found", None),
        ("HTTP/1.1 503 Down", 503, "Down", "HTTP/1.1"),
        ("http/2 200 Fine", 200, "Fine", "http/2"),
        (("HTTP/1.1 410 Gone", []), 410, "Gone", "HTTP/1.1"),
        ({"status": "HTTP/1.0 410 Gone"}, 410, "Gone", "HTTP/1.0"),
        ({"status": "HTTP/1.0 410 Gone", "http_version": "HTTP/1.1"}, 410, "Gone", "HTTP/1.1"),
    ],
    ids=str,
)
def test_view_status_lines(line: object, status: int, reason: str, version: str | None) -> None:
    """A status line, WSGI's or a whole one, is a message without fields, or begins one; a whole one has a version."""
    seen = view(line)

    assert (status, reason, None, version) == (seen.status, seen.reason, seen.content, seen.http_version)


# --- view: what is no message -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [404, http.HTTPStatus.NOT_FOUND], ids=repr)
def test_view_refuses_bare_status(status: int) -> None:
    """A number is no message, and the error says how to make it one."""
    with pytest.raises(InvalidMessageError, match=r"is a status alone.*Response\("):
        view(status)


@pytest.mark.parametrize(
    "obj",
    [
        None,
        True,
        404.0,
        "404",
        "404 ",
        "404x Not Found",
        b"404",
        object(),
        Headers(),
        Request(),
        Response,
        HalfBroken,
        [],
        (),
        {},
        (404,),
        ("x", {}),
        ("4045 x", {}),
        ("\u0664\u0660\u0664", {}),
        (404, {}, b"", b""),
        [{"status": 1}, {"status": 2}],
        [{"type": "http.response.body", "body": b"x"}],
        [{"type": "http.response.start"}],
        {"type": "http.response.body", "body": b"x"},
        {"status": None},
        {"status": [404]},
        {"response": {}},
        SimpleNamespace(),
        SimpleNamespace(status_code="404"),
        SimpleNamespace(status_code=None),
    ],
    ids=steady,
)
def test_view_refuses(obj: object) -> None:
    """Where there is no status there is no message, and the error says what is accepted."""
    with pytest.raises(InvalidMessageError, match=r"no HTTP message: .*accepted:"):
        view(obj)


@pytest.mark.parametrize("obj", [(404, "x"), (404, 5, b""), {"status": 404, "headers": 5}], ids=repr)
def test_view_refuses_what_stands_for_headers(obj: object) -> None:
    """A pair whose second half is no header list is not guessed at."""
    with pytest.raises(InvalidMessageError, match="no header fields"):
        view(obj)


def test_view_survives_properties() -> None:
    """Whatever a property raises, the rest is seen."""
    assert Response(503) == view(HalfBroken())


@pytest.mark.parametrize(
    "obj",
    [Hostile(ValueError()), Hostile(RecursionError()), Hostile(MemoryError()), BrokenList([1]), Sloppy(status=404)],
    ids=lambda obj: type(obj).__name__,
)
def test_view_hostile(obj: object) -> None:
    """An object that fights back is an InvalidMessageError."""
    with pytest.raises(InvalidMessageError):
        view(obj)


@given(json_like)
def test_view_total_on_data(data: Any) -> None:
    """Any data is a message or an InvalidMessageError."""
    try:
        seen = view(data)
    except InvalidMessageError:
        return

    assert int is type(seen.status)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "status_code",
                "status",
                "code",
                "headers",
                "raw",
                "content",
                "_body",
                "response",
                "reason",
                "url",
                "history",
                "redirect_chain",
                "retries",
                "request",
                "cookies",
                "environ",
                "method",
            ]
        ),
        json_like | st.builds(Hostile, st.just(ValueError())) | st.builds(mock.MagicMock) | st.just(404),
    )
)
def test_view_total_on_objects(parts: dict[str, Any]) -> None:
    """Any object is a message or an InvalidMessageError, whatever it is made of."""
    try:
        seen = view(SimpleNamespace(**parts, nested=SimpleNamespace(**parts)))
    except InvalidMessageError:
        return

    assert int is type(seen.status)


@given(st.integers(100, 599), lines, st.none() | st.binary(max_size=20))
def test_view_round_trip(status: int, given_lines: list[tuple[str, str]], content: bytes | None) -> None:
    """The same response is seen in a triple, a mapping, an object and ASGI messages."""
    expected = Response(status, given_lines, content)

    assert expected == view((status, given_lines, content))
    assert expected == view({"status": status, "headers": given_lines, "body": content})
    assert expected == view(SimpleNamespace(status=status, headers=given_lines, body=content))
    assert expected.headers == view({"type": "http.response.start", "status": status, "headers": given_lines}).headers


@pytest.mark.parametrize(
    "name",
    [
        *("Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-Api-Key", "Private-Token", "X-CSRF-Token"),
        *("Ocp-Apim-Subscription-Key", "X-Key"),
    ],
)
def test_what_is_called_a_secret_is_not_shown(name: str) -> None:
    """A record ends up in logs, so the values of such fields are in none of its forms as text."""
    headers = Headers([(f" {name} ", "8fH2xq0Zk"), ("Accept", "text/plain")])

    assert "8fH2xq0Zk" not in repr(headers)
    assert "text/plain" in repr(headers)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WWW-Authenticate", 'Bearer realm="x8Q2z"'),
        ("Proxy-Authenticate", "Negotiate"),
        ("Proxy-Status", "cdn; error=dns_error"),
        ("Proxy-Connection", "close"),
        ("Access-Control-Allow-Credentials", "true"),
        ("Idempotency-Key", "order 4711"),
        ("X-Error-Code", " E1234 "),
        ("Author", "x8Q2z"),
    ],
)
def test_what_only_reads_like_a_secret_is_shown(name: str, value: str) -> None:
    """A challenge asks for a secret, a proxy's status tells what it did, and a key may be that of a record."""
    assert value in repr(Headers([(name, value)]))


def test_fields_are_found_by_any_of_their_names() -> None:
    """has_any() takes names in lower case, and tells whether one of them is there."""
    headers = Headers([("Retry-After", "7")])

    assert [True, False, False] == [
        headers.has_any(names) for names in ({"date", "retry-after"}, {"date"}, frozenset[str]())
    ]
