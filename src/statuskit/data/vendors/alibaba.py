"""Alibaba Cloud Application Load Balancer. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CODES: Final = Citation(
    "Alibaba Cloud, ALB status codes",
    "",
    "https://help.aliyun.com/document_detail/468288.html",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # the same number as AWS uses, for something else
    Meaning(
        code=463,
        vendor="Alibaba Cloud ALB",
        name="Forwarding loop",
        summary="the request comes back to the load balancer that forwarded it",
        who_acts="operator",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="B",
    ),
    # the same page
    Meaning(
        code=499,
        vendor="Alibaba Cloud ALB",
        name="Client Close Request",
        summary="the client disconnected",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_CODES,
        grade="B",
    ),
)
