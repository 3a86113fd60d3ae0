"""The grammar that all fields share (RFC 9110, section 5.6)."""

from __future__ import annotations

import string

import pytest

from statuskit._grammar import OWS, TOKEN_ALONE, TOKEN_OCTETS, after_gap, unescaped

# RFC 9110, section 5.6.2: any visible character, and no delimiter.
DELIMITERS = '"(),/:;<=>?@[\\]{}'


@pytest.mark.parametrize("code", [*range(0x180), 0x212A, 0x2010])
def test_token(code: int) -> None:
    """A token is made of visible ASCII without the delimiters."""
    is_visible = chr(code) in string.printable and chr(code) not in string.whitespace

    assert (is_visible and chr(code) not in DELIMITERS) == bool(TOKEN_ALONE.fullmatch(chr(code)))


def test_tokens() -> None:
    """It has at least one character, and is the same in octets."""
    assert not TOKEN_ALONE.fullmatch("")
    assert TOKEN_ALONE.fullmatch("X-A")
    assert TOKEN_ALONE.pattern.encode() == TOKEN_OCTETS


@pytest.mark.parametrize(
    ("text", "at", "expected"), [("", 0, 0), ("a", 0, 0), (", \t,a", 0, 4), ("a, ,", 1, 4), ("a,\nb", 1, 2)]
)
def test_after_gap(text: str, at: int, expected: int) -> None:
    """Blanks and empty members are passed over, and nothing else; the end is where there is no more."""
    assert expected == after_gap(text, at)
    assert " \t" == OWS


@pytest.mark.parametrize(
    ("text", "expected"), [("", ""), ("a", "a"), (r"\"a\\", '"a\\'), (r"\a", "a"), ("\\\n", "\n"), (r"\\n", r"\n")]
)
def test_unescaped(text: str, expected: str) -> None:
    """A backslash goes, and what is behind it stays (RFC 9110, section 5.6.4)."""
    assert expected == unescaped(text)
