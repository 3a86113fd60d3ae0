"""
urllib3: a Retry that repeats what may be repeated, and a pool manager that shows it each request whole.

    http = StatusPoolManager(policy=RetryPolicy(max_attempts=5))
"""

from __future__ import annotations

import queue
import time
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
from urllib3 import PoolManager
from urllib3.exceptions import MaxRetryError, ResponseError, UnrewindableBodyError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import RequestHistory, Retry

from statuskit.adapters._content import Content
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import body_of, failure_of
from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.fields import parse_retry_after
from statuskit.model import Condition
from statuskit.retry import Attempt, Body, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from types import TracebackType
    from typing import NoReturn

    from typing_extensions import Self, Unpack
    from urllib3.connectionpool import ConnectionPool

    from statuskit.messages import HeadersLike
    from statuskit.retry import RetryDecision

__all__ = ["Decided", "RetryOptions", "StatusPoolManager", "StatusRetry"]

# Nothing that such a request may carry has a meaning (RFC 9110, sections 9.3.1, .2, .5, .6, .7 and .8), so where the
# content is not seen, there is taken to be none.
_WITHOUT_CONTENT: Final = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "TRACE"})
# As many as urllib3's Retry follows, if not told otherwise.
_REDIRECTS: Final = 10
# urllib3 raises MaxRetryError where repeats are used up, and the error itself where it is none to be repeated.
_USED_UP: Final = frozenset({Reason.ATTEMPTS, Reason.BUDGET, Reason.DEADLINE, Reason.WAIT_TOO_LONG})
# What a Retry takes and the policy has, or what stands in for it.
_INSTEAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("total", "connect", "read", "status", "other"), "RetryPolicy(max_attempts=...) and redirect="),
        "allowed_methods": "RetryPolicy(methods=...)",
        "status_forcelist": "RetryPolicy(rules=...)",
        "backoff_factor": "RetryPolicy(base=..., factor=...)",
        "backoff_max": "RetryPolicy(max_delay=...)",
        "backoff_jitter": "RetryPolicy(jitter=...)",
        "respect_retry_after_header": "RetryPolicy(retry_after_cap=...)",
        "retry_after_max": "RetryPolicy(retry_after_cap=..., over_cap=...)",
        "raise_on_status": "the status of the last response, which is returned",
    }
)


@attrs.define
class _Call:
    """A request on its way: what the Retry of each of its attempts shares with the others."""

    course: Course
    history: tuple[RequestHistory, ...]
    # None where the request is not seen.
    content: Content | None = None
    body: object = None
    # Whether is_retry() was asked last. Where it was not, a redirect is being followed.
    asked: bool = False
    decision: RetryDecision | None = None


