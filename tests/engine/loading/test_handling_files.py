"""The files that say how concerns are handled: what they hold, and all their faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.chaining.chainers.signal_forms import KINDS
from engine.loading import PackError, load_pack
from engine.nouns.policy.handling import (
    NO_HANDLING,
    Cause,
    Handling,
    Ladder,
    LadderStep,
    Points,
    Raises,
    Ranking,
    RankingCase,
    Stake,
)
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict

Write = Callable[[Mapping[str, str]], Path]

CONCERN = """\
id: unmet-again
title: Not met again
kind: repetition
subject: again.rule
when:
  - again: {seen: finding, verdict: [not_met]}
because: "{rule_title}"
question: Why?
next_step: Ask.
"""
GOOD = {
    "concerns/unmet-again.yaml": CONCERN,
    "concerns/raises.yaml": "- {duty: F2, gaps_in: [F1], why: A home keeps watch.}\n",
    "concerns/causes.yaml": """\
- id: few-people
  title: Too few people
  clauses: [F1]
  concerns: [unmet-again]
  because: "{count} at {organisation}: {parts}"
  question: Who?
  next_step: Hire.
""",
    "concerns/ladder.yaml": """\
set_by: commissioner
note: Confirm it.
binds: [home]
enters: [repetition]
steps:
  - {id: letter, label: letter, words: Write.}
  - {id: visit, label: visit, words: Go.}
""",
    "concerns/ranking.yaml": """\
set_by: commissioner
note: To be agreed.
says: [Nobody on watch comes first.]
kinds:
  repetition: {label: again, points: 10, why: It stays.}
  shared_cause: {label: together, points: 0, why: It is only what it takes in.}
stakes:
  - label: nobody on watch
    points: 50
    first: [not_met]
    harm: true
    clauses: [F1]
    why: Fires start at night.
lasting: {points: 5, most: 15, why: It lasts.}
duties: {points: 1, most: 10, why: It is about many.}
together: {points: 2, most: 10, why: It shows in many places.}
age: {points: 40, most: 80, why: It is over.}
cases:
  - {name: nobody before silence, first: {F-warden: [met, not_met]}, then: {"*": [reason_given]}}
""",
}


def test_what_the_files_hold(pack_files: dict[str, str], write_pack: Write) -> None:
    assert load_pack(write_pack(pack_files | GOOD)).handling == Handling(
        raises=(Raises("F2", ("F1",), "A home keeps watch."),),
        causes=(
            Cause(
                "few-people",
                "Too few people",
                ("F1",),
                ("unmet-again",),
                "{count} at {organisation}: {parts}",
                "Who?",
                "Hire.",
            ),
        ),
        ladder=Ladder(
            "commissioner",
            "Confirm it.",
            ("home",),
            ("repetition",),
            (LadderStep("letter", "letter", "Write."), LadderStep("visit", "visit", "Go.")),
        ),
        ranking=Ranking(
            "commissioner",
            "To be agreed.",
            ("Nobody on watch comes first.",),
            {
                "repetition": Points(10, "It stays."),
                "shared_cause": Points(0, "It is only what it takes in."),
            },
            {"repetition": "again", "shared_cause": "together"},
            (
                Stake(
                    *("nobody on watch", Points(50, "Fires start at night."), ("F1",)),
                    first=(Verdict.NOT_MET,),
                    harm=True,
                ),
            ),
            Points(5, "It lasts.", 15),
            Points(1, "It is about many.", 10),
            Points(2, "It shows in many places.", 10),
            Points(40, "It is over.", 80),
            (
                RankingCase(
                    *("nobody before silence", {"F-warden": ("met", "not_met")}),
                    *({"*": ("reason_given",)}, 19),
                ),
            ),
        ),
    )


def test_a_pack_without_them_handles_nothing(small_pack: Pack) -> None:
    assert small_pack.handling == NO_HANDLING


def test_all_faults_of_all_files_are_told_at_once(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    broken = {
        "concerns/unmet-again.yaml": CONCERN,
        "concerns/raises.yaml": "- {duty: F9, gaps_in: [F3, F8], why: x}\n"
        "- {duty: F9, gaps_in: [F1], why: x}\n",
        "concerns/causes.yaml": """\
- id: unmet-again
  title: Too few people
  because: "{colour}"
  question: "{count"
  next_step: Hire.
  concerns: [met-again]
- id: nothing
  title: Nothing
  because: b
  question: q
  next_step: n
""",
        "concerns/ladder.yaml": """\
set_by: policy
note: Confirm it.
binds: [house]
enters: [rumour]
steps:
  - {id: letter, label: letter, words: Write.}
""",
        "concerns/ranking.yaml": """\
set_by: commissioner
note: To be agreed.
says: [What is new comes first.]
kinds:
  rumour: {label: said, points: 10, why: It stays.}
