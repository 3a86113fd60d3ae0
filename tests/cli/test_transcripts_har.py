"""HAR files: each entry is a response with its request, and what a recorder has lost is not known."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from cli.transcribed import (
    JSON,
    OK,
    all_of,
    complaint,
    one_of,
    told,
)

from statuskit.cli.transcripts import Form, read
from statuskit.messages import Request


def entry(**response: Any) -> dict[str, Any]:  # Any: whatever JSON has
    """Return an entry of a HAR file, with some members of its response replaced, or left out for None."""
    members = {
        "status": 200,
        "statusText": "OK",
        "httpVersion": "HTTP/1.1",
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"size": 8, "mimeType": "application/json", "text": '{"a": 1}'},
        "bodySize": 8,
        **response,
    }
    request = {"method": "GET", "url": "https://example.com/a", "httpVersion": "HTTP/1.1", "headers": []}
    return {"request": request, "response": {name: value for name, value in members.items() if value is not None}}


def har(*entries: Any) -> bytes:  # Any: whatever JSON has
    """Return a HAR file."""
    log = {"version": "1.2", "creator": {"name": "x", "version": "1", "comment": "c"}, "entries": list(entries)}
    return json.dumps({"log": log}, indent=1).encode()


class TestHar:
    """HAR files."""

    def test_entries(self) -> None:
        """Each entry is a response with its request, and knows its number and its line."""
        octets = har(entry(), entry(status="404", statusText=""))
        found = all_of(octets)
        lines = octets.decode().splitlines()
        [first, second] = [number for number, line in enumerate(lines, 1) if line == "   {"]

        assert [(first, 1), (second, 2)] == [(one.line, one.entry) for one in found]
        assert [(200, "OK"), (404, None)] == [(one.response.status, one.response.reason) for one in found]
        assert Request("GET", "https://example.com/a", (), None, "HTTP/1.1") == found[0].response.request
        assert "https://example.com/a" == found[0].response.url
        assert JSON == found[0].response.content

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
    def test_encodings(self, encoding: str) -> None:
        """A file may be in any encoding that JSON may be in, with a byte order mark or without."""
        text = json.dumps({"log": {"entries": [entry()]}})

        assert JSON == one_of(text.encode(encoding), Form.HAR).response.content

    def test_failed(self) -> None:
        """Requests that were blocked or failed have no response, and are counted."""
        found = read(har(entry(status=0), entry(), entry(status=-1, headers=None)), "a.har")

        assert 2 == found.failed
        assert [2] == [one.entry for one in found.responses]

    @pytest.mark.parametrize(
        "response, content",
        [
            ({"content": {"text": b64encode(b"\xff\x00").decode(), "encoding": "base64"}}, b"\xff\x00"),
            ({"content": {"text": "\u20ac"}}, "\u20ac".encode()),
            (
                {"content": {"text": "\u20ac"}, "headers": [{"name": "Content-Type", "value": "a; charset=cp1252"}]},
                b"\x80",
            ),
            (
                {"content": {"text": "\u0416"}, "headers": [{"name": "content-type", "value": "a;charset=latin-1"}]},
                b"\xd0\x96",
            ),
            ({"content": {"text": "x"}, "headers": [{"name": "content-type", "value": 'a;charset="nope"'}]}, b"x"),
            ({"content": {"text": "\ud800"}}, b"?"),
            ({"content": {"text": ""}}, b""),
            ({"content": {"size": 0}, "bodySize": 0}, b""),
            ({"content": {"size": 0}, "bodySize": 0, "headers": [{"name": "Content-Length", "value": "9"}]}, None),
            ({"content": {"size": 0}, "bodySize": -1}, None),
            ({"content": {"size": 9}, "bodySize": 0}, None),
            ({"content": None}, None),
            ({"content": []}, None),
            ({"content": {"text": "x"}, "headers": [{"name": "Content-Length", "value": "1"}]}, b"x"),
            ({"content": {"text": "x"}, "headers": [{"name": "Content-Length", "value": "2"}]}, None),
            (
                {
                    "content": {"text": "x"},
                    "headers": [
                        {"name": "Content-Length", "value": "2"},
                        {"name": "Content-Encoding", "value": "br"},
                    ],
                },
                b"x",
            ),
            ({"status": 304, "content": {"text": "from the cache"}}, b""),
            ({"status": 204, "content": {"text": "wrong"}}, b"wrong"),
            ({"status": 204, "content": None}, b""),
        ],
        ids=lambda value: ascii(value)[:60],
    )
    def test_contents(self, response: dict[str, Any], content: bytes | None) -> None:  # Any: whatever JSON has
        """Text is put back into its charset; what is not there is not known, and neither is what has another length."""
        found = one_of(har(entry(**response)))

        assert content == found.response.content
        assert (content is None) is bool(found.doubt)

    def test_fields(self) -> None:
        """Names of HTTP/2's own are no fields; browsers put several lines into one."""
        lines = [
            {"name": ":status", "value": "200"},
            {"name": "", "value": "x"},
            {"name": "Set-Cookie", "value": "a=1\nb=2", "comment": "c"},
        ]

        assert (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")) == one_of(
            har(entry(headers=lines))
        ).response.headers.items()

    @pytest.mark.parametrize(
        "sent, received, asked, answered",
        [
            ("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1"),
            ("HTTP/1.0", "HTTP/1.1", "HTTP/1.0", "HTTP/1.1"),
            ("HTTP/1.1", "HTTP/1.0", "HTTP/1.1", "HTTP/1.0"),
            ("h2", "h2", "HTTP/2", "HTTP/2"),
            ("HTTP/1.1", "http/2.0", "HTTP/2", "HTTP/2"),
            ("h3", "h3", "HTTP/3", "HTTP/3"),
            (None, "HTTP/1.1", "HTTP/1.1", "HTTP/1.1"),
            ("unknown", "unknown", None, None),
            ("", 7, None, None),
            ("http/1", None, "HTTP/1.1", None),
        ],
        ids=str,
    )
    def test_versions(
        self,
        sent: str | None,
        received: Any,  # Any: whatever JSON has
        asked: str | None,
        answered: str | None,
    ) -> None:
        """Versions have many spellings; from HTTP/2 on, that of the response is that of the request."""
        one = entry(httpVersion=received)
        one["request"]["httpVersion"] = sent
        response = one_of(har(one)).response

        assert response.request is not None
        assert (asked, answered) == (response.request.http_version, response.http_version)

    def test_requests(self) -> None:
        """A request may have content; where there is none, the stated one is that of the response."""
        posted, absent, empty = entry(), entry(), entry()
        posted["request"].update(method="POST", postData={"text": "a=1"}, url=None)
        del absent["request"]
        empty["request"] = {"method": ""}
        requests = [one.response.request for one in all_of(har(posted, absent, empty), asked=Request("PUT"))]

        assert [Request("POST", None, (), b"a=1", "HTTP/1.1"), Request("PUT"), Request("PUT")] == requests

    @pytest.mark.parametrize(
        "octets, line, number, found",
        [
            (b"{", 1, None, "no JSON: the end of the file"),
            (b"{}", 1, None, "no HAR file: there is no 'log'"),
            (b'{"a": 1}', 1, None, "no HAR file: there is no 'log'"),
            (b"{1: 2}", 1, None, "no JSON: '1'"),
            (b'{"log" 1}', 1, None, "no JSON: '1'"),
            (b'{"log": []}', 1, None, "no HAR file: '['"),
            (b'{"a": 1 "log": 2}', 1, None, "no JSON: '\"'"),
            (b'{"log": {"entries": {}}}', 1, None, "the entries are no list"),
            (b'{"log": {"entries": []}}', 1, None, "no response"),
            (b'{"log":\n {"entries":\n [', 3, None, "no JSON: Expecting value"),
            (b'{"log":\n {"entries":\n [{"a": \n}]}}', 4, None, "no JSON: Expecting value"),
            (b'{"a": ' + b"[" * 200_000, 1, None, "JSON beyond all bounds"),
            (b'{"a": ' + b"9" * 200_000 + b"}", 1, None, "JSON beyond all bounds"),
            (har(entry(), 7), har(entry(), 7).decode().splitlines().index("   7") + 1, 2, "no entry: 7"),
            (har({}), 10, 1, "no response: None"),
            (har(entry(status=None)), 10, 1, "no status: None"),
            (har(entry(status=True)), 10, 1, "no status: True"),
            (har(entry(status="2xx")), 10, 1, "no status: '2xx'"),
            (har(entry(headers=["Cookie: a=s3cret"])), 10, 1, "no header field: 'Cookie [hidden]'"),
            (har(entry(headers="X-Key 4fXs3cret")), 10, 1, "the response has no list of headers: 'X-Key [hidden]'"),
            (har(entry(headers=None)), 10, 1, "the response has no list of headers: None"),
            (har(entry(headers=[1])), 10, 1, "no header field: 1"),
            (har(entry(headers=[{"name": "a"}])), 10, 1, "a header field of the response without a name or a value"),
            (
                har(entry(headers=[{"name": "a", "value": "\n" * 100_000}])),
                10,
                1,
                "100001 header fields in the response, ",
            ),
            (har(entry(content={"text": "!", "encoding": "base64"})), 10, 1, "content that is no base64"),
        ],
        ids=lambda value: ascii(value)[:40],
    )
    def test_malformed(self, octets: bytes, line: int, number: int | None, found: str) -> None:
        """What cannot be read tells its line, and the number of the entry."""
        problem = complaint(octets)

        assert (line, number) == (problem.line, problem.entry)
        assert problem.found.startswith(found)
        assert (f"entry {number}: " in str(problem)) is (number is not None)

    def test_stated(self) -> None:
        """What is said to be a HAR file has to be one; a line of curl's is no JSON."""
        assert "no HAR file: 'H'" == complaint(OK, Form.HAR).found
        assert [(2, 200, JSON)] == told(b"{ [8 bytes data]\n" + OK)
