"""The questions that the guides answer: which status, why not another, and is this one right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NoReturn, TypeAlias, cast, final

import attrs

from statuskit.exceptions import as_text, quoted
from statuskit.guides._profile import BASE, Profile
from statuskit.guides._recommendation import Recommendation, described, recommended, titled
from statuskit.guides._situation import Situation, checked, refusal
from statuskit.guides.profiles import PROFILES
from statuskit.guides.rules import STAGES
from statuskit.registry import lookup

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from statuskit._plain import Plain
    from statuskit.guides._situation import Value
    from statuskit.guides._values import Facts
    from statuskit.model import Status

__all__ = ["Judgement", "Verdict", "assess", "recommend", "why_not"]

_SOME: Final = 3

Judgement: TypeAlias = Literal["right", "acceptable", "wrong"]


def recommend(
    situation: Situation | None = None, /, *, profile: str | Profile = "rfc9110", **facts: Unpack[Facts]
) -> Recommendation:
    """
    Return the status to send, from what is known about the request and what came of it.

    Facts that are given by name are stated over those of `situation`; None takes one back. What is not stated is
    assumed not to be wrong. The same facts always get the same answer.

    Args:
        situation: facts put together before.
        profile: the house style, by name or made with `Profile.extend()`.
        **facts: the fields of Situation.

    Raises:
        InvalidSituationError: a ValueError, and a TypeError too: for a fact, value or profile that there is not.

    >>> from statuskit import recommend
    >>> recommend(method="PUT", resource="exists", if_match="false").status
    <Status 412 Precondition Failed>
    >>> recommend(method="POST", body="invalid_semantics").status
    <Status 422 Unprocessable Content>
    >>> recommend(method="POST", body="invalid_semantics", profile="zalando").status
    <Status 400 Bad Request>
    """
    return recommended(_stated(situation, facts), _profile(profile))


def why_not(
    code: object, situation: Situation | None = None, /, *, profile: str | Profile = "rfc9110", **facts: Unpack[Facts]
) -> str:
    """
    Return why a code is not the answer to these facts, and what would make it one; or that it is the answer.

    Args:
        code: whatever `lookup()` takes.
        situation: as for `recommend()`.
        profile: as for `recommend()`.
        **facts: as for `recommend()`.

    Raises:
        InvalidStatusError, UnknownStatusError: as `lookup()` does.
        InvalidSituationError: as `recommend()` does.

    >>> from statuskit import why_not
    >>> print(why_not(403, credentials="missing"))
    Not 403 Forbidden but 401 Unauthorized: 403 says that knowing who calls would not help; here it would. It would be
    403 with credentials=valid and permission=denied.
    """
    status = lookup(cast("int", code))
    found = recommend(situation, profile=profile, **facts)
    if status is found.status:
        return f"{titled(status)} is the answer: {found.rule.why}"
    return f"Not {titled(status)} but {titled(found.status)}: {_reason(status, found)}"


def assess(
    code: object, situation: Situation | None = None, /, *, profile: str | Profile = "rfc9110", **facts: Unpack[Facts]
) -> Verdict:
    """
    Return whether a code is right for these facts, acceptable, or wrong, and why.

    Acceptable is what the rule accepts as well, what the answer to an open question would make right, and, where no
    profile was chosen, what a published guideline asks for and the rule does not reject.

    Args:
        code: whatever `lookup()` takes.
        situation: as for `recommend()`.
        profile: as for `recommend()`.
        **facts: as for `recommend()`.

    Raises:
        InvalidStatusError, UnknownStatusError: as `lookup()` does.
        InvalidSituationError: as `recommend()` does.

    >>> from statuskit import assess
    >>> print(assess(422, body="missing_field"))
    acceptable: 422 is as common for this: the syntax is right, the content is not. (recommended: 400 Bad Request)
    >>> assess(200, credentials="missing").verdict
    'wrong'
    """
    status = lookup(cast("int", code))
    found = recommend(situation, profile=profile, **facts)
    if status is found.status:
        return Verdict("right", found.rule.why, found)
    accepted = _accepted(status, found)
    return Verdict("acceptable", accepted, found) if accepted else Verdict("wrong", _reason(status, found), found)


def _accepted(status: Status, found: Recommendation) -> str:
    """Return why a code is acceptable too; "" where it is not."""
    if status in found.rule.accepts:
        return found.rule.accepts[status]
    way = found.way_to(status)
    if len(way) == 1 and way[0][0] in found.would_change:
        return f"It is right if {described(way)}, which is not said yet."
    # Who has chosen a profile wants its word, not another's; and what the rule rejects stays rejected.
    others = found.profiles_asking_for(status) if found.profile is BASE and status not in found.rule.instead else ()
    return next((f"It is what the profile {profile.name} asks for." for profile in others), "")


def _reason(status: Status, found: Recommendation) -> str:
    """Return why a code is not the answer, and what would make it one."""
    return " ".join(filter(None, (_objection(status, found), _condition(status, found))))


def _objection(status: Status, found: Recommendation) -> str:
    """Return what speaks against a code: the rule's own word, the order of the questions, or what is mixed up here."""
    told = found.rule.instead.get(status) or found.rule.accepts.get(status)
    if told:
        return told
    later = next((rule for rule in found.holding if rule.then is status and rule.when), None)
    if later is not None:
        asked = STAGES[found.rule.stage]
        return f"That holds as well ({later}), but comes later. {asked} {found.rule.why}"
    if status.is_vendor:
        vendors = tuple(dict.fromkeys(row.vendor for row in status.meanings))
        more = f" and {len(vendors) - _SOME} others" if len(vendors) > _SOME else ""
        return f"{status} is no registered code; it is used by {', '.join(vendors[:_SOME])}{more}."
    if not status.is_registered:
        return f"{status} is no registered code, and nobody is known to use it."
    mixed_up = next((row for row in status.confused_with if row.other is found.status), None)
    return mixed_up.rule if mixed_up else found.rule.why


