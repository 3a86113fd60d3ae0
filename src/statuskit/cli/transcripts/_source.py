"""What is read, and what comes of it: octets that know their lines, a response and where it stands, the one error."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._redact import in_quotes, redacted_url
from statuskit._secrets import HIDDEN, is_doubtful, is_secret, reads_as_a_word
from statuskit.exceptions import StatusKitError, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statuskit.messages import Response

__all__ = ["Form", "Recorded", "Source", "Transcript", "TranscriptError", "line_shown"]

_WORD: Final = re.compile(r"[\w.-]+")
_ADDRESS: Final = re.compile(r"\S*[/@?]\S*")
# Schemes whose credentials may read as a word: in a line that cannot be read, nobody speaks of authentication.
_SCHEMES: Final = frozenset({"apikey", "basic", "bearer", "digest", "negotiate"})
_LONGEST_LINE: Final = 1 << 13


class Form(Enum):
    """What a transcript is."""

    CURL = "curl"
    """What curl printed: content without its framing."""
    HAR = "har"
    """A HAR file, version 1.1 or 1.2."""
    RAW = "raw"
    """Messages as they are on the wire: content is framed by Content-Length or in chunks."""


class TranscriptError(StatusKitError, ValueError):
    """
    What cannot be read as a transcript: where, what was found there, and what is accepted.

    `entry` is the number of the entry of a HAR file, from 1 up; None elsewhere.
    """

    def __init__(self, file: str, line: int, found: str, accepted: str, entry: int | None = None) -> None:
        super().__init__(file, line, found, accepted, entry)
        self.file = file
        self.line = line
        self.found = found
        self.accepted = accepted
        self.entry = entry

    def __str__(self) -> str:
        entry = "" if self.entry is None else f"entry {self.entry}: "
        return f"{self.file}:{self.line}: {entry}{self.found}; accepted: {self.accepted}"


@final
@attrs.frozen(kw_only=True)
class Recorded:
    """A response, with its request where that is known, and where it stands."""

    response: Response
    file: str
    line: int
    """Where it begins, from 1 up."""
    entry: int | None = None
    """The number of the entry of a HAR file, from 1 up."""
    is_interim: bool = False
    """Whether another response to the same request comes after it."""
    doubt: str = ""
    """Why the content is not known, where that is not the transcript's own word."""


@final
@attrs.frozen
class Transcript:
    """The responses of a transcript; and how many entries have none, since the request failed."""

    responses: tuple[Recorded, ...]
    failed: int = 0


class Source:
    """
    Octets of a file, and the lines that they stand in.

    What was picked out of a file comes in pieces: `starts` is where each of them begins, `lines` the line that it was.
    """

    def __init__(self, octets: bytes, file: str, starts: Sequence[int] = (0,), lines: Sequence[int] = (1,)) -> None:
        self.octets = octets
        self.file = file
        self.end = len(octets.rstrip(b"\r\n"))
        self.has_chunks = True
        """Whether content in chunks is still in chunks: it either is in the whole file, or nowhere."""
        self._starts = starts
        self._lines = lines
        self._known = (starts[0], lines[0])

    def line_at(self, place: int) -> int:
        """Return the number of the line of an octet."""
        piece = bisect_right(self._starts, place) - 1
        start, line = self._starts[piece], self._lines[piece]
        if start <= self._known[0] <= place:
            start, line = self._known  # counted on from the last, so that to ask for all is to read once
        line += self.octets.count(b"\n", start, place)
        self._known = (place, line)
        return line

    def error(self, place: int, found: str, accepted: str, entry: int | None = None) -> TranscriptError:
        """Return the error for what stands at an octet."""
        return TranscriptError(self.file, self.line_at(place), found, accepted, entry)

    def no(self, place: int, what: str, accepted: str) -> TranscriptError:
        """Return the error for a line that is not what it should be. It is shown cut, and without what is secret."""
        # Cut after it was redacted: half a secret is one. What is longer than a server reads is not looked at.
        line = self.octets[place : place + _LONGEST_LINE].partition(b"\n")[0].rstrip(b"\r").decode("latin-1")
        return self.error(place, f"no {what}: {line_shown(line)}", accepted)


def line_shown(line: str) -> str:
    """
    Return a line that cannot be read, quoted: without what looks like a secret, and what comes after the name of one.

    >>> line_shown("X-Api-Key 4fX"), line_shown("GET /a?b=c HTTP/one")
    ("'X-Api-Key [hidden]'", "'GET /a?... HTTP/one'")
    """
    line = _ADDRESS.sub(lambda found: redacted_url(found[0], whole=False), line[:_LONGEST_LINE])
    for word in _WORD.finditer(line):
        rest = line[word.end() :].strip(" \t:=")
        is_named = is_secret(word[0]) or word[0].lower() in _SCHEMES
        if rest and (is_named or (is_doubtful(word[0]) and not reads_as_a_word(rest))):
            return quoted(f"{line[: word.end()]} {HIDDEN}")
    return in_quotes(line)
