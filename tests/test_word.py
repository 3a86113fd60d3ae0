"""Words: enums that decisions answer with, which are as good as their text."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Final

import pytest

from statuskit._word import Word
from statuskit.caching import LifetimeSource, ReuseAction, ReuseReason, StoreReason
from statuskit.conditional import Action
from statuskit.retry import Reason

KINDS: Final = (Action, LifetimeSource, Reason, ReuseAction, ReuseReason, StoreReason)
WORDS: Final[tuple[Word, ...]] = tuple(word for kind in KINDS for word in kind)


def test_kinds_are_all() -> None:
    """No kind is left out."""
    assert set(KINDS) == set(Word.__subclasses__())


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_word_is_its_text(word: Word) -> None:
    """It prints, compares, hashes and is written as its text, on every Python."""
    text = word.value

    assert [text, text, text] == [str(word), f"{word}", "{}".format(word)]  # noqa: UP032  all three ways
    assert word == text
    assert {text: 1}[word] == 1
    assert json.dumps(text) == json.dumps(word)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_word_stays_itself(word: Word) -> None:
    """It is a member like any other: found by its text, and the same when copied and pickled."""
    assert word is type(word)(word.value)
    assert word is copy.deepcopy(word)
    assert word is pickle.loads(pickle.dumps(word))  # noqa: S301  our own
    assert f"<{type(word).__name__}.{word.name}: {word.value!r}>" == repr(word)


def test_words_of_two_kinds() -> None:
    """Words of two kinds are equal where their texts are; a kind knows its own."""
    assert StoreReason.PRIVATE == "private"
    assert isinstance(StoreReason.PRIVATE, StoreReason)
    assert StoreReason.PUBLIC is not StoreReason.PRIVATE
