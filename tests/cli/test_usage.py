"""What argparse answers by itself, hostile input, and what is loaded."""

from __future__ import annotations

import io
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from cli.driver import LONG, NONSENSE, SHORT_ENOUGH, answer, run
from hypothesis import given
from hypothesis import strategies as st

from statuskit import __main__ as module
from statuskit import __version__
from statuskit.cli import main


class TestUsage:
    """What argparse answers by itself."""

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            ([], "usage: statuskit"),
            (["--nonsense"], "required: COMMAND"),
            (["explain"], "KEY"),
            (["404", "--nonsense"], "unrecognized arguments: --nonsense"),
            (["404", "--al"], "unrecognized arguments: --al"),
            (["compare", "404"], "B"),
            (["search", "x", "--limit", "0"], "argument --limit: not accepted: '0'"),
            (["search", "x", "--limit", "many"], "a number from 1 up"),
            (["search", "x", "--limit", "9" * 5_000], "a number from 1 up"),
            (["list", "--class", "7xx"], "accepted: 1xx, 2xx, 3xx, 4xx, 5xx, invalid"),
            (["list", "--state", "fine"], "accepted: standard, experimental,"),
            (["list", "--state", "temporry"], "not accepted: 'temporry' (did you mean temporary?)"),
            (["identify", "404", "--header", "no colon"], "accepted: 'Name: value'"),
            (["identify", "404", "--header", ": value"], "accepted: 'Name: value'"),
            (["dump", "--json", "--csv"], "not allowed with argument"),
            (["dump", "--csv", "--schema"], "not allowed with argument"),
            (["dump", "404"], "unrecognized arguments: 404"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_errors(self, argv: list[str], complaint: str) -> None:
        """Wrong usage is exit status 2, with the usage on stderr."""
        ran = run(*argv)

        assert (2, "") == ran[:2]
        assert "usage: statuskit" in ran.err
        assert complaint in ran.err
        assert len(ran.err) < 2 * SHORT_ENOUGH

    @pytest.mark.parametrize("argv", [["--help"], ["explain", "-h"], ["404", "-h"]], ids=str)
    def test_help(self, argv: list[str]) -> None:
        """Help is an answer."""
        assert answer(*argv).startswith("usage: statuskit")

    @pytest.mark.parametrize("command", ["explain", "search", "compare", "list", "identify", "dump"])
    def test_help_of_commands(self, command: str) -> None:
        """Every command is in the help, says in its own what its JSON is, and fits 80 columns."""
        text = answer(command, "--help")

        assert command in answer("--help")
        assert "answer in JSON:" in text
        assert 80 >= max(map(len, text.splitlines()))

    def test_exit_status(self) -> None:
        """What is told first of the exit status holds for all commands."""
        told = " ".join(answer("--help").split())

        assert "0 found, or yes; 1 not found, no, or wrong, as the help of a command says; 2 usage, or an input" in told

    def test_version(self) -> None:
        """The version is the package's."""
        assert f"statuskit {__version__}\n" == answer("--version")

    def test_arguments_of_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without arguments of its own, main() takes those of the process."""
        monkeypatch.setattr(sys, "argv", ["statuskit", "404"])
        out = io.StringIO()
        with redirect_stdout(out):
            status = main()

        assert (0, answer("404")) == (status, out.getvalue())


class TestNonsense:
    """Hostile input."""

    @pytest.mark.parametrize(
        "text",
        [*NONSENSE, "404\0", "Not\udcffFound", "404\nx", "٤٠٤"],
        ids=lambda text: ascii(text[:12]),
    )
    @pytest.mark.parametrize(
        "argv",
        [
            ["explain"],
            ["search"],
            ["compare", "404"],
            ["identify"],
            ["identify", "404", "--vendor"],
            ["identify", "404", "--substatus"],
            ["identify", "404", "--header"],
            ["list", "--vendor"],
            ["list", "--class"],
            ["list", "--state"],
            ["list", "--retryable"],
            ["list", "--requires"],
            ["search", "x", "--limit"],
            ["dump"],
        ],
        ids=" ".join,
    )
    def test_short_complaint(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint that can be written anywhere, and never a traceback."""
        ran = run(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.err) < 2 * SHORT_ENOUGH
        assert ran.err.replace("\n", "").isprintable()

    @given(st.lists(st.text(), max_size=4))
    def test_anything(self, argv: list[str]) -> None:
        """Whatever the arguments are, there is an exit status."""
        assert run(*argv).status in {0, 1, 2}

    def test_long_header(self) -> None:
        """A header field may be long."""
        assert 0 == run("identify", "520", "--header", f"X: {LONG}").status


class TestModule:
    """python -m statuskit, and what it loads."""

    def test_module(self) -> None:
        """The package runs as a module, and ends with the exit status of main()."""
        command = [sys.executable, "-m", "statuskit", "nope"]
        ran = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603

        assert (1, "") == (ran.returncode, ran.stdout)
        assert "nope" in ran.stderr

    def test_script(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """So it does in this process, where its path is run: a module that pytest rewrites has no code for runpy."""
        monkeypatch.setattr(sys, "argv", ["statuskit", "nope"])
        with redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as stop:
            runpy.run_path(module.__file__, run_name="__main__")

        assert 1 == stop.value.code

    def test_import_runs_nothing(self) -> None:
        """Importing the module runs nothing."""
        assert main is runpy.run_path(module.__file__)["main"]

    @pytest.mark.parametrize(
        "code, spared",
        [
            (
                "import statuskit.cli",
                "rich json csv textwrap difflib shutil statuskit.data.prose statuskit.data.vendors",
            ),
            ("from statuskit.cli import main; main(['404'])", "rich json csv shutil"),
            ("from statuskit.cli import main; main(['404', '--json'])", "rich csv textwrap shutil"),
            ("from statuskit.cli import main; main(['dump', '--csv'])", "rich json textwrap shutil"),
            ("from statuskit.cli import main; main(['list'])", "rich json csv difflib statuskit.data.vendors"),
        ],
    )
    def test_start(self, code: str, spared: str) -> None:
        """Nothing is loaded before it is needed."""
        probe = f"{code}; import sys; sys.stderr.write(' '.join(sys.modules))"
        ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)  # noqa: S603

        assert set() == set(spared.split()) & set(ran.stderr.split())
