"""`statuskit triage`: arguments, what is read from standard input, the page, JSON, and complaints."""

from __future__ import annotations

import io
import json

import pytest
from cli.driver import Stdin, answer, run

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
    "*   Trying 192.0.2.1:443...\n"
    "> GET / HTTP/2\n> Host: example.com\n> Authorization: Bearer s3cret\n>\n"
    "< HTTP/1.1 301 Moved Permanently\n< Server: other\n<\n"
    "* Issue another request\n"
    "< HTTP/1.1 502 Bad Gateway\n< Server: nginx\n< X-Request-ID: r-1\n< \n"
    "<html>\n<h1>HTTP/1.1 500 no\n{ [157 bytes data]\n"
)
NOISY = "  % Total    % Received\n\n" + PLAIN
FOLDED = "HTTP/1.1 502 Bad Gateway\nServer: nginx\nX-Request-ID:\n  r-1\n\n"
CUT_OFF = "HTTP/1.1 502 Bad Gateway\nServer: nginx\nX-Request-ID: r-1"
FIELDS = [{"name": "Server", "value": "nginx"}, {"name": "X-Request-ID", "value": "r-1"}]
HAR = json.dumps({"log": {"entries": [{"response": {"status": status, "headers": FIELDS}} for status in (200, 502)]}})


class Failing(io.BytesIO):
    """A stream that cannot be read, such as a folder."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Fail."""
        raise IsADirectoryError(21, "Is a directory", size)


def test_page() -> None:
    """A status with fields has a page that tells everything that the triage has."""
    out = answer("triage", "502", *RAY)

    assert out.startswith("502 Bad Gateway\nmost likely an intermediary, through Cloudflare\n")
    for title in ("Told by", "Likely causes", "Look first", "Next steps", "Who can fix it", "Ids to quote", "Sources"):
        assert f"\n{title}\n" in out
    assert "\n  CF-RAY  8a1b2c3d4e5f6a7b-FRA\n" in out


def test_page_of_a_meaning() -> None:
    """What the number means here is told where a vendor gave it a meaning."""
    assert "Means here\n  Cloudflare 522: Connection timed out: " in answer("triage", "522")


def test_page_of_no_error() -> None:
    """Sections that would say nothing are left out."""
    out = answer("triage", "204")

    assert "Likely causes" not in out
    assert "nothing to fix" in out


def test_json() -> None:
    """`--json` gives what `to_dict()` gives."""
    wanted = triage(502, {"Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f6a7b-FRA"}).to_dict()

    assert wanted == json.loads(answer("triage", "502", *RAY, "--json"))


@pytest.mark.parametrize("words", [("Bad", "Gateway"), ("502",), ("502", "Bad", "Gateway"), ("HTTP/1.1 502 Down",)])
def test_keys(words: tuple[str, ...]) -> None:
    """A key is taken as everywhere, and needs no quotes."""
    assert answer("triage", *words).startswith("502 Bad Gateway\n")


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "transcript",
    [PLAIN, PLAIN.replace("\r\n", "\n"), CHAIN, VERBOSE, NOISY, FOLDED, CUT_OFF, HAR],
    ids=["crlf", "lf", "chain", "verbose", "noise before", "folded", "cut off", "HAR"],
)
def test_transcript(transcript: str) -> None:
    """What `check` reads is read: its last response counts, and nothing of what was sent."""
    ran = run("triage", "--json", stdin=transcript)

    assert (0, "") == (ran.status, ran.err)
    assert triage(502, {"Server": "nginx", "X-Request-ID": "r-1"}).to_dict() == json.loads(ran.out)
    assert "s3cret" not in ran.out


def test_without_reason() -> None:
    """HTTP/2 has no reason phrase; fields given apart are added."""
    ran = run("triage", "--header", "X-Request-ID: r-2", stdin=HTTP2)

    assert ran.out.startswith("503 Service Unavailable\nthe gateway (Envoy)\n")
    assert "r-2" in ran.out


