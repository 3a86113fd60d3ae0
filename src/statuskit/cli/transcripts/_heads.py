"""The head of a message: its first line and its header fields (RFC 9112, sections 3 to 5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statuskit._foreign import MOST_LINES
from statuskit._grammar import TOKEN_OCTETS
from statuskit.messages import Headers

if TYPE_CHECKING:
    from statuskit.cli.transcripts._source import Source

__all__ = ["Head", "begins_message", "is_whole_head", "read_head"]

# HTTP/2 and later have no reason phrase, and a version without a minor number.
_STATUS_LINE: Final = re.compile(
    rb"HTTP/(\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]([\t\x20-\x7e\x80-\xff]*))?\r*(?:\n|\Z)", re.ASCII
)
_REQUEST_LINE: Final = re.compile(
    rb"(" + TOKEN_OCTETS + rb") +([^\x00-\x20\x7f]+) +HTTP/(\d(?:\.\d)?)[ \t]*\r*(?:\n|\Z)", re.ASCII
)
_BEGINS_RESPONSE: Final = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+\d{3}(?:[ \t\r\n]|\Z)", re.ASCII)
_LONGEST_REQUEST_LINE: Final = 8_192
_FIELD_LINE: Final = re.compile(rb"(?:" + TOKEN_OCTETS + rb"[ \t]*:|[ \t])[^\n]*(?:\n|\Z)")
_BLANK_LINE: Final = re.compile(rb"\r*(?:\n|\Z)")
_A_RESPONSE: Final = "a status line such as HTTP/1.1 404 Not Found"
_A_MESSAGE: Final = f"{_A_RESPONSE}, or a request line such as GET / HTTP/1.1"
_A_FIELD: Final = "'Name: value', and an empty line before the content"


class Head(NamedTuple):
    """The head of a message, and where it is: a request has a method, a response a status."""

    place: int
    end: int
    """Where the content begins."""
    version: str
    headers: Headers
    status: int = 0
    reason: str | None = None
    method: str = ""
    target: str = ""
    is_complete: bool = True
    """Whether the empty line after it is there."""
    is_crlf: bool = True
    """Whether its lines end as they do on the wire."""


def read_head(source: Source, place: int, *, requests: bool) -> Head:
    """
    Return the head of the message that begins at an octet.

    Raises:
        TranscriptError: where none begins there, and for a line that is no header field.
    """
    octets = source.octets
    status = _STATUS_LINE.match(octets, place)
    asked = _REQUEST_LINE.match(octets, place) if requests and status is None else None
    first = status or asked
    if first is None:
        what, accepted = ("message", _A_MESSAGE) if requests else ("response", _A_RESPONSE)
        raise source.no(place, what, accepted)
    headers, end, is_complete, is_crlf = _fields(source, first.end())
    is_crlf = is_crlf and first[0].endswith(b"\r\n")
    if asked:
        method, target, version = (part.decode("latin-1") for part in asked.groups())
        return Head(place, end, version, headers, 0, None, method, target, is_complete, is_crlf)
    version, code, reason = (part.decode("latin-1").strip() for part in first.groups(b""))
    return Head(place, end, version, headers, int(code), reason or None, "", "", is_complete, is_crlf)


def _fields(source: Source, place: int) -> tuple[Headers, int, bool, bool]:
    """Return the header fields, where the content begins, whether an empty line is before it, and all ends in CRLF."""
    octets = source.octets
    fields: list[tuple[str, list[str]]] = []
    is_crlf = True
    while place < len(octets):
        end = octets.find(b"\n", place)
        end = len(octets) if end < 0 else end
        is_crlf = is_crlf and octets.endswith(b"\r", place, end)
        line = octets[place:end].rstrip(b"\r").decode("latin-1")
        if not line:
            return _joined(fields), min(end + 1, len(octets)), True, is_crlf
        name, colon, value = line.partition(":")
        if line[0] in " \t":
            if not fields:
                raise source.no(place, "header field", _A_FIELD)
            fields[-1][1].append(line.strip(" \t"))
        elif colon and name.strip(" \t") and len(fields) < MOST_LINES:
            fields.append((name.strip(" \t"), [value.strip(" \t")]))
        elif colon and name.strip(" \t"):
            raise source.error(place, "one more header field", f"at most {MOST_LINES} of them")
        else:
            raise source.no(place, "header field", _A_FIELD)
        place = end + 1
    return _joined(fields), len(octets), False, is_crlf


def _joined(fields: list[tuple[str, list[str]]]) -> Headers:
    # A line that begins with a blank goes on with the one before (RFC 9112, section 5.2).
    return Headers([(name, " ".join(parts)) for name, parts in fields])


# --- where a message may begin ----------------------------------------------------------------------------------------


def begins_message(octets: bytes, place: int, *, requests: bool) -> bool:
    """Whether the first line of a message begins at an octet. Not all of it is looked at."""
    if _BEGINS_RESPONSE.match(octets, place):
        return True
    return requests and _REQUEST_LINE.match(octets[place : place + _LONGEST_REQUEST_LINE]) is not None


def is_whole_head(octets: bytes, place: int, *, crlf: bool, requests: bool) -> tuple[bool, int]:
    """Whether a whole head with any field begins at an octet; and where it ends, or where that was clear."""
    first = _STATUS_LINE.match(octets, place) or (requests and _REQUEST_LINE.match(octets, place))
    if not first or (crlf and not first[0].endswith(b"\r\n")):
        return False, place + 1
    fields, place = 0, first.end()
    while not (blank := _BLANK_LINE.match(octets, place)):
        field = _FIELD_LINE.match(octets, place)
        if field is None or (crlf and not field[0].endswith(b"\r\n")):
            return False, place
        fields, place = fields + 1, field.end()
    return fields > 0, blank.end()
