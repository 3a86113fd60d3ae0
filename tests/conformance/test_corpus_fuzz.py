"""The fuzz target of `check()`: what it checks holds for what hypothesis thinks of, and it would tell."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statuskit.conformance import RULES, Finding

TARGET: Final = Path(__file__).parents[2] / "fuzz" / "fuzz_check.py"

if not TARGET.is_file():
    pytest.skip("the fuzz targets are in the repository, not in the wheel", allow_module_level=True)


def _target() -> Any:
    found = importlib.util.spec_from_file_location("fuzz_check", TARGET)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


CHECK: Final = _target()
TELLING: Final = st.sampled_from(
    [
        b'{"status": 500, "error": {"code": 404, "message": "no"}, "type": 7}',
        b"<!DOCTYPE html><title>404 Not Found</title>",
        b"Traceback (most recent call last):",
        b"bytes */9",
        b"bytes 0-4/9",
        b'Bearer error="invalid_token"',
        b"max-age=60, public",
        b'W/"1", "2"',
        b"7",
        b"Fri, 31 Dec 1999 23:59:59 GMT",
        b"GET, HEAD",
        b"http://[::1",
        b"",
        b"\x00\x7f\xff\x85",
    ],
)


@settings(max_examples=400)
@given(st.binary(max_size=64), st.lists(st.one_of(TELLING, st.binary(max_size=20)), max_size=10))
def test_the_target_finds_nothing(picks: bytes, values: list[bytes]) -> None:
    """No octets make a check raise, change its mind, or say what is no line."""
    told = b"\n".join(values)
    size = max(len(picks), len(told))
    CHECK.check(picks.ljust(size, b"\0") + told.ljust(size))


def _finding(message: str) -> Finding:
    return Finding(RULES["SK405-01"], message, "Add it.", 405)


@pytest.mark.parametrize("message", ["a\nb", "x" * 1_000], ids=["lines", "long"])
def test_the_target_would_tell_of_text(monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    """A message that is more than a line is found."""
    monkeypatch.setattr(CHECK.conformance, "check", lambda *_, **__: [_finding(message)])
    with pytest.raises(AssertionError, match="text that is no line"):
        CHECK.check(b"")


def test_the_target_would_tell_of_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings that depend on more than the response are found."""
    answers = iter([[_finding("a")], [_finding("b")]])
    monkeypatch.setattr(CHECK.conformance, "check", lambda *_, **__: next(answers))
    with pytest.raises(AssertionError, match="other findings"):
        CHECK.check(b"")


def test_the_target_would_tell_of_a_rule_that_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule is tried or left out, not both."""
    monkeypatch.setattr(CHECK.conformance, "check", lambda *_, **__: [_finding("a")])
    monkeypatch.setattr(CHECK.conformance, "skipped", lambda *_, **__: [RULES["SK405-01"]])
    with pytest.raises(AssertionError, match="is skipped"):
        CHECK.check(b"")
