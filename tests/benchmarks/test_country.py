"""The invented country of the benchmarks: the same from the same seed, from files and without."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

from benchmarks.country.reading import submissions_of
from benchmarks.country.returns import Country
from clausewise.places import DEFAULT_PACK
from clausewise.yardstick import yardstick_by
from engine.assess import as_of_in
from engine.loading import load_pack
from engine.nouns.evidence.fact import Value
from engine.nouns.evidence.organisation import Submission
from evidence.reading import read_returns
from evidence.submissions import submissions

SMALL = Country(10, 2)


def facts_in(submission: Submission) -> tuple[str, str, dict[str, tuple[Value | None, bool]]]:
    known = {name: (fact.value, fact.returned) for name, fact in submission.facts.items()}
    return submission.organisation.code, submission.quarter.label, known


def test_the_same_seed_gives_the_same_returns_and_another_others() -> None:
    assert list(SMALL.returns()) == list(Country(10, 2).returns())
    assert list(SMALL.returns()) != list(Country(10, 2, seed=2014).returns())


def test_kinds_are_mixed_as_in_the_country() -> None:
    kinds = Counter(body.kind for body in Country(1000).bodies)
    assert kinds == {"gp_practice": 824, "provider": 154, "ccg": 21, "support_service": 1}


def test_each_contract_of_a_ccg_is_with_a_provider_of_its_area() -> None:
    bodies = Country(300).bodies
    assert all(
        set(ccg.commissions)
        == {body.name for body in bodies if body.kind == "provider" and body.area == ccg.area}
        for ccg in bodies
        if ccg.kind == "ccg"
    )


def test_quarters_after_those_of_the_story_repeat_its_year() -> None:
    labels = [(when.made.label, when.model.label, when.years) for when in Country(1, 6).when]
    assert labels[3:] == [
        ("2014-15 Q3", "2014-15 Q3", 0),
        ("2014-15 Q4", "2013-14 Q4", 1),
        ("2015-16 Q1", "2014-15 Q1", 1),
    ]


def test_returns_in_memory_give_the_facts_of_those_read_from_files(tmp_path: Path) -> None:
    pack = load_pack(DEFAULT_PACK)
    period = SMALL.when[-1].quarter
    judged = yardstick_by(pack, partial(as_of_in, period=period, as_of=period.last_day))
    SMALL.write(tmp_path)
    from_files, _ = submissions(read_returns([tmp_path], pack), pack, judged)
    in_memory = sorted(map(facts_in, submissions_of(SMALL, pack)), key=lambda found: found[:2])
    assert in_memory == list(map(facts_in, from_files))
