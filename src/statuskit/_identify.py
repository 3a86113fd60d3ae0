"""Which vendor's meaning a number has here. `registry.identify` is the way in; the evidence is rows in `data/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statuskit._enums import integer
from statuskit._meanings import own
from statuskit.data.vendors import BY_NUMBER, MEANINGS
from statuskit.data.vendors.evidence import EVIDENCE
from statuskit.exceptions import InvalidStatusError, as_text, quoted, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.messages import Headers
    from statuskit.model import Meaning

__all__ = ["Told", "meaning_of", "told_by"]

_LONGEST_VALUE: Final = 1024


class Told(NamedTuple):
    """A vendor that is said to have answered, its sub-code if one is told, and the field that says so."""

    vendor: str
    subcode: str
    field: str


def meaning_of(
    code: int, headers: Headers, *, vendor: str | None, substatus: int | str | None, standard: bool
) -> Meaning | None:
    """Return the meaning of `code` that the vendor, the sub-code or the header fields point at."""
    vendor = None if vendor is None else text_of(vendor, "the name of a vendor")
    wanted = "" if substatus is None else _subcode(substatus)
    if wanted:
        return _of_subcode(code, wanted, vendor)
    if vendor is not None:
        return _of_vendor(code, vendor)
    for told in told_by(code, headers):
        found = _of_subcode(code, told.subcode, told.vendor) if told.subcode else _of_vendor(code, told.vendor)
        if found:
            return found
    known = own(BY_NUMBER.get(code, ()))
    return known[0] if len(known) == 1 and not standard else None


def _subcode(given: int | str) -> str:
    text = as_text(given)
    if text is not None:
        return text[:_LONGEST_VALUE]
    number = integer(given)
    if number is None:
        msg = f"not a sub-code: {quoted(given)}; accepted: a whole number or text"
        raise InvalidStatusError(msg)
    return str(number) if abs(number) < _LONGEST_VALUE**2 else quoted(number)


def told_by(code: int, headers: Headers) -> Iterator[Told]:
    """
    Find who the header fields say answered; the most telling field first.

    >>> from statuskit.messages import Headers
    >>> [told.field for told in told_by(520, Headers.of({"Server": "cloudflare", "CF-RAY": "230b030023ae2822-SJC"}))]
    ['CF-RAY', 'Server']
    """
    for row in EVIDENCE:
        if row.status not in {None, code}:
            continue
        for value in headers.get_all(row.field):
            found = row.pattern.search(value[:_LONGEST_VALUE]) if row.pattern else None
            if found or row.pattern is None:
                yield Told(row.vendor, found[1] if found and row.subcode_group else "", row.field)


def _of_vendor(code: int, vendor: str) -> Meaning | None:
    return next((meaning for meaning in own(BY_NUMBER.get(code, ())) if meaning.is_of(vendor)), None)


def _of_subcode(code: int, subcode: str, vendor: str | None) -> Meaning | None:
    """Find a sub-code among those that `code` carries, then among all: a log may pair it with another status."""
    wanted = {subcode.casefold(), f"{code}.{subcode}".casefold()}
    for meaning in (*BY_NUMBER.get(code, ()), *MEANINGS):
        if (meaning.subcode or "").casefold() in wanted and (vendor is None or meaning.is_of(vendor)):
            return meaning
    return None
