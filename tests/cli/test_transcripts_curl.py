"""Transcripts of `curl -i`: heads and content are read as they are, and what cannot be told is not known."""

from __future__ import annotations

import pickle

import pytest
from cli.transcribed import (
    CHUNKED,
    CONNECTED,
    GET,
    JSON,
    METER,
    METER_AGAIN,
    NOT_MODIFIED,
    OK,
    SENT,
    all_of,
    complaint,
    one_of,
    told,
)

from statuskit.cli.transcripts import Form
from statuskit.messages import Request


class TestHeads:
    """Status lines and fields."""

    @pytest.mark.parametrize(
        "line, version, status, reason",
        [
            (b"HTTP/1.1 404 Not Found", "HTTP/1.1", 404, "Not Found"),
            (b"HTTP/1.0 404 Not Found", "HTTP/1.0", 404, "Not Found"),
            (b"HTTP/1.1 404 ", "HTTP/1.1", 404, None),
            (b"HTTP/1.1 404", "HTTP/1.1", 404, None),
            (b"HTTP/2 404 ", "HTTP/2", 404, None),
            (b"HTTP/3 404", "HTTP/3", 404, None),
            (b"HTTP/1.1  404\tGone fishing ", "HTTP/1.1", 404, "Gone fishing"),
            (b"HTTP/1.1 404 p\xe9ch\xe9", "HTTP/1.1", 404, "p\xe9ch\xe9"),
            (b"HTTP/1.1 999 ?", "HTTP/1.1", 999, "?"),
            (b"HTTP/1.1 042 ?", "HTTP/1.1", 42, "?"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("form", [None, Form.CURL, Form.RAW], ids=str)
    def test_status_lines(self, line: bytes, version: str, status: int, reason: str | None, form: Form | None) -> None:
        """Any version has a status line, with a phrase or without; whether the number is a status is not asked."""
        found = one_of(line + b"\r\nServer: x\r\n\r\nhello", form).response

        assert (status, reason, b"hello") == (found.status, found.reason, found.content)
        assert version == found.http_version
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
            (OK[:17] + b"authorization Bearer s3cret\n", 2, "no header field: 'authorization [hidden]'", "'Name"),
            (OK[:17] + b"X-Api-Key 4fXs3cret more\n", 2, "no header field: 'X-Api-Key [hidden]'", "'Name"),
            (OK[:17] + b" Bearer abcdefghijklmnop\n", 2, "no header field: ' Bearer [hidden]'", "'Name"),
            (OK[:17] + b"4fX " + b"x" * 90 + b" Key 4fXs3cret\n", 2, f"no header field: '4fX {'x' * 75}...", "'Name"),
            (OK[:17] + b"Key not found\n", 2, "no header field: 'Key not found'", "'Name"),
            (OK[:17] + b"Cookie\n", 2, "no header field: 'Cookie'", "'Name"),
            (OK[:17] + b"eyJ" + b"a" * 200 + b".s3cret.s3cret\n", 2, "no header field: '[hidden]'", "'Name"),
            (b"GET //me:s3cret@h/a HTTP/one\n", 1, "no response: 'GET //[hidden]@h/a HTTP/one'", "a status line"),
            (b"GET me:s3cret@h/a HTTP/one\n", 1, "no response: 'GET [hidden]@h/a HTTP/one'", "a status line"),
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
