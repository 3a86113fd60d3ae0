"""What is special about tenacity: who decides, what the three share, and what stays tenacity's."""

from __future__ import annotations

import asyncio
import copy
import gc
import io
import logging
import pickle
import threading
import weakref
from typing import TYPE_CHECKING, Any

import anyio
import h2.events
import httpx
import pytest
import requests
import tenacity
import trio

from live.scenarios import FakeTime
from live.server import HANG, RESET, serving
from statuskit.adapters.tenacity import STATISTIC, retry_if_status, status_retrying, stop_status, wait_status
from statuskit.exceptions import InvalidRetryError
from statuskit.retry import Reason, RetryBudget, RetryPolicy

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


def _refused_stream() -> httpx.RemoteProtocolError:
    event = h2.events.StreamReset(stream_id=1, error_code=7)
    return httpx.RemoteProtocolError(event, request=httpx.Request("GET", "http://example.org/"))


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


# --- the whole decision is the predicate's ----------------------------------------------------------------------------


def test_the_last_response_is_returned_as_it_is(server: LiveServer) -> None:
    """With the predicate alone there is no RetryError: tenacity returns the outcome where the predicate says no."""
    server.play(503, 503, 503)
    response = tenacity.Retrying(retry=retry_if_status(), sleep=_no_wait)(httpx.get, server.url)

    assert (503, "answer 3") == (response.status_code, response.text)
    assert 3 == len(server.received)


def test_the_last_error_is_raised_as_it_is(server: LiveServer) -> None:
    """With the predicate alone the error comes without a wrapper, and without reraise=True."""
    server.play(RESET, RESET, RESET)
    with pytest.raises(httpx.ReadError):
        tenacity.Retrying(retry=retry_if_status(), sleep=_no_wait)(httpx.get, server.url)

    assert 3 == len(server.received)


@pytest.mark.parametrize(
    "value",
    [None, 0, 503, "503", {"error": 503}, [], object()],
    ids=["None", "0", "503", "text", "dict", "list", "any"],
)
def test_other_values_are_returned_untouched(value: Any) -> None:
    """What is no response is the function's own affair, and so is a number alone."""
    retrying = _retrying()

    assert value is retrying(lambda: value)
    assert (1, False) == (retrying.statistics["attempt_number"], STATISTIC in retrying.statistics)


@pytest.mark.parametrize("error", [KeyError("mine"), KeyboardInterrupt(), SystemExit(3), GeneratorExit()], ids=repr)
def test_other_errors_are_raised_untouched(error: BaseException) -> None:
    """What is no failure of an exchange is not called again for."""
    retrying = _retrying()
    with pytest.raises(type(error)) as caught:
        retrying(_answering(error))

    assert error is caught.value
    assert 1 == retrying.statistics["attempt_number"]


def test_a_generator_is_not_started() -> None:
    """A function that gives a generator gives it untouched."""
    made = [1, 2]

    def numbers() -> Iterator[int]:
        yield from made

    assert [1, 2] == list(_retrying().wraps(numbers)())


def test_each_attempt_is_decided_on_once() -> None:
    """The three draw on the budget once and tell once, and the wait is the one that was decided."""
    told: list[Decided] = []
    waits: list[float] = []
    chances = iter([0.25, 0.5, 0.75, 1.0])
    budget = RetryBudget(ratio=0, min_per_second=1, window=10)
    clock = FakeTime()
    given = status_retrying(budget=budget, on_decision=told.append, rng=lambda: next(chances), clock=clock)
    retrying = tenacity.Retrying(**given, sleep=waits.append)

    assert 503 == retrying(_answering(_response(503))).status_code
    assert [0.125, 0.5] == waits == [decided.decision.delay for decided in told[:2]]
    assert 3 == len(told)
    assert 8 == budget.balance(clock.now)


def test_asked_twice_the_predicate_answers_once() -> None:
    """Who asks about the same attempt again gets the same answer, and the budget is not asked."""
    budget = RetryBudget(ratio=0, min_per_second=0.1, window=10)
    predicate = retry_if_status(budget=budget)
    state = _state(_response(503))

    assert [True, True] == [predicate(state), predicate(state)]
    assert False is predicate(_state(_response(503)))


