"""How tenacity's three parts decide: what the wait and the stop do by themselves, and whose method counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
import tenacity

from live.scenarios import FakeTime
from live.server import RESET, serving
from statuskit import HTTP
from statuskit.adapters.tenacity import STATISTIC, retry_if_status, status_retrying, stop_status, wait_status
from statuskit.exceptions import InvalidArgumentError
from statuskit.retry import Body, Change, Failure, Reason, RetryBudget, RetryPolicy, retry_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.server import LiveServer
    from statuskit.adapters.tenacity import Decided


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _no_wait(_: float) -> None:
    """Wait for nothing."""


async def _no_wait_async(_: float) -> None:
    """Wait for nothing."""


def _response(status: int, method: str = "GET", headers: Any = ()) -> httpx.Response:
    return httpx.Response(status, headers=headers, request=httpx.Request(method, "http://example.org/"))


def _answering(*answers: Any) -> Callable[..., Any]:
    """Return a function that returns or raises one after the other, and the last one for ever."""
    left = list(answers)

    def call(*_: Any, **__: Any) -> Any:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return call


def _retrying(**options: Any) -> tenacity.Retrying:
    return tenacity.Retrying(**status_retrying(rng=lambda: 1.0, **options), sleep=_no_wait)


def _reason(retrying: tenacity.Retrying) -> Reason:
    decided: tuple[Decided, ...] = retrying.statistics[STATISTIC]
    return decided[-1].decision.reason


def _state(answer: Any, number: int = 1, **kwargs: Any) -> tenacity.RetryCallState:
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), kwargs)
    state.attempt_number = number
    state.set_result(answer)
    return state


# --- wait_status and stop_status by themselves ------------------------------------------------------------------------


def test_a_wait_is_the_one_that_was_decided_on() -> None:
    """Options of its own do not count where the predicate decided: its deadline was for that delay."""
    waits: list[float] = []
    retrying = tenacity.Retrying(
        retry=retry_if_status(rng=lambda: 0.5), wait=wait_status(policy=RetryPolicy(base=30)), sleep=waits.append
    )
    retrying(_answering(_response(503), _response(200)))

    assert [0.25] == waits


@pytest.mark.parametrize(
    "headers, waited",
    [
        ({}, 1.0),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "3600"}, 120.0),
        ({"Retry-After": "9" * 5000}, 120.0),
        ({"Retry-After": "nan"}, 1.0),
        ({"Retry-After": "7", "X-Should-Retry": "false"}, 1.0),
    ],
    ids=["none", "7 s", "an hour", "5,000 digits", "nan", "the server says no"],
)
def test_a_wait_for_another_predicate(headers: Any, waited: float) -> None:
    """Where somebody else wants the repeat, the wait is the policy's, or what the server asks up to the cap."""
    wait = wait_status(rng=lambda: 1.0)

    assert waited == wait(_state(_response(404, headers=headers), 2))


def test_a_wait_is_of_the_attempt_at_hand() -> None:
    """What was decided on an earlier attempt is over; a KeyError has nothing to do with it."""
    waits: list[float] = []
    predicate = tenacity.retry_if_exception_type(KeyError) | retry_if_status()
    retrying = tenacity.Retrying(retry=predicate, wait=wait_status(rng=lambda: 1.0), sleep=waits.append)
    retrying(_answering(_response(503, headers={"Retry-After": "7"}), KeyError(), _response(200)))

    assert [7.0, 1.0] == waits


def test_a_wait_that_the_server_asked_for_goes_on_as_well() -> None:
    """However often it was asked."""
    assert 60.0 == wait_status()(_state(_response(404, headers={"Retry-After": "60"}), 6))


def test_a_wait_goes_on_when_the_attempts_are_used_up() -> None:
    """To stop is not for the wait to do, and it grows to the policy's longest."""
    wait = wait_status(rng=lambda: 1.0)

    assert [16.0, 30.0, 30.0] == [wait(_state(None, number)) for number in (6, 7, 5000)]


