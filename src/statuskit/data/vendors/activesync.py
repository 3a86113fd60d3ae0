"""Exchange ActiveSync: the numbers that its protocol documents define. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PROVISIONING: Final = Citation(
    "Microsoft Open Specifications blog, Exchange ActiveSync Provisioning",
    "",
    "https://learn.microsoft.com/en-us/archive/blogs/openspecification/exchange-activesync-provisioning",
    as_of="2026-11-21",
)
_STATUS_LINE: Final = Citation(
    "[MS-ASHTTP]",
    "2.2.2.1.1",
    "https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-ashttp/e092c310-7609-4a38-90cc-10688f79cf8d",
    as_of="2026-11-21",
)
_ERROR_451: Final = Citation(
    "[MS-ASHTTP]",
    "3.1.5.2.2",
    "https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-ashttp/a907164a-907c-48b4-b2ef-44a06867f03f",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # the blog; not in the status list of IIS
    Meaning(
        code=449,
        vendor="Microsoft Exchange ActiveSync",
        name="Retry With",
        summary="the device must run the Provision command first, then repeat the request",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_PROVISIONING,
        grade="B",
    ),
    # MS-ASHTTP, sections 2.2.2.1.1 and 3.1.5.2.2; Exchange, not IIS
    Meaning(
        code=451,
        vendor="Microsoft Exchange ActiveSync",
        name="Redirect",
        summary="another server is the one for this mailbox; X-MS-Location names it",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_ERROR_451,
        grade="A",
    ),
    # MS-ASHTTP, section 2.2.2.1.1
    Meaning(
        code=456,
        vendor="Microsoft Exchange ActiveSync",
        name="Blocked",
        summary="the user's account is blocked",
        who_acts="user",
        visibility=Visibility.SENT,
        citation=_STATUS_LINE,
        grade="A",
    ),
    # MS-ASHTTP, section 2.2.2.1.1
    Meaning(
        code=457,
        vendor="Microsoft Exchange ActiveSync",
        name="Expired Password",
        summary="the user's password has expired",
        who_acts="user",
        visibility=Visibility.SENT,
        citation=_STATUS_LINE,
        grade="A",
    ),
)