def test_options_given_one_by_one_share_the_decision() -> None:
    """Equal options make one call, however they are given."""
    budget = RetryBudget(ratio=1, min_per_second=0)
    clock = FakeTime()
    options: dict[str, Any] = {"budget": budget, "clock": clock, "rng": lambda: 1.0}
    retrying = tenacity.Retrying(
        retry=retry_if_status(**options), wait=wait_status(**options), stop=stop_status(**options), sleep=_no_wait
    )

    assert 200 == retrying(_answering(_response(503), _response(200))).status_code
    assert 0 == budget.balance(clock.now)


def test_a_budget_hears_of_calls_that_succeed() -> None:
    """Each call is one original request, whatever it came to; so the share is one of the whole load."""
    budget = RetryBudget(ratio=0.5, min_per_second=0)
    clock = FakeTime()
    retrying = _retrying(budget=budget, clock=clock)
    for answer in (_response(200), {"parsed": True}, _response(503), _response(404)):
        retrying(_answering(answer))

    # Four calls earn two, and the 503 took one at its second attempt, and the other.
    assert 0.5 * 4 - 1 == budget.balance(clock.now)


def test_nothing_is_left_when_a_call_is_over() -> None:
    """What is remembered belongs to the call, and goes with it."""
    predicate = retry_if_status()
    before = dict(vars(predicate))
    states: list[weakref.ref[Any]] = []
    retrying = tenacity.Retrying(
        retry=predicate, sleep=_no_wait, before_sleep=lambda state: states.append(weakref.ref(state))
    )
    retrying(_answering(_response(503)))
    gc.collect()

    assert before == vars(predicate)
    assert [None, None] == [state() for state in states]


def test_options_are_checked() -> None:
    """What cannot be is refused when the predicate is made, and so is a sleep, which is tenacity's."""
    for options in ({"sleep": _no_wait}, {"method": 5}, {"body": "none"}, {"idempotent": 1}, {"within": -1}):
        for make in (retry_if_status, wait_status, stop_status, status_retrying):
            with pytest.raises(InvalidRetryError):
                make(**options)


# --- how often, how long, until when ----------------------------------------------------------------------------------


def test_time_before_the_first_outcome_counts() -> None:
    """`within` begins when tenacity began, by its own clock."""
    predicate = retry_if_status(within=5, rng=lambda: 1.0)
    early, late = _state(_response(503)), _state(_response(503))
    late.start_time -= 4.9

    assert [True, False] == [predicate(early), predicate(late)]


def test_time_that_is_over_is_over() -> None:
    """A call that took longer than `within` is not repeated, and nothing fails for that."""
    state = _state(_response(503))
    state.start_time -= 60

    assert False is retry_if_status(within=5)(state)
    assert Reason.DEADLINE is state.retry_object.statistics[STATISTIC][-1].decision.reason


def test_what_was_not_processed_does_not_count() -> None:
    """A refused stream is no attempt, so three others may follow it."""
    refused = _refused_stream()
    retrying = _retrying()

    assert 200 == retrying(_answering(refused, _response(503), _response(503), _response(200))).status_code
    assert [1, 1, 2, 3] == [decided.attempt.number for decided in retrying.statistics[STATISTIC]]


def test_what_was_never_processed_ends() -> None:
    """A server that refuses every stream is not asked for ever, since nothing is waited between."""
    refused = _refused_stream()
    retrying = _retrying()
    with pytest.raises(httpx.RemoteProtocolError):
        retrying(_answering(refused))

    assert (4, Reason.ATTEMPTS) == (retrying.statistics["attempt_number"], _reason(retrying))


def test_the_attempts_that_another_predicate_wanted_count() -> None:
    """The number is tenacity's, so what was called again for another reason is an attempt all the same."""
    predicate = tenacity.retry_if_exception_type(KeyError) | retry_if_status()
    retrying = tenacity.Retrying(retry=predicate, sleep=_no_wait)

    assert 503 == retrying(_answering(KeyError(), KeyError(), _response(503))).status_code
    assert [3] == [decided.attempt.number for decided in retrying.statistics[STATISTIC]]