@pytest.mark.parametrize("number, stopped", [(1, False), (2, False), (3, True)])
def test_it_stops_when_the_attempts_are_used_up(number: int, *, stopped: bool) -> None:
    """Whatever came back, and whoever wants more of it."""
    answers = (_response(404), _response(503), _response(200), {"any": "thing"})

    assert {stopped} == {stop_status()(_state(answer, number)) for answer in answers}


@pytest.mark.parametrize("sleep, stopped", [(4.9, False), (5.0, True), (60.0, True)])
def test_it_stops_before_a_wait_beyond_the_deadline(sleep: float, *, stopped: bool) -> None:
    """The wait that was chosen counts, whoever chose it."""
    state = _state(_response(404))
    state.upcoming_sleep = sleep

    assert stopped is stop_status(within=5.0, clock=FakeTime())(state)


def test_it_stops_when_the_budget_is_used_up() -> None:
    """What another predicate repeats is drawn from the budget here."""
    stop = stop_status(budget=RetryBudget(ratio=0, min_per_second=0.2, window=10), clock=FakeTime())

    assert [False, False, True] == [stop(_state(_response(404))) for _ in range(3)]


def test_a_call_is_counted_once() -> None:
    """Predicate and stop see the same call, so it is one original request."""
    budget = RetryBudget(ratio=1, min_per_second=0)
    clock = FakeTime()
    predicate = retry_if_status(budget=budget, clock=clock) | tenacity.retry_if_exception_type(KeyError)
    retrying = tenacity.Retrying(retry=predicate, stop=stop_status(budget=budget, clock=clock), sleep=_no_wait)
    retrying(_answering(KeyError(), _response(200)))

    assert 0 == budget.balance(clock.now)


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "3600"}, {"X-Should-Retry": "false"}], ids=["too long", "the server says no"]
)
def test_it_stops_where_the_server_is_not_to_be_asked(headers: Any) -> None:
    """A longer wait than the policy allows, and a plain no, are no matter of who wants the repeat."""
    assert stop_status()(_state(_response(404, headers=headers)))


def test_rules_of_the_policy_do_not_stop() -> None:
    """It stops for limits; what may be repeated is the predicate's."""
    policy = RetryPolicy(rules={Failure.CONNECT_REFUSED: HTTP.NOT_FOUND.retry_rule})

    assert not retry_decision(Failure.CONNECT_REFUSED, policy=policy)
    assert False is stop_status(policy=policy)(_state(_response(404)))


def test_it_does_not_stop_what_the_predicate_wants() -> None:
    """Where retry_if_status said yes, all limits have been asked; even stricter ones here do not count."""
    retrying = tenacity.Retrying(
        retry=retry_if_status(), stop=stop_status(policy=RetryPolicy(max_attempts=1)), sleep=_no_wait
    )

    assert 200 == retrying(_answering(_response(503), _response(200))).status_code


def test_it_bounds_another_predicate() -> None:
    """A 404 that somebody wants again ends after three attempts, in tenacity's own way."""
    wanted = tenacity.retry_if_result(lambda response: response.status_code == 404)
    retrying = tenacity.Retrying(retry=retry_if_status() | wanted, stop=stop_status(), sleep=_no_wait)
    with pytest.raises(tenacity.RetryError) as caught:
        retrying(_answering(_response(503), _response(404)))

    assert (3, 404) == (caught.value.last_attempt.attempt_number, caught.value.last_attempt.result().status_code)


def test_it_bounds_try_again() -> None:
    """TryAgain goes past the predicate, and ends all the same."""
    retrying = _retrying()
    with pytest.raises(tenacity.RetryError):
        retrying(_answering(tenacity.TryAgain()))

    assert 3 == retrying.statistics["attempt_number"]


@pytest.mark.parametrize("made", [wait_status(), stop_status()], ids=["wait", "stop"])
def test_there_must_have_been_an_attempt(made: Any) -> None:
    """Asked before anything came back, they say so."""
    with pytest.raises(InvalidArgumentError, match=r"^not a state with an outcome: <RetryCallState>; accepted: "):
        made(tenacity.RetryCallState(tenacity.Retrying(), None, (), {}))


