"""The arguments: what may be asked, in which words, and what is said to those who ask otherwise."""

from __future__ import annotations

import argparse
import re
import sys
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from statuskit._version import __version__
from statuskit._wording import cut, printable
from statuskit.cli._options import Arguments, add_header, add_json
from statuskit.cli._output import complain, write
from statuskit.cli._values import counted, did_you_mean, near, one_of, refused
from statuskit.exceptions import StatusKitError
from statuskit.model import State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

__all__ = ["parse"]

_USAGE: Final = 2
_HELP_WIDTH: Final = 80
_LONGEST_COMPLAINT: Final = 300
_MOST_FOUND: Final = 10
_OPTION: Final = re.compile(r"^  (--[a-z-]+)", re.MULTILINE)
_EPILOG: Final = """\
A key is a number, a phrase or a name in any case, or a status line:
  statuskit 404
  statuskit "Not Found"
  statuskit explain 429 503 --json

Answers go to stdout, all else to stderr. Exit status: 0 found, or yes; 1 not
found, no, or wrong, as the help of a command says; 2 usage, or an input that
cannot be read; 74 not written; 130 interrupted; 141 nobody reads any more.
Colour is for terminals; NO_COLOR takes it away, FORCE_COLOR brings it back."""


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
        shown = printable(cut(message, _LONGEST_COMPLAINT))
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
        hint = _hint(commands[arguments.command], left[0]) if _COMMANDS[arguments.command].is_late else ""
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
    for name, (text, add, is_late) in _COMMANDS.items():
        described = f"{text[:1].upper()}{text[1:]}."
        command = commands.add_parser(name, help=text, description=described, formatter_class=_Help, allow_abbrev=False)
        if not is_late or name == asked:
            add(command)
    return parser, commands.choices


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="+", metavar="KEY", help="a number, phrase, name or status line")
    parser.add_argument("--all", action="store_true", help="vendors' sub-codes in full, not only counted")
    add_json(parser.add_argument, "a status; for several keys, a list of those found")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help="words of phrases, explanations and vendors' meanings")
    parser.add_argument(
        "--limit", type=counted, default=_MOST_FOUND, metavar="N", help="at most so many (default: %(default)s)"
    )
    add_json(parser.add_argument, "a list of statuses")


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A", help="a key, as for explain")
    parser.add_argument("b", metavar="B", help="another")
    add_json(parser.add_argument, "the comparison")


def _add_list(parser: argparse.ArgumentParser) -> None:
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


def _add_identify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("status", metavar="STATUS", help="the number that was seen, or a key as for explain")
    add_header(parser.add_argument)
    parser.add_argument("--vendor", metavar="NAME", help="who sent it, where that is known")
    parser.add_argument("--substatus", metavar="CODE", help="the vendor's sub-code: 13 of 404.13, H12, 1020")
    add_json(parser.add_argument, "the meaning, or null")


def _add_triage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "keys",
        nargs="*",
        metavar="STATUS",
        help="the number that was seen, or a key as for explain; without it, stdin is read: what `curl -i` or "
        "`curl -v` printed, a HAR file, or messages as they were on the wire",
    )
    add_header(parser.add_argument)
    add_json(parser.add_argument, "the triage")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="ID", help="the id of a rule, or how some begin, to be explained")
    add_json(parser.add_argument, "a list of rules")


def _add_dump(parser: argparse.ArgumentParser) -> None:
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


# --- the commands -----------------------------------------------------------------------------------------------------


# What many options need takes long to import, so these are added only when their command is asked for.


def _add_guide(parser: argparse.ArgumentParser, *, name: str) -> None:
    from statuskit.cli._recommend import add_options

    add_options(parser, name)


def _add_retry(parser: argparse.ArgumentParser) -> None:
    from statuskit.cli._retry import add_options

    add_options(parser)


def _add_cache(parser: argparse.ArgumentParser) -> None:
    from statuskit.cli._cache import add_options

    add_options(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    from statuskit.cli._check import add_options

    add_options(parser)


class _Command(NamedTuple):
    """What a command is for, how its options are added, and whether only when it is asked for."""

    text: str
    add: Callable[[argparse.ArgumentParser], None]
    is_late: bool = False


def _guide(name: str, text: str) -> _Command:
    return _Command(text, partial(_add_guide, name=name), is_late=True)


_COMMANDS: Final[Mapping[str, _Command]] = MappingProxyType(
    {
        "explain": _Command("show the card of each status", _add_explain),
        "search": _Command("find statuses by topic, best first", _add_search),
        "compare": _Command("show what tells two statuses apart", _add_compare),
        "list": _Command("list statuses, all or those that fit", _add_list),
        "identify": _Command("tell which vendor's meaning a number has", _add_identify),
        "triage": _Command("tell who answered with an error, why, and what to do", _add_triage),
        "recommend": _guide("recommend", "tell which status to send, from what is known"),
        "why-not": _guide("why-not", "tell why a status is not the one to send"),
        "assess": _guide("assess", "tell whether a status is right, acceptable or wrong"),
        "retry": _Command("tell whether to send a request again, when, and why", _add_retry, is_late=True),
        "cache": _Command("tell what caches do with recorded responses, and why", _add_cache, is_late=True),
        "check": _Command("tell what is wrong with recorded responses", _add_check, is_late=True),
        "rules": _Command("list the rules of check, or explain them", _add_rules),
        "dump": _Command("write out the whole registry", _add_dump),
    }
)
