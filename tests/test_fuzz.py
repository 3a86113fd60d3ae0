"""The fuzz targets: what they check holds for what hypothesis thinks of, so they are sound where atheris starts."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FUZZ: Final = Path(__file__).parents[1] / "fuzz"

if not FUZZ.is_dir():
    pytest.skip("the fuzz targets are in the repository, not in the wheel", allow_module_level=True)


def _target(name: str) -> Any:
    found = importlib.util.spec_from_file_location(name, FUZZ / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


RETRY: Final = _target("fuzz_retry")
TELLING: Final = st.sampled_from(
    [
        "0",
        "7",
        "-5",
        "1m0s",
        "9" * 400,
        "Fri, 31 Dec 1999 23:59:59 GMT",
        '"day";r=0;t=30',
        "false",
        "nan",
        "\u00b2",
        '"',
    ],
)


@settings(max_examples=300)
@given(st.binary(max_size=64), st.lists(st.one_of(TELLING, st.text(max_size=20)), max_size=8))
def test_the_retry_target_finds_nothing(picks: bytes, values: list[str]) -> None:
    """No octets make a retry decision raise, wait too long, or change its mind."""
    told = "\n".join(values).encode("latin-1", "replace")
    size = max(len(picks), len(told))
    RETRY.check(picks.ljust(size, b"\0") + told.ljust(size))


@pytest.mark.parametrize("delay", [None, -1.0, 1e9])
def test_the_retry_target_would_tell(monkeypatch: pytest.MonkeyPatch, delay: float | None) -> None:
    """A decision that waits for less than nothing, for too long, or not at all is found."""
    broken = RETRY.retry_decision(503)
    object.__setattr__(broken, "delay", delay)
    monkeypatch.setattr(RETRY, "retry_decision", lambda *_, **__: broken)
    with pytest.raises(AssertionError, match="a wait that is not allowed"):
        RETRY.check(b"")


def test_the_retry_target_would_tell_of_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that depends on more than the question is found."""
    answers = iter([RETRY.retry_decision(503), RETRY.retry_decision(404)])
    monkeypatch.setattr(RETRY, "retry_decision", lambda *_, **__: next(answers))
    with pytest.raises(AssertionError, match="another answer"):
        RETRY.check(b"")
