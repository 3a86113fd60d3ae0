"""The arguments: what may be asked, in which words, and what is said to those who ask otherwise."""

from __future__ import annotations

import argparse
import re
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._version import __version__
from statuskit.cli._output import complain, write
from statuskit.cli._values import counted, did_you_mean, header, near, one_of, refused
from statuskit.exceptions import StatusKitError
from statuskit.model import State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

    from statuskit.cli._cache import Condition
    from statuskit.cli.transcripts import Form
    from statuskit.conformance import CheckProfile, Severity
    from statuskit.conformance import Role as Sender
    from statuskit.retry import Body, Failure
    from statuskit.retry._policy import Role

__all__ = ["Arguments", "add_header", "add_json", "parse"]

_USAGE: Final = 2
_HELP_WIDTH: Final = 80
_LONGEST_COMPLAINT: Final = 300
_MOST_FOUND: Final = 10
_GUIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "recommend": "tell which status to send, from what is known",
        "why-not": "tell why a status is not the one to send",
        "assess": "tell whether a status is right, acceptable or wrong",
    }
)
_RETRY: Final = "retry"
# The commands whose options are many, and are added only when one of them is asked for.
_CACHE: Final = "cache"
_CHECK: Final = "check"
_LATE: Final = frozenset({*_GUIDES, _RETRY, _CACHE, _CHECK})
_OPTION: Final = re.compile(r"^  (--[a-z-]+)", re.MULTILINE)
_EPILOG: Final = """\
A key is a number, a phrase or a name in any case, or a status line:
  statuskit 404
  statuskit "Not Found"
  statuskit explain 429 503 --json

Answers go to stdout, all else to stderr. Exit status: 0 found, 1 not found,
2 usage, 74 not written, 130 interrupted, 141 nobody reads any more.
Colour is for terminals; NO_COLOR takes it away, FORCE_COLOR brings it back."""


class Arguments(argparse.Namespace):
    """What was asked. Each command sets its own and leaves the others alone."""

    command: str
    json: bool
    keys: list[str]
    all: bool
    text: list[str]
    limit: int
    a: str
    b: str
    status: str
    header: list[tuple[str, str]]
    vendor: str | None
    substatus: str | None
    status_class: list[StatusClass]
    state: list[State]
    cacheable: bool | None
    retryable: str | None
    requires: str | None
    csv: bool
    schema: bool
    profile: str
    interactive: bool
    trace: bool
    method: str
    request_header: list[tuple[str, str]]
    attempt: int | None
    previous: int | Failure | None
    body: Body
    idempotent: bool | None
    early_data: bool | None
    deadline: float | None
    now: float | None
    policy: str | None
    max_attempts: int | None
    cap: float | None
    clamp: bool | None
    role: Role | None
    service: str | None
    files: list[str]
    format: str | None
    format_in: Form | None
    fail_on: Severity | None
    select: list[str]
    ignore: list[str]
    rule_profile: CheckProfile
    sender: Sender
    url: str | None
    shared: bool | None
    target: list[str]
    received: float | None
    fail_unless: Condition | None


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as everything else. To ask the terminal would cost every start an import."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_HELP_WIDTH)


class _Parser(argparse.ArgumentParser):
    """A parser that writes like the rest of the command line, and repeats nothing long or unprintable."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse means one of these two, either of which may be closed.
        is_complaint = file is sys.stderr
        if is_complaint:
            complain(sys.stderr, message)
        else:
            write(sys.stdout, message)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, briefly, and end."""
        cut = f"{message[:_LONGEST_COMPLAINT]}..." if len(message) > _LONGEST_COMPLAINT else message
        shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)
        self.exit(_USAGE, f"{self.format_usage()}{self.prog}: error: {shown}\n")


def parse(argv: Sequence[str]) -> Arguments:
    """
    Return what the arguments ask for; `explain` where they begin with no command.

    Raises:
        SystemExit: when argparse has answered by itself (help, version, usage errors).
    """
    first = next((argument for argument in argv if not argument.startswith("-")), None)
    parser, commands = _parser(first)
    if not argv:
        parser.exit(_USAGE, parser.format_help())
    given = argv if first is None or first in commands else ["explain", *argv]
    arguments, left = parser.parse_known_args(given, namespace=Arguments())
    if left:
        # Where there are few options, the usage has them.
        hint = _hint(commands[arguments.command], left[0]) if arguments.command in _LATE else ""
        parser.error(f"unrecognized arguments{hint}: {' '.join(left)}")
    return arguments


def _hint(parser: _Parser, text: str) -> str:
    """Return what may have been meant by an option that there is not."""
    known = _OPTION.findall(parser.format_help())
    return "" if text in known else did_you_mean(near(text.partition("=")[0], known)[:1])


