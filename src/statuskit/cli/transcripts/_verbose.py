"""
What `curl -v` prints, with `-i` or without: marked lines that tell of both heads, and the answer somewhere among them.

To a file, the marks come first and the answer after them, since only that is held back; a long one is mixed with them.
On a terminal, each line of a head stands there twice. So heads are taken from the marked lines, and content from the
others only where it adds up.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.cli.transcripts._contents import LEFT, Content, is_bodiless, judged
from statuskit.cli.transcripts._heads import begins_message, read_head
from statuskit.cli.transcripts._messages import METER, Chain, read_messages, recorded
from statuskit.cli.transcripts._source import Form, Source, TranscriptError
from statuskit.messages import Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statuskit.cli.transcripts._heads import Head
    from statuskit.cli.transcripts._source import Recorded

__all__ = ["read_verbose"]

_SENT: Final = b">"
_MARKED: Final = re.compile(rb"([<>])(?: (.*\n?)|(\r*\n?))", re.DOTALL)
_BESIDE: Final = re.compile(rb"\* |[{}] \[\d+ bytes data\]| +%? *(?:Total|Dload) |curl: |Warning: |Note: ")
# The same where it comes in the midst of content: at the end of a piece that was written at once.
_WITHIN: Final = re.compile(
    METER.pattern + rb"\n?|[{}] \[\d+ bytes data\]\r*\n|\* (?:Connection #|Closing connection)[^\n]*\n"
)


class _Pieces:
    """Parts of a file, and the lines on which they begin."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.starts: list[int] = []
        self.lines: list[int] = []
        self.length = 0

    def add(self, part: bytes, line: int) -> None:
        """Add a part."""
        self.parts.append(part)
        self.starts.append(self.length)
        self.lines.append(line)
        self.length += len(part)

    def source(self, file: str) -> Source:
        """Return them put together."""
        return Source(b"".join(self.parts), file, self.starts, self.lines)


class _Sorted:
    """The lines of a transcript: those of each marked head, and the rest."""

    def __init__(self, source: Source) -> None:
        self.heads: list[tuple[bytes, _Pieces]] = []
        self.rest = _Pieces()
        self.printed: int | None = None
        """Where the first head begins that is not marked; None where there is none."""
        self.is_mixed = False
        """Whether marked heads come after that."""
        self.content = 0
        """Where the rest goes on after the last marked head has begun."""
        self._open = b""
        place = 0
        for number, line in enumerate(io.BytesIO(source.octets), 1):
            meter = METER.match(line)
            begin = meter.end() if meter else 0
            if not meter or line[begin:].strip():
                self._add(line[begin:], number, place + begin)
            place += len(line)

    def _add(self, line: bytes, number: int, place: int) -> None:
        marked = _MARKED.fullmatch(line)
        mark, text = (marked[1], marked[2] or marked[3] or b"") if marked else (b"", b"")
        if marked and begins_message(text, 0, requests=mark == _SENT):
            self.heads.append((mark, _Pieces()))
            self.content = self.rest.length
            self._open = mark
        if marked and mark == self._open:
            self.heads[-1][1].add(text, number)
            self.is_mixed = self.printed is not None
            self._open = mark if text.strip(b"\r\n") else b""
        elif not _BESIDE.match(line):
            if self.printed is None and begins_message(line, 0, requests=False):
                self.printed = place
            self.rest.add(line, number)


def read_verbose(source: Source, asked: Request | None) -> list[Recorded]:
    """
    Return the responses.

    Raises:
        TranscriptError: for a marked line that is no header field.
    """
    lines = _Sorted(source)
    heads: list[tuple[Source, Head, Request | None]] = []
    request = asked
    for mark, pieces in lines.heads:
        part = pieces.source(source.file)
        head = read_head(part, 0, requests=mark == _SENT)
        if head.method:
            request = Request(head.method, head.target, head.headers, None, f"HTTP/{head.version}")
        else:
            heads.append((part, head, request))
    expected = [(head.status, head.headers) for _, head, _ in heads]
    doubtful: list[Recorded] = []
    for printed in _printed(source, lines):
        found = _read(printed, asked, [request for _, _, request in heads])
        # A terminal may have been told to print names in bold, or there is a head in the content.
        if [(one.response.status, one.response.headers) for one in found] == expected:
            if not any(one.doubt for one in found):
                return found
            doubtful = doubtful or found
    return doubtful or _apart(heads, asked, lines)


def _read(printed: Source, asked: Request | None, requests: Sequence[Request | None]) -> list[Recorded]:
    try:
        return read_messages(printed, Form.CURL, asked, requests)
    except TranscriptError:
        return []


def _printed(source: Source, lines: _Sorted) -> Iterator[Source]:
    """Return what may be the answer as curl printed it, likeliest first; nothing where it printed no heads."""
    if lines.printed is None:
        return
    if lines.is_mixed:
        yield lines.rest.source(source.file)
        return
    line, place, pieces = source.line_at(lines.printed), lines.printed, _Pieces()
    for beside in (*_WITHIN.finditer(source.octets, lines.printed), None):
        end = beside.start() if beside else len(source.octets)
        pieces.add(source.octets[place:end], source.line_at(place))
        place = beside.end() if beside else end
    yield pieces.source(source.file)
    yield Source(source.octets[lines.printed :], source.file, (0,), (line,))


def _apart(
    heads: Sequence[tuple[Source, Head, Request | None]], asked: Request | None, lines: _Sorted
) -> list[Recorded]:
    """Return the responses that the marked heads tell of. What is not marked is the content of the last."""
    found: list[Recorded] = []
    chain = Chain(asked)
    are_left = all(head.status in LEFT or is_bodiless(head.status, _method(request)) for _, head, request in heads[:-1])
    rest = b"".join(lines.rest.parts)[lines.content :] if lines.printed is None and are_left else None
    for number, (source, head, request) in enumerate(heads, 1):
        is_last = number == len(heads)
        found.append(
            recorded(source, head, _content(head, request, rest if is_last else b"", is_last=is_last), request, chain)
        )
        chain.goes_on(found[-1].response, is_left=not is_last)
    if found and found[-1].is_interim:
        found[-1] = attrs.evolve(found[-1], is_interim=False)
    return found


def _content(head: Head, request: Request | None, rest: bytes | None, *, is_last: bool) -> Content:
    method = _method(request)
    if is_bodiless(head.status, method):
        return Content(b"", 0)
    if rest is None:
        return Content(None, 0, "it cannot be told from what else is there")
    return judged(head, Content(rest if rest.strip(b"\r\n") else b"", 0), method=method, raw=False, is_last=is_last)


def _method(request: Request | None) -> str:
    return request.method if request else ""
