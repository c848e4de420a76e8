"""Evidence in dispute: a fact with all that is claimed of it, and what spans the claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.nouns.evidence.fact import Claim, Fact, Range, Value


def with_claims(fact: Fact, others: Iterable[Claim], why: str) -> Fact:
    """The fact with other claims beside what the return itself says of it.

    Claims that say the same count once; where no other is left the fact is as it was. ``why``
    tells the reader why its value is not known, where the claims leave none.
    """
    own = fact.claims or (Claim(fact.value, fact.returned, fact.origins),)
    claims = list(own)
    for other in others:
        if all((other.value, other.returned) != (claim.value, claim.returned) for claim in claims):
            claims.append(other)
    if len(claims) < 2:
        return fact
    value = hull([claim.value for claim in claims])
    places = (*fact.origins, *(origin for claim in claims for origin in claim.origins))
    return replace(
        fact,
        value=value,
        claims=tuple(claims),
        origins=tuple(dict.fromkeys(places)),
        why_unknown=why if value is None else "",
    )


def hull(values: Sequence[Value | None]) -> Value | None:
    """What spans several values: the range from the lowest to the highest; None where none does."""
    ranges = [value for value in values if isinstance(value, Range)]
    if len(ranges) == len(values):
        return Range(min(bounds.low for bounds in ranges), max(bounds.high for bounds in ranges))
    return values[0] if all(value == values[0] for value in values) else None
