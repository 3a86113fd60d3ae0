"""
Caching on the command line: transcripts are read, and each response in them is asked what caches do with it.

To import this is to import the decisions, so nothing of the command line does before its command is asked for.
"""

from __future__ import annotations

import re
import time
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.caching import ReuseAction, freshness, may_reuse, may_store, validation_headers
from statuskit.caching._reading import DIRECTIVES_FIELD, Stored, date_of
from statuskit.cli._input import STDIN, UnreadableError, name_of, octets_of
from statuskit.cli._parser import add_header, add_json
from statuskit.cli._values import method, one_of, refused
from statuskit.cli.transcripts import Form, TranscriptError, read
from statuskit.fields import CacheControl, Vary, epoch_seconds
from statuskit.messages import Request

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from typing_extensions import Self

    from statuskit._plain import Plain
    from statuskit.caching import Freshness, ReuseDecision, StoreDecision
    from statuskit.cli._parser import Arguments
    from statuskit.cli.transcripts import Recorded
    from statuskit.messages import Headers

    Condition: TypeAlias = Callable[["Outlook"], bool]

__all__ = ["Inquiry", "Kept", "Outlook", "Received", "add_options"]

_FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.value: form for form in Form})
_USAGE: Final = f"""\
%(prog)s [FILE ...] [--private | --shared] [--target FIELD]
{" " * 23}[--now TIME] [--OPTION [VALUE] ...] [--json]"""
_EPILOG: Final = """\
A FILE is what `curl -i` or `curl -iv` printed, a HAR file, or messages as they
were on the wire; which of them is found out. Without any, or for -, the
standard input is read.
  curl -siv https://example.com/ 2>&1 | statuskit cache
  statuskit cache answer.txt --shared --target CDN-Cache-Control

A response is taken as received when it was sent, which its Date says, or else
the clock; and the time is taken to be that.

Exit status: 0 answered; 1 not what --fail-unless asks for; 2 usage, or a file
that cannot be read."""
_INSTEAD: Final = "give a FILE, or what `curl -i` printed on standard input; see statuskit cache --help"

