"""What the tests of pages share: every status, and all that a page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit import lookup
from statuskit._enums import CODES

if TYPE_CHECKING:
    from statuskit.cli._layout import Page

EVERY = [lookup(code) for code in CODES]


def flat(page: Page) -> str:
    """Return all texts of a page, one a line."""
    cells = [cell for section in page.sections for row in section.rows for cell in row]
    return "\n".join([page.title, page.subtitle, page.lead, *cells])
