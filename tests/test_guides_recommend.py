"""recommend(), why_not() and assess(): what they answer, how they explain it, and what they refuse."""

from __future__ import annotations

import itertools
import pickle
from http import HTTPStatus
from typing import Any

import attrs
import pytest
from steady import steady

from statuskit import (
    HTTP,
    InvalidSituationError,
    InvalidStatusError,
    Situation,
    UnknownStatusError,
    assess,
    lookup,
    recommend,
    why_not,
)
from statuskit.conditional import Truth, settle
from statuskit.guides import PROFILES, Absent, BodyKind, Certainty, GuideRule, In, Recommendation, Verdict
from statuskit.model import Strength

# --- facts ------------------------------------------------------------------------------------------------------------


def test_facts_by_name_are_stated_over_the_situation() -> None:
    """A fact that is given by name counts; None takes one back, and what is not named stays."""
    situation = Situation(method="PUT", credentials="missing", body="malformed")

    assert 401 == recommend(situation).status
    assert 400 == recommend(situation, credentials="valid").status
    assert 400 == recommend(situation, credentials=None).status
    assert Situation(method="PUT", body="malformed") == recommend(situation, credentials=None).situation


@pytest.mark.parametrize("given", [{"method": "GET"}, "GET", 404, object()], ids=lambda given: type(given).__name__)
def test_what_is_no_situation_is_refused(given: Any) -> None:
    """A mapping is given by name, and nothing else is taken for a Situation."""
    with pytest.raises(InvalidSituationError, match="accepted: a Situation, or facts by name"):
        recommend(given)


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ("zalado", "not a profile: 'zalado'; accepted: rfc9110, common, .*; did you mean zalando"),
        ("", "not a profile: ''"),
        (None, "not a profile: None"),
        (["google"], "not a profile: <list of 1>"),
    ],
    ids=str,
)
def test_what_is_no_profile_is_refused(profile: Any, told: str) -> None:
    """A profile is one of the names, or a Profile; the nearest name is told."""
    with pytest.raises(InvalidSituationError, match=told):
        recommend(profile=profile)


def test_a_profile_is_taken_by_name_and_by_itself() -> None:
    """Both ways lead to the same."""
    found = recommend(body="invalid_semantics", profile="zalando")

    assert found == recommend(body="invalid_semantics", profile=PROFILES["zalando"])
    assert (400, 422) == (found.status, found.base)


LEGACY = {
    "418": 400,
    "419": 403,
    "420": 429,
    "440": 401,
    "444": None,
    "450": 403,
    "460": None,
    "471": 400,
    "494": 431,
    "497": 426,
    "498": 401,
    "499": None,
    "509": 503,
    "520": 502,
    "521": 502,
    "522": 504,
    "523": 502,
    "524": 504,
    "525": 502,
    "526": 502,
    "529": 503,
    "571": 500,
    "598": 504,
    "599": 504,
    "700": 500,
    "9999": 500,
    "7": 500,
    # A registered number, or one of a class that tells no fault, replaces nothing.
    "404": 200,
    "299": 200,
    "347": 200,
    "199": 200,
}


@pytest.mark.parametrize(("number", "status"), LEGACY.items())
def test_old_numbers_are_replaced_by_what_they_mean(number: str, status: int | None) -> None:
    """An unregistered number becomes the registered code for the same thing; a warning says why."""
    found = recommend(legacy_code=number)

    assert status == found.status
    assert any("is not for sending" in told or "is a registered code" in told for told in found.warnings)


def test_methods_are_case_sensitive() -> None:
    """A method in small letters is another one, and is warned of."""
    assert 200 == recommend(method="delete").status
    assert (
        "Methods are case-sensitive (RFC 9110, section 9.1): delete is not DELETE."
        in recommend(method="delete").warnings
    )
    assert () == recommend(method="DELETE").warnings == recommend(method="brew").warnings


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
STATES = ("absent", "true", "false", "invalid")
FIELDS = {
    "if_match": "If-Match",
    "if_unmodified_since": "If-Unmodified-Since",
    "if_none_match": "If-None-Match",
    "if_modified_since": "If-Modified-Since",
}


