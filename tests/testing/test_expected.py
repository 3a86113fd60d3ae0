"""What can be expected of a status, and what is said of what cannot."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from steady import steady

from statuskit import HTTP, InvalidStatusError, Status, StatusClass, UnknownStatusError, lookup
from statuskit.testing import assert_status
from statuskit.testing._expected import expectation, named

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = range(100, 1000)
REDIRECTS = [300, 301, 302, 303, 307, 308]
SUCCESS = range(200, 300)


def is_fine(status: Status) -> bool:
    """Say whether a status is a success, or not modified."""
    return status.is_success or status is HTTP.NOT_MODIFIED


async def later(status: Status) -> bool:
    """Say yes, later."""
    return status.is_success


@pytest.mark.parametrize(
    ("expected", "codes"),
    [
        (201, [201]),
        (HTTPStatus.CREATED, [201]),
        (HTTP.CREATED, [201]),
        (np.int64(201), [201]),
        ("201", [201]),
        ("201 Created", [201]),
        ("HTTP/1.1 201 Created", [201]),
        ("created", [201]),
        ("CREATED", [201]),
        ("Payload Too Large", [413]),
        (520, [520]),
        ("2xx", SUCCESS),
        ("2XX", SUCCESS),
        (" Success ", SUCCESS),
        (StatusClass.SUCCESS, SUCCESS),
        ("informational", range(100, 200)),
        ("redirection", range(300, 400)),
        ("redirect", REDIRECTS),
        ("client_error", range(400, 500)),
        ("client error", range(400, 500)),
        ("Client-Error", range(400, 500)),
        ("server_error", range(500, 600)),
        ("5xx", range(500, 600)),
        ("error", range(400, 1000)),
        ("invalid", range(600, 1000)),
        ({200, 201}, [200, 201]),
        (frozenset({200, "3xx"}), [200, *range(300, 400)]),
        ([200, "created"], [200, 201]),
        ((HTTP.OK, HTTPStatus.CREATED, "204"), [200, 201, 204]),
        ({200: "a", 404: "b"}.keys(), [200, 404]),
        (range(200, 204), range(200, 204)),
        (range(200, 210, 3), [200, 203, 206, 209]),
        (range(203, 199, -1), range(200, 204)),
        ([range(200, 204), 304], [200, 201, 202, 203, 304]),
        (is_fine, [*SUCCESS, 304]),
        (attrgetter("is_success"), SUCCESS),
        ({is_fine, 404}, [*SUCCESS, 304, 404]),
        (lambda status: status.code % 100, [code for code in EVERY if code % 100]),
    ],
    ids=steady,
)
def test_what_is_expected(expected: Any, codes: Any) -> None:
    """Whatever it is written as, it holds for its statuses and for no other number."""
    wanted = expectation(expected)

    assert [*codes] == [code for code in EVERY if wanted.holds(code)]


@pytest.mark.parametrize(
    "code", [-1, 0, 99, 1000, 10**5000], ids=lambda code: str(code)[:5] if code < 10**9 else "huge"
)
def test_no_status_is_never_expected(code: int) -> None:
    """A number that is no status fits nothing, and no predicate is asked about it."""
    asked: list[Status] = []

    assert not expectation(asked.append).holds(code)
    assert not expectation(lambda _: True).holds(code)
    assert not expectation("error").holds(code)
    assert [] == asked


def test_a_predicate_takes_the_status() -> None:
    """A predicate is given the one Status of the number, unregistered ones included."""
    asked: list[Status] = []

    assert not expectation(asked.append).holds(520)
    assert lookup(520) is asked[0]


def test_what_a_predicate_raises() -> None:
    """What a predicate raises is its caller's."""

    def broken(_: Status) -> bool:
        msg = "oh"
        raise ZeroDivisionError(msg)

    with pytest.raises(ZeroDivisionError, match="oh"):
        assert_status((200, {}), broken)