def _parser(asked: str | None) -> tuple[_Parser, Mapping[str, _Parser]]:
    parser = _Parser(
        prog="statuskit",
        description="Everything about HTTP status codes, with its sources.",
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"statuskit {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog=parser.prog)

    def command(name: str, text: str) -> _Parser:
        described = f"{text[:1].upper()}{text[1:]}."
        return commands.add_parser(name, help=text, description=described, formatter_class=_Help, allow_abbrev=False)

    _add_explain(command("explain", "show the card of each status"))
    _add_search(command("search", "find statuses by topic, best first"))
    _add_compare(command("compare", "show what tells two statuses apart"))
    _add_list(command("list", "list statuses, all or those that fit"))
    _add_identify(command("identify", "tell which vendor's meaning a number has"))
    _add_triage(command("triage", "tell who answered with an error, why, and what to do"))
    for name, text in _GUIDES.items():
        guide = command(name, text)
        if name == asked:  # its options are the facts, which take the guides to know
            from statuskit.cli._recommend import add_options

            add_options(guide, name)
    retry = command(_RETRY, "tell whether to send a request again, when, and why")
    if asked == _RETRY:  # the same, of decisions
        from statuskit.cli._retry import add_options as add_options_of_retry

        add_options_of_retry(retry)
    cache = command(_CACHE, "tell what caches do with recorded responses, and why")
    if asked == _CACHE:  # the same, of caching
        from statuskit.cli._cache import add_options as add_options_of_cache

        add_options_of_cache(cache)
    checked = command(_CHECK, "tell what is wrong with recorded responses")
    if asked == _CHECK:  # the same, of rules
        from statuskit.cli._check import add_options as add_options_of_check

        add_options_of_check(checked)
    _add_rules(command("rules", "list the rules of check, or explain them"))
    _add_dump(command("dump", "write out the whole registry"))
    return parser, commands.choices


def add_json(add: Callable[..., object], form: str) -> None:
    """Add the option that asks for JSON."""
    add("--json", action="store_true", help=f"answer in JSON: {form}")


def add_header(add: Callable[..., object], option: str = "--header", whose: str = "response") -> None:
    """Add an option for header fields."""
    add(
        option,
        type=header,
        action="append",
        default=[],
        metavar="'NAME: VALUE'",
        help=f"a header field of the {whose}; may be repeated",
    )


def _add_explain(parser: _Parser) -> None:
    parser.add_argument("keys", nargs="+", metavar="KEY", help="a number, phrase, name or status line")
    parser.add_argument("--all", action="store_true", help="vendors' sub-codes in full, not only counted")
    add_json(parser.add_argument, "a status; for several keys, a list of those found")


def _add_search(parser: _Parser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help="words of phrases, explanations and vendors' meanings")
    parser.add_argument(
        "--limit", type=counted, default=_MOST_FOUND, metavar="N", help="at most so many (default: %(default)s)"
    )
    add_json(parser.add_argument, "a list of statuses")


def _add_compare(parser: _Parser) -> None:
    parser.add_argument("a", metavar="A", help="a key, as for explain")
    parser.add_argument("b", metavar="B", help="another")
    add_json(parser.add_argument, "the comparison")


def _add_list(parser: _Parser) -> None:
    add = parser.add_argument
    add(
        "--class",
        dest="status_class",
        type=_status_class,
        action="append",
        default=[],
        metavar="CLASS",
        help="of this class: 4xx, client-error, invalid; may be repeated",
    )
    states = ", ".join(state.value for state in State)
    add("--state", type=_state, action="append", default=[], help=f"of this state: {states}; may be repeated")
    add("--vendor", metavar="NAME", help="those that a vendor gave a meaning, with its meanings and sub-codes")
    add("--cacheable", action=argparse.BooleanOptionalAction, help="heuristically cacheable, or not")
    add("--retryable", metavar="METHOD", help="a request of this method may be sent again as it is")
    add("--requires", metavar="FIELD", help="the response must carry this header field")
    add("--all", action="store_true", help="numbers that only vendors use, too")
    add_json(add, "a list of statuses")


def _add_identify(parser: _Parser) -> None:
    parser.add_argument("status", metavar="STATUS", help="the number that was seen, or a key as for explain")
    add_header(parser.add_argument)
    parser.add_argument("--vendor", metavar="NAME", help="who sent it, where that is known")
    parser.add_argument("--substatus", metavar="CODE", help="the vendor's sub-code: 13 of 404.13, H12, 1020")
    add_json(parser.add_argument, "the meaning, or null")


def _add_triage(parser: _Parser) -> None:
    parser.add_argument(
        "keys",
        nargs="*",
        metavar="STATUS",
        help="the number that was seen, or a key as for explain; without it, what `curl -i` printed is read from stdin",
    )
    add_header(parser.add_argument)
    add_json(parser.add_argument, "the triage")


def _add_rules(parser: _Parser) -> None:
    parser.add_argument("keys", nargs="*", metavar="ID", help="the id of a rule, or how some begin, to be explained")
    add_json(parser.add_argument, "a list of rules")


def _add_dump(parser: _Parser) -> None:
    forms = parser.add_mutually_exclusive_group()
    add_json(forms.add_argument, "the version and a list of statuses; the default")
    forms.add_argument("--csv", action="store_true", help="answer in CSV: a row a status, lists joined with '; '")
    forms.add_argument("--schema", action="store_true", help="show the JSON Schema (draft 2020-12) of the JSON form")
    parser.add_argument("--all", action="store_true", help="numbers that only vendors use, too")


def _status_class(text: str) -> StatusClass:
    try:
        return StatusClass.parse(text)
    except StatusKitError:
        raise refused(text, ", ".join(member.value for member in StatusClass)) from None


def _state(text: str) -> State:
    return one_of({state.value: state for state in State}, text)