_SECONDS: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")
_LAST: Final = 253_402_300_799  # of the year 9999, after which there is no HTTP-date


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command all that it takes."""
    parser.usage, parser.epilog = _USAGE, _EPILOG
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="a transcript; - is the standard input")
    add_json(add, "a list of responses, each with what caches do with it")
    forms = " | ".join(_FORMS)
    add(
        "--format-in",
        type=partial(one_of, _FORMS),
        metavar="FORM",
        help=f"what the files are, where that is not to be found out [{forms}]",
    )
    conditions = " | ".join(_CONDITIONS)
    add(
        "--fail-unless",
        type=partial(one_of, _CONDITIONS),
        metavar="WHAT",
        help=f"exit status 1, unless each response but interim ones is that in each cache [{conditions}]",
    )
    cache = parser.add_argument_group("The cache")
    kinds = cache.add_mutually_exclusive_group().add_argument
    kinds("--private", dest="shared", action="store_false", default=None, help="only the cache of one user")
    kinds("--shared", dest="shared", action="store_true", default=None, help="only a proxy or a CDN")
    cache.add_argument(
        "--target",
        action="append",
        default=[],
        metavar="FIELD",
        help="a field that the cache obeys before Cache-Control, such as CDN-Cache-Control (RFC 9213), the shared one "
        "if both are asked for; may be repeated, the most applicable first",
    )
    times = parser.add_argument_group("Times, in seconds since the epoch").add_argument
    times("--received", type=_seconds, metavar="TIME", help="when the responses were received")
    times("--now", type=_seconds, metavar="TIME", help="the time; when they were received, if not said")
    request = parser.add_argument_group("The request, of responses for which a transcript has none").add_argument
    request("--method", type=method, help="its method; GET where only something else is said of it")
    request("--url", help="where it went to")
    add_header(request, "--request-header", "request")


def _seconds(text: str) -> float:
    seconds = float(text) if _SECONDS.fullmatch(text) else _LAST + 1
    if seconds > _LAST:
        raise refused(text, "seconds, a number from 0 up to the end of the year 9999")
    return seconds


# --- what caches do ---------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Outlook:
    """What a cache of one kind does with a response: now, and once it is stale."""

    shared: bool
    read: Stored
    """The response as the cache reads it: its directives, and the field in which they stand."""
    stored: StoreDecision
    freshness: Freshness
    reuse: ReuseDecision
    """Of the same request again; of a GET, where it was a POST."""

    @property
    def forbids_stale(self) -> str:
        """The directive that forbids to send it once it is stale; empty if none does."""
        return self.read.prohibits_stale(shared=self.shared)

    @property
    def while_validated(self) -> int | None:
        """For how many seconds it may be sent stale while it is validated (RFC 5861, section 3); None: not at all."""
        return None if self.forbids_stale else self.read.control.seconds("stale-while-revalidate")

    @property
    def on_error(self) -> int | None:
        """For how many seconds it may be if validation fails (RFC 5861, section 4); None: nothing is said of it."""
        if self.forbids_stale:
            return 0
        return self.read.control.seconds("stale-if-error") or 0 if "stale-if-error" in self.read.control else None

    def to_dict(self) -> dict[str, Plain]:
        """Return the same in plain JSON types."""
        return {
            "shared": self.shared,
            "field": self.read.field,
            "directives": str(self.read.control),
            "store": self.stored.to_dict(),
            "freshness": self.freshness.to_dict(),
            "reuse": self.reuse.to_dict(),
            "forbids_stale": self.forbids_stale or None,
            "stale_while_revalidate": self.while_validated,
            "stale_if_error": self.on_error,
        }


# What --fail-unless may ask for.
_CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        "stored": lambda outlook: outlook.stored.allowed,
        "reused": lambda outlook: outlook.reuse.action is ReuseAction.REUSE,
    }
)


@attrs.frozen(kw_only=True)
class Received:
    """When a response was received, by what that is known, and what time it is."""

    at: int
    by: str
    now: int

    @classmethod
    def of(cls, headers: Headers, received: float | None, now: float | None) -> Self:
        """Return what the arguments say; or else the Date of the response, or else the clock, if there is no `now`."""
        clock = time.time() if now is None else now
        date = date_of(headers, "Date", epoch_seconds(clock))
        if received is not None:
            at, by = received, "--received"
        elif date is not None:
            at, by = date, "its Date"
        else:
            at, by = clock, "the clock of this machine" if now is None else "--now"
        return cls(at=epoch_seconds(at), by=by, now=epoch_seconds(at if now is None else now))


@attrs.frozen(kw_only=True)
class Kept:
    """A response, and what caches do with it."""

    recorded: Recorded
    received: Received
    vary: Vary
    malformed: tuple[str, ...]
    """Members of Cache-Control."""
    validation: Headers
    targets: tuple[str, ...]
    caches: tuple[Outlook, ...]

    @classmethod
    def of(cls, recorded: Recorded, arguments: Arguments) -> Self:
        """Ask of a response what the arguments want to know."""
        headers = recorded.response.headers
        received = Received.of(headers, arguments.received, arguments.now)
        targets = tuple(arguments.target)
        kinds = (False, True) if arguments.shared is None else (arguments.shared,)
        return cls(
            recorded=recorded,
            received=received,
            vary=Vary.parse(headers.get_all("Vary")),
            malformed=CacheControl.parse(headers.get_all(DIRECTIVES_FIELD)).malformed,
            validation=validation_headers(recorded.response),
            targets=targets,
            caches=tuple(
                # A private cache of those that are both asked is a browser's, and obeys no field for CDNs.
                _outlook(recorded, received, targets if shared is kinds[-1] else (), shared=shared)
                for shared in kinds
            ),
        )


def _outlook(recorded: Recorded, received: Received, targets: tuple[str, ...], *, shared: bool) -> Outlook:
    response = recorded.response
    asked = response.request or Request()
    again = asked if asked.method == "HEAD" else attrs.evolve(asked, method="GET")
    return Outlook(
        shared=shared,
        read=Stored.of(response, targets),
        stored=may_store(asked, response, shared=shared, target_list=targets),
        freshness=freshness(response, shared=shared, received_at=received.at, now=received.now, target_list=targets),
        reuse=may_reuse(
            asked, response, again, shared=shared, received_at=received.at, now=received.now, target_list=targets
        ),
    )


@attrs.frozen(kw_only=True)
class Inquiry:
    """All that was asked, and what could not be."""

    responses: tuple[Kept, ...]
    complaints: tuple[str, ...]
    failed: int
    """How many requests have no response."""

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Ask what the arguments say.

        Raises:
            InvalidMessageError: for more header fields than a message can have.
            MissingExtraError: where there is a targeted field to be read, and `http-sf` is not installed.
        """
        asked = _asked(arguments)
        responses: list[Kept] = []
        complaints: list[str] = []
        failed = 0
        for file in arguments.files or [STDIN]:
            try:
                octets = octets_of(file, instead=_INSTEAD)
                transcript = read(octets, name_of(file), form=arguments.format_in, asked=asked)
            except (TranscriptError, UnreadableError) as problem:  # noqa: PERF203  each file may fail
                complaints.append(str(problem))
            else:
                failed += transcript.failed
                responses += [Kept.of(recorded, arguments) for recorded in transcript.responses]
        return cls(responses=tuple(responses), complaints=tuple(complaints), failed=failed)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds for all final responses, in each cache."""
        return all(
            condition(outlook) for kept in self.responses if not kept.recorded.is_interim for outlook in kept.caches
        )


def _asked(arguments: Arguments) -> Request | None:
    if not (arguments.method or arguments.url or arguments.request_header):
        return None
    return Request(arguments.method or "GET", arguments.url, arguments.request_header)
