"""
Which field tells who answered, or who was on the way. Rows only; `statuskit.guides._layers` reads them.

Server names whoever set it last, and many who pass a response on set it (RFC 9110, section 10.2.4): so a row on Server
says MADE for nobody, and says LIKELY only of numbers that come from such a product. Traefik and HAProxy put no name of
their own into a response, so there is nothing to tell them by.
"""

from __future__ import annotations

from typing import Final

from statuskit.data.triage._row import Clue, Layer, Maker, Says, cite, like
from statuskit.data.triage.pages import (
    AKAMAI_GRN,
    AKAMAI_SEEN,
    AWS_WAF,
    CHALLENGE_PAGE,
    CLOUDFLARE_FIELDS,
    CLOUDFRONT_LOGS,
    ENVOY_LIMIT,
    ENVOY_LOG,
    FRONT_DOOR_FIELDS,
    KONG,
    NETLIFY,
    NGINX_UPSTREAM,
    SP_API,
    VARNISH,
    VERCEL_ERRORS,
    VERCEL_FIELDS,
)
from statuskit.model import Citation

__all__ = ["CLUES", "MAKERS"]

_rfc = Citation.rfc

# Numbers that a gateway sends by definition, or where it finds no backend.
_FAILED_BEHIND: Final = frozenset({502, 503, 504})
_NO_ANSWER_BEHIND: Final = frozenset({502, 504})
# Cloudflare's own numbers; 527 was that of Railgun, and its documentation has dropped it.
_CLOUDFLARES: Final = frozenset({*range(520, 528), 530})
# What nginx refuses before it asks anybody: client_max_body_size, large_client_header_buffers.
_NGINX_LIMITS: Final = frozenset({413, 414})

_AGE: Final = _rfc(9111, "5.1")
# It says that the load balancer's Server field can be turned off; the value is seen in responses.
_ALB_FIELDS: Final = cite(
    "AWS ELB user guide, HTTP header modification",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
)
_APP_GATEWAY: Final = cite(
    "Ronald Bosma's blog, API Management behind an Application Gateway, a captured response",
    "https://ronaldbosma.github.io/blog/2024/02/19/validate-client-certificates-in-api-management-when-its-behind-an-application-gateway/",
    as_of="2024-02-19",
)
_CF_CACHE: Final = cite(
    "Cloudflare documentation, cache responses", "https://developers.cloudflare.com/cache/concepts/cache-responses/"
)
_CF_CODES: Final = cite(
    "Cloudflare documentation, 5xx errors",
    "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/",
)
_CF_ERROR: Final = cite(
    "Cloudflare documentation, error diagnostic headers",
    "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-error-headers/",
)
_CF_SERVER: Final = cite(
    "Cloudflare blog, End of the road for cloudflare-nginx",
    "https://blog.cloudflare.com/end-of-the-road-for-cloudflare-nginx/",
    as_of="2017-12-11",
)
_ENVOY_ROUTER: Final = cite(
    "Envoy documentation, router",
    "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter",
)
_ENVOY_SERVER: Final = cite(
    "Envoy documentation, HttpConnectionManager.server_name",
    "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto",
)
_SERVER: Final = _rfc(9110, "10.2.4")
_VIA: Final = _rfc(9110, "7.6.3")

