"""urllib3: a Retry that repeats what may be repeated."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any, Final, cast

from urllib3.exceptions import MaxRetryError, ResponseError, UnrewindableBodyError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import RequestHistory, Retry

from statuskit.adapters._content import Content
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import failure_of
from statuskit.adapters._urllib3_exchange import INSTEAD, Call, hang_up, is_of_content, let_go, watch
from statuskit.exceptions import InvalidRetryError
from statuskit.fields import parse_retry_after
from statuskit.model import Condition
from statuskit.registry import HTTP
from statuskit.retry import Attempt, Body, Failure, Reason
from statuskit.retry._failures import NEVER_SENT

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType
    from typing import NoReturn

    from typing_extensions import Self, Unpack
    from urllib3.connectionpool import ConnectionPool

    from statuskit.messages import HeadersLike
    from statuskit.retry import RetryDecision

__all__ = ["StatusRetry"]

# Nothing that such a request may carry has a meaning (RFC 9110, sections 9.3.1, .2, .5, .6, .7 and .8), so where the
# content is not seen, there is taken to be none.
_WITHOUT_CONTENT: Final = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "TRACE"})
# As many as urllib3's Retry follows, if not told otherwise.
_REDIRECTS: Final = 10
# urllib3 raises MaxRetryError where repeats are used up, and the error itself where it is none to be repeated.
_USED_UP: Final = frozenset({Reason.ATTEMPTS, Reason.BUDGET, Reason.DEADLINE, Reason.WAIT_TOO_LONG})


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
        _call: Call | None = None,
        _before: Call | None = None,
        _earlier: tuple[Decided, ...] = (),
        **options: Unpack[RetryOptions],
    ) -> None:
        refused = next((name for name in options if name in INSTEAD), None)
        if refused is not None:
            msg = f"not accepted by a StatusRetry: {refused}; accepted in its place: {INSTEAD[refused]}"
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
            **{name: value for name, value in kw.items() if value is not None or name not in INSTEAD},
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
        call = Call(Course(self._settings, method, headers, content), self.history, content, body)
        return self.new(_call=call, _earlier=self.decided)

    def watched(self) -> Any:  # Any: what urllib3 takes
        """
        Return what to give to urllib3 as the content of the request that `for_request()` was shown.

        It is the content itself, or the same behind something that tells whether it was read.

        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> StatusRetry().for_request("PUT", body=b"order").watched()
        b'order'
        """
        call = self._call
        if call is None or call.content is None:
            return None
        call.body = watch(call.content, call.body)
        return call.body

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
            call = Call(Course(self._settings, method or "", content=self._unseen(method)), self.history)
        call.asked = False
        decision = self._decide(call, response, error, _stacktrace)
        if not decision:
            self._stop(decision, url, response, error, _pool, _stacktrace)
        is_new = Condition.NEW_CONNECTION in decision.conditions
        if response is not None and response.connection is not None:
            let_go(response, connection=is_new)
        elif is_new:
            hang_up(_pool)
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
        Return the seconds to wait as a redirect asks: 0.0 for what cannot be read, and what is more than may be.

        Where the policy says "clamp", it is as many as may be in the place of more.

        >>> from statuskit import RetryPolicy
        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> [StatusRetry().parse_retry_after(value) for value in ("7", "3600", "1m0s")]
        [7.0, 0.0, 0.0]
        >>> StatusRetry(policy=RetryPolicy(over_cap="clamp")).parse_retry_after("3600")
        120.0
        """
        policy = self._settings.policy
        asked = parse_retry_after(retry_after, now=self._settings.clock()).seconds or 0.0
        if asked <= policy.retry_after_cap:
            return asked
        return policy.retry_after_cap if policy.over_cap == "clamp" else 0.0

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """
        Wait before a redirect is followed, as long as it asks; `PoolManager` does not, only a pool by itself.

        What takes longer than may be is not waited: the redirect is followed at once, as `PoolManager` does.

        >>> import urllib3
        >>> from statuskit.adapters.urllib3 import StatusRetry
        >>> response = urllib3.HTTPResponse(headers={"Retry-After": "7"})
        >>> StatusRetry(sleep=print).sleep_for_retry(response)
        7.0
        True
        """
        seconds = self.get_retry_after(response)
        if not seconds or seconds > self._left():
            return False
        (self._settings.sleep or time.sleep)(seconds)
        return True

    def _left(self) -> float:
        """Return how many seconds there are before a redirect is followed."""
        if self._before is not None and self._before.course.attempt.deadline is not None:
            return self._before.course.attempt.deadline - self._settings.clock()
        return math.inf if self._settings.within is None else self._settings.within

    def _unseen(self, method: str | None) -> Content:
        """Return what is known of content that nobody showed; urllib3 rewinds it where it is a file."""
        return Content(body=self.body or (Body.NONE if method in _WITHOUT_CONTENT else Body.ONE_SHOT))

    def _redirected(
        self, method: str | None, url: str | None, response: BaseHTTPResponse | None, pool: ConnectionPool | None
    ) -> Self:
        call = self._call
        if call is not None:
            # The manager asks the Retry that it began with, which knows nothing of the repeats since.
            self.history: tuple[RequestHistory, ...] = call.history
        seen = None if call is None else call.content
        body = self.body if seen is None else seen.body
        # urllib3 sends the content along with every redirect but this one.
        if response is not None and body is Body.ONE_SHOT and response.status != HTTP.SEE_OTHER:
            let_go(response)
            msg = "the content of the request cannot be sent again, so the redirect is not followed"
            raise UnrewindableBodyError(msg)
        try:
            # What follows is a request of its own: it has attempts of its own, and is to be shown anew.
            after = super().increment(method, url, response=response, _pool=pool)
        except MaxRetryError:
            if response is not None and self.raise_on_redirect:
                let_go(response)
            raise
        if response is not None:
            let_go(response)
        return after.new(_call=None, _before=call, _earlier=self.decided)

    def _decide(
        self,
        call: Call,
        response: BaseHTTPResponse | None,
        error: Exception | None,
        stacktrace: TracebackType | None,
    ) -> RetryDecision:
        if error is not None:
            failure = failure_of(error)
            if failure is None:
                raise error.with_traceback(stacktrace)
            if failure in NEVER_SENT and is_of_content(stacktrace):
                failure = Failure.RESET  # what was sent until then has arrived, or may have
            call.decision = call.course.decide(failure)
            return call.decision
        answer = cast("BaseHTTPResponse", response)
        try:
            call.decision = call.course.decide(answer.status, answer.headers)
        except BaseException:
            let_go(answer)
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