@pytest.mark.parametrize("octets", [b"\xff\xfe\x00\x80" * 400_000, "\u20ac".encode()], ids=["large", "utf-8"])
def test_binary_content(octets: bytes) -> None:
    """The content may be anything, and is not looked at."""
    ran = run("triage", stdin=PLAIN.encode() + octets)

    assert (0, "") == (ran.status, ran.err)
    assert ran.out.startswith("502 Bad Gateway\n")


@pytest.mark.parametrize(
    "transcript, status",
    [
        (PLAIN + "\r\nHTTP/1.1 500 no\r\n\r\n", "502 Bad Gateway"),
        ("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", "103 Early Hints"),
    ],
    ids=["content", "interim"],
)
def test_the_last_response(transcript: str, status: str) -> None:
    """A status line in the content is content; of a chain that ends in an interim response, that is the last."""
    assert run("triage", stdin=transcript).out.startswith(f"{status}\n")


# --- complaints -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "transcript, line, found",
    [
        ("", 1, "no response"),
        ("\n\n", 1, "no response"),
        ("502 Bad Gateway\n", 1, "no response: '502 Bad Gateway'"),
        ("<html>\n", 1, "no response: '<html>'"),
        ("HTTP/1.1 5020 x\n", 1, "no response: 'HTTP/1.1 5020 x'"),
        ("HTTP/1.1\n", 1, "no response: 'HTTP/1.1'"),
        ("HTTP/1.1 502 Bad Gateway\nno field\n\n", 2, "no header field: 'no field'"),
        ("HTTP/1.1 502 Bad\n" + "a: b\n" * 100_001, 100_002, "one more header field"),
    ],
    ids=["nothing", "blank", "no protocol", "HTML", "long number", "no number", "no field", "too many fields"],
)
def test_no_transcript(transcript: str, line: int, found: str) -> None:
    """What cannot be read is told with its line, as `check` tells it, and with its exit status."""
    ran = run("triage", stdin=transcript)

    assert (2, "") == ran[:2] == run("check", stdin=transcript)[:2]
    assert ran.err.startswith(f"statuskit: stdin:{line}: {found}; accepted: ")
    assert 1 == ran.err.count("\n")


def test_unreadable_input() -> None:
    """Where nothing can be read, there is nothing to triage: that is usage."""
    ran = run("triage", stdin=Stdin(Failing()))

    assert (2, "", "statuskit: cannot read 'stdin': Is a directory\n") == ran


@pytest.mark.parametrize("stdin", [None, Stdin(b"", terminal=True)], ids=["closed", "terminal"])
def test_no_input(stdin: Stdin | None) -> None:
    """Nobody is kept waiting: without a status and without input, the usage is told."""
    ran = run("triage", stdin=stdin)

    assert (2, "") == ran[:2]
    assert ran.err.startswith("statuskit: give a status, or on standard input what `curl -i` or `curl -v` printed, ")
    assert "a HAR file" in ran.err


def test_help() -> None:
    """The help names all that is read."""
    told = " ".join(answer("triage", "--help").split())

    assert "what `curl -i` or `curl -v` printed, a HAR file, or messages as they were on the wire" in told


def test_too_many_fields() -> None:
    """More header fields than a message can have are usage, as they are for `check`."""
    response = "HTTP/1.1 502 Bad\r\n" + "a: b\r\n" * 100_000 + "\r\n"

    assert (2, "") == run("triage", "--header", "A: b", stdin=response)[:2]


@pytest.mark.parametrize("key", ["99", "1000", "nonsense", "0"])
def test_unknown_status(key: str) -> None:
    """What is no status is complained of, and nothing is answered."""
    ran = run("triage", key)

    assert (1, "") == ran[:2]
    assert key in ran.err


def test_status_line_with_no_status() -> None:
    """So is a number in a status line that is none."""
    ran = run("triage", stdin="HTTP/1.1 042 x\r\n\r\n")

    assert 1 == ran.status
    assert "not a status code: 42" in ran.err