def test_both_may_have_to_agree() -> None:
    """With & the other predicate can only take away."""
    never = retry_if_status() & tenacity.retry_if_result(lambda response: "again" in response.text)
    retrying = tenacity.Retrying(retry=never, sleep=_no_wait)

    assert 503 == retrying(_answering(_response(503))).status_code
    assert 1 == retrying.statistics["attempt_number"]


# --- what stays tenacity's --------------------------------------------------------------------------------------------


def test_its_hooks_and_statistics_go_on(server: LiveServer) -> None:
    """before_sleep, after and the statistics see what they always see."""
    server.play(503)
    slept: list[tuple[int, float]] = []
    after: list[int] = []

    @tenacity.retry(
        **status_retrying(rng=lambda: 1.0),
        sleep=_no_wait,
        before_sleep=lambda state: slept.append((state.outcome.result().status_code, state.next_action.sleep)),
        after=lambda state: after.append(state.attempt_number),
    )
    def call() -> httpx.Response:
        return httpx.get(server.url)

    assert 200 == call().status_code
    assert ([(503, 0.5)], [1]) == (slept, after)
    assert (2, 0.5) == (call.statistics["attempt_number"], call.statistics["idle_for"])
    assert ["503", "200"] == [str(decided.outcome) for decided in call.statistics[STATISTIC]]


def test_another_stop_ends_in_its_own_way() -> None:
    """With a stop of tenacity's, what was wanted and not allowed is a RetryError, or the error with reraise=True."""
    stop = tenacity.stop_after_attempt(1)
    given = {**status_retrying(method="GET"), "stop": stop}
    with pytest.raises(tenacity.RetryError) as caught:
        tenacity.Retrying(**given)(_answering(_response(503)))
    with pytest.raises(ConnectionResetError):
        tenacity.Retrying(**given, reraise=True)(_answering(ConnectionResetError()))

    assert 503 == caught.value.last_attempt.result().status_code


def test_a_block_is_repeated() -> None:
    """`for attempt in Retrying(...)` goes on, by the errors of the block or the result that is set."""
    errors = iter([_response(503), _response(200)])
    numbers = []
    for attempt in _retrying(method="GET"):
        with attempt:
            numbers.append(attempt.retry_state.attempt_number)
            next(errors).raise_for_status()
    answers = iter([_response(503), _response(200)])
    for attempt in _retrying():
        with attempt:
            response = next(answers)
        attempt.retry_state.set_result(response)

    assert ([1, 2], 200) == (numbers, response.status_code)


def test_an_asynchronous_block_is_repeated() -> None:
    """So does `async for`."""
    answers = iter([_response(503), _response(200)])

    async def run() -> list[int]:
        numbers = []
        async for attempt in tenacity.AsyncRetrying(**status_retrying(), sleep=_no_wait_async):
            with attempt:
                numbers.append(attempt.retry_state.attempt_number)
                next(answers).raise_for_status()
        return numbers

    assert [1, 2] == asyncio.run(run())


def test_asynchronous_predicates_combine() -> None:
    """It stands beside an asynchronous predicate of tenacity's."""

    async def is_gone(response: httpx.Response) -> bool:
        return response.status_code == 404

    either = tenacity.asyncio.retry_if_result(is_gone) | retry_if_status()
    answers = iter([_response(404), _response(503), _response(200)])

    async def call() -> httpx.Response:
        return next(answers)

    retrying = tenacity.AsyncRetrying(retry=either, sleep=_no_wait_async)

    assert 200 == asyncio.run(retrying(call)).status_code


def test_it_can_be_switched_off_and_changed(server: LiveServer) -> None:
    """enabled=False and retry_with go on."""
    server.play(503, 503)
    off = tenacity.Retrying(**status_retrying(), enabled=False)
    on = tenacity.retry(**status_retrying())(httpx.get)

    assert [503, 200] == [off(httpx.get, server.url).status_code, on.retry_with(sleep=_no_wait)(server.url).status_code]


