"""What the rows of the guides say, two and three facts at a time: the conditions that matter, the order, the fields."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from statuskit import HTTP, lookup, recommend
from statuskit.guides import BodyKind
from statuskit.model import Strength

GATEWAYS = ("gateway", "proxy", "edge")
NOT_THERE = ("absent", "deleted", "deleted_untracked")
CREATED = {"outcome": "created"}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE", "MKCOL", "PROPPATCH", "LOCK")

# Which conditions matter: the answer, and beside it what it would be if one of the facts were another.
TOGETHER: tuple[tuple[int | None, dict[str, Any]], ...] = (
    # --- The service and the next hop. Only who stands between is a gateway (RFC 9110, section 15.6.5)
    (503, {"error": "deadline"}),
    (503, {"error": "dependency_timeout"}),
    *((504, {"error": error, "role": role}) for error in ("deadline", "dependency_timeout") for role in GATEWAYS),
    # RFC 5842, section 7.2: 508 is for the server that found the loop; one between is a bad gateway
    (508, {"loop": True}),
    *((502, {"loop": True, "role": role}) for role in GATEWAYS),
    # --- The envelope: clear text is sent elsewhere as any request would be, and nothing else is
    (426, {"tls": "required"}),
    (497, {"tls": "required", "vendor": "nginx"}),
    (426, {"tls": "required", "vendor": "Cloudflare"}),
    (426, {"tls": "required", "method_change": "allowed"}),
    (308, {"tls": "required", "redirect": "permanent"}),
    (301, {"tls": "required", "redirect": "permanent", "method_change": "allowed"}),
    (308, {"tls": "required", "redirect": "temporary", "called_temporary": True}),
    (301, {"tls": "required", "redirect": "temporary", "called_temporary": True, "method_change": "allowed"}),
    (307, {"tls": "required", "redirect": "temporary"}),
    (302, {"tls": "required", "redirect": "temporary", "method_change": "allowed"}),
    (303, {"tls": "required", "redirect": "see_other"}),
    (401, {"redirect": "permanent", "credentials": "missing"}),
    (401, {"redirect": "permanent", "method_change": "allowed", "credentials": "missing"}),
    (401, {"redirect": "temporary", "credentials": "missing"}),
    (401, {"redirect": "temporary", "method_change": "allowed", "credentials": "missing"}),
    (401, {"redirect": "see_other", "credentials": "missing"}),
    # --- May the caller? nginx has numbers for certificates only
    (496, {"credentials": "missing", "auth_scheme": "mtls", "vendor": "nginx"}),
    (495, {"credentials": "invalid", "auth_scheme": "mtls", "vendor": "nginx"}),
    (495, {"credentials": "expired", "auth_scheme": "mtls", "vendor": "nginx"}),
    (401, {"credentials": "missing", "auth_scheme": "basic", "vendor": "nginx"}),
    (401, {"credentials": "invalid", "auth_scheme": "basic", "vendor": "nginx"}),
    (401, {"credentials": "missing", "auth_scheme": "mtls"}),
    (401, {"credentials": "expired", "auth_scheme": "mtls"}),
    (200, {"auth_scheme": "mtls", "vendor": "nginx"}),
    (200, {"login_session": True}),
    (200, {"denial_reason": "other_owner"}),
    (200, {"denial_reason": "policy"}),
    (200, {"hide_existence": True}),
    (404, {"permission": "insufficient_scope", "hide_existence": True}),
    (403, {"permission": "insufficient_scope", "hide_existence": False}),
    # --- Elsewhere: what stays, whatever it is called, is permanent (RFC 9110, sections 15.4.2 and 15.4.9)
    (200, {"target_known": False}),
    (308, {"redirect": "temporary", "called_temporary": True, "method": "POST"}),
    (301, {"redirect": "temporary", "called_temporary": True, "method": "GET"}),
    (301, {"redirect": "temporary", "called_temporary": True, "method_change": "allowed", "method": "POST"}),
    (303, {"redirect": "see_other", "called_temporary": True}),
    (308, {"resource": "moved", "called_temporary": True, "method": "POST"}),
    (303, {"resource": "moved", "called_temporary": True, "redirect": "see_other"}),
    (200, {"called_temporary": True}),
    (301, {"redirect": "permanent", "method": "GET"}),
    (301, {"redirect": "permanent", "method": "HEAD"}),
    (308, {"redirect": "permanent", "method": "GET", "method_change": "forbidden"}),
    (308, {"redirect": "permanent", "method": "PUT"}),
    (302, {"resource": "moved", "method_change": "allowed"}),
    (307, {"resource": "moved"}),
    (200, {"method_change": "allowed"}),
    # --- Is it there? Only who says so creates (RFC 9110, section 9.3.4)
    *((204, {"method": "DELETE", "resource": gone, "idempotent_delete": True}) for gone in NOT_THERE),
    (404, {"method": "PUT", "resource": "absent", "idempotent_delete": True}),
    *((201, {"method": "PUT", "resource": gone, "creates_on_put": True}) for gone in NOT_THERE),
    *((201, {"resource": gone, "creates_on_put": True}) for gone in NOT_THERE),
    (404, {"method": "POST", "resource": "absent", "creates_on_put": True}),
    (200, {"method": "PUT", "creates_on_put": True}),
    *((201, {"method": method, "outcome": "created"}) for method in ("POST", "PUT", "PATCH", "LOCK")),
    *((201, {"method": method, "intent": "create"}) for method in ("POST", "LOCK")),
    (201, {"intent": "create"}),
    *((201, {"method": "MKCOL", "resource": "absent", **told}) for told in ({"intent": "create"}, CREATED)),
    (200, {"method": "PUT", "intent": "create"}),
    (200, {"method": "POST", "intent": "create", "outcome": "ok"}),
    *((202, {"resource": "pending", "method": method}) for method in ("GET", "HEAD", "QUERY", "SEARCH", "REPORT")),
    (202, {"resource": "pending"}),
    (200, {"resource": "pending", "method": "POST"}),
    # --- The form: a limit that does not bind is none
    (200, {"limit_is_temporary": True}),
    (200, {"acceptable": False, "ignore_accept": True}),
    # --- Preconditions: one that is there will do, but not a date that is none (RFC 6585, section 3)
    *((428, {"precondition_required": True, "method": method}) for method in UNSAFE),
    (428, {"precondition_required": True}),
    (428, {"precondition_required": True, "method": "PUT", "if_unmodified_since": "invalid"}),
    (200, {"precondition_required": True, "method": "PUT", "if_unmodified_since": "true"}),
    (200, {"precondition_required": True, "method": "PUT", "if_match": "true"}),
    (200, {"precondition_required": True, "method": "PUT", "if_none_match": "true"}),
    (200, {"precondition_required": True, "method": "GET"}),
    # A change that was made before may be told so again (RFC 9110, section 13.1.1)
    (412, {"method": "PUT", "if_match": "false"}),
    (200, {"method": "PUT", "if_match": "false", "already_applied": True}),
    (200, {"method": "PUT", "if_match": "false", "idempotency": "replayed"}),
    *((412, {"method": "PUT", "if_match": "false", "idempotency": key}) for key in ("missing", "in_progress")),
    *((412, {"method": "PUT", "if_match": "false", "idempotency": key}) for key in ("mismatch", "unsupported")),
    *((423, {"locked": True, "method": method}) for method in UNSAFE),
    (423, {"locked": True}),
    (200, {"locked": True, "method": "GET"}),
    # --- The content
    *((422, {"body": body}) for body in ("invalid_semantics", "multiple_errors")),
    *((400, {"body": body}) for body in ("malformed", "missing_field", "wrong_type", "unknown_field", "invalid")),
    *((400, {"query": query}) for query in ("invalid", "out_of_range", "unknown_parameter")),
    *((400, {"idempotency": key}) for key in ("missing", "unsupported")),
    (400, {"partial_put": True, "method": "PUT"}),
    (400, {"partial_put": True}),
    (200, {"partial_put": True, "method": "PATCH"}),
    # --- What came of it: interim responses are for those who asked (RFC 9110, section 15.2)
    (100, {"interim": True, "expect": "continue"}),
    (103, {"interim": True, "early_hints": True}),
    (102, {"interim": True, "still_processing": True}),
    *((200, facts) for facts in ({"expect": "continue"}, {"early_hints": True}, {"still_processing": True})),
    (200, {"interim": True}),
    *((207, {"method": method}) for method in ("PROPFIND", "PROPPATCH", "SEARCH", "REPORT")),
    *((207, {"batch_items": items}) for items in ("mixed", "all_failed")),
    (202, {"intent": "job"}),
    (200, {"intent": "job", "outcome": "ok"}),
    (200, {"method": "POST", "outcome": "created", "already_applied": True}),
    (200, {"method": "POST", "outcome": "created", "already_applied": True, "response_body": True}),
    (204, {"method": "POST", "outcome": "created", "already_applied": True, "response_body": False}),
    (201, {"method": "POST", "outcome": "created", "response_body": False}),
    (200, {"already_applied": True}),
    # A form that was sent leads on to a page (RFC 9110, section 15.4.4)
    (303, {"intent": "form", "method": "POST", "outcome": "ok"}),
    (303, {"intent": "form", "method": "POST", "outcome": "created"}),
    (303, {"intent": "form", "outcome": "ok"}),
    (200, {"intent": "form", "method": "POST"}),
    (200, {"intent": "form", "method": "GET", "outcome": "ok"}),
    (200, {"intent": "form", "method": "POST", "outcome": "ok", "response_body": True}),
    (205, {"intent": "form", "method": "POST", "outcome": "ok", "reset_view": True}),
    (205, {"reset_view": True, "response_body": False}),
    (200, {"reset_view": True, "response_body": True}),
    *((204, {"method": method, "response_body": False}) for method in ("DELETE", "OPTIONS", "PUT")),
    *((200, {"method": method, "response_body": True}) for method in ("DELETE", "OPTIONS", "PUT")),
    (226, {"delta_encoding": True, "method": "GET"}),
    (226, {"delta_encoding": True}),
    (200, {"delta_encoding": True, "method": "POST"}),
    # --- Old numbers and what they stand for
    *((504, {"legacy_code": number}) for number in ("522", "524", "527", "598", "599")),
    *((502, {"legacy_code": number}) for number in ("520", "521", "523", "525", "526", "530", "561")),
    (400, {"legacy_code": "449"}),
)


@pytest.mark.parametrize(("status", "facts"), TOGETHER, ids=str)
def test_facts_together(status: int | None, facts: Any) -> None:
    """Each fact of a rule counts: with it the rule answers, and without it another."""
    assert status == recommend(**facts).status


ORDER: tuple[tuple[int | None, dict[str, Any]], ...] = (
    # 503 before everything
    (503, {"service": "circuit_open", "client_closed": True, "vendor": "nginx"}),
    *((503, {"service": service, "client_closed": True}) for service in ("overloaded", "maintenance", "circuit_open")),
    (503, {"service": "exhausted", "upstream": "timeout"}),
    # What no answer reaches needs none
    (None, {"client_closed": True, "upstream": "timeout"}),
    (None, {"drop_silently": True, "upstream": "timeout"}),
    # The next hop before errors of its own, and those before the request
    (502, {"upstream": "invalid_response", "error": "unexpected"}),
    (500, {"error": "unexpected", "headers_too_large": True}),
    # 431 and 414 before the method; 501 before 405, since what nobody knows is allowed nowhere
    (431, {"headers_too_large": True, "method_known": False}),
    (414, {"uri_too_long": True, "method_allowed": False}),
    (501, {"method_known": False, "method_allowed": False}),
    # Limits before the version
    (431, {"headers_too_large": True, "http_version_ok": False}),
    (414, {"uri_too_long": True, "http_version_ok": False}),
    # 405, 501 and 429 before 401
    (405, {"method_allowed": False, "credentials": "missing"}),
    (501, {"method_known": False, "credentials": "missing"}),
    (429, {"rate_limited": True, "credentials": "missing"}),
    (429, {"quota": "exhausted", "credentials": "missing"}),
    # 401 and 403 before 413, 415, 400, 422; the forged request is access; 403 before 451
    (401, {"credentials": "missing", "csrf": "failed"}),
    (403, {"csrf": "failed", "body": "malformed"}),
    (403, {"permission": "denied", "content_too_large": True}),
    (403, {"permission": "denied", "legal_block": True}),
    (407, {"proxy_credentials": "missing", "credentials": "missing"}),
    # 404 before 406, 412 and 415
    (404, {"resource": "absent", "acceptable": False}),
    (404, {"resource": "absent", "method": "PUT", "if_match": "false"}),
    (404, {"resource": "absent", "media_type": "unsupported"}),
    # 428 after 403, and preconditions before the content
    (403, {"permission": "denied", "precondition_required": True}),
    (412, {"method": "PUT", "if_match": "false", "body": "malformed"}),
    # 415 before 400 before 422 before 409
    (415, {"media_type": "unsupported", "body": "malformed"}),
    (400, {"body": "malformed", "conflict": "duplicate"}),
    (400, {"idempotency": "unsupported", "body": "invalid_semantics"}),
    (400, {"query": "invalid", "body": "invalid_semantics"}),
    (422, {"body": "invalid_semantics", "conflict": "state"}),
    (409, {"conflict": "state", "not_implemented": True}),
    # A delta of nothing is nothing
    (204, {"delta_encoding": True, "response_body": False}),
)


@pytest.mark.parametrize(("status", "facts"), ORDER, ids=str)
def test_the_order_of_the_questions(status: int | None, facts: Any) -> None:
    """Of two that hold, the one that is asked first decides."""
    assert status == recommend(**facts).status


MUST, SHOULD, MAY, HABIT, MEANT = (
    Strength.MUST,
    Strength.SHOULD,
    Strength.MAY,
    Strength.CONVENTION,
    Strength.DEFINITION,
)
FIELDS: tuple[tuple[str, Strength, dict[str, Any]], ...] = (
    # RFC 9110, section 15.6.4, and RFC 6585, section 4: MAY
    *(("Retry-After", MAY, {"service": state}) for state in ("overloaded", "maintenance", "exhausted", "circuit_open")),
    ("Retry-After", MAY, {"upstream": "unavailable"}),
    *(("Retry-After", MAY, {"error": error}) for error in ("dependency_timeout", "deadline")),
    *((name, MAY, {"rate_limited": True}) for name in ("Retry-After", "RateLimit")),
    *((name, MAY, {"quota": "exhausted"}) for name in ("Retry-After", "RateLimit")),
    # Section 15.5.14: SHOULD, where it is temporary
    ("Retry-After", SHOULD, {"content_too_large": True, "limit_is_temporary": True}),
    *(("Retry-After", HABIT, facts) for facts in ({"resource": "pending"}, {"idempotency": "in_progress"})),
    *(("Connection", HABIT, facts) for facts in ({"request_timeout": True}, {"content_too_large": True})),
    # Sections 15.4.2 to 15.4.9: SHOULD; that of 303 is what the code is about
    *(("Location", SHOULD, {"redirect": way}) for way in ("permanent", "temporary")),
    *(("Location", SHOULD, {"redirect": way, "method_change": "allowed"}) for way in ("permanent", "temporary")),
    *(("Location", SHOULD, {"redirect": way, "tls": "required"}) for way in ("permanent", "temporary")),
    *(
        ("Location", SHOULD, {"redirect": way, "tls": "required", "method_change": "allowed"})
        for way in ("permanent", "temporary")
    ),
    ("Location", SHOULD, {"redirect": "permanent", "method": "GET"}),
    *(("Location", SHOULD, {"resource": "moved", **more}) for more in ({}, {"method_change": "allowed"})),
    *(("Location", MEANT, {"redirect": "see_other", **more}) for more in ({}, {"tls": "required"})),
    ("Location", MEANT, {"intent": "form", "outcome": "ok"}),
    # Section 9.3.3: SHOULD to POST; to PUT, the target is the address (section 15.3.2)
    ("Location", SHOULD, {"outcome": "created", "method": "POST"}),
    ("Location", MAY, {"outcome": "created", "method": "PUT"}),
    *(("Location", HABIT, facts) for facts in ({"outcome": "queued"}, {"intent": "job"})),
    # Sections 11.6.1, 11.7.1 and 15.5.6: MUST
    *(("WWW-Authenticate", MUST, {"credentials": what}) for what in ("missing", "invalid", "expired")),
    ("WWW-Authenticate", MUST, {"credentials": "expired", "login_session": True}),
    ("Proxy-Authenticate", MUST, {"proxy_credentials": "missing"}),
    ("Allow", MUST, {"method_allowed": False}),
    *(("Allow", SHOULD, {"method": "OPTIONS", **more}) for more in ({}, {"response_body": False})),  # section 9.3.7
    # Sections 7.8 and 15.5.22: MUST
    *(("Upgrade", MUST, facts) for facts in ({"tls": "required"}, {"upgrade": "required"}, {"upgrade": "agreed"})),
    ("Connection", MUST, {"upgrade": "agreed"}),
    ("Accept-Patch", SHOULD, {"method": "PATCH", "media_type": "unsupported"}),  # RFC 5789, section 2.2
    *(
        ("Accept-Encoding", Strength.MUST_NOT, {"media_type": "unsupported", **more})
        for more in ({}, {"method": "PATCH"})
    ),
    ("Accept-Encoding", SHOULD, {"content_coding": "unsupported"}),  # section 15.5.16
    ("Accept", MAY, {"media_type": "unsupported"}),
    ("Accept-Post", HABIT, {"media_type": "unsupported"}),
    ("Content-Range", SHOULD, {"range": "unsatisfiable"}),  # section 15.5.17
    ("IM", MUST, {"delta_encoding": True}),  # RFC 3229, section 10.5.2
    ("Link", SHOULD, {"legal_block": True}),  # RFC 7725, section 4
    ("Link", MAY, {"interim": True, "early_hints": True}),  # RFC 8297, section 2
)


@pytest.mark.parametrize(("name", "strength", "facts"), FIELDS, ids=str)
def test_fields_and_how_strongly(name: str, strength: Strength, facts: Any) -> None:
    """A field is advised once, as strongly as the section says, and not more."""
    assert [strength] == [advice.strength for advice in recommend(**facts).headers if advice.name == name]


@pytest.mark.parametrize("intent", ["list", "search", "related"])
def test_a_list_is_told_as_one(intent: Any) -> None:
    """What belongs in the content of a list are its items."""
    assert BodyKind.COLLECTION is recommend(intent=intent).body.kind


@pytest.mark.parametrize(
    "facts",
    [
        {"error": "validation", "body": "malformed"},
        {"client_error": True, "body": "malformed"},
        {"redirect": "permanent", "method": "POST", "method_change": "forbidden"},
        {"resource": "moved", "redirect": "temporary", "method_change": "forbidden"},
        {"permission": "denied", "hide_existence": False},
        {"method": "POST", "outcome": "ok", "response_body": True},
    ],
    ids=str,
)
def test_what_is_said_is_not_asked_again(facts: Any) -> None:
    """A question is open only as long as nobody has answered it."""
    assert () == recommend(**facts).would_change


def test_a_session_that_ends_has_a_number_that_nobody_should_send() -> None:
    """440 is what some send for a session, and for no other credentials."""
    assert lookup(440) in recommend(credentials="expired", login_session=True).rule.instead
    assert lookup(440) not in recommend(credentials="expired").rule.instead
    assert HTTP.UNAUTHORIZED is recommend(credentials="expired").status


REFUSED = ("missing", "invalid", "expired")
# Safe in IANA's registry of methods.
SAFE = ("GET", "HEAD", "OPTIONS", "PRI", "PROPFIND", "QUERY", "REPORT", "SEARCH", "TRACE")
FAILED = ("invalid_response", "refused", "timeout", "connect_timeout", "unreachable", "dns_failed", "unavailable")
WRONG = ("malformed", "missing_field", "wrong_type", "unknown_field", "invalid_semantics", "invalid", "multiple_errors")
# What does not go together, or needs something more: a word of the warning, and the facts that it takes.
WARNED: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("the credentials that it must not", {"outcome": outcome, "credentials": what})
        for outcome, what in product(("created", "queued"), REFUSED)
    ),
    *(
        ("the permission that it must not", {"outcome": outcome, "permission": what})
        for outcome, what in product(("created", "queued"), ("denied", "insufficient_scope"))
    ),
    *(("the credentials count", {"permission": "granted", "credentials": what}) for what in REFUSED),
    *(("A safe method creates nothing", {"outcome": "created", "method": method}) for method in SAFE),
    ("DELETE creates nothing", {"outcome": "created", "method": "DELETE"}),
    ("PUT to what exists replaces it", {"outcome": "created", "method": "PUT", "resource": "exists"}),
    *(
        ("If-Match is not evaluated", {"if_match": truth, "resource": gone, "method": method})
        for truth, gone, method in product(("true", "false"), NOT_THERE, ("GET", "HEAD", "QUERY"))
    ),
    *(("If-Match cannot be true", {"if_match": "true", "resource": gone}) for gone in NOT_THERE),
    *(("If-None-Match cannot be false", {"if_none_match": "false", "resource": gone}) for gone in NOT_THERE),
    ("If-Match held and the versions conflict", {"conflict": "version", "if_match": "true"}),
    ("is allowed nowhere", {"method_allowed": False, "method_known": False}),
    *(("no next hop", {"role": "origin", "upstream": what}) for what in (*FAILED, "tls_failed", "bad_certificate")),
    ("511 is for what stands between", {"role": "origin", "network_login_required": True}),
    *(("no credentials of a proxy", {"role": "origin", "proxy_credentials": what}) for what in ("missing", "invalid")),
    *(("and the content was wrong", {"redirect": "see_other", "body": what}) for what in WRONG),
    ("the content is said to be valid", {"error": "validation", "body": "valid"}),
    *(
        ("A redirect needs an address", {"target_known": False, "redirect": way})
        for way in ("permanent", "temporary", "see_other")
    ),
    ("A page beyond the end has no items", {"results": "some", "page": "beyond_end"}),
    ("205 has no content", {"response_body": True, "reset_view": True}),
    ("Early hints come before", {"early_hints": True}),
    ("That work goes on is said before", {"still_processing": True}),
    ("The limit does not matter", {"limit_is_temporary": True, "content_too_large": False}),
    ("name a scheme", {"challenge_available": False, "credentials": "missing"}),
    ("to a login form too", {"intent": "login", "credentials": "missing"}),
    ("No challenge asks for a client certificate", {"auth_scheme": "mtls", "credentials": "missing"}),
    ("as a probe", {"service": "circuit_half_open"}),
    ("is taken for permanent", {"called_temporary": True, "redirect": "temporary"}),
    ("is taken for permanent", {"called_temporary": True, "resource": "moved"}),
    ("Senders of webhooks", {"intent": "webhook"}),
)


@pytest.mark.parametrize(("told", "facts"), WARNED, ids=str)
def test_warnings_take_all_of_their_facts(told: str, facts: dict[str, Any]) -> None:
    """With all of the facts the answer warns, once; without any one of them it does not."""
    assert 1 == sum(told in warning for warning in recommend(**facts).warnings)
    for name in facts:
        fewer: dict[str, Any] = {other: value for other, value in facts.items() if other != name}
        assert not any(told in warning for warning in recommend(**fewer).warnings)


@pytest.mark.parametrize(
    "facts",
    [
        {"interim": True, "early_hints": True},
        {"interim": True, "still_processing": True},
        {"called_temporary": True, "resource": "moved", "redirect": "see_other"},
        {"called_temporary": True, "redirect": "permanent"},
    ],
    ids=str,
)
def test_what_goes_together_is_not_warned_of(facts: Any) -> None:
    """The same facts with the one that they go with."""
    assert () == recommend(**facts).warnings


@pytest.mark.parametrize("facts", [{"early_hints": True}, {"still_processing": True}], ids=str)
def test_no_interim_is_as_good_as_none(facts: Any) -> None:
    """Said to be false, or not said: either way nothing comes before the final response."""
    assert recommend(**facts).warnings == recommend(**facts, interim=False).warnings
