"""
What to think of, where to look and what to do, by status, layer and product. Rows only.

They add to the prose that each status has, and never repeat it. The most telling come first: the first row that names
somebody says who can fix it. "Operators:" begins a step that the caller can only pass on.
"""

from __future__ import annotations

from typing import Final

from statuskit.data.triage._row import Advice, Fixer, Layer, cite
from statuskit.data.triage.pages import (
    AKAMAI_GRN,
    AWS_WAF,
    CHALLENGE_PAGE,
    ENVOY_LIMIT,
    ENVOY_LOG,
    NGINX_UPSTREAM,
    SP_API,
    VERCEL_ERRORS,
)
from statuskit.model import Citation, Visibility

__all__ = ["ADVICE"]

_rfc = Citation.rfc

_CALLER, _APPLICATION, _EDGE, _NETWORK = Fixer.CALLER, Fixer.APPLICATION, Fixer.EDGE, Fixer.NETWORK
_IN_FRONT: Final = frozenset({Layer.CDN, Layer.GATEWAY, Layer.LOAD_BALANCER, Layer.PLATFORM, Layer.INTERMEDIARY})
_BEHIND: Final = (_APPLICATION, _EDGE)


def _cf(number: str) -> Citation:
    return cite(
        f"Cloudflare documentation, error-{number}",
        "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/"
        f"error-{number}/",
    )


# Read in the archived source, in the pages of 502 and 504 that this one leads to.
_CLOUDFRONT: Final = cite(
    "CloudFront documentation, troubleshooting error responses",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html",
    as_of="2023-06-15",
)
_ALB: Final = cite(
    "AWS ELB user guide, Troubleshoot your Application Load Balancers",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    as_of="2023-06-15",
)
_FRONT_DOOR: Final = cite(
    "Azure Front Door documentation, troubleshooting",
    "https://learn.microsoft.com/en-us/azure/frontdoor/troubleshoot-issues",
    as_of="2023-04-04",
)

