"""Every reason of may_reuse: its name in JSON, its line with the section behind it, and that its advice holds."""

from __future__ import annotations

from typing import Any, Final

import pytest
from caching.truth import ZERO, Reason, request, response

from statuskit.caching import ReuseDecision, ReuseReason, may_reuse

MINUTE: Final = "200 | Cache-Control: max-age=60"
ASKED: Final = "GET /a | Cache-Control"
IMMUTABLE: Final = {"response": f"{MINUTE}, immutable", "request": f"{ASKED}: max-age=5", "now": 10}
MEANWHILE: Final = {"response": f"{MINUTE}, stale-while-revalidate=10"}
NO_LONGER: Final = "a longer lifetime"
SAME_FIELDS: Final = "a request with the same values of the fields that Vary names"
GET_OR_HEAD: Final = "a GET or a HEAD, of what is stored for a GET"


def reused(given: dict[str, Any]) -> ReuseDecision:
    """Ask a shared cache for /a, with what is stored for it 70 seconds after it came, where nothing else is given."""
    return may_reuse(
        request(given.get("stored", "GET /a")),
        response(given.get("response", MINUTE)),
        request(given.get("request", "GET /a")),
        shared=given.get("shared", True),
        received_at=ZERO,
        now=ZERO + given.get("now", 70),
    )


