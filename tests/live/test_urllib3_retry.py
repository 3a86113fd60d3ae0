"""StatusRetry: what it does where it sees little, and what it takes."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
import urllib3
from urllib3.exceptions import MaxRetryError, NewConnectionError, UnrewindableBodyError

from live.scenarios import CONTENT, KEY, FakeTime, content_of
from live.server import digest, serving
from statuskit.adapters.urllib3 import StatusPoolManager, StatusRetry
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Body, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer
    from statuskit.adapters.urllib3 import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


ELSEWHERE = {"Location": "/elsewhere"}
PATIENT = RetryPolicy(max_attempts=9)
_REFUSED = NewConnectionError(urllib3.connection.HTTPConnection("127.0.0.1"), "refused")


def _retry(clock: FakeTime | None = None, **options: Any) -> StatusRetry:
    clock = clock or FakeTime()
    return StatusRetry(**{"clock": clock, "sleep": clock.sleep, "rng": lambda: 1.0, **options})


# --- a Retry by itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method, body, expected",
    [
        *((method, None, "idempotent") for method in ("GET", "HEAD", "DELETE", "OPTIONS", "TRACE")),
        *((method, None, "one-shot body") for method in ("PUT", "PROPFIND", "QUERY")),
        *(("PUT", body, "idempotent") for body in (Body.NONE, Body.REPLAYABLE, Body.SEEKABLE)),
        ("PUT", Body.ONE_SHOT, "one-shot body"),
        ("POST", Body.REPLAYABLE, "not idempotent"),
        (None, None, "not idempotent"),
    ],
    ids=str,
)
def test_content_that_is_not_seen_may_be_gone(method: str | None, body: Body | None, expected: str) -> None:
    """Where a method defines content, it is taken to be readable once, unless something else was said."""
    told: list[Decided] = []
    retry = _retry(body=body, on_decision=told.append)
    response = urllib3.HTTPResponse(status=503)
    if expected == "idempotent":
        assert 1 == len(retry.increment(method, "/", response=response).history)
    else:
        with pytest.raises(MaxRetryError, match="too many 503 error responses"):
            retry.increment(method, "/", response=response)
    assert [expected] == [decided.decision.reason.value for decided in told]


def test_what_is_seen_counts_more_than_what_was_said(server: LiveServer) -> None:
    """The content of a request is looked at, whatever was said of content in general."""
    server.play(503)
    with StatusPoolManager(retries=_retry(body=Body.REPLAYABLE)) as http:
        assert 503 == http.request("PUT", server.url, body=content_of("generator")).status


def test_a_pool_can_be_shown_a_request_as_well(server: LiveServer) -> None:
    """for_request() is for those who use a pool without a manager; redirects go on there."""
    server.play(503, (302, ELSEWHERE), 503)
    with urllib3.HTTPConnectionPool("127.0.0.1", server.server_port) as pool:
        retries = _retry().for_request("POST", KEY, b"order")
        response = pool.urlopen("POST", "/", body=b"order", headers=KEY, retries=retries)
    assert (503, ["POST", "POST", "POST"]) == (response.status, server.methods)


def test_a_file_that_is_not_seen_is_rewound_by_urllib3(server: LiveServer) -> None:
    """It is sent whole again where it was said to be a file."""
    server.play(503)
    with urllib3.PoolManager(retries=_retry(body=Body.SEEKABLE)) as http:
        assert 200 == http.request("PUT", server.url, body=content_of("file")).status
    assert [digest(CONTENT)] * 2 == [request.digest for request in server.received]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("way", ["told", "shown"])
def test_a_redirect_of_what_can_be_read_once_is_not_followed(
    server: LiveServer, status: int, way: str, *, at_once: bool
) -> None:
    """Where it is known, nothing is sent empty, and no connection stays in use."""
    server.play((status, ELSEWHERE))
    content = content_of("generator")
    retries = _retry(body=Body.ONE_SHOT) if way == "told" else _retry().for_request("PUT", (), content)
    with urllib3.HTTPConnectionPool("127.0.0.1", server.server_port, maxsize=1, block=True) as pool:
        with pytest.raises(UnrewindableBodyError, match="redirect") as caught:
            pool.request("PUT", "/", body=content, preload_content=at_once, retries=retries)
        assert [digest(CONTENT)] == [request.digest for request in server.received]
        assert 200 == pool.request("GET", "/", pool_timeout=5, retries=_retry()).status
        assert caught.value.args


def test_a_redirect_that_drops_the_content_is_followed(server: LiveServer) -> None:
    """What goes on as a GET needs none of what is gone."""
    server.play((303, ELSEWHERE))
    with urllib3.PoolManager(retries=_retry(body=Body.ONE_SHOT)) as http:
        assert 200 == http.request("PUT", server.url, body=content_of("generator")).status
    assert ["PUT", "GET"] == server.methods


def test_content_is_watched_where_it_was_shown() -> None:
    """What can be read once is given to urllib3 behind something that notes it; there may be nothing to watch."""
    content = content_of("generator")
    assert content is not _retry().for_request("PUT", body=content).watched()
    assert None is _retry().watched()
    assert None is _retry().increment("GET", "/", error=_REFUSED).watched()


# --- settings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("total", "connect", "read", "status", "other"),
        *("allowed_methods", "status_forcelist", "backoff_factor", "backoff_max", "backoff_jitter"),
        *("respect_retry_after_header", "retry_after_max", "raise_on_status"),
    ],
)
def test_what_the_policy_has_is_refused(name: str) -> None:
    """Arguments of urllib3 that a policy has are refused, and what to say in their place is said."""
    given: dict[str, Any] = {name: 1}
    for make in (StatusRetry, _retry().new, StatusPoolManager(policy=PATIENT).connection_pool_kw["retries"].new):
        with pytest.raises(InvalidRetryError, match=f"not accepted by a StatusRetry: {name}; accepted in its place: "):
            make(**given)


@pytest.mark.parametrize(
    "make, options, message",
    [
        (StatusPoolManager, {"retries": 3}, "not accepted as retries: 3"),
        (StatusPoolManager, {"retries": False}, "not accepted as retries: False"),
        (StatusPoolManager, {"retries": _retry(), "within": 5, "policy": PATIENT}, "beside retries: policy, within;"),
        (StatusPoolManager, {"within": -1}, "not accepted as within"),
        (StatusRetry, {"within": -1}, "not accepted as within"),
        (StatusRetry, {"body": "bytes"}, "not accepted as body"),
    ],
    ids=str,
)
def test_settings_are_checked_at_once(make: Any, options: Any, message: str) -> None:
    """What cannot be is refused where it is said, and not at the first failure."""
    with pytest.raises(InvalidRetryError, match=message):
        make(**options)


def test_a_request_may_have_retries_of_its_own(server: LiveServer) -> None:
    """A StatusRetry is shown the request, too; urllib3's own decide as they do."""
    with StatusPoolManager(retries=_retry()) as http:
        for own, expected, count in [
            (_retry(policy=RetryPolicy(max_attempts=2)), 503, 2),
            (False, 503, 1),
            (None, 200, 3),
        ]:
            server.play(503, 503)
            assert expected == http.request("POST", server.url, body=b"order", headers=KEY, retries=own).status
            assert count == len(server.received)


