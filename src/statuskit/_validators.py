"""What each field of a conditional request comes to, against the state of the representation. Nothing is decided."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from statuskit.exceptions import quoted
from statuskit.fields import ETag, parse_etags, parse_http_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["ABSENT", "NOTHING", "READERS", "Reading", "Readings", "Truth", "Validators"]

NOTHING: Final = "there is no current representation"
_NO_DATE: Final = "the resource has no modification date"


class Truth(Enum):
    """What one field of a request comes to."""

    ABSENT = "absent"
    TRUE = "true"
    FALSE = "false"
    INVALID = "invalid"
    """Its value is malformed: a date is then ignored, and a list of entity tags matches nothing."""
    IGNORED = "ignored"


# What a field comes to, and why; a field that is not there has none.
Reading: TypeAlias = "tuple[Truth, str]"
Readings: TypeAlias = "Mapping[str, Reading]"
ABSENT: Final[Reading] = (Truth.ABSENT, "")


@attrs.frozen(kw_only=True)
class Validators:
    """The state of the representation, and what each field comes to against it. The dates are in whole seconds."""

    exists: bool
    etag: ETag | str | None
    modified: int | None
    dated: int | None
    origin: bool

    def if_match(self, value: str) -> Reading:
        """Compare strongly; true if one of the tags is the representation's (RFC 9110, section 13.1.1)."""
        return self._listed(value, ETag.strong, matched=Truth.TRUE, unmatched=Truth.FALSE)

    def if_none_match(self, value: str) -> Reading:
        """Compare weakly; false if one of the tags is the representation's (section 13.1.2)."""
        return self._listed(value, ETag.weak, matched=Truth.FALSE, unmatched=Truth.TRUE)

    def if_unmodified_since(self, value: str) -> Reading:
        """Tell whether the representation is no newer than the date (section 13.1.4)."""
        return self._dated(value, self.modified, later=Truth.FALSE, not_later=Truth.TRUE)

    def if_modified_since(self, value: str) -> Reading:
        """Tell whether the representation is newer than the date (section 13.1.3)."""
        # A cache that has no modification date takes the Date of what it has stored (RFC 9111, section 4.3.2).
        known = self.dated if self.modified is None and not self.origin else self.modified
        return self._dated(value, known, later=Truth.TRUE, not_later=Truth.FALSE)

    def if_range(self, value: str) -> Reading:
        """Compare strongly, with a tag or a date; true if nothing has changed (section 13.1.5)."""
        asked = ETag.parse(value)
        if asked is not None:
            own, problem = self._own_tag()
            matches = own is not None and ETag.strong(asked, own)
            told = problem or f"it {'strongly matches' if matches else 'does not strongly match'} {own}"
            return (Truth.TRUE if matches else Truth.FALSE), told
        moment = parse_http_date(value, now=self.dated)
        if moment is None:
            return Truth.INVALID, f"{quoted(value)} is neither an entity tag nor an HTTP-date"
        if self.modified is None:
            return Truth.FALSE, _NO_DATE
        if self.dated is None or self.dated <= self.modified:
            return Truth.FALSE, "the date is no strong validator (section 8.8.2.2)"
        same = moment == self.modified
        return (Truth.TRUE if same else Truth.FALSE), f"it is {'' if same else 'not '}exactly the modification date"

    def range(self, value: str) -> Reading:
        """Tell whether there is a Range at all (section 14.2)."""
        return (Truth.TRUE if value.strip() else Truth.INVALID), "it applies"

    def _listed(self, value: str, match: Callable[[ETag, ETag], bool], *, matched: Truth, unmatched: Truth) -> Reading:
        listed = parse_etags(value)
        if not self.exists:
            return unmatched, NOTHING
        if listed.is_any:
            return matched, "there is a current representation"
        if not listed.tags:
            return Truth.INVALID, "it lists no entity tag"
        own, problem = self._own_tag()
        found = own is not None and any(match(tag, own) for tag in listed.tags)
        how = "strongly" if match is ETag.strong else "weakly"
        told = problem or f"{'a' if found else 'no'} listed tag {how} matches {own}"
        rest = f"; malformed, so not counted: {quoted(', '.join(listed.malformed))}" if listed.malformed else ""
        return (matched if found else unmatched), told + rest

    def _own_tag(self) -> tuple[ETag | None, str]:
        """Return the representation's tag, or None and why there is none to compare with."""
        own = ETag.parse(self.etag) if isinstance(self.etag, str) else self.etag
        if not self.exists:
            return None, NOTHING
        if own is not None:
            return own, ""
        told = "the representation has no entity tag"
        return None, told if self.etag is None else f"the representation's own tag {quoted(self.etag)} is malformed"

    def _dated(self, value: str, known: int | None, *, later: Truth, not_later: Truth) -> Reading:
        if known is None or not self.exists:
            return Truth.IGNORED, _NO_DATE
        moment = parse_http_date(value, now=self.dated)
        if moment is None:
            return Truth.INVALID, f"{quoted(value)} is no HTTP-date"
        if known > moment:
            return later, "the modification date is later"
        return not_later, "the modification date is not later"


READERS: Final = MappingProxyType(
    {
        "If-Match": Validators.if_match,
        "If-Unmodified-Since": Validators.if_unmodified_since,
        "If-None-Match": Validators.if_none_match,
        "If-Modified-Since": Validators.if_modified_since,
        "If-Range": Validators.if_range,
        "Range": Validators.range,
    }
)
