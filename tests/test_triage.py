"""
Triage: what realistic responses come to, row by row.

The header sections are shaped after those that the cited pages show; which row decides is said by its id, so that each
row of evidence and each row of advice is decided by a case here.
"""

from __future__ import annotations

import json
import pickle
import sys
from functools import partial
from typing import Any

import attrs
import httpx
import pytest
import requests
import urllib3
from steady import steady
from work import calls

from statuskit import HTTP, InvalidMessageError, InvalidStatusError, UnknownStatusError, lookup
from statuskit.data.triage._row import Fixer, Layer
from statuskit.data.triage.advice import ADVICE
from statuskit.data.triage.clues import CLUES, MAKERS
from statuskit.data.triage.correlation import CORRELATION_FIELDS
from statuskit.data.triage.proxy_errors import PROXY_ERRORS
from statuskit.fields._structured import parse_list
from statuskit.guides import Triage, triage
from statuskit.guides._layers import Sureness
from statuskit.messages import Headers, Response
from statuskit.model import StatusClass

TOLD, LIKELY, GUESSED, OPEN = Sureness
ORIGIN, GATEWAY, BALANCER, PLATFORM, CDN, INTERMEDIARY, PROXY, CLIENT, UNKNOWN = Layer

Fields = dict[str, str]

RAY = {"Date": "Sat, 21 Nov 2026 05:00:00 GMT", "Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f6a7b-FRA"}
FRONT = {
    "Via": "1.1 f319e8962c0268d31d3828d4b9d41f98.cloudfront.net (CloudFront)",
    "X-Amz-Cf-Pop": "FRA60-P1",
    "X-Amz-Cf-Id": "H_HGBG3sTOqEomHzHubi8ruLbGXe2MRyVhGBn4apM0y_LjQa_9W2Jg==",
}
ENVOY = {"Server": "envoy", "Content-Type": "text/plain"}
AZURE = {"X-Azure-Ref": "0zxV+XAAAAABKMMOjBv2NT4TY6SQVjC0zV1NURURHRTA2MTk"}

