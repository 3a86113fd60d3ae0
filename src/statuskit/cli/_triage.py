"""Triage on the command line: what `curl` printed is read as a response, and the answer is shown as a page."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from statuskit.cli._layout import Look, Page, Section
from statuskit.cli._words import TONES, cited, title
from statuskit.messages import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statuskit.guides import Triage

__all__ = ["read_response", "transcript", "triage_page"]

# Far more than header sections need; what comes after it is content.
_MOST_READ: Final = 1 << 20
_MOST_FIELDS: Final = 10_000
# HTTP/2 and later have no reason phrase, and a version without a minor number.
_STATUS_LINE: Final = re.compile(r"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t].*)?", re.ASCII | re.IGNORECASE)
# How `curl -v` marks what it received.
_RECEIVED: Final = "< "


def transcript() -> str | None:
    """Return what is on standard input, or None where nobody has put anything there: a terminal, or no input at all."""
    stdin = sys.stdin
    if stdin is None or stdin.isatty():
        return None
    # Content may be in any encoding, or none; latin-1 takes all octets, and field values are read so everywhere here.
    try:
        return stdin.buffer.read(_MOST_READ).decode("latin-1")
    except OSError:  # a folder, say
        return ""


def read_response(text: str) -> Response | None:
    r"""
    Return the last response in what `curl -i` or `curl -v` printed, or None where there is none.

    Interim responses, that of a proxy's CONNECT, and redirects that `-L` followed come before it.

    >>> read_response("HTTP/1.1 100 Continue\r\n\r\nHTTP/2 502 \r\nserver: nginx\r\n\r\n<html>").status
    502
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    verbose = any(line.startswith(_RECEIVED) and _STATUS_LINE.fullmatch(line, len(_RECEIVED)) for line in lines)
    found = _sections(_received(lines) if verbose else _header_sections(lines))
    return Response(found[-1][0], _unfolded(found[-1][1])) if found else None


def _received(lines: Iterable[str]) -> Iterator[str]:
    """Find the header sections in what `curl -v` printed: every line of theirs is marked."""
    return (line[len(_RECEIVED) :] for line in lines if line.startswith(_RECEIVED))


def _header_sections(lines: Sequence[str]) -> Iterator[str]:
    """Find the header sections in what `curl -i` printed: each follows the one before it, and then comes content."""
    begins = (place for place, line in enumerate(lines) if _STATUS_LINE.fullmatch(line))
    place = next(begins, len(lines))
    while place < len(lines) and _STATUS_LINE.fullmatch(lines[place]):
        while place < len(lines) and lines[place]:
            yield lines[place]
            place += 1
        place += 1


def _sections(lines: Iterable[str]) -> list[tuple[int, list[str]]]:
    """Return each status, with the lines up to the next."""
    found: list[tuple[int, list[str]]] = []
    for line in lines:
        begins = _STATUS_LINE.fullmatch(line)
        if begins:
            found.append((int(begins[1]), []))
        elif found:
            found[-1][1].append(line)
    return found


def _unfolded(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return fields as pairs; a line that begins with a blank goes on with the one before (RFC 9112, section 5.2)."""
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and fields:
            fields[-1][1].append(line.strip())
        elif colon and name.strip():
            fields.append((name.strip(), [value.strip()]))
    return [(name, " ".join(parts)) for name, parts in fields[:_MOST_FIELDS]]


def triage_page(triage: Triage) -> Page:
    """Return the page of a triage: who answered, why, where to look, what to do, who can, and the sources."""
    meaning = triage.meaning
    sections = (
        Section("Told by", Look.BULLETS, _points(triage.answered_by.because)),
        Section("Means here", Look.TEXT, ((f"{meaning}: {meaning.summary}",),) if meaning else ()),
        Section("Likely causes", Look.BULLETS, _points(triage.causes)),
        Section("Look first", Look.BULLETS, _points(triage.look_first)),
        Section("Next steps", Look.BULLETS, _points(triage.next_steps)),
        Section("Who can fix it", Look.BULLETS, _points(who.value for who in triage.who_fixes)),
        Section("Ids to quote", Look.FACTS, tuple((found.field, found.value) for found in triage.correlation_ids)),
        Section("Sources", Look.ENTRIES, tuple((cited(citation), citation.url) for citation in triage.citations)),
    )
    return Page(
        title=title(triage.status),
        subtitle=str(triage.answered_by),
        tone=TONES[triage.status.status_class],
        sections=tuple(section for section in sections if section.rows),
    )


def _points(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((text,) for text in texts)
