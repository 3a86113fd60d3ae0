"""What each 4xx status is for and what to do about it. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.model import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Final[Mapping[int, Prose]] = {
    # RFC 9110, section 15.5.1
    400: Prose(
        description=(
            "The server takes the request for a mistake of the client's and does not process it: broken syntax, "
            "say, or bad framing, or a misleading route. It is the general code of the class, right where no "
            "narrower 4xx fits, and unknown 4xx codes are handled like it. The number does not say which part is "
            "wrong, so the content should."
        ),
        use_when=(
            "Send it when the message or its content cannot be parsed, or when a parameter is missing, of the "
            "wrong type or not usable. HTTP/1.1 demands it for a missing, repeated or invalid Host, for "
            "whitespace before a header's colon and for a Transfer-Encoding that does not end in chunked. Name "
            "each fault in the content by field, machine-readable code and message; problem details (RFC 9457) "
            "fit well. Never report the error inside a 200."
        ),
        avoid_when=(
            "Where 401, 404, 409, 413, 414, 415 or 431 names the fault, send that. Where the syntax is right and "
            "the values break a rule, 422 is more precise; an API may also use 400 for both, as long as it is "
            "consistent. A fault of the server's own is 500."
        ),
        causes=(
            "Malformed JSON or XML in the content",
            "A required field or parameter is missing",
            "A value has the wrong type or format",
            "Headers or cookies are too large for a front server that reports this as 400",
            "Plain HTTP was sent to a TLS port",
        ),
        look_first=(
            "Read the content of the response: a good API names the field. A bare page means that a front server "
            "or the framework's parser refused the message before the application saw it, so read that layer's "
            "error log. Then compare the bytes on the wire with what the client believes it sent: Content-Type, "
            "encoding, quoting, Host."
        ),
        client_action=(
            "Do not repeat the request unchanged. Correct it first, or show the message to the user who supplied "
            "the data."
        ),
    ),
    # RFC 9110, section 15.5.2
    401: Prose(
        description=(
            "Without valid credentials for the target resource, the server did not carry out the request. Despite "
            "the name, the matter is authentication: nobody was named, or the proof did not hold. If credentials "
            "were sent, they have been refused."
        ),
        use_when=(
            "Send it when credentials are missing, wrong, incomplete, expired or revoked. A WWW-Authenticate "
            "header with at least one challenge for the resource is a MUST, for token APIs too. Say in the "
            "content what is missing, but do not reveal whether the user name or the password was wrong."
        ),
        avoid_when=(
            "If the credentials are valid but not sufficient, send 403. If a proxy wants credentials for its own "
            "use, it sends 407. Password guessing can be slowed down with 429. A log-in form that has no "
            "challenge to offer cannot send a correct 401."
        ),
        causes=(
            "No Authorization header was sent",
            "The token or session has expired",
            "The password, API key or signature is wrong",
            "A redirect or a proxy dropped the Authorization header",
            "The token was issued for another environment or audience",
        ),
        look_first=(
            "Read WWW-Authenticate: it names the scheme and often the error. Check that the Authorization header "
            "reached the server, since clients drop it on redirects to another host and some proxies remove it. "
            "Then check expiry, clock skew, audience and signing key."
        ),
        client_action=(
            "Get new credentials or refresh the token, then repeat the request; any method may be repeated, since "
            "nothing was applied. If the same challenge comes back after that, stop and show the content to the "
            "user. Never loop with the same credentials."
        ),
    ),
    # RFC 9110, section 15.5.3
    402: Prose(
        description=(
            "Reserved for future use. No standard gives it a meaning, so a server that sends it follows a "
            "convention of its own. All a general client knows is that it belongs to the 4xx class."
        ),
        use_when=(
            "No standard case calls for it. Some APIs send it for an unpaid invoice, an ended subscription or a "
            "declined charge. If you do the same, document it and put a machine-readable reason in the content."
        ),
        avoid_when=(
            "Where clients that you do not control must understand the answer, send 403 with a reason. A request "
            "quota that is used up is 429. Invalid payment data is 400 or 422."
        ),
        causes=(
            "The subscription or trial has ended",
            "The prepaid credit or the plan's quota is used up",
            "A payment was declined",
        ),
        look_first=(
            "Read the content and the provider's documentation, since the number alone tells nothing. Then check "
            "the billing state and the plan of the account whose credentials were used."
        ),
        client_action=(
            "Do not retry automatically. Handle it like a 400 unless the provider documents more. Show the reason "
            "to a person: the cure usually lies with the account, not with the request."
        ),
    ),
    # RFC 9110, section 15.5.4
    403: Prose(
        description=(
            "The server knows what is asked of it and will not do it. If credentials were sent, it finds them "
            "insufficient. The reason may also have nothing to do with credentials: an address, a region, a time, "
            "a policy. The code does not imply that the caller is authenticated."
        ),
        use_when=(
            "Send it when valid credentials lack the right, role or scope, for example when a user asks for "
            "another user's data or for an admin route. Send it also for refusals that no log-in can cure. Give "
            "the reason in the content only if it may be public."
        ),
        avoid_when=(
            "If the caller is not authenticated and authenticating could help, send 401 with a challenge. If the "
            "existence of the resource is to stay secret, an origin server may send 404 instead. Rate limits are "
            "429, legal demands 451."
        ),
        causes=(
            "The account lacks the role, permission or scope",
            "A firewall, bot filter or CDN rule blocked the request",
            "The client's address or region is not allowed",
            "File permissions or directory rules of a static server refuse access",
            "A CSRF token or signed URL is missing or has expired",
        ),
        look_first=(
            "Find the layer that refused: a CDN's or firewall's page looks unlike the application's error, and "
            "Server, Via and the request id tell them apart. In the application, find the permission check that "
            "failed and the identity it saw. Make sure that the credentials in use are the ones you think they "
            "are."
        ),
        client_action=(
            "Do not send the same credentials again automatically. A repeat with other credentials is allowed and "
            "may succeed. If the reason lies elsewhere, credentials change nothing. Some APIs report rate limits "
            "as 403; Retry-After or an exhausted quota header gives that away."
        ),
    ),
    # RFC 9110, section 15.5.5
    404: Prose(
        description=(
            "The origin server has no current representation of the target to offer, or keeps it secret that it "
            "has one. The code leaves open whether this is temporary or permanent. Caches may store a 404 without "
            "explicit freshness, so it can outlive the fault."
        ),
        use_when=(
            "Send it for unknown routes and identifiers, for deleted resources whose deletion you do not track, "
            "and in place of 403 to hide that a resource exists. When hiding, answer exactly as for a resource "
            "that does not exist."
        ),
        avoid_when=(
            "If you know that the resource is gone and probably for good, send 410. A search or list without hits "
            "is a 200 with an empty list. If the resource exists but not for this method, send 405. If it has "
            "moved, redirect with 301 or 308."
        ),
        causes=(
            "The URL has a typo or comes from a stale link",
            "The resource was deleted, or moved without a redirect",
            "The path prefix differs between proxy and application",
            "The identifier belongs to another environment or tenant",
            "The caller may not see the resource and the server hides it",
        ),
        look_first=(
            "Take the exact path from the log of the layer that answered and compare it with the route table: "
            "prefix, trailing slash, case, encoding. If the application never saw the request, check the proxy's "
            "rules and the latest deployment. Check whether a cache is serving an old 404."
        ),
        client_action=(
            "Do not repeat the request unchanged. Check the URL, and correct or drop the link. In answer to a "
            "repeated DELETE it may mean that the first attempt worked."
        ),
    ),
    # RFC 9110, section 15.5.6
    405: Prose(
        description=(
            "The method is one that the origin server knows, but the target resource does not offer it. Other "
            "methods on the same URL may work, and the Allow header lists them. Caches may store the response "
            "without explicit freshness."
        ),
        use_when=(
            "Send it when the resource exists and the method is known but not offered there, such as DELETE on "
            "something read-only. An Allow header with the methods that the resource supports now is a MUST. Its "
            "value may be empty, for example while the resource is switched off."
        ),
        avoid_when=(
            "If the server implements the method nowhere, send 501. If the resource offers the method but not to "
            "this caller, send 403. If the URL is unknown for every method, send 404."
        ),
        causes=(
            "The client used the wrong method for the endpoint",
            "A redirect turned POST into GET",
            "The URL is one segment off, such as the collection in place of the item",
            "An OPTIONS preflight of a cross-origin request is not handled",
            "A proxy or web server lets only some methods through",
        ),
        look_first=(
            "Compare Allow with the method that the server logged: a 301 or 302 on the way may have changed it, "
            "often because of a trailing slash. If Allow is missing or surprising, a front server may have "
            "answered in place of the application."
        ),
        client_action="Do not repeat the same method on the same URL. Choose one from Allow, if it does what you want.",
    ),
    # RFC 9110, section 15.5.7
    406: Prose(
        description=(
            "The resource has no current representation that fits the request's negotiation headers, such as "
            "Accept or Accept-Language, and the server does not want to send a default one. It is about the "
            "format of the response, not of the request."
        ),
        use_when=(
            "Send it when an answer in another format would be worse than none. The content should list the "
            "representations that exist and their identifiers, so that the user or client can choose."
        ),
        avoid_when=(
            "A default representation often serves the client better, and the server is free to disregard the "
            "header. If the format of the request's content is not supported, send 415."
        ),
        causes=(
            "Accept names a media type that the server does not produce",
            "A client library sets a narrow Accept by default",
            "The API version in a vendor media type is unknown to the server",
            "Accept-Language or Accept-Encoding rules out all that is on offer",
        ),
        look_first=(
            "Compare the Accept headers as they reached the server with the media types that the route produces. "
            "Look for weights of 0 and for version suffixes. Check whether a proxy or library adds or narrows the "
            "headers."
        ),
        client_action=(
            "Do not repeat the request unchanged. Widen or correct the Accept headers, or pick a representation "
            "from the list in the content."
        ),
    ),
    # RFC 9110, section 15.5.8
    407: Prose(
        description=(
            "A proxy on the way wants the client to authenticate before it may use the proxy for this request. It "
            "resembles 401, but the challenge is the proxy's and not the origin's."
        ),
        use_when=(
            "Only a proxy sends it, when credentials for the proxy are missing, wrong or incomplete. A "
            "Proxy-Authenticate header with a challenge for that proxy is a MUST."
        ),
        avoid_when=(
            "An origin server that protects its own resources sends 401. A proxy that refuses by policy, whatever "
            "the credentials, sends 403. A network that wants a log-in before any traffic passes uses 511."
        ),
        causes=(
            "The client has no credentials for the proxy",
            "The proxy password has changed or expired",
            "The client does not support the proxy's authentication scheme",
            "Proxy settings apply to a request that was meant to go direct",
        ),
        look_first=(
            "Find out which proxy answered and why the client uses it: HTTP_PROXY, HTTPS_PROXY, NO_PROXY and the "
            "system settings. Read the scheme in Proxy-Authenticate. The proxy's log shows the attempt; the "
            "origin's log shows nothing."
        ),
        client_action=(
            "Repeat the request with new Proxy-Authorization credentials; any method may be repeated, since it "
            "did not get past the proxy. If they are refused too, stop and ask the user or operator. Never send "
            "these credentials to the origin."
        ),
    ),
    # RFC 9110, section 15.5.9
    408: Prose(
        description=(
            "The client took too long to deliver its request: the time that the server allows for that ran out "
            "before the request was complete. The delay lies with the client or on the path from it. Since the "
            "request was never complete, it counts as not applied."
        ),
        use_when=(
            "Send it when a request has begun to arrive and the rest does not come in time. In HTTP/1.1 the "
            "connection is of no use after that, because the end of the request is lost, so close it."
        ),
        avoid_when=(
            "If an upstream server was slow to respond, a gateway sends 504. If your own processing takes too "
            "long, the client is not to blame: send 503 or 500. A connection on which no request has begun is "
            "simply closed."
        ),
        causes=(
            "The upload is slow or has stalled",
            "The client declared more content than it sent",
            "The network lost packets or the link went down",
            "The server's read timeouts are too short for large content",
            "An attacker holds connections open by sending slowly",
        ),
        look_first=(
            "Compare Content-Length with the bytes that arrived. Check the read timeouts for headers and content "
            "on every layer, since the strictest one decides. A single client points to its code or network, many "
            "at once to the server's limits or an attack."
        ),
        client_action=(
            "The request may be repeated, whatever its method, on a new connection if the old one cannot be used. "
            "Pause briefly before that. If the repeat ends in 408 too, stop: send less or find out what is slow."
        ),
    ),
    # RFC 9110, section 15.5.10
    409: Prose(
        description=(
            "As the resource stands at present, the request cannot be carried out: the two conflict. The code is "
            "meant for conflicts that the user may be able to settle, so that the request can be submitted once "
            "more."
        ),
        use_when=(
            "Send it for a duplicate of something unique, for an edit of an outdated version when the request "
            "carried no precondition, or for a delete that dependents prevent. The content should show where the "
            "conflict comes from, for example by giving the current state or version. It also suits a repeat "
            "under an Idempotency-Key while the first attempt is still running."
        ),
        avoid_when=(
            "If the request carried If-Match or another precondition that turned out false, send 412. If the "
            "values would be wrong in any state, send 422 or 400. If a WebDAV lock is in the way, send 423."
        ),
        causes=(
            "A unique value, such as a user name or e-mail address, is taken",
            "Somebody else changed the resource first",
            "The resource is in a state that does not allow the action",
            "Other resources still depend on the one to be deleted",
            "An earlier attempt of the same request is running or has succeeded",
        ),
        look_first=(
            "Read the content for the field or version in conflict. Load the current state and compare it with "
            "the one the client started from. For creates, search the log for an earlier attempt of the same "
            "client: the conflict may be with itself."
        ),
        client_action=(
            "Do not retry automatically, unless the request carries an Idempotency-Key. Fetch the current state, "
            "resolve the conflict by merging or asking the user, and submit again. In answer to a repeated create "
            "it may mean that the first attempt worked."
        ),
    ),
    # RFC 9110, section 15.5.11
    410: Prose(
        description=(
            "The resource used to be available at this origin, is not any more, and is not expected back. The "
            "code tells everyone who holds a link that the removal is intended and that the link should go too. "
            "Caches may store the response without explicit freshness."
        ),
        use_when=(
            "Send it when you know that the removal is meant to last: an ended campaign, a closed account, a "
            "retired API version, a page that search engines should drop. How long you keep the mark is up to "
            "you."
        ),
        avoid_when=(
            "If you do not know whether the loss is permanent, send 404. If there is a successor, redirect with "
            "301 or 308. Nobody has to mark everything that is gone."
        ),
        causes=(
            "The resource was deleted on purpose",
            "A limited offer or temporary link has ended",
            "The endpoint or API version has been retired",
            "An old bookmark, feed or index still points here",
        ),
        look_first=(
            "Look up the deletion record or the rule that produces the 410, and since when it has been there. If "
            "the resource should exist, suspect a soft-delete flag, a rewrite rule that is too broad or a cached "
            "response."
        ),
        client_action="Do not retry. Remove or replace the link and stop polling.",
    ),
    # RFC 9110, section 15.5.12
    411: Prose(
        description=(
            "The server refuses the request because it has no Content-Length header. Usually the content was "
            "streamed with chunked coding, which the server may well understand but still decline."
        ),
        use_when=(
            "Send it when a request has content without Content-Length and you need to know the length "
            "beforehand, for example to enforce a limit."
        ),
        avoid_when=(
            "An invalid Content-Length is 400. A valid one that is too large is 413. If you can handle content of "
            "unknown length, simply accept it."
        ),
        causes=(
            "The client streams its content with chunked coding",
            "The client library cannot tell the size of a generator or pipe",
            "A proxy replaced the length by chunked coding",
            "A POST or PUT without content lacks Content-Length: 0",
        ),
        look_first=(
            "Look at the framing that reached the server: Transfer-Encoding: chunked means that somebody "
            "streamed. Find out whether the client or a proxy left the length out."
        ),
        client_action=(
            "Repeat the request with a valid Content-Length; buffer the content first if its size is unknown. Do "
            "not repeat it unchanged."
        ),
    ),
    # RFC 9110, section 15.5.13
    412: Prose(
        description=(
            "The request set conditions in its header fields and at least one of them turned out false, so the "
            "method was not applied. If-Match and If-Unmodified-Since protect against overwriting somebody else's "
            "change in this way. A false If-None-Match leads to 412 with every method except GET and HEAD."
        ),
        use_when=(
            "Send it when If-Match or If-Unmodified-Since is false; if the change asked for appears to be in "
            "place already, a 2xx is allowed as well. When If-None-Match is false it is a MUST, except for GET "
            "and HEAD, which get 304. Giving the current ETag helps the client to catch up."
        ),
        avoid_when=(
            "If the request carried no precondition, a collision is 409. If you want to insist on a precondition, "
            "send 428. A GET or HEAD whose If-None-Match is false gets 304."
        ),
        causes=(
            "Another client changed the resource after it was read",
            "The client sent an outdated or altered ETag",
            "If-Match holds a weak ETag, which never matches",
            "If-None-Match: * was sent and the resource exists already",
            "A change was repeated although the first attempt had been applied",
        ),
        look_first=(
            "Compare the ETag in the request with the server's current one, quotes and W/ included, since "
            "If-Match uses the strong comparison. Check whether a proxy alters ETags when it compresses. Look for "
            "an earlier request of the same client that made the change already."
        ),
        client_action=(
            "Do not repeat the request unchanged, and do not drop the precondition to force it through. Fetch the "
            "resource, redo the change on the new state and send it with the new validator. If this was a repeat, "
            "check first whether the earlier attempt was applied."
        ),
    ),
    # RFC 9110, section 15.5.14
    413: Prose(
        description=(
            "The content of the request is too large for the server, either by a limit it has set or because it "
            "cannot cope. The server may end the request or close the connection instead of reading the rest. It "
            "is about the size of the content, not of the URL or the header fields."
        ),
        use_when=(
            "Send it as soon as Content-Length or the bytes read so far exceed the limit; a client that sends "
            "Expect: 100-continue can be refused before the upload. State the limit in the content. If the "
            "condition is temporary, you should add Retry-After."
        ),
        avoid_when=(
            "Header fields that are too large are 431, a target that is too long is 414. A store that is full is "
            "507 in WebDAV. Too many requests are 429."
        ),
        causes=(
            "The file or batch exceeds the application's limit",
            "A proxy or gateway in front has a smaller limit than the application",
            "An encoding such as base64 made the content grow",
            "One huge request was sent where several were meant",
        ),
        look_first=(
            "Find the layer that refused: if the application logged nothing, it was the CDN, the load balancer, "
            "the gateway or the web server. Compare the actual size with the limit of each, since the smallest "
            "decides."
        ),
        client_action=(
            "Send less: split the content, shrink it, or use a resumable upload if the server offers one. Chunked "
            "coding does not help, since it leaves the content as large as it was. Repeat the request unchanged "
            "only if Retry-After came with the response, and not before that time."
        ),
    ),
    # RFC 9110, section 15.5.15
    414: Prose(
        description=(
            "The server refuses the request because its target URI is too long. This is rare, and most often a "
            "sign of a mistake: data in the query that belongs in the content, or a redirect that makes the URL "
            "grow. Caches may store the response without explicit freshness."
        ),
        use_when=(
            "Send it when the target is longer than you want to parse; in HTTP/1.1 it is then a MUST. URIs of "
            "8000 octets at the least should be supported."
        ),
        avoid_when=(
            "Header fields that are too large are 431, content that is too large is 413. A target of normal "
            "length that is malformed is 400."
        ),
        causes=(
            "A form or search sends its data by GET where POST was meant",
            "A redirect loop adds to the URL on every turn",
            "Filters, state or tokens pile up in the query",
            "Somebody is probing the server for weaknesses",
        ),
        look_first=(
            "Log the length and the beginning of the target. Repeated segments show a redirect loop, a long query "
            "shows data in the wrong place. If the application never saw the request, the limit is the front "
            "server's."
        ),
        client_action=(
            "Do not repeat the same URI. Move the data into the content with a method that the API offers for it, "
            "or ask for less per request. Stop following a redirect that keeps growing."
        ),
    ),
    # RFC 9110, section 15.5.16
    415: Prose(
        description=(
            "The content of the request is in a format that this method does not take on this resource, so the "
            "origin server refuses it. The declared Content-Type, the Content-Encoding or the data itself may be "
            "the reason."
        ),
        use_when=(
            "Send it for a media type, a content coding or a patch format that you do not take. If the coding is "
            "the problem, name the ones you would take in Accept-Encoding; for the media type, Accept can do the "
            "same. A PATCH in an unsupported format should be answered with Accept-Patch. Accept-Post is a "
            "further hint, defined outside the RFCs of HTTP."
        ),
        avoid_when=(
            "If the format is supported but the content is malformed, send 400. If it is well formed but its "
            "instructions cannot be processed, send 422. If the format of the response is the problem, send 406."
        ),
        causes=(
            "Content-Type is missing or wrong",
            "The client library set a default type, such as form encoding",
            "The content is compressed with a coding that the server does not take",
            "The patch document is in another format than the endpoint expects",
            "The server compares types too strictly and trips over a parameter",
        ),
        look_first=(
            "Look at Content-Type and Content-Encoding as they arrived, parameters included, and compare them "
            "with what the route takes. Check that the bytes are what the type says."
        ),
        client_action=(
            "Do not repeat the request unchanged. Convert the content to a format that the response names in "
            "Accept, Accept-Encoding or Accept-Patch, label it correctly and send it again."
        ),
    ),
    # RFC 9110, section 15.5.17
    416: Prose(
        description=(
            "The ranges in the request's Range header were rejected: none can be satisfied, or there are too many "
            "small or overlapping ones. It answers a GET with Range, never a POST. Clients cannot count on it, "
            "since servers may ignore Range and send everything with 200."
        ),
        use_when=(
            "Send it when no requested range overlaps the current representation, or when the target does not "
            "support the range unit. For byte ranges you should add Content-Range: bytes */LENGTH with the "
            "current length."
        ),
        avoid_when=(
            "If at least one range can be satisfied, send 206. If you do not support ranges, ignore the header "
            "and send 200. Ignore Range on methods other than GET, and any unit that you do not understand."
        ),
        causes=(
            "A resumed download starts at the end or beyond it",
            "The file was replaced by a shorter one",
            "The representation is empty",
            "The client lists many tiny or overlapping ranges",
        ),
        look_first=(
            "Compare Range with the length in Content-Range; a range that starts exactly at that length means "
            "that the download was complete already. Check whether the file changed in between, differs between "
            "servers, or is compressed now and was not before."
        ),
        client_action=(
            "Do not repeat the same range. Ask again without Range, or with one that fits the length in "
            "Content-Range. Resume with If-Range, so that a changed resource is sent whole."
        ),
    ),
    # RFC 9110, section 15.5.18
    417: Prose(
        description=(
            "The request's Expect header asks for behaviour that at least one server on the way could not "
            "provide. The only expectation that HTTP defines is 100-continue. The response says nothing against "
            "the rest of the request."
        ),
        use_when="It may be sent when Expect holds a member other than 100-continue that you cannot meet.",
        avoid_when=(
            "To 100-continue, answer with 100, or with a final status such as 401, 405 or 413 if you can already "
            "tell. If a 100-continue comes with HTTP/1.0, it must be ignored."
        ),
        causes=(
            "An old proxy or HTTP/1.0 server on the way does not support Expect",
            "The client library adds Expect: 100-continue by itself for large content",
            "Expect holds a value that no standard defines",
        ),
        look_first=(
            "Find out what sets the Expect header, often the HTTP library, and which hop refused it; Via and "
            "Server help. Try the same request without it."
        ),
        client_action=(
            "If the request carried 100-continue, you should repeat it without that expectation. If it carried "
            "another one, do without it or give up."
        ),
    ),
    # RFC 9110, section 15.5.19
    418: Prose(
        description=(
            "Reserved, and listed as (Unused) in the registry. It began as a joke about a teapot that is asked to "
            "brew coffee. The joke was deployed so often that the number cannot be given a meaning for now."
        ),
        use_when="There is no proper use. As an Easter egg it does no harm where no client has to act on it.",
        avoid_when=(
            "In earnest, some other code always says it better: 403 to refuse, 404 to hide, 429 to slow down, 400 "
            "for a bad request."
        ),
        causes=(
            "A joke endpoint or a sample route",
            "A placeholder that was left in the code",
            "A site or firewall that turns away unwanted clients with it",
        ),
        look_first=(
            "Search the code and the firewall rules for the number: somebody chose it by hand. If it comes from "
            "somebody else's server, take it as a refusal without a reason."
        ),
        client_action="Handle it like a 400: do not repeat the request unchanged.",
    ),
    # RFC 9110, section 15.5.20
    421: Prose(
        description=(
            "The request came to a server that cannot or does not want to speak for the target URI. Either it is "
            "not configured for that origin, or the connection does not suit the origin. Origin servers, and "
            "gateways acting for them, send it; a proxy must not generate it."
        ),
        use_when=(
            "Send it when the scheme, host or port is not one of yours, or when the connection that the client "
            "reused is not valid for this host."
        ),
        avoid_when=(
            "If the origin is yours and only the path is unknown, send 404. A missing or invalid Host is 400. A "
            "proxy that cannot reach the right server sends 502 or 504."
        ),
        causes=(
            "The client reused a connection because its certificate covers several hosts",
            "The Host header and the name in the TLS handshake differ",
            "DNS or the load balancer leads the host to the wrong server",
            "The host is not configured on this server",
        ),
        look_first=(
            "Compare the host in the request, the name in the TLS handshake and the hosts that the server knows. "
            "Look for a certificate shared by servers that are configured differently. Then check DNS and the "
            "targets of the load balancer."
        ),
        client_action=(
            "The request may be repeated once, whatever its method, on a different connection, best a fresh one "
            "for that origin. There is no need to wait. If 421 comes back, stop: the server side is "
            "misconfigured."
        ),
    ),
    # RFC 9110, section 15.5.21
    422: Prose(
        description=(
            "The content is of a known type and can be parsed, yet what it asks for cannot be processed. In "
            "short: well formed, but it makes no sense here. It used to be called Unprocessable Entity."
        ),
        use_when=(
            "Send it when values break a rule: a negative quantity, an end before the start, a discount above 100 "
            "per cent, a valid patch that would leave the resource invalid. List each fault in the content by "
            "field, machine-readable code and message. It also suits an Idempotency-Key that is reused with other "
            "content."
        ),
        avoid_when=(
            "If the content cannot be parsed, send 400; if its type is not supported, 415. If the current state "
            "is what stands in the way, such as a duplicate, send 409. An API may use 400 for all of these input "
            "errors, as long as it is consistent."
        ),
        causes=(
            "A value breaks a business rule or lies out of range",
            "Two fields contradict each other",
            "A reference points to something that does not exist or does not fit",
            "The framework reports missing or wrongly typed fields in this way",
            "Client and server follow different versions of the schema",
        ),
        look_first=(
            "Read the list of faults in the content. Compare the request with the schema that the server runs "
            "now, since a deployment may have changed it. If the data looks right, check the rule itself, time "
            "zones and number formats included."
        ),
        client_action=(
            "Do not repeat the request unchanged. Correct the values, or show the messages to the user beside the "
            "fields, and send it again."
        ),
    ),
    # RFC 4918, section 11.3
    423: Prose(
        description=(
            "A lock on one of the resources involved, be it source or destination, stands in the way. The code "
            "comes from WebDAV, where a client can lock a resource while it is editing it."
        ),
        use_when=(
            "Send it when a write meets a lock whose token the request does not submit. The content should hold "
            "the fitting precondition code, such as lock-token-submitted or no-conflicting-lock."
        ),
        avoid_when=(
            "If edits collide without a lock, send 409, or 412 if a precondition was false. If a rule of the "
            "business has closed a record, 409 or 403 is clearer outside WebDAV. A server that is merely busy "
            "sends 503."
        ),
        causes=(
            "Another user or program has locked the resource",
            "The client did not submit its lock token in the If header",
            "A client crashed and its lock has not timed out",
            "A lock on the parent collection covers the resource",
        ),
        look_first=(
            "Read the lockdiscovery property of the resource: it shows the lock's owner, depth and timeout. Check "
            "whether the client sends its token. Look for locks that nobody uses any more."
        ),
        client_action=(
            "Do not retry automatically. If you hold the lock, send the request with its token. Otherwise wait "
            "until the lock is released or expires, or ask its owner."
        ),
    ),
    # RFC 4918, section 11.4
    424: Prose(
        description=(
            "This action was given up because something it relies on failed first. The code comes from WebDAV, "
            "where one request can hold several actions, and usually stands inside a 207 beside the real failure."
        ),
        use_when=(
            "Send it for those parts of a request that were given up because another part failed, such as the "
            "remaining properties of a PROPPATCH. The part that failed by itself carries its own status."
        ),
        avoid_when=(
            "If a server behind you failed, send 502 or 504. If the whole request conflicts with the current "
            "state, send 409. In a batch of independent items, each gets a status of its own."
        ),
        causes=(
            "Another instruction of the same request failed",
            "One property of a PROPPATCH could not be set",
            "An API reports a failed dependency of its own in this way",
        ),
        look_first=(
            "Do not study the 424: find the part of the same response that carries another error. That one is the "
            "cause."
        ),
        client_action=(
            "Do not repeat the dependent action by itself. Correct the one that failed and send the request again."
        ),
    ),
    # RFC 8470, section 5.2
    425: Prose(
        description=(
            "The server declines the request because it could be a replay, and acting on it twice is too great a "
            "risk. It concerns TLS early data (0-RTT), which an attacker can copy and send again. Its content "
            "represents no resource, and it is not cacheable by default."
        ),
        use_when=(
            "Send it when a request came in early data or carries Early-Data: 1 and processing it a second time "
            "could do harm. For a marked request that cannot be processed safely it is a MUST, since waiting for "
            "the handshake does not help there."
        ),
        avoid_when=(
            "If the request neither came in early data nor carries the header, you should not send it: the client "
            "may be unable to retry. Under load, reject early data as a whole instead. Throttling is 429, "
            "overload 503."
        ),
        causes=(
            "The client or a CDN sent the request as 0-RTT data",
            "A gateway marked the request with Early-Data: 1",
            "The resource has side effects and does not allow early data",
        ),
        look_first=(
            "Find out which hop has early data switched on: client, CDN, load balancer. Check whether Early-Data: "
            "1 was set when the request arrived. Decide for each resource whether early data is acceptable."
        ),
        client_action=(
            "If you sent the request in early data, repeat it once without early data; there is no need to wait "
            "longer than the handshake takes. An intermediary must pass the 425 on if the request came to it with "
            "Early-Data. If early data was not involved, a repeat changes nothing."
        ),
    ),
    # RFC 9110, section 15.5.22
    426: Prose(
        description=(
            "The request is refused in the protocol it came in, but might be accepted once the client has "
            "upgraded to another one. The Upgrade header names the protocols that the server would accept, the "
            "preferred one first."
        ),
        use_when=(
            "Send it when a resource is served over another protocol only, such as a WebSocket endpoint that is "
            "reached by a plain GET. An Upgrade header is a MUST, and in HTTP/1.1 Connection has to list upgrade "
            "as well. Explain in the content what is required."
        ),
        avoid_when=(
            "To move clients from http to https, redirect with 308 or 301: Upgrade cannot switch to another "
            "connection. If you refuse the major version of HTTP, send 505. If the attempt to upgrade is "
            "malformed, send 400."
        ),
        causes=(
            "A plain request reached a WebSocket endpoint",
            "A proxy removed the Upgrade and Connection headers",
            "The client asked for a WebSocket version that is not supported",
            "The server demands a newer protocol than the client speaks",
        ),
        look_first=(
            "Read Upgrade in the response. Then check that Upgrade and Connection of the request survive every "
            "proxy: they apply to a single hop, so each proxy must be set up to renew them."
        ),
        client_action=(
            "Do not repeat the request unchanged. Upgrade to one of the protocols named and send it again, if you "
            "support one. Otherwise use another client."
        ),
    ),
    # RFC 6585, section 3
    428: Prose(
        description=(
            "The origin server does not take this request without a precondition. It wants to rule out lost "
            "updates, where two clients read the same state and the later write wipes out the earlier one. A "
            "cache must not store the response. Servers need not use the code, so clients cannot rely on it for "
            "protection."
        ),
        use_when=(
            "Send it when a request that changes state lacks If-Match or a similar precondition and you insist on "
            "one. Explain in the content how to send the request correctly."
        ),
        avoid_when=(
            "If a precondition was sent and was false, send 412. If you notice a collision without any "
            "precondition, send 409. Do not insist on preconditions where the resource gives out neither ETag nor "
            "Last-Modified."
        ),
        causes=(
            "The client writes without having read the ETag",
            "A library or proxy dropped If-Match",
            "The API has begun to require conditional writes",
        ),
        look_first=(
            "Check whether If-Match left the client and whether it reached the server. Check that a GET of the "
            "resource returns an ETag to use."
        ),
        client_action=(
            "Do not repeat the request unchanged. Fetch the resource, make sure that your change still makes "
            "sense, and send it with If-Match and the ETag you received. If-Match: * is no substitute, since it "
            "only tests that the resource exists."
        ),
    ),
    # RFC 6585, section 4
    429: Prose(
        description=(
            "The user has gone over a rate limit: too many requests for the period that the server looks at. The "
            "standard leaves open how the server counts and how it tells users apart: by credentials, address or "
            "cookie, for one resource or across many servers. A cache must not store the response."
        ),
        use_when=(
            "Send it to throttle whoever is over a limit, password guessing included. The content should explain "
            "the limit. Retry-After is a MAY, but send it: without it clients guess, and often come back too "
            "soon. RateLimit fields, or the older X-RateLimit ones, let clients slow down in time."
        ),
        avoid_when=(
            "If the service is overloaded for everybody, send 503. If the account may not do this at all, send "
            "403. Under attack it can be better to drop connections than to answer every request."
        ),
        causes=(
            "A burst or a loop without pauses",
            "Many workers share one key or address",
            "Retries without backoff multiply the load",
            "The client polls more often than it needs to",
            "The quota of the plan is used up",
        ),
        look_first=(
            "Read Retry-After, the rate limit headers and the content: which limit, which window, which key. "
            "Count the requests for that key, retries included. Find out whether the CDN, the gateway or the "
            "application did the counting."
        ),
        client_action=(
            "Wait at least as long as Retry-After says, or back off with growing, random pauses. Then repeat the "
            "request; any method may be repeated, since a request that was turned away counts as not applied. "
            "Slow down before the quota runs out, or ask for a higher one."
        ),
    ),
    # RFC 6585, section 5
    431: Prose(
        description=(
            "The header fields of the request are too large for the server, a single one or all of them together. "
            "A cache must not store the response. No server is obliged to send it; under attack it may just drop "
            "the connection."
        ),
        use_when=(
            "Send it when the header section exceeds your limits. If a single field is at fault, the content "
            "should name it."
        ),
        avoid_when=(
            "A target that is too long is 414, content that is too large is 413. A field that is malformed is 400."
        ),
        causes=(
            "Cookies have piled up for the domain",
            "A token in a header has grown, for example with many claims",
            "Referer repeats a very long URL",
            "A proxy loop adds to a field on every pass",
        ),
        look_first=(
            "List the header fields of the request by size, cookies first. Compare them with the limits of each "
            "layer: the web server or load balancer often refuses before the application does. Some front servers "
            "report the same fault as 400."
        ),
        client_action=(
            "Do not repeat the request unchanged. Make the header fields smaller and send it again: clear "
            "cookies, shorten the token, leave out what is optional."
        ),
    ),
    # RFC 7725, section 3
    451: Prose(
        description=(
            "Access is denied because the law, or somebody who invokes it, demands so. The server that denies it "
            "need not be the origin: access providers, caches and search engines are affected too. The response "
            "does not reveal whether the resource exists. Caches may store it without explicit freshness."
        ),
        use_when=(
            "Send it when a law, a court order or a similar demand makes you withhold the resource. The content "
            "should say who demands it, on what legal basis, and for which people and resources. A Link header "
            "with rel=blocked-by should identify the party that carries out the blocking, not the one that "
            "ordered it."
        ),
        avoid_when=(
            "A refusal by your own rules is 403. What its owner took down is 404 or 410. Where the demand itself "
            "must stay secret, this code is not available."
        ),
        causes=(
            "A court order or takedown notice",
            "The content is blocked in the client's country",
            "An access provider is obliged to block the site",
            "Sanctions or privacy law restrict the service",
        ),
        look_first=(
            "Read the Link header with rel=blocked-by and the content to learn who blocks and why. Check the "
            "client's region and network, since the answer may differ elsewhere. A 451 with X-MS-Location is no "
            "legal block but the redirect of a mail synchronisation protocol."
        ),
        client_action=(
            "Do not retry. Show the explanation to the user. Nothing in the request can cure it, and even without "
            "the demand the resource might not be there."
        ),
    ),
}
