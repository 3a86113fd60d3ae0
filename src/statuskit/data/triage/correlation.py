"""Which fields carry an id to quote when asking for help. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.data.triage._row import CorrelationField, cite
from statuskit.data.triage.pages import (
    AKAMAI_GRN,
    AKAMAI_SEEN,
    CLOUDFLARE_FIELDS,
    CLOUDFRONT_LOGS,
    FRONT_DOOR_FIELDS,
    KONG,
    NETLIFY,
    SP_API,
    VARNISH,
    VERCEL_FIELDS,
)

__all__ = ["CORRELATION_FIELDS"]

# Those that the application itself logs come first, then those of what stands in front.
CORRELATION_FIELDS: Final[tuple[CorrelationField, ...]] = (
    CorrelationField(
        field="X-Request-ID",
        owner="the application or the gateway in front of it",
        citation=cite(
            "Heroku documentation, HTTP request IDs",
            "https://devcenter.heroku.com/articles/http-request-id",
            as_of="2024-07-13",
        ),
        seeds=("R018", "R222"),
    ),
    CorrelationField(
        field="Request-Id",
        owner="the application",
        citation=cite("Claude API documentation, errors", "https://platform.claude.com/docs/en/api/errors"),
    ),
    # Kong's plugin of that name calls the field Kong-Request-ID, unless it is told otherwise.
    CorrelationField(
        field="X-Correlation-ID",
        owner="the application or the gateway in front of it",
        citation=cite("http.dev, X-Correlation-Id", "https://http.dev/x-correlation-id"),
    ),
    # A field of requests; some send it back.
    CorrelationField(
        field="traceparent",
        owner="the tracing system",
        citation=cite(
            "W3C Trace Context",
            "https://www.w3.org/TR/trace-context/#traceparent-header",
            section="3.2",
            as_of="2026-06-29",
        ),
    ),
    # Later drafts put it into Server-Timing instead.
    CorrelationField(
        field="traceresponse",
        owner="the tracing system",
        citation=cite(
            "W3C Trace Context, level 2",
            "https://www.w3.org/TR/2023/CR-trace-context-2-20230418",
            as_of="2023-02-28",
        ),
    ),
    CorrelationField(field="CF-RAY", owner="Cloudflare", citation=CLOUDFLARE_FIELDS),
    CorrelationField(field="X-Amz-Cf-Id", owner="Amazon CloudFront", citation=CLOUDFRONT_LOGS),
    CorrelationField(field="x-amzn-RequestId", owner="Amazon API Gateway or an AWS service", citation=SP_API),
    CorrelationField(field="x-amz-apigw-id", owner="Amazon API Gateway", citation=SP_API),
    CorrelationField(
        field="x-amz-request-id",
        owner="an AWS service",
        citation=cite(
            "OpenTelemetry semantic conventions, aws.request_id",
            "https://opentelemetry.io/docs/specs/semconv/registry/attributes/aws/",
            as_of="2026-08-20",
        ),
    ),
    # The load balancer puts it into requests and logs it; it is in responses of API Gateway and of who sends it back.
    CorrelationField(
        field="X-Amzn-Trace-Id",
        owner="the AWS load balancer or Amazon API Gateway",
        citation=cite(
            "AWS ELB user guide, request tracing",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html",
            as_of="2023-06-15",
        ),
    ),
    CorrelationField(field="X-Azure-Ref", owner="Azure Front Door", citation=FRONT_DOOR_FIELDS),
    CorrelationField(field="X-Vercel-Id", owner="Vercel", citation=VERCEL_FIELDS),
    CorrelationField(field="X-NF-Request-ID", owner="Netlify", citation=NETLIFY),
    CorrelationField(field="X-Kong-Request-Id", owner="Kong", citation=KONG),
    CorrelationField(field="Akamai-GRN", owner="Akamai", citation=AKAMAI_GRN),
    CorrelationField(field="X-Reference-Error", owner="Akamai", citation=AKAMAI_SEEN),
    CorrelationField(
        field="X-Cloud-Trace-Context",
        owner="Google Cloud",
        citation=cite("Google Cloud documentation, trace context", "https://cloud.google.com/trace/docs/trace-context"),
    ),
    CorrelationField(field="X-Varnish", owner="Varnish", citation=VARNISH),
)
