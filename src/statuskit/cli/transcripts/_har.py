"""
HAR files: what browsers, proxies and test tools record (HTTP Archive 1.2).

An entry keeps content decoded, text as characters, and often not at all; the fields are those of the wire.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from statuskit._foreign import MOST_LINES
from statuskit.cli.transcripts._contents import is_bodiless, is_compressed, stated_length
from statuskit.cli.transcripts._source import Recorded, Source, Transcript, TranscriptError, line_shown
from statuskit.exceptions import quoted
from statuskit.messages import Headers, Request, Response
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_har"]

# What JSON gives: its type is the file's choice.
_Json = Any
_Object = dict[str, Any]

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_DECODER: Final = json.JSONDecoder()
_DIGITS: Final = re.compile(r"[0-9]{1,3}")
_VERSION: Final = re.compile(r"(?:HTTP/|H)?([1-9])(?:\.(\d))?", re.ASCII | re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset=\"?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_MULTIPLEXED: Final = ("2", "3")
_A_HAR: Final = '{"log": {"entries": [...]}}'
_AN_ENTRY: Final = "an entry with a response, which has a status and headers"


def read_har(source: Source, asked: Request | None) -> Transcript:
    """
    Return the responses. Entries of status 0 have none: the request was blocked, cancelled or failed.

    Raises:
        TranscriptError: for what is no JSON, no HAR file, or an entry whose response cannot be read.
    """
    # Octets that are no UTF-8 are in nothing that is looked at but content, which is then not of its stated length.
    text = source.octets.decode(json.detect_encoding(source.octets), "replace")
    walk = _Walk(text, source.file)
    found: list[Recorded] = []
    failed = 0
    for number, (place, value) in enumerate(walk.entries(), 1):
        entry = _Entry(walk, place, number, value)
        if entry.is_failed:
            failed += 1
        else:
            found.append(entry.recorded(asked))
    return Transcript(tuple(found), failed)


class _Walk:
    """The way through the text to the entries, which keeps their lines. Each value is read once, by `json`."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._place, self._line = 0, 1

    def entries(self) -> Iterator[tuple[int, _Json]]:
        """Return the entries, and where they begin."""
        place = self._value_of("entries", self._value_of("log", self._skip(0)))
        if self.text[place : place + 1] != "[":
            self._fail(place, "the entries are no list", _A_HAR)
        place = self._skip(place + 1)
        if self.text[place : place + 1] == "]":
            return
        while True:
            value, end = self._read(place)
            yield place, value
            end = self._skip(end)
            if self.text[end : end + 1] == "]":
                return
            self._expect(end, ",")
            place = self._skip(end + 1)

    def _value_of(self, name: str, place: int) -> int:
        """Return where the value of an object's member begins; what comes before it is read and left."""
        if self.text[place : place + 1] != "{":
            self._fail(place, f"no HAR file: {self._shown(place)}", _A_HAR)
        while True:
            place = self._skip(place + 1)
            if self.text[place : place + 1] == "}":
                break
            if self.text[place : place + 1] != '"':
                self._fail(place, f"no JSON: {self._shown(place)}", "the name of a member")
            key, place = self._read(place)
            place = self._skip(place)
            self._expect(place, ":")
            place = self._skip(place + 1)
            if key == name:
                return place
            place = self._skip(self._read(place)[1])
            if self.text[place : place + 1] == "}":
                break
            self._expect(place, ",")
        return self._fail(place, f"no HAR file: there is no {name!r}", _A_HAR)

    def _read(self, place: int) -> tuple[_Json, int]:
        try:
            return _DECODER.raw_decode(self.text, place)
        except json.JSONDecodeError as problem:
            return self._fail(problem.pos, f"no JSON: {problem.msg}", _A_HAR)
        except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
            return self._fail(place, "JSON beyond all bounds", _A_HAR)

    def _skip(self, place: int) -> int:
        blank = _BLANK.match(self.text, place)
        return blank.end() if blank else place

    def _expect(self, place: int, sign: str) -> None:
        if self.text[place : place + 1] != sign:
            self._fail(place, f"no JSON: {self._shown(place)}", f"{sign!r}, as in {_A_HAR}")

    def _shown(self, place: int) -> str:
        return quoted(self.text[place : place + 1]) if place < len(self.text) else "the end of the file"

    def _fail(self, place: int, found: str, accepted: str) -> NoReturn:
        raise self.error(place, found, accepted)

    def error(self, place: int, found: str, accepted: str, entry: int | None = None) -> TranscriptError:
        """Return the error for what stands at a character."""
        return TranscriptError(self.file, self.line_at(place), found, accepted, entry)

    def line_at(self, place: int) -> int:
        """Return the number of the line of a character; places are asked for in their order."""
        self._line += self.text.count("\n", self._place, place)
        self._place = max(place, self._place)
        return self._line


