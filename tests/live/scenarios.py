"""
What every adapter goes through: how the server behaves, what is sent, and what has to come of it.

Written from spec and RFC, once for all libraries.
What a library cannot do by its design is a `Limit` beside its client.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from live.server import CLOSE, GARBAGE, HANG, RESET, RESET_LATER, SLOW, TRUNCATE
from statuskit.retry import Failure, RetryBudget, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from live.server import Step
    from statuskit.adapters._course import Decided

CONTENT: Final = b"0123456789" * 20_000
SENT_AT = "Fri, 31 Dec 1999 23:59:00 GMT"
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
NOBODY: Final = "nobody listens"

Outcome: TypeAlias = "int | Failure"


class FakeTime:
    """A clock that goes on when somebody waits, and remembers for how long."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.waits.append(seconds)
        self.now += seconds

    async def sleep_async(self, seconds: float) -> None:
        """Wait in an event loop."""
        self.sleep(seconds)


@attrs.frozen(kw_only=True)
class Scenario:
    """
    One of them. `outcome` is the status that the caller gets, or the failure that the error stands for.

    `requests` is how many arrive, `waits` what is waited between them, `body` the kind of content that is sent.
    """

    name: str
    script: tuple[Step, ...] = ()
    method: str = "GET"
    headers: Mapping[str, str] = attrs.Factory(dict)
    body: str = "none"
    nobody: bool = False
    policy: RetryPolicy = attrs.Factory(RetryPolicy)
    options: Mapping[str, Any] = attrs.Factory(dict)
    outcome: Outcome
    requests: int
    waits: tuple[float, ...] = ()
    new_connection: bool = False

    @property
    def patience(self) -> float:
        """How many seconds an answer may take: short only where none is to come, for a machine may be slow."""
        return 0.3 if HANG in self.script else 5

    def options_for(self, clock: FakeTime, *, asynchronous: bool = False) -> dict[str, Any]:
        """Return the options of the adapter."""
        sleep = clock.sleep_async if asynchronous else clock.sleep
        return {"policy": self.policy, "clock": clock, "rng": lambda: 1.0, "sleep": sleep, **self.options}


@attrs.frozen
class Answer:
    """What the caller got: a response's status and content, or the error; and what was decided on the way."""

    status: int | None = None
    content: bytes = b""
    error: BaseException | None = None
    decided: tuple[Decided, ...] = ()


@attrs.frozen
class Limit:
    """Why a library's design makes another outcome of a scenario, and which; no changes where it cannot be tried."""

    reason: str
    changes: Mapping[str, Any] | None = None


@attrs.frozen
class Client:
    """How a library sends the request of a scenario through its adapter."""

    name: str
    send: Callable[[Scenario, str, FakeTime], Answer]
    limits: Mapping[str, Limit] = attrs.Factory(dict)


def content_of(kind: str) -> Any:
    """Return content of a kind; all kinds come to the same octets."""
    return {"none": lambda: None, "bytes": lambda: CONTENT, "file": _file, "generator": _generator, "pipe": _pipe}[
        kind
    ]()


def _file() -> io.BytesIO:
    return io.BytesIO(CONTENT)


def _generator() -> Iterator[bytes]:
    for start in range(0, len(CONTENT), 50_000):
        yield CONTENT[start : start + 50_000]


class _Pipe(io.RawIOBase):
    """What can be read once: a pipe, a socket, a compressor."""

    def __init__(self) -> None:
        self._content = io.BytesIO(CONTENT)

    def readable(self) -> bool:
        """Be a file that is read."""
        return True

    def readinto(self, buffer: Any) -> int:
        return self._content.readinto(buffer)


def _pipe() -> io.BufferedReader:
    return io.BufferedReader(_Pipe())


def _after(seconds: str, status: int = 503, date: str = SENT_AT) -> Step:
    return status, {"Date": date, "Retry-After": seconds}


