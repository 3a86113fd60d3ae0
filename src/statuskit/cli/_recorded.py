"""What commands share that read transcripts: their options, the files that are read, and how a response is named."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._redact import in_a_line, redacted_url
from statuskit._wording import printable
from statuskit.cli._input import STDIN, UnreadableError, name_of, octets_of
from statuskit.cli._options import add_header
from statuskit.cli._values import method, one_of
from statuskit.cli._words import title
from statuskit.cli.transcripts import Form, TranscriptError, read
from statuskit.messages import Request
from statuskit.registry import lookup

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from typing_extensions import Self

    from statuskit._plain import Plain
    from statuskit.cli._options import Arguments
    from statuskit.cli.transcripts import Recorded

__all__ = ["Reading", "add_files", "add_request", "called", "head", "url_shown", "where"]

_FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.value: form for form in Form})
_LONGEST_URL: Final = 200
_LONGEST_METHOD: Final = 40


# --- options ----------------------------------------------------------------------------------------------------------


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the files, and what they are."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="a transcript; - is the standard input")
    parser.add_argument(
        "--format-in",
        type=partial(one_of, _FORMS),
        metavar="FORM",
        help=f"what the files are, where that is not to be found out [{' | '.join(_FORMS)}]",
    )


def add_request(parser: argparse.ArgumentParser) -> None:
    """Add the request, where a transcript has none."""
    add = parser.add_argument_group("The request, of responses for which a transcript has none").add_argument
    add("--method", type=method, help="its method; GET where only something else is said of it")
    add("--url", help="where it went to")
    add_header(add, "--request-header", "request")


def _asked(arguments: Arguments) -> Request | None:
    if not (arguments.method or arguments.url or arguments.request_header):
        return None
    return Request(arguments.method or "GET", arguments.url, arguments.request_header)


# --- files ------------------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Reading:
    """All responses of the files, and what could not be read."""

    responses: tuple[Recorded, ...]
    malformed: tuple[TranscriptError, ...]
    unreadable: tuple[str, ...]
    failed: int
    """How many requests have no response."""

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Read what the arguments say.

        Raises:
            InvalidMessageError: for more header fields than a message can have.
        """
        asked = _asked(arguments)
        instead = f"give a FILE, or what `curl -i` printed on standard input; see statuskit {arguments.command} --help"
        responses: list[Recorded] = []
        malformed: list[TranscriptError] = []
        unreadable: list[str] = []
        failed = 0
        for file in arguments.files or [STDIN]:
            try:
                transcript = read(
                    octets_of(file, instead=instead), name_of(file), form=arguments.format_in, asked=asked
                )
            except TranscriptError as problem:  # noqa: PERF203  each file may fail
                malformed.append(problem)
            except UnreadableError as problem:
                unreadable.append(str(problem))
            else:
                failed += transcript.failed
                responses += transcript.responses
        return cls(responses=tuple(responses), malformed=tuple(malformed), unreadable=tuple(unreadable), failed=failed)

    @property
    def complaints(self) -> tuple[str, ...]:
        """What there is to say of what could not be read."""
        return (*map(str, self.malformed), *self.unreadable)


# --- names ------------------------------------------------------------------------------------------------------------


def called(recorded: Recorded) -> str:
    """Name a response: its status, and what it answers."""
    response = recorded.response
    status = lookup(response.status, default=None)
    name = str(response.status) if status is None else title(status)
    if response.request is None:
        return name
    return f"{name} to {in_a_line(response.request.method, _LONGEST_METHOD)} {url_shown(response.request.url)}".rstrip()


def head(recorded: Recorded) -> dict[str, Plain]:
    """Return where a response stands, and what it answers, in plain JSON types."""
    response = recorded.response
    return {
        "file": recorded.file,
        "line": recorded.line,
        "entry": recorded.entry,
        "method": response.request.method if response.request else None,
        "url": url_shown(response.url) or None,
        "status": response.status,
    }


def where(recorded: Recorded) -> str:
    """Return where a response stands: "a.har, line 7, entry 2"."""
    entry = "" if recorded.entry is None else f", entry {recorded.entry}"
    return f"{printable(recorded.file)}, line {recorded.line}{entry}"


def url_shown(url: str | None) -> str:
    """
    Return a URL cut, and without what may be secret, such as its user, and what is in query and fragment; "" for none.

    >>> from statuskit.cli._recorded import url_shown
    >>> url_shown("https://me:secret@example.com/a?token=1")
    'https://[hidden]@example.com/a?...'
    """
    return redacted_url(url or "", _LONGEST_URL, whole=False)