@pytest.mark.parametrize("resource", ["exists", "absent"])
@pytest.mark.parametrize("method", METHODS)
def test_preconditions_are_those_of_section_13(method: Any, resource: Any) -> None:
    """All 3,072 combinations: what conditional.py says of the plain answer (RFC 9110, section 13.2.1)."""
    plain = recommend(method=method, resource=resource).status
    assert plain is not None
    for states in itertools.product(STATES, repeat=4):
        facts: dict[str, Any] = dict(zip(FIELDS, states, strict=True))
        truths = {FIELDS[fact]: Truth(state) for fact, state in facts.items()}
        expected = settle(method, truths, exists=resource == "exists", normal_status=plain).status or plain

        assert expected is recommend(method=method, resource=resource, **facts).status, facts


ROLES = (
    ({"role": "proxy", "authority_ok": False}, 403),  # RFC 9110, section 15.5.20
    ({"role": "gateway", "authority_ok": False}, 421),
    ({"role": "proxy", "method": "PUT", "if_match": "false"}, 200),  # section 13.2.1
    ({"role": "proxy", "method": "GET", "if_none_match": "false"}, 304),
    ({"role": "gateway", "method": "PUT", "if_match": "false"}, 412),
    ({"role": "proxy", "loop": True}, 502),
    ({"role": "origin", "loop": True}, 508),
    ({"role": "edge", "error": "dependency_timeout"}, 504),
    ({"role": "origin", "error": "dependency_timeout"}, 503),
)


@pytest.mark.parametrize(("facts", "status"), ROLES, ids=str)
def test_roles_differ(facts: Any, status: int) -> None:
    """What a proxy must not say, an origin may; and the other way round."""
    assert status == recommend(**facts).status


MORE = (
    ({"method": "GET", "locked": True}, 200),  # a lock stops who wants to change it: RFC 4918, section 7
    ({"method": "LOCK", "locked": True}, 423),
    ({"method": "POST", "intent": "form", "outcome": "created"}, 303),
    ({"method": "POST", "intent": "form", "outcome": "created", "response_body": True}, 201),
    ({"method": "PUT", "if_match": "false", "idempotency": "replayed"}, 200),  # section 13.1.1
    ({"method": "POST", "outcome": "created", "already_applied": True}, 200),
    ({"method": "POST", "outcome": "created", "already_applied": True, "response_body": False}, 204),
    ({"upstream": "dns_failed"}, 502),
    ({"upstream": "dns_failed", "vendor": "cloudflare"}, 530),
    ({"if_match": "false", "method": "PUT", "media_type": "unsupported"}, 415),  # section 13.2.1
    ({"if_match": "false", "method": "PUT", "body": "malformed"}, 412),
)


@pytest.mark.parametrize(("facts", "status"), MORE, ids=str)
def test_fine_points(facts: Any, status: int) -> None:
    """Cases that are easily got wrong."""
    assert status == recommend(**facts).status


# --- what goes with the answer ----------------------------------------------------------------------------------------


def test_an_answer_tells_its_rule_and_sources() -> None:
    """The rule, how certain it is, and the sections; the status is the registry's own record."""
    found = recommend(method="PUT", outcome="created")

    assert HTTP.CREATED is found.status
    assert "outcome.put_created" == found.rule.id == str(found.rule)
    assert "outcome" == found.rule.stage
    assert Certainty.REQUIRED is found.certainty
    assert ["RFC 9110 §9.3.4", "RFC 9110 §15.3.2"] == [str(citation) for citation in found.citations]


