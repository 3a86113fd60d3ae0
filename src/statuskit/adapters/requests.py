"""
requests: an adapter for a session, that repeats what may be repeated.

    session.mount("https://", StatusAdapter())
"""

from __future__ import annotations

from contextlib import suppress
from http.client import HTTPException
from inspect import GEN_CLOSED, getgeneratorstate, isgenerator
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from requests.adapters import DEFAULT_POOLBLOCK, DEFAULT_POOLSIZE, HTTPAdapter
from requests.exceptions import UnrewindableBodyError
from urllib3.exceptions import HTTPError

from statuskit.adapters._content import Content
from statuskit.adapters._course import Course, Decided, RetryOptions, Settings
from statuskit.adapters._outcomes import failure_of
from statuskit.exceptions import InvalidRetryError
from statuskit.model import Condition

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from typing_extensions import Unpack

    from statuskit.retry import RetryDecision

__all__ = ["Decided", "RetryOptions", "StatusAdapter", "decided"]

# So much of a refused response is read to keep its connection; for more, a new one costs less.
_WORTH_READING: Final = 65_536
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
            UnrewindableBodyError: as requests does: for a generator that was read before, as after a redirect.
            RequestException: the last error, as HTTPAdapter raises it.

        >>> import requests
        >>> from statuskit.adapters.requests import StatusAdapter
        >>> request = requests.Request("GET", "http://127.0.0.1:1/").prepare()
        >>> StatusAdapter(sleep=lambda seconds: None).send(request)
        Traceback (most recent call last):
        requests.exceptions.ConnectionError: ...
        """
        if isgenerator(request.body) and getgeneratorstate(request.body) == GEN_CLOSED:
            msg = "the content of the request was read before, and would be sent empty"
            raise UnrewindableBodyError(msg, request=request)
        course = Course(self._settings, request.method or "", request.headers, Content(request.body))
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
                _give_back(response, decision)
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


def _give_back(response: Response, decision: RetryDecision) -> None:
    """Give the connection of a refused response back, or close it where the next attempt is to have another."""
    if Condition.NEW_CONNECTION not in decision.conditions:
        with suppress(HTTPError, HTTPException, OSError):  # what is left of it matters to nobody
            response.raw.read(_WORTH_READING, decode_content=False)
    response.close()
