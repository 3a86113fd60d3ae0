"""Is: compared with a response, and what it shows of that."""

from __future__ import annotations

import asyncio
import threading
import unittest
from contextvars import copy_context
from http import HTTPStatus
from typing import Any

import httpx
import pytest
import yarl
from steady import steady

from statuskit import HTTP, InvalidStatusError, UnknownStatusError
from statuskit.messages import Request, Response
from statuskit.testing import Is, assert_status, explain_mismatch

GONE = Response(410, {"Content-Type": "text/plain"}, "it went", url="http://h/a", request=Request("GET", "http://h/a"))
FINE = Response(200)


def report(response: object, expected: Any) -> str:
    """Return what assert_status() says."""
    with pytest.raises(AssertionError) as caught:
        assert_status(response, expected)
    return str(caught.value)


def redirect(location: str | None, url: str | None = "http://h/a/b", status: int = 302) -> Response:
    """Return a redirect."""
    return Response(status, {"Location": location}, url=url)


# --- comparing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "expected", "is_equal"),
    [
        (FINE, 200, True),
        (FINE, {200, 201}, True),
        (FINE, "2xx", True),
        (FINE, HTTPStatus.OK, True),
        (FINE, lambda status: status.is_success, True),
        (FINE, 201, False),
        (GONE, "2xx", False),
        ((200, {}, b""), "ok", True),
        ({"status": 404}, 404, True),
        ("404 Not Found", 404, True),
        (404, "4xx", True),
        (HTTP.NOT_FOUND, 404, True),
        (HTTPStatus.NOT_FOUND, 404, True),
        (404, 405, False),
        (1000, "error", False),
        (httpx.Response(204), "success", True),
        (None, 404, False),
        ("404", 404, False),
        (True, 404, False),
        (object(), 404, False),
    ],
    ids=steady,
)
def test_equal_both_ways(response: object, expected: Any, *, is_equal: bool) -> None:
    """A response and a number are compared from both sides; what is no response is not equal."""
    wanted = Is(expected)

    assert is_equal is (response == wanted)
    assert is_equal is (wanted == response)
    assert is_equal is not (response != wanted)
    assert is_equal is not (wanted != response)


def test_among_others() -> None:
    """It may stand in a list, beside others."""
    assert [FINE, GONE] == [Is(200), Is("4xx")]
    assert [FINE, GONE] != [Is(200), Is("2xx")]


def test_a_matcher_is_compared_with_another() -> None:
    """Two are equal if they expect the same, and have the same hash then."""
    assert Is(404) == Is("not found")
    assert Is("2xx") != Is(200)
    assert Is.redirect(to="/x") != Is.redirect(to="/y")
    assert Is.redirect() == Is("redirect")
    assert {Is(404), Is("Not Found"), Is.redirect(to="/x"), Is.redirect(to="/x")} == {Is(404), Is.redirect(to="/x")}


@pytest.mark.parametrize("expected", [True, 2.0, None, set(), 99], ids=repr)
def test_what_cannot_be_expected(expected: Any) -> None:
    """What cannot be expected is an error when it is written, not a comparison that fails."""
    with pytest.raises(InvalidStatusError, match="not a status to expect"):
        Is(expected)


def test_a_misspelt_word() -> None:
    """So is a word that is none."""
    with pytest.raises(UnknownStatusError, match="did you mean success"):
        Is("sucess")


def test_frozen() -> None:
    """It cannot be changed."""
    with pytest.raises(AttributeError):
        Is(404)._to = "/x"  # type: ignore[misc]


