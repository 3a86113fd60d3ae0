"""
Conformance on the command line: transcripts are read, and each response in them is held against the rules.

To import this is to import the rules, so nothing of the command line does before its command is asked for.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypedDict

import attrs

from statuskit.cli._input import STDIN, UnreadableError, name_of, octets_of
from statuskit.cli._parser import add_header, add_json
from statuskit.cli._values import method, one_of
from statuskit.cli.transcripts import Form, TranscriptError, read
from statuskit.conformance import CheckProfile, Role, Severity, check, skipped, tried
from statuskit.messages import Request

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from typing_extensions import Self

    from statuskit.cli._parser import Arguments
    from statuskit.cli.transcripts import Recorded
    from statuskit.conformance import Finding, Rule

__all__ = ["FORMATS", "Checked", "Inspection", "add_options"]

FORMATS: Final = ("text", "json", "sarif", "github")
_FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.value: form for form in Form})
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
_INSTEAD: Final = "give a FILE, or what `curl -i` printed on standard input; see statuskit check --help"


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command all that it takes."""
    parser.usage, parser.epilog = _USAGE, _EPILOG
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="a transcript; - is the standard input")
    forms = parser.add_mutually_exclusive_group()
    add_json(forms.add_argument, "a list of responses with their findings; the same as --format json")
    forms.add_argument(
        "--format", **_named(_ANSWERS, None), metavar="FORMAT", help=f"how to answer [{_or(_ANSWERS)}]; text by default"
    )
    add(
        "--format-in",
        **_named(_FORMS, None),
        metavar="FORM",
        help=f"what the files are, where that is not to be found out [{_or(_FORMS)}]",
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
    request = parser.add_argument_group("The request, of responses for which a transcript has none").add_argument
    request("--method", type=method, help="its method; GET where only something else is said of it")
    request("--url", help="where it went to")
    add_header(request, "--request-header", "request")


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
    malformed: tuple[TranscriptError, ...]
    unreadable: tuple[str, ...]
    failed: int
    """How many requests have no response."""

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """
        Check what the arguments say.

        Raises:
            UnknownRuleError: for what names no rule.
            InvalidMessageError: for more header fields than a message can have.
        """
        chosen = _Rules.of(arguments)
        asked = _asked(arguments)
        responses: list[Checked] = []
        malformed: list[TranscriptError] = []
        unreadable: list[str] = []
        failed = 0
        for file in arguments.files or [STDIN]:
            try:
                octets = octets_of(file, instead=_INSTEAD)
                transcript = read(octets, name_of(file), form=arguments.format_in, asked=asked)
            except TranscriptError as problem:  # noqa: PERF203  each file may fail
                malformed.append(problem)
            except UnreadableError as problem:
                unreadable.append(str(problem))
            else:
                failed += transcript.failed
                responses += map(chosen.checked, transcript.responses)
        return cls(responses=tuple(responses), malformed=tuple(malformed), unreadable=tuple(unreadable), failed=failed)

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


def _asked(arguments: Arguments) -> Request | None:
    if not (arguments.method or arguments.url or arguments.request_header):
        return None
    return Request(arguments.method or "GET", arguments.url, arguments.request_header)
