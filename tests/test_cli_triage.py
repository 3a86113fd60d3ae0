"""`statuskit triage`: arguments, what `curl` prints, the page, JSON, and complaints."""

from __future__ import annotations

import io
import json
import sys

import pytest

from statuskit.cli import main
from statuskit.cli._triage import read_response
from statuskit.guides import triage

RAY = ("--header", "Server: cloudflare", "--header", "CF-RAY: 8a1b2c3d4e5f6a7b-FRA")

PLAIN = "HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nX-Request-ID: r-1\r\n\r\n<html>\r\n"
HTTP2 = "HTTP/2 503 \nserver: envoy\nx-envoy-overloaded: true\n\n"
CHAIN = (
    "HTTP/1.1 200 Connection established\r\n\r\n"
    "HTTP/1.1 100 Continue\r\n\r\n"
    "HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.com/\r\nServer: other\r\n\r\n" + PLAIN
)
VERBOSE = (
    "*   Trying 192.0.2.1:443...\n< stray\n"
    "> GET / HTTP/2\n> Host: example.com\n> Authorization: Bearer s3cret\n>\n"
    "< HTTP/1.1 301 Moved Permanently\n< Server: other\n<\n"
    "* Issue another request\n"
    "< HTTP/1.1 502 Bad Gateway\n< Server: nginx\n< X-Request-ID: r-1\n< \n"
    "<html>\n<h1>HTTP/1.1 500 no\n{ [157 bytes data]\n"
)
NOISY = "  % Total    % Received\n\n" + PLAIN
FOLDED = "HTTP/1.1 502 Bad Gateway\nServer: nginx\nX-Request-ID:\n  r-1\nno field\n: no name\n\n"
UNFOLDED_AT_ONCE = "HTTP/1.1 502 Bad Gateway\n folded: onto nothing\nServer: nginx\nX-Request-ID: r-1"


class Stdin(io.TextIOWrapper):
    """Standard input with octets in it, which may claim to be a terminal, or fail."""

    def __init__(self, octets: bytes, *, terminal: bool = False, fails: bool = False) -> None:
        super().__init__(Failing() if fails else io.BytesIO(octets))
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether this claims to be a terminal."""
        return self._terminal


class Failing(io.BytesIO):
    """A stream that cannot be read, such as a folder."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Fail."""
        raise IsADirectoryError(size)


def run(monkeypatch: pytest.MonkeyPatch, transcript: str | bytes, *argv: str) -> int:
    """Run the command with something on standard input."""
    octets = transcript.encode("latin-1") if isinstance(transcript, str) else transcript
    monkeypatch.setattr(sys, "stdin", Stdin(octets))
    return main(["triage", *argv])


def test_page(capsys: pytest.CaptureFixture[str]) -> None:
    """A status with fields has a page that tells everything that the triage has."""
    assert 0 == main(["triage", "502", *RAY])
    out = capsys.readouterr().out

    assert out.startswith("502 Bad Gateway\nmost likely an intermediary, through Cloudflare\n")
    for title in ("Told by", "Likely causes", "Look first", "Next steps", "Who can fix it", "Ids to quote", "Sources"):
        assert f"\n{title}\n" in out
    assert "\n  CF-RAY  8a1b2c3d4e5f6a7b-FRA\n" in out


def test_page_of_a_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    """What the number means here is told where a vendor gave it a meaning."""
    assert 0 == main(["triage", "522"])
    assert "Means here\n  Cloudflare 522: Connection timed out: " in capsys.readouterr().out


def test_page_of_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Sections that would say nothing are left out."""
    assert 0 == main(["triage", "204"])
    out = capsys.readouterr().out

    assert "Likely causes" not in out
    assert "nothing to fix" in out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives what `to_dict()` gives."""
    assert 0 == main(["triage", "502", *RAY, "--json"])
    wanted = triage(502, {"Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f6a7b-FRA"}).to_dict()

    assert wanted == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("words", [("Bad", "Gateway"), ("502",), ("502", "Bad", "Gateway"), ("HTTP/1.1 502 Down",)])
