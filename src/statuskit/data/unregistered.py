"""How a number that IANA has not registered becomes a Status: from its class and from what vendors mean by it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.data._row import row
from statuskit.data.prose.by_class import BY_CLASS
from statuskit.data.retry import failed, refused
from statuskit.data.vendors import BY_NUMBER
from statuskit.model import Cacheability, Change, Citation, Content, Repeat, State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.data.prose._shape import Prose
    from statuskit.model import RetryRule, Status

__all__ = ["prose", "unregistered"]

_STATUS_CODES: Final = Citation.rfc(9110, "15")


def _misconfigured(source: Citation) -> RetryRule:
    return failed(source, Repeat.NEVER)


# Numbers that are not handled like the rest of their class; the source is the vendor's that gave them their meaning.
_RETRY: Final[Mapping[int, Callable[[Citation], RetryRule]]] = MappingProxyType(
    {
        440: lambda source: refused(source, Change.NEW_CREDENTIALS),
        449: lambda source: refused(source, Change.SERVER_NAMED_ACTION),
        525: _misconfigured,
        526: _misconfigured,
        530: _misconfigured,
        561: lambda source: failed(source, Repeat.NEVER, Change.NEW_CREDENTIALS),
    }
)


def unregistered(code: int) -> Status:
    """Make the Status of a number from 100 to 999 that has no row."""
    kind = StatusClass.of(code)
    interim = kind is StatusClass.INFORMATIONAL
    meanings = [meaning for meaning in BY_NUMBER.get(code, ()) if meaning.subcode is None]
    own_retry = _RETRY.get(code)
    return row(
        code,
        name=f"STATUS_{code}",
        phrase="",
        state=State.UNREGISTERED,
        summary=BY_CLASS[kind].description,
        defined_in=_STATUS_CODES,
        docs_url=meanings[0].citation.url if meanings else "",
        cacheability=Cacheability.NOT_FINAL if interim else Cacheability.EXPLICIT_ONLY,
        content=Content.FORBIDDEN if interim else Content.ALLOWED,
        is_vendor=bool(meanings),
        retry_rule=own_retry(meanings[0].citation) if own_retry else None,
    )


def prose(status: Status) -> Prose:
    """Return the long text of a number that has no row: its class's, and what vendors say."""
    general = BY_CLASS[status.status_class]
    meanings = [meaning for meaning in status.meanings if meaning.subcode is None]
    if not meanings:
        return general
    said = " ".join(f"{meaning.vendor} means {meaning.name}: {meaning.summary}." for meaning in meanings)
    return attrs.evolve(
        general,
        description=f"{general.description} {said}",
        causes=tuple(f"{meaning.vendor}: {meaning.summary}" for meaning in meanings),
    )
