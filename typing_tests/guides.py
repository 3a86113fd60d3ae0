"""What type checkers see of the guides and of preconditions; checked, never run."""

from __future__ import annotations

from typing import Literal

import attrs
from typing_extensions import assert_type

from statuskit import (
    HTTP,
    InvalidSituationError,
    Recommendation,
    Situation,
    Status,
    assess,
    evaluate_preconditions,
    recommend,
    triage,
    why_not,
)
from statuskit.conditional import Action, Outcome
from statuskit.guides import (
    PROFILES,
    Alternative,
    BodyAdvice,
    Certainty,
    Facts,
    GuideRule,
    HeaderAdvice,
    In,
    Override,
    Profile,
    Step,
    Triage,
    Verdict,
)
from statuskit.model import Citation, Strength

# --- facts are completed and checked ----------------------------------------------------------------------------------

situation = Situation(method="PUT", resource="exists", if_match="false", rate_limited=False)
assert_type(
    situation.resource, Literal["exists", "absent", "deleted", "deleted_untracked", "moved", "many", "pending"] | None
)
assert_type(situation.rate_limited, bool | None)
assert_type(situation.method, str | None)
assert_type(attrs.evolve(situation, credentials="missing"), Situation)
facts: Facts = {"method": "POST", "outcome": "created"}
assert_type(recommend(**facts), Recommendation)

Situation(metod="GET")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Situation(resource="gone")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
recommend(credentials="mising")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
recommend(rate_limited="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
recommend({"method": "GET"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
recommend(situation=situation)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
why_not()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# --- answers ----------------------------------------------------------------------------------------------------------

found = recommend(situation, profile="zalando", credentials="valid")
assert_type(found, Recommendation)
assert_type(found.status, Status | None)
assert_type(found.base, Status | None)
assert_type(found.rule, GuideRule)
assert_type(found.certainty, Certainty)
assert_type(found.headers, tuple[HeaderAdvice, ...])
assert_type(found.headers[0].strength, Strength)
assert_type(found.body, BodyAdvice | None)
assert_type(found.alternatives, tuple[Alternative, ...])
assert_type(found.trace, tuple[Step, ...])
assert_type(found.trace[0].result, Literal["yes", "no", "unknown"])
assert_type(found.would_change, tuple[str, ...])
assert_type(found.warnings, tuple[str, ...])
assert_type(found.citations, tuple[Citation, ...])
assert_type(why_not(403, situation), str)
assert_type(assess("404 Not Found", situation), Verdict)
assert_type(assess(404).verdict, Literal["right", "acceptable", "wrong"])
assert_type(triage(502, {"Server": "cloudflare"}), Triage)

found.status = HTTP.OK  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

# --- a house style ----------------------------------------------------------------------------------------------------

handbook = Citation("Our handbook", "1", "https://example.com/handbook")
ours = PROFILES["zalando"].extend(
    "ours",
    overrides={"outcome.deleted": Override(then=HTTP.OK, why="The last state.", citation=handbook)},
    rules=[GuideRule(id="access.trial", when={"permission": In("denied")}, then=HTTP.FORBIDDEN, why="No trials.")],
)
assert_type(ours, Profile)
assert_type(recommend(method="DELETE", profile=ours), Recommendation)
ours.extend()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Override(then=200, why="", citation=handbook)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
attrs.evolve(situation, resource="gone")  # type: ignore[arg-type]

# --- preconditions ----------------------------------------------------------------------------------------------------

outcome = evaluate_preconditions("GET", {"If-None-Match": "*"}, etag='"1"')
assert_type(outcome, Outcome)
assert_type(outcome.action, Action)
assert_type(outcome.status, Status | None)
evaluate_preconditions("GET", 404)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def caught() -> None:
    try:
        recommend(profile="nobody")
    except InvalidSituationError as error:
        assert_type(error.suggestions, tuple[str, ...])
        as_value_error: ValueError = error
        as_type_error: TypeError = error
        raise as_value_error from as_type_error