@pytest.mark.parametrize(
    ("expected", "hint"),
    [
        ("sucess", "did you mean success"),
        ("creatd", "did you mean 201 Created?"),
        ("missing", "did you mean 404 Not Found?"),
        ("failure", "did you mean error?"),
        ("2*", "did you mean 2xx?"),
        ("20x", "did you mean 2xx?"),
        ("4??", "did you mean 4xx?"),
        ("rediretc", "redirect"),
        ("not foun", "404 Not Found"),
        ("", "unknown status to expect: ''; accepted: "),
        ("x" * 100_000, "xxx...; accepted: "),
        (["200", "nope"], "unknown status to expect: 'nope'; accepted: "),
    ],
    ids=lambda value: str(value)[:20],
)
def test_unknown_words(expected: Any, hint: str) -> None:
    """A word that is none is an error of its own, with what is accepted and the nearest match."""
    with pytest.raises(UnknownStatusError) as caught:
        assert_status((200, {}), expected)

    assert hint in str(caught.value)
    assert "a predicate that takes a Status" in str(caught.value)
    assert len(str(caught.value)) < 500
    assert not isinstance(caught.value, AssertionError)


def test_suggestions() -> None:
    """The nearest matches are there for programs, too."""
    with pytest.raises(UnknownStatusError) as caught:
        expectation("clienterror")

    assert "client_error" in caught.value.suggestions


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (True, "True"),
        (False, "False"),
        (None, "None"),
        (2.0, "2.0"),
        (99, "99"),
        (1000, "1000"),
        ("1000", "'1000'"),
        (b"200", "b'200'"),
        (bytearray(b"200"), "<bytearray>"),
        (int, "<type>"),
        (HTTPStatus, "<EnumType>"),
        (object(), "<object>"),
        ({200: 1}, "<dict of 1>"),
        ((code for code in (200,)), "<generator>"),
        ([200, [201]], "<list of 1>"),
        ([200, True], "True"),
        ([], "nothing to choose from"),
        (set(), "nothing to choose from"),
        (range(0), "nothing to choose from"),
        (range(50, 200), "range(50, 200)"),
        (range(900, 1001), "range(900, 1001)"),
        (range(0, 10**5000, 10**4999), "range(0, <int>)"),
    ],
    ids=lambda value: str(type(value).__name__),
)
def test_what_cannot_be_expected(expected: Any, given: str) -> None:
    """What cannot be a status is an error of its own that says what was given, and what is accepted."""
    with pytest.raises(InvalidStatusError) as caught:
        assert_status((200, {}), expected)

    said = str(caught.value).replace("<EnumMeta>", "<EnumType>")  # as Python 3.10 calls it
    assert said.startswith(f"not a status to expect: {given}; accepted: a status (201, ")
    assert not isinstance(caught.value, AssertionError)


def test_a_predicate_that_has_to_be_awaited() -> None:
    """A coroutine function would be true of everything; it is no predicate, and leaves no coroutine behind."""
    with pytest.raises(InvalidStatusError, match="not a predicate: later has to be awaited"):
        assert_status((500, {}), later)


def test_a_predicate_that_returns_an_awaitable() -> None:
    """So is what returns anything else that waits."""

    class Soon:
        def __await__(self) -> Any:
            yield

    with pytest.raises(InvalidStatusError, match="the predicate has to be awaited"):
        assert_status((500, {}), lambda _: Soon())


