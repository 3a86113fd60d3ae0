"""Messages one after the other: what `curl -i` prints, and what goes over the wire."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import attrs

from statuskit.cli.transcripts._contents import LEFT, content_of
from statuskit.cli.transcripts._heads import read_head
from statuskit.cli.transcripts._source import Form, Recorded
from statuskit.messages import Request, Response
from statuskit.model import StatusClass
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statuskit.cli.transcripts._contents import Content
    from statuskit.cli.transcripts._heads import Head
    from statuskit.cli.transcripts._source import Source

__all__ = ["METER", "Chain", "read_messages", "recorded"]

# What curl prints of its progress, over and over on one line.
METER: Final = re.compile(rb"(?:\r[ \d.:kMGTP%|-]+)+")
# What stands before the first response where somebody has copied a terminal, or has not silenced curl.
_BESIDE: Final = re.compile(
    rb"[ \t\r]*\n|[$%#>] [^\n]*\n| +%? *(?:Total|Dload) [^\n]*\n|(?:curl: |Warning: |Note: |\* |[{}] \[)[^\n]*\n"
)
_MOST_REDIRECTS: Final = 50  # where curl gives up
_MULTIPLEXED: Final = ("2", "3")
_KEPT: Final = frozenset({"GET", "HEAD"})


def read_messages(
    source: Source, form: Form, asked: Request | None, requests: Sequence[Request | None] = ()
) -> list[Recorded]:
    """
    Return the responses.

    Args:
        source: what is read.
        form: CURL or RAW.
        asked: the request of a response that has none of its own.
        requests: those that the responses answer, one each, where they are known from elsewhere.

    Raises:
        TranscriptError: where no message begins, for a line that is no header field, and for chunks that are none.
    """
    raw, chain, known = form is Form.RAW, Chain(asked), iter(requests)
    found: list[Recorded] = []
    waiting: deque[Request] = deque()
    place = 0 if raw else _after_noise(source)
    while place < source.end:
        if source.octets[place] in b"\r\n":
            place += 1
            continue
        head = read_head(source, place, requests=raw)
        if head.method:
            content = content_of(source, head, "", raw=raw)
            waiting.append(Request(head.method, head.target, head.headers, content.octets, f"HTTP/{head.version}"))
        else:
            request = waiting[0] if waiting else next(known, None) or chain.asked
            content = content_of(source, head, request.method if request else "", raw=raw)
            found.append(recorded(source, head, content, request, chain))
            chain.goes_on(found[-1].response, is_left=not raw and content.end == head.end)
            if waiting and not found[-1].is_interim:
                waiting.popleft()
        place = content.end
    if found and found[-1].is_interim:
        found[-1] = attrs.evolve(found[-1], is_interim=False)
    return found


def _after_noise(source: Source) -> int:
    """Return where the first response begins, after what curl and a shell may print before it."""
    octets, place = source.octets, 0
    while place < source.end:
        meter = METER.match(octets, place)
        place = meter.end() if meter else place
        noise = _BESIDE.match(octets, place)
        if noise is None:
            break
        place = noise.end()
    return place


def recorded(source: Source, head: Head, content: Content, request: Request | None, chain: Chain) -> Recorded:
    """Return a response with its request, and with the redirects that led to it."""
    if request is not None and request.http_version is None and head.version[:1] in _MULTIPLEXED:
        # Of HTTP/1, a response tells only its own version; later ones are the same both ways.
        request = attrs.evolve(request, http_version=f"HTTP/{head.version}")
    url = None if request is None else request.url
    response = Response(
        head.status,
        head.headers,
        content.octets,
        head.reason,
        url,
        chain.history,
        request,
        f"HTTP/{head.version}",
    )
    return Recorded(
        response=response,
        file=source.file,
        line=source.line_at(head.place),
        is_interim=head.status in StatusClass.INFORMATIONAL and head.status != HTTP.SWITCHING_PROTOCOLS,
        doubt=content.doubt,
    )


class Chain:
    """The redirects that curl followed to a response, and what is known of the request that they led to."""

    def __init__(self, asked: Request | None) -> None:
        self.asked = asked
        self.history: tuple[Response, ...] = ()
        self._first = asked

    def goes_on(self, response: Response, *, is_left: bool) -> None:
        """Take a response into account; curl left it for the next if nothing stands between them."""
        location = response.headers.get("Location")
        if response.status in StatusClass.INFORMATIONAL:
            return
        if not is_left or location is None or response.status not in LEFT:
            self.asked, self.history = self._first, ()
            return
        earlier = attrs.evolve(response, history=())
        self.history = (*self.history, earlier)[-_MOST_REDIRECTS:]
        if self.asked is not None:
            # Other methods may become GET, or not: curl has options for that.
            is_kept = self.asked.method in _KEPT
            self.asked = attrs.evolve(self.asked, url=_joined(self.asked.url, location)) if is_kept else None


def _joined(url: str | None, reference: str) -> str | None:
    try:
        return None if url is None else urljoin(url, reference)
    except ValueError:
        return None