# id of a clue: a response in which it fires, and what that comes to: layer, product, sureness.
CLUE_CASES: dict[str, tuple[int, Fields, tuple[Layer, str, Sureness]]] = {
    "cloudflare.error-page": (502, {**RAY, "cf-error-type": "52x"}, (CDN, "Cloudflare", TOLD)),
    "cloudflare.challenge": (403, {**RAY, "cf-mitigated": "challenge"}, (CDN, "Cloudflare", TOLD)),
    "cloudflare.own-code": (522, RAY, (CDN, "Cloudflare", TOLD)),
    "cloudfront.function": (
        403,
        {**FRONT, "Server": "CloudFront", "X-Cache": "FunctionGeneratedResponse from cloudfront"},
        (CDN, "Amazon CloudFront", TOLD),
    ),
    "aws-waf.action": (405, {"Server": "awselb/2.0", "x-amzn-waf-action": "captcha"}, (GATEWAY, "AWS WAF", TOLD)),
    "vercel.error": (
        404,
        {"Server": "Vercel", "X-Vercel-Error": "DEPLOYMENT_NOT_FOUND", "X-Vercel-Id": "fra1::x"},
        (PLATFORM, "Vercel", TOLD),
    ),
    "kong.own-response": (401, {"Server": "kong/3.9.0", "X-Kong-Response-Latency": "1"}, (GATEWAY, "Kong", TOLD)),
    "kong.server": (503, {"Server": "kong/3.9.0"}, (GATEWAY, "Kong", LIKELY)),
    "envoy.overloaded": (503, {**ENVOY, "x-envoy-overloaded": "true"}, (GATEWAY, "Envoy", TOLD)),
    "envoy.rate-limited": (429, {**ENVOY, "x-envoy-ratelimited": "true"}, (GATEWAY, "Envoy", TOLD)),
    "cloudflare.hit": (404, {**RAY, "CF-Cache-Status": "HIT"}, (CDN, "Cloudflare", TOLD)),
    "cloudfront.hit": (404, {**FRONT, "X-Cache": "Hit from cloudfront"}, (CDN, "Amazon CloudFront", TOLD)),
    "vercel.hit": (404, {"X-Vercel-Cache": "HIT", "X-Vercel-Id": "fra1::x"}, (PLATFORM, "Vercel", TOLD)),
    "cache-status.hit": (404, {"Server": "nginx", "X-Cache-Status": "HIT"}, (INTERMEDIARY, "", TOLD)),
    "x-cache.hit": (
        503,
        {"X-Served-By": "cache-fra-etou8220", "X-Cache": "MISS, HIT"},
        (INTERMEDIARY, "", TOLD),
    ),
    "age": (410, {"Age": "213"}, (INTERMEDIARY, "", TOLD)),
    "cloudflare.fetched": (500, {**RAY, "CF-Cache-Status": "DYNAMIC"}, (ORIGIN, "", LIKELY)),
    "envoy.upstream-time": (503, {**ENVOY, "x-envoy-upstream-service-time": "12"}, (ORIGIN, "", LIKELY)),
    "kong.upstream-latency": (
        500,
        {"Via": "1.1 kong/3.9.0", "X-Kong-Upstream-Latency": "26", "X-Kong-Proxy-Latency": "2"},
        (ORIGIN, "", LIKELY),
    ),
    "werkzeug.server": (500, {"Server": "Werkzeug/3.1.3 Python/3.13.1"}, (ORIGIN, "Werkzeug", LIKELY)),
    "kestrel.server": (400, {"Server": "Kestrel"}, (ORIGIN, "ASP.NET Core", LIKELY)),
    "uvicorn.server": (429, {"Server": "uvicorn"}, (ORIGIN, "Uvicorn", LIKELY)),
    "gunicorn.server": (503, {"Server": "gunicorn"}, (ORIGIN, "Gunicorn", LIKELY)),
    "s3.server": (
        403,
        {**FRONT, "Server": "AmazonS3", "X-Cache": "Error from cloudfront"},
        (ORIGIN, "Amazon S3", LIKELY),
    ),
    "express.powered-by": (403, {"Server": "nginx", "X-Powered-By": "Express"}, (ORIGIN, "Express", LIKELY)),
    "php.powered-by": (503, {"Server": "Apache", "X-Powered-By": "PHP/8.3.6"}, (ORIGIN, "PHP", LIKELY)),
    "cloudfront.server": (
        502,
        {**FRONT, "Server": "CloudFront", "X-Cache": "Error from cloudfront"},
        (CDN, "Amazon CloudFront", LIKELY),
    ),
    "akamai.server": (
        403,
        {"Server": "AkamaiGHost", "Mime-Version": "1.0", "X-Reference-Error": "18.5def2e17.1618968337.589c8e7"},
        (CDN, "Akamai", LIKELY),
    ),
    "varnish.server": (
        503,
        {"Server": "Varnish", "X-Varnish": "32771", "Retry-After": "5"},
        (GATEWAY, "Varnish", LIKELY),
    ),
    "alb.server": (503, {"Server": "awselb/2.0", "Content-Type": "text/html"}, (BALANCER, "AWS ALB", LIKELY)),
    "application-gateway.server": (
        502,
        {"Server": "Microsoft-Azure-Application-Gateway/v2"},
        (BALANCER, "Azure Application Gateway", LIKELY),
    ),
    "aws.error-type": (
        403,
        {"x-amzn-RequestId": "6875f61f-6aa1-11e8", "x-amzn-ErrorType": "AccessDeniedException"},
        (GATEWAY, "Amazon API Gateway", LIKELY),
    ),
    "envoy.failed-behind": (503, ENVOY, (GATEWAY, "Envoy", LIKELY)),
    "nginx.failed-behind": (502, {"Server": "nginx/1.27.4"}, (GATEWAY, "nginx", LIKELY)),
    "nginx.limits": (413, {"Server": "nginx"}, (GATEWAY, "nginx", LIKELY)),
    "apache.failed-behind": (502, {"Server": "Apache/2.4.62 (Debian)"}, (GATEWAY, "Apache httpd", LIKELY)),
    "cloudflare.ray": (403, {"CF-RAY": "8a1b2c3d4e5f6a7b-FRA"}, (UNKNOWN, "", OPEN)),
    "cloudflare.server": (500, {"Server": "cloudflare"}, (ORIGIN, "", GUESSED)),
    "cloudfront.error": (403, {"X-Cache": "Error from cloudfront"}, (UNKNOWN, "", OPEN)),
    "cloudfront.id": (503, {"X-Amz-Cf-Id": "H_HGBG3s=="}, (UNKNOWN, "", OPEN)),
    "cloudfront.via": (404, {"Via": FRONT["Via"]}, (ORIGIN, "", GUESSED)),
    "api-gateway.id": (502, {"x-amz-apigw-id": "Ac1E1EycvHcFyNw="}, (INTERMEDIARY, "", LIKELY)),
    "fastly.served-by": (503, {"X-Served-By": "cache-fra-etou8220", "X-Cache": "MISS"}, (UNKNOWN, "", OPEN)),
    "varnish.id": (404, {"X-Varnish": "32770 12"}, (ORIGIN, "", GUESSED)),
    "akamai.grn": (404, {"Akamai-GRN": "0.08a7cb17.1771389547.c1005fe"}, (ORIGIN, "", GUESSED)),
    "google.via": (502, {"Via": "1.1 google"}, (INTERMEDIARY, "", LIKELY)),
    "front-door.ref": (503, AZURE, (UNKNOWN, "", OPEN)),
    "heroku.via": (503, {"Via": "1.1 vegur", "Server": "Cowboy"}, (UNKNOWN, "", OPEN)),
    "vercel.id": (500, {"X-Vercel-Id": "fra1::iad1::x"}, (ORIGIN, "", GUESSED)),
    "netlify.id": (404, {"X-NF-Request-ID": "01KJD9FATBP38BK9EPSN617QKP"}, (ORIGIN, "", GUESSED)),
    "kong.via": (404, {"Via": "1.1 kong/3.9.0"}, (ORIGIN, "", GUESSED)),
    "envoy.server": (404, {"Server": "istio-envoy"}, (ORIGIN, "", GUESSED)),
    "nginx.server": (403, {"Server": "openresty/1.27.1.1"}, (UNKNOWN, "", OPEN)),
    "server": (500, {"Server": "lighttpd/1.4.76"}, (ORIGIN, "", GUESSED)),
    "via": (504, {"Via": "1.1 proxy.example"}, (INTERMEDIARY, "", LIKELY)),
}

