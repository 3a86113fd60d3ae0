"""
The static retry facts against a truth table written from the contract, before the code was run.

The contract is the default policy of the project: 408, 421, 425 and 429 say that the request was not applied, so any
method may be repeated; 500, 502, 503, 504 and their unregistered cousins leave it open, so only idempotent methods
may; nothing else may be repeated as it is.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from urllib3.util.retry import Retry

from statuskit import HTTP, lookup
from statuskit.model import FACTS, Applied, Change, Condition, Health, Repeat

NEVER = "never"
ANY = "any method"
IDEMPOTENT = "idempotent methods"

REGISTERED = {
    100: NEVER,
    101: NEVER,
    102: NEVER,
    103: NEVER,
    104: NEVER,
    200: NEVER,
    201: NEVER,
    202: NEVER,
    203: NEVER,
    204: NEVER,
    205: NEVER,
    206: NEVER,
    207: NEVER,
    208: NEVER,
    226: NEVER,
    300: NEVER,
    301: NEVER,
    302: NEVER,
    303: NEVER,
    304: NEVER,
    305: NEVER,
    306: NEVER,
    307: NEVER,
    308: NEVER,
    400: NEVER,
    401: NEVER,
    402: NEVER,
    403: NEVER,
    404: NEVER,
    405: NEVER,
    406: NEVER,
    407: NEVER,
    408: ANY,
    409: NEVER,  # only with an Idempotency-Key, which the status alone does not know
    410: NEVER,
    411: NEVER,
    412: NEVER,
    413: NEVER,  # only with Retry-After, which the status alone does not know
    414: NEVER,
    415: NEVER,
    416: NEVER,
    417: NEVER,
    418: NEVER,
    421: ANY,
    422: NEVER,
    423: NEVER,
    424: NEVER,
    425: ANY,
    426: NEVER,
    428: NEVER,
    429: ANY,
    431: NEVER,
    451: NEVER,
    500: IDEMPOTENT,
    501: NEVER,
    502: IDEMPOTENT,
    503: IDEMPOTENT,
    504: IDEMPOTENT,
    505: NEVER,
    506: NEVER,
    507: NEVER,
    508: NEVER,
    510: NEVER,
    511: NEVER,
}

UNREGISTERED = {
    420: NEVER,  # as 400; Twitter's reading is a profile of the policy
    440: NEVER,  # new credentials first
    444: NEVER,  # log only
    449: NEVER,  # the server names what to do first
    499: NEVER,  # log only
    520: IDEMPOTENT,
    521: IDEMPOTENT,
    522: IDEMPOTENT,
    523: IDEMPOTENT,
    524: IDEMPOTENT,
    525: NEVER,  # configuration
    526: NEVER,  # configuration
    527: IDEMPOTENT,  # as 500
    528: IDEMPOTENT,  # as 500
    529: IDEMPOTENT,
    530: NEVER,  # configuration
    540: IDEMPOTENT,  # as 500
    561: NEVER,  # new credentials first
    598: IDEMPOTENT,
    599: IDEMPOTENT,
    600: IDEMPOTENT,  # 600 to 999 as 500
    783: IDEMPOTENT,
    999: IDEMPOTENT,
}

RETRY = REGISTERED | UNREGISTERED

# RFC 9110 section 9.2.2, the IANA method registry, and that method names are case-sensitive.
METHODS = {
    "GET": True,
    "HEAD": True,
    "PUT": True,
    "DELETE": True,
    "OPTIONS": True,
    "TRACE": True,
    "QUERY": True,
    "PROPFIND": True,
    "POST": False,
    "PATCH": False,
    "LOCK": False,
    "get": False,
    "FOO": False,
}

# What a changed request needs before it may succeed; every other code has nothing to offer.
REPEAT_AFTER = {
    300: Change.FOLLOW_LOCATION,
    301: Change.FOLLOW_LOCATION,
    302: Change.FOLLOW_LOCATION,
    303: Change.FOLLOW_LOCATION,
    307: Change.FOLLOW_LOCATION,
    308: Change.FOLLOW_LOCATION,
    401: Change.NEW_CREDENTIALS,
    403: Change.NEW_CREDENTIALS,
    407: Change.NEW_PROXY_CREDENTIALS,
    409: Change.USER_ACTION,
    411: Change.ADD_CONTENT_LENGTH,
    412: Change.REFRESH_PRECONDITION,
    416: Change.WITHOUT_RANGE,
    417: Change.WITHOUT_EXPECT,
    426: Change.UPGRADE_PROTOCOL,
    428: Change.ADD_PRECONDITION,
    431: Change.SMALLER_HEADERS,
    440: Change.NEW_CREDENTIALS,
    449: Change.SERVER_NAMED_ACTION,
    507: Change.USER_ACTION,
    511: Change.NETWORK_LOGIN,
    561: Change.NEW_CREDENTIALS,
}


REPEAT_WITH_A_FIELD = {409: Repeat.WITH_IDEMPOTENCY_KEY, 413: Repeat.WITH_RETRY_AFTER}

CONDITIONS = {
    408: Condition.NEW_CONNECTION | Condition.ONCE,  # "not twice in a row"
    421: Condition.NEW_CONNECTION | Condition.ONCE,
    425: Condition.NOT_EARLY_DATA | Condition.ONCE,
}


def expected_retry(rule: str, method: str, *, idempotent: bool | None) -> bool:
    """The contract in three lines: never or always, or what the caller knows, or what the method says."""
    if rule != IDEMPOTENT:
        return rule == ANY
    return METHODS[method] if idempotent is None else idempotent


def expected_applied(code: int) -> Applied:
    """YES for 2xx, NO for 4xx but 409, UNKNOWN for the rest."""
    if 200 <= code < 300:
        return Applied.YES
    return Applied.NO if 400 <= code < 500 and code != 409 else Applied.UNKNOWN


def expected_health(code: int) -> Health:
    """SUCCESS to 3xx, NEUTRAL for 4xx, FAILURE for 5xx and what is no class, 408 and 429."""
    if code < 400:
        return Health.SUCCESS
    return Health.NEUTRAL if code < 500 and code not in {408, 429} else Health.FAILURE


def test_the_table_has_every_registered_code() -> None:
    """A new registered code has no retry fact until somebody writes its expectation here."""
    assert sorted(REGISTERED) == [status.code for status in HTTP]


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_is_retryable(code: int) -> None:
    """What the status alone says about a repeat, for each method and for what the caller may know of the request."""
    status = lookup(code)
    asked = [(method, known) for method in METHODS for known in (None, True, False)]
    expected = {(method, known): expected_retry(RETRY[code], method, idempotent=known) for method, known in asked}
    actual = {(method, known): status.is_retryable(method, idempotent=known) for method, known in asked}

    assert expected == actual
    assert {bool} == {type(answer) for answer in actual.values()}


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_repeat(code: int) -> None:
    """When the same request may be sent again; 409 and 413 need a header field for it, so alone they say no."""
    plain = {NEVER: Repeat.NEVER, IDEMPOTENT: Repeat.IDEMPOTENT, ANY: Repeat.ALWAYS}[RETRY[code]]

    assert REPEAT_WITH_A_FIELD.get(code, plain) is lookup(code).repeat


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_is_retryable_asks_about_get(code: int) -> None:
    """Without a method the question is about GET."""
    assert (RETRY[code] != NEVER) is lookup(code).is_retryable()


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_applied(code: int) -> None:
    """Whether the request was applied: the one question behind every retry."""
    assert expected_applied(code) is lookup(code).applied


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_repeat_after(code: int) -> None:
    """What has to change before the request may be sent again."""
    assert REPEAT_AFTER.get(code) is lookup(code).repeat_after


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_conditions(code: int) -> None:
    """What a repeat has to observe."""
    assert CONDITIONS.get(code, Condition(0)) == lookup(code).conditions


@pytest.mark.parametrize("code", RETRY, ids=str)
def test_health(code: int) -> None:
    """How a circuit breaker should count the answer."""
    assert expected_health(code) is lookup(code).health


# Without and with Retry-After.
URLLIB3 = (
    (413, "PUT", (False, True)),
    (413, "POST", (False, False)),
    (429, "GET", (False, True)),
    (429, "POST", (False, False)),
)

# Who does otherwise, as read in their code or documentation; one or two a status, and no status else.
CONTESTED = {
    408: ("Google Cloud Storage, retry strategy", "httpx-retries, Retry"),
    409: ("openai for Python, retries", "Envoy, router filter"),
    413: ("urllib3, Retry", "httpx-retries, Retry"),
    421: ("OkHttp, RetryAndFollowUpInterceptor",),
    425: ("everything curl, retry",),
    429: ("OpenTelemetry semantic conventions: HTTP spans", "urllib3, Retry"),
    500: ("httpx-retries, Retry", "azure-core, RetryPolicy"),
    502: ("botocore, standard retry mode",),
    503: ("OkHttp, RetryAndFollowUpInterceptor", "azure-core, RetryPolicy"),
    504: ("botocore, standard retry mode", "azure-core, RetryPolicy"),
    **dict.fromkeys((501, 505, 506, 507, 508, 510, 511), ("openai for Python, retries",)),
}


def test_where_good_sources_differ() -> None:
    """The rows say who does otherwise; the numbers that no RFC defines leave it at that."""
    contested = {
        status.code: tuple(each.source for each in status.retry_rule.contested)
        for status in map(lookup, range(100, 1000))
        if status.retry_rule.contested
    }

    assert CONTESTED == contested


@pytest.mark.parametrize("code", CONTESTED, ids=str)
def test_who_does_otherwise_says_what(code: int) -> None:
    """Each such source has a claim in our words, an address, and the day on which it was read."""
    for each in HTTP[code].retry_rule.contested:
        assert re.fullmatch(r"[a-z][^.]+", each.claim)
        assert each.url.startswith("https://")
        assert each.as_of is not None
        assert date.fromisoformat(each.as_of) <= date(2026, 11, 21)


def test_only_who_does_otherwise_claims_anything() -> None:
    """The sources of the facts themselves have no claim: the fact is what they say."""
    for status in HTTP:
        assert "" == status.retry_rule.citation.claim
        assert {""} == {status.cite(fact).claim for fact in FACTS}


# --- what they are said to do, seen in those that are installed -------------------------------------------------------


@pytest.mark.parametrize(("code", "method", "expected"), URLLIB3, ids=str)
def test_what_urllib3_does(code: int, method: str, expected: tuple[bool, bool]) -> None:
    """413 and 429 only with Retry-After, and only by six methods; the claim of its citation."""
    retry = Retry(3)

    assert expected == (retry.is_retry(method, code, has_retry_after=False), retry.is_retry(method, code, True))


@pytest.mark.parametrize(("code", "expected"), [(408, False), (413, False), (500, False), (502, True), (429, True)])
def test_what_httpx_retries_does(code: int, *, expected: bool) -> None:
    """408, 413 and 500 are not repeated by themselves; 502 and 429 are."""
    peer = pytest.importorskip("httpx_retries")

    assert expected is peer.Retry().is_retryable_status_code(code)


@pytest.mark.parametrize("code", [code for code, names in CONTESTED.items() if "openai for Python, retries" in names])
def test_what_openai_does(code: int) -> None:
    """409 and every 5xx are repeated, and the client does not look at the method; a 404 is not."""
    peer = pytest.importorskip("openai")
    responses = pytest.importorskip("httpx2")
    client = peer.OpenAI(api_key="none", base_url="http://localhost")

    assert client._should_retry(responses.Response(code))
    assert not client._should_retry(responses.Response(404))


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_unknown_numbers_are_handled_as_their_x00(method: str) -> None:
    """A number with no row and no entry above is retried as `treat_as` is; 600 to 999 are as 500."""
    others = [lookup(code) for code in range(100, 1000) if code not in RETRY]
    expected = {status: status.treat_as.is_retryable(method) for status in others}

    assert expected == {status: status.is_retryable(method) for status in others}


def test_unknown_numbers_have_the_facts_of_their_class() -> None:
    """Whether a request was applied, and its health, follow from the class where there is no row."""
    others = [lookup(code) for code in range(100, 1000) if code not in RETRY]
    expected = {status: (expected_applied(status), expected_health(status), None) for status in others}

    assert expected == {status: (status.applied, status.health, status.repeat_after) for status in others}
