"""The arguments: what may be asked, in which words, and what is said to those who ask otherwise."""

from __future__ import annotations

import argparse
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._version import __version__
from statuskit.cli._output import complain, write
from statuskit.exceptions import StatusKitError, quoted
from statuskit.model import State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

__all__ = ["Arguments", "parse"]

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
        parser.error(f"unrecognized arguments{_hint(arguments.command, left[0])}: {' '.join(left)}")
    return arguments


def _hint(command: str, text: str) -> str:
    """Return what may have been meant by an option that there is not; "" where there are few and the usage has them."""
    if command not in _GUIDES:
        return ""
    from statuskit.cli._recommend import near_option

    return near_option(text)


def _parser(asked: str | None) -> tuple[_Parser, frozenset[str]]:
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
    _add_dump(command("dump", "write out the whole registry"))
    return parser, frozenset(commands.choices)


def _add_json(add: Callable[..., object], form: str) -> None:
    add("--json", action="store_true", help=f"answer in JSON: {form}")


def _add_explain(parser: _Parser) -> None:
    parser.add_argument("keys", nargs="+", metavar="KEY", help="a number, phrase, name or status line")
    parser.add_argument("--all", action="store_true", help="vendors' sub-codes in full, not only counted")
    _add_json(parser.add_argument, "a status; for several keys, a list of those found")


def _add_search(parser: _Parser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help="words of phrases, explanations and vendors' meanings")
    parser.add_argument(
        "--limit", type=_limit, default=_MOST_FOUND, metavar="N", help="at most so many (default: %(default)s)"
    )
    _add_json(parser.add_argument, "a list of statuses")


def _add_compare(parser: _Parser) -> None:
    parser.add_argument("a", metavar="A", help="a key, as for explain")
    parser.add_argument("b", metavar="B", help="another")
    _add_json(parser.add_argument, "the comparison")


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
    _add_json(add, "a list of statuses")


def _add_identify(parser: _Parser) -> None:
    parser.add_argument("status", metavar="STATUS", help="the number that was seen, or a key as for explain")
    _add_header(parser)
    parser.add_argument("--vendor", metavar="NAME", help="who sent it, where that is known")
    parser.add_argument("--substatus", metavar="CODE", help="the vendor's sub-code: 13 of 404.13, H12, 1020")
    _add_json(parser.add_argument, "the meaning, or null")


def _add_header(parser: _Parser) -> None:
    parser.add_argument(
        "--header",
        type=_header,
        action="append",
        default=[],
        metavar="'NAME: VALUE'",
        help="a header field of the response; may be repeated",
    )


def _add_triage(parser: _Parser) -> None:
    parser.add_argument(
        "keys",
        nargs="*",
        metavar="STATUS",
        help="the number that was seen, or a key as for explain; without it, what `curl -i` printed is read from stdin",
    )
    _add_header(parser)
    _add_json(parser.add_argument, "the triage")


def _add_dump(parser: _Parser) -> None:
    forms = parser.add_mutually_exclusive_group()
    _add_json(forms.add_argument, "the version and a list of statuses; the default")
    forms.add_argument("--csv", action="store_true", help="answer in CSV: a row a status, lists joined with '; '")
    forms.add_argument("--schema", action="store_true", help="show the JSON Schema (draft 2020-12) of the JSON form")
    parser.add_argument("--all", action="store_true", help="numbers that only vendors use, too")


def _limit(text: str) -> int:
    # The length keeps int() from spending its time on a million digits.
    if text.isascii() and text.isdecimal() and len(text) < len(str(sys.maxsize)) and int(text) > 0:
        return int(text)
    raise _refused(text, "a number from 1 up")


def _status_class(text: str) -> StatusClass:
    try:
        return StatusClass.parse(text)
    except StatusKitError:
        raise _refused(text, ", ".join(member.value for member in StatusClass)) from None


def _state(text: str) -> State:
    for state in State:
        if text.lower() == state.value:
            return state
    raise _refused(text, ", ".join(state.value for state in State))


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not (colon and name.strip()):
        raise _refused(text, "'Name: value'")
    return name.strip(), value.strip()


def _refused(text: str, accepted: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"not accepted: {quoted(text)}; accepted: {accepted}")
