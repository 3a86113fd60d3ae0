"""Statuses as CSV: a row each, a column for every fact of `Status.to_dict()`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from statuskit.cli._words import shown
from statuskit.model import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.model import Status

__all__ = ["table"]


def table(statuses: Iterable[Status]) -> str:
    """
    Return the rows below a row of names. Lists are joined with "; ", what is not there is an empty cell.

    Another status is its number, a source its name, a header rule and a meaning one line each; JSON has their parts.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(FACTS)
    rows.writerows([shown(getattr(status, fact)) for fact in FACTS] for status in statuses)
    return text.getvalue()
