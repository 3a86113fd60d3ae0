"""
requests: an adapter for a session, that repeats what may be repeated.

    session.mount("https://", StatusAdapter())
"""

from __future__ import annotations

from inspect import GEN_CLOSED, getgeneratorstate, isgenerator
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from requests.adapters import DEFAULT_POOLBLOCK, DEFAULT_POOLSIZE, HTTPAdapter
from requests.exceptions import UnrewindableBodyError

from statuskit.adapters._content import Content
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import failure_of
from statuskit.adapters._urllib3_exchange import let_go, watch
from statuskit.exceptions import InvalidRetryError
from statuskit.model import Condition

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from typing_extensions import Unpack

__all__ = ["Decided", "RetryOptions", "StatusAdapter", "decided"]

# Where a request says that its content cannot be rewound, its copies say so, too: requests puts an object there itself,
# where a file does not tell its position, and raises for it before it follows a redirect.
_POSITION: Final = "_body_position"
_SPENT: Final = object()
# Beside the responses and not in them, whose attributes are those of requests.
_DECIDED: Final[WeakKeyDictionary[Response, tuple[Decided, ...]]] = WeakKeyDictionary()


class StatusAdapter(HTTPAdapter):
    """
    Sends each request of a session, and again where `retry_decision()` says so.

    It takes what `RetryOptions` lists, and what an HTTPAdapter does but `max_retries`. Redirects, auth, cookies and
    hooks are the session's and stay so; a timeout is that of one attempt. `decided()` tells what was decided. Where no
    attempt got a response, the last error is raised as it came. Threads may share one, and it is pickled with its
    session.

    Raises:
        InvalidRetryError: a ValueError: for options that cannot be, and for `max_retries`.

    >>> import requests
    >>> from statuskit import RetryPolicy
    >>> from statuskit.adapters.requests import StatusAdapter
    >>> with requests.Session() as session:
    ...     session.mount("https://", StatusAdapter(policy=RetryPolicy(max_attempts=5), within=60))
    ...     type(session.get_adapter("https://example.org/")).__name__
    'StatusAdapter'
    """

    def __init__(
        self,
        pool_connections: int = DEFAULT_POOLSIZE,
        pool_maxsize: int = DEFAULT_POOLSIZE,
        *,
        pool_block: bool = DEFAULT_POOLBLOCK,
        **options: Unpack[RetryOptions],
    ) -> None:
        if "max_retries" in options:
            msg = "not accepted by a StatusAdapter: max_retries; accepted in its place: RetryPolicy(max_attempts=...)"
            raise InvalidRetryError(msg)
        self._options = options
        self._settings = Settings(**options)
        super().__init__(pool_connections, pool_maxsize, pool_block=pool_block)

    def __getstate__(self) -> dict[str, Any]:  # Any: as in HTTPAdapter
        return {**super().__getstate__(), "_options": self._options}

    def __setstate__(self, state: dict[str, Any]) -> None:  # Any: as in HTTPAdapter
        super().__setstate__(state)
        self._settings = Settings(**self._options)

    def send(self, request: PreparedRequest, *args: Any, **kw: Any) -> Response:  # Any: as HTTPAdapter.send() has them
        """
        Send a request, as often as it may be sent; `Session.send()` calls it.

        Raises:
            UnrewindableBodyError: as requests does: for content that can be read once and was, as after a redirect.
            RequestException: the last error, as HTTPAdapter raises it.

        >>> import requests
        >>> from statuskit.adapters.requests import StatusAdapter
        >>> request = requests.Request("GET", "http://127.0.0.1:1/").prepare()
        >>> StatusAdapter(sleep=lambda seconds: None).send(request)
        Traceback (most recent call last):
        requests.exceptions.ConnectionError: ...
        """
        body, content = request.body, Content(request.body)
        is_read = isgenerator(body) and getgeneratorstate(body) == GEN_CLOSED
        if is_read or (body is not None and getattr(request, _POSITION, None) is _SPENT):
            msg = "the content of the request was read before, and would be sent empty"
            raise UnrewindableBodyError(msg, request=request)
        request.body = watch(content, body)
        try:
            return self._send(Course(self._settings, request.method or "", request.headers, content), request, args, kw)
        finally:
            request.body = body
            if content.is_touched:
                setattr(request, _POSITION, _SPENT)

    def _send(self, course: Course, request: PreparedRequest, args: Any, kw: Any) -> Response:  # Any: as in send()
        while True:
            try:
                response = super().send(request, *args, **kw)
            except Exception as error:
                failure = failure_of(error)
                decision = None if failure is None else course.decide(failure)
                if not decision:
                    raise
            else:
                try:
                    decision = course.decide(response.status_code, response.headers)
                except BaseException:
                    response.close()
                    raise
                if not decision:
                    _DECIDED[response] = course.history
                    return response
                let_go(response.raw, connection=Condition.NEW_CONNECTION in decision.conditions)
                response.close()
            course.wait(decision)


def decided(response: Response) -> tuple[Decided, ...]:
    """
    Return what was decided after each attempt at a request, the last one included; nothing for other responses.

    Each response in `response.history` has its own: those are redirects, and requests of their own.

    >>> import requests
    >>> from statuskit.adapters.requests import decided
    >>> decided(requests.Response())
    ()
    """
    return _DECIDED.get(response, ())