class StatusRetry(Retry):
    """
    A Retry that does what `retry_decision()` says; put it wherever urllib3 takes one.

    It takes what `RetryOptions` lists, and of urllib3's own arguments those about redirects; the others are in the
    policy. The last response is returned, whatever its status; the last error is raised as urllib3 does it.

    By itself it sees neither the fields nor the content of a request: no Idempotency-Key, no precondition, and content
    that may be gone after the first attempt unless `body` says otherwise. `StatusPoolManager` shows it all of that. One
    of these may be shared by all requests and threads.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be, and for urllib3's that the policy has.

    >>> import urllib3
    >>> from statuskit.adapters.urllib3 import StatusRetry
    >>> with urllib3.PoolManager(retries=StatusRetry(within=30, redirect=3)) as http:
    ...     http.connection_pool_kw["retries"]
    StatusRetry(attempt=1, max_attempts=3, redirect=3)
    """

    def __init__(
        self,
        *,
        body: Body | None = None,
        redirect: bool | int | None = None,
        raise_on_redirect: bool = True,
        remove_headers_on_redirect: Collection[str] = Retry.DEFAULT_REMOVE_HEADERS_ON_REDIRECT,
        history: tuple[RequestHistory, ...] | None = None,
        _call: _Call | None = None,
        _before: _Call | None = None,
        _earlier: tuple[Decided, ...] = (),
        **options: Unpack[RetryOptions],
    ) -> None:
        refused = next((name for name in options if name in _INSTEAD), None)
        if refused is not None:
            msg = f"not accepted by a StatusRetry: {refused}; accepted in its place: {_INSTEAD[refused]}"
            raise InvalidRetryError(msg)
        Attempt(body=Body.NONE if body is None else body)  # which refuses what is none
        super().__init__(
            total=None,
            redirect=_REDIRECTS if redirect is None or redirect is True else redirect,
            allowed_methods=None,
            raise_on_redirect=raise_on_redirect,
            raise_on_status=False,
            history=history,
            remove_headers_on_redirect=remove_headers_on_redirect,
        )
        self.body = body
        self._options = options
        self._settings = Settings(**options)
        self._call = _call
        self._before = _before  # the request whose redirect led here
        self._earlier = _earlier

    def __repr__(self) -> str:
        number = 1 if self._call is None else self._call.course.attempt.number
        most = self._settings.policy.max_attempts
        return f"{type(self).__name__}(attempt={number}, max_attempts={most}, redirect={self.redirect})"

    def __getstate__(self) -> dict[str, Any]:  # Any: the attributes
        return {name: value for name, value in vars(self).items() if name not in {"_settings", "_call", "_before"}}

    def __setstate__(self, state: dict[str, Any]) -> None:  # Any: the attributes
        vars(self).update(state, _settings=Settings(**state["_options"]), _call=None, _before=None)

    @property
    def decided(self) -> tuple[Decided, ...]:
        """
        What was decided on this request, redirects included, after each attempt: `response.retries.decided`.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry().decided
        ()
        """
        return self._earlier + (() if self._call is None else self._call.course.history)

    def new(self, **kw: Any) -> Self:  # Any: as in Retry
        """
        Return one like this, with some arguments changed.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry(within=5).new(redirect=2).redirect
        2
        """
        params: dict[str, Any] = {  # Any: the arguments of __init__
            "body": self.body,
            "redirect": self.redirect,
            "raise_on_redirect": self.raise_on_redirect,
            "remove_headers_on_redirect": self.remove_headers_on_redirect,
            "history": self.history,
            "_call": self._call,
            "_earlier": self._earlier,
            **self._options,
            # Retry passes on all that it counts; None is no limit.
            **{name: value for name, value in kw.items() if value is not None or name not in _INSTEAD},
        }
        return type(self)(**params)

    def for_request(self, method: str, headers: HeadersLike = (), body: object = None) -> Self:
        """
        Return one that knows the request, and so decides on its fields and its content as well.

        It is for one request, from its start to a redirect. `StatusPoolManager` makes one for each, and another one
        for what a redirect leads to: its content is rewound then.

        Raises:
            UnrewindableBodyError: as urllib3 does: for content that a redirect asks for again, and that is gone.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> retry = StatusRetry().for_request("POST", {"Idempotency-Key": "8e03978e"}, b"order")
        >>> retry
        StatusRetry(attempt=1, max_attempts=3, redirect=10)
        """
        before = self._before
        if before and before.content and before.body is body and not before.content.rewind():
            msg = "the content of the request cannot be sent again, so the redirect is not followed"
            raise UnrewindableBodyError(msg)
        content = Content(body)
        call = _Call(Course(self._settings, method, headers, content), self.history, content, body)
        return self.new(_call=call, _earlier=self.decided)

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:  # noqa: ARG002, FBT001, FBT002  as in Retry
        """
        Return True: it is `increment()` that sees the response and decides.

        Redirects are urllib3's to follow. Where `for_request()` was called, they are decided on before that.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry().is_retry("GET", 404), StatusRetry().is_retry("GET", 302)
        (True, False)
        """
        if self._call is None or self._call.content is None:
            return status_code not in BaseHTTPResponse.REDIRECT_STATUSES
        self._call.asked = True
        return True

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """
        Return the Retry of the next attempt, or of what a redirect leads to.

        Raises:
            MaxRetryError: where there is none; urllib3 then returns the response, if there is one.
            Exception: `error` itself, where it is not one to be repeated.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> from urllib3.exceptions import ReadTimeoutError
        >>> failed = ReadTimeoutError(None, "/", "too slow")
        >>> StatusRetry().increment("GET", "/", error=failed)
        StatusRetry(attempt=2, max_attempts=3, redirect=10)
        """
        call = self._call
        asked = call is not None and call.asked
        if error is None and (response is None or (response.get_redirect_location() and not asked)):
            return self._redirected(method, url, response, _pool)
        if call is None:
            call = _Call(Course(self._settings, method or "", content=self._unseen(method)), self.history)
        call.asked = False
        decision = self._decide(call, response, error, _stacktrace)
        if not decision:
            self._stop(decision, url, response, error, _pool, _stacktrace)
        if Condition.NEW_CONNECTION in decision.conditions:
            _hang_up(_pool, response)
        status = None if response is None else response.status
        call.history = (*self.history, RequestHistory(method, url, error, status, None))
        return self.new(history=call.history, _call=call)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:  # noqa: ARG002  as in Retry
        """
        Wait as long as was decided.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry().sleep()
        """
        if self._call is not None and self._call.decision is not None:
            self._call.course.wait(self._call.decision)

    def get_backoff_time(self) -> float:
        """
        Return for how many seconds `sleep()` waits.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry().get_backoff_time()
        0.0
        """
        decision = None if self._call is None else self._call.decision
        return 0.0 if decision is None else decision.delay or 0.0

    def parse_retry_after(self, retry_after: str) -> float:
        """
        Return the seconds that a redirect asks to wait: 0.0 for what cannot be read, and no more than the policy has.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> [StatusRetry().parse_retry_after(value) for value in ("7", "3600", "1m0s")]
        [7.0, 120.0, 0.0]
        """
        asked = parse_retry_after(retry_after, now=self._settings.clock()).seconds or 0.0
        return min(asked, self._settings.policy.retry_after_cap)

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """
        Wait before a redirect is followed, as long as it asks; `PoolManager` does not, only a pool by itself.

        >>> import urllib3
        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> response = urllib3.HTTPResponse(headers={"Retry-After": "7"})
        >>> StatusRetry(sleep=print).sleep_for_retry(response)
        7.0
        True
        """
        seconds = self.get_retry_after(response)
        if not seconds:
            return False
        (self._settings.sleep or time.sleep)(seconds)
        return True

    def _unseen(self, method: str | None) -> Content:
        """Return what is known of content that nobody showed; urllib3 rewinds it where it is a file."""
        return Content(body=self.body or (Body.NONE if method in _WITHOUT_CONTENT else Body.ONE_SHOT))

    def _redirected(
        self, method: str | None, url: str | None, response: BaseHTTPResponse | None, pool: ConnectionPool | None
    ) -> Self:
        if self._call is not None:
            # The manager asks the Retry that it began with, which knows nothing of the repeats since.
            self.history = self._call.history
        # What follows is a request of its own: it has attempts of its own, and is to be shown anew.
        after = super().increment(method, url, response=response, _pool=pool)
        return after.new(_call=None, _before=self._call, _earlier=self.decided)

    def _decide(
        self,
        call: _Call,
        response: BaseHTTPResponse | None,
        error: Exception | None,
        stacktrace: TracebackType | None,
    ) -> RetryDecision:
        if error is not None:
            failure = failure_of(error)
            if failure is None:
                raise error.with_traceback(stacktrace)
            call.decision = call.course.decide(failure)
            return call.decision
        answer = cast("BaseHTTPResponse", response)
        try:
            call.decision = call.course.decide(answer.status, answer.headers)
        except BaseException:
            answer.close()
            answer.release_conn()
            raise
        return call.decision

    def _stop(
        self,
        decision: RetryDecision,
        url: str | None,
        response: BaseHTTPResponse | None,
        error: Exception | None,
        pool: ConnectionPool | None,
        stacktrace: TracebackType | None,
    ) -> NoReturn:
        if error is not None and self._is_read_error(error) and decision.reason not in _USED_UP:
            raise error.with_traceback(stacktrace)
        reason = error
        if reason is None:
            status = cast("BaseHTTPResponse", response).status
            reason = ResponseError(ResponseError.SPECIFIC_ERROR.format(status_code=status))
        raise MaxRetryError(cast("ConnectionPool", pool), url, reason) from reason