# What says most comes first: of two rows that say as much, the first decides.
CLUES: Final[tuple[Clue, ...]] = (
    # --- Who made it, in fields that go with a product's own answers --------------------------------------------------
    Clue(
        id="cloudflare.error-page",
        field="cf-error-type",
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.MADE,
        because="Cloudflare puts it on its own error pages only",
        citation=_CF_ERROR,
    ),
    Clue(
        id="cloudflare.challenge",
        field="cf-mitigated",
        pattern=like(r"\A\s*challenge\b"),
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.MADE,
        because="Cloudflare answered with a challenge page of its own",
        citation=CHALLENGE_PAGE,
    ),
    Clue(
        id="cloudflare.own-code",
        field="CF-RAY",
        statuses=_CLOUDFLARES,
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.MADE,
        because="the response came through Cloudflare, and the number is one of Cloudflare's own",
        citation=_CF_CODES,
        seeds=("R130", "R131", "R132", "R133", "R134", "R135"),
    ),
    # The tutorial shows a function's; that of Lambda@Edge is seen in responses.
    Clue(
        id="cloudfront.function",
        field="X-Cache",
        pattern=like(r"\A\s*(?:Function|Lambda)GeneratedResponse from cloudfront\b"),
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.MADE,
        because="a function at CloudFront's edge made the response",
        citation=cite(
            "CloudFront documentation, tutorial on functions",
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-tutorial.html",
            as_of="2023-06-15",
        ),
    ),
    Clue(
        id="aws-waf.action",
        field="x-amzn-waf-action",
        layer=Layer.GATEWAY,
        product="AWS WAF",
        says=Says.MADE,
        because="AWS WAF answered with a challenge or a CAPTCHA",
        citation=AWS_WAF,
    ),
    Clue(
        id="vercel.error",
        field="X-Vercel-Error",
        layer=Layer.PLATFORM,
        product="Vercel",
        says=Says.MADE,
        because="it carries the platform's own error code",
        citation=VERCEL_ERRORS,
    ),
    Clue(
        id="kong.own-response",
        field="X-Kong-Response-Latency",
        layer=Layer.GATEWAY,
        product="Kong",
        says=Says.MADE,
        because="Kong adds it to responses that it made itself",
        citation=KONG,
    ),
    Clue(
        id="kong.server",
        field="Server",
        pattern=like(r"\A\s*kong/"),
        layer=Layer.GATEWAY,
        product="Kong",
        says=Says.LIKELY,
        because="Kong names itself there in responses that it made; in others it adds to Via",
        citation=KONG,
    ),
    Clue(
        id="envoy.overloaded",
        field="x-envoy-overloaded",
        layer=Layer.GATEWAY,
        product="Envoy",
        says=Says.MADE,
        because="Envoy dropped the request: maintenance mode, or a circuit breaker that is open",
        citation=_ENVOY_ROUTER,
    ),
    Clue(
        id="envoy.rate-limited",
        field="x-envoy-ratelimited",
        layer=Layer.GATEWAY,
        product="Envoy",
        says=Says.MADE,
        because="Envoy's rate limit turned the request away",
        citation=ENVOY_LIMIT,
    ),
    # --- Answers from a store -----------------------------------------------------------------------------------------
    Clue(
        id="cloudflare.hit",
        field="CF-Cache-Status",
        pattern=like(r"\A\s*(?:HIT|STALE|UPDATING)\b"),
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.STORED,
        because="Cloudflare answered from its cache",
        citation=_CF_CACHE,
    ),
    # Which errors it stores is in the guide, HTTPStatusCodes.html.
    Clue(
        id="cloudfront.hit",
        field="X-Cache",
        pattern=like(r"\A\s*Hit from cloudfront\b"),
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.STORED,
        because="CloudFront answered from its cache; it stores errors, too",
        citation=cite(
            "AWS Knowledge Center, X-Cache: Miss from cloudfront",
            "https://aws.amazon.com/premiumsupport/knowledge-center/cloudfront-latency-xcache/",
            as_of="2019-06-21",
        ),
    ),
    Clue(
        id="vercel.hit",
        field="X-Vercel-Cache",
        pattern=like(r"\A\s*(?:HIT|STALE)\b"),
        layer=Layer.PLATFORM,
        product="Vercel",
        says=Says.STORED,
        because="Vercel answered from its cache",
        citation=VERCEL_FIELDS,
    ),
    Clue(
        id="cache-status.hit",
        field="X-Cache-Status",
        pattern=like(r"\A\s*(?:HIT|STALE|UPDATING)\b"),
        layer=Layer.INTERMEDIARY,
        says=Says.STORED,
        because="a cache on the way answered from what it had stored",
        citation=cite(
            "nginx documentation, $upstream_cache_status",
            "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status",
            as_of="2026-07-22",
        ),
        seeds=("R018",),
    ),
    # Fastly lists a HIT or MISS a node, and counts as HIT what it made itself, too.
    Clue(
        id="x-cache.hit",
        field="X-Cache",
        pattern=like(r"(?:\A|,)\s*(?:TCP_)?HIT\s*(?:,|\Z)"),
        layer=Layer.INTERMEDIARY,
        says=Says.STORED,
        because="a cache on the way answered by itself, mostly with what it had stored",
        citation=cite(
            "Fastly documentation, X-Cache",
            "https://www.fastly.com/documentation/reference/http/http-headers/X-Cache/",
        ),
    ),
    Clue(
        id="age",
        field="Age",
        pattern=like(r"\A\s*\d"),
        layer=Layer.INTERMEDIARY,
        says=Says.STORED,
        because="a response with an age was not made by the origin for this request: it comes from a cache",
        citation=_AGE,
    ),
    # --- Passed on from further in ------------------------------------------------------------------------------------
    # With REVALIDATED the content is from the cache, and the origin has just said that it still holds.
    Clue(
        id="cloudflare.fetched",
        field="CF-Cache-Status",
        pattern=like(r"\A\s*(?:DYNAMIC|MISS|EXPIRED|BYPASS|REVALIDATED)\b"),
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.PASSED,
        because="Cloudflare asked the origin",
        citation=_CF_CACHE,
    ),
    Clue(
        id="envoy.upstream-time",
        field="x-envoy-upstream-service-time",
        layer=Layer.GATEWAY,
        product="Envoy",
        says=Says.PASSED,
        because="Envoy got an answer from the upstream, and says how long that took",
        citation=_ENVOY_ROUTER,
    ),
    Clue(
        id="kong.upstream-latency",
        field="X-Kong-Upstream-Latency",
        layer=Layer.GATEWAY,
        product="Kong",
        says=Says.PASSED,
        because="Kong got an answer from the upstream, and says how long that took",
        citation=KONG,
    ),
    # --- An application put these there -------------------------------------------------------------------------------
    Clue(
        id="werkzeug.server",
        field="Server",
        pattern=like(r"\A\s*Werkzeug/"),
        layer=Layer.ORIGIN,
        product="Werkzeug",
        says=Says.LIKELY,
        because="the application's own server names itself there",
        citation=cite(
            "Werkzeug source, serving.py",
            "https://github.com/pallets/werkzeug/blob/main/src/werkzeug/serving.py",
            as_of="2026-05-05",
        ),
    ),
    Clue(
        id="kestrel.server",
        field="Server",
        pattern=like(r"\A\s*Kestrel\b"),
        layer=Layer.ORIGIN,
        product="ASP.NET Core",
        says=Says.LIKELY,
        because="the application's own server names itself there",
        citation=cite(
            "ASP.NET Core, KestrelServerOptions.AddServerHeader",
            "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserveroptions.addserverheader",
        ),
    ),
    Clue(
        id="uvicorn.server",
        field="Server",
        pattern=like(r"\A\s*uvicorn\b"),
        layer=Layer.ORIGIN,
        product="Uvicorn",
        says=Says.LIKELY,
        because="the application's own server names itself there",
        citation=cite(
            "Uvicorn source, config.py",
            "https://github.com/encode/uvicorn/blob/master/uvicorn/config.py",
            as_of="2025-09-03",
        ),
    ),
    Clue(
        id="gunicorn.server",
        field="Server",
        pattern=like(r"\A\s*gunicorn\b"),
        layer=Layer.ORIGIN,
        product="Gunicorn",
        says=Says.LIKELY,
        because="the application's own server names itself there",
        citation=cite(
            "Gunicorn source, http/wsgi.py",
            "https://github.com/benoitc/gunicorn/blob/master/gunicorn/http/wsgi.py",
            as_of="2026-08-22",
        ),
    ),
    Clue(
        id="s3.server",
        field="Server",
        pattern=like(r"\A\s*AmazonS3\b"),
        layer=Layer.ORIGIN,
        product="Amazon S3",
        says=Says.LIKELY,
        because="the storage service names itself there",
        citation=cite(
            "Amazon S3 API reference, common response headers",
            "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html",
        ),
    ),
    Clue(
        id="express.powered-by",
        field="X-Powered-By",
        pattern=like(r"\A\s*Express\b"),
        layer=Layer.ORIGIN,
        product="Express",
        says=Says.LIKELY,
        because="the application's framework names itself there",
        citation=cite(
            "Express documentation, app.set",
            "https://expressjs.com/en/4x/api.html#app.set",
            as_of="2026-08-08",
        ),
    ),
    Clue(
        id="php.powered-by",
        field="X-Powered-By",
        pattern=like(r"\A\s*PHP/"),
        layer=Layer.ORIGIN,
        product="PHP",
        says=Says.LIKELY,
        because="the application's language names itself there",
        citation=cite(
            "PHP manual, expose_php",
            "https://www.php.net/manual/en/ini.core.php#ini.expose-php",
            as_of="2026-08-21",
        ),
    ),
    # --- Server and its like, where the number fits the product -------------------------------------------------------
    Clue(
        id="cloudfront.server",
        field="Server",
        pattern=like(r"\A\s*CloudFront\b"),
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.LIKELY,
        because="CloudFront's own error pages bear its name",
        citation=cite(
            "VaccineAvailabilityNotifier issue 74, a captured response",
            "https://github.com/kartikey54/VaccineAvailabilityNotifier/issues/74",
            as_of="2021-05-07",
        ),
    ),
    Clue(
        id="akamai.server",
        field="Server",
        pattern=like(r"\A\s*AkamaiGHost\b"),
        layer=Layer.CDN,
        product="Akamai",
        says=Says.LIKELY,
        because="Akamai's own error pages bear the name of its edge server",
        citation=AKAMAI_SEEN,
    ),
    Clue(
        id="varnish.server",
        field="Server",
        pattern=like(r"\A\s*Varnish\b"),
        layer=Layer.GATEWAY,
        product="Varnish",
        says=Says.LIKELY,
        because="Varnish, which Fastly runs too, names itself there in responses that it made",
        citation=VARNISH,
    ),
    Clue(
        id="alb.server",
        field="Server",
        pattern=like(r"\A\s*awselb/"),
        layer=Layer.LOAD_BALANCER,
        product="AWS ALB",
        says=Says.LIKELY,
        because="the load balancer names itself there in responses that it made",
        citation=_ALB_FIELDS,
    ),
    Clue(
        id="application-gateway.server",
        field="Server",
        pattern=like(r"\A\s*Microsoft-Azure-Application-Gateway\b"),
        layer=Layer.LOAD_BALANCER,
        product="Azure Application Gateway",
        says=Says.LIKELY,
        because="the gateway's own error pages bear its name",
        citation=_APP_GATEWAY,
    ),
    Clue(
        id="aws.error-type",
        field="x-amzn-ErrorType",
        layer=Layer.GATEWAY,
        product="Amazon API Gateway",
        says=Says.LIKELY,
        because="Amazon API Gateway, or the AWS service behind it, names its error there",
        citation=SP_API,
    ),
    # The page gives the flags of 503 and 504; 502 is a gateway's by definition. Istio's name is seen in responses.
    Clue(
        id="envoy.failed-behind",
        field="Server",
        pattern=like(r"\A\s*(?:istio-)?envoy\b"),
        statuses=_FAILED_BEHIND,
        layer=Layer.GATEWAY,
        product="Envoy",
        says=Says.LIKELY,
        because="Envoy sends this number where it gets no good answer from the upstream",
        citation=ENVOY_LOG,
    ),
    # OpenResty is nginx with a name of its own: patches/nginx-1.11.2-server_header.patch in openresty/openresty.
    Clue(
        id="nginx.failed-behind",
        field="Server",
        pattern=like(r"\A\s*(?:nginx|openresty)\b"),
        statuses=_NO_ANSWER_BEHIND,
        layer=Layer.GATEWAY,
        product="nginx",
        says=Says.LIKELY,
        because="nginx sends this number where it gets no good answer from the upstream",
        citation=NGINX_UPSTREAM,
    ),
    Clue(
        id="nginx.limits",
        field="Server",
        pattern=like(r"\A\s*(?:nginx|openresty)\b"),
        statuses=_NGINX_LIMITS,
        layer=Layer.GATEWAY,
        product="nginx",
        says=Says.LIKELY,
        because="nginx refuses what is over its limits before it asks anybody",
        citation=cite(
            "nginx documentation, client_max_body_size",
            "https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size",
            as_of="2026-07-22",
        ),
    ),
    Clue(
        id="apache.failed-behind",
        field="Server",
        pattern=like(r"\A\s*Apache(?![-\w])"),
        statuses=_NO_ANSWER_BEHIND,
        layer=Layer.GATEWAY,
        product="Apache httpd",
        says=Says.LIKELY,
        because="httpd sends this number where it gets no good answer from the backend",
        citation=cite(
            "Apache httpd source, proxy_util.c",
            "https://github.com/apache/httpd/blob/trunk/modules/proxy/proxy_util.c",
            as_of="2024-10-18",
        ),
    ),
    # --- On the way ---------------------------------------------------------------------------------------------------
    Clue(
        id="cloudflare.ray",
        field="CF-RAY",
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.THROUGH,
        because="the response came through Cloudflare, which says nothing of who made it",
        citation=CLOUDFLARE_FIELDS,
        seeds=("R018",),
    ),
    Clue(
        id="cloudflare.server",
        field="Server",
        pattern=like(r"\A\s*cloudflare\b"),
        layer=Layer.CDN,
        product="Cloudflare",
        says=Says.THROUGH,
        because="Cloudflare names itself there in every response, so it says nothing of who made this one",
        citation=_CF_SERVER,
        seeds=("R018",),
    ),
    # The page shows CloudFront's own; those of origins are seen in responses.
    Clue(
        id="cloudfront.error",
        field="X-Cache",
        pattern=like(r"\A\s*Error from cloudfront\b"),
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.THROUGH,
        because="CloudFront marks errors so, those of the origin as well as its own",
        citation=cite(
            "CloudFront documentation, HTTP 502 status code",
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html",
        ),
    ),
    Clue(
        id="cloudfront.id",
        field="X-Amz-Cf-Id",
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.THROUGH,
        because="the response came through CloudFront",
        citation=CLOUDFRONT_LOGS,
    ),
    Clue(
        id="cloudfront.via",
        field="Via",
        pattern=like(r"\bcloudfront\.net\b"),
        layer=Layer.CDN,
        product="Amazon CloudFront",
        says=Says.THROUGH,
        because="the response came through CloudFront",
        citation=cite(
            "CloudFront documentation, request and response behavior for custom origins",
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html",
            as_of="2023-06-15",
        ),
    ),
    Clue(
        id="api-gateway.id",
        field="x-amz-apigw-id",
        layer=Layer.GATEWAY,
        product="Amazon API Gateway",
        says=Says.THROUGH,
        because="the response came through Amazon API Gateway",
        citation=SP_API,
    ),
    Clue(
        id="fastly.served-by",
        field="X-Served-By",
        pattern=like(r"\bcache-[a-z]{3}"),
        layer=Layer.CDN,
        product="Fastly",
        says=Says.THROUGH,
        because="Fastly adds it to every response that it handles",
        citation=cite(
            "Fastly documentation, X-Served-By",
            "https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/",
        ),
    ),
    Clue(
        id="varnish.id",
        field="X-Varnish",
        layer=Layer.GATEWAY,
        product="Varnish",
        says=Says.THROUGH,
        because="the response came through Varnish, which Fastly runs too",
        citation=VARNISH,
    ),
    Clue(
        id="akamai.grn",
        field="Akamai-GRN",
        layer=Layer.CDN,
        product="Akamai",
        says=Says.THROUGH,
        because="the response came through Akamai",
        citation=AKAMAI_GRN,
    ),
    Clue(
        id="google.via",
        field="Via",
        pattern=like(r"(?:\A|,)\s*1\.1 google\s*(?:,|\Z)"),
        layer=Layer.LOAD_BALANCER,
        product="Google Cloud load balancer",
        says=Says.THROUGH,
        because="the response came through Google's load balancer",
        citation=cite(
            "Google Cloud documentation, external Application Load Balancer overview",
            "https://docs.cloud.google.com/load-balancing/docs/https",
            as_of="2026-04-15",
        ),
    ),
    Clue(
        id="front-door.ref",
        field="X-Azure-Ref",
        layer=Layer.CDN,
        product="Azure Front Door",
        says=Says.THROUGH,
        because="the response came through Azure Front Door",
        citation=FRONT_DOOR_FIELDS,
    ),
    # The page speaks of a code name: vegur is in heroku/vegur, src/vegur_utils.erl, and the other seen in responses.
    Clue(
        id="heroku.via",
        field="Via",
        pattern=like(r"\b(?:vegur|heroku-router)\b"),
        layer=Layer.PLATFORM,
        product="Heroku",
        says=Says.THROUGH,
        because="the response came through Heroku's router",
        citation=cite(
            "Heroku documentation, HTTP routing, Heroku headers",
            "https://devcenter.heroku.com/articles/http-routing",
        ),
    ),
    Clue(
        id="vercel.id",
        field="X-Vercel-Id",
        layer=Layer.PLATFORM,
        product="Vercel",
        says=Says.THROUGH,
        because="the response came through Vercel",
        citation=VERCEL_FIELDS,
    ),
    Clue(
        id="netlify.id",
        field="X-NF-Request-ID",
        layer=Layer.PLATFORM,
        product="Netlify",
        says=Says.THROUGH,
        because="Netlify adds it to every response",
        citation=NETLIFY,
    ),
    Clue(
        id="kong.via",
        field="Via",
        pattern=like(r"\bkong/"),
        layer=Layer.GATEWAY,
        product="Kong",
        says=Says.THROUGH,
        because="the response came through Kong",
        citation=KONG,
    ),
    Clue(
        id="envoy.server",
        field="Server",
        pattern=like(r"\A\s*(?:istio-)?envoy\b"),
        layer=Layer.GATEWAY,
        product="Envoy",
        says=Says.THROUGH,
        because="Envoy writes its own name over the upstream's, so it says nothing of who made the response",
        citation=_ENVOY_SERVER,
    ),
    Clue(
        id="nginx.server",
        field="Server",
        pattern=like(r"\A\s*(?:nginx|openresty)\b"),
        layer=Layer.GATEWAY,
        product="nginx",
        says=Says.THROUGH,
        because="nginx leaves out the upstream's name and puts its own, so it says nothing of who made the response",
        citation=cite(
            "nginx documentation, proxy_hide_header",
            "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_hide_header",
            as_of="2026-07-22",
        ),
        seeds=("R018",),
    ),
    Clue(
        id="server",
        field="Server",
        layer=Layer.UNKNOWN,
        says=Says.THROUGH,
        because="it names the software that set it last, which need not be the one that made the response",
        citation=_SERVER,
        seeds=("R018",),
    ),
    Clue(
        id="via",
        field="Via",
        layer=Layer.INTERMEDIARY,
        says=Says.THROUGH,
        because="the response came through the intermediaries that it lists",
        citation=_VIA,
        seeds=("R018",),
    ),
)