# id of a row of advice: a response for which it speaks.
ADVICE_CASES: dict[str, tuple[int, Fields]] = {
    "client-made-it-up": (122, {}),
    "interim": (103, {}),
    "success": (204, {}),
    "redirection": (308, {"Location": "/new"}),
    "client-left": (499, {"Server": "nginx"}),
    "log-only": (444, {}),
    "stored": (404, {"Age": "12"}),
    "challenge.cloudflare": (403, {**RAY, "cf-mitigated": "challenge"}),
    "challenge.aws": (405, {"x-amzn-waf-action": "challenge"}),
    "refused-in-front": (403, {"Server": "AkamaiGHost"}),
    "refused-by-either": (403, {}),
    "akamai.refused": (403, {"Server": "AkamaiGHost"}),
    "aws.error-type": (400, {"x-amzn-ErrorType": "ValidationException"}),
    "vercel.error": (502, {"X-Vercel-Error": "NO_RESPONSE_FROM_FUNCTION"}),
    "proxy-credentials": (407, {"Proxy-Authenticate": "Basic"}),
    "limits-in-front": (414, {"Server": "nginx"}),
    "misdirected": (421, {}),
    "limited-in-front": (429, {**ENVOY, "x-envoy-ratelimited": "true"}),
    "envoy.limited": (429, {**ENVOY, "x-envoy-ratelimited": "true"}),
    "allowed-methods": (405, {"Allow": "GET, HEAD"}),
    "challenge": (401, {"WWW-Authenticate": "Bearer"}),
    "wait": (503, {"Retry-After": "120"}),
    "nginx.failed-behind": (502, {"Server": "nginx"}),
    "nginx.too-slow": (504, {"Server": "nginx"}),
    "envoy.failed-behind": (503, ENVOY),
    "kong.failed-behind": (504, {"Server": "kong/3.9.0"}),
    "alb.no-target": (503, {"Server": "awselb/2.0"}),
    "alb.failed-behind": (504, {"Server": "awselb/2.0"}),
    "google.failed-behind": (502, {"Via": "1.1 google"}),
    "heroku.failed-behind": (503, {"Via": "1.1 heroku-router"}),
    "front-door.failed-behind": (504, AZURE),
    "fastly.failed-behind": (503, {"X-Served-By": "cache-fra-etou8220"}),
    "varnish.failed-behind": (503, {"Server": "Varnish"}),
    "cloudfront.failed-behind": (504, FRONT),
    "cloudflare.failed-behind": (504, RAY),
    "cloudflare.unavailable": (503, RAY),
    **{f"cloudflare.{code}": (code, RAY) for code in (520, 521, 522, 523, 524)},
    "cloudflare.tls": (526, RAY),
    "cloudflare.530": (530, RAY),
    **{f"guide.{code}": (code, {}) for code in (500, 502, 503, 504)},
    "log-in-to-network": (511, {}),
    "who.nobody": (200, {}),
    "who.caller": (404, {}),
    "who.server": (501, {}),
    "who.invalid": (700, {}),
}

MAKER_CASES = {
    "gateway": (502, (INTERMEDIARY, LIKELY)),
    "proxy": (407, (PROXY, LIKELY)),
    "network": (511, (PROXY, LIKELY)),
    "either": (503, (UNKNOWN, OPEN)),
    "application": (500, (ORIGIN, GUESSED)),
    "invalid": (799, (UNKNOWN, OPEN)),
}


# --- the rows ---------------------------------------------------------------------------------------------------------


def test_every_clue_has_a_case() -> None:
    """Each row of evidence is decided by a case, and each case is of a row."""
    assert [row.id for row in CLUES] == list(CLUE_CASES)


@pytest.mark.parametrize("name", CLUE_CASES)
def test_clue(name: str) -> None:
    """A realistic response fires its row, and is taken to come from whom its documentation says."""
    code, fields, (layer, product, sureness) = CLUE_CASES[name]
    row = next(row for row in CLUES if row.id == name)
    answered = triage(code, fields).answered_by

    assert f"{row.field}: {row.because}" in answered.because
    assert (layer, product, sureness) == (answered.layer, answered.product, answered.sureness)