stakes:
  - {label: nobody on watch, points: 50, clauses: [F7], why: Fires start at night.}
lasting: {points: 5, most: 4, why: It lasts.}
duties: {points: 1, most: 10, why: It is about many.}
together: {points: 2, most: 10, why: It shows in many places.}
age: {points: 40, most: 80, why: It is over.}
cases:
  - {name: one, first: {F-none: [met]}, then: {F-warden: [unmet]}}
  - {name: one, first: {F-warden: [met]}, then: {F-warden: [met]}}
""",
    }
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files | broken))
    places = "{organisation}, {quarter}, {quarters}, {count}, {parts}"
    kinds = ", ".join(KINDS)
    words = "met, partly_met, not_met, conflicting, no_evidence, not_applicable, reason_given"
    assert [str(fault) for fault in told.value.faults] == [
        "concerns/causes.yaml:1: found the id “unmet-again”, which a concern rule has too; "
        "expected an id of its own. Rename one of them.",
        f"concerns/causes.yaml:3: found “{{colour}}”; expected one of {places}. "
        "Correct the name, or remove it.",
        f"concerns/causes.yaml:4: found braces that do not pair in “{{count”; expected one of "
        f"{places}. Write a plain name in the braces.",
        "concerns/causes.yaml:6: found “met-again”; expected a concern rule: unmet-again. "
        "Correct the word.",
        "concerns/causes.yaml:7: found neither clauses nor concerns for “nothing”; expected at "
        "least one of the two. Name what shares the cause.",
        "concerns/ladder.yaml:1: found “policy” for “set_by”; expected 'commissioner'. "
        "Correct “set_by”.",
        "concerns/raises.yaml:1: found the clause “F3”, which no rule cites; expected a clause "
        "that a rule tests. Remove it: no finding could raise the duty.",
        "concerns/raises.yaml:1: found the clause “F8”; expected a clause that policy.yaml "
        "registers. Correct the id.",
        "concerns/raises.yaml:1: found the clause “F9”; expected a clause that policy.yaml "
        "registers. Correct the id.",
        "concerns/raises.yaml:2: found the clause “F9”; expected a clause that policy.yaml "
        "registers. Correct the id.",
        "concerns/raises.yaml:2: found “F9” a second time; expected each once. "
        "Put the two together, or rename one.",
        "concerns/ranking.yaml:4: found no points for the kind of concern “repetition”; expected "
        "points for each kind that the pack’s concern rules have. Add “repetition”; 0 points will "
        "do.",
        "concerns/ranking.yaml:4: found no points for the kind of concern “shared_cause”; expected "
        "points for each kind that the pack’s concern rules have. Add “shared_cause”; 0 points "
        "will do.",
        f"concerns/ranking.yaml:5: found the kind of concern “rumour”; expected one of {kinds}. "
        "Correct the word.",
        "concerns/ranking.yaml:7: found the clause “F7”; expected a clause that policy.yaml "
        "registers. Correct the id.",
        "concerns/ranking.yaml:8: found at most 4, under the 5 points for one; expected as much "
        "as is given for one, or more. Correct one of the two.",
        "concerns/ranking.yaml:13: found the rule “F-none”; expected the id of a rule of the pack, "
        "or “*” for all of them. Correct the id.",
        f"concerns/ranking.yaml:13: found “unmet”; expected one of {words}. Correct the word.",
        "concerns/ranking.yaml:14: found “one” a second time; expected each once. Put the two "
        "together, or rename one.",
    ]


def test_a_ladder_for_nobody(pack_files: dict[str, str], write_pack: Write) -> None:
    ladder = GOOD["concerns/ladder.yaml"]
    ladder = ladder.replace("[home]", "[house]").replace("[repetition]", "[rumour]")
    ladder = ladder.replace("id: visit", "id: letter")
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files | GOOD | {"concerns/ladder.yaml": ladder}))
    assert [str(fault).split(";")[0] for fault in told.value.faults] == [
        "concerns/ladder.yaml:3: found “house”",
        "concerns/ladder.yaml:4: found “rumour”",
        "concerns/ladder.yaml:7: found “letter” a second time",
    ]


def test_a_rule_that_looks_for_what_nothing_makes(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    rules = {
        f"concerns/{kind}.yaml": CONCERN.replace("unmet-again", kind).replace(
            "seen: finding, verdict: [not_met]", f"seen: {kind}"
        )
        for kind in ("elsewhere", "common")
    }
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files | rules))
    assert [str(fault) for fault in told.value.faults] == [
        "concerns/common.yaml:1: found a line that looks for “common”; expected the parameter "
        "“common_gap”, which says how many make a gap common. Add it to "
        "parameters.yaml, or take the line out.",
        "concerns/elsewhere.yaml:1: found a line that looks for “elsewhere”; expected "
        "concerns/raises.yaml, which says whose gaps raise which duty. Add the file, or take the "
        "line out.",
    ]
