"""
Retry decisions on the command line: what was sent and what came back as options, and the decision on that.

To import this is to import the decision, so nothing of the command line does before its command is asked for.
"""

from __future__ import annotations

import argparse
import re
import time
from difflib import SequenceMatcher
from functools import partial
from textwrap import fill
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from statuskit._plain import plain
from statuskit.cli._options import add_header, add_json
from statuskit.cli._values import counted, method, near, one_of, refused, seconds
from statuskit.exceptions import InvalidRetryError, StatusKitError, UnknownStatusError
from statuskit.fields import requested_wait
from statuskit.messages import Headers
from statuskit.registry import lookup
from statuskit.retry import (
    DEFAULT_POLICY,
    POLICIES,
    PROFILES,
    Attempt,
    Body,
    Failure,
    RetryPolicy,
    retry_decision,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typing_extensions import Self

    from statuskit._plain import Plain
    from statuskit.cli._options import Arguments
    from statuskit.fields import RetryAfter
    from statuskit.retry import RetryDecision
    from statuskit.retry._policy import Role

__all__ = ["FAILURES", "Question", "add_options", "outcome_of"]

FAILURES: Final[Mapping[str, Failure]] = MappingProxyType(
    {failure.name.lower().replace("_", "-"): failure for failure in Failure}
)
_BODIES: Final[Mapping[str, Body]] = MappingProxyType({body.value: body for body in Body})
_ROLES: Final[Mapping[str, Role]] = MappingProxyType({"user-agent": "user-agent", "proxy": "proxy"})

_USAGE: Final = f"""\
%(prog)s OUTCOME [--method METHOD] [--attempt N]
{" " * 23}[--header 'NAME: VALUE'] [--OPTION [VALUE] ...] [--json]"""
_EPILOG: Final = """\
Where no response came, OUTCOME is how it failed: connect-refused,
connect-timeout, dns, tls-certificate, refused-stream, goaway-unprocessed,
request-rejected, read-timeout, reset, closed, truncated, cancelled, protocol.

The own backoff has no jitter here, since nothing is left to chance. The clock
is read only where a deadline or a date needs it, and --now is not given.
  statuskit retry 503 --method POST --header "Retry-After: 120" --attempt 2
  statuskit retry read-timeout --method PUT --body one-shot

Exit status: 0 yes; 1 no; 2 usage, or OUTCOME names nothing."""

# Any number has an answer that may stand in some log; curl says 000 where there was no response.
_NUMBER: Final = re.compile(r"-?(?:0{1,18}|[1-9][0-9]{0,17})")
_LONGEST_NAME: Final = 64
_MOST_HINTS: Final = 3


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command all that it takes."""
    parser.usage, parser.epilog = _USAGE, _EPILOG
    parser.add_argument("keys", nargs="+", metavar="OUTCOME", help="a status, as a key for explain, or a failure")
    add_json(parser.add_argument, "the decision")
    _add_request(parser.add_argument_group("The request").add_argument)
    add_header(parser.add_argument_group("The response").add_argument)
    add = parser.add_argument_group("Times, in seconds since the epoch").add_argument
    add("--deadline", type=seconds, metavar="TIME", help="when all must be over")
    add("--now", type=seconds, metavar="TIME", help="the time; the clock's where it is needed")
    names = fill(", ".join(POLICIES), 78, break_on_hyphens=False)
    _add_policy(parser.add_argument_group("The policy", f"Those that have a name:\n{names}.").add_argument)


def _add_request(add: Callable[..., object]) -> None:
    yes_or_no = argparse.BooleanOptionalAction
    add("--method", type=method, default="GET", help="its method; GET by default")
    add_header(add, "--request-header", "request")
    add(
        "--body",
        type=partial(one_of, _BODIES),
        default=Body.REPLAYABLE,
        metavar="KIND",
        help=f"whether its content can be sent again [{' | '.join(_BODIES)}]; replayable by default",
    )
    add("--idempotent", action=yes_or_no, help="to do it twice is to do it once, or is not, whatever the method")
    add("--early-data", action=yes_or_no, help="it went as TLS early data, or did not")
    add("--attempt", type=counted, metavar="N", help="how often it was sent; 1 by default, and 2 with --previous")
    add("--previous", type=_previous, metavar="OUTCOME", help="what the attempt before this one came to")


def _add_policy(add: Callable[..., object]) -> None:
    policies = {name: name for name in POLICIES}
    services = {name: name for name in PROFILES}
    add("--policy", type=partial(one_of, policies), metavar="NAME", help="what to begin with; standard by default")
    add("--max-attempts", type=counted, metavar="N", help="how often to send it, the first time included")
    add("--cap", type=seconds, metavar="SECONDS", help="the longest wait that the server may ask for")
    add("--clamp", action=argparse.BooleanOptionalAction, help="where it asks for more, wait that long, or refuse")
    add("--role", type=partial(one_of, _ROLES), help=f"who is to send it again [{' | '.join(_ROLES)}]")
    add(
        "--profile",
        dest="service",
        type=partial(one_of, services),
        metavar="NAME",
        help=f"the service, where it has codes of its own [{' | '.join(services)}]",
    )


def outcome_of(text: str) -> int | Failure:
    """
    Return what came back: a failure by its name, or the number of a status; or another number as it is.

    Raises:
        UnknownStatusError: for what is none of these, with the nearest failures and statuses.

    >>> from statuskit.cli._retry import outcome_of
    >>> outcome_of("Read timeout"), outcome_of("Bad Gateway"), outcome_of("000")
    (<Failure.READ_TIMEOUT: 'no response in time'>, <Status 502 Bad Gateway>, 0)
    """
    name = _simplified(text)
    if name in FAILURES:
        return FAILURES[name]
    if _NUMBER.fullmatch(text):
        return int(text)
    try:
        return lookup(text)
    except StatusKitError as problem:
        statuses = problem.suggestions if isinstance(problem, UnknownStatusError) else ()
    known = (*near(name, FAILURES), *statuses)
    found = tuple(sorted(known, key=partial(_likeness, name), reverse=True)[:_MOST_HINTS])
    raise UnknownStatusError(str(refused(text, f"a number, a key as for explain, {', '.join(FAILURES)}", found)), found)


def _simplified(text: str) -> str:
    # What is longer is no name, and neither is what only looks like ASCII.
    if len(text) > _LONGEST_NAME or not text.isascii():
        return text[:_LONGEST_NAME]
    return "-".join(text.lower().replace("-", " ").replace("_", " ").split())


def _likeness(name: str, suggestion: str) -> float:
    """Return how like a name a suggestion is, apart from the number of a status."""
    return SequenceMatcher(None, name, _simplified(suggestion.lstrip("0123456789"))).ratio()


def _previous(text: str) -> int | Failure:
    try:
        return outcome_of(text)
    except UnknownStatusError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


# --- what is asked ----------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Question:
    """What was asked, and the decision: `now` is None where nothing depends on the time."""

    outcome: int | Failure
    attempt: Attempt
    fields: Headers
    policy: RetryPolicy
    base: str | None
    now: float | None
    is_clocked: bool
    """Whether the wait that the server asks for was measured by the clock of this machine."""
    decision: RetryDecision

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Decide on what the arguments say.

        Raises:
            UnknownStatusError: for what is neither a status nor a failure.
            InvalidRetryError: for two profiles at once.
            InvalidMessageError: for more header fields than a message can have.
        """
        outcome, fields, policy = outcome_of(" ".join(arguments.keys)), Headers.of(arguments.header), _policy(arguments)
        attempt = Attempt(
            method=arguments.method,
            number=arguments.attempt or (1 if arguments.previous is None else 2),
            headers=Headers.of(arguments.request_header),
            body=arguments.body,
            idempotent=arguments.idempotent,
            previous=arguments.previous,
            deadline=arguments.deadline,
            early_data=arguments.early_data,
        )
        now = _clock(fields, attempt) if arguments.now is None else arguments.now
        return cls(
            outcome=outcome,
            attempt=attempt,
            fields=fields,
            policy=policy,
            base=arguments.policy,
            now=now,
            is_clocked=arguments.now is None and _depends_on(now, fields),
            decision=retry_decision(outcome, attempt, fields, policy=policy, now=now),
        )

    @property
    def wait(self) -> RetryAfter:
        """What the server asks for, whether or not it comes to that."""
        return requested_wait(self.fields, now=self.now)

    def to_dict(self) -> dict[str, Plain]:
        """Return the decision in plain JSON types, and what the server asks for also where it does not come to that."""
        return {**self.decision.to_dict(), "retry_after": plain(self.wait.seconds)}


def _policy(arguments: Arguments) -> RetryPolicy:
    base = DEFAULT_POLICY if arguments.policy is None else POLICIES[arguments.policy]
    if base.profile is not None and arguments.service is not None:
        msg = f"--profile cannot go with --policy {arguments.policy}, which reads codes in a way of its own"
        raise InvalidRetryError(msg)
    over_cap = None if arguments.clamp is None else "clamp" if arguments.clamp else "refuse"
    stated: dict[str, Any] = {  # Any: each is of the type of its field
        "max_attempts": arguments.max_attempts,
        "retry_after_cap": arguments.cap,
        "over_cap": over_cap,
        "role": arguments.role,
        "profile": arguments.service,
    }
    return attrs.evolve(base, **{name: value for name, value in stated.items() if value is not None})


def _clock(fields: Headers, attempt: Attempt) -> float | None:
    """Return what the clock says, None where that changes nothing: the same question is to have the same answer."""
    now = time.time()
    return now if attempt.deadline is not None or _depends_on(now, fields) else None


def _depends_on(now: float | None, fields: Headers) -> bool:
    """Whether what the server asks for cannot be told without the time."""
    return requested_wait(fields, now=now) != requested_wait(fields, now=None)