@pytest.mark.parametrize("name", CLUE_CASES)
def test_clue_needs_its_field(name: str) -> None:
    """Without its field, no row speaks."""
    code, fields, _ = CLUE_CASES[name]
    row = next(row for row in CLUES if row.id == name)
    rest = {field: value for field, value in fields.items() if field != row.field}

    assert f"{row.field}: {row.because}" not in triage(code, rest).answered_by.because


def test_every_advice_has_a_case() -> None:
    """Each row of advice has a response for which it speaks, and the other way round."""
    assert [row.id for row in ADVICE] == list(ADVICE_CASES)


@pytest.mark.parametrize("name", ADVICE_CASES)
def test_advice(name: str) -> None:
    """What a row advises is in the triage of its response."""
    row = next(row for row in ADVICE if row.id == name)
    found = triage(*ADVICE_CASES[name])

    assert set(row.causes) <= set(found.causes)
    assert set(row.look_first) <= set(found.look_first)
    assert set(row.next_steps) <= set(found.next_steps)
    assert row.citation is None or row.citation in found.citations


@pytest.mark.parametrize("name", MAKER_CASES)
def test_maker(name: str) -> None:
    """Without a field, the number tells by its definition, or is a guess, or tells nothing."""
    code, wanted = MAKER_CASES[name]
    answered = triage(code).answered_by

    assert wanted == (answered.layer, answered.sureness)
    assert next(row.because for row in MAKERS if row.id == name) in answered.because[0]


@pytest.mark.parametrize("row", CORRELATION_FIELDS, ids=lambda row: row.field)
def test_correlation_id(row: Any) -> None:
    """An id is told with its field and its owner, whatever the case of the field's name."""
    (found,) = triage(500, {row.field.upper(): " abc-123 "}).correlation_ids

    assert (row.field, "abc-123", row.owner) == (found.field, found.value, found.owner)
    assert f"{row.field}: abc-123 ({row.owner})" == str(found)


# --- who answered -----------------------------------------------------------------------------------------------------


def test_who_passes_on_has_not_made_it() -> None:
    """Envoy sends 503 itself, but not where it tells how long the upstream took."""
    alone = triage(503, ENVOY).answered_by
    passed = triage(503, {**ENVOY, "X-Envoy-Upstream-Service-Time": "3"}).answered_by

    assert "Envoy" == alone.product
    assert ("", ("Envoy",)) == (passed.product, passed.via)


def test_the_innermost_of_two() -> None:
    """A gateway behind a CDN that names itself is taken for the maker of a 502, and the CDN for the way."""
    answered = triage(502, {**FRONT, "Server": "nginx", "X-Cache": "Error from cloudfront"}).answered_by

    assert ("nginx", ("Amazon CloudFront",)) == (answered.product, answered.via)
    assert "most likely the gateway (nginx), through Amazon CloudFront" == str(answered)


def test_an_application_behind_a_gateway() -> None:
    """What only an application adds outweighs the name of the gateway that passed the response on."""
    answered = triage(502, {"Server": "nginx", "X-Powered-By": "Express"}).answered_by

    assert (ORIGIN, "Express", ("nginx",)) == (answered.layer, answered.product, answered.via)


@pytest.mark.parametrize(
    ("code", "fields", "wanted"),
    [
        (500, {}, "perhaps the origin server"),
        (503, {}, "nothing tells who answered"),
        (403, RAY, "nothing tells who answered, through Cloudflare"),
        (502, {}, "most likely an intermediary"),
        (404, {**RAY, "CF-Cache-Status": "HIT"}, "the CDN (Cloudflare), from its store"),
        (521, RAY, "the CDN (Cloudflare)"),
    ],
    ids=str,
)
def test_in_words(code: int, fields: Fields, wanted: str) -> None:
    """Who answered is told with as much certainty as there is."""
    assert wanted == str(triage(code, fields).answered_by)


@pytest.mark.parametrize(
    ("code", "fields", "layer", "product"),
    [
        (520, {}, CDN, "Cloudflare"),
        (530, {"Server": "cloudflare"}, CDN, "Cloudflare"),
        (561, {}, BALANCER, "AWS ALB"),
        (444, {}, GATEWAY, "nginx"),
        (499, {"Server": "nginx"}, GATEWAY, "nginx"),
        (999, {}, ORIGIN, "LinkedIn"),
        (122, {}, CLIENT, "Internet Explorer"),
        (650, {}, CDN, "Fastly"),
        (451, {"X-MS-Location": "https://mail.example/"}, ORIGIN, "Microsoft Exchange ActiveSync"),
        (507, {"Server": "awselb/2.0"}, BALANCER, "AWS ALB"),
    ],
    ids=str,
)
def test_number_of_a_vendor(code: int, fields: Fields, layer: Layer, product: str) -> None:
    """A number that only one vendor uses, or that a field gives a vendor's meaning, comes from that vendor."""
    found = triage(code, fields)

    assert found.meaning
    assert (layer, product, product) == (found.answered_by.layer, found.answered_by.product, found.meaning.vendor)


