"""AWS Application Load Balancer: what it sends or logs itself. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_GUIDE: Final = Citation(
    "AWS ELB user guide, Troubleshoot your Application Load Balancers",
    "",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # "The load balancer sends a response code of 000"
    Meaning(
        code=0,
        vendor="AWS ALB",
        name="No response",
        summary="an HTTP/2 connection had carried 10,000 requests, so the load balancer closed it without an answer",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_GUIDE,
        grade="A",
        as_of="2026-11-21",
    ),
    # "HTTP 460"; the guide says that the load balancer sends it, yet nobody is there to read it
    Meaning(
        code=460,
        vendor="AWS ALB",
        name="Client closed connection",
        summary="the client closed the connection before the idle timeout",
        who_acts="client, or the operator of a slow target",
        visibility=Visibility.LOG_ONLY,
        citation=_GUIDE,
        grade="A",
    ),
    # "HTTP 463"
    Meaning(
        code=463,
        vendor="AWS ALB",
        name="Too many forwarded addresses",
        summary="X-Forwarded-For names more than 30 addresses",
        who_acts="client or proxy chain",
        visibility=Visibility.SENT,
        citation=_GUIDE,
        grade="A",
        as_of="2026-11-21",
    ),
    # "HTTP 464"
    Meaning(
        code=464,
        vendor="AWS ALB",
        name="Protocol mismatch",
        summary="the request's protocol does not suit the protocol version of the target group",
        who_acts="client or operator",
        visibility=Visibility.SENT,
        citation=_GUIDE,
        grade="A",
    ),
    # "HTTP 507"; RFC 4918 means something else by it
    Meaning(
        code=507,
        vendor="AWS ALB",
        name="Redirect URL too long",
        summary="the URL of a redirect action became too long",
        who_acts="operator",
        visibility=Visibility.SENT,
        citation=_GUIDE,
        grade="A",
    ),
    # "HTTP 561"
    Meaning(
        code=561,
        vendor="AWS ALB",
        name="Unauthorized",
        summary="the identity provider answered the login with an error",
        who_acts="operator",
        visibility=Visibility.SENT,
        citation=_GUIDE,
        grade="A",
    ),
)