def _condition(status: Status, found: Recommendation) -> str:
    changes = found.way_to(status)
    if not changes:
        return ""
    if changes[0][0] == "profile":
        return f"The profile {changes[0][1]} asks for it."
    return f"It would be {status} with {described(changes)}."


def _stated(situation: Situation | None, facts: Facts) -> dict[str, Value]:
    """Put the facts together, those given by name over the situation's."""
    given = cast("dict[str, object]", facts)
    if situation is None:
        return checked(given)
    kind: type = type(situation)
    if not issubclass(kind, Situation):
        msg = f"not a Situation: {quoted(situation)}; accepted: a Situation, or facts by name"
        raise refusal(msg, (), "")
    stated = {**situation.stated(), **checked(given)}
    return {name: value for name, value in stated.items() if name not in given or given[name] is not None}


def _profile(profile: str | Profile) -> Profile:
    kind: type = type(profile)
    if issubclass(kind, Profile):
        return cast("Profile", profile)
    name = as_text(profile) or ""
    if name not in PROFILES:
        msg = f"not a profile: {quoted(profile)}; accepted: {', '.join(PROFILES)}, or one made with extend()"
        raise refusal(msg, PROFILES, name)
    return PROFILES[name]


@final
@attrs.frozen
class Verdict:
    """
    Whether a code is right, acceptable or wrong, why, and what is recommended.

    >>> from statuskit import assess
    >>> verdict = assess(404, credentials="missing", resource="absent")
    >>> verdict.verdict, verdict.recommendation.status
    ('wrong', <Status 401 Unauthorized>)
    """

    verdict: Judgement
    why: str
    recommendation: Recommendation

    def __bool__(self) -> NoReturn:
        msg = "a Verdict is neither true nor false; look at .verdict"
        raise TypeError(msg)

    def __str__(self) -> str:
        return f"{self.verdict}: {self.why} (recommended: {titled(self.recommendation.status)})"

    def explain(self) -> str:
        """
        Return the whole story: the verdict, then the recommendation's.

        >>> from statuskit import assess
        >>> print(assess(200, method="DELETE", response_body=False).explain().partition("(")[0])
        wrong: 200 to a DELETE means that content follows: a last state, or a word on it. It would be 200 with
        response_body=True.
        """
        return f"{self}\n\n{self.recommendation.explain()}"

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types.

        >>> from statuskit import assess
        >>> told = assess(204, method="DELETE").to_dict()
        >>> told["verdict"], told["recommendation"]["status"]
        ('right', 204)
        """
        return {"verdict": self.verdict, "why": self.why, "recommendation": self.recommendation.to_dict()}