def test_number_of_several_vendors() -> None:
    """Where several vendors use a number and no field tells which, neither does the triage."""
    found = triage(499)
    answered = found.answered_by
    nginx = next(meaning for meaning in lookup(499).meanings if meaning.vendor == "nginx")

    assert (UNKNOWN, OPEN, "") == (answered.layer, answered.sureness, answered.product)
    assert nginx.citation == found.citations[0]
    assert answered.because[0].startswith("499: several vendors use the number: nginx, Cloudflare, ")


def test_log_only() -> None:
    """A number that is never sent is told to be from a log."""
    found = triage(444)

    assert found.answered_by.because[0].endswith("', which is in logs only")
    assert "522: Cloudflare uses the number for 'Connection timed out'" == triage(522).answered_by.because[0]
    assert any("was never sent" in text for text in found.look_first)


# --- the standard's fields ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PROXY_ERRORS)
def test_type_of_error(name: str) -> None:
    """Proxy-Status names who failed and why, which outranks what other fields tell."""
    row = PROXY_ERRORS[name]
    code = {None: 500, StatusClass.CLIENT_ERROR: 429}.get(row.recommended, row.recommended)  # type: ignore[call-overload]
    found = triage(code, {"Proxy-Status": f"ExampleCDN; error={name}", "Server": "gunicorn"})
    answered = found.answered_by

    assert (INTERMEDIARY, "ExampleCDN") == (answered.layer, answered.product)
    assert (TOLD if row.only_intermediaries else LIKELY) is answered.sureness
    assert f"Proxy-Status: ExampleCDN reports {name}" == answered.because[0]
    assert (row.cause,) == found.causes
    assert row.look_first == found.look_first[0]
    assert row.who_fixes == found.who_fixes
    assert row.citation in found.citations


@pytest.mark.parametrize(
    ("code", "value", "wanted"),
    [
        # RFC 9209, sections 2 to 2.1.5
        (
            500,
            "revproxy1.example.net, ExampleCDN",
            "perhaps the origin server, through ExampleCDN, revproxy1.example.net",
        ),
        (504, "ExampleCDN; error=connection_timeout", "an intermediary (ExampleCDN)"),
        (
            429,
            "r34.example.net; error=http_request_error, ExampleCDN",
            "an intermediary (r34.example.net), through ExampleCDN",
        ),
        (
            502,
            "cdn.example.org; next-hop=backend.example.org:8001",
            "most likely an intermediary, through cdn.example.org",
        ),
        (500, '"proxy.example.org"; next-protocol=h2', "perhaps the origin server, through proxy.example.org"),
        (200, "ExampleCDN; received-status=200", "most likely the origin server, through ExampleCDN"),
        (
            502,
            'proxy.example.net; error="http_protocol_error"; details="a colon"',
            "most likely an intermediary (proxy.example.net)",
        ),
        # What they leave open
        (503, "ExampleCDN; received-status=500", "most likely an intermediary (ExampleCDN)"),
        (200, "ExampleCDN; received-status=206", "perhaps the origin server, through ExampleCDN"),
        (503, "ExampleCDN; received-status=503", "most likely the origin server, through ExampleCDN"),
        (503, "ExampleCDN; received-status=?1", "nothing tells who answered, through ExampleCDN"),
        (503, "ExampleCDN; error=own_invention", "most likely an intermediary (ExampleCDN)"),
        (200, "ExampleCDN; error=connection_terminated", "perhaps the origin server, through ExampleCDN"),
        (500, "a; error=connection_terminated; received-status=500", "most likely the origin server, through a"),
        (504, "inner; error=dns_timeout, outer; error=connection_timeout", "an intermediary (outer), through inner"),
        (503, "7; error=dns_error, (a b); error=dns_error", "nothing tells who answered"),
    ],
    ids=str,
)
def test_proxy_status(code: int, value: str, wanted: str) -> None:
    """Proxy-Status is read as RFC 9209 says."""
    assert wanted == str(triage(code, {"Proxy-Status": value}).answered_by)


def test_next_hop_and_recommended_status() -> None:
    """The next hop is told, and that another status was to be expected."""
    value = 'cdn; error=dns_timeout; next-hop="backend.example"'

    assert (
        "Proxy-Status: cdn reports dns_timeout (RFC 9209 recommends 504 for that, not 500);"
        " its next hop is backend.example"
    ) == triage(500, {"Proxy-Status": value}).answered_by.because[0]
    assert "recommends 4xx for that" in triage(500, {"Proxy-Status": "a;error=http_request_error"}).explain()
    assert "is not the last to report" in triage(500, {"Proxy-Status": "a;error=dns_error,b;error=dns_error"}).explain()


