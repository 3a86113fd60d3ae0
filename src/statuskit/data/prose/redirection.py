"""What each 3xx status is for and what to do about it. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.model import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Final[Mapping[int, Prose]] = {
    # RFC 9110, section 15.4.1
    300: Prose(
        description=(
            "The resource comes in several forms, each with its own address, and the client or its user is asked to "
            "pick one. "
            "The content lists them. "
            "If the server has a favourite, Location names it. "
            "Caches may keep the answer by heuristics."
        ),
        use_when=(
            "You hold several formats, languages or versions and want the other side to decide. "
            "Send the list in a format the client can read, and Location if one choice is the natural one. "
            "There is no standard format for such a list."
        ),
        avoid_when=(
            "If Accept, Accept-Language and the like tell you what is wanted, negotiate and send 200. "
            "If there is just one place to go, send 301, 302, 303, 307 or 308. "
            "If nothing you have is acceptable, 406 is the answer. "
            "Few clients do anything useful with a 300."
        ),
        causes=(
            "The server offers several formats or languages and will not choose",
            "A web server found several files that resemble a mistyped name",
            "The client met an unknown 3xx code and handles it as a 300",
        ),
        look_first=(
            "Read the content for the list of choices, and see whether Location is set. "
            "If it came as a surprise, look at the server's negotiation and spelling-correction settings, and at the "
            "Accept fields of the client."
        ),
        client_action=(
            "Show the list, or choose from it if you understand its format. "
            "If Location is there, you may follow it. "
            "Otherwise stop: there is no single place to go."
        ),
    ),
    # RFC 9110, sections 10.2.2 and 15.4.2
    301: Prose(
        description=(
            "The resource has a new permanent address, given in Location, and links should be changed to it. "
            "For historical reasons a client may turn POST into GET when it follows; other methods stay. "
            "The answer may be cached, by heuristics or for as long as its own header fields say. "
            "Browsers tend to keep it stubbornly: that is their habit and no rule of HTTP."
        ),
        use_when=(
            "Pages that are read with GET have moved for good: renamed paths, a new domain, one canonical host name, "
            "HTTP to HTTPS. "
            "Search engines take it as a sign to move their entry and its standing to the new address. "
            "Redirect page by page, straight to the final address, and keep the redirect up as long as old links are "
            "used."
        ),
        avoid_when=(
            "If a POST must arrive as a POST, send 308. "
            "If you may change your mind, send 302 or 307. "
            "After a form has been handled, send 303. "
            "If the page is gone with no successor, 410 or 404 is better than a jump to the home page."
        ),
        causes=(
            "The site moved to a new domain, a new path or HTTPS",
            "A rule adds or removes a trailing slash or www",
            "A cache or browser replays a redirect that the server no longer sends",
        ),
        look_first=(
            "Follow the chain hop by hop with a client that caches nothing, and read every Location. "
            "A loop usually means a rule that points at itself, or HTTP and HTTPS rules that undo each other, as when "
            "an application behind a TLS proxy believes that every request came in clear. "
            "More than three or four hops is a chain to shorten, for each costs a round trip. "
            "If a POST arrives as a GET without its body, a 301 or 302 on the way is the likely reason."
        ),
        client_action=(
            "You may follow Location, resolved against the request URL, keeping the old fragment if the new URL has "
            "none. "
            "Update stored links. "
            "Detect loops, limit the hops, and do not carry credentials or cookies to another origin. "
            "For a POST, decide on purpose whether GET is what you want."
        ),
    ),
    # RFC 9110, section 15.4.3
    302: Prose(
        description=(
            "For now, the resource is found at another address, given in Location; the original address stays the "
            "right one. "
            "A client may turn POST into GET when it follows, and browsers do. "
            "It may be cached only if its header fields expressly allow that."
        ),
        use_when=(
            "A page read with GET is elsewhere for a while: a campaign, a test variant, a stand-in during rebuilding, "
            "a detour to the login page in a browser. "
            "Choose it when the target may change and the method does not matter."
        ),
        avoid_when=(
            "If method and body must survive, send 307. "
            "To show the result of a POST, 303 says plainly what is meant. "
            "Many redirects sent as temporary are in truth permanent: send 301 or 308 then. "
            "An API should answer a missing login with 401, not with a redirect to an HTML form."
        ),
        causes=(
            "The session ended and the application sends the browser to its login page",
            "The framework's redirect helper uses 302 unless told otherwise",
            "A load balancer or captive portal sends the client on a detour",
        ),
        look_first=(
            "See which layer sent it and where Location leads; a login page there means that the session or token "
            "was not accepted. "
            "A loop with the login page usually means that its cookie is not kept: wrong domain, path, Secure or "
            "SameSite. "
            "If a POST lost its body, the client turned it into a GET, as it may."
        ),
        client_action=(
            "You may follow Location, but go on using the original URL next time. "
            "Wait first if Retry-After is given. "
            "Detect loops, and do not send credentials on to another origin. "
            "A program that expected data should check that it did not end up at a login page."
        ),
    ),
    # RFC 9110, section 15.4.4
    303: Prose(
        description=(
            "The answer is to be found at another address: fetch it there with GET, or HEAD after HEAD, whatever the "
            "method was. "
            "The other resource is not a new home of the one requested; it stands for the outcome. "
            "It can have its own bookmark and its own place in a cache."
        ),
        use_when=(
            "After a form POST, send the browser to the result page: this is Post/Redirect/Get. "
            "A reload then repeats a harmless GET, and nobody is asked to submit the form again. "
            "It also fits after PUT or DELETE, for a finished job, or when a POST's result equals a resource that "
            "exists already."
        ),
        avoid_when=(
            "If the request should be repeated elsewhere with its method and body, send 307 or 308. "
            "If the resource itself has moved, send 301 or 308. "
            "An API that creates something usually does better with 201 and Location. "
            "If there is nothing to look at, send 204."
        ),
        causes=(
            "A form was submitted and its handler used Post/Redirect/Get",
            "A job monitor points to the finished result",
            "The URL names a thing that cannot be sent over HTTP, and the target describes it",
        ),
        look_first=(
            "If an API call seems to return a web page, the client followed the 303 and you see the page behind it. "
            "If the result page is empty or out of date, look at session storage, replication lag or a cached copy. "
            "If the form is still submitted twice, look for a double click or a retry before the 303, which it "
            "cannot prevent."
        ),
        client_action=(
            "To follow, fetch Location with GET, or HEAD if the request was HEAD, and drop the content with its header "
            "fields such as Content-Type. "
            "Take what comes back as the answer to the first request. "
            "Do not replace the original URL by the new one, and do not repeat the POST."
        ),
    ),
    # RFC 9110, sections 13.1.2, 13.1.3 and 15.4.5; RFC 9111, section 4.3.4
    304: Prose(
        description=(
            "The client asked for the resource only if it had changed, and it has not: the copy in store is still "
            "good. "
            "There is never content. "
            "It is no redirect to another address, and it is not cached as an answer of its own: its header fields "
            "refresh the stored response."
        ),
        use_when=(
            "A GET or HEAD carried an If-None-Match that matches the current ETag; the answer must then be 304. "
            "Without If-None-Match, send it when If-Modified-Since shows no later change. "
            "Include the ETag, Date, Vary, Cache-Control, Expires and Content-Location that the 200 would have had. "
            "It saves the transfer and keeps the cache warm."
        ),
        avoid_when=(
            "Never answer an unconditional request with it. "
            "A failed If-Match calls for 412, and so does a matching If-None-Match on any method but GET and HEAD. "
            "If the resource did change, send 200 with the new ETag. "
            "Leave out Content-Length, unless it is exactly that of the 200."
        ),
        causes=(
            "A browser or cache checked its copy and the copy is current",
            "A reload revalidated the page",
            "A program sends the ETag it kept from an earlier response",
        ),
        look_first=(
            "If users see old content, the server's validator did not change when the content did: look at how the "
            "ETag is made, and at dates with a resolution of one second. "
            "If 304 never comes, see whether servers or compression layers give different ETags for one resource. "
            "If a client shows an empty page, something on the way added the condition, or the stored copy is gone."
        ),
        client_action=(
            "Use the stored copy as if a 200 had brought it, after updating its header fields from this answer. "
            "Do not look for a body, do not follow anything, and do not count it as an error. "
            "If you have no copy, repeat the request without If-None-Match and If-Modified-Since."
        ),
    ),
    # RFC 9110, section 15.4.6
    305: Prose(
        description=(
            "An old code that told the client to go through a proxy. "
            "It is deprecated: letting any server choose the client's proxy is a danger. "
            "It remains registered, but HTTP since 2014 has given it no use."
        ),
        use_when="Never in new work. Proxies are set in the client's configuration or by the network.",
        avoid_when=(
            "Do not send it. "
            "To move a request elsewhere, use 307 or 308. "
            "To refuse a request that reached the wrong server, 421 may fit; where network access itself needs a "
            "login, 511 is for that."
        ),
        causes=(
            "An appliance or application follows an HTTP text of the 1990s",
            "A test or an attacker sends it to see what the client does",
        ),
        look_first=(
            "Find out who sent it: read Server and Via, and try without the proxy. "
            "A current origin server has no reason to send it, so suspect an intermediary or a hand-written handler."
        ),
        client_action=(
            "Do not connect to the proxy that it names, and do not follow Location. "
            "Report it as a failed request. "
            "Use a proxy only if your own configuration says so."
        ),
    ),
    # RFC 9110, section 15.4.7
    306: Prose(
        description=(
            "A reserved number without a meaning. "
            "An earlier edition of HTTP defined it, later ones dropped it, and the number is kept out of use. "
            "Old lists call it Switch Proxy."
        ),
        use_when="Never. There is nothing that it would tell a client.",
        avoid_when=(
            "Do not send it, not even as a private code: the number is reserved. "
            "For a redirect, choose 301, 302, 303, 307 or 308 by what you mean."
        ),
        causes=(
            "A mistyped status in a handler or configuration",
            "A very old proxy or a home-made protocol",
            "A test that runs through all numbers",
        ),
        look_first=(
            "Search the code and configuration for the literal number; 302, 303 or 307 was probably meant. "
            "If your own servers do not send it, look at the intermediaries on the way."
        ),
        client_action=(
            "Handle it like an unknown code of its class, which means like 300. "
            "Do not follow anything by yourself: show what came, or report a failure."
        ),
    ),
    # RFC 9110, section 15.4.8
    307: Prose(
        description=(
            "For now, the resource is at the address in Location, and a client that follows must keep the method. "
            "A POST therefore arrives as a POST, with its content. "
            "The original address stays the one to use. "
            "It may be cached only if its header fields expressly allow that."
        ),
        use_when=(
            "A request of any method has to go elsewhere for a time: another data centre, a stand-in host, a storage "
            "node that takes the upload. "
            "Prefer it to 302 wherever a body or a method other than GET is in play, as with API calls and form "
            "posts."
        ),
        avoid_when=(
            "If the move is final, send 308. "
            "If the result should be fetched with GET, send 303, above all after a form with a password: 307 would "
            "hand the body to the next host. "
            "If the service is down and has no stand-in, send 503."
        ),
        causes=(
            "The service moves traffic for a time without changing the method",
            "A framework corrects a trailing slash and keeps the POST",
            "The browser itself turned http into https under HSTS and shows a 307 that no server sent",
        ),
        look_first=(
            "If you see it in a browser but in no server log, it is the browser's own upgrade to HTTPS. "
            "If the second request lacks its body, the client could not send a stream twice. "
            "If it lacks Authorization, the target is probably another origin and the client removed it on purpose. "
            "For loops, read each Location and check the slash and scheme rules."
        ),
        client_action=(
            "You may follow with the same method and the same content; never change POST into GET. "
            "Take care with unsafe methods: ask the user or your policy before sending data to a new host. "
            "Wait first if Retry-After is given. "
            "Use the original URL next time."
        ),
    ),
    # RFC 9110, section 15.4.9; RFC 7538, section 4
    308: Prose(
        description=(
            "The resource has a new permanent address, given in Location, and the method stays when it is followed. "
            "It is 301 without the licence to turn POST into GET. "
            "Caches may keep it by heuristics or as its header fields say. "
            "It is younger than the other redirects, and very old clients treat it like 300."
        ),
        use_when=(
            "Something that also takes POST, PUT or other methods has moved for good: an API path, a whole host, "
            "HTTP to HTTPS. "
            "Put a link in the content for clients that do not know the code. "
            "Send Cache-Control with a modest lifetime until you are sure of the move."
        ),
        avoid_when=(
            "If the move may be undone, send 307. "
            "If clients that only know the older codes matter and they just read pages, 301 is safer. "
            "For an API called in clear text, think of refusing with 426 or 403: by the time you redirect, the first "
            "request has already shown its contents to the network. "
            "After a form, send 303."
        ),
        causes=(
            "A site sends all clear-text requests to HTTPS",
            "An API moved to a new path or host",
            "A framework corrects a trailing slash for good",
            "A resumable upload service uses the number in its own sense, to ask for the rest of a file",
        ),
        look_first=(
            "Read each Location in the chain: loops come from HTTPS rules on proxy and application that undo each "
            "other, or from slash rules. "
            "If a client stops at it, the client does not know the code or does not resend bodies. "
            "If it has no Location, and perhaps a Range field, it may be an upload protocol's own signal. "
            "If it will not go away, a cache or browser still holds it."
        ),
        client_action=(
            "You may follow with the same method and content. "
            "Update stored links and base URLs, so that the detour is made once. "
            "Detect loops, limit the hops, and do not carry credentials to another origin. "
            "Take care before sending unsafe requests to a host you did not choose."
        ),
    ),
}
