"""Laws of transcripts that hold for any octets: one error, nothing lost, and the standard library reads the same."""

from __future__ import annotations

import io
import json
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statuskit.cli.transcripts import Form, Transcript, TranscriptError, read

if TYPE_CHECKING:
    from socket import socket

FORMS = st.sampled_from([None, *Form])
# What readers look for, in any order.
PARTS = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK", b"HTTP/2 404 ", b"HTTP/1.1 302 Found", b"HTTP/1.0 304 x", b"HTTP/1.1 100 Continue"),
        *(b"GET /a HTTP/1.1", b"HEAD / HTTP/1.1", b"CONNECT a:1 HTTP/1.1"),
        *(b"Content-Length: 5", b"Transfer-Encoding: chunked", b"Content-Type: text/html", b"Location: /b", b" folded"),
        *(
            b"> ",
            b"< ",
            b"* Connection #0\n",
            b"{ [5 bytes data]\n",
            b"\r  0 0",
            b"  % Total \n",
            b"curl: x\n",
            b"$ x\n",
        ),
        *(b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"5\r\nhello\r\n", b"0\r\n\r\n", b"hello", b"\x00", b"\xff", b":", b" "),
        *(
            b"{",
            b'{"log": {"entries": [',
            b'{"response": {"status": 200, "headers": []}}',
            b"]}}",
            b'"text": "x"',
            b",",
        ),
        *(b"\xff\xfe", b"\xef\xbb\xbf"),
    ]
)
TRANSCRIPTS = st.one_of(st.lists(PARTS | st.binary(max_size=8), max_size=30).map(b"".join), st.binary(max_size=300))
TOKENS = st.text("abcXYZ019-_", min_size=1, max_size=12)
VALUES = st.text("".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0x100)))), max_size=20)
FIELDS = st.lists(st.tuples(TOKENS.filter(lambda name: not name.lower().startswith(("content", "transfer"))), VALUES))
CONTENT = st.binary(max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 999) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["status", "headers", "name", "value", "content", "text", "encoding", "request", "method"]),
            inner,
        )
    ),
    max_leaves=12,
)


class Wire:
    """What the standard library reads a response from."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def makefile(self, _: str) -> io.BytesIO:
        """Return the octets as a file."""
        return io.BytesIO(self._octets)


def head(fields: list[tuple[str, str]], *more: str) -> bytes:
    """Return the head of a response."""
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in fields), *more, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def chunked(content: bytes, size: int) -> bytes:
    """Return content in chunks of a size."""
    chunks = [content[place : place + size] for place in range(0, len(content), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def outcome(octets: bytes, form: Form | None = None) -> Transcript | TranscriptError:
    """Return what is read, or the error."""
    try:
        return read(octets, "a", form=form)
    except TranscriptError as problem:
        return problem


@given(TRANSCRIPTS, FORMS)
@example(b"\xff\xfeH", None)
@example(b'{"log": {"entries": [{"response": {"status": 1e400}}]}}', None)
def test_one_error(octets: bytes, form: Form | None) -> None:
    """Whatever there is to read, there are responses, or one error that tells a line that there is."""
    found = outcome(octets, form)
    lines = [found.line] if isinstance(found, TranscriptError) else [one.line for one in found.responses]

    assert lines
    assert all(1 <= line <= octets.count(b"\n") + 1 for line in lines)
    assert "\n" not in str(found) or not isinstance(found, TranscriptError)


@given(JSON)
def test_any_entry(entry: object) -> None:
    """Whatever an entry of a HAR file holds, it is a response, a request without one, or an error."""
    octets = json.dumps({"log": {"entries": [{"response": {"status": 200, "headers": []}}, entry]}}).encode()
    found = outcome(octets)

    assert 2 == (found.entry if isinstance(found, TranscriptError) else len(found.responses) + found.failed)


@given(FIELDS, CONTENT, st.integers(1, 50), st.booleans(), st.sampled_from([Form.CURL, Form.RAW]))
def test_peer(fields: list[tuple[str, str]], content: bytes, size: int, in_chunks: bool, form: Form) -> None:  # noqa: FBT001
    """A response on the wire is what the standard library reads of it, fields and content."""
    framing = "Transfer-Encoding: chunked" if in_chunks else f"Content-Length: {len(content)}"
    octets = head(fields, framing) + (chunked(content, size) if in_chunks else content)
    peer = HTTPResponse(cast("socket", Wire(octets)))
    try:
        peer.begin()
    except HTTPException:
        pytest.fail("the standard library reads it")
    [found] = read(octets, "a", form=form).responses

    assert peer.status == found.response.status
    assert [(name, value.strip()) for name, value in peer.getheaders()] == list(found.response.headers.items())
    assert peer.read() == found.response.content


@given(st.lists(st.tuples(FIELDS, CONTENT), min_size=1, max_size=5), st.sampled_from([Form.CURL, Form.RAW]))
def test_one_after_the_other(messages: list[tuple[list[tuple[str, str]], bytes]], form: Form) -> None:
    """Responses with a length are told apart, whatever their content is, and keep their octets."""
    parts = [head(fields, f"Content-Length: {len(content)}") + content for fields, content in messages]
    found = read(b"".join(parts), "a", form=form).responses
    lines = [1 + b"".join(parts[:number]).count(b"\n") for number in range(len(parts))]

    assert [content for _, content in messages] == [one.response.content for one in found]
    assert lines == [one.line for one in found]


@given(FIELDS, CONTENT.filter(lambda content: content.strip(b"\r\n") and b"HTTP/" not in content))
def test_up_to_the_end(fields: list[tuple[str, str]], content: bytes) -> None:
    """Without a length, content is all that is left."""
    [found] = read(head(fields) + content, "a", form=Form.CURL).responses

    assert content == found.response.content


@given(FIELDS, st.text(max_size=50), st.integers(100, 599))
def test_har(fields: list[tuple[str, str]], text: str, status: int) -> None:
    """What a HAR file says of a response is what is read, text in UTF-8."""
    response = {
        "status": status,
        "headers": [{"name": name, "value": value} for name, value in fields],
        "content": {"text": text},
    }
    octets = json.dumps({"log": {"entries": [{"response": response}]}}, ensure_ascii=False).encode("utf-8", "replace")
    [found] = read(octets, "a").responses

    assert (status, tuple(fields)) == (found.response.status, found.response.headers.items())
    assert (b"" if status == 304 else text.encode("utf-8", "replace")) == found.response.content