@pytest.mark.parametrize(
    ("facts", "name", "strength"),
    [
        ({"credentials": "missing"}, "WWW-Authenticate", Strength.MUST),
        ({"proxy_credentials": "missing"}, "Proxy-Authenticate", Strength.MUST),
        ({"method_allowed": False}, "Allow", Strength.MUST),
        ({"tls": "required"}, "Upgrade", Strength.MUST),
        ({"tls": "required"}, "Connection", Strength.MUST),
        ({"method": "POST", "outcome": "created"}, "Location", Strength.SHOULD),
        ({"method": "PUT", "outcome": "created"}, "Location", Strength.MAY),
        ({"rate_limited": True}, "Retry-After", Strength.MAY),
        ({"content_too_large": True, "limit_is_temporary": True}, "Retry-After", Strength.SHOULD),
        ({"method": "PATCH", "media_type": "unsupported"}, "Accept-Patch", Strength.SHOULD),
        ({"content_coding": "unsupported"}, "Accept-Encoding", Strength.SHOULD),
        ({"media_type": "unsupported"}, "Accept-Encoding", Strength.MUST_NOT),
        ({"legal_block": True}, "Link", Strength.SHOULD),
        ({"permission": "insufficient_scope"}, "WWW-Authenticate", Strength.MUST),
        ({"redirect": "see_other"}, "Location", Strength.DEFINITION),
        ({"outcome": "ok", "response_body": False}, "Content-Length", Strength.MUST_NOT),
    ],
    ids=str,
)
def test_header_advice(facts: Any, name: str, strength: Strength) -> None:
    """Each answer names the fields it needs, how strongly, why and by which source."""
    advised = [advice for advice in recommend(**facts).headers if advice.name == name]

    assert strength in {advice.strength for advice in advised}
    assert all(advice.why and advice.citation.url for advice in advised)


@pytest.mark.parametrize(
    ("facts", "kind", "members"),
    [
        ({"method": "GET"}, BodyKind.REPRESENTATION, set()),
        ({"method": "HEAD"}, BodyKind.FORBIDDEN, set()),
        ({"method": "HEAD", "resource": "absent"}, BodyKind.FORBIDDEN, set()),
        ({"method": "DELETE"}, BodyKind.FORBIDDEN, set()),
        ({"reset_view": True}, BodyKind.EMPTY, set()),
        ({"outcome": "created"}, BodyKind.CREATED, set()),
        ({"outcome": "queued"}, BodyKind.POLL_LINK, {"status_url"}),
        ({"batch_items": "mixed"}, BodyKind.MULTI_STATUS, {"items[].status"}),
        ({"results": "empty"}, BodyKind.COLLECTION, {"items"}),
        ({"redirect": "permanent"}, BodyKind.LINK, set()),
        ({"resource": "absent"}, BodyKind.PROBLEM, {"type", "title", "status", "detail", "code"}),
        ({"body": "invalid_semantics"}, BodyKind.PROBLEM, {"details[].field", "details[].code", "details[].message"}),
        ({"error": "unexpected"}, BodyKind.PROBLEM, {"request_id"}),
        ({"upstream": "timeout"}, BodyKind.PROBLEM, {"request_id"}),
        ({"client_closed": True}, BodyKind.FORBIDDEN, set()),
        ({"method": "CONNECT"}, BodyKind.FORBIDDEN, set()),
        ({"method": "TRACE"}, BodyKind.ECHO, set()),
        ({"http_version_ok": False}, BodyKind.PROBLEM, {"request_id"}),
        ({"client_closed": True, "vendor": "nginx"}, BodyKind.FORBIDDEN, set()),
        ({"upstream": "refused", "vendor": "cloudflare"}, BodyKind.PROBLEM, {"request_id"}),
    ],
    ids=steady,
)
def test_body_advice(facts: Any, kind: BodyKind, members: set[str]) -> None:
    """What belongs in the content: nothing, a representation, a problem with code, details and request id, ..."""
    body = recommend(**facts).body

    assert kind is body.kind
    assert members <= set(body.members)
    assert body.why