def test_settings_survive_copies() -> None:
    """new(), copy and pickle keep the settings; what belongs to one request stays with it."""
    retry = StatusRetry(
        body=Body.REPLAYABLE, policy=PATIENT, within=60, redirect=4, remove_headers_on_redirect=["X-Secret"]
    )
    begun = retry.for_request("PUT", KEY, content_of("generator")).increment("PUT", "/", error=_REFUSED)
    assert "StatusRetry(attempt=2, max_attempts=9, redirect=4)" == repr(begun.new())
    for again in (copy.copy(begun), pickle.loads(pickle.dumps(begun.new(history=())))):  # noqa: S301  our own
        assert "StatusRetry(attempt=1, max_attempts=9, redirect=4)" == repr(again)
        assert (Body.REPLAYABLE, 60) == (again.new().body, again._settings.within)
        assert frozenset({"x-secret"}) == again.remove_headers_on_redirect
        assert again._settings.clock is begun._settings.clock


def test_redirects_are_followed_by_urllib3(server: LiveServer) -> None:
    """What is not seen is followed at once, with what was said of its content, and with attempts of its own."""
    server.play(503, 503, (307, ELSEWHERE), 503, 503, 200)
    told: list[Decided] = []
    with urllib3.PoolManager(retries=_retry(body=Body.REPLAYABLE, on_decision=told.append)) as http:
        assert 200 == http.request("PUT", server.url, body=CONTENT).status
    assert [503, 503, 503, 503, 200] == [each.outcome for each in told]
    assert ["/"] * 3 + ["/elsewhere"] * 3 == [request.path for request in server.received]


def test_what_was_not_seen_may_be_seen_later() -> None:
    """A request may be shown after a redirect that was not; there is nothing to rewind, and nothing to wait for yet."""
    clock = FakeTime()
    begun = _retry(clock).increment("GET", "/", response=urllib3.HTTPResponse(status=503))
    redirect = urllib3.HTTPResponse(status=302, headers=ELSEWHERE)
    shown = begun.increment("GET", "/", response=redirect).for_request("GET")
    shown.sleep()
    assert ([503], [], 0.0) == ([each.outcome for each in shown.decided], clock.waits, shown.get_backoff_time())
    assert [("/", 503), ("/", 302)] == [(past.url, past.status) for past in shown.history]


def test_a_manager_is_made_as_urllib3_makes_one(server: LiveServer) -> None:
    """It has the pools and the fields that it is given, and these are seen as those of each request."""
    server.play(503)
    with StatusPoolManager(2, KEY, retries=_retry(), maxsize=3) as http:
        assert 200 == http.request("POST", server.url, body=b"order").status
        assert (2, 3) == (http.pools._maxsize, http.connection_from_url(server.url).pool.maxsize)
