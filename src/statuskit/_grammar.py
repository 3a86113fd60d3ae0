"""The grammar that all fields share (RFC 9110, section 5.6): patterns, and nothing about a field in particular."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["OWS", "TCHAR", "TOKEN", "TOKEN_ALONE", "TOKEN_OCTETS", "after_gap", "unescaped"]

OWS: Final = " \t"
"""What may stand around a value or a member (section 5.6.3)."""
TCHAR: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]"
TOKEN: Final = f"{TCHAR}+"
"""A token, such as the name of a field or of a method (section 5.6.2)."""
TOKEN_OCTETS: Final = TOKEN.encode()
TOKEN_ALONE: Final = re.compile(TOKEN)

_BEGIN: Final = re.compile(r"[^ \t,]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def after_gap(text: str, at: int) -> int:
    """
    Return where the next member of a list begins: behind blanks, and behind members that are empty (section 5.6.1).

    >>> after_gap("a ,, b", 1)
    5
    """
    begin = _BEGIN.search(text, at)
    return begin.start() if begin else len(text)


def unescaped(text: str) -> str:
    r"""
    Return what is between two quotes without its escapes (section 5.6.4).

    >>> unescaped(r"a\"b\\")
    'a"b\\'
    """
    return _ESCAPED.sub(r"\1", text)