def test_nothing_can_be_sent_to_a_client_that_has_gone() -> None:
    """Then the answer has no status, only a rule, and says so."""
    found = recommend(client_closed=True)

    assert found.status is found.base is None
    assert str(found).startswith("no response: The client has gone")
    assert () == found.headers
    assert found.to_dict()["status"] is None


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"outcome": "created", "credentials": "missing"}, "the credentials that it must not have been"),
        ({"outcome": "created", "method": "GET"}, "A safe method creates nothing"),
        ({"method": "GET", "resource": "absent", "if_match": "false"}, "If-Match is not evaluated"),
        ({"credentials": "missing", "challenge_available": False}, "must carry WWW-Authenticate"),
        ({"intent": "login", "credentials": "invalid"}, "must carry WWW-Authenticate"),
        ({"role": "origin", "upstream": "timeout"}, "An origin server has no next hop"),
        ({"service": "circuit_half_open"}, "let this one through as a probe"),
        ({"role": "origin", "upstream": "tls_failed"}, "An origin server has no next hop"),
        ({"role": "origin", "network_login_required": True}, "not for an origin server"),
        ({"method": "PUT", "resource": "exists", "outcome": "created"}, "which is 200 or 204"),
        ({"method": "REPORT", "outcome": "created"}, "A safe method creates nothing"),
        ({"redirect": "permanent", "target_known": False}, "needs an address"),
        ({"redirect": "see_other", "body": "invalid_semantics"}, "the content was wrong"),
        ({"early_hints": True}, "interim is not stated"),
        ({"called_temporary": True, "resource": "moved"}, "it is taken for permanent"),
        ({"vendor": "nginx", "headers_too_large": True}, "nginx sends another status in place of 494 to the client."),
        ({"vendor": "nginx", "client_closed": True}, "nginx writes it to its log only"),
    ],
    ids=str,
)
def test_contradictions_are_warned_of(facts: Any, told: str) -> None:
    """What does not fit together, or cannot be sent as it is, is said in the answer, and is no error."""
    assert any(told in warning for warning in recommend(**facts).warnings)


def test_a_plain_answer_warns_of_nothing() -> None:
    """Where all is well there is nothing to beware of."""
    assert () == recommend(method="POST", outcome="created", credentials="valid").warnings
    assert () == recommend(vendor="cloudflare", upstream="refused").warnings
    assert () == recommend(vendor="cloudflare", upstream="refused", legacy_code="521").warnings
    assert () == recommend(called_temporary=True).warnings


def test_profiles_warn_of_what_they_advise_against() -> None:
    """A redirect stays one under a profile that wants none, with a warning and its source."""
    (told,) = recommend(redirect="permanent", profile="zalando").warnings

    assert told.startswith("Zalando RESTful API Guidelines advises against 308:")
    assert told.endswith("(Zalando RESTful API Guidelines §251)")


# --- what it is not ---------------------------------------------------------------------------------------------------


def test_alternatives_say_why_not_and_what_would_have_to_differ() -> None:
    """401 when denied would take other credentials; 404 a wish to hide; what is open is one as well."""
    found = {row.status: row for row in recommend(method="GET", permission="denied").alternatives}

    assert (("hide_existence", True),) == found[HTTP.NOT_FOUND].changes
    assert ("hide_existence", True) == (found[HTTP.NOT_FOUND].fact, found[HTTP.NOT_FOUND].value)
    assert (("credentials", "missing"),) == found[HTTP.UNAUTHORIZED].changes
    assert str(found[HTTP.NOT_FOUND]).startswith("404 Not Found (with hide_existence=True): ")


def test_alternatives_may_be_another_profiles_or_nobodys() -> None:
    """A code that no single fact leads to may be what another profile says, or a number that nobody should send."""
    login = {row.status: row for row in recommend(credentials="expired", login_session=True).alternatives}
    missing = {row.status: row for row in recommend(body="missing_field").alternatives}

    assert ("", None, ()) == (login[lookup(440)].fact, login[lookup(440)].value, login[lookup(440)].changes)
    assert str(login[lookup(440)]).startswith("440: 440 is a number of Microsoft's own")
    assert ("body", "invalid_semantics") == (
        missing[HTTP.UNPROCESSABLE_CONTENT].fact,
        missing[HTTP.UNPROCESSABLE_CONTENT].value,
    )