@pytest.mark.parametrize(
    ("field", "value", "told", "section"),
    [
        (
            "Proxy-Status",
            "cdn; error=dns_error",
            "cdn reports dns_error (RFC 9209 recommends 502 for that, not 404)",
            None,
        ),
        ("Proxy-Status", "cdn; error=own", "cdn reports own, which RFC 9209 does not define", "RFC 9209 §2.1.1"),
        ("Proxy-Status", "cdn", "cdn handled the response", "RFC 9209 §2"),
        ("Proxy-Status", "cdn; received-status=404", "cdn received 404 from its next hop", "RFC 9209 §2.1.4"),
        (
            "Proxy-Status",
            "cdn; received-status=500",
            "cdn received 500 from its next hop, and answered 404",
            "RFC 9209 §2.1.4",
        ),
        ("Cache-Status", "cdn; hit", "cdn answered from its cache", "RFC 9211 §2.1"),
        ("Cache-Status", "cdn", "cdn handled the request", "RFC 9211 §2"),
        ("Cache-Status", "cdn; fwd=miss", "cdn asked its next hop (miss), which answered 404", "RFC 9211 §2.2"),
        (
            "Cache-Status",
            "cdn; fwd=stale; fwd-status=304",
            "cdn asked its next hop (stale), which answered 304",
            "RFC 9211 §2.2",
        ),
    ],
)
def test_what_a_standard_field_tells(field: str, value: str, told: str, section: str | None) -> None:
    """Each member is told in words, and the section that defines what it says is among the sources."""
    found = triage(404, {field: value})

    assert f"{field}: {told}" in found.answered_by.because
    assert (section or str(PROXY_ERRORS["dns_error"].citation)) in map(str, found.citations)


def test_error_in_a_good_response() -> None:
    """A good response that was cut short is told of, but is no error."""
    found = triage(200, {"Proxy-Status": "cdn; error=connection_terminated"})

    assert ((), (Fixer.NOBODY,)) == (found.causes, found.who_fixes)
    assert "Proxy-Status: cdn reports connection_terminated" in found.answered_by.because


@pytest.mark.parametrize(
    ("code", "value", "wanted"),
    [
        # RFC 9211, section 3
        (404, "ExampleCache; hit", "an intermediary (ExampleCache), from its store"),
        (404, "ExampleCache; hit; ttl=-412", "an intermediary (ExampleCache), from its store"),
        (404, "ExampleCache; fwd=uri-miss", "most likely the origin server, through ExampleCache"),
        (200, "ExampleCache; fwd=stale; fwd-status=304", "perhaps the origin server, through ExampleCache"),
        (404, "ExampleCache; fwd=uri-miss; collapsed=?0", "most likely the origin server, through ExampleCache"),
        (
            404,
            'OriginCache; hit; ttl=1100, "CDN Company Here"; hit; ttl=545',
            "an intermediary (CDN Company Here), from its store, through OriginCache",
        ),
        (404, "ExampleCache", "perhaps the origin server, through ExampleCache"),
        (404, "ExampleCache; hit=?0", "perhaps the origin server, through ExampleCache"),
    ],
    ids=str,
)
def test_cache_status(code: int, value: str, wanted: str) -> None:
    """Cache-Status is read as RFC 9211 says: of two that answered from a store, the one next to the client did."""
    assert wanted == str(triage(code, {"Cache-Status": value}).answered_by)


