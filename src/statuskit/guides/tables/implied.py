"""What facts say together, and what the old numbers meant, as facts. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.guides._rule import Absent, In, conditions
from statuskit.guides._words import NOT_THERE, TRUE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IMPLIED", "LEGACY", "Implied"]


@final
@attrs.frozen(kw_only=True)
class Implied:
    """A fact that follows from others; it counts as if it had been stated, unless it is stated otherwise."""

    fact: str
    value: bool | str
    when: Mapping[str, In] = attrs.field(converter=conditions, hash=False)


# Methods that may create something; one that is not stated may.
_CREATING: Final = In("POST", "PUT", "PATCH", "MKCOL", "other", None)

IMPLIED: Final = (
    # --- Something is created -----------------------------------------------------------------------------------------
    Implied(fact="creates", value=True, when={"outcome": In("created"), "method": _CREATING}),
    # RFC 9110, section 9.3.4; only where somebody says so
    Implied(
        fact="creates",
        value=True,
        when={"creates_on_put": TRUE, "method": In("PUT", None), "resource": NOT_THERE},
    ),
    Implied(
        fact="creates",
        value=True,
        when={"intent": In("create"), "outcome": Absent(), "method": In("POST", "MKCOL", "other", None)},
    ),
    # --- Called temporary, and there to stay --------------------------------------------------------------------------
    Implied(fact="redirect", value="called_temporary", when={"called_temporary": TRUE, "redirect": In("temporary")}),
    Implied(
        fact="redirect",
        value="called_temporary",
        when={"called_temporary": TRUE, "redirect": Absent(), "resource": In("moved")},
    ),
)

# What to say in place of a number that was never registered, or is no more: the facts that it stands for. Any other
# number of the 4xx is a mistake of the client's, and of 5xx and above one of the server's (RFC 9110, section 15).
LEGACY: Final[Mapping[int, tuple[str, bool | str]]] = MappingProxyType(
    {
        418: ("client_error", True),  # reserved, and no code for anything (RFC 9110, section 15.5.19)
        419: ("csrf", "failed"),  # Laravel
        420: ("rate_limited", True),  # Twitter
        440: ("credentials", "expired"),  # Microsoft IIS, OWA
        444: ("drop_silently", True),  # nginx
        449: ("client_error", True),  # Microsoft, "retry with"
        450: ("permission", "denied"),  # Microsoft, parental controls
        460: ("client_closed", True),  # AWS ALB
        494: ("headers_too_large", True),  # nginx
        497: ("tls", "required"),  # nginx
        498: ("credentials", "invalid"),  # Esri ArcGIS
        499: ("client_closed", True),  # nginx and others
        509: ("service", "exhausted"),  # cPanel
        520: ("upstream", "invalid_response"),  # Cloudflare, as are all up to 530
        521: ("upstream", "refused"),
        522: ("upstream", "connect_timeout"),
        523: ("upstream", "unreachable"),
        524: ("upstream", "timeout"),
        525: ("upstream", "tls_failed"),
        526: ("upstream", "bad_certificate"),
        527: ("upstream", "connect_timeout"),
        529: ("service", "overloaded"),  # Anthropic, Qualys
        530: ("upstream", "dns_failed"),
        561: ("upstream", "invalid_response"),  # AWS ALB, of the identity provider
        598: ("upstream", "timeout"),  # informal proxies
        599: ("upstream", "connect_timeout"),
    }
)
