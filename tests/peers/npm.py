"""http-cache-semantics, a package of npm: where it is, and how it is asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FOLDER", "MISSING", "Answer", "answers", "message"]

VERSIONS: Final = {"4.2.0", "4.3.0"}  # those that have been compared; npm itself brings one
_NODE: Final = shutil.which("node")


def _brought_by_npm() -> Path | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    folder = Path(npm).resolve().parents[1] / "node_modules" / "http-cache-semantics"
    about = folder / "package.json"
    return folder if about.exists() and json.loads(about.read_bytes())["version"] in VERSIONS else None


def _named() -> Path | None:
    named = os.environ.get("STATUSKIT_HTTP_CACHE_SEMANTICS")
    return Path(named) if named else None


FOLDER: Final = None if _NODE is None else _named() or _brought_by_npm()
MISSING: Final = "http-cache-semantics needs Node, and a folder in STATUSKIT_HTTP_CACHE_SEMANTICS or with npm"


class Answer(NamedTuple):
    """What the package says of one case."""

    stores: bool
    lifetime: int
    age: int
    sends: bool


def message(of: Mapping[str, object], fields: Mapping[str, str]) -> dict[str, object]:
    """Return a request or a response as the package takes it: with names in lower case."""
    return {**of, "headers": {name.lower(): value for name, value in fields.items()}}


def answers(cases: Sequence[Mapping[str, object]]) -> list[Answer]:
    """Ask about cases, in one process."""
    return [Answer(*each) for each in json.loads(_said(json.dumps(cases)))]


@cache
def _said(cases: str) -> str:
    assert _NODE is not None
    command = [_NODE, str(Path(__file__).with_name("caching_npm.cjs")), str(FOLDER)]
    return subprocess.run(command, input=cases, capture_output=True, check=True, text=True).stdout  # noqa: S603
