"""Transcripts: curl's, HAR files and raw messages are read as they are, and what cannot be told is not known."""

from __future__ import annotations

import pickle
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from statuskit.cli.transcripts import Form, Recorded, TranscriptError, read
from statuskit.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

GET = Request("GET")
ENTRY = b'{"response": {"status": 200, "headers": []}}'
JSON = b'{"a": 1}'
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n" + JSON
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 8\r\n\r\n'
METER = (
    b"  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
    b"                                 Dload  Upload   Total   Spent    Left  Speed\n"
    b"\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0"
)
METER_AGAIN = b"\r100     8  100     8    0     0    662      0 --:--:-- --:--:-- --:--:--   666\n"
SENT = b"> GET /a HTTP/1.1\r\n> Host: example.com\r\n> Accept: */*\r\n> \r\n"
RECEIVED = b"< HTTP/1.1 200 OK\r\n< Content-Type: application/json\r\n< Content-Length: 8\r\n< \r\n"
CONNECTED = b"*   Trying 192.0.2.1:80...\n* Connected to example.com (192.0.2.1) port 80 (#0)\n"
INTACT = b"* Connection #0 to host example.com left intact\n"


def all_of(octets: bytes, form: Form | None = None, asked: Request | None = None) -> tuple[Recorded, ...]:
    """Return what is read."""
    return read(octets, "a.txt", form=form, asked=asked).responses


def one_of(octets: bytes, form: Form | None = None, asked: Request | None = None) -> Recorded:
    """Return the only response that is read."""
    [found] = all_of(octets, form, asked)
    return found


def told(octets: bytes, form: Form | None = None, asked: Request | None = None) -> list[tuple[int, int, bytes | None]]:
    """Return the line, the status and the content of each response."""
    return [(one.line, one.response.status, one.response.content) for one in all_of(octets, form, asked)]


def complaint(octets: bytes, form: Form | None = None) -> TranscriptError:
    """Return the error that a transcript is."""
    with pytest.raises(TranscriptError) as caught:
        read(octets, "a.txt", form=form)
    return caught.value