SCENARIOS: Final = (
    # Nothing to repeat
    Scenario(name="200", outcome=200, requests=1),
    Scenario(name="204", script=(204,), outcome=204, requests=1),
    Scenario(name="404", script=(404,), outcome=404, requests=1),
    Scenario(name="401, and 200 to who would ask again", script=(401,), outcome=401, requests=1),
    Scenario(name="501", script=(501,), outcome=501, requests=1),
    # Statuses, one after the other
    Scenario(name="503, 200", script=(503,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="500, 502, 504", script=(500, 502, 504), outcome=504, requests=3, waits=(0.5, 1.0)),
    Scenario(name="503, 404", script=(503, 404), outcome=404, requests=2, waits=(0.5,)),
    Scenario(name="520, 200", script=(520,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="HEAD", method="HEAD", script=(503,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="one attempt", script=(503,), policy=RetryPolicy(max_attempts=1), outcome=503, requests=1),
    # Methods
    Scenario(name="POST 503", method="POST", body="bytes", script=(503,), outcome=503, requests=1),
    Scenario(name="PATCH 500", method="PATCH", body="bytes", script=(500,), outcome=500, requests=1),
    Scenario(
        name="POST 503 with a key",
        method="POST",
        body="bytes",
        headers=KEY,
        script=(503,),
        outcome=200,
        requests=2,
        waits=(0.5,),
    ),
    Scenario(name="POST 429", method="POST", body="bytes", script=(429,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="POST 409", method="POST", body="bytes", script=(409,), outcome=409, requests=1),
    Scenario(
        name="POST 409 with a key",
        method="POST",
        body="bytes",
        headers=KEY,
        script=(409,),
        outcome=200,
        requests=2,
        waits=(0.5,),
    ),
    Scenario(
        name="DELETE, gone at the second", method="DELETE", script=(503, 404), outcome=404, requests=2, waits=(0.5,)
    ),
    # When
    Scenario(name="Retry-After in seconds", script=(_after("7"),), outcome=200, requests=2, waits=(7.0,)),
    Scenario(
        name="Retry-After, IMF-fixdate",
        script=(_after("Fri, 31 Dec 1999 23:59:09 GMT"),),
        outcome=200,
        requests=2,
        waits=(9.0,),
    ),
    Scenario(
        name="Retry-After, RFC 850 date",
        script=(_after("Friday, 31-Dec-99 23:59:09 GMT"),),
        outcome=200,
        requests=2,
        waits=(9.0,),
    ),
    Scenario(
        name="Retry-After, asctime date",
        script=(_after("Fri Dec 31 23:59:09 1999"),),
        outcome=200,
        requests=2,
        waits=(9.0,),
    ),
    Scenario(name="Retry-After, a past date", script=(_after(SENT_AT),), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="Retry-After, malformed", script=(_after("1m0s"),), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="Retry-After, -5", script=(_after("-5"),), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="Retry-After, an hour", script=(_after("3600"),), outcome=503, requests=1),
    Scenario(name="Retry-After, 5,000 digits", script=(_after("9" * 5000),), outcome=503, requests=1),
    Scenario(
        name="Retry-After, an hour, cut",
        script=(_after("3600"),),
        policy=RetryPolicy(over_cap="clamp"),
        outcome=200,
        requests=2,
        waits=(120.0,),
    ),
    Scenario(
        name="milliseconds",
        script=((429, {"Retry-After-Ms": "1500"}),),
        outcome=200,
        requests=2,
        waits=(1.5,),
    ),
    Scenario(name="past the deadline", script=(_after("7"),), options={"within": 5.0}, outcome=503, requests=1),
    Scenario(
        name="within the deadline",
        script=(503, 503, 503),
        policy=RetryPolicy(max_attempts=9),
        options={"within": 1.6},
        outcome=503,
        requests=3,
        waits=(0.5, 1.0),
    ),
    Scenario(
        name="no budget",
        script=(503,),
        options={"budget": RetryBudget(ratio=0, min_per_second=0)},
        outcome=503,
        requests=1,
    ),
    Scenario(
        name="the server says no",
        script=((503, {"X-Should-Retry": "false"}),),
        outcome=503,
        requests=1,
    ),
    # Conditions
    Scenario(name="421", method="POST", body="bytes", script=(421,), outcome=200, requests=2, new_connection=True),
    Scenario(name="421 twice", method="POST", body="bytes", script=(421, 421), outcome=421, requests=2),
    Scenario(name="425", method="POST", body="bytes", script=(425,), outcome=200, requests=2),
    Scenario(
        name="408",
        method="POST",
        body="bytes",
        script=(408,),
        outcome=200,
        requests=2,
        waits=(0.5,),
        new_connection=True,
    ),
    Scenario(name="408 twice", script=(408, 408), outcome=408, requests=2, waits=(0.5,)),
    Scenario(name="413", method="PUT", body="bytes", script=(413,), outcome=413, requests=1),
    Scenario(
        name="413 with Retry-After",
        method="PUT",
        body="bytes",
        script=(_after("2", 413),),
        outcome=200,
        requests=2,
        waits=(2.0,),
    ),
    # Failures
    Scenario(name="reset", script=(RESET,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="POST reset", method="POST", body="bytes", script=(RESET,), outcome=Failure.RESET, requests=1),
    Scenario(name="closed", script=(CLOSE,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="POST closed", method="POST", body="bytes", script=(CLOSE,), outcome=Failure.CLOSED, requests=1),
    Scenario(name="slow, but in time", script=(SLOW,), outcome=200, requests=1),
    Scenario(name="slow after a 503", script=(503, SLOW), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="no answer in time", script=(HANG,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(
        name="POST no answer in time",
        method="POST",
        body="bytes",
        script=(HANG,),
        outcome=Failure.READ_TIMEOUT,
        requests=1,
    ),
    Scenario(name="resets to the end", script=(RESET,) * 3, outcome=Failure.RESET, requests=3, waits=(0.5, 1.0)),
    Scenario(name="reset, then 503", script=(RESET, 503, 503), outcome=503, requests=3, waits=(0.5, 1.0)),
    Scenario(name="garbage", script=(GARBAGE,), outcome=Failure.PROTOCOL, requests=1),
    Scenario(name="cut short", script=(TRUNCATE,), outcome=Failure.TRUNCATED, requests=1),
    Scenario(name="reset in the content", script=(RESET_LATER,), outcome=Failure.RESET, requests=1),
    Scenario(
        name=NOBODY,
        method="POST",
        body="bytes",
        nobody=True,
        outcome=Failure.CONNECT_REFUSED,
        requests=0,
        waits=(0.5, 1.0),
    ),
    # Content
    Scenario(name="PUT bytes", method="PUT", body="bytes", script=(503,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="PUT a file", method="PUT", body="file", script=(503,), outcome=200, requests=2, waits=(0.5,)),
    Scenario(name="PUT a generator", method="PUT", body="generator", script=(503,), outcome=503, requests=1),
    Scenario(name="PUT a pipe", method="PUT", body="pipe", script=(503,), outcome=503, requests=1),
    Scenario(name="POST a generator, 429", method="POST", body="generator", script=(429,), outcome=429, requests=1),
    Scenario(
        name="PUT a generator, reset",
        method="PUT",
        body="generator",
        script=(RESET,),
        outcome=Failure.RESET,
        requests=1,
    ),
    Scenario(name="PUT a generator, 200", method="PUT", body="generator", outcome=200, requests=1),
    Scenario(
        name="PUT a generator, nobody listens",
        method="PUT",
        body="generator",
        nobody=True,
        outcome=Failure.CONNECT_REFUSED,
        requests=0,
        waits=(0.5, 1.0),
    ),
    # The library's own
    Scenario(
        name="redirect, 503, 200",
        script=((302, {"Location": "/elsewhere"}), 503),
        outcome=200,
        requests=3,
        waits=(0.5,),
    ),
    Scenario(
        name="503, redirect, 200",
        script=(503, (302, {"Location": "/elsewhere"})),
        outcome=200,
        requests=3,
        waits=(0.5,),
    ),
)
