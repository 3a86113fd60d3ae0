"""
A request on its way through urllib3: its options, its content, and the responses that are refused.

The adapters of urllib3 and of requests have it in common.
"""

from __future__ import annotations

import queue
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs
from urllib3.connection import HTTPConnection

from statuskit.adapters._content import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from urllib3.response import BaseHTTPResponse
    from urllib3.util.retry import RequestHistory

    from statuskit.adapters._content import Content
    from statuskit.adapters._course import Course
    from statuskit.retry import RetryDecision

__all__ = ["INSTEAD", "Call", "hang_up", "is_of_content", "let_go", "watch"]

# What urllib3's Retry takes and the policy has, or what stands in for it.
INSTEAD: Final[Mapping[str, str]] = MappingProxyType(
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


@final
@attrs.define
class Call:
    """A request on its way: what the Retry of each of its attempts shares with the others."""

    course: Course
    history: tuple[RequestHistory, ...]
    # None where the request is not seen.
    content: Content | None = None
    body: object = None
    # Whether is_retry() was asked last. Where it was not, a redirect is being followed.
    asked: bool = False
    decision: RetryDecision | None = None


def watch(content: Content, body: Any) -> Any:  # Any: what urllib3 takes
    """Return what to give to urllib3 in place of content that can be read once."""
    try:
        memoryview(body)
    except TypeError:
        return content.watch(body, _SentFile if hasattr(body, "read") else _Sent)
    return body  # all of it in memory, which urllib3 sends as it is


class _Sent(Watched):
    """
    Watched content, as urllib3 wants it.

    Where it had a tell(), urllib3 would try to rewind it before the next attempt, although nothing of it was sent, and
    fail for that.
    """

    tell = None

    def __iter__(self) -> Iterator[Any]:  # Any: what the content gives
        # urllib3 asks for an iterator before it connects, and for what is in it afterwards.
        self.is_touched = True
        for chunk in self._content:  # noqa: UP028  which would close a generator that is not at its end
            yield chunk


@final
class _SentFile(_Sent):
    def read(self, size: int = -1) -> Any:  # Any: what the content gives
        """Read on."""
        self.is_touched = True
        return self._content.read(size)


def is_of_content(trace: TracebackType | None) -> bool:
    """Whether an error came out of the content that was being sent, told by where it was raised."""
    while trace is not None and trace.tb_frame.f_code is not HTTPConnection.request.__code__:
        trace = trace.tb_next
    # All that request() does with the network before it asks for content is to connect, in endheaders().
    return trace is not None and trace.tb_next is not None and trace.tb_next.tb_frame.f_code.co_name != "endheaders"


def let_go(response: BaseHTTPResponse, *, connection: bool = False) -> None:
    """
    Give the connection of a response back, and close it where content is left: to read that may take for ever.

    With `connection`, it is closed in any case.
    """
    if connection or response.length_remaining != 0:
        response.close()
    response.drain_conn()  # which reads nothing now
    response.release_conn()


def hang_up(pool: Any) -> None:  # Any: a pool of any kind
    """Close what lies idle in a pool: the connection that is not to be used again is not told from the others there."""
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
