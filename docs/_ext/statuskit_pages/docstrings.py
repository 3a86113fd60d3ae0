"""Docstrings in Google's form, for autodoc: sections become fields, and everything else stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.ext.napoleon import Config
from sphinx.ext.napoleon.docstring import GoogleDocstring

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["read_docstring"]

_CONFIG: Final = Config()
# Napoleon takes what stands before a colon in these for a type; they are sentences here, and have no sections.
_SENTENCES: Final = frozenset({"attribute", "data", "property"})


def read_docstring(_app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Turn a docstring, in place, into what Sphinx understands."""
    if what not in _SENTENCES:
        lines[:] = GoogleDocstring(lines, _CONFIG, what=what).lines()
