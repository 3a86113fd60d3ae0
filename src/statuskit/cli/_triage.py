"""Triage on the command line: the last response of a transcript is triaged, and the answer is shown as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.cli._input import STDIN, name_of, octets_of
from statuskit.cli._layout import Look, Page, Section, points
from statuskit.cli._words import TONES, sources, title
from statuskit.cli.transcripts import read

if TYPE_CHECKING:
    from statuskit.guides import Triage
    from statuskit.messages import Response

__all__ = ["last_response", "triage_page"]

_INSTEAD: Final = (
    "give a status, or on standard input what `curl -i` or `curl -v` printed, a HAR file, or messages as they were on "
    "the wire; see statuskit triage --help"
)


def last_response() -> Response:
    """
    Return the last response on standard input: interim ones, that of a proxy's CONNECT, and redirects come before it.

    Raises:
        UnreadableError: where nobody has put anything there, or it cannot be read.
        TranscriptError: where it is no transcript.
    """
    return read(octets_of(STDIN, instead=_INSTEAD), name_of(STDIN)).responses[-1].response


def triage_page(triage: Triage) -> Page:
    """Return the page of a triage: who answered, why, where to look, what to do, who can, and the sources."""
    meaning = triage.meaning
    sections = (
        Section("Told by", Look.BULLETS, points(triage.answered_by.because)),
        Section("Means here", Look.TEXT, points([f"{meaning}: {meaning.summary}"] if meaning else [])),
        Section("Likely causes", Look.BULLETS, points(triage.causes)),
        Section("Look first", Look.BULLETS, points(triage.look_first)),
        Section("Next steps", Look.BULLETS, points(triage.next_steps)),
        Section("Who can fix it", Look.BULLETS, points(who.value for who in triage.who_fixes)),
        Section("Ids to quote", Look.FACTS, tuple((found.field, found.value) for found in triage.correlation_ids)),
        Section("Sources", Look.ENTRIES, sources(triage.citations)),
    )
    return Page(
        title=title(triage.status),
        subtitle=str(triage.answered_by),
        tone=TONES[triage.status.status_class],
        sections=sections,
    )