ADVICE: Final[tuple[Advice, ...]] = (
    # --- Nobody sent it -----------------------------------------------------------------------------------------------
    Advice(
        id="client-made-it-up",
        layers=frozenset({Layer.CLIENT}),
        causes=("No response arrived, and the client's library reports its own failure as a number",),
        look_first=("Look at the client's own error: a timeout, a refused connection, a name that has no address.",),
        next_steps=("Look the number up in the documentation of the client: no server sent it.",),
        who_fixes=(_CALLER, _NETWORK),
    ),
    # --- No errors ----------------------------------------------------------------------------------------------------
    Advice(
        id="interim",
        statuses=range(100, 200),
        layers=frozenset(Layer) - {Layer.CLIENT},
        next_steps=("This is an interim response and no error: wait for the final one.",),
        citation=_rfc(9110, "15.2"),
        seeds=("R003",),
    ),
    Advice(
        id="success",
        statuses=range(200, 300),
        without="x-amzn-waf-action",
        next_steps=("This is no error, and there is nothing to fix.",),
        citation=_rfc(9110, "15.3"),
        seeds=("R004",),
    ),
    Advice(
        id="redirection",
        statuses=range(300, 400),
        next_steps=("This is no error: follow Location where there is one, or use what is stored after a 304.",),
        citation=_rfc(9110, "15.4"),
        seeds=("R005",),
    ),
    # --- The client left, or was told nothing -------------------------------------------------------------------------
    Advice(
        id="client-left",
        statuses=frozenset({460, 499}),
        causes=("The client gave up before the answer was there, mostly at its own timeout",),
        look_first=(
            "Compare how long the request had taken when the client left with the client's timeout.",
            "Then see what made the answer so slow.",
        ),
        who_fixes=(_CALLER, _APPLICATION),
        seeds=("R104",),
    ),
    Advice(
        id="log-only",
        statuses=range(400, 1000),
        visibility=Visibility.LOG_ONLY,
        look_first=("The number is from a log and was never sent: look at the other columns of that line.",),
        who_fixes=(_EDGE, _CALLER),
        seeds=("R100", "R104"),
    ),
    # --- A stored error -----------------------------------------------------------------------------------------------
    Advice(
        id="stored",
        statuses=range(400, 1000),
        stored=True,
        causes=("A cache repeats an error that the origin had sent before, and may be well again by now",),
        look_first=("Ask the origin for the same resource, past the cache, and compare.",),
        next_steps=("Operators: remove the stored error from the cache, and see for how long it stores errors.",),
        who_fixes=(_EDGE, _APPLICATION),
        citation=_rfc(9111, "4"),
    ),
    # --- Refused before the application -------------------------------------------------------------------------------
    Advice(
        id="challenge.cloudflare",
        statuses=range(400, 1000),
        field="cf-mitigated",
        product="Cloudflare",
        settles=True,
        causes=("Cloudflare took the client for a bot and sent a challenge that only a browser can solve",),
        look_first=("Look the CF-RAY up in Cloudflare's security events: they name the rule.",),
        next_steps=("Operators: let programs with credentials past the challenge, by a rule for their paths.",),
        who_fixes=(_EDGE, _CALLER),
        citation=CHALLENGE_PAGE,
    ),
    # Its challenge comes with 202, which is no success of the application's; its CAPTCHA with 405.
    Advice(
        id="challenge.aws",
        statuses=range(200, 1000),
        field="x-amzn-waf-action",
        settles=True,
        causes=("AWS WAF took the client for a bot and sent a challenge or CAPTCHA that only a browser can solve",),
        look_first=("Look at the sampled requests of the web ACL: they name the rule.",),
        next_steps=("Operators: let programs with credentials past the challenge, by a rule for their paths.",),
        who_fixes=(_EDGE, _CALLER),
        citation=AWS_WAF,
    ),
    Advice(
        id="refused-in-front",
        statuses=frozenset({403}),
        layers=_IN_FRONT,
        causes=("A rule in front of the application refused the request: firewall, bot filter, region or address",),
        look_first=("Look the request's id up in the security log of what stands in front; the application has none.",),
        next_steps=("Tell the operators the id, the time and your address: other credentials will not help.",),
        who_fixes=(_EDGE, _CALLER),
        seeds=("R018",),
    ),
    Advice(
        id="refused-by-either",
        statuses=frozenset({403}),
        layers=frozenset({Layer.UNKNOWN}),
        look_first=("See whether the content is the application's own error format or a firewall's page.",),
        who_fixes=(_CALLER, _EDGE),
        seeds=("R018",),
    ),
    Advice(
        id="akamai.refused",
        statuses=frozenset({403}),
        product="Akamai",
        look_first=("Operators: put the reference number from the page into Akamai's error translator.",),
        citation=AKAMAI_GRN,
    ),
    Advice(
        id="aws.error-type",
        statuses=range(400, 600),
        field="x-amzn-ErrorType",
        look_first=("Read x-amzn-ErrorType: it names the exception that the gateway or the AWS service raised.",),
        citation=SP_API,
    ),
    Advice(
        id="vercel.error",
        statuses=range(400, 600),
        field="X-Vercel-Error",
        look_first=("Read X-Vercel-Error: Vercel's documentation has a page for each of its codes.",),
        citation=VERCEL_ERRORS,
    ),
    Advice(
        id="proxy-credentials",
        statuses=frozenset({407}),
        next_steps=("Give the proxy the credentials that Proxy-Authenticate asks for, or leave the proxy out.",),
        who_fixes=(_CALLER, _NETWORK),
        citation=_rfc(9110, "15.5.8"),
        seeds=("R063",),
    ),
    Advice(
        id="limits-in-front",
        statuses=frozenset({413, 414, 431}),
        layers=_IN_FRONT,
        causes=("A limit in front of the application is smaller than the application's own",),
        look_first=("Compare the limits of each layer: the smallest decides, and the application never saw this.",),
        who_fixes=(_CALLER, _EDGE),
        seeds=("R084", "R085", "R098"),
    ),
    Advice(
        id="misdirected",
        statuses=frozenset({421}),
        next_steps=("Ask once more on a new connection.",),
        who_fixes=(_CALLER, _EDGE),
        citation=_rfc(9110, "15.5.20"),
        seeds=("R090",),
    ),
    Advice(
        id="limited-in-front",
        statuses=frozenset({429}),
        layers=_IN_FRONT,
        causes=("A rate limit in front of the application counts by address or key, across all of its users",),
        look_first=("Find the rule in the configuration of what stands in front; the application counts nothing.",),
        who_fixes=(_CALLER, _EDGE),
        seeds=("R018", "R096"),
    ),
    Advice(
        id="envoy.limited",
        statuses=frozenset({429}),
        field="x-envoy-ratelimited",
        look_first=("Operators: read Envoy's rate limit filter and its counters.",),
        citation=ENVOY_LIMIT,
    ),
    Advice(
        id="allowed-methods",
        statuses=frozenset({405}),
        field="Allow",
        next_steps=("Use a method that Allow lists.",),
        citation=_rfc(9110, "15.5.6"),
        seeds=("R075",),
    ),
    Advice(
        id="challenge",
        statuses=frozenset({401}),
        field="WWW-Authenticate",
        next_steps=("Answer the challenge in WWW-Authenticate with credentials of the scheme that it names.",),
        citation=_rfc(9110, "15.5.2"),
        seeds=("R061", "R062"),
    ),
    Advice(
        id="wait",
        statuses=range(400, 1000),
        field="Retry-After",
        next_steps=("Ask again no sooner than Retry-After says.",),
        citation=_rfc(9110, "10.2.3"),
        seeds=("R112", "R137", "R140"),
    ),
    # --- Products, the innermost first --------------------------------------------------------------------------------
    Advice(
        id="nginx.failed-behind",
        statuses=frozenset({502, 504}),
        product="nginx",
        look_first=("Operators: nginx's error log says for each of them what went wrong, and with which upstream.",),
        who_fixes=_BEHIND,
        citation=NGINX_UPSTREAM,
        seeds=("R127", "R129"),
    ),
    Advice(
        id="nginx.too-slow",
        statuses=frozenset({504}),
        product="nginx",
        causes=("The upstream sent nothing for longer than proxy_read_timeout, which is 60 seconds by default",),
        citation=cite(
            "nginx documentation, proxy_read_timeout",
            "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout",
            as_of="2026-07-22",
        ),
        seeds=("R129",),
    ),
    Advice(
        id="envoy.failed-behind",
        statuses=frozenset({502, 503, 504}),
        product="Envoy",
        look_first=("Operators: the response flags in Envoy's access log tell why: no healthy host, a timeout, ...",),
        who_fixes=_BEHIND,
        citation=ENVOY_LOG,
        seeds=("R127", "R128", "R129"),
    ),
    Advice(
        id="kong.failed-behind",
        statuses=frozenset({502, 503, 504}),
        product="Kong",
        look_first=("Operators: read Kong's error log, and the timeouts and retries of the service.",),
        who_fixes=_BEHIND,
        citation=cite(
            "Kong support, proxy latency and timeouts",
            "https://developer.konghq.com/support/kong-proxy-latency-exceeds-timeout-limit-specified-on-service/",
        ),
        seeds=("R127", "R129"),
    ),
    Advice(
        id="alb.no-target",
        statuses=frozenset({503}),
        product="AWS ALB",
        causes=("The target group has no registered target",),
        look_first=("Operators: look at the target group and the health of its targets.",),
        who_fixes=_BEHIND,
        citation=_ALB,
        seeds=("R128",),
    ),
    Advice(
        id="alb.failed-behind",
        statuses=frozenset({502, 504}),
        product="AWS ALB",
        look_first=("Operators: compare the target's keep-alive and response times with the load balancer's.",),
        who_fixes=_BEHIND,
        citation=_ALB,
        seeds=("R127", "R129"),
    ),
    Advice(
        id="google.failed-behind",
        statuses=frozenset({502, 503, 504}),
        product="Google Cloud load balancer",
        look_first=(
            "Operators: statusDetails in the load balancer's log tells whether the backend sent the response.",
        ),
        who_fixes=_BEHIND,
        citation=cite(
            "Google Cloud documentation, troubleshooting external Application Load Balancers",
            "https://cloud.google.com/load-balancing/docs/https/troubleshooting-ext-https-lbs",
        ),
        seeds=("R127", "R128", "R129"),
    ),
    # Its codes come with 502 and 503; no line on the page has 504.
    Advice(
        id="heroku.failed-behind",
        statuses=frozenset({502, 503}),
        product="Heroku",
        look_first=("Operators: the router's log has a code for each of them, such as H12, by the request id.",),
        who_fixes=_BEHIND,
        citation=cite("Heroku Error Codes", "https://devcenter.heroku.com/articles/error-codes", as_of="2024-05-07"),
        seeds=("R127", "R128"),
    ),
    Advice(
        id="front-door.failed-behind",
        statuses=frozenset({503, 504}),
        product="Azure Front Door",
        causes=("The origin needs longer than Front Door waits, which is 30 seconds by default",),
        look_first=("Operators: ask the origin directly and measure; then look X-Azure-Ref up in the access log.",),
        who_fixes=_BEHIND,
        citation=_FRONT_DOOR,
        seeds=("R129",),
    ),
    Advice(
        id="fastly.failed-behind",
        statuses=frozenset({503}),
        product="Fastly",
        causes=("Fastly sends 503 for each failure of its own with a backend: no connection, a timeout, bad health",),
        look_first=("Operators: log obj.response in vcl_error: it names Fastly's reason, which HTTP/2 leaves out.",),
        who_fixes=_BEHIND,
        citation=cite(
            "Fastly documentation, Fastly-generated 503 errors in VCL",
            "https://www.fastly.com/documentation/guides/vcl/errors/",
        ),
        seeds=("R128",),
    ),
    Advice(
        id="varnish.failed-behind",
        statuses=frozenset({503}),
        product="Varnish",
        causes=("Varnish got no usable answer from a backend",),
        look_first=("Operators: FetchError in varnishlog names the reason, by the number in X-Varnish.",),
        who_fixes=_BEHIND,
        citation=cite(
            "Netdata, Varnish 503 backend fetch failed",
            "https://www.netdata.cloud/guides/varnish/varnish-503-backend-fetch-failed/",
        ),
        seeds=("R128",),
    ),
    Advice(
        id="cloudfront.failed-behind",
        statuses=frozenset({502, 504}),
        product="Amazon CloudFront",
        causes=(
            "CloudFront cannot do TLS with the origin, find its name in DNS, or reach it",
            "The origin answered too late, or with this number itself",
        ),
        look_first=("Operators: ask the origin directly, with the host name that CloudFront uses for it.",),
        who_fixes=_BEHIND,
        citation=_CLOUDFRONT,
        seeds=("R127", "R129"),
    ),
    Advice(
        id="cloudflare.failed-behind",
        statuses=frozenset({502, 504}),
        product="Cloudflare",
        causes=(
            "The origin's own server or gateway sent the number, which is what happens most often",
            "Cloudflare itself failed, or could not use what the origin had sent",
        ),
        look_first=("See whether the page names Cloudflare, and whether there is a cf-error-type.",),
        who_fixes=_BEHIND,
        citation=_cf("502-504"),
        seeds=("R127", "R129"),
    ),
    Advice(
        id="cloudflare.unavailable",
        statuses=frozenset({503}),
        product="Cloudflare",
        look_first=("See whether the page names Cloudflare: if not, the origin sent it.",),
        who_fixes=_BEHIND,
        citation=_cf("503"),
        seeds=("R128",),
    ),
    Advice(
        id="cloudflare.520",
        statuses=frozenset({520}),
        product="Cloudflare",
        look_first=("Operators: look for crashes, resets and oversized header fields in the origin's log.",),
        who_fixes=_BEHIND,
        citation=_cf("520"),
        seeds=("R130",),
    ),
    Advice(
        id="cloudflare.521",
        statuses=frozenset({521}),
        product="Cloudflare",
        look_first=(
            "Operators: see that the origin's server runs, and that no firewall refuses Cloudflare's addresses.",
        ),
        who_fixes=_BEHIND,
        citation=_cf("521"),
        seeds=("R131",),
    ),
    Advice(
        id="cloudflare.522",
        statuses=frozenset({522}),
        product="Cloudflare",
        look_first=(
            "Operators: see whether the origin is overloaded, and whether a firewall drops Cloudflare's packets.",
        ),
        who_fixes=_BEHIND,
        citation=_cf("522"),
        seeds=("R132",),
    ),
    Advice(
        id="cloudflare.523",
        statuses=frozenset({523}),
        product="Cloudflare",
        look_first=("Operators: compare the origin's address in Cloudflare's DNS with the one that it has.",),
        who_fixes=(_EDGE, _APPLICATION),
        citation=_cf("523"),
        seeds=("R133",),
    ),
    Advice(
        id="cloudflare.524",
        statuses=frozenset({524}),
        product="Cloudflare",
        look_first=("Operators: find the slow request; the origin has 120 seconds by default.",),
        next_steps=("Operators: let long work run in the background, and let clients ask for its state.",),
        who_fixes=_BEHIND,
        citation=_cf("524"),
        seeds=("R134",),
    ),
    Advice(
        id="cloudflare.tls",
        statuses=frozenset({525, 526}),
        product="Cloudflare",
        look_first=("Operators: look at the origin's certificate: names, dates, issuer, and the TLS versions.",),
        who_fixes=_BEHIND,
        citation=_cf("525"),
        seeds=("R135",),
    ),
    Advice(
        id="cloudflare.530",
        statuses=frozenset({530}),
        product="Cloudflare",
        look_first=("Read the content: the number of the form 1xxx there tells what is wrong.",),
        who_fixes=(_EDGE, _APPLICATION),
        citation=_cf("530"),
        seeds=("R135",),
    ),
    # --- The guide to 5xx ---------------------------------------------------------------------------------------------
    Advice(
        id="guide.500",
        statuses=frozenset({500}),
        next_steps=("Operators: find the exception in the application's log or error tracker.",),
        who_fixes=(_APPLICATION,),
        seeds=("R107", "R108", "R126"),
    ),
    Advice(
        id="guide.502",
        statuses=frozenset({502}),
        next_steps=("Operators: see that the application runs, and on the port that the gateway asks.",),
        who_fixes=_BEHIND,
        seeds=("R111", "R127"),
    ),
    Advice(
        id="guide.503",
        statuses=frozenset({503}),
        next_steps=("Operators: look at processor, memory and pools, and whether a deployment is under way.",),
        who_fixes=_BEHIND,
        seeds=("R112", "R113", "R114", "R128"),
    ),
    Advice(
        id="guide.504",
        statuses=frozenset({504}),
        next_steps=("Operators: find the slow query or call, then compare the timeouts of the layers.",),
        who_fixes=_BEHIND,
        seeds=("R118", "R129"),
    ),
    Advice(
        id="log-in-to-network",
        statuses=frozenset({511}),
        next_steps=("Log in to the network: the page that came with the response says how.",),
        who_fixes=(_CALLER, _NETWORK),
        citation=_rfc(6585, "6"),
        seeds=("R125",),
    ),
    # --- Who, where nothing else told ---------------------------------------------------------------------------------
    Advice(
        id="who.nobody",
        statuses=range(100, 400),
        who_fixes=(Fixer.NOBODY,),
        citation=_rfc(9110, "15"),
        seeds=("R003", "R004", "R005"),
    ),
    Advice(
        id="who.caller",
        statuses=range(400, 500),
        who_fixes=(_CALLER,),
        citation=_rfc(9110, "15.5"),
        seeds=("R001",),
    ),
    Advice(
        id="who.server",
        statuses=range(500, 600),
        who_fixes=(_APPLICATION,),
        citation=_rfc(9110, "15.6"),
        seeds=("R002",),
    ),
    Advice(
        id="who.invalid",
        statuses=range(600, 1000),
        who_fixes=(_APPLICATION, _EDGE),
        citation=_rfc(9110, "15"),
        seeds=("R016",),
    ),
)
