"""
Transcripts of HTTP: what `curl -i` and `curl -v` print, HAR files, and messages as they were on the wire.

`read()` returns the responses, each with its request where that is known, and where it stands. Nothing is judged, and
octets are kept: fields are latin-1, content is not decoded. In doubt, content is not known rather than wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit._grammar import TOKEN_OCTETS
from statuskit.cli.transcripts._har import read_har
from statuskit.cli.transcripts._messages import read_messages
from statuskit.cli.transcripts._source import Form, Recorded, Source, Transcript, TranscriptError
from statuskit.cli.transcripts._verbose import read_verbose

if TYPE_CHECKING:
    from statuskit.messages import Request

__all__ = ["Form", "Recorded", "Transcript", "TranscriptError", "read"]

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8: Final = b"\xef\xbb\xbf"
# The first line of a message, marked by `curl -v` or not.
_FIRST: Final = re.compile(
    rb"^(?:(?P<marked>[<>] )?HTTP/\d|(?P<asked>> )?(?P<request>" + TOKEN_OCTETS + rb" +\S+ +HTTP/\d))",
    re.MULTILINE,
)
_BEGINS_OBJECT: Final = re.compile(rb"\s*\{(?! \[\d+ bytes data\])")


def read(octets: bytes, file: str, *, form: Form | None = None, asked: Request | None = None) -> Transcript:
    r"""
    Return the responses in a transcript, in their order.

    Args:
        octets: all of it.
        file: its name, for complaints and places.
        form: what it is, where that is not to be found out.
        asked: the request, for responses of which the transcript has none.

    Raises:
        TranscriptError: for what is no such transcript, or has no response in it. Nothing else.

    >>> from statuskit.cli.transcripts import read
    >>> [found] = read(b"HTTP/2 404 \r\nserver: x\r\n\r\ngone fishing", "a.txt").responses
    >>> found.response.status, found.response.content, found.line
    (404, b'gone fishing', 1)
    """
    if octets.startswith(_UTF16):  # what some shells make of any output
        octets = octets.decode("utf-16", "replace").encode()
    source = Source(octets.removeprefix(_UTF8), file)
    form, is_verbose = _recognized(source.octets, form)
    if form is Form.HAR:
        found = read_har(source, asked)
    elif is_verbose:
        found = Transcript(tuple(read_verbose(source, asked)))
    else:
        found = Transcript(tuple(read_messages(source, form, asked)))
    if not found.responses:
        raise source.error(0, "no response", "at least one")
    return found


def _recognized(octets: bytes, form: Form | None) -> tuple[Form, bool]:
    """Return which form it has, and whether `curl -v` printed it."""
    if form is Form.HAR or (form is None and _BEGINS_OBJECT.match(octets)):
        return Form.HAR, False
    first = _FIRST.search(octets) if form is not Form.RAW else None
    if first is None:
        return form or Form.CURL, False
    if form is None and first["request"] and not first["asked"]:
        return Form.RAW, False
    return Form.CURL, bool(first["marked"] or first["asked"])
