"""Mistakes that type checkers must find: a line that passes has an ignore too many. Checked, never run."""

from __future__ import annotations

import statuskit
from statuskit import (
    HTTP,
    Attempt,
    Citation,
    HeaderRule,
    RetryPolicy,
    Status,
    StatusClass,
    compare,
    lookup,
    retry_decision,
    search,
)
from statuskit.retry import DEFAULT_POLICY, POLICIES, RetryBudget, parse_retry_after

status = HTTP.NOT_FOUND

# --- names that are not there -----------------------------------------------------------------------------------------

HTTP.NOPE  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
HTTP.NOT_FUOND  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
HTTP.not_found  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
status.is_cachable  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
statuskit.lokup  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
statuskit.late_name  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

# --- nothing can be changed -------------------------------------------------------------------------------------------

status.phrase = "Lost"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
status.is_error = False  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
status.treat_as = HTTP.OK  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
status.other = 1  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
status.header_rules[0].name = "Other"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
status.defined_in.section = "1"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
status.aliases.append("x")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
HTTP.NOT_FOUND = HTTP.OK  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
HTTP[404] = HTTP.OK  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
del HTTP[404]  # type: ignore[attr-defined]  # pyright: ignore[reportIndexIssue]

# --- nobody makes or extends a Status ---------------------------------------------------------------------------------


class Mine(Status):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    """A second Status of a number."""


# --- arguments --------------------------------------------------------------------------------------------------------

lookup(None)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
lookup(404.0)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
lookup(b"404")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
lookup(key=404)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
lookup(404, None)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
lookup(404, other=None)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
found: Status = lookup("x", default=None)  # type: ignore[arg-type]  # pyright: ignore[reportAssignmentType]
HTTP[404.0]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
HTTP[None]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
search(404)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
search("x", 3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
compare(401)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
compare(None, 401)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
StatusClass.parse(4)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
status.is_retryable("GET", True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
status.is_retryable(404)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
status.requires_header()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
status.cite(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
HeaderRule("Allow", "MUST", "", status.defined_in)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Citation("RFC 9110")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# --- retry ------------------------------------------------------------------------------------------------------------

retry_decision()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
retry_decision(503, "POST")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
retry_decision(503, policy="webhook")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
retry_decision(503, now="soon")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
retry_decision(503, rng=0.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
retry_decision(503, budget=0.2)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
later: float = retry_decision(503).delay  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
Attempt(method=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Attempt(body="one-shot")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Attempt(previous="408")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Attempt(idempotent="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
RetryPolicy(5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
RetryPolicy(over_cap="ignore")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
RetryPolicy(jitter="full")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
RetryPolicy(rules={500: "never"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
RetryBudget(ratio="a fifth")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
parse_retry_after("120")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
DEFAULT_POLICY.max_attempts = 5  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
POLICIES["mine"] = DEFAULT_POLICY  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
