"""Roll-ups over providers: a practice, of whom what they count is not asked, keeps none of them."""

from __future__ import annotations

from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.roll_ups import roll_up

Q2 = Quarter(2014, 2)
CCG = Organisation("06L", "Ipswich and East Suffolk CCG", "ccg")
SURGERY = Organisation("D83001", "Deben Road Surgery", "gp_practice")


def test_a_practice_keeps_nothing_that_is_asked_of_providers_alone(pack: Pack) -> None:
    contract = Commissioned("Deben Road Surgery", "D83001")
    ccg, _ = roll_up(
        pack,
        [Submission(CCG, Q2, {}, commissions=(contract,)), Submission(SURGERY, Q2, {})],
        Q2.last_day,
    )
    share = ccg.facts["commissioned.allegations_reported.percent"]
    assert share.value == Range(0.0, 100.0)
    assert [(member.keeps, member.words) for member in share.members] == [
        (None, "its return is that of a GP practice, of which it is not asked")
    ]
