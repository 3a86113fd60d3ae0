"""
Where the content of a message ends, and whether what stands there is what was sent.

On the wire, Content-Length and chunks tell (RFC 9112, section 6). What curl prints has lost that framing, and often the
content: there, what cannot be told is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statuskit._grammar import TOKEN_OCTETS
from statuskit.cli.transcripts._heads import begins_message, is_whole_head
from statuskit.model import StatusClass
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.cli.transcripts._heads import Head
    from statuskit.cli.transcripts._source import Source
    from statuskit.messages import Headers

__all__ = ["LEFT", "Content", "content_of", "is_bodiless", "is_compressed", "judged", "stated_length"]

_NEVER_WITH_CONTENT: Final = frozenset({HTTP.NO_CONTENT, HTTP.NOT_MODIFIED})
# What curl may go on from by itself, leaving out the content: redirects and challenges.
LEFT: Final = frozenset(
    {*(status for status in HTTP if status.is_redirect), HTTP.UNAUTHORIZED, HTTP.PROXY_AUTHENTICATION_REQUIRED}
)
_DIGITS: Final = re.compile(r"[0-9]{1,18}")
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\n]*)?\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")
_TRAILER: Final = re.compile(rb"[^\r\n][^\n]*\n")
_LINE_ENDS: Final = re.compile(rb"[\r\n]{0,8}")
_STATUS_LINE: Final = re.compile(rb"HTTP/\d")
_MESSAGE: Final = re.compile(rb"^(?:HTTP/\d|" + TOKEN_OCTETS + rb" +\S+ +HTTP/\d)", re.MULTILINE)
_STATUS_LINE_OF_ITS_OWN: Final = re.compile(rb"^HTTP/\d", re.MULTILINE)


class Content(NamedTuple):
    """The content of a message, None where it is not known; where it ends; and why it is not known."""

    octets: bytes | None
    end: int
    doubt: str = ""


def is_bodiless(status: int, method: str) -> bool:
    """
    Whether a response has no content, whatever its fields say (RFC 9112, section 6.3).

    `Status.allows_content` tells what may be sent, this how it is framed: a 205 is to have no content (RFC 9110,
    section 15.3.6), and yet is read up to where its fields say that it ends.
    """
    is_tunnel = method == "CONNECT" and status in StatusClass.SUCCESS
    is_interim = status in StatusClass.INFORMATIONAL
    return method == "HEAD" or is_tunnel or is_interim or status in _NEVER_WITH_CONTENT


def is_compressed(headers: Headers) -> bool:
    """Whether the content was compressed on the way, so that its length says nothing."""
    return headers.get("Content-Encoding", "identity").strip().lower() != "identity"


def stated_length(headers: Headers) -> int | None:
    """Return what Content-Length says; None where there is none, or none that can be."""
    values = {value.strip() for line in headers.get_all("Content-Length") for value in line.split(",")}
    value = values.pop() if len(values) == 1 else ""
    return int(value) if _DIGITS.fullmatch(value) else None


def content_of(source: Source, head: Head, method: str, *, raw: bool) -> Content:
    """
    Return the content after a head, up to the next message.

    Raises:
        TranscriptError: for chunks that are none, in a raw message.
    """
    octets, start = source.octets, head.end
    if not head.is_complete:
        return Content(None, len(octets), "the file ends before it")
    is_response = not head.method
    if is_response and is_bodiless(head.status, method):
        return _up_to_next(source, head, raw=raw)
    if source.has_chunks and start < source.end and _is_chunked(head.headers):
        found = _unchunked(source, start, raw=raw)
        if found is not None:
            return found
        source.has_chunks = False
    length = stated_length(head.headers)
    is_left = not raw and head.status in LEFT and _STATUS_LINE.match(octets, start)
    if length is not None and not is_left and _is_boundary(source, start + length, raw=raw):
        return Content(octets[start : start + length], start + length)
    found = _up_to_next(source, head, raw=raw)
    if not is_response:
        return found
    is_last = found.end >= source.end
    return judged(head, found, method=method, raw=raw, is_last=is_last)


def judged(head: Head, found: Content, *, method: str, raw: bool, is_last: bool) -> Content:
    """Return the content of a response, or why it is not known."""
    content, end, _ = found
    length = stated_length(head.headers)
    if content:
        if raw or length is None or is_compressed(head.headers):
            return found
        if len(content) >= length and not content[length:].strip(b"\r\n"):  # an editor or a terminal ends the line
            return Content(content[:length], end)
        return Content(None, end, f"there are {len(content)} octets, and Content-Length says {length}")
    if length == 0 or (length is None and (raw or (method and is_last))):
        return found
    return Content(None, end, "the file has none")


def _is_chunked(headers: Headers) -> bool:
    return headers.get("Transfer-Encoding", "").rpartition(",")[2].strip().lower() == "chunked"


def _is_boundary(source: Source, place: int, *, raw: bool) -> bool:
    """Whether content may end at an octet: nothing comes after it, or the next message."""
    if place >= source.end:
        return place <= len(source.octets)
    blank = _LINE_ENDS.match(source.octets, place)
    after = blank.end() if blank else place
    return begins_message(source.octets, after, requests=raw)


# --- chunks -----------------------------------------------------------------------------------------------------------


def _unchunked(source: Source, place: int, *, raw: bool) -> Content | None:
    """Return content that comes in chunks (RFC 9112, section 7.1); None where curl has put it together already."""
    octets, parts = source.octets, list[bytes]()
    while size := _CHUNK.match(octets, place):
        length, place = int(size[1], 16), size.end()
        if length == 0:
            while trailer := _TRAILER.match(octets, place):
                place = trailer.end()
            ended = _LINE_END.match(octets, place)
            return Content(b"".join(parts), ended.end() if ended else len(octets))
        parts.append(octets[place : place + length])
        ended = _LINE_END.match(octets, place + length)
        if ended is None:
            break
        place = ended.end()
    if raw:
        raise source.no(
            min(place, len(octets)), "chunk", "its size in hexadecimal digits, and as many octets in a line"
        )
    return None


# --- the next message -------------------------------------------------------------------------------------------------


def _up_to_next(source: Source, head: Head, *, raw: bool) -> Content:
    octets, start = source.octets, head.end
    end = _next(octets, head, _searched(head, raw=raw), raw=raw)
    content = octets[start:end]
    return Content(content if content.strip(b"\r\n") else b"", end)


def _searched(head: Head, *, raw: bool) -> Callable[[bytes, int], re.Match[bytes] | None] | None:
    """
    Return how the first line of a message is found in what follows a head; None where it may be content.

    Where lines end as on the wire, all of a head has to, and curl may begin it in the midst of a line. What was copied
    from a terminal has lost that: text may then well speak of responses, and JSON cannot.
    """
    media_type = head.headers.get("Content-Type", "").strip().lower()
    if media_type.startswith("message/") or (not head.is_crlf and media_type.startswith("text/")):
        return None
    if raw:
        return _MESSAGE.search
    return _STATUS_LINE.search if head.is_crlf else _STATUS_LINE_OF_ITS_OWN.search


def _next(
    octets: bytes, head: Head, search: Callable[[bytes, int], re.Match[bytes] | None] | None, *, raw: bool
) -> int:
    """Return where the next message begins, or the content ends."""
    is_message = head.headers.get("Content-Type", "").strip().lower().startswith("message/")
    if not is_message and begins_message(octets, head.end, requests=raw):
        return head.end
    place = head.end
    while search and (found := search(octets, place)):
        # A head that goes wrong at some line goes wrong there wherever it begins, so that nothing is read twice.
        is_whole, place = is_whole_head(octets, found.start(), crlf=head.is_crlf, requests=raw)
        if is_whole:
            return found.start()
    return len(octets)
