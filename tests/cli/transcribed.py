"""What the tests of transcripts share: a few, and what is read from them."""

from __future__ import annotations

import pytest

from statuskit.cli.transcripts import Form, Recorded, TranscriptError, read
from statuskit.messages import Request

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
