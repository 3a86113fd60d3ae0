"""Text that names a status: status lines, phrases and names; and what to say where it names none."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._named import named
from statuskit._near import did_you_mean, near
from statuskit.data.registered import BY_NAME, STATUSES
from statuskit.exceptions import UnknownStatusError, as_text, quoted

if TYPE_CHECKING:
    from statuskit.model import Status

__all__ = ["ACCEPTED", "by_name", "digits_in", "not_registered", "unknown"]

ACCEPTED: Final = 'a number from 100 to 999, a phrase or name such as "Not Found", or a status line'

# A status line, or the part of one that begins with the number; the reason phrase is free text (RFC 9112, section 4).
# Also the name of a number that is not registered: STATUS_471.
_STATUS_LINE: Final = re.compile(
    r"(?:HTTP/\d(?:\.\d)?[ \t]+|STATUS_)?(\d+)(?:[ \t][^\r\n\0]*)?", re.ASCII | re.IGNORECASE
)
_SUBSTATUS: Final = re.compile(r"(\d{3})\.(\d{1,3})", re.ASCII)
_CLASS: Final = re.compile(r"[1-5]xx", re.IGNORECASE)
_LONGEST_NAME: Final = 64
_SIMPLER: Final = MappingProxyType({ord("'"): None, 0x2019: None, ord("_"): " ", ord("-"): " "})


def _simplified(text: str) -> str:
    """Reduce a phrase or a name to what is compared: "I'm a teapot" and IM_A_TEAPOT are the same."""
    return " ".join(text.translate(_SIMPLER).casefold().split())


_BY_TEXT: Final = MappingProxyType(
    {_simplified(name): status for name, status in BY_NAME.items()}
    # "(Unused)" is the phrase of two codes, so it names neither.
    | {_simplified(status.phrase): status for status in STATUSES.values() if not status.is_reserved}
    | {_simplified(alias): status for status in STATUSES.values() for alias in status.aliases}
)


def digits_in(text: str) -> str:
    """Return the digits that begin a status line or make up the whole text; "" where there are none."""
    line = _STATUS_LINE.fullmatch(text.strip())
    return line[1] if line else ""


def by_name(text: str) -> Status | None:
    """Return the Status of a phrase or a name, old or new, in any case."""
    name = text.strip()
    # Long text is none, and neither is what only folds to ASCII letters, such as the Kelvin sign.
    known = len(name) <= _LONGEST_NAME and name.translate(_SIMPLER).isascii()
    return _BY_TEXT.get(_simplified(name)) if known else None


def unknown(text: str) -> UnknownStatusError:
    """Say that `text` names no status, what is accepted, and what comes near."""
    start = text.strip()[:_LONGEST_NAME]
    found = near(_simplified(start), _BY_TEXT)
    suggestions = tuple(dict.fromkeys(named(_BY_TEXT[name]) for name in found))
    substatus = _SUBSTATUS.fullmatch(start)
    if substatus:
        hint = f"; for a sub-code, ask identify({substatus[1]}, substatus={substatus[2]})"
    elif _CLASS.fullmatch(start):
        hint = "; for a class, ask StatusClass.parse()"
    else:
        hint = did_you_mean(suggestions) or "; search() finds by topic"
    msg = f"unknown status: {quoted(text)}; accepted: {ACCEPTED}{hint}"
    return UnknownStatusError(msg, suggestions)


def not_registered(key: object) -> UnknownStatusError:
    """Say that HTTP has no such number or name, which it takes strictly, and what comes near."""
    name = (as_text(key) or "")[:_LONGEST_NAME]
    found = near("_".join(_simplified(name).split()).upper(), BY_NAME)
    msg = (
        f"{quoted(key)} is not a registered status code or its name; accepted: 404 or 'NOT_FOUND';"
        f" lookup() answers for any number from 100 to 999, and for phrases{did_you_mean(found)}"
    )
    return UnknownStatusError(msg, found)