class StatusPoolManager(PoolManager):
    """
    A PoolManager that shows its StatusRetry each request: the method, the fields, the content.

    So an Idempotency-Key and a precondition count, a file is rewound, and a generator is not sent a second time. It
    takes a `StatusRetry` as `retries`, or the options of one, and what a PoolManager takes. A request may have
    `retries` of its own: another StatusRetry, or urllib3's, which then decide as they do.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be, and for `retries` that are no StatusRetry.

    >>> from statuskit import RetryPolicy
    >>> from statuskit.adapters.urllib3 import StatusPoolManager
    >>> with StatusPoolManager(policy=RetryPolicy(max_attempts=5), timeout=3) as http:
    ...     http.connection_pool_kw["retries"]
    StatusRetry(attempt=1, max_attempts=5, redirect=10)
    """

    def __init__(
        self,
        num_pools: int = 10,
        headers: Mapping[str, str] | None = None,
        *,
        retries: StatusRetry | None = None,
        **options: Any,  # Any: what a pool takes, and what a StatusRetry takes
    ) -> None:
        # Any: what they are is checked by who takes them.
        own: dict[str, Any] = {name: options.pop(name) for name in RetryOptions.__optional_keys__ & options.keys()}
        given: Any = StatusRetry(**own) if retries is None else retries
        if retries is not None and own:
            msg = f"not accepted beside retries: {', '.join(sorted(own))}; accepted: a StatusRetry that has them"
            raise InvalidRetryError(msg)
        if not isinstance(given, StatusRetry):
            msg = f"not accepted as retries: {quoted(retries)}; accepted: a StatusRetry, or the options of one"
            raise InvalidRetryError(msg)
        super().__init__(num_pools, headers, retries=given, **options)

    def urlopen(  # type: ignore[override]  # as in PoolManager, Any and all
        self,
        method: str,
        url: str,
        redirect: bool = True,  # noqa: FBT001, FBT002
        **kw: Any,
    ) -> BaseHTTPResponse:
        """
        Send a request, as often as it may be sent, and follow redirects.

        >>> from statuskit.adapters.urllib3 import StatusPoolManager
        >>> http = StatusPoolManager(sleep=lambda seconds: None)
        >>> http.urlopen("GET", "http://127.0.0.1:1/", headers={})
        Traceback (most recent call last):
        urllib3.exceptions.MaxRetryError: ...
        """
        retries = kw.get("retries")
        if retries is None:
            retries = self.connection_pool_kw["retries"]
        if isinstance(retries, StatusRetry):
            kw["body"] = _as_sent(kw.get("body"))
            kw["retries"] = retries.for_request(method, kw.get("headers", self.headers), kw["body"])
        return super().urlopen(method, url, redirect, **kw)


