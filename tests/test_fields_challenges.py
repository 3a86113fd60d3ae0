"""Challenges: the grammar of RFC 9110, sections 11.2 to 11.6.1, and what each value comes to."""

from __future__ import annotations

import attrs
import pytest

from statuskit.fields import Challenge, parse_challenges

# RFC 9110, section 11.6.1: the example, on one line.
RFC_EXAMPLE = 'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""'


def known(scheme: str, **parameters: str) -> Challenge:
    """Return a challenge with parameters."""
    return Challenge(scheme, None, tuple(parameters.items()))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ()),
        (" ,\t, ", ()),
        ("Negotiate", (Challenge("Negotiate"),)),
        ("Negotiate, Basic", (Challenge("Negotiate"), Challenge("Basic"))),
        ("Negotiate ,Basic", (Challenge("Negotiate"), Challenge("Basic"))),
        ("Negotiate\t,,Basic\t", (Challenge("Negotiate"), Challenge("Basic"))),
        ("Basic ", (Challenge("Basic"),)),
        (
            RFC_EXAMPLE,
            (known("Basic", realm="simple"), known("Newauth", realm="apps", type="1", title='Login to "apps"')),
        ),
        # RFC 6750, section 3, and RFC 7616, section 3.9.1
        (
            'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
            (known("Bearer", realm="example", error="invalid_token", error_description="The access token expired"),),
        ),
        (
            'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDP="',
            (
                known(
                    "Digest",
                    realm="http-auth@example.org",
                    qop="auth, auth-int",
                    algorithm="SHA-256",
                    nonce="7ypf/xlj9XXwfDP=",
                ),
            ),
        ),
        ("NTLM TlRMTVNTUAAC==", (Challenge("NTLM", "TlRMTVNTUAAC=="),)),
        ("NTLM a-._~+/9Z=,Basic", (Challenge("NTLM", "a-._~+/9Z="), Challenge("Basic"))),
        ("Basic realm", (Challenge("Basic", "realm"),)),
        ("Basic realm=", (Challenge("Basic", "realm="),)),
        ("Basic realm==", (Challenge("Basic", "realm=="),)),
        ("Basic realm=a", (known("Basic", realm="a"),)),
        ('Basic   realm \t= \t"a" ', (known("Basic", realm="a"),)),
        ('Basic realm=""', (known("Basic", realm=""),)),
        ('Basic ,, realm="a",,charset=b,', (known("Basic", realm="a", charset="b"),)),
        ("Digest qop=auth,auth-int", (known("Digest", qop="auth"), Challenge("auth-int"))),
        ('Basic realm="\\a\\\\\\"\t\\\t"', (known("Basic", realm='a\\"\t\t'),)),
        ('Basic realm="f\xfcr"', (known("Basic", realm="f\xfcr"),)),
        ('Basic realm="a", basic realm="b"', (known("Basic", realm="a"), known("basic", realm="b"))),
        ("!#$%&'*+-.^_`|~09azAZ x=!#$%&'*+-.^_`|~", (known("!#$%&'*+-.^_`|~09azAZ", x="!#$%&'*+-.^_`|~"),)),
    ],
    ids=ascii,
)
def test_what_a_value_comes_to(value: str, expected: tuple[Challenge, ...]) -> None:
    """Schemes, words and parameters are told apart, whatever commas there are."""
    assert expected == parse_challenges(value)


@pytest.mark.parametrize(
    "value",
    [
        "realm=a",
        "=",
        "Basic realm simple",
        "Basic realm=simple value",
        'Basic realm="a',
        'Basic realm="a\\"',
        'Basic realm="a"b',
        'Basic realm="a" charset="b"',
        'Basic "a"',
        "Basic, realm=a",
        "Basic\trealm=a",
        "Basic realm = ",
        "Basic realm=a, realm=b",
        'Basic realm=a, charset=b, REALM="a"',
        "NTLM abc=, realm=a",
        "NTLM abc==d",
        "Bearer realm=https://example.com",
        "Ba\xdfic",
        "Basic realm=\xfc",
        'Basic realm="a\x00"',
        'Basic realm="a\nb"',
        'Basic realm="\x7f"',
        'Basic realm="\\\x00"',
        "Basic realm=a\n",
        "\nBasic",
        "Bearer \u212aelvin",
        "Bearer a=\u0661",
        "Basic; realm=a",
    ],
    ids=ascii,
)
def test_what_is_malformed_is_none(value: str) -> None:
    """What does not fit the grammar is not guessed at."""
    assert parse_challenges(value) is None


@pytest.mark.parametrize("name", ["realm", "REALM", "Realm"])
def test_a_parameter_is_found_in_any_case(name: str) -> None:
    """Names of parameters mean the same in any case, and what was sent is kept."""
    (challenge,) = parse_challenges("Basic ReAlM=a") or ()

    assert "a" == challenge.get(name)
    assert (("ReAlM", "a"),) == challenge.parameters
    assert challenge.get("charset") is None


@pytest.mark.parametrize(
    ("challenge", "expected"),
    [
        (Challenge("Negotiate"), "Negotiate"),
        (Challenge("NTLM", "abc=="), "NTLM abc=="),
        (known("Basic", realm="a b", charset="UTF-8"), 'Basic realm="a b", charset="UTF-8"'),
        (known("Basic", realm='\\"'), 'Basic realm="\\\\\\""'),
        (known("Basic", realm=""), 'Basic realm=""'),
    ],
    ids=str,
)
def test_a_challenge_is_shown_as_it_may_be_sent(challenge: Challenge, expected: str) -> None:
    """Values are in quotes, as realm has to be, and what is shown is read as the same."""
    assert expected == str(challenge)
    assert (challenge,) == parse_challenges(expected)


def test_a_challenge_does_not_change() -> None:
    """It can be a key, and is equal to its like."""
    challenge = known("Basic", realm="a")

    assert 1 == len({challenge, known("Basic", realm="a")})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        challenge.scheme = "Bearer"  # type: ignore[misc]
