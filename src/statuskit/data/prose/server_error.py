"""What each 5xx status is for and what to do about it. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.model import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Final[Mapping[int, Prose]] = {
    # RFC 9110, section 15.6.1
    500: Prose(
        description=(
            "Something that the server had not foreseen went wrong, so it could not do what was asked. It is the "
            "general code of the class, and unknown 5xx codes are handled like it. It does not prove that the "
            "request was sound, since bad input can set off the fault. Nor does it tell whether the request was "
            "applied."
        ),
        use_when=(
            "Send it for unhandled exceptions, broken configuration and any other fault of your own that no "
            "narrower 5xx names. Return a general message, whether the condition is temporary, and a request id. "
            "Log the details and the stack trace on the server under that id. Never put stack traces, queries or "
            "file paths in the response."
        ),
        avoid_when=(
            "Invalid input and expected business errors are 4xx, such as 400, 409 or 422. Overload and "
            "maintenance are 503. A gateway whose upstream fails sends 502 or 504. A poll that finds a failed job "
            "is a 200 that says so."
        ),
        causes=(
            "An unhandled exception in application code",
            "A new deployment brought in a bug",
            "A database query failed or the database cannot be reached",
            "A setting or secret is wrong or missing",
            "Validation let bad input through",
        ),
        look_first=(
            "Start with the application log and the error tracker, by the request id and the time. Compare that "
            "time with the last deployment and configuration change. If the application logged nothing, a layer "
            "in front produced the 500: go through CDN, load balancer and gateway."
        ),
        client_action=(
            "The request may or may not have been applied. Repeat it automatically only if the method is "
            "idempotent or something else, such as an Idempotency-Key, makes the repeat safe; back off, and stop "
            "after a few attempts. Otherwise check the state first. Quote the request id when you report it. "
            "The standard stops at one: what fails again after an automatic repeat should not be repeated by itself."
        ),
    ),
    # RFC 9110, section 15.6.2
    501: Prose(
        description=(
            "The request needs something that the server has no support for. Above all it is the answer to a "
            "method that the server does not recognise and could not offer on any resource. Caches may store the "
            "response without explicit freshness."
        ),
        use_when=(
            "Send it for a method that you implement nowhere, and for a transfer coding that you do not understand."
        ),
        avoid_when=(
            "If the method is known but not allowed for this resource, send 405 with Allow. An endpoint that is "
            "not built yet is 404. A general-purpose server has to support GET and HEAD, so neither should meet a "
            "501."
        ),
        causes=(
            "The method is misspelt or in lower case",
            "A server or proxy does not know the method, such as PROPFIND or PATCH",
            "The request uses a transfer coding other than chunked",
            "A handler was left as a stub",
        ),
        look_first=(
            "Check the method exactly as it was sent, since names are case-sensitive. Then find the layer that "
            "refused it: web servers and gateways often know fewer methods than the application."
        ),
        client_action=(
            "Do not repeat the request. Use another method that the API offers. If a transfer coding was refused, "
            "send the content without it."
        ),
    ),
    # RFC 9110, section 15.6.3
    502: Prose(
        description=(
            "A gateway or proxy asked a server behind it and got an answer that is not a valid response. In "
            "practice it also covers connections that the upstream refuses or breaks off. It does not tell "
            "whether the upstream applied the request."
        ),
        use_when=(
            "Only a gateway or proxy sends it: when the upstream's response is malformed, cut short or too large, "
            "or when the connection or its TLS fails. A Proxy-Status header can say which. Add a request id that "
            "the next hop knows too."
        ),
        avoid_when=(
            "If the upstream did not respond in time, send 504. If nothing behind you can take requests because "
            "of overload or maintenance, send 503. If the fault is in your own code, send 500."
        ),
        causes=(
            "The application process is down or has crashed",
            "The proxy points to the wrong host or port",
            "The application is restarting in a deployment",
            "The upstream broke off the connection or sent a broken response",
            "The TLS handshake with the upstream failed",
        ),
        look_first=(
            "Is the application process running, and does it listen on the host and port that the proxy uses? "
            "Then read the proxy's error log, and look for crashes, out-of-memory kills and restarts at that "
            "time. Server, Via, Proxy-Status and the request id show which hop answered: CDN, load balancer or "
            "gateway."
        ),
        client_action=(
            "Repeat the request with backoff if the method is idempotent or the repeat is known to be safe. "
            "Otherwise find out first whether it was applied. A proxy must not automatically repeat a method that "
            "is not idempotent."
        ),
    ),
    # RFC 9110, section 15.6.4
    503: Prose(
        description=(
            "For the time being the server cannot take the request: it is overloaded or in planned maintenance, "
            "and that should pass. No server is obliged to use it: some just refuse connections when they are "
            "overloaded."
        ),
        use_when=(
            "Send it during overload, maintenance or a deployment, when memory, threads or connections have run "
            "out, when a health check fails, and at once, without calling further, while a circuit breaker is "
            "open. Retry-After is a MAY; send it whenever you can estimate the time, so that clients do not come "
            "back too soon. Say in the content that the condition is temporary."
        ),
        avoid_when=(
            "A bug is 500. One client over its limit is 429. A gateway whose upstream is slow or broken sends 504 "
            "or 502. What is switched off for good is 410 or 404."
        ),
        causes=(
            "The load is above capacity",
            "Maintenance or a deployment is in progress",
            "The load balancer has no healthy backend",
            "A pool of connections, threads or memory has run out",
            "A circuit breaker is open",
        ),
        look_first=(
            "Check load and capacity first: CPU, memory, pools, queues. Then check the state of deployment and "
            "maintenance. Ask the load balancer which backends it holds healthy, and why not the others. The "
            "request id tells whether the request got past CDN, load balancer and gateway."
        ),
        client_action=(
            "Wait as long as Retry-After says, or back off with growing, random pauses. Repeat automatically only "
            "if the method is idempotent or the repeat is known to be safe; Retry-After by itself does not make "
            "it so. Give up after a few attempts."
        ),
    ),
    # RFC 9110, section 15.6.5
    504: Prose(
        description=(
            "A gateway or proxy needed an answer from another server and did not get it in time. That one may be "
            "slow, out of reach or still at work, so the code does not tell whether the request was applied. A "
            "cache sends it too, if only-if-cached finds nothing fitting, or if it must revalidate and is cut off "
            "from the origin."
        ),
        use_when=(
            "Only a gateway, proxy or cache sends it: when finding, reaching or waiting for the upstream takes "
            "longer than its limit. Add a request id that the next hop knows too."
        ),
        avoid_when=(
            "A response that is invalid, or a connection that is refused, is 502. A client that is slow in "
            "sending its request gets 408. Work that is known to take long is better answered with 202 and "
            "finished later."
        ),
        causes=(
            "A slow database query holds up the request",
            "A service further on is slow or hangs",
            "An outer timeout is shorter than the work takes",
            "The network between two services loses packets",
            "A firewall silently drops the connection attempts",
        ),
        look_first=(
            "Look for slow queries and slow calls at that time. Then compare the timeouts between services: each "
            "outer one should be longer than the next inner one. Follow the request id through CDN, load "
            "balancer, gateway, application and database, and see where it stops or who finished too late."
        ),
        client_action=(
            "Repeat the request with growing, random pauses if the method is idempotent or the repeat is known to "
            "be safe; the first attempt may still be running. Otherwise check the state first. If it persists, "
            "ask for less per request or allow more time. After only-if-cached, leave out that directive."
        ),
    ),
    # RFC 9110, section 15.6.6
    505: Prose(
        description=(
            "The server cannot, or does not want to, serve the major version of HTTP that the request uses. In "
            "that version it sends no more than this error."
        ),
        use_when=(
            "Send it when you decline the major version, for whatever reason. The content should say why, and "
            "which protocols you support."
        ),
        avoid_when=(
            "A higher minor version of a major version that you implement is no error: process the request. A "
            "request line that makes no sense is 400. To ask for another protocol on the same connection, send "
            "426."
        ),
        causes=(
            "A client or scanner uses an outdated or invented version",
            "An unencoded space in the URL makes the server misread the version",
            "HTTP/2 was spoken to a server that only knows HTTP/1.1",
        ),
        look_first=(
            "Look at the raw request line in the log of the server that answered. Check the URL for unencoded "
            "spaces, and the protocol that the proxy is set to use towards the upstream."
        ),
        client_action=(
            "Do not repeat the request in the same major version. Use one that the response names, if you speak it."
        ),
    ),
    # RFC 2295, section 8.1
    506: Prose(
        description=(
            "The server's negotiation is set up wrongly: the variant picked by transparent content negotiation "
            "would start a negotiation of its own, and so on. The specification is experimental."
        ),
        use_when="Send it only if you implement transparent content negotiation and meet this mistake.",
        avoid_when="Any other mistake in the configuration is 500. If no representation suits the client, send 406.",
        causes=(
            "A variant points to a resource that negotiates in turn",
            "A list of variants refers to itself",
        ),
        look_first=(
            "Check the server's negotiation settings, such as type maps and lists of variants. Each variant has "
            "to be a plain resource."
        ),
        client_action=(
            "Do not repeat the request: only the operator of the server can cure it. If you know the URL of a "
            "plain variant, ask for that."
        ),
    ),
    # RFC 4918, section 11.5
    507: Prose(
        description=(
            "The request calls for something to be stored, and the server is not able to store it, most often for "
            "want of space. The code comes from WebDAV, and the condition counts as temporary."
        ),
        use_when=(
            "Send it when free space or the user's quota is not enough for a write. Say in the content what is "
            "full, if the user can do something about it."
        ),
        avoid_when=(
            "If the content exceeds a fixed limit, however much space there is, send 413. General overload is "
            "503. A write that fails for unknown reasons is 500."
        ),
        causes=(
            "The disk or volume is full",
            "The user's quota is used up",
            "The directory for temporary upload files is full",
            "A load balancer uses the number for a redirect URL that is too long",
        ),
        look_first=(
            "Check free space, inodes and quotas, temporary directories included. Make sure which layer answered, "
            "since a load balancer may use the number in a sense of its own."
        ),
        client_action=(
            "Do not retry automatically. If a user's action led to the request, it must not be repeated until the "
            "user acts again. Free space or send less first."
        ),
    ),
    # RFC 5842, section 7.2
    508: Prose(
        description=(
            "A request with Depth: infinity led the server round in a circle, and it broke off. The whole "
            "operation has failed. The code comes from the binding extension of WebDAV, whose specification is "
            "experimental."
        ),
        use_when="Send it when a loop of bindings is met and the client has not announced DAV: bind in its request.",
        avoid_when=(
            "If the client has announced DAV: bind, report members that were listed before as 208 inside the 207. "
            "A request that circles between proxies is 502."
        ),
        causes=(
            "A collection contains itself through a binding",
            "A platform uses the number for code that calls itself in a circle",
            "A hosting service uses the number for an account that has reached its limits",
        ),
        look_first=(
            "Walk through the collection and look for bindings that lead back to a parent. If WebDAV is not "
            "involved, read the platform's documentation, since the number is also used in other senses."
        ),
        client_action=(
            "Do not repeat the request unchanged. Ask with a smaller Depth, or announce DAV: bind if you "
            "understand 208."
        ),
    ),
    # RFC 2774, section 7
    510: Prose(
        description=(
            "The server makes access depend on an extension that the request does not declare. The code belongs "
            "to an HTTP extension framework that is now historic, and the registry marks it as obsoleted."
        ),
        use_when=(
            "Do not use it in new systems. Within the old framework the response should hold all that the client "
            "needs to send an extended request."
        ),
        avoid_when=(
            "For a missing precondition send 428, for another protocol 426, for other demands that the request "
            "does not meet 400 or 403."
        ),
        causes=(
            "An old system uses the extension framework",
            "A server uses the number in a sense of its own",
        ),
        look_first=(
            "Find out which software sent it and why, since the framework has been given up. Read the content for "
            "what is missing."
        ),
        client_action=(
            "Do not repeat the request unchanged. If the response names extensions that you can supply, you may "
            "repeat it with them. Otherwise show the content to the user."
        ),
    ),
    # RFC 6585, section 6
    511: Prose(
        description=(
            "The network itself wants a log-in before it lets the client's traffic through. The response comes "
            "from a proxy that intercepts traffic, such as the captive portal of a hotel or airport, and not from "
            "the server that was asked. A cache must not store it."
        ),
        use_when=(
            "Only an intercepting proxy that controls access to a network sends it. The content should link to a "
            "page where the user can log in. It should hold neither a challenge nor the log-in form, which "
            "browsers would show as part of the site that was asked for."
        ),
        avoid_when=(
            "An origin server should not send it: its own log-in is 401. A proxy that the client uses knowingly "
            "sends 407."
        ),
        causes=(
            "The device is on a public network and not logged in",
            "The log-in to the network has expired",
            "The terms of use have not been accepted",
            "A server or build machine is on a network with access control",
        ),
        look_first=(
            "Open a plain http page in a browser on the same network and see whether a log-in page appears. The "
            "log of the server that was asked has nothing, since the request never got there. Over https the "
            "interception shows as a certificate error."
        ),
        client_action=(
            "Do not retry before somebody has logged in to the network: show the link to the user. After that, "
            "send the request again; it did not reach its server. Do not take the response, or cookies in it, as "
            "coming from the site that was asked for."
        ),
    ),
}
