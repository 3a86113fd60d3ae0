"""What a request sends, and whether it can be sent again. It is not read here, and moved in only to be rewound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from statuskit.adapters._outcomes import body_of
from statuskit.retry import Body

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

__all__ = ["Content", "Watched"]


class _Seekable(Protocol):
    def tell(self) -> int: ...
    def seek(self, position: int, /) -> object: ...


class Content:
    """What a request sends, and whether it can be sent again; `body` tells where who asks knows better."""

    def __init__(self, content: object = None, body: Body | None = None) -> None:
        self.body: Body = body_of(content) if body is None else body
        self._file = cast("_Seekable", content) if self.body is Body.SEEKABLE else None
        self._start = 0 if self._file is None else self._file.tell()
        self._watched: Watched | None = None

    @property
    def is_touched(self) -> bool:
        """Whether any of it was asked for; what was not has not been sent. Told of what is watched alone."""
        return self._watched is not None and self._watched.is_touched

    def watch(self, content: object, kind: type[Watched]) -> object:
        """
        Return what is to be given to the library: one-shot content behind something that notes whether it is read.

        An error that comes out of the content itself may look like one of the connection, made before anything is sent.
        `kind` is what a library wants it to be.
        """
        if self.body is not Body.ONE_SHOT:
            return content
        self._watched = kind(content)
        return self._watched

    def rewind(self) -> bool:
        """Go back to where the first attempt began, and tell whether that is where it stands now."""
        if self._file is None:
            return self.body is not Body.ONE_SHOT
        try:
            self._file.seek(self._start)
            return self._file.tell() == self._start
        except Exception:  # noqa: BLE001  a file of somebody else's, which may be closed by now
            return False


class Watched:
    """Content that can be read once, and remembers whether somebody began to."""

    is_touched: bool

    def __init__(self, content: object) -> None:
        self._content: Any = content  # Any: whatever a library takes
        self.is_touched = False

    def __iter__(self) -> Iterator[Any]:
        self.is_touched = True
        return iter(self._content)

    def __aiter__(self) -> AsyncIterator[Any]:
        self.is_touched = True
        return cast("AsyncIterator[Any]", self._content.__aiter__())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._content, name)