def test_it_can_be_copied_and_pickled() -> None:
    """As tenacity's own strategies can; the copies decide alike."""
    original = status_retrying(policy=RetryPolicy(max_attempts=2))
    numbers = []
    for made in (pickle.loads(pickle.dumps(original)), copy.deepcopy(original)):  # noqa: S301  made here
        retrying = tenacity.Retrying(**made, sleep=_no_wait)
        retrying(_answering(_response(503)))
        numbers.append((retrying.statistics["attempt_number"], _reason(retrying)))

    assert [(2, Reason.ATTEMPTS)] * 2 == numbers


def test_threads_share_one(server: LiveServer) -> None:
    """Calls at the same time have each their own attempts, delays and deadline."""
    server.play(*[503] * 8)
    call = tenacity.retry(**status_retrying(policy=RetryPolicy(max_attempts=9), budget=RetryBudget()), sleep=_no_wait)(
        httpx.get
    )
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(call(server.url).status_code)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [200] * 8 == answers
    assert 16 == len(server.received)


def test_tasks_share_one_and_wait_at_the_same_time(server: LiveServer) -> None:
    """A wait blocks nobody else in the event loop: none of them ends before all have begun."""
    server.play(*[503] * 5)

    async def run() -> list[int]:
        all_wait = asyncio.Event()
        waiting: list[float] = []

        async def sleep(seconds: float) -> None:
            waiting.append(seconds)
            if len(waiting) == 5:
                all_wait.set()
            await asyncio.wait_for(all_wait.wait(), 5)

        async with httpx.AsyncClient() as client:
            call = tenacity.retry(**status_retrying(), sleep=sleep)(client.get)
            answers = await asyncio.gather(*(call(server.url) for _ in range(5)))
            return [answer.status_code for answer in answers]

    assert [200] * 5 == asyncio.run(run())


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
@pytest.mark.parametrize(
    "script, requests_made", [((HANG,), 1), (((503, {"Retry-After": "60"}),), 1)], ids=["request", "wait"]
)
def test_a_call_can_be_cancelled(run: Any, script: Any, requests_made: int, server: LiveServer) -> None:
    """In mid-request and in mid-wait, and a cancelled request is not sent again."""
    server.play(*script)

    async def main() -> bool:
        async with httpx.AsyncClient() as client:
            call = tenacity.retry(**status_retrying())(client.get)
            with anyio.CancelScope() as scope:
                async with anyio.create_task_group() as group:
                    group.start_soon(call, server.url)
                    while not server.received:  # noqa: ASYNC110  the server is a thread
                        await anyio.sleep(0.005)
                    await anyio.sleep(0.05)
                    scope.cancel()
            return scope.cancelled_caught

    cancelled = run(main) if run is trio.run else run(main())

    assert (True, requests_made) == (cancelled, len(server.received))


# --- what is told -----------------------------------------------------------------------------------------------------


def test_the_log_tells_and_keeps_secrets(caplog: pytest.LogCaptureFixture) -> None:
    """One record a decision, with nothing of URLs, fields or arguments."""
    request = httpx.Request("GET", "http://example.org/?token=SECRET", headers={"Authorization": "SECRET"})
    answer = httpx.Response(503, headers={"Set-Cookie": "SECRET"}, request=request)
    with caplog.at_level(logging.DEBUG, "statuskit.retry"):
        _retrying()(_answering(answer), "SECRET")

    assert ["INFO", "INFO", "WARNING"] == [record.levelname for record in caplog.records]
    assert "GET, attempt 3, 503: no: all attempts are used up (RFC 9110 §9.2.2)" == caplog.messages[-1]
    assert "SECRET" not in caplog.text


def test_what_the_callback_raises_ends_the_call() -> None:
    """The response in hand is closed first."""
    body = io.BytesIO(b"refused")
    response = requests.Response()
    response.status_code, response.raw = 503, body

    def raising(_: Decided) -> None:
        msg = "mine"
        raise KeyError(msg)

    with pytest.raises(KeyError, match="mine"):
        tenacity.Retrying(retry=retry_if_status(on_decision=raising))(_answering(response))
    assert body.closed