@pytest.mark.parametrize(
    ("expected", "text", "shown"),
    [
        (201, "201 Created", "201"),
        ("201 Created", "201 Created", "201"),
        (520, "520", "520"),
        ("2xx", "a success (2xx)", '"2xx"'),
        ("success", "a success (2xx)", '"success"'),
        ("Client Error", "a client error (4xx)", '"client_error"'),
        (StatusClass.INFORMATIONAL, "an informational response (1xx)", '"1xx"'),
        (StatusClass.INVALID, "a number that is no status (600 to 999)", '"invalid"'),
        ("redirect", "a redirect (300, 301, 302, 303, 307 or 308)", '"redirect"'),
        ("error", "an error (4xx or 5xx)", '"error"'),
        ({201, 200}, "200 OK or 201 Created", "{200, 201}"),
        ([201, 200, "3xx"], "201 Created, 200 OK or a redirection (3xx)", '[201, 200, "3xx"]'),
        ([200, "ok", HTTP.OK], "200 OK", "[200, 200, 200]"),
        (range(200, 204), "200 to 203", "range(200, 204)"),
        (range(200, 210, 3), "200 to 209 in steps of 3", "range(200, 210, 3)"),
        (is_fine, "a status for which is_fine holds", "is_fine"),
        (lambda _: True, "a status for which the predicate holds", "the predicate"),
        (partial(is_fine), "a status for which partial holds", "partial"),
    ],
    ids=steady,
)
def test_words(expected: Any, text: str, shown: str) -> None:
    """It is told in words, and shown as it was written."""
    wanted = expectation(expected)

    assert (text, shown) == (wanted.text, wanted.shown)


def test_many_are_cut() -> None:
    """Of many, some are told."""
    text = expectation([*range(400, 418)]).text

    assert text.startswith("400 Bad Request, 401 Unauthorized, ")
    assert text.endswith(", 407 Proxy Authentication Required or one of 10 more")


@pytest.mark.parametrize("name", ["\x1b[2J", "", 7, "two words", "\ud800"], ids=repr)
def test_a_predicate_with_a_name_that_is_none(name: Any) -> None:
    """A name that could drive a terminal is not shown."""

    class Named:
        __name__ = name

        def __call__(self, _: Status) -> bool:
            return False

    assert "a status for which the predicate holds" == expectation(Named()).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (404, "not found"),
        (404, {404}),
        ("2xx", StatusClass.SUCCESS),
        ({200, 201}, [201, 200, 200]),
        (is_fine, is_fine),
        (range(200, 203), range(200, 203)),
    ],
    ids=steady,
)
def test_equal(one: Any, other: Any) -> None:
    """Two that mean the same are equal, however they were written."""
    assert expectation(one) == expectation(other)
    assert hash(expectation(one)) == hash(expectation(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [(404, 405), (404, "4xx"), ({200, 201}, 200), ("redirect", "redirection"), (is_fine, partial(is_fine))],
    ids=steady,
)
def test_unequal(one: Any, other: Any) -> None:
    """Others are not."""
    assert expectation(one) != expectation(other)


@pytest.mark.parametrize(
    ("expected", "is_error"),
    [
        (404, True),
        ("4xx", True),
        ("error", True),
        ({404, "5xx"}, True),
        (range(400, 500), True),
        (range(499, 399, -1), True),
        (range(399, 500), False),
        (range(404, 300, -1), False),
        ({404, 200}, False),
        ("redirect", False),
        ("3xx", False),
        (lambda status: status.is_error, False),
    ],
    ids=steady,
)
def test_errors_alone(expected: Any, *, is_error: bool) -> None:
    """Whether nothing but errors is expected is known without asking a predicate."""
    assert is_error is expectation(expected).is_error


@pytest.mark.parametrize(
    ("expected", "status"),
    [(404, HTTP.NOT_FOUND), ({404}, HTTP.NOT_FOUND), ({404, 410}, None), ("4xx", None), (is_fine, None)],
    ids=steady,
)
def test_the_one_status(expected: Any, status: Status | None) -> None:
    """Where one status is expected, it can be had."""
    assert status is expectation(expected).status


def test_named() -> None:
    """A number has its phrase, if it has one, and a number that cannot be written is not."""
    assert ["404 Not Found", "520", "-1", "<int>"] == [named(code) for code in (404, 520, -1, 10**5000)]


def test_every_status_by_its_names() -> None:
    """Every phrase, name and number that lookup() knows is accepted."""
    written: list[tuple[Status, Any]] = [
        (status, key) for status in HTTP for key in (status, status.code, status.name, f"{status.code} {status.phrase}")
    ]
    parse: Callable[[Any], Any] = expectation

    assert [] == [(status, key) for status, key in written if parse(key).status is not status]
