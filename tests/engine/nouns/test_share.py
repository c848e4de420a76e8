"""How many of some members keep something: counted, within bounds, those who do not named first."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Fact, Member, Origin, Range
from engine.nouns.evidence.share import share_facts
from engine.nouns.verdict import Basis


def member(name: str, keeps: bool | None) -> Member:
    return Member(name, keeps, "as said", (Origin("a.xlsx", "a" * 64, "sheet", name, ""),))


KEPT, BROKEN, OPEN = member("Kept", True), member("Broken", False), member("Open", None)


def test_what_some_keep_is_counted_and_who_does_not_comes_first() -> None:
    number, percent = share_facts("s", "count", "contracts", [KEPT, OPEN, BROKEN], Basis.REGISTER)
    ordered = (BROKEN, OPEN, KEPT)
    origins = tuple(origin for each in ordered for origin in each.origins)
    note = "1 of 3 contracts; not so: Broken (as said); not known: Open (as said)"
    told = {"note": note, "returned": True, "members": ordered}
    assert number == Fact("s.kept", Range(1, 2), Basis.REGISTER, origins, **told)
    assert percent == Fact(
        *("s.percent", Range(100 / 3, 200 / 3), Basis.REGISTER, origins, ("s.kept", "count")),
        **told,
    )


@pytest.mark.parametrize(("members", "named"), [(6, 6), (7, 6), (9, 6)])
def test_six_are_named_and_more_are_counted(members: int, named: int) -> None:
    number, _ = share_facts("s", "count", "contracts", [BROKEN] * members, None)
    more = f"; {members - named} more" if members > named else ""
    listed = "; ".join(["Broken (as said)"] * named)
    assert number.note == f"0 of {members} contracts; not so: {listed}{more}"