# --- where it leads ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/x", "/x"),
        ("/x", "http://h/x"),
        ("http://h/x", "/x"),
        ("//h/x", "/x"),
        ("x", "/a/x"),
        ("../x", "/x"),
        ("", "/a/b"),
        ("HTTP://H:80/x", "http://h/x"),
        ("https://h:443/x", "https://h/x"),
        ("http://h", "http://h/"),
        ("/caf%c3%a9?q=%7e", "/caf\u00e9?q=~"),
        ("/x?a=1#top", "/x?a=1#top"),
        ("/x", httpx.URL("http://h/x")),
        ("/x", yarl.URL("http://h/x")),
        ("http://[", "http://["),
        ("/x", None),
    ],
    ids=str,
)
def test_the_same_address(location: str, to: object) -> None:
    """Addresses are compared after they were resolved against that of the response, however they are written."""
    assert redirect(location) == Is.redirect(to=to)
    assert explain_mismatch(redirect(location), Is.redirect(to=to)) == []


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/x", "/y"),
        ("/x", "/x?a=1"),
        ("/x", "/x#top"),
        ("/x", "/X"),
        ("/x/", "/x"),
        ("http://other/x", "/x"),
        ("https://h/x", "/x"),
        ("http://h:8080/x", "/x"),
        ("http://joe@h/x", "/x"),
        ("/a%2Fb", "/a/b"),
        ("http://[", "/x"),
        (None, "/x"),
    ],
    ids=str,
)
def test_another_address(location: str | None, to: str) -> None:
    """Others are not the same."""
    assert redirect(location) != Is.redirect(to=to)


@pytest.mark.parametrize(
    ("location", "to", "is_equal"),
    [("/x", "/x", True), ("/x", "http://h/x", False), ("http://h/x", "/x", False)],
    ids=str,
)
def test_without_an_address_of_its_own(location: str, to: str, *, is_equal: bool) -> None:
    """Where the address of the response is not known, nobody can tell where a relative one leads."""
    response = (302, {"Location": location})

    assert is_equal is (response == Is.redirect(to=to))


@pytest.mark.parametrize("status", [200, 201, 304, 305, 404], ids=str)
def test_no_redirect(status: int) -> None:
    """A redirect is a status with a Location to follow; others are none, whatever their Location is."""
    assert redirect("/x", status=status) != Is.redirect(to="/x")
    assert redirect("/x", status=status) == Is(status, to="/x")


def test_no_address() -> None:
    """What is no address is an error when it is written."""
    with pytest.raises(InvalidStatusError, match="no address: 7; accepted: text, "):
        Is.redirect(to=7)


# --- what it shows ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Is("2xx"), 'Is("2xx")'),
        (Is(404), "Is(404)"),
        (Is({201, 200}), "Is({200, 201})"),
        (Is([200, "4xx"]), 'Is([200, "4xx"])'),
        (Is(HTTPStatus.OK), "Is(200)"),
        (Is.redirect(), 'Is("redirect")'),
        (Is.redirect(to="/x?token=y"), 'Is.redirect(to="/x?token=[hidden]")'),
        (Is(201, to="/x"), 'Is(201, to="/x")'),
    ],
    ids=repr,
)
def test_before_a_comparison(wanted: Is, shown: str) -> None:
    """It is shown as it was written, without secrets."""
    assert shown == repr(wanted)


def test_after_a_comparison_that_failed() -> None:
    """It shows what assert_status() says."""
    wanted = Is("2xx")

    is_equal = GONE == wanted
    shown = str.__str__(repr(wanted))
    assert not is_equal
    assert f'Is("2xx"): {report(GONE, "2xx")}' == shown
    assert "it went" in shown


def test_after_another_comparison() -> None:
    """What one comparison left is gone after the next, of whatever it is."""
    first, second = Is("2xx"), Is(404)
    after: list[str] = []
    for next_one in (lambda: FINE == first, lambda: GONE == second, lambda: FINE != first, lambda: first == object()):
        assert (GONE == first) is False
        assert len(str.__str__(repr(first)).split("\n")) > 1
        next_one()
        after.append(str.__str__(repr(first)))

    assert ['Is("2xx")'] * 4 == after


def test_a_number_that_failed() -> None:
    """Of a number, as much is told as there is."""
    wanted = Is("2xx")

    assert (404 == wanted) is False
    assert 'Is("2xx"): expected a success (2xx), got 404 Not Found' == str.__str__(repr(wanted)).split("\n")[0]


def test_unittest_shows_it_whole() -> None:
    """assertEqual() of unittest tells everything, from both sides."""
    case = unittest.TestCase()
    with pytest.raises(AssertionError) as caught:
        case.assertEqual(GONE, Is("2xx"))  # noqa: PT009  it is what this is about
    with pytest.raises(AssertionError) as turned:
        case.assertEqual(Is("2xx"), GONE)  # noqa: PT009  it is what this is about

    assert report(GONE, "2xx") in str(caught.value)
    assert report(GONE, "2xx") in str(turned.value)


