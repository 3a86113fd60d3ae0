"""
Cache-Control, as little of it as the rules need: the names of its directives, and their values.

To be replaced by the parser of that field in `statuskit.fields` as soon as there is one.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["directives", "members"]

# Plain text, a quoted string (closed or not), or commas between members. Each character is looked at once.
_PIECE: Final = re.compile(r'[^",]+|"(?:[^"\\]+|\\.)*"?|,+', re.DOTALL)
_OWS: Final = " \t"


def members(value: str) -> list[str]:
    """
    Return the members of a field that is a list; a comma within quotes is none between members.

    >>> members('Basic realm="a, b", Bearer')
    ['Basic realm="a, b"', 'Bearer']
    """
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(value):
        if piece[0] == ",":
            found.append([])
        else:
            found[-1].append(piece)
    return [member for pieces in found if (member := "".join(pieces).strip(_OWS))]


def directives(value: str) -> dict[str, str]:
    """
    Return the directives of a Cache-Control field, in lower case, with their values: "" where there is none.

    Of two with one name the first counts, as RFC 9111, section 4.2.1, allows.

    >>> directives('Public, max-age="60", private="set-cookie, x"')
    {'public': '', 'max-age': '60', 'private': 'set-cookie, x'}
    """
    found: dict[str, str] = {}
    for member in members(value):
        name, _, argument = member.partition("=")
        found.setdefault(name.rstrip(_OWS).lower(), argument.strip(_OWS).strip('"'))
    return found
