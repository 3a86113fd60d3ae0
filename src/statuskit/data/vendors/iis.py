"""Microsoft IIS: the sub-statuses of its log, such as 404.13. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_PAGE: Final = Citation(
    "HTTP status codes in IIS",
    "",
    "https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code",
    as_of="2026-11-21",
)

# "Displayed in the client browser but aren't displayed in the IIS log"; all others are in the log alone.
_SHOWN: Final = frozenset({"401.1", "401.2", "401.3", "401.4", "401.5"})

_CLIENT: Final = "client"
_EITHER: Final = "client or operator"
_SERVER: Final = "server operator"

# sub-status, name, summary, who acts (the operator, where the page tells of a setting of the server's); the
# tables of the page, in their order
_ROWS: Final = (
    # 400
    ("400.1", "Invalid Destination header", "the Destination field is invalid", _CLIENT),
    ("400.2", "Invalid Depth header", "the Depth field is invalid", _CLIENT),
    ("400.3", "Invalid If header", "the If field is invalid", _CLIENT),
    ("400.4", "Invalid Overwrite header", "the Overwrite field is invalid", _CLIENT),
    ("400.5", "Invalid Translate header", "the Translate field is invalid", _CLIENT),
    ("400.6", "Invalid request body", "the request's content is invalid", _CLIENT),
    ("400.7", "Invalid Content-Length", "the length of the request's content is invalid", _CLIENT),
    ("400.8", "Invalid timeout", "the timeout that the request asks for is invalid", _CLIENT),
    ("400.9", "Invalid lock token", "the lock token is invalid", _CLIENT),
    ("400.10", "Invalid X-Forwarded-For", "the X-Forwarded-For field is invalid", _CLIENT),
    ("400.11", "Invalid WebSocket request", "the WebSocket handshake is invalid", _CLIENT),
    ("400.601", "ARR bad client request", "request routing found the client's request bad", _CLIENT),
    ("400.602", "ARR invalid time format", "request routing could not read a time in the request", _CLIENT),
    ("400.603", "ARR range parse error", "request routing could not read the range", _CLIENT),
    ("400.604", "ARR client gone", "the client left while request routing was at work", _CLIENT),
    ("400.605", "ARR maximum forwards", "the request was forwarded as often as it may be", _CLIENT),
    ("400.606", "ARR asynchronous competition", "request routing ran into two operations at the same time", _CLIENT),
    # 401
    ("401.1", "Logon failed", "the logon failed, probably for a wrong user name or password", _CLIENT),
    (
        "401.2",
        "Logon failed: server configuration",
        "the server's authentication settings do not allow the logon",
        _SERVER,
    ),
    ("401.3", "Denied by ACL", "the file permissions of the resource deny access", _SERVER),
    ("401.4", "Denied by filter", "an ISAPI filter denied authorization", _CLIENT),
    ("401.5", "Denied by ISAPI/CGI", "an ISAPI or CGI application denied authorization", _CLIENT),
    ("401.501", "Concurrent rate limit", "too many requests at the same time from this address", _EITHER),
    ("401.502", "Request rate limit", "too many requests within the time limit from this address", _EITHER),
    ("401.503", "IP denied", "the client's address is on the deny list", _EITHER),
    ("401.504", "Host name denied", "the client's host name is on the deny list", _EITHER),
    # 403
    ("403.1", "Execute forbidden", "the Execute permission is not granted", _SERVER),
    ("403.2", "Read forbidden", "the Read permission is not granted", _SERVER),
    ("403.3", "Write forbidden", "the Write permission is not granted", _SERVER),
    ("403.4", "SSL required", "the application wants a TLS connection", _CLIENT),
    ("403.5", "SSL 128 required", "the server wants encryption of 128 bits", _CLIENT),
    ("403.6", "IP rejected", "the server denies access to this address", _CLIENT),
    ("403.7", "Client certificate required", "the server wants a client certificate, and there is none", _CLIENT),
    ("403.8", "Site access denied", "the server denies access to the client's DNS name", _CLIENT),
    ("403.9", "Too many connections", "too many clients are connected", _CLIENT),
    ("403.10", "Execute denied by config", "the server is configured to deny Execute access", _SERVER),
    ("403.11", "Password changed", "the password has been changed", _CLIENT),
    ("403.12", "Certificate mapper denied", "the user whom the client certificate maps to is denied access", _CLIENT),
    ("403.13", "Client certificate revoked", "the client certificate has been revoked by its issuer", _CLIENT),
    ("403.14", "Directory listing denied", "there is no default document, and listing is switched off", _SERVER),
    ("403.15", "Client licences exceeded", "more clients than the server has licences for", _SERVER),
    (
        "403.16",
        "Client certificate untrusted",
        "the client certificate is invalid, or the server does not trust it",
        _CLIENT,
    ),
    ("403.17", "Client certificate expired or not yet valid", "the client certificate is not valid now", _CLIENT),
    ("403.18", "URL not in this app pool", "the custom error page belongs to another application pool", _SERVER),
    ("403.19", "CGI not in this app pool", "the application pool's identity may not run CGI programs", _SERVER),
    ("403.20", "Passport logon failed", "logon by Passport is not allowed", _CLIENT),
    ("403.21", "Source access denied", "WebDAV access to source code is not allowed", _CLIENT),
    ("403.22", "Infinite depth denied", "WebDAV requests of infinite depth are not allowed", _CLIENT),
    ("403.501", "Concurrent rate limit", "too many requests at the same time from this address", _EITHER),
    ("403.502", "Request rate limit", "too many requests within the time limit from this address", _EITHER),
    ("403.503", "IP denied", "the client's address is on the deny list", _EITHER),
    ("403.504", "Host name denied", "the client's host name is on the deny list", _EITHER),
    # 404
    ("404.0", "Not found", "the file has moved or does not exist", _CLIENT),
    ("404.1", "Site not found", "the website does not exist", _CLIENT),
    ("404.2", "ISAPI/CGI restriction", "the ISAPI or CGI resource is restricted on the server", _SERVER),
    ("404.3", "MIME restriction", "no MIME type is configured for the file's extension", _SERVER),
    ("404.4", "No handler", "no handler is configured for the file's extension", _SERVER),
    ("404.5", "URL sequence denied", "request filtering blocks a character sequence in the URL", _CLIENT),
    ("404.6", "Verb denied", "the method is not configured or not valid", _CLIENT),
    ("404.7", "Extension denied", "the file's extension is not allowed", _CLIENT),
    ("404.8", "Hidden namespace", "the directory is hidden", _CLIENT),
    ("404.9", "Hidden file", "the file is hidden", _CLIENT),
    ("404.10", "Header too long", "the header fields are too long", _CLIENT),
    ("404.11", "Double escape", "the URL has a sequence that is escaped twice", _CLIENT),
    ("404.12", "High-bit characters", "the URL has characters outside ASCII, which are not allowed", _CLIENT),
    ("404.13", "Content length too large", "the Content-Length is larger than the server allows", _CLIENT),
    ("404.14", "URL too long", "the URL is longer than the server allows", _CLIENT),
    ("404.15", "Query too long", "the query string is longer than the server allows", _CLIENT),
    ("404.16", "WebDAV to static handler", "a WebDAV request went to the handler of static files", _CLIENT),
    ("404.17", "Dynamic to static handler", "dynamic content is mapped to the handler of static files", _SERVER),
    ("404.18", "Query sequence denied", "the query string has a sequence that is not allowed", _CLIENT),
    ("404.19", "Filtering rule", "a rule of request filtering denied the request", _CLIENT),
    ("404.20", "Too many segments", "the URL has too many segments", _CLIENT),
    ("404.501", "Concurrent rate limit", "too many requests at the same time from this address", _EITHER),
    ("404.502", "Request rate limit", "too many requests within the time limit from this address", _EITHER),
    ("404.503", "IP denied", "the client's address is on the deny list", _EITHER),
    ("404.504", "Host name denied", "the client's host name is on the deny list", _EITHER),
    # 405, 406, 408, 412 and 413
    ("405.0", "Method not allowed", "the method is not valid here", _CLIENT),
    ("406.0", "Not acceptable", "the Accept field has a type that is not valid", _CLIENT),
    ("408.0", "Timed out", "the request did not arrive in time", _CLIENT),
    ("412.0", "Precondition failed", "the If-Match field has a value that is not valid", _CLIENT),
    ("413.0", "Too large", "the request's content is too large", _CLIENT),
    # 500
    ("500.0", "Module or ISAPI error", "a module or an ISAPI extension failed", _SERVER),
    ("500.11", "Application shutting down", "the application pool is shutting down", _SERVER),
    ("500.12", "Application restarting", "the application pool is restarting", _SERVER),
    ("500.13", "Server too busy", "the server is too busy to take requests", _SERVER),
    ("500.15", "Global.asax direct request", "the request is for Global.asax, which is not allowed", _SERVER),
    ("500.19", "Invalid configuration", "a configuration file is invalid", _SERVER),
    ("500.21", "Module not recognised", "the configuration names a module that is not there", _SERVER),
    ("500.22", "httpModules not applicable", "httpModules do not work in the managed pipeline mode", _SERVER),
    ("500.23", "httpHandlers not applicable", "httpHandlers do not work in the managed pipeline mode", _SERVER),
    ("500.24", "Impersonation not applicable", "impersonation does not work in the managed pipeline mode", _SERVER),
    ("500.50", "Rewrite: begin request", "an inbound rewrite rule or its configuration failed", _SERVER),
    ("500.51", "Rewrite: pre-begin request", "a global rewrite rule or its configuration failed", _SERVER),
    ("500.52", "Rewrite: send response", "an outbound rewrite rule failed", _SERVER),
    (
        "500.53",
        "Rewrite: release state",
        "an outbound rewrite rule failed before the output cache was updated",
        _SERVER,
    ),
    ("500.100", "ASP error", "an Active Server Page failed", _SERVER),
    # 502
    ("502.1", "CGI timeout", "a CGI program did not finish in time", _SERVER),
    ("502.2", "Premature exit, or ARR map failure", "a program ended early, or request routing failed to map", _SERVER),
    (
        "502.3",
        "Forwarder connection error, or ARR asynchronous failure",
        "request routing found no way through",
        _SERVER,
    ),
    ("502.4", "No server", "request routing has no server to forward to", _SERVER),
    ("502.5", "WebSocket failure", "request routing failed on a WebSocket", _SERVER),
    ("502.6", "Forwarded request failure", "the forwarded request failed", _SERVER),
    ("502.7", "Execute request failure", "request routing failed to execute the request", _SERVER),
    # 503
    ("503.0", "Application pool unavailable", "the application pool is stopped or disabled", _SERVER),
    ("503.2", "Concurrent limit", "more requests at the same time than appConcurrentRequestLimit allows", _SERVER),
    ("503.3", "ASP.NET queue full", "the queue of ASP.NET is full", _SERVER),
    ("503.4", "FastCGI queue full", "the queue of FastCGI is full", _SERVER),
)

MEANINGS: Final = tuple(
    Meaning(
        code=int(subcode.partition(".")[0]),
        vendor="Microsoft IIS",
        name=name,
        summary=summary,
        who_acts=who_acts,
        visibility=Visibility.BODY_ONLY if subcode in _SHOWN else Visibility.LOG_ONLY,
        subcode=subcode,
        citation=_PAGE,
        grade="A",
    )
    for subcode, name, summary, who_acts in _ROWS
)
