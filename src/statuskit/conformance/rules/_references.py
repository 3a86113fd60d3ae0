"""What is a URI reference (RFC 3986, section 4.1), and what is wrong with what is none. Relative ones are right."""

from __future__ import annotations

import re
from typing import Final

from statuskit.exceptions import quoted

__all__ = ["problem_of"]

# Each of these looks at a character once: one class, repeated.
_ILLEGAL: Final = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
# User and port may be empty; of an address in brackets only the characters are looked at.
_HOST: Final = re.compile(r"(?:\[[0-9A-Za-z:._~%-]+\]|[^\[\]:@]*)(?::[0-9]*)?")
_BRACKETS: Final = re.compile(r"[\[\]]")


def problem_of(reference: str) -> str:
    """
    Return why text is no URI reference; empty where it is one, as the empty text is.

    >>> problem_of("../a?b=%20#c"), problem_of("http://[::1]:8080/"), problem_of("")
    ('', '', '')
    >>> problem_of("/a b"), problem_of("/100%"), problem_of("1:2")
    ("' ' is to be percent-encoded", "'%' begins no escape", "'1' is no scheme")
    """
    if illegal := _ILLEGAL.search(reference):
        return f"{quoted(illegal[0])} is to be percent-encoded"
    if escape := _BAD_ESCAPE.search(reference):
        return f"{quoted(escape[0])} begins no escape"
    rest, _, fragment = reference.partition("#")
    hierarchy, _, query = rest.partition("?")
    if "#" in fragment:
        return "it has two fragments"
    scheme, colon, after = hierarchy.partition(":")
    if not colon or "/" in scheme:
        after = hierarchy
    elif not _SCHEME.fullmatch(scheme):
        return f"{quoted(scheme)} is no scheme"
    return _problem_after_scheme(after, query + fragment)


def _problem_after_scheme(hierarchy: str, rest: str) -> str:
    path = hierarchy
    if hierarchy.startswith("//"):
        authority, _, path = hierarchy[2:].partition("/")
        user, _, host = authority.rpartition("@")
        if "@" in user or _BRACKETS.search(user) or not _HOST.fullmatch(host):
            return f"{quoted(host)} is no host"
    bracket = _BRACKETS.search(path + rest)
    return f"{quoted(bracket[0])} is to be percent-encoded" if bracket else ""
