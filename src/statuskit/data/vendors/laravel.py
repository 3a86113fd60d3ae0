"""Laravel. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_HANDLER: Final = Citation(
    "Laravel source, Illuminate/Foundation/Exceptions/Handler.php",
    "",
    "https://github.com/laravel/framework/blob/master/src/Illuminate/Foundation/Exceptions/Handler.php",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # laravel/framework@bd71b45, src/Illuminate/Foundation/Exceptions/Handler.php, line 768
    Meaning(
        code=419,
        vendor="Laravel",
        name="Page Expired",
        summary="the form's CSRF token does not match; reload the form and send it again",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_HANDLER,
        grade="A",
    ),
)