def test_cache_status_in_several_lines() -> None:
    """The three layers of RFC 9211's last example: the cache next to the origin answered."""
    lines = [
        ("Cache-Status", "ReverseProxyCache; hit"),
        ("Cache-Status", "ForwardProxyCache; fwd=uri-miss; collapsed; stored"),
        ("Cache-Status", "BrowserCache; fwd=uri-miss"),
    ]

    assert "ReverseProxyCache" == triage(404, lines).answered_by.product


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `http-sf`, the value is shown, and the rest is as it would be without the field."""
    monkeypatch.setitem(sys.modules, "http_sf", None)
    found = triage(504, {"Proxy-Status": "ExampleCDN; error=connection_timeout"})

    assert (
        "Proxy-Status: not read (http-sf is not installed: statuskit[fields]): ExampleCDN; error=connection_timeout"
    ) == found.answered_by.because[1]
    assert triage(504).causes == found.causes


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("ExampleCDN; error=", "not well-formed"),
        ("a,", "not well-formed"),
        ("\u00e9", "not well-formed"),
        ("\ud800", "not well-formed"),
        ("a\0", "not well-formed"),
        ("a;x=@99999999999999999", "not well-formed"),
        ("a, " * 3000, "longer than 8192 characters"),
    ],
    ids=repr,
)
def test_malformed_lists(value: str, problem: str) -> None:
    """What is no list is shown, cut and made printable, and never raises."""
    (_, told) = triage(502, {"Proxy-Status": value}).answered_by.because

    assert told.startswith(f"Proxy-Status: not read ({problem}): ")
    assert told.isprintable()
    assert len(told) < 300


def test_values_of_parameters() -> None:
    """Tokens, strings, octets, decimals and dates are text; numbers and booleans are themselves."""
    (member,) = parse_list(['a;t=x;s="y";b=:aDI=:;i=1;f=1.5;yes;no=?0;d=%"%c3%a9"']).members

    assert {"t": "x", "s": "y", "b": "h2", "i": 1, "f": "1.5", "yes": True, "no": False, "d": "\u00e9"} == dict(
        member.parameters
    )
    assert () == parse_list(["", " "]).members


# --- what to do -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [100, 200, 204, 301, 304, 299, 150])
def test_no_errors(code: int) -> None:
    """What is no error has nothing to fix, and says so in a few words."""
    found = triage(code, {"X-Request-ID": "1"})

    assert ((), (), (Fixer.NOBODY,), 1) == (found.causes, found.look_first, found.who_fixes, len(found.next_steps))
    assert "not an error" in str(found)


@pytest.mark.parametrize(
    ("code", "fields", "wanted"),
    [
        (500, {}, (Fixer.APPLICATION,)),
        (404, {}, (Fixer.CALLER,)),
        (407, {}, (Fixer.CALLER, Fixer.NETWORK)),
        (511, {}, (Fixer.CALLER, Fixer.NETWORK)),
        (502, {}, (Fixer.APPLICATION, Fixer.EDGE)),
        (403, {"Server": "AkamaiGHost"}, (Fixer.EDGE, Fixer.CALLER)),
        (404, {"Age": "1"}, (Fixer.EDGE, Fixer.APPLICATION)),
        (700, {}, (Fixer.APPLICATION, Fixer.EDGE)),
    ],
    ids=str,
)
def test_who_fixes(code: int, fields: Fields, wanted: tuple[Fixer, ...]) -> None:
    """4xx are the caller's and 5xx the server's, but for those that something in front has made."""
    assert wanted == triage(code, fields).who_fixes


def test_prose_of_the_status() -> None:
    """An error without any row of its own has the causes, the places and the advice of its status."""
    found = triage(409)

    assert HTTP.CONFLICT.causes == found.causes
    assert HTTP.CONFLICT.look_first == " ".join(found.look_first)
    assert HTTP.CONFLICT.client_action == " ".join(found.next_steps[:-1])
    assert HTTP.CONFLICT.cite("causes") in found.citations


def test_settled_causes() -> None:
    """A challenge page has one cause, whatever else a 403 may have."""
    found = triage(403, {**RAY, "cf-mitigated": "challenge"})

    (row,) = (row for row in ADVICE if row.id == "challenge.cloudflare")

    assert (row.causes, row.look_first) == (found.causes, found.look_first)


def test_a_challenge_with_a_good_number() -> None:
    """AWS WAF sends its challenge with 202, which is then no success."""
    found = triage(202, {"Server": "CloudFront", "x-amzn-waf-action": "challenge"})

    assert (Fixer.EDGE, Fixer.CALLER) == found.who_fixes
    assert found.causes
    assert not any("nothing to fix" in text for text in found.next_steps)
    assert "202 Accepted: the gateway (AWS WAF), through Amazon CloudFront; to be fixed by" in str(found)


def test_what_to_quote() -> None:
    """The ids that came are named; without any, what else finds a request is."""
    quoted = triage(500, [("X-Request-ID", "1"), ("x-request-id", "2"), ("X-Request-ID", ""), ("CF-RAY", "3")])

    assert "Quote when you report it: X-Request-ID, CF-RAY." == quoted.next_steps[-1]
    assert ["1", "2", "3"] == [found.value for found in quoted.correlation_ids]
    assert triage(500).next_steps[-1].startswith("No field carries an id")


# --- the record -------------------------------------------------------------------------------------------------------


def test_record() -> None:
    """A triage is one line, a whole story, and plain JSON; it is frozen, pickles, and is neither true nor false."""
    found = triage(502, {**RAY, "Retry-After": "5"})
    plain = found.to_dict()

    assert "502 Bad Gateway: most likely an intermediary, through Cloudflare" in str(found)
    assert found.explain().startswith(str(found))
    assert 502 == plain["status"]
    assert plain == json.loads(json.dumps(plain))
    assert list(plain) == [field.name for field in attrs.fields(Triage)]
    assert found == pickle.loads(pickle.dumps(found))  # noqa: S301  our own
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.causes = ()  # type: ignore[misc]
    with pytest.raises(TypeError, match=r"^a Triage is neither true nor false; look at \.answered_by, \.causes"):
        bool(found)


def test_parts_of_the_story() -> None:
    """Who answered and why one may think so, what it means here, causes, places, steps, people, ids and sources."""
    first, *parts = triage(522, {**RAY, "X-Request-ID": "1"}).explain().splitlines()

    assert "522: the CDN (Cloudflare); to be fixed by those who run the application" == first
    assert [
        "Told by:",
        "Means here:",
        "Likely causes:",
        "Look first:",
        "Next steps:",
        "Who can fix it:",
        "Ids to quote:",
        "Sources:",
    ] == [line for line in parts if not line.startswith("- ")]
    assert "- X-Request-ID: 1 (the application or the gateway in front of it)" in parts


def test_story_of_a_meaning() -> None:
    """The whole story tells what a number means here."""
    assert "Means here:\n- Cloudflare 522: Connection timed out" in triage(522).explain()


# --- what is taken ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(502, headers=RAY),
        (502, list(RAY.items())),
        Response(502, RAY),
        {"statusCode": 502, "headers": RAY},
        urllib3.HTTPResponse(status=502, headers=RAY),
    ],
    ids=lambda given: type(given).__name__,
)
def test_responses_of_others(response: object) -> None:
    """A response of any library is taken, as it is with its number and fields apart."""
    assert triage(502, RAY) == triage(response)


def test_response_of_requests() -> None:
    """So is one of requests, and fields given apart are added to a response's own."""
    response = requests.Response()
    response.status_code = 502
    response.headers.update({"Server": "cloudflare"})

    assert triage(502, {"CF-RAY": "1", "Server": "cloudflare"}) == triage(response, {"CF-RAY": "1"})


