"""Facts as columns: of what kind each is, what claims leave, many words and many organisations."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import numpy as np
import pytest

from engine.evaluating import settle as settling
from engine.evaluating.columns import NumberColumn, WordColumn, WordsColumn
from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import compare
from engine.evaluating.settle import settle
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.condition import Comparison, Literal, WordList
from engine.nouns.policy.operators import Op
from tests.engine.evaluating.every_way import EVERY_WAY, RULES, YES_NO, settled
from tests.engine.evaluating.naive import CATALOGUE, SETTING, a_rule

WORDS = [f"word {number}" for number in range(300)]


def word_column(words: Sequence[str | None]) -> WordColumn:
    spec = FactSpec("w", Kind.WORD, "w")
    facts = [{"w": Fact("w", word, returned=True)} for word in words]
    column = columns_of(facts, ["w"], {"w": spec}).of["w"]
    assert isinstance(column, WordColumn)
    return column


def test_a_column_is_of_its_kind_also_where_nobody_returned_anything() -> None:
    columns = columns_of([], CATALOGUE, CATALOGUE)
    assert (columns.length, columns.claims) == (0, {})
    for column in columns.of.values():
        assert column.returned.dtype == bool
        match column:
            case NumberColumn(low, high):
                assert low.dtype == high.dtype == np.float64
            case WordsColumn(known, having):
                assert [known.dtype, *(plane.dtype for plane in having.values())] == [bool] * 3
            case WordColumn(codes, words, _, yes):
                expected = {} if yes is None else {False: 0, True: 1}
                assert (codes.dtype, words) == (np.int8, expected)


def test_what_is_not_known_is_unbounded_and_has_the_code_before_all_words() -> None:
    facts = [{"n.a": Fact("n.a", None), "w": Fact("w", None)}, {}]
    columns = columns_of(facts, ["n.a", "w"], CATALOGUE)
    number, word = columns.of["n.a"], columns.of["w"]
    assert isinstance(number, NumberColumn)
    assert isinstance(word, WordColumn)
    assert (number.low.tolist(), number.high.tolist()) == ([-np.inf] * 2, [np.inf] * 2)
    assert (word.codes.tolist(), word.words) == ([-1, -1], {})


@pytest.mark.parametrize(("number", "kind"), [(126, np.int8), (128, np.int32), (300, np.int32)])
def test_codes_are_of_a_byte_as_long_as_the_words_have_room_in_it(
    number: int, kind: type[np.signedinteger]
) -> None:
    column = word_column(WORDS[:number])
    assert column.codes.dtype == kind
    assert column.codes.tolist() == list(range(number))


@pytest.mark.parametrize("number", [3, 127, 128, 129, 255, 256, 300])
@pytest.mark.parametrize("asked", [[0], [1, 0], [0, 2, 1], [2, 0, 1, 299], [126, 127, 128, 2, 255]])
def test_however_many_words_there_are_those_asked_for_are_found(
    number: int, asked: list[int]
) -> None:
    returned = [*WORDS[:number], None, *WORDS[:number]]
    facts = [{"w": Fact("w", word, returned=True)} for word in returned]
    catalogue = {"w": FactSpec("w", Kind.WORD, "w")}
    words = tuple(WORDS[place] for place in asked)
    comparison = Comparison(
        "w", *((Op.IS_ONE_OF, WordList(words)) if len(words) > 1 else (Op.IS, Literal(words[0])))
    )
    columns = columns_of(facts, ["w"], catalogue)
    expected = [1 if word is None else 2 * (word in words) for word in returned]
    assert compare(comparison, columns, SETTING).truth.tolist() == expected
    found = settle([a_rule(comparison, None, None)], columns, SETTING)
    assert found.planes[comparison].truth.tolist() == expected


def test_what_the_return_itself_says_comes_before_what_is_claimed_beside_it() -> None:
    exact = [Range.of_number(float(number)) for number in range(4)]
    two = with_claims(Fact("n.a", exact[1]), [Claim(exact[2])], "why")
    three = with_claims(Fact("n.a", exact[0]), [Claim(exact[2]), Claim(exact[3])], "why")
    facts = [{"n.a": two}, {"n.a": three}, {"n.a": Fact("n.a", exact[3])}, {}]
    columns = columns_of(facts, ["n.a"], CATALOGUE)
    lows = [column.low.tolist() for column in columns.claims["n.a"] if hasattr(column, "low")]
    nothing = -np.inf
    assert lows == [[1, 0, 3, nothing], [2, 2, 3, nothing], [1, 3, 3, nothing]]
    assert columns.of["n.a"] is columns.claims["n.a"][0]


def test_evidence_in_dispute_is_settled_as_one_however_many_organisations_there_are() -> None:
    straight = settled(RULES)
    with patch.object(settling, "BLOCK", 2):
        blocks = settle(RULES, columns_of(EVERY_WAY, YES_NO, YES_NO), SETTING)
    assert blocks.verdicts.tolist() == straight.verdicts.tolist()
    assert blocks.possible.keys() == straight.possible.keys()
    places = range(len(EVERY_WAY))
    for row in range(len(RULES)):
        assert [blocks.by_claims(row, place) for place in places] == [
            straight.by_claims(row, place) for place in places
        ]
