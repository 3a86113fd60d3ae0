"""Which fields carry an id to quote when asking for help. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.data.triage._row import CorrelationField, cite

__all__ = ["CORRELATION_FIELDS"]

_HEROKU: Final = cite("Heroku documentation, HTTP request IDs", "https://devcenter.heroku.com/articles/http-request-id")
_AWS_IDS: Final = cite(
    "OpenTelemetry semantic conventions, aws.request_id",
    "https://opentelemetry.io/docs/specs/semconv/registry/attributes/aws/",
)
_SP_API: Final = cite(
    "Amazon Selling Partner API documentation, response headers",
    "https://developer-docs.amazon.com/sp-api/docs/response-format",
)

# Those that the application itself logs come first, then those of what stands in front.
CORRELATION_FIELDS: Final[tuple[CorrelationField, ...]] = (
    CorrelationField(
        field="X-Request-ID",
        owner="the application or the gateway in front of it",
        citation=_HEROKU,
        seeds=("R018", "R222"),
    ),
    CorrelationField(
        field="Request-Id",
        owner="the application",
        citation=cite("Claude API documentation, errors", "https://docs.anthropic.com/en/api/errors"),
    ),
    CorrelationField(
        field="X-Correlation-ID",
        owner="the application or the gateway in front of it",
        citation=cite(
            "Kong documentation, correlation-id plugin", "https://developer.konghq.com/plugins/correlation-id/"
        ),
    ),
    CorrelationField(
        field="traceparent",
        owner="the tracing system",
        citation=cite("W3C Trace Context", "https://www.w3.org/TR/trace-context/#traceparent-header", section="3.2"),
    ),
    CorrelationField(
        field="traceresponse",
        owner="the tracing system",
        citation=cite("W3C Trace Context, level 2", "https://www.w3.org/TR/2023/CR-trace-context-2-20230418"),
    ),
    CorrelationField(
        field="CF-RAY",
        owner="Cloudflare",
        citation=cite(
            "Cloudflare documentation, HTTP headers",
            "https://developers.cloudflare.com/fundamentals/reference/http-headers/",
        ),
    ),
    CorrelationField(
        field="X-Amz-Cf-Id",
        owner="Amazon CloudFront",
        citation=cite(
            "CloudFront documentation, standard log fields",
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html",
        ),
    ),
    CorrelationField(field="x-amzn-RequestId", owner="Amazon API Gateway or an AWS service", citation=_SP_API),
    CorrelationField(field="x-amz-apigw-id", owner="Amazon API Gateway", citation=_SP_API),
    CorrelationField(field="x-amz-request-id", owner="an AWS service", citation=_AWS_IDS),
    CorrelationField(
        field="X-Amzn-Trace-Id",
        owner="the AWS load balancer",
        citation=cite(
            "AWS ELB user guide, request tracing",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html",
        ),
    ),
    CorrelationField(
        field="X-Azure-Ref",
        owner="Azure Front Door",
        citation=cite(
            "Azure Front Door documentation, HTTP headers",
            "https://learn.microsoft.com/en-us/azure/frontdoor/front-door-http-headers-protocol",
        ),
    ),
    CorrelationField(
        field="X-Vercel-Id",
        owner="Vercel",
        citation=cite("Vercel documentation, response headers", "https://vercel.com/docs/headers/response-headers"),
    ),
    CorrelationField(
        field="X-NF-Request-ID",
        owner="Netlify",
        citation=cite(
            "Netlify support guide, x-nf-request-id",
            "https://answers.netlify.com/t/support-guide-netlify-support-asked-for-the-x-nf-request-id-header-what-is-it-and-how-do-i-find-it/4385",
        ),
    ),
    CorrelationField(
        field="X-Kong-Request-Id",
        owner="Kong",
        citation=cite("Kong configuration, headers", "https://github.com/Kong/kong/blob/master/kong.conf.default"),
    ),
    CorrelationField(
        field="Akamai-GRN",
        owner="Akamai",
        citation=cite("http.dev, Akamai-GRN", "https://http.dev/akamai-grn"),
    ),
    CorrelationField(
        field="X-Reference-Error",
        owner="Akamai",
        citation=cite("WhatWaf issue 1139, a captured response", "https://github.com/Ekultek/WhatWaf/issues/1139"),
    ),
    CorrelationField(
        field="X-Cloud-Trace-Context",
        owner="Google Cloud",
        citation=cite("Google Cloud documentation, trace context", "https://cloud.google.com/trace/docs/trace-context"),
    ),
    CorrelationField(
        field="X-Varnish",
        owner="Varnish",
        citation=cite(
            "Varnish source, cache_req_fsm.c",
            "https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/cache/cache_req_fsm.c",
        ),
    ),
)
