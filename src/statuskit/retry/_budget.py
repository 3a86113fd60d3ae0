"""How many repeats a client may add to what it sends, over a window of time."""

from __future__ import annotations

import math
import sys
from collections import deque
from threading import Lock
from typing import TYPE_CHECKING, Final, final

from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.fields._dates import moment

if TYPE_CHECKING:
    from statuskit.fields import Time

__all__ = ["RetryBudget"]


# The window is counted in so many parts, so that a busy client remembers no more than an idle one.
_PARTS: Final = 100
_LEAST: Final = 1e-3  # a window of less than a millisecond counts nothing


class _Tally:
    """How often something happened within a window. A clock that goes back a little stands still; a lot starts anew."""

    __slots__ = ("_part", "_parts", "_total")

    def __init__(self, window: float) -> None:
        self._part = window / _PARTS
        self._parts: deque[list[float]] = deque()
        self._total = 0

    def add(self, now: float) -> None:
        self.count(now)
        part = self._parts[-1][0] if self._parts else -math.inf
        place = max(now // self._part, part)
        if place > part:
            self._parts.append([place, 0])
        self._parts[-1][1] += 1
        self._total += 1

    def count(self, now: float) -> int:
        if self._parts and self._parts[-1][0] > now // self._part + _PARTS:
            self._parts.clear()
            self._total = 0
        while self._parts and self._parts[0][0] <= now // self._part - _PARTS:
            self._total -= int(self._parts.popleft()[1])
        return self._total


@final
class RetryBudget:
    """
    A share of the requests, and some a second besides, that repeats may add.

    So a service that fails is not buried under repeats: with a ratio of 0.2 they are at most a fifth of the load, and
    `min_per_second` lets a client that sends little repeat at all. Both zero is an empty budget. It has a lock, so
    threads may share one, and never waits, so an event loop may use it. Times come from the caller. A copy of what has
    a budget shares it; another process, to which it is pickled, has one of its own.

    Raises:
        InvalidRetryError: a ValueError: for what is below zero or not finite, and for a window of zero.

    >>> from statuskit.retry import RetryBudget
    >>> budget = RetryBudget(ratio=0.5, min_per_second=0)
    >>> for second in range(4):
    ...     budget.deposit(second)
    >>> [budget.withdraw(4.0) for _ in range(3)]
    [True, True, False]
    """

    __slots__ = ("_deposits", "_lock", "_withdrawals", "min_per_second", "ratio", "window")

    def __init__(self, ratio: float = 0.2, min_per_second: float = 10, window: float = 10) -> None:
        for name, value in (("ratio", ratio), ("min_per_second", min_per_second), ("window", window)):
            if (
                type(value) not in {int, float}
                or not 0 <= value <= sys.float_info.max
                or (name == "window" and value < _LEAST)
            ):
                msg = f"not a {name} of a budget: {quoted(value)}; accepted: a number from 0 up, and a window above 0"
                raise InvalidRetryError(msg)
        self.ratio: float = ratio
        self.min_per_second: float = min_per_second
        self.window: float = window
        self._deposits = _Tally(window)
        self._withdrawals = _Tally(window)
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"RetryBudget(ratio={self.ratio}, min_per_second={self.min_per_second}, window={self.window})"

    def __copy__(self) -> RetryBudget:
        return self

    def __deepcopy__(self, _: object) -> RetryBudget:
        return self

    def __reduce__(self) -> tuple[type[RetryBudget], tuple[float, float, float]]:
        return RetryBudget, (self.ratio, self.min_per_second, self.window)

    def deposit(self, now: Time) -> None:
        """
        Count a request that is no repeat.

        Args:
            now: when it was sent: seconds since the epoch, or an aware datetime.

        >>> from statuskit.retry import RetryBudget
        >>> budget = RetryBudget(ratio=0.5, min_per_second=0)
        >>> budget.deposit(0.0)
        >>> budget.balance(0.0)
        0.5
        """
        with self._lock:
            self._deposits.add(moment(now))

    def withdraw(self, now: Time) -> bool:
        """
        Take one repeat, if there is one left.

        Args:
            now: when it would be sent: seconds since the epoch, or an aware datetime.

        >>> from statuskit.retry import RetryBudget
        >>> budget = RetryBudget(ratio=0, min_per_second=1, window=2)
        >>> [budget.withdraw(0.0) for _ in range(3)], budget.withdraw(60.0)
        ([True, True, False], True)
        """
        with self._lock:
            time = moment(now)
            if self._left(time) < 1:
                return False
            self._withdrawals.add(time)
            return True

    def balance(self, now: Time) -> float:
        """
        Return how many repeats are left; not a whole number, where a share is not.

        What has left the window counts no more.

        >>> from statuskit.retry import RetryBudget
        >>> budget = RetryBudget(ratio=0.5, min_per_second=0, window=10)
        >>> budget.deposit(0.0)
        >>> budget.balance(9.0), budget.balance(11.0)
        (0.5, 0.0)
        """
        with self._lock:
            return max(0.0, self._left(moment(now)))  # what was sent may be forgotten before what was repeated

    def _left(self, now: float) -> float:
        earned = self.ratio * self._deposits.count(now) + self.min_per_second * self.window
        return round(earned - self._withdrawals.count(now), 9)  # 0.29 * 100 is 29
