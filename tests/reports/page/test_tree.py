"""How a finding was reasoned: what rests on another duty's verdict leads to that duty."""

from __future__ import annotations

import datetime as dt

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from reports.lookup import Lookup
from reports.page.links import Addresses
from reports.page.tree import tree_view

TRUST, PERIOD = Organisation("RZ1", "A trust", "provider"), Quarter.parse("2014-15 Q2")


def test_a_part_of_a_whole_is_a_link_to_where_it_was_reasoned() -> None:
    facts = [
        Fact("section11.S6.p19", "met", Basis.DECLARED, returned=True),
        Fact(
            "named_professionals.named_nurse.wte", Range.of_number(0), Basis.FIGURE, returned=True
        ),
    ]
    sent = Submission(TRUST, PERIOD, {fact.name: fact for fact in facts})
    pack = load_pack(DEFAULT_PACK)
    assessed = assess(pack, [sent], (), (), PERIOD, dt.date(2014, 9, 30), "a test")
    lookup = Lookup.for_assessment(assessed)
    addresses, finding = (
        Addresses.for_lookup(lookup),
        lookup.finding("S6-escalation", "RZ1", PERIOD),
    )
    assert finding is not None
    met_when = next(
        view for view in tree_view(lookup, addresses, finding) if view.words.startswith("Met when")
    )
    asked = {part.words: (part.answer, part.to, part.parts) for part in met_when.parts}
    nurse = "the verdict on “A Named Nurse is in post” is one of met or not applicable"
    assert asked[nurse] == ("no", addresses.finding("S6-named-nurse", "RZ1"), ())
    assert asked["the audit answer on Section 6, paragraph 19 is met"] == ("yes", None, ())
