"""What vendors mean by numbers, registered or not, and their sub-codes; a module a vendor. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.vendors import (
    activesync,
    alibaba,
    anthropic,
    apache,
    aspnet,
    aws,
    azure,
    caddy,
    cloudflare,
    cpanel,
    esri,
    fastly,
    google,
    haproxy,
    heroku,
    iis,
    informal,
    internet_explorer,
    kong,
    laravel,
    linkedin,
    microsoft,
    nginx,
    pantheon,
    qualys,
    shopify,
    spring,
    tornado,
    traefik,
    twitter,
    vercel,
    werkzeug,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Meaning

__all__ = ["BY_NUMBER", "MEANINGS", "VENDORS"]

# Where several vendors use a number, the one that most people mean by it comes first: lookup() links to its page.
MEANINGS: Final[tuple[Meaning, ...]] = (
    *nginx.MEANINGS,
    *cloudflare.MEANINGS,
    *aws.MEANINGS,
    *activesync.MEANINGS,
    *iis.MEANINGS,
    *microsoft.MEANINGS,
    *laravel.MEANINGS,
    *twitter.MEANINGS,
    *shopify.MEANINGS,
    *qualys.MEANINGS,
    *tornado.MEANINGS,
    *alibaba.MEANINGS,
    *anthropic.MEANINGS,
    *apache.MEANINGS,
    *aspnet.MEANINGS,
    *azure.MEANINGS,
    *caddy.MEANINGS,
    *cpanel.MEANINGS,
    *esri.MEANINGS,
    *fastly.MEANINGS,
    *google.MEANINGS,
    *haproxy.MEANINGS,
    *heroku.MEANINGS,
    *informal.MEANINGS,
    *internet_explorer.MEANINGS,
    *kong.MEANINGS,
    *linkedin.MEANINGS,
    *pantheon.MEANINGS,
    *spring.MEANINGS,
    *traefik.MEANINGS,
    *vercel.MEANINGS,
    *werkzeug.MEANINGS,
)

VENDORS: Final = tuple(sorted({meaning.vendor for meaning in MEANINGS}))


def _by_number() -> Mapping[int, tuple[Meaning, ...]]:
    found: dict[int, list[Meaning]] = {}
    for meaning in MEANINGS:
        for number in meaning.numbers:
            found.setdefault(number, []).append(meaning)
    return MappingProxyType({number: tuple(meanings) for number, meanings in found.items()})


BY_NUMBER: Final = _by_number()
