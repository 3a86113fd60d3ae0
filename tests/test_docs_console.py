"""The commands on the pages are run: what a page shows is what comes out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
BASH = shutil.which("bash")

pytestmark = pytest.mark.skipif(not DOCS.exists() or BASH is None, reason="needs the pages and a shell")


# A file that a page writes, for the commands below it.
FILE = re.compile(r"cat > [\w.-]+ <<'END'\n.*?^END\n", re.DOTALL | re.MULTILINE)
OURS = re.compile(r"(?:printf '[^']*' \| )?statuskit ")


def shown() -> list[tuple[str, str, str]]:
    """Return each command of ours on the pages, what is shown below it, and the files that its page writes."""
    return [found for page in sorted(DOCS.rglob("*.md")) for found in shown_on(page.read_text(encoding="utf-8"))]


def shown_on(page: str) -> list[tuple[str, str, str]]:
    """Return the same of one page."""
    blocks = re.findall(r"^```console\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    files = "".join(part for part in parts if FILE.fullmatch(part))
    commands = [part.partition("\n") for part in parts]
    return list(dict.fromkeys((command, output, files) for command, _, output in commands if OURS.match(command)))


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell in which `statuskit` is the library under test."""
    paths = [str(Path(path).resolve()) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    environment = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(paths)}
    script = f'statuskit() {{ "$PYTHON" -m statuskit "$@"; }}\nexec 2>&1\n{command}'
    return subprocess.run(  # noqa: S603  our own pages
        [str(BASH), "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_there_are_commands() -> None:
    """The pages are read: the tutorial and the how-to show a good number of commands."""
    assert 15 <= len(shown())


@pytest.mark.parametrize(("command", "output", "files"), shown(), ids=[command for command, *_ in shown()])
def test_a_command_on_a_page(command: str, output: str, files: str, tmp_path: Path) -> None:
    """A command prints what its page shows, where it shows anything, and fails only where a complaint is shown."""
    done = run(f"{files}{command}", tmp_path)
    complains = output.startswith("statuskit: ") and "||" not in command

    assert int(complains) == done.returncode
    assert not output.strip() or OutputChecker().check_output(output, done.stdout, ELLIPSIS | NORMALIZE_WHITESPACE), (
        done.stdout
    )
