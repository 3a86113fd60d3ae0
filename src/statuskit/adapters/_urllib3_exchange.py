"""What the adapters of urllib3 and of requests have in common: content on its way, and responses that are refused."""

from __future__ import annotations

import queue
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast, final

from urllib3.connection import HTTPConnection

from statuskit.adapters._content import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from urllib3.response import BaseHTTPResponse

    from statuskit.adapters._content import Content

__all__ = ["hang_up", "is_of_content", "let_go", "watch"]


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