@pytest.mark.parametrize(
    ("facts", "open_facts"),
    [
        ({"method": "GET"}, ("response_body",)),
        ({"method": "POST"}, ("outcome", "response_body")),
        ({"method": "DELETE"}, ("response_body",)),
        ({"permission": "denied"}, ("hide_existence",)),
        ({"permission": "denied", "hide_existence": False}, ()),
        ({"resource": "moved", "method": "POST"}, ("redirect", "method_change")),
        ({"resource": "moved", "redirect": "permanent", "method": "POST"}, ("method_change",)),
        ({"body": "invalid"}, ("body",)),
        ({"error": "validation"}, ("body",)),
        ({"client_error": True}, ("body",)),
        ({"body": "malformed"}, ()),
        ({"service": "maintenance"}, ()),
        ({"method": "PUT", "resource": "absent"}, ("outcome",)),
        ({"method": "POST", "outcome": "created"}, ()),
    ],
    ids=str,
)
def test_would_change_names_what_is_open(facts: Any, open_facts: tuple[str, ...]) -> None:
    """Only the open questions whose answer leads elsewhere are asked back."""
    assert open_facts == recommend(**facts).would_change


@pytest.mark.parametrize(
    ("facts", "rule", "step"),
    [
        ({"resource": "moved"}, "redirect.permanent", ("unknown", "redirect")),
        ({"method": "GET"}, "redirect.permanent", ("no", "redirect")),
        ({"body": "invalid"}, "content.malformed", ("unknown", "body")),
        ({"body": "missing_field"}, "content.malformed", ("no", "body")),
        ({"credentials": "missing"}, "access.anonymous", ("yes", "")),
        ({}, "existence.delete_again", ("no", "resource")),
        ({"method": "GET"}, "outcome.multi_status", ("no", "method")),
        ({"resource": "absent", "idempotent_delete": True}, "existence.delete_again", ("unknown", "method")),
    ],
    ids=str,
)
def test_the_trace_calls_open_what_would_change(facts: Any, rule: str, step: tuple[str, str]) -> None:
    """A rule is unknown where only open facts stand in its way; else what refutes it is named."""
    steps = {row.rule.id: (row.result, row.fact) for row in recommend(**facts).trace}

    assert step == steps[rule]


def test_the_trace_tells_what_was_tried() -> None:
    """Every rule up to the answer, with the fact that refuted it, or the one that is not stated."""
    found = recommend(method="GET", permission="denied")
    results = {step.rule.id: (step.result, step.fact) for step in found.trace}

    assert ("no", "service") == results["system.overloaded"]
    assert ("no", "credentials") == results["access.anonymous"]
    assert ("unknown", "hide_existence") == results["access.hidden"]
    assert ("yes", "") == results["access.denied"]
    assert "access.denied: yes" == str(found.trace[-1])
    assert "system.overloaded: no, service" == str(found.trace[0])


WHY_NOT = (
    (403, {"permission": "denied"}, "403 Forbidden is the answer: Who is calling is known"),
    (403, {"credentials": "missing"}, "Not 403 Forbidden but 401 Unauthorized: 403 says that knowing who calls"),
    (
        422,
        {"credentials": "missing", "body": "invalid_semantics"},
        "That holds as well (content.semantics), but comes later",
    ),
    (
        520,
        {"upstream": "invalid_response"},
        "520 is no registered code; it is used by Cloudflare. It would be 520 with vendor=Cloudflare.",
    ),
    (471, {}, "471 is no registered code, and nobody is known to use it."),
    (410, {"resource": "absent"}, "It would be 410 with resource=deleted."),
    (412, {"conflict": "version"}, "It would be 412 with if_match=false."),
    (500, {"client_closed": True}, "Not 500 Internal Server Error but no response: 500 would blame the server"),
    ("422", {"body": "invalid_semantics", "profile": "zalando"}, "The profile rfc9110 asks for it."),
    (305, {}, "Not 305 Use Proxy but 200 OK: It is done"),
    (404, {"resource": "moved"}, "It would be 404 with resource=absent."),
    (
        404,
        {"resource": "absent", "method": "PUT", "creates_on_put": True},
        "It would be 404 with creates_on_put=False.",
    ),
    (429, {"legacy_code": "420", "credentials": "missing"}, "429 Too Many Requests is the answer:"),
    (431, {"service": "overloaded", "legacy_code": "494"}, "It would be 431 with service=degraded."),
)


