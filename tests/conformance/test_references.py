"""What is a URI reference, and what is wrong with what is none (RFC 3986, section 4.1)."""

from __future__ import annotations

import pytest

from statuskit.conformance.rules._references import problem_of


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        ("/a b", "' ' is to be percent-encoded"),
        ("/a\\b", "'\\\\' is to be percent-encoded"),
        ("/{id}", "'{' is to be percent-encoded"),
        ("/a\x00", "'\\x00' is to be percent-encoded"),
        ("/a\n", "'\\n' is to be percent-encoded"),
        ("/\udc80", "'\\udc80' is to be percent-encoded"),
        ("<https://example.com>", "'<' is to be percent-encoded"),
        ("/%", "'%' begins no escape"),
        ("/%2", "'%2' begins no escape"),
        ("/%zz", "'%zz' begins no escape"),
        ("/a#b#c", "it has two fragments"),
        ("1a:b", "'1a' is no scheme"),
        (":a", "'' is no scheme"),
        ("a%20b:c", "'a%20b' is no scheme"),
        ("?a:b", ""),
        ("http://[::1", "'[::1' is no host"),
        ("http://::1]/", "'::1]' is no host"),
        ("http://example.com:80a/", "'example.com:80a' is no host"),
        ("http://me@you@example.com/", "'example.com' is no host"),
        ("http://[me]:s3cret@example.com/", "'example.com' is no host"),
        ("http://example.com/?filter[a]=1", "'[' is to be percent-encoded"),
        ("/a]", "']' is to be percent-encoded"),
        ("/a#[", "'[' is to be percent-encoded"),
        ("//[::1]:80", ""),
        ("http://", ""),
    ],
    ids=ascii,
)
def test_what_is_wrong_with_a_reference_is_told(reference: str, problem: str) -> None:
    """The grammar of RFC 3986 decides: characters, escapes, the scheme, the host."""
    assert problem == problem_of(reference)
