"""Whether content can be sent a second time: what is in memory, files, and what is gone once it was read."""

from __future__ import annotations

import collections
import io
import mmap
import os
import tempfile
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import AsyncMock, MagicMock, Mock

import httpx
import httpx2
import pytest
import requests
import urllib3

from statuskit.adapters._outcomes import body_of
from statuskit.retry import Body

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

URL: Final = "http://example.org/"


class _Reads:
    def __init__(self, **methods: Callable[[], Any]) -> None:
        for name, method in methods.items():
            setattr(self, name, method)

    def read(self) -> bytes:
        raise AssertionError  # nobody may

    def seek(self, _: int) -> int:
        raise AssertionError


class _Iterable:
    def __iter__(self) -> Iterator[bytes]:
        raise AssertionError


class _AsyncIterable:
    def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError


class _Text(str):
    __slots__ = ()


class _Sequence(collections.abc.Sequence[bytes]):
    def __getitem__(self, index: Any) -> Any:
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError


class _EndlessList(list[Any]):
    def __iter__(self) -> Iterator[Any]:
        while True:
            yield b""


class _Stuck(bytes):
    def __len__(self) -> int:
        raise RuntimeError


def _raising() -> Any:
    raise OSError


async def _async() -> int:
    return 0


def _itself() -> list[Any]:
    content: list[Any] = []
    content.append(content)
    return content


def _released() -> memoryview:
    content = memoryview(b"content")
    content.release()
    return content


def _closed() -> io.BytesIO:
    content = io.BytesIO(b"content")
    content.close()
    return content


@pytest.mark.parametrize(
    "make, expected",
    [
        pytest.param(make, expected, id=f"{expected.value}: {name}")
        for expected, rows in {
            Body.NONE: {
                "None": lambda: None,
                "no bytes": lambda: b"",
                "no text": lambda: "",
                "an empty bytearray": bytearray,
                "an empty view": lambda: memoryview(b""),
            },
            Body.REPLAYABLE: {
                "bytes": lambda: b"content",
                "text": lambda: "content",
                "a subclass of text": lambda: _Text("content"),
                "a bytearray": lambda: bytearray(b"content"),
                "a view": lambda: memoryview(b"content"),
                "a form": lambda: {"name": "value", "many": ["a", b"b"], "count": 1, "none": None},
                "pairs": lambda: [("name", "value"), ("share", 0.5), ("true", True)],
                "chunks": lambda: (b"con", b"tent"),
                "an empty list": list,
                "an endless list of ours": lambda: _EndlessList([b"content"]),
                "a deque": lambda: collections.deque([b"content"]),
                "a sequence": _Sequence,
                "a stream of httpx": lambda: httpx.Request("POST", URL, content=b"content").stream,
                "a stream of httpx2": lambda: httpx2.Request("POST", URL, content=b"content").stream,
                "a form of httpx": lambda: httpx.Request("POST", URL, data={"name": "value"}).stream,
                "a form of requests": lambda: requests.Request("POST", URL, data={"name": "value"}).prepare().body,
            },
            Body.SEEKABLE: {
                "BytesIO": lambda: io.BytesIO(b"content"),
                "StringIO": lambda: io.StringIO("content"),
                "without seekable()": lambda: _Reads(tell=lambda: 0),
                "seekable": lambda: _Reads(tell=lambda: 0, seekable=lambda: True),
                "a map of memory": lambda: mmap.mmap(-1, 1),
                "a file of requests": lambda: requests.Request("POST", URL, data=io.BytesIO(b"1")).prepare().body,
            },
            Body.ONE_SHOT: {
                "a generator": lambda: (part for part in [b"content"]),
                "an iterator": lambda: iter([b"content"]),
                "a map": lambda: map(bytes, [b"content"]),
                "an iterable": _Iterable,
                "an asynchronous one": _AsyncIterable,
                "a set": lambda: {b"content"},
                "an object": object,
                "a number": lambda: 7,
                "a file among pairs": lambda: [("name", io.BytesIO(b"content"))],
                "a file in a form": lambda: {"name": ("name.txt", io.BytesIO(b"content"))},
                "a generator in a list": lambda: [b"content", (part for part in ())],
                "a list that holds itself": _itself,
                "a list too long to look at": lambda: [b"content"] * 20_000,
                "a mapping too long to look at": lambda: dict.fromkeys(range(20_000)),
                "not seekable": lambda: _Reads(tell=lambda: 0, seekable=lambda: False),
                "seekable() that raises": lambda: _Reads(tell=lambda: 0, seekable=_raising),
                "tell() that raises": lambda: _Reads(tell=_raising, seekable=lambda: True),
                "tell() that tells nothing": lambda: _Reads(tell=lambda: None),
                "no tell()": _Reads,
                "an asynchronous file": lambda: _Reads(tell=_async),
                "a file that cannot tell": lambda: _Reads(tell=lambda: 0, seekable=_async),
                "closed": _closed,
                "a view that was released": _released,
                "bytes that are not what they seem": lambda: _Stuck(b"content"),
                "a mock": Mock,
                "a magic mock": MagicMock,
                "an asynchronous mock": AsyncMock,
                "a generator of httpx": lambda: (
                    httpx.Request("POST", URL, content=(part for part in [b"content"])).stream
                ),
                "a file of httpx": lambda: httpx.Request("POST", URL, content=io.BytesIO(b"content")).stream,
                "a response of urllib3": lambda: urllib3.HTTPResponse(io.BytesIO(b"1"), preload_content=False),
            },
        }.items()
        for name, make in rows.items()
    ],
)
def test_content(make: Callable[[], object], expected: Body) -> None:
    """What is in memory can be sent again, a file once it is rewound, and what is read as it is sent cannot."""
    assert expected is body_of(make())


def test_content_of_files(tmp_path: Path) -> None:
    """A file can be sent again from where it stands, and stays there; a pipe cannot."""
    path = tmp_path / "content"
    path.write_bytes(b"content")
    with path.open("rb") as binary, path.open(encoding="ascii") as text, tempfile.SpooledTemporaryFile() as spooled:
        binary.seek(3)
        found = [body_of(binary), body_of(text), body_of(spooled)]
        left = binary.read()
    reading, writing = os.pipe()
    with open(reading, "rb") as pipe, open(writing, "wb") as other:  # noqa: PTH123  they have no path
        of_pipes = [body_of(pipe), body_of(other)]

    assert [Body.SEEKABLE] * 3 == found
    assert b"tent" == left
    assert [Body.ONE_SHOT] * 2 == of_pipes


def test_content_is_not_read() -> None:
    """A generator that was asked about is as new."""
    content = (part for part in [b"con", b"tent"])

    assert Body.ONE_SHOT is body_of(content)
    assert [b"con", b"tent"] == list(content)
