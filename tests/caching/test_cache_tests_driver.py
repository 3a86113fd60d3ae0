"""The driver of the public suite, suite.py: definitions of our own, and caches that get them wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from caching.memory_cache import private, shared
from caching.suite import counts, played, run

from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caching.suite import Cache, Send


def forgetful(origin: Send, clock: Callable[[], int]) -> Send:  # noqa: ARG001  as a cache is made
    """Make one that stores nothing."""
    return origin


def hoarding(origin: Send, clock: Callable[[], int]) -> Send:  # noqa: ARG001
    """Make one that answers each URL with what it got first, whatever is asked."""
    kept: dict[str | None, Sequence[Response]] = {}

    def send(request: Request) -> Sequence[Response]:
        if request.url not in kept:
            kept[request.url] = origin(request)
        return kept[request.url]

    return send


def step(fields: str = "", /, **more: Any) -> dict[str, Any]:
    """Write a step with the fields of its response: "Name: value | Name: value", a date as "Name: @-10"."""
    lines = [line.split(": ", 1) for line in fields.split(" | ") if line]
    dated = [[name, int(value[1:]) if value.startswith("@") else value] for name, value in lines]
    return {"response_headers": dated, **more}


STORE: Final = step("Cache-Control: max-age=60 | Date: @0", setup=True, pause_after=True)
STALE: Final = {"setup": True, "pause_after": True}
TAGGED: Final = step('Cache-Control: max-age=2 | ETag: "1" | A: 1', **STALE)
CACHED: Final = {"expected_type": "cached"}
NOT_CACHED: Final = {"expected_type": "not_cached"}
HINTS: Final = [[103, [["Link", "</a>"]]]]

OWN: Final[dict[str, tuple[Cache, list[dict[str, Any]]]]] = {
    "reused": (forgetful, [STORE, CACHED]),
    "stale": (hoarding, [step("Cache-Control: max-age=2", **STALE), NOT_CACHED]),
    "validated by tag": (forgetful, [TAGGED, step('ETag: "1"', expected_type="etag_validated")]),
    "validated by tag, not sent": (hoarding, [TAGGED, step('ETag: "1"', expected_type="etag_validated")]),
    "validated by date": (
        forgetful,
        [step("Last-Modified: @-60 | Cache-Control: no-cache", setup=True), {"expected_type": "lm_validated"}],
    ),
    "updated": (
        hoarding,
        [TAGGED, step('ETag: "1" | A: 2', expected_type="etag_validated", expected_response_headers=[["A", "2"]])],
    ),
    "condition of the client": (
        hoarding,
        [STORE, {**CACHED, "request_headers": [["If-None-Match", "*"]], "expected_status": 304}],
    ),
    "date of the client": (
        hoarding,
        [
            step("Last-Modified: @-60 | Cache-Control: max-age=60", **STALE),
            {
                **CACHED,
                "request_headers": [["If-Modified-Since", -60]],
                "magic_ims": True,
                "rfc850date": ["if-modified-since"],
                "expected_status": 304,
            },
        ],
    ),
    "Age": (hoarding, [STORE, {**CACHED, "expected_response_headers": [["Age", ">", 2]]}]),
    "Date": (forgetful, [STORE, {**CACHED, "expected_response_headers": [["Date", 0], "Age"]}]),
    "Vary": (
        hoarding,
        [
            {**step("Cache-Control: max-age=60 | Vary: A", setup=True), "request_headers": [["A", "1"]]},
            {**NOT_CACHED, "request_headers": [["A", "2"]]},
        ],
    ),
    "invalidated": (hoarding, [STORE, {"request_method": "PUT", "setup": True}, NOT_CACHED]),
    "invalidated elsewhere": (
        hoarding,
        [
            {**STORE, "filename": "new"},
            step("Location: new", request_method="POST", magic_locations=True, setup=True),
            {**NOT_CACHED, "filename": "new"},
        ],
    ),
    "asked for anew": (hoarding, [STORE, {**NOT_CACHED, "request_headers": [["Cache-Control", "no-cache"]]}]),
    "cut off": (
        hoarding,
        [
            step("Cache-Control: max-age=2, must-revalidate", **STALE),
            {
                "disconnect": True,
                "expected_status": None,
                "check_body": False,
                "expected_response_headers_missing": ["Server-Request-Count"],
            },
        ],
    ),
    "part": (
        hoarding,
        [
            {**STORE, "response_body": "0123456789"},
            {
                **CACHED,
                "request_headers": [["Range", "bytes=2-4"]],
                "expected_status": 206,
                "expected_response_text": "234",
            },
        ],
    ),
    "part that is not there": (
        hoarding,
        [
            {**STORE, "response_body": "0123456789"},
            {**CACHED, "request_headers": [["Range", "bytes=10-"]], "expected_status": 416, "check_body": False},
        ],
    ),
    "changed, says a HEAD": (
        hoarding,
        [
            step('Cache-Control: max-age=2 | ETag: "1"', **STALE),
            step('ETag: "2"', request_method="HEAD", setup=True),
            {**NOT_CACHED, "expected_request_headers_missing": ["If-None-Match"]},
        ],
    ),
    "the same as another": (
        hoarding,
        [STORE, {**CACHED, "expected_response_headers": [["Date", "=", "Date"], ["Age", "=", "Age"], "Age"]}],
    ),
    "interim": (
        hoarding,
        [
            {**STORE, "interim_responses": HINTS, "expected_interim_responses": HINTS},
            {**CACHED, "expected_interim_responses": []},
        ],
    ),
    "connection": (
        hoarding,
        [
            step("Cache-Control: max-age=60 | Connection: A | A: 1", setup=True),
            {**CACHED, "expected_response_headers_missing": ["A", ["Connection", "A"]]},
        ],
    ),
    "written through": (
        hoarding,
        [
            step("Cache-Control: max-age=2", **STALE),
            {
                "request_method": "HEAD",
                "expected_method": "HEAD",
                "expected_request_headers_missing": ["If-None-Match"],
            },
        ],
    ),
    "sent as asked": (
        hoarding,
        [TAGGED, {"expected_request_headers": [["If-None-Match", '"1"'], "If-None-Match"]}],
    ),
    "status": (
        hoarding,
        [
            {**STORE, "response_status": [404, "Not Found"]},
            {"request_method": "DELETE", "response_status": [204, "No Content"], "expected_status": 204},
        ],
    ),
    "content": (forgetful, [{**STORE, "response_body": "a"}, {"response_body": "a", **CACHED}]),
    "fresh for ever": (
        forgetful,
        [
            step("Cache-Control: max-age=60, immutable", **STALE),
            {"cache": "no-cache", **CACHED},
        ],
    ),
}
"""By what is asked: a cache that gets it wrong, and the steps."""


@pytest.mark.parametrize(("wrong", "steps"), OWN.values(), ids=OWN)
def test_driver(wrong: Cache, steps: list[dict[str, Any]]) -> None:
    """A definition is passed by the private cache, and failed by one that does otherwise."""
    test = {"id": "own", "requests": steps}

    assert "" == run(test, private, browser=True).wrong
    assert run(test, wrong, browser=True).wrong.startswith("FailedError")


@pytest.mark.parametrize(
    "steps",
    [
        [STORE, {**CACHED, "setup": True}, NOT_CACHED],
        [STORE, {**CACHED, "setup_tests": ["expected_type"]}],
        [{**STORE, "response_body": "a", "expected_response_text": "b"}, CACHED],
        [{**STORE, "response_status": [404, "Not Found"], "expected_status": 200}],
    ],
    ids=["a step", "a part of a step", "content", "status"],
)
def test_set_up(steps: list[dict[str, Any]]) -> None:
    """What goes wrong on the way to the question is told apart from an answer that is wrong."""
    assert run({"id": "own", "requests": steps}, forgetful, browser=True).wrong.startswith("SetUpError")


def test_no_answer() -> None:
    """A client that is left without an answer has not the one that it expects."""
    steps = [{"disconnect": True, "expected_status": None}]

    assert (
        "FailedError: request 1 has no answer" == run({"id": "own", "requests": steps}, forgetful, browser=True).wrong
    )


def test_changed() -> None:
    """What the server sent has to arrive; a cache that changes it is not asked the question."""

    def changing(origin: Send, clock: Callable[[], int]) -> Send:  # noqa: ARG001
        return lambda request: [
            Response(each.status, {**dict(each.headers.items()), "A": "2"}, each.content) for each in origin(request)
        ]

    test = {"id": "own", "requests": [step("A: 1")]}

    assert "SetUpError: response 1 has A: 2, not 1" == run(test, changing, browser=True).wrong


def test_repeated() -> None:
    """A request that the origin server gets twice is no way to the answer."""
    test = {"id": "own", "requests": [STORE, NOT_CACHED]}

    def twice(origin: Send, clock: Callable[[], int]) -> Send:  # noqa: ARG001
        return lambda request: [*origin(request), *origin(request)][1:]

    assert "SetUpError: request 1 was repeated" == run(test, twice, browser=True).wrong


def test_pause() -> None:
    """Time passes while the server thinks, and after a step that says so; nobody waits for it."""
    slow = {**STORE, "response_pause": 5}
    times: list[int] = []

    def watched(origin: Send, clock: Callable[[], int]) -> Send:
        def send(request: Request) -> Sequence[Response]:
            times.append(clock())
            return origin(request)

        return send

    run({"id": "own", "requests": [slow, slow, slow]}, watched, browser=True)

    assert [0, 8, 16] == [time - times[0] for time in times]


def test_kinds() -> None:
    """Each cache gets the tests that are for it, and they are counted by kind."""
    tests = [
        {"id": "all", "requests": [STORE, CACHED]},
        {"id": "browsers", "browser_only": True, "kind": "optimal", "requests": [STORE, NOT_CACHED]},
        {"id": "others", "browser_skip": True, "kind": "check", "requests": [STORE, CACHED]},
        {"id": "networks", "cdn_only": True, "kind": "optimal", "requests": [STORE, CACHED]},
    ]

    assert {"required": "1/1", "optimal": "1/1", "check": "1/1"} == counts(
        played([{"tests": tests}], shared, browser=False)
    )
    assert {"required": "1/1", "optimal": "0/1", "check": "0/0"} == counts(
        played([{"tests": tests}], private, browser=True)
    )
