"""
urllib3: a Retry that repeats what may be repeated, and a pool manager that shows it each request whole.

    http = StatusPoolManager(policy=RetryPolicy(max_attempts=5))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from urllib3 import PoolManager

from statuskit.adapters._course import Decided, RetryOptions
from statuskit.adapters._urllib3_retry import StatusRetry
from statuskit.exceptions import InvalidRetryError, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3.response import BaseHTTPResponse

__all__ = ["Decided", "RetryOptions", "StatusPoolManager", "StatusRetry"]


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
            shown = retries.for_request(method, kw.get("headers", self.headers), kw.get("body"))
            kw["retries"], kw["body"] = shown, shown.watched()
        return super().urlopen(method, url, redirect, **kw)