class _Entry:
    """An entry. What is missing is not known; what is there and wrong is an error."""

    def __init__(self, walk: _Walk, place: int, number: int, value: _Json) -> None:
        self._walk, self._place, self._number = walk, place, number
        self._value = self._object(value, "entry")
        self._response = self._object(self._value.get("response"), "response")
        self._status = self._read_status(self._response.get("status"))

    @property
    def is_failed(self) -> bool:
        """Whether no response came."""
        return self._status <= 0

    def recorded(self, asked: Request | None) -> Recorded:
        """Return the response with its request, that of the transcript if there is one."""
        response = self._response
        headers = self._headers(response.get("headers"), "response")
        version = _version(response.get("httpVersion"))
        request = self._request(version) or asked
        content, doubt = self._content(headers, request)
        reason = response.get("statusText")
        return Recorded(
            response=Response(
                self._status,
                headers,
                content,
                reason if isinstance(reason, str) and reason else None,
                request.url if request else None,
                (),
                request,
                version,
            ),
            file=self._walk.file,
            line=self._walk.line_at(self._place),
            entry=self._number,
            doubt=doubt,
        )

    def _error(self, *, found: str) -> TranscriptError:
        return self._walk.error(self._place, found, _AN_ENTRY, self._number)

    def _object(self, value: _Json, what: str) -> _Object:
        if not isinstance(value, dict):
            raise self._error(found=f"no {what}: {_shown(value)}")
        return cast("_Object", value)

    def _read_status(self, value: _Json) -> int:
        if isinstance(value, str) and _DIGITS.fullmatch(value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._error(found=f"no status: {_shown(value)}")

    def _headers(self, value: _Json, what: str) -> Headers:
        if not isinstance(value, list):
            raise self._error(found=f"the {what} has no list of headers: {_shown(value)}")
        lines: list[tuple[str, str]] = []
        for line in cast("list[object]", value):
            field = self._object(line, "header field")
            name, text = field.get("name"), field.get("value")
            if not isinstance(name, str) or not isinstance(text, str):
                raise self._error(found=f"a header field of the {what} without a name or a value")
            if name and not name.startswith(":"):  # those of HTTP/2 that begin so are no header fields
                # Browsers put several lines of one name into one.
                lines += [(name, part.strip(" \t\r")) for part in text.split("\n")]
        if len(lines) > MOST_LINES:
            raise self._error(found=f"{len(lines)} header fields in the {what}, which is more than {MOST_LINES}")
        return Headers(lines)

    def _request(self, version: str | None) -> Request | None:
        value = self._value.get("request")
        request = cast("_Object", value) if isinstance(value, dict) else {}
        method, url = request.get("method"), request.get("url")
        if not isinstance(method, str) or not method:
            return None
        own = _version(request.get("httpVersion"))
        posted = request.get("postData")
        text = cast("_Object", posted).get("text") if isinstance(posted, dict) else None
        return Request(
            method,
            url if isinstance(url, str) else None,
            self._headers(request.get("headers", []), "request"),
            text.encode("utf-8", "replace") if isinstance(text, str) else None,
            version if version and version.removeprefix("HTTP/") in _MULTIPLEXED else own or version,
        )

    def _content(self, headers: Headers, request: Request | None) -> tuple[bytes | None, str]:
        """Return the content, and why it is not known."""
        value = self._response.get("content")
        content = cast("_Object", value) if isinstance(value, dict) else {}
        text, sizes = content.get("text"), (content.get("size"), self._response.get("bodySize"))
        if is_bodiless(self._status, request.method if request else "") and not (
            self._status != HTTP.NOT_MODIFIED and isinstance(text, str) and text
        ):
            return b"", ""  # what is there with a 304 comes from the cache
        if not isinstance(text, str):
            # Recorders keep no content that is binary, large or that of a redirect, and some say that its size is 0.
            is_none = sizes == (0, 0) and headers.get("Content-Length", "0").strip() == "0"
            return (b"", "") if is_none else (None, "the file has none")
        if content.get("encoding") == "base64":
            try:
                return b64decode("".join(text.split()), validate=True), ""
            except ValueError:
                raise self._error(found="content that is no base64") from None
        octets = _encoded(text, headers)
        length = stated_length(headers)
        if length is None or length == len(octets) or is_compressed(headers):
            return octets, ""
        return None, f"there are {len(octets)} octets, and Content-Length says {length}"


def _shown(value: _Json) -> str:
    return line_shown(value) if isinstance(value, str) else quoted(value)


def _version(value: _Json) -> str | None:
    """Return the version of HTTP as status lines have it: h2 and http/2.0 are HTTP/2."""
    found = _VERSION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    return f"HTTP/{found[1]}" if found[1] in _MULTIPLEXED else f"HTTP/{found[1]}.{found[2] or '1'}"


def _encoded(text: str, headers: Headers) -> bytes:
    """Return text in the charset that it came in; recorders have made characters of it."""
    charset = _CHARSET.search(headers.get("Content-Type", ""))
    try:
        return text.encode(charset[1] if charset else "utf-8")
    except (LookupError, ValueError):
        return text.encode("utf-8", "replace")
