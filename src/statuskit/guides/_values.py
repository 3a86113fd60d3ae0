"""
The names and values of the facts, for editors and type checkers. What they mean is said in `Situation`.

The values are part of the public contract: they may become more, never fewer.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

__all__ = ["Facts"]

Role: TypeAlias = Literal["origin", "gateway", "proxy", "edge"]
Service: TypeAlias = Literal[
    "degraded", "overloaded", "maintenance", "starting", "exhausted", "circuit_open", "circuit_half_open"
]
Upstream: TypeAlias = Literal[
    "ok",
    "invalid_response",
    "refused",
    "timeout",
    "connect_timeout",
    "unreachable",
    "dns_failed",
    "unavailable",
    "tls_failed",
    "bad_certificate",
]
Error: TypeAlias = Literal[
    "unexpected",
    "configuration",
    "dependency_timeout",
    "deadline",
    "data_loss",
    "negotiation_loop",
    "validation",
    "unknown",
]
Intent: TypeAlias = Literal[
    "read",
    "list",
    "search",
    "related",
    "create",
    "form",
    "action",
    "login",
    "refresh",
    "batch",
    "job",
    "poll_job",
    "webhook",
    "health_check",
]
Expect: TypeAlias = Literal["continue", "unknown"]
Upgrade: TypeAlias = Literal["agreed", "required", "malformed"]
Tls: TypeAlias = Literal["required"]
Quota: TypeAlias = Literal["exhausted"]
Credentials: TypeAlias = Literal["missing", "invalid", "expired", "valid"]
AuthScheme: TypeAlias = Literal["basic", "bearer", "session", "mtls"]
ProxyCredentials: TypeAlias = Literal["missing", "invalid", "valid"]
Permission: TypeAlias = Literal["granted", "denied", "insufficient_scope"]
DenialReason: TypeAlias = Literal["role", "other_owner", "policy"]
Csrf: TypeAlias = Literal["failed"]
Resource: TypeAlias = Literal["exists", "absent", "deleted", "deleted_untracked", "moved", "many", "pending"]
Redirect: TypeAlias = Literal["permanent", "temporary", "see_other"]
MethodChange: TypeAlias = Literal["allowed", "forbidden"]
Results: TypeAlias = Literal["some", "empty"]
Page: TypeAlias = Literal["in_range", "beyond_end"]
Range: TypeAlias = Literal["satisfiable", "unsatisfiable", "unknown_unit"]
IfRange: TypeAlias = Literal["true", "false"]
MediaType: TypeAlias = Literal["unsupported"]
ContentCoding: TypeAlias = Literal["unsupported"]
Body: TypeAlias = Literal[
    "valid",
    "malformed",
    "missing_field",
    "wrong_type",
    "unknown_field",
    "invalid_semantics",
    "invalid",
    "multiple_errors",
]
Query: TypeAlias = Literal["valid", "invalid", "out_of_range", "unknown_parameter"]
Patch: TypeAlias = Literal["malformed", "cannot_apply", "invalid_result"]
Conflict: TypeAlias = Literal["none", "duplicate", "version", "state", "dependents"]
EtagInBody: TypeAlias = Literal["mismatch"]
RelatedResource: TypeAlias = Literal["missing"]
ClientGeneratedId: TypeAlias = Literal["unsupported"]
Operation: TypeAlias = Literal["unsupported"]
Idempotency: TypeAlias = Literal["missing", "in_progress", "mismatch", "replayed", "unsupported"]
Outcome: TypeAlias = Literal["ok", "created", "queued", "unhealthy"]
BatchItems: TypeAlias = Literal["all_ok", "mixed", "all_failed"]
Job: TypeAlias = Literal["running", "done", "failed"]
Precondition: TypeAlias = Literal["absent", "true", "false", "invalid"]


class Facts(TypedDict, total=False):
    """The facts that `recommend()` and `Situation` take, by name. A test holds them equal to Situation's fields."""

    # --- Who answers
    role: Role | None
    vendor: str | None
    service: Service | None
    upstream: Upstream | None
    error: Error | None
    # --- The request as received
    method: str | None
    method_known: bool | None
    method_allowed: bool | None
    intent: Intent | None
    expect: Expect | None
    interim: bool | None
    early_hints: bool | None
    still_processing: bool | None
    upgrade: Upgrade | None
    http_version_ok: bool | None
    tls: Tls | None
    authority_ok: bool | None
    early_data: bool | None
    request_timeout: bool | None
    client_closed: bool | None
    headers_too_large: bool | None
    uri_too_long: bool | None
    length_missing: bool | None
    content_too_large: bool | None
    limit_is_temporary: bool | None
    network_login_required: bool | None
    drop_silently: bool | None
    # --- May the caller?
    rate_limited: bool | None
    quota: Quota | None
    credentials: Credentials | None
    auth_scheme: AuthScheme | None
    login_session: bool | None
    challenge_available: bool | None
    proxy_credentials: ProxyCredentials | None
    permission: Permission | None
    denial_reason: DenialReason | None
    hide_existence: bool | None
    csrf: Csrf | None
    payment_required: bool | None
    legal_block: bool | None
    # --- The resource
    resource: Resource | None
    target_known: bool | None
    redirect: Redirect | None
    method_change: MethodChange | None
    called_temporary: bool | None
    acceptable: bool | None
    ignore_accept: bool | None
    results: Results | None
    page: Page | None
    range: Range | None
    if_range: IfRange | None
    delta_encoding: bool | None
    transformed: bool | None
    if_match: Precondition | None
    if_none_match: Precondition | None
    if_modified_since: Precondition | None
    if_unmodified_since: Precondition | None
    precondition_required: bool | None
    creates_on_put: bool | None
    locked: bool | None
    dependency_failed: bool | None
    loop: bool | None
    already_reported: bool | None
    # --- The content
    media_type: MediaType | None
    content_coding: ContentCoding | None
    body: Body | None
    query: Query | None
    patch: Patch | None
    partial_put: bool | None
    conflict: Conflict | None
    etag_in_body: EtagInBody | None
    related_resource: RelatedResource | None
    type_mismatch: bool | None
    client_generated_id: ClientGeneratedId | None
    operation: Operation | None
    idempotency: Idempotency | None
    already_applied: bool | None
    client_error: bool | None
    # --- What came of it
    outcome: Outcome | None
    response_body: bool | None
    reset_view: bool | None
    batch_items: BatchItems | None
    job: Job | None
    idempotent_delete: bool | None
    not_implemented: bool | None
    extension_required: bool | None
    storage_full: bool | None
    teapot: bool | None
    legacy_code: str | None
