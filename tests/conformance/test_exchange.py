"""What the rules see of an exchange: text, JSON, the version; whatever it holds, reading it raises nothing."""

from __future__ import annotations

import pytest

from statuskit.conformance import Need
from statuskit.conformance._exchange import Exchange, no_json
from statuskit.messages import Request, Response


def sent(kind: str, content: bytes | None, **fields: str) -> Exchange:
    """Return an exchange with content."""
    return Exchange(Response(200, {"Content-Type": kind, **fields}, content))


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("text/plain", "é".encode(), "é"),
        ("text/plain; charset=iso-8859-1", b"\xe9", "é"),
        ('text/plain; Charset="windows-1252"', b"\x80", "€"),
        ("text/html; charset=utf-16", "é".encode("utf-16"), "é"),
        ("text/html; charset=Shift_JIS", "日本".encode("shift_jis"), "日本"),
        ("text/plain; charset=latin1", b"\xe9", "é"),
        ("text/plain; charset=windows-9", b"a", "a"),
        ("text/plain; charset=unicode_escape", rb"\q", r"\q"),
        ("text/plain; charset=idna", b"a", "a"),
        ("text/plain; charset=undefined", b"a", "a"),
        ("text/plain; charset=punycode", b"a-\xff", "a-\ufffd"),
        ("text/plain; charset=hex", b"6162", "6162"),
        ("text/plain; charset=iso-8859-99", b"a", "a"),
        ("text/plain; charset = latin1", b"\xe9", "é"),
        ("text/plain; charset=utf-16-le", b"a\x00", "a"),
        ("application/yaml", b"a: 1", "a: 1"),
        ("application/x-ndjson", b"{}", "{}"),
        ("application/json", b"{}", "{}"),
        ("application/problem+json", b"{}", "{}"),
        ("image/svg+xml", b"<svg/>", ""),
        ("image/png", b"\x89PNG", ""),
        ("", b"hello", ""),
        ("text/plain", b"", ""),
        ("text/plain", None, ""),
        ("text/plain", b"\x1f\x8b\x08", ""),
        ("application/json", b"\x28\xb5\x2f\xfd", ""),
        ("text/plain", b"a" * 70_000, "a" * 65_536),
        ("text/plain", b"\xef\xbb\xbfa", "a"),
        ("text/plain", b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        ("text/plain; charset=utf-16le", b"\xff\xfea\x00", "a"),
    ],
    ids=lambda value: ascii(value[:32]) if isinstance(value, (str, bytes)) else "none",
)
def test_text_is_what_can_be_read(kind: str, content: bytes | None, expected: str) -> None:
    """The first 64 KiB of textual content, in the charsets of the Web, and nothing that is compressed."""
    assert expected == sent(kind, content).text


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("Application/Problem+JSON; charset=utf-8", b"null", None),
        ("text/json", b"[]", []),
        (" application/json\t;", b"1", 1),
        ("application/json", b"2" + b" " * 65_535, 2),
        ("application/json", b"\xef\xbb\xbf[3]", [3]),
        ("application/json", b"{", no_json),
        ("application/json", b"[" * 60_000, no_json),
        ("application/json", b"[" + b" " * 70_000 + b"]", no_json),
        ("application/json", b"", no_json),
        ("application/json", None, no_json),
        ("text/plain", b"{}", no_json),
    ],
    ids=[
        "object",
        "problem",
        "text",
        "spaces",
        "just so long",
        "BOM",
        "broken",
        "deep",
        "long",
        "empty",
        "unknown",
        "no JSON",
    ],
)
def test_json_is_what_says_that_it_is(kind: str, content: bytes | None, expected: object) -> None:
    """Null is JSON; what is broken, deep or long is none, and nothing raises."""
    exchange = sent(kind, content)

    assert expected == exchange.json
    assert exchange.json is exchange.json


def test_members_are_those_of_an_object() -> None:
    """Of a list or of no JSON there are none."""
    assert {"a": 1} == sent("application/json", b'{"a": 1}').members
    assert {} == sent("application/json", b"[1]").members
    assert {} == sent("text/plain", b"{}").members


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ""),
        ("HTTP/1.0", "1.0"),
        ("1.1", "1.1"),
        ("http/1.1", "1.1"),
        ("HTTP/2", "2"),
        ("HTTP/2.0", "2"),
        ("h2", "2"),
        ("3.0", "3"),
        ("h3", "3"),
        ("HTTP/1.2", ""),
        ("HTTP/21", ""),
        ("HTTP/2.1", ""),
        ("1", ""),
        ("spdy", ""),
        ("", ""),
    ],
)
def test_versions_are_read_as_they_are_written(given: str | None, expected: str) -> None:
    """Libraries and recorders spell them in their own ways; what is no version is not known."""
    asked = Exchange(Response(200), Request("GET", "/", http_version=given))
    answered = Exchange(Response(200, http_version=given))

    assert (expected, expected) == (asked.version, asked.asked_version)
    assert (expected, "") == (answered.version, answered.asked_version)


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [("HTTP/1.1", "HTTP/1.0", "1.1"), (None, "HTTP/1.0", "1.0"), ("spdy", "h2", "2"), ("h3", None, "3")],
)
def test_the_version_of_the_request_comes_first(asked: str | None, answered: str | None, expected: str) -> None:
    """Servers answer later requests in HTTP/1.0; where the request's version is not known, the response's is."""
    exchange = Exchange(Response(200, http_version=answered), Request("GET", "/", http_version=asked))

    assert expected == exchange.version
    assert (expected in {"2", "3"}) == exchange.is_multiplexed


def test_of_an_unknown_request_nothing_is_known() -> None:
    """There is no method, no field and no version, and nothing raises."""
    exchange = Exchange(Response(99))

    assert ("", "", 0, None) == (exchange.method, exchange.version, len(exchange.asked), exchange.status)
    assert frozenset() == exchange.known
    assert (
        frozenset({Need.REQUEST, Need.CONTENT, Need.PAIR})
        == Exchange(Response(200, content=b""), Request("PUT"), exchange).known
    )
