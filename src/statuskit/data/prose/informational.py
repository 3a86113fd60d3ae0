"""What each 1xx status is for and what to do about it. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.model import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Final[Mapping[int, Prose]] = {
    # RFC 9110, sections 10.1.1 and 15.2.1
    100: Prose(
        description=(
            "An interim answer to the head of a request: nothing in it so far has made the server refuse. "
            "If the client sent Expect: 100-continue and is holding back its content, this is the go-ahead. "
            "A final status still follows once the whole request has been read and handled."
        ),
        use_when=(
            "Send it at once when a request in HTTP/1.1 or later carries Expect: 100-continue, content is to follow, "
            "and the method, URL and header fields give no reason to answer already. "
            "The main gain is with large uploads and with calls whose credentials have not been proved yet: "
            "a refusal then costs a few header lines and not the whole transfer."
        ),
        avoid_when=(
            "If the header fields alone settle the matter, send the final status now, such as 401, 405, 413 or 415. "
            "It may be left out when content has already begun to arrive or when none is coming. "
            "Never send it to an HTTP/1.0 client, and never as the last word on a request. "
            "An expectation other than 100-continue may be answered with 417."
        ),
        causes=(
            "The client sent Expect: 100-continue before a large body",
            "The HTTP library adds that field by itself above a certain body size",
            "A proxy added the expectation and let the answer through",
        ),
        look_first=(
            "If uploads pause before the body moves, see whether a proxy or the server drops Expect or never sends "
            "the 100; the pause is the client waiting for it. "
            "If logs show 100 as the final status, look for a client or framework that takes interim answers for "
            "the real one. "
            "If a 413 or 401 arrives only after the full upload, the server is reading content before it checks "
            "the header fields."
        ),
        client_action=(
            "Send the content, drop the 100 and wait for the final status. "
            "Do not wait for it without a limit: after a short delay, send the content anyway. "
            "If a final error arrives in its place, do not start the upload, even if an HTTP/1.1 connection has to be "
            "closed for that. "
            "After 417, repeat the request without the expectation."
        ),
    ),
    # RFC 9110, sections 7.8 and 15.2.2; RFC 9113, section 8.6
    101: Prose(
        description=(
            "The server agrees to the change of protocol that the client asked for in its Upgrade field. "
            "After the empty line that ends this answer, the connection carries the protocol named in the response's "
            "own Upgrade field. "
            "It exists only in HTTP/1.1: one HTTP/2 or HTTP/3 connection carries many requests at a time and has no "
            "such switch. "
            "Its everyday use is the opening of a WebSocket."
        ),
        use_when=(
            "Send it when an HTTP/1.1 request offers, in Upgrade, a protocol that you speak and want to use on this "
            "connection. "
            "Upgrade and Connection: upgrade are both required in the answer, and you may pick only a protocol that "
            "the client listed. "
            "If the request also expects 100-continue, send 100 first."
        ),
        avoid_when=(
            "If you would rather stay with HTTP, ignore the offer and answer as usual. "
            "If you insist on another protocol, send 426 with Upgrade. "
            "It is not the way to HTTP/2, whose upgrade from HTTP/1.1 is deprecated, nor to another host or "
            "connection, which is the work of a redirect. "
            "Over HTTP/2, a WebSocket is opened with extended CONNECT and a 2xx answer."
        ),
        causes=(
            "A WebSocket client completed its opening handshake",
            "The client offered another protocol on the same HTTP/1.1 connection",
        ),
        look_first=(
            "When a WebSocket does not open, look for the status that came where 101 should be. "
            "400 usually means a handshake field that is missing or malformed; 426 means that the server will not "
            "go on with the protocol or version the client used. "
            "A 200 or 404 suggests that a proxy on the way removed Upgrade and Connection, as proxies do unless "
            "they are set up to pass them on. "
            "If 101 did arrive and the connection then drops, look at idle timeouts and at Sec-WebSocket-Accept."
        ),
        client_action=(
            "Check that the protocol named is one you offered, then speak that protocol on this connection. "
            "The original request counts as made in the new protocol, so do not send it again. "
            "For a WebSocket, check Sec-WebSocket-Accept before you trust the connection. "
            "If you offered nothing, treat the answer as an error and close."
        ),
    ),
    # RFC 2518, section 10.1 (dropped by RFC 4918)
    102: Prose(
        description=(
            "An interim note that the server holds the complete request and is still at work on it. "
            "WebDAV's first edition defined it, to keep clients from giving up during slow operations on whole trees. "
            "The edition that replaced it left the code out. "
            "It is still registered but counts as deprecated."
        ),
        use_when=(
            "Only for an old WebDAV client that is known to wait longer once it has seen this code. "
            "New services have no reason to send it."
        ),
        avoid_when=(
            "For work that takes long, answer 202 and point to a status monitor. "
            "To announce header fields early, use 103. "
            "Do not send it to HTTP/1.0 clients, and do not trust it to hold timeouts open: nobody on the way has "
            "to wait any longer because of it."
        ),
        causes=(
            "A WebDAV server is working through a large COPY, MOVE or PROPFIND",
            "A framework or gateway sends it as a keep-alive during a slow request",
        ),
        look_first=(
            "Find out why the request is slow enough for the server to say so: the size of the tree, locks, storage. "
            "Then see which layer writes the interim answer, and whether each proxy on the way passes it on."
        ),
        client_action=(
            "Discard it and keep waiting for the final status. "
            "It promises nothing about the outcome. "
            "A client that does not know the code handles it like 100, which comes to the same thing."
        ),
    ),
    # RFC 8297, sections 2 and 3
    103: Prose(
        description=(
            "An interim answer with header fields that the final response will probably carry too. "
            "Most often these are Link fields, so that a browser can fetch style sheets and scripts while the server "
            "is still putting the page together. "
            "They are hints and no more: the final response stands alone and may differ. "
            "The code comes from an Experimental RFC."
        ),
        use_when=(
            "Send it when the final answer needs time, for a database query or a call upstream, and you already know "
            "which resources the page will need. "
            "Link with rel=preload is the usual content. "
            "Several may be sent as more becomes known, and a cache may build one from a stale copy while it "
            "revalidates. "
            "HTTP/2 and later are the safer ground for it."
        ),
        avoid_when=(
            "Leave it out when the final response is ready anyway: put Link there. "
            "Over HTTP/1.1, hold it back from clients not known to cope: one that takes it for the final response "
            "misreads all that follows on the connection. "
            "Do not send it to HTTP/1.0 clients. "
            "Do not put anything there that a client must have, and repeat the fields in the final response."
        ),
        causes=(
            "The origin sent preload hints before a slow page",
            "A content delivery network replayed Link fields that it remembered from earlier responses",
        ),
        look_first=(
            "If hints have no effect, check that every proxy passes interim answers on and that the hinted URLs are "
            "exactly the ones the page uses. "
            "If a client breaks, or mixes up responses, see whether it takes the 103 for the final response over "
            "HTTP/1.1."
        ),
        client_action=(
            "Start fetching or connecting early if you like, then handle the final response just as if no hint "
            "had come. "
            "A field missing from the hints says nothing about the final response. "
            "Ignoring the 103 altogether is fine."
        ),
    ),
    # draft-ietf-httpbis-resumable-upload, section status-code-104 (temporary registration, expires 2026-11-13)
    104: Prose(
        description=(
            "An interim answer to an upload: if the transfer breaks off, it can be taken up again. "
            "It either names the upload resource to return to, in Location, or reports progress, in Upload-Offset. "
            "The code belongs to an Internet-Draft and was registered only for a time. "
            "That entry ran to 13 November 2026, and no renewal had been seen by 21 November 2026."
        ),
        use_when=(
            "Send it when a request carries Upload-Complete and you have set up a resource at which the upload can be "
            "resumed. "
            "Give its address in Location, and the limits, if there are any, in Upload-Limit. "
            "While content arrives, there or in a later append, further ones may report Upload-Offset. "
            "While the draft is a draft, send it only if the request's Upload-Draft-Interop-Version is yours, and "
            "repeat that version in the answer."
        ),
        avoid_when=(
            "Do not send it to clients that did not send Upload-Complete, nor to HTTP/1.0 clients. "
            "It does not replace 100: a client that expects 100-continue still gets its 100. "
            "If you cannot send interim answers, let the client begin with an empty, incomplete upload and return "
            "the address in a 201."
        ),
        causes=(
            "The client began a resumable upload and the server supports it",
            "The server is reporting how much of the upload it has processed",
        ),
        look_first=(
            "If it never arrives, compare Upload-Draft-Interop-Version on both sides: a mismatch must silence it. "
            "Next, look for a proxy or an HTTP library that swallows interim answers. "
            "If resuming fails, ask the upload resource with HEAD and compare its Upload-Offset with your own count."
        ),
        client_action=(
            "Keep the Location: after a dropped connection or a 5xx, ask it with HEAD for Upload-Offset and PATCH the "
            "rest from there. "
            "Content below a reported offset need not be kept for sending again. "
            "Respect Upload-Limit. "
            "Then wait for the final status, which alone says whether the upload counts."
        ),
    ),
}