def test_keys(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A key is taken as everywhere, and needs no quotes."""
    assert 0 == main(["triage", *words])
    assert capsys.readouterr().out.startswith("502 Bad Gateway\n")


@pytest.mark.parametrize(
    "transcript",
    [PLAIN, PLAIN.replace("\r\n", "\n"), CHAIN, VERBOSE, NOISY, FOLDED, UNFOLDED_AT_ONCE],
    ids=["crlf", "lf", "chain", "verbose", "noise before", "folded", "cut off"],
)
def test_transcript(transcript: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What `curl -i` or `curl -v` printed is read: its last response, and nothing of what was sent."""
    assert 0 == run(monkeypatch, transcript, "--json")
    out = capsys.readouterr().out

    assert triage(502, {"Server": "nginx", "X-Request-ID": "r-1"}).to_dict() == json.loads(out)
    assert "s3cret" not in out


def test_without_reason(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """HTTP/2 has no reason phrase; fields given apart are added."""
    assert 0 == run(monkeypatch, HTTP2, "--header", "X-Request-ID: r-2")
    out = capsys.readouterr().out

    assert out.startswith("503 Service Unavailable\nthe gateway (Envoy)\n")
    assert "r-2" in out


@pytest.mark.parametrize("octets", [b"\xff\xfe\x00\x80" * 400_000, "\u20ac".encode()], ids=["large", "utf-8"])
def test_binary_content(octets: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The content may be anything, and is not looked at."""
    assert 0 == run(monkeypatch, PLAIN.encode() + octets)
    assert capsys.readouterr().out.startswith("502 Bad Gateway\n")


def test_content_that_looks_like_a_response() -> None:
    """A status line in the content is content; the last response of a chain that ends in an interim one is that."""
    plain = read_response(PLAIN + "\r\nHTTP/1.1 500 no\r\n\r\n")
    interim = read_response("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")

    assert plain is not None
    assert 502 == plain.status
    assert interim is not None
    assert 103 == interim.status


def test_many_fields() -> None:
    """A header section longer than any is cut."""
    found = read_response("HTTP/1.1 502 Bad\n" + "a: b\n" * 20_000)

    assert found is not None
    assert 10_000 == len(found.headers.items())


@pytest.mark.parametrize("transcript", ["", "502 Bad Gateway\n", "<html>\n", "HTTP/1.1 5020 x\n", "HTTP/1.1\n", "\n\n"])
def test_no_status_line(transcript: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What has no status line is complained of."""
    assert 1 == run(monkeypatch, transcript)
    assert ("", "statuskit: no status line on standard input; wanted is what `curl -i` prints\n") == capsys.readouterr()


def test_unreadable_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither is there one in what cannot be read."""
    monkeypatch.setattr(sys, "stdin", Stdin(b"", fails=True))

    assert 1 == main(["triage"])
    assert "no status line" in capsys.readouterr().err


@pytest.mark.parametrize("stdin", [None, Stdin(b"", terminal=True)], ids=["closed", "terminal"])
def test_no_input(stdin: Stdin | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is kept waiting: without a status and without input, the usage is told."""
    monkeypatch.setattr(sys, "stdin", stdin)

    assert 2 == main(["triage"])
    assert "give a status" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["99", "1000", "nonsense", "0"])
def test_unknown_status(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no status is complained of, and nothing is answered."""
    assert 1 == main(["triage", key])
    out, err = capsys.readouterr()

    assert "" == out
    assert key in err


def test_status_line_with_no_status(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """So is a number in a status line that is none."""
    assert 1 == run(monkeypatch, "HTTP/1.1 042 x\r\n\r\n")
    assert "not a status code: 42" in capsys.readouterr().err
