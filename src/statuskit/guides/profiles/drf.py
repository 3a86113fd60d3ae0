"""What Django REST framework sends by itself, as of 3.18.0. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, In
from statuskit.model import Citation
from statuskit.registry import HTTP

__all__ = ["DRF"]


def _page(path: str) -> Citation:
    return Citation(
        "Django REST framework",
        path.partition("#")[2],
        f"https://www.django-rest-framework.org/api-guide/{path}",
        as_of="2026-08-18",
    )


_INVALID: Final = Override(
    then=HTTP.BAD_REQUEST,
    why="Whatever fails validation raises ValidationError, which is answered 400.",
    citation=_page("exceptions/#validationerror"),
    body=BodyAdvice(BodyKind.PROBLEM, "the errors by field", ("<field>[]", "non_field_errors[]")),
    certainty=Certainty.DEFAULT,
)

DRF: Final = BASE.extend(
    "drf",
    title="Django REST framework",
    overrides={
        "content.semantics": _INVALID,
        "content.several_errors": _INVALID,
        "content.patch_result": _INVALID,
        "content.related_missing": _INVALID,
        "content.type_mismatch": _INVALID,
        "content.client_generated_id": _INVALID,
        "content.duplicate": Override(
            then=HTTP.BAD_REQUEST,
            why="The validators for uniqueness raise ValidationError like all others.",
            citation=_page("validators/#uniquevalidator"),
            certainty=Certainty.DEFAULT,
        ),
        "outcome.beyond_end": Override(
            then=HTTP.NOT_FOUND,
            why="Pagination by page numbers raises NotFound for a page that there is not.",
            citation=_page("pagination/#pagenumberpagination"),
            certainty=Certainty.DEFAULT,
        ),
    },
    rules=(
        GuideRule(
            id="access.no_challenge",
            when={"credentials": In("missing", "invalid", "expired"), "challenge_available": In(False)},
            then=HTTP.FORBIDDEN,
            citations=(_page("authentication/#unauthorized-and-forbidden-responses"),),
            certainty=Certainty.DEFAULT,
            why="The first authentication class has no challenge to give, so the 401 becomes a 403.",
            instead={HTTP.UNAUTHORIZED: "401 needs a WWW-Authenticate."},
        ),
        GuideRule(
            id="access.no_challenge_of_sessions",
            when={"credentials": In("missing", "invalid", "expired"), "auth_scheme": In("session")},
            then=HTTP.FORBIDDEN,
            citations=(_page("authentication/#sessionauthentication"),),
            certainty=Certainty.DEFAULT,
            why="Sessions have no challenge to give, so the 401 becomes a 403.",
            instead={HTTP.UNAUTHORIZED: "401 needs a WWW-Authenticate."},
        ),
    ),
    # A view negotiates, authenticates, checks permissions and throttles, and then looks for a handler of the method:
    # https://www.django-rest-framework.org/api-guide/views/
    moves={
        "negotiation.not_acceptable": "access.proxy_credentials",
        "envelope.rate_limited": "redirect.moved_unknown",
        "envelope.method_not_allowed": "redirect.moved_unknown",
    },
)