@pytest.mark.parametrize(("code", "facts", "told"), WHY_NOT, ids=str)
def test_why_not(code: Any, facts: Any, told: str) -> None:
    """The objection that the rule has, the order of the questions or the pair that is mixed up; then the way there."""
    assert told in why_not(code, **facts)


def test_why_not_tells_what_is_mixed_up() -> None:
    """Where the rule has no word on it, the rule of thumb of the pair is told."""
    assert "410" in why_not(410, method="GET", resource="absent")
    assert HTTP[502].confused_with[0].other in {HTTP[504], HTTP[500], HTTP[503]}
    assert why_not(502, service="maintenance").startswith("Not 502 Bad Gateway but 503 Service Unavailable:")


ASSESSED = (
    (404, {"resource": "absent"}, "right"),
    (HTTPStatus.NOT_FOUND, {"resource": "absent"}, "right"),
    ("404 Not Found", {"resource": "absent"}, "right"),
    (404, {"resource": "deleted"}, "acceptable"),  # what the rule accepts
    (410, {"resource": "absent"}, "wrong"),
    (201, {"method": "POST"}, "acceptable"),  # an open question
    (400, {"body": "invalid_semantics"}, "acceptable"),
    (403, {"tls": "required"}, "acceptable"),
    (207, {"batch_items": "all_ok"}, "acceptable"),
    (409, {"type_mismatch": True}, "acceptable"),
    (200, {"outcome": "created", "method": "POST"}, "wrong"),  # what the rule rejects
    (201, {"intent": "job", "outcome": "queued"}, "wrong"),
    (403, {"permission": "denied", "hide_existence": True}, "wrong"),  # google's, but the rule rejects it
    (204, {"method": "DELETE", "resource": "absent"}, "wrong"),
    (400, {"idempotency": "mismatch"}, "acceptable"),  # zalando's
    (204, {"method": "PUT", "resource": "exists"}, "acceptable"),  # an open question, though the rule has a word on it
    (200, {"batch_items": "all_failed"}, "wrong"),
    (400, {"method_allowed": False}, "wrong"),
    (422, {"body": "invalid_semantics", "profile": "zalando"}, "wrong"),
    (200, {"credentials": "missing"}, "wrong"),
    (200, {"error": "unexpected"}, "wrong"),
    (500, {"client_closed": True}, "wrong"),
    (204, {"page": "beyond_end"}, "acceptable"),
    (404, {"page": "beyond_end"}, "acceptable"),
    (499, {"client_closed": True}, "wrong"),
)


@pytest.mark.parametrize(("code", "facts", "verdict"), ASSESSED, ids=str)
def test_assess(code: Any, facts: Any, verdict: str) -> None:
    """Right is the answer, acceptable what good sources allow or what is open, wrong the rest; with a reason."""
    found = assess(code, **facts)

    assert verdict == found.verdict
    assert found.why
    assert recommend(**facts) == found.recommendation


def test_a_verdict_explains_itself() -> None:
    """One line, the whole story, and plain JSON; but no truth value."""
    found = assess(422, body="missing_field")

    assert str(found).startswith("acceptable: 422 is as common for this")
    assert str(found).endswith("(recommended: 400 Bad Request)")
    assert found.explain().startswith(f"{found}\n\n400 Bad Request: ")
    assert "acceptable" == found.to_dict()["verdict"]
    with pytest.raises(TypeError, match=r"look at \.verdict"):
        bool(found)
    assert Verdict("right", "why", found.recommendation) == attrs.evolve(found, verdict="right", why="why")


@pytest.mark.parametrize("ask", [why_not, assess], ids=lambda ask: ask.__name__)
def test_codes_are_what_lookup_takes(ask: Any) -> None:
    """What is no code is refused as lookup() refuses it, and what is no fact as recommend() does."""
    with pytest.raises(InvalidStatusError):
        ask(99)
    with pytest.raises(UnknownStatusError):
        ask("Not Fund")
    with pytest.raises(InvalidSituationError):
        ask(404, nothing=True)


