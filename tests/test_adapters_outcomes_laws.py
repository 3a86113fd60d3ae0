"""Whatever an exception or an object does or holds, it is judged, and nothing raises."""

from __future__ import annotations

import urllib.error
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import MagicMock, Mock

import httpx
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from statuskit.adapters._outcomes import Outcome, body_of, failure_of, outcome_of
from statuskit.retry import Body, Failure

if TYPE_CHECKING:
    from collections.abc import Callable


class _Nasty(Exception):  # noqa: N818
    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":  # which the tools of tests ask for
            return _Nasty
        raise RuntimeError(name)

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


class _NastyType(type):
    def __getattribute__(cls, name: str) -> Any:
        raise RuntimeError(name)


class _NastyConnectError(httpx.ConnectError):
    def __getattr__(self, name: str) -> Any:
        raise MemoryError(name)


class _ArgsOfItsOwn(requests.ConnectionError):
    args = ConnectionRefusedError()  # type: ignore[assignment]


def _chain(length: int) -> BaseException:
    """Wrap a refused connection so many times."""
    error: BaseException = ConnectionRefusedError()
    for _ in range(length):
        error = requests.ConnectionError(error)
    return error


def _circle() -> BaseException:
    error = requests.ConnectionError()
    error.__cause__ = requests.ConnectionError(error)
    return error


@pytest.mark.parametrize(
    "make, failure",
    [
        pytest.param(_Nasty, None, id="all its attributes raise"),
        pytest.param(lambda: _NastyConnectError(""), Failure.CONNECT_REFUSED, id="a known class, some of them"),
        pytest.param(lambda: requests.ConnectionError(_Nasty()), Failure.RESET, id="what is wrapped"),
        pytest.param(
            lambda: requests.ConnectionError(_Nasty(), _NastyConnectError("")), Failure.CONNECT_REFUSED, id="the first"
        ),
        pytest.param(_ArgsOfItsOwn, Failure.RESET, id="what stands for its arguments"),
        pytest.param(_circle, Failure.RESET, id="a circle"),
        pytest.param(lambda: _chain(15), Failure.CONNECT_REFUSED, id="sixteen"),
        pytest.param(lambda: _chain(16), Failure.RESET, id="too many"),
        pytest.param(lambda: _chain(5_000), Failure.RESET, id="far too many"),
    ],
)
def test_exceptions_that_misbehave(make: Callable[[], BaseException], failure: Failure | None) -> None:
    """Attributes that raise, circles, and chains without end: what is not known is left out."""
    assert failure is failure_of(make())


def test_circles_without_a_failure() -> None:
    """The search for the status at which urllib3 gave up comes to an end, too."""
    error = requests.exceptions.RetryError()
    error.__cause__ = requests.exceptions.RetryError(error)

    assert outcome_of(error) is None


def test_a_type_that_misbehaves() -> None:
    """Not even a class may say no to a question."""
    kind: Any = _NastyType("Nasty", (ConnectionRefusedError,), {})
    error = kind()

    assert failure_of(error) is None
    assert outcome_of(error) is None
    assert Body.ONE_SHOT is body_of(error)


MAKERS: Final[dict[str, Callable[[], object]]] = {
    "an object": object,
    "a nasty one": _Nasty,
    "a mock": Mock,
    "a magic mock": MagicMock,
    "a failure": ConnectionRefusedError,
    "a wrapper": lambda: httpx.ReadError(""),
    "an iterator": lambda: iter(()),
}
ANY_OBJECT: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.sampled_from(sorted(MAKERS)).map(lambda name: MAKERS[name]()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)
KINDS: Final = st.sampled_from(
    [ValueError, OSError, requests.ConnectionError, httpx.ConnectError, httpx.ProtocolError, urllib.error.URLError]
)


@given(
    kind=KINDS,
    args=st.lists(ANY_OBJECT, max_size=3),
    attributes=st.dictionaries(
        st.sampled_from(["reason", "response", "request", "request_info", "status", "status_code", "history"]),
        ANY_OBJECT,
    ),
)
def test_no_exception_makes_it_raise(kind: type[Exception], args: list[Any], attributes: dict[str, Any]) -> None:
    """Whatever an exception holds, the answer is a failure, an outcome or None."""
    error: Any = kind.__new__(type("Sub", (kind,), {}))
    error.args = tuple(args)
    vars(error).update(attributes)
    failure, outcome = failure_of(error), outcome_of(error)

    assert failure is None or (outcome is not None and failure is outcome.what)
    assert outcome is None or type(outcome.what) in {int, Failure}


@given(ANY_OBJECT)
def test_no_object_makes_it_raise(obj: object) -> None:
    """Whatever it is, it is content of some kind, and an outcome or none."""
    outcome = outcome_of(obj)

    assert outcome is None or type(outcome) is Outcome
    assert type(body_of(obj)) is Body
