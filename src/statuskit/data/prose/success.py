"""What each 2xx status is for and what to do about it. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.model import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Final[Mapping[int, Prose]] = {
    # RFC 9110, section 15.3.1
    200: Prose(
        description=(
            "The request did what it asked for, and the content is the result. "
            "What that content shows depends on the method: the resource itself for GET, the outcome of the action "
            "for POST, PUT and DELETE, the available options for OPTIONS. "
            "Caches may reuse it for a guessed time if nothing forbids that and the method allows it."
        ),
        use_when=(
            "A read found its resource, or an action is finished and there is something to show: an updated record, "
            "a token after login, a search result, the state of a job. "
            "A search without hits is a 200 with an empty list. "
            "On GET and HEAD, send ETag and Last-Modified where you have them. "
            "It is also the plain answer to a webhook that has been dealt with."
        ),
        avoid_when=(
            "Do not wrap an error in it: clients, caches and monitoring go by the number, so send the 4xx or 5xx. "
            "If something was created, send 201; if the work is still to be done, 202; if there is nothing to show, "
            "204. "
            "Part of a file that was asked for with Range is a 206."
        ),
        causes=(
            "The request succeeded and the server had something to return",
            "A create call matched an existing resource and returned that one",
            "A cache answered from a stored copy without asking the origin",
            "The server ignored a Range or had no match for the validators that were sent",
        ),
        look_first=(
            "Where you expected 201, the server probably reused an existing resource and did not make a new one. "
            "On DELETE it means that a body came back, which the client may be throwing away unread. "
            "Where you expected 304, compare the validators you sent with the ETag and Last-Modified you got. "
            "If the call failed all the same, read the body: the service may report errors under a success status."
        ),
        client_action=(
            "Use the content as the method gives it meaning, after a look at Content-Type. "
            "Keep ETag or Last-Modified for later conditional requests, and store the response as far as "
            "Cache-Control allows. "
            "If you asked for a range, this is the whole representation, so start at the first byte."
        ),
    ),
    # RFC 9110, sections 9.3.3, 9.3.4 and 15.3.2
    201: Prose(
        description=(
            "The request has been carried out, and at least one new resource now exists because of it. "
            "Location names the main one; if that field is absent, the new resource is at the URL that was requested. "
            "An ETag or Last-Modified in the answer belongs to the new representation."
        ),
        use_when=(
            "A POST made something new: send Location with its address, and content that describes the result, such as "
            "the new object. "
            "A PUT that brings its target into being must be answered with it; send ETag there only if the content "
            "was stored exactly as it came. "
            "The resource has to exist by the time you answer."
        ),
        avoid_when=(
            "If the resource will be made later, send 202. "
            "If an existing one was changed, send 200 or 204. "
            "If the request clashes with one that is already there, 409 says so; to hand that one out, send 200, or "
            "303 with its address. "
            "A GET has no business creating what it reports."
        ),
        causes=(
            "A POST to a collection added a member",
            "A PUT stored a representation where there was none",
            "A retried POST created the same thing a second time",
        ),
        look_first=(
            "Check Location first: present after a POST, pointing at the new resource, and with the host and scheme "
            "that clients outside the proxy can reach. "
            "If duplicates turn up, look for retries of a POST that has no idempotency key. "
            "If a GET right after it gives 404, look at replication lag or a cached 404."
        ),
        client_action=(
            "Take the address from Location, resolved against the request URL, or use the request URL if there is "
            "none. "
            "It is an address and not a redirect: fetch it only if you need the content. "
            "Do not send the request again. "
            "Keep the ETag for the first update."
        ),
    ),
    # RFC 9110, section 15.3.3
    202: Prose(
        description=(
            "The request has been taken on, but the work is not done and may not have begun. "
            "It can still fail or be turned down later, and HTTP has no way of sending that outcome afterwards. "
            "The code commits the server to nothing more than having the request."
        ),
        use_when=(
            "Work outlives the connection: video encoding, bulk imports, report generation, a queued deletion, a "
            "webhook put aside for later. "
            "The content should say how things stand and give a job number or the address of a status monitor. "
            "Reject at once what can be rejected at once, such as bad input."
        ),
        avoid_when=(
            "If the work is finished when you answer, send 200, 201 or 204. "
            "If you already know that it will fail, send the 4xx or 5xx. "
            "If you cannot take more work in, 429 or 503 with Retry-After is the honest answer. "
            "A poll of the status monitor is normally a 200 itself, whatever state the job is in."
        ),
        causes=(
            "The service put the job in a queue",
            "The DELETE will very likely happen but has not yet",
            "A gateway took the message before anything behind it had seen it",
        ),
        look_first=(
            "Follow the job and not the request: the queue, the worker's log, the monitor. "
            "A failure after 202 shows in no HTTP status of the original call. "
            "If jobs vanish, see whether the request was stored safely before the answer went out."
        ),
        client_action=(
            "Do not take it for success. "
            "Keep the job number or monitor address and poll it at growing intervals, or as Retry-After asks. "
            "Do not send the request again just because the result is slow. "
            "If there is no monitor, check the state of the resource itself."
        ),
    ),
    # RFC 9110, sections 7.7 and 15.3.4
    203: Prose(
        description=(
            "The request succeeded, but a proxy has changed the content of the 200 that the origin sent. "
            "The code lets the receiver know that what it holds is not what the origin wrote. "
            "Like 200, it may be cached by heuristics."
        ),
        use_when=(
            "A transforming proxy has altered the content of a 200: an image recoded, a page translated, something "
            "filtered out. "
            "Marking this is optional, and in practice few proxies do it."
        ),
        avoid_when=(
            "An origin server sends 200 for its own content, whatever source it was gathered from. "
            "Keep 200 if only the transfer coding was changed. "
            "If the origin said no-transform, the content must be left as it is."
        ),
        causes=(
            "A filter or compression proxy between client and origin rewrote the content",
            "A network operator recodes images on the way",
            "An application sends it by itself for data copied from elsewhere",
        ),
        look_first=(
            "Read Via and Server to find which proxy stepped in, then fetch the same URL by a path that avoids it. "
            "If digests or signatures fail, the rewriting is the reason. "
            "Cache-Control: no-transform on the origin's responses forbids it."
        ),
        client_action=(
            "Handle it like 200, but do not count on the exact bytes of the origin. "
            "Where integrity matters, fetch again over a connection that the proxy cannot read. "
            "Validators from it may be of use only along the same path."
        ),
    ),
    # RFC 9110, sections 8.6 and 15.3.5
    204: Prose(
        description=(
            "The request succeeded and there is no content to send. "
            "The answer ends with its header section: no content or trailers may follow, and Content-Length must not "
            "be sent. "
            "Header fields such as ETag describe the resource as it is now, after the action. "
            "A browser stays on the page it is showing."
        ),
        use_when=(
            "An action is finished and the client needs nothing back: a DELETE, a save by PUT or PATCH, an autosave, "
            "a delete button behind a script. "
            "Add the new ETag for further edits, though after PUT only if the content was stored exactly as it came. "
            "It is also right when the client has said that it prefers no content back. "
            "A DELETE of something already gone may get it too, or 404, as the interface decides."
        ),
        avoid_when=(
            "If there is anything to say, send 200 with content. "
            "An empty list is content too: an empty page or search is better as 200 with an empty array, though 204 "
            "is not forbidden. "
            "If the form should be cleared, 205 asks for that. "
            "If the work is still to come, send 202."
        ),
        causes=(
            "A DELETE, PUT or PATCH was carried out with nothing to return",
            "The server answered a browser's CORS preflight",
            "The client asked for a minimal response",
        ),
        look_first=(
            "If the client hangs or fails to parse, it is waiting for a body or feeding an empty one to its parser. "
            "If later responses on the connection look garbled, something wrote bytes after the 204: handler, "
            "framework or proxy. "
            "If the page will not change after a form is sent, 204 is why; use 303 to move on."
        ),
        client_action=(
            "Count it as done and do not try to read or decode a body. "
            "Stay in the current view, show that it worked, and take over any new ETag. "
            "If you need the new state, fetch it with GET."
        ),
    ),
    # RFC 9110, section 15.3.6; RFC 9112, section 6.3
    205: Prose(
        description=(
            "The request succeeded, and the client should put the view it was sent from back to its first state. "
            "The case in mind is data entry: the form is stored and comes up empty for the next record. "
            "No content may be sent, but message framing treats it like any other answer, so its end must be marked."
        ),
        use_when=(
            "A data-entry client that you know to act on it has submitted a form and should start afresh. "
            "Send Content-Length: 0, so that the receiver knows where the message ends."
        ),
        avoid_when=(
            "For a plain success without content, send 204. "
            "To take a browser to another page after a form, send 303. "
            "Browsers mostly handle 205 like 204 and clear nothing, so do not build a web page on it. "
            "If anything is to be returned, send 200."
        ),
        causes=(
            "A data-entry service asks for a cleared form",
            "An application picked it as another way of saying 204",
        ),
        look_first=(
            "If the form is not cleared, that is the browser: reset it in a script. "
            "If the client hangs after it, the server sent neither Content-Length: 0 nor another end of message. "
            "If a body comes along, correct the server, for that is forbidden."
        ),
        client_action=(
            "Reset the view that made the request and let the user begin the next entry. "
            "Without a view, handle it like 204. "
            "Read the message to its framed end before you use the connection again."
        ),
    ),
    # RFC 9110, sections 13.1.5, 14.2 and 15.3.7; RFC 9111, section 3.3
    206: Prose(
        description=(
            "The answer to a range request: it brings one part or several parts of the representation. "
            "A single part is described by Content-Range. "
            "Several parts come as multipart/byteranges, each with a Content-Range of its own and none at the top. "
            "The server may send less than was asked for."
        ),
        use_when=(
            "A GET carried Range, its preconditions held, and at least one range can be satisfied: "
            "resumed downloads, seeking in video, fetching a file in pieces. "
            "Send the ETag, Cache-Control, Date, Expires, Vary and Content-Location that the 200 would have had, and "
            "its other representation fields too unless If-Range was sent. "
            "Answer a single range with a single part."
        ),
        avoid_when=(
            "Without Range, or for a method other than GET, it is wrong: answer as usual. "
            "If If-Range does not match, send the whole as 200; if no range fits, send 416. "
            "If a conditional GET comes out unchanged, 304 goes before any range. "
            "A page of a list is a 200 with links or counters, not a byte range."
        ),
        causes=(
            "A download manager or media player asked for part of a file",
            "A client is resuming a transfer that broke off",
            "A content delivery network fetches large files from the origin in slices",
        ),
        look_first=(
            "Set Content-Range beside the Range that was sent, and the length after its slash beside the real size. "
            "If joined files are corrupt, the resource changed between the parts, or the parts carry different "
            "encodings or no strong ETag. "
            "If the client never asked for a range, look for a proxy or cache that did, or for a stored part served "
            "as the whole."
        ),
        client_action=(
            "Read Content-Type and Content-Range to see what you really got, and ask for what is missing. "
            "Join parts only if they share a strong validator. "
            "Ask for the next part with If-Range, so that a changed file comes back whole. "
            "Store it only if you understand ranges and their unit."
        ),
    ),
    # RFC 4918, sections 11.1 and 13
    207: Prose(
        description=(
            "One request touched several resources, and each outcome is reported in the content. "
            "In WebDAV that is an XML document with root element multistatus. "
            "The 207 itself says nothing about success: all, some or none may have worked. "
            "JSON interfaces borrow it for batches, by convention."
        ),
        use_when=(
            "A WebDAV method such as PROPFIND, PROPPATCH, COPY, MOVE or DELETE has results for more than one "
            "resource or property. "
            "In a batch interface it fits when items ended differently; give each its own status and a key to match "
            "it by."
        ),
        avoid_when=(
            "Except where WebDAV itself calls for it, as in PROPFIND, send a single status if one fits the whole: 200, "
            "201 or 204 when all went well. "
            "If the batch cannot be read, refuse all of it with 400. "
            "A client that goes by the number alone will count it as success, so document it, or choose "
            "all-or-nothing."
        ),
        causes=(
            "A PROPFIND listed the properties of a collection",
            "Some members of a WebDAV tree could not be copied, moved or deleted",
            "A batch call had mixed results",
        ),
        look_first=(
            "Read the status of every member; 2xx rates in monitoring hide failures in here. "
            "A member with 424 failed only because another did, so find that one. "
            "If the XML will not parse, check Content-Type, namespaces and whether the stream broke off."
        ),
        client_action=(
            "Go through the content and judge each member by its own status. "
            "Repeat only the members that failed and whose status allows a retry, never the whole batch blindly. "
            "Treat a member missing from the report as the method or the interface defines it."
        ),
    ),
    # RFC 5842, section 7.1
    208: Prose(
        description=(
            "A mark within a 207: this collection is already listed elsewhere in the same report, under another path. "
            "Its members are not listed a second time. "
            "It belongs to an Experimental WebDAV extension in which one resource can hang in several places."
        ),
        use_when=(
            "A PROPFIND with Depth: infinity meets a further binding to a collection that has been reported with 200. "
            "Use it only if the client sent bind in its DAV request field. "
            "It keeps reports short and ends endless trees."
        ),
        avoid_when=(
            "For clients that did not announce bind, report a binding loop with 508. "
            "It is a status for one member of a 207, not for a whole response. "
            "It does not mean that a request was a duplicate: for those, 200 or 409 is the choice."
        ),
        causes=(
            "Two paths within the requested tree lead to the same collection",
            "A collection contains a binding to itself or to a parent",
            "An application misuses it to report a duplicate submission",
        ),
        look_first=(
            "Find the other entry in the same multistatus: ask for the DAV:resource-id property, which is equal for "
            "both. "
            "If it is the status of the whole response, the server is using it in a way of its own."
        ),
        client_action=(
            "Take the members from the entry that was reported with 200, and hang them under this path as well. "
            "Guard your own tree walk against loops. "
            "As the status of a whole response, handle it like 200."
        ),
    ),
    # RFC 3229, section 10.4.1
    226: Prose(
        description=(
            "The GET succeeded, and the content is the result of one or more transformations that the client had "
            "accepted in A-IM. "
            "Typically it is a delta: the difference between a version the client has and the current one. "
            "The ETag is that of the current, complete version. "
            "The code is rarely met."
        ),
        use_when=(
            "A GET lists in A-IM a transformation that you support, and for a delta also names, in If-None-Match, a "
            "version you can compute from. "
            "Say in IM what was applied, and send ETag. "
            "Some feed servers use it to send only the entries that are new."
        ),
        avoid_when=(
            "Without A-IM in the request it is not allowed: send 200. "
            "If nothing has changed, send 304. "
            "To save transfer in general, compression with Content-Encoding on a 200 is simpler and understood "
            "everywhere. "
            "For part of a file, use 206."
        ),
        causes=(
            "The client offered delta encoding and the server had the old version at hand",
            "A feed reader asked for new entries only",
        ),
        look_first=(
            "Compare A-IM in the request with IM in the response, and the If-None-Match you sent with the version "
            "the server took as its base. "
            "If content looks cut off, something on the way stored the delta and serves it as if it were complete."
        ),
        client_action=(
            "Undo or apply what IM lists, using the stored base version, and file the result under the new ETag. "
            "If the base is gone, ask again without A-IM and without validators. "
            "Do not pass the raw delta on as the resource."
        ),
    ),
}
