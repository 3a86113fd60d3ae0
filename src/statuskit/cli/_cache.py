"""
Caching on the command line: transcripts are read, and each response in them is asked what caches do with it.

To import this is to import the decisions, so nothing of the command line does before its command is asked for.
"""

from __future__ import annotations

import time
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._redact import redacted
from statuskit._secrets import HIDDEN, is_secret
from statuskit.caching import ReuseAction, freshness, may_reuse, may_store, stale_use, validation_headers
from statuskit.caching._reading import again
from statuskit.cli._options import add_json
from statuskit.cli._recorded import Reading, add_files, add_request
from statuskit.cli._values import field_name, one_of, refused, seconds
from statuskit.fields import CacheControl, Vary, epoch_seconds, parse_http_date
from statuskit.messages import Request

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from typing_extensions import Self

    from statuskit._plain import Plain
    from statuskit.caching import Freshness, ReuseDecision, StaleUse, StoreDecision
    from statuskit.cli._options import Arguments
    from statuskit.cli.transcripts import Recorded
    from statuskit.messages import Headers

    Condition: TypeAlias = Callable[["Outlook"], bool]

__all__ = ["Inquiry", "Kept", "Outlook", "Received", "add_options"]

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

_LAST: Final = 253_402_300_799  # of the year 9999, after which there is no HTTP-date


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command all that it takes."""
    parser.usage, parser.epilog = _USAGE, _EPILOG
    add = parser.add_argument
    add_files(parser)
    add_json(add, "a list of responses, each with what caches do with it")
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
        type=field_name,
        action="append",
        default=[],
        metavar="FIELD",
        help="a field that the cache obeys before Cache-Control, such as CDN-Cache-Control (RFC 9213), the shared one "
        "if both are asked for; may be repeated, the most applicable first",
    )
    times = parser.add_argument_group("Times, in seconds since the epoch").add_argument
    times("--received", type=_time, metavar="TIME", help="when the responses were received")
    times("--now", type=_time, metavar="TIME", help="the time; when they were received, if not said")
    add_request(parser)


def _time(text: str) -> float:
    found = seconds(text)
    if found > _LAST:
        raise refused(text, "seconds, a number from 0 up to the end of the year 9999")
    return found


# --- what caches do ---------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Outlook:
    """What a cache of one kind does with a response: now, and once it is stale."""

    shared: bool
    stale: StaleUse
    """What it says of its use once it is stale: its directives, and the field in which they stand."""
    stored: StoreDecision
    freshness: Freshness
    reuse: ReuseDecision
    """Of the same request again; of a GET, where it was a POST."""

    @property
    def directives(self) -> str:
        """The directives that count, without secrets: a targeted field may be any."""
        return HIDDEN if is_secret(self.stale.field) else redacted(str(self.stale.directives))

    def to_dict(self) -> dict[str, Plain]:
        """Return the same in plain JSON types."""
        return {
            "shared": self.shared,
            "field": self.stale.field,
            "directives": self.directives,
            "store": self.stored.to_dict(),
            "freshness": self.freshness.to_dict(),
            "reuse": self.reuse.to_dict(),
            "forbids_stale": self.stale.forbidden_by or None,
            "stale_while_revalidate": self.stale.while_validated,
            "stale_if_error": self.stale.on_error,
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
        lines = headers.get_all("Date")
        date = parse_http_date(lines[0], now=epoch_seconds(clock), any_case=True) if lines else None
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
            malformed=CacheControl.parse(headers.get_all("Cache-Control")).malformed,
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
    return Outlook(
        shared=shared,
        stale=stale_use(response, shared=shared, target_list=targets),
        stored=may_store(asked, response, shared=shared, target_list=targets),
        freshness=freshness(response, shared=shared, received_at=received.at, now=received.now, target_list=targets),
        reuse=may_reuse(
            asked, response, again(asked), shared=shared, received_at=received.at, now=received.now, target_list=targets
        ),
    )


@attrs.frozen(kw_only=True)
class Inquiry:
    """All that was asked, and what could not be."""

    responses: tuple[Kept, ...]
    read: Reading

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Ask what the arguments say.

        Raises:
            InvalidMessageError: for more header fields than a message can have.
            MissingExtraError: where there is a targeted field to be read, and `http-sf` is not installed.
        """
        read = Reading.of(arguments)
        return cls(responses=tuple(Kept.of(recorded, arguments) for recorded in read.responses), read=read)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds for all final responses, in each cache."""
        return all(
            condition(outlook) for kept in self.responses if not kept.recorded.is_interim for outlook in kept.caches
        )
