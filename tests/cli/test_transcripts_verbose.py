"""Transcripts of `curl -v`: marked heads, and the answer wherever it stands among them."""

from __future__ import annotations

import pytest
from cli.transcribed import CONNECTED, INTACT, JSON, METER, METER_AGAIN, OK, RECEIVED, SENT, all_of, one_of, told

from statuskit.messages import Request


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