@pytest.mark.parametrize("key", [502, "502", "HTTP/1.1 502 Down", "bad gateway", HTTP.BAD_GATEWAY])
def test_keys(key: object) -> None:
    """What `lookup()` takes is taken."""
    assert HTTP.BAD_GATEWAY is triage(key).status


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (0, InvalidStatusError),
        (99, InvalidStatusError),
        (1000, InvalidStatusError),
        (Response(1000), InvalidStatusError),
        (True, InvalidStatusError),
        (None, InvalidStatusError),
        (4.04, InvalidStatusError),
        ("nonsense", UnknownStatusError),
        (object(), InvalidMessageError),
        ([], InvalidMessageError),
    ],
    ids=steady,
)
def test_bad_input(given: object, error: type[Exception]) -> None:
    """What is neither a status nor a response raises what `lookup()` and `view()` raise."""
    with pytest.raises(error):
        triage(given)


def test_bad_headers() -> None:
    """So do headers in no known form."""
    with pytest.raises(InvalidMessageError):
        triage(500, 7)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", range(100, 1000))
def test_every_number(code: int) -> None:
    """Every number from 100 to 999 has a triage that says who can fix it and what to do."""
    found = triage(code)

    assert lookup(code) is found.status
    assert found.next_steps
    assert found.who_fixes
    assert found.answered_by.because
    assert (lookup(code).is_error or found.answered_by.layer is CLIENT) is bool(found.causes)


def test_hostile_values() -> None:
    """Values of a megabyte, thousands of lines, control characters and other alphabets are cut and made printable."""
    huge = "\0\u202e\U0001f600" * 300_000
    lines = [("Server", huge), ("Via", huge), ("X-Request-ID", huge), ("Proxy-Status", huge), ("Cache-Status", huge)]
    found = triage(502, [*lines, *[("X-Cache", "a")] * 5000, *[("CF-RAY", str(number)) for number in range(5000)]])

    assert len(found.explain()) < 8000
    assert all(line.isprintable() for line in found.explain().split("\n"))
    assert len(found.correlation_ids) < 10


@pytest.mark.parametrize("name", ["Server", "Via", "X-Cache", "X-Request-ID", "Proxy-Status", "Cache-Status", "Other"])
def test_work_on_long_values(name: str) -> None:
    """A value four times as long takes no more calls, and four times as many lines take four times as many at most."""

    def calls_for(lines: list[tuple[str, str]]) -> int:
        return calls(partial(triage, 502, Headers.of(lines)))

    calls_for([(name, "a, a")])  # what is loaded or made on first use is there by now

    assert calls_for([(name, "a, " * 10_000)]) == calls_for([(name, "a, " * 40_000)])
    assert calls_for([(name, "a")] * 4000) <= 4 * calls_for([(name, "a")] * 1000)


def test_no_secrets() -> None:
    """No value of any other field is repeated."""
    fields = ("Server", "Via", "X-Cache", "Set-Cookie", "Authorization", "Location", "X-Powered-By", "WWW-Authenticate")

    assert "s3cret" not in triage(401, [(name, f"PHP/s3cret cloudfront.net {name}") for name in fields]).explain()


def test_what_is_secret_is_not_repeated() -> None:
    """A field may hold an address with a password; ids are shown as they are, for they are to be quoted."""
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    told = triage(
        503, {"Cache-Status": '"https://u:s3cret@h"; fwd=miss; fwd-status=500', "traceparent": trace}
    ).explain()

    assert "https://[hidden]@h" in told
    assert "s3cret" not in told
    assert trace in told
