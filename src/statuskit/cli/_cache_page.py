"""What is told of caches: a page for each response, or the same in JSON."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._plain import plain
from statuskit._redact import a_line, cut, in_a_line, in_quotes, redacted
from statuskit._wording import how_many, printable
from statuskit.caching import ReuseAction, ReuseReason
from statuskit.cli._layout import Look, Page, Section, Tone, points
from statuskit.cli._recorded import called, head, where
from statuskit.cli._words import cited, moment, sources
from statuskit.data.caching import DIRECTIVES
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
_MOST_OF_A_KIND: Final = 5
_LONGEST_DIRECTIVES: Final = 240


# --- pages ------------------------------------------------------------------------------------------------------------


def kept_pages(found: Inquiry) -> list[Page]:
    """Return a page for each response, and one for the requests that have none."""
    left = Page(
        sections=(Section("", Look.TEXT, points([f"{how_many(found.read.failed, 'request')} without a response."])),)
    )
    return [*map(_page, found.responses), *([left] if found.read.failed else [])]


def _page(kept: Kept) -> Page:
    recorded = kept.recorded
    kinds = _kinds(kept)
    answers = {name: tuple(_answers(outlook)) for name, outlook in kinds.items()}
    contested = (*kept.caches[-1].stored.contested, *kept.caches[-1].freshness.contested)
    cites = [answer.citation for told in answers.values() for answer in told if answer.citation]
    unknown = "The request is not known, and is taken to be a plain GET."
    sections = (
        *(Section(name, Look.FACTS, tuple(answer.row for answer in told)) for name, told in answers.items()),
        Section("Once stored", Look.FACTS, tuple(_facts(kept))),
        Section("Beware", Look.BULLETS, points(_warnings(kept))),
        Section("", Look.TEXT, points([] if recorded.response.request else [unknown])),
        Section("Who does otherwise", Look.ENTRIES, tuple((cited(source), source.claim) for source in contested)),
        Section("Sources", Look.ENTRIES, sources(cites)),
    )
    return Page(
        title=called(recorded),
        subtitle=where(recorded),
        lead=" ".join(f"{name}: {_gist(outlook)}." for name, outlook in kinds.items()),
        tone=Tone.GREEN if all(outlook.reuse for outlook in kept.caches) else Tone.YELLOW,
        sections=sections,
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
    if outlook.stale.field != "Cache-Control":
        told = cut(printable(outlook.directives), _LONGEST_DIRECTIVES)
        yield _Answer("Goes by", f"{outlook.stale.field}: {told}")
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
    stale = outlook.stale
    name, window, grace = stale.forbidden_by, stale.while_validated, stale.on_error
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
        yield "Varies on", a_line(", ".join(names))
    fields = "; ".join(f"{name}: {value}" for name, value in kept.validation.items())
    yield "Validated with", in_a_line(fields) or "nothing: neither ETag nor Last-Modified can be used"
    yield "Received", f"{moment(kept.received.at)}, by {kept.received.by}"
    if kept.received.now != kept.received.at:
        yield "Now", moment(kept.received.now)


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
    yield from _first(kept.malformed, _malformed, "Cache-Control: {} more malformed members.")
    for name in kept.targets:
        if name in headers and parse_targeted(headers.get_all(name)) is None:
            yield f"{name} is empty or malformed, and counts as not there."
    yield from _first(kept.vary.malformed, _no_field_name, "Vary: {} more that are no field names.")
    for name, (reading, told) in _READ.items():
        lines = headers.get_all(name)
        if lines and reading(lines[0]) is None:
            yield f"{name}: {in_quotes(lines[0])} {told}."
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


def _first(members: tuple[str, ...], told: Callable[[str], str], more: str) -> Iterator[str]:
    """Tell of the first members of a field, and how many more there are, which may be any number."""
    yield from map(told, members[:_MOST_OF_A_KIND])
    if len(members) > _MOST_OF_A_KIND:
        yield more.format(len(members) - _MOST_OF_A_KIND)


def _malformed(member: str) -> str:
    control = CacheControl.parse(member)
    counting = ", ".join(name for name in DIRECTIVES if name in control)
    told = f"what holds back counts all the same: {counting}" if counting else "nothing of it counts"
    return f"Cache-Control: {in_quotes(member)} is malformed; {told}."


def _no_field_name(member: str) -> str:
    return f"Vary: {in_quotes(member)} is no field name, so nothing matches."


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
        "vary": plain(attrs.evolve(kept.vary, malformed=_shown(kept.vary.malformed))),
        "validation": {name: redacted(value) for name, value in kept.validation.items()},
        "malformed": list(_shown(kept.malformed)),
        "warnings": list(_warnings(kept)),
    }


def _shown(members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(in_a_line, members))