# --- the records ------------------------------------------------------------------------------------------------------


def test_a_recommendation_explains_itself() -> None:
    """One line, the whole story with all of its parts, and a repr; but no truth value."""
    found = recommend(
        body="invalid", method="POST", role="origin", upstream="ok", profile="zalando", redirect="permanent"
    )
    story = found.explain()

    assert "308 Permanent Redirect: It has moved for good" in str(found)
    assert "<Recommendation 308 Permanent Redirect by redirect.permanent>" == repr(found)
    for part in (
        "Rule redirect.permanent, recommended. Is the client sent elsewhere?",
        "Header fields:",
        "Not:",
        "Open:",
    ):
        assert part in story
    assert "- method_change: May the follow-up change its method to GET?" in story
    assert "Beware:\n- Zalando" in story
    assert "Sources:\n- RFC 9110 §15.4.9: https://" in story
    assert "Profile zalando; without it 422" in recommend(body="invalid_semantics", profile="zalando").explain()
    assert "Profile" not in recommend(body="malformed", profile="zalando").explain()
    with pytest.raises(TypeError, match=r"look at \.status"):
        bool(found)


def test_a_recommendation_is_plain_json() -> None:
    """Statuses are numbers, rules their ids, and the trace is in it."""
    told = recommend(method="GET", resource="absent").to_dict()

    assert {"method": "GET", "resource": "absent"} == told["situation"]
    assert (404, 404, "existence.absent", "rfc9110") == tuple(
        told[name] for name in ("status", "base", "rule", "profile")
    )
    assert {"rule": "existence.absent", "result": "yes", "fact": ""} == told["trace"][-1]  # type: ignore[index]


def test_recommendations_are_compared_by_what_was_asked() -> None:
    """The same facts under the same profile are equal, whatever they are compared with else."""
    found = recommend(method="GET")

    assert recommend(method="GET") == found
    assert recommend(method="POST") != found
    assert recommend(method="GET", profile="google") != found
    assert found != 200
    assert hash(recommend(method="GET")) == hash(found)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.status = HTTP.OK  # type: ignore[misc]


def test_recommendations_travel() -> None:
    """A pickled one is the same answer to the same question; its rule too."""
    found = recommend(method="GET", resource="absent")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301  our own
    rule = pickle.loads(pickle.dumps(found.rule))  # noqa: S301  our own

    assert found == again
    assert isinstance(again, Recommendation)
    assert (found.rule, found.rule.when) == (rule, dict(rule.when))
    assert hash(found.rule) == hash(rule)


def test_conditions_read_as_conditions() -> None:
    """In() has its values, Absent() is "not stated", and both can be shown and asked."""
    assert "denied" in In("denied", "granted")
    assert "missing" not in In("denied")
    assert None in Absent()
    assert "denied or yes or no or not stated" == str(In("denied", True, False, None))
    assert In(None) == Absent()


def test_a_rule_is_plain_json() -> None:
    """Conditions by fact, rejected codes by number, sources as records."""
    rule = recommend(credentials="missing").rule
    told = rule.to_dict()

    assert {"credentials": ["missing"]} == told["when"]
    assert {"403", "404"} == set(told["instead"])  # type: ignore[arg-type]
    assert ("access.anonymous", "access", 401) == (told["id"], told["stage"], told["then"])
    assert "<GuideRule access.anonymous>" == repr(rule)


def test_a_rule_cites_what_defines_its_code() -> None:
    """A row that names no section cites the definition of the code; one that sends nothing has to name one."""
    rule = GuideRule(id="outcome.x", when={}, then=HTTP.GONE, why="Why.")
    silent = GuideRule(id="outcome.y", when={}, then=None, why="Why.")

    assert (HTTP.GONE.defined_in,) == rule.citations
    assert () == silent.citations
    with pytest.raises(TypeError):
        rule.when["x"] = In(True)  # type: ignore[index]
