"""Lists: how the value of a field is parted into its members (RFC 9110, section 5.6.1)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["list_members"]

# Plain text, a quoted string (closed or not), or commas between members. Each character is looked at once.
_PIECE: Final = re.compile(r'[^",]+|"(?:[^"\\]+|\\.)*"?|,+', re.DOTALL)
_OWS: Final = " \t"


def list_members(text: str, /) -> list[str]:
    """
    Return the members of a field that is a list, as they were sent; never raises.

    A comma within quotes parts nothing, and empty members are none (RFC 9110, section 5.6.1.2). A quote that is never
    closed has the rest for itself.

    >>> from statuskit.fields import list_members
    >>> list_members("close, , Upgrade")
    ['close', 'Upgrade']
    >>> list_members('private="set-cookie, x", max-age=60')
    ['private="set-cookie, x"', 'max-age=60']
    """
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(text):
        if piece[0] == ",":
            found.append([])
        else:
            found[-1].append(piece)
    return [member for pieces in found if (member := "".join(pieces).strip(_OWS))]
