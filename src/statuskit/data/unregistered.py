"""How a number that IANA has not registered becomes a Status: from its class and from what vendors mean by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from statuskit._meanings import own
from statuskit.data._row import row
from statuskit.data.prose.by_class import PROSE_OF_CLASS
from statuskit.data.retry import RULES_OF_UNREGISTERED
from statuskit.data.vendors import BY_NUMBER
from statuskit.model import Cacheability, Citation, Content, State, StatusClass

if TYPE_CHECKING:
    from statuskit.model import Prose, Status

__all__ = ["prose", "unregistered"]

_STATUS_CODES: Final = Citation.rfc(9110, "15")


def unregistered(code: int) -> Status:
    """Make the Status of a number from 100 to 999 that has no row."""
    kind = StatusClass.of(code)
    interim = kind is StatusClass.INFORMATIONAL
    meanings = own(BY_NUMBER.get(code, ()))
    retry_rule = RULES_OF_UNREGISTERED.get(code)
    return row(
        code,
        name=f"STATUS_{code}",
        phrase="",
        state=State.UNREGISTERED,
        summary=PROSE_OF_CLASS[kind].description,
        defined_in=_STATUS_CODES,
        docs_url=meanings[0].citation.url if meanings else "",
        cacheability=Cacheability.NOT_FINAL if interim else Cacheability.EXPLICIT_ONLY,
        content=Content.FORBIDDEN if interim else Content.ALLOWED,
        is_vendor=bool(meanings),
        retry_rule=retry_rule(meanings[0].citation) if retry_rule else None,
    )


def prose(status: Status) -> Prose:
    """Return the long text of a number that has no row: its class's, and what vendors say."""
    general = PROSE_OF_CLASS[status.status_class]
    meanings = own(status.meanings)
    if not meanings:
        return general
    said = " ".join(f"{meaning.vendor} means {meaning.name}: {meaning.summary}." for meaning in meanings)
    return attrs.evolve(
        general,
        description=f"{general.description} {said}",
        causes=tuple(f"{meaning.vendor}: {meaning.summary}" for meaning in meanings),
    )
