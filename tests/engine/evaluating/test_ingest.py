"""Facts of organisations laid side by side say what each of them says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluating.columns import Column, NumberColumn, WordColumn, WordsColumn
from engine.evaluating.ingest import columns_of
from engine.nouns.evidence.fact import Claim, Fact, Kind, Range, Value
from tests.engine.evaluating.naive import CATALOGUE, Facts, evidence


def value_in(column: Column, kind: Kind, place: int) -> Value | None:
    """What a column says of one organisation, read back."""
    match column:
        case NumberColumn(low, high):
            unbounded = np.isinf(low[place]) and np.isinf(high[place])
            return None if unbounded else Range(float(low[place]), float(high[place]))
        case WordsColumn(known, having):
            having_it = frozenset(word for word in having if having[word][place])
            return having_it if known[place] else None
        case WordColumn(codes, words):
            said = {code: word for word, code in words.items()}.get(int(codes[place]))
            yes = None if column.yes is None else (False, None, True)[column.yes[place]]
            assert kind is not Kind.YES_NO or said == yes
            return said


@given(st.lists(evidence(), max_size=5))
def test_columns_say_what_the_facts_say(facts: list[Facts]) -> None:
    columns = columns_of(facts, CATALOGUE, CATALOGUE)
    assert columns.length == len(facts)
    assert columns.of.keys() == CATALOGUE.keys()
    for name, spec in CATALOGUE.items():
        for place, own in enumerate(facts):
            fact = own.get(name, Fact(name, None))
            said = value_in(columns.of[name], spec.kind, place)
            assert (said, bool(columns.of[name].returned[place])) == (fact.value, fact.returned)


def test_a_fact_in_dispute_has_a_column_a_claim_and_others_repeat_their_own() -> None:
    claims = (Claim(Range.of_number(1)), Claim(None), Claim(Range.of_number(3), returned=False))
    facts = [
        {"n.a": Fact("n.a", Range(1, 3), returned=True, claims=claims)},
        {"n.a": Fact("n.a", Range.of_number(7), returned=True)},
        {"n.a": Fact("n.a", Range(0, 1), returned=True, claims=claims[:2])},
    ]
    columns = columns_of(facts, ["n.a", "y"], CATALOGUE)
    found = [
        [value_in(column, Kind.NUMBER, place) for place in range(3)]
        for column in columns.claims["n.a"]
    ]
    one, three, seven = map(Range.of_number, (1, 3, 7))
    assert found == [[one, seven, one], [None, seven, None], [three, seven, one]]
    assert columns.claims["n.a"][2].returned.tolist() == [False, True, True]
    assert columns.of["n.a"] is columns.claims["n.a"][0]
    assert columns.claims.keys() == {"n.a"}
