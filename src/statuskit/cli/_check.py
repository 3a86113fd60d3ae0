"""
Conformance on the command line: transcripts are read, and each response in them is held against the rules.

To import this is to import the rules, so nothing of the command line does before its command is asked for.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypedDict

import attrs

from statuskit.cli._options import add_json
from statuskit.cli._recorded import Reading, add_files, add_request
from statuskit.cli._values import one_of
from statuskit.conformance import CheckProfile, Role, Severity, check, skipped, tried

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from typing_extensions import Self

    from statuskit.cli._options import Arguments
    from statuskit.cli.transcripts import Recorded
    from statuskit.conformance import Finding, Rule

__all__ = ["FORMATS", "Checked", "Inspection", "add_options"]

FORMATS: Final = ("text", "json", "sarif", "github")
_PROFILES: Final[Mapping[str, CheckProfile]] = MappingProxyType({profile.value: profile for profile in CheckProfile})
_ROLES: Final[Mapping[str, Role]] = MappingProxyType({role.value: role for role in Role})
_SEVERITIES: Final[Mapping[str, Severity | None]] = MappingProxyType(
    {**{severity.value: severity for severity in reversed(Severity)}, "never": None}
)
_ANSWERS: Final[Mapping[str, str]] = MappingProxyType({name: name for name in FORMATS})

_USAGE: Final = f"""\
%(prog)s [FILE ...] [--format FORMAT | --json]
{" " * 23}[--fail-on SEVERITY] [--OPTION [VALUE] ...]"""
_EPILOG: Final = """\
A FILE is what `curl -i` or `curl -iv` printed, a HAR file, or messages as they
were on the wire; which of them is found out. Without any, or for -, the
standard input is read.
  curl -siv https://example.com/ 2>&1 | statuskit check
  statuskit check recorded.har --format sarif > findings.sarif

Exit status: 0 nothing found that is as bad as --fail-on; 1 something; 2 usage,
or a file that cannot be read."""


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command all that it takes."""
    parser.usage, parser.epilog = _USAGE, _EPILOG
    add = parser.add_argument
    add_files(parser)
    forms = parser.add_mutually_exclusive_group()
    add_json(forms.add_argument, "a list of responses with their findings; the same as --format json")
    forms.add_argument(
        "--format", **_named(_ANSWERS, None), metavar="FORMAT", help=f"how to answer [{_or(_ANSWERS)}]; text by default"
    )
    add(
        "--fail-on",
        **_named(_SEVERITIES, Severity.ERROR),
        metavar="SEVERITY",
        help=f"how bad a finding must be for exit status 1 [{_or(_SEVERITIES)}]; error by default",
    )
    rules = parser.add_argument_group("The rules").add_argument
    rules(
        "--select",
        action="append",
        default=[],
        metavar="IDS",
        help="'all', or ids of rules or how they begin, with commas; may be repeated",
    )
    rules("--ignore", action="append", default=[], metavar="IDS", help="those to leave out; may be repeated")
    rules(
        "--profile",
        dest="rule_profile",
        **_named(_PROFILES, CheckProfile.RFC),
        metavar="NAME",
        help=f"what is asked besides [{_or(_PROFILES)}]; rfc by default",
    )
    rules(
        "--role",
        dest="sender",
        **_named(_ROLES, Role.CLIENT),
        metavar="ROLE",
        help=f"who is known to have sent the responses [{_or(_ROLES)}]; client, that nobody is, by default",
    )
    add_request(parser)


def _or(names: Mapping[str, object]) -> str:
    return " | ".join(names)


def _named(known: Mapping[str, object], default: object) -> dict[str, Any]:  # Any: they go to argparse
    return {"type": partial(one_of, known), "default": default}


# --- what is found ----------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Checked:
    """A response, what was found, and which rules were tried, or not."""

    recorded: Recorded
    findings: tuple[Finding, ...]
    tried: tuple[Rule, ...]
    skipped: tuple[Rule, ...]


@attrs.frozen(kw_only=True)
class Inspection:
    """All that was checked, and what could not be."""

    responses: tuple[Checked, ...]
    read: Reading

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Check what the arguments say.

        Raises:
            UnknownRuleError: for what names no rule.
            InvalidMessageError: for more header fields than a message can have.
        """
        chosen = _Rules.of(arguments)
        read = Reading.of(arguments)
        return cls(responses=tuple(map(chosen.checked, read.responses)), read=read)

    def has(self, least: Severity | None) -> bool:
        """Whether anything as bad as that was found, or worse."""
        found = (finding for checked in self.responses for finding in checked.findings)
        return least is not None and any(finding.severity.reaches(least) for finding in found)


@attrs.frozen
class _Rules:
    """Which rules are tried."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: CheckProfile
    role: Role

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """Return those that the arguments say; an id that there is not is told before anything is read."""
        rules = cls(
            tuple(arguments.select) or ("default",), tuple(arguments.ignore), arguments.rule_profile, arguments.sender
        )
        skipped((200, ()), select=rules.select, ignore=rules.ignore)
        return rules

    def checked(self, recorded: Recorded) -> Checked:
        """Hold a response against them."""
        # An interim response is no answer by itself, which a server is asked of its last.
        role = Role.CLIENT if recorded.is_interim else self.role
        options: _Options = {"select": self.select, "ignore": self.ignore, "profile": self.profile, "role": role}
        return Checked(
            recorded=recorded,
            findings=tuple(check(recorded.response, **options)),
            tried=tuple(tried(recorded.response, **options)),
            skipped=tuple(skipped(recorded.response, **options)),
        )


class _Options(TypedDict):
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: CheckProfile
    role: Role