def test_unittest_in_lists() -> None:
    """The one that failed is told of several."""
    case = unittest.TestCase()
    case.maxDiff = None
    with pytest.raises(AssertionError) as caught:
        case.assertEqual([FINE, GONE], [Is(200), Is(201)])  # noqa: PT009  it is what this is about

    assert "Is(200), " in str(caught.value)
    assert "Is(201): expected 201 Created, got 410 Gone from GET http://h/a" in str(caught.value)


def test_plain_assert_of_pytest() -> None:
    """A plain assert of pytest tells everything, even without a plugin."""
    with pytest.raises(AssertionError) as caught:
        assert GONE == Is("2xx")

    assert "expected a success (2xx), got 410 Gone from GET http://h/a" in str(caught.value)
    assert "or expect 410" in str(caught.value)


def test_threads() -> None:
    """Each thread knows its own comparison, and no other."""
    wanted = Is("2xx")
    barrier = threading.Barrier(4)
    shown: dict[int, str] = {}

    def compare(status: int) -> None:
        response = Response(status)
        for _ in range(50):
            is_equal = response == wanted
            barrier.wait()
            shown[status] = str.__str__(repr(wanted))
            assert is_equal is (status < 300)

    threads = [threading.Thread(target=compare, args=(status,)) for status in (200, 404, 500, 503)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 'Is("2xx")' == shown[200] == repr(wanted)
    for status in (404, 500, 503):
        assert f"got {status} " in shown[status]


def test_tasks() -> None:
    """So does each task."""
    wanted = Is("2xx")

    async def compare(status: int) -> str:
        assert (Response(status) == wanted) is (status < 300)
        await asyncio.sleep(0)
        return str.__str__(repr(wanted))

    async def run() -> list[str]:
        return await asyncio.gather(*map(compare, (404, 200, 500)))

    first, second, third = copy_context().run(asyncio.run, run())

    assert "got 404 Not Found" in first
    assert 'Is("2xx")' == second
    assert "got 500 Internal Server Error" in third


# --- for runners ------------------------------------------------------------------------------------------------------


def test_explained() -> None:
    """The lines for a runner are what assert_status() says, and depend on nothing that was compared."""
    wanted = Is("2xx")
    assert (Response(500) == wanted) is False

    assert report(GONE, "2xx").split("\n") == explain_mismatch(GONE, wanted)
    assert [] == explain_mismatch(FINE, wanted)
    assert ["expected a success (2xx), got what is no response: <object>"] == explain_mismatch(object(), wanted)
    assert "expected a success (2xx), got 404 Not Found" == explain_mismatch(404, wanted)[0]


def test_another_address_explained() -> None:
    """Where the address alone is wrong, both are told, and why they differ."""
    wanted = Is({302, 303}, to="/x")

    first, *rest = explain_mismatch(redirect("/y?token=abc"), wanted)

    assert [
        "expected 302 Found or 303 See Other with Location /x",
        "got 302 Found with Location /y?token=[hidden] from http://h/a/b",
    ] == first.split(", ")
    assert [
        "  content: not known; it may not have been read yet",
        "  why: the status is as expected, and Location is not",
        "  likely fix:",
        "    - send the address that is expected, or expect the one that was sent",
    ] == rest


def test_no_redirect_explained() -> None:
    """Where the status is wrong, that is told, and that there is no Location."""
    said = explain_mismatch(Response(200), Is(302, to="/x"))

    assert "expected 302 Found with Location /x, got 200 OK without Location" == said[0]
    assert "  why: The request succeeded, and the content is its result. (RFC 9110 §15.3.1)" == said[2]


def test_no_address_explained() -> None:
    """Where the address of the response is missing, that is told."""
    said = explain_mismatch((302, {"Location": "http://h/x"}), Is.redirect(to="/x"))

    assert "The address of the response is not known" in said[3]


def test_a_predicate_is_asked_once() -> None:
    """A predicate is asked once a comparison, and not again for what is shown."""
    asked: list[int] = []

    def holds(status: int) -> bool:
        asked.append(status)
        return False

    wanted = Is(holds)
    assert (GONE == wanted) is False
    assert "got 410 Gone" in str.__str__(repr(wanted))

    assert [410] == asked