class TestHeads:
    """Status lines and fields."""

    @pytest.mark.parametrize(
        "line, status, reason",
        [
            (b"HTTP/1.1 404 Not Found", 404, "Not Found"),
            (b"HTTP/1.0 404 Not Found", 404, "Not Found"),
            (b"HTTP/1.1 404 ", 404, None),
            (b"HTTP/1.1 404", 404, None),
            (b"HTTP/2 404 ", 404, None),
            (b"HTTP/3 404", 404, None),
            (b"HTTP/1.1  404\tGone fishing ", 404, "Gone fishing"),
            (b"HTTP/1.1 404 p\xe9ch\xe9", 404, "p\xe9ch\xe9"),
            (b"HTTP/1.1 999 ?", 999, "?"),
            (b"HTTP/1.1 042 ?", 42, "?"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("form", [None, Form.CURL, Form.RAW], ids=str)
    def test_status_lines(self, line: bytes, status: int, reason: str | None, form: Form | None) -> None:
        """Any version has a status line, with a phrase or without; whether the number is a status is not asked."""
        found = one_of(line + b"\r\nServer: x\r\n\r\nhello", form).response

        assert (status, reason, b"hello") == (found.status, found.reason, found.content)
        assert (("Server", "x"),) == found.headers.items()

    @pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r\r\n"], ids=ascii)
    def test_line_ends(self, end: bytes) -> None:
        """Lines end in LF, whatever number of CR a terminal puts before it."""
        found = one_of(end.join([b"HTTP/1.1 200 OK", b"A: 1", b"b:2 ", b"", b"x"])).response

        assert (("A", "1"), ("b", "2")) == found.headers.items()
        assert b"x" == found.content

    @pytest.mark.parametrize(
        "lines, fields",
        [
            (b"A: 1\r\n A\r\n\t B \r\n", (("A", "1 A B"),)),
            (b"A: 1\r\n \r\nB: 2\r\n", (("A", "1 "), ("B", "2"))),
            (b"A : 1\r\n", (("A", "1"),)),
            (b"A:\r\nA:x\r\n", (("A", ""), ("A", "x"))),
            (b"A: b: c\r\n", (("A", "b: c"),)),
            (b"A: \xff\x00\rz\r\n", (("A", "\xff\x00\rz"),)),
            (b"A b: c\r\n", (("A b", "c"),)),
            (b"", ()),
        ],
        ids=ascii,
    )
    def test_fields(self, lines: bytes, fields: tuple[tuple[str, str], ...]) -> None:
        """A folded line goes on with the one before; octets are latin-1, and kept even where none should be."""
        assert fields == one_of(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\nx").response.headers.items()

    def test_marks_of_encodings(self) -> None:
        """A file may begin with a byte order mark, and some shells write UTF-16."""
        text = "HTTP/1.1 200 OK\r\nA: \u20ac\r\n\r\n\u20ac"

        assert "\u20ac" == (one_of(b"\xef\xbb\xbf" + text.encode()).response.content or b"").decode()
        for encoding in ("utf-16", "utf-16-be"):
            octets = ("\ufeff" if encoding == "utf-16-be" else "") + text
            assert "\u20ac".encode() == one_of(octets.encode(encoding)).response.content

    @pytest.mark.parametrize(
        "octets, line, found, accepted",
        [
            (b"", 1, "no response", "at least one"),
            (b"\n\r\n\n", 1, "no response", "at least one"),
            (b"<html>\n", 1, "no response: '<html>'", "a status line such as HTTP/1.1 404 Not Found"),
            (b"\n\nhello", 3, "no response: 'hello'", "a status line such as HTTP/1.1 404 Not Found"),
            (b"HTTP/1.1 20 OK\n\n", 1, "no response: 'HTTP/1.1 20 OK'", "a status line"),
            (b"HTTP/1.1 2000 OK\n\n", 1, "no response: 'HTTP/1.1 2000 OK'", "a status line"),
            (b"HTTP/1.1 200 O\x00K\n\n", 1, "no response: 'HTTP/1.1 200 O\\x00K'", "a status line"),
            (b"HTTP/1.1 200 OK\rA: 1\r\r", 1, "no response: 'HTTP/1.1 200 OK\\rA: 1'", "a status line"),
            (b"HTTP/x\n", 1, "no response: 'HTTP/x'", "a status line"),
            (
                OK[:17] + b"A: 1\r\nno field\r\n\r\n",
                3,
                "no header field: 'no field'",
                "'Name: value', and an empty line",
            ),
            (OK[:17] + b": 1\r\n\r\n", 2, "no header field: ': 1'", "'Name: value'"),
            (OK[:17] + b" A: 1\r\n\r\n", 2, "no header field: ' A: 1'", "'Name: value'"),
            (OK[:17] + b"x" * 2_000_000, 2, f"no header field: '{'x' * 79}...", "'Name: value'"),
            (OK[:17] + b"A: 1\n" * 100_001, 100_002, "one more header field", "at most 100000 of them"),
            (OK[:17] + b"authorization Bearer s3cret\n", 2, "no header field: a line that may hold a secret", "'Name"),
            (b"GET /a?token=s3cret HTTP/1.1\nx\n", 2, "no header field: 'x'", "'Name: value'"),
            (b"GET /a?token=s3cret HTTP/one\n", 1, "no response: 'GET /a?... HTTP/one'", "a status line"),
            (SENT, 1, "no response", "at least one"),
            (SENT + b"< HTTP/1.1 200 OK\r\n< what\r\n< \r\n", 6, "no header field: 'what'", "'Name: value'"),
            (CONNECTED, 1, "no response", "at least one"),
        ],
        ids=lambda value: ascii(value)[:30],
    )
    def test_malformed(self, octets: bytes, line: int, found: str, accepted: str) -> None:
        """What cannot be read is one error that tells where, what was found, and what is accepted; no secrets."""
        problem = complaint(octets)

        assert ("a.txt", line, None) == (problem.file, problem.line, problem.entry)
        assert found == problem.found
        assert problem.accepted.startswith(accepted)
        assert f"a.txt:{line}: {found}; accepted: {problem.accepted}" == str(problem)
        assert len(str(problem)) < 300
        assert str(problem) == str(pickle.loads(pickle.dumps(problem)))  # noqa: S301


class TestCurl:
    """What `curl -i` prints."""

    @pytest.mark.parametrize(
        "before",
        [b"", b"\r\n\n", b"$ curl -i https://example.com/\n", METER + METER_AGAIN, METER, b"Note: x\n* y\n"],
        ids=["nothing", "blank", "prompt", "meter", "meter on the line", "notes"],
    )
    def test_before(self, before: bytes) -> None:
        """What a shell and curl print besides is no part of it."""
        assert [(1 + before.count(b"\n"), 200, JSON)] == told(before + OK)

    def test_chain(self) -> None:
        """What a proxy answers to CONNECT, interim responses and redirects come before the last response."""
        tunnel = b"HTTP/1.1 200 Connection established\r\n\r\n"
        interim = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        moved = b"HTTP/1.1 301 Moved Permanently\r\nLocation: /b\r\nContent-Length: 178\r\n\r\n"
        found = all_of(tunnel + interim + moved + OK)

        assert [(1, 200, None), (3, 103, b""), (6, 301, None), (10, 200, JSON)] == told(tunnel + interim + moved + OK)
        assert [False, True, False, False] == [one.is_interim for one in found]
        assert [(), (), (), (301,)] == [tuple(past.status for past in one.response.history) for one in found]
        assert ["the file has none", "", "the file has none", ""] == [one.doubt for one in found]

    def test_redirects_are_counted_to_fifty(self) -> None:
        """Of many redirects in a row, the last are kept, each without those before it."""
        moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"
        found = all_of(moved * 60 + OK)[-1].response

        assert 50 == len(found.history)
        assert [()] * 50 == [past.history for past in found.history]

    def test_lone_interim(self) -> None:
        """An interim response that nothing follows stands for itself; 101 is a last response."""
        early = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        switched = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"

        assert [False] == [one.is_interim for one in all_of(early)]
        assert [True, False] == [one.is_interim for one in all_of(early + switched)]
        assert [False, False] == [one.is_interim for one in all_of(switched + OK)]

    @pytest.mark.parametrize(
        "octets, contents",
        [
            (OK + OK, [JSON, JSON]),
            (OK + b"\n" + OK + b"\n", [JSON, JSON]),
            (CHUNKED + b"hello" + OK, [b"hello", JSON]),
            (b"HTTP/2 200 \r\nserver: x\r\n\r\n{}HTTP/2 200 \r\nserver: x\r\n\r\n[]", [b"{}", b"[]"]),
            (b"HTTP/2 200\ncontent-type: application/json\n\n{}\nHTTP/2 200\nserver: x\n\n[]", [b"{}\n", b"[]"]),
            (NOT_MODIFIED + OK, [b"", JSON]),
            (b"HTTP/1.1 204 No Content\n\n\n\n" + OK, [b"", JSON]),
            (b"HTTP/1.1 401 Unauthorized\r\nA: 1\r\n\r\n" + OK, [None, JSON]),
            (b"HTTP/2 404 \r\nserver: x\r\n\r\n" + OK, [None, JSON]),
            (b"HTTP/2 200 \r\nContent-Length: 0\r\n\r\n" + OK, [b"", JSON]),
        ],
        ids=lambda value: ascii(value)[:40],
    )
    def test_several(self, octets: bytes, contents: list[bytes | None]) -> None:
        """Several transfers follow each other, even in the midst of a line; curl may leave content out."""
        assert contents == [one.response.content for one in all_of(octets)]

    @pytest.mark.parametrize(
        "octets",
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\nHTTP/1.1 500 Error\r\nA: 1\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: message/http\r\n\r\nHTTP/1.1 500 Error\r\nA: 1\r\n\r\nx",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<pre>\nHTTP/1.1 500 Error\nA: 1\n\n</pre>",
            b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<pre>\nHTTP/1.1 500 Error\nA: 1\n\n</pre>",
            b"HTTP/1.1 200 OK\r\n\r\nsee HTTP/1.1 500 Error\r\nA: 1\r\nno field\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\nsee HTTP/1.1 500 Error\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\nsee HTTP/1.1 500 Error",
            b"HTTP/1.1 200 OK\nA: 1\n\nsee HTTP/1.1 500 Error\nA: 1\n\n",
            b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\nsee HTTP/x",
        ],
        ids=lambda value: ascii(value[17:])[:50],
    )
    def test_content_that_speaks_of_responses(self, octets: bytes) -> None:
        """A status line in content is content: where its length says so, where it is text, where it has no head."""
        content = octets.replace(b"\r\n", b"\n").partition(b"\n\n")[2]

        assert content == (one_of(octets).response.content or b"").replace(b"\r\n", b"\n")

    @pytest.mark.parametrize(
        "octets, content, doubt",
        [
            (OK, JSON, ""),
            (OK + b"\r\n\n", JSON, ""),
            (OK.replace(b"\r\n", b"\n") + b"\n", JSON, ""),
            (OK + b"$ ", None, "there are 10 octets, and Content-Length says 8"),
            (OK[:-1], None, "there are 7 octets, and Content-Length says 8"),
            (OK[: -len(JSON)], None, "the file has none"),
            (b"HTTP/2 404 \r\nserver: x\r\n\r\n", None, "the file has none"),
            (OK[: -len(JSON) - 2], None, "the file ends before it"),
            (OK.replace(b"Length: 8", b"Length: 99\r\nContent-Encoding: gzip"), JSON, ""),
            (OK.replace(b"Length: 8", b"Length: 99\r\nContent-Encoding: identity"), None, "there are 8 octets, and"),
            (OK.replace(b"Length: 8", b"Length: eight"), JSON, ""),
            (OK.replace(b"Length: 8", b"Length: 8\r\nContent-Length: 9"), JSON, ""),
            (OK.replace(b"Length: 8", b"Length: 8, 8"), JSON, ""),
            (OK.replace(b"Length: 8", b"Length: " + b"9" * 5_000), JSON, ""),
            (OK.replace(b"Length: 8", b"Length: 0"), None, "there are 8 octets, and Content-Length says 0"),
        ],
        ids=lambda value: ascii(value)[-40:],
    )
    def test_doubt(self, octets: bytes, content: bytes | None, doubt: str) -> None:
        """Content that is not as long as it was said to be was changed on the way to the file, and is not known."""
        found = one_of(octets)

        assert content == found.response.content
        assert found.doubt.startswith(doubt)
        assert bool(doubt) is bool(found.doubt)

    @pytest.mark.parametrize(
        "octets, asked, content",
        [
            (b"HTTP/2 404 \r\nserver: x\r\n\r\n", GET, b""),
            (OK[: -len(JSON)], Request("HEAD"), b""),
            (b"HTTP/1.1 200 Connection established\r\n\r\n", Request("CONNECT"), b""),
            (CHUNKED, GET, b""),
        ],
        ids=ascii,
    )
    def test_no_content(self, octets: bytes, asked: Request, content: bytes) -> None:
        """With the method, it is known that there is none."""
        assert content == one_of(octets, asked=asked).response.content

    def test_chunks(self) -> None:
        """`curl --raw` shows chunks; otherwise they are put together, in the whole file."""
        raw = CHUNKED + b"5;a=b\r\nhello\r\n6 \r\n world\r\n0\r\nT: 1\r\n\r\n"

        assert [(1, 200, b"hello world"), (11, 200, JSON)] == told(raw + OK)
        assert [(1, 200, b"hello"), (4, 200, b"a\r\nhe")] == told(CHUNKED + b"hello" + CHUNKED + b"a\r\nhe")
        assert b"5\r\nhello" == one_of(CHUNKED + b"5\r\nhello").response.content
        assert b"hello" == one_of(CHUNKED + b"5\nhello\n0\n").response.content

    def test_asked(self) -> None:
        """A stated request is that of each response; of HTTP/2 and later, the version is the response's."""
        asked = Request("POST", "https://example.com/a", {"A": "1"})
        [first, second] = all_of(b"HTTP/1.1 100 Continue\r\n\r\n" + OK, asked=asked)

        assert asked == first.response.request == second.response.request
        assert "https://example.com/a" == second.response.url
        for line, version in ((b"HTTP/2 ", "HTTP/2"), (b"HTTP/3 ", "HTTP/3"), (b"HTTP/1.0 ", None)):
            request = one_of(OK.replace(b"HTTP/1.1 ", line), asked=asked).response.request
            assert request is not None
            assert version == request.http_version

    @pytest.mark.parametrize(
        "asked, followed",
        [
            (Request("GET", "https://example.com/a"), Request("GET", "https://example.com/b")),
            (GET, GET),
            (Request("POST", "https://example.com/a"), None),
            (Request("GET", "http://[::1"), Request("GET")),
            (None, None),
        ],
        ids=str,
    )
    def test_followed(self, asked: Request | None, followed: Request | None) -> None:
        """After a redirect, GET goes to where it leads; other methods may have become GET, and are not known."""
        moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"
        found = all_of(moved + OK + OK, asked=asked)

        assert [asked, followed, asked] == [one.response.request for one in found]

    def test_redirect_with_content(self) -> None:
        """A redirect that was not followed has its content, and the next response is to another request."""
        moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 4\r\n\r\nhere"

        assert [b"here", JSON] == [one.response.content for one in all_of(moved + OK)]
        assert () == all_of(moved + OK)[1].response.history


class TestVerbose:
    """What `curl -v` prints, with -i or without."""

    @pytest.mark.parametrize(
        "octets, line",
        [
            (CONNECTED + SENT + RECEIVED + b"{ [8 bytes data]\n" + INTACT + OK, 13),
            (METER + CONNECTED + SENT + RECEIVED + b"{ [8 bytes data]\n" + METER_AGAIN + INTACT + OK, 16),
            (SENT + RECEIVED + OK + INTACT, 9),
            (SENT + RECEIVED + b"{ [8 bytes data]\n" + OK[:-4] + INTACT + OK[-4:], 10),
            (SENT + RECEIVED + OK[:-4] + METER_AGAIN + OK[-4:], 9),
            (SENT + RECEIVED + INTACT + JSON, 5),
            (SENT + RECEIVED + INTACT + JSON + b"\n", 5),
            (METER + b"\n" + SENT + RECEIVED + METER_AGAIN + INTACT + JSON, 8),
            (b"$ curl -v x\n" + SENT + RECEIVED + JSON, 6),
        ],
        ids=["file", "meter", "after", "amid", "meter amid", "no -i", "no -i, line end", "no -i, meter", "prompt"],
    )
    def test_one(self, octets: bytes, line: int) -> None:
        """The request is the marked one; content is what is not marked, wherever it stands."""
        found = one_of(octets)
        request = Request("GET", "/a", {"Host": "example.com", "Accept": "*/*"}, None, "HTTP/1.1")

        assert (200, JSON, "") == (found.response.status, found.response.content, found.doubt)
        assert request == found.response.request
        assert ("Content-Type", "application/json") == found.response.headers.items()[0]
        assert line == found.line

    def test_terminal(self) -> None:
        """On a terminal, each line of a head stands there twice."""
        plain, marked = OK[: -len(JSON)].splitlines(keepends=True), RECEIVED.splitlines(keepends=True)
        mixed = b"".join(line for pair in zip(marked[:3], plain[:3], strict=True) for line in pair)

        heads = CONNECTED[:27] + SENT + mixed + plain[3] + marked[3] + INTACT

        assert [(7, 200, JSON)] == told(heads + JSON + b"\n")
        assert [(7, 200, None)] == told(heads + JSON + b"$ \n")

    def test_chain(self) -> None:
        """Each response has the request before it, and both 100 and what comes after it the same."""
        sent = b"> PUT /a HTTP/1.1\r\n> Expect: 100-continue\r\n> \r\n"
        received = b"< HTTP/1.1 100 Continue\r\n} [5 bytes data]\n< HTTP/1.1 302 Found\r\n< Location: /b\r\n< \r\n"
        plain = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"
        marks = sent + received + b"* Ignoring the response-body\n" + SENT + RECEIVED

        for octets in (marks + plain + OK, marks + JSON):
            found = all_of(octets)
            requests = [one.response.request for one in found if one.response.request]
            assert [100, 302, 200] == [one.response.status for one in found]
            assert ["PUT", "PUT", "GET"] == [request.method for request in requests]
            assert [b"", None, JSON] == [one.response.content for one in found]
            assert [True, False, False] == [one.is_interim for one in found]
            assert [0, 0, 1] == [len(one.response.history) for one in found]

    def test_lines_of_content(self) -> None:
        """Content may have lines that look like marks."""
        content = b"* a\n> q\n< w\n{ [1 bytes data]\n* Connection #1\nlast"
        length = str(len(content)).encode()
        printed = OK.replace(b": 8", b": " + length).replace(JSON, content)
        quoted = b"> q\n< w\n" + JSON

        assert content == one_of(SENT + RECEIVED.replace(b": 8", b": " + length) + printed).response.content
        assert quoted == one_of(SENT + RECEIVED.replace(b": 8", b": 16") + quoted).response.content

    @pytest.mark.parametrize(
        "octets, content, doubt",
        [
            (SENT + RECEIVED + JSON + b"$ ", None, "there are 10 octets, and Content-Length says 8"),
            (SENT + RECEIVED + OK + b"$ ", None, "there are 10 octets, and Content-Length says 8"),
            (SENT + RECEIVED, None, "the file has none"),
            (SENT + RECEIVED + OK.replace(b"200 OK", b"500 No"), None, "it cannot be told from what else is there"),
            (SENT + RECEIVED + OK.replace(b"Type", b"\x1b[1mType"), None, "it cannot be told from what else is there"),
            (SENT + RECEIVED + OK.replace(b"application/json", b"\r\nbroken"), None, "it cannot be told from what els"),
            (SENT.replace(b"GET", b"HEAD") + RECEIVED, b"", ""),
            (RECEIVED + JSON, JSON, ""),
        ],
        ids=["prompt", "prompt, -i", "nothing", "other status", "bold", "broken", "HEAD", "no request"],
    )
    def test_doubt(self, octets: bytes, content: bytes | None, doubt: str) -> None:
        """Where the answer does not add up, its content is not known; the head is, from the marked lines."""
        found = one_of(octets)

        assert (200, content) == (found.response.status, found.response.content)
        assert "application/json" == found.response.headers["content-type"]
        assert found.doubt.startswith(doubt)
        assert bool(doubt) is bool(found.doubt)

    def test_several(self) -> None:
        """Of several answers without -i, it is not known where one ends; with -i, it is."""
        marks = SENT + RECEIVED + SENT + RECEIVED

        assert [None, None] == [one.response.content for one in all_of(marks + JSON + JSON)]
        assert [(17, 200, JSON), (21, 200, JSON)] == told(marks + OK + OK)
        assert [JSON, JSON] == [
            one.response.content for one in all_of(SENT + RECEIVED + OK + b"\n" + SENT + RECEIVED + OK)
        ]

    def test_stray_marks(self) -> None:
        """Marked lines that begin no head are left; an interim response may be the last."""
        assert [(2, 200, JSON)] == told(b"< stray\n" + RECEIVED + JSON)[:1]
        assert [False] == [one.is_interim for one in all_of(SENT + b"< HTTP/1.1 100 Continue\r\n< \r\n")]

    def test_asked(self) -> None:
        """What the transcript has of the request is believed before what is stated."""
        request = one_of(SENT + RECEIVED + JSON, asked=Request("PUT")).response.request
        stated = one_of(RECEIVED + JSON, asked=Request("PUT")).response.request

        assert request is not None
        assert "GET" == request.method
        assert Request("PUT") == stated


class TestRaw:
    """Messages as they are on the wire."""

    POST = b"POST /a HTTP/1.1\r\nHost: example.com\r\nContent-Length: 5\r\n\r\nhello"

    def test_exchange(self) -> None:
        """A response answers the oldest request that is still unanswered, and interim responses come before it."""
        octets = self.POST + b"GET /b HTTP/1.1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK + NOT_MODIFIED + OK
        found = all_of(octets)
        requests = [one.response.request for one in found]

        assert [100, 200, 304, 200] == [one.response.status for one in found]
        assert ["POST", "POST", "GET", None] == [request and request.method for request in requests]
        assert [b"", JSON, b"", JSON] == [one.response.content for one in found]
        assert (
            Request("POST", "/a", {"Host": "example.com", "Content-Length": "5"}, b"hello", "HTTP/1.1") == requests[0]
        )
        assert [7, 9, 13, 17] == [one.line for one in found]

    def test_history(self) -> None:
        """On the wire, nobody says that a redirect was followed."""
        moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"

        assert [(), ()] == [one.response.history for one in all_of(moved + OK, Form.RAW)]

    @pytest.mark.parametrize(
        "octets, contents",
        [
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello\n", [b"hello"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello world", [b"hello world"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 50\n\nhello world", [b"hello world"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 50\n\n", [None]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", [b""]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 204 No Content\n\nhello", [b"hello"]),
            (b"HEAD / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\n", [b""]),
            (b"HEAD / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello", [b"hello"]),
            (b"GET / HTTP/1.1\n\n" + CHUNKED + b"5\r\nhello\r\n0\r\n\r\n", [b"hello"]),
            (b"GET / HTTP/1.1\n\n" + CHUNKED, [b""]),
            (b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\nHTTP/1.1 200 OK\nA: 1\n\nhello", [b"hello"]),
            (b"POST / HTTP/1.1\n\nstray\nHTTP/1.1 200 OK\nA: 1\n\nhello", [b"hello"]),
            (b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nA: 1\n\nhello\nGET / HTTP/1.1\nA: 1\n\n" + OK, [b"hello\n", JSON]),
        ],
        ids=lambda value: ascii(value)[-50:],
    )
    def test_contents(self, octets: bytes, contents: list[bytes | None]) -> None:
        """Framing tells where content ends; what is there all the same is content, to be found wrong."""
        assert contents == [one.response.content for one in all_of(octets)]

    def test_requests_content(self) -> None:
        """A request's content is read like that of a response."""
        found = one_of(b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\n" + OK).response.request

        assert found is not None
        assert b"hi" == found.content

    def test_stated(self) -> None:
        """Responses alone are raw where that is said."""
        octets = OK + b"more"

        assert [None] == [one.response.content for one in all_of(octets)]
        assert [JSON + b"more"] == [one.response.content for one in all_of(octets, Form.RAW)]

    @pytest.mark.parametrize(
        "octets, line, found",
        [
            (CHUNKED + b"hello", 4, "no chunk: 'hello'"),
            (CHUNKED + b"5\r\nhello\r\nx\r\n", 6, "no chunk: 'x'"),
            (CHUNKED + b"5\r\nhello world\r\n", 5, "no chunk: 'hello world'"),
            (CHUNKED + b"ff\r\nhello", 5, "no chunk: 'hello'"),
            (
                METER + OK,
                1,
                "no message: '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Cur'...",
            ),
        ],
        ids=ascii,
    )
    def test_malformed(self, octets: bytes, line: int, found: str) -> None:
        """Chunks that are none are an error, and so is what curl prints besides."""
        problem = complaint(octets, Form.RAW)

        assert line == problem.line
        assert found.partition("Cur")[0] == problem.found.partition("Cur")[0]

    def test_secret(self) -> None:
        """A request is no response where a transcript of curl is wanted."""
        assert "no response: 'GET /a?... HTTP/1.1'" == complaint(b"GET /a?b=s3cret HTTP/1.1\n\n" + OK, Form.CURL).found


class TestSize:
    """Large and hostile input takes time in proportion to its size."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda size: b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * size,
            lambda size: (
                b"HTTP/1.1 200 OK\r\n\r\n" + b"HTTP/1.1 200 OK\r\na: HTTP/1.1 200 OK\r\n" * (size // 36) + b"\r"
            ),
            lambda size: b"HTTP/1.1 200 OK\r\n\r\n" + b"a: HTTP/1.1 200 OK\r\n" * (size // 20) + b"!\r\n",
            lambda size: (
                b"".join(
                    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (size - 40 * number)
                    for number in range(size // 40)
                )
                + b"\n" * size
            ),
            lambda size: (CHUNKED + b"%x\r\n" % (size // 2)) * (size // 60) + b"1\r\nx\r\n" * (size // 6),
            lambda size: b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n" * (size // 37) + b"\r\n",
            lambda size: SENT + RECEIVED + b"\n> x\n* y" * (size // 8),
            lambda size: (SENT + RECEIVED) * (size // 140) + OK * (size // 140),
            lambda size: b"\r0\n" * (size // 3) + OK,
            lambda size: b"HTTP/1.1 200 OK\r\nA: " + b"\r" * size + b"x\r\n\r\n",
            lambda size: OK[:17] + b"A: 1\r\n" + b" x\r\n" * (size // 4) + b"\r\n",
            lambda size: b'{"log": {"entries": [' + b", ".join([ENTRY] * (size // 55)) + b"]}}",
            lambda size: (b"GET / HTTP/1.1\r\n\r\n" * 10 + OK) * (size // 260),
        ],
        ids=[
            "content",
            "status lines",
            "fields",
            "lengths",
            "chunks",
            "redirects",
            "marks",
            "marked",
            "meters",
            "CR",
            "folds",
            "HAR",
            "requests",
        ],
    )
    def test_linear(self, make: Callable[[int], bytes]) -> None:
        """Four times as much takes nowhere near sixteen times as long."""
        times = [min(self.taken(make(size)) for _ in range(3)) for size in (60_000, 240_000)]

        assert times[1] < 10 * times[0] + 0.05

    def taken(self, octets: bytes) -> float:
        """Return how long a reading takes."""
        begin = time.process_time()
        with suppress(TranscriptError):
            read(octets, "a.txt")
        return time.process_time() - begin

    def test_fifty_megabytes(self) -> None:
        """Fifty megabytes of content are no matter."""
        content = bytes(range(256)) * 200_000
        begin = time.process_time()
        found = one_of(b"HTTP/1.1 200 OK\r\n\r\n" + content).response.content

        assert content == found
        assert time.process_time() - begin < 10