class _Stream:
    """
    Content that can be read once, and no more than read.

    Where it had a tell(), urllib3 would try to rewind it before the next attempt, although nothing of it was sent, and
    fail for that.
    """

    def __init__(self, content: Any) -> None:  # Any: what has a read()
        self._content = content

    def read(self, size: int = -1) -> Any:  # Any: what the content gives
        """Read on."""
        return self._content.read(size)


def _as_sent(body: Any) -> Any:  # Any: what urllib3 takes
    told = getattr(body, "tell", None) is not None and hasattr(body, "read")
    return _Stream(body) if told and body_of(body) is Body.ONE_SHOT else body


def _hang_up(pool: Any, response: BaseHTTPResponse | None) -> None:  # Any: a pool of any kind
    """Close the connection that the response came on, so that the next attempt goes on another one."""
    if response is not None and response.connection is not None:
        response.close()
        return
    # It is back in the pool already, and not told from the others there.
    idle: queue.Queue[Any] | None = getattr(pool, "pool", None)  # Any: connections, and None for those to be made
    taken: list[Any] = []
    with suppress(queue.Empty):
        while idle is not None:
            taken.append(idle.get_nowait())
    for connection in taken:
        if connection is not None:
            connection.close()
        with suppress(queue.Full):  # somebody else's came back in the meantime
            cast("queue.Queue[Any]", idle).put_nowait(connection)
