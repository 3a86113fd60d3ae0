"""
The pairs that people mix up, each with its rule of thumb. Rows only.

A pair is written once and holds both ways. The rule names both codes, so that it reads the same from either side.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from statuskit.model import Citation

__all__ = ["PAIRS", "Pair"]

_rfc = Citation.rfc


class Pair(NamedTuple):
    """Two codes, what tells them apart, and the section that says so."""

    a: int
    b: int
    rule: str
    citation: Citation


PAIRS: Final = (
    Pair(
        200,
        201,
        "200: it worked, and the content is the result. 201: it worked, and something new now has an address.",
        _rfc(9110, "9.3.3"),
    ),
    Pair(
        200,
        202,
        "200: it is done. 202: it was taken on, is not done, and may still fail.",
        _rfc(9110, "15.3.3"),
    ),
    Pair(
        200,
        204,
        "200: there is something to return, an empty list included. 204: there is nothing, not even an empty body.",
        _rfc(9110, "15.3.5"),
    ),
    Pair(
        200,
        206,
        "200: the whole representation. 206: only the ranges that Range asked for.",
        _rfc(9110, "15.3.7"),
    ),
    Pair(
        200,
        207,
        "200: one result for the whole request. 207: several results, each with a status of its own in the content.",
        _rfc(4918, "13"),
    ),
    Pair(
        200,
        304,
        "200: here is the representation. 304: the one that you have stored is still good; to GET and HEAD only.",
        _rfc(9110, "15.4.5"),
    ),
    Pair(
        201,
        202,
        "201: the new resource exists by now. 202: it may come to exist later.",
        _rfc(9110, "15.3.3"),
    ),
    Pair(
        201,
        204,
        "201 to a PUT: the target did not exist and was created. 204 to a PUT: it existed and was replaced.",
        _rfc(9110, "9.3.4"),
    ),
    Pair(
        204,
        205,
        "204: keep the view as it is; no content by framing. 205: reset the form; sent with a length of zero.",
        _rfc(9110, "15.3.6"),
    ),
    Pair(
        204,
        404,
        "204: the request succeeded and there is nothing to add. 404: there is nothing at this address.",
        _rfc(9110, "15.5.5"),
    ),
    Pair(
        301,
        302,
        "301: moved for good, update the reference. 302: for now, keep using the old address.",
        _rfc(9110, "15.4.3"),
    ),
    Pair(
        301,
        307,
        "301: permanent, and a POST may turn into a GET. 307: temporary, and the method must stay.",
        _rfc(9110, "15.4"),
    ),
    Pair(
        301,
        308,
        "Both are permanent. 301: a POST may turn into a GET. 308: the method stays.",
        _rfc(9110, "15.4.2"),
    ),
    Pair(
        302,
        303,
        "302: the resource itself is elsewhere for now. 303: the answer is elsewhere; fetch it with GET.",
        _rfc(9110, "15.4.4"),
    ),
    Pair(
        302,
        307,
        "Both are temporary. 302: a POST may turn into a GET. 307: the method must stay.",
        _rfc(9110, "15.4.3"),
    ),
    Pair(
        302,
        308,
        "302: temporary, and a POST may turn into a GET. 308: permanent, and the method stays.",
        _rfc(9110, "15.4"),
    ),
    Pair(
        303,
        307,
        "303: go on with GET, whatever the method was. 307: repeat the same method at the other address.",
        _rfc(9110, "15.4"),
    ),
    Pair(
        307,
        308,
        "Both keep the method. 307: temporary, keep using the old address. 308: permanent, update the reference.",
        _rfc(9110, "15.4.9"),
    ),
    Pair(
        400,
        409,
        "400: the request is wrong in itself. 409: it is fine in itself and clashes with the state of the resource.",
        _rfc(9110, "15.5.10"),
    ),
    Pair(
        400,
        415,
        "400: the content is of a supported type and broken. 415: its type or coding is not supported at all.",
        _rfc(9110, "15.5.16"),
    ),
    Pair(
        400,
        422,
        "400: the syntax or the framing is broken. 422: the syntax is right and what it says cannot be processed.",
        _rfc(9110, "15.5.21"),
    ),
    Pair(
        400,
        500,
        "400: the client's input is at fault, and was found to be. 500: the server broke, on whatever input.",
        _rfc(9110, "15.6.1"),
    ),
    Pair(
        401,
        403,
        "401: the caller is not authenticated, so say how. 403: refused; the same credentials will not help.",
        _rfc(9110, "15.5.4"),
    ),
    Pair(
        401,
        407,
        "401: the origin wants credentials. 407: a proxy on the way wants credentials for itself.",
        _rfc(9110, "15.5.8"),
    ),
    Pair(
        401,
        511,
        "401: the resource wants credentials. 511: the network wants a login before it lets anything through.",
        _rfc(6585, "6"),
    ),
    Pair(
        403,
        404,
        "403: it is there, or may be, and you may not. 404: it is not there, or nobody will say that it is.",
        _rfc(9110, "15.5.4"),
    ),
    Pair(
        403,
        405,
        "403: you may not do this. 405: nobody can do this here with this method; Allow lists what works.",
        _rfc(9110, "15.5.6"),
    ),
    Pair(
        403,
        451,
        "403: refused for the server's own reasons. 451: refused because of a legal demand.",
        _rfc(7725, "3"),
    ),
    Pair(
        404,
        405,
        "404: nothing at this address. 405: something is there and does not take this method.",
        _rfc(9110, "15.5.6"),
    ),
    Pair(
        404,
        410,
        "404: not here, now; nothing is said about before or later. 410: it was here and is gone, probably for good.",
        _rfc(9110, "15.5.5"),
    ),
    Pair(
        405,
        501,
        "405: the server knows the method, this resource does not take it. 501: no resource here takes it.",
        _rfc(9110, "9.1"),
    ),
    Pair(
        406,
        415,
        "406: the server cannot produce what Accept asks for. 415: it cannot read what the request brought.",
        _rfc(9110, "15.5.16"),
    ),
    Pair(
        408,
        504,
        "408: the client was too slow to send its request. 504: a server behind the gateway was too slow to answer.",
        _rfc(9110, "15.6.5"),
    ),
    Pair(
        409,
        412,
        "412: the request carried a precondition, and it was false. 409: a conflict that no precondition announced.",
        _rfc(5789, "2.2"),
    ),
    Pair(
        409,
        422,
        "409: the request clashes with the present state and may work later. 422: its content is wrong in any state.",
        _rfc(9110, "15.5.10"),
    ),
    Pair(
        409,
        423,
        "409: a conflict with the state of the resource. 423: somebody holds a lock on it.",
        _rfc(4918, "11.3"),
    ),
    Pair(
        411,
        413,
        "411: say how long the content is. 413: it is too long.",
        _rfc(9110, "15.5.12"),
    ),
    Pair(
        412,
        428,
        "412: the condition was false. 428: there was no condition, and the server wants one.",
        _rfc(6585, "3"),
    ),
    Pair(
        413,
        414,
        "413: the content is too large. 414: the request's target is too long.",
        _rfc(9110, "15.5.14"),
    ),
    Pair(
        413,
        431,
        "413: the content is too large. 431: the header fields are.",
        _rfc(6585, "5"),
    ),
    Pair(
        413,
        507,
        "413: more than the server is willing to take. 507: the server has run out of room to store it.",
        _rfc(4918, "11.5"),
    ),
    Pair(
        414,
        431,
        "414: the request's target is too long. 431: its header fields are too large.",
        _rfc(6585, "5"),
    ),
    Pair(
        415,
        422,
        "415: the type of the content is not supported. 422: the type is, the syntax is right, the meaning is not.",
        _rfc(9110, "15.5.21"),
    ),
    Pair(
        417,
        426,
        "417: an expectation in Expect cannot be met. 426: the server wants another protocol.",
        _rfc(9110, "15.5.22"),
    ),
    Pair(
        426,
        505,
        "426: change to a protocol that Upgrade names. 505: this major version of HTTP is not served.",
        _rfc(9110, "15.6.6"),
    ),
    Pair(
        429,
        503,
        "429: this client asks too much. 503: the server has too much to do, whoever asks.",
        _rfc(6585, "4"),
    ),
    Pair(
        500,
        502,
        "500: the server that answers broke. 502: a gateway got an invalid response from the server behind it.",
        _rfc(9110, "15.6.3"),
    ),
    Pair(
        500,
        503,
        "500: something broke that nobody expected. 503: overload or maintenance, known and expected to pass.",
        _rfc(9110, "15.6.4"),
    ),
    Pair(
        502,
        503,
        "502: the server behind the gateway answered with something invalid. 503: no service for now, and it is known.",
        _rfc(9110, "15.6.4"),
    ),
    Pair(
        502,
        504,
        "502: the server behind the gateway gave an invalid response. 504: it gave none in time.",
        _rfc(9110, "15.6.5"),
    ),
    Pair(
        503,
        504,
        "503: the server itself cannot answer for now. 504: a gateway waited for another server in vain.",
        _rfc(9110, "15.6.5"),
    ),
)