# --- the method -------------------------------------------------------------------------------------------------------


def _again(predicate: retry_if_status, error: BaseException) -> bool:
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})
    state.set_exception((type(error), error, None))
    return predicate(state)


@pytest.mark.parametrize(
    "options, again",
    [
        ({}, False),
        ({"method": "GET"}, True),
        ({"method": "POST"}, False),
        ({"method": "get"}, False),
        ({"idempotent": True}, False),
        ({"idempotent": True, "body": Body.NONE}, True),
        ({"method": "GET", "idempotent": False}, False),
        ({"method": "POST", "policy": RetryPolicy(methods={"POST"}), "body": Body.NONE}, True),
        ({"method": "PUT"}, False),
        ({"method": "PUT", "body": Body.REPLAYABLE}, True),
    ],
    ids=str,
)
@pytest.mark.parametrize("error", [ConnectionResetError(), TimeoutError(), aiohttp.ServerDisconnectedError()], ids=repr)
def test_a_method_that_is_not_seen_is_told(error: Exception, options: Any, *, again: bool) -> None:
    """Where the error says nothing of the request, neither method nor content, the caller's word is what counts."""
    assert again is _again(retry_if_status(**options), error)


@pytest.mark.parametrize(
    "seen, told, counted",
    [
        ("GET", "GET", "GET"),
        ("GET", "POST", "POST"),
        ("POST", "GET", "POST"),
        ("POST", "POST", "POST"),
        ("GET", "PUT", "GET"),
    ],
)
def test_of_two_methods_the_one_that_does_more_counts(seen: str, told: str, counted: str) -> None:
    """What is seen may be a redirected request, and what is told may be wrong."""
    state = _state(_response(503, seen))

    assert (counted != "POST") is retry_if_status(method=told)(state)
    assert counted == state.retry_object.statistics[STATISTIC][-1].attempt.method


def test_the_policy_says_which_methods_do_more() -> None:
    """Where it names its own, GET may be the one that must not be done twice."""
    predicate = retry_if_status(method="GET", policy=RetryPolicy(methods={"POST"}))

    assert False is predicate(_state(_response(503, "POST")))


def test_the_fields_of_the_request_are_seen() -> None:
    """An Idempotency-Key makes a POST safe to repeat."""
    request = httpx.Request("POST", "http://example.org/", headers={"Idempotency-Key": "8e03978e"})

    assert True is retry_if_status()(_state(httpx.Response(503, request=request)))


def test_what_came_before_is_known() -> None:
    """Also where another predicate wanted the repeat: the same challenge twice asks for nothing new."""
    wanted = tenacity.retry_if_result(lambda response: response.status_code == 401)
    retrying = tenacity.Retrying(
        retry=retry_if_status() | wanted, stop=tenacity.stop_after_attempt(2), retry_error_callback=str, sleep=_no_wait
    )
    retrying(_answering(_response(401)))

    assert [Change.NEW_CREDENTIALS, None] == [
        decided.decision.repeat_after for decided in retrying.statistics[STATISTIC]
    ]


def test_a_call_that_was_redirected_is_what_it_began_with(server: LiveServer) -> None:
    """A POST that was answered with a redirect would be done again, whatever the GET that followed came to."""
    server.play((303, {"Location": "/created"}), 503)
    response = _retrying()(httpx.post, server.url, follow_redirects=True)

    assert (503, ["POST", "GET"]) == (response.status_code, server.methods)


def test_an_error_of_a_redirected_call_needs_the_method(server: LiveServer) -> None:
    """The error tells of the last request only; told what the function sends, nothing is done twice."""
    server.play((303, {"Location": "/created"}), RESET)
    with pytest.raises(httpx.ReadError):
        _retrying(method="POST")(httpx.post, server.url, follow_redirects=True)

    assert ["POST", "GET"] == server.methods
