"""What is told of caches: a page for each response, or the same in JSON."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._plain import plain
from statuskit.caching import ReuseAction, ReuseReason
from statuskit.caching._reading import DIRECTIVES_FIELD
from statuskit.cli._layout import Look, Page, Section, Tone, points
from statuskit.cli._recorded import called, head, printable, where
from statuskit.cli._words import cited
from statuskit.data.caching import DIRECTIVES
from statuskit.exceptions import quoted
from statuskit.fields import CacheControl, ETag, parse_age, parse_http_date, parse_targeted
from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from statuskit._plain import Plain
    from statuskit.cli._cache import Inquiry, Kept, Outlook

__all__ = ["as_json", "kept_pages"]

_ACTIONS: Final[Mapping[ReuseAction, str]] = MappingProxyType(
    {
        ReuseAction.REUSE: "answered with it",
        ReuseAction.REVALIDATE: "validated first",
        ReuseAction.NO: "sent on",
    }
)
# What is validated each time, or never reused.
_NEVER_STALE: Final = frozenset({ReuseReason.NO_CACHE, ReuseReason.VARY})
_STALE: Final = Citation.rfc(9111, "4.2.4")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)


# --- pages ------------------------------------------------------------------------------------------------------------


def kept_pages(found: Inquiry) -> list[Page]:
    """Return a page for each response, and one for the requests that have none."""
    failed = f"{found.read.failed} request{'' if found.read.failed == 1 else 's'} without a response."
    left = Page(sections=(Section("", Look.TEXT, ((failed,),)),))
    return [*map(_page, found.responses), *([left] if found.read.failed else [])]


def _page(kept: Kept) -> Page:
    recorded = kept.recorded
    kinds = _kinds(kept)
    answers = {name: tuple(_answers(outlook)) for name, outlook in kinds.items()}
    contested = (*kept.caches[-1].stored.contested, *kept.caches[-1].freshness.contested)
    sources = [answer.citation for told in answers.values() for answer in told if answer.citation]
    unknown = "The request is not known, and is taken to be a plain GET."
    sections = (
        *(Section(name, Look.FACTS, tuple(answer.row for answer in told)) for name, told in answers.items()),
        Section("Once stored", Look.FACTS, tuple(_facts(kept))),
        Section("Beware", Look.BULLETS, points(_warnings(kept))),
        Section("", Look.TEXT, () if recorded.response.request else ((unknown,),)),
        Section("Who does otherwise", Look.ENTRIES, tuple((cited(source), source.claim) for source in contested)),
        Section("Sources", Look.ENTRIES, tuple((cited(each), each.url) for each in dict.fromkeys(sources))),
    )
    return Page(
        title=called(recorded),
        subtitle=printable(where(recorded)),
        lead=" ".join(f"{name}: {_gist(outlook)}." for name, outlook in kinds.items()),
        tone=Tone.GREEN if all(outlook.reuse for outlook in kept.caches) else Tone.YELLOW,
        sections=tuple(section for section in sections if section.rows),
    )


def _kinds(kept: Kept) -> dict[str, Outlook]:
    """Return what each kind of cache does; as one, where they do the same for the same reasons."""
    named = {"Shared caches" if outlook.shared else "Private caches": outlook for outlook in kept.caches}
    if len({tuple(_answers(outlook)) for outlook in kept.caches}) < len(named):
        return {"Private and shared caches": kept.caches[-1]}
    return named


def _gist(outlook: Outlook) -> str:
    left = outlook.freshness.lifetime - outlook.freshness.age
    if not outlook.stored:
        return "not stored"
    if outlook.reuse:
        return f"stored, and reused for {left} s" if left > 0 else "stored, and reused although it is stale"
    if outlook.reuse.action is ReuseAction.REVALIDATE:
        return "stored, and validated before it is reused"
    return "stored, and not reused"


@attrs.frozen
class _Answer:
    """A line of what a kind of cache does, and who says so."""

    label: str
    text: str
    citation: Citation | None = None

    @property
    def row(self) -> tuple[str, str]:
        return self.label, self.text if self.citation is None else f"{self.text} ({self.citation})"


def _answers(outlook: Outlook) -> Iterator[_Answer]:
    stored, found, reuse = outlook.stored, outlook.freshness, outlook.reuse
    yield _Answer("Stored", f"{'yes' if stored else 'no'}: {stored.why}", stored.citation)
    if stored.omit_fields:
        yield _Answer("Without", ", ".join(stored.omit_fields))
    if outlook.read.field != DIRECTIVES_FIELD:
        yield _Answer("Goes by", printable(f"{outlook.read.field}: {outlook.read.control}"))
    if not stored:
        yield _Answer("Would differ with", stored.would_change)
        return
    left = found.lifetime - found.age
    yield _Answer("Fresh", f"{f'for {left} s' if found else f'no, stale for {-left} s'}: {found.why}", found.citation)
    is_told = reuse.reason in {ReuseReason.FRESH, ReuseReason.STALE}  # by its freshness
    yield _Answer("Next request", f"{_ACTIONS[reuse.action]}{'' if is_told else f': {reuse.why}'}", reuse.citation)
    if reuse.reason not in _NEVER_STALE:
        yield from _once_stale(outlook)
    yield _Answer("Would differ with", (found if reuse.reason is ReuseReason.FRESH else reuse).would_change)


def _once_stale(outlook: Outlook) -> Iterator[_Answer]:
    """Return whether it may be sent stale; where it is already, only what comes of a validation that fails."""
    name, window, grace = outlook.forbids_stale, outlook.while_validated, outlook.on_error
    if outlook.freshness and name:
        yield _Answer("Once stale", f"validated first: {name} forbids to send it so", DIRECTIVES[name])
    elif outlook.freshness and window is not None:
        meanwhile = f"sent for {window} s, and validated meanwhile"
        yield _Answer("Once stale", meanwhile, DIRECTIVES["stale-while-revalidate"])
    elif outlook.freshness:
        yield _Answer("Once stale", "validated first", _STALE)
    if name:
        return
    is_over = outlook.reuse.reason is ReuseReason.STALE and not outlook.reuse.stale_on_error
    answer = (
        "sent as it is, where the origin cannot be reached" if grace is None else f"sent for {grace} s all the same"
    )
    answer = "not sent" if is_over or grace == 0 else answer
    yield _Answer("If that fails", answer, _STALE if grace is None else DIRECTIVES["stale-if-error"])


def _facts(kept: Kept) -> Iterator[tuple[str, str]]:
    if not any(outlook.stored for outlook in kept.caches):
        return
    names = [*(["*, which nothing matches"] if kept.vary.is_any else []), *kept.vary.names]
    if names:
        yield "Varies on", ", ".join(names)
    fields = "; ".join(f"{name}: {value}" for name, value in kept.validation.items())
    yield "Validated with", printable(fields) or "nothing: neither ETag nor Last-Modified can be used"
    yield "Received", f"{_moment(kept.received.at)}, by {kept.received.by}"
    if kept.received.now != kept.received.at:
        yield "Now", _moment(kept.received.now)


def _moment(seconds: int) -> str:
    return format_datetime(_EPOCH + timedelta(seconds=seconds), usegmt=True)


# --- what is easily overlooked ----------------------------------------------------------------------------------------


def _date(text: str) -> int | None:
    return parse_http_date(text, any_case=True)


# Fields of which the first line counts, what reads it, and what there is to say of one that cannot be read.
_READ: Final[Mapping[str, tuple[Callable[[str], object], str]]] = MappingProxyType(
    {
        "Age": (parse_age, "is no number of seconds, and does not count"),
        "Date": (_date, "is no HTTP-date, and does not count"),
        "ETag": (ETag.parse, "is no entity tag, which has double quotes, and validates nothing"),
        "Last-Modified": (_date, "is no HTTP-date, and does not count"),
    }
)


def _warnings(kept: Kept) -> Iterator[str]:
    headers = kept.recorded.response.headers
    for member in kept.malformed:
        control = CacheControl.parse(member)
        counting = ", ".join(name for name in DIRECTIVES if name in control)
        told = f"what holds back counts all the same: {counting}" if counting else "nothing of it counts"
        yield f"{DIRECTIVES_FIELD}: {quoted(member)} is malformed; {told}."
    for name in kept.targets:
        if name in headers and parse_targeted(headers.get_all(name)) is None:
            yield f"{printable(name)} is empty or malformed, and counts as not there."
    for member in kept.vary.malformed:
        yield f"Vary: {quoted(member)} is no field name, so nothing matches."
    for name, (reading, told) in _READ.items():
        lines = headers.get_all(name)
        if lines and reading(lines[0]) is None:
            yield f"{name}: {quoted(lines[0])} {told}."
    for outlook in kept.caches:
        # RFC 9111, section 7.3.
        is_left_out = "set-cookie" in outlook.stored.omit_fields
        if outlook.shared and outlook.stored and "Set-Cookie" in headers and not is_left_out:
            yield (
                "Set-Cookie does not keep it out of shared caches: all users may get the same. Many of these caches "
                "refuse it all the same, for reasons of their own."
            )
    if any(outlook.reuse.action is ReuseAction.REVALIDATE for outlook in kept.caches) and not kept.validation:
        yield "There is nothing to validate it with, so each time it is sent again as a whole."


# --- JSON -------------------------------------------------------------------------------------------------------------


def as_json(found: Inquiry) -> list[Plain]:
    """Return an object for each response: where it stands, what it answers, and what caches do with it."""
    return [_response(kept) for kept in found.responses]


def _response(kept: Kept) -> Plain:
    return {
        **head(kept.recorded),
        "received_at": kept.received.at,
        "now": kept.received.now,
        "caches": [outlook.to_dict() for outlook in kept.caches],
        "vary": plain(kept.vary),
        "validation": dict(kept.validation.items()),
        "malformed": list(kept.malformed),
        "warnings": list(_warnings(kept)),
    }
