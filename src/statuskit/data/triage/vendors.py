"""Where on the way the vendors stand whose numbers the vendors' tables explain. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.triage._row import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["VENDOR_LAYERS"]

# Where each meets a client: what the vendors' own pages call their products, which the meanings cite.
VENDOR_LAYERS: Final[Mapping[str, Layer]] = MappingProxyType(
    {
        "AWS ALB": Layer.LOAD_BALANCER,
        "Alibaba Cloud ALB": Layer.LOAD_BALANCER,
        "Anthropic API": Layer.ORIGIN,
        "Apache httpd": Layer.ORIGIN,
        "Azure Application Gateway": Layer.LOAD_BALANCER,
        "Caddy": Layer.GATEWAY,
        "Cloudflare": Layer.CDN,
        "Esri ArcGIS": Layer.ORIGIN,
        "Fastly": Layer.CDN,
        "Google": Layer.ORIGIN,
        "HAProxy": Layer.LOAD_BALANCER,
        "Heroku": Layer.PLATFORM,
        "Internet Explorer": Layer.CLIENT,
        "Kong": Layer.GATEWAY,
        "Laravel": Layer.ORIGIN,
        "LinkedIn": Layer.ORIGIN,
        "Microsoft": Layer.PROXY,
        "Microsoft ASP.NET Core": Layer.ORIGIN,
        "Microsoft Exchange ActiveSync": Layer.ORIGIN,
        "Microsoft IIS": Layer.ORIGIN,
        "Microsoft IIS / OWA": Layer.ORIGIN,
        "Pantheon": Layer.PLATFORM,
        "Qualys SSL Labs": Layer.ORIGIN,
        "Shopify": Layer.PLATFORM,
        "Spring Framework": Layer.ORIGIN,
        "Tornado": Layer.CLIENT,
        "Traefik": Layer.GATEWAY,
        "Twitter": Layer.ORIGIN,
        "Vercel": Layer.PLATFORM,
        "Werkzeug": Layer.ORIGIN,
        "cPanel": Layer.PLATFORM,
        "informal proxies": Layer.INTERMEDIARY,
        "nginx": Layer.GATEWAY,
    }
)
