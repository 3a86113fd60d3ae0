"""
A Sphinx extension: one page for each status, class, vendor and guide, indexes, and the files published beside them.

The pages are written before Sphinx reads, and only where they change. Every value on them comes from the registry, or
from a rule of the guides: what is here is how a page looks, never what holds. Only `hooks` and `docstrings` know
Sphinx; all else is pure functions from records to text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Hook into a build."""
    from .hooks import connect

    connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
