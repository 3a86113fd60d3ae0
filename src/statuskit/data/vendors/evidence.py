"""Which field of a response tells what vendor answered. Rows only; `statuskit._identify` reads them."""

from __future__ import annotations

import re
from typing import Final

import attrs

from statuskit.model import Citation

__all__ = ["EVIDENCE", "Evidence"]

_READ: Final = "2026-11-21"


@attrs.frozen(kw_only=True)
class Evidence:
    """
    A field that tells the vendor, by its value or by being there at all.

    `pattern` is searched for in the value; None is for a field whose mere presence tells. With `subcode_group` its
    first group is the vendor's sub-code. A row with a `status` speaks of responses with that status only.
    """

    vendor: str
    field: str
    pattern: re.Pattern[str] | None = None
    subcode_group: bool = False
    citation: Citation
    status: int | None = None


def _like(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _cite(source: str, url: str, *, section: str = "") -> Citation:
    return Citation(source, section, url, as_of=_READ)


_ASHTTP_FIELDS: Final = _cite(
    "[MS-ASHTTP]",
    "https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-ashttp/08ad30b6-5b73-41bc-890b-1cab2cf49827",
    section="2.2.2.1.2",
)
_AWS: Final = _cite(
    "AWS ELB user guide, HTTP header modification",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
)
_CLOUDFLARE: Final = _cite(
    "Cloudflare documentation, HTTP headers", "https://developers.cloudflare.com/fundamentals/reference/http-headers/"
)
_KONG: Final = _cite("Kong configuration, headers", "https://github.com/Kong/kong/blob/master/kong.conf.default")
_LINKEDIN: Final = _cite(
    "html-proofer issue 215, a captured response", "https://github.com/gjtorikian/html-proofer/issues/215"
)
_VERCEL: Final = _cite("Vercel documentation, response headers", "https://vercel.com/docs/headers/response-headers")

# The most telling first: a vendor's own field before Server, which whoever stands in front may have replaced, and the
# service before the network that carries it.
EVIDENCE: Final[tuple[Evidence, ...]] = (
    # --- Fields of the vendor's own ---------------------------------------------------------------------------------
    # MS-ASHTTP, section 2.2.2.1.2: "Used in conjunction with a 451"
    Evidence(
        vendor="Microsoft Exchange ActiveSync",
        field="X-MS-Location",
        citation=_ASHTTP_FIELDS,
        status=451,
    ),
    Evidence(
        vendor="Microsoft Exchange ActiveSync",
        field="MS-Server-ActiveSync",
        citation=_ASHTTP_FIELDS,
    ),
    # The codes are those of the documentation; the field is seen in responses of the platform.
    Evidence(
        vendor="Vercel",
        field="X-Vercel-Error",
        pattern=_like(r"\A([A-Z][A-Z0-9_]*)"),
        subcode_group=True,
        citation=_cite("Vercel documentation, error codes", "https://vercel.com/docs/errors"),
    ),
    Evidence(
        vendor="LinkedIn",
        field="X-Li-Pop",
        citation=_LINKEDIN,
    ),
    Evidence(
        vendor="LinkedIn",
        field="X-LI-UUID",
        citation=_LINKEDIN,
    ),
    Evidence(
        vendor="Anthropic API",
        field="anthropic-organization-id",
        citation=_cite("Claude API release notes, 2025-02-10", "https://docs.anthropic.com/en/release-notes/api"),
    ),
    Evidence(
        vendor="Shopify",
        field="X-Shopify-API-Version",
        citation=_cite("Shopify documentation, API versioning", "https://shopify.dev/docs/api/usage/versioning"),
    ),
    Evidence(
        vendor="Shopify",
        field="X-Shopify-Shop-Api-Call-Limit",
        citation=_cite(
            "Shopify documentation, REST rate limits", "https://shopify.dev/docs/api/admin-rest/usage/rate-limits"
        ),
    ),
    Evidence(
        vendor="Pantheon",
        field="X-Pantheon-Styx-Hostname",
        citation=_cite(
            "Pantheon Terminus source, Environment.php",
            "https://github.com/pantheon-systems/terminus/blob/master/src/Models/Environment.php",
        ),
    ),
    Evidence(
        vendor="Google",
        field="X-GUploader-UploadID",
        citation=_cite(
            "Google Cloud Storage client for Java, ResumableSessionFailureScenario",
            "https://github.com/googleapis/java-storage/blob/main/google-cloud-storage/src/main/java/com/google/cloud/storage/ResumableSessionFailureScenario.java",
        ),
    ),
    Evidence(
        vendor="Qualys SSL Labs",
        field="X-Max-Assessments",
        citation=_cite(
            "SSL Labs API documentation, version 3",
            "https://github.com/ssllabs/ssllabs-scan/blob/master/ssllabs-api-docs-v3.md",
        ),
    ),
    Evidence(
        vendor="Microsoft IIS / OWA",
        field="X-OWA-Version",
        citation=_cite(
            "Metasploit source, exploit/remote/http/exchange.rb",
            "https://github.com/rapid7/metasploit-framework/blob/master/lib/msf/core/exploit/remote/http/exchange.rb",
        ),
    ),
    # The default name of the session's cookie; newer skeletons join it with a hyphen.
    Evidence(
        vendor="Laravel",
        field="Set-Cookie",
        pattern=_like(r"\Alaravel[_-]session="),
        citation=_cite(
            "Laravel skeleton, config/session.php", "https://github.com/laravel/laravel/blob/master/config/session.php"
        ),
    ),
    # Present where Kong itself made the response; a response of the upstream's has other X-Kong fields.
    Evidence(
        vendor="Kong",
        field="X-Kong-Response-Latency",
        citation=_KONG,
    ),
    Evidence(
        vendor="Vercel",
        field="X-Vercel-Id",
        citation=_VERCEL,
    ),
    # The code names of Heroku's routers: vegur is in github.com/heroku/vegur, src/vegur_headers.erl.
    Evidence(
        vendor="Heroku",
        field="Via",
        pattern=_like(r"\b(?:vegur|heroku-router)\b"),
        citation=_cite(
            "Heroku documentation, HTTP routing, Heroku headers",
            "https://devcenter.heroku.com/articles/http-routing",
        ),
    ),
    # cache-{datacenter}{nodeid}-{datacenter}
    Evidence(
        vendor="Fastly",
        field="X-Served-By",
        pattern=_like(r"\bcache-[a-z]{3}"),
        citation=_cite(
            "Fastly documentation, X-Served-By",
            "https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/",
        ),
    ),
    Evidence(
        vendor="Cloudflare",
        field="CF-RAY",
        citation=_CLOUDFLARE,
    ),
    # --- Server -----------------------------------------------------------------------------------------------------
    Evidence(
        vendor="Cloudflare",
        field="Server",
        pattern=_like(r"\Acloudflare\b"),
        citation=_cite(
            "Cloudflare blog, End of the road for cloudflare-nginx",
            "https://blog.cloudflare.com/end-of-the-road-for-cloudflare-nginx/",
        ),
    ),
    Evidence(
        vendor="AWS ALB",
        field="Server",
        pattern=_like(r"\Aawselb/"),
        citation=_AWS,
    ),
    # The gateway's own error pages bear the same name.
    Evidence(
        vendor="Azure Application Gateway",
        field="Server",
        pattern=_like(r"\AMicrosoft-Azure-Application-Gateway\b"),
        citation=_cite(
            "Azure documentation issue 110739, a captured response",
            "https://github.com/MicrosoftDocs/azure-docs/issues/110739",
        ),
    ),
    Evidence(
        vendor="Vercel",
        field="Server",
        pattern=_like(r"\AVercel\b"),
        citation=_VERCEL,
    ),
    # Only in responses that Kong itself made; in others it adds to Via.
    Evidence(
        vendor="Kong",
        field="Server",
        pattern=_like(r"\Akong/"),
        citation=_KONG,
    ),
    Evidence(
        vendor="Caddy",
        field="Server",
        pattern=_like(r"\ACaddy\b"),
        citation=_cite(
            "Caddy source, modules/caddyhttp/server.go",
            "https://github.com/caddyserver/caddy/blob/master/modules/caddyhttp/server.go",
        ),
    ),
    Evidence(
        vendor="Werkzeug",
        field="Server",
        pattern=_like(r"\AWerkzeug/"),
        citation=_cite(
            "Werkzeug source, serving.py", "https://github.com/pallets/werkzeug/blob/main/src/werkzeug/serving.py"
        ),
    ),
    Evidence(
        vendor="Microsoft ASP.NET Core",
        field="Server",
        pattern=_like(r"\AKestrel\b"),
        citation=_cite(
            "ASP.NET Core, KestrelServerOptions.AddServerHeader",
            "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserveroptions.addserverheader",
        ),
    ),
    Evidence(
        vendor="Microsoft IIS",
        field="Server",
        pattern=_like(r"\AMicrosoft-IIS/"),
        citation=_cite(
            "[MS-ASHTTP], an example",
            "https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-ashttp/a907164a-907c-48b4-b2ef-44a06867f03f",
            section="3.1.5.2.2",
        ),
    ),
    Evidence(
        vendor="nginx",
        field="Server",
        pattern=_like(r"\Anginx\b"),
        citation=_cite(
            "nginx documentation, server_tokens",
            "https://nginx.org/en/docs/http/ngx_http_core_module.html#server_tokens",
        ),
    ),
    # Not Apache-Coyote, which is Tomcat's.
    Evidence(
        vendor="Apache httpd",
        field="Server",
        pattern=_like(r"\AApache(?![-\w])"),
        citation=_cite(
            "Apache httpd documentation, ServerTokens",
            "https://httpd.apache.org/docs/2.4/mod/core.html#servertokens",
        ),
    ),
)