ANSWERED: Final = (
    Reason(
        ReuseReason.FRESH,
        "fresh",
        {"now": 10},
        "reuse: it is fresh: max-age gives 60 s, and it is 10 s old (RFC 9111 §4)",
        "time: it is reused until it is stale; no-cache has it validated each time",
        {"response": f"{MINUTE}, no-cache"},
        "revalidate",
    ),
    Reason(
        ReuseReason.IMMUTABLE,
        "fresh and immutable",
        IMMUTABLE,
        "reuse: it is immutable, and fresh: max-age gives 60 s, and it is 10 s old (RFC 8246 §2)",
        "no-cache in the request, as a forced reload has it",
        {"request": f"{ASKED}: no-cache"},
        "revalidate",
    ),
    Reason(
        ReuseReason.STALE_WHILE_REVALIDATE,
        "stale-while-revalidate",
        MEANWHILE,
        "reuse: it is stale for 10 s, and may be for 10 s while it is validated (RFC 5861 §3)",
        "time: once the window is over, it is validated first",
        {"now": 71},
        "revalidate",
    ),
    Reason(
        ReuseReason.MAX_STALE,
        "max-stale",
        {"request": f"{ASKED}: max-stale=10"},
        "reuse: it is stale for 10 s, and the request takes it so (RFC 9111 §5.2.1.2)",
        "a request without max-stale",
        {"request": "GET /a"},
        "revalidate",
    ),
)
VALIDATED: Final = (
    Reason(
        ReuseReason.REQUEST_NO_CACHE,
        "no-cache in the request",
        {"request": f"{ASKED}: no-cache", "now": 10},
        "revalidate: the request says no-cache (RFC 9111 §5.2.1.4)",
        "a request without no-cache",
        {"request": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.REQUEST_NO_CACHE,
        "no-cache in the request",
        {"request": "GET /a | Pragma: no-cache", "now": 10},
        "revalidate: the request has Pragma: no-cache (RFC 9111 §5.4)",
        "a request without no-cache",
        {"request": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.NO_CACHE,
        "no-cache",
        {"response": f"{MINUTE}, no-cache", "now": 10},
        "revalidate: Cache-Control says no-cache (RFC 9111 §5.2.2.4)",
        "the same without no-cache, and with a lifetime",
        {"response": MINUTE},
        "reuse",
    ),
    Reason(
        ReuseReason.REQUEST_MAX_AGE,
        "max-age in the request",
        {"request": f"{ASKED}: max-age=5", "now": 10},
        "revalidate: the request wants it 5 s old at most, and it is 10 s old (RFC 9111 §5.2.1.1)",
        "a request with a larger max-age, or with none",
        {"request": f"{ASKED}: max-age=10"},
        "reuse",
    ),
    Reason(
        ReuseReason.MIN_FRESH,
        "min-fresh",
        {"request": f"{ASKED}: min-fresh=51", "now": 10},
        "revalidate: the request wants it fresh for 51 s more, and it is for 50 s (RFC 9111 §5.2.1.3)",
        "a request with a smaller min-fresh, or with none",
        {"request": f"{ASKED}: min-fresh=50"},
        "reuse",
    ),
    Reason(
        ReuseReason.MIN_FRESH,
        "min-fresh",
        {"request": f"{ASKED}: min-fresh=0", "now": 61},
        "revalidate: the request wants it fresh for 0 s more, and it is for 0 s (RFC 9111 §5.2.1.3)",
        "a request with a smaller min-fresh, or with none",
        {"request": "GET /a", "response": MEANWHILE["response"]},
        "reuse",
    ),
    Reason(
        ReuseReason.MIN_FRESH,
        "min-fresh",
        {"request": f"{ASKED}: min-fresh=soon", "now": 10},
        "revalidate: the request wants it fresh for a time that is no number, and it is for 50 s (RFC 9111 §5.2.1.3)",
        "a request with a smaller min-fresh, or with none",
        {"request": "GET /a"},
        "reuse",
    ),
    *(
        Reason(
            ReuseReason.STALE_PROHIBITED,
            "stale, and that is forbidden",
            {"response": f"200 | Cache-Control: {directives}"},
            f"revalidate: it is stale, {name} gives 60 s, and it is 70 s old; and {forbids} forbids to send it so"
            f" (RFC 9111 §5.2.2.{section})",
            NO_LONGER,
            {"response": f"200 | Cache-Control: {directives.replace('60', '90')}"},
            "reuse",
        )
        for directives, name, forbids, section in (
            ("max-age=60, must-revalidate", "max-age", "must-revalidate", 2),
            ("max-age=60, proxy-revalidate", "max-age", "proxy-revalidate", 8),
            ("s-maxage=60", "s-maxage", "s-maxage", 10),
        )
    ),
    Reason(
        ReuseReason.STALE,
        "stale",
        {},
        "revalidate: it is stale: max-age gives 60 s, and it is 70 s old (RFC 9111 §4.2.4)",
        f"{NO_LONGER}, or stale-while-revalidate in the response",
        MEANWHILE,
        "reuse",
    ),
)
NOT_FOR_IT: Final = (
    Reason(
        ReuseReason.TARGET,
        "another target",
        {"request": "GET /b", "now": 10},
        "no: it is stored for another URL (RFC 9110 §7.1)",
        "a request for the same URL",
        {"request": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.METHOD,
        "method",
        {"stored": "HEAD /a", "now": 10},
        "no: a response to 'HEAD' does not answer 'GET' (RFC 9110 §9.3.2)",
        GET_OR_HEAD,
        {"stored": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.METHOD,
        "method",
        {"request": "PUT /a", "now": 10},
        "no: a response to 'GET' does not answer 'PUT' (RFC 9110 §9.3.1)",
        GET_OR_HEAD,
        {"request": "HEAD /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.METHOD,
        "method",
        {"stored": "POST /a", "request": "POST /a", "response": f"{MINUTE} | Content-Location: /a", "now": 10},
        "no: a response to 'POST' does not answer 'POST' (RFC 9110 §9.3.3)",
        GET_OR_HEAD,
        {"stored": "GET /a", "request": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.METHOD,
        "method",
        {"stored": "PUT /a", "now": 10},
        "no: a response to 'PUT' does not answer 'GET' (RFC 9111 §4)",
        GET_OR_HEAD,
        {"stored": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.NOT_STORABLE,
        "not storable",
        {"response": f"{MINUTE}, private", "now": 10},
        "no: Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)",
        "a response that may be stored",
        {"shared": False},
        "reuse",
    ),
    Reason(
        ReuseReason.NOT_STORABLE,
        "not storable",
        {"response": "206 | Cache-Control: max-age=60", "now": 10},
        "no: it is a part only (RFC 9111 §3.3)",
        "a response that may be stored",
        {"response": MINUTE},
        "reuse",
    ),
    Reason(
        ReuseReason.VARY,
        "Vary",
        {"request": "GET /a | Accept: b | Cookie: c", "response": f"{MINUTE} | Vary: Cookie, Accept", "now": 10},
        "no: the request differs in accept, cookie, which Vary names (RFC 9111 §4.1)",
        SAME_FIELDS,
        {"request": "GET /a"},
        "reuse",
    ),
    Reason(
        ReuseReason.VARY,
        "Vary",
        {"response": f"{MINUTE} | Vary: *", "now": 10},
        "no: what it varies on is not in the fields of a request (RFC 9111 §4.1)",
        "a Vary of field names and nothing else: no request matches this one",
        {"response": f"{MINUTE} | Vary: Accept"},
        "reuse",
    ),
    Reason(
        ReuseReason.ONLY_IF_CACHED,
        "only-if-cached",
        {"request": f"{ASKED}: only-if-cached"},
        "no: the request says only-if-cached, and it is stale: max-age gives 60 s, and it is 70 s old; a 504 is the"
        " answer (RFC 9111 §5.2.1.7)",
        "a request without only-if-cached, which may then be sent on",
        {"request": "GET /a"},
        "revalidate",
    ),
)
REASONS: Final = ANSWERED + VALIDATED + NOT_FOR_IT


@pytest.mark.parametrize("row", REASONS, ids=Reason.name)
def test_reusing(row: Reason) -> None:
    """Why it answers, is validated first, or is not for the request; what is said to make a difference makes one."""
    decision = reused(row.given)

    assert (row.line, row.reason) == (str(decision), decision.reason)
    assert (row.value, row.advice) == (decision.to_dict()["reason"], decision.would_change)
    assert row.then == str(reused(row.given | row.otherwise)).split(":")[0]


def test_none_is_left_out() -> None:
    """Each reason has a row."""
    assert set(ReuseReason) == {row.reason for row in REASONS}
