"""
The command line over statuskit: it asks the registry and shows the answers, and has no opinion of its own.

Answers go to stdout, all else to stderr. Exit status: 0 found, 1 not found (for assess: wrong; for retry: no; for
cache: not what --fail-unless asks for; for check: something as bad as --fail-on), 2 usage or an input that cannot be
read, 74 the answer could not be written, 130 interrupted, 141 nobody reads the answer any more.

The JSON forms are stable; members may be added. They depend on what was asked, never on what was found:

    explain KEY          Status.to_dict()
    explain KEY KEY...   a list of those found, which may be empty
    search, list         a list of Status.to_dict(), which may be empty
    compare              Comparison.to_dict()
    identify             the members of a Meaning, or null
    triage               Triage.to_dict()
    recommend            Recommendation.to_dict()
    why-not, assess      {"code": number, ...} with the members of Verdict.to_dict()
    retry                RetryDecision.to_dict(), with what the server asks for also where the answer is no
    cache                a list with an object for each response: where it is, and what each kind of cache decides
    check                a list with an object for each response: where it is, and its Finding.to_dict()
    rules                a list of Rule.to_dict()
    dump                 {"statuskit": version, "statuses": [Status.to_dict(), ...]}
    dump --schema        the JSON Schema of dump; its $defs/status is that of one status
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from statuskit.cli._commands import COMMANDS
from statuskit.cli._output import Output
from statuskit.cli._parser import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

# What a shell reports of a program that a signal ended (128 and the signal's number), and EX_IOERR of sysexits.h.
_INTERRUPTED: Final = 130
_NO_READER: Final = 141
_NOT_WRITTEN: Final = 74


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command and return the exit status.

    Args:
        argv: the arguments, without the program's name; those of the process by default.

    >>> from statuskit.cli import main
    >>> main(["list", "--state=temporary"])
    code  phrase                       state      caching
    104   Upload Resumption Supported  temporary  not final
    0
    """
    output = Output.standard()
    try:
        status = _run(sys.argv[1:] if argv is None else argv, output)
        output.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        output.abandon()
        return _NO_READER
    except OSError as problem:
        output.abandon()
        output.complain(f"the answer could not be written: {problem.strerror or problem}")
        return _NOT_WRITTEN
    return status


def _run(argv: Sequence[str], output: Output) -> int:
    try:
        arguments = parse(argv)
    except SystemExit as stop:  # argparse has said what there is to say
        return int(stop.code or 0)
    return COMMANDS[arguments.command](arguments, output)
