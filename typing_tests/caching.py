"""What type checkers see of `statuskit.caching`. Checked, never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import assert_type

from statuskit import freshness, may_reuse, may_store
from statuskit.caching import (
    DEFAULT_UNDERSTOOD,
    Freshness,
    LifetimeSource,
    ReuseAction,
    ReuseDecision,
    StoreDecision,
    StoreReason,
    invalidates,
    updates_stored,
    validation_headers,
    vary_key,
)
from statuskit.fields import CacheControl, Vary, parse_age, parse_expires, parse_targeted
from statuskit.messages import Headers, Request, Response, view_request
from statuskit.testing import assert_cacheable, assert_not_cacheable

if TYPE_CHECKING:
    from statuskit.caching import VaryKey

response = Response(200, {"Cache-Control": "max-age=60"})
request = Request()

assert_type(may_store(request, response, shared=True), StoreDecision)
assert_type(
    may_store(None, (200, {"A": "b"}), shared=True, understood=DEFAULT_UNDERSTOOD, methods={"GET"}), StoreDecision
)
assert_type(may_store(None, response, shared=True, target_list=["CDN-Cache-Control"]).reason, StoreReason)
assert_type(freshness(response, shared=False, received_at=0, now=0.5), Freshness)
assert_type(freshness(response, shared=False, received_at=0, now=1, heuristic=None).source, LifetimeSource)
assert_type(may_reuse(request, response, request, shared=False, received_at=0, now=1), ReuseDecision)
assert_type(may_reuse(request, response, request, shared=False, received_at=0, now=1).action, ReuseAction)

key: VaryKey | None = vary_key("Accept", {"Accept": "text/html"})
assert_type(validation_headers(response), Headers)
assert_type(updates_stored((304, {"A": "b"}), response), bool)
assert_type(invalidates("PUT", 204), bool)

assert_type(CacheControl.parse(["max-age=60"]).seconds("max-age"), "int | None")
assert_type(CacheControl.parse("private").field_names("private"), "tuple[str, ...] | None")
assert_type(Vary.parse("Accept").names, "tuple[str, ...]")
assert_type(parse_age("60"), "int | None")
assert_type(parse_expires(["0"], now=0), "int | None")
assert_type(parse_targeted(["max-age=60"]), "CacheControl | None")
assert_type(view_request({"method": "GET"}), Request)

assert_type(assert_cacheable(response, shared=True, at_least=60), Response)
assert_type(assert_not_cacheable(response, request, shared=True), Response)

may_store(request, response)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
freshness(response, shared=True, received_at="now", now=0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
