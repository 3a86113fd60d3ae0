"""What each published guideline changes, point by point, as its own text and the contract say; and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from statuskit import recommend
from statuskit.guides import PROFILES
from statuskit.model import Strength

NOT_THERE = ("absent", "deleted", "deleted_untracked")
# What most guidelines call a bad request, where the base says that it cannot be processed.
INVALID: tuple[dict[str, Any], ...] = (
    {"body": "invalid_semantics"},
    {"body": "multiple_errors"},
    {"patch": "invalid_result"},
    {"related_resource": "missing"},
    {"type_mismatch": True},
    {"client_generated_id": "unsupported"},
)
# What frameworks that validate all input alike call a failed validation.
VALIDATED: tuple[dict[str, Any], ...] = (
    {"body": "missing_field"},
    {"body": "wrong_type"},
    {"body": "unknown_field"},
    {"body": "invalid"},
    {"error": "validation"},
    {"query": "invalid"},
    {"query": "out_of_range"},
    {"query": "unknown_parameter"},
)
CREATED: dict[str, Any] = {"method": "POST", "outcome": "created"}
NOTHING: dict[str, Any] = {"response_body": False}

HOUSES: tuple[tuple[str, int, dict[str, Any]], ...] = (
    *(("rfc9110", 422, facts) for facts in INVALID),
    *(("rfc9110", 400, facts) for facts in VALIDATED),
    # --- Zalando, rules 150, 152, 153, 229 and 253
    *(("zalando", 400, facts) for facts in INVALID),
    ("zalando", 400, {"idempotency": "mismatch"}),
    ("zalando", 504, {"error": "dependency_timeout"}),
    *(("zalando", 207, {"batch_items": items}) for items in ("all_ok", "mixed", "all_failed")),
    ("zalando", 207, {"intent": "batch"}),
    *(("zalando", 207, {"intent": "batch", "outcome": outcome}) for outcome in ("ok", "queued")),
    ("zalando", 201, {"intent": "batch", **CREATED}),
    ("zalando", 201, {"intent": "job"}),
    ("zalando", 201, {"intent": "job", "outcome": "queued"}),
    ("zalando", 200, {"intent": "job", "outcome": "ok"}),
    ("zalando", 202, {"outcome": "queued"}),
    ("zalando", 200, {"idempotency": "replayed", **CREATED}),
    ("zalando", 200, {"idempotency": "replayed", "response_body": True, **CREATED}),
    ("zalando", 204, {"idempotency": "replayed", **NOTHING, **CREATED}),
    ("zalando", 201, CREATED),
    ("zalando", 201, {**NOTHING, **CREATED}),
    ("zalando", 200, {"idempotency": "replayed"}),
    ("zalando", 204, {"idempotency": "replayed", "method": "DELETE"}),
    ("zalando", 207, {"idempotency": "replayed", "batch_items": "mixed", **NOTHING}),
    # --- Microsoft
    *(("microsoft", 400, facts) for facts in INVALID),
    ("microsoft", 501, {"idempotency": "unsupported"}),
    ("microsoft", 409, {"idempotency": "mismatch"}),
    *(("microsoft", 204, {"method": "DELETE", "resource": gone}) for gone in NOT_THERE),
    ("microsoft", 404, {"method": "GET", "resource": "absent"}),
    ("microsoft", 200, {"intent": "action", **NOTHING}),
    ("microsoft", 200, {"intent": "action", "method": "POST", **NOTHING}),
    ("microsoft", 204, {"intent": "action", "method": "DELETE", **NOTHING}),
    ("microsoft", 204, {"method": "POST", **NOTHING}),
    *(("microsoft", 200, {"method": method, **NOTHING}) for method in ("PUT", "PATCH")),
    ("microsoft", 201, {"method": "PUT", "outcome": "created", **NOTHING}),
    ("microsoft", 207, {"method": "PATCH", "batch_items": "mixed"}),
    # --- Google: one code for success, and what its canonical codes map to
    *(("google", 400, facts) for facts in INVALID),
    ("google", 400, {"idempotency": "mismatch"}),
    ("google", 400, {"precondition_required": True, "method": "PUT"}),
    ("google", 404, {"resource": "deleted"}),
    ("google", 429, {"storage_full": True}),
    ("google", 501, {"operation": "unsupported"}),
    ("google", 200, CREATED),
    ("google", 200, {"method": "PUT", "outcome": "created"}),
    ("google", 200, {"already_applied": True, **NOTHING, **CREATED}),
    ("google", 200, {"outcome": "queued"}),
    ("google", 200, {"intent": "job"}),
    ("google", 200, {"method": "DELETE"}),
    ("google", 200, {"method": "DELETE", "resource": "absent", "idempotent_delete": True}),
    ("google", 200, NOTHING),
    *(("google", 200, {"batch_items": items}) for items in ("mixed", "all_failed")),
    # --- adidas
    ("adidas", 400, {"body": "invalid_semantics"}),
    ("adidas", 400, {"body": "multiple_errors"}),
    *(("adidas", 400, {"batch_items": items}) for items in ("mixed", "all_failed")),
    ("adidas", 406, {"acceptable": False, "ignore_accept": True}),
    ("adidas", 200, {"ignore_accept": True}),
    # --- Heroku
    *(("heroku", 422, facts) for facts in VALIDATED),
    *(("heroku", 403, {"tls": "required", "redirect": way}) for way in ("permanent", "temporary", "see_other")),
    *(
        ("heroku", 403, {"tls": "required", "redirect": way, "method_change": "allowed"})
        for way in ("permanent", "temporary")
    ),
    ("heroku", 200, {"method": "DELETE"}),
    *(("heroku", 200, {"method": method, **NOTHING}) for method in ("PUT", "PATCH")),
    ("heroku", 204, {"method": "POST", **NOTHING}),
    ("heroku", 201, {"method": "PUT", "outcome": "created", **NOTHING}),
    ("heroku", 207, {"method": "PATCH", "batch_items": "mixed"}),
    # --- FastAPI: what is parsed before anybody is asked who they are
    *(("fastapi", 422, facts) for facts in VALIDATED),
    ("fastapi", 422, {"body": "multiple_errors"}),
    ("fastapi", 422, {"patch": "malformed"}),
    *(("fastapi", 422, {"media_type": "unsupported", "method": method}) for method in ("POST", "PATCH")),
    ("fastapi", 422, {"body": "malformed", "credentials": "missing"}),
    ("fastapi", 401, {"body": "missing_field", "credentials": "missing"}),
    # --- Django REST framework: negotiation, then who calls, then throttles, then the method
    *(("drf", 400, facts) for facts in INVALID),
    ("drf", 400, {"conflict": "duplicate"}),
    ("drf", 404, {"page": "beyond_end"}),
    *(("drf", 403, {"credentials": what, "challenge_available": False}) for what in ("missing", "invalid", "expired")),
    *(("drf", 403, {"credentials": what, "auth_scheme": "session"}) for what in ("missing", "invalid", "expired")),
    *(("drf", 401, {"credentials": what, "auth_scheme": "basic"}) for what in ("missing", "invalid", "expired")),
    ("drf", 200, {"challenge_available": False}),
    ("drf", 200, {"auth_scheme": "session"}),
    ("drf", 406, {"acceptable": False, "credentials": "missing"}),
    ("drf", 401, {"rate_limited": True, "credentials": "missing"}),
    ("drf", 429, {"rate_limited": True, "resource": "absent"}),
    ("drf", 401, {"method_allowed": False, "credentials": "missing"}),
    ("drf", 405, {"method_allowed": False, "resource": "absent"}),
    # --- Policies change what goes with a code, and no code but their own
    *(("good-citizen", 429, facts) for facts in ({"rate_limited": True}, {"quota": "exhausted"})),
    *(("good-citizen", 503, {"service": state}) for state in ("overloaded", "maintenance", "exhausted")),
    ("good-citizen", 503, {"service": "circuit_open"}),
    *(("strict-rest", 201, {"method": method, "outcome": "created"}) for method in ("POST", "PUT")),
    *(("empty-list-204", 204, facts) for facts in ({"results": "empty"}, {"page": "beyond_end"})),
    ("job-failed-500", 500, {"job": "failed"}),
)


@pytest.mark.parametrize(("profile", "status", "facts"), HOUSES, ids=str)
def test_what_a_house_sends(profile: str, status: int, facts: Any) -> None:
    """Each point that a guideline changes, and the points beside it that it leaves alone."""
    assert status == recommend(profile=profile, **facts).status


@pytest.mark.parametrize(
    ("profile", "codes"),
    [
        ("rfc9110", set()),
        ("zalando", {205, 206, 301, 302, 303, 307, 308, 408, 417, 418, 422, 423, 424, 505, 511}),
        ("google", {207}),
        ("adidas", {207}),
        ("heroku", set()),
    ],
)
def test_what_a_house_advises_against(profile: str, codes: set[int]) -> None:
    """The codes that the guideline says are not to be used, or not for anything that it knows."""
    assert codes == set(PROFILES[profile].against)


MUST, SHOULD, HABIT = Strength.MUST, Strength.SHOULD, Strength.CONVENTION
FIELDS: tuple[tuple[str, str, Strength, dict[str, Any]], ...] = (
    *(("zalando", "Retry-After", MUST, facts) for facts in ({"rate_limited": True}, {"quota": "exhausted"})),
    *(("zalando", "Location", SHOULD, {"intent": "job", **more}) for more in ({}, {"outcome": "queued"})),
    *(("microsoft", "Operation-Location", HABIT, facts) for facts in ({"outcome": "queued"}, {"intent": "job"})),
    ("microsoft", "Retry-After", HABIT, {"job": "running"}),
    ("adidas", "Location", SHOULD, {"job": "done"}),
    *(("strict-rest", "Location", MUST, {"method": method, "outcome": "created"}) for method in ("POST", "PUT")),
    *(("good-citizen", "Retry-After", SHOULD, facts) for facts in ({"rate_limited": True}, {"quota": "exhausted"})),
    *(
        ("good-citizen", "Retry-After", SHOULD, {"service": state})
        for state in ("overloaded", "maintenance", "starting", "exhausted", "circuit_open")
    ),
)


@pytest.mark.parametrize(("profile", "name", "strength", "facts"), FIELDS, ids=str)
def test_fields_of_a_house(profile: str, name: str, strength: Strength, facts: Any) -> None:
    """A field that the guideline asks for, as strongly as it does."""
    assert [strength] == [
        advice.strength for advice in recommend(profile=profile, **facts).headers if advice.name == name
    ]


# What the fifteen codes have for the others: the code that says nearly the same, else the x00 of the class.
NEARLY: tuple[tuple[int, tuple[dict[str, Any], ...]], ...] = (
    (200, ({"batch_items": "mixed"}, {"delta_encoding": True}, {"range": "satisfiable"}, {"already_reported": True})),
    (204, ({"reset_view": True},)),
    (301, ({"redirect": "permanent", "method": "POST"}, {"redirect": "permanent", "tls": "required"})),
    (302, ({"redirect": "temporary"}, {"redirect": "see_other"}, {"resource": "moved"}, {"resource": "many"})),
    (302, ({"intent": "form", "outcome": "ok"}, {"resource": "moved", "method_change": "allowed"})),
    (302, ({"redirect": "temporary", "tls": "required"}, {"redirect": "see_other", "tls": "required"})),
    (400, ({"proxy_credentials": "missing"}, {"acceptable": False}, {"request_timeout": True}, {"expect": "unknown"})),
    (400, ({"length_missing": True}, {"content_too_large": True}, {"uri_too_long": True}, {"headers_too_large": True})),
    (400, ({"media_type": "unsupported"}, {"content_coding": "unsupported"}, {"range": "unsatisfiable"})),
    (400, ({"method_allowed": False}, {"authority_ok": False}, {"early_data": True}, {"teapot": True})),
    (400, ({"precondition_required": True}, {"idempotency": "mismatch"}, *INVALID)),
    (403, ({"payment_required": True}, {"legal_block": True}, {"tls": "required"}, {"upgrade": "required"})),
    (404, ({"resource": "deleted"}, {"resource": "moved", "target_known": False})),
    (409, ({"method": "PUT", "if_match": "false"}, {"method": "PUT", "if_none_match": "false"})),
    (409, ({"locked": True}, {"dependency_failed": True})),
    (500, ({"method_known": False}, {"not_implemented": True}, {"http_version_ok": False}, {"loop": True})),
    (500, ({"error": "negotiation_loop"}, {"extension_required": True}, {"network_login_required": True})),
    (503, ({"upstream": "refused"}, {"upstream": "invalid_response"}, {"upstream": "timeout"}, {"storage_full": True})),
    (503, ({"upstream": "tls_failed"}, {"error": "deadline", "role": "proxy"}, {"loop": True, "role": "proxy"})),
)


@pytest.mark.parametrize(("status", "facts"), [(status, facts) for status, row in NEARLY for facts in row], ids=str)
def test_what_the_common_codes_have_for_the_others(status: int, facts: Any) -> None:
    """Fifteen codes answer what more than sixty could."""
    assert status == recommend(profile="common", **facts).status
