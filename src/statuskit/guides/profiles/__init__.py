"""The published guidelines as data over the base, one module a profile. What they say was read in the text cited."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.guides._profile import BASE
from statuskit.guides.profiles.adidas import ADIDAS
from statuskit.guides.profiles.common import COMMON
from statuskit.guides.profiles.drf import DRF
from statuskit.guides.profiles.fastapi import FASTAPI
from statuskit.guides.profiles.google import GOOGLE
from statuskit.guides.profiles.heroku import HEROKU
from statuskit.guides.profiles.jsonapi import JSONAPI
from statuskit.guides.profiles.microsoft import MICROSOFT
from statuskit.guides.profiles.policies import POLICIES, policy_profiles
from statuskit.guides.profiles.zalando import ZALANDO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.guides._profile import Profile

__all__ = ["POLICIES", "PROFILES"]

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            BASE,
            COMMON,
            ZALANDO,
            MICROSOFT,
            GOOGLE,
            JSONAPI,
            ADIDAS,
            HEROKU,
            FASTAPI,
            DRF,
            *policy_profiles(),
        )
    }
)
