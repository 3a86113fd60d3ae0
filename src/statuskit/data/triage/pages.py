"""
The pages that more than one table cites. Citations only.

A page that the vendors' tables cite, too, has the same name there. Each was opened in a copy: `as_of` is the date of
the copy's text where it has one, and else the day on which it was read.
"""

from __future__ import annotations

from typing import Final

from statuskit.data.triage._row import cite

__all__ = [
    "AKAMAI_GRN",
    "AKAMAI_SEEN",
    "AWS_WAF",
    "CHALLENGE_PAGE",
    "CLOUDFLARE_FIELDS",
    "CLOUDFRONT_LOGS",
    "ENVOY_LIMIT",
    "ENVOY_LOG",
    "FRONT_DOOR_FIELDS",
    "KONG",
    "NETLIFY",
    "NGINX_UPSTREAM",
    "SP_API",
    "VARNISH",
    "VERCEL_ERRORS",
    "VERCEL_FIELDS",
]

# The number has the form of the reference on Akamai's error pages, and the same tool translates both.
AKAMAI_GRN: Final = cite(
    "Akamai documentation, global_request_number", "https://techdocs.akamai.com/terraform/docs/ga-global-request-number"
)
AKAMAI_SEEN: Final = cite(
    "WhatWaf issue 1139, a captured response", "https://github.com/Ekultek/WhatWaf/issues/1139", as_of="2021-04-21"
)
AWS_WAF: Final = cite(
    "AWS WAF documentation, CAPTCHA and Challenge action behavior",
    "https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html",
)
CHALLENGE_PAGE: Final = cite(
    "Cloudflare documentation, detect a challenge page response",
    "https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/",
)
CLOUDFLARE_FIELDS: Final = cite(
    "Cloudflare documentation, HTTP headers", "https://developers.cloudflare.com/fundamentals/reference/http-headers/"
)
# In the archived source of the guide, AccessLogs.md.
CLOUDFRONT_LOGS: Final = cite(
    "CloudFront documentation, standard log fields",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html",
    as_of="2023-06-15",
)
ENVOY_LIMIT: Final = cite(
    "Envoy documentation, local rate limit",
    "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/local_rate_limit_filter",
)
ENVOY_LOG: Final = cite(
    "Envoy documentation, access logging, response flags",
    "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage",
)
FRONT_DOOR_FIELDS: Final = cite(
    "Azure Front Door documentation, HTTP headers",
    "https://learn.microsoft.com/en-us/azure/frontdoor/front-door-http-headers-protocol",
    as_of="2024-03-27",
)
KONG: Final = cite(
    "Kong configuration, headers", "https://github.com/Kong/kong/blob/master/kong.conf.default", as_of="2026-07-01"
)
NETLIFY: Final = cite(
    "Netlify support guide, x-nf-request-id",
    "https://answers.netlify.com/t/support-guide-netlify-support-asked-for-the-x-nf-request-id-header-what-is-it-and-how-do-i-find-it/4385",
)
NGINX_UPSTREAM: Final = cite(
    "nginx source, ngx_http_upstream.c",
    "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c",
    as_of="2026-08-21",
)
SP_API: Final = cite(
    "Amazon Selling Partner API documentation, response headers",
    "https://developer-docs.amazon.com/sp-api/docs/response-format",
)
VARNISH: Final = cite(
    "Varnish source, cache_req_fsm.c",
    "https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/cache/cache_req_fsm.c",
    as_of="2026-02-12",
)
# It lists the codes; that X-Vercel-Error carries them is seen in responses.
VERCEL_ERRORS: Final = cite("Vercel documentation, error codes", "https://vercel.com/docs/errors")
VERCEL_FIELDS: Final = cite(
    "Vercel documentation, response headers",
    "https://vercel.com/docs/headers/response-headers",
    as_of="2026-03-05",
)