# In this order; the last stands for every other number.
MAKERS: Final[tuple[Maker, ...]] = (
    Maker(
        id="gateway",
        statuses=_NO_ANSWER_BEHIND,
        layer=Layer.INTERMEDIARY,
        by_definition=True,
        because="only a gateway or a proxy sends it: one that got no good answer from behind it",
        citation=_rfc(9110, "15.6.3"),
        seeds=("R111", "R118"),
    ),
    Maker(
        id="proxy",
        statuses=frozenset({407}),
        layer=Layer.PROXY,
        by_definition=True,
        because="a proxy asks for credentials of its own",
        citation=_rfc(9110, "15.5.8"),
        seeds=("R063",),
    ),
    Maker(
        id="network",
        statuses=frozenset({511}),
        layer=Layer.PROXY,
        by_definition=True,
        because="it comes from the network on the way, never from the origin",
        citation=_rfc(6585, "6"),
        seeds=("R125",),
    ),
    Maker(
        id="either",
        statuses=frozenset({400, 403, 408, 411, 413, 414, 416, 417, 421, 425, 426, 429, 431, 451, 503, 505}),
        layer=Layer.UNKNOWN,
        because="the application sends it, and so does what stands in front of it",
        citation=_rfc(9209, "2.3.16"),
        seeds=("R018", "R112"),
    ),
    Maker(
        id="application",
        statuses=range(100, 600),
        layer=Layer.ORIGIN,
        because="it is mostly the application that sends it",
        citation=_rfc(9110, "15"),
        seeds=("R018", "R107"),
    ),
    Maker(
        id="invalid",
        statuses=range(600, 1000),
        layer=Layer.UNKNOWN,
        because="the number is no HTTP status, and nothing tells who made it up",
        citation=_rfc(9110, "15"),
        seeds=("R016",),
    ),
)
